/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * damage.c - what spreadsheets and wrong charsets do to a value, named and with its repair proposed.  Layer 4.
 * Source: contract section 3, last paragraph; shared/vectors/csv_signatures.json, cell_damage.
 */
#include <string.h>

#include "base/buf.h"
#include "base/charset.h"
#include "disc/cell.h"
#include "sheet/reader.h"

/* Characters of Windows-1252 at 80h..9Fh; 0: unassigned, where decoders leave the C1 control. */
static const uint16_t cp1252_high[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* The byte of a character in Windows-1252 (C1 controls as themselves); -1: none. */
static int cp1252_byte(int32_t c)
{
	int i;

	if (c >= 0 && c <= 0xFF)
		return (int)c;
	for (i = 0; i < 32; i++)
		if (cp1252_high[i] == c)
			return 0x80 + i;
	return -1;
}

static int is_capital(int32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

static int is_small(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF);
}

/* ’ ” … – — » ™ © ® ° as bytes of Windows-1252: what may stand behind a word's last letter. */
static int closes_word(int byte)
{
	return byte == 0x92 || byte == 0x94 || byte == 0x85 || byte == 0x96 || byte == 0x97 || byte == 0xBB || byte == 0x99 ||
	       byte == 0xA9 || byte == 0xAE || byte == 0xB0;
}

/*
 * 1: the bytes may as well be a letter with what closes its word ("CAFÉ’S", "Spaß…") as a character's UTF-8.  before and behind: the characters
 * around them; -1: none.  Signs begin with Â, and most letters of western languages with Ã: there a word must plainly end.
 */
static int is_doubtful(const char *utf8, size_t bytes, int32_t before, int32_t behind)
{
	int lead = (unsigned char)utf8[0];
	size_t i;

	for (i = 1; i < bytes; i++)
		if (!closes_word((unsigned char)utf8[i]))
			return 0;
	if (lead == 0xC2)
		return 0;
	if (lead == 0xC3)
		return is_capital(before) && !is_capital(behind) && !is_small(behind);
	return !(is_capital(lead) && is_small(before));
}

/*
 * The character that the characters at *at spell as Windows-1252 readings of its UTF-8 bytes ("Ã©" is é), moving *at behind them; -1: they do not.
 */
static int32_t unspoil(const char *text, size_t n, size_t *at, int32_t before, int *doubtful)
{
	size_t i = *at, bytes = 0, want, check = 0, end;
	char utf8[4];
	int b;

	b = cp1252_byte(pm_utf8_next(text, n, &i));
	want = b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
	if (!want)
		return -1;
	utf8[bytes++] = (char)b;
	while (bytes < want) {
		if (i >= n)
			return -1;
		b = cp1252_byte(pm_utf8_next(text, n, &i));
		if (b < 0x80 || b > 0xBF)
			return -1;
		utf8[bytes++] = (char)b;
	}
	if (!pm_utf8_valid(utf8, want))
		return -1;
	*at = end = i;
	*doubtful = is_doubtful(utf8, want, before, pm_utf8_next(text, n, &end));
	return pm_utf8_next(utf8, want, &check);
}

/* The text with all mojibake undone; returns of how many characters that is certain. */
static size_t undo_mojibake(const char *text, size_t n, struct pm_buf *out)
{
	size_t at = 0, certain = 0, from;
	int32_t c, before = -1;
	int doubtful = 0;

	while (at < n) {
		from = at;
		c = unspoil(text, n, &at, before, &doubtful);
		if (c >= 0) {
			pm_utf8_put(out, (uint32_t)c);
			certain += !doubtful;
			before = c;
			continue;
		}
		before = pm_utf8_next(text, n, &at);
		pm_buf_add(out, text + from, at - from);
	}
	return certain;
}

static int has_bytes(const struct pm_value *v, const char *bytes, size_t *at)
{
	size_t n = strlen(bytes), i;

	for (i = 0; i + n <= v->length_bytes; i++)
		if (!memcmp(v->text + i, bytes, n)) {
			*at = i;
			return 1;
		}
	return 0;
}

int pm_sheet_says_none(const struct pm_value *v)
{
	char word[8];
	size_t at = 0, n = 0;
	int32_t c;

	while ((c = pm_utf8_next(v->text, v->length_bytes, &at)) >= 0) {
		if (pm_cell_is_dash((uint32_t)c) || pm_cell_is_blank((uint32_t)c) || c == '/' || c == '.')
			continue;
		if (n + 1 >= sizeof word || c >= 0x80)
			return 0;
		word[n++] = (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
	}
	word[n] = '\0';
	return v->length_bytes && (!n || !strcmp(word, "NA") || !strcmp(word, "#NA") || !strcmp(word, "NONE"));
}

int pm_sheet_is_no_value(struct pm_sheet_reader *r, const char *name, const struct pm_value *v, int track)
{
	enum pm_cell_damage damage = pm_cell_damage(v->text, v->length_bytes);
	struct pm_diag *d;

	if (damage == PM_CELL_SOUND)
		return 0;
	d = pm_diag_add(r->diags, PM_DIAG_SHEET_DAMAGED, v->pos, "%s is '%.*s', %s", name, PM_VALUE_ARG(*v), pm_cell_damage_text(damage));
	pm_diag_hint(pm_diag_on(d, track, -1), "type the value itself and save the sheet again");
	return 1;
}

int pm_sheet_check_text(struct pm_sheet_reader *r, const char *name, struct pm_value *v, int track)
{
	struct pm_buf fixed;
	struct pm_diag *d;
	size_t at;
	int status = PM_OK;

	v->damaged = pm_sheet_is_no_value(r, name, v, track);
	if (v->damaged)
		return PM_OK;
	pm_buf_init(&fixed);
	if (undo_mojibake(v->text, v->length_bytes, &fixed) > 0) {
		v->damaged = 1;
		d = pm_diag_add(r->diags, PM_DIAG_SHEET_DAMAGED, v->pos, "%s '%.*s' is UTF-8 that was read as Windows-1252", name, PM_VALUE_ARG(*v));
		pm_diag_hint(pm_diag_on(d, track, -1), "it should read '%s'; correct it and save the sheet as UTF-8", pm_buf_str(&fixed));
	} else if (!r->source->bad_count && has_bytes(v, "\xEF\xBF\xBD", &at)) {
		v->damaged = 1;
		d = pm_diag_add(r->diags, PM_DIAG_SHEET_DAMAGED, pm_sheet_part_pos(r, v, at, 3), "%s '%.*s' holds U+FFFD, where a character was lost",
				name, PM_VALUE_ARG(*v));
		pm_diag_hint(pm_diag_on(d, track, -1), "type the character again");
	} else if (has_bytes(v, "\xC2\xA0", &at)) {
		d = pm_diag_add_as(r->diags, PM_DIAG_SHEET_DAMAGED, PM_WARNING, pm_sheet_part_pos(r, v, at, 2), "%s '%.*s' holds a no-break space",
				   name, PM_VALUE_ARG(*v));
		pm_diag_hint(pm_diag_on(d, track, -1), "type a plain space in its place");
	}
	if (fixed.failed)
		status = PM_E_NOMEM;
	pm_buf_release(&fixed);
	return status;
}

int pm_sheet_set_text(struct pm_sheet_reader *r, const char *name, struct pm_value *v, int track, struct pm_text *text, enum pm_text_field field)
{
	int status = pm_sheet_check_text(r, name, v, track);

	if (status == PM_OK)
		status = pm_text_set_n(text, field, v->text, v->length_bytes, v->pos);
	text->reported |= (unsigned)v->damaged << field;
	return status;
}

/* ="..." : how a spreadsheet is told to leave digits alone; nothing is lost by taking them out. */
static int unwrap_text_formula(struct pm_value *v)
{
	if (v->length_bytes < 3 || memcmp(v->text, "=\"", 2) != 0 || v->text[v->length_bytes - 1] != '"' ||
	    memchr(v->text + 2, '"', v->length_bytes - 3))
		return 0;
	v->text += 2;
	v->at_bytes += 2;
	v->length_bytes -= 3;
	return 1;
}

/* =HYPERLINK("url","label"): what the user saw is the label. */
static int unwrap_hyperlink(struct pm_value *v)
{
	static const char head[] = "=HYPERLINK(";
	const char *end = v->text + v->length_bytes, *p;

	if (v->length_bytes < sizeof head + 3 || memcmp(v->text, head, sizeof head - 1) != 0 || end[-1] != ')' || end[-2] != '"')
		return 0;
	end -= 2;
	for (p = end; p > v->text && p[-1] != '"'; p--)
		;
	if (p - v->text < (ptrdiff_t)sizeof head + 1)
		return 0;
	v->at_bytes += (size_t)(p - v->text);
	v->length_bytes = (size_t)(end - p);
	v->text = p;
	return 1;
}

void pm_sheet_strip_apostrophe(struct pm_value *v)
{
	if (v->length_bytes > 1 && v->text[0] == '\'') {
		v->text++;
		v->at_bytes++;
		v->length_bytes--;
	}
}

int pm_sheet_raw_at(struct pm_sheet_reader *r, const struct pm_row *row, size_t cell_number, struct pm_value *out)
{
	const struct pm_cell *cell = pm_table_cell(&r->table, row, cell_number);

	memset(out, 0, sizeof *out);
	out->text = "";
	out->pos = pm_pos_at(r->source, row->offset, 0);
	if (!cell)
		return 0;
	if (cell->broken) {
		out->pos = pm_table_pos(&r->table, cell);
		out->damaged = 1;
		return 0;
	}
	out->cell = cell;
	out->text = pm_table_text(&r->table, cell);
	out->length_bytes = cell->length_bytes;
	out->pos = pm_table_pos(&r->table, cell);
	return 1;
}

int pm_sheet_value_at(struct pm_sheet_reader *r, const struct pm_row *row, size_t cell_number, struct pm_value *out)
{
	if (!pm_sheet_raw_at(r, row, cell_number, out))
		return 0;
	if (unwrap_hyperlink(out))
		pm_diag_add_as(r->diags, PM_DIAG_SHEET_DAMAGED, PM_NOTE, out->pos, "the cell is a link formula; its label '%.*s' is taken",
			       PM_VALUE_ARG(*out));
	else
		unwrap_text_formula(out);
	pm_blank_trim(&out->text, &out->length_bytes);
	return out->length_bytes > 0;
}

int pm_sheet_column_at(struct pm_sheet_reader *r, const struct pm_row *row, enum pm_column column, size_t cell_number, struct pm_value *out)
{
	/* Codes are unwrapped, with a note, where they are read: pm_isrc_take and pm_ean_take. */
	if (column == PM_COL_ISRC || column == PM_COL_UPC)
		return pm_sheet_raw_at(r, row, cell_number, out);
	return pm_sheet_value_at(r, row, cell_number, out);
}

int pm_sheet_value(struct pm_sheet_reader *r, const struct pm_row *row, enum pm_column column, struct pm_value *out)
{
	return pm_sheet_column_at(r, row, column, r->header.at[column], out);
}

struct pm_pos pm_sheet_part_pos(const struct pm_sheet_reader *r, const struct pm_value *v, size_t at_bytes, size_t length_bytes)
{
	return pm_table_part_pos(&r->table, v->cell, v->at_bytes + at_bytes, length_bytes);
}

unsigned pm_sheet_line(const struct pm_sheet_reader *r, const struct pm_pos *pos)
{
	unsigned line, column;

	pm_source_line_column(r->source, pos->offset_bytes, &line, &column);
	return line;
}
