/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-vote.c - the states of contract section 7 at their thresholds. */
#include "tests/unit/vote-help.h"

/* One long track of index 01 from 0 on, position frames only. */
static void add_track(unsigned track, int32_t start, int32_t from, int32_t end)
{
	uint8_t q[12];
	int32_t lba;

	for (lba = from; lba < end; lba++) {
		pm_q_put_position(q, &(struct pm_q_position){0, (uint8_t)track, 1, (uint32_t)(lba - start), lba});
		add(lba, q);
	}
}

static void replace(int32_t lba, const uint8_t q[12])
{
	size_t i;

	for (i = 0; i < log_.count; i++)
		if (log_.list[i].lba == lba)
			memcpy(log_.list[i].q, q, 12);
}

static void put_isrc(int32_t lba, const char *isrc)
{
	uint8_t q[12];

	if (pm_q_put_isrc(q, 0, isrc, lba) < 0)
		exit(99);
	replace(lba, q);
}

static void put_raw(int32_t lba, const char *hex, uint8_t aframe)
{
	uint8_t q[12];

	help_hex(hex, q, 12);
	q[9] = (uint8_t)(aframe / 10 << 4 | aframe % 10);
	pm_q_seal(q);
	replace(lba, q);
}

static void spoil(int32_t lba)
{
	static const uint8_t bad[12] = {1, 1, 1};

	replace(lba, bad);
}

static void is(unsigned track, enum pm_vote_state state, const char *code, uint32_t n, uint32_t frames, const char *name)
{
	const struct pm_vote *v = track ? &votes.track[track] : &votes.mcn;

	IS_STR(pm_vote_state_text(v->state), pm_vote_state_text(state), name);
	IS_STR(v->code, code, name);
	IS_INT(v->votes, n, name);
	IS_INT(v->frames, frames, name);
}

static void test_thresholds(void)
{
	int i;

	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 2, 2, "two frames confirm");
	IS_INT(votes.track[1].first_lba, 500, "first of them");
	IS_INT(votes.track[1].q_good, 1000, "all good");

	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	count(NULL, NULL);
	is(1, PM_VOTE_WEAK, "USRC17607839", 1, 1, "one frame is weak");

	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	for (i = 0; i < 3; i++) /* the same sector read again and again */
		add(500, log_.list[500].q);
	count(NULL, NULL);
	is(1, PM_VOTE_WEAK, "USRC17607839", 1, 1, "one sector read four times is one vote");

	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(700, "GBAYE0000351");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 2, 3, "two of three is two thirds");
	IS_INT(votes.track[1].dissent_count, 1, "one dissents");
	IS_STR(votes.track[1].dissent[0].code, "GBAYE0000351", "and is named");

	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(700, "GBAYE0000351");
	put_isrc(800, "DEA620700001");
	count(NULL, NULL);
	is(1, PM_VOTE_WEAK, "USRC17607839", 2, 4, "two of four is not");

	begin();
	add_track(1, 0, 0, 2000);
	for (i = 0; i < 10; i++)
		put_isrc(100 + 100 * i, "USRC17607839");
	put_isrc(1500, "GBAYE0000351");
	put_isrc(1600, "GBAYE0000351");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFLICT, "USRC17607839", 10, 12, "a second code with two votes conflicts");
}

static void test_absent(void)
{
	const struct pm_vote_commanded commanded[100] = {[1] = {"USRC17607839", 3}};
	struct pm_toc toc = {.first_track = 1, .last_track = 1, .leadout_lba = 20000, .audio_end_lba = 20000};
	int32_t lba;

	toc.track[1].lba = 0;
	begin();
	add_track(1, 0, 5000, 5110);
	add_track(1, 0, 9000, 9110);
	add_track(1, 0, 15000, 15109);
	count(&toc, NULL);
	is(1, PM_VOTE_UNREAD, "", 0, 0, "two windows and 109 sectors are not enough");
	OK(votes.track[1].need_more, "more is needed");
	count(&toc, commanded);
	begin();
	add_track(1, 0, 5000, 5110);
	count(&toc, commanded);
	is(1, PM_VOTE_WEAK, "USRC17607839", 3, 3, "by command alone: weak");
	OK(votes.track[1].by_command, "and said so");

	begin();
	add_track(1, 0, 5000, 5110);
	add_track(1, 0, 9000, 9110);
	add_track(1, 0, 15000, 15110);
	count(&toc, NULL);
	is(1, PM_VOTE_ABSENT, "", 0, 0, "three windows of 110 are");
	IS_INT(votes.track[1].q_good, 330, "330 sectors");

	begin();
	add_track(1, 0, 5000, 5110);
	add_track(1, 0, 9000, 9110);
	add_track(1, 0, 15000, 15110);
	count(&toc, commanded);
	is(1, PM_VOTE_ABSENT, "", 0, 0, "what raw Q denies a command does not bring back");
	IS_STR(votes.track[1].dissent[0].code, "USRC17607839", "but it is named");

	begin();
	add_track(1, 0, 5000, 5110);
	add_track(1, 0, 9000, 9110);
	add_track(1, 0, 15000, 15110);
	for (lba = 5002; lba < 5002 + 34; lba++) /* 34 of 330 is more than a tenth */
		spoil(lba);
	count(&toc, NULL);
	is(1, PM_VOTE_UNREAD, "", 0, 0, "less than nine tenths good");
	IS_INT(votes.track[1].q_bad, 34, "34 bad");

	begin();
	add_track(1, 0, 5000, 5110);
	add_track(1, 0, 9000, 9110);
	add_track(1, 0, 15000, 15110);
	for (lba = 5002; lba < 5002 + 33; lba++)
		spoil(lba);
	count(&toc, NULL);
	is(1, PM_VOTE_ABSENT, "", 0, 0, "nine tenths");

	toc.leadout_lba = 300;
	begin();
	add_track(1, 0, 0, 300);
	count(&toc, NULL);
	is(1, PM_VOTE_ABSENT, "", 0, 0, "a whole short track");
	begin();
	count(&toc, NULL);
	is(1, PM_VOTE_UNREAD, "", 0, 0, "nothing read");
	is(0, PM_VOTE_UNREAD, "", 0, 0, "nor the disc's number");
}

/* Of an index 01 of a single sector the only frame is damaged: the sectors behind it are the track's all the same. */
static void test_lost_index(void)
{
	uint8_t q[12];
	int32_t lba;

	begin();
	add_track(1, 0, 0, 400);
	for (lba = 1; lba < 400; lba++) {
		pm_q_put_position(q, &(struct pm_q_position){0, 1, 2, (uint32_t)lba, lba});
		replace(lba, q);
	}
	spoil(0);
	count(NULL, NULL);
	is(1, PM_VOTE_ABSENT, "", 0, 0, "a track whose index 01 was not seen");
	IS_INT(votes.track[1].q_good, 399, "its sectors");
}

static void test_illegal(void)
{
	begin();
	add_track(1, 0, 0, 1000);
	put_raw(500, "03 00 00 00 00 00 00 00 00 00 00 00", pm_q_frame_of(500));
	put_raw(600, "03 96 38 93 07 76 07 83 90 00 00 00", pm_q_frame_of(600));
	count(NULL, NULL);
	is(1, PM_VOTE_ABSENT, "", 0, 0, "zeros and a recorder's name are no code");
	OK(votes.track[1].zero_frames == 1 && votes.track[1].recorder_frames == 1, "but counted");

	begin();
	add_track(1, 0, 0, 1000);
	put_raw(500, "43 7F 54 B8 F4 52 00 00 00 00 00 00", pm_q_frame_of(500));
	put_raw(600, "43 7F 54 B8 F4 52 00 00 00 00 00 00", pm_q_frame_of(600));
	count(NULL, NULL);
	is(1, PM_VOTE_MALFORMED, "OeBhm5200000", 2, 2, "a code of illegal characters is reported as it is");

	begin();
	add_track(1, 0, 0, 1000);
	put_raw(500, "43 7F 54 B8 F4 52 00 00 00 00 00 00", pm_q_frame_of(500));
	put_isrc(600, "USRC17607839");
	put_isrc(700, "USRC17607839");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 2, 3, "one such frame does not outvote a legal code");
}

/* Frames that are not of their place, not surrounded by one track, or in a pause. */
static void test_owner(void)
{
	uint8_t q[12];
	int32_t lba;

	begin();
	add_track(1, 0, 0, 1000);
	pm_q_put_isrc(q, 0, "USRC17607839", 499);
	replace(500, q);
	pm_q_put_isrc(q, 0, "USRC17607839", 599);
	replace(600, q);
	count(NULL, NULL);
	is(1, PM_VOTE_UNREAD, "", 0, 0, "frames of other sectors do not count, and are not nothing either");

	begin();
	add_track(1, 0, 0, 500);
	add_track(2, 500, 500, 1000);
	put_isrc(498, "USRC17607839"); /* its neighbours are 497 and 499: still track 1 */
	put_isrc(500, "GBAYE0000351"); /* between two tracks */
	put_isrc(300, "USRC17607839");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 2, 2, "up to the last sector but one");
	is(2, PM_VOTE_ABSENT, "", 0, 0, "a frame on the border has no owner");

	begin();
	add_track(1, 0, 0, 500);
	for (lba = 500; lba < 800; lba++) {
		pm_q_put_position(q, &(struct pm_q_position){0, 2, 0, (uint32_t)(799 - lba), lba});
		add(lba, q);
	}
	add_track(2, 800, 800, 1500);
	put_isrc(300, "USRC17607839");
	put_isrc(400, "USRC17607839");
	put_isrc(600, "USRC17607839"); /* wodim: the old code in the next track's pause */
	put_isrc(700, "USRC17607839");
	put_isrc(900, "GBAYE0000351");
	put_isrc(1000, "GBAYE0000351");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 2, 2, "track 1");
	is(2, PM_VOTE_CONFIRMED, "GBAYE0000351", 2, 2, "a pause is nobody's");
	IS_INT(votes.track[2].q_good, 700, "nor are its sectors counted");

	/* Four damaged neighbours are bridged, five are not. */
	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	for (lba = 501; lba <= 505; lba++)
		spoil(lba);
	count(NULL, NULL);
	is(1, PM_VOTE_UNREAD, "", 0, 0, "no position within five sectors behind: not counted");
	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	for (lba = 501; lba <= 504; lba++)
		spoil(lba);
	count(NULL, NULL);
	is(1, PM_VOTE_WEAK, "USRC17607839", 1, 1, "the fifth will do");
}

/* A drive whose subcode lags: what the Q itself says counts. */
static void test_lag(void)
{
	struct pm_disc *disc = help_harbour();
	struct pm_subcode_run *run = NULL;
	struct pm_toc toc;
	int32_t lba;
	uint8_t sector[96];

	if (pm_subcode_run_new(disc, &run) < 0 || pm_toc_of_disc(disc, &toc) < 0)
		exit(99);
	begin();
	for (lba = 0; lba < 1380; lba++) {
		if (pm_subcode_run_sectors(run, lba - 8, 1, sector) < 0)
			exit(99);
		add(lba, sector + 12);
	}
	count(&toc, NULL);
	IS_STR(votes.track[2].code, "ZZXYZ2600002", "its own code");
	is(0, PM_VOTE_CONFIRMED, "0012345678905", votes.mcn.votes, votes.mcn.votes, "the disc's number");
	OK(votes.track[1].state == PM_VOTE_CONFIRMED && votes.track[2].state == PM_VOTE_CONFIRMED && votes.track[3].state == PM_VOTE_CONFIRMED,
	   "eight sectors late: all confirmed");
	IS_INT(votes.track[1].first_lba, 31, "places are the Q's own");
	pm_subcode_run_free(run);
	pm_disc_free(disc);
}

/* Old frames kept in the drive: evidence near a track's start is not enough any more. */
static void test_stale(void)
{
	uint8_t q[12];

	begin();
	add_track(1, 0, 0, 2000);
	add_track(2, 2000, 2000, 4000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(2050, "GBAYE0000351");
	put_isrc(2150, "GBAYE0000351");
	count(NULL, NULL);
	is(2, PM_VOTE_CONFIRMED, "GBAYE0000351", 2, 2, "near the start, on a drive that shows no old frames");

	begin();
	add_track(1, 0, 0, 2000);
	add_track(2, 2000, 2000, 4000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(2050, "GBAYE0000351");
	put_isrc(2150, "GBAYE0000351");
	pm_q_put_isrc(q, 0, "USRC17607839", 600);
	replace(700, q); /* an old frame */
	count(NULL, NULL);
	OK(votes.shows_stale && votes.track[1].stale_frames == 1, "an old frame was seen");
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 2, 2, "evidence away from the start stands");
	is(2, PM_VOTE_WEAK, "GBAYE0000351", 2, 2, "evidence near it is weak");
	OK(votes.track[2].near_start, "and says why");

	begin();
	add_track(1, 0, 0, 2000);
	add_track(2, 2000, 2000, 4000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(700, "USRC17607839");
	put_isrc(2050, "USRC17607839");
	put_isrc(2150, "USRC17607839");
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, "USRC17607839", 3, 3, "track 1 has it in its middle");
	is(2, PM_VOTE_WEAK, "USRC17607839", 2, 2, "the same code near the start of the next is doubted");

	begin();
	add_track(1, 0, 0, 2000);
	add_track(2, 2000, 2000, 4000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(700, "USRC17607839");
	put_isrc(2500, "USRC17607839");
	put_isrc(2600, "USRC17607839");
	put_isrc(2700, "USRC17607839");
	count(NULL, NULL);
	is(2, PM_VOTE_CONFIRMED, "USRC17607839", 3, 3, "three votes in its middle: it was mastered so");
}

/* A file in which a piece of the disc stands twice: the same sector of the disc is one vote, wherever it was read. */
static void test_twice_in_file(void)
{
	struct pm_q_log once;
	size_t i;

	begin();
	add_track(1, 0, 0, 1000);
	put_isrc(500, "USRC17607839");
	once = log_;
	begin();
	for (i = 0; i < once.count; i++)
		add((int32_t)i, once.list[i].q);
	for (i = 400; i < once.count; i++) /* sectors 400 to 999 again, behind the end */
		add((int32_t)(once.count + i - 400), once.list[i].q);
	pm_q_log_release(&once);
	count(NULL, NULL);
	is(1, PM_VOTE_WEAK, "USRC17607839", 1, 1, "one sector of the disc in two places of the file");
}

/* A drive that keeps the code of the track before for thirteen seconds, and a track of thirteen seconds: nothing in it is its own. */
static void test_long_latch(void)
{
	static const char *const code[] = {"", "USRC17607839", "GBAYE0000351", "FRZ039800212"};
	static const int32_t start[] = {0, 0, 900, 4000, 5000};
	unsigned t;
	int32_t lba;

	begin();
	for (t = 1; t <= 3; t++)
		add_track(t, start[t], start[t], start[t + 1]);
	for (t = 1; t <= 3; t++)
		for (lba = start[t] + 50; lba < start[t + 1]; lba += 97)
			put_isrc(lba, lba < start[t] + 1000 && t > 1 ? code[t - 1] : code[t]);
	count(NULL, NULL);
	is(1, PM_VOTE_CONFIRMED, code[1], 9, 9, "long latch: the first track has none before it");
	IS_STR(pm_vote_state_text(votes.track[2].state), "conflict", "long latch: a long track shows both codes");
	is(3, PM_VOTE_WEAK, code[2], 10, 10, "long latch: a track as short as that cannot be sure");
	IS_INT(votes.track[3].near_start, 1, "long latch: and says why");

	/* Two tracks that were given one code, on a disc that shows nothing else of the kind. */
	begin();
	for (t = 1; t <= 3; t++)
		add_track(t, start[t], start[t], start[t + 1]);
	for (t = 1; t <= 3; t++)
		for (lba = start[t] + 50; lba < start[t + 1]; lba += 97)
			put_isrc(lba, t == 3 ? code[2] : code[1]);
	count(NULL, NULL);
	is(2, PM_VOTE_CONFIRMED, code[1], 32, 32, "one code for two tracks");
	is(3, PM_VOTE_CONFIRMED, code[2], 10, 10, "and the track behind them");
}

static void test_mcn(void)
{
	uint8_t q[12];
	int32_t lba;

	begin();
	add_track(1, 0, 0, 1000);
	for (lba = 100; lba < 1000; lba += 100) {
		pm_q_put_mcn(q, 0, "0012345678905", lba);
		replace(lba, q);
	}
	count(NULL, NULL);
	is(0, PM_VOTE_CONFIRMED, "0012345678905", 9, 9, "the disc's number");
	begin();
	add_track(1, 0, 0, 1000);
	for (lba = 100; lba < 1000; lba += 100) {
		pm_q_put_mcn(q, 0, "0000000000000", lba);
		replace(lba, q);
	}
	count(NULL, NULL);
	is(0, PM_VOTE_ABSENT, "", 0, 0, "zeros are none");
	IS_INT(votes.mcn.zero_frames, 9, "nine of them");
}

static void test_to_disc(void)
{
	struct pm_disc *disc = help_harbour();

	begin();
	add_track(1, 0, 0, 1000);
	add_track(2, 1000, 1000, 2000);
	put_isrc(500, "USRC17607839");
	put_isrc(600, "USRC17607839");
	put_isrc(1500, "GBAYE0000351");
	count(NULL, NULL);
	disc->track[1].isrc.text[0] = disc->track[2].isrc.text[0] = 0;
	pm_vote_to_disc(&votes, disc, pm_pos_none());
	IS_STR(disc->track[1].isrc.text, "USRC17607839", "confirmed goes in");
	IS_INT(disc->track[1].isrc_from, PM_FROM_Q, "from Q");
	IS_STR(disc->track[2].isrc.text, "", "weak does not");
	pm_disc_free(disc);
}

int main(void)
{
	test_thresholds();
	test_absent();
	test_lost_index();
	test_illegal();
	test_owner();
	test_lag();
	test_stale();
	test_twice_in_file();
	test_long_latch();
	test_mcn();
	test_to_disc();
	return tap_done();
}
