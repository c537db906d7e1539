/* SPDX-License-Identifier: GPL-3.0-or-later */
/* declared.h - what holds for every declared disc, however wrong its source was: for the fuzz targets of the readers. */
#ifndef PM_TESTS_DECLARED_H
#define PM_TESTS_DECLARED_H

#include "disc/disc.h"
#include "tests/fuzz/must.h"

static inline void declared_item(const struct pm_disc *disc, const struct pm_item *it)
{
	if (it->kind == PM_ITEM_MARK) {
		must(it->track >= 1 && it->track <= 99 && it->index <= 99, "a mark of an impossible track or index");
		must(it->track >= disc->first_track && it->track <= disc->last_track, "a mark of a track the disc has not");
	}
	if (it->kind == PM_ITEM_AUDIO) {
		must(it->file < disc->file_count, "audio of a file the disc has not");
		must(it->length_samples > 0, "audio of no length");
	}
	if (it->kind == PM_ITEM_SILENCE)
		must(it->length_samples > 0, "silence of no length");
}

static inline void declared_check(const struct pm_disc *disc)
{
	size_t i;
	int t;

	must(disc->last_track <= 99 && (!disc->last_track || disc->first_track >= 1), "impossible first or last track");
	must(!disc->item_count || disc->last_track, "items without tracks");
	for (i = 0; i < disc->item_count; i++)
		declared_item(disc, &disc->item[i]);
	for (t = 0; t < 100; t++)
		must(!disc->track[t].isrc.text[0] || pm_isrc_valid(disc->track[t].isrc.text), "an ISRC that is none");
	must(!disc->mcn.text[0] || (strlen(disc->mcn.text) == 13 && strspn(disc->mcn.text, "0123456789") == 13), "an MCN that is none");
}

#endif
