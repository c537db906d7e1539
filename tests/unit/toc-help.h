/* SPDX-License-Identifier: GPL-3.0-or-later */
/* toc-help.h - one cdrdao TOC read from memory, its disc and findings as short text (dump.h). */
#ifndef PM_TESTS_TOC_HELP_H
#define PM_TESTS_TOC_HELP_H

#include "cue/toc.h"
#include "tests/tap.h"
#include "tests/unit/dump.h"

static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_disc *disc;

static inline void read_n(const char *data, size_t n)
{
	struct pm_source *s = NULL;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_TOC);
	if (!disc || pm_sources_add_text(&sources, "t.toc", data, n, &s) != PM_OK)
		exit(99);
	IS_INT(pm_toc_read(disc, s, &diags), PM_OK, "read");
}

static inline void read_it(const char *data)
{
	read_n(data, strlen(data));
}

static inline void done(void)
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

static inline const char *text(int block, int track, enum pm_text_field field)
{
	return disc->block[block].of[track].field[field];
}

/* These statements in an audio track: items, the file's kind and offset, findings. */
static inline void is_content(const char *statement, const char *items, int kind, uint64_t offset, const char *findings)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "TRACK AUDIO\n%s\n", statement);
	read_it(pm_buf_str(&b));
	items_are(items, statement);
	findings_are(findings, statement);
	if (kind >= 0 && OK(disc->file_count == 1, statement)) {
		IS_INT(disc->file[0].kind, kind, statement);
		IS_INT(disc->file[0].offset_bytes, offset, statement);
	}
	pm_buf_release(&b);
	done();
}

#endif
