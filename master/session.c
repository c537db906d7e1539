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
