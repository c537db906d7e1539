/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * match.h - two programmes sample by sample: equal, equal after an offset, or where they differ.  Layer 2.
 * Source: contract section 7 (compare).
 */
#ifndef PM_AUDIO_MATCH_H
#define PM_AUDIO_MATCH_H

#include "audio/program.h"
#include "audio/sums.h"

/* Samples that differ, with shorter equal runs than PM_RANGE_GAP between them. */
struct pm_range {
	uint8_t track;        /* of A: from its index 01 to the next one's; 0: before track 1's index 01 */
	int64_t first_sample; /* from that index 01; track 0: from LBA -150, and below 0 where only B, shifted, has samples there */
	uint64_t count;
};
#define PM_RANGE_GAP 588
#define PM_RANGES_MAX 1000

struct pm_audio_match {
	int equal;                  /* 1: every compared sample is equal at that offset, but for lost_samples */
	int64_t offset_samples;     /* > 0: sample n of A is sample n + offset of B */
	struct pm_range *range;     /* owned; in the order of the programme */
	size_t range_count, range_capacity;
	int ranges_cut;             /* 1: there are more than PM_RANGES_MAX, which are not listed */
	uint64_t differing_samples; /* all of them, listed or not; without lost_samples */
	uint64_t lost_samples;      /* sound at the ends that one side has and the offset moves out of the other: no difference of its own */
	uint64_t compared_samples;
	struct pm_sums sums_a;      /* but without_sums */
	struct pm_sums sums_b;      /* with_sums_of_b */
};

struct pm_match_options {
	int a_is_drive, b_is_drive; /* then the offset is looked for first, every sample is read once, and |offset| samples at both ends do not count */
	int without_sums;           /* 1: nobody wants sums_a */
	int with_sums_of_b;
	const struct pm_progress *progress;
};

/*
 * pm_match_programs - compare from LBA -150 to the later lead-out
 *
 * a and b are programmes of the laid-out discs.  What one side does not hold reads as silence, also outside of the programme.
 * An offset is used only where it leaves fewer samples that differ or are lost than offset 0, and not more than half of all: else it is one track's.
 * Lost is only what an offset of up to a second moves out; what a longer one cuts off differs.
 * Returns:  PM_OK; PM_E_NOMEM, PM_E_CANCELLED, or what reading gave.  m is to be released in every case.
 */
int pm_match_programs(struct pm_audio_match *m, const struct pm_disc *disc_a, struct pm_program *a, const struct pm_disc *disc_b, struct pm_program *b,
                      const struct pm_match_options *options, struct pm_error *err) PM_MUST_USE;
void pm_match_init(struct pm_audio_match *m);
void pm_match_release(struct pm_audio_match *m);

#endif
