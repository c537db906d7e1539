/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-unpack.c - archives: the list, one file, unpacking; names, links, bounds, damage; cut off anywhere. */
#include <sys/stat.h>
#include <unistd.h>

#include "archive/unpack.h"
#include "base/temp.h"
#include "tests/gen/zip.h"
#include "tests/tap.h"

static char *dir; /* of the whole test */
static char *zip_path;
static struct zip z;
static struct pm_diags diags;
static struct pm_error err;

static void begin(void)
{
	if (!zip_begin(&z, zip_path))
		exit(99);
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	err = (struct pm_error){0, ""};
}

static void end(void)
{
	if (!zip_end(&z))
		exit(99);
}

/* Unpack into a new folder; the caller frees and removes it. */
static int unpack(const char *folder, int deep, uint64_t max_bytes, char **into)
{
	struct pm_unpack ask = {.folder = folder, .deep = deep, .max_bytes = max_bytes, .pos = pm_pos_none()};

	err = (struct pm_error){0, ""};
	if (pm_temp_new(dir, into, &err) != PM_OK)
		exit(99);
	ask.into = *into;
	return pm_archive_unpack(zip_path, &ask, &diags, &err);
}

static void drop(char *into)
{
	pm_temp_remove(into);
	free(into);
}

/* The file's text, or NULL. */
static const char *text_of(const char *into, const char *name)
{
	static char text[64];
	char *path = pm_str_printf("%s/%s", into, name);
	FILE *f = fopen(path, "rb");
	size_t got = f ? fread(text, 1, sizeof text - 1, f) : 0;

	text[got] = 0;
	free(path);
	if (f)
		fclose(f);
	return f ? text : NULL;
}

static void test_good(void)
{
	struct pm_archive_list list = {0};
	struct pm_buf data;
	char *into;

	begin();
	zip_add(&z, "./", "", 0);
	zip_add(&z, "set/", "", 0);
	zip_add(&z, "set/DDPID", "identity", 8);
	zip_add(&z, "./set\\DDPMS", "map", 3);
	zip_add(&z, "set/sub/deep", "deep", 4);
	zip_add_as(&z, "set/\xc3\xa9t\xc3\xa9", "summer", 6, 0, 0x800, 0);
	zip_add(&z, "__MACOSX/set/._DDPID", "clutter", 7);
	zip_add(&z, "set/._DDPMS", "clutter", 7);
	zip_add(&z, "other/file", "other", 5);
	end();
	OK(pm_archive_detect(zip_path), "an archive");
	IS_INT(pm_archive_read_list(zip_path, &list, pm_pos_none(), &diags, &err), PM_OK, "the list");
	IS_INT(list.count, 5, "files, without folders and what a Mac adds");
	IS_STR(list.list[0].name, "set/DDPID", "a name");
	IS_INT(list.list[0].bytes, 8, "its length");
	IS_STR(list.list[1].name, "set/DDPMS", "another, written otherwise");
	IS_STR(list.list[3].name, "set/\xc3\xa9t\xc3\xa9", "a name in UTF-8");
	IS_INT(diags.count, 0, "nothing to find");
	pm_archive_list_release(&list);

	pm_buf_init(&data);
	IS_INT(pm_archive_load(zip_path, "set/DDPMS", 100, &data, &err), PM_OK, "one file");
	IS_STR(pm_buf_str(&data), "map", "what it holds");
	pm_buf_release(&data);
	IS_INT(pm_archive_load(zip_path, "set/DDPID", 3, &data, &err), PM_OK, "the beginning of one");
	IS_STR(pm_buf_str(&data), "ide", "and no more");
	pm_buf_release(&data);
	IS_INT(pm_archive_load(zip_path, "none", 3, &data, &err), PM_E_NOT_FOUND, "a file that is not there");
	pm_buf_release(&data);

	IS_INT(unpack("set/", 0, 1000, &into), PM_OK, "unpacked");
	IS_STR(text_of(into, "DDPID"), "identity", "a file");
	IS_STR(text_of(into, "\xc3\xa9t\xc3\xa9"), "summer", "one with accents");
	OK(!text_of(into, "sub/deep") && !text_of(into, "file") && !text_of(into, "._DDPMS"), "not what lies elsewhere");
	drop(into);
	IS_INT(unpack("", 1, 1000, &into), PM_OK, "with all folders");
	IS_STR(text_of(into, "set/sub/deep"), "deep", "a file in a folder in a folder");
	IS_STR(text_of(into, "other/file"), "other", "another folder");
	drop(into);
}

static void test_bad_names(void)
{
	static const char *const bad[] = {"../out", "a/../../out", "/out", "C:out", "b\\..\\..\\out", "new\nline"};
	struct pm_archive_list list = {0};
	char *into, *outside = pm_str_printf("%s/out", dir);
	struct stat st;
	size_t i;

	begin();
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		zip_add(&z, bad[i], "bad", 3);
	zip_add_as(&z, "link", "/etc", 4, 0120777, 0, 0);
	zip_add(&z, "link/passwd", "through the link", 16);
	zip_add_as(&z, "device", "", 0, 020644, 0, 0);
	zip_add(&z, "good", "good", 4);
	zip_add(&z, "good", "again", 5);
	zip_add(&z, "good/below", "below a file", 12);
	end();
	IS_INT(pm_archive_read_list(zip_path, &list, pm_pos_none(), &diags, &err), PM_OK, "a list with bad names");
	IS_INT(list.count, 4, "they are left out");
	IS_INT(diags.count_of[PM_ERROR], sizeof bad / sizeof *bad + 2, "each is reported");
	OK(pm_diags_has(&diags, PM_DIAG_DDP_PATH), "as ddp-path");
	pm_archive_list_release(&list);
	IS_INT(unpack("", 1, 1000, &into), PM_OK, "the rest is unpacked");
	IS_STR(text_of(into, "good"), "good", "a good file, the first of its name");
	IS_STR(text_of(into, "link/passwd"), "through the link", "the link was not made");
	IS_INT(diags.count_of[PM_ERROR], sizeof bad / sizeof *bad + 4, "a name that comes twice is reported, and what lies below a file");
	OK(stat(outside, &st) != 0, "nothing came to lie outside");
	drop(into);
	free(outside);
}

static void test_bounds(void)
{
	static const char zeros[70000];
	char *into;

	begin();
	zip_add(&z, "a", zeros, sizeof zeros);
	zip_add(&z, "b", zeros, sizeof zeros);
	end();
	IS_INT(unpack("", 1, 140000, &into), PM_OK, "as much as is allowed");
	drop(into);
	IS_INT(unpack("", 1, 139999, &into), PM_E_FORMAT, "a byte more");
	OK(strstr(err.message, zip_path), "says which archive");
	drop(into);
}

static void test_damage(void)
{
	struct pm_archive_list list = {0};
	char *into;

	begin();
	zip_add_as(&z, "a", "damaged", 7, 0, 0, 1);
	zip_add(&z, "b", "sound", 5);
	end();
	IS_INT(unpack("", 1, 1000, &into), PM_OK, "a wrong CRC");
	OK(diags.count_of[PM_ERROR] == 1 && diags.list[0].id == PM_DIAG_CHECKSUM_MISMATCH, "is reported");
	IS_STR(text_of(into, "b"), "sound", "and the next file is read");
	drop(into);

	begin();
	zip_add_as(&z, "secret", "0123456789abcdef", 16, 0, 1, 0);
	end();
	IS_INT(pm_archive_read_list(zip_path, &list, pm_pos_none(), &diags, &err), PM_E_UNSUPPORTED, "an encrypted file");
	OK(strstr(err.message, "encrypted"), "is said to be so");

	begin();
	end();
	OK(pm_archive_detect(zip_path), "an empty archive is one");
	IS_INT(pm_archive_read_list(zip_path, &list, pm_pos_none(), &diags, &err), PM_OK, "and has a list");
	IS_INT(list.count, 0, "with nothing in it");
	pm_archive_list_release(&list);
	OK(!pm_archive_detect(dir) && !pm_archive_detect("/none") && !pm_archive_detect("/dev/null"), "folders, devices and nothing are no archives");
}

/* Cut off at every length, and with every byte wrong: whatever comes back, nothing breaks, and nothing lies outside. */
static void test_cut(void)
{
	uint8_t whole[4096];
	size_t length, cut, bad = 0, i;
	FILE *f;

	begin();
	for (i = 0; i < 8; i++)
		zip_add(&z, (const char *[]){"DDPID", "DDPMS", "IMAGE.DAT", "sub/x", "../y", "PQ", "q", "r"}[i], "0123456789abcdef0123456789abcdef",
			32);
	end();
	f = fopen(zip_path, "rb");
	length = f ? fread(whole, 1, sizeof whole, f) : 0;
	if (f)
		fclose(f);
	for (cut = 0; cut < 2 * length; cut++) {
		struct pm_archive_list list = {0};
		char *into;
		int status;

		f = fopen(zip_path, "wb");
		if (!f)
			exit(99);
		if (cut >= length)
			whole[cut - length] ^= 0x55;
		fwrite(whole, 1, cut < length ? cut : length, f);
		if (cut >= length)
			whole[cut - length] ^= 0x55;
		fclose(f);
		err = (struct pm_error){0, ""};
		status = pm_archive_read_list(zip_path, &list, pm_pos_none(), &diags, &err);
		bad += status > 0 || (status < 0 && !err.message[0]) || (status < 0 && list.count);
		pm_archive_list_release(&list);
		status = unpack("", 1, 4096, &into);
		bad += status > 0 || (status < 0 && !err.message[0]);
		drop(into);
	}
	OK(length > 500, "an archive to cut");
	IS_INT(bad, 0, "cut off anywhere, or with any byte wrong");
}

int main(void)
{
	struct pm_error made = {0, ""};

	pm_diags_init(&diags);
	if (pm_temp_new(NULL, &dir, &made) != PM_OK)
		return 99;
	zip_path = pm_str_printf("%s/test.zip", dir);
	test_good();
	test_bad_names();
	test_bounds();
	test_damage();
	test_cut();
	pm_diags_release(&diags);
	drop(dir);
	free(zip_path);
	return tap_done();
}
