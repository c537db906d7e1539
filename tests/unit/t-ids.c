/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ids.c - ids of discs.  Published ids: shared/vectors/discids.json and corpus/ids; two of them are written out. */
#include "disc/ids.h"

#include "tests/unit/tsv.h"

static struct pm_ids ids_of(const struct pm_toc *toc, const char *name)
{
	struct pm_ids ids;

	memset(&ids, 0, sizeof ids);
	IS_INT(pm_ids_of_toc(toc, &ids), PM_OK, name);
	return ids;
}

/* "pornophonique - Brave New World": all five ids were published. */
static struct pm_toc published(void)
{
	return (struct pm_toc){1, 8, {[1] = {0, 0}, {24914, 0}, {43461, 0}, {60740, 0}, {82940, 0}, {99850, 0}, {114907, 0}, {135408, 0}}, 149173, 149173};
}

static void test_written_out(void)
{
	struct pm_toc toc = published();
	struct pm_ids ids = ids_of(&toc, "eight tracks");

	IS_STR(ids.musicbrainz, "C2svSeTdtJVtN7VQR__XwmEScU8-", "MusicBrainz");
	IS_STR(ids.freedb, "5407c408", "FreeDB");
	IS_STR(ids.ar1, "000adae1", "AccurateRip 1");
	IS_STR(ids.ar2, "00473706", "AccurateRip 2");
	IS_STR(ids.accuraterip, "000adae1-00473706-5407c408", "AccurateRip");
	IS_STR(ids.ctdb, "nj4ubZdFWgR4oA9uNKS.7OHP30U-", "CTDB");
	/* Data track first: the audio is counted from 1 for AccurateRip and CTDB. */
	toc = (struct pm_toc){1, 3, {[1] = {0, 4}, {266445, 0}, {280839, 0}}, 294795, 294795};
	ids = ids_of(&toc, "data first");
	IS_STR(ids.accuraterip, "000cd95f-001a217c-270f5a03", "AccurateRip");
	IS_STR(ids.ctdb, "hUJiDDh7s2IYPP1GpLfGVYpIWxE-", "CTDB");
}

static void test_refused(void)
{
	struct pm_ids ids = {"untouched", "", "", "", "", ""};
	struct pm_toc toc = published();

	toc.track[3].lba = 24914;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "two tracks at one place");
	toc = published();
	toc.leadout_lba = toc.audio_end_lba = 135408;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "lead-out at the last track");
	toc = published();
	toc.audio_end_lba = toc.leadout_lba + 1;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "audio behind the lead-out");
	toc = published();
	toc.leadout_lba = toc.audio_end_lba = 2000000000;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "lead-out far away");
	toc = published();
	toc.first_track = 0;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "track 0");
	toc = published();
	toc.last_track = 100;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "track 100");
	toc = published();
	toc.first_track = 9;
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "first behind last");
	toc = (struct pm_toc){1, 1, {[1] = {0, 4}}, 1000, 1000};
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "no audio");
	toc = (struct pm_toc){1, 2, {[1] = {-300, 0}, {10, 0}}, 1000, 1000};
	IS_INT(pm_ids_of_toc(&toc, &ids), PM_E_RANGE, "before the disc");
	IS_STR(ids.musicbrainz, "untouched", "refusals leave out alone");
}

static void test_of_disc(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_toc toc;

	if (!disc)
		exit(99);
	IS_INT(pm_toc_of_disc(disc, &toc), PM_E_RANGE, "an empty disc has no TOC");
	disc->first_track = 2;
	disc->last_track = 3;
	disc->leadout_lba = 1000;
	disc->laid_out = 1;
	disc->track[3].control = PM_CONTROL_PRE;
	pm_track_set_index(&disc->track[2], 1, 0, pm_pos_none());
	IS_INT(pm_toc_of_disc(disc, &toc), PM_E_RANGE, "nor one whose track lacks index 01");
	pm_track_set_index(&disc->track[3], 0, 350, pm_pos_none());
	pm_track_set_index(&disc->track[3], 1, 500, pm_pos_none());
	IS_INT(pm_toc_of_disc(disc, &toc), PM_OK, "a disc");
	OK(toc.first_track == 2 && toc.last_track == 3, "its tracks");
	OK(toc.track[2].lba == 0 && toc.track[3].lba == 500 && toc.track[3].control == PM_CONTROL_PRE, "by index 01");
	OK(toc.leadout_lba == 1000 && toc.audio_end_lba == 1000, "one session");
	pm_disc_free(disc);
}

/* The value behind "key": in text (up to `end`), in out; a number or a string. */
static const char *json_value(const char *text, const char *end, const char *key, char out[128])
{
	char quoted[64];
	const char *at;
	size_t n;

	out[0] = '\0';
	snprintf(quoted, sizeof quoted, "\"%s\":", key);
	at = strstr(text, quoted);
	if (!at || at >= end)
		return out;
	at += strlen(quoted);
	at += strspn(at, " \"");
	n = strcspn(at, "\",\n}");
	snprintf(out, 128, "%.*s", (int)n, at);
	return out;
}

static void check_json_disc(const char *text, const char *end)
{
	struct pm_toc toc = {.first_track = 1};
	struct pm_ids ids;
	char value[128], name[128];
	const char *at = text;

	while ((at = strstr(at, "\"lba\":")) && at < end) {
		toc.last_track++;
		toc.track[toc.last_track].lba = (int32_t)tsv_int(json_value(at, end, "lba", value));
		toc.track[toc.last_track].control = json_value(at, end, "audio", value)[0] == 't' ? 0 : PM_CONTROL_DATA;
		at++;
	}
	toc.leadout_lba = (int32_t)tsv_int(json_value(text, end, "leadout_lba", value));
	toc.audio_end_lba = (int32_t)tsv_int(json_value(text, end, "audio_end_lba", value));
	ids = ids_of(&toc, json_value(text, end, "name", name));
	if (json_value(text, end, "musicbrainz_discid", value)[0])
		IS_STR(ids.musicbrainz, value, "MusicBrainz");
	IS_STR(ids.freedb, json_value(text, end, "freedb_id", value), "FreeDB");
	IS_STR(ids.ar1, json_value(text, end, "accuraterip_id1", value), "AccurateRip 1");
	IS_STR(ids.ar2, json_value(text, end, "accuraterip_id2", value), "AccurateRip 2");
	IS_STR(ids.ctdb, json_value(text, end, "ctdb_tocid", value), "CTDB");
	/* A reader that knows nothing of sessions gets the same. */
	toc.audio_end_lba = toc.leadout_lba;
	IS_STR(ids_of(&toc, "without sessions").ctdb, value, "CTDB");
}

static void test_vectors(void)
{
	static char text[400000];
	char path[4096];
	const char *at, *next;
	FILE *file;
	int count = 0;

	snprintf(path, sizeof path, "%s/vectors/discids.json", tap_shared() ? tap_shared() : "");
	file = fopen(path, "rb");
	if (!file) {
		SKIP("shared vectors are not here", "discids.json");
		return;
	}
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	for (at = strstr(text, "\"name\":"); at; at = next) {
		next = strstr(at + 1, "\"name\":");
		check_json_disc(at, next ? next : at + strlen(at));
		count++;
	}
	IS_INT(count, 21, "discs");
}

static void check_row(const struct tsv *t)
{
	struct pm_toc toc = {.first_track = (uint8_t)tsv_int(t->field[4]), .last_track = (uint8_t)tsv_int(t->field[5])};
	const char *at = t->field[7], *note = t->field[14];
	struct pm_ids ids;
	unsigned n;

	for (n = toc.first_track; n <= toc.last_track; n++) {
		toc.track[n].lba = (int32_t)tsv_int(at) - 150;
		at += strcspn(at, " ");
		at += *at == ' ';
	}
	toc.leadout_lba = toc.audio_end_lba = (int32_t)tsv_int(t->field[6]) - 150;
	ids = ids_of(&toc, t->field[0]);
	if (t->field[8][0])
		IS_STR(ids.musicbrainz, t->field[8], "MusicBrainz");
	/* Data tracks are listed in the notes only; discids.json has such discs. */
	if (t->field[9][0] && !strstr(note, "counts the data track") && !strstr(note, "freedb without data"))
		IS_STR(ids.freedb, t->field[9], "FreeDB");
	if (strlen(t->field[10]) > 4 && !strstr(note, "AccurateRip involves"))
		IS_STR(ids.accuraterip, t->field[10] + 4, "AccurateRip");
	if (t->field[11][0])
		IS_STR(ids.ctdb, t->field[11], "CTDB");
}

static void test_corpus(void)
{
	struct tsv t;

	if (tsv_open(&t, "corpus/ids/discids.tsv"))
		while (tsv_next(&t))
			check_row(&t);
}

int main(void)
{
	test_written_out();
	test_refused();
	test_of_disc();
	test_vectors();
	test_corpus();
	return tap_done();
}
