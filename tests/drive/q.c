/* SPDX-License-Identifier: GPL-3.0-or-later */
/* q.c - P and Q of a program, for the test drive. */
#include "tests/drive/q.h"

#include <stdlib.h>
#include <string.h>

enum { BEFORE = 150, BEHIND = 150 };

/* One bit at a time: slow, and not a copy of any table. */
uint16_t vd_crc(const uint8_t *p, size_t n)
{
	unsigned crc = 0;

	for (size_t i = 0; i < n * 8; i++) {
		unsigned in = p[i / 8] >> (7 - i % 8) & 1;

		crc = (crc << 1 ^ ((crc >> 15 ^ in) ? 0x1021 : 0)) & 0xFFFF;
	}
	return (uint16_t)~crc;
}

struct region {
	int track, index; /* track 0xAA: lead-out */
	int32_t start, end, track_start, track_end;
};

static int32_t first_of(const struct vd_program *p, int t)
{
	if (t > p->last_track)
		return p->leadout_lba;
	if (t == p->first_track)
		return -BEFORE;
	return p->track[t].index_lba[p->track[t].has_pregap ? 0 : 1];
}

static struct region region_of(const struct vd_program *p, int32_t lba)
{
	struct region r = { 0xAA, 1, p->leadout_lba, p->leadout_lba + BEHIND, p->leadout_lba, p->leadout_lba + BEHIND };
	const struct vd_program_track *k;
	int t = p->last_track, i;

	if (lba >= p->leadout_lba)
		return r;
	while (t > p->first_track && lba < first_of(p, t))
		t--;
	k = &p->track[t];
	for (i = k->index_count; i > 0 && lba < k->index_lba[i]; i--)
		;
	r.track = t, r.index = i;
	r.track_start = first_of(p, t), r.track_end = first_of(p, t + 1);
	r.start = i ? k->index_lba[i] : r.track_start;
	r.end = i < k->index_count ? k->index_lba[i + 1] : r.track_end;
	return r;
}

/* Neither the first nor the last sector of its region, and not taken. */
static int may_stand(const struct vd_program *p, int32_t lba)
{
	struct region r = region_of(p, lba);

	return lba > r.start && lba < r.end - 1 && p->mode[lba + BEFORE] == 1;
}

static void place(struct vd_program *p, int32_t lba, uint8_t mode)
{
	struct region r = region_of(p, lba);
	int32_t at;

	if (mode == 3 && (r.track == 0xAA || !p->track[r.track].isrc[0]))
		return;
	for (at = lba; at < r.track_end && !may_stand(p, at); at++)
		;
	if (at == r.track_end)
		for (at = lba; at >= r.track_start && !may_stand(p, at); at--)
			;
	if (at >= r.track_start)
		p->mode[at + BEFORE] = mode;
}

int vd_program_plan(struct vd_program *p)
{
	int32_t end = p->leadout_lba + BEHIND;

	if (p->leadout_lba < 1 || p->leadout_lba > 449849)
		return -1;
	free(p->mode);
	p->mode = malloc((size_t)end + BEFORE);
	if (!p->mode)
		return -1;
	memset(p->mode, 1, (size_t)end + BEFORE);
	for (int32_t k = 0; k < end + BEFORE; k++) {
		if (k % 94 == 40 && p->mcn[0])
			place(p, k - BEFORE, 2);
		if (k % 94 == 87)
			place(p, k - BEFORE, 3);
	}
	return 0;
}

static uint8_t bcd(int n)
{
	return (uint8_t)(n / 10 << 4 | n % 10);
}

static void put_msf(uint8_t *out, int32_t frames)
{
	out[0] = bcd(frames / 4500), out[1] = bcd(frames / 75 % 60), out[2] = bcd(frames % 75);
}

static void put_isrc(uint8_t *out, const char *isrc)
{
	uint32_t five = 0;

	for (int i = 0; i < 5; i++)
		five = five << 6 | (uint32_t)(isrc[i] - '0');
	five <<= 2;
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(five >> (24 - 8 * i));
	for (int i = 0; i < 7; i++)
		out[4 + i / 2] = (uint8_t)(out[4 + i / 2] | (isrc[5 + i] - '0') << (i & 1 ? 0 : 4));
}

static void put_mcn(uint8_t *out, const char *mcn)
{
	for (int i = 0; i < 13; i++)
		out[i / 2] = (uint8_t)(out[i / 2] | (mcn[i] - '0') << (i & 1 ? 0 : 4));
}

static int p_bit(const struct vd_program *p, int32_t lba)
{
	struct region r = region_of(p, lba);
	int next = r.track + 1;

	if (r.track == 0xAA)
		return 0;
	if (!r.index)
		return 1;
	return next <= p->last_track ? lba >= p->track[next].index_lba[1] - 150 : lba >= p->leadout_lba - 150;
}

void vd_program_sub(const struct vd_program *p, int32_t lba, uint8_t out[VD_SUB_BYTES])
{
	struct region r = region_of(p, lba);
	int leadout = r.track == 0xAA;
	int32_t one = leadout ? r.start : p->track[r.track].index_lba[1];
	uint8_t mode = p->mode[lba + BEFORE], *q = out + 12;
	uint16_t crc;

	memset(out, 0, VD_SUB_BYTES);
	memset(out, p_bit(p, lba) ? 0xFF : 0, 12);
	q[0] = (uint8_t)(p->track[leadout ? p->last_track : r.track].control << 4 | mode);
	if (mode == 1) {
		q[1] = leadout ? 0xAA : bcd(r.track);
		q[2] = bcd(r.index);
		put_msf(q + 3, r.index ? lba - one : one - lba - 1);
		put_msf(q + 7, lba + 150);
	} else {
		if (mode == 2)
			put_mcn(q + 1, p->mcn);
		else
			put_isrc(q + 1, p->track[r.track].isrc);
		q[9] = bcd((int)((lba + 150) % 75));
	}
	crc = vd_crc(q, 10);
	q[10] = (uint8_t)(crc >> 8);
	q[11] = (uint8_t)crc;
}
