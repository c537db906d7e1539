/* SPDX-License-Identifier: GPL-3.0-or-later */
/* toc.h - cdrdao TOC files in and out.  Layer 4.  Source: shared/reference/cue-toc.md section 6. */
#ifndef PM_CUE_TOC_H
#define PM_CUE_TOC_H

#include "base/buf.h"
#include "base/diag.h"
#include "disc/disc.h"

int pm_toc_read(struct pm_disc *disc, struct pm_source *src, struct pm_diags *diags) PM_MUST_USE;
/* NAME.toc exactly in the layout of shared/vectors/canonical/harbour.toc; codes: 0: none in its CD_TEXT (nor where a track lacks its ISRC). */
int pm_toc_write(const struct pm_disc *disc, const char *name, int raw96, int codes, struct pm_buf *out) PM_MUST_USE;

#endif
