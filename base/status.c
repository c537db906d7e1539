/* SPDX-License-Identifier: GPL-3.0-or-later */
/* status.c - remembers the first failure of the world in words.  Layer 0. */
#include "base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Of a message that fills all its room and was longer: a character that lost its last bytes goes, for what is printed is UTF-8. */
static void drop_half_character(char *text)
{
	size_t end = strlen(text), at = end, want;
	unsigned char lead;

	while (at > 0 && end - at < 3 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
		at--;
	lead = (unsigned char)text[at - 1];
	want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (end - (at - 1) < want)
		text[at - 1] = '\0';
}

int pm_error_set(struct pm_error *err, int status, const char *fmt, ...)
{
	va_list ap;
	int length;

	if (!err || err->status != PM_OK)
		return status;
	err->status = status;
	va_start(ap, fmt);
	length = vsnprintf(err->message, sizeof(err->message), fmt, ap);
	va_end(ap);
	if (length < 0)
		err->message[0] = '\0';
	else if ((size_t)length >= sizeof(err->message))
		drop_half_character(err->message);
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
