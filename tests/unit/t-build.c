/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-build.c - the verb build: what it writes against samples written by hand; what forbids it; and that DIR is whole or as it was.
 *
 * The proof itself is in t-prove.c and t-prove-cue.c.
 */
#include <dirent.h>

#include "tests/unit/masterset.h"

static struct pm_build_result *result;
static struct pm_session session;

static int build(const char *sheet, struct pm_build_request *request)
{
	char out[1100];

	pm_build_result_release(result);
	pm_session_release(&session);
	pm_session_init(&session);
	snprintf(out, sizeof(out), "%s", temp_path("out"));
	request->out_dir = out;
	return pm_verb_build(&session, temp_path(sheet), request, result);
}

/* Hidden folders left in the temporary folder, where sets are made beside their target. */
static int left_over(void)
{
	DIR *d = opendir(temp_dir);
	struct dirent *e;
	int n = 0;

	while (d && (e = readdir(d)))
		n += e->d_name[0] == '.' && strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	if (d)
		closedir(d);
	return n;
}

static void not_built(const char *name)
{
	OK(!result->built && !set_exists("out") && !left_over(), name);
	IS_INT(result->written.count, 0, "and nothing is listed");
}

static void clear(void)
{
	pm_temp_remove(temp_path("out"));
}

static int holds(const char *file, size_t offset, const uint8_t *want, size_t n)
{
	size_t length = 0;
	uint8_t *data = set_load(file, &length);
	int good = data && length == offset + n && !memcmp(data + offset, want, n);

	free(data);
	return good;
}

static int lists(const char *const *names, size_t count)
{
	size_t i;

	if (result->written.count != count)
		return 0;
	for (i = 0; i < count; i++)
		if (strcmp(result->written.file[i].name, names[i]))
			return 0;
	return 1;
}
#define LISTS(...) lists((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void test_written(void)
{
	struct pm_build_request request = {.name = "x"};
	uint8_t *pcm = set_programme(), zeros[64] = {0};
	size_t i, at, n;
	uint8_t *image, *raw;
	int swapped = 1;

	IS_INT(build("album.csv", &request), PM_OK, "a DDP");
	OK(result->built && result->disc && result->disc->leadout_lba == SET_LEADOUT, "built");
	OK(LISTS("DDPID", "DDPMS", "CDTEXT.BIN", "PQDESCR", "IMAGE.DAT", "CHECKSUM.MD5", "CHECKSUM.TXT"), "seven files");
	OK(holds("out/IMAGE.DAT", 150 * 2352, pcm, SET_LEADOUT * 2352), "two seconds, then the masters to the sample");
	image = set_load("out/IMAGE.DAT", &n);
	for (at = 0, i = 0; image && at + 64 <= 150 * 2352; at += 64)
		i += memcmp(image + at, zeros, 64) != 0;
	IS_INT(i, 0, "the two seconds are silent");
	free(image);
	IS_INT(left_over(), 0, "no temporary folder is left");
	clear();

	request.format = PM_FORMAT_CUE;
	IS_INT(build("album.csv", &request), PM_OK, "a CUE set");
	OK(LISTS("x.bin", "x.cue", "x.toc", "x.cdt", "x.v07t", "x.sub", "CHECKSUM.MD5"), "seven files, in the order of contract section 5");
	OK(holds("out/x.bin", 0, pcm, SET_LEADOUT * 2352), "the masters to the sample, from LBA 0 on");
	clear();
	request.sub = PM_SUB_NONE;
	IS_INT(build("album.csv", &request), PM_OK, "without subcode");
	OK(LISTS("x.bin", "x.cue", "x.toc", "x.cdt", "x.v07t", "CHECKSUM.MD5"), "no .sub");
	clear();
	request.sub = PM_SUB_RAW96;
	IS_INT(build("album.csv", &request), PM_OK, "raw96");
	OK(LISTS("x.bin", "x.toc", "x.cdt", "x.v07t", "CHECKSUM.MD5"), "neither .cue nor .sub");
	raw = set_load("out/x.bin", &n);
	IS_INT(n, SET_LEADOUT * 2448, "2448 a sector");
	for (i = 0; raw && i < SET_LEADOUT && swapped; i++)
		for (at = 0; at < 2352; at += 2)
			swapped &= raw[i * 2448 + at] == pcm[i * 2352 + at + 1] && raw[i * 2448 + at + 1] == pcm[i * 2352 + at];
	OK(swapped, "audio big-endian");
	free(raw);
	free(pcm);
	clear();
}

static void test_options(void)
{
	struct pm_build_request request = {0};
	size_t n, once;
	uint8_t *pq;

	IS_INT(build("album.csv", &request), PM_OK, "ISRC on the first packet of a track");
	pq = set_load("out/PQDESCR", &n);
	for (once = 0; pq && n >= 64; n -= 64)
		once += memcmp(pq + n - 64 + 20, "ZZXYZ2600001", 12) == 0;
	IS_INT(once, 1, "once");
	free(pq);
	clear();
	request.isrc_on_all = 1;
	IS_INT(build("album.csv", &request), PM_OK, "on all");
	pq = set_load("out/PQDESCR", &n);
	for (once = 0; pq && n >= 64; n -= 64)
		once += memcmp(pq + n - 64 + 20, "ZZXYZ2600001", 12) == 0;
	IS_INT(once, 3, "pause, index 01 and 02");
	free(pq);
	clear();
	request.text.no_cdtext_codes = 1;
	IS_INT(build("album.csv", &request), PM_OK, "without codes in the CD-Text");
	pq = set_load("out/CDTEXT.BIN", &n);
	for (once = 0; pq && n >= 18; n -= 18)
		once += pq[n - 18] == 0x8e;
	IS_INT(once, 0, "no pack 8Eh");
	free(pq);
	clear();
}

static void test_forbidden(void)
{
	struct pm_build_request request = {.name = "x"};

	set_text("bad.csv", "Album,A\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ260001\n2,two.wav,Two,ZZXYZ2600002\n");
	IS_INT(build("bad.csv", &request), PM_OK, "a sheet with a mistake is no failure of the world");
	OK(set_has(&session, PM_DIAG_ISRC_FORMAT, PM_ERROR, "ZZXYZ260001"), "but a finding");
	not_built("and forbids the build");
	OK(result->disc != NULL, "what could be read is there to be shown");
	/* Warnings forbid only where the user is strict. */
	set_text("warn.csv", "Album,A\n\nTrack,File,Title,ISRC\n1,one.wav,One,ZZXYZ2600001\n2,two.wav,Two,\n");
	request.strict = 1;
	IS_INT(build("warn.csv", &request), PM_OK, "a track without ISRC, strictly");
	OK(set_has(&session, PM_DIAG_ISRC_MISSING, PM_WARNING, NULL), "is a warning");
	not_built("that forbids");
	request.strict = 0;
	IS_INT(build("warn.csv", &request), PM_OK, "not strictly");
	IS_INT(result->built, 1, "it does not");
	clear();
	set_text("none.csv", "Album,A\n\nTrack,Title,ISRC\n1,One,ZZXYZ2600001\n");
	IS_INT(build("none.csv", &request), PM_E_FORMAT, "a sheet that names no audio");
	OK(strstr(session.error.message, "names no audio"), "is told so");
	not_built("and builds nothing");
	/* Found while listening, after the set was written: strict forbids it all the same. */
	set_text("same.csv", "Album,A\nUPC,0012345678905\n\nTrack,File,Title,ISRC\n1,two.wav,One,ZZXYZ2600001\n2,two.wav,Two,ZZXYZ2600002\n");
	request.strict = 1;
	IS_INT(build("same.csv", &request), PM_OK, "two tracks of the same audio, strictly");
	OK(set_has(&session, PM_DIAG_AUDIO_SAME, PM_WARNING, NULL), "are a warning");
	OK(!result->built && !set_exists("out") && !left_over(), "that forbids");
	request.strict = 0;
}

static void test_target(void)
{
	struct pm_build_request request = {.name = "x"};

	mkdir(temp_path("out"), 0700);
	set_text("out/mine.txt", "mine");
	IS_INT(build("album.csv", &request), PM_E_EXISTS, "a folder with other files");
	OK(!result->disc, "nothing is read");
	request.force = 1;
	IS_INT(build("album.csv", &request), PM_E_EXISTS, "also with force");
	OK(holds("out/mine.txt", 0, (const uint8_t *)"mine", 4) && !left_over(), "they are untouched");
	unlink(temp_path("out/mine.txt"));
	request.force = 0;
	IS_INT(build("album.csv", &request), PM_OK, "an empty folder");
	IS_INT(result->built, 1, "is taken");
	IS_INT(build("album.csv", &request), PM_E_EXISTS, "a set is not replaced");
	request.force = 1;
	IS_INT(build("bad.csv", &request), PM_OK, "nor by one with mistakes");
	OK(!result->built && set_exists("out/DDPID") && !left_over(), "the old one stands");
	set_flip("out/DDPID", 5, 1);
	IS_INT(build("album.csv", &request), PM_OK, "with force");
	OK(result->built && set_find("out/DDPID", "DDP 2.00") == 0, "a new one");
	request.format = PM_FORMAT_CUE;
	IS_INT(build("album.csv", &request), PM_OK, "a CUE set in a DDP's place");
	OK(result->built && set_exists("out/x.cue") && !set_exists("out/DDPID"), "and nothing of the old one is left");
	request.name = "y";
	IS_INT(build("album.csv", &request), PM_OK, "one of another name in its place");
	OK(result->built && set_exists("out/y.cue") && !set_exists("out/x.cue"), "likewise");
	clear();
	request.force = 0;
	request.name = "a/b";
	IS_INT(build("album.csv", &request), PM_E_USAGE, "a name that cannot be");
	not_built("builds nothing");
}

/* Sound in the two seconds that a CUE set does not hold; a DDP does. */
static void test_lead(void)
{
	struct pm_build_request request = {.name = "x"};

	OK(set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE), "a DDP");
	set_flip("ddp/IMAGE.DAT", 2352 * 40 + 1, 0x55);
	unlink(temp_path("ddp/CHECKSUM.MD5"));
	unlink(temp_path("ddp/CHECKSUM.TXT"));
	request.format = PM_FORMAT_CUE;
	IS_INT(build("ddp", &request), PM_OK, "with a click before LBA 0, as CUE");
	OK(set_has(&session, PM_DIAG_CUE_LEAD_AUDIO, PM_ERROR, "from sector -110 on"), "is an error");
	OK(!result->built && !set_exists("out") && !left_over(), "and builds nothing");
	request.format = PM_FORMAT_DDP;
	IS_INT(build("ddp", &request), PM_OK, "as DDP");
	IS_INT(result->built, 1, "is built");
	{
		size_t n;
		uint8_t *want = set_load("ddp/IMAGE.DAT", &n);

		OK(holds("out/IMAGE.DAT", 0, want, n), "with it");
		free(want);
	}
	clear();
}

/* A set that its checksums contradict is not worked on unnoticed; whoever has only this says --allow. */
static void test_old_set(void)
{
	struct pm_build_request request = {.name = "x"};
	char out[1100];

	OK(set_build("ddp2", PM_FORMAT_DDP, PM_SUB_NONE), "a DDP");
	set_flip("ddp2/IMAGE.DAT", 2352 * 400, 1);
	IS_INT(build("ddp2", &request), PM_OK, "with a changed sample");
	OK(set_has(&session, PM_DIAG_CHECKSUM_MISMATCH, PM_ERROR, "IMAGE.DAT"), "is an error");
	OK(!result->built && !set_exists("out") && !left_over(), "and builds nothing");
	pm_build_result_release(result);
	pm_session_release(&session);
	pm_session_init(&session);
	session.diags.allow[PM_DIAG_CHECKSUM_MISMATCH] = 1;
	snprintf(out, sizeof(out), "%s", temp_path("out"));
	request.out_dir = out;
	IS_INT(pm_verb_build(&session, temp_path("ddp2"), &request, result), PM_OK, "where that is allowed");
	OK(set_has(&session, PM_DIAG_CHECKSUM_MISMATCH, PM_NOTE, "IMAGE.DAT"), "a note");
	IS_INT(result->built, 1, "and built");
	clear();
	OK(set_build("cue2", PM_FORMAT_CUE, PM_SUB_NONE), "a CUE set");
	set_flip("cue2/x.bin", 2352 * 400, 1);
	IS_INT(build("cue2", &request), PM_OK, "with a changed sample");
	OK(set_has(&session, PM_DIAG_CHECKSUM_MISMATCH, PM_ERROR, "x.bin"), "is an error");
	not_built("and forbids the build");
	clear();
}

static int stop(void *ctx)
{
	return --*(int *)ctx < 0;
}

static void test_world(void)
{
	struct pm_build_request request = {.name = "x"};
	struct pm_progress progress = {NULL, NULL, stop};
	int left, stopped = 0, whole = 0, n;

	/* Stopped at each of the places where it asks: nothing is left, until it is not stopped any more. */
	for (n = 0; n < 200 && !whole; n++) {
		int status;

		left = n;
		progress.ctx = &left;
		request.open.progress = &progress;
		status = build("album.csv", &request);
		whole = status == PM_OK && result->built;
		stopped += status == PM_E_CANCELLED && !set_exists("out") && !left_over();
	}
	OK(whole && stopped == n - 1 && stopped > 2, "stopped anywhere, nothing is left");
	clear();
	request.open.progress = NULL;
	/* A place that cannot be written is known at once; the sheet's mistakes are told all the same. */
	{
		char out[1100];

		pm_build_result_release(result);
		pm_session_release(&session);
		pm_session_init(&session);
		OK(symlink("loop", temp_path("loop")) == 0, "a link to itself");
		snprintf(out, sizeof(out), "%s", temp_path("loop/out"));
		request.out_dir = out;
		IS_INT(pm_verb_build(&session, temp_path("bad.csv"), &request, result), PM_E_IO, "a DIR below it");
		OK(strstr(session.error.message, "loop") != NULL, "is named");
		OK(set_has(&session, PM_DIAG_ISRC_FORMAT, PM_ERROR, "ZZXYZ260001"), "and the sheet's mistake is told all the same");
		IS_INT(result->built, 0, "nothing is built");
	}
	IS_INT(build("nowhere.csv", &request), PM_E_NOT_FOUND, "no sheet");
	OK(!result->built && !result->disc && !set_exists("out") && !left_over(), "no DIR");
}

int main(void)
{
	result = calloc(1, sizeof(*result));
	if (!result)
		return 99;
	pm_session_init(&session);
	set_begin();
	test_written();
	test_options();
	test_forbidden();
	test_target();
	test_lead();
	test_old_set();
	test_world();
	pm_build_result_release(result);
	pm_session_release(&session);
	free(result);
	set_end();
	return tap_done();
}
