/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comparison.h - what `compare` found, as text for an engineer: fields with the values of both sides, then the audio.  Layer 5.
 *
 * Values are made safe to show (base/visible.h).
 */
#ifndef PM_REPORT_COMPARISON_H
#define PM_REPORT_COMPARISON_H

#include "audio/match.h"
#include "base/buf.h"
#include "disc/diff.h"

/* What was found; everything is borrowed. */
struct pm_comparison {
	const struct pm_disc *a, *b;
	const struct pm_diff *diff;
	const char *const *not_compared; /* names of fields that one of the two cannot hold */
	size_t not_compared_count;
	const struct pm_audio_match *match; /* NULL: the audio was not compared */
	int equal;
	enum pm_verdict verdict;
};

struct pm_comparison_options {
	int with_sums;   /* 1: AccurateRip and CTDB sums of every track, of B too where match.sums_b was asked for */
	int all_ranges;  /* 1: every range; 0: the first ten */
};

/* Appends the text; the last line is the verdict.  Returns PM_OK or PM_E_NOMEM. */
int pm_comparison_text(const struct pm_comparison *what, const struct pm_comparison_options *options, struct pm_buf *out) PM_MUST_USE;

#endif
