/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cell.c - wrappings around a code in a cell.  Damage: shared/vectors/csv_signatures.json, cell_damage. */
#include "disc/cell.h"

#include "tests/tap.h"

static void unwrap(const char *text, const char *inside, unsigned flags)
{
	size_t start = 0, end = strlen(text);
	char got[200];

	IS_INT(pm_cell_unwrap(text, &start, &end), flags, text);
	OK(start <= end && end <= strlen(text), "stays inside");
	snprintf(got, sizeof got, "%.*s", (int)(end - start), text + start);
	IS_STR(got, inside, "what is inside");
}

static void test_quote(void)
{
	char out[PM_CELL_QUOTE_BYTES], text[301];

	IS_STR(pm_cell_quote("  ab c\t", 7, out), "ab c", "without blanks around");
	IS_STR(pm_cell_quote("a\0b", 3, out), "a?b", "a NUL is shown");
	IS_STR(pm_cell_quote(NULL, 0, out), "", "nothing");
	memset(text, 'x', 99);
	IS_INT(strlen(pm_cell_quote(text, 99, out)), 99, "99 bytes fit");
	memset(text, 'x', 100);
	IS_INT(strlen(pm_cell_quote(text, 100, out)), 99, "100 are cut");
	OK(strcmp(out + 96, "...") == 0, "and it shows");
	memset(text, 'x', 95);
	memcpy(text + 95, "\xE2\x80\x93\xE2\x80\x93", 6);
	pm_cell_quote(text, 101, out);
	OK(strcmp(out + 95, "...") == 0, "no character is cut in two");
}

static void damage(const char *text, enum pm_cell_damage want) { IS_INT(pm_cell_damage(text, strlen(text)), want, text); }

static void test_damage(void)
{
	damage("#REF!", PM_CELL_ERROR);
	damage("#N/A", PM_CELL_ERROR);
	damage("#REF", PM_CELL_SOUND);
	damage("#1", PM_CELL_SOUND);
	damage("", PM_CELL_SOUND);
	damage("=B5", PM_CELL_FORMULA);
	damage("=$B$5", PM_CELL_FORMULA);
	damage("=B5&\" mix\"", PM_CELL_FORMULA);
	damage("=Sheet1!B5", PM_CELL_FORMULA);
	damage("=CONCAT(A1,B1)", PM_CELL_FORMULA);
	damage("=HYPERLINK(A1,B1)", PM_CELL_FORMULA);
	damage("=HYPERLINK(\"http://x\",\"abc\")", PM_CELL_SOUND); /* pm_cell_unwrap sees through it */
	damage("=\"abc\"", PM_CELL_SOUND);
	damage("=724384960650", PM_CELL_SOUND);
	damage("=", PM_CELL_SOUND);
	damage("= (Equals)", PM_CELL_SOUND); /* songs are called so */
	damage("=ABCD5", PM_CELL_SOUND);
	damage("=B5x", PM_CELL_SOUND);
	damage("B5", PM_CELL_SOUND);
}

static void list(const char *text, size_t max, const char *want)
{
	char out[64];

	IS_STR(pm_cell_list(text, out, max), want, text);
}

static void test_list(void)
{
	list("", 64, "");
	list("a", 64, "a");
	list("a|b", 64, "a and b");
	list("a|bc|d", 64, "a, bc and d");
	list("abcdefgh|abcdefgh|x", 16, "abcdefgh, ");
}

int main(void)
{
	unwrap("abc", "abc", 0);
	unwrap("  abc \t\n", "abc", 0);
	unwrap("a\"b", "a\"b", 0);
	unwrap("\"abc\"", "abc", PM_CELL_WRAPPED);
	unwrap("'abc", "abc", PM_CELL_WRAPPED);
	unwrap("\xE2\x80\x9C abc \xE2\x80\x9D", "abc", PM_CELL_WRAPPED);
	unwrap("\xC2\xA0" "abc", "abc", PM_CELL_WRAPPED);
	unwrap("=\"abc\"", "abc", PM_CELL_WRAPPED);
	unwrap("= \"abc\" ", "abc", PM_CELL_WRAPPED);
	unwrap("\"=\"\"abc\"\"\"", "abc", PM_CELL_WRAPPED);
	unwrap("=HYPERLINK(\"http://x\",\"abc\")", "abc", PM_CELL_WRAPPED);
	unwrap("=HyperLink(\"http://x\"; \"abc\" )", "abc", PM_CELL_WRAPPED);
	unwrap("=HYPERLINK(\"abc\")", "abc", PM_CELL_WRAPPED);
	unwrap("", "", 0);
	unwrap("   ", "", 0);
	unwrap("\"", "", PM_CELL_WRAPPED);
	unwrap("=", "", PM_CELL_WRAPPED);
	unwrap("\x80\x80", "\x80\x80", 0);
	unwrap("\xE2\x80", "\xE2\x80", 0);
	IS_INT(pm_cell_means_none("NA"), 1, "n/a");
	IS_INT(pm_cell_means_none("PENDING"), 1, "pending");
	IS_INT(pm_cell_means_none("?"), 1, "a question mark");
	IS_INT(pm_cell_means_none("TBCX"), 0, "other words are not");
	test_damage();
	test_list();
	IS_INT(pm_cell_to_ascii(0xFF11), '1', "a full-width digit");
	IS_INT(pm_cell_to_ascii(0x431), 0x431, "a Cyrillic letter stays");
	OK(pm_cell_is_dash(0x2011) && pm_cell_is_dash('-') && !pm_cell_is_dash('_'), "hyphens");
	OK(pm_cell_is_blank(0x3000) && pm_cell_is_blank(0xA0) && !pm_cell_is_no_break(' '), "blanks");
	test_quote();
	return tap_done();
}
