/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h - a bar for work that takes longer than a second, and the signals that stop it.  Layer 6.
 *
 * The bar stands on one line of the standard error and is wiped before anything else is printed there.  Where that is no terminal (--progress=always into a log),
 * a line is printed every tenth part instead.
 */
#ifndef PM_CLI_PROGRESS_H
#define PM_CLI_PROGRESS_H

#include <stdio.h>

#include "base/buf.h"
#include "base/progress.h"
#include "cli/options.h"

struct pm_bar {
	struct pm_progress progress; /* hand this to the verbs */
	FILE *stream;                /* borrowed */
	int wanted;                  /* 0: nothing is printed */
	int is_terminal;
	unsigned columns;
	uint64_t (*now_ms)(void);    /* a clock that only goes forward */
	char phase[32];
	uint64_t phase_start_ms, last_drawn_ms;
	unsigned last_tenth;
	int on_screen;               /* 1: a bar stands there and must be wiped */
};

/* columns: width of the terminal.  now_ms NULL: the system's monotonic clock. */
void pm_bar_init(struct pm_bar *bar, enum pm_when when, FILE *stream, int is_terminal, unsigned columns, uint64_t (*now_ms)(void));
/* Wipe the bar, before anything else is printed. */
void pm_bar_clear(struct pm_bar *bar);

/* "writing  42% [=======>      ] 312 MB, 520 MB/s, 3 s left": one line at most `columns` wide, without line end. */
void pm_bar_line(struct pm_buf *out, const char *phase, uint64_t done, uint64_t total, uint64_t elapsed_ms, unsigned columns);

/*
 * pm_signals_catch - from now on SIGINT, SIGTERM and SIGHUP only ask to stop; SIGPIPE is ignored
 *
 * The work sees it by pm_progress_cancelled and cleans up.  A third signal kills at once, for work that does not listen.
 */
void pm_signals_catch(void);
/* The signal that asked to stop; 0: none. */
int pm_signal_caught(void);

#endif
