/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd-verify.c - premaster verify: is a delivered master whole, and does it agree with itself?  Layer 6. */
#include <stdlib.h>
#include <string.h>

#include "base/visible.h"
#include "cli/cmd.h"

/* The sums that a ripper of the pressed disc will see, with -v. */
static void say_sums(struct pm_buf *out, const struct pm_disc *disc, const struct pm_sums *sums)
{
	unsigned n;

	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++)
		pm_buf_printf(out, "  track %2u  CRC-32 %08lx  AccurateRip %08lx %08lx\n", n, (unsigned long)sums->track[n].crc32,
		              (unsigned long)sums->track[n].ar1, (unsigned long)sums->track[n].ar2);
}

static void say_good(struct pm_cli *cli, const char *path, const struct pm_disc *disc, const struct pm_sums *sums)
{
	struct pm_buf line;

	if (cli->settings.quiet || cli->settings.json)
		return;
	pm_buf_init(&line);
	pm_visible_add(&line, path, strlen(path));
	pm_buf_add_str(&line, ": ");
	pm_cli_disc_brief(&line, disc);
	pm_buf_add_str(&line, ", whole and consistent\n");
	if (cli->settings.verbose)
		say_sums(&line, disc, sums);
	pm_cli_out(cli, &line);
	pm_buf_release(&line);
}

/* The sums cost a quarter of the whole: only -v shows them. */
void pm_cmd_verify(struct pm_cli *cli)
{
	const struct pm_settings *s = &cli->settings;
	struct pm_open_options open;
	struct pm_sums *sums = calloc(1, sizeof(*sums));
	struct pm_disc *disc;
	size_t i, errors;

	if (!sums)
		pm_cli_status(cli, PM_E_NOMEM);
	for (i = 0; sums && i < s->operand_count && pm_cli_go_on(cli); i++) {
		disc = NULL;
		errors = cli->session.diags.count_of[PM_ERROR];
		open = pm_cli_open_options(cli, &s->operand[i]);
		if (pm_cli_status(cli, pm_verb_verify(&cli->session, s->operand[i].path, &open, &disc, s->verbose ? sums : NULL)) &&
		    cli->session.diags.count_of[PM_ERROR] == errors)
			say_good(cli, s->operand[i].path, disc, sums);
		pm_close(disc);
	}
	free(sums);
	pm_cli_findings(cli);
}
