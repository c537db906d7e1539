/* SPDX-License-Identifier: GPL-3.0-or-later */
/* detect.c - which charset a text file is written in.  Layer 0. */
#include <stdint.h>
#include <string.h>

#include "base/charset.h"

struct bom {
	const char *bytes;
	size_t length_bytes;
	enum pm_charset charset;
};

/* UTF-32 before UTF-16: the one mark begins with the other. */
static const struct bom boms[] = {
	{"\xEF\xBB\xBF", 3, PM_CS_UTF8},        {"\xFF\xFE\0\0", 4, PM_CS_UTF32LE}, {"\0\0\xFE\xFF", 4, PM_CS_UTF32BE},
	{"\xFF\xFE", 2, PM_CS_UTF16LE},         {"\xFE\xFF", 2, PM_CS_UTF16BE},
};

/* ---- UTF-16 and UTF-32 without a mark ---- */

/* Whether every four bytes are a code point and most are of ASCII, as in any sheet; high_first: big-endian. */
static int is_utf32(const uint8_t *data, size_t length_bytes, int high_first)
{
	size_t i, ascii = 0, units = length_bytes / 4;

	if (length_bytes % 4 || !units)
		return 0;
	for (i = 0; i < length_bytes; i += 4) {
		const uint8_t *p = data + i;
		uint8_t top = p[high_first ? 0 : 3], plane = p[high_first ? 1 : 2], row = p[high_first ? 2 : 1], cell = p[high_first ? 3 : 0];

		if (top || plane > 0x10)
			return 0;
		ascii += !plane && !row && cell && cell < 0x80;
	}
	return ascii * 2 >= units;
}

/*
 * Text of two bytes a character has NULs in the high bytes of its ASCII; in the low bytes only where a character's number
 * ends in 00 (the ideographic space, U+3000).  An eighth is more than a stray NUL and less than any sheet's commas and keywords.
 */
static enum pm_charset by_nuls(const uint8_t *data, size_t length_bytes, enum pm_charset other)
{
	size_t i, nuls[2] = {0, 0}, units = length_bytes / 2;

	if (!length_bytes || !memchr(data, 0, length_bytes))
		return other;
	if (is_utf32(data, length_bytes, 0))
		return PM_CS_UTF32LE;
	if (is_utf32(data, length_bytes, 1))
		return PM_CS_UTF32BE;
	for (i = 0; i < length_bytes; i++)
		nuls[i & 1] += !data[i];
	if (nuls[1] > units / 8 && nuls[1] / 4 >= nuls[0])
		return PM_CS_UTF16LE;
	if (nuls[0] > units / 8 && nuls[0] / 4 >= nuls[1])
		return PM_CS_UTF16BE;
	return other;
}

/* ---- Shift-JIS or Windows-1252 ---- */

/*
 * Every byte of a Shift-JIS pair may also be a character of Windows-1252, and French or quoted English often happens to form legal
 * pairs ("It's" with a curly quote, "Helene" with accents).  So a legal file is not enough: it must hold at least one thing that nobody
 * writes in a one-byte charset.  All of these need a byte that Windows-1252 uses rarely or not at all, beside another high byte:
 *   - hiragana (82 9F..F1), katakana with a high second byte (83 80..96)
 *   - a pair of two high bytes with one of the five that Windows-1252 leaves undefined (81 8D 8F 90 9D)
 *   - a pair led by a lone circumflex or tilde (88, 98) before a high byte
 *   - a run of pairs: two kanji of four high bytes with one from 88..90 or 98..9F; two with an undefined byte and a high second byte;
 *     three with an undefined byte, a katakana, or such a kanji and another high second byte; two with a bracket (which follows no letter or
 *     quote so closely) for a second byte and a letter for another
 */
struct jis_run {
	size_t pairs, high_pairs, kanji_in_a_row;
	int undefined, katakana;
	int odd;             /* a kanji held a byte that Windows-1252 text seldom has */
	int letter, bracket; /* among second bytes; an odd first byte counts as a letter */
};

static int is_undefined_1252(uint8_t c)
{
	return c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D;
}

/* Not a letter of À..ÿ, and not one of the ellipsis, quotes, bullet and dashes at 82..87 and 91..97. */
static int is_odd_1252(uint8_t c)
{
	return (c >= 0x88 && c <= 0x90) || (c >= 0x98 && c <= 0x9F);
}

static int is_letter(uint8_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static int is_jis_lead(uint8_t c)
{
	/* F0..F9 are the user's own characters: nothing that may pass as text. */
	return (c >= 0x81 && c <= 0x9F) || (c >= 0xE0 && c <= 0xEA) || c == 0xED || c == 0xEE || (c >= 0xFA && c <= 0xFC);
}

static int is_jis_trail(uint8_t c)
{
	return (c >= 0x40 && c <= 0x7E) || (c >= 0x80 && c <= 0xFC);
}

/* One pair that Windows-1252 text would not show. */
static int pair_is_evidence(uint8_t lead, uint8_t trail)
{
	if (trail < 0x80)
		return 0;
	return (lead == 0x82 && trail >= 0x9F && trail <= 0xF1) || (lead == 0x83 && trail <= 0x96) || is_undefined_1252(lead) ||
	       is_undefined_1252(trail) || lead == 0x88 || lead == 0x98;
}

/* Takes the pair into the run it continues; 1 when the run has become evidence. */
static int run_is_evidence(struct jis_run *run, uint8_t lead, uint8_t trail)
{
	int is_kanji = lead >= 0x88 && lead <= 0x9F && trail >= 0x80;

	run->pairs++;
	run->high_pairs += trail >= 0x80;
	run->undefined |= is_undefined_1252(lead) || is_undefined_1252(trail);
	run->katakana |= lead == 0x83 && trail <= 0x96;
	run->kanji_in_a_row = is_kanji ? run->kanji_in_a_row + 1 : 0;
	run->odd |= is_kanji && (is_odd_1252(lead) || is_odd_1252(trail));
	run->letter |= trail >= 0xA0 || is_odd_1252(lead);
	run->bracket |= trail < 0x80 && !is_letter(trail);
	if (run->kanji_in_a_row >= 2 && run->odd)
		return 1;
	if (run->pairs >= 2 && run->high_pairs && (run->undefined || (run->letter && run->bracket)))
		return 1;
	return run->pairs >= 3 && (run->undefined || run->katakana || (run->odd && run->high_pairs >= 2));
}

/* 1 when the bytes could be Shift-JIS by their form, and something in them is not Windows-1252. */
static int looks_like_jis(const uint8_t *data, size_t length_bytes)
{
	struct jis_run run = {0};
	int evidence = 0;
	size_t i;

	for (i = 0; i < length_bytes; i++) {
		if (data[i] < 0x80 || (data[i] >= 0xA1 && data[i] <= 0xDF)) {
			run = (struct jis_run){0};
			continue;
		}
		if (!is_jis_lead(data[i]) || i + 1 == length_bytes || !is_jis_trail(data[i + 1]))
			return 0;
		evidence |= pair_is_evidence(data[i], data[i + 1]);
		evidence |= run_is_evidence(&run, data[i], data[i + 1]);
		i++;
	}
	return evidence;
}

static int is_jis(const uint8_t *data, size_t length_bytes)
{
	struct pm_buf text;
	size_t bad = 0;
	int status;

	if (!looks_like_jis(data, length_bytes))
		return 0;
	/* The form is right; the library knows which pairs are characters. */
	pm_buf_init(&text);
	status = pm_charset_to_utf8(PM_CS_MS_JIS, data, length_bytes, &text, &bad, NULL);
	pm_buf_release(&text);
	return status == PM_OK && !bad;
}

enum pm_charset pm_charset_detect(const uint8_t *data, size_t length_bytes, size_t *bom_bytes)
{
	enum pm_charset charset;
	size_t i;

	for (i = 0; i < sizeof(boms) / sizeof(boms[0]); i++)
		if (length_bytes >= boms[i].length_bytes && memcmp(data, boms[i].bytes, boms[i].length_bytes) == 0) {
			*bom_bytes = boms[i].length_bytes;
			return boms[i].charset;
		}
	*bom_bytes = 0;
	charset = by_nuls(data, length_bytes, PM_CS_UTF8);
	if (charset != PM_CS_UTF8 || pm_utf8_valid((const char *)data, length_bytes))
		return charset;
	return is_jis(data, length_bytes) ? PM_CS_MS_JIS : PM_CS_WINDOWS_1252;
}

/* ---- Windows-1252 or an alphabet that nothing tells of ---- */

#define DOUBT_CHARACTERS 4

/* Quotation marks, dashes, dots and blanks stand beside letters in any language. */
static int is_typography(int32_t c)
{
	return c == 0xA0 || c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x203A);
}

static int is_western_letter(int32_t c)
{
	return c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7;
}

size_t pm_charset_doubt(const char *text, size_t length_bytes, size_t *run_bytes)
{
	size_t at = 0, before = 0, start = 0, count = 0, letters = 0, others = 0;
	int32_t c, first = 0;

	for (;; before = at) {
		c = pm_utf8_next(text, length_bytes, &at);
		if (c >= 0x80 && !is_typography(c)) {
			if (!count++) {
				start = before;
				first = c;
				letters = others = 0;
			}
			letters += (size_t)is_western_letter(c);
			others += c != first;
			continue;
		}
		if (count >= DOUBT_CHARACTERS && letters && others)
			break;
		count = 0;
		if (c < 0)
			return SIZE_MAX;
	}
	*run_bytes = before - start;
	return start;
}
