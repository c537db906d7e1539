/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-fields.c - pack types and character codes, against the tables of cdtext.md sections 2 and 5 (MMC-3 Annex J). */
#include "cdtext/fields.h"

#include "tests/tap.h"

static void test_types(void)
{
	static const struct {
		uint8_t type;
		enum pm_text_field field;
		int has_tracks;
	} rows[] = {
		{0x80, PM_TEXT_TITLE, 1},   {0x81, PM_TEXT_PERFORMER, 1}, {0x82, PM_TEXT_SONGWRITER, 1}, {0x83, PM_TEXT_COMPOSER, 1},
		{0x84, PM_TEXT_ARRANGER, 1}, {0x85, PM_TEXT_MESSAGE, 1},  {0x86, PM_TEXT_DISC_ID, 0},    {0x87, PM_TEXT_GENRE, 0},
		{0x8D, PM_TEXT_CLOSED, 1},  {0x8E, PM_TEXT_CODE, 1},
	};
	unsigned type, known = 0;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		IS_INT(pm_cdtext_type(rows[i].field), rows[i].type, "type of a field");
		IS_INT(pm_cdtext_field(rows[i].type), rows[i].field, "field of a type");
		IS_INT(pm_cdtext_field_has_tracks(rows[i].field), rows[i].has_tracks, "for the disc, or for the tracks too");
	}
	for (type = 0; type < 256; type++)
		known += pm_cdtext_field((uint8_t)type) >= 0;
	IS_INT(known, 10, "no other type is a text: not 88h to 8Ch, not 8Fh");
	for (i = 1; i < sizeof(rows) / sizeof(rows[0]); i++)
		OK(pm_cdtext_type((enum pm_text_field)i) > pm_cdtext_type((enum pm_text_field)(i - 1)), "packs are sent in ascending type order");
}

static void test_charsets(void)
{
	static const struct {
		uint8_t code;
		enum pm_charset charset;
	} rows[] = {{0x00, PM_CS_ISO_8859_1}, {0x01, PM_CS_ASCII}, {0x80, PM_CS_MS_JIS}, {0x81, PM_CS_EUC_KR}, {0x82, PM_CS_GB2312}};
	unsigned code, known = 0;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		IS_INT(pm_cdtext_charset_code(rows[i].charset), rows[i].code, "code of a charset");
		IS_INT(pm_cdtext_charset(rows[i].code), rows[i].charset, "charset of a code");
	}
	for (code = 0; code < 256; code++)
		known += pm_cdtext_charset((uint8_t)code) >= 0;
	IS_INT(known, 5, "no other code is known");
	IS_INT(pm_cdtext_charset_code(PM_CS_UTF8), 0x00, "what CD-Text cannot name is written as ISO 8859-1");
	IS_INT(pm_cdtext_charset_code(PM_CS_WINDOWS_1252), 0x00, "and so is Windows-1252");
}

/* 80h to 85h are in the block's code; 86h, 87h and 8Eh in ASCII, 8Dh in ISO 8859-1, whatever the block. */
static void test_field_charsets(void)
{
	static const enum pm_charset blocks[] = {PM_CS_ISO_8859_1, PM_CS_ASCII, PM_CS_MS_JIS, PM_CS_EUC_KR, PM_CS_GB2312};
	size_t i;
	int field;

	for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		for (field = PM_TEXT_TITLE; field <= PM_TEXT_MESSAGE; field++) {
			IS_INT(pm_cdtext_field_charset((enum pm_text_field)field, blocks[i]), blocks[i], "a text in the block's code");
			IS_INT(pm_cdtext_is_double((enum pm_text_field)field, blocks[i]), i >= 2, "two bytes a character from 80h on");
		}
		IS_INT(pm_cdtext_field_charset(PM_TEXT_DISC_ID, blocks[i]), PM_CS_ASCII, "86h");
		IS_INT(pm_cdtext_field_charset(PM_TEXT_GENRE, blocks[i]), PM_CS_ASCII, "87h");
		IS_INT(pm_cdtext_field_charset(PM_TEXT_CODE, blocks[i]), PM_CS_ASCII, "8Eh");
		IS_INT(pm_cdtext_field_charset(PM_TEXT_CLOSED, blocks[i]), PM_CS_ISO_8859_1, "8Dh");
		for (field = PM_TEXT_DISC_ID; field < PM_TEXT_FIELDS; field++)
			IS_INT(pm_cdtext_is_double((enum pm_text_field)field, blocks[i]), 0, "these are never of two bytes");
	}
	IS_INT(pm_cdtext_field_charset(PM_TEXT_TITLE, PM_CS_UTF8), PM_CS_ISO_8859_1, "a block in a charset CD-Text has no code for");
}

static void test_words(void)
{
	char out[16];

	IS_STR(pm_cdtext_field_name(PM_TEXT_DISC_ID), "disc identification", "86h in words");
	IS_STR(pm_cdtext_field_name(PM_TEXT_CODE), "code", "8Eh in words");
	IS_STR(pm_cdtext_whose(0, out), "the disc", "whose: the disc's");
	IS_STR(pm_cdtext_whose(1, out), "track 1", "a track's");
	IS_STR(pm_cdtext_whose(99, out), "track 99", "the last track's");
}

int main(void)
{
	test_types();
	test_charsets();
	test_field_charsets();
	test_words();
	return tap_done();
}
