/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-thread.c - a thread beside the caller's, which leaves all signals to it. */
#include "base/thread.h"

#include <signal.h>

#include "tests/tap.h"

struct seen {
	int ran, blocks_int, blocks_term;
};

static void *look(void *ctx)
{
	struct seen *s = ctx;
	sigset_t mask;

	pthread_sigmask(SIG_SETMASK, NULL, &mask);
	*s = (struct seen){1, sigismember(&mask, SIGINT), sigismember(&mask, SIGTERM)};
	return NULL;
}

int main(void)
{
	struct seen s = {0};
	sigset_t mine, after;
	pthread_t thread;

	sigemptyset(&mine);
	sigaddset(&mine, SIGUSR1);
	pthread_sigmask(SIG_SETMASK, &mine, NULL);
	if (!OK(pm_thread_start(&thread, look, &s), "a thread begins"))
		return tap_done();
	pthread_join(thread, NULL);
	IS_INT(s.ran, 1, "with what it was given");
	OK(s.blocks_int && s.blocks_term, "signals go to the caller");
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	OK(sigismember(&after, SIGUSR1) && !sigismember(&after, SIGINT) && !sigismember(&after, SIGTERM), "whose mask is as it was");
	return tap_done();
}
