/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pqsheet.h - the PQ sheet as text: what a mastering engineer prints and reads aloud over the telephone.  Layer 5.
 *
 * Head (album, artist, UPC/EAN, master id, times), one line a track with its absolute start, pause, length, ISRC and flags, further indexes below it,
 * the lead-out, then the CD-Text that is more than titles and performers, and the disc ids.  Values are made safe to show (base/visible.h).
 */
#ifndef PM_REPORT_PQSHEET_H
#define PM_REPORT_PQSHEET_H

#include "base/buf.h"
#include "disc/disc.h"

struct pm_pqsheet_options {
	unsigned columns; /* width to keep to by shortening titles and performers; 0: as wide as it comes.  Times and codes are never cut. */
	int bold;         /* 1: headings in bold by terminal escapes */
};

/* Appends the sheet, lines ended by line feeds.  Returns PM_OK or PM_E_NOMEM. */
int pm_pqsheet(const struct pm_disc *disc, const struct pm_pqsheet_options *options, struct pm_buf *out) PM_MUST_USE;

#endif
