/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.h - the three records of a DDP fileset, one encode/decode pair each.  Layer 4.
 *
 * Decoding never fails and judges nothing: a record comes out as what its fields say, blanks trimmed; the reader (ddp/read*.c) judges.
 * Encoding writes the profile of ddp.md 4.5 and refuses what does not fit its field.
 * Source: shared/reference/ddp.md sections 2 to 5.
 */
#ifndef PM_DDP_RECORD_H
#define PM_DDP_RECORD_H

#include <stdint.h>

#include "ddp/field.h"

#define PM_DDPID_BYTES 128
#define PM_DDPMS_BYTES 128
#define PM_PQ_BYTES 64

/* Where the user text of DDPID was found: ddp.md section 3. */
enum pm_ddp_text {
	PM_DDP_TEXT_NONE,
	PM_DDP_TEXT_93,    /* length at 93, text at 95: the specification's readers */
	PM_DDP_TEXT_94,    /* length at 94, text at 96: Sonoris, HOFA */
	PM_DDP_TEXT_LOOSE, /* one digit at 94 that fits the text at 95 */
	PM_DDP_TEXT_BARE,  /* no length */
	PM_DDP_TEXT_86     /* DDP 1.x: length at 86, text at 88 */
};

struct pm_ddpid {
	char level[9];               /* "DDP 2.00" */
	char upc[14];                /* as it stands; "" absent */
	int64_t mss, msl;            /* numbers, or PM_DDP_ABSENT / PM_DDP_BAD */
	char medium;                 /* ' ' or a digit */
	char mid[49];                /* bytes; Latin-1 by convention; "" absent */
	char book;                   /* ' ', 'O'; ' ' in DDP 1.x */
	char type[3];                /* "CD", "DV", "" */
	char nside, side, nlayer, layer; /* DVD; ' ' */
	enum pm_ddp_text text_at;
	char text[41];               /* "" absent */
};

/* Everything blank but level "DDP 2.00" and type "CD". */
void pm_ddpid_init(struct pm_ddpid *id);
/* 1 for the levels 1.00 and 1.01, whose records end differently. */
int pm_ddpid_is_v1(const struct pm_ddpid *id);
void pm_ddpid_decode(struct pm_ddpid *id, const uint8_t in[PM_DDPID_BYTES]);
/* A 2.00 record; a user text goes to 95.  PM_E_FORMAT: a text that is too long or not printable ASCII; out is then of no use. */
int pm_ddpid_encode(uint8_t out[PM_DDPID_BYTES], const struct pm_ddpid *id) PM_MUST_USE;

enum pm_ddp_stream_kind {
	PM_DDP_MAIN,       /* D0 */
	PM_DDP_OTHER_MAIN, /* D1 to D4 */
	PM_DDP_PQ,         /* S0, "PQ DESCR" */
	PM_DDP_CDTEXT,     /* S0, "CDTEXT" */
	PM_DDP_RW,         /* S0, R-W subcode */
	PM_DDP_TEXT,       /* T0 to T5 */
	PM_DDP_UNKNOWN     /* unknown DST, or an S0 with unknown SUB */
};

struct pm_ddpms {
	enum pm_ddp_marker marker;   /* unless PM_DDP_PACKET the rest is blank */
	enum pm_ddp_stream_kind stream;
	char dst[3];
	int64_t dsp, dsl, dss;       /* numbers, as are those below: value, PM_DDP_ABSENT or PM_DDP_BAD */
	char sub[9];
	char cdm[3];
	char ssm, scr;               /* ' ' absent */
	int64_t pre1, pre2, pst;
	char medium;
	int64_t trk, idx;            /* 0..99, PM_DDP_LEADOUT */
	char isrc[13];
	int64_t siz;
	char dsi[55];                /* file name; up to 54 bytes where SIZ says so */
	int dsi_has_nul;             /* 1: a NUL inside the name */
	char session;                /* NEW: ' ', 'S' */
	int64_t pre1nxt, pauseadd, ofs;
};

void pm_ddpms_init(struct pm_ddpms *m);
/* v1: 1 for DDP 1.x, whose packets end at byte 90. */
void pm_ddpms_decode(struct pm_ddpms *m, const uint8_t in[PM_DDPMS_BYTES], int v1);
/* PM_E_FORMAT / PM_E_RANGE: a text or number that does not fit; out is then of no use. */
int pm_ddpms_encode(uint8_t out[PM_DDPMS_BYTES], const struct pm_ddpms *m) PM_MUST_USE;
/* Bytes of one sector in the file of a D0: by CDM, SSM and SUB (ddp.md 4.4); 0: unknown. */
uint32_t pm_ddpms_sector_bytes(const struct pm_ddpms *m);

struct pm_pq {
	enum pm_ddp_marker marker;
	int64_t trk;                 /* 0 lead-in, 1..99, PM_DDP_LEADOUT, PM_DDP_ABSENT, PM_DDP_BAD */
	int64_t idx;                 /* 0..99; "A0" and the like: PM_DDP_BAD */
	int64_t hrs, min, sec, frm;
	char cb1[3];                 /* two characters as they stand */
	char cb2[3];
	char isrc[13], upc[14], text[20];
};

void pm_pq_init(struct pm_pq *q);
void pm_pq_decode(struct pm_pq *q, const uint8_t in[PM_PQ_BYTES]);
int pm_pq_encode(uint8_t out[PM_PQ_BYTES], const struct pm_pq *q) PM_MUST_USE;
/* Absolute sector 0..449999 (0: first sector of track 1's pause); PM_DDP_BAD: not a time of a disc. */
int64_t pm_pq_sector(const struct pm_pq *q);
/* Time fields from an absolute sector 0..449999. */
void pm_pq_set_sector(struct pm_pq *q, uint32_t sector);
/*
 * pm_pq_control - CB1 to control nibble and SCMS
 *
 * Returns:  PM_OK; PM_E_FORMAT: not a control byte (both are then 0)
 */
int pm_pq_control(const struct pm_pq *q, uint8_t *control, uint8_t *scms);
void pm_pq_set_control(struct pm_pq *q, uint8_t control, uint8_t scms);

#endif
