/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio.h - the audio of a disc in a drive as one stream of samples that is the same at every reading.  Layer 4.
 *
 * Sectors are read in long runs, each run twice, so that the drive's cache cannot answer the second time; what differs, is flagged by C2 or cannot be
 * read is read again alone, and at last through libcdio-paranoia.  What was proven lies in an unlinked temporary file: the disc is read once, however
 * often the samples are wanted.
 */
#ifndef PM_DRIVE_AUDIO_H
#define PM_DRIVE_AUDIO_H

#include "disc/disc.h"
#include "drive/drive.h"

/*
 * pm_drive_reader_new - a reader over an open drive, which it takes over (on success only)
 *
 * work_dir: for the temporary file; NULL: $TMPDIR or /tmp
 * Reading:  samples from LBA -150 on; those before LBA 0 and behind the audio are silence; PM_E_DRIVE with the place in err where a sector is not to
 * be had
 */
int pm_drive_reader_new(struct pm_drive *d, const char *work_dir, struct pm_disc_reader *out, struct pm_error *err) PM_MUST_USE;

#endif
