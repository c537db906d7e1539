/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ean-take.c - findings about UPC/EAN cells.  Mapping: shared/reference/identifiers.md 1.5 and 2; grammar: contract section 6. */
#include "disc/ean.h"

#include "tests/tap.h"

/* id NULL: no finding.  hint NULL: no hint; "": not looked at. */
static void take(const char *text, int want, const char *stored, const char *id, enum pm_severity severity, const char *message, const char *hint)
{
	struct pm_diags diags;
	struct pm_mcn mcn = {"left over"};
	const struct pm_diag *d;

	pm_diags_init(&diags);
	IS_INT(pm_ean_take(&diags, pm_pos_at(NULL, 7, 12), text, strlen(text), &mcn), want, text);
	IS_STR(mcn.text, stored, "what is stored");
	if (IS_INT(diags.count, id ? 1 : 0, "findings") && id) {
		d = &diags.list[0];
		IS_STR(pm_diag_id_text(d->id), id, "its id");
		IS_INT(d->severity, severity, "its severity");
		IS_STR(d->message, message, "its message");
		if (!hint || hint[0])
			IS_STR(d->hint, hint, "its hint");
		IS_INT(d->pos.offset_bytes, 7, "its place");
	}
	pm_diags_release(&diags);
}

static void error(const char *text, const char *id, const char *message, const char *hint) { take(text, 0, "", id, PM_ERROR, message, hint); }

int main(void)
{
	take("0012345678905", 1, "0012345678905", NULL, 0, NULL, NULL);
	take("6 02517 64225 6", 1, "0602517642256", NULL, 0, NULL, NULL);
	take("", 1, "", NULL, 0, NULL, NULL);
	take("0000000000000", 1, "", NULL, 0, NULL, NULL);
	take("#N/A", 1, "", NULL, 0, NULL, NULL);
	take("0012345678904", 0, "0012345678904", "ean-check-digit", PM_ERROR, "EAN-13 '0012345678904' has check digit 4, want 5", "");
	take("602517642250", 0, "0602517642250", "ean-check-digit", PM_ERROR, "UPC-A '602517642250' has check digit 0, want 6", "");
	take("07642358", 0, "0000007642358", "ean-check-digit", PM_ERROR, "EAN-8 '07642358' has check digit 8, want 7", ""); /* from the right 5*3+3+2*3+4+6*3+7+0*3 = 53, 60-53 = 7 */
	error("36000291452", "ean-length", "UPC/EAN '36000291452' has 11 digits, want 12 or 13",
	      "did you mean 0036000291452 (zeros lost in front) or 360002914522 (check digit left off)?");
	error("60251764225", "ean-length", "UPC/EAN '60251764225' has 11 digits, want 12 or 13",
	      "did you mean 602517642256? the check digit seems to be left off");
	error("6025176422", "ean-length", "UPC/EAN '6025176422' has 10 digits, want 12 or 13",
	      "enter all digits below the bars, with the zeros in front, which a spreadsheet drops");
	error("1", "ean-length", "UPC/EAN '1' has 1 digit, want 12 or 13",
	      "enter all digits below the bars, with the zeros in front, which a spreadsheet drops");
	error("10602517642253", "ean-length", "UPC/EAN '10602517642253' has 14 digits, want 12 or 13", "");
	error("60251764225O", "ean-format", "UPC/EAN '60251764225O' holds something other than digits, want 12 or 13 digits",
	      "letters stand where digits belong, and 602517642250 has a wrong check digit: compare it with the label's"); /* 6, see above */
	error("HARBOUR-001", "ean-format", "UPC/EAN 'HARBOUR-001' holds something other than digits, want 12 or 13 digits", "enter the digits below the bars");
	error("0602517642256/0602517818866", "ean-format",
	      "UPC/EAN '0602517642256/0602517818866' holds something other than digits, want 12 or 13 digits",
	      "a release has one number, and the cell holds more");
	error("6O2517642256", "ean-format", "UPC/EAN '6O2517642256' holds something other than digits, want 12 or 13 digits",
	      "did you mean 602517642256? letters stand where digits belong");
	error("QZAQQ2600001", "ean-format", "UPC/EAN 'QZAQQ2600001' holds something other than digits, want 12 or 13 digits",
	      "this is an ISRC: it belongs in the ISRC column");
	error("7.24385E+11", "sheet-damaged", "UPC/EAN '7.24385E+11' was rewritten by a spreadsheet, its digits are lost", "");
	take("724384960650.0", 1, "0724384960650", "sheet-damaged", PM_NOTE, "UPC/EAN '724384960650.0' is read as 0724384960650", "");
	take("724,384,960,650", 1, "0724384960650", "sheet-damaged", PM_NOTE, "UPC/EAN '724,384,960,650' is read as 0724384960650", "");
	take("724.384.960.650", 1, "0724384960650", "sheet-damaged", PM_NOTE, "UPC/EAN '724.384.960.650' is read as 0724384960650", "");
	error("36,000,291,452", "ean-length", "UPC/EAN '36,000,291,452' has 11 digits, want 12 or 13", "");
	error("7243,84960650", "ean-format", "UPC/EAN '7243,84960650' holds something other than digits, want 12 or 13 digits", "");
	error("724,384.960,650", "ean-format", "UPC/EAN '724,384.960,650' holds something other than digits, want 12 or 13 digits", "");
	error("#REF!", "sheet-damaged", "UPC/EAN is '#REF!', an error of the spreadsheet", "");
	error("=B5", "sheet-damaged", "UPC/EAN is '=B5', a formula and not its value", "");
	/* GS1's example of a UPC-E: 04252614 is short for 042100005264.  As an EAN-8: 1*3+6+2*3+5+2*3+4+0*3 = 30, so 0. */
	take("04252614", 0, "0000004252614", "ean-check-digit", PM_ERROR, "EAN-8 '04252614' has check digit 4, want 0",
	     "it is a UPC-E, short for 042100005264: enter the long form");
	take("191774000000", 0, "0191774000000", "ean-check-digit", PM_ERROR, "UPC-A '191774000000' has check digit 0, want 3",
	     "a spreadsheet seems to have rounded it: make the cell text, and enter all 12 or 13 digits again");
	take("602517642250", 0, "0602517642250", "ean-check-digit", PM_ERROR, "UPC-A '602517642250' has check digit 0, want 6",
	     "compare it with the label's; one wrong digit or two swapped would make 620517642250, 605217642250, 602517462250, 602517642256, "
	     "602517642270 and 602517642850");
	take("96385074", 1, "0000096385074", "ean-restricted", PM_WARNING, "EAN-8 '96385074' is no album barcode, want 12 or 13 digits", "");
	take("9771234567003", 1, "9771234567003", "ean-restricted", PM_WARNING,
	     "EAN-13 '9771234567003' is no album barcode: 977 is for periodicals (ISSN)", "");
	take("9521234567899", 1, "9521234567899", "ean-restricted", PM_ERROR,
	     "EAN-13 '9521234567899' is no album barcode: 952 is for demonstrations and examples", "");
	take("9999999999994", 1, "9999999999994", "ean-restricted", PM_ERROR,
	     "EAN-13 '9999999999994' is no album barcode: 999 is for coupons", "");
	return tap_done();
}
