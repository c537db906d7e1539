/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-defect.c - what the chunk walk found wrong, graded as audiofiles.md 1.1 wants it and said in the user's words. */
#include "audio/defect.h"

#include "tests/unit/diag-help.h"

static struct pm_diags diags;
static struct pm_file_findings find;

static void begin(void)
{
	pm_diags_init(&diags);
	find = (struct pm_file_findings){.diags = &diags, .name = "a.wav", .pos = pm_pos_at(NULL, 33, 5), .track = 7};
}

static void end(void)
{
	pm_diags_release(&diags);
}

/* A WAVE of CD format with nothing wrong. */
static struct pm_walk sound(void)
{
	return (struct pm_walk){.container = PM_CONTAINER_WAV,
				.coding = PM_CODING_PCM,
				.rate_hz = 44100,
				.channels = 2,
				.container_bits = 16,
				.valid_bits = 16,
				.frame_bytes = 4,
				.has_data = 1};
}

static void add(struct pm_walk *w, enum pm_defect_kind kind, const char *id, uint64_t at, uint64_t got, uint64_t want)
{
	struct pm_defect *d = &w->defect[w->defect_count++];

	d->kind = kind;
	d->at_bytes = at;
	d->got = got;
	d->want = want;
	snprintf(d->id, sizeof d->id, "%s", id);
}

/* One defect of a walk, and the one finding it makes.  message: behind "'a.wav' ".  errors: whether the file may then be used. */
static void said(const struct pm_walk *w, enum pm_diag_id id, enum pm_severity severity, int errors, const char *message, const char *hint)
{
	const struct pm_diag *d;
	char whole[300];

	begin();
	pm_file_find_defects(&find, w);
	d = diags.count ? &diags.list[0] : NULL;
	snprintf(whole, sizeof whole, "'a.wav' %s", message);
	IS_STR(d ? d->message : NULL, whole, message);
	if (!OK(d && diags.count == 1 && d->id == id && d->severity == severity && find.has_errors == errors, "its id and grade"))
		help_show(&diags);
	OK(d && d->track == 7 && d->pos.offset_bytes == 33, "its place and track");
	if (hint)
		OK(d && d->hint && strstr(d->hint, hint), hint);
	else
		IS_STR(d ? d->hint : "none", NULL, "no hint");
	end();
}

static void one(enum pm_defect_kind kind, const char *id, uint64_t at, uint64_t got, uint64_t want, enum pm_diag_id diag, enum pm_severity severity,
		const char *message, const char *hint)
{
	struct pm_walk w = sound();

	add(&w, kind, id, at, got, want);
	said(&w, diag, severity, severity == PM_ERROR, message, hint);
}

/* Damage to the audio itself: errors by default, for audio may be lost. */
static void test_errors(void)
{
	struct pm_walk w;

	one(PM_DEFECT_TRUNCATED, "", 44, 399, 400, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, "ends 1 byte before its header says: it holds 99 of 100 samples", "copy the file again");
	one(PM_DEFECT_TRUNCATED, "", 44, 0, 400, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, "ends 400 bytes before its header says: it holds 0 of 100 samples", "copy the file again");
	w = sound();
	w.frame_bytes = 0;
	add(&w, PM_DEFECT_TRUNCATED, "", 44, 300, 301);
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends 1 byte before its header says", "copy the file again");
	w = sound();
	w.frame_bytes = 0;
	add(&w, PM_DEFECT_TRUNCATED, "", 44, 300, 400);
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends 100 bytes before its header says", "copy the file again");
	one(PM_DEFECT_FRAME_COUNT, "COMM", 0, 9, 10, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, "holds 9 samples, its header says 10", NULL);
	one(PM_DEFECT_FRAME_COUNT, "COMM", 0, 11, 10, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, "holds 11 samples, its header says 10", "--allow=audio-damaged");
	one(PM_DEFECT_SIZE_ZERO, "data", 44, 1000, 0, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, "says its audio is 0 bytes long, and 1000 bytes follow",
	    "did not finish the file");
	one(PM_DEFECT_TWO_DATA, "data", 444, 8, 0, PM_DIAG_AUDIO_DAMAGED, PM_ERROR,
	    "has a second 'data' chunk at byte 444: which one is the audio cannot be told", "the first is taken");
	one(PM_DEFECT_MORE, "", 444, 5000, 0, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, "has 5000 bytes behind its audio that are no chunk: they may be audio",
	    "left out");
	w = sound();
	w.container = PM_CONTAINER_BW64;
	add(&w, PM_DEFECT_DS64, "ds64", 0, 0, 28);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, 1, "is BW64 without a 'ds64' chunk that holds its sizes", NULL);
}

static void test_warnings(void)
{
	one(PM_DEFECT_PARTIAL, "", 444, 1, 4, PM_DIAG_AUDIO_DAMAGED, PM_WARNING, "does not end on a whole sample: the last 1 byte of its audio is left out", NULL);
	one(PM_DEFECT_PARTIAL, "", 444, 3, 4, PM_DIAG_AUDIO_DAMAGED, PM_WARNING, "does not end on a whole sample: the last 3 bytes of its audio are left out",
	    NULL);
	one(PM_DEFECT_TWO_FORMATS, "fmt ", 99, 16, 0, PM_DIAG_AUDIO_DAMAGED, PM_WARNING, "has a second 'fmt ' chunk at byte 99: the first is taken", NULL);
	one(PM_DEFECT_LOOSE_BITS, "", 20, 24, 32, PM_DIAG_AUDIO_DAMAGED, PM_WARNING,
	    "has 24 bits in samples of 32 and does not say which: the upper ones are taken", NULL);
}

static void test_notes(void)
{
	struct pm_walk w;

	one(PM_DEFECT_STREAMED, "data", 44, 0, 0, PM_DIAG_AUDIO_DAMAGED, PM_NOTE,
	    "was written to a pipe and does not say its length: the audio is taken to the end of the file", NULL);
	one(PM_DEFECT_DATA_FIRST, "data", 20, 0, 0, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "has its 'data' chunk before its format", NULL);
	one(PM_DEFECT_NO_PAD, "LIST", 53, 0, 0, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "lacks the pad byte before its 'LIST' chunk at byte 53", NULL);
	one(PM_DEFECT_ID3_FRONT, "ID3 ", 0, 138, 0, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "has 138 bytes of ID3 in front of its header: skipped", NULL);
	one(PM_DEFECT_BLOCK_ALIGN, "", 20, 3, 4, PM_DIAG_AUDIO_DAMAGED, PM_NOTE,
	    "says a sample of all channels takes 3 bytes; its other fields make it 4, which is taken", NULL);
	w = sound();
	w.container_bits = 24;
	w.valid_bits = 24;
	add(&w, PM_DEFECT_VALID_BITS, "", 20, 25, 24);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, 0, "says 25 bits of 24 are valid: 24 are taken", NULL);
	one(PM_DEFECT_CHUNK_LONG, "LIST", 500, 10, 12, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "has a 'LIST' chunk of 12 bytes where 10 are left; the audio is whole", NULL);
	one(PM_DEFECT_JUNK, "", 500, 1, 0, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "has 1 byte at its end that is no chunk", NULL);
	one(PM_DEFECT_JUNK, "", 500, 7, 0, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "has 7 bytes at its end that are no chunk", NULL);
	one(PM_DEFECT_CUT, "", 0, 84, 100, PM_DIAG_AUDIO_DAMAGED, PM_NOTE, "is 84 bytes long where its header says 100; the audio is whole", NULL);
}

static struct pm_walk no_audio(enum pm_container container, int cut)
{
	struct pm_walk w = {.container = container, .cut = cut};

	return w;
}

/* Without these there is no audio: errors that --allow does not lower. */
static void test_fatal(void)
{
	struct pm_walk w = no_audio(PM_CONTAINER_UNKNOWN, 0);

	add(&w, PM_DEFECT_EMPTY_FILE, "", 0, 0, 0);
	said(&w, PM_DIAG_AUDIO_EMPTY, PM_ERROR, 1, "is an empty file", NULL);
	w = no_audio(PM_CONTAINER_UNKNOWN, 0);
	add(&w, PM_DEFECT_NO_CONTAINER, "RIFF", 0, 0, 0);
	said(&w, PM_DIAG_AUDIO_FORMAT, PM_ERROR, 1, "begins with 'RIFF' but is no WAVE file", NULL);
	w = no_audio(PM_CONTAINER_WAV, 0);
	add(&w, PM_DEFECT_NO_FORMAT, "fmt ", 0, 0, 0);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, 1, "has no 'fmt ' chunk: the format is unknown", NULL);
	w.cut = 1;
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends before its 'fmt ' chunk: the format is unknown", NULL);
	w = no_audio(PM_CONTAINER_WAV, 0);
	add(&w, PM_DEFECT_NO_DATA, "data", 0, 0, 0);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, 1, "has no 'data' chunk: there is no audio in it", NULL);
	add(&w, PM_DEFECT_JUNK, "", 0, 3, 0);
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends before its audio: there is no 'data' chunk", NULL);
	w = no_audio(PM_CONTAINER_WAV, 0);
	add(&w, PM_DEFECT_NO_DATA, "data", 0, 0, 0);
	add(&w, PM_DEFECT_CHUNK_LONG, "LIST", 0, 3, 9);
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends before its audio: there is no 'data' chunk", NULL);
	w = no_audio(PM_CONTAINER_WAV, 0);
	add(&w, PM_DEFECT_FORMAT_SHORT, "fmt ", 20, 10, 16);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, 1, "has a 'fmt ' chunk of 10 bytes, want at least 16", NULL);
	w.cut = 1;
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends inside its 'fmt ' chunk, after 10 of 16 bytes", NULL);
	w = sound();
	w.channels = 0;
	add(&w, PM_DEFECT_FORMAT_BAD, "fmt ", 20, 16, 0);
	said(&w, PM_DIAG_AUDIO_FORMAT, PM_ERROR, 1, "has a 'fmt ' chunk that makes no sense: 0 channels, 44100 Hz, 16 bits", NULL);
	w = sound();
	w.container = PM_CONTAINER_AIFF;
	add(&w, PM_DEFECT_FORMAT_BAD, "SSND", 54, 41, 40);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, 1, "has an 'SSND' chunk of 40 bytes whose samples are said to begin after 41", NULL);
}

/* FLAC has blocks and no outer size: a header that is short was cut. */
static void test_flac(void)
{
	struct pm_walk w = no_audio(PM_CONTAINER_FLAC, 0);

	add(&w, PM_DEFECT_FORMAT_SHORT, "", 0, 41, 42);
	said(&w, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, 1, "ends inside its 'STREAMINFO' chunk, after 41 of 42 bytes", NULL);
	w = no_audio(PM_CONTAINER_FLAC, 0);
	add(&w, PM_DEFECT_NO_FORMAT, "", 4, 0, 0);
	said(&w, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, 1, "has no 'STREAMINFO' chunk: the format is unknown", NULL);
	w = no_audio(PM_CONTAINER_FLAC, 0);
	w.channels = 2;
	add(&w, PM_DEFECT_FORMAT_BAD, "", 0, 16, 2);
	said(&w, PM_DIAG_AUDIO_FORMAT, PM_ERROR, 1, "has a 'STREAMINFO' chunk that makes no sense: 2 channels, 0 Hz, 16 bits", NULL);
}

static void test_several(void)
{
	struct pm_walk w = sound();

	begin();
	pm_file_find_defects(&find, &w);
	OK(!diags.count && !find.has_errors, "nothing wrong, nothing said");
	end();
	add(&w, PM_DEFECT_PARTIAL, "", 0, 1, 4);
	add(&w, PM_DEFECT_ID3_FRONT, "ID3 ", 0, 12, 0);
	add(&w, PM_DEFECT_TWO_DATA, "data", 0, 8, 0);
	begin();
	pm_file_find_defects(&find, &w);
	OK(diags.count == 3 && diags.list[0].severity == PM_WARNING && diags.list[1].severity == PM_NOTE && diags.list[2].severity == PM_ERROR,
	   "each is said, once");
	end();
	/* What makes the file no audio at all says it all; the gravest first, wherever it stands. */
	add(&w, PM_DEFECT_NO_DATA, "data", 0, 0, 0);
	add(&w, PM_DEFECT_FORMAT_SHORT, "fmt ", 0, 3, 16);
	begin();
	pm_file_find_defects(&find, &w);
	OK(diags.count == 1 && strstr(diags.list[0].message, "'fmt ' chunk of 3 bytes"), "no audio: one finding");
	end();
}

static void test_allow(void)
{
	struct pm_walk w = sound();

	add(&w, PM_DEFECT_TWO_DATA, "data", 0, 8, 0);
	begin();
	diags.allow[PM_DIAG_AUDIO_DAMAGED] = 1;
	pm_file_find_defects(&find, &w);
	OK(diags.count == 1 && diags.list[0].severity == PM_NOTE && !find.has_errors, "allowed: a note, and the file is used");
	end();
	add(&w, PM_DEFECT_NO_DATA, "data", 0, 0, 0);
	begin();
	diags.allow[PM_DIAG_AUDIO_DAMAGED] = 1;
	pm_file_find_defects(&find, &w);
	OK(diags.count == 1 && diags.list[0].severity == PM_ERROR && find.has_errors, "what has no audio stays an error");
	OK(diags.allow[PM_DIAG_AUDIO_DAMAGED] == 1, "and what is allowed stays so");
	end();
	begin();
	find.track = -1;
	pm_file_find(&find, PM_DIAG_AUDIO_FORMAT, PM_ERROR, "a hint with 100%", "is %s", "100% wrong");
	OK(diags.count == 1 && diags.list[0].track == -1 && find.has_errors, "of no track");
	IS_STR(diags.list[0].message, "'a.wav' is 100% wrong", "texts with signs");
	IS_STR(diags.list[0].hint, "a hint with 100%", "are not formats");
	end();
}

static void test_track(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	uint32_t a, b, c;

	if (!disc || pm_disc_add_file(disc, "a", PM_FILE_MASTER, pm_pos_none(), &a) < 0 || pm_disc_add_file(disc, "b", PM_FILE_MASTER, pm_pos_none(), &b) < 0 ||
	    pm_disc_add_file(disc, "c", PM_FILE_MASTER, pm_pos_none(), &c) < 0)
		exit(99);
	IS_INT(pm_file_track(disc, a), -1, "no items: of no track");
	if (pm_disc_add_audio(disc, c, 0, 588, pm_pos_none()) < 0 || pm_disc_add_mark(disc, 1, 1, -1, pm_pos_none()) < 0 ||
	    pm_disc_add_audio(disc, a, 0, 588, pm_pos_none()) < 0 || pm_disc_add_silence(disc, 588, pm_pos_none()) < 0 ||
	    pm_disc_add_audio(disc, a, 588, 588, pm_pos_none()) < 0 || pm_disc_add_audio(disc, b, 0, 588, pm_pos_none()) < 0 ||
	    pm_disc_add_mark(disc, 2, 0, -1, pm_pos_none()) < 0 || pm_disc_add_audio(disc, b, 588, PM_TO_END, pm_pos_none()) < 0)
		exit(99);
	IS_INT(pm_file_track(disc, a), 1, "twice in one track: of that track");
	IS_INT(pm_file_track(disc, b), -1, "in two tracks: of neither");
	IS_INT(pm_file_track(disc, c), -1, "before the first mark: of none");
	IS_INT(pm_file_track(disc, 99), -1, "a file there is not");
	pm_disc_free(disc);
}

int main(void)
{
	test_errors();
	test_warnings();
	test_notes();
	test_fatal();
	test_flac();
	test_several();
	test_allow();
	test_track();
	return tap_done();
}
