/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map.h - tracks, indexes, pauses and flags as the position frames of Q tell them.  Layer 2.  Source: shared/reference/subcode.md sections 2.1,
 * 3, 12.
 */
#ifndef PM_SUBCODE_MAP_H
#define PM_SUBCODE_MAP_H

#include "base/diag.h"
#include "disc/disc.h"
#include "subcode/survey.h"

/* A run of sectors with one track and index number. */
struct pm_q_region {
	uint8_t track, index;    /* track PM_Q_LEADOUT: the lead-out */
	int32_t first_lba;       /* where it begins */
	int32_t seen_lba;        /* the first sector of it whose Q was read */
	int32_t last_lba;        /* the last such */
	uint32_t unsure_sectors; /* it may begin up to this many sectors earlier: no frame there tells */
	uint8_t control;         /* by majority; the copy bit of an SCMS region is 0 */
	uint8_t scms;            /* 1: the copy bit toggles every four sectors */
	uint8_t ends_in_one;     /* a pause: 1: counts down to 1, 0: to 0 (either is found on discs) */
	uint32_t frames;         /* position frames */
};

struct pm_q_map {
	struct pm_q_region *region; /* owned; ascending */
	size_t count, capacity;
	int32_t first_lba, end_lba; /* of all sectors that were located; end is one behind the last; PM_LBA_NONE: none */
	uint32_t stray_frames;      /* position frames that fit into no order (discs with single wrong frames exist) */
};

/* PM_OK and *out filled (release it), PM_E_NOMEM. */
int pm_q_map_of(const struct pm_q_survey *survey, struct pm_q_map *out) PM_MUST_USE;
void pm_q_map_release(struct pm_q_map *map);

/* The region of an index; NULL: not seen. */
const struct pm_q_region *pm_q_map_find(const struct pm_q_map *map, unsigned track, unsigned index);

/*
 * pm_q_map_to_disc - tracks, indexes, flags and lead-out into a disc
 *
 * Does:     sets first_track, last_track, index addresses, control, scms, leadout_lba.  A lead-out that was not seen is taken to begin behind the
 *           last sector read.  The first track's pause begins at -150.  Leaves codes, spans and laid_out alone
 * Adds:     track-count (numbers missing between the first and last), index-count (no index 01, or a number left out), at `where`.
 *           That a track holds data stands in its control; check/ reports it
 * Returns:  PM_OK, or PM_E_FORMAT: no track was seen at all (nothing is set)
 */
int pm_q_map_to_disc(const struct pm_q_map *map, struct pm_disc *disc, struct pm_pos where, struct pm_diags *diags) PM_MUST_USE;

#endif
