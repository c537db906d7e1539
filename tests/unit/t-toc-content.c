/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc-content.c - files, sectors and silence of a track in a cdrdao TOC.  Expected: cue-toc.md section 6; 588 samples a sector. */
#include "tests/unit/toc-help.h"

static void files(void)
{
	is_content("FILE \"a.raw\" 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_RAW_BE, 0, "");
	is_content("AUDIOFILE \"a.raw\" 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_RAW_BE, 0, "");
	is_content("FILE \"a.raw\" SWAP 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_RAW_LE, 0, "");
	is_content("FILE \"a.wav\" 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_MASTER, 0, "");
	is_content("FILE \"a.WAV\" 100 200", "M1.0 S88200 M1.1 A0:100+200", PM_FILE_MASTER, 0, "");
	is_content("FILE \"a.raw\" 0:0:1 0:0:2", "M1.0 S88200 M1.1 A0:588+1176", PM_FILE_RAW_BE, 0, "");
	is_content("FILE \"a.raw\" 0 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_RAW_BE, 0, "");
	is_content("FILE \"a.raw\" #44 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_RAW_BE, 44, "");
	is_content("FILE \"a.wav\" #8 10", "M1.0 S88200 M1.1 A0:12+END", PM_FILE_MASTER, 0, "");
	is_content("FILE \"a.wav\" #7 10", "M1.0 S88200 M1.1 A0:11+END", PM_FILE_MASTER, 0, "2:15 E toc-syntax");
	is_content("FILE \"a.wav\" SWAP 0", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_MASTER, 0, "2:7 W toc-syntax");
	is_content("FILE \"a.raw\"", "M1.0 S88200 M1.1", -1, 0, "2:6 E toc-syntax");
	is_content("FILE", "M1.0 S88200 M1.1", -1, 0, "2:1 E toc-syntax");
	is_content("FILE \"a.raw\" # 0:0:1", "M1.0 S88200 M1.1 A0:588+END", PM_FILE_RAW_BE, 0, "2:16 E toc-syntax");
	is_content("FILE \"a\\q\" 0", "M1.0 S88200 M1.1", -1, 0, "2:8 E toc-syntax");
	is_content("FILE \"a.raw\" 2305843009213693951", "M1.0 S88200 M1.1 A0:2305843009213693951+END", PM_FILE_RAW_BE, 0, "");
	is_content("FILE \"a.raw\" 2305843009213693952", "M1.0 S88200 M1.1", -1, 0, "2:14 E toc-syntax");
	read_it("TRACK AUDIO\nFILE \"\\303\\251.wav\" 0\nTRACK AUDIO\nFILE \"\\351.aif\" 0\n");
	IS_STR(disc->file[0].name, "\xC3\xA9.wav", "a name's escapes are UTF-8");
	IS_STR(disc->file[1].name, "\xC3\xA9.aif", "or, where they are none, ISO 8859-1");
	done();
	read_it("TRACK AUDIO\nFILE \"a.raw\" 0 588\nFILE \"a.raw\" 588 588\nFILE \"a.raw\" SWAP 0 588\nFILE \"a.raw\" SWAP #1 0 588\nFILE \"b.raw\" SWAP #1 0 588\n");
	IS_INT(disc->file_count, 4, "a file is the same when it is read the same way");
	items_are("M1.0 S88200 M1.1 A0:0+588 A0:588+588 A1:0+588 A2:0+588 A3:0+588", "name, order and offset");
	IS_STR(disc->track[1].source_name, "a.raw", "the track is named after the first");
	done();
	read_it("TRACK MODE1\nFILE \"a.raw\" 0\n");
	findings_are("2:7 W toc-syntax", "FILE in a data track");
	done();
}

static void data(void)
{
	is_content("DATAFILE \"d\"", "M1.0 S88200 M1.1 A0:0+END", PM_FILE_RAW_BE, 0, "");
	read_it("TRACK AUDIO RW_RAW\nDATAFILE \"d\" #4896 7344\n");
	findings_are("", "audio with subchannel");
	items_are("M1.0 S88200 M1.1 A0:1176+1764", "bytes are sectors of 2448");
	IS_INT(disc->file[0].sector_stride_bytes, 2448, "from sector to sector");
	done();
	read_it("TRACK AUDIO RW_RAW\nDATAFILE \"d\" #4897 2447\n");
	IS_INT(disc->file[0].offset_bytes, 4897, "an offset inside a sector stays one");
	items_are("M1.0 S88200 M1.1 A0:0+END", "less than a sector is no length");
	done();
	is_content("DATAFILE", "M1.0 S88200 M1.1", -1, 0, "2:1 E toc-syntax");
	is_content("FIFO 0:0:1", "M1.0 S88200 M1.1", -1, 0, "2:6 E toc-syntax");
	read_it("TRACK MODE1\nDATAFILE \"d\" #2048 0:0:2\n");
	items_are("M1.0 S88200 M1.1 A0:588+1176", "a time is a time");
	done();
	read_it("TRACK AUDIO\nFIFO \"p\" 0:0:2\nTRACK MODE1\nFIFO \"p\"\n");
	findings_are("2:7 E audio-format; 4:6 E toc-syntax; 4:7 E audio-format", "pipes");
	IS_INT(disc->file[0].unusable, 1, "hold no master");
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "the audio is poisoned");
	done();
	is_content("SILENCE 588", "M1.0 S88200 M1.1 S588", -1, 0, "");
	is_content("SILENCE 0:0:1", "M1.0 S88200 M1.1 S588", -1, 0, "");
	is_content("SILENCE 0", "M1.0 S88200 M1.1", -1, 0, "2:1 E toc-syntax");
	is_content("SILENCE", "M1.0 S88200 M1.1", -1, 0, "2:1 E toc-syntax");
	is_content("ZERO 0:0:1", "M1.0 S88200 M1.1 S588", -1, 0, "");
	read_it("TRACK MODE1\nZERO 4096\nTRACK MODE1\nZERO MODE2 RW 0:0:1\nTRACK AUDIO RW\nZERO AUDIO RW_RAW 2448\n");
	findings_are("", "data of nothing");
	items_are("M1.0 S88200 M1.1 S1176 M2.1 S588 M3.1 S588", "in bytes of the track's mode or in time");
	done();
	read_it("TRACK MODE1\nSILENCE 0:0:1\n");
	findings_are("2:1 E toc-syntax", "silence in a data track");
	done();
}

int main(void)
{
	files();
	data();
	return tap_done();
}
