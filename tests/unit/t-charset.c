/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-charset.c - detection, decoding, encoding; bytes written out by hand from the code charts. */
#include "base/charset.h"
#include "tests/tap.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static void detect(const char *data, size_t length_bytes, enum pm_charset want, size_t want_bom, const char *name)
{
	size_t bom = 99;
	enum pm_charset got = pm_charset_detect((const uint8_t *)data, length_bytes, &bom);

	if (!OK(got == want && bom == want_bom, name))
		printf("# got %s, mark of %zu bytes\n", pm_charset_name(got), bom);
}

static void test_detect(void)
{
	detect(BYTES(""), PM_CS_UTF8, 0, "nothing");
	detect(BYTES("TITLE x\r\n"), PM_CS_UTF8, 0, "ASCII");
	detect(BYTES("\xEF\xBB\xBFx"), PM_CS_UTF8, 3, "UTF-8 with mark");
	detect(BYTES("\xEF\xBB\xBF\xFF"), PM_CS_UTF8, 3, "a mark decides");
	detect(BYTES("\xFF\xFEx\0"), PM_CS_UTF16LE, 2, "UTF-16LE with mark");
	detect(BYTES("\xFE\xFF\0x"), PM_CS_UTF16BE, 2, "UTF-16BE with mark");
	detect(BYTES("\xFF\xFE\0\0x\0\0\0"), PM_CS_UTF32LE, 4, "UTF-32LE with mark");
	detect(BYTES("\0\0\xFE\xFF\0\0\0x"), PM_CS_UTF32BE, 4, "UTF-32BE with mark");
	detect(BYTES("T\0I\0\xE9\0"), PM_CS_UTF16LE, 0, "UTF-16LE without");
	detect(BYTES("\0T\0I\0\xE9"), PM_CS_UTF16BE, 0, "UTF-16BE without");
	detect(BYTES("T\0r\0a\0c\0k\0,\0\xE5\x65\x2C\x67\x00\x30\x9E\x8A"), PM_CS_UTF16LE, 0, "UTF-16LE with an ideographic space");
	detect(BYTES("T\0\0\0I\0\0\0\xE9\0\0\0"), PM_CS_UTF32LE, 0, "UTF-32LE without");
	detect(BYTES("\0\0\0T\0\0\0I\0\0\0\xE9"), PM_CS_UTF32BE, 0, "UTF-32BE without");
	detect(BYTES("a stray \0 in a long line of text that is ASCII"), PM_CS_UTF8, 0, "a stray NUL makes no UTF-16");
	detect(BYTES("\0\0\0\0\0\0\0\0"), PM_CS_UTF8, 0, "only NULs");
	detect(BYTES("\xC3\x89t\xC3\xA9"), PM_CS_UTF8, 0, "UTF-8 without mark");
}

/* What people write in one-byte text must stay Windows-1252. */
static void test_detect_1252(void)
{
	static const char *const texts[] = {
		"\xC9t\xE9",                                   /* Été */
		"M\xFCller",                                   /* Müller */
		"na\xEFve",                                    /* naïve */
		"H\xE9l\xE8ne",                                /* Hélène: two legal pairs */
		"It\x92s",                                     /* It’s: a legal pair */
		"don\x92t can\x92t I\x92m",
		"\x93Hello\x94",                               /* “Hello” */
		"\x93\xC9t\xE9\x94x",                          /* “Été”x: all legal */
		"Wait\x85what",                                /* Wait…what */
		"1984\x96\x39",                                /* 1984–9 */
		"1984\x97now",                                 /* em dash */
		"c\x9Cur",                                     /* cœur: a legal pair */
		"\x8Cuvre",                                    /* Œuvre */
		"\x8A\x65st",                                  /* Šest */
		"\x9Ei\x9E\x6Bov",                             /* žižkov */
		"\x84\x82\xC4rger\x91\x93",                    /* „‚Ärger‘“: all legal */
		"\x82\x44rger\x91s",
		"caf\xE9", "\xE9t\xE9 \xE0 la plage", "se\xF1or", "\x80uro", "90\xB0 x \xA3 5",
		"\xC0\xC1\xC2 \xDF",                           /* ÀÁ ß: half-width katakana by form */
		"\xB1\xB2\xB3",                                /* ±²³ */
		"L\x92\xE9l\xE8ve d\x92\x48\xE9l\xE8ne",       /* L’élève d’Hélène */
		"r\xE9sum\xE9\x97la fin",
		"wait\x92\x85\x94[1]",                         /* wait’…”[1]: all legal */
		"Vys\xC2. \xD1. \xC2\xFB\xF1\xEE\xF6\xEA\xE8\xE9", /* Cyrillic of code page 1251 */
		"\xD7\xEE\xE1\xE1\x88\x41\xCE\xE8\xC7\xFA",    /* Chinese of GBK */
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		detect(texts[i], strlen(texts[i]), PM_CS_WINDOWS_1252, 0, "stays Windows-1252");
}

static void test_detect_jis(void)
{
	static const char *const texts[] = {
		"PERFORMER \"\x83\x54\x83\x93\x83\x68\x83\x8A\x83\x49\x83\x93\"", /* サンドリオン */
		"TITLE \"\x93\x56\x91\xCC\x90\x7D\"",                             /* 天体図 */
		"TITLE \"\x93\x8C\x8B\x9E\"",                                     /* 東京 */
		"TITLE \"\x93\xFA\x96\x7B\"",                                     /* 日本 */
		"TITLE \"\x92\x86\x8E\x7E\"",                                     /* 中止 */
		"TITLE \"\x8D\xF7\"",                                             /* 桜 */
		"TITLE \"\x88\xA4\"",                                             /* 愛 */
		"TITLE \"\x82\xB3\x82\xAD\x82\xE7\"",                             /* さくら */
		"TITLE \"\x83\x41\x83\x43\x83\x68\x83\x8B\"",                     /* アイドル */
		"TITLE \"\x93\xFA\x96\x7B\x8C\xEA\"",                             /* 日本語 */
		"TITLE \"\x96\xE9\x81\x40\x8B\xF3\"",                             /* 夜　空 */
		"TITLE \"\xCA\xDF\xB0\xC4 \x82\xCC\"",                            /* half-width, then の */
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		detect(texts[i], strlen(texts[i]), PM_CS_MS_JIS, 0, texts[i]);
	detect(BYTES("\x83\x54\x83\x93 caf\xE9 noir"), PM_CS_WINDOWS_1252, 0, "one illegal pair: not Shift-JIS");
	detect(BYTES("\x83\x54\x83\x93\x83"), PM_CS_WINDOWS_1252, 0, "a cut pair: not Shift-JIS");
	detect(BYTES("\x83\x54\x83\x93\xF0\x40"), PM_CS_WINDOWS_1252, 0, "the user's own characters: not Shift-JIS");
}

static void decode(enum pm_charset cs, const char *data, size_t length_bytes, const char *want, size_t want_bad, size_t want_first, const char *name)
{
	struct pm_buf out;
	size_t bad = 99, first = 0;

	pm_buf_init(&out);
	pm_buf_add_str(&out, ">");
	IS_INT(pm_charset_to_utf8(cs, (const uint8_t *)data, length_bytes, &out, &bad, &first), PM_OK, name);
	IS_STR(pm_buf_str(&out) + 1, want, "decoded");
	IS_INT(bad, want_bad, "bad characters");
	if (want_bad)
		IS_INT(first, want_first, "the first of them");
	pm_buf_release(&out);
}

#define FFFD "\xEF\xBF\xBD"

static void test_decode(void)
{
	decode(PM_CS_UTF8, BYTES("a\xC3\xA9\xE2\x82\xAC"), "a\xC3\xA9\xE2\x82\xAC", 0, 0, "UTF-8");
	decode(PM_CS_UTF8, BYTES("a\xFF" FFFD "\xC3"), "a" FFFD FFFD FFFD, 2, 1, "a U+FFFD that was written is not bad");
	decode(PM_CS_UTF8, BYTES("\xED\xA0\x80"), FFFD FFFD FFFD, 3, 0, "a surrogate in UTF-8");
	decode(PM_CS_UTF8, BYTES("\xC0\xAF"), FFFD FFFD, 2, 0, "an overlong slash");
	decode(PM_CS_UTF8, BYTES("\xF4\x90\x80\x80"), FFFD FFFD FFFD FFFD, 4, 0, "past U+10FFFF");
	decode(PM_CS_WINDOWS_1252, BYTES("\x93\xC9t\xE9\x94 \x80\x85"), "\xE2\x80\x9C\xC3\x89t\xC3\xA9\xE2\x80\x9D \xE2\x82\xAC\xE2\x80\xA6", 0, 0,
	       "Windows-1252");
	decode(PM_CS_WINDOWS_1252, BYTES("a\x81\x8D\x8F\x90\x9Dz"), "a" FFFD FFFD FFFD FFFD FFFD "z", 5, 1, "its five undefined bytes");
	decode(PM_CS_ISO_8859_1, BYTES("\xA0\xFF"), "\xC2\xA0\xC3\xBF", 0, 0, "ISO 8859-1");
	decode(PM_CS_ASCII, BYTES("a\xE9"), "a" FFFD, 1, 1, "ASCII");
	decode(PM_CS_MS_JIS, BYTES("\x83\x54\xBB\\~"), "\xE3\x82\xB5\xEF\xBD\xBB\\~", 0, 0, "MS-JIS; backslash and tilde stay");
	decode(PM_CS_MS_JIS, BYTES("\x87\x40\xFA\xB1"), "\xE2\x91\xA0\xEF\xA8\x91", 0, 0, "MS-JIS: NEC and IBM characters (circled 1, U+FA11)");
	decode(PM_CS_MS_JIS, BYTES("a\x83"), "a" FFFD, 1, 1, "MS-JIS cut in a pair");
	decode(PM_CS_MS_JIS, BYTES("\x83\"b"), FFFD "\"b", 1, 0, "MS-JIS: a bad pair does not eat the quote");
	decode(PM_CS_EUC_KR, BYTES("\xB0\xA1"), "\xEA\xB0\x80", 0, 0, "EUC-KR");
	decode(PM_CS_GB2312, BYTES("\xD6\xD0"), "\xE4\xB8\xAD", 0, 0, "GB2312");
	decode(PM_CS_UTF16LE, BYTES("a\0\x3D\xD8\x00\xDE"), "a\xF0\x9F\x98\x80", 0, 0, "UTF-16LE with a pair of surrogates");
	decode(PM_CS_UTF16LE, BYTES("a\0b"), "a" FFFD, 1, 2, "UTF-16LE of odd length");
	decode(PM_CS_UTF16LE, BYTES("\x3D\xD8z\0"), FFFD "z", 1, 0, "a lone high surrogate");
	decode(PM_CS_UTF16BE, BYTES("\xDE\x00\0z"), FFFD "z", 1, 0, "a lone low surrogate");
	decode(PM_CS_UTF16BE, BYTES("\0z\xD8\x3D"), "z" FFFD, 1, 2, "a high surrogate at the end");
	decode(PM_CS_UTF32LE, BYTES("z\0\0\0\0\0\x11\0y\0\0\0"), "z" FFFD "y", 1, 4, "UTF-32 past U+10FFFF");
	decode(PM_CS_UTF32BE, BYTES("\0\0\0z\0\0"), "z" FFFD, 1, 4, "UTF-32 cut");
}

static void encode(enum pm_charset cs, const char *text, const char *want, int want_bad_at, const char *name)
{
	struct pm_buf out;
	size_t bad_at = 99;
	int status;

	pm_buf_init(&out);
	pm_buf_add_str(&out, ">");
	status = pm_charset_from_utf8(cs, text, &out, &bad_at);
	IS_INT(status, want_bad_at < 0 ? PM_OK : PM_E_FORMAT, name);
	IS_STR(pm_buf_str(&out) + 1, want_bad_at < 0 ? want : "", want_bad_at < 0 ? "encoded" : "nothing was added");
	if (want_bad_at >= 0)
		IS_INT(bad_at, want_bad_at, "the offset of what cannot be held");
	pm_buf_release(&out);
}

static void test_encode(void)
{
	struct pm_buf out;

	encode(PM_CS_ISO_8859_1, "\xC3\x89t\xC3\xA9", "\xC9t\xE9", -1, "ISO 8859-1");
	encode(PM_CS_ISO_8859_1, "", "", -1, "nothing");
	encode(PM_CS_ISO_8859_1, "E\xCC\x81t\xC3\xA9", "\xC9t\xE9", -1, "the composed form is tried");
	encode(PM_CS_ISO_8859_1, "It\xE2\x80\x99s", NULL, 2, "a curly quote in ISO 8859-1");
	encode(PM_CS_ISO_8859_1, "E\xCC\x81 \xE2\x80\x99", NULL, 4, "the offset counts in the text as it was given");
	encode(PM_CS_ISO_8859_1, "E\xCC\x81 q\xCC\x81", NULL, 5, "a mark that composes with nothing");
	encode(PM_CS_ISO_8859_1, "a\xF3\xA0\x81\x81", NULL, 1, "a tag character is not dropped in silence");
	encode(PM_CS_ISO_8859_1, "a\xFF", NULL, 1, "ill-formed text");
	encode(PM_CS_ASCII, "caf\xC3\xA9", NULL, 3, "ASCII");
	encode(PM_CS_MS_JIS, "\xE3\x82\xB5\xE3\x83\xB3", "\x83\x54\x83\x93", -1, "MS-JIS");
	encode(PM_CS_MS_JIS, "\xE3\x81\x8B\xE3\x82\x99", "\x82\xAA", -1, "MS-JIS, composed: ka and the voiced mark are ga");
	encode(PM_CS_MS_JIS, "a\xC2\xA5", NULL, 1, "MS-JIS: a yen sign does not become a backslash");
	encode(PM_CS_MS_JIS, "\xE2\x80\xBE", NULL, 0, "MS-JIS: an overline does not become a tilde");
	encode(PM_CS_MS_JIS, "\\~", "\\~", -1, "MS-JIS: backslash and tilde");
	encode(PM_CS_EUC_KR, "\xEA\xB0\x80", "\xB0\xA1", -1, "EUC-KR");
	encode(PM_CS_GB2312, "\xE4\xB8\xAD", "\xD6\xD0", -1, "GB2312");
	encode(PM_CS_UTF8, "e\xCC\x81", "e\xCC\x81", -1, "UTF-8 stays as it is");
	pm_buf_init(&out);
	OK(pm_charset_from_utf8(PM_CS_UTF16LE, "a\xF0\x9F\x98\x80", &out, NULL) == PM_OK && out.length_bytes == 6, "UTF-16LE");
	IS_MEM(out.data, "a\0\x3D\xD8\x00\xDE", 6, "without a mark");
	pm_buf_release(&out);
}

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

static void test_utf8(void)
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

/* Marks of two classes by turns: sorting them is quadratic where nobody counts them. */
static void test_hostile_marks(void)
{
	size_t n = 4 << 20, i, bad_at = 99;
	char *text = malloc(n + 1), *form;
	struct pm_buf out;

	for (i = 0; i < n; i += 4)
		memcpy(text + i, "\xCC\x81\xCC\xA3", 4);
	text[n] = '\0';
	form = pm_utf8_nfc(text);
	IS_STR(form && strcmp(form, text) == 0 ? "same" : "other", "same", "two million marks come back as they are");
	free(form);
	pm_buf_init(&out);
	OK(pm_charset_from_utf8(PM_CS_ISO_8859_1, text, &out, &bad_at) == PM_E_FORMAT && bad_at == 0, "and are told not to fit");
	pm_buf_release(&out);
	free(text);
	form = pm_utf8_nfc("a\xCC\xA3\xCC\x81");
	IS_STR(form, "\xE1\xBA\xA1\xCC\x81", "a few compose");
	free(form);
}

int main(void)
{
	test_hostile_marks();
	test_detect();
	test_detect_1252();
	test_detect_jis();
	test_decode();
	test_encode();
	test_utf8();
	IS_STR(pm_charset_name(PM_CS_ISO_8859_1), "ISO-8859-1", "name");
	IS_STR(pm_charset_name(PM_CS_MS_JIS), "MS-JIS", "name");
	return tap_done();
}
