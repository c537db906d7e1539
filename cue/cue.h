/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue.h - cue sheets in and out.  Layer 4.  Source: shared/reference/cue-toc.md; contract section 5. */
#ifndef PM_CUE_CUE_H
#define PM_CUE_CUE_H

#include "base/buf.h"
#include "base/diag.h"
#include "disc/disc.h"

/*
 * pm_cue_read - a cue sheet's text to a declared disc
 *
 * src is a text source (already decoded).  Adds cue-syntax, track-count, index-order, index-count and the code findings.
 * *cdtext_file (may be NULL) receives the CDTEXTFILE name (malloc'ed, owned by the caller) or NULL; *cdtext_pos its place.
 */
int pm_cue_read(struct pm_disc *disc, struct pm_source *src, char **cdtext_file, struct pm_pos *cdtext_pos, struct pm_diags *diags) PM_MUST_USE;

/* NAME.cue exactly in the layout of shared/vectors/canonical/harbour.cue; the disc is laid out and free of errors. */
int pm_cue_write(const struct pm_disc *disc, const char *name, int cdtext_file, struct pm_buf *out) PM_MUST_USE;

/* A piece of the programme in a file of its own. */
struct pm_cue_piece {
	uint8_t track;             /* whose file it is; 0: what lies before track 1's index 01 */
	int32_t start_lba, end_lba; /* >= 0 */
	const char *name;          /* of the file, beside the cue sheet; without " */
};

/*
 * pm_cue_write_pieces - a cue sheet over several files
 *
 * The pieces follow each other without gaps from LBA 0 to the lead-out.  An index goes below the file that holds it, so that the index 00 of a pause at the
 * end of a file stands there, and its track's index 01 below the next one.  Texts, flags and codes as pm_cue_write has them.
 * Returns:  PM_OK, PM_E_NOMEM
 */
int pm_cue_write_pieces(const struct pm_disc *disc, const struct pm_cue_piece *piece, size_t count, struct pm_buf *out) PM_MUST_USE;

#endif
