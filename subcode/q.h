/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * q.h - one frame of the Q channel, built and taken apart.  Layer 2.
 * Source: IEC 60908 / ECMA-130 clause 22.3; shared/reference/subcode.md sections 2 to 5.
 *
 * Twelve bytes: CONTROL and ADR, nine bytes of data, a CRC.  All numbers in them are BCD.  ADR 1 says where the sector is, ADR 2 carries the disc's
 * catalogue number, ADR 3 the track's ISRC.
 */
#ifndef PM_SUBCODE_Q_H
#define PM_SUBCODE_Q_H

#include <stdint.h>

#include "base/status.h"
#include "disc/msf.h"

#define PM_Q_BYTES 12
#define PM_Q_LEADOUT 0xAA  /* track number of the lead-out: not BCD */
#define PM_Q_NO_FRAME 255  /* aframe: not a number of 00 to 74 */
#define PM_Q_CODE_BYTES 14 /* 13 digits or 12 characters, and a NUL */

enum pm_q_kind {
	PM_Q_DAMAGED,  /* the CRC does not fit: nothing else holds */
	PM_Q_POSITION, /* ADR 1 in the programme or lead-out: track, index, relative_sectors, lba */
	PM_Q_TOC,      /* ADR 1 in the lead-in: point, running, pmin, psec, pframe */
	PM_Q_MCN,      /* ADR 2, thirteen digits in code, not all zero */
	PM_Q_ISRC,     /* ADR 3, twelve legal characters in code, not all zero */
	PM_Q_NO_CODE,  /* ADR 2 or 3 with all zeros: means none */
	PM_Q_ODD_CODE, /* ADR 2 or 3 with characters that cannot be: code holds them as printable text */
	PM_Q_RECORDER, /* ADR 3 with fill bits 11: the name of a CD recorder, never an ISRC */
	PM_Q_OTHER,    /* ADR 0, 4 to 15 */
	PM_Q_INVALID   /* ADR 1 whose numbers are out of range */
};

struct pm_q {
	enum pm_q_kind kind;
	uint8_t control; /* 0..15: PM_CONTROL_* */
	uint8_t adr;     /* 0..15 */
	/* POSITION */
	uint8_t track;             /* 1..99, or PM_Q_LEADOUT */
	uint8_t index;             /* 0..99 */
	uint32_t relative_sectors; /* up from index 01, down in a pause */
	int32_t lba;               /* -150..449849, from the absolute time */
	uint8_t zero;              /* byte 6: should be 0; some writers leave rubbish in it */
	/* TOC */
	uint8_t point;              /* 1..99, or A0h, A1h, A2h and others as stored */
	struct pm_msf running;      /* time in the lead-in; may be of any origin */
	uint8_t pmin, psec, pframe; /* as stored, not decoded from BCD (A0h holds a disc type) */
	/* MCN, ISRC, NO_CODE, ODD_CODE */
	uint8_t aframe;             /* 0..74: frame part of the sector's own time; PM_Q_NO_FRAME: no such number */
	char code[PM_Q_CODE_BYTES]; /* MCN 13 digits, ISRC 12 characters; ODD_CODE: as printable ASCII; "" else */
};

/* What an ADR 1 frame of the programme or lead-out says. */
struct pm_q_position {
	uint8_t control;           /* 0..15 */
	uint8_t track;             /* 1..99, or PM_Q_LEADOUT */
	uint8_t index;             /* 0..99 */
	uint32_t relative_sectors; /* below 100 minutes */
	int32_t lba;               /* -150..449849 */
};

/*
 * pm_q_put_position, pm_q_put_mcn, pm_q_put_isrc, pm_q_put_toc - build a frame, CRC included
 *
 * Units:    lba is the sector the frame is of, -150..449849: its frame part goes into a code frame.  control 0..15
 * Shape:    mcn: 13 digits; isrc: 12 characters as struct pm_isrc has them; point as stored (BCD of a track, A0h, A1h, A2h), pmin to pframe as stored
 * Returns:  PM_OK; PM_E_RANGE: a number is outside its range; PM_E_FORMAT: a code does not fit its field
 * On error: out is untouched
 */
int pm_q_put_position(uint8_t out[PM_Q_BYTES], const struct pm_q_position *position);
int pm_q_put_mcn(uint8_t out[PM_Q_BYTES], uint8_t control, const char *mcn, int32_t lba);
int pm_q_put_isrc(uint8_t out[PM_Q_BYTES], uint8_t control, const char *isrc, int32_t lba);
int pm_q_put_toc(uint8_t out[PM_Q_BYTES], uint8_t control, uint8_t point, struct pm_msf running, const uint8_t pmsf[3]);

/* Put the CRC of the ten bytes before it. */
void pm_q_seal(uint8_t q[PM_Q_BYTES]);
/* 1: the CRC fits. */
int pm_q_crc_fits(const uint8_t q[PM_Q_BYTES]);
/* Take a frame apart.  Returns 1 when its CRC fits; *out is filled in every case (kind DAMAGED: nothing but the kind). */
int pm_q_get(const uint8_t q[PM_Q_BYTES], struct pm_q *out);
/*
 * The same without regard to the CRC, for the 16-byte form of drives (READ CD sub-channel 010b), whose CRC may be missing or not inverted: the kind
 * is what the fields say.  Returns 1 when a CRC was there and fitted, inverted or not.  Frames that are believed for other reasons (two readings
 * alike) get a CRC by pm_q_seal before they go into a log.
 */
int pm_q_get_unchecked(const uint8_t q[PM_Q_BYTES], struct pm_q *out);

/* Frame part, 0..74, of a sector's absolute time. */
static inline uint8_t pm_q_frame_of(int32_t lba)
{
	return (uint8_t)((((lba + 150) % 75) + 75) % 75);
}

#endif
