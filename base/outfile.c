/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outfile.c - writing one file to the last byte, and to the disk.  Layer 0. */
#include "config.h"

#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hidden.h"
#include "base/out.h"
#include "base/path.h"

/* After so much the kernel is asked to start writing; measured best, the flush at the end then waits for little. */
#define PUSH_BYTES ((size_t)8 << 20)

/* Some file systems have nothing to flush and say so. */
static int flush_fd(int fd)
{
	int result;

	do
		result = fsync(fd);
	while (result != 0 && errno == EINTR);
	if (result != 0 && (errno == EINVAL || errno == ENOTSUP || errno == EROFS || errno == ENOSYS))
		result = 0;
	return result;
}

int pm_folder_flush(const char *path, struct pm_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), status = PM_OK;

	/* A folder one may write to and not read cannot be flushed; its files were. */
	if (fd < 0 && errno == EACCES)
		return PM_OK;
	if (fd < 0)
		return pm_error_io(err, errno, "flush folder", path);
	if (flush_fd(fd) != 0)
		status = pm_error_io(err, errno, "flush folder", path);
	close(fd);
	return status;
}

/* ---- space ---- */

static int reserve_space(int fd, uint64_t size_bytes)
{
#if defined(HAVE_FALLOCATE)
	int result;

	do
		result = fallocate(fd, 0, 0, (off_t)size_bytes);
	while (result != 0 && errno == EINTR);
	return result == 0 ? 0 : errno;
#elif defined(HAVE_POSIX_FALLOCATE)
	return posix_fallocate(fd, 0, (off_t)size_bytes);
#else
	(void)fd;
	(void)size_bytes;
	return EOPNOTSUPP;
#endif
}

int pm_outfile_reserve(struct pm_out_file *file, uint64_t size_bytes, struct pm_error *err)
{
	int result;

	if (!size_bytes || size_bytes > INT64_MAX / 2)
		return PM_OK;
	result = reserve_space(file->fd, size_bytes);
	if (result == ENOSPC || result == EDQUOT || result == EFBIG) {
		file->failed = 1;
		return pm_error_set(err, PM_E_IO, "cannot write '%s': %s (%ju bytes are needed)", file->path, strerror(result), (uintmax_t)size_bytes);
	}
	if (result == 0)
		file->reserved_bytes = size_bytes;
	return PM_OK;
}

/* ---- writing ---- */

static void push(struct pm_out_file *file)
{
#if defined(HAVE_SYNC_FILE_RANGE)
	if (file->written_bytes - file->pushed_bytes < PUSH_BYTES)
		return;
	/* Only speed depends on it. */
	(void)sync_file_range(file->fd, (off_t)file->pushed_bytes, (off_t)(file->written_bytes - file->pushed_bytes), SYNC_FILE_RANGE_WRITE);
	file->pushed_bytes = file->written_bytes;
#else
	(void)file;
#endif
}

int pm_out_write(struct pm_out_file *file, const void *data, size_t length_bytes, struct pm_error *err)
{
	const unsigned char *p = data;
	ssize_t n;

	if (file->failed)
		return pm_error_set(err, PM_E_IO, "cannot write '%s': an earlier part of it failed", file->path);
	while (length_bytes) {
		n = write(file->fd, p, length_bytes < PUSH_BYTES ? length_bytes : PUSH_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			file->failed = 1;
			return pm_error_io(err, n < 0 ? errno : EIO, "write", file->path);
		}
		p += n;
		length_bytes -= (size_t)n;
		file->written_bytes += (uint64_t)n;
		push(file);
	}
	return PM_OK;
}

int pm_out_rewrite(struct pm_out_file *file, uint64_t at_bytes, const void *data, size_t length_bytes, struct pm_error *err)
{
	const unsigned char *p = data;
	ssize_t n;

	if (at_bytes > file->written_bytes || length_bytes > file->written_bytes - at_bytes)
		return pm_error_set(err, PM_E_RANGE, "cannot write '%s': a place that was not reached yet", file->path);
	if (file->failed)
		return pm_error_set(err, PM_E_IO, "cannot write '%s': an earlier part of it failed", file->path);
	while (length_bytes) {
		n = pwrite(file->fd, p, length_bytes, (off_t)at_bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			file->failed = 1;
			return pm_error_io(err, n < 0 ? errno : EIO, "write", file->path);
		}
		p += n;
		at_bytes += (uint64_t)n;
		length_bytes -= (size_t)n;
	}
	return PM_OK;
}

int pm_outfile_finish(struct pm_out_file *file, struct pm_error *err)
{
	int status = PM_OK;

	if (file->failed)
		status = pm_error_set(err, PM_E_IO, "cannot write '%s': a part of it failed", file->path);
	if (status == PM_OK && file->written_bytes < file->reserved_bytes && ftruncate(file->fd, (off_t)file->written_bytes) != 0)
		status = pm_error_io(err, errno, "write", file->path);
	if (status == PM_OK && flush_fd(file->fd) != 0)
		status = pm_error_io(err, errno, "flush", file->path);
	/* EINTR: closed all the same, and flushed before. */
	if (close(file->fd) != 0 && errno != EINTR && status == PM_OK)
		status = pm_error_io(err, errno, "write", file->path);
	free(file->path);
	free(file);
	return status;
}

/* ---- one file alone ---- */

static struct pm_out_file *wrap(int fd, const char *path)
{
	struct pm_out_file *file = calloc(1, sizeof(*file));

	if (!file)
		return NULL;
	file->fd = fd;
	file->path = pm_str_dup(path);
	if (!file->path) {
		free(file);
		return NULL;
	}
	return file;
}

/* Writes all to an open file and closes it; name is what the user knows. */
static int write_and_close(int fd, const char *name, const void *data, size_t length_bytes, struct pm_error *err)
{
	struct pm_out_file *file = wrap(fd, name);
	int status, closed;

	if (!file) {
		close(fd);
		return pm_error_set(err, PM_E_NOMEM, "not enough memory to write '%s'", name);
	}
	status = pm_outfile_reserve(file, length_bytes, err);
	if (status == PM_OK)
		status = pm_out_write(file, data, length_bytes, err);
	closed = pm_outfile_finish(file, err);
	return status != PM_OK ? status : closed;
}

static int write_in_place(const char *path, const void *data, size_t length_bytes, struct pm_error *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return pm_error_io(err, errno, "write", path);
	return write_and_close(fd, path, data, length_bytes, err);
}

/* A new file beside path; its own path in *hidden. */
static int create_beside(const char *path, char **hidden, int *fd, struct pm_error *err)
{
	unsigned attempt;

	for (attempt = 0; attempt < PM_HIDDEN_ATTEMPTS; attempt++) {
		*hidden = pm_hidden_path(path, attempt);
		if (!*hidden)
			return pm_error_set(err, PM_E_NOMEM, "not enough memory to write '%s'", path);
		*fd = open(*hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (*fd >= 0)
			return PM_OK;
		free(*hidden);
		*hidden = NULL;
		if (errno != EEXIST)
			break;
	}
	return pm_error_io(err, errno, "write", path);
}

/* old: what is there now, NULL when nothing is. */
static int replace_file(const char *path, const struct stat *old, const void *data, size_t length_bytes, struct pm_error *err)
{
	char *hidden = NULL, *folder = pm_path_dir(path);
	int fd = -1, status;

	status = folder ? create_beside(path, &hidden, &fd, err) : pm_error_set(err, PM_E_NOMEM, "not enough memory to write '%s'", path);
	if (status != PM_OK)
		goto out;
	/* Best effort: a file that others could read stays so. */
	if (old && fchmod(fd, old->st_mode & 07777) != 0)
		errno = 0;
	status = write_and_close(fd, path, data, length_bytes, err);
	if (status == PM_OK && rename(hidden, path) != 0)
		status = pm_error_io(err, errno, "write", path);
	if (status != PM_OK)
		unlink(hidden);
	else
		status = pm_folder_flush(folder, err);
out:
	free(hidden);
	free(folder);
	return status;
}

int pm_out_write_file(const char *path, const void *data, size_t length_bytes, struct pm_error *err)
{
	struct stat st;
	char *real;
	int status;

	if (stat(path, &st) != 0) {
		if (errno != ENOENT)
			return pm_error_io(err, errno, "write", path);
		/* Absent, or a link that leads nowhere: which is replaced. */
		return replace_file(path, NULL, data, length_bytes, err);
	}
	if (S_ISDIR(st.st_mode))
		return pm_error_set(err, PM_E_EXISTS, "cannot write '%s': it is a folder", path);
	if (!S_ISREG(st.st_mode))
		return write_in_place(path, data, length_bytes, err);
	real = realpath(path, NULL);
	if (!real)
		return pm_error_io(err, errno, "write", path);
	status = replace_file(real, &st, data, length_bytes, err);
	free(real);
	return status;
}
