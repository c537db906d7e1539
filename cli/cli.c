/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c - what the commands share: opening, printing, remembering failures (cli/cmd.h).  Layer 6. */
#include <stdlib.h>
#include <string.h>

#include "base/visible.h"
#include "cli/cmd.h"
#include "disc/msf.h"
#include "report/json.h"

struct pm_open_options pm_cli_open_options(const struct pm_cli *cli, const struct pm_operand *operand)
{
	struct pm_open_options o = cli->settings.open;

	o.only_source = cli->settings.operand_count == 1;
	o.is_drive = operand->is_drive;
	o.progress = &cli->bar.progress;
	return o;
}

int pm_cli_status(struct pm_cli *cli, int status)
{
	struct pm_error *error = &cli->session.error;
	struct pm_buf line;

	if (status == PM_OK)
		return 1;
	if (status == PM_E_EXISTS || status == PM_E_USAGE)
		cli->misused = 1;
	else
		cli->failed = 1;
	pm_buf_init(&line);
	pm_buf_add_str(&line, "premaster: ");
	if (error->message[0])
		pm_visible_add(&line, error->message, strlen(error->message));
	else
		pm_buf_add_str(&line, pm_status_text(status));
	pm_buf_add_char(&line, '\n');
	pm_cli_err(cli, &line);
	pm_buf_release(&line);
	/* The next operand has its own first failure. */
	memset(error, 0, sizeof(*error));
	return 0;
}

int pm_cli_go_on(struct pm_cli *cli)
{
	if (pm_signal_caught())
		cli->failed = 1;
	return !pm_signal_caught();
}

static void put(struct pm_cli *cli, const struct pm_buf *text, FILE *stream)
{
	pm_bar_clear(&cli->bar);
	if (text->failed) {
		cli->failed = 1;
		fputs("premaster: out of memory\n", stderr);
	}
	/* A failed write leaves its mark on the stream; main.c asks at the end. */
	if (text->length_bytes)
		(void)!fwrite(text->data, 1, text->length_bytes, stream);
}

void pm_cli_out(struct pm_cli *cli, const struct pm_buf *text) { put(cli, text, stdout); }
void pm_cli_err(struct pm_cli *cli, const struct pm_buf *text)
{
	/* What stands on the standard output came first: on one terminal the two must not change places. */
	fflush(stdout);
	put(cli, text, stderr);
}

static int json_findings(struct pm_cli *cli, const struct pm_build_result *result, struct pm_buf *out)
{
	const struct pm_settings *s = &cli->settings;
	const char **sources = calloc(s->operand_count + 1, sizeof(*sources));
	struct pm_json_findings what;
	size_t i;
	int status;

	if (!sources)
		return PM_E_NOMEM;
	for (i = 0; i < s->operand_count; i++)
		sources[i] = s->operand[i].path;
	memset(&what, 0, sizeof(what));
	what.sources = sources;
	what.source_count = s->operand_count;
	what.diags = &cli->session.diags;
	what.is_build = result != NULL;
	what.output = result && result->built ? s->out_dir : NULL;
	what.written = result && result->built ? &result->written : NULL;
	what.disc = result ? result->disc : NULL;
	status = pm_json_findings(&what, out);
	free((void *)sources);
	return status;
}

void pm_cli_findings_of_build(struct pm_cli *cli, const struct pm_build_result *result)
{
	struct pm_buf text;

	pm_buf_init(&text);
	pm_diags_conclude(&cli->session.diags);
	pm_diags_sort(&cli->session.diags);
	if (cli->settings.json && cli->settings.command != PM_CMD_SHOW && cli->settings.command != PM_CMD_COMPARE && cli->settings.command != PM_CMD_ISRC) {
		if (pm_cli_status(cli, json_findings(cli, result, &text)))
			pm_cli_out(cli, &text);
	} else {
		pm_print_diags(&text, &cli->session.diags, 0, &cli->print);
		pm_print_summary(&text, &cli->session.diags, &cli->print);
		pm_cli_err(cli, &text);
	}
	pm_buf_release(&text);
}

void pm_cli_findings(struct pm_cli *cli) { pm_cli_findings_of_build(cli, NULL); }

void pm_cli_disc_brief(struct pm_buf *out, const struct pm_disc *disc)
{
	unsigned tracks = disc->last_track ? (unsigned)(disc->last_track - disc->first_track + 1) : 0;
	char text[PM_MSF_BYTES];

	pm_buf_printf(out, "%u %s", tracks, tracks == 1 ? "track" : "tracks");
	if (disc->laid_out && !(disc->poisoned & PM_POISON_TIMES))
		pm_buf_printf(out, ", %s", pm_msf_text(disc->leadout_lba, text));
}
