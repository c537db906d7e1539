/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c - what --help prints, made from the tables (cli/options.h).  Layer 6. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cli/options.h"

#define HELP_COLUMN 26
#define LINE_COLUMNS 79

/* Text from column HELP_COLUMN on, broken at blanks; the line so far is `used` columns long. */
static void wrapped(struct pm_buf *out, const char *text, size_t used)
{
	size_t length, room = LINE_COLUMNS - HELP_COLUMN;

	if (used + 2 > HELP_COLUMN) {
		pm_buf_add_char(out, '\n');
		used = 0;
	}
	for (;;) {
		pm_buf_add_fill(out, ' ', HELP_COLUMN - used);
		length = strlen(text);
		if (length > room)
			for (length = room; length > 1 && text[length] != ' ';)
				length--;
		pm_buf_add(out, text, length);
		pm_buf_add_char(out, '\n');
		text += length + strspn(text + length, " ");
		if (!*text)
			return;
		used = 0;
	}
}

static void option_line(struct pm_buf *out, const struct pm_option *o)
{
	size_t start = out->length_bytes;

	if (o->letter)
		pm_buf_printf(out, "  -%c, --%s", o->letter, o->name);
	else
		pm_buf_printf(out, "      --%s", o->name);
	if (o->arg)
		pm_buf_printf(out, "=%s", o->arg);
	wrapped(out, o->help, out->length_bytes - start);
}

static void option_section(struct pm_buf *out, enum pm_option_section section, unsigned commands)
{
	static const char *const title[] = {
		[PM_SECTION_OUTPUT] = "Output", [PM_SECTION_READING] = "Reading", [PM_SECTION_CODES] = "Codes and text",
		[PM_SECTION_FINDINGS] = "Findings", [PM_SECTION_COMMON] = "Common",
	};
	int i, any = 0;

	for (i = 0; i < PM_OPT_COUNT; i++) {
		if (pm_options[i].section != section || (pm_options[i].commands & commands) != commands)
			continue;
		if (!any++)
			pm_buf_printf(out, "\n%s:\n", title[section]);
		option_line(out, &pm_options[i]);
	}
}

void pm_usage(struct pm_buf *out, enum pm_command command)
{
	if (command == PM_CMD_NONE)
		pm_buf_add_str(out, "usage: premaster COMMAND [OPTION]... SOURCE...\n");
	else
		pm_buf_printf(out, "usage: premaster %s [OPTION]... %s\n", pm_commands[command].name, pm_commands[command].operands);
}

static const char exit_status[] =
	"\nExit status: 0 nothing wrong, 1 errors were found, 2 wrong usage,\n"
	"3 the job could not be done.\n";

static void program_help(struct pm_buf *out)
{
	unsigned all = (1u << PM_CMD_COUNT) - 1;
	int c;

	pm_usage(out, PM_CMD_NONE);
	pm_buf_add_str(out, "\nPrepares CD replication masters: WAV masters and a track sheet go in, a checked\n"
	                    "DDP 2.00 fileset or CUE/BIN comes out, with ISRCs and UPC/EAN, and every one is\n"
	                    "read back.\n\nCommands:\n");
	for (c = 0; c < PM_CMD_COUNT; c++)
		pm_buf_printf(out, "  %-8s %s\n", pm_commands[c].name, pm_commands[c].brief);
	option_section(out, PM_SECTION_FINDINGS, all);
	option_section(out, PM_SECTION_COMMON, all);
	pm_buf_add_str(out, "\nExample:\n  premaster check album.csv && premaster build album.csv -o ddp/\n");
	pm_buf_add_str(out, exit_status);
	pm_buf_add_str(out, "'premaster COMMAND --help' says more; so does man premaster.\n");
}

void pm_help(struct pm_buf *out, enum pm_command command)
{
	const struct pm_command_help *c;
	int section;

	if (command == PM_CMD_NONE) {
		program_help(out);
		return;
	}
	c = &pm_commands[command];
	pm_usage(out, command);
	pm_buf_printf(out, "\n%s\n", c->text);
	for (section = PM_SECTION_OUTPUT; section <= PM_SECTION_COMMON; section++)
		option_section(out, (enum pm_option_section)section, 1u << command);
	pm_buf_printf(out, "\nExample%s:\n%s", strchr(c->example, '\n')[1] ? "s" : "", c->example);
	pm_buf_add_str(out, exit_status);
}
