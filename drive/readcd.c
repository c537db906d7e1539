/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * readcd.c - sectors: Q in every form that drives give it, and audio with C2 (drive/drive.h).  Layer 4.
 * Source: MMC-3 6.19 (READ CD); shared/reference/reading.md sections 1.3 and 3; subcode.md section 9.
 */
#include <stdlib.h>
#include <string.h>

#include "base/crc16.h"
#include "disc/msf.h"
#include "drive/drive-impl.h"
#include "subcode/layout.h"

#define MAIN_AUDIO 0x10u /* user data: of audio, all 2352 bytes */
#define MAIN_C2 0x02u    /* 294 bytes of bits behind it */
#define SUB_RAW 1u
#define SUB_SHORT 2u
#define C2_BYTES 294
#define NEAR_SECTORS 150 /* a drive's subcode is never further off */
#define PROBE_PLACES 3
#define ASK_LEAD_SECTORS 26 /* read before asking, so that the head is inside the track and an old code is gone */

int pm_drive_read_cd(struct pm_drive *d, int32_t lba, size_t count, uint8_t main, uint8_t sub, size_t sector_bytes, struct pm_error *err)
{
	const uint32_t at = (uint32_t)lba;
	const uint8_t cdb[12] = {0xbe,        0x04, (uint8_t)(at >> 24),   (uint8_t)(at >> 16), (uint8_t)(at >> 8),
				 (uint8_t)at, 0,    (uint8_t)(count >> 8), (uint8_t)count,      main,
				 sub,         0};

	if (count * sector_bytes > sizeof(d->buffer))
		return pm_error_set(err, PM_E_RANGE, "too many sectors in one command");
	return pm_drive_run(d, cdb, sizeof(cdb), d->buffer, count * sector_bytes, err);
}

/* ---- Q as drives format it ---- */

static uint8_t bcd_of(uint8_t n)
{
	return n < 100 ? (uint8_t)(n / 10 << 4 | n % 10) : n;
}

static void renew_crc(uint8_t q[PM_Q_BYTES])
{
	uint16_t crc = pm_crc16(q, 10);

	q[10] = (uint8_t)(crc >> 8);
	q[11] = (uint8_t)crc;
}

/* Twelve bytes whose CRC fits exactly when the drive's own did (some give it inverted, some count in binary). */
static void q_of_short(const uint8_t in[PM_SUBCODE_SHORT_BYTES], int binary, uint8_t q[PM_Q_BYTES])
{
	struct pm_q parsed;
	int fits, i;

	memcpy(q, in, PM_Q_BYTES);
	if (pm_q_crc_fits(q) && !binary)
		return;
	fits = pm_q_get_unchecked(q, &parsed);
	if (binary && (q[0] & 15) == 1) {
		for (i = 1; i < 10; i++)
			q[i] = i == 1 && q[i] == PM_Q_LEADOUT ? q[i] : bcd_of(q[i]);
		fits |= pm_q_get_unchecked(q, &parsed);
	}
	if (fits)
		renew_crc(q);
}

/* ---- reading Q ---- */

static size_t q_sector_bytes(enum pm_q_form form)
{
	return PM_SECTOR_BYTES + (form == PM_Q_FORM_RAW ? PM_SUBCODE_BYTES : PM_SUBCODE_SHORT_BYTES);
}

static int read_form(struct pm_drive *d, enum pm_q_form form, int32_t lba, size_t count, struct pm_error *err)
{
	return pm_drive_read_cd(d, lba, count, MAIN_AUDIO, form == PM_Q_FORM_RAW ? SUB_RAW : SUB_SHORT, q_sector_bytes(form), err);
}

/* Sector i of what is in the buffer. */
static void buffered_q(const struct pm_drive *d, enum pm_q_form form, int binary, size_t i, uint8_t q[PM_Q_BYTES])
{
	const uint8_t *sub = d->buffer + i * q_sector_bytes(form) + PM_SECTOR_BYTES;

	if (form == PM_Q_FORM_RAW)
		pm_subcode_interleaved_q(sub, q);
	else
		q_of_short(sub, binary, q);
}

/* Position frames in the buffer that lie where they should. */
static unsigned count_near(const struct pm_drive *d, enum pm_q_form form, int binary, int32_t lba, size_t count)
{
	unsigned near = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		uint8_t q[PM_Q_BYTES];
		struct pm_q parsed;

		buffered_q(d, form, binary, i, q);
		if (pm_q_get(q, &parsed) && parsed.kind == PM_Q_POSITION && parsed.lba >= lba + (int32_t)i - NEAR_SECTORS &&
		    parsed.lba <= lba + (int32_t)i + NEAR_SECTORS)
			near++;
	}
	return near;
}

/* Fewer sectors at a time, where a drive refuses many; d->chunk_sectors keeps what it takes. */
static int read_form_shorter(struct pm_drive *d, enum pm_q_form form, int32_t lba, size_t *count, struct pm_error *err)
{
	int status;

	for (;; d->chunk_sectors /= 2) {
		if (*count > d->chunk_sectors)
			*count = d->chunk_sectors;
		status = read_form(d, form, lba, *count, err);
		if (status != PM_REFUSED || d->chunk_sectors == 1)
			return status;
	}
}

/* Places to try: the middle of the longest audio track, a quarter of the next one, three of the one behind; on a disc of one track all in that. */
static int32_t probe_place(const struct pm_drive *d, unsigned which)
{
	static const int32_t quarters[PROBE_PLACES] = {2, 1, 3};
	const struct pm_toc *toc = &d->toc;
	unsigned t, best = 0, seen = 0, n;

	for (t = toc->first_track; t <= toc->last_track; t++)
		if (pm_drive_is_audio(toc, t) &&
		    (!best || pm_drive_track_end(toc, t) - toc->track[t].lba > pm_drive_track_end(toc, best) - toc->track[best].lba))
			best = t;
	for (n = 0, t = best; which && n < 2 * 99u; n++) {
		t = t < toc->last_track ? t + 1 : toc->first_track;
		if (pm_drive_is_audio(toc, t) && ++seen == which)
			break;
	}
	return toc->track[t].lba + (pm_drive_track_end(toc, t) - toc->track[t].lba) / 4 * quarters[which];
}

/* Does the form hold sound Q?  *works is set. */
static int try_form(struct pm_drive *d, enum pm_q_form form, int *works, struct pm_error *err)
{
	unsigned whole = d->chunk_sectors, place, plain, binary;
	size_t count;
	int status;

	*works = 0;
	for (place = 0; place < PROBE_PLACES; place++) {
		int32_t lba = probe_place(d, place);

		count = PM_CHUNK_SECTORS;
		status = read_form_shorter(d, form, lba, &count, err);
		if (status == PM_REFUSED)
			d->chunk_sectors = whole;
		if (status < 0 || status == PM_REFUSED)
			return status < 0 ? status : PM_OK;
		if (status != PM_OK)
			continue;
		plain = count_near(d, form, 0, lba, count);
		binary = form == PM_Q_FORM_SHORT ? count_near(d, form, 1, lba, count) : 0;
		if (!plain && !binary)
			continue;
		d->q_binary = binary > plain;
		d->q_form = form;
		*works = 1;
		return PM_OK;
	}
	return PM_OK;
}

int pm_drive_find_method(struct pm_drive *d, enum pm_method *method, struct pm_error *err)
{
	int works = d->q_form == PM_Q_FORM_RAW || d->q_form == PM_Q_FORM_SHORT, status = PM_OK;

	if (d->q_form == PM_Q_FORM_UNKNOWN) {
		status = try_form(d, PM_Q_FORM_RAW, &works, err);
		if (status == PM_OK && !works)
			status = try_form(d, PM_Q_FORM_SHORT, &works, err);
		if (status == PM_OK && !works)
			d->q_form = PM_Q_FORM_NONE;
	}
	*method = works ? PM_METHOD_RAW_Q : PM_METHOD_READ_SUB_CHANNEL;
	return status;
}

static int log_sectors(struct pm_drive *d, int32_t lba, size_t count, struct pm_record *r)
{
	int status = PM_OK;
	size_t i;

	for (i = 0; i < count && status == PM_OK; i++) {
		uint8_t q[PM_Q_BYTES];

		buffered_q(d, d->q_form, d->q_binary, i, q);
		status = pm_q_log_add(&r->log, lba + (int32_t)i, q);
	}
	return status;
}

static int log_unread(int32_t lba, size_t count, struct pm_record *r)
{
	static const uint8_t nothing[PM_Q_BYTES] = {0};
	int status = PM_OK;
	size_t i;

	r->unread_sectors += (uint32_t)count;
	for (i = 0; i < count && status == PM_OK; i++)
		status = pm_q_log_add(&r->log, lba + (int32_t)i, nothing);
	return status;
}

/* Sector by sector, where a chunk failed; not in the midst of a stretch where nothing is readable. */
static int read_single(struct pm_drive *d, int32_t lba, size_t count, struct pm_record *r, struct pm_error *err)
{
	size_t i, good = 0;
	int status = PM_OK;

	if (d->dead && count > 1) {
		status = read_form(d, d->q_form, lba + (int32_t)count / 2, 1, err);
		if (status < 0)
			return status;
		if (status != PM_OK)
			return log_unread(lba, count, r);
	}
	for (i = 0; i < count && status >= 0; i++) {
		status = read_form(d, d->q_form, lba + (int32_t)i, 1, err);
		if (status < 0)
			break;
		good += status == PM_OK;
		status = status == PM_OK ? log_sectors(d, lba + (int32_t)i, 1, r) : log_unread(lba + (int32_t)i, 1, r);
	}
	d->dead = good == 0;
	return status;
}

int pm_drive_read_q(struct pm_drive *d, int32_t lba, size_t count, struct pm_record *r, const struct pm_progress *progress, struct pm_error *err)
{
	int status = PM_OK;
	size_t n;

	while (count && status == PM_OK) {
		if (pm_progress_cancelled(progress))
			return pm_error_set(err, PM_E_CANCELLED, "stopped");
		n = count < d->chunk_sectors ? count : d->chunk_sectors;
		status = read_form(d, d->q_form, lba, n, err);
		if (status == PM_OK) {
			d->dead = 0;
			status = log_sectors(d, lba, n, r);
		} else if (status > 0) {
			status = read_single(d, lba, n, r, err);
		}
		lba += (int32_t)n;
		count -= n;
	}
	return status == PM_E_NOMEM ? pm_error_set(err, status, "out of memory") : status;
}

int pm_drive_ask(struct pm_drive *d, unsigned track, int32_t lba, struct pm_record *r, struct pm_error *err)
{
	const uint8_t cdb[10] = {0x42, 0, 0x40, (uint8_t)(track ? 3 : 2), 0, 0, (uint8_t)track, 0, PM_REPLY_BYTES, 0};
	uint8_t reply[PM_REPLY_BYTES];
	size_t lead = ASK_LEAD_SECTORS < d->chunk_sectors ? ASK_LEAD_SECTORS : d->chunk_sectors;
	int status = pm_drive_read_cd(d, lba, lead, MAIN_AUDIO, 0, PM_SECTOR_BYTES, err);

	if (status < 0)
		return status;
	status = pm_drive_run(d, cdb, sizeof(cdb), reply, sizeof(reply), err);
	if (status < 0)
		return status;
	if (status == PM_OK && pm_record_add_reply(r, (uint8_t)track, reply) < 0)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	return PM_OK;
}

/* ---- audio ---- */

static int has_c2(const uint8_t *bits)
{
	unsigned any = 0;
	size_t i;

	for (i = 0; i < C2_BYTES; i++)
		any |= bits[i];
	return any != 0;
}

static int read_audio_chunk(struct pm_drive *d, int32_t lba, size_t count, struct pm_error *err)
{
	int status = PM_REFUSED;

	if (!d->no_c2) {
		status = pm_drive_read_cd(d, lba, count, MAIN_AUDIO | MAIN_C2, 0, PM_SECTOR_BYTES + C2_BYTES, err);
		if (status != PM_REFUSED)
			return status;
	}
	status = pm_drive_read_cd(d, lba, count, MAIN_AUDIO, 0, PM_SECTOR_BYTES, err);
	/* Refused with C2 and not without: it is C2 that the drive does not have. */
	d->no_c2 |= status == PM_OK;
	return status;
}

static void take_audio(const struct pm_drive *d, int with_c2, size_t count, uint8_t *out, uint8_t *suspect)
{
	size_t stride = PM_SECTOR_BYTES + (with_c2 ? C2_BYTES : 0), i;

	for (i = 0; i < count; i++) {
		memcpy(out + i * PM_SECTOR_BYTES, d->buffer + i * stride, PM_SECTOR_BYTES);
		if (suspect)
			suspect[i] = with_c2 && has_c2(d->buffer + i * stride + PM_SECTOR_BYTES) ? PM_SUSPECT_C2 : 0;
	}
}

int pm_drive_read_audio(struct pm_drive *d, int32_t lba, size_t count, uint8_t *out, uint8_t *suspect, struct pm_error *err)
{
	const size_t most = d->chunk_sectors < 24 ? d->chunk_sectors : 24; /* 24 * 2646 bytes: see PM_CHUNK_SECTORS */
	size_t n, k;
	int status;

	for (; count; count -= n, lba += (int32_t)n, out += n * PM_SECTOR_BYTES, suspect = suspect ? suspect + n : NULL) {
		n = count < most ? count : most;
		status = read_audio_chunk(d, lba, n, err);
		if (status < 0)
			return status;
		if (status == PM_OK) {
			take_audio(d, !d->no_c2, n, out, suspect);
			continue;
		}
		for (k = 0; k < n; k++) {
			status = read_audio_chunk(d, lba + (int32_t)k, 1, err);
			if (status < 0)
				return status;
			if (status == PM_OK) {
				take_audio(d, !d->no_c2, 1, out + k * PM_SECTOR_BYTES, suspect ? suspect + k : NULL);
				continue;
			}
			memset(out + k * PM_SECTOR_BYTES, 0, PM_SECTOR_BYTES);
			if (suspect)
				suspect[k] = PM_SUSPECT_UNREAD;
		}
	}
	return PM_OK;
}

int pm_drive_rescue(struct pm_drive *d, int32_t lba, size_t count, uint8_t *out)
{
	if (!d->port.rescue)
		return PM_E_DRIVE;
	return d->port.rescue(d->port.ctx, lba, count, out);
}
