/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-utf8.c - walking, composing, transliterating and describing: bytes from the Unicode standard's table 3-7 and its code charts. */
#include "base/charset.h"
#include "tests/tap.h"

#define FFFD "\xEF\xBF\xBD"

static void owned(char *got, const char *want, const char *name)
{
	IS_STR(got, want, name);
	free(got);
}

static void describe(uint32_t codepoint, const char *want)
{
	struct pm_buf out;

	pm_buf_init(&out);
	pm_utf8_describe(codepoint, &out);
	IS_STR(pm_buf_str(&out), want, "described");
	pm_buf_release(&out);
}

static void test_walk(void)
{
	static const char text[] = "a\xC3\xA9\xFF\xE2\x82";
	struct pm_buf out;
	size_t at = 0, count = 0;

	IS_INT(pm_utf8_next(text, 6, &at), 'a', "next: a");
	OK(pm_utf8_next(text, 6, &at) == 0xE9 && at == 3, "next: two bytes");
	OK(pm_utf8_next(text, 6, &at) == 0xFFFD && at == 4, "next: ill-formed moves one byte");
	OK(pm_utf8_next(text, 6, &at) == 0xFFFD && at == 5, "next: a cut character too");
	OK(pm_utf8_next(text, 6, &at) == 0xFFFD && at == 6 && pm_utf8_next(text, 6, &at) == -1 && at == 6, "next: the end");
	IS_INT(pm_utf8_count(text, 6), 5, "count");
	OK(pm_utf8_valid("a\0b", 3) && pm_utf8_valid(FFFD, 3) && !pm_utf8_valid(text, 6) && !pm_utf8_valid("\xC3", 1), "valid");
	owned(pm_utf8_nfc("e\xCC\x81"), "\xC3\xA9", "NFC");
	owned(pm_utf8_nfkc("\xEF\xBC\xA1"), "A", "NFKC of a full-width A");
	owned(pm_utf8_fold("E\xCC\x81\xC3\x9F"), "\xC3\xA9ss", "case folded and composed");
	OK(!pm_utf8_nfc("\xFF") && !pm_utf8_fold("\xFF"), "not UTF-8: NULL");
	pm_buf_init(&out);
	pm_utf8_put(&out, 0x20AC);
	pm_utf8_put(&out, 0xD800);
	pm_utf8_put(&out, 0x110000);
	IS_STR(pm_buf_str(&out), "\xE2\x82\xAC" FFFD FFFD, "put");
	out.length_bytes = 0;
	IS_INT(pm_utf8_transliterate("\xE2\x80\x9CIt\xE2\x80\x99s\xE2\x80\x9D \xE2\x80\x93 \xC5\x93\xE2\x80\xA6 \xE2\x82\xAC\xE2\x84\xA2 \xC3\xA9\xE6\x97\xA5",
	                             &out, &count),
	       PM_OK, "transliterate");
	IS_STR(pm_buf_str(&out), "\"It's\" - oe... EUR(TM) \xC3\xA9\xE6\x97\xA5", "marks are plain, the rest is left alone");
	IS_INT(count, 8, "and counted");
	pm_buf_release(&out);
	describe(0x2019, "U+2019 (right single quotation mark)");
	describe(0x65E5, "U+65E5 '\xE6\x97\xA5'");
	describe(0x07, "U+0007");
	describe(0x0301, "U+0301");
	describe(0x1F600, "U+1F600 '\xF0\x9F\x98\x80'");
}

/* Table 3-7: the first and the last of each form, and the byte beyond. */
static void test_well_formed(void)
{
	static const struct {
		const char *bytes;
		int32_t codepoint; /* -1: ill-formed */
	} forms[] = {
		{"\x7F", 0x7F},          {"\xC2\x80", 0x80},         {"\xC1\xBF", -1},         {"\xDF\xBF", 0x7FF},        {"\xC2\x7F", -1},
		{"\xC2\xC0", -1},        {"\x80", -1},              {"\xBF", -1},             {"\xE0\xA0\x80", 0x800},    {"\xE0\x9F\xBF", -1},
		{"\xED\x9F\xBF", 0xD7FF}, {"\xED\xA0\x80", -1},     {"\xED\xBF\xBF", -1},     {"\xEE\x80\x80", 0xE000},   {"\xEF\xBF\xBF", 0xFFFF},
		{"\xEF\xBF", -1},        {"\xF0\x90\x80\x80", 0x10000}, {"\xF0\x8F\xBF\xBF", -1}, {"\xF4\x8F\xBF\xBF", 0x10FFFF}, {"\xF4\x90\x80\x80", -1},
		{"\xF5\x80\x80\x80", -1}, {"\xF0\x9F\x98", -1},     {"\xFE", -1},             {"\xFF", -1},
	};
	char name[64];
	size_t i, at;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t n = strlen(forms[i].bytes);
		int good = forms[i].codepoint >= 0;
		int32_t got;

		at = 0;
		got = pm_utf8_next(forms[i].bytes, n, &at);
		snprintf(name, sizeof(name), "%02X... of %zu bytes", (unsigned char)forms[i].bytes[0], n);
		OK(got == (good ? forms[i].codepoint : 0xFFFD) && at == (good ? n : 1), name);
		OK(pm_utf8_valid(forms[i].bytes, n) == good, "told so");
	}
	at = 1;
	OK(pm_utf8_next("\xC3\xA9", 1, &at) == -1 && at == 1, "nothing is read behind the end");
	at = 0;
	OK(pm_utf8_next("\xC3\xA9", 1, &at) == 0xFFFD && at == 1, "nor half a character into it");
	OK(pm_utf8_valid("", 0) && pm_utf8_count("", 0) == 0, "nothing is valid, and of no length");
	IS_INT(pm_utf8_count("\xF0\x9F\x98\x80" "e\xCC\x81", 7), 3, "characters are counted, not bytes nor what one sees");
}

static void test_put(void)
{
	struct pm_buf out;

	pm_buf_init(&out);
	pm_utf8_put(&out, 0);
	OK(out.length_bytes == 1 && out.data[0] == 0, "NUL is one byte");
	out.length_bytes = 0;
	pm_utf8_put(&out, 0x7F);
	pm_utf8_put(&out, 0x80);
	pm_utf8_put(&out, 0x7FF);
	pm_utf8_put(&out, 0x800);
	pm_utf8_put(&out, 0xD7FF);
	pm_utf8_put(&out, 0xDFFF);
	pm_utf8_put(&out, 0xE000);
	pm_utf8_put(&out, 0xFFFF);
	pm_utf8_put(&out, 0x10000);
	pm_utf8_put(&out, 0x10FFFF);
	pm_utf8_put(&out, UINT32_MAX);
	IS_STR(pm_buf_str(&out), "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF" FFFD "\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF" FFFD,
	       "the first and the last of each length");
	pm_buf_release(&out);
}

/* What one sees as one letter (UAX #29). */
static void cluster(const char *text, size_t from, size_t want, const char *name)
{
	IS_INT(pm_utf8_cluster_end(text, strlen(text), from), want, name);
}

static void test_clusters(void)
{
	cluster("ab", 0, 1, "a letter");
	cluster("ab", 1, 2, "the last one");
	cluster("e\xCC\x81\xCC\xA3x", 0, 5, "a letter with two marks");
	cluster("e\xCC\x81\xCC\xA3x", 1, 5, "from the first mark on");
	cluster("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8\xE1\x84\x80", 0, 9, "a Korean syllable of three letters");
	cluster("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7", 0, 8, "two regional letters are a flag, four are two");
	cluster("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB!", 0, 11, "two pictures joined");
	cluster("\r\nx", 0, 2, "CR and LF");
	cluster("\xFF\xFF", 0, 1, "an ill-formed byte");
}

static void test_forms(void)
{
	/* UAX #15: D + dot below + dot above, in either order, composes to U+1E0C U+0307. */
	owned(pm_utf8_nfc("D\xCC\x87\xCC\xA3"), "\xE1\xB8\x8C\xCC\x87", "marks are sorted and composed");
	owned(pm_utf8_nfc("\xE2\x84\xAB"), "\xC3\x85", "the angstrom sign is A with ring");
	owned(pm_utf8_nfc("\xE1\x84\x80\xE1\x85\xA1"), "\xEA\xB0\x80", "Korean letters compose");
	owned(pm_utf8_nfc("\xEF\xAC\x81"), "\xEF\xAC\x81", "NFC leaves a ligature alone");
	owned(pm_utf8_nfkc("\xEF\xAC\x81"), "fi", "NFKC does not");
	owned(pm_utf8_nfkc("\xEF\xBD\xB6\xEF\xBE\x9E"), "\xE3\x82\xAC", "half-width KA and voice mark are GA");
	owned(pm_utf8_fold("STRASSE"), "strasse", "folded");
	owned(pm_utf8_fold("\xCE\xA3\xCF\x82\xCF\x83"), "\xCF\x83\xCF\x83\xCF\x83", "all three sigmas fold to one");
	owned(pm_utf8_nfc(""), "", "nothing");
	OK(!pm_utf8_nfkc("a\xC3"), "cut UTF-8: NULL");
}

/* The list of base/charset.h, by hand. */
static void test_transliterate(void)
{
	static const struct {
		const char *mark, *plain;
	} pairs[] = {
		{"\u2018", "'"},   {"\u2019", "'"},   {"\u201A", "'"}, {"\u201B", "'"}, {"\u2032", "'"}, {"\u201C", "\""}, {"\u201D", "\""}, {"\u201E", "\""},
		{"\u201F", "\""},  {"\u2033", "\""},  {"\u2010", "-"}, {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"},  {"\u2014", "-"},  {"\u2015", "-"},
		{"\u2212", "-"},   {"\u2022", "-"},   {"\u2026", "..."}, {"\u2009", " "}, {"\u202F", " "}, {"\u2122", "(TM)"}, {"\u20AC", "EUR"}, {"\u0152", "OE"},
		{"\u0153", "oe"},  {"\u0160", "S"},   {"\u0161", "s"}, {"\u017D", "Z"}, {"\u017E", "z"}, {"\u0178", "Y"},
	};
	static const char *const alone[] = {"\u00A0", "\u00AD", "\u200B", "\u3000", "\u017B", "\u0179", "\u2017", "\u2020", "\u2027", "\u00E9", "\t", FFFD};
	struct pm_buf out;
	size_t i, count;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		pm_buf_init(&out);
		count = 99;
		OK(pm_utf8_transliterate(pairs[i].mark, &out, &count) == PM_OK && count == 1, "one is replaced");
		IS_STR(pm_buf_str(&out), pairs[i].plain, pairs[i].mark);
		pm_buf_release(&out);
	}
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++) {
		pm_buf_init(&out);
		OK(pm_utf8_transliterate(alone[i], &out, &count) == PM_OK && count == 0, "none is replaced");
		IS_STR(pm_buf_str(&out), alone[i], "left alone");
		pm_buf_release(&out);
	}
	pm_buf_init(&out);
	pm_buf_add_str(&out, ">");
	IS_INT(pm_utf8_transliterate("\xFF\u2026\xC3", &out, NULL), PM_OK, "nobody counts");
	IS_STR(pm_buf_str(&out), ">\xFF...\xC3", "ill-formed bytes stay, and what was there before");
	pm_buf_release(&out);
}

/* What a message may show is shown, what would disturb it is named by its number. */
static void test_describe(void)
{
	describe(0x41, "U+0041 'A'");
	describe(0x00A0, "U+00A0 (no-break space)");
	describe(0x20AC, "U+20AC (euro sign)");
	describe(0xFFFD, "U+FFFD (replacement character)");
	describe(0x0020, "U+0020");
	describe(0x0085, "U+0085");
	describe(0x1680, "U+1680");
	describe(0x20DD, "U+20DD");
	describe(0x0903, "U+0903 '\u0903'");
	describe(0xD800, "U+D800");
	describe(0xE000, "U+E000");
	describe(0x0378, "U+0378");
	describe(0x202E, "U+202E");
	describe(0x2028, "U+2028 (line separator)");
	describe(0x10FFFF, "U+10FFFF");
	describe(0x110000, "U+110000");
}

/* Marks of two classes by turns: sorting them is quadratic where nobody counts them. */
static void test_hostile_marks(void)
{
	size_t n = 4 << 20, i;
	char *text = malloc(n + 1), *form;

	for (i = 0; i < n; i += 4)
		memcpy(text + i, "\xCC\x81\xCC\xA3", 4);
	text[n] = '\0';
	form = pm_utf8_nfc(text);
	IS_STR(form && strcmp(form, text) == 0 ? "same" : "other", "same", "two million marks come back as they are");
	free(form);
	memcpy(text, "e", 1);
	for (i = 0; i < 201; i++)
		memcpy(text + 1 + i * 2, "\xCC\x81", 2);
	text[1 + 200 * 2] = '\0';
	form = pm_utf8_nfc(text);
	OK(form && strncmp(form, "\xC3\xA9\xCC\x81", 4) == 0 && strlen(form) == 2 + 199 * 2, "200 marks on a letter: the first composes");
	free(form);
	text[1 + 200 * 2] = '\xCC';
	text[1 + 201 * 2] = '\0';
	form = pm_utf8_nfc(text);
	IS_STR(form, text, "201 come back as they are");
	free(form);
	text[2 + 201 * 2] = '\0';
	text[1 + 201 * 2] = '\xCC';
	OK(!pm_utf8_nfc(text), "201 and half of one are not UTF-8");
	free(text);
	form = pm_utf8_nfc("a\xCC\xA3\xCC\x81");
	IS_STR(form, "\xE1\xBA\xA1\xCC\x81", "a few compose");
	free(form);
}

int main(void)
{
	test_walk();
	test_well_formed();
	test_put();
	test_clusters();
	test_forms();
	test_transliterate();
	test_describe();
	test_hostile_marks();
	return tap_done();
}
