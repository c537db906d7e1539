/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isrc-take.c - an ISRC cell with its findings.  Layer 1.  Source: shared/reference/identifiers.md 1.5; contract section 6. */
#include "disc/isrc.h"

#include <string.h>

#include "base/buf.h"
#include "base/charset.h"
#include "disc/cell.h"
#include "disc/ean.h"

struct cell {
	const char *text;
	size_t length_bytes;
	char quoted[PM_CELL_QUOTE_BYTES];
};

static struct pm_diag *complain_other_code(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, enum pm_isrc_fault fault)
{
	const char *what = fault == PM_ISRC_IS_BARCODE ? "a barcode number (UPC/EAN)" :
			   fault == PM_ISRC_IS_ISWC ? "an ISWC, the code of a musical work" : "a GRid, the code of a release";
	const char *where = fault == PM_ISRC_IS_BARCODE ? "it belongs in the UPC/EAN column" :
			    fault == PM_ISRC_IS_ISWC ? "it belongs in an ISWC column; the recording has an ISRC of its own" :
			    "it belongs in a GRid column; the recording has an ISRC of its own";

	return pm_diag_hint(pm_diag_add(diags, PM_DIAG_ISRC_FORMAT, pos, "ISRC '%s' is %s", cell->quoted, what), "%s", where);
}

static struct pm_diag *complain_length(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, const struct pm_isrc_reading *r)
{
	struct pm_diag *diag = pm_diag_add(diags, PM_DIAG_ISRC_FORMAT, pos, "ISRC '%s' has %zu character%s%s, want 12", cell->quoted, r->length_chars,
					   r->length_chars == 1 ? "" : "s", r->remarks & PM_ISRC_SEPARATORS ? " without hyphens and blanks" : "");
	char list[2 * sizeof r->proposal];

	if (r->fault == PM_ISRC_PREFIX_ONLY)
		return pm_diag_hint(diag, "this is the registrant's prefix; the year and the five digits of the recording are missing");
	switch (r->hint) {
	case PM_ISRC_HINT_PAD:
		return pm_diag_hint(diag, "did you mean %s? the last group has five digits", r->proposal);
	case PM_ISRC_HINT_FULL_YEAR:
		return pm_diag_hint(diag, "did you mean %s? the year has two digits", r->proposal);
	case PM_ISRC_HINT_EMBEDDED:
		return pm_diag_hint(diag, "did you mean %s? the cell holds other text beside the code", r->proposal);
	case PM_ISRC_HINT_MULTIPLE:
		return pm_diag_hint(diag, "a track has one code; the cell holds %s", pm_cell_list(r->proposal, list, sizeof list));
	default:
		return diag;
	}
}

/* The character at fault, as a message shows it. */
static void describe_fault(const struct cell *cell, const struct pm_isrc_reading *r, struct pm_buf *out)
{
	size_t at = r->fault_at_bytes;
	int32_t c = pm_utf8_next(cell->text, cell->length_bytes, &at);

	if (c > ' ' && c < 0x7F)
		pm_buf_printf(out, "'%c'", (char)c);
	else
		pm_utf8_describe(c < 0 ? 0xFFFD : (uint32_t)c, out);
}

static struct pm_diag *complain_character(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, const struct pm_isrc_reading *r)
{
	struct pm_diag *diag;
	struct pm_buf what;

	pm_buf_init(&what);
	describe_fault(cell, r, &what);
	if (r->fault == PM_ISRC_CHARSET) {
		diag = pm_diag_add(diags, PM_DIAG_ISRC_FORMAT, pos, "ISRC '%s' holds %s, want letters A to Z and digits", cell->quoted, pm_buf_str(&what));
	} else if (r->fault == PM_ISRC_PREFIX_LETTERS) {
		diag = pm_diag_add(diags, PM_DIAG_ISRC_FORMAT, pos, "ISRC '%s' has the digit %s where a letter belongs, want two letters first", cell->quoted,
				   pm_buf_str(&what));
	} else if (r->hint == PM_ISRC_HINT_LOOKALIKE) {
		diag = pm_diag_add(diags, PM_DIAG_ISRC_LOOKALIKE, pos, "ISRC '%s' has the letter %s where a digit belongs", cell->quoted,
				   pm_buf_str(&what));
		diag = pm_diag_hint(diag, "did you mean %s? letters stand where digits belong", r->proposal);
	} else {
		diag = pm_diag_add(diags, PM_DIAG_ISRC_FORMAT, pos, "ISRC '%s' has the letter %s where a digit belongs, want seven digits last",
				   cell->quoted, pm_buf_str(&what));
	}
	pm_buf_release(&what);
	return diag;
}

/* "#REF!" and "=B5": there is no code in the cell at all. */
static struct pm_diag *complain_damage(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, enum pm_cell_damage damage)
{
	return pm_diag_hint(pm_diag_add(diags, PM_DIAG_SHEET_DAMAGED, pos, "ISRC is '%s', %s", cell->quoted, pm_cell_damage_text(damage)),
			    "enter the twelve characters and save the sheet again");
}

/* "5.01235E+12": a barcode number in the wrong column, and a spreadsheet has been at it. */
static int is_rewritten_number(const struct cell *cell)
{
	struct pm_ean_reading r;

	pm_ean_read(cell->text, cell->length_bytes, &r);
	return r.fault == PM_EAN_DAMAGED;
}

static struct pm_diag *complain(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, const struct pm_isrc_reading *r)
{
	enum pm_cell_damage damage = pm_cell_damage(cell->quoted, strlen(cell->quoted));

	if (damage != PM_CELL_SOUND)
		return complain_damage(diags, pos, cell, damage);
	if (is_rewritten_number(cell))
		return pm_diag_hint(pm_diag_add(diags, PM_DIAG_SHEET_DAMAGED, pos, "ISRC '%s' is a number that a spreadsheet rewrote", cell->quoted),
				    "an ISRC begins with two letters; a barcode number belongs in the UPC/EAN column, as text");
	switch (r->fault) {
	case PM_ISRC_ALL_ZERO:
		return pm_diag_hint(pm_diag_add(diags, PM_DIAG_ISRC_ZERO, pos, "ISRC '%s' is all zeros, which means none", cell->quoted),
				    "leave it empty, or enter the code");
	case PM_ISRC_IS_BARCODE:
	case PM_ISRC_IS_ISWC:
	case PM_ISRC_IS_GRID:
		return complain_other_code(diags, pos, cell, r->fault);
	case PM_ISRC_PREFIX_ONLY:
	case PM_ISRC_LENGTH:
		return complain_length(diags, pos, cell, r);
	default:
		return complain_character(diags, pos, cell, r);
	}
}

/* What is odd about a code that is good. */
static void remark(struct pm_diags *diags, struct pm_pos pos, int track, const struct cell *cell, const struct pm_isrc_reading *r)
{
	const char *code = r->isrc.text;
	struct pm_diag *diag;

	if (r->remarks & (PM_ISRC_LABEL | PM_ISRC_UNICODE | PM_ISRC_WRAPPED)) {
		diag = pm_diag_add_as(diags, PM_DIAG_SHEET_DAMAGED, PM_NOTE, pos, "ISRC '%s' is read as %s", cell->quoted, code);
		pm_diag_hint(pm_diag_on(diag, track, -1), "write only the twelve characters");
	}
	if (r->remarks & PM_ISRC_DOC_EXAMPLE) {
		diag = pm_diag_add(diags, PM_DIAG_ISRC_PREFIX, pos, "ISRC '%s' has the prefix %.5s, which is a made-up example", cell->quoted, code);
		pm_diag_hint(pm_diag_on(diag, track, -1), "enter the code that was assigned to the recording");
	} else if (r->remarks & PM_ISRC_PREFIX_UNLISTED) {
		diag = pm_diag_add(diags, PM_DIAG_ISRC_PREFIX, pos, "ISRC '%s' begins with %.2s, which is not on the agencies' list of %s", cell->quoted,
				   code, pm_isrc_agency_list_date());
		pm_diag_hint(pm_diag_on(diag, track, -1), "check it for a typing error; the list also grows");
	} else if (r->remarks & PM_ISRC_PREFIX_RETIRED) {
		diag = pm_diag_add_as(diags, PM_DIAG_ISRC_PREFIX, PM_NOTE, pos, "ISRC '%s' begins with %.2s, under which no new codes are given out",
				      cell->quoted, code);
		pm_diag_on(diag, track, -1);
	}
}

int pm_isrc_take(struct pm_diags *diags, struct pm_pos pos, int track, const char *text, size_t length_bytes, struct pm_isrc *out)
{
	struct cell cell = {text, length_bytes, ""};
	struct pm_isrc_reading r;

	pm_isrc_read(text, length_bytes, &r);
	*out = r.isrc;
	if (r.fault == PM_ISRC_EMPTY)
		return 1;
	(void)pm_cell_quote(text, length_bytes, cell.quoted);
	if (r.fault == PM_ISRC_GOOD) {
		remark(diags, pos, track, &cell, &r);
		return 1;
	}
	pm_diag_on(complain(diags, pos, &cell, &r), track, -1);
	return 0;
}
