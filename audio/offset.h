/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * offset.h - by how many samples one programme lies later than another.  Layer 2.
 *
 * Digital copies agree to the bit, so the search is one for equal runs: short pieces of one programme (anchors) that are neither silent nor
 * constant are looked for in the other, and each place found votes for an offset.  An anchor that fits in many places (a loop, a test tone)
 * spreads its vote over them; the first and the last sound of the programme are anchors too, for they tell even a tone's offset.
 * Source: contract section 7 (compare): +-5880 samples is what drives' read and write offsets come to; whole sectors are what editing moves.
 */
#ifndef PM_AUDIO_OFFSET_H
#define PM_AUDIO_OFFSET_H

#include "audio/program.h"

struct pm_offset { int64_t samples; double votes; unsigned anchors; };

struct pm_offset_search {
	uint64_t a_samples, b_samples; /* lengths of the programmes, from LBA -150 */
	uint64_t reach_samples;        /* offsets from -reach to +reach are looked at, every one */
	unsigned anchors;              /* how many pieces of A are looked for, 1..PM_ANCHORS_MAX, beside its first and last sound */
	const struct pm_progress *progress;
};
#define PM_ANCHORS_MAX 32

/*
 * pm_offset_search - the offsets that most pieces of A speak for
 *
 * Shape:    out[0..*count-1], best first, equals by nearness to 0; offset n: sample s of A is sample s + n of B
 * Returns:  PM_OK (*count 0: nothing of A, or nothing but silence, is found in B), PM_E_NOMEM, PM_E_CANCELLED, or what reading gave
 */
int pm_offset_search(struct pm_program *a, struct pm_program *b, const struct pm_offset_search *search, struct pm_offset *out, size_t max_count,
                     size_t *count, struct pm_error *err) PM_MUST_USE;

#endif
