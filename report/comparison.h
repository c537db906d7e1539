/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comparison.h - what `compare` found, as text for an engineer: fields with the values of both sides, then the audio.  Layer 5.
 *
 * Values are made safe to show (base/visible.h).
 */
#ifndef PM_REPORT_COMPARISON_H
#define PM_REPORT_COMPARISON_H

#include "base/buf.h"
#include "master/master.h"

struct pm_comparison_options {
	int with_sums;   /* 1: AccurateRip and CTDB sums of every track, of B too where match.sums_b was asked for */
	int all_ranges;  /* 1: every range; 0: the first ten */
};

/* Appends the text; the last line is the verdict.  Returns PM_OK or PM_E_NOMEM. */
int pm_comparison(const struct pm_compare_result *result, const struct pm_comparison_options *options, struct pm_buf *out) PM_MUST_USE;

#endif
