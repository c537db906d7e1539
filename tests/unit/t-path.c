/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-path.c - parts of names, names that stay inside, and finding the file a sheet means. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "tests/tap.h"

static char folder[] = "/tmp/t-path-XXXXXX";

static void is_owned(char *got, const char *want, const char *name)
{
	IS_STR(got, want, name);
	free(got);
}

static void test_parts(void)
{
	is_owned(pm_path_join("a", "b"), "a/b", "join");
	is_owned(pm_path_join("", "b"), "b", "join with nothing");
	is_owned(pm_path_join(".", "b"), "b", "join with this folder");
	is_owned(pm_path_join("/", "b"), "/b", "join with the root");
	is_owned(pm_path_join("a/", "b"), "a/b", "join after a slash");
	is_owned(pm_path_dir("a/b"), "a", "dir");
	is_owned(pm_path_dir("b"), ".", "dir of a bare name");
	is_owned(pm_path_dir("/b"), "/", "dir in the root");
	is_owned(pm_path_dir("a//b"), "a", "dir before two slashes");
	is_owned(pm_path_dir("a/"), "a", "dir before a trailing slash");
	IS_STR(pm_path_base("a/b.c"), "b.c", "base");
	IS_STR(pm_path_base("a/"), "", "base after a trailing slash");
	IS_STR(pm_path_extension("a.b/c.d.Wav"), "Wav", "extension");
	IS_STR(pm_path_extension("a.b/c"), "", "a dot in the folder is none");
	IS_STR(pm_path_extension(".wav"), "", "a hidden file has none");
	IS_STR(pm_path_extension("a."), "", "nothing behind the dot");
	OK(pm_path_has_extension("x.CUE", "cue") && pm_path_has_extension("x.cue", "CUE"), "case is ignored");
	OK(!pm_path_has_extension("x.cu", "cue") && !pm_path_has_extension("x.cuee", "cue") && !pm_path_has_extension("x", "cue"), "others");
}

static void test_inside(void)
{
	static const char *const in[] = {"a.wav", "a/b.wav", "a\\b.wav", "..a", "a..", "a/...", ".a", "./a", "ab:c", "CD1/01.wav"};
	static const char *const not_in[] = {"", "/a", "\\a", "C:\\a", "c:a", "..", "../a", "a/..", "a/../b", "a\\..\\b", "..\\a", "a\nb", "\x7F"};
	size_t i;

	for (i = 0; i < sizeof(in) / sizeof(in[0]); i++)
		OK(pm_path_is_inside(in[i], strlen(in[i])), in[i]);
	for (i = 0; i < sizeof(not_in) / sizeof(not_in[0]); i++)
		OK(!pm_path_is_inside(not_in[i], strlen(not_in[i])), "not inside");
	OK(!pm_path_is_inside("a\0b", 3), "a NUL inside");
	OK(pm_path_is_inside("a/..b", 4) == 0, "the length counts, not the NUL");
}

static void make(const char *name)
{
	char *path = pm_path_join(folder, name), *slash = path;
	FILE *f;

	while ((slash = strchr(slash + 1, '/')) != NULL) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	f = fopen(path, "wb");
	if (!f || fclose(f) != 0)
		exit(99);
	free(path);
}

static void find(const char *name, enum pm_match want, const char *want_name, const char *what)
{
	struct pm_error err = {0};
	enum pm_match match = PM_MATCH_AMBIGUOUS;
	char *path = NULL, *want_path = want_name ? pm_path_join(folder, want_name) : NULL;

	if (!IS_INT(pm_path_find(folder, name, &path, &match, &err), PM_OK, what))
		printf("# %s\n", err.message);
	IS_INT(match, want, "how it matched");
	IS_STR(path, want_path, "the path");
	free(path);
	free(want_path);
}

static void test_find(void)
{
	static const char *const names[] = {"01 Slack.wav",         "Cafe\xCC\x81.wav", "Sub/Deep/x.wav", "dup.wav", "DUP.wav",
	                                    "twin\xC3\xA9.wav",     "twine\xCC\x81.wav", "\xC3\x89t\xC3\xA9.wav", "bad\xFF.wav"};
	struct pm_error err = {0};
	enum pm_match match;
	char *path, *missing = pm_path_join(folder, "missing");
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		make(names[i]);
	find("01 Slack.wav", PM_MATCH_EXACT, "01 Slack.wav", "exactly");
	find("01 SLACK.WAV", PM_MATCH_CASE, "01 Slack.wav", "by case");
	find("Caf\xC3\xA9.wav", PM_MATCH_UNICODE, "Cafe\xCC\x81.wav", "by normal form");
	find("CAF\xC3\x89.WAV", PM_MATCH_CASE, "Cafe\xCC\x81.wav", "by normal form and case");
	find("\xC3\xA9T\xC3\x89.wav", PM_MATCH_CASE, "\xC3\x89t\xC3\xA9.wav", "by case beyond ASCII");
	find("Sub\\Deep\\x.wav", PM_MATCH_EXACT, "Sub/Deep/x.wav", "a backslash reads as a slash");
	find("sub/./DEEP//x.wav", PM_MATCH_CASE, "Sub/Deep/x.wav", "components each by case");
	find("dup.wav", PM_MATCH_EXACT, "dup.wav", "an exact name beats its twins");
	find("Dup.wav", PM_MATCH_AMBIGUOUS, NULL, "two that differ only in case");
	find("TWIN\xC3\x89.WAV", PM_MATCH_AMBIGUOUS, NULL, "two that differ only in form");
	find("bad\xFF.wav", PM_MATCH_EXACT, "bad\xFF.wav", "a name that is not UTF-8");
	find("BAD\xFF.wav", PM_MATCH_NONE, NULL, "which matches only exactly");
	find("nothing.wav", PM_MATCH_NONE, NULL, "no such file");
	find("nothing/x.wav", PM_MATCH_NONE, NULL, "no such folder");
	find("01 Slack.wav/x", PM_MATCH_NONE, NULL, "a file is no folder");
	find("../etc/passwd", PM_MATCH_NONE, NULL, "never outside: parent");
	find("/etc/passwd", PM_MATCH_NONE, NULL, "never outside: root");
	find("Sub/../01 Slack.wav", PM_MATCH_NONE, NULL, "never by a parent, even back inside");
	find(".", PM_MATCH_NONE, NULL, "the folder itself is no file in it");
	find("", PM_MATCH_NONE, NULL, "an empty name");
	IS_INT(pm_path_find(missing, "x", &path, &match, &err), PM_E_IO, "a folder that is not there is a failure");
	OK(strstr(err.message, "cannot read folder") && !path, "and says so");
	free(missing);
	path = pm_path_join(folder, "Sub");
	OK(pm_path_is_dir(path) && !pm_path_is_file(path), "a folder is a folder");
	free(path);
	path = pm_path_join(folder, "dup.wav");
	OK(!pm_path_is_dir(path) && pm_path_is_file(path), "a file is a file");
	free(path);
}

int main(void)
{
	char *clean;
	int status;

	if (!mkdtemp(folder))
		return 99;
	test_parts();
	test_inside();
	test_find();
	clean = pm_str_printf("rm -rf '%s'", folder);
	status = system(clean);
	free(clean);
	return tap_done() || status;
}
