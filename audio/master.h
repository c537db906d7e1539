/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * master.h - one audio file as 44.1 kHz, 16-bit, stereo samples.  Layer 2; audio/ is the only folder that knows libsndfile and libsoxr.
 * Source: shared/reference/audiofiles.md; contract section 4.
 */
#ifndef PM_AUDIO_MASTER_H
#define PM_AUDIO_MASTER_H

#include "base/diag.h"
#include "base/progress.h"
#include "disc/disc.h"

struct pm_probe_options {
	int convert;          /* --convert: other rates, widths and channel counts are converted */
	const char *work_dir; /* where temporary converted audio may lie until pm_audio_cleanup; NULL: $TMPDIR or /tmp */
	const struct pm_progress *progress;
};

/*
 * pm_audio_probe - look into every file of the disc
 *
 * Fills rate, channels, bits, format, length_samples, probed of each struct pm_file that has a path.
 * Adds:     audio-missing, audio-format, audio-truncated, audio-damaged, audio-empty, audio-converted, audio-clipped (a note: overs before conversion),
 *           placed at the name in the sheet.  24-bit and float files whose every sample is exactly 16-bit are accepted with a note.
 *           A file with an error that --allow did not lower is unusable and poisons the disc's audio; what cannot be read at all (no audio, an
 *           unknown format, another rate without --convert) is an error even where its id is allowed.
 * FLAC is decoded whole and its MD5 compared; 24-bit and float files are read whole once.
 * With convert: files that touch (in the item list) and share a rate are converted as one stream; see audio/convert.h.
 * Returns:  PM_OK, or a status when the world fails (an unreadable file is a finding, a full disk while converting a status)
 */
int pm_audio_probe(struct pm_disc *disc, const struct pm_probe_options *options, struct pm_diags *diags, struct pm_error *err) PM_MUST_USE;

/* Remove the temporary files of converted audio; the files they stood for can no longer be read.  Call before pm_disc_free; disc may be NULL. */
void pm_audio_cleanup(struct pm_disc *disc);

struct pm_master; /* one open file */

/* Open for reading; file must be probed and usable. */
int pm_master_open(struct pm_master **out, const struct pm_file *file, struct pm_error *err) PM_MUST_USE;
/*
 * Read sample_count stereo pairs from sample `at` on, as little-endian 16-bit left, right.  A file shorter than it was at probing is PM_E_IO.
 */
int pm_master_read(struct pm_master *m, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err) PM_MUST_USE;
void pm_master_close(struct pm_master *m);

/*
 * Single samples for pm_disc_layout: pm_audio_edge is a pm_edge_fn (disc/layout.h) whose ctx is a struct pm_edges *.
 * Returns 1 when either channel of that sample is not zero, 0 when both are, negative when it cannot be read.
 */
struct pm_edges; /* keeps the last file open */
struct pm_edges *pm_edges_new(void); /* NULL: memory */
void pm_edges_free(struct pm_edges *e);
int pm_audio_edge(void *ctx, const struct pm_disc *disc, uint32_t file, uint64_t sample);

#endif
