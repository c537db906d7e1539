/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encode.c - samples to WAV and FLAC files (audio/encode.h).  Layer 2. */
#include "audio/encode.h"

#include <stdlib.h>

#include "disc/msf.h"

/* Room for the chunks before the samples; a WAV's sizes are 32 bits. */
#define MAX_SAMPLES ((UINT32_MAX - (1u << 20)) / PM_SAMPLE_BYTES)

struct pm_encoder {
	enum pm_encoding encoding;
	struct pm_out_file *out;        /* borrowed */
	struct pm_flac_encoder *flac;   /* owned; NULL: WAV */
	uint64_t left_samples;
};

const char *pm_encoding_extension(enum pm_encoding encoding) { return encoding == PM_ENCODE_FLAC ? "flac" : "wav"; }

static int begin_wav(struct pm_out_file *out, uint64_t sample_count, const struct pm_tags *tags, struct pm_error *err)
{
	struct pm_buf head;
	int status;

	pm_buf_init(&head);
	pm_wav_head(&head, sample_count, tags);
	status = head.failed ? pm_error_set(err, PM_E_NOMEM, "out of memory") : pm_out_write(out, head.data, head.length_bytes, err);
	pm_buf_release(&head);
	return status;
}

int pm_encoder_new(struct pm_encoder **encoder, enum pm_encoding encoding, struct pm_out_file *out, uint64_t sample_count, const struct pm_tags *tags,
                   struct pm_error *err)
{
	struct pm_encoder *e;
	int status;

	if (sample_count > MAX_SAMPLES)
		return pm_error_set(err, PM_E_RANGE, "%llu samples are more than a WAV holds", (unsigned long long)sample_count);
	e = calloc(1, sizeof(*e));
	if (!e)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	e->encoding = encoding;
	e->out = out;
	e->left_samples = sample_count;
	status = encoding == PM_ENCODE_FLAC ? pm_flac_encoder_new(&e->flac, out, sample_count, tags, err) : begin_wav(out, sample_count, tags, err);
	if (status != PM_OK) {
		pm_encoder_free(e);
		return status;
	}
	*encoder = e;
	return PM_OK;
}

int pm_encoder_add(struct pm_encoder *e, const uint8_t *pcm, size_t sample_count, struct pm_error *err)
{
	if (sample_count > e->left_samples)
		return pm_error_set(err, PM_E_RANGE, "more samples than were announced");
	e->left_samples -= sample_count;
	if (e->flac)
		return pm_flac_encoder_add(e->flac, pcm, sample_count, err);
	return pm_out_write(e->out, pcm, sample_count * PM_SAMPLE_BYTES, err);
}

int pm_encoder_end(struct pm_encoder *e, struct pm_error *err)
{
	int status = PM_OK;

	if (!e)
		return PM_OK;
	if (e->left_samples)
		status = pm_error_set(err, PM_E_RANGE, "fewer samples than were announced");
	else if (e->flac)
		status = pm_flac_encoder_end(e->flac, err);
	pm_encoder_free(e);
	return status;
}

void pm_encoder_free(struct pm_encoder *e)
{
	if (!e)
		return;
	pm_flac_encoder_free(e->flac);
	free(e);
}
