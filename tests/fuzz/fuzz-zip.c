/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-zip.c - any bytes as a ZIP archive: every name that comes out lies inside its folder, unpacking stays inside and below its bound, and what is
 * refused is refused in words.  A second form changes a good archive, as libarchive looks at CRCs and lengths before it looks at much else.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/unpack.h"
#include "base/path.h"
#include "base/temp.h"
#include "tests/fuzz/folder.h"
#include "tests/gen/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define UNPACK_MAX_BYTES (1u << 20)
#define LOAD_MAX_BYTES 4096

static char path[4096], into[4096];

/* Bytes of all files below a folder, which must hold files and folders only; *entries counts them. */
static uint64_t weigh(const char *folder, unsigned *entries)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	uint64_t sum = 0;

	must(d != NULL, "a folder that cannot be entered");
	while ((e = readdir(d)) != NULL) {
		char *below = strcmp(e->d_name, ".") && strcmp(e->d_name, "..") ? pm_path_join(folder, e->d_name) : NULL;
		struct stat st;

		if (!below)
			continue;
		must(lstat(below, &st) == 0 && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)), "neither a file nor a folder");
		must((st.st_mode & 07077) == 0, "open to others");
		sum += S_ISDIR(st.st_mode) ? weigh(below, entries) : (uint64_t)st.st_size;
		(*entries)++;
		free(below);
	}
	closedir(d);
	return sum;
}

static void unpack(const char *folder, int deep)
{
	struct pm_unpack ask = {.folder = folder, .deep = deep, .into = into, .max_bytes = UNPACK_MAX_BYTES, .pos = pm_pos_none()};
	struct pm_diags diags;
	struct pm_error err = {0};
	unsigned inside = 0, all = 0;
	int status;

	pm_diags_init(&diags);
	must(mkdir(into, 0700) == 0, "no folder to unpack into");
	status = pm_archive_unpack(path, &ask, &diags, &err);
	must(status == PM_OK || err.message[0], "refused without a word");
	must(weigh(into, &inside) <= UNPACK_MAX_BYTES, "more than its bound");
	(void)weigh(dir, &all);
	must(all == inside + 2, "something outside its folder"); /* the archive, and the folder itself */
	pm_temp_remove(into);
	pm_diags_release(&diags);
}

static void read_archive(void)
{
	struct pm_archive_list list = {0};
	struct pm_diags diags;
	struct pm_error err = {0};
	size_t i;
	int status;

	pm_diags_init(&diags);
	(void)pm_archive_detect(path);
	status = pm_archive_read_list(path, &list, pm_pos_none(), &diags, &err);
	must(status == PM_OK || (!list.count && err.message[0]), "refused without a word");
	for (i = 0; i < list.count; i++)
		must(list.list[i].name[0] && !strchr(list.list[i].name, '\\') && pm_path_is_inside(list.list[i].name, strlen(list.list[i].name)),
		     "a name that leads out");
	for (i = 0; i < list.count && i < 2; i++) {
		struct pm_buf bytes;

		pm_buf_init(&bytes);
		err.message[0] = 0;
		status = pm_archive_load(path, list.list[i].name, LOAD_MAX_BYTES, &bytes, &err);
		must(bytes.length_bytes <= LOAD_MAX_BYTES && (status == PM_OK || err.message[0]), "a file out of bounds");
		pm_buf_release(&bytes);
	}
	pm_archive_list_release(&list);
	pm_diags_release(&diags);
	unpack("", 1);
	unpack("a/", 0);
}

/* A good archive of files and folders as bytes; the caller frees them. */
static uint8_t *good(size_t *length)
{
	struct zip *z = calloc(1, sizeof *z);
	uint8_t *bytes;
	FILE *f;

	must(z && zip_begin(z, path), "no archive");
	zip_add(z, "DDPID", "DDP 2.00", 8);
	zip_add(z, "a/DDPMS", "VVVM", 4);
	zip_add(z, "a/b/PQDESCR", "VVVS", 4);
	zip_add_as(z, "a/link", "../../x", 7, 0120777, 0, 0);
	must(zip_end(z), "no archive");
	free(z);
	f = fopen(path, "rb");
	bytes = malloc(4096);
	must(f && bytes, "memory");
	*length = fread(bytes, 1, 4096, f);
	fclose(f);
	return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *bytes;
	size_t length, i;

	if (enter())
		must(snprintf(path, sizeof path, "%s/a.zip", dir) < (int)sizeof path && snprintf(into, sizeof into, "%s/in", dir) < (int)sizeof into,
		     "names for the archive and its folder");
	put_file(path, 0, data, size);
	read_archive();
	/* Three bytes are a change: where (two bytes), and to what. */
	bytes = good(&length);
	for (i = 0; i + 3 <= size && i < 3 * 32; i += 3)
		bytes[((size_t)data[i] << 8 | data[i + 1]) % length] = data[i + 2];
	put_file(path, 0, bytes, length);
	free(bytes);
	read_archive();
	return 0;
}
