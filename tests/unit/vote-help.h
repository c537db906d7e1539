/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vote-help.h - frames of Q put together and voted on, for t-vote and t-vote-simulation. */
#ifndef PM_TESTS_VOTE_HELP_H
#define PM_TESTS_VOTE_HELP_H

#include "subcode/vote.h"

#include "subcode/run.h"
#include "tests/unit/subcode-help.h"

static struct pm_q_log log_;
static struct pm_votes votes;

static inline void begin(void)
{
	pm_q_log_init(&log_);
}

static inline void count(const struct pm_toc *toc, const struct pm_vote_commanded *commanded)
{
	if (pm_vote_log(&log_, toc, commanded, &votes, NULL) != PM_OK)
		exit(99);
	pm_q_log_release(&log_);
}

static inline void add(int32_t lba, const uint8_t q[12])
{
	if (pm_q_log_add(&log_, lba, q) < 0)
		exit(99);
}

#endif
