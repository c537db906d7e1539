/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-encode-audio.c - the bytes before the first sample of a WAV, written out; WAV and FLAC read back. */
#include <unistd.h>

#include "audio/encode.h"
#include "audio/master.h"
#include "base/bytes.h"
#include "base/path.h"
#include "disc/msf.h"
#include "tests/tap.h"

static char folder[] = "/tmp/t-encode-XXXXXX";

static const struct pm_tags tags = { .title = "\xc3\x89t\xc3\xa9", .artist = "The Lights", .album = "Harbour", .isrc = "ZZXYZ2600002", .track = 2,
	                             .track_total = 3, .at_samples = 0x100000005ull, .composer = "Ada", .barcode = "0012345678905" };

/* The chunk at *at, which must be `id`; returns its payload and moves on. */
static const uint8_t *chunk(const struct pm_buf *b, size_t *at, const char *id, uint32_t *length)
{
	const uint8_t *p = (const uint8_t *)b->data + *at;

	if (*at + 8 > b->length_bytes || memcmp(p, id, 4) != 0) {
		OK(0, id);
		exit(1);
	}
	OK(1, id);
	*length = pm_get_le32(p + 4);
	OK(*length % 2 == 0, "of even length");
	*at += 8 + *length;
	return p + 8;
}

static void test_head(void)
{
	static const uint8_t fmt[16] = { 1, 0, 2, 0, 0x44, 0xac, 0, 0, 0x10, 0xb1, 2, 0, 4, 0, 16, 0 };
	static const char info[] = "INFO"
	                           "INAM\6\0\0\0\xc3\x89t\xc3\xa9\0"
	                           "IART\14\0\0\0The Lights\0\0"
	                           "IPRD\10\0\0\0Harbour\0"
	                           "ITRK\4\0\0\0" "2/3\0"
	                           "ISFT\12\0\0\0premaster"; /* its NUL is the literal's own */
	uint8_t zero[256] = { 0 };
	struct pm_buf b;
	const uint8_t *p;
	uint32_t length;
	size_t at = 12;

	pm_buf_init(&b);
	pm_wav_head(&b, 1000, &tags);
	IS_MEM(b.data, "RIFF", 4, "RIFF");
	IS_INT(pm_get_le32((const uint8_t *)b.data + 4), b.length_bytes - 8 + 4000, "size of the file without the first eight bytes");
	IS_MEM(b.data + 8, "WAVE", 4, "WAVE");
	p = chunk(&b, &at, "JUNK", &length);
	IS_INT(length, 28, "room for a ds64");
	IS_MEM(p, zero, 28, "zeros");
	p = chunk(&b, &at, "bext", &length);
	IS_INT(length, 602 + 42, "bext and its history");
	IS_MEM(p, "The Lights - ?t?\0\0", 18, "description in ASCII");
	IS_MEM(p + 256, "premaster\0", 10, "originator");
	IS_MEM(p + 288, "ZZXYZ2600002\0", 13, "reference");
	IS_MEM(p + 320, zero, 18, "no date, no time");
	IS_MEM(p + 338, "\5\0\0\0\1\0\0\0", 8, "time reference");
	IS_MEM(p + 346, "\1\0", 2, "version 1");
	IS_MEM(p + 348, zero, 254, "no UMID, nothing reserved");
	IS_MEM(p + 602, "A=PCM,F=44100,W=16,M=stereo,T=premaster\r\n\0", 42, "history");
	p = chunk(&b, &at, "fmt ", &length);
	IS_INT(length, 16, "plain PCM");
	IS_MEM(p, fmt, 16, "44.1 kHz, 16 bit, stereo");
	p = chunk(&b, &at, "LIST", &length);
	IS_INT(length, sizeof(info), "tags");
	IS_MEM(p, info, sizeof(info), "as written out here");
	p = chunk(&b, &at, "axml", &length);
	OK(p[length - 1] == '>' || p[length - 1] == ' ', "axml");
	IS_INT(at + 8, b.length_bytes, "data comes last");
	IS_MEM(b.data + at, "data\xa0\x0f\0\0", 8, "4000 bytes");
	pm_buf_release(&b);
}

/* The recommended document of the vectors is ours, for their code. */
static void test_axml(void)
{
	const char *shared = tap_shared();
	char path[1024], line[4096], *tab;
	struct pm_buf b;
	FILE *f = NULL;
	int found = 0;

	pm_buf_init(&b);
	pm_axml_isrc(&b, "AA6Q72000047");
	if (shared) {
		snprintf(path, sizeof(path), "%s/vectors/axml_isrc.tsv", shared);
		f = fopen(path, "r");
	}
	while (f && fgets(line, sizeof(line), f)) {
		if (strncmp(line, "write form (recommended)\t", 25) != 0)
			continue;
		tab = strchr(line + 25, '\t');
		if (tab)
			*tab = 0;
		IS_STR(pm_buf_str(&b), line + 25, "the recommended axml");
		found = 1;
	}
	if (!f)
		SKIP("no vectors", "the recommended axml");
	else
		OK(found, "the vectors have it");
	if (f)
		fclose(f);
	pm_buf_release(&b);
}

static void write_file(struct pm_out *out, const char *name, enum pm_encoding encoding, const uint8_t *pcm, size_t samples)
{
	struct pm_error err = { PM_OK, "" };
	struct pm_out_file *file;
	struct pm_encoder *e;
	size_t at, n;

	if (pm_out_create(out, name, 0, &file, &err) != PM_OK)
		exit(99);
	IS_INT(pm_encoder_new(&e, encoding, file, samples, &tags, &err), PM_OK, name);
	for (at = 0; at < samples; at += n) {
		n = samples - at < 5001 ? samples - at : 5001;
		if (pm_encoder_add(e, pcm + at * 4, n, &err) != PM_OK)
			OK(0, "samples");
	}
	IS_INT(pm_encoder_add(e, pcm, 1, NULL), PM_E_RANGE, "one more than announced");
	IS_INT(pm_encoder_end(e, &err), PM_OK, "end");
	IS_INT(pm_out_close(file, &err), PM_OK, "close");
	if (err.message[0])
		printf("# %s\n", err.message);
}

static void read_file(const char *name, const uint8_t *pcm, size_t samples)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);
	struct pm_master *m = NULL;
	struct pm_diags diags;
	uint8_t *back = malloc(samples * 4 + 4);
	uint32_t file;

	pm_diags_init(&diags);
	if (!disc || !back || pm_disc_add_file(disc, name, PM_FILE_MASTER, pm_pos_none(), &file) != PM_OK)
		exit(99);
	disc->file[file].path = pm_path_join(folder, name);
	IS_INT(pm_audio_probe(disc, NULL, &diags, NULL), PM_OK, "probed");
	IS_INT(diags.count, 0, "nothing to complain of");
	IS_INT(disc->file[file].length_samples, samples, "all samples");
	if (pm_master_open(&m, &disc->file[file], NULL) != PM_OK || pm_master_read(m, 0, back, samples, NULL) != PM_OK)
		OK(0, "read");
	IS_MEM(back, pcm, samples * 4, name);
	pm_master_close(m);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	free(back);
}

static void test_files(void)
{
	static const size_t lengths[] = { 588, 588 * 75 * 12 };
	static const char *const names[] = { "a.wav", "b.wav", "a.flac", "b.flac", "c.flac", NULL };
	char target[64];
	struct pm_error err = { PM_OK, "" };
	struct pm_out *out;
	uint8_t *pcm = malloc(lengths[1] * 4);
	uint32_t seed = 1;
	size_t i;

	if (!pcm)
		exit(99);
	for (i = 0; i < lengths[1] * 4; i++) {
		seed = seed * 1664525u + 1013904223u;
		pcm[i] = (uint8_t)(i % 2 ? (seed >> 29) : seed >> 24);
	}
	snprintf(target, sizeof(target), "%s", folder);
	if (pm_out_begin(&out, target, 0, names, &err) != PM_OK)
		exit(99);
	write_file(out, "a.wav", PM_ENCODE_WAV, pcm, lengths[0]);
	write_file(out, "b.wav", PM_ENCODE_WAV, pcm, lengths[1]);
	write_file(out, "a.flac", PM_ENCODE_FLAC, pcm, lengths[0]);
	write_file(out, "b.flac", PM_ENCODE_FLAC, pcm, lengths[1]);
	write_file(out, "c.flac", PM_ENCODE_FLAC, pcm, lengths[1]);
	IS_INT(pm_out_commit(out, &err), PM_OK, "put into place");
	read_file("a.wav", pcm, lengths[0]);
	read_file("b.wav", pcm, lengths[1]);
	read_file("a.flac", pcm, lengths[0]);
	read_file("b.flac", pcm, lengths[1]);
	for (i = 0; i < 5; i++) {
		char *path = pm_path_join(folder, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(folder);
	free(pcm);
}

static void test_refused(void)
{
	struct pm_encoder *e = NULL;

	IS_INT(pm_encoder_new(&e, PM_ENCODE_WAV, NULL, UINT32_MAX / 4, &tags, NULL), PM_E_RANGE, "more than 32 bits hold");
	OK(!e, "nothing is made");
	pm_encoder_free(NULL);
	IS_INT(pm_encoder_end(NULL, NULL), PM_OK, "the end of nothing");
}

int main(void)
{
	if (!mkdtemp(folder))
		return 99;
	test_head();
	test_axml();
	test_files();
	test_refused();
	return tap_done();
}
