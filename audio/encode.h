/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * encode.h - samples to WAV and FLAC files with tags.  Layer 2; encode-flac.c alone knows libFLAC.
 *
 * WAV chunks are our own, because libsndfile writes neither axml nor chunks in the order that archives and shops want.
 * Source: shared/reference/audiofiles.md 1.5, 2.2, 2.3, 2.6 (EBU Tech 3285 bext, EBU Tech 3352 axml).
 */
#ifndef PM_AUDIO_ENCODE_H
#define PM_AUDIO_ENCODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/out.h"
#include "base/status.h"

/* What a file says of itself.  UTF-8, borrowed; NULL or "": not said. */
struct pm_tags {
	const char *title, *artist, *album, *album_artist;
	const char *songwriter, *composer, *arranger, *message, *genre;
	const char *isrc;              /* 12 characters */
	const char *barcode;           /* 13 digits */
	const char *catalogue, *label, *date;
	unsigned track, track_total;   /* track 0: what lies before track 1 */
	int pre_emphasis;
	uint64_t at_samples;           /* where the file begins on the disc, from LBA -150: bext's time reference */
};

enum pm_encoding { PM_ENCODE_WAV, PM_ENCODE_FLAC };

/* ".wav" or ".flac" without the dot. */
const char *pm_encoding_extension(enum pm_encoding encoding);

struct pm_encoder; /* one file being written */

/*
 * pm_encoder_new - begin a file of exactly sample_count stereo samples
 *
 * out is borrowed until pm_encoder_end.  The same input gives the same bytes: nothing depends on a clock.
 * Returns:  PM_OK; PM_E_RANGE: more samples than 32 bits of sizes hold; PM_E_NOMEM, PM_E_IO
 */
int pm_encoder_new(struct pm_encoder **e, enum pm_encoding encoding, struct pm_out_file *out, uint64_t sample_count, const struct pm_tags *tags,
                   struct pm_error *err) PM_MUST_USE;
/* The next samples, little-endian, left first. */
int pm_encoder_add(struct pm_encoder *e, const uint8_t *pcm, size_t sample_count, struct pm_error *err) PM_MUST_USE;
/* The end: PM_E_RANGE where more or fewer samples came than were announced.  Frees e, also on failure; e may be NULL. */
int pm_encoder_end(struct pm_encoder *e, struct pm_error *err) PM_MUST_USE;
/* Frees e without ending the file.  e may be NULL. */
void pm_encoder_free(struct pm_encoder *e);

/*
 * pm_wav_head - everything before the first sample: RIFF, JUNK, bext, fmt, LIST INFO, axml, data
 *
 * JUNK (28 bytes) leaves room for the ds64 of RF64.  Every chunk is of even length.  bext's texts are ASCII (others become "?"), its date and time are
 * empty; axml is there where there is an ISRC.
 */
void pm_wav_head(struct pm_buf *out, uint64_t sample_count, const struct pm_tags *tags);
/* The axml document alone: the recommended form of shared/vectors/axml_isrc.tsv. */
void pm_axml_isrc(struct pm_buf *out, const char *isrc);

/* Between encode.c and encode-flac.c. */
struct pm_flac_encoder;
int pm_flac_encoder_new(struct pm_flac_encoder **e, struct pm_out_file *out, uint64_t sample_count, const struct pm_tags *tags,
                        struct pm_error *err) PM_MUST_USE;
int pm_flac_encoder_add(struct pm_flac_encoder *e, const uint8_t *pcm, size_t sample_count, struct pm_error *err) PM_MUST_USE;
int pm_flac_encoder_end(struct pm_flac_encoder *e, struct pm_error *err) PM_MUST_USE;
void pm_flac_encoder_free(struct pm_flac_encoder *e);

#endif
