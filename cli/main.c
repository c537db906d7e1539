/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the program: read the command line, run one command, say how it went.  Layer 6.  The exit status is set here and nowhere else. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/visible.h"
#include "cli/cmd.h"

enum { EXIT_GOOD = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

static pm_command_fn *const command_of[PM_CMD_COUNT] = {
	[PM_CMD_CHECK] = pm_cmd_check, [PM_CMD_BUILD] = pm_cmd_build, [PM_CMD_VERIFY] = pm_cmd_verify, [PM_CMD_SHOW] = pm_cmd_show,
	[PM_CMD_COMPARE] = pm_cmd_compare, [PM_CMD_ISRC] = pm_cmd_isrc, [PM_CMD_EXTRACT] = pm_cmd_extract,
};

/* Contract section 2: the highest that applies. */
static int exit_status(const struct pm_cli *cli)
{
	const struct pm_diags *d = &cli->session.diags;

	if (cli->failed || d->out_of_memory)
		return EXIT_FAILED;
	if (cli->misused)
		return EXIT_USAGE;
	if (cli->differs || d->count_of[PM_ERROR] || (cli->settings.strict && d->count_of[PM_WARNING]))
		return EXIT_FINDINGS;
	return EXIT_GOOD;
}

/* A closed descriptor 0, 1 or 2 would be given to the next file opened, and a message would be written into a master. */
static int open_standard_descriptors(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		/* Opened the wrong way round, so that writing (reading) fails and is noticed. */
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			return 0;
	return 1;
}

/* $COLUMNS, where a user set it for the program; 0: not a number. */
static unsigned columns_wished(void)
{
	const char *p = getenv("COLUMNS");
	unsigned n = 0;

	while (p && *p >= '0' && *p <= '9' && n < 10000)
		n = n * 10 + (unsigned)(*p++ - '0');
	return p && !*p ? n : 0;
}

static unsigned terminal_columns(int fd)
{
	unsigned n = columns_wished();
	struct winsize size;

	if (!isatty(fd))
		return 0;
	if (n >= 20 && n <= 1000)
		return (unsigned)n;
	return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

static int is_dumb(void)
{
	const char *term = getenv("TERM");

	return term && !strcmp(term, "dumb");
}

static int may_color(enum pm_when when, int fd)
{
	const char *no = getenv("NO_COLOR");

	if (when != PM_AUTO)
		return when == PM_ALWAYS;
	return isatty(fd) && !(no && *no) && !is_dumb();
}

static void set_up(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	unsigned columns = terminal_columns(STDERR_FILENO);

	cli->print.color = may_color(s->color, STDERR_FILENO);
	cli->print.quiet = s->quiet;
	cli->print.strict = s->strict;
	cli->print.max_errors = s->max_errors;
	cli->print.columns = columns;
	cli->columns = terminal_columns(STDOUT_FILENO);
	cli->bold = may_color(s->color, STDOUT_FILENO);
	pm_bar_init(&cli->bar, s->quiet && s->progress == PM_AUTO ? PM_NEVER : s->progress, stderr, isatty(STDERR_FILENO) && !is_dumb(), columns, NULL);
	memcpy(cli->session.diags.allow, s->allow, sizeof(s->allow));
}

static void complain(const struct pm_settings *s, const char *message)
{
	struct pm_buf line;

	pm_buf_init(&line);
	pm_buf_add_str(&line, "premaster");
	if (s->command != PM_CMD_NONE)
		pm_buf_printf(&line, " %s", pm_commands[s->command].name);
	pm_buf_add_str(&line, ": ");
	pm_visible_add(&line, message, strlen(message));
	if (s->unavailable || s->command == PM_CMD_NONE)
		pm_buf_add_str(&line, "\n  hint: 'premaster --help' lists the commands\n");
	else
		pm_buf_printf(&line, "\n  hint: 'premaster %s --help' says more\n", pm_commands[s->command].name);
	fputs(pm_buf_str(&line), stderr);
	pm_buf_release(&line);
}

static int say_help(enum pm_command command)
{
	struct pm_buf text;
	int status;

	pm_buf_init(&text);
	pm_help(&text, command);
	status = text.failed ? EXIT_FAILED : EXIT_GOOD;
	if (text.failed)
		fputs("premaster: out of memory\n", stderr);
	else
		fputs(pm_buf_str(&text), stdout);
	pm_buf_release(&text);
	return status;
}

static int say_version(void)
{
	fputs("premaster " PACKAGE_VERSION "\n"
	      "Free software under the GNU General Public License, version 3 or later; there is\n"
	      "no warranty.\n", stdout);
	return EXIT_GOOD;
}

static int run(struct pm_cli *cli)
{
	set_up(cli);
	command_of[cli->settings.command](cli);
	pm_bar_clear(&cli->bar);
	/* Some finding, or a part of one, is lacking. */
	if (cli->session.diags.out_of_memory && !cli->failed)
		(void)pm_cli_status(cli, PM_E_NOMEM);
	return exit_status(cli);
}

/* A result that did not reach its reader is a failure, whatever it said: premaster show x >/dev/full. */
static int close_outputs(int status)
{
	int failed;

	errno = 0;
	failed = ferror(stdout) || fflush(stdout) != 0;
	if (fclose(stdout) != 0 || failed) {
		/* A reader that went away (| head) knows that it did. */
		if (errno != EPIPE)
			fprintf(stderr, "premaster: cannot write to the standard output%s%s\n", errno ? ": " : "", errno ? strerror(errno) : "");
		status = EXIT_FAILED;
	}
	if (ferror(stderr) || fclose(stderr) != 0)
		status = EXIT_FAILED;
	return status;
}

int main(int argc, char **argv)
{
	struct pm_error usage = { PM_OK, "" };
	struct pm_cli *cli;
	int status;

	if (!open_standard_descriptors())
		return EXIT_FAILED;
	cli = calloc(1, sizeof(*cli));
	if (!cli) {
		fputs("premaster: out of memory\n", stderr);
		return EXIT_FAILED;
	}
	pm_signals_catch();
	pm_session_init(&cli->session);
	status = pm_options_parse(&cli->settings, argc, argv, &usage);
	if (status != PM_OK) {
		complain(&cli->settings, usage.message);
		status = status == PM_E_NOMEM ? EXIT_FAILED : EXIT_USAGE;
	} else if (cli->settings.help) {
		status = say_help(cli->settings.command);
	} else if (cli->settings.version) {
		status = say_version();
	} else {
		status = run(cli);
	}
	pm_session_release(&cli->session);
	pm_settings_release(&cli->settings);
	free(cli);
	return close_outputs(status);
}
