/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-decode-audio.c - audio/decode.c (the name t-decode is CD-Text's): bytes and decoded samples of a file.  Values worked out by hand: an integer of n
 * bits is value / 2^(n-1), whatever its order and container.
 */
#include <sys/stat.h>

#include "audio/decode.h"
#include "audio/encode.h"
#include "base/path.h"
#include "base/source.h"
#include "tests/unit/audio-files.h"

static struct pm_error err;

static struct pm_audio_in *open_blob(struct blob *b)
{
	struct pm_audio_in *in = NULL;

	err = (struct pm_error){0};
	if (pm_audio_in_open(&in, write_temp("a", b), &err) != PM_OK)
		exit(99);
	blob_free(b);
	return in;
}

/* Two frames of two channels; want is what comes out. */
static void decoded(struct blob *b, const double want[4], const char *name)
{
	struct pm_audio_in *in = open_blob(b);
	double out[6] = {9, 9, 9, 9, 9, 9};
	size_t got = 99;

	OK(pm_audio_in_decodable(pm_audio_in_walk(in)) && pm_audio_in_frames(in, 0, out, 3, &got, &err) == PM_OK && got == 2, name);
	IS_MEM(out, want, 4 * sizeof(double), "exactly");
	OK(out[4] == 9 && out[5] == 9, "and nothing behind");
	pm_audio_in_close(in);
}

static void wav(unsigned tag, unsigned bits, const void *data, size_t n, const double want[4], const char *name)
{
	struct blob b = {0};

	begin_riff(&b);
	put_fmt(&b, tag, 2, 44100, bits / 4, bits);
	put_chunk(&b, "data", data, n);
	end_riff(&b);
	decoded(&b, want, name);
}

static void test_integers(void)
{
	static const double ends[4] = {-1.0, 0.0, 0.5, -0.5};
	static const uint8_t u8[4] = {0x00, 0x80, 0xC0, 0x40};
	static const uint8_t s16[8] = {0, 0x80, 0, 0, 0, 0x40, 0, 0xC0};
	static const uint8_t s24[12] = {0, 0, 0x80, 0, 0, 0, 0, 0, 0x40, 0, 0, 0xC0};
	static const uint8_t s32[16] = {0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0xC0};
	static const uint8_t last16[8] = {0xFF, 0x7F, 1, 0, 0xFF, 0xFF, 0x34, 0x12};
	static const uint8_t last24[12] = {0xFF, 0xFF, 0x7F, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0x56, 0x34, 0x12};
	static const uint8_t last32[16] = {0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x78, 0x56, 0x34, 0x12};

	wav(1, 8, u8, 4, ends, "8 bits, unsigned");
	wav(1, 16, s16, 8, ends, "16 bits");
	wav(1, 24, s24, 12, ends, "24 bits");
	wav(1, 32, s32, 16, ends, "32 bits");
	wav(1, 16, last16, 8, (const double[4]){32767 / 32768.0, 1 / 32768.0, -1 / 32768.0, 0x1234 / 32768.0}, "the last of 16 bits");
	wav(1, 24, last24, 12, (const double[4]){8388607 / 8388608.0, 1 / 8388608.0, -1 / 8388608.0, 0x123456 / 8388608.0}, "the last of 24 bits");
	wav(1, 32, last32, 16,
	    (const double[4]){2147483647 / 2147483648.0, 1 / 2147483648.0, -1 / 2147483648.0, 0x12345678 / 2147483648.0}, "the last of 32 bits");
}

static void test_floats(void)
{
	static const float f[4] = {1.5f, -2.0f, 1 / 3.0f, 0.0f};
	static const double d[4] = {1.5, -2.0, 1 / 3.0, 1e-300};

	wav(3, 32, f, 16, (const double[4]){1.5, -2.0, (double)(1 / 3.0f), 0.0}, "float, also above full scale");
	wav(3, 64, d, 32, d, "double");
}

/* An AIFC of two frames, big-endian but for sowt. */
static void aifc(const char *id, unsigned bits, const void *data, size_t n, const double want[4], const char *name)
{
	struct blob b = {0};

	put_text(&b, "FORM");
	put_be(&b, 4 + 32 + 16 + n, 4);
	put_text(&b, "AIFCCOMM");
	put_be(&b, 24, 4);
	put_be(&b, 2, 2);
	put_be(&b, 2, 4);
	put_be(&b, bits, 2);
	put(&b, "\x40\x0E\xAC\x44\0\0\0\0\0\0", 10);
	put_text(&b, id);
	put_be(&b, 0, 2);
	put_text(&b, "SSND");
	put_be(&b, 8 + n, 4);
	put_be(&b, 0, 8);
	put(&b, data, n);
	decoded(&b, want, name);
}

static void test_orders(void)
{
	static const uint8_t be16[8] = {0x7F, 0xFF, 0, 1, 0xFF, 0xFF, 0x12, 0x34};
	static const uint8_t le16[8] = {0xFF, 0x7F, 1, 0, 0xFF, 0xFF, 0x34, 0x12};
	static const double want[4] = {32767 / 32768.0, 1 / 32768.0, -1 / 32768.0, 0x1234 / 32768.0};

	aifc("NONE", 16, be16, 8, want, "AIFC, big-endian");
	aifc("sowt", 16, le16, 8, want, "sowt, little-endian");
	aifc("NONE", 8, "\x80\x00\x40\xC0", 4, (const double[4]){-1.0, 0.0, 0.5, -0.5}, "8 bits, signed");
	aifc("raw ", 8, "\x00\x80\xC0\x40", 4, (const double[4]){-1.0, 0.0, 0.5, -0.5}, "raw, unsigned");
	aifc("in24", 24, "\x80\0\0\0\0\1\x40\0\0\xC0\0\0", 12, (const double[4]){-1.0, 1 / 8388608.0, 0.5, -0.5}, "in24");
	aifc("fl32", 32, "\x3F\xC0\0\0\xC0\0\0\0\0\0\0\0\x3F\0\0\0", 16, (const double[4]){1.5, -2.0, 0.0, 0.5}, "fl32");
}

static void test_places(void)
{
	struct blob b = {0};
	struct pm_audio_in *in;
	uint8_t pcm[400], bytes[60];
	double out[20];
	size_t got, i;

	for (i = 0; i < 100; i++) {
		pcm[i * 4] = (uint8_t)i;
		pcm[i * 4 + 1] = 0;
		pcm[i * 4 + 2] = (uint8_t)(i + 100);
		pcm[i * 4 + 3] = 0;
	}
	put_wav(&b, pcm, 400);
	put_chunk(&b, "LIST", pcm, 40);
	end_riff(&b);
	in = open_blob(&b);
	IS_INT(pm_audio_in_length_bytes(in), 44 + 400 + 48, "the file's length");
	IS_INT(pm_audio_in_bytes(in, 44, bytes, 60, &err), PM_OK, "bytes");
	IS_MEM(bytes, pcm, 60, "as they stand");
	IS_INT(pm_audio_in_bytes(in, 44 + 448 - 60, bytes, 60, &err), PM_OK, "the last ones");
	IS_INT(pm_audio_in_bytes(in, 44 + 448 - 59, bytes, 60, &err), PM_E_IO, "one beyond");
	OK(strstr(err.message, "it is shorter than it was") != NULL, "and says so");
	err = (struct pm_error){0};
	OK(pm_audio_in_frames(in, 97, out, 10, &got, &err) == PM_OK && got == 3 && out[0] == 97 / 32768.0 && out[5] == 199 / 32768.0, "the last three frames");
	OK(pm_audio_in_at_end(in), "the end of the audio is not that of the file");
	OK(pm_audio_in_frames(in, 100, out, 10, &got, &err) == PM_OK && got == 0, "none behind");
	OK(pm_audio_in_frames(in, 5, out, 2, &got, &err) == PM_OK && got == 2 && out[0] == 5 / 32768.0 && out[3] == 106 / 32768.0, "and back");
	OK(pm_audio_in_frames(in, 7, out, 1, &got, &err) == PM_OK && got == 1 && out[0] == 7 / 32768.0, "and on from there");
	OK(pm_audio_in_frames(in, UINT64_MAX, out, 1, &got, &err) == PM_E_FORMAT && got == 0, "a place that no file has");
	err = (struct pm_error){0};
	OK(pm_audio_in_frames(in, 101, out, 1, &got, &err) == PM_E_FORMAT && strstr(err.message, "from sample 101 on"), "nor has this one");
	pm_audio_in_hint(in, 0, 100);
	pm_audio_in_hint(in, 0, 0);
	pm_audio_in_close(in);
}

/* What cannot be decoded says so; what is no file is told from what is not there. */
static void test_refused(void)
{
	struct pm_audio_in *in = NULL;
	struct blob b = {0};
	double out[16];
	size_t got = 9;
	char path[600];

	err = (struct pm_error){0};
	IS_INT(pm_audio_in_open(&in, temp_path("none"), &err), PM_E_NOT_FOUND, "no file");
	OK(!in && strstr(err.message, "/none'"), "named");
	err = (struct pm_error){0};
	IS_INT(pm_audio_in_open(&in, temp_dir, &err), PM_E_FORMAT, "a folder");
	OK(!in && strstr(err.message, "is not a file"), "is told from one");
	snprintf(path, sizeof path, "%s", temp_path("fifo"));
	if (mkfifo(path, 0600) != 0)
		exit(99);
	IS_INT(pm_audio_in_open(&in, path, NULL), PM_E_FORMAT, "a pipe does not hang the program");
	unlink(path);
	put(&b, "not audio at all", 16);
	in = open_blob(&b);
	OK(!pm_audio_in_decodable(pm_audio_in_walk(in)), "a text");
	OK(pm_audio_in_frames(in, 0, out, 1, &got, &err) == PM_E_UNSUPPORTED && got == 0, "has no samples");
	pm_audio_in_close(in);
	pm_audio_in_close(NULL);
}

static void decodable(struct pm_walk w, int want, const char *name)
{
	IS_INT(pm_audio_in_decodable(&w), want, name);
}

static void test_decodable(void)
{
	const struct pm_walk pcm = {.has_data = 1, .channels = 2, .rate_hz = 44100, .coding = PM_CODING_PCM, .container_bits = 16};
	struct pm_walk w = pcm;

	decodable(w, 1, "PCM");
	w.channels = 8;
	decodable(w, 1, "eight channels");
	w.channels = 9;
	decodable(w, 0, "nine");
	w.channels = 0;
	decodable(w, 0, "none");
	w = pcm;
	w.container_bits = 32;
	decodable(w, 1, "32 bits");
	w.container_bits = 40;
	decodable(w, 0, "40 bits");
	w = pcm;
	w.rate_hz = 0;
	decodable(w, 0, "no rate");
	w.rate_hz = INT32_MAX;
	decodable(w, 1, "the greatest");
	w.rate_hz = (uint32_t)INT32_MAX + 1;
	decodable(w, 0, "one that libsndfile has no number for");
	w = pcm;
	w.has_data = 0;
	decodable(w, 0, "no audio");
	w = pcm;
	w.coding = PM_CODING_FLOAT;
	decodable(w, 0, "float of 16 bits");
	w.container_bits = 32;
	decodable(w, 1, "of 32");
	w.container_bits = 64;
	decodable(w, 1, "of 64");
	w.coding = PM_CODING_LOSSY;
	decodable(w, 0, "lossy");
	w.coding = PM_CODING_NONE;
	decodable(w, 0, "of no format");
	w.coding = PM_CODING_FLAC;
	decodable(w, 1, "FLAC");
}

/* ---- FLAC ---- */

static struct blob encode_flac(const uint8_t *pcm, size_t n)
{
	static const struct pm_tags tags = {.track = 1};
	struct pm_flac_encoder *e;
	struct pm_out_file *file;
	struct pm_out *out;
	struct blob b = {0};
	uint8_t *data;
	size_t length;
	char *path;

	if (pm_out_begin(&out, temp_path("set"), 0, NULL, NULL) != PM_OK || pm_out_create(out, "x", 0, &file, NULL) != PM_OK ||
	    pm_flac_encoder_new(&e, file, n, &tags, NULL) != PM_OK || pm_flac_encoder_add(e, pcm, n, NULL) != PM_OK || pm_flac_encoder_end(e, NULL) != PM_OK)
		exit(99);
	pm_flac_encoder_free(e);
	path = pm_path_join(pm_out_dir(out), "x");
	if (pm_out_close(file, NULL) != PM_OK || pm_file_read(path, 1 << 24, &data, &length, NULL) != PM_OK)
		exit(99);
	pm_out_abort(out);
	put(&b, data, length);
	free(data);
	free(path);
	return b;
}

/* A FLAC of n samples, the values of which are their numbers. */
static struct blob flac(size_t n)
{
	uint8_t *pcm = calloc(n, 4);
	struct blob b;
	size_t i;

	for (i = 0; i < n; i++) {
		pcm[i * 4] = pcm[i * 4 + 2] = (uint8_t)i;
		pcm[i * 4 + 1] = (uint8_t)(i >> 8);
		pcm[i * 4 + 3] = (uint8_t)(i * 7);
	}
	b = encode_flac(pcm, n);
	free(pcm);
	return b;
}

static void test_flac(void)
{
	struct blob b = flac(20000);
	struct pm_audio_in *in = open_blob(&b);
	static double out[2 * 20001];
	size_t got, i, wrong = 0;

	OK(pm_audio_in_frames(in, 0, out, 20001, &got, &err) == PM_OK && got == 20000, "all samples of a FLAC");
	for (i = 0; i < 20000; i++)
		wrong += out[i * 2] != (int16_t)(uint16_t)i / 32768.0;
	IS_INT(wrong, 0, "exactly");
	OK(pm_audio_in_frames(in, 12345, out, 1, &got, &err) == PM_OK && got == 1 && out[0] == 12345 / 32768.0, "from any place");
	pm_audio_in_close(in);
	/* Damage in the middle, and a rest that is missing. */
	b = flac(20000);
	memset(b.data + b.n / 2, 0x55, 200);
	in = open_blob(&b);
	IS_INT(pm_audio_in_frames(in, 0, out, 20000, &got, &err), PM_E_FORMAT, "damage inside");
	OK(strstr(err.message, "cannot decode '") != NULL, "is told");
	pm_audio_in_close(in);
	b = flac(20000);
	b.n = b.n / 2;
	in = open_blob(&b);
	OK(pm_audio_in_frames(in, 0, out, 20000, &got, &err) == PM_E_FORMAT || got < 20000, "a rest that is missing");
	OK(pm_audio_in_at_end(in), "was looked for to the end of the file");
	pm_audio_in_close(in);
}

/*
 * Noise is stored in FLAC as it stands, and in it may be what looks like the header of a frame.  libFLAC's search for a place is led astray by those
 * (libsndfile: "Internal psf_fseek() failed."), and the place must be found nevertheless.
 */
static void false_headers(void)
{
	enum { SAMPLES = 60000 };
	/* FF F8 C9 18: a frame of 4096 samples, 44.1 kHz, two channels of 16 bits; 00 its number; C2 the CRC-8 of these.  Left samples, little-endian. */
	static const uint8_t header[3][2] = {{0xF8, 0xFF}, {0x18, 0xC9}, {0xC2, 0x00}};
	static double out[2 * 100];
	uint8_t *pcm = calloc(SAMPLES, 4);
	struct pm_audio_in *in;
	struct blob b;
	size_t i, at, got, wrong = 0;
	uint32_t random = 1;

	for (i = 0; i < SAMPLES * 4; i++)
		pcm[i] = (uint8_t)((random = random * 1103515245u + 12345u) >> 16);
	for (i = 0; i + 3 < SAMPLES; i += 16)
		for (at = 0; at < 3; at++)
			memcpy(pcm + (i + at) * 4, header[at], 2);
	b = encode_flac(pcm, SAMPLES);
	in = open_blob(&b);
	for (at = 0; at + 100 <= SAMPLES; at += 1100) {
		if (pm_audio_in_frames(in, at, out, 100, &got, &err) != PM_OK || got != 100)
			wrong++;
		for (i = 0; i < got; i++)
			wrong += out[i * 2 + 1] != (int16_t)(uint16_t)(pcm[(at + i) * 4 + 2] | pcm[(at + i) * 4 + 3] << 8) / 32768.0;
	}
	IS_INT(wrong, 0, "any place of a FLAC in which false headers are");
	OK(pm_audio_in_frames(in, SAMPLES, out, 1, &got, &err) != PM_OK || got == 0, "behind its end is nothing");
	pm_audio_in_close(in);
	free(pcm);
}

/* A second STREAMINFO that says otherwise than the first, which the walk and the caller go by: refused, however often one asks. */
static void second(size_t at, uint8_t bits, const char *name)
{
	struct blob b = flac(5000), two = {0};
	struct pm_audio_in *in;
	double *out = calloc(2 * 100, sizeof *out);
	size_t got;
	int i;

	put(&two, b.data, 42);
	put(&two, b.data + 4, 38);
	two.data[42 + at] ^= bits;
	put(&two, b.data + 42, b.n - 42);
	blob_free(&b);
	in = open_blob(&two);
	OK(pm_audio_in_walk(in)->channels == 2 && pm_audio_in_walk(in)->rate_hz == 44100, "the first says two channels and 44100 Hz");
	for (i = 0; i < 3; i++) {
		err = (struct pm_error){0};
		OK(pm_audio_in_frames(in, 0, out, 100, &got, &err) == PM_E_FORMAT && got == 0, name);
	}
	pm_audio_in_close(in);
	free(out);
}

static void test_two_streaminfos(void)
{
	second(4 + 12, 0x0E, "the second eight channels");
	second(4 + 11, 0x10, "the second another rate");
}

/* A file that shrinks while it is open: a failing world, not fewer samples. */
static void test_shrinking(void)
{
	struct blob b = {0};
	struct pm_audio_in *in;
	double out[200];
	size_t got;

	put_wav(&b, NULL, 400);
	in = open_blob(&b);
	if (truncate(temp_path("a"), 100) != 0)
		exit(99);
	err = (struct pm_error){0};
	IS_INT(pm_audio_in_frames(in, 0, out, 100, &got, &err), PM_E_IO, "the samples are gone");
	OK(got == 0 && strstr(err.message, "cannot read '"), "and that is said");
	IS_INT(pm_audio_in_frames(in, 0, out, 1, &got, NULL), PM_E_IO, "and stays so");
	pm_audio_in_close(in);
	b = flac(5000);
	in = open_blob(&b);
	if (truncate(temp_path("a"), 30) != 0)
		exit(99);
	err = (struct pm_error){0};
	IS_INT(pm_audio_in_frames(in, 0, out, 100, &got, &err), PM_E_IO, "nor is a FLAC damaged that is gone");
	pm_audio_in_close(in);
}

int main(void)
{
	(void)temp_path("");
	test_integers();
	test_floats();
	test_orders();
	test_places();
	test_refused();
	test_decodable();
	test_flac();
	false_headers();
	test_two_streaminfos();
	test_shrinking();
	remove_temp("a");
	IS_INT(rmdir(temp_dir), 0, "nothing is left behind");
	return tap_done();
}
