/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-rules.c - which rules run on which disc. */
#include "tests/unit/rules.h"

int main(void)
{
	begin();
	run(0, "a sound disc");

	begin();
	disc->leadout_lba = 400000;
	set_index(3, 1, 1700);
	disc->track[2].control = PM_CONTROL_DATA;
	set_isrc(3, "ZZXYZ2600001");
	disc->mcn.text[0] = '\0';
	set_text(2, PM_TEXT_TITLE, "A\nB");
	run(6, "every mistake is reported at once");

	begin();
	disc->laid_out = 0;
	disc->leadout_lba = 400000;
	set_index(3, 1, 1);
	set_isrc(3, "ZZXYZ2600001");
	run(1, "without a layout there are no times");
	said(0, "isrc-duplicate", PM_ERROR, 3, 301, "ISRC 'ZZXYZ2600001' of track 3 is also the ISRC of track 1");

	begin();
	disc->poisoned = PM_POISON_TIMES;
	disc->leadout_lba = 400000;
	run(0, "times that do not hold are not measured from the start of the disc");

	begin();
	disc->track[2].poisoned = PM_POISON_TIMES | PM_POISON_ISRC | PM_POISON_FLAGS;
	set_isrc(2, "");
	set_index(2, 1, 1);
	disc->track[2].scms = 1;
	disc->track[2].control = PM_CONTROL_COPY;
	run(0, "a poisoned track is passed over");

	begin();
	disc->track[2].poisoned = PM_POISON_AUDIO;
	set_index(3, 0, 1005);
	set_index(3, 1, 1010);
	run(0, "a track whose file is missing has no length");

	begin();
	disc->track[1].poisoned = PM_POISON_AUDIO;
	set_index(2, 0, 0);
	set_index(2, 1, 150);
	run(0, "a track without a file may seem to have no length at all");

	begin();
	disc->poisoned = PM_POISON_TRACKS;
	set_index(1, 1, -75);
	run(1, "wrong numbers in a sheet: its tracks are in order all the same");
	said(0, "pause-short", PM_ERROR, 1, 110, "the pause before track 1 is 00:01:00, want at least 00:02:00");

	begin();
	disc->kind = PM_KIND_DDP;
	disc->poisoned = PM_POISON_TRACKS;
	disc->track[2].pos = pm_pos_none();
	set_isrc(2, "");
	set_index(2, 0, PM_LBA_NONE);
	set_index(2, 1, PM_LBA_NONE);
	run(0, "a gap in the numbers is not complained about again");

	begin();
	disc->last_track = 200;
	run(1, "numbers that no table holds");
	said(0, "track-count", PM_ERROR, -1, 5, "tracks are numbered 1 to 200, want numbers from 1 to 99");

	begin();
	disc->first_track = 0;
	run(1, "a first track 0");

	begin();
	disc->first_track = disc->last_track = 0;
	disc->leadout_lba = -150;
	run(1, "no tracks");
	said(0, "track-count", PM_ERROR, -1, 5, "the disc has no tracks, want 1 to 99");
	return finish();
}
