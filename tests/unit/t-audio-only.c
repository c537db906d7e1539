/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-audio-only.c - a disc without its data tracks.  All numbers are worked out by hand; a sector is 588 samples. */
#include "disc/layout.h"

#include "tests/tap.h"

static struct pm_disc *disc;
static struct pm_diags diags;

static void done(int status)
{
	if (status != PM_OK)
		exit(99);
}

/* One raw file from LBA 0 to 2000, after 150 sectors of silence; tracks are added by track(). */
static void begin(void)
{
	uint32_t number;

	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_CUE);
	if (!disc)
		exit(99);
	done(pm_disc_add_file(disc, "a.bin", PM_FILE_RAW_LE, pm_pos_none(), &number));
	done(pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 150 * 588));
	done(pm_disc_add_span(disc, number, 0, 2000 * 588));
	disc->leadout_lba = 2000;
	disc->laid_out = 1;
	disc->first_track = 1;
}

static void track(unsigned n, int data, int32_t pause, int32_t start, const char *title)
{
	pm_track_set_index(&disc->track[n], 0, pause, pm_pos_none());
	pm_track_set_index(&disc->track[n], 1, start, pm_pos_none());
	disc->track[n].control = data ? PM_CONTROL_DATA : PM_CONTROL_COPY;
	disc->track[n].pos = pm_pos_at(NULL, n, 1);
	disc->last_track = (uint8_t)n;
	disc->track[n].source_name = malloc(8);
	if (!disc->track[n].source_name)
		exit(99);
	snprintf(disc->track[n].source_name, 8, "%u", n);
	done(pm_text_set(&disc->block[0].of[n], PM_TEXT_TITLE, title, pm_pos_none()));
}

static void span_is(size_t i, uint32_t file, uint64_t start_sectors, uint64_t length_sectors, const char *name)
{
	OK(i < disc->span_count && disc->span[i].file == file && (file == PM_FILE_SILENCE || disc->span[i].start_samples == start_sectors * 588) &&
		   disc->span[i].length_samples == length_sectors * 588,
	   name);
}

/* CD-Extra: the data comes last. */
static void test_behind(void)
{
	begin();
	track(1, 0, -150, 0, "one");
	track(2, 0, PM_LBA_NONE, 500, "two");
	track(3, 1, 1000, 1150, "data");
	IS_INT(pm_disc_leave_out_data(disc, &diags), PM_OK, "data behind");
	OK(disc->last_track == 2 && disc->leadout_lba == 1000, "the lead-out is where its pause began");
	OK(disc->track[2].index[1].lba == 500 && disc->track[2].control == PM_CONTROL_COPY, "the audio is as it was");
	span_is(0, PM_FILE_SILENCE, 0, 150, "the pause");
	span_is(1, 0, 0, 1000, "the audio");
	IS_INT(disc->span_count, 2, "and no more");
	OK(disc->track[3].index[1].lba == PM_LBA_NONE && !disc->block[0].of[3].field[PM_TEXT_TITLE], "nothing is left of the data track");
	OK(diags.count == 1 && diags.list[0].id == PM_DIAG_DATA_TRACK && diags.list[0].severity == PM_NOTE && diags.list[0].track == 3,
	   "a note says so");
}

/* The same, where the disc says that the session of the audio ends earlier. */
static void test_session(void)
{
	begin();
	track(1, 0, -150, 0, "one");
	track(2, 0, PM_LBA_NONE, 500, "two");
	track(3, 1, PM_LBA_NONE, 1500, "data");
	disc->audio_end_lba = 900;
	IS_INT(pm_disc_leave_out_data(disc, &diags), PM_OK, "data in a session of its own");
	IS_INT(disc->leadout_lba, 900, "the lead-out is that of the audio session");
	IS_INT(disc->audio_end_lba, PM_LBA_NONE, "and there is no other");
	span_is(1, 0, 0, 900, "the audio of the session");
	IS_INT(disc->span_count, 2, "and nothing of what lies between");
}

/* Mixed mode: the data comes first. */
static void test_before(void)
{
	begin();
	track(1, 1, -150, 0, "data");
	track(2, 0, 600, 675, "one");
	track(3, 0, 1000, 1100, "two");
	IS_INT(pm_disc_leave_out_data(disc, &diags), PM_OK, "data before");
	OK(disc->first_track == 1 && disc->last_track == 2, "two tracks are left");
	IS_STR(disc->block[0].of[1].field[PM_TEXT_TITLE], "one", "with their titles");
	IS_STR(disc->block[0].of[2].field[PM_TEXT_TITLE], "two", "both");
	IS_STR(disc->track[1].source_name, "2", "and whatever else is theirs");
	OK(disc->track[1].number == 1 && disc->track[2].number == 2, "numbered from 1 on");
	/* 75 sectors of silence, then what stood at 600: everything moves by -675. */
	OK(disc->track[1].index[0].lba == -150 && disc->track[1].index[1].lba == 0, "the pause of two seconds");
	OK(disc->track[2].index[0].lba == 325 && disc->track[2].index[1].lba == 425, "the next track");
	IS_INT(disc->leadout_lba, 1325, "lead-out");
	span_is(0, PM_FILE_SILENCE, 0, 75, "silence where the pause was too short");
	span_is(1, 0, 600, 1400, "then its pause and the rest");
	IS_INT(disc->span_count, 2, "and no more");
	IS_INT(diags.count, 2, "two notes: what was left out, and the numbers");
}

/* A long pause stays; data in the middle; several. */
static void test_between(void)
{
	begin();
	track(1, 1, -150, 0, "data");
	track(2, 0, 400, 700, "one");
	track(3, 1, 900, 950, "data");
	track(4, 1, PM_LBA_NONE, 1000, "data");
	track(5, 0, 1200, 1300, "two");
	IS_INT(pm_disc_leave_out_data(disc, &diags), PM_OK, "data before and between");
	OK(disc->last_track == 2, "two tracks are left");
	OK(disc->track[1].index[0].lba == -150 && disc->track[1].index[1].lba == 150, "the long pause is kept");
	/* 400 to 900 comes to -150 to 350. */
	OK(disc->track[2].index[0].lba == 350 && disc->track[2].index[1].lba == 450 && disc->leadout_lba == 1150, "the next follows it");
	span_is(0, 0, 400, 500, "the first track's audio");
	span_is(1, 0, 1200, 800, "the second's");
	IS_STR(disc->block[0].of[2].field[PM_TEXT_TITLE], "two", "its title");
}

static void test_nothing_to_do(void)
{
	begin();
	track(1, 0, -150, 0, "one");
	IS_INT(pm_disc_leave_out_data(disc, &diags), PM_OK, "no data");
	OK(disc->last_track == 1 && disc->leadout_lba == 2000 && diags.count == 0, "nothing changes");
	begin();
	track(1, 1, -150, 0, "data");
	IS_INT(pm_disc_leave_out_data(disc, &diags), PM_OK, "data alone");
	OK(!disc->laid_out && (disc->poisoned & PM_POISON_AUDIO), "there is no audio disc in it");
}

int main(void)
{
	pm_diags_init(&diags);
	test_behind();
	test_session();
	test_before();
	test_between();
	test_nothing_to_do();
	pm_disc_free(disc);
	pm_diags_release(&diags);
	return tap_done();
}
