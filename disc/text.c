/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - the texts of a disc: setting, releasing, asking.  Layer 1.  Source: contract section 7 (keys). */
#include "disc/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static int is_blank_text(const char *value, size_t length_bytes)
{
	size_t i;

	for (i = 0; i < length_bytes && value[i] == ' '; i++)
		;
	return i == length_bytes || value[i] == '\0';
}

int pm_text_set_n(struct pm_text *t, enum pm_text_field field, const char *value, size_t length_bytes, struct pm_pos pos)
{
	char *copy = NULL;

	if (value && !is_blank_text(value, length_bytes)) {
		copy = pm_str_dup_n(value, length_bytes);
		if (!copy)
			return PM_E_NOMEM;
	}
	free(t->field[field]);
	t->field[field] = copy;
	t->pos[field] = pos;
	t->reported &= ~(1u << field);
	return PM_OK;
}

int pm_text_set(struct pm_text *t, enum pm_text_field field, const char *value, struct pm_pos pos)
{
	return pm_text_set_n(t, field, value, value ? strlen(value) : 0, pos);
}

static int is_blank(char c) { return c == ' ' || c == '\t'; }

/* Length without the blanks at the end. */
static size_t length_of(const char *s, unsigned but_for)
{
	size_t n = strlen(s);

	while (but_for & PM_TEXT_BLANKS && n && is_blank(s[n - 1]))
		n--;
	return n;
}

int pm_text_same(const char *a, const char *b, unsigned but_for)
{
	size_t n, i;

	a = a ? a : "";
	b = b ? b : "";
	while (but_for & PM_TEXT_BLANKS && is_blank(*a))
		a++;
	while (but_for & PM_TEXT_BLANKS && is_blank(*b))
		b++;
	n = length_of(a, but_for);
	if (n != length_of(b, but_for))
		return 0;
	for (i = 0; i < n; i++)
		if (a[i] != b[i] && !(but_for & PM_TEXT_QUOTES && strchr("\"'", a[i]) && strchr("\"'", b[i])))
			return 0;
	return 1;
}

void pm_text_release(struct pm_text *t)
{
	size_t i;

	for (i = 0; i < PM_TEXT_FIELDS; i++)
		free(t->field[i]);
	memset(t, 0, sizeof *t);
}

void pm_block_release(struct pm_block *b)
{
	size_t i;

	for (i = 0; i < sizeof b->of / sizeof b->of[0]; i++)
		pm_text_release(&b->of[i]);
	b->present = 0;
}

int pm_block_text_is_carried(const struct pm_block *b, unsigned track, enum pm_text_field field)
{
	const struct pm_pos *pos = &b->of[track].pos[field], *other;
	unsigned n;

	for (n = 0; n < track && pos->source && b->of[track].field[field]; n++) {
		other = &b->of[n].pos[field];
		if (b->of[n].field[field] && other->source == pos->source && other->offset_bytes == pos->offset_bytes)
			return 1;
	}
	return 0;
}

int pm_block_has_text(const struct pm_block *b, int last_track)
{
	int n, field;

	for (n = 0; n <= last_track && n <= 99; n++)
		for (field = PM_TEXT_TITLE; field <= PM_TEXT_GENRE; field++)
			if (b->of[n].field[field])
				return 1;
	return b->genre_code != 0;
}

const char *pm_text_key(enum pm_text_field field, int track)
{
	static const char *const keys[PM_TEXT_FIELDS] = {
		"title", "performer", "songwriter", "composer", "arranger", "message", "disc_id", "genre", "closed", "upc",
	};

	return field == PM_TEXT_CODE && track > 0 ? "isrc" : keys[field];
}
