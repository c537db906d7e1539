/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-sums.c - AccurateRip, CTDB and CRC-32 against shared/vectors/accuraterip_ctdb.json (values of CUETools, libarcstk and this work's formulas),
 * and levels, silence and equal tracks against samples put where they are expected.
 */
#include "audio/sums.h"
#include "base/digest.h"
#include "base/bytes.h"
#include "tests/unit/audio-files.h"

/* A disc of tracks whose index 01 stand at lba[0..n-1]. */
static struct pm_disc *disc_with(const int32_t *lba, unsigned n, int32_t leadout)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	unsigned i;

	disc->first_track = 1;
	disc->last_track = (uint8_t)n;
	for (i = 0; i < n; i++) {
		disc->track[i + 1].number = (uint8_t)(i + 1);
		pm_track_set_index(&disc->track[i + 1], 1, lba[i], pm_pos_none());
	}
	disc->leadout_lba = leadout;
	disc->laid_out = 1;
	return disc;
}

/* Feed pcm (from pcm_lba on; silence before and behind) in blocks of `block` sectors. */
static int sum_up(const struct pm_disc *disc, const struct pm_summer_options *options, const uint8_t *pcm, int32_t pcm_lba, int32_t pcm_end,
		  int block, struct pm_sums *out)
{
	struct pm_summer *s = options ? pm_summer_new_with(disc, options) : pm_summer_new(disc);
	struct pm_tap tap = pm_summer_tap(s, 0);
	uint8_t *sectors = malloc((size_t)block * 2352);
	uint32_t crc = 0;
	int32_t lba, i;
	int n, status = PM_OK;

	for (lba = -150; lba < disc->leadout_lba && status == PM_OK; lba += n) {
		n = disc->leadout_lba - lba < block ? disc->leadout_lba - lba : block;
		memset(sectors, 0, (size_t)block * 2352);
		for (i = lba; i < lba + n; i++)
			if (i >= pcm_lba && i < pcm_end)
				memcpy(sectors + (i - lba) * 2352, pcm + (size_t)(i - pcm_lba) * 2352, 2352);
		status = tap.block(tap.ctx, lba, sectors, (size_t)n, NULL);
		crc = pm_crc32(crc, sectors, (size_t)n * 2352);
	}
	OK(status != PM_OK || pm_summer_crc(s) == crc, "CRC-32 of all sectors, put together from pieces");
	pm_summer_result(s, out);
	pm_summer_free(s);
	free(sectors);
	return status;
}

/* The generator of .NET's System.Random, as the vector file describes it. */
struct net {
	int t[56], p, q;
};

static void net_seed(struct net *g, int seed)
{
	int x = 161803398 - seed, y = 1, i, j, round;

	g->t[55] = x;
	for (i = 1; i < 55; i++) {
		j = 21 * i % 55;
		g->t[j] = y;
		y = x - y;
		if (y < 0)
			y += 2147483647;
		x = g->t[j];
	}
	for (round = 0; round < 4; round++)
		for (i = 1; i < 56; i++) {
			g->t[i] = (int)((unsigned)g->t[i] - (unsigned)g->t[1 + (i + 30) % 55]);
			if (g->t[i] < 0)
				g->t[i] += 2147483647;
		}
	g->p = 0;
	g->q = 21;
}
static uint8_t net_byte(struct net *g)
{
	int v;

	g->p = g->p == 55 ? 1 : g->p + 1;
	g->q = g->q == 55 ? 1 : g->q + 1;
	v = (int)((unsigned)g->t[g->p] - (unsigned)g->t[g->q]);
	if (v == 2147483647)
		v--;
	if (v < 0)
		v += 2147483647;
	g->t[g->p] = v;
	return (uint8_t)v;
}

static void test_noise(void)
{
	static const int32_t starts[3] = {13, 13 + 55, 13 + 55 + 31};
	static const uint32_t ar1[3] = {0xde27c0ee, 0x83437168, 0xdfac96ee}, ar2[3] = {0xedba04d2, 0x882ff830, 0xe4f488b3};
	static const uint32_t crc[3] = {0x13274b2a, 0x0234974b, 0x1ec56ec6};
	/* CUETools skips five sectors at either end here: 2940 samples; the rest of the length, 72324 mod 5880, is 1764 of the last 2940. */
	static const uint32_t ctdb[3] = {0xfaec0a55, 0x0234974b, 0x3d13042c};
	static const struct pm_summer_options five = {2939, 2940, 2940, 1176};
	struct pm_disc *disc = disc_with(starts, 3, 13 + 55 + 31 + 37);
	size_t n = (13 + 55 + 31 + 37) * 2352, i;
	uint8_t *pcm = malloc(n);
	struct pm_sums sums, again;
	struct net g;

	net_seed(&g, 2314);
	for (i = 0; i < n; i++)
		pcm[i] = net_byte(&g);
	IS_MEM(pcm, "\x81\x51\x0e\x1b\x4f\xa5\xe7\x4f\xd2\xcc\x08\x44\xaa\xeb\x15\x45", 16, "the generator");
	IS_INT(sum_up(disc, NULL, pcm, 0, 136, 7, &sums), PM_OK, "noise, three tracks");
	for (i = 0; i < 3; i++) {
		IS_INT(sums.track[i + 1].ar1, ar1[i], "AccurateRip 1");
		IS_INT(sums.track[i + 1].ar2, ar2[i], "AccurateRip 2");
		IS_INT(sums.track[i + 1].crc32, crc[i], "CRC-32");
	}
	IS_INT(sums.ctdb_disc, 0x56a69e19, "CTDB of the disc, standard skips");
	IS_INT(sums.hidden_sound, 1, "sound before track 1");
	IS_INT(sums.first_hidden_lba, 0, "in sector 0");
	IS_INT(sum_up(disc, NULL, pcm, 0, 136, 136, &again), PM_OK, "in other blocks");
	OK(memcmp(&sums, &again, sizeof sums) == 0, "the same whatever the blocks");
	IS_INT(sum_up(disc, &five, pcm, 0, 136, 10, &sums), PM_OK, "five sectors");
	for (i = 0; i < 3; i++)
		IS_INT(sums.track[i + 1].ctdb, ctdb[i], "CTDB of the track without five sectors at the disc's ends");
	pm_disc_free(disc);
	free(pcm);
}

/* The same samples, with a first and a last track that are shorter than what CTDB leaves out of them: the track between is whole.  By zlib's crc32. */
static void test_ctdb_short_tracks(void)
{
	static const int32_t starts[3] = {0, 5, 35};
	struct pm_disc *disc = disc_with(starts, 3, 38);
	uint8_t *pcm = malloc(38 * 2352);
	struct pm_sums sums;
	uint32_t i;

	for (i = 0; i < 38 * 588; i++)
		pm_put_le32(pcm + i * 4, (i + 1) * 2654435761u);
	IS_INT(sum_up(disc, NULL, pcm, 0, 38, 7, &sums), PM_OK, "short tracks");
	IS_INT(sums.track[1].ctdb, 0, "CTDB: nothing is left of the first track");
	IS_INT(sums.track[2].ctdb, 0x2d83df51, "CTDB: the second is whole");
	IS_INT(sums.track[3].ctdb, 0, "CTDB: nothing is left of the last track");
	IS_INT(sums.ctdb_disc, 0x141a9747, "CTDB of the disc: its ends are cut wherever they lie");
	pm_disc_free(disc);
	free(pcm);
}

static void test_hashed_counter(void)
{
	static const int32_t starts[3] = {0, 30, 60};
	static const uint32_t ar1[3] = {0x810c935a, 0xbdcc6dfc, 0xbab2121c}, ar2[3] = {0x858e69c1, 0xc26f325b, 0xbf5515a0};
	static const uint32_t crc[3] = {0x0005b25a, 0x3c90f17c, 0xb021e72e}, ctdb[3] = {0xe1010675, 0x3c90f17c, 0xf583a383};
	struct pm_disc *disc = disc_with(starts, 3, 95);
	uint8_t *pcm = malloc(95 * 2352);
	struct pm_sums sums;
	uint32_t i;

	for (i = 0; i < 95 * 588; i++)
		pm_put_le32(pcm + i * 4, (i + 1) * 2654435761u);
	IS_INT(sum_up(disc, NULL, pcm, 0, 95, 11, &sums), PM_OK, "hashed counter");
	for (i = 0; i < 3; i++) {
		IS_INT(sums.track[i + 1].ar1, ar1[i], "AccurateRip 1");
		IS_INT(sums.track[i + 1].ar2, ar2[i], "AccurateRip 2");
		IS_INT(sums.track[i + 1].crc32, crc[i], "CRC-32");
		IS_INT(sums.track[i + 1].ctdb, ctdb[i], "CTDB of the track");
	}
	IS_INT(sums.ctdb_disc, 0x5152fedd, "CTDB of the disc");
	IS_INT(sums.hidden_sound, 0, "nothing before track 1");
	pm_disc_free(disc);
	free(pcm);
}

static void test_ctdb_discs(void)
{
	static const struct {
		size_t skip;
		int32_t sectors;
		uint32_t crc;
	} disc_of_noise[2] = {{0, 45000, 0x87cb7445}, {18816, 9801, 0x1680cc34}};
	static const int32_t start[1] = {0};
	struct pm_disc *disc;
	struct pm_sums sums;
	struct net g;
	uint8_t *pcm;
	size_t n, i, k;

	for (k = 0; k < 2; k++) {
		disc = disc_with(start, 1, disc_of_noise[k].sectors);
		n = (size_t)disc_of_noise[k].sectors * 2352;
		pcm = malloc(n);
		net_seed(&g, 2423);
		for (i = 0; i < disc_of_noise[k].skip * 4; i++)
			(void)net_byte(&g);
		for (i = 0; i < n; i++)
			pcm[i] = net_byte(&g);
		IS_INT(sum_up(disc, NULL, pcm, 0, disc_of_noise[k].sectors, 112, &sums), PM_OK, "CTDB disc");
		IS_INT(sums.ctdb_disc, disc_of_noise[k].crc, "CTDB disc CRC of CUETools");
		IS_INT(sums.track[1].ctdb, disc_of_noise[k].crc, "one track: the same");
		free(pcm);
		pm_disc_free(disc);
	}
}

/* Sample k of the image is k: libarcstk's test, a disc of 56 minutes. */
static void test_counting(void)
{
	static const int32_t starts[15] = {33, 5225, 7390, 23380, 35608, 49820, 69508, 87733, 106333, 139495, 157863, 198495, 213368, 225320, 234103};
	static const uint32_t ar1[15] = {0x0af18bb6, 0x60f64e9a, 0xbc5c57ec, 0xd394fc08, 0xd52e3008, 0x528b55d0, 0xb53625ea, 0x55480a90,
					 0x53262404, 0x33a23980, 0xb66906b0, 0x2be3b232, 0x5d229b60, 0x3ef9ce06, 0x6b74efb4};
	static const uint32_t ar2[15] = {0x8fbb68ba, 0x8d040a9a, 0x2a4fd377, 0xce55344b, 0x022c486d, 0xc4778057, 0x29df16e5, 0x390c2f05,
					 0xa8b5addd, 0x4d9350b0, 0x49d26578, 0x355c7e28, 0x970c0a35, 0x8348c62f, 0x9a458af6};
	struct pm_disc *disc = disc_with(starts, 15, 253038);
	struct pm_summer *s = pm_summer_new(disc);
	struct pm_tap tap = pm_summer_tap(s, 1);
	uint8_t sector[2352];
	struct pm_sums sums;
	uint32_t k = 1;
	int32_t lba;
	int i, good = 1, status = PM_OK;

	for (lba = -150; lba < 253038 && status == PM_OK; lba++) {
		memset(sector, 0, sizeof sector);
		for (i = 0; i < 588 && lba >= 0; i++)
			pm_put_le32(sector + i * 4, k++);
		status = tap.block(tap.ctx, lba, sector, 1, NULL);
	}
	pm_summer_result(s, &sums);
	for (i = 0; i < 15; i++)
		good = good && sums.track[i + 1].ar1 == ar1[i] && sums.track[i + 1].ar2 == ar2[i];
	OK(good && status == PM_OK, "libarcstk's counting samples, 15 tracks, both versions");
	IS_INT(tap.block(tap.ctx, 5, sector, 1, NULL), PM_E_RANGE, "sectors out of order are refused");
	pm_summer_free(s);
	pm_disc_free(disc);
}

/* The corpus file: 786432 bytes as one track, nothing left out. */
static void test_corpus(void)
{
	static const struct pm_summer_options none = {0, 0, 0, 0};
	static const int32_t start[1] = {0};
	struct pm_disc *disc = disc_with(start, 1, 335);
	char path[600];
	uint8_t *pcm = calloc(335, 2352);
	struct pm_sums sums;
	FILE *f;

	snprintf(path, sizeof path, "%s/corpus/accuraterip/crf8472_libarcstk__calculation-test-01.bin", tap_shared() ? tap_shared() : "");
	f = tap_shared() ? fopen(path, "rb") : NULL;
	if (!f) {
		SKIP("no shared folder", "libarcstk calculation test");
	} else {
		IS_INT(fread(pcm, 1, 335 * 2352, f), 786432, "corpus file read");
		fclose(f);
		/* Zeros behind the file add nothing to either sum. */
		IS_INT(sum_up(disc, &none, pcm, 0, 335, 100, &sums), PM_OK, "summed");
		IS_INT(sums.track[1].ar1, 0x8FE8D29B, "ARCSv1");
		IS_INT(sums.track[1].ar2, 0xD15BB487, "ARCSv2");
	}
	free(pcm);
	pm_disc_free(disc);
}

static void set(uint8_t *pcm, size_t at, int channel, int value)
{
	pm_put_le16(pcm + at * 4 + channel * 2, (uint16_t)(int16_t)value);
}

static void test_levels(void)
{
	static const int32_t starts[4] = {0, 300, 600, 900};
	struct pm_disc *disc = disc_with(starts, 4, 1200);
	uint8_t *pcm = calloc(1350, 2352), *t1 = pcm + 150 * 2352, *t2 = t1 + 300 * 2352, *t3 = t2 + 300 * 2352, *t4 = t3 + 300 * 2352;
	struct pm_sums sums;
	struct pm_diags diags;
	int i;

	pm_diags_init(&diags);
	set(pcm, 149 * 588 + 7, 1, 1); /* one LSB in the last sector of the pause */
	set(t1, 1000, 0, -5000);
	set(t1, 100000, 1, 12000);
	for (i = 0; i < 4; i++)
		set(t1, 588 * 75 - 2 + (size_t)i, 0, 32767); /* across a sector border, from second 1, less two samples */
	for (i = 0; i < 9; i++)
		set(t1, 150000 + (size_t)i, 1, -32768);
	for (i = 0; i < 3; i++)
		set(t2, 50 + (size_t)i, 0, -32767);
	set(t2, 53, 0, 32767); /* the other polarity is another run */
	set(t3, 0, 0, 1);
	set(t4, 0, 0, 1);
	IS_INT(sum_up(disc, NULL, pcm, -150, 1200, 9, &sums), PM_OK, "levels");
	IS_INT(sums.hidden_sound, 1, "hidden sound");
	IS_INT(sums.first_hidden_lba, -1, "in the last sector of the pause");
	IS_INT(sums.track[1].peak, 32768, "peak");
	IS_INT(sums.track[1].first_sound, 1000, "first sound");
	IS_INT(sums.track[1].last_sound, 150008, "last sound");
	IS_INT(sums.track[1].clipped_runs, 2, "two clipped runs");
	IS_INT(sums.track[1].first_clip_samples, 588 * 75 - 2, "where the first begins");
	IS_INT(sums.track[1].longest_clip_samples, 9, "the longest");
	IS_INT(sums.track[2].clipped_runs, 0, "three samples do not clip");
	IS_INT(sums.track[2].short_runs, 1, "but are counted");
	IS_INT(sums.track[2].silent, 0, "not silent");
	IS_INT(sums.track[3].crc32, sums.track[4].crc32, "equal tracks");
	pm_sums_check(disc, &sums, &diags);
	IS_INT(diags.count, 3, "findings: clipped, nearly clipped, same");
	IS_STR(diags.list[0].message, "track 1 has 2 runs of 4 or more samples at full scale, the first at 00:00:74, the longest of 9",
	       "clipping in words");
	IS_INT(diags.list[1].severity, PM_NOTE, "three samples: a note");
	IS_STR(diags.list[2].message, "tracks 3 and 4 hold the same audio", "same audio");
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	set(t4, 0, 0, 0);
	IS_INT(sum_up(disc, NULL, pcm, -150, 1200, 9, &sums), PM_OK, "silence");
	IS_INT(sums.track[4].silent, 1, "silent");
	IS_INT(sums.track[4].first_sound + sums.track[4].last_sound, 0, "no sound anywhere");
	IS_INT(sums.track[4].ar1, 0, "silence sums to 0");
	pm_sums_check(disc, &sums, &diags);
	OK(pm_diags_has(&diags, PM_DIAG_AUDIO_SILENT), "audio-silent");
	OK(!pm_diags_has(&diags, PM_DIAG_AUDIO_SAME), "silence equals nothing");
	pm_diags_release(&diags);
	free(pcm);
	pm_disc_free(disc);
}

/* One master used twice, its second copy beginning inside a sector: the tracks' bytes differ, the master does not. */
static void test_same_master(void)
{
	static const int32_t starts[2] = {0, 300};
	struct pm_disc *disc = disc_with(starts, 2, 601);
	size_t n = 300 * 588 + 100;
	uint8_t *pcm = calloc(601, 2352);
	struct pm_sums sums;
	struct pm_diags diags;
	uint32_t number;

	pm_diags_init(&diags);
	noise(pcm, n * 4, 3);
	memcpy(pcm + n * 4, pcm, n * 4);
	if (pm_disc_add_file(disc, "a.wav", PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK ||
	    pm_disc_add_file(disc, "b.wav", PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK ||
	    pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 150 * 588) != PM_OK || pm_disc_add_span(disc, 0, 0, n) != PM_OK ||
	    pm_disc_add_span(disc, 1, 0, n) != PM_OK || pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 601 * 588 - 2 * n) != PM_OK)
		exit(99);
	IS_INT(sum_up(disc, NULL, pcm, 0, 601, 9, &sums), PM_OK, "one master twice");
	OK(sums.track[1].crc32 != sums.track[2].crc32, "the tracks differ in their sectors");
	IS_INT(sums.track[1].source_crc32, sums.track[2].source_crc32, "the masters do not");
	IS_INT(sums.track[2].source_samples, n, "whole");
	pm_sums_check(disc, &sums, &diags);
	OK(pm_diags_has(&diags, PM_DIAG_AUDIO_SAME), "audio-same");
	pm_diags_release(&diags);
	free(pcm);
	pm_disc_free(disc);
}

int main(void)
{
	test_noise();
	test_hashed_counter();
	test_ctdb_short_tracks();
	test_ctdb_discs();
	test_counting();
	test_corpus();
	test_levels();
	test_same_master();
	return tap_done();
}
