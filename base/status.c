/* SPDX-License-Identifier: GPL-3.0-or-later */
/* status.c - remembers the first failure of the world in words.  Layer 0. */
#include "base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int pm_error_set(struct pm_error *err, int status, const char *fmt, ...)
{
	va_list ap;

	if (!err || err->status != PM_OK)
		return status;
	err->status = status;
	va_start(ap, fmt);
	if (vsnprintf(err->message, sizeof(err->message), fmt, ap) < 0)
		err->message[0] = '\0';
	va_end(ap);
	return status;
}

int pm_error_io(struct pm_error *err, int sys_errno, const char *verb, const char *path)
{
	int status = PM_E_IO;

	if (sys_errno == ENOENT || sys_errno == ENOTDIR)
		status = PM_E_NOT_FOUND;
	else if (sys_errno == ENOMEM)
		status = PM_E_NOMEM;
	return pm_error_set(err, status, "cannot %s '%s': %s", verb, path, strerror(sys_errno));
}

const char *pm_status_text(int status)
{
	switch (status) {
	case PM_OK:
		return "no error";
	case PM_E_NOMEM:
		return "out of memory";
	case PM_E_IO:
		return "input or output failed";
	case PM_E_NOT_FOUND:
		return "not found";
	case PM_E_EXISTS:
		return "already exists";
	case PM_E_RANGE:
		return "out of range";
	case PM_E_FORMAT:
		return "of no known kind or form";
	case PM_E_UNSUPPORTED:
		return "not supported";
	case PM_E_CANCELLED:
		return "cancelled";
	case PM_E_USAGE:
		return "wrong usage";
	case PM_E_DRIVE:
		return "the drive failed";
	}
	return "unknown error";
}
