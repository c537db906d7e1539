/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-codes.c - rules about ISRCs and the UPC/EAN. */
#include "tests/unit/rules.h"

static void test_duplicate(void)
{
	begin();
	set_isrc(2, "ZZXYZ2600001");
	set_isrc(3, "ZZXYZ2600001");
	run(2, "one code three times");
	said(0, "isrc-duplicate", PM_ERROR, 2, 201, "ISRC 'ZZXYZ2600001' of track 2 is also the ISRC of track 1");
	said(1, "isrc-duplicate", PM_ERROR, 3, 301, "ISRC 'ZZXYZ2600001' of track 3 is also the ISRC of track 1");
	begin();
	set_isrc(1, "000000000000");
	set_isrc(2, "000000000000");
	set_isrc(3, "000000000000");
	run(1, "zeros mean none");
	said(0, "isrc-missing", PM_NOTE, -1, 5, "no track has an ISRC");
}

static void test_missing(void)
{
	begin();
	set_isrc(1, "");
	set_isrc(3, "");
	disc->track[3].isrc_pos = pm_pos_none();
	run(2, "two of three are missing");
	said(0, "isrc-missing", PM_WARNING, 1, 101, "track 1 has no ISRC, others have");
	said(1, "isrc-missing", PM_WARNING, 3, 300, "track 3 has no ISRC, others have");
	begin();
	set_isrc(1, "");
	set_isrc(2, "");
	set_isrc(3, "");
	disc->track[3].poisoned = PM_POISON_ISRC;
	run(2, "a wrong code is a code");
	said(0, "isrc-missing", PM_WARNING, 1, 101, "track 1 has no ISRC, others have");
}

static void test_year(void)
{
	begin();
	set_isrc(1, "ZZXYZ2700001"); /* 2027: next year */
	set_isrc(2, "ZZXYZ2800001"); /* 1928 */
	set_isrc(3, "ZZXYZ8600001"); /* 1986 */
	run(2, "years");
	said(0, "isrc-year", PM_NOTE, 1, 101, "the year of ISRC 'ZZXYZ2700001' reads as 2027, which is still to come");
	said(1, "isrc-year", PM_NOTE, 2, 201,
	     "the year of ISRC 'ZZXYZ2800001' reads as 1928, before the first codes of 1986; it may be the year of recording");
	begin();
	set_isrc(1, "ZZXYZ2700001");
	pm_check_disc(disc, NULL, &diags);
	IS_INT(diags.count, 0, "nobody says which year it is");
}

static void test_prefix(void)
{
	begin();
	set_isrc(1, "ZZXYO2600001");
	set_isrc(2, "ZZXY02600002");
	set_isrc(3, "ZZXY02600003");
	run(1, "O and 0: said once for each prefix");
	said(0, "isrc-prefix", PM_WARNING, 2, 201, "prefix ZZXY0 of track 2 and ZZXYO of track 1 differ only in letters and digits that look alike");
	begin();
	set_isrc(1, "ZZ1AB2600001");
	set_isrc(2, "");
	disc->track[2].poisoned = PM_POISON_ISRC;
	set_isrc(3, "ZZIAB2600003");
	run(1, "I and 1");
	said(0, "isrc-prefix", PM_WARNING, 3, 301, "prefix ZZIAB of track 3 and ZZ1AB of track 1 differ only in letters and digits that look alike");
	begin();
	set_isrc(1, "ZZXYA2600001");
	set_isrc(2, "ZZXYB2600002");
	set_isrc(3, "ZZXY02600003");
	run(0, "other letters are other prefixes");
	begin();
	set_isrc(1, "ZZXYO2600001");
	set_isrc(2, "ZZXYB2600002");
	set_isrc(3, "ZZXYO2600003");
	run(0, "one prefix twice");
}

static void test_ean(void)
{
	begin();
	disc->mcn.text[0] = '\0';
	run(1, "no UPC/EAN");
	said(0, "ean-missing", PM_NOTE, -1, 5, "the release has no UPC/EAN");
	begin();
	snprintf(disc->mcn.text, sizeof disc->mcn.text, "0000000000000");
	run(1, "zeros mean none");
	begin();
	disc->mcn.text[0] = '\0';
	disc->poisoned = PM_POISON_MCN;
	run(0, "a wrong one has been reported");
}

int main(void)
{
	test_duplicate();
	test_missing();
	test_year();
	test_prefix();
	test_ean();
	return finish();
}
