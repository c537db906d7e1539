/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cli.c - what the commands share: which failure is which exit status, what is printed where. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static struct pm_cli cli;
static char out_text[4096], err_text[4096];

static char out_name[] = "/tmp/pm-cli-out-XXXXXX", err_name[] = "/tmp/pm-cli-err-XXXXXX";
static int kept_out = -1, kept_err = -1;

/* The standard output and error into files, until caught(). */
static void begin(void)
{
	int fd;

	fflush(stdout);
	fflush(stderr);
	kept_out = dup(1);
	kept_err = dup(2);
	fd = open(out_name, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || dup2(fd, 1) < 0)
		exit(99);
	close(fd);
	fd = open(err_name, O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || dup2(fd, 2) < 0)
		exit(99);
	close(fd);
	memset(&cli, 0, sizeof(cli));
	pm_session_init(&cli.session);
	cli.settings.command = PM_CMD_CHECK;
	pm_bar_init(&cli.bar, PM_NEVER, stderr, 0, 80, NULL);
}

static void load(const char *name, char text[4096])
{
	FILE *f = fopen(name, "rb");
	size_t n = f ? fread(text, 1, 4095, f) : 0;

	text[n] = 0;
	if (f)
		fclose(f);
}

static void caught(void)
{
	fflush(stdout);
	fflush(stderr);
	dup2(kept_out, 1);
	dup2(kept_err, 2);
	close(kept_out);
	close(kept_err);
	load(out_name, out_text);
	load(err_name, err_text);
}

static void end(void)
{
	pm_session_release(&cli.session);
}

/* Wrong use of DIR or of an option's value is 2, any other failure 3 (contract section 2). */
static void test_status(void)
{
	static const struct {
		int status, failed, misused;
		const char *name;
	} table[] = {
		{PM_E_NOMEM, 1, 0, "memory"},	     {PM_E_IO, 1, 0, "I/O"},	    {PM_E_NOT_FOUND, 1, 0, "not found"}, {PM_E_EXISTS, 0, 1, "DIR holds other files"},
		{PM_E_RANGE, 1, 0, "range"},	     {PM_E_FORMAT, 1, 0, "format"}, {PM_E_UNSUPPORTED, 1, 0, "unsupported"},
		{PM_E_CANCELLED, 1, 0, "cancelled"}, {PM_E_DRIVE, 1, 0, "drive"},   {PM_E_USAGE, 0, 1, "usage"},
	};
	size_t i;
	int good;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		begin();
		pm_error_set(&cli.session.error, table[i].status, "it 'went\x1b[31m' wrong");
		good = pm_cli_status(&cli, table[i].status);
		caught();
		OK(!good && cli.failed == table[i].failed && cli.misused == table[i].misused, table[i].name);
		OK(!strncmp(err_text, "premaster: it 'went", 19) && !strchr(err_text, 0x1b) && strchr(err_text, '\n') == err_text + strlen(err_text) - 1, "one line, made safe");
		OK(!cli.session.error.message[0] && cli.session.error.status == PM_OK, "the next operand has its own");
		IS_STR(out_text, "", "nothing on the standard output");
		end();
	}
	begin();
	good = pm_cli_status(&cli, PM_OK);
	caught();
	OK(good && !cli.failed && !cli.misused && !err_text[0], "no failure, no word");
	end();
	begin();
	pm_cli_status(&cli, PM_E_NOMEM);
	caught();
	IS_STR(err_text, "premaster: out of memory\n", "a failure without a sentence has its name");
	end();
}

static void brief_is(const struct pm_disc *disc, const char *want)
{
	struct pm_buf text;

	pm_buf_init(&text);
	pm_cli_disc_brief(&text, disc);
	IS_STR(pm_buf_str(&text), want, want);
	pm_buf_release(&text);
}

static void test_brief(void)
{
	struct pm_disc *disc = harbour_disc();

	brief_is(disc, "3 tracks, 00:20:37");
	disc->first_track = 3;
	brief_is(disc, "1 track, 00:20:37");
	disc->laid_out = 0;
	brief_is(disc, "1 track");
	disc->last_track = 0;
	brief_is(disc, "0 tracks");
	pm_disc_free(disc);
}

static void test_operand(void)
{
	struct pm_operand drive = {"/dev/sr0", 1}, file = {"a.csv", 0};
	struct pm_open_options o;

	begin();
	caught();
	cli.settings.open.audio_dir = "elsewhere";
	cli.settings.open.convert = 1;
	o = pm_cli_open_options(&cli, &drive);
	OK(o.is_drive && o.convert && !strcmp(o.audio_dir, "elsewhere") && o.progress == &cli.bar.progress, "a drive: the settings, and that it is one");
	o = pm_cli_open_options(&cli, &file);
	OK(!o.is_drive && o.convert, "a file");
	end();
}

/* Findings to the standard error with a closing line, or as JSON to the output; show, compare and isrc have JSON of their own. */
static void test_findings(void)
{
	static const enum pm_command own[] = {PM_CMD_SHOW, PM_CMD_COMPARE, PM_CMD_ISRC};
	struct pm_operand operand = {"album.csv", 0};
	size_t i;

	begin();
	pm_diag_add(&cli.session.diags, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "an ISRC is wrong");
	pm_cli_findings(&cli);
	caught();
	OK(strstr(err_text, "error: an ISRC is wrong [isrc-format]\n") && strstr(err_text, "1 error"), "as text");
	IS_STR(out_text, "", "to the standard error");
	end();
	begin();
	cli.settings.json = 1;
	cli.settings.operand = &operand;
	cli.settings.operand_count = 1;
	pm_diag_add(&cli.session.diags, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "an ISRC is wrong");
	pm_cli_findings(&cli);
	caught();
	OK(strstr(out_text, "\"schema\": \"premaster.findings.v1\"") && strstr(out_text, "\"album.csv\"") && strstr(out_text, "\"errors\": 1"), "as JSON");
	IS_STR(err_text, "", "to the standard output alone");
	end();
	for (i = 0; i < 3; i++) {
		begin();
		cli.settings.json = 1;
		cli.settings.command = own[i];
		pm_diag_add(&cli.session.diags, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "an ISRC is wrong");
		pm_cli_findings(&cli);
		caught();
		OK(!out_text[0] && strstr(err_text, "[isrc-format]"), "of a command with JSON of its own they stay text");
		end();
	}
	begin();
	pm_cli_findings(&cli);
	caught();
	OK(!out_text[0] && !err_text[0], "no finding, no word");
	end();
}

static void test_signal(void)
{
	begin();
	caught();
	IS_INT(pm_cli_go_on(&cli), 1, "on");
	IS_INT(cli.failed, 0, "no failure");
	pm_signals_catch();
	raise(SIGTERM);
	IS_INT(pm_cli_go_on(&cli), 0, "a signal stops");
	IS_INT(cli.failed, 1, "and what was left undone counts as failed");
	end();
}

int main(void)
{
	int a = mkstemp(out_name), b = mkstemp(err_name);

	if (a < 0 || b < 0)
		return 99;
	close(a);
	close(b);
	test_status();
	test_brief();
	test_operand();
	test_findings();
	test_signal();
	unlink(out_name);
	unlink(err_name);
	return tap_done();
}
