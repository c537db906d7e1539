/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nrg-layout.c - Nero's disc images: marks and places to a laid-out disc.  Layer 4.  Source: see nrg.h. */
#include "cue/nrg-reader.h"

#include <string.h>

#include "base/buf.h"

/* Audio of the image: sectors of the disc from first_lba to end_lba at an offset. */
struct piece {
	int32_t first_lba, end_lba;
	uint64_t offset_bytes;
	uint32_t stride_bytes;
};

static void find_tracks(struct pm_nrg *n)
{
	struct pm_disc *disc = n->disc;
	unsigned t;

	for (t = 1; t < 100; t++) {
		if (disc->track[t].index[1].lba == PM_LBA_NONE && disc->track[t].index[0].lba == PM_LBA_NONE && !n->track[t].known)
			continue;
		if (!disc->first_track)
			disc->first_track = (uint8_t)t;
		disc->last_track = (uint8_t)t;
		/* Where either table says so. */
		if (n->track[t].known && !n->track[t].audio)
			disc->track[t].control |= PM_CONTROL_DATA;
	}
}

/* The marks of one track must grow, and behind those of the one before; 0: they do not. */
static int check_track(struct pm_nrg *n, unsigned t, int32_t *before)
{
	struct pm_track *track = &n->disc->track[t];
	struct pm_pos pos = track->pos.source ? track->pos : n->disc->pos;
	unsigned i;

	if (track->index[1].lba == PM_LBA_NONE) {
		pm_diag_on(pm_diag_add(n->diags, PM_DIAG_INDEX_COUNT, pos, "track %u has no index 01 in the image", t), (int)t, 1);
		return 0;
	}
	for (i = 0; i <= track->index_last; i++) {
		int32_t lba = track->index[i].lba;

		if (lba == PM_LBA_NONE)
			continue;
		/* An index 00 where index 01 is says that there is no pause. */
		if (i == 0 && lba == track->index[1].lba) {
			track->index[0].lba = PM_LBA_NONE;
			continue;
		}
		if (lba <= *before) {
			pm_diag_on(pm_diag_add(n->diags, PM_DIAG_INDEX_ORDER, track->index[i].pos,
					       "index %02u of track %u is not behind the mark before it", i, t),
				   (int)t, (int)i);
			return 0;
		}
		*before = lba;
	}
	return 1;
}

/* 1: the marks make a disc. */
static int check_marks(struct pm_nrg *n)
{
	struct pm_disc *disc = n->disc;
	int32_t before = PM_LBA_FIRST - 1;
	int good = n->have_leadout;
	unsigned t;

	for (t = disc->first_track; t <= disc->last_track; t++)
		if (!check_track(n, t, &before)) {
			disc->track[t].poisoned |= PM_POISON_TIMES;
			good = 0;
		}
	if (!n->have_leadout || disc->leadout_lba <= before) {
		pm_diag_add(n->diags, PM_DIAG_INDEX_PAST_END, disc->pos,
			    n->have_leadout ? "the lead-out lies before the last mark" : "the image names no lead-out");
		good = 0;
	}
	if (good && disc->track[disc->first_track].index[1].lba > PM_LBA_FIRST)
		pm_track_set_index(&disc->track[disc->first_track], 0, PM_LBA_FIRST, disc->track[disc->first_track].pos);
	return good;
}

static int damaged(struct pm_nrg *n, unsigned t, const char *what)
{
	pm_diag_on(pm_diag_add(n->diags, PM_DIAG_AUDIO_DAMAGED, n->track[t].pos, "the tables of the image contradict each other: %s", what), (int)t,
		   -1);
	n->disc->poisoned |= PM_POISON_AUDIO;
	return 0;
}

/* Where the next track's marks begin, or the lead-out. */
static int32_t next_mark(const struct pm_disc *disc, unsigned t)
{
	while (++t <= disc->last_track)
		if (disc->track[t].index[1].lba != PM_LBA_NONE)
			return pm_track_first_lba(disc, t);
	return disc->leadout_lba;
}

/* The audio of track t, by the table of places; 0: there is none that could be used. */
static int piece_of(struct pm_nrg *n, unsigned t, struct piece *out)
{
	const struct pm_nrg_track *p = &n->track[t];
	int64_t first, end;

	if (!p->known)
		return damaged(n, t, "a track is marked and has no place");
	if (!p->audio || (n->disc->track[t].control & PM_CONTROL_DATA))
		return 0;
	if (p->sector_bytes != 2352 && p->sector_bytes != 2448) {
		pm_diag_on(pm_diag_add(n->diags, PM_DIAG_AUDIO_FORMAT, p->pos, "track %u has sectors of %u bytes, want 2352 or 2448", t,
				       p->sector_bytes),
			   (int)t, -1);
		n->disc->poisoned |= PM_POISON_AUDIO;
		return 0;
	}
	if (p->pause_at > p->start_at || p->start_at > p->end_at || (p->start_at - p->pause_at) % p->sector_bytes ||
	    (p->end_at - p->start_at) % p->sector_bytes)
		return damaged(n, t, "a track's places are no whole sectors");
	if (p->end_at > n->chain_at) {
		pm_diag_on(pm_diag_add(n->diags, PM_DIAG_AUDIO_TRUNCATED, p->pos, "track %u should end at byte %llu, and the image holds %llu", t,
				       (unsigned long long)p->end_at, (unsigned long long)n->chain_at),
			   (int)t, -1);
		n->disc->poisoned |= PM_POISON_AUDIO;
		return 0;
	}
	/* Within the file, so these fit. */
	first = n->disc->track[t].index[1].lba - (int64_t)((p->start_at - p->pause_at) / p->sector_bytes);
	end = n->disc->track[t].index[1].lba + (int64_t)((p->end_at - p->start_at) / p->sector_bytes);
	if (first < PM_LBA_FIRST || end > n->disc->leadout_lba)
		return damaged(n, t, "a track is longer than its marks allow");
	if (end < next_mark(n->disc, t))
		return damaged(n, t, "a track ends before the next one's marks begin");
	*out = (struct piece){(int32_t)first, (int32_t)end, p->pause_at, p->sector_bytes};
	return 1;
}

static int add_silence(struct pm_disc *disc, int32_t from, int32_t to)
{
	return from < to ? pm_disc_add_span(disc, PM_FILE_SILENCE, 0, (uint64_t)(to - from) * PM_SECTOR_SAMPLES) : PM_OK;
}

/* One run of audio as a file of the disc and a span. */
static int add_run(struct pm_nrg *n, const char *path, const struct piece *run)
{
	uint64_t samples = (uint64_t)(run->end_lba - run->first_lba) * PM_SECTOR_SAMPLES;
	struct pm_file *file;
	uint32_t number;

	if (!samples)
		return PM_OK;
	if (pm_disc_add_file(n->disc, n->source->name, PM_FILE_RAW_LE, n->disc->pos, &number) != PM_OK)
		return PM_E_NOMEM;
	file = &n->disc->file[number];
	file->path = pm_str_dup(path);
	file->offset_bytes = run->offset_bytes;
	file->sector_stride_bytes = run->stride_bytes;
	file->length_samples = samples;
	file->probed = 1;
	file->rate_hz = PM_SAMPLE_RATE;
	file->channels = 2;
	file->bits = 16;
	memcpy(file->format, "NRG", 4);
	return file->path ? pm_disc_add_span(n->disc, number, 0, samples) : PM_E_NOMEM;
}

static int follows(const struct piece *run, const struct piece *next)
{
	return run->end_lba == next->first_lba && run->stride_bytes == next->stride_bytes &&
	       run->offset_bytes + (uint64_t)(run->end_lba - run->first_lba) * run->stride_bytes == next->offset_bytes;
}

/* Silence where the image holds none (pauses are left out, data), audio where it does; tracks that follow each other are one run. */
static int add_audio(struct pm_nrg *n, const char *path)
{
	struct pm_disc *disc = n->disc;
	struct piece run = {PM_LBA_FIRST, PM_LBA_FIRST, 0, 0}, next;
	unsigned t;
	int status = PM_OK;

	for (t = disc->first_track; t <= disc->last_track && status == PM_OK; t++) {
		if (!piece_of(n, t, &next))
			continue;
		if (next.first_lba < run.end_lba) {
			damaged(n, t, "two tracks lie over each other");
			continue;
		}
		if (follows(&run, &next)) {
			run.end_lba = next.end_lba;
			continue;
		}
		status = add_run(n, path, &run);
		if (status == PM_OK)
			status = add_silence(disc, run.end_lba, next.first_lba);
		run = next;
	}
	if (status == PM_OK)
		status = add_run(n, path, &run);
	if (status == PM_OK)
		status = add_silence(disc, run.end_lba, disc->leadout_lba);
	return status == PM_OK ? PM_OK : pm_error_set(n->err, status, "out of memory");
}

int pm_nrg_lay_out(struct pm_nrg *n, const char *path)
{
	find_tracks(n);
	if (!n->disc->last_track)
		return pm_error_set(n->err, PM_E_FORMAT, "'%s' is an image without tracks", path);
	if (!check_marks(n)) {
		n->disc->poisoned |= PM_POISON_TRACKS | PM_POISON_AUDIO;
		return PM_OK;
	}
	n->disc->laid_out = 1;
	return add_audio(n, path);
}
