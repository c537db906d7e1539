/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tap.h - the unit tests' few macros.  Prints TAP; the plan comes last, so that a crash shows as a missing plan;
 * a failed assertion also makes the exit status 1.
 */
#ifndef PM_TESTS_TAP_H
#define PM_TESTS_TAP_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tap_count, tap_failed;

static inline int tap_ok(int good, const char *name, const char *file, int line)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++tap_count, name);
	if (!good) {
		tap_failed++;
		printf("# at %s:%d\n", file, line);
	}
	fflush(stdout);
	return good;
}
static inline int tap_int(long long got, long long want, const char *name, const char *file, int line)
{
	if (!tap_ok(got == want, name, file, line)) {
		printf("# got %lld, want %lld\n", got, want);
		return 0;
	}
	return 1;
}
static inline int tap_str(const char *got, const char *want, const char *name, const char *file, int line)
{
	int good = got && want ? strcmp(got, want) == 0 : got == want;

	if (!tap_ok(good, name, file, line))
		printf("# got  '%s'\n# want '%s'\n", got ? got : "(null)", want ? want : "(null)");
	return good;
}
static inline int tap_mem(const void *got, const void *want, size_t n, const char *name, const char *file, int line)
{
	const unsigned char *g = got, *w = want;
	size_t i;

	if (tap_ok(got && memcmp(got, want, n) == 0, name, file, line))
		return 1;
	for (i = 0; got && i < n; i++)
		if (g[i] != w[i]) {
			printf("# first difference at byte %zu: got %02x, want %02x\n", i, g[i], w[i]);
			break;
		}
	return 0;
}
#define OK(cond, name) tap_ok(!!(cond), name, __FILE__, __LINE__)
#define IS_INT(got, want, name) tap_int((long long)(got), (long long)(want), name, __FILE__, __LINE__)
#define IS_STR(got, want, name) tap_str(got, want, name, __FILE__, __LINE__)
#define IS_MEM(got, want, n, name) tap_mem(got, want, n, name, __FILE__, __LINE__)
#define SKIP(why, name) (printf("ok %d - %s # SKIP %s\n", ++tap_count, name, why))

static inline int tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed ? 1 : 0;
}
/* Where the shared vectors lie: $PM_SHARED, set by the Makefile; NULL when absent (then skip). */
static inline const char *tap_shared(void)
{
	const char *dir = getenv("PM_SHARED");

	return dir && *dir ? dir : NULL;
}

#endif
