/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc.c - the lead-in: commands to the byte (shared/reference/reading.md 1.2), replies written out, and replies that cannot be. */
#include "drive/drive-impl.h"
#include "tests/unit/spy.h"

/* What the drive sends for each format of READ TOC; no bytes: the model answers. */
static struct {
	const uint8_t *bytes;
	size_t count;
} reply[6];

static int answer(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes, uint8_t *sense_out, int *status)
{
	unsigned format = cdb[2] & 15;

	(void)s;
	(void)sense_out;
	if (cdb[0] != 0x43 || format > 5 || !reply[format].bytes)
		return 0;
	memcpy(out, reply[format].bytes, reply[format].count < out_bytes ? reply[format].count : out_bytes);
	*status = PM_OK;
	return 1;
}

static void says(unsigned format, const uint8_t *bytes, size_t count)
{
	reply[format].bytes = bytes;
	reply[format].count = count;
	spy.instead = answer;
}
#define SAYS(format, ...)                                   \
	static const uint8_t bytes_##format[] = {__VA_ARGS__}; \
	says(format, bytes_##format, sizeof(bytes_##format))

static void quiet(void)
{
	memset(reply, 0, sizeof(reply));
	spy_reset();
}

static void test_commands(void)
{
	struct pm_drive *d = spy_open();
	const struct pm_toc *toc;

	if (!OK(d != NULL, "opened"))
		return;
	SPY_IS(0, 0, "TEST UNIT READY", 0, 0, 0, 0, 0, 0);
	SPY_IS(1, 804, "READ TOC format 0: addresses as LBA, all tracks, room for a header and a hundred entries", 0x43, 0, 0, 0, 0, 0, 0, 0x03, 0x24, 0);
	SPY_IS(2, 12, "READ TOC format 1", 0x43, 0, 1, 0, 0, 0, 0, 0, 0x0c, 0);
	IS_INT(spy.count, 3, "and nothing else of a disc of audio alone");
	toc = pm_drive_toc(d);
	IS_INT(toc->first_track, 1, "first track");
	IS_INT(toc->last_track, 3, "last track");
	IS_INT(toc->track[1].lba, 0, "track 1");
	IS_INT(toc->track[2].lba, 900, "track 2");
	IS_INT(toc->track[3].lba, 1725, "track 3");
	IS_INT(toc->track[2].control, 3, "control");
	IS_INT(toc->leadout_lba, 2400, "lead-out");
	IS_INT(toc->audio_end_lba, 2400, "where audio ends");
	IS_INT(pm_drive_sessions(d), 1, "sessions");
	IS_INT(pm_drive_track_end(toc, 1), 900, "track 1's end");
	IS_INT(pm_drive_track_end(toc, 3), 2400, "track 3's end");
	pm_drive_close(d);
}

/* Two audio tracks (0, 900), a data track in a second session (20000), lead-out 30000; of the first session 8600: 01:56:50. */
#define EXTRA_TOC 0x00, 0x22, 1, 3, 0, 0x10, 1, 0, 0, 0, 0, 0, 0, 0x12, 2, 0, 0, 0, 0x03, 0x84, 0, 0x14, 3, 0, 0, 0, 0x4e, 0x20, 0, 0x14, 0xaa, 0, 0, 0, 0x75, 0x30
#define TWO_SESSIONS 0x00, 0x0a, 1, 2, 0, 0x14, 3, 0, 0, 0, 0x4e, 0x20

static void test_sessions(void)
{
	struct pm_drive *d;

	quiet();
	SAYS(0, EXTRA_TOC);
	SAYS(1, TWO_SESSIONS);
	/* Among the points of the second session one of ADR 5, POINT 02 (a skip interval): no track's.  Binary times. */
	SAYS(2, 0x00, 0x65, 1, 2, /* */
	     1, 0x10, 0, 0xa0, 0, 0, 0, 0, 1, 0, 0, 1, 0x10, 0, 0xa1, 0, 0, 0, 0, 2, 0, 0, 1, 0x10, 0, 0xa2, 0, 0, 0, 0, 1, 56, 50, /* */
	     1, 0x10, 0, 1, 0, 0, 0, 0, 0, 2, 0, 1, 0x12, 0, 2, 0, 0, 0, 0, 0, 14, 0,                                             /* */
	     2, 0x54, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0x54, 0, 0xa2, 0, 0, 0, 0, 0, 3, 0,                                            /* */
	     2, 0x14, 0, 0xa2, 0, 0, 0, 0, 6, 42, 0, 2, 0x14, 0, 3, 0, 0, 0, 0, 4, 28, 50);
	d = spy_open();
	if (OK(d != NULL, "a disc of two sessions")) {
		SPY_IS(3, 2820, "the full TOC is asked for: session 1 on, binary", 0x43, 0, 2, 0, 0, 0, 1, 0x0b, 0x04, 0);
		IS_INT(pm_drive_sessions(d), 2, "sessions");
		IS_INT(pm_drive_toc(d)->audio_end_lba, 8600, "audio ends with the first session's lead-out");
		IS_INT(pm_drive_track_end(pm_drive_toc(d), 1), 900, "track 1 at the next");
		IS_INT(pm_drive_track_end(pm_drive_toc(d), 2), 8600, "track 2 there");
		IS_INT(pm_drive_track_end(pm_drive_toc(d), 3), 30000, "the data track at the disc's");
		pm_drive_close(d);
	}
	/* No full TOC: 6750 + 4500 + 150 sectors lie between the sessions of a disc whose first has them. */
	quiet();
	says(0, bytes_0, sizeof(bytes_0));
	says(1, bytes_1, sizeof(bytes_1));
	SAYS(3, 0);
	says(2, bytes_3, 1);
	d = spy_open();
	if (OK(d != NULL, "without a full TOC")) {
		IS_INT(pm_drive_toc(d)->audio_end_lba, 8600, "20000 - 11400");
		pm_drive_close(d);
	}
	/* One session: the data track follows at once. */
	quiet();
	says(0, bytes_0, sizeof(bytes_0));
	d = spy_open();
	if (OK(d != NULL, "one session")) {
		IS_INT(pm_drive_toc(d)->audio_end_lba, 20000, "audio ends where data begins");
		IS_INT(spy.count, 3, "and the full TOC is not asked for");
		pm_drive_close(d);
	}
	quiet();
}

/* A full TOC that says it is longer than it can be is read as far as it can be; one that is cut, as far as it goes. */
static void test_long(void)
{
	static uint8_t full[2820] = {0xff, 0xff, 1, 2, 1, 0x12, 0, 2, 0, 0, 0, 0, 0, 14, 0, 1, 0x10, 0, 0xa2, 0, 0, 0, 0, 1, 56, 50};
	struct pm_drive *d;
	size_t i;

	for (i = 0; i < 2; i++) {
		quiet();
		SAYS(0, EXTRA_TOC);
		SAYS(1, TWO_SESSIONS);
		full[0] = i ? 0 : 0xff;
		full[1] = i ? 23 : 0xff;
		says(2, full, sizeof(full));
		d = spy_open();
		if (OK(d != NULL, i ? "a full TOC that ends in the midst of a point" : "one of 65537 bytes"))
			IS_INT(pm_drive_toc(d)->audio_end_lba, i ? 8600 : 8600, "the lead-out is found, or reckoned");
		pm_drive_close(d);
	}
	quiet();
}

/* A lead-out of the full TOC that lies before the last audio track, or behind the data, is not believed. */
static void test_wrong_leadout(void)
{
	static const uint8_t point[][3] = {{0, 13, 74}, {4, 28, 51}, {0, 0, 0}};
	uint8_t full[4 + 22] = {0x00, 24, 1, 2, 1, 0x12, 0, 2, 0, 0, 0, 0, 0, 14, 0, 1, 0x10, 0, 0xa2};
	size_t i;

	for (i = 0; i < 3; i++) {
		struct pm_drive *d;

		SAYS(0, EXTRA_TOC);
		SAYS(1, TWO_SESSIONS);
		memcpy(full + 23, point[i], 3);
		says(2, full, sizeof(full));
		d = spy_open();
		if (OK(d != NULL, "a lead-out that cannot be"))
			IS_INT(pm_drive_toc(d)->audio_end_lba, 20000, "the next track's start stands");
		pm_drive_close(d);
	}
	quiet();
}

static void refused(const uint8_t *bytes, size_t count, const char *name)
{
	struct pm_drive *d;

	says(0, bytes, count);
	d = spy_open();
	OK(!d && err.status == PM_E_DRIVE && strstr(err.message, "a table of contents that contradicts itself"), name);
	IS_INT(spy_count_of(0x43), 3, "after three readings");
	pm_drive_close(d);
	quiet();
}
#define REFUSED(name, ...) refused((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), name)
#define ONE(first, last, n, lba, leadout) \
	0, 0x12, first, last, 0, 0x10, n, 0, (uint8_t)((uint32_t)(lba) >> 24), (uint8_t)((uint32_t)(lba) >> 16), (uint8_t)((uint32_t)(lba) >> 8), (uint8_t)(lba), 0, \
		0x10, 0xaa, 0, (uint8_t)((uint32_t)(leadout) >> 24), (uint8_t)((uint32_t)(leadout) >> 16), (uint8_t)((uint32_t)(leadout) >> 8), (uint8_t)(leadout)

static void test_contradictions(void)
{
	static const uint8_t good[] = {ONE(1, 1, 1, 0, 449849)}, first99[] = {ONE(99, 99, 99, -150, 1)};
	struct pm_drive *d;

	says(0, good, sizeof(good));
	d = spy_open();
	OK(d && pm_drive_toc(d)->leadout_lba == 449849, "the longest disc there can be is taken");
	pm_drive_close(d);
	says(0, first99, sizeof(first99));
	d = spy_open();
	OK(d && pm_drive_toc(d)->first_track == 99 && pm_drive_toc(d)->track[99].lba == -150, "one track, 99, from the very start");
	pm_drive_close(d);
	quiet();
	REFUSED("nothing", 0, 2, 0, 0);
	REFUSED("track 0", ONE(0, 1, 1, 0, 1000));
	REFUSED("track 100", ONE(1, 100, 1, 0, 1000));
	REFUSED("the last before the first", ONE(2, 1, 1, 0, 1000));
	REFUSED("a track without entry", ONE(1, 2, 1, 0, 1000));
	REFUSED("before -150", ONE(1, 1, 1, -151, 1000));
	REFUSED("the lead-out at the track", ONE(1, 1, 1, 1000, 1000));
	REFUSED("the lead-out past 99:59:74", ONE(1, 1, 1, 0, 449850));
	REFUSED("the lead-out negative", ONE(1, 1, 1, 0, 0x80000000));
	REFUSED("a lead-out before any sound can be", ONE(1, 1, 1, -150, 0));
	REFUSED("no lead-out", 0, 0x0a, 1, 1, 0, 0x10, 1, 0, 0, 0, 0, 0);
	REFUSED("an entry cut off", 0, 0x11, 1, 1, 0, 0x10, 1, 0, 0, 0, 0, 0, 0, 0x10, 0xaa, 0, 0, 0, 0x10, 0);
	REFUSED("longer than it can be", 0x03, 0x23, 1, 1, 0, 0x10, 1, 0, 0, 0, 0, 0, 0, 0x10, 0xaa, 0, 0, 0, 0x10, 0);
	REFUSED("two tracks at one place", 0, 0x1a, 1, 2, 0, 0x10, 1, 0, 0, 0, 0, 9, 0, 0x10, 2, 0, 0, 0, 0, 9, 0, 0x10, 0xaa, 0, 0, 0, 0x10, 0);
}

static unsigned toc_failures;

static int fail_toc(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes, uint8_t *sense_out, int *status)
{
	(void)s;
	(void)out;
	(void)out_bytes;
	return cdb[0] == 0x43 && cdb[2] == 0 && toc_failures && toc_failures-- ? spy_refuse(sense_out, status, 3, 0x11, 5) : 0;
}

static void test_failures(void)
{
	struct pm_drive *d;
	struct pm_toc toc = {.first_track = 77};
	uint8_t sessions = 9;

	spy.instead = fail_toc;
	toc_failures = 2;
	d = spy_open();
	OK(d != NULL, "a table of contents that comes at the third try");
	spy_forget();
	toc_failures = 3;
	if (d) {
		IS_INT(pm_drive_read_toc(d, &toc, &sessions, &err), PM_E_DRIVE, "three failures");
		OK(strstr(err.message, "gives no table of contents (sense 3/11/05): is the disc blank, or no CD?"), "with the sense");
		IS_INT(sessions, 9, "sessions untouched");
		IS_INT(toc.first_track, 77, "table untouched");
		IS_INT(spy.count, 3, "and no more is asked");
	}
	pm_drive_close(d);
	quiet();
}

/* ---- CD-Text ---- */

static uint8_t text[4 + 18 * 40];

static void read_text(const char *name, const uint8_t *want, size_t want_bytes)
{
	struct pm_drive *d = spy_open();
	struct pm_record r;

	pm_record_init(&r);
	spy_forget();
	IS_INT(pm_drive_read_cdtext(d, &r, &err), PM_OK, name);
	IS_INT(r.cdtext_bytes, want_bytes, name);
	OK(want_bytes ? r.cdtext && !memcmp(r.cdtext, want, want_bytes) : r.cdtext == NULL, name);
	pm_record_release(&r);
	pm_drive_close(d);
}

static unsigned cdtext_refusals;
static size_t cdtext_most;

static int refuse_text(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes, uint8_t *sense_out, int *status)
{
	if (cdb[0] == 0x43 && cdb[2] == 5 && out_bytes > 4 && cdtext_refusals) {
		cdtext_refusals--;
		return spy_refuse(sense_out, status, 5, 0x24, 0);
	}
	return answer(s, cdb, out, out_bytes < cdtext_most ? out_bytes : cdtext_most, sense_out, status);
}

static void test_cdtext(void)
{
	size_t i;

	/* 34 packs, 0266h: the example of mmc_responses.json. */
	memcpy(text, "\x02\x66\0\0", 4);
	for (i = 0; i < 40; i++)
		memset(text + 4 + 18 * i, 0x80 + (int)i % 16, 18);
	says(5, text, 616);
	read_text("34 packs", text + 4, 612);
	IS_INT(spy.count, 2, "two commands");
	SPY_IS(0, 4, "four bytes first", 0x43, 0, 5, 0, 0, 0, 0, 0, 4, 0);
	SPY_IS(1, 616, "then exactly as many as there are", 0x43, 0, 5, 0, 0, 0, 0, 0x02, 0x68, 0);
	/* One byte too many, as some burners write: whole packs only. */
	memcpy(text, "\x02\x67\0\0", 4);
	says(5, text, 617);
	read_text("34 packs and a byte", text + 4, 612);
	/* A length that counts what is not there: what follows the last pack is no pack. */
	memcpy(text, "\x02\x8a\0\0", 4);
	memset(text + 4 + 18 * 33, 0, 18 * 3);
	says(5, text, 652);
	read_text("36 packs said, 33 there", text + 4, 594);
	for (i = 0; i < 40; i++)
		memset(text + 4 + 18 * i, 0x80 + (int)i % 16, 18);
	/* Refused at first, given when asked for more. */
	memcpy(text, "\x02\x66\0\0", 4);
	says(5, text, 616);
	spy.instead = refuse_text;
	cdtext_refusals = 1;
	cdtext_most = SIZE_MAX;
	read_text("refused once", text + 4, 612);
	SPY_IS(2, 36872, "with room for eight blocks", 0x43, 0, 5, 0, 0, 0, 0, 0x90, 0x08, 0);
	cdtext_refusals = 2;
	read_text("refused twice: none", NULL, 0);
	IS_INT(spy.count, 3, "and no third time");
	/* More than eight blocks can be: never asked for. */
	quiet();
	memcpy(text, "\xff\xff\0\0", 4);
	says(5, text, sizeof(text));
	read_text("65535 bytes said", text + 4, 18 * 40);
	SPY_IS(1, 36872, "asked for as much as can be", 0x43, 0, 5, 0, 0, 0, 0, 0x90, 0x08, 0);
	/* None. */
	quiet();
	memcpy(text, "\0\2\0\0", 4);
	says(5, text, 4);
	read_text("none", NULL, 0);
	IS_INT(spy.count, 1, "one command");
	quiet();
	vd.faults.no_cdtext = 1;
	read_text("refused", NULL, 0);
	vd.faults.no_cdtext = 2;
	read_text("without packs", NULL, 0);
	quiet();
}

static int keeps_none(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes, uint8_t *sense_out, int *status)
{
	(void)s;
	(void)out;
	(void)out_bytes;
	return cdb[0] == 0x43 && cdb[2] == 5 ? spy_refuse(sense_out, status, 2, 0x3a, 0) : 0;
}

static void test_cdtext_gone(void)
{
	struct pm_drive *d = spy_open();
	struct pm_record r;

	pm_record_init(&r);
	r.cdtext = malloc(18);
	r.cdtext_bytes = 18;
	spy.instead = keeps_none;
	IS_INT(d ? pm_drive_read_cdtext(d, &r, &err) : 0, PM_E_DRIVE, "the disc is taken out");
	OK(strstr(err.message, "was taken out"), "is said");
	IS_INT(r.cdtext_bytes, 18, "and the record is as it was");
	pm_record_release(&r);
	pm_drive_close(d);
	quiet();
}

int main(void)
{
	make_disc();
	fresh();
	quiet();
	spy.closed = 0;
	test_commands();
	IS_INT(spy.closed, 1, "the port is closed with the drive");
	test_sessions();
	test_long();
	test_wrong_leadout();
	test_contradictions();
	test_failures();
	test_cdtext();
	test_cdtext_gone();
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
