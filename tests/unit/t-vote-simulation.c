/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-vote-simulation.c - tracks and damage made up, and what a drive with a fault gives of them: never a wrong code confirmed.
 * PM_VOTE_TRACKS=10000 in the environment makes it longer.
 */
#include "tests/unit/vote-help.h"

static uint32_t seed_;

static uint32_t draw(uint32_t n)
{
	seed_ ^= seed_ << 13;
	seed_ ^= seed_ >> 17;
	seed_ ^= seed_ << 5;
	return n ? seed_ % n : 0;
}

enum fault { FAULT_NONE, FAULT_BITS, FAULT_STALE, FAULT_LAG, FAULT_LATCH, FAULTS };

/* What a drive with that fault gives for a sector. */
static void read_q(const struct pm_subcode_run *run, const struct pm_disc *disc, enum fault fault, unsigned percent, int32_t lba, uint8_t q[12])
{
	struct pm_subcode_place at;
	uint8_t sector[96];
	int32_t from = lba;
	unsigned i;

	if (fault == FAULT_LAG)
		from = lba - (int32_t)(percent % 9);
	if (fault == FAULT_STALE && draw(100) < percent / 5)
		from = lba - 1 - (int32_t)draw(60);
	if (from < -150)
		from = -150;
	if (pm_subcode_run_sectors(run, from, 1, sector) < 0 || pm_subcode_run_place(run, from, &at) < 0)
		exit(99);
	memcpy(q, sector + 12, 12);
	/* The code of the track before is still latched, and comes with a frame number that fits. */
	if (fault == FAULT_LATCH && at.isrc && at.track > 1 && from < disc->track[at.track].index[1].lba + 400 && draw(100) < percent)
		pm_q_put_isrc(q, 0, disc->track[at.track - 1].isrc.text, from);
	if (fault == FAULT_BITS && draw(100) < percent)
		for (i = 0; i < 1 + draw(20); i++)
			q[draw(12)] ^= (uint8_t)(1u << draw(8));
}

struct tell {
	unsigned right, wrong, missing, tracks;
};

static void judge(const struct pm_disc *disc, struct tell *tell)
{
	unsigned t;

	for (t = 1; t <= disc->last_track; t++) {
		const struct pm_vote *v = &votes.track[t];

		tell->tracks++;
		if (v->state != PM_VOTE_CONFIRMED)
			tell->missing++;
		else if (!strcmp(v->code, disc->track[t].isrc.text))
			tell->right++;
		else
			tell->wrong++;
	}
	if (votes.mcn.state == PM_VOTE_CONFIRMED && strcmp(votes.mcn.code, disc->mcn.text) != 0)
		tell->wrong++;
}

static struct pm_disc *random_disc(void)
{
	static const int32_t lengths[] = {300, 450, 1500, 3000, 4500};
	struct pm_disc *disc = help_new_disc(1, 12, 0);
	int32_t lba = 0;
	unsigned t;

	for (t = 1; t <= 12; t++) {
		if (t > 1 && draw(3) == 0) {
			help_index(disc, t, 0, lba);
			lba += 150;
		}
		help_index(disc, t, 1, lba);
		lba += lengths[draw(5)];
	}
	disc->leadout_lba = lba;
	help_codes(disc, "0012345678905");
	for (t = 1; t <= 12; t++)
		snprintf(disc->track[t].isrc.text, sizeof(disc->track[t].isrc.text), "US%c%02u26%05u", (int)('A' + draw(26)), draw(100),
			 draw(100000));
	return disc;
}

/* As reading.md section 4 plans it: three windows of 400 in a track, or the whole of a short one twice. */
static void read_track(const struct pm_subcode_run *run, const struct pm_disc *disc, unsigned t, enum fault fault, unsigned percent)
{
	int32_t start = disc->track[t].index[1].lba, end = t < 12 ? pm_track_first_lba(disc, t + 1) : disc->leadout_lba, length = end - start, lba;
	int32_t window[3];
	uint8_t q[12];
	unsigned i, twice;

	if (length < 1200) {
		for (twice = 0; twice < 2; twice++)
			for (lba = start; lba < end; lba++) {
				read_q(run, disc, fault, percent, lba, q);
				add(lba, q);
			}
		return;
	}
	window[0] = start + length / 2;
	window[1] = start + length / 4 * 3;
	window[2] = end - 450;
	for (i = 0; i < 3; i++)
		for (lba = window[i]; lba < window[i] + 400 && lba < end; lba++) {
			read_q(run, disc, fault, percent, lba, q);
			add(lba, q);
		}
}

static void simulate(enum fault fault, unsigned discs, struct tell *tell)
{
	unsigned d, t;

	for (d = 0; d < discs; d++) {
		struct pm_disc *disc = random_disc();
		struct pm_subcode_run *run = NULL;
		struct pm_toc toc;
		unsigned percent = d * 50 / (discs > 1 ? discs - 1 : 1);

		if (pm_subcode_run_new(disc, &run) < 0 || pm_toc_of_disc(disc, &toc) < 0)
			exit(99);
		begin();
		for (t = 1; t <= 12; t++)
			read_track(run, disc, t, fault, percent);
		count(&toc, NULL);
		judge(disc, tell);
		pm_subcode_run_free(run);
		pm_disc_free(disc);
	}
}

static void test_simulation(void)
{
	static const char *const name[FAULTS] = {"no fault", "0 to 50 % of the frames damaged", "0 to 10 % old frames", "a lag of 0 to 8 sectors",
						 "0 to 50 % of the codes latched from the track before"};
	const char *more = getenv("PM_VOTE_TRACKS");
	unsigned discs = more ? (unsigned)strtoul(more, NULL, 10) / 12 / FAULTS : 6, f;

	for (f = 0; f < FAULTS; f++) {
		struct tell tell = {0, 0, 0, 0};

		seed_ = 20261121u + f;
		simulate((enum fault)f, discs ? discs : 1, &tell);
		printf("# %s: %u tracks, %u right, %u wrong, %u not confirmed\n", name[f], tell.tracks, tell.right, tell.wrong, tell.missing);
		IS_INT(tell.wrong, 0, name[f]);
		if (f == FAULT_NONE || f == FAULT_LAG)
			IS_INT(tell.missing, 0, "all confirmed");
		else
			OK(tell.right * 10 >= tell.tracks * 6, "most confirmed");
	}
}

int main(void)
{
	test_simulation();
	return tap_done();
}
