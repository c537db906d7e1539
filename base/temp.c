/* SPDX-License-Identifier: GPL-3.0-or-later */
/* temp.c - folders for files that live no longer than the run.  Layer 0. */
#include "config.h"

#include "base/temp.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/buf.h"

#define OPEN_FOLDERS_MAX 16

int pm_temp_new(const char *parent, char **dir, struct pm_error *err)
{
	const char *place = parent;
	char *path;
	int status;

	*dir = NULL;
	if (!place || !*place)
		place = getenv("TMPDIR");
	path = pm_str_printf("%s/premaster-XXXXXX", place && *place ? place : "/tmp");
	if (!path)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (!mkdtemp(path)) {
		status = pm_error_io(err, errno, "create a temporary folder in", place && *place ? place : "/tmp");
		free(path);
		return status;
	}
	*dir = path;
	return PM_OK;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)at;
	(void)(type == FTW_DP ? rmdir(path) : unlink(path));
	return 0;
}

void pm_temp_remove(const char *dir)
{
	if (dir)
		(void)nftw(dir, remove_one, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS);
}

int pm_temp_space(const char *dir, uint64_t bytes, struct pm_error *err)
{
	struct statvfs fs;
	uint64_t unit, free_units;

	if (statvfs(dir, &fs) != 0)
		return PM_OK;
	unit = fs.f_frsize ? fs.f_frsize : fs.f_bsize;
	free_units = fs.f_bavail;
	if (!unit || free_units > bytes / unit)
		return PM_OK;
	return pm_error_set(err, PM_E_IO, "%llu MB are needed in '%s', and %llu MB are free there: set TMPDIR to a folder with more room",
			    (unsigned long long)(bytes / 1000000 + 1), dir, (unsigned long long)(free_units * unit / 1000000));
}
