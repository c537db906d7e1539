/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cdtext-help.h - discs with texts, and files of vectors, for the CD-Text tests. */
#ifndef PM_TESTS_CDTEXT_HELP_H
#define PM_TESTS_CDTEXT_HELP_H

#include "base/bytes.h"
#include "base/crc16.h"
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

/* The disc of shared/vectors/canonical: texts, UPC/EAN and ISRCs. */
static inline struct pm_disc *help_harbour_disc(void)
{
	static const char *const titles[] = {"Harbour", "Slack Water", "Été", "Cold Pier"};
	static const char *const artists[] = {"The Lights", "The Lights", "The Lights", "The Lights"};
	struct pm_disc *disc = help_disc(1, 3);

	help_texts(disc, 0, PM_TEXT_TITLE, titles, 4);
	help_texts(disc, 0, PM_TEXT_PERFORMER, artists, 4);
	help_mcn(disc, "0012345678905");
	help_isrc(disc, 1, "ZZXYZ2600001");
	help_isrc(disc, 2, "ZZXYZ2600002");
	help_isrc(disc, 3, "ZZXYZ2600003");
	return disc;
}

/* Ten packs of the worked example of ddp.md; [n] is pack n. */
static const uint8_t help_harbour_packs[10][18] = {
	{0x80, 0, 0, 0, 'H', 'a', 'r', 'b', 'o', 'u', 'r', 0, 'S', 'l', 'a', 'c', 0x3b, 0x9a},
	{0x80, 1, 1, 4, 'k', ' ', 'W', 'a', 't', 'e', 'r', 0, 0xc9, 't', 0xe9, 0, 0x9c, 0x52},
	{0x80, 3, 2, 0, 'C', 'o', 'l', 'd', ' ', 'P', 'i', 'e', 'r', 0, 0, 0, 0x84, 0x1a},
	{0x81, 0, 3, 0, 'T', 'h', 'e', ' ', 'L', 'i', 'g', 'h', 't', 's', 0, 'T', 0xb7, 0xc3},
	{0x81, 1, 4, 1, 'h', 'e', ' ', 'L', 'i', 'g', 'h', 't', 's', 0, 'T', 'h', 0x1b, 0xf4},
	{0x81, 2, 5, 2, 'e', ' ', 'L', 'i', 'g', 'h', 't', 's', 0, 'T', 'h', 'e', 0x40, 0x27},
	{0x81, 3, 6, 3, ' ', 'L', 'i', 'g', 'h', 't', 's', 0, 0, 0, 0, 0, 0xdb, 0xdf},
	{0x8f, 0, 7, 0, 0, 1, 3, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0x9e, 0xa7},
	{0x8f, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 0, 0, 0, 0xd6, 0xa6},
	{0x8f, 2, 9, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0x4e},
};

static inline void help_seal(uint8_t pack[18])
{
	pm_put_be16(pack + 16, pm_crc16(pack, 16));
}

#endif
