/* SPDX-License-Identifier: GPL-3.0-or-later */
/* toc-help.h - one cdrdao TOC read from memory (reader-help.h). */
#ifndef PM_TESTS_TOC_HELP_H
#define PM_TESTS_TOC_HELP_H

#include "cue/toc.h"
#include "tests/unit/reader-help.h"

static inline void read_n(const char *data, size_t n)
{
	struct pm_source *s = open_text(PM_KIND_TOC, "t.toc", data, n);

	IS_INT(pm_toc_read(disc, s, &diags), PM_OK, "read");
}

static inline void read_it(const char *data)
{
	read_n(data, strlen(data));
}

static inline void done(void)
{
	close_text();
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
