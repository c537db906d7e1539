/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-cdio.c - devices through libcdio: what cannot be opened and why, then a drive that the preloaded model plays, command by command.
 *
 * The second half runs in a process of its own, under tests/drive/with-vdrive.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "drive/port.h"
#include "tests/tap.h"

static char dir[] = "/tmp/pm-cdio-XXXXXX", path[256];

static const char *in_dir(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

/* Refused with this status and these words; nothing is left to free or to close. */
static void refused(const char *device, int status, const char *words, const char *name)
{
	struct pm_port port = {&port, NULL, NULL, NULL};
	struct pm_error err = {0};
	char *drive = path;

	if (!OK(pm_port_open(device, &port, &drive, &err) == status, name) || !OK(strstr(err.message, words) != NULL, words))
		printf("# got %d '%s'\n", err.status, err.message);
	OK(!drive, "no name");
	OK(port.ctx == &port && !port.command, "the port is untouched");
}

static void test_refusals(void)
{
	char long_name[5000];
	int fd;

	refused(in_dir("none"), PM_E_NOT_FOUND, "there is no such device", "no such device");
	refused(dir, PM_E_DRIVE, "is a folder, not a drive", "a folder");
	fd = open(in_dir("file.iso"), O_WRONLY | O_CREAT, 0600);
	if (fd >= 0)
		close(fd);
	refused(in_dir("file.iso"), PM_E_DRIVE, "is a file, not a drive", "a file");
	refused(in_dir("file.iso/x"), PM_E_NOT_FOUND, "there is no such device", "a path through a file");
	if (mkfifo(in_dir("pipe"), 0600) == 0)
		refused(in_dir("pipe"), PM_E_DRIVE, "does not answer as a CD drive does", "a pipe, without waiting for a writer");
	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[0] = '/';
	long_name[sizeof(long_name) - 1] = 0;
	refused(long_name, PM_E_IO, "cannot open '/xxx", "a name that cannot be");
	if (symlink("loop", in_dir("loop")) == 0)
		refused(in_dir("loop"), PM_E_IO, "cannot open '", "a link to itself");
	unlink(in_dir("file.iso"));
	unlink(in_dir("pipe"));
	unlink(in_dir("loop"));
}

/* Bytes of the model's made-up audio (disc-from-files.h): sample n is n * 2654435761. */
static int made_up(const uint8_t *pcm, int32_t lba, size_t sectors)
{
	size_t i;

	for (i = 0; i < sectors * 588; i++) {
		uint32_t v = (uint32_t)((uint64_t)lba * 588 + i) * 2654435761u;

		if (pcm[4 * i] != (uint8_t)v || pcm[4 * i + 1] != (uint8_t)(v >> 8) || pcm[4 * i + 2] != (uint8_t)(v >> 16) || pcm[4 * i + 3] != (uint8_t)(v >> 24))
			return 0;
	}
	return 1;
}

/* Under the preload: the drive is there. */
static int inner(const char *device)
{
	static const uint8_t ready[6], toc[10] = {0x43, 0, 0, 0, 0, 0, 0, 0, 36, 0}, isrc[10] = {0x42, 0, 0x40, 3, 0, 0, 1, 0, 24, 0};
	static const uint8_t read_cd[12] = {0xbe, 4, 0, 0, 0x01, 0x2c, 0, 0, 2, 0x10, 0, 0}, bad[12] = {0xbe, 4, 0, 0, 0x02, 0x58, 0, 0, 1, 0x10, 0, 0};
	static const uint8_t want_toc[36] = {0, 26 + 8, 1, 3, 0, 0x10, 1, 0, 0, 0, 0, 0, 0, 0x12, 2, 0, 0, 0, 4, 26, 0, 0x13, 3, 0, 0, 0, 8, 52, 0, 0x13, 0xaa, 0, 0, 0, 12, 103};
	static const uint8_t want_isrc[24] = {0, 0x15, 0, 0x14, 3, 0x10, 1, 0, 0x80, 'Z', 'Z', 'X', 'Y', 'Z', '2', '6', '0', '0', '0', '0', '1'};
	static uint8_t data[4 * 2352], sense[PM_SENSE_BYTES];
	struct pm_error err = {0};
	struct pm_port port;
	char *name = NULL;
	int status;

	if (!OK(pm_port_open(device, &port, &name, &err) == PM_OK, "opened")) {
		printf("# %s\n", err.message);
		return tap_done();
	}
	IS_STR(name, device, "by its name");
	memset(sense, 0xee, sizeof(sense));
	IS_INT(port.command(port.ctx, ready, 6, NULL, 0, 3000, sense), PM_OK, "TEST UNIT READY");
	IS_INT(sense[2], 0, "no sense");
	memset(data, 0xee, sizeof(data));
	IS_INT(port.command(port.ctx, toc, 10, data, 36, 3000, sense), PM_OK, "READ TOC");
	IS_MEM(data, want_toc, 36, "to the byte");
	IS_INT(data[36], 0xee, "and none behind");
	IS_INT(port.command(port.ctx, isrc, 10, data, 24, 3000, sense), PM_OK, "READ SUB-CHANNEL");
	IS_MEM(data, want_isrc, 22, "the code");
	memset(data, 0xee, sizeof(data));
	IS_INT(port.command(port.ctx, read_cd, 12, data, 2 * 2352, 3000, sense), PM_OK, "READ CD, twelve bytes of command");
	OK(made_up(data, 300, 2) && data[2 * 2352] == 0xee, "the samples, and no byte behind");
	IS_INT(port.command(port.ctx, bad, 12, data, 2352, 3000, sense), PM_E_DRIVE, "a sector that cannot be read");
	OK((sense[2] & 15) == 3 && sense[12] == 0x11 && sense[13] == 6, "with its sense: 3/11/06");
	IS_INT(port.command(port.ctx, ready, 6, NULL, 0, 3000, sense), PM_OK, "a good command behind it");
	OK(sense[2] == 0 && sense[12] == 0, "and its sense is gone");
	/* Sector 700 comes wrong twice (it heals at the third try), and is flagged by nothing: the last resort gets it. */
	memset(data, 0xee, sizeof(data));
	status = port.rescue(port.ctx, 700, 1, data);
	OK(status == PM_OK && made_up(data, 700, 1) && data[2352] == 0xee, "rescue: the true samples of one sector");
	status = port.rescue(port.ctx, 2000, 3, data);
	OK(status == PM_OK && made_up(data, 2000, 3), "rescue: of three");
	IS_INT(port.command(port.ctx, ready, 6, NULL, 0, 3000, sense), PM_OK, "and the drive is still ours");
	port.close(port.ctx);
	free(name);
	return tap_done();
}

/* Runs this program again with the drive preloaded; its assertions are counted as one, and shown. */
static void test_drive(const char *self)
{
	static const char text[] = "track 1 0 0\ntrack 2 2 1050\ntrack 3 3 2100\nisrc 1 ZZXYZ2600001\nleadout 3175\n"
				   "fault read-error 600 1 0\nfault silent 700 1 2\n";
	const char *src = getenv("PM_SRCDIR");
	char script[4096];
	FILE *f = fopen(in_dir("disc.vd"), "w");
	int status = -1;
	pid_t child;

	if (!src || !f) {
		SKIP("no source folder", "the preloaded drive");
		if (f)
			fclose(f);
		return;
	}
	fputs(text, f);
	fclose(f);
	snprintf(script, sizeof(script), "%s/tests/drive/with-vdrive", src);
	printf("# the preloaded drive:\n");
	fflush(stdout);
	child = fork();
	if (child == 0) {
		int fd = open(in_dir("inner.tap"), O_WRONLY | O_CREAT | O_TRUNC, 0600);

		if (fd < 0 || dup2(fd, 1) < 0)
			_exit(99);
		execl("/bin/sh", "sh", script, in_dir("disc.vd"), self, "/dev/pmvd0", (char *)NULL);
		_exit(99);
	}
	if (child > 0)
		waitpid(child, &status, 0);
	f = fopen(in_dir("inner.tap"), "r");
	while (f && fgets(script, sizeof(script), f))
		printf("#   %s", script);
	if (f)
		fclose(f);
	OK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "commands, sense and rescue of a drive");
	unlink(in_dir("inner.tap"));
	unlink(in_dir("disc.vd"));
}

int main(int argc, char **argv)
{
	struct pm_error err = {0};
	struct pm_port port;
	char *name = NULL;

	if (argc > 1)
		return inner(argv[1]);
	if (pm_port_open("/nowhere/sr0", &port, &name, &err) == PM_E_UNSUPPORTED) {
		printf("1..0 # SKIP built without drives\n");
		return 0;
	}
	if (!mkdtemp(dir))
		return 99;
	test_refusals();
#ifdef __linux__
	test_drive(argv[0]);
#endif
	rmdir(dir);
	return tap_done();
}
