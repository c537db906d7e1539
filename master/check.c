/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - every finding about a source, and nothing written.  Layer 5. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio/program.h"
#include "cdtext/pack.h"
#include "check/rules.h"
#include "master/internal.h"

static int this_year(void)
{
	time_t now = time(NULL);
	struct tm tm;

	return now != (time_t)-1 && gmtime_r(&now, &tm) ? tm.tm_year + 1900 : 0;
}

/* The packs of the texts as they are settled: of those left out, not even a type stays. */
static int encode_again(const struct pm_disc *disc, const struct pm_cdtext_options *options, struct pm_buf *packs)
{
	struct pm_diags said; /* all has been said */
	int status;

	pm_diags_init(&said);
	pm_buf_release(packs);
	status = pm_cdtext_encode(disc, options, packs, &said);
	pm_diags_release(&said);
	return status;
}

/* A TOC states the encoding of its texts itself. */
static void texts_break_toc(struct pm_diags *diags, size_t from, const struct pm_disc *disc)
{
	for (; disc->kind == PM_KIND_TOC && from < diags->count; from++)
		if (diags->list[from].id == PM_DIAG_TEXT_CHARSET && diags->list[from].pos.source == disc->pos.source)
			pm_diag_breaks(&diags->list[from], PM_DIAG_TOC_SYNTAX);
}

int pm_check_texts_and_rules(struct pm_session *s, struct pm_disc *disc, const struct pm_text_options *text, struct pm_buf *packs)
{
	struct pm_check_options check = { .this_year = this_year() };
	struct pm_cdtext_options cdtext = { .codes = !text->no_cdtext_codes, .transliterate = text->transliterate };
	size_t from;
	int status;

	pm_check_disc(disc, &check, &s->diags);
	from = s->diags.count;
	status = pm_cdtext_encode(disc, &cdtext, packs, &s->diags);
	texts_break_toc(&s->diags, from, disc);
	if (status == PM_OK)
		status = pm_texts_settle(disc, &cdtext, 0);
	return status == PM_OK ? encode_again(disc, &cdtext, packs) : status;
}

/* DDPID's MID holds 48 printable ASCII characters; it does not reach the disc. */
void pm_check_master_id(const struct pm_disc *disc, struct pm_diags *diags)
{
	const char *id = disc->master_id;
	size_t i;

	if (!id)
		return;
	for (i = 0; id[i]; i++)
		if ((unsigned char)id[i] < 0x20 || (unsigned char)id[i] > 0x7e) {
			pm_diag_hint(pm_diag_insist(pm_diag_add(diags, PM_DIAG_TEXT_CHARSET, disc->master_id_pos,
			                                        "master ID '%s' has characters outside printable ASCII", id)),
			             "a DDP holds plain ASCII here; write it without accents, or give --master-id");
			break;
		}
	if (strlen(id) > 48)
		pm_diag_hint(pm_diag_insist(pm_diag_add(diags, PM_DIAG_TEXT_TOO_LONG, disc->master_id_pos, "master ID '%s' has %zu characters, at most 48 fit",
		                                        id, strlen(id))),
		             "shorten it, or give --master-id");
}

int pm_check_audio(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress, struct pm_sums *sums)
{
	struct pm_program *program = NULL;
	struct pm_summer *summer = NULL;
	struct pm_tap tap;
	int status;

	if (!disc->laid_out || (disc->poisoned & PM_POISON_AUDIO) || disc->span_count == 0)
		return PM_OK;
	status = pm_program_open(&program, disc, &s->error);
	if (status != PM_OK)
		return status;
	summer = pm_summer_new(disc);
	if (summer) {
		tap = pm_summer_tap(summer, 0);
		status = pm_pass_run(program, PM_LBA_FIRST, disc->leadout_lba, &tap, 1, "listening", progress, &s->error);
	} else {
		status = PM_E_NOMEM;
	}
	if (status == PM_OK) {
		pm_summer_result(summer, sums);
		pm_sums_check(disc, sums, &s->diags);
	}
	pm_summer_free(summer);
	pm_program_close(program);
	return status;
}

/* The samples, in the same pass as the checksums where there are any. */
static int check_samples(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress)
{
	struct pm_sums *sums = calloc(1, sizeof(*sums));
	struct pm_verifier *lists = NULL;
	int status = sums ? pm_verify_begin_source(s, disc, progress, &lists) : PM_E_NOMEM;

	if (status == PM_OK && lists) {
		status = pm_verify_end(lists, sums);
		if (status == PM_OK && disc->laid_out && !(disc->poisoned & PM_POISON_AUDIO))
			pm_sums_check(disc, sums, &s->diags);
	} else if (status == PM_OK) {
		status = pm_check_audio(s, disc, progress, sums);
	}
	pm_verify_free(lists);
	free(sums);
	return status;
}

int pm_verb_check(struct pm_session *s, const char *path, const struct pm_check_request *request, struct pm_disc **out)
{
	struct pm_disc *disc = NULL;
	struct pm_buf packs;
	int status;

	pm_buf_init(&packs);
	status = pm_open(s, path, &request->open, &disc);
	if (status != PM_OK)
		goto out;
	status = pm_check_texts_and_rules(s, disc, &request->text, &packs);
	/* A finished DDP holds what it holds, which its reader has judged. */
	if (status == PM_OK && (disc->kind != PM_KIND_DDP || request->open.master_id))
		pm_check_master_id(disc, &s->diags);
	if (status == PM_OK && !request->skip_audio)
		status = check_samples(s, disc, request->open.progress);
	if (status == PM_OK && out) {
		*out = disc;
		disc = NULL;
	}
out:
	pm_buf_release(&packs);
	pm_close(disc);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot check '%s': %s", path, pm_status_text(status));
}
