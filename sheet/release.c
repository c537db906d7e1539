/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * release.c - what a track sheet says about the whole release: rows above the header, columns that repeat one value.  Layer 4.
 * Source: contract section 3.
 *
 * Decided here: Album Artist is the disc's performer; without it the Artist row is, or the Artist column where every track has one and the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/reader.h"

/* In Unicode's composed form, with plain spaces: what the eye cannot tell apart is no disagreement.  NULL: no memory. */
static char *as_seen(const struct pm_value *v)
{
	char *text = pm_str_dup_n(v->text, v->length_bytes), *nfc, *from, *to;

	for (from = to = text; from && *from; from++, to++) {
		from += from[0] == '\xC2' && from[1] == '\xA0';
		*to = *from == '\xA0' && from > text && from[-1] == '\xC2' ? ' ' : *from;
	}
	if (to)
		*to = '\0';
	nfc = text ? pm_utf8_nfc(text) : NULL;
	free(text);
	return nfc;
}

static int looks_same(const struct pm_value *a, const struct pm_value *b)
{
	char *x = as_seen(a), *y = as_seen(b);
	int same = x && y && !strcmp(x, y);

	free(x);
	free(y);
	return same;
}

/* "TBC" and zeros in place of a UPC/EAN say nothing that another row could contradict. */
static int says_no_number(enum pm_column column, const struct pm_value *v)
{
	struct pm_ean_reading ean;

	if (column != PM_COL_UPC || !v->length_bytes)
		return 0;
	pm_ean_read(v->text, v->length_bytes, &ean);
	return ean.fault == PM_EAN_EMPTY || ean.fault == PM_EAN_ALL_ZERO;
}

/* The same value?  Two ways of writing one UPC/EAN are; so are two that are no UPC/EAN: the first of them is reported as that. */
static int same_value(enum pm_column column, const struct pm_value *a, const struct pm_value *b)
{
	struct pm_ean_reading x, y;

	if (a->length_bytes == b->length_bytes && !memcmp(a->text, b->text, a->length_bytes))
		return 1;
	if (column != PM_COL_UPC)
		return looks_same(a, b);
	pm_ean_read(a->text, a->length_bytes, &x);
	pm_ean_read(b->text, b->length_bytes, &y);
	if (x.fault == PM_EAN_CHARSET && y.fault == PM_EAN_CHARSET)
		return 1;
	return x.fault == PM_EAN_GOOD && y.fault == PM_EAN_GOOD && !strcmp(x.mcn.text, y.mcn.text);
}

/* "Album: Harbour" */
static enum pm_column key_in_cell(const struct pm_value *v)
{
	const char *colon = memchr(v->text, ':', v->length_bytes);

	return colon && colon + 1 < v->text + v->length_bytes ? pm_column_from_key(v->text, (size_t)(colon - v->text)) : PM_COL_NONE;
}

/* "Album,Harbour" above the header. */
static int read_row(struct pm_sheet_reader *r, const struct pm_row *row)
{
	struct pm_value key = {"", 0, pm_pos_none(), NULL, 0, 0}, value = key, extra;
	enum pm_column column;
	char name[80];
	size_t i = 0;

	while (i < row->cell_count && !pm_sheet_value_at(r, row, i, &key) && !key.damaged)
		i++;
	if (key.damaged) { /* whatever it said */
		memset(r->unread, 1, sizeof r->unread);
		return PM_OK;
	}
	if (!key.length_bytes)
		return PM_OK;
	column = pm_column_from_key(key.text, key.length_bytes);
	for (i++; i < row->cell_count && !pm_sheet_column_at(r, row, column, i, &value) && !value.damaged; i++)
		;
	if (column == PM_COL_NONE && !value.length_bytes && (column = key_in_cell(&key)) != PM_COL_NONE) {
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, key.pos, "%s and its value stand in one cell", pm_column_name(column)),
			     "write them in two cells, with a %s between", pm_sheet_delimiter_name(r));
		r->unread[column] = 1;
		return PM_OK;
	}
	if (column == PM_COL_NONE) {
		pm_diag_add(r->diags, PM_DIAG_SHEET_COLUMN, key.pos, "premaster has no use for release row '%.*s'", PM_VALUE_ARG(key));
		snprintf(name, sizeof name, "%.*s", (int)(key.length_bytes < 79 ? key.length_bytes : 79), key.text);
		return value.length_bytes ? pm_disc_add_extra(r->disc, -1, name, value.text) : PM_OK;
	}
	r->unread[column] |= value.damaged;
	for (i++; i < row->cell_count && !value.damaged; i++)
		if (pm_sheet_value_at(r, row, i, &extra)) {
			pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, extra.pos,
						 "%s has one value, and this is a second; neither is taken", pm_column_name(column)),
				     "a value with a %s in it needs quotes around it", pm_sheet_delimiter_name(r));
			r->unread[column] = 1;
			return PM_OK;
		}
	if (!value.length_bytes)
		return PM_OK;
	if (r->release[column].length_bytes && !says_no_number(column, &r->release[column])) {
		if (!says_no_number(column, &value) && !same_value(column, &r->release[column], &value))
			pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, value.pos, "%s is '%.*s' here and '%.*s' in line %u", pm_column_name(column),
				    PM_VALUE_ARG(value), PM_VALUE_ARG(r->release[column]), pm_sheet_line(r, &r->release[column].pos));
		return PM_OK;
	}
	r->release[column] = value;
	return PM_OK;
}

/* The value most rows have, if any has the majority, else the first (Boyer and Moore's vote: one pass). */
static struct pm_value usual_value(struct pm_sheet_reader *r, enum pm_column column, size_t cell)
{
	struct pm_value first = {"", 0, pm_pos_none(), NULL, 0, 0}, candidate = first, none = first, v;
	size_t i, lead = 0, have = 0, agree = 0;

	for (i = 0; i < r->track_count; i++) {
		if (r->track[i].shifted || !pm_sheet_column_at(r, r->track[i].row, column, cell, &v))
			continue;
		if (says_no_number(column, &v)) {
			none = none.length_bytes ? none : v;
			continue;
		}
		if (!have++)
			first = v;
		if (!lead)
			candidate = v;
		if (same_value(column, &candidate, &v))
			lead++;
		else
			lead--;
	}
	for (i = 0; have && i < r->track_count; i++)
		if (!r->track[i].shifted && pm_sheet_column_at(r, r->track[i].row, column, cell, &v) && same_value(column, &candidate, &v) &&
		    !agree++)
			candidate = v; /* the first of its kind, for the message */
	return !have ? none : agree * 2 > have ? candidate : first;
}

/* One column of a release value: all rows must agree with each other and with the release row. */
static void read_column(struct pm_sheet_reader *r, enum pm_column column, size_t cell)
{
	struct pm_value *ref = &r->release[column], v;
	unsigned line = 0;
	size_t i;

	if (!ref->length_bytes || says_no_number(column, ref)) {
		v = usual_value(r, column, cell);
		*ref = v.length_bytes ? v : *ref;
	}
	for (i = 0; i < r->track_count; i++) {
		if (r->track[i].shifted || !pm_sheet_column_at(r, r->track[i].row, column, cell, &v)) {
			/* What the release has is not known, if only this row would say it. */
			r->unread[column] |= r->track[i].shifted || v.damaged;
			continue;
		}
		if (same_value(column, ref, &v) || says_no_number(column, &v))
			continue;
		if (!line)
			line = pm_sheet_line(r, &ref->pos);
		pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "%s is '%.*s' here and '%.*s' in line %u", pm_column_name(column), PM_VALUE_ARG(v),
			    PM_VALUE_ARG(*ref), line);
	}
}

static void read_columns(struct pm_sheet_reader *r)
{
	enum pm_column column;
	unsigned seen[PM_COL_COUNT] = {0};
	size_t i;

	for (i = 0; i < r->table.row[r->header.row].cell_count; i++) {
		column = (enum pm_column)r->meaning[i];
		if (column != PM_COL_NONE && column >= PM_COL_FIRST_OF_RELEASE && seen[column]++ < PM_SHEET_SAME_COLUMNS)
			read_column(r, column, i);
	}
}

/* Every track has the same artist, and nothing says who the album is by: it is by him. */
static void artist_of_all(struct pm_sheet_reader *r)
{
	struct pm_value first = {"", 0, pm_pos_none(), NULL, 0, 0}, v;
	size_t i;

	/* An artist that cannot be read may have been the one of all: then that the disc has none is no news. */
	for (i = 0; i < r->track_count; i++)
		r->unread[PM_COL_ARTIST] |= r->track[i].shifted || (!pm_sheet_value(r, r->track[i].row, PM_COL_ARTIST, &v) && v.damaged);
	if (r->release[PM_COL_ARTIST].length_bytes || r->release[PM_COL_ALBUM_ARTIST].length_bytes)
		return;
	for (i = 0; i < r->track_count; i++) {
		if (!r->track[i].number)
			continue;
		if (r->track[i].shifted || !pm_sheet_value(r, r->track[i].row, PM_COL_ARTIST, &v))
			return;
		if (!first.length_bytes)
			first = v;
		else if (!same_value(PM_COL_ARTIST, &first, &v))
			return;
	}
	r->release[PM_COL_ALBUM_ARTIST] = first;
}

static int set_text(struct pm_sheet_reader *r, enum pm_column column, enum pm_text_field field)
{
	struct pm_value *v = &r->release[column];

	if (!v->length_bytes && r->unread[column])
		r->disc->block[0].of[0].reported |= 1u << field;
	return v->length_bytes ? pm_sheet_set_text(r, pm_column_name(column), v, -1, &r->disc->block[0].of[0], field) : PM_OK;
}

static int set_string(struct pm_sheet_reader *r, enum pm_column column, char **out)
{
	struct pm_value *v = &r->release[column];
	int status;

	if (!v->length_bytes)
		return PM_OK;
	status = pm_sheet_check_text(r, pm_column_name(column), v, -1);
	if (status != PM_OK)
		return status;
	*out = pm_str_dup_n(v->text, v->length_bytes);
	return *out ? PM_OK : PM_E_NOMEM;
}

static int set_genre_and_language(struct pm_sheet_reader *r)
{
	const struct pm_value *genre = &r->release[PM_COL_GENRE], *language = &r->release[PM_COL_LANGUAGE];
	struct pm_block *b = &r->disc->block[0];
	char *name;
	int code;

	if (genre->length_bytes) {
		name = pm_str_dup_n(genre->text, genre->length_bytes);
		if (!name)
			return PM_E_NOMEM;
		code = pm_genre_code(name);
		b->genre_code = code > 0 ? (uint16_t)code : 1;
		free(name);
	}
	if (language->length_bytes) {
		name = pm_str_dup_n(language->text, language->length_bytes);
		if (!name)
			return PM_E_NOMEM;
		code = pm_language_code(name);
		if (code >= 0)
			b->language = (uint8_t)code;
		else
			pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TEXT_LANGUAGE, language->pos, "CD-Text has no language '%.*s'",
						 PM_VALUE_ARG(*language)),
				     "write its English name; the texts are marked as %s", pm_language_name(b->language));
		if (code == 0x69) /* Japanese; cdtext.md section 5 */
			b->charset = PM_CS_MS_JIS;
		free(name);
	}
	return PM_OK;
}

static void set_mcn(struct pm_sheet_reader *r)
{
	const struct pm_value *v = &r->release[PM_COL_UPC];

	if (!v->length_bytes) {
		r->disc->poisoned |= r->unread[PM_COL_UPC] ? PM_POISON_MCN : 0;
		return;
	}
	r->disc->mcn_pos = v->pos;
	if (!pm_ean_take(r->diags, v->pos, v->text, v->length_bytes, &r->disc->mcn))
		r->disc->poisoned |= PM_POISON_MCN;
	if (r->disc->mcn.text[0])
		r->disc->mcn_from = PM_FROM_SHEET;
}

static int apply(struct pm_sheet_reader *r)
{
	static const struct {
		enum pm_column column;
		enum pm_text_field field;
	} text[] = {
		{PM_COL_ALBUM, PM_TEXT_TITLE},       {PM_COL_SONGWRITER, PM_TEXT_SONGWRITER}, {PM_COL_COMPOSER, PM_TEXT_COMPOSER},
		{PM_COL_ARRANGER, PM_TEXT_ARRANGER}, {PM_COL_MESSAGE, PM_TEXT_MESSAGE},       {PM_COL_DISC_ID, PM_TEXT_DISC_ID},
		{PM_COL_GENRE, PM_TEXT_GENRE},
	};
	struct pm_disc *disc = r->disc;
	size_t i;
	int status = PM_OK;

	for (i = 0; status == PM_OK && i < sizeof text / sizeof *text; i++)
		status = set_text(r, text[i].column, text[i].field);
	if (status == PM_OK)
		status = set_text(r, r->release[PM_COL_ALBUM_ARTIST].length_bytes ? PM_COL_ALBUM_ARTIST : PM_COL_ARTIST, PM_TEXT_PERFORMER);
	if (status == PM_OK && r->release[PM_COL_ALBUM_ARTIST].length_bytes && r->release[PM_COL_ARTIST].length_bytes)
		status = pm_sheet_check_text(r, "Artist", &r->release[PM_COL_ARTIST], -1); /* the tracks' */
	if (status == PM_OK)
		status = set_string(r, PM_COL_CATALOGUE, &disc->master_id);
	if (status == PM_OK)
		status = set_string(r, PM_COL_LABEL, &disc->label);
	if (status == PM_OK)
		status = set_string(r, PM_COL_RELEASE_DATE, &disc->release_date);
	if (status == PM_OK)
		status = set_genre_and_language(r);
	disc->master_id_pos = r->release[PM_COL_CATALOGUE].pos;
	set_mcn(r);
	return status;
}

int pm_sheet_read_release(struct pm_sheet_reader *r)
{
	size_t i;
	int status = PM_OK;

	for (i = 0; status == PM_OK && i < r->header.row; i++)
		status = read_row(r, &r->table.row[i]);
	if (status != PM_OK)
		return status;
	read_columns(r);
	artist_of_all(r);
	return apply(r);
}
