/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-verify-lists.c - which files a finished master consists of, for the lists beside it; and which sources have lists at all. */
#include "tests/unit/verify-help.h"

static void test_list(void)
{
	set_flip("set/x.bin", 100000, 1);
	says("set/x.cue", PM_DIAG_CHECKSUM_MISMATCH, PM_ERROR, "the MD5 of x.bin is ");
	set_flip("set/x.bin", 100000, 1);
	is_whole("set/x.cue", "back as it was");
	put_away("set/CHECKSUM.MD5");
	verify("set/x.cue");
	OK(find(PM_DIAG_CHECKSUM_MISSING, NULL) && !session.diags.count_of[PM_ERROR], "no list: a warning");
	pm_session_release(&session);
	put_back("set/CHECKSUM.MD5");
}

/* Every file of the set wants a digest, whatever else lies beside it. */
static void test_unlisted(void)
{
	static const char *const names[] = {"x.bin", "x.cue", "x.toc", "x.cdt", "x.v07t", "x.sub"};
	struct set_undo undo;
	char part[64];
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(part, sizeof(part), "*%s\n", names[i]);
		undo = set_change("set/CHECKSUM.MD5", part, "*gone\n");
		snprintf(part, sizeof(part), "%s is in no checksum list", names[i]);
		verify("set/x.cue");
		OK(find(PM_DIAG_CHECKSUM_MISSING, part) && find(PM_DIAG_CHECKSUM_MISMATCH, "'gone' is listed"), part);
		pm_session_release(&session);
		set_undo(&undo);
	}
	/* An image of another name is of the set because its sheet names it. */
	undo = set_change("set/x.cue", "x.bin", "y.bin");
	if (link(temp_path("set/x.bin"), temp_path("set/y.bin")) != 0)
		exit(96);
	verify("set/x.cue");
	if (!OK(find(PM_DIAG_CHECKSUM_MISSING, "y.bin is in no checksum list") != NULL, "an image of another name"))
		show();
	pm_session_release(&session);
	if (remove(temp_path("set/y.bin")) != 0)
		exit(96);
	set_undo(&undo);
}

/* Eight digits are a digest only beside a name that is known: a file of the set is known also where it is away. */
static void test_sfv(void)
{
	put_away("set/CHECKSUM.MD5");
	if (rename(temp_path("away"), temp_path("list")) != 0)
		exit(96);
	set_text("set/x.sfv", "; made by hand\nx.sub 12345678\nother.sub 12345678\n");
	put_away("set/x.sub");
	verify("set/x.cue");
	if (!OK(find(PM_DIAG_CHECKSUM_MISMATCH, "'x.sub' is listed and is not in the folder") && session.diags.count_of[PM_ERROR] == 1, "an SFV misses a file"))
		show();
	pm_session_release(&session);
	put_back("set/x.sub");
	if (remove(temp_path("set/x.sfv")) != 0 || rename(temp_path("list"), temp_path("set/CHECKSUM.MD5")) != 0)
		exit(96);
}

/* 1: there are lists about this source. */
static int has_lists(const char *name)
{
	struct pm_session s;
	struct pm_disc *disc = set_open(&s, name);
	struct pm_verifier *lists = NULL;
	int has;

	if (!disc || pm_verify_begin_source(&s, disc, NULL, &lists) != PM_OK)
		exit(98);
	has = lists != NULL;
	pm_verify_free(lists);
	pm_close(disc);
	pm_session_release(&s);
	return has;
}

static void test_sources(void)
{
	OK(has_lists("set/x.cue"), "a CUE set's image");
	OK(has_lists("set/x.toc"), "by its TOC too");
	OK(has_lists("ddp"), "a DDP");
	set_text("list.md5", "d41d8cd98f00b204e9800998ecf8427e *one.wav\n");
	OK(!has_lists("album.csv"), "a sheet over masters has none, whatever lies there");
	put_away("set/CHECKSUM.MD5");
	OK(!has_lists("set/x.cue"), "a CUE set without one");
	set_text("set/other.md5", "d41d8cd98f00b204e9800998ecf8427e *other.txt\n");
	OK(!has_lists("set/x.cue"), "or with one of something else");
	if (remove(temp_path("set/other.md5")) != 0)
		exit(96);
	put_back("set/CHECKSUM.MD5");
	if (remove(temp_path("ddp/CHECKSUM.MD5")) != 0 || remove(temp_path("ddp/CHECKSUM.TXT")) != 0)
		exit(96);
	OK(has_lists("ddp"), "of a DDP it is said that it has none");
}

int main(void)
{
	set_begin();
	if (!set_build("set", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED) || !set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE))
		exit(97);
	test_list();
	test_unlisted();
	test_sfv();
	test_sources();
	set_end();
	return tap_done();
}
