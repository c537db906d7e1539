/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-map.c - tracks, indexes, pauses and flags out of position frames.  The sectors are written out here, as subcode.md sections 2.1, 3 and 11 say
 * discs have them; no encoder makes them.
 */
#include "subcode/map.h"

#include <time.h>

#include "tests/unit/diag-help.h"

/* A survey being written down. */
static struct pm_q_sector sector[6000];
static struct pm_q_survey survey;
static struct pm_q_map map;

static void begin(void)
{
	memset(&survey, 0, sizeof(survey));
	survey.sector = sector;
}

/* One sector with a position frame of its own. */
static void frame(int32_t lba, unsigned track, unsigned index, unsigned control, uint32_t relative)
{
	if (survey.sector_count == sizeof(sector) / sizeof(sector[0]))
		exit(99);
	sector[survey.sector_count++] = (struct pm_q_sector){.read_lba = lba,
							     .lba = lba,
							     .good = 1,
							     .located = 1,
							     .track = (uint8_t)track,
							     .index = (uint8_t)index,
							     .control = (uint8_t)control,
							     .relative_sectors = relative};
}

/* One whose address is known by its neighbours only; PM_LBA_NONE: not even that. */
static void blank(int32_t lba)
{
	if (survey.sector_count == sizeof(sector) / sizeof(sector[0]))
		exit(99);
	sector[survey.sector_count++] = (struct pm_q_sector){.read_lba = lba, .lba = lba};
}

/* Sectors from..end-1 of an index; its index 01 is at `start`. */
static void run(int32_t from, int32_t end, unsigned track, unsigned index, unsigned control, int32_t start)
{
	for (; from < end; from++)
		frame(from, track, index, control, (uint32_t)(index ? from - start : start - 1 - from));
}

static void take(void)
{
	IS_INT(pm_q_map_of(&survey, &map), PM_OK, "maps");
}

static void region(size_t i, unsigned track, unsigned index, int32_t first, int32_t seen, int32_t last, uint32_t unsure, uint32_t frames, const char *name)
{
	const struct pm_q_region *r = i < map.count ? &map.region[i] : NULL;

	if (!OK(r && r->track == track && r->index == index && r->first_lba == first && r->seen_lba == seen && r->last_lba == last &&
			r->unsure_sectors == unsure && r->frames == frames,
		name) &&
	    r)
		printf("# track %u index %u from %d (seen %d, unsure %u) to %d, %u frames\n", r->track, r->index, r->first_lba, r->seen_lba, r->unsure_sectors,
		       r->last_lba, r->frames);
}

/* Two tracks, a pause of 10 sectors that ends in 0, an index 02, the lead-out. */
static void write_disc(void)
{
	begin();
	run(-150, 0, 1, 0, 0, 0);
	run(0, 300, 1, 1, 0, 0);
	run(300, 310, 2, 0, 2, 310);
	run(310, 500, 2, 1, 2, 310);
	run(500, 700, 2, 2, 2, 310);
	run(700, 720, PM_Q_LEADOUT, 1, 2, 700);
}

static void test_regions(void)
{
	write_disc();
	take();
	IS_INT(map.count, 6, "six regions");
	region(0, 1, 0, -150, -150, -1, 0, 150, "the first pause");
	region(1, 1, 1, 0, 0, 299, 0, 300, "track 1");
	region(2, 2, 0, 300, 300, 309, 0, 10, "a pause");
	region(3, 2, 1, 310, 310, 499, 0, 190, "track 2");
	region(4, 2, 2, 500, 500, 699, 0, 200, "its index 02");
	region(5, PM_Q_LEADOUT, 1, 700, 700, 719, 0, 20, "the lead-out");
	OK(map.first_lba == -150 && map.end_lba == 720 && !map.stray_frames, "from the first sector to behind the last");
	OK(map.region[1].control == 0 && map.region[3].control == 2 && !map.region[2].ends_in_one, "flags and the way of counting");
	OK(pm_q_map_find(&map, 2, 2) == &map.region[4] && !pm_q_map_find(&map, 2, 3) && !pm_q_map_find(&map, 3, 1), "found, and not");
	pm_q_map_release(&map);
	OK(!map.region && !map.count, "released");
	begin();
	take();
	OK(!map.count && map.first_lba == PM_LBA_NONE && map.end_lba == PM_LBA_NONE, "nothing of nothing");
	pm_q_map_release(&map);
	/* Sectors that say nothing still tell how far the disc was read. */
	begin();
	blank(PM_LBA_NONE);
	blank(90);
	run(100, 200, 1, 1, 0, 100);
	blank(205);
	blank(PM_LBA_NONE);
	take();
	OK(map.count == 1 && map.first_lba == 90 && map.end_lba == 206, "located without a frame of their own");
	pm_q_map_release(&map);
}

/* Where no frame tells, index 01 follows from the running time; the rest begins where it was first seen. */
static void test_gaps(void)
{
	begin();
	run(0, 100, 1, 1, 0, 0);
	run(105, 110, 2, 0, 0, 110);
	run(113, 200, 2, 1, 0, 110);
	run(204, 300, 2, 2, 0, 110);
	run(303, 320, PM_Q_LEADOUT, 1, 0, 301);
	take();
	region(1, 2, 0, 105, 105, 109, 5, 5, "a pause may begin 5 sectors earlier");
	region(2, 2, 1, 110, 113, 199, 0, 87, "index 01 by its running time");
	region(3, 2, 2, 204, 204, 299, 4, 96, "index 02 may begin 4 earlier");
	region(4, PM_Q_LEADOUT, 1, 301, 303, 319, 0, 17, "the lead-out by its running time");
	pm_q_map_release(&map);
	/* A running time that leads into the region before is no use. */
	begin();
	run(0, 100, 1, 1, 0, 0);
	run(103, 200, 2, 1, 0, 99);
	take();
	region(1, 2, 1, 103, 103, 199, 3, 97, "a start inside the track before");
	pm_q_map_release(&map);
	begin();
	run(0, 100, 1, 1, 0, 0);
	run(103, 200, 2, 1, 0, 100);
	take();
	region(1, 2, 1, 100, 103, 199, 0, 97, "directly behind it");
	pm_q_map_release(&map);
	/* Nothing was read before: the running time may lead far back, though not before the disc. */
	begin();
	run(1000, 1100, 1, 1, 0, 0);
	take();
	region(0, 1, 1, 0, 1000, 1099, 0, 100, "read from the middle");
	pm_q_map_release(&map);
	begin();
	frame(0, 1, 1, 0, 150);
	frame(1, 1, 1, 0, 151);
	take();
	region(0, 1, 1, -150, 0, 1, 0, 2, "as far back as LBA -150");
	pm_q_map_release(&map);
	begin();
	frame(0, 1, 1, 0, 151);
	frame(1, 1, 1, 0, 152);
	take();
	region(0, 1, 1, 0, 0, 1, 0, 2, "and no farther");
	pm_q_map_release(&map);
}

/* A pause of 20 sectors before LBA 320, of which `ones` count down to 1. */
static int ends_in_one(unsigned ones, uint32_t wrong)
{
	unsigned i;
	int result;

	begin();
	run(0, 300, 1, 1, 0, 0);
	for (i = 0; i < 20; i++)
		frame(300 + (int32_t)i, 2, 0, 0, (i < ones ? 20 - i : 19 - i) + wrong);
	run(320, 400, 2, 1, 0, 320);
	if (pm_q_map_of(&survey, &map) != PM_OK)
		exit(99);
	result = map.region[1].ends_in_one;
	pm_q_map_release(&map);
	return result;
}

static void test_pauses(void)
{
	IS_INT(ends_in_one(0, 0), 0, "19 to 0");
	IS_INT(ends_in_one(20, 0), 1, "20 to 1");
	IS_INT(ends_in_one(10, 0), 0, "half and half");
	IS_INT(ends_in_one(11, 0), 1, "most of them");
	IS_INT(ends_in_one(0, 100), 0, "a time that fits neither way");
	/* Two pauses of both kinds on one disc, each told by itself. */
	begin();
	run(-150, 0, 1, 0, 0, 0);
	run(0, 300, 1, 1, 0, 0);
	run(300, 310, 2, 0, 0, 311);
	run(310, 620, 2, 1, 0, 310);
	run(620, 630, 3, 0, 0, 630);
	run(630, 700, 3, 1, 0, 630);
	take();
	OK(!map.region[0].ends_in_one && map.region[2].ends_in_one && !map.region[4].ends_in_one, "three pauses, the second ends in 1");
	pm_q_map_release(&map);
	/* A pause whose index 01 was not seen tells nothing. */
	begin();
	run(0, 300, 1, 1, 0, 0);
	run(300, 310, 2, 0, 0, 311);
	take();
	OK(map.count == 2 && !map.region[1].ends_in_one, "a pause without its track");
	pm_q_map_release(&map);
}

/* ---- flags ---- */

/* Control of a region of `n` frames, of which `set` have the flag. */
static unsigned flags(unsigned n, unsigned set, unsigned flag)
{
	unsigned i, result;

	begin();
	for (i = 0; i < n; i++)
		frame((int32_t)i, 1, 1, i < set ? flag : 0, i);
	if (pm_q_map_of(&survey, &map) != PM_OK)
		exit(99);
	result = map.region[0].control | map.region[0].scms << 8;
	pm_q_map_release(&map);
	return result;
}

static void test_flags(void)
{
	unsigned flag;

	for (flag = 1; flag <= 8; flag <<= 1) {
		IS_INT(flags(101, 51, flag), flag, "a flag of most frames");
		IS_INT(flags(100, 50, flag), 0, "half of them are not most");
		IS_INT(flags(100, 100, flag), flag, "of all frames: no SCMS");
	}
	IS_INT(flags(1, 1, 15), 15, "one frame");
}

/* The copy bit of frames from lba on is 1 where (lba + 150 + phase) / 4 is odd; every nth frame is wrong (0: none). */
static unsigned scms(int32_t lba, unsigned n, unsigned period, unsigned phase, unsigned nth)
{
	unsigned i, result;

	begin();
	for (i = 0; i < n; i++) {
		unsigned on = ((unsigned)(lba + 150 + (int32_t)i) + phase) / period % 2;

		if (nth && i % nth == nth - 1)
			on = !on;
		frame(lba + (int32_t)i, 1, 1, on ? 2 : 0, i);
	}
	if (pm_q_map_of(&survey, &map) != PM_OK)
		exit(99);
	result = map.region[0].control | (unsigned)map.region[0].scms << 8;
	pm_q_map_release(&map);
	return result;
}

static void test_scms(void)
{
	unsigned phase;

	for (phase = 0; phase < 8; phase++) {
		IS_INT(scms(0, 300, 4, phase, 0), 0x100, "four on, four off: SCMS, whatever the phase");
		IS_INT(scms(-150, 16, 4, phase, 0), 0x100, "two periods are enough");
	}
	IS_INT(scms(0, 15, 4, 0, 0) >> 8, 0, "15 frames are not");
	IS_INT(scms(0, 300, 5, 0, 0) >> 8, 0, "five on, five off is nothing known");
	IS_INT(scms(0, 300, 2, 0, 0) >> 8, 0, "nor two");
	IS_INT(scms(0, 300, 4, 0, 10), 0x100, "nine of ten frames");
	IS_INT(scms(0, 300, 4, 0, 9) >> 8, 0, "eight of nine are too few");
}

/* ---- what breaks the order ---- */

static void test_strays(void)
{
	/* One frame of another track inside a track. */
	begin();
	run(0, 100, 1, 1, 0, 0);
	frame(100, 7, 3, 0, 5);
	run(101, 300, 1, 1, 0, 0);
	take();
	IS_INT(map.count, 1, "a frame of track 7 inside track 1");
	region(0, 1, 1, 0, 0, 299, 0, 299, "leaves the track whole");
	IS_INT(map.stray_frames, 1, "and is counted");
	pm_q_map_release(&map);
	/* The lead-out in the middle, twice. */
	begin();
	run(0, 100, 1, 1, 0, 0);
	frame(100, PM_Q_LEADOUT, 1, 0, 0);
	run(101, 200, 1, 1, 0, 0);
	frame(200, PM_Q_LEADOUT, 1, 0, 0);
	run(201, 300, 2, 1, 0, 200);
	take();
	OK(map.count == 2 && map.stray_frames == 2, "frames of the lead-out before the end");
	region(1, 2, 1, 200, 201, 299, 0, 99, "the track behind begins by its running time");
	pm_q_map_release(&map);
	/* Going back: a longer run of the track before. */
	begin();
	run(0, 100, 2, 1, 0, 0);
	run(100, 130, 1, 1, 0, 100);
	run(130, 300, 3, 1, 0, 130);
	take();
	OK(map.count == 2 && map.region[0].track == 2 && map.region[1].track == 3 && map.stray_frames == 30, "the shorter of two that cannot follow");
	pm_q_map_release(&map);
	begin();
	run(0, 30, 9, 1, 0, 0);
	run(30, 300, 1, 1, 0, 30);
	take();
	OK(map.count == 1 && map.region[0].track == 1 && map.stray_frames == 30, "also where it is the first");
	pm_q_map_release(&map);
	/* What stands between two is longer than both. */
	begin();
	run(0, 10, 1, 1, 0, 0);
	run(10, 310, 2, 1, 0, 10);
	run(310, 320, 1, 1, 0, 0);
	take();
	OK(map.count == 2 && map.region[0].frames == 10 && map.region[1].track == 2 && map.region[1].frames == 300 && map.stray_frames == 10,
	   "a track between two frames' runs of the one before");
	pm_q_map_release(&map);
	/* An index that falls back inside a track. */
	begin();
	run(0, 100, 1, 1, 0, 0);
	run(100, 200, 1, 3, 0, 0);
	run(200, 220, 1, 2, 0, 0);
	take();
	OK(map.count == 2 && map.region[1].index == 3 && map.stray_frames == 20, "an index that falls back");
	pm_q_map_release(&map);
	/* Strays by turns with good frames at a border. */
	begin();
	run(0, 100, 1, 1, 0, 0);
	frame(100, 2, 0, 0, 9);
	frame(101, 1, 1, 0, 101);
	run(102, 110, 2, 0, 0, 110);
	run(110, 300, 2, 1, 0, 110);
	take();
	IS_INT(map.count, 3, "a frame that came too early at a border");
	region(0, 1, 1, 0, 0, 101, 0, 101, "belongs to nobody");
	region(1, 2, 0, 102, 102, 109, 0, 8, "and moves no border");
	pm_q_map_release(&map);
}

/* The last frame has nothing behind it that could contradict it: alone it is believed where it is the next there can be. */
static void last_frame(unsigned track, unsigned index, int stays, const char *name)
{
	begin();
	run(0, 300, 1, 1, 0, 0);
	frame(300, track, index, 0, 0);
	if (pm_q_map_of(&survey, &map) != PM_OK)
		exit(99);
	OK(map.count == (stays ? 2u : 1u) && map.stray_frames == (stays ? 0u : 1u) && map.end_lba == 301, name);
	pm_q_map_release(&map);
}

static void test_last_frame(void)
{
	last_frame(1, 2, 1, "the next index");
	last_frame(2, 0, 1, "the next track's pause");
	last_frame(2, 1, 1, "the next track");
	last_frame(PM_Q_LEADOUT, 1, 1, "the lead-out");
	last_frame(1, 3, 0, "an index is left out");
	last_frame(2, 2, 0, "a track that begins with index 02");
	last_frame(3, 1, 0, "a track is left out");
	last_frame(99, 0, 0, "97 of them");
	/* Two frames are more than a stray one. */
	begin();
	run(0, 300, 1, 1, 0, 0);
	run(300, 302, 3, 1, 0, 300);
	take();
	OK(map.count == 2 && !map.stray_frames, "two frames of a track farther on are believed");
	pm_q_map_release(&map);
}

/* ---- into a disc ---- */

static struct pm_diags diags;

static struct pm_disc *to_disc(int want, const char *name)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SUBCODE);

	if (!disc)
		exit(99);
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "0012345678905");
	pm_diags_init(&diags);
	IS_INT(pm_q_map_to_disc(&map, disc, pm_pos_at(NULL, 17, 0), &diags), want, name);
	return disc;
}

static void drop(struct pm_disc *disc)
{
	pm_diags_release(&diags);
	pm_disc_free(disc);
	pm_q_map_release(&map);
}

static void test_disc(void)
{
	struct pm_disc *disc;

	write_disc();
	take();
	disc = to_disc(PM_OK, "a disc");
	IS_INT(diags.count, 0, "nothing to say");
	OK(disc->first_track == 1 && disc->last_track == 2 && disc->leadout_lba == 700, "tracks and lead-out");
	OK(disc->track[1].index[0].lba == -150 && disc->track[1].index[1].lba == 0 && disc->track[1].index_last == 1, "track 1");
	OK(disc->track[2].index[0].lba == 300 && disc->track[2].index[1].lba == 310 && disc->track[2].index[2].lba == 500 &&
		   disc->track[2].index_last == 2,
	   "track 2");
	OK(disc->track[1].control == 0 && disc->track[2].control == 2, "flags");
	OK(disc->track[2].index[1].pos.offset_bytes == 17, "places");
	IS_STR(disc->mcn.text, "0012345678905", "codes are left alone");
	OK(!disc->laid_out && !disc->span_count, "as are spans");
	drop(disc);
	/* No lead-out seen; the first track is 5 and its pause was seen from -100 on. */
	begin();
	run(-100, 0, 5, 0, 4, 0);
	run(0, 300, 5, 1, 4, 0);
	take();
	disc = to_disc(PM_OK, "one track");
	OK(disc->first_track == 5 && disc->last_track == 5 && disc->leadout_lba == 300, "lead-out behind the last sector");
	OK(disc->track[5].index[0].lba == -150, "the first pause begins at -150, seen or not");
	OK(disc->track[5].control == 4 && !diags.count, "data is no finding here");
	drop(disc);
	/* Track 1 whose index 01 is at -150 has no pause. */
	begin();
	run(-150, 300, 1, 1, 0, -150);
	take();
	disc = to_disc(PM_OK, "no first pause");
	IS_INT(disc->track[1].index[0].lba, PM_LBA_NONE, "none is made up");
	drop(disc);
}

static void test_flags_of_tracks(void)
{
	struct pm_disc *disc;

	begin();
	run(0, 300, 1, 1, 1, 0);
	run(300, 700, 2, 0, 3, 700); /* a long pause with other flags */
	run(700, 800, 2, 1, 2, 700);
	run(800, 1000, 2, 2, 8, 700);
	run(1000, 1150, 2, 3, 1, 700);
	run(1150, 1450, 3, 0, 9, 1450);
	take();
	disc = to_disc(PM_OK, "flags that differ");
	IS_INT(disc->track[1].control, 1, "pre-emphasis");
	IS_INT(disc->track[2].control, 8, "the flags of the longest index count, and never those of the pause");
	IS_INT(disc->track[3].control, 9, "but where there is nothing else");
	drop(disc);
	/* SCMS in a part of a track. */
	begin();
	run(0, 300, 1, 1, 3, 0);
	{
		int32_t lba;

		for (lba = 300; lba < 340; lba++)
			frame(lba, 1, 2, 1 | ((lba + 150) / 4 % 2 ? 2 : 0), (uint32_t)lba);
	}
	take();
	disc = to_disc(PM_OK, "SCMS in index 02");
	OK(disc->track[1].scms && disc->track[1].control == 1, "is the track's, and its copy bit is none");
	drop(disc);
}

static void test_missing(void)
{
	struct pm_disc *disc;
	const struct pm_diag *d;

	begin();
	run(0, 300, 1, 1, 0, 0);
	run(300, 600, 4, 1, 0, 300);
	take();
	disc = to_disc(PM_OK, "tracks 1 and 4");
	d = help_find(&diags, PM_DIAG_TRACK_COUNT, "no track 2 between tracks 1 and 4");
	OK(d && d->track == 2 && d->pos.offset_bytes == 17, "track 2 is missing");
	OK(help_find(&diags, PM_DIAG_TRACK_COUNT, "no track 3 between") && diags.count == 2, "and 3; nothing else is said of them");
	drop(disc);
	begin();
	run(0, 300, 1, 1, 0, 0);
	run(300, 310, 2, 0, 0, 310);
	run(310, 400, 2, 4, 0, 310);
	run(400, 500, 3, 2, 0, 310);
	run(500, 600, 4, 0, 0, 600);
	take();
	disc = to_disc(PM_OK, "indexes left out");
	d = help_find(&diags, PM_DIAG_INDEX_COUNT, "the Q of track 2 has no index 01 to 03");
	OK(d && d->track == 2 && d->index == 1 && d->pos.offset_bytes == 17, "three before index 04: told once");
	OK(help_find(&diags, PM_DIAG_INDEX_COUNT, "track 3 has no index 01") && help_find(&diags, PM_DIAG_INDEX_COUNT, "track 4 has no index 01"),
	   "index 01 of tracks that begin otherwise");
	IS_INT(diags.count, 3, "and nothing else");
	drop(disc);
	begin();
	run(0, 300, 1, 1, 0, 0);
	run(300, 400, 1, 3, 0, 0);
	run(400, 500, 1, 99, 0, 0);
	take();
	disc = to_disc(PM_OK, "two gaps");
	d = help_find(&diags, PM_DIAG_INDEX_COUNT, "track 1 has no index 04 to 98");
	OK(help_find(&diags, PM_DIAG_INDEX_COUNT, "track 1 has no index 02") && d && d->index == 4 && diags.count == 2, "one finding a gap");
	drop(disc);
}

static void test_no_track(void)
{
	struct pm_disc *disc, *fresh;

	begin();
	run(0, 300, PM_Q_LEADOUT, 1, 0, 0);
	take();
	disc = to_disc(PM_E_FORMAT, "nothing but lead-out is no disc");
	fresh = pm_disc_new(PM_KIND_SUBCODE);
	OK(fresh && !disc->first_track && !disc->last_track && disc->leadout_lba == fresh->leadout_lba && !diags.count, "and nothing is set");
	pm_disc_free(fresh);
	drop(disc);
	begin();
	take();
	disc = to_disc(PM_E_FORMAT, "nor is nothing");
	drop(disc);
	begin();
	run(0, 300, 99, 1, 0, 0);
	run(300, 400, PM_Q_LEADOUT, 1, 0, 300);
	take();
	disc = to_disc(PM_OK, "track 99 alone");
	OK(disc->first_track == 99 && disc->last_track == 99 && disc->leadout_lba == 300, "is one");
	drop(disc);
}

/* A subcode file may hold a frame of another track in every sector: taking them out one by one must not cost a look at all the others. */
static void test_hostile(void)
{
	static struct pm_q_sector many[300000];
	clock_t start = clock();
	uint32_t frames = 0;
	int32_t lba;
	size_t i;

	for (lba = 0; lba < 300000; lba++)
		many[lba] = (struct pm_q_sector){.read_lba = lba, .lba = lba, .good = 1, .located = 1, .track = (uint8_t)(99 - lba % 99), .index = 1};
	survey = (struct pm_q_survey){.sector = many, .sector_count = 300000};
	take();
	OK(map.count > 0 && map.count <= 99, "as many regions as a disc has");
	for (i = 0; i < map.count; i++)
		frames += map.region[i].frames;
	IS_INT(frames + map.stray_frames, 300000, "and the others' frames are strays");
	OK(clock() - start < 30 * CLOCKS_PER_SEC, "in linear time");
	pm_q_map_release(&map);
}

int main(void)
{
	test_regions();
	test_gaps();
	test_pauses();
	test_flags();
	test_scms();
	test_strays();
	test_last_frame();
	test_disc();
	test_flags_of_tracks();
	test_missing();
	test_no_track();
	test_hostile();
	return tap_done();
}
