/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz-subcode.c - stored subcode from any bytes: survey, map, vote, verification, and the subcode of the disc that the map gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "subcode/run.h"
#include "subcode/verify.h"
#include "subcode/vote.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void verify(const struct pm_disc *disc, const uint8_t *data, size_t sectors, enum pm_subcode_form form)
{
	const struct pm_subcode_verify_where where = {NULL, 0, 96, form, 0};
	struct pm_subcode_verify *v = NULL;
	struct pm_diags diags;

	if (pm_subcode_verify_new(disc, &where, &v) < 0)
		return;
	pm_diags_init(&diags);
	pm_subcode_verify_sectors(v, 0, data, sectors);
	pm_subcode_verify_end(v, &diags);
	pm_diags_release(&diags);
	pm_subcode_verify_free(v);
}

/* A disc made from the map: what is written of it must be found right. */
static void write_and_verify(const struct pm_disc *disc)
{
	struct pm_subcode_run *run = NULL;
	uint8_t *out;
	int32_t end = disc->leadout_lba < 2000 ? disc->leadout_lba : 2000;
	const struct pm_subcode_verify_where where = {NULL, 0, 96, PM_SUBCODE_LINEAR, 1};
	struct pm_subcode_verify *v = NULL;
	struct pm_diags diags;

	if (pm_subcode_run_new(disc, &run) < 0)
		return;
	pm_diags_init(&diags);
	if (end > 0) {
		out = malloc((size_t)end * 96);
		must(out && pm_subcode_run_sectors(run, 0, (size_t)end, out) == PM_OK, "run");
		must(pm_subcode_verify_new(disc, &where, &v) == PM_OK, "verify");
		pm_subcode_verify_sectors(v, 0, out, (size_t)end);
		pm_subcode_verify_end(v, &diags);
		/* Codes may be too seldom where indexes are a few sectors long: a warning. */
		must(diags.count_of[PM_ERROR] == 0, "our own subcode is found wrong");
		pm_subcode_verify_free(v);
		free(out);
	}
	pm_diags_release(&diags);
	pm_subcode_run_free(run);
}

static void seal_all(uint8_t *data, size_t sectors)
{
	size_t i;

	for (i = 0; i < sectors; i++)
		pm_q_seal(data + i * 96 + 12);
}

static void try_bytes(const uint8_t *data, size_t sectors, int interleaved)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SUBCODE);
	struct pm_q_log log;
	struct pm_q_map map;
	struct pm_votes votes;
	struct pm_diags diags;

	must(disc != NULL, "memory");
	pm_q_log_init(&log);
	pm_diags_init(&diags);
	must(pm_q_log_add_sectors(&log, -150, data, sectors, 96, interleaved) == PM_OK, "log");
	must(pm_vote_log(&log, NULL, NULL, &votes, &map) == PM_OK, "vote");
	if (pm_q_map_to_disc(&map, disc, pm_pos_none(), &diags) == PM_OK) {
		pm_vote_to_disc(&votes, disc, pm_pos_none());
		disc->laid_out = 1;
		verify(disc, data, sectors, interleaved ? PM_SUBCODE_INTERLEAVED : PM_SUBCODE_LINEAR);
		write_and_verify(disc);
	}
	pm_q_map_release(&map);
	pm_q_log_release(&log);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t sectors = size / 96;
	uint8_t *copy = malloc(size ? size : 1);

	must(copy != NULL, "memory");
	memcpy(copy, data, size);
	try_bytes(data, sectors, 0);
	try_bytes(data, sectors, 1);
	seal_all(copy, sectors);
	try_bytes(copy, sectors, 0);
	pm_subcode_guess_form(data, sectors, 96, NULL);
	free(copy);
	return 0;
}
