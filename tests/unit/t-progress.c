/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-progress.c - the bar's line, when it is drawn and when not, and signals. */
#include <signal.h>

#include "cli/progress.h"
#include "tests/tap.h"

static uint64_t clock_ms;
static uint64_t now(void) { return clock_ms; }

static void line_is(const char *phase, uint64_t done, uint64_t total, uint64_t ms, unsigned columns, const char *want)
{
	struct pm_buf b;

	pm_buf_init(&b);
	pm_bar_line(&b, phase, done, total, ms, columns);
	IS_STR(pm_buf_str(&b), want, "a line");
	OK(b.length_bytes <= columns, "fits");
	pm_buf_release(&b);
}

/* What the bar writes when work reports at these times, up to `count`. */
static void writes(enum pm_when when, int is_terminal, const uint64_t *ms, size_t count, const char *want, const char *name)
{
	struct pm_bar bar;
	char got[2048];
	size_t i, n;
	FILE *f = tmpfile();

	clock_ms = 0;
	pm_bar_init(&bar, when, f, is_terminal, 40, now);
	for (i = 0; i < count; i++) {
		clock_ms = ms[i];
		pm_progress_report(&bar.progress, "writing", i * 1000, (count - 1) * 1000);
	}
	pm_bar_clear(&bar);
	rewind(f);
	n = fread(got, 1, sizeof(got) - 1, f);
	got[n] = 0;
	fclose(f);
	IS_STR(got, want, name);
}

int main(void)
{
	static const uint64_t quick[] = { 0, 300, 600, 900 };
	static const uint64_t slow[] = { 0, 1000, 1050, 3000 };
	struct pm_bar bar;

	/* 100000 sectors of 2352 bytes are 235.2 MB; half of them in a second. */
	line_is("writing", 50000, 100000, 1000, 80, "writing     50% [=================                  ] 118 MB, 118 MB/s, 1 s left");
	line_is("proving", 0, 100000, 0, 40, "proving      0% [                 ] 0 MB");
	line_is("proving", 100000, 100000, 2000, 30, "proving    100%");
	/* More than a disc has sectors: bytes. */
	line_is("verifying", 1000000, 100000000, 1000, 79, "verifying    1% [                                 ] 1 MB, 1 MB/s, 1:39 min left");

	writes(PM_AUTO, 1, quick, 4, "", "nothing in the first second");
	writes(PM_AUTO, 1, slow, 4,
	       "\rwriting     33% 2 MB, 2 MB/s, 2 s left\033[K"
	       "\rwriting    100% 7 MB, 2 MB/s, 0 s left\033[K"
	       "\r\033[K",
	       "drawn after a second, not more than ten times a second, and wiped");
	writes(PM_AUTO, 0, slow, 4, "", "not into a pipe");
	writes(PM_NEVER, 1, slow, 4, "", "never");
	writes(PM_ALWAYS, 0, slow, 4, "writing     33% 2 MB, 2 MB/s, 2 s left\nwriting    100% 7 MB, 2 MB/s, 0 s left\n", "lines in a log");

	pm_bar_init(&bar, PM_NEVER, stderr, 0, 0, NULL);
	pm_signals_catch();
	OK(!pm_progress_cancelled(&bar.progress), "not cancelled");
	raise(SIGTERM);
	OK(pm_progress_cancelled(&bar.progress), "cancelled by a signal");
	IS_INT(pm_signal_caught(), SIGTERM, "which one");
	raise(SIGPIPE);
	OK(1, "SIGPIPE is ignored");
	return tap_done();
}
