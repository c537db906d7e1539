/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isrc.c - the verb isrc (master/isrc.h).  Layer 5. */
#include "master/isrc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "cdtext/pack.h"
#include "cue/subfile.h"
#include "drive/sample.h"
#include "master/internal.h"
#include "master/place.h"

struct job {
	struct pm_session *s;
	const struct pm_isrc_request *request;
	struct pm_isrc_result *result;
};

static int take_source(struct job *j, const char *name)
{
	j->result->source = pm_str_dup(name);
	return j->result->source ? PM_OK : PM_E_NOMEM;
}

/* Tracks and titles; what is wrong with the CD-Text is not asked here. */
static int disc_of_record(struct job *j, const struct pm_record *r)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DRIVE);
	struct pm_diags unasked;
	struct pm_source *src;
	unsigned t;
	int status;

	if (!disc)
		return PM_E_NOMEM;
	j->result->disc = disc;
	disc->first_track = r->toc.first_track;
	disc->last_track = r->toc.last_track;
	for (t = r->toc.first_track; t <= r->toc.last_track; t++)
		disc->track[t].control = r->toc.track[t].control;
	if (!r->cdtext_bytes)
		return PM_OK;
	status = pm_sources_add_name(&j->s->sources, r->device, r->device, &src);
	pm_diags_init(&unasked);
	if (status == PM_OK)
		status = pm_cdtext_decode(disc, src, r->cdtext, r->cdtext_bytes, &unasked);
	pm_diags_release(&unasked);
	return status == PM_E_UNSUPPORTED ? PM_OK : status;
}

static int judge_record(struct job *j, const struct pm_record *r)
{
	struct pm_buf text;
	int status = pm_record_votes(r, &j->result->votes, NULL);

	j->result->method = r->method;
	j->result->unread_sectors = r->unread_sectors;
	if (status == PM_OK)
		status = take_source(j, r->device);
	if (status == PM_OK)
		status = disc_of_record(j, r);
	if (status != PM_OK || !j->request->save)
		return status;
	pm_buf_init(&text);
	status = pm_record_write(r, &text);
	if (status == PM_OK)
		status = pm_out_write_file(j->request->save, text.data, text.length_bytes, &j->s->error);
	pm_buf_release(&text);
	return status;
}

static int read_drive(struct job *j, const char *path)
{
	struct pm_drive *drive;
	struct pm_record r;
	int status = pm_drive_open(&drive, path, &j->s->error);

	if (status != PM_OK)
		return status;
	pm_record_init(&r);
	status = pm_drive_read_cdtext(drive, &r, &j->s->error);
	if (status == PM_OK)
		status = pm_drive_sample_codes(drive, j->request->full, &r, j->request->open.progress, &j->s->error);
	if (status == PM_OK)
		status = judge_record(j, &r);
	pm_record_release(&r);
	pm_drive_close(drive);
	return status;
}

static int read_saved(struct job *j, const struct pm_place *at)
{
	struct pm_record r;
	int status;

	pm_record_init(&r);
	status = pm_record_load(&r, at->path, at->name, &j->s->error);
	if (status == PM_OK)
		status = judge_record(j, &r);
	pm_record_release(&r);
	return status;
}

/* The frames of a .sub or 2448-byte .bin; result->disc says which tracks it has, unless another source did. */
static int read_subcode(struct job *j, const char *path)
{
	struct pm_subfile file;
	struct pm_q_log log;
	int status;

	pm_q_log_init(&log);
	j->result->method = PM_METHOD_SUB_FILE;
	status = pm_subfile_load(path, &file, &log, j->request->open.progress, &j->s->error);
	if (status == PM_OK)
		status = pm_vote_log(&log, NULL, NULL, &j->result->votes, NULL);
	if (status == PM_OK && !j->result->disc) {
		j->result->disc = pm_disc_new(PM_KIND_SUBCODE);
		status = j->result->disc ? PM_OK : PM_E_NOMEM;
		if (status == PM_OK) {
			j->result->disc->first_track = j->result->votes.first_track;
			j->result->disc->last_track = j->result->votes.last_track;
		}
	}
	pm_q_log_release(&log);
	return status;
}

static void declare(struct pm_vote *v, const char *code)
{
	v->state = PM_VOTE_DECLARED;
	v->first_lba = PM_LBA_NONE;
	memset(v->code, 0, sizeof(v->code));
	memcpy(v->code, code, strlen(code) < sizeof(v->code) ? strlen(code) : 0);
}

static void declare_all(struct pm_isrc_result *result)
{
	const struct pm_disc *disc = result->disc;
	unsigned t;

	result->method = PM_METHOD_DECLARED;
	result->votes.first_track = disc->first_track;
	result->votes.last_track = disc->last_track;
	declare(&result->votes.mcn, disc->mcn.text);
	for (t = disc->first_track; t && t <= disc->last_track; t++)
		declare(&result->votes.track[t], disc->track[t].isrc.text);
}

/* The subcode that lies with a cue sheet or TOC: NAME.sub beside it, or sectors of 2448 bytes; NULL: none, or memory is out. */
static char *subcode_beside(const char *path, const struct pm_disc *disc)
{
	const char *dot = strrchr(path, '.');
	struct stat st;
	char *sub;

	if (disc->kind != PM_KIND_CUE && disc->kind != PM_KIND_TOC)
		return NULL;
	if (disc->file_count == 1 && disc->file[0].path && disc->file[0].sector_stride_bytes == PM_SECTOR_BYTES + PM_SUBCODE_BYTES &&
	    pm_path_has_extension(disc->file[0].path, "bin"))
		return pm_str_dup(disc->file[0].path);
	if (!dot)
		return NULL;
	sub = pm_str_printf("%.*s.sub", (int)(dot - path), path);
	if (sub && stat(sub, &st) == 0 && S_ISREG(st.st_mode))
		return sub;
	free(sub);
	return NULL;
}

static int read_declared(struct job *j, const char *path, struct pm_place *at)
{
	char *sub;
	int status = pm_open_place(j->s, path, at, &j->request->open, &j->result->disc);

	if (status != PM_OK)
		return status;
	sub = subcode_beside(at->path, j->result->disc);
	if (sub)
		status = read_subcode(j, sub);
	else
		declare_all(j->result);
	free(sub);
	return status;
}

static int may_save(struct job *j, const struct pm_place *at)
{
	if (!j->request->save || at->kind == PM_KIND_DRIVE || (at->kind == PM_KIND_SUBCODE && pm_path_has_extension(at->path, "q")))
		return PM_OK;
	return pm_error_set(&j->s->error, PM_E_UNSUPPORTED, "'%s' is no drive: there are no answers to save", at->name);
}

int pm_verb_isrc(struct pm_session *s, const char *path, const struct pm_isrc_request *request, struct pm_isrc_result *result)
{
	struct job j = {s, request, result};
	struct pm_place at;
	int status;

	memset(result, 0, sizeof(*result));
	status = pm_place_find(s, path, &request->open, &at);
	if (status != PM_OK)
		return status;
	status = may_save(&j, &at);
	if (status == PM_OK && at.kind == PM_KIND_DRIVE)
		status = read_drive(&j, at.path);
	else if (status == PM_OK && at.kind == PM_KIND_SUBCODE && pm_path_has_extension(at.path, "q"))
		status = read_saved(&j, &at);
	else if (status == PM_OK && at.kind == PM_KIND_SUBCODE)
		status = read_subcode(&j, at.path);
	else if (status == PM_OK)
		status = read_declared(&j, path, &at);
	if (status == PM_OK && !result->source)
		status = take_source(&j, path);
	pm_place_release(&at);
	if (status != PM_OK)
		pm_isrc_result_release(result);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot read '%s': %s", path, pm_status_text(status));
}

void pm_isrc_result_release(struct pm_isrc_result *result)
{
	free(result->source);
	pm_disc_free(result->disc);
	result->source = NULL;
	result->disc = NULL;
}

static int is_bad(const struct pm_vote *v)
{
	return v->state == PM_VOTE_CONFLICT || v->state == PM_VOTE_MALFORMED || v->state == PM_VOTE_UNREAD;
}

int pm_isrc_is_bad(const struct pm_isrc_result *result)
{
	unsigned t;
	int bad = is_bad(&result->votes.mcn);

	for (t = result->disc->first_track; t && t <= result->disc->last_track; t++)
		bad |= !(result->disc->track[t].control & PM_CONTROL_DATA) && is_bad(&result->votes.track[t]);
	return bad;
}
