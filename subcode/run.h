/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run.h - the subcode P to W of every sector of a laid-out disc.  Layer 2.
 * Source: shared/reference/subcode.md sections 3, 6 and 7 ("To write").
 *
 * Where things are: k = LBA + 150.  A catalogue number stands where k mod 94 is 40, an ISRC where it is 87.  Where that sector is the first or last
 * of a region (a pause, an index of a track, the lead-out), the frame moves to the nearest later sector of the same track that is neither, else to
 * the nearest earlier one, else it is left out.  A pause counts down to 0.  P is 1 for 150 sectors, or the whole pause if longer, before each index
 * 01, and for the last 150 before the lead-out.  The copy bit of an SCMS track is 1 while k div 4 is odd.
 */
#ifndef PM_SUBCODE_RUN_H
#define PM_SUBCODE_RUN_H

#include "base/status.h"
#include "disc/disc.h"
#include "subcode/layout.h"
#include "subcode/q.h"

#define PM_LEADOUT_SECTORS 6750 /* 90 s: how far a run goes beyond the lead-out's start */

struct pm_subcode_run;

/*
 * pm_subcode_run_new - the plan of a disc's subcode
 *
 * Requires: a disc that is laid out, with tracks in order, each with an index 01
 * Returns:  PM_OK and the plan in *out (owned by the caller); PM_E_RANGE: the disc is not laid out so; PM_E_NOMEM
 * Owns:     copies what it needs: the disc may change or go afterwards
 */
int pm_subcode_run_new(const struct pm_disc *disc, struct pm_subcode_run **out) PM_MUST_USE;
void pm_subcode_run_free(struct pm_subcode_run *run);

/* Where a sector lies.  track PM_Q_LEADOUT: behind the programme. */
struct pm_subcode_place {
	uint8_t track, index;
	uint8_t control;           /* with the SCMS bit as it is in this sector */
	uint8_t p;                 /* 1 or 0 */
	uint8_t scms;              /* 1: the copy bit toggles in this track */
	uint32_t relative_sectors; /* as to be written */
	const char *mcn, *isrc;    /* non-NULL: the sector's Q carries that code instead of its position; borrowed from the run */
};

/* PM_E_RANGE: lba is below -150, or 6750 or more behind the lead-out's start, or above 99:59:74. */
int pm_subcode_run_place(const struct pm_subcode_run *run, int32_t lba, struct pm_subcode_place *out);

/*
 * pm_subcode_run_sectors - the subcode of `count` sectors from `lba` on
 *
 * Shape:    out holds count * 96 bytes, linear: P, Q, then R to W as zeros
 * Returns:  PM_OK; PM_E_RANGE: a sector is outside the run (out is then undefined)
 * Speed:    a disc of 74 minutes in some 10 ms when asked for in order, in pieces of any size
 */
int pm_subcode_run_sectors(const struct pm_subcode_run *run, int32_t lba, size_t count, uint8_t *out) PM_MUST_USE;

/* One sector by itself; makes and drops a plan each time.  Returns as both calls above. */
int pm_subcode_sector(const struct pm_disc *disc, int32_t lba, uint8_t out[PM_SUBCODE_BYTES]) PM_MUST_USE;

#endif
