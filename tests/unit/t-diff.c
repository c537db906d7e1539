/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-diff.c - two equal discs, then each field made different once: that field, both values, and nothing else is reported. */
#include "disc/diff.h"
#include "tests/tap.h"

static struct pm_disc *a, *b;
static struct pm_diff diff;

static void text(struct pm_disc *disc, unsigned track, enum pm_text_field field, const char *value)
{
	if (pm_text_set(&disc->block[0].of[track], field, value, pm_pos_none()) != PM_OK)
		exit(99);
}

static struct pm_disc *make(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DDP);

	if (!disc)
		exit(99);
	disc->first_track = 1;
	disc->last_track = 2;
	disc->laid_out = 1;
	disc->leadout_lba = 700;
	memcpy(disc->mcn.text, "0012345678905", 14);
	memcpy(disc->track[1].isrc.text, "ZZXYZ2600001", 13);
	pm_track_set_index(&disc->track[1], 0, -150, pm_pos_none());
	pm_track_set_index(&disc->track[1], 1, 0, pm_pos_none());
	pm_track_set_index(&disc->track[2], 1, 300, pm_pos_none());
	pm_track_set_index(&disc->track[2], 2, 400, pm_pos_none());
	disc->block[0].present = 1;
	disc->block[0].language = 9;
	disc->block[0].charset = PM_CS_ISO_8859_1;
	text(disc, 0, PM_TEXT_TITLE, "Harbour");
	text(disc, 2, PM_TEXT_COMPOSER, "A. Able");
	return disc;
}

static void begin(void)
{
	pm_disc_free(a);
	pm_disc_free(b);
	a = make();
	b = make();
}

/* Exactly this difference; field NULL: none. */
static void is(unsigned leave_out, const char *field, const char *in_a, const char *in_b, const char *name)
{
	pm_diff_init(&diff);
	OK(pm_diff_discs(a, b, leave_out, &diff) == PM_OK, name);
	if (IS_INT(diff.count, field ? 1 : 0, name) && field) {
		IS_STR(diff.list[0].field, field, name);
		IS_STR(diff.list[0].a, in_a, name);
		IS_STR(diff.list[0].b, in_b, name);
	}
	pm_diff_release(&diff);
}

static void test_codes(void)
{
	begin();
	is(0, NULL, NULL, NULL, "equal discs");
	b->mcn.text[12] = '0';
	is(0, "mcn", "0012345678905", "0012345678900", "catalogue number");
	is(PM_DIFF_CODES, NULL, NULL, NULL, "catalogue number left out");
	begin();
	b->track[1].isrc.text[0] = '\0';
	is(0, "tracks[1].isrc", "ZZXYZ2600001", NULL, "an ISRC lost");
	is(PM_DIFF_CODES, NULL, NULL, NULL, "ISRCs left out");
	begin();
	b->master_id = strdup("HARBOUR-001");
	is(0, "master_id", NULL, "HARBOUR-001", "master ID");
	is(PM_DIFF_MASTER_ID, NULL, NULL, NULL, "master ID left out");
}

static void test_flags(void)
{
	begin();
	b->track[2].control = PM_CONTROL_PRE;
	is(0, "tracks[2].pre_emphasis", "false", "true", "pre-emphasis");
	begin();
	a->track[2].control = PM_CONTROL_COPY;
	is(0, "tracks[2].copy_permitted", "true", "false", "copy permitted");
	begin();
	b->track[1].control = PM_CONTROL_FOUR;
	is(0, "tracks[1].four_channel", "false", "true", "four channels");
	begin();
	b->track[1].scms = 1;
	is(0, "tracks[1].scms", "false", "true", "SCMS");
	is(PM_DIFF_SCMS, NULL, NULL, NULL, "SCMS left out");
}

static void test_times(void)
{
	begin();
	b->track[2].index[1].lba = 301;
	is(0, "tracks[2].indexes[1]", "300", "301", "index 01 a sector late");
	is(PM_DIFF_TIMES, NULL, NULL, NULL, "times left out");
	begin();
	b->track[2].index[2].lba = PM_LBA_NONE;
	is(0, "tracks[2].indexes[2]", "400", NULL, "index 02 lost");
	is(PM_DIFF_INDEXES, NULL, NULL, NULL, "index 02 and above left out");
	begin();
	b->leadout_lba = 699;
	is(0, "leadout_lba", "700", "699", "lead-out");
	is(PM_DIFF_LAYOUT, NULL, NULL, NULL, "layout left out");
}

static void test_texts(void)
{
	begin();
	text(b, 0, PM_TEXT_TITLE, "Harbor");
	is(0, "cdtext[0].disc.title", "Harbour", "Harbor", "disc title");
	is(PM_DIFF_CDTEXT, NULL, NULL, NULL, "CD-Text left out");
	begin();
	text(b, 2, PM_TEXT_COMPOSER, NULL);
	is(0, "cdtext[0].tracks[2].composer", "A. Able", NULL, "a composer lost");
	is(PM_DIFF_TEXT(PM_TEXT_COMPOSER), NULL, NULL, NULL, "composers left out");
	begin();
	b->block[0].language = 8;
	is(0, "cdtext[0].language", "English", "German", "language");
	is(PM_DIFF_LANGUAGE, NULL, NULL, NULL, "languages left out");
	begin();
	b->block[0].copy_protection = 3;
	is(0, "cdtext[0].copy_protection", "off", "on", "copy protection");
	a->block[0].copy_protection = 1;
	is(0, "cdtext[0].copy_protection", "0x01", "on", "half of copy protection");
	begin();
	a->block[0].genre_code = 0x1234;
	b->block[0].genre_code = 0x1235;
	is(0, "cdtext[0].disc.genre_code", "0x1234", "0x1235", "genres without a name");
	b->block[0].genre_code = 5;
	is(0, "cdtext[0].disc.genre_code", "0x1234", "Classical", "one of them");
	begin();
	a->block[0].language = 0x2C;
	b->block[0].language = 0x2D;
	is(0, "cdtext[0].language", "0x2C", "0x2D", "languages without a name");
	begin();
	text(a, 0, PM_TEXT_TITLE, "The \"Harbour\"");
	text(b, 0, PM_TEXT_TITLE, "The 'Harbour'");
	is(0, "cdtext[0].disc.title", "The \"Harbour\"", "The 'Harbour'", "quotes");
	is(PM_DIFF_QUOTES, NULL, NULL, NULL, "quotes alike");
	begin();
	b->block[1].present = 1;
	is(0, NULL, NULL, NULL, "a block without a text is no block");
}

int main(void)
{
	test_codes();
	test_flags();
	test_times();
	test_texts();
	IS_STR(pm_verdict_key(PM_IDENTICAL), "identical", "verdict");
	IS_STR(pm_verdict_key(PM_IDENTICAL_BUT), "identical-but", "verdict");
	IS_STR(pm_verdict_key(PM_DIFFERENT), "different", "verdict");
	pm_disc_free(a);
	pm_disc_free(b);
	return tap_done();
}
