/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-temp.c - temporary folders: made for one user, removed with what is in them, links not followed. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/temp.h"
#include "tests/tap.h"

static int exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static void put(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f || fclose(f) != 0)
		exit(99);
}

static void test_life(const char *parent)
{
	struct pm_error err = {0, ""};
	char *dir = NULL, *below, *deep, *link, *kept = pm_str_printf("%s/kept", parent), *file = pm_str_printf("%s/kept/file", parent);
	struct stat st;

	(void)mkdir(kept, 0700);
	put(file);
	IS_INT(pm_temp_new(parent, &dir, &err), PM_OK, "made");
	OK(dir && strncmp(dir, parent, strlen(parent)) == 0 && stat(dir, &st) == 0 && (st.st_mode & 0777) == 0700,
	   "in the folder named, for this user only");
	below = pm_str_printf("%s/a", dir);
	deep = pm_str_printf("%s/a/file", dir);
	link = pm_str_printf("%s/a/link", dir);
	(void)mkdir(below, 0700);
	put(deep);
	OK(symlink(kept, link) == 0, "a link in it");
	pm_temp_remove(dir);
	OK(!exists(dir), "removed with all that is in it");
	OK(exists(file), "what a link names stays");
	pm_temp_remove(NULL);
	pm_temp_remove(dir);
	(void)unlink(file);
	(void)rmdir(kept);
	free(dir);
	free(below);
	free(deep);
	free(link);
	free(kept);
	free(file);
}

static void test_refusals(const char *parent)
{
	struct pm_error err = {0, ""};
	char *dir = NULL, *none = pm_str_printf("%s/none", parent);

	IS_INT(pm_temp_new(none, &dir, &err), PM_E_NOT_FOUND, "no such folder");
	OK(!dir && strstr(err.message, none), "its name is in the message");
	err = (struct pm_error){0, ""};
	IS_INT(pm_temp_space(parent, 1, &err), PM_OK, "room for a byte");
	IS_INT(pm_temp_space(parent, UINT64_MAX, &err), PM_E_IO, "no room for everything");
	OK(strstr(err.message, "TMPDIR") && strstr(err.message, parent), "the message says where, and what to do");
	free(none);
}

int main(void)
{
	char parent[] = "/tmp/t-temp-XXXXXX", *dir = NULL;
	struct pm_error err = {0, ""};

	if (!mkdtemp(parent))
		return 99;
	test_life(parent);
	test_refusals(parent);
	(void)setenv("TMPDIR", parent, 1);
	IS_INT(pm_temp_new(NULL, &dir, &err), PM_OK, "by default");
	OK(dir && strncmp(dir, parent, strlen(parent)) == 0, "in TMPDIR");
	pm_temp_remove(dir);
	free(dir);
	OK(rmdir(parent) == 0, "nothing is left");
	return tap_done();
}
