/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isrc.h - the verb isrc: ISRCs and MCN read back from the subcode, with the evidence.  Layer 5.  Source: contract sections 2 and 7. */
#ifndef PM_MASTER_ISRC_H
#define PM_MASTER_ISRC_H

#include "drive/record.h"
#include "master/master.h"

struct pm_isrc_request {
	struct pm_open_options open;
	int full;         /* read every sector */
	const char *save; /* .q file to write; NULL: none.  Drives and .q files only */
};

struct pm_isrc_result {
	char *source; /* owned; the path, or the device a record was read from */
	enum pm_method method;
	struct pm_votes votes;
	struct pm_disc *disc; /* owned; which tracks there are, and their titles */
	uint32_t unread_sectors;
};

/*
 * pm_verb_isrc - read the codes of a source and judge them
 *
 * Drive:    read as drive/sample.h says.  .q, .sub, .bin of 2448-byte sectors: what they hold.  A cue sheet with NAME.sub beside it: that file.
 *           All others declare their codes: their findings are in the session
 * Returns:  PM_OK, result to be released; PM_E_DRIVE and others of pm_open; PM_E_UNSUPPORTED: `save` for another kind of source
 */
int pm_verb_isrc(struct pm_session *s, const char *path, const struct pm_isrc_request *request, struct pm_isrc_result *result) PM_MUST_USE;
void pm_isrc_result_release(struct pm_isrc_result *result);

/* 1: a verdict is conflict, malformed or unread: exit status 1. */
int pm_isrc_is_bad(const struct pm_isrc_result *result);

#endif
