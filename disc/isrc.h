/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * isrc.h - International Standard Recording Codes: what people write, what is stored, what is wrong with it.  Layer 1.
 * Source: ISO 3901:2019; shared/reference/identifiers.md sections 1.1 to 1.6.
 */
#ifndef PM_DISC_ISRC_H
#define PM_DISC_ISRC_H

#include <stddef.h>

#include "base/diag.h"

/* 12 characters and a NUL, upper case, no hyphens; text[0] == 0: absent. */
struct pm_isrc { char text[13]; };

/* What reading one cell came to: the errors (at most one), and remarks. */
enum pm_isrc_fault {
	PM_ISRC_GOOD,
	PM_ISRC_EMPTY,            /* nothing there, also n/a, tbc, auto, #N/A */
	PM_ISRC_ALL_ZERO,
	PM_ISRC_IS_BARCODE,
	PM_ISRC_IS_ISWC,
	PM_ISRC_IS_GRID,
	PM_ISRC_PREFIX_ONLY,
	PM_ISRC_LENGTH,
	PM_ISRC_CHARSET,
	PM_ISRC_PREFIX_LETTERS,
	PM_ISRC_DIGITS
};
/* Bits of `remarks`. */
#define PM_ISRC_SEPARATORS 0x01u
#define PM_ISRC_LOWERCASE 0x02u
#define PM_ISRC_LABEL 0x04u
#define PM_ISRC_UNICODE 0x08u
#define PM_ISRC_DOC_EXAMPLE 0x10u
#define PM_ISRC_PREFIX_UNLISTED 0x20u
#define PM_ISRC_PREFIX_RETIRED 0x40u
#define PM_ISRC_WRAPPED 0x80u /* ="...", =HYPERLINK(...), quotation marks, no-break spaces */
/* What `proposal` is. */
enum pm_isrc_hint { PM_ISRC_NO_HINT, PM_ISRC_HINT_LOOKALIKE, PM_ISRC_HINT_PAD, PM_ISRC_HINT_FULL_YEAR, PM_ISRC_HINT_EMBEDDED, PM_ISRC_HINT_MULTIPLE };

struct pm_isrc_reading {
	struct pm_isrc isrc;         /* set only when fault is GOOD */
	enum pm_isrc_fault fault;
	unsigned remarks;
	enum pm_isrc_hint hint;
	char proposal[64];           /* the code(s) to offer, "|" between several; "" without a hint */
	size_t fault_at_bytes;       /* offset in the input of the first character at fault (CHARSET, PREFIX_LETTERS, DIGITS) */
	size_t length_chars;         /* characters left after normalising: for "has 11 characters, want 12" */
};

/* Read one cell, given as UTF-8.  Never fails: what is wrong stands in *out. */
void pm_isrc_read(const char *text, size_t length_bytes, struct pm_isrc_reading *out);

/* 1: exactly the stored form (12 characters, legal). */
int pm_isrc_valid(const char *text);
/* "ISRC AA-6Q7-20-00047"; out holds 21 characters and a NUL. */
void pm_isrc_display(const struct pm_isrc *isrc, char out[24]);
/* The agency behind the first two letters, or NULL when they are not on the list; *retired (may be NULL) says whether the letters are. */
const char *pm_isrc_agency(const char *text, int *retired);
/* Date of that list, "2025-11-04". */
const char *pm_isrc_agency_list_date(void);

/* The two-digit year of reference: 2000+yy up to next year, else 1900+yy (identifiers.md 1.3). */
int pm_isrc_year(const struct pm_isrc *isrc, int this_year);

/*
 * pm_isrc_take - read one cell for a reader, with findings
 *
 * Adds isrc-format, isrc-lookalike, isrc-zero and isrc-prefix at pos with hints, on `track`.  (isrc-year, isrc-missing and isrc-duplicate are rules in check/.)
 * Returns:  1: *out is the code, or absent because the cell is empty or says "none"; 0: the cell is wrong, *out is absent, and the caller must
 *           mark the track's code as poisoned, so that no rule complains again
 */
int pm_isrc_take(struct pm_diags *diags, struct pm_pos pos, int track, const char *text, size_t length_bytes, struct pm_isrc *out);

#endif
