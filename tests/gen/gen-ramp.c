/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gen-ramp.c - gen-ramp FIRST COUNT > FILE.wav: sample pairs number FIRST to FIRST + COUNT - 1, each saying its own number.
 *
 * Left is i mod 65536, right is i / 65536 (as 16-bit words): any lost, doubled or moved sample shows.  This is the audio of the worked example
 * of the DDP reference (section 9), where i counts from the start of the image, so that the first sample after the pause is 88200.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void le(uint8_t *out, uint32_t value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		*out++ = (uint8_t)value;
}

static int header(uint32_t samples)
{
	uint8_t h[44];

	memcpy(h, "RIFF....WAVEfmt ", 16);
	le(h + 4, samples * 4 + 36, 4);
	le(h + 16, 16, 4);
	le(h + 20, 1, 2);
	le(h + 22, 2, 2);
	le(h + 24, 44100, 4);
	le(h + 28, 44100 * 4, 4);
	le(h + 32, 4, 2);
	le(h + 34, 16, 2);
	memcpy(h + 36, "data", 4);
	le(h + 40, samples * 4, 4);
	return fwrite(h, sizeof(h), 1, stdout) == 1;
}

int main(int argc, char **argv)
{
	unsigned long first = argc == 3 ? strtoul(argv[1], NULL, 10) : 0, count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0, i;
	uint8_t sample[4];

	if (argc != 3 || count > 0x3fff0000ul || first > 0xfffffffful - count) {
		fprintf(stderr, "usage: gen-ramp FIRST COUNT > FILE.wav\n");
		return 2;
	}
	if (!header((uint32_t)count))
		return 1;
	for (i = first; i < first + count; i++) {
		le(sample, (uint32_t)i, 4);
		if (fwrite(sample, 4, 1, stdout) != 1)
			return 1;
	}
	return fclose(stdout) == 0 ? 0 : 1;
}
