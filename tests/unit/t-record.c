/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-record.c - what READ SUB-CHANNEL's replies are worth, and the verdicts of a record. */
#include "drive/record.h"
#include "tests/tap.h"

static void add(struct pm_record *r, unsigned track, int valid, const char *code)
{
	uint8_t reply[PM_REPLY_BYTES] = {0};

	reply[8] = valid ? 0x80 : 0;
	memcpy(reply + 9, code, strlen(code));
	OK(pm_record_add_reply(r, (uint8_t)track, reply) == PM_OK, "reply");
}

/* The drive says in byte 6 which track its answer is of (reading.md 1.1; mmc_responses.json: 01 for track 1). */
static void add_of(struct pm_record *r, unsigned asked, unsigned answered, const char *code)
{
	add(r, asked, 1, code);
	r->reply[r->reply_count - 1].byte[4] = asked ? 3 : 2;
	r->reply[r->reply_count - 1].byte[6] = (uint8_t)answered;
}

static void test_answered_for(void)
{
	static struct pm_vote_commanded out[100];
	struct pm_record r;

	pm_record_init(&r);
	add_of(&r, 1, 1, "USRC17607839");
	add_of(&r, 1, 1, "USRC17607839");
	add_of(&r, 2, 1, "USRC17607839");
	add_of(&r, 2, 1, "USRC17607839");
	add_of(&r, 3, 3, "GBAYE0000351");
	add_of(&r, 3, 2, "USRC17607839");
	add_of(&r, 3, 3, "GBAYE0000351");
	add_of(&r, 0, 9, "0012345678905");
	add_of(&r, 0, 0, "0012345678905");
	pm_record_commanded(&r, out);
	IS_STR(out[1].code, "USRC17607839", "an answer for the track that was asked about");
	IS_STR(out[2].code, "", "an answer that says it is another track's is no answer");
	IS_STR(out[3].code, "GBAYE0000351", "nor does it stand against those that are");
	IS_INT(out[3].times, 2, "two of three");
	IS_STR(out[0].code, "0012345678905", "the catalogue number is of no track");
	pm_record_release(&r);
}

/* The verdicts' states by command alone: contract section 7 has them at most weak. */
static void test_votes(void)
{
	static struct pm_votes votes;
	struct pm_q_map map = {0};
	struct pm_record r;

	pm_record_init(&r);
	r.method = PM_METHOD_READ_SUB_CHANNEL;
	r.toc.first_track = 1;
	r.toc.last_track = 2;
	r.toc.track[2].lba = 900;
	r.toc.leadout_lba = r.toc.audio_end_lba = 2400;
	add(&r, 1, 1, "USRC17607839");
	add(&r, 1, 1, "USRC17607839");
	add(&r, 1, 1, "USRC17607839");
	IS_INT(pm_record_votes(&r, &votes, &map), PM_OK, "judged");
	IS_INT(votes.track[1].state, PM_VOTE_WEAK, "three equal answers are weak");
	IS_STR(votes.track[1].code, "USRC17607839", "with the code");
	IS_INT(votes.track[1].by_command, 1, "by command");
	IS_INT(votes.track[2].state, PM_VOTE_UNREAD, "no answer is unread");
	IS_INT(votes.mcn.state, PM_VOTE_UNREAD, "the catalogue number too");
	IS_INT(map.count, 0, "no frame, no region");
	pm_q_map_release(&map);
	pm_record_release(&r);
	IS_STR(pm_method_text(PM_METHOD_RAW_Q), "raw-q", "method");
	IS_STR(pm_method_text(PM_METHOD_READ_SUB_CHANNEL), "read-sub-channel", "method");
	IS_STR(pm_method_text(PM_METHOD_SUB_FILE), "sub-file", "method");
	IS_STR(pm_method_text(PM_METHOD_DECLARED), "declared", "method");
}

static void test_replies(void)
{
	static struct pm_vote_commanded out[100];
	struct pm_record r;

	pm_record_init(&r);
	add(&r, 1, 1, "USRC17607839");
	add(&r, 1, 1, "USRC17607839");
	add(&r, 1, 1, "GBAYE0000351");
	add(&r, 2, 0, "USRC17607839");
	add(&r, 2, 0, "USRC17607839");
	add(&r, 3, 1, "000000000000");
	add(&r, 3, 1, "000000000000");
	add(&r, 4, 1, "US#C17607839");
	add(&r, 4, 1, "US#C17607839");
	add(&r, 5, 1, "USRC17607839");
	add(&r, 0, 1, "0012345678905");
	add(&r, 0, 1, "0012345678905");
	/* A number that no track has: out has a hundred places. */
	add(&r, 100, 1, "USRC17607839");
	add(&r, 255, 1, "USRC17607839");
	add(&r, 255, 1, "USRC17607839");
	pm_record_commanded(&r, out);
	IS_STR(out[1].code, "USRC17607839", "what came most often");
	IS_INT(out[1].times, 2, "how often");
	IS_STR(out[2].code, "", "the valid bit is clear");
	IS_STR(out[3].code, "", "zeros");
	IS_STR(out[4].code, "", "characters that no ISRC has");
	IS_STR(out[5].code, "", "once is not enough");
	IS_STR(out[0].code, "0012345678905", "catalogue number");
	pm_record_release(&r);
}

int main(void)
{
	test_replies();
	test_answered_for();
	test_votes();
	return tap_done();
}
