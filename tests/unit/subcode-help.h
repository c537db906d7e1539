/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subcode-help.h - hex and small discs for the subcode tests. */
#ifndef PM_TESTS_SUBCODE_HELP_H
#define PM_TESTS_SUBCODE_HELP_H

#include "disc/disc.h"
#include "tests/tap.h"

/* Hex digits to bytes, blanks skipped; the number of bytes. */
static inline size_t help_hex(const char *text, uint8_t *out, size_t size)
{
	size_t n = 0;
	int high = -1;

	for (; *text; text++) {
		int d = *text >= '0' && *text <= '9'   ? *text - '0'
			: *text >= 'A' && *text <= 'F' ? *text - 'A' + 10
			: *text >= 'a' && *text <= 'f' ? *text - 'a' + 10
						       : -1;

		if (d < 0)
			continue;
		if (high < 0) {
			high = d;
			continue;
		}
		if (n < size)
			out[n] = (uint8_t)(high * 16 + d);
		n++;
		high = -1;
	}
	return n;
}

static inline struct pm_disc *help_new_disc(unsigned first, unsigned last, int32_t leadout)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);

	if (!disc)
		exit(99);
	disc->first_track = (uint8_t)first;
	disc->last_track = (uint8_t)last;
	disc->leadout_lba = leadout;
	disc->laid_out = 1;
	return disc;
}

static inline void help_index(struct pm_disc *disc, unsigned track, unsigned index, int32_t lba)
{
	pm_track_set_index(&disc->track[track], index, lba, pm_pos_none());
}

static inline void help_codes(struct pm_disc *disc, const char *mcn)
{
	unsigned t;

	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "%s", mcn);
	for (t = disc->first_track; t <= disc->last_track; t++)
		snprintf(disc->track[t].isrc.text, sizeof(disc->track[t].isrc.text), "ZZXYZ26%05u", t);
}

/* The disc of ddp.md section 9: 3 tracks, pause before 2, index 02 in 3. */
static inline struct pm_disc *help_harbour(void)
{
	struct pm_disc *disc = help_new_disc(1, 3, 1387);

	help_index(disc, 1, 0, -150);
	help_index(disc, 1, 1, 0);
	help_index(disc, 2, 0, 480);
	help_index(disc, 2, 1, 630);
	help_index(disc, 3, 1, 975);
	help_index(disc, 3, 2, 1170);
	disc->track[2].control = PM_CONTROL_COPY;
	disc->track[3].control = PM_CONTROL_COPY | PM_CONTROL_PRE;
	help_codes(disc, "0012345678905");
	return disc;
}

#endif
