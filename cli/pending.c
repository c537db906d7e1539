/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pending.c - stands in for the reader of cdrdao TOCs until it lands in cue/; then this file goes.  Layer 6. */
#include "cue/toc.h"

__attribute__((weak)) int pm_toc_read(struct pm_disc *disc, struct pm_source *src, struct pm_diags *diags)
{
	(void)disc;
	(void)src;
	(void)diags;
	return PM_E_UNSUPPORTED;
}
