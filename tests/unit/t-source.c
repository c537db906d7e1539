/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-source.c - reading files whole, lines and columns. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/source.h"
#include "tests/tap.h"

static char folder[] = "/tmp/t-source-XXXXXX";

static char *in_folder(const char *name)
{
	return pm_str_printf("%s/%s", folder, name);
}

static void put(const char *path, const void *data, size_t length_bytes)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(data, 1, length_bytes, f) != length_bytes || fclose(f) != 0)
		exit(99);
}

static void place(struct pm_source *s, uint64_t offset, unsigned want_line, unsigned want_column, const char *name)
{
	unsigned line, column;

	pm_source_line_column(s, offset, &line, &column);
	if (!OK(line == want_line && column == want_column, name))
		printf("# got %u:%u, want %u:%u\n", line, column, want_line, want_column);
}

static void line_is(struct pm_source *s, unsigned line, const char *want, const char *name)
{
	size_t length_bytes = 0;
	const char *text = pm_source_line(s, line, &length_bytes);
	char *copy = text ? pm_str_dup_n(text, length_bytes) : NULL;

	IS_STR(copy, want, name);
	free(copy);
}

/* Many lines, and line ends of all three kinds at the marks of the table of lines: held against counting from the start. */
static void test_many_lines(struct pm_sources *all)
{
	static const size_t size = 5 * PM_LINE_MARK_BYTES + 1;
	char *text = malloc(size);
	struct pm_source *s = NULL;
	unsigned want_line = 1, want_column = 1, line, column, bad = 0, lines;
	size_t i, length;

	for (i = 0; text && i < size; i++) /* the first two marks in a CR LF and behind a CR, the third in a long line */
		text[i] = i == 4095 || i == 8191 ? '\r' : i == 4096 || (i % 7 == 3 && i < 8000) || i == 20479 ? '\n' : 'x';
	if (!OK(text && pm_sources_add_text(all, "m", text, size, &s) == PM_OK, "many lines"))
		return;
	for (i = 0; i < size; i++) {
		pm_source_line_column(s, i, &line, &column);
		bad += line != want_line || column != want_column;
		want_column++;
		if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
			want_line++;
			want_column = 1;
		}
	}
	IS_INT(bad, 0, "every byte has its line and column");
	lines = want_line;
	for (i = 0, line = 1; i < size && line <= lines; line++) {
		const char *at = pm_source_line(s, line, &length);

		bad += at != s->data + i || (length && memchr(text + i, '\n', length));
		i += length + 1;
		i += i < size && i == 4096;
	}
	IS_INT(bad, 0, "and every line its beginning");
	OK(pm_source_line(s, lines, &length) && !pm_source_line(s, lines + 1, &length), "and no line behind the last");
	free(text);
}

static void test_places(struct pm_sources *all)
{
	/* offsets:         0123 45 678 9  10 11 12 13.. : a LF é CR b CR LF LF c TAB d */
	static const char text[] = "a\n\xC3\xA9\rb\r\n\nc\td";
	struct pm_source *s = NULL;

	IS_INT(pm_sources_add_text(all, "t", text, sizeof(text) - 1, &s), PM_OK, "text from memory");
	place(s, 0, 1, 1, "the first byte");
	place(s, 1, 1, 2, "a line end belongs to its line");
	place(s, 2, 2, 1, "after LF");
	place(s, 3, 2, 1, "inside a character is that character");
	place(s, 4, 2, 2, "a character of two bytes is one column");
	place(s, 5, 3, 1, "after CR");
	place(s, 7, 3, 3, "the LF of CR LF is of the same line");
	place(s, 8, 4, 1, "CR LF is one line end");
	place(s, 9, 5, 1, "an empty line");
	place(s, 11, 5, 3, "a tab is one column");
	place(s, 12, 5, 4, "the end");
	place(s, 99999, 5, 4, "past the end counts as the end");
	place(s, PM_NOWHERE, 5, 4, "nowhere counts as the end");
	place(s, 4, 2, 2, "places may be asked for in any order");
	line_is(s, 2, "\xC3\xA9", "the text of a line");
	line_is(s, 3, "b", "without CR LF");
	line_is(s, 4, "", "an empty line's text");
	line_is(s, 5, "c\td", "the last line");
	line_is(s, 6, NULL, "no such line");
	line_is(s, 0, NULL, "no line 0");
	OK(pm_sources_add_text(all, "e", NULL, 0, &s) == PM_OK && s->length_bytes == 0 && s->data, "an empty text");
	place(s, 0, 1, 1, "a place in an empty text");
	line_is(s, 1, "", "an empty text has one empty line");
	OK(pm_sources_add_text(all, "u", "\xFF\xFE" "a\0\n\0b\0", 8, &s) == PM_OK && s->charset == PM_CS_UTF16LE, "UTF-16");
	IS_STR(s->data, "a\nb", "is decoded");
	place(s, 2, 2, 1, "and has places in the decoded text");
	OK(pm_sources_add_text(all, "w", "M\xFCller\x81", 7, &s) == PM_OK && s->bad_count == 1, "bytes without meaning are counted");
	OK(pm_sources_add_name(all, NULL, "x.wav", &s) == PM_OK && !s->data && !s->path, "a source that only names a file");
	place(s, 5, 1, 1, "has no lines");
}

static void test_binary(struct pm_sources *all)
{
	struct pm_source *s = NULL;
	struct pm_error err = {0};
	char *path = in_folder("b");

	IS_INT(pm_sources_add_binary(all, "b", "a\0\xFF", 3, &s), PM_OK, "bytes from memory");
	OK(!s->is_text && s->length_bytes == 3 && memcmp(s->data, "a\0\xFF", 4) == 0 && !s->bad_count, "as they are, a NUL behind");
	IS_INT(pm_sources_add_binary(all, "b", NULL, 0, &s), PM_OK, "none");
	OK(s->data && s->length_bytes == 0 && s->data[0] == 0, "are none");
	put(path, "\xFF\xFE\0", 3);
	IS_INT(pm_sources_read_binary(all, path, "b", 3, &s, &err), PM_OK, "of a file, as long as it may be");
	OK(!s->is_text && s->length_bytes == 3 && memcmp(s->data, "\xFF\xFE\0", 3) == 0, "not decoded");
	IS_STR(s->path, path, "and where it lies");
	IS_INT(pm_sources_read_binary(all, path, "b", 2, &s, &err), PM_E_FORMAT, "one byte longer than it may be");
	OK(strstr(err.message, "has 3 bytes, more than the 2 such a file may have") != NULL, "and says so");
	unlink(path);
	IS_INT(pm_sources_read_binary(all, path, "b", 2, &s, NULL), PM_E_NOT_FOUND, "one that is not there");
	free(path);
}

/* Files that say they are empty and are not: the size is only a guess. */
static void test_grows(void)
{
	struct pm_error err = {0};
	uint8_t *data = NULL;
	size_t length = 0;

	if (access("/proc/self/status", R_OK) != 0) {
		SKIP("no /proc", "a file that says it has no bytes");
		return;
	}
	OK(pm_file_read("/proc/self/status", 1 << 20, &data, &length, &err) == PM_OK && length > 100 && strncmp((char *)data, "Name:", 5) == 0,
	   "a file that says it has no bytes");
	free(data);
	data = NULL;
	IS_INT(pm_file_read("/proc/self/status", 50, &data, &length, &err), PM_E_FORMAT, "and has more than it may have");
	OK(!data && strstr(err.message, "has more than the 50 bytes"), "says so, and leaves nothing");
}

static void test_long_line(struct pm_sources *all)
{
	struct pm_source *s = NULL;
	size_t n = 8 << 20, i;
	char *text = malloc(n);
	unsigned line, column = 0;

	memset(text, 'x', n);
	if (pm_sources_add_text(all, "long", text, n, &s) != PM_OK)
		exit(99);
	for (i = 0; i < n; i += 128) /* 65536 places in one line: seconds if linear, hours if not */
		pm_source_line_column(s, i, &line, &column);
	IS_INT(column, n - 127, "many places in one huge line");
	free(text);
}

static void read_is(struct pm_sources *all, const char *path, size_t max_bytes, int want, const char *part, const char *name)
{
	struct pm_error err = {0};
	struct pm_source *s = NULL;
	int status = pm_sources_read_text(all, path, "f", max_bytes, &s, &err);

	IS_INT(status, want, name);
	if (want != PM_OK && !OK(strstr(err.message, part) != NULL && err.status == want, "says so"))
		printf("# '%s'\n", err.message);
	if (want == PM_OK)
		IS_STR(s->data, part, "contents");
}

/* Files too long to be read whole. */
static void test_open(const char *fifo, const char *path)
{
	struct pm_error err = {0, ""};
	FILE *f = NULL;

	put(path, "abc", 3);
	IS_INT(pm_file_open(path, &f, &err), PM_OK, "opened to be read");
	OK(f && getc(f) == 'a' && fclose(f) == 0, "from its beginning");
	IS_INT(pm_file_open(fifo, &f, &err), PM_E_FORMAT, "a pipe is not waited for");
	OK(strstr(err.message, "is a pipe, not a file") != NULL, "and is named as what it is");
	IS_INT(pm_file_open(folder, &f, NULL), PM_E_FORMAT, "a folder");
	IS_INT(pm_file_open("/dev/zero", &f, NULL), PM_E_FORMAT, "a device");
	IS_INT(pm_file_open("/none", &f, NULL), PM_E_NOT_FOUND, "a file that is not there");
}

static void test_files(struct pm_sources *all)
{
	char *path = in_folder("f"), *fifo = in_folder("fifo"), *missing = in_folder("missing");
	struct pm_source *s = NULL;
	uint8_t *data = NULL;
	size_t n = 99;

	put(path, "\xEF\xBB\xBFhello", 8);
	read_is(all, path, 100, PM_OK, "hello", "a file with a BOM");
	read_is(all, path, 8, PM_OK, "hello", "a file of exactly the limit");
	read_is(all, path, 7, PM_E_FORMAT, "8 bytes", "a file above the limit");
	OK(pm_sources_read_binary(all, path, "f", 100, &s, NULL) == PM_OK && s->length_bytes == 8 && !s->is_text, "binary keeps the BOM");
	put(path, "", 0);
	read_is(all, path, 100, PM_OK, "", "an empty file");
	read_is(all, path, 0, PM_OK, "", "an empty file where nothing is allowed");
	OK(pm_file_read(path, 10, &data, &n, NULL) == PM_OK && n == 0 && data && !data[0], "pm_file_read closes with a NUL");
	free(data);
	read_is(all, missing, 100, PM_E_NOT_FOUND, "No such file", "a missing file");
	read_is(all, folder, 100, PM_E_FORMAT, "is a folder, not a file", "a folder");
	read_is(all, "/dev/zero", 100, PM_E_FORMAT, "is a device, not a file", "a device");
	if (mkfifo(fifo, 0600) == 0)
		read_is(all, fifo, 100, PM_E_FORMAT, "is a pipe, not a file", "a pipe does not hang");
	test_open(fifo, path);
	if (access("/proc/self/status", R_OK) == 0) {
		OK(pm_file_read("/proc/self/status", 1 << 20, &data, &n, NULL) == PM_OK && n > 100, "a file whose size says 0");
		free(data);
		read_is(all, "/proc/self/status", 64, PM_E_FORMAT, "more than the 64", "and its limit holds");
	}
	unlink(path);
	unlink(fifo);
	free(path);
	free(fifo);
	free(missing);
}

int main(void)
{
	struct pm_sources all;

	if (!mkdtemp(folder))
		return 99;
	pm_sources_init(&all);
	test_places(&all);
	test_many_lines(&all);
	test_binary(&all);
	test_grows();
	test_long_line(&all);
	test_files(&all);
	pm_sources_release(&all);
	OK(!all.count && !all.list, "released");
	rmdir(folder);
	return tap_done();
}
