/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-help.c - the shape of --help: usage, columns, wrapping, sections.  The whole texts are golden, in tests/cli/help/. */
#include "base/buf.h"
#include "cli/options.h"
#include "tests/tap.h"

static struct pm_buf text;

static void usage_is(enum pm_command command, const char *want)
{
	pm_buf_release(&text);
	pm_buf_init(&text);
	pm_usage(&text, command);
	IS_STR(pm_buf_str(&text), want, want);
}

static const char *help(enum pm_command command)
{
	pm_buf_release(&text);
	pm_buf_init(&text);
	pm_help(&text, command);
	return pm_buf_str(&text);
}

static void has(const char *part, const char *name)
{
	OK(strstr(pm_buf_str(&text), part) != NULL, name);
}
static void lacks(const char *part, const char *name)
{
	OK(!strstr(pm_buf_str(&text), part), name);
}

/* Option, then its help from column 26 on, broken at blanks before column 79. */
static void test_columns(void)
{
	help(PM_CMD_BUILD);
	has("\n  -o, --output=DIR        folder to write; it must not exist or be empty\n", "an option with a letter, 18 columns, filled to 26");
	has("\n      --force             replace a folder that holds an older set and nothing\n                          else; the old set stays until the new one is proven\n",
	    "an option without one, its help broken at 79 columns");
	has("\n      --sub=none|deinterleaved|raw96\n                          CUE: subcode in NAME.sub", "a long one has its help on the next line");
	/* 24 columns are the most that leave two blanks. */
	has("\n      --cdtext=FILE.v07t  CD-Text from a Sony text file", "the longest that stands on one line");
	help(PM_CMD_EXTRACT);
	has("\n      --gaps=previous|next\n", "26 columns are too many");
	lacks("  \n", "no line ends in blanks");
}

static void test_sections(void)
{
	const char *all = help(PM_CMD_VERIFY), *reading = strstr(all, "\nReading:\n"), *findings = strstr(all, "\nFindings:\n"), *common = strstr(all, "\nCommon:\n");

	OK(reading && findings && common && reading < findings && findings < common, "sections in order");
	lacks("\nOutput:\n", "and none without an option");
	lacks("\nCodes and text:\n", "of this command");
	has("\nExample", "examples");
	has("\nExit status: 0 nothing wrong, 1 errors were found, 2 wrong usage,\n3 the job could not be done.\n", "exit status (contract section 2)");
	help(PM_CMD_NONE);
	has("\n  compare  say what differs between two sources, to the sample\n", "the program's lists the commands");
	has("\n      --allow=ID[,ID]", "and the options that all take");
	lacks("--force", "and no other");
	lacks("--audio-only", "not even one that most take");
	has("\nExample:\n", "one example is one");
}

static void test_lines(void)
{
	int c;

	for (c = 0; c <= PM_CMD_COUNT; c++) {
		const char *p = help((enum pm_command)c);
		size_t longest = 0, n;

		for (; *p; p += n + (p[n] == '\n')) {
			n = strcspn(p, "\n");
			longest = n > longest ? n : longest;
		}
		OK(longest <= 80, "no line is over 80 columns");
		OK(text.length_bytes && text.data[text.length_bytes - 1] == '\n', "and the last one ends");
	}
}

int main(void)
{
	pm_buf_init(&text);
	usage_is(PM_CMD_NONE, "usage: premaster COMMAND [OPTION]... SOURCE...\n");
	usage_is(PM_CMD_CHECK, "usage: premaster check [OPTION]... SOURCE...\n");
	usage_is(PM_CMD_BUILD, "usage: premaster build [OPTION]... SOURCE -o DIR\n");
	usage_is(PM_CMD_VERIFY, "usage: premaster verify [OPTION]... MASTER...\n");
	usage_is(PM_CMD_SHOW, "usage: premaster show [OPTION]... SOURCE\n");
	usage_is(PM_CMD_ISRC, "usage: premaster isrc [OPTION]... [SOURCE]\n");
	usage_is(PM_CMD_COMPARE, "usage: premaster compare [OPTION]... A B\n");
	usage_is(PM_CMD_EXTRACT, "usage: premaster extract [OPTION]... SOURCE -o DIR\n");
	test_columns();
	test_sections();
	test_lines();
	pm_buf_release(&text);
	return tap_done();
}
