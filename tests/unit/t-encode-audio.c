/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-encode-audio.c - encode.c (the name t-encode is CD-Text's): WAV and FLAC files written and read back, and what is refused. */
#include <unistd.h>

#include "audio/encode.h"
#include "audio/master.h"
#include "base/path.h"
#include "disc/msf.h"
#include "tests/tap.h"

static char folder[] = "/tmp/t-encode-XXXXXX";

static const struct pm_tags tags = { .title = "\xc3\x89t\xc3\xa9", .artist = "The Lights", .album = "Harbour", .isrc = "ZZXYZ2600002", .track = 2,
	                             .track_total = 3, .at_samples = 0x100000005ull, .composer = "Ada", .barcode = "0012345678905" };

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

/* Fewer samples than announced: the file is not whole, and says so. */
static void test_too_few(enum pm_encoding encoding)
{
	static const uint8_t pcm[8];
	struct pm_error err = {PM_OK, ""};
	struct pm_encoder *e = NULL;
	struct pm_out_file *file;
	struct pm_out *out;
	char target[80];

	snprintf(target, sizeof(target), "%s-few", folder);
	if (pm_out_begin(&out, target, 0, NULL, NULL) != PM_OK || pm_out_create(out, "x", 0, &file, NULL) != PM_OK)
		exit(99);
	IS_INT(pm_encoder_new(&e, encoding, file, 3, &tags, &err), PM_OK, "three are announced");
	IS_INT(pm_encoder_add(e, pcm, 2, &err), PM_OK, "two come");
	IS_INT(pm_encoder_end(e, &err), PM_E_RANGE, "that is an error");
	IS_STR(err.message, "fewer samples than were announced", "which is told");
	IS_INT(pm_out_close(file, NULL), PM_OK, "the file can be closed");
	pm_out_abort(out);
	IS_STR(pm_encoding_extension(encoding), encoding == PM_ENCODE_FLAC ? "flac" : "wav", "how such files are called");
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
	test_files();
	test_too_few(PM_ENCODE_WAV);
	test_too_few(PM_ENCODE_FLAC);
	test_refused();
	return tap_done();
}
