/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-sample.c - which sectors are read for the codes: the plan of shared/reference/reading.md section 4, address by address. */
#include "drive/sample.h"
#include "tests/unit/spy.h"

static struct pm_record record;
static struct pm_votes votes;

/* Tracks at 0 (6000 sectors), 6000 (1199), 7199 (1200), to 8399. */
static void make_long(int with_codes)
{
	static const int32_t starts[] = {0, 0, 6000, 7199};
	int t;

	free(program.mode);
	memset(&program, 0, sizeof(program));
	memset(&disc, 0, sizeof(disc));
	program.first_track = disc.first_track = 1;
	program.last_track = disc.last_track = 3;
	program.leadout_lba = disc.leadout_lba = 8399;
	for (t = 1; t <= 3; t++) {
		program.track[t].index_count = 1;
		program.track[t].index_lba[1] = disc.track[t].start_lba = starts[t];
		if (with_codes)
			snprintf(program.track[t].isrc, sizeof(program.track[t].isrc), "ZZXYZ260000%u", (unsigned)t % 10u);
	}
	if (with_codes)
		memcpy(program.mcn, "0012345678905", 14);
	disc.audio = audio;
	disc.subcode = subcode;
	disc.user = &program;
	if (vd_program_plan(&program))
		exit(99);
	fresh();
	spy_reset();
}

static int sample_disc(int full, const struct pm_progress *progress)
{
	struct pm_drive *d = spy_open();
	int status;

	if (!d)
		exit(99);
	spy_forget();
	pm_record_release(&record);
	pm_record_init(&record);
	memset(&err, 0, sizeof(err));
	status = pm_drive_sample_codes(d, full, &record, progress, &err);
	pm_drive_close(d);
	return status;
}

/* The runs of sectors that READ CD read one behind the other, from command i on. */
static int run_is(size_t *i, int32_t lba, unsigned sectors, const char *name)
{
	int32_t at = spy_lba(*i), next = at;

	for (; *i < spy.count && spy.list[*i].cdb[0] == 0xbe && spy_lba(*i) == next && next < lba + (int32_t)sectors; ++*i)
		next += (int32_t)spy_sectors(*i);
	if (OK(at == lba && next == lba + (int32_t)sectors, name))
		return 1;
	printf("# read %d to %d, want %d to %d\n", (int)at, (int)next, (int)lba, (int)(lba + (int32_t)sectors));
	return 0;
}

static int code_is(unsigned track, enum pm_vote_state state, const char *code)
{
	return votes.track[track].state == state && !strcmp(votes.track[track].code, code);
}

static void test_plan(void)
{
	size_t i = 1;

	make_long(1);
	IS_INT(sample_disc(0, NULL), PM_OK, "sampled");
	IS_INT(spy_lba(0), 3000, "the form of Q is tried in the longest track");
	run_is(&i, 2945, 110, "track 1: the middle, 3000 - 55");
	run_is(&i, 4445, 110, "three quarters, 4500 - 55");
	run_is(&i, 5840, 110, "and 50 before its end, 6000 - 50 - 110");
	run_is(&i, 6000, 1199, "track 2, of 1199, is read whole");
	run_is(&i, 7199 + 545, 110, "track 3, of 1200, is not: 600 - 55");
	run_is(&i, 7199 + 845, 110, "900 - 55");
	run_is(&i, 7199 + 1040, 110, "1200 - 160");
	/* No track lies whole in the guard of 400 + 220: nothing more is read, and the TOC last. */
	SPY_IS(i, 804, "then the table of contents again", 0x43, 0, 0, 0, 0, 0, 0, 0x03, 0x24, 0);
	IS_INT(spy_count_of(0x42), 0, "and the drive is never asked");
	IS_INT(record.log.count, 330 + 1199 + 330, "each sector is in the log");
	IS_INT(record.method, PM_METHOD_RAW_Q, "method");
	IS_STR(record.device, "model", "device");
	IS_INT(record.sessions, 1, "sessions");
	IS_INT(record.toc.track[3].lba, 7199, "table of contents");
	IS_INT(pm_record_votes(&record, &votes, NULL), PM_OK, "judged");
	OK(code_is(1, PM_VOTE_CONFIRMED, "ZZXYZ2600001") && code_is(2, PM_VOTE_CONFIRMED, "ZZXYZ2600002") &&
		   code_is(3, PM_VOTE_CONFIRMED, "ZZXYZ2600003"),
	   "three codes");
	IS_STR(votes.mcn.code, "0012345678905", "the catalogue number");

	/* Without codes the same sectors are enough to say so: contract section 7, absent. */
	make_long(0);
	IS_INT(sample_disc(0, NULL), PM_OK, "a disc without codes");
	IS_INT(record.log.count, 330 + 1199 + 330, "is read no further");
	IS_INT(pm_record_votes(&record, &votes, NULL), PM_OK, "judged");
	OK(code_is(1, PM_VOTE_ABSENT, "") && code_is(2, PM_VOTE_ABSENT, "") && code_is(3, PM_VOTE_ABSENT, ""), "absent");
	IS_INT(spy_count_of(0x42), 0, "without asking");

	make_long(1);
	i = 1;
	IS_INT(sample_disc(1, NULL), PM_OK, "--full");
	run_is(&i, 0, 6000, "track 1 whole");
	run_is(&i, 6000, 1199, "track 2 whole");
	run_is(&i, 7199, 1200, "track 3 whole");
	IS_INT(record.log.count, 8399, "every sector, once");
}

/* Subcode of nothing, where it should be of track 1. */
static void no_q_in_track_1(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes)
{
	int32_t lba = spy_lba(s->count - 1);
	size_t at;

	for (at = 0; cdb[0] == 0xbe && cdb[10] == 1 && at + 2448 <= out_bytes; at += 2448, lba++)
		if (lba >= 0 && lba < 6000)
			memset(out + at + 2352, 0, 96);
}

/* Doubt: wider windows, then all of the track, three times, and at last the drive is asked. */
static void test_doubt(void)
{
	size_t i, wide = 0, whole = 0;

	make_long(1);
	spy.after = no_q_in_track_1;
	IS_INT(sample_disc(0, NULL), PM_OK, "track 1 gives no Q");
	for (i = 0; i < spy.count; i++) {
		/* 6000 / 2 - 200, 6000 / 4 * 3 - 200, 6000 - 50 - 400. */
		wide += spy.list[i].cdb[0] == 0xbe && spy.list[i].cdb[10] == 1 &&
			(spy_lba(i) == 2800 || spy_lba(i) == 4300 || spy_lba(i) == 5550) && spy_sectors(i) == 26;
		whole += spy.list[i].cdb[0] == 0xbe && spy.list[i].cdb[10] == 1 && spy_lba(i) == 0;
	}
	/* 2800 is a multiple of no 26 from 0 on, nor is 4300; 5550 neither. */
	IS_INT(wide, 3, "three windows of 400");
	IS_INT(whole, 3, "the track three times from its start");
	IS_INT(spy_count_of(0x42), 3, "then it is asked for, three times");
	for (i = 0; i < spy.count && spy.list[i].cdb[0] != 0x42; i++)
		;
	SPY_IS(i, 24, "and no other", 0x42, 0, 0x40, 3, 0, 0, 1, 0, 24, 0);
	IS_INT(pm_record_votes(&record, &votes, NULL), PM_OK, "judged");
	OK(code_is(1, PM_VOTE_WEAK, "ZZXYZ2600001"), "weak: by asking alone");
	OK(code_is(2, PM_VOTE_CONFIRMED, "ZZXYZ2600002"), "the others are sure");
}

/* A drive without Q: each code asked for three times, each time from another place inside the track: a fifth, two, three. */
static void test_asking(void)
{
	static const int32_t lba[] = {0, 6000, 7199}, length[] = {6000, 1199, 1200};
	unsigned n = 0, t, k;
	size_t i;
	int good = 1;

	make_long(1);
	vd.faults.no_raw = vd.faults.no_formatted_q = 1;
	IS_INT(sample_disc(0, NULL), PM_OK, "a drive without Q");
	IS_INT(record.method, PM_METHOD_READ_SUB_CHANNEL, "method");
	IS_INT(record.log.count, 0, "no frame");
	IS_INT(record.reply_count, 12, "twelve answers");
	for (i = 0; i < spy.count; i++) {
		if (spy.list[i].cdb[0] != 0x42)
			continue;
		/* The number first, in track 1. */
		t = n / 3;
		k = n % 3 + 1;
		good &= spy.list[i].cdb[6] == t && spy.list[i].cdb[3] == (t ? 3 : 2);
		t = t ? t - 1 : 0;
		good &= i > 0 && spy.list[i - 1].cdb[0] == 0xbe && spy_lba(i - 1) == lba[t] + length[t] * (int32_t)k / 5;
		n++;
	}
	IS_INT(n, 12, "twelve questions");
	OK(good, "number and tracks in order, each after a reading at its place");
	IS_INT(pm_record_votes(&record, &votes, NULL), PM_OK, "judged");
	OK(code_is(1, PM_VOTE_WEAK, "ZZXYZ2600001"), "weak at most");
}

/* A track of data is neither read nor asked about. */
static void test_data(void)
{
	size_t i;
	int touched = 0;

	make_long(1);
	disc.track[2].control = 4;
	IS_INT(sample_disc(1, NULL), PM_OK, "track 2 is data");
	for (i = 0; i < spy.count; i++)
		touched |= spy.list[i].cdb[0] == 0xbe && spy_lba(i) + (int32_t)spy_sectors(i) > 6000 && spy_lba(i) < 7199;
	OK(!touched, "not a sector of it is read");
	vd.faults.no_raw = vd.faults.no_formatted_q = 1;
	IS_INT(sample_disc(0, NULL), PM_OK, "without Q");
	IS_INT(spy_count_of(0x42), 9, "number, track 1, track 3: three times each");
	disc.track[2].control = 0;
}

/* Where all of a track could still hold the code of the one before, the starts of the longest tracks show whether the drive does that. */
static void test_starts(void)
{
	size_t i, found = 0;

	make_long(1);
	/* Tracks at 0, 300, 600 (7799 long): 2 and 1 are short; of 1 nothing lies before. */
	program.track[2].index_lba[1] = disc.track[2].start_lba = 300;
	program.track[3].index_lba[1] = disc.track[3].start_lba = 600;
	free(program.mode);
	program.mode = NULL;
	OK(!vd_program_plan(&program), "planned");
	fresh();
	spy_reset();
	IS_INT(sample_disc(0, NULL), PM_OK, "a disc with a track of four seconds");
	for (i = 0; i < spy.count; i++)
		found += spy.list[i].cdb[0] == 0xbe && spy_lba(i) == 490 && spy_sectors(i) == 26;
	IS_INT(found, 1, "read on from 110 before track 3, once");
	for (found = 0, i = 0; i < record.log.count; i++)
		found += record.log.list[i].lba >= 490 && record.log.list[i].lba < 1000;
	OK(found >= 510, "to 400 behind its start");
}

/* Of several long tracks the four longest show how the drive keeps codes, each once. */
static void test_longest(void)
{
	static const int32_t starts[] = {0, 0, 300, 2300, 5300, 9300, 11300};
	static const int32_t probed[] = {5300 - 110, 2300 - 110, 300 - 110, 9300 - 110};
	size_t i, k, found[4] = {0}, others = 0;
	int t;

	make_long(1);
	program.last_track = disc.last_track = 6;
	for (t = 1; t <= 6; t++) {
		program.track[t].index_count = 1;
		program.track[t].index_lba[1] = disc.track[t].start_lba = starts[t];
	}
	/* Lengths 300, 2000, 3000, 4000, 2000 and 1500. */
	program.leadout_lba = disc.leadout_lba = 12800;
	free(program.mode);
	program.mode = NULL;
	OK(!vd_program_plan(&program), "planned");
	fresh();
	spy_reset();
	IS_INT(sample_disc(0, NULL), PM_OK, "six tracks, the first of four seconds, so that nothing of it can be old");
	for (i = 0; i < spy.count; i++)
		for (k = 0; k < 4; k++)
			others += spy.list[i].cdb[0] == 0xbe && spy_lba(i) == probed[k] && spy_sectors(i) == 26;
	IS_INT(others, 0, "then no start is read");
	program.track[2].index_lba[1] = disc.track[2].start_lba = 400;
	program.track[3].index_lba[1] = disc.track[3].start_lba = 905;
	free(program.mode);
	program.mode = NULL;
	OK(!vd_program_plan(&program), "planned");
	fresh();
	spy_reset();
	IS_INT(sample_disc(0, NULL), PM_OK, "with a short second track");
	for (i = 0; i < spy.count; i++) {
		found[0] += spy.list[i].cdb[0] == 0xbe && spy_lba(i) == 905 - 110 && spy_sectors(i) == 26;
		found[1] += spy.list[i].cdb[0] == 0xbe && spy_lba(i) == 5300 - 110 && spy_sectors(i) == 26;
		found[2] += spy.list[i].cdb[0] == 0xbe && spy_lba(i) == 9300 - 110 && spy_sectors(i) == 26;
		found[3] += spy.list[i].cdb[0] == 0xbe && spy_lba(i) == 11300 - 110 && spy_sectors(i) == 26;
	}
	OK(found[0] == 1 && found[1] == 1 && found[2] == 1 && found[3] == 1, "the four longest others, once each");
	for (t = 4; t <= 6; t++)
		memset(&program.track[t], 0, sizeof(program.track[t]));
}

static uint64_t last_done, last_total;
static int falls;

static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	(void)ctx;
	if (strcmp(phase, "reading subcode"))
		return;
	falls |= done < last_done || done > total;
	last_done = done;
	last_total = total;
}
static int cancel(void *ctx)
{
	return --*(int *)ctx < 0;
}

static void test_world(void)
{
	int left = 5;
	struct pm_progress watch = {NULL, report, NULL}, stop = {&left, NULL, cancel};
	struct vd_disc other = disc;

	make_long(1);
	IS_INT(sample_disc(0, &watch), PM_OK, "watched");
	OK(!falls && last_done == last_total && last_done == 330 + 1199 + 330, "progress counts the sectors, and never falls or passes its end");
	IS_INT(sample_disc(0, &stop), PM_E_CANCELLED, "stopped while reading");
	OK(record.log.count > 0 && record.log.count < 330, "what was read is kept");
	vd.faults.no_raw = vd.faults.no_formatted_q = 1;
	left = 4;
	IS_INT(sample_disc(0, &stop), PM_E_CANCELLED, "stopped while asking");
	IS_INT(record.reply_count, 4, "after four answers");
	/* The other disc differs in one flag; the drive's own warning was swallowed by another program. */
	make_long(1);
	other = disc;
	other.track[2].control = 2;
	vd.next = &other;
	vd.faults.change_after_sectors = 1000;
	IS_INT(sample_disc(0, NULL), PM_E_DRIVE, "changed while it was read");
	OK(strstr(err.message, "was changed while it was being read"), "is said");
}

int main(void)
{
	make_disc();
	pm_record_init(&record);
	test_plan();
	test_doubt();
	test_asking();
	test_data();
	test_starts();
	test_longest();
	test_world();
	pm_record_release(&record);
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
