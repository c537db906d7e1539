/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prepare.c - one text of the disc as bytes of a pack stream.  Layer 2.  Source: shared/reference/cdtext.md sections 3 and 5.
 *
 * A double-byte block has no room for single bytes: readers look for terminators at even places only.  So letters, digits and half-width kana are
 * written in the full-width forms that the character set has for each of them.
 */
#include "cdtext/prepare.h"

#include <stdlib.h>
#include <string.h>

#include "cdtext/fields.h"

struct pm_cdtext_form pm_cdtext_form(enum pm_text_field field, enum pm_charset block_charset, const struct pm_cdtext_options *options)
{
	struct pm_cdtext_form form;

	form.charset = pm_cdtext_field_charset(field, block_charset);
	form.double_byte = pm_cdtext_is_double(field, block_charset);
	form.transliterate = options && options->transliterate && !form.double_byte;
	return form;
}

static int is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* Characters that Unicode tables for Shift-JIS write in two ways; code page 932 knows the second. */
static uint32_t cp932_twin(uint32_t c)
{
	static const uint32_t twin[][2] = {
		{0x00A2, 0xFFE0}, {0x00A3, 0xFFE1}, {0x00A5, 0xFFE5}, {0x00A6, 0xFFE4}, {0x00AC, 0xFFE2},
		{0x00C5, 0x212B}, {0x2014, 0x2015}, {0x2016, 0x2225}, {0x2212, 0xFF0D}, {0x301C, 0xFF5E},
	};
	size_t i;

	for (i = 0; i < sizeof(twin) / sizeof(twin[0]); i++)
		if (twin[i][0] == c)
			return twin[i][1];
	return c;
}

static int is_half_kana(uint32_t c)
{
	return c >= 0xFF61 && c <= 0xFF9F;
}

/* A run of half-width kana, composed with its voice marks.  Returns the bytes of text used. */
static int widen_kana(const char *text, size_t length_bytes, size_t *at, struct pm_buf *out, size_t *count)
{
	size_t start = *at, next = *at;
	char *run, *wide;

	while (next < length_bytes) {
		size_t probe = next;

		if (!is_half_kana((uint32_t)pm_utf8_next(text, length_bytes, &probe)))
			break;
		next = probe;
		++*count;
	}
	run = pm_str_dup_n(text + start, next - start);
	wide = run ? pm_utf8_nfkc(run) : NULL;
	free(run);
	if (!wide)
		return PM_E_NOMEM;
	pm_buf_add_str(out, wide);
	free(wide);
	*at = next;
	return PM_OK;
}

static int widen(const char *text, size_t length_bytes, enum pm_charset charset, struct pm_buf *out, size_t *count)
{
	size_t at = 0;

	while (at < length_bytes) {
		size_t next = at;
		uint32_t c = (uint32_t)pm_utf8_next(text, length_bytes, &next), wide = c;

		if (is_half_kana(c)) {
			if (widen_kana(text, length_bytes, &at, out, count) < 0)
				return PM_E_NOMEM;
			continue;
		}
		if (c == 0x20)
			wide = 0x3000;
		else if (c > 0x20 && c < 0x7F)
			wide = c + 0xFEE0;
		else if (charset == PM_CS_MS_JIS)
			wide = cp932_twin(c);
		*count += wide != c;
		pm_utf8_put(out, wide);
		at = next;
	}
	return PM_OK;
}

#define VOICED_MARK 0x3099 /* combining; 309A: half-voiced; two further on are those that stand alone */

/* One character and the voice mark behind it: composed where Unicode has such a letter, else the mark alone, as JIS has it. */
static int add_marked(uint32_t letter, uint32_t mark, struct pm_buf *out)
{
	struct pm_buf pair;
	char *composed;
	size_t length;

	pm_buf_init(&pair);
	if (letter)
		pm_utf8_put(&pair, letter);
	length = pair.length_bytes;
	pm_utf8_put(&pair, mark);
	composed = pair.failed ? NULL : pm_utf8_nfc(pm_buf_str(&pair));
	if (!composed) {
		pm_buf_release(&pair);
		return PM_E_NOMEM;
	}
	if (pm_utf8_count(composed, strlen(composed)) == 1 && letter) {
		pm_buf_add_str(out, composed);
	} else {
		pm_buf_add(out, pair.data, length);
		pm_utf8_put(out, mark + 2);
	}
	free(composed);
	pm_buf_release(&pair);
	return PM_OK;
}

/* Half-width voice marks came out of widen() as combining ones, perhaps behind a letter that was wide before. */
static int settle_marks(const struct pm_buf *wide, struct pm_buf *out)
{
	size_t at = 0;
	int32_t letter = 0, next; /* 0: none waits */
	int rc = PM_OK;

	while (rc == PM_OK && (next = pm_utf8_next(pm_buf_str(wide), wide->length_bytes, &at)) >= 0) {
		if (next == VOICED_MARK || next == VOICED_MARK + 1) {
			rc = add_marked((uint32_t)letter, (uint32_t)next, out);
			letter = 0;
			continue;
		}
		if (letter)
			pm_utf8_put(out, (uint32_t)letter);
		letter = next;
	}
	if (letter)
		pm_utf8_put(out, (uint32_t)letter);
	return rc;
}

static void drop_controls(const char *text, struct pm_buf *out)
{
	size_t at = 0, length = strlen(text);

	while (at < length) {
		uint32_t c = (uint32_t)pm_utf8_next(text, length, &at);

		if (!is_control(c))
			pm_utf8_put(out, c);
	}
}

int pm_cdtext_clean(const char *text, const struct pm_cdtext_form *form, struct pm_buf *out, struct pm_cdtext_done *done)
{
	struct pm_buf plain, better, wide;
	char *nfc = NULL;
	int rc = PM_E_NOMEM;

	memset(done, 0, sizeof(*done));
	pm_buf_init(&plain);
	pm_buf_init(&better);
	pm_buf_init(&wide);
	drop_controls(text, &plain);
	nfc = plain.failed ? NULL : pm_utf8_nfc(pm_buf_str(&plain));
	if (!nfc)
		goto out;
	if (form->transliterate) {
		rc = pm_utf8_transliterate(nfc, &better, &done->replaced);
	} else {
		pm_buf_add_str(&better, nfc);
		rc = better.failed ? PM_E_NOMEM : PM_OK;
	}
	if (rc < 0)
		goto out;
	if (form->double_byte) {
		rc = widen(pm_buf_str(&better), better.length_bytes, form->charset, &wide, &done->widened);
		if (rc == PM_OK)
			rc = wide.failed ? PM_E_NOMEM : settle_marks(&wide, out);
	} else {
		pm_buf_add(out, pm_buf_str(&better), better.length_bytes);
	}
	if (rc == PM_OK && out->failed)
		rc = PM_E_NOMEM;
out:
	free(nfc);
	pm_buf_release(&plain);
	pm_buf_release(&better);
	pm_buf_release(&wide);
	return rc;
}

/* 1: the charset holds this character alone. */
static int holds(enum pm_charset charset, uint32_t c)
{
	struct pm_buf text, bytes;
	int good;

	pm_buf_init(&text);
	pm_buf_init(&bytes);
	pm_utf8_put(&text, c);
	good = pm_charset_from_utf8(charset, pm_buf_str(&text), &bytes, NULL) == PM_OK;
	pm_buf_release(&text);
	pm_buf_release(&bytes);
	return good;
}

/* 1: --transliterate would make something of this character. */
static int would_transliterate(uint32_t c)
{
	struct pm_buf text, plain;
	size_t count = 0;

	pm_buf_init(&text);
	pm_buf_init(&plain);
	pm_utf8_put(&text, c);
	if (pm_utf8_transliterate(pm_buf_str(&text), &plain, &count) != PM_OK)
		count = 0;
	pm_buf_release(&text);
	pm_buf_release(&plain);
	return count > 0;
}

/* Name the first characters the charset lacks (each once), and count the kinds. */
static void describe_bad(const char *text, enum pm_charset charset, struct pm_buf *names, unsigned *kinds, int *translit)
{
	uint32_t seen[4];
	size_t at = 0, length = strlen(text);

	*kinds = 0;
	*translit = 1;
	while (at < length && *kinds < 4) {
		uint32_t c = (uint32_t)pm_utf8_next(text, length, &at);
		unsigned i;

		for (i = 0; i < *kinds && seen[i] != c; i++)
			;
		if (i < *kinds || holds(charset, c))
			continue;
		seen[(*kinds)++] = c;
		*translit &= would_transliterate(c);
		if (*kinds > 3) {
			pm_buf_add_str(names, " and others");
			return;
		}
		pm_buf_add_str(names, *kinds > 1 ? ", " : "");
		pm_utf8_describe(c, names);
	}
}

static void report_charset(const char *text, const char *clean, const struct pm_cdtext_form *form, enum pm_text_field field, unsigned track,
			   struct pm_pos pos, struct pm_diags *diags)
{
	struct pm_diag *diag;
	struct pm_buf names;
	char whose[16];
	unsigned kinds;
	int translit;

	pm_buf_init(&names);
	describe_bad(clean, form->charset, &names, &kinds, &translit);
	diag = pm_diag_add(diags, PM_DIAG_TEXT_CHARSET, pos, "%s of %s '%s' has %s, which %s cannot hold", pm_cdtext_field_name(field),
			   pm_cdtext_whose(track, whose), text, names.length_bytes ? pm_buf_str(&names) : "a character",
			   pm_charset_name(form->charset));
	diag = pm_diag_on(diag, track ? (int)track : -1, -1);
	if (kinds && translit && !form->double_byte && !form->transliterate)
		pm_diag_hint(diag, "--transliterate writes it in plain characters");
	else if (form->charset == PM_CS_ASCII)
		pm_diag_hint(diag, "CD-Text takes only plain letters, digits and signs here: write it so");
	else if (form->double_byte && form->charset != PM_CS_MS_JIS)
		pm_diag_hint(diag, "write it in characters of %s", pm_charset_name(form->charset));
	else
		pm_diag_hint(diag, form->double_byte ? "write it in characters that Japanese CD-Text (MS-JIS) has" :
						       "write it with the letters of Western European languages, which is all this CD-Text holds");
	pm_buf_release(&names);
}

static void report_changes(const char *text, const char *clean, const struct pm_cdtext_done *done, enum pm_text_field field, unsigned track,
			   struct pm_pos pos, struct pm_diags *diags)
{
	char whose[16];

	if (done->replaced || done->widened)
		pm_diag_on(pm_diag_add(diags, PM_DIAG_TEXT_TRANSLITERATED, pos, "%s of %s '%s' is written '%s'%s", pm_cdtext_field_name(field),
				       pm_cdtext_whose(track, whose), text, clean,
				       done->widened ? ": its block takes double-byte characters only" : ""),
			   track ? (int)track : -1, -1);
}

int pm_cdtext_prepare(const char *text, const struct pm_cdtext_form *form, enum pm_text_field field, unsigned track, struct pm_pos pos,
		      struct pm_buf *out, struct pm_diags *diags)
{
	struct pm_cdtext_done done;
	struct pm_buf clean, bytes;
	int rc;

	pm_buf_init(&clean);
	pm_buf_init(&bytes);
	rc = pm_cdtext_clean(text, form, &clean, &done);
	if (rc == PM_OK)
		rc = pm_charset_from_utf8(form->charset, pm_buf_str(&clean), &bytes, NULL);
	/* A single byte left over would shift every terminator behind it. */
	if (rc == PM_OK && form->double_byte && bytes.length_bytes % 2)
		rc = PM_E_FORMAT;
	if (rc == PM_E_FORMAT) {
		report_charset(text, pm_buf_str(&clean), form, field, track, pos, diags);
		rc = PM_OK;
	} else if (rc == PM_OK) {
		pm_buf_add(out, pm_buf_str(&bytes), bytes.length_bytes);
		report_changes(text, pm_buf_str(&clean), &done, field, track, pos, diags);
		rc = out->failed ? PM_E_NOMEM : PM_OK;
	}
	pm_buf_release(&clean);
	pm_buf_release(&bytes);
	return rc;
}
