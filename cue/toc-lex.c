/* SPDX-License-Identifier: GPL-3.0-or-later */
/* toc-lex.c - tokens of a cdrdao TOC.  Layer 4.  Source: shared/reference/cue-toc.md section 6. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cue/toc-reader.h"

struct pm_pos pm_toc_pos(const struct pm_toc_reader *r, const struct pm_toc_token *t)
{
	return pm_pos_at(r->source, t->at, t->length_bytes > UINT32_MAX ? UINT32_MAX : (uint32_t)t->length_bytes);
}

static size_t line_end(const struct pm_toc_reader *r, size_t at)
{
	while (at < r->source->length_bytes && r->source->data[at] != '\n' && r->source->data[at] != '\r')
		at++;
	return at;
}

/* Looks no further than `to`: a line may be the whole file. */
static int spans_lines(const struct pm_toc_reader *r, size_t from, size_t to)
{
	return memchr(r->source->data + from, '\n', to - from) || memchr(r->source->data + from, '\r', to - from);
}

static struct pm_diag *complain_at(struct pm_toc_reader *r, size_t at, size_t length, const char *text)
{
	struct pm_diag *d;

	if (at < r->muted_to)
		return NULL;
	r->muted_to = line_end(r, at);
	d = pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, pm_pos_at(r->source, at, (uint32_t)length), "%s", text);
	return r->track > 0 ? pm_diag_on(d, r->track, -1) : d;
}

struct pm_diag *pm_toc_complain(struct pm_toc_reader *r, const char *fmt, ...)
{
	struct pm_diag *d = NULL;
	struct pm_buf b;
	va_list ap;

	pm_buf_init(&b);
	va_start(ap, fmt);
	pm_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	d = complain_at(r, r->token.at, r->token.length_bytes > 1000 ? 1000 : r->token.length_bytes, pm_buf_str(&b));
	pm_buf_release(&b);
	return d;
}

/* Something is missing: at the token that stands in its place, or, where that is on a later line, at the one before. */
void pm_toc_missing(struct pm_toc_reader *r, const char *text)
{
	const struct pm_toc_token *t = &r->token;

	if (r->before.at < r->muted_to)
		return;
	if (r->token.kind == PM_TOC_END || spans_lines(r, r->before.at, r->token.at))
		t = &r->before;
	complain_at(r, t->at, t->length_bytes > 1000 ? 1000 : t->length_bytes, text);
}

void pm_toc_warn(struct pm_toc_reader *r, struct pm_pos pos, const char *what)
{
	struct pm_diag *d = pm_diag_add_as(r->diags, PM_DIAG_TOC_SYNTAX, PM_WARNING, pos, "%s", what);

	if (r->track > 0)
		pm_diag_on(d, r->track, -1);
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}
static int is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}
static int is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Blanks, line ends and comments. */
static void skip_space(struct pm_toc_reader *r)
{
	const char *p = r->source->data;
	size_t n = r->source->length_bytes;

	for (;;) {
		while (r->at < n && is_space(p[r->at]))
			r->at++;
		if (r->at + 1 >= n || p[r->at] != '/' || p[r->at + 1] != '/')
			return;
		r->at = line_end(r, r->at);
	}
}

/* The quote that closes the one at `from`; the end of the text: none. */
static size_t find_close(const struct pm_toc_reader *r, size_t from)
{
	size_t at = from + 1;

	while (at < r->source->length_bytes && r->source->data[at] != '"')
		at += r->source->data[at] == '\\' ? 2 : 1;
	return at < r->source->length_bytes ? at : r->source->length_bytes;
}


/*
 * Strings may hold line ends.  Where the closing quote stands on a later line with text right behind it, it is most likely the opening quote of the
 * next string: then it is this one that was never closed.  A scan that failed is remembered, so that reading stays linear.
 */
static void lex_string(struct pm_toc_reader *r)
{
	size_t from = r->at, n = r->source->length_bytes, close;

	close = from > r->quote_from && from < r->quote_to ? r->quote_to : find_close(r, from);
	if (close >= n ||
	    (spans_lines(r, from, close) && close + 1 < n && !is_space(r->source->data[close + 1]) && r->source->data[close + 1] != '}')) {
		r->quote_from = from;
		r->quote_to = close;
		pm_diag_hint(complain_at(r, from, 1, "this quote is never closed"), "a quote inside a string is written \\\"");
		r->token = (struct pm_toc_token){PM_TOC_BAD, from, line_end(r, from) - from, 0, 0};
	} else {
		r->token = (struct pm_toc_token){PM_TOC_STRING, from, close + 1 - from, 0, 0};
	}
	r->at = r->token.at + r->token.length_bytes;
}

/* Digits; 0 when they are more than nineteen. */
static size_t lex_digits(const struct pm_toc_reader *r, size_t at, uint64_t *value)
{
	size_t n = 0;

	*value = 0;
	for (; at + n < r->source->length_bytes && is_digit(r->source->data[at + n]); n++)
		if (n < 19)
			*value = *value * 10 + (uint64_t)(r->source->data[at + n] - '0');
	return n;
}

/* 12:34:56 without blanks is a time; else a number. */
static void lex_number(struct pm_toc_reader *r)
{
	const char *p = r->source->data;
	size_t from = r->at, at, end, i;
	uint64_t ignored;
	uint32_t sectors = 0;

	end = at = from + lex_digits(r, from, &r->token.value);
	r->token.kind = at - from > 19 ? PM_TOC_BAD : PM_TOC_NUMBER;
	for (i = 0; i < 2 && at + 1 < r->source->length_bytes && p[at] == ':' && is_digit(p[at + 1]); i++)
		at += 1 + lex_digits(r, at + 1, &ignored);
	if (i == 2) {
		end = at;
		r->token.kind = pm_msf_parse_strict(p + from, end - from, &sectors) == PM_OK ? PM_TOC_MSF : PM_TOC_BAD;
		r->token.value = sectors;
	}
	r->token.at = from;
	r->token.length_bytes = end - from;
	r->at = end;
	if (r->token.kind == PM_TOC_BAD)
		pm_diag_hint(pm_toc_complain(r, "'%.*s' is no time", PM_TOC_ARG(r)), "write mm:ss:ff; seconds go to 59, frames to 74");
}

static void lex_word(struct pm_toc_reader *r)
{
	size_t n = 0;

	while (r->at + n < r->source->length_bytes && (is_letter(r->source->data[r->at + n]) || is_digit(r->source->data[r->at + n])))
		n++;
	r->token = (struct pm_toc_token){PM_TOC_WORD, r->at, n, 0, 0};
	r->at += n;
}

void pm_toc_next(struct pm_toc_reader *r)
{
	char c;

	r->before = r->token;
	skip_space(r);
	r->token = (struct pm_toc_token){PM_TOC_END, r->at, 0, 0, 0};
	if (r->at >= r->source->length_bytes)
		return;
	c = r->source->data[r->at];
	if (c == '"') {
		lex_string(r);
	} else if (is_digit(c)) {
		lex_number(r);
	} else if (is_letter(c)) {
		lex_word(r);
	} else {
		size_t next = r->at;

		(void)pm_utf8_next(r->source->data, r->source->length_bytes, &next);
		r->token = (struct pm_toc_token){c && strchr("{},:#", c) ? PM_TOC_MARK : PM_TOC_BAD, r->at, next - r->at, c, 0};
		r->at = next;
		if (r->token.kind == PM_TOC_BAD && c)
			pm_toc_complain(r, "'%.*s' has no meaning here", PM_TOC_ARG(r));
		else if (r->token.kind == PM_TOC_BAD)
			pm_toc_complain(r, "a NUL character");
	}
}

int pm_toc_is_word(const struct pm_toc_reader *r, const char *word)
{
	return r->token.kind == PM_TOC_WORD && strlen(word) == r->token.length_bytes &&
	       !memcmp(r->source->data + r->token.at, word, r->token.length_bytes);
}

int pm_toc_is_mark(const struct pm_toc_reader *r, char mark)
{
	return r->token.kind == PM_TOC_MARK && r->token.mark == mark;
}

/* One escape, *at on its backslash; 0: reported. */
static int take_escape(struct pm_toc_reader *r, size_t *at, size_t end, struct pm_toc_string *out)
{
	const char *p = r->source->data + *at;
	unsigned value;

	if (*at + 1 < end && (p[1] == '"' || p[1] == '\\')) {
		pm_buf_add_char(&out->bytes, p[1]);
		*at += 2;
		return 1;
	}
	if (end - *at < 4 || !is_digit(p[1]) || !is_digit(p[2]) || !is_digit(p[3])) {
		pm_diag_hint(complain_at(r, *at, 1, "a backslash that escapes nothing"), "write \\\" or \\\\ or three octal digits");
		return 0;
	}
	value = (unsigned)(p[1] - '0') * 64u + (unsigned)(p[2] - '0') * 8u + (unsigned)(p[3] - '0');
	if (p[1] > '3' || p[2] > '7' || p[3] > '7' || value == 0) {
		pm_toc_warn(r, pm_pos_at(r->source, *at, 4), "an escape that is no byte from \\001 to \\377 is taken as it stands");
		pm_buf_add(&out->bytes, p, 4);
	} else {
		pm_buf_add_char(&out->bytes, (char)value);
		out->has_escaped_high |= value > 127;
	}
	*at += 4;
	return 1;
}

int pm_toc_take_string(struct pm_toc_reader *r, struct pm_toc_string *out)
{
	size_t at = r->token.at + 1, end = r->token.at + r->token.length_bytes - 1;
	int good = 1;

	memset(out, 0, sizeof *out);
	pm_buf_init(&out->bytes);
	out->pos = pm_pos_at(r->source, at, end - at > UINT32_MAX ? UINT32_MAX : (uint32_t)(end - at));
	while (good && at < end) {
		char c = r->source->data[at];

		if (c == '\\') {
			good = take_escape(r, &at, end, out);
		} else if (!c) {
			complain_at(r, at, 1, "a NUL character in a string");
			good = 0;
		} else {
			out->has_utf8 |= (unsigned char)c > 127;
			pm_buf_add_char(&out->bytes, c);
			at++;
		}
	}
	if (good && out->has_utf8 && out->has_escaped_high) {
		pm_diag_hint(complain_at(r, r->token.at, 1, "octal escapes and characters beyond ASCII in one string"),
			     "write either the characters or their bytes");
		good = 0;
	}
	r->no_memory |= out->bytes.failed;
	if (!good || out->bytes.failed)
		pm_buf_release(&out->bytes);
	return good && !r->no_memory;
}
