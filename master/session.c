/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.c - what one run owns.  Layer 5. */
#include <string.h>

#include "master/internal.h"

void pm_session_init(struct pm_session *s)
{
	memset(s, 0, sizeof(*s));
	pm_sources_init(&s->sources);
	pm_diags_init(&s->diags);
}

void pm_session_release(struct pm_session *s)
{
	pm_diags_release(&s->diags);
	pm_sources_release(&s->sources);
}

void pm_soften_read_back(struct pm_session *s, const struct pm_disc *disc, size_t from)
{
	static const enum pm_diag_group groups[] = { PM_GROUP_CODE, PM_GROUP_LAYOUT };

	if (disc->kind == PM_KIND_DDP || disc->kind == PM_KIND_DRIVE || disc->kind == PM_KIND_IMAGE || disc->kind == PM_KIND_SUBCODE)
		pm_diags_soften(&s->diags, from, groups, sizeof(groups) / sizeof(groups[0]));
}

/* Each track has an index 01, and all indexes grow towards the lead-out; in a CUE set none is left out and none lies before the file. */
static int indexes_can_be_written(const struct pm_disc *disc, int in_cue)
{
	int32_t before = in_cue ? -1 : PM_LBA_FIRST - 1;
	unsigned n, i;

	for (n = disc->first_track; n <= disc->last_track && n < 100; n++) {
		const struct pm_track *track = &disc->track[n];

		if (track->index[1].lba == PM_LBA_NONE)
			return 0;
		for (i = n == disc->first_track || track->index[0].lba == PM_LBA_NONE ? 1 : 0; i <= track->index_last; i++) {
			if (track->index[i].lba == PM_LBA_NONE && !in_cue)
				continue;
			if (track->index[i].lba == PM_LBA_NONE || track->index[i].lba <= before || track->index[i].lba >= disc->leadout_lba)
				return 0;
			before = track->index[i].lba;
		}
	}
	return 1;
}

void pm_insist_on_reasons(struct pm_session *s, const struct pm_disc *disc, int in_cue)
{
	size_t i;

	if (disc->laid_out && disc->last_track && !(disc->poisoned & PM_POISON_AUDIO) && indexes_can_be_written(disc, in_cue))
		return;
	for (i = 0; i < s->diags.count; i++) {
		struct pm_diag *diag = &s->diags.list[i];
		enum pm_diag_group group = pm_diag_group(diag->id);

		if (diag->given == PM_ERROR && group != PM_GROUP_CODE && group != PM_GROUP_TEXT)
			pm_diag_insist(diag);
	}
}
