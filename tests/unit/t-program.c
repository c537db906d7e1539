/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-program.c - spans to sectors: joins inside sectors, silence, both ends, more files than are kept open, a drive's reader. */
#include "audio/master.h"
#include "audio/program.h"
#include "tests/unit/audio-files.h"

#define FILES 7
#define SAMPLES 1000

static uint8_t expected[(150 + 30) * 2352];

static struct pm_disc *make_disc(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_diags diags;
	struct blob b = {0};
	uint8_t pcm[SAMPLES * 4];
	char name[16];
	uint32_t i, number;
	size_t at = 150 * 588;

	pm_diags_init(&diags);
	if (pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 150 * 588) != PM_OK)
		exit(99);
	for (i = 0; i < FILES; i++) {
		noise(pcm, sizeof pcm, i + 1);
		put_wav(&b, pcm, sizeof pcm);
		snprintf(name, sizeof name, "%u.wav", i);
		write_temp(name, &b);
		blob_free(&b);
		if (pm_disc_add_file(disc, name, PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK ||
		    pm_disc_add_span(disc, number, 10, SAMPLES - 10) != PM_OK)
			exit(99);
		disc->file[number].path = strdup(temp_path(name));
		memcpy(expected + at * 4, pcm + 40, (SAMPLES - 10) * 4);
		at += SAMPLES - 10;
	}
	if (pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 12 * 588 - 6930) != PM_OK)
		exit(99);
	disc->leadout_lba = 12;
	disc->laid_out = 1;
	if (pm_audio_probe(disc, NULL, &diags, NULL) != PM_OK || diags.count)
		exit(99);
	pm_diags_release(&diags);
	return disc;
}

static int drive_read(void *ctx, uint64_t at, uint8_t *out, size_t n, struct pm_error *err)
{
	size_t i;

	(void)ctx;
	(void)err;
	for (i = 0; i < n; i++, at++) {
		out[i * 4] = (uint8_t)at;
		out[i * 4 + 1] = (uint8_t)(at >> 8);
		out[i * 4 + 2] = out[i * 4 + 3] = 0;
	}
	return PM_OK;
}

static void test_drive(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DRIVE);
	struct pm_program_source source = {NULL, drive_read};
	struct pm_program *p = NULL;
	uint8_t sector[2352];
	uint32_t number;

	if (pm_disc_add_file(disc, "/dev/none", PM_FILE_DRIVE, pm_pos_none(), &number) != PM_OK ||
	    pm_disc_add_span(disc, number, 0, 588 * 200) != PM_OK)
		exit(99);
	disc->leadout_lba = 50;
	disc->laid_out = 1;
	IS_INT(pm_program_open_with(&p, disc, &source, NULL), PM_OK, "drive");
	IS_INT(pm_program_read(p, -149, sector, 1, NULL), PM_OK, "read");
	IS_INT(sector[0] | sector[1] << 8, 588, "samples count from LBA -150");
	pm_program_close(p);
	IS_INT(pm_program_open(&p, disc, NULL), PM_OK, "without a reader");
	IS_INT(pm_program_read(p, -149, sector, 1, NULL), PM_E_UNSUPPORTED, "no reader, no audio");
	pm_program_close(p);
	pm_disc_free(disc);
}

int main(void)
{
	struct pm_disc *disc = make_disc();
	struct pm_program *p = NULL;
	uint8_t *out = malloc(sizeof expected);
	char name[16];
	int lba, i, same = 1;

	IS_INT(pm_program_open(&p, disc, NULL), PM_OK, "open");
	memset(out, 0xAA, sizeof expected);
	IS_INT(pm_program_read(p, -150, out, 180, NULL), PM_OK, "read all and 18 sectors more");
	IS_MEM(out, expected, sizeof expected, "every sample in its place, silence behind the lead-out");
	for (lba = 11; lba >= -152 && same; lba--) {
		memset(out, 0xAA, 2352);
		same = pm_program_read(p, lba, out, 1, NULL) == PM_OK &&
		       memcmp(out, lba < -150 ? expected : expected + (lba + 150) * 2352, 2352) == 0;
	}
	OK(same, "backwards, sector by sector, from before the start");
	IS_INT(pm_program_read_samples(p, 150 * 588 + 989, out, 3, NULL), PM_OK, "samples across a join");
	IS_MEM(out, expected + (150 * 588 + 989) * 4, 12, "samples across a join");
	IS_INT(pm_program_read_samples(p, UINT64_MAX - 5, out, 2, NULL), PM_OK, "far behind the end");
	IS_INT(out[0] | out[7], 0, "is silence");
	pm_program_close(p);
	disc->laid_out = 0;
	IS_INT(pm_program_open(&p, disc, NULL), PM_E_RANGE, "a disc that is not laid out");
	pm_disc_free(disc);
	test_drive();
	for (i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, "%d.wav", i);
		remove_temp(name);
	}
	rmdir(temp_dir);
	free(out);
	return tap_done();
}
