/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hidden.h - where an output is until it is whole: beside its place, hidden; shared by out.c and outfile.c only.  Layer 0.
 *
 * A folder is locked for as long as its run lives.  So what a run that was killed left behind can be told from what another run is at work
 * on, and the next run into the same place takes it away.
 */
#ifndef PM_BASE_HIDDEN_H
#define PM_BASE_HIDDEN_H

#include "base/status.h"

/*
 * A path beside `path` for attempt 0, 1, 2...: hidden, unlikely to exist; malloc'ed, NULL: memory.  The caller creates it exclusively
 * and asks again when it is taken.
 */
char *pm_hidden_path(const char *path, unsigned attempt);
#define PM_HIDDEN_ATTEMPTS 100

/*
 * pm_hidden_folder - make a hidden folder beside `path`, with the permissions (and access lists) that any new folder there gets
 *
 * Returns:  PM_OK; PM_E_IO, PM_E_NOMEM
 * Owns:     *dir (malloc'ed) and *lock belong to the caller.  *lock is a descriptor to be closed at the end of the run, -1 where the file system
 *           knows no locks
 */
int pm_hidden_folder(const char *path, char **dir, int *lock, struct pm_error *err) PM_MUST_USE;

/*
 * pm_hidden_sweep - remove the hidden folders beside `path` whose runs are dead
 *
 * Only this user's folders that are named as pm_hidden_path names them and that nobody holds.  Where the file system knows no locks, nothing is
 * removed.  What cannot be removed stays.
 */
void pm_hidden_sweep(const char *path);

#endif
