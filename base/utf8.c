/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.c - walking, normalising and describing UTF-8, by utf8proc.  Layer 0. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/charset.h"

#define REPLACEMENT 0xFFFD

int32_t pm_utf8_next(const char *text, size_t length_bytes, size_t *at)
{
	size_t left = length_bytes - *at;
	utf8proc_int32_t codepoint;
	utf8proc_ssize_t used;

	if (*at >= length_bytes)
		return -1;
	if (!((unsigned char)text[*at] & 0x80))
		return (unsigned char)text[(*at)++];
	used = utf8proc_iterate((const utf8proc_uint8_t *)text + *at, (utf8proc_ssize_t)(left < 4 ? left : 4), &codepoint);
	if (used <= 0) {
		++*at;
		return REPLACEMENT;
	}
	*at += (size_t)used;
	return codepoint;
}

int pm_utf8_valid(const char *text, size_t length_bytes)
{
	size_t at = 0;

	while (at < length_bytes) {
		size_t from = at;

		/* A U+FFFD of one byte is one that was put in place of an ill-formed byte. */
		if (pm_utf8_next(text, length_bytes, &at) == REPLACEMENT && at - from == 1)
			return 0;
	}
	return 1;
}

size_t pm_utf8_count(const char *text, size_t length_bytes)
{
	size_t at = 0, count = 0;

	while (pm_utf8_next(text, length_bytes, &at) >= 0)
		count++;
	return count;
}

size_t pm_utf8_cluster_end(const char *text, size_t length_bytes, size_t from_bytes)
{
	size_t at = from_bytes, end;
	utf8proc_int32_t state = 0;
	int32_t before = pm_utf8_next(text, length_bytes, &at), after;

	for (;;) {
		end = at;
		after = pm_utf8_next(text, length_bytes, &at);
		if (after < 0 || utf8proc_grapheme_break_stateful(before, after, &state))
			return end;
		before = after;
	}
}

void pm_utf8_put(struct pm_buf *out, uint32_t codepoint)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t used;

	if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
		codepoint = REPLACEMENT;
	used = utf8proc_encode_char((utf8proc_int32_t)codepoint, bytes);
	pm_buf_add(out, bytes, (size_t)used);
}

/*
 * 1 when some letter carries more combining marks than any writing has.  utf8proc sorts them one by one, which a hostile file of nothing
 * but marks would make quadratic; Unicode's own Stream-Safe Text Format (UAX #15) stops at 30.
 */
#define MARKS_MAX 200

static int has_too_many_marks(const char *text)
{
	size_t length_bytes = strlen(text), at = 0, marks = 0;
	int32_t codepoint;

	while ((codepoint = pm_utf8_next(text, length_bytes, &at)) >= 0) {
		marks = codepoint >= 0x300 && utf8proc_get_property(codepoint)->combining_class ? marks + 1 : 0;
		if (marks > MARKS_MAX)
			return 1;
	}
	return 0;
}

static char *mapped(const char *text, int options)
{
	utf8proc_uint8_t *out = NULL;

	if (has_too_many_marks(text))
		return pm_utf8_valid(text, strlen(text)) ? pm_str_dup(text) : NULL;
	if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &out, (utf8proc_option_t)(options | UTF8PROC_NULLTERM | UTF8PROC_STABLE)) < 0)
		return NULL;
	return (char *)out;
}

char *pm_utf8_nfc(const char *text)
{
	return mapped(text, UTF8PROC_COMPOSE);
}

char *pm_utf8_nfkc(const char *text)
{
	return mapped(text, UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

char *pm_utf8_fold(const char *text)
{
	return mapped(text, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

/* ---- typographic marks ---- */

struct mark {
	uint32_t codepoint;
	const char *plain; /* NULL: named only */
	const char *name;
};

static const struct mark marks[] = {
	{0x0009, NULL, "tab"},
	{0x00A0, NULL, "no-break space"},
	{0x00AD, NULL, "soft hyphen"},
	{0x0152, "OE", "OE ligature"},
	{0x0153, "oe", "oe ligature"},
	{0x0160, "S", "S with caron"},
	{0x0161, "s", "s with caron"},
	{0x0178, "Y", "Y with diaeresis"},
	{0x017D, "Z", "Z with caron"},
	{0x017E, "z", "z with caron"},
	{0x2000, " ", "en quad"},
	{0x2001, " ", "em quad"},
	{0x2002, " ", "en space"},
	{0x2003, " ", "em space"},
	{0x2004, " ", "three-per-em space"},
	{0x2005, " ", "four-per-em space"},
	{0x2006, " ", "six-per-em space"},
	{0x2007, " ", "figure space"},
	{0x2008, " ", "punctuation space"},
	{0x2009, " ", "thin space"},
	{0x200A, " ", "hair space"},
	{0x200B, NULL, "zero width space"},
	{0x200C, NULL, "zero width non-joiner"},
	{0x200D, NULL, "zero width joiner"},
	{0x200E, NULL, "left-to-right mark"},
	{0x200F, NULL, "right-to-left mark"},
	{0x2010, "-", "hyphen"},
	{0x2011, "-", "non-breaking hyphen"},
	{0x2012, "-", "figure dash"},
	{0x2013, "-", "en dash"},
	{0x2014, "-", "em dash"},
	{0x2015, "-", "horizontal bar"},
	{0x2018, "'", "left single quotation mark"},
	{0x2019, "'", "right single quotation mark"},
	{0x201A, "'", "single low-9 quotation mark"},
	{0x201B, "'", "single high-reversed-9 quotation mark"},
	{0x201C, "\"", "left double quotation mark"},
	{0x201D, "\"", "right double quotation mark"},
	{0x201E, "\"", "double low-9 quotation mark"},
	{0x201F, "\"", "double high-reversed-9 quotation mark"},
	{0x2022, "-", "bullet"},
	{0x2026, "...", "horizontal ellipsis"},
	{0x2028, NULL, "line separator"},
	{0x2029, NULL, "paragraph separator"},
	{0x202F, " ", "narrow no-break space"},
	{0x2032, "'", "prime"},
	{0x2033, "\"", "double prime"},
	{0x205F, " ", "medium mathematical space"},
	{0x2060, NULL, "word joiner"},
	{0x20AC, "EUR", "euro sign"},
	{0x2122, "(TM)", "trade mark sign"},
	{0x2212, "-", "minus sign"},
	{0x3000, NULL, "ideographic space"},
	{0xFEFF, NULL, "byte order mark"},
	{0xFFFD, NULL, "replacement character"},
};

static int mark_cmp(const void *key, const void *element)
{
	uint32_t a = *(const uint32_t *)key, b = ((const struct mark *)element)->codepoint;

	return a < b ? -1 : a > b;
}

static const struct mark *mark_find(uint32_t codepoint)
{
	return bsearch(&codepoint, marks, sizeof(marks) / sizeof(marks[0]), sizeof(marks[0]), mark_cmp);
}

int pm_utf8_transliterate(const char *text, struct pm_buf *out, size_t *count)
{
	size_t at = 0, from = 0, length_bytes = strlen(text), replaced = 0;
	const struct mark *mark;
	int32_t codepoint;

	while ((codepoint = pm_utf8_next(text, length_bytes, &at)) >= 0) {
		mark = codepoint < 0x80 ? NULL : mark_find((uint32_t)codepoint);
		if (mark && mark->plain) {
			pm_buf_add_str(out, mark->plain);
			replaced++;
		} else {
			pm_buf_add(out, text + from, at - from);
		}
		from = at;
	}
	if (count)
		*count = replaced;
	return out->failed ? PM_E_NOMEM : PM_OK;
}

static int is_visible(uint32_t codepoint)
{
	switch (utf8proc_category((utf8proc_int32_t)codepoint)) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return 0;
	default:
		return 1;
	}
}

void pm_utf8_describe(uint32_t codepoint, struct pm_buf *out)
{
	const struct mark *mark = mark_find(codepoint);

	pm_buf_printf(out, "U+%04X", (unsigned)codepoint);
	if (mark) {
		pm_buf_printf(out, " (%s)", mark->name);
	} else if (codepoint <= 0x10FFFF && is_visible(codepoint)) {
		pm_buf_add_str(out, " '");
		pm_utf8_put(out, codepoint);
		pm_buf_add_str(out, "'");
	}
}
