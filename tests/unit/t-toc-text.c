/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc-text.c - CD_TEXT blocks of a cdrdao TOC.  Expected: cue-toc.md section 6, cdtext.md section 5, the character tables. */
#include "tests/unit/toc-help.h"

#define TRACK "TRACK AUDIO\nSILENCE 0:4:0\n"

static void read_block(const char *head, const char *block)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "CD_TEXT { %s LANGUAGE 0 {\n%s\n} }\n" TRACK, head, block);
	read_it(pm_buf_str(&b));
	pm_buf_release(&b);
}

static void items(void)
{
	read_block("", "TITLE \"T\" PERFORMER \"P\" SONGWRITER \"S\" COMPOSER \"C\" ARRANGER \"A\" MESSAGE \"M\" DISC_ID \"D\" UPC_EAN \"U\" CLOSED \"X\"");
	findings_are("", "every text");
	IS_STR(text_in(0, 0, PM_TEXT_TITLE), "T", "TITLE");
	IS_STR(text_in(0, 0, PM_TEXT_PERFORMER), "P", "PERFORMER");
	IS_STR(text_in(0, 0, PM_TEXT_SONGWRITER), "S", "SONGWRITER");
	IS_STR(text_in(0, 0, PM_TEXT_COMPOSER), "C", "COMPOSER");
	IS_STR(text_in(0, 0, PM_TEXT_ARRANGER), "A", "ARRANGER");
	IS_STR(text_in(0, 0, PM_TEXT_MESSAGE), "M", "MESSAGE");
	IS_STR(text_in(0, 0, PM_TEXT_DISC_ID), "D", "DISC_ID");
	IS_STR(text_in(0, 0, PM_TEXT_CODE), "U", "UPC_EAN");
	IS_STR(text_in(0, 0, PM_TEXT_CLOSED), "X", "CLOSED");
	IS_INT(disc->block[0].of[0].pos[PM_TEXT_PERFORMER].offset_bytes, 45, "its place");
	done();
	read_block("", "RESERVED4 \"X\"");
	findings_are("", "the older word for CLOSED");
	IS_STR(text_in(0, 0, PM_TEXT_CLOSED), "X", "RESERVED4");
	done();
	read_it("TRACK AUDIO\nCD_TEXT { LANGUAGE 0 { TITLE \"T\" ISRC \"I\" DISC_ID \"D\" MESSAGE \"\" } LANGUAGE 7 { TITLE \"t\" } }\nSILENCE 0:4:0\n");
	findings_are("", "of a track");
	IS_STR(text_in(0, 1, PM_TEXT_TITLE), "T", "TITLE");
	IS_STR(text_in(0, 1, PM_TEXT_CODE), "I", "ISRC");
	OK(!text_in(0, 1, PM_TEXT_DISC_ID), "a DISC_ID of a track is on no disc");
	OK(!text_in(0, 1, PM_TEXT_MESSAGE), "an empty text is none");
	IS_STR(text_in(7, 1, PM_TEXT_TITLE), "t", "the eighth block");
	IS_INT(disc->block[7].present, 1, "is present");
	IS_INT(disc->block[6].present, 0, "the seventh is not");
	done();
	read_block("", "RESERVED1 \"a\" RESERVED2 { 1 }\nTOC_INFO1 { 1 }\nTOC_INFO2 \"b\"\nSIZE_INFO \"c\"");
	findings_are("2:1 N cdtext-dropped; 2:15 N cdtext-dropped; 3:1 N cdtext-dropped; 4:1 N cdtext-dropped", "what is not carried over");
	done();
	read_block("", "title \"x\"\nFOO\nTITLE\nTITLE 5\nTITLE { 65, 0, 66 }");
	findings_are("2:1 E toc-syntax; 3:1 E toc-syntax; 4:1 E toc-syntax; 5:7 E toc-syntax", "what is no item, or has no text");
	done();
	read_it("TRACK AUDIO\nCD_TEXT { LANGUAGE 0 {\nGENRE { 0, 5, 0 }\nSIZE_INFO { 0 }\nENCODING_ASCII\nTOC_INFO1 { 1 }\n} }\nSILENCE 0:4:0\n");
	findings_are("3:1 E toc-syntax; 4:1 E toc-syntax; 5:1 E toc-syntax; 6:1 E toc-syntax; 6:1 N cdtext-dropped", "what belongs to the disc");
	done();
}

static void genre(void)
{
	read_block("", "GENRE { 0, 5, 67, 108, 97, 115, 115, 0 }");
	findings_are("", "a genre");
	IS_INT(disc->block[0].genre_code, 5, "its code");
	IS_STR(text_in(0, 0, PM_TEXT_GENRE), "Class", "its text");
	done();
	read_block("", "GENRE { 1, 2 }");
	IS_INT(disc->block[0].genre_code, 258, "a code of two bytes");
	OK(!text_in(0, 0, PM_TEXT_GENRE), "without a text");
	done();
	read_block("", "GENRE { 0, 5, 67 }");
	IS_STR(text_in(0, 0, PM_TEXT_GENRE), "C", "a text without its zero");
	done();
	read_block("", "GENRE { 0 }");
	IS_INT(disc->block[0].genre_code, 0, "half a code is none");
	done();
	read_block("", "GENRE \"Sea shanty\"");
	IS_INT(disc->block[0].genre_code, 1, "a text alone is code 01h, not defined");
	IS_STR(text_in(0, 0, PM_TEXT_GENRE), "Sea shanty", "and the text");
	done();
	read_block("", "GENRE { 0, 2 67 }");
	findings_are("2:14 E toc-syntax", "a forgotten comma, and no cascade");
	IS_INT(disc->block[0].genre_code, 0, "nothing of it is used");
	done();
	read_block("", "GENRE { 0, 256 }\nTITLE \"T\"");
	findings_are("2:12 E toc-syntax", "no byte");
	IS_INT(disc->block[0].genre_code, 0, "nothing of it is used");
	IS_STR(text_in(0, 0, PM_TEXT_TITLE), "T", "and what follows is read");
	done();
	read_block("", "GENRE { 0, 5, }");
	findings_are("2:15 E toc-syntax", "a comma with nothing behind it");
	done();
	read_block("", "GENRE { }");
	findings_are("", "no bytes");
	done();
}

/* Byte 0 of the size packs is the character code, byte 3 the copy protection. */
static void size_info(void)
{
	read_block("", "TITLE \"\\223\\372\" SIZE_INFO { 128, 1, 1, 3, 0 }");
	findings_are("", "a size line behind its texts");
	IS_INT(disc->block[0].charset, PM_CS_MS_JIS, "80h is MS-JIS");
	IS_INT(disc->block[0].copy_protection, 3, "03h is protected");
	IS_STR(text_in(0, 0, PM_TEXT_TITLE), "\xE6\x97\xA5", "93h FAh is U+65E5");
	done();
	read_block("", "SIZE_INFO { 0, 1, 1, 255 }");
	IS_INT(disc->block[0].copy_protection, 255, "any byte is kept");
	done();
	read_block("", "SIZE_INFO { 0, 1, 1 }");
	IS_INT(disc->block[0].copy_protection, 0, "three bytes have none");
	done();
	read_block("", "SIZE_INFO { }");
	findings_are("", "none at all");
	IS_INT(disc->block[0].charset, PM_CS_ISO_8859_1, "ISO 8859-1 stays");
	done();
	read_block("", "ENCODING_KOREAN SIZE_INFO { 128, 1, 1, 0 } TITLE \"x\"");
	IS_INT(disc->block[0].charset, PM_CS_EUC_KR, "ENCODING stands above it");
	done();
	read_block("", "TITLE \"a\\351\" SIZE_INFO { 1, 1, 1, 0 }");
	findings_are("2:8 W toc-syntax", "ASCII that is more");
	IS_STR(text_in(0, 0, PM_TEXT_TITLE), "a\xC3\xA9", "is read as ISO 8859-1");
	IS_INT(disc->block[0].charset, PM_CS_ISO_8859_1, "and so is the block");
	done();
}

static void encodings(void)
{
	static const struct {
		const char *word, *bytes, *utf8;
		enum pm_charset charset;
	} row[] = {
		{"ENCODING_ISO_8859_1", "\\351", "\xC3\xA9", PM_CS_ISO_8859_1},      /* U+00E9 */
		{"ENCODING_ASCII", "e", "e", PM_CS_ASCII},
		{"ENCODING_MS_JIS", "\\202\\240", "\xE3\x81\x82", PM_CS_MS_JIS},      /* 82A0h: U+3042 */
		{"ENCODING_KOREAN", "\\260\\241", "\xEA\xB0\x80", PM_CS_EUC_KR},      /* B0A1h: U+AC00 */
		{"ENCODING_MANDARIN", "\\260\\241", "\xE5\x95\x8A", PM_CS_GB2312},    /* B0A1h: U+554A */
	};
	struct pm_buf b;
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		pm_buf_init(&b);
		pm_buf_printf(&b, "%s TITLE \"%s\"", row[i].word, row[i].bytes);
		read_block("", pm_buf_str(&b));
		findings_are("", row[i].word);
		IS_INT(disc->block[0].charset, row[i].charset, row[i].word);
		IS_STR(text_in(0, 0, PM_TEXT_TITLE), row[i].utf8, row[i].word);
		pm_buf_release(&b);
		done();
	}
	read_block("", "ENCODING_ASCII ENCODING_ASCII\nTITLE \"x\"\nENCODING_MS_JIS");
	findings_are("2:16 E toc-syntax; 4:1 E toc-syntax", "a second ENCODING, and one below the texts");
	IS_INT(disc->block[0].charset, PM_CS_ASCII, "the first holds");
	done();
	read_block("", "ENCODING_MS_JIS TITLE \"\\377\"");
	findings_are("2:24 E toc-syntax", "a byte that means nothing");
	done();
	read_block("", "ENCODING_MS_JIS DISC_ID \"\\351\" CLOSED \"\\351\" UPC_EAN \"\\351\"");
	IS_STR(text_in(0, 0, PM_TEXT_DISC_ID), "\xC3\xA9", "86h is never in the block's charset");
	IS_STR(text_in(0, 0, PM_TEXT_CLOSED), "\xC3\xA9", "nor is 8Dh");
	IS_STR(text_in(0, 0, PM_TEXT_CODE), "\xC3\xA9", "nor is 8Eh");
	done();
}

static void languages(void)
{
	read_block("LANGUAGE_MAP { 0 : EN 1 : 8 7:255 }", "TITLE \"x\"");
	findings_are("", "a map");
	IS_INT(disc->block[0].language, 9, "EN is 09h");
	IS_INT(disc->block[1].language, 8, "by number");
	IS_INT(disc->block[7].language, 255, "up to 255");
	done();
	read_block("LANGUAGE_MAP {\n8 : 9\n0 : 256\n1 9\n2 : DE\nx\n}", "TITLE \"x\"");
	findings_are("2:1 E toc-syntax; 3:5 E toc-syntax; 4:3 E toc-syntax; 5:5 E toc-syntax; 6:1 E toc-syntax", "a map with mistakes");
	done();
	read_it("CD_TEXT { LANGUAGE 0 { TITLE \"x\" }\nLANGUAGE_MAP { 0 : 8 }\nLANGUAGE 8 { TITLE \"y\" }\nLANGUAGE { TITLE \"z\" } }\n" TRACK);
	findings_are("2:1 E toc-syntax; 3:10 E toc-syntax; 4:10 E toc-syntax", "a map below, no such block, no number");
	IS_INT(disc->block[0].language, 8, "the map counts all the same");
	done();
	read_it("TRACK AUDIO\nCD_TEXT { LANGUAGE_MAP { 0 : 8 } }\nSILENCE 0:4:0\n");
	findings_are("2:11 E toc-syntax", "a map in a track");
	done();
}

/* Braces and whatever is missing around them cost no track. */
static void braces(void)
{
	read_it("CD_TEXT\n" TRACK);
	findings_are("1:1 E toc-syntax", "CD_TEXT alone");
	done();
	read_it("CD_TEXT {\n" TRACK);
	findings_are("1:9 E toc-syntax", "never closed");
	IS_INT(disc->last_track, 1, "the track is there");
	done();
	read_it("CD_TEXT { LANGUAGE 0\nTITLE \"x\" } }\n" TRACK);
	findings_are("1:20 E toc-syntax", "LANGUAGE without a brace");
	IS_STR(text_in(0, 0, PM_TEXT_TITLE), "x", "its texts are read");
	done();
	read_it("CD_TEXT { LANGUAGE_MAP 0 : 9 }\n" TRACK);
	findings_are("1:24 E toc-syntax", "a map without a brace");
	done();
	read_it("CD_TEXT { LANGUAGE_MAP { 0 : 9\n" TRACK);
	findings_are("1:30 E toc-syntax", "a map never closed");
	done();
	read_it("CD_TEXT { TITLE \"x\"\n}\n" TRACK);
	findings_are("1:11 E toc-syntax", "a text outside of LANGUAGE");
	done();
	read_it("CD_TEXT { }\n" TRACK);
	findings_are("", "an empty one");
	done();
	read_it("CD_TEXT { LANGUAGE 0 { } }\n" TRACK);
	findings_are("", "an empty block");
	done();
}

/* A block has 256 packs of 12 bytes: 3072. */
static void bound(void)
{
	struct pm_buf b;
	int i;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "GENRE { 0, 5");
	for (i = 2; i < 3072; i++)
		pm_buf_add_str(&b, ",65");
	pm_buf_add_str(&b, " }");
	read_block("", pm_buf_str(&b));
	findings_are("", "3072 bytes");
	IS_INT(strlen(text_in(0, 0, PM_TEXT_GENRE)), 3070, "are read");
	done();
	b.length_bytes -= 2;
	pm_buf_add_str(&b, ",65 }");
	read_block("", pm_buf_str(&b));
	IS_INT(diags.count, 1, "one more is too much");
	OK(!text_in(0, 0, PM_TEXT_GENRE), "and nothing of it is used");
	done();
	pm_buf_release(&b);
}

/* Where a track has no ISRC, CD_TEXT has no codes (contract section 5): they are those of the sheet. */
static void codes(void)
{
#define TEXTS "CD_TEXT { LANGUAGE 0 { TITLE \"A\" } }\n"
	read_it("CATALOG \"0012345678905\"\n" TEXTS "TRACK AUDIO\nISRC \"ZZXYZ2600001\"\n" TEXTS "SILENCE 0:4:0\nTRACK AUDIO\n" TEXTS "SILENCE 0:4:0\n");
	IS_STR(text_in(0, 0, PM_TEXT_CODE), "0012345678905", "the number");
	IS_STR(text_in(0, 1, PM_TEXT_CODE), "ZZXYZ2600001", "the code of track 1");
	OK(!text_in(0, 2, PM_TEXT_CODE), "track 2 has none");
	done();
	read_it("CATALOG \"0012345678905\"\n" TEXTS "TRACK AUDIO\nISRC \"ZZXYZ2600001\"\n" TEXTS "SILENCE 0:4:0\n");
	OK(!text_in(0, 0, PM_TEXT_CODE) && !text_in(0, 1, PM_TEXT_CODE), "where all tracks have one, none in CD_TEXT is none");
	done();
	read_it("CATALOG \"0012345678905\"\nTRACK AUDIO\nSILENCE 0:4:0\n");
	OK(!text_in(0, 0, PM_TEXT_CODE), "nor are there codes alone");
	done();
#undef TEXTS
}

int main(void)
{
	codes();
	items();
	genre();
	size_info();
	encodings();
	languages();
	braces();
	bound();
	return tap_done();
}
