/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.c - where a set goes and what it is called.  Layer 5. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/charset.h"
#include "base/path.h"
#include "cue/set.h"
#include "master/internal.h"

/* NAME of the one CUE set whose NAME.toc lies in dir (every form of a set has one); NULL: none, or several. */
static char *name_of_set_in(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	char *found = NULL;

	while (d && (e = readdir(d)) != NULL) {
		size_t length = strlen(e->d_name);

		if (length < 5 || strcmp(e->d_name + length - 4, ".toc") != 0)
			continue;
		if (found) {
			free(found);
			found = NULL;
			break;
		}
		found = pm_str_dup_n(e->d_name, length - 4);
	}
	if (d)
		closedir(d);
	return found;
}

int pm_target_begin(const struct pm_build_request *request, struct pm_out **out, struct pm_error *err)
{
	char *name = request->force ? name_of_set_in(request->out_dir) : NULL;
	const char *const *allowed = pm_ddp_set_names();
	const char *borrowed[PM_CUE_SET_NAMES];
	struct pm_cue_names names;
	size_t i;
	int status;

	memset(&names, 0, sizeof(names));
	if (name) {
		status = pm_cue_set_names(&names, name);
		free(name);
		if (status != PM_OK)
			return pm_error_set(err, status, "out of memory");
		for (i = 0; i < PM_CUE_SET_NAMES; i++)
			borrowed[i] = names.name[i];
		allowed = borrowed;
	}
	status = pm_out_begin(out, request->out_dir, request->force, allowed, err);
	pm_cue_names_release(&names);
	return status;
}

/* A quote or backslash would need an escape that CUE sheets do not have, which are UTF-8; control characters help nobody. */
static int is_good_name(const char *name)
{
	const unsigned char *c = (const unsigned char *)name;

	if (!*c || *c == '.' || strlen(name) > 200 || !pm_utf8_valid(name, strlen(name)))
		return 0;
	for (; *c; c++)
		if (*c < 0x20 || *c == 0x7f || *c == '/' || *c == '\\' || *c == '"' || *c == ':')
			return 0;
	return 1;
}

/* The path a set is named after: the folder of a DDPID or DDPMS, any other source itself, with "." and the like resolved; owned; NULL: memory. */
static char *naming_path(const char *path)
{
	char *whole = realpath(path, NULL), *folder;
	const char *base;

	if (!whole)
		return pm_str_dup(path);
	base = pm_path_base(whole);
	if (strcasecmp(base, "DDPID") != 0 && strcasecmp(base, "DDPMS") != 0)
		return whole;
	folder = pm_path_dir(whole);
	free(whole);
	return folder;
}

/* The last component of a path without its extension, made harmless; *out stays NULL where nothing is left of it. */
static int name_of_path(const char *path, char **out)
{
	char *whole = naming_path(path), *name, *c;
	const char *extension;
	int is_utf8;

	if (!whole)
		return PM_E_NOMEM;
	extension = pm_path_is_dir(whole) ? "" : pm_path_extension(whole);
	name = pm_str_dup_n(pm_path_base(whole), strlen(pm_path_base(whole)) - strlen(extension) - (*extension != 0));
	free(whole);
	if (!name)
		return PM_E_NOMEM;
	is_utf8 = pm_utf8_valid(name, strlen(name));
	for (c = name; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f || strchr("/\\\":", *c) || (!is_utf8 && (unsigned char)*c >= 0x80))
			*c = *c == '"' ? '\'' : '_';
	if (is_good_name(name))
		*out = name;
	else
		free(name);
	return PM_OK;
}

int pm_set_name(const char *wanted, const struct pm_disc *disc, const char *path, char **out, struct pm_error *err)
{
	int status = PM_OK;

	*out = NULL;
	if (wanted) {
		if (!is_good_name(wanted))
			return pm_error_set(err, PM_E_USAGE, "--name '%s' cannot name files: UTF-8, no / \\ : \" and no dot in front", wanted);
		*out = pm_str_dup(wanted);
		status = *out ? PM_OK : PM_E_NOMEM;
	} else if (disc->kind != PM_KIND_DRIVE) {
		status = name_of_path(path, out);
	}
	if (!*out && status == PM_OK)
		*out = pm_str_dup(disc->mcn.text[0] ? disc->mcn.text : "disc");
	return *out ? PM_OK : pm_error_set(err, PM_E_NOMEM, "out of memory");
}
