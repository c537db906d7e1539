/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-read-nopq.c - tracks from the map alone.  Expected: ddp.md 4.5, last paragraph: index 01 starts after PRE1 + PRE2. */
#include "tests/unit/ddpread.h"

static struct pm_folder folder;
static size_t packets;

static void fresh(void)
{
	reset();
	packets = 0;
	pm_folder_init(&folder);
	if (pm_folder_add(&folder, "DDPID", part[ID].data, 128))
		exit(99);
}

/* One D0: sectors, and the fields that say what it is; its file is as long as that. */
static void stream(unsigned sectors, const char *trk, const char *idx, const char *pre1, const char *pre2, const char *isrc)
{
	uint8_t *p = part[MAP].data + 128 * packets;
	static char name[16][18];
	char text[20];

	memcpy(p, ex_ddpms + 256, 128);
	snprintf(text, sizeof text, "%08u", sectors);
	memcpy(p + 14, text, 8);
	memset(p + 22, ' ', 8);
	memcpy(p + 42, pre1, 4);
	memcpy(p + 46, pre2, 4);
	memcpy(p + 55, trk, 2);
	memcpy(p + 57, idx, 2);
	memcpy(p + 59, isrc, 12);
	snprintf(name[packets], sizeof name[packets], "S%02u.DAT", (unsigned)packets);
	memset(p + 74, ' ', 17);
	memcpy(p + 74, name[packets], strlen(name[packets]));
	if (pm_folder_add(&folder, name[packets], NULL, (uint64_t)sectors * 2352))
		exit(99);
	packets++;
}

static void read_set(void)
{
	struct pm_error err = {0};

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_DDP);
	if (!disc || pm_folder_add(&folder, "DDPMS", part[MAP].data, packets * 128))
		exit(99);
	IS_INT(pm_ddp_read_folder(disc, &folder, &sources, &diags, &err), PM_OK, "read");
	pm_folder_release(&folder);
}

#define NO4 "    "
#define NO12 "            "

/* "1/00@-150 1/01@0 ..." */
static void are_indexes(const char *want, const char *name)
{
	struct pm_buf b;
	unsigned n, i;

	pm_buf_init(&b);
	for (n = disc->first_track; disc->last_track && n <= disc->last_track; n++)
		for (i = 0; i <= disc->track[n].index_last; i++)
			if (disc->track[n].index[i].lba != PM_LBA_NONE)
				pm_buf_printf(&b, "%s%u/%02u@%d", b.length_bytes ? " " : "", n, i, (int)disc->track[n].index[i].lba);
	IS_STR(pm_buf_str(&b), want, name);
	pm_buf_release(&b);
}

static void per_track(void)
{
	fresh();
	stream(1000, "01", "  ", NO4, " 150", "ZZXYZ2600001");
	stream(800, "02", "  ", NO4, "  75", "ZZXYZ2600002");
	stream(700, "03", "01", NO4, NO4, NO12);
	read_set();
	are_indexes("1/00@-150 1/01@0 2/00@850 2/01@925 3/01@1650", "a stream a track, its pause in front");
	IS_INT(disc->leadout_lba, 2350, "the lead-out is where the last ends");
	IS_INT(disc->laid_out, 1, "laid out");
	IS_INT(disc->span_count, 3, "three pieces");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "ISRCs come from the map");
	IS_STR(disc->track[3].isrc.text, "", "where it has them");
	IS_INT(disc->track[3].gapless, 1, "no pause: gapless");
	IS_INT(disc->track[2].gapless, 0, "a pause: not");
	OK(found("DDPMS", -1, PM_WARNING, PM_DIAG_DDP_PQ, "the set has no PQ stream"), "with a warning");
	IS_INT(diags.count_of[PM_ERROR], 0, "and no error");
	done();
	fresh();
	stream(1000, "01", "  ", " 100", "  50", NO12);
	stream(800, "02", "  ", "  20", "  10", NO12);
	read_set();
	are_indexes("1/00@-150 1/01@0 2/00@850 2/01@880", "PRE1 and PRE2 together are the pause");
	done();
}

/* PRE1NXT: the end of a stream is the next track's pause. */
static void next_pause(void)
{
	fresh();
	stream(1000, "01", "  ", NO4, " 150", NO12);
	put(MAP, 92, " 150");
	stream(800, "02", "  ", NO4, NO4, NO12);
	read_set();
	are_indexes("1/00@-150 1/01@0 2/00@700 2/01@850", "150 sectors of the first stream");
	done();
	fresh();
	stream(1000, "01", "  ", NO4, " 150", NO12);
	put(MAP, 92, "1000");
	stream(800, "02", "  ", NO4, NO4, NO12);
	read_set();
	are_indexes("1/00@-150 1/01@0 2/01@850", "more than there is counts for nothing");
	done();
}

/* A stream an index. */
static void per_index(void)
{
	fresh();
	stream(150, "01", "00", NO4, NO4, NO12);
	stream(400, "01", "01", NO4, NO4, NO12);
	stream(450, "01", "02", NO4, NO4, NO12);
	stream(75, "02", "00", NO4, NO4, NO12);
	stream(400, "02", "01", NO4, NO4, NO12);
	stream(10, "AA", "01", NO4, NO4, NO12);
	read_set();
	are_indexes("1/00@-150 1/01@0 1/02@400 2/00@850 2/01@925", "indexes in order, the lead-out passed over");
	IS_INT(diags.count_of[PM_ERROR], 0, "no error");
	done();
}

/* 6.1: no pause in front of the first track: the image begins at 00:02:00. */
static void no_pause(void)
{
	fresh();
	stream(1000, "01", "  ", NO4, NO4, NO12);
	stream(800, "02", "  ", NO4, NO4, NO12);
	read_set();
	are_indexes("1/00@-150 1/01@0 2/01@1000", "two seconds in front");
	IS_INT(disc->leadout_lba, 1800, "and all that follows behind them");
	IS_INT(disc->span_count == 3 && disc->span[0].file == PM_FILE_SILENCE && disc->span[0].length_samples == 150 * 588, 1, "as silence");
	done();
	/* The bound of a disc holds for what the shift makes of it: 99:59:74 is sector 449999. */
	fresh();
	stream(449849, "01", "  ", NO4, NO4, NO12);
	read_set();
	IS_INT(disc->leadout_lba, 449849, "the longest disc");
	IS_INT(disc->last_track, 1, "is one");
	done();
	fresh();
	stream(449850, "01", "  ", NO4, NO4, NO12);
	read_set();
	IS_INT(disc->last_track, 0, "a sector more is none");
	OK(disc->leadout_lba <= PM_LBA_MAX, "and no address is past 99:59:74");
	done();
	fresh();
	stream(449999, "01", "  ", NO4, " 150", NO12);
	read_set();
	IS_INT(disc->leadout_lba, 449849, "with its pause in the image");
	IS_INT(disc->last_track, 1, "the same length is a disc");
	done();
	fresh();
	stream(450000, "01", "  ", NO4, " 150", NO12);
	read_set();
	IS_INT(disc->last_track, 0, "and a sector more is none");
	done();
}

static void data_track(void)
{
	fresh();
	stream(1000, "01", "  ", NO4, " 150", NO12);
	stream(800, "02", "  ", NO4, NO4, NO12);
	put(MAP, 38, "20");
	read_set();
	IS_INT(disc->track[1].control, PM_CONTROL_DATA, "a data track");
	IS_INT(disc->track[2].control, 0, "an audio track");
	done();
}

/* Numbers that make no disc: no tracks are taken, and that is one error. */
static void no_tracks(const char *name)
{
	read_set();
	IS_INT(disc->last_track, 0, name);
	OK(found("DDPMS", -1, PM_ERROR, PM_DIAG_DDP_PQ, "no PQ stream in the map, and no tracks in it either"), name);
	IS_INT(disc->poisoned & PM_POISON_TRACKS, PM_POISON_TRACKS, "no rule counts again");
	done();
}

static void refused(void)
{
	fresh();
	stream(1000, "  ", "  ", NO4, " 150", NO12);
	no_tracks("no TRK");
	fresh();
	stream(1000, "02", "  ", NO4, " 150", NO12);
	no_tracks("a first track 2");
	fresh();
	stream(1000, "01", "  ", NO4, " 150", NO12);
	stream(800, "03", "  ", NO4, NO4, NO12);
	no_tracks("a track left out");
	fresh();
	stream(1000, "01", "  ", NO4, " 150", NO12);
	stream(800, "01", "  ", NO4, NO4, NO12);
	no_tracks("a track twice");
	fresh();
	stream(1000, "01", "02", NO4, " 150", NO12);
	stream(800, "01", "01", NO4, NO4, NO12);
	no_tracks("indexes that go back");
	fresh();
	stream(1000, "02", "  ", NO4, " 150", NO12);
	stream(800, "01", "  ", NO4, NO4, NO12);
	no_tracks("tracks that go back");
	fresh();
	stream(1000, "AA", "  ", NO4, " 150", NO12);
	no_tracks("a lead-out alone");
	/* Times that do not grow poison their track. */
	fresh();
	stream(1000, "01", "  ", NO4, " 150", NO12);
	stream(800, "02", "  ", NO4, " 800", NO12);
	read_set();
	OK(found("DDPMS", 128, PM_ERROR, PM_DIAG_DDP_PQ, "the map gives no usable times for track 2"), "a pause as long as its stream");
	IS_INT(disc->track[2].poisoned & PM_POISON_TIMES, PM_POISON_TIMES, "poisons its track");
	IS_INT(disc->laid_out, 0, "and the layout");
	done();
	fresh();
	stream(1000, "01", "02", NO4, " 150", NO12);
	read_set();
	OK(found("DDPMS", 0, PM_ERROR, PM_DIAG_DDP_PQ, "no usable times for track 1"), "an index 02 and no 01");
	done();
}

int main(void)
{
	per_track();
	next_pause();
	per_index();
	no_pause();
	data_track();
	refused();
	return tap_done();
}
