/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-master-check.c - the verb check (master/check.c): the master ID's bounds, and what is read of which source. */
#include "tests/unit/masterset.h"

static void id_is(const char *id, size_t charset, size_t length, const char *name)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_diags d;
	size_t i, of_charset = 0, of_length = 0;

	pm_diags_init(&d);
	/* --allow lowers neither: DDPID has no place for it. */
	memset(d.allow, 1, sizeof(d.allow));
	if (disc)
		disc->master_id = id ? pm_str_dup(id) : NULL;
	pm_check_master_id(disc, &d);
	for (i = 0; i < d.count; i++) {
		of_charset += d.list[i].id == PM_DIAG_TEXT_CHARSET && d.list[i].severity == PM_ERROR;
		of_length += d.list[i].id == PM_DIAG_TEXT_TOO_LONG && d.list[i].severity == PM_ERROR;
	}
	OK(of_charset == charset && of_length == length && d.count == charset + length, name);
	pm_diags_release(&d);
	pm_disc_free(disc);
}

static void test_master_id(void)
{
	char text[51];

	memset(text, 'x', sizeof(text));
	text[48] = 0;
	id_is(NULL, 0, 0, "none");
	id_is("", 0, 0, "empty");
	id_is(" !~HARBOUR-001", 0, 0, "the printable ones, 20h to 7Eh");
	id_is(text, 0, 0, "48 characters");
	text[48] = 'x';
	text[49] = 0;
	id_is(text, 0, 1, "49");
	id_is("a\x1f", 1, 0, "1Fh");
	id_is("a\x7f" "b\x7f", 1, 0, "7Fh, twice, said once");
	id_is("\xc3\x89", 1, 0, "an accent");
	text[0] = '\t';
	id_is(text, 1, 1, "both");
}

static int check(struct pm_session *s, const char *name, struct pm_check_request *request, struct pm_disc **out)
{
	pm_session_init(s);
	return pm_verb_check(s, temp_path(name), request, out);
}

static void test_verb(void)
{
	struct pm_check_request request = {0};
	struct pm_disc *disc = NULL, *untouched = (struct pm_disc *)&request;
	struct pm_session s;

	IS_INT(check(&s, "album.csv", &request, &disc), PM_OK, "a good sheet");
	IS_INT(s.diags.count_of[PM_ERROR], 0, "no error");
	OK(disc && disc->leadout_lba == SET_LEADOUT && disc->track[2].index[0].lba == 320 && disc->track[2].index[1].lba == 470 &&
		   disc->track[1].index[2].lba == 150 && disc->track[3].index[1].lba == 780,
	   "the disc is given");
	pm_close(disc);
	pm_session_release(&s);
	IS_INT(check(&s, "album.csv", &request, NULL), PM_OK, "nobody wants the disc");
	pm_session_release(&s);
	IS_INT(check(&s, "none.csv", &request, &untouched), PM_E_NOT_FOUND, "no sheet");
	OK(untouched == (struct pm_disc *)&request, "and no disc");
	OK(strstr(s.error.message, "none.csv"), "is named");
	pm_session_release(&s);

	/* Sound: two equal tracks and a silent one are heard only where the audio is read. */
	set_wav("same.wav", 310, 2);
	set_text("same.csv", "Track,File\n1,two.wav\n2,same.wav\n");
	IS_INT(check(&s, "same.csv", &request, NULL), PM_OK, "two tracks of the same audio");
	OK(set_has(&s, PM_DIAG_AUDIO_SAME, PM_WARNING, NULL), "a warning");
	pm_session_release(&s);
	request.skip_audio = 1;
	IS_INT(check(&s, "same.csv", &request, NULL), PM_OK, "not listened to");
	OK(!pm_diags_has(&s.diags, PM_DIAG_AUDIO_SAME), "not heard");
	pm_session_release(&s);
	request.skip_audio = 0;
	/* A master that is missing: said once, and the others are not listened to. */
	set_text("gone.csv", "Track,File\n1,two.wav\n2,gone.wav\n");
	IS_INT(check(&s, "gone.csv", &request, NULL), PM_OK, "a master that is not there");
	OK(set_has(&s, PM_DIAG_AUDIO_MISSING, PM_ERROR, "gone.wav"), "an error");
	IS_INT(s.diags.count_of[PM_ERROR], 1, "one");
	pm_session_release(&s);
}

/* A DDP's checksums are read in the same pass as its samples: contract section 2. */
static void test_ddp(void)
{
	struct pm_check_request request = {0};
	struct pm_session s;

	OK(set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE), "built");
	IS_INT(check(&s, "ddp", &request, NULL), PM_OK, "a DDP");
	IS_INT(s.diags.count_of[PM_ERROR] + s.diags.count_of[PM_WARNING], 0, "is good");
	pm_session_release(&s);
	set_flip("ddp/IMAGE.DAT", 500000, 1);
	IS_INT(check(&s, "ddp", &request, NULL), PM_OK, "with one bit changed");
	OK(set_has(&s, PM_DIAG_CHECKSUM_MISMATCH, PM_ERROR, "IMAGE.DAT"), "is not");
	pm_session_release(&s);
	request.skip_audio = 1;
	IS_INT(check(&s, "ddp", &request, NULL), PM_OK, "not read");
	OK(!pm_diags_has(&s.diags, PM_DIAG_CHECKSUM_MISMATCH), "not noticed");
	pm_session_release(&s);
	set_flip("ddp/IMAGE.DAT", 500000, 1);
	unlink(temp_path("ddp/IMAGE.DAT"));
	request.skip_audio = 0;
	IS_INT(check(&s, "ddp", &request, NULL), PM_OK, "without its image");
	OK(set_has(&s, PM_DIAG_DDP_MISSING_FILE, PM_ERROR, "IMAGE.DAT"), "which is missing");
	pm_session_release(&s);
}

static void test_options(void)
{
	struct pm_check_request request = {0};
	struct pm_session s;

	set_text("quotes.csv", "Album,It\xe2\x80\x99s\nArtist,X\n\nTrack,File,Title,ISRC\n1,two.wav,One,ZZXYZ2600001\n");
	IS_INT(check(&s, "quotes.csv", &request, NULL), PM_OK, "a typographic quote");
	OK(set_has(&s, PM_DIAG_TEXT_CHARSET, PM_ERROR, NULL), "cannot be held");
	pm_session_release(&s);
	request.text.transliterate = 1;
	IS_INT(check(&s, "quotes.csv", &request, NULL), PM_OK, "made plain");
	OK(!pm_diags_has(&s.diags, PM_DIAG_TEXT_CHARSET) && set_has(&s, PM_DIAG_TEXT_TRANSLITERATED, PM_NOTE, NULL), "and said");
	pm_session_release(&s);
}

int main(void)
{
	set_begin();
	test_master_id();
	test_verb();
	test_ddp();
	test_options();
	set_end();
	return tap_done();
}
