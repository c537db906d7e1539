/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prove.c - the proof after writing: what was written is read back by the reader and compared with what was meant.  Layer 5.
 *
 * The samples are compared with the masters themselves, not with a digest made while writing: a digest cannot tell
 * that the wrong samples were hashed.
 */
#include <stdlib.h>
#include <string.h>

#include "audio/program.h"
#include "base/digest.h"
#include "base/path.h"
#include "cdtext/pack.h"
#include "disc/diff.h"
#include "master/internal.h"

#define SMALL_FILE_BYTES (1u << 20)
#define PROOF_BLOCK_SECTORS 224 /* 527 KB: large reads, little memory */

/* Number of the first sample that differs in two equal runs of bytes that are known to differ. */
static uint64_t first_difference_in(const uint8_t *a, const uint8_t *b, size_t length_bytes)
{
	size_t i;

	for (i = 0; i < length_bytes && a[i] == b[i]; i++)
		;
	return i / PM_SAMPLE_BYTES;
}

static int compare_programs(struct pm_program *a, struct pm_program *b, int32_t end_lba, const struct pm_progress *progress, uint64_t *first,
                            struct pm_error *err)
{
	uint8_t *block = malloc(2u * PROOF_BLOCK_SECTORS * PM_SECTOR_BYTES), *other;
	uint64_t total = (uint64_t)(end_lba - PM_LBA_FIRST);
	int32_t lba;
	int status = PM_OK;

	if (!block)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	other = block + (size_t)PROOF_BLOCK_SECTORS * PM_SECTOR_BYTES;
	*first = UINT64_MAX;
	for (lba = PM_LBA_FIRST; lba < end_lba && *first == UINT64_MAX; lba += PROOF_BLOCK_SECTORS) {
		size_t sectors = end_lba - lba < PROOF_BLOCK_SECTORS ? (size_t)(end_lba - lba) : PROOF_BLOCK_SECTORS;

		status = pm_program_read(a, lba, block, sectors, err);
		if (status == PM_OK)
			status = pm_program_read(b, lba, other, sectors, err);
		if (status == PM_OK && pm_progress_cancelled(progress))
			status = pm_error_set(err, PM_E_CANCELLED, "stopped");
		if (status != PM_OK)
			break;
		if (memcmp(block, other, sectors * PM_SECTOR_BYTES) != 0)
			*first = (uint64_t)(lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES + first_difference_in(block, other, sectors * PM_SECTOR_BYTES);
		pm_progress_report(progress, "proving", (uint64_t)(lba - PM_LBA_FIRST) + sectors, total);
	}
	free(block);
	return status;
}

int pm_same_audio(const struct pm_disc *a, const struct pm_disc *b, const struct pm_progress *progress, uint64_t *first, struct pm_error *err)
{
	struct pm_program *in_a = NULL, *in_b = NULL;
	int status = pm_program_open(&in_a, a, err);

	if (status == PM_OK)
		status = pm_program_open(&in_b, b, err);
	if (status == PM_OK)
		status = compare_programs(in_a, in_b, a->leadout_lba, progress, first, err);
	pm_program_close(in_a);
	pm_program_close(in_b);
	return status;
}

int pm_prove_clean(const struct pm_diags *diags, enum pm_severity from, struct pm_error *err)
{
	size_t i;

	if (diags->out_of_memory)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	for (i = 0; i < diags->count; i++)
		if (diags->list[i].severity >= from)
			return pm_error_set(err, PM_E_IO, "the written set does not read back: %s [%s]", diags->list[i].message, pm_diag_id_text(diags->list[i].id));
	return PM_OK;
}

int pm_prove_same(const struct pm_disc *disc, const struct pm_disc *back, unsigned leave_out, struct pm_error *err)
{
	struct pm_diff diff;
	int status;

	pm_diff_init(&diff);
	status = pm_diff_discs(disc, back, leave_out, &diff);
	if (status != PM_OK)
		status = pm_error_set(err, status, "out of memory");
	else if (diff.count > 0)
		status = pm_error_set(err, PM_E_IO, "the written set does not say what was meant: %s is '%s', should be '%s'", diff.list[0].field,
		                      diff.list[0].b ? diff.list[0].b : "", diff.list[0].a ? diff.list[0].a : "");
	pm_diff_release(&diff);
	return status;
}

int pm_prove_fields(const struct pm_disc *disc, const struct pm_disc *back, const struct pm_diags *diags, unsigned leave_out, struct pm_error *err)
{
	int status = pm_prove_clean(diags, PM_ERROR, err);

	if (!pm_disc_has_text(disc)) /* then no CD-Text was due */
		leave_out |= PM_DIFF_CDTEXT;
	return status == PM_OK ? pm_prove_same(disc, back, leave_out, err) : status;
}

int pm_prove_read_back(const struct pm_disc *disc, const struct pm_disc *back, const struct pm_diags *diags, unsigned leave_out,
                       const struct pm_progress *progress, struct pm_error *err)
{
	uint64_t first = UINT64_MAX;
	int status = pm_prove_fields(disc, back, diags, leave_out, err);

	if (status == PM_OK)
		status = pm_same_audio(disc, back, progress, &first, err);
	if (status == PM_OK && first != UINT64_MAX)
		status = pm_error_set(err, PM_E_IO, "the written image differs from the masters at sample %llu", (unsigned long long)first);
	return status;
}

int pm_prove_ddp(const struct pm_disc *disc, const char *dir, const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_session back;
	struct pm_disc *read_back = pm_disc_new(PM_KIND_DDP);
	int status;

	pm_session_init(&back);
	status = read_back ? pm_ddp_read(read_back, dir, &back.sources, &back.diags, err) : PM_E_NOMEM;
	if (status == PM_OK)
		status = pm_prove_read_back(disc, read_back, &back.diags, PM_DIFF_CDTEXT_CODES, progress, err);
	pm_disc_free(read_back);
	pm_session_release(&back);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "cannot prove '%s': %s", dir, pm_status_text(status));
}

/* One small file against what was meant to be in it. */
static int prove_file(const char *dir, const struct pm_written *file, struct pm_error *err)
{
	char *path = pm_path_join(dir, file->name), md5[PM_DIGEST_HEX_BYTES];
	struct pm_sources sources;
	struct pm_source *src;
	int status = PM_E_NOMEM;

	pm_sources_init(&sources);
	if (path)
		status = pm_sources_read_binary(&sources, path, file->name, SMALL_FILE_BYTES, &src, err);
	if (status == PM_OK)
		status = pm_digest_of(PM_MD5, src->data, src->length_bytes, md5);
	if (status == PM_OK && (src->length_bytes != file->bytes || strcmp(md5, file->md5) != 0))
		status = pm_error_set(err, PM_E_IO, "'%s' does not read back as it was written", file->name);
	pm_sources_release(&sources);
	free(path);
	return status;
}

int pm_prove_files(const char *dir, const struct pm_written_set *written, struct pm_error *err)
{
	int status = PM_OK;
	size_t i;

	for (i = 0; status == PM_OK && i < written->count; i++)
		if (written->file[i].bytes <= SMALL_FILE_BYTES)
			status = prove_file(dir, &written->file[i], err);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "cannot prove '%s': %s", dir, pm_status_text(status));
}

int pm_disc_has_text(const struct pm_disc *disc)
{
	int b;

	for (b = 0; b < PM_BLOCKS; b++)
		if (disc->block[b].present && pm_block_has_text(&disc->block[b], disc->last_track))
			return 1;
	return 0;
}
