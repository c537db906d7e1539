/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-folder.c - what lies in a folder: which files count, and how they are found by name. */
#include "base/folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/temp.h"
#include "tests/tap.h"

static char *dir;
static struct pm_error err;

static char *at(const char *name)
{
	static char path[8][2048];
	static int turn;

	turn = (turn + 1) % 8;
	snprintf(path[turn], sizeof path[turn], "%s/%s", dir, name);
	return path[turn];
}

static void make(const char *name)
{
	if (mkdir(at(name), 0700) != 0)
		exit(99);
}

static void put(const char *name, const char *text)
{
	FILE *f = fopen(at(name), "wb");

	if (!f || fputs(text, f) == EOF || fclose(f) != 0)
		exit(99);
}

static void touch(const char *name)
{
	put(name, "x");
}

static void fresh(void)
{
	if (pm_temp_new(NULL, &dir, &err) != PM_OK)
		exit(99);
	err = (struct pm_error){0};
}

static void done(void)
{
	pm_temp_remove(dir);
	free(dir);
}

static void scanning(void)
{
	struct pm_folder f;
	size_t i, pipes = 0;

	fresh();
	touch("b");
	touch("B");
	touch("a");
	touch(".x");
	touch("._a");
	make("sub");
	if (mkfifo(at("pipe"), 0600) != 0 || symlink("a", at("link")) != 0 || symlink("nowhere", at("broken")) != 0)
		exit(99);
	put("long", "12345");
	pm_folder_init(&f);
	IS_INT(pm_folder_scan(&f, dir, &err), PM_OK, "scan");
	IS_STR(f.dir, dir, "the folder");
	IS_INT(f.count, 6, "regular files, links to them, and dot files");
	for (i = 1; i < f.count; i++)
		OK(strcmp(f.list[i - 1].name, f.list[i].name) < 0, "sorted by name");
	for (i = 0; i < f.count; i++)
		pipes += !strcmp(f.list[i].name, "pipe") || !strcmp(f.list[i].name, "sub") || !strcmp(f.list[i].name, "._a");
	IS_INT(pipes, 0, "no pipe, no folder, no shadow file");
	i = pm_folder_find(&f, "LONG");
	if (OK(i != PM_FOLDER_NONE, "found in another case")) {
		IS_INT(f.list[i].bytes, 5, "its length");
		IS_STR(f.list[i].path, at("long"), "its path");
	}
	i = pm_folder_find(&f, "b");
	IS_STR(i == PM_FOLDER_NONE ? NULL : f.list[i].name, "b", "exactly goes before another case");
	i = pm_folder_find(&f, "B");
	IS_STR(i == PM_FOLDER_NONE ? NULL : f.list[i].name, "B", "either way");
	IS_INT(pm_folder_find(&f, "c"), PM_FOLDER_NONE, "not there");
	IS_INT(pm_folder_find(&f, ""), PM_FOLDER_NONE, "no name");
	pm_folder_release(&f);
	IS_INT(f.count, 0, "released");
	IS_INT(pm_folder_scan(&f, at("nothing"), &err), PM_E_NOT_FOUND, "a folder that is not there");
	pm_folder_release(&f);
	done();
}

/* Made in memory, as fuzzers do. */
static void adding(void)
{
	struct pm_folder f;

	pm_folder_init(&f);
	IS_INT(pm_folder_add(&f, "B", (const uint8_t *)"12345", 5), PM_OK, "with its bytes");
	IS_INT(pm_folder_add(&f, "A", NULL, 2352), PM_OK, "or its length alone");
	IS_INT(f.count, 2, "two files");
	OK(!f.dir && !f.list[0].path && !f.list[1].path, "without a path");
	IS_INT(pm_folder_find(&f, "a"), 1, "are found in the order they came in");
	IS_MEM(f.list[0].data, "12345", 5, "the bytes are borrowed");
	IS_INT(f.list[1].bytes, 2352, "the length is as said");
	pm_folder_release(&f);
}

static void names(void)
{
	OK(pm_same_name("ddpms", "DdpMS"), "ASCII case is ignored");
	OK(!pm_same_name("DDPMS", "DDPM") && !pm_same_name("DDPM", "DDPMS") && !pm_same_name("DDPMS", "DDPMX"), "nothing else is");
	OK(pm_same_name("", ""), "nothing is nothing");
	OK(!pm_same_name("\xC3\xA9", "\xC3\x89"), "other letters are as they stand");
	OK(!pm_same_name("[", "{"), "nor are signs letters");
}

int main(void)
{
	scanning();
	adding();
	names();
	return tap_done();
}
