/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cdio.c - devices through libcdio and libcdio-paranoia; the only file that knows them.  Layer 4.
 * Source: libcdio 2.1 mmc_ll_cmds.h, mmc.h; libcdio-paranoia 10.2 paranoia.h; shared/reference/virtual-drive.md.
 *
 * libcdio's lsn is MMC's LBA (its lba is 150 larger).  Its own reading of TOC, codes and CD-Text is not used: it passes stale and empty codes on.
 */
#include <cdio/cdio.h>
#include <cdio/logging.h>
#include <cdio/mmc.h>
#include <cdio/paranoia/cdda.h>
#include <cdio/paranoia/paranoia.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "disc/msf.h"
#include "drive/port.h"

#define RESCUE_RETRIES 20

struct device {
	CdIo_t *cdio;
};

/* libcdio would print; what matters comes back as a status. */
static void keep_quiet(cdio_log_level_t level, const char message[])
{
	(void)level;
	(void)message;
}

static int command(void *ctx, const uint8_t *cdb, size_t cdb_bytes, uint8_t *data, size_t data_bytes, unsigned timeout_ms,
		   uint8_t sense[PM_SENSE_BYTES])
{
	const struct device *d = ctx;
	cdio_mmc_request_sense_t *got = NULL;
	mmc_cdb_t field;
	driver_return_code_t rc;
	int length;

	memset(&field, 0, sizeof(field));
	memcpy(field.field, cdb, cdb_bytes < sizeof(field.field) ? cdb_bytes : sizeof(field.field));
	memset(sense, 0, PM_SENSE_BYTES);
	rc = mmc_run_cmd_len(d->cdio, timeout_ms, &field, (unsigned)cdb_bytes, data_bytes ? SCSI_MMC_DATA_READ : SCSI_MMC_DATA_NONE,
			     (unsigned)data_bytes, data);
	if (rc == DRIVER_OP_SUCCESS)
		return PM_OK;
	length = mmc_last_cmd_sense(d->cdio, &got);
	if (length > 0 && got)
		memcpy(sense, got, (size_t)length < PM_SENSE_BYTES ? (size_t)length : PM_SENSE_BYTES);
	cdio_free(got);
	return PM_E_DRIVE;
}

/* paranoia's callback has no context of its own. */
static _Thread_local unsigned skips;

static void on_event(long at, paranoia_cb_mode_t event)
{
	(void)at;
	skips += event == PARANOIA_CB_SKIP || event == PARANOIA_CB_READERR;
}

static int rescue_sectors(cdrom_drive_t *drive, int32_t lba, size_t count, uint8_t *out)
{
	cdrom_paranoia_t *p = cdio_paranoia_init(drive);
	int status = p ? PM_OK : PM_E_NOMEM;
	size_t i, b;

	if (!p)
		return status;
	cdio_paranoia_modeset(p, PARANOIA_MODE_FULL ^ PARANOIA_MODE_NEVERSKIP);
	cdio_paranoia_set_range(p, lba > PM_RESCUE_AROUND_SECTORS ? lba - PM_RESCUE_AROUND_SECTORS : 0,
				lba + (int32_t)count - 1 + PM_RESCUE_AROUND_SECTORS);
	if (cdio_paranoia_seek(p, lba, SEEK_SET) < 0)
		status = PM_E_DRIVE;
	for (i = 0; i < count && status == PM_OK; i++) {
		const int16_t *pcm;

		skips = 0;
		pcm = cdio_paranoia_read_limited(p, on_event, RESCUE_RETRIES);
		if (!pcm || skips) {
			status = PM_E_DRIVE;
			break;
		}
		/* Samples come in the machine's order. */
		for (b = 0; b < PM_SECTOR_BYTES / 2; b++) {
			uint16_t sample = (uint16_t)pcm[b];

			out[i * PM_SECTOR_BYTES + 2 * b] = (uint8_t)sample;
			out[i * PM_SECTOR_BYTES + 2 * b + 1] = (uint8_t)(sample >> 8);
		}
	}
	cdio_paranoia_free(p);
	return status;
}

static int rescue(void *ctx, int32_t lba, size_t count, uint8_t *out)
{
	const struct device *d = ctx;
	char *messages = NULL;
	cdrom_drive_t *drive = cdio_cddap_identify_cdio(d->cdio, CDDA_MESSAGE_FORGETIT, &messages);
	int status = PM_E_DRIVE;

	free(messages);
	if (!drive)
		return PM_E_DRIVE;
	cdio_cddap_verbose_set(drive, CDDA_MESSAGE_FORGETIT, CDDA_MESSAGE_FORGETIT);
	if (cdio_cddap_open(drive) == 0)
		status = rescue_sectors(drive, lba, count, out);
	/* The CdIo_t is ours. */
	cdio_cddap_close_no_free_cdio(drive);
	return status;
}

static void close_device(void *ctx)
{
	struct device *d = ctx;

	cdio_destroy(d->cdio);
	free(d);
}

/* libcdio says only that it could not open; the system says why. */
static int why_not(const char *path, struct pm_error *err)
{
	struct stat st;
	int fd;

	if (stat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR ? pm_error_set(err, PM_E_NOT_FOUND, "no drive at '%s': there is no such device", path)
							   : pm_error_io(err, errno, "open", path);
	if (S_ISDIR(st.st_mode) || S_ISREG(st.st_mode))
		return pm_error_set(err, PM_E_DRIVE, "'%s' is a %s, not a drive", path, S_ISDIR(st.st_mode) ? "folder" : "file");
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && (errno == EACCES || errno == EPERM))
		return pm_error_set(err, PM_E_DRIVE,
				    "no permission to read the drive '%s': join the group that owns it (on most systems: sudo usermod -aG cdrom "
				    "$USER, then log in again)",
				    path);
	if (fd < 0 && errno == EBUSY)
		return pm_error_set(err, PM_E_DRIVE, "the drive '%s' is in use by another program", path);
	if (fd < 0 && (errno == ENXIO || errno == ENODEV))
		return pm_error_set(err, PM_E_DRIVE, "no drive answers at '%s'", path);
	if (fd < 0)
		return pm_error_io(err, errno, "open", path);
	close(fd);
	return pm_error_set(err, PM_E_DRIVE, "'%s' does not answer as a CD drive does", path);
}

static int find_default(char **name, struct pm_error *err)
{
	char *path = cdio_get_default_device(NULL);

	if (!path)
		return pm_error_set(err, PM_E_DRIVE, "no CD drive was found; name it with --drive DEV");
	*name = pm_str_dup(path);
	cdio_free(path);
	return *name ? PM_OK : PM_E_NOMEM;
}

/* libcdio takes files that look like images for drives; here only devices are meant. */
static int is_device(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

int pm_port_open(const char *path, struct pm_port *out, char **name, struct pm_error *err)
{
	struct device *d;
	int status;

	cdio_log_set_handler(keep_quiet);
	*name = NULL;
	status = path && *path ? ((*name = pm_str_dup(path)) ? PM_OK : PM_E_NOMEM) : find_default(name, err);
	if (status != PM_OK)
		return pm_error_set(err, status, "out of memory");
	d = calloc(1, sizeof(*d));
	status = d ? PM_OK : PM_E_NOMEM;
	if (d && is_device(*name))
		d->cdio = cdio_open(*name, DRIVER_DEVICE);
	if (d && !d->cdio)
		status = why_not(*name, err);
	if (status != PM_OK) {
		free(d);
		free(*name);
		*name = NULL;
		return pm_error_set(err, status, "out of memory");
	}
	*out = (struct pm_port){d, command, rescue, close_device};
	return PM_OK;
}
