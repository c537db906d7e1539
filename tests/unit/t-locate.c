/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-locate.c - finding a fileset.  Expected: ddp.md section 11.2, ddp/ddp.h. */
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

int main(void)
{
	locating();
	return tap_done();
}
