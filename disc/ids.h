/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ids.h - names that databases give a disc by its table of contents.  Layer 1; the only place that knows libdiscid.
 * Source: shared/reference/identifiers.md section 4.
 */
#ifndef PM_DISC_IDS_H
#define PM_DISC_IDS_H

#include <stdint.h>

#include "base/status.h"
#include "disc/disc.h"

struct pm_toc_entry { int32_t lba; uint8_t control; };
struct pm_toc {
	uint8_t first_track, last_track;   /* 1..99; data tracks of a CD-Extra session included */
	struct pm_toc_entry track[100];    /* by number */
	int32_t leadout_lba;               /* of the whole disc (the last session) */
	int32_t audio_end_lba;             /* end of the audio session; equals leadout_lba on a disc of one session */
};

struct pm_ids {
	char musicbrainz[29];  /* 28 characters */
	char freedb[9];        /* 8 hex digits */
	char ar1[9], ar2[9];   /* AccurateRip id1, id2 */
	char accuraterip[40];  /* "id1-id2-freedb" */
	char ctdb[29];
};

int pm_toc_of_disc(const struct pm_disc *disc, struct pm_toc *out);
/* PM_E_RANGE: no audio tracks, tracks out of order, or a disc longer than libdiscid takes (90 minutes).  PM_E_NOMEM.  out is then untouched. */
int pm_ids_of_toc(const struct pm_toc *toc, struct pm_ids *out) PM_MUST_USE;

#endif
