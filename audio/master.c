/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * master.c - one probed file as little-endian 16-bit stereo, from any place on.  Layer 2.
 *
 * 16-bit PCM and headerless files bypass the decoder; everything else is decoded to double and must come out as whole 16-bit values, which
 * probing has made sure of.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audio/decode.h"
#include "audio/master.h"
#include "base/buf.h"
#include "base/bytes.h"

#define SCRATCH_FRAMES 4096
#define STRIDE_SECTORS 64
#define AHEAD_BYTES (4u << 20)

enum way { WAY_BYTES, WAY_STRIDED, WAY_DECODE };

struct pm_master {
	struct pm_audio_in *in;
	char *name; /* for messages */
	enum way way;
	int swap;            /* stored high byte first */
	uint64_t base_bytes; /* of the first sample */
	uint32_t stride_bytes;
	uint64_t length_samples;
	double *scratch;  /* WAY_DECODE: SCRATCH_FRAMES stereo frames */
	uint8_t *sectors; /* WAY_STRIDED: STRIDE_SECTORS of stride_bytes */
};

static int set_up_raw(struct pm_master *m, const struct pm_file *file)
{
	m->base_bytes = file->converted_path ? 0 : file->offset_bytes;
	m->swap = !file->converted_path && file->kind == PM_FILE_RAW_BE;
	m->stride_bytes = file->converted_path || !file->sector_stride_bytes ? PM_SECTOR_BYTES : file->sector_stride_bytes;
	if (m->stride_bytes == PM_SECTOR_BYTES) {
		m->way = WAY_BYTES;
		return PM_OK;
	}
	m->way = WAY_STRIDED;
	if (m->stride_bytes < PM_SECTOR_BYTES || m->stride_bytes > 65536)
		return PM_E_RANGE;
	m->sectors = malloc((size_t)STRIDE_SECTORS * m->stride_bytes);
	return m->sectors ? PM_OK : PM_E_NOMEM;
}

static int set_up_master(struct pm_master *m)
{
	const struct pm_walk *w = pm_audio_in_walk(m->in);

	if (w->rate_hz != PM_SAMPLE_RATE || w->channels != 2 || !pm_audio_in_decodable(w))
		return PM_E_FORMAT;
	/* STREAMINFO may leave the count open or be wrong; probing has counted. */
	if (w->frame_count != m->length_samples && w->coding != PM_CODING_FLAC)
		return PM_E_IO;
	if (w->coding == PM_CODING_PCM && w->container_bits == 16) {
		m->way = WAY_BYTES;
		m->base_bytes = w->data_bytes_at;
		m->swap = w->big_endian;
		return PM_OK;
	}
	m->way = WAY_DECODE;
	m->scratch = malloc(sizeof(double) * 2 * SCRATCH_FRAMES);
	return m->scratch ? PM_OK : PM_E_NOMEM;
}

int pm_master_open(struct pm_master **out, const struct pm_file *file, struct pm_error *err)
{
	const char *path = file->converted_path ? file->converted_path : file->path;
	struct pm_master *m;
	int status;

	if (!path || !file->probed || file->unusable || file->kind == PM_FILE_DRIVE)
		return pm_error_set(err, PM_E_RANGE, "'%s' cannot be read as audio", file->name ? file->name : "?");
	m = calloc(1, sizeof *m);
	if (!m)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	m->length_samples = file->length_samples;
	m->name = pm_str_dup(file->name ? file->name : path);
	status = m->name ? pm_audio_in_open(&m->in, path, err) : PM_E_NOMEM;
	if (status < 0)
		goto fail;
	if (file->converted_path || file->kind != PM_FILE_MASTER)
		status = set_up_raw(m, file);
	else
		status = set_up_master(m);
	if (status == PM_E_NOMEM)
		pm_error_set(err, status, "out of memory");
	else if (status < 0)
		pm_error_set(err, status, "'%s' has changed since it was looked at", path);
	if (status < 0)
		goto fail;
	pm_audio_in_hint(m->in, 0, 0);
	pm_audio_in_hint(m->in, m->base_bytes, AHEAD_BYTES);
	*out = m;
	return PM_OK;
fail:
	pm_master_close(m);
	return status;
}

void pm_master_close(struct pm_master *m)
{
	if (!m)
		return;
	pm_audio_in_close(m->in);
	free(m->name);
	free(m->scratch);
	free(m->sectors);
	free(m);
}

static void swap_bytes(uint8_t *p, size_t sample_count)
{
	size_t i;
	uint8_t t;

	for (i = 0; i < sample_count * 4; i += 2) {
		t = p[i];
		p[i] = p[i + 1];
		p[i + 1] = t;
	}
}

static int read_strided(struct pm_master *m, uint64_t at, uint8_t *out, size_t count, struct pm_error *err)
{
	size_t sectors, i, from, n;
	uint64_t first;
	int status;

	while (count > 0) {
		first = at / PM_SECTOR_SAMPLES;
		sectors = (size_t)(at % PM_SECTOR_SAMPLES + count + PM_SECTOR_SAMPLES - 1) / PM_SECTOR_SAMPLES;
		if (sectors > STRIDE_SECTORS)
			sectors = STRIDE_SECTORS;
		/* The subcode behind the last sector is not needed, and a file may end before it. */
		status = pm_audio_in_bytes(m->in, m->base_bytes + first * m->stride_bytes, m->sectors,
					   (sectors - 1) * m->stride_bytes + PM_SECTOR_BYTES, err);
		if (status < 0)
			return status;
		for (i = 0; i < sectors; i++) {
			from = (size_t)(at % PM_SECTOR_SAMPLES);
			n = PM_SECTOR_SAMPLES - from < count ? PM_SECTOR_SAMPLES - from : count;
			memcpy(out, m->sectors + i * m->stride_bytes + from * PM_SAMPLE_BYTES, n * PM_SAMPLE_BYTES);
			out += n * PM_SAMPLE_BYTES;
			at += n;
			count -= n;
		}
	}
	return PM_OK;
}

static int read_decoded(struct pm_master *m, uint64_t at, uint8_t *out, size_t count, struct pm_error *err)
{
	size_t n, got, i;
	double x;
	int status;

	while (count > 0) {
		n = count < SCRATCH_FRAMES ? count : SCRATCH_FRAMES;
		status = pm_audio_in_frames(m->in, at, m->scratch, n, &got, err);
		if (status < 0)
			return status == PM_E_FORMAT ? PM_E_IO : status;
		if (!got)
			return pm_error_set(err, PM_E_IO, "the audio of '%s' is shorter than when it was looked at", m->name);
		for (i = 0; i < got * 2; i++) {
			x = m->scratch[i] * 32768.0;
			if (!(x >= -32768.0 && x <= 32767.0) || x != floor(x))
				return pm_error_set(err, PM_E_IO, "the audio of '%s' has changed since it was looked at", m->name);
			pm_put_le16(out + i * 2, (uint16_t)(int16_t)x);
		}
		out += got * PM_SAMPLE_BYTES;
		at += got;
		count -= got;
	}
	return PM_OK;
}

int pm_master_read(struct pm_master *m, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err)
{
	int status;

	if (at_samples > m->length_samples || sample_count > m->length_samples - at_samples)
		return pm_error_set(err, PM_E_RANGE, "samples behind the end of '%s' were asked for", m->name);
	if (!sample_count)
		return PM_OK;
	if (m->way == WAY_DECODE)
		return read_decoded(m, at_samples, out, sample_count, err);
	if (m->way == WAY_STRIDED)
		status = read_strided(m, at_samples, out, sample_count, err);
	else
		status = pm_audio_in_bytes(m->in, m->base_bytes + at_samples * PM_SAMPLE_BYTES, out, sample_count * PM_SAMPLE_BYTES, err);
	if (status == PM_OK && m->swap)
		swap_bytes(out, sample_count);
	return status;
}

struct pm_edges {
	struct pm_master *master; /* NULL: none open */
	const struct pm_disc *disc;
	uint32_t file;
};

struct pm_edges *pm_edges_new(void)
{
	return calloc(1, sizeof(struct pm_edges));
}

void pm_edges_free(struct pm_edges *e)
{
	if (!e)
		return;
	pm_master_close(e->master);
	free(e);
}

int pm_audio_edge(void *ctx, const struct pm_disc *disc, uint32_t file, uint64_t sample)
{
	struct pm_edges *e = ctx;
	uint8_t pair[PM_SAMPLE_BYTES];
	int status;

	if (file >= disc->file_count)
		return PM_E_RANGE;
	if (!e->master || e->file != file || e->disc != disc) {
		pm_master_close(e->master);
		e->master = NULL;
		status = pm_master_open(&e->master, &disc->file[file], NULL);
		if (status < 0)
			return status;
		e->file = file;
		e->disc = disc;
	}
	status = pm_master_read(e->master, sample, pair, 1, NULL);
	if (status < 0)
		return status;
	return pair[0] || pair[1] || pair[2] || pair[3];
}
