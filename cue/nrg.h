/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * nrg.h - Nero's disc images as sources.  Layer 4.
 *
 * Source: the format as Wikipedia, "NRG (file format)", and libmirage's and libcdio's readers describe it.  An image is sectors, then a chain of
 * chunks (big-endian: four letters, length, data), then "NER5" and a 64-bit offset of the chain, or "NERO" and a 32-bit one.
 *
 *   CUEX/CUES  marks: control and ADR, track (BCD, AA the lead-out), index (BCD), 0, and an LBA (CUEX) or 0, M, S, F (CUES)
 *   DAOX/DAOI  codes and places of a session burnt at once: length (little-endian), MCN[13], 0, TOC type[2], first and last track; then a track:
 *              ISRC[12], sector size[2], mode, 0, 0[2], and offsets in the file of its pause, its index 01 and its end (8 bytes each, or 4)
 *   ETN2/ETNF  tracks burnt one by one: offset, length (8 bytes each, or 4), mode[4], LBA[4], and more; 150 sectors of pause between them
 *   CDTX       CD-Text packs; SINF ends a session; END! ends the chain
 *
 * libcdio 2.1 agrees with this reader on DAOX and ETN2 images without further indexes.  It is not used here: it aborts at an index 02, takes the
 * times of a CUES for LBAs, and has no sectors before LBA 0.
 */
#ifndef PM_CUE_NRG_H
#define PM_CUE_NRG_H

#include "base/diag.h"
#include "disc/disc.h"

/* 1: the file ends as such an image does. */
int pm_nrg_detect(const char *path);

/*
 * pm_nrg_read - an image to a laid-out disc whose audio lies in the image
 *
 * Does:     MCN, ISRCs, marks, flags, CD-Text, files and spans of the first session; a data track's sectors are silence here
 * Adds:     code and cdtext-* findings; track-count, index-count, index-order; data-track (a second session: a warning); audio-format (sectors of
 *           another length), audio-truncated (tracks that end behind the image), audio-damaged (tables that contradict each other)
 * Returns:  PM_OK; PM_E_FORMAT: no image, or its tables cannot be read; PM_E_NOT_FOUND, PM_E_IO, PM_E_NOMEM
 */
int pm_nrg_read(struct pm_disc *disc, const char *path, const char *name, struct pm_sources *sources, struct pm_diags *diags,
		struct pm_error *err) PM_MUST_USE;

#endif
