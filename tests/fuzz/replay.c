/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay.c - a main without a fuzzing engine: gives a target every file named, every file of every folder named, and each of them cut off at every
 * 64th byte (at most PM_REPLAY_CUTS cuts a file).  Without arguments it takes the folders of PM_FUZZ_DIRS (":" between) below $PM_SHARED, and skips
 * where that is absent.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "base/source.h"

#define PM_REPLAY_CUTS 300
#define PM_REPLAY_MAX_BYTES (4u << 20)
#ifndef PM_FUZZ_DIRS
#define PM_FUZZ_DIRS ""
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned runs, files, unreadable;

/* In memory of exactly that size, so that a sanitizer sees each byte read too far. */
static void run_cut(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		exit(99);
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	runs++;
}

static void run_file(const char *path)
{
	uint8_t *data = NULL;
	size_t size = 0, at, step;

	if (pm_file_read(path, PM_REPLAY_MAX_BYTES, &data, &size, NULL) < 0) {
		unreadable++;
		return;
	}
	files++;
	printf("# %s\n", path);
	fflush(stdout);
	step = size / 64 > PM_REPLAY_CUTS ? size / PM_REPLAY_CUTS / 64 * 64 + 64 : 64;
	for (at = 0; at < size; at += step)
		run_cut(data, at);
	run_cut(data, size);
	free(data);
}

static void run_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir) {
		unreadable++;
		return;
	}
	while ((entry = readdir(dir)) != NULL) {
		char *name = entry->d_name[0] == '.' ? NULL : pm_path_join(path, entry->d_name);

		if (name && pm_path_is_file(name))
			run_file(name);
		free(name);
	}
	closedir(dir);
}

static void run_path(const char *path)
{
	if (pm_path_is_dir(path))
		run_folder(path);
	else
		run_file(path);
}

static void run_shared(const char *shared)
{
	const char *at = PM_FUZZ_DIRS;

	while (*at) {
		size_t length = strcspn(at, ":");
		char *name = pm_str_dup_n(at, length), *path = name ? pm_path_join(shared, name) : NULL;

		if (path)
			run_path(path);
		free(path);
		free(name);
		at += length + (at[length] == ':');
	}
}

int main(int argc, char **argv)
{
	const char *shared = getenv("PM_SHARED");
	int i;

	for (i = 1; i < argc; i++)
		run_path(argv[i]);
	if (argc < 2 && (!shared || !*shared)) {
		printf("ok 1 - replay # SKIP no shared files\n1..1\n");
		return 0;
	}
	if (argc < 2)
		run_shared(shared);
	printf("%sok 1 - %u files, %u runs\n1..1\n", files && !unreadable ? "" : "not ", files, runs);
	return files && !unreadable ? 0 : 1;
}
