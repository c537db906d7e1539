/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder-help.h - a temporary folder, and what is in it, for tests of what is written to disk. */
#ifndef PM_TESTS_FOLDER_HELP_H
#define PM_TESTS_FOLDER_HELP_H

#include <dirent.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/source.h"
#include "tests/tap.h"

static char folder[] = "/tmp/premaster-test-XXXXXX";

static inline void folder_begin(void)
{
	if (!mkdtemp(folder))
		exit(99);
}

/* It must be empty by then. */
static inline void folder_end(void)
{
	OK(rmdir(folder) == 0, "nothing is left in the folder");
}

/* The path of a file in it; owned by the caller. */
static inline char *at(const char *name)
{
	return pm_path_join(folder, name);
}

static inline void put_bytes(const char *name, const void *data, size_t length)
{
	char *path = at(name);
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(data, 1, length, f) != length || fclose(f) != 0)
		exit(99);
	free(path);
}

/* A file or an empty folder goes. */
static inline void drop(const char *name)
{
	char *path = at(name);

	if (unlink(path) != 0)
		(void)rmdir(path);
	free(path);
}

/* The whole file is this text; want NULL: there is none. */
static inline void has(const char *name, const char *want, const char *what)
{
	char *path = at(name);
	uint8_t *data = NULL;
	size_t n;

	IS_STR(pm_file_read(path, 1 << 20, &data, &n, NULL) == PM_OK ? (char *)data : NULL, want, what);
	free(data);
	free(path);
}

/* Number of entries, hidden ones too. */
static inline int entries(const char *name)
{
	char *path = at(name);
	DIR *d = opendir(path);
	int count = -2;

	while (d && readdir(d))
		count++;
	if (d)
		closedir(d);
	free(path);
	return count;
}

/* Everything in it goes. */
static inline void clear(void)
{
	char *command = pm_str_printf("cd '%s' && chmod -R u+rwx . && find . -mindepth 1 -delete", folder);

	if (system(command) != 0)
		exit(99);
	free(command);
}

#endif
