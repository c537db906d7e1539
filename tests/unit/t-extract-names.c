/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-extract-names.c - file names made of titles, nice and nasty. */
#include "master/extract.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static void safe(const char *text, const char *want)
{
	struct pm_buf out;

	pm_buf_init(&out);
	pm_safe_name(&out, text);
	IS_STR(pm_buf_str(&out), want, want);
	pm_buf_release(&out);
}

static void named(const struct pm_disc *disc, unsigned track, const char *want)
{
	char *name = pm_extract_name(disc, track, "wav");

	IS_STR(name, want, want);
	free(name);
}

int main(void)
{
	struct pm_disc *disc = harbour_disc();
	char text[400];
	char *name;
	size_t i;

	safe("Slack Water", "Slack Water");
	safe("\xc3\x89t\xc3\xa9", "\xc3\x89t\xc3\xa9");
	safe("AC/DC: \\what\\? *\"<|>", "AC_DC_ _what__ _____");
	safe("a\tb\nc\x7f", "a_b_c_");
	safe("a\xe2\x80\xae" "b", "a_b");
	safe("..hidden. . ", "hidden");
	safe("../../etc/passwd", "_.._etc_passwd");
	safe("...", "");
	safe("", "");
	safe("bad \xff byte", "bad \xef\xbf\xbd byte");
	for (i = 0; i < 300; i++)
		text[i] = 'x';
	text[300] = 0;
	harbour_text(disc, 0, 1, PM_TEXT_TITLE, text);
	name = pm_extract_name(disc, 1, "flac");
	IS_INT(strlen(name), 3 + PM_NAME_TEXT_BYTES + 5, "a long title is cut");
	free(name);
	safe("e\xcc\x81t", "\xc3\xa9t");
	/* A letter with an accent that has no form in one piece: 3 bytes each, one byte in front, and the last one does not fit as a whole. */
	text[0] = 'y';
	for (i = 0; i < 50; i++)
		memcpy(text + 1 + i * 3, "q\xcc\x81", 3);
	text[151] = 0;
	harbour_text(disc, 0, 1, PM_TEXT_TITLE, text);
	name = pm_extract_name(disc, 1, "wav");
	IS_INT(strlen(name), 3 + 118 + 4, "never between a letter and its accent");
	free(name);
	named(disc, 2, "02 \xc3\x89t\xc3\xa9.wav");
	named(disc, 3, "03.wav");
	named(disc, 0, "00 Hidden audio.wav");
	pm_disc_free(disc);
	return tap_done();
}
