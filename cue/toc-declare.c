/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-declare.c - from the parts of a track in a cdrdao TOC to marks, audio and silence.  Layer 4.
 * Source: shared/reference/cue-toc.md section 6; the meaning of the items: disc/disc.h.
 *
 * The two seconds before track 1 belong to no track; what stands before START is the track's pause, in track 1 hidden audio behind those
 * two seconds.
 */
#include "cue/toc-reader.h"

#define SAMPLES(sectors) ((uint64_t)(sectors)*PM_SECTOR_SAMPLES)
#define PAUSE_SECTORS 150

static void keep(struct pm_toc_reader *r, int status)
{
	if (status != PM_OK)
		r->no_memory = 1;
}

static void declare_part(struct pm_toc_reader *r, const struct pm_toc_part *p, uint64_t skip, uint64_t length)
{
	if (!length)
		return;
	keep(r, p->file == PM_FILE_SILENCE ? pm_disc_add_silence(r->disc, length, p->pos)
					   : pm_disc_add_audio(r->disc, p->file, p->start_samples + skip, length, p->pos));
}

static void mark_one(struct pm_toc_reader *r)
{
	size_t i;

	keep(r, pm_disc_add_mark(r->disc, (uint8_t)r->track, 1, -1, r->has_start ? r->start_pos : r->track_pos));
	for (i = 0; i < r->index_count && i < 98; i++)
		keep(r, pm_disc_add_mark(r->disc, (uint8_t)r->track, (uint8_t)(i + 2), (int32_t)r->index_sectors[i], r->index_pos[i]));
}

/* The parts, with index 01 where START says: in front of a part, or inside one.  A START behind the end of what is known is an error. */
static void declare_parts(struct pm_toc_reader *r)
{
	uint64_t left = r->start_samples;
	int done = 0;
	size_t i;

	for (i = 0; i < r->part_count; i++) {
		const struct pm_toc_part *p = &r->part[i];

		if (!done && !left && i == r->start_part) {
			mark_one(r);
			done = 1;
		}
		if (!done && left && left < p->length_samples) {
			declare_part(r, p, 0, left);
			mark_one(r);
			done = 1;
			declare_part(r, p, left, p->length_samples == PM_TO_END ? PM_TO_END : p->length_samples - left);
			continue;
		}
		if (!done && left)
			left -= p->length_samples;
		declare_part(r, p, 0, p->length_samples);
		if (r->start_samples && !left && !done)
			r->start_part = i + 1;
	}
	if (done)
		return;
	if ((r->start_samples || r->start_part) && !r->content_bad) {
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_PAST_END, r->start_pos, "START lies at or behind the end of its track"), r->track, 1);
		r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	}
	mark_one(r);
}

/* Index 00: LBA -150 for the first track, for others where the track begins, if START is not there. */
static void declare_pause(struct pm_toc_reader *r)
{
	uint64_t at = 0;
	size_t i;

	if (r->track == r->disc->first_track) {
		keep(r, pm_disc_add_mark(r->disc, (uint8_t)r->track, 0, -1, r->track_pos));
		keep(r, pm_disc_add_silence(r->disc, SAMPLES(PAUSE_SECTORS), r->track_pos));
		for (i = 0; i < r->part_count && (r->start_samples ? at < r->start_samples : i < r->start_part); i++) {
			r->disc->hidden_audio |= r->part[i].file != PM_FILE_SILENCE;
			at = r->part[i].length_samples > UINT64_MAX - at ? UINT64_MAX : at + r->part[i].length_samples;
		}
		return;
	}
	if (!r->start_samples && !r->start_part)
		return;
	if (r->has_pregap_statement)
		keep(r, pm_disc_add_align(r->disc, r->start_pos));
	keep(r, pm_disc_add_mark(r->disc, (uint8_t)r->track, 0, -1, r->track_pos));
}

/* Where a part begins, or their end; 0: a part before it runs to the end of its file, whose length is not known yet. */
static int part_start(const struct pm_toc_reader *r, size_t part, uint64_t *samples)
{
	size_t i;

	*samples = 0;
	for (i = 0; i < part; i++) {
		if (r->part[i].length_samples > UINT64_MAX - *samples)
			return 0;
		*samples += r->part[i].length_samples;
	}
	return 1;
}

/* END changes nothing on the disc, but has to lie between START and the end of the track, as cdrdao wants it. */
static void check_end(struct pm_toc_reader *r)
{
	uint64_t end = r->end_samples, start = r->start_samples, length;

	if (!r->has_end || r->content_bad || !part_start(r, r->part_count, &length))
		return;
	if (!end)
		(void)part_start(r, r->end_part, &end);
	if (!start)
		(void)part_start(r, r->start_part, &start);
	if (end >= length || end <= start)
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, r->end_pos, "END lies %s",
				       end >= length ? "at or behind the end of its track" : "not behind the START of its track"),
			   r->track, -1);
}

static void name_track(struct pm_toc_reader *r)
{
	struct pm_track *track = &r->disc->track[r->track];
	size_t i;

	for (i = 0; i < r->part_count && !track->source_name; i++)
		if (r->part[i].file != PM_FILE_SILENCE) {
			track->source_name = pm_str_dup(r->disc->file[r->part[i].file].name);
			r->no_memory |= !track->source_name;
		}
}

void pm_toc_track_end(struct pm_toc_reader *r)
{
	if (r->track_lines && !r->part_count && !r->content_bad) {
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, r->track_pos, "this track has no content"), r->track, -1);
		r->content_bad = 1;
	}
	if (r->track <= 0 || r->no_memory)
		return;
	if (r->content_bad) {
		r->disc->track[r->track].poisoned |= PM_POISON_AUDIO;
		r->disc->poisoned |= PM_POISON_AUDIO;
	}
	name_track(r);
	check_end(r);
	declare_pause(r);
	declare_parts(r);
}
