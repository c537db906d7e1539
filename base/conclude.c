/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conclude.c - what several findings come to together: a sheet that breaks its own format's rules.  Layer 0. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"

/* As many lines are named; the others are counted. */
#define LINES_NAMED 5

struct pm_diag *pm_diag_breaks(struct pm_diag *diag, enum pm_diag_id syntax)
{
	if (diag)
		diag->breaks = (int)syntax;
	return diag;
}

/* Not of the form a code has; a wrong check digit or prefix is of that form. */
static int is_malformed_code(enum pm_diag_id id)
{
	return id == PM_DIAG_ISRC_FORMAT || id == PM_DIAG_ISRC_LOOKALIKE || id == PM_DIAG_EAN_LENGTH || id == PM_DIAG_EAN_FORMAT ||
	       id == PM_DIAG_SHEET_DAMAGED;
}

void pm_diags_codes_break(struct pm_diags *d, size_t from, enum pm_diag_id syntax)
{
	for (; from < d->count; from++)
		if (is_malformed_code(d->list[from].id))
			pm_diag_breaks(&d->list[from], syntax);
}

/* ---- the conclusion ---- */

static int is_breach(const struct pm_diag *diag)
{
	return diag->severity == PM_ERROR && diag->breaks >= 0 && diag->pos.source && diag->pos.source->is_text && diag->pos.offset_bytes != PM_NOWHERE;
}

/* 1: somebody said so of that source already, as an error or allowed. */
static int is_said(const struct pm_diags *d, const struct pm_diag *breach)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if ((int)d->list[i].id == breach->breaks && d->list[i].given == PM_ERROR && d->list[i].pos.source == breach->pos.source)
			return 1;
	return 0;
}

static unsigned line_of(const struct pm_diag *diag)
{
	unsigned line, column;

	pm_source_line_column(pm_pos_lines(&diag->pos), diag->pos.offset_bytes, &line, &column);
	return line;
}

static int by_number(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
}

/* The lines of all breaches of one source, each once, growing; line has room for all findings. */
static size_t collect_lines(const struct pm_diags *d, const struct pm_source *source, unsigned *line)
{
	size_t i, count = 0, kept = 0;

	for (i = 0; i < d->count; i++)
		if (is_breach(&d->list[i]) && d->list[i].pos.source == source)
			line[count++] = line_of(&d->list[i]);
	qsort(line, count, sizeof(*line), by_number);
	for (i = 0; i < count; i++)
		if (!kept || line[kept - 1] != line[i])
			line[kept++] = line[i];
	return kept;
}

/* "line 4", "lines 4, 7 and 9", "lines 4, 7, 9, 12, 15 and 3 more". */
static void list_lines(struct pm_buf *out, const unsigned *line, size_t count)
{
	size_t named = count <= LINES_NAMED ? count : LINES_NAMED, i;

	pm_buf_printf(out, "line%s %u", count == 1 ? "" : "s", line[0]);
	for (i = 1; i < named; i++)
		pm_buf_printf(out, "%s%u", i + 1 == count ? " and " : ", ", line[i]);
	if (named < count)
		pm_buf_printf(out, " and %zu more", count - named);
}

static void conclude(struct pm_diags *d, const struct pm_source *source, enum pm_diag_id syntax, unsigned *line)
{
	size_t count = collect_lines(d, source, line);
	struct pm_buf lines;

	pm_buf_init(&lines);
	list_lines(&lines, line, count);
	pm_diag_hint(pm_diag_add(d, syntax, pm_pos_file(source), "%s break%s the rules of %s: other programs will refuse it", pm_buf_str(&lines),
				 count == 1 ? "s" : "", syntax == PM_DIAG_TOC_SYNTAX ? "a TOC" : "a cue sheet"),
		     "correct what is said of %s above", count == 1 ? "it" : "them");
	d->out_of_memory |= lines.failed;
	pm_buf_release(&lines);
}

void pm_diags_conclude(struct pm_diags *d)
{
	const struct pm_source *done = NULL; /* findings of one sheet stand together: keeps a hostile one linear */
	unsigned *line = NULL;
	size_t i, count = d->count;

	for (i = 0; i < count; i++) {
		/* d->list may move when something is added. */
		const struct pm_source *source = d->list[i].pos.source;
		enum pm_diag_id syntax = (enum pm_diag_id)d->list[i].breaks;

		if (!is_breach(&d->list[i]) || source == done)
			continue;
		done = source;
		if (is_said(d, &d->list[i]))
			continue;
		if (!line)
			line = malloc(count * sizeof(*line));
		if (line)
			conclude(d, source, syntax, line);
		else
			d->out_of_memory = 1;
	}
	free(line);
}
