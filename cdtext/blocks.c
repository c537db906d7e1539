/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blocks.c - the packs of one block in order, and whether their size packs tell the truth.  Layer 2.  Source: shared/reference/cdtext.md sections 4,
 * 5, 11. */
#include "cdtext/packs.h"

#include <string.h>

static struct pm_pos pack_pos(const struct pm_source *src, const struct pm_pack *p)
{
	return pm_pos_at(src, p->offset_bytes, PM_PACK_BYTES);
}

/* A pack whose head cannot be: named and left out. */
static int head_is_sound(const struct pm_pack *p, const struct pm_source *src, struct pm_diags *diags)
{
	uint8_t type = p->byte[0], track = p->byte[1];

	if (type < 0x80 || type > 0x8F) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, p), "pack %u has type %02Xh, types are 80h to 8Fh", p->ordinal, type);
		return 0;
	}
	if (type == PM_PACK_SIZE_TYPE ? track >= PM_PACK_SIZE_COUNT : track > 99) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, p), "pack %u of type %02Xh is numbered for %s %u", p->ordinal, type,
			    type == PM_PACK_SIZE_TYPE ? "part" : "track", track);
		return 0;
	}
	return 1;
}

/* Sort by sequence number when that number is free in every case; keep the order of the file where numbers repeat. */
static void sort_block(struct pm_pack_block *b)
{
	unsigned i, k;

	for (i = 1; i < b->count; i++) {
		const struct pm_pack *p = b->pack[i];

		for (k = i; k && b->pack[k - 1]->byte[2] > p->byte[2]; k--)
			b->pack[k] = b->pack[k - 1];
		b->pack[k] = p;
	}
}

/* Take up the block's packs.  A list that a drive gave twice is taken once. */
static void collect(const struct pm_packs *packs, unsigned block, const struct pm_source *src, struct pm_pack_block *b, struct pm_diags *diags)
{
	const struct pm_pack *seen[256] = {NULL};
	unsigned twice = 0, clashes = 0, backward = 0;
	size_t i;

	for (i = 0; i < packs->count; i++) {
		const struct pm_pack *p = &packs->list[i], *other = seen[p->byte[2]];

		if (pm_pack_block_number(p) != block || !head_is_sound(p, src, diags))
			continue;
		if (other && !memcmp(other->byte, p->byte, PM_PACK_BYTES)) {
			twice++;
			continue;
		}
		clashes += other != NULL;
		backward += b->count && b->pack[b->count - 1]->byte[2] > p->byte[2];
		seen[p->byte[2]] = p;
		b->pack[b->count++] = p;
	}
	if (!b->count)
		return;
	if (twice)
		pm_diag_add_as(diags, PM_DIAG_CDTEXT_SIZE, PM_WARNING, pack_pos(src, b->pack[0]), "%u pack%s of block %u stand%s there twice", twice,
			       twice == 1 ? "" : "s", block, twice == 1 ? "s" : "");
	if (b->count > 256)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, b->pack[256]), "block %u has %u packs, its sequence numbers allow 256", block,
			    b->count);
	else if (clashes)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, b->pack[0]), "block %u has %u sequence numbers twice with different contents",
			    block, clashes);
	else if (backward) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, b->pack[0]),
			    "the packs of block %u are not in the order of their sequence numbers", block);
		sort_block(b);
	}
}

static void note_binary_types(const struct pm_pack_block *b, unsigned block, const struct pm_source *src, struct pm_diags *diags)
{
	unsigned i, seen = 0;

	for (i = 0; i < b->count; i++) {
		uint8_t type = b->pack[i]->byte[0];

		if (type < 0x88 || type > 0x8C || (seen & 1u << (type - 0x88)))
			continue;
		seen |= 1u << (type - 0x88);
		pm_diag_add(diags, PM_DIAG_CDTEXT_DROPPED, pack_pos(src, b->pack[i]), "%s (packs %02Xh) of block %u is not carried over",
			    type == 0x88   ? "the table of contents"
			    : type == 0x89 ? "the second table of contents"
					   : "a reserved kind of text",
			    type, block);
	}
}

static void report_gap(const struct pm_source *src, const struct pm_pack *p, unsigned block, unsigned first, unsigned last, struct pm_diags *diags)
{
	if (first == last)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, p), "pack %u of block %u is missing", first, block);
	else
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, p), "packs %u to %u of block %u are missing", first, last, block);
}

/* Bad packs that stand in the source directly before this sound one. */
static unsigned bad_before(const struct pm_packs *packs, const struct pm_pack *p)
{
	return p == packs->list ? p->ordinal : p->ordinal - p[-1].ordinal - 1;
}

static unsigned bad_behind(const struct pm_packs *packs, const struct pm_pack *p)
{
	return p == packs->list + packs->count - 1 ? packs->total + (unsigned)packs->is_cut - p->ordinal - 1 : p[1].ordinal - p->ordinal - 1;
}

/* Gaps in the sequence; those that packs with a wrong CRC explain have been reported as such. */
static void check_sequence(const struct pm_packs *packs, struct pm_pack_block *b, unsigned block, const struct pm_source *src, struct pm_diags *diags)
{
	unsigned i, expected = 0;

	for (i = 0; i < b->count && i < 256; i++) {
		const struct pm_pack *p = b->pack[i];
		unsigned sequence = p->byte[2];

		if (sequence < expected)
			return; /* numbers repeat: reported by collect() */
		if (sequence > expected) {
			b->complete = 0;
			if (sequence - expected > bad_before(packs, p))
				report_gap(src, p, block, expected, sequence - 1, diags);
		}
		expected = sequence + 1;
	}
	if (bad_behind(packs, b->pack[b->count - 1]))
		b->complete = 0;
}

/* The three size packs, if they are all there. */
static void take_sizes(struct pm_pack_block *b, const struct pm_source *src)
{
	unsigned i, have = 0;

	for (i = 0; i < b->count; i++) {
		const struct pm_pack *p = b->pack[i];

		if (p->byte[0] != PM_PACK_SIZE_TYPE || (have & 1u << p->byte[1]))
			continue;
		memcpy(b->sizes + (size_t)p->byte[1] * PM_PACK_PAYLOAD, p->byte + 4, PM_PACK_PAYLOAD);
		have |= 1u << p->byte[1];
		b->sizes_pos = pack_pos(src, p);
		b->has_charset |= p->byte[1] == 0;
	}
	b->has_sizes = have == 7;
}

static void check_counts(const struct pm_pack_block *b, unsigned block, struct pm_diags *diags)
{
	unsigned count[16] = {0}, i;

	for (i = 0; i < b->count; i++)
		count[b->pack[i]->byte[0] & 15]++;
	for (i = 0; i < 16; i++) {
		/* Some writers leave the size packs out of their own count. */
		if (i == 15 && b->sizes[4 + i] == 0)
			continue;
		if (b->sizes[4 + i] != count[i])
			pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, b->sizes_pos, "the size packs of block %u count %u packs %Xh, there are %u", block,
				    b->sizes[4 + i], 0x80 + i, count[i]);
	}
	if (b->sizes[20 + block] != (uint8_t)(b->count - 1) && b->count <= 256)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, b->sizes_pos, "the size packs of block %u say its last pack is number %u, it is %u", block,
			    b->sizes[20 + block], b->count - 1);
}

/* What the packs say of another block: whether there are any, and its own size packs. */
struct other_block {
	int present, has_sizes;
	uint8_t last; /* number of its last pack */
	uint8_t sizes[PM_PACK_SIZE_COUNT * PM_PACK_PAYLOAD];
};

static void look_at(const struct pm_packs *packs, unsigned block, struct other_block *other)
{
	unsigned have = 0;
	size_t i;

	memset(other, 0, sizeof(*other));
	for (i = 0; i < packs->count; i++) {
		const uint8_t *p = packs->list[i].byte;

		if (pm_pack_block_number(&packs->list[i]) != block)
			continue;
		other->present = 1;
		other->last = p[2] > other->last ? p[2] : other->last;
		if (p[0] != PM_PACK_SIZE_TYPE || p[1] >= PM_PACK_SIZE_COUNT)
			continue;
		memcpy(other->sizes + (size_t)p[1] * PM_PACK_PAYLOAD, p + 4, PM_PACK_PAYLOAD);
		have |= 1u << p[1];
	}
	other->has_sizes = have == 7;
}

static void check_other(const struct pm_pack_block *b, unsigned block, unsigned number, const struct other_block *other, struct pm_diags *diags)
{
	uint8_t last = b->sizes[20 + number], language = b->sizes[28 + number];

	/* Where the other block contradicts itself, that has been said of it. */
	if (!other->has_sizes || other->sizes[20 + number] != other->last)
		return;
	if (last != other->last)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, b->sizes_pos,
			    "the size packs of block %u say the last pack of block %u is number %u, those of block %u say %u", block, number, last,
			    number, other->last);
	if (language != other->sizes[28 + number])
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, b->sizes_pos,
			    "the size packs of block %u say block %u is in language %02Xh, those of block %u say %02Xh", block, number, language,
			    number, other->sizes[28 + number]);
}

/* Bytes 20 to 35 are the same in every block.  A block that is announced and not there is told once, by the first that is. */
static void check_other_blocks(const struct pm_packs *packs, const struct pm_pack_block *b, unsigned block, struct pm_diags *diags)
{
	struct other_block other[PM_BLOCKS];
	unsigned number, first = PM_BLOCKS;

	if (packs->count != packs->total)
		return; /* damaged packs: who knows of which block */
	for (number = PM_BLOCKS; number-- > 0;) {
		look_at(packs, number, &other[number]);
		if (other[number].present)
			first = number;
	}
	for (number = 0; number < PM_BLOCKS; number++) {
		if (number != block && other[number].present)
			check_other(b, block, number, &other[number], diags);
		else if (number != block && block == first && b->sizes[20 + number])
			pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, b->sizes_pos,
				    "the size packs of block %u speak of a block %u of %u packs, there is none", block, number,
				    b->sizes[20 + number] + 1u);
	}
}

static int tracks_make_sense(unsigned first, unsigned last)
{
	return first >= 1 && first <= last && last <= 99;
}

static void settle_tracks(struct pm_pack_block *b, unsigned block, const struct pm_disc *disc, struct pm_diags *diags)
{
	if (b->has_charset && tracks_make_sense(b->sizes[1], b->sizes[2])) {
		b->first_track = b->sizes[1];
		b->last_track = b->sizes[2];
		return;
	}
	if (b->has_charset)
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, b->sizes_pos, "the size packs of block %u say tracks %u to %u", block, b->sizes[1],
			    b->sizes[2]);
	if (tracks_make_sense(disc->first_track, disc->last_track)) {
		b->first_track = disc->first_track;
		b->last_track = disc->last_track;
	} else {
		b->first_track = 1;
		b->last_track = 99;
	}
}

int pm_packs_block(const struct pm_packs *packs, unsigned block, const struct pm_disc *disc, const struct pm_source *src, struct pm_pack_block *out,
		   struct pm_diags *diags)
{
	memset(out, 0, sizeof(*out));
	out->complete = 1;
	collect(packs, block, src, out, diags);
	if (!out->count)
		return 0;
	note_binary_types(out, block, src, diags);
	check_sequence(packs, out, block, src, diags);
	take_sizes(out, src);
	if (out->has_sizes && out->complete) {
		check_counts(out, block, diags);
		check_other_blocks(packs, out, block, diags);
	} else if (!out->has_sizes && out->complete) {
		pm_diag_add(diags, PM_DIAG_CDTEXT_SIZE, pack_pos(src, out->pack[out->count - 1]), "block %u has no size packs (8Fh, three of them)%s",
			    block, !out->has_charset ? "; its texts are read as ISO 8859-1" : "");
	}
	settle_tracks(out, block, disc, diags);
	return 1;
}
