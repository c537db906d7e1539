/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-place.c - what kind of thing a path names (contract section 1). */
#include "master/place.h"
#include "tests/unit/masterset.h"

static struct pm_session s;

static int find(const char *path, int is_drive, struct pm_place *place)
{
	struct pm_open_options open = {.is_drive = is_drive};

	pm_session_release(&s);
	pm_session_init(&s);
	return pm_place_find(&s, path, &open, place);
}

/* Recognised as this; to be read is `inside`, or the path itself. */
static void is(const char *name, enum pm_kind kind, const char *inside)
{
	struct pm_place place;
	char path[1100], want[1300];

	snprintf(path, sizeof(path), "%s", temp_path(name));
	snprintf(want, sizeof(want), "%s%s%s", path, inside ? "/" : "", inside ? inside : "");
	if (OK(find(path, 0, &place) == PM_OK, name)) {
		IS_INT(place.kind, kind, "its kind");
		IS_STR(place.path, want, "what is read");
		IS_STR(place.name, want, "what it is called");
		OK(!place.temp_dir, "nothing was unpacked");
	} else {
		printf("# %s\n", s.error.message);
	}
	pm_place_release(&place);
}

static void refused(const char *name, int status, const char *words)
{
	struct pm_place place;

	memset(&place, 0xee, sizeof(place));
	if (!OK(find(temp_path(name), 0, &place) == status && strstr(s.error.message, words), words))
		printf("# %d '%s'\n", s.error.status, s.error.message);
	OK(place.kind == PM_KIND_NONE && !place.path && !place.name && !place.temp_dir, "and the place is empty");
	pm_place_release(&place);
}

static void test_files(void)
{
	static const struct {
		const char *name;
		enum pm_kind kind;
	} files[] = {
		{"a.csv", PM_KIND_SHEET}, {"a.TSV", PM_KIND_SHEET},   {"a.cue", PM_KIND_CUE},	{"A.CUE", PM_KIND_CUE},	  {"a.toc", PM_KIND_TOC},
		{"a.sub", PM_KIND_SUBCODE}, {"a.bin", PM_KIND_SUBCODE}, {"a.q", PM_KIND_SUBCODE}, {".csv.csv", PM_KIND_SHEET},
	};
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		set_text(files[i].name, "x");
		is(files[i].name, files[i].kind, NULL);
		unlink(temp_path(files[i].name));
	}
	set_text("plain", "x");
	refused("plain", PM_E_FORMAT, "is of no kind premaster knows");
	set_text("empty", "");
	refused("empty", PM_E_FORMAT, "is of no kind premaster knows");
	set_text("a.wav", "RIFF");
	refused("a.wav", PM_E_FORMAT, "is an audio file: name it in a track sheet or a cue sheet");
	set_text("a.v07t", "x");
	refused("a.v07t", PM_E_FORMAT, "--cdtext");
	set_text("a.xlsx", "x");
	refused("a.xlsx", PM_E_FORMAT, "save the track sheet as CSV");
	refused("none.csv", PM_E_NOT_FOUND, "cannot open '");
	refused("plain/none.csv", PM_E_NOT_FOUND, "cannot open '");
	OK(symlink("a-link", temp_path("a-link")) == 0, "a link to itself");
	refused("a-link", PM_E_IO, "cannot open '");
}

static void test_folders(void)
{
	size_t count = 9;
	char *only;

	mkdir(temp_path("set"), 0700);
	refused("set", PM_E_FORMAT, "is a folder with neither DDPID or DDPMS nor a cue sheet");
	set_text("set/.hidden.cue", "x");
	set_text("set/._x.cue", "x");
	mkdir(temp_path("set/folder.cue"), 0700);
	refused("set", PM_E_FORMAT, "nor a cue sheet");
	set_text("set/x.toc", "x");
	is("set", PM_KIND_TOC, "x.toc");
	set_text("set/y.toc", "x");
	refused("set", PM_E_FORMAT, "is a folder with 2 TOC files: name the one that is meant");
	/* A cue sheet stands before a TOC. */
	set_text("set/x.CUE", "x");
	is("set", PM_KIND_CUE, "x.CUE");
	set_text("set/z.cue", "x");
	refused("set", PM_E_FORMAT, "is a folder with 2 cue sheets: name the one that is meant");
	is("set/z.cue", PM_KIND_CUE, NULL);
	/* A DDP before both: the folder, or one of its maps. */
	set_text("set/ddpid", "x");
	is("set", PM_KIND_DDP, NULL);
	is("set/ddpid", PM_KIND_DDP, NULL);
	set_text("set/DDPMS", "x");
	is("set/DDPMS", PM_KIND_DDP, NULL);
	set_text("set/IMAGE.DAT", "x");
	refused("set/IMAGE.DAT", PM_E_FORMAT, "is a file of a DDP set: open its folder");

	only = pm_only_in_folder(temp_path("set"), "toc", &count);
	OK(!only && count == 2, "two of a kind: none, and how many");
	only = pm_only_in_folder(temp_path("nowhere"), "toc", &count);
	OK(!only && count == 0, "no folder");
	unlink(temp_path("set/y.toc"));
	only = pm_only_in_folder(temp_path("set"), "toc", &count);
	OK(only && count == 1 && !strcmp(only, temp_path("set/x.toc")), "one");
	free(only);
}

static void test_drives(void)
{
	struct pm_place place;

	IS_INT(find("/dev/null", 0, &place), PM_OK, "a device");
	IS_INT(place.kind, PM_KIND_DRIVE, "is a drive");
	pm_place_release(&place);
	IS_INT(find(temp_path("set"), 1, &place), PM_OK, "--drive, whatever it looks like");
	IS_INT(place.kind, PM_KIND_DRIVE, "is a drive");
	pm_place_release(&place);
	IS_INT(find("/nowhere.csv", 1, &place), PM_OK, "also what is not there: drive/ says so");
	IS_INT(place.kind, PM_KIND_DRIVE, "is a drive");
	pm_place_release(&place);
}

static void test_release(void)
{
	struct pm_place place = {PM_KIND_SHEET, pm_str_dup("x"), pm_str_dup("y"), NULL};

	IS_INT(pm_temp_new(temp_dir, &place.temp_dir, NULL), PM_OK, "what was unpacked");
	{
		char *dir = pm_str_dup(place.temp_dir);
		struct stat st;

		pm_place_release(&place);
		OK(stat(dir, &st) != 0, "goes with the place");
		free(dir);
	}
	OK(place.kind == PM_KIND_NONE && !place.path && !place.name && !place.temp_dir, "which is empty");
	pm_place_release(&place);
}

int main(void)
{
	pm_session_init(&s);
	test_files();
	test_folders();
	test_drives();
	test_release();
	pm_session_release(&s);
	set_end();
	return tap_done();
}
