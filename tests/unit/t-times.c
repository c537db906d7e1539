/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-times.c - rules about tracks, indexes and lengths, each at its bound. */
#include "tests/unit/rules.h"

static void test_indexes(void)
{
	begin();
	set_index(2, 0, PM_LBA_NONE);
	set_index(2, 1, PM_LBA_NONE);
	run(1, "a track without any index");
	said(0, "track-count", PM_ERROR, 2, 5, "track 2 is missing, the last is track 3");

	begin();
	set_index(2, 1, PM_LBA_NONE);
	run(1, "a track with a pause only");
	said(0, "index-count", PM_ERROR, 2, 200, "track 2 has no index 01");

	begin();
	set_index(2, 2, 1100);
	set_index(2, 4, 1300);
	set_index(2, 7, 1400);
	run(2, "two numbers left out");
	said(0, "index-count", PM_ERROR, 2, 200, "track 2 has no index 03, but higher ones");
	said(1, "index-count", PM_ERROR, 2, 200, "track 2 has no index 05, but higher ones");

	begin();
	set_index(2, 2, 1100);
	set_index(2, 3, 1100);
	set_index(3, 1, 1850);
	run(2, "indexes that do not grow, in two tracks");
	said(0, "index-order", PM_ERROR, 2, 213, "index 03 of track 2 is at 00:16:50, want it behind the index before at 00:16:50");
	said(1, "index-order", PM_ERROR, 3, 311, "index 01 of track 3 is at 00:26:50, want it behind the start of its pause at 00:26:50");

	begin();
	set_index(3, 0, 900);
	run(1, "a pause before the track before");
	said(0, "index-order", PM_ERROR, 3, 310, "index 00 of track 3 is at 00:14:00, want it behind the start of the track before at 00:15:25");

	begin();
	set_index(2, 2, 1849);
	run(0, "an index on the last sector of its track");
	begin();
	set_index(2, 2, 1850);
	run(1, "an index in the next track's pause");
	said(0, "index-past-end", PM_ERROR, 2, 212, "index 02 of track 2 is at 00:26:50, want it before the end of the track at 00:26:50");
	begin();
	set_index(3, 2, INT32_MAX);
	run(1, "an index past every end");
	said(0, "index-past-end", PM_ERROR, 3, 312, "index 02 of track 3 is at --:--:--, want it before the end of the track at 00:42:00");
	begin();
	set_index(3, 1, 3000);
	run(1, "a track on the lead-out");
}

/* What cannot be written as times that grow is not to be allowed. */
static void test_allowed(void)
{
	begin();
	diags.allow[PM_DIAG_INDEX_ORDER] = diags.allow[PM_DIAG_INDEX_PAST_END] = diags.allow[PM_DIAG_TRACK_SHORT] = 1;
	set_index(2, 0, PM_LBA_NONE);
	set_index(2, 1, 0);
	set_index(3, 2, 3000);
	run(2, "two tracks at one place, an index at the lead-out");
	said(0, "index-order", PM_ERROR, 2, 211, "index 01 of track 2 is at 00:02:00, want it behind the start of the track before at 00:02:00");
	said(1, "index-past-end", PM_ERROR, 3, 312, "index 02 of track 3 is at 00:42:00, want it before the end of the track at 00:42:00");
}

static void test_lengths(void)
{
	begin();
	set_index(1, 1, -1);
	run(1, "a pause of 149 sectors");
	said(0, "pause-short", PM_ERROR, 1, 110, "the pause before track 1 is 00:01:74, want at least 00:02:00");

	begin();
	set_index(1, 1, -1);
	set_index(1, 2, 2000);
	set_index(2, 0, PM_LBA_NONE);
	set_index(2, 1, 200);
	set_index(2, 2, 2000);
	run(4, "wrong later indexes hide nothing");
	said(0, "index-past-end", PM_ERROR, 1, 112, "index 02 of track 1 is at 00:28:50, want it before the end of the track at 00:04:50");
	said(1, "index-past-end", PM_ERROR, 2, 212, "index 02 of track 2 is at 00:28:50, want it before the end of the track at 00:26:50");
	said(2, "pause-short", PM_ERROR, 1, 110, "the pause before track 1 is 00:01:74, want at least 00:02:00");
	said(3, "track-short", PM_ERROR, 1, 100, "track 1 is 00:02:51 long, want at least 00:04:00");

	begin();
	set_index(2, 0, PM_LBA_NONE);
	set_index(2, 1, 300);
	run(0, "300 sectors are enough");
	begin();
	set_index(2, 0, PM_LBA_NONE);
	set_index(2, 1, 299);
	run(1, "299 are not");
	said(0, "track-short", PM_ERROR, 1, 100, "track 1 is 00:03:74 long, want at least 00:04:00");
	begin();
	set_index(2, 0, 299);
	run(1, "299 before the pause");
	said(0, "track-short", PM_WARNING, 1, 100, "track 1 is 00:03:74 long up to the pause behind it, want at least 00:04:00");
	begin();
	set_index(2, 0, 100);
	set_index(2, 1, 200);
	run(1, "short in both ways is said once");
	said(0, "track-short", PM_ERROR, 1, 100, "track 1 is 00:02:50 long, want at least 00:04:00");
	begin();
	disc->leadout_lba = 2299;
	run(1, "the last track ends with the disc");
	said(0, "track-short", PM_ERROR, 3, 300, "track 3 is 00:03:74 long, want at least 00:04:00");
}

static void test_disc(void)
{
	begin();
	disc->leadout_lba = 332850;
	run(0, "74:00:00");
	begin();
	disc->leadout_lba = 332851;
	run(1, "one sector more");
	said(0, "disc-long", PM_WARNING, -1, 5, "the disc ends at 74:00:01; past 74:00:00 ask the plant first");
	begin();
	disc->leadout_lba = 359849;
	run(1, "79:59:74");
	said(0, "disc-long", PM_WARNING, -1, 5, "the disc ends at 79:59:74; past 74:00:00 ask the plant first");
	begin();
	disc->leadout_lba = 359850;
	run(1, "one sector more");
	said(0, "disc-too-long", PM_ERROR, -1, 5, "the disc ends at 80:00:00, want at most 79:59:74");
}

int main(void)
{
	test_indexes();
	test_allowed();
	test_lengths();
	test_disc();
	return finish();
}
