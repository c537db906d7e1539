/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codes.c - rules about ISRCs and the UPC/EAN.  Layer 3.  Source: shared/reference/identifiers.md 1.3 and 1.6; contract section 6. */
#include <string.h>

#include "check/context.h"

#define FIRST_EDITION 1986 /* of ISO 3901: no code was given out before */

static struct pm_pos isrc_place(const struct pm_track *track)
{
	return track->isrc_pos.source || track->isrc_pos.offset_bytes != PM_NOWHERE ? track->isrc_pos : track->pos;
}

/* 1 when the track holds a code; twelve zeros mean none, wherever they were read. */
static int has_isrc(const struct pm_track *track)
{
	return track->isrc.text[0] && strcmp(track->isrc.text, "000000000000") != 0;
}

void pm_check_isrc_duplicate(struct pm_check *c)
{
	const struct pm_track *track = c->disc->track;
	unsigned n, before;

	for (n = c->disc->first_track + 1u; n <= c->disc->last_track; n++) {
		if (!has_isrc(&track[n]))
			continue;
		for (before = c->disc->first_track; before < n && strcmp(track[before].isrc.text, track[n].isrc.text) != 0; before++)
			;
		if (before < n)
			pm_diag_hint(pm_diag_on(pm_diag_add(c->diags, PM_DIAG_ISRC_DUPLICATE, isrc_place(&track[n]),
							    "ISRC '%s' of track %u is also the ISRC of track %u", track[n].isrc.text, n, before), (int)n, -1),
				     "one code stands for one recording; use it twice only where the same recording is on the disc twice");
	}
}

/* A track that has no code, nor a wrong one that was reported, and ought to have one. */
static int lacks_isrc(const struct pm_check *c, unsigned n)
{
	const struct pm_track *track = &c->disc->track[n];

	return pm_check_exists(c, n) && !has_isrc(track) && !(track->poisoned & PM_POISON_ISRC) && !(track->control & PM_CONTROL_DATA);
}

void pm_check_isrc_missing(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;
	unsigned n, with = 0, without = 0;

	if (disc->last_track == 0)
		return;
	for (n = disc->first_track; n <= disc->last_track; n++) {
		with += has_isrc(&disc->track[n]) || (disc->track[n].poisoned & PM_POISON_ISRC);
		without += lacks_isrc(c, n) != 0;
	}
	if (with == 0 && without > 0)
		pm_diag_add_as(c->diags, PM_DIAG_ISRC_MISSING, PM_NOTE, disc->pos, "no track has an ISRC");
	for (n = disc->first_track; with > 0 && n <= disc->last_track; n++)
		if (lacks_isrc(c, n))
			pm_diag_on(pm_diag_hint(pm_diag_add(c->diags, PM_DIAG_ISRC_MISSING, isrc_place(&disc->track[n]),
							    "track %u has no ISRC, others have", n),
						"enter its code before the master is made; a disc cannot get it later"), (int)n, -1);
}

void pm_check_isrc_year(struct pm_check *c)
{
	int this_year = c->options ? c->options->this_year : 0, year;
	unsigned n;

	for (n = c->disc->first_track; this_year > 0 && n <= c->disc->last_track; n++) {
		const struct pm_track *track = &c->disc->track[n];

		if (!pm_isrc_valid(track->isrc.text) || !has_isrc(track))
			continue;
		year = pm_isrc_year(&track->isrc, this_year);
		if (year > this_year)
			pm_diag_on(pm_diag_add(c->diags, PM_DIAG_ISRC_YEAR, isrc_place(track), "the year of ISRC '%s' reads as %d, which is still to come",
					       track->isrc.text, year), (int)n, -1);
		else if (year < FIRST_EDITION)
			pm_diag_on(pm_diag_add(c->diags, PM_DIAG_ISRC_YEAR, isrc_place(track),
					       "the year of ISRC '%s' reads as %d, before the first codes of %d; it may be the year of recording",
					       track->isrc.text, year, FIRST_EDITION), (int)n, -1);
	}
}

#define PREFIX_CHARS 5

/* Two prefixes that differ, and only where one has O or I and the other 0 or 1. */
static int mistaken(const char *a, const char *b)
{
	int i, differ = 0;

	for (i = 0; i < PREFIX_CHARS; i++) {
		char x = a[i] == 'O' ? '0' : a[i] == 'I' ? '1' : a[i], y = b[i] == 'O' ? '0' : b[i] == 'I' ? '1' : b[i];

		if (x != y)
			return 0;
		differ |= a[i] != b[i];
	}
	return differ;
}

/* O and 0, I and 1 are both allowed in a prefix: only another code of the disc can tell that one was taken for the other (identifiers.md 1.5). */
void pm_check_isrc_prefix(struct pm_check *c)
{
	const struct pm_track *track = c->disc->track;
	unsigned n, before, other;

	for (n = c->disc->first_track + 1u; n <= c->disc->last_track; n++) {
		for (before = c->disc->first_track, other = 0; before < n && has_isrc(&track[n]); before++) {
			if (!strncmp(track[before].isrc.text, track[n].isrc.text, PREFIX_CHARS))
				break; /* said of that track, if of any */
			if (!other && has_isrc(&track[before]) && mistaken(track[before].isrc.text, track[n].isrc.text))
				other = before;
		}
		if (other && before == n)
			pm_diag_hint(
				pm_diag_on(
					pm_diag_add(c->diags, PM_DIAG_ISRC_PREFIX, isrc_place(&track[n]),
						    "prefix %.5s of track %u and %.5s of track %u differ only in letters and digits that look alike",
						    track[n].isrc.text, n, track[other].isrc.text, other),
					(int)n, -1),
				"one of them may be a typing error: compare both with the label's list");
	}
}

void pm_check_ean_missing(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;

	if (strspn(disc->mcn.text, "0") == strlen(disc->mcn.text) && !(disc->poisoned & PM_POISON_MCN))
		pm_diag_add(c->diags, PM_DIAG_EAN_MISSING, disc->mcn_pos.source ? disc->mcn_pos : disc->pos, "the release has no UPC/EAN");
}
