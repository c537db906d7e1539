/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-isrc.c - premaster isrc: ISRCs and UPC/EAN read back from the subcode.  Layer 6. */
#include <stdlib.h>

#include "cli/cmd.h"
#include "master/isrc.h"
#include "report/isrc.h"

static void say_codes(struct pm_cli *cli, const struct pm_isrc_result *r)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_isrc_view view = {r->source, r->method, &r->votes, r->disc, r->unread_sectors, s->verbose};
	struct pm_buf text;

	pm_buf_init(&text);
	if (pm_cli_status(cli, s->json ? pm_json_isrc(&view, &text) : s->csv ? pm_isrc_csv(&view, &text) : pm_isrc_table(&view, &text)))
		pm_cli_out(cli, &text);
	pm_buf_release(&text);
}

void pm_cmd_isrc(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_isrc_result *result = calloc(1, sizeof(*result));
	struct pm_isrc_request request = {pm_cli_open_options(cli, &s->operand[0]), s->full, s->save};

	if (!result) {
		pm_cli_status(cli, PM_E_NOMEM);
		return;
	}
	if (pm_cli_status(cli, pm_verb_isrc(&cli->session, s->operand[0].path, &request, result))) {
		say_codes(cli, result);
		cli->differs |= pm_isrc_is_bad(result);
	}
	pm_cli_findings(cli);
	pm_isrc_result_release(result);
	free(result);
}
