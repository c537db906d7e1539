/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * quantise.c - the last step of conversion: gain, dither, rounding to 16 bits, and the cut into files.  Layer 2.
 * Source: shared/reference/audiofiles.md 4.2 (TPDF of +-1 LSB, floor(x * 32768 + d + 0.5), silence stays silent).
 */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/convert-job.h"
#include "audio/defect.h"
#include "base/buf.h"
#include "base/bytes.h"

#define GUARD_SAMPLES 441 /* 10 ms where a filter rings into silence */

struct writer {
	struct pm_convert_job *job;
	const struct pm_convert_group *group;
	int dither;
	uint64_t random;
	uint64_t at;   /* samples written of the group */
	size_t at_run; /* the first run that may still cover `at` */
	size_t at_file;
	uint64_t file_end; /* of the current file, in samples of the group */
	uint64_t file_start;
	uint64_t in_frames; /* frames of the files up to the current one's end */
	int fd;
	uint64_t *clamped; /* by place in the group */
	uint8_t pcm[PM_CONVERT_BLOCK * PM_SAMPLE_BYTES];
	size_t pcm_bytes;
};

/* splitmix64 (Steele, Lea, Flood 2014): small, fast, and good enough in each half to be used as two numbers. */
static double tpdf(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	z ^= z >> 31;
	return ((double)(uint32_t)z - (double)(uint32_t)(z >> 32)) / 4294967296.0;
}

static int16_t quantise(struct writer *w, double x)
{
	double v = x * 32768.0;

	if (w->dither)
		v += tpdf(&w->random);
	v = floor(v + 0.5);
	if (v > 32767.0 || v < -32768.0) {
		w->clamped[w->at_file]++;
		v = v > 0 ? 32767.0 : -32768.0;
	}
	return (int16_t)v;
}

/* Is sample `at` inside digital silence, far enough from its ends for the filter's ringing? */
static int is_blank(struct writer *w)
{
	const struct pm_convert_group *g = w->group;
	uint64_t from, to, guard = g->rate_hz == PM_SAMPLE_RATE ? 0 : GUARD_SAMPLES;

	for (; w->at_run < g->run_count; w->at_run++) {
		from = pm_convert_length(g->run[w->at_run].from, g->rate_hz);
		to = pm_convert_length(g->run[w->at_run].to, g->rate_hz);
		if (g->run[w->at_run].from > 0)
			from += guard;
		if (g->run[w->at_run].to < g->frame_count)
			to = to > guard ? to - guard : 0;
		if (w->at < to)
			return w->at >= from;
	}
	return 0;
}

static int write_out(struct writer *w, struct pm_error *err)
{
	size_t done = 0;
	ssize_t n;

	while (done < w->pcm_bytes) {
		n = write(w->fd, w->pcm + done, w->pcm_bytes - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return pm_error_io(err, n < 0 ? errno : ENOSPC, "write", w->job->disc->file[w->group->file[w->at_file]].converted_path);
		done += (size_t)n;
	}
	w->pcm_bytes = 0;
	return PM_OK;
}

/* round(frames * 44100 / rate); the last file of a group ends where the stream ends. */
static uint64_t boundary(const struct pm_convert_group *g, uint64_t frames)
{
	return frames == g->frame_count ? pm_convert_length(frames, g->rate_hz) : (frames * PM_SAMPLE_RATE + g->rate_hz / 2) / g->rate_hz;
}

static int open_output(struct writer *w, struct pm_error *err)
{
	struct pm_file *file = &w->job->disc->file[w->group->file[w->at_file]];
	const char *dir = w->job->options->work_dir;
	char *path;

	if (!dir || !*dir)
		dir = getenv("TMPDIR");
	path = pm_str_printf("%s/premaster-XXXXXX", dir && *dir ? dir : "/tmp");
	if (!path)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	w->fd = mkstemp(path);
	if (w->fd < 0) {
		pm_error_io(err, errno, "create", path);
		free(path);
		return PM_E_IO;
	}
	free(file->converted_path);
	file->converted_path = path;
	w->in_frames += w->job->source[w->group->file[w->at_file]].frame_count;
	w->file_start = w->file_end;
	w->file_end = boundary(w->group, w->in_frames);
	return PM_OK;
}

static int close_output(struct writer *w, struct pm_error *err)
{
	struct pm_file *file = &w->job->disc->file[w->group->file[w->at_file]];
	int status = write_out(w, err);

	if (close(w->fd) < 0 && status == PM_OK)
		status = pm_error_io(err, errno, "write", file->converted_path);
	w->fd = -1;
	if (status < 0)
		return status;
	file->converted = 1;
	file->probed = 1;
	file->length_samples = w->file_end - w->file_start;
	w->at_file++;
	return PM_OK;
}

/* Close every file that ends here and open the next. */
static int turn_files(struct writer *w, struct pm_error *err)
{
	int status;

	while (w->at == w->file_end && w->at_file < w->group->count) {
		if (w->fd >= 0) {
			status = close_output(w, err);
			if (status < 0 || w->at_file == w->group->count)
				return status;
		}
		status = open_output(w, err);
		if (status < 0)
			return status;
	}
	return PM_OK;
}

static int sink_pcm(void *ctx, const double *stereo, size_t samples, struct pm_error *err)
{
	struct writer *w = ctx;
	int16_t left, right;
	size_t i;
	int status;

	for (i = 0; i < samples; i++) {
		if (w->at == w->file_end && (status = turn_files(w, err)) < 0)
			return status;
		left = right = 0;
		if (!is_blank(w)) {
			left = quantise(w, stereo[i * 2] * w->job->gain);
			right = quantise(w, stereo[i * 2 + 1] * w->job->gain);
		}
		pm_put_le16(w->pcm + w->pcm_bytes, (uint16_t)left);
		pm_put_le16(w->pcm + w->pcm_bytes + 2, (uint16_t)right);
		w->pcm_bytes += PM_SAMPLE_BYTES;
		w->at++;
		if (w->pcm_bytes == sizeof w->pcm && (status = write_out(w, err)) < 0)
			return status;
	}
	return PM_OK;
}

/* Only widening (8 bit, mono of 16 bit) is exact and needs no dither. */
static int needs_dither(const struct pm_convert_job *j, const struct pm_convert_group *g)
{
	size_t i;

	if (g->rate_hz != PM_SAMPLE_RATE || j->gain < 1.0)
		return 1;
	for (i = 0; i < g->count; i++)
		if (j->source[g->file[i]].is_float || j->source[g->file[i]].bits > 16)
			return 1;
	return 0;
}

static void report_file(const struct pm_convert_job *j, const struct writer *w, size_t k)
{
	const struct pm_convert_group *g = w->group;
	const struct pm_file *file = &j->disc->file[g->file[k]];
	const struct pm_convert_source *s = &j->source[g->file[k]];
	struct pm_diag *diag;
	struct pm_buf how;

	pm_buf_init(&how);
	if (g->rate_hz != PM_SAMPLE_RATE)
		pm_buf_printf(&how, "%s very high quality, ", pm_convert_library());
	if (w->dither)
		pm_buf_printf(&how, "TPDF dither, seed %u", PM_DITHER_SEED);
	else
		pm_buf_printf(&how, "exact, no dither");
	if (j->gain < 1.0)
		pm_buf_printf(&how, ", gain %.*f dB", j->gain < 0.999 ? 2 : 4, 20.0 * log10(j->gain));
	if (w->clamped[k])
		pm_buf_printf(&how, ", %llu samples clamped", (unsigned long long)w->clamped[k]);
	if (g->count > 1)
		pm_buf_printf(&how, ", as one stream with the files it touches");
	diag = pm_diag_add(j->diags, PM_DIAG_AUDIO_CONVERTED, file->pos, "'%s': %lu Hz, %u bit%s, %s -> 44100 Hz, 16 bit, stereo: %s", file->name,
			   (unsigned long)s->rate_hz, s->bits, s->is_float ? " float" : "", s->channels == 1 ? "mono" : "stereo", pm_buf_str(&how));
	pm_diag_on(diag, pm_file_track(j->disc, g->file[k]), -1);
	pm_buf_release(&how);
}

int pm_convert_write(struct pm_convert_job *j, struct pm_convert_group *g, struct pm_error *err)
{
	struct writer *w = calloc(1, sizeof *w);
	size_t k;
	int status = PM_E_NOMEM;

	if (!w)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	w->job = j;
	w->group = g;
	w->fd = -1;
	w->random = PM_DITHER_SEED;
	w->dither = needs_dither(j, g);
	w->clamped = calloc(g->count, sizeof *w->clamped);
	if (w->clamped)
		status = turn_files(w, err);
	else
		pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (status == PM_OK)
		status = pm_convert_pump(j, g, 0, sink_pcm, w, err);
	if (status == PM_OK)
		status = turn_files(w, err);
	for (k = 0; k < g->count && status == PM_OK; k++)
		report_file(j, w, k);
	if (w->fd >= 0)
		close(w->fd);
	free(w->clamped);
	free(w);
	return status;
}
