/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - files that findings point into.  Layer 0. */
#include "config.h"

#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

/* ---- reading a file whole ---- */

static const char *kind_of_file(mode_t mode)
{
	if (S_ISDIR(mode))
		return "a folder";
	if (S_ISFIFO(mode))
		return "a pipe";
	if (S_ISSOCK(mode))
		return "a socket";
	return "a device";
}

/* Opens without waiting (a pipe nobody writes to would hang) and refuses what is no file. */
static int open_regular(const char *path, size_t max_bytes, int *fd, size_t *size_bytes, struct pm_error *err)
{
	struct stat st;
	int status;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (*fd < 0 && errno == ENXIO)
		return pm_error_set(err, PM_E_FORMAT, "'%s' is a device or a socket, not a file", path);
	if (*fd < 0)
		return pm_error_io(err, errno, "open", path);
	if (fstat(*fd, &st) != 0)
		status = pm_error_io(err, errno, "read", path);
	else if (!S_ISREG(st.st_mode))
		status = pm_error_set(err, PM_E_FORMAT, "'%s' is %s, not a file", path, kind_of_file(st.st_mode));
	else if (st.st_size < 0 || (uintmax_t)st.st_size > max_bytes)
		status = pm_error_set(err, PM_E_FORMAT, "'%s' has %jd bytes, more than the %zu such a file may have", path, (intmax_t)st.st_size,
		                      max_bytes);
	else
		status = PM_OK;
	if (status != PM_OK)
		close(*fd);
	else
		*size_bytes = (size_t)st.st_size;
	return status;
}

int pm_file_open(const char *path, FILE **out, struct pm_error *err)
{
	size_t size_bytes;
	int fd, status = open_regular(path, SIZE_MAX, &fd, &size_bytes, err);

	if (status != PM_OK)
		return status;
	*out = fdopen(fd, "rb");
	if (*out)
		return PM_OK;
	status = pm_error_io(err, errno, "open", path);
	close(fd);
	return status;
}

/* Reads to the end, which may have moved since the size was asked; *data grows as needed. */
static int read_to_end(int fd, const char *path, size_t max_bytes, uint8_t **data, size_t room_bytes, size_t *length_bytes, struct pm_error *err)
{
	size_t have_bytes = 0;
	ssize_t n;

	for (;;) {
		if (have_bytes == room_bytes) {
			size_t more_bytes = room_bytes < max_bytes / 2 ? room_bytes * 2 + 4096 : max_bytes + 1;
			uint8_t *grown;

			if (room_bytes > max_bytes)
				return pm_error_set(err, PM_E_FORMAT, "'%s' has more than the %zu bytes such a file may have", path, max_bytes);
			grown = realloc(*data, more_bytes + 1);
			if (!grown)
				return pm_error_set(err, PM_E_NOMEM, "not enough memory to read '%s'", path);
			*data = grown;
			room_bytes = more_bytes;
		}
		n = read(fd, *data + have_bytes, room_bytes - have_bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return pm_error_io(err, errno, "read", path);
		if (n == 0)
			break;
		have_bytes += (size_t)n;
	}
	(*data)[have_bytes] = '\0';
	*length_bytes = have_bytes;
	return PM_OK;
}

int pm_file_read(const char *path, size_t max_bytes, uint8_t **data, size_t *length_bytes, struct pm_error *err)
{
	uint8_t *bytes = NULL;
	size_t size_bytes = 0, read_bytes = 0;
	int fd, status;

	if (max_bytes > SIZE_MAX / 4)
		max_bytes = SIZE_MAX / 4;
	status = open_regular(path, max_bytes, &fd, &size_bytes, err);
	if (status != PM_OK)
		return status;
	/* One byte more than its size, so that its end is seen without growing. */
	bytes = malloc(size_bytes + 2);
	if (!bytes)
		status = pm_error_set(err, PM_E_NOMEM, "not enough memory to read '%s'", path);
	else
		status = read_to_end(fd, path, max_bytes, &bytes, size_bytes + 1, &read_bytes, err);
	close(fd);
	if (status == PM_OK && read_bytes > max_bytes)
		status = pm_error_set(err, PM_E_FORMAT, "'%s' has more than the %zu bytes such a file may have", path, max_bytes);
	if (status != PM_OK) {
		free(bytes);
		return status;
	}
	*data = bytes;
	*length_bytes = read_bytes;
	return PM_OK;
}

/* ---- the list of sources ---- */

void pm_sources_init(struct pm_sources *s)
{
	*s = (struct pm_sources){0};
}

static void source_free(struct pm_source *source)
{
	if (!source)
		return;
	free(source->name);
	free(source->path);
	free(source->data);
	free(source->line_mark);
	free(source);
}

void pm_sources_release(struct pm_sources *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		source_free(s->list[i]);
	free(s->list);
	pm_sources_init(s);
}

/* A source without data in the list; NULL: memory.  path may be NULL. */
static struct pm_source *source_new(struct pm_sources *s, const char *path, const char *name)
{
	struct pm_source *source = calloc(1, sizeof(*source));
	void *list = s->list;

	if (!source)
		return NULL;
	source->name = pm_str_dup(name);
	source->path = pm_str_dup(path);
	if (!source->name || (path && !source->path) || pm_array_grow(&list, &s->capacity, s->count, sizeof(struct pm_source *)) != PM_OK) {
		source_free(source);
		return NULL;
	}
	s->list = list;
	s->list[s->count++] = source;
	return source;
}

/* The source that was added last, and failed afterwards. */
static void source_drop(struct pm_sources *s)
{
	source_free(s->list[--s->count]);
}

static int take_text(struct pm_source *source, const void *data, size_t length_bytes)
{
	struct pm_buf text;
	size_t bom_bytes;
	int status;

	source->charset = pm_charset_detect(data, length_bytes, &bom_bytes);
	pm_buf_init(&text);
	status = pm_charset_to_utf8(source->charset, (const uint8_t *)data + bom_bytes, length_bytes - bom_bytes, &text, &source->bad_count, NULL);
	source->is_text = 1;
	source->length_bytes = text.length_bytes;
	if (status == PM_OK)
		source->data = pm_buf_detach(&text);
	pm_buf_release(&text);
	if (status == PM_OK && !source->data)
		status = PM_E_NOMEM;
	return status;
}

static int take_binary(struct pm_source *source, const void *data, size_t length_bytes)
{
	source->data = pm_str_dup_n(data, length_bytes);
	source->length_bytes = length_bytes;
	return source->data ? PM_OK : PM_E_NOMEM;
}

static int add_data(struct pm_sources *s, const char *path, const char *name, const void *data, size_t length_bytes, int is_text,
                    struct pm_source **out)
{
	static const uint8_t nothing[1];
	struct pm_source *source = source_new(s, path, name);
	int status;

	if (!source)
		return PM_E_NOMEM;
	if (!length_bytes)
		data = nothing; /* data may be NULL then */
	status = is_text ? take_text(source, data, length_bytes) : take_binary(source, data, length_bytes);
	if (status != PM_OK)
		source_drop(s);
	else
		*out = source;
	return status;
}

int pm_sources_add_text(struct pm_sources *s, const char *name, const void *data, size_t length_bytes, struct pm_source **out)
{
	return add_data(s, NULL, name, data, length_bytes, 1, out);
}

int pm_sources_add_binary(struct pm_sources *s, const char *name, const void *data, size_t length_bytes, struct pm_source **out)
{
	return add_data(s, NULL, name, data, length_bytes, 0, out);
}

int pm_sources_add_name(struct pm_sources *s, const char *path, const char *name, struct pm_source **out)
{
	struct pm_source *source = source_new(s, path, name);

	if (!source)
		return PM_E_NOMEM;
	*out = source;
	return PM_OK;
}

int pm_sources_read_text(struct pm_sources *s, const char *path, const char *name, size_t max_bytes, struct pm_source **out, struct pm_error *err)
{
	uint8_t *data = NULL;
	size_t length_bytes = 0;
	int status = pm_file_read(path, max_bytes, &data, &length_bytes, err);

	if (status != PM_OK)
		return status;
	status = add_data(s, path, name, data, length_bytes, 1, out);
	free(data);
	if (status == PM_E_UNSUPPORTED)
		return pm_error_set(err, status, "cannot read '%s': this system's iconv lacks its character set", path);
	if (status != PM_OK)
		return pm_error_set(err, status, "not enough memory to read '%s'", path);
	return PM_OK;
}

int pm_sources_read_binary(struct pm_sources *s, const char *path, const char *name, size_t max_bytes, struct pm_source **out,
                           struct pm_error *err)
{
	struct pm_source *source = NULL;
	uint8_t *data = NULL;
	size_t length_bytes = 0;
	int status = pm_file_read(path, max_bytes, &data, &length_bytes, err);

	if (status != PM_OK)
		return status;
	source = source_new(s, path, name);
	if (!source) {
		free(data);
		return pm_error_set(err, PM_E_NOMEM, "not enough memory to read '%s'", path);
	}
	source->data = (char *)data;
	source->length_bytes = length_bytes;
	*out = source;
	return PM_OK;
}

/* ---- lines ---- */

/* Is the byte the last of a line?  LF, CR and CR LF are one line end each. */
static int ends_line(const struct pm_source *s, size_t at)
{
	return s->data[at] == '\n' || (s->data[at] == '\r' && !(at + 1 < s->length_bytes && s->data[at + 1] == '\n'));
}

/* From the line that holds byte `from` (its mark) on to the one that holds byte `to`, or to line number `line`, whichever comes first. */
static struct pm_line_mark walk_lines(const struct pm_source *s, struct pm_line_mark at, size_t from, size_t to, size_t line)
{
	for (; from < to && at.line < line; from++)
		if (ends_line(s, from))
			at = (struct pm_line_mark){at.line + 1, from + 1};
	return at;
}

/* Fills line_mark on first use; 0 when memory is out. */
static int mark_lines(struct pm_source *s)
{
	struct pm_line_mark at = {0, 0};
	size_t count = s->length_bytes / PM_LINE_MARK_BYTES + 1, i;

	if (s->line_mark)
		return 1;
	s->line_mark = calloc(count, sizeof(*s->line_mark));
	if (!s->line_mark)
		return 0;
	s->line_mark_count = count;
	for (i = 1; i < count; i++)
		s->line_mark[i] = at = walk_lines(s, at, (i - 1) * PM_LINE_MARK_BYTES, i * PM_LINE_MARK_BYTES, SIZE_MAX);
	return 1;
}

/* The line that holds a place; without memory for the marks by counting from the first. */
static struct pm_line_mark find_line(struct pm_source *s, size_t offset_bytes)
{
	size_t i = offset_bytes / PM_LINE_MARK_BYTES;

	if (!mark_lines(s))
		return walk_lines(s, (struct pm_line_mark){0, 0}, 0, offset_bytes, SIZE_MAX);
	return walk_lines(s, s->line_mark[i], i * PM_LINE_MARK_BYTES, offset_bytes, SIZE_MAX);
}

/* Where line number `line` (from 0) begins; length_bytes + 1: there is no such line. */
static size_t line_begin(const struct pm_source *s, size_t line)
{
	size_t low = 0, high = s->line_mark_count;
	struct pm_line_mark at;

	while (high - low > 1) { /* the last mark in front of it */
		size_t middle = low + (high - low) / 2;

		if (s->line_mark[middle].line < line)
			low = middle;
		else
			high = middle;
	}
	at = walk_lines(s, s->line_mark[low], low * PM_LINE_MARK_BYTES, s->length_bytes, line);
	return at.line == line ? at.start_bytes : s->length_bytes + 1;
}

static int is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

void pm_source_line_column(struct pm_source *s, uint64_t offset_bytes, unsigned *line, unsigned *column)
{
	struct pm_line_mark at;
	size_t offset, start;

	*line = *column = 1;
	if (!s->is_text || !s->data)
		return;
	offset = offset_bytes > s->length_bytes ? s->length_bytes : (size_t)offset_bytes;
	while (offset && offset < s->length_bytes && is_continuation(s->data[offset]))
		offset--;
	at = find_line(s, offset);
	start = at.start_bytes;
	*line = (unsigned)at.line + 1;
	/* Go on from the last place where it is in the same line: many findings in one huge line stay linear. */
	if (s->mark_column && s->mark_bytes >= start && s->mark_bytes <= offset) {
		start = s->mark_bytes;
		*column = s->mark_column;
	}
	*column += (unsigned)pm_utf8_count(s->data + start, offset - start);
	s->mark_bytes = offset;
	s->mark_column = *column;
}

const char *pm_source_line(struct pm_source *s, unsigned line, size_t *length_bytes)
{
	size_t start, end;

	if (!s->is_text || !s->data || !line || !mark_lines(s))
		return NULL;
	start = line_begin(s, line - 1);
	if (start > s->length_bytes)
		return NULL;
	end = line_begin(s, line);
	if (end > s->length_bytes)
		end = s->length_bytes;
	while (end > start && (s->data[end - 1] == '\n' || s->data[end - 1] == '\r'))
		end--;
	*length_bytes = end - start;
	return s->data + start;
}
