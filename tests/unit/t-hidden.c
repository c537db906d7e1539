/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-hidden.c - hidden places beside outputs: their names, the lock of a living run, and what is taken away after a dead one. */
#include "config.h"

#include "base/hidden.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "tests/unit/folder-help.h"

static void test_names(void)
{
	char *name, *other, *longer, *tail;

	name = pm_hidden_path("/a/b.c/DDPID", 0);
	OK(name && strncmp(name, "/a/b.c/.DDPID.premaster-", 24) == 0 && strlen(name) == 30, "beside the file, hidden, of six digits");
	other = pm_hidden_path("/a/b.c/DDPID", 1);
	OK(name && other && strcmp(name, other) != 0, "another attempt is another name");
	free(other);
	other = pm_hidden_path("DDPID", 0);
	OK(other && strncmp(other, ".DDPID.premaster-", 17) == 0, "a name alone stays in the folder one is in");
	free(other);
	/* 255 bytes are a name's most: 1 + 200 + 1 + 16 fit. */
	longer = pm_str_printf("x/%0200d", 0);
	other = pm_hidden_path(longer, 0);
	OK(other && strlen(other) == 2 + 218, "200 bytes of name are kept");
	free(other);
	free(longer);
	longer = pm_str_printf("x/%0255d", 0);
	other = pm_hidden_path(longer, 0);
	tail = other ? strrchr(other, '/') : NULL;
	OK(tail && strncmp(tail, "/.premaster-", 12) == 0 && strlen(tail) < 30, "a name that leaves no room is left out");
	free(other);
	free(longer);
	free(name);
}

/* A folder that a run which is over, or never was, would have left. */
static void left(const char *name, mode_t mode)
{
	char *path = at(name), *file = pm_str_printf("%s/IMAGE.DAT", path);
	FILE *f;

	if (mkdir(path, 0700) != 0 || !(f = fopen(file, "wb")) || fclose(f) != 0 || chmod(path, mode) != 0)
		exit(99);
	free(file);
	free(path);
}
static int is_there(const char *name)
{
	char *path = at(name);
	int there = access(path, F_OK) == 0;

	free(path);
	return there;
}

static void test_lock(void)
{
	char *target = at("set"), *dir = NULL, *second = NULL;
	struct pm_error err = {0};
	struct stat st = {0};
	mode_t old = umask(027);
	int lock = -1, lock2 = -1;

	IS_INT(pm_hidden_folder(target, &dir, &lock, &err), PM_OK, "a folder");
	IS_INT(stat(dir, &st) == 0 ? st.st_mode & 0777 : 0, 0750, "with the permissions of any new one");
	umask(old);
	OK(lock >= 0, "held");
	pm_hidden_sweep(target);
	IS_INT(pm_path_is_dir(dir), 1, "a sweep leaves it");
	IS_INT(pm_hidden_folder(target, &second, &lock2, &err), PM_OK, "a second one");
	OK(strcmp(dir, second) != 0, "has another name");
	close(lock);
	pm_hidden_sweep(target);
	OK(!pm_path_is_dir(dir) && pm_path_is_dir(second), "with its run the first one goes, and not the second");
	close(lock2);
	pm_hidden_sweep(target);
	IS_INT(pm_path_is_dir(second), 0, "then that one");
	free(dir);
	free(second);
	free(target);
	target = at("nowhere/set");
	dir = NULL;
	IS_INT(pm_hidden_folder(target, &dir, &lock, &err), PM_E_IO, "no folder to make it in");
	OK(!dir && strstr(err.message, target) && strstr(err.message, "No such file"), "says so");
	pm_hidden_sweep(target);
	free(target);
}

static void test_sweep(void)
{
	char *target = at("set"), *link = at(".set.premaster-bbbbbb"), *longer, *path;

	left(".set.premaster-0a1b2c", 0755);
	left(".set.premaster-aaaaaa", 0555);
	left(".set.premaster-0a1b2c-old", 0755);
	left(".set.premaster-0A1B2C", 0755);
	left(".set.premaster-0a1b2", 0755);
	left(".set.premaster-0a1b2cd", 0755);
	left(".sett.premaster-0a1b2c", 0755);
	left("set.premaster-0a1b2c", 0755);
	left(".premaster-0a1b2c", 0755);
	left("elsewhere", 0755);
	IS_INT(symlink("elsewhere", link), 0, "a link of such a name");
	pm_hidden_sweep(target);
	OK(!is_there(".set.premaster-0a1b2c") && !is_there(".set.premaster-aaaaaa"), "what was left for this place is gone, read-only or not");
	OK(is_there(".set.premaster-0a1b2c-old/IMAGE.DAT") && is_there(".set.premaster-0A1B2C/IMAGE.DAT") && is_there(".set.premaster-0a1b2/IMAGE.DAT") &&
		   is_there(".set.premaster-0a1b2cd/IMAGE.DAT") && is_there(".sett.premaster-0a1b2c/IMAGE.DAT") &&
		   is_there("set.premaster-0a1b2c/IMAGE.DAT"),
	   "what is named otherwise stays");
	OK(is_there("elsewhere/IMAGE.DAT") && is_there(".set.premaster-bbbbbb"), "and what a link leads to");
	longer = pm_str_printf("%s/%0201d", folder, 0);
	pm_hidden_sweep(longer);
	OK(is_there(".premaster-0a1b2c/IMAGE.DAT"), "a hidden name without its target's could be anybody's");
	free(longer);
	path = at(".set.premaster-cccccc");
	if (geteuid() == 0) {
		left(".set.premaster-cccccc", 0777);
		OK(chown(path, 65534, 65534) == 0, "another user's");
		pm_hidden_sweep(target);
		OK(is_there(".set.premaster-cccccc/IMAGE.DAT"), "stays");
	} else {
		SKIP("only root can give a folder away", "another user's stays");
	}
	free(path);
	free(target);
	free(link);
}

int main(void)
{
	folder_begin();
	test_names();
	test_lock();
	test_sweep();
	clear();
	folder_end();
	return tap_done();
}
