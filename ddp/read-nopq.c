/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read-nopq.c - tracks from the map alone, for sets without a PQ stream.  Layer 4.  Source: shared/reference/ddp.md 4.5, last paragraph. */
#include "ddp/set.h"

static int64_t at_least_0(int64_t n)
{
	return n > 0 ? n : 0;
}

/* A stream of its own for each track, or for each index of it. */
static int is_usable(const struct pm_ddp_image *image)
{
	int64_t track = 0, index = -1;
	size_t i;

	for (i = 0; i < image->count; i++) {
		const struct pm_ddpms *m = &image->piece[i].stream->map;
		int64_t idx = m->idx < 0 ? 0 : m->idx;

		if (m->trk == PM_DDP_LEADOUT || m->trk == 0)
			continue;
		if (m->trk < 1 || m->trk > 99 || m->trk < track || (m->trk == track && idx <= index) || m->trk > track + 1)
			return 0;
		track = m->trk;
		index = idx;
	}
	return track > 0;
}

static void take_piece(struct pm_ddp_reading *r, const struct pm_ddp_piece *p, int64_t early_sectors)
{
	const struct pm_ddpms *m = &p->stream->map;
	struct pm_track *track = &r->disc->track[m->trk];
	int32_t at = (int32_t)(p->at + PM_LBA_FIRST), pause = (int32_t)(at_least_0(m->pre1) + at_least_0(m->pre2));

	if (!r->disc->last_track)
		r->disc->first_track = (uint8_t)m->trk;
	r->disc->last_track = (uint8_t)m->trk;
	if (track->index[0].lba == PM_LBA_NONE && track->index_last == 0)
		track->pos = p->stream->pos;
	if (m->idx == 0) {
		pm_track_set_index(track, 0, at, p->stream->pos);
	} else if (m->idx > 1) {
		pm_track_set_index(track, (unsigned)m->idx, at, p->stream->pos);
	} else {
		if (pause + early_sectors > 0 && track->index[0].lba == PM_LBA_NONE)
			pm_track_set_index(track, 0, at - (int32_t)early_sectors, p->stream->pos);
		pm_track_set_index(track, 1, at + pause, p->stream->pos);
	}
	if (p->audio == 0)
		track->control |= PM_CONTROL_DATA;
	pm_ddp_take_isrc(r, track, m->isrc, p->stream->pos);
}

/* Index 00 of the first track is the disc's first sector, also where its file begins at 00:02:00. */
static void first_pause(struct pm_disc *disc)
{
	struct pm_track *first = &disc->track[disc->first_track];

	if (first->index[1].lba > PM_LBA_FIRST)
		pm_track_set_index(first, 0, PM_LBA_FIRST, first->pos);
}

static void check_indexes(struct pm_ddp_reading *r, int64_t end)
{
	struct pm_disc *disc = r->disc;
	int32_t last = PM_LBA_FIRST - 1;
	unsigned n, i;

	for (n = disc->first_track; n <= disc->last_track; n++) {
		struct pm_track *track = &disc->track[n];
		int bad = track->index[1].lba == PM_LBA_NONE;

		for (i = 0; i <= track->index_last; i++) {
			if (track->index[i].lba == PM_LBA_NONE)
				continue;
			bad |= track->index[i].lba <= last || track->index[i].lba >= (int32_t)(end + PM_LBA_FIRST);
			last = track->index[i].lba;
		}
		track->gapless = n > disc->first_track && track->index[0].lba == PM_LBA_NONE;
		if (!bad)
			continue;
		track->poisoned |= PM_POISON_TIMES;
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_DDP_PQ, track->pos, "the map gives no usable times for track %u", n), (int)n, -1);
	}
}

/* How far behind 00:00:00 the image begins: 00:02:00 where it has no pause at all in front. */
static int64_t shift_of(const struct pm_ddp_image *image)
{
	const struct pm_ddp_piece *p = &image->piece[0];

	return p->at == 0 && at_least_0(p->stream->map.pre1) + at_least_0(p->stream->map.pre2) == 0 && p->stream->map.idx != 0 ? 150 : 0;
}

int pm_ddp_tracks_from_map(struct pm_ddp_reading *r, struct pm_ddp_image *image, struct pm_ddp_pq *pq)
{
	int64_t early = 0, shift;
	size_t i;

	if (!is_usable(image))
		return 0;
	shift = shift_of(image);
	if (image->end + shift > 449999) /* 99:59:74 */
		return 0;
	for (i = 0; i < image->count; i++)
		image->piece[i].at += shift;
	image->end += shift;
	image->said_end += shift;
	for (i = 0; i < image->count; i++) {
		const struct pm_ddpms *m = &image->piece[i].stream->map;

		if (m->trk >= 1 && m->trk <= 99)
			take_piece(r, &image->piece[i], early);
		early = at_least_0(m->pre1nxt) < image->piece[i].sectors ? at_least_0(m->pre1nxt) : 0;
	}
	first_pause(r->disc);
	check_indexes(r, image->end);
	pq->leadout = image->end;
	pq->leadout_pos = image->piece[image->count - 1].stream->pos;
	pm_diag_hint(pm_diag_add_as(r->diags, PM_DIAG_DDP_PQ, PM_WARNING, pm_pos_file(r->set->map_source),
				    "the set has no PQ stream; tracks are taken from the map, their flags are unknown"),
		     "write the set again: plants expect a PQ stream");
	return 1;
}
