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

int main(void)
{
	begin_without_list();
	is_whole("set/x.cue", "both say the same");
	test_codes_and_flags();
	test_times();
	test_spans();
	test_errors();
	test_texts();
	is_whole("set/x.cue", "back as it was");
	set_end();
	return tap_done();
}
