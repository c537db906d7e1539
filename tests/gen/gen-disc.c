/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gen-disc.c - makes up a disc: DIR/disc.cue, DIR/disc.bin and one v07t sheet a language, from a seed.
 *
 *   gen-disc DIR SEED TRACKS LANGUAGES
 *
 * Tracks of 4 to 6 seconds with pauses, index marks up to 99, flags, a hidden track, missing codes; samples that never repeat.  What is made up
 * depends on the arguments alone.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 33) % below;
}

static FILE *create(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "wb");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static void put_time(FILE *f, unsigned index, uint32_t sector)
{
	fprintf(f, "    INDEX %02u %02u:%02u:%02u\n", index, sector / 4500, sector / 75 % 60, sector % 75);
}

/* CATALOG: any 12 digits and the digit that fits them. */
static void put_catalog(FILE *f)
{
	unsigned sum = 0, i, d;

	if (draw(4) == 0)
		return;
	fputs("CATALOG ", f);
	for (i = 0; i < 12; i++) {
		d = i == 0 ? 0 : i == 1 ? 7 : draw(10);
		sum += i % 2 ? 3 * d : d;
		fprintf(f, "%u", d);
	}
	fprintf(f, "%u\n", (10 - sum % 10) % 10);
}

static const char *flags[] = { "", "DCP", "PRE", "DCP PRE", "4CH", "SCMS", "DCP 4CH PRE", "PRE SCMS" };

/* One track from `at` on; returns the sector behind it. */
static uint32_t put_track(FILE *f, unsigned number, uint32_t at, unsigned seed, int codes)
{
	const char *flag = flags[draw(sizeof(flags) / sizeof(flags[0]))];
	uint32_t length = 300 + draw(150), one, mark;
	unsigned marks = draw(6) == 0 ? 1 + draw(98) : draw(3), i;

	fprintf(f, "  TRACK %02u AUDIO\n", number);
	if (*flag)
		fprintf(f, "    FLAGS %s\n", flag);
	if (codes == 2 || (codes == 1 && draw(3)))
		fprintf(f, "    ISRC ZZXYZ%02u%05u\n", seed % 26, number + 100 * (seed % 900));
	if (number == 1 ? draw(4) == 0 : draw(2)) { /* a pause; of track 1: a hidden track */
		put_time(f, 0, at);
		at += 1 + draw(number == 1 ? 400 : 300);
	}
	one = mark = at;
	put_time(f, 1, at);
	for (i = 0; i < marks; i++) {
		mark += 1 + draw(2);
		if (mark >= one + length)
			break;
		put_time(f, 2 + i, mark);
	}
	return one + length;
}

static void put_samples(const char *dir, uint32_t sectors)
{
	FILE *f = create(dir, "disc.bin");
	uint32_t word[588];
	uint32_t i, k;

	for (i = 0; i < sectors; i++) {
		for (k = 0; k < 588; k++)
			word[k] = (i * 588 + k + 1) * 2654435761u;
		if (fwrite(word, sizeof(word), 1, f) != 1)
			exit(1);
	}
	if (fclose(f) != 0)
		exit(1);
}

static const char *words[] = {
	"Harbour", "Slack Water", "\xc9t\xe9", "Cold Pier", "\xc6r\xf8", "Low \xd8re", "Fog & Salt", ("Se\xf1" "al"), "The Lights", "Pier \\7 \"B\" \\",
};

/* Of many tracks only short texts fit into a block. */
static void put_words(FILE *f, const char *key, unsigned tracks)
{
	if (tracks > 30)
		fprintf(f, "%-25s = %c%u\n", key, 'A' + (int)draw(26), draw(1000));
	else
		fprintf(f, "%-25s = %s %s %u\n", key, words[draw(10)], words[draw(10)], draw(1000));
}

/* One language's sheet in ISO 8859-1. */
static void put_sheet(const char *dir, unsigned block, unsigned tracks)
{
	static const char *language[] = { "English", "German", "French", "Spanish", "Italian", "Swedish", "Dutch", "Finnish" };
	char name[32], key[32];
	int performers = (int)draw(3), composers = draw(4) == 0;
	unsigned n;
	FILE *f;

	snprintf(name, sizeof(name), "text%u.v07t", block);
	f = create(dir, name);
	fprintf(f, "Input Sheet Version = 0.7T\nText Code = 8859\nLanguage Code = %s\n", language[block]);
	put_words(f, "Album Title", tracks);
	if (performers)
		put_words(f, "Artist Name", tracks);
	if (block == 0 && draw(2))
		fputs("Genre Code = Jazz\nGenre Information = Sea songs\nCatalog Number = HARBOUR-001\nClosed Information = Trade\n", f);
	if (draw(3) == 0)
		fputs("Text Data Copy Protection = ON\n", f);
	fprintf(f, "First Track Number = 1\nLast Track Number = %u\n", tracks);
	for (n = 1; n <= tracks; n++) {
		snprintf(key, sizeof(key), "Track %02u Title", n);
		put_words(f, key, tracks);
		snprintf(key, sizeof(key), "Track %02u Artist", n);
		if (performers)
			put_words(f, key, tracks);
		snprintf(key, sizeof(key), "Track %02u Composer", n);
		if (composers && tracks < 30)
			put_words(f, key, tracks);
	}
	if (fclose(f) != 0)
		exit(1);
}

int main(int argc, char **argv)
{
	unsigned seed, tracks, languages, n;
	uint32_t at = 0;
	int codes;
	FILE *f;

	if (argc != 5) {
		fprintf(stderr, "usage: gen-disc DIR SEED TRACKS LANGUAGES\n");
		return 2;
	}
	seed = (unsigned)strtoul(argv[2], NULL, 10);
	tracks = (unsigned)strtoul(argv[3], NULL, 10);
	languages = (unsigned)strtoul(argv[4], NULL, 10);
	state = 88172645463325252ull + seed * 1000003ull;
	f = create(argv[1], "disc.cue");
	put_catalog(f);
	fputs("FILE \"disc.bin\" BINARY\n", f);
	codes = (int)draw(3); /* none, some, all */
	for (n = 1; n <= tracks; n++)
		at = put_track(f, n, at, seed, codes);
	if (fclose(f) != 0)
		return 1;
	put_samples(argv[1], at);
	for (n = 0; n < languages; n++)
		put_sheet(argv[1], n, tracks);
	return 0;
}
