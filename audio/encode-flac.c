/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * encode-flac.c - samples to FLAC through libFLAC (audio/encode.h).  Layer 2.
 *
 * libFLAC goes back to the header at the end, to put in the MD5 of the samples; its writes are followed with a place of our own.
 */
#include <stdlib.h>
#include <string.h>

#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>

#include "audio/encode.h"
#include "base/charset.h"
#include "disc/msf.h"

#define COMPRESSION 5                         /* what flac(1) does unasked */
#define SEEK_POINT_SAMPLES (10 * PM_SAMPLE_RATE)
#define BLOCK_SAMPLES 4096

struct pm_flac_encoder {
	FLAC__StreamEncoder *encoder;
	FLAC__StreamMetadata *block[2]; /* comments, seek table */
	struct pm_out_file *out;        /* borrowed */
	uint64_t at_bytes, end_bytes;   /* where libFLAC writes next, and where the file ends */
	int status;                     /* of the first write that failed */
	struct pm_error err;
};

/* ---- what libFLAC calls ---- */

static FLAC__StreamEncoderWriteStatus on_write(const FLAC__StreamEncoder *encoder, const FLAC__byte buffer[], size_t bytes, uint32_t samples,
                                               uint32_t frame, void *ctx)
{
	struct pm_flac_encoder *e = ctx;
	size_t old = 0;

	(void)encoder;
	(void)samples;
	(void)frame;
	if (e->at_bytes < e->end_bytes) {
		old = e->end_bytes - e->at_bytes < bytes ? (size_t)(e->end_bytes - e->at_bytes) : bytes;
		e->status = pm_out_rewrite(e->out, e->at_bytes, buffer, old, &e->err);
	}
	if (e->status == PM_OK && bytes > old)
		e->status = pm_out_write(e->out, buffer + old, bytes - old, &e->err);
	if (e->status != PM_OK)
		return FLAC__STREAM_ENCODER_WRITE_STATUS_FATAL_ERROR;
	e->at_bytes += bytes;
	e->end_bytes = e->at_bytes > e->end_bytes ? e->at_bytes : e->end_bytes;
	return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

static FLAC__StreamEncoderSeekStatus on_seek(const FLAC__StreamEncoder *encoder, FLAC__uint64 at_bytes, void *ctx)
{
	struct pm_flac_encoder *e = ctx;

	(void)encoder;
	if (at_bytes > e->end_bytes)
		return FLAC__STREAM_ENCODER_SEEK_STATUS_ERROR;
	e->at_bytes = at_bytes;
	return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

static FLAC__StreamEncoderTellStatus on_tell(const FLAC__StreamEncoder *encoder, FLAC__uint64 *at_bytes, void *ctx)
{
	const struct pm_flac_encoder *e = ctx;

	(void)encoder;
	*at_bytes = e->at_bytes;
	return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

/* ---- tags ---- */

/* libFLAC refuses a text with ill-formed bytes, or with one of the two numbers at the end of the first plane, which are no characters. */
static void add_legal(struct pm_buf *out, const char *value)
{
	size_t length_bytes = strlen(value), at = 0;
	int32_t codepoint;

	while ((codepoint = pm_utf8_next(value, length_bytes, &at)) >= 0)
		pm_utf8_put(out, codepoint == 0xFFFE || codepoint == 0xFFFF ? 0xFFFD : (uint32_t)codepoint);
}

/* Returns 0 when memory is out. */
static int add_comment(FLAC__StreamMetadata *block, const char *name, const char *value)
{
	FLAC__StreamMetadata_VorbisComment_Entry entry;
	struct pm_buf legal;
	int good;

	if (!value || !*value)
		return 1;
	pm_buf_init(&legal);
	add_legal(&legal, value);
	good = !legal.failed && FLAC__metadata_object_vorbiscomment_entry_from_name_value_pair(&entry, name, pm_buf_str(&legal)) &&
	       FLAC__metadata_object_vorbiscomment_append_comment(block, entry, 0);
	pm_buf_release(&legal);
	return good;
}

static int add_comments(FLAC__StreamMetadata *block, const struct pm_tags *t)
{
	char track[12], total[12];
	const struct { const char *name, *value; } comments[] = {
		{ "TITLE", t->title },           { "ARTIST", t->artist },           { "ALBUM", t->album },
		{ "ALBUMARTIST", t->album_artist }, { "TRACKNUMBER", track },       { "TRACKTOTAL", total },
		{ "ISRC", t->isrc },             { "BARCODE", t->barcode },         { "CATALOGNUMBER", t->catalogue },
		{ "LABEL", t->label },           { "DATE", t->date },               { "GENRE", t->genre },
		{ "COMPOSER", t->composer },     { "SONGWRITER", t->songwriter },   { "ARRANGER", t->arranger },
		{ "COMMENT", t->message },       { "PRE_EMPHASIS", t->pre_emphasis ? "1" : NULL },
	};
	size_t i;
	int good = 1;

	snprintf(track, sizeof(track), "%u", t->track);
	snprintf(total, sizeof(total), "%u", t->track_total);
	for (i = 0; good && i < sizeof(comments) / sizeof(comments[0]); i++)
		good = add_comment(block, comments[i].name, comments[i].value);
	return good;
}

static int make_blocks(struct pm_flac_encoder *e, uint64_t sample_count, const struct pm_tags *tags)
{
	e->block[0] = FLAC__metadata_object_new(FLAC__METADATA_TYPE_VORBIS_COMMENT);
	e->block[1] = FLAC__metadata_object_new(FLAC__METADATA_TYPE_SEEKTABLE);
	return e->block[0] && e->block[1] && add_comments(e->block[0], tags) &&
	       FLAC__metadata_object_seektable_template_append_spaced_points_by_samples(e->block[1], SEEK_POINT_SAMPLES, sample_count) &&
	       FLAC__metadata_object_seektable_template_sort(e->block[1], 1);
}

/* ---- the file ---- */

static int set_up(struct pm_flac_encoder *e, uint64_t sample_count)
{
	/* An empty seek table is none. */
	unsigned blocks = e->block[1]->data.seek_table.num_points ? 2 : 1;

	return FLAC__stream_encoder_set_channels(e->encoder, 2) && FLAC__stream_encoder_set_bits_per_sample(e->encoder, 16) &&
	       FLAC__stream_encoder_set_sample_rate(e->encoder, PM_SAMPLE_RATE) &&
	       FLAC__stream_encoder_set_compression_level(e->encoder, COMPRESSION) &&
	       FLAC__stream_encoder_set_total_samples_estimate(e->encoder, sample_count) &&
	       FLAC__stream_encoder_set_metadata(e->encoder, e->block, blocks);
}

static int failure(struct pm_flac_encoder *e, struct pm_error *err)
{
	if (e->status != PM_OK)
		return pm_error_set(err, e->status, "%s", e->err.message);
	return pm_error_set(err, PM_E_IO, "cannot encode FLAC: %s", FLAC__stream_encoder_get_resolved_state_string(e->encoder));
}

int pm_flac_encoder_new(struct pm_flac_encoder **encoder, struct pm_out_file *out, uint64_t sample_count, const struct pm_tags *tags,
                        struct pm_error *err)
{
	struct pm_flac_encoder *e = calloc(1, sizeof(*e));
	int status = PM_OK;

	if (!e)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	e->out = out;
	e->encoder = FLAC__stream_encoder_new();
	if (!e->encoder || !make_blocks(e, sample_count, tags))
		status = pm_error_set(err, PM_E_NOMEM, "out of memory");
	else if (!set_up(e, sample_count) ||
	         FLAC__stream_encoder_init_stream(e->encoder, on_write, on_seek, on_tell, NULL, e) != FLAC__STREAM_ENCODER_INIT_STATUS_OK)
		status = failure(e, err);
	if (status != PM_OK) {
		pm_flac_encoder_free(e);
		return status;
	}
	*encoder = e;
	return PM_OK;
}

int pm_flac_encoder_add(struct pm_flac_encoder *e, const uint8_t *pcm, size_t sample_count, struct pm_error *err)
{
	FLAC__int32 wide[BLOCK_SAMPLES * 2];
	size_t n, i;

	for (; sample_count > 0; sample_count -= n, pcm += n * PM_SAMPLE_BYTES) {
		n = sample_count < BLOCK_SAMPLES ? sample_count : BLOCK_SAMPLES;
		for (i = 0; i < n * 2; i++)
			wide[i] = (int16_t)(uint16_t)(pcm[2 * i] | pcm[2 * i + 1] << 8);
		if (!FLAC__stream_encoder_process_interleaved(e->encoder, wide, (uint32_t)n))
			return failure(e, err);
	}
	return PM_OK;
}

int pm_flac_encoder_end(struct pm_flac_encoder *e, struct pm_error *err)
{
	return FLAC__stream_encoder_finish(e->encoder) && e->status == PM_OK ? PM_OK : failure(e, err);
}

void pm_flac_encoder_free(struct pm_flac_encoder *e)
{
	int i;

	if (!e)
		return;
	/* Of a file that was not ended it still writes the rest: into a set that will be removed. */
	if (e->encoder)
		FLAC__stream_encoder_delete(e->encoder);
	for (i = 0; i < 2; i++)
		if (e->block[i])
			FLAC__metadata_object_delete(e->block[i]);
	free(e);
}
