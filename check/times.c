/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * times.c - rules about tracks, indexes and lengths.  Layer 3.
 * Source: IEC 60908 17.5; shared/reference/subcode.md section 11; contract section 6.
 */
#include "check/context.h"

#define TRACK_MIN_SECTORS 300u     /* four seconds */
#define DISC_LONG_LBA 332850       /* 74:00:00 */
#define DISC_TOO_LONG_LBA 359849   /* 79:59:74 */

static int is_set(const struct pm_track *track, unsigned index) { return track->index[index].lba != PM_LBA_NONE; }

/* A finding was made about the track's times, by a reader or by a rule before. */
static int is_unsound(const struct pm_check *c, unsigned n)
{
	return c->unsound[n] || (c->disc->track[n].poisoned & PM_POISON_TIMES);
}

/* The same for where the track begins only: what is wrong with its later indexes does not matter. */
static int starts_unsound(const struct pm_check *c, unsigned n)
{
	return (c->unsound[n] & PM_UNSOUND_START) || (c->disc->track[n].poisoned & PM_POISON_TIMES);
}

static struct pm_pos index_place(const struct pm_track *track, unsigned index)
{
	struct pm_pos pos = track->index[index].pos;

	return pos.source || pos.offset_bytes != PM_NOWHERE ? pos : track->pos;
}

/* "index 02 of track 1 is at 00:10:00, want it behind ... at 00:12:00"; nothing is measured from there from then on. */
static void complain(struct pm_check *c, enum pm_diag_id id, unsigned n, unsigned index, const char *want, int32_t want_lba)
{
	const struct pm_track *track = &c->disc->track[n];
	char at[PM_MSF_BYTES], than[PM_MSF_BYTES];

	c->unsound[n] |= index <= 1 ? PM_UNSOUND_START : PM_UNSOUND_LATER;
	/* Neither PQ packets nor Q frames can say times that do not grow. */
	pm_diag_insist(pm_diag_on(pm_diag_add(c->diags, id, index_place(track, index), "index %02u of track %u is at %s, want it %s at %s", index, n,
					      pm_msf_text(track->index[index].lba, at), want, pm_msf_text(want_lba, than)), (int)n, (int)index));
}

static void find_missing(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;
	unsigned n;

	for (n = disc->first_track; n <= disc->last_track; n++) {
		const struct pm_track *track = &disc->track[n];

		if (is_set(track, 0) || track->index_last > 0 || (track->poisoned & PM_POISON_TIMES))
			continue;
		c->unsound[n] = PM_UNSOUND_START;
		pm_diag_on(pm_diag_add(c->diags, PM_DIAG_TRACK_COUNT, disc->pos, "track %u is missing, the last is track %u", n, disc->last_track), (int)n, -1);
	}
}

void pm_check_track_count(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;

	if (disc->poisoned & PM_POISON_TRACKS)
		return;
	if (disc->last_track == 0)
		pm_diag_add(c->diags, PM_DIAG_TRACK_COUNT, disc->pos, "the disc has no tracks, want 1 to 99");
	else if (disc->first_track == 0 || disc->first_track > disc->last_track || disc->last_track > 99)
		pm_diag_add(c->diags, PM_DIAG_TRACK_COUNT, disc->pos, "tracks are numbered %u to %u, want numbers from 1 to 99", disc->first_track,
			    disc->last_track);
	else if (disc->laid_out)
		find_missing(c);
}

void pm_check_index_count(struct pm_check *c)
{
	unsigned n, i;

	for (n = c->disc->first_track; n <= c->disc->last_track; n++) {
		const struct pm_track *track = &c->disc->track[n];

		if (is_unsound(c, n))
			continue;
		for (i = 1; i <= track->index_last || i == 1; i++) {
			if (is_set(track, i) || (i > 1 && !is_set(track, i - 1)))
				continue;
			c->unsound[n] |= i <= 1 ? PM_UNSOUND_START : PM_UNSOUND_LATER;
			pm_diag_on(pm_diag_add(c->diags, PM_DIAG_INDEX_COUNT, track->pos, "track %u has no index %02u%s", n, i,
					       track->index_last > i ? ", but higher ones" : ""), (int)n, (int)i);
		}
	}
}

/* Each index behind the one before in its track, and behind the start of the track before. */
void pm_check_index_order(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;
	unsigned n, i, before;

	for (n = disc->first_track; n <= disc->last_track; n++) {
		const struct pm_track *track = &disc->track[n];
		const struct pm_track *last = n > disc->first_track ? &disc->track[n - 1] : NULL;

		if (is_unsound(c, n))
			continue;
		for (before = 0, i = 1; i <= track->index_last; before = i++)
			if (is_set(track, before) && is_set(track, i) && track->index[i].lba <= track->index[before].lba)
				complain(c, PM_DIAG_INDEX_ORDER, n, i, before == 0 ? "behind the start of its pause" : "behind the index before",
					 track->index[before].lba);
		if (last && is_set(last, 1) && !starts_unsound(c, n - 1) && !(last->poisoned & PM_POISON_AUDIO) && !starts_unsound(c, n) &&
		    pm_track_first_lba(disc, n) <= last->index[1].lba)
			complain(c, PM_DIAG_INDEX_ORDER, n, is_set(track, 0) ? 0 : 1, "behind the start of the track before", last->index[1].lba);
	}
}

void pm_check_index_past_end(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;
	unsigned n, i;

	for (n = disc->first_track; n <= disc->last_track; n++) {
		const struct pm_track *track = &disc->track[n];
		int32_t end_lba = disc->leadout_lba;

		if (is_unsound(c, n) || (track->poisoned & PM_POISON_AUDIO))
			continue;
		if (n < disc->last_track && pm_track_first_lba(disc, n + 1) != PM_LBA_NONE && !starts_unsound(c, n + 1))
			end_lba = pm_track_first_lba(disc, n + 1);
		for (i = 1; i <= track->index_last; i++)
			if (is_set(track, i) && track->index[i].lba >= end_lba)
				complain(c, PM_DIAG_INDEX_PAST_END, n, i, "before the end of the track", end_lba);
	}
}

void pm_check_pause_short(struct pm_check *c)
{
	unsigned n = c->disc->first_track;
	const struct pm_track *track = &c->disc->track[n];
	char length[PM_MSF_BYTES];

	if (n == 0 || starts_unsound(c, n) || !is_set(track, 1) || track->index[1].lba >= 0)
		return;
	pm_diag_hint(pm_diag_on(pm_diag_add(c->diags, PM_DIAG_PAUSE_SHORT, index_place(track, is_set(track, 0) ? 0 : 1),
					    "the pause before track %u is %s, want at least 00:02:00", n,
					    pm_sectors_text(pm_track_pregap_sectors(c->disc, n), length)), (int)n, 1),
		     "leave the gap of the first track empty, or give it at least 2s");
}

static void check_length(struct pm_check *c, unsigned n)
{
	const struct pm_disc *disc = c->disc;
	const struct pm_track *track = &disc->track[n], *next = n < disc->last_track ? &disc->track[n + 1] : NULL;
	uint32_t sectors = pm_track_length_sectors(disc, n);
	char length[PM_MSF_BYTES];

	if (next && (starts_unsound(c, n + 1) || !is_set(next, 1)))
		return;
	if (sectors < TRACK_MIN_SECTORS) {
		pm_diag_on(pm_diag_add(c->diags, PM_DIAG_TRACK_SHORT, track->pos, "track %u is %s long, want at least 00:04:00", n,
				       pm_sectors_text(sectors, length)), (int)n, -1);
		return;
	}
	if (!next || !is_set(next, 0) || (int64_t)next->index[0].lba - track->index[1].lba >= (int64_t)TRACK_MIN_SECTORS)
		return;
	sectors = (uint32_t)(next->index[0].lba - track->index[1].lba);
	pm_diag_on(pm_diag_add_as(c->diags, PM_DIAG_TRACK_SHORT, PM_WARNING, track->pos,
				  "track %u is %s long up to the pause behind it, want at least 00:04:00", n, pm_sectors_text(sectors, length)), (int)n, -1);
}

void pm_check_track_short(struct pm_check *c)
{
	unsigned n;

	for (n = c->disc->first_track; n <= c->disc->last_track; n++)
		if (!starts_unsound(c, n) && !(c->disc->track[n].poisoned & PM_POISON_AUDIO) && is_set(&c->disc->track[n], 1))
			check_length(c, n);
}

/* The two limits, of which the worse is reported. */
void pm_check_disc_long(struct pm_check *c)
{
	const struct pm_disc *disc = c->disc;
	char leadout[PM_MSF_BYTES];

	(void)pm_msf_text(disc->leadout_lba, leadout);
	if (disc->leadout_lba > DISC_TOO_LONG_LBA)
		pm_diag_add(c->diags, PM_DIAG_DISC_TOO_LONG, disc->pos, "the disc ends at %s, want at most 79:59:74", leadout);
	else if (disc->leadout_lba > DISC_LONG_LBA)
		pm_diag_add(c->diags, PM_DIAG_DISC_LONG, disc->pos, "the disc ends at %s; past 74:00:00 ask the plant first", leadout);
}
