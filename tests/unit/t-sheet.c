/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-sheet.c - track sheets to declared discs: what is in the model, and every finding with its place. */
#include "sheet/sheet.h"

#include "tests/tap.h"
#include "tests/unit/dump.h"

static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_disc *disc;
static struct pm_buf buf;

static void read_n(const char *data, size_t n, int disc_number)
{
	struct pm_sheet_options options = {disc_number};
	struct pm_source *s = NULL;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	pm_buf_init(&buf);
	disc = pm_disc_new(PM_KIND_SHEET);
	if (!disc || pm_sources_add_text(&sources, "t.csv", data, n, &s) != PM_OK)
		exit(99);
	IS_INT(pm_sheet_read(disc, s, &options, &diags), PM_OK, "read");
}

static void read_it(const char *data)
{
	read_n(data, strlen(data), 0);
}

static void done(void)
{
	pm_buf_release(&buf);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static void items_are(const char *want, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_STR(dump_items(disc, &b), want, name);
	pm_buf_release(&b);
}

static void findings_are(const char *want, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_STR(dump_findings(&diags, &b, 0), want, name);
	pm_buf_release(&b);
}

static const char *text(int track, enum pm_text_field field)
{
	return disc->block[0].of[track].field[field];
}

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

static void hidden_audio(void)
{
	read_it("Track,File,Title,Gap,ISRC\n0,h.wav,Hidden,,\n1,a.wav,One,,\n2,b.wav,Two,,\n");
	findings_are("", "hidden audio");
	items_are("M1.0 S88200 A0:0+END M1.1 A1:0+END M2.1 A2:0+END", "lies behind the first 150 sectors");
	IS_INT(disc->hidden_audio, 1, "is known");
	IS_INT(disc->last_track, 2, "is no track");
	done();
	read_it("Track,File,Gap,ISRC,Flags,Index\n0,h.wav,3s,ZZXYZ2600001,PRE,0:10\n1,a.wav,4s,,,\n");
	findings_are("2:9 E sheet-syntax; 2:12 W sheet-syntax; 2:25 W sheet-syntax; 2:29 E sheet-syntax", "what hidden audio cannot have");
	items_are("M1.0 S88200 A0:0+END | S176400 M1.1 A1:0+END", "track 1's Gap counts from its end");
	done();
	read_it("Track,File\n0,h.wav\n");
	findings_are("1:1 E track-count", "hidden audio and no track 1");
	done();
}

static void gaps(void)
{
	read_it("File,Gap,Index\na.wav,0,1:00\nb.wav,0,\nc.wav,1s,\"0:30; 1:00.5\"\n");
	findings_are("4:17 N time-rounded", "half a sector is rounded");
	items_are("M1.0 M1.1 M1.2+4500 A0:0+END M2.1 A1:0+END | M3.0 S44100 M3.1 M3.2+2250 M3.3+4538 A2:0+END", "Gap 0 is none, also before track 1");
	done();
}

/* One long WAV. */
static void start_and_end(void)
{
	read_it("File,Title,Start,End,Gap\nx.wav,A,0:00,1:00,\nx.wav,B,1:02,,\nx.wav,C,2:00,3:00,\nx.wav,D,3:00.5,,2s\n");
	findings_are("5:17 W audio-dropped", "audio left out where Gap is given");
	items_are("M1.0 S88200 M1.1 A0:0+2646000 M2.0 A0:2646000+88200 M2.1 A0:2734200+2557800 M3.1 A0:5292000+2646000 "
		  "| M4.0 S88200 M4.1 A0:7960050+END",
		  "pause from the file, a missing End, a Gap of its own");
	done();
	read_it("File,Start,End\nx.wav,1:00,2:00\nx.wav,1:30,2:30\nx.wav,,\n");
	findings_are("3:7 E sheet-syntax; 4:1 E sheet-syntax", "times that go back");
	done();
	read_it("File,Start\nspacer.wav,\na.wav,\nspacer.wav,\n");
	findings_are("", "a file used twice as a whole");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.1 A1:0+END M3.1 A0:0+END", "is one file");
	done();
	read_it("Track,File,Start,End\n0,x.wav,0,5\n1,x.wav,7,\n");
	items_are("M1.0 S88200 A0:0+220500 A0:220500+88200 M1.1 A0:308700+END", "hidden audio and track 1 of one file");
	done();
}

static void release_columns(void)
{
	read_it("Album,File,Title,Artist,UPC,EAN Code,Genre,Label\n"
		"H,a.wav,One,X,12345678905,0012345678905,Jazz,L\n"
		"H,b.wav,Two,X,012345678905,,Jazz,L\n"
		"J,c.wav,Three,X,0012345678905,,Jazz,\n");
	findings_are("2:15 E sheet-syntax; 4:1 E sheet-syntax", "rows that disagree with most others");
	IS_STR(text(0, PM_TEXT_PERFORMER), "X", "one artist of all tracks is the disc's");
	IS_INT(disc->block[0].genre_code, 0x0E, "genre by name");
	IS_STR(text(0, PM_TEXT_GENRE), "Jazz", "genre's text");
	IS_STR(disc->label, "L", "label");
	done();
	read_it("Album,H\nAlbum Artist,Various\nArtist,Y\nGenre,Chamber works\nLanguage,japanese\nDisc ID,H-1\nRelease Date,2026-11-21\nColour,red\n"
		"Message,Hello\nSongwriter,S\nFile,Title,Artist\na.wav,One,X\nb.wav,Two,\n");
	findings_are("8:1 N sheet-column", "a row premaster has no use for");
	IS_STR(text(0, PM_TEXT_PERFORMER), "Various", "Album Artist is the disc's performer");
	IS_STR(text(1, PM_TEXT_PERFORMER), "X", "a track's own");
	IS_STR(text(2, PM_TEXT_PERFORMER), "Y", "the Artist row is carried");
	OK(!text(2, PM_TEXT_SONGWRITER) && !text(2, PM_TEXT_MESSAGE), "nothing else is");
	IS_STR(text(0, PM_TEXT_SONGWRITER), "S", "songwriter of the disc");
	IS_STR(text(0, PM_TEXT_DISC_ID), "H-1", "disc id");
	IS_INT(disc->block[0].genre_code, 1, "an unknown genre is code 1");
	IS_INT(disc->block[0].language, 0x69, "Japanese");
	IS_INT(disc->block[0].charset, PM_CS_MS_JIS, "MS-JIS where it is Japanese");
	IS_STR(disc->release_date, "2026-11-21", "release date");
	IS_INT(disc->extra_count, 1, "the unknown row is kept");
	IS_STR(disc->extra[0].value, "red", "with its value");
	done();
	read_it("UPC,0012345678905\nUPC,4006381333931\nAlbum,A, B\nLanguage,Elbisch\nFile,Title,UPC\na.wav,T,4006381333931\n");
	findings_are("2:5 E sheet-syntax; 3:10 E sheet-syntax; 4:10 W text-language; 6:9 E sheet-syntax", "release rows that disagree");
	IS_STR(disc->mcn.text, "0012345678905", "the first row stands");
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

static void columns(void)
{
	read_it("File,Title,Title,BPM,(P) Line,Composer(s)(2),Arranger*\na.wav,T,U,120,(P) 2026 X,Bach,Smith\n");
	findings_are("1:12 E sheet-syntax; 1:18 N sheet-column; 1:22 N sheet-column", "a column twice, two without use");
	IS_STR(text(1, PM_TEXT_TITLE), "T", "the first is taken");
	IS_STR(text(1, PM_TEXT_COMPOSER), "Bach", "footnote marks are ignored");
	IS_STR(text(1, PM_TEXT_ARRANGER), "Smith", "asterisks too");
	IS_INT(disc->extra_count, 2, "unknown columns are kept");
	IS_STR(disc->extra[0].key, "BPM", "by name");
	IS_STR(disc->extra[1].value, "(P) 2026 X", "with their values");
	IS_INT(disc->extra[1].track, 1, "for their track");
	done();
	read_it("ISRC,Title\nZZXYZ2600001,One\nZZXYZ260000,Two\n");
	findings_are("3:1 E isrc-format", "a sheet without audio");
	IS_INT(disc->last_track, 2, "has tracks");
	IS_INT(disc->item_count, 0, "and no programme");
	done();
	read_it("File,Title,ISRC\n,One,ZZXYZ2600001\n");
	findings_are("2:1 E sheet-syntax", "a track without File");
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "poisons the audio");
	done();
}

static void damage(void)
{
	read_it("UPC,7.24385E+11\nFile,Title,Artist,ISRC\n"
		"a.wav,\xC3\x83\xE2\x80\xB0t\xC3\x83\xC2\xA9,#REF!,\"=\"\"ZZXYZ2600001\"\"\"\n" /* Ã‰tÃ© */
		"b.wav,Caf\xC3\x83\xC2\xA9\xC2\xA0Noir,X,\"=HYPERLINK(\"\"http://x\"\",\"\"ZZXYZ2600002\"\")\"\n"
		"c.wav,Fin\xC2\xA0!,X,n/a\n"
		"d.wav,Lost \xEF\xBF\xBD,\"=\"\"007\"\"\",TBC\n"
		"e.wav,'Round Midnight,X,000000000000\n");
	findings_are("1:5 E sheet-damaged; 3:7 E sheet-damaged; 3:13 E sheet-damaged; 3:20 N sheet-damaged; 4:7 E sheet-damaged; 4:21 N "
		     "sheet-damaged; "
		     "5:10 W sheet-damaged; 6:12 E sheet-damaged; 7:25 E isrc-zero",
		     "damaged cells");
	IS_INT(disc->block[0].of[1].reported, 1u << PM_TEXT_TITLE | 1u << PM_TEXT_PERFORMER, "damaged texts are marked as reported");
	IS_INT(disc->block[0].of[3].reported, 0, "a warning marks none");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "a text formula is unwrapped");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "a link's label is taken");
	IS_STR(text(4, PM_TEXT_PERFORMER), "007", "digits kept by a formula");
	IS_STR(text(5, PM_TEXT_TITLE), "'Round Midnight", "a title's apostrophe is its own");
	done();
	read_it("Track,File,Title,ISRC,Gap,Flags,Note\n1,a.wav,Hello, World,ZZXYZ2600001,,\n2,b.wav,Hello, World, again,ZZXYZ2600002,2s,PRE,x\n"
		"3,c.wav,\"Open,ZZXYZ2600003,,,\n4,d.wav,T,ZZXYZ2600004,,,\n");
	findings_are("1:33 N sheet-column; 2:16 E sheet-syntax; 3:45 E sheet-syntax; 4:9 E sheet-syntax", "shifted rows: one finding each");
	IS_INT(disc->last_track, 4, "they are still tracks");
	done();
	read_n("File,Title\na.wav,A\0B\n", 21, 0);
	findings_are("2:8 E sheet-syntax", "a NUL");
	done();
	read_n("File,Title\na.wav,\x81\xC9t\xE9\n", 22, 0);
	findings_are("2:7 E sheet-syntax", "a byte that Windows-1252 does not know, once");
	done();
}

static void hostile(void)
{
	struct pm_buf b;
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "File");
	for (i = 0; i < 100000; i++)
		pm_buf_add_str(&b, i % 2 ? ",UPC" : ",x");
	pm_buf_add_str(&b, "\n");
	for (i = 0; i < 50000; i++)
		pm_buf_add_str(&b, "a.wav,1,2,3\n");
	read_it(pm_buf_str(&b));
	OK(diags.count > 0 && diags.count < 20000, "a hundred thousand columns, fifty thousand rows");
	done();
	pm_buf_release(&b);
	pm_buf_init(&b);
	pm_buf_add_str(&b, "File,Title,Version,Flags,Index,Gap\na.wav,");
	pm_buf_add_fill(&b, 'a', 300000);
	pm_buf_add_char(&b, ',');
	pm_buf_add_fill(&b, 'a', 150000);
	pm_buf_add_char(&b, ',');
	pm_buf_add_fill(&b, 'x', 300000);
	pm_buf_add_char(&b, ',');
	for (i = 0; i < 100000; i++)
		pm_buf_add_str(&b, "1;");
	pm_buf_add_char(&b, ',');
	pm_buf_add_fill(&b, '9', 300000);
	read_it(pm_buf_str(&b));
	OK(diags.count >= 3, "cells of hundreds of kilobytes");
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
	hidden_audio();
	gaps();
	start_and_end();
	release_columns();
	discs();
	columns();
	damage();
	hostile();
	return tap_done();
}
