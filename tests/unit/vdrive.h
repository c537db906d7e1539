/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vdrive.h - the disc and the drive of the virtual drive's unit tests.
 * The disc is the one burnt by cdrdao in the reference (subcode.md 14): tracks at 00:02:00, 00:14:00 (control 3, INDEX 02
 * at 00:18:00) and 00:25:00, lead-out at 00:34:00.
 */
#ifndef PM_TESTS_VDRIVE_H
#define PM_TESTS_VDRIVE_H

#include "tests/drive/model.h"
#include "tests/drive/q.h"
#include "tests/tap.h"

static struct vd_program program;
static struct vd_disc disc;
static struct vd vd;
static uint8_t data[300000], sense[VD_SENSE_BYTES];
static size_t len;

static inline int cmd(const uint8_t *cdb, size_t n)
{
	memset(data, 0xEE, sizeof(data));
	return vd_command(&vd, cdb, n, data, sizeof(data), &len, sense);
}
#define CMD(...) cmd((const uint8_t[]){ __VA_ARGS__ }, sizeof((const uint8_t[]){ __VA_ARGS__ }))
#define SENSE ((unsigned)(sense[2] & 15) << 16 | (unsigned)sense[12] << 8 | sense[13])

/* READ CD of `count` sectors from `lba`, with main and subchannel selection bytes. */
static inline int read_cd(int32_t lba, unsigned count, uint8_t main_bits, uint8_t sub_bits)
{
	uint32_t u = (uint32_t)lba;

	return CMD(0xBE, 4, (uint8_t)(u >> 24), (uint8_t)(u >> 16), (uint8_t)(u >> 8), (uint8_t)u, 0, (uint8_t)(count >> 8),
		   (uint8_t)count, main_bits, sub_bits, 0);
}

/* Audio of sector n: every byte of its samples is a known number. */
static inline uint32_t sample(int64_t n)
{
	return (uint32_t)(n + 100000) * 40503u;
}
static inline void audio(void *user, int32_t lba, uint8_t out[VD_SECTOR_BYTES])
{
	(void)user;
	for (int i = 0; i < 588; i++) {
		uint32_t v = sample((int64_t)lba * 588 + i);

		for (int b = 0; b < 4; b++)
			out[4 * i + b] = (uint8_t)(v >> 8 * b);
	}
}
static inline uint32_t got_sample(size_t i)
{
	return (uint32_t)data[4 * i] | (uint32_t)data[4 * i + 1] << 8 | (uint32_t)data[4 * i + 2] << 16 | (uint32_t)data[4 * i + 3] << 24;
}
static inline void subcode(void *user, int32_t lba, uint8_t out[VD_SUB_BYTES])
{
	vd_program_sub(user, lba, out);
}

static inline void make_disc(void)
{
	static const int32_t starts[4] = { 0, 0, 900, 1725 };

	program.first_track = 1;
	program.last_track = 3;
	program.leadout_lba = 2400;
	for (int t = 1; t <= 3; t++) {
		program.track[t].index_count = 1;
		program.track[t].index_lba[1] = disc.track[t].start_lba = starts[t];
	}
	program.track[2].control = disc.track[2].control = 3;
	program.track[2].has_pregap = 1;
	program.track[2].index_lba[0] = 750;
	program.track[2].index_count = 2;
	program.track[2].index_lba[2] = 1200;
	memcpy(program.mcn, "0602517350533", 14);
	memcpy(program.track[1].isrc, "USRC17607839", 13);
	memcpy(program.track[2].isrc, "GBAYE0000351", 13);
	OK(!vd_program_plan(&program), "the program is planned");
	disc.first_track = 1;
	disc.last_track = 3;
	disc.leadout_lba = 2400;
	disc.audio = audio;
	disc.subcode = subcode;
	disc.user = &program;
}

static inline void fresh(void)
{
	vd_release(&vd);
	if (vd_init(&vd, &disc))
		exit(99);
	vd.faults.seed = 1;
}

static inline int isrc_is(int track, const char *code)
{
	return !CMD(0x42, 0, 0x40, 3, 0, 0, (uint8_t)track, 0, 24, 0) && data[8] == 0x80 && !memcmp(data + 9, code, 12) &&
	       data[6] == track;
}
static inline int mcn_is(const char *digits)
{
	return !CMD(0x42, 0, 0x40, 2, 0, 0, 0, 0, 24, 0) && data[8] == 0x80 && !memcmp(data + 9, digits, 13);
}

#endif
