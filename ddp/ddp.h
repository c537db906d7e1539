/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ddp.h - DDP 2.00 filesets in and out.  Layer 4.  Source: shared/reference/ddp.md.  "DDP" is a trademark of DCA; premaster is not affiliated. */
#ifndef PM_DDP_DDP_H
#define PM_DDP_DDP_H

#include "audio/program.h"
#include "audio/sums.h"
#include "base/diag.h"
#include "base/out.h"
#include "base/progress.h"
#include "disc/disc.h"

/* A file of a set that was written, for --json (`files`). */
struct pm_written { char name[64]; uint64_t bytes; char md5[33]; };
#define PM_WRITTEN_MAX 16
struct pm_written_set { struct pm_written file[PM_WRITTEN_MAX]; size_t count; };

struct pm_ddp_write_options {
	int isrc_on_all;                    /* --isrc-on=all: on every PQ packet of the track, not the first only */
	const uint8_t *cdtext; size_t cdtext_bytes; /* packs from pm_cdtext_encode; 0 bytes: no CDTEXT.BIN */
	const struct pm_progress *progress;
};

/*
 * pm_ddp_write - the whole set into `out`, the image first in one pass, the checksum files last
 *
 * disc is laid out and free of errors.  program is read once from LBA -150; extra_tap[] run in the same pass.
 * Returns: PM_OK or a status; only the world can fail.
 */
int pm_ddp_write(const struct pm_disc *disc, struct pm_program *program, const struct pm_ddp_write_options *options, struct pm_tap *extra_tap,
                 size_t extra_tap_count, struct pm_out *out, struct pm_written_set *written, struct pm_error *err) PM_MUST_USE;

/*
 * pm_ddp_read - the folder `dir` (or the folder of the DDPMS/DDPID file named) to a laid-out disc
 *
 * Adds ddp-*, cdtext-*, code findings, each at the record that is wrong.  Does not read the image's bytes.  sources keeps the record files.
 */
int pm_ddp_read(struct pm_disc *disc, const char *dir, struct pm_sources *sources, struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

/* Reads every file of the set once and compares with the checksum files: checksum-missing, checksum-mismatch.  sums (may be NULL) are worked out in the same pass. */
int pm_ddp_verify_files(const struct pm_disc *disc, const char *dir, struct pm_sums *sums, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

#endif
