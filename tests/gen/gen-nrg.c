/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gen-nrg.c - gen-nrg [old-]dao|tao|mixed|twice OUT [tables]: a Nero image of two tracks from sector numbers (see nrg.h); mixed: the second is data;
 * twice: with CD-Text and a second session; old: of version 1; tables: the tables alone, as seeds for tests/fuzz/fuzz-nrg.c.
 */
#include "tests/gen/nrg.h"

/* CD-Text of one pack: enough to be looked at. */
static void cdtext(struct nrg *n)
{
	static const uint8_t pack[18] = {0x80, 0, 0, 0, 'H', 'a', 'r', 'b', 'o', 'u', 'r', 0, 0, 0, 0, 0, 0x4F, 0x1B};

	nrg_chunk(n, "CDTX");
	nrg_put(n, pack, sizeof pack);
	nrg_chunk_end(n);
}

int main(int argc, char **argv)
{
	struct nrg n = {0};
	const char *kind = argc > 2 ? argv[1] : "";
	int wide = strncmp(kind, "old-", 4) != 0, whole = argc == 3;
	FILE *f;

	if (argc < 3)
		return 99;
	kind += wide ? 0 : 4;
	if (whole)
		nrg_sectors(&n, strcmp(kind, "tao") ? -150 : 0, strcmp(kind, "tao") ? 900 : 700, 2352);
	if (strcmp(kind, "tao") == 0)
		nrg_tables_tao(&n, wide);
	else
		nrg_tables(&n, wide, strcmp(kind, "mixed") == 0);
	if (strcmp(kind, "twice") == 0) {
		cdtext(&n);
		nrg_tables(&n, wide, 1);
	}
	if (whole)
		nrg_end(&n, wide);
	f = fopen(argv[2], "wb");
	if (!f || fwrite(n.data, 1, n.length, f) != n.length || fclose(f) != 0)
		return 99;
	free(n.data);
	return 0;
}
