/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-layout.c - items to addresses.  All numbers are worked out by hand: a sector is 588 samples, the pause of 150 sectors 88200 samples,
 * and LBA = sectors - 150.  File 0 has 100000 samples (170 sectors and 40), file 1 has 50001 (85 sectors and 21), file 2 has 1000000.
 */
#include "disc/layout.h"

#include "tests/tap.h"

#define PAUSE 88200u

static struct pm_disc *disc;
static struct pm_diags diags;
static struct pm_layout_options options;
static int (*loud)(uint32_t file, uint64_t sample);

static void begin(void)
{
	static const uint64_t lengths[] = {100000, 50001, 1000000};
	static const char *const names[] = {"a.wav", "b.wav", "c.wav"};
	uint32_t number;
	int i;

	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_SHEET);
	if (!disc)
		exit(99);
	for (i = 0; i < 3; i++) {
		if (pm_disc_add_file(disc, names[i], PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK)
			exit(99);
		disc->file[i].length_samples = lengths[i];
		disc->file[i].probed = 1;
	}
	disc->first_track = 1;
	disc->last_track = 2;
	options = (struct pm_layout_options){PM_JOIN_CONTINUOUS, 0, 0};
	loud = NULL;
}

static void done(int status) { if (status != PM_OK) exit(99); }
static void mark(uint8_t track, uint8_t index) { done(pm_disc_add_mark(disc, track, index, -1, pm_pos_at(NULL, track * 100u + index, 1))); }
static void mark_after(uint8_t track, uint8_t index, int32_t sectors) { done(pm_disc_add_mark(disc, track, index, sectors, pm_pos_none())); }
static void part(uint32_t file, uint64_t start, uint64_t length) { done(pm_disc_add_audio(disc, file, start, length, pm_pos_none())); }
static void audio(uint32_t file) { part(file, 0, PM_TO_END); }
static void silence(uint64_t length) { done(pm_disc_add_silence(disc, length, pm_pos_none())); }
static void align(void) { done(pm_disc_add_align(disc, pm_pos_none())); }

static int edge(void *ctx, const struct pm_disc *d, uint32_t file, uint64_t sample)
{
	(void)ctx;
	(void)d;
	return loud ? loud(file, sample) : 0;
}

static void lay_out(void)
{
	struct pm_error err = {0};

	IS_INT(pm_disc_layout(disc, &options, edge, NULL, &diags, &err), PM_OK, "lays out");
}

static int32_t lba(unsigned track, unsigned index) { return disc->track[track].index[index].lba; }

/* The spans must cover the programme without holes. */
static void spans_are_whole(void)
{
	uint64_t at = 0;
	size_t i;
	int good = 1;

	for (i = 0; i < disc->span_count; i++) {
		good &= disc->span[i].at_samples == at && disc->span[i].length_samples > 0;
		at += disc->span[i].length_samples;
	}
	OK(good, "spans follow each other");
	IS_INT(at, (uint64_t)pm_disc_sectors(disc) * 588, "up to the lead-out");
}

static void message(size_t number, enum pm_diag_id id, enum pm_severity severity, const char *text)
{
	if (!OK(number < diags.count, text))
		return;
	IS_STR(pm_diag_id_text(diags.list[number].id), pm_diag_id_text(id), "its id");
	IS_INT(diags.list[number].severity, severity, "its severity");
	IS_STR(diags.list[number].message, text, "its message");
}

static void two_tracks(void)
{
	begin();
	silence(PAUSE);
	mark(1, 1);
	audio(0);
	mark(2, 1);
	audio(1);
}

static void test_continuous(void)
{
	two_tracks();
	lay_out();
	IS_INT(lba(1, 0), -150, "track 1's pause is there without a mark");
	IS_INT(lba(1, 1), 0, "track 1");
	IS_INT(lba(2, 1), 170, "track 2: 88200+100000 = 320*588 + 40");
	IS_INT(lba(2, 0), PM_LBA_NONE, "has no pause");
	IS_INT(disc->track[2].gapless, 1, "and is a join");
	IS_INT(disc->track[1].gapless, 0, "track 1 is none");
	IS_INT(disc->leadout_lba, 256, "238201 = 405*588 + 61, filled to 406 sectors");
	IS_INT(disc->laid_out, 1, "laid out");
	IS_INT(disc->hidden_audio, 0, "no hidden audio");
	IS_INT(disc->span_count, 4, "silence, a, b, fill");
	spans_are_whole();
	IS_INT(diags.count, 2, "two notes");
	message(0, PM_DIAG_AUDIO_UNALIGNED, PM_NOTE, "index 01 of track 2 comes 40 samples (0.9 ms) early, with the sector that holds it");
	message(1, PM_DIAG_AUDIO_UNALIGNED, PM_NOTE, "527 samples (12.0 ms) of silence added behind 'b.wav', to fill the last sector of the disc");
	IS_INT(diags.list[0].track, 2, "about track 2");
	IS_INT(diags.list[0].index, 1, "index 01");
	IS_INT(diags.list[0].pos.offset_bytes, 201, "at its mark");
}

/* Where a time of a track could not be read, nobody knows how early it comes. */
static void test_unread_time(void)
{
	two_tracks();
	disc->track[2].poisoned = PM_POISON_TIMES;
	lay_out();
	IS_INT(diags.count, 1, "of a track whose times are wrong no move is told");
	OK(diags.count == 1 && strstr(diags.list[0].message, "to fill the last sector"), "only what was filled");
}

static void test_pad(void)
{
	two_tracks();
	options.join = PM_JOIN_PAD;
	lay_out();
	IS_INT(lba(2, 1), 171, "track 2: file 0 filled by 548 to 171 sectors");
	IS_INT(disc->leadout_lba, 257, "50001 filled by 567 to 86 sectors");
	IS_INT(disc->track[2].gapless, 1, "still a join");
	spans_are_whole();
	message(0, PM_DIAG_AUDIO_UNALIGNED, PM_NOTE, "548 samples (12.4 ms) of silence added behind 'a.wav', to fill its last sector");
	message(1, PM_DIAG_AUDIO_UNALIGNED, PM_NOTE, "567 samples (12.9 ms) of silence added behind 'b.wav', to fill its last sector");
	IS_INT(diags.count, 2, "no mark was moved");

	/* Parts of one file that go on are not files: 200000+88200 = 490*588 + 80, and only the end (1088200 = 1850*588 + 400) is filled. */
	begin();
	options.join = PM_JOIN_PAD;
	silence(PAUSE);
	mark(1, 1);
	part(2, 0, 200000);
	mark(2, 1);
	part(2, 200000, PM_TO_END);
	lay_out();
	IS_INT(lba(2, 1), 340, "a mark inside a file");
	IS_INT(disc->leadout_lba, 1701, "the end of the file");
	IS_INT(diags.count, 2, "a moved mark, a filled end");
}

static void gap(void)
{
	begin();
	silence(PAUSE);
	mark(1, 1);
	audio(0);
	align();
	mark(2, 0);
	silence(PAUSE);
	mark(2, 1);
	audio(1);
}

static void test_gap(void)
{
	gap();
	lay_out();
	IS_INT(lba(2, 0), 171, "the pause starts with the next sector");
	IS_INT(lba(2, 1), 321, "index 01 comes 150 sectors later");
	IS_INT(disc->leadout_lba, 407, "471*588 + 50001 = 556*588 + 21");
	IS_INT(disc->track[2].gapless, 0, "no join");
	spans_are_whole();
	IS_INT(disc->span_count, 5, "fill and pause are one silence");
	IS_INT(disc->span[2].at_samples, 188200, "right behind the first file");
	IS_INT(disc->span[3].at_samples, 276948, "the second starts on index 01: 471*588");
	IS_INT(diags.count, 2, "two fills");
	message(0, PM_DIAG_AUDIO_UNALIGNED, PM_NOTE, "548 samples (12.4 ms) of silence added behind 'a.wav', so that the pause starts with a sector");
}

static int last_of_a(uint32_t file, uint64_t sample) { return file == 0 && sample == 99999; }
static int first_of_b(uint32_t file, uint64_t sample) { return file == 1 && sample == 0; }
static int last_of_b(uint32_t file, uint64_t sample) { return file == 1 && sample == 50000; }
static int second_of_b(uint32_t file, uint64_t sample) { return file == 1 && sample == 1; }
static int unreadable(uint32_t file, uint64_t sample) { return (void)file, (void)sample, -1; }

static void grade(enum pm_join join, int (*which)(uint32_t, uint64_t), enum pm_severity first, enum pm_severity second, const char *name)
{
	two_tracks();
	options.join = join;
	loud = which;
	lay_out();
	IS_INT(diags.list[0].severity, first, name);
	IS_INT(diags.list[1].severity, second, name);
	OK((diags.list[0].hint != NULL) == (first == PM_WARNING), "a warning has a hint");
}

static void test_edges(void)
{
	grade(PM_JOIN_PAD, last_of_a, PM_WARNING, PM_NOTE, "pad: the sample before the fill");
	grade(PM_JOIN_PAD, first_of_b, PM_WARNING, PM_NOTE, "pad: the sample after it");
	grade(PM_JOIN_PAD, second_of_b, PM_NOTE, PM_NOTE, "pad: the one after that does not matter");
	grade(PM_JOIN_PAD, last_of_b, PM_NOTE, PM_WARNING, "pad: the end of the disc");
	grade(PM_JOIN_PAD, unreadable, PM_NOTE, PM_NOTE, "pad: a sample that cannot be read");
	grade(PM_JOIN_CONTINUOUS, last_of_a, PM_NOTE, PM_NOTE, "continuous: nothing is inserted at the join");
	grade(PM_JOIN_CONTINUOUS, last_of_b, PM_NOTE, PM_WARNING, "continuous: the end of the disc");
	gap();
	loud = first_of_b;
	lay_out();
	IS_INT(diags.list[0].severity, PM_NOTE, "behind a fill comes the pause");
	two_tracks();
	IS_INT(pm_disc_layout(disc, &options, NULL, NULL, &diags, NULL), PM_OK, "nobody to ask");
	IS_INT(diags.list[1].severity, PM_NOTE, "is a note");
}

static void test_hidden(void)
{
	begin();
	mark(1, 0);
	silence(PAUSE);
	audio(1);
	mark(1, 1);
	audio(0);
	mark(2, 1);
	audio(2);
	lay_out();
	IS_INT(lba(1, 0), -150, "the pause");
	IS_INT(lba(1, 1), 85, "88200+50001 = 235*588 + 21");
	IS_INT(disc->hidden_audio, 1, "hidden audio");
	IS_INT(disc->track[1].gapless, 1, "which track 1 joins");
	IS_INT(pm_track_pregap_sectors(disc, 1), 235, "counted from LBA -150");

	begin();
	mark(1, 0);
	silence(PAUSE);
	audio(1);
	align();
	silence(PAUSE);
	mark(1, 1);
	audio(0);
	lay_out();
	IS_INT(lba(1, 1), 236, "236 sectors with the hidden audio, then 150");
}

static void test_pause_of_audio(void)
{
	begin();
	silence(PAUSE);
	mark(1, 1);
	part(2, 0, 100000);
	mark(2, 0);
	part(2, 100000, 50001);
	mark(2, 1);
	part(2, 150001, PM_TO_END);
	lay_out();
	IS_INT(lba(2, 0), 170, "index 00 in the sector of 188200 = 320*588 + 40");
	IS_INT(lba(2, 1), 255, "index 01 in the sector of 238201 = 405*588 + 61");
	IS_INT(disc->track[2].gapless, 0, "a pause is no join");
	IS_INT(disc->leadout_lba, 1701, "1088200 = 1850*588 + 400");
	IS_INT(disc->span_count, 3, "silence, one file, fill");
	IS_INT(diags.count, 3, "two marks, one fill");

	begin();
	silence(PAUSE);
	mark(1, 1);
	part(2, 0, 100000);
	mark(2, 0);
	part(2, 100000, 100);
	mark(2, 1);
	part(2, 100100, PM_TO_END);
	lay_out();
	IS_INT(lba(2, 1), 170, "188300 = 320*588 + 140");
	IS_INT(lba(2, 0), PM_LBA_NONE, "in the same sector there is no index 00");
	IS_INT(disc->track[2].gapless, 1, "so it is a join");
	IS_INT(diags.count, 2, "and only index 01 is reported");
}

static void test_indexes(void)
{
	two_tracks();
	mark_after(2, 2, 30);
	mark_after(2, 3, 60);
	mark_after(1, 2, INT32_MAX);
	lay_out();
	IS_INT(lba(2, 2), 200, "30 sectors behind LBA 170");
	IS_INT(lba(2, 3), 230, "60 sectors");
	IS_INT(disc->track[2].index_last, 3, "the last");
	IS_INT(lba(1, 2), INT32_MAX, "far past the end: for the rule");
	IS_INT(diags.count, 2, "and not for the layout");
}

static void test_pq_offset(void)
{
	gap();
	options.pq_offset_sectors = 10;
	options.pq_offset_first_sectors = 5;
	mark_after(2, 2, 30);
	lay_out();
	IS_INT(lba(1, 1), 0, "never into the 2 s pause");
	IS_INT(lba(2, 0), 171, "the pause stays");
	IS_INT(lba(2, 1), 311, "ten sectors earlier");
	IS_INT(lba(2, 2), 351, "index 02 stays on its audio: 321 + 30");
	IS_INT(diags.count, 2, "nothing to say");

	gap();
	options.pq_offset_sectors = 200;
	lay_out();
	IS_INT(lba(2, 1), 172, "not to the mark before");
	message(2, PM_DIAG_TIME_ROUNDED, PM_NOTE, "the mark of track 2 comes only 149 frames earlier, want 200: another mark is there");

	two_tracks();
	options.pq_offset_sectors = 10;
	lay_out();
	IS_INT(lba(2, 1), 170, "never at a join");

	begin();
	silence(PAUSE * 2);
	mark(1, 1);
	audio(2);
	disc->last_track = 1;
	options.pq_offset_sectors = 10;
	options.pq_offset_first_sectors = 5;
	lay_out();
	IS_INT(lba(1, 1), 145, "track 1 behind a longer pause");
	begin();
	silence(PAUSE * 2);
	mark(1, 1);
	audio(2);
	options.pq_offset_first_sectors = UINT32_MAX;
	lay_out();
	IS_INT(lba(1, 1), 0, "at most to the end of the 2 s");

	begin();
	silence(PAUSE);
	audio(1);
	mark(1, 1);
	audio(2);
	disc->hidden_audio = 1;
	options.pq_offset_first_sectors = 5;
	lay_out();
	IS_INT(lba(1, 1), 85, "never where hidden audio joins track 1");
}

static void test_past_end(void)
{
	/* A mark at 200000 of a file of 100000: one finding, where the second part starts. */
	begin();
	silence(PAUSE);
	mark(1, 1);
	part(0, 0, 200000);
	mark(2, 1);
	part(0, 200000, PM_TO_END);
	lay_out();
	IS_INT(diags.count, 1, "one finding");
	message(0, PM_DIAG_INDEX_PAST_END, PM_ERROR, "'a.wav' is wanted from 00:04:40, but ends 100000 samples before, at 00:02:20");
	IS_INT(diags.list[0].track, 2, "about track 2");
	IS_INT(diags.list[0].pos.offset_bytes, disc->item[3].pos.offset_bytes, "at its mark");
	OK(disc->track[1].poisoned & PM_POISON_TIMES && disc->track[2].poisoned & PM_POISON_TIMES, "both lengths are poisoned");
	OK(disc->poisoned & PM_POISON_TIMES, "and the disc's");
	spans_are_whole();

	begin();
	silence(PAUSE);
	mark(1, 1);
	part(0, 50000, UINT64_MAX - 1);
	mark(2, 1);
	part(1, UINT64_MAX - 1, UINT64_MAX - 2);
	lay_out();
	IS_INT(diags.count, 2, "hostile numbers, one finding each");
	message(1, PM_DIAG_INDEX_PAST_END, PM_ERROR, "'b.wav' is wanted from 954437:10:45, but ends 18446744073709501613 samples before, at 00:01:10");
	spans_are_whole();

	begin();
	silence(PAUSE);
	mark(1, 1);
	part(0, 100000, PM_TO_END);
	lay_out();
	IS_INT(diags.count, 1, "a part of nothing");
	message(0, PM_DIAG_AUDIO_EMPTY, PM_ERROR, "'a.wav' holds no samples from its start time on");

	begin();
	disc->file[0].length_samples = 0;
	silence(PAUSE);
	mark(1, 1);
	audio(0);
	mark(2, 1);
	audio(1);
	lay_out();
	IS_INT(diags.count, 1, "an empty file");
	message(0, PM_DIAG_AUDIO_EMPTY, PM_ERROR, "'a.wav' holds no samples");
	IS_INT(disc->track[2].poisoned, PM_POISON_PLACE, "the next track is sound, wherever it lies");
}

static void test_unusable(void)
{
	two_tracks();
	disc->file[0].unusable = 1;
	lay_out();
	IS_INT(diags.count, 0, "nothing is said twice");
	OK(disc->track[1].poisoned & PM_POISON_AUDIO, "its track is poisoned");
	IS_INT(disc->track[2].poisoned, PM_POISON_PLACE, "where the next begins is not known");
	IS_INT(disc->track[1].poisoned & PM_POISON_PLACE, 0, "where it begins itself is");
	OK(disc->poisoned & PM_POISON_TIMES, "the disc's times are");
	IS_INT(disc->laid_out, 1, "laid out as far as it goes");
	spans_are_whole();
}

/* What a sheet says of a file that is missing holds: only how far it goes behind its last mark is unknown. */
static void test_unusable_but_cut(void)
{
	begin();
	mark(1, 0);
	silence(PAUSE);
	part(0, 0, 588 * 10);
	mark(1, 1);
	part(0, 588 * 10, 588 * 400);
	mark(2, 0);
	part(0, 588 * 410, 588 * 100 + 1);
	mark(2, 1);
	part(0, 588 * 510 + 1, PM_TO_END);
	disc->file[0].unusable = 1;
	lay_out();
	IS_INT(disc->track[1].index[1].lba, 10, "index 01 of track 1");
	IS_INT(disc->track[2].index[0].lba, 410, "the pause of track 2");
	IS_INT(disc->track[2].index[1].lba, 510, "its index 01");
	IS_INT(disc->hidden_audio, 1, "hidden audio");
	IS_INT((disc->track[1].poisoned | disc->track[2].poisoned) & PM_POISON_PLACE, 0, "all are where the sheet says");
	IS_INT(disc->track[1].poisoned, 0, "track 1 is as long as it says");
	IS_INT(disc->track[2].poisoned, PM_POISON_AUDIO, "track 2 is not known to its end");
	OK(disc->poisoned & PM_POISON_TIMES, "nor the disc");
	spans_are_whole();

	begin();
	options.join = PM_JOIN_PAD;
	mark(1, 1);
	part(0, 0, 588 * 300 + 88);
	mark(2, 1);
	part(0, 588 * 300 + 88, 588 * 300);
	part(1, 0, 588);
	disc->file[0].unusable = 1;
	lay_out();
	IS_INT(disc->track[2].index[1].lba, 150, "join mode pad fills no file within itself");
	IS_INT(disc->leadout_lba, 452, "but at its end");
	IS_INT(disc->poisoned & PM_POISON_TIMES, 0, "lengths that are all said leave no time unknown");
}

static void test_too_long(void)
{
	/* 99:59:74 is sector 449999: silence up to there fits, one more sample does not. */
	begin();
	mark(1, 1);
	silence(UINT64_C(449999) * 588);
	lay_out();
	IS_INT(disc->leadout_lba, 449849, "the last address");
	IS_INT(diags.count, 0, "is legal here");

	begin();
	diags.allow[PM_DIAG_DISC_TOO_LONG] = 1;
	mark(1, 1);
	silence(UINT64_C(449999) * 588 + 1);
	audio(0);
	lay_out();
	IS_INT(disc->laid_out, 0, "one sample more is not");
	IS_INT(diags.count, 1, "one finding");
	message(0, PM_DIAG_DISC_TOO_LONG, PM_ERROR, "the disc runs past 99:59:74, where no disc can go");

	begin();
	mark(1, 1);
	silence(588);
	silence(UINT64_MAX);
	lay_out();
	IS_INT(diags.count, 1, "a sum past 2^64");
}

static void test_nothing(void)
{
	begin();
	disc->first_track = disc->last_track = 0;
	lay_out();
	IS_INT(disc->leadout_lba, -150, "an empty disc");
	IS_INT(diags.count, 0, "is for the rules");
	begin();
	mark(200, 1);
	mark(1, 200);
	part(77, 0, 5);
	part(0, 5, 0);
	lay_out();
	IS_INT(disc->leadout_lba, -150, "numbers out of range are passed over");
}

int main(void)
{
	pm_diags_init(&diags);
	test_continuous();
	test_unread_time();
	test_pad();
	test_gap();
	test_edges();
	test_hidden();
	test_pause_of_audio();
	test_indexes();
	test_pq_offset();
	test_past_end();
	test_unusable();
	test_unusable_but_cut();
	test_too_long();
	test_nothing();
	pm_disc_free(disc);
	pm_diags_release(&diags);
	return tap_done();
}
