/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ddp.h - DDP 2.00 filesets in and out.  Layer 4.  Source: shared/reference/ddp.md.  "DDP" is a trademark of DCA; premaster is not affiliated. */
#ifndef PM_DDP_DDP_H
#define PM_DDP_DDP_H

#include "audio/program.h"
#include "audio/sums.h"
#include "base/diag.h"
#include "base/out.h"
#include "base/progress.h"
#include "checksum/verify.h"
#include "disc/disc.h"

struct pm_ddp_write_options {
	int isrc_on_all;                    /* --isrc-on=all: on every PQ packet of the track, not the first only */
	const uint8_t *cdtext; size_t cdtext_bytes; /* packs from pm_cdtext_encode; 0 bytes: no CDTEXT.BIN */
	struct pm_summer *summer;           /* one of the extra taps, whose CRC-32 serves for the image too; NULL: it is summed apart */
	const struct pm_progress *progress;
};

/*
 * pm_ddp_write - the whole set into `out`, the image first in one pass, the checksum files last
 *
 * disc is laid out and free of errors.  program is read once from LBA -150; extra_tap[] run in the same pass.
 * Shape:   the profile of ddp.md 4.5, 5, 8 and 11.4.  written lists DDPID, DDPMS, CDTEXT.BIN, PQDESCR, IMAGE.DAT, CHECKSUM.MD5, CHECKSUM.TXT
 * Returns: PM_OK or a status.  PM_E_FORMAT: a master id that is not up to 48 printable ASCII characters; PM_E_RANGE: the disc is not laid out,
 *          or has no tracks (both are refused before anything is written); else only the world can fail.
 */
int pm_ddp_write(const struct pm_disc *disc, struct pm_program *program, const struct pm_ddp_write_options *options, struct pm_tap *extra_tap,
                 size_t extra_tap_count, struct pm_out *out, struct pm_written_set *written, struct pm_error *err) PM_MUST_USE;

/* The names, NULL-terminated, of all files that a set of ours may consist of: for pm_out_begin with --force. */
const char *const *pm_ddp_set_names(void);

/*
 * pm_ddp_detect - is this path a DDP fileset?
 *
 * 1: a folder with a DDPID or DDPMS (in any case) in it or in one of its sub-folders down to the second level, or such a file itself; else 0.
 */
int pm_ddp_detect(const char *path);

/*
 * pm_ddp_read - the folder `dir` (or the folder of the DDPMS/DDPID file named) to a disc
 *
 * A folder without a set whose sub-folders (to the second level; __MACOSX and hidden ones aside) hold exactly one set is read as that set.
 * Does:     disc->kind, base_dir, mcn, master_id, tracks, block[], leadout_lba, files (PM_FILE_RAW_LE) and spans, extras "DDP user text" and
 *           "DDP text"; laid_out = 1 when there are tracks and an image (also after findings; `poisoned` says what not to trust)
 * Adds:     ddp-*, cdtext-*, data-track (a second session: a warning), code findings, each at the record that is wrong.
 * Does not read the image's bytes.  sources keeps the record files, under the names they have in the folder.
 * Returns:  PM_OK, PM_E_FORMAT (no DDP fileset, or several), PM_E_NOT_FOUND, PM_E_IO, PM_E_NOMEM
 */
int pm_ddp_read(struct pm_disc *disc, const char *dir, struct pm_sources *sources, struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

/*
 * pm_ddp_verify_begin - the files of a set against the checksum lists beside them (checksum/verify.h)
 *
 * dir:      looked for as pm_ddp_read does; disc is what that made of the same dir.  The rest is pm_verify_begin's.
 */
int pm_ddp_verify_begin(struct pm_verifier **out, const struct pm_disc *disc, const char *dir, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;
/* All of it: begin, end, free. */
int pm_ddp_verify_files(const struct pm_disc *disc, const char *dir, struct pm_sums *sums, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

#endif
