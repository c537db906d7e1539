/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell.c - wrappings of a code in a cell.  Layer 1.  Source: as cell.h. */
#include "disc/cell.h"

#include <string.h>

#include "base/charset.h"

int pm_cell_is_no_break(uint32_t c)
{
	return c == 0xA0 || c == 0x202F || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

int pm_cell_is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x2000 && c <= 0x200A) || c == 0x205F || c == 0x3000 || pm_cell_is_no_break(c);
}

int pm_cell_is_dash(uint32_t c)
{
	return c == '-' || c == 0xAD || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

uint32_t pm_cell_to_ascii(uint32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

static int is_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == '`' || c == 0xB4 || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0xFF02 || c == 0xFF07;
}

/* The first character of text[start..end-1], and where the next one starts. */
static uint32_t first_char(const char *text, size_t start, size_t end, size_t *next)
{
	size_t at = 0;
	int32_t c = pm_utf8_next(text + start, end - start, &at);

	*next = start + at;
	return c < 0 ? 0 : (uint32_t)c;
}

/* The last character of text[start..end-1], and where it starts. */
static uint32_t last_char(const char *text, size_t start, size_t end, size_t *before)
{
	size_t at = end - 1, next;

	while (at > start && end - at < 4 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	*before = at;
	return first_char(text, at, end, &next);
}

/* Takes blanks and, when asked, quotation marks off both ends; returns 1 when others than plain blanks went. */
static int strip_ends(const char *text, size_t *start, size_t *end, int quotes)
{
	int odd = 0;
	size_t edge;
	uint32_t c;

	while (*start < *end) {
		c = first_char(text, *start, *end, &edge);
		if (!pm_cell_is_blank(c) && !(quotes && is_quote(c)))
			break;
		odd |= pm_cell_is_no_break(c) || is_quote(c);
		*start = edge;
	}
	while (*start < *end) {
		c = last_char(text, *start, *end, &edge);
		if (!pm_cell_is_blank(c) && !(quotes && is_quote(c)))
			break;
		odd |= pm_cell_is_no_break(c) || is_quote(c);
		*end = edge;
	}
	return odd;
}

static int starts_with(const char *text, size_t start, size_t end, const char *word)
{
	size_t i, n = strlen(word);

	if (end - start < n)
		return 0;
	for (i = 0; i < n; i++) {
		char c = text[start + i];

		if ((c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c) != word[i])
			return 0;
	}
	return 1;
}

/* =HYPERLINK("address","label"): narrows to the label, the last quoted text. */
static void enter_hyperlink(const char *text, size_t *start, size_t *end)
{
	size_t last = *end, open;

	while (last > *start && text[last - 1] != '"')
		last--;
	if (last <= *start + 1)
		return;
	open = last - 1;
	while (open > *start && text[open - 1] != '"')
		open--;
	if (open == *start)
		return;
	*start = open;
	*end = last - 1;
}

unsigned pm_cell_unwrap(const char *text, size_t *start, size_t *end)
{
	int wrapped = strip_ends(text, start, end, 1);

	if (*start < *end && text[*start] == '=') {
		wrapped = 1;
		++*start;
		(void)strip_ends(text, start, end, 0);
		if (starts_with(text, *start, *end, "HYPERLINK("))
			enter_hyperlink(text, start, end);
		(void)strip_ends(text, start, end, 1);
	}
	return wrapped ? PM_CELL_WRAPPED : 0;
}

int pm_cell_means_none(const char *word)
{
	static const char *const words[] = {"NA", "#NA", "TBC", "TBA", "TBD", "AUTO", "NONE", "PENDING", "?", "??", "???"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(word, words[i]) == 0)
			return 1;
	return 0;
}

static int is_error(const char *text, size_t n)
{
	static const char *const error[] = {"#REF!",  "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A",
					    "#SPILL!", "#CALC!", "#ERROR!"};
	size_t i;

	for (i = 0; i < sizeof error / sizeof *error; i++)
		if (strlen(error[i]) == n && !memcmp(error[i], text, n))
			return 1;
	return 0;
}

static int is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* Bytes of "B5", "$B$5" at the start of the text; 0: none. */
static size_t reference_bytes(const char *p, size_t n)
{
	size_t i = 0, letters = 0, digits = 0;

	i += i < n && p[i] == '$';
	for (; i < n && is_letter(p[i]); i++)
		letters++;
	i += i < n && p[i] == '$';
	for (; i < n && is_digit(p[i]); i++)
		digits++;
	return letters >= 1 && letters <= 3 && digits >= 1 && digits <= 7 ? i : 0;
}

/* Behind the "=": a function's name and "(", or a cell and then nothing or an operator; a sheet's name and "!" may stand before the cell. */
static int is_formula(const char *p, size_t n)
{
	const char *sheet = memchr(p, '!', n);
	size_t i = 0;

	while (i < n && (is_letter(p[i]) || (i && (is_digit(p[i]) || p[i] == '.'))))
		i++;
	if (i && i < n && p[i] == '(' && p[n - 1] == ')')
		return !(starts_with(p, 0, n, "HYPERLINK(") && n > 12 && p[n - 2] == '"');
	if (sheet && sheet > p) {
		n -= (size_t)(sheet + 1 - p);
		p = sheet + 1;
	}
	i = reference_bytes(p, n);
	return i && (i == n || strchr("+-*/&^:,;= ", p[i]) != NULL);
}

enum pm_cell_damage pm_cell_damage(const char *text, size_t length_bytes)
{
	if (is_error(text, length_bytes))
		return PM_CELL_ERROR;
	return length_bytes > 2 && text[0] == '=' && is_formula(text + 1, length_bytes - 1) ? PM_CELL_FORMULA : PM_CELL_SOUND;
}

const char *pm_cell_damage_text(enum pm_cell_damage damage)
{
	return damage == PM_CELL_ERROR ? "an error of the spreadsheet" : "a formula and not its value";
}

const char *pm_cell_list(const char *list, char *out, size_t max)
{
	const char *bar = strchr(list, '|'), *between;
	size_t used = 0, n, gap;

	for (; *list; list += n, bar = strchr(list, '|')) {
		n = bar ? (size_t)(bar - list) : strlen(list);
		if (used + n + 6 > max)
			break;
		memcpy(out + used, list, n);
		used += n;
		if (!bar)
			break;
		n++;
		between = strchr(bar + 1, '|') ? ", " : " and ";
		gap = strlen(between);
		memcpy(out + used, between, gap);
		used += gap;
	}
	out[used] = '\0';
	return out;
}

const char *pm_cell_quote(const char *text, size_t length_bytes, char out[PM_CELL_QUOTE_BYTES])
{
	static const char more[] = "...";
	size_t start = 0, end = length_bytes, i, n;

	(void)strip_ends(text, &start, &end, 0);
	n = end - start;
	if (n >= PM_CELL_QUOTE_BYTES) {
		n = PM_CELL_QUOTE_BYTES - sizeof more;
		while (n > 0 && ((unsigned char)text[start + n] & 0xC0) == 0x80)
			n--;
	}
	for (i = 0; i < n; i++)
		out[i] = text[start + i] ? text[start + i] : '?';
	out[n] = '\0';
	if (n < end - start)
		memcpy(out + n, more, sizeof more);
	return out;
}
