/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diff.c - two discs, field by field.  Layer 1. */
#include "disc/diff.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void pm_diff_init(struct pm_diff *d)
{
	memset(d, 0, sizeof(*d));
}

void pm_diff_release(struct pm_diff *d)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		free(d->list[i].a);
		free(d->list[i].b);
	}
	free(d->list);
	pm_diff_init(d);
}

/* An empty string is an absent value: no kind of master can tell the two apart. */
static const char *present(const char *s)
{
	return s && *s ? s : NULL;
}

static void diff_text(struct pm_diff *d, const char *a, const char *b, const char *fmt, ...) PM_PRINTF(4, 5);
static void diff_text(struct pm_diff *d, const char *a, const char *b, const char *fmt, ...)
{
	struct pm_difference *one;
	void *list = d->list;
	va_list ap;

	a = present(a);
	b = present(b);
	if (a == b || (a && b && strcmp(a, b) == 0))
		return;
	if (pm_array_grow(&list, &d->capacity, d->count, sizeof(*d->list)) < 0) {
		d->out_of_memory = 1;
		return;
	}
	d->list = list;
	one = &d->list[d->count];
	memset(one, 0, sizeof(*one));
	va_start(ap, fmt);
	vsnprintf(one->field, sizeof(one->field), fmt, ap);
	va_end(ap);
	one->a = pm_str_dup(a);
	one->b = pm_str_dup(b);
	if ((a && !one->a) || (b && !one->b))
		d->out_of_memory = 1;
	d->count++;
}

/* One CD-Text text of the disc (track 0) or of a track. */
static void diff_words(struct pm_diff *d, const char *a, const char *b, unsigned number, unsigned track, enum pm_text_field field, unsigned leave_out)
{
	const char *key = pm_text_key(field, (int)track);

	if (pm_text_same(a, b, (leave_out & PM_DIFF_QUOTES ? PM_TEXT_QUOTES : 0) | (leave_out & PM_DIFF_BLANKS ? PM_TEXT_BLANKS : 0)))
		return;
	if (track == 0)
		diff_text(d, a, b, "cdtext[%u].disc.%s", number, key);
	else
		diff_text(d, a, b, "cdtext[%u].tracks[%u].%s", number, track, key);
}

static void diff_bool(struct pm_diff *d, int a, int b, unsigned track, const char *name)
{
	diff_text(d, a ? "true" : "false", b ? "true" : "false", "tracks[%u].%s", track, name);
}

/* An index's address as text; absent ones as NULL. */
static const char *lba_text(const struct pm_disc *disc, unsigned track, unsigned index, char out[16])
{
	int32_t lba = disc->track[track].index[index].lba;

	if (track < disc->first_track || track > disc->last_track || lba == PM_LBA_NONE)
		return NULL;
	snprintf(out, 16, "%d", (int)lba);
	return out;
}

static void diff_indexes(const struct pm_disc *a, const struct pm_disc *b, unsigned track, unsigned leave_out, struct pm_diff *d)
{
	char in_a[16], in_b[16];
	unsigned last = leave_out & PM_DIFF_INDEXES ? 1 : 99, index;

	for (index = 0; index <= last; index++)
		diff_text(d, lba_text(a, track, index, in_a), lba_text(b, track, index, in_b), "tracks[%u].indexes[%u]", track, index);
}

static void diff_track(const struct pm_disc *a, const struct pm_disc *b, unsigned track, unsigned leave_out, struct pm_diff *d)
{
	const struct pm_track *x = &a->track[track], *y = &b->track[track];

	if (!(leave_out & PM_DIFF_CODES))
		diff_text(d, x->isrc.text, y->isrc.text, "tracks[%u].isrc", track);
	diff_bool(d, x->control & PM_CONTROL_PRE, y->control & PM_CONTROL_PRE, track, "pre_emphasis");
	diff_bool(d, x->control & PM_CONTROL_COPY, y->control & PM_CONTROL_COPY, track, "copy_permitted");
	diff_bool(d, x->control & PM_CONTROL_FOUR, y->control & PM_CONTROL_FOUR, track, "four_channel");
	diff_bool(d, x->control & PM_CONTROL_DATA, y->control & PM_CONTROL_DATA, track, "data");
	if (!(leave_out & PM_DIFF_SCMS))
		diff_bool(d, x->scms, y->scms, track, "scms");
	if (!(leave_out & PM_DIFF_TIMES))
		diff_indexes(a, b, track, leave_out, d);
}

/* A code by its name, or as a number that has none. */
static const char *code_text(const char *name, unsigned code, char out[16])
{
	snprintf(out, 16, "0x%02X", code);
	return name ? name : out;
}

static const char *copy_text(uint8_t copy, char out[16])
{
	return code_text(copy == 0 ? "off" : copy == 3 ? "on" : NULL, copy, out);
}

static void diff_block_codes(const struct pm_block *a, const struct pm_block *b, unsigned number, unsigned leave_out, struct pm_diff *d)
{
	char in_a[16], in_b[16];

	if (!(leave_out & PM_DIFF_LANGUAGE))
		diff_text(d, pm_charset_name(a->charset), pm_charset_name(b->charset), "cdtext[%u].charset", number);
	if (!(leave_out & PM_DIFF_GENRE_CODE))
		diff_text(d, code_text(pm_genre_name(a->genre_code), a->genre_code, in_a), code_text(pm_genre_name(b->genre_code), b->genre_code, in_b),
		          "cdtext[%u].disc.genre_code", number);
	if (!(leave_out & PM_DIFF_COPY))
		diff_text(d, copy_text(a->copy_protection, in_a), copy_text(b->copy_protection, in_b), "cdtext[%u].copy_protection", number);
}

static void diff_block(const struct pm_block *a, const struct pm_block *b, unsigned number, unsigned last_track, unsigned leave_out, struct pm_diff *d)
{
	int in_a = a->present && pm_block_has_text(a, (int)last_track), in_b = b->present && pm_block_has_text(b, (int)last_track), field;
	char language_a[16], language_b[16];
	unsigned track;

	if (!in_a && !in_b) /* nothing that CD-Text would carry */
		return;
	if (!(leave_out & PM_DIFF_LANGUAGE))
		diff_text(d, in_a ? code_text(pm_language_name(a->language), a->language, language_a) : NULL,
		          in_b ? code_text(pm_language_name(b->language), b->language, language_b) : NULL, "cdtext[%u].language", number);
	if (in_a && in_b)
		diff_block_codes(a, b, number, leave_out, d);
	for (track = 0; track <= last_track; track++)
		for (field = 0; field < PM_TEXT_FIELDS; field++)
			if (!(leave_out & PM_DIFF_TEXT(field)))
				diff_words(d, a->of[track].field[field], b->of[track].field[field], number, track, (enum pm_text_field)field, leave_out);
}

/* Numbers of tracks and the lead-out. */
static void diff_extent(const struct pm_disc *a, const struct pm_disc *b, unsigned leave_out, struct pm_diff *d)
{
	char in_a[16], in_b[16];

	snprintf(in_a, sizeof(in_a), "%u", a->first_track);
	snprintf(in_b, sizeof(in_b), "%u", b->first_track);
	diff_text(d, in_a, in_b, "first_track");
	snprintf(in_a, sizeof(in_a), "%u", a->last_track);
	snprintf(in_b, sizeof(in_b), "%u", b->last_track);
	diff_text(d, in_a, in_b, "last_track");
	snprintf(in_a, sizeof(in_a), "%d", (int)a->leadout_lba);
	snprintf(in_b, sizeof(in_b), "%d", (int)b->leadout_lba);
	if (!(leave_out & PM_DIFF_TIMES))
		diff_text(d, in_a, in_b, "leadout_lba");
}

int pm_diff_discs(const struct pm_disc *a, const struct pm_disc *b, unsigned leave_out, struct pm_diff *d)
{
	unsigned first = a->first_track < b->first_track ? a->first_track : b->first_track;
	unsigned last = a->last_track > b->last_track ? a->last_track : b->last_track, n;

	if (!(leave_out & (PM_DIFF_CODES | PM_DIFF_LAYOUT)))
		diff_text(d, a->mcn.text, b->mcn.text, "mcn");
	if (!(leave_out & (PM_DIFF_MASTER_ID | PM_DIFF_LAYOUT)))
		diff_text(d, a->master_id, b->master_id, "master_id");
	if (!(leave_out & PM_DIFF_LAYOUT))
		diff_extent(a, b, leave_out, d);
	for (n = first ? first : 1; n <= last && !(leave_out & PM_DIFF_LAYOUT); n++)
		diff_track(a, b, n, leave_out, d);
	if (!(leave_out & PM_DIFF_CDTEXT))
		for (n = 0; n < (leave_out & PM_DIFF_BLOCKS ? 1 : PM_BLOCKS); n++)
			diff_block(&a->block[n], &b->block[n], n, last, leave_out, d);
	return d->out_of_memory ? PM_E_NOMEM : PM_OK;
}

const char *pm_verdict_key(enum pm_verdict verdict)
{
	return verdict == PM_IDENTICAL ? "identical" : verdict == PM_IDENTICAL_BUT ? "identical-but" : "different";
}
