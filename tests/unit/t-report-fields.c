/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-report-fields.c - report/fields.c: every field of the PQ sheet, with the values that contract section 7 gives for the harbour disc; and what is absent. */
#include "report/fields.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static struct pm_facts facts;

static const struct pm_field *field_of(const struct pm_field *list, size_t count, const char *key)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!strcmp(list[i].key, key))
			return &list[i];
	printf("# no field '%s'\n", key);
	exit(99);
}

static void is(const struct pm_field *field, unsigned track, const char *want)
{
	struct pm_buf out;

	pm_buf_init(&out);
	/* Appended: what stands there stays. */
	pm_buf_add_str(&out, ">");
	field->get(&facts, track, &out);
	IS_STR(pm_buf_str(&out) + 1, want, field->key);
	pm_buf_release(&out);
}
#define DISC(key, want) is(field_of(pm_disc_fields, pm_disc_field_count, key), 0, want)
#define ID(key, want) is(field_of(pm_id_fields, pm_id_field_count, key), 0, want)
#define TRACK(track, key, want) is(field_of(pm_track_fields, pm_track_field_count, key), track, want)

static void test_names(void)
{
	static const struct {
		const char *key, *label;
	} disc[] = {{"album", "Album"}, {"artist", "Artist"}, {"upc", "UPC/EAN"}, {"master_id", "Master ID"}, {"label", "Label"}, {"release_date", "Release date"},
		    {"source", "Source"}, {"track_count", "Tracks"}, {"playing_time", "Playing time"}, {"total_time", "Total time"}},
	  track[] = {{"number", "#"}, {"title", "Title"}, {"performer", "Performer"}, {"pause", "Pause"}, {"start", "Start"}, {"length", "Length"},
		     {"isrc", "ISRC"}, {"flags", "Flags"}};
	size_t i;

	IS_INT(pm_disc_field_count, 10, "fields of the disc");
	for (i = 0; i < 10; i++)
		OK(!strcmp(pm_disc_fields[i].key, disc[i].key) && !strcmp(pm_disc_fields[i].label, disc[i].label), disc[i].key);
	IS_INT(pm_track_field_count, 8, "fields of a track");
	for (i = 0; i < 8; i++)
		OK(!strcmp(pm_track_fields[i].key, track[i].key) && !strcmp(pm_track_fields[i].label, track[i].label), track[i].key);
	IS_INT(pm_id_field_count, 4, "names in databases");
	IS_INT(pm_track_fields[0].align, PM_ALIGN_RIGHT, "numbers stand at the right");
	IS_STR(pm_text_label(PM_TEXT_TITLE, 0), "Album", "a title of the disc");
	IS_STR(pm_text_label(PM_TEXT_TITLE, 1), "Title", "of a track");
	IS_STR(pm_text_label(PM_TEXT_PERFORMER, 0), "Artist", "a performer of the disc");
	IS_STR(pm_text_label(PM_TEXT_PERFORMER, 9), "Performer", "of a track");
	IS_STR(pm_text_label(PM_TEXT_SONGWRITER, 0), "Songwriter", "label");
	IS_STR(pm_text_label(PM_TEXT_COMPOSER, 1), "Composer", "label");
	IS_STR(pm_text_label(PM_TEXT_ARRANGER, 1), "Arranger", "label");
	IS_STR(pm_text_label(PM_TEXT_MESSAGE, 1), "Message", "label");
	IS_STR(pm_text_label(PM_TEXT_DISC_ID, 0), "Disc ID", "label");
	IS_STR(pm_text_label(PM_TEXT_GENRE, 0), "Genre", "label");
	IS_STR(pm_text_label(PM_TEXT_CLOSED, 0), "Closed info", "label, no wider than its column");
	IS_STR(pm_text_label(PM_TEXT_CODE, 0), "UPC/EAN", "a code of the disc");
	IS_STR(pm_text_label(PM_TEXT_CODE, 1), "ISRC", "of a track");
	IS_STR(pm_text_label(PM_TEXT_FIELDS, 1), "", "no field");
}

/* Tracks at 0, 630 (pause from 480), 975; lead-out 1387: 18 s 37 f behind the first index 01, 20 s 37 f behind 00:00:00. */
static void test_values(struct pm_disc *disc)
{
	if (pm_facts_of(&facts, disc) != PM_OK)
		abort();
	IS_INT(facts.has_ids, 1, "a table of contents");
	DISC("album", "Harbour");
	DISC("artist", "The Lights");
	DISC("upc", "0012345678905");
	DISC("master_id", "HARBOUR-001");
	DISC("label", "");
	DISC("release_date", "");
	DISC("source", "album.csv (track sheet)");
	DISC("track_count", "3");
	DISC("playing_time", "00:18:37");
	DISC("total_time", "00:20:37");
	TRACK(1, "number", "1");
	TRACK(1, "title", "Slack Water");
	TRACK(1, "performer", "The Lights");
	TRACK(1, "pause", "00:02:00");
	TRACK(1, "start", "00:02:00");
	TRACK(1, "length", "00:08:30");
	TRACK(1, "isrc", "ZZ-XYZ-26-00001");
	TRACK(1, "flags", "");
	TRACK(2, "title", "\xc3\x89t\xc3\xa9");
	TRACK(2, "performer", "");
	TRACK(2, "pause", "00:02:00");
	TRACK(2, "start", "00:10:30");
	TRACK(2, "length", "00:04:45");
	TRACK(2, "flags", "DCP");
	TRACK(3, "title", "");
	TRACK(3, "pause", "");
	TRACK(3, "start", "00:15:00");
	TRACK(3, "length", "00:05:37");
	TRACK(3, "isrc", "");
	TRACK(3, "flags", "DCP PRE SCMS");
	disc->track[3].control = 15;
	TRACK(3, "flags", "DCP 4CH PRE SCMS DATA");
	disc->track[3].control = PM_CONTROL_COPY | PM_CONTROL_PRE;
	disc->label = pm_str_dup("Pier & Co");
	disc->release_date = pm_str_dup("2026-01-31");
	DISC("label", "Pier & Co");
	DISC("release_date", "2026-01-31");
}

/* The names in databases are those of the disc ids of contract section 7; t-ids.c has their sources. */
static void test_ids(struct pm_disc *disc)
{
	static const char *const key[] = {"musicbrainz", "freedb", "accuraterip", "ctdb"};
	struct pm_ids ids;
	struct pm_toc toc;
	size_t i;

	if (OK(pm_toc_of_disc(disc, &toc) == PM_OK && pm_ids_of_toc(&toc, &ids) == PM_OK, "ids")) {
		ID("musicbrainz", ids.musicbrainz);
		ID("ctdb", ids.ctdb);
	}
	/* FreeDB by hand: starts of 2, 10 and 15 s have digit sums 2 + 1 + 6 = 9; 20 s - 2 s = 18 s = 12h; 3 tracks. */
	ID("freedb", "09001203");
	/* AccurateRip by hand: 0 + 630 + 975 + 1387 = 2992 = bb0h; with 0 as 1: 1 + 630 * 2 + 975 * 3 + 1387 * 4 = 9734 = 2606h. */
	ID("accuraterip", "00000bb0-00002606-09001203");
	disc->laid_out = 0;
	if (pm_facts_of(&facts, disc) != PM_OK)
		abort();
	IS_INT(facts.has_ids, 0, "without times there are none");
	for (i = 0; i < 4; i++)
		ID(key[i], "");
	disc->laid_out = 1;
}

/* Times that nobody knows are not told: of a disc without any; of what lies behind audio of unknown length. */
static void test_unknown(struct pm_disc *disc)
{
	static const char *const of_disc[] = {"playing_time", "total_time"}, *const of_track[] = {"pause", "start", "length"};
	size_t i;

	disc->laid_out = 0;
	IS_INT(pm_times_known(disc), 0, "a disc that is not laid out");
	if (pm_facts_of(&facts, disc) != PM_OK)
		abort();
	for (i = 0; i < 2; i++)
		DISC(of_disc[i], "");
	for (i = 0; i < 3; i++)
		TRACK(2, of_track[i], "");
	IS_INT(pm_track_known_length(disc, 2), 0, "no length");
	TRACK(2, "isrc", "ZZ-XYZ-26-00002");
	disc->laid_out = 1;
	/* Track 2's file is missing: where it begins is known, how long it is and where track 3 begins is not, nor when the disc ends. */
	disc->poisoned = PM_POISON_TIMES;
	disc->track[3].poisoned = PM_POISON_PLACE;
	IS_INT(pm_times_known(disc), 0, "a disc with a part of unknown length");
	if (pm_facts_of(&facts, disc) != PM_OK)
		abort();
	for (i = 0; i < 2; i++)
		DISC(of_disc[i], "");
	OK(pm_track_placed(disc, 1) && pm_track_placed(disc, 2) && !pm_track_placed(disc, 3), "what lies before and at it is placed, what lies behind is not");
	TRACK(1, "length", "00:08:30");
	TRACK(2, "start", "00:10:30");
	TRACK(2, "pause", "00:02:00");
	TRACK(2, "length", "");
	TRACK(3, "start", "");
	TRACK(3, "length", "");
	disc->track[3].poisoned = 0;
	TRACK(3, "start", "00:15:00");
	TRACK(3, "length", "");
	disc->poisoned = 0;
	TRACK(3, "length", "00:05:37");
	IS_INT(pm_times_known(disc), 1, "they are");
	disc->track[2].index[1].lba = PM_LBA_NONE;
	if (pm_facts_of(&facts, disc) != PM_OK)
		abort();
	for (i = 0; i < 3; i++)
		TRACK(2, of_track[i], "");
	disc->track[2].index[1].lba = 630;
	/* A lead-out before the first track, or before everything. */
	disc->leadout_lba = -1;
	DISC("playing_time", "");
	DISC("total_time", "00:01:74");
	disc->leadout_lba = -151;
	DISC("total_time", "");
	disc->leadout_lba = 1387;
}

static void test_numbers(struct pm_disc *disc)
{
	struct pm_disc *none = pm_disc_new(PM_KIND_NONE);

	disc->first_track = 2;
	DISC("track_count", "2 (2 to 3)");
	disc->first_track = 1;
	snprintf(disc->track[1].isrc.text, sizeof(disc->track[1].isrc.text), "ZZXYZ260000");
	TRACK(1, "isrc", "");
	disc->kind = PM_KIND_SUBCODE;
	DISC("source", "album.csv (subcode)");
	/* A second block gives what the first lacks. */
	disc->block[3].present = 1;
	harbour_text(disc, 3, 3, PM_TEXT_TITLE, "Drei");
	IS_STR(pm_first_text(disc, 3, PM_TEXT_TITLE), "Drei", "the first block that has it");
	IS_STR(pm_first_text(disc, 1, PM_TEXT_TITLE), "Slack Water", "is block 0, where it has");
	disc->block[3].present = 0;
	IS_STR(pm_first_text(disc, 3, PM_TEXT_TITLE), NULL, "a block that is not there has nothing");
	if (!none)
		exit(99);
	if (pm_facts_of(&facts, none) != PM_OK)
		abort();
	DISC("track_count", "0");
	DISC("source", "");
	DISC("album", "");
	DISC("master_id", "");
	DISC("playing_time", "");
	none->source_name = pm_str_dup("x");
	DISC("source", "x");
	pm_disc_free(none);
}

int main(void)
{
	struct pm_disc *disc = harbour_disc();

	test_names();
	test_values(disc);
	test_ids(disc);
	test_unknown(disc);
	test_numbers(disc);
	pm_disc_free(disc);
	return tap_done();
}
