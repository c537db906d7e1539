/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - a delivered master is whole and self-consistent.  Layer 5. */
#include "check/rules.h"
#include "master/internal.h"

int pm_verb_verify(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_disc **out, struct pm_sums *sums)
{
	struct pm_check_options check = { .this_year = 0 };
	struct pm_disc *disc = NULL;
	int status = pm_open(s, path, options, &disc);

	if (status == PM_OK)
		pm_check_disc(disc, &check, &s->diags);
	if (status == PM_OK && disc->kind == PM_KIND_DDP)
		status = pm_ddp_verify_files(disc, disc->base_dir, sums, &s->sources, &s->diags, options->progress, &s->error);
	else if (status == PM_OK && (disc->kind == PM_KIND_CUE || disc->kind == PM_KIND_TOC))
		status = pm_verify_cue_set(s, disc, options, sums);
	else if (status == PM_OK)
		status = pm_error_set(&s->error, PM_E_UNSUPPORTED, "'%s' is not a finished master; use %s", path,
		                      disc->kind == PM_KIND_DRIVE ? "compare, with the master the disc was made from" : "check");
	if (status == PM_OK && out) {
		*out = disc;
		disc = NULL;
	}
	pm_close(disc);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot verify '%s': %s", path, pm_status_text(status));
}
