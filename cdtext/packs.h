/* SPDX-License-Identifier: GPL-3.0-or-later */
/* packs.h - stored packs taken apart: which are sound, which block they are of, what the size packs say.  Layer 2, used by this folder only. */
#ifndef PM_CDTEXT_PACKS_H
#define PM_CDTEXT_PACKS_H

#include "cdtext/fields.h"
#include "cdtext/pack.h"

/* More than eight blocks of 256; what lies behind is reported and not read. */
#define PM_PACKS_MAX 4096

/* A sound pack (CRC fits, or one bit was set right). */
struct pm_pack {
	uint8_t byte[PM_PACK_BYTES];
	uint64_t offset_bytes; /* in the source */
	unsigned ordinal;      /* number of the pack in the source, bad ones counted */
};

struct pm_packs {
	struct pm_pack *list; /* owned */
	size_t count, capacity;
	unsigned total; /* packs in the source, bad ones counted */
	int is_cut;     /* 1: a part of one more stands behind them */
};

/* One block's packs in order of their sequence numbers, and what its size packs say. */
struct pm_pack_block {
	const struct pm_pack *pack[PM_PACKS_MAX]; /* borrowed from struct pm_packs */
	unsigned count;
	int complete;    /* 1: no pack is missing or damaged */
	int has_sizes;   /* 1: all three size packs are there */
	int has_charset; /* 1: the first of them is there: sizes[0..11] hold */
	uint8_t sizes[PM_PACK_SIZE_COUNT * PM_PACK_PAYLOAD];
	struct pm_pos sizes_pos;
	uint8_t first_track, last_track; /* of the strings: from the size packs, else of the disc, else 1 and 99 */
};

/*
 * pm_packs_read - find the sound packs in stored bytes
 *
 * Takes off a 4-byte header and a closing 00h; adds cdtext-size and cdtext-crc.  Returns PM_OK or PM_E_NOMEM.
 */
int pm_packs_read(struct pm_packs *packs, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags) PM_MUST_USE;
void pm_packs_release(struct pm_packs *packs);

/* Collect one block: order, gaps, size packs, counts.  Returns 1 when the block has packs.  Adds cdtext-size, cdtext-dropped. */
int pm_packs_block(const struct pm_packs *packs, unsigned block, const struct pm_disc *disc, const struct pm_source *src, struct pm_pack_block *out,
		   struct pm_diags *diags);

static inline unsigned pm_pack_block_number(const struct pm_pack *p)
{
	return (p->byte[3] >> 4) & 7u;
}
static inline int pm_pack_is_double(const struct pm_pack *p)
{
	return (p->byte[3] & 0x80) != 0;
}
static inline unsigned pm_pack_position(const struct pm_pack *p)
{
	return p->byte[3] & 15u;
}
/* 1: b is the pack that follows a in its block. */
static inline int pm_pack_follows(const struct pm_pack *a, const struct pm_pack *b)
{
	return b->byte[2] == (uint8_t)(a->byte[2] + 1);
}

#endif
