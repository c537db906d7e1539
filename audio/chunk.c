/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chunk.c - the walk over RIFF, RIFX, RF64, BW64 and Wave64.  Layer 2.
 * Source: shared/reference/audiofiles.md 1.1 to 1.3.
 */
#include <string.h>

#include "audio/chunk.h"
#include "base/bytes.h"

#define MAX_CHUNKS 100000
#define TAG_EXTENSIBLE 0xFFFEu
#define SIZE_UNKNOWN 0xFFFFFFFFu
#define JUNK_IGNORED 4096u /* bytes behind the audio that nobody will miss */

/* One walk under way. */
struct riff {
	struct pm_walk *w;
	const struct pm_bytes_in *in;
	int big_endian;
	int is64; /* RF64, BW64: ds64 holds what does not fit */
	int have_format, have_ds64;
	uint64_t ds64_data_bytes;
	uint64_t fmt_at, data_at;
	uint64_t data_size; /* as the header says */
	int data_unknown;   /* the size is a stand-in for "not known" */
	int odd;            /* the chunk before had an odd size: a pad byte is due */
	int behind_data;    /* the chunk before was the audio */
};

const char *pm_container_name(enum pm_container c)
{
	static const char *const name[] = {"unknown", "WAV", "RIFX", "RF64", "BW64", "W64", "AIFF", "AIFC", "FLAC"};

	return name[c];
}

const struct pm_defect *pm_walk_defect(const struct pm_walk *w, enum pm_defect_kind kind)
{
	size_t i;

	for (i = 0; i < w->defect_count; i++)
		if (w->defect[i].kind == kind)
			return &w->defect[i];
	return NULL;
}

int pm_fourcc_printable(const uint8_t id[4])
{
	return id[0] > 0x20 && id[0] < 0x7F && id[1] >= 0x20 && id[1] < 0x7F && id[2] >= 0x20 && id[2] < 0x7F && id[3] >= 0x20 && id[3] < 0x7F;
}

/* One of each kind is kept: the first says enough, and a hostile file must not fill the list. */
void pm_walk_note(struct pm_walk *w, enum pm_defect_kind kind, const uint8_t id[4], uint64_t at_bytes, uint64_t got, uint64_t want)
{
	struct pm_defect *d;

	if (w->defect_count == PM_WALK_DEFECTS || pm_walk_defect(w, kind))
		return;
	d = &w->defect[w->defect_count++];
	memset(d, 0, sizeof *d);
	d->kind = kind;
	d->at_bytes = at_bytes;
	d->got = got;
	d->want = want;
	if (id && pm_fourcc_printable(id))
		memcpy(d->id, id, 4);
}

/* Settle the audio: cut to the file and to whole frames.  The format must be known. */
void pm_walk_set_data(struct pm_walk *w, uint64_t file_bytes, uint64_t at_bytes, uint64_t size_bytes)
{
	uint64_t left = at_bytes < file_bytes ? file_bytes - at_bytes : 0, over;

	w->has_data = 1;
	/* Never past the end: whoever maps the audio may rely on it. */
	w->data_bytes_at = at_bytes < file_bytes ? at_bytes : file_bytes;
	if (size_bytes > left) {
		pm_walk_note(w, PM_DEFECT_TRUNCATED, NULL, at_bytes, left, size_bytes);
		size_bytes = left;
	}
	if (!w->frame_bytes) {
		w->data_bytes = size_bytes;
		return;
	}
	over = size_bytes % w->frame_bytes;
	if (over && !pm_walk_defect(w, PM_DEFECT_TRUNCATED))
		pm_walk_note(w, PM_DEFECT_PARTIAL, NULL, at_bytes + size_bytes - over, over, w->frame_bytes);
	w->data_bytes = size_bytes - over;
	w->frame_count = w->data_bytes / w->frame_bytes;
}

static uint16_t get16(const struct riff *r, const uint8_t *p)
{
	return r->big_endian ? pm_get_be16(p) : pm_get_le16(p);
}
static uint32_t get32(const struct riff *r, const uint8_t *p)
{
	return r->big_endian ? pm_get_be32(p) : pm_get_le32(p);
}

/* Names of the tags that are lossy or packed; the numbers are Microsoft's registered ones. */
static const char *tag_name(uint32_t tag)
{
	static const struct {
		uint32_t tag;
		const char *name;
	} known[] = {
		{0x0002, "Microsoft ADPCM"},
		{0x0006, "a-law"},
		{0x0007, "mu-law"},
		{0x0010, "OKI ADPCM"},
		{0x0011, "IMA ADPCM"},
		{0x0014, "G.723 ADPCM"},
		{0x0016, "G.723 ADPCM"},
		{0x0022, "TrueSpeech"},
		{0x0031, "GSM 6.10"},
		{0x0040, "G.721 ADPCM"},
		{0x0050, "MPEG layer 2"},
		{0x0055, "MP3"},
		{0x0064, "G.726 ADPCM"},
		{0x0092, "Dolby AC-3"},
		{0x00FF, "AAC"},
		{0x0160, "Windows Media Audio"},
		{0x0161, "Windows Media Audio"},
		{0x0162, "Windows Media Audio"},
		{0x0270, "ATRAC3"},
		{0x1600, "AAC"},
		{0x1610, "AAC"},
		{0x2000, "Dolby AC-3"},
		{0x2001, "DTS"},
		{0x566F, "Ogg Vorbis"},
		{0x674F, "Ogg Vorbis"},
		{0x6750, "Ogg Vorbis"},
		{0x6751, "Ogg Vorbis"},
		{0x676F, "Ogg Vorbis"},
	};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].tag == tag)
			return known[i].name;
	return NULL;
}

/* The sub-format GUID: the tag and the fixed rest; UINT32_MAX when the rest is another one (ambisonic, vendors'). */
static uint32_t guid_tag(const struct riff *r, const uint8_t guid[16])
{
	static const uint8_t rest_le[12] = {0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};
	static const uint8_t rest_be[12] = {0, 0, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};

	if (memcmp(guid + 4, rest_le, 12) == 0 && !r->big_endian)
		return pm_get_le32(guid);
	/* RIFX writers differ: the first three fields of the GUID in either order, or only the tag in theirs. */
	if (r->big_endian && memcmp(guid + 4, rest_be, 12) == 0)
		return pm_get_be32(guid);
	if (r->big_endian && memcmp(guid + 4, rest_le, 12) == 0)
		return guid[2] || guid[3] ? pm_get_be32(guid) : guid[0] ? pm_get_le32(guid) : pm_get_be16(guid);
	return UINT32_MAX;
}

static void set_coding(struct pm_walk *w)
{
	w->coding_name = NULL;
	if (w->format_tag == 1)
		w->coding = PM_CODING_PCM;
	else if (w->format_tag == 3)
		w->coding = PM_CODING_FLOAT;
	else if ((w->coding_name = tag_name(w->format_tag)) != NULL)
		w->coding = PM_CODING_LOSSY;
	else
		w->coding = PM_CODING_UNKNOWN;
}

/*
 * The width of a sample.  blockAlign decides where it is possible (24 bits in 4 bytes), the bits where it is not.
 * Neither wins silently: a blockAlign that fits nothing is a defect.
 */
static void set_width(struct riff *r, uint16_t block_align, uint16_t bits)
{
	struct pm_walk *w = r->w;
	uint32_t need = (bits + 7u) / 8u, bytes = need;

	if (block_align % w->channels == 0 && block_align / w->channels >= need && block_align / w->channels <= 8)
		bytes = block_align / w->channels;
	else
		pm_walk_note(w, PM_DEFECT_BLOCK_ALIGN, NULL, r->fmt_at, block_align, (uint64_t)need * w->channels);
	w->container_bits = (uint16_t)(bytes * 8);
	w->valid_bits = bits;
	w->frame_bytes = bytes * w->channels;
	w->is_unsigned = bytes == 1 && w->coding == PM_CODING_PCM;
	if (bytes > need && !w->extensible)
		pm_walk_note(w, PM_DEFECT_LOOSE_BITS, NULL, r->fmt_at, bits, bytes * 8);
}

/* Of EXTENSIBLE: the real tag and the valid bits. */
static int read_extensible(struct riff *r, const uint8_t *p, uint64_t size)
{
	struct pm_walk *w = r->w;

	w->extensible = 1;
	if (size < 40) {
		pm_walk_note(w, PM_DEFECT_FORMAT_SHORT, (const uint8_t *)"fmt ", r->fmt_at, size, 40);
		return 0;
	}
	w->format_tag = guid_tag(r, p + 24);
	return 1;
}

static void set_valid_bits(struct riff *r, uint16_t valid)
{
	struct pm_walk *w = r->w;

	if (valid == 0 || valid > w->container_bits)
		pm_walk_note(w, PM_DEFECT_VALID_BITS, NULL, r->fmt_at, valid, w->container_bits);
	else
		w->valid_bits = valid;
}

static int read_format(struct riff *r, uint64_t at, uint64_t size)
{
	struct pm_walk *w = r->w;
	uint8_t p[40] = {0};
	uint16_t align, bits;
	int status;

	if (r->have_format) {
		pm_walk_note(w, PM_DEFECT_TWO_FORMATS, (const uint8_t *)"fmt ", at, size, 0);
		return PM_OK;
	}
	r->have_format = 1;
	r->fmt_at = at;
	if (size < 16 || r->in->length_bytes - at < 16) {
		pm_walk_note(w, PM_DEFECT_FORMAT_SHORT, (const uint8_t *)"fmt ", at, size < 16 ? size : r->in->length_bytes - at, 16);
		return PM_OK;
	}
	if (size > r->in->length_bytes - at)
		size = r->in->length_bytes - at;
	status = r->in->read(r->in->ctx, at, p, size < 40 ? (size_t)size : 40);
	if (status < 0)
		return status;
	w->format_tag = get16(r, p);
	w->channels = get16(r, p + 2);
	w->rate_hz = get32(r, p + 4);
	align = get16(r, p + 12);
	bits = get16(r, p + 14);
	if (w->format_tag == TAG_EXTENSIBLE && !read_extensible(r, p, size))
		return PM_OK;
	set_coding(w);
	if (w->coding != PM_CODING_PCM && w->coding != PM_CODING_FLOAT)
		return PM_OK; /* a packed coding: the fields mean other things */
	if (!w->channels || !w->rate_hz || !bits || bits > 64 || (w->coding == PM_CODING_FLOAT && bits != 32 && bits != 64)) {
		pm_walk_note(w, PM_DEFECT_FORMAT_BAD, (const uint8_t *)"fmt ", at, bits, w->channels);
		w->coding = PM_CODING_NONE;
		return PM_OK;
	}
	set_width(r, align, bits);
	if (w->extensible)
		set_valid_bits(r, get16(r, p + 18));
	return PM_OK;
}

static int read_ds64(struct riff *r, uint64_t at, uint64_t size)
{
	uint8_t p[28];
	int status;

	if (size < 28 || r->in->length_bytes - at < 28) {
		pm_walk_note(r->w, PM_DEFECT_DS64, (const uint8_t *)"ds64", at, size, 28);
		return PM_OK;
	}
	status = r->in->read(r->in->ctx, at, p, sizeof p);
	if (status < 0)
		return status;
	r->ds64_data_bytes = pm_get_le64(p + 8);
	r->have_ds64 = 1;
	return PM_OK;
}

static int known_id(const uint8_t id[4])
{
	static const char known[][5] = {"fmt ", "data", "LIST", "fact", "bext", "JUNK", "junk", "cue ", "PEAK",
					"id3 ", "ID3 ", "iXML", "axml", "smpl", "inst", "cart", "afsp", "_PMX",
					"umid", "minf", "elm1", "regn", "ds64", "PAD ", "FLLR", "acid", "LGWV"};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (memcmp(id, known[i], 4) == 0)
			return 1;
	return 0;
}

/* Is there a chunk at `at` that the file has room for?  For telling an empty data chunk from a crashed recorder's. */
static int looks_like_chunk(struct riff *r, uint64_t at, int *answer)
{
	uint8_t p[8];
	int status;

	*answer = 0;
	if (at > r->in->length_bytes || r->in->length_bytes - at < 8)
		return PM_OK;
	status = r->in->read(r->in->ctx, at, p, sizeof p);
	if (status < 0)
		return status;
	*answer = pm_fourcc_printable(p) && get32(r, p + 4) <= r->in->length_bytes - at - 8;
	return PM_OK;
}

/* The sizes that recorders and pipes write when they do not know, or do not yet know, the length. */
static int size_is_unknown(const struct riff *r, uint32_t size, uint64_t left)
{
	if (size == SIZE_UNKNOWN)
		return 1;
	if (size <= left)
		return 0;
	if (size >= 0xFFFFFF00u)
		return 1;
	return !r->is64 && ((size >= 0x7FFFF000u && size <= 0x7FFFFFFFu) || size == 0x80000000u);
}

/* Returns 1 in *skip_rest when nothing can follow. */
static int read_data(struct riff *r, uint64_t at, uint32_t size32, uint64_t *size, int *skip_rest)
{
	uint64_t left = r->in->length_bytes - at;
	int chunk_follows = 1, status;

	*size = size32;
	if (r->is64 && size32 == SIZE_UNKNOWN && r->have_ds64) {
		*size = r->ds64_data_bytes;
	} else if (size_is_unknown(r, size32, left)) {
		*skip_rest = 1;
		*size = left;
	}
	if (r->w->has_data) {
		pm_walk_note(r->w, PM_DEFECT_TWO_DATA, (const uint8_t *)"data", at, *size < left ? *size : left, 0);
		return PM_OK;
	}
	r->w->has_data = 1;
	r->data_unknown = *skip_rest;
	if (*size == 0 && left > 0) {
		status = looks_like_chunk(r, at, &chunk_follows);
		if (status < 0)
			return status;
	}
	if (!chunk_follows) {
		pm_walk_note(r->w, PM_DEFECT_SIZE_ZERO, (const uint8_t *)"data", at, left, 0);
		*size = left;
		*skip_rest = 1;
	}
	if (!r->have_format)
		pm_walk_note(r->w, PM_DEFECT_DATA_FIRST, (const uint8_t *)"data", at, 0, 0);
	r->data_at = at;
	r->data_size = *size;
	return PM_OK;
}

/* A chunk whose header is at `at`; moves *at behind it.  Sets *stop at the end of what can be walked. */
static int read_chunk(struct riff *r, const uint8_t head[8], uint64_t *at, int *stop)
{
	uint64_t body = *at + 8, left = r->in->length_bytes - body, size = get32(r, head + 4);
	int status = PM_OK;

	if (memcmp(head, "fmt ", 4) == 0)
		status = read_format(r, body, size);
	else if (memcmp(head, "ds64", 4) == 0 && r->is64)
		status = read_ds64(r, body, size);
	else if (memcmp(head, "data", 4) == 0)
		status = read_data(r, body, (uint32_t)size, &size, stop);
	else if (size > left)
		pm_walk_note(r->w, PM_DEFECT_CHUNK_LONG, head, *at, left, size);
	if (status < 0)
		return status;
	if (size > left) {
		*stop = 1;
		return PM_OK;
	}
	r->odd = (int)(size & 1);
	r->behind_data = memcmp(head, "data", 4) == 0;
	*at = body + size + (size & 1);
	return PM_OK;
}

/*
 * Bytes that are no chunk.  Where much of it, and not zeros, follows the audio, the data size is most likely the one of the recorder's last
 * update or has wrapped at 4 GiB, and audio would be lost.
 */
static int read_junk(struct riff *r, uint64_t at)
{
	uint64_t left = r->in->length_bytes - at;
	uint8_t p[64];
	size_t i = sizeof p;
	int status;

	if (r->behind_data && left > JUNK_IGNORED) {
		status = r->in->read(r->in->ctx, at, p, sizeof p);
		if (status < 0)
			return status;
		for (i = 0; i < sizeof p && !p[i];)
			i++;
	}
	pm_walk_note(r->w, i < sizeof p ? PM_DEFECT_MORE : PM_DEFECT_JUNK, NULL, at, left, 0);
	return PM_OK;
}

/*
 * The header of the next chunk, with the resync of audiofiles.md 1.1: where an odd chunk lacks its pad byte, the next one begins a byte
 * earlier than it should.  *found is 0 at the end or in bytes that are no chunk.
 */
static int next_header(struct riff *r, uint64_t *at, uint8_t head[8], int *found)
{
	uint8_t p[9] = {0};
	uint64_t length = r->in->length_bytes;
	int status;

	*found = 0;
	if (r->odd && *at - 1 <= length && length - (*at - 1) >= 8) {
		status = r->in->read(r->in->ctx, *at - 1, p, length - (*at - 1) >= 9 ? 9 : 8);
		if (status < 0)
			return status;
		if (!known_id(p + 1) && (known_id(p) || (pm_fourcc_printable(p) && !pm_fourcc_printable(p + 1)))) {
			pm_walk_note(r->w, PM_DEFECT_NO_PAD, p, *at - 1, 0, 0);
			(*at)--;
		}
	}
	if (*at >= length)
		return PM_OK;
	if (length - *at < 8) {
		pm_walk_note(r->w, PM_DEFECT_JUNK, NULL, *at, length - *at, 0);
		return PM_OK;
	}
	status = r->in->read(r->in->ctx, *at, head, 8);
	if (status < 0)
		return status;
	*found = pm_fourcc_printable(head);
	return *found ? PM_OK : read_junk(r, *at);
}

static int finish(struct riff *r)
{
	struct pm_walk *w = r->w;

	if (!r->have_format)
		pm_walk_note(w, PM_DEFECT_NO_FORMAT, (const uint8_t *)"fmt ", 0, 0, 0);
	if (!w->has_data) {
		pm_walk_note(w, PM_DEFECT_NO_DATA, (const uint8_t *)"data", 0, 0, 0);
		return PM_OK;
	}
	if (r->data_unknown)
		pm_walk_note(w, PM_DEFECT_STREAMED, (const uint8_t *)"data", r->data_at, r->data_size, 0);
	pm_walk_set_data(w, r->in->length_bytes, r->data_at, r->data_size);
	return PM_OK;
}

int pm_walk_riff(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base)
{
	struct riff r = {.w = w,
			 .in = in,
			 .big_endian = w->container == PM_CONTAINER_RIFX,
			 .is64 = w->container == PM_CONTAINER_RF64 || w->container == PM_CONTAINER_BW64};
	uint64_t at = base + 12;
	uint8_t head[8];
	int status, found, stop = 0;
	unsigned chunks;

	w->big_endian = r.big_endian;
	for (chunks = 0; chunks < MAX_CHUNKS && !stop; chunks++) {
		status = next_header(&r, &at, head, &found);
		if (status < 0)
			return status;
		if (!found)
			break;
		status = read_chunk(&r, head, &at, &stop);
		if (status < 0)
			return status;
	}
	if (r.is64 && !r.have_ds64)
		pm_walk_note(w, PM_DEFECT_DS64, (const uint8_t *)"ds64", base, 0, 28);
	return finish(&r);
}

/* Wave64: 16-byte GUIDs whose first four bytes spell the RIFF name, 64-bit sizes that count the 24-byte header, all on multiples of 8. */
const uint8_t pm_w64_tail[12] = {0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A};

static int w64_chunk(struct riff *r, const uint8_t head[24], uint64_t at, uint64_t size)
{
	int is_fmt = memcmp(head + 4, pm_w64_tail, 12) == 0 && memcmp(head, "fmt ", 4) == 0;
	int is_data = memcmp(head + 4, pm_w64_tail, 12) == 0 && memcmp(head, "data", 4) == 0;
	uint64_t left = r->in->length_bytes - at;

	if (is_fmt)
		return read_format(r, at, size);
	if (!is_data) {
		if (size > left)
			pm_walk_note(r->w, PM_DEFECT_CHUNK_LONG, head, at, left, size);
		return PM_OK;
	}
	if (r->w->has_data) {
		pm_walk_note(r->w, PM_DEFECT_TWO_DATA, head, at, size < left ? size : left, 0);
		return PM_OK;
	}
	r->w->has_data = 1;
	r->data_at = at;
	r->data_size = size;
	if (!r->have_format)
		pm_walk_note(r->w, PM_DEFECT_DATA_FIRST, head, at, 0, 0);
	return PM_OK;
}

int pm_walk_w64(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base)
{
	struct riff r = {.w = w, .in = in};
	uint64_t at = base + 40, size;
	uint8_t head[24];
	unsigned chunks;
	int status;

	for (chunks = 0; chunks < MAX_CHUNKS && at <= in->length_bytes && in->length_bytes - at >= sizeof head; chunks++) {
		status = in->read(in->ctx, at, head, sizeof head);
		if (status < 0)
			return status;
		size = pm_get_le64(head + 16);
		if (size < 24) {
			/* A recorder that stopped leaves 0 here, with the samples behind it. */
			if (memcmp(head, "data", 4) == 0 && !w->has_data) {
				pm_walk_note(w, PM_DEFECT_SIZE_ZERO, head, at, in->length_bytes - at - 24, 0);
				w->has_data = 1;
				r.data_at = at + 24;
				r.data_size = in->length_bytes - at - 24;
			} else {
				pm_walk_note(w, PM_DEFECT_JUNK, NULL, at, in->length_bytes - at, 0);
			}
			break;
		}
		status = w64_chunk(&r, head, at + 24, size - 24);
		if (status < 0)
			return status;
		if (size - 24 > in->length_bytes - at - 24)
			break;
		at += (size + 7) & ~(uint64_t)7;
	}
	return finish(&r);
}
