/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-compare.c - premaster compare: what differs between two sources.  Layer 6. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "report/comparison.h"
#include "report/json.h"

static void say_result(struct pm_cli *cli, const struct pm_compare_result *r)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_comparison_options options = { s->verbose, s->verbose };
	struct pm_comparison what = { r->a, r->b, &r->diff, r->not_compared, r->not_compared_count, r->has_audio ? &r->match : NULL, r->equal,
		                      r->verdict };
	struct pm_buf text;

	if (s->quiet && !s->json)
		return;
	pm_buf_init(&text);
	if (pm_cli_status(cli, s->json ? pm_json_compare(&what, &text) : pm_comparison_text(&what, &options, &text)))
		pm_cli_out(cli, &text);
	pm_buf_release(&text);
}

void pm_cmd_compare(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_compare_result *result = calloc(1, sizeof(*result));
	struct pm_compare_request request;

	if (!result) {
		pm_cli_status(cli, PM_E_NOMEM);
		return;
	}
	memset(&request, 0, sizeof(request));
	request.open_a = pm_cli_open_options(cli, &s->operand[0]);
	request.open_b = pm_cli_open_options(cli, &s->operand[1]);
	request.transliterate = s->text.transliterate;
	request.without_sums = !s->verbose && !s->json;
	request.with_sums_of_b = s->verbose && !s->json;
	if (pm_cli_status(cli, pm_verb_compare(&cli->session, s->operand[0].path, s->operand[1].path, &request, result))) {
		say_result(cli, result);
		cli->differs |= !result->equal;
	}
	pm_cli_findings(cli);
	pm_compare_result_release(result);
	free(result);
}
