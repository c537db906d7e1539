/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc-declare.c - the parts of a track in a cdrdao TOC as marks, audio and silence.  Expected: cue-toc.md section 6, in samples (588 a sector). */
#include "tests/unit/toc-help.h"

static void starts(void)
{
	read_it("TRACK AUDIO\nFILE \"a.wav\" 0\nSTART\nFILE \"b.raw\" 1:0:0 1:0:0\nEND\nSILENCE 0:2:0\n");
	items_are("M1.0 S88200 A0:0+END M1.1 A1:2646000+2646000 M1.2 S88200", "START without a time; hidden audio; END");
	IS_INT(disc->hidden_audio, 1, "is known");
	findings_are("", "no findings");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:0:32\nFILE \"a.wav\" 0\nSTART 0:0:32\nTRACK AUDIO\nFILE \"a.wav\" 588\nSTART 0:0:1\nTRACK AUDIO\nSTART "
		"0:0:0\n"
		"SILENCE 0:4:0\n");
	items_are("M1.0 S88200 S18816 M1.1 A0:0+END M2.0 A0:588+588 M2.1 A0:1176+END M3.1 S176400", "START at a seam, inside a part, at nothing");
	IS_INT(disc->hidden_audio, 0, "silence is no hidden audio");
	done();
	read_it("FIRST_TRACK_NO 98\nTRACK AUDIO\nSILENCE 0:4:0\nTRACK AUDIO\nSILENCE 0:4:0\nSTART 0:4:0\nTRACK AUDIO\nNO COPY\n"
		"FOUR_CHANNEL_AUDIO\nSILENCE 0:4:0\n");
	findings_are("6:1 E index-past-end; 7:1 E track-count", "START at the end; a track 100, with flags");
	IS_INT(diags.list[0].breaks, PM_DIAG_TOC_SYNTAX, "cdrdao refuses a START there");
	IS_INT(disc->first_track, 98, "FIRST_TRACK_NO");
	IS_INT(disc->last_track, 99, "the last that fits");
	done();
}

static void ends(void)
{
	read_it("TRACK AUDIO\nSILENCE 0:8:0\nSTART 0:2:0\nEND 0:6:0\nINDEX 0:1:0\nTRACK AUDIO\nSILENCE 0:8:0\nEND\nSILENCE 0:1:0\n"
		"TRACK AUDIO\nFILE \"a.wav\" 0\nEND 0:20:0\n");
	findings_are("", "an END inside its track, and one in a file whose length is not known yet");
	/* cdrdao 1.2.4 show-toc prints these indexes */
	items_are("M1.0 S88200 S88200 M1.1 M1.2+75 M1.3+300 S264600 M2.1 M2.2+600 S352800 S44100 M3.1 M3.2+1500 A0:0+END", "an index is where END is");
	done();
	read_it("TRACK AUDIO\nPREGAP 0:1:0\nSILENCE 0:10:0\nEND 0:5:0\nINDEX 0:1:0\nINDEX 0:6:0\n"
		"TRACK AUDIO\nSILENCE 0:10:0\nEND 0:5:0\nINDEX 0:5:0\n");
	items_are("M1.0 S88200 S44100 M1.1 M1.2+75 M1.3+300 M1.4+450 S441000 M2.1 M2.2+375 S441000", "between the others, or the same as one");
	done();
	read_it("TRACK AUDIO\nFILE \"a.wav\" 0\nEND\nSILENCE 0:2:0\nINDEX 0:1:0\n");
	items_are("M1.0 S88200 M1.1 M1.2+75 A0:0+END M1.3 S88200", "behind the others, where the time is not known yet");
	done();
	read_it("TRACK AUDIO\nFILE \"a.wav\" 0\nEND\n");
	findings_are("3:1 E toc-syntax", "at the end of a file, however long it is");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:8:0\nEND 0:8:0\nTRACK AUDIO\nSILENCE 0:8:0\nEND\nTRACK AUDIO\nSILENCE 0:8:0\nSTART 0:2:0\nEND 0:2:0\n"
		"TRACK AUDIO\nSILENCE 0:4:0\nEND 0:1:75\n");
	findings_are("3:1 E toc-syntax; 6:1 E toc-syntax; 10:1 E toc-syntax; 13:5 E toc-syntax", "an END at the end, in the pause, and no time");
	items_are("M1.0 S88200 M1.1 S352800 M2.1 S352800 M3.0 S88200 M3.1 S264600 M4.1 S176400", "costs nothing else");
	done();
}

/* "START 00:02:00, INDEX 00:03:00 in a track beginning at disc time 10:00 -> INDEX 2 at 00:15:00": indexes count from START (cue-toc.md 6). */
static void from_start(void)
{
	read_it("TRACK AUDIO\nSILENCE 0:10:0\nTRACK AUDIO\nFILE \"a.wav\" 0\nSTART 0:2:0\nINDEX 0:3:0\n");
	items_are("M1.0 S88200 M1.1 S441000 M2.0 A0:0+88200 M2.1 M2.2+225 A0:88200+END", "INDEX counts from START");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:10:0\nTRACK AUDIO\nPREGAP 0:2:0\nFILE \"a.wav\" 0\n");
	items_are("M1.0 S88200 M1.1 S441000 | M2.0 S88200 M2.1 A0:0+END", "PREGAP is silence and START");
	done();
	read_it("TRACK AUDIO\nPREGAP 0:1:0\nFILE \"a.wav\" 0\n");
	items_are("M1.0 S88200 S44100 M1.1 A0:0+END", "in track 1 behind the two seconds");
	IS_INT(disc->hidden_audio, 0, "which is no hidden audio");
	done();
	read_it("TRACK AUDIO\nFILE \"a.wav\" 0 0:5:0\nSTART 0:5:0\nFILE \"b.wav\" 0\n");
	items_are("M1.0 S88200 A0:0+220500 M1.1 A1:0+END", "START where the first part ends");
	IS_INT(disc->hidden_audio, 1, "hidden audio");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:1:0\nFILE \"a.wav\" 0\nSTART 0:1:1\n");
	items_are("M1.0 S88200 S44100 A0:0+588 M1.1 A0:588+END", "one sector into the second part");
	IS_INT(disc->hidden_audio, 1, "hidden audio");
	done();
	read_it("FIRST_TRACK_NO 5\nTRACK AUDIO\nFILE \"a.wav\" 0\nSTART 0:1:0\nTRACK AUDIO\nFILE \"a.wav\" 0\nSTART\nSILENCE 0:1:0\n");
	items_are("M5.0 S88200 A0:0+44100 M5.1 A0:44100+END M6.0 A0:0+END M6.1 S44100", "the first track need not be 1");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:4:0\nSTART 0:3:74\nTRACK AUDIO\nSILENCE 0:4:0\nSTART 0:4:1\n");
	findings_are("6:1 E index-past-end", "START one sector before the end, and one behind it");
	IS_INT(disc->track[1].poisoned, 0, "the first is fine");
	IS_INT(disc->track[2].poisoned, PM_POISON_TIMES, "the second is not");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:4:0\nSTART\n");
	findings_are("3:1 E index-past-end", "START without a time at the end");
	done();
}

/* "Index beyond track end" is an error (cue-toc.md 6); where a file runs to its end it is the layout that knows. */
static void index_past_end(void)
{
	read_it("TRACK AUDIO\nSILENCE 0:4:0\nINDEX 0:3:74\nINDEX 0:4:0\nTRACK AUDIO\nSILENCE 0:6:0\nSTART 0:2:0\nINDEX 0:4:0\n"
		"TRACK AUDIO\nFILE \"a.wav\" 0\nINDEX 99:0:0\n");
	findings_are("4:7 E index-past-end; 8:7 E index-past-end", "one sector before the end, at the end, and counted from START");
	IS_STR(diags.list[0].message, "INDEX 0:4:0 lies at or behind the end of its track", "names it");
	IS_INT(diags.list[0].index, 3, "with its number");
	IS_INT(diags.list[1].breaks, PM_DIAG_TOC_SYNTAX, "cdrdao refuses it");
	items_are("M1.0 S88200 M1.1 M1.2+299 S176400 M2.0 S88200 M2.1 S176400 M3.1 M3.2+445500 A0:0+END", "and it is left out");
	IS_INT(disc->track[1].poisoned, PM_POISON_TIMES, "the track is poisoned");
	done();
	read_it("TRACK AUDIO\nSILENCE 0:4:0\nINDEX 0:4:0\nINDEX 0:5:0\nINDEX 0:6:0\n");
	findings_are("3:7 E index-past-end", "what follows on one is not reported again");
	done();
}

static void nothing(void)
{
	read_it("TRACK AUDIO\nTRACK AUDIO\nSILENCE 0:4:0\n");
	findings_are("1:1 E toc-syntax", "a track without content");
	IS_STR(diags.list[0].message, "this track has no content", "is told");
	IS_INT(disc->track[1].poisoned, PM_POISON_AUDIO, "is poisoned");
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "as is the disc's audio");
	items_are("M1.0 S88200 M1.1 M2.1 S176400", "and has its marks");
	OK(!disc->track[1].source_name, "but no file");
	done();
	read_it("TRACK AUDIO\nFILE\nSTART 0:5:0\n");
	findings_are("2:1 E toc-syntax", "content that cannot be read is not missing too, nor is START behind it");
	done();
	read_it("TRACK AUDIO\nSILENCE 1\nFILE \"a.wav\" 0 1\nFILE \"b.wav\" 0 1\n");
	IS_STR(disc->track[1].source_name, "a.wav", "a track is named after its first file");
	done();
}

int main(void)
{
	starts();
	ends();
	from_start();
	index_past_end();
	nothing();
	return tap_done();
}
