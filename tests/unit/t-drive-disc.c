/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-drive-disc.c - drive/disc.c (the name t-disc is disc/'s): what a drive said, as a disc.  The table of contents, the map of Q and the votes are
 * written out here; t-drive has whole drives.
 */
#include "drive/disc.h"
#include "tests/unit/diag-help.h"

static struct pm_record record;
static struct pm_votes votes;
static struct pm_q_map map;
static struct pm_q_region region[12];
static struct pm_diags diags;
static struct pm_source *src;
static struct pm_sources sources;
static struct pm_disc *disc;

/* A disc of tracks at 0, 1000 and 2000, lead-out at 3000; nothing in Q yet, every code absent. */
static void begin(void)
{
	unsigned t;

	memset(&votes, 0, sizeof(votes));
	memset(&map, 0, sizeof(map));
	map.region = region;
	pm_record_init(&record);
	record.toc.first_track = 1;
	record.toc.last_track = 3;
	for (t = 1; t <= 3; t++) {
		record.toc.track[t].lba = (int32_t)(t - 1) * 1000;
		votes.track[t].state = PM_VOTE_ABSENT;
	}
	votes.first_track = 1;
	votes.last_track = 3;
	votes.mcn.state = PM_VOTE_ABSENT;
	record.toc.leadout_lba = record.toc.audio_end_lba = 3000;
	pm_diags_init(&diags);
	pm_sources_init(&sources);
	disc = pm_disc_new(PM_KIND_DRIVE);
	if (!disc || pm_sources_add_name(&sources, NULL, "/dev/sr0", &src) != PM_OK)
		exit(99);
}

static void add(unsigned track, unsigned index, int32_t first, uint32_t frames, unsigned control)
{
	region[map.count++] = (struct pm_q_region){.track = (uint8_t)track,
						   .index = (uint8_t)index,
						   .first_lba = first,
						   .seen_lba = first,
						   .frames = frames,
						   .control = (uint8_t)control};
}

static void take(void)
{
	IS_INT(pm_record_to_disc(&record, &votes, &map, disc, src, &diags), PM_OK, "a disc");
}

static void end(void)
{
	map.region = NULL;
	pm_record_release(&record);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static void test_marks(void)
{
	begin();
	add(1, 0, -100, 50, 0);
	add(1, 1, 3, 400, 0); /* the TOC knows better */
	add(1, 2, 400, 400, 0);
	add(2, 0, 900, 50, 0);
	add(2, 1, 1000, 400, 0);
	add(3, 0, 1000, 50, 0); /* not behind track 2's start */
	add(3, 1, 2000, 400, 0);
	add(3, 2, 2000, 400, 0); /* not behind its own */
	add(3, 3, 3000, 400, 0); /* not before the end */
	add(4, 0, 2500, 50, 0);
	take();
	OK(disc->first_track == 1 && disc->last_track == 3 && disc->leadout_lba == 3000 && disc->laid_out, "tracks and lead-out of the TOC");
	OK(disc->track[1].index[1].lba == 0 && disc->track[2].index[1].lba == 1000 && disc->track[3].index[1].lba == 2000, "index 01 of the TOC");
	OK(disc->track[1].index[0].lba == -150 && disc->track[1].index[2].lba == 400 && disc->track[1].index_last == 2, "the first pause, and an index");
	IS_INT(disc->track[2].index[0].lba, 900, "a pause");
	OK(disc->track[3].index[0].lba == PM_LBA_NONE && disc->track[3].index_last == 1, "what lies outside its track is nothing");
	OK(!disc->track[4].index_last && disc->track[4].index[0].lba == PM_LBA_NONE, "nor is what has no track");
	OK(disc->poisoned & PM_POISON_AUDIO, "audio is another matter");
	IS_INT(diags.count, 0, "nothing to say");
	OK(!disc->hidden_audio && disc->track[2].number == 2, "no hidden audio");
	end();
	begin();
	add(3, 0, 1001, 50, 0);
	add(3, 2, 2001, 50, 0);
	add(3, 3, 2999, 50, 0);
	add(2, 2, 1999, 50, 0);
	take();
	OK(disc->track[3].index[0].lba == 1001 && disc->track[3].index[2].lba == 2001 && disc->track[3].index[3].lba == 2999 &&
		   disc->track[2].index[2].lba == 1999,
	   "the first and the last that lie inside");
	end();
	/* Hidden audio, and a disc that begins at -150. */
	begin();
	record.toc.track[1].lba = 300;
	take();
	OK(disc->hidden_audio && disc->track[1].index[0].lba == -150, "a first track that begins late");
	end();
	begin();
	record.toc.track[1].lba = -150;
	take();
	OK(!disc->hidden_audio && disc->track[1].index[0].lba == PM_LBA_NONE, "one without a pause");
	end();
}

static void test_sessions(void)
{
	/* CD-Extra: track 3 is data of a second session; the audio ends 11400 sectors before it. */
	begin();
	record.toc.track[3] = (struct pm_toc_entry){13400, 4};
	record.toc.leadout_lba = 20000;
	record.toc.audio_end_lba = 2000;
	add(3, 2, 14000, 50, 4);
	take();
	OK(disc->leadout_lba == 20000 && disc->audio_end_lba == 2000, "the audio ends with its session");
	OK(disc->track[3].control == 4 && disc->track[3].index_last == 1, "marks inside data are not taken");
	end();
	/* The whole disc is one session. */
	begin();
	take();
	IS_INT(disc->audio_end_lba, PM_LBA_NONE, "one session has no other end");
	end();
	/* The last session lies behind all tracks. */
	begin();
	record.toc.audio_end_lba = 2900;
	take();
	IS_INT(disc->leadout_lba, 2900, "a lead-out behind the audio's end is another session's");
	end();
}

static void flags(unsigned toc, unsigned q, uint32_t frames, int scms, unsigned want, const char *finding)
{
	begin();
	record.toc.track[2].control = (uint8_t)toc;
	add(2, 0, 900, 500, 15); /* a pause counts for nothing */
	add(2, 1, 1000, frames, q);
	region[1].scms = (uint8_t)scms;
	take();
	OK(disc->track[2].control == want && disc->track[2].scms == (scms && frames >= 16), finding ? finding : "no conflict");
	if (finding) {
		const struct pm_diag *d = help_find(&diags, PM_DIAG_FLAG_CONFLICT, finding);

		OK(d && d->severity == PM_WARNING && d->track == 2 && diags.count == 1 && d->pos.source == src, "a warning");
	} else {
		IS_INT(diags.count, 0, "no finding");
	}
	end();
}

static void test_flags(void)
{
	flags(0, 0, 100, 0, 0, NULL);
	flags(3, 3, 100, 0, 3, NULL);
	flags(0, 1, 100, 0, 1, "track 2: the table of contents says flags none, the subcode says PRE");
	flags(2, 0, 100, 0, 0, "track 2: the table of contents says flags DCP, the subcode says none");
	flags(8, 11, 100, 0, 11, "says flags 4CH, the subcode says DCP 4CH PRE");
	flags(9, 8, 100, 0, 8, "says flags 4CH PRE, the subcode says 4CH");
	flags(0, 4, 100, 0, 4, "says flags none, the subcode says data");
	flags(2, 0, 15, 0, 2, NULL);
	flags(2, 0, 16, 0, 0, "says flags DCP, the subcode says none");
	/* SCMS: a copy bit that toggles says nothing to the TOC's, whatever that is. */
	flags(2, 0, 100, 1, 0, NULL);
	flags(0, 0, 100, 1, 0, NULL);
	flags(1, 0, 100, 1, 0, "says flags PRE, the subcode says none");
	/* The longest part of a track counts. */
	begin();
	add(1, 1, 0, 100, 1);
	add(1, 2, 500, 101, 2);
	take();
	IS_INT(disc->track[1].control, 2, "the flags of its longest index");
	end();
}

static void said(struct pm_vote *v, enum pm_vote_state state, enum pm_diag_id id, const char *message, const char *hint)
{
	int is_mcn = v == &votes.mcn;
	const struct pm_diag *d;

	v->state = state;
	take();
	d = help_find(&diags, id, message);
	if (!OK(d && diags.count == 1 && d->severity == PM_WARNING && d->track == (is_mcn ? -1 : 2), message))
		help_show(&diags);
	OK(hint ? d && d->hint && strstr(d->hint, hint) : d && !d->hint, hint ? hint : "no hint");
	OK(is_mcn ? (disc->poisoned & PM_POISON_MCN) != 0 : (disc->track[2].poisoned & PM_POISON_ISRC) != 0, "and no rule misses it again");
	OK(!disc->mcn.text[0] && !disc->track[2].isrc.text[0], "left out");
	end();
}

static void code(struct pm_vote *v, const char *text)
{
	snprintf(v->code, sizeof(v->code), "%s", text);
	v->votes = 2;
	v->frames = 3;
}

static void test_votes(void)
{
	begin();
	code(&votes.track[2], "ZZXYZ2600002");
	code(&votes.mcn, "0012345678905");
	votes.track[2].state = votes.mcn.state = PM_VOTE_CONFIRMED;
	take();
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "a code that is sure");
	IS_STR(disc->mcn.text, "0012345678905", "a number that is sure");
	OK(!diags.count && !(disc->poisoned & PM_POISON_MCN) && !(disc->track[2].poisoned & PM_POISON_ISRC), "nothing to say");
	OK(!(disc->track[1].poisoned & PM_POISON_ISRC), "nor where there is none for certain");
	end();
	begin();
	code(&votes.track[2], "ZZXYZ2600002");
	said(&votes.track[2], PM_VOTE_WEAK, PM_DIAG_ISRC_WEAK, "track 2: the ISRC 'ZZXYZ2600002' is not sure (2 of 3 votes) and is left out",
	     "'premaster isrc --full' reads more");
	begin();
	code(&votes.track[2], "ZZXYZ2600002");
	votes.track[2].by_command = 1;
	said(&votes.track[2], PM_VOTE_WEAK, PM_DIAG_ISRC_WEAK, "(2 of 3 votes, by asking the drive alone)", "a drive that gives its subcode");
	begin();
	code(&votes.track[2], "ZZXYZ2600002");
	votes.track[2].dissent_count = 1;
	votes.track[2].dissent[0] = (struct pm_vote_code){"ZZXYZ2600009", 2};
	said(&votes.track[2], PM_VOTE_CONFLICT, PM_DIAG_ISRC_CONFLICT,
	     "track 2: two ISRCs, 'ZZXYZ2600002' (2 votes) and 'ZZXYZ2600009' (2 votes): both are left out", NULL);
	begin();
	code(&votes.track[2], "ZZ[YZ2600002");
	said(&votes.track[2], PM_VOTE_MALFORMED, PM_DIAG_ISRC_FORMAT, "track 2: the subcode holds 'ZZ[YZ2600002', which is no ISRC", NULL);
	begin();
	said(&votes.track[2], PM_VOTE_UNREAD, PM_DIAG_ISRC_WEAK, "track 2: too little of the subcode could be read to say whether there is an ISRC", NULL);
}

static void test_mcn(void)
{
	begin();
	code(&votes.mcn, "0012345678905");
	said(&votes.mcn, PM_VOTE_WEAK, PM_DIAG_EAN_WEAK, "the disc: the UPC/EAN '0012345678905' is not sure (2 of 3 votes)", "premaster isrc --full");
	begin();
	code(&votes.mcn, "0012345678905");
	votes.mcn.dissent_count = 1;
	votes.mcn.dissent[0] = (struct pm_vote_code){"5099749534728", 2};
	said(&votes.mcn, PM_VOTE_CONFLICT, PM_DIAG_EAN_WEAK, "two UPC/EANs, '0012345678905' (2 votes) and '5099749534728' (2 votes)", NULL);
	begin();
	code(&votes.mcn, "00123456789?5");
	said(&votes.mcn, PM_VOTE_MALFORMED, PM_DIAG_EAN_FORMAT, "the subcode holds '00123456789?5', which is no UPC/EAN", NULL);
	begin();
	said(&votes.mcn, PM_VOTE_UNREAD, PM_DIAG_EAN_WEAK, "whether there is a UPC/EAN", NULL);
	/* A data track's codes are nobody's business. */
	begin();
	record.toc.track[3].control = 4;
	votes.track[3].state = PM_VOTE_UNREAD;
	take();
	OK(!diags.count && !(disc->track[3].poisoned & PM_POISON_ISRC), "a data track");
	end();
}

/* CD-Text of a disc is as it is: what is wrong with it is a warning. */
static void test_texts(void)
{
	static const uint8_t packs[2][18] = {
		{0x80, 0, 0, 0, 'H', 'a', 'r', 'b', 'o', 'u', 'r', 0, 'S', 'l', 'a', 'c', 0x3b, 0x9a},
		{0x80, 1, 1, 4, 'k', ' ', 'W', 'a', 't', 'e', 'r', 0, 0xc9, 't', 0xe9, 0, 0x9c, 0x52},
	};

	begin();
	record.cdtext = malloc(sizeof(packs));
	memcpy(record.cdtext, packs, sizeof(packs));
	record.cdtext_bytes = sizeof(packs);
	take();
	IS_STR(disc->block[0].of[1].field[PM_TEXT_TITLE], "Slack Water", "its texts");
	OK(disc->has_packs && diags.count && !diags.count_of[PM_ERROR] && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "no size packs"), "what is missing is a warning");
	end();
	begin();
	take();
	OK(!disc->has_packs && !disc->block[0].present, "none");
	end();
}

int main(void)
{
	test_marks();
	test_sessions();
	test_flags();
	test_votes();
	test_mcn();
	test_texts();
	return tap_done();
}
