/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-cue-walk.c - INDEX, PREGAP and POSTGAP of a cue sheet as marks, audio and silence.  Expected: cue-toc.md sections 1 and 3, in samples
 * (588 a sector, 44100 a second).
 */
#include "tests/unit/cue-help.h"

/* The four gap styles, hidden audio, PREGAP and POSTGAP. */
static void gaps(void)
{
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE b.wav WAVE\nTRACK 02 AUDIO\nPREGAP 00:02:00\nINDEX 01 00:00:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+END | M2.0 S88200 M2.1 A1:0+END", "gaps left out");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE b.wav WAVE\nTRACK 02 AUDIO\nINDEX 00 00:00:00\nINDEX 01 00:02:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.0 A1:0+88200 M2.1 A1:88200+END", "gaps prepended");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 00 00:18:00\nFILE b.wav WAVE\nINDEX 01 00:00:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+793800 M2.0 A0:793800+END M2.1 A1:0+END", "gaps appended");
	findings_are("", "FILE between INDEX 00 and 01");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 00 00:00:00\nINDEX 01 00:05:00\n");
	items_are("M1.0 S88200 A0:0+220500 M1.1 A0:220500+END", "hidden audio: the two seconds are not in the file");
	IS_INT(disc->hidden_audio, 1, "and it is known");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nPREGAP 00:01:00\nPOSTGAP 00:00:01\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:10:00\nPOSTGAP "
		"00:02:00\n");
	items_are("M1.0 S88200 | S44100 M1.1 A0:0+441000 S588 | M2.1 A0:441000+END S88200", "PREGAP of track 1 and POSTGAPs");
	done();
	read_it("FILE a.wav WAVE\nTRACK 05 AUDIO\nINDEX 00 00:00:00\nINDEX 01 00:00:00\n");
	items_are("M5.0 S88200 M5.1 A0:0+END", "a first track that is not 1; INDEX 00 and 01 at one time");
	IS_INT(disc->first_track, 5, "first track");
	findings_are("", "are fine");
	done();
}


static void pregap_postgap(void)
{
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nPOSTGAP 00:00:10\nTRACK 02 AUDIO\nPREGAP 00:00:05\nINDEX 01 00:10:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+441000 S5880 | | M2.0 S2940 M2.1 A0:441000+END", "POSTGAP, then the next track's PREGAP");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nPREGAP 00:00:05\nINDEX 00 00:10:00\nINDEX 01 00:12:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+441000 | M2.0 S2940 A0:441000+88200 M2.1 A0:529200+END", "PREGAP and INDEX 00: both are the pause, one mark");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nPREGAP 00:00:00\nINDEX 01 00:00:00\nPOSTGAP 00:00:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+END", "of no length they are none");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nPOSTGAP 00:01:00\nINDEX 01 00:00:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+END S44100", "a POSTGAP above the INDEX; at the end of the disc");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nPOSTGAP 999:59:74\n");
	items_are("M1.0 S88200 M1.1 A0:0+END S2645999412", "4499999 sectors of it");
	done();
}

/* Times in one FILE grow; only INDEX 01 may fall on its INDEX 00. */
static void order(void)
{
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 02 00:05:00\nINDEX 03 00:05:00\nTRACK 02 AUDIO\nINDEX 00 00:05:00\nINDEX 01 00:04:74\n"
		"INDEX 02 00:05:01\n");
	findings_are("5:1 E index-order; 7:1 E index-order; 8:1 E index-order", "at the index before, at the track before, behind it");
	IS_STR(diags.list[0].message, "INDEX 03 at 00:05:00 is not after the INDEX before it, at 00:05:00", "with both times");
	IS_INT(disc->track[1].poisoned & disc->track[2].poisoned, PM_POISON_TIMES, "times are poisoned");
	items_are("M1.0 S88200 M1.1 A0:0+220500 M1.2 A0:220500+588 M2.2 A0:221088+END", "they are left out");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 02 00:22:00\nTRACK 02 AUDIO\nINDEX 00 00:20:00\nINDEX 01 00:21:00\n"
		"INDEX 02 00:23:00\nTRACK 03 AUDIO\nINDEX 01 00:40:00\n");
	findings_are("6:1 E index-order", "what goes on from there is no second mistake");
	IS_INT(disc->track[2].poisoned, PM_POISON_TIMES, "but the track's times are not known");
	items_are("M1.0 S88200 M1.1 A0:0+970200 M1.2 A0:970200+44100 M2.2 A0:1014300+749700 M3.1 A0:1764000+END", "and its INDEX 01 is left out");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:50:00\nTRACK 03 AUDIO\nINDEX 01 00:10:00\nTRACK 04 AUDIO\n"
		"INDEX 01 00:15:00\n");
	findings_are("7:1 E index-order", "one wrong time, one finding, whatever tracks lie behind it");
	IS_INT(disc->track[3].poisoned & disc->track[4].poisoned, PM_POISON_TIMES, "whose times are not known");
	items_are("M1.0 S88200 M1.1 A0:0+2205000 M2.1 A0:2205000+END", "are left out");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 00 00:05:00\nINDEX 01 00:05:00\n");
	findings_are("", "INDEX 01 at its INDEX 00");
	items_are("M1.0 S88200 M1.1 A0:0+220500 M2.0 M2.1 A0:220500+END", "the layout drops the empty pause");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:05:00\nFILE b.wav WAVE\nTRACK 02 AUDIO\nINDEX 01 00:00:00\n");
	findings_are("", "a new FILE counts anew");
	items_are("M1.0 S88200 A0:0+220500 M1.1 A0:220500+END M2.1 A1:0+END", "audio in front of track 1's INDEX 01 is hidden");
	IS_INT(disc->hidden_audio, 1, "which is known");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nINDEX 02 00:05:00\nTRACK 02 AUDIO\nINDEX 01 00:10:00\n");
	IS_INT(disc->hidden_audio, 0, "audio behind INDEX 01 is not hidden");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE b.wav WAVE\nTRACK 02 AUDIO\nINDEX 00 00:01:00\nINDEX 01 00:02:00\n");
	items_are("M1.0 S88200 M1.1 A0:0+END A1:0+44100 M2.0 A1:44100+44100 M2.1 A1:88200+END",
		  "what lies before a file's first INDEX belongs to the track before");
	done();
}

static void missing(void)
{
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nTRACK 02 AUDIO\nINDEX 00 00:00:00\nTRACK 03 AUDIO\nINDEX 01 00:05:00\n");
	findings_are("2:1 E index-count; 3:1 E index-count", "tracks without INDEX 01");
	IS_STR(diags.list[0].message, "track 1 has no INDEX 01", "named");
	IS_INT(disc->track[1].poisoned & disc->track[2].poisoned, PM_POISON_TIMES, "their times are poisoned");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE b.wav WAVE\nFILE c.wav WAVE\nTRACK 02 AUDIO\nINDEX 01 00:00:00\nFILE d.wav WAVE\n");
	findings_are("4:6 W audio-dropped; 8:6 W audio-dropped", "FILEs that no INDEX lies in");
	IS_STR(diags.list[0].message, "no INDEX lies in 'b.wav': it is left out", "named");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.1 A2:0+END", "and left out");
	done();
	read_it("FILE a.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 x\n");
	findings_are("3:10 E cue-syntax", "an INDEX that cannot be read is not missing too");
	done();
	read_it("FILE a.wav WAVE\nFILE b.mp3 MP3\nFILE c.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:10:00\n");
	findings_are("1:6 W audio-dropped; 2:12 E audio-format", "before the first TRACK, once; an unusable one has been spoken of");
	done();
	read_it("FILE a.wav WAVE\nFILE b.wav WAVE\n");
	findings_are("- E cue-syntax", "without any TRACK that is the mistake");
	done();
}

int main(void)
{
	gaps();
	pregap_postgap();
	order();
	missing();
	return tap_done();
}
