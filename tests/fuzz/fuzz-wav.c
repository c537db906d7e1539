/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-wav.c - the chunk walk over any bytes as WAV, RF64, W64, AIFF, FLAC: the audio it finds lies inside the file in whole frames, and every
 * defect can be said in words.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/chunk.h"
#include "audio/decode.h"
#include "audio/defect.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct memory {
	const uint8_t *data;
	size_t size;
};

static int read_memory(void *ctx, uint64_t at, uint8_t *out, size_t n)
{
	const struct memory *m = ctx;

	must(at <= m->size && n <= m->size - at, "a read outside the file");
	if (n)
		memcpy(out, m->data + at, n);
	return PM_OK;
}

static void check(const struct pm_walk *w, size_t size)
{
	const char *p;

	must(w->defect_count <= PM_WALK_DEFECTS, "too many defects");
	must(w->data_bytes_at <= size && w->data_bytes <= size - w->data_bytes_at, "audio outside the file");
	if (w->coding == PM_CODING_PCM || w->coding == PM_CODING_FLOAT) {
		must(w->channels > 0 && w->rate_hz > 0, "a format that is none");
		must(w->frame_bytes == w->container_bits / 8u * w->channels && w->frame_bytes > 0, "a width that is none");
		must(w->valid_bits >= 1 && w->valid_bits <= w->container_bits && w->container_bits <= 64, "bits that are none");
		if (w->has_data)
			must(w->data_bytes == w->frame_count * w->frame_bytes, "a broken frame");
	}
	(void)pm_audio_in_decodable(w);
	for (p = pm_container_name(w->container); *p; p++)
		must(*p > ' ', "a name");
}

static void say_defects(const struct pm_walk *w)
{
	struct pm_diags diags;
	struct pm_file_findings find = {&diags, "x.wav", pm_pos_none(), -1, 0};

	pm_diags_init(&diags);
	pm_file_find_defects(&find, w);
	must((diags.count > 0) == (w->defect_count > 0), "a defect without words");
	pm_diags_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory m = {data, size};
	struct pm_bytes_in in = {&m, size, read_memory};
	struct pm_walk w;

	must(pm_walk_file(&w, &in) == PM_OK, "the walk failed");
	check(&w, size);
	say_defects(&w);
	return 0;
}
