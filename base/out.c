/* SPDX-License-Identifier: GPL-3.0-or-later */
/* out.c - a folder that appears whole or not at all.  Layer 0. */
#include "config.h"

#include "base/out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hidden.h"
#include "base/outfile.h"
#include "base/path.h"

struct pm_out {
	char *target; /* owned; no slash at its end */
	char *parent; /* owned */
	char *dir;    /* owned; where the set is until it is in place */
	int lock;     /* of dir, for as long as this run lives; -1: none */
	int replace;
	char **allowed; /* owned; allowed_count names */
	size_t allowed_count;
	char **made; /* owned; folders above target that were made, from the top down */
	size_t made_count, made_capacity;
	struct pm_out_file *open; /* files being written; each owned by the caller */
	int failed;               /* 1: a file could not be written whole */
};

enum target_state { TARGET_ABSENT, TARGET_EMPTY, TARGET_SET };

static int no_memory(struct pm_error *err, const char *target)
{
	return pm_error_set(err, PM_E_NOMEM, "not enough memory to write '%s'", target);
}

/* ---- what is there now ---- */

static int is_allowed(const struct pm_out *out, const char *name)
{
	size_t i, length_bytes = strlen(name);

	for (i = 0; i < out->allowed_count; i++) {
		const char *pattern = out->allowed[i];
		size_t tail_bytes = strlen(pattern) - 1; /* without the "*" */

		if (strncmp(pattern, "*.", 2) != 0) {
			if (strcasecmp(pattern, name) == 0)
				return 1;
		} else if (length_bytes > tail_bytes && strcasecmp(pattern + 1, name + length_bytes - tail_bytes) == 0) {
			return 1;
		}
	}
	return 0;
}

/* Looks through an existing target: PM_OK with *state, or PM_E_EXISTS naming what is in the way. */
static int check_contents(const struct pm_out *out, DIR *folder, enum target_state *state, struct pm_error *err)
{
	struct dirent *entry;
	struct stat st;

	*state = TARGET_EMPTY;
	while ((errno = 0, entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (!out->replace)
			return pm_error_set(err, PM_E_EXISTS, "'%s' is not empty (it holds '%s'); --force replaces a folder that holds only a set's files",
			                    out->target, entry->d_name);
		if (!is_allowed(out, entry->d_name))
			return pm_error_set(err, PM_E_EXISTS, "'%s' holds '%s', which is no file of a set: not replaced, even by --force", out->target,
			                    entry->d_name);
		if (fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			return pm_error_io(err, errno, "look at", out->target);
		if (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
			return pm_error_set(err, PM_E_EXISTS, "'%s' holds '%s', which is no file: not replaced, even by --force", out->target, entry->d_name);
		*state = TARGET_SET;
	}
	return errno ? pm_error_io(err, errno, "read folder", out->target) : PM_OK;
}

/* 1 when the path leads to the same folder as st. */
static int is_same_folder(const char *path, const struct stat *st)
{
	struct stat other;

	return stat(path, &other) == 0 && other.st_dev == st->st_dev && other.st_ino == st->st_ino;
}

/* A folder that could not be renamed over: a rename needs the parent, and would leave the user's shell in a folder that is gone. */
static int check_place(const struct pm_out *out, const struct stat *st, struct pm_error *err)
{
	struct stat parent;

	if (is_same_folder(".", st))
		return pm_error_set(err, PM_E_EXISTS, "'%s' is the folder you are in and cannot be replaced: name a new folder", out->target);
	if (stat(out->parent, &parent) != 0)
		return pm_error_io(err, errno, "look at", out->parent);
	if (parent.st_dev != st->st_dev || is_same_folder(out->parent, st))
		return pm_error_set(err, PM_E_EXISTS, "'%s' is a mount point and cannot be replaced as a whole: name a new folder in it", out->target);
	return PM_OK;
}

static int check_target(const struct pm_out *out, enum target_state *state, struct pm_error *err)
{
	struct stat st;
	DIR *folder;
	int status;

	*state = TARGET_ABSENT;
	if (lstat(out->target, &st) != 0) {
		if (errno == ENOENT)
			return PM_OK;
		return errno == ENOTDIR ? pm_error_set(err, PM_E_EXISTS, "cannot make '%s': a file is in the way", out->target)
		                        : pm_error_io(err, errno, "look at", out->target);
	}
	if (S_ISLNK(st.st_mode))
		return pm_error_set(err, PM_E_EXISTS, "'%s' is a link: name the folder itself", out->target);
	if (!S_ISDIR(st.st_mode))
		return pm_error_set(err, PM_E_EXISTS, "'%s' is there already and is not a folder", out->target);
	status = check_place(out, &st, err);
	if (status != PM_OK)
		return status;
	folder = opendir(out->target);
	if (!folder)
		return pm_error_io(err, errno, "read folder", out->target);
	status = check_contents(out, folder, state, err);
	closedir(folder);
	return status;
}

/* ---- making and removing folders ---- */

/* Makes path unless it is there; one that was made is remembered. */
static int make_folder(struct pm_out *out, const char *path, struct pm_error *err)
{
	void *made = out->made;
	char *copy;

	if (pm_path_is_dir(path))
		return PM_OK;
	if (pm_array_grow(&made, &out->made_capacity, out->made_count, sizeof(char *)) != PM_OK)
		return no_memory(err, out->target);
	out->made = made;
	copy = pm_str_dup(path);
	if (!copy)
		return no_memory(err, out->target);
	if (mkdir(path, 0777) != 0) {
		int why = errno;

		free(copy);
		return why == EEXIST && pm_path_is_dir(path) ? PM_OK : pm_error_io(err, why, "make folder", path);
	}
	out->made[out->made_count++] = copy;
	return PM_OK;
}

/* The parent and what is missing above it. */
static int make_parents(struct pm_out *out, struct pm_error *err)
{
	char *path = pm_str_dup(out->parent), *at;
	int status = path ? PM_OK : no_memory(err, out->target);

	for (at = path; status == PM_OK && *at; at++) {
		if (*at != '/' || at == path || at[-1] == '/')
			continue;
		*at = '\0';
		status = make_folder(out, path, err);
		*at = '/';
	}
	if (status == PM_OK)
		status = make_folder(out, path, err);
	free(path);
	return status;
}

/* Removes a folder of files; only_allowed: and leaves it when there is anything but a set's.  1: it is gone. */
static int remove_folder(const struct pm_out *out, const char *path, int only_allowed)
{
	struct dirent *entry;
	DIR *folder;

	/* An old set may be read-only. */
	if (only_allowed)
		(void)!chmod(path, 0700);
	folder = opendir(path);
	if (folder) {
		while ((entry = readdir(folder)) != NULL)
			if (!only_allowed || is_allowed(out, entry->d_name))
				(void)unlinkat(dirfd(folder), entry->d_name, 0);
		closedir(folder);
	}
	return rmdir(path) == 0;
}

/* ---- begin and end ---- */

static void out_free(struct pm_out *out)
{
	struct pm_out_file *file;
	size_t i;

	for (file = out->open; file; file = file->next)
		file->out = NULL;
	for (i = 0; i < out->allowed_count; i++)
		free(out->allowed[i]);
	for (i = 0; i < out->made_count; i++)
		free(out->made[i]);
	free(out->allowed);
	free(out->made);
	free(out->target);
	free(out->parent);
	free(out->dir);
	if (out->lock >= 0)
		close(out->lock);
	free(out);
}

void pm_out_abort(struct pm_out *out)
{
	size_t i;

	if (!out)
		return;
	if (out->dir)
		(void)remove_folder(out, out->dir, 0);
	for (i = out->made_count; i > 0; i--)
		(void)rmdir(out->made[i - 1]);
	out_free(out);
}

static int copy_allowed(struct pm_out *out, const char *const *allowed)
{
	size_t count = 0;

	while (allowed && allowed[count])
		count++;
	out->allowed = calloc(count + 1, sizeof(char *));
	if (!out->allowed)
		return PM_E_NOMEM;
	for (; out->allowed_count < count; out->allowed_count++) {
		out->allowed[out->allowed_count] = pm_str_dup(allowed[out->allowed_count]);
		if (!out->allowed[out->allowed_count])
			return PM_E_NOMEM;
	}
	return PM_OK;
}

static struct pm_out *out_new(const char *target, int replace, const char *const *allowed)
{
	struct pm_out *out = calloc(1, sizeof(*out));
	size_t length_bytes = strlen(target);

	if (!out)
		return NULL;
	while (length_bytes > 1 && target[length_bytes - 1] == '/')
		length_bytes--;
	out->lock = -1;
	out->replace = replace;
	out->target = pm_str_dup_n(target, length_bytes);
	out->parent = out->target ? pm_path_dir(out->target) : NULL;
	if (!out->parent || copy_allowed(out, allowed) != PM_OK) {
		out_free(out);
		return NULL;
	}
	return out;
}

int pm_out_begin(struct pm_out **out, const char *target, int replace, const char *const *allowed, struct pm_error *err)
{
	enum target_state state;
	struct pm_out *new;
	const char *last;
	int status;

	if (!*target)
		return pm_error_set(err, PM_E_RANGE, "the name of the output folder is empty");
	new = out_new(target, replace, allowed);
	if (!new)
		return no_memory(err, target);
	last = pm_path_base(new->target);
	if (!*last || strcmp(last, ".") == 0 || strcmp(last, "..") == 0)
		status = pm_error_set(err, PM_E_EXISTS, "'%s' cannot be replaced as a whole: name a new folder", target);
	else
		status = check_target(new, &state, err);
	if (status == PM_OK)
		status = make_parents(new, err);
	if (status == PM_OK) {
		pm_hidden_sweep(new->target);
		status = pm_hidden_folder(new->target, &new->dir, &new->lock, err);
	}
	if (status != PM_OK) {
		pm_out_abort(new);
		return status;
	}
	*out = new;
	return PM_OK;
}

const char *pm_out_dir(const struct pm_out *out)
{
	return out->dir;
}

/* ---- files ---- */

static int create_failed(struct pm_out_file *file, char *path, int status)
{
	if (file)
		free(file->path);
	free(file);
	free(path);
	return status;
}

int pm_out_create(struct pm_out *out, const char *name, uint64_t size_hint_bytes, struct pm_out_file **file, struct pm_error *err)
{
	struct pm_out_file *new;
	char *path;

	if (!*name || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return pm_error_set(err, PM_E_RANGE, "'%s' cannot be the name of a file", name);
	new = calloc(1, sizeof(*new));
	path = pm_path_join(out->dir, name);
	if (new)
		new->path = pm_path_join(out->target, name); /* as messages name it */
	if (!new || !path || !new->path)
		return create_failed(new, path, no_memory(err, name));
	new->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (new->fd < 0)
		return create_failed(new, path, pm_error_io(err, errno, "make", new->path));
	free(path);
	new->out = out;
	new->next = out->open;
	out->open = new;
	if (pm_outfile_reserve(new, size_hint_bytes, err) != PM_OK)
		return pm_out_close(new, err); /* fails, as it must: the file is marked */
	*file = new;
	return PM_OK;
}

int pm_out_close(struct pm_out_file *file, struct pm_error *err)
{
	struct pm_out *out = file->out;
	struct pm_out_file **link;
	int status;

	if (out)
		for (link = &out->open; *link; link = &(*link)->next)
			if (*link == file) {
				*link = file->next;
				break;
			}
	status = pm_outfile_finish(file, err);
	if (out && status != PM_OK)
		out->failed = 1;
	return status;
}

int pm_out_put(struct pm_out *out, const char *name, const void *data, size_t length_bytes, struct pm_error *err)
{
	struct pm_out_file *file = NULL;
	int status = pm_out_create(out, name, length_bytes, &file, err), closed;

	if (status != PM_OK)
		return status;
	status = pm_out_write(file, data, length_bytes, err);
	closed = pm_out_close(file, err);
	return status != PM_OK ? status : closed;
}

/* ---- into place ---- */

/* Not named as what a sweep takes away: for a moment it is the only set there is. */
static char *path_aside(const char *target, unsigned attempt)
{
	char *hidden = pm_hidden_path(target, attempt), *aside = hidden ? pm_str_printf("%s-old", hidden) : NULL;

	free(hidden);
	return aside;
}

/* Without an exchange in one step: the old set goes aside, and back should the new one not get in. */
static int swap_in_two_steps(struct pm_out *out, struct pm_error *err)
{
	char *aside = NULL;
	unsigned attempt;
	int why = EEXIST;

	for (attempt = 1; why == EEXIST && attempt <= PM_HIDDEN_ATTEMPTS; attempt++) {
		free(aside);
		aside = path_aside(out->target, attempt);
		if (!aside)
			return no_memory(err, out->target);
		why = access(aside, F_OK) == 0 ? EEXIST : rename(out->target, aside) == 0 ? 0 : errno;
	}
	if (!why && rename(out->dir, out->target) != 0) {
		why = errno;
		if (rename(aside, out->target) != 0)
			pm_error_set(err, PM_E_IO, "cannot put '%s' into place: %s; the old set is in '%s'", out->target, strerror(why), aside);
	}
	if (why) {
		free(aside);
		return pm_error_io(err, why, "replace", out->target);
	}
	/* What is to be removed is now the old set. */
	free(out->dir);
	out->dir = aside;
	return PM_OK;
}

/* Puts the new set where the old one is; out->dir then names the old one. */
static int swap(struct pm_out *out, struct pm_error *err)
{
#if defined(HAVE_RENAMEAT2) && defined(RENAME_EXCHANGE)
	if (renameat2(AT_FDCWD, out->dir, AT_FDCWD, out->target, RENAME_EXCHANGE) == 0)
		return PM_OK;
	if (errno != ENOSYS && errno != EINVAL && errno != ENOTSUP)
		return pm_error_io(err, errno, "replace", out->target);
#endif
	return swap_in_two_steps(out, err);
}

/* A rename over an empty folder is one step; some file systems want it gone first.  0: errno says why not. */
static int move_in(const struct pm_out *out, enum target_state state)
{
	return rename(out->dir, out->target) == 0 || (state == TARGET_EMPTY && rmdir(out->target) == 0 && rename(out->dir, out->target) == 0);
}

/* Once; *again: another run put something where nothing was, in the moment after the look. */
static int try_to_put(struct pm_out *out, int *again, struct pm_error *err)
{
	enum target_state state;
	struct stat old;
	int status = check_target(out, &state, err);

	*again = 0;
	if (status != PM_OK)
		return status;
	/* Best effort: a folder that was there keeps its permissions. */
	if (state != TARGET_ABSENT && stat(out->target, &old) == 0 && chmod(out->dir, old.st_mode & 07777) != 0)
		errno = 0;
	if (state == TARGET_SET)
		return swap(out, err);
	if (!move_in(out, state)) {
		*again = errno == ENOTEMPTY || errno == EEXIST;
		return *again ? PM_E_EXISTS : pm_error_io(err, errno, "put into place", out->target);
	}
	free(out->dir);
	out->dir = NULL;
	return PM_OK;
}

static int put_in_place(struct pm_out *out, struct pm_error *err)
{
	unsigned attempt;
	int status, again;

	for (attempt = 0; attempt < PM_HIDDEN_ATTEMPTS; attempt++) {
		status = try_to_put(out, &again, err);
		if (!again)
			return status;
	}
	return pm_error_set(err, PM_E_EXISTS, "cannot put '%s' into place: another program keeps writing there", out->target);
}

static int flush_parents(const struct pm_out *out, struct pm_error *err)
{
	int status = pm_folder_flush(out->parent, err);
	size_t i;

	for (i = 0; status == PM_OK && i < out->made_count; i++) {
		char *above = pm_path_dir(out->made[i]);

		status = above ? pm_folder_flush(above, err) : no_memory(err, out->target);
		free(above);
	}
	return status;
}

/* What somebody has put into the old set in the last moment is his: it goes where no sweep finds it. */
static void remove_old(const struct pm_out *out)
{
	char *aside;

	if (remove_folder(out, out->dir, 1))
		return;
	aside = path_aside(out->target, 0);
	if (aside && rename(out->dir, aside) != 0)
		errno = 0;
	free(aside);
}

int pm_out_commit(struct pm_out *out, struct pm_error *err)
{
	int status = PM_OK;

	if (out->open || out->failed)
		status = pm_error_set(err, PM_E_IO, "cannot put '%s' into place: a file in it is not whole", out->target);
	if (status == PM_OK)
		status = pm_folder_flush(out->dir, err);
	if (status == PM_OK)
		status = put_in_place(out, err);
	if (status != PM_OK) {
		pm_out_abort(out);
		return status;
	}
	/* From here the new set is in place, whatever happens to the old one. */
	status = flush_parents(out, err);
	if (out->dir)
		remove_old(out);
	out_free(out);
	return status;
}

int pm_written_add(struct pm_written_set *set, const char *name, uint64_t bytes, const char *md5)
{
	struct pm_written *file = &set->file[set->count];

	if (set->count >= PM_WRITTEN_MAX || strlen(name) >= sizeof(file->name) || strlen(md5) >= sizeof(file->md5))
		return PM_E_RANGE;
	memcpy(file->name, name, strlen(name) + 1);
	memcpy(file->md5, md5, strlen(md5) + 1);
	file->bytes = bytes;
	set->count++;
	return PM_OK;
}
