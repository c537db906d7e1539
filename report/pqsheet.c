/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pqsheet.c - the PQ sheet as text (report/pqsheet.h).  Layer 5. */
#include "report/pqsheet.h"

#include <stdio.h>
#include <string.h>

#include "base/charset.h"
#include "base/visible.h"
#include "report/fields.h"

#define COLUMNS_MAX 16
#define COLUMN_GAP 2
/* A title or performer is not cut below this, however narrow the terminal. */
#define COLUMN_NARROWEST 12

struct sheet {
	const struct pm_pqsheet_options *options;
	struct pm_facts facts;
	struct pm_buf *out;
	size_t width[COLUMNS_MAX]; /* by place in pm_track_fields; 0: the column is left out */
	int performers_below;      /* 1: there is no room for their column */
};

static void heading(struct sheet *s, const char *text)
{
	pm_buf_printf(s->out, s->options->bold ? "\n\033[1m%s\033[0m\n" : "\n%s\n", text);
}

static void fill(struct sheet *s, size_t count) { pm_buf_add_fill(s->out, ' ', count); }

/* One value in a column of the given width; an over-long one is cut. */
static void cell(struct sheet *s, const char *text, size_t length_bytes, size_t width, enum pm_align align)
{
	size_t used = pm_visible_width(text, length_bytes);

	if (align == PM_ALIGN_RIGHT && used < width)
		fill(s, width - used);
	used = pm_visible_fit(s->out, text, length_bytes, width);
	if (align == PM_ALIGN_LEFT)
		fill(s, width - used);
}

static void trim_line(struct pm_buf *out)
{
	while (out->length_bytes && out->data[out->length_bytes - 1] == ' ')
		out->data[--out->length_bytes] = 0;
	pm_buf_add_char(out, '\n');
}

/* ---- label and value ---- */

#define LABEL_COLUMNS 14

static void label_line(struct sheet *s, const char *label, const char *value, size_t length_bytes)
{
	cell(s, label, strlen(label), LABEL_COLUMNS, PM_ALIGN_LEFT);
	pm_visible_add(s->out, value, length_bytes);
	trim_line(s->out);
}

static void label_lines(struct sheet *s, const struct pm_field *field, size_t count)
{
	struct pm_buf value;
	size_t i;

	for (i = 0; i < count; i++) {
		pm_buf_init(&value);
		field[i].get(&s->facts, 0, &value);
		if (value.length_bytes)
			label_line(s, field[i].label, pm_buf_str(&value), value.length_bytes);
		s->out->failed |= value.failed;
		pm_buf_release(&value);
	}
}

/* ---- the table of tracks ---- */

static int is_text_column(const struct pm_field *field) { return !strcmp(field->key, "title") || !strcmp(field->key, "performer"); }

static unsigned track_after(const struct pm_disc *disc, unsigned n) { return n < 99 && n < disc->last_track ? n + 1 : 0; }

/* The performer's column says nothing where every track has the artist of the album. */
static int performer_is_artist(const struct pm_disc *disc)
{
	const char *artist = pm_first_text(disc, 0, PM_TEXT_PERFORMER), *performer;
	unsigned n;

	for (n = disc->first_track; n; n = track_after(disc, n)) {
		performer = pm_first_text(disc, n, PM_TEXT_PERFORMER);
		if (performer && (!artist || strcmp(performer, artist) != 0))
			return 0;
	}
	return 1;
}

/* What the lines of further indexes and of the lead-out need: "AA" as a number, "lead-out" as a title. */
static size_t side_width(const struct sheet *s, const struct pm_field *field)
{
	if (!strcmp(field->key, "number"))
		return strlen("AA");
	return !strcmp(field->key, "title") && pm_times_known(s->facts.disc) ? strlen("lead-out") : 0;
}

/* Each column as wide as its widest value; an empty one is left out. */
static void measure(struct sheet *s)
{
	const struct pm_disc *disc = s->facts.disc;
	struct pm_buf value;
	size_t i, width;
	unsigned n;

	for (i = 0; i < pm_track_field_count; i++) {
		s->width[i] = 0;
		for (n = disc->first_track; n; n = track_after(disc, n)) {
			pm_buf_init(&value);
			pm_track_fields[i].get(&s->facts, n, &value);
			width = pm_visible_width(pm_buf_str(&value), value.length_bytes);
			if (width > s->width[i])
				s->width[i] = width;
			s->out->failed |= value.failed;
			pm_buf_release(&value);
		}
		if (s->width[i] && s->width[i] < strlen(pm_track_fields[i].label))
			s->width[i] = strlen(pm_track_fields[i].label);
		if (s->width[i] < side_width(s, &pm_track_fields[i]))
			s->width[i] = side_width(s, &pm_track_fields[i]);
		if (!strcmp(pm_track_fields[i].key, "performer") && performer_is_artist(disc))
			s->width[i] = 0;
	}
}

static size_t total_width(const struct sheet *s)
{
	size_t i, total = 0;

	for (i = 0; i < pm_track_field_count; i++)
		if (s->width[i])
			total += s->width[i] + COLUMN_GAP;
	return total ? total - COLUMN_GAP : 0;
}

/* Take columns from the wider of title and performer until the line fits, or both are as narrow as they may be: then it does not. */
static int narrow(struct sheet *s)
{
	size_t i, widest;

	while (s->options->columns && total_width(s) > s->options->columns) {
		widest = pm_track_field_count;
		for (i = 0; i < pm_track_field_count; i++)
			if (is_text_column(&pm_track_fields[i]) && s->width[i] > COLUMN_NARROWEST &&
			    (widest == pm_track_field_count || s->width[i] >= s->width[widest]))
				widest = i;
		if (widest == pm_track_field_count)
			return 0;
		s->width[widest]--;
	}
	return 1;
}

/* The performers' column goes where there is no room for both; theirs are then listed with the other texts. */
static void fit(struct sheet *s)
{
	size_t i;

	measure(s);
	if (narrow(s))
		return;
	measure(s);
	for (i = 0; i < pm_track_field_count; i++)
		if (!strcmp(pm_track_fields[i].key, "performer") && s->width[i]) {
			s->performers_below = 1;
			s->width[i] = 0;
		}
	(void)narrow(s);
}

static void table_head(struct sheet *s)
{
	size_t i, w;

	if (s->options->bold)
		pm_buf_add_str(s->out, "\033[1m");
	for (i = 0; i < pm_track_field_count; i++)
		if (s->width[i]) {
			cell(s, pm_track_fields[i].label, strlen(pm_track_fields[i].label), s->width[i], pm_track_fields[i].align);
			fill(s, COLUMN_GAP);
		}
	while (s->out->length_bytes && s->out->data[s->out->length_bytes - 1] == ' ')
		s->out->data[--s->out->length_bytes] = 0;
	pm_buf_add_str(s->out, s->options->bold ? "\033[0m\n" : "\n");
	for (i = 0; i < pm_track_field_count; i++)
		if (s->width[i]) {
			for (w = 0; w < s->width[i]; w++)
				pm_buf_add_str(s->out, "\xe2\x94\x80");
			fill(s, COLUMN_GAP);
		}
	trim_line(s->out);
}

/* A line with values in three columns only: further indexes and the lead-out. */
static void side_line(struct sheet *s, const char *number, const char *title, const char *start)
{
	const char *text;
	size_t i;

	for (i = 0; i < pm_track_field_count; i++) {
		if (!s->width[i])
			continue;
		text = !strcmp(pm_track_fields[i].key, "number") ? number : !strcmp(pm_track_fields[i].key, "title") ? title
		     : !strcmp(pm_track_fields[i].key, "start") ? start : "";
		cell(s, text, strlen(text), s->width[i], pm_track_fields[i].align);
		fill(s, COLUMN_GAP);
	}
	trim_line(s->out);
}

static void index_lines(struct sheet *s, unsigned n)
{
	const struct pm_track *track = &s->facts.disc->track[n];
	char name[32], start[PM_MSF_BYTES];
	unsigned i;

	for (i = 2; s->facts.disc->laid_out && !(track->poisoned & PM_POISON_PLACE) && i < 100; i++) {
		if (track->index[i].lba == PM_LBA_NONE)
			continue;
		snprintf(name, sizeof(name), "index %02u", i);
		side_line(s, "", name, pm_msf_text(track->index[i].lba, start));
	}
}

static void track_line(struct sheet *s, unsigned n)
{
	struct pm_buf value;
	size_t i;

	for (i = 0; i < pm_track_field_count; i++) {
		if (!s->width[i])
			continue;
		pm_buf_init(&value);
		pm_track_fields[i].get(&s->facts, n, &value);
		cell(s, pm_buf_str(&value), value.length_bytes, s->width[i], pm_track_fields[i].align);
		fill(s, COLUMN_GAP);
		s->out->failed |= value.failed;
		pm_buf_release(&value);
	}
	trim_line(s->out);
}

static void track_table(struct sheet *s)
{
	const struct pm_disc *disc = s->facts.disc;
	char start[PM_MSF_BYTES];
	unsigned n;

	if (!disc->last_track)
		return;
	fit(s);
	pm_buf_add_char(s->out, '\n');
	table_head(s);
	for (n = disc->first_track; n; n = track_after(disc, n)) {
		track_line(s, n);
		index_lines(s, n);
	}
	if (pm_times_known(disc))
		side_line(s, "AA", "lead-out", pm_msf_text(disc->leadout_lba, start));
}

/* ---- CD-Text ---- */

static void text_line(struct sheet *s, const char *who, const char *label, const char *value)
{
	cell(s, who, strlen(who), LABEL_COLUMNS - 2, PM_ALIGN_LEFT);
	cell(s, label, strlen(label), LABEL_COLUMNS, PM_ALIGN_LEFT);
	pm_visible_add(s->out, value, strlen(value));
	trim_line(s->out);
}

static void text_lines(struct sheet *s, int b, unsigned n, int is_first_block)
{
	const struct pm_block *block = &s->facts.disc->block[b];
	const struct pm_text *text = &block->of[n];
	char who[16], code[8];
	const char *genre = NULL;
	int f;

	snprintf(who, sizeof(who), n ? "  track %u" : "  disc", n);
	for (f = 0; f < PM_TEXT_FIELDS; f++) {
		if (f == PM_TEXT_GENRE && n == 0 && block->genre_code) {
			snprintf(code, sizeof(code), "%02Xh", block->genre_code);
			genre = pm_genre_name(block->genre_code) ? pm_genre_name(block->genre_code) : code;
			/* Not twice where the text is the code's name, as it mostly is. */
			if (text->field[f] && !strcmp(text->field[f], genre))
				genre = NULL;
		}
		if (genre) {
			text_line(s, who, "Genre code", genre);
			genre = NULL;
			who[0] = '\0';
		}
		/* Titles and performers of the first block stand in the table already. */
		if (!text->field[f] || (is_first_block && (f == PM_TEXT_TITLE || (f == PM_TEXT_PERFORMER && !(n && s->performers_below)))))
			continue;
		text_line(s, who, pm_text_label((enum pm_text_field)f, n), text->field[f]);
		who[0] = '\0';
	}
}

static int has_text(const struct pm_disc *disc, int b, int field)
{
	int n;

	for (n = 0; disc->block[b].present && n <= disc->last_track && n < 100; n++)
		if (disc->block[b].of[n].field[field])
			return 1;
	return 0;
}

static int has_any_text(const struct pm_disc *disc, int b)
{
	int f, found = disc->block[b].present && disc->block[b].genre_code;

	for (f = 0; f < PM_TEXT_FIELDS; f++)
		found |= has_text(disc, b, f);
	return found;
}

/* Which texts of the first block have been seen in the head and the table. */
static const char *what_stands_above(const struct sheet *s, int b)
{
	int titles = has_text(s->facts.disc, b, PM_TEXT_TITLE), performers = !s->performers_below && has_text(s->facts.disc, b, PM_TEXT_PERFORMER);

	return titles && performers ? "; titles and performers above" : titles ? "; titles above" : performers ? "; performers above" : "";
}

static void cdtext_section(struct sheet *s)
{
	const struct pm_disc *disc = s->facts.disc;
	const char *language;
	char line[96];
	unsigned n;
	int b, is_first = 1;

	for (b = 0; b < PM_BLOCKS; b++) {
		if (!has_any_text(disc, b))
			continue;
		language = pm_language_name(disc->block[b].language);
		snprintf(line, sizeof(line), "CD-Text block %d: %s, %s%s%s", b, language ? language : "unknown language",
			 pm_charset_name(disc->block[b].charset), disc->block[b].copy_protection ? ", copy-protected" : "",
			 is_first ? what_stands_above(s, b) : "");
		heading(s, line);
		for (n = 0; n <= disc->last_track && n < 100; n++)
			text_lines(s, b, n, is_first);
		is_first = 0;
	}
}

int pm_pqsheet(const struct pm_disc *disc, const struct pm_pqsheet_options *options, struct pm_buf *out)
{
	struct sheet s;

	memset(&s, 0, sizeof(s));
	s.options = options;
	s.out = out;
	if (pm_facts_of(&s.facts, disc) != PM_OK)
		return PM_E_NOMEM;
	label_lines(&s, pm_disc_fields, pm_disc_field_count);
	track_table(&s);
	cdtext_section(&s);
	if (s.facts.has_ids) {
		heading(&s, "Disc ids");
		label_lines(&s, pm_id_fields, pm_id_field_count);
	}
	return out->failed ? PM_E_NOMEM : PM_OK;
}
