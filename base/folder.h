/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - what lies in a folder: its regular files by name.  Layer 0. */
#ifndef PM_BASE_FOLDER_H
#define PM_BASE_FOLDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* A regular file of the folder.  One with data needs no path: fuzzers and tests make folders in memory. */
struct pm_folder_entry {
	char *name;          /* owned */
	char *path;          /* owned; NULL: in memory */
	uint64_t bytes;
	const uint8_t *data; /* borrowed; NULL: on disk */
};

struct pm_folder {
	char *dir;                    /* owned; NULL: in memory */
	struct pm_folder_entry *list; /* owned */
	size_t count, capacity;
};

#define PM_FOLDER_NONE SIZE_MAX

void pm_folder_init(struct pm_folder *f);
void pm_folder_release(struct pm_folder *f);
/* The regular files of dir, sorted by name; "._*" are left out. */
int pm_folder_scan(struct pm_folder *f, const char *dir, struct pm_error *err) PM_MUST_USE;
int pm_folder_add(struct pm_folder *f, const char *name, const uint8_t *data, uint64_t bytes) PM_MUST_USE;
/* Number of the file of that name, exactly, else ignoring ASCII case; PM_FOLDER_NONE. */
size_t pm_folder_find(const struct pm_folder *f, const char *name);
/* Two names are one, ASCII case ignored. */
int pm_same_name(const char *a, const char *b);

#endif
