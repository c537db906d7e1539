/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * probe.c - look into every audio file of a disc: what it is, how long, and whether a CD can take it.  Layer 2.
 * Source: contract section 4; shared/reference/audiofiles.md 1 and 4.3.
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/convert.h"
#include "audio/decode.h"
#include "audio/defect.h"
#include "audio/master.h"
#include "audio/sums.h"
#include "base/buf.h"
#include "base/bytes.h"
#include "base/digest.h"

#define SCAN_FRAMES 8192
#define CLIP_CHANNELS 2
#define RATE_MIN 8000u
#define RATE_MAX 384000u

typedef unsigned long long ull;

/* Runs of full scale of one polarity. */
struct clip_scan {
	int sign[CLIP_CHANNELS];
	uint64_t run[CLIP_CHANNELS];
	uint64_t runs, longest, first_frame;
};

/* What decoding a whole file shows. */
struct scan {
	uint64_t frame_count; /* decoded */
	int is_exact16;       /* every sample is a 16-bit value */
	int has_low_bits;     /* bits below the valid ones are used */
	int has_nonsense;     /* NaN or infinity */
	uint64_t overs;       /* samples beyond full scale */
	double peak;
	struct clip_scan clip;
	int md5_differs; /* FLAC */
	int broken;      /* the decoder gave up */
};

struct probe {
	struct pm_file *file;
	uint32_t number;
	const struct pm_probe_options *options;
	struct pm_file_findings find;
	struct pm_convert_source *source;
	const struct pm_walk *walk;
	struct pm_audio_in *in;
};

/* ---- decode once ---- */

/* frame: where the run has ended. */
static void end_clip(struct clip_scan *c, unsigned channel, uint64_t frame)
{
	uint64_t run = c->run[channel];

	c->run[channel] = 0;
	if (run < PM_CLIP_RUN)
		return;
	if (!c->runs || frame - run < c->first_frame)
		c->first_frame = frame - run;
	c->runs++;
	c->longest = run > c->longest ? run : c->longest;
}

static void scan_clips(struct clip_scan *c, const struct pm_walk *w, const double *x, size_t frames, uint64_t at_frame)
{
	double top = w->coding == PM_CODING_FLOAT || w->valid_bits > 32 ? 1.0 : 1.0 - ldexp(1.0, 1 - w->valid_bits);
	unsigned k, channels = w->channels <= CLIP_CHANNELS ? w->channels : CLIP_CHANNELS;
	size_t i;

	for (i = 0; i < frames; i++)
		for (k = 0; k < channels; k++) {
			double v = x[i * w->channels + k];
			int sign = v >= top ? 1 : v <= -top ? -1 : 0;

			if (c->sign[k] && sign != c->sign[k])
				end_clip(c, k, at_frame + i);
			c->sign[k] = sign;
			c->run[k] += sign != 0;
		}
}

static void scan_block(struct scan *s, const struct pm_walk *w, const double *x, size_t n)
{
	double scale = w->valid_bits <= 32 ? ldexp(1.0, w->valid_bits - 1) : 0.0, v;
	int integers = w->coding != PM_CODING_FLOAT;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!(fabs(x[i]) <= s->peak)) {
			if (!isfinite(x[i])) {
				s->has_nonsense = 1;
				s->is_exact16 = 0;
				continue;
			}
			s->peak = fabs(x[i]);
		}
		if (s->is_exact16) {
			v = x[i] * 32768.0;
			s->is_exact16 = v == floor(v) && v >= -32768.0 && v <= 32767.0;
		}
		if (integers && !s->has_low_bits)
			s->has_low_bits = x[i] * scale != floor(x[i] * scale);
		if (!integers && (x[i] > 1.0 || x[i] < -1.0))
			s->overs++;
	}
}

/* FLAC's MD5 is over the samples as little-endian integers of whole bytes. */
static void add_md5(struct pm_digest *md5, const struct pm_walk *w, const double *x, size_t n)
{
	uint8_t bytes[4096];
	size_t width = w->container_bits / 8u, i, k, filled = 0;
	uint32_t v;

	for (i = 0; i < n; i++) {
		v = (uint32_t)(int32_t)(int64_t)(x[i] * ldexp(1.0, w->valid_bits - 1));
		for (k = 0; k < width; k++)
			bytes[filled++] = (uint8_t)(v >> (8 * k));
		if (filled + 4 > sizeof bytes || i + 1 == n) {
			pm_digest_add(md5, bytes, filled);
			filled = 0;
		}
	}
}

static int scan_frames(struct probe *p, struct scan *s, double *x, struct pm_digest *md5, struct pm_error *err)
{
	const struct pm_walk *w = p->walk;
	struct pm_error own;
	size_t got;
	int status;

	for (;;) {
		own.status = PM_OK;
		status = pm_audio_in_frames(p->in, s->frame_count, x, SCAN_FRAMES, &got, &own);
		if (status == PM_E_FORMAT) {
			s->broken = 1;
			return PM_OK;
		}
		if (status < 0)
			return pm_error_set(err, status, "%s", own.message);
		if (!got) {
			end_clip(&s->clip, 0, s->frame_count);
			end_clip(&s->clip, 1, s->frame_count);
			return PM_OK;
		}
		scan_block(s, w, x, got * w->channels);
		scan_clips(&s->clip, w, x, got, s->frame_count);
		if (md5)
			add_md5(md5, w, x, got * w->channels);
		s->frame_count += got;
		pm_progress_report(p->options->progress, "probing", s->frame_count, w->frame_count);
		if (pm_progress_cancelled(p->options->progress))
			return pm_error_set(err, PM_E_CANCELLED, "stopped");
	}
}

static int scan_file(struct probe *p, struct scan *s, struct pm_error *err)
{
	static const uint8_t no_md5[16];
	const struct pm_walk *w = p->walk;
	int wants_md5 = w->coding == PM_CODING_FLAC && memcmp(w->flac_md5, no_md5, 16) != 0;
	double *x = malloc(sizeof *x * SCAN_FRAMES * w->channels);
	struct pm_digest *md5 = wants_md5 ? pm_digest_new(PM_MD5) : NULL;
	uint8_t sum[PM_DIGEST_MAX_BYTES];
	int status;

	memset(s, 0, sizeof *s);
	s->is_exact16 = 1;
	if (!x || (wants_md5 && !md5))
		status = pm_error_set(err, PM_E_NOMEM, "out of memory");
	else
		status = scan_frames(p, s, x, md5, err);
	if (status == PM_OK && md5 && !s->broken)
		s->md5_differs = pm_digest_raw(md5, sum) != PM_OK || memcmp(sum, w->flac_md5, 16) != 0;
	pm_digest_free(md5);
	free(x);
	return status;
}

/* ---- judge ---- */

static void describe(const struct pm_walk *w, struct pm_buf *out)
{
	pm_buf_printf(out, "%lu Hz, %u bit%s, ", (unsigned long)w->rate_hz, w->valid_bits, w->coding == PM_CODING_FLOAT ? " float" : "");
	if (w->channels <= 2)
		pm_buf_add_str(out, w->channels == 1 ? "mono" : "stereo");
	else
		pm_buf_printf(out, "%u channels", w->channels);
}

static void refuse_format(struct probe *p, const char *why, const char *hint)
{
	struct pm_buf is;

	pm_buf_init(&is);
	describe(p->walk, &is);
	pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_FATAL, hint, "is %s; %s", pm_buf_str(&is), why);
	pm_buf_release(&is);
}

static const char want_cd[] = "a CD needs 44100 Hz, 16 bit, stereo";

/* 1: the coding can be read at all. */
static int judge_coding(struct probe *p)
{
	const struct pm_walk *w = p->walk;
	const char *box = pm_container_name(w->container);

	if (w->container == PM_CONTAINER_UNKNOWN) {
		if (!pm_walk_defect(w, PM_DEFECT_EMPTY_FILE) && !pm_walk_defect(w, PM_DEFECT_NO_CONTAINER))
			pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_FATAL, NULL,
				     w->guess ? "is %s; want WAV, AIFF or FLAC" : "is of no known kind%s; want WAV, AIFF or FLAC",
				     w->guess ? w->guess : "");
		return 0;
	}
	if (w->coding == PM_CODING_NONE)
		return 0; /* reported as a defect */
	if (w->coding == PM_CODING_LOSSY)
		pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_FATAL, "ask for the master: what the coding has thrown away cannot come back",
			     "is %s with %s inside, which loses sound; want PCM", box, w->coding_name);
	else if (w->coding == PM_CODING_UNKNOWN && w->compression[0])
		pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_FATAL, NULL, "is %s with an unknown compression; want PCM", box);
	else if (w->coding == PM_CODING_UNKNOWN)
		pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_FATAL, NULL, "is %s with the unknown format tag %04lXh; want PCM", box,
			     (unsigned long)w->format_tag);
	return w->coding == PM_CODING_PCM || w->coding == PM_CODING_FLOAT || w->coding == PM_CODING_FLAC;
}

/* 1: --convert could make a CD of it; else says why not. */
static int is_convertible(struct probe *p)
{
	const struct pm_walk *w = p->walk;

	if (w->channels > 2)
		refuse_format(p, "want stereo: premaster does not guess a mix-down", NULL);
	else if (!pm_audio_in_decodable(w))
		refuse_format(p, "samples of that width cannot be read", NULL);
	else if (w->rate_hz < RATE_MIN || w->rate_hz > RATE_MAX)
		refuse_format(p, "rates from 8000 to 384000 Hz can be converted", NULL);
	else
		return 1;
	return 0;
}

/* What decoding showed, said; 0: the samples cannot be used. */
static int judge_scan(struct probe *p, const struct scan *s)
{
	const struct pm_walk *w = p->walk;
	static const char copy_again[] = "copy the file again from where it came from";
	struct pm_file_findings *f = &p->find;
	int before = f->has_errors;

	f->has_errors = 0;
	if (s->broken && pm_audio_in_at_end(p->in))
		pm_file_find(f, PM_DIAG_AUDIO_TRUNCATED, PM_FATAL, copy_again,
			     "cannot be decoded from sample %llu of %llu to its end: it is cut or damaged", (ull)s->frame_count, (ull)w->frame_count);
	else if (s->broken)
		pm_file_find(f, PM_DIAG_AUDIO_DAMAGED, PM_FATAL, copy_again, "cannot be decoded at sample %llu of %llu or a little later",
			     (ull)s->frame_count, (ull)w->frame_count);
	else if (w->frame_count && s->frame_count < w->frame_count)
		pm_file_find(f, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, NULL, "holds %llu samples, its header says %llu", (ull)s->frame_count,
			     (ull)w->frame_count);
	else if (s->md5_differs)
		pm_file_find(f, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, NULL, "decodes to other audio than was encoded: the MD5 in it differs");
	if (!s->frame_count && !s->broken)
		pm_file_find(f, PM_DIAG_AUDIO_EMPTY, PM_FATAL, NULL, "holds no samples");
	if (s->has_nonsense)
		pm_file_find(f, PM_DIAG_AUDIO_DAMAGED, PM_FATAL, NULL, "holds samples that are no numbers (NaN or infinity)");
	if (s->has_low_bits)
		pm_file_find(f, PM_DIAG_AUDIO_DAMAGED, PM_ERROR,
			     "its samples may stand at the wrong end, and be far too low; with --allow=audio-damaged all bits are taken as they are",
			     "says %u bits of %u are valid, and uses the ones below", w->valid_bits, w->container_bits);
	if (s->overs)
		pm_file_find(f, PM_DIAG_AUDIO_CLIPPED, PM_WARNING, p->options->convert ? PM_CONVERT_LOUD_HINT : NULL,
			     "has %llu sample%s above full scale, up to %+.2f dB", (ull)s->overs, s->overs == 1 ? "" : "s", 20.0 * log10(s->peak));
	if (f->has_errors)
		return 0;
	f->has_errors = before;
	return 1;
}

/* Gain and dither take a clipped top off full scale, where the sums of the disc would not see it any more. */
static void find_clips(struct probe *p, const struct scan *s)
{
	const struct pm_walk *w = p->walk;
	const struct clip_scan *c = &s->clip;
	char at[PM_MSF_BYTES];

	if (!c->runs || s->overs || (w->rate_hz == PM_SAMPLE_RATE && w->valid_bits <= 16 && w->coding != PM_CODING_FLOAT))
		return;
	(void)pm_sectors_text((uint32_t)(c->first_frame / w->rate_hz * 75 + c->first_frame % w->rate_hz * 75 / w->rate_hz), at);
	pm_file_find(&p->find, PM_DIAG_AUDIO_CLIPPED, PM_WARNING, NULL,
		     "has %llu run%s of %d or more samples at full scale, the first at %s, the longest of %llu", (ull)c->runs,
		     c->runs == 1 ? "" : "s", PM_CLIP_RUN, at, (ull)c->longest);
}

static void want_conversion(struct probe *p, const struct scan *s)
{
	const struct pm_walk *w = p->walk;
	struct pm_convert_source *c = &p->source[p->number];

	c->wanted = 1;
	c->frame_count = s->frame_count;
	c->rate_hz = w->rate_hz;
	c->channels = w->channels;
	c->bits = s->has_low_bits ? w->container_bits : w->valid_bits;
	c->is_float = w->coding == PM_CODING_FLOAT;
	c->has_overs = s->overs > 0;
}

/* Everything that is not plainly 44.1 kHz, 16 bit, stereo PCM. */
static int judge_other(struct probe *p, struct pm_error *err)
{
	const struct pm_walk *w = p->walk;
	int cd_rate = w->rate_hz == PM_SAMPLE_RATE && w->channels == 2;
	int is_flac = w->coding == PM_CODING_FLAC;
	struct scan s;
	int status;

	if (!is_convertible(p))
		return PM_OK;
	if ((!cd_rate || w->valid_bits < 16) && !p->options->convert) {
		refuse_format(p, want_cd, "--convert converts it");
		return PM_OK;
	}
	status = scan_file(p, &s, err);
	if (status < 0 || !judge_scan(p, &s))
		return status;
	p->file->length_samples = s.frame_count;
	if (cd_rate && s.is_exact16 && w->valid_bits >= 16) {
		if (!is_flac || w->valid_bits > 16)
			pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_NOTE, NULL,
				     "is %u bit%s and its every sample is exactly 16 bit: taken as it is", w->valid_bits,
				     w->coding == PM_CODING_FLOAT ? " float" : "");
		p->file->unusable = 0;
		return PM_OK;
	}
	if (!p->options->convert) {
		refuse_format(p, s.has_low_bits ? "it holds more than that, and a CD needs 44100 Hz, 16 bit, stereo" : want_cd,
			      "--convert converts it");
		return PM_OK;
	}
	find_clips(p, &s);
	want_conversion(p, &s);
	p->file->unusable = 0;
	return PM_OK;
}

static int judge(struct probe *p, struct pm_error *err)
{
	const struct pm_walk *w = p->walk;

	pm_file_find_defects(&p->find, w);
	if (!judge_coding(p) || pm_walk_defect(w, PM_DEFECT_NO_DATA))
		return PM_OK;
	if (w->coding != PM_CODING_FLAC && w->frame_count == 0) {
		if (!p->find.has_errors)
			pm_file_find(&p->find, PM_DIAG_AUDIO_EMPTY, PM_FATAL, NULL, "holds no samples");
		return PM_OK;
	}
	if (w->coding == PM_CODING_PCM && w->container_bits == 16 && w->rate_hz == PM_SAMPLE_RATE && w->channels == 2) {
		p->file->length_samples = w->frame_count;
		p->file->unusable = 0;
		return PM_OK;
	}
	return judge_other(p, err);
}

static int probe_master(struct probe *p, struct pm_error *err)
{
	struct pm_file *file = p->file;
	struct pm_error own = {0};
	int status = pm_audio_in_open(&p->in, file->path, &own);

	file->unusable = 1;
	if (status == PM_E_NOMEM)
		return pm_error_set(err, status, "%s", own.message);
	if (status < 0) {
		pm_file_find(&p->find, PM_DIAG_AUDIO_MISSING, PM_FATAL, NULL, "cannot be used: %s", own.message);
		return PM_OK;
	}
	p->walk = pm_audio_in_walk(p->in);
	file->rate_hz = p->walk->rate_hz;
	file->channels = p->walk->channels;
	file->bits = p->walk->valid_bits;
	snprintf(file->format, sizeof file->format, "%s", pm_container_name(p->walk->container));
	file->length_samples = 0;
	status = judge(p, err);
	if (p->find.has_errors)
		file->unusable = 1;
	file->probed = !file->unusable;
	pm_audio_in_close(p->in);
	return status;
}

/* Said to be headerless, and has one: it would be taken for audio. */
static int is_master_inside(const struct pm_file *file, const struct pm_walk *w)
{
	return !file->offset_bytes && (!file->sector_stride_bytes || file->sector_stride_bytes == PM_SECTOR_BYTES) && w->has_data &&
	       w->container != PM_CONTAINER_UNKNOWN;
}

/* Headerless files: the length is what is there. */
static int probe_raw(struct probe *p, struct pm_error *err)
{
	struct pm_file *file = p->file;
	struct pm_error own = {0};
	uint64_t left, stride = file->sector_stride_bytes ? file->sector_stride_bytes : PM_SECTOR_BYTES, over;
	int status;

	file->rate_hz = PM_SAMPLE_RATE;
	file->channels = 2;
	file->bits = 16;
	snprintf(file->format, sizeof file->format, "RAW");
	if (file->probed)
		return PM_OK; /* the reader knew the length */
	status = pm_audio_in_open(&p->in, file->path, &own);
	file->unusable = 1;
	if (status == PM_E_NOMEM)
		return pm_error_set(err, status, "%s", own.message);
	if (status < 0) {
		pm_file_find(&p->find, PM_DIAG_AUDIO_MISSING, PM_FATAL, NULL, "cannot be used: %s", own.message);
		return PM_OK;
	}
	left = pm_audio_in_length_bytes(p->in);
	if (is_master_inside(file, pm_audio_in_walk(p->in))) {
		pm_file_find(&p->find, PM_DIAG_AUDIO_FORMAT, PM_WARNING, NULL, "is said to be raw, and is %s: it is read by what it holds",
			     pm_container_name(pm_audio_in_walk(p->in)->container));
		file->kind = PM_FILE_MASTER;
		pm_audio_in_close(p->in);
		return probe_master(p, err);
	}
	pm_audio_in_close(p->in);
	left = left > file->offset_bytes ? left - file->offset_bytes : 0;
	if (stride == PM_SECTOR_BYTES) {
		file->length_samples = left / PM_SAMPLE_BYTES;
		over = left % PM_SAMPLE_BYTES;
	} else {
		file->length_samples = left / stride * PM_SECTOR_SAMPLES;
		over = left % stride;
	}
	if (over)
		pm_file_find(&p->find, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, "with --allow=audio-truncated they are left out",
			     "is not a whole number of %s long: %llu byte%s over", stride == PM_SECTOR_BYTES ? "samples" : "sectors", (ull)over,
			     over == 1 ? " is" : "s are");
	if (!file->length_samples && !p->find.has_errors)
		pm_file_find(&p->find, PM_DIAG_AUDIO_EMPTY, PM_FATAL, NULL, "holds no samples");
	file->unusable = p->find.has_errors || !file->length_samples;
	file->probed = !file->unusable;
	return PM_OK;
}

static int probe_one(struct pm_disc *disc, uint32_t number, const struct pm_probe_options *options, struct pm_convert_source *source,
		     struct pm_diags *diags, struct pm_error *err)
{
	struct pm_file *file = &disc->file[number];
	struct probe p = {.file = file, .number = number, .options = options, .source = source};
	int status;

	if (!file->path || file->kind == PM_FILE_DRIVE || file->unusable || file->converted_path)
		return PM_OK;
	p.find = (struct pm_file_findings){diags, file->name ? file->name : file->path, file->pos, pm_file_track(disc, number), 0};
	status = file->kind == PM_FILE_MASTER ? probe_master(&p, err) : probe_raw(&p, err);
	return status;
}

int pm_audio_probe(struct pm_disc *disc, const struct pm_probe_options *options, struct pm_diags *diags, struct pm_error *err)
{
	static const struct pm_probe_options plain;
	struct pm_convert_source *source = calloc(disc->file_count + 1, sizeof *source);
	uint32_t i;
	int status = PM_OK, convert = 0;

	if (!source)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (!options)
		options = &plain;
	for (i = 0; i < disc->file_count && status == PM_OK; i++) {
		status = probe_one(disc, i, options, source, diags, err);
		/* An unusable file has been reported: no conversion, and no rule about lengths. */
		source[i].wanted = source[i].wanted && !disc->file[i].unusable;
		convert |= source[i].wanted;
	}
	if (status == PM_OK && convert)
		status = pm_convert_run(disc, source, options, diags, err);
	for (i = 0; i < disc->file_count; i++)
		if (disc->file[i].unusable)
			disc->poisoned |= PM_POISON_AUDIO;
	if (status < 0)
		pm_audio_cleanup(disc);
	free(source);
	return status;
}

void pm_audio_cleanup(struct pm_disc *disc)
{
	size_t i;

	for (i = 0; disc && i < disc->file_count; i++) {
		if (!disc->file[i].converted_path)
			continue;
		(void)unlink(disc->file[i].converted_path);
		free(disc->file[i].converted_path);
		disc->file[i].converted_path = NULL;
		/* The samples are gone: nothing may be read from here any more. */
		disc->file[i].unusable = 1;
	}
}
