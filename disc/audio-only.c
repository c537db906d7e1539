/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audio-only.c - a disc without its data tracks.  Layer 1.  Source: contract section 1 (--audio-only). */
#include <stdlib.h>
#include <string.h>

#include "disc/layout.h"

#define PAUSE_SECTORS 150

struct cut {
	struct pm_disc *disc;
	struct pm_diags *diags;
	struct pm_span *old; /* the spans as they were; owned */
	size_t old_count;
	int32_t at_lba;    /* end of what has been put together */
	unsigned number;   /* of the next track */
	unsigned was, now; /* the first track that got another number; 0: none */
};

static int exists(const struct pm_disc *disc, unsigned n)
{
	return disc->track[n].index[1].lba != PM_LBA_NONE;
}

static int is_data(const struct pm_disc *disc, unsigned n)
{
	return exists(disc, n) && (disc->track[n].control & PM_CONTROL_DATA);
}

/* Where track n begins with its pause; behind the last: the lead-out. */
static int32_t start_of(const struct pm_disc *disc, unsigned n)
{
	while (n <= disc->last_track && !exists(disc, n))
		n++;
	if (n > disc->last_track)
		return disc->leadout_lba;
	return n == disc->first_track ? PM_LBA_FIRST : pm_track_first_lba(disc, n);
}

/* Where track n ends: with the next one's pause, or with the session of the audio. */
static int32_t end_of(const struct pm_disc *disc, unsigned n)
{
	int32_t end = start_of(disc, n + 1), session_end = disc->audio_end_lba;

	return session_end != PM_LBA_NONE && session_end > disc->track[n].index[1].lba && session_end < end ? session_end : end;
}

static uint64_t samples_of(int32_t lba)
{
	return (uint64_t)(lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES;
}

/* The old programme from one sector to another, at the end of the new one. */
static int copy_audio(struct cut *c, int32_t from_lba, int32_t to_lba)
{
	uint64_t from = samples_of(from_lba), to = samples_of(to_lba);
	size_t i;
	int status = PM_OK;

	for (i = 0; i < c->old_count && status == PM_OK; i++) {
		const struct pm_span *s = &c->old[i];
		uint64_t begin = s->at_samples > from ? s->at_samples : from;
		uint64_t end = s->at_samples + s->length_samples < to ? s->at_samples + s->length_samples : to;

		if (begin < end)
			status = pm_disc_add_span(c->disc, s->file, s->file == PM_FILE_SILENCE ? 0 : s->start_samples + (begin - s->at_samples),
						  end - begin);
	}
	c->at_lba += to_lba - from_lba;
	return status;
}

static void move_indexes(struct pm_track *track, int32_t by)
{
	unsigned i;

	for (i = 0; i <= track->index_last; i++)
		if (track->index[i].lba != PM_LBA_NONE)
			track->index[i].lba += by;
}

/* Track n becomes c->number, with its texts.  What stood there was left out and goes to n. */
static void renumber(struct cut *c, unsigned n)
{
	struct pm_disc *disc = c->disc;
	struct pm_track track = disc->track[n];
	unsigned to = c->number++, b;

	if (to == n)
		return;
	c->now = c->was ? c->now : to;
	c->was = c->was ? c->was : n;
	disc->track[n] = disc->track[to];
	disc->track[n].number = (uint8_t)n;
	disc->track[to] = track;
	disc->track[to].number = (uint8_t)to;
	for (b = 0; b < PM_BLOCKS; b++) {
		struct pm_text text = disc->block[b].of[n];

		disc->block[b].of[n] = disc->block[b].of[to];
		disc->block[b].of[to] = text;
	}
}

static int keep_track(struct cut *c, unsigned n, int32_t from, int32_t to)
{
	struct pm_track *track = &c->disc->track[n];
	int32_t pause = track->index[1].lba - from;
	int status = PM_OK;

	if (c->number == c->disc->first_track && n != c->disc->first_track) {
		if (pause < PAUSE_SECTORS) {
			status = pm_disc_add_span(c->disc, PM_FILE_SILENCE, 0, (uint64_t)(PAUSE_SECTORS - pause) * PM_SECTOR_SAMPLES);
			c->at_lba += PAUSE_SECTORS - pause;
		}
		track->index[0].lba = from - (c->at_lba - PM_LBA_FIRST);
		track->gapless = 0;
	}
	move_indexes(track, c->at_lba - from);
	if (status == PM_OK)
		status = copy_audio(c, from, to);
	renumber(c, n);
	return status;
}

static void report(struct cut *c, unsigned n)
{
	const struct pm_track *track = &c->disc->track[n];

	pm_diag_on(pm_diag_add_as(c->diags, PM_DIAG_DATA_TRACK, PM_NOTE, track->pos, "track %u is a data track: it is left out", n), (int)n, -1);
}

static void report_numbers(const struct cut *c)
{
	if (c->was)
		pm_diag_add_as(c->diags, PM_DIAG_DATA_TRACK, PM_NOTE, c->disc->track[c->now].pos,
			       "the tracks are numbered anew: what was track %u is track %u now", c->was, c->now);
}

/* Tracks and texts behind the last one that was kept. */
static void clear_rest(struct pm_disc *disc, unsigned from)
{
	unsigned n, b, i;

	for (n = from; n < 100; n++) {
		struct pm_track *track = &disc->track[n];

		free(track->source_name);
		memset(track, 0, sizeof *track);
		track->number = (uint8_t)n;
		for (i = 0; i < 100; i++)
			track->index[i].lba = PM_LBA_NONE;
		for (b = 0; b < PM_BLOCKS; b++)
			pm_text_release(&disc->block[b].of[n]);
	}
}

static int no_audio(struct pm_disc *disc)
{
	disc->laid_out = 0;
	disc->poisoned |= PM_POISON_AUDIO;
	return PM_OK;
}

int pm_disc_leave_out_data(struct pm_disc *disc, struct pm_diags *diags)
{
	struct cut c = {.disc = disc, .diags = diags, .at_lba = PM_LBA_FIRST, .number = disc->first_track};
	unsigned n, data = 0, audio = 0, last = disc->last_track;
	int status = PM_OK;

	for (n = disc->first_track; disc->laid_out && n && n <= last; n++) {
		data += (unsigned)is_data(disc, n);
		audio += exists(disc, n) && !is_data(disc, n);
	}
	if (!data)
		return PM_OK;
	if (!audio)
		return no_audio(disc);
	c.old = disc->span;
	c.old_count = disc->span_count;
	disc->span = NULL;
	disc->span_count = disc->span_capacity = 0;
	for (n = disc->first_track; n <= last && status == PM_OK; n++) {
		int32_t from = start_of(disc, n), to = end_of(disc, n);

		if (is_data(disc, n)) {
			report(&c, n);
		} else if (exists(disc, n) && to >= from) {
			status = keep_track(&c, n, from, to);
		}
	}
	free(c.old);
	report_numbers(&c);
	disc->last_track = (uint8_t)(c.number - 1);
	disc->leadout_lba = c.at_lba;
	disc->audio_end_lba = PM_LBA_NONE;
	clear_rest(disc, c.number);
	return status;
}
