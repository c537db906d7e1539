/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.h - a sound disc to break, and what the rules then say: for the tests of check/. */
#ifndef PM_TESTS_RULES_H
#define PM_TESTS_RULES_H

#include "check/rules.h"
#include "tests/tap.h"

/* Place of a track's row in the tests: 100 * track; of its code: + 1; of an index: + 10 + index. */
static struct pm_disc *disc;
static struct pm_diags diags;

static inline struct pm_pos place(uint64_t offset) { return pm_pos_at(NULL, offset, 1); }
static inline void set_index(unsigned track, unsigned index, int32_t lba)
{
	pm_track_set_index(&disc->track[track], index, lba, place(track * 100u + 10 + index));
}
static inline void set_text(unsigned track, enum pm_text_field field, const char *text)
{
	if (pm_text_set(&disc->block[0].of[track], field, text, place(track * 100u + 50 + (unsigned)field)) != PM_OK)
		exit(99);
}
static inline void set_isrc(unsigned track, const char *isrc) { snprintf(disc->track[track].isrc.text, sizeof disc->track[track].isrc.text, "%s", isrc); }

/* Three tracks of 1000 sectors, the second and third behind pauses of 150, with codes and titles. */
static inline void begin(void)
{
	unsigned n;

	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_SHEET);
	if (!disc)
		exit(99);
	disc->pos = place(5);
	disc->first_track = 1;
	disc->last_track = 3;
	disc->laid_out = 1;
	disc->leadout_lba = 3000;
	disc->block[0].present = 1;
	set_text(0, PM_TEXT_TITLE, "Harbour");
	snprintf(disc->mcn.text, sizeof disc->mcn.text, "0012345678905");
	for (n = 1; n <= 3; n++) {
		disc->track[n].pos = place(n * 100);
		disc->track[n].isrc_pos = place(n * 100 + 1);
		snprintf(disc->track[n].isrc.text, sizeof disc->track[n].isrc.text, "ZZXYZ260000%u", n);
		set_index(n, 0, (int32_t)(n - 1) * 1000 - 150);
		set_index(n, 1, (int32_t)(n - 1) * 1000);
		set_text(n, PM_TEXT_TITLE, "A title");
	}
}

static inline void run(size_t findings, const char *name)
{
	const struct pm_check_options options = {2026};
	size_t i;

	pm_check_disc(disc, &options, &diags);
	if (!IS_INT(diags.count, findings, name))
		for (i = 0; i < diags.count; i++)
			printf("# %s: %s\n", pm_diag_id_text(diags.list[i].id), diags.list[i].message);
}

static inline void said(size_t number, const char *id, enum pm_severity severity, int track, uint64_t offset, const char *message)
{
	const struct pm_diag *d = &diags.list[number];

	if (!OK(number < diags.count, message))
		return;
	IS_STR(pm_diag_id_text(d->id), id, "its id");
	IS_INT(d->severity, severity, "its severity");
	IS_INT(d->track, track, "its track");
	IS_INT(d->pos.offset_bytes, offset, "its place");
	IS_STR(d->message, message, "its message");
}

static inline int finish(void)
{
	pm_disc_free(disc);
	pm_diags_release(&diags);
	return tap_done();
}

#endif
