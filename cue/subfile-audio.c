/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subfile-audio.c - the audio that belongs to a file of subcode.  Layer 4. */
#include "cue/subfile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/path.h"

#define LISTEN_PIECES 32
#define SURE 4 /* so many times rougher the samples must be in one order for the other to be taken */

static long distance(const uint8_t *a, const uint8_t *b, int high)
{
	int x = (int16_t)(a[high] << 8 | a[!high]), y = (int16_t)(b[high] << 8 | b[!high]);

	return labs((long)x - y);
}

/* Steps between neighbouring samples of the left channel, summed, in both byte orders: music is smooth in its own and noise in the other. */
static int listen(FILE *f, const char *path, const struct pm_subfile *file, uint64_t *little, uint64_t *big, struct pm_error *err)
{
	uint8_t sector[PM_SECTOR_BYTES];
	uint32_t i;
	size_t at;

	*little = *big = 0;
	for (i = 0; i < LISTEN_PIECES; i++) {
		if (fseeko(f, (off_t)((uint64_t)file->sectors * i / LISTEN_PIECES) * file->stride_bytes, SEEK_SET) != 0 ||
		    fread(sector, 1, sizeof sector, f) != sizeof sector)
			return pm_error_io(err, ferror(f) ? errno : EIO, "read", path);
		for (at = 0; at + 4 < sizeof sector; at += 4) {
			*little += (uint64_t)distance(sector + at, sector + at + 4, 1);
			*big += (uint64_t)distance(sector + at, sector + at + 4, 0);
		}
	}
	return PM_OK;
}

/* cdrdao and premaster write big-endian; programs that copy a drive's bytes, little-endian. */
static int byte_order(const char *path, const struct pm_subfile *file, struct pm_pos pos, struct pm_diags *diags, enum pm_file_kind *kind,
		      struct pm_error *err)
{
	uint64_t little = 0, big = 0;
	FILE *f;
	int status = pm_file_open(path, &f, err);

	*kind = PM_FILE_RAW_BE;
	if (status != PM_OK)
		return status;
	status = listen(f, path, file, &little, &big, err);
	(void)fclose(f);
	if (status != PM_OK || little * SURE >= big)
		return status;
	*kind = PM_FILE_RAW_LE;
	pm_diag_add_as(diags, PM_DIAG_AUDIO_FORMAT, PM_NOTE, pos,
		       "the samples are little-endian: in the byte order of cdrdao, which is the rule for such files, they would be noise");
	return PM_OK;
}

/* NAME.bin or NAME.img beside NAME.sub, of as many sectors; *found stays NULL where there is none. */
static int find_beside(const char *path, const struct pm_subfile *file, struct pm_pos pos, struct pm_diags *diags, char **found, struct pm_error *err)
{
	static const char *const extension[] = {"bin", "img"};
	const char *base = pm_path_base(path), *dot = strrchr(base, '.');
	char *dir = pm_path_dir(path), *name = NULL, *there = NULL;
	enum pm_match match;
	struct stat st;
	size_t i;
	int status = dir ? PM_OK : PM_E_NOMEM;

	*found = NULL;
	for (i = 0; i < 2 && status == PM_OK && !*found; i++) {
		name = pm_str_printf("%.*s.%s", (int)(dot ? dot - base : (ptrdiff_t)strlen(base)), base, extension[i]);
		status = name ? pm_path_find(dir, name, &there, &match, err) : PM_E_NOMEM;
		if (status == PM_OK && there && stat(there, &st) == 0 && S_ISREG(st.st_mode)) {
			if ((uint64_t)st.st_size == (uint64_t)file->sectors * PM_SECTOR_BYTES) {
				*found = there;
				there = NULL;
			} else {
				pm_diag_add_as(diags, PM_DIAG_AUDIO_MISSING, PM_NOTE, pos,
					       "'%s' beside it has not the length of %u sectors: its audio is not used", pm_path_base(there),
					       file->sectors);
			}
		}
		free(there);
		free(name);
		there = NULL;
	}
	free(dir);
	return status == PM_E_NOMEM ? pm_error_set(err, status, "out of memory") : status;
}

/* Takes path over. */
static int add_file(struct pm_disc *disc, char *path, const struct pm_subfile *file, enum pm_file_kind kind, struct pm_pos pos, uint32_t *number)
{
	struct pm_file *f;

	if (pm_disc_add_file(disc, pm_path_base(path), kind, pos, number) != PM_OK) {
		free(path);
		return PM_E_NOMEM;
	}
	f = &disc->file[*number];
	f->path = path;
	f->sector_stride_bytes = file->offset_bytes ? file->stride_bytes : PM_SECTOR_BYTES;
	f->length_samples = (uint64_t)file->sectors * PM_SECTOR_SAMPLES;
	f->probed = 1;
	f->rate_hz = PM_SAMPLE_RATE;
	f->channels = 2;
	f->bits = 16;
	memcpy(f->format, "raw", 4);
	return PM_OK;
}

static int32_t within(const struct pm_disc *disc, int64_t lba)
{
	return lba < PM_LBA_FIRST ? PM_LBA_FIRST : lba > disc->leadout_lba ? disc->leadout_lba : (int32_t)lba;
}

/* Silence, the file, and silence, from -150 to the lead-out; what the file has before and behind is no part of the disc. */
static int add_spans(struct pm_disc *disc, const struct pm_subfile *file, uint32_t number)
{
	int32_t from = within(disc, file->first_lba), end = within(disc, (int64_t)file->first_lba + file->sectors);
	int status = PM_OK;

	if (from > PM_LBA_FIRST)
		status = pm_disc_add_span(disc, PM_FILE_SILENCE, 0, (uint64_t)(from - PM_LBA_FIRST) * PM_SECTOR_SAMPLES);
	if (status == PM_OK && end > from)
		status = pm_disc_add_span(disc, number, (uint64_t)(from - file->first_lba) * PM_SECTOR_SAMPLES,
					  (uint64_t)(end - from) * PM_SECTOR_SAMPLES);
	if (status == PM_OK && disc->leadout_lba > end)
		status = pm_disc_add_span(disc, PM_FILE_SILENCE, 0, (uint64_t)(disc->leadout_lba - end) * PM_SECTOR_SAMPLES);
	return status;
}

int pm_subfile_audio(struct pm_disc *disc, const char *path, const struct pm_subfile *file, struct pm_pos pos, struct pm_diags *diags,
		     struct pm_error *err)
{
	enum pm_file_kind kind = PM_FILE_RAW_LE;
	uint32_t number = 0;
	char *found = NULL;
	int status;

	if (file->offset_bytes) {
		status = byte_order(path, file, pos, diags, &kind, err);
		if (status != PM_OK)
			return status;
		found = pm_str_dup(path);
		if (!found)
			return pm_error_set(err, PM_E_NOMEM, "out of memory");
	} else {
		status = find_beside(path, file, pos, diags, &found, err);
		if (status != PM_OK)
			return status;
	}
	if (!found || !disc->laid_out) {
		free(found);
		disc->poisoned |= PM_POISON_AUDIO;
		return PM_OK;
	}
	status = add_file(disc, found, file, kind, pos, &number);
	if (status == PM_OK)
		status = add_spans(disc, file, number);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "out of memory");
}
