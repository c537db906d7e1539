/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nrg-reader.h - what nrg.c (chunks) and nrg-layout.c (audio) share.  Layer 4, for these two only. */
#ifndef PM_CUE_NRG_READER_H
#define PM_CUE_NRG_READER_H

#include "cue/nrg.h"

/* Where a track lies in the image, as its tables say: nothing of it is to be trusted. */
struct pm_nrg_track {
	int known, audio;
	uint32_t sector_bytes;
	uint64_t pause_at, start_at, end_at; /* offsets: pause, index 01, behind the last sector */
	struct pm_pos pos;
};

struct pm_nrg {
	struct pm_disc *disc;
	struct pm_source *source;
	struct pm_sources *sources;
	struct pm_diags *diags;
	struct pm_error *err;
	const uint8_t *chain; /* the chunks; borrowed */
	size_t chain_bytes;
	uint64_t chain_at; /* in the image: audio ends here at the latest */
	uint64_t file_bytes;
	struct pm_nrg_track track[100];
	int have_marks, have_places, have_leadout, have_cdtext, told_session;
};

struct pm_pos pm_nrg_pos(const struct pm_nrg *n, const uint8_t *at, size_t length_bytes);

/* First and last track, lead-out, files and spans, laid_out; with findings where the tables do not fit each other. */
int pm_nrg_lay_out(struct pm_nrg *n, const char *path) PM_MUST_USE;

#endif
