/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sniff.c - which container a file is, FLAC's header, and the whole walk.  Layer 2.
 * Source: shared/reference/audiofiles.md 1.1 (ID3v2 in front), 1.5, 1.6.
 */
#include <string.h>

#include "audio/chunk.h"
#include "base/bytes.h"

/* STREAMINFO: 16+16+24+24 bits of sizes, 20 rate, 3 channels-1, 5 bits-1, 36 samples, 128 MD5. */
static int walk_flac(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base)
{
	uint8_t p[42];
	int status;

	w->coding = PM_CODING_FLAC;
	w->coding_name = "FLAC";
	if (in->length_bytes - base < sizeof p) {
		pm_walk_note(w, PM_DEFECT_FORMAT_SHORT, NULL, base, in->length_bytes - base, sizeof p);
		w->coding = PM_CODING_NONE;
		return PM_OK;
	}
	status = in->read(in->ctx, base, p, sizeof p);
	if (status < 0)
		return status;
	if ((p[4] & 0x7F) != 0 || p[5] || p[6] || p[7] != 34) {
		pm_walk_note(w, PM_DEFECT_NO_FORMAT, NULL, base + 4, 0, 0);
		w->coding = PM_CODING_NONE;
		return PM_OK;
	}
	w->rate_hz = ((uint32_t)p[18] << 12) | ((uint32_t)p[19] << 4) | (p[20] >> 4);
	w->channels = (uint16_t)(((p[20] >> 1) & 7) + 1);
	w->valid_bits = (uint16_t)((((p[20] & 1) << 4) | (p[21] >> 4)) + 1);
	w->container_bits = (uint16_t)((w->valid_bits + 7u) / 8u * 8u);
	w->frame_count = ((uint64_t)(p[21] & 15) << 32) | pm_get_be32(p + 22);
	memcpy(w->flac_md5, p + 26, 16);
	w->has_data = 1;
	w->data_bytes_at = base;
	w->data_bytes = in->length_bytes - base;
	if (!w->rate_hz) {
		pm_walk_note(w, PM_DEFECT_FORMAT_BAD, NULL, base, w->valid_bits, w->channels);
		w->coding = PM_CODING_NONE;
	}
	return PM_OK;
}

/* What a foreign file is, for a message that helps. */
static const char *guess_kind(const uint8_t p[16], size_t n)
{
	static const struct {
		size_t at;
		const char *magic, *name;
	} known[] = {
		{0, "OggS", "Ogg"},
		{0, "caff", "Apple CAF"},
		{0, ".snd", "Sun AU"},
		{0, "wvpk", "WavPack"},
		{0, "MAC ", "Monkey's Audio"},
		{4, "ftyp", "MP4"},
		{0, "DSD ", "DSF"},
		{0, "FRM8", "DSDIFF"},
		{0, "MThd", "MIDI"},
		{0, "ajkg", "Shorten"},
		{0, "TTA1", "True Audio"},
		{0, "MPCK", "Musepack"},
		{0, "\x30\x26\xB2\x75", "Windows Media"},
		{0, "PK\x03\x04", "ZIP"},
		{0, "%PDF", "PDF"},
		{0, "OFR ", "OptimFROG"},
	};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (n >= known[i].at + 4 && memcmp(p + known[i].at, known[i].magic, 4) == 0)
			return known[i].name;
	if (n >= 2 && p[0] == 0xFF && (p[1] & 0xE0) == 0xE0 && (p[1] & 0x06) != 0)
		return "MP3";
	return NULL;
}

/* Length of an ID3v2 tag at the start (sync-safe size, header, footer); 0: none. */
static uint64_t id3_bytes(const uint8_t p[10])
{
	uint64_t size;

	if (memcmp(p, "ID3", 3) != 0 || p[3] == 0xFF || p[4] == 0xFF || ((p[6] | p[7] | p[8] | p[9]) & 0x80))
		return 0;
	size = ((uint64_t)p[6] << 21) | ((uint64_t)p[7] << 14) | ((uint64_t)p[8] << 7) | p[9];
	return size + 10 + ((p[5] & 0x10) ? 10 : 0);
}

static enum pm_container sniff(struct pm_walk *w, const uint8_t *p, size_t n, uint64_t base)
{
	static const struct {
		const char *magic;
		enum pm_container c;
	} riff[] = {{"RIFF", PM_CONTAINER_WAV}, {"RIFX", PM_CONTAINER_RIFX}, {"RF64", PM_CONTAINER_RF64}, {"BW64", PM_CONTAINER_BW64}};
	static const uint8_t w64_riff[16] = {'r', 'i', 'f', 'f', 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00};
	size_t i;

	if (n >= 4 && memcmp(p, "fLaC", 4) == 0)
		return PM_CONTAINER_FLAC;
	for (i = 0; i < 4 && n >= 4; i++) {
		if (memcmp(p, riff[i].magic, 4) != 0)
			continue;
		if (n >= 12 && memcmp(p + 8, "WAVE", 4) == 0)
			return riff[i].c;
		pm_walk_note(w, PM_DEFECT_NO_CONTAINER, p, base, 0, 0);
		return PM_CONTAINER_UNKNOWN;
	}
	if (n >= 12 && memcmp(p, "FORM", 4) == 0 && memcmp(p + 8, "AIFF", 4) == 0)
		return PM_CONTAINER_AIFF;
	if (n >= 12 && memcmp(p, "FORM", 4) == 0 && memcmp(p + 8, "AIFC", 4) == 0)
		return PM_CONTAINER_AIFC;
	if (n >= 40 && memcmp(p, w64_riff, 16) == 0 && memcmp(p + 24, "wave", 4) == 0 && memcmp(p + 28, pm_w64_tail, 12) == 0)
		return PM_CONTAINER_W64;
	w->guess = guess_kind(p, n);
	if (!w->guess && base)
		w->guess = "MP3"; /* what usually stands behind an ID3v2 block */
	return PM_CONTAINER_UNKNOWN;
}

/* What the outermost chunk says the file is long, from base on; 0: not known. */
static uint64_t outer_bytes(const struct pm_walk *w, const uint8_t p[40])
{
	int big = w->container == PM_CONTAINER_RIFX || w->container == PM_CONTAINER_AIFF || w->container == PM_CONTAINER_AIFC;
	uint32_t size = big ? pm_get_be32(p + 4) : pm_get_le32(p + 4);

	if (w->container == PM_CONTAINER_W64)
		return pm_get_le64(p + 16);
	if (size >= 0x7FFFF000u)
		return 0; /* a stand-in for "not known", or a 64-bit file */
	return (uint64_t)size + 8;
}

static int walk_container(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base)
{
	switch (w->container) {
	case PM_CONTAINER_UNKNOWN:
		return PM_OK;
	case PM_CONTAINER_FLAC:
		return walk_flac(w, in, base);
	case PM_CONTAINER_W64:
		return pm_walk_w64(w, in, base);
	case PM_CONTAINER_AIFF:
	case PM_CONTAINER_AIFC:
		return pm_walk_aiff(w, in, base);
	default:
		return pm_walk_riff(w, in, base);
	}
}

/* A cut that no chunk shows: the end of the file fell between two of them. */
static void note_cut(struct pm_walk *w, uint64_t file_bytes, uint64_t want)
{
	static const enum pm_defect_kind tells[] = {PM_DEFECT_TRUNCATED,    PM_DEFECT_CHUNK_LONG, PM_DEFECT_NO_DATA, PM_DEFECT_NO_FORMAT,
						    PM_DEFECT_FORMAT_SHORT, PM_DEFECT_SIZE_ZERO,  PM_DEFECT_STREAMED};
	size_t i;

	for (i = 0; i < sizeof tells / sizeof *tells; i++)
		if (pm_walk_defect(w, tells[i]))
			return;
	pm_walk_note(w, PM_DEFECT_CUT, NULL, 0, file_bytes, want);
}

/* Skips an ID3v2 block; *n is what there is to sniff behind it. */
static int read_front(const struct pm_bytes_in *in, uint8_t p[40], size_t *n, uint64_t *base)
{
	int status;

	*base = 0;
	*n = in->length_bytes < 40 ? (size_t)in->length_bytes : 40;
	status = in->read(in->ctx, 0, p, *n);
	if (status < 0 || *n < 10)
		return status;
	*base = id3_bytes(p);
	if (!*base)
		return PM_OK;
	memset(p, 0, 40);
	if (*base > in->length_bytes)
		*base = in->length_bytes;
	*n = in->length_bytes - *base < 40 ? (size_t)(in->length_bytes - *base) : 40;
	return in->read(in->ctx, *base, p, *n);
}

int pm_walk_file(struct pm_walk *w, const struct pm_bytes_in *in)
{
	uint8_t p[40] = {0};
	uint64_t base, outer = 0;
	size_t n;
	int status;

	memset(w, 0, sizeof *w);
	status = read_front(in, p, &n, &base);
	if (status < 0)
		return status;
	if (!in->length_bytes)
		pm_walk_note(w, PM_DEFECT_EMPTY_FILE, NULL, 0, 0, 0);
	w->container = sniff(w, p, n, base);
	if (base && w->container != PM_CONTAINER_UNKNOWN)
		pm_walk_note(w, PM_DEFECT_ID3_FRONT, (const uint8_t *)"ID3 ", 0, base, 0);
	if (w->container != PM_CONTAINER_UNKNOWN && w->container != PM_CONTAINER_FLAC)
		outer = outer_bytes(w, p);
	/* A pad byte that is counted and not written is no cut. */
	w->cut = outer > in->length_bytes - base && outer - (in->length_bytes - base) > 1;
	status = walk_container(w, in, base);
	if (status == PM_OK && w->cut)
		note_cut(w, in->length_bytes - base, outer);
	return status;
}
