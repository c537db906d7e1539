/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-isrc.c - reading ISRCs.  Rows: shared/vectors/isrc_*.tsv, corpus/validators/isrc.tsv, and some of them written out. */
#include "disc/isrc.h"

#include "tests/unit/tsv.h"

static const struct { unsigned bit; const char *name; } remarks[] = {
	{PM_ISRC_SEPARATORS, "W_SEPARATORS"}, {PM_ISRC_LOWERCASE, "W_LOWERCASE"}, {PM_ISRC_LABEL, "W_LABEL"}, {PM_ISRC_UNICODE, "W_UNICODE"},
	{PM_ISRC_DOC_EXAMPLE, "W_DOC_EXAMPLE"}, {PM_ISRC_PREFIX_UNLISTED, "W_PREFIX_UNLISTED"}, {PM_ISRC_PREFIX_RETIRED, "W_PREFIX_RETIRED"},
};
static const struct { enum pm_isrc_fault fault; const char *name; } faults[] = {
	{PM_ISRC_EMPTY, "E_EMPTY"}, {PM_ISRC_ALL_ZERO, "E_ALLZERO"}, {PM_ISRC_IS_BARCODE, "E_LOOKS_LIKE_BARCODE"},
	{PM_ISRC_IS_ISWC, "E_LOOKS_LIKE_ISWC"}, {PM_ISRC_IS_GRID, "E_LOOKS_LIKE_GRID"}, {PM_ISRC_PREFIX_ONLY, "E_PREFIX_ONLY"},
	{PM_ISRC_LENGTH, "E_LENGTH"}, {PM_ISRC_CHARSET, "E_CHARSET"}, {PM_ISRC_PREFIX_LETTERS, "E_PREFIX_LETTERS"}, {PM_ISRC_DIGITS, "E_DIGITS"},
};
static const struct { enum pm_isrc_hint hint; const char *name; } hints[] = {
	{PM_ISRC_HINT_LOOKALIKE, "H_LOOKALIKE"}, {PM_ISRC_HINT_PAD, "H_PAD_DESIGNATION"}, {PM_ISRC_HINT_FULL_YEAR, "H_FULL_YEAR"},
	{PM_ISRC_HINT_EMBEDDED, "H_EMBEDDED"}, {PM_ISRC_HINT_MULTIPLE, "H_MULTIPLE"},
};

static struct pm_isrc_reading reading(const char *text)
{
	struct pm_isrc_reading r;

	pm_isrc_read(text, strlen(text), &r);
	return r;
}

/* codes: as the vectors name them. */
static void good(const char *text, const char *canonical, const char *codes)
{
	struct pm_isrc_reading r = reading(text);
	size_t i;

	IS_INT(r.fault, PM_ISRC_GOOD, text);
	IS_STR(r.isrc.text, canonical, "its stored form");
	IS_INT(r.hint, PM_ISRC_NO_HINT, "no hint");
	IS_INT(pm_isrc_valid(r.isrc.text), 1, "is valid");
	for (i = 0; codes && i < sizeof remarks / sizeof remarks[0]; i++)
		IS_INT(!!(r.remarks & remarks[i].bit), tsv_has(codes, remarks[i].name), remarks[i].name);
}

static void bad(const char *text, const char *codes)
{
	struct pm_isrc_reading r = reading(text);
	char value[128];
	size_t i;

	for (i = 0; i < sizeof faults / sizeof faults[0]; i++)
		if (tsv_has(codes, faults[i].name))
			IS_INT(r.fault, faults[i].fault, text);
	OK(r.fault != PM_ISRC_GOOD, "is not good");
	IS_STR(r.isrc.text, "", "nothing is stored");
	for (i = 0; i < sizeof hints / sizeof hints[0]; i++) {
		if (!tsv_value(codes, hints[i].name, value)[0])
			continue;
		IS_INT(r.hint, hints[i].hint, hints[i].name);
		IS_STR(r.proposal, value, "its proposal");
	}
	if (!strstr(codes, "H_"))
		IS_INT(r.hint, PM_ISRC_NO_HINT, "no hint");
}

static void test_written_out(void)
{
	good("USRC17607839", "USRC17607839", "");
	good("US-RC1-76-07839", "USRC17607839", "W_SEPARATORS");
	good("isrc qz-aqq-26-00001", "QZAQQ2600001", "W_SEPARATORS,W_LOWERCASE,W_LABEL");
	good("ISRC12300001", "ISRC12300001", "");
	good("ISRCISRC12300001", "ISRC12300001", "W_LABEL");
	good("ISRC: ISRC12300001", "ISRC12300001", "W_LABEL,W_SEPARATORS");
	good("YUABC0100001", "YUABC0100001", "W_PREFIX_RETIRED");
	good("US\xE2\x80\x93RC1\xE2\x80\x93" "76\xE2\x80\x93" "07839", "USRC17607839", "W_SEPARATORS");
	good("\xEF\xBC\xB5SRC17607839", "USRC17607839", "W_UNICODE");
	bad("", "E_EMPTY");
	bad("USRC1760783", "E_LENGTH");
	bad("000000000000", "E_ALLZERO");
	bad("USRC1760783O", "E_DIGITS,H_LOOKALIKE:USRC17607830");
	bad("usrc1l6o7839", "E_DIGITS,H_LOOKALIKE:USRC11607839");
	bad("USRC1B60783O", "E_DIGITS");
	bad("T-034.524.680-1", "E_LOOKS_LIKE_ISWC");
	bad("US-RC1-76-7839", "E_LENGTH,H_PAD_DESIGNATION:USRC17607839");
	bad("US-RC1-76-9", "E_LENGTH,H_PAD_DESIGNATION:USRC17600009");
	bad("USRC1767839", "E_LENGTH");
	bad("US-RC1-2026-00001", "E_LENGTH,H_FULL_YEAR:USRC12600001");
	bad("USRC17607839 and US-RC1-76-07840, USRC17607839", "E_LENGTH,H_MULTIPLE:USRC17607839|USRC17607840");
	bad("Slack Water ISRCUSRC17607839.", "E_LENGTH,H_EMBEDDED:USRC17607839");
	bad("XUSRC17607839", "E_LENGTH");
}

static void test_wrappings(void)
{
	good("=\"QZAQQ2600001\"", "QZAQQ2600001", NULL);
	good("=HYPERLINK(\"http://x\",\"QZAQQ2600001\")", "QZAQQ2600001", NULL);
	good("=hyperlink(\"http://x\";\"QZ-AQQ-26-00001\")", "QZAQQ2600001", NULL);
	good("'QZAQQ2600001", "QZAQQ2600001", NULL);
	good("\xE2\x80\x9CQZAQQ2600001\xE2\x80\x9D", "QZAQQ2600001", NULL);
	good("\xC2\xA0QZAQQ2600001\xC2\xA0", "QZAQQ2600001", NULL);
	good("QZ\xC2\xA0" "AQQ\xC2\xA0" "26\xC2\xA0" "00001", "QZAQQ2600001", NULL);
	good("\xEF\xBB\xBFQZAQQ2600001", "QZAQQ2600001", NULL);
	good("QZAQQ\r\n2600001", "QZAQQ2600001", NULL);
	OK(reading("'QZAQQ2600001").remarks & PM_ISRC_WRAPPED, "an apostrophe is remarked");
	OK(reading("QZAQQ26\xC2\xA0" "00001").remarks & PM_ISRC_WRAPPED, "a no-break space is remarked");
	OK(!(reading(" QZAQQ26 00001 ").remarks & PM_ISRC_WRAPPED), "a blank is not");
	bad("#N/A", "E_EMPTY");
	bad("n/a", "E_EMPTY");
	bad("TBC", "E_EMPTY");
	bad("auto", "E_EMPTY");
	bad("=\"\"", "E_EMPTY");
	bad("\"", "E_EMPTY");
	bad("=", "E_EMPTY");
	bad("=HYPERLINK(", "E_LENGTH");
	bad("=HYPERLINK(\"", "E_LENGTH");
	bad("=HYPERLINK()", "E_LENGTH");
}

static void test_hostile(void)
{
	struct pm_isrc_reading r;
	char *big = malloc(1000000);

	if (!big)
		exit(99);
	memset(big, 'A', 1000000);
	pm_isrc_read(big, 1000000, &r);
	IS_INT(r.fault, PM_ISRC_LENGTH, "a million letters");
	IS_INT(r.length_chars, 1000000, "are counted");
	memcpy(big, "ISRC:", 5);
	pm_isrc_read(big, 1000000, &r);
	IS_INT(r.length_chars, 999995, "without their label");
	memset(big, '-', 1000000);
	pm_isrc_read(big, 1000000, &r);
	IS_INT(r.fault, PM_ISRC_EMPTY, "a million hyphens are nothing");
	free(big);
	pm_isrc_read("USRC1\0" "607839", 12, &r);
	IS_INT(r.fault, PM_ISRC_CHARSET, "a NUL is no letter");
	IS_INT(r.fault_at_bytes, 5, "and is pointed at");
	pm_isrc_read("US-RC1-76-0783\xFF", 15, &r);
	IS_INT(r.fault, PM_ISRC_CHARSET, "nor is a stray byte");
	IS_INT(r.fault_at_bytes, 14, "and is pointed at");
	pm_isrc_read("usrc17607b39", 12, &r);
	IS_INT(r.fault_at_bytes, 9, "the letter among digits");
	pm_isrc_read("U1RC17607839", 12, &r);
	IS_INT(r.fault_at_bytes, 1, "the digit among letters");
	IS_INT(pm_isrc_valid("USRC1760783"), 0, "eleven");
	IS_INT(pm_isrc_valid("USRC176078391"), 0, "thirteen");
	IS_INT(pm_isrc_valid("usrc17607839"), 0, "lower case is not the stored form");
	IS_INT(pm_isrc_valid(""), 0, "nothing");
	pm_isrc_read(NULL, 0, &r);
	IS_INT(r.fault, PM_ISRC_EMPTY, "no text at all");
}

static void test_vectors(void)
{
	struct tsv t;
	struct pm_isrc isrc;
	char shown[24];
	int retired;

	if (tsv_open(&t, "vectors/isrc_valid.tsv"))
		while (tsv_next(&t)) {
			good(t.field[0], t.field[1], t.field[6]);
			snprintf(isrc.text, sizeof isrc.text, "%s", t.field[1]);
			pm_isrc_display(&isrc, shown);
			IS_STR(shown, t.field[2], "as people write it");
			if (strcmp(t.field[7], "(not listed)") != 0)
				IS_STR(pm_isrc_agency(t.field[1], &retired), t.field[7], "its agency");
		}
	if (tsv_open(&t, "vectors/isrc_invalid.tsv"))
		while (tsv_next(&t))
			bad(t.field[0], t.field[1]);
	if (tsv_open(&t, "vectors/isrc_year.tsv"))
		while (tsv_next(&t)) {
			snprintf(isrc.text, sizeof isrc.text, "ZZXYZ%.2s00001", t.field[1]);
			IS_INT(pm_isrc_year(&isrc, (int)tsv_int(t.field[0])), tsv_int(t.field[2]), t.field[1]);
		}
}

/* Verdicts of other programs.  "strict" and "lower case": theirs alone; cdrdao's digits in the country are wrong by ISO 3901. */
static void test_corpus(void)
{
	struct tsv t;
	struct pm_isrc_reading r;
	int theirs;

	if (!tsv_open(&t, "corpus/validators/isrc.tsv"))
		return;
	while (tsv_next(&t)) {
		r = reading(t.field[0]);
		theirs = strstr(t.field[5], "disagrees with others") || strstr(t.field[5], "lower case") ||
			 (strstr(t.field[5], "strict") && r.fault == PM_ISRC_GOOD);
		if (theirs)
			SKIP(t.field[5], t.field[0]);
		else
			IS_INT(r.fault == PM_ISRC_GOOD, strncmp(t.field[3], "valid", 5) == 0, t.field[0]);
		if (!theirs && t.field[4][0])
			IS_STR(r.isrc.text, t.field[4], "its stored form");
	}
}

static void test_years(void)
{
	const struct pm_isrc next = {"ZZXYZ2700001"}, old = {"ZZXYZ2800001"};

	IS_INT(pm_isrc_year(&next, 2026), 2027, "next year");
	IS_INT(pm_isrc_year(&old, 2026), 1928, "the year after");
	IS_INT(pm_isrc_year(&old, 2027), 2028, "a year later it is next year");
}

int main(void)
{
	test_written_out();
	test_wrappings();
	test_hostile();
	test_years();
	test_vectors();
	test_corpus();
	return tap_done();
}
