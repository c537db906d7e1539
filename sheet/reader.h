/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader.h - what the parts of the track sheet reader share.  Layer 4; private to sheet/.
 *
 * sheet.c finds the header and the rows of one disc and orders them; release.c reads what is said about the release, values.c what a row says
 * about its track, items.c declares the programme; damage.c names what spreadsheets do to values.
 */
#ifndef PM_SHEET_READER_H
#define PM_SHEET_READER_H

#include "sheet/columns.h"
#include "sheet/sheet.h"

/* One cell as its writer meant it: trimmed, and out of ="..." and =HYPERLINK(...).  length_bytes 0: absent. */
struct pm_value {
	const char *text; /* borrowed; not NUL-terminated */
	size_t length_bytes;
	struct pm_pos pos;
	const struct pm_cell *cell; /* NULL: absent */
	size_t at_bytes;            /* of text in the cell */
	int damaged;                /* 1: an error in it was reported; with no value, the cell cannot be read */
};

/* One row below the header. */
struct pm_sheet_track {
	const struct pm_row *row;
	int declared; /* Track as the sheet has it, 0..99; -1: none, or not to be read */
	int number;   /* in the model: 0 hidden audio, 1..99; -1: beyond the 99th, checked but not kept */
	int disc;     /* Disc column; 0: none */
	int shifted;  /* 1: its cells do not stand under their headers, or it is no track (reported); only Track is read */
	unsigned poisoned;
	uint32_t file; /* in the model; NO_FILE */
	int overlaps;  /* 1: goes back behind the row before it in the same file (reported) */
	int has_gap, has_start, has_end;
	uint32_t gap_sectors;
	uint64_t start_samples, end_samples;
};
#define PM_SHEET_NO_FILE UINT32_MAX
/* A release value may stand in several columns (UPC and EAN), but not in more than this: reading stays linear. */
#define PM_SHEET_SAME_COLUMNS 8

struct pm_sheet_reader {
	struct pm_disc *disc;
	struct pm_source *source;
	struct pm_diags *diags;
	struct pm_table table;
	struct pm_header header;
	unsigned char *meaning;       /* owned; enum pm_column of each cell of the header row */
	struct pm_sheet_track *track; /* owned; in the order of the disc after sheet.c has sorted them */
	size_t track_count;
	struct pm_value release[PM_COL_COUNT]; /* the release's values, also ARTIST, SONGWRITER, COMPOSER, ARRANGER, MESSAGE */
	unsigned char unread[PM_COL_COUNT];    /* 1: a cell that would say it could not be read (reported) */
	int has_audio;                         /* there is a File column */
};

/*
 * The value in a cell of a row.  1: present; 0: absent, and out has the place of the row; damaged set: there is something, and it was reported.
 * _raw_at: as it stands.  _value_at: out of its wrapping; a link formula is reported as a note.  _column_at: the one that fits the column.
 */
int pm_sheet_value(struct pm_sheet_reader *r, const struct pm_row *row, enum pm_column column, struct pm_value *out);
int pm_sheet_column_at(struct pm_sheet_reader *r, const struct pm_row *row, enum pm_column column, size_t cell_number, struct pm_value *out);
int pm_sheet_raw_at(struct pm_sheet_reader *r, const struct pm_row *row, size_t cell_number, struct pm_value *out);
int pm_sheet_value_at(struct pm_sheet_reader *r, const struct pm_row *row, size_t cell_number, struct pm_value *out);
/* The place of a part of a value. */
struct pm_pos pm_sheet_part_pos(const struct pm_sheet_reader *r, const struct pm_value *v, size_t at_bytes, size_t length_bytes);
/* Without the apostrophe that tells a spreadsheet "this is text": for codes, numbers and times, never for titles. */
void pm_sheet_strip_apostrophe(struct pm_value *v);
/* "comma", "semicolon", "tab". */
const char *pm_sheet_delimiter_name(const struct pm_sheet_reader *r);
/* 1-based line of a place. */
unsigned pm_sheet_line(const struct pm_sheet_reader *r, const struct pm_pos *pos);
/* printf arguments of a value for "%.*s", cut at 200 bytes. */
#define PM_VALUE_ARG(v) ((v).length_bytes > 200 ? 200 : (int)(v).length_bytes), (v).text

/* A dash, "n/a", "none", "#N/A": 1.  For times, flags and versions, where they mean an empty cell; never for titles. */
int pm_sheet_says_none(const struct pm_value *v);
/* 1 and sheet-damaged: "#REF!" or "=B5" stands in place of a value. */
int pm_sheet_is_no_value(struct pm_sheet_reader *r, const char *name, const struct pm_value *v, int track);
/* Names mojibake, spreadsheet errors (#REF!), no-break spaces and U+FFFD in a text.  PM_OK or PM_E_NOMEM. */
int pm_sheet_check_text(struct pm_sheet_reader *r, const char *name, struct pm_value *v, int track) PM_MUST_USE;
/* The check, and the text into the model. */
int pm_sheet_set_text(struct pm_sheet_reader *r, const char *name, struct pm_value *v, int track, struct pm_text *text,
		      enum pm_text_field field) PM_MUST_USE;

/* Release rows above the header and release columns, then all into the model. */
int pm_sheet_read_release(struct pm_sheet_reader *r) PM_MUST_USE;
/* Codes, flags, times, texts, file of each row. */
int pm_sheet_read_tracks(struct pm_sheet_reader *r) PM_MUST_USE;
/* The running list of marks, audio and silence. */
int pm_sheet_declare(struct pm_sheet_reader *r) PM_MUST_USE;

#endif
