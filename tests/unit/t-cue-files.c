/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cue-files.c - FILE, TRACK, INDEX, PREGAP and POSTGAP lines.  Expected: cue-toc.md sections 1, 3, 5 and 7. */
#include "tests/unit/cue-help.h"

static void files(void)
{
	read_it("FILE my file.bin MOTOROLA\nTRACK 01 AUDIO\nINDEX 01 0:0:0\nFILE \"c d.flac\" WAVE\nTRACK 02 AUDIO\nINDEX 01 0:0:0\nFILE e.aiff "
		"AIFF\n"
		"TRACK 03 AUDIO\nINDEX 01 0:0:0\nFILE f.mp3 MP3\nTRACK 04 AUDIO\nINDEX 01 0:0:0\nFILE g.wav BINARY\nTRACK 05 AUDIO\nINDEX 01 0:0:0\n"
		"FILE \"h.bin\"\nTRACK 06 AUDIO\nINDEX 01 0:0:0\nFILE \"i.xyz\" FOO\nTRACK 07 AUDIO\nINDEX 01 0:0:0\n");
	findings_are("10:12 E audio-format; 13:12 W cue-syntax; 16:1 W cue-syntax; 19:14 W cue-syntax", "odd files");
	IS_STR(disc->file[0].name, "my file.bin", "an unquoted name with a blank");
	IS_INT(disc->file[0].kind, PM_FILE_RAW_BE, "MOTOROLA");
	IS_STR(disc->file[1].name, "c d.flac", "a quoted name");
	IS_INT(disc->file[1].kind, PM_FILE_MASTER, "WAVE: the container decides");
	IS_INT(disc->file[3].unusable, 1, "MP3 is no master");
	IS_INT(disc->file[4].kind, PM_FILE_MASTER, "a WAV that is called BINARY");
	IS_INT(disc->file[5].kind, PM_FILE_RAW_LE, ".bin without a type");
	done();
	read_it("FILE d.bin BINARY\nTRACK 01 MODE1/2048\nINDEX 01 00:00:00\nFILE e.bin BINARY\nTRACK 02 AUDIO\nINDEX 01 00:00:00\nTRACK 03 "
		"MODE2/2336\n"
		"INDEX 01 01:00:00\n");
	findings_are("7:1 E audio-format", "two sector sizes in one file");
	IS_INT(disc->track[1].control, PM_CONTROL_DATA, "a data track");
	IS_INT(disc->file[0].sector_stride_bytes, 2048, "the size of its sectors");
	done();
}


/* One FILE line: its name, kind and findings. */
static void is_file(const char *line, const char *name, enum pm_file_kind kind, const char *findings)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "FILE %s\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n", line);
	read_it(pm_buf_str(&b));
	findings_are(findings, line);
	IS_INT(disc->file_count, 1, line);
	IS_STR(disc->file[0].name, name, line);
	IS_INT(disc->file[0].kind, kind, line);
	IS_STR(disc->track[1].source_name, name, line);
	pm_buf_release(&b);
	done();
}

static void file_lines(void)
{
	is_file("\"a b.bin\" BINARY", "a b.bin", PM_FILE_RAW_LE, "");
	is_file("\"a b.bin\" motorola", "a b.bin", PM_FILE_RAW_BE, "");
	is_file("a b.bin BINARY", "a b.bin", PM_FILE_RAW_LE, "");
	is_file("a.bin\t\tBINARY", "a.bin", PM_FILE_RAW_LE, "");
	is_file("\"a.wav\" WAVE", "a.wav", PM_FILE_MASTER, "");
	is_file("\"a.flac\" WAVE", "a.flac", PM_FILE_MASTER, "");
	is_file("\"a.ape\" WAVE", "a.ape", PM_FILE_MASTER, "");
	is_file("\"a.aif\" AIFF", "a.aif", PM_FILE_MASTER, "");
	is_file("\"a.flac\" FLAC", "a.flac", PM_FILE_MASTER, "");
	is_file("\"a.flac\" MP3", "a.flac", PM_FILE_MASTER, "");
	is_file("\"a.wav\" MOTOROLA", "a.wav", PM_FILE_MASTER, "1:14 W cue-syntax");
	is_file("\"a.wav\" FOO", "a.wav", PM_FILE_MASTER, "1:14 W cue-syntax");
	is_file("\"a.bin\" FOO", "a.bin", PM_FILE_MASTER, "1:14 W cue-syntax");
	is_file("\"a.bin\"", "a.bin", PM_FILE_RAW_LE, "1:1 W cue-syntax");
	is_file("\"a.BIN\"", "a.BIN", PM_FILE_RAW_LE, "1:1 W cue-syntax");
	is_file("\"a.wav\"", "a.wav", PM_FILE_MASTER, "1:1 W cue-syntax");
	is_file("a.bin", "a.bin", PM_FILE_RAW_LE, "1:1 W cue-syntax");
	is_file("my song.wav", "my song.wav", PM_FILE_MASTER, "1:1 W cue-syntax");
	is_file("WAVE", "WAVE", PM_FILE_MASTER, "1:1 W cue-syntax");
	is_file("\"a \"b\".wav\" WAVE", "a \"b\".wav", PM_FILE_MASTER, "");
}

/* A FILE line that cannot be read opens a file all the same, so that its tracks are no cascade. */
static void bad_files(void)
{
	static const char *const bad[] = {"\"a.wav", "\"a.wav\" WAVE x", "a.wav WAVE x", "\"\" WAVE"};
	static const char *const place[] = {"1:6 E cue-syntax", "1:19 E cue-syntax", "1:17 E cue-syntax", "1:1 E cue-syntax"};
	struct pm_buf b;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		pm_buf_init(&b);
		pm_buf_printf(&b, "FILE %s\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n", bad[i]);
		read_it(pm_buf_str(&b));
		findings_are(place[i], bad[i]);
		IS_INT(disc->poisoned, PM_POISON_AUDIO, "poisons the audio");
		IS_INT(disc->file_count && disc->file[0].unusable, 1, "the file is not looked for");
		items_are("M1.0 S88200 M1.1 A0:0+END", "the programme is there");
		pm_buf_release(&b);
		done();
	}
	read_it("FILE \"a.mp3\" MP3\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:14 E audio-format", "an MP3");
	IS_INT(disc->file[0].unusable, 1, "is no master");
	done();
	read_it("TRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:10:00\n");
	findings_are("1:1 E cue-syntax", "no FILE at all: one finding");
	items_are("", "and no programme");
	IS_INT(disc->last_track, 2, "but tracks");
	done();
}

static void is_mode(const char *mode, unsigned control, uint32_t stride)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "FILE x.bin BINARY\nTRACK 01 %s\nINDEX 01 00:00:00\n", mode);
	read_it(pm_buf_str(&b));
	findings_are("", mode);
	IS_INT(disc->track[1].control, control, mode);
	IS_INT(disc->file[0].sector_stride_bytes, stride, mode);
	pm_buf_release(&b);
	done();
}

/* Track modes of the CDRWIN manual: data is control bit 4. */
static void modes(void)
{
	is_mode("AUDIO", 0, 2352);
	is_mode("audio", 0, 2352);
	is_mode("CDG", 0, 2448);
	is_mode("MODE1/2048", 4, 2048);
	is_mode("MODE1/2352", 4, 2352);
	is_mode("MODE2/2048", 4, 2048);
	is_mode("MODE2/2324", 4, 2324);
	is_mode("MODE2/2336", 4, 2336);
	is_mode("MODE2/2352", 4, 2352);
	is_mode("CDI/2336", 4, 2336);
	is_mode("CDI/2352", 4, 2352);
	read_it("FILE x.bin BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 MODE1/2352\nINDEX 01 00:10:00\n");
	findings_are("", "audio and raw data have sectors of one length");
	done();
	read_it("FILE x.bin BINARY\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 MODE1/2048\nINDEX 01 00:10:00\nTRACK 03 CDG\nINDEX 01 00:20:00\n");
	findings_are("4:1 E audio-format", "two lengths: said once");
	IS_INT(disc->file[0].unusable, 1, "nobody knows where the audio is");
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "the audio is poisoned");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 CDG\nINDEX 01 00:10:00\n");
	findings_are("", "a WAV has no such sectors");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01\nINDEX 01 00:00:00\nTRACK 02 MODE3/2352\nINDEX 01 00:10:00\nTRACK 03 AUDIO x\nINDEX 01 00:20:00\nTRACK\nINDEX 01 00:30:00\n");
	findings_are("2:7 E cue-syntax; 4:10 E cue-syntax; 6:16 E cue-syntax; 8:1 E cue-syntax", "no mode, an unknown one, too much, nothing");
	done();
}

static void numbers(void)
{
	read_it("FILE x.wav WAVE\nTRACK 98 AUDIO\nINDEX 01 00:00:00\nTRACK 99 AUDIO\nINDEX 01 00:10:00\n");
	findings_are("", "tracks 98 and 99");
	IS_INT(disc->first_track, 98, "begin at 98");
	IS_INT(disc->last_track, 99, "and end at 99");
	done();
	read_it("FILE x.wav WAVE\nTRACK 98 AUDIO\nINDEX 01 00:00:00\nTRACK 99 AUDIO\nINDEX 01 00:10:00\nTRACK 100 AUDIO\nINDEX 01 00:20:00\n");
	findings_are("6:7 E track-count", "a track 100, once");
	IS_INT(disc->last_track, 99, "is not kept");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "and no rule counts again");
	done();
	read_it("FILE x.wav WAVE\nTRACK 00 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("2:7 E track-count", "a track 0");
	IS_INT(disc->first_track, 1, "becomes 1");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 01 AUDIO\nINDEX 01 00:10:00\nTRACK 03 AUDIO\nINDEX 01 00:20:00\n");
	findings_are("4:7 E track-count", "a repeated number; the one behind it is the third, as counted");
	IS_STR(diags.list[0].message, "TRACK 01 comes after TRACK 01", "the repeated");
	IS_INT(disc->last_track, 3, "they run on in the model");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 03 AUDIO\nINDEX 01 00:10:00\nTRACK 05 AUDIO\nINDEX 01 00:20:00\n");
	findings_are("4:7 E track-count; 6:7 E track-count", "two holes");
	IS_STR(diags.list[1].message, "TRACK 05 follows TRACK 03: numbers are missing", "the second");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK AUDIO\nINDEX 01 00:10:00\nTRACK 03 AUDIO\nINDEX 01 00:20:00\n");
	findings_are("4:7 E cue-syntax", "a number that is missing is not a missing mode, too");
	done();
	read_it("FILE x.wav WAVE\nTRACK 98 AUDIO\nINDEX 01 00:00:00\nTRACK 01 AUDIO\nINDEX 01 00:10:00\nTRACK 02 AUDIO\nINDEX 01 00:20:00\n");
	findings_are("4:7 E track-count; 6:7 E track-count", "so that too many there may be");
	IS_STR(diags.list[1].message, "the sheet has more than 99 tracks", "of whatever number");
	done();
}

static void indexes(void)
{
	struct pm_buf b;
	int i;

	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 02 00:00:00\n");
	findings_are("3:7 E index-count", "no index 01 before 02: said once");
	IS_STR(diags.list[0].message, "INDEX 02: want INDEX 01 here", "and what is wanted");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 03 00:01:00\nINDEX 04 00:02:00\n");
	findings_are("4:7 E index-count", "a skipped one, and no cascade");
	IS_STR(diags.list[0].message, "INDEX 03: want INDEX 02 here", "and what is wanted");
	IS_INT(disc->track[1].poisoned, PM_POISON_TIMES, "times are poisoned");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 01 00:01:00\n");
	findings_are("4:7 E index-order", "a repeated one");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 03 00:01:00\nINDEX 03 00:02:00\n");
	findings_are("4:7 E index-count", "one number that is wrong, and no cascade");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 02 00:00:00\nINDEX 01 00:01:00\nINDEX 03 00:02:00\n");
	findings_are("3:7 E index-count", "two lines that have changed places");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 1O 00:01:00\nINDEX 03 00:02:00\n");
	findings_are("4:7 E cue-syntax", "a number that is none");
	IS_INT(disc->track[1].poisoned, PM_POISON_TIMES, "which index is missing is not asked again");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00 x\n");
	IS_INT(disc->track[1].poisoned, PM_POISON_TIMES, "nor where one lies that could not be read");
	done();
	read_it("TRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:1 E cue-syntax", "without a FILE");
	IS_INT(disc->poisoned, PM_POISON_TRACKS | PM_POISON_AUDIO, "no rule asks for the tracks");
	IS_INT(disc->track[1].poisoned, PM_POISON_TIMES, "nor for their times");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 100 00:01:00\n");
	findings_are("4:7 E index-count", "above 99");
	done();
	pm_buf_init(&b);
	pm_buf_add_str(&b, "FILE x.wav WAVE\nTRACK 01 AUDIO\n");
	for (i = 0; i <= 99; i++)
		pm_buf_printf(&b, "INDEX %02d 00:00:%02d\n", i, i < 75 ? i : 74);
	read_it(pm_buf_str(&b));
	IS_INT(diags.count, 25, "a hundred indexes, but twenty-five at one time");
	pm_buf_release(&b);
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 1\nINDEX x 00:00:00\nINDEX 01 00:00:00 y\n");
	findings_are("3:7 E cue-syntax; 4:7 E cue-syntax; 5:19 E cue-syntax", "no time, no number, too much");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX x 00:01:00\nINDEX 04 00:02:00\nINDEX 05 00:03:00\n");
	findings_are("4:7 E cue-syntax", "behind an unread number a jump is no second mistake");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nPREGAP 1\nINDEX 01 00:00:00\nPREGAP 00:01:00\nPOSTGAP x\n");
	findings_are("3:8 E cue-syntax; 5:1 E cue-syntax; 6:9 E cue-syntax", "PREGAP without a time, a second one, POSTGAP without a time");
	items_are("M1.0 S88200 M1.1 A0:0+END", "count for nothing");
	done();
	read_it("FILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nPREGAP 00:01:00\n");
	findings_are("4:1 E cue-syntax", "PREGAP behind an INDEX");
	IS_STR(hint_of(PM_DIAG_CUE_SYNTAX), "PREGAP belongs above the INDEX lines", "and what to do");
	done();
}

static void cdtextfile(void)
{
	read_it("CDTEXTFILE a b.cdt\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	IS_STR(cdtext, "a b.cdt", "a name without quotes");
	IS_INT(cdtext_pos.offset_bytes, 11, "its place");
	IS_INT(cdtext_pos.length_bytes, 7, "and length");
	done();
	read_it("CDTEXTFILE \"a.cdt\nFILE x.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("1:12 E cue-syntax", "a quote never closed");
	OK(!cdtext, "no name");
	done();
}

int main(void)
{
	files();
	file_lines();
	bad_files();
	modes();
	numbers();
	indexes();
	cdtextfile();
	return tap_done();
}
