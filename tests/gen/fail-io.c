/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fail-io.c - preloaded into a program: the Nth call of a kind goes wrong, on the files the program writes (and for read on large ones it reads).
 *
 * PM_FAIL="CALL N ERRNO": CALL is write, fsync, close, ftruncate, fallocate, rename, mkdir, create, read; N counts from 1; ERRNO is a number.
 * PM_FAIL="flip N": the Nth write stores another first byte and says nothing.
 * PM_FAIL="short 0": every write takes only a part.    PM_FAIL="interrupt 0": every second write and read is interrupted first.
 * PM_FAIL_MARK names a file that is made when a fault has come.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LARGE_BYTES 100000

static char kind[16];
static int nth, code;
static atomic_int calls;

__attribute__((constructor)) static void begin(void)
{
	const char *fail = getenv("PM_FAIL");

	if (fail && sscanf(fail, "%15s %d %d", kind, &nth, &code) < 2)
		kind[0] = '\0';
}

/* The real function: dlsym's answer, which C cannot cast to a function. */
#define REAL(type, name, ...)                              \
	static type (*real)(__VA_ARGS__);                  \
	if (!real) {                                       \
		void *found = dlsym(RTLD_NEXT, name);      \
		memcpy(&real, &found, sizeof(found));      \
	}

static void mark(void)
{
	const char *path = getenv("PM_FAIL_MARK");
	long fd = path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600) : -1;

	if (fd >= 0)
		syscall(SYS_close, fd);
}

/* 1: this is the call that goes wrong. */
static int is_due(const char *call)
{
	if (strcmp(kind, call) != 0 || atomic_fetch_add(&calls, 1) + 1 != nth)
		return 0;
	mark();
	errno = code;
	return 1;
}

static int is_written(int fd)
{
	struct stat st;
	int flags = fcntl(fd, F_GETFL);

	return fd > 2 && flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

static int is_large(int fd)
{
	struct stat st;

	return fd > 2 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > LARGE_BYTES;
}

static int is_interrupted(void)
{
	if (strcmp(kind, "interrupt") != 0 || atomic_fetch_add(&calls, 1) % 2)
		return 0;
	mark();
	errno = EINTR;
	return 1;
}

ssize_t write(int fd, const void *data, size_t length)
{
	REAL(ssize_t, "write", int, const void *, size_t)
	if (!is_written(fd))
		return real(fd, data, length);
	if (is_due("write") || is_interrupted())
		return -1;
	if (strcmp(kind, "short") == 0 && length > 1) {
		mark();
		return real(fd, data, length / 2 + 1);
	}
	if (length && is_due("flip")) {
		char first = (char)(*(const char *)data ^ 1);
		ssize_t n = real(fd, &first, 1), m;

		if (n != 1 || length == 1)
			return n;
		m = real(fd, (const char *)data + 1, length - 1);
		return m < 0 ? 1 : m + 1;
	}
	return real(fd, data, length);
}

int fsync(int fd)
{
	REAL(int, "fsync", int)
	return is_due("fsync") ? -1 : real(fd);
}

int close(int fd)
{
	REAL(int, "close", int)
	int fails = is_written(fd) && is_due("close"), result = real(fd);

	if (!fails)
		return result;
	errno = code;
	return -1;
}

int ftruncate(int fd, off_t length)
{
	REAL(int, "ftruncate", int, off_t)
	return is_due("ftruncate") ? -1 : real(fd, length);
}

int fallocate(int fd, int mode, off_t offset, off_t length)
{
	REAL(int, "fallocate", int, int, off_t, off_t)
	return is_due("fallocate") ? -1 : real(fd, mode, offset, length);
}

int rename(const char *from, const char *to)
{
	REAL(int, "rename", const char *, const char *)
	return is_due("rename") ? -1 : real(from, to);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	REAL(int, "renameat2", int, const char *, int, const char *, unsigned)
	return is_due("rename") ? -1 : real(from_dir, from, to_dir, to, flags);
}

int mkdir(const char *path, mode_t mode)
{
	REAL(int, "mkdir", const char *, mode_t)
	return is_due("mkdir") ? -1 : real(path, mode);
}

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;

	REAL(int, "open", const char *, int, ...)
	if (!(flags & O_CREAT))
		return real(path, flags);
	va_start(ap, flags);
	mode = va_arg(ap, mode_t);
	va_end(ap);
	return is_due("create") ? -1 : real(path, flags, mode);
}

ssize_t read(int fd, void *data, size_t length)
{
	REAL(ssize_t, "read", int, void *, size_t)
	return is_large(fd) && (is_due("read") || is_interrupted()) ? -1 : real(fd, data, length);
}

ssize_t pread(int fd, void *data, size_t length, off_t offset)
{
	REAL(ssize_t, "pread", int, void *, size_t, off_t)
	return is_large(fd) && (is_due("read") || is_interrupted()) ? -1 : real(fd, data, length, offset);
}

/* What these are called where headers fortify them. */
ssize_t __read_chk(int fd, void *data, size_t length, size_t room);
ssize_t __read_chk(int fd, void *data, size_t length, size_t room)
{
	REAL(ssize_t, "__read_chk", int, void *, size_t, size_t)
	return is_large(fd) && (is_due("read") || is_interrupted()) ? -1 : real(fd, data, length, room);
}

ssize_t __pread_chk(int fd, void *data, size_t length, off_t offset, size_t room);
ssize_t __pread_chk(int fd, void *data, size_t length, off_t offset, size_t room)
{
	REAL(ssize_t, "__pread_chk", int, void *, size_t, off_t, size_t)
	return is_large(fd) && (is_due("read") || is_interrupted()) ? -1 : real(fd, data, length, offset, room);
}
