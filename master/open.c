/* SPDX-License-Identifier: GPL-3.0-or-later */
/* open.c - any path to a disc.  Layer 5. */
#include <stdlib.h>
#include <string.h>

#include "audio/master.h"
#include "base/path.h"
#include "cdtext/pack.h"
#include "cue/cue.h"
#include "cue/nrg.h"
#include "cue/subfile.h"
#include "cue/toc.h"
#include "drive/disc.h"
#include "master/internal.h"
#include "master/place.h"
#include "sheet/sheet.h"

static int read_sheet(struct pm_session *s, const struct pm_place *at, const struct pm_open_options *o, struct pm_disc *disc)
{
	struct pm_sheet_options sheet = { .disc_number = o->disc_number };
	struct pm_source *src;
	int status = pm_sources_read_text(&s->sources, at->path, at->name, PM_SHEET_MAX_BYTES, &src, &s->error);

	if (status != PM_OK)
		return status;
	disc->pos = pm_pos_file(src);
	return pm_sheet_read(disc, src, &sheet, &s->diags);
}

/* The packs a cue sheet names with CDTEXTFILE. */
static int read_cdtext_file(struct pm_session *s, struct pm_disc *disc, const char *name, struct pm_pos pos)
{
	struct pm_source *src = NULL;
	enum pm_match match;
	char *path = NULL;
	int status;

	if (!pm_path_is_inside(name, strlen(name))) {
		pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_AUDIO_PATH, pos, "CDTEXTFILE '%s' lies outside the folder of the cue sheet", name),
		             "put the file beside the cue sheet");
		disc->poisoned |= PM_POISON_TEXT;
		return PM_OK;
	}
	status = pm_path_find(disc->base_dir, name, &path, &match, &s->error);
	if (status != PM_OK)
		return status;
	if (!path) {
		pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_AUDIO_MISSING, pos, "CDTEXTFILE '%s' is not there", name),
		             "put it beside the cue sheet, or remove the line");
		disc->poisoned |= PM_POISON_TEXT;
		return PM_OK;
	}
	if (match != PM_MATCH_EXACT)
		pm_diag_add(&s->diags, PM_DIAG_AUDIO_NAME, pos, "CDTEXTFILE '%s' was found as '%s', which differs in %s", name, pm_path_base(path),
		            match == PM_MATCH_CASE ? "case" : "its Unicode form");
	status = pm_sources_read_binary(&s->sources, path, pm_path_base(path), PM_CDTEXT_MAX_BYTES, &src, &s->error);
	if (status == PM_OK)
		status = pm_texts_from_packs(disc, src, (const uint8_t *)src->data, src->length_bytes, pos, &s->diags);
	if (status == PM_OK)
		pm_cdtext_compare_codes(disc, pm_pos_file(src), &s->diags);
	free(path);
	return status;
}

static int read_cue(struct pm_session *s, const struct pm_place *at, const struct pm_open_options *o, struct pm_disc *disc)
{
	struct pm_source *src;
	struct pm_pos pos;
	char *cdtext_file = NULL;
	int status = pm_sources_read_text(&s->sources, at->path, at->name, PM_CUE_MAX_BYTES, &src, &s->error);

	if (status != PM_OK)
		return status;
	disc->pos = pm_pos_file(src);
	status = pm_cue_read(disc, src, &cdtext_file, &pos, &s->diags);
	if (status == PM_OK && cdtext_file && o->cdtext_count == 0)
		status = read_cdtext_file(s, disc, cdtext_file, pos);
	free(cdtext_file);
	return status;
}

static int read_toc(struct pm_session *s, const struct pm_place *at, struct pm_disc *disc)
{
	struct pm_source *src;
	int status = pm_sources_read_text(&s->sources, at->path, at->name, PM_CUE_MAX_BYTES, &src, &s->error);

	if (status != PM_OK)
		return status;
	disc->pos = pm_pos_file(src);
	status = pm_toc_read(disc, src, &s->diags);
	if (status == PM_OK)
		pm_cdtext_compare_codes(disc, disc->pos, &s->diags);
	return status;
}

static int read_ddp(struct pm_session *s, const struct pm_place *at, const struct pm_open_options *o, struct pm_disc *disc)
{
	(void)o;
	return pm_ddp_read(disc, at->path, &s->sources, &s->diags, &s->error);
}

/* What a drive said of a disc, kept by 'isrc --save'. */
static int read_saved_q(struct pm_session *s, const struct pm_place *at, struct pm_disc *disc)
{
	struct pm_votes *votes = calloc(1, sizeof(*votes));
	struct pm_q_map map = { 0 };
	struct pm_record r;
	struct pm_source *src;
	int status = votes ? PM_OK : PM_E_NOMEM;

	pm_record_init(&r);
	if (status == PM_OK)
		status = pm_record_load(&r, at->path, at->name, &s->error);
	if (status == PM_OK)
		status = pm_sources_add_name(&s->sources, at->path, at->name, &src);
	if (status == PM_OK)
		status = pm_record_votes(&r, votes, &map);
	if (status == PM_OK) {
		disc->pos = pm_pos_file(src);
		status = pm_record_to_disc(&r, votes, &map, disc, src, &s->diags);
	}
	pm_q_map_release(&map);
	pm_record_release(&r);
	free(votes);
	return status;
}

static int read_subcode(struct pm_session *s, const struct pm_place *at, const struct pm_open_options *o, struct pm_disc *disc)
{
	if (pm_path_has_extension(at->path, "q"))
		return read_saved_q(s, at, disc);
	return pm_subfile_read(disc, at->path, at->name, &s->sources, &s->diags, o->progress, &s->error);
}

static int read_drive(struct pm_session *s, const struct pm_place *at, const struct pm_open_options *o, struct pm_disc *disc)
{
	struct pm_drive *drive;
	struct pm_source *src;
	int status = pm_drive_open(&drive, at->path, &s->error);

	if (status != PM_OK)
		return status;
	status = pm_sources_add_name(&s->sources, pm_drive_name(drive), pm_drive_name(drive), &src);
	if (status == PM_OK) {
		disc->pos = pm_pos_file(src);
		status = pm_drive_disc(drive, disc, src, o->work_dir, o->progress, &s->diags, &s->error);
	}
	if (status != PM_OK)
		pm_drive_close(drive);
	return status;
}

static int read_kind(struct pm_session *s, const struct pm_place *at, const struct pm_open_options *o, struct pm_disc *disc)
{
	switch (disc->kind) {
	case PM_KIND_SHEET:
		return read_sheet(s, at, o, disc);
	case PM_KIND_CUE:
		return read_cue(s, at, o, disc);
	case PM_KIND_TOC:
		return read_toc(s, at, disc);
	case PM_KIND_DDP:
		return read_ddp(s, at, o, disc);
	case PM_KIND_SUBCODE:
		return read_subcode(s, at, o, disc);
	case PM_KIND_IMAGE:
		return pm_nrg_read(disc, at->path, at->name, &s->sources, &s->diags, &s->error);
	case PM_KIND_DRIVE:
		return read_drive(s, at, o, disc);
	default:
		return pm_error_set(&s->error, PM_E_UNSUPPORTED, "cannot read '%s': this kind of source is not in this version", at->name);
	}
}

/* --upc and --master-id stand above whatever the source says. */
static int override_codes(struct pm_session *s, struct pm_disc *disc, const struct pm_open_options *o)
{
	struct pm_source *src;
	int status;

	if (o->upc) {
		status = pm_sources_add_name(&s->sources, NULL, "--upc", &src);
		if (status != PM_OK)
			return status;
		src->by_option = 1;
		pm_diags_overrule(&s->diags, disc->mcn_pos);
		disc->poisoned &= ~PM_POISON_MCN;
		if (!pm_ean_take(&s->diags, pm_pos_file(src), o->upc, strlen(o->upc), &disc->mcn))
			disc->poisoned |= PM_POISON_MCN;
		disc->mcn_pos = pm_pos_file(src);
		disc->mcn_from = PM_FROM_OPTION;
	}
	if (o->master_id) {
		status = pm_sources_add_name(&s->sources, NULL, "--master-id", &src);
		if (status != PM_OK)
			return status;
		src->by_option = 1;
		free(disc->master_id);
		disc->master_id = pm_str_dup(o->master_id);
		disc->master_id_pos = pm_pos_file(src);
		if (!disc->master_id)
			return PM_E_NOMEM;
	}
	return PM_OK;
}

static int probe_and_lay_out(struct pm_session *s, struct pm_disc *disc, const struct pm_open_options *o)
{
	struct pm_probe_options probe = { .convert = o->convert, .work_dir = o->work_dir, .progress = o->progress };
	struct pm_layout_options layout = { o->join, o->pq_offset_sectors, o->pq_offset_first_sectors };
	struct pm_edges *edges;
	int status;

	if (disc->laid_out)
		return PM_OK;
	status = pm_disc_find_files(disc, o->audio_dir, &s->diags, &s->error);
	if (status == PM_OK)
		status = pm_audio_probe(disc, &probe, &s->diags, &s->error);
	if (status != PM_OK || disc->item_count == 0)
		return status;
	edges = pm_edges_new();
	if (!edges)
		return PM_E_NOMEM;
	status = pm_disc_layout(disc, &layout, pm_audio_edge, edges, &s->diags, &s->error);
	pm_edges_free(edges);
	return status;
}

/* An option that the one source there is has no use for would be passed over in silence, and the user none the wiser. */
static int refuse_useless(struct pm_session *s, const struct pm_disc *disc, const struct pm_open_options *o)
{
	const char *option = o->pq_offset_sectors || o->pq_offset_first_sectors ? "--pq-offset" : o->join == PM_JOIN_PAD ? "--join=pad" : NULL;

	if (!o->only_source)
		return PM_OK;
	if (o->disc_number && disc->kind != PM_KIND_SHEET)
		return pm_error_set(&s->error, PM_E_USAGE, "'--disc' is for track sheets, and '%s' is none", disc->source_name);
	if (option && disc->laid_out)
		return pm_error_set(&s->error, PM_E_USAGE, "'%s' is for sheets; '%s' is a finished disc, whose times stand", option, disc->source_name);
	return PM_OK;
}

/* Names the disc after the path: for messages, JSON, and relative file names.  Takes over what was unpacked for it. */
static int name_disc(struct pm_disc *disc, const char *path, struct pm_place *at)
{
	disc->temp_dir = at->temp_dir;
	at->temp_dir = NULL;
	disc->source_name = pm_str_dup(path);
	disc->base_dir = pm_path_is_dir(at->path) ? pm_str_dup(at->path) : pm_path_dir(at->path);
	return disc->source_name && disc->base_dir ? PM_OK : PM_E_NOMEM;
}

/* All steps from a place to a laid-out disc. */
static int make_disc(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_place *at, struct pm_disc *disc)
{
	int status = name_disc(disc, path, at);

	if (status == PM_OK)
		status = read_kind(s, at, options, disc);
	if (status == PM_OK)
		status = refuse_useless(s, disc, options);
	if (status == PM_OK)
		status = override_codes(s, disc, options);
	if (status == PM_OK)
		status = pm_texts_from_files(s, disc, options->cdtext_files, options->cdtext_count);
	if (status == PM_OK)
		status = probe_and_lay_out(s, disc, options);
	if (status == PM_OK && options->audio_only)
		status = pm_disc_leave_out_data(disc, &s->diags);
	return status;
}

int pm_open_place(struct pm_session *s, const char *path, struct pm_place *place, const struct pm_open_options *options, struct pm_disc **out)
{
	struct pm_disc *disc = pm_disc_new(place->kind);
	int status = disc ? make_disc(s, path, options, place, disc) : PM_E_NOMEM;

	*out = NULL;
	if (status != PM_OK) {
		pm_close(disc);
		return pm_error_set(&s->error, status, "cannot read '%s': %s", path, pm_status_text(status));
	}
	*out = disc;
	return PM_OK;
}

int pm_open(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_disc **out)
{
	struct pm_place place;
	int status;

	*out = NULL;
	status = pm_place_find(s, path, options, &place);
	if (status != PM_OK)
		return status;
	status = pm_open_place(s, path, &place, options, out);
	pm_place_release(&place);
	return status;
}

void pm_drop_temporary(struct pm_disc *disc)
{
	if (!disc)
		return;
	pm_audio_cleanup(disc);
	pm_disc_drop_temp(disc);
}

void pm_close(struct pm_disc *disc)
{
	pm_drop_temporary(disc);
	pm_disc_free(disc);
}
