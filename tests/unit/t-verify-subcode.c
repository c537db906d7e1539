/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-verify-subcode.c - a file of subcode against its disc: its length, its frames, and a world that fails. */
#include "tests/unit/verify-help.h"

static struct pm_session opened;
static struct pm_disc *disc;

static int verify_file(struct pm_session *s, const char *name, uint32_t stride, uint32_t offset, int interleaved, const struct pm_progress *progress)
{
	char path[1100];
	struct pm_subcode_file file = {path, "shown.sub", stride, offset, interleaved};

	snprintf(path, sizeof(path), "%s", temp_path(name));
	pm_session_init(s);
	return pm_verify_subcode_file(disc, &file, &s->sources, &s->diags, progress, &s->error);
}

static void only(const char *name, enum pm_diag_id id, enum pm_severity severity, const char *words)
{
	struct pm_session s;

	IS_INT(verify_file(&s, "cue/x.sub", 96, 0, 0, NULL), PM_OK, name);
	OK(set_has(&s, id, severity, words), words);
	IS_INT(s.diags.count, 1, "and nothing else");
	pm_session_release(&s);
}

static void test_good(void)
{
	struct pm_session s;

	IS_INT(verify_file(&s, "cue/x.sub", 96, 0, 0, NULL), PM_OK, "our own .sub");
	IS_INT(s.diags.count, 0, "no finding");
	pm_session_release(&s);
	IS_INT(verify_file(&s, "raw/x.bin", 2448, 2352, 1, NULL), PM_OK, "our own sectors of 2448 bytes");
	IS_INT(s.diags.count, 0, "no finding");
	pm_session_release(&s);
	/* The same bytes taken for the other form hold no frame at all. */
	IS_INT(verify_file(&s, "cue/x.sub", 96, 0, 1, NULL), PM_OK, "in the wrong form");
	OK(s.diags.count > 0 && set_has(&s, PM_DIAG_SUBCODE_CRC, PM_WARNING, NULL), "no frame's CRC fits");
	pm_session_release(&s);
}

static void test_lengths(void)
{
	size_t n;
	uint8_t *sub = set_load("cue/x.sub", &n), *more = calloc(n + 96, 1);

	if (!sub || !more)
		exit(99);
	memcpy(more, sub, n);
	set_store("cue/x.sub", sub, n - 96);
	only("a sector less", PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "shown.sub holds 1084 sectors of subcode and 0 bytes, the disc has 1085 sectors from LBA 0 on");
	set_store("cue/x.sub", sub, n - 1);
	only("a byte less", PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "holds 1084 sectors of subcode and 95 bytes");
	set_store("cue/x.sub", more, n + 96);
	only("a sector more, which is not looked at", PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "holds 1086 sectors of subcode and 0 bytes");
	set_store("cue/x.sub", sub, n);
	set_flip("cue/x.sub", 700 * 96 + 12 + 5, 1);
	only("one bit of one frame", PM_DIAG_SUBCODE_CRC, PM_WARNING, NULL);
	set_store("cue/x.sub", sub, n);
	free(more);
	free(sub);
}

static int stop(void *ctx)
{
	return --*(int *)ctx < 0;
}
static uint64_t last_done, last_total;
static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	(void)ctx;
	(void)phase;
	last_done = done;
	last_total = total;
}

static void test_world(void)
{
	int left = 2;
	struct pm_progress progress = {&left, report, stop};
	struct pm_session s;

	IS_INT(verify_file(&s, "cue/none.sub", 96, 0, 0, NULL), PM_E_NOT_FOUND, "a file that is not there");
	OK(strstr(s.error.message, "cannot open '") && strstr(s.error.message, "none.sub"), "is named");
	pm_session_release(&s);
	IS_INT(verify_file(&s, "cue", 96, 0, 0, NULL), PM_E_FORMAT, "a folder");
	pm_session_release(&s);
	IS_INT(verify_file(&s, "cue/x.sub", 96, 0, 0, &progress), PM_E_CANCELLED, "stopped");
	IS_INT(last_done, 768, "in the third piece of 256 sectors");
	IS_INT(last_total, SET_LEADOUT, "of all");
	pm_session_release(&s);
	disc->laid_out = 0;
	IS_INT(verify_file(&s, "cue/x.sub", 96, 0, 0, NULL), PM_E_RANGE, "a disc without times");
	OK(strstr(s.error.message, "cannot check the subcode in '"), "is said");
	disc->laid_out = 1;
	pm_session_release(&s);
}

/* As a part of verify: the .sub that is called like the sheet, or what the image itself holds. */
static void test_set(void)
{
	size_t n, i;
	uint8_t *sub = set_load("cue/x.sub", &n), *zeros = calloc(n, 1);

	if (!sub || !zeros || remove(temp_path("cue/CHECKSUM.MD5")) != 0 || remove(temp_path("raw/CHECKSUM.MD5")) != 0)
		exit(99);
	IS_INT(n, 1085 * 96, "96 bytes a sector of the audio");
	set_flip("cue/x.sub", 100 * 96 + 12 + 3, 0x10);
	says("cue/x.cue", PM_DIAG_SUBCODE_CRC, PM_WARNING, "LBA 100");
	says("cue/x.toc", PM_DIAG_SUBCODE_CRC, PM_WARNING, "LBA 100");
	set_store("cue/x.sub", sub, n / 2);
	verify("cue/x.cue");
	OK(session.diags.count_of[PM_ERROR] > 0, "half of the subcode");
	pm_session_release(&session);
	set_store("cue/x.sub", zeros, n);
	verify("cue/x.cue");
	OK(count_found() > 0, "zeros are no subcode");
	pm_session_release(&session);
	memcpy(zeros, sub, n);
	for (i = 0; i < n; i += 96)
		zeros[i] ^= 0xFF; /* P */
	set_store("cue/x.sub", zeros, n);
	verify("cue/x.cue");
	OK(!session.diags.count_of[PM_ERROR], "a verifier never fails on P");
	pm_session_release(&session);
	set_store("cue/x.sub", sub, n);
	is_whole("cue/x.cue", "back as it was");
	/* Q is bit 6 of each of the 96 bytes behind the audio. */
	set_flip("raw/x.bin", 100 * 2448 + 2352 + 30, 0x40);
	says("raw/x.toc", PM_DIAG_SUBCODE_CRC, PM_WARNING, "LBA 100");
	set_flip("raw/x.bin", 100 * 2448 + 2352 + 30, 0x40);
	is_whole("raw/x.toc", "back as it was");
	free(zeros);
	free(sub);
}

int main(void)
{
	set_begin();
	if (!OK(set_build("cue", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED) && set_build("raw", PM_FORMAT_CUE, PM_SUB_RAW96), "built"))
		return tap_done();
	disc = set_open(&opened, "album.csv");
	if (!OK(disc != NULL, "the sheet"))
		return tap_done();
	test_good();
	test_lengths();
	test_world();
	test_set();
	pm_close(disc);
	pm_session_release(&opened);
	set_end();
	return tap_done();
}
