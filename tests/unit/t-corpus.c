/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-corpus.c - every file of the corpus through the whole pipeline in one process: opened, laid out, checked; whole, and cut off at every 64th byte
 * (audio: in its first 4 KiB).  What is found does not matter here: no crash, no hang (an alarm), no leak (build with sanitizers).
 *
 * Cue sheets, TOCs, subcode and everything else is opened under its own name, with the files it speaks of missing; whole cue sheets and TOCs a second
 * time with all of them there.  Audio files are opened through a cue sheet, as they are and with --convert; packs by CDTEXTFILE; v07t sheets by --cdtext.
 */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/temp.h"
#include "master/master.h"

#include "tests/tap.h"

#define HANG_SECONDS 60u
#define FILE_MAX (64u << 20)
#define AUDIO_CUT_MAX 4096u
#define HOST_NAME "host.cue"

enum way { AS_ITSELF, AS_AUDIO, AS_PACKS, AS_TEXT };

struct corpus {
	char *dir;     /* a folder of our own */
	char *host;    /* DIR/host.cue */
	unsigned runs;
	int trouble;   /* PM_E_NOMEM, PM_E_IO: the test itself cannot go on */
};

static int write_bytes(const char *path, const void *bytes, size_t length)
{
	FILE *f = fopen(path, "wb");
	int good = f && (length == 0 || fwrite(bytes, length, 1, f) == 1);

	return f && fclose(f) == 0 && good;
}

static void judge(struct corpus *c, int status, const char *path)
{
	c->runs++;
	if (status == PM_E_NOMEM || status == PM_E_IO) {
		printf("# %s: %s\n", path, pm_status_text(status));
		c->trouble = 1;
	}
}

static void check_path(struct corpus *c, const char *path, const char *text, int convert)
{
	struct pm_check_request request = {.open = {.convert = convert, .work_dir = c->dir}};
	struct pm_session s;
	int status;

	if (text) {
		request.open.cdtext_files = &text;
		request.open.cdtext_count = 1;
	}
	pm_session_init(&s);
	alarm(HANG_SECONDS);
	status = pm_verb_check(&s, path, &request, NULL);
	alarm(0);
	judge(c, status, path);
	pm_session_release(&s);
}

/* A sheet of one track whose audio, or whose CD-Text, is the file. */
static void host(struct corpus *c, const char *name, enum way way)
{
	char sheet[1200];

	if (way == AS_AUDIO)
		(void)snprintf(sheet, sizeof sheet, "FILE \"%s\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:04:00\n", name);
	else
		(void)snprintf(sheet, sizeof sheet, "%s%s%sFILE \"none.bin\" BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n",
			       way == AS_PACKS ? "CDTEXTFILE \"" : "", way == AS_PACKS ? name : "", way == AS_PACKS ? "\"\n" : "");
	if (!write_bytes(c->host, sheet, strlen(sheet)))
		c->trouble = 1;
}

static void run_bytes(struct corpus *c, const char *name, const uint8_t *bytes, size_t length, enum way way)
{
	char *path = pm_path_join(c->dir, name);

	if (!path || !write_bytes(path, bytes, length)) {
		c->trouble = 1;
	} else if (way == AS_ITSELF) {
		check_path(c, path, NULL, 0);
	} else {
		host(c, name, way);
		check_path(c, c->host, way == AS_TEXT ? path : NULL, 0);
		if (way == AS_AUDIO)
			check_path(c, c->host, NULL, 1);
	}
	if (path)
		(void)unlink(path);
	free(path);
}

/* Every file that the sheet names, ten minutes long and mostly holes: raw audio, which a container's reader takes as damage. */
static void make_files(struct corpus *c, const struct pm_disc *disc, int make)
{
	size_t i;

	for (i = 0; i < disc->file_count; i++) {
		const char *name = disc->file[i].name;
		char *path = name && !strchr(name, '/') && !strchr(name, '\\') && strlen(name) < 200 ? pm_path_join(c->dir, name) : NULL;

		if (path && make && (!write_bytes(path, "RIFF", 4) || truncate(path, (off_t)2352 * 75 * 60 * 10) != 0))
			c->trouble = 1;
		else if (path && !make)
			(void)unlink(path);
		free(path);
	}
}

static void run_with_files(struct corpus *c, const char *name, const uint8_t *bytes, size_t length)
{
	struct pm_open_options options = {.work_dir = c->dir};
	char *path = pm_path_join(c->dir, name);
	struct pm_disc *disc = NULL, *again = NULL;
	struct pm_session s, t;

	pm_session_init(&s);
	pm_session_init(&t);
	if (!path || !write_bytes(path, bytes, length))
		c->trouble = 1;
	else if (pm_open(&s, path, &options, &disc) == PM_OK) {
		make_files(c, disc, 1);
		alarm(HANG_SECONDS);
		judge(c, pm_open(&t, path, &options, &again), path);
		alarm(0);
		make_files(c, disc, 0);
	}
	if (path)
		(void)unlink(path);
	free(path);
	pm_close(disc);
	pm_close(again);
	pm_session_release(&s);
	pm_session_release(&t);
}

static void run_file(struct corpus *c, const char *path, const char *name, enum way way)
{
	uint8_t *bytes = NULL;
	size_t length = 0, at;

	if (pm_file_read(path, FILE_MAX, &bytes, &length, NULL) < 0) {
		c->trouble = 1;
		return;
	}
	for (at = 0; at < length && (way != AS_AUDIO || at <= AUDIO_CUT_MAX); at += 64)
		run_bytes(c, name, bytes, at, way);
	run_bytes(c, name, bytes, length, way);
	if (way == AS_ITSELF)
		run_with_files(c, name, bytes, length);
	free(bytes);
}

static enum way way_of(const char *kind)
{
	if (!strcmp(kind, "wav"))
		return AS_AUDIO;
	if (!strcmp(kind, "cdtext-bin"))
		return AS_PACKS;
	return strcmp(kind, "cdtext-v07t") != 0 ? AS_ITSELF : AS_TEXT;
}

static void run_kind(struct corpus *c, const char *shared, const char *kind)
{
	char folder[4096];
	struct dirent *entry;
	unsigned before = c->runs, files = 0;
	DIR *dir;

	(void)snprintf(folder, sizeof folder, "%s/corpus/%s", shared, kind);
	dir = opendir(folder);
	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = entry->d_name[0] == '.' ? NULL : pm_path_join(folder, entry->d_name);

		if (path && pm_path_is_file(path)) {
			run_file(c, path, entry->d_name, way_of(kind));
			files++;
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	OK(files > 0 && c->runs > before && !c->trouble, kind);
	printf("# %u files, %u runs\n", files, c->runs - before);
}

int main(void)
{
	static const char *const kinds[] = {"cue", "toc", "toc-gold", "subchannel", "cdtext-bin", "cdtext-v07t", "wav", "fulltoc", "riplog", "ids", "validators",
					    "accuraterip"};
	const char *shared = tap_shared();
	struct corpus c = {NULL, NULL, 0, 0};
	struct pm_error err = {0};
	size_t i;

	if (!shared) {
		SKIP("no shared corpus", "corpus");
		return tap_done();
	}
	if (pm_temp_new(NULL, &c.dir, &err) != PM_OK || (c.host = pm_path_join(c.dir, HOST_NAME)) == NULL) {
		OK(0, "a folder to work in");
		return tap_done();
	}
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		run_kind(&c, shared, kinds[i]);
	(void)unlink(c.host);
	OK(rmdir(c.dir) == 0, "nothing is left behind");
	free(c.host);
	free(c.dir);
	return tap_done();
}
