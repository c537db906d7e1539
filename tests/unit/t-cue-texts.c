/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cue-texts.c - texts, REM lines, codes and flags of a cue sheet.  Expected: cue-toc.md sections 1, 2 and 7; Q control bits: IEC 60908. */
#include "tests/unit/cue-help.h"

#define HEAD "FILE x.wav WAVE\nTRACK 01 AUDIO\n"
#define TAIL "INDEX 01 00:00:00\n"

static void quotes(void)
{
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nTITLE \"Say \"\"Hi\"\" now\"\nPERFORMER \"The \\\"X\\\"\"\nSONGWRITER \"\"\nMESSAGE "
		"'one'\nCOMPOSER \"a \"b\" c\"\n"
		"INDEX 01 00:00:00\n; a comment\n// another\n\n");
	findings_are("3:8 W cue-syntax; 4:12 W cue-syntax; 7:11 W cue-syntax", "quotes inside quotes");
	IS_STR(text(1, PM_TEXT_TITLE), "Say \"Hi\" now", "doubled");
	IS_STR(text(1, PM_TEXT_PERFORMER), "The \"X\"", "with a backslash");
	OK(!text(1, PM_TEXT_SONGWRITER), "an empty text is none");
	IS_STR(text(1, PM_TEXT_MESSAGE), "'one'", "single quotes are part of the text");
	IS_STR(text(1, PM_TEXT_COMPOSER), "a \"b\" c", "single ones inside");
	done();
}


static void every_text(void)
{
	read_it("TITLE T\nPERFORMER P\nSONGWRITER S\nCOMPOSER C\nARRANGER A\nMESSAGE M\nGENRE Opera\nDISC_ID D\n" HEAD
		"TITLE t\nPERFORMER p\nSONGWRITER s\nCOMPOSER c\nARRANGER a\nMESSAGE m\n" TAIL);
	findings_are("", "every text");
	IS_STR(text(0, PM_TEXT_TITLE), "T", "TITLE");
	IS_STR(text(0, PM_TEXT_PERFORMER), "P", "PERFORMER");
	IS_STR(text(0, PM_TEXT_SONGWRITER), "S", "SONGWRITER");
	IS_STR(text(0, PM_TEXT_COMPOSER), "C", "COMPOSER");
	IS_STR(text(0, PM_TEXT_ARRANGER), "A", "ARRANGER");
	IS_STR(text(0, PM_TEXT_MESSAGE), "M", "MESSAGE");
	IS_STR(text(0, PM_TEXT_GENRE), "Opera", "GENRE");
	IS_INT(disc->block[0].genre_code, 18, "its code");
	IS_STR(text(0, PM_TEXT_DISC_ID), "D", "DISC_ID");
	IS_STR(text(1, PM_TEXT_TITLE), "t", "TITLE of a track");
	IS_STR(text(1, PM_TEXT_PERFORMER), "p", "PERFORMER of a track");
	IS_STR(text(1, PM_TEXT_SONGWRITER), "s", "SONGWRITER of a track");
	IS_STR(text(1, PM_TEXT_COMPOSER), "c", "COMPOSER of a track");
	IS_STR(text(1, PM_TEXT_ARRANGER), "a", "ARRANGER of a track");
	IS_STR(text(1, PM_TEXT_MESSAGE), "m", "MESSAGE of a track");
	IS_INT(disc->block[0].of[0].pos[PM_TEXT_PERFORMER].offset_bytes, 18, "a text has its place");
	done();
	read_it("TITLE \"\"\nGENRE \"\"\nPERFORMER \"  x \"\nMESSAGE \"\"\"\"\n" HEAD TAIL);
	findings_are("4:10 W cue-syntax", "an empty text");
	OK(!text(0, PM_TEXT_TITLE), "is none");
	IS_INT(disc->block[0].genre_code, 0, "an empty genre too");
	IS_STR(text(0, PM_TEXT_PERFORMER), "  x ", "blanks inside the quotes stay");
	IS_STR(text(0, PM_TEXT_MESSAGE), "\"", "two quotes inside are one");
	done();
	read_it("GENRE \"Sea shanty\"\n" HEAD TAIL);
	IS_INT(disc->block[0].genre_code, 1, "a genre without a code is 01h, not defined");
	done();
	/* CD-Text has one genre and one disc identification, on the disc level. */
	read_it("GENRE Jazz\nDISC_ID D\n" HEAD "GENRE Rock\nDISC_ID E\n" TAIL);
	findings_are("5:1 W cue-syntax; 6:1 W cue-syntax", "GENRE and DISC_ID in a track");
	IS_STR(text(0, PM_TEXT_GENRE), "Jazz", "do not change the disc's");
	IS_INT(disc->block[0].genre_code, 14, "nor its code");
	IS_STR(text(0, PM_TEXT_DISC_ID), "D", "nor its identification");
	OK(!text(1, PM_TEXT_GENRE) && !text(1, PM_TEXT_DISC_ID), "and are no track's");
	done();
}

static void remarks(void)
{
	read_it("REM GENRE Jazz\nREM DATE 2026\nREM COMMENT \"by hand\"\nREM\nREM ALONE\nREM Q \"a\" b\nREM ONE \"\n" HEAD "REM \t REPLAYGAIN_TRACK_GAIN\t-3.2 dB\n" TAIL);
	findings_are("", "remarks");
	IS_INT(disc->extra_count, 7, "are kept, but for an empty one");
	IS_STR(disc->extra[0].key, "GENRE", "a key");
	IS_STR(disc->extra[0].value, "Jazz", "a value");
	IS_INT(disc->extra[0].track, -1, "of the disc");
	IS_STR(disc->extra[2].value, "by hand", "out of its quotes");
	IS_STR(disc->extra[3].value, "", "no value");
	IS_STR(disc->extra[4].value, "\"a\" b", "quotes around a part stay");
	IS_STR(disc->extra[5].value, "\"", "a lone quote too");
	IS_STR(disc->extra[6].key, "REPLAYGAIN_TRACK_GAIN", "blanks and tabs between");
	IS_STR(disc->extra[6].value, "-3.2 dB", "but none in front of the value");
	IS_INT(disc->extra[6].track, 1, "of a track");
	OK(!text(0, PM_TEXT_GENRE) && !disc->block[0].genre_code, "REM GENRE is no genre of the disc");
	done();
}

static void codes(void)
{
	read_it("CATALOG 0012345678905\n" HEAD "ISRC ZZXYZ2600001\n" TAIL);
	findings_are("", "codes");
	IS_STR(disc->mcn.text, "0012345678905", "CATALOG");
	IS_INT(disc->mcn_pos.offset_bytes, 8, "its place");
	IS_INT(disc->mcn_from, PM_FROM_CUE, "from the sheet");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "ISRC");
	IS_INT(disc->track[1].isrc_pos.offset_bytes, 58, "its place");
	IS_INT(disc->track[1].isrc_from, PM_FROM_CUE, "from the sheet");
	done();
	read_it("CATALOG \"012345678905\"\n" HEAD "ISRC \"zz-xyz-26-00001\"\n" TAIL);
	findings_are("", "quotes, hyphens, twelve digits");
	IS_STR(disc->mcn.text, "0012345678905", "get the zero");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "and the plain form");
	done();
	read_it("CATALOG 0012345678904\n" HEAD "ISRC ZZXYZ260001\n" TAIL);
	findings_are("1:9 E ean-check-digit; 4:6 E isrc-format", "wrong codes");
	IS_INT(disc->poisoned, PM_POISON_MCN, "poison the disc's");
	IS_INT(disc->track[1].poisoned, PM_POISON_ISRC, "and the track's");
	IS_INT(disc->track[1].isrc_from, PM_FROM_NONE, "and come from nowhere");
	done();
	read_it("CATALOG \"\"\n" HEAD "ISRC \"\"\n" TAIL);
	findings_are("1:1 E cue-syntax; 4:1 E cue-syntax", "codes of nothing");
	IS_STR(diags.list[1].message, "nothing stands behind ISRC", "are none");
	done();
	read_it("CATALOG \"0012345678905\nUPC_EAN 4006381333931\n" HEAD "ISRC \"ZZXYZ2600001\n" TAIL);
	findings_are("1:9 E cue-syntax; 5:6 E cue-syntax", "quotes never closed");
	IS_STR(disc->mcn.text, "4006381333931", "UPC_EAN stands in for a CATALOG that could not be read");
	done();
	read_it(HEAD "CATALOG 0012345678905\n" TAIL);
	findings_are("3:1 W cue-syntax", "CATALOG below a TRACK");
	IS_STR(disc->mcn.text, "0012345678905", "is read all the same");
	done();
	read_it("UPC_EAN 0012345678905\n" HEAD TAIL);
	IS_STR(disc->mcn.text, "0012345678905", "UPC_EAN alone");
	IS_INT(disc->mcn_from, PM_FROM_CUE, "is the sheet's number");
	done();
	read_it("UPC_EAN 0012345678904\n" HEAD TAIL);
	findings_are("1:9 E ean-check-digit", "and is judged");
	done();
	read_it("UPC_EAN 4006381333931\nCATALOG 0012345678905\n" HEAD "UPC_EAN 4006381333931\n" TAIL);
	IS_STR(disc->mcn.text, "0012345678905", "CATALOG stands above it, in either order");
	done();
	read_it("UPC_EAN 4006381333931\nCATALOG 0012345678904\n" HEAD TAIL);
	findings_are("2:9 E ean-check-digit", "also a wrong one");
	done();
	read_it(HEAD TAIL "ISRC ZZXYZ2600001\n");
	findings_are("4:1 E cue-syntax", "ISRC behind an INDEX");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "is read, for --allow");
	IS_STR(hint_of(PM_DIAG_CUE_SYNTAX), "ISRC belongs above the INDEX lines", "and what to do");
	done();
}

static void are_flags(const char *words, unsigned control, int scms, unsigned poisoned, const char *findings)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, HEAD "FLAGS %s\n" TAIL, words);
	read_it(pm_buf_str(&b));
	findings_are(findings, words);
	IS_INT(disc->track[1].control, control, words);
	IS_INT(disc->track[1].scms, scms, words);
	IS_INT(disc->track[1].poisoned, poisoned, words);
	pm_buf_release(&b);
	done();
}

/* Control nibble: 1 pre-emphasis, 2 copying permitted, 8 four channels. */
static void flags(void)
{
	are_flags("PRE", 1, 0, 0, "");
	are_flags("DCP", 2, 0, 0, "");
	are_flags("4CH", 8, 0, 0, "");
	are_flags("SCMS", 0, 1, 0, "");
	are_flags("dcp 4Ch\tpre scms", 11, 1, 0, "");
	are_flags("DATA", 0, 0, 0, "");
	are_flags("", 0, 0, 0, "");
	are_flags("DCP,PRE", 0, 0, PM_POISON_FLAGS, "3:7 E cue-syntax");
	are_flags("DCP NONE PRE", 3, 0, PM_POISON_FLAGS, "3:11 E cue-syntax");
	read_it(HEAD TAIL "FLAGS PRE\n");
	findings_are("4:1 W cue-syntax", "behind an INDEX, as some programs write it");
	IS_INT(disc->track[1].control, 1, "they count");
	IS_INT(disc->track[1].flags_pos.offset_bytes, 55, "and have their place");
	done();
}

/* A hundredth track is checked and not kept. */
static void beyond(void)
{
	struct pm_buf b;
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "FILE x.wav WAVE\n");
	for (i = 1; i <= 100; i++)
		pm_buf_printf(&b, "TRACK %02d AUDIO\nINDEX 01 00:%02d:00\n", i, i % 60);
	pm_buf_add_str(&b, "TITLE x\nISRC ZZXYZ260000\nREM a b\nFLAGS PRE QQ\n");
	read_it(pm_buf_str(&b));
	OK(!text(0, PM_TEXT_TITLE), "its title is not the disc's");
	IS_INT(pm_diags_has(&diags, PM_DIAG_ISRC_FORMAT), 1, "its ISRC is looked at");
	IS_INT(disc->extra_count, 0, "its REM is not kept");
	IS_INT(disc->track[99].control, 0, "its flags are not track 99's");
	done();
	pm_buf_release(&b);
}

int main(void)
{
	quotes();
	every_text();
	remarks();
	codes();
	flags();
	beyond();
	return tap_done();
}
