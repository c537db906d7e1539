/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - cuts the text of a track sheet into rows of cells.  Layer 4.  Source: RFC 4180. */
#include "sheet/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* One run over the text. */
struct cutter {
	struct pm_table *t;
	struct pm_diags *diags; /* NULL: a trial */
	const char *data;
	size_t length, at;
	size_t nul_count, nul_first;
	uint32_t column; /* of the cell at hand */
	int broken;      /* the row at hand has an unclosed quote */
	int failed;
};

/* Blanks of more than one byte in UTF-8: U+00A0, U+2000..U+200B, U+202F, U+3000, U+FEFF. */
static size_t wide_blank(const unsigned char *p, size_t n)
{
	if (n >= 2 && p[0] == 0xC2 && p[1] == 0xA0)
		return 2;
	if (n < 3)
		return 0;
	if (p[0] == 0xE2 && p[1] == 0x80 && ((p[2] >= 0x80 && p[2] <= 0x8B) || p[2] == 0xAF))
		return 3;
	if (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80)
		return 3;
	return p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF ? 3 : 0;
}

size_t pm_blank_bytes(const char *text, size_t length_bytes)
{
	if (!length_bytes)
		return 0;
	if (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')
		return 1;
	return wide_blank((const unsigned char *)text, length_bytes);
}

/* Blank bytes at the end of the text. */
static size_t blank_end(const char *text, size_t length)
{
	size_t n;

	for (n = 1; n <= 3 && n <= length; n++)
		if (pm_blank_bytes(text + length - n, n) == n)
			return n;
	return 0;
}

void pm_blank_trim(const char **text, size_t *length_bytes)
{
	size_t n;

	while ((n = pm_blank_bytes(*text, *length_bytes)) > 0) {
		*text += n;
		*length_bytes -= n;
	}
	while ((n = blank_end(*text, *length_bytes)) > 0)
		*length_bytes -= n;
}

static int at_line_end(const struct cutter *c, size_t at)
{
	return at >= c->length || c->data[at] == '\n' || c->data[at] == '\r';
}

static void pass_limit(struct cutter *c, enum pm_table_limit limit, size_t at)
{
	if (c->t->limit)
		return;
	c->t->limit = limit;
	c->t->limit_at = at;
}

/* The n bytes at p into the text, without NUL characters. */
static void put_text(struct cutter *c, const char *p, size_t n, int doubled)
{
	struct pm_table *t = c->t;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!p[i]) {
			if (!c->nul_count++)
				c->nul_first = (size_t)(p - c->data) + i;
			continue;
		}
		t->text[t->text_bytes++] = p[i];
		if (doubled && p[i] == '"' && i + 1 < n && p[i + 1] == '"')
			i++;
	}
}

/* Keep a value; doubled: "" in it stands for one quote; broken: as in struct pm_cell. */
static void put_cell(struct cutter *c, size_t from, size_t to, int doubled, int broken)
{
	struct pm_table *t = c->t;
	const char *p = c->data + from;
	size_t n = to - from;
	void *list = t->cell;
	struct pm_cell cell;

	pm_blank_trim(&p, &n);
	cell = (struct pm_cell){t->text_bytes, 0, (uint32_t)(p - c->data), (uint32_t)n, c->column & 0x7FFFFFFF, broken != 0};
	if (n > PM_TABLE_CELL_MAX_BYTES)
		pass_limit(c, PM_TABLE_CELL, cell.offset);
	else
		put_text(c, p, n, doubled);
	cell.length_bytes = t->text_bytes - cell.text_at;
	if (!cell.length_bytes && !broken)
		return;
	if (c->column >= PM_TABLE_COLUMNS_MAX)
		pass_limit(c, PM_TABLE_COLUMNS, cell.offset);
	if (t->cell_count >= PM_TABLE_CELLS_MAX)
		pass_limit(c, PM_TABLE_CELLS, cell.offset);
	if (t->limit)
		return;
	if (pm_array_grow(&list, &t->cell_capacity, t->cell_count, sizeof *t->cell) != PM_OK) {
		c->failed = 1;
		return;
	}
	t->text[t->text_bytes++] = '\0';
	t->cell = list;
	t->cell[t->cell_count++] = cell;
}

/* The quote that closes the one before `at`, or the end of the text. */
static size_t find_close(const struct cutter *c, size_t at)
{
	while (at < c->length) {
		const char *q = memchr(c->data + at, '"', c->length - at);

		if (!q)
			return c->length;
		at = (size_t)(q - c->data);
		if (at + 1 >= c->length || c->data[at + 1] != '"')
			return at;
		at += 2;
	}
	return c->length;
}

/* To the next delimiter or line end. */
static size_t skip_plain(const struct cutter *c, size_t at)
{
	while (!at_line_end(c, at) && c->data[at] != c->t->delimiter)
		at++;
	return at;
}

static size_t skip_blanks(const struct cutter *c, size_t at)
{
	size_t n;

	while (!at_line_end(c, at) && c->data[at] != c->t->delimiter && (n = pm_blank_bytes(c->data + at, c->length - at)) > 0)
		at += n;
	return at;
}

static int spans_lines(const struct cutter *c, size_t from, size_t to)
{
	return memchr(c->data + from, '\n', to - from) || memchr(c->data + from, '\r', to - from);
}

/*
 * A quoted cell, c->at on its opening quote.  A closing quote on a later line with text behind it is most likely the opening quote of another
 * cell: then it is this opening quote that lacks its partner.
 */
static void cut_quoted(struct cutter *c)
{
	size_t open = c->at, close = find_close(c, open + 1), behind = skip_blanks(c, close + 1);
	int clean = close < c->length && (at_line_end(c, behind) || c->data[behind] == c->t->delimiter);

	if (clean) {
		put_cell(c, open + 1, close, 1, 0);
		c->at = behind;
		return;
	}
	if (close >= c->length || spans_lines(c, open, close)) {
		for (behind = open + 1; !at_line_end(c, behind);)
			behind++;
		if (c->diags)
			pm_diag_hint(pm_diag_add(c->diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(c->t->source, open, 1), "this quote is never closed"),
				     "close it at the end of the cell; a quote inside a quoted cell is written twice");
		put_cell(c, open + 1, behind, 1, 1);
		c->broken = 1;
	} else {
		if (c->diags)
			pm_diag_hint(pm_diag_add(c->diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(c->t->source, behind, 1), "text behind a closing quote"),
				     "a quote inside a quoted cell is written twice");
		behind = skip_plain(c, behind);
		put_cell(c, open, behind, 0, 1);
	}
	c->at = behind;
}

static void cut_cell(struct cutter *c)
{
	size_t start = skip_blanks(c, c->at), end;

	if (start < c->length && c->data[start] == '"') {
		c->at = start;
		cut_quoted(c);
		return;
	}
	end = skip_plain(c, start);
	put_cell(c, start, end, 0, 0);
	c->at = end;
}

/* Behind the line end at hand, if there is one. */
static void skip_line_end(struct cutter *c)
{
	if (c->at < c->length && c->data[c->at] == '\r')
		c->at++;
	if (c->at < c->length && c->data[c->at] == '\n')
		c->at++;
}

/* The cells of a row; 0: there are none but empty ones. */
static int cut_cells(struct cutter *c, struct pm_row *row)
{
	struct pm_table *t = c->t;

	c->broken = 0;
	c->column = 0;
	cut_cell(c);
	while (!c->failed && !t->limit && c->at < c->length && c->data[c->at] == t->delimiter) {
		c->at++;
		c->column++;
		cut_cell(c);
	}
	skip_line_end(c);
	while (t->cell_count > row->first_kept && !t->cell[t->cell_count - 1].length_bytes)
		t->cell_count--;
	row->kept_count = (uint32_t)t->cell_count - row->first_kept;
	row->cell_count = row->kept_count ? t->cell[t->cell_count - 1].column + 1 : 0;
	row->broken = c->broken;
	return row->cell_count > 0;
}

static void cut_row(struct cutter *c)
{
	struct pm_table *t = c->t;
	struct pm_row row = {(uint32_t)t->cell_count, 0, 0, (uint32_t)c->at, 0};
	void *list = t->row;

	if (!cut_cells(c, &row))
		return;
	if (t->row_count >= PM_TABLE_ROWS_MAX) {
		pass_limit(c, PM_TABLE_ROWS, row.offset);
		return;
	}
	if (pm_array_grow(&list, &t->row_capacity, t->row_count, sizeof *t->row) != PM_OK) {
		c->failed = 1;
		return;
	}
	t->row = list;
	t->row[t->row_count++] = row;
}

/* Excel's "sep=;" as the first line; some programs write it in capitals, or put it in quotes. */
static void skip_sep_line(struct cutter *c)
{
	size_t quote = c->length && c->data[0] == '"', i, end = quote ? 7 : 5;

	if (c->length < end || !at_line_end(c, end) || (quote && c->data[end - 1] != '"'))
		return;
	for (i = 0; i < 4; i++)
		if ((c->data[quote + i] | (i < 3 ? 0x20 : 0)) != "sep="[i])
			return;
	c->at = end;
	skip_line_end(c);
}

int pm_table_read(struct pm_table *t, const struct pm_source *source, char delimiter, struct pm_diags *diags)
{
	struct cutter c = {t, diags, source->data, source->length_bytes, 0, 0, 0, 0, 0, 0};

	memset(t, 0, sizeof *t);
	t->source = source;
	t->delimiter = delimiter;
	if (c.length >= UINT32_MAX / 2)
		return PM_E_RANGE;
	/* Each cell takes at most its own bytes and, for its NUL, the delimiter or line end behind it. */
	t->text = malloc(c.length + 2);
	if (!t->text)
		return PM_E_NOMEM;
	skip_sep_line(&c);
	while (!c.failed && !t->limit && c.at < c.length)
		cut_row(&c);
	if (diags && c.nul_count)
		pm_diag_hint(
			pm_diag_add(diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(source, c.nul_first, 1), "NUL characters in the sheet: %zu", c.nul_count),
			"save the sheet again as CSV, UTF-8");
	return c.failed ? PM_E_NOMEM : PM_OK;
}

void pm_table_release(struct pm_table *t)
{
	free(t->text);
	free(t->cell);
	free(t->row);
	memset(t, 0, sizeof *t);
}

const struct pm_cell *pm_table_cell(const struct pm_table *t, const struct pm_row *row, size_t column)
{
	size_t low = row->first_kept, high = low + row->kept_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->cell[middle].column < column)
			low = middle + 1;
		else
			high = middle;
	}
	if (low >= (size_t)row->first_kept + row->kept_count || t->cell[low].column != column || !t->cell[low].length_bytes)
		return NULL;
	return &t->cell[low];
}

const char *pm_table_text(const struct pm_table *t, const struct pm_cell *cell)
{
	return t->text + cell->text_at;
}

struct pm_pos pm_table_pos(const struct pm_table *t, const struct pm_cell *cell)
{
	return pm_pos_at(t->source, cell->offset, cell->raw_bytes);
}

struct pm_pos pm_table_part_pos(const struct pm_table *t, const struct pm_cell *cell, size_t at_bytes, size_t length_bytes)
{
	if (cell->raw_bytes != cell->length_bytes)
		return pm_table_pos(t, cell);
	return pm_pos_at(t->source, (uint64_t)cell->offset + at_bytes, (uint32_t)length_bytes);
}
