/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-extract.c - tracks as files: which sectors go into which, to the sample and written by hand; the cue sheet; what forbids it. */
#include <dirent.h>

#include "tests/unit/masterset.h"

static struct pm_session s;
static struct pm_extract_result result;
static uint8_t *programme; /* from LBA 0 */

static int extract(const char *source, struct pm_extract_request *request)
{
	char out[1100];

	pm_extract_result_release(&result);
	pm_session_release(&s);
	pm_session_init(&s);
	snprintf(out, sizeof(out), "%s", temp_path("out"));
	request->out_dir = out;
	return pm_verb_extract(&s, temp_path(source), request, &result);
}

static void clear(void)
{
	pm_temp_remove(temp_path("out"));
}

static int files_in(const char *name, int hidden)
{
	DIR *d = opendir(temp_path(name));
	struct dirent *e;
	int n = 0;

	while (d && (e = readdir(d)))
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..") && (e->d_name[0] == '.') == hidden;
	if (d)
		closedir(d);
	return n;
}

static uint32_t le(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* A WAV's data chunk, walked to by hand, is these sectors. */
static void wav_is(const char *file, int32_t start_lba, int32_t end_lba)
{
	char name[300];
	size_t n = 0, at = 12;
	uint8_t *data;
	int good = 0;

	snprintf(name, sizeof(name), "out/%s", file);
	data = set_load(name, &n);
	while (data && at + 8 <= n && memcmp(data + at, "data", 4))
		at += 8 + le(data + at + 4) + (le(data + at + 4) & 1);
	if (data && at + 8 <= n && le(data + at + 4) == (uint32_t)(end_lba - start_lba) * 2352 && at + 8 + le(data + at + 4) <= n)
		good = !memcmp(data + at + 8, programme + (size_t)start_lba * 2352, (size_t)(end_lba - start_lba) * 2352);
	if (!OK(good, file))
		printf("# %zu bytes, data at %zu\n", n, at);
	free(data);
}

static void test_gaps(void)
{
	struct pm_extract_request request = {0};

	IS_INT(extract("album.csv", &request), PM_OK, "pauses behind the track before them");
	IS_INT(result.extracted, 1, "extracted");
	IS_INT(result.file_count, 3, "three files");
	IS_STR(result.cue_name, "album.cue", "and a cue sheet");
	IS_INT(files_in("out", 0), 4, "and nothing else");
	wav_is("01 Slack Water.wav", 0, 470);
	wav_is("02 \xc3\x89t\xc3\xa9.wav", 470, 780);
	wav_is("03 Cold Pier.wav", 780, 1085);
	OK(set_find("out/album.cue", "ISRC ZZXYZ2600002") > 0 && set_find("out/album.cue", "CATALOG 0012345678905") < 10, "with its codes");
	/* Index 00 of track 2 lies in the first file, at 320: 00:04:20. */
	OK(set_find("out/album.cue", "INDEX 00 00:04:20") < set_find("out/album.cue", "FILE \"02 "), "the pause in the first file");
	clear();
	request.gaps = PM_GAPS_NEXT;
	IS_INT(extract("album.csv", &request), PM_OK, "pauses before their track");
	wav_is("01 Slack Water.wav", 0, 320);
	wav_is("02 \xc3\x89t\xc3\xa9.wav", 320, 780);
	wav_is("03 Cold Pier.wav", 780, 1085);
	OK(set_find("out/album.cue", "INDEX 01 00:02:00") > set_find("out/album.cue", "FILE \"02 "), "index 01 two seconds into the second file");
	clear();
}

static void test_some(void)
{
	struct pm_extract_request request = {.some_tracks = 1};

	request.track[2] = 1;
	IS_INT(extract("album.csv", &request), PM_OK, "track 2 alone");
	IS_INT(result.file_count, 1, "one file");
	OK(!result.cue_name && files_in("out", 0) == 1, "no cue sheet");
	wav_is("02 \xc3\x89t\xc3\xa9.wav", 470, 780);
	clear();
	request.track[1] = request.track[3] = 1;
	IS_INT(extract("album.csv", &request), PM_OK, "all tracks by name");
	OK(result.cue_name && files_in("out", 0) == 4, "with a cue sheet: that is all there is");
	clear();
	memset(request.track, 0, sizeof(request.track));
	request.track[0] = request.track[9] = 1;
	IS_INT(extract("album.csv", &request), PM_E_USAGE, "what there is not");
	OK(strstr(s.error.message, "has nothing before track 1") && !result.extracted && !set_exists("out"), "is said, and no DIR made");
}

/* Hidden audio: between the two seconds and track 1's index 01. */
static void test_hidden(void)
{
	struct pm_extract_request request = {0};

	set_text("hidden.csv", "Track,File,Title\n0,two.wav,\n1,one.wav,One\n");
	memmove(programme + 310 * 2352, programme, 320 * 2352);
	noise(programme, 310 * 2352, 2);
	IS_INT(extract("hidden.csv", &request), PM_OK, "hidden audio");
	IS_INT(result.file_count, 2, "two files");
	wav_is("00 Hidden audio.wav", 0, 310);
	wav_is("01 One.wav", 310, 630);
	clear();
	request.some_tracks = 1;
	request.track[0] = 1;
	IS_INT(extract("hidden.csv", &request), PM_OK, "that alone");
	wav_is("00 Hidden audio.wav", 0, 310);
	IS_INT(files_in("out", 0), 1, "and nothing else");
	clear();
	request.some_tracks = 0;
	request.gaps = PM_GAPS_NEXT;
	IS_INT(extract("hidden.csv", &request), PM_OK, "with its track");
	wav_is("01 One.wav", 0, 630);
	IS_INT(result.file_count, 1, "one file");
	clear();

	/* Sound in the two seconds: a file of its own, beside the cue sheet, and a warning. */
	OK(set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE), "a DDP");
	set_flip("ddp/IMAGE.DAT", 149 * 2352, 0x11);
	unlink(temp_path("ddp/CHECKSUM.MD5"));
	unlink(temp_path("ddp/CHECKSUM.TXT"));
	request.gaps = PM_GAPS_PREVIOUS;
	IS_INT(extract("ddp", &request), PM_OK, "a click before LBA 0");
	OK(set_has(&s, PM_DIAG_CUE_LEAD_AUDIO, PM_WARNING, "two seconds before LBA 0"), "is a warning");
	IS_INT(result.file_count, 4, "and a file");
	OK(set_exists("out/00 Lead-in pause.wav"), "of its own");
	clear();
}

static void test_flac(void)
{
	struct pm_extract_request request = {.encoding = PM_ENCODE_FLAC, .name = "named"};
	size_t n = 0;
	uint8_t *data;

	IS_INT(extract("album.csv", &request), PM_OK, "FLAC");
	IS_STR(result.cue_name, "named.cue", "under another name");
	data = set_load("out/03 Cold Pier.flac", &n);
	/* Source: the FLAC format: "fLaC", then STREAMINFO whose last 36 bits before the MD5 are the samples: 305 * 588 = 179340. */
	OK(data && n > 42 && !memcmp(data, "fLaC", 4) && (data[4] & 0x7f) == 0, "is FLAC");
	OK(data && (((uint32_t)data[22] << 24 | (uint32_t)data[23] << 16 | (uint32_t)data[24] << 8 | data[25]) == 179340), "of as many samples");
	free(data);
	OK(set_find("out/03 Cold Pier.flac", "ISRC=ZZXYZ2600003") > 42, "with its ISRC");
	clear();
}

static void test_forbidden(void)
{
	struct pm_extract_request request = {0};

	set_text("bad.csv", "Track,File,Title,ISRC\n1,one.wav,One,ZZXYZ260001\n");
	IS_INT(extract("bad.csv", &request), PM_OK, "a sheet with a mistake");
	OK(!result.extracted && !set_exists("out") && s.diags.count_of[PM_ERROR] == 1, "forbids it");
	OK(result.disc != NULL, "what was read is given");
	/* What lies between End and the next Start is dropped where a Gap stands there: a warning (contract section 3). */
	set_text("warn.csv", "Track,File,Start,End,Gap\n1,one.wav,0,2s,\n2,one.wav,3s,4s,1s\n");
	request.strict = 1;
	IS_INT(extract("warn.csv", &request), PM_OK, "a warning, strictly");
	OK(set_has(&s, PM_DIAG_AUDIO_DROPPED, PM_WARNING, NULL) && !result.extracted && !set_exists("out"), "too");
	request.strict = 0;
	/* Data is never written as audio: an error that --allow does not lower, unless nobody asked for that track. */
	set_text("data.cue", "FILE \"one.wav\" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\nFILE \"data.bin\" BINARY\n  TRACK 02 MODE1/2352\n    INDEX 01 00:00:00\n");
	{
		uint8_t *zeros = calloc(600, 2352);

		if (!zeros)
			exit(99);
		set_store("data.bin", zeros, 600 * 2352);
		free(zeros);
	}
	IS_INT(extract("data.cue", &request), PM_OK, "a data track");
	OK(set_has(&s, PM_DIAG_DATA_TRACK, PM_ERROR, "track 2 is a data track") && !result.extracted && !set_exists("out"), "is an error");
	request.some_tracks = 1;
	request.track[1] = 1;
	IS_INT(extract("data.cue", &request), PM_OK, "that nobody asked for");
	OK(result.extracted && set_exists("out/01.wav") && files_in("out", 0) == 1, "is none");
	clear();
	request.some_tracks = 0;
	request.track[1] = 0;
	request.open.audio_only = 1;
	IS_INT(extract("data.cue", &request), PM_OK, "or is left out");
	OK(result.extracted && set_exists("out/data.cue") && files_in("out", 0) == 2, "on request");
	clear();
	request.open.audio_only = 0;
	set_text("none.csv", "Album,A\n\nTrack,Title,ISRC\n1,One,ZZXYZ2600001\n");
	IS_INT(extract("none.csv", &request), PM_E_FORMAT, "a source without audio");
	OK(strstr(s.error.message, "holds no audio: there is nothing to extract"), "is told so");
	IS_INT(extract("nowhere.csv", &request), PM_E_NOT_FOUND, "no source");
	OK(!result.disc && !set_exists("out"), "no DIR");
	request.name = "a/b";
	IS_INT(extract("album.csv", &request), PM_E_USAGE, "a name that cannot be");
	OK(!result.extracted && !set_exists("out"), "makes nothing");
	request.name = NULL;

	mkdir(temp_path("out"), 0700);
	set_text("out/mine.txt", "x");
	IS_INT(extract("album.csv", &request), PM_E_EXISTS, "a folder with other files");
	request.force = 1;
	IS_INT(extract("album.csv", &request), PM_E_EXISTS, "also with force");
	unlink(temp_path("out/mine.txt"));
	set_text("out/old.wav", "x");
	set_text("out/old.cue", "x");
	request.force = 0;
	IS_INT(extract("album.csv", &request), PM_E_EXISTS, "an older set");
	OK(set_exists("out/old.wav"), "is not touched");
	request.force = 1;
	IS_INT(extract("album.csv", &request), PM_OK, "but with force");
	OK(result.extracted && !set_exists("out/old.wav") && files_in("out", 0) == 4, "replaced");
	clear();
}

static int stop(void *ctx)
{
	return --*(int *)ctx < 0;
}

static void test_world(void)
{
	struct pm_progress progress = {NULL, NULL, stop};
	struct pm_extract_request request = {.open = {.progress = &progress}};
	int left, n, stopped = 0, whole = 0;

	for (n = 0; n < 300 && !whole; n++) {
		int status;

		left = n;
		progress.ctx = &left;
		status = extract("album.csv", &request);
		whole = status == PM_OK && result.extracted;
		stopped += status == PM_E_CANCELLED && !result.extracted && !set_exists("out") && files_in("", 1) == 0;
	}
	OK(whole && stopped == n - 1 && stopped > 5, "stopped anywhere, nothing is left");
	clear();
}

int main(void)
{
	pm_session_init(&s);
	set_begin();
	programme = set_programme();
	test_gaps();
	test_some();
	test_flac();
	test_forbidden();
	test_world();
	test_hidden();
	pm_extract_result_release(&result);
	pm_session_release(&s);
	free(programme);
	set_end();
	return tap_done();
}
