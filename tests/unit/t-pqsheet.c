/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-pqsheet.c - the PQ sheet as text, compared with what it should look like. */
#include "report/pqsheet.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static void sheet_is(struct pm_disc *disc, unsigned columns, int bold, const char *want, const char *name)
{
	struct pm_pqsheet_options options = { columns, bold };
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_pqsheet(disc, &options, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
	pm_disc_free(disc);
}

#define RULE_2 "──"
#define RULE_8 "────────"
#define RULE_11 "───────────"
#define RULE_12 "────────────"
#define RULE_20 "────────────────────"
#define RULE_15 "───────────────"

#define HEAD \
	"Album         Harbour\n" \
	"Artist        The Lights\n" \
	"UPC/EAN       0012345678905\n" \
	"Master ID     HARBOUR-001\n" \
	"Source        album.csv (track sheet)\n" \
	"Tracks        3\n" \
	"Playing time  00:18:37\n" \
	"Total time    00:20:37\n"
#define IDS \
	"\nDisc ids\n" \
	"MusicBrainz   CeAyVy9sh9OWQ2RngO4DZ5U0D9Y-\n" \
	"FreeDB        09001203\n" \
	"AccurateRip   00000bb0-00002606-09001203\n" \
	"CTDB          0FFEyyXd9EFADPkRpw6NpmytZew-\n"
#define BLOCK_0 "\nCD-Text block 0: English, ISO-8859-1; titles and performers above\n"

static void harbour(void)
{
	sheet_is(harbour_disc(), 0, 0,
	         HEAD "\n"
	         " #  Title        Pause     Start     Length    ISRC             Flags\n"
	         RULE_2 "  " RULE_11 "  " RULE_8 "  " RULE_8 "  " RULE_8 "  " RULE_15 "  " RULE_12 "\n"
	         " 1  Slack Water  00:02:00  00:02:00  00:08:30  ZZ-XYZ-26-00001\n"
	         "    index 02               00:06:00\n"
	         " 2  Été          00:02:00  00:10:30  00:04:45  ZZ-XYZ-26-00002  DCP\n"
	         " 3                         00:15:00  00:05:37                   DCP PRE SCMS\n"
	         "AA  lead-out               00:20:37\n"
	         BLOCK_0 IDS,
	         "the disc of the contract");
}

/* Another performer, a second language, wide letters, and texts beside titles. */
static void several_texts(void)
{
	struct pm_disc *disc = harbour_disc();

	harbour_text(disc, 0, 3, PM_TEXT_TITLE, "冷たい桟橋");
	harbour_text(disc, 0, 3, PM_TEXT_PERFORMER, "Guest");
	harbour_text(disc, 0, 0, PM_TEXT_GENRE, "Folk");
	harbour_text(disc, 0, 2, PM_TEXT_COMPOSER, "A. Mole");
	harbour_text(disc, 0, 2, PM_TEXT_ARRANGER, "B. Quay");
	disc->block[1].present = 1;
	disc->block[1].language = 8;
	disc->block[1].charset = PM_CS_ISO_8859_1;
	harbour_text(disc, 1, 0, PM_TEXT_TITLE, "Hafen");
	sheet_is(disc, 0, 0,
	         HEAD "\n"
	         " #  Title        Performer   Pause     Start     Length    ISRC             Flags\n"
	         RULE_2 "  " RULE_11 "  " "──────────" "  " RULE_8 "  " RULE_8 "  " RULE_8 "  " RULE_15 "  " RULE_12 "\n"
	         " 1  Slack Water  The Lights  00:02:00  00:02:00  00:08:30  ZZ-XYZ-26-00001\n"
	         "    index 02                           00:06:00\n"
	         " 2  Été                      00:02:00  00:10:30  00:04:45  ZZ-XYZ-26-00002  DCP\n"
	         " 3  冷たい桟橋   Guest                 00:15:00  00:05:37                   DCP PRE SCMS\n"
	         "AA  lead-out                           00:20:37\n"
	         BLOCK_0
	         "  disc      Genre         Folk\n"
	         "  track 2   Composer      A. Mole\n"
	         "            Arranger      B. Quay\n"
	         "\nCD-Text block 1: German, ISO-8859-1\n"
	         "  disc      Album         Hafen\n"
	         IDS,
	         "several texts");
}

/* What else a block says: the genre's code beside its words, the trade's closed information, copy protection. */
static void rest_of_a_block(void)
{
	struct pm_disc *disc = harbour_disc();

	harbour_text(disc, 0, 0, PM_TEXT_GENRE, "Sea songs");
	harbour_text(disc, 0, 0, PM_TEXT_CLOSED, "for the trade");
	disc->block[0].genre_code = 0x0B;
	disc->block[0].copy_protection = 3;
	disc->block[1].present = 1;
	disc->block[1].language = 8;
	disc->block[1].charset = PM_CS_ISO_8859_1;
	disc->block[1].genre_code = 0x1234;
	disc->block[2] = (struct pm_block){.present = 1, .language = 8, .charset = PM_CS_ISO_8859_1, .genre_code = 0x0B};
	harbour_text(disc, 2, 0, PM_TEXT_GENRE, "Folk");
	sheet_is(disc, 0, 0,
	         HEAD "\n"
	         " #  Title        Pause     Start     Length    ISRC             Flags\n"
	         RULE_2 "  " RULE_11 "  " RULE_8 "  " RULE_8 "  " RULE_8 "  " RULE_15 "  " RULE_12 "\n"
	         " 1  Slack Water  00:02:00  00:02:00  00:08:30  ZZ-XYZ-26-00001\n"
	         "    index 02               00:06:00\n"
	         " 2  Été          00:02:00  00:10:30  00:04:45  ZZ-XYZ-26-00002  DCP\n"
	         " 3                         00:15:00  00:05:37                   DCP PRE SCMS\n"
	         "AA  lead-out               00:20:37\n"
	         "\nCD-Text block 0: English, ISO-8859-1, copy-protected; titles and performers above\n"
	         "  disc      Genre code    Folk\n"
	         "            Genre         Sea songs\n"
	         "            Closed info   for the trade\n"
	         "\nCD-Text block 1: German, ISO-8859-1\n"
	         "  disc      Genre code    1234h\n"
	         "\nCD-Text block 2: German, ISO-8859-1\n"
	         "  disc      Genre         Folk\n"
	         IDS,
	         "genre code, closed information, copy protection");
}

/* A narrow terminal shortens titles, never times or codes; hostile titles are spelled out. */
static void narrow(void)
{
	struct pm_disc *disc = harbour_disc();

	harbour_text(disc, 0, 1, PM_TEXT_TITLE, "Slack Water at the Old Harbour Wall");
	harbour_text(disc, 0, 2, PM_TEXT_TITLE, "\x1b[2J\n");
	sheet_is(disc, 85, 1,
	         HEAD "\n"
	         "\033[1m #  Title                 Pause     Start     Length    ISRC             Flags\033[0m\n"
	         RULE_2 "  " RULE_20 "  " RULE_8 "  " RULE_8 "  " RULE_8 "  " RULE_15 "  " RULE_12 "\n"
	         " 1  Slack Water at the …  00:02:00  00:02:00  00:08:30  ZZ-XYZ-26-00001\n"
	         "    index 02                        00:06:00\n"
	         " 2  \\x1B[2J\\n             00:02:00  00:10:30  00:04:45  ZZ-XYZ-26-00002  DCP\n"
	         " 3                                  00:15:00  00:05:37                   DCP PRE SCMS\n"
	         "AA  lead-out                        00:20:37\n"
	         "\n\033[1mCD-Text block 0: English, ISO-8859-1; titles and performers above\033[0m\n"
	         "\n\033[1mDisc ids\033[0m\n"
	         "MusicBrainz   CeAyVy9sh9OWQ2RngO4DZ5U0D9Y-\n"
	         "FreeDB        09001203\n"
	         "AccurateRip   00000bb0-00002606-09001203\n"
	         "CTDB          0FFEyyXd9EFADPkRpw6NpmytZew-\n",
	         "a terminal of 85 columns, in bold");
}

/* Where both columns do not fit, the performers stand with the other texts, and the titles have the room. */
static void narrower(void)
{
	struct pm_disc *disc = harbour_disc();

	harbour_text(disc, 0, 1, PM_TEXT_TITLE, "Slack Water at the Old Harbour Wall");
	harbour_text(disc, 0, 3, PM_TEXT_PERFORMER, "Guest Performer");
	disc->track[3].scms = 0;
	sheet_is(disc, 80, 0,
	         HEAD "\n"
	         " #  Title                 Pause     Start     Length    ISRC             Flags\n"
	         RULE_2 "  " RULE_20 "  " RULE_8 "  " RULE_8 "  " RULE_8 "  " RULE_15 "  " "───────" "\n"
	         " 1  Slack Water at the …  00:02:00  00:02:00  00:08:30  ZZ-XYZ-26-00001\n"
	         "    index 02                        00:06:00\n"
	         " 2  Été                   00:02:00  00:10:30  00:04:45  ZZ-XYZ-26-00002  DCP\n"
	         " 3                                  00:15:00  00:05:37                   DCP PRE\n"
	         "AA  lead-out                        00:20:37\n"
	         "\nCD-Text block 0: English, ISO-8859-1; titles above\n"
	         "  track 1   Performer     The Lights\n"
	         "  track 3   Performer     Guest Performer\n" IDS,
	         "a terminal of 80 columns");
}

/* A sheet that is not read with its audio, and has no titles. */
static void no_titles(void)
{
	struct pm_disc *disc = harbour_disc();
	unsigned n;

	disc->laid_out = 0;
	for (n = 1; n <= 3; n++) {
		free(disc->block[0].of[n].field[PM_TEXT_TITLE]);
		disc->block[0].of[n].field[PM_TEXT_TITLE] = NULL;
	}
	sheet_is(disc, 0, 0,
	         "Album         Harbour\n"
	         "Artist        The Lights\n"
	         "UPC/EAN       0012345678905\n"
	         "Master ID     HARBOUR-001\n"
	         "Source        album.csv (track sheet)\n"
	         "Tracks        3\n"
	         "\n"
	         " #  ISRC             Flags\n"
	         RULE_2 "  " RULE_15 "  " RULE_12 "\n"
	         " 1  ZZ-XYZ-26-00001\n"
	         " 2  ZZ-XYZ-26-00002  DCP\n"
	         " 3                   DCP PRE SCMS\n"
	         BLOCK_0,
	         "without titles and times there is no column for them");
}

/* Only texts that are there stand "above". */
static void above_is(enum pm_text_field gone, const char *heading)
{
	struct pm_disc *disc = harbour_disc();
	struct pm_pqsheet_options options = {0};
	struct pm_buf out;
	unsigned n;

	pm_buf_init(&out);
	harbour_text(disc, 0, 1, PM_TEXT_COMPOSER, "A. Mole");
	for (n = 0; n <= 3; n++) {
		free(disc->block[0].of[n].field[gone]);
		disc->block[0].of[n].field[gone] = NULL;
	}
	IS_INT(pm_pqsheet(disc, &options, &out), PM_OK, "printed");
	OK(strstr(pm_buf_str(&out), heading) != NULL, heading);
	pm_buf_release(&out);
	pm_disc_free(disc);
}

static void unknown(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);

	sheet_is(disc, 80, 0, "Tracks        0\n", "an empty disc");
	disc = harbour_disc();
	disc->laid_out = 0;
	disc->track[2].isrc.text[0] = 0;
	sheet_is(disc, 0, 0,
	         "Album         Harbour\n"
	         "Artist        The Lights\n"
	         "UPC/EAN       0012345678905\n"
	         "Master ID     HARBOUR-001\n"
	         "Source        album.csv (track sheet)\n"
	         "Tracks        3\n"
	         "\n"
	         " #  Title        ISRC             Flags\n"
	         RULE_2 "  " RULE_11 "  " RULE_15 "  " RULE_12 "\n"
	         " 1  Slack Water  ZZ-XYZ-26-00001\n"
	         " 2  Été                           DCP\n"
	         " 3                                DCP PRE SCMS\n"
	         BLOCK_0,
	         "a disc without addresses says no times");
}

int main(void)
{
	harbour();
	several_texts();
	rest_of_a_block();
	narrow();
	narrower();
	no_titles();
	above_is(PM_TEXT_PERFORMER, "CD-Text block 0: English, ISO-8859-1; titles above\n");
	above_is(PM_TEXT_TITLE, "CD-Text block 0: English, ISO-8859-1; performers above\n");
	unknown();
	return tap_done();
}
