/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - track sheets .csv and .tsv (contract section 3).  Layer 4. */
#ifndef PM_SHEET_SHEET_H
#define PM_SHEET_SHEET_H

#include "base/diag.h"
#include "disc/disc.h"

struct pm_sheet_options {
	int disc_number; /* --disc N; 0: not given */
};

/*
 * pm_sheet_read - a sheet's text to a declared disc
 *
 * src is a text source.  Fills codes, texts, flags, files and items; adds sheet-syntax, sheet-column, sheet-damaged, track-count, time-rounded,
 * audio-dropped,
 * the code findings, ...  Returns PM_OK however many findings there are; PM_E_NOMEM.
 */
int pm_sheet_read(struct pm_disc *disc, struct pm_source *src, const struct pm_sheet_options *options, struct pm_diags *diags) PM_MUST_USE;

#endif
