/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model-toc.c - the virtual drive's words about the disc and about itself.  Source: MMC-3 5.5, 5.22, 6.25, 6.26, 6.27, 6.30. */
#include "tests/drive/model-impl.h"

#include <string.h>

static int is_data(const struct vd_disc *d)
{
	return (d->track[d->first_track].control & 4) != 0;
}

static void toc_entry(struct vd_reply *r, uint8_t control, uint8_t number, int32_t lba, int msf)
{
	uint8_t e[8] = { 0, (uint8_t)(0x10 | control), number };

	vd_put_address(e + 4, lba, msf);
	vd_put(r, e, sizeof(e));
}

/* The two bytes of length in front count what follows them. */
static void put_length(struct vd_reply *r, size_t at)
{
	size_t n = r->len - at - 2;

	if (r->cap > at)
		r->data[at] = (uint8_t)(n >> 8);
	if (r->cap > at + 1)
		r->data[at + 1] = (uint8_t)n;
}

static uint32_t toc(const struct vd_disc *d, uint8_t from, int msf, struct vd_reply *r)
{
	uint8_t head[4] = { 0, 0, d->first_track, d->last_track };

	if (from > d->last_track && from != 0xAA)
		return VD_E_CDB;
	vd_put(r, head, 4);
	for (int t = d->first_track; t <= d->last_track; t++)
		if (t >= from)
			toc_entry(r, d->track[t].control, (uint8_t)t, d->track[t].start_lba, msf);
	toc_entry(r, d->track[d->last_track].control, 0xAA, d->leadout_lba, msf);
	put_length(r, 0);
	return VD_OK;
}

static uint32_t sessions(const struct vd_disc *d, int msf, struct vd_reply *r)
{
	uint8_t first = d->second_session ? d->second_session : d->first_track, head[4] = { 0, 0, 1, d->second_session ? 2 : 1 };

	vd_put(r, head, 4);
	toc_entry(r, d->track[first].control, first, d->track[first].start_lba, msf);
	put_length(r, 0);
	return VD_OK;
}

static void full_entry(struct vd_reply *r, uint8_t session, uint8_t control, uint8_t point, uint8_t m, uint8_t s, uint8_t f)
{
	uint8_t e[11] = { session, (uint8_t)(0x10 | control), 0, point, 0, 0, 0, 0, m, s, f };

	vd_put(r, e, sizeof(e));
}

static void full_session(const struct vd_disc *d, uint8_t session, uint8_t first, uint8_t last, int32_t leadout_lba, struct vd_reply *r)
{
	uint8_t a[4];

	full_entry(r, session, d->track[first].control, 0xA0, first, 0, 0);
	full_entry(r, session, d->track[last].control, 0xA1, last, 0, 0);
	vd_put_address(a, leadout_lba, 1);
	full_entry(r, session, d->track[last].control, 0xA2, a[1], a[2], a[3]);
	for (int t = first; t <= last; t++) {
		vd_put_address(a, d->track[t].start_lba, 1);
		full_entry(r, session, d->track[t].control, (uint8_t)t, a[1], a[2], a[3]);
	}
}

static uint32_t full_toc(const struct vd_disc *d, uint8_t session, struct vd_reply *r)
{
	uint8_t count = d->second_session ? 2 : 1, head[4] = { 0, 0, 1, count };

	if (session > count)
		return VD_E_CDB;
	vd_put(r, head, 4);
	if (session <= 1)
		full_session(d, 1, d->first_track, (uint8_t)(count == 2 ? d->second_session - 1 : d->last_track),
			     count == 2 ? d->track[d->second_session].start_lba - VD_SESSION_GAP : d->leadout_lba, r);
	if (count == 2)
		full_session(d, 2, d->second_session, d->last_track, d->leadout_lba, r);
	put_length(r, 0);
	return VD_OK;
}

static uint32_t cdtext(const struct vd *vd, struct vd_reply *r)
{
	if (vd->faults.no_cdtext == 1)
		return VD_E_CDB;
	vd_put(r, "\0\0\0\0", 4);
	if (!vd->faults.no_cdtext && vd->disc->cdtext)
		vd_put(r, vd->disc->cdtext, vd->disc->cdtext_bytes);
	put_length(r, 0);
	return VD_OK;
}

uint32_t vd_read_toc(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	int msf = (cdb[1] & 2) != 0, format = cdb[2] & 15;

	if (!format)
		format = cdb[9] >> 6; /* where SFF 8020 had it */
	switch (format) {
	case 0:
		return toc(vd->disc, cdb[6], msf, r);
	case 1:
		return sessions(vd->disc, msf, r);
	case 2:
		return full_toc(vd->disc, cdb[6], r);
	case 5:
		return cdtext(vd, r);
	default:
		return VD_E_CDB; /* a pressed disc has neither PMA nor ATIP */
	}
}

uint32_t vd_disc_info(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	/* 0Eh: complete, last session complete; one session */
	uint8_t out[34] = { 0, 32, 0x0E, vd->disc->first_track, 1, vd->disc->first_track, vd->disc->last_track };

	if (cdb[1] & 7)
		return VD_E_CDB;
	memset(out + 16, 0xFF, 8); /* neither lead-in of a next session nor last lead-out */
	vd_put(r, out, sizeof(out));
	return VD_OK;
}

uint32_t vd_track_info(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	const struct vd_disc *d = vd->disc;
	uint32_t what = vd_be(cdb + 2, 4);
	int t = (int)what;
	uint8_t out[28] = { 0, 26 };

	switch (cdb[1] & 3) {
	case 0:
		t = what < (uint32_t)d->leadout_lba ? vd_track_of(d, (int32_t)what) : 0;
		break;
	case 1:
		break;
	case 2:
		t = what == 1 ? d->first_track : 0;
		break;
	default:
		t = 0;
	}
	if (what > 0x7fffffff || t < d->first_track || t > d->last_track)
		return VD_E_CDB;
	out[2] = (uint8_t)t;
	out[3] = 1;
	out[5] = d->track[t].control;
	out[6] = d->track[t].control & 4 ? 1 : 0x0F; /* data mode */
	vd_put_address(out + 8, d->track[t].start_lba, 0);
	vd_put_address(out + 24, vd_track_end(d, t) - d->track[t].start_lba, 0);
	vd_put(r, out, sizeof(out));
	return VD_OK;
}

/* What the drive says of itself; the faults make it lie in both directions. */
static int claims(const struct vd *vd, int true_answer)
{
	return vd->faults.capabilities_claim ? 1 : vd->faults.capabilities_deny ? 0 : true_answer;
}

static void feature(struct vd_reply *r, const uint8_t *cdb, uint16_t code, uint8_t flags, const uint8_t *body, uint8_t n)
{
	uint8_t head[4] = { (uint8_t)(code >> 8), (uint8_t)code, flags, n };
	uint32_t from = vd_be(cdb + 2, 2), rt = cdb[1] & 3;

	if (rt == 2 ? code != from : code < from || (rt == 1 && !(flags & 1)))
		return;
	vd_put(r, head, 4);
	vd_put(r, body, n);
}

uint32_t vd_configuration(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	int present = vd->disc && !vd->faults.no_disc && !vd->faults.tray_open;
	uint8_t head[8] = { 0, 0, 0, 0, 0, 0, 0, present ? 8 : 0 };
	uint8_t profile[4] = { 0, 8, (uint8_t)present, 0 };
	uint8_t cd_read[4] = { (uint8_t)(claims(vd, !vd->faults.no_cdtext) | claims(vd, !vd->faults.no_c2) << 1) };

	if ((cdb[1] & 3) == 3)
		return VD_E_CDB;
	vd_put(r, head, 8);
	feature(r, cdb, 0x0000, 3, profile, 4);                              /* profile list: CD-ROM */
	feature(r, cdb, 0x0001, 0x0B, (const uint8_t *)"\0\0\0\2\0\0\0", 8); /* core: ATAPI */
	feature(r, cdb, 0x0003, 3, (const uint8_t *)"\x29\0\0", 4);          /* removable: tray, eject, lock */
	feature(r, cdb, 0x0010, (uint8_t)present, (const uint8_t *)"\0\0\x08\0\0\1\0", 8); /* random readable */
	feature(r, cdb, 0x001E, (uint8_t)(0x08 | present), cd_read, 4);
	if (r->cap > 3) {
		r->data[2] = (uint8_t)((r->len - 4) >> 8);
		r->data[3] = (uint8_t)(r->len - 4);
	}
	return VD_OK;
}

/* Page 2Ah, MMC-3 5.5.10. */
static void capabilities(const struct vd *vd, uint8_t p[22])
{
	const struct vd_faults *f = &vd->faults;
	int raw = claims(vd, !f->no_raw);

	memset(p, 0, 22);
	p[0] = 0x2A, p[1] = 20;
	p[2] = 0x03;                                  /* reads CD-R, CD-RW */
	p[4] = 0x71;                                  /* multi session, mode 2 form 1 and 2, plays audio */
	p[5] = (uint8_t)(0x03 | raw << 2 | raw << 3 | /* CD-DA, accurate stream; R-W, de-interleaved */
			 claims(vd, !f->no_c2) << 4 | claims(vd, !f->isrc_zeros && !f->subchannel_refused) << 5 |
			 claims(vd, !f->mcn_zeros && !f->subchannel_refused) << 6);
	p[6] = (uint8_t)(0x29 | vd->locked << 1); /* tray, eject, lock */
	p[8] = 0x1B, p[9] = 0x90;                 /* 40x */
	p[12] = 0, p[13] = 128;                   /* buffer, KB */
	p[14] = 0x06, p[15] = 0xE4;               /* now 10x */
}

uint32_t vd_mode_sense(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	static const uint8_t recovery[12] = { 0x01, 10, 0, 5 }, timeouts[8] = { 0x0D, 6, 0, 0, 0, 60, 0, 75 },
			     audio[16] = { 0x0E, 14, 4, 0, 0, 0, 0, 0, 1, 255, 2, 255 };
	int ten = cdb[0] == 0x5A, page = cdb[2] & 0x3F, all = page == 0x3F;
	uint8_t head[8] = { 0 }, page_2a[22];
	size_t head_bytes = ten ? 8 : 4, start = r->len;

	if (!all && page != 0x01 && page != 0x0D && page != 0x0E && page != 0x2A)
		return VD_E_CDB;
	vd_put(r, head, head_bytes);
	if (all || page == 0x01)
		vd_put(r, recovery, sizeof(recovery));
	if (all || page == 0x0D)
		vd_put(r, timeouts, sizeof(timeouts));
	if (all || page == 0x0E)
		vd_put(r, audio, sizeof(audio));
	capabilities(vd, page_2a);
	if (all || page == 0x2A)
		vd_put(r, page_2a, sizeof(page_2a));
	if (vd->disc && !vd->faults.no_disc && r->cap > 2)
		r->data[ten ? 2 : 1] = is_data(vd->disc) ? 1 : 2; /* medium type: 120 mm data, audio */
	if (ten)
		put_length(r, start);
	else if (r->cap)
		r->data[0] = (uint8_t)(r->len - 1);
	return VD_OK;
}
