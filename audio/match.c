/* SPDX-License-Identifier: GPL-3.0-or-later */
/* match.c - two programmes sample by sample (audio/match.h).  Layer 2. */
#include "audio/match.h"

#include <stdlib.h>
#include <string.h>

#include "audio/offset.h"
#include "base/buf.h"

#define CANDIDATES 3      /* offsets that are tried out */
#define FILE_ANCHORS 16
#define DRIVE_ANCHORS 8
/* Near: what read and write offsets come to, and a sector more.  Far: what editing comes to; less on a drive, where every sector costs time. */
#define NEAR_SAMPLES (11 * PM_SECTOR_SAMPLES)
#define FAR_SAMPLES (30 * PM_SAMPLE_RATE)
#define FAR_DRIVE_SAMPLES (2 * PM_SAMPLE_RATE)
#define LOST_MAX_SAMPLES PM_SAMPLE_RATE

/* What a pass compares, and with what. */
struct pass {
	struct pm_program *b;
	const struct pm_disc *disc_a;
	struct pm_audio_match *m;       /* where differences go */
	int64_t b_samples;        /* length of B */
	int64_t from, to;         /* samples of A that count */
	uint8_t *other;           /* a block of B; owned */
	size_t other_samples;
	int64_t open_from, open_to; /* the range under way; empty: none */
	int64_t track_from, track_to; /* of the track it lies in */
	uint8_t track;
	struct stretch { int64_t from, to; } lost[2]; /* samples of A, in order, that the offset moves out of what B has, or the drive can read */
};

static int64_t lba_to_samples(int32_t lba) { return ((int64_t)lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES; }

static int64_t length_of(const struct pm_disc *disc) { return disc->leadout_lba > PM_LBA_FIRST ? lba_to_samples(disc->leadout_lba) : 0; }

void pm_match_init(struct pm_audio_match *m) { memset(m, 0, sizeof(*m)); }

void pm_match_release(struct pm_audio_match *m)
{
	free(m->range);
	pm_match_init(m);
}

/* ---- ranges ---- */

/* The track of A around sample `at`, as p->track, track_from, track_to. */
static void enter_track(struct pass *p, int64_t at)
{
	const struct pm_disc *disc = p->disc_a;
	unsigned n;

	p->track = 0;
	p->track_from = INT64_MIN;
	p->track_to = INT64_MAX;
	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++) {
		int64_t start = disc->track[n].index[1].lba == PM_LBA_NONE ? INT64_MAX : lba_to_samples(disc->track[n].index[1].lba);

		if (start > at) {
			p->track_to = start < p->track_to ? start : p->track_to;
		} else if (start >= p->track_from) {
			p->track = (uint8_t)n;
			p->track_from = start;
		}
	}
}

static int end_range(struct pass *p)
{
	struct pm_audio_match *m = p->m;
	void *list = m->range;

	if (p->open_to <= p->open_from)
		return PM_OK;
	if (m->range_count == PM_RANGES_MAX) {
		m->ranges_cut = 1;
	} else {
		if (pm_array_grow(&list, &m->range_capacity, m->range_count, sizeof(*m->range)) != PM_OK)
			return PM_E_NOMEM;
		m->range = list;
		m->range[m->range_count++] = (struct pm_range){ p->track, p->track ? p->open_from - p->track_from : p->open_from,
			                                          (uint64_t)(p->open_to - p->open_from) };
	}
	p->open_from = p->open_to = 0;
	return PM_OK;
}

/* Samples from `from` up to `to` of A differ, all of them. */
static int add_difference(struct pass *p, int64_t from, int64_t to)
{
	int status = PM_OK;
	int64_t end;

	p->m->differing_samples += (uint64_t)(to - from);
	while (status == PM_OK && from < to) {
		int open = p->open_to > p->open_from;

		if (open && (from - p->open_to >= PM_RANGE_GAP || from >= p->track_to)) {
			status = end_range(p);
			open = 0;
		}
		if (!open) {
			if (from < p->track_from || from >= p->track_to || p->track_from == p->track_to)
				enter_track(p, from);
			p->open_from = from;
		}
		end = to < p->track_to ? to : p->track_to;
		p->open_to = end;
		from = end;
	}
	return status;
}

/* ---- one block ---- */

static int same_sample(const uint8_t *a, const uint8_t *b) { return memcmp(a, b, PM_SAMPLE_BYTES) == 0; }

/* The same, but for samples that the offset loses. */
static int add_but_lost(struct pass *p, int64_t from, int64_t to)
{
	int status = PM_OK;
	size_t i;

	for (i = 0; status == PM_OK && from < to && i < 2; i++) {
		int64_t before = to < p->lost[i].from ? to : p->lost[i].from, behind = to < p->lost[i].to ? to : p->lost[i].to;

		if (from < before) {
			status = add_difference(p, from, before);
			from = before;
		}
		if (from < behind) {
			p->m->lost_samples += (uint64_t)(behind - from);
			from = behind;
		}
	}
	return status == PM_OK && from < to ? add_difference(p, from, to) : status;
}

/* Samples of one sector's worth that are known to differ somewhere. */
static int walk(struct pass *p, int64_t at, const uint8_t *a, const uint8_t *b, size_t count)
{
	size_t i = 0, from;
	int status = PM_OK;

	while (status == PM_OK && i < count) {
		while (i < count && same_sample(a + i * PM_SAMPLE_BYTES, b + i * PM_SAMPLE_BYTES))
			i++;
		from = i;
		while (i < count && !same_sample(a + i * PM_SAMPLE_BYTES, b + i * PM_SAMPLE_BYTES))
			i++;
		if (i > from)
			status = add_but_lost(p, at + (int64_t)from, at + (int64_t)i);
	}
	return status;
}

/* `count` samples of A from `at` on, against those of B that stand for them. */
static int compare_run(struct pass *p, int64_t at, const uint8_t *a, const uint8_t *b, size_t count)
{
	size_t skip, n;
	int status = PM_OK;

	if (at < p->from) {
		skip = p->from - at < (int64_t)count ? (size_t)(p->from - at) : count;
		at += (int64_t)skip;
		a += skip * PM_SAMPLE_BYTES;
		b += skip * PM_SAMPLE_BYTES;
		count -= skip;
	}
	if (at + (int64_t)count > p->to)
		count = at < p->to ? (size_t)(p->to - at) : 0;
	p->m->compared_samples += count;
	if (memcmp(a, b, count * PM_SAMPLE_BYTES) == 0)
		return PM_OK;
	for (; status == PM_OK && count > 0; count -= n, at += (int64_t)n, a += n * PM_SAMPLE_BYTES, b += n * PM_SAMPLE_BYTES) {
		n = count < PM_SECTOR_SAMPLES ? count : PM_SECTOR_SAMPLES;
		if (memcmp(a, b, n * PM_SAMPLE_BYTES) != 0)
			status = walk(p, at, a, b, n);
	}
	return status;
}

/* Samples of B from any place on; before its first it is silent, as behind its end. */
static int read_b(struct pass *p, int64_t at, uint8_t *out, size_t count, struct pm_error *err)
{
	size_t before;

	if (at < 0) {
		before = -at < (int64_t)count ? (size_t)-at : count;
		memset(out, 0, before * PM_SAMPLE_BYTES);
		out += before * PM_SAMPLE_BYTES;
		count -= before;
		at = 0;
	}
	return count ? pm_program_read_samples(p->b, (uint64_t)at, out, count, err) : PM_OK;
}

static int make_room(struct pass *p, size_t samples, struct pm_error *err)
{
	uint8_t *grown;

	if (samples <= p->other_samples)
		return PM_OK;
	grown = realloc(p->other, samples * PM_SAMPLE_BYTES);
	if (!grown)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	p->other = grown;
	p->other_samples = samples;
	return PM_OK;
}

/* A tap beside the reading of A. */
static int compare_block(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	struct pass *p = ctx;
	size_t count = sector_count * PM_SECTOR_SAMPLES;
	int64_t at = lba_to_samples(lba);
	int status = make_room(p, count, err);

	if (status == PM_OK)
		status = read_b(p, at + p->m->offset_samples, p->other, count, err);
	return status == PM_OK ? compare_run(p, at, pcm, p->other, count) : status;
}

/* ---- one pass ---- */

/* The sums of A, which know of no sectors behind its lead-out. */
struct sums_tap { struct pm_tap tap; int32_t end_lba; };

static int sum_block(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	const struct sums_tap *t = ctx;

	if (lba >= t->end_lba)
		return PM_OK;
	if (sector_count > (size_t)((int64_t)t->end_lba - lba))
		sector_count = (size_t)((int64_t)t->end_lba - lba);
	return t->tap.block(t->tap.ctx, lba, pcm, sector_count, err);
}

/* What B has before sample 0 of A: A has silence there. */
static int compare_head(struct pass *p, struct pm_error *err)
{
	static const uint8_t silence[PM_SECTOR_BYTES];
	int64_t at = -p->m->offset_samples;
	int status = make_room(p, PM_SECTOR_SAMPLES, err);
	size_t n;

	for (; status == PM_OK && at < 0; at += (int64_t)n) {
		n = -at < PM_SECTOR_SAMPLES ? (size_t)-at : PM_SECTOR_SAMPLES;
		status = read_b(p, at + p->m->offset_samples, p->other, n, err);
		if (status == PM_OK)
			status = compare_run(p, at, silence, p->other, n);
	}
	return status;
}

/* Which samples count: all that either side has; with a drive, not those that its offset pushes over an end. */
static void set_bounds(struct pass *p, int a_is_drive, int b_is_drive)
{
	int64_t offset = p->m->offset_samples, a = length_of(p->disc_a), b = p->b_samples, away = offset < 0 ? -offset : offset;
	int64_t first = lba_to_samples(0);

	if (a_is_drive || b_is_drive) {
		/* Drives are not read before LBA 0, which reads as silence: what the offset moves there is lost. */
		if (b_is_drive && offset < 0)
			p->lost[1] = (struct stretch){ first, first + away };
		else if (a_is_drive && offset > 0)
			p->lost[1] = (struct stretch){ first - away, first };
		p->from = away;
		p->to = (a > b ? a : b) - away;
		return;
	}
	p->from = offset > 0 ? -offset : 0;
	p->to = a > b - offset ? a : b - offset;
	if (away > LOST_MAX_SAMPLES)
		return;
	p->lost[0] = (struct stretch){ offset > 0 ? -away : 0, offset > 0 ? 0 : away };
	p->lost[1] = (struct stretch){ offset > 0 ? b - away : a, offset > 0 ? b : a + away };
}

/* The comparison at m->offset_samples, with A's sums where summer is not NULL. */
static int run_pass(struct pm_audio_match *m, const struct pm_disc *disc_a, struct pm_program *a, const struct pm_disc *disc_b, struct pm_program *b,
                    const struct pm_match_options *o, struct pm_summer *summer, struct pm_error *err)
{
	struct pass p = { .b = b, .disc_a = disc_a, .m = m, .b_samples = length_of(disc_b) };
	struct sums_tap sums = { .end_lba = disc_a->leadout_lba };
	struct pm_tap tap[2] = { { &p, 0, compare_block }, { &sums, 1, sum_block } };
	int64_t end_sectors;
	int status;

	set_bounds(&p, o->a_is_drive, o->b_is_drive);
	if (summer)
		sums.tap = pm_summer_tap(summer, 1);
	end_sectors = (p.to > length_of(disc_a) ? p.to : length_of(disc_a)) + PM_SECTOR_SAMPLES - 1;
	end_sectors /= PM_SECTOR_SAMPLES;
	status = compare_head(&p, err);
	if (status == PM_OK)
		status = pm_pass_run(a, PM_LBA_FIRST, (int32_t)(end_sectors + PM_LBA_FIRST), tap, summer ? 2 : 1, "comparing", o->progress, err);
	if (status == PM_OK)
		status = end_range(&p);
	m->equal = status == PM_OK && m->differing_samples == 0;
	free(p.other);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "%s", pm_status_text(status));
}

/* ---- offsets ---- */

/* What the search works on; the anchors are taken from the side that is no drive. */
struct sides {
	const struct pm_disc *disc_a, *disc_b;
	struct pm_program *a, *b;
	const struct pm_match_options *o;
};

static int search(const struct sides *s, uint64_t reach_samples, struct pm_offset out[CANDIDATES], size_t *count, struct pm_error *err)
{
	int swap = s->o->a_is_drive && !s->o->b_is_drive, drive = s->o->a_is_drive || s->o->b_is_drive;
	uint64_t a = (uint64_t)length_of(s->disc_a), b = (uint64_t)length_of(s->disc_b);
	struct pm_offset_search what = { swap ? b : a, swap ? a : b, reach_samples, drive ? DRIVE_ANCHORS : FILE_ANCHORS, s->o->progress };
	int status = pm_offset_search(swap ? s->b : s->a, swap ? s->a : s->b, &what, out, CANDIDATES, count, err);
	size_t i;

	for (i = 0; swap && i < *count; i++)
		out[i].samples = -out[i].samples;
	return status;
}

/* With more that differs than not the offset is no offset of the whole: one track lies elsewhere. */
static int is_of_the_whole(const struct pm_audio_match *m) { return m->differing_samples <= m->compared_samples / 2; }

static uint64_t unlike(const struct pm_audio_match *m) { return m->differing_samples + m->lost_samples; }

/* Of two that leave as much unlike, as a tone does that goes on to the end, the one that explains all of it. */
static int is_better(const struct pm_audio_match *m, const struct pm_audio_match *than)
{
	return unlike(m) < unlike(than) || (unlike(m) == unlike(than) && m->equal && !than->equal);
}

/* Compare at one more offset, and keep the better of the two in *m: an offset of the whole, or none. */
static int try_offset(const struct sides *s, int64_t offset_samples, struct pm_audio_match *m, struct pm_error *err)
{
	struct pm_audio_match *other = malloc(sizeof(*other));
	int status;

	if (!other)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	pm_match_init(other);
	other->offset_samples = offset_samples;
	status = run_pass(other, s->disc_a, s->a, s->disc_b, s->b, s->o, NULL, err);
	if (status == PM_OK && (offset_samples == 0 || (is_of_the_whole(other) && is_better(other, m)))) {
		other->sums_a = m->sums_a;
		other->sums_b = m->sums_b;
		pm_match_release(m);
		*m = *other;
		pm_match_init(other);
	}
	pm_match_release(other);
	free(other);
	return status;
}

static int find_among_files(const struct sides *s, struct pm_audio_match *m, struct pm_error *err)
{
	static const uint64_t reach[] = { NEAR_SAMPLES, FAR_SAMPLES };
	struct pm_offset candidate[CANDIDATES];
	size_t count, i, tier;
	int status = PM_OK;

	for (tier = 0; status == PM_OK && tier < sizeof(reach) / sizeof(reach[0]) && m->differing_samples; tier++) {
		status = search(s, reach[tier], candidate, &count, err);
		/* What stands behind 0 has fewer votes than it: a local difference, not a shift. */
		for (i = 0; status == PM_OK && i < count && candidate[i].samples != 0 && m->differing_samples; i++)
			status = try_offset(s, candidate[i].samples, m, err);
	}
	return status;
}

static int find_with_drive(const struct sides *s, int64_t *offset_samples, struct pm_error *err)
{
	struct pm_offset candidate[CANDIDATES];
	size_t count = 0;
	int status = search(s, NEAR_SAMPLES, candidate, &count, err);

	if (status == PM_OK && count == 0)
		status = search(s, FAR_DRIVE_SAMPLES, candidate, &count, err);
	*offset_samples = count ? candidate[0].samples : 0;
	return status;
}

/* ---- sums of B ---- */

static int same_toc(const struct pm_disc *a, const struct pm_disc *b)
{
	unsigned n;

	if (a->first_track != b->first_track || a->last_track != b->last_track || a->leadout_lba != b->leadout_lba)
		return 0;
	for (n = a->first_track; n && n <= a->last_track; n++)
		if (a->track[n].index[1].lba != b->track[n].index[1].lba)
			return 0;
	return 1;
}

static int sum_b(const struct sides *s, struct pm_audio_match *m, struct pm_error *err)
{
	struct pm_summer *summer;
	struct pm_tap tap;
	int status;

	if (m->equal && m->offset_samples == 0 && same_toc(s->disc_a, s->disc_b)) {
		m->sums_b = m->sums_a;
		return PM_OK;
	}
	summer = pm_summer_new(s->disc_b);
	if (!summer)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	tap = pm_summer_tap(summer, 1);
	status = pm_pass_run(s->b, PM_LBA_FIRST, s->disc_b->leadout_lba, &tap, 1, "summing", s->o->progress, err);
	if (status == PM_OK)
		pm_summer_result(summer, &m->sums_b);
	pm_summer_free(summer);
	return status;
}

int pm_match_programs(struct pm_audio_match *m, const struct pm_disc *disc_a, struct pm_program *a, const struct pm_disc *disc_b, struct pm_program *b,
                      const struct pm_match_options *options, struct pm_error *err)
{
	struct sides s = { disc_a, disc_b, a, b, options };
	int drive = options->a_is_drive || options->b_is_drive, status = PM_OK;
	struct pm_summer *summer = options->without_sums ? NULL : pm_summer_new(disc_a);

	if (!summer && !options->without_sums)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (drive)
		status = find_with_drive(&s, &m->offset_samples, err);
	if (status == PM_OK)
		status = run_pass(m, disc_a, a, disc_b, b, options, summer, err);
	if (status == PM_OK) {
		if (summer)
			pm_summer_result(summer, &m->sums_a);
		if (!m->equal && !drive)
			status = find_among_files(&s, m, err);
		else if (drive && m->offset_samples && !is_of_the_whole(m))
			status = try_offset(&s, 0, m, err);
	}
	if (status == PM_OK && options->with_sums_of_b)
		status = sum_b(&s, m, err);
	pm_summer_free(summer);
	return status;
}
