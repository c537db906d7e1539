/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-charset.c - decoding, encoding; bytes written out by hand from the code charts. */
#include "base/charset.h"
#include "tests/tap.h"

#define BYTES(literal) literal, sizeof(literal) - 1

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

/* Marks of two classes by turns: sorting them is quadratic where nobody counts them. */
static void test_hostile_marks(void)
{
	size_t n = 4 << 20, i, bad_at = 99;
	char *text = malloc(n + 1);
	struct pm_buf out;

	for (i = 0; i < n; i += 4)
		memcpy(text + i, "\xCC\x81\xCC\xA3", 4);
	text[n] = '\0';
	pm_buf_init(&out);
	OK(pm_charset_from_utf8(PM_CS_ISO_8859_1, text, &out, &bad_at) == PM_E_FORMAT && bad_at == 0, "two million marks are told not to fit");
	pm_buf_release(&out);
	free(text);
}

int main(void)
{
	test_decode();
	test_encode();
	test_hostile_marks();
	IS_STR(pm_charset_name(PM_CS_ISO_8859_1), "ISO-8859-1", "name");
	IS_STR(pm_charset_name(PM_CS_MS_JIS), "MS-JIS", "name");
	return tap_done();
}
