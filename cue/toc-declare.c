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

static void mark(struct pm_toc_reader *r, size_t index, int32_t sectors, struct pm_pos pos)
{
	keep(r, pm_disc_add_mark(r->disc, (uint8_t)r->track, (uint8_t)index, sectors, pos));
}

static void mark_one(struct pm_toc_reader *r)
{
	size_t i;

	mark(r, 1, -1, r->has_start ? r->start_pos : r->track_pos);
	for (i = 0; i < r->index_count; i++)
		mark(r, i + 2, (int32_t)r->index_sectors[i], r->index_pos[i]);
}

/* The parts, with index 01 where START says: in front of a part, or inside one.  A START behind the end of what is known is an error. */
static void declare_parts(struct pm_toc_reader *r)
{
	uint64_t left = r->start_samples;
	int done = 0;
	size_t i;

	for (i = 0; i < r->part_count; i++) {
		const struct pm_toc_part *p = &r->part[i];

		if (done && i == r->end_part && r->index_count < 98)
			mark(r, r->index_count + 2, -1, r->end_pos);
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
		pm_diag_breaks(pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_PAST_END, r->start_pos, "START lies at or behind the end of its track"),
					  r->track, 1), PM_DIAG_TOC_SYNTAX);
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
		if (r->part[i].length_samples == PM_TO_END || r->part[i].length_samples > UINT64_MAX - *samples)
			return 0;
		*samples += r->part[i].length_samples;
	}
	return 1;
}

/*
 * Where START and END lie, in samples from the track's beginning; 0: not known before the layout.  An END without a time behind a file that runs
 * to its end becomes a mark in front of the part it stands before, any other one an index like those that INDEX gives.
 */
static int find_bounds(const struct pm_toc_reader *r, uint64_t *start, uint64_t *end)
{
	*start = r->start_samples;
	*end = r->end_samples;
	return (*start || part_start(r, r->start_part, start)) && (*end || !r->has_end || part_start(r, r->end_part, end));
}

/* END is where the pause behind a track begins: an index for cdrdao, among those of INDEX, unless one of them is there already. */
static void insert_end(struct pm_toc_reader *r, uint32_t sectors)
{
	size_t at = 0, i;

	while (at < r->index_count && r->index_sectors[at] < sectors)
		at++;
	if (at < r->index_count && r->index_sectors[at] == sectors)
		return;
	if (r->index_count == 98) {
		pm_diag_breaks(pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_COUNT, r->end_pos, "END is one index more than a track can have"),
					  r->track, -1), PM_DIAG_TOC_SYNTAX);
		return;
	}
	for (i = r->index_count++; i > at; i--) {
		r->index_sectors[i] = r->index_sectors[i - 1];
		r->index_pos[i] = r->index_pos[i - 1];
	}
	r->index_sectors[at] = sectors;
	r->index_pos[at] = r->end_pos;
}

/* As cdrdao wants it, END has to lie between START and the end of the track. */
static void take_end(struct pm_toc_reader *r, uint64_t start, uint64_t end, uint64_t length)
{
	if (end < length && end > start)
		insert_end(r, (uint32_t)((end - start) / PM_SECTOR_SAMPLES));
	else
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, r->end_pos, "END lies %s",
				       end >= length ? "at or behind the end of its track" : "not behind the START of its track"),
			   r->track, -1);
}

/* One of them is reported; those behind it lie there too, and are left out with it. */
static void check_indexes(struct pm_toc_reader *r, uint64_t start, uint64_t length)
{
	size_t i = 0;

	while (i < r->index_count && SAMPLES(r->index_sectors[i]) + start < length)
		i++;
	if (i == r->index_count || start >= length)
		return;
	pm_diag_breaks(pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_PAST_END, r->index_pos[i], "INDEX %.*s lies at or behind the end of its track",
					      (int)r->index_pos[i].length_bytes, r->source->data + r->index_pos[i].offset_bytes),
				  r->track, (int)i + 2), PM_DIAG_TOC_SYNTAX);
	r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	r->index_count = i;
}

static void settle_indexes(struct pm_toc_reader *r)
{
	uint64_t start, end, length;
	int is_length_known = part_start(r, r->part_count, &length), is_mark = r->has_end && !r->end_samples;

	if (r->index_count > 98)
		r->index_count = 98; /* reported */
	if (!r->content_bad && find_bounds(r, &start, &end)) {
		if (is_length_known)
			check_indexes(r, start, length);
		if (r->has_end)
			take_end(r, start, end, is_length_known ? length : UINT64_MAX);
		is_mark = 0;
	} else if (!r->content_bad && is_mark && r->end_part == r->part_count) {
		take_end(r, 0, 0, 0);
	}
	if (!is_mark)
		r->end_part = SIZE_MAX;
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
	settle_indexes(r);
	declare_pause(r);
	declare_parts(r);
}
