/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-prepare.c - a text as bytes of a pack stream: controls, composed forms, full-width forms, and what a charset cannot hold. */
#include "cdtext/prepare.h"

#include "tests/unit/cdtext-help.h"

static const struct pm_cdtext_form latin = {PM_CS_ISO_8859_1, 0, 0}, latin_plain = {PM_CS_ISO_8859_1, 0, 1}, ascii = {PM_CS_ASCII, 0, 0},
				   jis = {PM_CS_MS_JIS, 1, 0}, korean = {PM_CS_EUC_KR, 1, 0}, chinese = {PM_CS_GB2312, 1, 0};

static void clean(const char *text, const struct pm_cdtext_form *form, const char *want, size_t replaced, size_t widened, const char *name)
{
	struct pm_cdtext_done done = {99, 99};
	struct pm_buf out;

	pm_buf_init(&out);
	pm_buf_add_str(&out, ">");
	OK(pm_cdtext_clean(text, form, &out, &done) == PM_OK && pm_buf_str(&out)[0] == '>', name);
	IS_STR(pm_buf_str(&out) + 1, want, "as it is to be written");
	OK(done.replaced == replaced && done.widened == widened, "and what was changed");
	pm_buf_release(&out);
}

static void test_form(void)
{
	const struct pm_cdtext_options plain = {0, 0}, translit = {0, 1};
	struct pm_cdtext_form f = pm_cdtext_form(PM_TEXT_TITLE, PM_CS_MS_JIS, &translit);

	OK(f.charset == PM_CS_MS_JIS && f.double_byte && !f.transliterate, "a Japanese title takes no plain characters");
	f = pm_cdtext_form(PM_TEXT_GENRE, PM_CS_MS_JIS, &translit);
	OK(f.charset == PM_CS_ASCII && !f.double_byte && f.transliterate, "its genre is ASCII");
	f = pm_cdtext_form(PM_TEXT_TITLE, PM_CS_ISO_8859_1, &translit);
	OK(f.charset == PM_CS_ISO_8859_1 && !f.double_byte && f.transliterate, "an English title");
	f = pm_cdtext_form(PM_TEXT_TITLE, PM_CS_ISO_8859_1, &plain);
	OK(!f.transliterate, "only where it is asked for");
	f = pm_cdtext_form(PM_TEXT_TITLE, PM_CS_ISO_8859_1, NULL);
	OK(!f.transliterate, "nor without options");
}

static void test_controls(void)
{
	clean("\x01" "a\x1F" "b\x7F" "c\xC2\x80" "d\xC2\x9F" "e", &latin, "abcde", 0, 0, "controls of both sets are left out");
	clean("a b~c\xC2\xA0" "d", &latin, "a b~c\xC2\xA0" "d", 0, 0, "their neighbours are not");
	clean("\n", &latin, "", 0, 0, "nothing may be left");
	clean("", &jis, "", 0, 0, "of nothing nothing comes");
	clean("e\x01\xCC\x81", &latin, "\xC3\xA9", 0, 0, "composed after the controls are gone");
	clean("a\xFFz", &latin, "a\xEF\xBF\xBDz", 0, 0, "an ill-formed byte becomes U+FFFD");
	clean("It\xE2\x80\x99s \xE2\x80\x93", &latin_plain, "It's -", 2, 0, "plain characters where asked for");
	clean("It\xE2\x80\x99s \xE2\x80\x93", &latin, "It\xE2\x80\x99s \xE2\x80\x93", 0, 0, "and else not");
}

/* U+FF01 to FF5E are 21h to 7Eh moved by FEE0h; the blank is U+3000. */
static void test_wide(void)
{
	clean("!~", &jis, "\uFF01\uFF5E", 0, 2, "the first and the last sign of ASCII");
	clean("A 1", &jis, "\uFF21\u3000\uFF11", 0, 3, "letter, blank, digit");
	clean("A", &korean, "\uFF21", 0, 1, "in Korean");
	clean("A", &chinese, "\uFF21", 0, 1, "in Chinese");
	clean("夜A空", &jis, "夜\uFF21空", 0, 1, "what is wide stays");
	clean("\uFF71", &jis, "ア", 0, 1, "half-width A");
	clean("\uFF76\uFF9E", &jis, "ガ", 0, 2, "half-width KA and its voice mark are one GA");
	clean("\uFF8A\uFF9F\uFF70\uFF84x\uFF9B", &jis, "パート\uFF58ロ", 0, 6, "two runs, a letter between");
	clean("\uFF61\uFF9F", &jis, "。\u309C", 0, 2, "the first and the last half-width form; a mark that composes with nothing stands alone");
	clean("か\uFF9E", &jis, "が", 0, 1, "a half-width mark behind a wide letter composes with it");
	clean("あ\uFF9E", &jis, "あ\u309B", 0, 1, "or stands alone, as JIS has it");
	clean("\uFF60\uFFA0", &jis, "\uFF60\uFFA0", 0, 0, "the characters beside the kana are not touched");
}

/* Unicode has two characters for each of these, code page 932 the second of them. */
static void test_twins(void)
{
	static const char *const pairs[][2] = {
		{"\u00A2", "\uFFE0"}, {"\u00A3", "\uFFE1"}, {"\u00A5", "\uFFE5"}, {"\u00A6", "\uFFE4"}, {"\u00AC", "\uFFE2"},
		{"\u00C5", "\u212B"},
		{"\u2014", "\u2015"}, {"\u2016", "\u2225"}, {"\u2212", "\uFF0D"}, {"\u301C", "\uFF5E"},
	};
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		clean(pairs[i][0], &jis, pairs[i][1], 0, 1, "the twin that code page 932 has");
		clean(pairs[i][0], &korean, pairs[i][0], 0, 0, "only there");
	}
	clean("\u2015\u2013", &jis, "\u2015\u2013", 0, 0, "others stay");
}

struct result {
	struct pm_buf out;
	struct pm_diags diags;
};

static struct result prepare(const char *text, const struct pm_cdtext_form *form, enum pm_text_field field, unsigned track)
{
	struct result r;

	pm_buf_init(&r.out);
	pm_diags_init(&r.diags);
	pm_buf_add_str(&r.out, ">");
	if (pm_cdtext_prepare(text, form, field, track, pm_pos_at(NULL, 7, 3), &r.out, &r.diags) != PM_OK)
		OK(0, "prepares");
	return r;
}

static void bytes(const char *text, const struct pm_cdtext_form *form, const char *want, size_t notes, const char *name)
{
	struct result r = prepare(text, form, PM_TEXT_TITLE, 1);

	IS_STR(pm_buf_str(&r.out), want, name);
	IS_INT(r.diags.count, notes, "findings");
	pm_buf_release(&r.out);
	pm_diags_release(&r.diags);
}

static void test_bytes(void)
{
	bytes("\xC3\x89t\xC3\xA9", &latin, ">\xC9t\xE9", 0, "ISO 8859-1");
	bytes("E\xCC\x81", &latin, ">\xC9", 0, "composed");
	bytes("夜A", &jis, ">\x96\xE9\x82\x60", 1, "MS-JIS, full-width A with a note");
	bytes("'\"", &jis, ">\xFA\x56\xFA\x57", 1, "MS-JIS: straight quotes are IBM's");
	bytes("か\uFF9E", &jis, ">\x82\xAA", 1, "MS-JIS: GA");
	bytes("あ\uFF9E", &jis, ">\x82\xA0\x81\x4A", 1, "MS-JIS: the voice mark alone is 814A");
	bytes("가A", &korean, ">\xB0\xA1\xA3\xC1", 1, "EUC-KR");
	bytes("中A", &chinese, ">\xD6\xD0\xA3\xC1", 1, "GB2312");
	bytes("\u212B", &jis, ">\x81\xF0", 1, "MS-JIS: the angstrom sign, which composes to a letter it lacks");
	bytes("", &latin, ">", 0, "nothing");
	bytes("\t", &jis, ">", 0, "nothing but a control");
}

/* A finding for each way a text can be too much for its charset; nothing is added then. */
static void refused(const char *text, const struct pm_cdtext_form *form, enum pm_text_field field, unsigned track, const char *want, const char *hint,
		    const char *name)
{
	struct result r = prepare(text, form, field, track);
	const struct pm_diag *d = help_find(&r.diags, PM_DIAG_TEXT_CHARSET, want);

	if (!OK(d && r.diags.count == 1, name))
		help_show(&r.diags);
	OK(d && d->severity == PM_ERROR && d->track == (track ? (int)track : -1) && d->pos.offset_bytes == 7, "an error, at its place and track");
	OK(d && d->hint && strstr(d->hint, hint), hint);
	IS_STR(pm_buf_str(&r.out), ">", "and nothing is added");
	pm_buf_release(&r.out);
	pm_diags_release(&r.diags);
}

static void test_refused(void)
{
	refused("It\xE2\x80\x99s", &latin, PM_TEXT_TITLE, 0,
		"title of the disc 'It\xE2\x80\x99s' has U+2019 (right single quotation mark), which ISO-8859-1 cannot hold", "--transliterate",
		"one that has a plain form");
	refused("Łódź", &latin, PM_TEXT_PERFORMER, 7, "performer of track 7 'Łódź' has U+0141 'Ł', U+017A 'ź', which", "letters of Western European languages",
		"two that have none");
	refused("\xE2\x80\x99Ł", &latin, PM_TEXT_TITLE, 1, "U+2019", "letters of Western European languages", "one of each: plain characters would not do");
	refused("\xE2\x80\x99Ł", &latin_plain, PM_TEXT_TITLE, 1, "has U+0141 'Ł', which", "letters of Western European languages", "and the rest of them with it");
	refused("ŁŁŁŁź", &latin, PM_TEXT_TITLE, 1, "has U+0141 'Ł', U+017A 'ź', which", "Western European", "each is named once");
	refused("Łźąć", &latin, PM_TEXT_TITLE, 1, "has U+0141 'Ł', U+017A 'ź', U+0105 'ą' and others, which", "Western European", "three are named, of four");
	refused("Łźą", &latin, PM_TEXT_TITLE, 1, "has U+0141 'Ł', U+017A 'ź', U+0105 'ą', which", "Western European", "three of three");
	refused("Été", &ascii, PM_TEXT_GENRE, 0, "genre of the disc 'Été' has U+00C9 'É', U+00E9 'é', which ASCII cannot hold", "plain letters", "ASCII");
	refused("夜é", &jis, PM_TEXT_TITLE, 2, "has U+00E9 'é', which MS-JIS cannot hold", "characters that Japanese CD-Text (MS-JIS) has", "MS-JIS");
	refused("夜\xE2\x80\x9C\xF0\x9F\x98\x80", &jis, PM_TEXT_TITLE, 2, "has U+1F600", "characters that Japanese CD-Text (MS-JIS) has", "a picture");
	refused("가\u0E01", &korean, PM_TEXT_TITLE, 2, "has U+0E01 '\u0E01', which EUC-KR cannot hold", "characters of EUC-KR", "Korean: no word of Japanese");
	refused("中\u0E01", &chinese, PM_TEXT_TITLE, 2, "which GB2312 cannot hold", "characters of GB2312", "Chinese: nor there");
	refused("a\xFF", &latin, PM_TEXT_TITLE, 1, "has U+FFFD (replacement character)", "Western European", "bytes that were no character");
	refused("\xC2\xA0" "夜", &jis, PM_TEXT_TITLE, 1, "U+00A0 (no-break space)", "Japanese CD-Text", "a no-break space, which some libraries take for one byte");
}

static void test_notes(void)
{
	struct result r = prepare("It\xE2\x80\x99s", &latin_plain, PM_TEXT_MESSAGE, 3);
	const struct pm_diag *d = help_find(&r.diags, PM_DIAG_TEXT_TRANSLITERATED, "message of track 3 'It\xE2\x80\x99s' is written 'It's'");

	OK(d && d->severity == PM_NOTE && d->track == 3 && d->pos.offset_bytes == 7 && r.diags.count == 1, "plain characters: a note with both forms");
	OK(d && !strstr(d->message, "double-byte"), "and no word of double bytes");
	IS_STR(pm_buf_str(&r.out), ">It's", "written so");
	pm_buf_release(&r.out);
	pm_diags_release(&r.diags);
	r = prepare("A", &jis, PM_TEXT_TITLE, 0);
	d = help_find(&r.diags, PM_DIAG_TEXT_TRANSLITERATED, "title of the disc 'A' is written '\uFF21': its block takes double-byte characters only");
	OK(d && d->track == -1 && r.diags.count == 1, "full-width: a note that says why");
	pm_buf_release(&r.out);
	pm_diags_release(&r.diags);
}

/* A charset of two bytes a character never gives one, or terminators would be missed: every character of the first plane. */
static void test_even(void)
{
	static const struct pm_cdtext_form *const forms[] = {&jis, &korean, &chinese};
	size_t i, odd = 0, held = 0;
	uint32_t c;

	for (i = 0; i < 3; i++)
		for (c = 0x20; c < 0x10000; c++) {
			struct pm_cdtext_done done;
			struct pm_buf text, wide, coded;

			pm_buf_init(&text);
			pm_buf_init(&wide);
			pm_buf_init(&coded);
			pm_utf8_put(&text, c);
			if (pm_cdtext_clean(pm_buf_str(&text), forms[i], &wide, &done) == PM_OK &&
			    pm_charset_from_utf8(forms[i]->charset, pm_buf_str(&wide), &coded, NULL) == PM_OK) {
				odd += coded.length_bytes % 2;
				held++;
			}
			pm_buf_release(&text);
			pm_buf_release(&wide);
			pm_buf_release(&coded);
		}
	IS_INT(odd, 0, "no character of the first plane comes to an odd number of bytes");
	OK(held > 3 * 6000, "and the most that a charset has are among them");
}

int main(void)
{
	test_form();
	test_controls();
	test_wide();
	test_twins();
	test_bytes();
	test_refused();
	test_notes();
	test_even();
	return tap_done();
}
