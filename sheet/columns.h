/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * columns.h - what the columns and release rows of a track sheet mean.  Layer 4.
 * Source: contract section 3 (names and their folding); shared/vectors/csv_signatures.json (names that distributors use).
 */
#ifndef PM_SHEET_COLUMNS_H
#define PM_SHEET_COLUMNS_H

#include "sheet/table.h"

/* Columns of a track, then columns of the release; COL_NONE: a name premaster has no use for. */
enum pm_column {
	PM_COL_TRACK,
	PM_COL_DISC,
	PM_COL_FILE,
	PM_COL_TITLE,
	PM_COL_VERSION,
	PM_COL_ARTIST,
	PM_COL_SONGWRITER,
	PM_COL_COMPOSER,
	PM_COL_ARRANGER,
	PM_COL_MESSAGE,
	PM_COL_ISRC,
	PM_COL_GAP,
	PM_COL_INDEX,
	PM_COL_FLAGS,
	PM_COL_START,
	PM_COL_END,
	PM_COL_ALBUM,
	PM_COL_ALBUM_ARTIST,
	PM_COL_UPC,
	PM_COL_CATALOGUE,
	PM_COL_LABEL,
	PM_COL_GENRE,
	PM_COL_LANGUAGE,
	PM_COL_RELEASE_DATE,
	PM_COL_DISC_ID,
	PM_COL_COUNT,
	PM_COL_FIRST_OF_RELEASE = PM_COL_ALBUM,
	PM_COL_NONE = PM_COL_COUNT
};

/* The name of a column as the contract prints it: "Track", "Album Artist"... */
const char *pm_column_name(enum pm_column column);
/* What a header cell means: case, blanks, line breaks, _ - . / and footnote marks (*, (2), (*1)) are ignored. */
enum pm_column pm_column_from_header(const char *text, size_t length_bytes);
/* The same for the key of a release row: here Title, Artist, Songwriter... are the release's. */
enum pm_column pm_column_from_key(const char *text, size_t length_bytes);

struct pm_header {
	size_t row;                /* number of the header row in the table */
	size_t known;              /* columns whose name has a meaning */
	uint32_t at[PM_COL_COUNT]; /* cell of each column, UINT32_MAX: absent; the first where a name stands twice */
};
#define PM_COLUMN_ABSENT UINT32_MAX

/*
 * pm_header_find - the header row: the first with a File column, or with ISRC and Title (a sheet without audio)
 *
 * "Album,Audio" is more likely an album called Audio: a row of one or two cells, or whose only known name is File, is taken when no other row will
 * do; of several such the one with most columns of a track.
 * Returns:  1, or 0: there is none, *out is untouched
 */
int pm_header_find(const struct pm_table *t, struct pm_header *out);

#endif
