/* SPDX-License-Identifier: GPL-3.0-or-later */
/* packs.c - stored packs taken apart and checked.  Layer 2.  Source: shared/reference/cdtext.md sections 1, 4, 5, 7, 11. */
#include "cdtext/packs.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/crc16.h"

#define HEADER_BYTES 4

static int looks_like_type(uint8_t byte)
{
	return byte >= 0x80 && byte <= 0x8F;
}

/* Does the header's length fit?  The stored form of some tools has a closing 00h behind it that the length does not count. */
static int header_is_right(const uint8_t *data, size_t length_bytes)
{
	size_t said = (size_t)pm_get_be16(data) + 2;

	return said == length_bytes || (said + 1 == length_bytes && length_bytes % PM_PACK_BYTES == HEADER_BYTES + 1);
}

/* The reply of READ TOC/PMA/ATIP, format 5: a length, two zeros, then packs. */
static int has_header(const uint8_t *data, size_t length_bytes)
{
	if (length_bytes < HEADER_BYTES || data[2] || data[3])
		return 0;
	/* From 1821 packs on the length begins like a pack; then it must be right. */
	if (looks_like_type(data[0]) && !header_is_right(data, length_bytes))
		return 0;
	if (length_bytes > HEADER_BYTES)
		return looks_like_type(data[HEADER_BYTES]) && length_bytes % PM_PACK_BYTES != 0;
	return pm_get_be16(data) == 2;
}

static void report_tail(const struct pm_source *src, const uint8_t *data, size_t at, size_t left, struct pm_diags *diags)
{
	if (left == 1 && data[at] == 0)
		pm_diag_add_as(diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pm_pos_at(src, at, 1), "one byte 00h stands behind the last pack");
	else if (left)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pm_pos_at(src, at, (uint32_t)left), "%zu byte%s left over behind the last whole pack of %d",
			    left, left == 1 ? " is" : "s are", PM_PACK_BYTES);
}

static void report_header(const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags)
{
	pm_diag_add_as(diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pm_pos_at(src, 0, HEADER_BYTES), "a drive's 4-byte header stands before the packs");
	if (!header_is_right(data, length_bytes))
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pm_pos_at(src, 0, 2), "the header says %zu bytes, there are %zu",
			    (size_t)pm_get_be16(data) + 2, length_bytes);
}

/* The one bit whose change makes the CRC fit, or -1.  All 144 one-bit errors give different remainders. */
static int wrong_bit(const uint8_t pack[PM_PACK_BYTES])
{
	uint8_t work[PM_PACK_BYTES];
	unsigned bit;

	memcpy(work, pack, sizeof(work));
	for (bit = 0; bit < PM_PACK_BYTES * 8; bit++) {
		work[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
		if (pm_crc16(work, 16) == pm_get_be16(work + 16))
			return (int)bit;
		work[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
	}
	return -1;
}

/* Does a pack with one bit set right go on where the last sound one ended? */
static int fits_behind(const struct pm_packs *packs, const uint8_t pack[PM_PACK_BYTES], unsigned ordinal)
{
	const struct pm_pack *last = packs->count ? &packs->list[packs->count - 1] : NULL;
	unsigned block = (pack[3] >> 4) & 7u;

	if (!looks_like_type(pack[0]) || pack[1] > 99)
		return 0;
	if (!last)
		return ordinal == pack[2];
	if (block == pm_pack_block_number(last))
		return (uint8_t)(last->byte[2] + (ordinal - last->ordinal)) == pack[2];
	return block > pm_pack_block_number(last) && pack[2] < ordinal - last->ordinal;
}

static int keep(struct pm_packs *packs, const uint8_t pack[PM_PACK_BYTES], uint64_t offset_bytes, unsigned ordinal)
{
	void *list = packs->list;
	struct pm_pack *p;

	if (packs->count == packs->capacity && pm_array_grow(&list, &packs->capacity, packs->count, sizeof(*packs->list)) < 0)
		return PM_E_NOMEM;
	packs->list = list;
	p = &packs->list[packs->count++];
	memcpy(p->byte, pack, PM_PACK_BYTES);
	p->offset_bytes = offset_bytes;
	p->ordinal = ordinal;
	return PM_OK;
}

static void report_crc(const uint8_t *pack, struct pm_pos pos, unsigned ordinal, int bit, struct pm_diags *diags)
{
	unsigned stored = pm_get_be16(pack + 16), counted = pm_crc16(pack, 16);

	if (bit >= 0)
		pm_diag_add(diags, PM_DIAG_CDTEXT_CRC, pos,
			    "pack %u has CRC %04Xh, its bytes give %04Xh; bit %u of byte %u is wrong and was read right", ordinal, stored, counted,
			    7u - (unsigned)bit % 8, (unsigned)bit / 8);
	else
		pm_diag_add(diags, PM_DIAG_CDTEXT_CRC, pos, "pack %u has CRC %04Xh, its bytes give %04Xh: not read", ordinal, stored, counted);
}

/* A pack whose CRC does not fit: keep it with its one wrong bit set right, or leave it out. */
static int read_bad_pack(struct pm_packs *packs, const uint8_t *pack, struct pm_pos pos, unsigned ordinal, struct pm_diags *diags)
{
	uint8_t fixed[PM_PACK_BYTES];
	int bit = wrong_bit(pack);

	memcpy(fixed, pack, sizeof(fixed));
	if (bit >= 0)
		fixed[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
	if (bit >= 0 && !fits_behind(packs, fixed, ordinal))
		bit = -1;
	report_crc(pack, pos, ordinal, bit, diags);
	return bit >= 0 ? keep(packs, fixed, pos.offset_bytes, ordinal) : PM_OK;
}

enum crc_state { CRC_SOME, CRC_NONE_FITS, CRC_ABSENT };

/* Writers without a CRC leave zeros in all packs; a file none of whose packs fits is no CD-Text at all. */
static enum crc_state judge_crcs(const uint8_t *data, size_t count)
{
	size_t i, fitting = 0, zero = 0;

	for (i = 0; i < count; i++) {
		const uint8_t *pack = data + i * PM_PACK_BYTES;

		fitting += pm_crc16(pack, 16) == pm_get_be16(pack + 16);
		zero += pm_get_be16(pack + 16) == 0 && looks_like_type(pack[0]);
	}
	if (fitting)
		return CRC_SOME;
	return zero == count ? CRC_ABSENT : CRC_NONE_FITS;
}

static int read_packs(struct pm_packs *packs, const struct pm_source *src, const uint8_t *data, size_t base, size_t count, struct pm_diags *diags)
{
	enum crc_state state = judge_crcs(data, count);
	size_t i;
	int rc = PM_OK;

	if (state == CRC_ABSENT)
		pm_diag_add(diags, PM_DIAG_CDTEXT_CRC, pm_pos_at(src, base, (uint32_t)(count * PM_PACK_BYTES)),
			    "no pack has a CRC: zeros stand in its place");
	/* One damaged pack alone is still worth a look; among several none of which fits, nothing is CD-Text. */
	if (state == CRC_NONE_FITS && count > 1) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_CRC, pm_pos_at(src, base, (uint32_t)(count * PM_PACK_BYTES)),
			    "this is no CD-Text: not one of %zu packs has a fitting CRC", count);
		return PM_OK;
	}
	for (i = 0; i < count && rc == PM_OK; i++) {
		const uint8_t *pack = data + i * PM_PACK_BYTES;
		struct pm_pos pos = pm_pos_at(src, base + i * PM_PACK_BYTES, PM_PACK_BYTES);

		if (state == CRC_ABSENT || pm_crc16(pack, 16) == pm_get_be16(pack + 16))
			rc = keep(packs, pack, pos.offset_bytes, (unsigned)i);
		else
			rc = read_bad_pack(packs, pack, pos, (unsigned)i, diags);
	}
	return rc;
}

int pm_packs_read(struct pm_packs *packs, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags)
{
	size_t base = 0, count, left;

	memset(packs, 0, sizeof(*packs));
	if (length_bytes && has_header(data, length_bytes)) {
		report_header(src, data, length_bytes, diags);
		base = HEADER_BYTES;
	}
	if (length_bytes == base) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pm_pos_file(src), "there is no pack in it");
		return PM_OK;
	}
	count = (length_bytes - base) / PM_PACK_BYTES;
	left = (length_bytes - base) % PM_PACK_BYTES;
	report_tail(src, data, base + count * PM_PACK_BYTES, left, diags);
	if (count > PM_PACKS_MAX) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pm_pos_at(src, base, 0),
			    "%zu packs are more than eight blocks can hold; the first %d are read", count, PM_PACKS_MAX);
		count = PM_PACKS_MAX;
	}
	packs->total = (unsigned)count;
	packs->is_cut = left > 1;
	return count ? read_packs(packs, src, data + base, base, count, diags) : PM_OK;
}

void pm_packs_release(struct pm_packs *packs)
{
	free(packs->list);
	memset(packs, 0, sizeof(*packs));
}
