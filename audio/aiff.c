/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aiff.c - the walk over AIFF and AIFC.  Layer 2.
 * Source: shared/reference/audiofiles.md 1.4.
 */
#include <string.h>

#include "audio/chunk.h"
#include "base/bytes.h"

#define MAX_CHUNKS 100000

struct form {
	struct pm_walk *w;
	const struct pm_bytes_in *in;
	int have_format;
	uint64_t comm_frames;
	uint64_t data_at, data_size;
};

/*
 * The 80-bit extended rate: sign and exponent (bias 16383), then a 64-bit mantissa with its leading 1.
 * Rates are whole numbers; a fraction rounds.  0: not a rate.
 */
static uint32_t extended_rate(const uint8_t p[10])
{
	unsigned exponent = pm_get_be16(p);
	uint64_t mantissa = pm_get_be64(p + 2);
	unsigned shift;

	if (exponent < 16383 || exponent > 16383 + 31)
		return 0;
	shift = 63 - (exponent - 16383);
	mantissa = (mantissa >> (shift - 1)) + 1;
	return mantissa >> 1 > UINT32_MAX ? 0 : (uint32_t)(mantissa >> 1);
}

static const struct compression {
	const char *id;
	enum pm_coding coding;
	int bits; /* 0: as COMM says */
	int little_endian;
	int is_unsigned;
	const char *name;
} compressions[] = {
	{"NONE", PM_CODING_PCM, 0, 0, 0, NULL},          {"twos", PM_CODING_PCM, 0, 0, 0, NULL},
	{"sowt", PM_CODING_PCM, 0, 1, 0, NULL},          {"in24", PM_CODING_PCM, 24, 0, 0, NULL},
	{"in32", PM_CODING_PCM, 32, 0, 0, NULL},         {"42ni", PM_CODING_PCM, 24, 1, 0, NULL},
	{"23ni", PM_CODING_PCM, 32, 1, 0, NULL},         {"raw ", PM_CODING_PCM, 8, 0, 1, NULL},
	{"fl32", PM_CODING_FLOAT, 32, 0, 0, NULL},       {"FL32", PM_CODING_FLOAT, 32, 0, 0, NULL},
	{"fl64", PM_CODING_FLOAT, 64, 0, 0, NULL},       {"FL64", PM_CODING_FLOAT, 64, 0, 0, NULL},
	{"alaw", PM_CODING_LOSSY, 0, 0, 0, "a-law"},     {"ALAW", PM_CODING_LOSSY, 0, 0, 0, "a-law"},
	{"ulaw", PM_CODING_LOSSY, 0, 0, 0, "mu-law"},    {"ULAW", PM_CODING_LOSSY, 0, 0, 0, "mu-law"},
	{"ima4", PM_CODING_LOSSY, 0, 0, 0, "IMA ADPCM"}, {"GSM ", PM_CODING_LOSSY, 0, 0, 0, "GSM 6.10"},
	{"MAC3", PM_CODING_LOSSY, 0, 0, 0, "MACE 3:1"},  {"MAC6", PM_CODING_LOSSY, 0, 0, 0, "MACE 6:1"},
	{"QDM2", PM_CODING_LOSSY, 0, 0, 0, "QDesign"},   {"Qclp", PM_CODING_LOSSY, 0, 0, 0, "Qualcomm PureVoice"},
	{"ADP4", PM_CODING_LOSSY, 0, 0, 0, "ADPCM"},     {"G722", PM_CODING_LOSSY, 0, 0, 0, "G.722 ADPCM"},
	{".mp3", PM_CODING_LOSSY, 0, 0, 0, "MP3"},
};

static const struct compression *find_compression(const char *id)
{
	size_t i;

	for (i = 0; i < sizeof compressions / sizeof *compressions; i++)
		if (memcmp(compressions[i].id, id, 4) == 0)
			return &compressions[i];
	return NULL;
}

static void set_coding(struct form *f, uint16_t bits, uint64_t at)
{
	struct pm_walk *w = f->w;
	const struct compression *c = find_compression(w->compression);

	w->coding = c ? c->coding : PM_CODING_UNKNOWN;
	w->coding_name = c ? c->name : NULL;
	if (w->coding != PM_CODING_PCM && w->coding != PM_CODING_FLOAT)
		return;
	if (c->bits && (c->coding == PM_CODING_FLOAT || bits == 0 || bits == 16 || bits > c->bits))
		bits = (uint16_t)c->bits; /* QuickTime and others put 16 here whatever the id says */
	if (!w->channels || !w->rate_hz || !bits || bits > 64) {
		pm_walk_note(w, PM_DEFECT_FORMAT_BAD, (const uint8_t *)"COMM", at, bits, w->channels);
		w->coding = PM_CODING_NONE;
		return;
	}
	w->valid_bits = bits;
	w->container_bits = (uint16_t)(c->bits ? c->bits : (bits + 7) / 8 * 8);
	w->big_endian = !c->little_endian;
	w->is_unsigned = c->is_unsigned;
	w->frame_bytes = w->container_bits / 8u * w->channels;
}

static int read_comm(struct form *f, uint64_t at, uint64_t size)
{
	struct pm_walk *w = f->w;
	uint8_t p[22] = {0};
	uint64_t want = w->container == PM_CONTAINER_AIFC ? 22 : 18;
	int status;

	if (f->have_format) {
		pm_walk_note(w, PM_DEFECT_TWO_FORMATS, (const uint8_t *)"COMM", at, size, 0);
		return PM_OK;
	}
	f->have_format = 1;
	if (size > f->in->length_bytes - at)
		size = f->in->length_bytes - at;
	if (size < want) {
		pm_walk_note(w, PM_DEFECT_FORMAT_SHORT, (const uint8_t *)"COMM", at, size, want);
		return PM_OK;
	}
	status = f->in->read(f->in->ctx, at, p, (size_t)want);
	if (status < 0)
		return status;
	w->channels = pm_get_be16(p);
	f->comm_frames = pm_get_be32(p + 2);
	w->rate_hz = extended_rate(p + 8);
	memcpy(w->compression, want == 22 ? (const char *)p + 18 : "NONE", 4);
	set_coding(f, pm_get_be16(p + 6), at);
	return PM_OK;
}

/* SSND: offset to the first sample and a block size, then the samples. */
static int read_ssnd(struct form *f, uint64_t at, uint64_t size)
{
	uint8_t p[8];
	uint64_t left = f->in->length_bytes - at, offset;
	int status;

	if (f->w->has_data) {
		pm_walk_note(f->w, PM_DEFECT_TWO_DATA, (const uint8_t *)"SSND", at, size < left ? size : left, 0);
		return PM_OK;
	}
	if (size < 8 || left < 8) {
		pm_walk_note(f->w, PM_DEFECT_FORMAT_SHORT, (const uint8_t *)"SSND", at, size < left ? size : left, 8);
		return PM_OK;
	}
	status = f->in->read(f->in->ctx, at, p, sizeof p);
	if (status < 0)
		return status;
	offset = pm_get_be32(p);
	if (offset > size - 8) {
		pm_walk_note(f->w, PM_DEFECT_FORMAT_BAD, (const uint8_t *)"SSND", at, offset, size - 8);
		offset = size - 8;
	}
	f->w->has_data = 1;
	f->data_at = at + 8 + offset;
	f->data_size = size - 8 - offset;
	return PM_OK;
}

static int finish(struct form *f, int unknown)
{
	struct pm_walk *w = f->w;
	uint64_t want;

	if (!f->have_format)
		pm_walk_note(w, PM_DEFECT_NO_FORMAT, (const uint8_t *)"COMM", 0, 0, 0);
	if (!w->has_data) {
		/* A file of no samples may leave SSND out. */
		if (!f->have_format || f->comm_frames)
			pm_walk_note(w, PM_DEFECT_NO_DATA, (const uint8_t *)"SSND", 0, 0, 0);
		return PM_OK;
	}
	want = w->frame_bytes * f->comm_frames;
	if (unknown)
		pm_walk_note(w, PM_DEFECT_STREAMED, (const uint8_t *)"SSND", f->data_at, f->data_size, 0);
	else if (w->frame_bytes && want < f->data_size && f->data_size - want < w->frame_bytes)
		f->data_size = want; /* the block filled up: harmless */
	pm_walk_set_data(w, f->in->length_bytes, f->data_at, f->data_size);
	if (!unknown && w->frame_bytes && !pm_walk_defect(w, PM_DEFECT_TRUNCATED) && w->frame_count != f->comm_frames)
		pm_walk_note(w, PM_DEFECT_FRAME_COUNT, (const uint8_t *)"COMM", f->data_at, w->frame_count, f->comm_frames);
	return PM_OK;
}

int pm_walk_aiff(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base_bytes)
{
	struct form f = {.w = w, .in = in};
	uint64_t at = base_bytes + 12, size, left;
	uint8_t head[8];
	int status, unknown = 0;
	unsigned chunks;

	w->big_endian = 1;
	for (chunks = 0; chunks < MAX_CHUNKS && at < in->length_bytes; chunks++) {
		if (in->length_bytes - at < sizeof head) {
			pm_walk_note(w, PM_DEFECT_JUNK, NULL, at, in->length_bytes - at, 0);
			break;
		}
		status = in->read(in->ctx, at, head, sizeof head);
		if (status < 0)
			return status;
		if (!pm_fourcc_printable(head)) {
			pm_walk_note(w, PM_DEFECT_JUNK, NULL, at, in->length_bytes - at, 0);
			break;
		}
		size = pm_get_be32(head + 4);
		at += sizeof head;
		left = in->length_bytes - at;
		if (memcmp(head, "COMM", 4) == 0) {
			status = read_comm(&f, at, size);
		} else if (memcmp(head, "SSND", 4) == 0) {
			unknown = size >= 0xFFFFFF00u && size > left && !w->has_data;
			status = read_ssnd(&f, at, unknown ? left : size);
		} else if (size > left) {
			pm_walk_note(w, PM_DEFECT_CHUNK_LONG, head, at - 8, left, size);
		}
		if (status < 0)
			return status;
		if (size > left)
			break;
		at += size + (size & 1);
	}
	return finish(&f, unknown);
}
