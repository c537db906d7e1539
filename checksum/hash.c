/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hash.c - reading and hashing overlapped.  Layer 3.
 * Source: shared/reference/performance.md (a ring of 256 KiB blocks, MD5 alone in its thread).
 */
#include "config.h"

#include "checksum/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/thread.h"

#define BLOCK_BYTES (256u * 1024u)
#define RING_BLOCKS 8

static int side_of(int kind)
{
	return kind == PM_MD5 || kind == PM_SHA512;
}

int pm_hash_init(struct pm_hash *h, unsigned kinds)
{
	int kind;

	*h = (struct pm_hash){{NULL}};
	for (kind = 0; kind < PM_HASH_KINDS; kind++) {
		if (!(kinds & PM_HASH_BIT(kind)))
			continue;
		h->digest[kind] = pm_digest_new((enum pm_digest_kind)kind);
		if (!h->digest[kind]) {
			pm_hash_release(h);
			return PM_E_NOMEM;
		}
	}
	return PM_OK;
}

void pm_hash_release(struct pm_hash *h)
{
	int kind;

	for (kind = 0; kind < PM_HASH_KINDS; kind++) {
		pm_digest_free(h->digest[kind]);
		h->digest[kind] = NULL;
	}
}

void pm_hash_add(struct pm_hash *h, int side, const void *data, size_t length_bytes)
{
	int kind;

	for (kind = 0; kind < PM_HASH_KINDS; kind++)
		if (h->digest[kind] && side_of(kind) == side)
			pm_digest_add(h->digest[kind], data, length_bytes);
}

int pm_hash_end(struct pm_hash *h, char hex[PM_HASH_KINDS][PM_DIGEST_HEX_BYTES])
{
	int kind, status = PM_OK;

	for (kind = 0; kind < PM_HASH_KINDS; kind++) {
		hex[kind][0] = 0;
		if (h->digest[kind] && pm_digest_hex(h->digest[kind], hex[kind]))
			status = PM_E_IO;
	}
	return status;
}

struct ring {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct pm_hash *hash;
	uint8_t *block[RING_BLOCKS];
	size_t length_bytes[RING_BLOCKS];
	size_t filled; /* blocks read and not yet hashed; under lock */
	int ended;     /* no more will come; under lock */
};

static void *side_one(void *ctx)
{
	struct ring *r = ctx;
	size_t tail = 0;

	for (;;) {
		pthread_mutex_lock(&r->lock);
		while (!r->filled && !r->ended)
			pthread_cond_wait(&r->changed, &r->lock);
		if (!r->filled) {
			pthread_mutex_unlock(&r->lock);
			return NULL;
		}
		pthread_mutex_unlock(&r->lock);
		pm_hash_add(r->hash, 1, r->block[tail], r->length_bytes[tail]);
		tail = (tail + 1) % RING_BLOCKS;
		pthread_mutex_lock(&r->lock);
		r->filled--;
		pthread_cond_signal(&r->changed);
		pthread_mutex_unlock(&r->lock);
	}
}

static void wait_for_room(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	while (r->filled == RING_BLOCKS)
		pthread_cond_wait(&r->changed, &r->lock);
	pthread_mutex_unlock(&r->lock);
}

static void publish(struct ring *r)
{
	pthread_mutex_lock(&r->lock);
	r->filled++;
	pthread_cond_signal(&r->changed);
	pthread_mutex_unlock(&r->lock);
}

/* A whole block, or what is left of the file; negative: errno. */
static ssize_t read_block(int fd, uint8_t *out)
{
	size_t got = 0;

	while (got < BLOCK_BYTES) {
		ssize_t n = read(fd, out + got, BLOCK_BYTES - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (ssize_t)got;
}

static int read_all(struct ring *r, int fd, int beside, const char *path, struct pm_hash_progress *at, struct pm_error *err)
{
	size_t head = 0;

	for (;; head = (head + 1) % RING_BLOCKS) {
		ssize_t n;

		if (pm_progress_cancelled(at->progress))
			return pm_error_set(err, PM_E_CANCELLED, "stopped");
		if (beside)
			wait_for_room(r);
		n = read_block(fd, r->block[head]);
		if (n < 0)
			return pm_error_io(err, errno, "read", path);
		if (n == 0)
			return PM_OK;
		r->length_bytes[head] = (size_t)n;
		/* Both sides only look at the block; it is filled again by this thread alone. */
		if (beside)
			publish(r);
		else
			pm_hash_add(r->hash, 1, r->block[head], (size_t)n);
		pm_hash_add(r->hash, 0, r->block[head], (size_t)n);
		at->done_bytes += (uint64_t)n;
		pm_progress_report(at->progress, "verifying", at->done_bytes, at->total_bytes);
	}
}

static int run(struct pm_hash *h, int fd, const char *path, struct pm_hash_progress *at, struct pm_error *err)
{
	struct ring r = {.hash = h};
	uint8_t *memory = malloc((size_t)RING_BLOCKS * BLOCK_BYTES);
	pthread_t thread;
	size_t i;
	int beside, status;

	if (!memory)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	for (i = 0; i < RING_BLOCKS; i++)
		r.block[i] = memory + i * BLOCK_BYTES;
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.changed, NULL);
	beside = pm_thread_start(&thread, side_one, &r);
	status = read_all(&r, fd, beside, path, at, err);
	if (beside) {
		pthread_mutex_lock(&r.lock);
		r.ended = 1;
		pthread_cond_broadcast(&r.changed);
		pthread_mutex_unlock(&r.lock);
		pthread_join(thread, NULL);
	}
	pthread_cond_destroy(&r.changed);
	pthread_mutex_destroy(&r.lock);
	free(memory);
	return status;
}

int pm_hash_file(struct pm_hash *h, const char *path, struct pm_hash_progress *at, struct pm_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), status;

	if (fd < 0)
		return pm_error_io(err, errno, "open", path);
#ifdef HAVE_POSIX_FADVISE
	(void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
	status = run(h, fd, path, at, err);
	close(fd);
	return status;
}
