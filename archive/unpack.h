/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unpack.h - archives: what is in them, and unpacked without harm.  Layer 4; archive/ is the only folder that knows libarchive.
 *
 * An archive is hostile until shown otherwise: names that lead out of the folder, links and devices are refused, what is unpacked has a bound that
 * the caller gives, and memory does not grow with what is in it.
 */
#ifndef PM_ARCHIVE_UNPACK_H
#define PM_ARCHIVE_UNPACK_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/progress.h"

/* 1: the file begins as a ZIP archive does. */
int pm_archive_detect(const char *path);

/* A file in an archive. */
struct pm_archive_entry {
	char *name;     /* owned; "/" between folders, inside by pm_path_is_inside; UTF-8 where the archive says so */
	uint64_t bytes; /* as the archive declares it; not to be trusted; 0: it does not say */
};
struct pm_archive_list {
	struct pm_archive_entry *list; /* owned; in the archive's order */
	size_t count, capacity;
};
void pm_archive_list_release(struct pm_archive_list *list);

/*
 * pm_archive_read_list - the files in an archive
 *
 * Leaves out folders, __MACOSX and "._*" (what a Mac adds).
 * Adds:     ddp-path at `pos` for each name that leads out of the folder, and for links and devices: they are left out
 * Returns:  PM_OK and *out filled (release it); PM_E_FORMAT (damaged, or too many files), PM_E_UNSUPPORTED (encrypted), PM_E_IO, PM_E_NOMEM
 */
int pm_archive_read_list(const char *path, struct pm_archive_list *out, struct pm_pos pos, struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

/* One small file into memory, by its name in the list; at most max_bytes of it (further bytes are left).  Statuses as above; PM_E_NOT_FOUND: no such.
 */
int pm_archive_load(const char *path, const char *name, size_t max_bytes, struct pm_buf *out, struct pm_error *err) PM_MUST_USE;

struct pm_unpack {
	const char *folder;  /* of the archive: "" or "a/b/"; what lies in it is unpacked, and comes to lie in `into` */
	int deep;            /* 1: its sub-folders too */
	const char *into;    /* an empty folder */
	uint64_t max_bytes;  /* of all files together: more is refused */
	uint64_t said_bytes; /* for progress */
	struct pm_pos pos;   /* where findings are placed */
	const struct pm_progress *progress;
};
/*
 * pm_archive_unpack - files of one folder of an archive into a folder of the disk, in constant memory
 *
 * Adds:     checksum-mismatch (a file is damaged: its CRC or length does not fit), ddp-path (two files of one name: the first is kept)
 * Returns:  PM_OK; PM_E_FORMAT: it unpacks to more than max_bytes, or cannot be read on; PM_E_IO (disk full), PM_E_CANCELLED, PM_E_NOMEM
 */
int pm_archive_unpack(const char *path, const struct pm_unpack *unpack, struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

#endif
