/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-readcd.c - Q in every form that drives give it, READ SUB-CHANNEL, and audio with C2: commands to the byte (shared/reference/reading.md 1.1, 1.3).
 * The frames expected are those that the drive model makes by itself, from ECMA-130.
 */
#include "drive/drive-impl.h"
#include "tests/unit/spy.h"

static struct pm_record record;

static void want_q(int32_t lba, uint8_t q[12])
{
	uint8_t sub[96];

	vd_program_sub(&program, lba, sub);
	memcpy(q, sub + 12, 12);
}

/* The log holds the frames of `count` sectors from lba on, and nothing else. */
static int log_is(int32_t lba, size_t count)
{
	uint8_t q[12];
	size_t i;

	if (record.log.count != count)
		return 0;
	for (i = 0; i < count; i++) {
		want_q(lba + (int32_t)i, q);
		if (record.log.list[i].lba != lba + (int32_t)i || memcmp(record.log.list[i].q, q, 12)) {
			printf("# sector %d differs\n", (int)(lba + (int32_t)i));
			return 0;
		}
	}
	return 1;
}

static void start(struct pm_drive **d)
{
	*d = spy_open();
	if (!*d)
		exit(99);
	spy_forget();
	pm_record_release(&record);
	pm_record_init(&record);
}

static void test_raw(void)
{
	enum pm_method method = PM_METHOD_DECLARED;
	struct pm_drive *d;

	start(&d);
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "raw P-W");
	IS_INT(method, PM_METHOD_RAW_Q, "is found");
	/* The middle of the longest track (0 to 900): 450 = 1c2h, 26 sectors, user data, raw P-W. */
	SPY_IS(0, 26 * 2448, "READ CD: CD-DA, user data, raw P-W", 0xbe, 4, 0, 0, 0x01, 0xc2, 0, 0, 0x1a, 0x10, 1, 0);
	IS_INT(spy.count, 1, "by one command");
	spy_forget();
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "asked again");
	IS_INT(spy.count, 0, "nothing is tried again");
	IS_INT(pm_drive_read_q(d, 880, 60, &record, NULL, &err), PM_OK, "sixty sectors, through a pause's codes and marks");
	OK(log_is(880, 60), "each frame");
	IS_INT(spy.count, 3, "in three commands");
	SPY_IS(2, 8 * 2448, "the last of eight", 0xbe, 4, 0, 0, 0x03, 0xa4, 0, 0, 0x08, 0x10, 1, 0);
	spy_forget();
	IS_INT(pm_drive_read_q(d, 0, 0, &record, NULL, &err), PM_OK, "no sectors");
	IS_INT(spy.count, 0, "no command");
	/* Before LBA 0 the address is negative: -3 is ff ff ff fd. */
	pm_record_release(&record);
	pm_record_init(&record);
	IS_INT(pm_drive_read_q(d, -3, 5, &record, NULL, &err), PM_OK, "across LBA 0");
	SPY_IS(0, 5 * 2448, "a negative address", 0xbe, 4, 0xff, 0xff, 0xff, 0xfd, 0, 0, 0x05, 0x10, 1, 0);
	OK(log_is(-3, 5), "the pause's last frames");
	pm_drive_close(d);
}

static int spoil_crc;

/* CRC of formatted Q: 1: inverted; 2: the first byte alone (no CRC at all). */
static void after_formatted(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes)
{
	size_t at;

	(void)s;
	if (cdb[0] != 0xbe || cdb[10] != 2)
		return;
	for (at = 2352; at + 16 <= out_bytes; at += 2368) {
		out[at + 10] ^= 0xff;
		out[at + 11] = spoil_crc == 1 ? out[at + 11] ^ 0xff : out[at + 11];
	}
}

static void formatted(const char *name, enum pm_method want)
{
	enum pm_method method = PM_METHOD_DECLARED;
	struct pm_drive *d;

	start(&d);
	vd.faults.no_raw = 1;
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, name);
	IS_INT(method, want, name);
	/* Behind the refusals of raw P-W: 26 sectors, 13, 6, 3, 1. */
	SPY_IS(5, 26 * 2368, "formatted Q: 16 bytes behind each sector", 0xbe, 4, 0, 0, 0x01, 0xc2, 0, 0, 0x1a, 0x10, 2, 0);
	spy_forget();
	if (want == PM_METHOD_RAW_Q) {
		IS_INT(pm_drive_read_q(d, 1690, 60, &record, NULL, &err), PM_OK, name);
		OK(log_is(1690, 60), "frames as on the disc, CRC and all");
		record.log.count = 0;
		IS_INT(pm_drive_read_q(d, 2390, 20, &record, NULL, &err), PM_OK, name);
		OK(log_is(2390, 20), "and those of the lead-out, whose number AAh is not binary");
	}
	pm_drive_close(d);
	spy_reset();
}

static void test_formatted(void)
{
	formatted("formatted Q", PM_METHOD_RAW_Q);
	vd.faults.formatted_binary = 1;
	formatted("formatted Q in binary", PM_METHOD_RAW_Q);
	spoil_crc = 1;
	spy.after = after_formatted;
	formatted("formatted Q with its CRC inverted", PM_METHOD_RAW_Q);
	vd.faults.formatted_binary = 1;
	spy.after = after_formatted;
	formatted("in binary, with its CRC inverted", PM_METHOD_RAW_Q);
	spoil_crc = 2;
	spy.after = after_formatted;
	formatted("formatted Q whose CRC does not fit", PM_METHOD_READ_SUB_CHANNEL);
	vd.faults.formatted_no_crc = 1;
	formatted("formatted Q without CRC", PM_METHOD_READ_SUB_CHANNEL);
	vd.faults.formatted_binary = vd.faults.formatted_no_crc = 1;
	formatted("in binary without CRC", PM_METHOD_READ_SUB_CHANNEL);
}

static void test_methods(void)
{
	enum pm_method method = PM_METHOD_DECLARED;
	struct pm_drive *d;
	size_t i;
	static const unsigned halved[] = {26, 13, 6, 3};

	/* A drive that takes three sectors a command: halved until it does, and remembered. */
	start(&d);
	vd.faults.max_sectors = 5;
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "five sectors a command");
	IS_INT(method, PM_METHOD_RAW_Q, "raw P-W all the same");
	for (i = 0; i < 4; i++)
		IS_INT(spy_sectors(i), halved[i], "halved");
	spy_forget();
	IS_INT(pm_drive_read_q(d, 100, 7, &record, NULL, &err), PM_OK, "read");
	OK(log_is(100, 7), "the same frames");
	IS_INT(spy.count, 3, "three, three and one");
	pm_drive_close(d);
	spy_reset();

	/* Neither form: every size of both is tried, once, and then it is known. */
	start(&d);
	vd.faults.no_raw = vd.faults.no_formatted_q = 1;
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "a drive without Q");
	IS_INT(method, PM_METHOD_READ_SUB_CHANNEL, "is asked");
	IS_INT(spy.count, 10, "26, 13, 6, 3, 1 of both forms");
	spy_forget();
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "again");
	IS_INT(method, PM_METHOD_READ_SUB_CHANNEL, "the same");
	IS_INT(spy.count, 0, "without another try");
	IS_INT(d->chunk_sectors, 26, "audio is still read in whole chunks");
	pm_drive_close(d);
	spy_reset();

	/* Raw P-W without P and Q in it: three places, then formatted Q. */
	start(&d);
	vd.faults.raw_without_pq = 1;
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "raw P-W that holds no Q");
	IS_INT(method, PM_METHOD_RAW_Q, "formatted Q then");
	IS_INT(spy.count, 4, "after three places");
	IS_INT(d->q_form, PM_Q_FORM_SHORT, "by its form");
	pm_drive_close(d);
	spy_reset();

	/* Q of quite another place is no sound Q: 151 sectors off is, 150 is not. */
	start(&d);
	vd.faults.sub_shift_sectors = 150;
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "a lag of 150");
	IS_INT(method, PM_METHOD_RAW_Q, "can be");
	pm_drive_close(d);
	start(&d);
	vd.faults.sub_shift_sectors = 151;
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "a lag of 151");
	IS_INT(method, PM_METHOD_READ_SUB_CHANNEL, "cannot");
	pm_drive_close(d);
	spy_reset();
}

/* One long track, as on a mix CD: a scratch where it is tried first must not make the drive one without Q. */
static void test_one_track(void)
{
	struct vd_program whole = program;
	struct vd_disc long_disc = disc;
	enum pm_method method = PM_METHOD_DECLARED;
	struct pm_drive *d;

	program.last_track = long_disc.last_track = 1;
	program.mode = NULL;
	OK(!vd_program_plan(&program), "planned");
	vd.disc = &long_disc;
	vd.faults.bad[0] = (struct vd_bad){.lba = 1205, .sectors = 1, .kind = VD_BAD_ERROR};
	vd.faults.bad_count = 1;
	start(&d);
	IS_INT(pm_drive_toc(d)->last_track, 1, "a disc of one track");
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "a scratch in its middle");
	IS_INT(method, PM_METHOD_RAW_Q, "raw P-W is found elsewhere");
	pm_drive_close(d);
	spy_reset();
	free(program.mode);
	program = whole;
	vd.disc = &disc;
}

static int cancel(void *ctx)
{
	return --*(int *)ctx < 0;
}

static int left_before_gone;
static uint8_t pcm_small[20 * 2352];

/* READ CD fails for a whole chunk, then so many single ones are answered, then the disc is gone. */
static int goes(struct spy *s, const uint8_t *cdb, uint8_t *out, size_t out_bytes, uint8_t *sense_out, int *status)
{
	(void)s;
	(void)out;
	(void)out_bytes;
	if (cdb[0] != 0xbe)
		return 0;
	if (cdb[8] > 1)
		return spy_refuse(sense_out, status, 3, 0x11, 6);
	return --left_before_gone > 0 ? 0 : spy_refuse(sense_out, status, 2, 0x3a, 0);
}

static void test_unread(void)
{
	int gone_after;
	static const uint8_t nothing[12];
	enum pm_method method;
	int chunks = 2;
	struct pm_progress progress = {&chunks, NULL, cancel};
	struct pm_drive *d;
	uint8_t q[12];

	start(&d);
	IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "raw P-W");
	vd.faults.bad[0] = (struct vd_bad){.lba = 510, .sectors = 1, .kind = VD_BAD_ERROR};
	vd.faults.bad_count = 1;
	IS_INT(pm_drive_read_q(d, 500, 20, &record, NULL, &err), PM_OK, "one sector that cannot be read");
	IS_INT(record.log.count, 20, "all are in the log");
	IS_INT(record.unread_sectors, 1, "one is counted");
	IS_MEM(record.log.list[10].q, nothing, 12, "as twelve zeros");
	want_q(509, q);
	IS_MEM(record.log.list[9].q, q, 12, "the one before is there");
	want_q(511, q);
	IS_MEM(record.log.list[11].q, q, 12, "and the one behind");
	/* A stretch where nothing is: not every sector of it is tried, all are counted, and what lies behind is found again. */
	vd.faults.bad[0] = (struct vd_bad){.lba = 400, .sectors = 260, .kind = VD_BAD_ERROR};
	record.log.count = 0;
	record.unread_sectors = 0;
	spy_forget();
	IS_INT(pm_drive_read_q(d, 400, 286, &record, NULL, &err), PM_OK, "260 in a row");
	IS_INT(record.log.count, 286, "all in the log");
	IS_INT(record.unread_sectors, 260, "all counted");
	OK(spy.count < 60, "few commands");
	want_q(685, q);
	IS_MEM(record.log.list[285].q, q, 12, "what lies behind is read");
	/* Taken out while it is read one by one: at the first such reading, and at a later one. */
	for (gone_after = 1; gone_after <= 4; gone_after++) {
		pm_drive_close(d);
		vd.faults.bad_count = 0;
		start(&d);
		IS_INT(pm_drive_find_method(d, &method, &err), PM_OK, "raw P-W");
		left_before_gone = gone_after;
		spy.instead = goes;
		memset(&err, 0, sizeof(err));
		IS_INT(pm_drive_read_q(d, 500, 20, &record, NULL, &err), PM_E_DRIVE, "taken out in the midst");
		IS_INT(record.log.count, gone_after - 1, "what was read is kept");
		left_before_gone = gone_after;
		memset(&err, 0, sizeof(err));
		IS_INT(pm_drive_read_audio(d, 500, 20, pcm_small, NULL, &err), PM_E_DRIVE, "audio likewise");
		spy.instead = NULL;
	}
	spy_reset();
	record.log.count = 0;
	memset(&err, 0, sizeof(err));
	IS_INT(pm_drive_read_q(d, 0, 100, &record, &progress, &err), PM_E_CANCELLED, "stopped");
	IS_STR(err.message, "stopped", "is said");
	IS_INT(record.log.count, 52, "after two chunks, which are kept");
	memset(&err, 0, sizeof(err));
	vd.faults.no_disc = 1;
	IS_INT(pm_drive_read_q(d, 0, 100, &record, NULL, &err), PM_E_DRIVE, "taken out");
	OK(strstr(err.message, "was taken out of 'model'"), "is said");
	pm_drive_close(d);
	spy_reset();
	fresh();
}

static void test_ask(void)
{
	struct pm_drive *d;

	start(&d);
	IS_INT(pm_drive_ask(d, 2, 1100, &record, &err), PM_OK, "asked for an ISRC");
	SPY_IS(0, 26 * 2352, "a little is read in the track first, without subcode", 0xbe, 4, 0, 0, 0x04, 0x4c, 0, 0, 0x1a, 0x10, 0, 0);
	SPY_IS(1, 24, "READ SUB-CHANNEL: Q, format 3, the track", 0x42, 0, 0x40, 3, 0, 0, 2, 0, 24, 0);
	IS_INT(record.reply_count, 1, "one answer");
	IS_INT(record.reply[0].track, 2, "of the track");
	IS_INT(record.reply[0].byte[8], 0x80, "valid");
	IS_MEM(record.reply[0].byte + 9, "GBAYE0000351", 12, "the code");
	spy_forget();
	IS_INT(pm_drive_ask(d, 0, 100, &record, &err), PM_OK, "asked for the catalogue number");
	/* Some drives refuse a track number with any other format. */
	SPY_IS(1, 24, "format 2 without a track", 0x42, 0, 0x40, 2, 0, 0, 0, 0, 24, 0);
	IS_INT(record.reply[1].track, 0, "of the disc");
	IS_MEM(record.reply[1].byte + 9, "0602517350533", 13, "the number");
	vd.faults.subchannel_refused = 1;
	IS_INT(pm_drive_ask(d, 1, 100, &record, &err), PM_OK, "a refusal is no failure");
	IS_INT(record.reply_count, 2, "and no answer");
	vd.faults.subchannel_refused = 0;
	vd.faults.bad[0] = (struct vd_bad){.lba = 100, .sectors = 100, .kind = VD_BAD_ERROR};
	vd.faults.bad_count = 1;
	IS_INT(pm_drive_ask(d, 1, 100, &record, &err), PM_OK, "where nothing can be read first");
	IS_INT(record.reply_count, 3, "it is asked all the same");
	vd.faults.no_disc = 1;
	IS_INT(pm_drive_ask(d, 1, 100, &record, &err), PM_E_DRIVE, "no disc any more");
	IS_INT(record.reply_count, 3, "and nothing was added");
	pm_drive_close(d);
	spy_reset();
	fresh();
}

/* ---- audio ---- */

static uint8_t pcm[60 * 2352], suspects[60];

static int samples_are(int32_t lba, size_t sectors)
{
	uint8_t want[2352];
	size_t i;

	for (i = 0; i < sectors; i++) {
		audio(NULL, lba + (int32_t)i, want);
		if (memcmp(pcm + i * 2352, want, 2352))
			return 0;
	}
	return 1;
}

static void test_audio(void)
{
	struct pm_drive *d;
	uint8_t want[2352];

	start(&d);
	memset(suspects, 9, sizeof(suspects));
	IS_INT(pm_drive_read_audio(d, 1000, 50, pcm, suspects, &err), PM_OK, "fifty sectors");
	OK(samples_are(1000, 50), "every sample");
	SPY_IS(0, 24 * 2646, "24 at a time, with C2", 0xbe, 4, 0, 0, 0x03, 0xe8, 0, 0, 0x18, 0x12, 0, 0);
	SPY_IS(2, 2 * 2646, "the last two", 0xbe, 4, 0, 0, 0x04, 0x18, 0, 0, 0x02, 0x12, 0, 0);
	IS_INT(spy.count, 3, "three commands");
	memset(want, 0, sizeof(want));
	IS_MEM(suspects, want, 50, "none suspicious");
	IS_INT(suspects[50], 9, "and no byte more");

	vd.faults.bad[0] = (struct vd_bad){.lba = 1005, .sectors = 1, .kind = VD_BAD_C2};
	vd.faults.bad[1] = (struct vd_bad){.lba = 1007, .sectors = 1, .kind = VD_BAD_ERROR};
	vd.faults.bad_count = 2;
	memset(suspects, 9, sizeof(suspects));
	memset(pcm, 0xaa, sizeof(pcm));
	IS_INT(pm_drive_read_audio(d, 1004, 5, pcm, suspects, &err), PM_OK, "with damage");
	IS_MEM(suspects, "\0\1\0\2\0", 5, "C2 and unread are told apart");
	IS_MEM(pcm + 3 * 2352, want, 2352, "what cannot be read is zeros");
	audio(NULL, 1008, want);
	IS_MEM(pcm + 4 * 2352, want, 2352, "the sector behind it is right");
	IS_INT(pm_drive_read_audio(d, 1004, 5, pcm, NULL, &err), PM_OK, "nobody wants to know");
	IS_MEM(pcm + 4 * 2352, want, 2352, "the same samples");

	/* No C2: found out once. */
	vd.faults.bad_count = 0;
	vd.faults.no_c2 = 1;
	spy_forget();
	IS_INT(pm_drive_read_audio(d, 1000, 48, pcm, suspects, &err), PM_OK, "a drive without C2");
	OK(samples_are(1000, 48), "the same samples");
	IS_INT(spy.count, 3, "one refusal, two readings");
	SPY_IS(1, 24 * 2352, "without it", 0xbe, 4, 0, 0, 0x03, 0xe8, 0, 0, 0x18, 0x10, 0, 0);
	pm_drive_close(d);
	spy_reset();

	start(&d);
	vd.faults.no_overread = 1;
	IS_INT(pm_drive_read_audio(d, 2398, 4, pcm, suspects, &err), PM_OK, "past the lead-out where the drive does not go");
	IS_MEM(suspects, "\0\0\2\2", 4, "two and two");
	OK(samples_are(2398, 2), "what there is, is right");
	/* Refused for its place, not for C2. */
	IS_INT(d->no_c2, 0, "C2 stays");
	spy_reset();
	vd.faults.no_disc = 1;
	IS_INT(pm_drive_read_audio(d, 0, 1, pcm, suspects, &err), PM_E_DRIVE, "no disc any more");
	IS_INT(pm_drive_read_cd(d, 0, 27, 0x12, 0, 2646, &err), PM_E_RANGE, "more than the buffer holds");
	pm_drive_close(d);
	spy_reset();
	fresh();
}

static int32_t rescued_lba;
static size_t rescued_count;

static int rescue(void *ctx, int32_t lba, size_t count, uint8_t *out)
{
	rescued_lba = ctx == &spy ? lba : -1;
	rescued_count = count;
	memset(out, 7, count * 2352);
	return PM_OK;
}

static void test_rescue(void)
{
	struct pm_drive *d;

	start(&d);
	IS_INT(pm_drive_rescue(d, 10, 2, pcm), PM_E_DRIVE, "a port without a last resort");
	pm_drive_close(d);
	spy.rescue = rescue;
	start(&d);
	IS_INT(pm_drive_rescue(d, 10, 2, pcm), PM_OK, "one with it");
	IS_INT(rescued_lba, 10, "is asked for the place");
	IS_INT(rescued_count, 2, "and the length");
	IS_INT(pcm[2 * 2352 - 1], 7, "and gives the bytes");
	pm_drive_close(d);
	spy_reset();
}

int main(void)
{
	make_disc();
	fresh();
	spy_reset();
	pm_record_init(&record);
	test_raw();
	test_formatted();
	test_methods();
	test_one_track();
	test_unread();
	test_ask();
	test_audio();
	test_rescue();
	pm_record_release(&record);
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
