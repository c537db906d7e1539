/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-place-zip.c - the one set in an archive: which it is, where there are several, and how much may come out. */
#include <dirent.h>

#include "master/place.h"
#include "tests/gen/zip.h"
#include "tests/unit/masterset.h"

static struct pm_session s;
static struct pm_place place;

/* An archive of these names, each with its own name in it. */
static void make(const char *const *names, size_t count)
{
	struct zip z;
	size_t i;

	if (!zip_begin(&z, temp_path("a.zip")))
		exit(99);
	for (i = 0; i < count; i++)
		zip_add(&z, names[i], names[i], strlen(names[i]));
	if (!zip_end(&z))
		exit(99);
}

static int find(void)
{
	struct pm_open_options open = {.work_dir = temp_dir};

	pm_place_release(&place);
	pm_session_release(&s);
	pm_session_init(&s);
	return pm_place_find(&s, temp_path("a.zip"), &open, &place);
}

/* Found: kind, the file to read below the unpacked folder ("" for a fileset), and the set's name in the archive. */
static void found(enum pm_kind kind, const char *file, const char *entry, const char *name)
{
	char want[1300];

	if (!OK(find() == PM_OK, name)) {
		printf("# %s\n", s.error.message);
		return;
	}
	IS_INT(place.kind, kind, "its kind");
	OK(place.temp_dir && !strncmp(place.temp_dir, temp_dir, strlen(temp_dir)), "unpacked where it may be");
	snprintf(want, sizeof(want), "%s%s%s", place.temp_dir, *file ? "/" : "", file);
	IS_STR(place.path, want, "what is read");
	snprintf(want, sizeof(want), "%s%s%s", temp_path("a.zip"), *entry ? "/" : "", entry);
	IS_STR(place.name, want, "in the user's words");
}

static void refused(const char *words, const char *name)
{
	DIR *d;
	struct dirent *e;
	int folders = 0;

	if (!OK(find() == PM_E_FORMAT && strstr(s.error.message, words), name))
		printf("# %s\n", s.error.message);
	d = opendir(temp_dir);
	while (d && (e = readdir(d)))
		folders += e->d_name[0] != '.' && strcmp(e->d_name, "a.zip") != 0;
	if (d)
		closedir(d);
	OK(folders == 0 && !place.path && !place.temp_dir, "and nothing is left");
}

static int unpacked(const char *name)
{
	char path[1300];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", place.temp_dir ? place.temp_dir : "/nowhere", name);
	return stat(path, &st) == 0;
}
#define MAKE(...) make((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void test_which(void)
{
	MAKE("DDPID", "IMAGE.DAT", "notes.txt");
	found(PM_KIND_DDP, "", "", "a fileset at the top");
	OK(unpacked("DDPID") && unpacked("IMAGE.DAT"), "with its files");
	MAKE("album/ddpms", "album/IMAGE.DAT", "album/scans/front.png", "readme.txt");
	found(PM_KIND_DDP, "", "", "one in a folder, in small letters");
	OK(unpacked("ddpms") && unpacked("IMAGE.DAT"), "with its files");
	OK(!unpacked("readme.txt") && !unpacked("front.png") && !unpacked("scans"), "and no other's");
	MAKE("old/DDPID", "DDPID", "DDPMS");
	found(PM_KIND_DDP, "", "", "the one at the top before one below it");
	OK(!unpacked("old"), "and without that");
	MAKE("a/DDPID", "a/album.cue");
	found(PM_KIND_DDP, "", "", "a fileset before a cue sheet");
	MAKE("album.cue", "album.bin");
	found(PM_KIND_CUE, "album.cue", "album.cue", "a cue sheet");
	MAKE("x/Album.CUE", "x/audio/one.wav", "x/album.toc");
	found(PM_KIND_CUE, "Album.CUE", "x/Album.CUE", "one in a folder");
	OK(unpacked("audio/one.wav"), "with folders below it");
	MAKE("x/album.toc", "x/album.bin");
	found(PM_KIND_TOC, "album.toc", "x/album.toc", "a TOC where there is no cue sheet");
	MAKE("x/album.cue", "__MACOSX/x/._album.cue");
	found(PM_KIND_CUE, "album.cue", "x/album.cue", "what a Mac adds is no set");
}

static void test_several(void)
{
	MAKE("readme.txt", "a.csv");
	refused("holds neither a DDP fileset nor a cue sheet", "no set");
	MAKE("a/DDPID", "b/DDPID");
	refused("holds several sets ('a/DDPID', 'b/DDPID'): unpack it and name the one that is meant", "two filesets beside each other");
	MAKE("ab/DDPID", "cd/DDPMS");
	refused("holds several sets", "two whose folders' names are equally long");
	MAKE("a/b/DDPID", "c/DDPID");
	refused("holds several sets", "two of which one lies deeper");
	MAKE("c/DDPID", "a/b/DDPID");
	refused("holds several sets", "the other way round");
	MAKE("x/a.cue", "x/b.cue");
	refused("holds several sets ('x/a.cue', 'x/b.cue')", "two cue sheets in one folder");
	MAKE("a.cue", "b.cue");
	refused("holds several sets", "two at the top");
	MAKE("DDPIDX", "DDPI", "XDDPID", "DDPMS.txt");
	refused("holds neither", "names that are nearly a map's");
}

static void put_map(uint8_t out[128], const char *dsl)
{
	/* VVVM, DST D0, DSP, DSL of 8 digits...: ddp.md section 4; DSI at the end names the file. */
	memset(out, ' ', 128);
	memcpy(out, "VVVMD0", 6);
	memcpy(out + 14, dsl, 8);
	memcpy(out + 74, "IMAGE.DAT", 9);
}

/* A set's map bounds what may come out of its archive: twice what it speaks of and 256 MB. */
static void test_bound(void)
{
	static const uint8_t small[20];
	uint8_t map[128];
	struct zip z;
	size_t i;

	put_map(map, "00000100");
	/* The list alone says how much would come out; the bytes need not be there. */
	for (i = 0; i < 2; i++) {
		if (!zip_begin(&z, temp_path("a.zip")))
			exit(99);
		zip_add(&z, "DDPMS", map, sizeof(map));
		zip_add(&z, "IMAGE.DAT", small, sizeof(small));
		/* 100 sectors of 2448 bytes twice are 489,600; and 256,000,000: one byte less, and one more. */
		z.list[1].bytes = (uint32_t)(489600 + 256000000 - 128 + i);
		/* In the entry's own header too, where both its lengths stand 18 bytes in. */
		if (fseek(z.file, (long)z.list[1].at + 18, SEEK_SET) != 0)
			exit(99);
		zip_le(z.file, z.list[1].bytes, 4);
		zip_le(z.file, z.list[1].bytes, 4);
		if (fseek(z.file, 0, SEEK_END) != 0 || !zip_end(&z))
			exit(99);
		if (i)
			refused("it unpacks to 256 MB, and 256 MB are more than such a set can hold", "one byte more than a map of 100 sectors bounds");
		else
			OK(find() != PM_OK && !strstr(s.error.message, "more than such a set can hold"), "just as much is tried");
	}
	IS_INT(sizeof(small), 20, "and was never there");
}

static void test_damage(void)
{
	size_t n, i;
	uint8_t *data;
	int harmless = 1;

	MAKE("x/DDPID", "x/DDPMS", "x/IMAGE.DAT");
	data = set_load("a.zip", &n);
	for (i = 0; data && i < n; i += 3) {
		set_store("a.zip", data, i);
		harmless &= find() != PM_OK || place.path != NULL;
		pm_place_release(&place);
	}
	OK(harmless, "cut off anywhere: a place, or none");
	free(data);
}

int main(void)
{
	pm_session_init(&s);
	temp_path("");
	test_which();
	test_several();
	test_bound();
	test_damage();
	pm_place_release(&place);
	pm_session_release(&s);
	set_end();
	return tap_done();
}
