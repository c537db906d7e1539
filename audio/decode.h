/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decode.h - an open audio file: its chunks, its bytes and its decoded samples.  Layer 2, for audio/ only; decode.c alone knows libsndfile.
 */
#ifndef PM_AUDIO_DECODE_H
#define PM_AUDIO_DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "audio/chunk.h"
#include "base/status.h"

struct pm_audio_in; /* one open file; use from one thread at a time */

/*
 * pm_audio_in_open - open and walk
 *
 * Returns:  PM_OK (also when the contents are broken: see the walk); PM_E_NOT_FOUND, PM_E_IO, PM_E_NOMEM; PM_E_FORMAT: not a regular file
 * Owns:     *out belongs to the caller
 */
int pm_audio_in_open(struct pm_audio_in **out, const char *path, struct pm_error *err) PM_MUST_USE;
void pm_audio_in_close(struct pm_audio_in *in);
const struct pm_walk *pm_audio_in_walk(const struct pm_audio_in *in);
uint64_t pm_audio_in_length_bytes(const struct pm_audio_in *in);

/* Exactly length_bytes of the file from at_bytes on; PM_E_IO when it ends before. */
int pm_audio_in_bytes(struct pm_audio_in *in, uint64_t at_bytes, void *out, size_t length_bytes, struct pm_error *err) PM_MUST_USE;

/* 1 when pm_audio_in_frames can decode it: PCM of 8 to 32 bits, float of 32 or 64, FLAC; at most 8 channels. */
int pm_audio_in_decodable(const struct pm_walk *walk);
/*
 * pm_audio_in_frames - decoded samples, all channels interleaved, full scale 1.0
 *
 * Integers up to 32 bits come out exactly (value / 2^(bits-1)); floats as stored.
 * *got is how many frames were decoded: fewer than wanted only at the end of what can be decoded.
 * Returns:  PM_OK; PM_E_FORMAT: the decoder met damage (FLAC); PM_E_UNSUPPORTED; PM_E_IO; PM_E_NOMEM
 */
int pm_audio_in_frames(struct pm_audio_in *in, uint64_t at_frames, double *out, size_t frame_count, size_t *got, struct pm_error *err) PM_MUST_USE;

/* 1 when the decoder has read the file to its end, so that damage it met may be a missing rest. */
int pm_audio_in_at_end(const struct pm_audio_in *in);

/* Tell the kernel that the bytes from at_bytes on will be wanted soon (0 length: the file front to back). */
void pm_audio_in_hint(struct pm_audio_in *in, uint64_t at_bytes, uint64_t length_bytes);

#endif
