/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isrc.h - codes with their evidence: a table, CSV, JSON.  Layer 5.  Source: contract section 7. */
#ifndef PM_REPORT_ISRC_H
#define PM_REPORT_ISRC_H

#include "base/buf.h"
#include "disc/disc.h"
#include "drive/record.h"

struct pm_isrc_view {
	const char *source;
	enum pm_method method;
	const struct pm_votes *votes;
	const struct pm_disc *disc; /* which tracks, and their titles */
	uint32_t unread_sectors;
	int verbose; /* the table: how many sectors were read, and where codes stand */
};

/* Each returns PM_OK or PM_E_NOMEM. */
int pm_isrc_table(const struct pm_isrc_view *view, struct pm_buf *out) PM_MUST_USE;
/* Track,ISRC,State,Votes,Title: a track sheet without audio. */
int pm_isrc_csv(const struct pm_isrc_view *view, struct pm_buf *out) PM_MUST_USE;
/* {"schema":"premaster.isrc.v1",...} */
int pm_json_isrc(const struct pm_isrc_view *view, struct pm_buf *out) PM_MUST_USE;

#endif
