/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c - check, author, prove, put into place.  Layer 5. */
#include <stdlib.h>
#include <string.h>

#include "audio/master.h"
#include "audio/program.h"
#include "master/internal.h"

/* The findings forbid building: errors, or warnings where the user is strict. */
static int forbidden(const struct pm_session *s, const struct pm_build_request *request)
{
	return s->diags.count_of[PM_ERROR] > 0 || (request->strict && s->diags.count_of[PM_WARNING] > 0) || s->diags.out_of_memory;
}

/* A set that cannot be written at all, whatever --allow says. */
static int impossible(struct pm_session *s, const struct pm_disc *disc)
{
	if (!disc->laid_out || disc->last_track == 0 || (disc->poisoned & PM_POISON_AUDIO))
		return s->diags.count_of[PM_ERROR] > 0
		               ? PM_OK
		               : pm_error_set(&s->error, PM_E_FORMAT, "'%s' names no audio: there is nothing to build", disc->source_name);
	if (disc->leadout_lba > PM_LBA_MAX)
		return pm_error_set(&s->error, PM_E_RANGE, "the disc is longer than 99:59:74, which no time code can say");
	return PM_OK;
}

static int write_ddp(struct pm_session *s, const struct pm_build_request *request, const struct pm_buf *packs, struct pm_out *out,
                     struct pm_build_result *result)
{
	struct pm_ddp_write_options options = { .isrc_on_all = request->isrc_on_all,
		                                .cdtext = (const uint8_t *)packs->data,
		                                .cdtext_bytes = packs->length_bytes,
		                                .progress = request->open.progress };
	struct pm_program *program = NULL;
	struct pm_summer *summer = pm_summer_new(result->disc);
	struct pm_tap tap;
	int status = summer ? pm_program_open(&program, result->disc, &s->error) : PM_E_NOMEM;

	if (status == PM_OK) {
		tap = pm_summer_tap(summer, 0);
		status = pm_ddp_write(result->disc, program, &options, &tap, 1, out, &result->written, &s->error);
	}
	if (status == PM_OK) {
		pm_summer_result(summer, &result->sums);
		pm_sums_check(result->disc, &result->sums, &s->diags);
	}
	pm_program_close(program);
	pm_summer_free(summer);
	if (status == PM_OK && !forbidden(s, request))
		status = pm_prove_ddp(result->disc, pm_out_dir(out), request->open.progress, &s->error);
	return status;
}

/* Write into the folder beside the target, prove, rename.  *out is consumed. */
static int author(struct pm_session *s, const struct pm_build_request *request, const struct pm_buf *packs, struct pm_out **out,
                  struct pm_build_result *result)
{
	int status;

	if (request->format != PM_FORMAT_DDP)
		return pm_error_set(&s->error, PM_E_UNSUPPORTED, "format cue is not in this version");
	status = write_ddp(s, request, packs, *out, result);
	if (status != PM_OK || forbidden(s, request))
		return status;
	/* They may lie in the folder that now becomes the set. */
	pm_drop_temporary(result->disc);
	status = pm_out_commit(*out, &s->error);
	*out = NULL;
	result->built = status == PM_OK;
	return status;
}

int pm_verb_build(struct pm_session *s, const char *path, const struct pm_build_request *request, struct pm_build_result *result)
{
	struct pm_error place = { PM_OK, "" };
	struct pm_open_options open = request->open;
	struct pm_out *out = NULL;
	struct pm_buf packs;
	int status, placed;

	memset(result, 0, sizeof(*result));
	pm_buf_init(&packs);
	/* A place that cannot be written is known at once, but the sheet's mistakes are reported all the same. */
	placed = pm_out_begin(&out, request->out_dir, request->force, pm_ddp_set_names(), &place);
	if (placed == PM_E_EXISTS) {
		status = pm_error_set(&s->error, placed, "%s", place.message);
		goto out;
	}
	if (out && !open.work_dir)
		open.work_dir = pm_out_dir(out);
	status = pm_open(s, path, &open, &result->disc);
	if (status == PM_OK)
		status = pm_check_texts_and_rules(s, result->disc, &request->text, &packs);
	if (status != PM_OK)
		goto out;
	pm_soften_read_back(s, result->disc, 0);
	if (placed != PM_OK) {
		status = pm_error_set(&s->error, placed, "%s", place.message);
		goto out;
	}
	status = impossible(s, result->disc);
	if (status == PM_OK && !forbidden(s, request))
		status = author(s, request, &packs, &out, result);
out:
	pm_drop_temporary(result->disc);
	pm_out_abort(out);
	pm_buf_release(&packs);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot build '%s': %s", request->out_dir, pm_status_text(status));
}

void pm_build_result_release(struct pm_build_result *result)
{
	pm_close(result->disc);
	memset(result, 0, sizeof(*result));
}
