/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-v07t-keys.c - the words of Sony's text sheet, as cdtext.md section 8 lists them. */
#include "cdtext/v07t-keys.h"

#include "tests/tap.h"

static struct pm_span_text span(const char *text)
{
	return (struct pm_span_text){text, strlen(text)};
}

static void trimmed(const char *text, const char *want, const char *name)
{
	struct pm_span_text s = pm_v07t_trim(text, strlen(text));

	OK(s.length == strlen(want) && memcmp(s.text, want, s.length) == 0, name);
}

static void test_trim(void)
{
	trimmed("  a b\t\r", "a b", "blanks, tabs and carriage returns around");
	trimmed("a", "a", "none");
	trimmed(" \t\r ", "", "nothing else");
	trimmed("", "", "nothing");
	trimmed("\n", "\n", "a line feed ends a line and is no blank");
	OK(pm_v07t_is_blank(' ') && pm_v07t_is_blank('\t') && pm_v07t_is_blank('\r') && !pm_v07t_is_blank('\n') && !pm_v07t_is_blank('\0') &&
		   !pm_v07t_is_blank((char)0xA0),
	   "which are blanks");
}

static void test_words(void)
{
	OK(pm_v07t_is(span("ISRC"), "ISRC") && !pm_v07t_is(span("ISRC"), "ISR") && !pm_v07t_is(span("ISR"), "ISRC") && !pm_v07t_is(span("isrc"), "ISRC"),
	   "a word is that word, in that case");
	OK(pm_v07t_is_nocase(span("On"), "ON") && !pm_v07t_is_nocase(span("O"), "ON") && !pm_v07t_is_nocase(span("Om"), "ON") &&
		   !pm_v07t_is_nocase(span("ON "), "ON"),
	   "or in any case");
	/* '@' and '`', '[' and '{' are 20h apart as letters are. */
	OK(!pm_v07t_is_nocase(span("@["), "`{"), "only letters have a case");
}

static void test_numbers(void)
{
	IS_INT(pm_v07t_hex(span("0x8E")), 0x8E, "two digits");
	IS_INT(pm_v07t_hex(span("0X8e")), 0x8E, "in any case");
	IS_INT(pm_v07t_hex(span("0x0")), 0, "one digit");
	IS_INT(pm_v07t_hex(span("0xFfAa")), 0xFFAA, "four");
	IS_INT(pm_v07t_hex(span("0x12345")), -1, "five are too many");
	IS_INT(pm_v07t_hex(span("0x")), -1, "none are too few");
	IS_INT(pm_v07t_hex(span("1x80")), -1, "another beginning");
	IS_INT(pm_v07t_hex(span("0y80")), -1, "another letter");
	IS_INT(pm_v07t_hex(span("0x8G")), -1, "no digit");
	IS_INT(pm_v07t_hex(span("0x8/")), -1, "what stands before 0");
	IS_INT(pm_v07t_hex(span("0x8:")), -1, "and behind 9");
	IS_INT(pm_v07t_hex(span("0x8`")), -1, "and before a");
	IS_INT(pm_v07t_hex(span("0x 8")), -1, "a blank");
	IS_INT(pm_v07t_hex(span("")), -1, "nothing");
	IS_INT(pm_v07t_number(span("0")), 0, "one digit");
	IS_INT(pm_v07t_number(span("07")), 7, "two");
	IS_INT(pm_v07t_number(span("99")), 99, "the most");
	IS_INT(pm_v07t_number(span("100")), -1, "three are too many");
	IS_INT(pm_v07t_number(span("")), -1, "none");
	IS_INT(pm_v07t_number(span("1:")), -1, "what stands behind 9");
	IS_INT(pm_v07t_number(span("/1")), -1, "and before 0");
	IS_INT(pm_v07t_number(span("-1")), -1, "no sign");
}

static void is_key(const char *text, enum pm_v07t_kind kind, enum pm_text_field field, unsigned track, int disc_key)
{
	struct pm_v07t_key key = {PM_V07T_IGNORED, PM_TEXT_FIELDS, 999};
	int number = 999, found = pm_v07t_find_key(span(text), &key, &number);

	OK(found && key.kind == kind && (kind != PM_V07T_TEXT || (key.field == field && key.track == track)) && (disc_key ? number >= 0 : number == -1), text);
}

static void is_none(const char *text)
{
	struct pm_v07t_key key = {PM_V07T_IGNORED, PM_TEXT_FIELDS, 999};
	int number;

	OK(!pm_v07t_find_key(span(text), &key, &number) && key.track == 999, text);
}

static void test_disc_keys(void)
{
	struct pm_v07t_key key;
	int a, b;

	is_key("Input Sheet Version", PM_V07T_VERSION, 0, 0, 1);
	is_key("Text Code", PM_V07T_TEXT_CODE, 0, 0, 1);
	is_key("Language Code", PM_V07T_LANGUAGE, 0, 0, 1);
	is_key("Album Title", PM_V07T_TEXT, PM_TEXT_TITLE, 0, 1);
	is_key("Artist Name", PM_V07T_TEXT, PM_TEXT_PERFORMER, 0, 1);
	is_key("Songwriter", PM_V07T_TEXT, PM_TEXT_SONGWRITER, 0, 1);
	is_key("Composer", PM_V07T_TEXT, PM_TEXT_COMPOSER, 0, 1);
	is_key("Arranger", PM_V07T_TEXT, PM_TEXT_ARRANGER, 0, 1);
	is_key("Album Message", PM_V07T_TEXT, PM_TEXT_MESSAGE, 0, 1);
	is_key("Catalog Number", PM_V07T_TEXT, PM_TEXT_DISC_ID, 0, 1);
	is_key("Genre Code", PM_V07T_GENRE_CODE, 0, 0, 1);
	is_key("Genre Information", PM_V07T_TEXT, PM_TEXT_GENRE, 0, 1);
	is_key("Closed Information", PM_V07T_TEXT, PM_TEXT_CLOSED, 0, 1);
	is_key("UPC / EAN", PM_V07T_TEXT, PM_TEXT_CODE, 0, 1);
	is_key("Text Data Copy Protection", PM_V07T_COPY, 0, 0, 1);
	is_key("First Track Number", PM_V07T_FIRST, 0, 0, 1);
	is_key("Last Track Number", PM_V07T_LAST, 0, 0, 1);
	is_key("Remarks", PM_V07T_IGNORED, 0, 0, 1);
	is_key("Disc Information 01", PM_V07T_IGNORED, 0, 0, 0);
	/* As pack types. */
	is_key("0x80", PM_V07T_TEXT, PM_TEXT_TITLE, 0, 0);
	is_key("0x86", PM_V07T_TEXT, PM_TEXT_DISC_ID, 0, 0);
	is_key("0x8d", PM_V07T_TEXT, PM_TEXT_CLOSED, 0, 0);
	is_key("0x8E", PM_V07T_TEXT, PM_TEXT_CODE, 0, 0);
	is_none("0x7F");
	is_none("0x88");
	is_none("0x8C");
	is_none("0x8F");
	is_none("0x180");
	is_none("album title");
	is_none("Album  Title");
	is_none("Album Titles");
	is_none("UPC/EAN");
	is_none("Disc Information ");
	is_none("");
	IS_INT(pm_v07t_find_key(span("Remarks"), &key, &a) + pm_v07t_find_key(span("Text Code"), &key, &b), 2, "two keys");
	OK(a != b && a < PM_V07T_DISC_KEYS && b < PM_V07T_DISC_KEYS, "have numbers of their own");
}

static void test_track_keys(void)
{
	is_key("Track 01 Title", PM_V07T_TEXT, PM_TEXT_TITLE, 1, 0);
	is_key("Track 99 Artist", PM_V07T_TEXT, PM_TEXT_PERFORMER, 99, 0);
	is_key("Track 02 Songwriter", PM_V07T_TEXT, PM_TEXT_SONGWRITER, 2, 0);
	is_key("Track 03 Composer", PM_V07T_TEXT, PM_TEXT_COMPOSER, 3, 0);
	is_key("Track 04 Arranger", PM_V07T_TEXT, PM_TEXT_ARRANGER, 4, 0);
	is_key("Track 05 Message", PM_V07T_TEXT, PM_TEXT_MESSAGE, 5, 0);
	is_key("Track 06\t  Title", PM_V07T_TEXT, PM_TEXT_TITLE, 6, 0);
	is_key("ISRC 07", PM_V07T_TEXT, PM_TEXT_CODE, 7, 0);
	is_key("ISRC  7", PM_V07T_TEXT, PM_TEXT_CODE, 7, 0);
	is_key("Track 08 0x80", PM_V07T_TEXT, PM_TEXT_TITLE, 8, 0);
	is_key("Track 09 0x8d", PM_V07T_TEXT, PM_TEXT_CLOSED, 9, 0);
	is_key("Track 10 0x8E", PM_V07T_TEXT, PM_TEXT_CODE, 10, 0);
	is_none("Track 11 0x86"); /* of the disc only */
	is_none("Track 11 0x87");
	is_none("Track 11 0x8F");
	is_none("Track 11 Genre");
	is_none("Track 00 Title");
	is_none("Track 100 Title");
	is_none("Track 1 Title");
	is_none("Track 1x Title");
	is_none("Track 01Title");
	is_none("Track 01 ");
	is_none("Track 01");
	is_none("track 01 Title");
	is_none("ISRC");
	is_none("ISRC ");
	is_none("ISRC 00");
	is_none("ISRC 100");
	is_none("ISRC 0x01");
	is_none("isrc 01");
}

static void test_right_case(void)
{
	IS_STR(pm_v07t_right_case(span("album title")), "Album Title", "a key in small letters");
	IS_STR(pm_v07t_right_case(span("UPC / ean")), "UPC / EAN", "in mixed ones");
	IS_STR(pm_v07t_right_case(span("track 01 title")), "Track NN Title, ... Message, ISRC NN", "a track's");
	IS_STR(pm_v07t_right_case(span("isrc 01")), "Track NN Title, ... Message, ISRC NN", "an ISRC");
	IS_STR(pm_v07t_right_case(span("track")), NULL, "a word that only begins so");
	IS_STR(pm_v07t_right_case(span("isrcx01")), NULL, "another");
	IS_STR(pm_v07t_right_case(span("Performer")), NULL, "a word of other sheets");
	IS_STR(pm_v07t_right_case(span("")), NULL, "nothing");
}

int main(void)
{
	test_trim();
	test_words();
	test_numbers();
	test_disc_keys();
	test_track_keys();
	test_right_case();
	return tap_done();
}
