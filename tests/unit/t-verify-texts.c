/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-verify-texts.c - the texts that stand in a set a second time: in the packs, in the v07t sheet, in the cue sheet. */
#include "tests/unit/verify-help.h"

static void test_sheets(void)
{
	says_otherwise("set/x.cue", "Slack Water", "Other Water", PM_DIAG_CDTEXT_MISMATCH, "Other Water");
	says_otherwise("set/x.v07t", "Slack Water", "Black Water", PM_DIAG_CDTEXT_MISMATCH, "Black Water");
	says_otherwise("set/x.v07t", "ZZXYZ2600002", "ZZXYZ2600009", PM_DIAG_CDTEXT_MISMATCH, "ZZXYZ2600009");
	says_otherwise("set/x.v07t", "0012345678905", "5099749534728", PM_DIAG_CDTEXT_MISMATCH, "5099749534728");
	says_otherwise("set/x.v07t", "= English", "= French", PM_DIAG_CDTEXT_MISMATCH, "the language of CD-Text block 0 is 'French', in ");
}

static void test_packs(void)
{
	set_flip("set/x.cdt", 18 + 6, 1);
	verify("set/x.toc");
	OK(find(PM_DIAG_CDTEXT_CRC, "bit 0 of byte 6"), "a bit of the packs, beside the TOC");
	pm_session_release(&session);
	verify("set/x.cue");
	OK(find(PM_DIAG_CDTEXT_CRC, "bit 0 of byte 6"), "and where the cue sheet names them");
	pm_session_release(&session);
	set_flip("set/x.cdt", 18 + 6, 1);
}

/* Without packs a cue sheet holds what it can, and is asked for no more. */
static void test_without_packs(void)
{
	struct set_undo undo = set_change("set/x.cue", "CDTEXTFILE \"x.cdt\"\r\n", "");

	put_away("set/x.cdt");
	is_whole("set/x.cue", "a cue sheet with its own texts alone");
	put_back("set/x.cdt");
	/* Where the packs lie beside it, they are held against the rest all the same; and whoever takes the sheet misses them. */
	says("set/x.cue", PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, "x.cdt lies beside the sheet, which does not name it");
	set_flip("set/x.cdt", 18 + 6, 1);
	verify("set/x.cue");
	OK(find(PM_DIAG_CDTEXT_CRC, "bit 0 of byte 6"), "a bit of packs that no sheet names");
	pm_session_release(&session);
	set_flip("set/x.cdt", 18 + 6, 1);
	set_undo(&undo);
}

int main(void)
{
	begin_without_list();
	test_sheets();
	test_packs();
	test_without_packs();
	is_whole("set/x.cue", "back as it was");
	set_end();
	return tap_done();
}
