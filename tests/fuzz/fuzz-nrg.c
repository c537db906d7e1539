/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-nrg.c - Nero images from any bytes: as a whole file, as the tables of an image of either version, and as changes to the tables of a good one.
 * What comes out must be a disc that others can rely on, and its audio must be readable.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/program.h"
#include "base/temp.h"
#include "cue/nrg.h"
#include "tests/gen/nrg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define AUDIO_SECTORS 1050 /* of the image that the tables belong to; a hole in the file */

static char *dir, path[4096];

static void must(int good, const char *what)
{
	if (!good) {
		fprintf(stderr, "fuzz-nrg: %s\n", what);
		abort();
	}
}

static void leave(void)
{
	pm_temp_remove(dir);
	free(dir);
}

static void enter(void)
{
	struct pm_error err = {0};

	if (dir)
		return;
	must(pm_temp_new(NULL, &dir, &err) == PM_OK, "no temporary folder");
	must(atexit(leave) == 0 && snprintf(path, sizeof path, "%s/a.nrg", dir) < (int)sizeof path, "no temporary file");
}

static void check_tracks(const struct pm_disc *disc)
{
	int32_t last = PM_LBA_FIRST - 1;
	unsigned n, i;

	must(disc->first_track >= 1 && disc->last_track <= 99 && disc->first_track <= disc->last_track, "track numbers");
	for (n = disc->first_track; n <= disc->last_track; n++) {
		const struct pm_track *t = &disc->track[n];

		must(t->index[1].lba != PM_LBA_NONE, "a track without index 01");
		for (i = 0; i <= t->index_last; i++) {
			if (t->index[i].lba == PM_LBA_NONE)
				continue;
			must(t->index[i].lba > last, "indexes do not grow");
			last = t->index[i].lba;
		}
		must(t->isrc.text[0] == 0 || pm_isrc_valid(t->isrc.text), "an ISRC that is none");
	}
	must(disc->leadout_lba > last && disc->leadout_lba <= PM_LBA_MAX, "lead-out");
}

static void check_spans(const struct pm_disc *disc, uint64_t file_bytes)
{
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < disc->span_count; i++) {
		const struct pm_span *s = &disc->span[i];
		const struct pm_file *f;

		must(s->at_samples == at, "a hole in the spans");
		at += s->length_samples;
		if (s->file == PM_FILE_SILENCE)
			continue;
		must(s->file < disc->file_count, "a span without a file");
		f = &disc->file[s->file];
		must(s->start_samples + s->length_samples <= f->length_samples, "a span past its file");
		must(f->sector_stride_bytes >= 2352 && f->offset_bytes <= file_bytes, "a file before or behind the image");
		must(f->length_samples / PM_SECTOR_SAMPLES <= (file_bytes - f->offset_bytes) / f->sector_stride_bytes, "audio behind the image");
	}
	must(at == (uint64_t)pm_disc_sectors(disc) * PM_SECTOR_SAMPLES, "spans end elsewhere than the disc");
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
		check_tracks(disc);
		check_spans(disc, file_bytes);
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

/* `bytes` behind a hole of so many. */
static void put_file(uint64_t hole, const uint8_t *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	must(fd >= 0 && ftruncate(fd, (off_t)hole) == 0 && lseek(fd, (off_t)hole, SEEK_SET) == (off_t)hole, "no file");
	must((!length || write(fd, bytes, length) == (ssize_t)length) && close(fd) == 0, "no bytes");
}

static void read_tables(const uint8_t *tables, size_t length, int wide)
{
	uint64_t hole = (uint64_t)AUDIO_SECTORS * 2352;
	struct nrg n = {.chain = (size_t)hole};

	nrg_put(&n, tables, length);
	nrg_end(&n, wide);
	put_file(hole, n.data, n.length);
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
	enter();
	put_file(0, data, size);
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
