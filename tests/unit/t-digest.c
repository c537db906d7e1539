/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-digest.c - known answers of RFC 1321, FIPS 180-4 and zlib's check value. */
#include "base/digest.h"
#include "tests/tap.h"

static void of(enum pm_digest_kind kind, const char *text, const char *want, const char *name)
{
	char hex[PM_DIGEST_HEX_BYTES];

	IS_INT(pm_digest_of(kind, text, strlen(text), hex), PM_OK, name);
	IS_STR(hex, want, "hex");
	IS_INT(strlen(hex), 2 * pm_digest_bytes(kind), "length");
}

int main(void)
{
	static const uint8_t md5_abc[16] = {0x90, 0x01, 0x50, 0x98, 0x3c, 0xd2, 0x4f, 0xb0, 0xd6, 0x96, 0x3f, 0x7d, 0x28, 0xe1, 0x7f, 0x72};
	uint8_t raw[PM_DIGEST_MAX_BYTES];
	char hex[PM_DIGEST_HEX_BYTES], *million = malloc(1000000);
	struct pm_digest *d;
	size_t i;

	of(PM_MD5, "", "d41d8cd98f00b204e9800998ecf8427e", "MD5 of nothing (RFC 1321)");
	of(PM_MD5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0", "MD5 (RFC 1321)");
	of(PM_SHA1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d", "SHA-1 (FIPS 180)");
	of(PM_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "SHA-256 (FIPS 180)");
	of(PM_SHA512, "abc",
	   "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
	   "SHA-512 (FIPS 180)");
	of(PM_CRC32, "123456789", "cbf43926", "CRC-32, the check value");
	of(PM_CRC32, "", "00000000", "CRC-32 of nothing, with its zeros");
	IS_INT(pm_crc32(pm_crc32(0, "1234", 4), "56789", 5), 0xcbf43926u, "CRC-32 in two parts");
	IS_INT(pm_crc32_combine(pm_crc32(0, "1234", 4), pm_crc32(0, "56789", 5), 5), 0xcbf43926u, "CRC-32 joined from two");
	IS_INT(pm_crc32_combine(0xcbf43926u, 0, 0), 0xcbf43926u, "nothing joined");
	d = pm_digest_new(PM_MD5);
	pm_digest_add(d, "a", 1);
	pm_digest_add(d, NULL, 0);
	pm_digest_add(d, "bc", 2);
	IS_INT(pm_digest_raw(d, raw), PM_OK, "MD5 in parts");
	IS_MEM(raw, md5_abc, 16, "its bytes");
	pm_digest_free(d);
	memset(million, 'a', 1000000);
	d = pm_digest_new(PM_SHA1);
	for (i = 0; i < 1000000; i += 15625)
		pm_digest_add(d, million + i, 15625);
	IS_INT(pm_digest_hex(d, hex), PM_OK, "SHA-1 of a million");
	IS_STR(hex, "34aa973cd4c4daa4f61eeb2bdbad27316534016f", "as FIPS 180 says");
	pm_digest_free(d);
	pm_digest_free(NULL);
	free(million);
	return tap_done();
}
