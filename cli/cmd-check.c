/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-check.c - premaster check: every finding about each source.  Layer 6. */
#include <string.h>

#include "base/visible.h"
#include "cli/cmd.h"

/* "album.csv: 3 tracks, 00:20:37, no errors", where that is so. */
static void say_good(struct pm_cli *cli, const char *path, const struct pm_disc *disc, const size_t before[3])
{
	const size_t *now = cli->session.diags.count_of;
	struct pm_buf line;

	if (cli->settings.quiet || cli->settings.json || now[PM_ERROR] > before[PM_ERROR])
		return;
	pm_buf_init(&line);
	pm_visible_add(&line, path, strlen(path));
	pm_buf_add_str(&line, ": ");
	pm_cli_disc_brief(&line, disc);
	pm_buf_add_str(&line, now[PM_WARNING] > before[PM_WARNING] ? ", no errors\n" : ", no errors, no warnings\n");
	pm_cli_out(cli, &line);
	pm_buf_release(&line);
}

void pm_cmd_check(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_check_request request;
	struct pm_disc *disc;
	size_t i, before[3];

	memset(&request, 0, sizeof(request));
	request.text = s->text;
	for (i = 0; i < s->operand_count && pm_cli_go_on(cli); i++) {
		disc = NULL;
		memcpy(before, cli->session.diags.count_of, sizeof(before));
		request.open = pm_cli_open_options(cli, &s->operand[i]);
		if (pm_cli_status(cli, pm_verb_check(&cli->session, s->operand[i].path, &request, &disc)))
			say_good(cli, s->operand[i].path, disc, before);
		pm_close(disc);
	}
	pm_cli_findings(cli);
}
