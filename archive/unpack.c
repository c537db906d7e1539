/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack.c - archives: what is in them, and unpacked without harm.  Layer 4. */
#include "config.h"

#include "archive/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

#define ENTRIES_MAX 20000 /* files and folders in one archive */
#define NAME_MAX_BYTES 1024
#define DEPTH_MAX 16 /* folders in one name */
#define BLOCK_BYTES (256u << 10)

int pm_archive_detect(const char *path)
{
	/* A local file header, or the end record of an archive with nothing in it. */
	static const char file[4] = {'P', 'K', 3, 4}, none[4] = {'P', 'K', 5, 6};
	char head[4];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t got;

	if (fd < 0)
		return 0;
	do
		got = read(fd, head, sizeof head);
	while (got < 0 && errno == EINTR);
	(void)close(fd);
	return got == (ssize_t)sizeof head && (memcmp(head, file, sizeof head) == 0 || memcmp(head, none, sizeof head) == 0);
}

void pm_archive_list_release(struct pm_archive_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		free(list->list[i].name);
	free(list->list);
	*list = (struct pm_archive_list){0};
}

/* ---- walking ---- */

/* An archive being read, one entry after the other. */
struct walk {
	const char *path;
	struct archive *archive; /* owned */
	locale_t utf8, before;   /* libarchive gives names in the thread's locale; 0: there is none with UTF-8 */
	struct archive_entry *entry;
	char *name; /* owned; of the entry */
	size_t count;
	struct pm_pos pos;
	struct pm_diags *diags; /* NULL: findings were made by an earlier walk */
	struct pm_error *err;
};

static int damaged(struct walk *w, const char *what)
{
	const char *why = archive_error_string(w->archive);

	return pm_error_set(w->err, archive_errno(w->archive) == ENOMEM ? PM_E_NOMEM : PM_E_FORMAT, "cannot unpack '%s': %s%s%s", w->path, what,
			    why ? ": " : "", why ? why : "");
}

static int walk_open(struct walk *w)
{
	w->archive = archive_read_new();
	if (!w->archive)
		return pm_error_set(w->err, PM_E_NOMEM, "out of memory");
	w->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	w->before = w->utf8 ? uselocale(w->utf8) : (locale_t)0;
	if (archive_read_support_format_zip(w->archive) != ARCHIVE_OK || archive_read_open_filename(w->archive, w->path, BLOCK_BYTES) != ARCHIVE_OK)
		return damaged(w, "it cannot be opened");
	return PM_OK;
}

static void walk_close(struct walk *w)
{
	if (w->archive)
		(void)archive_read_free(w->archive);
	if (w->utf8) {
		(void)uselocale(w->before);
		freelocale(w->utf8);
	}
	free(w->name);
}

/* With "/" between folders, and without the "./" that some programs begin with.  *out stays NULL where there is no name. */
static int clean_name(struct archive_entry *entry, char **out)
{
	const char *raw = archive_entry_pathname_utf8(entry);
	char *at;

	*out = NULL;
	if (!raw)
		raw = archive_entry_pathname(entry);
	if (!raw)
		return PM_OK;
	while (raw[0] == '.' && (raw[1] == '/' || raw[1] == '\\'))
		raw += 2;
	*out = pm_str_dup(raw);
	for (at = *out; at && *at; at++)
		if (*at == '\\')
			*at = '/';
	return *out ? PM_OK : PM_E_NOMEM;
}

/* What a Mac puts beside the files. */
static int is_clutter(const char *name)
{
	const char *at;

	for (at = name; at; at = strchr(at, '/')) {
		at += *at == '/';
		if (strncmp(at, "._", 2) == 0 || (strncmp(at, "__MACOSX", 8) == 0 && (at[8] == 0 || at[8] == '/')))
			return 1;
	}
	return 0;
}

static int is_sane(const char *name)
{
	size_t length = strlen(name), depth = 0, i;

	for (i = 0; i < length; i++)
		depth += name[i] == '/';
	return length <= NAME_MAX_BYTES && depth <= DEPTH_MAX && pm_path_is_inside(name, length);
}

/* Is the entry a file that may be unpacked?  What is refused is reported once. */
static int is_wanted(struct walk *w)
{
	mode_t type = archive_entry_filetype(w->entry);

	if (w->name && (is_clutter(w->name) || (!*w->name && type == AE_IFDIR))) /* "./": the folder that was packed */
		return 0;
	if (!w->name || !is_sane(w->name)) {
		if (w->diags)
			pm_diag_hint(pm_diag_add(w->diags, PM_DIAG_DDP_PATH, w->pos, "'%.200s' in the archive is not named inside its folder",
						 w->name ? w->name : "(a name that cannot be read)"),
				     "it is not unpacked");
		return 0;
	}
	if (type == AE_IFDIR || w->name[strlen(w->name) - 1] == '/')
		return 0;
	if (type != AE_IFREG || archive_entry_hardlink(w->entry) || archive_entry_symlink(w->entry)) {
		if (w->diags)
			pm_diag_hint(
				pm_diag_add(w->diags, PM_DIAG_DDP_PATH, w->pos, "'%.200s' in the archive is a link or device, want a file", w->name),
				"it is not unpacked");
		return 0;
	}
	return 1;
}

/* The next file.  1: there is one; 0: the end; negative: a status. */
static int walk_next(struct walk *w)
{
	int got;

	for (;;) {
		free(w->name);
		w->name = NULL;
		got = archive_read_next_header(w->archive, &w->entry);
		if (got == ARCHIVE_EOF)
			return 0;
		if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
			return damaged(w, "it is damaged");
		if (++w->count > ENTRIES_MAX)
			return pm_error_set(w->err, PM_E_FORMAT, "cannot unpack '%s': there are more than %d files in it", w->path, ENTRIES_MAX);
		if (clean_name(w->entry, &w->name) != PM_OK)
			return pm_error_set(w->err, PM_E_NOMEM, "out of memory");
		if (!is_wanted(w))
			continue;
		if (archive_entry_is_encrypted(w->entry))
			return pm_error_set(w->err, PM_E_UNSUPPORTED, "cannot unpack '%s': '%.200s' in it is encrypted", w->path, w->name);
		return 1;
	}
}

/* ---- the list ---- */

static int add_entry(struct pm_archive_list *out, struct walk *w)
{
	int64_t bytes = archive_entry_size_is_set(w->entry) ? archive_entry_size(w->entry) : 0;
	void *list = out->list;

	if (pm_array_grow(&list, &out->capacity, out->count, sizeof *out->list) != PM_OK)
		return pm_error_set(w->err, PM_E_NOMEM, "out of memory");
	out->list = list;
	out->list[out->count].name = w->name;
	out->list[out->count++].bytes = bytes > 0 ? (uint64_t)bytes : 0;
	w->name = NULL;
	return PM_OK;
}

int pm_archive_read_list(const char *path, struct pm_archive_list *out, struct pm_pos pos, struct pm_diags *diags, struct pm_error *err)
{
	struct walk w = {.path = path, .pos = pos, .diags = diags, .err = err};
	struct pm_archive_list list = {0};
	int status = walk_open(&w);

	while (status == PM_OK && (status = walk_next(&w)) == 1)
		status = add_entry(&list, &w);
	walk_close(&w);
	if (status == PM_OK)
		*out = list;
	else
		pm_archive_list_release(&list);
	return status;
}

int pm_archive_load(const char *path, const char *name, size_t max_bytes, struct pm_buf *out, struct pm_error *err)
{
	struct walk w = {.path = path, .err = err};
	char block[4096];
	la_ssize_t got = 0;
	int status = walk_open(&w);

	if (status == PM_OK)
		while ((status = walk_next(&w)) == 1 && strcmp(w.name, name) != 0)
			;
	if (status == 0)
		status = pm_error_set(err, PM_E_NOT_FOUND, "'%s' is not in '%s'", name, path);
	/* What is damaged is reported when all is unpacked. */
	while (status == 1 && out->length_bytes < max_bytes && (got = archive_read_data(w.archive, block, sizeof block)) > 0)
		pm_buf_add(out, block, (size_t)got < max_bytes - out->length_bytes ? (size_t)got : max_bytes - out->length_bytes);
	walk_close(&w);
	if (status < 0)
		return status;
	return out->failed ? pm_error_set(err, PM_E_NOMEM, "out of memory") : PM_OK;
}

/* ---- unpacking ---- */

struct unpacker {
	struct walk walk;
	const struct pm_unpack *ask;
	struct pm_diags *diags;
	char *block; /* owned; BLOCK_BYTES */
	uint64_t done_bytes;
};

/* The folders above `path`, from the one behind the first `keep` bytes on. */
static int make_folders(char *path, size_t keep, struct pm_error *err)
{
	char *at;
	int status = PM_OK;

	for (at = strchr(path + keep, '/'); at && status == PM_OK; at = strchr(at + 1, '/')) {
		*at = 0;
		/* A file of that name: opening what should lie below it will fail, and that is reported. */
		if (mkdir(path, 0700) != 0 && errno != EEXIST && errno != ENOTDIR)
			status = pm_error_io(err, errno, "create", path);
		*at = '/';
	}
	return status;
}

static int write_all(int fd, const char *data, size_t length_bytes, const char *path, struct pm_error *err)
{
	while (length_bytes) {
		ssize_t put = write(fd, data, length_bytes);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return pm_error_io(err, errno, "write", path);
		data += put;
		length_bytes -= (size_t)put;
	}
	return PM_OK;
}

static int too_much(struct unpacker *u)
{
	return pm_error_set(u->walk.err, PM_E_FORMAT, "cannot unpack '%s': it unpacks to more than %llu MB, which is more than such a set can hold",
			    u->walk.path, (unsigned long long)(u->ask->max_bytes / 1000000));
}

/* The entry's bytes into fd. */
static int copy_entry(struct unpacker *u, int fd, const char *path)
{
	struct walk *w = &u->walk;
	la_ssize_t got;
	int status = PM_OK;

	while (status == PM_OK && (got = archive_read_data(w->archive, u->block, BLOCK_BYTES)) != 0) {
		if (got == ARCHIVE_RETRY)
			continue;
		if (got == ARCHIVE_FATAL)
			return damaged(w, w->name);
		if (got < 0) {
			pm_diag_add(u->diags, PM_DIAG_CHECKSUM_MISMATCH, u->ask->pos, "'%.200s' is damaged in the archive: %s", w->name,
				    archive_error_string(w->archive) ? archive_error_string(w->archive) : "its CRC does not fit");
			return PM_OK;
		}
		u->done_bytes += (uint64_t)got;
		if (u->done_bytes > u->ask->max_bytes)
			return too_much(u);
		status = write_all(fd, u->block, (size_t)got, path, w->err);
		pm_progress_report(u->ask->progress, "unpacking", u->done_bytes,
				   u->done_bytes > u->ask->said_bytes ? u->done_bytes : u->ask->said_bytes);
		if (status == PM_OK && pm_progress_cancelled(u->ask->progress))
			status = pm_error_set(w->err, PM_E_CANCELLED, "stopped");
	}
	return status;
}

static int unpack_entry(struct unpacker *u, const char *name)
{
	char *path = pm_path_join(u->ask->into, name);
	int status = path ? make_folders(path, strlen(u->ask->into) + 1, u->walk.err) : pm_error_set(u->walk.err, PM_E_NOMEM, "out of memory");
	int fd = -1;

	if (status == PM_OK)
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (status == PM_OK && fd < 0 && (errno == EEXIST || errno == ENOTDIR))
		pm_diag_hint(pm_diag_add(u->diags, PM_DIAG_DDP_PATH, u->ask->pos, "the archive holds '%.200s' twice", u->walk.name),
			     "the first is used");
	else if (status == PM_OK && fd < 0)
		status = pm_error_io(u->walk.err, errno, "create", path);
	if (fd >= 0) {
		status = copy_entry(u, fd, path);
		if (close(fd) != 0 && status == PM_OK)
			status = pm_error_io(u->walk.err, errno, "write", path);
	}
	free(path);
	return status;
}

int pm_archive_unpack(const char *path, const struct pm_unpack *unpack, struct pm_diags *diags, struct pm_error *err)
{
	struct unpacker u = {.walk = {.path = path, .pos = unpack->pos, .err = err}, .ask = unpack, .diags = diags, .block = malloc(BLOCK_BYTES)};
	size_t skip = strlen(unpack->folder);
	int status = u.block ? walk_open(&u.walk) : pm_error_set(err, PM_E_NOMEM, "out of memory");

	while (status == PM_OK && (status = walk_next(&u.walk)) == 1) {
		const char *name = u.walk.name + skip;

		status = PM_OK;
		if (strncmp(u.walk.name, unpack->folder, skip) == 0 && *name && (unpack->deep || !strchr(name, '/')))
			status = unpack_entry(&u, name);
	}
	walk_close(&u.walk);
	free(u.block);
	return status;
}
