/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * v07t-read.c - Sony's text sheet, read.  Layer 2.  Source: shared/reference/cdtext.md section 8.
 *
 * The bytes are in the character code that the sheet itself names, so each sheet is walked twice: first for its Text Code, then for the texts.
 */
#include "cdtext/v07t.h"

#include <stdlib.h>
#include <string.h>

#include "cdtext/fields.h"
#include "cdtext/v07t-keys.h"

#define SHOWN_BYTES 200 /* of a wrong text, in a message */

struct line {
	size_t at; /* of its first byte in data */
	struct pm_span_text all, key, value;
	int has_equals;
};

struct reader {
	struct pm_disc *disc;
	const struct pm_source *src;
	struct pm_diags *diags;
	const char *data;
	size_t length;
	enum pm_charset file_charset; /* UTF-8 when a byte order mark says so, else what the sheet says */
	int has_bom, converted;       /* has_bom: the file says itself that it is Unicode; converted: from UTF-16, places in data mean nothing */
	size_t bom_bytes;
	unsigned block;
	unsigned first, last; /* track numbers of the sheet; 0: not given */
	uint8_t seen_disc[PM_V07T_DISC_KEYS];
	uint8_t seen_text[PM_TEXT_FIELDS][100];
	size_t raw_at, decoded_at; /* where one and the same line begins in data and in a text source */
};

/* The next line from *at; 0 at the end. */
static int next_line(const struct reader *r, size_t *at, struct line *line)
{
	const char *start = r->data + *at, *end, *equals;
	size_t length = r->length - *at;

	if (*at >= r->length)
		return 0;
	line->at = *at;
	end = memchr(start, '\n', length);
	if (end)
		length = (size_t)(end - start);
	*at += length + (end != NULL);
	line->all = pm_v07t_trim(start, length);
	equals = length ? memchr(start, '=', length) : NULL;
	line->has_equals = equals != NULL;
	line->key = equals ? pm_v07t_trim(start, (size_t)(equals - start)) : line->all;
	line->value = equals ? pm_v07t_trim(equals + 1, length - (size_t)(equals + 1 - start)) : (struct pm_span_text){start, 0};
	return 1;
}

/* Move both marks to the line at raw_at: the decoded text has the same lines, though not the same bytes. */
static void find_decoded_line(struct reader *r, size_t raw_at)
{
	const char *data = r->src->data;

	if (raw_at < r->raw_at)
		r->raw_at = r->decoded_at = 0;
	while (r->raw_at < raw_at) {
		const char *raw_end = memchr(r->data + r->raw_at, '\n', raw_at - r->raw_at);
		const char *end = memchr(data + r->decoded_at, '\n', r->src->length_bytes - r->decoded_at);

		if (!raw_end || !end)
			return;
		r->raw_at = (size_t)(raw_end + 1 - r->data);
		r->decoded_at = (size_t)(end + 1 - data);
	}
}

/* A place in the source: of a binary source the bytes, of a text source the line or the value in it. */
static struct pm_pos line_pos(struct reader *r, const struct line *line, struct pm_span_text what)
{
	const char *start, *end, *equals;

	if (!r->src || !r->src->is_text || !r->src->data)
		return r->converted ? pm_pos_file(r->src) : pm_pos_at(r->src, r->bom_bytes + (uint64_t)(what.text - r->data), (uint32_t)what.length);
	find_decoded_line(r, line->at);
	start = r->src->data + r->decoded_at;
	end = memchr(start, '\n', r->src->length_bytes - r->decoded_at);
	end = end ? end : r->src->data + r->src->length_bytes;
	equals = what.text == line->value.text && end > start ? memchr(start, '=', (size_t)(end - start)) : NULL;
	if (equals)
		for (start = equals + 1; start < end && pm_v07t_is_blank(*start); start++)
			;
	return pm_pos_at(r->src, (uint64_t)(start - r->src->data), (uint32_t)(end - start));
}

/* How much of a text a message shows. */
static int shown(struct pm_span_text text)
{
	return text.length < SHOWN_BYTES ? (int)text.length : SHOWN_BYTES;
}

static void report_unknown(struct reader *r, const struct line *line)
{
	const char *name = pm_v07t_right_case(line->key);
	struct pm_diag *diag;

	if (!line->has_equals)
		diag = pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->all), "a line without '=', want KEY = VALUE");
	else
		diag = pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->all), "'%.*s' is no key of a CD-Text sheet", shown(line->key),
				   line->key.text);
	if (name)
		pm_diag_hint(diag, "the sheet's keys are written exactly so: %s", name);
}

static int decode_value(struct reader *r, const struct line *line, struct pm_v07t_key key, struct pm_buf *out)
{
	enum pm_charset charset = r->has_bom ? PM_CS_UTF8 : pm_cdtext_field_charset(key.field, r->disc->block[r->block].charset);
	size_t bad = 0, i, high = 0;
	struct pm_diag *diag = NULL;
	char whose[16];
	int rc;

	rc = pm_charset_to_utf8(charset == PM_CS_ASCII ? PM_CS_ISO_8859_1 : charset, (const uint8_t *)line->value.text, line->value.length, out, &bad,
				NULL);
	if (rc < 0)
		return rc;
	for (i = 0; i < line->value.length; i++)
		high += (uint8_t)line->value.text[i] >= 0x80;
	if (bad)
		diag = pm_diag_add(r->diags, PM_DIAG_TEXT_CHARSET, line_pos(r, line, line->value),
				   "%s of %s '%s' has %zu byte%s that mean%s nothing in %s", pm_cdtext_field_name(key.field),
				   pm_cdtext_whose(key.track, whose), pm_buf_str(out), bad, bad == 1 ? "" : "s", bad == 1 ? "s" : "",
				   pm_charset_name(charset));
	else if (high && (charset == PM_CS_ISO_8859_1 || charset == PM_CS_ASCII) && pm_utf8_valid(line->value.text, line->value.length))
		diag = pm_diag_add_as(r->diags, PM_DIAG_TEXT_CHARSET, PM_WARNING, line_pos(r, line, line->value),
				      "%s of %s reads '%s' in %s, and '%.*s' if the sheet is in UTF-8", pm_cdtext_field_name(key.field),
				      pm_cdtext_whose(key.track, whose), pm_buf_str(out), pm_charset_name(charset),
				      shown(line->value), line->value.text);
	else if (high && charset == PM_CS_ASCII)
		diag = pm_diag_add_as(r->diags, PM_DIAG_TEXT_CHARSET, PM_WARNING, line_pos(r, line, line->value),
				      "%s of %s '%s' is more than the ASCII it should be: read as ISO 8859-1", pm_cdtext_field_name(key.field),
				      pm_cdtext_whose(key.track, whose), pm_buf_str(out));
	pm_diag_hint(pm_diag_on(diag, key.track ? (int)key.track : -1, -1), "save the sheet in the character code its Text Code names");
	return PM_OK;
}

static int take_text(struct reader *r, const struct line *line, struct pm_v07t_key key)
{
	struct pm_buf text;
	int rc;

	if (r->seen_text[key.field][key.track]++)
		pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->all), "'%.*s' stands here a second time",
			    shown(line->key), line->key.text);
	if (!line->value.length)
		return PM_OK;
	if (memchr(line->value.text, '\0', line->value.length))
		pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->value), "'%.*s' has a zero byte in it, which ends the text",
			    shown(line->key), line->key.text);
	pm_buf_init(&text);
	rc = decode_value(r, line, key, &text);
	if (rc == PM_OK)
		rc = text.failed ? PM_E_NOMEM
				 : pm_text_set(&r->disc->block[r->block].of[key.track], key.field, pm_buf_str(&text), line_pos(r, line, line->value));
	pm_buf_release(&text);
	return rc;
}

/* A name that has a number, or the number as 0xNN.  -1: neither. */
static long name_or_hex(struct pm_span_text value, int (*find)(const char *))
{
	long code = pm_v07t_hex(value);
	char name[64] = ""; /* longer than any */

	if (code >= 0 || value.length >= sizeof(name))
		return code;
	memcpy(name, value.text, value.length);
	return find(name);
}

static int text_code(const char *name)
{
	static const struct {
		const char *name;
		int code;
	} codes[] = {{"8859", 0x00}, {"ASCII", 0x01}, {"MS-JIS", 0x80}};
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (pm_v07t_is_nocase((struct pm_span_text){name, strlen(name)}, codes[i].name))
			return codes[i].code;
	return -1;
}

static void take_text_code(struct reader *r, const struct line *line)
{
	long code = name_or_hex(line->value, text_code);
	int charset = code >= 0 && code <= 255 ? pm_cdtext_charset((uint8_t)code) : -1;

	if (charset >= 0)
		r->disc->block[r->block].charset = (enum pm_charset)charset;
	else
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TEXT_CHARSET, line_pos(r, line, line->value),
					 "Text Code '%.*s' is none that CD-Text knows; read as 8859", shown(line->value),
					 line->value.text),
			     "write ASCII, 8859, MS-JIS, or the code as 0x00, 0x01, 0x80, 0x81, 0x82");
}

static void take_language(struct reader *r, const struct line *line)
{
	long code = name_or_hex(line->value, pm_language_code);

	if (code >= 0 && code <= 255)
		r->disc->block[r->block].language = (uint8_t)code;
	else
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TEXT_LANGUAGE, line_pos(r, line, line->value),
					 "CD-Text has no code for the language '%.*s'", shown(line->value), line->value.text),
			     "write an English name of the EBU list, such as German, or the code as 0xNN");
}

static void take_genre(struct reader *r, const struct line *line)
{
	long code = name_or_hex(line->value, pm_genre_code);

	if (code < 0 || code > 0xFFFF) {
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TEXT_LANGUAGE, line_pos(r, line, line->value), "CD-Text has no code for the genre '%.*s'",
					 shown(line->value), line->value.text),
			     "write a name of the list, such as Classical, or the code as 0xNN; the text goes into Genre Information");
		code = 1;
	}
	r->disc->block[r->block].genre_code = (uint16_t)code;
}

static void take_copy(struct reader *r, const struct line *line)
{
	long code = pm_v07t_hex(line->value);

	if (pm_v07t_is_nocase(line->value, "ON"))
		code = 0x03;
	else if (pm_v07t_is_nocase(line->value, "OFF"))
		code = 0x00;
	if (code >= 0 && code <= 255)
		r->disc->block[r->block].copy_protection = (uint8_t)code;
	else
		pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->value), "Text Data Copy Protection is '%.*s', want ON or OFF",
			    shown(line->value), line->value.text);
}

static void take_track_number(struct reader *r, const struct line *line, unsigned *number)
{
	int value = pm_v07t_number(line->value);

	if (value >= 1)
		*number = (unsigned)value;
	else
		pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->value), "%.*s is '%.*s', want 1 to 99",
			    shown(line->key), line->key.text, shown(line->value), line->value.text);
}

static int take_setting(struct reader *r, const struct line *line, struct pm_v07t_key key)
{
	switch (key.kind) {
	case PM_V07T_VERSION:
		if (!pm_v07t_is(line->value, "0.7T"))
			pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->value), "Input Sheet Version is '%.*s', want 0.7T",
				    shown(line->value), line->value.text);
		break;
	case PM_V07T_LANGUAGE:
		take_language(r, line);
		break;
	case PM_V07T_GENRE_CODE:
		take_genre(r, line);
		break;
	case PM_V07T_COPY:
		take_copy(r, line);
		break;
	case PM_V07T_FIRST:
		take_track_number(r, line, &r->first);
		break;
	case PM_V07T_LAST:
		take_track_number(r, line, &r->last);
		break;
	case PM_V07T_IGNORED:
	case PM_V07T_TEXT_CODE: /* taken before all others */
	case PM_V07T_TEXT:
		break;
	}
	return PM_OK;
}

static int take_line(struct reader *r, const struct line *line)
{
	struct pm_v07t_key key;
	int disc_key;

	if (!line->all.length || line->all.text[0] == '#')
		return PM_OK;
	if (!line->has_equals || !pm_v07t_find_key(line->key, &key, &disc_key)) {
		report_unknown(r, line);
		return PM_OK;
	}
	if (key.kind == PM_V07T_TEXT)
		return take_text(r, line, key);
	if (key.kind != PM_V07T_IGNORED && disc_key >= 0 && r->seen_disc[disc_key]++)
		pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, line_pos(r, line, line->all), "'%.*s' stands here a second time",
			    shown(line->key), line->key.text);
	return line->value.length ? take_setting(r, line, key) : PM_OK;
}

static int is_version_line(const struct line *line)
{
	return line->has_equals && pm_v07t_is(line->key, "Input Sheet Version");
}

/* The end of the sheet that begins at `from`: the next version line of a file that began with one. */
static size_t sheet_end(const struct reader *r, size_t from)
{
	struct line line;
	size_t at = from;
	int first = 1, several = from > 0;

	while (next_line(r, &at, &line)) {
		if (!line.all.length || line.all.text[0] == '#')
			continue;
		if (first)
			several |= is_version_line(&line);
		else if (several && is_version_line(&line))
			return line.at;
		first = 0;
	}
	return r->length;
}

static void find_text_code(struct reader *r, size_t from, size_t end)
{
	struct line line;
	size_t at = from;

	while (at < end && next_line(r, &at, &line)) {
		if (line.has_equals && pm_v07t_is(line.key, "Text Code") && line.value.length) {
			take_text_code(r, &line);
			return;
		}
	}
}

/* Texts of tracks outside the sheet's own range, and a range that is not the disc's. */
static void check_range(struct reader *r, struct pm_pos pos)
{
	const struct pm_disc *disc = r->disc;
	unsigned track, field, stray = 0;

	if (r->first && r->last && r->first > r->last) {
		pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, pos, "First Track Number is %u, Last Track Number %u", r->first, r->last);
		return;
	}
	for (track = 1; track < 100; track++)
		for (field = 0; field < PM_TEXT_FIELDS; field++)
			if (disc->block[r->block].of[track].field[field] && ((r->first && track < r->first) || (r->last && track > r->last)) &&
			    !stray)
				stray = track;
	if (stray)
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, pos, "there are texts for track %u, the sheet is for tracks %u to %u", stray,
				       r->first ? r->first : 1, r->last ? r->last : 99),
			   (int)stray, -1);
	else if (disc->last_track && ((r->first && r->first != disc->first_track) || (r->last && r->last != disc->last_track)))
		pm_diag_add_as(r->diags, PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, pos, "the CD-Text sheet is for tracks %u to %u, the disc has %u to %u",
			       r->first ? r->first : 1, r->last ? r->last : disc->last_track, disc->first_track, disc->last_track);
}

static void begin_block(struct reader *r)
{
	struct pm_block *block = &r->disc->block[r->block];

	pm_block_release(block);
	block->present = 1;
	block->language = 0x09;
	block->charset = PM_CS_ISO_8859_1;
	block->copy_protection = 0;
	block->genre_code = 0;
	r->first = r->last = 0;
	memset(r->seen_disc, 0, sizeof(r->seen_disc));
	memset(r->seen_text, 0, sizeof(r->seen_text));
}

static int read_sheets(struct reader *r)
{
	struct line line;
	size_t at = 0, end;
	int rc = PM_OK;

	do {
		end = sheet_end(r, at);
		begin_block(r);
		find_text_code(r, at, end);
		while (rc == PM_OK && at < end && next_line(r, &at, &line))
			rc = take_line(r, &line);
		check_range(r, pm_pos_file(r->src));
		if (rc == PM_OK && at < r->length && ++r->block == PM_BLOCKS) {
			pm_diag_add(r->diags, PM_DIAG_CDTEXT_SYNTAX, pm_pos_file(r->src), "there are more sheets than CD-Text has blocks, %d",
				    PM_BLOCKS);
			break;
		}
	} while (rc == PM_OK && at < r->length);
	return rc;
}

/* UTF-16 and UTF-32 show without a mark too: no sheet has NULs. */
static int is_wide(enum pm_charset charset)
{
	return charset == PM_CS_UTF16LE || charset == PM_CS_UTF16BE || charset == PM_CS_UTF32LE || charset == PM_CS_UTF32BE;
}

/* Takes the byte order mark off, if there is one.  UTF-8 stays as it is, so that places do; what is wrong in UTF-16 has no place but the file. */
static int take_mark(struct reader *r, size_t bom_bytes, struct pm_buf *utf8)
{
	size_t bad = 0;
	int rc;

	r->has_bom = 1;
	r->bom_bytes = bom_bytes;
	r->data += bom_bytes;
	r->length -= bom_bytes;
	if (r->file_charset == PM_CS_UTF8)
		return PM_OK;
	rc = pm_charset_to_utf8(r->file_charset, (const uint8_t *)r->data, r->length, utf8, &bad, NULL);
	r->converted = 1;
	r->data = pm_buf_str(utf8);
	r->length = utf8->length_bytes;
	if (rc == PM_OK && bad)
		pm_diag_add(r->diags, PM_DIAG_TEXT_CHARSET, pm_pos_file(r->src), "%zu character%s of the sheet mean%s nothing in %s", bad,
			    bad == 1 ? "" : "s", bad == 1 ? "s" : "", pm_charset_name(r->file_charset));
	return rc;
}

int pm_v07t_read(struct pm_disc *disc, unsigned block, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags)
{
	struct reader *r;
	struct pm_buf utf8;
	size_t bom = 0;
	int rc = PM_OK;

	if (block >= PM_BLOCKS)
		return PM_E_RANGE;
	r = calloc(1, sizeof(*r));
	if (!r)
		return PM_E_NOMEM;
	pm_buf_init(&utf8);
	*r = (struct reader){.disc = disc, .src = src, .diags = diags, .data = (const char *)data, .length = length_bytes, .block = block};
	r->file_charset = length_bytes ? pm_charset_detect(data, length_bytes, &bom) : PM_CS_UTF8;
	if (bom || is_wide(r->file_charset))
		rc = take_mark(r, bom, &utf8);
	if (!r->length)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SYNTAX, pm_pos_file(src), "the CD-Text sheet is empty");
	if (rc == PM_OK && r->length)
		rc = read_sheets(r);
	pm_buf_release(&utf8);
	free(r);
	return rc == PM_OK && diags->out_of_memory ? PM_E_NOMEM : rc;
}
