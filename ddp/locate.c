/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locate.c - where a fileset lies.  Layer 4.  Source: shared/reference/ddp.md section 11.2. */
#include "ddp/set.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/path.h"
#include "ddp/ddp.h"

#define SEARCH_DEPTH 2
#define SEARCH_FOLDERS_MAX 500

/* Folders still to be looked into, in the order found: the search goes level by level. */
struct search {
	struct { char *dir; int depth; } at[SEARCH_FOLDERS_MAX];
	size_t count;
	char *found[2];
	size_t found_count;
};

static int push(struct search *s, char *dir, int depth)
{
	if (!dir)
		return PM_E_NOMEM;
	if (s->count == SEARCH_FOLDERS_MAX) {
		free(dir);
		return PM_OK;
	}
	s->at[s->count].dir = dir;
	s->at[s->count++].depth = depth;
	return PM_OK;
}

static int is_record_name(const char *name)
{
	return pm_same_name(name, "DDPID") || pm_same_name(name, "DDPMS");
}

/* One folder: is it a set?  If not, its sub-folders come next. */
static int look_into(struct search *s, const char *dir, int depth)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t first = s->count;
	int status = PM_OK, holds = 0;

	while (d && !status && !holds && (e = readdir(d))) {
		char *path;

		if (e->d_name[0] == '.' || strcmp(e->d_name, "__MACOSX") == 0)
			continue;
		path = pm_path_join(dir, e->d_name);
		if (path && is_record_name(e->d_name) && pm_path_is_file(path))
			holds = 1;
		if (!path || (!holds && depth < SEARCH_DEPTH && pm_path_is_dir(path)))
			status = push(s, path, depth + 1);
		else
			free(path);
	}
	if (d)
		closedir(d);
	if (!holds || status)
		return status;
	while (s->count > first)
		free(s->at[--s->count].dir);
	if (s->found_count < 2) {
		s->found[s->found_count] = pm_str_dup(dir);
		if (!s->found[s->found_count])
			return PM_E_NOMEM;
	}
	s->found_count++;
	return PM_OK;
}

static int search_run(struct search *s, const char *path)
{
	int status = push(s, pm_str_dup(path), 0);
	size_t i;

	for (i = 0; !status && i < s->count && s->found_count < 2; i++) {
		status = look_into(s, s->at[i].dir, s->at[i].depth);
		if (i == 0 && s->found_count)
			break;
	}
	return status;
}

static void search_free(struct search *s)
{
	size_t i;

	for (i = 0; s && i < s->count; i++)
		free(s->at[i].dir);
	for (i = 0; s && i < 2; i++)
		free(s->found[i]);
	free(s);
}

static int locate_in_dir(const char *path, char **dir, struct pm_error *err)
{
	struct search *s = calloc(1, sizeof *s);
	int status = s ? search_run(s, path) : PM_E_NOMEM;

	if (status) {
		status = pm_error_set(err, status, "out of memory");
	} else if (s->found_count > 1) {
		status = pm_error_set(err, PM_E_FORMAT, "'%s' holds several DDP filesets: '%s', '%s'; name the one that is meant", path, s->found[0],
				      s->found[1]);
	} else if (!s->found_count) {
		status = pm_error_set(err, PM_E_FORMAT, "'%s' is no DDP fileset: there is neither DDPID nor DDPMS in it", path);
	} else {
		*dir = s->found[0];
		s->found[0] = NULL;
	}
	search_free(s);
	return status;
}

int pm_ddp_locate(const char *path, char **dir, struct pm_error *err)
{
	struct stat st;

	*dir = NULL;
	if (stat(path, &st))
		return pm_error_io(err, errno, "open", path);
	if (S_ISDIR(st.st_mode))
		return locate_in_dir(path, dir, err);
	if (!S_ISREG(st.st_mode) || !is_record_name(pm_path_base(path)))
		return pm_error_set(err, PM_E_FORMAT, "'%s' is no file of a DDP fileset that can be opened: want its folder, DDPID or DDPMS", path);
	*dir = pm_path_dir(path);
	return *dir ? PM_OK : pm_error_set(err, PM_E_NOMEM, "out of memory");
}

int pm_ddp_detect(const char *path)
{
	struct search *s;
	int found;

	if (pm_path_is_file(path))
		return is_record_name(pm_path_base(path));
	if (!pm_path_is_dir(path))
		return 0;
	s = calloc(1, sizeof *s);
	found = s && search_run(s, path) == PM_OK && s->found_count;
	search_free(s);
	return found;
}
