/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.c - pack types and character codes of CD-Text as tables.  Layer 2.  Source: shared/reference/cdtext.md sections 2 and 5. */
#include "cdtext/fields.h"

#include <stdio.h>

static const struct {
	uint8_t type;
	uint8_t has_tracks;
	const char *name;
} field_table[PM_TEXT_FIELDS] = {
	[PM_TEXT_TITLE] = {0x80, 1, "title"},
	[PM_TEXT_PERFORMER] = {0x81, 1, "performer"},
	[PM_TEXT_SONGWRITER] = {0x82, 1, "songwriter"},
	[PM_TEXT_COMPOSER] = {0x83, 1, "composer"},
	[PM_TEXT_ARRANGER] = {0x84, 1, "arranger"},
	[PM_TEXT_MESSAGE] = {0x85, 1, "message"},
	[PM_TEXT_DISC_ID] = {0x86, 0, "disc identification"},
	[PM_TEXT_GENRE] = {0x87, 0, "genre"},
	[PM_TEXT_CLOSED] = {0x8D, 1, "closed information"},
	[PM_TEXT_CODE] = {0x8E, 1, "code"},
};

static const struct {
	uint8_t code;
	enum pm_charset charset;
} charset_table[] = {
	{0x00, PM_CS_ISO_8859_1}, {0x01, PM_CS_ASCII}, {0x80, PM_CS_MS_JIS}, {0x81, PM_CS_EUC_KR}, {0x82, PM_CS_GB2312},
};
#define CHARSETS (sizeof(charset_table) / sizeof(charset_table[0]))

uint8_t pm_cdtext_type(enum pm_text_field field)
{
	return field_table[field].type;
}

int pm_cdtext_field(uint8_t type)
{
	int field;

	for (field = 0; field < PM_TEXT_FIELDS; field++)
		if (field_table[field].type == type)
			return field;
	return -1;
}

const char *pm_cdtext_field_name(enum pm_text_field field)
{
	return field_table[field].name;
}

int pm_cdtext_field_has_tracks(enum pm_text_field field)
{
	return field_table[field].has_tracks;
}

uint8_t pm_cdtext_charset_code(enum pm_charset charset)
{
	size_t i;

	for (i = 0; i < CHARSETS; i++)
		if (charset_table[i].charset == charset)
			return charset_table[i].code;
	return 0x00;
}

int pm_cdtext_charset(uint8_t code)
{
	size_t i;

	for (i = 0; i < CHARSETS; i++)
		if (charset_table[i].code == code)
			return (int)charset_table[i].charset;
	return -1;
}

enum pm_charset pm_cdtext_field_charset(enum pm_text_field field, enum pm_charset block_charset)
{
	switch (field) {
	case PM_TEXT_DISC_ID:
	case PM_TEXT_GENRE:
	case PM_TEXT_CODE:
		return PM_CS_ASCII;
	case PM_TEXT_CLOSED:
		return PM_CS_ISO_8859_1;
	default:
		/* Charsets that CD-Text has no code for are written as ISO 8859-1. */
		return (enum pm_charset)pm_cdtext_charset(pm_cdtext_charset_code(block_charset));
	}
}

int pm_cdtext_is_double(enum pm_text_field field, enum pm_charset block_charset)
{
	return field <= PM_TEXT_MESSAGE && pm_cdtext_charset_code(block_charset) >= 0x80;
}

const char *pm_cdtext_whose(unsigned track, char out[16])
{
	if (track)
		snprintf(out, 16, "track %u", track % 100);
	else
		snprintf(out, 16, "the disc");
	return out;
}
