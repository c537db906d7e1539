/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path.c - names of files that come out of other files.  Layer 0. */
#include "config.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/charset.h"

char *pm_path_join(const char *dir, const char *name)
{
	size_t length_bytes = strlen(dir);

	if (!length_bytes || strcmp(dir, ".") == 0)
		return pm_str_dup(name);
	return pm_str_printf("%s%s%s", dir, dir[length_bytes - 1] == '/' ? "" : "/", name);
}

char *pm_path_dir(const char *path)
{
	size_t length_bytes = (size_t)(pm_path_base(path) - path);

	if (!length_bytes)
		return pm_str_dup(".");
	while (length_bytes > 1 && path[length_bytes - 1] == '/')
		length_bytes--;
	return pm_str_dup_n(path, length_bytes);
}

const char *pm_path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *pm_path_extension(const char *path)
{
	const char *base = pm_path_base(path), *dot = strrchr(base, '.');

	/* A leading dot hides a file; it begins no extension. */
	return dot && dot != base ? dot + 1 : "";
}

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int pm_path_has_extension(const char *path, const char *ext)
{
	const char *have = pm_path_extension(path);

	while (*have && ascii_lower(*have) == ascii_lower(*ext)) {
		have++;
		ext++;
	}
	return !*have && !*ext;
}

static int is_separator(char c)
{
	return c == '/' || c == '\\';
}

static int has_drive_letter(const char *name, size_t length_bytes)
{
	return length_bytes >= 2 && name[1] == ':' && ascii_lower(name[0]) >= 'a' && ascii_lower(name[0]) <= 'z';
}

int pm_path_is_inside(const char *name, size_t length_bytes)
{
	size_t i, start = 0;

	if (!length_bytes || is_separator(name[0]) || has_drive_letter(name, length_bytes))
		return 0;
	for (i = 0; i <= length_bytes; i++) {
		if (i < length_bytes && ((unsigned char)name[i] < 0x20 || name[i] == 0x7F))
			return 0;
		if (i < length_bytes && !is_separator(name[i]))
			continue;
		if (i - start == 2 && name[start] == '.' && name[start + 1] == '.')
			return 0;
		start = i + 1;
	}
	return 1;
}

/* ---- finding ---- */

/* What one component is compared with; a form is NULL where the name is not UTF-8. */
struct wanted {
	char *name, *composed, *folded;
};

static void wanted_release(struct wanted *w)
{
	free(w->name);
	free(w->composed);
	free(w->folded);
}

static int wanted_init(struct wanted *w, const char *name, size_t length_bytes)
{
	*w = (struct wanted){0};
	w->name = pm_str_dup_n(name, length_bytes);
	if (!w->name)
		return PM_E_NOMEM;
	if (!pm_utf8_valid(name, length_bytes))
		return PM_OK;
	w->composed = pm_utf8_nfc(w->name);
	w->folded = pm_utf8_fold(w->name);
	if (w->composed && w->folded)
		return PM_OK;
	wanted_release(w);
	return PM_E_NOMEM;
}

/* 1 when the form of entry that make builds is want's. */
static int same_form(const char *want, const char *entry, char *(*make)(const char *))
{
	char *form;
	int same;

	if (!want)
		return 0;
	form = make(entry);
	same = form && strcmp(form, want) == 0;
	free(form);
	return same;
}

static int is_ascii(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name >= 0x80)
			return 0;
	return 1;
}

/* Is the form the name in small letters? */
static int is_lower_of(const char *form, const char *name)
{
	while (*name && *form == ascii_lower(*name)) {
		form++;
		name++;
	}
	return !*form && !*name;
}

static enum pm_match compare_entry(const struct wanted *w, const char *entry)
{
	if (strcmp(w->name, entry) == 0)
		return PM_MATCH_EXACT;
	/* Its own composed form: spares the work, of which there is much in a folder of thousands. */
	if (is_ascii(entry)) {
		if (w->composed && strcmp(w->composed, entry) == 0)
			return PM_MATCH_UNICODE;
		return w->folded && is_lower_of(w->folded, entry) ? PM_MATCH_CASE : PM_MATCH_NONE;
	}
	if (same_form(w->composed, entry, pm_utf8_nfc))
		return PM_MATCH_UNICODE;
	if (same_form(w->folded, entry, pm_utf8_fold))
		return PM_MATCH_CASE;
	return PM_MATCH_NONE;
}

/* The best of the names in an open folder; *found (owned by the caller) is NULL when there is none. */
static int best_entry(DIR *folder, const struct wanted *w, char **found, enum pm_match *match)
{
	enum pm_match best = PM_MATCH_NONE;
	struct dirent *entry;
	int several = 0;

	while (best != PM_MATCH_EXACT && (errno = 0, entry = readdir(folder)) != NULL) {
		enum pm_match this = compare_entry(w, entry->d_name);

		if (this == PM_MATCH_NONE || (best != PM_MATCH_NONE && this > best))
			continue;
		several = this == best;
		best = this;
		free(*found);
		*found = pm_str_dup(entry->d_name);
		if (!*found)
			return PM_E_NOMEM;
	}
	if (best != PM_MATCH_EXACT && errno)
		return PM_E_IO;
	*match = several ? PM_MATCH_AMBIGUOUS : best;
	return PM_OK;
}

/* Goes from the folder *path to the component's entry in it: *path is replaced.  Folder or entry absent: PM_MATCH_NONE. */
static int step(char **path, const struct wanted *w, enum pm_match *match, struct pm_error *err)
{
	DIR *folder = opendir(*path);
	char *found = NULL, *joined;
	int status;

	*match = PM_MATCH_NONE;
	if (!folder)
		return pm_error_io(err, errno, "read folder", *path);
	status = best_entry(folder, w, &found, match);
	if (status == PM_E_IO)
		status = pm_error_io(err, errno, "read folder", *path);
	closedir(folder);
	if (status == PM_OK && found) {
		joined = pm_path_join(*path, found);
		free(*path);
		*path = joined;
		if (!joined)
			status = PM_E_NOMEM;
	}
	free(found);
	return status;
}

/* The next component of *name; 0 at the end.  Empty ones and "." are passed over. */
static size_t next_component(const char **name)
{
	size_t length_bytes;

	for (;;) {
		while (is_separator(**name))
			++*name;
		for (length_bytes = 0; (*name)[length_bytes] && !is_separator((*name)[length_bytes]);)
			length_bytes++;
		if (length_bytes != 1 || **name != '.')
			return length_bytes;
		++*name;
	}
}

int pm_path_find(const char *dir, const char *name, char **path, enum pm_match *match, struct pm_error *err)
{
	char *at = pm_str_dup(*dir ? dir : ".");
	enum pm_match worst = PM_MATCH_NONE, this;
	size_t length_bytes;
	int status = at ? PM_OK : PM_E_NOMEM;

	*path = NULL;
	*match = PM_MATCH_NONE;
	if (status == PM_OK && !pm_path_is_inside(name, strlen(name)))
		goto out;
	while (status == PM_OK && (length_bytes = next_component(&name)) > 0) {
		struct pm_error why = {0};
		struct wanted w;

		status = wanted_init(&w, name, length_bytes);
		if (status != PM_OK)
			break;
		status = step(&at, &w, &this, &why);
		wanted_release(&w);
		/* Below the first folder, what is no folder means that the file is not there. */
		if (status == PM_E_NOT_FOUND && worst != PM_MATCH_NONE) {
			status = PM_OK;
			goto out;
		}
		if (status != PM_OK) {
			status = status == PM_E_NOMEM ? status : pm_error_set(err, PM_E_IO, "%s", why.message);
			break;
		}
		if (this == PM_MATCH_AMBIGUOUS)
			*match = this;
		if (this == PM_MATCH_AMBIGUOUS || this == PM_MATCH_NONE)
			goto out;
		worst = this > worst ? this : worst;
		name += length_bytes;
	}
	if (status == PM_E_NOMEM)
		pm_error_set(err, status, "not enough memory");
	if (status != PM_OK || worst == PM_MATCH_NONE)
		goto out;
	*path = at;
	*match = worst;
	return PM_OK;
out:
	free(at);
	return status;
}

int pm_path_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int pm_path_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}
