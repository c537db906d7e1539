/* SPDX-License-Identifier: GPL-3.0-or-later */
/* v07t-write.c - one CD-Text block as Sony's text sheet.  Layer 2.  Source: shared/reference/cdtext.md section 8;
 * shared/vectors/canonical/harbour.v07t. */
#include "cdtext/v07t.h"

#include <stdio.h>

#include "cdtext/fields.h"
#include "cdtext/prepare.h"

struct sheet {
	const struct pm_disc *disc;
	const struct pm_cdtext_options *options;
	struct pm_diags *diags;
	struct pm_buf *out;
	unsigned block;
	int rc;
};

static void put_row(struct sheet *s, const char *key, const char *value)
{
	pm_buf_printf(s->out, "%-25s = %s\n", key, value);
}

static void put_text(struct sheet *s, const char *key, unsigned track, enum pm_text_field field)
{
	struct pm_buf bytes;

	pm_buf_init(&bytes);
	if (s->rc == PM_OK)
		s->rc = pm_cdtext_text_bytes(s->disc, s->block, track, field, s->options, &bytes, s->diags);
	put_row(s, key, pm_buf_str(&bytes));
	pm_buf_release(&bytes);
}

static void put_code(struct sheet *s, const char *key, const char *name, unsigned code)
{
	char hex[16];

	snprintf(hex, sizeof(hex), "0x%02X", code);
	put_row(s, key, name ? name : hex);
}

static void put_head(struct sheet *s)
{
	static const struct {
		enum pm_charset charset;
		const char *name;
	} names[] = {{PM_CS_ISO_8859_1, "8859"}, {PM_CS_ASCII, "ASCII"}, {PM_CS_MS_JIS, "MS-JIS"}};
	const struct pm_block *block = &s->disc->block[s->block];
	enum pm_charset charset = pm_cdtext_field_charset(PM_TEXT_TITLE, block->charset);
	const char *name = NULL;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].charset == charset)
			name = names[i].name;
	put_row(s, "Input Sheet Version", "0.7T");
	put_code(s, "Text Code", name, pm_cdtext_charset_code(charset));
	put_code(s, "Language Code", pm_language_name(block->language), block->language);
}

/* The genre goes as a number: tools number the names after Soundtrack differently.  libburn drops a genre's text where there is none. */
static void put_genre_code(struct sheet *s)
{
	unsigned code = s->disc->block[s->block].genre_code;
	const char *text = s->disc->block[s->block].of[0].field[PM_TEXT_GENRE];

	if ((code || (text && *text)) && pm_cdtext_carrier(s->disc) == (int)s->block)
		put_code(s, "Genre Code", NULL, code);
	else
		put_row(s, "Genre Code", "");
}

static void put_disc(struct sheet *s)
{
	uint8_t copy = s->disc->block[s->block].copy_protection;
	char number[16];

	put_text(s, "Album Title", 0, PM_TEXT_TITLE);
	put_text(s, "Artist Name", 0, PM_TEXT_PERFORMER);
	put_text(s, "Songwriter", 0, PM_TEXT_SONGWRITER);
	put_text(s, "Composer", 0, PM_TEXT_COMPOSER);
	put_text(s, "Arranger", 0, PM_TEXT_ARRANGER);
	put_text(s, "Album Message", 0, PM_TEXT_MESSAGE);
	put_text(s, "Catalog Number", 0, PM_TEXT_DISC_ID);
	put_genre_code(s);
	put_text(s, "Genre Information", 0, PM_TEXT_GENRE);
	put_text(s, "Closed Information", 0, PM_TEXT_CLOSED);
	put_text(s, "UPC / EAN", 0, PM_TEXT_CODE);
	put_code(s, "Text Data Copy Protection", copy == 0 ? "OFF" : copy == 3 ? "ON" : NULL, copy);
	snprintf(number, sizeof(number), "%u", s->disc->first_track);
	put_row(s, "First Track Number", number);
	snprintf(number, sizeof(number), "%u", s->disc->last_track);
	put_row(s, "Last Track Number", number);
}

static void put_track(struct sheet *s, unsigned track)
{
	static const struct {
		enum pm_text_field field;
		const char *name;
	} rows[] = {
		{PM_TEXT_TITLE, "Title"},       {PM_TEXT_PERFORMER, "Artist"},  {PM_TEXT_SONGWRITER, "Songwriter"},
		{PM_TEXT_COMPOSER, "Composer"}, {PM_TEXT_ARRANGER, "Arranger"}, {PM_TEXT_MESSAGE, "Message"},
	};
	char key[32];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(key, sizeof(key), "Track %02u %s", track, rows[i].name);
		put_text(s, key, track, rows[i].field);
	}
	/* Sony's sheet has no word for it; libburn takes the pack type. */
	if (s->disc->block[s->block].of[track].field[PM_TEXT_CLOSED]) {
		snprintf(key, sizeof(key), "Track %02u 0x8d", track);
		put_text(s, key, track, PM_TEXT_CLOSED);
	}
	snprintf(key, sizeof(key), "ISRC %02u", track);
	put_text(s, key, track, PM_TEXT_CODE);
}

int pm_v07t_write(const struct pm_disc *disc, unsigned block, const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags)
{
	struct sheet s = {.disc = disc, .options = options, .diags = diags, .out = out, .block = block, .rc = PM_OK};
	unsigned track;

	if (block >= PM_BLOCKS)
		return PM_E_RANGE;
	put_head(&s);
	put_disc(&s);
	for (track = disc->first_track; track && track <= disc->last_track && track <= 99; track++)
		put_track(&s, track);
	return s.rc == PM_OK && out->failed ? PM_E_NOMEM : s.rc;
}
