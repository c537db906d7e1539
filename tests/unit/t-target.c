/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-target.c - what a set is called (contract section 5), and which folders may be replaced. */
#include "tests/unit/masterset.h"

static struct pm_disc *disc;
static struct pm_error err;

static void named(const char *wanted, const char *path, const char *want)
{
	char *name = NULL;

	memset(&err, 0, sizeof(err));
	IS_INT(pm_set_name(wanted, disc, path, &name, &err), PM_OK, want);
	IS_STR(name, want, path ? path : wanted);
	free(name);
}

static void refused(const char *wanted, const char *why)
{
	char *name = (char *)&err;

	memset(&err, 0, sizeof(err));
	IS_INT(pm_set_name(wanted, disc, "album.csv", &name, &err), PM_E_USAGE, why);
	OK(!name && strstr(err.message, "--name '"), "and nothing is named");
}

static void test_names(void)
{
	char longest[202];

	named("My Album", "x.csv", "My Album");
	named("\xc3\x89t\xc3\xa9", "x.csv", "\xc3\x89t\xc3\xa9");
	named(NULL, "album.csv", "album");
	named(NULL, "/a/b/The Album.v2.cue", "The Album.v2");
	named(NULL, "no-extension", "no-extension");
	named(NULL, "a\"b\\c:d.csv", "a'b_c_d");
	named(NULL, "tab\there.csv", "tab_here");
	named(NULL, ".hidden.csv", "disc");
	named(NULL, ".csv", "disc");
	/* A folder's name is whole: what looks like an extension is part of it.  Of a set the folder, not its map. */
	mkdir(temp_path("Album 1.5"), 0700);
	named(NULL, temp_path("Album 1.5"), "Album 1.5");
	set_text("Album 1.5/DDPID", "x");
	set_text("Album 1.5/ddpms", "x");
	named(NULL, temp_path("Album 1.5/DDPID"), "Album 1.5");
	named(NULL, temp_path("Album 1.5/ddpms"), "Album 1.5");
	named(NULL, temp_path("Album 1.5/."), "Album 1.5");
	named(NULL, "/", "disc");
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "0012345678905");
	named(NULL, "/", "0012345678905");
	named(NULL, ".csv", "0012345678905");
	/* The path of a drive names no album. */
	disc->kind = PM_KIND_DRIVE;
	named(NULL, "/dev/sr0", "0012345678905");
	disc->mcn.text[0] = 0;
	named(NULL, "/dev/sr0", "disc");
	named("x", "/dev/sr0", "x");
	disc->kind = PM_KIND_SHEET;
	memset(longest, 'n', sizeof(longest));
	longest[200] = 0;
	named(longest, NULL, longest);
	longest[200] = 'n';
	longest[201] = 0;
	refused(longest, "201 characters");
	refused("", "nothing");
	refused(".x", "a dot in front");
	refused("a/b", "a slash");
	refused("a\\b", "a backslash");
	refused("a\"b", "a quote");
	refused("a:b", "a colon");
	refused("a\nb", "a line end");
	refused("a\x7f", "DEL");
}

/* Begins a set at a folder that holds these files; the folder is as it was afterwards. */
static int begins(int force, const char *const *files, size_t count)
{
	struct pm_build_request request = {.force = force};
	struct pm_out *out = NULL;
	char folder[1100], name[600];
	size_t i;
	int status, whole = 1;

	snprintf(folder, sizeof(folder), "%s", temp_path("target"));
	mkdir(folder, 0700);
	for (i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "target/%s", files[i]);
		set_text(name, "old");
	}
	request.out_dir = folder;
	memset(&err, 0, sizeof(err));
	status = pm_target_begin(&request, &out, &err);
	pm_out_abort(out);
	for (i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "target/%s", files[i]);
		whole &= set_exists(name);
	}
	OK(whole, "what was there is there");
	pm_temp_remove(folder);
	return status;
}
#define BEGINS(force, ...) begins(force, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void test_targets(void)
{
	IS_INT(begins(0, NULL, 0), PM_OK, "an empty folder");
	IS_INT(BEGINS(0, "DDPID"), PM_E_EXISTS, "a file, without force");
	OK(strstr(err.message, "target"), "the folder is named");
	IS_INT(BEGINS(1, "DDPID", "DDPMS", "PQDESCR", "IMAGE.DAT", "CDTEXT.BIN", "CHECKSUM.MD5", "CHECKSUM.TXT"), PM_OK, "a whole DDP set, with force");
	IS_INT(BEGINS(1, "ddpid", "Image.dat"), PM_OK, "part of one, in any case of letters");
	IS_INT(BEGINS(1, "DDPID", "notes.txt"), PM_E_EXISTS, "one with a file of another's");
	IS_INT(BEGINS(1, "x.bin", "x.cue", "x.toc", "x.cdt", "x.v07t", "x.1.v07t", "x.7.v07t", "x.sub", "CHECKSUM.MD5"), PM_OK, "a CUE set");
	IS_INT(BEGINS(1, "x.bin", "x.cue", "x.toc", "y.sub"), PM_E_EXISTS, "one with a file of another name");
	IS_INT(BEGINS(1, "x.cue", "x.toc", "y.cue", "y.toc"), PM_E_EXISTS, "two CUE sets");
	IS_INT(BEGINS(1, "x.toc", "DDPID"), PM_E_EXISTS, "files of both kinds");
	IS_INT(BEGINS(1, "x.cue", "x.bin"), PM_E_EXISTS, "a cue sheet that is no set of ours");
	IS_INT(BEGINS(1, ".toc"), PM_E_EXISTS, "a name that is nothing but an extension");
	IS_INT(BEGINS(1, "x.toc", "x.8.v07t"), PM_E_EXISTS, "a block that there is not");
}

int main(void)
{
	disc = pm_disc_new(PM_KIND_SHEET);
	if (!disc)
		return 99;
	test_names();
	test_targets();
	pm_disc_free(disc);
	set_end();
	return tap_done();
}
