/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table.h - comma, semicolon and tab separated text as rows of cells, each with its place.  Layer 4.
 * Source: RFC 4180; what spreadsheets write beyond it is named at each function.
 *
 * Cells are trimmed of blanks (also no-break spaces and line breaks); the place of a cell is its first character behind blanks and quotes.
 * Empty cells take no memory: spreadsheets write them by the hundred thousand.
 */
#ifndef PM_SHEET_TABLE_H
#define PM_SHEET_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"

/*
 * What is far above any album: a box of a hundred discs has under 10,000 rows, and a spreadsheet's own cell 32,767 characters (98,301 bytes).
 * They bound the memory that a hostile sheet takes.
 */
#define PM_TABLE_ROWS_MAX 20000       /* with something in them */
#define PM_TABLE_COLUMNS_MAX 16384    /* Excel's own */
#define PM_TABLE_CELLS_MAX 250000     /* with something in them */
#define PM_TABLE_CELL_MAX_BYTES 100000
enum pm_table_limit { PM_TABLE_FITS, PM_TABLE_ROWS, PM_TABLE_COLUMNS, PM_TABLE_CELLS, PM_TABLE_CELL };

/* A cell with something in it.  All offsets are below 2^32: pm_table_read refuses longer texts. */
struct pm_cell {
	uint32_t text_at;      /* in pm_table.text */
	uint32_t length_bytes; /* without the closing NUL */
	uint32_t offset;       /* in the source: the first character of the value */
	uint32_t raw_bytes;    /* length in the source; differs from length_bytes where quotes were doubled */
	uint32_t column : 31;  /* from 0 */
	uint32_t broken : 1;   /* 1: its quotes are wrong (reported): what it holds is not known; only then may it be empty */
};

struct pm_row {
	uint32_t first_kept; /* in pm_table.cell */
	uint32_t kept_count; /* of its cells there */
	uint32_t cell_count; /* without empty cells at the end; 0: a blank row */
	uint32_t offset;     /* of the row's first byte in the source */
	int broken;          /* 1: an unclosed quote swallowed the rest of its line (reported); cells behind it are unknown */
};

struct pm_table {
	const struct pm_source *source; /* borrowed */
	char delimiter;
	char *text; /* owned: the cells' values, each followed by a NUL */
	uint32_t text_bytes;
	struct pm_cell *cell; /* owned */
	size_t cell_count, cell_capacity;
	struct pm_row *row; /* owned */
	size_t row_count, row_capacity;
	enum pm_table_limit limit; /* that the sheet goes beyond; what stands from limit_at on was not cut */
	size_t limit_at;           /* the place in the source */
};

/*
 * pm_table_read - cut a text into cells
 *
 * Quotes:   open at the start of a cell (behind blanks), "" inside them is one quote, delimiters and line ends inside them belong to the cell
 * Adds:     sheet-syntax for an opening quote that is never closed (at that quote; the cell then ends with its line), for text behind a closing
 *           quote, and for NUL characters; diags NULL: none, for a trial
 * Skips:    a first line "sep=X"
 * Limits:   above; t->limit says which was passed and where, and nothing is added for it
 * Time:     linear: an unclosed quote is looked for once
 * Returns:  PM_OK; PM_E_NOMEM; PM_E_RANGE (4 GiB and more).  *t is to be released in any case.
 */
int pm_table_read(struct pm_table *t, const struct pm_source *source, char delimiter, struct pm_diags *diags) PM_MUST_USE;
void pm_table_release(struct pm_table *t);

/* Cell `column` of a row, or NULL when the row is shorter or the cell is empty. */
const struct pm_cell *pm_table_cell(const struct pm_table *t, const struct pm_row *row, size_t column);
/* Borrowed, NUL-terminated; NUL characters of the file are left out. */
const char *pm_table_text(const struct pm_table *t, const struct pm_cell *cell);
struct pm_pos pm_table_pos(const struct pm_table *t, const struct pm_cell *cell);
/* The place of a part of the cell's value; that of the whole cell where doubled quotes have moved it. */
struct pm_pos pm_table_part_pos(const struct pm_table *t, const struct pm_cell *cell, size_t at_bytes, size_t length_bytes);

/* Bytes of blank (space, tab, line ends, no-break, thin and zero-width spaces) at the start of the text; 0: none. */
size_t pm_blank_bytes(const char *text, size_t length_bytes);
/* *text and *length_bytes without blanks at both ends. */
void pm_blank_trim(const char **text, size_t *length_bytes);

#endif
