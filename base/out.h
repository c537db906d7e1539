/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * out.h - outputs that appear whole or not at all.  Layer 0.
 *
 * A set of files is written into a hidden folder beside the target, flushed to the disk, proven by the caller, and renamed into place.
 * Whatever happens, the target is either whole or as it was before.
 */
#ifndef PM_BASE_OUT_H
#define PM_BASE_OUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct pm_out;      /* a folder being made */
struct pm_out_file; /* a file in it being written */

/*
 * pm_out_begin - start a set that will appear as the folder `target`
 *
 * target must not exist or be an empty folder, unless replace is non-zero: then allowed[] (NULL-terminated names, ASCII case ignored;
 * a name beginning "*." stands for any name of that extension) lists the only names an existing target may hold.
 * What a run that was killed has left beside target is removed first.
 * Missing folders above target are made (and removed again when the set is aborted).  An existing target's permissions are kept.
 * Returns:  PM_OK; PM_E_EXISTS: target holds (other) files, is a file, a link, a mount point or the folder one is in; PM_E_IO / PM_E_NOMEM
 * Owns:     *out belongs to the caller: end with pm_out_commit or pm_out_abort, both of which free it
 */
int pm_out_begin(struct pm_out **out, const char *target, int replace, const char *const *allowed, struct pm_error *err) PM_MUST_USE;
/* The folder the files are in until the commit; borrowed. */
const char *pm_out_dir(const struct pm_out *out);

/* A new file in the set.  name has no "/".  size_hint_bytes (0: unknown) lets the disk space be reserved at once. */
int pm_out_create(struct pm_out *out, const char *name, uint64_t size_hint_bytes, struct pm_out_file **file, struct pm_error *err) PM_MUST_USE;
/*
 * Every byte is written or an error returned.  Starts write-back early, so that the flush at the end finds little to do.
 * Different files of a set may be written from different threads; creating, closing and committing belong to one.
 */
int pm_out_write(struct pm_out_file *file, const void *data, size_t length_bytes, struct pm_error *err) PM_MUST_USE;
/* Other bytes in place of some that were written already: a header that holds what only the end tells.  PM_E_RANGE: not all of them were. */
int pm_out_rewrite(struct pm_out_file *file, uint64_t at_bytes, const void *data, size_t length_bytes, struct pm_error *err) PM_MUST_USE;
/* fsync and close; frees file, also on failure. */
int pm_out_close(struct pm_out_file *file, struct pm_error *err) PM_MUST_USE;
/* The three calls in one, for small files. */
int pm_out_put(struct pm_out *out, const char *name, const void *data, size_t length_bytes, struct pm_error *err) PM_MUST_USE;

/*
 * Flush the folder and rename it into place; an old set stays until then.  Frees out, also on failure (and then removes what it wrote).
 * Refuses when a file is still open or one could not be written.
 */
int pm_out_commit(struct pm_out *out, struct pm_error *err) PM_MUST_USE;
/* Remove everything.  out may be NULL.  Files still open are closed by their owners with pm_out_close, before or after. */
void pm_out_abort(struct pm_out *out);

/* Files of a set that were written, as `build --json` lists them. */
struct pm_written {
	char name[264];
	uint64_t bytes;
	char md5[33];
};
#define PM_WRITTEN_MAX 32
struct pm_written_set {
	struct pm_written file[PM_WRITTEN_MAX];
	size_t count;
};
/* PM_E_RANGE: the name or digest is too long, or the set is full. */
int pm_written_add(struct pm_written_set *set, const char *name, uint64_t bytes, const char *md5) PM_MUST_USE;

/*
 * One file alone, the same way (reports, .q files): written beside `path`, flushed, renamed over it.  A link is followed, a device or
 * pipe (/dev/stdout) written to as it is.
 */
int pm_out_write_file(const char *path, const void *data, size_t length_bytes, struct pm_error *err) PM_MUST_USE;

#endif
