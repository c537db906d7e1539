/* SPDX-License-Identifier: GPL-3.0-or-later */
/* thread.c - a thread beside the caller's.  Layer 0. */
#include "base/thread.h"

#include <signal.h>

int pm_thread_start(pthread_t *thread, void *(*run)(void *ctx), void *ctx)
{
	sigset_t all, old;
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	failed = pthread_create(thread, NULL, run, ctx);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return !failed;
}
