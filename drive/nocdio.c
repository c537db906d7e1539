/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nocdio.c - stands for cdio.c in a build without libcdio (--without-drive).  Layer 4. */
#include "drive/port.h"

int pm_port_open(const char *path, struct pm_port *out, char **name, struct pm_error *err)
{
	(void)out;
	*name = 0;
	return pm_error_set(err, PM_E_UNSUPPORTED, "cannot read the %s%s: this premaster was built without libcdio",
			    path && *path ? "drive " : "first drive", path && *path ? path : "");
}
