/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pq.c - the packets of the PQ descriptor.  Layer 4.  Source: shared/reference/ddp.md section 5. */
#include "ddp/record.h"

#include <string.h>

#define SECTOR_MAX 449999 /* 99:59:74 */

void pm_pq_init(struct pm_pq *q)
{
	*q = (struct pm_pq){.marker = PM_DDP_PACKET, .cb1 = "  ", .cb2 = "  "};
	q->trk = q->idx = q->hrs = q->min = q->sec = q->frm = PM_DDP_ABSENT;
}

void pm_pq_decode(struct pm_pq *q, const uint8_t in[PM_PQ_BYTES])
{
	pm_pq_init(q);
	q->marker = pm_field_marker(in, PM_PQ_BYTES, "VVVS");
	if (q->marker != PM_DDP_PACKET)
		return;
	q->trk = pm_field_track(in + 4);
	q->idx = pm_field_number(in + 6, 2);
	q->hrs = pm_field_number(in + 8, 2);
	q->min = pm_field_number(in + 10, 2);
	q->sec = pm_field_number(in + 12, 2);
	q->frm = pm_field_number(in + 14, 2);
	q->cb1[0] = in[16] ? (char)in[16] : ' ';
	q->cb1[1] = in[17] ? (char)in[17] : ' ';
	q->cb2[0] = in[18] ? (char)in[18] : ' ';
	q->cb2[1] = in[19] ? (char)in[19] : ' ';
	pm_field_text(q->isrc, in + 20, 12);
	pm_field_text(q->upc, in + 32, 13);
	pm_field_text(q->text, in + 45, 19);
}

static int encode_times(uint8_t *out, const struct pm_pq *q)
{
	return pm_field_put_track(out + 4, q->trk) || pm_field_put_number(out + 6, 2, q->idx, '0') || pm_field_put_number(out + 8, 2, q->hrs, '0') ||
			       pm_field_put_number(out + 10, 2, q->min, '0') || pm_field_put_number(out + 12, 2, q->sec, '0') ||
			       pm_field_put_number(out + 14, 2, q->frm, '0')
		       ? PM_E_RANGE
		       : PM_OK;
}

int pm_pq_encode(uint8_t out[PM_PQ_BYTES], const struct pm_pq *q)
{
	memset(out, ' ', PM_PQ_BYTES);
	if (encode_times(out, q))
		return PM_E_RANGE;
	return pm_field_put_text(out, 4, "VVVS") || pm_field_put_text(out + 16, 2, q->cb1) || pm_field_put_text(out + 18, 2, q->cb2) ||
	       pm_field_put_text(out + 20, 12, q->isrc) || pm_field_put_text(out + 32, 13, q->upc) || pm_field_put_text(out + 45, 19, q->text)
	       ? PM_E_FORMAT : PM_OK;
}

int64_t pm_pq_sector(const struct pm_pq *q)
{
	int64_t hours = q->hrs == PM_DDP_ABSENT ? 0 : q->hrs, sector;

	if (hours < 0 || q->min < 0 || q->sec < 0 || q->sec > 59 || q->frm < 0 || q->frm > 74)
		return PM_DDP_BAD;
	sector = ((hours * 60 + q->min) * 60 + q->sec) * 75 + q->frm;
	return sector <= SECTOR_MAX ? sector : PM_DDP_BAD;
}

void pm_pq_set_sector(struct pm_pq *q, uint32_t sector)
{
	q->min = sector / (60 * 75);
	q->sec = sector / 75 % 60;
	q->frm = sector % 75;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

int pm_pq_control(const struct pm_pq *q, uint8_t *control, uint8_t *scms)
{
	int nibble = hex_digit(q->cb1[0]);

	*control = *scms = 0;
	/* Data and four channels at once mean nothing. */
	if (nibble < 0 || nibble >= 12 || !strchr("1Ss ", q->cb1[1]))
		return PM_E_FORMAT;
	*control = (uint8_t)nibble;
	*scms = q->cb1[1] == 'S' || q->cb1[1] == 's';
	return PM_OK;
}

void pm_pq_set_control(struct pm_pq *q, uint8_t control, uint8_t scms)
{
	q->cb1[0] = "0123456789ABCDEF"[control & 15];
	q->cb1[1] = scms ? 'S' : '1';
}
