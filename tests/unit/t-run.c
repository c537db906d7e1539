/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-run.c - the subcode of a whole disc, against bytes and rules worked out by hand. */
#include "subcode/run.h"

#include <time.h>

#include "tests/unit/subcode-help.h"

static struct pm_subcode_run *new_run(const struct pm_disc *disc)
{
	struct pm_subcode_run *run = NULL;

	if (!OK(pm_subcode_run_new(disc, &run) == PM_OK, "plans"))
		exit(99);
	return run;
}

static void q_is(const struct pm_subcode_run *run, int32_t lba, const char *hex, const char *name)
{
	uint8_t sector[96], want[12];

	if (help_hex(hex, want, 12) != 12)
		exit(99);
	OK(pm_subcode_run_sectors(run, lba, 1, sector) == PM_OK, name);
	IS_MEM(sector + 12, want, 12, name);
}

static int p_of(const struct pm_subcode_run *run, int32_t lba)
{
	uint8_t sector[96];
	unsigned i;

	if (pm_subcode_run_sectors(run, lba, 1, sector) < 0)
		return -1;
	for (i = 1; i < 12; i++)
		if (sector[i] != sector[0])
			return -2;
	for (i = 24; i < 96; i++)
		if (sector[i])
			return -3;
	return sector[0] == 0xFF ? 1 : sector[0] == 0 ? 0 : -4;
}

/* Lists where a code stands. */
static unsigned places(const struct pm_subcode_run *run, int32_t from, int32_t end, int isrc, int32_t *out, unsigned max)
{
	struct pm_subcode_place at;
	unsigned n = 0;
	int32_t lba;

	for (lba = from; lba < end; lba++)
		if (pm_subcode_run_place(run, lba, &at) == PM_OK && (isrc ? at.isrc : at.mcn)) {
			if (n < max)
				out[n] = lba;
			n++;
		}
	return n;
}

static void test_harbour(void)
{
	struct pm_disc *disc = help_harbour();
	struct pm_subcode_run *run = new_run(disc);
	uint8_t one[96], many[100 * 96];
	int32_t at[40];
	unsigned n, i, wrong = 0;

	/* Bytes of subcode.md section 14: other programs wrote them. */
	q_is(run, -150, "01 01 00 00 01 74 00 00 00 00 AA B9", "the pause counts down to 0");
	q_is(run, -2, "01 01 00 00 00 01 00 00 01 73 AC 0D", "one before its last sector");
	q_is(run, 0, "01 01 01 00 00 00 00 00 02 00 5A 28", "index 01");
	q_is(run, 2, "01 01 01 00 00 02 00 00 02 02 3E E9", "two later");
	/* k mod 94: MCN at -150+40 = -110, -16, 78...; ISRC at -150+87 = -63, 31, 125... */
	n = places(run, -150, 100, 0, at, 40);
	OK(n == 3 && at[0] == -110 && at[1] == -16 && at[2] == 78, "catalogue numbers");
	n = places(run, -150, 200, 1, at, 40);
	OK(n == 3 && at[0] == -63 && at[1] == 31 && at[2] == 125, "ISRCs, also in the pause of their own track");
	/* 0012345678905 at k = 40: frame 40 */
	q_is(run, -110, "02 00 12 34 56 78 90 50 00 40 39 67", "the number's bytes");
	for (i = 0; i < 3; i++) {
		struct pm_subcode_place p;
		static const int32_t where[] = {480, 630, 974};

		OK(pm_subcode_run_place(run, where[i], &p) == PM_OK && p.track == 2 && p.control == 2, "track 2 with its flags");
		IS_INT(p.relative_sectors, i == 0 ? 149 : i == 1 ? 0 : 344, "its time");
	}
	OK(pm_subcode_run_sectors(run, 400, 100, many) == PM_OK, "a hundred sectors");
	for (i = 0; i < 100; i++) {
		OK(pm_subcode_sector(disc, 400 + (int32_t)i, one) == PM_OK, "one alone");
		wrong += memcmp(one, many + (size_t)i * 96, 96) != 0;
	}
	IS_INT(wrong, 0, "in order or alone: the same");
	IS_INT(pm_subcode_run_sectors(run, -151, 1, one), PM_E_RANGE, "before the disc");
	IS_INT(pm_subcode_run_sectors(run, 1387 + 6750, 1, one), PM_E_RANGE, "behind the lead-out");
	IS_INT(pm_subcode_run_sectors(run, 1387 + 6749, 2, many), PM_E_RANGE, "running out of it");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

static void test_p(void)
{
	struct pm_disc *disc = help_harbour();
	struct pm_subcode_run *run = new_run(disc);

	IS_INT(p_of(run, -150), 1, "P in the first pause");
	IS_INT(p_of(run, -1), 1, "to its end");
	IS_INT(p_of(run, 0), 0, "not in index 01");
	IS_INT(p_of(run, 479), 0, "before a coded pause");
	IS_INT(p_of(run, 480), 1, "in it");
	IS_INT(p_of(run, 629), 1, "to its end");
	IS_INT(p_of(run, 630), 0, "not in index 01");
	IS_INT(p_of(run, 824), 0, "151 before track 3, which has no pause");
	IS_INT(p_of(run, 825), 1, "150 before");
	IS_INT(p_of(run, 974), 1, "to the sector before");
	IS_INT(p_of(run, 975), 0, "not in index 01");
	IS_INT(p_of(run, 1170), 0, "nor at index 02");
	IS_INT(p_of(run, 1236), 0, "151 before the lead-out");
	IS_INT(p_of(run, 1237), 1, "150 before");
	IS_INT(p_of(run, 1386), 1, "to its end");
	IS_INT(p_of(run, 1387), 0, "lead-out: 0 for two seconds");
	IS_INT(p_of(run, 1387 + 149), 0, "two seconds");
	IS_INT(p_of(run, 1387 + 150), 1, "then on");
	IS_INT(p_of(run, 1387 + 150 + 19), 0, "and off");
	pm_subcode_run_free(run);
	help_index(disc, 2, 0, 330);
	run = new_run(disc);
	IS_INT(p_of(run, 329), 0, "before a long pause");
	IS_INT(p_of(run, 330), 1, "in all of it");
	pm_subcode_run_free(run);
	help_index(disc, 2, 0, 600);
	run = new_run(disc);
	IS_INT(p_of(run, 479), 0, "before a short pause");
	IS_INT(p_of(run, 480), 1, "P begins two seconds before index 01 all the same");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

/* A code due in the first or last sector of a region. */
static void test_moves(void)
{
	/* ISRC due at 31, 125, 219, 313, 407, 501, 595; MCN at 78, 172, 266, 360, 454, 548. */
	struct pm_disc *disc = help_new_disc(1, 2, 700);
	struct pm_subcode_run *run;
	int32_t at[40];
	unsigned n;

	help_index(disc, 1, 1, 0);
	help_index(disc, 1, 2, 125); /* due in its first sector: one later */
	help_index(disc, 1, 3, 220); /* 219 is the last of index 02: the next inner one is 221 */
	help_index(disc, 2, 1, 360); /* MCN due in its first sector: 361.  ISRC of track 1 at 313 */
	help_codes(disc, "0012345678905");
	run = new_run(disc);
	n = places(run, 0, 700, 1, at, 40);
	OK(n == 8 && at[0] == 31 && at[1] == 126 && at[2] == 221 && at[3] == 313 && at[4] == 407, "moved later");
	n = places(run, 0, 700, 0, at, 40);
	OK(n == 7 && at[2] == 266 && at[3] == 361 && at[4] == 454, "the number moves too");
	pm_subcode_run_free(run);

	help_index(disc, 2, 1, 314); /* 313 is the last sector of track 1: nothing later in the track, so one earlier */
	help_index(disc, 1, 3, PM_LBA_NONE);
	run = new_run(disc);
	n = places(run, 200, 400, 1, at, 40);
	OK(n == 2 && at[0] == 219 && at[1] == 312, "moved earlier at the end of a track");
	pm_subcode_run_free(run);

	help_index(disc, 2, 0, 313); /* 313 is the first sector of track 2's pause of two: no inner sector; the next is in index 01 */
	help_index(disc, 2, 1, 315);
	run = new_run(disc);
	n = places(run, 300, 400, 1, at, 40);
	OK(n == 1 && at[0] == 316, "out of a pause without an inner sector");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

/* Rules of section 6 over discs of all kinds: in every 100 sectors a number; ISRCs; ten sectors apart; only in their own track. */
static void test_spacing(void)
{
	uint32_t seed = 99;
	unsigned round, bad_gap = 0, bad_near = 0, bad_owner = 0, bad_edge = 0, few = 0;

	for (round = 0; round < 200; round++) {
		struct pm_disc *disc = help_new_disc(1, 12, 0);
		struct pm_subcode_run *run;
		int32_t lba = 0, last_code = -1000, last_mcn = -150, last_isrc[13] = {0};
		unsigned t, count[13] = {0};

		for (t = 1; t <= 12; t++) {
			seed = seed * 1664525u + 1013904223u;
			if (t > 1 && seed >> 30 == 0) {
				help_index(disc, t, 0, lba);
				lba += 1 + (int32_t)(seed >> 8 & 255);
			}
			help_index(disc, t, 1, lba);
			last_isrc[t] = lba;
			if (seed >> 28 & 1)
				help_index(disc, t, 2, lba + 100 + (int32_t)(seed >> 4 & 63));
			lba += 300 + (int32_t)(seed >> 16 & 1023);
		}
		disc->leadout_lba = lba;
		help_codes(disc, "0012345678905");
		run = new_run(disc);
		for (lba = -150; lba < disc->leadout_lba; lba++) {
			struct pm_subcode_place at, near;

			if (pm_subcode_run_place(run, lba, &at) < 0)
				exit(99);
			if (!at.mcn && !at.isrc)
				continue;
			bad_near += lba - last_code < 10;
			last_code = lba;
			bad_edge += pm_subcode_run_place(run, lba - 1, &near) < 0 || near.track != at.track || near.index != at.index;
			bad_edge += pm_subcode_run_place(run, lba + 1, &near) < 0 || near.track != at.track || near.index != at.index;
			if (at.mcn) {
				bad_gap += lba - last_mcn > 100;
				last_mcn = lba;
				continue;
			}
			bad_owner += strcmp(at.isrc, disc->track[at.track].isrc.text) != 0;
			if (at.index) {
				bad_gap += lba - last_isrc[at.track] > 100;
				last_isrc[at.track] = lba;
				count[at.track]++;
			}
		}
		for (t = 1; t <= 12; t++)
			few += count[t] < 3;
		pm_subcode_run_free(run);
		pm_disc_free(disc);
	}
	IS_INT(bad_gap, 0, "never more than 100 sectors without a code");
	IS_INT(bad_near, 0, "never two codes within ten");
	IS_INT(bad_owner, 0, "never another track's ISRC");
	IS_INT(bad_edge, 0, "never in the first or last sector of a region");
	IS_INT(few, 0, "three ISRCs in every track of four seconds and more");
}

static void test_scms(void)
{
	struct pm_disc *disc = help_harbour();
	struct pm_subcode_run *run;
	struct pm_subcode_place at;
	int32_t lba;
	unsigned wrong = 0;

	disc->track[3].scms = 1;
	disc->track[3].control = PM_CONTROL_PRE;
	run = new_run(disc);
	for (lba = 975; lba < 1387; lba++) {
		pm_subcode_run_place(run, lba, &at);
		wrong += at.control != (((lba + 150) / 4) % 2 ? 3 : 1);
	}
	IS_INT(wrong, 0, "the copy bit toggles every four sectors, (LBA+150) div 4 odd is 1");
	pm_subcode_run_place(run, 974, &at);
	IS_INT(at.control, 2, "only in its track");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

static void test_hidden(void)
{
	struct pm_disc *disc = help_new_disc(1, 1, 5000);
	struct pm_subcode_run *run;
	struct pm_subcode_place at;

	help_index(disc, 1, 1, 4000);
	run = new_run(disc);
	pm_subcode_run_place(run, -150, &at);
	OK(at.track == 1 && at.index == 0 && at.relative_sectors == 4149 && at.p == 1,
	   "hidden audio: index 00 from -150 on, also when no index 00 is given");
	pm_subcode_run_place(run, 3999, &at);
	OK(at.relative_sectors == 0 && at.p == 1, "to 0");
	OK(!at.mcn && !at.isrc, "no codes where there are none");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

static void test_refused(void)
{
	struct pm_disc *disc = help_harbour();
	struct pm_subcode_run *run = NULL;

	disc->laid_out = 0;
	IS_INT(pm_subcode_run_new(disc, &run), PM_E_RANGE, "not laid out");
	disc->laid_out = 1;
	help_index(disc, 2, 1, 2000);
	IS_INT(pm_subcode_run_new(disc, &run), PM_E_RANGE, "indexes that go back");
	help_index(disc, 2, 1, PM_LBA_NONE);
	IS_INT(pm_subcode_run_new(disc, &run), PM_E_RANGE, "no index 01");
	OK(run == NULL, "nothing made");
	pm_disc_free(disc);
	disc = help_harbour();
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "12");
	IS_INT(pm_subcode_run_new(disc, &run), PM_OK, "a number that fits no frame");
	OK(places(run, -150, 1000, 0, NULL, 0) == 0, "is left out");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
	/* The longest disc there is. */
	disc = help_new_disc(1, 1, PM_LBA_MAX + 1);
	help_index(disc, 1, 1, 0);
	IS_INT(pm_subcode_run_new(disc, &run), PM_OK, "99:59:74");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

static void test_speed(void)
{
	struct pm_disc *disc = help_new_disc(1, 10, 333000);
	struct pm_subcode_run *run;
	struct timespec from, to;
	uint8_t *piece = malloc((size_t)1000 * 96);
	int32_t lba;
	unsigned t;
	double ms;

	if (!piece)
		exit(99);
	for (t = 1; t <= 10; t++)
		help_index(disc, t, 1, (int32_t)(t - 1) * 33000);
	help_codes(disc, "0012345678905");
	clock_gettime(CLOCK_MONOTONIC, &from);
	run = new_run(disc);
	for (lba = 0; lba < 333000; lba += 1000)
		if (pm_subcode_run_sectors(run, lba, 1000, piece) < 0)
			exit(99);
	clock_gettime(CLOCK_MONOTONIC, &to);
	ms = (double)(to.tv_sec - from.tv_sec) * 1000 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
	printf("# a disc of 74 minutes: %.1f ms\n", ms);
	OK(ms < 5000, "a disc in good time (sanitizers and busy machines included)");
	pm_subcode_run_free(run);
	free(piece);
	pm_disc_free(disc);
}

int main(void)
{
	test_harbour();
	test_p();
	test_moves();
	test_spacing();
	test_scms();
	test_hidden();
	test_refused();
	test_speed();
	return tap_done();
}
