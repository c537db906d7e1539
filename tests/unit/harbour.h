/* SPDX-License-Identifier: GPL-3.0-or-later */
/* harbour.h - the three-track disc of the contract's examples, laid out by hand, for tests of what is said of a disc. */
#ifndef PM_TESTS_HARBOUR_H
#define PM_TESTS_HARBOUR_H

#include <stdlib.h>

#include "base/buf.h"
#include "disc/disc.h"

static inline void harbour_text(struct pm_disc *disc, int block, int track, enum pm_text_field field, const char *value)
{
	if (pm_text_set(&disc->block[block].of[track], field, value, pm_pos_none()) != PM_OK)
		abort();
}

static inline void harbour_isrc(struct pm_disc *disc, int track, const char *code)
{
	snprintf(disc->track[track].isrc.text, sizeof(disc->track[track].isrc.text), "%s", code);
	disc->track[track].isrc_from = PM_FROM_SHEET;
}

/* Index 02 at four seconds in track 1, two seconds of pause before track 2, flags on 2 and 3, no gap before 3; lead-out at LBA 1387. */
static inline struct pm_disc *harbour_disc(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	int n;

	if (!disc)
		abort();
	disc->source_name = pm_str_dup("album.csv");
	disc->master_id = pm_str_dup("HARBOUR-001");
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "0012345678905");
	disc->mcn_from = PM_FROM_SHEET;
	disc->first_track = 1;
	disc->last_track = 3;
	for (n = 1; n <= 3; n++)
		disc->track[n].number = (unsigned char)n;
	pm_track_set_index(&disc->track[1], 0, -150, pm_pos_none());
	pm_track_set_index(&disc->track[1], 1, 0, pm_pos_none());
	pm_track_set_index(&disc->track[1], 2, 300, pm_pos_none());
	pm_track_set_index(&disc->track[2], 0, 480, pm_pos_none());
	pm_track_set_index(&disc->track[2], 1, 630, pm_pos_none());
	pm_track_set_index(&disc->track[3], 1, 975, pm_pos_none());
	disc->leadout_lba = 1387;
	disc->laid_out = 1;
	disc->track[2].control = PM_CONTROL_COPY;
	disc->track[3].control = PM_CONTROL_COPY | PM_CONTROL_PRE;
	disc->track[3].scms = 1;
	harbour_isrc(disc, 1, "ZZXYZ2600001");
	harbour_isrc(disc, 2, "ZZXYZ2600002");
	disc->block[0].present = 1;
	disc->block[0].language = 9;
	disc->block[0].charset = PM_CS_ISO_8859_1;
	harbour_text(disc, 0, 0, PM_TEXT_TITLE, "Harbour");
	harbour_text(disc, 0, 0, PM_TEXT_PERFORMER, "The Lights");
	harbour_text(disc, 0, 1, PM_TEXT_TITLE, "Slack Water");
	harbour_text(disc, 0, 1, PM_TEXT_PERFORMER, "The Lights");
	harbour_text(disc, 0, 2, PM_TEXT_TITLE, "\xc3\x89t\xc3\xa9");
	return disc;
}

#endif
