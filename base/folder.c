/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.c - the regular files of a folder.  Layer 0. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/path.h"

void pm_folder_init(struct pm_folder *f)
{
	*f = (struct pm_folder){0};
}

void pm_folder_release(struct pm_folder *f)
{
	size_t i;

	for (i = 0; i < f->count; i++) {
		free(f->list[i].name);
		free(f->list[i].path);
	}
	free(f->list);
	free(f->dir);
	pm_folder_init(f);
}

static int add_entry(struct pm_folder *f, const char *name, const char *path, const uint8_t *data, uint64_t bytes)
{
	struct pm_folder_entry *e;
	void *list = f->list;

	if (pm_array_grow(&list, &f->capacity, f->count, sizeof *f->list))
		return PM_E_NOMEM;
	f->list = list;
	e = &f->list[f->count];
	*e = (struct pm_folder_entry){.bytes = bytes, .data = data};
	e->name = pm_str_dup(name);
	e->path = pm_str_dup(path);
	if (!e->name || (path && !e->path)) {
		free(e->name);
		free(e->path);
		return PM_E_NOMEM;
	}
	f->count++;
	return PM_OK;
}

int pm_folder_add(struct pm_folder *f, const char *name, const uint8_t *data, uint64_t bytes)
{
	return add_entry(f, name, NULL, data, bytes);
}

/* Only regular files: a pipe or device of a known name must not be opened. */
static int scan_one(struct pm_folder *f, const char *dir, const char *name)
{
	char *path;
	struct stat st;
	int status = PM_OK;

	if (name[0] == '.' && (name[1] == '_' || name[1] == 0 || (name[1] == '.' && name[2] == 0)))
		return PM_OK;
	path = pm_path_join(dir, name);
	if (!path)
		return PM_E_NOMEM;
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		status = add_entry(f, name, path, NULL, (uint64_t)st.st_size);
	free(path);
	return status;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct pm_folder_entry *)a)->name, ((const struct pm_folder_entry *)b)->name);
}

int pm_folder_scan(struct pm_folder *f, const char *dir, struct pm_error *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int status = PM_OK;

	if (!d)
		return pm_error_io(err, errno, "read", dir);
	f->dir = pm_str_dup(dir);
	if (!f->dir)
		status = PM_E_NOMEM;
	while (!status) {
		errno = 0;
		e = readdir(d);
		if (!e) {
			if (errno)
				status = pm_error_io(err, errno, "read", dir);
			break;
		}
		status = scan_one(f, dir, e->d_name);
	}
	closedir(d);
	if (status == PM_E_NOMEM)
		pm_error_set(err, status, "out of memory");
	if (f->count)
		qsort(f->list, f->count, sizeof *f->list, by_name);
	return status;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

int pm_same_name(const char *a, const char *b)
{
	for (; *a && upper(*a) == upper(*b); a++, b++)
		;
	return upper(*a) == upper(*b);
}

size_t pm_folder_find(const struct pm_folder *f, const char *name)
{
	size_t i, folded = PM_FOLDER_NONE;

	for (i = 0; i < f->count; i++) {
		if (strcmp(f->list[i].name, name) == 0)
			return i;
		if (folded == PM_FOLDER_NONE && pm_same_name(f->list[i].name, name))
			folded = i;
	}
	return folded;
}
