/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isrc.c - reading ISRCs as people write them.  Layer 1.  Source: ISO 3901:2019; shared/reference/identifiers.md 1.1 to 1.5. */
#include "disc/isrc.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/charset.h"
#include "disc/cell.h"

#define CODE_CHARS 12
#define PREFIX_CHARS 5
#define HEAD_CHARS 7     /* prefix and year */
#define LABEL_CHARS 4    /* "ISRC" */
#define KEPT_CHARS 40    /* longer texts are wrong anyway; only their length is of use */
#define PROPOSALS_MAX 4  /* what fits into `proposal` */

/* A cell's characters without separators, in upper case. */
struct normal {
	uint32_t c[KEPT_CHARS];
	size_t at_bytes[KEPT_CHARS];          /* where in the input */
	unsigned char starts_group[KEPT_CHARS]; /* 1: a separator stood before it */
	size_t count;                         /* also of those not kept */
	unsigned remarks;
};

static int is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static int is_letter(uint32_t c) { return c >= 'A' && c <= 'Z'; }
static int is_alnum(uint32_t c) { return is_digit(c) || is_letter(c); }

static int is_separator(uint32_t c)
{
	return pm_cell_is_blank(c) || pm_cell_is_dash(c) || c == '.' || c == '/' || c == '_';
}

static size_t kept(const struct normal *n) { return n->count < KEPT_CHARS ? n->count : KEPT_CHARS; }

/* Steps 1 to 3 of identifiers.md 1.5. */
static void normalise(const char *text, size_t start, size_t end, struct normal *n)
{
	size_t at = start, from;
	int32_t next;
	int separated = 0;

	for (from = at; (next = pm_utf8_next(text, end, &at)) >= 0; from = at) {
		uint32_t c = pm_cell_to_ascii((uint32_t)next);

		if (is_separator(c)) {
			n->remarks |= PM_ISRC_SEPARATORS | (pm_cell_is_no_break(c) ? PM_ISRC_WRAPPED : 0);
			separated = 1;
			continue;
		}
		if (c != (uint32_t)next)
			n->remarks |= PM_ISRC_UNICODE;
		if (c >= 'a' && c <= 'z') {
			n->remarks |= PM_ISRC_LOWERCASE;
			c -= 'a' - 'A';
		}
		if (n->count < KEPT_CHARS) {
			n->c[n->count] = c;
			n->at_bytes[n->count] = from;
			n->starts_group[n->count] = separated || n->count == 0;
		}
		separated = 0;
		n->count++;
	}
}

static int begins(const struct normal *n, const char *word)
{
	size_t i, length = strlen(word);

	for (i = 0; i < length; i++)
		if (i >= kept(n) || n->c[i] != (unsigned char)word[i])
			return 0;
	return 1;
}

/* Step 4.  Iceland's codes may begin with ISRC: a text of twelve characters is left alone.  So is the bare word. */
static void drop_label(struct normal *n)
{
	size_t drop = LABEL_CHARS, keep;

	if (n->count == CODE_CHARS || !begins(n, "ISRC"))
		return;
	if (kept(n) > drop && n->c[drop] == ':')
		drop++;
	if (n->count <= drop)
		return;
	keep = kept(n) - drop;
	memmove(n->c, n->c + drop, keep * sizeof n->c[0]);
	memmove(n->at_bytes, n->at_bytes + drop, keep * sizeof n->at_bytes[0]);
	memmove(n->starts_group, n->starts_group + drop, keep * sizeof n->starts_group[0]);
	/* A text so long that characters were not kept is no code: its length is all that is asked for later. */
	n->count -= drop;
	for (; keep < kept(n); keep++)
		n->c[keep] = 0xFFFD;
	n->remarks |= PM_ISRC_LABEL;
}

/* The first `max - 1` characters as a string; those that are not ASCII read as 7Fh. */
static void to_string(const struct normal *n, char *out, size_t max)
{
	size_t i;

	for (i = 0; i < kept(n) && i + 1 < max; i++)
		out[i] = (char)(n->c[i] > 0 && n->c[i] < 0x80 ? n->c[i] : 0x7F);
	out[i] = '\0';
}

static int all_digits(const struct normal *n, size_t from, size_t count)
{
	size_t i;

	for (i = from; i < from + count; i++)
		if (i >= kept(n) || !is_digit(n->c[i]))
			return 0;
	return 1;
}

static int is_prefix(const struct normal *n)
{
	return kept(n) >= PREFIX_CHARS && is_letter(n->c[0]) && is_letter(n->c[1]) && is_alnum(n->c[2]) && is_alnum(n->c[3]) && is_alnum(n->c[4]);
}

static int is_grid(const struct normal *n)
{
	size_t i;

	if (n->count != 18 || !begins(n, "A1"))
		return 0;
	for (i = 2; i < 18; i++)
		if (!is_alnum(n->c[i]))
			return 0;
	return 1;
}

/* Other codes that turn up in the column, and what is no code at all. */
static enum pm_isrc_fault other_code(const struct normal *n)
{
	char word[CODE_CHARS + 2];

	to_string(n, word, sizeof word);
	if (n->count == 0 || pm_cell_means_none(word))
		return PM_ISRC_EMPTY;
	if (strcmp(word, "000000000000") == 0)
		return PM_ISRC_ALL_ZERO;
	if ((n->count == 8 || (n->count >= 12 && n->count <= 14)) && all_digits(n, 0, n->count))
		return PM_ISRC_IS_BARCODE;
	if (n->count == 11 && n->c[0] == 'T' && all_digits(n, 1, 10))
		return PM_ISRC_IS_ISWC;
	if (is_grid(n))
		return PM_ISRC_IS_GRID;
	if (n->count == PREFIX_CHARS && is_prefix(n))
		return PM_ISRC_PREFIX_ONLY;
	return PM_ISRC_GOOD;
}

/* What keeps twelve characters from being a code; *at is the first at fault. */
static enum pm_isrc_fault character_fault(const struct normal *n, size_t *at)
{
	for (*at = 0; *at < CODE_CHARS; ++*at)
		if (!is_alnum(n->c[*at]))
			return PM_ISRC_CHARSET;
	for (*at = 0; *at < 2; ++*at)
		if (!is_letter(n->c[*at]))
			return PM_ISRC_PREFIX_LETTERS;
	for (*at = PREFIX_CHARS; *at < CODE_CHARS; ++*at)
		if (!is_digit(n->c[*at]))
			return PM_ISRC_DIGITS;
	*at = 0;
	return PM_ISRC_GOOD;
}

/* Letters that look like digits, where digits belong.  Never applied, only proposed. */
static void propose_lookalike(const struct normal *n, struct pm_isrc_reading *out)
{
	char code[CODE_CHARS + 1];
	size_t i;

	to_string(n, code, sizeof code);
	for (i = PREFIX_CHARS; i < CODE_CHARS; i++) {
		if (code[i] == 'O')
			code[i] = '0';
		else if (code[i] == 'I' || code[i] == 'L')
			code[i] = '1';
	}
	if (!pm_isrc_valid(code))
		return;
	out->hint = PM_ISRC_HINT_LOOKALIKE;
	memcpy(out->proposal, code, sizeof code);
}

/* US-RC1-76-7839: the last group lost its zeros. */
static int propose_padding(const struct normal *n, struct pm_isrc_reading *out)
{
	char code[CODE_CHARS + 1], head[HEAD_CHARS + 1];
	size_t digits = n->count - HEAD_CHARS;

	if (n->count <= HEAD_CHARS || n->count >= CODE_CHARS || !n->starts_group[HEAD_CHARS] || !all_digits(n, HEAD_CHARS, digits))
		return 0;
	to_string(n, head, sizeof head);
	(void)snprintf(code, sizeof code, "%s00000", head);
	for (; digits > 0; digits--)
		code[CODE_CHARS - digits] = (char)n->c[n->count - digits];
	if (!pm_isrc_valid(code))
		return 0;
	out->hint = PM_ISRC_HINT_PAD;
	memcpy(out->proposal, code, sizeof code);
	return 1;
}

/* US-RC1-2026-00001: the year has its century. */
static int propose_year(const struct normal *n, struct pm_isrc_reading *out)
{
	char text[CODE_CHARS + 3], code[CODE_CHARS + 1];

	if (n->count != CODE_CHARS + 2)
		return 0;
	to_string(n, text, sizeof text);
	if (memcmp(text + PREFIX_CHARS, "19", 2) != 0 && memcmp(text + PREFIX_CHARS, "20", 2) != 0)
		return 0;
	memcpy(code, text, PREFIX_CHARS);
	memcpy(code + PREFIX_CHARS, text + PREFIX_CHARS + 2, HEAD_CHARS + 1);
	if (!pm_isrc_valid(code))
		return 0;
	out->hint = PM_ISRC_HINT_FULL_YEAR;
	memcpy(out->proposal, code, sizeof code);
	return 1;
}

/* The letter or digit at text[at] in upper case, 0 for anything else and at the end. */
static char alnum_at(const char *text, size_t end, size_t at)
{
	char c = at < end ? text[at] : '\0';

	if (c >= 'a' && c <= 'z')
		return (char)(c - ('a' - 'A'));
	return is_alnum((unsigned char)c) ? c : '\0';
}

/* A code at text[at], separators between its groups allowed; returns the offset behind it, 0 when there is none. */
static size_t match_code(const char *text, size_t end, size_t at, char code[CODE_CHARS + 1])
{
	size_t i, next;

	for (i = 0; i < CODE_CHARS; i++) {
		if (i == 2 || i == PREFIX_CHARS || i == HEAD_CHARS) {
			next = at;
			if (next < end && is_separator((uint32_t)pm_utf8_next(text, end, &next)))
				at = next;
		}
		code[i] = alnum_at(text, end, at++);
		if (!code[i])
			return 0;
	}
	code[CODE_CHARS] = '\0';
	return pm_isrc_valid(code) && !alnum_at(text, end, at) ? at : 0;
}

static int is_label(const char *text, size_t end, size_t at)
{
	return alnum_at(text, end, at) == 'I' && alnum_at(text, end, at + 1) == 'S' && alnum_at(text, end, at + 2) == 'R' &&
	       alnum_at(text, end, at + 3) == 'C';
}

/* Codes that stand among other text, each once. */
static void propose_embedded(const char *text, size_t start, size_t end, struct pm_isrc_reading *out)
{
	char code[CODE_CHARS + 1];
	size_t at, behind, count = 0, length = 0;

	for (at = start; at < end && count < PROPOSALS_MAX; at++) {
		if (!alnum_at(text, end, at) || (at > start && alnum_at(text, end, at - 1)))
			continue;
		behind = match_code(text, end, at, code);
		if (!behind && is_label(text, end, at))
			behind = match_code(text, end, at + LABEL_CHARS, code);
		if (!behind)
			continue;
		at = behind - 1;
		if (strstr(out->proposal, code))
			continue;
		length += (size_t)snprintf(out->proposal + length, sizeof out->proposal - length, "%s%s", count ? "|" : "", code);
		count++;
	}
	if (count)
		out->hint = count == 1 ? PM_ISRC_HINT_EMBEDDED : PM_ISRC_HINT_MULTIPLE;
}

/* Prefixes of documentation and of articles, which people copy. */
static int is_example(const char *code)
{
	static const char *const examples[] = {"AA6Q7", "USS1Z", "USABC", "JMK40", "INK40", "USSKG"};
	size_t i;

	for (i = 0; i < sizeof examples / sizeof examples[0]; i++)
		if (strncmp(code, examples[i], PREFIX_CHARS) == 0)
			return 1;
	return 0;
}

/* Step 6. */
static unsigned prefix_remarks(const char *code)
{
	int retired;
	unsigned remarks = is_example(code) ? PM_ISRC_DOC_EXAMPLE : 0;

	if (!pm_isrc_agency(code, &retired))
		remarks |= PM_ISRC_PREFIX_UNLISTED;
	return remarks | (retired ? PM_ISRC_PREFIX_RETIRED : 0);
}

void pm_isrc_read(const char *text, size_t length_bytes, struct pm_isrc_reading *out)
{
	struct normal n;
	size_t start = 0, end = length_bytes, at = 0;

	memset(out, 0, sizeof *out);
	memset(&n, 0, sizeof n);
	if (pm_cell_unwrap(text, &start, &end))
		n.remarks |= PM_ISRC_WRAPPED;
	normalise(text, start, end, &n);
	drop_label(&n);
	out->length_chars = n.count;
	out->fault = other_code(&n);
	if (out->fault == PM_ISRC_GOOD && n.count != CODE_CHARS) {
		out->fault = PM_ISRC_LENGTH;
		if (!propose_padding(&n, out) && !propose_year(&n, out))
			propose_embedded(text, start, end, out);
	} else if (out->fault == PM_ISRC_GOOD) {
		out->fault = character_fault(&n, &at);
		out->fault_at_bytes = out->fault == PM_ISRC_GOOD ? 0 : n.at_bytes[at];
	}
	if (out->fault == PM_ISRC_DIGITS)
		propose_lookalike(&n, out);
	if (out->fault == PM_ISRC_GOOD) {
		to_string(&n, out->isrc.text, sizeof out->isrc.text);
		n.remarks |= prefix_remarks(out->isrc.text);
	}
	out->remarks = n.remarks;
}

int pm_isrc_valid(const char *text)
{
	size_t i;

	for (i = 0; i < CODE_CHARS; i++) {
		uint32_t c = (unsigned char)text[i];

		if (i < 2 ? !is_letter(c) : i < PREFIX_CHARS ? !is_alnum(c) : !is_digit(c))
			return 0;
	}
	return text[CODE_CHARS] == '\0';
}

void pm_isrc_display(const struct pm_isrc *isrc, char out[24])
{
	(void)snprintf(out, 24, "ISRC %.2s-%.3s-%.2s-%.5s", isrc->text, isrc->text + 2, isrc->text + 5, isrc->text + 7);
}

int pm_isrc_year(const struct pm_isrc *isrc, int this_year)
{
	int yy = (isrc->text[5] - '0') * 10 + (isrc->text[6] - '0');

	return yy <= this_year % 100 + 1 ? 2000 + yy : 1900 + yy;
}
