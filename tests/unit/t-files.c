/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-files.c - finding audio files, in a folder made for the purpose. */
#include "disc/disc.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "tests/tap.h"

static char root[64] = "/tmp/pm-t-files-XXXXXX";

/* In the order of making. */
static const char *const names[] = {"a.wav", "Twin.wav", "TWIN.wav", "E\xCC\x81t\xC3\xA9.wav", "sub/b.wav", "folder.wav/x"};

static void make_files(void)
{
	char path[200];
	FILE *file;
	size_t i;

	if (!mkdtemp(root))
		exit(99);
	snprintf(path, sizeof path, "%s/sub", root);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/folder.wav", root);
	mkdir(path, 0700);
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", root, names[i]);
		file = fopen(path, "wb");
		if (!file)
			exit(99);
		fclose(file);
	}
}

static void remove_files(void)
{
	char path[200];
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", root, names[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/sub", root);
	rmdir(path);
	snprintf(path, sizeof path, "%s/folder.wav", root);
	rmdir(path);
	rmdir(root);
}

/* Looks for one name, as track 7's audio.  want: its place below root, NULL when it is not to be found; id NULL: no finding. */
static void find(const char *name, const char *audio_dir, const char *want, const char *id)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_diags diags;
	struct pm_error err = {0};
	char path[200] = "";
	uint32_t number;

	pm_diags_init(&diags);
	if (!disc || pm_disc_add_file(disc, name, PM_FILE_MASTER, pm_pos_at(NULL, 9, 3), &number) != PM_OK)
		exit(99);
	if (pm_disc_add_mark(disc, 7, 1, -1, pm_pos_none()) != PM_OK || pm_disc_add_audio(disc, number, 0, PM_TO_END, pm_pos_none()) != PM_OK)
		exit(99);
	disc->base_dir = audio_dir ? NULL : strdup(root);
	IS_INT(pm_disc_find_files(disc, audio_dir, &diags, &err), PM_OK, name);
	if (want)
		snprintf(path, sizeof path, "%s/%s", root, want);
	IS_STR(disc->file[0].path, want ? path : NULL, "its path");
	IS_INT(disc->file[0].unusable, want == NULL, "unusable when not found");
	IS_INT(disc->poisoned, want ? 0 : PM_POISON_AUDIO, "then the audio is poisoned");
	if (IS_INT(diags.count, id != NULL, "findings") && id) {
		IS_STR(pm_diag_id_text(diags.list[0].id), id, "its id");
		IS_INT(diags.list[0].track, 7, "its track");
		IS_INT(diags.list[0].pos.offset_bytes, 9, "its place");
		IS_INT(diags.list[0].severity, want ? PM_NOTE : PM_ERROR, "its severity");
	}
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* A name that no file manager shows as it is: said so, and not that it leads out of the folder. */
static void test_control(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_diags diags;
	struct pm_error err = {0};
	uint32_t number;

	pm_diags_init(&diags);
	disc->base_dir = strdup(root);
	if (pm_disc_add_file(disc, "a\nb.wav", PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK)
		exit(99);
	IS_INT(pm_disc_find_files(disc, NULL, &diags, &err), PM_OK, "a name over two lines");
	IS_INT(diags.count, 1, "one finding");
	IS_STR(pm_diag_id_text(diags.list[0].id), "audio-path", "its id");
	OK(strstr(diags.list[0].message, "line break") != NULL, "says what is wrong with it");
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* A sheet of some megabytes names as many files, each with its finding. */
static void test_many(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	clock_t start = clock();
	struct pm_diags diags;
	struct pm_error err = {0};
	uint32_t number, i;
	char name[16];

	pm_diags_init(&diags);
	disc->base_dir = strdup(root);
	for (i = 0; i < 300000; i++) {
		snprintf(name, sizeof name, "%u", (unsigned)i);
		if (pm_disc_add_file(disc, name, PM_FILE_MASTER, pm_pos_at(NULL, i, 1), &number) != PM_OK ||
		    (i % 100000 == 0 && pm_disc_add_mark(disc, (uint8_t)(i / 100000 + 1), 1, -1, pm_pos_none()) != PM_OK) ||
		    pm_disc_add_audio(disc, number, 0, PM_TO_END, pm_pos_none()) != PM_OK)
			exit(99);
	}
	IS_INT(pm_disc_find_files(disc, NULL, &diags, &err), PM_OK, "very many files");
	IS_INT(diags.list[0].track, 1, "the first one's track");
	OK(clock() - start < 30 * CLOCKS_PER_SEC, "in linear time");
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

static void test_world(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_diags diags;
	struct pm_error err = {0};
	uint32_t number;

	pm_diags_init(&diags);
	if (!disc || pm_disc_add_file(disc, "a.wav", PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK)
		exit(99);
	OK(pm_disc_find_files(disc, "/nonexistent/folder", &diags, &err) < 0, "a folder that is not there is a failure");
	OK(err.message[0], "with words");
	IS_INT(diags.count, 0, "and no finding");
	disc->file[0].kind = PM_FILE_DRIVE;
	IS_INT(pm_disc_find_files(disc, "/nonexistent/folder", &diags, NULL), PM_OK, "a drive's audio is not looked for");
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int main(void)
{
	make_files();
	find("a.wav", NULL, "a.wav", NULL);
	find("sub/b.wav", NULL, "sub/b.wav", NULL);
	find("sub\\b.wav", NULL, "sub/b.wav", NULL);
	find("A.WAV", NULL, "a.wav", "audio-name");
	find("\xC3\x89t\xC3\xA9.wav", NULL, "E\xCC\x81t\xC3\xA9.wav", "audio-name");
	find("Twin.wav", NULL, "Twin.wav", NULL);
	find("twin.wav", NULL, NULL, "audio-missing");
	find("nobody.wav", NULL, NULL, "audio-missing");
	find("nowhere/a.wav", NULL, NULL, "audio-missing");
	find("folder.wav", NULL, NULL, "audio-missing");
	find("/etc/passwd", NULL, NULL, "audio-path");
	find("../a.wav", NULL, NULL, "audio-path");
	find("C:\\music\\a.wav", NULL, NULL, "audio-path");
	find("", NULL, NULL, "audio-path");
	find("a.wav", root, "a.wav", NULL);
	find("C:\\music\\a.wav", root, "a.wav", NULL);
	find("/music/sub/a.wav", root, "a.wav", NULL);
	find("../a.wav", root, "a.wav", NULL);
	find("sub/b.wav", root, "sub/b.wav", NULL);
	find("../..", root, NULL, "audio-path");
	find("/music/", root, NULL, "audio-path");
	test_control();
	test_many();
	test_world();
	remove_files();
	return tap_done();
}
