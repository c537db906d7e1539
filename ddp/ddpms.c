/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ddpms.c - the packets of the map, DDPMS.  Layer 4.  Source: shared/reference/ddp.md section 4. */
#include "ddp/record.h"

#include <string.h>

#define DSI_BYTES 17
#define DSI_BYTES_MAX 54 /* to the end of the packet */

void pm_ddpms_init(struct pm_ddpms *m)
{
	*m = (struct pm_ddpms){.marker = PM_DDP_PACKET, .stream = PM_DDP_UNKNOWN};
	m->dsp = m->dsl = m->dss = m->pre1 = m->pre2 = m->pst = m->trk = m->idx = PM_DDP_ABSENT;
	m->siz = m->pre1nxt = m->pauseadd = m->ofs = PM_DDP_ABSENT;
	m->ssm = m->scr = m->medium = m->session = ' ';
}

static char blank_or(uint8_t c)
{
	return c ? (char)c : ' ';
}

static enum pm_ddp_stream_kind stream_of_sub(const char *sub)
{
	static const char *const rw[] = {"RW24XX", "RW24XI", "RW24PX", "RW24PI", "RW18XX", "WR24XX", "WR24XI",
	                                 "WR24PX", "WR24PI", "WR18XX", "01RSTUVW", "02RSTUVW"};
	size_t i;

	if (strcmp(sub, "PQ DESCR") == 0 || strcmp(sub, "PQ_DESCR") == 0 || strcmp(sub, "PQDESCR") == 0)
		return PM_DDP_PQ;
	if (strcmp(sub, "CDTEXT") == 0)
		return PM_DDP_CDTEXT;
	for (i = 0; i < sizeof rw / sizeof *rw; i++)
		if (strcmp(sub, rw[i]) == 0)
			return PM_DDP_RW;
	return PM_DDP_UNKNOWN;
}

static enum pm_ddp_stream_kind stream_of(const struct pm_ddpms *m)
{
	if (m->dst[0] == 'D' && m->dst[1] == '0')
		return PM_DDP_MAIN;
	if (m->dst[0] == 'D' && m->dst[1] >= '1' && m->dst[1] <= '4')
		return PM_DDP_OTHER_MAIN;
	if (m->dst[0] == 'S' && m->dst[1] == '0')
		return stream_of_sub(m->sub);
	if (m->dst[0] == 'T' && m->dst[1] >= '0' && m->dst[1] <= '5' && m->dst[1] != '4')
		return PM_DDP_TEXT;
	return PM_DDP_UNKNOWN;
}

/*
 * The name, and how far it goes: writers of long names let them run on over the fields behind, and then those fields are not there.
 * A blank at byte 90 or 91 means that the name ended in its own field.  Returns the bytes taken.
 */
static size_t decode_dsi(struct pm_ddpms *m, const uint8_t *in)
{
	size_t length = DSI_BYTES, i, end;

	if (m->siz > DSI_BYTES && !pm_field_blank(in + 90, 1) && !pm_field_blank(in + 91, 1))
		length = m->siz < DSI_BYTES_MAX ? (size_t)m->siz : DSI_BYTES_MAX;
	pm_field_text(m->dsi, in + 74, length);
	for (end = length; end && pm_field_blank(in + 74 + end - 1, 1); end--)
		;
	for (i = 0; i < end; i++)
		if (!in[74 + i])
			m->dsi_has_nul = 1;
	return length;
}

static void decode_tail(struct pm_ddpms *m, const uint8_t *in)
{
	m->session = blank_or(in[91]);
	m->pre1nxt = pm_field_number(in + 92, 4);
	m->pauseadd = pm_field_number(in + 96, 8);
	m->ofs = pm_field_number(in + 104, 9);
}

void pm_ddpms_decode(struct pm_ddpms *m, const uint8_t in[PM_DDPMS_BYTES], int v1)
{
	pm_ddpms_init(m);
	m->marker = pm_field_marker(in, PM_DDPMS_BYTES, "VVVM");
	if (m->marker != PM_DDP_PACKET)
		return;
	pm_field_text(m->dst, in + 4, 2);
	m->dsp = pm_field_number(in + 6, 8);
	m->dsl = pm_field_number(in + 14, 8);
	m->dss = pm_field_number(in + 22, 8);
	pm_field_text(m->sub, in + 30, 8);
	pm_field_text(m->cdm, in + 38, 2);
	m->ssm = blank_or(in[40]);
	m->scr = blank_or(in[41]);
	m->pre1 = pm_field_number(in + 42, 4);
	m->pre2 = pm_field_number(in + 46, 4);
	m->pst = pm_field_number(in + 50, 4);
	m->medium = blank_or(in[54]);
	m->trk = pm_field_track(in + 55);
	m->idx = pm_field_number(in + 57, 2);
	pm_field_text(m->isrc, in + 59, 12);
	m->siz = pm_field_number(in + 71, 3);
	if (decode_dsi(m, in) == DSI_BYTES && !v1)
		decode_tail(m, in);
	m->stream = stream_of(m);
}

int pm_ddpms_encode(uint8_t out[PM_DDPMS_BYTES], const struct pm_ddpms *m)
{
	memset(out, ' ', PM_DDPMS_BYTES);
	if (pm_field_put_text(out, 4, "VVVM") || pm_field_put_text(out + 4, 2, m->dst) || pm_field_put_text(out + 30, 8, m->sub) ||
	    pm_field_put_text(out + 38, 2, m->cdm) || pm_field_put_text(out + 59, 12, m->isrc) || pm_field_put_text(out + 74, DSI_BYTES, m->dsi))
		return PM_E_FORMAT;
	if (pm_field_put_number(out + 6, 8, m->dsp, '0') || pm_field_put_number(out + 14, 8, m->dsl, '0') ||
	    pm_field_put_number(out + 22, 8, m->dss, '0') || pm_field_put_number(out + 42, 4, m->pre1, ' ') ||
	    pm_field_put_number(out + 46, 4, m->pre2, ' ') || pm_field_put_number(out + 50, 4, m->pst, ' ') || pm_field_put_track(out + 55, m->trk) ||
	    pm_field_put_number(out + 57, 2, m->idx, '0') || pm_field_put_number(out + 71, 3, m->siz, '0') ||
	    pm_field_put_number(out + 92, 4, m->pre1nxt, ' ') || pm_field_put_number(out + 96, 8, m->pauseadd, '0') ||
	    pm_field_put_number(out + 104, 9, m->ofs, '0'))
		return PM_E_RANGE;
	out[40] = (uint8_t)m->ssm;
	out[41] = (uint8_t)m->scr;
	out[54] = (uint8_t)m->medium;
	out[91] = (uint8_t)m->session;
	return PM_OK;
}

uint32_t pm_ddpms_sector_bytes(const struct pm_ddpms *m)
{
	switch (m->ssm) {
	case '0':
		return strcmp(m->cdm, "10") == 0 || strcmp(m->cdm, "21") == 0 ? 2048 : 2352;
	case '1':
		return 2332;
	case '2':
		return 2336;
	case '3':
		return 2340;
	case '8':
		return strncmp(m->sub + 2, "18", 2) == 0 ? 2352 + 72 : 2352 + 96;
	case ' ':
	case '4':
	case '6':
	case '7':
		return 2352;
	default:
		return strcmp(m->cdm, "DA") == 0 ? 2352 : 0;
	}
}
