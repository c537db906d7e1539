/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * port.h - how commands reach a drive: one function, so that a model of a drive can stand where a device does.  Layer 4.
 * Source: MMC-3 (commands), SPC-2 (sense data); shared/reference/virtual-drive.md.
 */
#ifndef PM_DRIVE_PORT_H
#define PM_DRIVE_PORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define PM_SENSE_BYTES 18
#define PM_RESCUE_AROUND_SECTORS 32 /* how far around a range its rescue may read */

struct pm_port {
	void *ctx;
	/*
	 * One command; data_bytes are read from the drive (0: none).  What the drive does not send stays as it was in `data`.
	 * Returns:  PM_OK; PM_E_DRIVE: the drive answered CHECK CONDITION, or the system had no answer (sense is then all zero)
	 */
	int (*command)(void *ctx, const uint8_t *cdb, size_t cdb_bytes, uint8_t *data, size_t data_bytes, unsigned timeout_ms,
		       uint8_t sense[PM_SENSE_BYTES]);
	/*
	 * Audio of sectors that plain reading does not get, by every means there is: count * 2352 bytes, little-endian.  NULL: there is none.
	 * Reads up to PM_RESCUE_AROUND_SECTORS around as well, and may never end where one of all those cannot be read: see first that they can.
	 * Returns:  PM_OK; PM_E_DRIVE: not to be had
	 */
	int (*rescue)(void *ctx, int32_t lba, size_t count, uint8_t *out);
	void (*close)(void *ctx); /* may be NULL */
};

/*
 * pm_port_open - a drive by its path, through libcdio; NULL: the system's first drive
 *
 * Returns:  PM_OK, *out to be closed with out->close(out->ctx), *name the device's path (malloc'ed); PM_E_NOT_FOUND, PM_E_DRIVE (no permission, no
 * drive, in use), PM_E_UNSUPPORTED (built without drives), PM_E_NOMEM, with err set
 */
int pm_port_open(const char *path, struct pm_port *out, char **name, struct pm_error *err) PM_MUST_USE;

#endif
