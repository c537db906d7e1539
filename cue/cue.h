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

#endif
