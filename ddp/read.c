/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read.c - a DDP fileset to a disc, in all the dialects of ddp.md 11.2 and 11.4.  Layer 4. */
#include "ddp/ddp.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "cdtext/pack.h"
#include "ddp/set.h"

#define CDTEXT_MAX_BYTES (1u << 20)
#define TEXT_MAX_BYTES 65536

static void tell_length(struct pm_ddp_reading *r, const char *upc, struct pm_pos pos)
{
	if (strlen(upc) == 12 && pm_ddp_tell(r->set, PM_DDP_TOLD_UPC_LENGTH))
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, pos, "UPC '%s' has 12 digits, want 13 with a 0 in front", upc);
}

static int judge_upc(struct pm_ddp_reading *r, const char *upc, struct pm_pos pos, struct pm_mcn *mcn)
{
	char *text = pm_ddp_utf8(upc);
	int good;

	*mcn = (struct pm_mcn){{0}};
	if (!text) {
		r->diags->out_of_memory = 1;
		return 0;
	}
	tell_length(r, text, pos);
	good = pm_ean_take(r->diags, pos, text, strlen(text), mcn);
	free(text);
	return good;
}

static void take_mcn(struct pm_ddp_reading *r, const char *upc, struct pm_pos pos, enum pm_from from)
{
	struct pm_disc *disc = r->disc;
	struct pm_mcn mcn;

	if (!judge_upc(r, upc, pos, &mcn))
		disc->poisoned |= PM_POISON_MCN;
	disc->mcn = mcn;
	if (disc->mcn.text[0]) {
		disc->mcn_pos = pos;
		disc->mcn_from = from;
	}
}

/* DDPID's UPC; zeros, which mean none, are said to be there and not given back. */
static const char *upc_in_id(struct pm_ddp_reading *r, struct pm_pos pos)
{
	const char *upc = r->set->have_id ? r->set->id.upc : "";

	if (!pm_ddp_is_zeros(upc))
		return upc;
	if (pm_ddp_tell(r->set, PM_DDP_TOLD_UPC_ZERO))
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, pos, "the UPC is all zeros, which means none");
	return "";
}

/* The PQ's UPC goes onto the disc; DDPID's is what the plant reads on its screen. */
static void take_upc(struct pm_ddp_reading *r, const struct pm_ddp_pq *pq, int have_pq)
{
	struct pm_pos id_pos = r->set->id_source ? pm_pos_at(r->set->id_source, 8, 13) : pm_pos_none();
	const char *in_id = upc_in_id(r, id_pos);

	if (pq->upc[0]) {
		take_mcn(r, pq->upc, pq->upc_pos, PM_FROM_PQ);
		if (in_id[0] && !pm_ddp_same_upc(pq->upc, in_id) && !(r->disc->poisoned & PM_POISON_MCN))
			pm_diag_add_as(r->diags, PM_DIAG_DDP_PQ, PM_WARNING, id_pos, "UPC '%s' in DDPID, '%s' in the PQ; the PQ's goes onto the disc",
				       in_id, pq->upc);
		else if (in_id[0])
			tell_length(r, in_id, id_pos);
		return;
	}
	if (in_id[0])
		take_mcn(r, in_id, id_pos, PM_FROM_DDPID);
	else if (pq->damaged)
		r->disc->poisoned |= PM_POISON_MCN;
	if (in_id[0] && have_pq && !pq->damaged)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_DDP_UPC_ONLY_IN_DDPID, id_pos,
					 "UPC '%s' is in DDPID only, not in the PQ: the disc may get none", in_id),
			     "write the set again: the lead-in packet of the PQ must carry it");
}

/* The CD-Text stream of the map, else a CDTEXT.BIN that the map has forgotten. */
static size_t find_cdtext(struct pm_ddp_reading *r)
{
	const struct pm_ddp_stream *s = pm_ddp_set_find(r->set, PM_DDP_CDTEXT);
	size_t i, entry;

	if (s)
		return s->entry;
	entry = pm_folder_find(r->set->folder, "CDTEXT.BIN");
	for (i = 0; i < r->set->stream_count; i++)
		if (r->set->stream[i].entry == entry)
			return PM_FOLDER_NONE;
	if (entry != PM_FOLDER_NONE && r->set->map_source && !r->set->map_damaged)
		pm_diag_hint(pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, pm_pos_file(r->set->map_source),
					    "%s is in the folder and not in the map", r->set->folder->list[entry].name),
			     "a plant that follows the map leaves the CD-Text out");
	return entry;
}

static int read_cdtext(struct pm_ddp_reading *r)
{
	size_t entry = find_cdtext(r);
	struct pm_source *src = NULL;
	int status;

	if (entry == PM_FOLDER_NONE)
		return PM_OK;
	status = pm_ddp_load(r, entry, CDTEXT_MAX_BYTES, &src);
	if (status || !src)
		return status;
	status = pm_cdtext_decode(r->disc, src, (const uint8_t *)src->data, src->length_bytes, r->diags);
	if (!status)
		pm_cdtext_compare_codes(r->disc, pm_pos_file(src), r->diags);
	return status;
}

/* T2 is free text for people: kept beside the disc. */
static int read_texts(struct pm_ddp_reading *r)
{
	size_t i;
	int status = PM_OK;

	for (i = 0; !status && i < r->set->stream_count; i++) {
		const struct pm_ddp_stream *s = &r->set->stream[i];
		struct pm_source *src = NULL;
		char *bytes, *text;

		if (s->map.stream != PM_DDP_TEXT || s->map.dst[1] != '2' || s->entry == PM_FOLDER_NONE ||
		    r->set->folder->list[s->entry].bytes > TEXT_MAX_BYTES)
			continue;
		status = pm_ddp_load(r, s->entry, TEXT_MAX_BYTES, &src);
		if (status || !src)
			break;
		bytes = pm_str_dup_n(src->data, strnlen(src->data, src->length_bytes));
		text = bytes ? pm_ddp_utf8(bytes) : NULL;
		status = text ? pm_disc_add_extra(r->disc, -1, "DDP text", text) : PM_E_NOMEM;
		free(bytes);
		free(text);
	}
	return status;
}

/* The ISRC of a D0 is the last resort (ddp.md 5.4). */
static void isrcs_of_map(struct pm_ddp_reading *r, const struct pm_ddp_image *image)
{
	size_t i;

	for (i = 0; i < image->count; i++) {
		const struct pm_ddp_stream *s = image->piece[i].stream;

		if (s->map.trk >= 1 && s->map.trk <= 99 && s->map.isrc[0] && s->map.trk >= r->disc->first_track && s->map.trk <= r->disc->last_track)
			pm_ddp_take_isrc(r, &r->disc->track[s->map.trk], s->map.isrc, s->pos);
	}
}

/* Tracks from the PQ stream, or without one from the map.  *have is 1 when there was a PQ file to read. */
static int read_tracks(struct pm_ddp_reading *r, struct pm_ddp_image *image, struct pm_ddp_pq *pq, int *have)
{
	const struct pm_ddp_stream *s = pm_ddp_set_find(r->set, PM_DDP_PQ);
	int status = PM_OK;

	*have = s && s->entry != PM_FOLDER_NONE;
	if (*have)
		status = pm_ddp_read_pq(r, s, pq);
	if (!status && *have)
		isrcs_of_map(r, image);
	if (status || *have || pm_ddp_tracks_from_map(r, image, pq))
		return status;
	if (!s && r->set->map_source && !r->set->map_damaged)
		pm_diag_add(r->diags, PM_DIAG_DDP_PQ, pm_pos_file(r->set->map_source),
			    "there is no PQ stream in the map, and no tracks in it either");
	r->disc->poisoned |= PM_POISON_TRACKS;
	return PM_OK;
}

static int is_sound(const struct pm_disc *disc)
{
	unsigned n;

	if (!disc->last_track || (disc->poisoned & PM_POISON_TRACKS))
		return 0;
	for (n = disc->first_track; n <= disc->last_track; n++)
		if (disc->track[n].poisoned & PM_POISON_TIMES)
			return 0;
	return 1;
}

static int read_streams(struct pm_ddp_reading *r)
{
	struct pm_ddp_pq pq = {.leadout = PM_DDP_ABSENT, .other_leadout = PM_DDP_ABSENT, .leadout_pos = pm_pos_none(), .upc_pos = pm_pos_none()};
	struct pm_ddp_image image;
	const struct pm_track *first;
	int have_pq = 0, status = pm_ddp_place_image(r, &image);

	if (!status)
		status = read_tracks(r, &image, &pq, &have_pq);
	if (!status)
		status = pm_ddp_use_image(r, &image, &pq);
	if (!status) {
		take_upc(r, &pq, have_pq);
		r->disc->laid_out = is_sound(r->disc) && pq.leadout != PM_DDP_ABSENT;
		first = &r->disc->track[r->disc->first_track];
		r->disc->hidden_audio = r->disc->laid_out && first->index[1].lba > 0;
		status = read_cdtext(r);
	}
	if (!status)
		status = read_texts(r);
	pm_ddp_image_release(&image);
	return status;
}

int pm_ddp_read_folder(struct pm_disc *disc, const struct pm_folder *folder, struct pm_sources *sources, struct pm_diags *diags,
		       struct pm_error *err)
{
	struct pm_ddp_set set;
	struct pm_ddp_reading r = {&set, disc, sources, diags, err};
	int status;

	pm_ddp_set_init(&set, folder);
	disc->kind = PM_KIND_DDP;
	status = pm_ddp_set_open(&r);
	if (!status && set.map_source && !set.not_audio)
		status = read_streams(&r);
	else
		disc->poisoned |= PM_POISON_TRACKS;
	disc->pos = set.map_source ? pm_pos_file(set.map_source) : pm_pos_none();
	pm_ddp_set_release(&set);
	if (status == PM_E_NOMEM)
		pm_error_set(err, status, "out of memory");
	return status;
}

static int set_names(struct pm_disc *disc, const char *path, const char *dir)
{
	free(disc->base_dir);
	disc->base_dir = pm_str_dup(dir);
	if (!disc->source_name)
		disc->source_name = pm_str_dup(path);
	return disc->base_dir && disc->source_name ? PM_OK : PM_E_NOMEM;
}

int pm_ddp_read(struct pm_disc *disc, const char *dir, struct pm_sources *sources, struct pm_diags *diags, struct pm_error *err)
{
	struct pm_folder folder;
	char *found = NULL;
	int status = pm_ddp_locate(dir, &found, err);

	pm_folder_init(&folder);
	if (!status)
		status = set_names(disc, dir, found) ? pm_error_set(err, PM_E_NOMEM, "out of memory") : PM_OK;
	if (!status)
		status = pm_folder_scan(&folder, found, err);
	if (!status)
		status = pm_ddp_read_folder(disc, &folder, sources, diags, err);
	pm_folder_release(&folder);
	free(found);
	return status;
}
