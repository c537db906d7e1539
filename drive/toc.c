/* SPDX-License-Identifier: GPL-3.0-or-later */
/* toc.c - what the lead-in says: table of contents, sessions, CD-Text packs (drive/drive.h).  Layer 4.  Source: MMC-3 6.25 (READ TOC/PMA/ATIP). */
#include <stdlib.h>
#include <string.h>

#include "disc/msf.h"
#include "drive/drive-impl.h"

#define TOC_BYTES (4 + 8 * 100)
#define FULL_TOC_BYTES (4 + 11 * 256)
#define TOC_TRIES 3
#define LEADOUT_ENTRY 0xaa
#define SESSION_GAP_SECTORS 11400 /* lead-out of the first session, lead-in of the second: 6750 + 4500 + 150 */
#define PACK_BYTES 18
#define CDTEXT_TRIES 2

static uint32_t be16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}
static int32_t be32(const uint8_t *p)
{
	return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
}

/* READ TOC of a format; what the drive did not send is zero. */
static int read_format(struct pm_drive *d, unsigned format, uint8_t *data, size_t data_bytes, struct pm_error *err)
{
	const uint8_t cdb[10] = {0x43, 0, (uint8_t)format, 0, 0, 0, (uint8_t)(format == 2), (uint8_t)(data_bytes >> 8), (uint8_t)data_bytes, 0};

	return pm_drive_run(d, cdb, sizeof(cdb), data, data_bytes, err);
}

/* Entries into *toc; 0: they make no sense. */
static int take_entries(const uint8_t *data, struct pm_toc *toc)
{
	size_t length = be16(data) + 2, at;
	int has_leadout = 0;
	unsigned t;

	memset(toc, 0, sizeof(*toc));
	toc->first_track = data[2];
	toc->last_track = data[3];
	if (length > TOC_BYTES || !toc->first_track || toc->first_track > toc->last_track || toc->last_track > 99)
		return 0;
	for (t = 0; t < 100; t++)
		toc->track[t].lba = PM_LBA_NONE;
	for (at = 4; at + 8 <= length; at += 8) {
		const uint8_t *e = data + at;

		if (e[2] == LEADOUT_ENTRY) {
			toc->leadout_lba = be32(e + 4);
			has_leadout = 1;
		} else if (e[2] >= toc->first_track && e[2] <= toc->last_track) {
			toc->track[e[2]].lba = be32(e + 4);
			toc->track[e[2]].control = e[1] & 15;
		}
	}
	for (t = toc->first_track; t <= toc->last_track; t++)
		if (toc->track[t].lba < PM_LBA_FIRST || (t > toc->first_track && toc->track[t].lba <= toc->track[t - 1].lba))
			return 0;
	return has_leadout && toc->leadout_lba > 0 && toc->leadout_lba > toc->track[toc->last_track].lba && toc->leadout_lba <= PM_LBA_MAX;
}

/* An entry of the full TOC about a track or the lead-out: ADR 1.  Those of ADR 5 use the same numbers for other things (intervals to skip). */
static int is_point(const uint8_t *entry, unsigned point)
{
	return entry[1] >> 4 == 1 && entry[3] == point;
}

/* The lead-out of the session that holds a track, from the full TOC; PM_LBA_NONE: it does not say. */
static int32_t session_leadout(const uint8_t *data, unsigned track)
{
	size_t length = be16(data) + 2, at;
	unsigned session = 0;

	if (length > FULL_TOC_BYTES)
		length = FULL_TOC_BYTES;
	for (at = 4; at + 11 <= length; at += 11)
		if (is_point(data + at, track))
			session = data[at];
	for (at = 4; session && at + 11 <= length; at += 11)
		if (data[at] == session && is_point(data + at, 0xa2))
			return (int32_t)(data[at + 8] * 4500 + data[at + 9] * 75 + data[at + 10]) - 150;
	return PM_LBA_NONE;
}

/* Audio ends where the session of the last audio track does, or where a data track follows it. */
static int find_audio_end(struct pm_drive *d, struct pm_toc *toc, unsigned sessions, struct pm_error *err)
{
	uint8_t *data;
	unsigned last = 0, t;
	int32_t end = PM_LBA_NONE, next;
	int status = PM_OK;

	for (t = toc->first_track; t <= toc->last_track; t++)
		if (pm_drive_is_audio(toc, t))
			last = t;
	toc->audio_end_lba = toc->leadout_lba;
	if (!last || last == toc->last_track)
		return PM_OK;
	next = toc->track[last + 1].lba;
	data = calloc(1, FULL_TOC_BYTES);
	if (!data)
		return PM_E_NOMEM;
	if (sessions > 1) {
		status = read_format(d, 2, data, FULL_TOC_BYTES, err);
		end = status == PM_OK ? session_leadout(data, last) : PM_LBA_NONE;
		if (end == PM_LBA_NONE && next - SESSION_GAP_SECTORS > toc->track[last].lba)
			end = next - SESSION_GAP_SECTORS;
	}
	free(data);
	toc->audio_end_lba = end != PM_LBA_NONE && end > toc->track[last].lba && end <= next ? end : next;
	return status < 0 ? status : PM_OK;
}

int pm_drive_read_toc(struct pm_drive *d, struct pm_toc *toc, uint8_t *sessions, struct pm_error *err)
{
	uint8_t data[TOC_BYTES], first[12];
	int status = PM_FAILED, tries, good = 0;

	for (tries = 0; tries < TOC_TRIES && !good && status >= 0; tries++) {
		status = read_format(d, 0, data, sizeof(data), err);
		good = status == PM_OK && take_entries(data, toc);
	}
	if (status < 0)
		return status;
	if (status > 0)
		return pm_error_set(err, PM_E_DRIVE, "the drive '%s' gives no table of contents (sense %x/%02x/%02x): is the disc blank, or no CD?",
				    d->name, d->sense[2] & 15u, d->sense[12], d->sense[13]);
	if (!good)
		return pm_error_set(err, PM_E_DRIVE, "the drive '%s' gives a table of contents that contradicts itself", d->name);
	*sessions = 1;
	status = read_format(d, 1, first, sizeof(first), err);
	if (status < 0)
		return status;
	if (status == PM_OK && first[3] >= first[2] && first[2] && first[3] <= 99)
		*sessions = (uint8_t)(first[3] - first[2] + 1);
	return find_audio_end(d, toc, *sessions, err);
}

int32_t pm_drive_track_end(const struct pm_toc *toc, unsigned track)
{
	int32_t end = track < toc->last_track ? toc->track[track + 1].lba : toc->leadout_lba;

	return toc->audio_end_lba > toc->track[track].lba && toc->audio_end_lba < end ? toc->audio_end_lba : end;
}

/* How many bytes of packs there are, going by the header; some drives count wrong, so the packs themselves are looked at as well. */
static size_t count_packs(const uint8_t *data, size_t room_bytes)
{
	size_t length = be16(data), n = length > 2 ? length - 2 : 0;

	n = n < room_bytes ? n : room_bytes;
	while (n >= PACK_BYTES && (data[4 + (n - 1) / PACK_BYTES * PACK_BYTES] & 0x80) == 0)
		n = (n - 1) / PACK_BYTES * PACK_BYTES;
	return n / PACK_BYTES * PACK_BYTES;
}

int pm_drive_read_cdtext(struct pm_drive *d, struct pm_record *r, struct pm_error *err)
{
	uint8_t head[4], *data;
	size_t want, packs = 0;
	int status = read_format(d, 5, head, sizeof(head), err), tries;

	if (status < 0)
		return status;
	want = status == PM_OK ? be16(head) + 2 : 0;
	if (want <= 4)
		return PM_OK;
	want = want < PM_RECORD_CDTEXT_MAX_BYTES ? want : PM_RECORD_CDTEXT_MAX_BYTES;
	data = calloc(1, PM_RECORD_CDTEXT_MAX_BYTES);
	if (!data)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	/* Exactly as long as it says; a few drives want to be asked for more than there is. */
	for (tries = 0; tries < CDTEXT_TRIES && packs == 0 && status >= 0; tries++) {
		status = read_format(d, 5, data, tries ? PM_RECORD_CDTEXT_MAX_BYTES : want, err);
		packs = status == PM_OK ? count_packs(data, (tries ? PM_RECORD_CDTEXT_MAX_BYTES : want) - 4) : 0;
	}
	if (packs) {
		memmove(data, data + 4, packs);
		free(r->cdtext);
		r->cdtext = data;
		r->cdtext_bytes = packs;
		data = NULL;
	}
	free(data);
	return status < 0 ? status : PM_OK;
}
