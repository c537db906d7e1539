/* SPDX-License-Identifier: GPL-3.0-or-later */
/* thread.h - a thread beside the caller's.  Layer 0. */
#ifndef PM_BASE_THREAD_H
#define PM_BASE_THREAD_H

#include <pthread.h>

/*
 * pm_thread_start - run(ctx) in a thread of its own, to be joined by the caller
 *
 * It leaves all signals to the caller's thread, so that Ctrl-C interrupts the one that can answer it; the caller's own signal mask is as before.
 * Returns:  1; 0: there is no thread to be had, and the caller does the work itself
 */
int pm_thread_start(pthread_t *thread, void *(*run)(void *ctx), void *ctx);

#endif
