/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample.h - which sectors to read for the codes and the marks of a disc, and reading them.  Layer 4.
 * Source: shared/reference/reading.md section 4; contract section 7 (states).
 */
#ifndef PM_DRIVE_SAMPLE_H
#define PM_DRIVE_SAMPLE_H

#include "drive/drive.h"

/*
 * pm_drive_sample_codes - read Q until the vote is clear
 *
 * First three windows of 110 sectors in each audio track, in its middle, at three quarters and near its end, and tracks shorter than 16 s whole;
 * where that leaves doubt, windows of 400, the whole track, and the whole track again; then the drive is asked.  full: everything, once, to begin
 * with. A drive without Q is asked only, three times for each code, each time after reading inside the track. Sets:     r->device, toc, sessions,
 * method, log, replies Returns:  PM_OK; PM_E_DRIVE, PM_E_CANCELLED, PM_E_NOMEM: r holds what was read until then
 */
int pm_drive_sample_codes(struct pm_drive *d, int full, struct pm_record *r, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

/*
 * pm_drive_sample_marks - find where pauses and indexes begin, by halving; the frames read go to r->log
 *
 * After pm_drive_sample_codes; does nothing where the drive gives no Q.  Returns as above.
 */
int pm_drive_sample_marks(struct pm_drive *d, struct pm_record *r, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

#endif
