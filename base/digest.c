/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.c - running digests by OpenSSL and CRC-32 by zlib.  Layer 0; the only file that knows the two. */
#include "base/digest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <zlib.h>

#include "base/bytes.h"

struct pm_digest {
	enum pm_digest_kind kind;
	EVP_MD_CTX *ctx; /* NULL for CRC-32 */
	uint32_t crc;
	int failed; /* the library failed in between: told at the end */
};

static const EVP_MD *method(enum pm_digest_kind kind)
{
	switch (kind) {
	case PM_MD5:
		return EVP_md5();
	case PM_SHA1:
		return EVP_sha1();
	case PM_SHA256:
		return EVP_sha256();
	case PM_SHA512:
		return EVP_sha512();
	case PM_CRC32:
		break;
	}
	return NULL;
}

struct pm_digest *pm_digest_new(enum pm_digest_kind kind)
{
	struct pm_digest *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->kind = kind;
	if (kind == PM_CRC32)
		return d;
	d->ctx = EVP_MD_CTX_new();
	if (!d->ctx || !method(kind) || EVP_DigestInit_ex(d->ctx, method(kind), NULL) != 1) {
		pm_digest_free(d);
		return NULL;
	}
	return d;
}

void pm_digest_free(struct pm_digest *d)
{
	if (!d)
		return;
	EVP_MD_CTX_free(d->ctx);
	free(d);
}

void pm_digest_add(struct pm_digest *d, const void *data, size_t length_bytes)
{
	if (!length_bytes)
		return;
	if (d->kind == PM_CRC32)
		d->crc = pm_crc32(d->crc, data, length_bytes);
	else if (EVP_DigestUpdate(d->ctx, data, length_bytes) != 1)
		d->failed = 1;
}

size_t pm_digest_bytes(enum pm_digest_kind kind)
{
	switch (kind) {
	case PM_CRC32:
		return 4;
	case PM_MD5:
		return 16;
	case PM_SHA1:
		return 20;
	case PM_SHA256:
		return 32;
	case PM_SHA512:
		break;
	}
	return 64;
}

int pm_digest_raw(struct pm_digest *d, uint8_t out[PM_DIGEST_MAX_BYTES])
{
	uint8_t bytes[EVP_MAX_MD_SIZE] = {0};

	if (d->kind == PM_CRC32)
		pm_put_be32(bytes, d->crc);
	else if (d->failed || EVP_DigestFinal_ex(d->ctx, bytes, NULL) != 1)
		return PM_E_IO;
	memcpy(out, bytes, pm_digest_bytes(d->kind));
	return PM_OK;
}

int pm_digest_hex(struct pm_digest *d, char out[PM_DIGEST_HEX_BYTES])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[PM_DIGEST_MAX_BYTES];
	size_t i, n = pm_digest_bytes(d->kind);
	int status = pm_digest_raw(d, bytes);

	if (status != PM_OK)
		return status;
	for (i = 0; i < n; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * n] = '\0';
	return PM_OK;
}

int pm_digest_of(enum pm_digest_kind kind, const void *data, size_t length_bytes, char out[PM_DIGEST_HEX_BYTES])
{
	struct pm_digest *d = pm_digest_new(kind);
	int status;

	if (!d)
		return PM_E_NOMEM;
	pm_digest_add(d, data, length_bytes);
	status = pm_digest_hex(d, out);
	pm_digest_free(d);
	return status;
}

uint32_t pm_crc32(uint32_t crc, const void *data, size_t length_bytes)
{
	const unsigned char *p = data;
	uLong value = crc;

	while (length_bytes) {
		uInt part = length_bytes < INT_MAX ? (uInt)length_bytes : INT_MAX;

		value = crc32(value, p, part);
		p += part;
		length_bytes -= part;
	}
	return (uint32_t)value;
}

uint32_t pm_crc32_combine(uint32_t first, uint32_t second, uint64_t second_bytes)
{
	/* z_off_t may have 32 bits: join in steps whose zeros zlib can skip. */
	const uint64_t step = 0x40000000u;

	for (; second_bytes > step; second_bytes -= step)
		first = (uint32_t)crc32_combine(first, 0, (z_off_t)step);
	return (uint32_t)crc32_combine(first, second, (z_off_t)second_bytes);
}
