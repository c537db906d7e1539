/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-damage.c - what spreadsheets and wrong charsets do to a cell.  Expected: the UTF-8 bytes of each character written as Windows-1252 reads them
 * (Unicode's CP1252 table), csv_signatures.json, cell_damage.
 */
#include "sheet/reader.h"

#include "tests/unit/sheet-help.h"

/* A track whose title is this. */
static void read_title(const char *title)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_printf(&b, "File,Title\na.wav,%s\n", title);
	read_it(pm_buf_str(&b));
	pm_buf_release(&b);
}

static void is_spoilt(const char *title, const char *want, const char *name)
{
	char hint[200];

	read_title(title);
	findings_are("2:7 E sheet-damaged", name);
	snprintf(hint, sizeof hint, "it should read '%s'; correct it and save the sheet as UTF-8", want);
	IS_STR(hint_of(PM_DIAG_SHEET_DAMAGED), hint, name);
	IS_INT(disc->block[0].of[1].reported, 1u << PM_TEXT_TITLE, "and no rule is to speak of it again");
	IS_STR(text(1, PM_TEXT_TITLE), title, "the text stays as it is");
	done();
}

static void is_clean(const char *title, const char *name)
{
	read_title(title);
	findings_are("", name);
	IS_STR(text(1, PM_TEXT_TITLE), title, name);
	IS_INT(disc->block[0].of[1].reported, 0, name);
	done();
}

/* A formula that a spreadsheet ought to have worked out. */
static void is_formula(const char *title, const char *name)
{
	read_title(title);
	findings_are("2:7 E sheet-damaged", name);
	IS_INT(disc->block[0].of[1].reported, 1u << PM_TEXT_TITLE, name);
	done();
}

static void mojibake(void)
{
	is_spoilt("Ã‰tÃ©", "Été", "two bytes, C3h");
	is_spoilt("Â©", "©", "two bytes, C2h");
	is_spoilt("Â«TideÂ»", "«Tide»", "signs");
	is_spoilt("itâ€™s", "it’s", "three bytes");
	is_spoilt("â€œTideâ€\xC2\x9D", "“Tide”", "a byte that Windows-1252 does not assign stands as a C1 control");
	is_spoilt("æ—¥", "日", "an ideograph");
	is_spoilt("ðŸŽµ", "🎵", "four bytes");
	is_spoilt("Ð’Ð¾Ð»Ð³Ð°", "Волга", "Cyrillic");
	is_spoilt("siÄ™", "się", "a capital behind a small letter is no word's end");
	is_spoilt("Ã–dipus", "Ödipus", "a dash inside a word");
	is_spoilt("2 Ã— 3", "2 × 3", "a sign by itself");
	is_spoilt("Ÿ Ã©", "Ÿ é", "what is no mojibake stays");
}

/* Letters followed by what closes a word are bytes of UTF-8 too, and no damage. */
static void no_mojibake(void)
{
	is_clean("Été à São Paulo", "accents");
	is_clean("SÃO", "a letter that would begin a pair, and no second byte");
	is_clean("Ã", "at the end of the text");
	is_clean("â€", "two of three bytes");
	is_clean("à€€", "an overlong form of three bytes");
	is_clean("í€", "one byte too few");
	is_clean("íÿ€", "no byte that goes on");
	is_clean("í¡€", "half of a surrogate pair is no character");
	is_clean("À€", "an overlong form is no character");
	is_clean("CAFÉ’S", "an apostrophe behind É");
	is_clean("CITÉ…", "an ellipsis behind É");
	is_clean("Spaß…", "an ellipsis behind ß");
	is_clean("“Café…”", "an ellipsis and a quote behind é");
	is_clean("«CITÉ»", "a French quote behind É");
	is_clean("FRÄULEIN MÜ–LLER", "a dash behind Ü");
	is_clean("AMANHÃ…", "an ellipsis behind a Portuguese Ã");
	is_clean("‘MANHÔ", "a quote behind it");
	is_clean("CAFÉ®", "a registered mark");
	is_clean("POKÉ°", "a degree sign");
	is_clean("CITÉ©", "a copyright sign");
	is_spoilt("MaÃ®tre", "Maître", "the same byte inside a word");
	is_spoilt("CITÉ… Ã©", "CITɅ é", "beside certain damage the doubtful one goes along");
}

static void spreadsheet_errors(void)
{
	static const char *const bad[] = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#ERROR!"};
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		read_title(bad[i]);
		findings_are("2:7 E sheet-damaged", bad[i]);
		done();
	}
	is_clean("#REF", "another sharp");
	is_clean("#1", "a number");
	is_clean("#REF!!", "more than an error");
}

static void lost_characters(void)
{
	read_title("Lost \xEF\xBF\xBD");
	findings_are("2:12 E sheet-damaged", "U+FFFD, at its place");
	IS_INT(disc->block[0].of[1].reported, 1u << PM_TEXT_TITLE, "is damage");
	done();
	read_title("Fin\xC2\xA0!");
	findings_are("2:10 W sheet-damaged", "a no-break space, at its place");
	IS_INT(disc->block[0].of[1].reported, 0, "is but a warning");
	done();
	read_n("File,Title\na.wav,\x81\xC9t\xE9\n", 22, 0);
	findings_are("2:7 E sheet-syntax", "a byte that Windows-1252 does not know is told once, for the sheet");
	done();
}

static void wrappings(void)
{
	read_it("File,Title\n\"=\"\"a.wav\"\"\",\"=\"\"007\"\"\"\n");
	findings_are("", "text formulas");
	IS_STR(disc->file[0].name, "a.wav", "a file out of its formula");
	IS_STR(text(1, PM_TEXT_TITLE), "007", "digits out of theirs");
	done();
	read_it("File,Title\na.wav,\"=HYPERLINK(\"\"http://x\"\",\"\"Tide\"\")\"\n");
	findings_are("2:8 N sheet-damaged", "a link");
	IS_STR(text(1, PM_TEXT_TITLE), "Tide", "its label");
	done();
	read_it("File,Title\na.wav,\"=HYPERLINK(\"\"http://x\"\";\"\" Tide \"\")\"\n");
	IS_STR(text(1, PM_TEXT_TITLE), "Tide", "its label, with a semicolon and blanks");
	done();
	is_formula("=HYPERLINK(x)", "no quotes, no link");
	is_clean("=HYPERLINK(\"http://x\")", "no label, no link");
	is_formula("=SUM(A1:A2)", "another formula");
	is_clean("= (Equals)", "a song can begin with it");
	is_clean("='x'", "no text formula");
	read_it("File,Title\na.wav,\"=\"\"a\"\"b\"\"\"\n");
	IS_STR(text(1, PM_TEXT_TITLE), "=\"a\"b\"", "a quote within is no text formula");
	done();
	read_it("File,Title\na.wav,\"=\"\"\"\"\"\nb.wav,T\n");
	OK(!text(1, PM_TEXT_TITLE), "an empty formula is an empty cell");
	done();
	is_clean("'Round Midnight", "a title's apostrophe is its own");
}

static void in_a_sheet(void)
{
	read_it("UPC,7.24385E+11\nFile,Title,Artist,ISRC\n"
		"a.wav,\xC3\x83\xE2\x80\xB0t\xC3\x83\xC2\xA9,#REF!,\"=\"\"ZZXYZ2600001\"\"\"\n" /* Ã‰tÃ© */
		"b.wav,Caf\xC3\x83\xC2\xA9\xC2\xA0Noir,X,\"=HYPERLINK(\"\"http://x\"\",\"\"ZZXYZ2600002\"\")\"\n"
		"c.wav,Fin\xC2\xA0!,X,n/a\n"
		"d.wav,Lost \xEF\xBF\xBD,\"=\"\"007\"\"\",TBC\n"
		"e.wav,'Round Midnight,X,000000000000\n");
	findings_are("1:5 E sheet-damaged; 3:7 E sheet-damaged; 3:13 E sheet-damaged; 3:20 N sheet-damaged; 4:7 E sheet-damaged; 4:21 N "
		     "sheet-damaged; "
		     "5:10 W sheet-damaged; 6:12 E sheet-damaged; 7:25 E isrc-zero",
		     "damaged cells");
	IS_INT(disc->block[0].of[1].reported, 1u << PM_TEXT_TITLE | 1u << PM_TEXT_PERFORMER, "damaged texts are marked as reported");
	IS_INT(disc->block[0].of[3].reported, 0, "a warning marks none");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "a text formula is unwrapped");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "a link's label is taken");
	IS_STR(text(4, PM_TEXT_PERFORMER), "007", "digits kept by a formula");
	IS_STR(text(5, PM_TEXT_TITLE), "'Round Midnight", "a title's apostrophe is its own");
	done();
	read_it("Track,File,Title,ISRC,Gap,Flags,Note\n1,a.wav,Hello, World,ZZXYZ2600001,,\n2,b.wav,Hello, World, again,ZZXYZ2600002,2s,PRE,x\n"
		"3,c.wav,\"Open,ZZXYZ2600003,,,\n4,d.wav,T,ZZXYZ2600004,,,\n");
	findings_are("1:33 N sheet-column; 2:16 E sheet-syntax; 3:45 E sheet-syntax; 4:9 E sheet-syntax", "shifted rows: one finding each");
	IS_INT(disc->last_track, 4, "they are still tracks");
	done();
	read_n("File,Title\na.wav,A\0B\n", 21, 0);
	findings_are("2:8 E sheet-syntax", "a NUL");
	done();
	read_n("File,Title\na.wav,\x81\xC9t\xE9\n", 22, 0);
	findings_are("2:7 E sheet-syntax", "a byte that Windows-1252 does not know, once");
	done();
}

/* A place inside a value, behind its wrapping; and where doubled quotes have moved it. */
static void places(void)
{
	read_it("File,Flags,Title\na.wav,PRE XYZ,T\nb.wav,\"=\"\"PRE XYZ\"\"\",T\n");
	findings_are("2:11 E sheet-syntax; 3:8 E sheet-syntax", "a part of a cell");
	done();
	read_it("File,Flags\na.wav,'XYZ\n");
	findings_are("2:8 E sheet-syntax", "behind an apostrophe");
	done();
	read_it("File,Gap\na.wav,'2x\nb.wav,'\n");
	findings_are("2:8 E sheet-syntax; 3:7 E sheet-syntax", "an apostrophe alone is no time");
	done();
}

int main(void)
{
	mojibake();
	no_mojibake();
	spreadsheet_errors();
	lost_characters();
	wrappings();
	in_a_sheet();
	places();
	return tap_done();
}
