/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-marks.c - where pauses and indexes begin, found by halving, on discs whose marks lie in awkward places. */
#include "drive/sample.h"
#include "tests/unit/spy.h"

static struct pm_record record;
static struct pm_q_map map;

/* The marks of a made-up disc: track, index, LBA; each track's index 01 stands in the table of contents. */
struct mark {
	int track, index;
	int32_t lba;
};

static void make_marks(const struct mark *list, size_t count, int32_t leadout_lba)
{
	size_t i;

	free(program.mode);
	memset(&program, 0, sizeof(program));
	memset(&disc, 0, sizeof(disc));
	program.first_track = disc.first_track = 1;
	for (i = 0; i < count; i++) {
		struct vd_program_track *t = &program.track[list[i].track];

		t->index_lba[list[i].index] = list[i].lba;
		if (list[i].index == 0)
			t->has_pregap = 1;
		else
			t->index_count = (uint8_t)list[i].index;
		if (list[i].index == 1)
			disc.track[list[i].track].start_lba = list[i].lba;
		program.last_track = disc.last_track = (uint8_t)list[i].track;
	}
	program.leadout_lba = disc.leadout_lba = leadout_lba;
	disc.audio = audio;
	disc.subcode = subcode;
	disc.user = &program;
	if (vd_program_plan(&program))
		exit(99);
	fresh();
	spy_reset();
}

/* Reads the marks alone, and maps what was read. */
static int find_marks(void)
{
	static struct pm_votes votes;
	struct pm_drive *d = spy_open();
	int status;

	pm_q_map_release(&map);
	memset(&map, 0, sizeof(map));
	pm_record_release(&record);
	pm_record_init(&record);
	memset(&err, 0, sizeof(err));
	if (!d)
		return 1;
	record.toc = *pm_drive_toc(d);
	status = pm_drive_find_method(d, &record.method, &err);
	spy_forget();
	if (status == PM_OK)
		status = pm_drive_sample_marks(d, &record, NULL, &err);
	pm_drive_close(d);
	return status == PM_OK ? pm_record_votes(&record, &votes, &map) : status;
}

/* Every mark but index 01 (and but track 1's pause, which no one reads) is found in its very sector, and no other. */
static void marks_are(const struct mark *list, size_t count, const char *name)
{
	size_t i, extra = 0;
	int good = 1;

	if (!OK(find_marks() == PM_OK, name)) {
		printf("# %s\n", err.message);
		return;
	}
	for (i = 0; i < count; i++) {
		const struct pm_q_region *region = pm_q_map_find(&map, (unsigned)list[i].track, (unsigned)list[i].index);

		if (list[i].index == 1)
			continue;
		if (!region || region->first_lba != list[i].lba || region->unsure_sectors) {
			good = 0;
			printf("# track %d index %d: %d (unsure %u), want %d\n", list[i].track, list[i].index, region ? (int)region->first_lba : -999,
			       region ? (unsigned)region->unsure_sectors : 0, (int)list[i].lba);
		}
	}
	for (i = 0; i < map.count; i++) {
		size_t k;

		for (k = 0; k < count && (map.region[i].track != list[k].track || map.region[i].index != list[k].index); k++)
			;
		/* The pause before track 1 is read where an index lies near. */
		extra += k == count && map.region[i].track != 0xaa && !(map.region[i].track == 1 && map.region[i].index == 0);
	}
	OK(good, "each where it is");
	IS_INT(extra, 0, "and no other");
}
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void test_places(void)
{
	static const struct mark plain[] = {{1, 1, 0}, {2, 1, 3000}, {3, 1, 9000}};
	static const struct mark pauses[] = {{1, 1, 0},     {2, 0, 2999},  {2, 1, 3000}, /* of one sector */
					     {3, 0, 3001},  {3, 1, 9000},		 /* all but one sector of track 2 */
					     {4, 0, 9002},  {4, 1, 9003},  {5, 0, 9403}, {5, 1, 9553}};
	static const struct mark indexes[] = {{1, 1, 0},    {1, 2, 1},    {1, 3, 2},    {1, 4, 2998}, {1, 5, 2999}, /* at both ends of the track */
					      {2, 1, 3000}, {2, 2, 4500}, {3, 0, 8850}, {3, 1, 9000}, {3, 2, 9001}, {3, 3, 19999}};
	static struct mark many[1 + 98 + 2];
	int i;

	make_marks(plain, COUNT(plain), 20000);
	marks_are(plain, COUNT(plain), "no pause, no index");
	OK(vd.counters.sectors_read < 3 * 4 * 24 + 26, "a few looks at each end");
	make_marks(pauses, COUNT(pauses), 20000);
	marks_are(pauses, COUNT(pauses), "pauses of one sector, and of nearly all of a track");
	make_marks(indexes, COUNT(indexes), 20000);
	marks_are(indexes, COUNT(indexes), "indexes in neighbouring sectors, first and last of their track");
	/* Ninety-eight marks in one track, unevenly. */
	many[0] = (struct mark){1, 1, 0};
	for (i = 2; i <= 99; i++)
		many[i - 1] = (struct mark){1, i, i * i * 3};
	many[99] = (struct mark){2, 0, 49999};
	many[100] = (struct mark){2, 1, 50000};
	make_marks(many, COUNT(many), 60000);
	marks_are(many, COUNT(many), "index 02 to 99");
	OK(vd.counters.sectors_read < 98 * 40 * 8 / 2, "by halving, not by reading on");
}

static void test_faults(void)
{
	static const struct mark marks[] = {{1, 1, 0}, {1, 2, 700}, {2, 0, 2850}, {2, 1, 3000}, {3, 1, 9000}, {3, 2, 15000}};

	make_marks(marks, COUNT(marks), 20000);
	vd.faults.sub_shift_sectors = 7;
	marks_are(marks, COUNT(marks), "subcode that lags");
	make_marks(marks, COUNT(marks), 20000);
	vd.faults.sub_shift_sectors = -7;
	marks_are(marks, COUNT(marks), "subcode that leads");
	make_marks(marks, COUNT(marks), 20000);
	vd.faults.sub_shift_sectors = -100;
	marks_are(marks, COUNT(marks), "subcode that leads by more than a second");
	make_marks(marks, COUNT(marks), 20000);
	vd.faults.no_raw = 1;
	vd.faults.formatted_binary = 1;
	marks_are(marks, COUNT(marks), "formatted Q");
	make_marks(marks, COUNT(marks), 20000);
	vd.faults.no_overread = 1;
	marks_are(marks, COUNT(marks), "a drive that does not read past the lead-out");
	/* A few single sectors that cannot be read beside the marks. */
	make_marks(marks, COUNT(marks), 20000);
	vd.faults.bad[0] = (struct vd_bad){.lba = 697, .sectors = 2, .kind = VD_BAD_ERROR};
	vd.faults.bad[1] = (struct vd_bad){.lba = 2852, .sectors = 3, .kind = VD_BAD_ERROR};
	vd.faults.bad_count = 2;
	marks_are(marks, COUNT(marks), "sectors that cannot be read beside the marks");
	/* The very sectors: the mark is then the first that can be read, and the doubt is counted. */
	make_marks(marks, COUNT(marks), 20000);
	vd.faults.bad[0] = (struct vd_bad){.lba = 698, .sectors = 4, .kind = VD_BAD_ERROR};
	vd.faults.bad_count = 1;
	if (OK(find_marks() == PM_OK, "the mark's own sector cannot be read")) {
		const struct pm_q_region *region = pm_q_map_find(&map, 1, 2);

		OK(region && region->seen_lba == 702, "702 is the first seen");
		OK(region && region->first_lba + (int32_t)region->unsure_sectors >= 702 && region->first_lba <= 702, "and how unsure that is stands beside it");
	}
}

static int cancel(void *ctx)
{
	return --*(int *)ctx < 0;
}

static void test_world(void)
{
	static const struct mark marks[] = {{1, 1, 0}, {2, 0, 2850}, {2, 1, 3000}};
	int left = 3;
	struct pm_progress stop = {&left, NULL, cancel};
	struct pm_drive *d;

	make_marks(marks, COUNT(marks), 20000);
	d = spy_open();
	if (!d)
		exit(99);
	pm_record_release(&record);
	pm_record_init(&record);
	record.method = PM_METHOD_READ_SUB_CHANNEL;
	spy_forget();
	IS_INT(pm_drive_sample_marks(d, &record, NULL, &err), PM_OK, "a drive that gives no Q");
	IS_INT(spy.count, 0, "is not read");
	IS_INT(pm_drive_find_method(d, &record.method, &err), PM_OK, "one that does");
	IS_INT(pm_drive_sample_marks(d, &record, &stop, &err), PM_E_CANCELLED, "is stopped");
	vd.faults.no_disc = 1;
	memset(&err, 0, sizeof(err));
	IS_INT(pm_drive_sample_marks(d, &record, NULL, &err), PM_E_DRIVE, "or loses its disc");
	pm_drive_close(d);
	/* Data: neither its own marks nor a pause before it are looked for. */
	make_marks(marks, COUNT(marks), 20000);
	disc.track[2].control = 4;
	IS_INT(find_marks(), PM_OK, "track 2 is data");
	OK(spy_count_of(0xbe) <= 60, "and takes no reading");
	disc.track[1].control = 4;
	disc.track[2].control = 0;
	IS_INT(find_marks(), PM_OK, "track 1 is data");
	OK(pm_q_map_find(&map, 1, 1) == NULL, "nothing of it is read");
}

int main(void)
{
	make_disc();
	pm_record_init(&record);
	test_places();
	test_faults();
	test_world();
	pm_q_map_release(&map);
	pm_record_release(&record);
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
