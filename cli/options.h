/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * options.h - the command line: which options there are, which commands take them, and what was given.  Layer 6.
 *
 * One table says everything: parsing, --help and the tests of the manual and of the completion draw on it.
 */
#ifndef PM_CLI_OPTIONS_H
#define PM_CLI_OPTIONS_H

#include <stddef.h>

#include "base/status.h"
#include "master/master.h"

enum pm_command { PM_CMD_CHECK, PM_CMD_BUILD, PM_CMD_VERIFY, PM_CMD_SHOW, PM_CMD_ISRC, PM_CMD_COMPARE, PM_CMD_EXTRACT, PM_CMD_COUNT, PM_CMD_NONE = PM_CMD_COUNT };

enum pm_when { PM_AUTO, PM_ALWAYS, PM_NEVER };

enum pm_option_kind {
	PM_ARG_NONE,
	PM_ARG_TEXT,
	PM_ARG_FILE,
	PM_ARG_DIR,
	PM_ARG_NUMBER,
	PM_ARG_FRAMES, /* F[,FIRST] */
	PM_ARG_CHOICE, /* one of the words in `arg`, "|" between */
	PM_ARG_IDS,    /* finding ids, "," between */
	PM_ARG_TRACKS  /* track numbers and ranges of them, "," between */
};

enum pm_option_id {
	PM_OPT_FORMAT, PM_OPT_OUTPUT, PM_OPT_FORCE, PM_OPT_NAME, PM_OPT_ISRC_ON, PM_OPT_SUB, PM_OPT_SAVE, PM_OPT_CSV,
	PM_OPT_TO, PM_OPT_GAPS, PM_OPT_TRACKS,
	PM_OPT_JOIN, PM_OPT_PQ_OFFSET, PM_OPT_AUDIO_DIR, PM_OPT_DISC, PM_OPT_CONVERT, PM_OPT_AUDIO_ONLY, PM_OPT_DRIVE, PM_OPT_FULL,
	PM_OPT_UPC, PM_OPT_MASTER_ID, PM_OPT_CDTEXT, PM_OPT_NO_CDTEXT_CODES, PM_OPT_TRANSLITERATE,
	PM_OPT_ALLOW, PM_OPT_STRICT, PM_OPT_MAX_ERRORS,
	PM_OPT_JSON, PM_OPT_QUIET, PM_OPT_VERBOSE, PM_OPT_COLOR, PM_OPT_PROGRESS, PM_OPT_HELP, PM_OPT_VERSION,
	PM_OPT_COUNT
};

enum pm_option_section { PM_SECTION_OUTPUT, PM_SECTION_READING, PM_SECTION_CODES, PM_SECTION_FINDINGS, PM_SECTION_COMMON };

struct pm_option {
	enum pm_option_id id;
	enum pm_option_section section; /* heading in --help */
	char letter;                    /* 0: none */
	const char *name;               /* without the dashes */
	enum pm_option_kind kind;
	const char *arg;                /* what --help calls the argument, or the choices; NULL: none */
	unsigned commands;              /* 1u << enum pm_command */
	const char *help;               /* one sentence, wrapped by --help */
};
extern const struct pm_option pm_options[PM_OPT_COUNT]; /* by enum pm_option_id */

/* One source named on the command line. */
struct pm_operand {
	const char *path; /* borrowed from argv */
	int is_drive;     /* 1: given by --drive */
};

/* Everything the command line said. */
struct pm_settings {
	enum pm_command command;       /* PM_CMD_NONE: none given (with help or version) */
	const char *unavailable;       /* a command of premaster that this version does not have; NULL */
	int help, version, json, quiet, verbose, strict;
	enum pm_when color, progress;
	unsigned long max_errors;      /* 0: no limit */
	unsigned char allow[PM_DIAG_COUNT];
	struct pm_open_options open;   /* cdtext_files points to cdtext below */
	struct pm_text_options text;
	enum pm_format format;
	enum pm_sub sub;
	const char *out_dir, *name;    /* borrowed from argv; NULL: not given */
	int full, csv;                 /* isrc */
	const char *save;              /* isrc; borrowed from argv; NULL: not given */
	int force, isrc_on_all;
	enum pm_encoding encoding;
	enum pm_gaps gaps;
	unsigned char track[100];      /* --tracks: 1 where it was named */
	struct pm_operand *operand;    /* owned */
	size_t operand_count;
	const char **cdtext;           /* owned list of borrowed names */
	unsigned char given[PM_OPT_COUNT];
};

void pm_settings_release(struct pm_settings *s);

/*
 * pm_options_parse - read a command line
 *
 * Options and operands may be mixed, "--" ends options, long names may be shortened while they stay unique; the first operand is the command.
 * Returns:  PM_OK; PM_E_RANGE: wrong usage, err says what (one line); PM_E_NOMEM.  *s is to be released in every case; s->command is as far as it was known.
 */
int pm_options_parse(struct pm_settings *s, int argc, char **argv, struct pm_error *err) PM_MUST_USE;

/* The command of that name; PM_CMD_NONE: no such command. */
enum pm_command pm_command_from_text(const char *name);
/* 1 when the contract has a command of that name that this version lacks. */
int pm_command_is_planned(const char *name);

/* What --help says of a command; see cli/help.c. */
struct pm_command_help {
	const char *name;
	const char *operands;    /* for the usage line */
	int many;                /* 1: takes several operands */
	const char *brief;       /* one line */
	const char *text;        /* what it does; lines separated by \n */
	const char *example;     /* lines separated by \n */
};
extern const struct pm_command_help pm_commands[PM_CMD_COUNT]; /* by enum pm_command */

/* Append the help of the program (PM_CMD_NONE) or of a command, and the one line of usage. */
void pm_help(struct pm_buf *out, enum pm_command command);
void pm_usage(struct pm_buf *out, enum pm_command command);

#endif
