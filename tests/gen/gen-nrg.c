/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gen-nrg.c - gen-nrg dao|tao|mixed OUT: a Nero image of two tracks from sector numbers (see nrg.h); mixed: the second is data. */
#include "tests/gen/nrg.h"

static void dao(struct nrg *n, int mixed)
{
	nrg_sectors(n, -150, 900, 2352);
	nrg_chunk(n, "CUEX");
	nrg_mark(n, 1, 0x01, 0, 0, -150);
	nrg_mark(n, 1, 0x01, 0x01, 0, -150);
	nrg_mark(n, 1, 0x01, 0x01, 1, 0);
	nrg_mark(n, 1, mixed ? 0x41 : 0x21, 0x02, 0, 400);
	nrg_mark(n, 1, mixed ? 0x41 : 0x21, 0x02, 1, 500);
	nrg_mark(n, 1, 0x01, 0xAA, 1, 900);
	nrg_chunk_end(n);
	nrg_chunk(n, "DAOX");
	nrg_dao_head(n, "0012345678905", 1, 2);
	nrg_dao_track(n, 1, "ZZXYZ2600001", 2352, 7, 0, 150 * 2352, 550 * 2352);
	nrg_dao_track(n, 1, "ZZXYZ2600002", 2352, mixed ? 5 : 7, 550 * 2352, 650 * 2352, 1050 * 2352);
	nrg_chunk_end(n);
	nrg_chunk(n, "SINF");
	nrg_be(n, 2, 4);
	nrg_chunk_end(n);
}

static void tao(struct nrg *n)
{
	int i;

	nrg_sectors(n, 0, 700, 2352);
	nrg_chunk(n, "ETN2");
	for (i = 0; i < 2; i++) {
		nrg_be(n, i ? 400 * 2352 : 0, 8);
		nrg_be(n, (i ? 300 : 400) * 2352, 8);
		nrg_be(n, 7, 4);
		nrg_be(n, i ? 400 : 0, 4);
		nrg_be(n, 0, 8);
	}
	nrg_chunk_end(n);
}

int main(int argc, char **argv)
{
	struct nrg n = {0};
	FILE *f;

	if (argc != 3)
		return 99;
	if (strcmp(argv[1], "tao") == 0)
		tao(&n);
	else
		dao(&n, strcmp(argv[1], "mixed") == 0);
	nrg_end(&n, 1);
	f = fopen(argv[2], "wb");
	if (!f || fwrite(n.data, 1, n.length, f) != n.length || fclose(f) != 0)
		return 99;
	free(n.data);
	return 0;
}
