/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-folder.c - finding a fileset and what lies in its folder.  Expected: ddp.md sections 1 and 11.2, ddp/ddp.h. */
#include "ddp/set.h"

#include "base/buf.h"
#include "base/temp.h"
#include "ddp/ddp.h"
#include "tests/unit/ddpset.h"

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

static void touch(const char *name)
{
	ex_put(dir, name, "x", 1);
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

/* The set meant by a path, below dir; NULL: none. */
static void is_located(const char *path, const char *want, const char *name)
{
	char *found = NULL;
	int status = pm_ddp_locate(path, &found, &err);

	IS_INT(status, want ? PM_OK : PM_E_FORMAT, name);
	IS_STR(found, want, name);
	IS_INT(pm_ddp_detect(path), want != NULL, name);
	free(found);
	err = (struct pm_error){0};
}

static void locating(void)
{
	char *found = (char *)1;

	fresh();
	is_located(dir, NULL, "an empty folder");
	make("a");
	make("a/b");
	make("a/b/c");
	touch("a/b/c/DDPMS");
	is_located(dir, NULL, "three levels down");
	touch("a/b/ddpid");
	is_located(dir, at("a/b"), "two levels down, in small letters");
	is_located(at("a"), at("a/b"), "one level down; what lies below a set is not looked at");
	is_located(at("a/b"), at("a/b"), "the folder itself");
	is_located(at("a/b/ddpid"), at("a/b"), "its DDPID");
	make("z");
	touch("z/IMAGE.DAT");
	is_located(at("z/IMAGE.DAT"), NULL, "another file");
	touch("z/DDPMS");
	IS_INT(pm_ddp_locate(dir, &found, &err), PM_E_FORMAT, "two sets");
	OK(!found, "are none");
	OK(strstr(err.message, "several") && strstr(err.message, "/z'") && strstr(err.message, "/a/b'"), "both are named");
	IS_INT(pm_ddp_detect(dir), 1, "but it is a matter for this reader");
	err = (struct pm_error){0};
	touch("DDPID");
	is_located(dir, dir, "a set in the folder itself goes first");
	IS_INT(pm_ddp_locate(at("nothing"), &found, &err), PM_E_NOT_FOUND, "a path that is not there");
	IS_INT(pm_ddp_detect(at("nothing")), 0, "is no set");
	done();
	fresh();
	make("__MACOSX");
	touch("__MACOSX/DDPID");
	make(".hidden");
	touch(".hidden/DDPID");
	make("DDPMS");
	touch("._DDPID");
	is_located(dir, NULL, "what other systems leave behind, and a folder of that name");
	done();
}

static void scanning(void)
{
	struct pm_ddp_folder f;
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
	ex_put(dir, "long", "12345", 5);
	pm_ddp_folder_init(&f);
	IS_INT(pm_ddp_folder_scan(&f, dir, &err), PM_OK, "scan");
	IS_STR(f.dir, dir, "the folder");
	IS_INT(f.count, 6, "regular files, links to them, and dot files");
	for (i = 1; i < f.count; i++)
		OK(strcmp(f.list[i - 1].name, f.list[i].name) < 0, "sorted by name");
	for (i = 0; i < f.count; i++)
		pipes += !strcmp(f.list[i].name, "pipe") || !strcmp(f.list[i].name, "sub") || !strcmp(f.list[i].name, "._a");
	IS_INT(pipes, 0, "no pipe, no folder, no shadow file");
	i = pm_ddp_folder_find(&f, "LONG");
	if (OK(i != PM_DDP_NO_ENTRY, "found in another case")) {
		IS_INT(f.list[i].bytes, 5, "its length");
		IS_STR(f.list[i].path, at("long"), "its path");
	}
	i = pm_ddp_folder_find(&f, "b");
	IS_STR(i == PM_DDP_NO_ENTRY ? NULL : f.list[i].name, "b", "exactly goes before another case");
	i = pm_ddp_folder_find(&f, "B");
	IS_STR(i == PM_DDP_NO_ENTRY ? NULL : f.list[i].name, "B", "either way");
	IS_INT(pm_ddp_folder_find(&f, "c"), PM_DDP_NO_ENTRY, "not there");
	IS_INT(pm_ddp_folder_find(&f, ""), PM_DDP_NO_ENTRY, "no name");
	pm_ddp_folder_release(&f);
	IS_INT(f.count, 0, "released");
	IS_INT(pm_ddp_folder_scan(&f, at("nothing"), &err), PM_E_NOT_FOUND, "a folder that is not there");
	pm_ddp_folder_release(&f);
	done();
}

static void names(void)
{
	OK(pm_ddp_same_name("ddpms", "DdpMS"), "ASCII case is ignored");
	OK(!pm_ddp_same_name("DDPMS", "DDPM") && !pm_ddp_same_name("DDPM", "DDPMS") && !pm_ddp_same_name("DDPMS", "DDPMX"), "nothing else is");
	OK(pm_ddp_same_name("", ""), "nothing is nothing");
	OK(!pm_ddp_same_name("\xC3\xA9", "\xC3\x89"), "other letters are as they stand");
	OK(!pm_ddp_same_name("[", "{"), "nor are signs letters");
}

int main(void)
{
	locating();
	scanning();
	names();
	return tap_done();
}
