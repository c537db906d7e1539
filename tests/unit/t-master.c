/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-master.c - samples out of every kind of master, and single samples for the layout. */
#include "audio/master.h"
#include "tests/unit/audio-files.h"

static const uint8_t le[16] = {0x01, 0x00, 0xFF, 0x7F, 0x00, 0x80, 0x34, 0x12, 0x00, 0x00, 0x00, 0x00, 0xFE, 0xFF, 0x02, 0x01};

/* Probe the file and read it whole. */
static int read_whole(const char *name, enum pm_file_kind kind, uint8_t *out, size_t samples)
{
	struct pm_disc *disc = disc_of(name, kind);
	struct pm_diags diags;
	struct pm_master *m = NULL;
	struct pm_error err = {0};
	int status;

	pm_diags_init(&diags);
	status = pm_audio_probe(disc, NULL, &diags, &err);
	if (status == PM_OK && disc->file[0].length_samples != samples)
		status = 1;
	if (status == PM_OK)
		status = pm_master_open(&m, &disc->file[0], &err);
	if (status == PM_OK)
		status = pm_master_read(m, 0, out, samples, &err);
	pm_master_close(m);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	return status;
}

static void put_aiff16(struct blob *b, const char *compression, int swap)
{
	static const uint8_t rate[10] = {0x40, 0x0E, 0xAC, 0x44};
	size_t i;

	put_text(b, "FORM");
	put_be(b, 4 + 8 + 24 + 8 + 8 + 16, 4);
	put_text(b, "AIFCCOMM");
	put_be(b, 24, 4);
	put_be(b, 2, 2);
	put_be(b, 4, 4);
	put_be(b, 16, 2);
	put(b, rate, 10);
	put_text(b, compression);
	put_be(b, 0, 2);
	put_text(b, "SSND");
	put_be(b, 8 + 16, 4);
	put_be(b, 0, 8);
	for (i = 0; i < 16; i++)
		put(b, &le[swap ? i ^ 1 : i], 1);
}

static void test_kinds(void)
{
	struct blob b = {0};
	uint8_t out[16];
	size_t i;
	float f;

	put_wav(&b, le, 16);
	write_temp("a.wav", &b);
	IS_INT(read_whole("a.wav", PM_FILE_MASTER, out, 4), PM_OK, "WAV read");
	IS_MEM(out, le, 16, "WAV samples");
	blob_free(&b);
	put_aiff16(&b, "NONE", 1);
	write_temp("a.aif", &b);
	IS_INT(read_whole("a.aif", PM_FILE_MASTER, out, 4), PM_OK, "AIFC NONE read");
	IS_MEM(out, le, 16, "AIFC NONE samples");
	blob_free(&b);
	put_aiff16(&b, "sowt", 0);
	write_temp("a.aif", &b);
	IS_INT(read_whole("a.aif", PM_FILE_MASTER, out, 4), PM_OK, "AIFC sowt read");
	IS_MEM(out, le, 16, "AIFC sowt samples");
	blob_free(&b);
	begin_riff(&b);
	put_fmt(&b, 1, 2, 44100, 6, 24);
	put_text(&b, "data");
	put_le(&b, 24, 4);
	for (i = 0; i < 16; i += 2) {
		put(&b, NULL, 1);
		put(&b, le + i, 2);
	}
	end_riff(&b);
	write_temp("a.wav", &b);
	IS_INT(read_whole("a.wav", PM_FILE_MASTER, out, 4), PM_OK, "24 bit that is 16 read");
	IS_MEM(out, le, 16, "24 bit that is 16: samples");
	blob_free(&b);
	begin_riff(&b);
	put_fmt(&b, 3, 2, 44100, 8, 32);
	put_text(&b, "data");
	put_le(&b, 32, 4);
	for (i = 0; i < 16; i += 2) {
		f = (float)(int16_t)(uint16_t)(le[i] | le[i + 1] << 8) / 32768.0f;
		put(&b, &f, 4); /* the tests run on little-endian machines */
	}
	end_riff(&b);
	write_temp("a.wav", &b);
	IS_INT(read_whole("a.wav", PM_FILE_MASTER, out, 4), PM_OK, "float that is 16 read");
	IS_MEM(out, le, 16, "float that is 16: samples");
	blob_free(&b);
	remove_temp("a.aif");
}

static void test_raw(void)
{
	struct blob b = {0};
	struct pm_disc *disc;
	struct pm_master *m = NULL;
	struct pm_diags diags;
	uint8_t *pcm = malloc(3 * 2352), *out = malloc(3 * 2352), swapped[16];
	size_t i;

	pm_diags_init(&diags);
	for (i = 0; i < 16; i++)
		swapped[i ^ 1] = le[i];
	put(&b, swapped, 16);
	write_temp("a.bin", &b);
	IS_INT(read_whole("a.bin", PM_FILE_RAW_BE, out, 4), PM_OK, "big-endian raw read");
	IS_MEM(out, le, 16, "big-endian raw samples");
	blob_free(&b);
	noise(pcm, 3 * 2352, 7);
	for (i = 0; i < 3; i++) {
		put(&b, pcm + i * 2352, 2352);
		put(&b, NULL, 96);
		memset(b.data + b.n - 96, 0xEE, 96);
	}
	write_temp("a.bin", &b);
	disc = disc_of("a.bin", PM_FILE_RAW_LE);
	disc->file[0].sector_stride_bytes = 2448;
	IS_INT(pm_audio_probe(disc, NULL, &diags, NULL), PM_OK, "2448-byte sectors probed");
	IS_INT(disc->file[0].length_samples, 3 * 588, "three sectors");
	IS_INT(pm_master_open(&m, &disc->file[0], NULL), PM_OK, "open");
	IS_INT(pm_master_read(m, 0, out, 3 * 588, NULL), PM_OK, "read");
	IS_MEM(out, pcm, 3 * 2352, "the subcode is left out");
	IS_INT(pm_master_read(m, 587, out, 590, NULL), PM_OK, "read from within a sector");
	IS_MEM(out, pcm + 587 * 4, 590 * 4, "across two borders");
	IS_INT(pm_master_read(m, 1763, out, 2, NULL), PM_E_RANGE, "beyond the end is refused");
	pm_master_close(m);
	pm_disc_free(disc);
	b.n = 2448 * 2 + 100;
	write_temp("a.bin", &b);
	disc = disc_of("a.bin", PM_FILE_RAW_LE);
	disc->file[0].sector_stride_bytes = 2448;
	IS_INT(pm_audio_probe(disc, NULL, &diags, NULL), PM_OK, "probed");
	OK(pm_diags_has(&diags, PM_DIAG_AUDIO_TRUNCATED), "a broken last sector is truncation");
	pm_disc_free(disc);
	pm_diags_release(&diags);
	blob_free(&b);
	free(pcm);
	free(out);
	remove_temp("a.bin");
}

static void test_shrunk_and_edges(void)
{
	struct blob b = {0};
	struct pm_disc *disc;
	struct pm_diags diags;
	struct pm_master *m = NULL;
	struct pm_edges *edges = pm_edges_new();
	uint8_t out[16];

	pm_diags_init(&diags);
	put_wav(&b, le, 16);
	write_temp("a.wav", &b);
	disc = disc_of("a.wav", PM_FILE_MASTER);
	IS_INT(pm_audio_probe(disc, NULL, &diags, NULL), PM_OK, "probe");
	IS_INT(diags.count, 0, "nothing to say");
	IS_STR(disc->file[0].format, "WAV", "format");
	IS_INT(pm_audio_edge(edges, disc, 0, 0), 1, "sample 0 sounds");
	IS_INT(pm_audio_edge(edges, disc, 0, 2), 0, "sample 2 is zero");
	OK(pm_audio_edge(edges, disc, 0, 4) < 0, "no sample 4");
	OK(pm_audio_edge(edges, disc, 1, 0) < 0, "no file 1");
	IS_INT(pm_master_open(&m, &disc->file[0], NULL), PM_OK, "open");
	b.n -= 4;
	write_temp("a.wav", &b);
	IS_INT(pm_master_read(m, 0, out, 4, NULL), PM_E_IO, "a file that shrank while open");
	pm_master_close(m);
	IS_INT(pm_master_open(&m, &disc->file[0], NULL), PM_E_IO, "a file that shrank before");
	pm_edges_free(edges);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	blob_free(&b);
	remove_temp("a.wav");
	rmdir(temp_dir);
}

int main(void)
{
	test_kinds();
	test_raw();
	test_shrunk_and_edges();
	return tap_done();
}
