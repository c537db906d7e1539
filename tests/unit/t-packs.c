/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-packs.c - stored packs taken apart: forms of storage, CRCs, the one wrong bit that can be set right.
 * The packs are those of the worked example of ddp.md section 9, whose CRCs other programs wrote.
 */
#include "cdtext/packs.h"

#include "tests/unit/cdtext-help.h"

static struct pm_diags diags;
static struct pm_sources sources;
static struct pm_packs packs;

static void take(const void *data, size_t length)
{
	struct pm_source *src = NULL;

	pm_diags_init(&diags);
	pm_sources_init(&sources);
	if (pm_sources_add_binary(&sources, "cdtext.bin", data, length, &src) < 0)
		exit(99);
	if (pm_packs_read(&packs, src, data, length, &diags) != PM_OK)
		OK(0, "reads");
}

static void drop(void)
{
	pm_packs_release(&packs);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

/* Are packs first.. of the list those of the example, n of them? */
static int are_harbour(unsigned n)
{
	unsigned i;

	if (packs.count != n)
		return 0;
	for (i = 0; i < n; i++)
		if (memcmp(packs.list[i].byte, help_harbour_packs[i], 18) != 0)
			return 0;
	return 1;
}

static void test_plain(void)
{
	take(help_harbour_packs, 180);
	OK(are_harbour(10) && packs.total == 10 && diags.count == 0, "ten packs as they stand");
	OK(packs.list[9].offset_bytes == 162 && packs.list[9].ordinal == 9, "each with its place and number");
	OK(pm_pack_block_number(&packs.list[9]) == 0 && !pm_pack_is_double(&packs.list[9]) && pm_pack_position(&packs.list[1]) == 4, "byte 3");
	OK(pm_pack_follows(&packs.list[0], &packs.list[1]) && !pm_pack_follows(&packs.list[0], &packs.list[2]), "which follows which");
	packs.list[0].byte[2] = 0xFF;
	packs.list[1].byte[2] = 0;
	packs.list[1].byte[3] = 0xFF;
	OK(pm_pack_follows(&packs.list[0], &packs.list[1]), "00h follows FFh");
	OK(pm_pack_block_number(&packs.list[1]) == 7 && pm_pack_is_double(&packs.list[1]) && pm_pack_position(&packs.list[1]) == 15,
	   "byte 3 of all ones");
	drop();
	OK(!packs.list && !packs.count && !packs.total, "nothing is left");
}

/* Behind the last whole pack. */
static void test_tails(void)
{
	uint8_t data[190] = {0};
	const struct pm_diag *d;

	memcpy(data, help_harbour_packs, 180);
	take(data, 181);
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "one byte 00h");
	OK(are_harbour(10) && d && d->severity == PM_WARNING && d->pos.offset_bytes == 180 && diags.count == 1, "one 00h: a warning");
	drop();
	data[180] = 1;
	take(data, 181);
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "1 byte is left over");
	OK(are_harbour(10) && d && d->severity == PM_ERROR && diags.count == 1, "one byte that is none: an error");
	drop();
	data[180] = 0;
	take(data, 182);
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "2 bytes are left over");
	OK(d && d->severity == PM_ERROR && d->pos.offset_bytes == 180 && d->pos.length_bytes == 2, "two zeros: an error with its place");
	drop();
	take(data, 179);
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "17 bytes are left over");
	OK(are_harbour(9) && packs.total == 9 && d && d->pos.offset_bytes == 162, "a pack that lacks its last byte");
	drop();
	take(data, 17);
	OK(!packs.count && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "17 bytes are left over") && diags.count == 1, "less than one pack");
	drop();
	take(data, 3);
	OK(!packs.count && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "3 bytes are left over") && diags.count == 1, "less than a header");
	drop();
	take(data, 0);
	OK(!packs.count && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "no pack") && diags.count == 1, "nothing");
	drop();
}

static void put_header(uint8_t *data, unsigned length_field)
{
	pm_put_be16(data, (uint16_t)length_field);
	data[2] = data[3] = 0;
	memcpy(data + 4, help_harbour_packs, 180);
}

/* READ TOC/PMA/ATIP: two bytes of length that count what is behind them, two of zero. */
static void test_headers(void)
{
	uint8_t data[4 + 180 + 1] = {0};
	const struct pm_diag *d;

	put_header(data, 182);
	take(data, 184);
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4-byte header");
	OK(are_harbour(10) && d && d->severity == PM_WARNING && diags.count == 1, "a drive's header: a warning");
	OK(packs.list[0].offset_bytes == 4 && packs.list[0].ordinal == 0, "places count the header, numbers do not");
	drop();
	take(data, 185);
	OK(are_harbour(10) && diags.count == 2 && diags.count_of[PM_WARNING] == 2, "and a 00h behind: two warnings");
	drop();
	put_header(data, 181);
	take(data, 184);
	d = help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the header says 183 bytes, there are 184");
	OK(are_harbour(10) && d && d->severity == PM_ERROR && d->pos.offset_bytes == 0 && d->pos.length_bytes == 2, "one too few: an error");
	drop();
	put_header(data, 184);
	take(data, 184);
	OK(are_harbour(10) && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "says 186 bytes"), "two too many");
	drop();
	put_header(data, 182);
	data[3] = 1;
	take(data, 184);
	OK(!packs.count && help_find(&diags, PM_DIAG_CDTEXT_CRC, "no CD-Text"), "a header whose last bytes are not zero is none");
	drop();
	put_header(data, 182);
	data[4] = 0x12;
	take(data, 184);
	OK(!help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4-byte header"), "nor one with no pack type behind it");
	drop();
	data[0] = 0, data[1] = 2, data[2] = data[3] = 0;
	take(data, 4);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4-byte header") && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "no pack"),
	   "what a drive says of a disc without CD-Text");
	drop();
	data[1] = 3;
	take(data, 4);
	OK(!help_find(&diags, PM_DIAG_CDTEXT_SIZE, "header") && diags.count == 1, "four other bytes are a piece of a pack");
	drop();
}

/* Eight full blocks come to 36866 bytes: the length's first byte then looks like a pack type. */
static void test_large_headers(void)
{
	static const unsigned counts[] = {1820, 1821, 1900, 2047, 2048};
	uint8_t *data = calloc(1, 4 + (size_t)2048 * 18);
	char name[64];
	size_t i, k;

	if (!data)
		exit(99);
	for (i = 0; i < 2048; i++) {
		uint8_t *p = data + 4 + i * 18;

		p[0] = 0x80;
		p[2] = (uint8_t)i;
		p[3] = (uint8_t)((i / 256) << 4);
		help_seal(p);
	}
	for (k = 0; k < sizeof(counts) / sizeof(counts[0]); k++) {
		pm_put_be16(data, (uint16_t)(counts[k] * 18 + 2));
		take(data, 4 + (size_t)counts[k] * 18);
		snprintf(name, sizeof(name), "%u packs behind a header that begins with %02Xh", counts[k], data[0]);
		OK(packs.count == counts[k] && diags.count == 1 && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4-byte header"), name);
		drop();
	}
	/* The same bytes without their header: a pack 80h, track 0, sequence 0, block 0, and a piece at the end. */
	take(data + 4, (size_t)100 * 18 + 4);
	OK(packs.count == 100 && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4 bytes are left over") && diags.count == 1, "packs that end in a piece of one");
	drop();
	free(data);
}

/* A CRC of 16 bits tells the place of any one wrong bit. */
static void test_every_bit(void)
{
	uint8_t data[10][18];
	unsigned pack, bit, wrong = 0;
	char want[64];

	for (pack = 0; pack < 10; pack++)
		for (bit = 0; bit < 144; bit++) {
			const struct pm_diag *d;

			memcpy(data, help_harbour_packs, sizeof(data));
			data[pack][bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
			take(data, sizeof(data));
			snprintf(want, sizeof(want), "bit %u of byte %u is wrong and was read right", 7 - bit % 8, bit / 8);
			d = help_find(&diags, PM_DIAG_CDTEXT_CRC, want);
			if (!are_harbour(10) || !d || d->pos.offset_bytes != (uint64_t)pack * 18 || diags.count != 1)
				wrong++;
			drop();
		}
	IS_INT(wrong, 0, "each of 1440 bits, flipped, is named and set right");
}

/* Its distance is 4: two wrong bits never look like one. */
static void test_two_bits(void)
{
	uint8_t data[10][18];
	unsigned a, b, wrong = 0;

	for (a = 0; a < 144; a++)
		for (b = a + 1; b < 144; b++) {
			memcpy(data, help_harbour_packs, sizeof(data));
			data[4][a / 8] ^= (uint8_t)(0x80 >> a % 8);
			data[4][b / 8] ^= (uint8_t)(0x80 >> b % 8);
			take(data, sizeof(data));
			if (packs.count != 9 || packs.total != 10 || packs.list[4].ordinal != 5 || diags.count != 1 ||
			    !help_find(&diags, PM_DIAG_CDTEXT_CRC, "pack 4 has CRC") || !strstr(diags.list[0].message, "not read"))
				wrong++;
			drop();
		}
	IS_INT(wrong, 0, "each of 10296 pairs of bits: the pack is left out");
}

/* What one bit would make of a pack must go on where the packs before it end. */
static void set_right(uint8_t head[4], unsigned before, int want, const char *name)
{
	uint8_t data[3][18] = {{0}};
	unsigned i;

	for (i = 0; i < before; i++) {
		memcpy(data[i], help_harbour_packs[i], 18);
		data[i][2] = (uint8_t)(i + 3); /* sequence 3, 4 */
		data[i][3] = 0x10;             /* of block 1 */
		help_seal(data[i]);
	}
	memcpy(data[before], head, 4);
	help_seal(data[before]);
	data[before][9] ^= 4;
	take(data, (size_t)(before + 1) * 18);
	OK(packs.count == before + (want ? 1u : 0u) && diags.count == 1, name);
	drop();
}

static void test_fits(void)
{
	set_right((uint8_t[]){0x80, 0, 0, 0}, 0, 1, "the first pack, number 0");
	set_right((uint8_t[]){0x80, 0, 1, 0}, 0, 0, "the first pack cannot be number 1");
	set_right((uint8_t[]){0x80, 99, 0, 0}, 0, 1, "track 99");
	set_right((uint8_t[]){0x80, 100, 0, 0}, 0, 0, "track 100 cannot be");
	set_right((uint8_t[]){0x8F, 0, 0, 0}, 0, 1, "type 8Fh");
	set_right((uint8_t[]){0x7F, 0, 0, 0}, 0, 0, "type 7Fh cannot be");
	set_right((uint8_t[]){0x90, 0, 0, 0}, 0, 0, "nor 90h");
	set_right((uint8_t[]){0x80, 0, 5, 0x10}, 2, 1, "number 5 behind 4 of the same block");
	set_right((uint8_t[]){0x80, 0, 4, 0x10}, 2, 0, "not 4 again");
	set_right((uint8_t[]){0x80, 0, 6, 0x10}, 2, 0, "nor 6");
	set_right((uint8_t[]){0x80, 0, 0, 0x20}, 2, 1, "number 0 of the next block");
	set_right((uint8_t[]){0x80, 0, 1, 0x20}, 2, 0, "not its number 1");
	set_right((uint8_t[]){0x80, 0, 0, 0x00}, 2, 0, "nor a block that was there before");
}

static void test_no_crc(void)
{
	uint8_t data[10][18];
	const struct pm_diag *d;
	unsigned i;

	memcpy(data, help_harbour_packs, sizeof(data));
	for (i = 0; i < 10; i++)
		data[i][16] = data[i][17] = 0;
	take(data, sizeof(data));
	d = help_find(&diags, PM_DIAG_CDTEXT_CRC, "no pack has a CRC");
	OK(packs.count == 10 && d && d->pos.offset_bytes == 0 && d->pos.length_bytes == 180 && diags.count == 1,
	   "zeros for every CRC: one finding, all is read");
	drop();
	data[3][17] = 1;
	take(data, sizeof(data));
	OK(packs.count == 0 && packs.total == 10 && help_find(&diags, PM_DIAG_CDTEXT_CRC, "not one of 10 packs") && diags.count == 1,
	   "one that is not zero: this is no CD-Text");
	drop();
	data[3][17] = 0;
	data[3][0] = 0x70;
	take(data, sizeof(data));
	OK(packs.count == 0 && help_find(&diags, PM_DIAG_CDTEXT_CRC, "no CD-Text"), "nor where one has no pack type");
	drop();
	memcpy(data, help_harbour_packs, sizeof(data));
	for (i = 1; i < 10; i++)
		data[i][16] = data[i][17] = 0;
	take(data, sizeof(data));
	OK(packs.count == 1 && diags.count == 9, "a single one that fits makes the others wrong");
	drop();
	memset(data, 'A', sizeof(data));
	take(data, 18);
	OK(packs.count == 0 && packs.total == 1 && help_find(&diags, PM_DIAG_CDTEXT_CRC, "pack 0 has CRC 4141h") && diags.count == 1,
	   "one pack alone that cannot be set right");
	drop();
}

static void test_too_many(void)
{
	size_t n = PM_PACKS_MAX + 1, i;
	uint8_t *data = malloc(n * 18);

	if (!data)
		exit(99);
	for (i = 0; i < n; i++)
		memcpy(data + i * 18, help_harbour_packs[0], 18);
	take(data, (n - 1) * 18);
	OK(packs.count == 4096 && diags.count == 0, "4096 packs are taken");
	drop();
	take(data, n * 18);
	OK(packs.count == 4096 && packs.total == 4096 && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "4097 packs are more than eight blocks") &&
		   diags.count == 1,
	   "of 4097 the first 4096");
	drop();
	free(data);
}

int main(void)
{
	test_plain();
	test_tails();
	test_headers();
	test_large_headers();
	test_every_bit();
	test_two_bits();
	test_fits();
	test_no_crc();
	test_too_many();
	return tap_done();
}
