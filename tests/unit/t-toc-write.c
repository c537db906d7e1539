/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc-write.c - NAME.toc written out by hand.  Expected: contract section 5, the layout of vectors/canonical/harbour.toc, cue-toc.md section 6. */
#include "cue/toc.h"

#include "tests/tap.h"
#include "tests/unit/harbour.h"

static int codes = 1;

static void is(const struct pm_disc *disc, const char *toc_name, int raw96, const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_toc_write(disc, toc_name, raw96, codes, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
}

/* One track from LBA 0 to 1000 without any text. */
static struct pm_disc *bare(unsigned first, unsigned last)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DDP);
	unsigned n;

	if (!disc)
		exit(99);
	disc->first_track = (uint8_t)first;
	disc->last_track = (uint8_t)last;
	for (n = first; n <= last; n++)
		pm_track_set_index(&disc->track[n], 1, (int32_t)(n - first) * 1000, pm_pos_none());
	pm_track_set_index(&disc->track[first], 0, -150, pm_pos_none());
	disc->leadout_lba = (int32_t)(last - first + 1) * 1000;
	disc->laid_out = 1;
	disc->block[0].present = 1;
	disc->block[0].language = 9;
	return disc;
}

#define AUDIO "TRACK AUDIO\nNO COPY\nNO PRE_EMPHASIS\nTWO_CHANNEL_AUDIO\n"

static void harbour(void)
{
	struct pm_disc *disc = harbour_disc();

	is(disc, "h", 0,
	   "CD_DA\n\nCATALOG \"0012345678905\"\n\nCD_TEXT {\n  LANGUAGE_MAP { 0 : 9 }\n  LANGUAGE 0 {\n    TITLE \"Harbour\"\n    PERFORMER \"The Lights\"\n  }\n}\n"
	   "\n// track 1\n" AUDIO "ISRC \"ZZXYZ2600001\"\nCD_TEXT {\n  LANGUAGE 0 {\n    TITLE \"Slack Water\"\n    PERFORMER \"The Lights\"\n  }\n}\n"
	   "FILE \"h.bin\" SWAP 00:00:00 00:06:30\nINDEX 00:04:00\n"
	   "\n// track 2\nTRACK AUDIO\nCOPY\nNO PRE_EMPHASIS\nTWO_CHANNEL_AUDIO\nISRC \"ZZXYZ2600002\"\nCD_TEXT {\n  LANGUAGE 0 {\n    TITLE \"\\311t\\351\"\n"
	   "    PERFORMER \"\"\n  }\n}\nFILE \"h.bin\" SWAP 00:06:30 00:06:45\nSTART 00:02:00\n"
	   "\n// track 3\nTRACK AUDIO\nCOPY\nPRE_EMPHASIS\nTWO_CHANNEL_AUDIO\nCD_TEXT {\n  LANGUAGE 0 {\n    TITLE \"\"\n    PERFORMER \"\"\n  }\n}\n"
	   "FILE \"h.bin\" SWAP 00:13:00 00:05:37\n",
	   "a track lacks its ISRC: neither UPC_EAN nor ISRC in the texts; a type stands in every track");
	pm_disc_free(disc);
}

static void raw96(void)
{
	struct pm_disc *disc = bare(1, 2);

	disc->track[2].control = PM_CONTROL_FOUR;
	pm_track_set_index(&disc->track[2], 0, 900, pm_pos_none());
	is(disc, "r", 1,
	   "CD_DA\n\n// track 1\nTRACK AUDIO RW_RAW\nNO COPY\nNO PRE_EMPHASIS\nTWO_CHANNEL_AUDIO\nDATAFILE \"r.bin\" 00:12:00\n"
	   "\n// track 2\nTRACK AUDIO RW_RAW\nNO COPY\nNO PRE_EMPHASIS\nFOUR_CHANNEL_AUDIO\nDATAFILE \"r.bin\" #2203200 00:14:50\nSTART 00:01:25\n",
	   "sectors of 2448 bytes: the second track begins at 900 * 2448");
	pm_disc_free(disc);
}

/* Hidden audio: what lies before LBA 0 is in no file. */
static void hidden(void)
{
	struct pm_disc *disc = bare(1, 1);

	pm_track_set_index(&disc->track[1], 1, 75, pm_pos_none());
	pm_track_set_index(&disc->track[1], 3, 400, pm_pos_none());
	is(disc, "x", 0, "CD_DA\n\n// track 1\n" AUDIO "FILE \"x.bin\" SWAP 00:00:00 00:13:25\nSTART 00:01:00\nINDEX 00:04:25\n",
	   "START for the pause beyond two seconds; INDEX counts from index 01");
	pm_disc_free(disc);
	disc = bare(98, 99);
	is(disc, "x", 0,
	   "CD_DA\n\nFIRST_TRACK_NO 98\n\n// track 98\n" AUDIO "FILE \"x.bin\" SWAP 00:00:00 00:13:25\n\n// track 99\n" AUDIO
	   "FILE \"x.bin\" SWAP 00:13:25 00:13:25\n",
	   "a first track that is not 1");
	pm_disc_free(disc);
}

/* NAME.toc is ASCII; cdrdao reads octal escapes in a name as the bytes of it. */
static void names(void)
{
	struct pm_disc *disc = bare(1, 1);

	is(disc, "\xC3\x89t\xC3\xA9 1", 0, "CD_DA\n\n// track 1\n" AUDIO "FILE \"\\303\\211t\\303\\251 1.bin\" SWAP 00:00:00 00:13:25\n", "a name beyond ASCII");
	is(disc, "a\\b\"c", 1, "CD_DA\n\n// track 1\nTRACK AUDIO RW_RAW\nNO COPY\nNO PRE_EMPHASIS\nTWO_CHANNEL_AUDIO\nDATAFILE \"a\\134b\\\"c.bin\" 00:13:25\n",
	   "a backslash and a quote");
	pm_disc_free(disc);
}

/* Strings are bytes of the block's charset; every type and both kinds of code.  cdrdao 1.2.4 stops at CLOSED; its word is RESERVED4, which later
 * versions take, too.  In a pair of backslashes it sees two, or half of another escape. */
static void texts(void)
{
	struct pm_disc *disc = bare(1, 1);
	struct pm_buf out;

	harbour_isrc(disc, 1, "ZZXYZ2600001");
	harbour_text(disc, 0, 0, PM_TEXT_TITLE, "a\"b\\c\td\x7F");
	harbour_text(disc, 0, 0, PM_TEXT_DISC_ID, "D-1");
	harbour_text(disc, 0, 0, PM_TEXT_GENRE, "Cool");
	disc->block[0].genre_code = 0x010E;
	disc->block[0].copy_protection = 3;
	harbour_text(disc, 0, 1, PM_TEXT_CLOSED, "\xC3\xA9");
	disc->block[1].present = 1;
	disc->block[1].language = 0x69;
	disc->block[1].charset = PM_CS_MS_JIS;
	harbour_text(disc, 1, 1, PM_TEXT_SONGWRITER, "\xE6\x97\xA5");
	disc->block[2].present = 1; /* without any text it is not written */
	is(disc, "x", 0,
	   "CD_DA\n\nCD_TEXT {\n  LANGUAGE_MAP { 0 : 9 1 : 105 }\n  LANGUAGE 0 {\n    TITLE \"a\\\"b\\134c\\011d\\177\"\n    DISC_ID \"D-1\"\n"
	   "    GENRE { 1, 14, 67, 111, 111, 108, 0 }\n    UPC_EAN \"\"\n"
	   "    SIZE_INFO { 0, 1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }\n  }\n"
	   "  LANGUAGE 1 {\n    ENCODING_MS_JIS\n    SONGWRITER \"\"\n  }\n}\n"
	   "\n// track 1\n" AUDIO "ISRC \"ZZXYZ2600001\"\nCD_TEXT {\n  LANGUAGE 0 {\n    TITLE \"\"\n    RESERVED4 \"\\351\"\n    ISRC \"ZZXYZ2600001\"\n  }\n"
	   "  LANGUAGE 1 {\n    SONGWRITER \"\\223\\372\"\n  }\n}\nFILE \"x.bin\" SWAP 00:00:00 00:13:25\n",
	   "two blocks, escapes, every kind of item");
	pm_block_release(&disc->block[1]);
	memset(&disc->block[1], 0, sizeof disc->block[1]);
	codes = 0;
	is(disc, "x", 0,
	   "CD_DA\n\nCD_TEXT {\n  LANGUAGE_MAP { 0 : 9 }\n  LANGUAGE 0 {\n    TITLE \"a\\\"b\\134c\\011d\\177\"\n    DISC_ID \"D-1\"\n"
	   "    GENRE { 1, 14, 67, 111, 111, 108, 0 }\n"
	   "    SIZE_INFO { 0, 1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }\n  }\n}\n"
	   "\n// track 1\n" AUDIO "ISRC \"ZZXYZ2600001\"\nCD_TEXT {\n  LANGUAGE 0 {\n    TITLE \"\"\n    RESERVED4 \"\\351\"\n  }\n}\n"
	   "FILE \"x.bin\" SWAP 00:00:00 00:13:25\n",
	   "without codes");
	codes = 1;
	harbour_text(disc, 0, 0, PM_TEXT_TITLE, "\xE6\x97\xA5");
	pm_buf_init(&out);
	IS_INT(pm_toc_write(disc, "x", 0, codes, &out), PM_E_FORMAT, "a character that the block cannot hold");
	pm_buf_release(&out);
	pm_disc_free(disc);
}

static void encodings(void)
{
	static const struct {
		enum pm_charset charset;
		const char *line;
	} row[] = {
		{PM_CS_ISO_8859_1, ""},
		{PM_CS_ASCII, "    ENCODING_ASCII\n"},
		{PM_CS_MS_JIS, "    ENCODING_MS_JIS\n"},
		{PM_CS_EUC_KR, "    ENCODING_KOREAN\n"},
		{PM_CS_GB2312, "    ENCODING_MANDARIN\n"},
	};
	char want[400];
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		struct pm_disc *disc = bare(1, 1);

		disc->block[0].charset = row[i].charset;
		harbour_text(disc, 0, 0, PM_TEXT_MESSAGE, "m");
		snprintf(want, sizeof want,
			 "CD_DA\n\nCD_TEXT {\n  LANGUAGE_MAP { 0 : 9 }\n  LANGUAGE 0 {\n%s    MESSAGE \"m\"\n  }\n}\n\n// track 1\n" AUDIO
			 "CD_TEXT {\n  LANGUAGE 0 {\n    MESSAGE \"\"\n  }\n}\nFILE \"x.bin\" SWAP 00:00:00 00:13:25\n",
			 row[i].line);
		is(disc, "x", 0, want, "the block's charset");
		pm_disc_free(disc);
	}
}

int main(void)
{
	harbour();
	raw96();
	hidden();
	names();
	texts();
	encodings();
	return tap_done();
}
