/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model-read.c - the virtual drive's READ CD, READ CD MSF and READ (10), (12).  Source: MMC-3 6.19, 6.21. */
#include "tests/drive/model-impl.h"

#include <string.h>

enum { C2_BYTES = 294, SAMPLES = 588, DRAW_BYTES = 50 };

static int on_disc(const struct vd_disc *d, int32_t lba)
{
	return lba >= -VD_LEADIN && lba < d->leadout_lba + VD_LEADOUT;
}

/* Between two sessions: lead-out, lead-in, and the run-out and run-in that no drive reads. */
static int between_sessions(const struct vd_disc *d, int32_t lba)
{
	int32_t start = d->second_session ? d->track[d->second_session].start_lba : 0;

	return d->second_session && lba >= start - VD_SESSION_GAP && lba < start - 150;
}

static int is_data(const struct vd_disc *d, int32_t lba)
{
	int t = vd_track_of(d, lba);

	return (d->track[t == 0xAA ? d->last_track : t].control & 4) != 0;
}

static void plain_audio(const struct vd_disc *d, int32_t lba, uint8_t out[VD_SECTOR_BYTES])
{
	if (on_disc(d, lba))
		d->audio(d->user, lba, out);
	else
		memset(out, 0, VD_SECTOR_BYTES);
}

static void shifted_audio(const struct vd *vd, int32_t lba, uint8_t out[VD_SECTOR_BYTES])
{
	int32_t offset = vd->faults.audio_offset_samples, whole = offset / SAMPLES, rest = offset % SAMPLES;
	uint8_t two[2 * VD_SECTOR_BYTES];

	if (rest < 0)
		whole--, rest += SAMPLES;
	plain_audio(vd->disc, lba + whole, two);
	if (rest)
		plain_audio(vd->disc, lba + whole + 1, two + VD_SECTOR_BYTES);
	memcpy(out, two + (size_t)rest * 4, VD_SECTOR_BYTES);
}

static void touch(struct vd *vd, int32_t lba)
{
	size_t bit = (size_t)(lba + VD_LEADIN);

	vd->counters.sectors_read++;
	if (lba != vd->head_lba)
		vd->counters.seeks++;
	vd->head_lba = lba + 1;
	if (bit / 8 >= vd->touched_bytes || vd->touched[bit / 8] >> bit % 8 & 1)
		return;
	vd->touched[bit / 8] = (uint8_t)(vd->touched[bit / 8] | 1 << bit % 8);
	vd->counters.distinct_sectors++;
}

static void spoil(struct vd *vd, int32_t lba, uint8_t *bytes, uint8_t c2[C2_BYTES])
{
	for (uint32_t i = 0; i < 24; i++) {
		uint64_t x = vd_draw(vd, lba, DRAW_BYTES + i, 0);
		size_t at = x % VD_SECTOR_BYTES;

		bytes[at] ^= (uint8_t)(1 + (x >> 16) % 255);
		if (c2)
			c2[at / 8] = (uint8_t)(c2[at / 8] | 0x80 >> at % 8);
	}
}

/* One try at a sector; c2 comes zeroed. */
static uint32_t try_sector(struct vd *vd, int32_t lba, uint8_t *bytes, uint8_t c2[C2_BYTES])
{
	struct vd_faults *f = &vd->faults;

	touch(vd, lba);
	shifted_audio(vd, lba, bytes);
	for (size_t i = 0; i < f->bad_count; i++) {
		struct vd_bad *b = &f->bad[i];

		if (lba < b->lba || lba - b->lba >= (int32_t)b->sectors || (b->heal_after && b->tries >= b->heal_after))
			continue;
		b->tries++;
		if (b->kind == VD_BAD_ERROR)
			return VD_E_CIRC;
		spoil(vd, lba, bytes, b->kind == VD_BAD_C2 ? c2 : NULL);
	}
	return VD_OK;
}

static uint8_t binary(uint8_t b)
{
	return (uint8_t)((b >> 4) * 10 + (b & 15));
}

/* 12 bytes of Q, three of zero, P in bit 7 of the last. */
static void formatted_q(const struct vd_faults *f, const uint8_t sub[VD_SUB_BYTES], uint8_t out[16])
{
	memcpy(out, sub + Q_AT, 12);
	memset(out + 12, 0, 4);
	if ((sub[Q_AT] & 15) == 1 && f->formatted_binary)
		for (int i = 1; i < 10; i++)
			out[i] = i == 1 && out[i] == 0xAA ? 0xAA : binary(out[i]);
	if (f->formatted_no_crc)
		out[10] = out[11] = 0;
	out[15] = sub[0] & 0x80;
}

/* One symbol a byte: bit 7 P, 6 Q, 5 R ... 0 W; `mask` takes channels away. */
static void interleave(const uint8_t sub[VD_SUB_BYTES], uint8_t mask, uint8_t out[VD_SUB_BYTES])
{
	for (int i = 0; i < VD_SUB_BYTES; i++) {
		unsigned symbol = 0;

		for (int channel = 0; channel < 8; channel++)
			symbol = symbol << 1 | (sub[channel * 12 + i / 8] >> (7 - i % 8) & 1);
		out[i] = (uint8_t)(symbol & mask);
	}
}

static void put_sub(struct vd *vd, int32_t lba, int selection, struct vd_reply *r)
{
	uint8_t sub[VD_SUB_BYTES], out[VD_SUB_BYTES];

	if (!selection)
		return;
	vd_sub_read(vd, lba, sub);
	if (selection == 2) {
		formatted_q(&vd->faults, sub, out);
		vd_put(r, out, 16);
		return;
	}
	interleave(sub, selection == 4 || vd->faults.raw_without_pq ? 0x3F : 0xFF, out);
	vd_put(r, out, sizeof(out));
}

/* C2 bits, with (selection 2) or without a leading byte that is their OR and one of padding. */
static void put_c2(const uint8_t c2[C2_BYTES], int selection, struct vd_reply *r)
{
	uint8_t any[2] = { 0 };

	for (int i = 0; i < C2_BYTES; i++)
		any[0] |= c2[i];
	if (selection == 2)
		vd_put(r, any, 2);
	if (selection)
		vd_put(r, c2, C2_BYTES);
}

struct selection {
	int user, all, c2, sub, type;
};

static uint32_t put_sector(struct vd *vd, int32_t lba, const struct selection *s, struct vd_reply *r)
{
	uint8_t bytes[VD_SECTOR_BYTES], c2[C2_BYTES] = { 0 };
	int data = is_data(vd->disc, lba);
	uint32_t what;

	if (between_sessions(vd->disc, lba))
		return VD_E_CIRC;
	if (s->type && (s->type == 1) == data)
		return VD_E_MODE;
	what = try_sector(vd, lba, bytes, c2);
	if (what)
		return what;
	if (data && s->user && !s->all)
		vd_put(r, bytes + 16, 2048);
	else if (s->user || (data && s->all))
		vd_put(r, bytes, sizeof(bytes));
	put_c2(c2, s->c2, r);
	put_sub(vd, lba, s->sub, r);
	return VD_OK;
}

/* Sectors one after the other; the first one that cannot be read ends the command and is named in the sense. */
static uint32_t put_sectors(struct vd *vd, int32_t lba, uint32_t count, const struct selection *s, struct vd_reply *r)
{
	uint32_t what = VD_OK;

	while (!what && count-- && r->len < r->cap) {
		what = put_sector(vd, lba, s, r);
		if (what) {
			r->has_error_lba = 1;
			r->error_lba = lba;
		}
		lba++;
	}
	return what;
}

static uint32_t refused(const struct vd *vd, const struct selection *s, uint32_t count)
{
	const struct vd_faults *f = &vd->faults;

	if (s->c2 == 3 || (s->c2 && f->no_c2) || (s->sub != 0 && s->sub != 1 && s->sub != 2 && s->sub != 4) ||
	    (s->sub == 1 && f->no_raw) || (s->sub == 2 && f->no_formatted_q) || (f->max_sectors && count > f->max_sectors))
		return VD_E_CDB;
	return VD_OK;
}

static uint32_t in_range(const struct vd *vd, int32_t lba, uint32_t count)
{
	int64_t end = (int64_t)lba + count, first = -VD_LEADIN, behind = (int64_t)vd->disc->leadout_lba + VD_LEADOUT;

	if (vd->faults.no_overread)
		first = 0, behind = vd->disc->leadout_lba;
	return lba < first || end > behind ? VD_E_RANGE : VD_OK;
}

static int32_t lba_of_msf(const uint8_t msf[3])
{
	return msf[0] * 4500 + msf[1] * 75 + msf[2] - 150;
}

uint32_t vd_read_cd(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	struct selection s = { cdb[9] & 0x10, (cdb[9] & 0xE0) != 0, cdb[9] >> 1 & 3, cdb[10] & 7, cdb[1] >> 2 & 7 };
	int32_t lba = (int32_t)vd_be(cdb + 2, 4), end;
	uint32_t count = vd_be(cdb + 6, 3), what;

	if (cdb[0] == 0xB9) {
		lba = lba_of_msf(cdb + 3);
		end = lba_of_msf(cdb + 6);
		if (end < lba)
			return VD_E_CDB;
		count = (uint32_t)(end - lba);
	}
	what = refused(vd, &s, count);
	if (!what)
		what = in_range(vd, lba, count);
	return what ? what : put_sectors(vd, lba, count, &s, r);
}

uint32_t vd_read_blocks(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	struct selection s = { 1, 0, 0, 0, 2 };
	int32_t lba = (int32_t)vd_be(cdb + 2, 4);
	uint32_t count = cdb[0] == 0x28 ? vd_be(cdb + 7, 2) : vd_be(cdb + 6, 4);

	if (lba < 0 || (int64_t)lba + count > vd->disc->leadout_lba)
		return VD_E_RANGE;
	return put_sectors(vd, lba, count, &s, r);
}
