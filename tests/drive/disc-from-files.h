/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * disc-from-files.h - a virtual drive with its disc, from a description NAME.vd, for both doors.  Test code.
 *
 * One setting a line, # begins a comment; file names are relative to the description's folder and may hold blanks:
 *
 *	bin FILE                 audio as on the disc, 2352 bytes a sector; without it sample n (from LBA 0) is the
 *	                         32-bit little-endian n * 2654435761
 *	first_lba N              LBA of its first sector, default 0; what it does not hold is silence
 *	sub FILE                 96 bytes a sector, P..W one after the other, from LBA 0 (or sub_first_lba N); what it
 *	                         does not hold, or without it everything, is made from the lines below
 *	cdtext FILE              packs; with the 4-byte header of READ TOC or a trailing zero byte, too
 *	track N CONTROL LBA      CONTROL 0..15, LBA of INDEX 01; N must go on by one from the first
 *	index N I LBA            INDEX 00, 02..99 of track N, for the made-up Q
 *	isrc N CODE              for the made-up Q
 *	mcn DIGITS               for the made-up Q
 *	leadout LBA
 *	second_session N         track N begins a second session, 11400 sectors behind the lead-out of the first
 *	fault NAME VALUE         as vd_fault_set() takes them: fault sub-shift-sectors -2, fault read-error 400 2 3
 *	next FILE.vd             what a media change brings (faults of the first one stay)
 *	log FILE                 each command is appended: bytes, then "good N" or "check K/AA/QQ N"
 *	counters FILE            written when the drive is closed
 */
#ifndef VD_DISC_FROM_FILES_H
#define VD_DISC_FROM_FILES_H

#include "tests/drive/model.h"
#include "tests/drive/q.h"

struct vd_map {
	const uint8_t *data;
	size_t bytes;
};

struct vd_files {
	struct vd vd;
	struct vd_disc disc;
	struct vd_program program;
	struct vd_map bin, sub, cdtext;
	int32_t bin_first_lba, sub_first_lba, second_session;
	int log_fd; /* -1: none */
	char *counters_path;
	struct vd_files *next;
};

/*
 * vd_files_open - reads a description
 * Returns:  0; -1 with a line for the user in error[]
 * Owns:     vd_files_close frees what *f holds, and writes the counters
 */
int vd_files_open(struct vd_files *f, const char *path, char *error, size_t error_bytes);
void vd_files_close(struct vd_files *f);

/* vd_files_command - vd_command() on f->vd, written to the log */
int vd_files_command(struct vd_files *f, const uint8_t *cdb, size_t cdb_len, uint8_t *data, size_t data_cap, size_t *data_len,
		     uint8_t sense[VD_SENSE_BYTES]);

/* vd_files_counters - writes the counters file now; 0 or -1 */
int vd_files_counters(const struct vd_files *f);

#endif
