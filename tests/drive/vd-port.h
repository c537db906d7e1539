/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vd-port.h - the drive model as a port of drive/: no device, no preloading.  Test code. */
#ifndef VD_PORT_H
#define VD_PORT_H

#include "drive/port.h"
#include "tests/drive/model.h"

static int vd_port_command(void *ctx, const uint8_t *cdb, size_t cdb_bytes, uint8_t *data, size_t data_bytes, unsigned timeout_ms,
			   uint8_t sense[PM_SENSE_BYTES])
{
	size_t got = 0;

	(void)timeout_ms;
	return vd_command(ctx, cdb, cdb_bytes, data, data_bytes, &got, sense) == VD_GOOD ? PM_OK : PM_E_DRIVE;
}

/* The model is the caller's: closing the port leaves it. */
static inline struct pm_port vd_port(struct vd *vd)
{
	return (struct pm_port){vd, vd_port_command, NULL, NULL};
}

#endif
