/* SPDX-License-Identifier: GPL-3.0-or-later */
/* laid-out.h - what holds for every disc that a reader gives laid out, however wrong its source was. */
#ifndef PM_TESTS_LAID_OUT_H
#define PM_TESTS_LAID_OUT_H

#include "disc/disc.h"
#include "tests/fuzz/must.h"

static inline void laid_out_tracks(const struct pm_disc *disc)
{
	int32_t last = PM_LBA_FIRST - 1;
	unsigned n, i;

	must(disc->first_track >= 1 && disc->last_track <= 99 && disc->first_track <= disc->last_track, "track numbers");
	for (n = disc->first_track; n <= disc->last_track; n++) {
		const struct pm_track *t = &disc->track[n];

		must(t->index[1].lba != PM_LBA_NONE, "a track without index 01");
		for (i = 0; i <= t->index_last; i++) {
			if (t->index[i].lba == PM_LBA_NONE)
				continue;
			must(t->index[i].lba > last, "indexes do not grow");
			last = t->index[i].lba;
		}
		must(t->isrc.text[0] == 0 || pm_isrc_valid(t->isrc.text), "an ISRC that is none");
	}
	must(disc->leadout_lba > last && disc->leadout_lba <= PM_LBA_MAX, "lead-out");
}

static inline void laid_out_spans(const struct pm_disc *disc)
{
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < disc->span_count; i++) {
		const struct pm_span *s = &disc->span[i];

		must(s->at_samples == at, "a hole in the spans");
		at += s->length_samples;
		if (s->file == PM_FILE_SILENCE)
			continue;
		must(s->file < disc->file_count, "a span without a file");
		must(s->start_samples + s->length_samples <= disc->file[s->file].length_samples, "a span past its file");
	}
	must(at == (uint64_t)pm_disc_sectors(disc) * PM_SECTOR_SAMPLES, "spans end elsewhere than the disc");
}

#endif
