/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hidden.c - hidden places beside outputs, and what killed runs leave in them.  Layer 0. */
#include "config.h"

#include "base/hidden.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/temp.h"

#define NAME_MAX_BYTES 200 /* a longer name leaves no room for an addition: the hidden one goes without it */
#define TAG_DIGITS 6
#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)

char *pm_hidden_path(const char *path, unsigned attempt)
{
	const char *base = pm_path_base(path);
	int is_long = strlen(base) > NAME_MAX_BYTES;
	struct timespec now = {0};
	unsigned long tag;

	clock_gettime(CLOCK_MONOTONIC, &now);
	tag = ((unsigned long)now.tv_nsec ^ ((unsigned long)getpid() << 12) ^ (unsigned long)now.tv_sec) + attempt * 7919ul;
	return pm_str_printf("%.*s.%s%spremaster-%06lx", (int)(base - path), path, is_long ? "" : base, is_long ? "" : ".", tag & 0xFFFFFF);
}

/* Lock a folder that was just made.  0: a sweep took it for a dead run's in the moment before; it is gone or will be. */
static int hold(const char *dir, int *lock)
{
	struct stat mine, there;
	int swept = 1;

	*lock = open(dir, FOLDER_FLAGS);
	if (*lock < 0)
		return errno != ENOENT;
	if (flock(*lock, LOCK_EX | LOCK_NB) != 0)
		swept = errno == EWOULDBLOCK; /* else there are no locks here, and nobody sweeps here either */
	else if (fstat(*lock, &mine) == 0 && lstat(dir, &there) == 0 && mine.st_dev == there.st_dev && mine.st_ino == there.st_ino)
		return 1;
	close(*lock);
	*lock = -1;
	return !swept;
}

int pm_hidden_folder(const char *path, char **dir, int *lock, struct pm_error *err)
{
	unsigned attempt;
	int why = EEXIST;

	for (attempt = 0; why == EEXIST && attempt < PM_HIDDEN_ATTEMPTS; attempt++) {
		char *hidden = pm_hidden_path(path, attempt);

		if (!hidden)
			return pm_error_set(err, PM_E_NOMEM, "not enough memory to write '%s'", path);
		/* Plain mkdir and not mkdtemp, for the permissions. */
		why = mkdir(hidden, 0777) != 0 ? errno : hold(hidden, lock) ? 0 : EEXIST;
		if (!why) {
			*dir = hidden;
			return PM_OK;
		}
		free(hidden);
	}
	return pm_error_set(err, PM_E_IO, "cannot make a folder beside '%s': %s", path, strerror(why));
}

/* Named as pm_hidden_path names what is beside `base`? */
static int is_hidden_name(const char *name, const char *base)
{
	static const char mark[] = ".premaster-";
	size_t base_bytes = strlen(base);

	if (name[0] != '.' || strncmp(name + 1, base, base_bytes) != 0)
		return 0;
	name += 1 + base_bytes;
	if (strncmp(name, mark, sizeof mark - 1) != 0)
		return 0;
	name += sizeof mark - 1;
	return strlen(name) == TAG_DIGITS && strspn(name, "0123456789abcdef") == TAG_DIGITS;
}

/* The lock is held while the folder goes, so that no run can begin to use it. */
static void sweep_one(int parent, const char *dir, const char *name)
{
	char *path = pm_path_join(dir, name);
	int fd = openat(parent, name, FOLDER_FLAGS);
	struct stat st;

	if (path && fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0) {
		(void)fchmod(fd, 0700); /* it may have got the permissions of a read-only set already */
		pm_temp_remove(path);
	}
	if (fd >= 0)
		close(fd);
	free(path);
}

void pm_hidden_sweep(const char *path)
{
	const char *base = pm_path_base(path);
	char *dir = pm_path_dir(path);
	DIR *folder = dir && strlen(base) <= NAME_MAX_BYTES ? opendir(dir) : NULL;
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) != NULL)
		if (is_hidden_name(entry->d_name, base))
			sweep_one(dirfd(folder), dir, entry->d_name);
	if (folder)
		closedir(folder);
	free(dir);
}
