/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * q.h - the test drive's own maker of P and Q, written from the reference and not from premaster's subcode/, so that each
 * can check the other.  Source: ECMA-130 22, IEC 60908 17.
 */
#ifndef VD_Q_H
#define VD_Q_H

#include "tests/drive/model.h"

struct vd_program_track {
	uint8_t control;
	uint8_t index_count;    /* highest INDEX, 1..99 */
	int has_pregap;         /* index_lba[0] counts */
	int32_t index_lba[100]; /* INDEX 00..99 */
	char isrc[13];          /* empty: none */
};

/* What there is to say about a program.  The first track's INDEX 00 is always at -150. */
struct vd_program {
	uint8_t first_track, last_track;
	struct vd_program_track track[100]; /* by number */
	int32_t leadout_lba;
	char mcn[14];  /* empty: none */
	uint8_t *mode; /* of every sector from -150 to leadout_lba + 149: 1, 2 or 3 */
};

uint16_t vd_crc(const uint8_t *p, size_t n);

/*
 * vd_program_plan - decides where MCN and ISRC stand, by the schedule of subcode.md 6; fills p->mode (free() it)
 * Returns:  0; -1: out of memory or leadout_lba outside 1..449849
 */
int vd_program_plan(struct vd_program *p);

/* vd_program_sub - 96 bytes, P in 0..11, Q in 12..23, the rest zero, of one sector from -150 to leadout_lba + 149 */
void vd_program_sub(const struct vd_program *p, int32_t lba, uint8_t out[VD_SUB_BYTES]);

#endif
