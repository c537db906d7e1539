/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cmd.h - what every command of the program works with.  Layer 6.
 *
 * main.c makes a struct pm_cli, runs one command, and works out the exit status; a command calls its verb in master/ and prints.
 */
#ifndef PM_CLI_CMD_H
#define PM_CLI_CMD_H

#include "base/buf.h"
#include "cli/options.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "master/master.h"

struct pm_cli {
	struct pm_settings settings;
	struct pm_session session;   /* findings of all operands */
	struct pm_print_options print;
	struct pm_bar bar;
	unsigned columns;            /* of the terminal on the standard output; 0: it is none */
	int bold;                    /* 1: headings on the standard output may be bold */
	int failed, misused;         /* 1: an operand could not be worked on (exit status 3), or DIR is not to be touched (2) */
	int differs;                 /* 1: compare found a difference, isrc a code that is none (1) */
};

/* Runs the command over its operands; what went wrong stands in cli. */
typedef void pm_command_fn(struct pm_cli *cli);
pm_command_fn pm_cmd_check, pm_cmd_build, pm_cmd_verify, pm_cmd_show, pm_cmd_compare, pm_cmd_isrc, pm_cmd_extract;

/* The options for opening this operand. */
struct pm_open_options pm_cli_open_options(const struct pm_cli *cli, const struct pm_operand *operand);

/* After a verb returned `status`: say why it failed, if it did, and remember it for the exit status.  Returns 1 when it did not fail. */
int pm_cli_status(struct pm_cli *cli, int status);

/* 0 when a signal asked to stop: what was left undone counts as failed. */
int pm_cli_go_on(struct pm_cli *cli);

/* Write to the standard output or error; the bar is wiped first. */
void pm_cli_out(struct pm_cli *cli, const struct pm_buf *text);
void pm_cli_err(struct pm_cli *cli, const struct pm_buf *text);

/* Sort the findings and print them to the standard error, with the closing line; with --json the findings object to the standard output instead. */
void pm_cli_findings(struct pm_cli *cli);
/* The same for build, whose JSON says more. */
void pm_cli_findings_of_build(struct pm_cli *cli, const struct pm_build_result *result);

/* "3 tracks, 00:20:37". */
void pm_cli_disc_brief(struct pm_buf *out, const struct pm_disc *disc);

#endif
