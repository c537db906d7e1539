/* SPDX-License-Identifier: GPL-3.0-or-later */
/* context.h - what the rules share while they run.  Layer 3; only for check/. */
#ifndef PM_CHECK_CONTEXT_H
#define PM_CHECK_CONTEXT_H

#include "check/rules.h"

#define PM_UNSOUND_START 1u /* where the track begins: its indexes 00 and 01 */
#define PM_UNSOUND_LATER 2u /* an index behind these */

struct pm_check {
	const struct pm_disc *disc;
	const struct pm_check_options *options;
	struct pm_diags *diags;
	unsigned char unsound[100]; /* PM_UNSOUND_*: what rules have complained about; later ones do not measure from it */
};

/* 1 unless the track numbers have gaps (reported) and this is one: then there is nothing to judge. */
int pm_check_exists(const struct pm_check *c, unsigned track);

/* codes.c */
void pm_check_isrc_duplicate(struct pm_check *c);
void pm_check_isrc_missing(struct pm_check *c);
void pm_check_isrc_year(struct pm_check *c);
void pm_check_isrc_prefix(struct pm_check *c);
void pm_check_ean_missing(struct pm_check *c);
/* times.c */
void pm_check_track_count(struct pm_check *c);
void pm_check_index_count(struct pm_check *c);
void pm_check_index_order(struct pm_check *c);
void pm_check_index_past_end(struct pm_check *c);
void pm_check_pause_short(struct pm_check *c);
void pm_check_track_short(struct pm_check *c);
void pm_check_disc_long(struct pm_check *c);
/* flags.c */
void pm_check_flag_conflict(struct pm_check *c);
void pm_check_data_track(struct pm_check *c);
/* texts.c */
void pm_check_text_partial(struct pm_check *c);
void pm_check_text_control(struct pm_check *c);

#endif
