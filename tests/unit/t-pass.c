/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-pass.c - both sides see every sector in order; errors and cancelling on either side end the pass. */
#include <pthread.h>

#include "audio/program.h"
#include "tests/unit/audio-files.h"

#define SECTORS 5000

struct seen {
	int32_t next;
	uint64_t sum;
	int32_t fail_at; /* LBA; PM_LBA_NONE: never */
	int status;
	pthread_t thread;
};

static int look(void *ctx, int32_t lba, const uint8_t *pcm, size_t n, struct pm_error *err)
{
	struct seen *s = ctx;
	size_t i;

	s->thread = pthread_self();
	if (lba != s->next)
		return pm_error_set(err, PM_E_RANGE, "out of order");
	s->next += (int32_t)n;
	for (i = 0; i < n * 2352; i++)
		s->sum += pcm[i] * (i + 1);
	if (s->fail_at != PM_LBA_NONE && s->next > s->fail_at)
		return pm_error_set(err, s->status, "told to fail");
	return PM_OK;
}

static int counting(void *ctx, uint64_t at, uint8_t *out, size_t n, struct pm_error *err)
{
	uint64_t *limit = ctx;
	size_t i;

	if (at + n > *limit)
		return pm_error_set(err, PM_E_IO, "cannot read here");
	for (i = 0; i < n * 4; i++)
		out[i] = (uint8_t)(at * 7 + i * 3);
	return PM_OK;
}

struct watch {
	uint64_t done, total, calls, cancel_at;
	pthread_t thread;
};

static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	struct watch *w = ctx;

	(void)phase;
	w->done = done;
	w->total = total;
	w->calls++;
	w->thread = pthread_self();
}
static int cancelled(void *ctx)
{
	struct watch *w = ctx;

	return w->cancel_at && w->done >= w->cancel_at;
}

static int run(uint64_t limit, struct seen *a, struct seen *b, struct seen *c, struct watch *w, struct pm_error *err)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DRIVE);
	struct pm_program_source source = {&limit, counting};
	struct pm_tap taps[3] = {{a, 0, look}, {b, 1, look}, {c, 1, look}};
	struct pm_progress progress = {w, report, cancelled};
	struct pm_program *p = NULL;
	uint32_t number;
	int status;

	memset(err, 0, sizeof *err);
	if (pm_disc_add_file(disc, "drive", PM_FILE_DRIVE, pm_pos_none(), &number) != PM_OK ||
	    pm_disc_add_span(disc, number, 0, SECTORS * 588) != PM_OK)
		exit(99);
	disc->leadout_lba = SECTORS - 150;
	disc->laid_out = 1;
	if (pm_program_open_with(&p, disc, &source, err) != PM_OK)
		exit(99);
	status = pm_pass_run(p, -150, SECTORS - 150, taps, 3, "testing", w ? &progress : NULL, err);
	pm_program_close(p);
	pm_disc_free(disc);
	return status;
}

int main(void)
{
	const struct seen fresh = {.next = -150, .fail_at = PM_LBA_NONE};
	struct seen a = fresh, b = fresh, c = fresh;
	struct watch w = {0};
	struct pm_error err;
	int i, status = PM_OK;

	IS_INT(run(UINT64_MAX, &a, &b, &c, &w, &err), PM_OK, "a whole pass");
	IS_INT(a.next, SECTORS - 150, "side 0 saw all");
	IS_INT(b.next, SECTORS - 150, "side 1 saw all");
	OK(a.sum && a.sum == b.sum && b.sum == c.sum, "both saw the same");
	OK(!pthread_equal(a.thread, b.thread) && pthread_equal(b.thread, c.thread), "on two threads");
	OK(pthread_equal(w.thread, pthread_self()), "progress from the caller's");
	IS_INT(w.done, SECTORS, "progress ends at the end");
	IS_INT(w.total, SECTORS, "progress knows the total");

	a = b = c = fresh;
	a.fail_at = 700;
	a.status = PM_E_IO;
	IS_INT(run(UINT64_MAX, &a, &b, &c, NULL, &err), PM_E_IO, "side 0 fails");
	IS_STR(err.message, "told to fail", "with its message");
	a = b = c = fresh;
	b.fail_at = 700;
	b.status = PM_E_NOMEM;
	IS_INT(run(UINT64_MAX, &a, &b, &c, NULL, &err), PM_E_NOMEM, "side 1 fails");
	IS_STR(err.message, "told to fail", "with its message");
	OK(a.next < SECTORS - 150, "and the reading stops");
	a = b = c = fresh;
	IS_INT(run(588 * 1000, &a, &b, &c, NULL, &err), PM_E_IO, "the reading fails");
	IS_STR(err.message, "cannot read here", "with its message");
	a = b = c = fresh;
	memset(&w, 0, sizeof w);
	w.cancel_at = 2000;
	IS_INT(run(UINT64_MAX, &a, &b, &c, &w, &err), PM_E_CANCELLED, "cancelled");
	OK(a.next < 2300, "and soon");
	for (i = 0; i < 60 && status == PM_OK; i++) {
		a = b = c = fresh;
		(i & 1 ? &a : &c)->fail_at = i * 80;
		(i & 1 ? &a : &c)->status = PM_E_DRIVE;
		if (run(i % 3 ? UINT64_MAX : 588u * 80u * (unsigned)i, &a, &b, &c, NULL, &err) == PM_OK)
			status = 1;
	}
	IS_INT(status, PM_OK, "sixty failures everywhere, none hangs");
	return tap_done();
}
