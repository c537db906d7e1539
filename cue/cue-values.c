/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue-values.c - what stands behind the commands of a cue sheet: texts, numbers, times; and findings about them.  Layer 4. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cue/cue-reader.h"

struct pm_diag *pm_cue_complain(struct pm_cue_reader *r, const struct pm_cue_word *at, const char *fmt, ...) PM_PRINTF(3, 4);
struct pm_diag *pm_cue_complain(struct pm_cue_reader *r, const struct pm_cue_word *at, const char *fmt, ...)
{
	struct pm_diag *d;
	char *text;
	va_list ap;
	struct pm_buf b;

	pm_buf_init(&b);
	va_start(ap, fmt);
	pm_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	text = pm_buf_detach(&b);
	d = pm_diag_add(r->diags, PM_DIAG_CUE_SYNTAX, pm_cue_pos(r, at), "%s", text ? text : "");
	free(text);
	return r->track > 0 ? pm_diag_on(d, r->track, -1) : d;
}

void pm_cue_warn(struct pm_cue_reader *r, const struct pm_cue_word *at, const char *what)
{
	struct pm_diag *d = pm_diag_add_as(r->diags, PM_DIAG_CUE_SYNTAX, PM_WARNING, pm_cue_pos(r, at), "%.*s %s", PM_CUE_ARG(r->command), what);

	if (r->track > 0)
		pm_diag_on(d, r->track, -1);
}

struct pm_cue_word pm_cue_part(const struct pm_cue_word *w, size_t from, size_t to)
{
	return (struct pm_cue_word){w->text + from, to - from, w->at + from};
}

/*
 * The text between the first quote and the last.  There is no escape in a cue sheet; quotes inside are taken as they stand, with a warning.
 * Returns 1, or 0 after a finding.
 */
int pm_cue_take_quoted(struct pm_cue_reader *r, const struct pm_cue_word *value, struct pm_cue_word *out, struct pm_cue_word *rest)
{
	size_t end = value->length_bytes;

	while (end > 1 && value->text[end - 1] != '"')
		end--;
	if (end < 2) {
		pm_diag_hint(pm_cue_complain(r, value, "this quote is never closed"), "close it at the end of the text");
		return 0;
	}
	*out = pm_cue_part(value, 1, end - 1);
	*rest = pm_cue_part(value, end, value->length_bytes);
	return 1;
}

int pm_cue_is_quoted(const struct pm_cue_word *value)
{
	return value->length_bytes && value->text[0] == '"';
}

/* A quoted text, or the rest of the line. */
int pm_cue_take_text(struct pm_cue_reader *r, const struct pm_cue_word *value, struct pm_cue_word *out)
{
	struct pm_cue_word rest, word;
	size_t at = 0;

	*out = *value;
	if (!pm_cue_is_quoted(value))
		return 1;
	if (!pm_cue_take_quoted(r, value, out, &rest))
		return 0;
	if (!pm_cue_next_word(&rest, &at, &word))
		return 1;
	rest = pm_cue_part(&rest, at - word.length_bytes, rest.length_bytes);
	pm_cue_complain(r, &rest, "text behind the closing quote: '%.*s'", PM_CUE_ARG(rest));
	return 0;
}

/* 0..9999; -1: not a number. */
int pm_cue_take_number(const struct pm_cue_word *w)
{
	size_t i;
	int n = 0;

	if (!w->length_bytes || w->length_bytes > 4)
		return -1;
	for (i = 0; i < w->length_bytes; i++) {
		if (w->text[i] < '0' || w->text[i] > '9')
			return -1;
		n = n * 10 + (w->text[i] - '0');
	}
	return n;
}

int pm_cue_take_msf(struct pm_cue_reader *r, const struct pm_cue_word *w, uint32_t *sectors)
{
	int status = pm_msf_parse_strict(w->text, w->length_bytes, sectors);

	if (status == PM_OK)
		return 1;
	pm_diag_hint(pm_cue_complain(r, w, "%.*s '%.*s' is no time%s", PM_CUE_ARG(r->command), PM_CUE_ARG(*w),
				     status == PM_E_RANGE ? ": seconds go to 59, frames to 74" : ""),
		     "write mm:ss:ff");
	if (r->track > 0)
		r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	return 0;
}

/* The line must end here. */
int pm_cue_at_end(struct pm_cue_reader *r, const struct pm_cue_word *value, size_t at)
{
	struct pm_cue_word extra;

	if (!pm_cue_next_word(value, &at, &extra))
		return 1;
	pm_cue_complain(r, &extra, "'%.*s' is too much for %.*s", PM_CUE_ARG(extra), PM_CUE_ARG(r->command));
	return 0;
}
