/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * disc.h - the one model every reader makes and every writer takes.  Layer 1.
 *
 * A reader of sheets (track sheet, CUE, TOC) declares the disc as a running list of items: marks, audio, silence.  The audio files are then found
 * and probed, and pm_disc_layout (disc/layout.h) turns items into absolute addresses and spans.  A reader of finished masters (DDP, drive) sets
 * addresses and spans itself and says laid_out.
 */
#ifndef PM_DISC_DISC_H
#define PM_DISC_DISC_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "disc/ean.h"
#include "disc/isrc.h"
#include "disc/msf.h"
#include "disc/text.h"

enum pm_kind { PM_KIND_NONE, PM_KIND_SHEET, PM_KIND_CUE, PM_KIND_TOC, PM_KIND_DDP, PM_KIND_DRIVE, PM_KIND_IMAGE, PM_KIND_SUBCODE };
/* Where a code came from (contract section 7, provenance). */
enum pm_from { PM_FROM_NONE, PM_FROM_SHEET, PM_FROM_CUE, PM_FROM_TOC, PM_FROM_Q, PM_FROM_PQ, PM_FROM_DDPID, PM_FROM_CDTEXT, PM_FROM_TAG, PM_FROM_OPTION };

/* Control bits of a track (Q control nibble). */
#define PM_CONTROL_PRE 1u        /* 50/15 us pre-emphasis */
#define PM_CONTROL_COPY 2u       /* digital copy permitted */
#define PM_CONTROL_DATA 4u
#define PM_CONTROL_FOUR 8u       /* four-channel */

/* Bits of `poisoned`: a value was there and wrong, and has been reported; rules that need it keep still. */
#define PM_POISON_ISRC 0x01u
#define PM_POISON_MCN 0x02u
#define PM_POISON_TIMES 0x04u    /* an index, gap, start or end */
#define PM_POISON_FLAGS 0x08u
#define PM_POISON_AUDIO 0x10u    /* a file is missing or unusable: lengths are unknown */
#define PM_POISON_TRACKS 0x20u   /* track numbers */
#define PM_POISON_PLACE 0x40u    /* of a track, by the layout: it lies behind audio of unknown length; its indexes hold against each other only */
#define PM_POISON_TEXT 0x80u     /* of the disc: CD-Text that belongs to it was missing or could not be read whole */

enum pm_file_kind {
	PM_FILE_MASTER,  /* WAV, AIFF, FLAC...: the container says what is in it */
	PM_FILE_RAW_LE,  /* headerless 44.1 kHz, 16 bit, stereo, little-endian: .bin, IMAGE.DAT */
	PM_FILE_RAW_BE,  /* the same big-endian: MOTOROLA, cdrdao's raw files, raw96 .bin */
	PM_FILE_DRIVE    /* audio of a disc in a drive; read by drive/ */
};

/* An audio file that the disc draws on. */
struct pm_file {
	char *name;              /* as the sheet has it; owned */
	char *path;              /* to open; owned; NULL: not looked for or not found */
	struct pm_pos pos;       /* where it is named */
	enum pm_file_kind kind;
	uint64_t offset_bytes;   /* RAW: of the first sample */
	uint32_t sector_stride_bytes; /* RAW: from sector to sector; 2352, or 2448 with subcode */
	uint64_t length_samples; /* at 44.1 kHz, as it goes onto the disc; set by audio/ when probed, by the reader for RAW */
	int probed;              /* 1: length_samples holds */
	int unusable;            /* 1: missing or wrong, and reported */
	/* Filled by audio/ for messages, JSON and the report: */
	uint32_t rate_hz;        /* 0: not probed */
	uint16_t channels, bits; /* bits: of the samples as stored */
	char format[24];         /* "WAV", "RF64", "AIFF", "FLAC"... */
	int converted;           /* 1: --convert changed it */
	char *converted_path;    /* owned; a temporary raw file holding the converted audio (removed by audio/); NULL else */
};

#define PM_FILE_SILENCE UINT32_MAX  /* a span of digital silence */
#define PM_TO_END UINT64_MAX        /* an audio item up to the end of its file */

enum pm_item_kind {
	PM_ITEM_MARK,    /* index `index` of track `track` is here */
	PM_ITEM_AUDIO,   /* samples of a file */
	PM_ITEM_SILENCE, /* length_samples of digital silence */
	PM_ITEM_ALIGN    /* silence up to the next sector boundary, if not on one */
};

/* One step of the declared programme, which begins at LBA -150. */
struct pm_item {
	enum pm_item_kind kind;
	struct pm_pos pos;
	uint8_t track, index;      /* MARK */
	int32_t after_sectors;     /* MARK: -1: here; else this many sectors after the sector of the track's index 01 */
	uint32_t file;             /* AUDIO: number in pm_disc.file */
	uint64_t start_samples;    /* AUDIO: in the file, at 44.1 kHz */
	uint64_t length_samples;   /* AUDIO (or PM_TO_END), SILENCE */
};

/* One piece of the laid-out programme: spans follow each other without gaps from LBA -150 to the lead-out. */
struct pm_span {
	uint32_t file;             /* or PM_FILE_SILENCE */
	uint64_t at_samples;       /* from LBA -150 */
	uint64_t start_samples;    /* in the file */
	uint64_t length_samples;   /* > 0 */
};

struct pm_index {
	int32_t lba;               /* -150..449849; PM_LBA_NONE: no such index */
	struct pm_pos pos;
};

struct pm_track {
	uint8_t number;            /* 1..99 */
	uint8_t control;           /* PM_CONTROL_* */
	uint8_t scms;              /* 1: serial copy management, one generation */
	struct pm_pos flags_pos;   /* where control and scms are said; none: at pos */
	unsigned poisoned;
	struct pm_pos pos;
	struct pm_index index[100]; /* by number; [0] is the pause */
	uint8_t index_last;        /* highest number present; 0 when none or only the pause */
	struct pm_isrc isrc;
	struct pm_pos isrc_pos;
	enum pm_from isrc_from;
	int gapless;               /* after layout: 1: the audio runs on from the track (or the hidden file) before, so its start is a join */
	char *source_name;         /* owned; the master's file name, for the report; NULL: none */
};

/* A column or row of the sheet that premaster keeps but does not use: for the registry and the report. */
struct pm_extra { int track; char *key, *value; }; /* track -1: of the release; both owned */

/* Gives the samples of files of kind PM_FILE_DRIVE, counted from LBA -150; set by drive/ and released with the disc. */
struct pm_disc_reader {
	void *ctx;
	int (*read)(void *ctx, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err); /* NULL: there is none */
	void (*release)(void *ctx);
};

struct pm_disc {
	enum pm_kind kind;
	char *source_name;         /* owned; as the user named it */
	char *base_dir;            /* owned; where relative file names start */
	char *temp_dir;            /* owned; holds files made for this disc alone (an unpacked archive); removed with the disc; NULL: none */
	struct pm_pos pos;
	struct pm_mcn mcn;
	struct pm_pos mcn_pos;
	enum pm_from mcn_from;
	char *master_id;           /* owned; DDPID's MID; NULL: none */
	struct pm_pos master_id_pos;
	char *label, *release_date; /* owned; NULL: none */
	struct pm_block block[PM_BLOCKS];
	int has_packs;             /* 1: the texts come from CD-Text packs or Sony text files, which can hold every field */
	unsigned poisoned;         /* MCN, TRACKS, TIMES, AUDIO, TEXT */
	uint8_t first_track, last_track; /* 1..99; last_track 0: no tracks */
	struct pm_track track[100];      /* by number */
	int32_t leadout_lba;       /* once laid_out */
	int32_t audio_end_lba;     /* where the session of the last audio track ends, with a data session behind it; PM_LBA_NONE: there is none */
	int laid_out;
	int hidden_audio;          /* 1: audio before track 1's index 01 beyond the pause was declared or found */

	struct pm_disc_reader reader;
	struct pm_file *file;      /* owned, as are the lists below */
	size_t file_count, file_capacity;
	struct pm_item *item;
	size_t item_count, item_capacity;
	struct pm_span *span;
	size_t span_count, span_capacity;
	struct pm_extra *extra;
	size_t extra_count, extra_capacity;
};

/* An empty disc with no tracks; every index is PM_LBA_NONE.  NULL: memory.  About 1 MB: never on the stack. */
struct pm_disc *pm_disc_new(enum pm_kind kind);
void pm_disc_free(struct pm_disc *disc);
/* Remove temp_dir and what is in it ahead of time; audio that lies there can no longer be read. */
void pm_disc_drop_temp(struct pm_disc *disc);

/* Append; each returns PM_OK or PM_E_NOMEM.  pm_disc_add_file copies name and gives its number. */
int pm_disc_add_file(struct pm_disc *disc, const char *name, enum pm_file_kind kind, struct pm_pos pos, uint32_t *number) PM_MUST_USE;
int pm_disc_add_mark(struct pm_disc *disc, uint8_t track, uint8_t index, int32_t after_sectors, struct pm_pos pos) PM_MUST_USE;
int pm_disc_add_audio(struct pm_disc *disc, uint32_t file, uint64_t start_samples, uint64_t length_samples, struct pm_pos pos) PM_MUST_USE;
int pm_disc_add_silence(struct pm_disc *disc, uint64_t length_samples, struct pm_pos pos) PM_MUST_USE;
int pm_disc_add_align(struct pm_disc *disc, struct pm_pos pos) PM_MUST_USE;
int pm_disc_add_extra(struct pm_disc *disc, int track, const char *key, const char *value) PM_MUST_USE;
/* Appends to the span list, joining it with the last one where they continue each other. */
int pm_disc_add_span(struct pm_disc *disc, uint32_t file, uint64_t start_samples, uint64_t length_samples) PM_MUST_USE;

/* Set an index's address and keep index_last. */
void pm_track_set_index(struct pm_track *track, unsigned index, int32_t lba, struct pm_pos pos);

/* After layout.  Sectors from index 00 to 01 (0: no pause; track 1: from LBA -150). */
uint32_t pm_track_pregap_sectors(const struct pm_disc *disc, unsigned track);
/* Sectors from index 01 to the next track's index 01 or the lead-out. */
uint32_t pm_track_length_sectors(const struct pm_disc *disc, unsigned track);
/* First sector that carries the track's number: index 00 if present, else 01. */
int32_t pm_track_first_lba(const struct pm_disc *disc, unsigned track);
/* Sectors of the programme from LBA -150 to the lead-out. */
uint32_t pm_disc_sectors(const struct pm_disc *disc);

/*
 * pm_disc_find_files - give every file of the disc its path
 *
 * Looks in audio_dir if given, else in disc->base_dir.  Adds audio-path, audio-missing, audio-name; a file not found is unusable and the disc's audio poisoned.
 * With audio_dir only the last component of an absolute or escaping name is used.
 */
int pm_disc_find_files(struct pm_disc *disc, const char *audio_dir, struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

#endif
