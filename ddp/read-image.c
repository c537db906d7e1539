/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read-image.c - where the audio of a fileset lies: D0 packets to files and spans.  Layer 4.  Source: shared/reference/ddp.md section 6. */
#include "base/buf.h"
#include "ddp/set.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PAUSE_SECTORS 150 /* 00:02:00 */
#define SECTORS_MAX 450000

static uint64_t file_bytes(const struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	return s->entry == PM_FOLDER_NONE ? 0 : r->set->folder->list[s->entry].bytes;
}

/* Does another D0 of this session draw on the same file? */
static int is_shared(const struct pm_ddp_image *image, size_t piece)
{
	size_t i;

	for (i = 0; i < image->count; i++)
		if (i != piece && image->piece[i].stream->entry == image->piece[piece].stream->entry)
			return 1;
	return 0;
}

/* DSL against the file.  Several packets on one file each need their part of it. */
static void judge_size(struct pm_ddp_reading *r, struct pm_ddp_image *image, size_t n, uint64_t offset)
{
	const struct pm_ddp_piece *p = &image->piece[n];
	const struct pm_ddp_stream *s = p->stream;
	uint64_t bytes = file_bytes(r, s), want = (uint64_t)p->said * p->stride_bytes, have = bytes > offset ? bytes - offset : 0;
	const char *name;

	if (s->entry == PM_FOLDER_NONE || s->map.dsl == PM_DDP_BAD)
		return;
	name = r->set->folder->list[s->entry].name;
	if (p->said == PM_DDP_ABSENT) {
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, s->pos, "DSL of '%s' is blank, want %" PRIu64 " sectors", s->name, have / p->stride_bytes);
		return;
	}
	if (want == have || (want < have && is_shared(image, n)))
		return;
	image->size_wrong = 1;
	if (have % p->stride_bytes)
		pm_diag_add(r->diags, PM_DIAG_DDP_IMAGE_SIZE, s->pos, "DSL says %" PRId64 " sectors, %s holds %" PRIu64 " and %" PRIu64 " bytes",
			    p->said, name, have / p->stride_bytes, have % p->stride_bytes);
	else
		pm_diag_add(r->diags, PM_DIAG_DDP_IMAGE_SIZE, s->pos, "DSL says %" PRId64 " sectors, %s holds %" PRIu64, p->said, name,
			    have / p->stride_bytes);
}

static void measure(struct pm_ddp_reading *r, struct pm_ddp_image *image, size_t n)
{
	struct pm_ddp_piece *p = &image->piece[n];
	const struct pm_ddpms *m = &p->stream->map;
	uint64_t offset = m->ofs > 0 ? (uint64_t)m->ofs : 0, bytes = file_bytes(r, p->stream);

	p->audio = m->cdm[0] == 0 || pm_same_name(m->cdm, "DA");
	p->stride_bytes = pm_ddpms_sector_bytes(m);
	if (!p->stride_bytes)
		p->stride_bytes = PM_SECTOR_BYTES;
	p->said = m->dsl >= 0 ? m->dsl : PM_DDP_ABSENT;
	p->sectors = bytes > offset ? (int64_t)((bytes - offset) / p->stride_bytes) : 0;
	/* With one piece the file itself says how much there is; with several each takes what the map gives it. */
	if (image->count > 1 && p->said != PM_DDP_ABSENT && p->said < p->sectors)
		p->sectors = p->said;
	if (p->stream->entry == PM_FOLDER_NONE)
		p->sectors = p->said == PM_DDP_ABSENT ? 0 : p->said;
	judge_size(r, image, n, offset);
}

static int all_have_dss(const struct pm_ddp_image *image)
{
	size_t i;

	for (i = 0; i < image->count; i++)
		if (image->piece[i].stream->map.dss < 0)
			return 0;
	return 1;
}

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Each at its DSS where all have one, else one behind the other. */
static void place(struct pm_ddp_image *image)
{
	int by_dss = all_have_dss(image);
	int64_t at = 0, said_at = 0;
	size_t i;

	for (i = 0; i < image->count; i++) {
		struct pm_ddp_piece *p = &image->piece[i];
		const struct pm_ddpms *m = &p->stream->map;

		if (by_dss || i == 0)
			at = said_at = larger(m->dss, 0);
		else if (m->pauseadd > 0)
			at += m->pauseadd, said_at += m->pauseadd;
		p->at = at;
		at += p->sectors;
		said_at += p->said == PM_DDP_ABSENT ? p->sectors : p->said;
		image->end = larger(image->end, at);
		image->said_end = larger(image->said_end, said_at);
	}
}

int pm_ddp_place_image(struct pm_ddp_reading *r, struct pm_ddp_image *image)
{
	struct pm_ddp_set *set = r->set;
	size_t i, audio = 0;

	*image = (struct pm_ddp_image){0};
	image->piece = calloc(set->stream_count + 1, sizeof *image->piece);
	if (!image->piece)
		return PM_E_NOMEM;
	for (i = 0; i < set->stream_count; i++)
		if (set->stream[i].map.stream == PM_DDP_MAIN && set->stream[i].session == 1)
			image->piece[image->count++].stream = &set->stream[i];
	for (i = 0; i < image->count; i++) {
		measure(r, image, i);
		audio += (size_t)image->piece[i].audio;
	}
	if (!audio && set->map_source && !set->map_damaged)
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pm_pos_file(set->map_source), "there is no audio stream (D0 with CDM DA) in the map");
	place(image);
	return PM_OK;
}

void pm_ddp_image_release(struct pm_ddp_image *image)
{
	free(image->piece);
	*image = (struct pm_ddp_image){0};
}

/* An image that begins at 00:02:00 without saying so (ddp.md 6.1). */
static void shift_past_pause(struct pm_ddp_reading *r, struct pm_ddp_image *image, int64_t leadout)
{
	size_t i;

	if (!image->count || image->piece[0].at != 0 || image->end != leadout - PAUSE_SECTORS || image->said_end != image->end)
		return;
	for (i = 0; i < image->count; i++)
		image->piece[i].at += PAUSE_SECTORS;
	image->end += PAUSE_SECTORS;
	image->said_end += PAUSE_SECTORS;
	pm_diag_hint(pm_diag_add_as(r->diags, PM_DIAG_DDP_IMAGE_SIZE, PM_WARNING, image->piece[0].stream->pos,
	                            "the image is 150 sectors shorter than the disc: taken to begin at 00:02:00, without the pause"),
	             "write the set again: plants expect the pause in the image");
}

/* Does a piece lie where the disc has ended, or the first one where its first track has begun?  Then sound is missing, whatever the lengths say. */
static int judge_places(struct pm_ddp_reading *r, const struct pm_ddp_image *image, int64_t leadout)
{
	const struct pm_track *first = &r->disc->track[r->disc->first_track];
	int64_t begin = first->index[1].lba != PM_LBA_NONE && !(first->poisoned & PM_POISON_TIMES) ? first->index[1].lba - PM_LBA_FIRST : leadout;
	const struct pm_ddp_piece *earliest = NULL;
	size_t i;
	int wrong = 0;

	for (i = 0; i < image->count; i++) {
		const struct pm_ddp_piece *p = &image->piece[i];

		if (!earliest || p->at < earliest->at)
			earliest = p;
		if (p->at < leadout || !p->sectors)
			continue;
		wrong = 1;
		pm_diag_add(r->diags, PM_DIAG_DDP_PQ, p->stream->pos, "'%s' begins at sector %" PRId64 ", the lead-out is at %" PRId64
			    ": nothing of it is on the disc", p->stream->name, p->at, leadout);
	}
	if (!wrong && earliest && earliest->at > begin) {
		wrong = 1;
		pm_diag_add(r->diags, PM_DIAG_DDP_PQ, earliest->stream->pos,
			    "the image begins at sector %" PRId64 ", behind index 01 of track %d at %" PRId64, earliest->at, first->number, begin);
	}
	if (wrong)
		r->disc->poisoned |= PM_POISON_AUDIO;
	return wrong;
}

static void judge_end(struct pm_ddp_reading *r, const struct pm_ddp_image *image, const struct pm_ddp_pq *pq)
{
	int64_t leadout = pq->leadout;
	struct pm_pos pos = pq->leadout_pos;

	/* Of two lead-outs, which was reported, one may fit. */
	if (image->end == leadout || !image->count || image->end == pq->other_leadout)
		return;
	/* A wrong length that was reported explains it. */
	if (image->size_wrong && image->said_end == leadout)
		return;
	if (image->end > leadout)
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PQ, PM_WARNING, pos, "the image goes on for %" PRId64 " sectors behind the lead-out",
			       image->end - leadout);
	else
		pm_diag_add(r->diags, PM_DIAG_DDP_PQ, pos, "the lead-out is at sector %" PRId64 ", the image ends at %" PRId64, leadout, image->end);
}

static void judge_pause(struct pm_ddp_reading *r, const struct pm_ddp_image *image)
{
	const struct pm_disc *disc = r->disc;
	const struct pm_track *first = &disc->track[disc->first_track];
	const struct pm_ddp_piece *p = &image->piece[0];
	int64_t pause = (int64_t)first->index[1].lba - PM_LBA_FIRST;

	if (image->count != 1 || !disc->last_track || first->index[1].lba == PM_LBA_NONE || (first->poisoned & PM_POISON_TIMES))
		return;
	if (p->stream->map.pre2 == PM_DDP_ABSENT) {
		if (pause <= 9999 && p->at == 0)
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, p->stream->pos, "PRE2 is blank, premaster writes %" PRId64, pause);
	} else if (p->stream->map.pre2 >= 0 && p->at == 0 && p->stream->map.pre2 != pause) {
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PQ, PM_WARNING, p->stream->pos, "PRE2 says %" PRId64 " sectors of pause, the PQ has %" PRId64,
			       p->stream->map.pre2, pause);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct pm_ddp_piece *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->stream->pos.offset_bytes < y->stream->pos.offset_bytes ? -1 : 1;
}

/* The piece's file as one of the disc's. */
static int add_file(struct pm_ddp_reading *r, const struct pm_ddp_piece *p, uint32_t *number)
{
	const struct pm_folder_entry *e = &r->set->folder->list[p->stream->entry];
	struct pm_file *file;

	if (pm_disc_add_file(r->disc, e->name, PM_FILE_RAW_LE, p->stream->pos, number))
		return PM_E_NOMEM;
	file = &r->disc->file[*number];
	file->offset_bytes = p->stream->map.ofs > 0 ? (uint64_t)p->stream->map.ofs : 0;
	file->sector_stride_bytes = p->stride_bytes;
	file->length_samples = (uint64_t)p->sectors * PM_SECTOR_SAMPLES;
	file->probed = 1;
	file->rate_hz = PM_SAMPLE_RATE;
	file->channels = 2;
	file->bits = 16;
	memcpy(file->format, "DDP", 4);
	if (e->path) {
		file->path = pm_str_dup(e->path);
		if (!file->path)
			return PM_E_NOMEM;
	}
	return PM_OK;
}

/* From the absolute sector *cursor on: silence up to the piece, then the piece, neither past the end. */
static int add_piece(struct pm_ddp_reading *r, const struct pm_ddp_piece *p, int64_t *cursor, int64_t end)
{
	int64_t from = larger(p->at, *cursor), to = p->at + p->sectors < end ? p->at + p->sectors : end;
	uint32_t number = PM_FILE_SILENCE;
	int status = PM_OK;

	if (*cursor && p->at > *cursor && p->at < end && p->stream->map.pauseadd != p->at - *cursor)
		pm_diag_add_as(r->diags, PM_DIAG_DDP_IMAGE_SIZE, PM_WARNING, p->stream->pos,
			       "%" PRId64 " sectors before '%s' are in no stream, and read as silence", p->at - *cursor, p->stream->name);
	if (p->at < *cursor && to > p->at && pm_ddp_tell(r->set, PM_DDP_TOLD_OVERLAP))
		pm_diag_add(r->diags, PM_DIAG_DDP_IMAGE_SIZE, p->stream->pos, "'%s' lies over the stream before it", p->stream->name);
	if (to <= from)
		return PM_OK;
	status = pm_disc_add_span(r->disc, PM_FILE_SILENCE, 0, (uint64_t)(from - *cursor) * PM_SECTOR_SAMPLES);
	if (!status && p->audio && p->stream->entry != PM_FOLDER_NONE)
		status = add_file(r, p, &number);
	if (!status)
		status = pm_disc_add_span(r->disc, number, number == PM_FILE_SILENCE ? 0 : (uint64_t)(from - p->at) * PM_SECTOR_SAMPLES,
		                          (uint64_t)(to - from) * PM_SECTOR_SAMPLES);
	*cursor = to;
	return status;
}

static void mark_missing(struct pm_ddp_reading *r, const struct pm_ddp_image *image)
{
	size_t i;

	for (i = 0; i < image->count; i++)
		if (image->piece[i].audio && image->piece[i].stream->entry == PM_FOLDER_NONE)
			r->disc->poisoned |= PM_POISON_AUDIO;
	if (!image->count)
		r->disc->poisoned |= PM_POISON_AUDIO;
}

int pm_ddp_use_image(struct pm_ddp_reading *r, struct pm_ddp_image *image, const struct pm_ddp_pq *pq)
{
	int64_t cursor = 0, leadout = pq->leadout, end = leadout;
	size_t i;
	int status = PM_OK;

	if (leadout != PM_DDP_ABSENT) {
		shift_past_pause(r, image, leadout);
		if (!judge_places(r, image, leadout))
			judge_end(r, image, pq);
		judge_pause(r, image);
	} else {
		end = image->end < SECTORS_MAX ? image->end : SECTORS_MAX - 1;
	}
	mark_missing(r, image);
	if (image->end < end)
		r->disc->poisoned |= PM_POISON_AUDIO;
	if (image->count)
		qsort(image->piece, image->count, sizeof *image->piece, by_place);
	for (i = 0; !status && i < image->count; i++)
		status = add_piece(r, &image->piece[i], &cursor, end);
	if (!status && cursor < end)
		status = pm_disc_add_span(r->disc, PM_FILE_SILENCE, 0, (uint64_t)(end - cursor) * PM_SECTOR_SAMPLES);
	r->disc->leadout_lba = (int32_t)(end + PM_LBA_FIRST);
	return status;
}
