/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ean-take.c - a UPC/EAN cell with its findings.  Layer 1.  Source: shared/reference/identifiers.md 2; contract section 6. */
#include "disc/ean.h"

#include <stdio.h>
#include <string.h>

#include "disc/cell.h"
#include "disc/isrc.h"

struct cell {
	const char *text;
	size_t length_bytes;
	char quoted[PM_CELL_QUOTE_BYTES];
};

static const char *type_name(enum pm_ean_type type)
{
	switch (type) {
	case PM_EAN_13: return "EAN-13";
	case PM_EAN_UPC_A: return "UPC-A";
	case PM_EAN_GTIN_14: return "GTIN-14";
	case PM_EAN_8: return "EAN-8";
	default: return "UPC/EAN";
	}
}

static void complain_length(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, const struct pm_ean_reading *r)
{
	struct pm_diag *diag = pm_diag_add(diags, PM_DIAG_EAN_LENGTH, pos, "UPC/EAN '%s' has %zu digit%s, want 12 or 13", cell->quoted, r->length_chars,
					   r->length_chars == 1 ? "" : "s");

	if (r->lost_zero[0] && r->missing_check[0])
		pm_diag_hint(diag, "did you mean %s (zeros lost in front) or %s (check digit left off)?", r->lost_zero, r->missing_check);
	else if (r->lost_zero[0])
		pm_diag_hint(diag, "did you mean %s? a spreadsheet drops zeros in front", r->lost_zero);
	else if (r->missing_check[0])
		pm_diag_hint(diag, "did you mean %s? the check digit seems to be left off", r->missing_check);
	else if (r->length_chars < 12)
		pm_diag_hint(diag, "enter all digits below the bars, with the zeros in front, which a spreadsheet drops");
	else
		pm_diag_hint(diag, "enter the digits of one barcode, without any add-on");
}

static void complain_pack_level(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell)
{
	struct pm_diag *diag = pm_diag_add(diags, PM_DIAG_EAN_LENGTH, pos, "UPC/EAN '%s' has 14 digits, want 12 or 13", cell->quoted);

	pm_diag_hint(diag, "a GTIN-14 that does not begin with 0 names a carton; enter the number of the single disc");
}

/* The text with O as 0 and I or l as 1, if that is a number: 1, or 0 when its check digit does not fit either; "" and 0 else. */
static int propose_lookalike(const struct cell *cell, char out[PM_CELL_QUOTE_BYTES])
{
	struct pm_ean_reading r;
	size_t i;

	(void)snprintf(out, PM_CELL_QUOTE_BYTES, "%s", cell->quoted);
	for (i = 0; out[i]; i++) {
		if (out[i] == 'O' || out[i] == 'o')
			out[i] = '0';
		else if (out[i] == 'I' || out[i] == 'l')
			out[i] = '1';
	}
	pm_ean_read(out, i, &r);
	if (r.fault != PM_EAN_GOOD && r.fault != PM_EAN_CHECK)
		out[0] = '\0';
	return r.fault == PM_EAN_GOOD;
}

/* How many numbers of 12 or 13 digits the cell holds, with anything but digits between them. */
static unsigned numbers_in(const char *text)
{
	unsigned numbers = 0;
	size_t digits;

	for (; *text; text += digits ? digits : 1) {
		digits = strspn(text, "0123456789");
		numbers += digits == 12 || digits == 13;
	}
	return numbers;
}

static void complain_charset(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell)
{
	struct pm_diag *diag = pm_diag_add(diags, PM_DIAG_EAN_FORMAT, pos, "UPC/EAN '%s' holds something other than digits, want 12 or 13 digits",
					   cell->quoted);
	struct pm_isrc_reading isrc;
	char proposal[PM_CELL_QUOTE_BYTES];
	int fits;

	pm_isrc_read(cell->text, cell->length_bytes, &isrc);
	fits = propose_lookalike(cell, proposal);
	if (isrc.fault == PM_ISRC_GOOD)
		pm_diag_hint(diag, "this is an ISRC: it belongs in the ISRC column");
	else if (isrc.fault == PM_ISRC_IS_ISWC)
		pm_diag_hint(diag, "this is an ISWC, the code of a musical work: it belongs in an ISWC column");
	else if (isrc.fault == PM_ISRC_IS_GRID)
		pm_diag_hint(diag, "this is a GRid, the code of a release: it belongs in a GRid column");
	else if (proposal[0] && fits)
		pm_diag_hint(diag, "did you mean %s? letters stand where digits belong", proposal);
	else if (proposal[0])
		pm_diag_hint(diag, "letters stand where digits belong, and %s has a wrong check digit: compare it with the label's", proposal);
	else if (numbers_in(cell->quoted) > 1)
		pm_diag_hint(diag, "a release has one number, and the cell holds more");
	else
		pm_diag_hint(diag, "enter the digits below the bars");
}

static size_t trailing_zeros(const char *digits)
{
	size_t n = strlen(digits), zeros;

	for (zeros = 0; zeros < n && digits[n - 1 - zeros] == '0'; zeros++)
		;
	return zeros;
}

static void complain_check(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, const struct pm_ean_reading *r)
{
	char list[2 * sizeof r->repairs];
	struct pm_diag *diag = pm_diag_add(diags, PM_DIAG_EAN_CHECK_DIGIT, pos, "%s '%s' has check digit %c, want %c", type_name(r->type), cell->quoted,
					   r->found_check, r->expected_check);

	if (r->expanded[0])
		pm_diag_hint(diag, "it is a UPC-E, short for %s: enter the long form", r->expanded);
	else if (trailing_zeros(r->mcn.text) > 4)
		pm_diag_hint(diag, "a spreadsheet seems to have rounded it: make the cell text, and enter all 12 or 13 digits again");
	else
		pm_diag_hint(diag, "compare it with the label's; one wrong digit or two swapped would make %s",
			     pm_cell_list(r->repairs, list, sizeof list));
}

static void complain_damage(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, enum pm_cell_damage damage)
{
	struct pm_diag *diag;

	if (damage == PM_CELL_SOUND)
		diag = pm_diag_add(diags, PM_DIAG_SHEET_DAMAGED, pos, "UPC/EAN '%s' was rewritten by a spreadsheet, its digits are lost",
				   cell->quoted);
	else
		diag = pm_diag_add(diags, PM_DIAG_SHEET_DAMAGED, pos, "UPC/EAN is '%s', %s", cell->quoted, pm_cell_damage_text(damage));
	pm_diag_hint(diag, "make the cell text, and enter all 12 or 13 digits again");
}

static void remark(struct pm_diags *diags, struct pm_pos pos, const struct cell *cell, const struct pm_ean_reading *r)
{
	enum pm_severity severity = r->range == PM_EAN_CLASS_ERROR ? PM_ERROR : PM_WARNING;

	if (r->wrapped)
		pm_diag_hint(pm_diag_add_as(diags, PM_DIAG_SHEET_DAMAGED, PM_NOTE, pos, "UPC/EAN '%s' is read as %s", cell->quoted, r->mcn.text),
			     "make the cell text, and write only the digits");
	if (r->type == PM_EAN_8)
		pm_diag_hint(pm_diag_add(diags, PM_DIAG_EAN_RESTRICTED, pos, "EAN-8 '%s' is no album barcode, want 12 or 13 digits", cell->quoted),
			     "an EAN-8 is for small packs in shops; enter the album's UPC or EAN");
	else if (r->range != PM_EAN_CLASS_OK)
		pm_diag_hint(pm_diag_add_as(diags, PM_DIAG_EAN_RESTRICTED, severity, pos, "%s '%s' is no album barcode: %.3s %s", type_name(r->type),
					    cell->quoted, r->mcn.text, r->range_use),
			     "enter the number that the label got from GS1");
}

int pm_ean_take(struct pm_diags *diags, struct pm_pos pos, const char *text, size_t length_bytes, struct pm_mcn *out)
{
	struct cell cell = {text, length_bytes, ""};
	struct pm_ean_reading r;
	enum pm_cell_damage damage;

	pm_ean_read(text, length_bytes, &r);
	*out = r.mcn;
	(void)pm_cell_quote(text, length_bytes, cell.quoted);
	damage = pm_cell_damage(cell.quoted, strlen(cell.quoted));
	if (damage != PM_CELL_SOUND && r.fault != PM_EAN_EMPTY) {
		complain_damage(diags, pos, &cell, damage);
		return 0;
	}
	switch (r.fault) {
	case PM_EAN_GOOD:
		remark(diags, pos, &cell, &r);
		return 1;
	case PM_EAN_EMPTY:
	case PM_EAN_ALL_ZERO:
		return 1;
	case PM_EAN_LENGTH:
		complain_length(diags, pos, &cell, &r);
		break;
	case PM_EAN_PACK_LEVEL:
		complain_pack_level(diags, pos, &cell);
		break;
	case PM_EAN_CHARSET:
		complain_charset(diags, pos, &cell);
		break;
	case PM_EAN_CHECK:
		complain_check(diags, pos, &cell, &r);
		break;
	case PM_EAN_DAMAGED:
		complain_damage(diags, pos, &cell, damage);
		break;
	}
	return 0;
}
