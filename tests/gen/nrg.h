/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * nrg.h - writes Nero disc images byte by byte.  Source: Wikipedia, "NRG (file format)".  libcdio 2.1 and its cd-info take the DAOX and ETN2 images
 * of this writer for what they are meant to be, and read the same sectors from them.
 */
#ifndef PM_TESTS_GEN_NRG_H
#define PM_TESTS_GEN_NRG_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A growing image. */
struct nrg {
	uint8_t *data;
	size_t length, capacity, chain;
	size_t chunk; /* offset of the open chunk */
};

static inline void nrg_put(struct nrg *n, const void *data, size_t length)
{
	if (!length)
		return;
	if (n->length + length > n->capacity) {
		n->capacity = (n->length + length) * 2;
		n->data = realloc(n->data, n->capacity);
		if (!n->data)
			exit(99);
	}
	memcpy(n->data + n->length, data, length);
	n->length += length;
}

static inline void nrg_be(struct nrg *n, uint64_t value, int bytes)
{
	while (bytes--) {
		uint8_t b = (uint8_t)(value >> (8 * bytes));

		nrg_put(n, &b, 1);
	}
}

/* Audio sectors whose every sample says the sector's number, plus 1000, so that any shift shows. */
static inline void nrg_sectors(struct nrg *n, int32_t from, int32_t to, uint32_t bytes)
{
	for (; from < to; from++) {
		uint8_t sector[2448] = {0};
		uint32_t i, value = (uint32_t)(from + 1000);

		for (i = 0; i < 2352; i += 4) {
			sector[i] = (uint8_t)value;
			sector[i + 1] = (uint8_t)(value >> 8);
		}
		nrg_put(n, sector, bytes);
	}
}

static inline void nrg_chunk(struct nrg *n, const char *id)
{
	if (!n->chain)
		n->chain = n->length;
	nrg_put(n, id, 4);
	n->chunk = n->length;
	nrg_be(n, 0, 4);
}

static inline void nrg_chunk_end(struct nrg *n)
{
	size_t length = n->length - n->chunk - 4;
	int i;

	for (i = 0; i < 4; i++)
		n->data[n->chunk + (size_t)i] = (uint8_t)(length >> (24 - 8 * i));
}

/* One mark; track as BCD, AAh for the lead-out. */
static inline void nrg_mark(struct nrg *n, int wide, uint8_t control_adr, uint8_t track, uint8_t index, int32_t lba)
{
	nrg_be(n, control_adr, 1);
	nrg_be(n, track, 1);
	nrg_be(n, index, 1);
	nrg_be(n, 0, 1);
	if (wide) {
		nrg_be(n, (uint32_t)lba, 4);
	} else {
		nrg_be(n, 0, 1);
		nrg_be(n, (uint64_t)(lba + 150) / 4500, 1);
		nrg_be(n, (uint64_t)(lba + 150) / 75 % 60, 1);
		nrg_be(n, (uint64_t)(lba + 150) % 75, 1);
	}
}

static inline void nrg_dao_head(struct nrg *n, const char *mcn, uint8_t first, uint8_t last)
{
	nrg_be(n, 0, 4);
	nrg_put(n, mcn, 13);
	nrg_be(n, 0, 3);
	nrg_be(n, first, 1);
	nrg_be(n, last, 1);
}

static inline void nrg_dao_track(struct nrg *n, int wide, const char *isrc, uint32_t bytes, uint8_t mode, uint64_t pause_at, uint64_t start_at,
				 uint64_t end_at)
{
	int width = wide ? 8 : 4;

	nrg_put(n, isrc, 12);
	nrg_be(n, bytes, 2);
	nrg_be(n, mode, 1);
	nrg_be(n, 1, 3);
	nrg_be(n, pause_at, width);
	nrg_be(n, start_at, width);
	nrg_be(n, end_at, width);
}

static inline void nrg_end(struct nrg *n, int wide)
{
	nrg_put(n, "END!\0\0\0", 8);
	nrg_put(n, wide ? "NER5" : "NERO", 4);
	nrg_be(n, n->chain, wide ? 8 : 4);
}

/* The tables of an image of two tracks, 150 sectors of pause first; mixed: the second is data. */
static inline void nrg_tables(struct nrg *n, int wide, int mixed)
{
	uint8_t second = mixed ? 0x41 : 0x21;

	nrg_chunk(n, wide ? "CUEX" : "CUES");
	nrg_mark(n, wide, 0x01, 0, 0, -150);
	nrg_mark(n, wide, 0x01, 0x01, 0, -150);
	nrg_mark(n, wide, 0x01, 0x01, 1, 0);
	nrg_mark(n, wide, second, 0x02, 0, 400);
	nrg_mark(n, wide, second, 0x02, 1, 500);
	nrg_mark(n, wide, 0x01, 0xAA, 1, 900);
	nrg_chunk_end(n);
	nrg_chunk(n, wide ? "DAOX" : "DAOI");
	nrg_dao_head(n, "0012345678905", 1, 2);
	nrg_dao_track(n, wide, "ZZXYZ2600001", 2352, 7, 0, 150 * 2352, 550 * 2352);
	nrg_dao_track(n, wide, "ZZXYZ2600002", 2352, mixed ? 5 : 7, 550 * 2352, 650 * 2352, 1050 * 2352);
	nrg_chunk_end(n);
	nrg_chunk(n, "SINF");
	nrg_be(n, 2, 4);
	nrg_chunk_end(n);
}

/* Two tracks burnt one by one. */
static inline void nrg_tables_tao(struct nrg *n, int wide)
{
	int i, width = wide ? 8 : 4;

	nrg_chunk(n, wide ? "ETN2" : "ETNF");
	for (i = 0; i < 2; i++) {
		nrg_be(n, i ? 400 * 2352 : 0, width);
		nrg_be(n, (i ? 300 : 400) * 2352, width);
		nrg_be(n, 7, 4);
		nrg_be(n, i ? 400 : 0, 4);
		nrg_be(n, 0, wide ? 8 : 4);
	}
	nrg_chunk_end(n);
}

#endif
