/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set.h - CUE sets out: NAME.bin .cue .toc .cdt .v07t .sub CHECKSUM.MD5 (contract section 5).  Layer 4. */
#ifndef PM_CUE_SET_H
#define PM_CUE_SET_H

#include "audio/program.h"
#include "base/out.h"
#include "base/progress.h"
#include "disc/disc.h"

enum pm_sub {
	PM_SUB_DEINTERLEAVED, /* NAME.sub of 96 bytes a sector */
	PM_SUB_NONE,
	PM_SUB_RAW96          /* NAME.bin of 2448-byte sectors: audio big-endian, then the raw P to W, as cdrdao's RW_RAW; no .cue, no .sub */
};

struct pm_cue_set_options {
	const char *name;            /* NAME: no "/", not empty */
	enum pm_sub sub;
	const uint8_t *cdtext;       /* packs from pm_cdtext_encode; 0 bytes: no .cdt, no .v07t */
	size_t cdtext_bytes;
	int codes;                   /* 1: UPC/EAN and ISRCs stand in the CD-Text too */
	const struct pm_progress *progress;
};

/*
 * pm_cue_set_write - the whole set into `out`, NAME.bin in one pass, CHECKSUM.MD5 last
 *
 * disc is laid out and free of errors.  program is read once from LBA -150, so that extra_tap[] see every sector; NAME.bin holds those from LBA 0 on.
 * Returns:  PM_OK or a status; only the world can fail (PM_E_RANGE: the disc is not laid out, has no tracks, or cannot be given subcode)
 */
int pm_cue_set_write(const struct pm_disc *disc, struct pm_program *program, const struct pm_cue_set_options *options, const struct pm_tap *extra_tap,
                     size_t extra_tap_count, struct pm_out *out, struct pm_written_set *written, struct pm_error *err) PM_MUST_USE;

#define PM_CUE_SET_NAMES 16
/* Names of the files of one CUE set; NULL-terminated, each owned. */
struct pm_cue_names { char *name[PM_CUE_SET_NAMES]; };
/* All names a set called `name` may have.  PM_OK or PM_E_NOMEM (then empty). */
int pm_cue_set_names(struct pm_cue_names *names, const char *name) PM_MUST_USE;
void pm_cue_names_release(struct pm_cue_names *names);

#endif
