/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-recordfile.c - .q files: their text byte for byte (docs/isrc-reading.md), and everything that is refused. */
#include <unistd.h>

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

/* A record made by hand, against the text the page describes; nothing of it goes through the reader. */
static void test_written(void)
{
	static const uint8_t packs[36] = {0x80, 0, 0, 0, 'N', 'o', 'c', 't', 'u', 'r', 'n', 'e', ' ', 'B', 'o', 'x', 0x78, 0xcb, 0x8f, 0, 0x2c, 0, [34] = 0xff, 0x0a};
	static const uint8_t q[3][12] = {{0x01, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x5a, 0x28},
					 {0x01, 0x01, 0x01, 0x00, 0x00, 0x02, 0x00, 0x00, 0x02, 0x02, 0x3e, 0xe9},
					 {0}};
	static const uint8_t reply[24] = {0x00, 0x15, 0x00, 0x14, 0x02, 0x00, 0x00, 0x00, 0x80, '0', '6', '0', '2', '5', '1', '7', '3', '5', '0', '5', '3', '3'};
	struct pm_record r;
	struct pm_buf out;

	pm_record_init(&r);
	r.device = pm_str_dup("a%b\n\x7f\xc3\xa9");
	r.sessions = 2;
	r.method = PM_METHOD_READ_SUB_CHANNEL;
	r.toc.first_track = 3;
	r.toc.last_track = 4;
	r.toc.track[3] = (struct pm_toc_entry){-150, 2};
	r.toc.track[4] = (struct pm_toc_entry){1200, 4};
	r.toc.audio_end_lba = 1000;
	r.toc.leadout_lba = 449849;
	r.cdtext = malloc(sizeof(packs));
	memcpy(r.cdtext, packs, sizeof(packs));
	r.cdtext_bytes = sizeof(packs);
	OK(pm_q_log_add(&r.log, -1, q[0]) == PM_OK && pm_q_log_add(&r.log, 0, q[1]) == PM_OK && pm_q_log_add(&r.log, 0, q[2]) == PM_OK, "three frames");
	OK(pm_record_add_reply(&r, 0, reply) == PM_OK, "a reply");
	r.unread_sectors = 1;
	pm_buf_init(&out);
	IS_INT(pm_record_write(&r, &out), PM_OK, "written");
	IS_STR(pm_buf_str(&out),
	       "premaster-q 1\n"
	       "device a%25b%0a%7f\xc3\xa9\n"
	       "method read-sub-channel\n"
	       "sessions 2\n"
	       "track 3 control 2 lba -150\n"
	       "track 4 control 4 lba 1200\n"
	       "audio-end 1000\n"
	       "leadout 449849\n"
	       "cdtext 800000004e6f637475726e6520426f7878cb\n"
	       "cdtext 8f002c00000000000000000000000000ff0a\n"
	       "sector -1\n"
	       "010101000000000002005a28\n"
	       "010101000002000002023ee9\n"
	       "sector 0\n"
	       "000000000000000000000000\n"
	       "reply 0 001500140200000080303630323531373335303533330000\n"
	       "end 3 1 1\n",
	       "every line");
	pm_buf_release(&out);
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
	refuses("sector 0", "track 3 control 0 lba 1000", "without a sector");
	refuses("010101000002", "010101000002000002023eE9", "no line of a .q file");
	refuses("010101000002", "010101000002000002023e", "no line of a .q file");
	refuses("reply", "reply 100 00", "want: reply");
	refuses("end 2 1", "end 3 1 7", "lines are missing");
	refuses("end 2 1", "end 2 1", "want: end");
	refuses("end 2 1", "sector 5", "the file is cut");
	refuses("device", "device a%00b", "NUL");
	refuses("sessions", "sessions 0", "number of sessions");
	refuses("sessions", "sessions 100", "number of sessions");
	refuses("sessions", "sessions 1 ", "number of sessions");
	refuses("track 1", "track 0 control 0 lba 0", "want: track");
	refuses("track 1", "track 1 control 0 lba -151", "want: track");
	refuses("track 2", "track 2 control 3 lba 449850", "want: track");
	refuses("track 2", "track 2 control 3 lba 900 ", "want: track");
	refuses("leadout", "leadout 900", "not whole");
	refuses("leadout", "leadout x", "want a sector");
	refuses("audio-end", "audio-end 0", "not whole");
	refuses("cdtext", "cdtext ", "CD-Text pack");
	refuses("cdtext", "cdtext 800000004e6f637475726e6520426f78cb", "CD-Text pack");
	refuses("sector 2", "sector 2 ", "want a sector");
	refuses("reply", "reply 2 0015001403300200805553524331373630373833390000", "want: reply");
	refuses("end 2 1", "end 2 0 7", "lines are missing");
	refuses("end 2 1", "end 2 1 7 ", "want: end");
	refuses("end 2 1", "end 2 1 7\nsector 9", "something behind the end");
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

/* Each line that a file must have, left out. */
static void test_missing(void)
{
	static const char *const line[] = {"device", "method", "sessions", "track 1", "audio-end", "leadout", "sector 0", "end"};
	size_t i;

	for (i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		const char *at = strstr(good, line[i]), *end = strchr(at, '\n') + 1;
		struct pm_record r;
		struct pm_error err;
		struct pm_buf text;
		int taken;

		pm_buf_init(&text);
		pm_buf_add(&text, good, (size_t)(at - good));
		pm_buf_add_str(&text, end);
		taken = read_text(&r, text.data, text.length_bytes, &err) == PM_OK;
		/* Without the first track the second is the disc's first: a table of contents that can be. */
		OK(taken == !strcmp(line[i], "track 1"), line[i]);
		pm_record_release(&r);
		pm_buf_release(&text);
	}
}

/* What can be said once only: a second time it would be one word against the other. */
static void test_repeated(void)
{
	static const char *const line[] = {"device /dev/sr1", "method read-sub-channel", "sessions 2", "audio-end 2399", "leadout 2401", "premaster-q 1"};
	static const char *const before = "cdtext";
	size_t i;

	for (i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		const char *at = strstr(good, before);
		struct pm_record r;
		struct pm_error err;
		struct pm_buf text;

		pm_buf_init(&text);
		pm_buf_add(&text, good, (size_t)(at - good));
		pm_buf_printf(&text, "%s\n%s", line[i], at);
		OK(read_text(&r, text.data, text.length_bytes, &err) == PM_E_FORMAT && strstr(err.message, "line 9: "), line[i]);
		pm_record_release(&r);
		pm_buf_release(&text);
	}
}

/* As mail and spreadsheets leave it: CR LF, and blank lines behind the end. */
static void test_line_ends(void)
{
	struct pm_record r;
	struct pm_error err;
	struct pm_buf text;
	const char *p;
	size_t i;

	pm_buf_init(&text);
	for (p = good; *p; p++)
		pm_buf_add_str(&text, *p == '\n' ? "\r\n" : (const char[]){*p, 0});
	pm_buf_add_str(&text, "\r\n\n");
	IS_INT(read_text(&r, text.data, text.length_bytes, &err), PM_OK, "CR LF");
	IS_STR(r.device, "/dev/sr%0", "the device is without the CR");
	IS_INT(r.log.count, 2, "frames");
	pm_record_release(&r);
	/* The longest line there can be is a device's, of a path of 4095 bytes; what no path can be is no line. */
	pm_buf_release(&text);
	pm_buf_init(&text);
	pm_buf_add_str(&text, "premaster-q 1\ndevice ");
	pm_buf_add_fill(&text, 'x', 20000);
	pm_buf_add_str(&text, strchr(strchr(good, '\n') + 1, '\n'));
	IS_INT(read_text(&r, text.data, text.length_bytes, &err), PM_E_FORMAT, "a line of 20007 bytes");
	OK(strstr(err.message, "'disc.q': line 2: this is no line"), "is named");
	pm_record_release(&r);
	pm_buf_release(&text);
	pm_buf_init(&text);
	pm_buf_add_str(&text, "premaster-q 1\ndevice ");
	for (i = 0; i < 4095; i++)
		pm_buf_add_str(&text, "%01");
	pm_buf_add_str(&text, strchr(strchr(good, '\n') + 1, '\n'));
	IS_INT(read_text(&r, text.data, text.length_bytes, &err), PM_OK, "the longest path");
	IS_INT(r.device ? strlen(r.device) : 0, 4095, "is whole");
	pm_record_release(&r);
	pm_buf_release(&text);
	/* An empty device is one: the drive that was opened without a path. */
	pm_buf_init(&text);
	pm_buf_add_str(&text, "premaster-q 1\ndevice \n");
	pm_buf_add_str(&text, strstr(good, "method"));
	IS_INT(read_text(&r, text.data, text.length_bytes, &err), PM_OK, "an empty device");
	IS_STR(r.device, "", "stays empty");
	pm_record_release(&r);
	pm_buf_release(&text);
}

/* Each answer is held against all others, so a file of megabytes of them would take hours. */
static void test_answers(void)
{
	static const char answer[] = "reply 2 001500140330020080555352433137363037383339000000\n";
	const char *at = strstr(good, "reply");
	struct pm_record r;
	struct pm_error err;
	struct pm_buf text;
	unsigned i, count;

	for (count = 1000; count <= 1001; count++) {
		pm_buf_init(&text);
		pm_buf_add(&text, good, (size_t)(at - good));
		for (i = 0; i < count; i++)
			pm_buf_add_str(&text, answer);
		pm_buf_printf(&text, "end 2 %u 7\n", count);
		if (count == 1000)
			IS_INT(read_text(&r, text.data, text.length_bytes, &err), PM_OK, "a thousand answers");
		else
			OK(read_text(&r, text.data, text.length_bytes, &err) == PM_E_FORMAT && strstr(err.message, "line 1014: more answers"), "one more");
		pm_record_release(&r);
		pm_buf_release(&text);
	}
}

static void test_file(void)
{
	char name[] = "/tmp/pm-recordfile-XXXXXX";
	struct pm_record r;
	struct pm_error err = {0};
	int fd = mkstemp(name);

	OK(fd >= 0 && write(fd, good, strlen(good)) == (ssize_t)strlen(good) && close(fd) == 0, "a file");
	pm_record_init(&r);
	IS_INT(pm_record_load(&r, name, "shown.q", &err), PM_OK, "loaded");
	IS_INT(r.toc.leadout_lba, 2400, "the same");
	pm_record_release(&r);
	OK(truncate(name, 30) == 0, "cut");
	pm_record_init(&r);
	IS_INT(pm_record_load(&r, name, "shown.q", &err), PM_E_FORMAT, "a cut one");
	IS_STR(err.message, "cannot read 'shown.q': line 2: the file is cut: there is no 'end' line", "is named as the user named it");
	pm_record_release(&r);
	unlink(name);
	memset(&err, 0, sizeof(err));
	pm_record_init(&r);
	IS_INT(pm_record_load(&r, name, "shown.q", &err), PM_E_NOT_FOUND, "one that is not there");
	OK(!r.device && !r.toc.first_track && !r.log.count, "leaves the record empty");
	pm_record_release(&r);
}

int main(void)
{
	test_good();
	test_written();
	test_bad();
	test_missing();
	test_repeated();
	test_line_ends();
	test_changed();
	test_answers();
	test_file();
	return tap_done();
}
