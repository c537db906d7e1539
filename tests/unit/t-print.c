/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-print.c - findings as printed: places, carets under tabs and wide letters, long lines, hostile names, limits. */
#include "cli/print.h"

#include <stdlib.h>
#include <time.h>

#include "tests/tap.h"

static struct pm_sources sources;
static struct pm_diags diags;
static const struct pm_print_options plain;

static struct pm_source *text_source(const char *name, const char *text)
{
	struct pm_source *source = NULL;

	if (pm_sources_add_text(&sources, name, text, strlen(text), &source) != PM_OK)
		abort();
	return source;
}

/* Where `what` stands in the source. */
static struct pm_pos at(struct pm_source *source, const char *what)
{
	const char *p = strstr(source->data, what);

	return pm_pos_at(source, p ? (uint64_t)(p - source->data) : 0, (uint32_t)strlen(what));
}

static void start(void)
{
	pm_sources_init(&sources);
	pm_diags_init(&diags);
}

static void printed_with(const struct pm_print_options *options, const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	pm_diags_sort(&diags);
	pm_print_diags(&out, &diags, 0, options);
	pm_print_summary(&out, &diags, options);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static void printed(const char *want, const char *name) { printed_with(&plain, want, name); }

static void places(void)
{
	struct pm_source *sheet, *map, *audio;
	static const uint8_t bytes[256];

	start();
	sheet = text_source("album.csv", "Track,File,Title,ISRC\n1,a.wav,One,ZZXYZ260001\n");
	if (pm_sources_add_binary(&sources, "DDPMS", bytes, sizeof(bytes), &map) != PM_OK ||
	    pm_sources_add_name(&sources, "/x/a.wav", "a.wav", &audio) != PM_OK)
		abort();
	pm_diag_hint(pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(sheet, "ZZXYZ260001"), "ISRC '%s' has 11 characters, want 12", "ZZXYZ260001"),
	             "count %s", "them");
	pm_diag_add(&diags, PM_DIAG_DDP_IMAGE_SIZE, pm_pos_at(map, 128, 8), "DSL says 1538 sectors, IMAGE.DAT holds 1537");
	pm_diag_add(&diags, PM_DIAG_AUDIO_SILENT, pm_pos_file(audio), "digital silence");
	pm_diag_add(&diags, PM_DIAG_EAN_MISSING, pm_pos_none(), "no UPC/EAN");
	printed("album.csv:2:13: error: ISRC 'ZZXYZ260001' has 11 characters, want 12 [isrc-format]\n"
	        "  1,a.wav,One,ZZXYZ260001\n"
	        "              ^~~~~~~~~~~\n"
	        "  hint: count them\n"
	        "DDPMS+128: error: DSL says 1538 sectors, IMAGE.DAT holds 1537 [ddp-image-size]\n"
	        "a.wav: warning: digital silence [audio-silent]\n"
	        "premaster: note: no UPC/EAN [ean-missing]\n"
	        "2 errors, 1 warning, 1 note\n",
	        "the four kinds of place");
}

static void carets(void)
{
	struct pm_source *s;

	start();
	s = text_source("t.tsv", "1\ta.wav\tOne\tBAD\n");
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "m");
	printed("t.tsv:1:13: error: m [isrc-format]\n"
	        "  1       a.wav   One     BAD\n"
	        "                          ^~~\n"
	        "1 error\n",
	        "tabs run to the next stop, in the line and under it; the column counts them as one");
	start();
	s = text_source("w.csv", "\xe6\x97\xa5\xe6\x9c\xac,\xc3\x89t\xc3\xa9,e\xcc\x81,BAD\n");
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "m");
	pm_diag_add(&diags, PM_DIAG_TEXT_CHARSET, at(s, "\xe6\x9c\xac"), "m");
	printed("w.csv:1:2: error: m [text-charset]\n"
	        "  \xe6\x97\xa5\xe6\x9c\xac,\xc3\x89t\xc3\xa9,e\xcc\x81,BAD\n"
	        "    ^~\n"
	        "w.csv:1:11: error: m [isrc-format]\n"
	        "  \xe6\x97\xa5\xe6\x9c\xac,\xc3\x89t\xc3\xa9,e\xcc\x81,BAD\n"
	        "             ^~~\n"
	        "2 errors\n",
	        "wide, accented and combining letters");
	start();
	s = text_source("e.csv", "abc\nde\n\nf");
	pm_diag_add(&diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(s, 3, 0), "at the end of a line");
	pm_diag_add(&diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(s, 4, 500), "over several lines");
	pm_diag_add(&diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(s, 7, 0), "empty line");
	pm_diag_add(&diags, PM_DIAG_SHEET_SYNTAX, pm_pos_at(s, 5000, 2), "behind the end");
	printed("e.csv:1:4: error: at the end of a line [sheet-syntax]\n  abc\n     ^\n"
	        "e.csv:2:1: error: over several lines [sheet-syntax]\n  de\n  ^~\n"
	        "e.csv:3:1: error: empty line [sheet-syntax]\n"
	        "e.csv:4:2: error: behind the end [sheet-syntax]\n  f\n   ^\n"
	        "4 errors\n",
	        "places at and past ends");
}

static void long_lines(void)
{
	struct pm_print_options narrow = { .columns = 42 };
	struct pm_source *s;
	char text[1201];

	start();
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = 0;
	memcpy(text + 500, "BAD", 3);
	s = text_source("l.csv", text);
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "m");
	printed_with(&narrow,
	             "l.csv:1:501: error: m [isrc-format]\n"
	             "  \xe2\x80\xa6xxxxxxxxxxxxxxxxxxxxxxxxxBADxxxxxxxxxx\xe2\x80\xa6\n"
	             "                            ^~~\n"
	             "1 error\n",
	             "a long line is shown around its place");
	start();
	memset(text, 'x', sizeof(text) - 1);
	memcpy(text, "BAD", 3);
	s = text_source("l.csv", text);
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "m");
	printed_with(&narrow,
	             "l.csv:1:1: error: m [isrc-format]\n"
	             "  BADxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\xe2\x80\xa6\n"
	             "  ^~~\n"
	             "1 error\n",
	             "its beginning");
	start();
	memset(text, 'x', sizeof(text) - 1);
	memcpy(text + 1197, "BAD", 3);
	s = text_source("l.csv", text);
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "m");
	printed_with(&narrow,
	             "l.csv:1:1198: error: m [isrc-format]\n"
	             "  \xe2\x80\xa6xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxBAD\n"
	             "                                       ^~~\n"
	             "1 error\n",
	             "its end");
}

/* Findings all over a line of 4 MB: each shown with what is around it, in little time. */
static void huge_line(void)
{
	enum { LETTERS = 2000000, FINDINGS = 2000 };
	struct pm_print_options narrow = { .columns = 42 };
	char *text = malloc(2 * LETTERS + 1);
	struct pm_source *s;
	struct pm_buf out;
	size_t i;
	clock_t begun;

	if (!text)
		abort();
	for (i = 0; i < LETTERS; i++)
		memcpy(text + 2 * i, "\xc3\xa9", 3);
	memcpy(text + 2 * 1500000, "BADX", 4);
	start();
	s = text_source("l.csv", text);
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BADX"), "m");
	printed_with(&narrow,
	             "l.csv:1:1500001: error: m [isrc-format]\n"
	             "  \xe2\x80\xa6\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
	             "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
	             "BADX\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xe2\x80\xa6\n"
	             "                            ^~~~\n"
	             "1 error\n",
	             "a huge line is shown around its place");
	start();
	s = text_source("l.csv", text);
	for (i = 0; i < FINDINGS; i++)
		pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, pm_pos_at(s, 2 * i * (LETTERS / FINDINGS), 2), "m");
	pm_buf_init(&out);
	begun = clock();
	pm_print_diags(&out, &diags, 0, &narrow);
	OK((double)(clock() - begun) / CLOCKS_PER_SEC < 5, "thousands of findings in it: a moment");
	OK(out.length_bytes > FINDINGS * 100, "and all are shown");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	free(text);
}

static void hostile(void)
{
	struct pm_source *s;

	start();
	s = text_source("a\x1b[2J\n.csv", "x\x1b]0;evil\x07,\xe2\x80\xae" "BAD\n");
	pm_diag_hint(pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "\x1b[31m'%s'\n", "\xff"), "line\nbreak\xc2\x9b");
	printed("a\\x1B[2J\\n.csv:1:13: error: \\x1B[31m'\\xFF'\\n [isrc-format]\n"
	        "  x\\x1B]0;evil\\x07,<U+202E>BAD\n"
	        "                           ^~~\n"
	        "  hint: line\\nbreak<U+009B>\n"
	        "1 error\n",
	        "escapes, line breaks, bidi marks and ill-formed bytes are spelled out");
}

#define WARNING "a+0: warning: w [audio-silent]\n"
#define ONE_TWO "a+1: error: one [isrc-format]\na+2: error: two [isrc-format]\n"
#define THREE "a+3: error: three [isrc-format]\n"

static void limits(void)
{
	struct pm_print_options quiet = { .quiet = 1 }, quiet_strict = { .quiet = 1, .strict = 1 };
	struct pm_print_options two = { .max_errors = 2 }, strict = { .strict = 1 }, color = { .color = 1 };
	struct pm_source *s;
	int pass;

	for (pass = 0; pass < 4; pass++) {
		start();
		if (pm_sources_add_name(&sources, "a", "a", &s) != PM_OK)
			abort();
		pm_diag_add(&diags, PM_DIAG_AUDIO_SILENT, pm_pos_at(s, 0, 0), "w");
		pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, pm_pos_at(s, 1, 0), "one");
		pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, pm_pos_at(s, 2, 0), "two");
		pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, pm_pos_at(s, 3, 0), "three");
		pm_diag_add(&diags, PM_DIAG_EAN_MISSING, pm_pos_at(s, 4, 0), "n");
		if (pass == 0)
			printed_with(&quiet, ONE_TWO THREE, "quiet: errors only");
		if (pass == 1)
			printed_with(&quiet_strict,
			             WARNING ONE_TWO THREE,
			             "quiet and strict: warnings too");
		if (pass == 2)
			printed_with(&two,
			             WARNING ONE_TWO
			             			             "premaster: 2 more findings not printed (--max-errors=2)\n3 errors, 1 warning, 1 note\n",
			             "max-errors limits what is printed, not what is counted");
		if (pass == 3)
			printed_with(&strict,
			             WARNING ONE_TWO THREE
			             			             "a+4: note: n [ean-missing]\n3 errors, 1 warning, 1 note (--strict: warnings count as errors)\n",
			             "strict says so");
	}
	start();
	diags.allow[PM_DIAG_ISRC_FORMAT] = 1;
	s = text_source("b", "BAD");
	pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, at(s, "BAD"), "one");
	printed_with(&color,
	             "\033[1mb:1:1: \033[1;36mnote: \033[0mone [isrc-format] (allowed)\n  BAD\n  \033[1;32m^~~\033[0m\n1 note\n",
	             "colours, and an allowed finding");
	start();
	printed("", "no findings, no words");
}

int main(void)
{
	places();
	carets();
	long_lines();
	huge_line();
	hostile();
	limits();
	return tap_done();
}
