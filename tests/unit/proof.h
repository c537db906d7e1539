/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proof.h - a set changed behind its proof's back, for t-prove and t-prove-cue: each has a prove() that sets err, and a fails(). */
#ifndef PM_TESTS_PROOF_H
#define PM_TESTS_PROOF_H

#include "tests/unit/masterset.h"

static struct pm_error err;

static int prove(void);
/* The proof fails, and says so in these words. */
static void fails(const char *words, const char *name);

/* With bits of one byte of a file changed. */
static inline void flipped(const char *file, size_t at, unsigned bits, const char *words, const char *name)
{
	set_flip(file, at, bits);
	fails(words, name);
	set_flip(file, at, bits);
}

/* With a text of a file changed. */
static inline void changed(const char *file, const char *from, const char *to, const char *words, const char *name)
{
	struct set_undo undo = set_change(file, from, to);

	fails(words, name);
	set_undo(&undo);
}

#endif
