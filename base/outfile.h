/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outfile.h - one file being written; shared by out.c and outfile.c only.  Layer 0. */
#ifndef PM_BASE_OUTFILE_H
#define PM_BASE_OUTFILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct pm_out;

struct pm_out_file {
	int fd;
	char *path;               /* owned */
	uint64_t reserved_bytes;  /* of disk space; what is not written is given back */
	uint64_t written_bytes;
	uint64_t pushed_bytes;    /* of them: write-back was started */
	int failed;               /* 1: a write failed, the contents are not whole */
	struct pm_out *out;       /* the set, while there is one */
	struct pm_out_file *next; /* in the set's list of open files */
};

/* Reserves disk space where the file system can.  PM_E_IO only when there is too little of it. */
int pm_outfile_reserve(struct pm_out_file *file, uint64_t size_bytes, struct pm_error *err) PM_MUST_USE;
/* pm_out_close without the set. */
int pm_outfile_finish(struct pm_out_file *file, struct pm_error *err) PM_MUST_USE;

/* fsync of a folder; file systems that cannot are not blamed. */
int pm_folder_flush(const char *path, struct pm_error *err) PM_MUST_USE;

#endif
