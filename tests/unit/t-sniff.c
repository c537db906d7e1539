/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-sniff.c - which container a file is, what stands in front of it, FLAC's header, and a file that ends before its outer size says.
 * FLAC as RFC 9639 section 8.2 has it, ID3v2 as id3.org's 2.4.0 structure, section 3.1.
 */
#include "tests/unit/audio-files.h"

static const uint8_t pcm[40] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

static struct pm_walk walk_bytes(const void *data, size_t n)
{
	struct blob b = {0};
	struct pm_walk w;

	put(&b, data, n);
	w = walk(&b);
	blob_free(&b);
	return w;
}

/* ---- containers ---- */

static void head(const char *first, const char *form, enum pm_container want)
{
	uint8_t p[44] = {0};
	struct pm_walk w;

	memcpy(p, first, 4);
	p[4] = p[7] = 36; /* a size that is small from either end is not needed here */
	memcpy(p + 8, form, 4);
	w = walk_bytes(p, sizeof p);
	if (!OK(w.container == want, first))
		printf("# %s %s: %d\n", first, form, w.container);
}

static void test_containers(void)
{
	struct pm_walk w;

	head("RIFF", "WAVE", PM_CONTAINER_WAV);
	head("RIFX", "WAVE", PM_CONTAINER_RIFX);
	head("RF64", "WAVE", PM_CONTAINER_RF64);
	head("BW64", "WAVE", PM_CONTAINER_BW64);
	head("FORM", "AIFF", PM_CONTAINER_AIFF);
	head("FORM", "AIFC", PM_CONTAINER_AIFC);
	head("RIFF", "AVI ", PM_CONTAINER_UNKNOWN);
	head("riff", "WAVE", PM_CONTAINER_UNKNOWN);
	head("FORM", "ILBM", PM_CONTAINER_UNKNOWN);
	head("FORM", "aiff", PM_CONTAINER_UNKNOWN);
	w = walk_bytes("RIFF\0\0\0\0AVI ", 12);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_CONTAINER) && strcmp(pm_walk_defect(&w, PM_DEFECT_NO_CONTAINER)->id, "RIFF") == 0,
	   "begins like a WAVE and is none");
	w = walk_bytes("RIFF\0\0\0\0WAV", 11);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_CONTAINER) && w.container == PM_CONTAINER_UNKNOWN, "a byte too short for one");
	w = walk_bytes("RIF", 3);
	OK(!w.defect_count && w.container == PM_CONTAINER_UNKNOWN && !w.guess, "three bytes are nothing");
	w = walk_bytes("FORM\0\0\0\0AIF", 11);
	OK(!w.defect_count && w.container == PM_CONTAINER_UNKNOWN, "nor is a FORM of 11");
	w = walk_bytes("", 0);
	OK(pm_walk_defect(&w, PM_DEFECT_EMPTY_FILE) && w.defect_count == 1, "nothing at all");
}

static void test_w64(void)
{
	static const uint8_t riff[16] = {'r', 'i', 'f', 'f', 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00};
	static const uint8_t wave[16] = {'w', 'a', 'v', 'e', 0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A};
	uint8_t p[40];
	unsigned i, seen = 0;

	memcpy(p, riff, 16);
	memset(p + 16, 0, 8);
	p[16] = 40;
	memcpy(p + 24, wave, 16);
	IS_INT(walk_bytes(p, 40).container, PM_CONTAINER_W64, "Wave64");
	IS_INT(walk_bytes(p, 39).container, PM_CONTAINER_UNKNOWN, "a byte too short for one");
	for (i = 0; i < 40; i++) {
		if (i >= 16 && i < 24)
			continue;
		p[i] ^= 1;
		seen += walk_bytes(p, 40).container != PM_CONTAINER_UNKNOWN;
		p[i] ^= 1;
	}
	IS_INT(seen, 0, "every byte of both names counts");
}

static void guess(const void *data, size_t n, const char *want)
{
	struct pm_walk w = walk_bytes(data, n);

	IS_STR(w.guess, want, want ? want : "nobody knows");
	OK(w.container == PM_CONTAINER_UNKNOWN && !w.has_data && !w.defect_count, "no container");
}

static void test_guesses(void)
{
	guess("OggS", 4, "Ogg");
	guess("OggT", 4, NULL);
	guess("Ogg", 3, NULL);
	guess("caff\0\1", 6, "Apple CAF");
	guess(".snd\0\0", 6, "Sun AU");
	guess("wvpk", 4, "WavPack");
	guess("MAC ", 4, "Monkey's Audio");
	guess("\0\0\0\x20" "ftypM4A ", 12, "MP4");
	guess("\0\0\0\x20" "fty", 7, NULL);
	guess("DSD ", 4, "DSF");
	guess("FRM8", 4, "DSDIFF");
	guess("\x30\x26\xB2\x75", 4, "Windows Media");
	guess("PK\x03\x04", 4, "ZIP");
	guess("%PDF-1.4", 8, "PDF");
	/* MPEG: eleven ones, then a version, and a layer that is not 00. */
	guess("\xFF\xFB\x90\x00", 4, "MP3");
	guess("\xFF\xE2", 2, "MP3");
	guess("\xFF\xF9", 2, NULL); /* AAC: layer 00 */
	guess("\xFF\xDB", 2, NULL);
	guess("\xFE\xFB", 2, NULL);
	guess("\xFF", 1, NULL);
	guess("Track,File\n", 11, NULL);
}

/* ---- in front ---- */

/* n bytes of tag: the sync-safe size counts what is behind the ten bytes of its head. */
static void put_id3(struct blob *b, uint8_t flags, unsigned size)
{
	put_text(b, "ID3");
	put_le(b, 4, 2);
	put_le(b, flags, 1);
	put_le(b, size >> 21 & 0x7F, 1);
	put_le(b, size >> 14 & 0x7F, 1);
	put_le(b, size >> 7 & 0x7F, 1);
	put_le(b, size & 0x7F, 1);
	put(b, NULL, size + (flags & 0x10 ? 10u : 0u));
}

static void in_front(uint8_t flags, unsigned size, unsigned want)
{
	struct blob b = {0};
	struct pm_walk w;

	put_id3(&b, flags, size);
	put_wav(&b, pcm, 8);
	set_le32(&b, want + 4, 36 + 8);
	set_le32(&b, 4, 0);
	b.data[3] = 4, b.data[5] = flags, b.data[6] = (uint8_t)(size >> 21), b.data[7] = size >> 14 & 0x7F;
	w = walk(&b);
	OK(w.container == PM_CONTAINER_WAV && w.data_bytes_at == want + 44 && w.frame_count == 2, "a WAVE behind an ID3v2 block");
	OK(w.defect_count == 1 && pm_walk_defect(&w, PM_DEFECT_ID3_FRONT) && pm_walk_defect(&w, PM_DEFECT_ID3_FRONT)->got == want, "which is told with its length");
	blob_free(&b);
}

static void test_id3(void)
{
	struct blob b = {0};
	struct pm_walk w;

	in_front(0, 2, 12);
	in_front(0x10, 2, 22); /* a footer */
	in_front(0x80, 127, 137);
	in_front(0, 128, 138);
	in_front(0, 20000, 20010);
	put_id3(&b, 0, 20);
	w = walk(&b);
	OK(w.container == PM_CONTAINER_UNKNOWN && !w.defect_count, "nothing behind it");
	IS_STR(w.guess, "MP3", "is what such a block mostly stands before");
	b.data[9] = 100;
	w = walk(&b);
	OK(w.container == PM_CONTAINER_UNKNOWN && w.guess, "a block that ends behind the file");
	b.data[9] = 0x80 | 20;
	w = walk(&b);
	OK(!w.guess, "a size that is not sync-safe: no block");
	b.data[9] = 20;
	b.data[3] = 0xFF;
	w = walk(&b);
	OK(!w.guess, "version FFh: no block");
	b.data[3] = 4;
	b.data[4] = 0xFF;
	w = walk(&b);
	OK(!w.guess, "revision FFh: no block");
	b.n = 9;
	b.data[4] = 0;
	w = walk(&b);
	OK(!w.guess, "nine bytes: no block");
	blob_free(&b);
}

/* ---- FLAC ---- */

/* STREAMINFO: 4096/4096, 0/0, 44100 Hz, 2 channels, 16 bits, 123456 samples, an MD5. */
static const uint8_t flac[42] = {'f', 'L', 'a', 'C', 0x80, 0, 0, 34, 0x10, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x0A, 0xC4, 0x42, 0xF0, 0x00, 0x01, 0xE2, 0x40,
				 0xD4, 0x1D, 0x8C, 0xD9, 0x8F, 0x00, 0xB2, 0x04, 0xE9, 0x80, 0x09, 0x98, 0xEC, 0xF8, 0x42, 0x7E};

static void test_flac(void)
{
	uint8_t p[60] = {0};
	struct blob b = {0};
	struct pm_walk w;

	memcpy(p, flac, 42);
	w = walk_bytes(p, sizeof p);
	OK(w.container == PM_CONTAINER_FLAC && w.coding == PM_CODING_FLAC && w.rate_hz == 44100 && w.channels == 2 && w.valid_bits == 16 &&
		   w.container_bits == 16 && w.frame_count == 123456 && !w.defect_count,
	   "44100 Hz, two channels, 16 bits, 123456 samples");
	OK(w.has_data && w.data_bytes_at == 0 && w.data_bytes == 60, "the whole file is its data");
	IS_MEM(w.flac_md5, flac + 26, 16, "the MD5 of its samples");
	/* 96000 Hz, 1 channel, 24 bits, 2^36-1 samples: 17700h, 000, 10111, all ones. */
	p[18] = 0x17, p[19] = 0x70, p[20] = 0x01, p[21] = 0x7F;
	memset(p + 22, 0xFF, 4);
	w = walk_bytes(p, sizeof p);
	OK(w.rate_hz == 96000 && w.channels == 1 && w.valid_bits == 24 && w.container_bits == 24 && w.frame_count == UINT64_C(0xFFFFFFFFF),
	   "96000 Hz, mono, 24 bits, 2^36-1 samples");
	/* 655350 Hz, 8 channels, 20 bits, unknown length: 9FFF6h, 111, 10011. */
	p[18] = 0x9F, p[19] = 0xFF, p[20] = 0x6F, p[21] = 0x30;
	memset(p + 22, 0, 4);
	w = walk_bytes(p, sizeof p);
	OK(w.rate_hz == 655350 && w.channels == 8 && w.valid_bits == 20 && w.container_bits == 24 && w.frame_count == 0, "655350 Hz, eight, 20 bits");
	memcpy(p, flac, 42);
	p[4] = 0;
	w = walk_bytes(p, sizeof p);
	OK(w.coding == PM_CODING_FLAC && !w.defect_count, "not the last block");
	put_id3(&b, 0, 2);
	put(&b, p, 60);
	w = walk(&b);
	OK(w.container == PM_CONTAINER_FLAC && w.data_bytes_at == 12 && w.data_bytes == 60 && pm_walk_defect(&w, PM_DEFECT_ID3_FRONT), "behind ID3v2");
	blob_free(&b);
}

static void not_flac(size_t at, uint8_t value, const char *name)
{
	uint8_t p[60] = {0};
	struct pm_walk w;

	memcpy(p, flac, 42);
	p[at] = value;
	w = walk_bytes(p, sizeof p);
	OK(w.container == PM_CONTAINER_FLAC && w.coding == PM_CODING_NONE && w.defect_count == 1 && pm_walk_defect(&w, PM_DEFECT_NO_FORMAT) && !w.has_data, name);
}

static void test_bad_flac(void)
{
	uint8_t p[60] = {0};
	struct pm_walk w;

	not_flac(4, 0x81, "another block first");
	not_flac(5, 1, "a STREAMINFO of 64 KiB");
	not_flac(6, 1, "of 290 bytes");
	not_flac(7, 33, "of 33 bytes");
	not_flac(7, 35, "of 35");
	w = walk_bytes(flac, 41);
	OK(w.coding == PM_CODING_NONE && w.defect_count == 1 && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT) &&
		   pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->got == 41 && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->want == 42 && !w.has_data,
	   "cut in its last byte");
	w = walk_bytes(flac, 42);
	OK(w.coding == PM_CODING_FLAC && !w.defect_count, "nothing behind it is the decoder's affair");
	memcpy(p, flac, 42);
	p[18] = p[19] = 0, p[20] = 0x02;
	w = walk_bytes(p, sizeof p);
	OK(w.coding == PM_CODING_NONE && pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD), "0 Hz");
}

/* ---- the outer size ---- */

static void outer(const char *magic, int big, int64_t beyond, int want_cut, const char *name)
{
	struct blob b = {0};
	struct pm_walk w;
	uint32_t size;
	size_t i;

	put_wav(&b, pcm, 40);
	if (big) { /* an AIFF of no samples and a NAME of ten bytes */
		b.n = 0;
		put_text(&b, "FORM");
		put_be(&b, 0, 4);
		put_text(&b, "AIFFCOMM");
		put_be(&b, 18, 4);
		put_be(&b, 2, 2);
		put_be(&b, 0, 4);
		put_be(&b, 16, 2);
		put(&b, "\x40\x0E\xAC\x44\0\0\0\0\0\0", 10);
		put_text(&b, "NAME");
		put_be(&b, 10, 4);
		put(&b, NULL, 10);
	}
	memcpy(b.data, magic, 4);
	size = beyond > 1000000 ? (uint32_t)beyond : (uint32_t)((int64_t)b.n - 8 + beyond);
	for (i = 0; i < 4; i++)
		b.data[4 + i] = (uint8_t)(size >> 8 * (big ? 3 - i : i));
	w = walk(&b);
	OK(w.cut == want_cut && !pm_walk_defect(&w, PM_DEFECT_CUT) == !want_cut, name);
	if (want_cut)
		OK(pm_walk_defect(&w, PM_DEFECT_CUT)->got == b.n && pm_walk_defect(&w, PM_DEFECT_CUT)->want == (uint64_t)size + 8, "told with both sizes");
	blob_free(&b);
}

static void test_cut(void)
{
	struct blob b = {0};
	struct pm_walk w;

	outer("RIFF", 0, 0, 0, "as long as it says");
	outer("RIFF", 0, 1, 0, "a pad byte that was counted and not written");
	outer("RIFF", 0, 2, 1, "two bytes short");
	outer("RIFF", 0, -10, 0, "longer than it says");
	outer("RIFF", 0, 0x7FFFEFFF, 1, "a size of almost 2 GiB");
	outer("RIFF", 0, 0x7FFFF000, 0, "the stand-ins of programs that write to a pipe");
	outer("RIFF", 0, 0xFFFFFFFF, 0, "all ones");
	outer("FORM", 1, 0, 0, "AIFF: as long as it says");
	outer("FORM", 1, 1, 0, "AIFF: a pad byte");
	outer("FORM", 1, 2, 1, "AIFF: two bytes short");
	/* What says so already is not said again. */
	put_wav(&b, pcm, 40);
	b.n -= 4;
	w = walk(&b);
	OK(w.cut && pm_walk_defect(&w, PM_DEFECT_TRUNCATED) && !pm_walk_defect(&w, PM_DEFECT_CUT), "cut inside the audio: truncated, and no more");
	b.n = 30;
	w = walk(&b);
	OK(w.cut && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT) && !pm_walk_defect(&w, PM_DEFECT_CUT), "cut inside the format");
	b.n = 36;
	w = walk(&b);
	OK(w.cut && pm_walk_defect(&w, PM_DEFECT_NO_DATA) && !pm_walk_defect(&w, PM_DEFECT_CUT), "cut before the audio");
	blob_free(&b);
}

static void test_failing(void)
{
	struct blob b = {0};
	struct pm_bytes_in in;
	struct pm_walk w;
	size_t i;

	put_id3(&b, 0, 2);
	put(&b, flac, 42);
	put(&b, NULL, 8);
	in = (struct pm_bytes_in){&b, b.n, fail_read};
	for (i = 0; i < 3; i++) {
		b.room = i;
		IS_INT(pm_walk_file(&w, &in), PM_E_IO, "a read that fails is a failure of the walk");
	}
	b.room = 3;
	IS_INT(pm_walk_file(&w, &in), PM_OK, "three reads are all there are");
	blob_free(&b);
}

int main(void)
{
	test_containers();
	test_w64();
	test_guesses();
	test_id3();
	test_flac();
	test_bad_flac();
	test_cut();
	test_failing();
	return tap_done();
}
