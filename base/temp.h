/* SPDX-License-Identifier: GPL-3.0-or-later */
/* temp.h - folders for files that live no longer than the run.  Layer 0. */
#ifndef PM_BASE_TEMP_H
#define PM_BASE_TEMP_H

#include <stdint.h>

#include "base/status.h"

/*
 * pm_temp_new - make an empty folder that only this user may enter
 *
 * Where:    in `parent`; NULL or "": in $TMPDIR, or /tmp
 * Returns:  PM_OK and *dir (malloc'ed, owned by the caller, who removes the folder with pm_temp_remove); PM_E_IO, PM_E_NOT_FOUND, PM_E_NOMEM
 */
int pm_temp_new(const char *parent, char **dir, struct pm_error *err) PM_MUST_USE;

/* Remove the folder and all that is in it; links are removed, not followed.  What cannot be removed stays.  NULL is allowed; dir is not freed. */
void pm_temp_remove(const char *dir);

/*
 * pm_temp_space - is there room?
 *
 * Returns:  PM_OK; PM_E_IO: fewer than `bytes` are free in dir, and the message says how many are wanted and how to choose another place.
 *           A file system that does not say is taken to have room.
 */
int pm_temp_space(const char *dir, uint64_t bytes, struct pm_error *err) PM_MUST_USE;

#endif
