/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flags.c - rules about track flags.  Layer 3.  Source: IEC 60908 17.5.1 (control); contract sections 1 and 6. */
#include "check/context.h"

void pm_check_flag_conflict(struct pm_check *c)
{
	unsigned n;

	for (n = c->disc->first_track; n <= c->disc->last_track; n++) {
		const struct pm_track *track = &c->disc->track[n];

		if (track->scms && (track->control & PM_CONTROL_COPY) && !(track->poisoned & PM_POISON_FLAGS))
			pm_diag_hint(pm_diag_on(pm_diag_add(c->diags, PM_DIAG_FLAG_CONFLICT, track->flags_pos.source ? track->flags_pos : track->pos,
							    "track %u has the flags DCP and SCMS, which exclude each other", n), (int)n, -1),
				     "DCP permits every copy, SCMS only the first; keep one of them");
	}
}

void pm_check_data_track(struct pm_check *c)
{
	unsigned n;

	for (n = c->disc->first_track; n <= c->disc->last_track; n++) {
		const struct pm_track *track = &c->disc->track[n];

		if (track->control & PM_CONTROL_DATA)
			pm_diag_hint(pm_diag_on(pm_diag_add(c->diags, PM_DIAG_DATA_TRACK, track->pos, "track %u is a data track, want audio", n), (int)n, -1),
				     "--audio-only leaves it out");
	}
}
