/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print.h - findings as people read them (contract section 6).  Layer 6.
 *
 *	album.csv:12:14: error: ISRC 'ZZXYZ260001' has 11 characters, want 12 [isrc-format]
 *	  3,03 Cold Pier.wav,Cold Pier,ZZXYZ260001,,
 *	                               ^~~~~~~~~~~
 *	  hint: ...
 *
 * A binary place is FILE+OFFSET, a file as a whole FILE, no place at all `premaster`.
 */
#ifndef PM_CLI_PRINT_H
#define PM_CLI_PRINT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"

struct pm_print_options {
	int color;
	int quiet;                /* errors only; with strict warnings too; no summary */
	int strict;
	unsigned long max_errors; /* print no more after this many errors; 0: no limit */
	unsigned columns;         /* width that source lines are cut to; 0: 100 */
};

/* One finding: its line, the source line with the place marked, the hint. */
void pm_print_diag(struct pm_buf *out, const struct pm_diag *d, const struct pm_print_options *options);

/*
 * pm_print_diags - all findings, in the order of the list (sort them before), from number `from` on
 *
 * Says at the end how many were left out by max_errors or were not stored.
 */
void pm_print_diags(struct pm_buf *out, const struct pm_diags *diags, size_t from, const struct pm_print_options *options);

/* "3 errors, 1 warning, 2 notes" with a line feed; nothing when there are no findings or with quiet. */
void pm_print_summary(struct pm_buf *out, const struct pm_diags *diags, const struct pm_print_options *options);

/* "3 errors", "1 warning, 2 notes", "no findings". */
void pm_count_text(struct pm_buf *out, const size_t count_of[3]);

#endif
