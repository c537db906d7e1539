/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model-sub.c - the Q the virtual drive sees, faults and all, and READ SUB-CHANNEL, which searches it.  Source: MMC-3 6.29. */
#include "tests/drive/model-impl.h"
#include "tests/drive/q.h"

#include <string.h>

enum { SEARCH_SECTORS = 400 }; /* how far a drive looks for a code; it stands on the disc once in 100 */
enum { DRAW_LATCH = 1, DRAW_STALE, DRAW_BURST, DRAW_ONE, DRAW_TWO, DRAW_BCD, DRAW_WHERE, DRAW_PREVIOUS };

int vd_q_good(const uint8_t q[12])
{
	uint16_t crc = vd_crc(q, 10);

	return q[10] == crc >> 8 && q[11] == (crc & 0xFF);
}

static int mode_of(const uint8_t q[12])
{
	return q[0] & 15;
}

static void renew_crc(uint8_t q[12])
{
	uint16_t crc = vd_crc(q, 10);

	q[10] = (uint8_t)(crc >> 8);
	q[11] = (uint8_t)crc;
}

static int on_disc(const struct vd_disc *d, int32_t lba)
{
	return lba >= -VD_LEADIN && lba < d->leadout_lba + VD_LEADOUT;
}

/* The first mode-3 frame from `from` on towards `to`, in either direction, as the disc has it. */
static int find_code(const struct vd_disc *d, int32_t from, int32_t to, uint8_t q[12])
{
	uint8_t sub[VD_SUB_BYTES];
	int32_t step = from <= to ? 1 : -1;

	for (; from != to; from += step) {
		if (!on_disc(d, from))
			continue;
		d->subcode(d->user, from, sub);
		if (mode_of(sub + Q_AT) == 3 && vd_q_good(sub + Q_AT)) {
			memcpy(q, sub + Q_AT, 12);
			return 1;
		}
	}
	return 0;
}

/* The code of the track before, still in the drive's register: everything else in the frame is right. */
static void latch(struct vd *vd, int32_t lba, uint8_t q[12])
{
	const struct vd_disc *d = vd->disc;
	const struct vd_faults *f = &vd->faults;
	int t = vd_track_of(d, lba);
	uint8_t old[12];

	if (t == 0xAA || t <= d->first_track || (uint32_t)(lba - d->track[t].start_lba) >= f->latch_sectors ||
	    !vd_chance(vd, f->latch_permille, lba, DRAW_LATCH, f->errors_fixed) ||
	    !find_code(d, d->track[t - 1].start_lba, d->track[t].start_lba, old))
		return;
	memcpy(q + 1, old + 1, 8);
	renew_crc(q);
}

static void stale(struct vd *vd, int32_t lba, uint8_t q[12])
{
	int fixed = vd->faults.errors_fixed;
	int32_t back;

	if (!vd_chance(vd, vd->faults.stale_permille, lba, DRAW_STALE, fixed))
		return;
	back = lba - 1 - (int32_t)(vd_draw(vd, lba, DRAW_WHERE, fixed) % 3000);
	find_code(vd->disc, back, back - SEARCH_SECTORS, q);
}

static void flip(uint8_t q[12], uint64_t bit)
{
	q[bit % 96 / 8] ^= (uint8_t)(0x80 >> bit % 8);
}

static void bit_errors(struct vd *vd, int32_t lba, uint8_t q[12])
{
	const struct vd_faults *f = &vd->faults;
	int fixed = f->errors_fixed;
	uint64_t x;

	if (vd_chance(vd, f->q_one_bit_permille, lba, DRAW_ONE, fixed))
		flip(q, vd_draw(vd, lba, DRAW_ONE + 100, fixed));
	if (vd_chance(vd, f->q_two_bits_permille, lba, DRAW_TWO, fixed)) {
		x = vd_draw(vd, lba, DRAW_TWO + 100, fixed);
		flip(q, x % 96);
		flip(q, x % 96 + 1 + x / 96 % 95);
	}
	if (vd_chance(vd, f->q_bad_permille, lba, DRAW_BURST, fixed)) {
		x = vd_draw(vd, lba, DRAW_BURST + 100, fixed);
		for (int i = 0; i < 4; i++, x >>= 12)
			q[x % 12] ^= (uint8_t)(1 + (x >> 4) % 255);
		if (vd_q_good(q))
			flip(q, x);
	}
}

static void bad_nibble(struct vd *vd, int32_t lba, uint8_t q[12])
{
	static const uint8_t times[6] = { 3, 4, 5, 7, 8, 9 };
	int fixed = vd->faults.errors_fixed, at;
	uint64_t x;
	uint8_t nibble;

	if (!vd_chance(vd, vd->faults.bcd_permille, lba, DRAW_BCD, fixed))
		return;
	x = vd_draw(vd, lba, DRAW_BCD + 100, fixed);
	nibble = (uint8_t)(10 + x / 64 % 6);
	at = mode_of(q) == 3 ? 5 + (int)(x % 3) : mode_of(q) == 2 ? 1 + (int)(x % 6) : times[x % 6];
	q[at] = (uint8_t)(x & 0x10000 ? (q[at] & 0x0F) | nibble << 4 : (q[at] & 0xF0) | nibble);
	renew_crc(q);
}

void vd_sub_read(struct vd *vd, int32_t lba, uint8_t out[VD_SUB_BYTES])
{
	int32_t from = lba + vd->faults.sub_shift_sectors;
	uint8_t *q = out + Q_AT;

	memset(out, 0, VD_SUB_BYTES);
	if (!on_disc(vd->disc, from))
		return;
	vd->disc->subcode(vd->disc->user, from, out);
	if (mode_of(q) == 3) {
		latch(vd, from, q);
		stale(vd, from, q);
	}
	bad_nibble(vd, from, q);
	bit_errors(vd, from, q);
}

static uint8_t unbcd(uint8_t b)
{
	return (uint8_t)((b >> 4) * 10 + (b & 15));
}

/* The next frame of a mode that the firmware believes; mode 3 only under the wanted track number, 0 for any. */
static int search(struct vd *vd, int mode, int track, int32_t from, int32_t to, uint8_t q[12])
{
	uint8_t sub[VD_SUB_BYTES];
	int under = -1;

	if (to - from > SEARCH_SECTORS)
		to = from + SEARCH_SECTORS;
	for (; from < to; from++) {
		vd_sub_read(vd, from, sub);
		vd->counters.sectors_searched++;
		memcpy(q, sub + Q_AT, 12);
		if (!vd->faults.firmware_no_crc && !vd_q_good(q))
			continue;
		if (mode_of(q) == 1)
			under = q[1] == 0xAA ? 0xAA : unbcd(q[1]);
		if (mode_of(q) == mode && (mode != 3 || !track || under == track))
			return 1;
	}
	return 0;
}

static int find_mcn(struct vd *vd, uint8_t q[12])
{
	int32_t end = vd->disc->leadout_lba;

	return search(vd, 2, 0, vd->head_lba, end, q) || search(vd, 2, 0, 0, end, q);
}

static int find_isrc(struct vd *vd, int track, uint8_t q[12])
{
	const struct vd_disc *d = vd->disc;
	int32_t start, end;

	if (vd->faults.isrc_from_head)
		return search(vd, 3, 0, vd->head_lba, d->leadout_lba, q);
	if (track > d->first_track && vd_chance(vd, vd->faults.isrc_previous_permille, track, DRAW_PREVIOUS, vd->faults.errors_fixed))
		track--;
	start = d->track[track].start_lba;
	end = vd_track_end(d, track);
	if (vd->head_lba > start && vd->head_lba < end && search(vd, 3, track, vd->head_lba, end, q))
		return 1;
	return search(vd, 3, track, start, end, q);
}

/* Valid bit, 13 digits, zero, AFRAME: 16 bytes. */
static void put_mcn(struct vd *vd, struct vd_reply *r)
{
	uint8_t out[16] = { 0 }, q[12];

	if (vd->faults.mcn_zeros) {
		out[0] = vd->faults.mcn_zeros == 2 ? 0x80 : 0;
		memset(out + 1, '0', 13);
	} else if (find_mcn(vd, q)) {
		out[0] = 0x80;
		for (int i = 0; i < 13; i++) {
			uint8_t n = i & 1 ? q[1 + i / 2] & 15 : q[1 + i / 2] >> 4;

			out[1 + i] = n > 9 ? '#' : (uint8_t)('0' + n);
		}
		out[15] = unbcd(q[9]);
	}
	vd_put(r, out, sizeof(out));
}

static uint8_t letter(uint32_t code)
{
	return code < 10 || (code > 16 && code < 43) ? (uint8_t)('0' + code) : '#';
}

static void unpack_isrc(const uint8_t q[12], int garbled, uint8_t out[12])
{
	uint32_t five = vd_be(q + 1, 4);

	if (garbled) /* the six-bit window stands two bits off */
		five = five << 2 | 1;
	for (int i = 0; i < 5; i++)
		out[i] = letter(five >> (26 - 6 * i) & 63);
	for (int i = 0; i < 7; i++) {
		uint8_t n = i & 1 ? q[5 + i / 2] & 15 : q[5 + i / 2] >> 4;

		out[5 + i] = n > 9 ? '#' : (uint8_t)('0' + n);
	}
}

/* Valid bit, 12 characters, zero, AFRAME, zero: 16 bytes. */
static void put_isrc(struct vd *vd, int track, struct vd_reply *r)
{
	uint8_t out[16] = { 0 }, q[12];

	if (vd->faults.isrc_zeros) {
		out[0] = vd->faults.isrc_zeros == 2 ? 0x80 : 0;
		memset(out + 1, '0', 12);
	} else if (find_isrc(vd, track, q)) {
		out[0] = 0x80;
		unpack_isrc(q, vd->faults.isrc_garbled, out + 1);
		out[14] = unbcd(q[9]);
	}
	vd_put(r, out, sizeof(out));
}

static int32_t frames_of(const uint8_t msf_bcd[3])
{
	return unbcd(msf_bcd[0]) * 4500 + unbcd(msf_bcd[1]) * 75 + unbcd(msf_bcd[2]);
}

/* Format code, ADR and CONTROL, track, index, absolute and relative address: 12 bytes. */
static void put_position(struct vd *vd, uint8_t format, int msf, struct vd_reply *r)
{
	uint8_t out[12] = { format }, q[12];
	int32_t rel;

	if (search(vd, 1, 0, vd->head_lba, vd->head_lba + 10, q)) {
		out[1] = (uint8_t)(q[0] << 4 | q[0] >> 4);
		out[2] = q[1] == 0xAA ? 0xAA : unbcd(q[1]);
		out[3] = unbcd(q[2]);
		rel = frames_of(q + 3);
		vd_put_address(out + 4, frames_of(q + 7) - 150, msf);
		if (msf)
			vd_put_address(out + 8, rel - 150, 1);
		else
			vd_put_address(out + 8, q[2] ? rel : -rel, 0);
	}
	vd_put(r, out, sizeof(out));
}

static uint8_t head_control(const struct vd *vd, int track)
{
	return (uint8_t)(0x10 | vd->disc->track[track].control);
}

uint32_t vd_read_subchannel(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	static const uint8_t length[4] = { 44, 12, 20, 20 };
	int msf = (cdb[1] & 2) != 0, format = cdb[3], track = cdb[6];
	uint8_t head[4] = { 0, 0x15 }, what[4] = { 0 };

	if (vd->faults.subchannel_refused || format > 3)
		return VD_E_CDB;
	if (format == 3 ? track < vd->disc->first_track || track > vd->disc->last_track : track && vd->faults.track_field_strict)
		return VD_E_CDB;
	head[3] = cdb[2] & 0x40 ? length[format] : 0;
	vd_put(r, head, sizeof(head));
	if (!head[3])
		return VD_OK;
	if (format < 2)
		put_position(vd, (uint8_t)format, msf, r);
	what[0] = (uint8_t)format;
	if (format == 3)
		what[1] = head_control(vd, track), what[2] = (uint8_t)track;
	if (format > 1)
		vd_put(r, what, sizeof(what));
	if (format == 0 || format == 2)
		put_mcn(vd, r);
	if (format == 0) {
		track = vd_track_of(vd->disc, vd->head_lba);
		track = track == 0xAA ? vd->disc->last_track : track;
	}
	if (format == 0 || format == 3)
		put_isrc(vd, track, r);
	return VD_OK;
}
