/* SPDX-License-Identifier: GPL-3.0-or-later */
/* q.c - one frame of the Q channel, built and taken apart.  Layer 2.  Source: shared/reference/subcode.md sections 2 to 5. */
#include "subcode/q.h"

#include <string.h>

#include "base/bytes.h"
#include "base/crc16.h"

#define ADR_POSITION 1u
#define ADR_MCN 2u
#define ADR_ISRC 3u
#define MCN_DIGITS 13u
#define ISRC_LETTERS 5u
#define ISRC_CHARACTERS 12u

void pm_q_seal(uint8_t q[PM_Q_BYTES])
{
	pm_put_be16(q + 10, pm_crc16(q, 10));
}

static void put_msf(uint8_t out[3], struct pm_msf msf)
{
	out[0] = pm_to_bcd(msf.m);
	out[1] = pm_to_bcd(msf.s);
	out[2] = pm_to_bcd(msf.f);
}

static int is_program_lba(int32_t lba)
{
	return lba >= PM_LBA_FIRST && lba <= PM_LBA_MAX;
}

int pm_q_put_position(uint8_t out[PM_Q_BYTES], const struct pm_q_position *p)
{
	struct pm_msf absolute;

	if (p->control > 15 || p->index > 99 || p->relative_sectors >= 450000u || !is_program_lba(p->lba))
		return PM_E_RANGE;
	if (p->track != PM_Q_LEADOUT && (p->track < 1 || p->track > 99))
		return PM_E_RANGE;
	if (pm_msf_from_lba(p->lba, &absolute) < 0)
		return PM_E_RANGE;
	out[0] = (uint8_t)(p->control << 4 | ADR_POSITION);
	out[1] = p->track == PM_Q_LEADOUT ? PM_Q_LEADOUT : pm_to_bcd(p->track);
	out[2] = pm_to_bcd(p->index);
	put_msf(out + 3, pm_msf_from_sectors(p->relative_sectors));
	out[6] = 0;
	put_msf(out + 7, absolute);
	pm_q_seal(out);
	return PM_OK;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : -1;
}

static int all_digits(const char *text, size_t from, size_t count)
{
	size_t i;

	for (i = from; i < count; i++)
		if (digit(text[i]) < 0)
			return 0;
	return text[count] == 0;
}

int pm_q_put_mcn(uint8_t out[PM_Q_BYTES], uint8_t control, const char *mcn, int32_t lba)
{
	unsigned i;

	if (control > 15 || !is_program_lba(lba))
		return PM_E_RANGE;
	if (!all_digits(mcn, 0, MCN_DIGITS))
		return PM_E_FORMAT;
	memset(out, 0, PM_Q_BYTES);
	out[0] = (uint8_t)(control << 4 | ADR_MCN);
	for (i = 0; i < MCN_DIGITS; i++)
		out[1 + i / 2] |= (uint8_t)(digit(mcn[i]) << (i % 2 ? 0 : 4));
	out[9] = pm_to_bcd(pm_q_frame_of(lba));
	pm_q_seal(out);
	return PM_OK;
}

/* The six bits of a letter or digit; -1: no such character. */
static int six_bits(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'Z' ? c - 0x30 : -1;
}

int pm_q_put_isrc(uint8_t out[PM_Q_BYTES], uint8_t control, const char *isrc, int32_t lba)
{
	uint32_t letters = 0;
	unsigned i;

	if (control > 15 || !is_program_lba(lba))
		return PM_E_RANGE;
	for (i = 0; i < ISRC_LETTERS; i++) {
		if (six_bits(isrc[i]) < 0)
			return PM_E_FORMAT;
		letters = letters << 6 | (uint32_t)six_bits(isrc[i]);
	}
	if (!all_digits(isrc, ISRC_LETTERS, ISRC_CHARACTERS))
		return PM_E_FORMAT;
	memset(out, 0, PM_Q_BYTES);
	out[0] = (uint8_t)(control << 4 | ADR_ISRC);
	letters <<= 2; /* two fill bits, 00 */
	pm_put_be16(out + 1, (uint16_t)(letters >> 16));
	pm_put_be16(out + 3, (uint16_t)letters);
	for (i = ISRC_LETTERS; i < ISRC_CHARACTERS; i++)
		out[5 + (i - ISRC_LETTERS) / 2] |= (uint8_t)(digit(isrc[i]) << ((i - ISRC_LETTERS) % 2 ? 0 : 4));
	out[9] = pm_to_bcd(pm_q_frame_of(lba));
	pm_q_seal(out);
	return PM_OK;
}

int pm_q_put_toc(uint8_t out[PM_Q_BYTES], uint8_t control, uint8_t point, struct pm_msf running, const uint8_t pmsf[3])
{
	if (control > 15 || running.m > 99 || running.s > 59 || running.f > 74)
		return PM_E_RANGE;
	out[0] = (uint8_t)(control << 4 | ADR_POSITION);
	out[1] = 0;
	out[2] = point;
	put_msf(out + 3, running);
	out[6] = 0;
	memcpy(out + 7, pmsf, 3);
	pm_q_seal(out);
	return PM_OK;
}

int pm_q_crc_fits(const uint8_t q[PM_Q_BYTES])
{
	return pm_crc16(q, 10) == pm_get_be16(q + 10);
}

static int get_msf(const uint8_t in[3], struct pm_msf *out)
{
	if (!pm_is_bcd(in[0]) || !pm_is_bcd(in[1]) || !pm_is_bcd(in[2]) || in[1] > 0x59 || in[2] > 0x74)
		return 0;
	out->m = (uint8_t)pm_from_bcd(in[0]);
	out->s = (uint8_t)pm_from_bcd(in[1]);
	out->f = (uint8_t)pm_from_bcd(in[2]);
	return 1;
}

static void get_toc(const uint8_t *q, struct pm_q *out)
{
	out->kind = get_msf(q + 3, &out->running) && (q[2] >= 0xA0 || (q[2] && pm_is_bcd(q[2]))) ? PM_Q_TOC : PM_Q_INVALID;
	out->point = q[2] < 0xA0 && pm_is_bcd(q[2]) ? (uint8_t)pm_from_bcd(q[2]) : q[2];
	out->pmin = q[7];
	out->psec = q[8];
	out->pframe = q[9];
}

static void get_position(const uint8_t *q, struct pm_q *out)
{
	struct pm_msf relative, absolute;

	out->kind = PM_Q_INVALID;
	if (q[1] != PM_Q_LEADOUT && !pm_is_bcd(q[1]))
		return;
	if (!pm_is_bcd(q[2]) || !get_msf(q + 3, &relative) || !get_msf(q + 7, &absolute))
		return;
	out->kind = PM_Q_POSITION;
	out->track = q[1] == PM_Q_LEADOUT ? PM_Q_LEADOUT : (uint8_t)pm_from_bcd(q[1]);
	out->index = (uint8_t)pm_from_bcd(q[2]);
	out->relative_sectors = (uint32_t)(pm_msf_to_lba(relative) - PM_LBA_FIRST);
	out->lba = pm_msf_to_lba(absolute);
}

static void get_mcn(const uint8_t *q, struct pm_q *out)
{
	unsigned i, odd = 0, sum = 0;

	for (i = 0; i < MCN_DIGITS; i++) {
		unsigned nibble = q[1 + i / 2] >> (i % 2 ? 0 : 4) & 15u;

		out->code[i] = (char)('0' + nibble); /* 10 to 15 print as : ; < = > ? */
		odd += nibble > 9;
		sum |= nibble;
	}
	out->code[MCN_DIGITS] = 0;
	out->kind = !sum ? PM_Q_NO_CODE : odd ? PM_Q_ODD_CODE : PM_Q_MCN;
}

static void get_isrc(const uint8_t *q, struct pm_q *out)
{
	uint32_t letters = pm_get_be32(q + 1);
	unsigned i, odd = 0;

	if ((letters & 3u) == 3u) {
		out->kind = PM_Q_RECORDER;
		return;
	}
	for (i = 0; i < ISRC_LETTERS; i++) {
		unsigned bits = letters >> (26 - 6 * i) & 63u;

		out->code[i] = (char)('0' + bits); /* '0' to 'o': all printable */
		odd += bits > 42 || (bits > 9 && bits < 17);
	}
	for (i = ISRC_LETTERS; i < ISRC_CHARACTERS; i++) {
		unsigned nibble = q[5 + (i - ISRC_LETTERS) / 2] >> ((i - ISRC_LETTERS) % 2 ? 0 : 4) & 15u;

		out->code[i] = (char)('0' + nibble);
		odd += nibble > 9;
	}
	out->code[ISRC_CHARACTERS] = 0;
	odd += (letters & 3u) != 0 || (q[8] & 15u) != 0;
	if (odd)
		out->kind = PM_Q_ODD_CODE;
	else
		out->kind = strcmp(out->code, "000000000000") == 0 ? PM_Q_NO_CODE : PM_Q_ISRC;
}

static void get_fields(const uint8_t q[PM_Q_BYTES], struct pm_q *out)
{
	memset(out, 0, sizeof(*out));
	out->control = q[0] >> 4;
	out->adr = q[0] & 15u;
	out->zero = q[6];
	out->aframe = pm_is_bcd(q[9]) && q[9] <= 0x74 ? (uint8_t)pm_from_bcd(q[9]) : PM_Q_NO_FRAME;
	switch (out->adr) {
	case ADR_POSITION:
		(q[1] ? get_position : get_toc)(q, out);
		break;
	case ADR_MCN:
		get_mcn(q, out);
		break;
	case ADR_ISRC:
		get_isrc(q, out);
		break;
	default:
		out->kind = PM_Q_OTHER;
	}
	if (out->kind == PM_Q_NO_CODE)
		out->code[0] = 0;
}

int pm_q_get(const uint8_t q[PM_Q_BYTES], struct pm_q *out)
{
	get_fields(q, out);
	if (pm_q_crc_fits(q))
		return 1;
	memset(out, 0, sizeof(*out));
	out->kind = PM_Q_DAMAGED;
	return 0;
}

int pm_q_get_unchecked(const uint8_t q[PM_Q_BYTES], struct pm_q *out)
{
	uint16_t crc = pm_crc16(q, 10), stored = pm_get_be16(q + 10);

	get_fields(q, out);
	return stored == crc || (stored ^ crc) == 0xFFFF;
}
