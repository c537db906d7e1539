/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - what kind of thing a path names, and where the file to read is: the cue sheet of a folder, the set in an archive.  Layer 5. */
#ifndef PM_MASTER_PLACE_H
#define PM_MASTER_PLACE_H

#include "master/master.h"

struct pm_place {
	enum pm_kind kind;
	char *path;     /* owned; to be read: the path itself, or what was found in it */
	char *name;     /* owned; the same in the user's words: "out/album.cue", "album.zip/album.cue" */
	char *temp_dir; /* owned; what was unpacked, to be removed with pm_temp_remove; NULL: nothing was */
};

/*
 * pm_place_find - recognise a source (contract section 1), unpacking it where it is an archive
 *
 * Adds:     what is wrong with an archive (archive/unpack.h)
 * Returns:  PM_OK and *place filled (release it, having taken temp_dir over or not); PM_E_FORMAT: no known kind; PM_E_NOT_FOUND, PM_E_IO, PM_E_NOMEM
 */
int pm_place_find(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_place *place) PM_MUST_USE;
/* Frees, and removes temp_dir if it was not taken over. */
void pm_place_release(struct pm_place *place);

/* What pm_open does once the place is found; takes temp_dir over.  path: the source as the user named it. */
int pm_open_place(struct pm_session *s, const char *path, struct pm_place *place, const struct pm_open_options *options,
                  struct pm_disc **out) PM_MUST_USE;

/* The only file of an extension in a folder, malloc'ed; *count says how many there are; NULL where not exactly one, or memory is out. */
char *pm_only_in_folder(const char *dir, const char *extension, size_t *count);

/* place-zip.c: the set in an archive into place->temp_dir. */
int pm_place_in_archive(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_place *place) PM_MUST_USE;

#endif
