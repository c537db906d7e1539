/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decode.c - CD-Text packs as texts of a disc.  Layer 2.  Source: MMC-3 Annex J; shared/reference/cdtext.md section 11.
 *
 * One type of one block at a time: the payloads are split at their terminators, and each pack's track number is held against the number of
 * terminators before it.  Where the two disagree, a doubled terminator explains it (some writers mix one and two), or texts are given up and reading
 * goes on with the track the pack names.  A text of which a part is missing stays absent: half a title is not the title.
 */
#include "cdtext/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "cdtext/fields.h"
#include "cdtext/packs.h"

struct decoder {
	struct pm_disc *disc;
	const struct pm_source *src;
	struct pm_diags *diags;
	struct pm_pack_block *block; /* the one being read; owned by pm_cdtext_decode */
	unsigned number;             /* of that block */
};

/* One type being read.  Strings are counted from 0, the disc's; string i is track first+i-1. */
struct reading {
	const struct decoder *d;
	enum pm_text_field field;
	enum pm_charset charset;
	unsigned width;         /* bytes of a character and of a terminator */
	unsigned string;        /* the one being gathered */
	int lost;               /* 1: a part of it is missing */
	struct pm_buf text;     /* what there is of it */
	uint64_t text_at_bytes; /* where it begins in the source */
	uint8_t gone[101];      /* strings given up, for one finding at the end */
	struct pm_buf raw[101]; /* the strings, still in their charset */
	uint64_t raw_at_bytes[101];
	uint8_t have[101]; /* 1: the string was read whole, perhaps empty */
	unsigned strings;  /* how many the block's tracks make */
	unsigned beyond;   /* texts behind the last track's */
	unsigned wrong_positions;
	const struct pm_pack *wrong_position;
	unsigned pack_count;
	const struct pm_pack *pack[PM_PACKS_MAX];
	unsigned at[PM_PACKS_MAX]; /* where the pack stands in the block */
};

static unsigned string_of_track(const struct pm_pack_block *b, unsigned track)
{
	return track < b->first_track ? 0 : track - b->first_track + 1u;
}

static struct pm_pos pack_pos(const struct reading *r, const struct pm_pack *p)
{
	return pm_pos_at(r->d->src, p->offset_bytes, PM_PACK_BYTES);
}

/* Where the payload's string begins: 87h has two bytes of genre code before it. */
static unsigned payload_start(const struct reading *r, unsigned pack)
{
	return r->field == PM_TEXT_GENRE && pack == 0 && pm_pack_position(r->pack[0]) == 0 ? 2 : 0;
}

/* Is there a terminator of `width` bytes at `at`?  Half of one at the end of a payload is none. */
static int is_terminator(const uint8_t *payload, unsigned at, unsigned width)
{
	return at + width <= PM_PACK_PAYLOAD && !payload[at] && (width == 1 || !payload[at + 1]);
}

static unsigned count_terminators(const struct reading *r, unsigned pack, unsigned width)
{
	const uint8_t *payload = r->pack[pack]->byte + 4;
	unsigned at = payload_start(r, pack), count = 0;

	while (at < PM_PACK_PAYLOAD) {
		count += (unsigned)is_terminator(payload, at, width);
		at += width;
	}
	return count;
}

/* The string is at its end: keep it if it was read whole. */
static void end_string(struct reading *r)
{
	unsigned s = r->string;

	if (s < r->strings) {
		r->have[s] = !r->lost;
		r->gone[s] = (uint8_t)r->lost;
		if (!r->lost) {
			r->raw[s].length_bytes = 0;
			pm_buf_add(&r->raw[s], pm_buf_str(&r->text), r->text.length_bytes);
			r->raw_at_bytes[s] = r->text_at_bytes;
		}
	}
	r->beyond += s >= r->strings && r->text.length_bytes;
	r->text.length_bytes = 0;
	r->lost = 0;
	if (r->string < 200)
		r->string++;
}

/* Split one payload.  Up to `drop` empty strings are taken for the second halves of terminators. */
static void split_payload(struct reading *r, unsigned pack, unsigned width, unsigned drop)
{
	const struct pm_pack *p = r->pack[pack];
	const uint8_t *payload = p->byte + 4;
	unsigned at = payload_start(r, pack);
	int fresh = 0; /* 1: the last thing seen was a terminator in this payload */

	while (at < PM_PACK_PAYLOAD) {
		unsigned step = at + width <= PM_PACK_PAYLOAD ? width : 1;

		if (is_terminator(payload, at, width)) {
			if (fresh && drop && !r->text.length_bytes)
				drop--;
			else
				end_string(r);
			fresh = 1;
		} else {
			if (!r->text.length_bytes)
				r->text_at_bytes = p->offset_bytes + 4 + at;
			pm_buf_add(&r->text, payload + at, step);
			fresh = 0;
		}
		at += step;
	}
}

/* Is the pack that belongs before (behind) this one in the block there? */
static int joins_before(const struct reading *r, unsigned pack)
{
	const struct pm_pack_block *b = r->d->block;
	unsigned at = r->at[pack];

	return at ? pm_pack_follows(b->pack[at - 1], b->pack[at]) : b->pack[at]->byte[2] == 0;
}

static int joins_behind(const struct reading *r, unsigned pack)
{
	const struct pm_pack_block *b = r->d->block;
	unsigned at = r->at[pack];

	return at + 1 < b->count ? pm_pack_follows(b->pack[at], b->pack[at + 1]) : b->complete;
}

/* Give up the string being gathered and all up to `string`, and go on there. */
static void jump_to(struct reading *r, unsigned string, int starts_whole)
{
	unsigned s;

	for (s = r->string; s < string && s < r->strings; s++)
		r->gone[s] = 1;
	if (r->string < r->strings && (r->string > string || r->text.length_bytes))
		r->gone[r->string] = 1;
	r->text.length_bytes = 0;
	r->string = string;
	r->lost = !starts_whole;
}

static int next_follows(const struct reading *r, unsigned pack)
{
	return pack + 1 < r->pack_count && pm_pack_follows(r->pack[pack], r->pack[pack + 1]);
}

/* Does the pack behind say what `count` terminators in this one lead to?  One writer's habit: a leading terminator counts for the next track. */
static int leads_on(const struct reading *r, unsigned pack, unsigned count)
{
	const struct pm_pack *next = r->pack[pack + 1];
	unsigned want = string_of_track(r->d->block, next->byte[1]);

	return r->string + count == want || (r->string + count + 1 == want && is_terminator(next->byte + 4, 0, r->width));
}

static void check_position(struct reading *r, unsigned pack)
{
	const struct pm_pack *p = r->pack[pack];
	unsigned sent = (unsigned)(r->text.length_bytes / r->width);

	if (r->lost || r->string != string_of_track(r->d->block, p->byte[1]) || pm_pack_position(p) == (sent < 15 ? sent : 15))
		return;
	if (!r->wrong_positions++)
		r->wrong_position = p;
}

static void read_pack(struct reading *r, unsigned pack)
{
	const struct pm_pack *p = r->pack[pack], *next;
	unsigned want, single, string, width = r->width;

	if (pack == 0 && pm_pack_position(p) == 0 && joins_before(r, pack))
		r->string = string_of_track(r->d->block, p->byte[1]);
	else if (pack == 0 || !next_follows(r, pack - 1))
		jump_to(r, string_of_track(r->d->block, p->byte[1]), pm_pack_position(p) == 0);
	check_position(r, pack);
	if (!next_follows(r, pack) || leads_on(r, pack, count_terminators(r, pack, width))) {
		split_payload(r, pack, width, 0);
		return;
	}
	next = r->pack[pack + 1];
	want = string_of_track(r->d->block, next->byte[1]);
	single = count_terminators(r, pack, 1);
	string = r->string;
	if (want >= r->string && single >= want - r->string) {
		split_payload(r, pack, 1, single - (want - r->string));
		/* Marked as double-byte and is not: so will the rest be. */
		if (single == want - string)
			r->width = 1;
		if (r->string == want)
			return;
	} else {
		split_payload(r, pack, width, 0);
	}
	if (r->string >= r->strings && want >= r->strings)
		return;
	pm_diag_add(r->d->diags, PM_DIAG_CDTEXT_SIZE, pack_pos(r, next),
		    "pack %u of block %u goes on in track %u, the %s texts before it lead to track %u", next->byte[2], r->d->number, next->byte[1],
		    pm_cdtext_field_name(r->field), r->string ? r->d->block->first_track + r->string - 1u : 0);
	jump_to(r, want, pm_pack_position(next) == 0);
}

/* What is left when the packs end: a text without its terminator is whole if it fills the last payload. */
static void end_of_type(struct reading *r)
{
	unsigned s, missing = 0;

	if (!joins_behind(r, r->pack_count - 1)) {
		for (s = r->string; s < r->strings; s++)
			r->gone[s] = 1;
		return;
	}
	if (r->text.length_bytes)
		end_string(r);
	if (r->beyond)
		pm_diag_add_as(r->d->diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pack_pos(r, r->pack[r->pack_count - 1]),
			       "%s of block %u goes on behind the last track, %u: %u text%s not read", pm_cdtext_field_name(r->field), r->d->number,
			       r->d->block->last_track, r->beyond, r->beyond == 1 ? " is" : "s are");
	if (!pm_cdtext_field_has_tracks(r->field) || r->field == PM_TEXT_CLOSED || !r->d->block->complete || !r->d->block->has_charset)
		return;
	for (s = 0; s < r->strings; s++)
		missing += !r->have[s] && !r->gone[s];
	if (missing)
		pm_diag_add_as(r->d->diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pack_pos(r, r->pack[r->pack_count - 1]),
			       "%s of block %u ends before the last track: %u string%s missing", pm_cdtext_field_name(r->field), r->d->number,
			       missing, missing == 1 ? " is" : "s are");
}

static void report_gone(const struct reading *r)
{
	struct pm_buf list;
	unsigned s, count = 0;

	pm_buf_init(&list);
	for (s = 0; s < r->strings; s++) {
		char whose[16];

		if (!r->gone[s] || (s && !pm_cdtext_field_has_tracks(r->field)))
			continue;
		r->d->disc->block[r->d->number].of[s ? r->d->block->first_track + s - 1u : 0].reported |= 1u << r->field;
		pm_buf_printf(&list, "%s%s", count++ ? ", " : "", pm_cdtext_whose(s ? r->d->block->first_track + s - 1u : 0, whose));
	}
	if (count)
		pm_diag_add_as(r->d->diags, PM_DIAG_CDTEXT_SIZE, PM_NOTE, pack_pos(r, r->pack[0]),
			       "%s of block %u cannot be read whole for %s: left out", pm_cdtext_field_name(r->field), r->d->number,
			       pm_buf_str(&list));
	pm_buf_release(&list);
}

static void report_positions(const struct reading *r)
{
	if (r->wrong_positions)
		pm_diag_add_as(r->d->diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pack_pos(r, r->wrong_position),
			       "%u %s pack%s of block %u give%s another character position than %s text%s", r->wrong_positions,
			       pm_cdtext_field_name(r->field), r->wrong_positions == 1 ? "" : "s", r->d->number, r->wrong_positions == 1 ? "s" : "",
			       r->wrong_positions == 1 ? "its" : "their", r->wrong_positions == 1 ? " has" : "s have");
}

static int is_high(const struct pm_buf *text)
{
	size_t i;

	for (i = 0; i < text->length_bytes; i++)
		if ((uint8_t)text->data[i] >= 0x80)
			return 1;
	return 0;
}

static int is_single(enum pm_charset charset)
{
	return charset == PM_CS_ISO_8859_1 || charset == PM_CS_ASCII;
}

static void report_undecodable(const struct reading *r, unsigned track, const struct pm_buf *raw, struct pm_pos pos, const char *utf8, size_t bad)
{
	char whose[16];
	struct pm_diag *diag = NULL;

	if (bad)
		diag = pm_diag_add(r->d->diags, PM_DIAG_TEXT_CHARSET, pos, "%s of %s '%s' has %zu byte%s that mean%s nothing in %s",
				   pm_cdtext_field_name(r->field), pm_cdtext_whose(track, whose), utf8, bad, bad == 1 ? "" : "s", bad == 1 ? "s" : "",
				   pm_charset_name(r->charset));
	else if (is_single(r->charset) && is_high(raw) && pm_utf8_valid(raw->data, raw->length_bytes))
		diag = pm_diag_add_as(r->d->diags, PM_DIAG_TEXT_CHARSET, PM_WARNING, pos,
				      "%s of %s reads '%s' in %s, and '%s' if it was written as UTF-8", pm_cdtext_field_name(r->field),
				      pm_cdtext_whose(track, whose), utf8, pm_charset_name(r->charset), pm_buf_str(raw));
	else if (r->charset == PM_CS_ASCII && is_high(raw))
		diag = pm_diag_add_as(r->d->diags, PM_DIAG_TEXT_CHARSET, PM_WARNING, pos,
				      "%s of %s '%s' is more than the ASCII it should be: read as ISO 8859-1", pm_cdtext_field_name(r->field),
				      pm_cdtext_whose(track, whose), utf8);
	pm_diag_on(diag, track ? (int)track : -1, -1);
}

static int store_text(struct reading *r, unsigned string, const struct pm_buf *raw)
{
	unsigned track = string ? r->d->block->first_track + string - 1u : 0;
	struct pm_pos pos = pm_pos_at(r->d->src, r->raw_at_bytes[string], (uint32_t)raw->length_bytes);
	enum pm_charset charset = r->charset == PM_CS_ASCII ? PM_CS_ISO_8859_1 : r->charset;
	struct pm_buf utf8;
	size_t bad = 0;
	int rc;

	pm_buf_init(&utf8);
	rc = pm_charset_to_utf8(charset, (const uint8_t *)pm_buf_str(raw), raw->length_bytes, &utf8, &bad, NULL);
	if (rc == PM_OK)
		rc = utf8.failed ? PM_E_NOMEM : pm_text_set(&r->d->disc->block[r->d->number].of[track], r->field, pm_buf_str(&utf8), pos);
	if (rc == PM_OK)
		report_undecodable(r, track, raw, pos, pm_buf_str(&utf8), bad);
	pm_buf_release(&utf8);
	return rc;
}

static int is_tab(const struct pm_buf *raw)
{
	return raw->length_bytes && raw->length_bytes <= 2 && raw->data[0] == '\t' && raw->data[raw->length_bytes - 1] == '\t';
}

/* Store the strings; TAB repeats the text of the track before. */
static int store_strings(struct reading *r)
{
	unsigned s, real = 0;
	int rc = PM_OK;

	if (r->have[0] && is_tab(&r->raw[0])) {
		r->have[0] = 0; /* nothing to repeat */
		r->gone[0] = 1;
	}
	for (s = 0; s < r->strings && rc == PM_OK; s++) {
		int tab = r->have[s] && is_tab(&r->raw[s]);

		if (s && !pm_cdtext_field_has_tracks(r->field))
			break;
		if (!tab)
			real = s;
		else if (!r->have[real])
			r->gone[s] = 1;
		if (tab && s == 1 && r->have[0])
			pm_diag_add_as(r->d->diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pm_pos_at(r->d->src, r->raw_at_bytes[s], 1),
				       "%s of the first track is TAB; the disc's is taken", pm_cdtext_field_name(r->field));
		if (r->have[real] && r->raw[real].length_bytes)
			rc = store_text(r, s, &r->raw[real]);
	}
	return rc;
}

static void take_genre_code(const struct reading *r)
{
	if (r->field == PM_TEXT_GENRE && pm_pack_position(r->pack[0]) == 0)
		r->d->disc->block[r->d->number].genre_code = pm_get_be16(r->pack[0]->byte + 4);
}

static struct reading *new_reading(const struct decoder *d, enum pm_text_field field)
{
	struct reading *r = calloc(1, sizeof(*r));
	uint8_t type = pm_cdtext_type(field);
	unsigned i, doubles = 0;

	if (!r)
		return NULL;
	r->d = d;
	r->field = field;
	r->charset = pm_cdtext_field_charset(field, d->disc->block[d->number].charset);
	r->strings = (unsigned)(d->block->last_track - d->block->first_track) + 2u;
	for (i = 0; i < d->block->count; i++) {
		if (d->block->pack[i]->byte[0] != type)
			continue;
		r->at[r->pack_count] = i;
		r->pack[r->pack_count++] = d->block->pack[i];
		doubles += (unsigned)pm_pack_is_double(d->block->pack[i]);
	}
	r->width = pm_cdtext_is_double(field, d->disc->block[d->number].charset) && doubles * 2 > r->pack_count ? 2 : 1;
	return r;
}

static int free_reading(struct reading *r)
{
	int failed = r->text.failed;
	unsigned s;

	for (s = 0; s <= 100; s++) {
		failed |= r->raw[s].failed;
		pm_buf_release(&r->raw[s]);
	}
	pm_buf_release(&r->text);
	free(r);
	return failed ? PM_E_NOMEM : PM_OK;
}

static int read_field(const struct decoder *d, enum pm_text_field field)
{
	struct reading *r = new_reading(d, field);
	unsigned i;
	int rc = PM_OK, failed;

	if (!r)
		return PM_E_NOMEM;
	if (r->pack_count) {
		take_genre_code(r);
		for (i = 0; i < r->pack_count; i++)
			read_pack(r, i);
		end_of_type(r);
		rc = store_strings(r);
		report_gone(r);
		report_positions(r);
	}
	failed = free_reading(r);
	return rc < 0 ? rc : failed;
}

/* What the size packs say of the block as a whole. */
static void settle_block(const struct decoder *d)
{
	struct pm_block *block = &d->disc->block[d->number];
	const struct pm_pack_block *b = d->block;
	int charset = b->has_charset ? pm_cdtext_charset(b->sizes[0]) : (int)PM_CS_ISO_8859_1;

	block->present = 1;
	block->genre_code = 0;
	block->language = b->has_sizes ? b->sizes[28 + d->number] : 0x09;
	block->copy_protection = b->has_charset ? b->sizes[3] : 0;
	if (charset < 0) {
		/* cdrdao's development version numbers Chinese one too high. */
		charset = b->sizes[0] == 0x83 && block->language == 0x75 ? PM_CS_GB2312 : PM_CS_ISO_8859_1;
		pm_diag_add(d->diags, PM_DIAG_TEXT_CHARSET, b->sizes_pos,
			    "block %u is in character code %02Xh, which CD-Text does not know: read as %s", d->number, b->sizes[0],
			    pm_charset_name((enum pm_charset)charset));
	}
	block->charset = (enum pm_charset)charset;
}

/* The double-byte mark belongs on every text pack of a double-byte block, and on no other pack. */
static void check_double_marks(const struct decoder *d)
{
	const struct pm_pack_block *b = d->block;
	enum pm_charset charset = d->disc->block[d->number].charset;
	unsigned i, wrong = 0, texts = 0;
	int wanted = pm_cdtext_is_double(PM_TEXT_TITLE, charset);
	const struct pm_pack *first = NULL;

	for (i = 0; i < b->count; i++) {
		if (b->pack[i]->byte[0] > 0x85)
			continue;
		texts++;
		if (pm_pack_is_double(b->pack[i]) == wanted)
			continue;
		wrong++;
		first = first ? first : b->pack[i];
	}
	if (wrong)
		pm_diag_add(d->diags, PM_DIAG_TEXT_CHARSET, pm_pos_at(d->src, first->offset_bytes, PM_PACK_BYTES),
			    "%u of %u text packs of block %u are %s as double-byte, but the block is in %s", wrong, texts, d->number,
			    wanted ? "not marked" : "marked", pm_charset_name(charset));
}

static int read_block(const struct decoder *d)
{
	int field, rc = PM_OK;

	pm_block_release(&d->disc->block[d->number]);
	settle_block(d);
	check_double_marks(d);
	for (field = 0; field < PM_TEXT_FIELDS && rc == PM_OK; field++)
		rc = read_field(d, (enum pm_text_field)field);
	return rc;
}

static int any_track_has(const struct pm_block *block, enum pm_text_field field)
{
	unsigned track;

	for (track = 1; track <= 99; track++)
		if (block->of[track].field[field])
			return 1;
	return 0;
}

/* A language that names the disc but none of its tracks, while the first block names them. */
static void check_lonely_disc_texts(const struct decoder *d)
{
	const struct pm_block *first = &d->disc->block[0], *block = &d->disc->block[d->number];
	int field;

	if (d->number == 0 || !first->present)
		return;
	for (field = PM_TEXT_TITLE; field <= PM_TEXT_MESSAGE; field++)
		if (block->of[0].field[field] && !any_track_has(block, (enum pm_text_field)field) && any_track_has(first, (enum pm_text_field)field))
			pm_diag_add(d->diags, PM_DIAG_TEXT_PARTIAL, block->of[0].pos[field],
				    "block %u has a %s for the disc and none for any track, block 0 has both", d->number,
				    pm_cdtext_field_name((enum pm_text_field)field));
}

int pm_cdtext_decode(struct pm_disc *disc, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags)
{
	struct decoder d = {.disc = disc, .src = src, .diags = diags};
	struct pm_packs packs;
	int rc;

	rc = pm_packs_read(&packs, src, data, length_bytes, diags);
	d.block = rc == PM_OK ? malloc(sizeof(*d.block)) : NULL;
	if (rc == PM_OK && !d.block)
		rc = PM_E_NOMEM;
	for (d.number = 0; d.number < PM_BLOCKS && rc == PM_OK; d.number++) {
		if (!pm_packs_block(&packs, d.number, disc, src, d.block, diags))
			continue;
		rc = read_block(&d);
		check_lonely_disc_texts(&d);
	}
	free(d.block);
	pm_packs_release(&packs);
	return rc;
}
