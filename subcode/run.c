/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - the subcode of every sector of a disc.  Layer 2.  Source: shared/reference/subcode.md sections 3, 6, 7. */
#include "subcode/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define CODE_CYCLE 94
#define MCN_PHASE 40
#define ISRC_PHASE 87
#define P_SECTORS 150
#define CODE_DISTANCE 10     /* position in 9 of any 10 frames */
#define TWO_HERTZ_SECTORS 19 /* half a period of the lead-out's P */

/* A pause, an index of a track, or the lead-out: [first, end). */
struct region {
	int32_t first, end;
	int32_t start_lba; /* of the track's index 01 (lead-out: its start) */
	uint8_t track, index;
	uint8_t control, scms;
};

/* A sector whose Q carries a code. */
struct code_at {
	int32_t lba;
	uint8_t track; /* of the ISRC; 0: the catalogue number */
};

struct pm_subcode_run {
	struct region *region; /* owned; in order, without gaps from -150 on */
	size_t region_count, region_capacity;
	struct code_at *code; /* owned; ascending */
	size_t code_count, code_capacity;
	int32_t leadout_lba, end_lba;
	int32_t *p_first; /* owned; per region: where P rises before the next index 01 or lead-out, INT32_MAX when it does not */
	char mcn[14];
	char isrc[100][13];
};

static int add_region(struct pm_subcode_run *run, const struct region *region)
{
	void *list = run->region;

	if (region->first >= region->end)
		return PM_E_RANGE;
	if (run->region_count && run->region[run->region_count - 1].end != region->first)
		return PM_E_RANGE;
	if (run->region_count == run->region_capacity && pm_array_grow(&list, &run->region_capacity, run->region_count, sizeof(*run->region)) < 0)
		return PM_E_NOMEM;
	run->region = list;
	run->region[run->region_count++] = *region;
	return PM_OK;
}

/* Where the track's numbers end: the first sector of the next track, or the lead-out. */
static int32_t track_end(const struct pm_disc *disc, unsigned track)
{
	return track < disc->last_track ? pm_track_first_lba(disc, track + 1) : disc->leadout_lba;
}

static int add_track(struct pm_subcode_run *run, const struct pm_disc *disc, unsigned number)
{
	const struct pm_track *track = &disc->track[number];
	struct region region = {.track = (uint8_t)number, .control = track->control & 15u, .scms = track->scms, .start_lba = track->index[1].lba};
	unsigned index, last = track->index_last < 1 ? 1 : track->index_last;
	int rc = PM_OK;

	if (track->index[1].lba == PM_LBA_NONE || last > 99)
		return PM_E_RANGE;
	region.first = number == disc->first_track ? PM_LBA_FIRST : pm_track_first_lba(disc, number);
	if (region.first < track->index[1].lba) {
		region.end = track->index[1].lba;
		rc = add_region(run, &region);
	}
	for (index = 1; index <= last && rc == PM_OK; index++) {
		region.index = (uint8_t)index;
		region.first = track->index[index].lba;
		region.end = index < last ? track->index[index + 1].lba : track_end(disc, number);
		rc = region.first == PM_LBA_NONE ? PM_E_RANGE : add_region(run, &region);
	}
	return rc;
}

static int add_leadout(struct pm_subcode_run *run, const struct pm_disc *disc)
{
	struct region region = {.track = PM_Q_LEADOUT, .index = 1, .start_lba = disc->leadout_lba, .first = disc->leadout_lba};

	region.control = disc->track[disc->last_track].control & 15u;
	region.scms = disc->track[disc->last_track].scms;
	region.end = disc->leadout_lba + PM_LEADOUT_SECTORS;
	if (region.end > PM_LBA_MAX + 1)
		region.end = PM_LBA_MAX + 1;
	run->leadout_lba = disc->leadout_lba;
	run->end_lba = region.end;
	return region.first < region.end ? add_region(run, &region) : PM_OK;
}

static int plan_regions(struct pm_subcode_run *run, const struct pm_disc *disc)
{
	unsigned track;
	int rc = PM_OK;

	if (!disc->laid_out || disc->first_track < 1 || disc->last_track > 99 || disc->first_track > disc->last_track)
		return PM_E_RANGE;
	if (disc->leadout_lba <= PM_LBA_FIRST || disc->leadout_lba > PM_LBA_MAX + 1)
		return PM_E_RANGE;
	for (track = disc->first_track; track <= disc->last_track && rc == PM_OK; track++)
		rc = add_track(run, disc, track);
	return rc == PM_OK ? add_leadout(run, disc) : rc;
}

/* P rises 150 sectors before index 01, or where the pause begins if that is earlier; it falls at index 01. */
static int plan_p(struct pm_subcode_run *run)
{
	int32_t rise = INT32_MAX;
	size_t i = run->region_count;

	run->p_first = malloc((run->region_count ? run->region_count : 1) * sizeof(*run->p_first));
	if (!run->p_first)
		return PM_E_NOMEM;
	while (i-- > 0) {
		const struct region *r = &run->region[i];

		run->p_first[i] = rise;
		if (r->index == 0)
			rise = run->p_first[i] = r->first < r->end - P_SECTORS ? r->first : r->end - P_SECTORS;
		else if (r->index == 1 && (i == 0 || run->region[i - 1].index != 0 || run->region[i - 1].track != r->track))
			rise = r->first - P_SECTORS;
	}
	return PM_OK;
}

static size_t region_at(const struct pm_subcode_run *run, int32_t lba)
{
	size_t low = 0, high = run->region_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (run->region[middle].first <= lba)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static int is_inner(const struct region *r, int32_t lba)
{
	return lba > r->first && lba < r->end - 1;
}

/* The sector that a code due at lba goes to; PM_LBA_NONE: nowhere. */
static int32_t place_code(const struct pm_subcode_run *run, int32_t lba)
{
	size_t at = region_at(run, lba), i;
	uint8_t track = run->region[at].track;

	if (is_inner(&run->region[at], lba))
		return lba;
	/* In the region itself first: its own first sector moves on by one, if there is an inner one behind. */
	if (lba == run->region[at].first && is_inner(&run->region[at], lba + 1))
		return lba + 1;
	for (i = at + 1; i < run->region_count && run->region[i].track == track; i++)
		if (is_inner(&run->region[i], run->region[i].first + 1))
			return run->region[i].first + 1;
	if (is_inner(&run->region[at], run->region[at].end - 2))
		return run->region[at].end - 2;
	for (i = at; i-- > 0 && run->region[i].track == track;)
		if (is_inner(&run->region[i], run->region[i].end - 2))
			return run->region[i].end - 2;
	return PM_LBA_NONE;
}

static int add_code(struct pm_subcode_run *run, int32_t lba, uint8_t track)
{
	void *list = run->code;

	if (run->code_count == run->code_capacity && pm_array_grow(&list, &run->code_capacity, run->code_count, sizeof(*run->code)) < 0)
		return PM_E_NOMEM;
	run->code = list;
	run->code[run->code_count++] = (struct code_at){lba, track};
	return PM_OK;
}

static int compare_codes(const void *a, const void *b)
{
	const struct code_at *x = a, *y = b;

	if (x->lba != y->lba)
		return x->lba < y->lba ? -1 : 1;
	return (int)y->track - (int)x->track;
}

/* Frames that moves have brought too near to each other (only where indexes are a few sectors long): the later one goes. */
static void thin_codes(struct pm_subcode_run *run)
{
	size_t i, kept = 0;

	for (i = 0; i < run->code_count; i++)
		if (!kept || run->code[i].lba - run->code[kept - 1].lba >= CODE_DISTANCE)
			run->code[kept++] = run->code[i];
	run->code_count = kept;
}

static int plan_codes(struct pm_subcode_run *run)
{
	int32_t due;
	int rc = PM_OK;

	for (due = PM_LBA_FIRST + MCN_PHASE; run->mcn[0] && due < run->end_lba && rc == PM_OK; due += CODE_CYCLE) {
		int32_t lba = place_code(run, due);

		if (lba != PM_LBA_NONE)
			rc = add_code(run, lba, 0);
	}
	for (due = PM_LBA_FIRST + ISRC_PHASE; due < run->leadout_lba && rc == PM_OK; due += CODE_CYCLE) {
		uint8_t track = run->region[region_at(run, due)].track;
		int32_t lba = track <= 99 && run->isrc[track][0] ? place_code(run, due) : PM_LBA_NONE;

		if (lba != PM_LBA_NONE)
			rc = add_code(run, lba, track);
	}
	if (rc == PM_OK && run->code_count) {
		qsort(run->code, run->code_count, sizeof(*run->code), compare_codes);
		thin_codes(run);
	}
	return rc;
}

/* Codes that do not fit a frame are left out: that they are wrong has been said by whoever read them. */
static void take_codes(struct pm_subcode_run *run, const struct pm_disc *disc)
{
	uint8_t q[PM_Q_BYTES];
	unsigned track;

	if (disc->mcn.text[0] && pm_q_put_mcn(q, 0, disc->mcn.text, 0) == PM_OK)
		memcpy(run->mcn, disc->mcn.text, sizeof(run->mcn));
	for (track = 1; track < 100; track++)
		if (disc->track[track].isrc.text[0] && pm_q_put_isrc(q, 0, disc->track[track].isrc.text, 0) == PM_OK)
			memcpy(run->isrc[track], disc->track[track].isrc.text, sizeof(run->isrc[track]));
}

int pm_subcode_run_new(const struct pm_disc *disc, struct pm_subcode_run **out)
{
	struct pm_subcode_run *run = calloc(1, sizeof(*run));
	int rc;

	if (!run)
		return PM_E_NOMEM;
	take_codes(run, disc);
	rc = plan_regions(run, disc);
	if (rc == PM_OK)
		rc = plan_p(run);
	if (rc == PM_OK)
		rc = plan_codes(run);
	if (rc == PM_OK)
		*out = run;
	else
		pm_subcode_run_free(run);
	return rc;
}

void pm_subcode_run_free(struct pm_subcode_run *run)
{
	if (!run)
		return;
	free(run->region);
	free(run->code);
	free(run->p_first);
	free(run);
}

/* First code at or behind lba. */
static size_t code_from(const struct pm_subcode_run *run, int32_t lba)
{
	size_t low = 0, high = run->code_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run->code[middle].lba < lba)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint8_t control_at(const struct region *r, int32_t lba)
{
	if (!r->scms)
		return r->control;
	return (uint8_t)((r->control & ~PM_CONTROL_COPY) | ((lba - PM_LBA_FIRST) / 4 % 2 ? PM_CONTROL_COPY : 0u));
}

static uint8_t p_at(const struct pm_subcode_run *run, size_t region, int32_t lba)
{
	const struct region *r = &run->region[region];
	int32_t behind = lba - run->leadout_lba;

	if (r->track != PM_Q_LEADOUT)
		return lba >= run->p_first[region];
	return behind >= P_SECTORS && (behind - P_SECTORS) / TWO_HERTZ_SECTORS % 2 == 0;
}

static void place(const struct pm_subcode_run *run, size_t region, const struct code_at *code, int32_t lba, struct pm_subcode_place *out)
{
	const struct region *r = &run->region[region];

	out->track = r->track;
	out->index = r->index;
	out->control = control_at(r, lba);
	out->scms = r->scms;
	out->p = p_at(run, region, lba);
	out->relative_sectors = (uint32_t)(r->index ? lba - r->start_lba : r->start_lba - 1 - lba);
	out->mcn = code && !code->track ? run->mcn : NULL;
	out->isrc = code && code->track ? run->isrc[code->track] : NULL;
}

static int is_inside(const struct pm_subcode_run *run, int32_t lba)
{
	return lba >= PM_LBA_FIRST && lba < run->end_lba;
}

int pm_subcode_run_place(const struct pm_subcode_run *run, int32_t lba, struct pm_subcode_place *out)
{
	size_t at;

	if (!is_inside(run, lba))
		return PM_E_RANGE;
	at = code_from(run, lba);
	place(run, region_at(run, lba), at < run->code_count && run->code[at].lba == lba ? &run->code[at] : NULL, lba, out);
	return PM_OK;
}

static int put_sector(const struct pm_subcode_place *at, int32_t lba, uint8_t *out)
{
	struct pm_q_position position = {at->control, at->track, at->index, at->relative_sectors, lba};

	memset(out, at->p ? 0xFF : 0x00, PM_SUBCODE_Q);
	memset(out + PM_SUBCODE_Q + PM_Q_BYTES, 0, PM_SUBCODE_BYTES - PM_SUBCODE_Q - PM_Q_BYTES);
	if (at->mcn)
		return pm_q_put_mcn(out + PM_SUBCODE_Q, at->control, at->mcn, lba);
	if (at->isrc)
		return pm_q_put_isrc(out + PM_SUBCODE_Q, at->control, at->isrc, lba);
	return pm_q_put_position(out + PM_SUBCODE_Q, &position);
}

int pm_subcode_run_sectors(const struct pm_subcode_run *run, int32_t lba, size_t count, uint8_t *out)
{
	size_t region, code, i;

	if (!count)
		return PM_OK;
	if (!is_inside(run, lba) || count > (size_t)(run->end_lba - lba))
		return PM_E_RANGE;
	region = region_at(run, lba);
	code = code_from(run, lba);
	for (i = 0; i < count; i++, lba++) {
		struct pm_subcode_place at;
		const struct code_at *here = NULL;

		if (lba >= run->region[region].end)
			region++;
		if (code < run->code_count && run->code[code].lba == lba)
			here = &run->code[code++];
		place(run, region, here, lba, &at);
		if (put_sector(&at, lba, out + i * PM_SUBCODE_BYTES) < 0)
			return PM_E_RANGE;
	}
	return PM_OK;
}

int pm_subcode_sector(const struct pm_disc *disc, int32_t lba, uint8_t out[PM_SUBCODE_BYTES])
{
	struct pm_subcode_run *run = NULL;
	int rc = pm_subcode_run_new(disc, &run);

	if (rc == PM_OK)
		rc = pm_subcode_run_sectors(run, lba, 1, out);
	pm_subcode_run_free(run);
	return rc;
}
