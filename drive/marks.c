/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * marks.c - where pauses and indexes begin, found by halving (drive/sample.h).  Layer 4.  Source: shared/reference/subcode.md section 3.2.
 *
 * Track and index numbers never decrease along a disc, so a mark between two sectors is found with a few reads.  The address is what the frames say,
 * not what was asked for: subcode may lag.
 */
#include <stdlib.h>
#include <string.h>

#include "disc/msf.h"
#include "drive/sample.h"

#define PROBE_SECTORS 8
#define BOUNDARY_BEFORE 16
#define BOUNDARY_AFTER 8
#define TRIES 4
#define STEPS_MAX 40

struct search {
	struct pm_drive *d;
	struct pm_record *r;
	const struct pm_progress *progress;
	struct pm_error *err;
	uint32_t wanted;      /* track * 100 + index: the mark that is looked for, or the next that is there */
	int32_t before_lba;   /* the last sector known to lie before it */
	int32_t behind_lba;   /* the first known to be of it or behind it */
	uint32_t most_before; /* the highest track * 100 + index seen before it */
	int32_t lag;          /* how far the subcode lay off when it was last read: the drive's, so it holds for every search */
};

static uint32_t rank_of(unsigned track, unsigned index)
{
	return track == PM_Q_LEADOUT ? 100u * 100u : track * 100u + index;
}

/* How far most frames of what was just read lag; frames that say otherwise are strays. */
static int common_lag(const struct pm_q_read *list, size_t count, int32_t *lag)
{
	size_t i, k, votes, best = 0;

	for (i = 0; i < count; i++) {
		struct pm_q a, b;

		if (!pm_q_get(list[i].q, &a) || a.kind != PM_Q_POSITION)
			continue;
		for (votes = 0, k = 0; k < count; k++)
			votes += pm_q_get(list[k].q, &b) && b.kind == PM_Q_POSITION && b.lba - list[k].lba == a.lba - list[i].lba;
		if (votes > best) {
			best = votes;
			*lag = a.lba - list[i].lba;
		}
	}
	return best >= 2;
}

/* What the frames read since `from` say about the mark. */
static void narrow(struct search *s, size_t from)
{
	const struct pm_q_read *list = s->r->log.list + from;
	size_t count = s->r->log.count - from, i;
	int32_t lag;

	if (!common_lag(list, count, &lag))
		return;
	s->lag = lag;
	for (i = 0; i < count; i++) {
		struct pm_q q;
		uint32_t rank;

		if (!pm_q_get(list[i].q, &q) || q.kind != PM_Q_POSITION || q.lba - list[i].lba != lag)
			continue;
		rank = rank_of(q.track, q.index);
		if (rank >= s->wanted && q.lba < s->behind_lba)
			s->behind_lba = q.lba;
		if (rank < s->wanted && q.lba > s->before_lba) {
			s->before_lba = q.lba;
			s->most_before = rank;
		}
	}
}

/* Reads where the frames of these sectors are found, going by the lag. */
static int read_and_narrow(struct search *s, int32_t lba, int32_t count)
{
	size_t from = s->r->log.count;
	int status = pm_drive_read_q(s->d, lba - s->lag, (size_t)count, s->r, s->progress, s->err);

	if (status == PM_OK)
		narrow(s, from);
	return status;
}

/* Halves until the mark lies between neighbours, or no more can be read there. */
static int halve(struct search *s)
{
	unsigned steps, silent = 0;
	int status = PM_OK;

	for (steps = 0; steps < STEPS_MAX && status == PM_OK && s->behind_lba - s->before_lba > 1 && silent < TRIES; steps++) {
		int32_t gap = s->behind_lba - s->before_lba, middle = s->before_lba + gap / 2, width = PROBE_SECTORS;
		int32_t before = s->before_lba, behind = s->behind_lba;

		/* Near the end: all that is left and a little around, as often as it takes. */
		if (gap <= 2 * PROBE_SECTORS) {
			middle = s->before_lba - 2;
			width = gap + 4;
		}
		status = read_and_narrow(s, middle, width);
		silent = before == s->before_lba && behind == s->behind_lba ? silent + 1 : 0;
	}
	return status;
}

static void begin(struct search *s, uint32_t wanted, int32_t before_lba, int32_t behind_lba)
{
	s->wanted = wanted;
	s->before_lba = before_lba;
	s->behind_lba = behind_lba;
	s->most_before = 0;
}

/* The pause of track + 1, and the indexes of this track behind index 01. */
static int marks_of(struct search *s, unsigned track)
{
	const struct pm_toc *toc = pm_drive_toc(s->d);
	int32_t start = toc->track[track].lba, end = pm_drive_track_end(toc, track);
	unsigned tries, last, index;
	int status = PM_OK;

	begin(s, rank_of(track + 1, 0), start, end);
	/* The sectors right before the next track: is there a pause, and which index is this track's last? */
	for (tries = 0; tries < TRIES && status == PM_OK && s->behind_lba == end && s->before_lba < end - 1; tries++)
		status = read_and_narrow(s, end - BOUNDARY_BEFORE, BOUNDARY_BEFORE + BOUNDARY_AFTER);
	if (status == PM_OK && s->behind_lba < end)
		status = halve(s);
	if (s->most_before / 100 != track)
		return status;
	last = s->most_before % 100;
	end = s->before_lba + 1;
	for (index = 2; index <= last && status == PM_OK; index++) {
		begin(s, rank_of(track, index), start, end);
		status = halve(s);
		start = s->before_lba;
	}
	return status;
}

int pm_drive_sample_marks(struct pm_drive *d, struct pm_record *r, const struct pm_progress *progress, struct pm_error *err)
{
	const struct pm_toc *toc = pm_drive_toc(d);
	struct search s = {.d = d, .r = r, .progress = progress, .err = err};
	unsigned t, first = toc->first_track;
	int status = PM_OK;

	if (r->method != PM_METHOD_RAW_Q)
		return PM_OK;
	for (t = first; t <= toc->last_track && status == PM_OK; t++) {
		if (!pm_drive_is_audio(toc, t))
			continue;
		status = marks_of(&s, t);
		pm_progress_report(progress, "finding indexes", t - first + 1u, toc->last_track - first + 1u);
	}
	return status;
}
