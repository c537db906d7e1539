/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map.c - tracks, indexes and flags out of position frames.  Layer 2.  Source: shared/reference/subcode.md sections 2.1, 3, 12. */
#include "subcode/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define TOGGLE_FRAMES 16 /* two periods of the copy bit of SCMS */

/* What is counted while a region grows. */
struct tally {
	uint32_t bit[4];    /* frames with that bit of CONTROL */
	uint32_t toggle[8]; /* copy bit as it would be if it toggled with this phase */
};

struct builder {
	struct pm_q_map *map;
	struct tally *tally; /* owned; one per region */
	size_t tally_capacity;
};

static int add_region(struct builder *b, const struct pm_q_sector *s)
{
	void *regions = b->map->region, *tallies = b->tally;

	if (b->map->count == b->map->capacity && pm_array_grow(&regions, &b->map->capacity, b->map->count, sizeof(*b->map->region)) < 0)
		return PM_E_NOMEM;
	b->map->region = regions;
	if (b->map->count == b->tally_capacity && pm_array_grow(&tallies, &b->tally_capacity, b->map->count, sizeof(*b->tally)) < 0)
		return PM_E_NOMEM;
	b->tally = tallies;
	memset(&b->tally[b->map->count], 0, sizeof(*b->tally));
	b->map->region[b->map->count++] = (struct pm_q_region){.track = s->track, .index = s->index, .first_lba = s->lba, .seen_lba = s->lba};
	return PM_OK;
}

static int take_sector(struct builder *b, const struct pm_q_sector *s)
{
	struct pm_q_region *r = b->map->count ? &b->map->region[b->map->count - 1] : NULL;
	struct tally *t;
	unsigned i;

	if (!r || r->track != s->track || r->index != s->index) {
		if (add_region(b, s) < 0)
			return PM_E_NOMEM;
		r = &b->map->region[b->map->count - 1];
	}
	t = &b->tally[b->map->count - 1];
	r->last_lba = s->lba;
	r->frames++;
	for (i = 0; i < 4; i++)
		t->bit[i] += s->control >> i & 1u;
	for (i = 0; i < 8; i++)
		t->toggle[i] += (unsigned)(s->lba - PM_LBA_FIRST + (int32_t)i) / 4 % 2 == (s->control & PM_CONTROL_COPY) / PM_CONTROL_COPY;
	return PM_OK;
}

static int same_place(const struct pm_q_region *a, const struct pm_q_region *b)
{
	return a->track == b->track && a->index == b->index;
}

/*
 * Regions while they are put in order: those before `kept` stay, those from `next` on are still to be looked at.  The hole between the two moves along
 * with the work, so that taking one out costs nothing however many there are.
 */
struct cut {
	struct builder *b;
	size_t kept, next;
};

static void move_region(struct builder *b, size_t to, size_t from)
{
	b->map->region[to] = b->map->region[from];
	b->tally[to] = b->tally[from];
}

/* As many are kept as that, or all there are. */
static void keep(struct cut *c, size_t count)
{
	while (c->kept > count)
		move_region(c->b, --c->next, --c->kept);
	while (c->kept < count && c->next < c->b->map->count)
		move_region(c->b, c->kept++, c->next++);
}

/* The last one kept takes in the next one. */
static void join_next(struct cut *c)
{
	struct pm_q_region *r = &c->b->map->region[c->kept - 1];
	const struct pm_q_region *other = &c->b->map->region[c->next];
	struct tally *t = &c->b->tally[c->kept - 1];
	const struct tally *u = &c->b->tally[c->next++];
	unsigned i;

	r->last_lba = other->last_lba;
	r->frames += other->frames;
	for (i = 0; i < 4; i++)
		t->bit[i] += u->bit[i];
	for (i = 0; i < 8; i++)
		t->toggle[i] += u->toggle[i];
}

/* May b follow a on a disc? */
static int in_order(const struct pm_q_region *a, const struct pm_q_region *b)
{
	if (a->track == PM_Q_LEADOUT)
		return 0;
	if (b->track == PM_Q_LEADOUT)
		return 1;
	return b->track > a->track || (b->track == a->track && b->index > a->index);
}

/* Take out what breaks the order: the shorter of two regions that cannot follow each other, until all can. */
static void put_in_order(struct builder *b)
{
	struct pm_q_map *map = b->map;
	struct cut c = {b, 0, 0};

	keep(&c, 1);
	while (c.next < map->count) {
		const struct pm_q_region *r = &map->region[c.kept - 1], *next = &map->region[c.next];
		size_t back = c.kept > 3 ? c.kept - 2 : 1; /* what was kept may now have another to follow it */

		if (c.next + 1 < map->count && same_place(r, next + 1) && next->frames < r->frames + next[1].frames) {
			map->stray_frames += next->frames;
			c.next++;
			join_next(&c);
		} else if (in_order(r, next)) {
			keep(&c, c.kept + 1);
			continue;
		} else if (r->frames < next->frames) {
			map->stray_frames += r->frames;
			c.kept--;
		} else {
			map->stray_frames += next->frames;
			c.next++;
		}
		keep(&c, back);
	}
	map->count = c.kept;
}

/* Two whole periods at least; a copy bit that stands still agrees with half of any toggling. */
static int toggles(const struct tally *t, uint32_t frames)
{
	unsigned i, best = 0;

	for (i = 1; i < 8; i++)
		if (t->toggle[i] > t->toggle[best])
			best = i;
	return frames >= TOGGLE_FRAMES && t->toggle[best] * 10u >= frames * 9u;
}

/* Regions too short to tell for themselves: all such of a track together. */
static int short_ones_toggle(const struct builder *b, unsigned track)
{
	struct tally all = {.bit = {0}};
	uint32_t frames = 0;
	size_t i;
	unsigned phase;

	for (i = 0; i < b->map->count; i++) {
		if (b->map->region[i].track != track || b->map->region[i].frames >= TOGGLE_FRAMES)
			continue;
		frames += b->map->region[i].frames;
		for (phase = 0; phase < 8; phase++)
			all.toggle[phase] += b->tally[i].toggle[phase];
	}
	return toggles(&all, frames);
}

/* The only places that may follow one directly: the next index, the next track's pause or index 01, the lead-out. */
static int is_next(const struct pm_q_region *a, const struct pm_q_region *b)
{
	if (b->track == PM_Q_LEADOUT)
		return 1;
	return b->track == a->track ? b->index == a->index + 1 : b->track == a->track + 1 && b->index <= 1;
}

/* Behind the last frame there is nothing that could contradict it: alone it is believed only where the disc can be. */
static void drop_last_stray(struct builder *b)
{
	struct pm_q_region *last = b->map->count > 1 ? &b->map->region[b->map->count - 1] : NULL;

	if (last && last->frames == 1 && !is_next(last - 1, last)) {
		b->map->stray_frames += last->frames;
		b->map->count--;
	}
}

static void settle_control(struct builder *b)
{
	unsigned bit, track = 0;
	int short_ones = 0;
	size_t i;

	for (i = 0; i < b->map->count; i++) {
		struct pm_q_region *r = &b->map->region[i];

		for (bit = 0; bit < 4; bit++)
			if (b->tally[i].bit[bit] * 2 > r->frames)
				r->control |= (uint8_t)(1u << bit);
		if (r->track != track)
			short_ones = short_ones_toggle(b, r->track);
		track = r->track;
		r->scms = (uint8_t)(r->frames < TOGGLE_FRAMES ? short_ones : toggles(&b->tally[i], r->frames));
		if (r->scms)
			r->control &= (uint8_t)~PM_CONTROL_COPY;
	}
}

/* Between two regions no frame may tell where one ends.  Index 01 follows from the running time; elsewhere the later begins where it was first seen.
 */
static void settle_starts(struct builder *b, const struct pm_q_survey *survey)
{
	struct pm_q_map *map = b->map;
	size_t i, at = 0;

	for (i = 0; i < map->count; i++) {
		struct pm_q_region *r = &map->region[i];
		int32_t before = i ? map->region[i - 1].last_lba : PM_LBA_NONE, start;

		while (at < survey->sector_count &&
		       !(survey->sector[at].located && survey->sector[at].lba == r->seen_lba && survey->sector[at].track == r->track))
			at++;
		start = at < survey->sector_count && r->index == 1 ? r->seen_lba - (int32_t)survey->sector[at].relative_sectors : PM_LBA_NONE;
		if (start != PM_LBA_NONE && (before == PM_LBA_NONE || start > before) && start >= PM_LBA_FIRST)
			r->first_lba = start;
		else if (before != PM_LBA_NONE)
			r->unsure_sectors = (uint32_t)(r->seen_lba - before - 1);
	}
}

/* Which way do the pauses count?  Held against index 01 of the same track. */
static void settle_pauses(struct pm_q_map *map, const struct pm_q_survey *survey)
{
	const struct pm_q_region *start = NULL;
	size_t i, to_one = 0, r = 0;

	for (i = 0; i < survey->sector_count; i++) {
		const struct pm_q_sector *s = &survey->sector[i];

		if (!s->located || s->index)
			continue;
		while (r < map->count && map->region[r].last_lba < s->lba) {
			to_one = 0;
			r++;
		}
		if (r + 1 >= map->count || map->region[r].track != s->track || map->region[r].index || map->region[r + 1].index != 1)
			continue;
		start = &map->region[r + 1];
		to_one += s->relative_sectors == (uint32_t)(start->first_lba - s->lba);
		map->region[r].ends_in_one = to_one * 2 > map->region[r].frames;
	}
}

int pm_q_map_of(const struct pm_q_survey *survey, struct pm_q_map *out)
{
	struct builder b = {.map = out};
	size_t i;
	int rc = PM_OK;

	memset(out, 0, sizeof(*out));
	out->first_lba = out->end_lba = PM_LBA_NONE;
	for (i = 0; i < survey->sector_count && rc == PM_OK; i++) {
		const struct pm_q_sector *s = &survey->sector[i];

		if (s->lba == PM_LBA_NONE)
			continue;
		out->first_lba = out->first_lba == PM_LBA_NONE || s->lba < out->first_lba ? s->lba : out->first_lba;
		out->end_lba = out->end_lba == PM_LBA_NONE || s->lba >= out->end_lba ? s->lba + 1 : out->end_lba;
		if (s->located)
			rc = take_sector(&b, s);
	}
	if (rc == PM_OK) {
		put_in_order(&b);
		drop_last_stray(&b);
		settle_control(&b);
		settle_starts(&b, survey);
		settle_pauses(out, survey);
	}
	free(b.tally);
	if (rc < 0)
		pm_q_map_release(out);
	return rc;
}

void pm_q_map_release(struct pm_q_map *map)
{
	free(map->region);
	memset(map, 0, sizeof(*map));
}

const struct pm_q_region *pm_q_map_find(const struct pm_q_map *map, unsigned track, unsigned index)
{
	size_t i;

	for (i = 0; i < map->count; i++)
		if (map->region[i].track == track && map->region[i].index == index)
			return &map->region[i];
	return NULL;
}

/* A region's flags are the track's where most of the track lies; SCMS shows in any of them. */
static void set_flags(struct pm_track *track, const struct pm_q_map *map)
{
	const struct pm_q_region *longest = NULL;
	size_t i;

	for (i = 0; i < map->count; i++) {
		const struct pm_q_region *r = &map->region[i];

		if (r->track != track->number)
			continue;
		track->scms |= r->scms;
		if (!longest || (longest->index == 0 && r->index) || (r->index && r->frames > longest->frames))
			longest = r;
	}
	if (longest)
		track->control = longest->control;
	if (track->scms)
		track->control &= (uint8_t)~PM_CONTROL_COPY;
}

static void report_no_index(const struct pm_track *track, unsigned first, unsigned last, struct pm_pos where, struct pm_diags *diags)
{
	struct pm_diag *diag;

	if (first == last)
		diag = pm_diag_add(diags, PM_DIAG_INDEX_COUNT, where, "the Q of track %u has no index %02u", track->number, first);
	else
		diag = pm_diag_add(diags, PM_DIAG_INDEX_COUNT, where, "the Q of track %u has no index %02u to %02u", track->number, first, last);
	pm_diag_on(diag, track->number, (int)first);
}

/* One finding a gap: a single wrong number must not make ninety. */
static void check_track(struct pm_track *track, struct pm_pos where, struct pm_diags *diags)
{
	unsigned index, first = 0;

	for (index = 1; index <= track->index_last; index++) {
		if (track->index[index].lba == PM_LBA_NONE) {
			first = first ? first : index;
			continue;
		}
		if (first)
			report_no_index(track, first, index - 1, where, diags);
		first = 0;
	}
	if (!track->index_last)
		report_no_index(track, 1, 1, where, diags);
}

int pm_q_map_to_disc(const struct pm_q_map *map, struct pm_disc *disc, struct pm_pos where, struct pm_diags *diags)
{
	unsigned first = 0, last = 0, track;
	size_t i;

	for (i = 0; i < map->count; i++) {
		if (map->region[i].track > 99)
			continue;
		first = first ? first : map->region[i].track;
		last = map->region[i].track;
	}
	if (!first)
		return PM_E_FORMAT;
	disc->first_track = (uint8_t)first;
	disc->last_track = (uint8_t)last;
	disc->leadout_lba = map->end_lba;
	for (i = 0; i < map->count; i++) {
		const struct pm_q_region *r = &map->region[i];

		if (r->track <= 99)
			pm_track_set_index(&disc->track[r->track], r->index, r->first_lba, where);
		else
			disc->leadout_lba = r->first_lba;
	}
	if (disc->track[first].index[1].lba > PM_LBA_FIRST)
		pm_track_set_index(&disc->track[first], 0, PM_LBA_FIRST, where);
	for (track = first; track <= last; track++) {
		if (!pm_q_map_find(map, track, 0) && !pm_q_map_find(map, track, 1) && !disc->track[track].index_last) {
			pm_diag_on(
				pm_diag_add(diags, PM_DIAG_TRACK_COUNT, where, "the Q has no track %u between tracks %u and %u", track, first, last),
				(int)track, -1);
			continue;
		}
		set_flags(&disc->track[track], map);
		check_track(&disc->track[track], where, diags);
	}
	return PM_OK;
}
