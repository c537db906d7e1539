/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prove.c - the proof after writing: what was written is read back by the reader and compared with what was meant.  Layer 5.
 *
 * The samples are compared with the masters themselves, not with a digest made while writing: a digest cannot tell
 * that the wrong samples were hashed.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "audio/program.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/thread.h"
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

/* One half of the comparison; the two run beside each other. */
struct half {
	const struct pm_disc *a, *b;
	int32_t lba, end_lba;
	const struct pm_progress *progress; /* NULL: the other half's caller reports */
	atomic_int *stop;                   /* 1: the other half failed or was stopped */
	uint64_t first;                     /* number of the first sample that differs; UINT64_MAX: none */
	int status;
	struct pm_error err;
};

static int compare_block(struct half *h, struct pm_program *in_a, struct pm_program *in_b, uint8_t *block, size_t sectors)
{
	uint8_t *other = block + (size_t)PROOF_BLOCK_SECTORS * PM_SECTOR_BYTES;
	int status = pm_program_read(in_a, h->lba, block, sectors, &h->err);

	if (status == PM_OK)
		status = pm_program_read(in_b, h->lba, other, sectors, &h->err);
	if (status == PM_OK && memcmp(block, other, sectors * PM_SECTOR_BYTES) != 0)
		h->first = (uint64_t)(h->lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES + first_difference_in(block, other, sectors * PM_SECTOR_BYTES);
	return status;
}

static int compare_programs(struct half *h, struct pm_program *in_a, struct pm_program *in_b)
{
	uint8_t *block = malloc(2u * PROOF_BLOCK_SECTORS * PM_SECTOR_BYTES);
	uint64_t total = (uint64_t)(h->end_lba - h->lba), done = 0;
	int status = PM_OK;

	if (!block)
		return pm_error_set(&h->err, PM_E_NOMEM, "out of memory");
	while (status == PM_OK && done < total && h->first == UINT64_MAX && !atomic_load(h->stop)) {
		size_t sectors = total - done < PROOF_BLOCK_SECTORS ? (size_t)(total - done) : PROOF_BLOCK_SECTORS;

		status = compare_block(h, in_a, in_b, block, sectors);
		if (status == PM_OK && pm_progress_cancelled(h->progress))
			status = pm_error_set(&h->err, PM_E_CANCELLED, "stopped");
		h->lba += (int32_t)sectors;
		done += sectors;
		pm_progress_report(h->progress, "proving", done, total);
	}
	free(block);
	return status;
}

static void *compare_half(void *ctx)
{
	struct half *h = ctx;
	struct pm_program *in_a = NULL, *in_b = NULL;

	h->status = pm_program_open(&in_a, h->a, &h->err);
	if (h->status == PM_OK)
		h->status = pm_program_open(&in_b, h->b, &h->err);
	if (h->status == PM_OK)
		h->status = compare_programs(h, in_a, in_b);
	if (h->status != PM_OK)
		atomic_store(h->stop, 1);
	pm_program_close(in_a);
	pm_program_close(in_b);
	return NULL;
}

int pm_same_audio(const struct pm_disc *a, const struct pm_disc *b, int32_t from_lba, const struct pm_progress *progress, uint64_t *first, struct pm_error *err)
{
	int32_t middle_lba = from_lba + (a->leadout_lba - from_lba) / 2;
	atomic_int stop = 0;
	struct half front = { .a = a, .b = b, .lba = from_lba, .end_lba = middle_lba, .progress = progress, .stop = &stop, .first = UINT64_MAX };
	struct half back = front;
	pthread_t thread;
	int beside;

	back.lba = middle_lba;
	back.end_lba = a->leadout_lba;
	back.progress = NULL;
	beside = pm_thread_start(&thread, compare_half, &back);
	compare_half(&front);
	if (beside)
		pthread_join(thread, NULL);
	else if (front.status == PM_OK)
		compare_half(&back);
	*first = front.first != UINT64_MAX ? front.first : back.first;
	if (front.status != PM_OK || back.status != PM_OK) {
		*err = front.status != PM_OK ? front.err : back.err;
		return front.status != PM_OK ? front.status : back.status;
	}
	return PM_OK;
}

int pm_prove_clean(const struct pm_diags *diags, enum pm_severity from, struct pm_error *err)
{
	size_t i;

	if (diags->out_of_memory)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	for (i = 0; i < diags->count; i++)
		if (diags->list[i].severity >= from && pm_diag_group(diags->list[i].id) != PM_GROUP_CODE)
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
                       int32_t from_lba, const struct pm_progress *progress, struct pm_error *err)
{
	uint64_t first = UINT64_MAX;
	int status = pm_prove_fields(disc, back, diags, leave_out, err);

	if (status == PM_OK)
		status = pm_same_audio(disc, back, from_lba, progress, &first, err);
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
		status = pm_prove_read_back(disc, read_back, &back.diags, PM_DIFF_CDTEXT_CODES, PM_LBA_FIRST, progress, err);
	pm_disc_free(read_back);
	pm_session_release(&back);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "cannot prove '%s': %s", dir, pm_status_text(status));
}

/* One small file against what was meant to be in it. */
static int prove_file(const char *dir, const struct pm_written *file, struct pm_error *err)
{
	char *path = pm_path_join(dir, file->name), md5[PM_DIGEST_HEX_BYTES];
	struct pm_sources sources;
	struct pm_source *src = NULL;
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
