/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-items.c - rows of a track sheet as a running list of marks, audio and silence.  Expected: contract sections 3 and 4, in samples (588 a sector). */
#include "sheet/reader.h"

#include "tests/unit/sheet-help.h"

static void hidden_audio(void)
{
	read_it("Track,File,Title,Gap,ISRC\n0,h.wav,Hidden,,\n1,a.wav,One,,\n2,b.wav,Two,,\n");
	findings_are("", "hidden audio");
	items_are("M1.0 S88200 A0:0+END M1.1 A1:0+END M2.1 A2:0+END", "lies behind the first 150 sectors");
	IS_INT(disc->hidden_audio, 1, "is known");
	IS_INT(disc->last_track, 2, "is no track");
	done();
	read_it("Track,File,Gap,ISRC,Flags,Index\n0,h.wav,3s,ZZXYZ2600001,PRE,0:10\n1,a.wav,4s,,,\n");
	findings_are("2:9 E sheet-syntax; 2:12 W sheet-unused; 2:25 W sheet-unused; 2:29 W sheet-unused", "what hidden audio cannot have");
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


/* Where the audio of one file between two tracks goes. */
static void between_tracks(void)
{
	read_it("File,Start,End,Gap\nx.wav,0,10,\nx.wav,10,20,\nx.wav,21,30,0\n");
	findings_are("4:13 W audio-dropped", "a Gap of 0 leaves out what lies between");
	items_are("M1.0 S88200 M1.1 A0:0+441000 M2.1 A0:441000+441000 M3.1 A0:926100+396900", "no pause where End is Start, none where Gap is 0");
	done();
	read_it("File,Start,End\nx.wav,0,10\ny.wav,,\nx.wav,20,\n");
	findings_are("4:7 W audio-dropped", "a file taken up again later");
	items_are("M1.0 S88200 M1.1 A0:0+441000 M2.1 A1:0+END M3.1 A0:882000+END", "its audio between lies in front of no track");
	done();
	read_it("File,Start\nx.wav,0\ny.wav,\nx.wav,20\n");
	items_are("M1.0 S88200 M1.1 A0:0+882000 M2.1 A1:0+END M3.1 A0:882000+END", "a missing End is the next Start in the same File");
	done();
	read_it("File,Start,End\nx.wav,5,\nx.wav,5,\n");
	findings_are("3:7 E sheet-syntax", "two tracks at one Start");
	IS_STR(hint_of(PM_DIAG_SHEET_SYNTAX), "the times of one File grow from row to row", "and what to do");
	IS_INT(disc->track[2].poisoned & PM_POISON_TIMES, PM_POISON_TIMES, "the second's times are poisoned");
	IS_INT(disc->track[1].poisoned, 0, "the first's are not");
	done();
	read_it("File,Start,End\nx.wav,0,20\nx.wav,19.99,30\n");
	findings_are("3:7 E sheet-syntax", "a Start before the End of the track before");
	done();
	read_it("File,Start,End\nx.wav,0,20\nx.wav,20,30\n");
	findings_are("", "a Start at the End of it");
	done();
	read_it("File,Start,End\nx.wav,,20\nx.wav,,30\n");
	findings_are("3:1 E sheet-syntax", "no Start behind an End, at the File");
	done();
	read_it("File,Start,End\nx.wav,0,2x\nx.wav,1,3\n");
	findings_are("2:9 E sheet-syntax", "a wrong time is not measured against");
	done();
	read_it("Track,File,Start,End,Gap\n0,x.wav,0,5,\n1,x.wav,7,,3s\n");
	findings_are("3:12 W audio-dropped", "between hidden audio and track 1, with Gap");
	items_are("M1.0 S88200 A0:0+220500 | S132300 M1.1 A0:308700+END", "no second index 00");
	done();
	read_it("Track,File,Gap\n0,h.wav,\n1,a.wav,0\n");
	items_are("M1.0 S88200 A0:0+END M1.1 A1:0+END", "a Gap of 0 behind hidden audio is none");
	done();
	read_it("Track,File,Gap\n0,h.wav,2s\n1,a.wav,\n");
	findings_are("", "hidden audio with the two seconds it has anyway");
	done();
	read_it("Track,File,Gap\n0,h.wav,151f\n1,a.wav,\n");
	findings_are("2:9 E sheet-syntax", "and with a frame more");
	done();
}

static void track_1(void)
{
	read_it("File,Gap\na.wav,\n");
	items_are("M1.0 S88200 M1.1 A0:0+END", "two seconds before track 1");
	done();
	read_it("File,Gap\na.wav,149f\nb.wav,1f\n");
	items_are("M1.0 S87612 M1.1 A0:0+END | M2.0 S588 M2.1 A1:0+END", "149 frames are what they are: a rule speaks of them");
	done();
	read_it("File,Title\n,A\nb.wav,B\n");
	items_are("M1.0 S88200 M1.1 M2.1 A0:0+END", "a track without audio has its marks");
	done();
}

static void indexes(void)
{
	struct pm_buf b;
	int i;

	read_it("File,Index\na.wav,0:10;0:20;0:30\n");
	items_are("M1.0 S88200 M1.1 M1.2+750 M1.3+1500 M1.4+2250 A0:0+END", "indexes 02, 03, 04");
	done();
	read_it("File,Index\na.wav,\"; 0:10 ;; 0:20;\"\n");
	findings_are("", "empty pieces");
	items_are("M1.0 S88200 M1.1 M1.2+750 M1.3+1500 A0:0+END", "count for nothing");
	done();
	read_it("File,Index\na.wav,0\nb.wav,0:10;0:10;0:05;0:11\n");
	findings_are("2:7 E index-order; 3:12 E index-order; 3:17 E index-order", "at index 01, at the index before, behind it");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.1 M2.2+750 M2.3+825 A1:0+END", "they are left out, and no number with them");
	IS_STR(hint_of(PM_DIAG_INDEX_ORDER), "index 02 and later are times inside the track, counted from its index 01, with ';' between", "what to do");
	done();
	read_it("File,Index\na.wav,0:10;x;0:20\n");
	findings_are("2:12 E sheet-syntax", "what is no time");
	items_are("M1.0 S88200 M1.1 M1.2+750 M1.3+1500 A0:0+END", "is left out");
	done();
	read_it("File,Index\na.wav,293 samples\nb.wav,294 samples;881 samples;882 samples\n");
	findings_are("2:7 N time-rounded; 2:7 E index-order; 3:7 N time-rounded; 3:19 N time-rounded; 3:19 E index-order; 3:31 N time-rounded",
		     "half a sector is a sector; less is index 01");
	items_are("M1.0 S88200 M1.1 A0:0+END M2.1 M2.2+1 M2.3+2 A1:0+END", "of two that round to one the first is kept");
	done();
	pm_buf_init(&b);
	pm_buf_add_str(&b, "File,Index\na.wav,");
	for (i = 1; i <= 98; i++)
		pm_buf_printf(&b, "%df;", i);
	read_it(pm_buf_str(&b));
	findings_are("", "indexes 02 to 99");
	IS_INT(disc->item[disc->item_count - 2].index, 99, "the last is 99");
	done();
	pm_buf_add_str(&b, "99f;100f");
	read_it(pm_buf_str(&b));
	findings_are("2:390 E index-count", "index 100, once");
	IS_INT(disc->item[disc->item_count - 2].index, 99, "is not kept");
	done();
	pm_buf_release(&b);
	read_it("Title,ISRC,Index\nA,ZZXYZ2600001,0:20;0:10\n");
	findings_are("2:21 E index-order", "in a sheet without audio");
	IS_INT(disc->item_count, 0, "they are checked and not kept");
	done();
}

int main(void)
{
	hidden_audio();
	gaps();
	start_and_end();
	between_tracks();
	track_1();
	indexes();
	return tap_done();
}
