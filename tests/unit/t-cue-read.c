/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cue-read.c - cue sheets to declared discs: dialects, gap styles, every kind of mistake with its place. */
#include "cue/cue.h"

#include <time.h>

#include "tests/unit/cue-help.h"

/* A good sheet with everything in it. */
static void everything(void)
{
	read_it("\xEF\xBB\xBFREM GENRE Jazz\r\nREM COMMENT \"made by hand\"\r\ncatalog 012345678905\r\nCDTEXTFILE \"my disc.cdt\"\r\nTITLE "
		"\"Harbour\"\r\n"
		"PERFORMER The Lights\r\nSONGWRITER \"S\"\r\nCOMPOSER C\r\nARRANGER A\r\nMESSAGE M\r\nGENRE \"jazz\"\r\nDISC_ID \"H-1\"\r\n"
		"FILE \"a.bin\" BINARY\r\n  TRACK 01 AUDIO\r\n    TITLE \"One\"\r\n    FLAGS DCP 4CH PRE SCMS\r\n    ISRC \"zz-xyz-26-00001\"\r\n"
		"    INDEX 01 00:00:00\r\n    INDEX 02 00:04:00\r\n\tTRACK 2 audio \r\n    REM note for two\r\n    INDEX 0 0:6:30\r\n"
		"    INDEX 1 0:8:30");
	findings_are("", "a good sheet has no findings");
	items_are("M1.0 S88200 M1.1 A0:0+176400 M1.2 A0:176400+105840 M2.0 A0:282240+88200 M2.1 A0:370440+END", "its programme");
	IS_STR(disc->mcn.text, "0012345678905", "twelve digits of CATALOG get their zero");
	IS_INT(disc->mcn_from, PM_FROM_CUE, "from the sheet");
	IS_STR(cdtext, "my disc.cdt", "CDTEXTFILE");
	IS_INT(cdtext_pos.offset_bytes, 78, "and its place");
	IS_STR(text(0, PM_TEXT_TITLE), "Harbour", "title");
	IS_STR(text(0, PM_TEXT_PERFORMER), "The Lights", "an unquoted performer of two words");
	IS_STR(text(0, PM_TEXT_COMPOSER), "C", "composer");
	IS_STR(text(0, PM_TEXT_GENRE), "jazz", "genre");
	IS_INT(disc->block[0].genre_code, 0x0E, "its code");
	IS_STR(text(0, PM_TEXT_DISC_ID), "H-1", "disc id");
	IS_STR(text(1, PM_TEXT_TITLE), "One", "title of track 1");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "ISRC");
	IS_INT(disc->track[1].control, PM_CONTROL_PRE | PM_CONTROL_COPY | PM_CONTROL_FOUR, "flags");
	IS_INT(disc->track[1].scms, 1, "SCMS");
	IS_INT(disc->first_track, 1, "first track");
	IS_INT(disc->last_track, 2, "last track");
	IS_INT(disc->file[0].kind, PM_FILE_RAW_LE, "BINARY");
	IS_STR(disc->track[2].source_name, "a.bin", "a track's file");
	IS_INT(disc->extra_count, 3, "REM lines are kept");
	IS_STR(disc->extra[1].value, "made by hand", "with their value");
	IS_INT(disc->extra[2].track, 2, "and track");
	OK(!text(2, PM_TEXT_PERFORMER), "nothing is carried to tracks");
	done();
}

/* Each kind of mistake; none hides the next. */
static void mistakes(void)
{
	read_it("CATALOG\nCATALOG 0012345678904\nCATALOG 0012345678905\nISRC ZZXYZ2600001\nFOO bar\nbar TITLE \"x\"\nTITLE \"open\nTITLE \"x\" y\n"
		"TRACK 01 AUDIO\nFILE a.wav WAVE extra\nFILE \"b.wav\" WAVE extra\n");
	findings_are("1:1 E cue-syntax; 2:9 E ean-check-digit; 3:1 E cue-syntax; 4:1 E cue-syntax; 5:1 W cue-syntax; 6:1 E cue-syntax; 7:7 E "
		     "cue-syntax; "
		     "8:1 E cue-syntax; 9:1 E cue-syntax; 9:1 E index-count; 10:17 E cue-syntax; 11:19 E cue-syntax",
		     "on the disc level");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nISRC ZZXYZ260001\nFLAGS DCP XYZ\nINDEX 01 00:61:00\nINDEX 02 00:00:75\nINDEX 03 1:2\nINDEX 04 "
		"00:04:00 x\n"
		"TRACK 02 AUDIO\nTITLE a\nTITLE b\nPREGAP 5\nINDEX 00 00:05:00\nINDEX 02 00:06:00\nINDEX xx 00:07:00\nTRACK 02 AUDIO\nINDEX 01 "
		"00:01:00\n"
		"TRACK 05\nINDEX 01 00:10:00\nTRACK xx AUDIO\nINDEX 01 00:11:00\nTRACK 06 FOO\nINDEX\nTRACK 100 AUDIO\nINDEX 01\n");
	findings_are("3:6 E isrc-format; 4:11 E cue-syntax; 5:10 E cue-syntax; 6:10 E cue-syntax; 7:10 E cue-syntax; 8:19 E cue-syntax; 11:1 E "
		     "cue-syntax; "
		     "12:8 E cue-syntax; 14:7 E index-count; 15:7 E cue-syntax; 16:7 E track-count; 17:1 E index-order; 18:7 E track-count; "
		     "18:7 E cue-syntax; 20:7 E cue-syntax; 22:10 E cue-syntax; 23:1 E cue-syntax; 24:7 E track-count; 25:7 E cue-syntax",
		     "in tracks");
	IS_INT(disc->track[1].poisoned, PM_POISON_ISRC | PM_POISON_FLAGS | PM_POISON_TIMES, "what was wrong is poisoned");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "so are the numbers");
	IS_INT(disc->last_track, 7, "all TRACK lines open one");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 00 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:01:00\nISRC ZZXYZ2600002\nFLAGS PRE\nPREGAP "
		"00:01:00\n");
	findings_are("2:1 E index-count; 6:1 E cue-syntax; 7:1 W cue-syntax; 8:1 E cue-syntax", "behind an INDEX");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "the ISRC is read all the same");
	IS_INT(disc->track[2].control, PM_CONTROL_PRE, "the flags too");
	done();
	read_it("");
	findings_are("- E cue-syntax", "an empty sheet");
	done();
	read_it("FILE a.wav WAVE\n");
	findings_are("- E cue-syntax", "no TRACK");
	done();
	read_n("FILE a.wav WAVE\nTRACK 01 AUDIO\nTITLE a\0b\nINDEX 01 00:00:00\n", 57);
	findings_are("3:8 E cue-syntax", "a NUL");
	done();
}

#define NBSP "\xC2\xA0"
#define WIDE "\xE3\x80\x80"
#define BOM "\xEF\xBB\xBF"

/* What copying from a web page, joining files and old editors leave behind; blanks inside a text stay. */
static void blanks(void)
{
	read_it(BOM BOM "CATALOG" NBSP "0012345678905" NBSP "\r\n" NBSP "TITLE \"A" NBSP "B\" " NBSP "\r\nFILE" NBSP "\"a.bin\"" NBSP "BINARY\r\n"
		NBSP NBSP "TRACK 01" NBSP "AUDIO" NBSP "\r\n" WIDE "ISRC ZZXYZ2600001\r\n" NBSP " INDEX" NBSP "01 00:00:00\r\n\x1A");
	findings_are("", "no finding");
	items_are("M1.0 S88200 M1.1 A0:0+END", "the programme");
	IS_STR(disc->mcn.text, "0012345678905", "CATALOG");
	IS_STR(text(0, PM_TEXT_TITLE), "A" NBSP "B", "TITLE");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "ISRC");
	done();
}

static void hostile(void)
{
	struct pm_buf b;
	clock_t start = clock();
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "FILE a.wav WAVE\n");
	for (i = 1; i <= 20000; i++)
		pm_buf_printf(&b, "TRACK %02d AUDIO\nINDEX 01 00:00:00\n", i);
	pm_buf_add_str(&b, "TITLE \"");
	pm_buf_add_fill(&b, '"', 3000000);
	pm_buf_add_str(&b, "\nREM ");
	pm_buf_add_fill(&b, 'x', 3000000);
	pm_buf_add_char(&b, '\n');
	for (i = 0; i < 300000; i++)
		pm_buf_add_str(&b, "INDEX 99999 1\n");
	read_it(pm_buf_str(&b));
	OK(diags.count > 100, "twenty thousand tracks, lines of megabytes");
	IS_INT(disc->last_track, 99, "ninety-nine tracks");
	OK(clock() - start < 30 * CLOCKS_PER_SEC, "in linear time");
	pm_buf_release(&b);
	done();
}

/* In no Unicode: Windows-1252 is all that is left, and a word of another alphabet is none in it. */
static void other_alphabets(void)
{
	read_it("TITLE \"\xCF\xF0\xE8\xE2\xE5\xF2\"\nFILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:8 W text-charset", "Windows-1251");
	IS_STR(diags.list[0].hint, "save it again as UTF-8", "what to do");
	done();
	read_it("TITLE \"\xC9t\xE9 \x96 Gr\xF6\xDF\x65\"\nFILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("", "Windows-1252");
	done();
	read_it("TITLE \"\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82\"\nFILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("", "UTF-8");
	done();
}

int main(void)
{
	everything();
	mistakes();
	blanks();
	hostile();
	other_alphabets();
	return tap_done();
}
