/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-disc.c - making and asking a disc. */
#include "disc/disc.h"

#include "tests/tap.h"

static void test_new(struct pm_disc *d)
{
	int i, j, none = 1;

	IS_INT(d->kind, PM_KIND_CUE, "kind");
	IS_INT(d->last_track, 0, "no tracks");
	for (i = 0; i < 100; i++)
		for (j = 0; j < 100; j++)
			none &= d->track[i].index[j].lba == PM_LBA_NONE;
	OK(none, "no index is set");
	IS_INT(d->leadout_lba, PM_LBA_NONE, "no lead-out");
	IS_INT(d->block[7].charset, PM_CS_ISO_8859_1, "blocks are ISO 8859-1");
	IS_INT(d->block[0].language, 9, "and English");
	IS_INT(pm_disc_sectors(d), 0, "no sectors");
	IS_INT(pm_track_first_lba(d, 1), PM_LBA_NONE, "no track");
	IS_INT(pm_track_length_sectors(d, 1), 0, "no length");
	IS_INT(pm_track_length_sectors(d, 100), 0, "no such track");
}

static void test_lists(struct pm_disc *d)
{
	uint32_t a = 9, b = 9;

	IS_INT(pm_disc_add_file(d, "a.wav", PM_FILE_MASTER, pm_pos_none(), &a), PM_OK, "a file");
	IS_INT(pm_disc_add_file(d, "b.bin", PM_FILE_RAW_LE, pm_pos_at(NULL, 3, 4), &b), PM_OK, "another");
	IS_INT(a, 0, "numbers start at 0");
	IS_INT(b, 1, "and grow");
	IS_STR(d->file[1].name, "b.bin", "its name");
	IS_INT(d->file[1].pos.offset_bytes, 3, "its place");
	IS_INT(pm_disc_add_mark(d, 2, 1, -1, pm_pos_none()), PM_OK, "a mark");
	IS_INT(pm_disc_add_audio(d, 1, 5, PM_TO_END, pm_pos_none()), PM_OK, "audio");
	IS_INT(pm_disc_add_silence(d, 88200, pm_pos_none()), PM_OK, "silence");
	IS_INT(pm_disc_add_align(d, pm_pos_none()), PM_OK, "a boundary");
	IS_INT(d->item_count, 4, "four items");
	IS_INT(d->item[0].kind * 100 + d->item[0].track * 10 + d->item[0].index, PM_ITEM_MARK * 100 + 21, "the mark");
	IS_INT(d->item[0].after_sectors, -1, "is here");
	OK(d->item[1].file == 1 && d->item[1].start_samples == 5 && d->item[1].length_samples == PM_TO_END, "the audio");
	IS_INT(d->item[2].length_samples, 88200, "the silence");
	IS_INT(d->item[3].kind, PM_ITEM_ALIGN, "the boundary");
	IS_INT(pm_disc_add_extra(d, 3, "Mood", "grey"), PM_OK, "an extra column");
	OK(d->extra_count == 1 && d->extra[0].track == 3, "is kept");
	IS_STR(d->extra[0].value, "grey", "with its value");
}

static void test_spans(struct pm_disc *d)
{
	IS_INT(pm_disc_add_span(d, PM_FILE_SILENCE, 0, 588), PM_OK, "silence");
	IS_INT(pm_disc_add_span(d, PM_FILE_SILENCE, 77, 12), PM_OK, "more silence");
	IS_INT(d->span_count, 1, "is one span");
	IS_INT(pm_disc_add_span(d, 0, 100, 0), PM_OK, "nothing");
	IS_INT(d->span_count, 1, "is no span");
	IS_INT(pm_disc_add_span(d, 0, 100, 50), PM_OK, "a part of a file");
	IS_INT(pm_disc_add_span(d, 0, 150, 50), PM_OK, "that goes on");
	IS_INT(pm_disc_add_span(d, 0, 201, 50), PM_OK, "and one that does not");
	IS_INT(d->span_count, 3, "three spans");
	OK(d->span[1].at_samples == 600 && d->span[1].start_samples == 100 && d->span[1].length_samples == 100, "the joined one");
	OK(d->span[2].at_samples == 700 && d->span[2].start_samples == 201, "the next one");
	IS_INT(pm_disc_add_span(d, 0, 0, UINT64_MAX), PM_E_RANGE, "a length that overflows");
	IS_INT(pm_disc_add_span(d, 0, UINT64_MAX, 2), PM_E_RANGE, "a start that overflows");
	IS_INT(d->span_count, 3, "changes nothing");
}

static void test_asking(struct pm_disc *d)
{
	struct pm_track *t = d->track;

	d->first_track = 1;
	d->last_track = 3;
	d->leadout_lba = 1387;
	pm_track_set_index(&t[1], 0, -150, pm_pos_none());
	pm_track_set_index(&t[1], 1, 0, pm_pos_none());
	pm_track_set_index(&t[1], 2, 300, pm_pos_none());
	pm_track_set_index(&t[2], 0, 480, pm_pos_none());
	IS_INT(t[2].index_last, 0, "only the pause");
	pm_track_set_index(&t[2], 1, 630, pm_pos_none());
	pm_track_set_index(&t[3], 1, 1000, pm_pos_none());
	pm_track_set_index(&t[3], 100, 1, pm_pos_none());
	IS_INT(t[1].index_last, 2, "highest index");
	IS_INT(pm_track_pregap_sectors(d, 1), 150, "pause of track 1");
	IS_INT(pm_track_pregap_sectors(d, 2), 150, "pause of track 2");
	IS_INT(pm_track_pregap_sectors(d, 3), 0, "none before track 3");
	IS_INT(pm_track_length_sectors(d, 1), 630, "track 1");
	IS_INT(pm_track_length_sectors(d, 2), 370, "track 2");
	IS_INT(pm_track_length_sectors(d, 3), 387, "track 3, to the lead-out");
	IS_INT(pm_track_first_lba(d, 2), 480, "first sector with a pause");
	IS_INT(pm_track_first_lba(d, 3), 1000, "and without");
	IS_INT(pm_disc_sectors(d), 1537, "sectors of the disc");
	pm_track_set_index(&t[1], 2, PM_LBA_NONE, pm_pos_none());
	IS_INT(t[1].index_last, 1, "an index taken away");
}

int main(void)
{
	struct pm_disc *d = pm_disc_new(PM_KIND_CUE);

	if (!d)
		return 99;
	test_new(d);
	test_lists(d);
	test_spans(d);
	test_asking(d);
	pm_disc_free(d);
	pm_disc_free(NULL);
	return tap_done();
}
