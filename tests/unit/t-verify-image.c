/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-verify-image.c - a sheet takes the image as it lies: whole, in order, every sample once.  A TOC can say otherwise; alone, without subcode and list,
 * nothing else can tell.
 */
#include "tests/unit/verify-help.h"

/* The TOC of `dir` with other times in a FILE line of its third track, which are sectors 780 to 1085 of the image (00:10:30, 00:04:05). */
static struct set_undo change(const char *toc, const char *from, const char *to)
{
	verify(toc);
	if (!IS_INT(count_found(), 0, "as it was built"))
		show();
	pm_session_release(&session);
	return set_change(toc, from, to);
}

static void test_unused(void)
{
	struct set_undo undo = change("none/x.toc", "SWAP 00:10:30 00:04:05", "SWAP 00:10:30 00:04:04");

	says("none/x.toc", PM_DIAG_AUDIO_DROPPED, PM_WARNING, "588 samples of 'x.bin', from 00:14:34 on, are not used");
	set_undo(&undo);
	undo = change("none/x.toc", "SWAP 00:10:30 00:04:05", "SWAP 00:10:31 00:04:04");
	says("none/x.toc", PM_DIAG_AUDIO_DROPPED, PM_WARNING, "588 samples of 'x.bin', from 00:10:30 on, are not used");
	set_undo(&undo);
	/* One sample at the end of the image. */
	{
		size_t n;
		uint8_t *bin = set_load("none/x.bin", &n), *more = calloc(n + 4, 1);

		if (!bin || !more)
			exit(99);
		memcpy(more, bin, n);
		set_store("none/x.bin", more, n + 4);
		says("none/x.toc", PM_DIAG_AUDIO_DROPPED, PM_WARNING, "1 sample of 'x.bin', from 00:14:35 on, is not used");
		set_store("none/x.bin", bin, n);
		free(more);
		free(bin);
	}
}

static void test_twice(void)
{
	struct set_undo undo = change("none/x.toc", "SWAP 00:10:30 00:04:05", "SWAP 00:10:28 00:04:07");

	says("none/x.toc", PM_DIAG_AUDIO_SAME, PM_WARNING, "1176 samples of 'x.bin', from 00:10:28 on, are used twice");
	set_undo(&undo);
}

/* Where subcode counts the sectors it is a contradiction, said once. */
static void test_subcode(void)
{
	struct set_undo undo;

	if (remove(temp_path("sub/x.cue")) != 0)
		exit(96);
	undo = change("sub/x.toc", "SWAP 00:10:30 00:04:05", "SWAP 00:10:28 00:04:05");
	says("sub/x.toc", PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "LBA 780 is taken from sector 778 of 'x.bin', whose subcode is that of LBA 778");
	set_undo(&undo);
	/* 780 sectors of 2448 bytes lie before track 3; cdrdao counts bytes. */
	undo = change("raw/x.toc", "#1909440", "#1906992");
	says("raw/x.toc", PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "LBA 780 is taken from sector 779 of 'x.bin', whose subcode is that of LBA 779");
	set_undo(&undo);
}

static void build(const char *dir, enum pm_sub sub)
{
	char list[64];

	snprintf(list, sizeof(list), "%s/CHECKSUM.MD5", dir);
	if (!set_build(dir, PM_FORMAT_CUE, sub) || remove(temp_path(list)) != 0)
		exit(97);
}

int main(void)
{
	set_begin();
	build("none", PM_SUB_NONE);
	build("sub", PM_SUB_DEINTERLEAVED);
	build("raw", PM_SUB_RAW96);
	if (remove(temp_path("none/x.cue")) != 0)
		exit(96);
	test_unused();
	test_twice();
	test_subcode();
	set_end();
	return tap_done();
}
