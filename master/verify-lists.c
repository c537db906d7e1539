/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-lists.c - which files a finished master consists of, for the checksum lists beside it.  Layer 5.  Source: contract section 6. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "master/verify-set.h"

static void want(struct pm_verify_set *what, struct pm_verify_name *list, const char *name)
{
	list[what->name_count++] = (struct pm_verify_name){ name, name };
}

/* The lists beside the set: over everything the sheet names and everything called like it. */
static int begin_lists(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set, const struct pm_progress *progress,
                       struct pm_verifier **out)
{
	struct pm_verify_name *wanted = calloc(PM_CUE_SET_NAMES + disc->file_count + 1, sizeof(*wanted));
	struct pm_verify_set what = { .dir = set->dir, .name = wanted };
	struct pm_cue_names names;
	size_t i;
	int status = wanted ? pm_cue_set_names(&names, set->name) : PM_E_NOMEM;

	if (status == PM_OK) {
		for (i = 0; i < PM_CUE_SET_NAMES && names.name[i]; i++)
			if (strcmp(names.name[i], "CHECKSUM.MD5") != 0)
				want(&what, wanted, names.name[i]);
		for (i = 0; i < disc->file_count; i++)
			if (disc->file[i].path)
				want(&what, wanted, pm_path_base(disc->file[i].path));
		want(&what, wanted, pm_path_base(disc->pos.source->path));
		status = pm_verify_begin(out, disc, &what, &s->sources, &s->diags, progress, &s->error);
		pm_cue_names_release(&names);
	}
	free(wanted);
	return status;
}

/* Lists are about finished masters: a DDP, or the raw image of a CUE set.  A sheet over masters may lie beside lists of anything. */
int pm_verify_begin_source(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress, struct pm_verifier **out)
{
	struct pm_set_place set;
	int status;

	*out = NULL;
	if (disc->kind == PM_KIND_DDP)
		return pm_ddp_verify_begin(out, disc, disc->base_dir, &s->sources, &s->diags, progress, &s->error);
	if ((disc->kind != PM_KIND_CUE && disc->kind != PM_KIND_TOC) || !pm_raw_image(disc))
		return PM_OK;
	status = pm_set_place_init(&set, disc);
	if (status == PM_OK)
		status = begin_lists(s, disc, &set, progress, out);
	pm_set_place_release(&set);
	if (status == PM_OK && !pm_verify_has_claims(*out)) {
		pm_verify_free(*out);
		*out = NULL;
	}
	return status;
}

int pm_verify_lists(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set, const struct pm_progress *progress,
                    struct pm_sums *sums)
{
	struct pm_verifier *lists = NULL;
	int status = begin_lists(s, disc, set, progress, &lists);

	if (status == PM_OK)
		status = pm_verify_end(lists, sums);
	pm_verify_free(lists);
	return status;
}
