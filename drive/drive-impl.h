/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drive-impl.h - what the files of a drive share: one drive's state and the running of commands.  Layer 4, used by this folder only. */
#ifndef PM_DRIVE_DRIVE_IMPL_H
#define PM_DRIVE_DRIVE_IMPL_H

#include "drive/drive.h"

#define PM_CHUNK_SECTORS 26 /* 26 * 2448 bytes: the most that systems let through in one command */

enum pm_q_form { PM_Q_FORM_UNKNOWN, PM_Q_FORM_RAW, PM_Q_FORM_SHORT, PM_Q_FORM_NONE };

struct pm_drive {
	struct pm_port port;
	char *name;
	struct pm_toc toc;
	uint8_t sessions;
	uint8_t sense[PM_SENSE_BYTES]; /* of the last command; all zero: it was good, or nobody knows */
	int is_ready;                  /* 1: a disc was seen; that it goes away is then a failure */
	unsigned failures;             /* commands failed since the last good one */
	uint64_t failing_ms;           /* time spent in commands that failed, or waiting */
	unsigned chunk_sectors;        /* most sectors the drive takes in one READ CD */
	enum pm_q_form q_form;
	int q_binary; /* SHORT: times and numbers are binary */
	int no_c2;    /* 1: C2 was refused */
	int dead;     /* 1: the last chunk held not one readable sector */
	uint8_t buffer[PM_CHUNK_SECTORS * 2700];
};

/* What became of a command that the drive did not do, and that is no reason to give up. */
#define PM_REFUSED 1 /* sense key 5: it never will */
#define PM_FAILED 2  /* anything else */

/*
 * pm_drive_run - one command
 *
 * Returns:  PM_OK; PM_REFUSED or PM_FAILED with d->sense; PM_E_DRIVE with err: no disc any more, another disc, or too many failures
 */
int pm_drive_run(struct pm_drive *d, const uint8_t *cdb, size_t cdb_bytes, uint8_t *data, size_t data_bytes, struct pm_error *err) PM_MUST_USE;
/* READ CD of audio into d->buffer; main and sub as bytes 9 and 10 of the command.  Returns as pm_drive_run. */
int pm_drive_read_cd(struct pm_drive *d, int32_t lba, size_t count, uint8_t main, uint8_t sub, size_t sector_bytes, struct pm_error *err) PM_MUST_USE;
/* READ TOC and sessions into *toc; PM_OK, or PM_E_DRIVE with err: the drive gives none, or one that cannot be. */
int pm_drive_read_toc(struct pm_drive *d, struct pm_toc *toc, uint8_t *sessions, struct pm_error *err) PM_MUST_USE;

#endif
