/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-toc.c - any bytes as a cdrdao TOC: no crash, no leak, and a model that holds together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cue/toc.h"
#include "tests/fuzz/declared.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_TOC);
	struct pm_sources sources;
	struct pm_source *source = NULL;
	struct pm_diags diags;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	must(disc && pm_sources_add_text(&sources, "fuzz.toc", data, size, &source) == PM_OK, "memory");
	must(pm_toc_read(disc, source, &diags) == PM_OK, "the reader failed");
	declared_check(disc);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	return 0;
}
