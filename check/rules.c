/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.c - the table of rules and its run.  Layer 3.  Source: contract section 6. */
#include "check/rules.h"

#include "check/context.h"

/* What a rule needs to be worth running; where it is not there, something else has been reported already. */
#define NEEDS_TRACKS 1u /* tracks in order, from the first to the last */
#define NEEDS_NUMBERS 8u /* their numbers were declared so */
#define NEEDS_LAYOUT 2u /* addresses */
#define NEEDS_TIMES 4u  /* addresses from the start of the disc to its end that hold; rules about single tracks look at the track instead */

static const struct rule {
	enum pm_diag_id id;
	void (*run)(struct pm_check *c);
	unsigned needs;
} rules[] = {
	{PM_DIAG_TRACK_COUNT, pm_check_track_count, 0},
	{PM_DIAG_INDEX_COUNT, pm_check_index_count, NEEDS_TRACKS | NEEDS_LAYOUT},
	{PM_DIAG_INDEX_ORDER, pm_check_index_order, NEEDS_TRACKS | NEEDS_LAYOUT},
	{PM_DIAG_INDEX_PAST_END, pm_check_index_past_end, NEEDS_TRACKS | NEEDS_LAYOUT},
	{PM_DIAG_PAUSE_SHORT, pm_check_pause_short, NEEDS_TRACKS | NEEDS_LAYOUT},
	{PM_DIAG_TRACK_SHORT, pm_check_track_short, NEEDS_TRACKS | NEEDS_LAYOUT},
	{PM_DIAG_DISC_LONG, pm_check_disc_long, NEEDS_TRACKS | NEEDS_LAYOUT | NEEDS_TIMES},
	{PM_DIAG_FLAG_CONFLICT, pm_check_flag_conflict, 0},
	{PM_DIAG_DATA_TRACK, pm_check_data_track, 0},
	{PM_DIAG_ISRC_DUPLICATE, pm_check_isrc_duplicate, 0},
	{PM_DIAG_ISRC_MISSING, pm_check_isrc_missing, 0},
	{PM_DIAG_ISRC_YEAR, pm_check_isrc_year, 0},
	{PM_DIAG_ISRC_PREFIX, pm_check_isrc_prefix, 0},
	{PM_DIAG_EAN_MISSING, pm_check_ean_missing, 0},
	{PM_DIAG_TEXT_PARTIAL, pm_check_text_partial, NEEDS_NUMBERS},
	{PM_DIAG_TEXT_CONTROL, pm_check_text_control, 0},
};

int pm_check_exists(const struct pm_check *c, unsigned track)
{
	const struct pm_track *t = &c->disc->track[track];

	return !(c->disc->poisoned & PM_POISON_TRACKS) || t->pos.source || t->pos.offset_bytes != PM_NOWHERE;
}

static unsigned what_holds(const struct pm_disc *disc)
{
	unsigned holds = 0;

	if (!(disc->poisoned & PM_POISON_TRACKS))
		holds |= NEEDS_TRACKS | NEEDS_NUMBERS;
	/* The readers of sheets number their tracks in order, whatever numbers stand there. */
	if (disc->kind == PM_KIND_SHEET || disc->kind == PM_KIND_CUE || disc->kind == PM_KIND_TOC)
		holds |= NEEDS_TRACKS;
	if (disc->laid_out)
		holds |= NEEDS_LAYOUT;
	if (disc->laid_out && !(disc->poisoned & (PM_POISON_TIMES | PM_POISON_AUDIO)))
		holds |= NEEDS_TIMES;
	return holds;
}

void pm_check_disc(const struct pm_disc *disc, const struct pm_check_options *options, struct pm_diags *diags)
{
	struct pm_check c = {.disc = disc, .options = options, .diags = diags};
	unsigned holds = what_holds(disc);
	size_t i;

	/* No tracks, or numbers that no table holds: that alone is worth saying. */
	if (disc->first_track == 0 || disc->first_track > disc->last_track || disc->last_track > 99) {
		pm_check_track_count(&c);
		return;
	}
	for (i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if ((rules[i].needs & ~holds) == 0)
			rules[i].run(&c);
}
