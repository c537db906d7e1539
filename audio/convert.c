/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * convert.c - sample rate conversion: groups of files as streams, their peaks, one gain.  Layer 2.
 * Source: shared/reference/audiofiles.md section 4 (libsoxr VHQ in double).
 */
#include "config.h"

#include <math.h>
#include <soxr.h>
#include <stdlib.h>
#include <string.h>

#include "audio/convert-job.h"
#include "audio/decode.h"
#include "audio/defect.h"
#include "base/buf.h"

/* The loudest that rounds without clamping whatever the dither adds: 1 LSB below 32767. */
#define PEAK_LIMIT (32766.0 / 32768.0)
#define PEAK_FITS (32767.0 / 32768.0)
#define PEAK_LOUD 1.0006 /* 0.005 dB above full scale: worth a word */

uint64_t pm_convert_length(uint64_t frame_count, uint32_t rate_hz)
{
	return rate_hz ? (frame_count * PM_SAMPLE_RATE + rate_hz - 1) / rate_hz : 0;
}

const char *pm_convert_library(void)
{
	return soxr_version();
}

/* ---- groups ---- */

static int add_group(struct pm_convert_job *j, uint32_t file, int touches)
{
	struct pm_convert_group *g;
	void *list = j->group;

	if (!touches) {
		if (pm_array_grow(&list, &j->group_capacity, j->group_count, sizeof *j->group) != PM_OK)
			return PM_E_NOMEM;
		j->group = list;
		memset(&j->group[j->group_count], 0, sizeof *j->group);
		j->group[j->group_count].rate_hz = j->source[file].rate_hz;
		j->group_count++;
	}
	g = &j->group[j->group_count - 1];
	list = g->file;
	if (pm_array_grow(&list, &g->capacity, g->count, sizeof *g->file) != PM_OK)
		return PM_E_NOMEM;
	g->file = list;
	g->file[g->count++] = file;
	g->frame_count += j->source[file].frame_count;
	j->total_frames += j->source[file].frame_count * 2;
	return PM_OK;
}

/* How far the items have come through a file. */
struct part {
	enum { PART_NONE, PART_OPEN, PART_WHOLE, PART_BROKEN } state;
	uint64_t next_samples; /* PART_OPEN: where the next part must begin */
};

static void take_part(struct part *part, const struct pm_item *item, int goes_on)
{
	int begins = part->state == PART_NONE && item->start_samples == 0;
	int follows = part->state == PART_OPEN && goes_on && item->start_samples == part->next_samples;

	if (!begins && !follows)
		part->state = PART_BROKEN;
	else
		part->state = item->length_samples == PM_TO_END ? PART_WHOLE : PART_OPEN;
	part->next_samples = item->start_samples + item->length_samples;
}

/* Which files are played once, from beginning to end, with nothing put in between: in one item, or cut by marks. */
static void find_whole(const struct pm_disc *disc, struct part *part)
{
	uint32_t last = UINT32_MAX;
	size_t i;

	for (i = 0; i < disc->item_count; i++) {
		const struct pm_item *item = &disc->item[i];

		if (item->kind == PM_ITEM_AUDIO && item->file < disc->file_count)
			take_part(&part[item->file], item, item->file == last);
		if (item->kind != PM_ITEM_MARK)
			last = item->kind == PM_ITEM_AUDIO ? item->file : UINT32_MAX;
	}
}

/* In the order of the items; then what no item uses. */
static int make_groups(struct pm_convert_job *j)
{
	const struct pm_disc *disc = j->disc;
	const struct pm_item *item;
	struct part *part = calloc(disc->file_count + 1, sizeof *part);
	char *done = calloc(disc->file_count + 1, 1);
	uint32_t last = UINT32_MAX, file;
	size_t i;
	int status = part && done ? PM_OK : PM_E_NOMEM, touches;

	if (status == PM_OK)
		find_whole(disc, part);
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
		touches = last != UINT32_MAX && part[file].state == PART_WHOLE && j->source[file].rate_hz == j->source[last].rate_hz;
		if (!done[file])
			status = add_group(j, file, touches);
		done[file] = 1;
		last = part[file].state == PART_WHOLE ? file : UINT32_MAX;
	}
	for (i = 0; i < disc->file_count && status == PM_OK; i++)
		if (j->source[i].wanted && !done[i])
			status = add_group(j, (uint32_t)i, 0);
	free(part);
	free(done);
	return status;
}

/* ---- the source of one group: its files, one after the other, as stereo ---- */

struct feed {
	const struct pm_convert_job *job;
	const struct pm_convert_group *group;
	size_t at_file;
	uint64_t at_frame;  /* in that file */
	uint64_t stream_at; /* in the group */
	struct pm_audio_in *in;
	uint64_t zero_from; /* where the run of zeros under way began; UINT64_MAX: none */
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
static int note_runs(struct feed *f, struct pm_convert_group *g, const double *stereo, size_t frames)
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
			void *list = g->run;

			if (pm_array_grow(&list, &g->run_capacity, g->run_count, sizeof *g->run) != PM_OK)
				return PM_E_NOMEM;
			g->run = list;
			g->run[g->run_count++] = (struct pm_convert_zeros){f->zero_from, at};
		}
		f->zero_from = UINT64_MAX;
	}
	return PM_OK;
}

/* ---- one group through the resampler ---- */

struct pump {
	struct pm_convert_job *job;
	struct pm_convert_group *group;
	int first_pass;
	pm_convert_sink *sink;
	void *ctx;
	uint64_t left;    /* output samples still wanted */
	double *in, *out; /* PM_CONVERT_BLOCK of stereo each */
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
		failed = soxr_process(soxr, in, in ? frames : 0, &used, p->out, PM_CONVERT_BLOCK, &made);
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

static int check_progress(struct pm_convert_job *j, size_t frames, struct pm_error *err)
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
		status = feed_read(f, p->in, PM_CONVERT_BLOCK, &got, err);
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

	memset(p->out, 0, sizeof *p->out * 2 * PM_CONVERT_BLOCK);
	while (p->left > 0 && status == PM_OK)
		status = deliver(p, p->out, PM_CONVERT_BLOCK, err);
	return status;
}

int pm_convert_pump(struct pm_convert_job *j, struct pm_convert_group *g, int first_pass, pm_convert_sink *sink, void *ctx, struct pm_error *err)
{
	struct pump p = {
		.job = j, .group = g, .first_pass = first_pass, .sink = sink, .ctx = ctx, .left = pm_convert_length(g->frame_count, g->rate_hz)};
	struct feed f = {.job = j, .group = g, .zero_from = UINT64_MAX};
	soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT64_I, SOXR_FLOAT64_I);
	soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
	soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
	soxr_error_t failed = NULL;
	soxr_t soxr = NULL;
	int status;

	p.in = malloc(sizeof *p.in * 2 * PM_CONVERT_BLOCK);
	p.out = malloc(sizeof *p.out * 2 * PM_CONVERT_BLOCK);
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
	struct pm_convert_group *g = ctx;
	size_t i;

	(void)err;
	for (i = 0; i < samples * 2; i++)
		if (fabs(stereo[i]) > g->peak)
			g->peak = fabs(stereo[i]);
	return PM_OK;
}

/* Damage inside a file is the file's fault, not the world's. */
static int measure_groups(struct pm_convert_job *j, struct pm_error *err)
{
	struct pm_error own;
	struct pm_convert_group *g;
	size_t i, k;
	double peak = 0.0;
	int status;

	for (i = 0; i < j->group_count; i++) {
		g = &j->group[i];
		own.status = PM_OK;
		status = pm_convert_pump(j, g, 1, sink_peak, g, &own);
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

/* What was not above full scale and is, once the rate is another.  Where a file was above it already, that has been said. */
static void report_loud(const struct pm_convert_job *j)
{
	const struct pm_convert_group *g;
	const struct pm_file *file;
	struct pm_diag *diag;
	size_t i, k;

	for (i = 0; i < j->group_count; i++) {
		g = &j->group[i];
		for (k = 0; k < g->count && !j->source[g->file[k]].has_overs; k++)
			;
		if (g->damaged || k < g->count || g->peak < PEAK_LOUD)
			continue;
		file = &j->disc->file[g->file[0]];
		diag = pm_diag_add(j->diags, PM_DIAG_AUDIO_CLIPPED, file->pos, "'%s'%s would go %.2f dB above full scale at 44100 Hz", file->name,
				   g->count > 1 ? " with the files it touches" : "", 20.0 * log10(g->peak));
		pm_diag_hint(pm_diag_on(diag, pm_file_track(j->disc, g->file[0]), -1), PM_CONVERT_LOUD_HINT);
	}
}

int pm_convert_run(struct pm_disc *disc, const struct pm_convert_source *source, const struct pm_probe_options *options, struct pm_diags *diags,
		   struct pm_error *err)
{
	struct pm_convert_job j = {.disc = disc, .source = source, .options = options, .diags = diags, .gain = 1.0};
	size_t i;
	int status = make_groups(&j);

	if (status < 0)
		pm_error_set(err, status, "out of memory");
	else
		status = measure_groups(&j, err);
	if (status == PM_OK)
		report_loud(&j);
	for (i = 0; i < j.group_count && status == PM_OK; i++)
		if (!j.group[i].damaged)
			status = pm_convert_write(&j, &j.group[i], err);
	for (i = 0; i < j.group_count; i++) {
		free(j.group[i].file);
		free(j.group[i].run);
	}
	free(j.group);
	return status;
}
