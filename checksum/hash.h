/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash.h - several digests of one file in one reading, on two threads.  Layer 3, internal to checksum/. */
#ifndef PM_CHECKSUM_HASH_H
#define PM_CHECKSUM_HASH_H

#include "base/digest.h"
#include "base/progress.h"

#define PM_HASH_KINDS (PM_SHA512 + 1)
#define PM_HASH_BIT(kind) (1u << (kind))

/* Running digests of the kinds wanted. */
struct pm_hash {
	struct pm_digest *digest[PM_HASH_KINDS]; /* NULL: not wanted */
};

/* kinds: bits by PM_HASH_BIT.  PM_E_NOMEM: nothing is held. */
int pm_hash_init(struct pm_hash *h, unsigned kinds) PM_MUST_USE;
void pm_hash_release(struct pm_hash *h);
/* The slow ones (MD5, SHA-512) are side 1, the others side 0: each side may run in its own thread. */
void pm_hash_add(struct pm_hash *h, int side, const void *data, size_t length_bytes);
/* Ends all; hex[kind] is "" where not wanted.  PM_E_IO: the library failed. */
int pm_hash_end(struct pm_hash *h, char hex[PM_HASH_KINDS][PM_DIGEST_HEX_BYTES]) PM_MUST_USE;

/* How far a run over several files has come. */
struct pm_hash_progress {
	const struct pm_progress *progress; /* may be NULL */
	uint64_t done_bytes, total_bytes;
};

/*
 * pm_hash_file - read a file once through h
 *
 * Reads in the calling thread; a second thread works out side 1 a few blocks behind.  Adds what it read to at->done_bytes.
 * Returns:  PM_OK; PM_E_NOT_FOUND, PM_E_IO; PM_E_CANCELLED; PM_E_NOMEM
 */
int pm_hash_file(struct pm_hash *h, const char *path, struct pm_hash_progress *at, struct pm_error *err) PM_MUST_USE;

#endif
