/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-encode.c - packs written, against packs that other encoders wrote and packs worked out by hand. */
#include "cdtext/pack.h"

#include "base/digest.h"
#include "tests/unit/cdtext-help.h"

static const struct pm_cdtext_options with_codes = {.codes = 1}, plain = {.codes = 0}, translit = {.codes = 0, .transliterate = 1};

static void encode(const struct pm_disc *disc, const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags)
{
	pm_buf_init(out);
	pm_diags_init(diags);
	OK(pm_cdtext_encode(disc, options, out, diags) == PM_OK, "encodes");
}

static void done(struct pm_disc *disc, struct pm_buf *out, struct pm_diags *diags)
{
	pm_buf_release(out);
	pm_diags_release(diags);
	pm_disc_free(disc);
}

static void same_as(const struct pm_buf *out, const char *file, const char *name)
{
	size_t length = 0;
	uint8_t *want = help_file(file, &length);

	if (!want) {
		SKIP("no shared vectors", name);
		return;
	}
	if (IS_INT(out->length_bytes, length, name))
		IS_MEM(out->data, want, length, name);
	free(want);
}

static const char *const nocturne[] = {"Nocturne Box", "Opening", "A Considerably Longer Second Title", "End"};

static struct pm_disc *nocturne_disc(const char *const performers[4], const char *const writers[4])
{
	struct pm_disc *disc = help_disc(1, 3);

	help_texts(disc, 0, PM_TEXT_TITLE, nocturne, 4);
	help_texts(disc, 0, PM_TEXT_PERFORMER, performers, 4);
	help_texts(disc, 0, PM_TEXT_SONGWRITER, writers, 4);
	help_mcn(disc, "0602517350533");
	help_isrc(disc, 1, "USRC17607839");
	help_isrc(disc, 2, "GBAYE0000351");
	help_isrc(disc, 3, "DEA620700001");
	return disc;
}

static void add_genre(struct pm_disc *disc)
{
	help_text(disc, 0, 0, PM_TEXT_DISC_ID, "LTR-1001");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Chamber works");
	disc->block[0].genre_code = 5;
}

/* The vectors of cdtext.md section 9: cdrdao, libburn and wodim wrote them. */
static void test_vectors(void)
{
	static const char *const same[] = {"The Lantern Trio", "The Lantern Trio", "The Lantern Trio", "The Lantern Trio"};
	static const char *const repeated[] = {"Various", "A. Able", "B. Baker", "B. Baker"};
	static const char *const ex2_p[] = {"The Lantern Trio", "The Lantern Trio", "Solo Cello", "Duo"};
	static const char *const ex2_w[] = {"Various", "A. Able", "B. Baker", "C. Clark"};
	static const char *const ex3_p[] = {"The Lantern Trio", "Trio One", "Trio Two", "Trio Three"};
	static const char *const ex3_w[] = {"Various", "A. Able", "B. Baker", "C. Cole"};
	struct pm_disc *disc;
	struct pm_diags diags;
	struct pm_buf out;

	disc = nocturne_disc(same, repeated);
	add_genre(disc);
	encode(disc, &with_codes, &out, &diags);
	same_as(&out, "vectors/cdtext/ex1_notab.bin", "as cdrdao: repeats spelled out");
	IS_INT(diags.count, 0, "without a finding");
	done(disc, &out, &diags);

	disc = nocturne_disc(ex2_p, ex2_w);
	add_genre(disc);
	encode(disc, &with_codes, &out, &diags);
	same_as(&out, "vectors/cdtext/ex2_no_repeats.bin", "as libburn and cdrdao");
	done(disc, &out, &diags);

	disc = nocturne_disc(ex3_p, ex3_w);
	encode(disc, &with_codes, &out, &diags);
	same_as(&out, "vectors/cdtext/ex3_four_encoders.bin", "as libburn, cdrdao and wodim");
	done(disc, &out, &diags);
}

static void test_harbour(void)
{
	struct pm_disc *disc = help_harbour_disc();
	struct pm_diags diags;
	struct pm_buf out;
	char hex[PM_DIGEST_HEX_BYTES];

	encode(disc, &plain, &out, &diags);
	IS_INT(out.length_bytes, 180, "ddp.md section 9: 180 bytes without codes");
	same_as(&out, "vectors/ddp/example-3track/CDTEXT.BIN", "CDTEXT.BIN of the worked example");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	encode(disc, &with_codes, &out, &diags);
	IS_INT(out.length_bytes, 270, "270 bytes with codes");
	OK(pm_digest_of(PM_MD5, out.data, out.length_bytes, hex) == PM_OK, "digest");
	IS_STR(hex, "f2cc760250ea068588fa65a5758bf231", "MD5 of ddp.md section 9");
	same_as(&out, "vectors/canonical/harbour.cdt", "harbour.cdt");
	done(disc, &out, &diags);
}

/* What cue2ddp 1.1 wrote: the terminator of track 3 alone in its pack. */
static void test_lone_terminator(void)
{
	static const uint8_t want[] = {0x80, 0x03, 0x03, 0x0B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x5D, 0xF7};
	static const char *const titles[] = {"Disc", "Track One", "Track Two", "Track Three"};
	static const char *const artists[] = {"Artist", "Artist", "Artist", "Artist"};
	struct pm_disc *disc = help_disc(1, 3);
	struct pm_diags diags;
	struct pm_buf out;

	help_texts(disc, 0, PM_TEXT_TITLE, titles, 4);
	help_texts(disc, 0, PM_TEXT_PERFORMER, artists, 4);
	encode(disc, &plain, &out, &diags);
	OK(out.length_bytes > 72, "long enough");
	IS_MEM(out.data + 54, want, sizeof(want), "a terminator alone belongs to its track");
	same_as(&out, "vectors/ddp/cue2ddp-1.1/cdtext-golden/CDTEXT.BIN", "CDTEXT.BIN as cue2ddp wrote it");
	done(disc, &out, &diags);
}

/* Japanese in block 1.  The vector has one text as TAB; the spelled-out packs were worked out by hand. */
static void test_japanese(void)
{
	static const char *const english[] = {"Night Sky", "Dawn", "Second piece", "End"};
	static const char *const japanese[] = {"夜空", "夜明け", "長い題名の二番目の曲", "終"};
	static const char *const artists[] = {"ア", "ア", "ア", "ィ"};
	/* 83 41 00 00 83 41 00 00 83 41 00 00 | 83 42 00 00: block 1, track 3 begins its second pack, position 0. */
	static const uint8_t p0[] = {0x81, 0x00, 0x04, 0x90, 0x83, 0x41, 0, 0, 0x83, 0x41, 0, 0, 0x83, 0x41, 0, 0};
	static const uint8_t p1[] = {0x81, 0x03, 0x05, 0x90, 0x83, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
	struct pm_disc *disc = help_disc(1, 3);
	struct pm_diags diags;
	struct pm_buf out;
	uint8_t *vector;
	size_t length = 0;

	disc->block[1].present = 1;
	disc->block[1].charset = PM_CS_MS_JIS;
	disc->block[1].language = 0x69;
	help_texts(disc, 0, PM_TEXT_TITLE, english, 4);
	help_texts(disc, 1, PM_TEXT_TITLE, japanese, 4);
	help_texts(disc, 1, PM_TEXT_PERFORMER, artists, 4);
	encode(disc, &plain, &out, &diags);
	IS_INT(out.length_bytes, 270, "15 packs");
	IS_INT(diags.count, 0, "without a finding");
	if (out.length_bytes == 270) {
		IS_MEM(out.data + (size_t)10 * 18, p0, 16, "performers in double bytes");
		IS_MEM(out.data + (size_t)11 * 18, p1, 16, "and the last of them");
		vector = help_file("vectors/cdtext/ja_two_blocks_dbcc.bin", &length);
		if (vector) {
			IS_MEM(out.data, vector, (size_t)10 * 18, "titles and block 0 as the vector");
			IS_MEM(out.data + (size_t)12 * 18, vector + (size_t)12 * 18, (size_t)3 * 18, "size packs of block 1 as the vector");
			free(vector);
		} else {
			SKIP("no shared vectors", "as the vector");
		}
	}
	done(disc, &out, &diags);
}

/* Latin letters, a blank, half-width kana with its voice mark: two bytes each. */
static void test_full_width(void)
{
	/* U+FF21 ff.: 8260, U+3000: 8140, U+FF11: 8250, GA (U+30AC): 834B, wave dash: 8160 */
	static const uint8_t want[] = {0x82, 0x60, 0x81, 0x40, 0x82, 0x50, 0x83, 0x4B, 0x81, 0x60, 0x00, 0x00};
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_diags diags;
	struct pm_buf out, back;

	disc->block[0].charset = PM_CS_MS_JIS;
	disc->block[0].language = 0x69;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "A 1\xEF\xBD\xB6\xEF\xBE\x9E\xE3\x80\x9C"); /* A, blank, 1, half-width KA and voice mark, U+301C */
	encode(disc, &plain, &out, &diags);
	OK(out.length_bytes >= 18, "long enough");
	IS_MEM(out.data + 4, want, sizeof(want), "full-width forms");
	IS_INT((uint8_t)out.data[3], 0x80, "marked as double-byte");
	OK(help_find(&diags, PM_DIAG_TEXT_TRANSLITERATED, "double-byte") != NULL, "and says so");
	pm_buf_init(&back);
	OK(pm_cdtext_as_written(disc, 0, 0, PM_TEXT_TITLE, &plain, &back) == PM_OK, "as written");
	IS_STR(pm_buf_str(&back), "Ａ　１ガ～", "what a reader will get");
	pm_buf_release(&back);
	done(disc, &out, &diags);
}

static void test_positions(void)
{
	/* A disc title of 17 characters, then track titles: positions 0, 12, 2..., 15 at most. */
	struct pm_disc *disc = help_disc(7, 8);
	struct pm_diags diags;
	struct pm_buf out;

	help_text(disc, 0, 0, PM_TEXT_TITLE, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNO"); /* 41 */
	help_text(disc, 0, 7, PM_TEXT_TITLE, "xy");
	encode(disc, &plain, &out, &diags);
	OK(out.length_bytes == (size_t)(4 + 3) * 18, "four title packs");
	IS_INT((uint8_t)out.data[3], 0x00, "position 0");
	IS_INT((uint8_t)out.data[18 + 3], 0x0C, "position 12");
	IS_INT((uint8_t)out.data[36 + 3], 0x0F, "position 15 stands for 24");
	IS_INT((uint8_t)out.data[54 + 3], 0x0F, "and for 36");
	IS_INT((uint8_t)out.data[54 + 1], 0, "still the disc's");
	IS_INT((uint8_t)out.data[72 + 5], 7, "size packs: first track 7");
	IS_INT((uint8_t)out.data[72 + 6], 8, "last track 8");
	done(disc, &out, &diags);
}

static void test_absent(void)
{
	struct pm_disc *disc = help_disc(1, 2);
	struct pm_diags diags;
	struct pm_buf out;

	help_mcn(disc, "0012345678905");
	encode(disc, &with_codes, &out, &diags);
	IS_INT(out.length_bytes, 0, "codes alone make no CD-Text");
	OK(!pm_cdtext_is_wanted(disc), "not wanted");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	help_text(disc, 0, 2, PM_TEXT_MESSAGE, "m");
	encode(disc, &with_codes, &out, &diags);
	OK(pm_cdtext_is_wanted(disc), "one track's message does");
	/* message: 00 00 6D 00: one pack; 8Eh: 13+1+1+1 = 16 bytes: two packs */
	IS_INT(out.length_bytes, (1 + 2 + 3) * 18, "message, codes, sizes");
	IS_INT((uint8_t)out.data[0], 0x85, "message first");
	IS_INT((uint8_t)out.data[18], 0x8E, "then codes, though no track has an ISRC");
	done(disc, &out, &diags);
	disc = help_disc(1, 2);
	disc->first_track = disc->last_track = 0;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "t");
	encode(disc, &with_codes, &out, &diags);
	IS_INT(out.length_bytes, 0, "no tracks, no CD-Text");
	done(disc, &out, &diags);
}

static void test_charset_findings(void)
{
	struct pm_disc *disc = help_disc(1, 2);
	struct pm_diags diags;
	struct pm_buf out;
	const struct pm_diag *d;

	help_text(disc, 0, 0, PM_TEXT_TITLE, "It’s");
	help_text(disc, 0, 1, PM_TEXT_TITLE, "Łódź");
	help_text(disc, 0, 2, PM_TEXT_TITLE, "fine");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Été");
	encode(disc, &plain, &out, &diags);
	d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "U+2019");
	OK(d && d->severity == PM_ERROR && d->track == -1 && strstr(d->message, "title of the disc"), "names the character and the text");
	OK(d && d->hint && strstr(d->hint, "--transliterate"), "offers to transliterate");
	d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "U+0141");
	OK(d && d->track == 1 && d->hint && !strstr(d->hint, "--transliterate"), "does not where that would not help");
	OK(d && strstr(d->message, "U+017A"), "names both characters");
	d = help_find(&diags, PM_DIAG_TEXT_CHARSET, "genre");
	OK(d && strstr(d->message, "ASCII"), "genre is ASCII");
	IS_INT(diags.count_of[PM_ERROR], 3, "three errors");
	pm_buf_release(&out);
	pm_diags_release(&diags);

	help_text(disc, 0, 1, PM_TEXT_TITLE, "Lodz");
	help_text(disc, 0, 0, PM_TEXT_GENRE, NULL);
	encode(disc, &translit, &out, &diags);
	IS_INT(diags.count_of[PM_ERROR], 0, "transliterated: no error");
	d = help_find(&diags, PM_DIAG_TEXT_TRANSLITERATED, "'It's'");
	OK(d && d->severity == PM_NOTE, "but a note with both forms");
	IS_MEM(out.data + 4, "It's\0Lodz\0fi", 12, "plain characters");
	done(disc, &out, &diags);
}

/* Decomposed input is composed; control characters never reach a pack. */
static void test_forms(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_diags diags;
	struct pm_buf out;

	help_text(disc, 0, 0, PM_TEXT_TITLE, "E\xCC\x81t\te\xCC\x81"); /* E, combining acute, t, TAB, e, combining acute */
	help_text(disc, 0, 1, PM_TEXT_TITLE, "\t");
	encode(disc, &plain, &out, &diags);
	IS_MEM(out.data + 4, "\xC9t\xE9\0\0\0\0\0\0\0\0\0", 12, "composed, without the TAB");
	done(disc, &out, &diags);
}

static void fill(struct pm_disc *disc, enum pm_text_field field, unsigned from, unsigned length, int distinct)
{
	unsigned t, i;

	for (t = from; t <= disc->last_track; t++) {
		char text[200];

		for (i = 0; i < length; i++)
			text[i] = (char)('a' + (distinct ? (i + t) % 26 : i % 26));
		text[length] = 0;
		help_text(disc, 0, t, field, text);
	}
}

static void test_too_long(void)
{
	struct pm_disc *disc = help_disc(1, 99);
	struct pm_diags diags;
	struct pm_buf out;
	const struct pm_diag *d;

	/* titles: 1 + 99*12 bytes: 100 packs; performers the same; sizes 3: 203.  With messages of 6: 1 + 99*7 = 694: 58 packs: 261. */
	fill(disc, PM_TEXT_TITLE, 1, 11, 1);
	fill(disc, PM_TEXT_PERFORMER, 1, 11, 0);
	encode(disc, &plain, &out, &diags);
	IS_INT(out.length_bytes, 203 * 18, "fits spelled out");
	IS_INT(diags.count, 0, "no finding");
	pm_buf_release(&out);
	pm_diags_release(&diags);

	fill(disc, PM_TEXT_MESSAGE, 1, 6, 1);
	encode(disc, &plain, &out, &diags);
	/* performers: 00, 12 bytes, then 98 times TAB 00: 209 bytes: 18 packs.  100 + 18 + 58 + 3 = 179 */
	IS_INT(out.length_bytes, 179 * 18, "repeats as TAB");
	d = help_find(&diags, PM_DIAG_TEXT_TOO_LONG, "261 packs");
	OK(d && d->severity == PM_NOTE && diags.count == 1, "a note");
	IS_MEM(out.data + 100 * 18 + 4, "\0abcdefghijk", 12, "first performer spelled out");
	IS_MEM(out.data + 101 * 18 + 4, "\0\t\0\t\0\t\0\t\0\t\0\t", 12, "then TABs");
	pm_buf_release(&out);
	pm_diags_release(&diags);

	fill(disc, PM_TEXT_COMPOSER, 1, 11, 1);
	encode(disc, &plain, &out, &diags);
	d = help_find(&diags, PM_DIAG_TEXT_TOO_LONG, "279 packs");
	OK(d && d->severity == PM_ERROR, "too long even so");
	OK(d && strstr(d->message, "title 100, performer 18, composer 100, message 58"), "names what takes the room");
	IS_INT(out.length_bytes, 0, "the block is left out");
	done(disc, &out, &diags);
}

/* 255 packs fit without TAB, 256 do not. */
static void test_limit(void)
{
	struct pm_disc *disc = help_disc(1, 2);
	struct pm_diags diags;
	struct pm_buf out;
	char *text = malloc(4000);

	if (!text)
		exit(99);
	/* 252 packs of title: 3024 bytes: 3 terminators, 3021 characters */
	memset(text, 'x', 3021);
	text[3021] = 0;
	help_text(disc, 0, 0, PM_TEXT_TITLE, text);
	encode(disc, &plain, &out, &diags);
	IS_INT(out.length_bytes, 255 * 18, "255 packs");
	IS_INT(diags.count, 0, "fit");
	IS_INT((uint8_t)out.data[253 * 18 + 4 + 8], 254, "last sequence number");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	text[3021] = 'x';
	text[3022] = 0;
	help_text(disc, 0, 0, PM_TEXT_TITLE, text);
	encode(disc, &plain, &out, &diags);
	OK(help_find(&diags, PM_DIAG_TEXT_TOO_LONG, "256 packs") != NULL, "256 packs do not");
	free(text);
	done(disc, &out, &diags);
}

static void test_second_block(void)
{
	struct pm_disc *disc = help_disc(1, 1);
	struct pm_diags diags;
	struct pm_buf out;
	size_t i;
	int genre = 0;

	disc->block[0].copy_protection = 3;
	disc->block[2].present = 1;
	disc->block[2].language = 0x08;
	help_text(disc, 0, 0, PM_TEXT_TITLE, "Joy");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Cats");
	help_text(disc, 0, 0, PM_TEXT_CLOSED, "trade");
	help_text(disc, 2, 0, PM_TEXT_TITLE, "Freude");
	help_text(disc, 2, 0, PM_TEXT_GENRE, "Katzen");
	encode(disc, &plain, &out, &diags);
	/* 0: title, genre, closed, 3 sizes; 2: title, 3 sizes */
	IS_INT(out.length_bytes, (6 + 4) * 18, "ten packs");
	for (i = 0; i < out.length_bytes; i += 18)
		genre += (uint8_t)out.data[i] == 0x87;
	IS_INT(genre, 1, "one genre");
	OK(help_find(&diags, PM_DIAG_CDTEXT_DROPPED, "Katzen") != NULL, "the other is named");
	IS_INT((uint8_t)out.data[3 * 18 + 4 + 3], 3, "copy protection");
	/* part 1 of block 0's sizes: last sequence numbers 5, 0, 3; part 2: languages 9, 0, 8 */
	IS_MEM(out.data + 4 * 18 + 12, "\x05\0\x03\0", 4, "last sequence numbers of both blocks");
	IS_MEM(out.data + 5 * 18 + 4, "\0\0\0\0\x09\0\x08\0\0\0\0\0", 12, "languages of both blocks");
	IS_MEM(out.data + 9 * 18 + 4, "\0\0\0\0\x09\0\x08\0\0\0\0\0", 12, "in both blocks");
	IS_INT((uint8_t)out.data[6 * 18 + 3], 0x20, "block 2");
	IS_INT((uint8_t)out.data[6 * 18 + 2], 0, "numbered from 0");
	done(disc, &out, &diags);
}

int main(void)
{
	test_vectors();
	test_harbour();
	test_lone_terminator();
	test_japanese();
	test_full_width();
	test_positions();
	test_absent();
	test_charset_findings();
	test_forms();
	test_too_long();
	test_limit();
	test_second_block();
	return tap_done();
}
