/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-sheet.c - track sheets to declared discs: what is in the model, and every finding with its place. */
#include "sheet/sheet.h"

#include "tests/unit/sheet-help.h"

/* The worked example of contract section 3. */
static void the_contract(void)
{
	read_it("Album,Harbour\nArtist,The Lights\nUPC,0012345678905\nCatalogue Number,HARBOUR-001\n\n"
		"Track,File,Title,ISRC,Gap,Flags\n"
		"1,01 Slack Water.wav,Slack Water,ZZXYZ2600001,,\n"
		"2,02 Ete.wav,\xC3\x89t\xC3\xA9,ZZ-XYZ-26-00002,2s,DCP\n"
		"3,03 Cold Pier.wav,Cold Pier,ZZXYZ2600003,,\n");
	findings_are("", "the contract's sheet has no findings");
	items_are("M1.0 S88200 M1.1 A0:0+END | M2.0 S88200 M2.1 A1:0+END M3.1 A2:0+END", "its programme");
	IS_STR(disc->mcn.text, "0012345678905", "UPC/EAN");
	IS_INT(disc->mcn_from, PM_FROM_SHEET, "from the sheet");
	IS_STR(disc->master_id, "HARBOUR-001", "catalogue number");
	IS_INT(disc->first_track, 1, "first track");
	IS_INT(disc->last_track, 3, "last track");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "an ISRC with hyphens");
	IS_INT(disc->track[2].control, PM_CONTROL_COPY, "DCP");
	IS_STR(text(0, PM_TEXT_TITLE), "Harbour", "album");
	IS_STR(text(0, PM_TEXT_PERFORMER), "The Lights", "artist");
	IS_STR(text(2, PM_TEXT_TITLE), "\xC3\x89t\xC3\xA9", "title");
	IS_STR(text(3, PM_TEXT_PERFORMER), "The Lights", "the artist is carried to tracks");
	IS_STR(disc->file[1].name, "02 Ete.wav", "file");
	IS_STR(disc->track[3].source_name, "03 Cold Pier.wav", "the track's file");
	OK(!text(0, PM_TEXT_DISC_ID), "the catalogue number is no disc text");
	done();
}

/* Column names, semicolons, decimal commas, quoting, a BOM. */
static void dialects(void)
{
	read_it("\xEF\xBB\xBFtrack-NO;Audio;track_title;ISRC;PAUSE;flags\r\n"
		"01;\"a.wav\";\"Smith; Wesson\";zzxyz2600001;2,5s;pre dcp\r\n"
		"02;sub\\b.wav;Two;ISRC ZZ-XYZ-26-00002;150f;4ch,SCMS\r\n");
	findings_are("2:41 N time-rounded; 3:18 N sheet-damaged", "half a sector is rounded; a label in front of an ISRC is a note");
	items_are("M1.0 S110544 M1.1 A0:0+END | M2.0 S88200 M2.1 A1:0+END", "188 and 150 sectors of gap");
	IS_STR(text(1, PM_TEXT_TITLE), "Smith; Wesson", "a delimiter in quotes");
	IS_INT(disc->track[1].control, PM_CONTROL_PRE | PM_CONTROL_COPY, "flags of track 1");
	IS_INT(disc->track[2].control, PM_CONTROL_FOUR, "flags of track 2");
	IS_INT(disc->track[2].scms, 1, "SCMS");
	done();
	read_it("No\tFile Name\tTitle\tVersion\n1\ta.wav\tTide\tLive\n2\tb.wav\tTide (live)\tLive\n3\tc.wav\tAlive\tLive\n4\td.wav\tX\t(Mix)\n");
	findings_are("", "tabs in a .csv");
	IS_STR(text(1, PM_TEXT_TITLE), "Tide (Live)", "title and version");
	IS_STR(text(2, PM_TEXT_TITLE), "Tide (live)", "a version already in the title");
	IS_STR(text(3, PM_TEXT_TITLE), "Alive (Live)", "a version inside a word is not in the title");
	IS_STR(text(4, PM_TEXT_TITLE), "X (Mix)", "a version in brackets");
	done();
	read_it("File\nb.wav\na.wav\n");
	findings_are("", "a sheet of one column");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.1 A1:0+END", "its order is by row");
	IS_STR(disc->file[0].name, "b.wav", "first row, first track");
	done();
	read_it("Album,Audio\nFile,Title,Foo\na.wav,T,1\n");
	IS_STR(text(0, PM_TEXT_TITLE), "Audio", "an album called like a column");
	done();
}

/* Eight different mistakes: eight findings, each at its cell. */
static void eight_mistakes(void)
{
	read_it("Album,Harbour\n"
		"UPC,0012345678904\n" /* 2:5 check digit */
		"Track,File,Title,ISRC,Gap,Index,Flags,Start,End\n"
		"1,a.wav,One,ZZXYZ260001,,,,,\n"                 /* 4:13 length */
		"2,b.wav,Two,ZZXYZ26O0002,,,,,\n"                /* 5:13 lookalike */
		"3,c.wav,Three,ZZXYZ2600003,2x,,,,\n"            /* 6:28 gap */
		"4,d.wav,Four,ZZXYZ2600004,,1:00;0:30,,,\n"      /* 7:33 index order */
		"5,e.wav,Five,ZZXYZ2600005,,,DCP QRS,,\n"        /* 8:33 flag */
		"6,f.wav,\"Six\n6\",ZZXYZ2600006,,,,0:10,0:05\n" /* 10:25 end before start */
		"8,g.wav,Eight,ZZXYZ2600008,,,,,\n");            /* 11:1 track 7 missing */
	findings_are("2:5 E ean-check-digit; 4:13 E isrc-format; 5:13 E isrc-lookalike; 6:28 E sheet-syntax; 7:33 E index-order; "
		     "8:33 E sheet-syntax; 10:25 E sheet-syntax; 11:1 E track-count",
		     "eight mistakes, eight findings, with their places");
	IS_INT(disc->poisoned, PM_POISON_MCN | PM_POISON_TRACKS, "the disc is poisoned where it was wrong");
	IS_INT(disc->track[1].poisoned, PM_POISON_ISRC, "so is track 1's ISRC");
	IS_INT(disc->track[3].poisoned, PM_POISON_TIMES, "track 3's times");
	IS_INT(disc->track[5].poisoned, PM_POISON_FLAGS, "track 5's flags");
	IS_INT(disc->track[2].isrc.text[0], 0, "a lookalike is not guessed");
	done();
}

static void order(void)
{
	read_it("Track,File,Title\n2,b.wav,Two\n1,a.wav,One\n");
	findings_are("", "rows in another order");
	IS_STR(text(1, PM_TEXT_TITLE), "One", "sorted by Track");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.1 A1:0+END", "so is the audio");
	IS_STR(disc->file[0].name, "a.wav", "with track 1's file first");
	done();
	read_it("Track,File\n1,a.wav\n2,b.wav\n2,c.wav\n5,d.wav\n");
	findings_are("4:1 E track-count; 5:1 E track-count", "a repeat and a gap");
	done();
	read_it("Track,File\n1,a.wav\nx,b.wav\n,c.wav\n100,d.wav\n");
	findings_are("3:1 E sheet-syntax; 4:1 E sheet-syntax; 5:1 E track-count", "no numbers, and no cascade of gaps");
	done();
	read_it("Track,File,Title,ISRC\n1,a.wav,One,ZZXYZ2600001\nTotal,,1 track,none\n");
	findings_are("3:1 E sheet-syntax", "a row that sums up is no track, and that is said once");
	done();
	read_it("Track,File\n");
	findings_are("1:1 E track-count", "no tracks");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "which is not to be said again");
	done();
	read_it("just a text\nwith two lines, and a comma\n");
	findings_are("- E sheet-syntax", "no header");
	done();
	read_n("", 0, 0);
	findings_are("- E sheet-syntax", "an empty file");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "and nothing more about tracks");
	done();
}

static void hundred_tracks(void)
{
	struct pm_buf b;
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "File,Title,ISRC\n");
	for (i = 1; i <= 101; i++)
		pm_buf_printf(&b, "%d.wav,T%d,%s\n", i, i, i == 101 ? "bad" : "");
	read_it(pm_buf_str(&b));
	findings_are("101:1 E track-count; 102:14 E isrc-format", "a hundred and one tracks, once; their cells are checked all the same");
	IS_INT(disc->last_track, 99, "ninety-nine are kept");
	pm_buf_release(&b);
	done();
}

static void discs(void)
{
	static const char two[] = "Disc,Track,File,Title\n1,1,a.wav,A\n1,2,b.wav,B\n2,1,c.wav,C\nx,2,d.wav,D\n";

	read_n(two, sizeof two - 1, 2);
	findings_are("5:1 E sheet-syntax", "a Disc that is no number");
	IS_STR(text(1, PM_TEXT_TITLE), "C", "--disc 2");
	done();
	read_n(two, sizeof two - 1, 0);
	findings_are("4:1 E sheet-syntax; 5:1 E sheet-syntax", "several discs need --disc");
	IS_INT(disc->last_track, 2, "the first is read");
	done();
	read_n(two, sizeof two - 1, 3);
	findings_are("5:1 E sheet-syntax; - E sheet-syntax", "no such disc");
	done();
}

static void hostile(void)
{
	struct pm_buf b;
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "File");
	for (i = 0; i < 16000; i++)
		pm_buf_add_str(&b, i % 2 ? ",UPC" : ",x");
	pm_buf_add_str(&b, "\n");
	for (i = 0; i < 19000; i++)
		pm_buf_add_str(&b, "a.wav,1,2,3\n");
	read_it(pm_buf_str(&b));
	OK(diags.count > 0 && diags.count < 20000, "sixteen thousand columns, nineteen thousand rows");
	done();
	pm_buf_release(&b);
	pm_buf_init(&b);
	pm_buf_add_str(&b, "File,Title,Version,Flags,Index,Gap\na.wav,");
	pm_buf_add_fill(&b, 'a', 90000);
	pm_buf_add_char(&b, ',');
	pm_buf_add_fill(&b, 'a', 45000);
	pm_buf_add_char(&b, ',');
	pm_buf_add_fill(&b, 'x', 90000);
	pm_buf_add_char(&b, ',');
	for (i = 0; i < 45000; i++)
		pm_buf_add_str(&b, "1;");
	pm_buf_add_char(&b, ',');
	pm_buf_add_fill(&b, '9', 90000);
	read_it(pm_buf_str(&b));
	OK(diags.count >= 3, "cells of 90 kilobytes");
	done();
	pm_buf_release(&b);
	/* Beyond a limit: that alone is said, whatever else is wrong in front of it. */
	pm_buf_init(&b);
	pm_buf_add_str(&b, "File;Title;Colour\n\"a;x\n");
	for (i = 0; i < 20000; i++)
		pm_buf_add_str(&b, "b.wav;y;z\n");
	read_it(pm_buf_str(&b));
	OK(diags.count == 1 && diags.list[0].id == PM_DIAG_SHEET_SYNTAX && diags.list[0].pos.offset_bytes == 23 + 19998 * 10, "more rows than are read");
	OK(disc->poisoned & PM_POISON_TRACKS, "and no other rule speaks");
	done();
	pm_buf_release(&b);
}

int main(void)
{
	the_contract();
	dialects();
	eight_mistakes();
	order();
	hundred_tracks();
	discs();
	hostile();
	return tap_done();
}
