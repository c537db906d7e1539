/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extract.h - the names that extracted files get.  Layer 5.  The verb itself is in master/master.h. */
#ifndef PM_MASTER_EXTRACT_H
#define PM_MASTER_EXTRACT_H

#include "master/master.h"

/* Longest part of a name that comes from a text, in bytes: far from what any file system allows, with number and extension. */
#define PM_NAME_TEXT_BYTES 120

/*
 * pm_safe_name - a text as part of a file name that every system takes
 *
 * The characters / \ : * ? " < > | and all without a shape of their own become "_"; blanks and dots at the ends go (a leading dot would hide the file);
 * the rest is cut to PM_NAME_TEXT_BYTES between visible characters.  Appends to out; nothing for a text that has nothing to keep.
 */
void pm_safe_name(struct pm_buf *out, const char *text);

/* "03 Cold Pier.wav", "03.wav" without a title, "00 Hidden audio.wav" for track 0; malloc'ed, NULL: memory. */
char *pm_extract_name(const struct pm_disc *disc, unsigned track, const char *extension);

#endif
