/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-verify-sheets.c - NAME.toc against NAME.cue: each is made to say something else, and that is said once, at the TOC's place. */
#include "tests/unit/verify-help.h"

static void test_codes_and_flags(void)
{
	says_otherwise("set/x.toc", "ISRC \"ZZXYZ2600003", "ISRC \"ZZXYZ2600008", PM_DIAG_CUE_MISMATCH, "tracks[3].isrc is 'ZZXYZ2600008', in ");
	says_otherwise("set/x.toc", "CATALOG \"0012345678905", "CATALOG \"5099749534728", PM_DIAG_CUE_MISMATCH, "x.cue it is '0012345678905'");
	says_otherwise("set/x.toc", "\nPRE_EMPHASIS", "\nNO PRE_EMPHASIS", PM_DIAG_CUE_MISMATCH, "pre_emphasis");
	says_otherwise("set/x.toc", "NO COPY", "COPY", PM_DIAG_CUE_MISMATCH, "copy");
}

static void test_times(void)
{
	says_otherwise("set/x.toc", "START 00:02:00", "START 00:01:74", PM_DIAG_CUE_MISMATCH, "indexes[1]");
	says_otherwise("set/x.toc", "INDEX 00:02:00", "INDEX 00:02:01", PM_DIAG_CUE_MISMATCH, "indexes[2]");
	says_otherwise("set/x.cue", "INDEX 02", "INDEX 03", PM_DIAG_INDEX_COUNT, "want INDEX 02 here");
}

/* All times agree, and the samples are others. */
static void test_spans(void)
{
	says_otherwise("set/x.toc", "SWAP 00:04:20", "SWAP 00:04:21", PM_DIAG_CUE_MISMATCH, "from 00:06:20 on the audio is not the audio of ");
}

/* What is wrong with the TOC itself; and of what both have, nothing is said twice. */
static void test_errors(void)
{
	struct set_undo undo;

	says_otherwise("set/x.toc", "NO COPY", "NO COPPY", PM_DIAG_TOC_SYNTAX, "want COPY or PRE_EMPHASIS behind NO");
	undo = set_change("set/x.cue", "ISRC ZZXYZ2600002", "ISRC ZZXYZ2600001");
	verify("set/x.cue");
	if (!OK(find(PM_DIAG_ISRC_DUPLICATE, NULL) && find(PM_DIAG_CUE_MISMATCH, "tracks[2].isrc is 'ZZXYZ2600002', in "), "an ISRC of the cue sheet"))
		show();
	pm_session_release(&session);
	set_undo(&undo);
}

static void test_texts(void)
{
	says_otherwise("set/x.toc", "\"Slack Water\"", "\"Black Water\"", PM_DIAG_CDTEXT_MISMATCH, "the title of track 1 in CD-Text block 0 is 'Black Water', in ");
}

/* What cdrdao would write into the CD-Text of a track without ISRC is the disc's UPC; and a name in other letters it does not find. */
static void test_warnings(void)
{
	struct set_undo undo = set_change("set/x.toc", "    ISRC \"ZZXYZ2600002\"\n", "");

	says("set/x.cue", PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, "CD-Text gives no ISRC, the disc has 'ZZXYZ2600002'");
	set_undo(&undo);
	undo = set_change("set/x.toc", "FILE \"x.bin\"", "FILE \"X.bin\"");
	says("set/x.cue", PM_DIAG_AUDIO_NAME, PM_NOTE, "X.bin");
	set_undo(&undo);
}

/* Where the TOC is the one to be verified, the cue sheet is the second. */
static void test_toc_first(void)
{
	struct set_undo undo;

	is_whole("set/x.toc", "the TOC first");
	undo = set_change("set/x.cue", "ISRC ZZXYZ2600003", "ISRC ZZXYZ2600008");
	says("set/x.toc", PM_DIAG_CUE_MISMATCH, PM_ERROR, "tracks[3].isrc is 'ZZXYZ2600008', in ");
	set_undo(&undo);
	undo = set_change("set/x.cue", "INDEX 02 00:02:00", "INDEX 02 00:02:01");
	says("set/x.toc", PM_DIAG_CUE_MISMATCH, PM_ERROR, "indexes[2]");
	set_undo(&undo);
	undo = set_change("set/x.cue", "Slack Water", "Black Water");
	says("set/x.toc", PM_DIAG_CDTEXT_MISMATCH, PM_ERROR, "Black Water");
	set_undo(&undo);
	undo = set_change("set/x.cue", "TRACK 02", "TRACK 2O");
	verify("set/x.toc");
	OK(find(PM_DIAG_CUE_SYNTAX, NULL), "what is wrong with the cue sheet itself");
	pm_session_release(&session);
	set_undo(&undo);
	/* Without packs a cue sheet is asked only for what it can hold. */
	undo = set_change("set/x.cue", "CDTEXTFILE \"x.cdt\"\r\n", "");
	put_away("set/x.cdt");
	is_whole("set/x.toc", "a cue sheet without packs");
	put_back("set/x.cdt");
	says("set/x.toc", PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, "x.cdt lies beside the sheet, which does not name it");
	set_undo(&undo);
	set_flip("set/x.cdt", 18 + 6, 1);
	says("set/x.toc", PM_DIAG_CDTEXT_CRC, PM_ERROR, "bit 0 of byte 6");
	set_flip("set/x.cdt", 18 + 6, 1);
}

int main(void)
{
	begin_without_list();
	is_whole("set/x.cue", "both say the same");
	test_codes_and_flags();
	test_times();
	test_spans();
	test_errors();
	test_texts();
	test_warnings();
	test_toc_first();
	is_whole("set/x.cue", "back as it was");
	set_end();
	return tap_done();
}
