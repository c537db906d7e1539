/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue-writer.h - lines that every cue sheet of ours has; shared by cue-write.c and cue-pieces.c only.  Layer 4. */
#ifndef PM_CUE_CUE_WRITER_H
#define PM_CUE_CUE_WRITER_H

#include "cue/cue.h"

/* TITLE, PERFORMER, SONGWRITER, where there are any. */
void pm_cue_put_texts(struct pm_buf *out, const char *indent, const struct pm_text *text);
/* TRACK, its texts, FLAGS and ISRC. */
void pm_cue_put_track(struct pm_buf *out, const struct pm_disc *disc, unsigned number);
/* INDEX, sectors behind the beginning of the file. */
void pm_cue_put_index(struct pm_buf *out, unsigned index, uint32_t sectors);

#endif
