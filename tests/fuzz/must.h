/* SPDX-License-Identifier: GPL-3.0-or-later */
/* must.h - what must hold whatever the bytes were: says what does not, and stops the fuzz target there. */
#ifndef PM_TESTS_MUST_H
#define PM_TESTS_MUST_H

#include <stdio.h>
#include <stdlib.h>

static inline void must(int good, const char *what)
{
	if (!good) {
		(void)fprintf(stderr, "must hold: %s\n", what);
		abort();
	}
}

#endif
