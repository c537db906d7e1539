/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-prove-cue.c - the proof of a CUE set: one sample, one field of any of its sheets, one byte of its subcode changed, and it fails and says what. */
#include "tests/unit/proof.h"

static struct pm_session session;
static struct pm_disc *disc;
static const char *dir;
static struct pm_cue_set_options set;

static int prove(void)
{
	memset(&err, 0, sizeof(err));
	return pm_prove_cue(disc, temp_path(dir), &set, PM_LBA_FIRST, NULL, &err);
}

static void fails(const char *words, const char *name)
{
	if (!OK(prove() < 0 && err.message[0] && strstr(err.message, words), name))
		printf("# got '%s'\n", err.message);
}

static void use(const char *folder, enum pm_sub sub)
{
	struct pm_cdtext_options cdtext = {.codes = 1};
	static struct pm_buf packs;
	struct pm_diags diags;

	dir = folder;
	if (!packs.length_bytes) {
		pm_diags_init(&diags);
		if (pm_cdtext_encode(disc, &cdtext, &packs, &diags) != PM_OK)
			exit(99);
		pm_diags_release(&diags);
	}
	set = (struct pm_cue_set_options){.name = "x", .sub = sub, .cdtext = (const uint8_t *)packs.data, .cdtext_bytes = packs.length_bytes, .codes = 1};
	IS_INT(prove(), PM_OK, folder);
	if (err.message[0])
		printf("# %s\n", err.message);
}

static void test_samples(void)
{
	/* Samples are counted from LBA -150; NAME.bin begins at LBA 0. */
	flipped("cue/x.bin", 0, 1, "differs from the masters at sample 88200", "track 1's first");
	flipped("cue/x.bin", 400 * 2352, 1, "at sample 323400", "in the pause: (150 + 400) * 588");
	flipped("cue/x.bin", SET_LEADOUT * 2352 - 1, 1, "at sample 726179", "the last byte");
}

static void test_sheet(void)
{
	/* 470 is 00:06:20, 320 is 00:04:20, 780 is 00:10:30 (a BIN begins at LBA 0). */
	changed("cue/x.cue", "INDEX 01 00:06:20", "INDEX 01 00:06:21", "tracks[2]", "an index time");
	changed("cue/x.cue", "INDEX 00 00:04:20", "INDEX 00 00:04:19", "tracks[2]", "a pause's");
	changed("cue/x.cue", "INDEX 02 00:02:00", "INDEX 02 00:02:01", "tracks[1].indexes[2]", "index 02");
	changed("cue/x.cue", "ZZXYZ2600002", "ZZXYZ2600012", "ZZXYZ2600012", "an ISRC");
	changed("cue/x.cue", "CATALOG 0012345678905", "CATALOG 0012345678912", "0012345678912", "the UPC");
	changed("cue/x.cue", "FLAGS DCP PRE", "FLAGS DCP", "tracks[3].pre_emphasis", "a flag");
	changed("cue/x.cue", "FLAGS DCP\r\n", "", "tracks[2].copy_permitted", "a line of flags");
	changed("cue/x.cue", "TITLE \"Slack Water\"", "TITLE \"Slack Wader\"", "[cdtext-mismatch]", "a title");
	changed("cue/x.cue", "  TRACK 03 AUDIO", "  TRACK 04 AUDIO", "", "a track's number");
	changed("cue/x.cue", "x.bin", "y.bin", "", "the name of the audio");
}

static void test_toc(void)
{
	changed("cue/x.toc", "ISRC \"ZZXYZ2600003\"", "ISRC \"ZZXYZ2600004\"", "ZZXYZ2600004", "an ISRC in the TOC");
	changed("cue/x.toc", "CATALOG \"0012345678905\"", "CATALOG \"0012345678912\"", "0012345678912", "the UPC");
	changed("cue/x.toc", "NO PRE_EMPHASIS", "PRE_EMPHASIS", "tracks[1].pre_emphasis is 'true', should be 'false'", "a flag");
	changed("cue/x.toc", "\"Cold Pier\"", "\"Cold Bier\"", "cdtext[0].tracks[3].title is 'Cold Bier', should be 'Cold Pier'", "a title");
	changed("cue/x.toc", "INDEX 00:02:00", "INDEX 00:02:01", "tracks[1].indexes[2]", "index 02");
	changed("cue/x.toc", "SWAP", "SWOP", "[toc-syntax]", "a word");
}

static void test_text(void)
{
	changed("cue/x.v07t", "Slack Water", "Slack Wader", "cdtext[0].tracks[1].title is 'Slack Wader', should be 'Slack Water'", "a title in the v07t");
	changed("cue/x.v07t", "Text Code", "Text Coda", "", "a key in the v07t");
	flipped("cue/x.cdt", 4, 1, "[cdtext-crc]", "a letter in the packs");
	unlink(temp_path("cue/x.v07t"));
	fails("x.v07t", "no v07t");
}

/* Every byte of a sector's 96, in sectors of each sort: the first, a code's, a pause's, one with an odd copy bit, the last. */
static void test_subcode(const char *file, size_t stride, size_t offset)
{
	static const int32_t sectors[] = {0, 1, 97, 150, 320, 469, 470, 780, 1084};
	size_t i, at, missed = 0, first = SIZE_MAX;

	for (i = 0; i < sizeof(sectors) / sizeof(sectors[0]); i++)
		for (at = 0; at < 96; at += i ? 7 : 1) {
			size_t where = (size_t)sectors[i] * stride + offset + at;

			set_flip(file, where, 1u << (at % 8));
			if (prove() != PM_E_IO || !strstr(err.message, "subcode")) {
				missed++;
				first = first == SIZE_MAX ? where : first;
			}
			set_flip(file, where, 1u << (at % 8));
		}
	if (!IS_INT(missed, 0, "one bit of any of the 96 bytes is missed nowhere"))
		printf("# first at byte %zu of %s\n", first, file);
}

static void test_sub(void)
{
	struct set_undo undo = {"cue/x.sub", NULL, 0};

	test_subcode("cue/x.sub", 96, 0);
	/* A Q frame of another disc's, with a CRC that fits: sector 100's in the place of sector 200's. */
	undo.data = set_load("cue/x.sub", &undo.n);
	IS_INT(undo.n, SET_LEADOUT * 96, "96 bytes a sector");
	{
		uint8_t *other = set_load("cue/x.sub", &undo.n);

		memcpy(other + 200 * 96, other + 100 * 96, 96);
		set_store("cue/x.sub", other, undo.n);
		free(other);
	}
	fails("subcode", "a sound sector in another's place");
	set_store("cue/x.sub", undo.data, undo.n - 96);
	fails("[subcode-mismatch]", "a sector less");
	set_store("cue/x.sub", undo.data, undo.n - 1);
	fails("[subcode-mismatch]", "a byte less");
	unlink(temp_path("cue/x.sub"));
	fails("x.sub", "no subcode");
	set_undo(&undo);
	IS_INT(prove(), PM_OK, "put back");
}

static void test_raw96(void)
{
	flipped("raw/x.bin", 0, 1, "differs from the masters at sample 88200", "2448 a sector: track 1's first sample");
	flipped("raw/x.bin", 1084 * 2448 + 2351, 1, "at sample 726179", "the last");
	changed("raw/x.toc", "\"Cold Pier\"", "\"Cold Bier\"", "'Cold Bier'", "a title in its TOC");
	test_subcode("raw/x.bin", 2448, 2352);
}

int main(void)
{
	set_begin();
	if (!OK(set_build("cue", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED) && set_build("raw", PM_FORMAT_CUE, PM_SUB_RAW96) &&
			set_build("none", PM_FORMAT_CUE, PM_SUB_NONE),
		"built three ways"))
		return tap_done();
	disc = set_open(&session, "album.csv");
	if (!OK(disc != NULL, "the sheet"))
		return tap_done();
	use("none", PM_SUB_NONE);
	use("raw", PM_SUB_RAW96);
	test_raw96();
	use("cue", PM_SUB_DEINTERLEAVED);
	test_samples();
	test_sheet();
	test_toc();
	test_sub();
	test_text();
	pm_close(disc);
	pm_session_release(&session);
	set_end();
	return tap_done();
}
