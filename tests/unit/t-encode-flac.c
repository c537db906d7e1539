/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-encode-flac.c - a FLAC file taken apart as RFC 9639 has it: STREAMINFO with the MD5 of the samples, the comments, the seek table; and writes that
 * fail.  The MD5 is OpenSSL's.  That the samples come back is shown in t-encode-audio.
 */
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "audio/encode.h"
#include "audio/master.h"
#include "base/bytes.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/source.h"
#include "tests/tap.h"

static char folder[] = "/tmp/t-encode-flac-XXXXXX";
static char *target;

static uint8_t *noise(size_t samples)
{
	uint8_t *pcm = malloc(samples * 4 + 4);
	uint32_t seed = 1;
	size_t i;

	if (!pcm)
		exit(99);
	for (i = 0; i < samples * 4; i++) {
		seed = seed * 1664525u + 1013904223u;
		pcm[i] = (uint8_t)(i % 2 ? (seed >> 29) - 4 : seed >> 24);
	}
	return pcm;
}

/* Encodes into target/x.flac; *data is to be freed. */
static size_t encode(const uint8_t *pcm, size_t samples, size_t step, const struct pm_tags *tags, uint8_t **data)
{
	static const char *const names[] = {"x.flac", NULL};
	struct pm_flac_encoder *e = NULL;
	struct pm_error err = {PM_OK, ""};
	struct pm_out_file *file;
	struct pm_out *out;
	size_t at, n, length = 0;
	char *path = pm_path_join(target, "x.flac");

	*data = NULL;
	if (pm_out_begin(&out, target, 1, names, &err) != PM_OK || pm_out_create(out, "x.flac", 0, &file, &err) != PM_OK)
		exit(99);
	IS_INT(pm_flac_encoder_new(&e, file, samples, tags, &err), PM_OK, "begins");
	for (at = 0; at < samples; at += n) {
		n = samples - at < step ? samples - at : step;
		if (pm_flac_encoder_add(e, pcm + at * 4, n, &err) != PM_OK)
			OK(0, "samples");
	}
	IS_INT(pm_flac_encoder_end(e, &err), PM_OK, "ends");
	pm_flac_encoder_free(e);
	IS_INT(pm_out_close(file, &err), PM_OK, "closes");
	IS_INT(pm_out_commit(out, &err), PM_OK, "in place");
	if (pm_file_read(path, 1 << 24, data, &length, &err) != PM_OK)
		printf("# %s\n", err.message);
	unlink(path);
	rmdir(target);
	free(path);
	return length;
}

/* The first metadata block of a type; its length in *length. */
static const uint8_t *block(const uint8_t *data, size_t n, unsigned type, uint32_t *length)
{
	size_t at = 4;
	int last = 0;

	while (!last && at + 4 <= n) {
		last = data[at] >> 7;
		*length = (uint32_t)data[at + 1] << 16 | (uint32_t)data[at + 2] << 8 | data[at + 3];
		if ((data[at] & 0x7Fu) == type)
			return data + at + 4;
		at += 4 + *length;
	}
	*length = 0;
	return NULL;
}

static void is_md5(const uint8_t *got, const uint8_t *pcm, size_t n)
{
	char want[PM_DIGEST_HEX_BYTES], hex[33];
	int i;

	for (i = 0; i < 16; i++)
		snprintf(hex + i * 2, 3, "%02x", got[i]);
	if (pm_digest_of(PM_MD5, pcm, n, want) != PM_OK)
		exit(99);
	IS_STR(hex, want, "the MD5 of the samples");
}

static void test_streaminfo(void)
{
	static const struct pm_tags tags = {.title = "t", .track = 1, .track_total = 1};
	static const size_t lengths[] = {1, 588, 4096, 4097, 529200};
	uint8_t *pcm = noise(529200), *data;
	const uint8_t *p;
	uint32_t length;
	size_t i, n;

	for (i = 0; i < 5; i++) {
		n = encode(pcm, lengths[i], i % 2 ? 588 : 10000, &tags, &data);
		OK(n > 42 && memcmp(data, "fLaC", 4) == 0 && (data[4] & 0x7F) == 0, "STREAMINFO is first");
		p = block(data, n, 0, &length);
		IS_INT(length, 34, "of 34 bytes");
		/* 44100 in 20 bits, two channels less one in 3, 16 bits less one in 5: 0AC44h, 001, 01111. */
		OK(p[10] == 0x0A && p[11] == 0xC4 && p[12] == 0x42 && p[13] >> 4 == 0x0F, "44.1 kHz, stereo, 16 bits");
		IS_INT((uint64_t)(p[13] & 15) << 32 | pm_get_be32(p + 14), lengths[i], "every sample is counted");
		is_md5(p + 18, pcm, lengths[i] * 4);
		free(data);
	}
	free(pcm);
}

/* Vorbis comments are little-endian: a vendor's name, a count, then each with its length. */
static size_t comments(const uint8_t *data, size_t n, const char **list, size_t *lengths, size_t max)
{
	uint32_t length, at, count, i;
	const uint8_t *p = block(data, n, 4, &length);

	if (!p)
		return 0;
	at = 4 + pm_get_le32(p);
	count = pm_get_le32(p + at);
	at += 4;
	for (i = 0; i < count && i < max; i++) {
		lengths[i] = pm_get_le32(p + at);
		list[i] = (const char *)p + at + 4;
		at += 4 + (uint32_t)lengths[i];
	}
	IS_INT(at, length, "comments to the end of their block");
	return count;
}

static void are_comments(const struct pm_tags *tags, const char *const *want, size_t want_count, const char *name)
{
	static const uint8_t pcm[588 * 4];
	const char *list[32];
	size_t lengths[32], count, i, n;
	uint8_t *data;

	n = encode(pcm, 588, 588, tags, &data);
	count = comments(data, n, list, lengths, 32);
	IS_INT(count, want_count, name);
	for (i = 0; i < count && i < want_count; i++)
		if (!OK(lengths[i] == strlen(want[i]) && memcmp(list[i], want[i], lengths[i]) == 0, want[i]))
			printf("# got %.*s\n", (int)lengths[i], list[i]);
	free(data);
}

static void test_comments(void)
{
	static const struct pm_tags full = {.title = "\xC3\x89t\xC3\xA9", .artist = "A", .album = "B", .album_artist = "C", .songwriter = "D",
		                            .composer = "E", .arranger = "F", .message = "G=H", .genre = "I", .isrc = "ZZXYZ2600001",
		                            .barcode = "0012345678905", .catalogue = "HARBOUR-001", .label = "L", .date = "2026", .track = 7,
		                            .track_total = 12, .pre_emphasis = 1};
	static const char *const all[] = {"TITLE=\xC3\x89t\xC3\xA9", "ARTIST=A", "ALBUM=B", "ALBUMARTIST=C", "TRACKNUMBER=7", "TRACKTOTAL=12",
		                          "ISRC=ZZXYZ2600001", "BARCODE=0012345678905", "CATALOGNUMBER=HARBOUR-001", "LABEL=L", "DATE=2026", "GENRE=I",
		                          "COMPOSER=E", "SONGWRITER=D", "ARRANGER=F", "COMMENT=G=H", "PRE_EMPHASIS=1"};
	static const struct pm_tags bare = {.title = "", .artist = NULL};
	static const char *const numbers[] = {"TRACKNUMBER=0", "TRACKTOTAL=0"};
	/* Characters that Unicode has none for: libFLAC refuses the two that end its first plane. */
	static const struct pm_tags odd = {.title = "a\xEF\xBF\xBF\xEF\xBF\xBEz", .track = 1, .track_total = 1};
	static const char *const odd_list[] = {"TITLE=a\xEF\xBF\xBD\xEF\xBF\xBDz", "TRACKNUMBER=1", "TRACKTOTAL=1"};

	are_comments(&full, all, 17, "every tag");
	are_comments(&bare, numbers, 2, "what is not known is not there");
	are_comments(&odd, odd_list, 3, "a title that libFLAC would not take");
}

/* A point every ten seconds: the frame that holds that sample.  441000 / 4096 = 107.7. */
static void test_seek_table(void)
{
	static const struct pm_tags tags = {.track = 1, .track_total = 1};
	uint8_t *pcm = noise(529200), *data;
	const uint8_t *p;
	uint32_t length;
	size_t n = encode(pcm, 529200, 44100, &tags, &data);

	p = block(data, n, 3, &length);
	IS_INT(length, 36, "12 seconds: two points");
	if (length == 36) {
		IS_MEM(p, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0", 18, "sample 0, at the first frame, of 4096 samples");
		OK(pm_get_be32(p + 18) == 0 && pm_get_be32(p + 22) == 107 * 4096, "the frame that holds sample 441000");
		OK(pm_get_be32(p + 26) == 0 && pm_get_be32(p + 30) > 100000 && pm_get_be32(p + 30) < n && pm_get_be16(p + 34) == 4096, "with its place");
	}
	free(data);
	n = encode(pcm, 441000, 44100, &tags, &data);
	(void)block(data, n, 3, &length);
	IS_INT(length, 18, "ten seconds: one point");
	free(data);
	n = encode(pcm, 0, 44100, &tags, &data);
	OK(!block(data, n, 3, &length) && block(data, n, 0, &length), "no samples: no seek table");
	free(data);
	free(pcm);
}

/* The same input, the same bytes, in whatever portions it comes. */
static void test_portions(void)
{
	static const struct pm_tags tags = {.title = "t", .track = 1, .track_total = 1};
	uint8_t *pcm = noise(20000), *one, *two;
	size_t n = encode(pcm, 20000, 20000, &tags, &one), m = encode(pcm, 20000, 1, &tags, &two);

	OK(n == m && memcmp(one, two, n) == 0, "all at once or one by one");
	free(one);
	free(two);
	free(pcm);
}

/* No room, at the header, in the middle and at the end, where libFLAC goes back to the header. */
static void no_room(size_t limit, int want_new, int want_add, int want_end, const char *name)
{
	static const struct pm_tags tags = {.title = "t", .track = 1, .track_total = 1};
	struct pm_flac_encoder *e = NULL;
	struct pm_error err = {PM_OK, ""};
	struct pm_out_file *file;
	struct rlimit old, small;
	struct pm_out *out;
	uint8_t *pcm = noise(100000);
	int status;

	if (pm_out_begin(&out, target, 0, NULL, &err) != PM_OK || pm_out_create(out, "x.flac", 0, &file, &err) != PM_OK)
		exit(99);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = limit;
	setrlimit(RLIMIT_FSIZE, &small);
	status = pm_flac_encoder_new(&e, file, 100000, &tags, &err);
	IS_INT(status, want_new, name);
	if (status == PM_OK) {
		status = pm_flac_encoder_add(e, pcm, 100000, &err);
		IS_INT(status, want_add, "then samples");
		status = pm_flac_encoder_end(e, &err);
		IS_INT(status, want_end, "then the end");
	} else {
		OK(!e, "nothing is made");
	}
	pm_flac_encoder_free(e);
	setrlimit(RLIMIT_FSIZE, &old);
	OK(strstr(err.message, "cannot write '") && strstr(err.message, "x.flac'"), "the file's own failure is what is told");
	IS_INT(pm_out_close(file, NULL), PM_E_IO, "and the file has failed");
	pm_out_abort(out);
	free(pcm);
}

static void test_no_room(void)
{
	signal(SIGXFSZ, SIG_IGN);
	no_room(2, PM_E_IO, 0, 0, "no room for the header");
	no_room(30000, PM_OK, PM_E_IO, PM_E_IO, "no room in the middle");
}

/* An encoder given up halfway leaves nothing behind but a file that is taken away. */
static void test_given_up(void)
{
	static const struct pm_tags tags = {.track = 1};
	static const uint8_t pcm[588 * 4];
	struct pm_flac_encoder *e = NULL;
	struct pm_out_file *file;
	struct pm_out *out;

	if (pm_out_begin(&out, target, 0, NULL, NULL) != PM_OK || pm_out_create(out, "x.flac", 0, &file, NULL) != PM_OK)
		exit(99);
	IS_INT(pm_flac_encoder_new(&e, file, 1176, &tags, NULL), PM_OK, "begun");
	IS_INT(pm_flac_encoder_add(e, pcm, 588, NULL), PM_OK, "half of it");
	pm_flac_encoder_free(e);
	pm_flac_encoder_free(NULL);
	IS_INT(pm_out_close(file, NULL), PM_OK, "the file can be closed");
	pm_out_abort(out);
	OK(access(target, F_OK) != 0, "nothing is left");
}

int main(void)
{
	if (!mkdtemp(folder))
		return 99;
	target = pm_path_join(folder, "set");
	test_streaminfo();
	test_comments();
	test_seek_table();
	test_portions();
	test_no_room();
	test_given_up();
	free(target);
	rmdir(folder);
	return tap_done();
}
