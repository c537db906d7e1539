/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-chunk.c - the chunk walk over headers built by hand: RIFF, RIFX, RF64, BW64 and Wave64, every defect of audiofiles.md 1.1, every truncation. */
#include "audio/chunk.h"
#include "tests/unit/audio-files.h"

static const uint8_t pcm[40] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

static void test_plain(void)
{
	struct blob b = {0};
	struct pm_walk w;

	put_wav(&b, pcm, 40);
	w = walk(&b);
	IS_INT(w.container, PM_CONTAINER_WAV, "RIFF WAVE");
	IS_INT(w.coding, PM_CODING_PCM, "PCM");
	IS_INT(w.rate_hz, 44100, "rate");
	IS_INT(w.channels, 2, "channels");
	IS_INT(w.container_bits, 16, "bits");
	IS_INT(w.valid_bits, 16, "valid bits");
	IS_INT(w.data_bytes_at, 44, "data behind the 44-byte header");
	IS_INT(w.frame_count, 10, "frames");
	IS_INT(w.defect_count, 0, "no defect");
	blob_free(&b);

	begin_riff(&b);
	put_fmt_ext(&b, 1, 2, 48000, 8, 32, 24);
	put_chunk(&b, "fact", pcm, 4);
	put_chunk(&b, "data", pcm, 16);
	put_chunk(&b, "id3 ", pcm, 10);
	end_riff(&b);
	w = walk(&b);
	IS_INT(w.coding, PM_CODING_PCM, "EXTENSIBLE PCM");
	IS_INT(w.container_bits, 32, "24 in 32: container");
	IS_INT(w.valid_bits, 24, "24 in 32: valid");
	IS_INT(w.frame_count, 2, "24 in 32: frames");
	IS_INT(w.defect_count, 0, "24 in 32: no defect");
	b.data[44]++; /* sub-format to 2: Microsoft ADPCM */
	w = walk(&b);
	IS_INT(w.coding, PM_CODING_LOSSY, "the tag behind EXTENSIBLE decides");
	IS_STR(w.coding_name, "Microsoft ADPCM", "and is named");
	b.data[44]--;
	b.data[48]++; /* another GUID */
	w = walk(&b);
	IS_INT(w.coding, PM_CODING_UNKNOWN, "a foreign GUID is no PCM");
	blob_free(&b);

	begin_riff(&b);
	put_fmt(&b, 3, 2, 96000, 8, 32);
	put_chunk(&b, "data", pcm, 40);
	end_riff(&b);
	w = walk(&b);
	IS_INT(w.coding, PM_CODING_FLOAT, "float");
	IS_INT(w.frame_count, 5, "float frames");
	blob_free(&b);
}

static void test_rifx(void)
{
	struct blob b = {0};
	struct pm_walk w;

	put_text(&b, "RIFX");
	put_be(&b, 36 + 8, 4);
	put_text(&b, "WAVEfmt ");
	put_be(&b, 16, 4);
	put_be(&b, 1, 2);
	put_be(&b, 2, 2);
	put_be(&b, 44100, 4);
	put_be(&b, 176400, 4);
	put_be(&b, 4, 2);
	put_be(&b, 16, 2);
	put_text(&b, "data");
	put_be(&b, 8, 4);
	put(&b, pcm, 8);
	w = walk(&b);
	IS_INT(w.container, PM_CONTAINER_RIFX, "RIFX");
	IS_INT(w.big_endian, 1, "big-endian");
	IS_INT(w.frame_count, 2, "RIFX frames");
	IS_INT(w.defect_count, 0, "RIFX clean");
	blob_free(&b);
}

/* EXTENSIBLE in RIFX: what stands where the GUID of PCM belongs, as three kinds of writers have it. */
static void test_rifx_extensible(void)
{
	static const uint8_t guid[4][16] = {
		{0, 0, 0, 1, 0, 0, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71}, /* every field big-endian */
		{1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71}, /* as in RIFF */
		{0, 1, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71}, /* a 16-bit tag, then as in RIFF */
		{0, 0, 0, 1, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71}, /* a 32-bit tag, then as in RIFF */
	};
	struct pm_walk w;
	size_t i;

	for (i = 0; i < 4; i++) {
		struct blob b = {0};

		put_text(&b, "RIFX");
		put_be(&b, 4 + 48 + 8 + 12, 4);
		put_text(&b, "WAVEfmt ");
		put_be(&b, 40, 4);
		put_be(&b, 0xfffe, 2);
		put_be(&b, 2, 2);
		put_be(&b, 44100, 4);
		put_be(&b, 44100 * 6, 4);
		put_be(&b, 6, 2);
		put_be(&b, 24, 2);
		put_be(&b, 22, 2);
		put_be(&b, 24, 2);
		put_be(&b, 3, 4);
		put(&b, guid[i], 16);
		put_text(&b, "data");
		put_be(&b, 12, 4);
		put(&b, pcm, 12);
		w = walk(&b);
		IS_INT(w.coding, PM_CODING_PCM, "RIFX EXTENSIBLE is PCM");
		IS_INT(w.frame_count, 2, "with its frames");
		IS_INT(w.defect_count, 0, "and no defect");
		blob_free(&b);
	}
}

static void put_64(struct blob *b, const char *magic, uint64_t data_bytes, size_t there)
{
	put_text(b, magic);
	put_le(b, 0xFFFFFFFF, 4);
	put_text(b, "WAVEds64");
	put_le(b, 28, 4);
	put_le(b, 72 + data_bytes, 8);
	put_le(b, data_bytes, 8);
	put_le(b, data_bytes / 4, 8);
	put_le(b, 0, 4);
	put_chunk(b, "bext", pcm, 7); /* odd: libsndfile loses its way here */
	put_fmt(b, 1, 2, 44100, 4, 16);
	put_text(b, "data");
	put_le(b, 0xFFFFFFFF, 4);
	put(b, NULL, there);
}

static void test_64(void)
{
	struct blob b = {0};
	struct pm_walk w;

	put_64(&b, "RF64", 40, 40);
	w = walk(&b);
	IS_INT(w.container, PM_CONTAINER_RF64, "RF64");
	IS_INT(w.frame_count, 10, "RF64 length from ds64");
	IS_INT(w.defect_count, 0, "RF64 clean, odd chunk padded");
	blob_free(&b);
	put_64(&b, "BW64", 40, 40);
	w = walk(&b);
	IS_INT(w.container, PM_CONTAINER_BW64, "BW64");
	IS_INT(w.frame_count, 10, "BW64 length");
	blob_free(&b);
	put_64(&b, "RF64", UINT64_C(0x7FFFFFFFFFFFFFF0), 40);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_TRUNCATED), "a ds64 size beyond the file is a truncation");
	IS_INT(w.frame_count, 10, "what is there is counted");
	blob_free(&b);
	put_64(&b, "RF64", UINT64_MAX, 40);
	w = walk(&b);
	IS_INT(w.frame_count, 10, "a ds64 size of all ones does not overflow");
	blob_free(&b);
	begin_riff(&b);
	memcpy(b.data, "RF64", 4);
	put_fmt(&b, 1, 2, 44100, 4, 16);
	put_chunk(&b, "data", pcm, 8);
	end_riff(&b);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_DS64), "RF64 without ds64");
	blob_free(&b);
}

static void put_guid(struct blob *b, const char *id)
{
	static const uint8_t riff[12] = {0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00};
	static const uint8_t rest[12] = {0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A};

	put_text(b, id);
	put(b, strcmp(id, "riff") == 0 ? riff : rest, 12);
}

static void test_w64(void)
{
	struct blob b = {0};
	struct pm_walk w;

	put_guid(&b, "riff");
	put_le(&b, 40 + 40 + 32 + 24 + 20, 8);
	put_guid(&b, "wave");
	put_guid(&b, "fmt ");
	put_le(&b, 40, 8);
	put_le(&b, 1, 2);
	put_le(&b, 2, 2);
	put_le(&b, 44100, 4);
	put_le(&b, 176400, 4);
	put_le(&b, 4, 2);
	put_le(&b, 16, 2);
	put_guid(&b, "fact");
	put_le(&b, 28, 8); /* 4 bytes, then 4 up to the next multiple of 8 */
	put_le(&b, 5, 4);
	put_le(&b, 0, 4);
	put_guid(&b, "data");
	put_le(&b, 24 + 20, 8);
	put(&b, pcm, 20);
	w = walk(&b);
	IS_INT(w.container, PM_CONTAINER_W64, "W64");
	IS_INT(w.frame_count, 5, "W64 frames");
	IS_INT(w.data_bytes_at, 40 + 40 + 32 + 24, "W64 data offset with alignment");
	IS_INT(w.defect_count, 0, "W64 clean");
	b.n -= 3;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_TRUNCATED), "W64 cut");
	IS_INT(w.frame_count, 4, "W64 cut: whole frames");
	blob_free(&b);
}

/* A Wave64 up to its format chunk. */
static void begin_w64(struct blob *b)
{
	put_guid(b, "riff");
	put_le(b, 0, 8);
	put_guid(b, "wave");
}

static void put_w64_format(struct blob *b)
{
	put_guid(b, "fmt ");
	put_le(b, 40, 8);
	put_le(b, 1, 2);
	put_le(b, 2, 2);
	put_le(b, 44100, 4);
	put_le(b, 176400, 4);
	put_le(b, 4, 2);
	put_le(b, 16, 2);
}

static void put_w64_data(struct blob *b, uint64_t size)
{
	put_guid(b, "data");
	put_le(b, size, 8);
	put(b, pcm, 24);
}

static int only(const struct pm_walk *w, enum pm_defect_kind kind, uint64_t got, uint64_t want)
{
	const struct pm_defect *d = pm_walk_defect(w, kind);

	if (d && w->defect_count == 1 && d->got == got && d->want == want)
		return 1;
	printf("# %zu defects, got %llu, want %llu\n", w->defect_count, d ? (unsigned long long)d->got : 0, d ? (unsigned long long)d->want : 0);
	return 0;
}

static void test_w64_defects(void)
{
	struct blob b = {0};
	struct pm_walk w;

	begin_w64(&b);
	put_w64_format(&b);
	put_w64_data(&b, 48);
	put_w64_data(&b, 48);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_TWO_DATA, 24, 0) && w.frame_count == 6, "Wave64: two data chunks");
	b.n -= 5;
	w = walk(&b);
	OK(only(&w, PM_DEFECT_TWO_DATA, 19, 0) && w.frame_count == 6, "Wave64: the second of them cut");
	blob_free(&b);
	begin_w64(&b);
	put_w64_data(&b, 48);
	put_w64_format(&b);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_DATA_FIRST, 0, 0) && w.frame_count == 6, "Wave64: data before format");
	blob_free(&b);
	begin_w64(&b);
	put_w64_format(&b);
	put_w64_data(&b, 0);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_SIZE_ZERO, 24, 0) && w.frame_count == 6, "Wave64: a recorder that stopped");
	b.data[40 + 40 + 16] = 23;
	w = walk(&b);
	OK(only(&w, PM_DEFECT_SIZE_ZERO, 24, 0), "Wave64: any size less than the head's own");
	b.data[40 + 40 + 16] = 24;
	w = walk(&b);
	/* 24 is the head alone: no samples; the 24 bytes behind are then read as a chunk's head. */
	OK(w.has_data && w.frame_count == 0 && !pm_walk_defect(&w, PM_DEFECT_SIZE_ZERO), "Wave64: 24 is an empty chunk");
	blob_free(&b);
	begin_w64(&b);
	put_w64_format(&b);
	put_w64_data(&b, 48);
	put_guid(&b, "LIST");
	put_le(&b, 23, 8);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_JUNK, 24, 0) && w.frame_count == 6, "Wave64: another chunk of no size");
	b.data[b.n - 8] = 30;
	w = walk(&b);
	OK(only(&w, PM_DEFECT_CHUNK_LONG, 0, 6) && w.frame_count == 6, "Wave64: a chunk that ends behind the file");
	memset(b.data + b.n - 8, 0xFF, 8);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_CHUNK_LONG) && w.frame_count == 6, "Wave64: a size of all ones");
	blob_free(&b);
	begin_w64(&b);
	put_w64_format(&b);
	put_w64_data(&b, UINT64_MAX);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_TRUNCATED) && w.frame_count == 6, "Wave64: audio of all ones");
	blob_free(&b);
}

/* Fields of the format chunk and what follows, that contradict each other. */
static void test_formats(void)
{
	struct blob b = {0};
	struct pm_walk w;

	begin_riff(&b);
	put_fmt(&b, 1, 2, 44100, 8, 24);
	put_chunk(&b, "data", pcm, 40);
	end_riff(&b);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_LOOSE_BITS, 24, 32) && w.container_bits == 32 && w.valid_bits == 24 && w.frame_count == 5, "24 bits in four bytes, not EXTENSIBLE");
	blob_free(&b);
	begin_riff(&b);
	put_fmt(&b, 1, 2, 44100, 4, 16);
	put_fmt(&b, 3, 1, 8000, 4, 32);
	put_chunk(&b, "data", pcm, 40);
	end_riff(&b);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_TWO_FORMATS, 16, 0) && w.coding == PM_CODING_PCM && w.rate_hz == 44100, "two formats: the first");
	blob_free(&b);
	begin_riff(&b);
	put_fmt_ext(&b, 1, 2, 44100, 6, 24, 25);
	put_chunk(&b, "data", pcm, 36);
	end_riff(&b);
	w = walk(&b);
	OK(only(&w, PM_DEFECT_VALID_BITS, 25, 24) && w.valid_bits == 24, "25 valid bits of 24");
	b.data[12 + 8 + 18] = 0;
	w = walk(&b);
	OK(only(&w, PM_DEFECT_VALID_BITS, 0, 24) && w.valid_bits == 24, "none");
	b.data[12 + 4] = 38;
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT) && pm_walk_defect(&w, PM_DEFECT_FORMAT_SHORT)->want == 40, "an EXTENSIBLE of 38 bytes");
	blob_free(&b);
	begin_riff(&b);
	memcpy(b.data, "BW64", 4);
	put_chunk(&b, "ds64", pcm, 24);
	put_fmt(&b, 1, 2, 44100, 4, 16);
	put_chunk(&b, "data", pcm, 40);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_DS64) && pm_walk_defect(&w, PM_DEFECT_DS64)->got == 24 && pm_walk_defect(&w, PM_DEFECT_DS64)->want == 28 &&
		   w.frame_count == 10,
	   "a ds64 of 24 bytes");
	blob_free(&b);
	IS_STR(pm_container_name(PM_CONTAINER_UNKNOWN), "unknown", "names of containers");
	IS_STR(pm_container_name(PM_CONTAINER_RF64), "RF64", "names of containers");
	IS_STR(pm_container_name(PM_CONTAINER_FLAC), "FLAC", "names of containers");
}

/* Every read of a walk that fails is the walk's failure, wherever it is. */
static void fails_everywhere(struct blob *b, const char *name)
{
	struct pm_bytes_in in = {b, b->n, fail_read};
	struct pm_walk w;
	size_t i, wrong = 0;
	int status;

	for (i = 0, status = PM_E_IO; status != PM_OK && i < 100; i++) {
		b->room = i;
		status = pm_walk_file(&w, &in);
		wrong += status != PM_OK && status != PM_E_IO;
	}
	OK(!wrong && i > 4 && i < 100, name);
	blob_free(b);
}

static void test_failing(void)
{
	struct blob b = {0};

	put_wav(&b, pcm, 39);
	b.n--; /* the pad byte */
	put_chunk(&b, "LIST", pcm, 4);
	put(&b, NULL, 5000);
	fails_everywhere(&b, "a WAVE whose reads fail");
	put_wav(&b, pcm, 40);
	set_le32(&b, 40, 0);
	fails_everywhere(&b, "one whose recorder stopped");
	put_64(&b, "RF64", 40, 40);
	fails_everywhere(&b, "an RF64");
	begin_w64(&b);
	put_w64_format(&b);
	put_w64_data(&b, 48);
	fails_everywhere(&b, "a Wave64");
}

static void test_defects(void)
{
	struct blob b = {0};
	struct pm_walk w;

	begin_riff(&b); /* an odd chunk without its pad byte, before fmt */
	put_text(&b, "bext");
	put_le(&b, 5, 4);
	put(&b, pcm, 5);
	put_fmt(&b, 1, 2, 44100, 4, 16);
	put_chunk(&b, "data", pcm, 8);
	end_riff(&b);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_PAD), "missing pad byte");
	IS_INT(w.frame_count, 2, "missing pad byte: resynchronised");
	blob_free(&b);

	put_wav(&b, pcm, 9); /* odd data, padded */
	w = walk(&b);
	IS_INT(w.frame_count, 2, "odd data: whole frames");
	IS_INT(pm_walk_defect(&w, PM_DEFECT_PARTIAL) ? pm_walk_defect(&w, PM_DEFECT_PARTIAL)->got : 0, 1, "odd data: one byte lost");
	b.n--;
	put_chunk(&b, "LIST", pcm, 4);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_PAD), "odd data, no pad, a chunk behind");
	IS_INT(w.frame_count, 2, "odd data, no pad: frames");
	blob_free(&b);

	put_wav(&b, pcm, 40);
	set_le32(&b, 40, 0);
	b.data[44] = 0x80;
	w = walk(&b);
	IS_INT(pm_walk_defect(&w, PM_DEFECT_SIZE_ZERO) ? pm_walk_defect(&w, PM_DEFECT_SIZE_ZERO)->got : 0, 40, "size 0, 40 bytes follow");
	IS_INT(w.frame_count, 10, "size 0: taken to the end");
	set_le32(&b, 40, 0xFFFFFFFF);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_STREAMED), "size FFFFFFFF");
	IS_INT(w.frame_count, 10, "size FFFFFFFF: to the end");
	OK(!pm_walk_defect(&w, PM_DEFECT_TRUNCATED), "size FFFFFFFF: not truncated");
	set_le32(&b, 40, 41);
	w = walk(&b);
	IS_INT(pm_walk_defect(&w, PM_DEFECT_TRUNCATED) ? pm_walk_defect(&w, PM_DEFECT_TRUNCATED)->want : 0, 41, "one byte short is truncated");
	set_le32(&b, 40, 40);
	b.data[32] = 3; /* blockAlign */
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_BLOCK_ALIGN), "wrong blockAlign");
	IS_INT(w.frame_count, 10, "wrong blockAlign: recomputed");
	b.data[32] = 4;
	put_chunk(&b, "data", pcm, 8);
	end_riff(&b);
	w = walk(&b);
	IS_INT(w.frame_count, 10, "two data chunks: the first");
	OK(pm_walk_defect(&w, PM_DEFECT_TWO_DATA), "two data chunks");
	blob_free(&b);

	put_wav(&b, NULL, 0); /* really empty, tags behind */
	put_chunk(&b, "ID3 ", pcm, 20);
	end_riff(&b);
	w = walk(&b);
	IS_INT(w.frame_count, 0, "data 0 with a chunk behind is empty");
	OK(!pm_walk_defect(&w, PM_DEFECT_SIZE_ZERO), "and no crashed recorder");
	blob_free(&b);

	begin_riff(&b);
	put_chunk(&b, "data", pcm, 8);
	put_fmt(&b, 1, 2, 44100, 4, 16);
	end_riff(&b);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_DATA_FIRST), "data before fmt");
	IS_INT(w.frame_count, 2, "data before fmt: read");
	blob_free(&b);

	begin_riff(&b);
	put_fmt(&b, 1, 0, 44100, 4, 16);
	put_chunk(&b, "data", pcm, 8);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_FORMAT_BAD), "no channels");
	blob_free(&b);

	begin_riff(&b);
	put_fmt(&b, 1, 2, 44100, 4, 16);
	end_riff(&b);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_NO_DATA), "no data chunk");
	blob_free(&b);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_EMPTY_FILE), "empty file");
	put_wav(&b, pcm, 40); /* a header from before the last 5000 bytes */
	put(&b, NULL, 5000);
	memset(b.data + 84, 0x99, 5000);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_MORE), "much behind the audio that is no chunk");
	memset(b.data + 84, 0, 5000);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_JUNK) && !pm_walk_defect(&w, PM_DEFECT_MORE), "zeros are only padding");
	blob_free(&b);
	put_wav(&b, pcm, 40);
	set_le32(&b, 4, 400);
	w = walk(&b);
	OK(pm_walk_defect(&w, PM_DEFECT_CUT), "a RIFF size beyond the file, audio whole");
	blob_free(&b);
}

/* Every truncation and every byte replaced by 00, 7F, 80, FF: nothing may be read outside the file. */
static void test_hostile(void)
{
	static const uint8_t values[4] = {0x00, 0x7F, 0x80, 0xFF};
	struct blob kinds[3] = {{0}}, b = {0};
	size_t k, i, v, full;
	struct pm_walk w;

	put_wav(&kinds[0], pcm, 39);
	put_chunk(&kinds[0], "LIST", pcm, 9);
	put_64(&kinds[1], "BW64", 40, 40);
	begin_riff(&kinds[2]);
	put_fmt_ext(&kinds[2], 3, 2, 48000, 8, 32, 32);
	put_chunk(&kinds[2], "data", pcm, 40);
	for (k = 0; k < 3; k++) {
		full = kinds[k].n;
		for (kinds[k].n = 0; kinds[k].n < full; kinds[k].n++)
			w = walk(&kinds[k]);
		for (i = 0; i < full; i++)
			for (v = 0; v < 4; v++) {
				put(&b, kinds[k].data, full);
				b.data[i] = values[v];
				w = walk(&b);
				if (w.data_bytes_at + w.data_bytes > b.n || (w.frame_bytes && w.data_bytes % w.frame_bytes))
					exit(96);
				b.n = 0;
			}
		blob_free(&kinds[k]);
	}
	blob_free(&b);
	OK(1, "truncations and single bytes changed");
}

int main(void)
{
	test_plain();
	test_rifx();
	test_rifx_extensible();
	test_64();
	test_w64();
	test_w64_defects();
	test_formats();
	test_defects();
	test_failing();
	test_hostile();
	return tap_done();
}
