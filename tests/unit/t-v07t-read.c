/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-v07t-read.c - Sony's text sheet, read: every key, every mistake, the character code it names.  Source: cdtext.md section 8. */
#include "cdtext/v07t.h"

#include "tests/unit/cdtext-help.h"

static struct pm_diags diags;
static struct pm_sources sources;

static void begin(void)
{
	pm_diags_init(&diags);
	pm_sources_init(&sources);
}

static void end(struct pm_disc *disc)
{
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_disc_free(disc);
}

static void read_bytes(struct pm_disc *disc, unsigned block, const void *data, size_t length)
{
	struct pm_source *src = NULL;

	if (pm_sources_add_binary(&sources, "x.v07t", data, length, &src) < 0)
		exit(99);
	OK(pm_v07t_read(disc, block, src, data, length, &diags) == PM_OK, "reads");
}

static void read_text(struct pm_disc *disc, const char *text)
{
	read_bytes(disc, 0, text, strlen(text));
}

/* The sheet that other programs' layout was taken from. */
static void test_canonical(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	size_t length = 0;
	uint8_t *data = help_file("vectors/canonical/harbour.v07t", &length);

	begin();
	if (data) {
		read_bytes(disc, 0, data, length);
		IS_INT(diags.count, 0, "harbour.v07t: no finding");
		IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Été", "title");
		IS_STR(help_get(disc, 0, 3, PM_TEXT_PERFORMER), "The Lights", "performer");
		IS_STR(help_get(disc, 0, 0, PM_TEXT_CODE), "0012345678905", "UPC/EAN");
		IS_STR(help_get(disc, 0, 3, PM_TEXT_CODE), "ZZXYZ2600003", "ISRC");
		IS_STR(help_get(disc, 0, 3, PM_TEXT_COMPOSER), NULL, "an empty value is none");
		IS_INT(disc->mcn.text[0], 0, "the disc's own codes are left alone");
	} else {
		SKIP("no shared vectors", "harbour.v07t");
	}
	free(data);
	end(disc);
}

/* A key without a value says nothing, and an earlier sheet's texts are gone. */
static void test_empty_values(void)
{
	struct pm_disc *disc = help_disc(1, 2);
	const struct pm_block *b = &disc->block[0];

	begin();
	help_text(disc, 0, 0, PM_TEXT_TITLE, "old");
	help_text(disc, 0, 2, PM_TEXT_MESSAGE, "old");
	disc->block[0].genre_code = 9;
	disc->block[0].copy_protection = 3;
	disc->block[0].language = 0x69;
	disc->block[0].charset = PM_CS_MS_JIS;
	read_text(disc, "Input Sheet Version =\nText Code =\nLanguage Code =\nAlbum Title =\nGenre Code = \nText Data Copy Protection=\n"
			"First Track Number =\nLast Track Number =\nRemarks =\nRemarks = twice is no matter\nDisc Information 01 =\n# a remark\n \t\r\n");
	if (!IS_INT(diags.count, 0, "keys without values"))
		help_show(&diags);
	OK(b->present && b->language == 0x09 && b->charset == PM_CS_ISO_8859_1 && !b->genre_code && !b->copy_protection,
	   "a block as it is where nothing is said");
	OK(!help_get(disc, 0, 0, PM_TEXT_TITLE) && !help_get(disc, 0, 2, PM_TEXT_MESSAGE), "what was there before is replaced");
	end(disc);
}

static void test_all_keys(void)
{
	static const char sheet[] =
		"Input Sheet Version = 0.7T\nText Code           = ASCII\nLanguage Code\t=German\r\n"
		"Album Title=Joyful Nights\nArtist Name = United Cat Orchestra\nSongwriter = S\nComposer = C\nArranger = Tom = Cat\n"
		"Album Message = For all our fans\nCatalog Number = 1234567890\nGenre Code = classical\nGenre Information = Feline classic music\n"
		"Closed Information = This is not to be shown by CD players\nUPC / EAN = 1234567890123\nText Data Copy Protection = ON\n"
		"First Track Number = 1\nLast Track Number = 2\nRemarks = any\nDisc Information 01 = x\n\n"
		"Track 01 Title      =  Song of Joy\nTrack 01 Artist = A\nTrack 01 Songwriter = B\nTrack 01 Composer = C1\nTrack 01 Arranger = D\n"
		"Track 01 Message = E\nISRC 01 = XYBLG1101234\nTrack 02 0x80 = Humpty Dumpty\nTrack 02 0x8E = XYBLG1100005\nTrack 02 0x8d = secret";
	struct pm_disc *disc = help_disc(1, 2);
	const struct pm_block *b = &disc->block[0];

	begin();
	read_text(disc, sheet);
	if (!IS_INT(diags.count, 0, "all keys are known"))
		help_show(&diags);
	IS_INT(b->charset, PM_CS_ASCII, "text code");
	IS_INT(b->language, 8, "language");
	IS_INT(b->genre_code, 5, "genre");
	IS_INT(b->copy_protection, 3, "copy protection");
	IS_STR(b->of[0].field[PM_TEXT_ARRANGER], "Tom = Cat", "the first = counts");
	IS_STR(b->of[0].field[PM_TEXT_MESSAGE], "For all our fans", "message");
	IS_STR(b->of[0].field[PM_TEXT_DISC_ID], "1234567890", "catalog number");
	IS_STR(b->of[0].field[PM_TEXT_GENRE], "Feline classic music", "genre text");
	IS_STR(b->of[0].field[PM_TEXT_CLOSED], "This is not to be shown by CD players", "closed");
	IS_STR(b->of[1].field[PM_TEXT_TITLE], "Song of Joy", "track title");
	IS_STR(b->of[1].field[PM_TEXT_COMPOSER], "C1", "track composer");
	IS_STR(b->of[2].field[PM_TEXT_TITLE], "Humpty Dumpty", "pack type as key");
	IS_STR(b->of[2].field[PM_TEXT_CODE], "XYBLG1100005", "ISRC by pack type");
	IS_STR(b->of[2].field[PM_TEXT_CLOSED], "secret", "last line without its end");
	end(disc);
}

static void test_codes_as_numbers(void)
{
	struct pm_disc *disc = help_disc(1, 1);

	begin();
	read_text(disc, "Text Code = 0x80\nLanguage Code = 0x69\nGenre Code = 0x1c\nText Data Copy Protection = 0x03\n0x80 = \x96\xE9\x8B\xF3\n"
			"Track 01 Title = \x96\xE9\x96\xBE\x82\xAF\n");
	IS_INT(diags.count, 0, "hex values");
	IS_INT(disc->block[0].charset, PM_CS_MS_JIS, "MS-JIS");
	IS_INT(disc->block[0].language, 0x69, "Japanese");
	IS_INT(disc->block[0].genre_code, 0x1C, "World Music");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "夜空", "disc title in its own code");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "夜明け", "track title");
	end(disc);
	/* The code counts for lines before it, too. */
	disc = help_disc(1, 1);
	begin();
	read_text(disc, "Album Title = \x96\xE9\nText Code = MS-JIS\n");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "夜", "Text Code below a text");
	end(disc);
}

static void test_mistakes(void)
{
	static const char sheet[] = "Input Sheet Version = 0.8\n"
				    "album title = x\n"
				    "Text Code = UTF-8\n"
				    "Language Code = Klingon\n"
				    "Genre Code = Skiffle\n"
				    "just words\n"
				    "Track 00 Title = x\n"
				    "Track 100 Title = x\n"
				    "Track 01 Genre = x\n"
				    "Track 01 Title = A\n"
				    "Track 01 Title = B\n"
				    "First Track Number = 0\n"
				    "Text Data Copy Protection = perhaps\n"
				    "0x8F = x\n";
	struct pm_disc *disc = help_disc(1, 1);
	const struct pm_diag *d;

	begin();
	read_text(disc, sheet);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'0.8', want 0.7T") != NULL, "version");
	d = help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'album title' is no key");
	OK(d && d->hint && strstr(d->hint, "Album Title") && d->pos.offset_bytes == 26, "keys are case-sensitive");
	OK(help_find(&diags, PM_DIAG_TEXT_CHARSET, "UTF-8") != NULL, "text code");
	OK(help_find(&diags, PM_DIAG_TEXT_LANGUAGE, "Klingon") != NULL, "language");
	OK(help_find(&diags, PM_DIAG_TEXT_LANGUAGE, "Skiffle") && disc->block[0].genre_code == 1, "genre");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "without '='") != NULL, "no =");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "Track 00 Title") && help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "Track 100 Title"),
	   "track numbers");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "Track 01 Genre") && help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "0x8F"), "unknown keys");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'Track 01 Title' stands here a second time") != NULL, "twice");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "want 1 to 99") && help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "want ON or OFF"), "values");
	IS_INT(diags.count, 13, "and nothing else");
	end(disc);
}

static void test_ranges(void)
{
	struct pm_disc *disc = help_disc(1, 3);

	begin();
	read_text(disc, "First Track Number = 1\nLast Track Number = 2\nTrack 03 Title = x\n");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "track 3, the sheet is for tracks 1 to 2") != NULL, "a text outside the sheet's range");
	end(disc);
	disc = help_disc(1, 3);
	begin();
	read_text(disc, "First Track Number = 1\nLast Track Number = 2\nTrack 02 Title = x\n");
	OK(help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, "tracks 1 to 2, the disc has 1 to 3") != NULL, "a range other than the disc's");
	end(disc);
	disc = help_disc(1, 3);
	begin();
	read_text(disc, "First Track Number = 3\nLast Track Number = 2\n");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "First Track Number is 3") != NULL, "a range backwards");
	end(disc);
}

/* Places in a text source: its data is decoded, so offsets differ from those of the bytes. */
static void test_places(void)
{
	static const char sheet[] = "Album Title = \xC9t\xE9\nText Code = 8859\nTrack 01 Title = \xC9"
				    "b\nLanguage Code = Klingon\n";
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_source *src = NULL;
	const struct pm_diag *d;
	unsigned line, column;

	begin();
	if (pm_sources_add_text(&sources, "x.v07t", sheet, strlen(sheet), &src) < 0)
		exit(99);
	OK(pm_v07t_read(disc, 0, src, (const uint8_t *)sheet, strlen(sheet), &diags) == PM_OK, "reads");
	d = help_find(&diags, PM_DIAG_TEXT_LANGUAGE, "Klingon");
	OK(d != NULL, "finding");
	pm_source_line_column(src, d ? d->pos.offset_bytes : 0, &line, &column);
	IS_INT(line, 4, "line 4");
	IS_INT(column, 17, "column of the value");
	pm_source_line_column(src, disc->block[0].of[1].pos[PM_TEXT_TITLE].offset_bytes, &line, &column);
	IS_INT(line, 3, "a text's line");
	IS_INT(column, 18, "and column");
	end(disc);
}

/* Lines are found again in any order, to the end, and never outside a text that was decoded to other lines. */
static void test_places_backwards(void)
{
	static const char sheet[] = "Wrong Key = \xC9\nno equals sign\nText Code = \xC9?\nTrack 01 Wrong =\nLast Track Number =\t100";
	static const unsigned want[5][2] = {{3, 13}, {1, 1}, {2, 1}, {4, 1}, {5, 21}};
	/* U+0A0A has two line feeds in its bytes and is none. */
	static const char wide[] = "W\0=\0\x0A\x0A\x0A\x0A\n\0X\0=\0y\0";
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_source *src = NULL;
	unsigned line, column, i;

	begin();
	if (pm_sources_add_text(&sources, "x.v07t", sheet, strlen(sheet), &src) < 0)
		exit(99);
	OK(pm_v07t_read(disc, 0, src, (const uint8_t *)sheet, strlen(sheet), &diags) == PM_OK && diags.count == 5, "five mistakes");
	for (i = 0; i < 5 && i < diags.count; i++) {
		pm_source_line_column(src, diags.list[i].pos.offset_bytes, &line, &column);
		IS_INT(line, want[i][0], "line of a mistake");
		IS_INT(column, want[i][1], "and its column");
	}
	if (pm_sources_add_text(&sources, "y.v07t", wide, sizeof(wide) - 1, &src) < 0)
		exit(99);
	OK(pm_v07t_read(disc, 0, src, (const uint8_t *)wide, sizeof(wide) - 1, &diags) == PM_OK && diags.count == 7, "UTF-16 without a mark: two more");
	for (i = 5; i < 7 && i < diags.count; i++) {
		pm_source_line_column(src, diags.list[i].pos.offset_bytes, &line, &column);
		IS_INT(line, i - 4, "on its two lines");
	}
	end(disc);
}

static void test_utf8(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	const struct pm_diag *d;

	begin();
	read_text(disc, "Text Code = 8859\nAlbum Title = \xC3\x89t\xC3\xA9\n");
	d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "UTF-8");
	OK(d && d->severity == PM_WARNING, "UTF-8 is suspected");
	end(disc);
	disc = help_disc(1, 1);
	begin();
	read_text(disc, "\xEF\xBB\xBFInput Sheet Version = 0.7T\nAlbum Title = \xC3\x89t\xC3\xA9\n");
	IS_INT(diags.count, 0, "a byte order mark says so");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Été", "read as UTF-8");
	IS_INT(disc->block[0].of[0].pos[PM_TEXT_TITLE].offset_bytes, 3 + 27 + 14, "place counts the mark");
	end(disc);
}

static void test_several_sheets(void)
{
	struct pm_disc *disc = help_disc(1, 1);

	begin();
	read_text(disc, "Input Sheet Version = 0.7T\nAlbum Title = Joy\nInput Sheet Version = 0.7T\nText Code = MS-JIS\nLanguage Code = Japanese\n"
			"Album Title = \x96\xE9\n");
	IS_INT(diags.count, 0, "two sheets in a file");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Joy", "the first");
	IS_STR(help_get(disc, 1, 0, PM_TEXT_TITLE), "夜", "the second, in its own code");
	IS_INT(disc->block[1].language, 0x69, "and language");
	end(disc);
	disc = help_disc(1, 1);
	begin();
	read_bytes(disc, 7, "Input Sheet Version = 0.7T\nInput Sheet Version = 0.7T\n", 54);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "more sheets") != NULL, "no ninth block");
	end(disc);
}

static void utf16(struct pm_buf *out, const char *ascii)
{
	for (; *ascii; ascii++) {
		pm_buf_add_char(out, *ascii);
		pm_buf_add_char(out, 0);
	}
}

/* A sheet with a byte order mark is in Unicode, whatever it says; bytes that are none are told where they stand. */
static void test_marks(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	const struct pm_diag *d;
	struct pm_buf sheet;

	begin();
	read_text(disc, "\xEF\xBB\xBFText Code = MS-JIS\nAlbum Title = a\xFFz\nTrack 01 Title = \xE5\xA4\x9C\n");
	d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "has 1 byte that means nothing in UTF-8");
	OK(d && d->pos.offset_bytes == 3 + 19 + 14 && d->pos.length_bytes == 3, "an ill-formed byte is told at its text");
	IS_INT(diags.count, 1, "and nothing else");
	IS_INT(disc->block[0].charset, PM_CS_MS_JIS, "the block's code is what the sheet says");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "夜", "its bytes are not");
	IS_INT(disc->block[0].of[1].pos[PM_TEXT_TITLE].offset_bytes, 3 + 19 + 18 + 17, "places behind it are right");
	end(disc);
	disc = help_disc(1, 1);
	begin();
	pm_buf_init(&sheet);
	pm_buf_add(&sheet, "\xFF\xFE", 2);
	utf16(&sheet, "Album Title = Dawn\nTrack 01 Title = ");
	pm_buf_add(&sheet, "\x1C\x59", 2); /* U+591C */
	utf16(&sheet, "\nTrack 01 Artist = ");
	pm_buf_add(&sheet, "\x00\xDC", 2); /* half of a pair */
	read_bytes(disc, 0, sheet.data, sheet.length_bytes);
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Dawn", "UTF-16");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "夜", "its characters");
	d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "1 character");
	OK(d && d->severity == PM_ERROR && d->pos.offset_bytes == PM_NOWHERE, "half a pair of surrogates is told of the file");
	IS_INT(diags.count, 1, "and nothing else");
	end(disc);
	/* Without a mark its NULs tell. */
	disc = help_disc(1, 1);
	begin();
	sheet.length_bytes = 0;
	utf16(&sheet, "Text Code = 8859\nAlbum Title = \x7A\nTrack 01 Title = x\n");
	sheet.data[62] = (char)0xE9; /* the z becomes an e acute */
	read_bytes(disc, 0, sheet.data, sheet.length_bytes);
	if (!IS_INT(diags.count, 0, "UTF-16 without a mark"))
		help_show(&diags);
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "\xC3\xA9", "is read as such");
	pm_buf_release(&sheet);
	end(disc);
}

/* No text holds a NUL: what stands behind one would be lost without a word. */
static void test_nul(void)
{
	static const char sheet[] = "Album Title = Dawn\0Dusk\nArtist Name = A\n";
	struct pm_disc *disc = help_disc(1, 1);
	const struct pm_diag *d;

	begin();
	read_bytes(disc, 0, sheet, sizeof(sheet) - 1);
	d = help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "zero byte");
	OK(d && d->severity == PM_ERROR && d->pos.offset_bytes == 14, "a zero byte in a text");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Dawn", "ends it");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_PERFORMER), "A", "the next line is read");
	IS_INT(diags.count, 1, "one finding");
	end(disc);
}

static void test_twice(void)
{
	struct pm_disc *disc = help_disc(1, 1);

	begin();
	read_text(disc, "Language Code = German\nLanguage Code = French\nAlbum Title = A\n0x80 = B\nISRC 01 = X\nTrack 01 0x8E = Y\n"
			"Text Code = 8859\nText Code = ASCII\n");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'Language Code' stands here a second time") &&
		   help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'0x80' stands here a second time") &&
		   help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'Track 01 0x8E' stands here a second time") &&
		   help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'Text Code' stands here a second time"),
	   "a key twice, also under its other name");
	IS_INT(diags.count, 4, "and nothing else");
	IS_INT(disc->block[0].charset, PM_CS_ISO_8859_1, "the first Text Code counts");
	end(disc);
	/* A remark in front does not make two sheets one. */
	disc = help_disc(1, 1);
	begin();
	read_text(disc, "# both languages\n\nInput Sheet Version = 0.7T\nAlbum Title = Joy\nInput Sheet Version = 0.7T\nAlbum Title = Freude\n");
	IS_INT(diags.count, 0, "a remark before the first of two sheets");
	OK(disc->block[1].present && help_get(disc, 1, 0, PM_TEXT_TITLE), "there are two");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Joy", "the first");
	end(disc);
	/* A sheet that does not begin with the version has one at most. */
	disc = help_disc(1, 1);
	begin();
	read_text(disc, "Album Title = Joy\nInput Sheet Version = 0.7T\nArtist Name = A\nInput Sheet Version = 0.7T\n");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "'Input Sheet Version' stands here a second time") && !disc->block[1].present,
	   "the version further down begins no sheet");
	end(disc);
}

static void value(const char *line, int good, const char *finding)
{
	struct pm_disc *disc = help_disc(1, 99);

	begin();
	read_text(disc, line);
	OK(good ? !diags.count : diags.count == 1 && strstr(diags.list[0].message, finding), line);
	end(disc);
}

static void test_bounds(void)
{
	value("Text Code = 0x82\n", 1, NULL);
	/* 256 characters, of which a message shows the beginning. */
	value("Language Code = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
	      0, "the language 'xxxx");
	value("Text Code = 0x83\n", 0, "Text Code '0x83' is none that CD-Text knows");
	value("Text Code = 0x100\n", 0, "Text Code '0x100' is none");
	value("Text Code = ms-jis\n", 1, NULL);
	value("Language Code = 0xFF\n", 1, NULL);
	value("Language Code = 0x100\n", 0, "no code for the language '0x100'");
	value("Genre Code = 0xFFFF\n", 1, NULL);
	value("Genre Code = 0x10000\n", 0, "no code for the genre '0x10000'");
	value("Text Data Copy Protection = off\n", 1, NULL);
	value("Text Data Copy Protection = 0xFF\n", 1, NULL);
	value("Text Data Copy Protection = 0x100\n", 0, "is '0x100', want ON or OFF");
	value("First Track Number = 1\nLast Track Number = 99\n", 1, NULL);
	value("Last Track Number = 100\n", 0, "Last Track Number is '100', want 1 to 99");
	value("First Track Number = 2\n", 0, "the CD-Text sheet is for tracks 2 to 99, the disc has 1 to 99");
	value("Last Track Number = 98\n", 0, "the CD-Text sheet is for tracks 1 to 98, the disc has 1 to 99");
	value("First Track Number = 2\nTrack 01 Title = x\n", 0, "there are texts for track 1, the sheet is for tracks 2 to 99");
	value("Last Track Number = 2\nTrack 99 Title = x\nTrack 03 Title = y\n", 0, "there are texts for track 3, the sheet is for tracks 1 to 2");
	value("Input Sheet Version = 0.7t\n", 0, "Input Sheet Version is '0.7t', want 0.7T");
	value("Catalog Number = \xC9t\xE9\n", 0, "is more than the ASCII it should be: read as ISO 8859-1");
	value("Text Code = ASCII\nAlbum Title = \xC9t\xE9\n", 0, "is more than the ASCII it should be");
	value("Closed Information = \xC9t\xE9\n", 1, NULL);
}

static void test_nasty(void)
{
	struct pm_disc *disc = help_disc(1, 1);

	begin();
	read_bytes(disc, 0, "", 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "empty") != NULL, "an empty file");
	read_bytes(disc, 0, "=\n = \nTrack = \nISRC =\nTrack 1 = x\n0x=1\n\0\0\0=\0\n", 45);
	OK(diags.count_of[PM_ERROR] > 5, "scraps are named");
	IS_INT(pm_v07t_read(disc, 8, NULL, (const uint8_t *)"x", 1, &diags), PM_E_RANGE, "there is no block 8");
	read_text(disc, "Text Code = MS-JIS\nAlbum Title = \x96");
	OK(help_find(&diags, PM_DIAG_TEXT_CHARSET, "1 byte") != NULL, "half a character");
	end(disc);
}

static void test_corpus(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	size_t length = 0;
	uint8_t *data = help_file("corpus/cdtext-v07t/svn2github_libburn__doc_cdtext_example.v07t", &length);

	begin();
	if (data) {
		read_bytes(disc, 0, data, length);
		IS_INT(diags.count, 0, "libburn's example");
		IS_STR(help_get(disc, 0, 3, PM_TEXT_ARRANGER), "Mia Kitten", "arranger of track 3");
		IS_STR(help_get(disc, 0, 3, PM_TEXT_MESSAGE), NULL, "no message");
		IS_INT(disc->block[0].genre_code, 5, "Classical");
	} else {
		SKIP("no shared files", "libburn's example");
	}
	free(data);
	end(disc);
}

int main(void)
{
	test_canonical();
	test_empty_values();
	test_all_keys();
	test_codes_as_numbers();
	test_mistakes();
	test_ranges();
	test_places();
	test_places_backwards();
	test_utf8();
	test_several_sheets();
	test_marks();
	test_nul();
	test_twice();
	test_bounds();
	test_nasty();
	test_corpus();
	return tap_done();
}
