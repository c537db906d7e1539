/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prove-cue.c - the proof of a CUE set: every file of it is read back and held against the disc.  Layer 5. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cdtext/v07t.h"
#include "disc/diff.h"
#include "master/internal.h"
#include "subcode/run.h"

#define PIECE_SECTORS 256

static char *path_of(const char *dir, const char *name, const char *ending)
{
	char *file = pm_str_printf("%s%s", name, ending), *path = file ? pm_path_join(dir, file) : NULL;

	free(file);
	return path;
}

/* What no CUE or TOC says: the master ID; 8Eh is compared as packs, below. */
#define NEVER_HELD (PM_DIFF_MASTER_ID | PM_DIFF_CDTEXT_CODES)

/* One sheet of the set through the ordinary reader; with_audio: its samples from from_lba on too. */
static int prove_sheet(const struct pm_disc *disc, const char *dir, const char *name, const char *ending, unsigned leave_out, int with_audio,
                       int32_t from_lba, const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_open_options open = { .join = PM_JOIN_CONTINUOUS };
	struct pm_disc *back = NULL;
	struct pm_session session;
	char *path = path_of(dir, name, ending);
	int status = PM_E_NOMEM;

	pm_session_init(&session);
	if (path)
		status = pm_open(&session, path, &open, &back);
	if (status == PM_OK && with_audio)
		status = pm_prove_read_back(disc, back, &session.diags, leave_out, from_lba, progress, err);
	else if (status == PM_OK)
		status = pm_prove_fields(disc, back, &session.diags, leave_out, err);
	else
		pm_error_set(err, status, "%s", session.error.message[0] ? session.error.message : pm_status_text(status));
	pm_close(back);
	pm_session_release(&session);
	free(path);
	return status;
}

/* Sectors of a file of subcode that are not to the byte what was meant: the number of the first, from 0 on; count: none. */
static size_t first_wrong(const struct pm_subcode_file *file, const uint8_t *data, const uint8_t *meant, size_t count)
{
	uint8_t mixed[PM_SUBCODE_BYTES];
	size_t i;

	for (i = 0; i < count; i++) {
		const uint8_t *want = meant + i * PM_SUBCODE_BYTES;

		if (file->interleaved) {
			pm_subcode_interleave(want, mixed);
			want = mixed;
		}
		if (memcmp(data + i * file->stride_bytes + file->offset_bytes, want, PM_SUBCODE_BYTES) != 0)
			break;
	}
	return i;
}

static int compare_subcode(const struct pm_disc *disc, const struct pm_subcode_file *file, FILE *f, const struct pm_subcode_run *run, uint8_t *data,
                           uint8_t *meant, struct pm_error *err)
{
	int32_t lba;
	size_t now, good;

	for (lba = 0; lba < disc->leadout_lba; lba += (int32_t)now) {
		now = disc->leadout_lba - lba < PIECE_SECTORS ? (size_t)(disc->leadout_lba - lba) : PIECE_SECTORS;
		if (fread(data, file->stride_bytes, now, f) != now)
			return pm_error_io(err, ferror(f) ? errno : EIO, "read", file->path);
		if (pm_subcode_run_sectors(run, lba, now, meant) != PM_OK)
			return pm_error_set(err, PM_E_RANGE, "the disc cannot be given subcode");
		good = first_wrong(file, data, meant, now);
		if (good < now)
			return pm_error_set(err, PM_E_IO, "'%s' does not hold the subcode that was meant: sector %d differs", file->name,
					    (int)lba + (int)good);
	}
	return PM_OK;
}

/*
 * The subcode to the byte: P, R to W and frames whose CRC fails are none of the reader's business (pm_verify_subcode_file lets them pass, as players
 * do), but what was written is what was meant.
 */
static int prove_subcode_bytes(const struct pm_disc *disc, const struct pm_subcode_file *file, struct pm_error *err)
{
	uint8_t *data = malloc((size_t)PIECE_SECTORS * file->stride_bytes), *meant = malloc((size_t)PIECE_SECTORS * PM_SUBCODE_BYTES);
	struct pm_subcode_run *run = NULL;
	FILE *f = NULL;
	int status = data && meant ? pm_subcode_run_new(disc, &run) : PM_E_NOMEM;

	if (status == PM_OK)
		status = pm_file_open(file->path, &f, err);
	if (status == PM_OK)
		status = compare_subcode(disc, file, f, run, data, meant, err);
	if (f)
		fclose(f);
	pm_subcode_run_free(run);
	free(meant);
	free(data);
	return status;
}

/* The subcode: frame by frame as a reader takes it, then every byte. */
static int prove_subcode(const struct pm_disc *disc, const char *dir, const struct pm_cue_set_options *set, const struct pm_progress *progress,
                         struct pm_error *err)
{
	int raw96 = set->sub == PM_SUB_RAW96;
	struct pm_subcode_file file = { .stride_bytes = raw96 ? PM_RAW96_SECTOR_BYTES : PM_SUBCODE_BYTES,
		                        .offset_bytes = raw96 ? PM_SECTOR_BYTES : 0,
		                        .interleaved = raw96 };
	char *path = path_of(dir, set->name, raw96 ? ".bin" : ".sub");
	struct pm_session session;
	int status = PM_E_NOMEM;

	pm_session_init(&session);
	if (path) {
		file.path = path;
		file.name = pm_path_base(path);
		status = pm_verify_subcode_file(disc, &file, &session.sources, &session.diags, progress, err);
	}
	if (status == PM_OK)
		status = pm_prove_clean(&session.diags, PM_ERROR, err);
	if (status == PM_OK)
		status = prove_subcode_bytes(disc, &file, err);
	pm_session_release(&session);
	free(path);
	return status;
}

/* The text sheets, one a block. */
static int prove_v07t(const struct pm_disc *disc, const char *dir, const struct pm_cue_set_options *set, struct pm_error *err)
{
	struct pm_disc *back = pm_disc_new(PM_KIND_CUE);
	struct pm_session session;
	char ending[] = ".0.v07t";
	int status = back ? PM_OK : PM_E_NOMEM;
	unsigned b;

	pm_session_init(&session);
	for (b = 0; status == PM_OK && b < PM_BLOCKS; b++) {
		struct pm_source *src = NULL;
		char *path;

		if (!disc->block[b].present || !pm_block_has_text(&disc->block[b], disc->last_track))
			continue;
		ending[1] = (char)('0' + b);
		path = path_of(dir, set->name, b ? ending : ".v07t");
		status = path ? pm_sources_read_binary(&session.sources, path, pm_path_base(path), PM_CDTEXT_MAX_BYTES, &src, err) : PM_E_NOMEM;
		if (status == PM_OK)
			status = pm_v07t_read(back, b, src, (const uint8_t *)src->data, src->length_bytes, &session.diags);
		free(path);
	}
	if (status == PM_OK)
		status = pm_prove_clean(&session.diags, PM_ERROR, err);
	if (status == PM_OK) {
		back->first_track = disc->first_track;
		back->last_track = disc->last_track;
		status = pm_prove_same(disc, back, PM_DIFF_LAYOUT | PM_DIFF_CDTEXT_CODES | PM_DIFF_BLANKS, err);
	}
	pm_session_release(&session);
	pm_disc_free(back);
	return status;
}

int pm_prove_cue(const struct pm_disc *disc, const char *dir, const struct pm_cue_set_options *set, int32_t from_lba,
                 const struct pm_progress *progress, struct pm_error *err)
{
	int raw96 = set->sub == PM_SUB_RAW96, status = PM_OK;

	if (!raw96)
		status = prove_sheet(disc, dir, set->name, ".cue", NEVER_HELD, 1, from_lba, progress, err);
	if (status == PM_OK) /* a TOC cannot say SCMS */
		status = prove_sheet(disc, dir, set->name, ".toc", NEVER_HELD | PM_DIFF_SCMS, raw96, from_lba, progress, err);
	if (status == PM_OK && set->sub != PM_SUB_NONE)
		status = prove_subcode(disc, dir, set, progress, err);
	if (status == PM_OK && set->cdtext_bytes)
		status = prove_v07t(disc, dir, set, err);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "cannot prove '%s': %s", dir, pm_status_text(status));
}
