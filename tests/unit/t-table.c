/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-table.c - which command takes which option, written out from the contract and the manual, not from the table. */
#include "cli/options.h"
#include "tests/tap.h"

/* Option (with its letter and argument), then a letter a command that takes it: c b v s i m(compare) x(extract). */
static const struct {
	const char *name;
	char letter;
	const char *arg, *commands;
} want[] = {
	{"format", 'f', "ddp|cue", "b"},
	{"output", 'o', "DIR", "bx"},
	{"force", 0, NULL, "bx"},
	{"name", 0, "NAME", "bx"},
	{"isrc-on", 0, "first|all", "b"},
	{"sub", 0, "none|deinterleaved|raw96", "b"},
	{"to", 0, "wav|flac", "x"},
	{"gaps", 0, "previous|next", "x"},
	{"tracks", 0, "N[-M][,N...]", "x"},
	{"save", 0, "FILE.q", "i"},
	{"csv", 0, NULL, "i"},
	{"full", 0, NULL, "i"},
	{"join", 0, "continuous|pad", "cbsmx"},
	{"pq-offset", 0, "F[,FIRST]", "cbsmx"},
	{"audio-dir", 0, "DIR", "cbvsimx"},
	{"disc", 0, "N", "cbsmx"},
	{"convert", 0, NULL, "cbsmx"},
	{"audio-only", 0, NULL, "cbsmx"},
	{"drive", 0, "DEV", "cbvsimx"},
	{"upc", 0, "CODE", "cbsx"},
	{"master-id", 0, "TEXT", "cbsx"},
	{"cdtext", 0, "FILE.v07t", "cbsx"},
	{"no-cdtext-codes", 0, NULL, "cb"},
	{"transliterate", 0, NULL, "cbm"},
	{"allow", 0, "ID[,ID]", "cbvsimx"},
	{"strict", 0, NULL, "cbvsimx"},
	{"max-errors", 0, "N", "cbvsimx"},
	{"json", 0, NULL, "cbvsimx"},
	{"quiet", 'q', NULL, "cbvsimx"},
	{"verbose", 'v', NULL, "cbvsimx"},
	{"color", 0, "auto|always|never", "cbvsimx"},
	{"progress", 0, "auto|always|never", "cbvsimx"},
	{"help", 'h', NULL, "cbvsimx"},
	{"version", 'V', NULL, "cbvsimx"},
};
#define WANTED (sizeof(want) / sizeof(want[0]))

static const struct {
	enum pm_command command;
	char letter;
	const char *name;
	int many;
} commands[] = {
	{PM_CMD_CHECK, 'c', "check", 1},     {PM_CMD_BUILD, 'b', "build", 0},	  {PM_CMD_VERIFY, 'v', "verify", 1},   {PM_CMD_SHOW, 's', "show", 0},
	{PM_CMD_ISRC, 'i', "isrc", 0},	     {PM_CMD_COMPARE, 'm', "compare", 1}, {PM_CMD_EXTRACT, 'x', "extract", 0},
};

static void test_options(void)
{
	size_t i, k, c;

	IS_INT(PM_OPT_COUNT, WANTED, "as many options as there should be");
	for (i = 0; i < WANTED; i++) {
		const struct pm_option *o = NULL;
		char takes[PM_CMD_COUNT + 1] = "";

		for (k = 0; k < PM_OPT_COUNT; k++)
			if (!strcmp(pm_options[k].name, want[i].name))
				o = OK(!o && pm_options[k].id == (enum pm_option_id)k, want[i].name) ? &pm_options[k] : o;
		if (!OK(o != NULL, want[i].name))
			continue;
		for (k = 0, c = 0; c < PM_CMD_COUNT; c++)
			if (o->commands & 1u << commands[c].command)
				takes[k++] = commands[c].letter;
		IS_STR(takes, want[i].commands, want[i].name);
		IS_INT(o->letter, want[i].letter, "its letter");
		IS_STR(o->arg, want[i].arg, "its argument");
		/* What has a bar offers words, and nothing else does. */
		IS_INT(o->kind == PM_ARG_CHOICE, want[i].arg && strchr(want[i].arg, '|') != NULL, "a choice");
		IS_INT(o->kind == PM_ARG_NONE, !want[i].arg, "an argument");
		OK(o->help && *o->help && o->help[strlen(o->help) - 1] != '.', "a sentence without a full stop");
	}
}

static void test_commands(void)
{
	static const char *const planned[] = {"report", "registry", "tag", "burn"};
	size_t i;

	IS_INT(PM_CMD_COUNT, sizeof(commands) / sizeof(commands[0]), "seven commands");
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		const struct pm_command_help *h = &pm_commands[commands[i].command];

		IS_STR(h->name, commands[i].name, "named");
		IS_INT(pm_command_from_text(commands[i].name), commands[i].command, "found by its name");
		IS_INT(pm_command_is_planned(commands[i].name), 0, "and there");
		IS_INT(h->many, commands[i].many, "several operands");
		OK(*h->operands && *h->brief && strlen(h->brief) <= 68 && h->text[strlen(h->text) - 1] == '.', "described");
		OK(strstr(h->example, "  premaster ") == h->example && h->example[strlen(h->example) - 1] == '\n', "with an example");
	}
	for (i = 0; i < 4; i++) {
		IS_INT(pm_command_from_text(planned[i]), PM_CMD_NONE, planned[i]);
		IS_INT(pm_command_is_planned(planned[i]), 1, "is known, and not in this version");
	}
	IS_INT(pm_command_from_text("chec"), PM_CMD_NONE, "a command is not shortened");
	IS_INT(pm_command_from_text(""), PM_CMD_NONE, "nothing");
	IS_INT(pm_command_from_text("Check"), PM_CMD_NONE, "nor in capitals");
	IS_INT(pm_command_is_planned("burns"), 0, "no command at all");
}

int main(void)
{
	test_options();
	test_commands();
	return tap_done();
}
