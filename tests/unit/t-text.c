/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-text.c - the texts of a disc. */
#include "disc/text.h"

#include "tests/tap.h"

static void test_set(void)
{
	struct pm_text t = {.reported = 0};

	IS_INT(pm_text_set(&t, PM_TEXT_TITLE, "Harbour", pm_pos_at(NULL, 5, 7)), PM_OK, "set");
	IS_STR(t.field[PM_TEXT_TITLE], "Harbour", "a copy is there");
	IS_INT(t.pos[PM_TEXT_TITLE].offset_bytes, 5, "with its place");
	IS_INT(pm_text_set_n(&t, PM_TEXT_TITLE, "Slack Water", 5, pm_pos_none()), PM_OK, "replace by part of a text");
	IS_STR(t.field[PM_TEXT_TITLE], "Slack", "only that part");
	IS_INT(pm_text_set(&t, PM_TEXT_TITLE, "", pm_pos_none()), PM_OK, "an empty text");
	OK(t.field[PM_TEXT_TITLE] == NULL, "removes it");
	IS_INT(pm_text_set(&t, PM_TEXT_TITLE, "  ", pm_pos_none()), PM_OK, "nothing but blanks");
	OK(t.field[PM_TEXT_TITLE] == NULL, "is no text");
	IS_INT(pm_text_set(&t, PM_TEXT_CODE, "x", pm_pos_none()), PM_OK, "the last field");
	IS_INT(pm_text_set(&t, PM_TEXT_CODE, NULL, pm_pos_none()), PM_OK, "NULL");
	OK(t.field[PM_TEXT_CODE] == NULL, "removes it");
	IS_INT(pm_text_set(&t, PM_TEXT_MESSAGE, "m", pm_pos_none()), PM_OK, "set before release");
	pm_text_release(&t);
	OK(t.field[PM_TEXT_MESSAGE] == NULL, "released");
	pm_text_release(&t);
}

static void test_block(void)
{
	struct pm_block *b = calloc(1, sizeof *b);

	if (!b)
		exit(99);
	IS_INT(pm_block_has_text(b, 99), 0, "an empty block has no text");
	IS_INT(pm_text_set(&b->of[0], PM_TEXT_CODE, "0602517642256", pm_pos_none()), PM_OK, "a code");
	IS_INT(pm_block_has_text(b, 99), 0, "a code is no text");
	IS_INT(pm_text_set(&b->of[0], PM_TEXT_CLOSED, "2026", pm_pos_none()), PM_OK, "closed information");
	IS_INT(pm_block_has_text(b, 99), 0, "alone makes no CD-Text");
	b->genre_code = 2;
	IS_INT(pm_block_has_text(b, 99), 1, "a genre without words does");
	b->genre_code = 0;
	IS_INT(pm_text_set(&b->of[3], PM_TEXT_MESSAGE, "2026", pm_pos_none()), PM_OK, "a message on track 3");
	IS_INT(pm_block_has_text(b, 2), 0, "behind the last track: not seen");
	IS_INT(pm_block_has_text(b, 3), 1, "on the last track: seen");
	IS_INT(pm_block_has_text(b, 1000), 1, "a track number out of range is harmless");
	pm_block_release(b);
	IS_INT(pm_block_has_text(b, 99), 0, "released");
	free(b);
}

static void test_same(void)
{
	OK(pm_text_same("a", "a", 0) && pm_text_same(NULL, "", 0) && pm_text_same(NULL, NULL, 0), "equal texts; an empty one is none");
	OK(!pm_text_same("a", "b", 0) && !pm_text_same("a", "ab", 0) && !pm_text_same("ab", "a", 0) && !pm_text_same(NULL, "a", 0), "others");
	OK(!pm_text_same("a\"b\"", "a'b'", 0) && pm_text_same("a\"b\"", "a'b'", PM_TEXT_QUOTES) && pm_text_same("a'b'", "a\"b\"", PM_TEXT_QUOTES),
	   "a CUE writes \" as '");
	OK(!pm_text_same("a\"", "a`", PM_TEXT_QUOTES), "which is no other quote");
	OK(!pm_text_same(" a\t", "a", 0) && pm_text_same(" a\t", "a", PM_TEXT_BLANKS) && pm_text_same("a", "\t a", PM_TEXT_BLANKS), "blanks at the ends");
	OK(pm_text_same("  ", NULL, PM_TEXT_BLANKS) && pm_text_same("", " ", PM_TEXT_BLANKS), "nothing but blanks");
	OK(!pm_text_same("a b", "a  b", PM_TEXT_BLANKS) && !pm_text_same("a b", "ab", PM_TEXT_BLANKS), "not those inside");
	OK(!pm_text_same(" \"a", "'a", PM_TEXT_BLANKS) && pm_text_same(" \"a", "'a", PM_TEXT_BLANKS | PM_TEXT_QUOTES), "both");
}

static void test_keys(void)
{
	IS_STR(pm_text_key(PM_TEXT_TITLE, 0), "title", "80h");
	IS_STR(pm_text_key(PM_TEXT_MESSAGE, 4), "message", "85h");
	IS_STR(pm_text_key(PM_TEXT_DISC_ID, 0), "disc_id", "86h");
	IS_STR(pm_text_key(PM_TEXT_GENRE, 0), "genre", "87h");
	IS_STR(pm_text_key(PM_TEXT_CLOSED, 0), "closed", "8Dh");
	IS_STR(pm_text_key(PM_TEXT_CODE, 0), "upc", "8Eh of the disc");
	IS_STR(pm_text_key(PM_TEXT_CODE, 1), "isrc", "8Eh of a track");
}

int main(void)
{
	test_set();
	test_block();
	test_same();
	test_keys();
	return tap_done();
}
