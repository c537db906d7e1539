/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet-help.h - one track sheet read from memory (reader-help.h). */
#ifndef PM_TESTS_SHEET_HELP_H
#define PM_TESTS_SHEET_HELP_H

#include "sheet/sheet.h"
#include "tests/unit/reader-help.h"

static inline void read_n(const char *data, size_t n, int disc_number)
{
	struct pm_sheet_options options = {disc_number};
	struct pm_source *s = open_text(PM_KIND_SHEET, "t.csv", data, n);

	IS_INT(pm_sheet_read(disc, s, &options, &diags), PM_OK, "read");
}

static inline void read_it(const char *data)
{
	read_n(data, strlen(data), 0);
}

static inline void done(void)
{
	close_text();
}

#endif
