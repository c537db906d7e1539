/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-decode.c - packs read: sets that other encoders wrote, real discs, and every kind of damage. */
#include "cdtext/pack.h"

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

static void decode(struct pm_disc *disc, const uint8_t *data, size_t length)
{
	struct pm_source *src = NULL;

	if (pm_sources_add_binary(&sources, "cdtext.bin", data, length, &src) < 0)
		exit(99);
	OK(pm_cdtext_decode(disc, src, data, length, &diags) == PM_OK, "decodes");
}

/* A shared file into a new disc; NULL when it is not there. */
static struct pm_disc *decode_file(const char *name)
{
	struct pm_disc *disc;
	size_t length = 0;
	uint8_t *data = help_file(name, &length);

	begin();
	if (!data) {
		SKIP("no shared files", name);
		return NULL;
	}
	disc = help_disc(1, 1);
	disc->first_track = disc->last_track = 0;
	decode(disc, data, length);
	free(data);
	return disc;
}

static void texts_are(const struct pm_disc *disc, unsigned block, enum pm_text_field field, const char *const *want, unsigned count, const char *name)
{
	unsigned i;

	for (i = 0; i < count; i++)
		IS_STR(help_get(disc, block, i, field), want[i], name);
}

static void no_findings(const char *name)
{
	if (!IS_INT(diags.count, 0, name))
		help_show(&diags);
}

static void test_example(const char *file, const char *const performers[4], const char *const writers[4])
{
	static const char *const titles[] = {"Nocturne Box", "Opening", "A Considerably Longer Second Title", "End"};
	static const char *const codes[] = {"0602517350533", "USRC17607839", "GBAYE0000351", "DEA620700001"};
	struct pm_disc *disc = decode_file(file);

	if (disc) {
		no_findings(file);
		texts_are(disc, 0, PM_TEXT_TITLE, titles, 4, "title");
		texts_are(disc, 0, PM_TEXT_PERFORMER, performers, 4, "performer");
		texts_are(disc, 0, PM_TEXT_SONGWRITER, writers, 4, "songwriter");
		texts_are(disc, 0, PM_TEXT_CODE, codes, 4, "code");
		OK(disc->mcn.text[0] == 0 && disc->track[1].isrc.text[0] == 0, "codes of the disc left alone");
		IS_INT(disc->block[0].language, 9, "English");
		if (!strstr(file, "ex3")) {
			IS_STR(help_get(disc, 0, 0, PM_TEXT_DISC_ID), "LTR-1001", "disc id");
			IS_STR(help_get(disc, 0, 0, PM_TEXT_GENRE), "Chamber works", "genre");
			IS_INT(disc->block[0].genre_code, 5, "genre code");
		}
	}
	end(disc);
}

static void test_examples(void)
{
	static const char *const trio[] = {"The Lantern Trio", "The Lantern Trio", "The Lantern Trio", "The Lantern Trio"};
	static const char *const ex2_p[] = {"The Lantern Trio", "The Lantern Trio", "Solo Cello", "Duo"};
	static const char *const ex3_p[] = {"The Lantern Trio", "Trio One", "Trio Two", "Trio Three"};
	static const char *const ex1_w[] = {"Various", "A. Able", "B. Baker", "B. Baker"};
	static const char *const ex2_w[] = {"Various", "A. Able", "B. Baker", "C. Clark"};
	static const char *const ex3_w[] = {"Various", "A. Able", "B. Baker", "C. Cole"};

	test_example("vectors/cdtext/ex1_tab.bin", trio, ex1_w);
	test_example("vectors/cdtext/ex1_notab.bin", trio, ex1_w);
	test_example("vectors/cdtext/ex2_no_repeats.bin", ex2_p, ex2_w);
	test_example("vectors/cdtext/ex3_four_encoders.bin", ex3_p, ex3_w);
}

static void test_languages(void)
{
	static const char *const english[] = {"Night Sky", "Dawn", "Second piece", "End", NULL};
	static const char *const japanese[] = {"夜空", "夜明け", "長い題名の二番目の曲", "終", NULL};
	static const char *const artists[] = {"ア", "ア", "ア", "ィ", NULL};
	static const char *const french[] = {"Café noir", "été", "Fin", NULL};
	static const char *const xxy[] = {"X", "X", "Y", NULL};
	struct pm_disc *disc = decode_file("vectors/cdtext/ja_two_blocks_dbcc_tab.bin");

	if (disc) {
		no_findings("two languages");
		texts_are(disc, 0, PM_TEXT_TITLE, english, 5, "English titles");
		texts_are(disc, 1, PM_TEXT_TITLE, japanese, 5, "Japanese titles");
		texts_are(disc, 1, PM_TEXT_PERFORMER, artists, 5, "double-byte TAB expanded");
		IS_INT(disc->block[1].charset, PM_CS_MS_JIS, "block 1 in MS-JIS");
		IS_INT(disc->block[0].charset, PM_CS_ISO_8859_1, "block 0 keeps its own");
		IS_INT(disc->block[1].language, 0x69, "Japanese");
	}
	end(disc);
	disc = decode_file("vectors/cdtext/latin1_fr.bin");
	if (disc) {
		no_findings("French");
		texts_are(disc, 0, PM_TEXT_TITLE, french, 4, "ISO 8859-1");
		texts_are(disc, 0, PM_TEXT_PERFORMER, xxy, 4, "performer");
	}
	end(disc);
}

static void test_empty_middle(void)
{
	static const char *const titles[] = {"Album", "One", NULL, "Three"};
	static const char *const artists[] = {NULL, NULL, "Guest", NULL};
	static const char *const codes[] = {NULL, NULL, "GBAYE0000351", NULL};
	struct pm_disc *disc = decode_file("vectors/cdtext/empty_middle_track.bin");

	if (disc) {
		no_findings("empty texts count");
		texts_are(disc, 0, PM_TEXT_TITLE, titles, 4, "title");
		texts_are(disc, 0, PM_TEXT_PERFORMER, artists, 4, "performer");
		texts_are(disc, 0, PM_TEXT_CODE, codes, 4, "isrc");
	}
	end(disc);
}

/* Sets that tools write although they are wrong: each is named, and read as far as it means something. */
static void test_malformed(void)
{
	static const char *const french[] = {"Café noir", "été", "Fin"};
	static const char *const titles[] = {"夜想曲", "開幕", "長い題名の二番目の曲", "終"};
	static const char *const trio[] = {"ランタン三重奏", "ランタン三重奏", "ランタン三重奏", "独奏"};
	static const char *const ml_titles[] = {"夜想曲", "開幕", "終"};
	static const char *const ml_artists[] = {"ランタン", "ランタン", "独奏"};
	struct pm_disc *disc = decode_file("vectors/cdtext/latin1_fr_plus_ja.bin");

	if (disc) {
		texts_are(disc, 0, PM_TEXT_TITLE, french, 3, "the charset of block 1 is not applied to block 0");
		IS_STR(help_get(disc, 1, 0, PM_TEXT_TITLE), "夜", "block 1's only text");
		OK(help_find(&diags, PM_DIAG_TEXT_PARTIAL, "block 1") != NULL, "is named as the only one");
	}
	end(disc);
	disc = decode_file("vectors/cdtext/ja_malformed_libburn_sheet.bin");
	if (disc) {
		OK(help_find(&diags, PM_DIAG_TEXT_CHARSET, "not marked as double-byte") != NULL, "mixed marks are named");
		texts_are(disc, 1, PM_TEXT_TITLE, titles, 4, "one doubled terminator among single ones");
		texts_are(disc, 1, PM_TEXT_PERFORMER, trio, 4, "and in the performers");
		help_show(&diags);
	}
	end(disc);
	disc = decode_file("vectors/cdtext/ml_cdrdao.bin");
	if (disc) {
		OK(help_find(&diags, PM_DIAG_TEXT_CHARSET, "4 of 4 text packs of block 1") != NULL, "missing marks are named");
		texts_are(disc, 1, PM_TEXT_TITLE, ml_titles, 3, "single terminators");
		texts_are(disc, 1, PM_TEXT_PERFORMER, ml_artists, 3, "characters split over packs");
		help_show(&diags);
	}
	end(disc);
}

/* Real discs and libcdio's sample, with what libcdio printed for them. */
static void test_corpus(void)
{
	struct pm_disc *disc = decode_file("corpus/cdtext-bin/libcdio_libcdio__cdtext-krosis.cdt");

	if (disc) {
		no_findings("krosis");
		IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "A Memoir of Free Will", "disc title");
		IS_STR(help_get(disc, 0, 0, PM_TEXT_SONGWRITER), NULL, "no songwriter of the disc");
		IS_STR(help_get(disc, 0, 1, PM_TEXT_SONGWRITER), "Krosis", "songwriter of track 1");
		IS_STR(help_get(disc, 0, 10, PM_TEXT_ARRANGER), "Krosis", "TAB through all tracks");
		IS_STR(help_get(disc, 0, 7, PM_TEXT_TITLE), "Questions of a Holistic Divine", "title 7");
		IS_STR(help_get(disc, 0, 10, PM_TEXT_TITLE), "A Memior of Free Will", "title 10");
		IS_STR(help_get(disc, 0, 10, PM_TEXT_CODE), "QM7281905213", "ISRC 10");
		IS_STR(help_get(disc, 0, 11, PM_TEXT_TITLE), NULL, "no track 11");
	}
	end(disc);
	disc = decode_file("corpus/cdtext-bin/libcdio_libcdio__data_cdtext.cdt");
	if (disc) {
		const struct pm_diag *d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "00h");

		OK(d && d->severity == PM_WARNING && d->pos.offset_bytes == 1728, "one closing 00h: a warning");
		IS_INT(diags.count, 1, "and nothing else");
		IS_STR(help_get(disc, 0, 3, PM_TEXT_TITLE), "Mee Owwww", "English");
		IS_STR(help_get(disc, 1, 0, PM_TEXT_TITLE), "Freudvolle Nächte", "German");
		IS_STR(help_get(disc, 1, 2, PM_TEXT_MESSAGE), "Rupft die Gans", "German message");
		IS_STR(help_get(disc, 1, 2, PM_TEXT_ARRANGER), "Tom Cat", "German arranger");
		IS_STR(help_get(disc, 1, 0, PM_TEXT_GENRE), "Katzenhafte Klassik", "German genre");
		IS_STR(help_get(disc, 0, 0, PM_TEXT_CLOSED), "This is not to be shown by CD players", "closed information");
		IS_INT(disc->block[0].charset, PM_CS_ASCII, "ASCII");
		IS_INT(disc->block[1].language, 8, "German");
		IS_INT(disc->block[1].genre_code, 5, "Classical");
	}
	end(disc);
	disc = decode_file("corpus/cdtext-bin/mattcarp_betabase__cdtext-demo.bin");
	if (disc) {
		const struct pm_diag *d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "Più");

		OK(d && d->severity == PM_WARNING && d->track == 6, "UTF-8 in an ISO 8859-1 block is suspected");
		IS_STR(help_get(disc, 0, 6, PM_TEXT_TITLE), "PiÃ¹ Che Puoi", "and not guessed");
		IS_STR(help_get(disc, 0, 0, PM_TEXT_PERFORMER), "Eros Ramazzotti", "performer of the disc");
		IS_STR(help_get(disc, 0, 1, PM_TEXT_PERFORMER), NULL, "and of no track");
		IS_STR(help_get(disc, 0, 12, PM_TEXT_CODE), "NLA200000085", "ISRC 12");
		IS_INT(disc->block[0].copy_protection, 0, "copy protection");
	}
	end(disc);
	disc = decode_file("corpus/cdtext-bin/pipian_libcueify__check_unportable.cdt");
	if (disc) {
		const struct pm_diag *d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4-byte header");

		OK(d && d->severity == PM_WARNING, "a READ TOC header: a warning");
		IS_INT(diags.count, 1, "and nothing else");
		help_show(&diags);
		IS_STR(help_get(disc, 0, 8, PM_TEXT_TITLE), "I Took A Trip On A Gemini Spaceship", "title 8");
		IS_STR(help_get(disc, 0, 12, PM_TEXT_PERFORMER), "David Bowie", "performer 12");
		IS_STR(help_get(disc, 0, 12, PM_TEXT_CODE), "US-RF3-02-00012", "ISRC with hyphens, as it stands");
		IS_INT(disc->block[0].copy_protection, 3, "copy protection");
	}
	end(disc);
	disc = decode_file("corpus/cdtext-bin/simpkins_amass__CD_TEXT_GLASSWORKS.bin");
	if (disc) {
		IS_INT(diags.count, 1, "the header only");
		help_show(&diags);
		IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Glassworks - Expanded Edition", "title");
		IS_STR(help_get(disc, 0, 11, PM_TEXT_TITLE), "In The Upper Room: Dance IX", "title 11");
		IS_STR(help_get(disc, 0, 0, PM_TEXT_PERFORMER), "Philip Glass Ensemble, Philip Glass, Michael Reisman", "performer");
		IS_STR(help_get(disc, 0, 11, PM_TEXT_CODE), "USSM18700622", "ISRC 11");
	}
	end(disc);
	disc = decode_file("corpus/cdtext-bin/svn2github_libburn__doc_packs.bin");
	if (disc)
		OK(help_find(&diags, PM_DIAG_CDTEXT_DROPPED, "88h") && help_find(&diags, PM_DIAG_CDTEXT_SIZE, NULL), "loose packs: named");
	end(disc);
}

static void test_one_bit(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	uint8_t data[10][18];
	const struct pm_diag *d;

	begin();
	memcpy(data, help_harbour_packs, sizeof(data));
	data[2][6] ^= 0x10;
	decode(disc, data[0], sizeof(data));
	d = help_find(&diags, PM_DIAG_CDTEXT_CRC, "bit 4 of byte 6");
	OK(d && d->pos.offset_bytes == 36 && d->severity == PM_ERROR, "one wrong bit is named");
	IS_INT(diags.count, 1, "and nothing else");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_TITLE), "Cold Pier", "and set right");
	end(disc);
}

static void test_bad_pack(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	uint8_t data[10][18];
	const struct pm_diag *d;

	begin();
	memcpy(data, help_harbour_packs, sizeof(data));
	memset(data[1] + 4, 'X', 5);
	decode(disc, data[0], sizeof(data));
	d = help_find(&diags, PM_DIAG_CDTEXT_CRC, "not read");
	OK(d && d->pos.offset_bytes == 18, "a bad pack is named with its place");
	IS_INT(diags.count_of[PM_ERROR], 1, "no second error for what follows from it");
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "cannot be read whole for track 1, track 2");
	OK(d && d->severity == PM_NOTE, "what is lost is named");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Harbour", "title before it");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), NULL, "half a title is none");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), NULL, "nor is none");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_TITLE), "Cold Pier", "title behind it, which begins its pack");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_PERFORMER), "The Lights", "other types untouched");
	end(disc);
}

/* Leave pack `gone` out: what is read must be what stands there, and the gap be named. */
static void test_each_pack_missing(void)
{
	static const char *const titles[] = {"Harbour", "Slack Water", "Été", "Cold Pier"};
	unsigned gone, t, wrong = 0, unnamed = 0;

	for (gone = 0; gone < 10; gone++) {
		struct pm_disc *disc = help_disc(1, 3);
		uint8_t data[9][18];

		begin();
		memcpy(data, help_harbour_packs, (size_t)gone * 18);
		memcpy(data + gone, help_harbour_packs + gone + 1, (size_t)(9 - gone) * 18);
		decode(disc, data[0], sizeof(data));
		unnamed += !help_find(&diags, PM_DIAG_CDTEXT_SIZE, NULL) || !diags.count_of[PM_ERROR];
		for (t = 0; t <= 3; t++) {
			const char *title = help_get(disc, 0, t, PM_TEXT_TITLE), *artist = help_get(disc, 0, t, PM_TEXT_PERFORMER);

			wrong += (title && strcmp(title, titles[t])) || (artist && strcmp(artist, "The Lights"));
		}
		if (gone == 2)
			OK(help_get(disc, 0, 2, PM_TEXT_TITLE) && !help_get(disc, 0, 3, PM_TEXT_TITLE),
			   "the last title's pack lost, the one before kept");
		if (gone == 0)
			OK(!help_get(disc, 0, 1, PM_TEXT_TITLE) && help_get(disc, 0, 2, PM_TEXT_TITLE), "the tail of track 1 is not its title");
		end(disc);
	}
	IS_INT(wrong, 0, "no wrong text with any pack missing");
	IS_INT(unnamed, 0, "each missing pack named");
}

/* What t-packs and t-blocks find to be wrong about packs does not keep their texts from being read. */
static void test_read_all_the_same(void)
{
	struct pm_disc *disc;
	uint8_t data[4 + 180], *packs = data + 4;

	begin();
	disc = help_disc(1, 3);
	memcpy(packs, help_harbour_packs, 180);
	memcpy(packs, help_harbour_packs[5], 18);
	memcpy(packs + 90, help_harbour_packs[0], 18);
	decode(disc, packs, 180);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "not in the order") && diags.count == 1, "out of order");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Harbour", "sorted");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_PERFORMER), "The Lights", "sorted");
	end(disc);

	begin();
	disc = help_disc(1, 3);
	memcpy(packs, help_harbour_packs, 126);
	decode(disc, packs, 126);
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Été", "no size packs: ISO 8859-1, tracks of the disc");
	end(disc);

	begin();
	disc = help_disc(1, 3);
	memcpy(packs, help_harbour_packs, 180);
	data[0] = 0, data[1] = 182, data[2] = data[3] = 0;
	decode(disc, data, 184);
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Harbour", "behind a drive's header");
	IS_INT(disc->block[0].of[0].pos[PM_TEXT_TITLE].offset_bytes, 8, "places count the header");
	end(disc);
}

/* DBCC set on a block of single bytes (seen on real discs): named, read singly. */
static void test_wrong_double_mark(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	uint8_t data[10][18];
	unsigned i;

	begin();
	memcpy(data, help_harbour_packs, sizeof(data));
	for (i = 0; i < 7; i++) {
		data[i][3] |= 0x80;
		help_seal(data[i]);
	}
	decode(disc, data[0], sizeof(data));
	OK(help_find(&diags, PM_DIAG_TEXT_CHARSET, "7 of 7 text packs of block 0 are marked as double-byte") != NULL, "named");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Été", "read singly");
	end(disc);

	/* The same in a block that says MS-JIS but holds single bytes. */
	disc = help_disc(1, 3);
	begin();
	data[7][4] = 0x80;
	help_seal(data[7]);
	data[1][12] = 'E', data[1][14] = 'e';
	help_seal(data[1]);
	decode(disc, data[0], sizeof(data));
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "Slack Water", "the track numbers show that terminators are single");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Ete", "in all packs");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_TITLE), "Cold Pier", "also the last");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_PERFORMER), "The Lights", "and of other types");
	end(disc);
}

static void test_unknown_charset(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	uint8_t data[10][18];

	begin();
	memcpy(data, help_harbour_packs, sizeof(data));
	data[7][4] = 0x42;
	help_seal(data[7]);
	decode(disc, data[0], sizeof(data));
	OK(help_find(&diags, PM_DIAG_TEXT_CHARSET, "character code 42h") != NULL, "an unknown character code");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Été", "read as ISO 8859-1");
	end(disc);
}

/* A block of one title pack and three of sizes, for tracks 1 to last. */
static struct pm_disc *decode_title(const char *payload, uint8_t code, unsigned last)
{
	struct pm_disc *disc = help_disc(1, last);
	uint8_t data[4][18] = {{0x80, 0, 0, 0}, {0x8F, 0, 1, 0}, {0x8F, 1, 2, 0}, {0x8F, 2, 3, 0}};
	unsigned i;

	memcpy(data[0] + 4, payload, 12);
	data[0][3] = code >= 0x80 ? 0x80 : 0;
	data[1][4] = code;
	data[1][5] = 1;
	data[1][6] = (uint8_t)last;
	data[1][8] = 1;
	data[2][11] = 3;
	data[2][12] = 3;
	data[3][8] = 9;
	for (i = 0; i < 4; i++)
		help_seal(data[i]);
	begin();
	decode(disc, data[0], sizeof(data));
	return disc;
}

static void one_finding(enum pm_diag_id id, enum pm_severity severity, int track, const char *part)
{
	const struct pm_diag *d = help_find(&diags, id, part);

	if (!OK(d && d->severity == severity && d->track == track && diags.count == 1, part))
		help_show(&diags);
}

/* Where characters lie is said of every pack: that must be where they are. */
static void test_positions(void)
{
	struct pm_disc *disc = help_disc(1, 3);
	uint8_t data[10][18];

	begin();
	memcpy(data, help_harbour_packs, sizeof(data));
	data[1][3] = 5;
	help_seal(data[1]);
	decode(disc, data[0], sizeof(data));
	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "1 title pack of block 0 gives another character position than its text has");
	IS_INT(diags.list[0].pos.offset_bytes, 18, "at that pack");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "Slack Water", "the text is read");
	end(disc);
	disc = help_disc(1, 3);
	begin();
	data[4][3] = 0;
	data[6][3] = 15;
	help_seal(data[4]);
	help_seal(data[6]);
	memcpy(data[1], help_harbour_packs[1], 18);
	decode(disc, data[0], sizeof(data));
	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "2 performer packs of block 0 give another character position than their texts have");
	end(disc);
}

static void test_ends(void)
{
	struct pm_disc *disc = decode_title("ABCDE\0FGHIJ\0", 0, 2);

	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "title of block 0 ends before the last track: 1 string is missing");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "FGHIJ", "what is there is read");
	end(disc);
	disc = decode_title("ABCDE\0FGHIJ\0", 0, 4);
	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "title of block 0 ends before the last track: 3 strings are missing");
	end(disc);
	disc = decode_title("ABCDE\0FGHIJK", 0, 1);
	no_findings("a text that fills the last payload needs no terminator");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "FGHIJK", "and is whole");
	end(disc);
	disc = decode_title("A\0B\0C\0D\0\0\0\0", 0, 1);
	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "title of block 0 goes on behind the last track, 1: 2 texts are not read");
	end(disc);
	disc = decode_title("A\0B\0C\0\0\0\0\0\0", 0, 1);
	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "title of block 0 goes on behind the last track, 1: 1 text is not read");
	end(disc);
}

static void test_bytes_without_meaning(void)
{
	struct pm_disc *disc = decode_title("\x96\xE9\0\0\x81\xAD\0\0\0\0\0\0", 0x80, 1);
	const struct pm_diag *d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "title of track 1");

	OK(d && d->severity == PM_ERROR && d->track == 1 && strstr(d->message, "nothing in MS-JIS"), "a pair that is no character");
	IS_INT(diags.count, 1, "one finding");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "夜", "others are read");
	end(disc);
	disc = decode_title("caf\xE9\0" "cafe\0\0\0", 1, 1);
	one_finding(PM_DIAG_TEXT_CHARSET, PM_WARNING, -1, "title of the disc 'café' is more than the ASCII it should be: read as ISO 8859-1");
	end(disc);
}

/* TAB repeats the track before; in front of the first there is none. */
static void test_tabs(void)
{
	struct pm_disc *disc = decode_title("Joy\0\t\0\t\0\0\0\0\0", 0, 2);

	one_finding(PM_DIAG_CDTEXT_SIZE, PM_WARNING, -1, "title of the first track is TAB; the disc's is taken");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "Joy", "track 1");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Joy", "track 2");
	end(disc);
	disc = decode_title("\t\0\t\0X\0\t\0\0\0\0\0", 0, 3);
	one_finding(PM_DIAG_CDTEXT_SIZE, PM_NOTE, -1, "title of block 0 cannot be read whole for the disc, track 1: left out");
	OK(!help_get(disc, 0, 0, PM_TEXT_TITLE) && !help_get(disc, 0, 1, PM_TEXT_TITLE), "a TAB with nothing before it is no text");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_TITLE), "X", "one with a text is");
	end(disc);
	disc = decode_title("J\0\0\t\0Y\0\0\0\0\0\0", 0, 3);
	no_findings("a TAB behind an empty text");
	OK(!help_get(disc, 0, 2, PM_TEXT_TITLE), "is an empty text");
	IS_STR(help_get(disc, 0, 3, PM_TEXT_TITLE), "Y", "and the next is read");
	end(disc);
}

/* Bytes of all kinds: packs with good CRCs and random contents must not crash, and texts stay in their arrays. */
static void test_hostile(void)
{
	uint32_t seed = 12345;
	unsigned round, i, bad = 0;

	for (round = 0; round < 400; round++) {
		struct pm_disc *disc = help_disc(1, 3);
		uint8_t data[40][18];
		struct pm_source *src = NULL;

		begin();
		for (i = 0; i < sizeof(data); i++) {
			seed = seed * 1664525u + 1013904223u;
			data[i / 18][i % 18] = (uint8_t)(seed >> 24);
		}
		for (i = 0; i < 40; i++) {
			data[i][0] = round % 3 ? (uint8_t)(0x80 + data[i][0] % 16) : data[i][0];
			data[i][1] = round % 3 ? data[i][1] % 105 : data[i][1];
			data[i][2] = round % 2 ? (uint8_t)i : data[i][2];
			data[i][3] &= round % 4 ? 0x8F : 0xFF;
			help_seal(data[i]);
		}
		if (pm_sources_add_binary(&sources, "x", data, sizeof(data), &src) < 0)
			exit(99);
		bad += pm_cdtext_decode(disc, src, data[0], sizeof(data) - round % 18, &diags) != PM_OK;
		end(disc);
	}
	IS_INT(bad, 0, "random packs are read without harm");
}

int main(void)
{
	test_examples();
	test_languages();
	test_empty_middle();
	test_malformed();
	test_corpus();
	test_one_bit();
	test_bad_pack();
	test_each_pack_missing();
	test_read_all_the_same();
	test_wrong_double_mark();
	test_unknown_charset();
	test_positions();
	test_ends();
	test_bytes_without_meaning();
	test_tabs();
	test_hostile();
	return tap_done();
}
