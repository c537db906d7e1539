/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-report-isrc.c - report/isrc.c (the name t-isrc is disc/'s): codes with their evidence as a table and as CSV, written out here. */
#include "report/isrc.h"
#include "tests/unit/cdtext-help.h"

static struct pm_votes votes;
static struct pm_disc *disc;
static struct pm_isrc_view view;

static void begin(unsigned first, unsigned last)
{
	memset(&votes, 0, sizeof(votes));
	disc = help_disc(first, last);
	votes.first_track = (uint8_t)first;
	votes.last_track = (uint8_t)last;
	view = (struct pm_isrc_view){.source = "/dev/sr0", .method = PM_METHOD_RAW_Q, .votes = &votes, .disc = disc};
}

static void end(void)
{
	pm_disc_free(disc);
}

static void vote(struct pm_vote *v, enum pm_vote_state state, const char *code, uint32_t count, uint32_t frames)
{
	v->state = state;
	snprintf(v->code, sizeof(v->code), "%s", code);
	v->votes = count;
	v->frames = frames;
	v->q_good = 628;
	v->q_bad = 2;
}

static void table_is(const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	pm_buf_add_str(&out, ">");
	IS_INT(pm_isrc_table(&view, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out) + 1, want, "the table");
	pm_buf_release(&out);
}

static void csv_is(const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_isrc_csv(&view, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, "the sheet");
	pm_buf_release(&out);
}

static void test_states(void)
{
	begin(1, 5);
	help_text(disc, 0, 1, PM_TEXT_TITLE, "Slack Water");
	help_text(disc, 0, 2, PM_TEXT_TITLE, "Été");
	vote(&votes.mcn, PM_VOTE_CONFIRMED, "0012345678905", 31, 31);
	vote(&votes.track[1], PM_VOTE_CONFIRMED, "ZZXYZ2600001", 6, 6);
	vote(&votes.track[2], PM_VOTE_WEAK, "ZZXYZ2600002", 1, 1);
	vote(&votes.track[3], PM_VOTE_ABSENT, "", 0, 0);
	vote(&votes.track[4], PM_VOTE_MALFORMED, "ZZXYZ26[0004", 3, 4);
	vote(&votes.track[5], PM_VOTE_UNREAD, "", 0, 0);
	table_is("Source   /dev/sr0\n"
		 "Method   raw Q, each frame checked\n"
		 "UPC/EAN  0012345678905  confirmed  31/31\n"
		 "\n"
		 " #  ISRC             State      Votes    Title\n"
		 " 1  ZZXYZ2600001     confirmed  6/6      Slack Water\n"
		 " 2  ZZXYZ2600002     weak       1/1      Été\n"
		 " 3  -                absent     0/0\n"
		 " 4  ZZXYZ26[0004     malformed  3/4\n"
		 " 5  -                unread     0/0\n",
		 "each state");
	csv_is("Track,ISRC,State,Votes,Title\n"
	       "1,ZZXYZ2600001,confirmed,6,Slack Water\n"
	       "2,ZZXYZ2600002,weak,1,Été\n"
	       "3,,absent,0,\n"
	       "4,ZZXYZ26[0004,malformed,3,\n"
	       "5,,unread,0,\n",
	       "each state as a sheet");
	end();
}

/* Data tracks have no place in it; a disc may begin with another number, and end with 99. */
static void test_tracks(void)
{
	unsigned t;

	begin(98, 99);
	disc->track[98].control = PM_CONTROL_DATA;
	disc->block[0].present = 0;
	disc->block[2].present = 1;
	help_text(disc, 2, 99, PM_TEXT_TITLE, "in another language");
	for (t = 98; t <= 99; t++)
		vote(&votes.track[t], PM_VOTE_CONFIRMED, "ZZXYZ2600001", 2, 2);
	table_is("Source   /dev/sr0\nMethod   raw Q, each frame checked\nUPC/EAN  -              unread     0/0\n\n"
		 " #  ISRC             State      Votes    Title\n"
		 "99  ZZXYZ2600001     confirmed  2/2      in another language\n",
		 "a data track's code is nobody's twin");
	csv_is("Track,ISRC,State,Votes,Title\n99,ZZXYZ2600001,confirmed,2,in another language\n", "nor in the sheet");
	end();
	begin(1, 1);
	disc->first_track = disc->last_track = 0;
	csv_is("Track,ISRC,State,Votes,Title\n", "no tracks");
	end();
}

/* What was said and not read has no votes. */
static void test_declared(void)
{
	begin(1, 2);
	view.source = "album.csv";
	view.method = PM_METHOD_DECLARED;
	view.verbose = 1;
	vote(&votes.mcn, PM_VOTE_DECLARED, "", 0, 0);
	vote(&votes.track[1], PM_VOTE_DECLARED, "ZZXYZ2600001", 0, 0);
	vote(&votes.track[2], PM_VOTE_DECLARED, "ZZXYZ2600001", 0, 0);
	table_is("Source   album.csv\nMethod   declared, not read back\nUPC/EAN  -              declared   -\n\n"
		 " #  ISRC             State      Votes    Title\n"
		 " 1  ZZXYZ2600001     declared   -\n"
		 " 2  ZZXYZ2600001     declared   -\n"
		 "    the same code as track 1\n",
		 "declared, and one code twice");
	csv_is("Track,ISRC,State,Votes,Title\n1,ZZXYZ2600001,declared,,\n2,ZZXYZ2600001,declared,,\n", "no votes are not 0 votes");
	end();
}

static void test_doubts(void)
{
	struct pm_vote *v = &votes.track[1];

	begin(1, 1);
	view.method = PM_METHOD_READ_SUB_CHANNEL;
	view.verbose = 1;
	view.unread_sectors = 1;
	vote(&votes.mcn, PM_VOTE_ABSENT, "", 0, 0);
	vote(v, PM_VOTE_CONFLICT, "ZZXYZ2600001", 5, 9);
	v->dissent_count = 2;
	v->dissent[0] = (struct pm_vote_code){"ZZXYZ2600002", 3};
	v->dissent[1] = (struct pm_vote_code){"ZZXYZ2600003", 1};
	v->near_start = v->by_command = 1;
	v->recorder_frames = 4;
	table_is("Source   /dev/sr0\nMethod   READ SUB-CHANNEL: the drive gives no Q, so nothing can be checked\nUPC/EAN  -              absent     0/0\n"
		 "    628 sectors with sound Q, 2 without\n\n"
		 " #  ISRC             State      Votes    Title\n"
		 " 1  ZZXYZ2600001     conflict   5/9\n"
		 "    also ZZXYZ2600002, 3 votes\n"
		 "    also ZZXYZ2600003, 1 vote\n"
		 "    may be the code of the track before, kept by the drive\n"
		 "    by asking the drive alone\n"
		 "    4 frames name a CD recorder instead\n"
		 "    628 sectors with sound Q, 2 without\n"
		 "\n1 sector could not be read at all.\n",
		 "every doubt");
	view.verbose = 0;
	view.method = PM_METHOD_SUB_FILE;
	view.unread_sectors = 20;
	v->dissent_count = PM_VOTE_DISSENT_MAX + 5;
	v->near_start = v->by_command = 0;
	v->recorder_frames = 0;
	{
		unsigned i;
		struct pm_buf out;

		for (i = 0; i < PM_VOTE_DISSENT_MAX; i++)
			v->dissent[i] = (struct pm_vote_code){"ZZXYZ2600002", 1};
		pm_buf_init(&out);
		IS_INT(pm_isrc_table(&view, &out), PM_OK, "more dissent than there is room for");
		for (i = 0; strstr(pm_buf_str(&out), "also ") && i < 99; i++)
			memcpy(strstr(out.data, "also "), "ALSO ", 5);
		IS_INT(i, PM_VOTE_DISSENT_MAX, "what there is room for is shown");
		OK(strstr(pm_buf_str(&out), "Method   subcode file\n") && strstr(pm_buf_str(&out), "\n20 sectors could not be read at all.\n") &&
			   !strstr(pm_buf_str(&out), "sound Q"),
		   "plainly");
		pm_buf_release(&out);
	}
	end();
}

/* Titles are other people's text: wide ones, hostile ones, and those that a sheet must quote. */
static void test_texts(void)
{
	static const char *const titles[] = {"a,b", "say \"so\"", "two\nlines", " blank before", "blank behind ", "plain 'text'; semicolon", "\x1B[31mred"};
	unsigned t;

	begin(1, 7);
	view.source = "\x1B[2J.sub";
	for (t = 1; t <= 7; t++) {
		help_text(disc, 0, t, PM_TEXT_TITLE, titles[t - 1]);
		vote(&votes.track[t], PM_VOTE_ABSENT, "", 0, 0);
	}
	csv_is("Track,ISRC,State,Votes,Title\n"
	       "1,,absent,0,\"a,b\"\n"
	       "2,,absent,0,\"say \"\"so\"\"\"\n"
	       "3,,absent,0,\"two\nlines\"\n"
	       "4,,absent,0,\" blank before\"\n"
	       "5,,absent,0,\"blank behind \"\n"
	       "6,,absent,0,plain 'text'; semicolon\n"
	       "7,,absent,0,\x1B[31mred\n",
	       "quoted where they must be, and nothing changed");
	{
		struct pm_buf out;

		pm_buf_init(&out);
		IS_INT(pm_isrc_table(&view, &out), PM_OK, "a table for a terminal");
		OK(!strchr(pm_buf_str(&out), 0x1B), "has no escapes in it");
		pm_buf_release(&out);
	}
	end();
}

int main(void)
{
	test_states();
	test_tracks();
	test_declared();
	test_doubts();
	test_texts();
	return tap_done();
}
