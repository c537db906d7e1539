/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-subfile-audio.c - which audio belongs to a file of subcode, in what byte order, and where on the disc. */
#include "cue/subfile.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/folder-help.h"
#include "tests/unit/dump.h"

static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_error err;
static struct pm_disc *disc;
static int status;

/* The audio of a file of so many sectors from first_lba on, on a disc with the lead-out at 300. */
static void audio(const char *name, uint32_t sectors, uint32_t stride, int32_t first_lba, int laid_out)
{
	struct pm_subfile file = {.stride_bytes = stride, .offset_bytes = stride > 96 ? 2352 : 0, .sectors = sectors, .first_lba = first_lba};
	char *path = at(name);

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0, ""};
	disc = pm_disc_new(PM_KIND_SUBCODE);
	if (!disc)
		exit(99);
	disc->leadout_lba = 300;
	disc->laid_out = laid_out;
	status = pm_subfile_audio(disc, path, &file, pm_pos_none(), &diags, &err);
	free(path);
}

static void done(void)
{
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static void are_spans(const char *want, const char *name)
{
	struct pm_buf b;
	size_t i;

	pm_buf_init(&b);
	for (i = 0; i < disc->span_count; i++)
		pm_buf_printf(&b, disc->span[i].start_samples ? "%s%c%llu@%llu" : "%s%c%llu", i ? " " : "",
			      disc->span[i].file == PM_FILE_SILENCE ? 'S' : 'A', (unsigned long long)disc->span[i].length_samples / 588,
			      (unsigned long long)disc->span[i].start_samples / 588);
	IS_STR(pm_buf_str(&b), want, name);
	pm_buf_release(&b);
}

/* No audio: poisoned, and so many notes of another length. */
static void is_none(size_t notes, const char *name)
{
	IS_INT(status, PM_OK, name);
	IS_INT(disc->file_count, 0, name);
	IS_INT(disc->poisoned, PM_POISON_AUDIO, "the audio is poisoned");
	IS_INT(diags.count, notes, name);
	done();
}

static void beside(void)
{
	uint8_t *zero = calloc(301, 2352);
	char *path;

	audio("a.sub", 300, 96, 0, 1);
	is_none(0, "nothing beside it");
	put_bytes("a.bin", zero, 300 * 2352 - 1);
	audio("a.sub", 300, 96, 0, 1);
	IS_INT(diags.count == 1 && diags.list[0].id == PM_DIAG_AUDIO_MISSING && diags.list[0].severity == PM_NOTE, 1, "a note");
	is_none(1, "a byte too short");
	put_bytes("a.bin", zero, 300 * 2352 + 1);
	audio("a.sub", 300, 96, 0, 1);
	is_none(1, "a byte too long");
	put_bytes("a.img", zero, 300 * 2352);
	audio("a.sub", 300, 96, 0, 1);
	IS_INT(status, PM_OK, "an .img of the right length, beside a .bin of another");
	IS_STR(disc->file[0].name, "a.img", "is taken");
	IS_INT(diags.count, 1, "and the .bin told");
	done();
	put_bytes("a.bin", zero, 300 * 2352);
	audio("a.sub", 300, 96, 0, 1);
	IS_STR(disc->file[0].name, "a.bin", "a .bin goes before an .img");
	IS_INT(disc->file[0].kind, PM_FILE_RAW_LE, "little-endian");
	IS_INT(disc->file[0].sector_stride_bytes, 2352, "without subcode");
	IS_INT(disc->file[0].length_samples, 300 * 588, "of 300 sectors");
	IS_INT(disc->poisoned, 0, "nothing is poisoned");
	are_spans("S150 A300", "the pause, and the file");
	done();
	audio("a.sub", 300, 96, 0, 0);
	is_none(0, "a disc that is not laid out has none");
	drop("a.bin");
	drop("a.img");
	path = at("b.bin");
	if (mkdir(path, 0700) != 0)
		exit(99);
	free(path);
	audio("b.sub", 300, 96, 0, 1);
	is_none(0, "a folder is no file");
	drop("b.bin");
	put_bytes("c.bin", zero, 300 * 2352);
	audio("c", 300, 96, 0, 1);
	IS_INT(disc->file_count, 1, "a name without extension");
	done();
	audio("c.d.sub", 300, 96, 0, 1);
	is_none(0, "only the last extension goes");
	audio("C.SUB", 300, 96, 0, 1);
	IS_INT(disc->file_count, 1, "in another case");
	done();
	drop("c.bin");
	free(zero);
}

/* From LBA -150 to the lead-out at 300, 450 sectors, whatever the file covers. */
static void spans(void)
{
	static const struct {
		uint32_t sectors;
		int32_t first_lba;
		const char *want;
	} row[] = {
		{450, -150, "A450"}, {300, 0, "S150 A300"},   {301, 0, "S150 A300"},     {299, 0, "S150 A299 S1"}, {100, 100, "S250 A100 S100"},
		{1, 299, "S449 A1"}, {1, 300, "S450"},        {5, 1000, "S450"},         {450, 0, "S150 A300"},    {149, -150, "A149 S301"},
		{460, -160, "A450@10"}, {10, -160, "S450"}, {11, -160, "A1@10 S449"}, {1, -1000, "S450"},
	};
	uint8_t *zero = calloc(460, 2352);
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		put_bytes("s.bin", zero, (size_t)row[i].sectors * 2352);
		audio("s.sub", row[i].sectors, 96, row[i].first_lba, 1);
		IS_INT(status, PM_OK, row[i].want);
		are_spans(row[i].want, row[i].want);
		done();
	}
	drop("s.bin");
	free(zero);
}

/* 64 sectors of 2448 bytes, with samples that go up by `step` each, in the order asked for. */
static void put_ramp(const char *name, unsigned step, int big)
{
	uint8_t *all = calloc(64, 2448);
	unsigned value = 0;
	size_t i, at;

	for (i = 0; i < 64; i++)
		for (at = 0; at < 2352; at += 4, value = (value + step) & 0x3FFF) {
			all[i * 2448 + at + (size_t)!big] = (uint8_t)(value >> 8);
			all[i * 2448 + at + (size_t)big] = (uint8_t)value;
		}
	put_bytes(name, all, (size_t)64 * 2448);
	free(all);
}

static void orders(void)
{
	put_ramp("r.bin", 1, 1);
	audio("r.bin", 64, 2448, 0, 1);
	IS_INT(disc->file[0].kind, PM_FILE_RAW_BE, "smooth in cdrdao's order");
	IS_INT(disc->file[0].sector_stride_bytes, 2448, "with subcode");
	IS_INT(diags.count, 0, "which needs no note");
	done();
	put_ramp("r.bin", 1, 0);
	audio("r.bin", 64, 2448, 0, 1);
	IS_INT(disc->file[0].kind, PM_FILE_RAW_LE, "smooth in the other");
	IS_INT(diags.count == 1 && diags.list[0].id == PM_DIAG_AUDIO_FORMAT && diags.list[0].severity == PM_NOTE, 1, "is told");
	done();
	put_ramp("r.bin", 0, 0);
	audio("r.bin", 64, 2448, 0, 1);
	IS_INT(disc->file[0].kind, PM_FILE_RAW_BE, "silence: the rule holds");
	IS_INT(diags.count, 0, "without a note");
	done();
	put_ramp("r.bin", 0x0101, 0);
	audio("r.bin", 64, 2448, 0, 1);
	IS_INT(disc->file[0].kind, PM_FILE_RAW_BE, "nearly the same either way: the rule holds");
	done();
	audio("r.bin", 65, 2448, 0, 1);
	IS_INT(status, PM_OK, "one sector too few at the end is not listened to");
	done();
	audio("r.bin", 200, 2448, 0, 1);
	IS_INT(status, PM_E_IO, "a file that ends early");
	IS_INT(disc->file_count, 0, "is no audio");
	done();
	drop("r.bin");
	audio("r.bin", 64, 2448, 0, 1);
	OK(status == PM_E_NOT_FOUND || status == PM_E_IO, "a file that is gone");
	done();
}

int main(void)
{
	folder_begin();
	beside();
	spans();
	orders();
	clear();
	folder_end();
	return tap_done();
}
