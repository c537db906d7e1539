/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-v07t.c - Sony's text sheet, written and read. */
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

static struct pm_disc *harbour(void)
{
	static const char *const titles[] = {"Harbour", "Slack Water", "Été", "Cold Pier"};
	static const char *const artists[] = {"The Lights", "The Lights", "The Lights", "The Lights"};
	struct pm_disc *disc = help_disc(1, 3);

	help_texts(disc, 0, PM_TEXT_TITLE, titles, 4);
	help_texts(disc, 0, PM_TEXT_PERFORMER, artists, 4);
	help_mcn(disc, "0012345678905");
	help_isrc(disc, 1, "ZZXYZ2600001");
	help_isrc(disc, 2, "ZZXYZ2600002");
	help_isrc(disc, 3, "ZZXYZ2600003");
	return disc;
}

static void test_canonical(void)
{
	const struct pm_cdtext_options codes = {.codes = 1}, none = {.codes = 0};
	struct pm_disc *disc = harbour(), *back;
	struct pm_buf out;
	size_t length = 0;
	uint8_t *want = help_file("vectors/canonical/harbour.v07t", &length);

	begin();
	pm_buf_init(&out);
	OK(pm_v07t_write(disc, 0, &codes, &out, &diags) == PM_OK, "writes");
	IS_INT(diags.count, 0, "without a finding");
	if (want) {
		if (IS_INT(out.length_bytes, length, "length of harbour.v07t"))
			IS_MEM(out.data, want, length, "harbour.v07t byte for byte");
	} else {
		SKIP("no shared vectors", "harbour.v07t");
	}
	back = help_disc(1, 3);
	read_bytes(back, 0, out.data, out.length_bytes);
	IS_INT(diags.count, 0, "reads back without a finding");
	IS_STR(help_get(back, 0, 2, PM_TEXT_TITLE), "Été", "title");
	IS_STR(help_get(back, 0, 3, PM_TEXT_PERFORMER), "The Lights", "performer");
	IS_STR(help_get(back, 0, 0, PM_TEXT_CODE), "0012345678905", "UPC/EAN");
	IS_STR(help_get(back, 0, 3, PM_TEXT_CODE), "ZZXYZ2600003", "ISRC");
	IS_STR(help_get(back, 0, 3, PM_TEXT_COMPOSER), NULL, "an empty value is none");
	IS_INT(back->mcn.text[0], 0, "the disc's own codes are left alone");
	pm_disc_free(back);
	out.length_bytes = 0;
	OK(pm_v07t_write(disc, 0, &none, &out, &diags) == PM_OK, "writes without codes");
	OK(strstr(pm_buf_str(&out), "UPC / EAN                 = \n") && strstr(pm_buf_str(&out), "ISRC 03                   = \n"), "no codes");
	OK(pm_v07t_write(disc, 8, &none, &out, &diags) == PM_E_RANGE, "there is no block 8");
	free(want);
	pm_buf_release(&out);
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

/* What libburn's and Sony's rules say of everything a block can hold, in the sheet we write. */
static void test_write_all(void)
{
	const struct pm_cdtext_options codes = {.codes = 1};
	struct pm_disc *disc = help_disc(2, 2);
	struct pm_buf out;

	begin();
	pm_buf_init(&out);
	disc->block[0].charset = PM_CS_MS_JIS;
	disc->block[0].language = 0x69;
	disc->block[0].genre_code = 0x1B;
	disc->block[0].copy_protection = 3;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "夜空");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Noh");
	help_text(disc, 0, 2, PM_TEXT_TITLE, "A");
	help_text(disc, 0, 2, PM_TEXT_CLOSED, "c");
	OK(pm_v07t_write(disc, 0, &codes, &out, &diags) == PM_OK, "writes");
	OK(strstr(pm_buf_str(&out),
		  "Text Code                 = MS-JIS\nLanguage Code             = Japanese\nAlbum Title               = \x96\xE9\x8B\xF3\n"),
	   "in the block's code");
	OK(strstr(pm_buf_str(&out), "Genre Code                = 0x1B\nGenre Information         = Noh\n"), "genre as a number");
	OK(strstr(pm_buf_str(&out), "Protection = ON\nFirst Track Number        = 2\n"), "copy protection, first track");
	OK(strstr(pm_buf_str(&out), "Track 02 Title            = \x82\x60\n"), "full-width");
	OK(strstr(pm_buf_str(&out), "Track 02 0x8d             = c\n"), "closed information of a track");
	pm_buf_release(&out);
	end(disc);
}

static void test_nasty(void)
{
	struct pm_disc *disc = help_disc(1, 1);

	begin();
	read_bytes(disc, 0, "", 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SYNTAX, "empty") != NULL, "an empty file");
	read_bytes(disc, 0, "=\n = \nTrack = \nISRC =\nTrack 1 = x\n0x=1\n\0\0\0=\0\n", 45);
	OK(diags.count_of[PM_ERROR] > 5, "scraps are named");
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
	test_all_keys();
	test_codes_as_numbers();
	test_mistakes();
	test_ranges();
	test_places();
	test_utf8();
	test_several_sheets();
	test_write_all();
	test_nasty();
	test_corpus();
	return tap_done();
}
