/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path.h - names of files that come out of other files.  Layer 0. */
#ifndef PM_BASE_PATH_H
#define PM_BASE_PATH_H

#include <stddef.h>

#include "base/status.h"

/* "dir/name", "name" when dir is "" or ".", malloc'ed; NULL: memory. */
char *pm_path_join(const char *dir, const char *name);
/* The folder part ("." when there is none), malloc'ed. */
char *pm_path_dir(const char *path);
/* Borrowed pointer to the last component ("" after a trailing slash). */
const char *pm_path_base(const char *path);
/* Borrowed pointer to the extension behind the last dot of the last component, without the dot; "" when there is none. */
const char *pm_path_extension(const char *path);
/* 1 when the extension is ext, ignoring ASCII case. */
int pm_path_has_extension(const char *path, const char *ext);

/*
 * pm_path_is_inside - is a name from a sheet a name inside its folder?
 *
 * 0 for an absolute name ("/x", "\x", "C:x"), a component "..", an empty name, a NUL or control character; else 1.
 * "\" counts as "/".
 */
int pm_path_is_inside(const char *name, size_t length_bytes);

enum pm_match { PM_MATCH_NONE, PM_MATCH_EXACT, PM_MATCH_UNICODE, PM_MATCH_CASE, PM_MATCH_AMBIGUOUS };

/*
 * pm_path_find - the file in dir that a sheet means by name
 *
 * Matches each component exactly, then by Unicode normal form, then ignoring case (contract section 3); "\" reads as "/".
 * *path is the path to open (malloc'ed, owned by the caller), NULL unless found.  *match says how it matched; AMBIGUOUS: several names
 * differ only in case and none is exact.  Follows no "..": call pm_path_is_inside first.
 * Returns:  PM_OK (also for PM_MATCH_NONE), PM_E_NOMEM, PM_E_IO (dir cannot be read)
 */
int pm_path_find(const char *dir, const char *name, char **path, enum pm_match *match, struct pm_error *err) PM_MUST_USE;

int pm_path_is_dir(const char *path);
int pm_path_is_file(const char *path);

#endif
