/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader-help.h - one text read from memory: its disc and findings, as short text (dump.h).  For cue-help.h, toc-help.h and sheet-help.h, whose
 * read_it() begins with open_text() and whose done() ends with close_text().
 */
#ifndef PM_TESTS_READER_HELP_H
#define PM_TESTS_READER_HELP_H

#include "tests/tap.h"
#include "tests/unit/dump.h"

static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_disc *disc;

static inline struct pm_source *open_text(enum pm_kind kind, const char *name, const char *data, size_t n)
{
	struct pm_source *s = NULL;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	disc = pm_disc_new(kind);
	if (!disc || pm_sources_add_text(&sources, name, data, n, &s) != PM_OK)
		exit(99);
	return s;
}

static inline void close_text(void)
{
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static inline void items_are(const char *want, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_STR(dump_items(disc, &b), want, name);
	pm_buf_release(&b);
}

static inline void findings_are(const char *want, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_STR(dump_findings(&diags, &b, 0), want, name);
	pm_buf_release(&b);
}

/* What the first finding of an id says to do; "" none. */
static inline const char *hint_of(enum pm_diag_id id)
{
	size_t i;

	for (i = 0; i < diags.count; i++)
		if (diags.list[i].id == id)
			return diags.list[i].hint ? diags.list[i].hint : "";
	return "(no such finding)";
}

static inline const char *text_in(int block, int track, enum pm_text_field field)
{
	return disc->block[block].of[track].field[field];
}

static inline const char *text(int track, enum pm_text_field field)
{
	return text_in(0, track, field);
}

#endif
