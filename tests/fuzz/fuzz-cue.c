/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-cue.c - any bytes as a cue sheet: no crash, no leak, and a model that holds together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cue/cue.h"
#include "tests/fuzz/declared.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);
	struct pm_sources sources;
	struct pm_source *source = NULL;
	struct pm_diags diags;
	struct pm_pos pos;
	char *cdtext = NULL;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	must(disc && pm_sources_add_text(&sources, "fuzz.cue", data, size, &source) == PM_OK, "memory");
	must(pm_cue_read(disc, source, &cdtext, &pos, &diags) == PM_OK, "the reader failed");
	declared_check(disc);
	free(cdtext);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	return 0;
}
