/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-survey.c - Q frames put in order, and the map of tracks and indexes that they give. */
#include "subcode/map.h"

#include "subcode/run.h"
#include "tests/unit/diag-help.h"
#include "tests/unit/subcode-help.h"
#include "tests/unit/tsv.h"

static void log_disc(struct pm_q_log *log, const struct pm_disc *disc, int32_t from, int32_t end, int32_t lag)
{
	struct pm_subcode_run *run = NULL;
	uint8_t sector[96];
	int32_t lba;

	if (pm_subcode_run_new(disc, &run) < 0)
		exit(99);
	for (lba = from; lba < end; lba++)
		if (pm_subcode_run_sectors(run, lba + lag, 1, sector) < 0 || pm_q_log_add(log, lba, sector + 12) < 0)
			exit(99);
	pm_subcode_run_free(run);
}

static void map_log(const struct pm_q_log *log, struct pm_q_survey *survey, struct pm_q_map *map)
{
	OK(pm_q_survey_of(log, survey) == PM_OK && pm_q_map_of(survey, map) == PM_OK, "surveys and maps");
}

static int is_region(const struct pm_q_map *map, unsigned track, unsigned index, int32_t first)
{
	const struct pm_q_region *r = pm_q_map_find(map, track, index);

	if (r && r->first_lba == first)
		return 1;
	printf("# track %u index %u: %d\n", track, index, r ? (int)r->first_lba : -9999);
	return 0;
}

static void test_whole_disc(int32_t lag)
{
	struct pm_disc *disc = help_harbour(), *back = pm_disc_new(PM_KIND_SUBCODE);
	struct pm_q_log log;
	struct pm_q_survey survey;
	struct pm_q_map map;
	struct pm_diags diags;

	pm_q_log_init(&log);
	pm_diags_init(&diags);
	log_disc(&log, disc, 0, 1387 - lag, lag);
	map_log(&log, &survey, &map);
	IS_INT(survey.sector_count, 1387 - lag, "all sectors");
	IS_INT(survey.bad_frames, 0, "none bad");
	IS_INT(survey.sector[100].lba, 100 + lag, "sectors have the address their Q names");
	IS_INT(map.count, 5, "five regions");
	OK(is_region(&map, 1, 1, lag > 0 ? 0 : 0), "track 1");
	OK(is_region(&map, 2, 0, 480) && is_region(&map, 2, 1, 630), "pause and index 01");
	OK(is_region(&map, 3, 1, 975) && is_region(&map, 3, 2, 1170), "index 02");
	IS_INT(pm_q_map_find(&map, 2, 0)->ends_in_one, 0, "the pause ends in 0");
	IS_INT(pm_q_map_find(&map, 3, 2)->control, 3, "flags");
	OK(pm_q_map_to_disc(&map, back, pm_pos_none(), &diags) == PM_OK, "a disc from it");
	IS_INT(diags.count, 0, "without a finding");
	IS_INT(back->last_track, 3, "three tracks");
	IS_INT(back->leadout_lba, 1387, "lead-out behind the last sector");
	IS_INT(back->track[1].index[0].lba, -150, "the first pause");
	IS_INT(back->track[2].index[0].lba, 480, "pause of track 2");
	IS_INT(back->track[3].index_last, 2, "index 02");
	OK(back->track[1].control == 0 && back->track[2].control == 2 && back->track[3].control == 3, "flags");
	pm_q_log_release(&log);
	pm_q_survey_release(&survey);
	pm_q_map_release(&map);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	pm_disc_free(back);
}

/* Ninety-nine indexes, none of them long enough to hold a whole period: the track as a whole tells.  The track beside it has a copy bit that stands. */
static void test_scms_in_short_indexes(void)
{
	struct pm_disc *disc = help_harbour(), *back = pm_disc_new(PM_KIND_SUBCODE);
	struct pm_q_log log;
	struct pm_q_survey survey;
	struct pm_q_map map;
	struct pm_diags diags;
	unsigned i;

	pm_q_log_init(&log);
	pm_diags_init(&diags);
	for (i = 2; i < 100; i++) {
		pm_track_set_index(&disc->track[1], i, 15 + ((int32_t)i - 2) * 4, pm_pos_none());
		pm_track_set_index(&disc->track[2], i, 700 + (int32_t)i * 2, pm_pos_none());
	}
	pm_track_set_index(&disc->track[2], 0, 410, pm_pos_none());
	disc->track[1].scms = 1;
	log_disc(&log, disc, 0, 1387, 0);
	map_log(&log, &survey, &map);
	OK(pm_q_map_to_disc(&map, back, pm_pos_none(), &diags) == PM_OK, "a disc from it");
	OK(back->track[1].scms && back->track[1].control == 0, "SCMS shows over the indexes of a track");
	OK(!back->track[2].scms && back->track[2].control == 2, "a copy bit that stands still is none");
	pm_q_log_release(&log);
	pm_q_survey_release(&survey);
	pm_q_map_release(&map);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	pm_disc_free(back);
}

/* Any order, sectors twice, damaged and foreign frames between. */
static void test_disorder(void)
{
	struct pm_disc *disc = help_harbour();
	struct pm_q_log log, mixed;
	struct pm_q_survey survey;
	struct pm_q_map map;
	uint8_t bad[12] = {1, 2, 3};
	size_t i;

	pm_q_log_init(&log);
	pm_q_log_init(&mixed);
	log_disc(&log, disc, 0, 1387, 0);
	for (i = 0; i < log.count; i++) {
		const struct pm_q_read *r = &log.list[log.count - 1 - i];

		if (i % 7 == 0 && pm_q_log_add(&mixed, r->lba, bad) < 0)
			exit(99);
		/* an old frame: 30 sectors earlier */
		if (i % 11 == 0 && r->lba >= 30 && pm_q_log_add(&mixed, r->lba, log.list[r->lba - 30].q) < 0)
			exit(99);
		if (pm_q_log_add(&mixed, r->lba, r->q) < 0)
			exit(99);
	}
	map_log(&mixed, &survey, &map);
	IS_INT(survey.sector_count, 1387, "each sector once");
	IS_INT(map.count, 5, "the same five regions");
	OK(is_region(&map, 2, 0, 480) && is_region(&map, 2, 1, 630) && is_region(&map, 3, 1, 975) && is_region(&map, 3, 2, 1170), "where they were");
	pm_q_log_release(&log);
	pm_q_log_release(&mixed);
	pm_q_survey_release(&survey);
	pm_q_map_release(&map);
	pm_disc_free(disc);
}

/*
 * A CloneCD .sub of a data track and two audio tracks.  Its .ccd says INDEX 0=316 and 541; its Q has index 01 of the track before in those two
 * sectors and index 00 from the next on, counting down to 1.  The Q is what counts here.
 */
static void test_clonecd(void)
{
	size_t length = 0;
	uint8_t *data = help_file("corpus/subchannel/mistydemeo_cue2ccd__ccd_disc.sub", &length);
	struct pm_disc *back = pm_disc_new(PM_KIND_SUBCODE);
	struct pm_q_log log;
	struct pm_q_survey survey;
	struct pm_q_map map;
	struct pm_diags diags;

	pm_q_log_init(&log);
	pm_diags_init(&diags);
	if (!data) {
		SKIP("no shared files", "CloneCD");
		pm_disc_free(back);
		return;
	}
	OK(pm_q_log_add_sectors(&log, 0, data, length / 96, 96, 0) == PM_OK, "766 sectors");
	map_log(&log, &survey, &map);
	OK(is_region(&map, 1, 1, 0) && is_region(&map, 2, 0, 317) && is_region(&map, 2, 1, 466) && is_region(&map, 3, 0, 542) &&
		   is_region(&map, 3, 1, 691),
	   "the indexes of its Q");
	IS_INT(pm_q_map_find(&map, 2, 0)->ends_in_one, 1, "its pauses count down to 1");
	OK(pm_q_map_to_disc(&map, back, pm_pos_none(), &diags) == PM_OK && back->leadout_lba == 766, "lead-out of its .ccd");
	OK((back->track[1].control & PM_CONTROL_DATA) && diags.count == 0, "the data track is known as one");
	free(data);
	pm_q_log_release(&log);
	pm_q_survey_release(&survey);
	pm_q_map_release(&map);
	pm_diags_release(&diags);
	pm_disc_free(back);
}

static void test_nothing(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SUBCODE);
	struct pm_q_log log;
	struct pm_q_survey survey;
	struct pm_q_map map;
	struct pm_diags diags;
	uint8_t q[12];
	unsigned i, k;
	uint32_t seed = 7;

	pm_q_log_init(&log);
	pm_diags_init(&diags);
	map_log(&log, &survey, &map);
	OK(survey.sector_count == 0 && map.count == 0, "nothing from nothing");
	IS_INT(pm_q_map_to_disc(&map, disc, pm_pos_none(), &diags), PM_E_FORMAT, "no disc from it");
	pm_q_survey_release(&survey);
	pm_q_map_release(&map);
	/* Frames of any bytes with good CRCs, at any address. */
	for (i = 0; i < 3000; i++) {
		for (k = 0; k < 12; k++) {
			seed = seed * 1664525u + 1013904223u;
			q[k] = (uint8_t)(seed >> 24);
		}
		q[0] = (uint8_t)((q[0] & 0xF0) | (1 + i % 3));
		pm_q_seal(q);
		if (pm_q_log_add(&log, i % 5 ? (int32_t)(i % 700) : (int32_t)seed, q) < 0)
			exit(99);
	}
	map_log(&log, &survey, &map);
	(void)!pm_q_map_to_disc(&map, disc, pm_pos_none(), &diags);
	OK(1, "rubbish is read without harm");
	pm_q_log_release(&log);
	pm_q_survey_release(&survey);
	pm_q_map_release(&map);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int main(void)
{
	test_whole_disc(0);
	test_whole_disc(3);
	test_scms_in_short_indexes();
	test_disorder();
	test_clonecd();
	test_nothing();
	return tap_done();
}
