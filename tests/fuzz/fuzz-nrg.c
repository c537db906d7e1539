/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-nrg.c - Nero images from any bytes: as a whole file, as the tables of an image of either version, and as changes to the tables of a good one.
 * What comes out must be a disc that others can rely on, and its audio must be readable.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/program.h"
#include "cue/nrg.h"
#include "tests/fuzz/folder.h"
#include "tests/fuzz/laid-out.h"
#include "tests/gen/nrg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define AUDIO_SECTORS 1050 /* of the image that the tables belong to; a hole in the file */

static char path[4096];

/* Whatever is used of a file lies in the image. */
static void check_files(const struct pm_disc *disc, uint64_t image_bytes)
{
	size_t i;

	for (i = 0; i < disc->span_count; i++) {
		const struct pm_file *f = disc->span[i].file == PM_FILE_SILENCE ? NULL : &disc->file[disc->span[i].file];

		if (!f)
			continue;
		must(f->sector_stride_bytes >= 2352 && f->offset_bytes <= image_bytes, "a file before or behind the image");
		must(f->length_samples / PM_SECTOR_SAMPLES <= (image_bytes - f->offset_bytes) / f->sector_stride_bytes, "audio behind the image");
	}
}

/* The ends of each run of audio. */
static void read_audio(const struct pm_disc *disc)
{
	struct pm_program *p = NULL;
	struct pm_error err = {0};
	uint8_t sector[PM_SECTOR_BYTES];
	size_t i;

	must(pm_program_open(&p, disc, &err) == PM_OK, "the programme does not open");
	for (i = 0; i < disc->span_count; i++) {
		int32_t first = (int32_t)(disc->span[i].at_samples / PM_SECTOR_SAMPLES) + PM_LBA_FIRST;
		int32_t last = first + (int32_t)(disc->span[i].length_samples / PM_SECTOR_SAMPLES) - 1;

		must(pm_program_read(p, first, sector, 1, &err) == PM_OK && pm_program_read(p, last, sector, 1, &err) == PM_OK,
		     "audio that cannot be read");
	}
	pm_program_close(p);
}

static void read_image(uint64_t file_bytes)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_IMAGE);
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_error err = {0};
	int status;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	must(disc != NULL, "memory");
	status = pm_nrg_read(disc, path, "a.nrg", &sources, &diags, &err);
	must(status == PM_OK || (status == PM_E_FORMAT && err.message[0]), "neither read nor refused");
	if (status == PM_OK && disc->laid_out) {
		laid_out_tracks(disc);
		laid_out_spans(disc);
		check_files(disc, file_bytes);
		if (!(disc->poisoned & PM_POISON_AUDIO))
			read_audio(disc);
	} else if (status == PM_OK) {
		must(diags.count_of[PM_ERROR] > 0, "no disc, and no word why");
	}
	pm_diags_sort(&diags);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_disc_free(disc);
}

static void read_tables(const uint8_t *tables, size_t length, int wide)
{
	uint64_t hole = (uint64_t)AUDIO_SECTORS * 2352;
	struct nrg n = {.chain = (size_t)hole};

	nrg_put(&n, tables, length);
	nrg_end(&n, wide);
	put_file(path, hole, n.data, n.length);
	read_image(hole + n.length);
	free(n.data);
}

/* Three bytes of the input are a change: where (two bytes), and to what. */
static void read_changed(const uint8_t *data, size_t size, int wide)
{
	struct nrg n = {.chain = 1};
	size_t i, length;

	nrg_tables(&n, wide, 0);
	length = n.length;
	for (i = 0; i + 3 <= size && i < 3 * 64; i += 3)
		n.data[((size_t)data[i] << 8 | data[i + 1]) % length] = data[i + 2];
	read_tables(n.data, length, wide);
	free(n.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (enter())
		must(snprintf(path, sizeof path, "%s/a.nrg", dir) < (int)sizeof path, "a name for the image");
	put_file(path, 0, data, size);
	(void)pm_nrg_detect(path);
	read_image(size);
	if (size > 65536)
		return 0;
	read_tables(data, size, 1);
	read_tables(data, size, 0);
	read_changed(data, size, 1);
	read_changed(data, size, 0);
	return 0;
}
