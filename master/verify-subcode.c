/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-subcode.c - a file of subcode against the disc it belongs to, streamed.  Layer 5. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/path.h"
#include "master/verify-set.h"
#include "subcode/verify.h"

#define PIECE_SECTORS 256

/* Is the file as long as the disc's programme from LBA 0 on?  Extra or missing sectors are a finding, and what is there is compared all the same. */
static uint64_t sectors_in(const struct pm_disc *disc, const struct pm_subcode_file *file, FILE *f, struct pm_pos pos, struct pm_diags *diags)
{
	struct stat st;
	uint64_t bytes = fstat(fileno(f), &st) == 0 && st.st_size > 0 ? (uint64_t)st.st_size : 0, sectors = bytes / file->stride_bytes;

	if (bytes != (uint64_t)disc->leadout_lba * file->stride_bytes)
		pm_diag_hint(pm_diag_add(diags, PM_DIAG_SUBCODE_MISMATCH, pos, "%s holds %llu sectors of subcode and %llu bytes, the disc has %d sectors from LBA 0 on",
		                         file->name, (unsigned long long)sectors, (unsigned long long)(bytes % file->stride_bytes), (int)disc->leadout_lba),
		             "the file is cut, or belongs to another disc");
	return sectors < (uint64_t)disc->leadout_lba ? sectors : (uint64_t)disc->leadout_lba;
}

static int stream(struct pm_subcode_verify *v, const struct pm_subcode_file *file, FILE *f, uint64_t sectors, const struct pm_progress *progress,
                  struct pm_error *err)
{
	uint8_t *piece = malloc((size_t)PIECE_SECTORS * file->stride_bytes);
	uint64_t at;
	int status = piece ? PM_OK : pm_error_set(err, PM_E_NOMEM, "out of memory");

	for (at = 0; status == PM_OK && at < sectors; at += PIECE_SECTORS) {
		size_t now = sectors - at < PIECE_SECTORS ? (size_t)(sectors - at) : PIECE_SECTORS;

		if (fread(piece, file->stride_bytes, now, f) != now)
			status = pm_error_io(err, ferror(f) ? errno : EIO, "read", file->path);
		else if (pm_progress_cancelled(progress))
			status = pm_error_set(err, PM_E_CANCELLED, "stopped");
		else
			pm_subcode_verify_sectors(v, (int32_t)at, piece + file->offset_bytes, now);
		pm_progress_report(progress, "reading subcode", at + now, sectors);
	}
	free(piece);
	return status;
}

int pm_verify_subcode_file(const struct pm_disc *disc, const struct pm_subcode_file *file, struct pm_sources *sources, struct pm_diags *diags,
                           const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_subcode_verify_where where = { NULL, file->offset_bytes, file->stride_bytes,
		                                 file->interleaved ? PM_SUBCODE_INTERLEAVED : PM_SUBCODE_LINEAR,
		                                 disc->kind == PM_KIND_TOC };
	struct pm_subcode_verify *v = NULL;
	struct pm_source *src;
	FILE *f = NULL;
	int status = pm_sources_add_name(sources, file->path, file->name, &src);

	if (status != PM_OK)
		return pm_error_set(err, status, "out of memory");
	where.source = src;
	status = pm_file_open(file->path, &f, err);
	if (status != PM_OK)
		return status;
	status = pm_subcode_verify_new(disc, &where, &v);
	if (status == PM_OK)
		status = stream(v, file, f, sectors_in(disc, file, f, pm_pos_file(src), diags), progress, err);
	if (status == PM_OK)
		pm_subcode_verify_end(v, diags);
	pm_subcode_verify_free(v);
	fclose(f);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "cannot check the subcode in '%s': %s", file->path, pm_status_text(status));
}

int pm_verify_subcode(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set, const struct pm_progress *progress)
{
	const struct pm_file *image = pm_raw_image(disc);
	struct pm_subcode_file file = { .stride_bytes = PM_SUBCODE_BYTES };
	char *sub = NULL;
	int status = PM_OK;

	/* Where the times are not known, every frame would be reported. */
	if (!image || !disc->laid_out || disc->leadout_lba <= 0 || (disc->poisoned & (PM_POISON_AUDIO | PM_POISON_TIMES)))
		return PM_OK;
	if (image->sector_stride_bytes == PM_RAW96_SECTOR_BYTES) {
		file = (struct pm_subcode_file){ image->path, pm_path_base(image->path), PM_RAW96_SECTOR_BYTES, PM_SECTOR_BYTES, 1 };
	} else {
		sub = pm_set_file(set, ".sub");
		file.path = sub;
		file.name = sub ? pm_path_base(sub) : NULL;
	}
	if (file.path)
		status = pm_verify_subcode_file(disc, &file, &s->sources, &s->diags, progress, &s->error);
	free(sub);
	return status;
}
