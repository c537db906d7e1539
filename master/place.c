/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.c - what kind of thing a path names.  Layer 5.  Source: contract section 1. */
#include "master/place.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/unpack.h"
#include "base/path.h"
#include "base/temp.h"
#include "cue/nrg.h"
#include "master/internal.h"

static enum pm_kind kind_of_extension(const char *path)
{
	static const struct {
		const char *extension;
		enum pm_kind kind;
	} table[] = {
		{"csv", PM_KIND_SHEET},   {"tsv", PM_KIND_SHEET},   {"cue", PM_KIND_CUE},   {"toc", PM_KIND_TOC},
		{"sub", PM_KIND_SUBCODE}, {"bin", PM_KIND_SUBCODE}, {"q", PM_KIND_SUBCODE},
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (pm_path_has_extension(path, table[i].extension))
			return table[i].kind;
	return PM_KIND_NONE;
}

char *pm_only_in_folder(const char *dir, const char *extension, size_t *count)
{
	DIR *folder = opendir(dir);
	char *found = NULL, *path;
	struct dirent *entry;

	*count = 0;
	while (folder && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.' || !pm_path_has_extension(entry->d_name, extension))
			continue;
		path = pm_path_join(dir, entry->d_name);
		if (!path) {
			free(found);
			found = NULL;
			*count = 1;
			break;
		}
		if (pm_path_is_file(path) && ++*count == 1)
			found = path;
		else
			free(path);
	}
	if (folder)
		(void)closedir(folder);
	if (*count == 1)
		return found;
	free(found);
	return NULL;
}

/* A file that is part of a master, but no source by itself: what to open instead. */
static const char *instead(const char *path)
{
	static const char audio[] = "is an audio file: name it in a track sheet or a cue sheet";
	static const char workbook[] = "is a workbook: save the track sheet as CSV (UTF-8)";
	static const struct {
		const char *extension, *what;
	} table[] = {
		{"wav", audio},
		{"w64", audio},
		{"rf64", audio},
		{"aif", audio},
		{"aiff", audio},
		{"flac", audio},
		{"v07t", "is CD-Text without a disc: give it to a sheet with --cdtext"},
		{"cdt", "is CD-Text without a disc: open the cue sheet beside it"},
		{"img", "is an image without times: open the cue sheet, TOC or .sub beside it"},
		{"xlsx", workbook},
		{"xls", workbook},
		{"ods", workbook},
		{"numbers", workbook},
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (pm_path_has_extension(path, table[i].extension))
			return table[i].what;
	return "is of no kind premaster knows (.csv, .tsv, .cue, .toc, .sub, .nrg, a DDP folder or .zip, a drive)";
}

/* Beside a DDPMS: the image, a PQ descriptor... */
static int is_in_ddp_set(const char *dir)
{
	char *map = dir ? pm_path_join(dir, "DDPMS") : NULL;
	int found = map && pm_path_is_file(map);

	free(map);
	return found;
}

static int unknown(struct pm_session *s, const char *path)
{
	char *dir = pm_path_dir(path);
	int status;

	if (is_in_ddp_set(dir))
		status = pm_error_set(&s->error, PM_E_FORMAT, "'%s' is a file of a DDP set: open its folder", path);
	else
		status = pm_error_set(&s->error, PM_E_FORMAT, "'%s' %s", path, instead(path));
	free(dir);
	return status;
}

static int take(struct pm_place *place, enum pm_kind kind, const char *path)
{
	place->kind = kind;
	place->path = pm_str_dup(path);
	place->name = pm_str_dup(path);
	return place->path && place->name ? PM_OK : PM_E_NOMEM;
}

/* The folder of a CUE set: one cue sheet, or without one (sectors of 2448 bytes) one TOC. */
static int take_folder(struct pm_session *s, const char *path, struct pm_place *place)
{
	enum pm_kind kind = PM_KIND_CUE;
	size_t count;
	char *sheet = pm_only_in_folder(path, "cue", &count);
	int status;

	if (!sheet && !count) {
		kind = PM_KIND_TOC;
		sheet = pm_only_in_folder(path, "toc", &count);
	}
	if (sheet)
		status = take(place, kind, sheet);
	else if (count == 1)
		status = PM_E_NOMEM;
	else if (count)
		status = pm_error_set(&s->error, PM_E_FORMAT, "'%s' is a folder with %zu %s: name the one that is meant", path, count,
				      kind == PM_KIND_CUE ? "cue sheets" : "TOC files");
	else
		status = pm_error_set(&s->error, PM_E_FORMAT,
				      "'%s' is a folder with neither DDPID or DDPMS nor a cue sheet: name the sheet that is meant", path);
	free(sheet);
	return status;
}

static int find(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_place *place)
{
	enum pm_kind kind;
	struct stat st;

	if (options->is_drive)
		return take(place, PM_KIND_DRIVE, path);
	if (stat(path, &st) != 0)
		return pm_error_io(&s->error, errno, "open", path);
	if (S_ISBLK(st.st_mode) || S_ISCHR(st.st_mode))
		return take(place, PM_KIND_DRIVE, path);
	if (pm_ddp_detect(path))
		return take(place, PM_KIND_DDP, path);
	if (S_ISDIR(st.st_mode))
		return take_folder(s, path, place);
	kind = kind_of_extension(path);
	if (kind != PM_KIND_NONE)
		return take(place, kind, path);
	if (S_ISREG(st.st_mode) && pm_archive_detect(path))
		return pm_place_in_archive(s, path, options, place);
	if (S_ISREG(st.st_mode) && pm_nrg_detect(path))
		return take(place, PM_KIND_IMAGE, path);
	return unknown(s, path);
}

int pm_place_find(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_place *place)
{
	int status;

	*place = (struct pm_place){PM_KIND_NONE, NULL, NULL, NULL};
	status = find(s, path, options, place);
	if (status != PM_OK)
		pm_place_release(place);
	return status == PM_E_NOMEM ? pm_error_set(&s->error, status, "out of memory") : status;
}

void pm_place_release(struct pm_place *place)
{
	pm_temp_remove(place->temp_dir);
	free(place->temp_dir);
	free(place->path);
	free(place->name);
	*place = (struct pm_place){PM_KIND_NONE, NULL, NULL, NULL};
}
