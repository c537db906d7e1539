/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cue-values.c - words, texts, numbers and times behind the commands of a cue sheet.  Expected: cue-toc.md section 1; 75 sectors a second. */
#include "cue/cue-reader.h"

#include "tests/unit/cue-help.h"

static struct pm_cue_reader r;
static struct pm_cue_word value;

/* A reader whose line at hand is this, on a track; value is the whole of it. */
static void fresh(const char *line, int track)
{
	read_it("");
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	memset(&r, 0, sizeof r);
	r.disc = disc;
	r.diags = &diags;
	if (pm_sources_add_text(&sources, "v.cue", line, strlen(line), &r.source) != PM_OK)
		exit(99);
	value = (struct pm_cue_word){r.source->data, r.source->length_bytes, 0};
	r.line = value;
	r.command = (struct pm_cue_word){"TITLE", 5, 0};
	r.track = track;
}

static int is(const struct pm_cue_word *w, const char *text, uint64_t at)
{
	return w->length_bytes == strlen(text) && !memcmp(w->text, text, w->length_bytes) && w->at == at;
}

static void words(void)
{
	struct pm_cue_word w;
	size_t at = 0;

	fresh(" \t one\f\vtwo  ", 0);
	OK(pm_cue_next_word(&value, &at, &w) && is(&w, "one", 3), "a word behind blanks");
	OK(pm_cue_next_word(&value, &at, &w) && is(&w, "two", 8), "form feed and vertical tab are blanks");
	OK(!pm_cue_next_word(&value, &at, &w) && w.length_bytes == 0, "no third word");
	at = value.length_bytes;
	OK(!pm_cue_next_word(&value, &at, &w), "nor one behind the end");
	w = (struct pm_cue_word){"FlAgS", 5, 0};
	OK(pm_cue_word_is(&w, "FLAGS"), "ASCII case is ignored");
	OK(!pm_cue_word_is(&w, "FLAG") && !pm_cue_word_is(&w, "FLAGSX"), "lengths are not");
	w = (struct pm_cue_word){"", 0, 0};
	OK(!pm_cue_word_is(&w, "X"), "nothing is no word");
	w = pm_cue_part(&value, 3, 6);
	OK(is(&w, "one", 3), "a part has its place");
	done();
}

static void quoted(const char *line, const char *want, const char *rest_want, const char *findings, const char *name)
{
	struct pm_cue_word text, rest;

	fresh(line, 0);
	if (pm_cue_take_quoted(&r, &value, &text, &rest)) {
		OK(want && is(&text, want, 1), name);
		OK(want && is(&rest, rest_want, strlen(want) + 2), name);
	} else {
		OK(!want, name);
	}
	findings_are(findings, name);
	done();
}

static void quotes_(void)
{
	quoted("\"a b\"", "a b", "", "", "a quoted text");
	quoted("\"a\" b", "a", " b", "", "something behind it");
	quoted("\"\"", "", "", "", "an empty one");
	quoted("\"a \"b\" c\" d", "a \"b\" c", " d", "", "up to the last quote");
	quoted("\"", NULL, NULL, "1:1 E cue-syntax", "a lone quote");
	quoted("\"abc", NULL, NULL, "1:1 E cue-syntax", "a quote never closed");
}

static void text_is(const char *line, const char *want, uint64_t at, const char *findings, const char *name)
{
	struct pm_cue_word text;

	fresh(line, 0);
	IS_INT(pm_cue_take_text(&r, &value, &text), want != NULL, name);
	OK(!want || is(&text, want, at), name);
	findings_are(findings, name);
	done();
}

static void texts(void)
{
	text_is("a b  c", "a b  c", 0, "", "unquoted: the rest of the line");
	text_is("a \"b\"", "a \"b\"", 0, "", "a quote inside is no quoting");
	text_is("\"a b\"", "a b", 1, "", "quoted");
	text_is("\"a\"  b", NULL, 0, "1:6 E cue-syntax", "text behind the closing quote, at its place");
	text_is("\"a", NULL, 0, "1:1 E cue-syntax", "never closed");
}

static int number(const char *text)
{
	struct pm_cue_word w = {text, strlen(text), 0};

	return pm_cue_take_number(&w);
}

static void numbers(void)
{
	IS_INT(number("0"), 0, "0");
	IS_INT(number("07"), 7, "07");
	IS_INT(number("9999"), 9999, "9999");
	IS_INT(number("10000"), -1, "five digits");
	IS_INT(number("00001"), -1, "also of a small one");
	IS_INT(number(""), -1, "nothing");
	IS_INT(number("-1"), -1, "a sign");
	IS_INT(number("1a"), -1, "a letter");
	IS_INT(number("1 "), -1, "a blank");
}

static void time_is(const char *text, long want, const char *findings)
{
	uint32_t sectors = 4711;

	fresh(text, 3);
	IS_INT(pm_cue_take_msf(&r, &value, &sectors), want >= 0, text);
	IS_INT(sectors, want < 0 ? 4711 : want, want < 0 ? "the output is untouched" : text);
	findings_are(findings, text);
	IS_INT(disc->track[3].poisoned, want < 0 ? PM_POISON_TIMES : 0, "the track's times");
	done();
}

static void times(void)
{
	time_is("00:00:00", 0, "");
	time_is("00:02:00", 150, "");
	time_is("0:0:1", 1, "");
	time_is("79:59:74", 359999, "");
	time_is("100:00:00", 450000, "");
	time_is("999:59:74", 4499999, "");
	time_is("00:59:74", 4499, "");
	time_is("00:60:00", -1, "1:1 E cue-syntax");
	time_is("00:00:75", -1, "1:1 E cue-syntax");
	time_is("100000:00:00", -1, "1:1 E cue-syntax");
	time_is("00:02", -1, "1:1 E cue-syntax");
	time_is("00:02:000", -1, "1:1 E cue-syntax");
	time_is("00.02.00", -1, "1:1 E cue-syntax");
	time_is("-0:02:00", -1, "1:1 E cue-syntax");
	time_is("00:02:00 ", -1, "1:1 E cue-syntax");
	fresh("00:60:00", 0);
	OK(!pm_cue_take_msf(&r, &value, &(uint32_t){0}), "before any track");
	IS_STR(diags.list[0].message, "TITLE '00:60:00' is no time: seconds go to 59, frames to 74", "names the command and the fault");
	IS_STR(diags.list[0].hint, "write mm:ss:ff", "and what to write");
	IS_INT(diags.list[0].track, -1, "it is about no track");
	done();
}

static void ends(void)
{
	struct pm_cue_word at = {"", 0, 0};

	fresh("01 AUDIO  x y", 4);
	OK(pm_cue_at_end(&r, &value, 13), "at the end");
	OK(!pm_cue_at_end(&r, &value, 8), "not at it");
	findings_are("1:11 E cue-syntax", "at the first word too much");
	IS_STR(diags.list[0].message, "'x' is too much for TITLE", "named");
	IS_INT(diags.list[0].track, 4, "on its track");
	done();
	fresh("x", -1);
	(void)pm_cue_complain(&r, &value, "no %s", "good");
	IS_STR(diags.list[0].message, "no good", "a finding");
	IS_INT(diags.list[0].track, -1, "of a track beyond the 99th names none");
	IS_INT(diags.list[0].severity, PM_ERROR, "is an error");
	at = value;
	pm_cue_warn(&r, &at, "is odd");
	IS_STR(diags.list[1].message, "TITLE is odd", "a warning names its command");
	IS_INT(diags.list[1].severity, PM_WARNING, "and is one");
	done();
}

int main(void)
{
	words();
	quotes_();
	texts();
	numbers();
	times();
	ends();
	return tap_done();
}
