/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offset.c - by how many samples one programme lies later than another (audio/offset.h).  Layer 2. */
#include "audio/offset.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define WINDOW 588          /* samples of an anchor */
#define CHUNK 65536         /* samples read at once */
#define MIN_CHANGES 147     /* an anchor's samples that differ from the one before, at least: a quarter */
#define WEAK_CHANGES 2      /* the same, where the programme has nothing better */
#define LEAD_SAMPLES 64     /* of silence before the first and behind the last sound, in their anchors */
#define MAX_FITS 1024       /* places an anchor may fit; one that fits more tells nothing */

struct vote { int64_t samples; double weight; };

struct search {
	struct pm_program *a, *b;
	const struct pm_offset_search *what;
	uint8_t *chunk;             /* CHUNK + WINDOW samples */
	uint8_t window[WINDOW * PM_SAMPLE_BYTES];
	struct vote *vote;          /* owned */
	size_t vote_count, vote_capacity;
	int64_t fit[MAX_FITS];
	struct pm_error *err;
};

static int cancelled(const struct search *s)
{
	return pm_progress_cancelled(s->what->progress) ? pm_error_set(s->err, PM_E_CANCELLED, "stopped") : PM_OK;
}

/* ---- anchors ---- */

/* Samples of a window that differ from the one before. */
static unsigned changes_in(const uint8_t *pcm)
{
	unsigned n = 0, i;

	for (i = 1; i < WINDOW; i++)
		n += memcmp(pcm + (size_t)i * PM_SAMPLE_BYTES, pcm + (size_t)(i - 1) * PM_SAMPLE_BYTES, PM_SAMPLE_BYTES) != 0;
	return n;
}

/* The first lively window in [from, to) of A, to s->window; *at is UINT64_MAX where there is none. */
static int find_anchor(struct search *s, uint64_t from, uint64_t to, unsigned min_changes, uint64_t *at)
{
	size_t i, n;
	int status;

	*at = UINT64_MAX;
	for (; from + WINDOW <= to; from += CHUNK) {
		n = to - from < CHUNK + WINDOW ? (size_t)(to - from) : CHUNK + WINDOW;
		status = cancelled(s);
		if (status == PM_OK)
			status = pm_program_read_samples(s->a, from, s->chunk, n, s->err);
		if (status != PM_OK)
			return status;
		for (i = 0; i + WINDOW <= n; i += WINDOW)
			if (changes_in(s->chunk + i * PM_SAMPLE_BYTES) >= min_changes) {
				memcpy(s->window, s->chunk + i * PM_SAMPLE_BYTES, sizeof(s->window));
				*at = from + i;
				return PM_OK;
			}
	}
	return PM_OK;
}

static int is_sound(const uint8_t *sample) { return (sample[0] | sample[1] | sample[2] | sample[3]) != 0; }

/* Number of the first sample of A that is not zero; UINT64_MAX: none. */
static int first_sound(struct search *s, uint64_t *at)
{
	uint64_t from;
	size_t i, n;
	int status;

	*at = UINT64_MAX;
	for (from = 0; from < s->what->a_samples; from += n) {
		n = s->what->a_samples - from < CHUNK ? (size_t)(s->what->a_samples - from) : CHUNK;
		status = cancelled(s);
		if (status == PM_OK)
			status = pm_program_read_samples(s->a, from, s->chunk, n, s->err);
		if (status != PM_OK)
			return status;
		for (i = 0; i < n; i++)
			if (is_sound(s->chunk + i * PM_SAMPLE_BYTES)) {
				*at = from + i;
				return PM_OK;
			}
	}
	return PM_OK;
}

static int last_sound(struct search *s, uint64_t *at)
{
	uint64_t to;
	size_t i, n;
	int status;

	*at = UINT64_MAX;
	for (to = s->what->a_samples; to > 0; to -= n) {
		n = to < CHUNK ? (size_t)to : CHUNK;
		status = cancelled(s);
		if (status == PM_OK)
			status = pm_program_read_samples(s->a, to - n, s->chunk, n, s->err);
		if (status != PM_OK)
			return status;
		for (i = n; i > 0; i--)
			if (is_sound(s->chunk + (i - 1) * PM_SAMPLE_BYTES)) {
				*at = to - n + i - 1;
				return PM_OK;
			}
	}
	return PM_OK;
}

/* ---- places in B ---- */

/* The loudest sample of the window: looked for first, for it is rarer than most. */
static size_t loudest(const uint8_t *window)
{
	size_t best = 0, i;
	int level, most = -1;

	for (i = 0; i < WINDOW; i++) {
		const uint8_t *p = window + i * PM_SAMPLE_BYTES;
		int left = (int16_t)(p[0] | p[1] << 8), right = (int16_t)(p[2] | p[3] << 8);

		level = abs(left) + abs(right);
		if (level > most) {
			most = level;
			best = i;
		}
	}
	return best;
}

/* Fits of the window among the first `places` samples of s->chunk; returns 0 when there are too many to mean anything. */
static int scan_chunk(struct search *s, size_t places, size_t key_at, int64_t chunk_at, int64_t anchor_at, size_t *fits)
{
	const uint8_t *p = s->chunk + key_at * PM_SAMPLE_BYTES;
	uint32_t key, here;
	size_t i;

	memcpy(&key, s->window + key_at * PM_SAMPLE_BYTES, sizeof(key));
	for (i = 0; i < places; i++, p += PM_SAMPLE_BYTES) {
		memcpy(&here, p, sizeof(here));
		if (here != key || memcmp(s->chunk + i * PM_SAMPLE_BYTES, s->window, sizeof(s->window)) != 0)
			continue;
		if (*fits == MAX_FITS)
			return 0;
		s->fit[(*fits)++] = chunk_at + (int64_t)i - anchor_at;
	}
	return 1;
}

static int add_votes(struct search *s, size_t fits)
{
	size_t i;

	for (i = 0; i < fits; i++) {
		void *list = s->vote;

		if (pm_array_grow(&list, &s->vote_capacity, s->vote_count, sizeof(*s->vote)) != PM_OK)
			return pm_error_set(s->err, PM_E_NOMEM, "out of memory");
		s->vote = list;
		s->vote[s->vote_count++] = (struct vote){ s->fit[i], 1.0 / (double)fits };
	}
	return PM_OK;
}

/* Look for s->window, which is at sample `at` of A, everywhere within reach in B, and add its votes. */
static int vote(struct search *s, uint64_t at)
{
	int64_t reach = (int64_t)s->what->reach_samples, last = (int64_t)s->what->b_samples - WINDOW;
	int64_t from = (int64_t)at - reach, to = (int64_t)at + reach;
	size_t key_at = loudest(s->window), fits = 0, places;
	int status;

	from = from < 0 ? 0 : from;
	to = to > last ? last : to;
	for (; from <= to; from += CHUNK) {
		places = to - from + 1 < CHUNK ? (size_t)(to - from + 1) : CHUNK;
		status = cancelled(s);
		if (status == PM_OK)
			status = pm_program_read_samples(s->b, (uint64_t)from, s->chunk, places + WINDOW - 1, s->err);
		if (status != PM_OK)
			return status;
		if (!scan_chunk(s, places, key_at, from, (int64_t)at, &fits))
			return PM_OK;
	}
	return add_votes(s, fits);
}

/* The window around the first or last sound, whose edge of silence tells the offset of what repeats itself. */
static int vote_of_edge(struct search *s, int last)
{
	uint64_t at;
	int status = last ? last_sound(s, &at) : first_sound(s, &at);

	if (status != PM_OK || at == UINT64_MAX)
		return status;
	if (last)
		at = at + LEAD_SAMPLES + 1 > WINDOW ? at + LEAD_SAMPLES + 1 - WINDOW : 0;
	else
		at = at > LEAD_SAMPLES ? at - LEAD_SAMPLES : 0;
	/* Behind the end of A reads as silence, which is what it stands for. */
	status = pm_program_read_samples(s->a, at, s->window, WINDOW, s->err);
	return status == PM_OK ? vote(s, at) : status;
}

static int vote_all(struct search *s, unsigned min_changes, unsigned *found)
{
	uint64_t total = s->what->a_samples, at;
	unsigned i, n = s->what->anchors;
	int status = PM_OK;

	*found = 0;
	for (i = 0; status == PM_OK && i < n; i++) {
		status = find_anchor(s, total * i / n, total * (i + 1) / n, min_changes, &at);
		if (status == PM_OK && at != UINT64_MAX) {
			(*found)++;
			status = vote(s, at);
		}
		pm_progress_report(s->what->progress, "searching", i + 1, n);
	}
	return status;
}

/* ---- the count ---- */

static int by_samples(const void *x, const void *y)
{
	const struct vote *a = x, *b = y;

	return a->samples < b->samples ? -1 : a->samples > b->samples;
}

static int64_t magnitude(int64_t n) { return n < 0 ? -n : n; }

/* Rounding of thirds and the like must not decide. */
static int better(const struct pm_offset *a, const struct pm_offset *b)
{
	if (a->votes > b->votes + 1e-9 || b->votes > a->votes + 1e-9)
		return a->votes > b->votes;
	return magnitude(a->samples) < magnitude(b->samples);
}

/* Put one into the list of the best, which is kept in order. */
static void keep(struct pm_offset *out, size_t max_count, size_t *count, struct pm_offset one)
{
	size_t i;

	if (*count < max_count)
		(*count)++;
	else if (max_count == 0 || !better(&one, &out[*count - 1]))
		return;
	for (i = *count - 1; i > 0 && better(&one, &out[i - 1]); i--)
		out[i] = out[i - 1];
	out[i] = one;
}

static void count_votes(struct search *s, struct pm_offset *out, size_t max_count, size_t *count)
{
	struct pm_offset one;
	size_t i;

	*count = 0;
	if (s->vote_count)
		qsort(s->vote, s->vote_count, sizeof(*s->vote), by_samples);
	for (i = 0; i < s->vote_count;) {
		one = (struct pm_offset){ s->vote[i].samples, 0, 0 };
		for (; i < s->vote_count && s->vote[i].samples == one.samples; i++) {
			one.votes += s->vote[i].weight;
			one.anchors++;
		}
		keep(out, max_count, count, one);
	}
}

int pm_offset_search(struct pm_program *a, struct pm_program *b, const struct pm_offset_search *what, struct pm_offset *out, size_t max_count,
                     size_t *count, struct pm_error *err)
{
	struct search *s;
	unsigned found = 0;
	int status;

	*count = 0;
	if (what->anchors < 1 || what->anchors > PM_ANCHORS_MAX || what->reach_samples > INT32_MAX)
		return pm_error_set(err, PM_E_RANGE, "offset search: number of anchors or reach");
	s = calloc(1, sizeof(*s));
	if (!s)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	s->a = a;
	s->b = b;
	s->what = what;
	s->err = err;
	s->chunk = malloc((size_t)(CHUNK + WINDOW) * PM_SAMPLE_BYTES);
	status = s->chunk ? vote_of_edge(s, 0) : pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (status == PM_OK)
		status = vote_of_edge(s, 1);
	if (status == PM_OK)
		status = vote_all(s, MIN_CHANGES, &found);
	if (status == PM_OK && !found)
		status = vote_all(s, WEAK_CHANGES, &found);
	if (status == PM_OK)
		count_votes(s, out, max_count, count);
	free(s->vote);
	free(s->chunk);
	free(s);
	return status;
}
