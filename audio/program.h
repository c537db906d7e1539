/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * program.h - the laid-out disc as one stream of sectors, and the one pass over it.  Layer 2.
 */
#ifndef PM_AUDIO_PROGRAM_H
#define PM_AUDIO_PROGRAM_H

#include "base/progress.h"
#include "disc/disc.h"

struct pm_program; /* an open programme; holds at most a few files open at a time */

/* disc must be laid_out; borrowed until _close.  Files of kind PM_FILE_DRIVE are read through disc->reader, or what pm_program_open_with is given. */
int pm_program_open(struct pm_program **out, const struct pm_disc *disc, struct pm_error *err) PM_MUST_USE;
/*
 * Read whole sectors: sector_count * 2352 bytes from `lba` on, little-endian, left first.  Sectors outside -150..lead-out read as silence.
 * Sequential reading is fast; seeking is allowed.
 */
int pm_program_read(struct pm_program *p, int32_t lba, uint8_t *out, size_t sector_count, struct pm_error *err) PM_MUST_USE;
/* The same in samples from LBA -150 on. */
int pm_program_read_samples(struct pm_program *p, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err) PM_MUST_USE;
void pm_program_close(struct pm_program *p);

/* Another origin of samples for files of kind PM_FILE_DRIVE: read works as pm_master_read, with samples counted from LBA -150. */
struct pm_program_source {
	void *ctx;
	int (*read)(void *ctx, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err);
};
int pm_program_open_with(struct pm_program **out, const struct pm_disc *disc, const struct pm_program_source *source,
                         struct pm_error *err) PM_MUST_USE;

/*
 * One pass: sectors stream past once, in blocks, through taps.
 *
 * The calling thread reads a block and calls the taps with side 0 one after the other; a second thread calls those with side 1 (put the MD5 there).
 * A block is whole sectors; taps must not keep the pointer.  A tap that returns non-zero stops the pass with that status.
 */
struct pm_tap {
	void *ctx;
	int side; /* 0: with the reading; 1: beside it */
	int (*block)(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err);
};
/* From first_lba to the sector before end_lba.  progress is called from the calling thread. */
int pm_pass_run(struct pm_program *p, int32_t first_lba, int32_t end_lba, struct pm_tap *tap, size_t tap_count, const char *phase,
                const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

#endif
