/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-isrc-take.c - findings about ISRC cells.  Mapping: shared/reference/identifiers.md 1.5; grammar: contract section 6. */
#include "disc/isrc.h"

#include "tests/tap.h"

/* id NULL: no finding.  hint NULL: no hint; "": not looked at. */
static void take(const char *text, int want, const char *stored, const char *id, enum pm_severity severity, const char *message, const char *hint)
{
	struct pm_diags diags;
	struct pm_isrc isrc = {"left over"};
	const struct pm_diag *d;

	pm_diags_init(&diags);
	IS_INT(pm_isrc_take(&diags, pm_pos_at(NULL, 40, 12), 3, text, strlen(text), &isrc), want, text);
	IS_STR(isrc.text, stored, "what is stored");
	if (IS_INT(diags.count, id ? 1 : 0, "findings") && id) {
		d = &diags.list[0];
		IS_STR(pm_diag_id_text(d->id), id, "its id");
		IS_INT(d->severity, severity, "its severity");
		IS_STR(d->message, message, "its message");
		if (!hint || hint[0])
			IS_STR(d->hint, hint, "its hint");
		IS_INT(d->track, 3, "its track");
		IS_INT(d->pos.offset_bytes, 40, "its place");
	}
	pm_diags_release(&diags);
}

static void error(const char *text, const char *id, const char *message, const char *hint) { take(text, 0, "", id, PM_ERROR, message, hint); }

int main(void)
{
	take("QZ-AQQ-26-00001", 1, "QZAQQ2600001", NULL, 0, NULL, NULL);
	take("", 1, "", NULL, 0, NULL, NULL);
	take("tbc", 1, "", NULL, 0, NULL, NULL);
	error("ZZXYZ260001", "isrc-format", "ISRC 'ZZXYZ260001' has 11 characters, want 12", NULL);
	error("  ZZXYZ260001 ", "isrc-format", "ISRC 'ZZXYZ260001' has 11 characters, want 12", NULL);
	error("Z", "isrc-format", "ISRC 'Z' has 1 character, want 12", NULL);
	error("QZ-AQQ", "isrc-format", "ISRC 'QZ-AQQ' has 5 characters without hyphens and blanks, want 12",
	      "this is the registrant's prefix; the year and the five digits of the recording are missing");
	error("US-RC1-76-7839", "isrc-format", "ISRC 'US-RC1-76-7839' has 11 characters without hyphens and blanks, want 12", "did you mean USRC17607839? the last group has five digits");
	error("US-RC1-2026-00001", "isrc-format", "ISRC 'US-RC1-2026-00001' has 14 characters without hyphens and blanks, want 12",
	      "did you mean USRC12600001? the year has two digits");
	error("USRC17607839 (Remix)", "isrc-format", "ISRC 'USRC17607839 (Remix)' has 19 characters without hyphens and blanks, want 12",
	      "did you mean USRC17607839? the cell holds other text beside the code");
	error("USRC17607839/USRC17607840", "isrc-format", "ISRC 'USRC17607839/USRC17607840' has 24 characters without hyphens and blanks, want 12",
	      "a track has one code; the cell holds USRC17607839 and USRC17607840");
	error("USRC1760783O", "isrc-lookalike", "ISRC 'USRC1760783O' has the letter 'O' where a digit belongs",
	      "did you mean USRC17607830? letters stand where digits belong");
	error("USRC1AB07839", "isrc-format", "ISRC 'USRC1AB07839' has the letter 'A' where a digit belongs, want seven digits last", NULL);
	error("12RC17607839", "isrc-format", "ISRC '12RC17607839' has the digit '1' where a letter belongs, want two letters first", NULL);
	error("US-SKG-19-1234*", "isrc-format", "ISRC 'US-SKG-19-1234*' holds '*', want letters A to Z and digits", NULL);
	error("#REF!", "sheet-damaged", "ISRC is '#REF!', an error of the spreadsheet", "enter the twelve characters and save the sheet again");
	error(" =D7", "sheet-damaged", "ISRC is '=D7', a formula and not its value", "");
	take("#N/A", 1, "", NULL, 0, NULL, NULL);
	take("pending", 1, "", NULL, 0, NULL, NULL);
	error("\xC3\x84", "isrc-format", "ISRC '\xC3\x84' has 1 character, want 12", NULL);
	error("000000000000", "isrc-zero", "ISRC '000000000000' is all zeros, which means none", "leave it empty, or enter the code");
	error("0602517642256", "isrc-format", "ISRC '0602517642256' is a barcode number (UPC/EAN)", "it belongs in the UPC/EAN column");
	error("T-034.524.680-1", "isrc-format", "ISRC 'T-034.524.680-1' is an ISWC, the code of a musical work", "");
	error("A1-2425G-ABC1234002-M", "isrc-format", "ISRC 'A1-2425G-ABC1234002-M' is a GRid, the code of a release", "");
	take("ISRC QZ-AQQ-26-00001", 1, "QZAQQ2600001", "sheet-damaged", PM_NOTE, "ISRC 'ISRC QZ-AQQ-26-00001' is read as QZAQQ2600001", "");
	take("=\"QZAQQ2600001\"", 1, "QZAQQ2600001", "sheet-damaged", PM_NOTE, "ISRC '=\"QZAQQ2600001\"' is read as QZAQQ2600001", "");
	take("AA6Q72000047", 1, "AA6Q72000047", "isrc-prefix", PM_WARNING, "ISRC 'AA6Q72000047' has the prefix AA6Q7, which is a made-up example", "");
	take("XXSKG1912345", 1, "XXSKG1912345", "isrc-prefix", PM_WARNING,
	     "ISRC 'XXSKG1912345' begins with XX, which is not on the agencies' list of 2025-11-04", "");
	take("YUABC0100001", 1, "YUABC0100001", "isrc-prefix", PM_NOTE, "ISRC 'YUABC0100001' begins with YU, under which no new codes are given out", NULL);
	return tap_done();
}
