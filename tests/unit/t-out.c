/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-out.c - a set appears whole or not at all: into new, empty and full folders; failures leave everything as it was. */
#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/out.h"
#include "base/path.h"
#include "base/source.h"
#include "tests/unit/folder-help.h"

static const char *const set_names[] = {"IMAGE.DAT", "DDPID", "*.cue", NULL};

static void put(const char *name, const char *text)
{
	put_bytes(name, text, strlen(text));
}

static void make(const char *name, mode_t mode)
{
	char *path = at(name);

	if (mkdir(path, mode) != 0)
		exit(99);
	free(path);
}

static mode_t mode_of(const char *name)
{
	char *path = at(name);
	struct stat st = {0};

	if (stat(path, &st) != 0)
		st.st_mode = 0;
	free(path);
	return st.st_mode & 07777;
}

static int begin(struct pm_out **out, const char *name, int replace, struct pm_error *err)
{
	char *path = at(name);
	int status = pm_out_begin(out, path, replace, set_names, err);

	free(path);
	return status;
}

static void refused(const char *name, int replace, int want, const char *part, const char *what)
{
	struct pm_error err = {0};
	struct pm_out *out = NULL;

	IS_INT(begin(&out, name, replace, &err), want, what);
	if (!OK(!out && strstr(err.message, part) != NULL, "says why"))
		printf("# '%s'\n", err.message);
	pm_out_abort(out);
}

/* Writes IMAGE.DAT and DDPID and commits. */
static int write_set(const char *name, int replace, const char *text, struct pm_error *err)
{
	struct pm_out_file *file;
	struct pm_out *out;
	int status = begin(&out, name, replace, err);

	if (status != PM_OK)
		return status;
	if (pm_out_create(out, "IMAGE.DAT", 1000000, &file, err) != PM_OK || pm_out_write(file, text, strlen(text), err) != PM_OK ||
	    pm_out_write(file, "!", 1, err) != PM_OK || pm_out_close(file, err) != PM_OK || pm_out_put(out, "DDPID", text, strlen(text), err) != PM_OK) {
		pm_out_abort(out);
		return PM_E_IO;
	}
	return pm_out_commit(out, err);
}

static void test_new(void)
{
	struct pm_error err = {0};

	umask(027);
	IS_INT(write_set("new", 0, "one", &err), PM_OK, "into a folder that is not there");
	has("new/IMAGE.DAT", "one!", "what was written and not what was reserved");
	has("new/DDPID", "one", "the small file");
	IS_INT(mode_of("new"), 0750, "the folder has a new folder's permissions");
	IS_INT(mode_of("new/DDPID"), 0640, "the file has a new file's permissions");
	umask(022);
	IS_INT(entries(""), 1, "nothing else is left");
	make("empty", 0700);
	IS_INT(write_set("empty/", 0, "two", &err), PM_OK, "into an empty folder, named with a slash");
	has("empty/IMAGE.DAT", "two!", "is there");
	IS_INT(mode_of("empty"), 0700, "and keeps its permissions");
	IS_INT(write_set("a/b//c", 0, "three", &err), PM_OK, "missing folders above are made");
	has("a/b/c/DDPID", "three", "is there");
	clear();
}

static void test_refused(void)
{
	char *link = at("link"), *target = at("full");

	make("full", 0777);
	put("full/ddpid", "old");
	put("file", "x");
	refused("full", 0, PM_E_EXISTS, "--force", "a folder with files");
	put("full/notes.txt", "mine");
	refused("full", 1, PM_E_EXISTS, "'notes.txt'", "a folder with other files, by force");
	has("full/notes.txt", "mine", "it is untouched");
	make("nested", 0777);
	make("nested/IMAGE.DAT", 0777);
	refused("nested", 1, PM_E_EXISTS, "is no file", "a folder in it that bears a file's name");
	refused("file", 1, PM_E_EXISTS, "not a folder", "a file");
	refused("file/x", 0, PM_E_EXISTS, "file is in the way", "below a file");
	if (symlink(target, link) == 0)
		refused("link", 1, PM_E_EXISTS, "is a link", "a link");
	refused("full/..", 1, PM_E_EXISTS, "name a new folder", "a parent");
	refused("full/.", 1, PM_E_EXISTS, "name a new folder", "a dot");
	make("here", 0777);
	free(target);
	target = at("here");
	if (chdir(target) == 0) {
		refused("here", 0, PM_E_EXISTS, "you are in", "the folder one is in");
		IS_INT(chdir("/"), 0, "back");
	}
	IS_INT(entries(""), 5, "no refusal leaves anything");
	free(link);
	free(target);
	clear();
}

static void test_replace(void)
{
	struct pm_error err = {0};
	struct pm_out *out;
	struct stat before, after;
	char *path = at("set");

	make("set", 0750);
	put("set/image.dat", "old");
	put("set/DDPID", "old");
	put("set/x.CUE", "old");
	IS_INT(begin(&out, "set", 1, &err), PM_OK, "a full set may be replaced");
	IS_INT(pm_out_put(out, "DDPID", "new", 3, &err), PM_OK, "a new file");
	has("set/DDPID", "old", "the old set stays until the commit");
	OK(stat(path, &before) == 0, "is there");
	IS_INT(pm_out_commit(out, &err), PM_OK, "commit");
	OK(stat(path, &after) == 0 && after.st_ino != before.st_ino, "the folder was replaced as a whole");
	has("set/DDPID", "new", "the new file");
	IS_INT(entries("set"), 1, "and nothing of the old set");
	IS_INT(entries(""), 1, "nor beside it");
	IS_INT(mode_of("set"), 0750, "permissions are kept");
	IS_INT(begin(&out, "set", 1, &err), PM_OK, "again");
	put("set/late.txt", "mine");
	IS_INT(pm_out_commit(out, &err), PM_E_EXISTS, "a file that came in between stops the commit");
	has("set/late.txt", "mine", "and is untouched");
	has("set/DDPID", "new", "as is the set");
	IS_INT(entries(""), 1, "nothing beside it");
	free(path);
	clear();
}

static void test_abort(void)
{
	struct pm_error err = {0};
	struct pm_out_file *file;
	struct pm_out *out;

	make("set", 0777);
	put("set/DDPID", "old");
	IS_INT(begin(&out, "set", 1, &err), PM_OK, "begin");
	IS_INT(pm_out_create(out, "IMAGE.DAT", 0, &file, &err), PM_OK, "a file");
	IS_INT(pm_out_write(file, "x", 1, &err), PM_OK, "its byte");
	IS_INT(pm_out_create(out, "../evil", 0, &file, &err), PM_E_RANGE, "a name with a slash is refused");
	IS_INT(pm_out_put(out, "IMAGE.DAT", "", 0, &err), PM_E_IO, "a name twice is refused");
	pm_out_abort(out);
	IS_INT(pm_out_close(file, &err), PM_OK, "a file may be closed after the abort");
	has("set/DDPID", "old", "the old set is untouched");
	OK(entries("") == 1 && entries("set") == 1, "everything else is gone");
	err = (struct pm_error){0};
	IS_INT(begin(&out, "x/y/z", 0, &err), PM_OK, "below folders that are made");
	OK(strncmp(pm_out_dir(out), folder, strlen(folder)) == 0 && strstr(pm_out_dir(out), "x/y/.z.premaster-"), "hidden beside the target");
	pm_out_abort(out);
	IS_INT(entries(""), 1, "which are gone after the abort");
	IS_INT(begin(&out, "new", 0, &err), PM_OK, "begin");
	IS_INT(pm_out_create(out, "IMAGE.DAT", 0, &file, &err), PM_OK, "a file left open");
	IS_INT(pm_out_commit(out, &err), PM_E_IO, "cannot be committed");
	IS_INT(pm_out_close(file, NULL), PM_OK, "closed after");
	IS_INT(entries(""), 1, "nothing is left");
	pm_out_abort(NULL);
	clear();
}

/* What a run that was killed left is taken away by the next into the same folder, and nothing else. */
static void test_left_behind(void)
{
	struct pm_error err = {0};
	struct pm_out *out;
	char *link = at(".set.premaster-aaaaaa");

	make(".set.premaster-0a1b2c", 0777);
	put(".set.premaster-0a1b2c/IMAGE.DAT", "half");
	make(".set.premaster-0a1b2c/premaster-Unpack", 0700);
	put(".set.premaster-0a1b2c/premaster-Unpack/a.wav", "RIFF");
	make(".set.premaster-ffffff", 0500);
	make(".set.premaster-0a1b2c-old", 0777);
	put(".set.premaster-0a1b2c-old/DDPID", "the only copy");
	make(".other.premaster-0a1b2c", 0777);
	make(".set.premaster-0A1B2C", 0777);
	make(".set.premaster-0a1b2", 0777);
	put(".set.premaster-000000", "a file");
	OK(symlink("keep", link) == 0, "a link named like one");
	make("keep", 0777);
	put("keep/mine", "mine");
	IS_INT(write_set("set", 0, "new", &err), PM_OK, "a set beside remains of runs that were killed");
	has("set/DDPID", "new", "is there");
	IS_INT(entries(""), 8, "the two folders of dead runs are gone");
	has(".set.premaster-0a1b2c-old/DDPID", "the only copy", "an old set that was put aside is not touched");
	has(".set.premaster-000000", "a file", "nor is a file");
	has("keep/mine", "mine", "nor what a link leads to");
	OK(entries(".other.premaster-0a1b2c") == 0 && entries(".set.premaster-0A1B2C") == 0 && entries(".set.premaster-0a1b2") == 0,
	   "nor what is another folder's, or not named so");
	clear();
	IS_INT(begin(&out, "set", 0, &err), PM_OK, "a set being written");
	IS_INT(pm_out_put(out, "DDPID", "first", 5, &err), PM_OK, "has a file");
	IS_INT(write_set("set", 0, "second", &err), PM_OK, "a second one beside it, at once");
	has("set/DDPID", "second", "comes first");
	IS_INT(pm_path_is_dir(pm_out_dir(out)), 1, "what lives is not taken away");
	IS_INT(pm_out_commit(out, &err), PM_E_EXISTS, "and finds the place taken");
	has("set/DDPID", "second", "which stays as it is");
	IS_INT(entries(""), 1, "nothing beside it");
	free(link);
	clear();
}

/* A file that cannot grow: the same error path as a full disk. */
static void test_no_space(void)
{
	static const char block[4096];
	struct rlimit old, small;
	struct pm_error err = {0};
	struct pm_out_file *file;
	struct pm_out *out;
	int i, status = PM_OK;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 10000;
	make("set", 0777);
	put("set/DDPID", "old");
	IS_INT(begin(&out, "set", 1, &err), PM_OK, "begin");
	setrlimit(RLIMIT_FSIZE, &small);
	IS_INT(pm_out_create(out, "IMAGE.DAT", 0, &file, &err), PM_OK, "create without a size");
	for (i = 0; i < 10 && status == PM_OK; i++)
		status = pm_out_write(file, block, sizeof(block), &err);
	setrlimit(RLIMIT_FSIZE, &old);
	IS_INT(status, PM_E_IO, "a write that does not fit fails");
	OK(i == 3 && strstr(err.message, "cannot write '") && strstr(err.message, "set/IMAGE.DAT'"), "at once, and names the file");
	IS_INT(pm_out_write(file, "x", 1, NULL), PM_E_IO, "the file stays failed");
	IS_INT(pm_out_close(file, NULL), PM_E_IO, "also at its close");
	IS_INT(pm_out_commit(out, NULL), PM_E_IO, "and the set is not committed");
	has("set/DDPID", "old", "the old set is untouched");
	IS_INT(entries(""), 1, "everything else is gone");
#if defined(HAVE_FALLOCATE) || defined(HAVE_POSIX_FALLOCATE)
	err = (struct pm_error){0};
	IS_INT(begin(&out, "new", 0, &err), PM_OK, "begin");
	setrlimit(RLIMIT_FSIZE, &small);
	status = pm_out_create(out, "IMAGE.DAT", 1000000, &file, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	IS_INT(status, PM_E_IO, "a size that will not fit is refused at once");
	OK(strstr(err.message, "1000000 bytes are needed") != NULL, "and says how much is needed");
	IS_INT(pm_out_commit(out, NULL), PM_E_IO, "no commit");
	IS_INT(entries(""), 1, "nothing is left");
#endif
	clear();
}

/* Run by a Makefile as root this proves nothing: root may write anywhere. */
static void test_read_only(void)
{
	struct pm_error err = {0};
	struct pm_out *out;

	if (geteuid() == 0) {
		SKIP("root may write everywhere", "a parent that cannot be written to");
		return;
	}
	make("locked", 0555);
	IS_INT(begin(&out, "locked/new", 0, &err), PM_E_IO, "a parent that cannot be written to is told at the start");
	OK(strstr(err.message, "locked") && strstr(err.message, "Permission denied"), "with the reason");
	clear();
}

/* More than the write-back step, in odd parts. */
static void test_large(void)
{
	size_t n = 20000003, done = 0, part = 1, i;
	unsigned char *data = malloc(n), *back = NULL;
	struct pm_out_file *file;
	struct pm_out *out;
	char *path = at("big/IMAGE.DAT");
	int status;

	for (i = 0; i < n; i++)
		data[i] = (unsigned char)(i * 2654435761u >> 24);
	status = begin(&out, "big", 0, NULL);
	if (status == PM_OK)
		status = pm_out_create(out, "IMAGE.DAT", n, &file, NULL);
	for (; status == PM_OK && done < n; done += part, part = part * 3 + 1) {
		part = part < n - done ? part : n - done;
		status = pm_out_write(file, data + done, part, NULL);
	}
	IS_INT(status, PM_OK, "a large file in parts");
	IS_INT(pm_out_close(file, NULL), PM_OK, "close");
	IS_INT(pm_out_commit(out, NULL), PM_OK, "commit");
	OK(pm_file_read(path, n, &back, &i, NULL) == PM_OK && i == n && memcmp(back, data, n) == 0, "comes back");
	free(back);
	free(data);
	free(path);
	clear();
}

int main(void)
{
	folder_begin();
	umask(022);
	test_new();
	test_refused();
	test_replace();
	test_abort();
	test_left_behind();
	test_no_space();
	test_read_only();
	test_large();
	folder_end();
	return tap_done();
}
