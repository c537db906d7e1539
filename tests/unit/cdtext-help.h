/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cdtext-help.h - discs with texts, and files of vectors, for the CD-Text tests. */
#ifndef PM_TESTS_CDTEXT_HELP_H
#define PM_TESTS_CDTEXT_HELP_H

#include "cdtext/pack.h"
#include "tests/unit/diag-help.h"

/* A disc of tracks first..last with an empty block 0 in ISO 8859-1, English. */
static inline struct pm_disc *help_disc(unsigned first, unsigned last)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);

	if (!disc)
		exit(99);
	disc->first_track = (uint8_t)first;
	disc->last_track = (uint8_t)last;
	disc->block[0].present = 1;
	disc->block[0].language = 0x09;
	disc->block[0].charset = PM_CS_ISO_8859_1;
	return disc;
}

static inline void help_text(struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field, const char *text)
{
	if (pm_text_set(&disc->block[block].of[track], field, text, pm_pos_none()) < 0)
		exit(99);
}

/* texts[0] is the disc's, the others are those of tracks 1, 2...; NULL: none. */
static inline void help_texts(struct pm_disc *disc, unsigned block, enum pm_text_field field, const char *const *texts, unsigned count)
{
	unsigned i;

	for (i = 0; i < count; i++)
		if (texts[i])
			help_text(disc, block, i, field, texts[i]);
}

static inline const char *help_get(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field)
{
	return disc->block[block].of[track].field[field];
}

static inline void help_isrc(struct pm_disc *disc, unsigned track, const char *isrc)
{
	snprintf(disc->track[track].isrc.text, sizeof(disc->track[track].isrc.text), "%s", isrc);
}

static inline void help_mcn(struct pm_disc *disc, const char *mcn)
{
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "%s", mcn);
}

#endif
