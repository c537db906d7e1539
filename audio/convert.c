/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * convert.c - sample rate and word length conversion.  Layer 2.
 * Source: shared/reference/audiofiles.md section 4 (libsoxr VHQ in double; TPDF dither of +-1 LSB, floor(x * 32768 + d + 0.5)).
 */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <soxr.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/convert.h"
#include "audio/decode.h"
#include "base/buf.h"
#include "base/bytes.h"

#define BLOCK_FRAMES 8192
#define GUARD_SAMPLES 441  /* 10 ms where a filter rings into silence */
/* The loudest that rounds without clamping whatever the dither adds: 1 LSB below 32767. */
#define PEAK_LIMIT (32766.0 / 32768.0)
#define PEAK_FITS (32767.0 / 32768.0)

struct run { uint64_t from, to; }; /* frames of exact zeros, in the group's stream */

/* Files converted as one stream. */
struct group {
	uint32_t *file;
	size_t count, capacity;
	uint32_t rate_hz;
	uint64_t frame_count;
	double peak;          /* after the rate change */
	struct run *run;
	size_t run_count, run_capacity;
	int damaged;          /* reported: leave it */
};

struct job {
	struct pm_disc *disc;
	const struct pm_convert_source *source;
	const struct pm_probe_options *options;
	struct pm_diags *diags;
	struct group *group;
	size_t group_count, group_capacity;
	double gain;
	uint64_t total_frames, done_frames; /* for progress, both passes */
};

uint64_t pm_convert_length(uint64_t frame_count, uint32_t rate_hz)
{
	return rate_hz ? (frame_count * PM_SAMPLE_RATE + rate_hz - 1) / rate_hz : 0;
}

/* ---- groups ---- */

static int add_group(struct job *j, uint32_t file, int touches)
{
	struct group *g;

	if (!touches) {
		if (pm_array_grow((void **)&j->group, &j->group_capacity, j->group_count, sizeof *j->group) != PM_OK)
			return PM_E_NOMEM;
		memset(&j->group[j->group_count], 0, sizeof *j->group);
		j->group[j->group_count].rate_hz = j->source[file].rate_hz;
		j->group_count++;
	}
	g = &j->group[j->group_count - 1];
	if (pm_array_grow((void **)&g->file, &g->capacity, g->count, sizeof *g->file) != PM_OK)
		return PM_E_NOMEM;
	g->file[g->count++] = file;
	g->frame_count += j->source[file].frame_count;
	j->total_frames += j->source[file].frame_count * 2;
	return PM_OK;
}

/* How often a file is used, and whether only whole. */
static void count_uses(const struct pm_disc *disc, uint32_t *uses)
{
	const struct pm_item *item;
	size_t i;

	for (i = 0; i < disc->item_count; i++) {
		item = &disc->item[i];
		if (item->kind == PM_ITEM_AUDIO && item->file < disc->file_count)
			uses[item->file] += item->start_samples == 0 && item->length_samples == PM_TO_END ? 1 : 2;
	}
}

/* In the order of the items; then what no item uses. */
static int make_groups(struct job *j)
{
	const struct pm_disc *disc = j->disc;
	const struct pm_item *item;
	uint32_t *uses = calloc(disc->file_count + 1, sizeof *uses), last = UINT32_MAX, file;
	char *done = calloc(disc->file_count + 1, 1);
	size_t i;
	int status = uses && done ? PM_OK : PM_E_NOMEM, touches;

	if (status == PM_OK)
		count_uses(disc, uses);
	for (i = 0; i < disc->item_count && status == PM_OK; i++) {
		item = &disc->item[i];
		if (item->kind == PM_ITEM_SILENCE || item->kind == PM_ITEM_ALIGN)
			last = UINT32_MAX;
		if (item->kind != PM_ITEM_AUDIO)
			continue;
		file = item->file;
		if (file >= disc->file_count || !j->source[file].wanted) {
			last = UINT32_MAX;
			continue;
		}
		touches = last != UINT32_MAX && uses[file] == 1 && j->source[file].rate_hz == j->source[last].rate_hz;
		if (!done[file])
			status = add_group(j, file, touches);
		done[file] = 1;
		last = uses[file] == 1 ? file : UINT32_MAX;
	}
	for (i = 0; i < disc->file_count && status == PM_OK; i++)
		if (j->source[i].wanted && !done[i])
			status = add_group(j, (uint32_t)i, 0);
	free(uses);
	free(done);
	return status;
}

/* ---- the source of one group: its files, one after the other, as stereo ---- */

struct feed {
	const struct job *job;
	const struct group *group;
	size_t at_file;
	uint64_t at_frame;   /* in that file */
	uint64_t stream_at;  /* in the group */
	struct pm_audio_in *in;
	uint64_t zero_from;  /* where the run of zeros under way began; UINT64_MAX: none */
};

/* Frames of the current file; 0 got: the group is at its end. */
static int feed_read(struct feed *f, double *stereo, size_t frames, size_t *got, struct pm_error *err)
{
	const struct pm_convert_source *s = NULL;
	uint64_t left = 0;
	size_t i;
	int status;

	*got = 0;
	while (f->at_file < f->group->count) {
		s = &f->job->source[f->group->file[f->at_file]];
		left = s->frame_count - f->at_frame;
		if (left)
			break;
		pm_audio_in_close(f->in);
		f->in = NULL;
		f->at_file++;
		f->at_frame = 0;
	}
	if (f->at_file == f->group->count)
		return PM_OK;
	if (!f->in) {
		status = pm_audio_in_open(&f->in, f->job->disc->file[f->group->file[f->at_file]].path, err);
		if (status < 0)
			return status;
	}
	if (left < frames)
		frames = (size_t)left;
	status = pm_audio_in_frames(f->in, f->at_frame, stereo, frames, got, err);
	if (status < 0)
		return status;
	if (!*got)
		return pm_error_set(err, PM_E_FORMAT, "'%s' ends early", f->job->disc->file[f->group->file[f->at_file]].name);
	f->at_frame += *got;
	f->stream_at += *got;
	for (i = *got; s->channels == 1 && i-- > 0;)
		stereo[i * 2] = stereo[i * 2 + 1] = stereo[i];
	return PM_OK;
}

/* Keep the runs of exact zeros of 10 ms and more of a block that ends at f->stream_at. */
static int note_runs(struct feed *f, struct group *g, const double *stereo, size_t frames)
{
	uint64_t at = f->stream_at - frames, shortest = g->rate_hz / 100;
	size_t i;

	for (i = 0; i <= frames; i++, at++) {
		if (i < frames && stereo[i * 2] == 0.0 && stereo[i * 2 + 1] == 0.0) {
			if (f->zero_from == UINT64_MAX)
				f->zero_from = at;
			continue;
		}
		if (f->zero_from == UINT64_MAX || (i == frames && at < g->frame_count))
			continue;
		if (at - f->zero_from >= shortest) {
			if (pm_array_grow((void **)&g->run, &g->run_capacity, g->run_count, sizeof *g->run) != PM_OK)
				return PM_E_NOMEM;
			g->run[g->run_count++] = (struct run){f->zero_from, at};
		}
		f->zero_from = UINT64_MAX;
	}
	return PM_OK;
}

/* ---- one group through the resampler ---- */

typedef int sink_fn(void *ctx, const double *stereo, size_t samples, struct pm_error *err);

struct pump {
	struct job *job;
	struct group *group;
	int first_pass;
	sink_fn *sink;
	void *ctx;
	uint64_t left;     /* output samples still wanted */
	double *in, *out;  /* BLOCK_FRAMES of stereo each */
};

static int deliver(struct pump *p, const double *stereo, size_t samples, struct pm_error *err)
{
	if (samples > p->left)
		samples = (size_t)p->left;
	p->left -= samples;
	return samples ? p->sink(p->ctx, stereo, samples, err) : PM_OK;
}

static int resample(struct pump *p, soxr_t soxr, const double *in, size_t frames, struct pm_error *err)
{
	size_t used, made;
	soxr_error_t failed;
	int status;

	/* A NULL input flushes; then what is still inside comes out until nothing does. */
	do {
		failed = soxr_process(soxr, in, in ? frames : 0, &used, p->out, BLOCK_FRAMES, &made);
		if (failed)
			return pm_error_set(err, PM_E_IO, "cannot convert: libsoxr says %s", failed);
		if (in) {
			in += used * 2;
			frames -= used;
		}
		status = deliver(p, p->out, made, err);
		if (status < 0)
			return status;
	} while (made > 0 || (in && frames > 0));
	return PM_OK;
}

static int check_progress(struct job *j, size_t frames, struct pm_error *err)
{
	j->done_frames += frames;
	pm_progress_report(j->options->progress, "converting", j->done_frames, j->total_frames);
	if (pm_progress_cancelled(j->options->progress))
		return pm_error_set(err, PM_E_CANCELLED, "stopped");
	return PM_OK;
}

static int pump_blocks(struct pump *p, struct feed *f, soxr_t soxr, struct pm_error *err)
{
	size_t got;
	int status;

	for (;;) {
		status = feed_read(f, p->in, BLOCK_FRAMES, &got, err);
		if (status < 0)
			return status;
		if (!got)
			break;
		if (p->first_pass && note_runs(f, p->group, p->in, got) < 0)
			return pm_error_set(err, PM_E_NOMEM, "out of memory");
		status = soxr ? resample(p, soxr, p->in, got, err) : deliver(p, p->in, got, err);
		if (status == PM_OK)
			status = check_progress(p->job, got, err);
		if (status < 0)
			return status;
	}
	return soxr ? resample(p, soxr, NULL, 0, err) : PM_OK;
}

/* The output is exactly as long as it should be: the resampler's last sample may fall on either side. */
static int fill_up(struct pump *p, struct pm_error *err)
{
	int status = PM_OK;

	memset(p->out, 0, sizeof *p->out * 2 * BLOCK_FRAMES);
	while (p->left > 0 && status == PM_OK)
		status = deliver(p, p->out, BLOCK_FRAMES, err);
	return status;
}

static int pump_group(struct job *j, struct group *g, int first_pass, sink_fn *sink, void *ctx, struct pm_error *err)
{
	struct pump p = {.job = j, .group = g, .first_pass = first_pass, .sink = sink, .ctx = ctx, .left = pm_convert_length(g->frame_count, g->rate_hz)};
	struct feed f = {.job = j, .group = g, .zero_from = UINT64_MAX};
	soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT64_I, SOXR_FLOAT64_I);
	soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
	soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
	soxr_error_t failed = NULL;
	soxr_t soxr = NULL;
	int status;

	p.in = malloc(sizeof *p.in * 2 * BLOCK_FRAMES);
	p.out = malloc(sizeof *p.out * 2 * BLOCK_FRAMES);
	if (g->rate_hz != PM_SAMPLE_RATE)
		soxr = soxr_create((double)g->rate_hz, (double)PM_SAMPLE_RATE, 2, &failed, &io, &quality, &runtime);
	if (!p.in || !p.out)
		status = pm_error_set(err, PM_E_NOMEM, "out of memory");
	else if (failed)
		status = pm_error_set(err, PM_E_IO, "cannot convert: libsoxr says %s", failed);
	else
		status = pump_blocks(&p, &f, soxr, err);
	if (status == PM_OK)
		status = fill_up(&p, err);
	if (soxr)
		soxr_delete(soxr);
	pm_audio_in_close(f.in);
	free(p.in);
	free(p.out);
	return status;
}

/* ---- first pass: the peak ---- */

static int sink_peak(void *ctx, const double *stereo, size_t samples, struct pm_error *err)
{
	struct group *g = ctx;
	size_t i;

	(void)err;
	for (i = 0; i < samples * 2; i++)
		if (fabs(stereo[i]) > g->peak)
			g->peak = fabs(stereo[i]);
	return PM_OK;
}

/* ---- second pass: gain, dither, rounding, and the cut into files ---- */

struct writer {
	struct job *job;
	const struct group *group;
	int dither;
	uint64_t random;
	uint64_t at;          /* samples written of the group */
	size_t at_run;        /* the first run that may still cover `at` */
	size_t at_file;
	uint64_t file_end;    /* of the current file, in samples of the group */
	uint64_t file_start;
	uint64_t in_frames;   /* frames of the files up to the current one's end */
	int fd;
	uint64_t *clamped;    /* by place in the group */
	uint8_t pcm[BLOCK_FRAMES * PM_SAMPLE_BYTES];
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
	const struct group *g = w->group;
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
static uint64_t boundary(const struct group *g, uint64_t frames)
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
static int needs_dither(const struct job *j, const struct group *g)
{
	size_t i;

	if (g->rate_hz != PM_SAMPLE_RATE || j->gain < 1.0)
		return 1;
	for (i = 0; i < g->count; i++)
		if (j->source[g->file[i]].is_float || j->source[g->file[i]].bits > 16)
			return 1;
	return 0;
}

static void report_file(const struct job *j, const struct writer *w, size_t k)
{
	const struct group *g = w->group;
	const struct pm_file *file = &j->disc->file[g->file[k]];
	const struct pm_convert_source *s = &j->source[g->file[k]];
	struct pm_buf how;

	pm_buf_init(&how);
	if (g->rate_hz != PM_SAMPLE_RATE)
		pm_buf_printf(&how, "%s very high quality, ", soxr_version());
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
	pm_diag_add(j->diags, PM_DIAG_AUDIO_CONVERTED, file->pos, "'%s': %lu Hz, %u bit%s, %s -> 44100 Hz, 16 bit, stereo: %s", file->name,
	            (unsigned long)s->rate_hz, s->bits, s->is_float ? " float" : "", s->channels == 1 ? "mono" : "stereo", pm_buf_str(&how));
	pm_buf_release(&how);
}

static int write_group(struct job *j, struct group *g, struct pm_error *err)
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
		status = pump_group(j, g, 0, sink_pcm, w, err);
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

/* Damage inside a file is the file's fault, not the world's. */
static int measure_groups(struct job *j, struct pm_error *err)
{
	struct pm_error own;
	struct group *g;
	size_t i, k;
	double peak = 0.0;
	int status;

	for (i = 0; i < j->group_count; i++) {
		g = &j->group[i];
		own.status = PM_OK;
		status = pump_group(j, g, 1, sink_peak, g, &own);
		if (status == PM_E_FORMAT) {
			g->damaged = 1;
			for (k = 0; k < g->count; k++)
				j->disc->file[g->file[k]].unusable = 1;
			pm_diag_add(j->diags, PM_DIAG_AUDIO_DAMAGED, j->disc->file[g->file[0]].pos, "%s", own.message);
			continue;
		}
		if (status < 0)
			return pm_error_set(err, status, "%s", own.message);
		if (g->peak > peak)
			peak = g->peak;
	}
	j->gain = peak > PEAK_FITS ? PEAK_LIMIT / peak : 1.0;
	return PM_OK;
}

int pm_convert_run(struct pm_disc *disc, const struct pm_convert_source *source, const struct pm_probe_options *options, struct pm_diags *diags,
                   struct pm_error *err)
{
	struct job j = {.disc = disc, .source = source, .options = options, .diags = diags, .gain = 1.0};
	size_t i;
	int status = make_groups(&j);

	if (status < 0)
		pm_error_set(err, status, "out of memory");
	else
		status = measure_groups(&j, err);
	for (i = 0; i < j.group_count && status == PM_OK; i++)
		if (!j.group[i].damaged)
			status = write_group(&j, &j.group[i], err);
	for (i = 0; i < j.group_count; i++) {
		free(j.group[i].file);
		free(j.group[i].run);
	}
	free(j.group);
	return status;
}
