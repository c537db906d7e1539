/* SPDX-License-Identifier: GPL-3.0-or-later */
/* convert-job.h - what convert.c (streams, rate, gain) and quantise.c (dither, files) share.  Layer 2, for these two only. */
#ifndef PM_AUDIO_CONVERT_JOB_H
#define PM_AUDIO_CONVERT_JOB_H

#include "audio/convert.h"

#define PM_CONVERT_BLOCK 8192 /* stereo frames a step */

struct pm_convert_zeros {
	uint64_t from, to;
}; /* frames of exact zeros, in the group's stream */

/* Files converted as one stream. */
struct pm_convert_group {
	uint32_t *file;
	size_t count, capacity;
	uint32_t rate_hz;
	uint64_t frame_count;
	double peak; /* after the rate change */
	struct pm_convert_zeros *run;
	size_t run_count, run_capacity;
	int damaged; /* reported: leave it */
};

struct pm_convert_job {
	struct pm_disc *disc;
	const struct pm_convert_source *source;
	const struct pm_probe_options *options;
	struct pm_diags *diags;
	struct pm_convert_group *group;
	size_t group_count, group_capacity;
	double gain;
	uint64_t total_frames, done_frames; /* for progress, both passes */
};

/* Takes stereo samples at 44.1 kHz, full scale 1.0, in order. */
typedef int pm_convert_sink(void *ctx, const double *stereo, size_t samples, struct pm_error *err);

/* Send a group through the resampler into sink, exactly pm_convert_length samples.  first_pass: note its runs of zeros. */
int pm_convert_pump(struct pm_convert_job *j, struct pm_convert_group *g, int first_pass, pm_convert_sink *sink, void *ctx,
		    struct pm_error *err) PM_MUST_USE;
/* The second pass of a group: gain, dither, rounding, the cut into temporary files; reports each file. */
int pm_convert_write(struct pm_convert_job *j, struct pm_convert_group *g, struct pm_error *err) PM_MUST_USE;
/* libsoxr's name and version. */
const char *pm_convert_library(void);

#endif
