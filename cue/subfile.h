/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * subfile.h - a disc from its subcode alone: .sub files and .bin files of 2448-byte sectors.  Layer 4.
 * Source: contract section 1; shared/reference/subcode.md sections 9 and 12.
 */
#ifndef PM_CUE_SUBFILE_H
#define PM_CUE_SUBFILE_H

#include "base/diag.h"
#include "base/progress.h"
#include "disc/disc.h"
#include "subcode/layout.h"
#include "subcode/survey.h"

#define PM_SUBFILE_SECTORS_MAX 450150 /* 99:59:74 and the pause before it */

/* How a file keeps the subcode. */
struct pm_subfile {
	uint32_t stride_bytes; /* from sector to sector: 96, or 2448 with the audio before */
	uint32_t offset_bytes; /* of the 96 bytes in a sector: 0 or 2352 */
	enum pm_subcode_form form;
	uint32_t sectors;    /* whole ones */
	uint32_t rest_bytes; /* behind the last whole sector; 0 */
	int32_t first_lba;   /* of the first sector: 0, -150, or what the Q says */
};

/*
 * pm_subfile_load - every Q frame of a file
 *
 * By name:  .bin has 2448-byte sectors, anything else 96-byte ones; linear or interleaved is found out
 * log:      an empty one; gets a frame a sector
 * Returns:  PM_OK; PM_E_FORMAT: not such a file (its length is none, or there is no Q in it), or longer than any disc; PM_E_NOT_FOUND, PM_E_IO,
 *           PM_E_CANCELLED, PM_E_NOMEM
 */
int pm_subfile_load(const char *path, struct pm_subfile *out, struct pm_q_log *log, const struct pm_progress *progress,
		    struct pm_error *err) PM_MUST_USE;

/*
 * pm_subfile_read - the disc that a file's Q describes
 *
 * Does:     tracks, indexes, flags, MCN and ISRCs as far as the vote confirms them; the lead-out where the Q has it, else behind the last sector.
 *           Audio: a .bin's own (big-endian, as cdrdao has it, unless only the other order sounds); beside NAME.sub a NAME.bin or NAME.img of the
 * same number of sectors; else none: the disc's audio is then poisoned, without a finding Adds:     what subcode/map.h adds; subcode-crc;
 * isrc-conflict, isrc-format, subcode-mismatch (a code that is not sure), audio-truncated Returns:  as pm_subfile_load
 */
int pm_subfile_read(struct pm_disc *disc, const char *path, const char *name, struct pm_sources *sources, struct pm_diags *diags,
		    const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

/* subfile-audio.c: the audio that belongs to the file as the disc's, or none. */
int pm_subfile_audio(struct pm_disc *disc, const char *path, const struct pm_subfile *file, struct pm_pos pos, struct pm_diags *diags,
		     struct pm_error *err) PM_MUST_USE;

#endif
