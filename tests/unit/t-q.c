/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-q.c - Q frames, against frames that cdrdao, wodim, libmirage and pressed discs hold. */
#include "subcode/q.h"

#include "tests/unit/subcode-help.h"
#include "tests/unit/tsv.h"

static void bytes_are(const uint8_t *got, const char *hex, const char *name)
{
	uint8_t want[PM_Q_BYTES];

	if (help_hex(hex, want, sizeof(want)) != PM_Q_BYTES)
		exit(99);
	IS_MEM(got, want, PM_Q_BYTES, name);
}

static const struct {
	const char *name;
	struct pm_q_position at;
	const char *hex;
} positions[] = {
	{"first sector of the disc, counting down to 0", {0, 1, 0, 149, -150}, "01 01 00 00 01 74 00 00 00 00 AA B9"},
	{"first sector of the disc, counting down to 1", {0, 1, 0, 150, -150}, "01 01 00 00 02 00 00 00 00 00 F0 D9"},
	{"last but one of the pause", {0, 1, 0, 1, -2}, "01 01 00 00 00 01 00 00 01 73 AC 0D"},
	{"track 1 index 1", {0, 1, 1, 0, 0}, "01 01 01 00 00 00 00 00 02 00 5A 28"},
	{"its third sector", {0, 1, 1, 2, 2}, "01 01 01 00 00 02 00 00 02 02 3E E9"},
	{"pause of track 2, pre-emphasis and copy", {3, 2, 0, 1, 899}, "31 02 00 00 00 01 00 00 13 74 39 24"},
	{"index 2 of track 2", {3, 2, 2, 300, 1200}, "31 02 02 00 04 00 00 00 18 00 F8 9B"},
	{"track 99 index 99", {0, 99, 99, 45000, 359000}, "01 99 99 10 00 00 00 79 48 50 88 64"},
	{"pre-emphasis", {1, 5, 1, 75, 150000}, "11 05 01 00 01 00 00 33 22 00 8D E2"},
	{"four channels", {8, 6, 1, 1, 200000}, "81 06 01 00 00 01 00 44 28 50 D7 53"},
	{"data", {4, 1, 1, 1, 1}, "41 01 01 00 00 01 00 00 02 01 92 42"},
	{"lead-out", {0, PM_Q_LEADOUT, 1, 0, 2400}, "01 AA 01 00 00 00 00 00 34 00 E9 EE"},
	{"last sector of the lead-out", {0, PM_Q_LEADOUT, 1, 6749, 9149}, "01 AA 01 01 29 74 00 02 03 74 74 94"},
};

static void test_positions(void)
{
	size_t i;

	for (i = 0; i < sizeof(positions) / sizeof(positions[0]); i++) {
		uint8_t q[PM_Q_BYTES] = {0};
		struct pm_q back;

		OK(pm_q_put_position(q, &positions[i].at) == PM_OK, positions[i].name);
		bytes_are(q, positions[i].hex, positions[i].name);
		OK(pm_q_get(q, &back) && back.kind == PM_Q_POSITION && back.control == positions[i].at.control &&
			   back.track == positions[i].at.track && back.index == positions[i].at.index &&
			   back.relative_sectors == positions[i].at.relative_sectors && back.lba == positions[i].at.lba,
		   "and back");
	}
}

static void test_ranges(void)
{
	static const struct pm_q_position bad[] = {
		{16, 1, 1, 0, 0},     {0, 0, 1, 0, 0},    {0, 100, 1, 0, 0},    {0, 1, 100, 0, 0},
		{0, 1, 1, 450000, 0}, {0, 1, 1, 0, -151}, {0, 1, 1, 0, 449850},
	};
	uint8_t q[PM_Q_BYTES], before[PM_Q_BYTES];
	size_t i;

	memset(q, 0x5A, sizeof(q));
	memcpy(before, q, sizeof(q));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		OK(pm_q_put_position(q, &bad[i]) == PM_E_RANGE, "out of range");
	OK(pm_q_put_mcn(q, 0, "060251735053", 0) == PM_E_FORMAT, "12 digits");
	OK(pm_q_put_mcn(q, 0, "06025173505330", 0) == PM_E_FORMAT, "14 digits");
	OK(pm_q_put_mcn(q, 0, "060251735053X", 0) == PM_E_FORMAT, "a letter");
	OK(pm_q_put_mcn(q, 0, "0602517350533", -151) == PM_E_RANGE, "a sector before the disc");
	OK(pm_q_put_isrc(q, 0, "USRC1760783", 0) == PM_E_FORMAT, "11 characters");
	OK(pm_q_put_isrc(q, 0, "USRC176078390", 0) == PM_E_FORMAT, "13 characters");
	OK(pm_q_put_isrc(q, 0, "usrc17607839", 0) == PM_E_FORMAT, "small letters");
	OK(pm_q_put_isrc(q, 0, "US-RC1760783", 0) == PM_E_FORMAT, "a hyphen");
	OK(pm_q_put_isrc(q, 0, "USRC1760783O", 0) == PM_E_FORMAT, "a letter among the digits");
	OK(pm_q_put_isrc(q, 0, "", 0) == PM_E_FORMAT, "nothing");
	IS_MEM(q, before, sizeof(q), "the frame is untouched");
}

static const struct {
	const char *isrc;
	uint8_t control;
	int32_t lba;
	const char *hex;
} isrcs[] = {
	{"USRC17607839", 0, 50, "03 96 38 93 04 76 07 83 90 50 43 69"},    {"USRC17607839", 0, 249, "03 96 38 93 04 76 07 83 90 24 7D 7A"},
	{"USRC17607839", 2, 50, "23 96 38 93 04 76 07 83 90 50 7A 64"},    {"GBAYE0000351", 3, 770, "33 5D 24 69 54 00 00 35 10 20 22 1D"},
	{"DEA620700001", 0, 54321, "03 51 54 46 08 07 00 00 10 21 4C 52"}, {"ZZZZZ9999999", 0, 54321, "03 AA AA AA A8 99 99 99 90 21 05 46"},
	{"A1B2C3456789", 0, 54321, "03 44 14 82 4C 34 56 78 90 21 9F 7D"}, {"JPVI00000010", 1, 54321, "13 6A 09 99 00 00 00 01 00 21 20 2F"},
	{"QZES62300999", 0, 54321, "03 86 A5 63 18 23 00 99 90 21 35 65"},
};

static void test_isrcs(void)
{
	size_t i;

	for (i = 0; i < sizeof(isrcs) / sizeof(isrcs[0]); i++) {
		uint8_t q[PM_Q_BYTES] = {0};
		struct pm_q back;

		OK(pm_q_put_isrc(q, isrcs[i].control, isrcs[i].isrc, isrcs[i].lba) == PM_OK, isrcs[i].isrc);
		bytes_are(q, isrcs[i].hex, isrcs[i].isrc);
		OK(pm_q_get(q, &back) && back.kind == PM_Q_ISRC && back.adr == 3 && back.aframe == pm_q_frame_of(isrcs[i].lba), "and back");
		IS_STR(back.code, isrcs[i].isrc, "with its code");
	}
}

static void get(const char *hex, struct pm_q *out)
{
	uint8_t q[PM_Q_BYTES];

	if (help_hex(hex, q, sizeof(q)) != PM_Q_BYTES)
		exit(99);
	pm_q_get(q, out);
}

static void test_mcns(void)
{
	uint8_t q[PM_Q_BYTES];
	struct pm_q back;

	OK(pm_q_put_mcn(q, 0, "0602517350533", 450) == PM_OK, "a number");
	bytes_are(q, "02 06 02 51 73 50 53 30 00 00 13 A1", "at frame 0");
	OK(pm_q_put_mcn(q, 3, "0602517350533", 990) == PM_OK, "with flags");
	bytes_are(q, "32 06 02 51 73 50 53 30 00 15 FC AE", "at frame 15");
	get("02 49 88 00 61 16 26 90 00 01 F4 83", &back);
	OK(back.kind == PM_Q_MCN && back.aframe == 1, "a number read");
	IS_STR(back.code, "4988006116269", "its digits");
	get("02 20 05 91 11 11 71 60 00 70 CA C6", &back);
	IS_STR(back.code, "2005911111716", "a pressed disc's with a wrong check digit");
	get("02 00 00 00 00 00 00 00 00 00 21 75", &back);
	OK(back.kind == PM_Q_NO_CODE && !back.code[0], "thirteen zeros mean none");
	get("02 06 02 5A 73 50 53 30 00 10 4A BF", &back);
	OK(back.kind == PM_Q_ODD_CODE, "a nibble above 9");
	IS_STR(back.code, "06025:7350533", "as printable text");
}

static void test_odd(void)
{
	struct pm_q q;
	uint8_t raw[PM_Q_BYTES];

	get("43 7F 54 B8 F4 52 00 00 00 45 74 B8", &q);
	OK(q.kind == PM_Q_ODD_CODE && q.control == 4 && q.aframe == 45, "a pressed disc's code outside the table");
	IS_STR(q.code, "OeBhm5200000", "as printable text");
	get("03 96 38 93 07 76 07 83 90 50 8D 89", &q);
	OK(q.kind == PM_Q_RECORDER && !q.code[0], "fill bits 11: a recorder, no ISRC");
	get("03 96 38 93 04 76 0B C8 90 50 E1 07", &q);
	OK(q.kind == PM_Q_ODD_CODE, "a serial that is not decimal");
	get("03 00 00 00 00 00 00 00 00 21 7A 73", &q);
	OK(q.kind == PM_Q_NO_CODE, "twelve zeros mean none");
	get("01 01 01 00 60 00 00 00 02 00 05 30", &q);
	OK(q.kind == PM_Q_INVALID, "60 seconds");
	get("03 96 28 93 04 76 07 83 90 50 43 69", &q);
	OK(q.kind == PM_Q_DAMAGED && !q.code[0], "one wrong bit");
	get("01 01 00 00 00 49 07 00 01 25 D4 56", &q);
	OK(q.kind == PM_Q_POSITION && q.lba == -50 && q.zero == 7, "wodim's byte 6 is let pass");
	get("45 00 B0 FF FF FF 02 79 59 74 7E 6C", &q);
	OK(q.kind == PM_Q_OTHER && q.adr == 5, "ADR 5");
	get("46 CF 3C F0 CF F0 FF F0 00 00 12 02", &q);
	OK(q.kind == PM_Q_OTHER && q.adr == 6, "ADR 6 of a pressed disc");
	get("00 00 00 00 00 00 00 00 00 00 00 00", &q);
	OK(q.kind == PM_Q_DAMAGED, "zeros are no frame");
	memset(raw, 0xFF, sizeof(raw));
	OK(!pm_q_get(raw, &q), "nor are ones");

	/* An ISRC frame with fill bits 01, and one whose last nibble is not 0. */
	help_hex("03 96 38 93 05 76 07 83 90 50 00 00", raw, sizeof(raw));
	pm_q_seal(raw);
	OK(pm_q_get(raw, &q) && q.kind == PM_Q_ODD_CODE, "fill bits 01");
	help_hex("03 96 38 93 04 76 07 83 91 75 00 00", raw, sizeof(raw));
	pm_q_seal(raw);
	OK(pm_q_get(raw, &q) && q.kind == PM_Q_ODD_CODE && q.aframe == PM_Q_NO_FRAME, "a nibble behind the code; frame 75");
}

static void test_toc(void)
{
	static const struct pm_msf at[] = {{0, 0, 0}, {97, 26, 65}, {99, 59, 74}, {0, 0, 15}};
	static const uint8_t pmsf[][3] = {{0, 0x02, 0}, {0x01, 0, 0}, {0x01, 0x20, 0}, {0, 0x34, 0}};
	uint8_t q[PM_Q_BYTES];
	struct pm_q back;

	OK(pm_q_put_toc(q, 0, 0x01, at[0], pmsf[0]) == PM_OK, "track 1");
	bytes_are(q, "01 00 01 00 00 00 00 00 02 00 B1 0B", "in the lead-in");
	OK(pm_q_put_toc(q, 0, 0xA0, at[1], pmsf[1]) == PM_OK, "first track");
	bytes_are(q, "01 00 A0 97 26 65 00 01 00 00 26 C7", "as wodim wrote it");
	OK(pm_q_put_toc(q, 4, 0xA0, at[2], pmsf[2]) == PM_OK, "disc type");
	bytes_are(q, "41 00 A0 99 59 74 00 01 20 00 4E 27", "is no BCD");
	OK(pm_q_put_toc(q, 0, 0xA2, at[3], pmsf[3]) == PM_OK, "lead-out");
	bytes_are(q, "01 00 A2 00 00 15 00 00 34 00 77 A9", "in the lead-in");
	OK(pm_q_get(q, &back) && back.kind == PM_Q_TOC && back.point == 0xA2 && back.psec == 0x34 && back.running.f == 15, "and back");
}

static void test_unchecked(void)
{
	uint8_t q[PM_Q_BYTES];
	struct pm_q out;

	help_hex("03 96 38 93 04 76 07 83 90 50 43 69", q, sizeof(q));
	OK(pm_q_get_unchecked(q, &out) && out.kind == PM_Q_ISRC, "a CRC");
	q[10] ^= 0xFF;
	q[11] ^= 0xFF;
	OK(pm_q_get_unchecked(q, &out) && out.kind == PM_Q_ISRC, "a CRC that is not inverted");
	q[10] = q[11] = 0;
	OK(!pm_q_get_unchecked(q, &out) && out.kind == PM_Q_ISRC, "no CRC: the fields still");
}

static void test_tables(void)
{
	struct tsv t;
	unsigned rows = 0, wrong = 0;
	uint8_t want[PM_Q_BYTES], got[PM_Q_BYTES];
	struct pm_q q;

	if (!tsv_open(&t, "vectors/isrc_q.tsv")) {
		SKIP("no shared vectors", "tables");
		return;
	}
	while (tsv_next(&t)) {
		int zero = strspn(t.field[0], "0") == 12;

		rows++;
		help_hex(t.field[5], want, sizeof(want));
		wrong += pm_q_put_isrc(got, (uint8_t)strtoul(t.field[1], NULL, 10), t.field[0], (int32_t)strtol(t.field[2], NULL, 10)) != PM_OK ||
			 memcmp(want, got, sizeof(got)) != 0 || !pm_q_get(want, &q) || strcmp(q.code, zero ? "" : t.field[0]) != 0;
	}
	IS_INT(wrong, 0, "isrc_q.tsv");
	OK(rows >= 100, "100 ISRCs");
	rows = wrong = 0;
	if (!tsv_open(&t, "vectors/mcn_q.tsv"))
		exit(99);
	while (tsv_next(&t)) {
		int zero = strspn(t.field[0], "0") == 13;

		rows++;
		help_hex(t.field[5], want, sizeof(want));
		wrong += pm_q_put_mcn(got, (uint8_t)strtoul(t.field[2], NULL, 10), t.field[0], (int32_t)strtol(t.field[3], NULL, 10)) != PM_OK ||
			 memcmp(want, got, sizeof(got)) != 0 || !pm_q_get(want, &q) || strcmp(q.code, zero ? "" : t.field[0]) != 0;
	}
	IS_INT(wrong, 0, "mcn_q.tsv");
	OK(rows >= 60, "60 numbers");
	rows = wrong = 0;
	if (!tsv_open(&t, "vectors/subq_ids.tsv"))
		exit(99);
	while (tsv_next(&t)) {
		int32_t lba = (int32_t)strtol(t.field[3], NULL, 10);
		uint8_t control = (uint8_t)strtoul(t.field[2], NULL, 10);
		char hex[40];
		int rc;

		rows++;
		snprintf(hex, sizeof(hex), "%s%s", t.field[4], t.field[5]);
		help_hex(hex, want, sizeof(want));
		rc = !strcmp(t.field[0], "ISRC") ? pm_q_put_isrc(got, control, t.field[1], lba) : pm_q_put_mcn(got, control, t.field[1], lba);
		wrong += rc != PM_OK || memcmp(want, got, sizeof(got)) != 0;
	}
	IS_INT(wrong, 0, "subq_ids.tsv");
	OK(rows >= 6, "rows");
}

static enum pm_q_kind kind_of(const char *kind, const char *name)
{
	if (!strcmp(kind, "leadin"))
		return PM_Q_TOC;
	if (!strncmp(kind, "mode1", 5))
		return PM_Q_POSITION;
	if (!strcmp(kind, "mode2"))
		return strstr(name, "zero") || strstr(name, "first_sector_data_disc") ? PM_Q_NO_CODE : PM_Q_MCN;
	if (!strcmp(kind, "mode3"))
		return strstr(name, "zero") ? PM_Q_NO_CODE : strstr(name, "out_of_table") ? PM_Q_ODD_CODE : PM_Q_ISRC;
	if (!strcmp(kind, "mode3-not-isrc"))
		return PM_Q_RECORDER;
	if (!strcmp(kind, "bad-crc"))
		return PM_Q_DAMAGED;
	if (!strcmp(kind, "invalid-fields-valid-crc"))
		return strstr(name, "mode1") ? PM_Q_INVALID : PM_Q_ODD_CODE;
	return PM_Q_OTHER;
}

static void test_frames(void)
{
	struct tsv t;
	unsigned rows = 0, wrong = 0;

	if (!tsv_open(&t, "vectors/q_frames.tsv")) {
		SKIP("no shared vectors", "q_frames.tsv");
		return;
	}
	while (tsv_next(&t)) {
		uint8_t raw[PM_Q_BYTES];
		struct pm_q q;

		rows++;
		help_hex(t.field[2], raw, sizeof(raw));
		pm_q_get(raw, &q);
		if (q.kind != kind_of(t.field[1], t.field[0])) {
			wrong++;
			printf("# %s: kind %d\n", t.field[0], q.kind);
		}
	}
	IS_INT(wrong, 0, "kinds of q_frames.tsv");
	OK(rows >= 55, "all frames");
	rows = wrong = 0;
	if (!tsv_open(&t, "vectors/q_real_pressed_discs.tsv"))
		exit(99);
	while (tsv_next(&t)) {
		uint8_t raw[PM_Q_BYTES], again[PM_Q_BYTES];
		struct pm_q q;

		rows++;
		help_hex(t.field[1], raw, sizeof(raw));
		if (pm_q_get(raw, &q) != (t.field[3][0] == '1'))
			wrong++;
		if (q.kind != PM_Q_POSITION)
			continue;
		/* What is read, written again, gives the same bytes and the sector the log says. */
		wrong += q.lba != strtol(t.field[0], NULL, 10) && q.track != PM_Q_LEADOUT && rows < 52;
		wrong += pm_q_put_position(again, &(struct pm_q_position){q.control, q.track, q.index, q.relative_sectors, q.lba}) != PM_OK ||
			 memcmp(raw, again, sizeof(raw)) != 0;
	}
	IS_INT(wrong, 0, "frames of pressed discs");
	OK(rows >= 50, "rows");
}

int main(void)
{
	test_positions();
	test_ranges();
	test_isrcs();
	test_mcns();
	test_odd();
	test_toc();
	test_unchecked();
	test_tables();
	test_frames();
	return tap_done();
}
