/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-texts.c - rules about CD-Text. */
#include "tests/unit/rules.h"

static void test_partial(void)
{
	begin();
	set_text(2, PM_TEXT_TITLE, NULL);
	run(1, "one track has no title");
	said(0, "text-partial", PM_WARNING, 2, 200, "track 2 has no title, but other tracks have");
	begin();
	set_text(0, PM_TEXT_TITLE, NULL);
	run(1, "the disc has no title");
	said(0, "text-partial", PM_WARNING, -1, 5, "the disc has no title, but its tracks have");
	begin();
	set_text(0, PM_TEXT_COMPOSER, "Someone");
	set_text(0, PM_TEXT_DISC_ID, "HARBOUR-001");
	run(0, "a text of the disc alone");
	begin();
	set_text(2, PM_TEXT_COMPOSER, "Someone");
	set_text(1, PM_TEXT_CODE, "ZZXYZ2600001");
	run(1, "one track's composer");
	said(0, "text-partial", PM_WARNING, -1, 5, "the disc and tracks 1, 3 have no composer, but other tracks have");
	begin();
	set_text(1, PM_TEXT_COMPOSER, "Someone");
	set_text(2, PM_TEXT_COMPOSER, "Someone");
	set_text(3, PM_TEXT_COMPOSER, "Another");
	run(0, "every track has a composer, which the disc need not have");
	begin();
	disc->last_track = 9;
	disc->laid_out = 0;
	disc->block[0].present = 1;
	set_text(7, PM_TEXT_TITLE, "A title");
	run(7, "many tracks; six lack an ISRC");
	said(6, "text-partial", PM_WARNING, 4, PM_NOWHERE, "tracks 4-6, 8, 9 have no title, but other tracks have");
	begin();
	disc->block[0].present = 0;
	set_text(2, PM_TEXT_TITLE, NULL);
	run(0, "a block that is not there");
	begin();
	disc->block[3].present = 1;
	if (pm_text_set(&disc->block[3].of[1], PM_TEXT_TITLE, "x", pm_pos_none()) != PM_OK)
		exit(99);
	run(1, "another language");
	said(0, "text-partial", PM_WARNING, -1, 5, "the disc and tracks 2, 3 have no title, but other tracks have (a further language)");
}

static void test_control(void)
{
	begin();
	set_text(0, PM_TEXT_TITLE, "Har\x07" "bour");
	set_text(2, PM_TEXT_TITLE, "A\ttitle\n");
	set_text(3, PM_TEXT_TITLE, "\xC2\x85");
	set_text(1, PM_TEXT_TITLE, "\x7F");
	run(4, "control characters, one finding a text");
	said(0, "text-control", PM_ERROR, -1, 50, "the title of the disc holds the control character U+0007");
	said(1, "text-control", PM_ERROR, 1, 150, "the title of track 1 holds the control character U+007F");
	said(2, "text-control", PM_ERROR, 2, 250, "the title of track 2 holds the control character U+0009 (tab)");
	said(3, "text-control", PM_ERROR, 3, 350, "the title of track 3 holds the control character U+0085");
	begin();
	set_text(1, PM_TEXT_TITLE, "\xC3\xA9t\xC3\xA9 \xE2\x80\x94 \xE6\x97\xA5 \xF0\x9F\x8E\xB5");
	run(0, "all other characters are for the charset");
}

int main(void)
{
	test_partial();
	test_control();
	return finish();
}
