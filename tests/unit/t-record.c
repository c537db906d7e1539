/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-record.c - .q files: their text, what is refused, and what READ SUB-CHANNEL's replies are worth. */
#include "drive/record.h"
#include "tests/tap.h"

/* A disc of two tracks; the frames are those of shared/reference/subcode.md section 14. */
static const char good[] = "premaster-q 1\n"
			   "device /dev/sr%250\n"
			   "method raw-q\n"
			   "sessions 1\n"
			   "track 1 control 0 lba 0\n"
			   "track 2 control 3 lba 900\n"
			   "audio-end 2400\n"
			   "leadout 2400\n"
			   "cdtext 800000004e6f637475726e6520426f78cb20\n"
			   "sector 0\n"
			   "010101000000000002005a28\n"
			   "sector 2\n"
			   "010101000002000002023ee9\n"
			   "reply 2 00150014033002008055535243313736303738333900"
			   "0000\n"
			   "end 2 1 7\n";

static int read_text(struct pm_record *r, const char *text, size_t n, struct pm_error *err)
{
	memset(err, 0, sizeof(*err));
	pm_record_init(r);
	return pm_record_read(r, "disc.q", (const uint8_t *)text, n, err);
}

static void test_good(void)
{
	struct pm_record r;
	struct pm_error err;
	struct pm_buf again;
	static const uint8_t q[12] = {0x01, 0x01, 0x01, 0x00, 0x00, 0x02, 0x00, 0x00, 0x02, 0x02, 0x3e, 0xe9};

	IS_INT(read_text(&r, good, strlen(good), &err), PM_OK, "a good file");
	IS_STR(r.device, "/dev/sr%0", "the device, escapes undone");
	IS_INT(r.toc.last_track, 2, "tracks");
	IS_INT(r.toc.track[2].lba, 900, "start");
	IS_INT(r.toc.track[2].control, 3, "control");
	IS_INT(r.toc.leadout_lba, 2400, "lead-out");
	IS_INT(r.cdtext_bytes, 18, "CD-Text");
	IS_INT(r.log.count, 2, "frames");
	IS_INT(r.log.list[1].lba, 2, "a frame's sector");
	IS_MEM(r.log.list[1].q, q, 12, "a frame");
	IS_INT(r.reply_count, 1, "replies");
	IS_INT(r.unread_sectors, 7, "unread sectors");
	pm_buf_init(&again);
	IS_INT(pm_record_write(&r, &again), PM_OK, "write");
	IS_STR(pm_buf_str(&again), good, "the same text");
	pm_buf_release(&again);
	pm_record_release(&r);
}

/* One line of the good file, by its beginning, put in another's place. */
static void refuses(const char *line, const char *instead, const char *why)
{
	const char *at = strstr(good, line), *end = strchr(at, '\n');
	struct pm_record r;
	struct pm_error err;
	struct pm_buf text;

	pm_buf_init(&text);
	pm_buf_add(&text, good, (size_t)(at - good));
	pm_buf_add_str(&text, instead);
	pm_buf_add_str(&text, end);
	OK(read_text(&r, text.data, text.length_bytes, &err) == PM_E_FORMAT, instead);
	OK(strstr(err.message, why), why);
	if (!strstr(err.message, why))
		printf("# got '%s'\n", err.message);
	pm_record_release(&r);
	pm_buf_release(&text);
}

static void test_bad(void)
{
	struct pm_record r;
	struct pm_error err;
	size_t n;

	refuses("premaster-q", "premaster-q 2", "line 1: does not begin");
	refuses("device", "track 9 control 0 lba 0", "out of order");
	refuses("method", "method guessing", "not a method");
	refuses("track 2", "track 3 control 0 lba 900", "out of order");
	refuses("track 2", "track 2 control 16 lba 900", "want: track");
	refuses("track 2", "track 2 control 0 lba 99999999999999999999", "want: track");
	refuses("track 2", "track 2 control 0 lba 0", "out of order");
	refuses("leadout", "leadout 800", "not whole");
	refuses("audio-end", "audio-end 2401", "not whole");
	refuses("cdtext", "cdtext 8000000", "CD-Text pack");
	refuses("cdtext", "cdtext 800000004e6f637475726e6520426f78cb2000", "CD-Text pack");
	refuses("sector 0", "sessions 1", "without a sector");
	refuses("010101000002", "010101000002000002023eE9", "no line of a .q file");
	refuses("010101000002", "010101000002000002023e", "no line of a .q file");
	refuses("reply", "reply 100 00", "want: reply");
	refuses("end 2 1", "end 3 1 7", "lines are missing");
	refuses("end 2 1", "end 2 1", "want: end");
	refuses("end 2 1", "sector 5", "the file is cut");
	for (n = 0; n + 1 < strlen(good); n++)
		if (read_text(&r, good, n, &err) == PM_OK)
			break;
		else
			pm_record_release(&r);
	IS_INT(n, strlen(good) - 1, "cut anywhere it is refused, but for the last line end");
	IS_INT(read_text(&r, "\0\0\0", 3, &err), PM_E_FORMAT, "NULs");
	pm_record_release(&r);
	IS_INT(read_text(&r, "", 0, &err), PM_E_FORMAT, "nothing");
	pm_record_release(&r);
}

/* Any byte changed to anything: no harm (the sanitizers look), and what is taken can be judged. */
static void test_changed(void)
{
	static const char other[] = {'\0', '\n', ' ', '-', '0', '9', 'a', 'z', '%', (char)0xff};
	static struct pm_votes votes;
	char text[sizeof(good)];
	struct pm_record r;
	struct pm_error err;
	size_t i, k, taken = 0;
	int judged = 1;

	for (i = 0; i < strlen(good); i++)
		for (k = 0; k < sizeof(other); k++) {
			memcpy(text, good, sizeof(good));
			text[i] = other[k];
			if (read_text(&r, text, strlen(good), &err) == PM_OK) {
				judged &= pm_record_votes(&r, &votes, NULL) == PM_OK;
				taken++;
			}
			pm_record_release(&r);
		}
	OK(judged && taken > 0, "what is taken is judged");
}

static void add(struct pm_record *r, unsigned track, int valid, const char *code)
{
	uint8_t reply[PM_REPLY_BYTES] = {0};

	reply[8] = valid ? 0x80 : 0;
	memcpy(reply + 9, code, strlen(code));
	OK(pm_record_add_reply(r, (uint8_t)track, reply) == PM_OK, "reply");
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
	test_good();
	test_bad();
	test_changed();
	test_replies();
	return tap_done();
}
