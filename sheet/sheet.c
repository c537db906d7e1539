/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheet.c - a track sheet's text to a declared disc: delimiter, header, the rows of one disc, their order.  Layer 4.
 * Source: contract section 3.
 */
#include "sheet/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "sheet/reader.h"

#define COLUMN_NOTES_MAX 200 /* a sheet with more unknown columns is told so once */

/* Bytes that the charset does not know. */
static void report_undecodable(struct pm_source *src, struct pm_diags *diags)
{
	const char *at = src->bad_count ? strstr(src->data, "\xEF\xBF\xBD") : NULL;

	pm_diags_doubt_charset(diags, src);
	if (!src->bad_count)
		return;
	pm_diag_hint(pm_diag_add(diags, PM_DIAG_SHEET_SYNTAX, at ? pm_pos_at(src, (uint64_t)(at - src->data), 3) : pm_pos_file(src),
				 "the sheet is read as %s, and %zu of its bytes mean nothing in that", pm_charset_name(src->charset), src->bad_count),
		     "save the sheet again as CSV, UTF-8");
}

struct choice {
	char delimiter;
	enum pm_table_limit limit; /* that the sheet goes beyond when cut so, and where */
	size_t limit_at;
};

/* The delimiter under which the header row has most known columns; without any, the one that cuts most. */
static int choose_delimiter(const struct pm_source *src, struct choice *choice)
{
	static const char candidate[] = {',', ';', '\t'};
	size_t i, best_known = 0, best_cells = 0, known;
	struct pm_header header;
	struct pm_table t;
	int status = PM_OK;

	*choice = (struct choice){',', PM_TABLE_FITS, 0};
	for (i = 0; status == PM_OK && i < sizeof candidate; i++) {
		status = pm_table_read(&t, src, candidate[i], NULL);
		known = status == PM_OK && pm_header_find(&t, &header) ? header.known : 0;
		if (status == PM_OK && (i == 0 || known > best_known || (known == best_known && t.cell_count > best_cells))) {
			best_known = known;
			best_cells = t.cell_count;
			*choice = (struct choice){candidate[i], t.limit, t.limit_at};
		}
		pm_table_release(&t);
	}
	return status;
}

static void complain_twice(struct pm_sheet_reader *r, const struct pm_value *v, enum pm_column column)
{
	struct pm_value first;

	pm_sheet_value_at(r, &r->table.row[r->header.row], r->header.at[column], &first);
	pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v->pos, "two columns are for %s, '%.*s' and '%.*s'; only the first is read",
				 pm_column_name(column), PM_VALUE_ARG(first), PM_VALUE_ARG(*v)),
		     column == PM_COL_TRACK ? "delete one of them, or rename it: the one with the titles is Title"
					    : "delete one of them, or rename it");
}

/* Rows with an ISRC in that column. */
static size_t isrcs_in(struct pm_sheet_reader *r, size_t column)
{
	struct pm_isrc_reading isrc;
	struct pm_value v;
	size_t i, found = 0;

	for (i = r->header.row + 1; column < PM_COLUMN_ABSENT && i < r->table.row_count && i < r->header.row + 100; i++) {
		if (!pm_sheet_raw_at(r, &r->table.row[i], column, &v))
			continue;
		pm_isrc_read(v.text, v.length_bytes, &isrc);
		found += isrc.fault == PM_ISRC_GOOD;
	}
	return found;
}

/* A column without a meaning; that it holds the ISRCs is not guessed, but said. */
static void note_unknown(struct pm_sheet_reader *r, size_t column, const struct pm_value *name)
{
	struct pm_diag *d = pm_diag_add(r->diags, PM_DIAG_SHEET_COLUMN, name->pos, "premaster has no use for column '%.*s'", PM_VALUE_ARG(*name));

	if (isrcs_in(r, column) && !isrcs_in(r, r->header.at[PM_COL_ISRC]))
		pm_diag_hint(d, "it holds ISRCs: call it ISRC, and they go onto the disc");
}

/* What each cell of the header means, and notes and errors about the header. */
static int read_header(struct pm_sheet_reader *r)
{
	const struct pm_row *row = &r->table.row[r->header.row];
	unsigned seen[PM_COL_COUNT] = {0}, limit, unknown = 0;
	struct pm_value v;
	enum pm_column column;
	size_t i;

	r->meaning = malloc(row->cell_count ? row->cell_count : 1);
	if (!r->meaning)
		return PM_E_NOMEM;
	for (i = 0; i < row->cell_count; i++) {
		column = pm_sheet_value_at(r, row, i, &v) ? pm_column_from_header(v.text, v.length_bytes) : PM_COL_NONE;
		r->meaning[i] = (unsigned char)column;
		if (column == PM_COL_NONE) {
			if (v.length_bytes && unknown++ < COLUMN_NOTES_MAX)
				note_unknown(r, i, &v);
			continue;
		}
		limit = column >= PM_COL_FIRST_OF_RELEASE ? PM_SHEET_SAME_COLUMNS : 1;
		if (seen[column]++ == limit)
			complain_twice(r, &v, column);
	}
	if (unknown > COLUMN_NOTES_MAX)
		pm_diag_add(r->diags, PM_DIAG_SHEET_COLUMN, pm_pos_at(r->source, row->offset, 0), "premaster has no use for %u more columns",
			    unknown - COLUMN_NOTES_MAX);
	r->has_audio = r->header.at[PM_COL_FILE] != PM_COLUMN_ABSENT;
	return PM_OK;
}

const char *pm_sheet_delimiter_name(const struct pm_sheet_reader *r)
{
	return r->table.delimiter == '\t' ? "tab" : r->table.delimiter == ';' ? "semicolon" : "comma";
}

static enum pm_column column_of(const struct pm_sheet_reader *r, size_t cell)
{
	return cell < r->table.row[r->header.row].cell_count ? (enum pm_column)r->meaning[cell] : PM_COL_NONE;
}

/*
 * An ISRC in a column behind its own.  Where a barcode stands in the ISRC column, the UPC/EAN column has changed places with it, and each is told so;
 * where nothing does, a column of codes that premaster does not know says nothing.
 */
static int may_have_moved_to(enum pm_column column, enum pm_isrc_fault fault)
{
	if (fault == PM_ISRC_IS_BARCODE)
		return column != PM_COL_UPC;
	return fault != PM_ISRC_EMPTY || (column != PM_COL_NONE && column != PM_COL_UPC && column != PM_COL_ISRC);
}

/* No ISRC in the ISRC column, and one in a column right behind it: a delimiter inside a text, in a row with empty cells at its end. */
static int isrc_has_moved(struct pm_sheet_reader *r, const struct pm_row *row)
{
	size_t column = r->header.at[PM_COL_ISRC], i;
	struct pm_isrc_reading isrc;
	struct pm_value v, here;
	enum pm_isrc_fault fault;

	if (column == PM_COLUMN_ABSENT || (!pm_sheet_value(r, row, PM_COL_ISRC, &here) && here.damaged))
		return 0;
	pm_isrc_read(here.text, here.length_bytes, &isrc);
	if (isrc.fault == PM_ISRC_GOOD || (isrc.fault == PM_ISRC_EMPTY && here.length_bytes))
		return 0;
	fault = isrc.fault;
	/* =HYPERLINK("x","y") without quotes around it: cut in two, and said of the second half. */
	if (here.length_bytes && here.text[0] == '=' && !pm_sheet_raw_at(r, row, column + 1, &v) && v.damaged)
		return 1;
	for (i = column + 1; i <= column + 3; i++) {
		if (!pm_sheet_raw_at(r, row, i, &v) || !may_have_moved_to(column_of(r, i), fault))
			continue;
		pm_isrc_read(v.text, v.length_bytes, &isrc);
		if (isrc.fault != PM_ISRC_GOOD)
			continue;
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, here.length_bytes ? here.pos : v.pos,
					 "the ISRC of this row stands %zu cell%s too far right; the row is not read", i - column,
					 i - column > 1 ? "s" : ""),
			     "a text with a %s in it needs quotes around it", pm_sheet_delimiter_name(r));
		return 1;
	}
	return 0;
}

/* Cells beyond the header's last: a delimiter inside a text has moved everything behind it. */
static int check_shift(struct pm_sheet_reader *r, const struct pm_row *row)
{
	uint32_t wanted = r->table.row[r->header.row].cell_count;
	struct pm_value v;
	uint32_t i;

	if (row->broken)
		return 1;
	for (i = 0; i < row->kept_count && row->cell_count > wanted; i++)
		if (r->table.cell[row->first_kept + i].broken)
			return 1;
	for (i = wanted; i < row->cell_count; i++)
		if (pm_sheet_value_at(r, row, i, &v)) {
			pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "the row has %u cells and the header %u; the row is not read",
						 row->cell_count, wanted),
				     "a text with a %s in it needs quotes around it", pm_sheet_delimiter_name(r));
			return 1;
		}
	return isrc_has_moved(r, row);
}

/* "3", "03", "3.", "3.0", "#3", "CD 3": the number; -1: none of these, or above 9999. */
static int whole_number(struct pm_value v)
{
	const char *p, *end;
	int n = 0, digits = 0;

	pm_sheet_strip_apostrophe(&v);
	p = v.text;
	end = p + v.length_bytes;
	if (p < end && *p == '#')
		p++;
	for (; p < end && *p >= '0' && *p <= '9' && digits < 5; p++, digits++)
		n = n * 10 + (*p - '0');
	if (!digits || digits > 4)
		return -1;
	if (p < end && *p == '.')
		p++;
	while (p < end && *p == '0' && p[-1] != '0')
		p++;
	return p == end ? n : -1;
}

/* The text begins with that word, in any case of letters; it is at least as long. */
static int begins_with(const char *text, const char *word)
{
	while (*word && (*text | 0x20) == *word) {
		text++;
		word++;
	}
	return !*word;
}

/* The Disc cell ("2", "CD 2", "Disc 2"); 0: none, or reported. */
static int read_disc_number(struct pm_sheet_reader *r, const struct pm_row *row)
{
	struct pm_value v;
	size_t skip = 0;
	int n;

	if (!pm_sheet_value(r, row, PM_COL_DISC, &v))
		return 0;
	if (v.length_bytes > 2 && begins_with(v.text, "cd"))
		skip = 2;
	else if (v.length_bytes > 4 && (begins_with(v.text, "disc") || begins_with(v.text, "disk")))
		skip = 4;
	v.text += skip;
	v.length_bytes -= skip;
	pm_blank_trim(&v.text, &v.length_bytes);
	n = whole_number(v);
	if (n > 0)
		return n;
	pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "Disc '%.*s' is no number from 1 on", PM_VALUE_ARG(v));
	return 0;
}

/* The Track cell; -1: none, or not to be used (reported, and the disc's numbers are poisoned). */
static int read_track_number(struct pm_sheet_reader *r, const struct pm_row *row)
{
	struct pm_value v;
	int n;

	if (r->header.at[PM_COL_TRACK] == PM_COLUMN_ABSENT)
		return -1;
	n = pm_sheet_value(r, row, PM_COL_TRACK, &v) ? whole_number(v) : -1;
	if (n >= 0 && n <= 99)
		return n;
	r->disc->poisoned |= PM_POISON_TRACKS;
	if (n > 99)
		pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, v.pos, "Track %d: a CD has tracks 1 to 99", n);
	else if (!v.length_bytes && !row->broken && !v.damaged)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "this row has no Track number"),
			     "number every track; delete the row if it is none");
	else if (v.length_bytes)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "Track '%.*s' is no number from 0 to 99", PM_VALUE_ARG(v)),
			     "number the tracks 1, 2, 3...; delete the row if it is none");
	return -1;
}

/* The header once more, as where the table was printed on several pages. */
static int repeats_header(struct pm_sheet_reader *r, const struct pm_row *row)
{
	const struct pm_row *header = &r->table.row[r->header.row];
	const struct pm_cell *a, *b;
	size_t i;

	if (row->cell_count != header->cell_count || r->header.known < 2)
		return 0;
	for (i = 0; i < header->cell_count; i++) {
		a = pm_table_cell(&r->table, header, i);
		b = pm_table_cell(&r->table, row, i);
		if (!a != !b || (a && strcmp(pm_table_text(&r->table, a), pm_table_text(&r->table, b)) != 0))
			return 0;
	}
	return 1;
}

/* "Album,Harbour" below the tracks; a song called Album has a code behind it, or more. */
static int is_release_row(struct pm_sheet_reader *r, const struct pm_row *row)
{
	struct pm_isrc_reading isrc;
	struct pm_value key, value;

	if (row->cell_count != 2 || !pm_sheet_raw_at(r, row, 0, &key) || !pm_sheet_raw_at(r, row, 1, &value) || column_of(r, 0) == PM_COL_TITLE)
		return 0;
	pm_isrc_read(value.text, value.length_bytes, &isrc);
	return isrc.fault != PM_ISRC_GOOD && pm_column_from_key(key.text, key.length_bytes) != PM_COL_NONE;
}

/* Rows below the header that are no tracks: said once, and left out. */
static int is_no_track(struct pm_sheet_reader *r, const struct pm_row *row)
{
	struct pm_value v;

	if (repeats_header(r, row)) {
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(r->source, row->offset, 0),
					 "the header row stands here a second time"),
			     "delete this row");
		return 1;
	}
	if (!is_release_row(r, row))
		return 0;
	pm_sheet_raw_at(r, row, 0, &v);
	pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "release row '%.*s' stands below the header of the tracks, and is not read",
				 PM_VALUE_ARG(v)),
		     "move it above the header row");
	r->unread[pm_column_from_key(v.text, v.length_bytes)] = 1;
	return 1;
}

static int read_rows(struct pm_sheet_reader *r)
{
	size_t first = r->header.row + 1, i;
	struct pm_sheet_track *st;

	r->track = calloc(r->table.row_count - first + 1, sizeof *r->track);
	if (!r->track)
		return PM_E_NOMEM;
	for (i = first; i < r->table.row_count; i++) {
		if (is_no_track(r, &r->table.row[i]))
			continue;
		st = &r->track[r->track_count++];
		st->row = &r->table.row[i];
		st->number = st->declared = -1;
		st->file = PM_SHEET_NO_FILE;
		st->shifted = check_shift(r, st->row);
		st->disc = st->row->broken ? 0 : read_disc_number(r, st->row);
	}
	return PM_OK;
}

/* The disc to read: --disc, or the only one there is, or (reported) the first. */
static int wanted_disc(struct pm_sheet_reader *r, int asked, int *several)
{
	struct pm_pos pos = pm_pos_none();
	int first = 0, found = 0;
	size_t i;

	for (i = 0; i < r->track_count; i++) {
		const struct pm_sheet_track *st = &r->track[i];

		if (!st->disc)
			continue;
		found |= st->disc == asked;
		if (!first)
			first = st->disc;
		else if (st->disc != first && !(*several)++)
			pos = pm_table_pos(&r->table, pm_table_cell(&r->table, st->row, r->header.at[PM_COL_DISC]));
	}
	if (asked && (found || (!first && asked == 1)))
		return asked;
	if (asked) {
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pm_pos_file(r->source), "the sheet has no rows of disc %d", asked),
			     first ? "the Disc column says %d%s" : "it has no Disc column: it is one disc", first, *several ? " and others" : "");
		return -1;
	}
	if (*several)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pos, "the sheet holds more than one disc"),
			     "say which with --disc N; disc %d is read", first);
	return first;
}

/* Leave only the rows of one disc; rows that do not say go with the one before them. */
static void keep_disc(struct pm_sheet_reader *r, int wanted, int several)
{
	struct pm_value v;
	size_t i, kept = 0;
	int disc = 0;

	for (i = 0; i < r->track_count; i++) {
		if (r->track[i].disc)
			disc = r->track[i].disc;
		else if (several && !r->track[i].shifted && !pm_sheet_value(r, r->track[i].row, PM_COL_DISC, &v))
			pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "this row does not say its Disc, and there are several");
		if (!disc || disc == wanted)
			r->track[kept++] = r->track[i];
	}
	r->track_count = kept;
}

/* Stable, by Track; a row without a number stays behind the row before it. */
static int sort_by_number(struct pm_sheet_reader *r)
{
	struct pm_sheet_track *sorted = malloc((r->track_count + 1) * sizeof *sorted);
	size_t start[102] = {0}, i;
	int key;

	if (!sorted)
		return PM_E_NOMEM;
	for (i = 0, key = 0; i < r->track_count; i++) {
		key = r->track[i].declared >= 0 ? r->track[i].declared : key;
		start[key + 1]++;
	}
	for (i = 1; i < 102; i++)
		start[i] += start[i - 1];
	for (i = 0, key = 0; i < r->track_count; i++) {
		key = r->track[i].declared >= 0 ? r->track[i].declared : key;
		sorted[start[key]++] = r->track[i];
	}
	free(r->track);
	r->track = sorted;
	return PM_OK;
}

static struct pm_pos number_pos(struct pm_sheet_reader *r, const struct pm_sheet_track *st)
{
	struct pm_value v;

	pm_sheet_value(r, st->row, PM_COL_TRACK, &v);
	return v.pos;
}

/* Repeated and missing numbers of rows in order. */
static void check_numbers(struct pm_sheet_reader *r)
{
	int unread = (r->disc->poisoned & PM_POISON_TRACKS) != 0, last = 0, n;
	struct pm_pos last_pos = pm_pos_none(), pos;
	size_t i;

	for (i = 0; i < r->track_count; i++) {
		n = r->track[i].declared;
		if (n < 0)
			continue;
		pos = number_pos(r, &r->track[i]);
		if (last_pos.source && n == last) {
			pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pos, "Track %d stands here and in line %u", n,
					       pm_sheet_line(r, &last_pos)),
				   n, -1);
			r->disc->poisoned |= PM_POISON_TRACKS;
			continue;
		}
		if (n > last + 1 && !unread) {
			if (n > last + 2)
				pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pos, "tracks %d to %d are missing before Track %d", last + 1, n - 1, n);
			else
				pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pos, "track %d is missing before Track %d", last + 1, n);
			r->disc->poisoned |= PM_POISON_TRACKS;
		}
		last = n;
		last_pos = pos;
	}
}

/* Numbers in the model: hidden audio 0, then from 1 in order, whatever was wrong with those of the sheet. */
static int number_tracks(struct pm_sheet_reader *r)
{
	struct pm_sheet_track *st;
	struct pm_value file;
	size_t i;
	int n = 0, status = PM_OK;

	if (r->header.at[PM_COL_TRACK] != PM_COLUMN_ABSENT) {
		for (i = 0; i < r->track_count; i++) {
			st = &r->track[i];
			st->declared = read_track_number(r, st->row);
			/* "Total,,,": no number and no File is no track, and that was said. */
			if (st->declared < 0 && r->has_audio && !pm_sheet_value(r, st->row, PM_COL_FILE, &file))
				st->shifted = 1;
		}
		status = sort_by_number(r);
		if (status != PM_OK)
			return status;
		check_numbers(r);
	}
	for (i = 0; i < r->track_count; i++) {
		st = &r->track[i];
		if (st->declared == 0)
			st->number = i == 0 ? 0 : -1; /* a second Track 0 was reported; it is no track either */
		else if (n < 99)
			st->number = ++n;
		else if (n++ == 99 && !(r->disc->poisoned & PM_POISON_TRACKS))
			pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pm_pos_at(r->source, st->row->offset, 0),
				    "the sheet has %zu tracks, and a CD at most 99", r->track_count);
	}
	if (n > 99)
		r->disc->poisoned |= PM_POISON_TRACKS;
	r->disc->first_track = 1;
	r->disc->last_track = (uint8_t)(n > 99 ? 99 : n);
	return PM_OK;
}

/* Header found: rows, release, tracks, programme. */
static int read_below(struct pm_sheet_reader *r, int disc_number)
{
	int several = 0, wanted, status;

	if ((status = read_header(r)) != PM_OK || (status = read_rows(r)) != PM_OK)
		return status;
	wanted = wanted_disc(r, disc_number, &several);
	if (wanted < 0)
		r->track_count = 0;
	else
		keep_disc(r, wanted, several);
	if ((status = number_tracks(r)) != PM_OK || (status = pm_sheet_read_release(r)) != PM_OK)
		return status;
	if (!r->disc->last_track && wanted >= 0 && !(r->disc->poisoned & PM_POISON_TRACKS))
		pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pm_pos_at(r->source, r->table.row[r->header.row].offset, 0),
			    r->track_count ? "there is hidden audio, and no track 1" : "there are no tracks below the header row");
	if (!r->disc->last_track)
		r->disc->poisoned |= PM_POISON_TRACKS;
	if ((status = pm_sheet_read_tracks(r)) != PM_OK || !r->disc->last_track)
		return status;
	return pm_sheet_declare(r);
}

/* Without a header there are no tracks, and that needs no finding of its own. */
static void complain_no_header(struct pm_sheet_reader *r)
{
	pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pm_pos_file(r->source),
				 "there is no header row: no row names a File column, or ISRC and Title"),
		     "put the names of the columns above the tracks: Track,File,Title,ISRC,Gap,Flags");
	r->disc->poisoned |= PM_POISON_TRACKS;
}

/* A sheet beyond the limits is said to be that, once; nothing of it is read. */
static void complain_too_large(struct pm_sheet_reader *r, const struct choice *choice)
{
	struct pm_pos pos = pm_pos_at(r->source, choice->limit_at, 0);
	struct pm_diag *d = NULL;

	if (choice->limit == PM_TABLE_ROWS)
		d = pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pos, "the sheet has more than %d rows; it is not read", PM_TABLE_ROWS_MAX);
	else if (choice->limit == PM_TABLE_COLUMNS)
		d = pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pos, "the sheet has more than %d columns; it is not read", PM_TABLE_COLUMNS_MAX);
	else if (choice->limit == PM_TABLE_CELLS)
		d = pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pos, "the sheet has more than %d cells that are not empty; it is not read",
				PM_TABLE_CELLS_MAX);
	else
		d = pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pos, "this cell has more than %d bytes; the sheet is not read",
				PM_TABLE_CELL_MAX_BYTES);
	pm_diag_hint(d, "a track sheet holds one release: delete what does not belong to it");
	r->disc->poisoned |= PM_POISON_TRACKS;
}

int pm_sheet_read(struct pm_disc *disc, struct pm_source *src, const struct pm_sheet_options *options, struct pm_diags *diags)
{
	struct pm_sheet_reader r;
	struct choice choice;
	int status;

	memset(&r, 0, sizeof r);
	r.disc = disc;
	r.source = src;
	r.diags = diags;
	disc->pos = pm_pos_file(src);
	disc->block[0].present = 1;
	status = choose_delimiter(src, &choice);
	if (status != PM_OK)
		return status;
	if (choice.limit) {
		complain_too_large(&r, &choice);
		return PM_OK;
	}
	report_undecodable(src, diags);
	status = pm_table_read(&r.table, src, choice.delimiter, diags);
	if (status != PM_OK)
		goto out;
	if (pm_header_find(&r.table, &r.header))
		status = read_below(&r, options ? options->disc_number : 0);
	else
		complain_no_header(&r);
out:
	free(r.meaning);
	free(r.track);
	pm_table_release(&r.table);
	return status;
}
