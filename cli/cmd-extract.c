/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-extract.c - premaster extract: tracks as audio files, with a cue sheet.  Layer 6. */
#include <string.h>

#include "base/visible.h"
#include "cli/cmd.h"

static void say_extracted(struct pm_cli *cli, const struct pm_extract_result *result)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_buf line;

	if (s->quiet || s->json)
		return;
	pm_buf_init(&line);
	pm_visible_add(&line, s->out_dir, strlen(s->out_dir));
	pm_buf_printf(&line, ": %zu %s %s", result->file_count, s->encoding == PM_ENCODE_FLAC ? "FLAC" : "WAV", result->file_count == 1 ? "file" : "files");
	if (result->cue_name) {
		pm_buf_add_str(&line, " and ");
		pm_visible_add(&line, result->cue_name, strlen(result->cue_name));
	}
	pm_buf_add_str(&line, ", read back and equal to the source\n");
	pm_cli_out(cli, &line);
	pm_buf_release(&line);
}

static void say_not_extracted(struct pm_cli *cli)
{
	struct pm_buf line;

	pm_buf_init(&line);
	pm_buf_add_str(&line, "premaster: nothing was extracted to '");
	pm_visible_add(&line, cli->settings.out_dir, strlen(cli->settings.out_dir));
	pm_buf_printf(&line, "': %s above forbid it\n", cli->session.diags.count_of[PM_ERROR] ? "the errors" : "the warnings (--strict)");
	pm_cli_err(cli, &line);
	pm_buf_release(&line);
}

void pm_cmd_extract(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_extract_request request;
	struct pm_extract_result result;
	int status;

	memset(&request, 0, sizeof(request));
	request.open = pm_cli_open_options(cli, &s->operand[0]);
	request.encoding = s->encoding;
	request.gaps = s->gaps;
	request.out_dir = s->out_dir;
	request.name = s->name;
	request.force = s->force;
	request.strict = s->strict;
	request.some_tracks = s->given[PM_OPT_TRACKS];
	memcpy(request.track, s->track, sizeof(request.track));
	status = pm_verb_extract(&cli->session, s->operand[0].path, &request, &result);
	pm_cli_findings(cli);
	if (pm_cli_status(cli, status)) {
		if (result.extracted)
			say_extracted(cli, &result);
		else
			say_not_extracted(cli);
	}
	pm_extract_result_release(&result);
}
