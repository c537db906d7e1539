/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote.c - which codes a disc carries, and how sure that is.  Layer 2.  Source: contract section 7; shared/reference/reading.md section 4. */
#include "subcode/vote.h"

#include <stdlib.h>
#include <string.h>

#define SAME_TRACK_VOTES 3 /* a code that the neighbour has too needs so many votes away from the start */

/* One code in one track, with where it was seen. */
struct tally {
	char code[PM_Q_CODE_BYTES];
	int odd; /* 1: illegal characters */
	uint32_t votes;
	uint32_t far_votes; /* those behind the guard band */
	int32_t first_lba, last_lba;
	int32_t last_read_lba; /* of the last vote: a sector read twice counts once */
};

#define BORDER 6           /* sectors */

/* More different codes than this in a track are noise; the first ones are kept. */
#define TALLIES 16

struct ballot {
	struct tally tally[TALLIES];
	unsigned count;
	struct pm_vote *vote;
	int32_t start_lba, end_lba; /* the track from index 01 to the next track's first sector; PM_LBA_NONE: not known */
	uint32_t windows;           /* runs of 110 sectors read without a break */
	uint32_t run;               /* sectors in the present run */
	int32_t run_lba;            /* the last of them */
	uint32_t displaced;         /* frames with a legal code that do not count, since their place is not sure: but something is there */
};

struct count {
	const struct pm_q_survey *survey;
	struct pm_votes *out;
	struct ballot ballot[101]; /* [0] the catalogue number, [n] track n */
	int32_t guard_sectors;     /* so far behind a track's start this drive may still give the code of the track before */
};

const char *pm_vote_state_text(enum pm_vote_state state)
{
	static const char *const text[] = {"unread", "absent", "weak", "malformed", "conflict", "confirmed", "declared"};

	return text[state];
}

static void init_ballots(struct count *c)
{
	unsigned i;

	memset(c->out, 0, sizeof(*c->out));
	for (i = 0; i < 100; i++) {
		struct ballot *b = &c->ballot[i];

		b->vote = i ? &c->out->track[i] : &c->out->mcn;
		b->vote->first_lba = PM_LBA_NONE;
		b->start_lba = b->end_lba = b->run_lba = PM_LBA_NONE;
	}
	c->out->track[0].first_lba = PM_LBA_NONE;
}

static void tracks_from_toc(struct count *c, const struct pm_toc *toc, const struct pm_q_map *map)
{
	unsigned t;

	c->out->first_track = toc->first_track;
	c->out->last_track = toc->last_track;
	for (t = toc->first_track; t && t <= toc->last_track && t <= 99; t++) {
		const struct pm_q_region *pause = t < toc->last_track ? pm_q_map_find(map, t + 1, 0) : NULL;

		c->ballot[t].start_lba = toc->track[t].lba;
		c->ballot[t].end_lba = t < toc->last_track ? toc->track[t + 1].lba : toc->leadout_lba;
		if (pause && pause->first_lba > toc->track[t].lba && pause->first_lba < c->ballot[t].end_lba)
			c->ballot[t].end_lba = pause->first_lba;
	}
}

static void tracks_from_map(struct count *c, const struct pm_q_map *map)
{
	size_t i;

	for (i = 0; i < map->count; i++) {
		const struct pm_q_region *r = &map->region[i];
		struct ballot *b;

		if (r->track > 99)
			continue;
		b = &c->ballot[r->track];
		if (!c->out->first_track)
			c->out->first_track = r->track;
		c->out->last_track = r->track;
		if (r->index && b->start_lba == PM_LBA_NONE) /* a short index 01 may be damaged throughout */
			b->start_lba = r->first_lba;
		if (i + 1 == map->count)
			b->end_lba = map->end_lba;
		else if (r[1].track != r->track)
			b->end_lba = r[1].first_lba;
	}
}

/* The track whose index 01 or higher holds the sector; 0: none, or a pause. */
static unsigned track_at(const struct count *c, int32_t lba, unsigned guess)
{
	unsigned t;

	if (guess && lba >= c->ballot[guess].start_lba && c->ballot[guess].start_lba != PM_LBA_NONE && lba < c->ballot[guess].end_lba)
		return guess;
	for (t = c->out->first_track; t && t <= c->out->last_track && t <= 99; t++)
		if (c->ballot[t].start_lba != PM_LBA_NONE && lba >= c->ballot[t].start_lba && lba < c->ballot[t].end_lba)
			return t;
	return 0;
}

static void count_sector(struct ballot *b, const struct pm_q_sector *s)
{
	if (s->good)
		b->vote->q_good++;
	else
		b->vote->q_bad++;
	b->run = b->run_lba != PM_LBA_NONE && s->read_lba == b->run_lba + 1 ? b->run + 1 : 1;
	b->run_lba = s->read_lba;
	b->windows += b->run % PM_VOTE_WINDOW_SECTORS == 0;
}

static void count_sectors(struct count *c)
{
	unsigned track = 0;
	size_t i;

	for (i = 0; i < c->survey->sector_count; i++) {
		const struct pm_q_sector *s = &c->survey->sector[i];

		/* Where no frame around tells, the sector that was asked for is the best guess. */
		track = track_at(c, s->lba != PM_LBA_NONE ? s->lba : s->read_lba, track);
		if (track)
			count_sector(&c->ballot[track], s);
		count_sector(&c->ballot[0], s);
	}
}

static struct tally *find_tally(struct ballot *b, const char *code)
{
	unsigned i;

	for (i = 0; i < b->count; i++)
		if (!strcmp(b->tally[i].code, code))
			return &b->tally[i];
	if (b->count == TALLIES)
		return NULL;
	b->tally[b->count] = (struct tally){.first_lba = PM_LBA_NONE, .last_lba = PM_LBA_NONE, .last_read_lba = PM_LBA_NONE};
	memcpy(b->tally[b->count].code, code, PM_Q_CODE_BYTES);
	return &b->tally[b->count++];
}

/* The frames come in order of read_lba, so a repeated sector is next to its first reading; a file may hold a piece of the disc twice. */
static void cast(struct ballot *b, const struct pm_q_code *code)
{
	struct tally *t = find_tally(b, code->q.code);

	if (!t || t->last_read_lba == code->read_lba || (t->last_lba != PM_LBA_NONE && code->lba <= t->last_lba))
		return;
	t->last_read_lba = code->read_lba;
	t->odd = code->q.kind == PM_Q_ODD_CODE;
	t->votes++;
	t->far_votes += b->start_lba == PM_LBA_NONE || code->lba >= b->start_lba + PM_VOTE_GUARD_SECTORS;
	if (t->first_lba == PM_LBA_NONE || code->lba < t->first_lba)
		t->first_lba = code->lba;
	if (t->last_lba == PM_LBA_NONE || code->lba > t->last_lba)
		t->last_lba = code->lba;
}

/* An old frame took the place of one: a track that has nothing else is not without a code, it is unread. */
static void count_displaced(struct count *c, const struct pm_q_code *code)
{
	unsigned track = code->track;

	if (code->q.kind != PM_Q_ISRC || code->lba == PM_LBA_NONE || (code->in_place && track))
		return;
	/* Between two tracks it may be either's. */
	if (!track && track_at(c, code->lba - BORDER, 0) == track_at(c, code->lba + BORDER, 0))
		track = track_at(c, code->lba, 0);
	if (track && track <= 99 && !(code->track && code->index == 0))
		c->ballot[track].displaced++;
}

static void count_code(struct count *c, const struct pm_q_code *code)
{
	int is_isrc = code->q.adr == 3;
	struct ballot *b;

	count_displaced(c, code);
	if (!code->in_place || !code->track || (is_isrc && (code->track > 99 || code->index == 0)))
		return;
	b = &c->ballot[is_isrc ? code->track : 0];
	if (code->q.kind == PM_Q_NO_CODE)
		b->vote->zero_frames++;
	else if (code->q.kind == PM_Q_RECORDER)
		b->vote->recorder_frames++;
	else
		cast(b, code);
}

static int is_known_code(const struct count *c, const struct pm_q_code *code)
{
	unsigned t, i, first = code->q.adr == 3 ? 1 : 0, last = code->q.adr == 3 ? 99 : 0;

	for (t = first; t <= last; t++)
		for (i = 0; i < c->ballot[t].count; i++)
			if (c->ballot[t].tally[i].votes >= 2 && !strcmp(c->ballot[t].tally[i].code, code->q.code))
				return 1;
	return 0;
}

/* A sound frame with a code of this disc that is not of its place: the drive gives old frames.  (A damaged frame whose CRC fits by chance has no such
 * code.) */
static void count_stale(struct count *c)
{
	size_t i;

	for (i = 0; i < c->survey->code_count; i++) {
		const struct pm_q_code *code = &c->survey->code[i];
		unsigned owner = code->q.adr == 3 && code->track <= 99 ? code->track : 0;

		if (code->in_place || code->lba == PM_LBA_NONE || (code->q.kind != PM_Q_ISRC && code->q.kind != PM_Q_MCN) || !is_known_code(c, code))
			continue;
		c->out->shows_stale = 1;
		c->ballot[owner].vote->stale_frames++;
	}
}

/* Most votes first; of equals the legal one, then the one seen first. */
static int compare_tallies(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->votes != y->votes)
		return x->votes > y->votes ? -1 : 1;
	if (x->odd != y->odd)
		return x->odd - y->odd;
	return x->first_lba < y->first_lba ? -1 : x->first_lba > y->first_lba;
}

/* A code near a track's start that is the winner of the track before is an old frame, too. */
static void find_latched(struct count *c)
{
	unsigned t, i;

	for (t = 2; t < 100; t++)
		for (i = 0; i < c->ballot[t].count; i++)
			if (c->ballot[t - 1].count && !strcmp(c->ballot[t].tally[i].code, c->ballot[t - 1].tally[0].code) &&
			    c->ballot[t].tally[i].far_votes == 0)
				c->out->shows_stale = 1;
}

/* Was the code seen in another track, too? */
static int is_seen_in(const struct count *c, const struct tally *code, unsigned other)
{
	unsigned i;

	if (other < 1 || other > 99)
		return 0;
	for (i = 0; i < c->ballot[other].count; i++)
		if (!strcmp(code->code, c->ballot[other].tally[i].code))
			return 1;
	return 0;
}

/*
 * How far behind its start a track still shows a code of the one before: so long this drive keeps them.  Only where one of the two shows another code
 * as well; two tracks that agree with each other may have been mastered so.
 */
static void measure_latch(struct count *c)
{
	int32_t reach = PM_VOTE_GUARD_SECTORS, here;
	unsigned t, i, mixed = 0;

	for (t = 2; t < 100; t++)
		for (i = 0; i < c->ballot[t].count; i++) {
			const struct ballot *b = &c->ballot[t];

			if (b->tally[i].odd || b->start_lba == PM_LBA_NONE || !is_seen_in(c, &b->tally[i], t - 1))
				continue;
			mixed |= b->count > 1 || c->ballot[t - 1].count > 1;
			here = b->tally[i].last_lba - b->start_lba + PM_VOTE_WINDOW_SECTORS;
			reach = here > reach ? here : reach;
		}
	c->guard_sectors = mixed ? reach : PM_VOTE_GUARD_SECTORS;
	if (mixed && reach > PM_VOTE_GUARD_SECTORS)
		c->out->shows_stale = 1;
}

/* Is the winner's evidence such as an old frame kept in the drive would give? */
static int is_doubtful(const struct count *c, unsigned t)
{
	const struct tally *top = &c->ballot[t].tally[0];
	int32_t start = c->ballot[t].start_lba;

	if (t == 0)
		return 0;
	if (is_seen_in(c, top, t - 1) && top->far_votes < SAME_TRACK_VOTES)
		return 1;
	if (t < 99 && c->ballot[t + 1].count && !strcmp(top->code, c->ballot[t + 1].tally[0].code) && top->far_votes < SAME_TRACK_VOTES)
		return 1;
	/* The first track has none before it whose code the drive could have kept. */
	return c->out->shows_stale && t != c->out->first_track && start != PM_LBA_NONE && top->last_lba < start + c->guard_sectors;
}

/* Enough read to say that there is none: three windows or the whole track, nine tenths of it sound. */
static int read_enough(const struct ballot *b)
{
	uint32_t read = b->vote->q_good + b->vote->q_bad;
	int whole = b->start_lba != PM_LBA_NONE && b->end_lba != PM_LBA_NONE && read && read >= (uint32_t)(b->end_lba - b->start_lba);

	return (whole || b->windows >= PM_VOTE_WINDOWS) && (uint64_t)b->vote->q_good * 10 >= (uint64_t)read * 9;
}

static void judge_without(struct ballot *b, const struct pm_vote_commanded *commanded)
{
	struct pm_vote *v = b->vote;

	v->state = read_enough(b) && !b->displaced ? PM_VOTE_ABSENT : PM_VOTE_UNREAD;
	v->need_more = v->state == PM_VOTE_UNREAD;
	if (!commanded || !commanded->code[0])
		return;
	/* What raw Q proves absent a drive's answer does not bring back; it is only named. */
	if (v->state == PM_VOTE_ABSENT) {
		v->dissent[0].votes = commanded->times;
		memcpy(v->dissent[0].code, commanded->code, PM_Q_CODE_BYTES);
		v->dissent_count = 1;
		return;
	}
	v->state = PM_VOTE_WEAK;
	v->by_command = 1;
	v->votes = v->frames = commanded->times;
	memcpy(v->code, commanded->code, PM_Q_CODE_BYTES);
}

static void fill_vote(struct ballot *b)
{
	struct pm_vote *v = b->vote;
	unsigned i;

	v->votes = b->tally[0].votes;
	v->first_lba = b->tally[0].first_lba;
	memcpy(v->code, b->tally[0].code, PM_Q_CODE_BYTES);
	for (i = 0; i < b->count; i++) {
		v->frames += b->tally[i].votes;
		if (i == 0 || i > PM_VOTE_DISSENT_MAX)
			continue;
		memcpy(v->dissent[i - 1].code, b->tally[i].code, PM_Q_CODE_BYTES);
		v->dissent[i - 1].votes = b->tally[i].votes;
	}
	v->dissent_count = b->count - 1;
}

static void judge(struct count *c, unsigned t, const struct pm_vote_commanded *commanded)
{
	struct ballot *b = &c->ballot[t];
	struct pm_vote *v = b->vote;

	if (!b->count) {
		judge_without(b, commanded);
		return;
	}
	fill_vote(b);
	if (b->count > 1 && b->tally[1].votes >= 2)
		v->state = PM_VOTE_CONFLICT;
	else if (b->tally[0].odd)
		v->state = PM_VOTE_MALFORMED;
	else if (v->votes >= 2 && v->votes * 3ull >= v->frames * 2ull)
		v->state = PM_VOTE_CONFIRMED;
	else
		v->state = PM_VOTE_WEAK;
	v->near_start = v->state == PM_VOTE_CONFIRMED && is_doubtful(c, t);
	if (v->near_start)
		v->state = PM_VOTE_WEAK;
	v->need_more = v->state != PM_VOTE_CONFIRMED;
}

int pm_vote_count(const struct pm_q_survey *survey, const struct pm_q_map *map, const struct pm_toc *toc, const struct pm_vote_commanded *commanded,
		  struct pm_votes *out)
{
	struct count *c = calloc(1, sizeof(*c));
	unsigned t;
	size_t i;

	if (!c)
		return PM_E_NOMEM;
	c->survey = survey;
	c->out = out;
	init_ballots(c);
	if (toc)
		tracks_from_toc(c, toc, map);
	else
		tracks_from_map(c, map);
	count_sectors(c);
	for (i = 0; i < survey->code_count; i++)
		count_code(c, &survey->code[i]);
	count_stale(c);
	for (t = 0; t < 100; t++)
		qsort(c->ballot[t].tally, c->ballot[t].count, sizeof(c->ballot[t].tally[0]), compare_tallies);
	find_latched(c);
	measure_latch(c);
	for (t = 0; t < 100; t++)
		if (t == 0 || (t >= out->first_track && t <= out->last_track))
			judge(c, t, commanded ? &commanded[t] : NULL);
	free(c);
	return PM_OK;
}

int pm_vote_log(const struct pm_q_log *log, const struct pm_toc *toc, const struct pm_vote_commanded *commanded, struct pm_votes *out,
		struct pm_q_map *map)
{
	struct pm_q_survey survey;
	struct pm_q_map own;
	int rc = pm_q_survey_of(log, &survey);

	if (rc < 0)
		return rc;
	rc = pm_q_map_of(&survey, &own);
	if (rc == PM_OK) {
		rc = pm_vote_count(&survey, &own, toc, commanded, out);
		if (rc == PM_OK && map)
			*map = own;
		else
			pm_q_map_release(&own);
	}
	pm_q_survey_release(&survey);
	return rc;
}

void pm_vote_to_disc(const struct pm_votes *votes, struct pm_disc *disc, struct pm_pos where)
{
	unsigned t;

	if (votes->mcn.state == PM_VOTE_CONFIRMED) {
		memcpy(disc->mcn.text, votes->mcn.code, sizeof(disc->mcn.text));
		disc->mcn_pos = where;
		disc->mcn_from = PM_FROM_Q;
	}
	for (t = votes->first_track; t && t <= votes->last_track && t <= 99; t++) {
		if (votes->track[t].state != PM_VOTE_CONFIRMED)
			continue;
		memcpy(disc->track[t].isrc.text, votes->track[t].code, sizeof(disc->track[t].isrc.text));
		disc->track[t].isrc_pos = where;
		disc->track[t].isrc_from = PM_FROM_Q;
	}
}
