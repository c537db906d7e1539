/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-detect.c - which charset a file is in: marks, NULs, and Shift-JIS against Windows-1252.  Bytes from the Unicode standard's chapter 2.13
 * (marks) and the code charts of JIS X 0208 and Windows-1252.
 */
#include <stdlib.h>

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

/* Bytes of a code page, read as Windows-1252: is it doubted, and where? */
static void doubt(const char *bytes, int at, int length, const char *name)
{
	struct pm_buf text;
	size_t run = 0, got;

	pm_buf_init(&text);
	if (pm_charset_to_utf8(PM_CS_WINDOWS_1252, (const uint8_t *)bytes, strlen(bytes), &text, NULL, NULL) != PM_OK)
		exit(99);
	got = pm_charset_doubt(pm_buf_str(&text), text.length_bytes, &run);
	IS_INT(got == SIZE_MAX ? -1 : (int)got, at, name);
	IS_INT(run, length, "so long");
	pm_buf_release(&text);
}

/* Code charts of Windows-1251, KOI8-R, GBK, EUC-KR, EUC-JP and Big5; each high byte is two bytes of UTF-8, or three. */
static void test_doubt(void)
{
	doubt("TITLE \"\xCF\xF0\xE8\xE2\xE5\xF2\"", 7, 12, "Windows-1251");
	doubt("a \xF0\xD2\xC9\xD7\xC5\xD4", 2, 12, "KOI8-R, at the end");
	doubt("\xD6\xD0\xCE\xC4 x", 0, 8, "GBK, two characters");
	doubt("\xC7\xD1\xB1\xB9\xBE\xEE", 0, 12, "EUC-KR");
	doubt("\xA4\xB5\xA4\xAF\xA4\xE9", 0, 12, "EUC-JP");
	doubt("\xA4\xA4\xA4\xE5", 0, 8, "Big5");
	doubt("\xC9t\xE9 M\xFCller na\xEFve CR\xC9\xC9\x45 \xDE\xD3\xD0\x55R", -1, 0, "Western words");
	doubt("\xAB\xA0\xC9\x85\xA0\xBB \x93\xC4\x94\x96\xD6 \x84\x82\xC4rger\x91\x93", -1, 0, "and what stands beside them");
	doubt("\xB0\xB0\xB0\xB0\xB0 \xD7\xD7\xD7\xD7 \xDF\xDF\xDF\xDF\xDF\xDF", -1, 0, "rows of the same");
	doubt("\xB1\xB2\xB3\xBD\xBC", -1, 0, "signs without a letter");
	doubt("", -1, 0, "nothing");
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

/* A mark counts when it is whole. */
static void test_cut_marks(void)
{
	detect(BYTES("\xEF\xBB"), PM_CS_WINDOWS_1252, 0, "two bytes of UTF-8's mark");
	detect(BYTES("\xFE"), PM_CS_WINDOWS_1252, 0, "one of UTF-16's");
	detect(BYTES("\xFF\xFE"), PM_CS_UTF16LE, 2, "a mark and nothing else");
	detect(BYTES("\xFF\xFE\0"), PM_CS_UTF16LE, 2, "three bytes are no mark of UTF-32");
	detect(BYTES("\xFF\xFE\0\0"), PM_CS_UTF32LE, 4, "four are");
	detect(BYTES("\0\0\xFE"), PM_CS_WINDOWS_1252, 0, "three of UTF-32BE's");
	detect(BYTES("\xEF\xBB\xBE" "x"), PM_CS_UTF8, 0, "U+FEFE is no mark");
	detect(BYTES("x\xEF\xBB\xBF"), PM_CS_UTF8, 0, "a mark inside is none");
}

/* What NULs say, and when they say nothing. */
static void test_nuls(void)
{
	/* "日本,1" and "日本語": U+65E5 672C 8A9E have no NUL in them; the comma and the digit have. */
	detect(BYTES("\xE5\x65\x2C\x67,\0" "1\0"), PM_CS_UTF16LE, 0, "half of it Japanese: UTF-16LE");
	detect(BYTES("\x65\xE5\x67\x2C\0,\0" "1"), PM_CS_UTF16BE, 0, "and UTF-16BE");
	/* "ab,": an odd length is no UTF-32, and a NUL too few is no matter. */
	detect(BYTES("a\0b\0,"), PM_CS_UTF16LE, 0, "an odd length");
	/* Nine letters, one NUL: in 9 * 2 bytes the eighth is two. */
	detect(BYTES("abcdefghijklmnop\0q"), PM_CS_UTF8, 0, "one NUL in nine units is a stray one");
	detect(BYTES("\0q\0rcdefghijklmnopqrst"), PM_CS_UTF16BE, 0, "two in eleven are not");
	/* NULs in both places: as many high as low ones. */
	detect(BYTES("a\0\0b\0c"), PM_CS_UTF8, 0, "NULs in both places by turns");
	/* Code points above U+10FFFF and more of them beyond ASCII than not. */
	detect(BYTES("a\0\x11\0b\0\0\0"), PM_CS_UTF16LE, 0, "U+110061 is no character: no UTF-32LE");
	detect(BYTES("\0\x11\0a\0\0\0b"), PM_CS_UTF16BE, 0, "nor UTF-32BE");
	detect(BYTES("\0\0\x65\xE5\0\0\0,"), PM_CS_UTF32BE, 0, "half ASCII: UTF-32BE");
	detect(BYTES("\xE5\x65\0\0,\0\0\0"), PM_CS_UTF32LE, 0, "half ASCII: UTF-32LE");
	detect(BYTES("\0\xF6\x01\0,\0\0\0"), PM_CS_UTF32LE, 0, "one of another plane (U+1F600) is a character");
	detect(BYTES("\0\0\0\0\0\0\0\0\0\0\0x"), PM_CS_UTF8, 0, "NULs and one letter are no text of any kind");
}

/* JIS X 0208 row 4 is 82 9F to 82 F1, row 5 83 40 to 83 96; beside them nothing is a character. */
static void test_jis_borders(void)
{
	detect(BYTES("x\x82\x9F"), PM_CS_MS_JIS, 0, "the first hiragana, small a");
	detect(BYTES("x\x82\x9E"), PM_CS_WINDOWS_1252, 0, "the byte before it");
	detect(BYTES("x\x82\xF1"), PM_CS_MS_JIS, 0, "the last, n");
	detect(BYTES("x\x82\xF2"), PM_CS_WINDOWS_1252, 0, "the byte behind it");
	detect(BYTES("x\x83\x96"), PM_CS_MS_JIS, 0, "the last katakana, small ke");
	detect(BYTES("x\x83\x97"), PM_CS_WINDOWS_1252, 0, "the byte behind it");
	detect(BYTES("x\x83\x7E"), PM_CS_WINDOWS_1252, 0, "mi alone is also a function sign and a tilde");
	/* 81 AC is the geta mark; 81 AD to 81 B7 stand for nothing in code page 932. */
	detect(BYTES("x\x81\xAC"), PM_CS_MS_JIS, 0, "the geta mark");
	detect(BYTES("x\x81\xAD"), PM_CS_WINDOWS_1252, 0, "a pair of the right form that is no character");
	detect(BYTES("\x82\xA0\x81\xAD"), PM_CS_WINDOWS_1252, 0, "one of them among kana");
	detect(BYTES("\x82\xA0\x81\x7F"), PM_CS_WINDOWS_1252, 0, "7F is no second byte");
	detect(BYTES("\x82\xA0\x81\xFD"), PM_CS_WINDOWS_1252, 0, "nor is FD");
	detect(BYTES("\x82\xA0\x80"), PM_CS_WINDOWS_1252, 0, "80 is no first byte");
	detect(BYTES("\x82\xA0\xA0"), PM_CS_WINDOWS_1252, 0, "nor is A0");
	detect(BYTES("\x82\xA0\xFD\x40"), PM_CS_WINDOWS_1252, 0, "nor FD");
	detect(BYTES("\x82\xA0\xEB\x40"), PM_CS_WINDOWS_1252, 0, "nor EB: beyond JIS X 0208");
	detect(BYTES("\x82\xA0\xED\x40"), PM_CS_MS_JIS, 0, "ED 40 is NEC's copy of an IBM kanji");
	detect(BYTES("\x82\xA0\xFA\x40"), PM_CS_MS_JIS, 0, "FA 40 is IBM's small roman one");
	detect(BYTES("\x82\xA0\xFC\x4B"), PM_CS_MS_JIS, 0, "FC 4B is the last of them");
	detect(BYTES("\x82\xA0\xEA\xA4"), PM_CS_MS_JIS, 0, "EA A4 is the last of JIS X 0208");
	detect(BYTES("\x82\xA0\xA1"), PM_CS_MS_JIS, 0, "A1 is the half-width full stop");
	detect(BYTES("\x82\xA0\xDF"), PM_CS_MS_JIS, 0, "DF the half-width voice mark");
}

/* One proof at a time, each with the Windows-1252 text that it could be taken for. */
static void test_jis_evidence(void)
{
	/* 88 A4 is 愛; 88 and 98 are a circumflex and a small tilde, which stand beside no letter. */
	detect(BYTES("\x98\x61"), PM_CS_WINDOWS_1252, 0, "a tilde and an a, though 98 61 is a kanji");
	detect(BYTES("\x98\xA0"), PM_CS_MS_JIS, 0, "98 A0 is a kanji; a tilde and a no-break space are nothing");
	/* 夜空: 96 E9 8B F3, both halves with bytes of Windows-1252 (en dash, e acute, angle quote, o acute). */
	detect(BYTES("\x96\xE9\x8B\xF3"), PM_CS_MS_JIS, 0, "two kanji in a row, one begun by an angle quote");
	detect(BYTES("\x96\xE9"), PM_CS_WINDOWS_1252, 0, "one of them alone is a dash and a letter");
	detect(BYTES("\x96\xE9 \x8B\xF3"), PM_CS_WINDOWS_1252, 0, "a blank between breaks the run");
	detect(BYTES("\x93\xE9\x96\xE9"), PM_CS_WINDOWS_1252, 0, "two kanji in a row, of quotes, dashes and letters only");
	/* 空Ｂ夜: a kanji that an angle quote begins, a letter, another kanji. */
	detect(BYTES("\x8B\xF3\x82\x61\x96\xE9"), PM_CS_MS_JIS, 0, "three in a row, two of them with high second bytes");
	detect(BYTES("\x8B\xF3\x82\x61\x82\x62"), PM_CS_WINDOWS_1252, 0, "with one it could be o acute in a quote, and low quotes");
	detect(BYTES("\x82\x61\x82\x62\x82\x63"), PM_CS_WINDOWS_1252, 0, "three low quotes before letters");
	detect(BYTES("\x83\xE9"), PM_CS_WINDOWS_1252, 0, "a florin and e acute, beyond the katakana");
	detect(BYTES("\x96\x8D"), PM_CS_MS_JIS, 0, "a second byte that Windows-1252 leaves undefined");
	detect(BYTES("\x96\x8F"), PM_CS_MS_JIS, 0, "another");
	detect(BYTES("\x96\x90"), PM_CS_MS_JIS, 0, "another");
	detect(BYTES("\x96\x9D"), PM_CS_MS_JIS, 0, "another");
	detect(BYTES("\x96\x9C"), PM_CS_WINDOWS_1252, 0, "a dash and the oe of coeur is Windows-1252");
	/* 風の[: a second byte 5B..60 is a bracket in Windows-1252. 95 97 | 81 5B (long vowel mark). */
	detect(BYTES("\x83\x58\x83\x5E\x81\x5B"), PM_CS_MS_JIS, 0, "three katakana with low second bytes, one led by 81");
	detect(BYTES("\x83\x58\x83\x5E"), PM_CS_WINDOWS_1252, 0, "two of them could be two florins, X and a circumflex");
	detect(BYTES("\x95\x5C\x8E\x86\x95\x5C"), PM_CS_MS_JIS, 0, "a bracket for a second byte, and a kanji begun by Z with caron");
}

int main(void)
{
	test_detect();
	test_doubt();
	test_cut_marks();
	test_nuls();
	test_detect_1252();
	test_detect_jis();
	test_jis_borders();
	test_jis_evidence();
	return tap_done();
}
