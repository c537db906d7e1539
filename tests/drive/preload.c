/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * preload.c - a virtual drive for one process: LD_PRELOAD it, and $PM_VDRIVE_PATH (/dev/pmvd0 when unset) is a CD drive
 * with the disc that the description $PM_VDRIVE names.  Test code; see with-vdrive for how to start a program so.
 *
 * Here are the calls on paths and descriptors; preload-ioctl.c has the requests.  The state of the drive lives as long
 * as the process.
 */
#undef _FILE_OFFSET_BITS /* both names of each call are defined here */
#undef _TIME_BITS
#undef _FORTIFY_SOURCE
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifndef _LARGEFILE64_SOURCE
#define _LARGEFILE64_SOURCE
#endif

#include "tests/drive/preload.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Headers may say nonnull where a caller hands us NULL. */
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wnonnull-compare"
#endif

enum { MAX_FD = 4096, SR_MAJOR = 11 };

static unsigned char ours[MAX_FD];
struct vd_files vd_preload_files;
static int loaded;
pthread_mutex_t vd_preload_lock = PTHREAD_MUTEX_INITIALIZER;

/* The next definition of a call behind this one: the C library's, or a sanitizer's. */
#define NEXT(type, name, ...)                                                                                                  \
	static type (*next)(__VA_ARGS__);                                                                                      \
	if (!next)                                                                                                             \
	*(void **)&next = dlsym(RTLD_NEXT, name)

static const char *device(void)
{
	const char *path = getenv("PM_VDRIVE_PATH");

	return path && *path ? path : "/dev/pmvd0";
}

static int is_path(const char *path)
{
	return path && !strcmp(path, device());
}

static int is_fd(int fd)
{
	return fd >= 0 && fd < MAX_FD && ours[fd];
}

static int load(void)
{
	const char *description = getenv("PM_VDRIVE");
	char error[512] = "PM_VDRIVE names no description";
	int good;

	pthread_mutex_lock(&vd_preload_lock);
	if (!loaded && description)
		loaded = !vd_files_open(&vd_preload_files, description, error, sizeof(error));
	good = loaded;
	pthread_mutex_unlock(&vd_preload_lock);
	if (!good)
		fprintf(stderr, "virtual drive: %s\n", error);
	return good;
}

__attribute__((destructor)) static void unload(void)
{
	if (loaded)
		vd_files_counters(&vd_preload_files);
}

/* --- opening and closing --- */

static int open_ours(int flags)
{
	int fd;

	NEXT(int, "open", const char *, int, ...);
	if (!load()) {
		errno = ENXIO;
		return -1;
	}
	if (!(flags & O_NONBLOCK) && (!vd_preload_files.vd.disc || vd_preload_files.vd.faults.no_disc || vd_preload_files.vd.faults.tray_open)) {
		errno = ENOMEDIUM;
		return -1;
	}
	fd = next("/dev/null", O_RDWR | (flags & O_CLOEXEC));
	if (fd >= MAX_FD) {
		close(fd);
		errno = EMFILE;
		return -1;
	}
	if (fd >= 0)
		ours[fd] = 1;
	return fd;
}

#define MODE_ARGUMENT(flags, mode)                                                                                             \
	mode_t mode = 0;                                                                                                       \
	if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                                 \
		va_list args;                                                                                                  \
		va_start(args, flags);                                                                                         \
		mode = va_arg(args, mode_t);                                                                                   \
		va_end(args);                                                                                                  \
	}

#define OPEN(name)                                                                                                             \
	int name(const char *path, int flags, ...)                                                                             \
	{                                                                                                                      \
		MODE_ARGUMENT(flags, mode)                                                                                     \
		NEXT(int, #name, const char *, int, ...);                                                                      \
		return is_path(path) ? open_ours(flags) : next(path, flags, mode);                                             \
	}
#define OPENAT(name)                                                                                                           \
	int name(int folder, const char *path, int flags, ...)                                                                 \
	{                                                                                                                      \
		MODE_ARGUMENT(flags, mode)                                                                                     \
		NEXT(int, #name, int, const char *, int, ...);                                                                 \
		return is_path(path) ? open_ours(flags) : next(folder, path, flags, mode);                                     \
	}
#define OPEN_2(name)                                                                                                           \
	int name(const char *path, int flags);                                                                                 \
	int name(const char *path, int flags)                                                                                  \
	{                                                                                                                      \
		NEXT(int, #name, const char *, int);                                                                           \
		return is_path(path) ? open_ours(flags) : next(path, flags);                                                   \
	}
#define OPENAT_2(name)                                                                                                         \
	int name(int folder, const char *path, int flags);                                                                     \
	int name(int folder, const char *path, int flags)                                                                      \
	{                                                                                                                      \
		NEXT(int, #name, int, const char *, int);                                                                      \
		return is_path(path) ? open_ours(flags) : next(folder, path, flags);                                           \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
OPEN_2(__open_2)
OPEN_2(__open64_2)
OPENAT_2(__openat_2)
OPENAT_2(__openat64_2)

int close(int fd)
{
	NEXT(int, "close", int);
	if (is_fd(fd)) {
		ours[fd] = 0;
		vd_files_counters(&vd_preload_files);
	}
	return next(fd);
}

static int same(int from, int to)
{
	if (to >= 0 && to < MAX_FD)
		ours[to] = is_fd(from) ? 1 : 0;
	return to;
}

int dup(int fd)
{
	NEXT(int, "dup", int);
	return same(fd, next(fd));
}

int dup2(int fd, int to)
{
	NEXT(int, "dup2", int, int);
	return same(fd, next(fd, to));
}

int dup3(int fd, int to, int flags)
{
	NEXT(int, "dup3", int, int, int);
	return same(fd, next(fd, to, flags));
}

/* --- what kind of file it is --- */

#define FILL(st)                                                                                                               \
	do {                                                                                                                   \
		memset((st), 0, sizeof(*(st)));                                                                                \
		(st)->st_mode = S_IFBLK | 0660;                                                                                \
		(st)->st_nlink = 1;                                                                                            \
		(st)->st_uid = getuid();                                                                                       \
		(st)->st_gid = getgid();                                                                                       \
		(st)->st_rdev = makedev(SR_MAJOR, 0);                                                                          \
		(st)->st_blksize = 2048;                                                                                       \
	} while (0)

#define STAT(name, type)                                                                                                       \
	int name(const char *path, struct type *st)                                                                            \
	{                                                                                                                      \
		NEXT(int, #name, const char *, struct type *);                                                                 \
		if (!is_path(path))                                                                                            \
			return next(path, st);                                                                                 \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define FSTAT(name, type)                                                                                                      \
	int name(int fd, struct type *st)                                                                                      \
	{                                                                                                                      \
		NEXT(int, #name, int, struct type *);                                                                          \
		if (!is_fd(fd))                                                                                                \
			return next(fd, st);                                                                                   \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define FSTATAT(name, type)                                                                                                    \
	int name(int folder, const char *path, struct type *st, int flags)                                                     \
	{                                                                                                                      \
		NEXT(int, #name, int, const char *, struct type *, int);                                                       \
		if (!is_path(path) && !(flags & AT_EMPTY_PATH && is_fd(folder)))                                               \
			return next(folder, path, st, flags);                                                                  \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define XSTAT(name, type)                                                                                                      \
	int name(int version, const char *path, struct type *st);                                                              \
	int name(int version, const char *path, struct type *st)                                                               \
	{                                                                                                                      \
		NEXT(int, #name, int, const char *, struct type *);                                                            \
		if (!is_path(path))                                                                                            \
			return next(version, path, st);                                                                        \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}
#define FXSTAT(name, type)                                                                                                     \
	int name(int version, int fd, struct type *st);                                                                        \
	int name(int version, int fd, struct type *st)                                                                         \
	{                                                                                                                      \
		NEXT(int, #name, int, int, struct type *);                                                                     \
		if (!is_fd(fd))                                                                                                \
			return next(version, fd, st);                                                                          \
		FILL(st);                                                                                                      \
		return 0;                                                                                                      \
	}

STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
FSTAT(fstat, stat)
FSTAT(fstat64, stat64)
FSTATAT(fstatat, stat)
FSTATAT(fstatat64, stat64)
XSTAT(__xstat, stat)
XSTAT(__xstat64, stat64)
XSTAT(__lxstat, stat)
XSTAT(__lxstat64, stat64)
FXSTAT(__fxstat, stat)
FXSTAT(__fxstat64, stat64)

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *st)
{
	NEXT(int, "statx", int, const char *, int, unsigned, struct statx *);
	if (!is_path(path) && !(flags & AT_EMPTY_PATH && is_fd(folder)))
		return next(folder, path, flags, mask, st);
	memset(st, 0, sizeof(*st));
	st->stx_mask = STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_UID | STATX_GID;
	st->stx_mode = S_IFBLK | 0660;
	st->stx_nlink = 1;
	st->stx_uid = getuid();
	st->stx_gid = getgid();
	st->stx_rdev_major = SR_MAJOR;
	st->stx_blksize = 2048;
	return 0;
}

int access(const char *path, int mode)
{
	NEXT(int, "access", const char *, int);
	if (!is_path(path))
		return next(path, mode);
	if (!(mode & X_OK))
		return 0;
	errno = EACCES;
	return -1;
}

int faccessat(int folder, const char *path, int mode, int flags)
{
	NEXT(int, "faccessat", int, const char *, int, int);
	return is_path(path) ? access(path, mode) : next(folder, path, mode, flags);
}

ssize_t readlink(const char *path, char *to, size_t bytes)
{
	NEXT(ssize_t, "readlink", const char *, char *, size_t);
	if (!is_path(path))
		return next(path, to, bytes);
	errno = EINVAL;
	return -1;
}

char *realpath(const char *path, char *to)
{
	NEXT(char *, "realpath", const char *, char *);
	if (!is_path(path))
		return next(path, to);
	if (!to)
		return strdup(path);
	memcpy(to, path, strlen(path) + 1); /* the caller's PATH_MAX bytes */
	return to;
}

/* An audio disc has no blocks to read. */
ssize_t read(int fd, void *to, size_t bytes)
{
	NEXT(ssize_t, "read", int, void *, size_t);
	if (!is_fd(fd))
		return next(fd, to, bytes);
	errno = EIO;
	return -1;
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *arg;

	NEXT(int, "ioctl", int, unsigned long, ...);
	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	return is_fd(fd) ? vd_preload_request(request & 0xFFFFFFFFu, arg) : next(fd, request, arg);
}
