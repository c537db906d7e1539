/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drive.c - opening a drive, running commands, giving up in time (drive/drive.h).  Layer 4.  Source: SPC-2 7.20 (sense data), MMC-3 Annex F. */
#include "drive/drive.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "drive/drive-impl.h"

#define TIMEOUT_MS 30000u /* READ SUB-CHANNEL may search that long */
#define FAILURES_MAX 400u
#define FAILING_MAX_MS 120000u
#define READY_WAIT_MS 250
#define READY_MAX_MS 30000u /* a disc that was just put in */
#define ATTENTIONS_MAX 8    /* each is reported once: power on, medium changed... */

#define KEY_NOT_READY 2
#define KEY_ILLEGAL 5
#define KEY_ATTENTION 6
#define ASC_BECOMING_READY 0x04
#define ASC_CHANGED 0x28
#define ASC_NO_MEDIUM 0x3a
#define ASCQ_TRAY_OPEN 2

static unsigned key_of(const struct pm_drive *d)
{
	return d->sense[2] & 15u;
}
static unsigned asc_of(const struct pm_drive *d)
{
	return d->sense[12];
}

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
}

static void wait_ms(long ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000};

	nanosleep(&t, NULL);
}

/* After a failed command: is it the end? */
static int judge_failure(struct pm_drive *d, struct pm_error *err)
{
	unsigned key = key_of(d), asc = asc_of(d);

	if (d->is_ready && key == KEY_ATTENTION && asc == ASC_CHANGED)
		return pm_error_set(err, PM_E_DRIVE, "the disc in '%s' was changed while it was being read", d->name);
	if (d->is_ready && key == KEY_NOT_READY && asc == ASC_NO_MEDIUM)
		return pm_error_set(err, PM_E_DRIVE, "the disc was taken out of '%s' while it was being read", d->name);
	if (d->failures > FAILURES_MAX || d->failing_ms > FAILING_MAX_MS)
		return pm_error_set(err, PM_E_DRIVE,
				    "the drive '%s' fails again and again (%u commands without success, last sense %x/%02x/%02x): given up", d->name,
				    d->failures, key, asc, d->sense[13]);
	return key == KEY_ILLEGAL ? PM_REFUSED : PM_FAILED;
}

int pm_drive_run(struct pm_drive *d, const uint8_t *cdb, size_t cdb_bytes, uint8_t *data, size_t data_bytes, struct pm_error *err)
{
	uint64_t began = now_ms();

	if (data_bytes)
		memset(data, 0, data_bytes);
	if (d->port.command(d->port.ctx, cdb, cdb_bytes, data, data_bytes, TIMEOUT_MS, d->sense) == PM_OK) {
		d->failures = 0;
		return PM_OK;
	}
	d->failures++;
	d->failing_ms += now_ms() - began;
	return judge_failure(d, err);
}

static int not_ready(struct pm_drive *d, struct pm_error *err)
{
	if (key_of(d) == KEY_NOT_READY && asc_of(d) == ASC_NO_MEDIUM && d->sense[13] == ASCQ_TRAY_OPEN)
		return pm_error_set(err, PM_E_DRIVE, "the tray of '%s' is open: put a disc in and close it", d->name);
	if (key_of(d) == KEY_NOT_READY && asc_of(d) == ASC_NO_MEDIUM)
		return pm_error_set(err, PM_E_DRIVE, "there is no disc in '%s'", d->name);
	/* No sense at all: the system passed no command on, or nobody answered. */
	if (key_of(d) == 0 && asc_of(d) == 0)
		return pm_error_set(err, PM_E_DRIVE, "'%s' does not answer as a CD drive does", d->name);
	return pm_error_set(err, PM_E_DRIVE, "the drive '%s' is not ready (sense %x/%02x/%02x): is the disc the right way up and clean?", d->name,
			    key_of(d), asc_of(d), d->sense[13]);
}

/* TEST UNIT READY until it is, with patience for a disc that spins up. */
static int wait_ready(struct pm_drive *d, struct pm_error *err)
{
	static const uint8_t test_unit_ready[6] = {0};
	unsigned attentions = 0;
	uint64_t began = now_ms();
	int status;

	for (;;) {
		status = pm_drive_run(d, test_unit_ready, sizeof(test_unit_ready), NULL, 0, err);
		if (status == PM_OK || status < 0)
			return status;
		if (key_of(d) == KEY_ATTENTION && attentions++ < ATTENTIONS_MAX)
			continue;
		if (key_of(d) != KEY_NOT_READY || asc_of(d) != ASC_BECOMING_READY || now_ms() - began > READY_MAX_MS)
			return not_ready(d, err);
		wait_ms(READY_WAIT_MS);
		d->failures = 0;
	}
}

static int has_audio(const struct pm_toc *toc)
{
	unsigned t;

	for (t = toc->first_track; t <= toc->last_track; t++)
		if (pm_drive_is_audio(toc, t))
			return 1;
	return 0;
}

static int get_ready(struct pm_drive *d, struct pm_error *err)
{
	int status = wait_ready(d, err);

	if (status == PM_OK)
		status = pm_drive_read_toc(d, &d->toc, &d->sessions, err);
	if (status == PM_OK && !has_audio(&d->toc))
		status = pm_error_set(err, PM_E_DRIVE, "the disc in '%s' holds data and no audio track", d->name);
	d->is_ready = status == PM_OK;
	return status;
}

int pm_drive_open_port(struct pm_drive **out, const struct pm_port *port, const char *name, struct pm_error *err)
{
	struct pm_drive *d = calloc(1, sizeof(*d));
	int status = PM_E_NOMEM;

	*out = NULL;
	if (!d) {
		if (port->close)
			port->close(port->ctx);
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	}
	d->port = *port;
	d->chunk_sectors = PM_CHUNK_SECTORS;
	d->name = pm_str_dup(name);
	if (d->name)
		status = get_ready(d, err);
	if (status != PM_OK) {
		pm_drive_close(d);
		return pm_error_set(err, status, "out of memory");
	}
	*out = d;
	return PM_OK;
}

int pm_drive_open(struct pm_drive **out, const char *path, struct pm_error *err)
{
	struct pm_port port = {0};
	char *name;
	int status = pm_port_open(path, &port, &name, err);

	*out = NULL;
	if (status != PM_OK)
		return status;
	status = pm_drive_open_port(out, &port, name, err);
	free(name);
	return status;
}

void pm_drive_close(struct pm_drive *d)
{
	if (!d)
		return;
	if (d->port.close)
		d->port.close(d->port.ctx);
	free(d->name);
	free(d);
}

const char *pm_drive_name(const struct pm_drive *d)
{
	return d->name;
}
const struct pm_toc *pm_drive_toc(const struct pm_drive *d)
{
	return &d->toc;
}
unsigned pm_drive_sessions(const struct pm_drive *d)
{
	return d->sessions;
}

static int same_toc(const struct pm_toc *a, const struct pm_toc *b)
{
	unsigned t;

	if (a->first_track != b->first_track || a->last_track != b->last_track || a->leadout_lba != b->leadout_lba)
		return 0;
	for (t = a->first_track; t <= a->last_track; t++)
		if (a->track[t].lba != b->track[t].lba || a->track[t].control != b->track[t].control)
			return 0;
	return 1;
}

int pm_drive_same_disc(struct pm_drive *d, struct pm_error *err)
{
	struct pm_toc toc;
	uint8_t sessions;
	int status = pm_drive_read_toc(d, &toc, &sessions, err);

	if (status == PM_OK && !same_toc(&d->toc, &toc))
		return pm_error_set(err, PM_E_DRIVE, "the disc in '%s' was changed while it was being read", d->name);
	return status;
}
