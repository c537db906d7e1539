/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * convert.h - --convert: other rates, widths and mono to 44.1 kHz, 16 bit, stereo.  Layer 2; convert.c alone knows libsoxr.
 *
 * Order: rate (libsoxr, very high quality, 64-bit float), gain, dither, rounding: once, last.
 * Source: shared/reference/audiofiles.md section 4; contract section 4.
 */
#ifndef PM_AUDIO_CONVERT_H
#define PM_AUDIO_CONVERT_H

#include "audio/master.h"

/* What probing found out about a file; one for each of disc->file. */
struct pm_convert_source {
	int wanted;           /* 1: convert it */
	uint64_t frame_count; /* at its own rate */
	uint32_t rate_hz;
	uint16_t channels; /* 1 or 2 */
	uint16_t bits;
	int is_float;
	int has_overs; /* 1: samples above full scale, and that is reported */
};
/* Of what is reported as too loud. */
#define PM_CONVERT_LOUD_HINT "all converted files become quieter by what is too much; files that are taken as they are do not"

/* The seed of the dither, stated in the findings: the same input gives the same bytes. */
#define PM_DITHER_SEED 588u

/* Output length of one stream: frames * 44100 / rate, rounded up.  frames below 2^47. */
uint64_t pm_convert_length(uint64_t frame_count, uint32_t rate_hz);

/*
 * pm_convert_run - convert the wanted files
 *
 * Files that follow each other directly in the item list, whole (in one part or in several) and at one rate, are converted as one stream and
 * cut at round(sum * 44100 / rate), so that gapless joins stay gapless and lengths add up.
 * One gain for all converted files, and only where a peak after the rate change would not fit.  16-bit 44.1 kHz stereo files are never touched.
 * Digital silence of 10 ms and more stays digital silence.
 * Sets:     converted, converted_path, length_samples, probed of each file converted
 * Adds:     audio-converted for each; audio-clipped where the new rate makes a file too loud; audio-damaged where the decoder met damage (the file is
 *           then unusable)
 * Returns:  PM_OK, or a status (disk full, memory, cancelled); temporary files made so far are in converted_path
 */
int pm_convert_run(struct pm_disc *disc, const struct pm_convert_source *source, const struct pm_probe_options *options, struct pm_diags *diags,
		   struct pm_error *err) PM_MUST_USE;

#endif
