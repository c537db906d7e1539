/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-drive.c - a disc through the model of a drive: marks, flags, codes, audio, and giving up in time. */
#include <time.h>

#include "drive/audio.h"
#include "drive/disc.h"
#include "drive/sample.h"
#include "tests/drive/vd-port.h"
#include "tests/unit/vdrive.h"

static struct pm_error err;

static struct pm_drive *open_drive(void)
{
	struct pm_port port = vd_port(&vd);
	struct pm_drive *d = NULL;

	memset(&err, 0, sizeof(err));
	if (pm_drive_open_port(&d, &port, "model", &err) != PM_OK)
		return NULL;
	return d;
}

static struct pm_disc *read_disc(struct pm_sources *sources, struct pm_diags *diags)
{
	struct pm_drive *d = open_drive();
	struct pm_disc *out = d ? pm_disc_new(PM_KIND_DRIVE) : NULL;
	struct pm_source *src;

	if (!out || pm_sources_add_name(sources, NULL, "model", &src) != PM_OK || pm_drive_disc(d, out, src, NULL, NULL, diags, &err) != PM_OK) {
		pm_drive_close(d);
		pm_disc_free(out);
		return NULL;
	}
	return out;
}

static void check_disc(const char *name)
{
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_disc *d;

	printf("# %s\n", name);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	d = read_disc(&sources, &diags);
	if (OK(d != NULL, "read")) {
		IS_INT(d->first_track, 1, "first track");
		IS_INT(d->last_track, 3, "last track");
		IS_INT(d->track[1].index[0].lba, -150, "track 1's pause");
		IS_INT(d->track[2].index[0].lba, 750, "track 2's pause");
		IS_INT(d->track[2].index[1].lba, 900, "track 2");
		IS_INT(d->track[2].index[2].lba, 1200, "track 2, index 02");
		IS_INT(d->track[2].index_last, 2, "no other index");
		IS_INT(d->track[3].index[0].lba, PM_LBA_NONE, "track 3 has no pause");
		IS_INT(d->track[3].index[1].lba, 1725, "track 3");
		IS_INT(d->leadout_lba, 2400, "lead-out");
		IS_INT(d->track[2].control, 3, "flags");
		IS_STR(d->mcn.text, "0602517350533", "catalogue number");
		IS_STR(d->track[1].isrc.text, "USRC17607839", "ISRC 1");
		IS_STR(d->track[2].isrc.text, "GBAYE0000351", "ISRC 2");
		IS_STR(d->track[3].isrc.text, "", "track 3 has none");
		IS_INT(d->track[2].isrc_from, PM_FROM_Q, "from Q");
		IS_INT(diags.count, 0, "no finding");
	}
	pm_disc_free(d);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static void test_marks(void)
{
	check_disc("no fault");
	vd.faults.sub_shift_sectors = 3;
	check_disc("subcode lags by three");
	vd.faults.sub_shift_sectors = -2;
	check_disc("subcode leads by two");
	vd.faults.sub_shift_sectors = 0;
	vd.faults.q_bad_permille = 200;
	check_disc("a fifth of Q is damaged");
	vd.faults.q_bad_permille = 0;
	vd.faults.no_raw = 1;
	check_disc("formatted Q");
	vd.faults.formatted_binary = 1;
	check_disc("formatted Q, binary");
	memset(&vd.faults, 0, sizeof(vd.faults));
	vd.faults.max_sectors = 3;
	vd.faults.no_overread = 1;
	check_disc("three sectors a command, nothing outside the programme");
	memset(&vd.faults, 0, sizeof(vd.faults));
}

static void test_audio(void)
{
	struct pm_disc_reader reader;
	static uint8_t got[4 * 588 * 40];
	struct pm_drive *d;
	size_t i;
	int good = 1;

	vd.faults.bad[0] = (struct vd_bad){.lba = 1000, .sectors = 1, .heal_after = 3, .kind = VD_BAD_C2};
	vd.faults.bad[1] = (struct vd_bad){.lba = 1003, .sectors = 1, .heal_after = 2, .kind = VD_BAD_SILENT};
	vd.faults.bad_count = 2;
	d = open_drive();
	if (!OK(d && pm_drive_reader_new(d, NULL, &reader, &err) == PM_OK, "reader"))
		return;
	IS_INT(reader.read(reader.ctx, (150 + 990) * 588 + 7, got, 588 * 30, &err), PM_OK, "samples from the middle of a sector on");
	for (i = 0; i < 588 * 30; i++) {
		memcpy(data, got + 4 * i, 4);
		good &= got_sample(0) == sample(990 * 588 + 7 + (int64_t)i);
	}
	OK(good, "every sample, the damaged ones too");
	IS_INT(reader.read(reader.ctx, 149 * 588, got, 588 * 2, &err), PM_OK, "across LBA 0");
	memset(data, 0, 2352);
	IS_MEM(got, data, 2352, "silence before it");
	memcpy(data, got + 2352, 4);
	IS_INT(got_sample(0), sample(0), "the first sample behind it");
	reader.release(reader.ctx);
	vd.faults.bad[0] = (struct vd_bad){.lba = 500, .sectors = 2, .kind = VD_BAD_ERROR};
	d = open_drive();
	if (OK(d && pm_drive_reader_new(d, NULL, &reader, &err) == PM_OK, "reader")) {
		IS_INT(reader.read(reader.ctx, (150 + 460) * 588, got, 588 * 40, &err), PM_OK, "what lies before an unreadable sector");
		memcpy(data, got + 4 * 588 * 39, 4);
		IS_INT(got_sample(0), sample(499 * 588), "is right to the last sector");
		IS_INT(reader.read(reader.ctx, (150 + 500) * 588, got, 588, &err), PM_E_DRIVE, "and that one fails");
		OK(strstr(err.message, "sector 500, track 1"), "with its place");
		reader.release(reader.ctx);
	}
	memset(&vd.faults, 0, sizeof(vd.faults));
}

/* A drive that does nothing but fail, after so many good commands. */
struct failing {
	struct pm_port port;
	unsigned good;
};

static int fail(void *ctx, const uint8_t *cdb, size_t n, uint8_t *out, size_t bytes, unsigned ms, uint8_t s[PM_SENSE_BYTES])
{
	struct failing *f = ctx;

	if (f->good) {
		f->good--;
		return f->port.command(f->port.ctx, cdb, n, out, bytes, ms, s);
	}
	memset(s, 0, PM_SENSE_BYTES);
	s[2] = 4;
	return PM_E_DRIVE;
}

static void test_giving_up(void)
{
	unsigned good;
	int bounded = 1;
	time_t began = time(NULL);

	for (good = 0; good < 60; good++) {
		struct failing f = {vd_port(&vd), good};
		struct pm_port port = {&f, fail, NULL, NULL};
		struct pm_drive *d = NULL;
		struct pm_record r;
		struct pm_error e = {0};
		int status;

		pm_record_init(&r);
		status = pm_drive_open_port(&d, &port, "model", &e);
		if (status == PM_OK)
			status = pm_drive_sample_codes(d, 1, &r, NULL, &e);
		if (f.good == 0 && status != PM_E_DRIVE)
			bounded = printf("# %u good commands: status %d\n", good, status) < 0;
		if (status == PM_E_DRIVE && !e.message[0])
			bounded = 0;
		pm_drive_close(d);
		pm_record_release(&r);
	}
	OK(bounded, "a drive that fails for good is given up, with a message");
	OK(time(NULL) - began < 30, "in time");
}

static void test_refusals(void)
{
	vd.faults.no_disc = 1;
	OK(!open_drive() && strstr(err.message, "there is no disc in 'model'"), "no disc");
	vd.faults.no_disc = 0;
	vd.faults.tray_open = 1;
	OK(!open_drive() && strstr(err.message, "the tray of 'model' is open"), "open tray");
	memset(&vd.faults, 0, sizeof(vd.faults));
	disc.track[1].control = disc.track[2].control = disc.track[3].control = 4;
	OK(!open_drive() && strstr(err.message, "holds data"), "data");
	disc.track[1].control = disc.track[3].control = 0;
	disc.track[2].control = 3;
	disc.track[2].start_lba = 2000;
	OK(!open_drive() && strstr(err.message, "contradicts itself"), "a table of contents out of order");
	disc.track[2].start_lba = 900;
}

int main(void)
{
	make_disc();
	fresh();
	test_marks();
	test_audio();
	test_giving_up();
	test_refusals();
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
