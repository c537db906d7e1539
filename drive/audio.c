/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audio.c - proven samples of a disc in a drive (drive/audio.h).  Layer 4.  Source: shared/reference/reading.md; MMC-3 6.19 (C2). */
#include "drive/audio.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "disc/msf.h"

#define RUN_SECTORS 4096 /* 9.6 MB: more than drives keep */
#define TRIES 16

struct reader {
	struct pm_drive *d;
	int fd; /* the temporary file: sector n at n * 2352 */
	int32_t end_lba;
	uint8_t *present;                      /* owned; a byte a sector from LBA 0: 1: it is in the file */
	uint8_t *once, *twice;                 /* owned; two readings of a run */
	uint8_t *suspect_once, *suspect_twice; /* owned; a byte a sector */
};

static void release(void *ctx)
{
	struct reader *r = ctx;

	if (r->fd >= 0)
		close(r->fd);
	free(r->present);
	free(r->once);
	free(r->twice);
	free(r->suspect_once);
	free(r->suspect_twice);
	pm_drive_close(r->d);
	free(r);
}

/* No name, so that it is gone with the process. */
static int open_temporary(const char *work_dir, struct pm_error *err)
{
	const char *dir = work_dir ? work_dir : getenv("TMPDIR");
	char *path = pm_str_printf("%s/premaster-disc-XXXXXX", dir && *dir ? dir : "/tmp");
	int fd;

	if (!path) {
		pm_error_set(err, PM_E_NOMEM, "out of memory");
		return -1;
	}
	fd = mkstemp(path);
	if (fd < 0)
		pm_error_io(err, errno, "create", path);
	else
		unlink(path);
	free(path);
	return fd;
}

static int transfer(const struct reader *r, int32_t lba, uint8_t *data, size_t count, int writing, struct pm_error *err)
{
	size_t left = count * PM_SECTOR_BYTES;
	off_t at = (off_t)lba * PM_SECTOR_BYTES;

	while (left) {
		ssize_t n = writing ? pwrite(r->fd, data, left, at) : pread(r->fd, data, left, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return pm_error_io(err, n < 0 ? errno : EIO, writing ? "write" : "read", "the temporary file for the disc's audio");
		data += n;
		at += n;
		left -= (size_t)n;
	}
	return PM_OK;
}

static int not_readable(const struct reader *r, int32_t lba, struct pm_error *err)
{
	const struct pm_toc *toc = pm_drive_toc(r->d);
	char text[PM_MSF_BYTES];
	unsigned t, track = 0;

	for (t = toc->first_track; t <= toc->last_track; t++)
		if (toc->track[t].lba <= lba)
			track = t;
	return pm_error_set(err, PM_E_DRIVE,
			    "cannot read the audio at %s (sector %d, track %u) from '%s': every try failed or gave something else; clean the disc or "
			    "try another drive",
			    pm_msf_text(lba, text), (int)lba, track, pm_drive_name(r->d));
}

/*
 * May the port's last resort be let loose on a sector?  paranoia works on what is read differently, and reads around it; of what is not read at all
 * it makes nothing, takes for ever, and cannot be stopped.  1 or 0, or a status.
 */
static int may_rescue(struct reader *r, int32_t lba, struct pm_error *err)
{
	int32_t at = lba > PM_RESCUE_AROUND_SECTORS ? lba - PM_RESCUE_AROUND_SECTORS : 0;
	uint8_t sector[PM_SECTOR_BYTES], suspect;
	int status, tries;

	for (; at <= lba + PM_RESCUE_AROUND_SECTORS && at < r->end_lba; at++) {
		for (tries = 0, suspect = PM_SUSPECT_UNREAD; suspect == PM_SUSPECT_UNREAD && tries < TRIES; tries++) {
			status = pm_drive_read_audio(r->d, at, 1, sector, &suspect, err);
			if (status < 0)
				return status;
		}
		if (suspect == PM_SUSPECT_UNREAD)
			return 0;
	}
	return 1;
}

/* One sector that the two readings did not settle: until two unsuspicious readings agree, else by all means. */
static int settle(struct reader *r, int32_t lba, uint8_t *sector, struct pm_error *err)
{
	uint8_t now[PM_SECTOR_BYTES], last[PM_SECTOR_BYTES], suspect;
	int has_last = 0, has_bytes = 0, status, i;

	for (i = 0; i < TRIES; i++) {
		status = pm_drive_read_audio(r->d, lba, 1, now, &suspect, err);
		if (status < 0)
			return status;
		has_bytes |= suspect != PM_SUSPECT_UNREAD;
		if (suspect)
			continue;
		if (has_last && !memcmp(now, last, sizeof(now))) {
			memcpy(sector, now, sizeof(now));
			return PM_OK;
		}
		memcpy(last, now, sizeof(now));
		has_last = 1;
	}
	status = has_bytes ? may_rescue(r, lba, err) : 0;
	if (status < 0)
		return status;
	if (status && pm_drive_rescue(r->d, lba, 1, sector) == PM_OK)
		return PM_OK;
	return not_readable(r, lba, err);
}

/* From lba, which is missing, up to the next sector that is there. */
static int load_run(struct reader *r, int32_t lba, struct pm_error *err)
{
	struct pm_error later = {0};
	size_t count = 0, i;
	int status;

	while (count < RUN_SECTORS && lba + (int32_t)count < r->end_lba && !r->present[lba + (int32_t)count])
		count++;
	status = pm_drive_read_audio(r->d, lba, count, r->once, r->suspect_once, err);
	if (status == PM_OK)
		status = pm_drive_read_audio(r->d, lba, count, r->twice, r->suspect_twice, err);
	for (i = 0; i < count && status == PM_OK; i++) {
		uint8_t *sector = r->once + i * PM_SECTOR_BYTES;

		if (r->suspect_once[i] || r->suspect_twice[i] || memcmp(sector, r->twice + i * PM_SECTOR_BYTES, PM_SECTOR_BYTES))
			status = settle(r, lba + (int32_t)i, sector, i ? &later : err);
	}
	/* What lies before an unreadable sector is good; that one fails when its turn comes. */
	if (status == PM_E_DRIVE && i > 1) {
		count = i - 1;
		status = PM_OK;
	}
	if (status == PM_OK)
		status = transfer(r, lba, r->once, count, 1, err);
	if (status == PM_OK)
		memset(r->present + lba, 1, count);
	return status;
}

static int load(struct reader *r, int32_t first_lba, int32_t end_lba, struct pm_error *err)
{
	int status = PM_OK;
	int32_t lba;

	for (lba = first_lba; lba < end_lba && status == PM_OK; lba++)
		if (!r->present[lba])
			status = load_run(r, lba, err);
	return status;
}

/* Samples of sectors that are in the file; the ends may lie inside a sector. */
static int copy_samples(struct reader *r, int64_t at, uint8_t *out, size_t count, struct pm_error *err)
{
	uint8_t sector[PM_SECTOR_BYTES];
	int status = PM_OK;

	while (count && status == PM_OK) {
		int32_t lba = (int32_t)(at / PM_SECTOR_SAMPLES);
		size_t skip = (size_t)(at % PM_SECTOR_SAMPLES), n = PM_SECTOR_SAMPLES - skip;

		if (!skip && count >= PM_SECTOR_SAMPLES) {
			n = count / PM_SECTOR_SAMPLES * PM_SECTOR_SAMPLES;
			status = transfer(r, lba, out, n / PM_SECTOR_SAMPLES, 0, err);
		} else {
			n = n < count ? n : count;
			status = transfer(r, lba, sector, 1, 0, err);
			memcpy(out, sector + skip * PM_SAMPLE_BYTES, n * PM_SAMPLE_BYTES);
		}
		out += n * PM_SAMPLE_BYTES;
		at += (int64_t)n;
		count -= n;
	}
	return status;
}

static int read_samples(void *ctx, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err)
{
	struct reader *r = ctx;
	int64_t at = (int64_t)at_samples + (int64_t)PM_LBA_FIRST * PM_SECTOR_SAMPLES, end = (int64_t)r->end_lba * PM_SECTOR_SAMPLES;
	size_t n;
	int status;

	if (at < 0) {
		n = (uint64_t)-at < sample_count ? (size_t)-at : sample_count;
		memset(out, 0, n * PM_SAMPLE_BYTES);
		out += n * PM_SAMPLE_BYTES;
		sample_count -= n;
		at += (int64_t)n;
	}
	if (!sample_count)
		return PM_OK;
	n = at >= end ? 0 : (uint64_t)(end - at) < sample_count ? (size_t)(end - at) : sample_count;
	memset(out + n * PM_SAMPLE_BYTES, 0, (sample_count - n) * PM_SAMPLE_BYTES);
	if (!n)
		return PM_OK;
	status = load(r, (int32_t)(at / PM_SECTOR_SAMPLES), (int32_t)((at + (int64_t)n - 1) / PM_SECTOR_SAMPLES) + 1, err);
	return status == PM_OK ? copy_samples(r, at, out, n, err) : status;
}

int pm_drive_reader_new(struct pm_drive *d, const char *work_dir, struct pm_disc_reader *out, struct pm_error *err)
{
	struct reader *r = calloc(1, sizeof(*r));
	int status = PM_OK;

	if (!r)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	r->end_lba = pm_drive_toc(d)->audio_end_lba;
	r->present = calloc((size_t)r->end_lba, 1);
	r->once = malloc((size_t)RUN_SECTORS * PM_SECTOR_BYTES);
	r->twice = malloc((size_t)RUN_SECTORS * PM_SECTOR_BYTES);
	r->suspect_once = malloc(RUN_SECTORS);
	r->suspect_twice = malloc(RUN_SECTORS);
	r->fd = -1;
	if (!r->present || !r->once || !r->twice || !r->suspect_once || !r->suspect_twice)
		status = pm_error_set(err, PM_E_NOMEM, "out of memory");
	else if ((r->fd = open_temporary(work_dir, err)) < 0)
		status = err && err->status ? err->status : PM_E_IO;
	if (status == PM_OK) {
		r->d = d;
		*out = (struct pm_disc_reader){r, read_samples, release};
		return PM_OK;
	}
	release(r);
	return status;
}
