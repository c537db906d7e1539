/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-open.c - any path to a disc: every kind of source of one album says the same; what an option overrides; what happens when the world fails. */
#include "drive/record.h"
#include "tests/unit/masterset.h"

static struct pm_session s;

static int open_with(const char *name, const struct pm_open_options *options, struct pm_disc **out)
{
	pm_session_release(&s);
	pm_session_init(&s);
	return pm_open(&s, temp_path(name), options, out);
}

static void says(const char *name, enum pm_kind kind, int has_audio)
{
	struct pm_open_options options = {0};
	struct pm_disc *d = NULL;

	if (!OK(open_with(name, &options, &d) == PM_OK, name)) {
		printf("# %s\n", s.error.message);
		return;
	}
	IS_INT(d->kind, kind, "its kind");
	IS_STR(d->source_name, temp_path(name), "as the user named it");
	OK(d->laid_out && d->first_track == 1 && d->last_track == 3 && d->leadout_lba == SET_LEADOUT, "three tracks");
	OK(d->track[1].index[2].lba == 150 && d->track[2].index[0].lba == 320 && d->track[2].index[1].lba == 470 && d->track[3].index[1].lba == 780, "times");
	OK(d->track[1].control == 0 && d->track[2].control == 2 && d->track[3].control == 3, "flags");
	IS_STR(d->mcn.text, "0012345678905", "UPC/EAN");
	OK(!strcmp(d->track[1].isrc.text, "ZZXYZ2600001") && !strcmp(d->track[2].isrc.text, "ZZXYZ2600002") && !strcmp(d->track[3].isrc.text, "ZZXYZ2600003"),
	   "ISRCs");
	IS_INT(!(d->poisoned & PM_POISON_AUDIO) && d->span_count > 0, has_audio, "audio");
	IS_INT(s.diags.count_of[PM_ERROR], 0, "no error");
	pm_close(d);
}

/* A .q file as a drive would have left it: the table of contents, the whole Q of the set's own .sub. */
static void make_q(void)
{
	size_t n, i;
	uint8_t *sub = set_load("cue/x.sub", &n);
	struct pm_record r;
	struct pm_buf text;
	int status = PM_OK;

	pm_record_init(&r);
	r.device = pm_str_dup("/dev/sr0");
	r.sessions = 1;
	r.toc.first_track = 1;
	r.toc.last_track = 3;
	r.toc.track[2] = (struct pm_toc_entry){470, 2};
	r.toc.track[3] = (struct pm_toc_entry){780, 3};
	r.toc.leadout_lba = r.toc.audio_end_lba = SET_LEADOUT;
	for (i = 0; sub && i < n / 96 && status == PM_OK; i++)
		status = pm_q_log_add(&r.log, (int32_t)i, sub + 96 * i + 12);
	pm_buf_init(&text);
	if (status != PM_OK || pm_record_write(&r, &text) != PM_OK)
		exit(99);
	set_store("disc.q", (const uint8_t *)text.data, text.length_bytes);
	pm_buf_release(&text);
	pm_record_release(&r);
	free(sub);
}

static void test_kinds(void)
{
	if (!OK(set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE) && set_build("cue", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED) &&
			set_build("raw", PM_FORMAT_CUE, PM_SUB_RAW96),
		"the album in every form"))
		return;
	make_q();
	says("album.csv", PM_KIND_SHEET, 1);
	says("cue/x.cue", PM_KIND_CUE, 1);
	says("cue/x.toc", PM_KIND_TOC, 1);
	says("cue", PM_KIND_CUE, 1);
	says("ddp", PM_KIND_DDP, 1);
	says("ddp/DDPID", PM_KIND_DDP, 1);
	says("raw", PM_KIND_TOC, 1);
	says("raw/x.bin", PM_KIND_SUBCODE, 1);
	says("cue/x.sub", PM_KIND_SUBCODE, 1);
	OK(rename(temp_path("cue/x.bin"), temp_path("cue/gone")) == 0, "without the .bin beside it");
	says("cue/x.sub", PM_KIND_SUBCODE, 0);
	OK(rename(temp_path("cue/gone"), temp_path("cue/x.bin")) == 0, "put back");
	says("disc.q", PM_KIND_SUBCODE, 0);
}

static void test_overrides(void)
{
	const char *files[2];
	struct pm_open_options o = {.upc = "4006381333931", .master_id = "OTHER-9"};
	struct pm_disc *d = NULL;

	IS_INT(open_with("ddp", &o, &d), PM_OK, "--upc and --master-id over a DDP's");
	if (d) {
		IS_STR(d->mcn.text, "4006381333931", "the number");
		IS_INT(d->mcn_from, PM_FROM_OPTION, "from the option");
		IS_STR(d->master_id, "OTHER-9", "the ID");
	}
	pm_close(d);
	o = (struct pm_open_options){.upc = "4006381333932"};
	IS_INT(open_with("album.csv", &o, &d), PM_OK, "a number whose check digit is wrong");
	OK(set_has(&s, PM_DIAG_EAN_CHECK_DIGIT, PM_ERROR, "4006381333932"), "is an error");
	OK(d && (d->poisoned & PM_POISON_MCN), "and no rule misses the number again");
	pm_close(d);
	/* The sheet's own mistake does not count where an option stands above it. */
	set_text("upc.csv", "Album,A\nUPC,0012345678904\n\nTrack,File,Title\n1,one.wav,One\n");
	o = (struct pm_open_options){0};
	IS_INT(open_with("upc.csv", &o, &d), PM_OK, "a sheet with a wrong number");
	OK(set_has(&s, PM_DIAG_EAN_CHECK_DIGIT, PM_ERROR, NULL), "is an error");
	pm_close(d);
	o.upc = "0012345678905";
	IS_INT(open_with("upc.csv", &o, &d), PM_OK, "with --upc");
	IS_INT(s.diags.count_of[PM_ERROR], 0, "is none");
	pm_close(d);
	/* --cdtext stands in the place of all the source's texts. */
	set_text("other.v07t", "Text Code = 8859\nLanguage Code = English\nAlbum Title = Other\nTrack 01 Title = First\nTrack 02 Title = Second\nTrack 03 Title = Third\n");
	files[0] = strdup(temp_path("other.v07t"));
	o = (struct pm_open_options){.cdtext_files = files, .cdtext_count = 1};
	IS_INT(open_with("cue/x.cue", &o, &d), PM_OK, "--cdtext over a cue sheet's packs");
	if (d) {
		IS_STR(d->block[0].of[0].field[PM_TEXT_TITLE], "Other", "the album");
		IS_STR(d->block[0].of[3].field[PM_TEXT_TITLE], "Third", "a track");
		IS_STR(d->block[0].of[1].field[PM_TEXT_PERFORMER], NULL, "and nothing of the old ones");
	}
	IS_INT(s.diags.count_of[PM_ERROR], 0, "the packs are not held against it");
	pm_close(d);
	free((void *)(size_t)files[0]);
	files[0] = "/nowhere/x.v07t";
	d = (struct pm_disc *)&o;
	IS_INT(open_with("cue/x.cue", &o, &d), PM_E_NOT_FOUND, "--cdtext with a file that is not there");
	OK(!d && strstr(s.error.message, "/nowhere/x.v07t"), "is named, and there is no disc");
}

static void test_layout(void)
{
	struct pm_open_options o = {.pq_offset_sectors = 2, .pq_offset_first_sectors = 3};
	struct pm_disc *d = NULL;

	IS_INT(open_with("album.csv", &o, &d), PM_OK, "--pq-offset");
	/* Track 2 has silence before it, and moves; track 3 is joined, and does not; track 1 never into the two seconds. */
	OK(d && d->track[2].index[1].lba == 468 && d->track[3].index[1].lba == 780 && d->track[1].index[1].lba == 0, "moves what it may");
	pm_close(d);
	/* A length that is no whole number of sectors: continuous runs on, pad fills. */
	{
		struct blob b = {0};
		uint8_t pcm[400 * 2352 - 400];

		noise(pcm, sizeof(pcm), 9);
		put_wav(&b, pcm, sizeof(pcm));
		write_temp("odd.wav", &b);
		blob_free(&b);
	}
	set_text("odd.csv", "Track,File\n1,odd.wav\n2,one.wav\n");
	o = (struct pm_open_options){.join = PM_JOIN_CONTINUOUS};
	IS_INT(open_with("odd.csv", &o, &d), PM_OK, "continuous");
	/* 399 sectors and 488 samples: the join lies in sector 399, and 719 sectors and 488 samples fill 720. */
	OK(d && d->track[2].index[1].lba == 399 && d->leadout_lba == 720, "the index goes to the sector that holds the join");
	pm_close(d);
	o.join = PM_JOIN_PAD;
	IS_INT(open_with("odd.csv", &o, &d), PM_OK, "pad");
	OK(d && d->track[2].index[1].lba == 400 && d->leadout_lba == 720, "the file is filled");
	pm_close(d);
}

static void test_cdtext_file(void)
{
	struct pm_open_options o = {0};
	struct pm_disc *d = NULL;
	struct set_undo undo = set_change("cue/x.cue", "CDTEXTFILE \"x.cdt\"", "CDTEXTFILE \"../x.cdt\"");

	IS_INT(open_with("cue/x.cue", &o, &d), PM_OK, "a CDTEXTFILE outside the folder");
	OK(set_has(&s, PM_DIAG_AUDIO_PATH, PM_ERROR, "../x.cdt"), "is not opened");
	pm_close(d);
	set_undo(&undo);
	undo = set_change("cue/x.cue", "CDTEXTFILE \"x.cdt\"", "CDTEXTFILE \"X.cdt\"");
	IS_INT(open_with("cue/x.cue", &o, &d), PM_OK, "a CDTEXTFILE in other letters");
	OK(d && d->has_packs && set_has(&s, PM_DIAG_AUDIO_NAME, PM_NOTE, "CDTEXTFILE 'X.cdt' was found as 'x.cdt', which differs in case"), "is found, with a note");
	pm_close(d);
	set_undo(&undo);
	undo = set_change("cue/x.cue", "CDTEXTFILE \"x.cdt\"", "CDTEXTFILE \"no.cdt\"");
	IS_INT(open_with("cue/x.cue", &o, &d), PM_OK, "one that is not there");
	OK(set_has(&s, PM_DIAG_AUDIO_MISSING, PM_ERROR, "no.cdt"), "is missed");
	pm_close(d);
	set_undo(&undo);
	undo = set_change("cue/x.cue", "TITLE \"Slack Water\"", "TITLE \"Slack Wader\"");
	IS_INT(open_with("cue/x.cue", &o, &d), PM_OK, "one that says other than the sheet");
	OK(set_has(&s, PM_DIAG_CDTEXT_MISMATCH, PM_ERROR, "Slack Wader"), "is told");
	OK(d && !strcmp(d->block[0].of[1].field[PM_TEXT_TITLE], "Slack Water"), "and wins");
	pm_close(d);
	set_undo(&undo);
}

static void fails(const char *name, int status, const char *words)
{
	struct pm_open_options o = {0};
	struct pm_disc *d = (struct pm_disc *)&o;

	if (!OK(open_with(name, &o, &d) == status && strstr(s.error.message, words), words))
		printf("# %d '%s'\n", s.error.status, s.error.message);
	OK(!d, "and no disc");
}

static void test_world(void)
{
	fails("none.csv", PM_E_NOT_FOUND, "cannot open '");
	fails("one.wav", PM_E_FORMAT, "is an audio file");
	set_text("bad.q", "premaster-q 2\n");
	fails("bad.q", PM_E_FORMAT, "line 1: does not begin with");
	mkdir(temp_path("folder.csv"), 0700);
	fails("folder.csv", PM_E_FORMAT, "is a folder");
	pm_close(NULL);
	pm_drop_temporary(NULL);
}

int main(void)
{
	pm_session_init(&s);
	set_begin();
	test_kinds();
	test_overrides();
	test_layout();
	test_cdtext_file();
	test_world();
	pm_session_release(&s);
	set_end();
	return tap_done();
}
