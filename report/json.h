/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json.h - findings and discs as JSON, in the shapes that other programs rely on (contract sections 6 and 7).  Layer 5; the only folder that knows jansson.
 *
 * Keys stand in the order of the contract's examples, absent values are null, absent lists empty.  The text is always valid UTF-8: bytes of file names that
 * are not come out as U+FFFD.  Each function appends one object and a line feed.
 */
#ifndef PM_REPORT_JSON_H
#define PM_REPORT_JSON_H

#include "base/buf.h"
#include "base/diag.h"
#include "ddp/ddp.h"
#include "disc/disc.h"
#include "report/comparison.h"

/* What a findings object says beside the findings. */
struct pm_json_findings {
	const char *const *sources; /* operands, as the user wrote them */
	size_t source_count;
	const struct pm_diags *diags;
	/* build only: */
	int is_build;                         /* 1: output, files and provenance are written */
	const char *output;                   /* the folder that stands now; NULL: nothing was built */
	const struct pm_written_set *written; /* NULL: none */
	const struct pm_disc *disc;           /* whose codes the provenance names; NULL: none */
};

/* {"schema":"premaster.findings.v1",...}.  Returns PM_OK or PM_E_NOMEM. */
int pm_json_findings(const struct pm_json_findings *what, struct pm_buf *out) PM_MUST_USE;

/*
 * {"schema":"premaster.disc.v1",...}.  Returns PM_OK or PM_E_NOMEM.
 * Of a disc that is not laid out, addresses and lengths that are not known are null.
 */
int pm_json_disc(const struct pm_disc *disc, struct pm_buf *out) PM_MUST_USE;

/*
 * {"schema":"premaster.compare.v1",...}.  Returns PM_OK or PM_E_NOMEM.
 * audio.tracks are the sums of A.  Where audio could not be compared, audio.equal and offset_samples are null.  Where there are more ranges than are listed,
 * audio has one key more: "ranges_cut": true.
 */
int pm_json_compare(const struct pm_comparison *what, struct pm_buf *out) PM_MUST_USE;

/* "sheet", "cue"...: names of kinds and of origins as JSON has them; "" for NONE. */
const char *pm_kind_key(enum pm_kind kind);
const char *pm_from_key(enum pm_from from);

#endif
