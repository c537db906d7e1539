/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-msf.c - times and sectors.  LBA values: vectors/msf_lba.tsv (also made by libburn and libcdio); typed times: worked out by hand. */
#include "disc/msf.h"

#include "tests/tap.h"

static const struct { int32_t lba; const char *msf; } addresses[] = {
	{-150, "00:00:00"}, {-149, "00:00:01"}, {-76, "00:00:74"}, {-75, "00:01:00"}, {-1, "00:01:74"}, {0, "00:02:00"}, {74, "00:02:74"},
	{4349, "00:59:74"}, {4350, "01:00:00"}, {16350, "03:40:00"}, {20000, "04:28:50"}, {123456, "27:28:06"}, {332849, "73:59:74"},
	{359849, "79:59:74"}, {360000, "80:02:00"}, {404849, "89:59:74"}, {449849, "99:59:74"},
};

static void test_addresses(void)
{
	char text[PM_MSF_BYTES];
	struct pm_msf msf = {7, 7, 7};
	size_t i;

	for (i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		IS_STR(pm_msf_text(addresses[i].lba, text), addresses[i].msf, addresses[i].msf);
		IS_INT(pm_msf_from_lba(addresses[i].lba, &msf), PM_OK, "is in range");
		IS_INT(pm_msf_to_lba(msf), addresses[i].lba, "and back");
	}
	msf = (struct pm_msf){7, 7, 7};
	IS_INT(pm_msf_from_lba(-151, &msf), PM_E_RANGE, "below the first sector");
	IS_INT(pm_msf_from_lba(449850, &msf), PM_E_RANGE, "above 99:59:74");
	IS_INT(pm_msf_from_lba(PM_LBA_NONE, &msf), PM_E_RANGE, "no such index");
	IS_INT(msf.m * 10000 + msf.s * 100 + msf.f, 70707, "out is untouched");
	IS_STR(pm_msf_text(-151, text), "--:--:--", "no text below");
	IS_STR(pm_msf_text(449850, text), "--:--:--", "no text above");
	IS_STR(pm_msf_text(PM_LBA_NONE, text), "--:--:--", "no text for none");
}

static void test_lengths(void)
{
	char text[PM_MSF_BYTES];
	struct pm_msf msf = pm_msf_from_sectors(4500u * 100 + 75 + 3);

	IS_INT(msf.m, 99, "minutes saturate");
	IS_INT(msf.s * 100 + msf.f, 103, "seconds and frames do not");
	IS_STR(pm_sectors_text(0, text), "00:00:00", "no length");
	IS_STR(pm_sectors_text(4500u * 123 + 75 * 4 + 5, text), "123:04:05", "a long length");
	IS_STR(pm_sectors_text(UINT32_MAX, text), "954437:10:45", "the longest length"); /* 4294967295 = 954437*4500 + 795; 795 = 10*75 + 45 */
}

static void strict(const char *text, int status, uint32_t sectors)
{
	uint32_t got = 12345;

	IS_INT(pm_msf_parse_strict(text, strlen(text), &got), status, text);
	IS_INT(got, status == PM_OK ? sectors : 12345, "its sectors");
}

static void test_strict(void)
{
	strict("00:00:00", PM_OK, 0);
	strict("0:0:0", PM_OK, 0);
	strict("00:02:00", PM_OK, 150);
	strict("79:59:74", PM_OK, 359999);
	strict("100:00:00", PM_OK, 450000);
	strict("999:59:74", PM_OK, 4499999);
	strict("00:60:00", PM_E_RANGE, 0);
	strict("00:00:75", PM_E_RANGE, 0);
	strict("", PM_E_FORMAT, 0);
	strict("00:00", PM_E_FORMAT, 0);
	strict("9999:05:10", PM_OK, 44995885); /* 9999*4500 + 5*75 + 10; programs write it for "never" */
	strict("99999:59:74", PM_OK, 449999999);
	strict("100000:00:00", PM_E_FORMAT, 0);
	strict("00:000:00", PM_E_FORMAT, 0);
	strict("00:00:000", PM_E_FORMAT, 0);
	strict("00:00:00 ", PM_E_FORMAT, 0);
	strict("-1:00:00", PM_E_FORMAT, 0);
	strict("aa:bb:cc", PM_E_FORMAT, 0);
	strict("00:00:00:00", PM_E_FORMAT, 0);
	strict(":::", PM_E_FORMAT, 0);
}

static void timed(const char *text, int status, uint64_t samples)
{
	uint64_t got = 12345;

	IS_INT(pm_time_parse(text, strlen(text), &got), status, text);
	IS_INT(got, status == PM_OK ? samples : 12345, "its samples");
}

static void test_typed(void)
{
	timed("00:02:00", PM_OK, 88200);
	timed("01:00:01", PM_OK, 2646588);       /* 60*44100 + 588 */
	timed("00:00:74", PM_OK, 43512);         /* 74*588 */
	timed("3:25", PM_OK, 9040500);           /* 205*44100 */
	timed("0:00", PM_OK, 0);
	timed("00:01.500", PM_OK, 66150);
	timed("00:01,500", PM_OK, 66150);
	timed("01:02:03.250", PM_OK, 164195325); /* 3723.25*44100 */
	timed("1:02:03.250", PM_OK, 164195325);
	timed("2s", PM_OK, 88200);
	timed("2.5s", PM_OK, 110250);
	timed("2,5s", PM_OK, 110250);
	timed("2.5 S", PM_OK, 110250);
	timed("150f", PM_OK, 88200);
	timed("150 F", PM_OK, 88200);
	timed("88200 samples", PM_OK, 88200);
	timed("88200 Samples", PM_OK, 88200);
	timed("1samples", PM_OK, 1);
	timed("2", PM_OK, 88200);
	timed("0", PM_OK, 0);
	timed("1.5", PM_OK, 66150);
	timed("  2s\t", PM_OK, 88200);
	timed("\xC2\xA0""2\xC2\xA0", PM_OK, 88200);
	timed("0.00001", PM_OK, 0);              /* 0.441 of a sample */
	timed("0.00002", PM_OK, 1);              /* 0.882 */
	timed("0.001", PM_OK, 44);               /* 44.1 */
	timed("0.005", PM_OK, 221);              /* 220.5: half up */
	timed("100:00:00.000", PM_OK, UINT64_C(15876000000));
	timed("100:00:00.001", PM_E_RANGE, 0);
	timed("360001", PM_E_RANGE, 0);
	timed("99999999999999999999999999 samples", PM_E_RANGE, 0);
	timed("99999999999999999999999999f", PM_E_RANGE, 0);
	timed("99999999999999999999999999:00", PM_E_RANGE, 0);
	timed("1:60", PM_E_RANGE, 0);
	timed("1:60:00", PM_E_RANGE, 0);
	timed("00:00:75", PM_E_RANGE, 0);
	timed("00:00:60.0", PM_E_RANGE, 0);
	timed("", PM_E_FORMAT, 0);
	timed("  ", PM_E_FORMAT, 0);
	timed("s", PM_E_FORMAT, 0);
	timed("-2s", PM_E_FORMAT, 0);
	timed("2.", PM_E_FORMAT, 0);
	timed("2.5.5", PM_E_FORMAT, 0);
	timed("1.5f", PM_E_FORMAT, 0);
	timed("1.5 samples", PM_E_FORMAT, 0);
	timed("2 sec", PM_E_FORMAT, 0);
	timed("2x", PM_E_FORMAT, 0);
	timed("1:2:3:4", PM_E_FORMAT, 0);
	timed("1:", PM_E_FORMAT, 0);
	timed(":1", PM_E_FORMAT, 0);
	timed("1:002", PM_E_FORMAT, 0);
	timed("1:02s", PM_E_FORMAT, 0);
	timed("two", PM_E_FORMAT, 0);
}

/* A time in sectors is rounded once, from what was typed. */
static void sectors(const char *text, uint64_t want, int exactly)
{
	uint64_t got = 12345;
	int exact = 7;

	IS_INT(pm_time_parse_sectors(text, strlen(text), &got, &exact), PM_OK, text);
	IS_INT(got, want, "its sectors");
	IS_INT(exact, exactly, "exactly?");
}

static void test_sectors(void)
{
	uint64_t got = 12345;
	int exact = 7;

	sectors("2s", 150, 1);
	sectors("00:02:37", 187, 1);
	sectors("2.5s", 188, 0);      /* 187.5: half up */
	sectors("0.00666", 0, 0);     /* 0.4995, though 293.7 samples are nearest to 294, half a sector */
	sectors("0.0066666666", 0, 0); /* 0.499999995 */
	sectors("0.0066666667", 1, 0); /* 0.5000000025 */
	sectors("0.00667", 1, 0);     /* 0.50025 */
	sectors("0.02", 2, 0);        /* 1.5 */
	sectors("0.0199999", 1, 0);   /* 1.4999925 */
	sectors("0.04", 3, 1);
	sectors("0.040000000000000001", 3, 0); /* doubles as spreadsheets print them */
	sectors("1.3333333333333333", 100, 0);
	sectors("2.0000000000000000", 150, 1);
	sectors("294 samples", 1, 0);
	sectors("293 samples", 0, 0);
	IS_INT(pm_time_parse_sectors("1:60", 4, &got, &exact), PM_E_RANGE, "seconds to 59");
	IS_INT(pm_time_parse_sectors("x", 1, &got, &exact), PM_E_FORMAT, "no time");
	IS_INT(got, 12345, "nothing is stored");
	timed("10.0000113378", PM_OK, 441000); /* 0.49999698 of a sample */
	timed("10.0000113379", PM_OK, 441001); /* 0.50000139 */
	timed("1.33333333333333333333333333333333333333333", PM_OK, 58800);
	timed("360000.0000000001", PM_E_RANGE, 0);
	timed("00:02.0000000000001", PM_OK, 88200);
}

static void test_rounding(void)
{
	int exact = 7;

	IS_INT(pm_samples_to_sectors(0, &exact), 0, "0 samples");
	IS_INT(exact, 1, "exactly");
	IS_INT(pm_samples_to_sectors(293, &exact), 0, "less than half a sector");
	IS_INT(exact, 0, "rounded");
	IS_INT(pm_samples_to_sectors(294, &exact), 1, "half a sector goes up");
	IS_INT(pm_samples_to_sectors(588, &exact), 1, "one sector");
	IS_INT(exact, 1, "exactly");
	OK(pm_samples_to_sectors(UINT64_MAX, NULL) == UINT64_C(31372013730798557), "the largest number"); /* 2^64-1 = 588 * 31372013730798557 + 99 */
}

int main(void)
{
	test_addresses();
	test_lengths();
	test_strict();
	test_typed();
	test_sectors();
	test_rounding();
	return tap_done();
}
