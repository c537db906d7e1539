/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc-track.c - the statements of a track in a cdrdao TOC.  Expected: cue-toc.md section 6; 588 samples a sector; Q control bits: IEC 60908. */
#include "tests/unit/toc-help.h"

/* A track of this, its control bits and findings. */
static void is_track(const char *statements, unsigned control, const char *findings)
{
	read_it(statements);
	findings_are(findings, statements);
	IS_INT(disc->track[1].control, control, statements);
	done();
}

static void modes(void)
{
	static const struct {
		const char *mode;
		unsigned control;
		uint32_t bytes;
	} row[] = {
		{"AUDIO", 0, 2352},    {"MODE0", 4, 2336},       {"MODE1", 4, 2048},       {"MODE1_RAW", 4, 2352},      {"MODE2", 4, 2336},
		{"MODE2_RAW", 4, 2352}, {"MODE2_FORM1", 4, 2048}, {"MODE2_FORM2", 4, 2324}, {"MODE2_FORM_MIX", 4, 2336},
	};
	char line[100];
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		snprintf(line, sizeof line, "TRACK %s RW\nDATAFILE \"d\" 0:0:4\n", row[i].mode);
		read_it(line);
		findings_are("", row[i].mode);
		IS_INT(disc->track[1].control, row[i].control, row[i].mode);
		IS_INT(disc->file[0].sector_stride_bytes, row[i].bytes + 96, row[i].mode);
		done();
	}
	is_track("TRACK\nSILENCE 0:4:0\n", 0, "1:1 E toc-syntax");
	is_track("TRACK audio\nSILENCE 0:4:0\n", 0, "1:7 E toc-syntax");
	is_track("TRACK TRACK AUDIO SILENCE 0:4:0\n", 0, "1:1 E toc-syntax; 1:7 E toc-syntax");
	is_track("TRACK 5 AUDIO\nSILENCE 0:4:0\n", 0, "1:7 E toc-syntax");
}

static void flags(void)
{
	is_track("TRACK AUDIO COPY SILENCE 0:4:0\n", 2, "");
	is_track("TRACK AUDIO PRE_EMPHASIS SILENCE 0:4:0\n", 1, "");
	is_track("TRACK AUDIO FOUR_CHANNEL_AUDIO SILENCE 0:4:0\n", 8, "");
	is_track("TRACK AUDIO TWO_CHANNEL_AUDIO SILENCE 0:4:0\n", 0, "");
	is_track("TRACK AUDIO COPY PRE_EMPHASIS FOUR_CHANNEL_AUDIO SILENCE 0:4:0\n", 11, "");
	is_track("TRACK AUDIO COPY NO COPY SILENCE 0:4:0\n", 0, "");
	is_track("TRACK AUDIO PRE_EMPHASIS NO PRE_EMPHASIS SILENCE 0:4:0\n", 0, "");
	is_track("TRACK AUDIO FOUR_CHANNEL_AUDIO TWO_CHANNEL_AUDIO SILENCE 0:4:0\n", 0, "");
	is_track("TRACK AUDIO\nNO FOO\nSILENCE 0:4:0\n", 0, "2:4 E toc-syntax");
	is_track("TRACK MODE1 COPY ZERO 0:4:0\n", 6, "");
	read_it("TRACK AUDIO\nISRC \"ZZXYZ2600001\"\nSILENCE 0:4:0\n");
	findings_are("", "an ISRC");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "is the track's");
	IS_INT(disc->track[1].isrc_from, PM_FROM_TOC, "from the TOC");
	IS_INT(disc->track[1].isrc_pos.offset_bytes, 18, "with its place");
	done();
	read_it("TRACK AUDIO\nISRC \"zzxyz2600001\"\nISRC\nSILENCE 0:4:0\n");
	findings_are("2:7 E toc-syntax; 3:1 E toc-syntax", "small letters, which cdrdao refuses; no code");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "the code is read");
	done();
	read_it("TRACK AUDIO\nISRC \"ZZXYZ260000\"\nSILENCE 0:4:0\n");
	findings_are("2:7 E isrc-format", "eleven characters");
	IS_INT(disc->track[1].poisoned, PM_POISON_ISRC, "poison the code");
	done();
	read_it("TRACK AUDIO\nISRC \"ZZXYZ26\\00001\"\nSILENCE 0:4:0\n");
	IS_INT(disc->track[1].isrc.text[0], 0, "a string that cannot be read is no code");
	done();
}

static void marks(void)
{
	is_content("PREGAP 0:0:2 SILENCE 0:4:0", "M1.0 S88200 S1176 M1.1 S176400", -1, 0, "");
	is_content("PREGAP 0:0:0\nSILENCE 0:4:0", "M1.0 S88200 M1.1 S176400", -1, 0, "2:8 E toc-syntax"); /* as cdrdao 1.2.4 has it */
	is_content("PREGAP\nSILENCE 0:4:0", "M1.0 S88200 M1.1 S176400", -1, 0, "2:1 E toc-syntax");
	is_content("PREGAP 100\nSILENCE 0:4:0", "M1.0 S88200 M1.1 S176400", -1, 0, "2:8 E toc-syntax");
	is_content("PREGAP 0:0:2\nPREGAP 0:0:3\nSILENCE 0:4:0", "M1.0 S88200 S1176 M1.1 S176400", -1, 0, "3:8 E toc-syntax");
	is_content("SILENCE 0:4:0\nSTART 5", "M1.0 S88200 M1.1 S176400", -1, 0, "3:7 E toc-syntax");
	is_content("PREGAP 0:0:2\nSTART 0:0:1\nSILENCE 0:4:0", "M1.0 S88200 S588 M1.1 S588 S176400", -1, 0, "3:1 E toc-syntax");
	is_content("SILENCE 0:4:0\nSTART 0:0:1\nSTART 0:0:2", "M1.0 S88200 S1176 M1.1 S175224", -1, 0, "4:1 E toc-syntax");
	is_content("SILENCE 0:4:0\nEND 0:3:0\nEND", "M1.0 S88200 M1.1 M1.2+225 S176400", -1, 0, "4:1 E toc-syntax");
	is_content("SILENCE 0:4:0\nINDEX 0:0:1\nINDEX 0:0:2", "M1.0 S88200 M1.1 M1.2+1 M1.3+2 S176400", -1, 0, "");
	is_content("SILENCE 0:4:0\nINDEX 0:0:0", "M1.0 S88200 M1.1 S176400", -1, 0, "3:7 E index-order");
	is_content("SILENCE 0:4:0\nINDEX 0:0:2\nINDEX 0:0:2\nINDEX 0:0:3", "M1.0 S88200 M1.1 M1.2+2 M1.3+3 S176400", -1, 0, "4:7 E index-order");
	is_content("SILENCE 0:4:0\nINDEX", "M1.0 S88200 M1.1 S176400", -1, 0, "3:1 E toc-syntax");
	is_content("SILENCE 0:4:0\nINDEX 588", "M1.0 S88200 M1.1 S176400", -1, 0, "3:7 E toc-syntax");
}

/* 98 indexes, for 02 to 99; each more is not kept, and told once. */
static void many_indexes(void)
{
	struct pm_buf b;
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "TRACK AUDIO\nSILENCE 0:4:0\n");
	for (i = 1; i <= 98; i++)
		pm_buf_printf(&b, "INDEX 0:%d:%d\n", i / 75, i % 75);
	read_it(pm_buf_str(&b));
	findings_are("", "98 INDEX lines");
	IS_INT(disc->item[disc->item_count - 2].index, 99, "the last is 99");
	done();
	for (i = 0; i < 5; i++)
		pm_buf_add_str(&b, "INDEX 0:0:1\n");
	read_it(pm_buf_str(&b));
	findings_are("101:7 E index-count", "five more, told once");
	IS_INT(disc->item[disc->item_count - 2].index, 99, "the last is 99");
	done();
	pm_buf_add_str(&b, "TRACK AUDIO SILENCE 0:4:0 INDEX 0:0:1\n");
	read_it(pm_buf_str(&b));
	IS_INT(disc->item[disc->item_count - 2].index, 2, "the next track begins anew");
	done();
	pm_buf_release(&b);
}

static void phases(void)
{
	static const char *const statement[] = {"COPY", "CD_TEXT { }", "PREGAP 0:0:1", "SILENCE 588", "INDEX 0:0:1"};
	struct pm_buf b;
	size_t i, j;

	for (i = 0; i < 5; i++)
		for (j = 0; j < 5; j++) {
			pm_buf_init(&b);
			pm_buf_printf(&b, "TRACK AUDIO\n%s\n%s\n%s\nSILENCE 588\n", statement[i], statement[j], i < j ? statement[j] : "");
			read_it(pm_buf_str(&b));
			/* Line 3 stands too late when its statement belongs before that of line 2. */
			IS_INT(diags.count > 0 && diags.list[0].pos.offset_bytes == 13 + strlen(statement[i]) && strstr(diags.list[0].message, "too late"),
			       j < i, "the order of statements");
			pm_buf_release(&b);
			done();
		}
}

static void numbers(void)
{
	read_it("FIRST_TRACK_NO 99\nTRACK AUDIO\nSILENCE 0:4:0\nTRACK AUDIO\nISRC \"bad\"\nCOPY\nCD_TEXT { LANGUAGE 0 { TITLE \"x\" } }\nSILENCE 0:4:0\nTRACK AUDIO\n"
		"SILENCE 0:4:0\n");
	findings_are("4:1 E track-count; 5:7 E isrc-format", "a track 100, told once; its statements are read");
	IS_INT(disc->last_track, 99, "and not kept");
	IS_INT(disc->track[99].control, 0, "nor in track 99");
	OK(!text_in(0, 0, PM_TEXT_TITLE) && !text_in(0, 99, PM_TEXT_TITLE), "nor its texts");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "the numbers are poisoned");
	items_are("M99.0 S88200 M99.1 S176400", "nor its audio");
	done();
}

int main(void)
{
	modes();
	flags();
	marks();
	many_indexes();
	phases();
	numbers();
	return tap_done();
}
