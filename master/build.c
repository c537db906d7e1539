/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c - check, author, prove, put into place.  Layer 5. */
#include <stdlib.h>
#include <string.h>

#include "audio/master.h"
#include "audio/program.h"
#include "cue/set.h"
#include "master/internal.h"

/* The findings forbid building: errors, or warnings where the user is strict. */
static int forbidden(const struct pm_session *s, const struct pm_build_request *request)
{
	return s->diags.count_of[PM_ERROR] > 0 || (request->strict && s->diags.count_of[PM_WARNING] > 0) || s->diags.out_of_memory;
}

/* A set that cannot be written at all, whatever --allow says. */
static int impossible(struct pm_session *s, const struct pm_disc *disc, const struct pm_build_request *request)
{
	if (!disc->laid_out || disc->last_track == 0 || (disc->poisoned & PM_POISON_AUDIO))
		return s->diags.count_of[PM_ERROR] > 0
		               ? PM_OK
		               : pm_error_set(&s->error, PM_E_FORMAT, "'%s' names no audio: there is nothing to build", disc->source_name);
	if (request->format == PM_FORMAT_CUE && !s->diags.count_of[PM_ERROR] && disc->track[disc->first_track].index[1].lba < 0)
		return pm_error_set(&s->error, PM_E_RANGE, "a CUE set begins at LBA 0, and track %d before it: build a DDP", disc->first_track);
	if (disc->leadout_lba > PM_LBA_MAX)
		return pm_error_set(&s->error, PM_E_RANGE, "the disc is longer than 99:59:74, which no time code can say");
	return PM_OK;
}

/* What every format's writing has in common: the programme opened, the sums worked out in the same pass. */
struct authoring {
	struct pm_session *s;
	const struct pm_build_request *request;
	const struct pm_buf *packs;
	struct pm_out *out;
	struct pm_build_result *result;
	const char *name; /* CUE: of the files */
	struct pm_verifier *lists; /* of the source; NULL: none */
};

static int write_ddp(struct authoring *a, struct pm_program *program, struct pm_summer *summer, struct pm_tap *tap, size_t tap_count)
{
	struct pm_ddp_write_options options = { .isrc_on_all = a->request->isrc_on_all,
		                                .cdtext = (const uint8_t *)a->packs->data,
		                                .cdtext_bytes = a->packs->length_bytes,
		                                .summer = summer,
		                                .progress = a->request->open.progress };

	return pm_ddp_write(a->result->disc, program, &options, tap, tap_count, a->out, &a->result->written, &a->s->error);
}

static struct pm_cue_set_options cue_options(const struct authoring *a)
{
	return (struct pm_cue_set_options){ .name = a->name,
		                            .sub = a->request->sub,
		                            .cdtext = (const uint8_t *)a->packs->data,
		                            .cdtext_bytes = a->packs->length_bytes,
		                            .codes = !a->request->text.no_cdtext_codes,
		                            .progress = a->request->open.progress };
}

static int write_cue(struct authoring *a, struct pm_program *program, struct pm_tap *tap, size_t tap_count)
{
	struct pm_cue_set_options options = cue_options(a);

	return pm_cue_set_write(a->result->disc, program, &options, tap, tap_count, a->out, &a->result->written, &a->s->error);
}

static int sound_before_lba_0(const struct pm_sums *sums)
{
	return sums->hidden_sound && sums->first_hidden_lba < 0;
}

/* A CUE set begins at LBA 0: sound before it would be lost. */
static void check_lead(struct authoring *a)
{
	const struct pm_sums *sums = &a->result->sums;

	if (a->request->format == PM_FORMAT_CUE && sound_before_lba_0(sums))
		pm_diag_hint(pm_diag_add(&a->s->diags, PM_DIAG_CUE_LEAD_AUDIO, a->result->disc->pos,
		                         "the first two seconds are not silent (from sector %d on), and a CUE set begins after them", (int)sums->first_hidden_lba),
		             "build a DDP, which holds them");
}

/* Write, listening on the way; findings about the sound and about the source's checksums come out of the same pass. */
static int write_set(struct authoring *a)
{
	struct pm_program *program = NULL;
	struct pm_summer *summer = pm_summer_new(a->result->disc);
	struct pm_tap tap[1 + PM_VERIFY_TAPS];
	size_t taps = 1;
	int status = summer ? pm_program_open(&program, a->result->disc, &a->s->error) : PM_E_NOMEM;

	if (status == PM_OK) {
		tap[0] = pm_summer_tap(summer, 0);
		taps += a->lists ? pm_verify_taps(a->lists, tap + 1) : 0;
		status = a->request->format == PM_FORMAT_CUE ? write_cue(a, program, tap, taps) : write_ddp(a, program, summer, tap, taps);
	}
	if (status == PM_OK && a->lists)
		status = pm_verify_end(a->lists, NULL);
	if (status == PM_OK) {
		pm_summer_result(summer, &a->result->sums);
		pm_sums_check(a->result->disc, &a->result->sums, &a->s->diags);
		check_lead(a);
	}
	pm_program_close(program);
	pm_summer_free(summer);
	return status;
}

static int prove_set(struct authoring *a)
{
	struct pm_cue_set_options options = cue_options(a);
	int status = pm_prove_files(pm_out_dir(a->out), &a->result->written, &a->s->error);

	if (status != PM_OK)
		return status;
	if (a->request->format == PM_FORMAT_CUE) /* sound before LBA 0 got this far only because it was allowed to be lost */
		return pm_prove_cue(a->result->disc, pm_out_dir(a->out), &options, sound_before_lba_0(&a->result->sums) ? 0 : PM_LBA_FIRST, a->request->open.progress, &a->s->error);
	return pm_prove_ddp(a->result->disc, pm_out_dir(a->out), a->request->open.progress, &a->s->error);
}

/* Write into the folder beside the target, prove, rename.  *out is consumed when it is put into place. */
static int author(struct pm_session *s, const struct pm_build_request *request, const char *path, const struct pm_buf *packs, struct pm_out **out,
                  struct pm_build_result *result, struct pm_verifier *lists)
{
	struct authoring a = { s, request, packs, *out, result, NULL, lists };
	char *name = NULL;
	int status = PM_OK;

	if (request->format == PM_FORMAT_CUE)
		status = pm_set_name(request->name, result->disc, path, &name, &s->error);
	a.name = name;
	if (status == PM_OK)
		status = write_set(&a);
	if (status == PM_OK && !forbidden(s, request))
		status = prove_set(&a);
	free(name);
	if (status != PM_OK || forbidden(s, request)) {
		result->written.count = 0;
		return status;
	}
	/* They may lie in the folder that now becomes the set. */
	pm_drop_temporary(result->disc);
	status = pm_out_commit(*out, &s->error);
	*out = NULL;
	result->built = status == PM_OK;
	return status;
}

/* What stands in the way of a build, and what was mastered so and may be mastered so again. */
static void grade(struct pm_session *s, const struct pm_disc *disc, const struct pm_build_request *request)
{
	size_t i;

	/* Where the disc could not be laid out, its faults are why nothing can be built. */
	if (disc->laid_out)
		pm_soften_read_back(s, disc, 0);
	/* What no cue sheet can say: an index number left out, a track before LBA 0. */
	if (request->format == PM_FORMAT_CUE) {
		pm_diags_regrade(&s->diags, PM_DIAG_INDEX_COUNT, PM_ERROR);
		pm_diags_regrade(&s->diags, PM_DIAG_PAUSE_SHORT, PM_ERROR);
	}
	/* Data is never authored as audio, wherever it was read and whatever is allowed; a session that was left out on request is no fault. */
	pm_diags_regrade(&s->diags, PM_DIAG_DATA_TRACK, request->open.audio_only ? PM_NOTE : PM_ERROR);
	for (i = 0; i < s->diags.count && !request->open.audio_only; i++)
		if (s->diags.list[i].id == PM_DIAG_DATA_TRACK)
			pm_diag_insist(&s->diags.list[i]);
	pm_insist_on_reasons(s, disc, request->format == PM_FORMAT_CUE);
}

/* A DDP numbers its tracks from 01 (ddp.md 11.1); a CUE set has the sheet's numbers. */
static void check_first_number(struct pm_session *s, const struct pm_disc *disc)
{
	if (disc->first_track > 1 && !(disc->poisoned & PM_POISON_TRACKS))
		pm_diag_hint(pm_diag_on(pm_diag_add(&s->diags, PM_DIAG_TRACK_COUNT, disc->track[disc->first_track].pos,
						    "the first track is %02d, and a DDP numbers its tracks from 01", disc->first_track),
					disc->first_track, -1),
			     "number the tracks from 01, or build a CUE set");
}

int pm_verb_build(struct pm_session *s, const char *path, const struct pm_build_request *request, struct pm_build_result *result)
{
	struct pm_error place = { PM_OK, "" };
	struct pm_open_options open = request->open;
	struct pm_out *out = NULL;
	struct pm_verifier *lists = NULL;
	struct pm_buf packs;
	int status, placed;

	memset(result, 0, sizeof(*result));
	pm_buf_init(&packs);
	/* A place that cannot be written is known at once, but the sheet's mistakes are reported all the same. */
	placed = pm_target_begin(request, &out, &place);
	if (placed == PM_E_EXISTS) {
		status = pm_error_set(&s->error, placed, "%s", place.message);
		goto out;
	}
	if (out && !open.work_dir)
		open.work_dir = pm_out_dir(out);
	status = pm_open(s, path, &open, &result->disc);
	if (status == PM_OK)
		status = pm_check_texts_and_rules(s, result->disc, &request->text, &packs);
	if (status == PM_OK && request->format == PM_FORMAT_DDP) {
		pm_check_master_id(result->disc, &s->diags);
		check_first_number(s, result->disc);
	}
	/* A master that is not what its lists say is damaged: no other is made of it unless that is allowed. */
	if (status == PM_OK)
		status = pm_verify_begin_source(s, result->disc, request->open.progress, &lists);
	if (status != PM_OK)
		goto out;
	grade(s, result->disc, request);
	if (placed != PM_OK) {
		status = pm_error_set(&s->error, placed, "%s", place.message);
		goto out;
	}
	status = impossible(s, result->disc, request);
	if (status == PM_OK && !forbidden(s, request))
		status = author(s, request, path, &packs, &out, result, lists);
	else if (status == PM_OK && lists)
		status = pm_verify_end(lists, NULL); /* nothing is written; what is wrong is said all the same */
out:
	pm_verify_free(lists);
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
