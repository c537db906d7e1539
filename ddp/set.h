/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * set.h - a fileset as it lies in its folder: what is there, what the records say, which file each stream is.  Layer 4, internal to ddp/.
 *
 * read.c goes through these steps: folder -> set (DDPID and DDPMS, names resolved) -> PQ -> image -> CD-Text.  verify.c needs the first two only.
 */
#ifndef PM_DDP_SET_H
#define PM_DDP_SET_H

#include "base/diag.h"
#include "base/folder.h"
#include "disc/disc.h"
#include "ddp/record.h"

/* The folder that holds the set meant by path (ddp.h says how it is looked for), owned by the caller.  PM_E_FORMAT: none, or several. */
int pm_ddp_locate(const char *path, char **dir, struct pm_error *err) PM_MUST_USE;

/* One packet of the map. */
struct pm_ddp_stream {
	struct pm_ddpms map;
	struct pm_pos pos;   /* of the packet */
	char *name;          /* of its file, UTF-8, as the map has it; owned; "" none */
	size_t entry;        /* file in the folder, or PM_FOLDER_NONE */
	int session;         /* 1, 2 */
};

/* What has been remarked on once and needs no second remark. */
enum pm_ddp_told {
	PM_DDP_TOLD_FILL,
	PM_DDP_TOLD_SIZ,
	PM_DDP_TOLD_SCR,
	PM_DDP_TOLD_SSM,
	PM_DDP_TOLD_DSS,
	PM_DDP_TOLD_CDM,
	PM_DDP_TOLD_SUB,
	PM_DDP_TOLD_TRK,
	PM_DDP_TOLD_MED,
	PM_DDP_TOLD_DSP,
	PM_DDP_TOLD_PRE,
	PM_DDP_TOLD_ORDER,
	PM_DDP_TOLD_PADDING,
	PM_DDP_TOLD_HRS,
	PM_DDP_TOLD_BLANK,
	PM_DDP_TOLD_UPC,
	PM_DDP_TOLD_CB1,
	PM_DDP_TOLD_EDGE,
	PM_DDP_TOLD_IDX,
	PM_DDP_TOLD_CB2,
	PM_DDP_TOLD_TEXT,
	PM_DDP_TOLD_ZERO,
	PM_DDP_TOLD_LEADOUT,
	PM_DDP_TOLD_PAUSE,
	PM_DDP_TOLD_UPC_TWO,
	PM_DDP_TOLD_OVERLAP,
	PM_DDP_TOLD_UPC_LENGTH,
	PM_DDP_TOLD_UPC_ZERO,
	PM_DDP_TOLD_DIGITS,
	PM_DDP_TOLD_EDGE_ISRC,
	PM_DDP_TOLD_EDGE_IDX,
	PM_DDP_TOLD_MAP_PADDING,
	PM_DDP_TOLD_NUL
};

struct pm_ddp_set {
	const struct pm_folder *folder;
	struct pm_source *id_source, *map_source; /* NULL: not there */
	struct pm_ddpid id;
	int have_id;
	int v1;              /* DDP 1.x */
	int not_audio;       /* 1: a DVD, reported: read no further */
	struct pm_ddp_stream *stream; /* owned */
	size_t stream_count, stream_capacity;
	uint64_t told;       /* bits by enum pm_ddp_told */
	size_t marker_count; /* packets with a wrong marker in the file being read */
	int map_damaged;     /* 1: the map had such packets, or its length is wrong: what is not in it may have been */
};

/* What every step of reading needs. */
struct pm_ddp_reading {
	struct pm_ddp_set *set;
	struct pm_disc *disc;
	struct pm_sources *sources;
	struct pm_diags *diags;
	struct pm_error *err;
};

void pm_ddp_set_init(struct pm_ddp_set *set, const struct pm_folder *folder);
void pm_ddp_set_release(struct pm_ddp_set *set);
/* DDPID and DDPMS read, judged, and every stream's file found.  Adds ddp-*. */
int pm_ddp_set_open(struct pm_ddp_reading *r) PM_MUST_USE;
/* 1 the first time, then 0. */
int pm_ddp_tell(struct pm_ddp_set *set, enum pm_ddp_told what);
/* A file of the folder as a binary source; *out NULL with a finding when it is longer than max_bytes. */
int pm_ddp_load(struct pm_ddp_reading *r, size_t entry, size_t max_bytes, struct pm_source **out) PM_MUST_USE;
/* A packet with a wrong marker: ddp-record, but not thousands of them. */
void pm_ddp_wrong_marker(struct pm_ddp_reading *r, struct pm_pos pos, const uint8_t *packet, const char *want);
/* The zeros that mean no code. */
int pm_ddp_is_zeros(const char *code);
/* Two UPC/EANs that differ by no more than a leading zero. */
int pm_ddp_same_upc(const char *a, const char *b);
/* Unused bytes of a record that are NUL where they should be blank: a note, once a set. */
void pm_ddp_note_nul(struct pm_ddp_reading *r, struct pm_pos pos, const uint8_t *bytes, size_t length_bytes);
/* A field's bytes as UTF-8, Latin-1 where they are not; owned; NULL: memory. */
char *pm_ddp_utf8(const char *bytes);
/* The first stream of that kind in session 1; NULL: none. */
struct pm_ddp_stream *pm_ddp_set_find(struct pm_ddp_set *set, enum pm_ddp_stream_kind kind);

/* DDPID: read, judge, take MID and user text. */
int pm_ddp_read_id(struct pm_ddp_reading *r) PM_MUST_USE;
/* DDPMS: read the packets; then judge them once their files are known. */
int pm_ddp_read_map(struct pm_ddp_reading *r) PM_MUST_USE;
void pm_ddp_judge_map(struct pm_ddp_reading *r);

/* What the PQ stream came to. */
struct pm_ddp_pq {
	int64_t leadout;         /* absolute sector; PM_DDP_ABSENT */
	int64_t other_leadout;   /* a second one that differs, which was reported; PM_DDP_ABSENT */
	struct pm_pos leadout_pos;
	char upc[14];            /* first one; "" none */
	struct pm_pos upc_pos;
	int damaged;             /* 1: packets were lost, which was reported: what is missing may have been in them */
};
/* The tracks of the disc from the PQ stream `s`.  Adds ddp-pq, codes. */
int pm_ddp_read_pq(struct pm_ddp_reading *r, const struct pm_ddp_stream *s, struct pm_ddp_pq *pq) PM_MUST_USE;

/* A D0 on the time line. */
struct pm_ddp_piece {
	struct pm_ddp_stream *stream;
	int64_t at, sectors;     /* absolute sector; what the file holds of it */
	int64_t said;            /* sectors by DSL; PM_DDP_ABSENT */
	uint32_t stride_bytes;
	int audio;
};
struct pm_ddp_image {
	struct pm_ddp_piece *piece; /* owned; in packet order */
	size_t count;
	int64_t end, said_end;   /* absolute sector behind the last piece, by file lengths and by DSL */
	int size_wrong;          /* 1: ddp-image-size was reported */
};
/* Lengths and places of the first session's D0s. */
int pm_ddp_place_image(struct pm_ddp_reading *r, struct pm_ddp_image *image) PM_MUST_USE;
void pm_ddp_image_release(struct pm_ddp_image *image);
/* Compares with the lead-out and the first track and makes files and spans. */
int pm_ddp_use_image(struct pm_ddp_reading *r, struct pm_ddp_image *image, const struct pm_ddp_pq *pq) PM_MUST_USE;
/* The tracks from the D0 packets alone: for sets without PQ.  Returns 1 when there are any, else 0. */
int pm_ddp_tracks_from_map(struct pm_ddp_reading *r, struct pm_ddp_image *image, struct pm_ddp_pq *pq);

/* A code of the PQ or the map into the track, judged. */
void pm_ddp_take_isrc(struct pm_ddp_reading *r, struct pm_track *track, const char *bytes, struct pm_pos pos);

/* The whole reading, from a folder that is already scanned. */
int pm_ddp_read_folder(struct pm_disc *disc, const struct pm_folder *folder, struct pm_sources *sources, struct pm_diags *diags,
                       struct pm_error *err) PM_MUST_USE;

#endif
