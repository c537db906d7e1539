/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diag.c - the list of findings.  Layer 0. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/charset.h"

struct diag_kind {
	const char *id, *meaning;
	enum pm_severity severity;
	enum pm_diag_group group;
};

static const struct diag_kind kinds[PM_DIAG_COUNT] = {
#define PM_DIAG_ROW(name, id, severity, group, meaning) [PM_DIAG_##name] = {id, meaning, severity, PM_GROUP_##group},
	PM_DIAG_TABLE(PM_DIAG_ROW)
#undef PM_DIAG_ROW
};

void pm_diags_init(struct pm_diags *d)
{
	*d = (struct pm_diags){0};
}

void pm_diags_release(struct pm_diags *d)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		free(d->list[i].message);
		free(d->list[i].hint);
	}
	free(d->list);
	free(d->seen);
	pm_diags_init(d);
}

/* ---- repetitions: a hash of what is stored keeps a hostile file linear ---- */

static uint32_t mix(uint32_t hash, uint64_t value)
{
	int i;

	for (i = 0; i < 8; i++, value >>= 8)
		hash = (hash ^ (uint32_t)(value & 0xFF)) * 16777619u; /* FNV-1a */
	return hash;
}

static uint32_t hash_of(const struct pm_diag *diag)
{
	const char *p;
	uint32_t hash = 2166136261u;

	hash = mix(hash, (uint64_t)diag->id);
	hash = mix(hash, (uint64_t)(uintptr_t)diag->pos.source);
	hash = mix(hash, diag->pos.offset_bytes);
	hash = mix(hash, (uint64_t)(diag->track + 1) * 1000 + (uint64_t)(diag->index + 1));
	for (p = diag->message; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619u;
	return hash ^ (hash >> 15);
}

static int is_same(const struct pm_diag *a, const struct pm_diag *b)
{
	return a->id == b->id && a->pos.source == b->pos.source && a->pos.offset_bytes == b->pos.offset_bytes &&
	       a->pos.length_bytes == b->pos.length_bytes && a->track == b->track && a->index == b->index &&
	       strcmp(a->message, b->message) == 0;
}

/* The slot that holds diag's equal, or the free one where it belongs. */
static size_t seen_slot(const struct pm_diags *d, const struct pm_diag *diag)
{
	size_t slot = hash_of(diag) & (d->seen_size - 1);

	while (d->seen[slot] && !is_same(&d->list[d->seen[slot] - 1], diag))
		slot = (slot + 1) & (d->seen_size - 1);
	return slot;
}

static void seen_fill(struct pm_diags *d)
{
	size_t i;

	memset(d->seen, 0, d->seen_size * sizeof(*d->seen));
	for (i = 0; i < d->count; i++)
		d->seen[seen_slot(d, &d->list[i])] = (uint32_t)i + 1;
}

/* Keeps the table at most half full. */
static int seen_grow(struct pm_diags *d)
{
	size_t size = d->seen_size ? d->seen_size * 2 : 64;
	uint32_t *seen;

	if ((d->count + 1) * 2 <= d->seen_size)
		return PM_OK;
	seen = malloc(size * sizeof(*seen));
	if (!seen)
		return PM_E_NOMEM;
	free(d->seen);
	d->seen = seen;
	d->seen_size = size;
	seen_fill(d);
	return PM_OK;
}

/* ---- adding ---- */

static struct pm_diag *store(struct pm_diags *d, struct pm_diag *new)
{
	void *list = d->list;
	size_t slot;

	if (seen_grow(d) != PM_OK || pm_array_grow(&list, &d->capacity, d->count, sizeof(*d->list)) != PM_OK) {
		d->out_of_memory = 1;
		d->count_of[new->severity]++;
		free(new->message);
		return NULL;
	}
	d->list = list;
	slot = seen_slot(d, new);
	if (d->seen[slot]) {
		free(new->message);
		return NULL;
	}
	d->list[d->count] = *new;
	d->seen[slot] = (uint32_t)++d->count;
	d->count_of[new->severity]++;
	return &d->list[d->count - 1];
}

static struct pm_diag *add(struct pm_diags *d, enum pm_diag_id id, enum pm_severity severity, struct pm_pos pos, const char *fmt, va_list ap)
	PM_PRINTF(5, 0);
static struct pm_diag *add(struct pm_diags *d, enum pm_diag_id id, enum pm_severity severity, struct pm_pos pos, const char *fmt, va_list ap)
{
	struct pm_diag new = {.id = id, .severity = severity, .given = severity, .breaks = -1, .track = -1, .index = -1, .pos = pos, .owner = d};
	struct pm_buf message;

	if (d->allow[id] && severity != PM_NOTE) {
		new.severity = PM_NOTE;
		new.allowed = 1;
	}
	if (d->count >= PM_DIAGS_MAX) {
		d->count_of[new.severity]++;
		return NULL;
	}
	pm_buf_init(&message);
	pm_buf_vprintf(&message, fmt, ap);
	new.message = pm_buf_detach(&message);
	if (!new.message) {
		d->out_of_memory = 1;
		d->count_of[new.severity]++;
		return NULL;
	}
	return store(d, &new);
}

struct pm_diag *pm_diag_add(struct pm_diags *d, enum pm_diag_id id, struct pm_pos pos, const char *fmt, ...)
{
	struct pm_diag *diag;
	va_list ap;

	va_start(ap, fmt);
	diag = add(d, id, kinds[id].severity, pos, fmt, ap);
	va_end(ap);
	return diag;
}

struct pm_diag *pm_diag_add_as(struct pm_diags *d, enum pm_diag_id id, enum pm_severity severity, struct pm_pos pos, const char *fmt, ...)
{
	struct pm_diag *diag;
	va_list ap;

	va_start(ap, fmt);
	diag = add(d, id, severity, pos, fmt, ap);
	va_end(ap);
	return diag;
}

/* 1 when diag may still be refined: it is the last of its list (and was not dropped as a repetition). */
static int is_last(const struct pm_diag *diag)
{
	const struct pm_diags *d = diag->owner;

	return diag->message && d->count && diag == &d->list[d->count - 1];
}

/* Takes the last finding off the list; its slot is empty, so that calls with a stale pointer do nothing. */
static void drop_last(struct pm_diags *d)
{
	struct pm_diag *diag = &d->list[--d->count];

	d->count_of[diag->severity]--;
	free(diag->message);
	free(diag->hint);
	*diag = (struct pm_diag){.owner = d};
}

struct pm_diag *pm_diag_on(struct pm_diag *diag, int track, int index)
{
	struct pm_diags *d;
	size_t slot;

	if (!diag || !is_last(diag) || (diag->track == track && diag->index == index))
		return diag;
	d = diag->owner;
	/* Nothing was hashed after it, so emptying its slot breaks no chain. */
	d->seen[seen_slot(d, diag)] = 0;
	diag->track = track;
	diag->index = index;
	slot = seen_slot(d, diag);
	if (d->seen[slot]) {
		drop_last(d);
		return NULL;
	}
	d->seen[slot] = (uint32_t)d->count;
	return diag;
}

struct pm_diag *pm_diag_hint(struct pm_diag *diag, const char *fmt, ...)
{
	struct pm_buf hint;
	va_list ap;

	if (!diag || !diag->message)
		return NULL;
	pm_buf_init(&hint);
	va_start(ap, fmt);
	pm_buf_vprintf(&hint, fmt, ap);
	va_end(ap);
	free(diag->hint);
	diag->hint = pm_buf_detach(&hint);
	if (!diag->hint)
		diag->owner->out_of_memory = 1;
	return diag;
}

struct pm_diag *pm_diag_insist(struct pm_diag *diag)
{
	if (!diag || !diag->message || !diag->allowed)
		return diag;
	diag->owner->count_of[diag->severity]--;
	diag->severity = diag->given;
	diag->allowed = 0;
	diag->owner->count_of[diag->severity]++;
	return diag;
}

struct pm_diag *pm_diag_mastered(struct pm_diag *diag)
{
	if (diag)
		diag->mastered = 1;
	return diag;
}

/* ---- the whole list ---- */

static int is_of(enum pm_diag_group group, const enum pm_diag_group *groups, size_t group_count)
{
	size_t k;

	for (k = 0; k < group_count; k++)
		if (groups[k] == group)
			return 1;
	return 0;
}

void pm_diags_soften(struct pm_diags *d, size_t from, const enum pm_diag_group *groups, size_t group_count)
{
	size_t i;

	for (i = from; i < d->count; i++) {
		struct pm_diag *diag = &d->list[i];

		if (diag->pos.source && diag->pos.source->by_option)
			continue;
		if (diag->severity != PM_ERROR || !(diag->mastered || is_of(pm_diag_group(diag->id), groups, group_count)))
			continue;
		diag->severity = PM_WARNING;
		d->count_of[PM_ERROR]--;
		d->count_of[PM_WARNING]++;
	}
}

void pm_diags_regrade(struct pm_diags *d, enum pm_diag_id id, enum pm_severity severity)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		if (d->list[i].id != id || d->list[i].allowed)
			continue;
		d->count_of[d->list[i].severity]--;
		d->list[i].severity = severity;
		d->count_of[severity]++;
	}
}

void pm_diags_overrule(struct pm_diags *d, struct pm_pos place)
{
	size_t i;

	for (i = 0; place.source && place.offset_bytes != PM_NOWHERE && i < d->count; i++) {
		struct pm_diag *diag = &d->list[i];

		if (diag->pos.source != place.source || diag->pos.offset_bytes < place.offset_bytes ||
		    diag->pos.offset_bytes - place.offset_bytes > place.length_bytes)
			continue;
		d->count_of[diag->severity]--;
		diag->severity = PM_NOTE;
		d->count_of[PM_NOTE]++;
	}
}

struct sort_key {
	uintptr_t source;
	size_t source_rank; /* where that source first appeared */
	uint64_t offset_bytes;
	int track;
	size_t was;
};

static int by_source(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->was < y->was ? -1 : x->was > y->was;
}

static int by_place(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;

	if (x->source_rank != y->source_rank)
		return x->source_rank < y->source_rank ? -1 : 1;
	if (x->offset_bytes != y->offset_bytes)
		return x->offset_bytes < y->offset_bytes ? -1 : 1;
	if (x->track != y->track)
		return x->track < y->track ? -1 : 1;
	return x->was < y->was ? -1 : x->was > y->was;
}

static void sort_keys(struct sort_key *keys, const struct pm_diags *d)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct pm_diag *diag = &d->list[i];

		keys[i] = (struct sort_key){(uintptr_t)diag->pos.source, 0, diag->pos.offset_bytes, diag->track, i};
	}
	qsort(keys, d->count, sizeof(*keys), by_source);
	for (i = 0; i < d->count; i++)
		keys[i].source_rank = i && keys[i].source == keys[i - 1].source ? keys[i - 1].source_rank : keys[i].was;
	qsort(keys, d->count, sizeof(*keys), by_place);
}

void pm_diags_sort(struct pm_diags *d)
{
	struct sort_key *keys;
	struct pm_diag *list;
	size_t i;

	if (d->count < 2)
		return;
	keys = malloc(d->count * sizeof(*keys));
	list = malloc(d->capacity * sizeof(*list));
	if (!keys || !list) { /* the order stays as it was found: nothing is lost */
		free(keys);
		free(list);
		return;
	}
	sort_keys(keys, d);
	for (i = 0; i < d->count; i++)
		list[i] = d->list[keys[i].was];
	free(keys);
	free(d->list);
	d->list = list;
	seen_fill(d);
}

int pm_diags_has(const struct pm_diags *d, enum pm_diag_id id)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if (d->list[i].id == id)
			return 1;
	return 0;
}

/* ---- the table ---- */

const char *pm_diag_id_text(enum pm_diag_id id)
{
	return kinds[id].id;
}

const char *pm_diag_meaning(enum pm_diag_id id)
{
	return kinds[id].meaning;
}

enum pm_severity pm_diag_default(enum pm_diag_id id)
{
	return kinds[id].severity;
}

enum pm_diag_group pm_diag_group(enum pm_diag_id id)
{
	return kinds[id].group;
}

int pm_diag_from_text(const char *id, size_t length_bytes)
{
	int i;

	for (i = 0; i < PM_DIAG_COUNT; i++)
		if (strlen(kinds[i].id) == length_bytes && memcmp(kinds[i].id, id, length_bytes) == 0)
			return i;
	return -1;
}

const char *pm_severity_text(enum pm_severity s)
{
	switch (s) {
	case PM_NOTE:
		return "note";
	case PM_WARNING:
		return "warning";
	case PM_ERROR:
		break;
	}
	return "error";
}

void pm_diags_doubt_charset(struct pm_diags *d, const struct pm_source *source)
{
	size_t length = 0, at;

	if (source->charset != PM_CS_WINDOWS_1252)
		return;
	at = pm_charset_doubt(source->data, source->length_bytes, &length);
	if (at == SIZE_MAX)
		return;
	if (length > 60)
		length = pm_utf8_cluster_end(source->data, source->length_bytes, at + 50) - at;
	pm_diag_hint(pm_diag_add_as(d, PM_DIAG_TEXT_CHARSET, PM_WARNING, pm_pos_at(source, at, (uint32_t)length),
				    "the sheet is in no Unicode and is read as Windows-1252, in which this is '%.*s'", (int)length, source->data + at),
		     "save it again as UTF-8");
}
