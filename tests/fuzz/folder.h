/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - a temporary folder, for targets whose reader wants a file with a name; gone when the target ends. */
#ifndef PM_TESTS_FUZZ_FOLDER_H
#define PM_TESTS_FUZZ_FOLDER_H

#include <fcntl.h>
#include <unistd.h>

#include "base/temp.h"
#include "tests/fuzz/must.h"

static char *dir;

static inline void leave(void)
{
	pm_temp_remove(dir);
	free(dir);
}

/* 1 the first time, when the folder is made. */
static inline int enter(void)
{
	struct pm_error err = {0};

	if (dir)
		return 0;
	must(pm_temp_new(NULL, &dir, &err) == PM_OK && atexit(leave) == 0, "a temporary folder");
	return 1;
}

/* `bytes` behind a hole of so many. */
static inline void put_file(const char *path, uint64_t hole, const uint8_t *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	must(fd >= 0 && ftruncate(fd, (off_t)hole) == 0 && lseek(fd, (off_t)hole, SEEK_SET) == (off_t)hole, "a temporary file");
	must((!length || write(fd, bytes, length) == (ssize_t)length) && close(fd) == 0, "its bytes");
}

#endif
