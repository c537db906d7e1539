/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * layout.h - the forms in which programs and drives keep a sector's subcode.  Layer 2.  Source: shared/reference/subcode.md section 9.
 *
 * Linear (.sub, CloneCD): 12 bytes of P, 12 of Q, ... 12 of W.  Interleaved (drives, cdrdao's RW_RAW): 96 bytes, each with one bit of every channel,
 * P in bit 7. Short (drives, 16 bytes): Q, three zeros, P in bit 7 of the last.
 */
#ifndef PM_SUBCODE_LAYOUT_H
#define PM_SUBCODE_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "disc/msf.h"

#define PM_SUBCODE_BYTES 96
#define PM_RAW96_SECTOR_BYTES (PM_SECTOR_BYTES + PM_SUBCODE_BYTES) /* of a raw96 .bin: audio, then the interleaved form */
#define PM_SUBCODE_Q 12 /* where Q begins in the linear form */
#define PM_SUBCODE_SHORT_BYTES 16

enum pm_subcode_form { PM_SUBCODE_LINEAR, PM_SUBCODE_INTERLEAVED };

/* in and out must not overlap. */
void pm_subcode_interleave(const uint8_t linear[PM_SUBCODE_BYTES], uint8_t out[PM_SUBCODE_BYTES]);
void pm_subcode_deinterleave(const uint8_t interleaved[PM_SUBCODE_BYTES], uint8_t out[PM_SUBCODE_BYTES]);
/* Q alone out of the interleaved form. */
void pm_subcode_interleaved_q(const uint8_t interleaved[PM_SUBCODE_BYTES], uint8_t q[12]);

void pm_subcode_to_short(const uint8_t linear[PM_SUBCODE_BYTES], uint8_t out[PM_SUBCODE_SHORT_BYTES]);
/* P becomes all ones or all zeros, R to W zeros. */
void pm_subcode_from_short(const uint8_t in[PM_SUBCODE_SHORT_BYTES], uint8_t linear[PM_SUBCODE_BYTES]);

/*
 * pm_subcode_guess_form - which form a file of 96-byte sectors is in
 *
 * Counts the Q frames whose CRC fits in either reading, over the sectors given (a few hundred are plenty); stride_bytes from one to the next (96, or
 * 2448). *fitting (may be NULL) is the count of the better reading; 0: neither fits, the answer means nothing.
 */
enum pm_subcode_form pm_subcode_guess_form(const uint8_t *data, size_t sectors, size_t stride_bytes, size_t *fitting);

#endif
