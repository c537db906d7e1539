/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cell.h - what people and spreadsheets put around a code in a cell, and how to see through it.  Layer 1; for isrc and ean.
 * Source: shared/reference/identifiers.md 1.5 and 2; vectors/csv_signatures.json, cell_damage.
 */
#ifndef PM_DISC_CELL_H
#define PM_DISC_CELL_H

#include <stddef.h>
#include <stdint.h>

/* What pm_cell_unwrap took off. */
#define PM_CELL_WRAPPED 1u /* ="...", =HYPERLINK(...), a text apostrophe, quotation marks, no-break spaces */

/*
 * pm_cell_unwrap - find the value inside its wrappings
 *
 * Moves *start and *end (offsets in text) inwards over blanks, quotation marks and formulas.  Returns 0 or PM_CELL_WRAPPED.
 */
unsigned pm_cell_unwrap(const char *text, size_t *start, size_t *end);

int pm_cell_is_blank(uint32_t c);       /* blanks and line ends of any width, also of none */
int pm_cell_is_no_break(uint32_t c);    /* those of them that nobody types */
int pm_cell_is_dash(uint32_t c);        /* hyphens, dashes, the minus sign */
uint32_t pm_cell_to_ascii(uint32_t c);  /* a full-width letter, digit or mark as its ASCII twin; others unchanged */

/* 1 for what people write when there is no code (yet): n/a, #N/A, tbc, tba, auto, none, pending, ?.  word: upper case, without separators. */
int pm_cell_means_none(const char *word);

/* What stands in a cell in place of the value that was meant. */
enum pm_cell_damage {
	PM_CELL_SOUND,
	PM_CELL_ERROR,  /* "#REF!" and the like; "#N/A" too */
	PM_CELL_FORMULA /* "=B5", "=CONCAT(A1,B1)": not the ="..." and =HYPERLINK(...,"...") that pm_cell_unwrap sees through */
};
enum pm_cell_damage pm_cell_damage(const char *text, size_t length_bytes);
/* For a message, of what is not sound: "an error of the spreadsheet". */
const char *pm_cell_damage_text(enum pm_cell_damage damage);

/* "a|b|c" as "a, b and c", in out, which is cut to max bytes.  Returns out. */
const char *pm_cell_list(const char *list, char *out, size_t max);

/* What the user wrote, fit for a message: blanks around taken off, NULs shown as "?", cut to out's size.  Returns out. */
#define PM_CELL_QUOTE_BYTES 100
const char *pm_cell_quote(const char *text, size_t length_bytes, char out[PM_CELL_QUOTE_BYTES]);

#endif
