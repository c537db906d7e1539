/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-v07t-write.c - Sony's text sheet, written: the layout of shared/vectors/canonical/harbour.v07t, the words of cdtext.md section 8. */
#include "cdtext/v07t.h"

#include "tests/unit/cdtext-help.h"

static const struct pm_cdtext_options codes = {.codes = 1}, none = {.codes = 0}, translit = {.transliterate = 1};

/* Writes block `block` of disc; the text is to be freed. */
static char *sheet(const struct pm_disc *disc, unsigned block, const struct pm_cdtext_options *options, struct pm_diags *diags)
{
	struct pm_buf out;

	pm_diags_init(diags);
	pm_buf_init(&out);
	if (pm_v07t_write(disc, block, options, &out, diags) != PM_OK)
		OK(0, "writes");
	return pm_buf_detach(&out);
}

static void has(const char *text, const char *row, const char *name)
{
	if (!OK(text && strstr(text, row), name))
		printf("# no '%s'\n", row);
}

static void test_canonical(void)
{
	struct pm_disc *disc = help_harbour_disc();
	struct pm_diags diags;
	size_t length = 0;
	uint8_t *want = help_file("vectors/canonical/harbour.v07t", &length);
	char *text = sheet(disc, 0, &codes, &diags);

	IS_INT(diags.count, 0, "without a finding");
	if (want) {
		if (IS_INT(strlen(text), length, "length of harbour.v07t"))
			IS_MEM(text, want, length, "harbour.v07t byte for byte");
	} else {
		SKIP("no shared vectors", "harbour.v07t");
	}
	free(text);
	pm_diags_release(&diags);
	text = sheet(disc, 0, &none, &diags);
	has(text, "\nUPC / EAN                 = \n", "no UPC/EAN where codes are not wanted");
	has(text, "\nISRC 03                   = \n", "nor ISRCs");
	free(text);
	free(want);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* Every row that a sheet can have, with every value in it. */
static void test_every_row(void)
{
	static const char want[] =
		"Input Sheet Version       = 0.7T\n"
		"Text Code                 = ASCII\n"
		"Language Code             = German\n"
		"Album Title               = t0\n"
		"Artist Name               = p0\n"
		"Songwriter                = s0\n"
		"Composer                  = c0\n"
		"Arranger                  = a0\n"
		"Album Message             = m0\n"
		"Catalog Number            = LTR-1001\n"
		"Genre Code                = 0x05\n"
		"Genre Information         = Chamber works\n"
		"Closed Information        = x0\n"
		"UPC / EAN                 = 0602517350533\n"
		"Text Data Copy Protection = ON\n"
		"First Track Number        = 9\n"
		"Last Track Number         = 10\n"
		"Track 09 Title            = t9\n"
		"Track 09 Artist           = p9\n"
		"Track 09 Songwriter       = s9\n"
		"Track 09 Composer         = c9\n"
		"Track 09 Arranger         = a9\n"
		"Track 09 Message          = m9\n"
		"Track 09 0x8d             = x9\n"
		"ISRC 09                   = USRC17607839\n"
		"Track 10 Title            = \n"
		"Track 10 Artist           = \n"
		"Track 10 Songwriter       = \n"
		"Track 10 Composer         = \n"
		"Track 10 Arranger         = \n"
		"Track 10 Message          = = a = b\n"
		"ISRC 10                   = \n";
	static const enum pm_text_field fields[] = {PM_TEXT_TITLE,    PM_TEXT_PERFORMER, PM_TEXT_SONGWRITER, PM_TEXT_COMPOSER,
						    PM_TEXT_ARRANGER, PM_TEXT_MESSAGE,   PM_TEXT_CLOSED};
	struct pm_disc *disc = help_disc(9, 10);
	struct pm_diags diags;
	char *text, value[4];
	size_t i;

	for (i = 0; i < 7; i++) {
		snprintf(value, sizeof(value), "%c0", "tpscamx"[i]);
		help_text(disc, 0, 0, fields[i], value);
		snprintf(value, sizeof(value), "%c9", "tpscamx"[i]);
		help_text(disc, 0, 9, fields[i], value);
	}
	help_text(disc, 0, 10, PM_TEXT_MESSAGE, "= a = b");
	help_text(disc, 0, 0, PM_TEXT_DISC_ID, "LTR-1001");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Chamber works");
	help_text(disc, 0, 8, PM_TEXT_TITLE, "of no track of the disc");
	help_mcn(disc, "0602517350533");
	help_isrc(disc, 9, "USRC17607839");
	disc->block[0].charset = PM_CS_ASCII;
	disc->block[0].language = 0x08;
	disc->block[0].genre_code = 5;
	disc->block[0].copy_protection = 3;
	text = sheet(disc, 0, &codes, &diags);
	IS_STR(text, want, "every row");
	IS_INT(diags.count, 0, "without a finding");
	free(text);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* Codes that have no word of Sony's go as numbers, which libburn takes. */
static void test_numbers(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_block *b = &disc->block[0];
	struct pm_diags diags;
	char *text;

	help_text(disc, 0, 0, PM_TEXT_TITLE, "\xEA\xB0\x80");
	b->charset = PM_CS_EUC_KR;
	b->language = 0x2C; /* unassigned */
	b->copy_protection = 0x01;
	b->genre_code = 0x1B;
	text = sheet(disc, 0, &none, &diags);
	has(text, "\nText Code                 = 0x81\nLanguage Code             = 0x2C\nAlbum Title               = \xB0\xA1\n", "Korean");
	has(text, "\nGenre Code                = 0x1B\n", "the genre always is a number: names are numbered differently");
	has(text, "\nText Data Copy Protection = 0x01\n", "copy protection that is neither 00 nor 03");
	free(text);
	pm_diags_release(&diags);
	b->charset = PM_CS_GB2312;
	b->language = 0x75;
	b->copy_protection = 0;
	b->genre_code = 0xFFFF;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "\xE4\xB8\xAD");
	text = sheet(disc, 0, &none, &diags);
	has(text, "\nText Code                 = 0x82\nLanguage Code             = Chinese\nAlbum Title               = \xD6\xD0\n", "Chinese");
	has(text, "\nGenre Code                = 0xFFFF\n", "the greatest genre");
	has(text, " Protection = OFF\n", "no copy protection");
	free(text);
	pm_diags_release(&diags);
	/* libburn 1.5.4 drops the text of a genre without a code. */
	b->genre_code = 0;
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Shanty");
	text = sheet(disc, 0, &none, &diags);
	has(text, "\nGenre Code                = 0x00\nGenre Information         = Shanty\n", "a genre whose code is 0");
	free(text);
	pm_diags_release(&diags);
	help_text(disc, 0, 0, PM_TEXT_GENRE, NULL);
	b->charset = PM_CS_UTF8;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "\xC3\xA9");
	text = sheet(disc, 0, &none, &diags);
	has(text, "\nText Code                 = 8859\n", "a charset CD-Text has no code for");
	has(text, "\nAlbum Title               = \xE9\n", "is written as ISO 8859-1");
	free(text);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

static void test_japanese(void)
{
	struct pm_disc *disc = help_disc(2, 2);
	struct pm_diags diags;
	char *text;

	disc->block[0].charset = PM_CS_MS_JIS;
	disc->block[0].language = 0x69;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "夜空");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Noh");
	help_text(disc, 0, 2, PM_TEXT_TITLE, "A");
	help_text(disc, 0, 2, PM_TEXT_CLOSED, "caf\xC3\xA9");
	text = sheet(disc, 0, &codes, &diags);
	has(text, "\nText Code                 = MS-JIS\nLanguage Code             = Japanese\nAlbum Title               = \x96\xE9\x8B\xF3\n",
	    "in the block's code");
	has(text, "\nGenre Code                = 0x00\nGenre Information         = Noh\n", "the genre text is ASCII");
	has(text, "\nTrack 02 Title            = \x82\x60\n", "full-width");
	has(text, "\nTrack 02 0x8d             = caf\xE9\n", "closed information is ISO 8859-1");
	OK(diags.count == 1 && help_find(&diags, PM_DIAG_TEXT_TRANSLITERATED, "title of track 2"), "the note that packs would make");
	free(text);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* 86h, 87h, 8Eh and the genre code stand in the first block that has a text, and in no other. */
static void test_second_block(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_diags diags;
	char *text;

	disc->block[1].present = 1;
	disc->block[1].language = 0x08;
	disc->block[1].genre_code = 5;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "Joy");
	help_text(disc, 1, 0, PM_TEXT_TITLE, "Freude");
	help_text(disc, 1, 0, PM_TEXT_DISC_ID, "LTR");
	help_text(disc, 1, 0, PM_TEXT_GENRE, "Chor");
	help_mcn(disc, "0012345678905");
	help_isrc(disc, 1, "ZZXYZ2600001");
	text = sheet(disc, 1, &codes, &diags);
	has(text, "\nAlbum Title               = Freude\n", "the second language");
	has(text, "\nCatalog Number            = \nGenre Code                = \nGenre Information         = \n", "has no catalogue number and no genre");
	has(text, "\nUPC / EAN                 = \n", "no UPC/EAN");
	has(text, "\nISRC 01                   = \n", "and no ISRC");
	free(text);
	pm_diags_release(&diags);
	help_text(disc, 0, 0, PM_TEXT_TITLE, NULL);
	text = sheet(disc, 1, &codes, &diags);
	has(text, "\nCatalog Number            = LTR\nGenre Code                = 0x05\nGenre Information         = Chor\n", "as the first that has a text it does");
	has(text, "\nISRC 01                   = ZZXYZ2600001\n", "and carries the codes");
	free(text);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* What cannot be held leaves its row empty and is told; the other rows are there. */
static void test_refused(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_diags diags;
	struct pm_buf out;
	char *text;

	help_text(disc, 0, 0, PM_TEXT_TITLE, "It\xE2\x80\x99s");
	help_text(disc, 0, 1, PM_TEXT_TITLE, "Łódź");
	help_text(disc, 0, 1, PM_TEXT_PERFORMER, "a\nb");
	text = sheet(disc, 0, &none, &diags);
	has(text, "\nAlbum Title               = \nArtist Name               = \n", "a title that cannot be held");
	has(text, "\nTrack 01 Title            = \nTrack 01 Artist           = ab\n", "a line feed in a text is left out");
	IS_INT(diags.count_of[PM_ERROR], 2, "two errors");
	free(text);
	pm_diags_release(&diags);
	text = sheet(disc, 0, &translit, &diags);
	has(text, "\nAlbum Title               = It's\n", "plain characters where they are asked for");
	IS_INT(diags.count_of[PM_ERROR], 1, "one error is left");
	free(text);
	pm_diags_release(&diags);
	disc->block[0].of[1].reported |= 1u << PM_TEXT_TITLE;
	text = sheet(disc, 0, &translit, &diags);
	IS_INT(diags.count_of[PM_ERROR], 0, "what its reader has said is not said again");
	free(text);
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	pm_buf_init(&out);
	IS_INT(pm_v07t_write(disc, 8, &none, &out, &diags), PM_E_RANGE, "there is no block 8");
	OK(!out.length_bytes && !diags.count, "and nothing is written");
	disc->first_track = disc->last_track = 0;
	OK(pm_v07t_write(disc, 0, &none, &out, &diags) == PM_OK && !strstr(pm_buf_str(&out), "Track 0"), "a disc without tracks has no rows for them");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int main(void)
{
	test_canonical();
	test_every_row();
	test_numbers();
	test_japanese();
	test_second_block();
	test_refused();
	return tap_done();
}
