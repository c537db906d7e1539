/* SPDX-License-Identifier: GPL-3.0-or-later */
/* defect.h - findings about one audio file, in words.  Layer 2, for audio/ only. */
#ifndef PM_AUDIO_DEFECT_H
#define PM_AUDIO_DEFECT_H

#include "audio/chunk.h"
#include "base/diag.h"
#include "disc/disc.h"

/* Where findings about a file go. */
struct pm_file_findings {
	struct pm_diags *diags;
	const char *name; /* as the sheet has it */
	struct pm_pos pos;
	int track;      /* -1: several or none */
	int has_errors; /* set by the calls below when the file must not be used */
};

/* The track a file belongs to by the item list; -1: none or several. */
int pm_file_track(const struct pm_disc *disc, uint32_t file);

/* A file that cannot be read at all: an error that --allow does not lower. */
#define PM_FATAL ((enum pm_severity)(PM_ERROR + 1))

/* Report one finding about the file; counts as an error unless the severity is lower or --allow lowers it.  hint may be NULL. */
void pm_file_find(struct pm_file_findings *f, enum pm_diag_id id, enum pm_severity severity, const char *hint, const char *fmt, ...) PM_PRINTF(5, 6);
/* Report every defect of the walk. */
void pm_file_find_defects(struct pm_file_findings *f, const struct pm_walk *w);

#endif
