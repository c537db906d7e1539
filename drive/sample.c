/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample.c - reading for the codes (drive/sample.h).  Layer 4.  Source: shared/reference/reading.md section 4. */
#include "drive/sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "disc/msf.h"

#define WIDE_SECTORS 400
#define SHORT_SECTORS 1200 /* a track of less is read whole */
#define HEAD_SECTORS 75    /* a window begins no nearer to the start of its track */
#define TAIL_SECTORS 50    /* and ends no nearer to its end */
#define WHOLE_TIMES 3      /* how often a track is read whole while doubt remains */
#define ASK_TIMES 3
#define PROBED_STARTS 4 /* tracks whose first sectors show whether the drive keeps old codes */

struct sampler {
	struct pm_drive *d;
	struct pm_record *r;
	const struct pm_toc *toc;
	const struct pm_progress *progress;
	struct pm_error *err;
	struct pm_votes *votes; /* owned */
	uint8_t whole[100];     /* how often the track was read whole */
	uint64_t planned, done; /* sectors, for the progress */
};

static int is_audio(const struct sampler *s, unsigned track)
{
	return track >= s->toc->first_track && track <= s->toc->last_track && pm_drive_is_audio(s->toc, track);
}

static int32_t start_of(const struct sampler *s, unsigned track)
{
	return s->toc->track[track].lba;
}
static int32_t length_of(const struct sampler *s, unsigned track)
{
	return pm_drive_track_end(s->toc, track) - start_of(s, track);
}

static int read_run(struct sampler *s, int32_t lba, int32_t count)
{
	int status = pm_drive_read_q(s->d, lba, (size_t)count, s->r, s->progress, s->err);

	s->done += (uint64_t)count;
	pm_progress_report(s->progress, "reading subcode", s->done, s->done < s->planned ? s->planned : s->done);
	return status;
}

static int read_whole(struct sampler *s, unsigned track)
{
	s->whole[track]++;
	return read_run(s, start_of(s, track), length_of(s, track));
}

/* Three windows, in ascending order and without overlap; a track too short for them is read whole. */
static int read_windows(struct sampler *s, unsigned track, int32_t width)
{
	int32_t length = length_of(s, track), start = start_of(s, track), end = start + length, at[PM_VOTE_WINDOWS];
	int32_t from = start + HEAD_SECTORS;
	int status = PM_OK;
	unsigned i;

	if (length < SHORT_SECTORS || length < 2 * HEAD_SECTORS + PM_VOTE_WINDOWS * width + TAIL_SECTORS)
		return read_whole(s, track);
	at[0] = start + length / 2 - width / 2;
	at[1] = start + length / 4 * 3 - width / 2;
	at[2] = end - TAIL_SECTORS - width;
	for (i = PM_VOTE_WINDOWS - 1; i-- > 0;)
		at[i] = at[i] + width > at[i + 1] ? at[i + 1] - width : at[i];
	for (i = 0; i < PM_VOTE_WINDOWS && status == PM_OK; i++)
		status = read_run(s, at[i] < from ? from : at[i], width);
	return status;
}

static int vote(struct sampler *s)
{
	int status = pm_record_votes(s->r, s->votes, NULL);

	return status == PM_OK ? PM_OK : pm_error_set(s->err, status, "out of memory");
}

/* All evidence of a track this short lies where a drive may still give the code of the track before. */
static int is_near_only(const struct sampler *s, unsigned track)
{
	return track != s->toc->first_track && length_of(s, track) < PM_VOTE_GUARD_SECTORS + 2 * PM_VOTE_WINDOW_SECTORS;
}

/* Is the drive one of those?  The starts of the longest tracks tell, read on from the tracks before them. */
static int read_starts(struct sampler *s)
{
	uint8_t taken[100] = {0};
	unsigned n, t, needed = 0;
	int status = PM_OK;

	for (t = s->toc->first_track; t <= s->toc->last_track; t++)
		needed += is_audio(s, t) && is_near_only(s, t);
	for (n = 0; needed && n < PROBED_STARTS && status == PM_OK; n++) {
		unsigned best = 0;

		for (t = s->toc->first_track + 1u; t <= s->toc->last_track; t++)
			if (is_audio(s, t) && is_audio(s, t - 1) && !taken[t] && !is_near_only(s, t) &&
			    (!best || length_of(s, t) > length_of(s, best)))
				best = t;
		if (!best)
			break;
		taken[best] = 1;
		status = read_run(s, start_of(s, best) - PM_VOTE_WINDOW_SECTORS, PM_VOTE_WINDOW_SECTORS + PM_VOTE_GUARD_SECTORS);
	}
	return status;
}

static int wants_more(const struct sampler *s, unsigned track)
{
	return is_audio(s, track) && s->votes->track[track].need_more;
}

static int first_pass(struct sampler *s, int full)
{
	int status = PM_OK;
	unsigned t;

	for (t = s->toc->first_track; t <= s->toc->last_track; t++)
		if (is_audio(s, t))
			s->planned +=
				(uint64_t)(full || length_of(s, t) < SHORT_SECTORS ? length_of(s, t) : PM_VOTE_WINDOWS * PM_VOTE_WINDOW_SECTORS);
	for (t = s->toc->first_track; t <= s->toc->last_track && status == PM_OK; t++)
		if (is_audio(s, t))
			status = full ? read_whole(s, t) : read_windows(s, t, PM_VOTE_WINDOW_SECTORS);
	if (status == PM_OK && !full)
		status = read_starts(s);
	return status;
}

/* More of the tracks in doubt: wide windows first, then all of it, as often as `times`. */
static int further_pass(struct sampler *s, int wide, unsigned times)
{
	int status = vote(s);
	unsigned t;

	for (t = s->toc->first_track; t <= s->toc->last_track && status == PM_OK; t++) {
		if (!wants_more(s, t) || s->whole[t] >= times)
			continue;
		status = wide && !s->whole[t] ? read_windows(s, t, WIDE_SECTORS) : read_whole(s, t);
	}
	return status;
}

/* Three places inside a track, so that the head moves between the answers. */
static int ask_about(struct sampler *s, unsigned track, unsigned place_track)
{
	int32_t start = start_of(s, place_track), length = length_of(s, place_track);
	int status = PM_OK;
	unsigned i;

	for (i = 0; i < ASK_TIMES && status == PM_OK; i++) {
		int32_t at = start + (int32_t)((int64_t)length * (i + 1) / (ASK_TIMES + 2));

		if (pm_progress_cancelled(s->progress))
			return pm_error_set(s->err, PM_E_CANCELLED, "stopped");
		status = pm_drive_ask(s->d, track, at, s->r, s->err);
		pm_progress_report(s->progress, "asking the drive", track, s->toc->last_track);
	}
	return status;
}

/* Where Q left nothing. */
static int ask_for_rest(struct sampler *s, int all)
{
	unsigned t, first = 0;
	int status = vote(s);

	for (t = s->toc->last_track; t >= s->toc->first_track; t--)
		first = is_audio(s, t) ? t : first;
	if (status == PM_OK && first && (all || s->votes->mcn.state == PM_VOTE_UNREAD))
		status = ask_about(s, 0, first);
	for (t = s->toc->first_track; t <= s->toc->last_track && status == PM_OK; t++)
		if (is_audio(s, t) && (all || s->votes->track[t].state == PM_VOTE_UNREAD))
			status = ask_about(s, t, t);
	return status;
}

static int read_for_codes(struct sampler *s, int full)
{
	int status = first_pass(s, full);
	unsigned n;

	if (status == PM_OK && !full)
		status = further_pass(s, 1, 1);
	for (n = 1; n <= WHOLE_TIMES && status == PM_OK; n++)
		status = further_pass(s, 0, n);
	return status == PM_OK ? ask_for_rest(s, 0) : status;
}

static int begin_record(struct sampler *s)
{
	s->r->device = pm_str_dup(pm_drive_name(s->d));
	s->r->toc = *s->toc;
	s->r->sessions = (uint8_t)pm_drive_sessions(s->d);
	return s->r->device ? PM_OK : pm_error_set(s->err, PM_E_NOMEM, "out of memory");
}

int pm_drive_sample_codes(struct pm_drive *d, int full, struct pm_record *r, const struct pm_progress *progress, struct pm_error *err)
{
	struct sampler s = {.d = d, .r = r, .toc = pm_drive_toc(d), .progress = progress, .err = err};
	int status;

	s.votes = calloc(1, sizeof(*s.votes));
	if (!s.votes)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	status = begin_record(&s);
	if (status == PM_OK)
		status = pm_drive_find_method(d, &r->method, err);
	if (status == PM_OK)
		status = r->method == PM_METHOD_RAW_Q ? read_for_codes(&s, full) : ask_for_rest(&s, 1);
	if (status == PM_OK)
		status = pm_drive_same_disc(d, err);
	free(s.votes);
	return status;
}
