/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.h - MD5, SHA-1, SHA-256, SHA-512 by OpenSSL and CRC-32 by zlib, behind one face.  Layer 0. */
#ifndef PM_BASE_DIGEST_H
#define PM_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum pm_digest_kind { PM_CRC32, PM_MD5, PM_SHA1, PM_SHA256, PM_SHA512 };

#define PM_DIGEST_MAX_BYTES 64
#define PM_DIGEST_HEX_BYTES 129 /* hex digits of the longest digest and a NUL */

struct pm_digest; /* one running digest */

/* A new running digest, owned by the caller; NULL when memory is out or the library has no such digest. */
struct pm_digest *pm_digest_new(enum pm_digest_kind kind);
void pm_digest_free(struct pm_digest *d);
void pm_digest_add(struct pm_digest *d, const void *data, size_t length_bytes);

/* Number of bytes in a digest of that kind: 4, 16, 20, 32, 64. */
size_t pm_digest_bytes(enum pm_digest_kind kind);

/* Ends d and writes lower-case hex and a NUL.  CRC-32 is written high byte first, as people write it.  PM_E_IO: the library failed. */
int pm_digest_hex(struct pm_digest *d, char out[PM_DIGEST_HEX_BYTES]) PM_MUST_USE;
/* Ends d and writes pm_digest_bytes(kind) bytes. */
int pm_digest_raw(struct pm_digest *d, uint8_t out[PM_DIGEST_MAX_BYTES]) PM_MUST_USE;

/* Both for one run of bytes. */
int pm_digest_of(enum pm_digest_kind kind, const void *data, size_t length_bytes, char out[PM_DIGEST_HEX_BYTES]) PM_MUST_USE;
/* zlib's CRC-32 (IEEE), start value 0; chainable. */
uint32_t pm_crc32(uint32_t crc, const void *data, size_t length_bytes);
/* The CRC-32 of A followed by B, from that of A and that of B, which is second_bytes long. */
uint32_t pm_crc32_combine(uint32_t first, uint32_t second, uint64_t second_bytes);

#endif
