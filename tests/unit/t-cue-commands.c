/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cue-commands.c - the commands of a cue sheet and the rules that hold for all of them.  Expected: cue-toc.md section 1. */
#include "cue/cue-reader.h"

#include "tests/unit/cue-help.h"

static int is_command(const char *word)
{
	struct pm_cue_word w = {word, strlen(word), 0};

	return pm_cue_is_command(&w);
}

static void names(void)
{
	static const char *const known[] = {"CATALOG", "CDTEXTFILE", "FILE",     "TRACK",    "FLAGS",   "ISRC",  "PREGAP",  "POSTGAP", "INDEX", "TITLE", "PERFORMER",
					    "SONGWRITER", "REM",     "COMPOSER", "ARRANGER", "MESSAGE", "GENRE", "DISC_ID", "UPC_EAN", "TOC_INFO1", "SIZE_INFO"};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		OK(is_command(known[i]), known[i]);
	OK(is_command("title") && is_command("Title"), "in any case");
	OK(!is_command("") && !is_command("TITL") && !is_command("TITLES") && !is_command("AUDIO"), "and nothing else");
}

/* Once on the disc, once in each track: the first is used. */
static void once(void)
{
	read_it("TITLE a\nTITLE b\nFILE x.wav WAVE\nTRACK 01 AUDIO\nTITLE c\ntitle d\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE e\nINDEX 01 00:01:00\n");
	findings_are("2:1 E cue-syntax; 6:1 E cue-syntax", "a second TITLE");
	IS_STR(diags.list[0].message, "TITLE stands twice", "on the disc");
	IS_STR(diags.list[1].message, "TITLE stands twice in this track", "in a track");
	IS_STR(diags.list[1].hint, "the first is used", "and which counts");
	IS_STR(text(0, PM_TEXT_TITLE), "a", "the disc's first");
	IS_STR(text(1, PM_TEXT_TITLE), "c", "track 1's first");
	IS_STR(text(2, PM_TEXT_TITLE), "e", "track 2 has its own");
	done();
	read_it("PERFORMER a\nPERFORMER b\nSONGWRITER a\nSONGWRITER b\nCOMPOSER a\nCOMPOSER b\nARRANGER a\nARRANGER b\nMESSAGE a\nMESSAGE b\nGENRE a\n"
		"GENRE b\nDISC_ID a\nDISC_ID b\nUPC_EAN 4006381333931\nUPC_EAN 0012345678905\nCDTEXTFILE a\nCDTEXTFILE b\nFILE x.wav WAVE\nTRACK 01 AUDIO\n"
		"FLAGS DCP\nFLAGS PRE\nISRC ZZXYZ2600001\nISRC ZZXYZ2600002\nPREGAP 00:00:01\nPREGAP 00:00:02\nINDEX 01 00:00:00\nPOSTGAP 00:00:03\n"
		"POSTGAP 00:00:04\n");
	findings_are("2:1 E cue-syntax; 4:1 E cue-syntax; 6:1 E cue-syntax; 8:1 E cue-syntax; 10:1 E cue-syntax; 12:1 E cue-syntax; 14:1 E cue-syntax; "
		     "16:1 E cue-syntax; 18:1 E cue-syntax; 22:1 E cue-syntax; 24:1 E cue-syntax; 26:1 E cue-syntax; 29:1 E cue-syntax",
		     "each command that may stand once");
	IS_STR(disc->mcn.text, "4006381333931", "the first UPC_EAN");
	IS_STR(cdtext, "a", "the first CDTEXTFILE");
	IS_INT(disc->track[1].control, PM_CONTROL_COPY, "the first FLAGS");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "the first ISRC");
	items_are("M1.0 S88200 | S588 M1.1 A0:0+END S1764", "the first PREGAP and POSTGAP");
	done();
	read_it("REM a\nREM a\nFILE x.wav WAVE\nFILE y.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("3:6 W audio-dropped", "REM and FILE may be repeated; no INDEX lies in the first");
	done();
	/* One catalogue number and one CD-Text file for the disc, wherever they stand. */
	read_it("CATALOG 0012345678905\nFILE x.wav WAVE\nTRACK 01 AUDIO\nCATALOG 4006381333931\nCDTEXTFILE a\nINDEX 01 00:00:00\nTRACK 02 AUDIO\n"
		"CDTEXTFILE b\nINDEX 01 00:01:00\n");
	findings_are("4:1 E cue-syntax; 8:1 E cue-syntax", "CATALOG and CDTEXTFILE are the disc's");
	IS_STR(disc->mcn.text, "0012345678905", "the first CATALOG");
	done();
}

static void in_tracks(void)
{
	read_it("FLAGS DCP\nISRC ZZXYZ2600001\nPREGAP 00:00:01\nPOSTGAP 00:00:01\nINDEX 01 00:00:00\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 "
		"00:00:00\n");
	findings_are("1:1 E cue-syntax; 2:1 E cue-syntax; 3:1 E cue-syntax; 4:1 E cue-syntax; 5:1 E cue-syntax", "what belongs to a track");
	IS_STR(diags.list[0].message, "FLAGS stands before any TRACK", "named");
	IS_INT(disc->track[1].control, 0, "is not track 1's");
	items_are("M1.0 S88200 M1.1 A0:0+END", "nor in its programme");
	done();
}

static void values(void)
{
	read_it("CATALOG\nCDTEXTFILE\nTITLE\nPERFORMER \t\nGENRE\nDISC_ID\nUPC_EAN\nREM\nFILE\nTRACK 01 AUDIO\nFLAGS\nISRC\nPREGAP\nPOSTGAP\nINDEX\n");
	findings_are("1:1 E cue-syntax; 2:1 E cue-syntax; 3:1 E cue-syntax; 4:1 E cue-syntax; 5:1 E cue-syntax; 6:1 E cue-syntax; 7:1 E cue-syntax; "
		     "9:1 E cue-syntax; 12:1 E cue-syntax; 13:1 E cue-syntax; 14:1 E cue-syntax; 15:1 E cue-syntax",
		     "nothing behind a command; an empty REM and FLAGS are none");
	IS_STR(diags.list[0].message, "nothing stands behind CATALOG", "named");
	done();
	read_it("TITLE\nTITLE a\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:1 E cue-syntax", "a command without value does not use up its once");
	IS_STR(text(0, PM_TEXT_TITLE), "a", "the next is the first");
	done();
}

/* Sheets of several albums name the next one between its FILE and its first TRACK. */
static void between(void)
{
	read_it("TITLE a\nFILE x.wav WAVE\nTITLE b\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("3:1 E cue-syntax", "before the first TRACK it is a second one");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nTITLE a\nISRC ZZXYZ2600001\nINDEX 01 00:00:00\nFILE y.wav WAVE\nTITLE b\nISRC ZZXYZ2600002\nTRACK 02 AUDIO\n"
		"INDEX 01 00:00:00\n");
	findings_are("7:1 W cue-syntax; 8:1 E cue-syntax", "between a FILE and a TRACK a text is a warning, a code is not");
	IS_STR(text(1, PM_TEXT_TITLE), "a", "and is left out");
	done();
}

static void unknown(void)
{
	read_it("FOO\nFOO bar\nx TITLE y\nTITLE\"a\"\nTOC_INFO1 1 2\nTOC_INFO2 1\nTOC_INFO 1\nSIZE_INFO 1\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:1 W cue-syntax; 2:1 W cue-syntax; 3:1 E cue-syntax; 5:1 N cdtext-dropped; 6:1 N cdtext-dropped; 7:1 N cdtext-dropped; "
		     "8:1 N cdtext-dropped",
		     "unknown commands; what is made anew");
	IS_STR(diags.list[2].message, "'x' stands in front of TITLE", "a command behind something else");
	IS_STR(text(0, PM_TEXT_TITLE), "a", "a quote may follow a command at once");
	done();
	read_it("; TITLE a\n// TITLE b\n/ TITLE c\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("3:1 E cue-syntax", "comments, and no comment");
	done();
}

/* A slip of the finger in what a disc is made of is an error, and the line is read as it was meant. */
static void mistyped(void)
{
	read_it("TITEL a\nPERFORMER: \"b\"\nFIL x.wav WAVE\nTRAK 01 AUDIO\nISCR ZZXYZ2600001\nFLAG DCP\nINDX 01 00:00:00\nposgap 00:00:01\n");
	findings_are("1:1 E cue-syntax; 2:1 E cue-syntax; 3:1 E cue-syntax; 4:1 E cue-syntax; 5:1 E cue-syntax; 6:1 E cue-syntax; 7:1 E cue-syntax; "
		     "8:1 E cue-syntax",
		     "two letters changed, one too many, one too few");
	IS_STR(diags.list[0].message, "'TITEL' is no command", "as written");
	IS_STR(diags.list[0].hint, "TITLE is meant", "and as meant");
	IS_STR(text(0, PM_TEXT_PERFORMER), "b", "a text");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "a code");
	IS_INT(disc->track[1].control, PM_CONTROL_COPY, "flags");
	items_are("M1.0 S88200 M1.1 A0:0+END S588", "and times are those of the line");
	done();
	read_it("TTL a\nDISCID 1\nGENR b\nTITLED a b\nTITLEED b\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:1 W cue-syntax; 2:1 W cue-syntax; 3:1 W cue-syntax; 4:1 E cue-syntax; 5:1 W cue-syntax",
		     "two letters away is another word, and what no disc hangs on may be");
	done();
}

/* Where a TRACK is missing, what follows is another track's: that is one mistake. */
static void lost_track(void)
{
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nTITLE a\nISRC ZZXYZ2600001\nINDEX 01 00:00:00\nINDEX 02 00:01:00\nTITLE b\nPERFORMER b\n"
		"ISRC ZZXYZ2600002\nFLAGS DCP\nINDEX 00 00:02:00\nINDEX 01 00:03:00\nTRACK 03 AUDIO\nTITLE c\nINDEX 01 00:10:00\n");
	findings_are("7:1 E cue-syntax", "a second text below the INDEX lines");
	IS_STR(diags.list[0].hint, "the first is used; is a TRACK line missing above it?", "tells what may be wrong");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "nothing of it is the first track's");
	IS_INT(disc->track[1].control, 0, "nor its flags");
	IS_INT(disc->track[1].poisoned, PM_POISON_TIMES, "the track's times are not known");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "nor how many tracks there are");
	IS_STR(text(2, PM_TEXT_TITLE), "c", "the next TRACK begins anew");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nTITLE a\nINDEX 01 00:00:00\nISRC ZZXYZ2600001\nISRC ZZXYZ2600002\nTRACK 04 AUDIO\nINDEX 01 00:10:00\n");
	findings_are("5:1 E cue-syntax; 6:1 E cue-syntax; 7:7 E track-count", "a second code; and more numbers are missing than one");
	done();
}

int main(void)
{
	names();
	once();
	in_tracks();
	values();
	between();
	unknown();
	mistyped();
	lost_track();
	return tap_done();
}
