/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * encode.c - the texts of a disc as CD-Text packs.  Layer 2.  Source: MMC-3 Annex J; shared/reference/cdtext.md sections 1 to 5.
 *
 * Every text is turned into bytes once; then each type's strings are joined into a stream, cut into payloads of 12 bytes, and each pack says which
 * string its first byte belongs to and how many characters of it went before.
 */
#include "cdtext/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/crc16.h"
#include "cdtext/fields.h"
#include "cdtext/prepare.h"

/* One block's texts as bytes. */
struct coded_block {
	struct pm_buf text[PM_TEXT_FIELDS][100]; /* [0] the disc */
	int used[PM_TEXT_FIELDS];
	int tabs; /* 1: repeated track texts as TAB */
	unsigned packs[PM_TEXT_FIELDS];
	unsigned total; /* with the size packs; 0: the block is not written */
};

struct encoder {
	const struct pm_disc *disc;
	const struct pm_cdtext_options *options;
	struct pm_diags *diags;
	int carrier;                          /* the block that carries 86h, 87h, 8Eh: the first one written; -1: none */
	struct coded_block *coded[PM_BLOCKS]; /* owned; NULL: not written */
};

/* One type's strings, joined. */
struct stream {
	struct pm_buf bytes;
	size_t start[100]; /* of each string; 87h: behind the two bytes of the genre code */
	unsigned count;
};

static unsigned string_count(const struct pm_disc *disc)
{
	return (unsigned)(disc->last_track - disc->first_track) + 2u;
}

/* String 0 is the disc's, string i the i-th track's. */
static unsigned string_track(const struct pm_disc *disc, unsigned string)
{
	return string ? disc->first_track + string - 1u : 0;
}

static int tracks_make_sense(const struct pm_disc *disc)
{
	return disc->first_track >= 1 && disc->first_track <= disc->last_track && disc->last_track <= 99;
}

static const char *block_text(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field)
{
	const char *text = disc->block[block].of[track].field[field];

	return text && *text ? text : NULL;
}

static int block_is_wanted(const struct pm_disc *disc, unsigned block)
{
	return disc->block[block].present && pm_block_has_text(&disc->block[block], disc->last_track);
}

int pm_cdtext_carrier(const struct pm_disc *disc)
{
	unsigned block;

	if (!tracks_make_sense(disc))
		return -1;
	for (block = 0; block < PM_BLOCKS; block++)
		if (block_is_wanted(disc, block))
			return (int)block;
	return -1;
}

int pm_cdtext_is_wanted(const struct pm_disc *disc)
{
	return pm_cdtext_carrier(disc) >= 0;
}

static int field_is_carried(enum pm_text_field field, unsigned block, int carrier)
{
	return (field != PM_TEXT_DISC_ID && field != PM_TEXT_GENRE && field != PM_TEXT_CODE) || (int)block == carrier;
}

/* Where a code comes from is the model's own field, never what an earlier CD-Text said. */
static const char *text_to_write(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field,
				 const struct pm_cdtext_options *options, struct pm_pos *pos)
{
	const char *code;

	*pos = disc->block[block].of[track].pos[field];
	if (field != PM_TEXT_CODE)
		return block_text(disc, block, track, field);
	code = track ? disc->track[track].isrc.text : disc->mcn.text;
	*pos = track ? disc->track[track].isrc_pos : disc->mcn_pos;
	return options->codes && *code ? code : NULL;
}

int pm_cdtext_as_written(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field,
			 const struct pm_cdtext_options *options, struct pm_buf *out)
{
	struct pm_cdtext_form form;
	struct pm_cdtext_done done;
	struct pm_buf clean, bytes;
	struct pm_pos pos;
	const char *text;
	int rc;

	if (block >= PM_BLOCKS || track > 99 || !block_is_wanted(disc, block) || !field_is_carried(field, block, pm_cdtext_carrier(disc)))
		return PM_OK;
	text = text_to_write(disc, block, track, field, options, &pos);
	if (!text || (track && !pm_cdtext_field_has_tracks(field)))
		return PM_OK;
	pm_buf_init(&clean);
	pm_buf_init(&bytes);
	form = pm_cdtext_form(field, disc->block[block].charset, options);
	rc = pm_cdtext_clean(text, &form, &clean, &done);
	if (rc == PM_OK)
		rc = pm_charset_from_utf8(form.charset, pm_buf_str(&clean), &bytes, NULL);
	if (rc == PM_OK)
		pm_buf_add(out, pm_buf_str(&clean), clean.length_bytes);
	pm_buf_release(&clean);
	pm_buf_release(&bytes);
	return rc == PM_OK && out->failed ? PM_E_NOMEM : rc;
}

int pm_cdtext_text_bytes(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field,
			 const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags)
{
	struct pm_cdtext_form form = pm_cdtext_form(field, disc->block[block].charset, options);
	struct pm_pos pos;
	struct pm_diags silent;
	const char *text = text_to_write(disc, block, track, field, options, &pos);
	int status;

	if (!text || !field_is_carried(field, block, pm_cdtext_carrier(disc)))
		return PM_OK;
	if (!(disc->block[block].of[track].reported & 1u << field) && !pm_block_text_is_carried(&disc->block[block], track, field))
		return pm_cdtext_prepare(text, &form, field, track, pos, out, diags);
	pm_diags_init(&silent); /* what is wrong with it its reader has said, or it was said where it stands first */
	status = pm_cdtext_prepare(text, &form, field, track, pos, out, &silent);
	pm_diags_release(&silent);
	return status;
}

/* 86h and 87h of a further block have no place on the disc: say so where they differ from what the first block says. */
static void report_not_carried(const struct encoder *e, unsigned block, enum pm_text_field field)
{
	const char *text = block_text(e->disc, block, 0, field), *carried = block_text(e->disc, (unsigned)e->carrier, 0, field);

	if (field == PM_TEXT_CODE || !text || (carried && !strcmp(text, carried)))
		return;
	pm_diag_add(e->diags, PM_DIAG_CDTEXT_DROPPED, e->disc->block[block].of[0].pos[field],
		    "%s '%s' of CD-Text block %u is left out: only block %d has one", pm_cdtext_field_name(field), text, block, e->carrier);
}

static int code_field(struct encoder *e, unsigned block, enum pm_text_field field)
{
	struct coded_block *coded = e->coded[block];
	unsigned i, count = pm_cdtext_field_has_tracks(field) ? string_count(e->disc) : 1;
	int rc = PM_OK;

	if (!field_is_carried(field, block, e->carrier)) {
		report_not_carried(e, block, field);
		return PM_OK;
	}
	for (i = 0; i < count && rc == PM_OK; i++) {
		unsigned track = string_track(e->disc, i);
		struct pm_pos pos;

		rc = pm_cdtext_text_bytes(e->disc, block, track, field, e->options, &coded->text[field][track], e->diags);
		coded->used[field] |= text_to_write(e->disc, block, track, field, e->options, &pos) != NULL;
	}
	if (field == PM_TEXT_GENRE && e->disc->block[block].genre_code)
		coded->used[field] = 1;
	return rc;
}

static int same_bytes(const struct pm_buf *a, const struct pm_buf *b)
{
	return a->length_bytes == b->length_bytes && a->length_bytes && !memcmp(a->data, b->data, a->length_bytes);
}

static int is_repeat(const struct encoder *e, const struct coded_block *coded, enum pm_text_field field, unsigned string)
{
	unsigned track = string_track(e->disc, string);

	return coded->tabs && field <= PM_TEXT_MESSAGE && string >= 2 && same_bytes(&coded->text[field][track], &coded->text[field][track - 1]);
}

/* 8Dh has no strings for the tracks when none of them has one; 86h and 87h never have. */
static unsigned strings_of(const struct encoder *e, const struct coded_block *coded, enum pm_text_field field)
{
	unsigned i, count = string_count(e->disc);

	if (!pm_cdtext_field_has_tracks(field))
		return 1;
	if (field != PM_TEXT_CLOSED)
		return count;
	for (i = 1; i < count; i++)
		if (coded->text[field][string_track(e->disc, i)].length_bytes)
			return count;
	return 1;
}

static void build_stream(const struct encoder *e, unsigned block, enum pm_text_field field, struct stream *s)
{
	const struct coded_block *coded = e->coded[block];
	size_t width = pm_cdtext_is_double(field, e->disc->block[block].charset) ? 2 : 1;
	uint8_t genre[2];
	unsigned i;

	s->count = strings_of(e, coded, field);
	if (field == PM_TEXT_GENRE) {
		pm_put_be16(genre, e->disc->block[block].genre_code);
		pm_buf_add(&s->bytes, genre, 2);
	}
	for (i = 0; i < s->count; i++) {
		const struct pm_buf *text = &coded->text[field][string_track(e->disc, i)];

		s->start[i] = s->bytes.length_bytes;
		if (is_repeat(e, coded, field, i))
			pm_buf_add_fill(&s->bytes, '\t', width);
		else
			pm_buf_add(&s->bytes, pm_buf_str(text), text->length_bytes);
		pm_buf_add_fill(&s->bytes, '\0', width);
	}
}

/* Number of packs of each type and of the block, with or without TABs. */
static int count_packs(struct encoder *e, unsigned block)
{
	struct coded_block *coded = e->coded[block];
	int field, failed = 0;

	coded->total = PM_PACK_SIZE_COUNT;
	for (field = 0; field < PM_TEXT_FIELDS; field++) {
		struct stream s = {.count = 0};

		coded->packs[field] = 0;
		if (!coded->used[field])
			continue;
		pm_buf_init(&s.bytes);
		build_stream(e, block, (enum pm_text_field)field, &s);
		coded->packs[field] = (unsigned)((s.bytes.length_bytes + PM_PACK_PAYLOAD - 1) / PM_PACK_PAYLOAD);
		coded->total += coded->packs[field];
		failed |= s.bytes.failed;
		pm_buf_release(&s.bytes);
	}
	return failed ? PM_E_NOMEM : PM_OK;
}

static struct pm_pos block_pos(const struct encoder *e, unsigned block)
{
	struct pm_pos pos = e->disc->block[block].of[0].pos[PM_TEXT_TITLE];

	return pos.source ? pm_pos_file(pos.source) : e->disc->pos;
}

static void report_too_long(const struct encoder *e, unsigned block, const struct coded_block *coded)
{
	struct pm_buf list;
	unsigned seen = 0;
	int field;

	pm_buf_init(&list);
	for (field = 0; field < PM_TEXT_FIELDS; field++)
		if (coded->packs[field])
			pm_buf_printf(&list, "%s%s %u", seen++ ? ", " : "", pm_cdtext_field_name((enum pm_text_field)field), coded->packs[field]);
	pm_diag_hint(pm_diag_insist(pm_diag_add(e->diags, PM_DIAG_TEXT_TOO_LONG, block_pos(e, block),
						"the texts of CD-Text block %u take %u packs, %u fit: %s, sizes %d", block, coded->total,
						PM_BLOCK_PACKS_MAX, pm_buf_str(&list), PM_PACK_SIZE_COUNT)),
		     "shorten the texts that take most packs, or leave a kind of text out (a pack holds 12 characters)");
	pm_buf_release(&list);
}

/* Spelled out if it fits, else with TABs, else not at all. */
static int fit_block(struct encoder *e, unsigned block)
{
	struct coded_block *coded = e->coded[block];
	unsigned spelled_out;
	int rc = count_packs(e, block);

	if (rc < 0 || coded->total <= PM_BLOCK_PACKS_MAX)
		return rc;
	spelled_out = coded->total;
	coded->tabs = 1;
	rc = count_packs(e, block);
	if (rc < 0)
		return rc;
	if (coded->total > PM_BLOCK_PACKS_MAX) {
		report_too_long(e, block, coded);
		coded->total = 0;
		return PM_OK;
	}
	pm_diag_hint(
		pm_diag_add_as(e->diags, PM_DIAG_TEXT_TOO_LONG, PM_NOTE, block_pos(e, block),
			       "the texts of CD-Text block %u would take %u packs, %u fit: texts equal to the previous track's are written as TAB",
			       block, spelled_out, PM_BLOCK_PACKS_MAX),
		"some players show the TAB instead of the text");
	return PM_OK;
}

static int code_block(struct encoder *e, unsigned block)
{
	int field, rc = PM_OK;

	e->coded[block] = calloc(1, sizeof(*e->coded[block]));
	if (!e->coded[block])
		return PM_E_NOMEM;
	for (field = 0; field < PM_TEXT_FIELDS && rc == PM_OK; field++)
		rc = code_field(e, block, (enum pm_text_field)field);
	return rc == PM_OK ? fit_block(e, block) : rc;
}

static void free_block(struct coded_block *coded)
{
	unsigned field, track;

	if (!coded)
		return;
	for (field = 0; field < PM_TEXT_FIELDS; field++)
		for (track = 0; track < 100; track++)
			pm_buf_release(&coded->text[field][track]);
	free(coded);
}

static void emit_pack(struct pm_buf *out, const uint8_t head[4], const uint8_t payload[PM_PACK_PAYLOAD])
{
	uint8_t pack[PM_PACK_BYTES];

	memcpy(pack, head, 4);
	memcpy(pack + 4, payload, PM_PACK_PAYLOAD);
	pm_put_be16(pack + 16, pm_crc16(pack, 16));
	pm_buf_add(out, pack, sizeof(pack));
}

/* The string that the byte at `offset` of the stream belongs to; a terminator belongs to the string before it. */
static unsigned string_at(const struct stream *s, size_t offset)
{
	unsigned i = 0;

	while (i + 1 < s->count && s->start[i + 1] <= offset)
		i++;
	return i;
}

static void emit_field(const struct encoder *e, unsigned block, enum pm_text_field field, unsigned *sequence, struct pm_buf *out)
{
	int is_double = pm_cdtext_is_double(field, e->disc->block[block].charset);
	struct stream s = {.count = 0};
	size_t offset;

	pm_buf_init(&s.bytes);
	build_stream(e, block, field, &s);
	for (offset = 0; offset < s.bytes.length_bytes; offset += PM_PACK_PAYLOAD) {
		unsigned string = string_at(&s, offset);
		size_t sent = offset > s.start[string] ? (offset - s.start[string]) / (is_double ? 2u : 1u) : 0;
		size_t left = s.bytes.length_bytes - offset;
		uint8_t head[4], payload[PM_PACK_PAYLOAD] = {0};

		head[0] = pm_cdtext_type(field);
		head[1] = (uint8_t)string_track(e->disc, string);
		head[2] = (uint8_t)(*sequence)++;
		head[3] = (uint8_t)((is_double ? 0x80u : 0u) | block << 4 | (sent < 15 ? sent : 15u));
		memcpy(payload, s.bytes.data + offset, left < PM_PACK_PAYLOAD ? left : PM_PACK_PAYLOAD);
		emit_pack(out, head, payload);
	}
	out->failed |= s.bytes.failed;
	pm_buf_release(&s.bytes);
}

static int is_written(const struct encoder *e, unsigned block)
{
	return e->coded[block] && e->coded[block]->total;
}

static void emit_sizes(const struct encoder *e, unsigned block, unsigned sequence, struct pm_buf *out)
{
	uint8_t sizes[PM_PACK_SIZE_COUNT * PM_PACK_PAYLOAD] = {0};
	unsigned i;

	sizes[0] = pm_cdtext_charset_code(e->disc->block[block].charset);
	sizes[1] = e->disc->first_track;
	sizes[2] = e->disc->last_track;
	sizes[3] = e->disc->block[block].copy_protection;
	for (i = 0; i < PM_TEXT_FIELDS; i++)
		sizes[4 + (pm_cdtext_type((enum pm_text_field)i) - 0x80)] = (uint8_t)e->coded[block]->packs[i];
	sizes[4 + 0x0F] = PM_PACK_SIZE_COUNT;
	for (i = 0; i < PM_BLOCKS; i++) {
		if (!is_written(e, i))
			continue;
		sizes[20 + i] = (uint8_t)(e->coded[i]->total - 1);
		sizes[28 + i] = e->disc->block[i].language;
	}
	for (i = 0; i < PM_PACK_SIZE_COUNT; i++) {
		const uint8_t head[4] = {PM_PACK_SIZE_TYPE, (uint8_t)i, (uint8_t)(sequence + i), (uint8_t)(block << 4)};

		emit_pack(out, head, sizes + (size_t)i * PM_PACK_PAYLOAD);
	}
}

static void emit_block(const struct encoder *e, unsigned block, struct pm_buf *out)
{
	unsigned sequence = 0;
	int field;

	for (field = 0; field < PM_TEXT_FIELDS; field++)
		if (e->coded[block]->used[field])
			emit_field(e, block, (enum pm_text_field)field, &sequence, out);
	emit_sizes(e, block, sequence, out);
}

int pm_cdtext_encode(const struct pm_disc *disc, const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags)
{
	struct encoder e = {.disc = disc, .options = options, .diags = diags, .carrier = pm_cdtext_carrier(disc)};
	unsigned block;
	int rc = PM_OK;

	if (e.carrier < 0)
		return PM_OK;
	for (block = 0; block < PM_BLOCKS && rc == PM_OK; block++)
		if (block_is_wanted(disc, block))
			rc = code_block(&e, block);
	for (block = 0; block < PM_BLOCKS && rc == PM_OK; block++)
		if (is_written(&e, block))
			emit_block(&e, block, out);
	for (block = 0; block < PM_BLOCKS; block++)
		free_block(e.coded[block]);
	return rc == PM_OK && out->failed ? PM_E_NOMEM : rc;
}
