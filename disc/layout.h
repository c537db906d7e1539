/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.h - from declared items to absolute addresses and spans (contract section 4).  Layer 1. */
#ifndef PM_DISC_LAYOUT_H
#define PM_DISC_LAYOUT_H

#include "disc/disc.h"

enum pm_join { PM_JOIN_CONTINUOUS, PM_JOIN_PAD };

struct pm_layout_options {
	enum pm_join join;
	uint32_t pq_offset_sectors;       /* track marks this many sectors earlier; 0: none */
	uint32_t pq_offset_first_sectors; /* the same for track 1 */
};

/*
 * pm_disc_layout - lay the items out
 *
 * Requires: files probed.  Parts of unusable ones are as long as the items say; where that is up to the file's end, nothing, and what follows is
 *           adrift: then no layout finding that depends on the length is made, and tracks behind it are poisoned (PM_POISON_PLACE)
 * Does:     walks the items from LBA -150; a mark goes to the sector that holds it; index 00 in the sector of index 01 is dropped;
 *           in join mode `pad` each file's last sector is filled; the last sector of the disc is filled in both modes; applies the PQ offsets
 * Adds:     audio-unaligned (each fill and each moved mark; a warning only where fill silence is inserted directly beside a non-zero
 *           sample, which needs the samples: see `edge`), index-past-end (a mark or a part beyond its file), audio-empty
 * Sets:     index addresses, gapless, hidden_audio, leadout_lba, spans, laid_out (also after findings: a part that is wrong or unusable is left
 *           out, its track poisoned, and the disc's times too; then fills and moves are not reported, for nobody knows where they would be)
 * edge:     asks whether the sample of a file is not zero: 1, 0, or negative when it cannot be read; NULL: treated as zero
 * Too long: past 99:59:74 the finding is disc-too-long, an error that --allow does not lower; the disc then stays not laid_out
 * Returns:  PM_OK (also when too long), or PM_E_NOMEM
 */
typedef int pm_edge_fn(void *ctx, const struct pm_disc *disc, uint32_t file, uint64_t sample);
int pm_disc_layout(struct pm_disc *disc, const struct pm_layout_options *options, pm_edge_fn *edge, void *edge_ctx, struct pm_diags *diags,
                   struct pm_error *err) PM_MUST_USE;

/*
 * pm_disc_leave_out_data - the audio tracks alone, as a disc of their own (--audio-only)
 *
 * Requires: a disc that is laid out (else nothing is done)
 * Does:     takes out each data track with its pause; what follows moves up and is numbered on from the disc's first number.  An audio track that comes
 *           first now keeps its pause, filled to two seconds with silence.  The lead-out lies behind the last audio.  A disc of data alone is no
 *           longer laid out, and its audio poisoned
 * Adds:     data-track, a note each, that says what was left out and what is numbered otherwise now
 * Returns:  PM_OK, or PM_E_NOMEM (the disc is then of no use)
 */
int pm_disc_leave_out_data(struct pm_disc *disc, struct pm_diags *diags) PM_MUST_USE;

#endif
