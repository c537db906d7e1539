/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-text.c - CD_TEXT blocks of a cdrdao TOC.  Layer 4.
 * Source: shared/reference/cue-toc.md section 6; charset and language codes: cdtext.md section 5.
 */
#include <stdlib.h>
#include <string.h>

#include "cue/toc-reader.h"

#define BINARY_MAX 3072 /* bytes of the 256 packs of a block, 12 each */
#define LANGUAGE_ENGLISH 9

enum item_kind { ITEM_TEXT, ITEM_GENRE, ITEM_SIZE_INFO, ITEM_DROPPED };

struct item {
	const char *word;
	enum item_kind kind;
	enum pm_text_field field;
	int disc_only;
};

static const struct item items[] = {
	{"TITLE", ITEM_TEXT, PM_TEXT_TITLE, 0},           {"PERFORMER", ITEM_TEXT, PM_TEXT_PERFORMER, 0},
	{"SONGWRITER", ITEM_TEXT, PM_TEXT_SONGWRITER, 0}, {"COMPOSER", ITEM_TEXT, PM_TEXT_COMPOSER, 0},
	{"ARRANGER", ITEM_TEXT, PM_TEXT_ARRANGER, 0},     {"MESSAGE", ITEM_TEXT, PM_TEXT_MESSAGE, 0},
	{"DISC_ID", ITEM_TEXT, PM_TEXT_DISC_ID, 0},       {"CLOSED", ITEM_TEXT, PM_TEXT_CLOSED, 0},
	{"UPC_EAN", ITEM_TEXT, PM_TEXT_CODE, 0},          {"ISRC", ITEM_TEXT, PM_TEXT_CODE, 0},
	{"GENRE", ITEM_GENRE, PM_TEXT_GENRE, 1},          {"SIZE_INFO", ITEM_SIZE_INFO, PM_TEXT_FIELDS, 1},
	{"TOC_INFO1", ITEM_DROPPED, PM_TEXT_FIELDS, 1},   {"TOC_INFO2", ITEM_DROPPED, PM_TEXT_FIELDS, 1},
	{"RESERVED1", ITEM_DROPPED, PM_TEXT_FIELDS, 0},   {"RESERVED2", ITEM_DROPPED, PM_TEXT_FIELDS, 0},
	{"RESERVED3", ITEM_DROPPED, PM_TEXT_FIELDS, 0},   {"RESERVED4", ITEM_TEXT, PM_TEXT_CLOSED, 0}, /* CLOSED in cdrdao 1.2.4 */
};

static const struct {
	const char *word;
	enum pm_charset charset;
	uint8_t code;
} encodings[] = {
	{"ENCODING_ISO_8859_1", PM_CS_ISO_8859_1, 0x00}, {"ENCODING_ASCII", PM_CS_ASCII, 0x01},     {"ENCODING_MS_JIS", PM_CS_MS_JIS, 0x80},
	{"ENCODING_KOREAN", PM_CS_EUC_KR, 0x81},         {"ENCODING_MANDARIN", PM_CS_GB2312, 0x82},
};
#define ENCODING_COUNT (sizeof encodings / sizeof *encodings)

/* ---- { 1, 2, 3 } ---- */

/* Numbers 0 to 255 up to the closing brace, the token at hand being the opening one; 0: reported. */
static int take_binary(struct pm_toc_reader *r, uint8_t *out, size_t *count)
{
	int good = 1, want_more = 0;

	*count = 0;
	pm_toc_next(r);
	while (r->token.kind == PM_TOC_NUMBER) {
		if (r->token.value > 255 || *count >= BINARY_MAX) {
			pm_toc_complain(r, r->token.value > 255 ? "'%.*s' is no byte" : "more bytes than a CD-Text block holds: '%.*s'",
					PM_TOC_ARG(r));
			good = 0;
		} else {
			out[(*count)++] = (uint8_t)r->token.value;
		}
		pm_toc_next(r);
		want_more = pm_toc_is_mark(r, ',');
		if (!want_more)
			break;
		pm_toc_next(r);
	}
	if (pm_toc_is_mark(r, '}') && !want_more) {
		pm_toc_next(r);
		return good;
	}
	pm_toc_missing(r, want_more ? "want a byte behind the comma" : "want a comma or } behind a byte");
	while (r->token.kind == PM_TOC_NUMBER || pm_toc_is_mark(r, ','))
		pm_toc_next(r);
	if (pm_toc_is_mark(r, '}'))
		pm_toc_next(r);
	return 0;
}

/* ---- one item ---- */

/* Takes over the string's bytes. */
static void store(struct pm_toc_reader *r, int block, enum pm_text_field field, struct pm_toc_string *s)
{
	void *list = r->text;

	if (!s->bytes.length_bytes || r->track < 0) {
		pm_buf_release(&s->bytes);
		return;
	}
	if (pm_array_grow(&list, &r->text_capacity, r->text_count, sizeof *r->text) != PM_OK) {
		pm_buf_release(&s->bytes);
		r->no_memory = 1;
		return;
	}
	r->text = list;
	r->text[r->text_count++] = (struct pm_toc_text){(uint8_t)block, (uint8_t)r->track, field, *s};
}

/* Bytes of the block's charset up to a zero. */
static void store_bytes(struct pm_toc_reader *r, int block, enum pm_text_field field, const uint8_t *data, size_t n, struct pm_pos pos)
{
	struct pm_toc_string s = {.pos = pos};
	size_t i;

	pm_buf_init(&s.bytes);
	for (i = 0; i < n && data[i]; i++) {
		pm_buf_add_char(&s.bytes, (char)data[i]);
		s.has_escaped_high |= data[i] > 127;
	}
	r->no_memory |= s.bytes.failed;
	store(r, block, field, &s);
}

/* Two bytes of code, the text, a zero. */
static void store_genre(struct pm_toc_reader *r, int block, const uint8_t *data, size_t n, struct pm_pos pos)
{
	if (n < 2)
		return;
	r->disc->block[block].genre_code = (uint16_t)(data[0] << 8 | data[1]);
	store_bytes(r, block, PM_TEXT_GENRE, data + 2, n - 2, pos);
}

/* Byte 0 is the character code, byte 3 the copy protection; the counts are made anew. */
static void use_size_info(struct pm_toc_reader *r, int block, const uint8_t *data, size_t n)
{
	size_t i;

	for (i = 0; n && !r->has_encoding[block] && i < ENCODING_COUNT; i++)
		if (encodings[i].code == data[0])
			r->disc->block[block].charset = encodings[i].charset;
	if (n > 3)
		r->disc->block[block].copy_protection = data[3];
}

static void read_binary_item(struct pm_toc_reader *r, int block, const struct item *item)
{
	uint8_t *data = calloc(1, BINARY_MAX);
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	size_t n = 0;

	if (!data) {
		r->no_memory = 1;
	} else if (take_binary(r, data, &n)) {
		if (item->kind == ITEM_GENRE)
			store_genre(r, block, data, n, pos);
		else if (item->kind == ITEM_SIZE_INFO)
			use_size_info(r, block, data, n);
		else if (item->kind == ITEM_TEXT)
			store_bytes(r, block, item->field, data, n, pos);
	}
	free(data);
}

static void read_item(struct pm_toc_reader *r, int block, const struct item *item)
{
	struct pm_toc_string s;
	struct pm_pos pos = pm_toc_pos(r, &r->token);

	if (item->disc_only && r->track)
		pm_toc_complain(r, "%s belongs to the disc, not to a track", item->word);
	pm_toc_next(r);
	if (item->kind == ITEM_DROPPED)
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_CDTEXT_DROPPED, pos, "%s is not carried over", item->word), r->track > 0 ? r->track : -1,
			   -1);
	if (pm_toc_is_mark(r, '{')) {
		read_binary_item(r, block, item);
		return;
	}
	if (r->token.kind != PM_TOC_STRING) {
		pm_toc_missing(r, "want a text in quotes or bytes in braces behind this");
		return;
	}
	if (pm_toc_take_string(r, &s)) {
		if (item->kind == ITEM_DROPPED || item->kind == ITEM_SIZE_INFO) {
			pm_buf_release(&s.bytes);
		} else {
			if (item->kind == ITEM_GENRE && !r->disc->block[block].genre_code)
				r->disc->block[block].genre_code = 1;
			store(r, block, item->field, &s);
		}
	}
	pm_toc_next(r);
}

/* ---- LANGUAGE n { ... } ---- */

static int read_encoding(struct pm_toc_reader *r, int block, int have_items)
{
	size_t i;

	for (i = 0; i < ENCODING_COUNT && !pm_toc_is_word(r, encodings[i].word); i++)
		;
	if (i == ENCODING_COUNT)
		return 0;
	if (r->track)
		pm_toc_complain(r, "%s belongs to the disc, not to a track", encodings[i].word);
	else if (have_items)
		pm_toc_complain(r, "%s belongs above the texts", encodings[i].word);
	else if (r->has_encoding[block])
		pm_toc_complain(r, "a second ENCODING");
	else
		r->disc->block[block].charset = encodings[i].charset;
	r->has_encoding[block] = 1;
	pm_toc_next(r);
	return 1;
}

static const struct item *find_item(const struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < sizeof items / sizeof *items; i++)
		if (pm_toc_is_word(r, items[i].word))
			return &items[i];
	return NULL;
}

/* 1: the token belongs outside of all CD_TEXT: a brace was forgotten. */
static int has_left(struct pm_toc_reader *r)
{
	return r->token.kind == PM_TOC_END || (pm_toc_is_statement(r) && !pm_toc_is_word(r, "ISRC"));
}

static void read_language(struct pm_toc_reader *r)
{
	const struct item *item;
	int block = 0, have_items = 0;

	pm_toc_next(r);
	if (r->token.kind != PM_TOC_NUMBER || r->token.value >= PM_BLOCKS)
		pm_toc_complain(r, "LANGUAGE is not 0 to 7");
	else
		block = (int)r->token.value;
	r->disc->block[block].present = 1;
	if (r->token.kind == PM_TOC_NUMBER)
		pm_toc_next(r);
	if (!pm_toc_is_mark(r, '{'))
		pm_toc_missing(r, "want { behind LANGUAGE");
	else
		pm_toc_next(r);
	while (!has_left(r) && !pm_toc_is_mark(r, '}') && !r->no_memory) {
		if (read_encoding(r, block, have_items))
			continue;
		item = find_item(r);
		if (item) {
			have_items = 1;
			read_item(r, block, item);
			continue;
		}
		pm_toc_complain(r, "'%.*s' is no CD-Text item", PM_TOC_ARG(r));
		pm_toc_next(r);
	}
	if (pm_toc_is_mark(r, '}'))
		pm_toc_next(r);
	else
		pm_toc_complain(r, "LANGUAGE %d has no closing }", block);
}

/* ---- LANGUAGE_MAP { n : code ... } ---- */

static void read_map_entry(struct pm_toc_reader *r)
{
	uint64_t block = r->token.value;

	if (block >= PM_BLOCKS)
		pm_toc_complain(r, "LANGUAGE_MAP numbers are 0 to 7");
	pm_toc_next(r);
	if (!pm_toc_is_mark(r, ':')) {
		pm_toc_missing(r, "want : between number and language");
		return;
	}
	pm_toc_next(r);
	if (pm_toc_is_word(r, "EN")) {
		r->token.value = LANGUAGE_ENGLISH;
	} else if (r->token.kind != PM_TOC_NUMBER || r->token.value > 255) {
		pm_toc_complain(r, "a language is EN or a number 0 to 255");
		if (r->token.kind == PM_TOC_NUMBER)
			pm_toc_next(r);
		return;
	}
	if (block < PM_BLOCKS)
		r->disc->block[block].language = (uint8_t)r->token.value;
	pm_toc_next(r);
}

static void read_map(struct pm_toc_reader *r)
{
	if (r->track)
		pm_toc_complain(r, "LANGUAGE_MAP belongs to the disc, not to a track");
	pm_toc_next(r);
	if (!pm_toc_is_mark(r, '{')) {
		pm_toc_missing(r, "want { behind LANGUAGE_MAP");
		return;
	}
	pm_toc_next(r);
	if (pm_toc_is_mark(r, '}'))
		pm_toc_missing(r, "LANGUAGE_MAP names no language");
	while (!has_left(r) && !pm_toc_is_mark(r, '}') && !pm_toc_is_word(r, "LANGUAGE")) {
		if (r->token.kind == PM_TOC_NUMBER) {
			read_map_entry(r);
		} else {
			pm_toc_complain(r, "'%.*s' is no language number", PM_TOC_ARG(r));
			pm_toc_next(r);
		}
	}
	if (pm_toc_is_mark(r, '}'))
		pm_toc_next(r);
	else
		pm_toc_missing(r, "LANGUAGE_MAP has no closing }");
}

void pm_toc_cd_text(struct pm_toc_reader *r)
{
	int have_language = 0, have_map = 0, depth = 0;

	if (!pm_toc_is_mark(r, '{')) {
		pm_toc_missing(r, "want { behind CD_TEXT");
		r->is_lost = 1;
		return;
	}
	pm_toc_next(r);
	while (!has_left(r) && (depth || !pm_toc_is_mark(r, '}')) && !r->no_memory) {
		if (pm_toc_is_word(r, "LANGUAGE")) {
			have_language = 1;
			read_language(r);
		} else if (pm_toc_is_word(r, "LANGUAGE_MAP")) {
			if (have_language || have_map)
				pm_toc_complain(r, have_map ? "a second LANGUAGE_MAP" : "LANGUAGE_MAP belongs above LANGUAGE");
			have_map = 1;
			read_map(r);
		} else {
			if (!r->is_lost)
				pm_toc_complain(r, "'%.*s' stands where LANGUAGE is wanted", PM_TOC_ARG(r));
			r->is_lost = 1;
			depth += pm_toc_is_mark(r, '{') - pm_toc_is_mark(r, '}');
			pm_toc_next(r);
		}
	}
	if (pm_toc_is_mark(r, '}'))
		pm_toc_next(r);
	else if (!r->is_lost)
		pm_toc_missing(r, "CD_TEXT has no closing }");
}

/* ---- into the model ---- */

/* Types 86h, 87h, 8Eh are ASCII and 8Dh is ISO 8859-1 whatever the block's texts are (cdtext.md section 5). */
static enum pm_charset charset_of(const struct pm_block *b, enum pm_text_field field)
{
	return field <= PM_TEXT_MESSAGE ? b->charset : PM_CS_ISO_8859_1;
}

static int store_text(struct pm_toc_reader *r, const struct pm_toc_text *t)
{
	struct pm_block *b = &r->disc->block[t->block];
	const struct pm_buf *bytes = &t->string.bytes;
	struct pm_buf decoded;
	size_t bad = 0;
	int status;

	if (t->track && t->field == PM_TEXT_DISC_ID)
		return PM_OK; /* cdrdao takes it, and no disc has it */
	if (t->string.has_escaped_high && t->field <= PM_TEXT_MESSAGE && b->charset == PM_CS_ASCII && !r->has_encoding[t->block]) {
		/* Pressed discs say ASCII and mean this. */
		pm_toc_warn(r, t->string.pos, "SIZE_INFO says ASCII, and here is more: the block is read as ISO 8859-1");
		b->charset = PM_CS_ISO_8859_1;
	}
	if (!t->string.has_escaped_high)
		return pm_text_set_n(&b->of[t->track], t->field, bytes->data, bytes->length_bytes, t->string.pos);
	pm_buf_init(&decoded);
	status = pm_charset_to_utf8(charset_of(b, t->field), (const uint8_t *)bytes->data, bytes->length_bytes, &decoded, &bad, NULL);
	if (status == PM_OK && bad)
		pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, t->string.pos, "the bytes of this text mean nothing in %s",
			    pm_charset_name(charset_of(b, t->field)));
	if (status == PM_OK)
		status = pm_text_set_n(&b->of[t->track], t->field, pm_buf_str(&decoded), decoded.length_bytes, t->string.pos);
	pm_buf_release(&decoded);
	return status == PM_E_UNSUPPORTED ? PM_OK : status;
}

/*
 * Where a track has no ISRC, our writer leaves all codes out of CD_TEXT, for cdrdao would make the disc's UPC that track's ISRC: then the codes of
 * the sheet are those of its CD-Text too.
 */
static void rebuild_codes(struct pm_toc_reader *r)
{
	struct pm_disc *disc = r->disc;
	struct pm_block *b = &disc->block[0];
	unsigned t, lacking = 0;
	int status = PM_OK;

	for (t = disc->first_track; t && t <= disc->last_track; t++)
		lacking += !disc->track[t].isrc.text[0];
	for (t = 0; t <= disc->last_track; t++)
		if (b->of[t].field[PM_TEXT_CODE])
			return;
	if (!lacking || !pm_block_has_text(b, disc->last_track))
		return;
	if (disc->mcn.text[0] && !(disc->poisoned & PM_POISON_MCN))
		status = pm_text_set(&b->of[0], PM_TEXT_CODE, disc->mcn.text, disc->mcn_pos);
	for (t = disc->first_track; status == PM_OK && t && t <= disc->last_track; t++)
		if (disc->track[t].isrc.text[0] && !(disc->track[t].poisoned & PM_POISON_ISRC))
			status = pm_text_set(&b->of[t], PM_TEXT_CODE, disc->track[t].isrc.text, disc->track[t].isrc_pos);
	r->no_memory |= status != PM_OK;
}

void pm_toc_store_texts(struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < r->text_count && !r->no_memory; i++)
		if (store_text(r, &r->text[i]) != PM_OK)
			r->no_memory = 1;
	if (!r->no_memory)
		rebuild_codes(r);
}
