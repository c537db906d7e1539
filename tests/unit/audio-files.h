/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio-files.h - audio files built byte by byte for the tests of audio/.  Written out by hand, so that no code under test makes its own input.
 */
#ifndef PM_TESTS_AUDIO_FILES_H
#define PM_TESTS_AUDIO_FILES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/chunk.h"
#include "disc/disc.h"
#include "tests/tap.h"

struct blob {
	uint8_t *data;
	size_t n, room;
};

static inline void put(struct blob *b, const void *data, size_t n)
{
	if (b->n + n > b->room) {
		b->room = (b->n + n) * 2 + 64;
		b->data = realloc(b->data, b->room);
		if (!b->data)
			exit(99);
	}
	if (n && data)
		memcpy(b->data + b->n, data, n);
	else if (n)
		memset(b->data + b->n, 0, n);
	b->n += n;
}
static inline void put_text(struct blob *b, const char *s)
{
	put(b, s, strlen(s));
}
static inline void put_le(struct blob *b, uint64_t v, int bytes)
{
	uint8_t c;

	for (; bytes > 0; bytes--, v >>= 8) {
		c = (uint8_t)v;
		put(b, &c, 1);
	}
}
static inline void put_be(struct blob *b, uint64_t v, int bytes)
{
	uint8_t c;

	for (; bytes > 0; bytes--) {
		c = (uint8_t)(v >> (8 * (bytes - 1)));
		put(b, &c, 1);
	}
}
static inline void blob_free(struct blob *b)
{
	free(b->data);
	memset(b, 0, sizeof *b);
}
/* "RIFF", size to be set by end_riff, "WAVE". */
static inline void begin_riff(struct blob *b)
{
	put_text(b, "RIFF");
	put_le(b, 0, 4);
	put_text(b, "WAVE");
}
static inline void set_le32(struct blob *b, size_t at, uint32_t v)
{
	int i;

	for (i = 0; i < 4; i++)
		b->data[at + (size_t)i] = (uint8_t)(v >> (8 * i));
}
static inline void end_riff(struct blob *b)
{
	set_le32(b, 4, (uint32_t)(b->n - 8));
}
/* The 16-byte format chunk. */
static inline void put_fmt(struct blob *b, unsigned tag, unsigned channels, unsigned rate, unsigned align, unsigned bits)
{
	put_text(b, "fmt ");
	put_le(b, 16, 4);
	put_le(b, tag, 2);
	put_le(b, channels, 2);
	put_le(b, rate, 4);
	put_le(b, (uint64_t)rate * align, 4);
	put_le(b, align, 2);
	put_le(b, bits, 2);
}
/* The 40-byte format chunk of EXTENSIBLE. */
static inline void put_fmt_ext(struct blob *b, unsigned tag, unsigned channels, unsigned rate, unsigned align, unsigned bits, unsigned valid)
{
	static const uint8_t rest[14] = {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};

	put_text(b, "fmt ");
	put_le(b, 40, 4);
	put_le(b, 0xFFFE, 2);
	put_le(b, channels, 2);
	put_le(b, rate, 4);
	put_le(b, (uint64_t)rate * align, 4);
	put_le(b, align, 2);
	put_le(b, bits, 2);
	put_le(b, 22, 2);
	put_le(b, valid, 2);
	put_le(b, 3, 4);
	put_le(b, tag, 2);
	put(b, rest, sizeof rest);
}
static inline void put_chunk(struct blob *b, const char *id, const void *data, size_t n)
{
	put_text(b, id);
	put_le(b, n, 4);
	put(b, data, n);
	if (n & 1)
		put(b, NULL, 1);
}
/* A plain CD-format WAV around n bytes of PCM. */
static inline void put_wav(struct blob *b, const void *pcm, size_t n)
{
	begin_riff(b);
	put_fmt(b, 1, 2, 44100, 4, 16);
	put_chunk(b, "data", pcm, n);
	end_riff(b);
}

/* The walk over a file in memory; a read outside it ends the test. */
static inline int mem_read(void *ctx, uint64_t at, uint8_t *out, size_t n)
{
	const struct blob *b = ctx;

	if (at > b->n || n > b->n - at)
		exit(98); /* the walk read outside the file */
	if (n)
		memcpy(out, b->data + at, n);
	return PM_OK;
}
/* The same, but read number `room` of the blob fails. */
static inline int fail_read(void *ctx, uint64_t at, uint8_t *out, size_t n)
{
	struct blob *b = ctx;

	if (b->room-- == 0)
		return PM_E_IO;
	memcpy(out, b->data + at, n);
	return PM_OK;
}
static inline struct pm_walk walk(struct blob *b)
{
	struct pm_walk w;
	struct pm_bytes_in in = {b, b->n, mem_read};

	if (pm_walk_file(&w, &in) != PM_OK)
		exit(97);
	return w;
}

/* A folder of the test's own, removed by the names it wrote. */
static char temp_dir[256];
static inline const char *temp_path(const char *name)
{
	static char path[4][1024];
	static int turn;
	const char *base = getenv("TMPDIR");

	if (!temp_dir[0]) {
		snprintf(temp_dir, sizeof temp_dir, "%s/pm-audio-XXXXXX", base && *base ? base : "/tmp");
		if (!mkdtemp(temp_dir))
			exit(99);
	}
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof path[turn], "%s/%s", temp_dir, name);
	return path[turn];
}
static inline const char *write_temp(const char *name, const struct blob *b)
{
	const char *path = temp_path(name);
	FILE *f = fopen(path, "wb");

	if (!f || (b->n && fwrite(b->data, 1, b->n, f) != b->n) || fclose(f) != 0)
		exit(99);
	return path;
}
static inline void remove_temp(const char *name)
{
	unlink(temp_path(name));
}

/* A disc with one file at path. */
static inline struct pm_disc *disc_of(const char *name, enum pm_file_kind kind)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	uint32_t number;

	if (!disc || pm_disc_add_file(disc, name, kind, pm_pos_none(), &number) != PM_OK)
		exit(99);
	disc->file[number].path = strdup(temp_path(name));
	return disc;
}

/* Pseudo-random 16-bit stereo samples, the same every time. */
static inline void noise(uint8_t *pcm, size_t n, uint32_t seed)
{
	size_t i;

	for (i = 0; i < n; i++) {
		seed = seed * 1664525u + 1013904223u;
		pcm[i] = (uint8_t)(seed >> 24);
	}
}

#endif
