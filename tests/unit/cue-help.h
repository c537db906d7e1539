/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue-help.h - one cue sheet read from memory (reader-help.h). */
#ifndef PM_TESTS_CUE_HELP_H
#define PM_TESTS_CUE_HELP_H

#include "cue/cue.h"
#include "tests/unit/reader-help.h"

static char *cdtext;
static struct pm_pos cdtext_pos;

static inline void read_n(const char *data, size_t n)
{
	struct pm_source *s = open_text(PM_KIND_CUE, "t.cue", data, n);

	IS_INT(pm_cue_read(disc, s, &cdtext, &cdtext_pos, &diags), PM_OK, "read");
}

static inline void read_it(const char *data)
{
	read_n(data, strlen(data));
}

static inline void done(void)
{
	free(cdtext);
	close_text();
}

#endif
