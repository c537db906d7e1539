/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-outfile.c - one file: every byte or an error, a header written last, space given back, and a whole file or the old one in place. */
#include "config.h"

#include "base/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/out.h"
#include "base/path.h"
#include "base/source.h"
#include "tests/unit/folder-help.h"

/* A file as out.c makes it, of no set. */
static struct pm_out_file *begin(const char *name, int flags)
{
	struct pm_out_file *file = calloc(1, sizeof(*file));

	if (!file || !(file->path = at(name)))
		exit(99);
	file->fd = open(file->path, flags, 0666);
	if (file->fd < 0)
		exit(98);
	return file;
}

static long long size_of(const char *name)
{
	char *path = at(name);
	struct stat st = {0};
	long long size = stat(path, &st) == 0 ? (long long)st.st_size : -1;

	free(path);
	return size;
}

/* Root may do everything: try as somebody else.  1: somebody else, or never root; end with as_before. */
static int as_other(void)
{
	return geteuid() != 0 || (chmod(folder, 0777) == 0 && seteuid(65534) == 0);
}

static void as_before(void)
{
	if (getuid() == 0 && geteuid() != 0 && seteuid(0) != 0)
		exit(99);
}

/* ---- one open file ---- */

static void test_rewrite(void)
{
	struct pm_error err = {0}, none = {0};
	struct pm_out_file *file = begin("f", O_RDWR | O_CREAT);

	IS_INT(pm_out_write(file, "????, ", 6, &err), PM_OK, "six bytes");
	IS_INT(pm_out_rewrite(file, 0, "head", 4, &err), PM_OK, "four of them again");
	IS_INT(pm_out_write(file, "body", 4, &err), PM_OK, "writing goes on behind");
	IS_INT(pm_out_rewrite(file, 7, "OD", 2, &err), PM_OK, "in the middle");
	IS_INT(pm_out_rewrite(file, 9, "Y", 1, &err), PM_OK, "the last byte");
	IS_INT(pm_out_rewrite(file, 10, "", 0, &err), PM_OK, "nothing at the end");
	IS_INT(pm_out_rewrite(file, 9, "yz", 2, &none), PM_E_RANGE, "not beyond what was written");
	OK(strstr(none.message, "not reached yet") && strstr(none.message, "/f'"), "told with the file's name");
	IS_INT(pm_out_rewrite(file, 11, "z", 1, NULL), PM_E_RANGE, "nor behind it");
	IS_INT(pm_out_rewrite(file, UINT64_MAX, "z", 1, NULL), PM_E_RANGE, "nor anywhere");
	IS_INT(pm_out_rewrite(file, 1, "z", SIZE_MAX, NULL), PM_E_RANGE, "nor of a length that wraps");
	IS_INT(file->written_bytes, 10, "ten bytes were written");
	OK(!file->failed, "what was asked wrongly does no harm to the file");
	IS_INT(pm_outfile_finish(file, &err), PM_OK, "ended");
	has("f", "head, bODY", "as it was meant");
	clear();
}

static void test_reserve(void)
{
	struct pm_out_file *file = begin("f", O_WRONLY | O_CREAT);

	IS_INT(pm_outfile_reserve(file, 0, NULL), PM_OK, "nothing to reserve");
	IS_INT(pm_outfile_reserve(file, UINT64_MAX, NULL), PM_OK, "no file is so long: a hint that makes no sense is none");
	IS_INT(file->reserved_bytes, 0, "nothing was reserved");
	IS_INT(pm_outfile_reserve(file, 100000, NULL), PM_OK, "a hint");
	IS_INT(pm_out_write(file, "abc", 3, NULL), PM_OK, "less than it");
	IS_INT(pm_outfile_finish(file, NULL), PM_OK, "ended");
	IS_INT(size_of("f"), 3, "what is not written is given back");
	file = begin("g", O_WRONLY | O_CREAT);
	IS_INT(pm_outfile_reserve(file, 2, NULL), PM_OK, "a hint");
	IS_INT(pm_out_write(file, "abc", 3, NULL), PM_OK, "more than it");
	IS_INT(pm_outfile_finish(file, NULL), PM_OK, "ended");
	IS_INT(size_of("g"), 3, "all of it is there");
	clear();
}

/* A file that cannot grow beyond 10 bytes: what fits is written first, then the failure shows. */
static void test_no_space(void)
{
	struct pm_error err = {0}, later = {0};
	struct rlimit old, small;
	struct pm_out_file *file = begin("f", O_WRONLY | O_CREAT);
	int status;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 10;
	setrlimit(RLIMIT_FSIZE, &small);
	status = pm_out_write(file, "0123456789abc", 13, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	IS_INT(status, PM_E_IO, "13 bytes where 10 fit");
	OK(strstr(err.message, "cannot write '") && strstr(err.message, strerror(EFBIG)), "with the reason");
	IS_INT(file->written_bytes, 10, "what went in is counted");
	IS_INT(pm_out_write(file, "x", 1, &later), PM_E_IO, "no byte behind a gap, though there is room again");
	OK(strstr(later.message, "an earlier part of it failed") != NULL, "and says so");
	IS_INT(pm_out_rewrite(file, 0, "x", 1, NULL), PM_E_IO, "nor a header");
	later = (struct pm_error){0};
	IS_INT(pm_outfile_finish(file, &later), PM_E_IO, "the file does not end well");
	OK(strstr(later.message, "a part of it failed") != NULL, "and says so");
	IS_INT(size_of("f"), 10, "nothing more was written");
#if defined(HAVE_FALLOCATE) || defined(HAVE_POSIX_FALLOCATE)
	file = begin("g", O_WRONLY | O_CREAT);
	err = (struct pm_error){0};
	setrlimit(RLIMIT_FSIZE, &small);
	status = pm_outfile_reserve(file, 11, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	IS_INT(status, PM_E_IO, "11 bytes cannot be reserved");
	OK(strstr(err.message, "(11 bytes are needed)") != NULL, "and it says how many are needed");
	IS_INT(pm_out_write(file, "x", 1, NULL), PM_E_IO, "the file has failed");
	IS_INT(pm_outfile_finish(file, NULL), PM_E_IO, "and ends so");
#endif
	clear();
}

static void test_wrong_side(void)
{
	struct pm_error err = {0};
	struct pm_out_file *file = begin("f", O_RDONLY | O_CREAT);

	IS_INT(pm_out_write(file, "x", 1, &err), PM_E_IO, "a file that is open for reading only");
	OK(strstr(err.message, strerror(EBADF)) != NULL, "with the reason");
	IS_INT(pm_outfile_finish(file, NULL), PM_E_IO, "ends in failure");
	file = begin("g", O_WRONLY | O_CREAT);
	IS_INT(pm_out_write(file, "x", 1, NULL), PM_OK, "a byte");
	close(file->fd);
	file->fd = open("/dev/null", O_RDONLY);
	err = (struct pm_error){0};
	IS_INT(pm_out_rewrite(file, 0, "y", 1, &err), PM_E_IO, "a header that cannot be written");
	OK(file->failed && strstr(err.message, strerror(EBADF)), "marks the file, with the reason");
	IS_INT(pm_outfile_finish(file, NULL), PM_E_IO, "which ends in failure");
	file = begin("h", O_WRONLY | O_CREAT);
	close(file->fd);
	file->fd = -1;
	err = (struct pm_error){0};
	IS_INT(pm_outfile_finish(file, &err), PM_E_IO, "a flush that fails is a failure");
	OK(strstr(err.message, "cannot flush '") != NULL, "and named");
	clear();
}

/* A reader that goes away. */
static void test_pipe(void)
{
	struct pm_out_file *file = begin("f", O_WRONLY | O_CREAT);
	struct pm_error err = {0};
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	if (pipe(ends) != 0)
		exit(99);
	close(file->fd);
	file->fd = ends[1];
	IS_INT(pm_out_write(file, "x", 1, NULL), PM_OK, "into a pipe");
	close(ends[0]);
	IS_INT(pm_out_write(file, "x", 1, &err), PM_E_IO, "into one nobody reads");
	OK(strstr(err.message, strerror(EPIPE)) != NULL, "with the reason");
	IS_INT(pm_outfile_finish(file, NULL), PM_E_IO, "ends in failure");
	if (pipe(ends) != 0)
		exit(99);
	file = begin("g", O_WRONLY | O_CREAT);
	close(file->fd);
	file->fd = ends[1];
	IS_INT(pm_out_write(file, "x", 1, NULL), PM_OK, "into a pipe");
	IS_INT(pm_outfile_finish(file, NULL), PM_OK, "what cannot be flushed is not blamed for it");
	close(ends[0]);
	clear();
}

static void on_alarm(int number)
{
	(void)number;
}

/* The pattern that the writer below sends; what came, or -1 where it differs. */
static long read_slowly(int fd, const unsigned char *want, size_t n)
{
	unsigned char part[5000];
	size_t got = 0;
	ssize_t now;

	while ((now = read(fd, part, sizeof(part))) != 0) {
		if (now < 0)
			continue;
		if (got + (size_t)now > n || memcmp(part, want + got, (size_t)now) != 0)
			return -1;
		got += (size_t)now;
		usleep(2000);
	}
	return (long)got;
}

/* Signals that interrupt a write halfway: no byte is lost, none comes twice. */
static void test_interrupted(void)
{
	enum { COUNT = 400000 };
	static unsigned char data[COUNT];
	struct itimerval often = {{0, 1000}, {0, 1000}}, never = {{0, 0}, {0, 0}};
	struct sigaction action = {.sa_handler = on_alarm}; /* and no SA_RESTART */
	struct pm_out_file *file = begin("f", O_WRONLY | O_CREAT);
	int ends[2], result = -1, status;
	size_t i;
	pid_t child;

	for (i = 0; i < COUNT; i++)
		data[i] = (unsigned char)(i * 2654435761u >> 24);
	if (pipe(ends) != 0 || (child = fork()) < 0)
		exit(99);
	if (child == 0) {
		close(ends[1]);
		_exit(read_slowly(ends[0], data, COUNT) == COUNT ? 0 : 1);
	}
	close(ends[0]);
	close(file->fd);
	file->fd = ends[1];
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	status = pm_out_write(file, data, COUNT, NULL);
	setitimer(ITIMER_REAL, &never, NULL);
	IS_INT(status, PM_OK, "written between signals");
	IS_INT(pm_outfile_finish(file, NULL), PM_OK, "ended");
	while (waitpid(child, &result, 0) < 0 && errno == EINTR)
		;
	IS_INT(result, 0, "every byte came once and in order");
	clear();
}

/* More than the step after which write-back is started, in parts of other sizes. */
static void test_large(void)
{
	size_t n = (size_t)20 << 20, i, back_bytes = 0;
	struct pm_out_file *file = begin("f", O_WRONLY | O_CREAT);
	unsigned char *data = malloc(n), *back = NULL;
	char *path = at("f");

	for (i = 0; i < n; i++)
		data[i] = (unsigned char)(i * 2654435761u >> 24);
	IS_INT(pm_out_write(file, data, 1, NULL), PM_OK, "a byte");
	IS_INT(pm_out_write(file, data + 1, n - 2, NULL), PM_OK, "20 MiB");
	IS_INT(pm_out_write(file, data + n - 1, 1, NULL), PM_OK, "the last byte");
	IS_INT(pm_outfile_finish(file, NULL), PM_OK, "ended");
	OK(pm_file_read(path, n, &back, &back_bytes, NULL) == PM_OK && back_bytes == n && memcmp(back, data, n) == 0, "as it was given");
	free(back);
	free(data);
	free(path);
	clear();
}

/* ---- folders ---- */

static void test_flush(void)
{
	struct pm_error err = {0};
	char *path = at("none"), *file = at("f");

	IS_INT(pm_folder_flush(folder, NULL), PM_OK, "a folder");
	IS_INT(pm_folder_flush("/proc", NULL), PM_OK, "a folder of a file system that has nothing to flush");
	IS_INT(pm_folder_flush(path, &err), PM_E_NOT_FOUND, "none");
	OK(strstr(err.message, "cannot flush folder '") && strstr(err.message, path), "named");
	IS_INT(pm_out_write_file(file, "x", 1, NULL), PM_OK, "a file");
	IS_INT(pm_folder_flush(file, NULL), PM_E_NOT_FOUND, "a file is no folder");
	if (as_other()) {
		IS_INT(mkdir(path, 0300), 0, "a folder that cannot be read");
		IS_INT(pm_folder_flush(path, NULL), PM_OK, "is not blamed");
	} else {
		SKIP("root may read everything", "a folder that cannot be read");
	}
	as_before();
	free(path);
	free(file);
	clear();
}

/* ---- one file alone ---- */

static void file_is(const char *name, const char *text, int want, const char *what)
{
	struct pm_error err = {0};
	char *path = at(name);

	if (!IS_INT(pm_out_write_file(path, text, strlen(text), &err), want, what))
		printf("# %s\n", err.message);
	free(path);
}

static mode_t mode_of(const char *name)
{
	char *path = at(name);
	struct stat st = {0};

	if (stat(path, &st) != 0)
		st.st_mode = 0;
	free(path);
	return st.st_mode & 07777;
}

static void test_single(void)
{
	char *real = at("f");

	file_is("f", "one", PM_OK, "a new file");
	has("f", "one", "its contents");
	IS_INT(mode_of("f"), 0644, "its permissions");
	chmod(real, 0600);
	file_is("f", "two", PM_OK, "over a file");
	has("f", "two", "its contents");
	IS_INT(mode_of("f"), 0600, "permissions are kept");
	file_is("f", "", PM_OK, "nothing, over a file");
	has("f", "", "is an empty file");
	IS_INT(entries(""), 1, "nothing else is left");
	free(real);
	clear();
}

static void test_links(void)
{
	char *link = at("link"), *lost = at("lost"), *round = at("round");
	struct stat st;

	file_is("f", "one", PM_OK, "a file");
	if (symlink("f", link) != 0 || symlink("none", lost) != 0 || symlink("round", round) != 0)
		exit(99);
	file_is("link", "three", PM_OK, "over a link");
	has("f", "three", "the link is followed");
	OK(lstat(link, &st) == 0 && S_ISLNK(st.st_mode), "and stays a link");
	file_is("lost", "four", PM_OK, "over a link that leads nowhere");
	has("lost", "four", "is replaced");
	file_is("round", "five", PM_E_IO, "over a link to itself");
	OK(lstat(round, &st) == 0 && S_ISLNK(st.st_mode), "which stays");
	IS_INT(entries(""), 4, "nothing else is left");
	free(link);
	free(lost);
	free(round);
	clear();
}

static void test_refused(void)
{
	struct pm_error err = {0};
	struct rlimit old, small;
	char *path = at("d"), *file = at("f");
	int status;

	IS_INT(mkdir(path, 0777), 0, "a folder");
	file_is("d", "x", PM_E_EXISTS, "over a folder");
	file_is("missing/f", "x", PM_E_NOT_FOUND, "in a folder that is not there");
	file_is("missing/", "x", PM_E_NOT_FOUND, "a name that ends in a slash");
	file_is("f", "old", PM_OK, "a file");
	file_is("f/x", "x", PM_E_NOT_FOUND, "below a file");
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 2;
	setrlimit(RLIMIT_FSIZE, &small);
	status = pm_out_write_file(file, "newer", 5, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	IS_INT(status, PM_E_IO, "no room for the new one");
	OK(strstr(err.message, file) != NULL, "told under the name the user knows");
	has("f", "old", "the old one is untouched");
	IS_INT(entries(""), 2, "and the half one is gone");
	IS_INT(pm_out_write_file("/dev/null", "x", 1, NULL), PM_OK, "to a device");
	if (access("/dev/full", W_OK) == 0) {
		err = (struct pm_error){0};
		IS_INT(pm_out_write_file("/dev/full", "x", 1, &err), PM_E_IO, "to a full device");
		OK(strstr(err.message, "/dev/full") && strstr(err.message, "No space"), "says so");
	}
	chmod(path, 0555);
	if (as_other())
		file_is("d/f", "x", PM_E_IO, "in a folder that may not be written to");
	else
		SKIP("root may write everywhere", "in a folder that may not be written to");
	as_before();
	free(path);
	free(file);
	clear();
}

/* A socket is no file, and opens for nobody. */
static void test_socket(void)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	char *path = at("s");
	struct stat st;

	if (fd < 0 || strlen(path) >= sizeof(name.sun_path))
		exit(99);
	snprintf(name.sun_path, sizeof(name.sun_path), "%s", path);
	if (bind(fd, (struct sockaddr *)&name, sizeof(name)) != 0)
		exit(99);
	file_is("s", "x", PM_E_IO, "over a socket");
	OK(stat(path, &st) == 0 && S_ISSOCK(st.st_mode), "which stays");
	close(fd);
	free(path);
	clear();
}

int main(void)
{
	folder_begin();
	umask(022);
	test_rewrite();
	test_reserve();
	test_no_space();
	test_wrong_side();
	test_pipe();
	test_interrupted();
	test_large();
	test_flush();
	test_single();
	test_links();
	test_refused();
	test_socket();
	folder_end();
	return tap_done();
}
