/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tsv.h - the shared vectors' tab-separated tables, for unit tests.  A table that is not there reads as empty: the test then skips. */
#ifndef PM_TESTS_TSV_H
#define PM_TESTS_TSV_H

#include "tests/tap.h"

#define TSV_FIELDS 20

struct tsv {
	FILE *file;
	char line[8192];
	char *field[TSV_FIELDS]; /* "" behind the last */
	int count;
};

/* The next line that is not empty, split; 0 at the end. */
static inline int tsv_next(struct tsv *t)
{
	char *at;
	int i;

	if (!t->file || !fgets(t->line, sizeof t->line, t->file)) {
		if (t->file)
			fclose(t->file);
		t->file = NULL;
		return 0;
	}
	t->line[strcspn(t->line, "\r\n")] = '\0';
	at = t->line;
	for (i = 0; i < TSV_FIELDS; i++) {
		size_t n = strcspn(at, "\t");

		t->field[i] = at;
		t->count = i + 1;
		if (!at[n])
			break;
		at[n] = '\0';
		at += n + 1;
	}
	for (i = t->count; i < TSV_FIELDS; i++)
		t->field[i] = at + strlen(at);
	return 1;
}

/* Opens $PM_SHARED/path behind its header line; 0 when it is not there. */
static inline int tsv_open(struct tsv *t, const char *path)
{
	char name[4096];

	t->file = NULL;
	if (tap_shared()) {
		snprintf(name, sizeof name, "%s/%s", tap_shared(), path);
		t->file = fopen(name, "rb");
	}
	if (!t->file)
		SKIP("shared vectors are not here", path);
	return t->file ? tsv_next(t) : 0;
}

/* A field of decimal digits, perhaps with a sign. */
static inline long tsv_int(const char *field)
{
	const char *at = field + (*field == '-');
	long value = 0;

	while (*at >= '0' && *at <= '9')
		value = value * 10 + (*at++ - '0');
	return *field == '-' ? -value : value;
}

/* 1 when list (items between commas) holds item. */
static inline int tsv_has(const char *list, const char *item)
{
	size_t n = strlen(item);
	const char *at = list;

	while (at) {
		if (strncmp(at, item, n) == 0 && (at[n] == ',' || at[n] == '\0'))
			return 1;
		at = strchr(at, ',');
		at = at ? at + 1 : NULL;
	}
	return 0;
}

/* What follows "NAME:" in list, up to the next comma, in out; "" when it is not there. */
static inline const char *tsv_value(const char *list, const char *name, char out[128])
{
	const char *at = strstr(list, name);
	size_t n;

	out[0] = '\0';
	if (!at || at[strlen(name)] != ':')
		return out;
	at += strlen(name) + 1;
	n = strcspn(at, ",");
	if (n < 128) {
		memcpy(out, at, n);
		out[n] = '\0';
	}
	return out;
}

#endif
