/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c - a bar for long work, and the signals that stop it (cli/progress.h).  Layer 6. */
#include "cli/progress.h"

#include <signal.h>
#include <string.h>
#include <time.h>

#include "disc/msf.h"

#define SHOW_AFTER_MS 1000
#define DRAW_EVERY_MS 100
/* Work reports bytes or sectors (base/progress.h): no disc has more sectors than this, and no file as small is worth a bar. */
#define SECTORS_AT_MOST 450000

/* ---- signals ---- */

static volatile sig_atomic_t caught_signal, caught_count;

static void on_signal(int number)
{
	caught_signal = number;
	if (++caught_count >= 3) {
		signal(number, SIG_DFL);
		raise(number);
	}
}

void pm_signals_catch(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action, old;
	size_t i;

	memset(&action, 0, sizeof(action));
	sigemptyset(&action.sa_mask);
	action.sa_flags = SA_RESTART;
	action.sa_handler = on_signal;
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		/* What was ignored at the start (nohup, a background job) stays ignored. */
		if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	/* A file above the limit of its size is an error of the write like any other. */
	signal(SIGXFSZ, SIG_IGN);
}

int pm_signal_caught(void) { return caught_signal; }

static int cancelled(void *ctx)
{
	(void)ctx;
	return caught_signal != 0;
}

/* ---- the bar ---- */

static uint64_t monotonic_ms(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void add_left(struct pm_buf *out, uint64_t seconds)
{
	if (seconds < 60)
		pm_buf_printf(out, ", %u s left", (unsigned)seconds);
	else if (seconds < 6000)
		pm_buf_printf(out, ", %u:%02u min left", (unsigned)(seconds / 60), (unsigned)(seconds % 60));
}

void pm_bar_line(struct pm_buf *out, const char *phase, uint64_t done, uint64_t total, uint64_t elapsed_ms, unsigned columns)
{
	uint64_t unit = total <= SECTORS_AT_MOST ? PM_SECTOR_BYTES : 1, shown = done < total ? done : total;
	unsigned percent = total ? (unsigned)(100.0 * (double)shown / (double)total) : 0, width, filled;
	double rate = elapsed_ms ? (double)shown * (double)unit / ((double)elapsed_ms / 1000) : 0;
	struct pm_buf tail;

	pm_buf_init(&tail);
	pm_buf_printf(&tail, " %.0f MB", (double)shown * (double)unit / 1e6);
	if (rate > 0) {
		pm_buf_printf(&tail, ", %.0f MB/s", rate / 1e6);
		add_left(&tail, (uint64_t)((double)(total - shown) * (double)unit / rate + 0.5));
	}
	pm_buf_printf(out, "%-10.20s %3u%%", phase, percent);
	width = (unsigned)(out->length_bytes + tail.length_bytes + 3);
	if (columns > width + 10) {
		width = columns - width > 40 ? 40 : columns - width;
		filled = width * percent / 100;
		pm_buf_add_str(out, " [");
		pm_buf_add_fill(out, '=', filled);
		pm_buf_add_fill(out, ' ', width - filled);
		pm_buf_add_char(out, ']');
	}
	if (columns >= out->length_bytes + tail.length_bytes)
		pm_buf_add(out, tail.data, tail.length_bytes);
	pm_buf_release(&tail);
}

void pm_bar_clear(struct pm_bar *bar)
{
	if (!bar->on_screen)
		return;
	fputs("\r\033[K", bar->stream);
	fflush(bar->stream);
	bar->on_screen = 0;
}

static void draw(struct pm_bar *bar, uint64_t done, uint64_t total, uint64_t elapsed_ms)
{
	struct pm_buf line;

	pm_buf_init(&line);
	/* The last column stays free: some terminals wrap there. */
	pm_bar_line(&line, bar->phase, done, total, elapsed_ms, bar->columns > 1 ? bar->columns - 1 : 79);
	if (!line.failed) {
		fprintf(bar->stream, bar->is_terminal ? "\r%s\033[K" : "%s\n", pm_buf_str(&line));
		fflush(bar->stream);
		bar->on_screen = bar->is_terminal;
	}
	pm_buf_release(&line);
}

static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	struct pm_bar *bar = ctx;
	uint64_t now = bar->now_ms();
	unsigned tenth = total ? (unsigned)(10.0 * (double)done / (double)total) : 0;

	if (strncmp(bar->phase, phase, sizeof(bar->phase) - 1) != 0) {
		snprintf(bar->phase, sizeof(bar->phase), "%s", phase);
		bar->phase_start_ms = now;
		bar->last_tenth = 0;
	}
	if (now - bar->phase_start_ms < SHOW_AFTER_MS || now - bar->last_drawn_ms < DRAW_EVERY_MS || total == 0)
		return;
	if (!bar->is_terminal && tenth <= bar->last_tenth)
		return;
	bar->last_drawn_ms = now;
	bar->last_tenth = tenth;
	draw(bar, done, total, now - bar->phase_start_ms);
}

void pm_bar_init(struct pm_bar *bar, enum pm_when when, FILE *stream, int is_terminal, unsigned columns, uint64_t (*now_ms)(void))
{
	memset(bar, 0, sizeof(*bar));
	bar->stream = stream;
	bar->is_terminal = is_terminal;
	bar->columns = columns ? columns : 80;
	bar->wanted = when == PM_ALWAYS || (when == PM_AUTO && is_terminal);
	bar->now_ms = now_ms ? now_ms : monotonic_ms;
	bar->progress.ctx = bar;
	bar->progress.cancelled = cancelled;
	bar->progress.report = bar->wanted ? report : NULL;
}
