/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rules.h - named rules over a laid-out disc: codes, times, flags, texts.  Layer 3.  All run, none prints, none stops another.
 */
#ifndef PM_CHECK_RULES_H
#define PM_CHECK_RULES_H

#include "base/diag.h"
#include "disc/disc.h"

struct pm_check_options {
	int this_year; /* for isrc-year; 0: skip the rule */
};

/*
 * pm_check_disc - run every rule whose needs are met
 *
 * A disc that is not laid_out gets only the rules about codes and texts.  Poisoned values are passed over.
 * Adds: isrc-duplicate isrc-missing isrc-year ean-missing track-count track-short pause-short index-order index-past-end index-count disc-long
 *       disc-too-long flag-conflict data-track text-partial text-control.
 * (text-charset and text-too-long come from encoding: cdtext/pack.h.)
 */
void pm_check_disc(const struct pm_disc *disc, const struct pm_check_options *options, struct pm_diags *diags);

#endif
