/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - how long work tells its caller where it is, and learns that it should stop.  Layer 0. */
#ifndef PM_BASE_PROGRESS_H
#define PM_BASE_PROGRESS_H

#include <stdint.h>

/* Both functions may be NULL, and a NULL struct pm_progress * means neither.  Called from one thread only. */
struct pm_progress {
	void *ctx;
	void (*report)(void *ctx, const char *phase, uint64_t done, uint64_t total); /* phase: "writing", "proving"...; bytes or sectors */
	int (*cancelled)(void *ctx);                                                /* non-zero: stop with PM_E_CANCELLED */
};

static inline void pm_progress_report(const struct pm_progress *p, const char *phase, uint64_t done, uint64_t total)
{
	if (p && p->report)
		p->report(p->ctx, phase, done, total);
}
static inline int pm_progress_cancelled(const struct pm_progress *p) { return p && p->cancelled && p->cancelled(p->ctx); }

#endif
