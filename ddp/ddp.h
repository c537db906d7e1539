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
 * The files of a set against the checksum lists beside them, while its audio is read for something else: begin, hand the taps to the pass that reads
 * the programme, end.  What no pass has brought is read at the end; so is everything where there was no pass.
 */
struct pm_verifier;

/*
 * pm_verify_begin - find the lists in the folder `dir`, and what they claim
 *
 * wanted:   the names (NULL-terminated) of the files that belong to the set; those that are not there are passed over: whoever knows the set says
 *           what is missing.  NULL: a DDP set, looked for as pm_ddp_read does; disc is then what that made of the same dir.
 * Borrows:  disc, sources, diags, progress and err up to pm_verify_free; dir and wanted in this call only
 */
int pm_verify_begin(struct pm_verifier **out, const struct pm_disc *disc, const char *dir, const char *const *wanted, struct pm_sources *sources,
                    struct pm_diags *diags, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;
/* 1 when there is a list that claims something of a file of the set. */
int pm_verify_has_claims(const struct pm_verifier *v);
/* For a pass over the whole programme, which hashes those files that are pieces of it.  Returns how many taps there are: 0, or PM_VERIFY_TAPS. */
#define PM_VERIFY_TAPS 2
size_t pm_verify_taps(struct pm_verifier *v, struct pm_tap tap[PM_VERIFY_TAPS]);
/*
 * pm_verify_end - read what no pass has brought, and compare
 *
 * sums:     may be NULL; else a pass is made here, and they are worked out in it; all zero when disc is not laid out
 * Adds:     checksum-missing, checksum-mismatch (a digest differs, or a listed file is absent)
 */
int pm_verify_end(struct pm_verifier *v, struct pm_sums *sums) PM_MUST_USE;
/* NULL is allowed. */
void pm_verify_free(struct pm_verifier *v);

/* All of that for the DDP set in dir. */
int pm_ddp_verify_files(const struct pm_disc *disc, const char *dir, struct pm_sums *sums, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

#endif
