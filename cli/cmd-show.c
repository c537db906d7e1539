/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-show.c - premaster show: the PQ sheet, or the disc as JSON.  Layer 6. */
#include "cli/cmd.h"
#include "report/json.h"
#include "report/pqsheet.h"

void pm_cmd_show(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_open_options open = pm_cli_open_options(cli, &s->operand[0]);
	struct pm_pqsheet_options sheet = { cli->columns, cli->bold };
	struct pm_disc *disc = NULL;
	struct pm_buf text;

	pm_buf_init(&text);
	if (pm_cli_status(cli, pm_open(&cli->session, s->operand[0].path, &open, &disc)) &&
	    pm_cli_status(cli, s->json ? pm_json_disc(disc, &text) : pm_pqsheet(disc, &sheet, &text)))
		pm_cli_out(cli, &text);
	pm_cli_findings(cli);
	pm_buf_release(&text);
	pm_close(disc);
}
