/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * drive.h - a disc in a drive: table of contents, CD-Text, raw Q, answers to questions, audio.  Layer 4.
 * Source: MMC-3 (READ TOC 6.25, READ CD 6.19, READ SUB-CHANNEL 6.29); shared/reference/reading.md sections 1, 3 and 5.
 *
 * What a drive says of its abilities is not asked for: everything is tried, and what comes is looked at.  Every wait is bounded: a command has its
 * time, failures are counted and timed, and after too many the drive is given up with PM_E_DRIVE.
 */
#ifndef PM_DRIVE_DRIVE_H
#define PM_DRIVE_DRIVE_H

#include "base/progress.h"
#include "disc/ids.h"
#include "drive/port.h"
#include "drive/record.h"

struct pm_drive;

#define PM_SUSPECT_C2 1
#define PM_SUSPECT_UNREAD 2

/*
 * pm_drive_open - a drive with an audio disc in it
 *
 * path:     NULL or "": the system's first drive
 * Returns:  PM_OK and *out (owned: pm_drive_close); PM_E_DRIVE and others of pm_port_open, with a sentence that says what to do: no drive, no
 *           permission, no disc, open tray, a data disc, not ready
 */
int pm_drive_open(struct pm_drive **out, const char *path, struct pm_error *err) PM_MUST_USE;
/* The same over any port, which is taken over, also on failure. */
int pm_drive_open_port(struct pm_drive **out, const struct pm_port *port, const char *name, struct pm_error *err) PM_MUST_USE;
void pm_drive_close(struct pm_drive *d); /* NULL is allowed */

const char *pm_drive_name(const struct pm_drive *d);         /* borrowed */
const struct pm_toc *pm_drive_toc(const struct pm_drive *d); /* borrowed */
unsigned pm_drive_sessions(const struct pm_drive *d);        /* 1..99; 1 where the drive does not say */
static inline int pm_drive_is_audio(const struct pm_toc *toc, unsigned track)
{
	return !(toc->track[track].control & 4u);
}
/* Where a track's sectors end, going by the TOC: the next track's start, or the end of the audio session. */
int32_t pm_drive_track_end(const struct pm_toc *toc, unsigned track);

/* Packs, without header, into r->cdtext; none there, or not given: PM_OK and r untouched. */
int pm_drive_read_cdtext(struct pm_drive *d, struct pm_record *r, struct pm_error *err) PM_MUST_USE;

/*
 * pm_drive_find_method - try how the drive gives Q
 *
 * Reads a few sectors.  RAW_Q: with raw P-W, else with Q formatted by the drive that still has its CRC (binary numbers are understood).
 * READ_SUB_CHANNEL: neither comes, or what comes holds no sound frame.
 */
int pm_drive_find_method(struct pm_drive *d, enum pm_method *method, struct pm_error *err) PM_MUST_USE;

/*
 * pm_drive_read_q - the Q of `count` sectors from lba on, appended to r->log
 *
 * Sectors that cannot be read are twelve zeros and counted in r->unread_sectors.
 * Returns:  PM_OK; PM_E_DRIVE: the disc is gone or changed, or the drive has failed too often; PM_E_CANCELLED; PM_E_NOMEM
 */
int pm_drive_read_q(struct pm_drive *d, int32_t lba, size_t count, struct pm_record *r, const struct pm_progress *progress,
		    struct pm_error *err) PM_MUST_USE;

/* READ SUB-CHANNEL for a track's ISRC (0: the catalogue number) after reading a little at lba; the answer is appended to r.  A refusal is PM_OK. */
int pm_drive_ask(struct pm_drive *d, unsigned track, int32_t lba, struct pm_record *r, struct pm_error *err) PM_MUST_USE;

/*
 * pm_drive_read_audio - samples of `count` sectors, little-endian, without knowing whether they are right
 *
 * suspect:  count bytes, or NULL: PM_SUSPECT_C2 for sectors that the drive flags, PM_SUSPECT_UNREAD for those it cannot read (these are zeros), else
 * 0
 */
int pm_drive_read_audio(struct pm_drive *d, int32_t lba, size_t count, uint8_t *out, uint8_t *suspect, struct pm_error *err) PM_MUST_USE;
/* The port's last resort for a range; PM_E_DRIVE (err untouched): not to be had. */
int pm_drive_rescue(struct pm_drive *d, int32_t lba, size_t count, uint8_t *out) PM_MUST_USE;

/* Is it still the disc that was opened?  Reads the TOC again: others may have swallowed the drive's own warning.  PM_OK or PM_E_DRIVE. */
int pm_drive_same_disc(struct pm_drive *d, struct pm_error *err) PM_MUST_USE;

#endif
