/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verify.h - the files of a set against the checksum lists beside them, while its audio is read for something else.  Layer 3.
 *
 * Begin, hand the taps to the pass that reads the programme, end.  What no pass has brought is read at the end; so is everything where there was no pass.
 */
#ifndef PM_CHECKSUM_VERIFY_H
#define PM_CHECKSUM_VERIFY_H

#include "audio/program.h"
#include "audio/sums.h"
#include "base/diag.h"
#include "base/progress.h"
#include "disc/disc.h"

struct pm_verifier;

/* A file of the set: what a list calls it, and what it is called in the folder (the same, but where it was renamed).  Exactly, or ignoring ASCII case. */
struct pm_verify_name {
	const char *listed, *file;
};

/* The set: a format knows what belongs to it.  Files that are not there are passed over, unless a list has them: whoever knows the set says what is missing. */
struct pm_verify_set {
	const char *dir;
	const struct pm_verify_name *name;
	size_t name_count;
	int fills_folder; /* 1: the folder is the set's: everything in it wants a digest.  0: it may lie beside lists of something else. */
};

/*
 * pm_verify_begin - find the lists in the set's folder, and what they claim
 *
 * Borrows:  disc, sources, diags, progress and err up to pm_verify_free; set in this call only
 */
int pm_verify_begin(struct pm_verifier **out, const struct pm_disc *disc, const struct pm_verify_set *set, struct pm_sources *sources,
                    struct pm_diags *diags, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;
/* 1 when there is a list that claims something of a file of the set. */
int pm_verify_has_claims(const struct pm_verifier *v);
/* For a pass over the whole programme, which hashes those files that are pieces of it.  Returns how many taps there are: 0, or PM_VERIFY_TAPS. */
#define PM_VERIFY_TAPS 2
size_t pm_verify_taps(struct pm_verifier *v, struct pm_tap tap[PM_VERIFY_TAPS]);
/*
 * pm_verify_end - read what no pass has brought, and compare
 *
 * sums:     may be NULL; else a pass is made here, and they are worked out in it; all zero when disc is not laid out
 * Adds:     checksum-missing, checksum-mismatch (a digest differs, or a listed file is absent)
 */
int pm_verify_end(struct pm_verifier *v, struct pm_sums *sums) PM_MUST_USE;
/* NULL is allowed. */
void pm_verify_free(struct pm_verifier *v);

#endif
