/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.c - Q frames as read, put in order.  Layer 2.  Source: shared/reference/reading.md section 4. */
#include "subcode/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "subcode/layout.h"

#define LAG_REACH 12 /* sectors on either side whose frames vote on a sector's lag */
#define NEIGHBOUR_REACH 5
#define LAG_KINDS 8 /* different lags kept apart within that reach */

void pm_q_log_init(struct pm_q_log *log)
{
	memset(log, 0, sizeof(*log));
}

void pm_q_log_release(struct pm_q_log *log)
{
	free(log->list);
	memset(log, 0, sizeof(*log));
}

int pm_q_log_add(struct pm_q_log *log, int32_t lba, const uint8_t q[PM_Q_BYTES])
{
	void *list = log->list;

	if (log->count == log->capacity && pm_array_grow(&list, &log->capacity, log->count, sizeof(*log->list)) < 0)
		return PM_E_NOMEM;
	log->list = list;
	log->list[log->count].lba = lba;
	memcpy(log->list[log->count++].q, q, PM_Q_BYTES);
	return PM_OK;
}

int pm_q_log_add_sectors(struct pm_q_log *log, int32_t lba, const uint8_t *data, size_t count, size_t stride_bytes, int interleaved)
{
	size_t i;
	int rc = PM_OK;

	for (i = 0; i < count && rc == PM_OK; i++) {
		const uint8_t *sector = data + i * stride_bytes;
		uint8_t q[PM_Q_BYTES];

		if (interleaved)
			pm_subcode_interleaved_q(sector, q);
		else
			memcpy(q, sector + PM_SUBCODE_Q, PM_Q_BYTES);
		rc = pm_q_log_add(log, lba + (int32_t)i, q);
	}
	return rc;
}

/* A position frame that may or may not be of the sector it was read at. */
struct claim {
	int32_t read_lba, lag;
	uint32_t relative_sectors;
	uint8_t track, index, control;
};

struct work {
	struct pm_q_survey *out;
	struct pm_q_read *read; /* sorted copy of the log; owned */
	size_t read_count;
	struct claim *claim; /* owned */
	size_t claim_count;
};

struct sort_key {
	int32_t lba;
	uint32_t order;
};

static int compare_keys(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;

	if (x->lba != y->lba)
		return x->lba < y->lba ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* By sector; repeats stay in reading order.  What a file or a pass gave is in order already. */
static int sort_reads(struct work *w, const struct pm_q_log *log)
{
	struct sort_key *key;
	size_t i;

	w->read = malloc(log->count * sizeof(*w->read));
	if (!w->read)
		return PM_E_NOMEM;
	w->read_count = log->count;
	for (i = 1; i < log->count && log->list[i - 1].lba <= log->list[i].lba; i++)
		;
	if (i >= log->count) {
		memcpy(w->read, log->list, log->count * sizeof(*w->read));
		return PM_OK;
	}
	key = malloc(log->count * sizeof(*key));
	if (!key)
		return PM_E_NOMEM;
	for (i = 0; i < log->count; i++)
		key[i] = (struct sort_key){log->list[i].lba, (uint32_t)i};
	qsort(key, log->count, sizeof(*key), compare_keys);
	for (i = 0; i < log->count; i++)
		w->read[i] = log->list[key[i].order];
	free(key);
	return PM_OK;
}

static int add_code(struct pm_q_survey *s, int32_t read_lba, const struct pm_q *q)
{
	void *list = s->code;

	if (s->code_count == s->code_capacity && pm_array_grow(&list, &s->code_capacity, s->code_count, sizeof(*s->code)) < 0)
		return PM_E_NOMEM;
	s->code = list;
	s->code[s->code_count++] = (struct pm_q_code){.read_lba = read_lba, .lba = PM_LBA_NONE, .q = *q};
	return PM_OK;
}

static int is_code(enum pm_q_kind kind)
{
	return kind == PM_Q_MCN || kind == PM_Q_ISRC || kind == PM_Q_NO_CODE || kind == PM_Q_ODD_CODE || kind == PM_Q_RECORDER;
}

static int take_read(struct work *w, const struct pm_q_read *read)
{
	struct pm_q_survey *s = w->out;
	struct pm_q_sector *sector = s->sector_count ? &s->sector[s->sector_count - 1] : NULL;
	struct pm_q q;

	if (!sector || sector->read_lba != read->lba) {
		sector = &s->sector[s->sector_count++];
		*sector = (struct pm_q_sector){.read_lba = read->lba, .lba = PM_LBA_NONE};
	}
	if (!pm_q_get(read->q, &q)) {
		s->bad_frames++;
		return PM_OK;
	}
	sector->good = 1;
	if (q.kind == PM_Q_POSITION && read->lba > -1000000 && read->lba < 1000000) {
		struct claim *c = &w->claim[w->claim_count++];

		*c = (struct claim){read->lba, q.lba - read->lba, q.relative_sectors, q.track, q.index, q.control};
	}
	if (!is_code(q.kind))
		return PM_OK;
	sector->code = 1;
	return add_code(s, read->lba, &q);
}

/* The lag that most claims around a sector share; 0 when there is none. */
static int common_lag(const struct work *w, size_t from, int32_t read_lba, int32_t last_lag, int32_t *lag)
{
	int32_t kind[LAG_KINDS];
	unsigned votes[LAG_KINDS], kinds = 0, k, best = 0;
	size_t i;

	for (i = from; i < w->claim_count && w->claim[i].read_lba <= read_lba + LAG_REACH; i++) {
		for (k = 0; k < kinds && kind[k] != w->claim[i].lag; k++)
			;
		if (k == LAG_KINDS)
			continue;
		if (k == kinds) {
			kind[kinds] = w->claim[i].lag;
			votes[kinds++] = 0;
		}
		votes[k]++;
	}
	if (!kinds)
		return 0;
	for (k = 1; k < kinds; k++)
		if (votes[k] > votes[best] || (votes[k] == votes[best] && kind[k] == last_lag))
			best = k;
	*lag = kind[best];
	/* One frame alone, with sectors around it that say nothing, is no agreement. */
	return votes[best] >= 2;
}

/* Give every sector its address, and those that have a position frame of their own its contents. */
static void locate(struct work *w)
{
	size_t i, from = 0, at = 0;
	int32_t lag = 0;

	for (i = 0; i < w->out->sector_count; i++) {
		struct pm_q_sector *s = &w->out->sector[i];

		while (from < w->claim_count && w->claim[from].read_lba < s->read_lba - LAG_REACH)
			from++;
		if (!common_lag(w, from, s->read_lba, lag, &lag))
			continue;
		s->lba = s->read_lba + lag;
		while (at < w->claim_count && w->claim[at].read_lba < s->read_lba)
			at++;
		for (; at < w->claim_count && w->claim[at].read_lba == s->read_lba; at++) {
			const struct claim *c = &w->claim[at];

			if (c->lag != lag || s->located)
				continue;
			s->located = 1;
			s->track = c->track;
			s->index = c->index;
			s->control = c->control;
			s->relative_sectors = c->relative_sectors;
		}
	}
}

/* The nearest located sector before or behind, at most five away and with the same lag. */
static const struct pm_q_sector *neighbour(const struct pm_q_survey *s, size_t at, int step)
{
	int32_t here = s->sector[at].read_lba, lag = s->sector[at].lba - here;
	size_t i = at;

	for (;;) {
		int32_t away;

		if ((step < 0 && i == 0) || (step > 0 && i + 1 >= s->sector_count))
			return NULL;
		i = step < 0 ? i - 1 : i + 1;
		away = step < 0 ? here - s->sector[i].read_lba : s->sector[i].read_lba - here;
		if (away > NEIGHBOUR_REACH)
			return NULL;
		if (s->sector[i].located && s->sector[i].lba - s->sector[i].read_lba == lag)
			return &s->sector[i];
	}
}

/* Whose a code is: what its neighbours say, never what was asked for. */
static void settle_codes(struct pm_q_survey *s)
{
	size_t i, at = 0;

	for (i = 0; i < s->code_count; i++) {
		struct pm_q_code *code = &s->code[i];
		const struct pm_q_sector *before, *behind;

		while (s->sector[at].read_lba < code->read_lba)
			at++;
		code->lba = s->sector[at].lba;
		if (code->lba == PM_LBA_NONE)
			continue;
		code->in_place = code->q.aframe == pm_q_frame_of(code->lba);
		before = neighbour(s, at, -1);
		behind = neighbour(s, at, 1);
		if (!before || !behind || before->track != behind->track)
			continue;
		code->track = before->track;
		code->index = before->index;
	}
}

int pm_q_survey_of(const struct pm_q_log *log, struct pm_q_survey *out)
{
	struct work w = {.out = out};
	size_t i;
	int rc;

	memset(out, 0, sizeof(*out));
	if (!log->count)
		return PM_OK;
	rc = log->count > UINT32_MAX ? PM_E_NOMEM : sort_reads(&w, log);
	out->sector = rc == PM_OK ? malloc(log->count * sizeof(*out->sector)) : NULL;
	w.claim = rc == PM_OK ? malloc(log->count * sizeof(*w.claim)) : NULL;
	if (rc == PM_OK && (!out->sector || !w.claim))
		rc = PM_E_NOMEM;
	for (i = 0; i < w.read_count && rc == PM_OK; i++)
		rc = take_read(&w, &w.read[i]);
	if (rc == PM_OK) {
		locate(&w);
		settle_codes(out);
	}
	free(w.read);
	free(w.claim);
	if (rc < 0)
		pm_q_survey_release(out);
	return rc;
}

void pm_q_survey_release(struct pm_q_survey *survey)
{
	free(survey->sector);
	free(survey->code);
	memset(survey, 0, sizeof(*survey));
}
