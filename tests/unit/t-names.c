/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-names.c - languages and genres.  Codes: shared/reference/cdtext.md section 5. */
#include "disc/text.h"

#include "tests/tap.h"

static const struct { int code; const char *name; } languages[] = {
	{0x00, "Unknown"}, {0x01, "Albanian"}, {0x08, "German"}, {0x09, "English"}, {0x0A, "Spanish"}, {0x0F, "French"}, {0x15, "Italian"},
	{0x1D, "Dutch"}, {0x21, "Portuguese"}, {0x2B, "Walloon"}, {0x45, "Zulu"}, {0x50, "Sranan Tongo"}, {0x54, "Serbo-Croat"}, {0x56, "Russian"},
	{0x65, "Korean"}, {0x69, "Japanese"}, {0x75, "Chinese"}, {0x7F, "Amharic"},
};
static const struct { int code; const char *name; } genres[] = {
	{0, "Not Used"}, {1, "Not Defined"}, {2, "Adult Contemporary"}, {5, "Classical"}, {0x0D, "Hip Hop"}, {0x0E, "Jazz"}, {0x14, "Pop Music"},
	{0x17, "Rock Music"}, {0x18, "Rhythm & Blues"}, {0x1A, "Soundtrack"}, {0x1B, "Spoken Word"}, {0x1C, "World Music"},
};

static void test_languages(void)
{
	int code, name_count = 0;
	size_t i;

	for (i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		IS_STR(pm_language_name((uint8_t)languages[i].code), languages[i].name, "name of a code");
		IS_INT(pm_language_code(languages[i].name), languages[i].code, "code of a name");
	}
	for (code = 0; code < 256; code++) {
		const char *name = pm_language_name((uint8_t)code);

		name_count += name != NULL;
		if (name && pm_language_code(name) != code)
			OK(0, name);
	}
	IS_INT(name_count, 103, "assigned codes: 00-2B and 45-7F");
	OK(pm_language_name(0x2C) == NULL && pm_language_name(0x44) == NULL, "2C-44 are unassigned");
	OK(pm_language_name(0x80) == NULL && pm_language_name(0xFF) == NULL, "so are 80-FF");
	IS_INT(pm_language_code("eNGLISH"), 9, "case is ignored");
	IS_INT(pm_language_code("en"), 9, "en");
	IS_INT(pm_language_code("DE"), 8, "DE");
	IS_INT(pm_language_code("ja"), 0x69, "ja");
	IS_INT(pm_language_code(""), -1, "no name");
	IS_INT(pm_language_code(NULL), -1, "NULL");
	IS_INT(pm_language_code("Englis"), -1, "part of a name");
	IS_INT(pm_language_code("Klingon"), -1, "an unknown name");
}

static void test_genres(void)
{
	uint16_t code;
	size_t i;

	for (i = 0; i < sizeof genres / sizeof genres[0]; i++) {
		IS_STR(pm_genre_name((uint16_t)genres[i].code), genres[i].name, "name of a code");
		IS_INT(pm_genre_code(genres[i].name), genres[i].code, "code of a name");
	}
	for (code = 0; code <= 28; code++)
		OK(pm_genre_name(code) && pm_genre_code(pm_genre_name(code)) == code, pm_genre_name(code));
	OK(pm_genre_name(29) == NULL && pm_genre_name(65535) == NULL, "above 28 there are none");
	IS_INT(pm_genre_code("rhythm and blues"), 0x18, "and for &");
	IS_INT(pm_genre_code("RHYTHM&BLUES"), 0x18, "& without blanks");
	IS_INT(pm_genre_code("Hip-Hop"), 0x0D, "a hyphen");
	IS_INT(pm_genre_code("Children's Music"), 4, "an apostrophe");
	IS_INT(pm_genre_code("Shanties"), -1, "an unknown name");
	IS_INT(pm_genre_code(""), -1, "no name");
	IS_INT(pm_genre_code("&"), -1, "only a sign");
}

int main(void)
{
	test_languages();
	test_genres();
	return tap_done();
}
