/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-prove.c - the proof of a DDP set: one sample, one field, one byte changed behind its back, and it fails and says what. */
#include "tests/unit/proof.h"

static struct pm_session session;
static struct pm_disc *disc;
static struct pm_written_set written;

static int prove(void)
{
	memset(&err, 0, sizeof(err));
	return pm_prove_ddp(disc, temp_path("ddp"), NULL, &err);
}

static void fails(const char *words, const char *name)
{
	if (!OK(prove() == PM_E_IO && strstr(err.message, words), name))
		printf("# got '%s'\n", err.message);
}

/* The image begins at LBA -150: sample n of the programme from there is at byte 4 n. */
static void test_samples(void)
{
	const size_t last = (size_t)(150 + SET_LEADOUT) * 2352 - 1;
	struct set_undo undo = {"ddp/IMAGE.DAT", NULL, 0};

	IS_INT(prove(), PM_OK, "what was written is proven");
	flipped("ddp/IMAGE.DAT", 0, 1, "differs from the masters at sample 0", "the very first bit, in the silence");
	flipped("ddp/IMAGE.DAT", 150 * 2352, 1, "at sample 88200", "track 1's first sample");
	flipped("ddp/IMAGE.DAT", 150 * 2352 + 4 * 1000 + 3, 0x80, "at sample 89200", "a sign, in the right channel");
	flipped("ddp/IMAGE.DAT", (150 + 320) * 2352 + 2, 1, "at sample 276360", "in a pause");
	/* The programme of 1235 sectors is proven in two halves: the last sector of the first, the first of the second. */
	flipped("ddp/IMAGE.DAT", 616 * 2352 + 2351, 1, "at sample 362795", "where the first half ends");
	flipped("ddp/IMAGE.DAT", 617 * 2352, 1, "at sample 362796", "where the second half begins");
	flipped("ddp/IMAGE.DAT", last, 0x40, "at sample 726179", "the very last byte");
	/* Two changes: the first is named. */
	set_flip("ddp/IMAGE.DAT", last, 1);
	flipped("ddp/IMAGE.DAT", 88200 * 4, 1, "at sample 88200", "the first of two");
	set_flip("ddp/IMAGE.DAT", last, 1);
	undo.data = set_load("ddp/IMAGE.DAT", &undo.n);
	set_store("ddp/IMAGE.DAT", undo.data, undo.n - 2352);
	fails("[ddp-image-size]", "a sector less");
	set_store("ddp/IMAGE.DAT", undo.data, undo.n - 1);
	fails("[ddp-image-size]", "a byte less");
	unlink(temp_path("ddp/IMAGE.DAT"));
	fails("[ddp-missing-file]", "no image");
	set_undo(&undo);
	IS_INT(prove(), PM_OK, "put back, it is proven again");
}

/* CRC of a CD-Text pack as the standards give it: x16 + x12 + x5 + 1, inverted; written here again, bit by bit. */
static void fit_crc(uint8_t *pack)
{
	unsigned crc = 0;
	int i, bit;

	for (i = 0; i < 16; i++)
		for (bit = 7; bit >= 0; bit--)
			crc = (crc << 1 ^ ((crc >> 15 ^ (unsigned)(pack[i] >> bit)) & 1 ? 0x1021 : 0)) & 0xffff;
	pack[16] = (uint8_t)(~crc >> 8);
	pack[17] = (uint8_t)~crc;
}

/* A CD-Text pack changed with its CRC made to fit: what it says is then compared. */
static void test_text(void)
{
	size_t n, at = set_find("ddp/CDTEXT.BIN", "Water");
	struct set_undo undo = {"ddp/CDTEXT.BIN", set_load("ddp/CDTEXT.BIN", &n), n};
	uint8_t *packs = set_load("ddp/CDTEXT.BIN", &n);

	undo.n = n;
	flipped("ddp/CDTEXT.BIN", at, 1, "[cdtext-crc]", "a letter of the CD-Text, whose CRC then does not fit");
	packs[at + 2] = 'd';
	fit_crc(packs + at / 18 * 18);
	set_store("ddp/CDTEXT.BIN", packs, n);
	fails("cdtext[0].tracks[1].title is 'Slack Wader', should be 'Slack Water'", "a letter, with its CRC");
	set_store("ddp/CDTEXT.BIN", packs, n - 18);
	fails("CDTEXT.BIN holds 252 [ddp-image-size]", "a pack less");
	free(packs);
	set_undo(&undo);
	IS_INT(prove(), PM_OK, "put back");
}

static void test_fields(void)
{
	/* The checksums beside them are not the reader's business; pm_prove_files holds those files to the byte. */
	struct set_undo undo = set_change("ddp/PQDESCR", "0012345678905", "0012345678912");

	fails("[cdtext-mismatch]", "the UPC in the PQ");
	set_undo(&undo);
	changed("ddp/DDPID", "HARBOUR-001", "HARBOUR-002", "master_id is 'HARBOUR-002', should be 'HARBOUR-001'", "the master ID");
	changed("ddp/PQDESCR", "ZZXYZ2600002", "ZZXYZ2600012", "CD-Text gives ISRC 'ZZXYZ2600002', the disc has 'ZZXYZ2600012' [cdtext-mismatch]", "an ISRC");
	/* VVVS, track, index, time with the two seconds, control: 470 and 780 are 8 s 20 f and 12 s 30 f behind LBA -150. */
	changed("ddp/PQDESCR", "VVVS0201  00082021", "VVVS0201  00082121", "tracks[2]", "a frame later in the PQ");
	changed("ddp/PQDESCR", "VVVS0200  00062021", "VVVS0200  00062121", "tracks[2].indexes[0]", "the pause a frame later");
	changed("ddp/PQDESCR", "VVVS0301  00123031", "VVVS0301  00123021", "tracks[3].pre_emphasis is 'false', should be 'true'", "a flag in the PQ");
	changed("ddp/PQDESCR", "VVVS0102", "VVVS0103", "", "an index's number");
	changed("ddp/DDPMS", "00001235", "00001234", "[ddp-image-size]", "the map's length of the image");
}

static void test_files(void)
{
	static const char *const small[] = {"DDPID", "DDPMS", "PQDESCR", "CDTEXT.BIN", "CHECKSUM.MD5", "CHECKSUM.TXT"};
	struct pm_written_set wrong = written;
	size_t i, k, n;
	char name[300];

	IS_INT(pm_prove_files(temp_path("ddp"), &written, &err), PM_OK, "the small files as they were written");
	IS_INT(written.count, 7, "seven files");
	for (i = 0; i < 6; i++) {
		uint8_t *data;

		snprintf(name, sizeof(name), "ddp/%s", small[i]);
		data = set_load(name, &n);
		for (k = 0; k < 3; k++) {
			memset(&err, 0, sizeof(err));
			set_flip(name, k * (n - 1) / 2, 0x20);
			OK(pm_prove_files(temp_path("ddp"), &written, &err) == PM_E_IO && strstr(err.message, small[i]) &&
				   strstr(err.message, "does not read back as it was written"),
			   "one byte, first, middle or last, and it is named");
			set_flip(name, k * (n - 1) / 2, 0x20);
		}
		memset(&err, 0, sizeof(err));
		set_store(name, data, n - 1);
		OK(pm_prove_files(temp_path("ddp"), &written, &err) == PM_E_IO && strstr(err.message, small[i]), "a byte less");
		unlink(temp_path(name));
		memset(&err, 0, sizeof(err));
		OK(pm_prove_files(temp_path("ddp"), &written, &err) == PM_E_NOT_FOUND && strstr(err.message, small[i]), "the file gone");
		set_store(name, data, n);
		free(data);
	}
	/* The image is above the limit: its samples are proven, not its digest. */
	for (i = 0; i < wrong.count; i++)
		if (!strcmp(wrong.file[i].name, "IMAGE.DAT"))
			wrong.file[i].md5[0] ^= 1;
	memset(&err, 0, sizeof(err));
	IS_INT(pm_prove_files(temp_path("ddp"), &wrong, &err), PM_OK, "the image is not read again for it");
}

static void clean_is(const struct pm_diags *d, enum pm_severity from, int want, const char *name)
{
	memset(&err, 0, sizeof(err));
	IS_INT(pm_prove_clean(d, from, &err), want, name);
}

static void test_clean(void)
{
	struct pm_diags d;

	pm_diags_init(&d);
	clean_is(&d, PM_NOTE, PM_OK, "no finding");
	pm_diag_add_as(&d, PM_DIAG_ISRC_DUPLICATE, PM_ERROR, pm_pos_none(), "two tracks, one code");
	clean_is(&d, PM_NOTE, PM_OK, "of a code, which the master says of itself");
	pm_diag_add_as(&d, PM_DIAG_DDP_PROFILE, PM_WARNING, pm_pos_none(), "otherwise");
	clean_is(&d, PM_ERROR, PM_OK, "a warning, where errors count");
	clean_is(&d, PM_WARNING, PM_E_IO, "a warning, where warnings do");
	IS_STR(err.message, "the written set does not read back: otherwise [ddp-profile]", "which");
	pm_diag_add(&d, PM_DIAG_INDEX_ORDER, pm_pos_none(), "backwards");
	clean_is(&d, PM_ERROR, PM_E_IO, "an error of the layout");
	d.out_of_memory = 1;
	clean_is(&d, PM_ERROR, PM_E_NOMEM, "findings that were lost");
	pm_diags_release(&d);
}

static int stop(void *ctx)
{
	return --*(int *)ctx < 0;
}
static uint64_t seen;
static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	(void)ctx;
	seen = !strcmp(phase, "proving") && done <= total ? done : UINT64_MAX;
}

static void test_same_audio(void)
{
	struct pm_session other;
	struct pm_disc *back = set_open(&other, "ddp");
	int left = 1;
	struct pm_progress cancel = {&left, NULL, stop}, watch = {NULL, report, NULL};
	uint64_t first = 7;

	if (!OK(back != NULL, "read back"))
		return;
	memset(&err, 0, sizeof(err));
	IS_INT(pm_same_audio(disc, back, PM_LBA_FIRST, &watch, &first, &err), PM_OK, "compared");
	OK(first == UINT64_MAX, "no difference");
	IS_INT(seen, 617, "the caller hears of its half: 1235 / 2 sectors");
	IS_INT(pm_same_audio(disc, back, PM_LBA_FIRST, &cancel, &first, &err), PM_E_CANCELLED, "stopped");
	/* A master that goes away in the midst: in the first half and in the second. */
	rename(temp_path("three.wav"), temp_path("gone.wav"));
	memset(&err, 0, sizeof(err));
	OK(pm_same_audio(disc, back, PM_LBA_FIRST, NULL, &first, &err) < 0 && strstr(err.message, "three.wav"), "the last master is gone");
	rename(temp_path("gone.wav"), temp_path("three.wav"));
	rename(temp_path("one.wav"), temp_path("gone.wav"));
	memset(&err, 0, sizeof(err));
	OK(pm_same_audio(disc, back, PM_LBA_FIRST, NULL, &first, &err) < 0 && strstr(err.message, "one.wav"), "the first master is gone");
	rename(temp_path("gone.wav"), temp_path("one.wav"));
	/* A shorter one reads as silence behind its end: the first sample of the last sector, 1234 * 588. */
	back->leadout_lba--;
	back->span[back->span_count - 1].length_samples -= 588;
	IS_INT(pm_same_audio(disc, back, PM_LBA_FIRST, NULL, &first, &err), PM_OK, "a sector shorter");
	IS_INT(first, 725592, "differs where it ends");
	pm_close(back);
	pm_session_release(&other);
}

static void test_no_text(void)
{
	IS_INT(pm_disc_has_text(disc), 1, "the album has texts");
	disc->block[0].present = 0;
	IS_INT(pm_disc_has_text(disc), 0, "without its block it has none");
	IS_INT(prove(), PM_OK, "then what the set says of texts is not held against it");
	disc->block[0].present = 1;
}

/* The disc that was meant, one field after the other another: each is missed in the set. */
static void test_meant(void)
{
	struct pm_track *t = &disc->track[3];

#define MEANT(lvalue, other, words)                                   \
	do {                                                          \
		__typeof__(lvalue) old = (lvalue);                    \
		(lvalue) = (other);                                   \
		fails(words, words);                                  \
		(lvalue) = old;                                       \
	} while (0)
	MEANT(t->control, PM_CONTROL_COPY, "tracks[3].pre_emphasis is 'true', should be 'false'");
	MEANT(t->control, PM_CONTROL_PRE, "tracks[3].copy_permitted is 'true', should be 'false'");
	MEANT(t->control, PM_CONTROL_PRE | PM_CONTROL_COPY | PM_CONTROL_FOUR, "tracks[3].four_channel is 'false', should be 'true'");
	MEANT(t->index[1].lba, 781, "tracks[3]");
	MEANT(disc->track[1].index[2].lba, 151, "tracks[1].indexes[2]");
	MEANT(disc->track[2].index[0].lba, 319, "tracks[2]");
	MEANT(disc->leadout_lba, SET_LEADOUT + 1, "leadout_lba is '1085', should be '1086'");
	MEANT(disc->mcn.text[12], '6', "mcn is '0012345678905', should be '0012345678906'");
	MEANT(t->isrc.text[11], '4', "tracks[3].isrc is 'ZZXYZ2600003', should be 'ZZXYZ2600004'");
	MEANT(disc->block[0].language, 8, "language");
	MEANT(disc->block[0].of[2].field[PM_TEXT_TITLE][0], 'E', "title");
	MEANT(disc->last_track, 2, "last_track is '3', should be '2'");
	IS_INT(prove(), PM_OK, "all as it was");
}

int main(void)
{
	set_begin();
	if (!OK(set_build_as("album.csv", "ddp", PM_FORMAT_DDP, PM_SUB_NONE, &written), "built"))
		return tap_done();
	disc = set_open(&session, "album.csv");
	if (!OK(disc != NULL, "the sheet"))
		return tap_done();
	test_samples();
	test_text();
	test_fields();
	test_files();
	test_clean();
	test_same_audio();
	test_no_text();
	test_meant();
	pm_close(disc);
	pm_session_release(&session);
	set_end();
	return tap_done();
}
