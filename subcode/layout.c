/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.c - the forms in which a sector's subcode is kept.  Layer 2.  Source: shared/reference/subcode.md section 9. */
#include "subcode/layout.h"

#include <string.h>

#include "subcode/q.h"

#define CHANNELS 8
#define CHANNEL_BYTES 12

/* Turns an 8 x 8 square of bits over its diagonal: row r, column c becomes row c, column r (Hacker's Delight 7-3). */
static uint64_t transpose(uint64_t x)
{
	uint64_t t;

	t = (x ^ (x >> 7)) & 0x00AA00AA00AA00AAu;
	x = x ^ t ^ (t << 7);
	t = (x ^ (x >> 14)) & 0x0000CCCC0000CCCCu;
	x = x ^ t ^ (t << 14);
	t = (x ^ (x >> 28)) & 0x00000000F0F0F0F0u;
	return x ^ t ^ (t << 28);
}

void pm_subcode_interleave(const uint8_t linear[PM_SUBCODE_BYTES], uint8_t out[PM_SUBCODE_BYTES])
{
	unsigned i, channel;

	/* Byte i of each channel holds the bits of symbols 8i to 8i+7. */
	for (i = 0; i < CHANNEL_BYTES; i++) {
		uint64_t square = 0;

		for (channel = 0; channel < CHANNELS; channel++)
			square = square << 8 | linear[channel * CHANNEL_BYTES + i];
		square = transpose(square);
		for (channel = 0; channel < 8; channel++)
			out[i * 8 + channel] = (uint8_t)(square >> (56 - 8 * channel));
	}
}

void pm_subcode_deinterleave(const uint8_t interleaved[PM_SUBCODE_BYTES], uint8_t out[PM_SUBCODE_BYTES])
{
	unsigned i, channel;

	for (i = 0; i < CHANNEL_BYTES; i++) {
		uint64_t square = 0;

		for (channel = 0; channel < 8; channel++)
			square = square << 8 | interleaved[i * 8 + channel];
		square = transpose(square);
		for (channel = 0; channel < CHANNELS; channel++)
			out[channel * CHANNEL_BYTES + i] = (uint8_t)(square >> (56 - 8 * channel));
	}
}

void pm_subcode_interleaved_q(const uint8_t interleaved[PM_SUBCODE_BYTES], uint8_t q[12])
{
	unsigned i;

	memset(q, 0, CHANNEL_BYTES);
	for (i = 0; i < PM_SUBCODE_BYTES; i++)
		q[i / 8] |= (uint8_t)((interleaved[i] >> 6 & 1) << (7 - i % 8));
}

void pm_subcode_to_short(const uint8_t linear[PM_SUBCODE_BYTES], uint8_t out[PM_SUBCODE_SHORT_BYTES])
{
	unsigned i, ones = 0;

	for (i = 0; i < CHANNEL_BYTES * 8; i++)
		ones += linear[i / 8] >> (7 - i % 8) & 1u;
	memset(out, 0, PM_SUBCODE_SHORT_BYTES);
	memcpy(out, linear + PM_SUBCODE_Q, CHANNEL_BYTES);
	out[15] = ones > CHANNEL_BYTES * 4 ? 0x80 : 0x00;
}

void pm_subcode_from_short(const uint8_t in[PM_SUBCODE_SHORT_BYTES], uint8_t linear[PM_SUBCODE_BYTES])
{
	memset(linear, 0, PM_SUBCODE_BYTES);
	memset(linear, in[15] & 0x80 ? 0xFF : 0x00, CHANNEL_BYTES);
	memcpy(linear + PM_SUBCODE_Q, in, CHANNEL_BYTES);
}

enum pm_subcode_form pm_subcode_guess_form(const uint8_t *data, size_t sectors, size_t stride_bytes, size_t *fitting)
{
	size_t i, linear = 0, interleaved = 0;

	for (i = 0; i < sectors; i++) {
		const uint8_t *sector = data + i * stride_bytes;
		uint8_t q[CHANNEL_BYTES];

		pm_subcode_interleaved_q(sector, q);
		interleaved += (size_t)pm_q_crc_fits(q);
		linear += (size_t)pm_q_crc_fits(sector + PM_SUBCODE_Q);
	}
	if (fitting)
		*fitting = interleaved > linear ? interleaved : linear;
	return interleaved > linear ? PM_SUBCODE_INTERLEAVED : PM_SUBCODE_LINEAR;
}
