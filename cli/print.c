/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.c - findings as people read them (cli/print.h).  Layer 6.  Source: contract section 6. */
#include "cli/print.h"

#include <stdint.h>
#include <string.h>

#include "base/visible.h"

#define LINE_COLUMNS 100   /* of a source line, where the terminal does not say */
#define LINE_INDENT 2
#define TAB_STOP 8
#define AROUND_BYTES 4096  /* of a huge line, before and behind its place: more than a window shows; thousands of findings in it stay linear */
#define ELLIPSIS "\xe2\x80\xa6"

/* ---- colours ---- */

#define BOLD "\033[1m"
#define RED "\033[1;31m"
#define MAGENTA "\033[1;35m"
#define CYAN "\033[1;36m"
#define GREEN "\033[1;32m"
#define PLAIN "\033[0m"

static void paint(struct pm_buf *out, const struct pm_print_options *o, const char *escape)
{
	if (o->color)
		pm_buf_add_str(out, escape);
}

static const char *severity_color(enum pm_severity s) { return s == PM_ERROR ? RED : s == PM_WARNING ? MAGENTA : CYAN; }

/* ---- the source line ---- */

static int has_line(const struct pm_pos *pos) { return pos->source && pos->source->is_text && pos->source->data && pos->offset_bytes != PM_NOWHERE; }

/* One character at column x: its columns, and what to show of it; a tab runs to the next stop. */
static int next_cell(const char *text, size_t length_bytes, size_t *at, size_t x, char cell[PM_VISIBLE_BYTES])
{
	if (*at < length_bytes && text[*at] == '\t') {
		++*at;
		memset(cell, ' ', TAB_STOP);
		cell[TAB_STOP - x % TAB_STOP] = 0;
		return (int)(TAB_STOP - x % TAB_STOP);
	}
	return pm_visible_next(text, length_bytes, at, cell);
}

/* A line and the columns its marked part takes. */
struct marked {
	const char *text;
	size_t length_bytes;
	size_t from_x, to_x, end_x; /* columns: of the mark, behind the mark, of the whole line */
};

static void measure(struct marked *m, size_t from_bytes, size_t to_bytes)
{
	char cell[PM_VISIBLE_BYTES];
	size_t at = 0, x = 0, start;
	int width;

	m->from_x = m->to_x = SIZE_MAX;
	for (start = 0; (width = next_cell(m->text, m->length_bytes, &at, x, cell)) >= 0; start = at) {
		/* A combining mark has no column of its own: the place is then the letter it stands on. */
		if (m->from_x == SIZE_MAX && at > from_bytes)
			m->from_x = width ? x : x ? x - 1 : 0;
		if (m->to_x == SIZE_MAX && start >= to_bytes && width)
			m->to_x = x;
		x += (size_t)width;
	}
	m->end_x = x;
	if (m->from_x == SIZE_MAX)
		m->from_x = x;
	if (m->to_x == SIZE_MAX)
		m->to_x = x;
	if (m->to_x <= m->from_x)
		m->to_x = m->from_x + 1;
}

/* The window [left, left + columns) of the line, with an ellipsis where it is cut; a wide letter across the edge becomes blanks. */
static void put_window(struct pm_buf *out, const struct marked *m, size_t left, size_t columns)
{
	size_t at = 0, x = 0, right = left + columns, used = 0;
	char cell[PM_VISIBLE_BYTES];
	int width, cut_right = m->end_x > right;

	if (left) {
		pm_buf_add_str(out, ELLIPSIS);
		used = 1;
	}
	while ((width = next_cell(m->text, m->length_bytes, &at, x, cell)) >= 0) {
		if (x + (size_t)width > right - (cut_right ? 1 : 0))
			break;
		if (x >= left + (left ? 1 : 0)) {
			pm_buf_add_fill(out, ' ', x - left - used);
			pm_buf_add_str(out, cell);
			used = x + (size_t)width - left;
		}
		x += (size_t)width;
	}
	if (cut_right)
		pm_buf_add_str(out, ELLIPSIS);
}

static void put_line(struct pm_buf *out, const struct marked *m, const struct pm_print_options *o)
{
	size_t columns = o->columns > LINE_INDENT + 20 ? o->columns - LINE_INDENT : LINE_COLUMNS, left = 0, to;

	if (m->to_x > columns && m->end_x > columns) {
		/* Keep two thirds of the window before the place: what comes before explains it better than what comes after. */
		left = m->from_x > columns * 2 / 3 ? m->from_x - columns * 2 / 3 : 0;
		if (left + columns > m->end_x)
			left = m->end_x > columns ? m->end_x - columns + (m->from_x == m->end_x) : 0;
	}
	pm_buf_add_fill(out, ' ', LINE_INDENT);
	put_window(out, m, left, columns);
	pm_buf_add_char(out, '\n');
	to = m->to_x < left + columns ? m->to_x : left + columns;
	pm_buf_add_fill(out, ' ', LINE_INDENT + m->from_x - left);
	paint(out, o, GREEN);
	pm_buf_add_char(out, '^');
	if (to > m->from_x + 1)
		pm_buf_add_fill(out, '~', to - m->from_x - 1);
	paint(out, o, PLAIN);
	pm_buf_add_char(out, '\n');
}

static int is_inside_character(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* Of a huge line only what is around the place; from and to move along. */
static void cut_around(struct marked *m, size_t *from, size_t *to)
{
	size_t start = *from > AROUND_BYTES ? *from - AROUND_BYTES : 0;
	size_t end = m->length_bytes - *from > AROUND_BYTES ? *from + AROUND_BYTES : m->length_bytes;

	while (start < *from && is_inside_character(m->text[start]))
		start++;
	while (end < m->length_bytes && is_inside_character(m->text[end]))
		end++;
	m->text += start;
	m->length_bytes = end - start;
	*to = (*to < end ? *to : end) - start;
	*from -= start;
}

static void print_source_line(struct pm_buf *out, const struct pm_diag *d, unsigned line, const struct pm_print_options *o)
{
	struct pm_source *source = pm_pos_lines(&d->pos);
	struct marked m;
	size_t from, to;

	m.text = pm_source_line(source, line, &m.length_bytes);
	if (!m.text || m.length_bytes == 0)
		return;
	from = d->pos.offset_bytes < source->length_bytes ? (size_t)d->pos.offset_bytes : source->length_bytes;
	from -= (size_t)(m.text - source->data);
	if (from > m.length_bytes)
		from = m.length_bytes;
	to = from + (d->pos.length_bytes < m.length_bytes - from ? d->pos.length_bytes : m.length_bytes - from);
	cut_around(&m, &from, &to);
	measure(&m, from, to);
	put_line(out, &m, o);
}

/* ---- one finding ---- */

static void print_place(struct pm_buf *out, const struct pm_pos *pos, unsigned *line)
{
	unsigned column;

	if (!pos->source) {
		pm_buf_add_str(out, "premaster");
		return;
	}
	pm_visible_add(out, pos->source->name, strlen(pos->source->name));
	if (has_line(pos)) {
		pm_source_line_column(pm_pos_lines(pos), pos->offset_bytes, line, &column);
		pm_buf_printf(out, ":%u:%u", *line, column);
	} else if (pos->offset_bytes != PM_NOWHERE) {
		pm_buf_printf(out, "+%llu", (unsigned long long)pos->offset_bytes);
	}
}

void pm_print_diag(struct pm_buf *out, const struct pm_diag *d, const struct pm_print_options *o)
{
	unsigned line = 0;

	paint(out, o, BOLD);
	print_place(out, &d->pos, &line);
	pm_buf_add_str(out, ": ");
	paint(out, o, severity_color(d->severity));
	pm_buf_printf(out, "%s: ", pm_severity_text(d->severity));
	paint(out, o, PLAIN);
	pm_visible_add(out, d->message, strlen(d->message));
	pm_buf_printf(out, " [%s]%s\n", pm_diag_id_text(d->id), d->allowed ? " (allowed)" : "");
	if (line)
		print_source_line(out, d, line, o);
	if (d->hint) {
		pm_buf_add_str(out, "  hint: ");
		pm_visible_add(out, d->hint, strlen(d->hint));
		pm_buf_add_char(out, '\n');
	}
}

/* ---- all findings ---- */

static int is_shown(const struct pm_diag *d, const struct pm_print_options *o)
{
	return !o->quiet || d->severity == PM_ERROR || (o->strict && d->severity == PM_WARNING);
}

void pm_print_diags(struct pm_buf *out, const struct pm_diags *diags, size_t from, const struct pm_print_options *o)
{
	size_t i, total = diags->count_of[PM_ERROR] + diags->count_of[PM_WARNING] + diags->count_of[PM_NOTE], hidden = 0;
	unsigned long errors = 0;

	for (i = from; i < diags->count; i++) {
		if (!is_shown(&diags->list[i], o))
			continue;
		if (o->max_errors && errors >= o->max_errors) {
			hidden++;
			continue;
		}
		errors += diags->list[i].severity == PM_ERROR;
		pm_print_diag(out, &diags->list[i], o);
	}
	if (hidden)
		pm_buf_printf(out, "premaster: %zu more %s not printed (--max-errors=%lu)\n", hidden, hidden == 1 ? "finding" : "findings",
		              o->max_errors);
	if (total > diags->count)
		pm_buf_printf(out, "premaster: %zu more findings were counted but not kept\n", total - diags->count);
}

void pm_count_text(struct pm_buf *out, const size_t count_of[3])
{
	static const enum pm_severity order[] = { PM_ERROR, PM_WARNING, PM_NOTE };
	size_t start = out->length_bytes, i, n;

	for (i = 0; i < 3; i++) {
		n = count_of[order[i]];
		if (n)
			pm_buf_printf(out, "%s%zu %s%s", out->length_bytes > start ? ", " : "", n, pm_severity_text(order[i]), n == 1 ? "" : "s");
	}
	if (out->length_bytes == start)
		pm_buf_add_str(out, "no findings");
}

void pm_print_summary(struct pm_buf *out, const struct pm_diags *diags, const struct pm_print_options *o)
{
	const size_t *n = diags->count_of;

	if (o->quiet || n[PM_ERROR] + n[PM_WARNING] + n[PM_NOTE] == 0)
		return;
	pm_count_text(out, n);
	if (o->strict && n[PM_WARNING])
		pm_buf_add_str(out, " (--strict: warnings count as errors)");
	pm_buf_add_char(out, '\n');
}
