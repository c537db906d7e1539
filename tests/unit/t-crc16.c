/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-crc16.c - the CRC of Q frames and packs against known values, the vectors, and a register of single bits. */
#include "base/buf.h"
#include "base/crc16.h"
#include "tests/tap.h"

static uint16_t bitwise(const uint8_t *data, size_t n)
{
	unsigned crc = 0;
	size_t i;
	int bit;

	for (i = 0; i < n; i++)
		for (bit = 7; bit >= 0; bit--) {
			unsigned top = (crc >> 15) ^ ((data[i] >> bit) & 1u);

			crc = ((crc << 1) & 0xFFFF) ^ (top ? 0x1021 : 0);
		}
	return (uint16_t)(crc ^ 0xFFFF);
}

static int nibble(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "0A1B..." up to a tab or line end; returns the number of bytes. */
static size_t from_hex(const char *hex, uint8_t *out, size_t room)
{
	size_t n = 0;

	for (; nibble(hex[0]) >= 0 && nibble(hex[1]) >= 0 && n < room; hex += 2)
		out[n++] = (uint8_t)(nibble(hex[0]) * 16 + nibble(hex[1]));
	return n;
}

static void test_vectors(void)
{
	char *path = tap_shared() ? pm_str_printf("%s/vectors/crc16.tsv", tap_shared()) : NULL, line[8192];
	FILE *f = path ? fopen(path, "r") : NULL;
	uint8_t data[2048], stored[2];
	int count = 0, bad = 0;

	free(path);
	if (!f) {
		SKIP("no shared folder", "vectors");
		return;
	}
	while (fgets(line, sizeof(line), f)) {
		char *tab = strchr(line, '\t');
		size_t n = from_hex(line, data, sizeof(data));

		if (!tab || from_hex(tab + 1, stored, 2) != 2)
			continue;
		count++;
		bad += (size_t)(tab - line) != 2 * n || pm_crc16(data, n) != (stored[0] << 8 | stored[1]);
	}
	fclose(f);
	OK(count > 5, "there are vectors");
	IS_INT(bad, 0, "every vector");
}

int main(void)
{
	uint8_t data[1024];
	uint32_t seed = 1;
	size_t i;
	int bad = 0;

	IS_INT(pm_crc16((const uint8_t *)"123456789", 9), 0xCE3C, "the check value");
	IS_INT(pm_crc16(NULL, 0), 0xFFFF, "nothing");
	IS_INT(pm_crc16((const uint8_t *)"\0\0\0\0\0\0\0\0\0\0", 10), 0xFFFF, "ten zeros");
	for (i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)((seed = seed * 1103515245u + 12345u) >> 16);
	for (i = 0; i < 256; i++)
		bad |= pm_crc16((uint8_t[]){(uint8_t)i}, 1) != bitwise((uint8_t[]){(uint8_t)i}, 1);
	for (i = 0; i < sizeof(data); i++)
		bad |= pm_crc16(data, i) != bitwise(data, i);
	OK(!bad, "the table agrees with the register");
	test_vectors();
	return tap_done();
}
