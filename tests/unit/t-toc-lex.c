/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-toc-lex.c - tokens and strings of a cdrdao TOC, one by one.  Expected: cue-toc.md section 6; 75 sectors a second. */
#include "cue/toc-reader.h"

#include "tests/unit/toc-help.h"

static struct pm_toc_reader *r;

static void fresh_n(const char *data, size_t n)
{
	read_it("TRACK AUDIO SILENCE 0:4:0");
	r = calloc(1, sizeof *r);
	if (!r || pm_sources_add_text(&sources, "l.toc", data, n, &r->source) != PM_OK)
		exit(99);
	r->disc = disc;
	r->diags = &diags;
}

static void fresh(const char *data)
{
	fresh_n(data, strlen(data));
}

static void end(void)
{
	free(r);
	done();
}

/* All tokens as "KIND@AT+LENGTH", a number's and a time's value behind "=". */
static void tokens_n(const char *data, size_t n, const char *want, const char *findings, const char *name)
{
	static const char *const kind[] = {"END", "WORD", "STRING", "NUMBER", "MSF", "MARK", "BAD"};
	struct pm_buf b;

	fresh_n(data, n);
	pm_buf_init(&b);
	do {
		pm_toc_next(r);
		pm_buf_printf(&b, "%s%s@%zu+%zu", b.length_bytes ? " " : "", kind[r->token.kind], r->token.at, r->token.length_bytes);
		if (r->token.kind == PM_TOC_NUMBER || r->token.kind == PM_TOC_MSF)
			pm_buf_printf(&b, "=%llu", (unsigned long long)r->token.value);
	} while (r->token.kind != PM_TOC_END);
	IS_STR(pm_buf_str(&b), want, name);
	findings_are(findings, name);
	pm_buf_release(&b);
	end();
}

static void tokens(const char *data, const char *want, const char *findings, const char *name)
{
	tokens_n(data, strlen(data), want, findings, name);
}

static void kinds(void)
{
	tokens("", "END@0+0", "", "nothing");
	tokens(" \t\r\n\v\f", "END@6+0", "", "blanks");
	tokens("TRACK A_1", "WORD@0+5 WORD@6+3 END@9+0", "", "words");
	tokens("a{b}c,d:e#f", "WORD@0+1 MARK@1+1 WORD@2+1 MARK@3+1 WORD@4+1 MARK@5+1 WORD@6+1 MARK@7+1 WORD@8+1 MARK@9+1 WORD@10+1 END@11+0", "", "marks");
	tokens("// x \"y\nz", "WORD@8+1 END@9+0", "", "a comment");
	tokens("a//b\rc", "WORD@0+1 WORD@5+1 END@6+0", "", "a comment behind a word, ended by CR");
	tokens("//", "END@2+0", "", "a comment at the end");
	tokens("a / b", "WORD@0+1 BAD@2+1 WORD@4+1 END@5+0", "1:3 E toc-syntax", "one stroke is no comment");
	tokens("a /", "WORD@0+1 BAD@2+1 END@3+0", "1:3 E toc-syntax", "nor at the end");
	tokens("\xC3\xA9 x", "BAD@0+2 WORD@3+1 END@4+0", "1:1 E toc-syntax", "a character that means nothing, whole");
	tokens_n("abcdefghij\0bcdefghijk", 21, "WORD@0+10 BAD@10+1 WORD@11+10 END@21+0", "1:11 E toc-syntax", "a NUL");
	tokens("$ $\n$", "BAD@0+1 BAD@2+1 BAD@4+1 END@5+0", "1:1 E toc-syntax; 2:1 E toc-syntax", "one finding a line");
}

static void numbers(void)
{
	tokens("0 7 00012", "NUMBER@0+1=0 NUMBER@2+1=7 NUMBER@4+5=12 END@9+0", "", "numbers");
	tokens("9999999999999999999", "NUMBER@0+19=9999999999999999999 END@19+0", "", "nineteen digits");
	tokens("10000000000000000000 x", "BAD@0+20 WORD@21+1 END@22+0", "1:1 E toc-syntax", "twenty");
	tokens("12:34:56", "MSF@0+8=56606 END@8+0", "", "a time");
	tokens("0:0:0 999:59:74", "MSF@0+5=0 MSF@6+9=4499999 END@15+0", "", "the first and the last");
	tokens("0:60:0\n0:0:75", "BAD@0+6 BAD@7+6 END@13+0", "1:1 E toc-syntax; 2:1 E toc-syntax", "seconds to 59, frames to 74");
	tokens("100000:0:0", "BAD@0+10 END@10+0", "1:1 E toc-syntax", "a hundred thousand minutes");
	tokens("0:000:0", "BAD@0+7 END@7+0", "1:1 E toc-syntax", "three digits of seconds");
	tokens("1:2", "NUMBER@0+1=1 MARK@1+1 NUMBER@2+1=2 END@3+0", "", "a language map without blanks is no time");
	tokens("1:2:", "NUMBER@0+1=1 MARK@1+1 NUMBER@2+1=2 MARK@3+1 END@4+0", "", "nor is half a time");
	tokens("1:2:3:4", "MSF@0+5=4653 MARK@5+1 NUMBER@6+1=4 END@7+0", "", "a time and more");
	tokens("0 : EN", "NUMBER@0+1=0 MARK@2+1 WORD@4+2 END@6+0", "", "with blanks");
	tokens("-1", "BAD@0+1 NUMBER@1+1=1 END@2+0", "1:1 E toc-syntax", "no signs");
}

static void strings(void)
{
	tokens("\"a\" \"\"", "STRING@0+3 STRING@4+2 END@6+0", "", "strings");
	tokens("\"a\\\"b\" c", "STRING@0+6 WORD@7+1 END@8+0", "", "an escaped quote");
	tokens("\"a\\\\\" c", "STRING@0+5 WORD@6+1 END@7+0", "", "an escaped backslash at the end");
	tokens("\"a // b\"", "STRING@0+8 END@8+0", "", "no comment inside");
	tokens("\"a\nb\" c", "STRING@0+5 WORD@6+1 END@7+0", "", "over a line end");
	tokens("\"a\nb\"}", "STRING@0+5 MARK@5+1 END@6+0", "", "with a brace behind it");
	tokens("\"a", "BAD@0+2 END@2+0", "1:1 E toc-syntax", "never closed");
	tokens("\"", "BAD@0+1 END@1+0", "1:1 E toc-syntax", "a lone quote");
	tokens("\"a\\\"", "BAD@0+4 END@4+0", "1:1 E toc-syntax", "closed by an escaped quote only");
	tokens("\"a\\", "BAD@0+3 END@3+0", "1:1 E toc-syntax", "a backslash as the last character");
	tokens("\"a\nB \"c\"", "BAD@0+2 WORD@3+1 STRING@5+3 END@8+0", "1:1 E toc-syntax", "a forgotten quote does not swallow the next string");
	tokens("\"a\nB \"c\nD \"e\"", "BAD@0+2 WORD@3+1 BAD@5+2 WORD@8+1 STRING@10+3 END@13+0", "1:1 E toc-syntax; 2:3 E toc-syntax", "two of them");
}

static void string_is(const char *data, const char *want, int high, int utf8, const char *findings, const char *name)
{
	struct pm_toc_string s;

	fresh(data);
	pm_toc_next(r);
	if (pm_toc_take_string(r, &s)) {
		IS_STR(pm_buf_str(&s.bytes), want, name);
		IS_INT(s.has_escaped_high, high, name);
		IS_INT(s.has_utf8, utf8, name);
		IS_INT(s.pos.offset_bytes, 1, "its place is inside the quotes");
		IS_INT(s.pos.length_bytes, strlen(data) - 2, "to their end");
		pm_buf_release(&s.bytes);
	} else {
		OK(!want, name);
	}
	findings_are(findings, name);
	end();
}

static void escapes(void)
{
	string_is("\"abc\"", "abc", 0, 0, "", "plain");
	string_is("\"\"", "", 0, 0, "", "empty");
	string_is("\"\\\"\\\\\"", "\"\\", 0, 0, "", "quote and backslash");
	string_is("\"\\101\\001\\177\"", "A\x01\x7F", 0, 0, "", "octal digits up to 127");
	string_is("\"\\200\\351\\377\"", "\x80\xE9\xFF", 1, 0, "", "and up to 255");
	string_is("\"\\1012\"", "A2", 0, 0, "", "three digits, and no more");
	string_is("\"\xC3\xA9\"", "\xC3\xA9", 0, 1, "", "the character itself");
	string_is("\"\\000\"", "\\000", 0, 0, "1:2 W toc-syntax", "no byte 0");
	string_is("\"\\400\"", "\\400", 0, 0, "1:2 W toc-syntax", "none above 255");
	string_is("\"\\189\"", "\\189", 0, 0, "1:2 W toc-syntax", "8 and 9 are no octal digits");
	string_is("\"a\\12\"", NULL, 0, 0, "1:3 E toc-syntax", "two digits");
	string_is("\"a\\n\"", NULL, 0, 0, "1:3 E toc-syntax", "no other escapes");
	string_is("\"\xC3\xA9\\351\"", NULL, 0, 0, "1:1 E toc-syntax", "characters and bytes in one string");
	fresh_n("\"abcdefghij\0bcdefghij\"", 23);
	pm_toc_next(r);
	OK(!pm_toc_take_string(r, &(struct pm_toc_string){.has_utf8 = 0}), "a NUL in a string");
	findings_are("1:12 E toc-syntax", "is told");
	end();
}

/* Something missing is told at what stands in its place, or, on a later line, at what is before. */
static void missing(void)
{
	fresh("A B");
	pm_toc_next(r);
	pm_toc_next(r);
	pm_toc_missing(r, "x");
	findings_are("1:3 E toc-syntax", "on the line");
	end();
	fresh("A\nB");
	pm_toc_next(r);
	pm_toc_next(r);
	pm_toc_missing(r, "x");
	pm_toc_missing(r, "y");
	findings_are("1:1 E toc-syntax", "on the line before, once");
	end();
	fresh("A");
	pm_toc_next(r);
	pm_toc_next(r);
	pm_toc_missing(r, "x");
	findings_are("1:1 E toc-syntax", "at the end");
	end();
	fresh("A B\nC");
	r->track = 7;
	pm_toc_next(r);
	pm_toc_complain(r, "%d", 1);
	pm_toc_next(r);
	pm_toc_complain(r, "%d", 2);
	pm_toc_next(r);
	pm_toc_complain(r, "%d", 3);
	findings_are("1:1 E toc-syntax; 2:1 E toc-syntax", "one finding a line");
	IS_INT(diags.list[0].track, 7, "on its track");
	end();
	fresh("a A");
	pm_toc_next(r);
	OK(pm_toc_is_word(r, "a") && !pm_toc_is_word(r, "A") && !pm_toc_is_word(r, "ab"), "keywords are capitals");
	OK(!pm_toc_is_mark(r, 'a'), "a word is no mark");
	end();
}

int main(void)
{
	kinds();
	numbers();
	strings();
	escapes();
	missing();
	return tap_done();
}
