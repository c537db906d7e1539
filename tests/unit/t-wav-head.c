/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-wav-head.c - the bytes before the first sample of a WAV, written out: EBU Tech 3285 (bext), EBU Tech 3352 (axml), Microsoft's RIFF. */
#include "audio/encode.h"
#include "base/bytes.h"
#include "tests/tap.h"

static const uint8_t zero[640];

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
	static const struct pm_tags tags = {.title = "\xc3\x89t\xc3\xa9", .artist = "The Lights", .album = "Harbour", .isrc = "ZZXYZ2600002", .track = 2,
		                            .track_total = 3, .at_samples = 0x100000005ull, .composer = "Ada", .barcode = "0012345678905"};
	static const uint8_t fmt[16] = {1, 0, 2, 0, 0x44, 0xac, 0, 0, 0x10, 0xb1, 2, 0, 4, 0, 16, 0};
	static const char info[] = "INFO"
	                           "INAM\6\0\0\0\xc3\x89t\xc3\xa9\0"
	                           "IART\14\0\0\0The Lights\0\0"
	                           "IPRD\10\0\0\0Harbour\0"
	                           "ITRK\4\0\0\0" "2/3\0"
	                           "ISFT\12\0\0\0premaster"; /* its NUL is the literal's own */
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
	IS_MEM(p + 16, zero, 240, "filled up");
	IS_MEM(p + 256, "premaster", 9, "originator");
	IS_MEM(p + 265, zero, 23, "filled up");
	IS_MEM(p + 288, "ZZXYZ2600002", 12, "reference");
	IS_MEM(p + 300, zero, 20, "filled up");
	IS_MEM(p + 320, zero, 18, "no date, no time");
	IS_MEM(p + 338, "\5\0\0\0\1\0\0\0", 8, "time reference, the low half first");
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

/* Nothing is known: no axml, and only what is always there. */
static void test_bare(void)
{
	static const char info[] = "INFOITRK\4\0\0\0" "0/0\0ISFT\12\0\0\0premaster";
	static const struct pm_tags tags = {.title = "", .isrc = "", .album = NULL};
	struct pm_buf b;
	const uint8_t *p;
	uint32_t length;
	size_t at = 12;

	pm_buf_init(&b);
	pm_wav_head(&b, 0, &tags);
	(void)chunk(&b, &at, "JUNK", &length);
	p = chunk(&b, &at, "bext", &length);
	IS_MEM(p, zero, 256, "no description");
	IS_MEM(p + 288, zero, 32, "no reference");
	IS_MEM(p + 338, zero, 8, "from the first sample");
	(void)chunk(&b, &at, "fmt ", &length);
	p = chunk(&b, &at, "LIST", &length);
	IS_INT(length, sizeof(info), "two tags");
	IS_MEM(p, info, sizeof(info), "track number and software");
	IS_MEM(b.data + at, "data\0\0\0\0", 8, "no audio, and no axml before it");
	IS_INT(at + 8, b.length_bytes, "and nothing behind");
	IS_INT(pm_get_le32((const uint8_t *)b.data + 4), b.length_bytes - 8, "size");
	pm_buf_release(&b);
}

/* Every tag that INFO has a place for, of odd and even lengths; the artist of the album where the track has none. */
static void test_info(void)
{
	static const struct pm_tags tags = {.title = "a", .album_artist = "bb", .album = "ccc", .date = "2026", .genre = "Noh", .message = "x",
		                            .songwriter = "s", .composer = "c", .arranger = "r", .label = "l", .catalogue = "k", .track = 99,
		                            .track_total = 99, .isrc = "AA6Q72000047"};
	static const char info[] = "INFO"
	                           "INAM\2\0\0\0a\0"
	                           "IART\4\0\0\0bb\0\0"
	                           "IPRD\4\0\0\0ccc\0"
	                           "ITRK\6\0\0\0" "99/99\0"
	                           "ICRD\6\0\0\0" "2026\0\0"
	                           "IGNR\4\0\0\0Noh\0"
	                           "ICMT\2\0\0\0x\0"
	                           "ISFT\12\0\0\0premaster";
	struct pm_buf b;
	const uint8_t *p;
	uint32_t length;
	size_t at = 12;

	pm_buf_init(&b);
	pm_wav_head(&b, 1, &tags);
	(void)chunk(&b, &at, "JUNK", &length);
	p = chunk(&b, &at, "bext", &length);
	IS_MEM(p, "a\0", 2, "a description of the title alone");
	(void)chunk(&b, &at, "fmt ", &length);
	p = chunk(&b, &at, "LIST", &length);
	IS_INT(length, sizeof(info), "all tags");
	IS_MEM(p, info, sizeof(info), "as written out here");
	pm_buf_release(&b);
}

static void described(const char *artist, const char *title, const char *want, size_t n, const char *name)
{
	const struct pm_tags tags = {.artist = artist, .title = title};
	struct pm_buf b;

	pm_buf_init(&b);
	pm_wav_head(&b, 0, &tags);
	/* Behind RIFF's twelve bytes, JUNK's 36 and bext's head. */
	IS_MEM(b.data + 12 + 36 + 8, want, n, name);
	pm_buf_release(&b);
}

/* bext's description is 256 bytes of ASCII, ended by a zero only where it is shorter. */
static void test_description(void)
{
	char text[300], want[256];

	described("A", NULL, "A\0", 2, "the artist alone");
	described("A", "B", "A - B\0", 6, "artist and title");
	described(NULL, "It\xE2\x80\x99s \xE2\x80\xA6 \xC3\xA9\x07\x7F", "It's ... ???\0", 13, "plain characters where there are some, else ?");
	memset(text, 'x', sizeof(text));
	memset(want, 'x', sizeof(want));
	text[255] = '\0';
	want[255] = '\0';
	described(NULL, text, want, 256, "255 characters and their zero");
	text[255] = 'x';
	text[256] = '\0';
	want[255] = 'x';
	described(NULL, text, want, 256, "256 fill the field");
	text[256] = 'x';
	text[257] = '\0';
	described(NULL, text, want, 256, "257 are cut");
	described(NULL, text, "x", 1, "and run over nothing");
	{
		const struct pm_tags tags = {.title = text};
		struct pm_buf b;

		pm_buf_init(&b);
		pm_wav_head(&b, 0, &tags);
		IS_MEM(b.data + 12 + 36 + 8 + 256, "premaster\0", 10, "the next field is where it should be");
		pm_buf_release(&b);
	}
}

/* The sizes of a disc of 99:59:74, and the most that encode.h takes. */
static void test_sizes(void)
{
	static const struct pm_tags tags = {.track = 1};
	static const struct {
		uint64_t samples;
		uint32_t data_bytes;
	} rows[] = {{1, 4}, {449999ull * 588, 1058397648u}, {(UINT32_MAX - (1u << 20)) / 4, 4293918716u}};
	struct pm_buf b;
	size_t i;

	for (i = 0; i < 3; i++) {
		pm_buf_init(&b);
		pm_wav_head(&b, rows[i].samples, &tags);
		IS_INT(pm_get_le32((const uint8_t *)b.data + b.length_bytes - 4), rows[i].data_bytes, "bytes of audio");
		IS_INT((uint64_t)pm_get_le32((const uint8_t *)b.data + 4) + 8, (uint64_t)b.length_bytes + rows[i].data_bytes, "bytes of the file");
		pm_buf_release(&b);
	}
}

static void test_appends(void)
{
	static const struct pm_tags tags = {.track = 1};
	struct pm_buf b;

	pm_buf_init(&b);
	pm_buf_add_str(&b, "abc");
	pm_wav_head(&b, 5, &tags);
	IS_MEM(b.data, "abcRIFF", 7, "behind what is there");
	IS_INT(pm_get_le32((const uint8_t *)b.data + 7), b.length_bytes - 3 - 8 + 20, "which is not counted");
	pm_buf_release(&b);
}

/* The recommended document of the vectors is ours, for their code; in a file it is of even length, a blank behind it. */
static void test_axml(void)
{
	static const struct pm_tags tags = {.isrc = "AA6Q72000047"};
	const char *shared = tap_shared();
	char path[1024], line[4096], *tab;
	struct pm_buf b, whole;
	FILE *f = NULL;
	int found = 0;
	size_t n;

	pm_buf_init(&b);
	pm_buf_init(&whole);
	pm_axml_isrc(&b, "AA6Q72000047");
	pm_wav_head(&whole, 0, &tags);
	n = (b.length_bytes + 1) / 2 * 2;
	OK(whole.length_bytes > n + 16 && memcmp(whole.data + whole.length_bytes - 8 - n, b.data, b.length_bytes) == 0 &&
		   pm_get_le32((const uint8_t *)whole.data + whole.length_bytes - 8 - n - 4) == n &&
		   memcmp(whole.data + whole.length_bytes - 8 - n - 8, "axml", 4) == 0,
	   "the last chunk before the audio");
	OK(n == b.length_bytes || whole.data[whole.length_bytes - 9] == ' ', "made even with a blank");
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
	pm_buf_release(&whole);
}

int main(void)
{
	test_head();
	test_bare();
	test_info();
	test_description();
	test_sizes();
	test_appends();
	test_axml();
	return tap_done();
}
