/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * values.c - what one row of a track sheet says about its track: code, flags, times, texts, file.  Layer 4.
 * Source: contract section 3.  A bad value is reported at its cell, leaves its field poisoned, and the row goes on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/reader.h"

/* The track in the model, or NULL for rows that are checked but not kept and for hidden audio, which has no codes of its own. */
static struct pm_track *model_track(struct pm_sheet_reader *r, const struct pm_sheet_track *st)
{
	return st->number > 0 ? &r->disc->track[st->number] : NULL;
}

/* The number findings are about: what the sheet says, else the place in the order. */
static int about(const struct pm_sheet_track *st)
{
	return st->declared >= 0 ? st->declared : st->number;
}

static void read_isrc(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	struct pm_track *track = model_track(r, st);
	struct pm_isrc isrc = {""};
	struct pm_value v;

	if (!pm_sheet_value(r, st->row, PM_COL_ISRC, &v)) {
		st->poisoned |= v.damaged ? PM_POISON_ISRC : 0;
		return;
	}
	if (!pm_isrc_take(r->diags, v.pos, about(st), v.text, v.length_bytes, &isrc))
		st->poisoned |= PM_POISON_ISRC;
	if (st->number == 0 && isrc.text[0])
		pm_diag_on(pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_UNUSED, v.pos,
						    "hidden audio has no ISRC on the disc: '%.*s' is left out", PM_VALUE_ARG(v)),
					"it plays under track 1's number and code"),
			   0, -1);
	if (!track)
		return;
	track->isrc_pos = v.pos;
	track->isrc = isrc;
	if (isrc.text[0])
		track->isrc_from = PM_FROM_SHEET;
}

static int is_flag(const char *p, size_t n, const char *name)
{
	size_t i;

	if (strlen(name) != n)
		return 0;
	for (i = 0; i < n; i++)
		if ((p[i] >= 'a' && p[i] <= 'z' ? p[i] - 32 : p[i]) != name[i])
			return 0;
	return 1;
}

static int is_separator(char c)
{
	return strchr(" \t\r\n,;+|/&", c) != NULL;
}

/* One word of the Flags cell. */
static void read_flag(struct pm_sheet_reader *r, struct pm_sheet_track *st, const struct pm_value *v, size_t at, size_t n, unsigned *control,
		      int *scms)
{
	const char *p = v->text + at;

	if (is_flag(p, n, "PRE")) {
		*control |= PM_CONTROL_PRE;
	} else if (is_flag(p, n, "DCP")) {
		*control |= PM_CONTROL_COPY;
	} else if (is_flag(p, n, "4CH")) {
		*control |= PM_CONTROL_FOUR;
	} else if (is_flag(p, n, "SCMS")) {
		*scms = 1;
	} else {
		pm_diag_on(pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pm_sheet_part_pos(r, v, at, n), "unknown flag '%.*s'",
						    (int)(n > 200 ? 200 : n), p),
					"flags are PRE, DCP, 4CH and SCMS, with blanks between"),
			   about(st), -1);
		st->poisoned |= PM_POISON_FLAGS;
	}
}

static void read_flags(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	struct pm_track *track = model_track(r, st);
	struct pm_value v;
	unsigned control = 0;
	size_t at = 0, n;
	int scms = 0;

	if (!pm_sheet_value(r, st->row, PM_COL_FLAGS, &v)) {
		st->poisoned |= v.damaged ? PM_POISON_FLAGS : 0;
		return;
	}
	if (track)
		track->flags_pos = v.pos;
	if (pm_sheet_says_none(&v))
		return;
	if (pm_sheet_is_no_value(r, "Flags", &v, about(st))) {
		st->poisoned |= PM_POISON_FLAGS;
		return;
	}
	pm_sheet_strip_apostrophe(&v);
	while (at < v.length_bytes) {
		for (n = 0; at + n < v.length_bytes && !is_separator(v.text[at + n]); n++)
			;
		if (n)
			read_flag(r, st, &v, at, n, &control, &scms);
		at += n + 1;
	}
	if (st->number == 0 && (control || scms))
		pm_diag_on(
			pm_diag_add(r->diags, PM_DIAG_SHEET_UNUSED, v.pos, "hidden audio has no flags of its own: it has track 1's"),
			0, -1);
	if (!track)
		return;
	track->control = (uint8_t)control;
	track->scms = (uint8_t)scms;
}

/* "12/02/1900", "2026-01-02", "01-Feb", "0:02:00 AM": what a spreadsheet makes of a time. */
static int is_date(const char *p, size_t n)
{
	size_t i, digits = 0, marks = 0, letters = 0;

	for (i = 0; i < n; i++) {
		digits += p[i] >= '0' && p[i] <= '9';
		marks += p[i] == '/' || p[i] == '-' || p[i] == '.';
		letters += (p[i] >= 'A' && p[i] <= 'Z') || (p[i] >= 'a' && p[i] <= 'z');
	}
	if (n > 3 && letters == 2 && digits && (p[n - 1] == 'M' || p[n - 1] == 'm') && p[n - 3] == ' ')
		return 1;
	return p[0] >= '0' && p[0] <= '9' && digits > 1 && ((marks == 2 && !letters) || (letters == 3 && marks));
}

/* What is wrong with a text that is no time. */
static struct pm_diag *complain_time(struct pm_sheet_reader *r, enum pm_column column, const struct pm_value *v, int status)
{
	const char *p = v->text;
	size_t n = v->length_bytes;
	int parts = memchr(p, ':', n) != NULL;
	struct pm_diag *d = pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, pm_sheet_part_pos(r, v, 0, n), "%s '%.*s' is no time%s",
					pm_column_name(column), (int)(n > 200 ? 200 : n), p,
					status != PM_E_RANGE ? "" : parts ? ": seconds go to 59, frames to 74" : " that a disc can hold");

	if (is_date(p, n))
		return pm_diag_hint(d, "a spreadsheet made a date or a time of day of it: make the cell text, and write 2s, 150f or 0:02");
	return pm_diag_hint(d, "write mm:ss:ff, m:ss, mm:ss.mmm, 2s, 2.5s, 150f or 88200 samples");
}

static void bad_time(struct pm_sheet_reader *r, struct pm_sheet_track *st, enum pm_column column, const struct pm_value *v, int status)
{
	pm_diag_on(complain_time(r, column, v, status), about(st), -1);
	st->poisoned |= PM_POISON_TIMES;
}

/* The text of a time cell; 0: there is none, or it was reported. */
static int time_cell(struct pm_sheet_reader *r, struct pm_sheet_track *st, enum pm_column column, struct pm_value *v)
{
	if (!pm_sheet_value(r, st->row, column, v)) {
		st->poisoned |= v->damaged ? PM_POISON_TIMES : 0;
		return 0;
	}
	if (pm_sheet_says_none(v))
		return 0;
	if (pm_sheet_is_no_value(r, pm_column_name(column), v, about(st))) {
		st->poisoned |= PM_POISON_TIMES;
		return 0;
	}
	pm_sheet_strip_apostrophe(v);
	return 1;
}

static int read_time(struct pm_sheet_reader *r, struct pm_sheet_track *st, enum pm_column column, uint64_t *samples)
{
	struct pm_value v;
	int status;

	if (!time_cell(r, st, column, &v))
		return 0;
	status = pm_time_parse(v.text, v.length_bytes, samples);
	if (status != PM_OK)
		bad_time(r, st, column, &v, status);
	return status == PM_OK;
}

/* The Gap in sectors, with a note where that changes it. */
static int read_gap(struct pm_sheet_reader *r, struct pm_sheet_track *st, struct pm_value *v)
{
	char text[PM_MSF_BYTES];
	uint64_t sectors;
	int exact, status;

	if (!time_cell(r, st, PM_COL_GAP, v))
		return 0;
	status = pm_time_parse_sectors(v->text, v->length_bytes, &sectors, &exact);
	if (status != PM_OK) {
		bad_time(r, st, PM_COL_GAP, v, status);
		return 0;
	}
	st->gap_sectors = (uint32_t)sectors;
	if (!exact)
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TIME_ROUNDED, v->pos, "Gap '%.*s' is no whole number of sectors: it becomes %s",
				       PM_VALUE_ARG(*v), pm_sectors_text(st->gap_sectors, text)),
			   about(st), -1);
	return 1;
}

static void read_times(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	struct pm_value v;

	st->has_start = read_time(r, st, PM_COL_START, &st->start_samples);
	st->has_end = read_time(r, st, PM_COL_END, &st->end_samples);
	if (st->has_end && !(st->poisoned & PM_POISON_TIMES) && st->end_samples <= st->start_samples) {
		pm_sheet_value(r, st->row, PM_COL_END, &v);
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "End '%.*s' is not after Start", PM_VALUE_ARG(v)), about(st), -1);
		st->poisoned |= PM_POISON_TIMES;
		st->has_end = 0;
	}
	st->has_gap = read_gap(r, st, &v);
	if (st->has_gap && st->number == 0 && st->gap_sectors && st->gap_sectors != 150)
		pm_diag_on(pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos,
						    "hidden audio has no Gap: it starts behind the first two seconds"),
					"leave the cell empty"),
			   0, -1);
}

static int is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Bytes of a sign beyond ASCII: U+0080..U+00BF ("«"), U+2000..U+203F (quotation marks, dashes, the ellipsis). */
static int is_sign(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return u[0] == 0xC2 || (u[0] == 0xE2 && u[1] == 0x80);
}

/* Does a word run on to `at`, or from `at`? */
static int word_before(const char *text, const char *at)
{
	if (at == text || !is_word(at[-1]))
		return 0;
	return !(at - text >= 2 && (unsigned char)at[-2] == 0xC2) && !(at - text >= 3 && (unsigned char)at[-3] == 0xE2 && is_sign(at - 3));
}

static int word_behind(const char *at)
{
	return is_word(*at) && !is_sign(at);
}

/* 1 when part stands in text as whole words, ignoring case: "Live" is in "Tide (live)", not in "Alive". */
static int has_words(const char *text, const char *part)
{
	char *t = strlen(part) <= 1000 ? pm_utf8_fold(text) : NULL, *p = pm_utf8_fold(part); /* longer ones would take quadratic time */
	const char *at = t && p && *p ? strstr(t, p) : NULL;
	size_t n = p ? strlen(p) : 0;
	int found = 0;

	for (; at && !found; at = strstr(at + 1, p))
		found = !word_before(t, at) && !word_behind(at + n);
	free(t);
	free(p);
	return found;
}

/* Title (Version), unless Title already says it. */
static int set_title(struct pm_sheet_reader *r, struct pm_sheet_track *st, struct pm_text *text)
{
	struct pm_value title, version;
	char *t = NULL, *v = NULL, *both = NULL;
	int status = PM_E_NOMEM;

	if (!pm_sheet_value(r, st->row, PM_COL_TITLE, &title)) {
		text->reported |= (unsigned)title.damaged << PM_TEXT_TITLE;
		return PM_OK;
	}
	if (!pm_sheet_value(r, st->row, PM_COL_VERSION, &version) || pm_sheet_says_none(&version))
		return pm_sheet_set_text(r, "Title", &title, about(st), text, PM_TEXT_TITLE);
	if (pm_sheet_check_text(r, "Title", &title, about(st)) != PM_OK)
		return PM_E_NOMEM;
	if (pm_sheet_check_text(r, "Version", &version, about(st)) != PM_OK)
		return PM_E_NOMEM;
	t = pm_str_dup_n(title.text, title.length_bytes);
	v = pm_str_dup_n(version.text, version.length_bytes);
	if (!t || !v)
		goto out;
	if (has_words(t, v))
		both = pm_str_dup(t);
	else
		both = pm_str_printf(*v == '(' || *v == '[' ? "%s %s" : "%s (%s)", t, v);
	if (both)
		status = pm_text_set(text, PM_TEXT_TITLE, both, title.pos);
	text->reported |= (unsigned)(title.damaged | version.damaged) << PM_TEXT_TITLE;
out:
	free(t);
	free(v);
	free(both);
	return status;
}

static int set_texts(struct pm_sheet_reader *r, struct pm_sheet_track *st, struct pm_text *text)
{
	static const struct {
		enum pm_column column;
		enum pm_text_field field;
	} plain[] = {
		{PM_COL_ARTIST, PM_TEXT_PERFORMER},  {PM_COL_SONGWRITER, PM_TEXT_SONGWRITER}, {PM_COL_COMPOSER, PM_TEXT_COMPOSER},
		{PM_COL_ARRANGER, PM_TEXT_ARRANGER}, {PM_COL_MESSAGE, PM_TEXT_MESSAGE},
	};
	const struct pm_value *artist = &r->release[PM_COL_ARTIST];
	struct pm_value v;
	size_t i;
	int status = set_title(r, st, text);

	for (i = 0; status == PM_OK && i < sizeof plain / sizeof *plain; i++) {
		if (!pm_sheet_value(r, st->row, plain[i].column, &v)) {
			text->reported |= (unsigned)v.damaged << plain[i].field;
			continue;
		}
		status = pm_sheet_set_text(r, pm_column_name(plain[i].column), &v, about(st), text, plain[i].field);
	}
	if (!artist->length_bytes)
		artist = &r->release[PM_COL_ALBUM_ARTIST];
	if (status == PM_OK && !text->field[PM_TEXT_PERFORMER] && !(text->reported & 1u << PM_TEXT_PERFORMER) && artist->length_bytes) {
		status = pm_text_set_n(text, PM_TEXT_PERFORMER, artist->text, artist->length_bytes, artist->pos);
		text->reported |= (unsigned)artist->damaged << PM_TEXT_PERFORMER;
	}
	return status;
}

/* Columns without a meaning, and what hidden audio cannot carry, go to the registry and the report. */
static int keep_extras(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	const struct pm_row *header = &r->table.row[r->header.row];
	struct pm_value v;
	const struct pm_cell *name;
	size_t i;
	int status = PM_OK;

	for (i = 0; status == PM_OK && i < header->cell_count && i < st->row->cell_count; i++) {
		name = r->meaning[i] == PM_COL_NONE ? pm_table_cell(&r->table, header, i) : NULL;
		if (name && pm_sheet_value_at(r, st->row, i, &v))
			status = pm_disc_add_extra(r->disc, st->number, pm_table_text(&r->table, name), v.text);
	}
	if (status == PM_OK && st->number == 0 && pm_sheet_value(r, st->row, PM_COL_TITLE, &v))
		status = pm_disc_add_extra(r->disc, 0, "Title", v.text);
	return status;
}

/* "a\b.wav" and "a/b.wav" are one file. */
static int same_file(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !((*a == '/' || *a == '\\') && (*b == '/' || *b == '\\')))
			return 0;
	return *a == *b;
}

/* The file's number in the model; at most 100 rows come here. */
static int find_or_add_file(struct pm_sheet_reader *r, struct pm_sheet_track *st, const char *name, struct pm_pos pos)
{
	size_t i;

	for (i = 0; i < r->disc->file_count; i++)
		if (same_file(r->disc->file[i].name, name)) {
			st->file = (uint32_t)i;
			return PM_OK;
		}
	return pm_disc_add_file(r->disc, name, PM_FILE_MASTER, pos, &st->file);
}

static int read_file(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	struct pm_value v;
	char *name;
	int status;

	if (!r->has_audio)
		return PM_OK;
	if (!pm_sheet_value(r, st->row, PM_COL_FILE, &v)) {
		st->poisoned |= PM_POISON_AUDIO;
		if (v.damaged)
			return PM_OK;
		pm_diag_on(pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, v.pos, "this track has no File"),
					"where one file holds several tracks, repeat its name in each row and give Start"),
			   about(st), -1);
		return PM_OK;
	}
	status = pm_sheet_check_text(r, "File", &v, about(st));
	/* A damaged name is not looked for: that it is not there needs no second finding. */
	st->poisoned |= v.damaged ? PM_POISON_AUDIO : 0;
	if (status != PM_OK || st->number < 0 || v.damaged)
		return status;
	name = pm_str_dup_n(v.text, v.length_bytes);
	if (!name)
		return PM_E_NOMEM;
	status = find_or_add_file(r, st, name, v.pos);
	if (status == PM_OK && st->number > 0)
		r->disc->track[st->number].source_name = name;
	else
		free(name);
	return status;
}

static int read_track(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	struct pm_track *track = model_track(r, st);
	struct pm_text scratch;
	int status;

	memset(&scratch, 0, sizeof scratch);
	if (track)
		track->pos = pm_pos_at(r->source, st->row->offset, 0);
	if (st->shifted) {
		st->poisoned |= PM_POISON_ISRC | PM_POISON_TIMES | PM_POISON_FLAGS | PM_POISON_AUDIO;
		if (track)
			r->disc->block[0].of[st->number].reported = ~0u;
		return PM_OK;
	}
	read_isrc(r, st);
	read_flags(r, st);
	read_times(r, st);
	status = set_texts(r, st, track ? &r->disc->block[0].of[st->number] : &scratch);
	if (status == PM_OK && st->number >= 0)
		status = keep_extras(r, st);
	if (status == PM_OK)
		status = read_file(r, st);
	pm_text_release(&scratch);
	return status;
}

int pm_sheet_read_tracks(struct pm_sheet_reader *r)
{
	size_t i;
	int status = PM_OK;

	for (i = 0; status == PM_OK && i < r->track_count; i++) {
		status = read_track(r, &r->track[i]);
		if (r->track[i].number > 0)
			r->disc->track[r->track[i].number].poisoned |= r->track[i].poisoned;
		r->disc->poisoned |= r->track[i].poisoned & PM_POISON_AUDIO;
	}
	return status;
}
