/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verify.h - stored subcode against what a disc says, frame by frame.  Layer 2.
 * Source: contract sections 5 and 6; shared/reference/subcode.md sections 3, 6, 7, 12.
 *
 * Never fails on P, on R to W (what looks like damage in them is a note), on byte 6, nor on a pause that counts down to 1.  Sectors that are wrong in
 * the same way are one finding with their ranges.
 */
#ifndef PM_SUBCODE_VERIFY_H
#define PM_SUBCODE_VERIFY_H

#include "base/diag.h"
#include "disc/disc.h"
#include "subcode/layout.h"

#define PM_VERIFY_CODE_GAP 110 /* a code stands in every 100 sectors; a few more are let pass */

struct pm_subcode_verify;

struct pm_subcode_verify_where {
	const struct pm_source *source; /* for the places of findings; borrowed */
	uint64_t offset_bytes;          /* of the first sector's 96 bytes */
	uint32_t stride_bytes;          /* from sector to sector: 96, or 2448 */
	enum pm_subcode_form form;
	int scms_unsaid; /* 1: the disc's kind cannot say SCMS: a copy bit that toggles is no conflict */
};

/*
 * pm_subcode_verify_new - begin a comparison
 *
 * Returns:  PM_OK and *out (owned by the caller; it keeps no pointer to disc); PM_E_RANGE: the disc is not laid out; PM_E_NOMEM
 */
int pm_subcode_verify_new(const struct pm_disc *disc, const struct pm_subcode_verify_where *where, struct pm_subcode_verify **out) PM_MUST_USE;
void pm_subcode_verify_free(struct pm_subcode_verify *v);

/* The next `count` sectors, from `lba` on, in ascending order; `data` is the first one's 96 bytes, stride_bytes to the next. */
void pm_subcode_verify_sectors(struct pm_subcode_verify *v, int32_t lba, const uint8_t *data, size_t count);

/*
 * pm_subcode_verify_end - report
 *
 * Adds:     subcode-crc (a warning: frames whose CRC does not fit), subcode-mismatch (positions, codes that differ, that should not be there, that
 * are missing; a warning where a code is there but too seldom; a note about P or R to W), flag-conflict (a warning: flags other than the disc's)
 */
void pm_subcode_verify_end(struct pm_subcode_verify *v, struct pm_diags *diags);

#endif
