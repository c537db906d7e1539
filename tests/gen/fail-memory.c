/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fail-memory.c - preloaded into a program: the Nth time that it, or the library that writes its JSON, asks for memory there is none.
 *
 * PM_FAIL_MEMORY=N, from 1.  PM_FAIL_MARK names a file that is made when it came.  Other libraries get what they ask for: some of them crash without.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What glibc's own are called beside the names that are taken here. */
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *old, size_t bytes);

struct range {
	uintptr_t from, to;
};

static struct range range[8]; /* of the code whose requests count */
static int ranges;
static long nth;
static atomic_long calls;

static int take(struct dl_phdr_info *info, size_t size, void *ctx)
{
	int i;

	(void)size;
	(void)ctx;
	if (info->dlpi_name[0] && !strstr(info->dlpi_name, "libjansson"))
		return 0;
	for (i = 0; i < info->dlpi_phnum && ranges < 8; i++)
		if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X)) {
			range[ranges].from = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
			range[ranges].to = range[ranges].from + info->dlpi_phdr[i].p_memsz;
			ranges++;
		}
	return 0;
}

__attribute__((constructor)) static void begin(void)
{
	const char *text = getenv("PM_FAIL_MEMORY");

	(void)dl_iterate_phdr(take, NULL);
	nth = text ? atol(text) : 0;
}

static int is_due(const void *caller)
{
	const char *path;
	long fd;
	int i;

	for (i = 0; i < ranges && ((uintptr_t)caller < range[i].from || (uintptr_t)caller >= range[i].to); i++)
		;
	if (!nth || i == ranges || atomic_fetch_add(&calls, 1) + 1 != nth)
		return 0;
	path = getenv("PM_FAIL_MARK");
	fd = path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600) : -1;
	if (fd >= 0)
		syscall(SYS_close, fd);
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t bytes) { return is_due(__builtin_return_address(0)) ? NULL : __libc_malloc(bytes); }
void *calloc(size_t count, size_t bytes) { return is_due(__builtin_return_address(0)) ? NULL : __libc_calloc(count, bytes); }
void *realloc(void *old, size_t bytes) { return is_due(__builtin_return_address(0)) ? NULL : __libc_realloc(old, bytes); }
