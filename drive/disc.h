/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc.h - what a drive said, as the disc that every writer takes.  Layer 4. */
#ifndef PM_DRIVE_DISC_H
#define PM_DRIVE_DISC_H

#include "base/progress.h"
#include "disc/disc.h"
#include "drive/drive.h"
#include "drive/record.h"

/*
 * pm_record_to_disc - tracks, flags, marks, codes and texts of a record
 *
 * Sets:     everything but audio, for which the disc is poisoned; laid_out 1.  Index 01 and the lead-out are the TOC's, all other marks
 *           and the flags are Q's; codes only where the vote confirms them
 * Adds:     flag-conflict (a warning: TOC against Q), data-track, isrc-conflict and mcn findings for codes that the vote does not confirm (warnings),
 * and what decoding CD-Text finds, at src votes:    from pm_record_votes, with its map Returns:  PM_OK, PM_E_NOMEM, PM_E_UNSUPPORTED (an iconv
 * without a charset)
 */
int pm_record_to_disc(const struct pm_record *r, const struct pm_votes *votes, const struct pm_q_map *map, struct pm_disc *disc,
		      const struct pm_source *src, struct pm_diags *diags) PM_MUST_USE;

/*
 * pm_drive_disc - the disc in a drive, whole: marks, codes, texts, and audio that is read when wanted
 *
 * Returns:  PM_OK: disc is laid out, and its reader owns d; else d is the caller's still
 */
int pm_drive_disc(struct pm_drive *d, struct pm_disc *disc, const struct pm_source *src, const char *work_dir, const struct pm_progress *progress,
		  struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

#endif
