/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-sheet.c - any bytes as a track sheet: no crash, no leak, and a model that holds together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/sheet.h"
#include "tests/fuzz/declared.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_sheet_options options = {size % 7 == 3 ? 2 : 0};
	struct pm_sources sources;
	struct pm_source *source = NULL;
	struct pm_diags diags;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	must(disc && pm_sources_add_text(&sources, "fuzz.csv", data, size, &source) == PM_OK, "memory");
	must(pm_sheet_read(disc, source, &options, &diags) == PM_OK, "the reader failed");
	declared_check(disc);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	return 0;
}
