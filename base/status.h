/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * status.h - what a failing world looks like: I/O, memory, a cancelled run.  Layer 0.
 *
 * Wrong *content* is never a status: it becomes a finding (base/diag.h) and the work goes on.
 * A negative status travels up to the caller, with a sentence for the user in struct pm_error.
 */
#ifndef PM_BASE_STATUS_H
#define PM_BASE_STATUS_H

#if defined(__GNUC__)
#define PM_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define PM_MUST_USE __attribute__((warn_unused_result))
#else
#define PM_PRINTF(fmt, args)
#define PM_MUST_USE
#endif

enum pm_status {
	PM_OK = 0,
	PM_E_NOMEM = -1,       /* memory */
	PM_E_IO = -2,          /* open, read, write, flush, rename */
	PM_E_NOT_FOUND = -3,   /* a named file or device is not there */
	PM_E_EXISTS = -4,      /* an output that must not exist does */
	PM_E_RANGE = -5,       /* an argument outside its documented range */
	PM_E_FORMAT = -6,      /* an operand is of no known kind, or a code does not fit its field */
	PM_E_UNSUPPORTED = -7, /* known, but not in this build or for this kind of source */
	PM_E_CANCELLED = -8,   /* a signal or the caller asked to stop */
	PM_E_DRIVE = -9,       /* a drive refused or failed */
	PM_E_USAGE = -10       /* what the user asked for makes no sense: an option's value */
};

#define PM_ERROR_BYTES 1024

/* One failure, in words for the user: no capital at the start, no full stop, path and reason inside. */
struct pm_error {
	int status; /* enum pm_status; PM_OK when nothing failed */
	char message[PM_ERROR_BYTES];
};

/*
 * pm_error_set - remember a failure
 *
 * Returns:  status, so that `return pm_error_set(err, PM_E_RANGE, "...")` reads well
 * On NULL:  err may be NULL; then only the status is returned
 * Note:     the first failure is kept: a later call on an err that already holds one changes nothing
 */
int pm_error_set(struct pm_error *err, int status, const char *fmt, ...) PM_PRINTF(3, 4);

/*
 * pm_error_io - remember a failed system call: "cannot VERB 'PATH': strerror"
 *
 * Returns:  PM_E_NOT_FOUND for ENOENT and ENOTDIR, PM_E_NOMEM for ENOMEM, else PM_E_IO
 */
int pm_error_io(struct pm_error *err, int sys_errno, const char *verb, const char *path);

/* Short English name of a status ("out of memory"), never NULL. */
const char *pm_status_text(int status);

#endif
