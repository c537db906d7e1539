/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-subfile.c - discs from their subcode alone; the subcode is the test drive's, which was written apart from premaster's. */
#include <sys/stat.h>
#include <unistd.h>

#include "cue/subfile.h"
#include "tests/drive/q.h"
#include "tests/unit/folder-help.h"

#define LEADOUT 1500
#define STRIDE 2448

static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_error err;

/* Three tracks: an index 02, a pause of two seconds, flags. */
static struct vd_program *program_new(void)
{
	struct vd_program *p = calloc(1, sizeof *p);

	if (!p)
		exit(99);
	p->first_track = 1;
	p->last_track = 3;
	p->leadout_lba = LEADOUT;
	p->track[1] = (struct vd_program_track){.index_count = 2, .has_pregap = 1, .isrc = "ZZXYZ2600001"};
	p->track[1].index_lba[0] = -150;
	p->track[1].index_lba[2] = 300;
	p->track[2] = (struct vd_program_track){.index_count = 1, .has_pregap = 1, .control = 1, .isrc = "ZZXYZ2600002"};
	p->track[2].index_lba[0] = 450;
	p->track[2].index_lba[1] = 600;
	p->track[3] = (struct vd_program_track){.index_count = 1, .control = 2, .isrc = "ZZXYZ2600003"};
	p->track[3].index_lba[1] = 1000;
	memcpy(p->mcn, "0012345678905", 14);
	if (vd_program_plan(p) != 0)
		exit(99);
	return p;
}

static void program_free(struct vd_program *p)
{
	free(p->mode);
	free(p);
}

/* 96 bytes P first to 96 symbols with one bit of each channel. */
static void interleave(const uint8_t *linear, uint8_t *out)
{
	int symbol, channel;

	memset(out, 0, 96);
	for (symbol = 0; symbol < 96; symbol++)
		for (channel = 0; channel < 8; channel++)
			if (linear[channel * 12 + symbol / 8] >> (7 - symbol % 8) & 1)
				out[symbol] |= (uint8_t)(0x80 >> channel);
}

static uint8_t *sub_of(const struct vd_program *p, int32_t first, int32_t end, int interleaved)
{
	uint8_t *all = malloc((size_t)(end - first) * 96), one[96];
	int32_t lba;

	if (!all)
		exit(99);
	for (lba = first; lba < end; lba++) {
		uint8_t *out = all + (size_t)(lba - first) * 96;

		vd_program_sub(p, lba, interleaved ? one : out);
		if (interleaved)
			interleave(one, out);
	}
	return all;
}

static struct pm_disc *disc;

static int read_file(const char *name)
{
	char *path = at(name);
	int status;

	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0, ""};
	disc = pm_disc_new(PM_KIND_SUBCODE);
	if (!disc)
		exit(99);
	status = pm_subfile_read(disc, path, name, &sources, &diags, NULL, &err);
	free(path);
	return status;
}

/* A .bin of sectors with a slow rise in the order asked for. */
static uint8_t *bin_of(const uint8_t *sub, int32_t sectors, int big)
{
	uint8_t *all = malloc((size_t)sectors * STRIDE);
	int32_t i;
	size_t at;
	unsigned value = 0;

	if (!all)
		exit(99);
	for (i = 0; i < sectors; i++) {
		uint8_t *sector = all + (size_t)i * STRIDE;

		for (at = 0; at < 2352; at += 2, value += 3) {
			sector[at + (size_t)!big] = (uint8_t)(value >> 8);
			sector[at + (size_t)big] = (uint8_t)value;
		}
		memcpy(sector + 2352, sub + (size_t)i * 96, 96);
	}
	return all;
}

static void is_the_disc(const char *what)
{
	printf("# %s\n", what);
	OK(disc->first_track == 1 && disc->last_track == 3 && disc->laid_out, "three tracks, laid out");
	IS_INT(disc->leadout_lba, LEADOUT, "lead-out");
	IS_STR(disc->mcn.text, "0012345678905", "catalogue number");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "ISRC 1");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "ISRC 2");
	IS_STR(disc->track[3].isrc.text, "ZZXYZ2600003", "ISRC 3");
	OK(disc->track[1].isrc_from == PM_FROM_Q && disc->mcn_from == PM_FROM_Q, "from Q");
	OK(disc->track[1].index[0].lba == -150 && disc->track[1].index[1].lba == 0 && disc->track[1].index[2].lba == 300, "indexes of track 1");
	OK(disc->track[2].index[0].lba == 450 && disc->track[2].index[1].lba == 600, "indexes of track 2");
	OK(disc->track[3].index[0].lba == PM_LBA_NONE && disc->track[3].index[1].lba == 1000, "indexes of track 3");
	OK(disc->track[1].control == 0 && disc->track[2].control == PM_CONTROL_PRE && disc->track[3].control == PM_CONTROL_COPY, "flags");
}

/* A pipe would never end. */
static void test_pipe(void)
{
	char *path = at("pipe.sub");

	OK(mkfifo(path, 0600) == 0, "a pipe");
	IS_INT(read_file("pipe.sub"), PM_E_FORMAT, "is not waited for");
	unlink(path);
	free(path);
}

static void test_forms(const struct vd_program *p)
{
	uint8_t *linear = sub_of(p, 0, LEADOUT, 0), *interleaved = sub_of(p, 0, LEADOUT, 1), *early = sub_of(p, -150, LEADOUT + 100, 0);

	put_bytes("a.sub", linear, LEADOUT * 96);
	IS_INT(read_file("a.sub"), PM_OK, "linear");
	is_the_disc("linear");
	IS_INT(diags.count, 0, "nothing to find");
	OK(disc->file_count == 0 && (disc->poisoned & PM_POISON_AUDIO), "no audio");

	put_bytes("a.bin", "short", 5);
	IS_INT(read_file("a.sub"), PM_OK, "with a .bin of another length beside it");
	OK(diags.count == 1 && diags.list[0].severity == PM_NOTE && disc->file_count == 0, "which is not used, and that is said");
	drop("a.bin");

	put_bytes("b.sub", interleaved, LEADOUT * 96);
	IS_INT(read_file("b.sub"), PM_OK, "interleaved");
	is_the_disc("interleaved");

	put_bytes("c.sub", early, (LEADOUT + 250) * 96);
	IS_INT(read_file("c.sub"), PM_OK, "from -150 on, into the lead-out");
	is_the_disc("from -150 on");
	free(linear);
	free(interleaved);
	free(early);
}

static void test_audio(const struct vd_program *p)
{
	uint8_t *linear = sub_of(p, 0, LEADOUT, 0), *interleaved = sub_of(p, 0, LEADOUT, 1), *bin;
	uint8_t *plain = calloc(LEADOUT, 2352);

	put_bytes("d.sub", linear, LEADOUT * 96);
	put_bytes("D.BIN", plain, LEADOUT * 2352);
	IS_INT(read_file("d.sub"), PM_OK, "with its .bin beside it");
	is_the_disc("with audio");
	OK(disc->file_count == 1 && disc->file[0].kind == PM_FILE_RAW_LE && disc->file[0].sector_stride_bytes == 2352, "its audio");
	OK(disc->span_count == 2 && disc->span[0].file == PM_FILE_SILENCE && disc->span[0].length_samples == 150 * 588 &&
		   disc->span[1].length_samples == (uint64_t)LEADOUT * 588,
	   "the pause and the file");
	OK(!(disc->poisoned & PM_POISON_AUDIO), "is whole");

	bin = bin_of(interleaved, LEADOUT, 1);
	put_bytes("e.bin", bin, LEADOUT * STRIDE);
	free(bin);
	IS_INT(read_file("e.bin"), PM_OK, "sectors of 2448, big-endian");
	is_the_disc("sectors of 2448");
	OK(disc->file_count == 1 && disc->file[0].kind == PM_FILE_RAW_BE && disc->file[0].sector_stride_bytes == 2448, "its audio");
	IS_INT(diags.count, 0, "nothing to find");

	bin = bin_of(linear, LEADOUT, 0);
	put_bytes("f.bin", bin, LEADOUT * STRIDE);
	IS_INT(read_file("f.bin"), PM_OK, "little-endian, linear");
	is_the_disc("little-endian");
	OK(disc->file_count == 1 && disc->file[0].kind == PM_FILE_RAW_LE, "its audio");
	OK(diags.count == 1 && diags.list[0].id == PM_DIAG_AUDIO_FORMAT && diags.list[0].severity == PM_NOTE, "a note says so");
	free(bin);
	free(linear);
	free(interleaved);
	free(plain);
}

/* Where the track's ISRC stands: sectors of mode 3. */
static void test_doubt(struct vd_program *p)
{
	struct vd_program *other = program_new();
	uint8_t *a = sub_of(p, 0, LEADOUT, 0), *b;
	int32_t lba;
	int n = 0, kept = 0;

	memcpy(other->track[3].isrc, "ZZXYZ2600009", 13);
	b = sub_of(other, 0, LEADOUT, 0);
	for (lba = 1000; lba < LEADOUT; lba++)
		if (p->mode[lba + 150] == 3 && n++ % 2)
			memcpy(a + lba * 96, b + lba * 96, 96);
	OK(n >= 4, "frames to disagree");
	put_bytes("g.sub", a, LEADOUT * 96);
	IS_INT(read_file("g.sub"), PM_OK, "two codes");
	OK(diags.count == 1 && diags.list[0].id == PM_DIAG_ISRC_CONFLICT && diags.list[0].track == 3, "isrc-conflict on its track");
	OK(strstr(diags.list[0].message, "ZZXYZ2600003") && strstr(diags.list[0].message, "ZZXYZ2600009"), "names both");
	OK(!disc->track[3].isrc.text[0] && (disc->track[3].poisoned & PM_POISON_ISRC), "and neither is taken");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "the others are");

	for (lba = 0; lba < LEADOUT; lba++)
		if (p->mode[lba + 150] == 3 && lba >= 1000 && kept++)
			a[lba * 96 + 12 + 3] ^= 0x10;
	put_bytes("h.sub", a, LEADOUT * 96);
	IS_INT(read_file("h.sub"), PM_OK, "one frame left");
	OK(pm_diags_has(&diags, PM_DIAG_SUBCODE_CRC), "subcode-crc");
	OK(pm_diags_has(&diags, PM_DIAG_SUBCODE_MISMATCH) && diags.count_of[PM_ERROR] == 0, "a warning that it is not sure");
	OK(!disc->track[3].isrc.text[0], "and it is not taken");
	free(a);
	free(b);
	program_free(other);
}

static void test_refused(void)
{
	static uint8_t zeros[2352 * 10];
	uint8_t noise[96 * 300];
	uint32_t state = 1;
	size_t i;

	put_bytes("z.sub", zeros, 0);
	IS_INT(read_file("z.sub"), PM_E_FORMAT, "an empty file");
	put_bytes("z.sub", zeros, 95);
	IS_INT(read_file("z.sub"), PM_E_FORMAT, "less than a sector");
	put_bytes("z.sub", zeros, 960);
	IS_INT(read_file("z.sub"), PM_E_FORMAT, "no Q in it");
	OK(strstr(err.message, "z.sub"), "names the file");
	put_bytes("z.bin", zeros, sizeof zeros);
	IS_INT(read_file("z.bin"), PM_E_FORMAT, "sectors of 2352");
	OK(strstr(err.message, "cue sheet"), "says that a cue sheet is needed");
	IS_INT(read_file("none.sub"), PM_E_NOT_FOUND, "no such file");
	for (i = 0; i < sizeof noise; i++) {
		state = state * 1664525u + 1013904223u;
		noise[i] = (uint8_t)(state >> 24);
	}
	put_bytes("n.sub", noise, sizeof noise);
	IS_INT(read_file("n.sub"), PM_E_FORMAT, "noise");
}

/* Cut off at each 64th byte, and with stretches overwritten: nothing breaks, and what is laid out has tracks. */
static void test_cut(const struct vd_program *p)
{
	uint8_t *all = sub_of(p, 0, LEADOUT, 0);
	size_t cut, bad = 0;

	for (cut = 0; cut < 200u * 96; cut += 64) {
		int status;

		put_bytes("k.sub", all, cut);
		status = read_file("k.sub");
		bad += status > 0 || (status < 0 && !err.message[0]);
		if (status == PM_OK && disc->laid_out)
			bad += !disc->last_track || disc->leadout_lba != (int32_t)(cut / 96);
		if (status == PM_OK && cut % 96)
			bad += !pm_diags_has(&diags, PM_DIAG_AUDIO_TRUNCATED);
	}
	for (cut = 0; cut + 9600 < (size_t)LEADOUT * 96; cut += 4800) {
		memset(all + cut, (int)(cut / 4800), 4800);
		put_bytes("k.sub", all, (size_t)LEADOUT * 96);
		bad += read_file("k.sub") > 0;
	}
	IS_INT(bad, 0, "cut off, and overwritten");
	free(all);
}

int main(void)
{
	struct vd_program *p = program_new();

	pm_diags_init(&diags);
	pm_sources_init(&sources);
	folder_begin();
	test_forms(p);
	test_audio(p);
	test_doubt(p);
	test_refused();
	test_pipe();
	test_cut(p);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	clear();
	folder_end();
	program_free(p);
	return tap_done();
}
