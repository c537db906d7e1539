/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-aiff.c - AIFF and AIFC, byte by byte as Apple's documents (AIFF 1.3, AIFF-C draft 8/26/91) have them. */
#include "tests/unit/audio-files.h"

static const uint8_t rate_44100[10] = {0x40, 0x0E, 0xAC, 0x44};

static void put_comm(struct blob *b, const char *compression, unsigned channels, unsigned frames, unsigned bits, const uint8_t rate[10])
{
	put_text(b, "COMM");
	put_be(b, compression ? 24 : 18, 4);
	put_be(b, channels, 2);
	put_be(b, frames, 4);
	put_be(b, bits, 2);
	put(b, rate, 10);
	if (compression) {
		put_text(b, compression);
		put_be(b, 0, 2); /* an empty name, padded */
	}
}

static void put_ssnd(struct blob *b, unsigned offset, unsigned bytes)
{
	put_text(b, "SSND");
	put_be(b, 8 + bytes, 4);
	put_be(b, offset, 4);
	put_be(b, 0, 4);
	put(b, NULL, bytes);
}

static void begin_form(struct blob *b, const char *form)
{
	memset(b, 0, sizeof *b);
	put_text(b, "FORM");
	put_be(b, 0, 4);
	put_text(b, form);
}

/* The outer size, and the walk. */
static struct pm_walk end_form(struct blob *b)
{
	size_t size = b->n - 8;

	b->data[4] = (uint8_t)(size >> 24), b->data[5] = (uint8_t)(size >> 16), b->data[6] = (uint8_t)(size >> 8), b->data[7] = (uint8_t)size;
	return walk(b);
}

static int defects(const struct pm_walk *w, enum pm_defect_kind kind, uint64_t got, uint64_t want)
{
	const struct pm_defect *d = pm_walk_defect(w, kind);

	if (d && (d->got != got || d->want != want))
		printf("# got %llu, want %llu\n", (unsigned long long)d->got, (unsigned long long)d->want);
	return w->defect_count == 1 && d && d->got == got && d->want == want;
}

static void test_plain(void)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 0, 40);
	w = end_form(&b);
	IS_INT(w.container, PM_CONTAINER_AIFF, "AIFF");
	OK(w.coding == PM_CODING_PCM && w.rate_hz == 44100 && w.channels == 2 && w.container_bits == 16 && w.valid_bits == 16 && w.frame_bytes == 4,
	   "PCM of CD format");
	OK(w.big_endian && !w.is_unsigned, "big-endian, and signed also where it is 8 bits");
	OK(w.has_data && w.data_bytes_at == 12 + 26 + 16 && w.data_bytes == 40 && w.frame_count == 10 && !w.defect_count, "ten frames behind SSND's head");
	blob_free(&b);
	/* The chunks may come in any order, odd ones padded, others between. */
	begin_form(&b, "AIFF");
	put_text(&b, "NAME");
	put_be(&b, 3, 4);
	put(&b, "abc", 4);
	put_ssnd(&b, 0, 40);
	put_text(&b, "MARK");
	put_be(&b, 2, 4);
	put_be(&b, 0, 2);
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	w = end_form(&b);
	OK(w.frame_count == 10 && w.data_bytes_at == 12 + 12 + 16 && !w.defect_count, "the audio before its format, an odd chunk before that");
	blob_free(&b);
	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 1, 7, 20, rate_44100);
	put_ssnd(&b, 5, 5 + 21);
	w = end_form(&b);
	OK(w.container_bits == 24 && w.valid_bits == 20 && w.frame_bytes == 3, "20 bits stand in three bytes");
	OK(w.data_bytes_at == 12 + 26 + 16 + 5 && w.data_bytes == 21 && w.frame_count == 7 && !w.defect_count, "an offset before the first sample");
	blob_free(&b);
}

static void rate(const uint8_t bytes[10], uint32_t want, const char *name)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, bytes);
	put_ssnd(&b, 0, 40);
	w = end_form(&b);
	IS_INT(w.rate_hz, want, name);
	if (!want)
		OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD) && w.coding == PM_CODING_NONE, "and is told");
	blob_free(&b);
}

/* Sign and exponent with bias 16383, then a mantissa of 64 bits with its leading 1. */
static void test_rates(void)
{
	rate((const uint8_t[10]){0x3F, 0xFF, 0x80}, 1, "1 Hz");
	rate((const uint8_t[10]){0x40, 0x0B, 0xFA}, 8000, "8000 Hz");
	rate((const uint8_t[10]){0x40, 0x0D, 0xAC, 0x44}, 22050, "22050 Hz");
	rate((const uint8_t[10]){0x40, 0x0E, 0xBB, 0x80}, 48000, "48000 Hz");
	rate((const uint8_t[10]){0x40, 0x0F, 0xAC, 0x44}, 88200, "88200 Hz");
	rate((const uint8_t[10]){0x40, 0x10, 0xBB, 0x80}, 192000, "192000 Hz");
	rate((const uint8_t[10]){0x40, 0x0E, 0xAC, 0x44, 0x40}, 44100, "a quarter more rounds down");
	rate((const uint8_t[10]){0x40, 0x0E, 0xAC, 0x44, 0x80}, 44101, "a half more rounds up");
	rate((const uint8_t[10]){0x40, 0x0E, 0xAC, 0x43, 0xC0}, 44100, "a quarter less rounds up");
	rate((const uint8_t[10]){0x40, 0x1E, 0xFF, 0xFF, 0xFF, 0xFF}, 4294967295u, "the most that 32 bits hold");
	rate((const uint8_t[10]){0x40, 0x1E, 0xFF, 0xFF, 0xFF, 0xFF, 0x80}, 0, "half a Hz more");
	rate((const uint8_t[10]){0x40, 0x1F, 0x80}, 0, "2^32 Hz");
	rate((const uint8_t[10]){0x3F, 0xFE, 0xFF, 0xFF}, 0, "less than 1 Hz");
	rate((const uint8_t[10]){0xC0, 0x0E, 0xAC, 0x44}, 0, "a negative rate");
	rate((const uint8_t[10]){0x7F, 0xFF, 0x80}, 0, "infinity");
	rate((const uint8_t[10]){0}, 0, "zero");
	rate((const uint8_t[10]){0x40, 0x0E}, 0, "a mantissa of zero");
}

/* One AIFC of a compression id; bits as COMM says. */
static void coding(const char *id, unsigned bits, enum pm_coding want, unsigned container, unsigned valid, int big, const char *name)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFC");
	put_text(&b, "FVER");
	put_be(&b, 4, 4);
	put_be(&b, 0xA2805140, 4);
	put_comm(&b, id, 2, 10, bits, rate_44100);
	put_ssnd(&b, 0, 160);
	w = end_form(&b);
	if (!OK(w.container == PM_CONTAINER_AIFC && w.coding == want && strcmp(w.compression, id) == 0, id))
		printf("# coding %d, compression %s\n", w.coding, w.compression);
	if (want == PM_CODING_PCM || want == PM_CODING_FLOAT)
		OK(w.container_bits == container && w.valid_bits == valid && w.frame_bytes == container / 4 && w.big_endian == big, "its width and order");
	else if (name)
		IS_STR(w.coding_name, name, "its name");
	blob_free(&b);
}

static void test_codings(void)
{
	coding("NONE", 16, PM_CODING_PCM, 16, 16, 1, NULL);
	coding("NONE", 24, PM_CODING_PCM, 24, 24, 1, NULL);
	coding("NONE", 17, PM_CODING_PCM, 24, 17, 1, NULL);
	coding("NONE", 32, PM_CODING_PCM, 32, 32, 1, NULL);
	coding("NONE", 1, PM_CODING_PCM, 8, 1, 1, NULL);
	coding("twos", 16, PM_CODING_PCM, 16, 16, 1, NULL);
	coding("sowt", 16, PM_CODING_PCM, 16, 16, 0, NULL);
	coding("sowt", 24, PM_CODING_PCM, 24, 24, 0, NULL);
	coding("in24", 24, PM_CODING_PCM, 24, 24, 1, NULL);
	coding("in24", 16, PM_CODING_PCM, 24, 24, 1, NULL); /* QuickTime says 16 of all that it calls compressed */
	coding("in24", 20, PM_CODING_PCM, 24, 20, 1, NULL);
	coding("in24", 0, PM_CODING_PCM, 24, 24, 1, NULL);
	coding("in24", 32, PM_CODING_PCM, 24, 24, 1, NULL);
	coding("42ni", 24, PM_CODING_PCM, 24, 24, 0, NULL);
	coding("42ni", 16, PM_CODING_PCM, 24, 24, 0, NULL);
	coding("in32", 32, PM_CODING_PCM, 32, 32, 1, NULL);
	coding("in32", 16, PM_CODING_PCM, 32, 32, 1, NULL);
	coding("in32", 24, PM_CODING_PCM, 32, 24, 1, NULL);
	coding("23ni", 32, PM_CODING_PCM, 32, 32, 0, NULL);
	coding("raw ", 8, PM_CODING_PCM, 8, 8, 1, NULL);
	coding("raw ", 16, PM_CODING_PCM, 8, 8, 1, NULL);
	coding("fl32", 32, PM_CODING_FLOAT, 32, 32, 1, NULL);
	coding("fl32", 16, PM_CODING_FLOAT, 32, 32, 1, NULL);
	coding("FL32", 0, PM_CODING_FLOAT, 32, 32, 1, NULL);
	coding("fl64", 64, PM_CODING_FLOAT, 64, 64, 1, NULL);
	coding("FL64", 64, PM_CODING_FLOAT, 64, 64, 1, NULL);
	coding("ulaw", 16, PM_CODING_LOSSY, 0, 0, 0, "mu-law");
	coding("ALAW", 16, PM_CODING_LOSSY, 0, 0, 0, "a-law");
	coding("ima4", 16, PM_CODING_LOSSY, 0, 0, 0, "IMA ADPCM");
	coding("MAC6", 8, PM_CODING_LOSSY, 0, 0, 0, "MACE 6:1");
	coding(".mp3", 16, PM_CODING_LOSSY, 0, 0, 0, "MP3");
	coding("none", 16, PM_CODING_UNKNOWN, 0, 0, 0, NULL);
	coding("ABCD", 16, PM_CODING_UNKNOWN, 0, 0, 0, NULL);
}

static void test_unsigned(void)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFC");
	put_comm(&b, "raw ", 2, 10, 8, rate_44100);
	put_ssnd(&b, 0, 20);
	w = end_form(&b);
	OK(w.is_unsigned && w.frame_count == 10, "raw is unsigned");
	memcpy(b.data + 12 + 26, "NONE", 4);
	w = walk(&b);
	OK(!w.is_unsigned && w.frame_count == 10 && w.container_bits == 8, "NONE is not, though of 8 bits");
	blob_free(&b);
}

/* COMM counts `frames` of four bytes, SSND holds `bytes`. */
static struct pm_walk counted(unsigned frames, unsigned bytes)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, frames, 16, rate_44100);
	put_ssnd(&b, 0, bytes);
	if (bytes & 1)
		put(&b, NULL, 1);
	w = end_form(&b);
	blob_free(&b);
	return w;
}

static void test_counts(void)
{
	struct pm_walk w = counted(10, 40);

	IS_INT(w.defect_count, 0, "as many as COMM says");
	w = counted(10, 43);
	OK(!w.defect_count && w.frame_count == 10 && w.data_bytes == 40, "the block filled up by less than a frame is harmless");
	w = counted(9, 40);
	OK(defects(&w, PM_DEFECT_FRAME_COUNT, 10, 9) && w.frame_count == 10, "a frame more than COMM says");
	w = counted(11, 40);
	OK(defects(&w, PM_DEFECT_FRAME_COUNT, 10, 11) && w.frame_count == 10, "one less");
	w = counted(11, 42);
	OK(pm_walk_defect(&w, PM_DEFECT_FRAME_COUNT) && pm_walk_defect(&w, PM_DEFECT_PARTIAL) && w.frame_count == 10, "half a frame less");
	w = counted(0xFFFFFFFF, 40);
	OK(defects(&w, PM_DEFECT_FRAME_COUNT, 10, 0xFFFFFFFF), "all ones");
	w = counted(0, 0);
	OK(!w.defect_count && w.has_data && !w.frame_count, "none, and none there");
}

static void test_cut(void)
{
	struct blob b;
	struct pm_walk w;
	size_t full;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 0, 40);
	w = end_form(&b);
	full = b.n;
	b.n = full - 1;
	w = walk(&b);
	OK(defects(&w, PM_DEFECT_TRUNCATED, 39, 40) && w.frame_count == 9 && !w.cut, "a byte short");
	b.n = full - 40;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_TRUNCATED) && w.has_data && !w.frame_count && w.cut, "the samples are missing");
	b.n = full - 41;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT) && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->got == 7 &&
		   pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->want == 8 && !w.has_data,
	   "SSND's head is cut");
	b.n = 12 + 8 + 17;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT) && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->got == 17 &&
		   pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->want == 18 && w.coding == PM_CODING_NONE,
	   "COMM is cut");
	b.n = 12 + 5;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_JUNK) && pm_walk_defect(&w, PM_DEFECT_JUNK)->got == 5 && pm_walk_defect(&w, PM_DEFECT_NO_FORMAT) &&
		   pm_walk_defect(&w, PM_DEFECT_NO_DATA),
	   "a chunk's head is cut");
	b.n = 12;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_FORMAT) && pm_walk_defect(&w, PM_DEFECT_NO_DATA) && w.cut, "nothing behind the form");
	blob_free(&b);
}

static void test_missing(void)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_ssnd(&b, 0, 40);
	w = end_form(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_FORMAT) && w.defect_count == 1 && w.data_bytes == 40 && !w.frame_bytes, "no COMM");
	IS_STR(pm_walk_defect(&w, PM_DEFECT_NO_FORMAT)->id, "COMM", "named");
	blob_free(&b);
	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	w = end_form(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_DATA) && w.defect_count == 1 && !w.has_data, "no SSND, and COMM counts ten frames");
	blob_free(&b);
	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 0, 16, rate_44100);
	w = end_form(&b);
	OK(!w.defect_count && !w.has_data, "no SSND is allowed where there is nothing to hold");
	blob_free(&b);
}

static void test_twice(void)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 0, 40);
	put_comm(&b, NULL, 1, 10, 24, rate_44100);
	put_ssnd(&b, 0, 8);
	w = end_form(&b);
	OK(w.channels == 2 && w.valid_bits == 16 && w.frame_count == 10, "the first COMM and the first SSND count");
	OK(pm_walk_defect(&w, PM_DEFECT_TWO_FORMATS) && pm_walk_defect(&w, PM_DEFECT_TWO_FORMATS)->at_bytes == 12 + 26 + 56 + 8, "a second COMM");
	OK(pm_walk_defect(&w, PM_DEFECT_TWO_DATA) && pm_walk_defect(&w, PM_DEFECT_TWO_DATA)->got == 16, "a second SSND");
	blob_free(&b);
}

static void test_bad(void)
{
	static const struct {
		unsigned channels, bits;
	} bad[] = {{0, 16}, {2, 0}, {2, 65}, {0, 0}};
	struct blob b;
	struct pm_walk w;
	size_t i;

	for (i = 0; i < 4; i++) {
		begin_form(&b, "AIFF");
		put_comm(&b, NULL, bad[i].channels, 10, bad[i].bits, rate_44100);
		put_ssnd(&b, 0, 40);
		w = end_form(&b);
		OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD) && w.coding == PM_CODING_NONE && !w.frame_bytes, "a format that makes no sense");
		blob_free(&b);
	}
	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 64, rate_44100);
	put_ssnd(&b, 0, 160);
	w = end_form(&b);
	OK(!w.defect_count && w.container_bits == 64, "64 bits are the most");
	blob_free(&b);
	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 41, 40);
	w = end_form(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD) && pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD)->got == 41 && !w.frame_count, "an offset behind the block");
	IS_STR(pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD)->id, "SSND", "named");
	b.data[12 + 26 + 8 + 3] = 40;
	w = walk(&b);
	OK(!pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD) && w.data_bytes_at == b.n && !w.frame_count, "an offset to its end");
	blob_free(&b);
	/* An AIFF whose COMM has the length of an AIFF's in an AIFC. */
	begin_form(&b, "AIFC");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 0, 40);
	w = end_form(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT) && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->want == 22, "an AIFC needs its compression id");
	blob_free(&b);
}

/* Written to a pipe: sizes of all ones. */
static void test_streamed(void)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 0, 16, rate_44100);
	put_text(&b, "SSND");
	put_be(&b, 0xFFFFFFFF, 4);
	put_be(&b, 0, 8);
	put(&b, NULL, 41);
	memset(b.data + 4, 0xFF, 4);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_STREAMED) && !pm_walk_defect(&w, PM_DEFECT_TRUNCATED) && !pm_walk_defect(&w, PM_DEFECT_FRAME_COUNT) &&
		   w.frame_count == 10 && !w.cut,
	   "taken to the end of the file");
	b.data[12 + 26 + 4] = 0x7F;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_TRUNCATED) && !pm_walk_defect(&w, PM_DEFECT_STREAMED), "7FFFFFFF is a length");
	blob_free(&b);
}

static void test_junk(void)
{
	struct blob b;
	struct pm_walk w;

	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 0, 40);
	put(&b, NULL, 20);
	w = end_form(&b);
	OK(defects(&w, PM_DEFECT_JUNK, 20, 0) && w.frame_count == 10, "zeros behind the last chunk");
	b.n -= 20;
	put_text(&b, "ANNO");
	put_be(&b, 100, 4);
	put_text(&b, "abc");
	w = end_form(&b);
	OK(defects(&w, PM_DEFECT_CHUNK_LONG, 3, 100) && w.frame_count == 10, "a chunk that ends behind the file");
	IS_STR(pm_walk_defect(&w, PM_DEFECT_CHUNK_LONG)->id, "ANNO", "named");
	b.n -= 11;
	put_text(&b, "xyz");
	w = end_form(&b);
	OK(defects(&w, PM_DEFECT_JUNK, 3, 0), "less than a chunk's head");
	blob_free(&b);
}

/* Every truncation, and every byte replaced: nothing is read outside the file, and the audio lies in it. */
static void test_every_byte(void)
{
	static const uint8_t values[4] = {0x00, 0x7F, 0x80, 0xFF};
	struct blob whole, b = {0};
	struct pm_walk w;
	size_t i, v, full, outside = 0;

	begin_form(&whole, "AIFC");
	put_comm(&whole, "NONE", 2, 10, 24, rate_44100);
	put_ssnd(&whole, 0, 60);
	w = end_form(&whole);
	full = whole.n;
	for (whole.n = 0; whole.n < full; whole.n++) {
		w = walk(&whole);
		outside += w.has_data && w.data_bytes_at + w.data_bytes > whole.n;
	}
	for (i = 0; i < full; i++)
		for (v = 0; v < 4; v++) {
			b.n = 0;
			put(&b, whole.data, full);
			b.data[i] = values[v];
			w = walk(&b);
			outside += w.data_bytes_at + w.data_bytes > b.n || (w.frame_bytes && w.data_bytes % w.frame_bytes);
		}
	IS_INT(outside, 0, "truncations and single bytes changed");
	blob_free(&whole);
	blob_free(&b);
}

static void test_hostile(void)
{
	struct blob b;
	struct pm_walk w;
	struct pm_bytes_in in;
	size_t i;

	begin_form(&b, "AIFF");
	for (i = 0; i < 100001; i++) {
		put_text(&b, "ANNO");
		put_be(&b, 0, 4);
	}
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	w = end_form(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_FORMAT) != NULL, "100000 chunks are enough");
	blob_free(&b);
	begin_form(&b, "AIFF");
	put_comm(&b, NULL, 2, 10, 16, rate_44100);
	put_ssnd(&b, 0, 40);
	(void)end_form(&b);
	in = (struct pm_bytes_in){&b, b.n, fail_read};
	for (i = 0; i < 5; i++) {
		b.room = i;
		IS_INT(pm_walk_file(&w, &in), PM_E_IO, "a read that fails is a failure of the walk");
	}
	b.room = 5;
	IS_INT(pm_walk_file(&w, &in), PM_OK, "five reads are all there are");
	blob_free(&b);
}

int main(void)
{
	test_plain();
	test_rates();
	test_codings();
	test_unsigned();
	test_counts();
	test_cut();
	test_missing();
	test_twice();
	test_bad();
	test_streamed();
	test_junk();
	test_every_byte();
	test_hostile();
	return tap_done();
}
