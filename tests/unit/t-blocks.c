/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-blocks.c - the packs of a block in order, and whether the size packs tell the truth.  Layout: cdtext.md sections 1, 4, 5. */
#include "cdtext/packs.h"

#include "tests/unit/cdtext-help.h"

static struct pm_diags diags;
static struct pm_sources sources;
static struct pm_packs packs;
static struct pm_pack_block b;
static struct pm_disc *disc;

/* Takes blocks 0 to last of the packs; b is the last one.  Returns whether that one has packs. */
static int take(const void *data, unsigned count, unsigned last)
{
	struct pm_source *src = NULL;
	unsigned block;
	int found = 0;

	pm_diags_init(&diags);
	pm_sources_init(&sources);
	disc = help_disc(1, 3);
	if (pm_sources_add_binary(&sources, "cdtext.bin", data, (size_t)count * 18, &src) < 0 ||
	    pm_packs_read(&packs, src, data, (size_t)count * 18, &diags) != PM_OK)
		exit(99);
	for (block = 0; block <= last; block++)
		found = pm_packs_block(&packs, block, disc, src, &b, &diags);
	return found;
}

static void drop(void)
{
	pm_packs_release(&packs);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_disc_free(disc);
}

static void no_more_than(size_t count, const char *name)
{
	if (!IS_INT(diags.count, count, name))
		help_show(&diags);
}

/* The sequence numbers of the block as a text. */
static const char *order(void)
{
	static char text[400];
	size_t n = 0;
	unsigned i;

	text[0] = '\0';
	for (i = 0; i < b.count && n < sizeof(text) - 8; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, i ? " %u" : "%u", b.pack[i]->byte[2]);
	return text;
}

static void copy(uint8_t data[][18])
{
	memcpy(data, help_harbour_packs, 180);
}

static void test_plain(void)
{
	static const uint8_t sizes[36] = {0, 1, 3, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 0, 0, 0, 0, 0, 0, 0, 9};

	IS_INT(take(help_harbour_packs, 10, 0), 1, "block 0 has packs");
	no_more_than(0, "nothing to say");
	OK(b.count == 10 && b.complete && b.has_sizes && b.has_charset, "all of them");
	IS_STR(order(), "0 1 2 3 4 5 6 7 8 9", "in order");
	IS_MEM(b.sizes, sizes, 36, "what the size packs say");
	OK(b.first_track == 1 && b.last_track == 3, "tracks 1 to 3");
	drop();
	IS_INT(take(help_harbour_packs, 10, 1), 0, "block 1 has none");
	no_more_than(0, "and nobody said it had");
	drop();
}

/* Every count and number of the size packs, one more than it is. */
static void test_each_count(void)
{
	uint8_t data[10][18];
	unsigned i, unseen = 0;
	char want[80];

	for (i = 4; i < 20; i++) {
		unsigned is = help_harbour_packs[7 + i / 12][4 + i % 12];

		copy(data);
		data[7 + i / 12][4 + i % 12]++;
		help_seal(data[7 + i / 12]);
		take(data, 10, 0);
		snprintf(want, sizeof(want), "the size packs of block 0 count %u packs %Xh, there are %u", is + 1, 0x80 + i - 4, is);
		unseen += diags.count != 1 || !help_find(&diags, PM_DIAG_CDTEXT_SIZE, want);
		drop();
	}
	IS_INT(unseen, 0, "each of the 16 counts is held against the packs");
	copy(data);
	data[8][11] = 0;
	help_seal(data[8]);
	take(data, 10, 0);
	no_more_than(0, "some writers leave the size packs out of their own count");
	drop();
	for (i = 8; i <= 10; i += 2) {
		copy(data);
		data[8][12] = (uint8_t)i;
		help_seal(data[8]);
		take(data, 10, 0);
		snprintf(want, sizeof(want), "say its last pack is number %u, it is 9", i);
		OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, want) && diags.count == 1 && diags.list[0].pos.offset_bytes == 162, want);
		drop();
	}
}

static void tracks(unsigned first, unsigned last, unsigned want_first, unsigned want_last, const char *finding, const char *name)
{
	uint8_t data[10][18];

	copy(data);
	data[7][5] = (uint8_t)first;
	data[7][6] = (uint8_t)last;
	help_seal(data[7]);
	take(data, 10, 0);
	OK(b.first_track == want_first && b.last_track == want_last, name);
	OK(finding ? help_find(&diags, PM_DIAG_CDTEXT_SIZE, finding) && diags.count == 1 : !diags.count, finding ? finding : "no finding");
	drop();
}

static void test_tracks(void)
{
	tracks(2, 99, 2, 99, NULL, "as the size packs say");
	tracks(3, 3, 3, 3, NULL, "one track");
	tracks(0, 3, 1, 3, "say tracks 0 to 3", "track 0: the disc's are taken");
	tracks(4, 3, 1, 3, "say tracks 4 to 3", "backwards");
	tracks(1, 100, 1, 3, "say tracks 1 to 100", "track 100");
	take(help_harbour_packs, 7, 0);
	OK(b.first_track == 1 && b.last_track == 3 && !b.has_charset, "no size packs: the disc's");
	drop();
	/* A disc that knows no tracks either. */
	disc = help_disc(1, 3);
	disc->first_track = disc->last_track = 0;
	pm_diags_init(&diags);
	pm_sources_init(&sources);
	if (pm_packs_read(&packs, NULL, help_harbour_packs[0], 126, &diags) != PM_OK)
		exit(99);
	OK(pm_packs_block(&packs, 0, disc, NULL, &b, &diags) && b.first_track == 1 && b.last_track == 99, "nobody says: 1 to 99");
	drop();
}

static void test_size_packs(void)
{
	uint8_t data[11][18];

	take(help_harbour_packs, 7, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "block 0 has no size packs (8Fh, three of them); its texts are read as ISO 8859-1") &&
		   diags.list[0].pos.offset_bytes == 108,
	   "none");
	no_more_than(1, "one finding");
	OK(!b.has_sizes && !b.has_charset && b.complete, "none there, none lost");
	drop();
	take(help_harbour_packs, 9, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "no size packs") && !strstr(diags.list[0].message, "8859") && b.has_charset && !b.has_sizes,
	   "two of three: the character code is known");
	no_more_than(1, "one finding");
	drop();
	copy(data);
	data[9][1] = 3;
	help_seal(data[9]);
	take(data, 10, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "pack 9 of type 8Fh is numbered for part 3"), "part 3 of three");
	OK(b.count == 9 && !b.has_sizes, "is left out");
	drop();
	/* A fourth pack that repeats part 0 with other contents: the first counts. */
	copy(data);
	memcpy(data[10], data[7], 18);
	data[10][2] = 10;
	data[10][4] = 0x80;
	help_seal(data[10]);
	take(data, 11, 0);
	OK(b.has_sizes && b.sizes[0] == 0, "part 0 again: the first counts");
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "count 3 packs 8Fh, there are 4") != NULL, "and is counted");
	drop();
	/* One of them damaged: what follows from that is not reported. */
	copy(data);
	memset(data[8] + 4, 'x', 4);
	take(data, 10, 0);
	OK(!b.complete && !b.has_sizes && diags.count == 1 && diags.list[0].id == PM_DIAG_CDTEXT_CRC, "a damaged one is one finding");
	drop();
	copy(data);
	memset(data[9] + 4, 'x', 4);
	take(data, 10, 0);
	OK(!b.complete && diags.count == 1, "also where it is the last pack");
	drop();
}

static void test_heads(void)
{
	uint8_t data[10][18];

	copy(data);
	data[2][1] = 120;
	data[6][0] = 0x12;
	data[5][1] = 99;
	help_seal(data[2]);
	help_seal(data[6]);
	help_seal(data[5]);
	take(data, 10, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "pack 2 of type 80h is numbered for track 120") &&
		   help_find(&diags, PM_DIAG_CDTEXT_SIZE, "pack 6 has type 12h, types are 80h to 8Fh"),
	   "heads that cannot be");
	IS_STR(order(), "0 1 3 4 5 7 8 9", "are left out; track 99 can be");
	drop();
	copy(data);
	data[0][0] = 0x90;
	data[1][1] = 100;
	help_seal(data[0]);
	help_seal(data[1]);
	take(data, 10, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "type 90h") && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "track 100"), "the first that cannot");
	drop();
}

static void test_order(void)
{
	uint8_t data[12][18];

	copy(data);
	memcpy(data[0], help_harbour_packs[5], 18);
	memcpy(data[5], help_harbour_packs[0], 18);
	take(data, 10, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the packs of block 0 are not in the order") != NULL, "out of order is named");
	IS_STR(order(), "0 1 2 3 4 5 6 7 8 9", "and sorted");
	no_more_than(1, "nothing else is wrong");
	drop();
	/* The same list twice, as some drives give it. */
	copy(data);
	memcpy(data[10], data[0], (size_t)2 * 18);
	take(data, 12, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "2 packs of block 0 stand there twice") && diags.list[0].severity == PM_WARNING, "packs twice: a warning");
	no_more_than(1, "and nothing else");
	IS_STR(order(), "0 1 2 3 4 5 6 7 8 9", "each is taken once");
	drop();
	take(data, 11, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "1 pack of block 0 stands there twice") != NULL, "one pack twice");
	drop();
	/* The same number with other contents. */
	memcpy(data[10], data[3], 18);
	data[10][5] = 'H';
	help_seal(data[10]);
	take(data, 11, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "block 0 has 1 sequence numbers twice with different contents") != NULL, "a number twice");
	IS_STR(order(), "0 1 2 3 4 5 6 7 8 9 3", "stays where it stands");
	drop();
}

static void test_gaps(void)
{
	uint8_t data[10][18];
	unsigned i;

	copy(data);
	memmove(data[0], data[1], (size_t)9 * 18);
	take(data, 9, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "pack 0 of block 0 is missing") && diags.count == 1 && !b.complete, "the first pack is missing");
	drop();
	copy(data);
	memmove(data[3], data[6], (size_t)4 * 18);
	take(data, 7, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "packs 3 to 5 of block 0 are missing") && diags.count == 1 && !b.complete, "three are missing");
	OK(diags.list[0].pos.offset_bytes == 54, "told at the pack behind the gap");
	drop();
	/* Two damaged and none missing: the CRCs explain it. */
	copy(data);
	memset(data[3] + 4, 'x', 5);
	memset(data[4] + 4, 'x', 5);
	take(data, 10, 0);
	OK(diags.count == 2 && !b.complete && b.has_sizes, "damaged packs are no gap");
	for (i = 0; i < diags.count; i++)
		OK(diags.list[i].id == PM_DIAG_CDTEXT_CRC, "only their CRCs are told");
	drop();
	/* One damaged and one missing. */
	copy(data);
	memset(data[3] + 4, 'x', 5);
	memmove(data[4], data[5], (size_t)5 * 18);
	take(data, 9, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "packs 3 to 4 of block 0 are missing") != NULL, "one damaged, one missing: more than CRCs explain");
	drop();
}

/* A block of count packs of title and three of sizes, numbered modulo 256, counts modulo 256, as cdrdao writes them. */
static void put_long(uint8_t *data, unsigned count)
{
	unsigned i;

	memset(data, 0, (size_t)(count + 3) * 18);
	for (i = 0; i < count + 3; i++) {
		uint8_t *p = data + (size_t)i * 18;

		p[0] = i < count ? 0x80 : 0x8F;
		p[1] = i < count ? 0 : (uint8_t)(i - count);
		p[2] = (uint8_t)i;
		if (i < count)
			memset(p + 4, 'a' + (int)(i % 26), 12);
		if (i == count)
			p[5] = p[6] = 1, p[8] = (uint8_t)count;
		if (i == count + 1)
			p[11] = 3, p[12] = (uint8_t)(count + 2);
		help_seal(p);
	}
}

static void test_long(void)
{
	uint8_t *data = malloc((size_t)300 * 18);

	if (!data)
		exit(99);
	put_long(data, 253);
	take(data, 256, 0);
	OK(b.count == 256 && b.has_sizes && diags.count == 0, "256 packs, the last of them number 255");
	drop();
	put_long(data, 254);
	take(data, 257, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "block 0 has 257 packs, its sequence numbers allow 256") && diags.count == 1, "257 are one too many");
	OK(diags.list[0].pos.offset_bytes == 256 * 18, "told at that one");
	drop();
	put_long(data, 297);
	take(data, 300, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "block 0 has 300 packs") && help_find(&diags, PM_DIAG_CDTEXT_SIZE, "count 41 packs 80h, there are 297"),
	   "300, and counts modulo 256");
	drop();
	free(data);
}

static void test_binary(void)
{
	/* cdtext.md section 6: the table of contents of a disc of 14 tracks, and an interval. */
	static const uint8_t toc[2][18] = {
		{0x88, 0x00, 0x23, 0x00, 0x01, 0x0E, 0x00, 0x3F, 0x02, 0x12, 0, 0, 0, 0, 0, 0, 0x12, 0x00},
		{0x89, 0x01, 0x28, 0x00, 0x01, 0x04, 0x00, 0x00, 0x00, 0x00, 0x02, 0x29, 0x30, 0x02, 0x34, 0x3A, 0xF3, 0x0C},
	};
	uint8_t data[5][18];
	unsigned i;

	memcpy(data, toc, sizeof(toc));
	take(data, 2, 0);
	OK(packs.count == 2, "CRCs as printed in the reference");
	OK(help_find(&diags, PM_DIAG_CDTEXT_DROPPED, "the table of contents (packs 88h) of block 0") &&
		   help_find(&diags, PM_DIAG_CDTEXT_DROPPED, "the second table of contents (packs 89h)") &&
		   help_find(&diags, PM_DIAG_CDTEXT_DROPPED, NULL)->severity == PM_NOTE,
	   "are not carried over: notes");
	drop();
	memset(data, 0, sizeof(data));
	for (i = 0; i < 5; i++) {
		data[i][0] = i < 2 ? 0x8A : i < 4 ? 0x8C : 0x8D;
		data[i][2] = (uint8_t)i;
		help_seal(data[i]);
	}
	take(data, 5, 0);
	OK(help_find(&diags, PM_DIAG_CDTEXT_DROPPED, "reserved kind of text (packs 8Ah)") &&
		   help_find(&diags, PM_DIAG_CDTEXT_DROPPED, "reserved kind of text (packs 8Ch)"),
	   "reserved types");
	IS_INT(diags.count_of[PM_NOTE], 2, "each once; 8Dh is a text");
	drop();
}

/* ---- several blocks: bytes 20 to 35 of the size packs are the same in each ---- */

/* Blocks 0 and 1 of one pack and three of sizes each: last numbers 3 and 3, English and German. */
static void put_two(uint8_t data[8][18])
{
	unsigned i, block;

	memset(data, 0, 8 * 18);
	for (i = 0; i < 8; i++) {
		uint8_t *p = data[i];

		block = i / 4;
		p[0] = i % 4 ? 0x8F : 0x80;
		p[1] = (uint8_t)(i % 4 ? i % 4 - 1 : 0);
		p[2] = (uint8_t)(i % 4);
		p[3] = (uint8_t)(block << 4);
		if (i % 4 == 0)
			p[4] = (uint8_t)('a' + block);
		if (i % 4 == 1)
			p[5] = p[6] = p[8] = 1; /* tracks 1 to 1, one pack 80h */
		if (i % 4 == 2)
			p[11] = 3, p[12] = p[13] = 3; /* three packs 8Fh; last numbers */
		if (i % 4 == 3)
			p[8] = 0x09, p[9] = 0x08;
		help_seal(p);
	}
}

static void test_two_blocks(void)
{
	uint8_t data[8][18], more[10][18];

	put_two(data);
	IS_INT(take(data, 8, 7), 0, "no block 7");
	no_more_than(0, "two blocks that agree");
	drop();
	put_two(data);
	take(data, 4, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 0 speak of a block 1 of 4 packs, there is none"),
	   "block 1 is announced and not there");
	no_more_than(1, "told once");
	drop();
	put_two(data);
	take(data[4], 4, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 1 speak of a block 0 of 4 packs, there is none"), "nor block 0");
	no_more_than(1, "told once");
	drop();
	put_two(data);
	data[2][14] = data[6][14] = 9;
	help_seal(data[2]);
	help_seal(data[6]);
	take(data, 8, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 0 speak of a block 2 of 10 packs, there is none"), "block 2, announced by both");
	no_more_than(1, "is told once");
	drop();
	/* A block whose packs are all damaged is not missing. */
	put_two(data);
	memset(data[4] + 4, 'x', 5);
	memset(data[5] + 4, 'x', 5);
	memset(data[6] + 4, 'x', 5);
	memset(data[7] + 4, 'x', 5);
	take(data, 8, 7);
	IS_INT(diags.count, 4, "four CRCs and nothing that follows from them");
	drop();
	/* Two blocks that announce a third, of which only damaged packs are left. */
	put_two(data);
	data[2][14] = data[6][14] = 1;
	help_seal(data[2]);
	help_seal(data[6]);
	memcpy(more, data, sizeof(data));
	memset(more[8], 'x', 36);
	take(more, 10, 7);
	IS_INT(diags.count, 2, "two CRCs and no word of the block they may have been of");
	drop();
	put_two(data);
	take(data, 5, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "block 1 has no size packs") != NULL, "a block without size packs of its own");
	no_more_than(1, "cannot contradict the others");
	drop();
}

static void test_blocks_disagree(void)
{
	uint8_t data[8][18];

	put_two(data);
	data[2][13] = 4; /* block 0 of block 1 */
	help_seal(data[2]);
	take(data, 8, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 0 say the last pack of block 1 is number 4, those of block 1 say 3"),
	   "block 0 on block 1's last number");
	no_more_than(1, "told once");
	drop();
	put_two(data);
	data[6][12] = 0; /* block 1 of block 0 */
	help_seal(data[6]);
	take(data, 8, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 1 say the last pack of block 0 is number 0, those of block 0 say 3"),
	   "block 1 on block 0's");
	no_more_than(1, "told once");
	drop();
	put_two(data);
	data[6][13] = 7; /* block 1 of itself: held against its packs */
	help_seal(data[6]);
	take(data, 8, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 1 say its last pack is number 7, it is 3"), "a block on itself");
	no_more_than(1, "and not once more because block 0 says otherwise");
	drop();
	put_two(data);
	data[3][9] = 0x69; /* block 0: block 1 is Japanese */
	help_seal(data[3]);
	take(data, 8, 7);
	OK(help_find(&diags, PM_DIAG_CDTEXT_SIZE, "the size packs of block 0 say block 1 is in language 69h, those of block 1 say 08h"), "languages");
	no_more_than(1, "told once");
	drop();
}

int main(void)
{
	test_plain();
	test_each_count();
	test_tracks();
	test_size_packs();
	test_heads();
	test_order();
	test_gaps();
	test_long();
	test_binary();
	test_two_blocks();
	test_blocks_disagree();
	return tap_done();
}
