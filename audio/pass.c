/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pass.c - the one pass: sectors are read once and handed to taps on two threads.  Layer 2.
 *
 * The calling thread reads and runs the taps of side 0; a second thread runs those of side 1 over the same blocks, a ring behind.
 * Source: shared/reference/performance.md (a ring of 256 KiB blocks; MD5 alone in its thread).
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "audio/program.h"
#include "base/thread.h"

#define BLOCK_SECTORS 112 /* 257 KiB */
#define RING_BLOCKS 8

struct block {
	uint8_t *pcm;
	int32_t lba;
	size_t sector_count;
};

struct ring {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct block block[RING_BLOCKS];
	size_t filled;       /* blocks read and not yet through side 1; under lock */
	int ended;           /* no more blocks will come; under lock */
	int status;          /* first failure of either side; under lock */
	struct pm_error err; /* its message; under lock */
	struct pm_tap *tap;
	size_t tap_count;
};

static int run_taps(struct pm_tap *tap, size_t tap_count, int side, const struct block *b, struct pm_error *err)
{
	size_t i;
	int status;

	for (i = 0; i < tap_count; i++) {
		if (!!tap[i].side != side)
			continue;
		status = tap[i].block(tap[i].ctx, b->lba, b->pcm, b->sector_count, err);
		if (status != PM_OK)
			return status;
	}
	return PM_OK;
}

/* Keep the first failure; wakes the other side so that it can stop. */
static void fail(struct ring *r, int status, const struct pm_error *err)
{
	pthread_mutex_lock(&r->lock);
	if (r->status == PM_OK) {
		r->status = status;
		r->err = *err;
	}
	pthread_cond_broadcast(&r->changed);
	pthread_mutex_unlock(&r->lock);
}

static void *side_one(void *ctx)
{
	struct ring *r = ctx;
	struct pm_error err = {0};
	size_t tail = 0;
	int status;

	for (;;) {
		pthread_mutex_lock(&r->lock);
		while (!r->filled && !r->ended && r->status == PM_OK)
			pthread_cond_wait(&r->changed, &r->lock);
		if (r->status != PM_OK || !r->filled) {
			pthread_mutex_unlock(&r->lock);
			return NULL;
		}
		pthread_mutex_unlock(&r->lock);
		status = run_taps(r->tap, r->tap_count, 1, &r->block[tail], &err);
		if (status != PM_OK) {
			fail(r, status, &err);
			return NULL;
		}
		tail = (tail + 1) % RING_BLOCKS;
		pthread_mutex_lock(&r->lock);
		r->filled--;
		pthread_cond_signal(&r->changed);
		pthread_mutex_unlock(&r->lock);
	}
}

/* Wait for a free block; the ring's status. */
static int wait_for_room(struct ring *r)
{
	int status;

	pthread_mutex_lock(&r->lock);
	while (r->filled == RING_BLOCKS && r->status == PM_OK)
		pthread_cond_wait(&r->changed, &r->lock);
	status = r->status;
	pthread_mutex_unlock(&r->lock);
	return status;
}

static void publish(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->filled++;
	pthread_cond_signal(&r->changed);
	pthread_mutex_unlock(&r->lock);
}

struct reading {
	struct pm_program *program;
	int32_t first_lba, end_lba;
	const char *phase;
	const struct pm_progress *progress;
	int beside; /* 1: side 1 has its own thread */
};

static int read_all(struct ring *r, const struct reading *w, struct pm_error *err)
{
	uint64_t total = (uint64_t)((int64_t)w->end_lba - w->first_lba), done = 0;
	struct block *b;
	size_t head = 0;
	int status;

	while (done < total) {
		if (pm_progress_cancelled(w->progress))
			return pm_error_set(err, PM_E_CANCELLED, "stopped");
		status = wait_for_room(r);
		if (status != PM_OK)
			return status;
		b = &r->block[head];
		b->lba = (int32_t)(w->first_lba + (int64_t)done);
		b->sector_count = total - done < BLOCK_SECTORS ? (size_t)(total - done) : BLOCK_SECTORS;
		status = pm_program_read(w->program, b->lba, b->pcm, b->sector_count, err);
		if (status != PM_OK)
			return status;
		/* Both sides only look at the block, so side 1 may begin at once; it is refilled by this thread alone. */
		if (w->beside)
			publish(r);
		status = run_taps(r->tap, r->tap_count, 0, b, err);
		if (status == PM_OK && !w->beside)
			status = run_taps(r->tap, r->tap_count, 1, b, err);
		if (status != PM_OK)
			return status;
		done += b->sector_count;
		head = (head + 1) % RING_BLOCKS;
		pm_progress_report(w->progress, w->phase, done, total);
	}
	return PM_OK;
}

static int has_side(const struct pm_tap *tap, size_t tap_count, int side)
{
	size_t i;

	for (i = 0; i < tap_count; i++)
		if (!!tap[i].side == side)
			return 1;
	return 0;
}

int pm_pass_run(struct pm_program *p, int32_t first_lba, int32_t end_lba, struct pm_tap *tap, size_t tap_count, const char *phase,
		const struct pm_progress *progress, struct pm_error *err)
{
	struct ring r = {.tap = tap, .tap_count = tap_count};
	struct reading w = {p, first_lba, end_lba, phase, progress, 0};
	struct pm_error own = {0};
	uint8_t *memory;
	pthread_t thread;
	size_t i;
	int status;

	if (end_lba <= first_lba)
		return PM_OK;
	memory = malloc((size_t)RING_BLOCKS * BLOCK_SECTORS * PM_SECTOR_BYTES);
	if (!memory)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	for (i = 0; i < RING_BLOCKS; i++)
		r.block[i].pcm = memory + i * BLOCK_SECTORS * PM_SECTOR_BYTES;
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.changed, NULL);
	w.beside = has_side(tap, tap_count, 1) && pm_thread_start(&thread, side_one, &r);
	status = read_all(&r, &w, &own);
	if (status != PM_OK)
		fail(&r, status, &own);
	if (w.beside) {
		pthread_mutex_lock(&r.lock);
		r.ended = 1;
		pthread_cond_broadcast(&r.changed);
		pthread_mutex_unlock(&r.lock);
		pthread_join(thread, NULL);
	}
	status = r.status;
	if (status != PM_OK)
		pm_error_set(err, status, "%s", r.err.message[0] ? r.err.message : pm_status_text(status));
	pthread_cond_destroy(&r.changed);
	pthread_mutex_destroy(&r.lock);
	free(memory);
	return status;
}
