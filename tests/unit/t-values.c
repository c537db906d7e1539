/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-values.c - what one row of a track sheet says about its track.  Expected: contract section 3; Q control bits: IEC 60908. */
#include "sheet/reader.h"

#include "tests/unit/sheet-help.h"

static void read_flags_of(const char *cell)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "File,Flags\na.wav,\"%s\"\n", cell);
	read_it(pm_buf_str(&b));
	pm_buf_release(&b);
}

static void are_flags(const char *cell, unsigned control, int scms, const char *name)
{
	read_flags_of(cell);
	findings_are("", name);
	IS_INT(disc->track[1].control, control, name);
	IS_INT(disc->track[1].scms, scms, name);
	IS_INT(disc->track[1].flags_pos.offset_bytes, 18, "and where it is said");
	done();
}

/* Control nibble: 1 pre-emphasis, 2 copying permitted, 8 four channels. */
static void flags(void)
{
	are_flags("PRE", 1, 0, "PRE");
	are_flags("DCP", 2, 0, "DCP");
	are_flags("4CH", 8, 0, "4CH");
	are_flags("SCMS", 0, 1, "SCMS");
	are_flags("pre dcp 4ch scms", 11, 1, "all, in small letters");
	are_flags("DCP,PRE", 3, 0, "a comma between");
	are_flags("DCP;PRE", 3, 0, "a semicolon");
	are_flags("DCP+PRE", 3, 0, "a plus");
	are_flags("DCP|PRE", 3, 0, "a bar");
	are_flags("DCP/PRE", 3, 0, "a slash");
	are_flags("DCP & PRE", 3, 0, "an ampersand");
	are_flags("DCP\tPRE\r\n4CH", 11, 0, "a tab, a line end");
	are_flags("DCP DCP", 2, 0, "one flag twice");
	are_flags("-", 0, 0, "a dash is none");
	are_flags("none", 0, 0, "none is none");
	are_flags("'PRE", 1, 0, "behind an apostrophe");
	read_flags_of("PRE DC DCPX");
	findings_are("2:12 E sheet-syntax; 2:15 E sheet-syntax", "too short, too long");
	IS_STR(hint_of(PM_DIAG_SHEET_SYNTAX), "flags are PRE, DCP, 4CH and SCMS, with blanks between", "what to do");
	IS_INT(disc->track[1].poisoned, PM_POISON_FLAGS, "the flags are poisoned");
	IS_INT(disc->track[1].control, 1, "those known are there");
	done();
}

static void codes(void)
{
	read_it("File,ISRC\na.wav,ZZXYZ2600001\nb.wav,\nc.wav,tbc\nd.wav,ZZXYZ260000\n");
	findings_are("5:7 E isrc-format", "codes");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "a code");
	IS_INT(disc->track[1].isrc_from, PM_FROM_SHEET, "is the sheet's");
	IS_INT(disc->track[1].isrc_pos.offset_bytes, 16, "with its place");
	IS_INT(disc->track[2].isrc_from, PM_FROM_NONE, "none");
	IS_INT(disc->track[3].isrc_from, PM_FROM_NONE, "none yet");
	IS_INT(disc->track[3].poisoned, 0, "which is no mistake");
	IS_STR(disc->track[4].isrc.text, "", "a wrong one is not kept");
	IS_INT(disc->track[4].poisoned, PM_POISON_ISRC, "and poisons");
	done();
	read_it("Track,File,ISRC\n0,h.wav,ZZXYZ2600001\n1,a.wav,ZZXYZ2600002\n");
	findings_are("2:9 W sheet-unused", "hidden audio has none");
	IS_STR(disc->track[0].isrc.text, "", "it is not kept");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600002", "track 1's is");
	done();
	read_it("Track,File,ISRC,Flags\n0,h.wav,bad,DCP\n1,a.wav,,\n");
	findings_are("2:9 E isrc-format; 2:13 W sheet-unused", "a wrong one of hidden audio, and flags");
	done();
}

static void times(void)
{
	read_it("File,Start,End\nx.wav,0:10.5,0:20\ny.wav,00:01:37,150f\nz.wav,44101 samples,1:00:00.001\n");
	findings_are("", "times");
	items_are("M1.0 S88200 M1.1 A0:463050+418950 M2.1 A1:65856+22344 M3.1 A2:44101+158715943", "to the sample");
	done();
	read_it("File,Start,End\nx.wav,20,20\ny.wav,20,19\nz.wav,,0\n");
	findings_are("2:10 E sheet-syntax; 3:10 E sheet-syntax; 4:8 E sheet-syntax", "End at Start, before it, and at the file's start");
	IS_INT(disc->track[1].poisoned & disc->track[2].poisoned & disc->track[3].poisoned, PM_POISON_TIMES, "times are poisoned");
	done();
	read_it("File,Start,End,Gap\nx.wav,1:60,2:00:75,1:00:75\ny.wav,a,b,c\n");
	findings_are("2:7 E sheet-syntax; 2:12 E sheet-syntax; 2:20 E sheet-syntax; 3:7 E sheet-syntax; 3:9 E sheet-syntax; 3:11 E sheet-syntax",
		     "each wrong time once");
	IS_STR(diags.list[0].message, "Start '1:60' is no time: seconds go to 59, frames to 74", "what is wrong");
	IS_STR(hint_of(PM_DIAG_SHEET_SYNTAX), "write mm:ss:ff, m:ss, mm:ss.mmm, 2s, 2.5s, 150f or 88200 samples", "what to do");
	done();
	read_it("File,Gap\na.wav,2.49s\nb.wav,293 samples\nc.wav,294 samples\nd.wav,2s\n");
	findings_are("2:7 N time-rounded; 3:7 N time-rounded; 4:7 N time-rounded", "Gap to the nearest sector");
	IS_STR(diags.list[0].message, "Gap '2.49s' is no whole number of sectors: it becomes 00:02:37", "and what it becomes");
	items_are("M1.0 S109956 M1.1 A0:0+END M2.1 A1:0+END | M3.0 S588 M3.1 A2:0+END | M4.0 S88200 M4.1 A3:0+END", "half up");
	done();
}

static void is_title(const char *title, const char *version, const char *want)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "File,Title,Version\na.wav,%s,%s\n", title, version);
	read_it(pm_buf_str(&b));
	findings_are("", want);
	IS_STR(text(1, PM_TEXT_TITLE), want, want);
	pm_buf_release(&b);
	done();
}

static void titles(void)
{
	is_title("Tide", "Live", "Tide (Live)");
	is_title("Tide", "", "Tide");
	is_title("Tide (live)", "Live", "Tide (live)");
	is_title("Live", "Live", "Live");
	is_title("Tide - LIVE", "Live", "Tide - LIVE");
	is_title("Alive", "Live", "Alive (Live)");
	is_title("Olives", "Live", "Olives (Live)");
	is_title("Alive (live)", "Live", "Alive (live)");
	is_title("Tide", "(Mix)", "Tide (Mix)");
	is_title("Tide", "[Mix]", "Tide [Mix]");
	is_title("Tide “Live”", "Live", "Tide “Live”");
	is_title("Tide –Live–", "Live", "Tide –Live–");
	is_title("«Live» Tide", "Live", "«Live» Tide");
	is_title("Éliveé", "Live", "Éliveé (Live)");
	is_title("ÉTÉ", "Été", "ÉTÉ");
	read_it("File,Title,Version\na.wav,,Live\n");
	OK(!text(1, PM_TEXT_TITLE), "a version of nothing");
	done();
	read_it("File,Title,Version\na.wav,Tide,#REF!\n");
	findings_are("2:12 E sheet-damaged", "a damaged version");
	IS_INT(disc->block[0].of[1].reported, 1u << PM_TEXT_TITLE, "is a damaged title");
	done();
}

static void texts(void)
{
	read_it("Artist,R\nFile,Artist,Songwriter,Composer,Arranger,Message\na.wav,P,S,C,A,M\nb.wav,,,,,\n");
	findings_are("", "texts");
	IS_STR(text(1, PM_TEXT_PERFORMER), "P", "Artist");
	IS_STR(text(1, PM_TEXT_SONGWRITER), "S", "Songwriter");
	IS_STR(text(1, PM_TEXT_COMPOSER), "C", "Composer");
	IS_STR(text(1, PM_TEXT_ARRANGER), "A", "Arranger");
	IS_STR(text(1, PM_TEXT_MESSAGE), "M", "Message");
	IS_STR(text(2, PM_TEXT_PERFORMER), "R", "the release's artist where there is none");
	OK(!text(2, PM_TEXT_SONGWRITER), "and nothing else");
	IS_INT(disc->block[0].of[1].pos[PM_TEXT_MESSAGE].offset_bytes, 72, "a text has its place");
	done();
}

static void files(void)
{
	read_it("File,Start\nsub\\a.wav,0\nsub/a.wav,10\nSUB/a.wav,\nsub/a.wave,\n");
	IS_INT(disc->file_count, 3, "a backslash is a slash, a capital is a capital, a longer name is another");
	IS_STR(disc->file[0].name, "sub\\a.wav", "a name stays as it is");
	IS_STR(disc->track[2].source_name, "sub/a.wav", "so does each track's");
	done();
	read_it("File,Title\n,One\nb.wav,Two\n");
	findings_are("2:1 E sheet-syntax", "no File");
	IS_STR(hint_of(PM_DIAG_SHEET_SYNTAX), "where one file holds several tracks, repeat its name in each row and give Start", "what to do");
	IS_INT(disc->track[1].poisoned, PM_POISON_AUDIO, "poisons the track");
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "and the disc's audio");
	IS_INT(disc->track[2].poisoned, 0, "but no other track");
	done();
	read_it("File,Title\n#N/A,One\n");
	findings_are("2:1 E sheet-damaged", "a damaged File");
	done();
}

static void extras(void)
{
	read_it("Track,File,Title,BPM\n0,h.wav,Intro,90\n1,a.wav,One,\n2,b.wav,Two,120,\n");
	IS_INT(disc->extra_count, 3, "what premaster has no use for");
	IS_INT(disc->extra[0].track, 0, "of hidden audio");
	IS_STR(disc->extra[0].value, "90", "its value");
	IS_STR(disc->extra[1].key, "Title", "the title that hidden audio cannot have");
	IS_STR(disc->extra[1].value, "Intro", "is kept");
	IS_INT(disc->extra[2].track, 2, "no empty cell is kept");
	OK(!text(0, PM_TEXT_TITLE), "hidden audio's title is not the disc's");
	done();
}

/* A row whose cells do not stand under their headers: nothing in it is read, and nothing is said of it again. */
static void shifted(void)
{
	read_it("Track,File,Title,ISRC\n1,a.wav,Hello, World,ZZXYZ2600001\n2,b.wav,T,ZZXYZ2600002\n");
	findings_are("2:22 E sheet-syntax", "a delimiter within a text");
	IS_INT(disc->track[1].poisoned, PM_POISON_ISRC | PM_POISON_TIMES | PM_POISON_FLAGS | PM_POISON_AUDIO, "poisons all of its track");
	OK(!text(1, PM_TEXT_TITLE) && !disc->track[1].isrc.text[0], "and nothing is read");
	IS_INT(disc->track[1].pos.offset_bytes, 22, "but its place");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "the next row is");
	done();
}

int main(void)
{
	flags();
	codes();
	times();
	titles();
	texts();
	files();
	extras();
	shifted();
	return tap_done();
}
