/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-visible.c - what is shown of hostile text, and how wide it is. */
#include "base/visible.h"
#include "tests/tap.h"

static void shows(const char *text, size_t length_bytes, const char *want, size_t columns, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_INT(pm_visible_add(&b, text, length_bytes), columns, name);
	IS_STR(pm_buf_str(&b), want, name);
	IS_INT(pm_visible_width(text, length_bytes), columns, name);
	pm_buf_release(&b);
}

static void fits(const char *text, size_t columns, const char *want, size_t used, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_INT(pm_visible_fit(&b, text, strlen(text), columns), used, name);
	IS_STR(pm_buf_str(&b), want, name);
	pm_buf_release(&b);
}

int main(void)
{
	shows("Slack Water", 11, "Slack Water", 11, "plain");
	shows("\xc3\x89t\xc3\xa9", 5, "\xc3\x89t\xc3\xa9", 3, "two-byte letters");
	shows("\xe6\x97\xa5\xe6\x9c\xac", 6, "\xe6\x97\xa5\xe6\x9c\xac", 4, "wide letters");
	shows("e\xcc\x81", 3, "e\xcc\x81", 1, "a combining mark takes no column");
	shows("a\x1b[31mb", 7, "a\\x1B[31mb", 10, "an escape sequence");
	shows("a\0b", 3, "a\\x00b", 6, "a NUL");
	shows("a\r\n\tb", 5, "a\\r\\n\\tb", 8, "line ends and tabs");
	shows("\x7f\xc2\x9b", 3, "\\x7F<U+009B>", 12, "DEL and C1");
	shows("\xe2\x80\xae" "gpj", 6, "<U+202E>gpj", 11, "right-to-left override");
	shows("\xe2\x80\x8b", 3, "<U+200B>", 8, "zero-width space");
	shows("\xf3\xa0\x80\x81", 4, "<U+E0001>", 9, "tag characters");
	shows("\xe9t\xe9", 3, "\\xE9t\\xE9", 9, "Latin-1 bytes are ill-formed");
	shows("\xef\xbf\xbd", 3, "\xef\xbf\xbd", 1, "a genuine replacement character");
	shows("", 0, "", 0, "empty");
	fits("Slack Water", 11, "Slack Water", 11, "fits as it is");
	fits("Slack Water", 8, "Slack W\xe2\x80\xa6", 8, "cut");
	fits("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, "\xe6\x97\xa5\xe2\x80\xa6", 3, "a wide letter is not halved");
	fits("abc", 1, "\xe2\x80\xa6", 1, "one column");
	fits("abc", 0, "", 0, "no column");
	return tap_done();
}
