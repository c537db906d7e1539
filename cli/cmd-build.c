/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-build.c - premaster build: author a master, and prove it.  Layer 6. */
#include <stdlib.h>
#include <string.h>

#include "base/visible.h"
#include "cli/cmd.h"
#include "report/json.h"

static void say_files(struct pm_buf *out, const struct pm_written_set *set)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		pm_buf_printf(out, "  %-14s %12llu bytes  md5 %s\n", set->file[i].name, (unsigned long long)set->file[i].bytes, set->file[i].md5);
}

static void say_origins(struct pm_buf *out, const struct pm_disc *disc)
{
	unsigned n;

	if (disc->mcn.text[0])
		pm_buf_printf(out, "  UPC/EAN  %s from %s\n", disc->mcn.text, pm_from_key(disc->mcn_from));
	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++)
		if (disc->track[n].isrc.text[0])
			pm_buf_printf(out, "  track %2u %s from %s\n", n, disc->track[n].isrc.text, pm_from_key(disc->track[n].isrc_from));
}

static void say_built(struct pm_cli *cli, const struct pm_build_result *result)
{
	const struct pm_settings *s = &cli->settings;
	unsigned long long bytes = 0;
	struct pm_buf line;
	size_t i;

	if (s->quiet || s->json)
		return;
	for (i = 0; i < result->written.count; i++)
		bytes += result->written.file[i].bytes;
	pm_buf_init(&line);
	pm_visible_add(&line, s->out_dir, strlen(s->out_dir));
	pm_buf_printf(&line, ": %s, ", s->format == PM_FORMAT_DDP ? "DDP 2.00" : "CUE/BIN");
	pm_cli_disc_brief(&line, result->disc);
	pm_buf_printf(&line, ", %zu files of %.1f MB, read back and equal to the masters\n", result->written.count, (double)bytes / 1e6);
	if (s->verbose) {
		say_files(&line, &result->written);
		say_origins(&line, result->disc);
	}
	pm_cli_out(cli, &line);
	pm_buf_release(&line);
}

static void say_not_built(struct pm_cli *cli)
{
	struct pm_buf line;

	pm_buf_init(&line);
	pm_buf_add_str(&line, "premaster: nothing was built in '");
	pm_visible_add(&line, cli->settings.out_dir, strlen(cli->settings.out_dir));
	pm_buf_printf(&line, "': %s above forbid it\n", cli->session.diags.count_of[PM_ERROR] ? "the errors" : "the warnings (--strict)");
	pm_cli_err(cli, &line);
	pm_buf_release(&line);
}

static void fill_request(const struct pm_cli *cli, struct pm_build_request *request)
{
	const struct pm_settings *s = &cli->settings;

	memset(request, 0, sizeof(*request));
	request->open = pm_cli_open_options(cli, &s->operand[0]);
	request->text = s->text;
	request->format = s->format;
	request->sub = s->sub;
	request->out_dir = s->out_dir;
	request->name = s->name;
	request->force = s->force;
	request->strict = s->strict;
	request->isrc_on_all = s->isrc_on_all;
}

void pm_cmd_build(struct pm_cli *cli)
{
	struct pm_build_result *result = calloc(1, sizeof(*result));
	struct pm_build_request request;
	int status;

	if (!result) {
		pm_cli_status(cli, PM_E_NOMEM);
		return;
	}
	fill_request(cli, &request);
	status = pm_verb_build(&cli->session, cli->settings.operand[0].path, &request, result);
	pm_cli_findings_of_build(cli, result);
	if (pm_cli_status(cli, status)) {
		if (result->built)
			say_built(cli, result);
		else
			say_not_built(cli);
	}
	pm_build_result_release(result);
	free(result);
}
