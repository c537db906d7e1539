/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-drive-audio.c - drive/audio.c: samples of a disc in a drive, proven by reading twice; what is settled, rescued or given up; the temporary file. */
#include <dirent.h>
#include <unistd.h>

#include "drive/audio.h"
#include "tests/unit/spy.h"

#define SECTOR 588u

static uint8_t got[2352 * 60];
static struct pm_disc_reader reader;

static struct pm_drive *open_reader(const char *work_dir)
{
	struct pm_drive *d = spy_open();

	if (!d || pm_drive_reader_new(d, work_dir, &reader, &err) != PM_OK)
		exit(99);
	spy_forget();
	return d;
}

/* Sample n of the programme from LBA -150 on: the model's, or silence outside of LBA 0 to the end. */
static uint32_t want_sample(uint64_t at)
{
	int64_t n = (int64_t)at - 150 * (int64_t)SECTOR;

	return n < 0 || n >= 2400 * (int64_t)SECTOR ? 0 : sample(n);
}

static int samples_are(uint64_t at, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		uint32_t s = (uint32_t)got[4 * i] | (uint32_t)got[4 * i + 1] << 8 | (uint32_t)got[4 * i + 2] << 16 | (uint32_t)got[4 * i + 3] << 24;

		if (s != want_sample(at + i)) {
			printf("# sample %zu: got %08x, want %08x\n", i, (unsigned)s, (unsigned)want_sample(at + i));
			return 0;
		}
	}
	return 1;
}

static void reads(uint64_t at, size_t count, const char *name)
{
	memset(got, 0xee, sizeof(got));
	memset(&err, 0, sizeof(err));
	if (OK(reader.read(reader.ctx, at, got, count, &err) == PM_OK, name))
		OK(samples_are(at, count) && got[4 * count] == 0xee, "every sample, and not a byte more");
	else
		printf("# %s\n", err.message);
}

static void test_bounds(void)
{
	const uint64_t zero = 150 * SECTOR, end = (150 + 2400) * SECTOR;

	open_reader(NULL);
	reads(0, 1, "the first sample there is");
	reads(0, 50 * SECTOR, "pause alone");
	IS_INT(spy.count, 0, "the pause is not read from the disc");
	reads(zero - 1, 2, "across LBA 0, by one sample");
	reads(zero - 587, 3 * SECTOR + 11, "across LBA 0, not at a sector");
	reads(zero, SECTOR, "one whole sector");
	reads(zero + 5, 7, "inside a sector");
	reads(zero + 587, 2, "across two sectors");
	reads(zero + 899 * SECTOR + 100, 4 * SECTOR, "across a track's start");
	reads(end - 1, 1, "the last sample");
	reads(end - 3 * SECTOR, 5 * SECTOR, "across the end");
	reads(end - 1, 2, "across the end, by one sample");
	reads(end, 10, "behind the end");
	reads(end + 1000000 * (uint64_t)SECTOR, 10, "far behind the end");
	reads(zero, 0, "nothing");
	reader.release(reader.ctx);
	IS_INT(spy.closed, 1, "the drive is closed with its reader");
	spy.closed = 0;
}

/* Read twice, with more between than a drive keeps; and never again, however often it is wanted. */
static void test_once(void)
{
	size_t i, first = 0, before;
	int again = 0;

	open_reader(NULL);
	reads(150 * SECTOR + 1000 * SECTOR, 10, "ten samples of sector 1000");
	for (i = 0; i < spy.count; i++) {
		first += spy_lba(i) == 1000;
		again |= spy_lba(i) < 1000;
	}
	IS_INT(first, 2, "sector 1000 is read twice");
	OK(!again, "and nothing before it");
	IS_INT(spy_lba(spy.count - 1) + (int32_t)spy_sectors(spy.count - 1), 2400, "up to the end");
	before = spy.count;
	reads((150 + 1000) * SECTOR, 50 * SECTOR, "again");
	reads((150 + 2390) * SECTOR, 10 * SECTOR, "and further on");
	IS_INT(spy.count, before, "no command");
	reads((150 + 980) * SECTOR, 50 * SECTOR, "from before it");
	for (; before < spy.count; before++)
		again |= spy_lba(before) + (int32_t)spy_sectors(before) > 1000;
	OK(!again, "only what was missing is read");
	reader.release(reader.ctx);
}

static void test_settling(void)
{
	static const struct vd_bad bad[] = {
		{.lba = 100, .sectors = 1, .heal_after = 1, .kind = VD_BAD_SILENT}, {.lba = 101, .sectors = 1, .heal_after = 2, .kind = VD_BAD_SILENT},
		{.lba = 102, .sectors = 1, .heal_after = 5, .kind = VD_BAD_SILENT}, {.lba = 103, .sectors = 1, .heal_after = 9, .kind = VD_BAD_C2},
		{.lba = 104, .sectors = 1, .heal_after = 9, .kind = VD_BAD_ERROR},  {.lba = 105, .sectors = 1, .heal_after = 1, .kind = VD_BAD_C2},
		{.lba = 0, .sectors = 1, .heal_after = 3, .kind = VD_BAD_ERROR},    {.lba = 2399, .sectors = 1, .heal_after = 3, .kind = VD_BAD_SILENT},
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		vd.faults.bad[i] = bad[i];
	vd.faults.bad_count = i;
	open_reader(NULL);
	reads((150 + 98) * SECTOR, 12 * SECTOR, "sectors that are wrong, flagged or unread at first");
	reads(149 * SECTOR, 3 * SECTOR, "the first sector");
	reads((150 + 2398) * SECTOR, 2 * SECTOR, "the last sector");
	reader.release(reader.ctx);
	spy_reset();
}

static int32_t rescued;
static int rescue_status;

static int rescue(void *ctx, int32_t lba, size_t count, uint8_t *out)
{
	size_t i;

	(void)ctx;
	rescued = lba;
	for (i = 0; rescue_status == PM_OK && i < count; i++)
		audio(NULL, lba + (int32_t)i, out + 2352 * i);
	return rescue_status;
}

static void test_rescue(void)
{
	/* Never twice the same: what plain reading cannot settle. */
	vd.faults.bad[0] = (struct vd_bad){.lba = 1000, .sectors = 1, .kind = VD_BAD_C2};
	vd.faults.bad_count = 1;
	spy.rescue = rescue;
	rescue_status = PM_OK;
	open_reader(NULL);
	reads((150 + 999) * SECTOR, 3 * SECTOR, "a sector that never comes clean");
	IS_INT(rescued, 1000, "is rescued, alone");
	reader.release(reader.ctx);
	rescue_status = PM_E_DRIVE;
	open_reader(NULL);
	IS_INT(reader.read(reader.ctx, (150 + 1000) * SECTOR, got, 1, &err), PM_E_DRIVE, "or cannot be");
	/* 1000 + 150 sectors are 15 s 25 f. */
	IS_STR(err.message,
	       "cannot read the audio at 00:15:25 (sector 1000, track 2) from 'model': every try failed or gave something else; clean the disc or try "
	       "another drive",
	       "with its place");
	reader.release(reader.ctx);
	/* What gives no bytes at all is nothing for it. */
	vd.faults.bad[0] = (struct vd_bad){.lba = 1000, .sectors = 1, .kind = VD_BAD_ERROR};
	rescue_status = PM_OK;
	rescued = -1;
	open_reader(NULL);
	reads((150 + 990) * SECTOR, 10 * SECTOR, "what lies before a sector that cannot be read");
	IS_INT(reader.read(reader.ctx, (150 + 995) * SECTOR, got, 6 * SECTOR, &err), PM_E_DRIVE, "with that sector in it");
	IS_INT(rescued, -1, "no rescue is tried");
	memset(&err, 0, sizeof(err));
	reads((150 + 1001) * SECTOR, 10 * SECTOR, "what lies behind it");
	reader.release(reader.ctx);
	/* Nor where it would run into such a one: it reads 32 sectors around. */
	vd.faults.bad[1] = (struct vd_bad){.lba = 1032, .sectors = 1, .kind = VD_BAD_ERROR};
	vd.faults.bad[0].kind = VD_BAD_SILENT;
	vd.faults.bad_count = 2;
	open_reader(NULL);
	memset(&err, 0, sizeof(err));
	IS_INT(reader.read(reader.ctx, (150 + 1000) * SECTOR, got, SECTOR, &err), PM_E_DRIVE, "a noisy sector, 32 before one that cannot be read");
	IS_INT(rescued, -1, "no rescue is tried");
	reader.release(reader.ctx);
	vd.faults.bad[1].lba = 1033;
	open_reader(NULL);
	reads((150 + 1000) * SECTOR, SECTOR, "33 before it");
	IS_INT(rescued, 1000, "is rescued");
	reader.release(reader.ctx);
	rescued = -1;
	vd.faults.bad[1].lba = 968;
	open_reader(NULL);
	memset(&err, 0, sizeof(err));
	IS_INT(reader.read(reader.ctx, (150 + 1000) * SECTOR, got, SECTOR, &err), PM_E_DRIVE, "32 behind one");
	IS_INT(rescued, -1, "no rescue is tried");
	reader.release(reader.ctx);
	spy_reset();
	/* The disc goes away in the midst. */
	open_reader(NULL);
	vd.faults.change_after_sectors = vd.counters.sectors_read + 100;
	memset(&err, 0, sizeof(err));
	IS_INT(reader.read(reader.ctx, 150 * SECTOR, got, 10, &err), PM_E_DRIVE, "no disc any more");
	OK(err.message[0] && !strstr(err.message, "cannot read the audio"), "is not called a scratch");
	reader.release(reader.ctx);
	spy_reset();
	fresh();
}

static int files_in(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int n = 0;

	while (d && (e = readdir(d)))
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

static void test_file(void)
{
	char dir[] = "/tmp/pm-drive-audio-XXXXXX", none[64];
	struct pm_disc_reader untouched = {(void *)&dir, NULL, NULL};
	struct pm_drive *d;

	if (!mkdtemp(dir))
		exit(99);
	open_reader(dir);
	reads(150 * SECTOR, 20 * SECTOR, "with a folder for the temporary file");
	IS_INT(files_in(dir), 0, "which has no name there");
	reader.release(reader.ctx);
	snprintf(none, sizeof(none), "%s/none", dir);
	spy.closed = 0;
	d = spy_open();
	memset(&err, 0, sizeof(err));
	IS_INT(d ? pm_drive_reader_new(d, none, &untouched, &err) : 0, PM_E_NOT_FOUND, "a folder that is not there");
	OK(strstr(err.message, none), "is named");
	OK(untouched.ctx == (void *)&dir && !untouched.read, "the reader is untouched");
	IS_INT(spy.closed, 0, "and the drive still the caller's");
	pm_drive_close(d);
	IS_INT(spy.closed, 1, "to close");
	rmdir(dir);
}

int main(void)
{
	make_disc();
	fresh();
	spy_reset();
	spy.closed = 0;
	test_bounds();
	test_once();
	test_settling();
	test_rescue();
	test_file();
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
