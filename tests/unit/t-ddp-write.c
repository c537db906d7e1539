/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ddp-write.c - the writer: the worked example of ddp.md section 9 byte for byte, its variations, and what is refused. */
#include "ddp/ddp.h"

#include "base/buf.h"
#include "base/source.h"
#include "tests/unit/ddpset.h"

static char base[1024];

/* The example's disc over the ramp in RAMP.RAW, which begins behind the pause. */
static struct pm_disc *make_disc(void)
{
	static const struct {
		unsigned track, index;
		int32_t sector;
	} mark[] = {{1, 0, 0}, {1, 1, 150}, {2, 0, 630}, {2, 1, 780}, {3, 1, 1125}, {3, 2, 1320}};
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	char path[2048];
	uint32_t file;
	size_t i;

	for (i = 0; i < sizeof mark / sizeof *mark; i++)
		pm_track_set_index(&disc->track[mark[i].track], mark[i].index, mark[i].sector - 150, pm_pos_none());
	memcpy(disc->track[1].isrc.text, "ZZXYZ2600001", 13);
	memcpy(disc->track[2].isrc.text, "ZZXYZ2600002", 13);
	memcpy(disc->track[3].isrc.text, "ZZXYZ2600003", 13);
	memcpy(disc->mcn.text, "0012345678905", 14);
	disc->track[2].control = PM_CONTROL_COPY;
	disc->track[3].control = PM_CONTROL_COPY | PM_CONTROL_PRE;
	disc->master_id = strdup("HARBOUR-001");
	disc->first_track = 1;
	disc->last_track = 3;
	disc->leadout_lba = EX_SECTORS - 150;
	if (pm_disc_add_file(disc, "RAMP.RAW", PM_FILE_RAW_LE, pm_pos_none(), &file))
		exit(99);
	snprintf(path, sizeof path, "%s/RAMP.RAW", base);
	disc->file[file].path = strdup(path);
	disc->file[file].sector_stride_bytes = 2352;
	disc->file[file].length_samples = (EX_SECTORS - 150) * 588u;
	disc->file[file].probed = 1;
	if (pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 150 * 588u) || pm_disc_add_span(disc, file, 0, (EX_SECTORS - 150) * 588u))
		exit(99);
	disc->laid_out = 1;
	return disc;
}

struct count {
	size_t sectors;
	int32_t first_lba;
};

static int count_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	struct count *c = ctx;

	(void)pcm;
	(void)err;
	if (!c->sectors)
		c->first_lba = lba;
	c->sectors += sector_count;
	return PM_OK;
}

static int write_set(const struct pm_disc *disc, const struct pm_ddp_write_options *options, const char *name, struct pm_written_set *written,
                     struct count *count, struct pm_error *err)
{
	struct pm_tap extra = {count, 1, count_tap};
	struct pm_program *program = NULL;
	struct pm_out *out = NULL;
	char target[2048];
	int status;

	snprintf(target, sizeof target, "%s/%s", base, name);
	status = pm_program_open(&program, disc, err);
	if (!status)
		status = pm_out_begin(&out, target, 0, NULL, err);
	if (!status)
		status = pm_ddp_write(disc, program, options, &extra, 1, out, written, err);
	if (status)
		pm_out_abort(out);
	else
		status = pm_out_commit(out, err);
	pm_program_close(program);
	return status;
}

static void is_file(const char *set, const char *name, const void *want, size_t length)
{
	char path[2048], why[512];
	uint8_t *data = NULL;
	size_t got = 0;

	snprintf(path, sizeof path, "%s/%s/%s", base, set, name);
	snprintf(why, sizeof why, "%s/%s", set, name);
	if (pm_file_read(path, 1 << 24, &data, &got, NULL))
		got = 0;
	if (IS_INT(got, length, why))
		IS_MEM(data, want, length, why);
	free(data);
}

static void remove_set(const char *name)
{
	const char *const *file;
	char path[2048];

	snprintf(path, sizeof path, "%s/%s", base, name);
	for (file = pm_ddp_set_names(); *file; file++)
		ex_rm(path, *file);
	IS_INT(rmdir(path), 0, "nothing else lies in the folder");
}

static void t_example(void)
{
	struct pm_ddp_write_options options = {.cdtext = ex_cdtext, .cdtext_bytes = sizeof ex_cdtext};
	struct pm_disc *disc = make_disc();
	struct pm_written_set written;
	struct pm_error err = {0};
	struct count count = {0, 0};
	uint8_t *image = ex_image();

	IS_INT(write_set(disc, &options, "example", &written, &count, &err), PM_OK, "write");
	IS_STR(err.message, "", "no error");
	is_file("example", "DDPID", ex_ddpid, 128);
	is_file("example", "DDPMS", ex_ddpms, 384);
	is_file("example", "PQDESCR", ex_pq, 576);
	is_file("example", "CDTEXT.BIN", ex_cdtext, sizeof ex_cdtext);
	is_file("example", "IMAGE.DAT", image, EX_SECTORS * 2352u);
	is_file("example", "CHECKSUM.MD5", ex_md5, sizeof ex_md5 - 1);
	is_file("example", "CHECKSUM.TXT", ex_crc, sizeof ex_crc - 1);
	IS_INT(count.sectors, EX_SECTORS, "the extra tap heard every sector");
	IS_INT(count.first_lba, -150, "from LBA -150 on");
	IS_INT(written.count, 7, "seven files");
	if (written.count == 7) {
		IS_STR(written.file[0].name, "DDPID", "first");
		IS_STR(written.file[4].name, "IMAGE.DAT", "image");
		IS_INT(written.file[4].bytes, EX_SECTORS * 2352u, "its length");
		IS_STR(written.file[4].md5, "9778329b27d1092154ddc31de03776a7", "its MD5");
		IS_STR(written.file[6].name, "CHECKSUM.TXT", "last");
	}
	remove_set("example");
	free(image);
	pm_disc_free(disc);
}

static int failing_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	(void)ctx;
	(void)lba;
	(void)pcm;
	(void)sector_count;
	return pm_error_set(err, PM_E_IO, "as asked");
}

/* pm_ddp_write alone, with one more tap; what it wrote is thrown away. */
static int write_only(const struct pm_disc *disc, struct pm_summer *summer, struct pm_tap *tap, struct pm_written_set *written, struct pm_buf *crc,
		      struct pm_error *err)
{
	struct pm_ddp_write_options options = {.summer = summer};
	struct pm_program *program = NULL;
	struct pm_out *out = NULL;
	char path[4096];
	uint8_t *text = NULL;
	size_t length = 0;
	int status;

	snprintf(path, sizeof path, "%s/only", base);
	if (pm_out_begin(&out, path, 0, NULL, err) != PM_OK)
		exit(99);
	if (pm_program_open(&program, disc, err) != PM_OK)
		program = NULL; /* of a disc that is refused before it is read */
	status = pm_ddp_write(disc, program, &options, tap, 1, out, written, err);
	snprintf(path, sizeof path, "%s/CHECKSUM.TXT", pm_out_dir(out));
	if (status == PM_OK && pm_file_read(path, 4096, &text, &length, NULL) == PM_OK)
		pm_buf_add(crc, text, length);
	free(text);
	pm_program_close(program);
	pm_out_abort(out);
	return status;
}

/* The CRC-32 of the image from a tap that sums it anyway is the same; a tap that fails stops the writing. */
static void t_taps(void)
{
	struct pm_disc *disc = make_disc();
	struct pm_summer *summer = pm_summer_new(disc);
	struct pm_tap tap = pm_summer_tap(summer, 0), fails = {NULL, 0, failing_tap};
	struct pm_written_set written;
	struct pm_error err = {0};
	struct pm_buf crc;

	pm_buf_init(&crc);
	IS_INT(write_only(disc, summer, &tap, &written, &crc, &err), PM_OK, "with a summer");
	OK(strstr(pm_buf_str(&crc), "IMAGE.DAT=120C4786\n") != NULL, "the image's CRC-32 of ddp.md section 9");
	IS_INT(write_only(disc, NULL, &fails, &written, &crc, &err), PM_E_IO, "a tap that fails");
	IS_STR(err.message, "as asked", "says why");
	err = (struct pm_error){0};
	disc->laid_out = 0;
	IS_INT(write_only(disc, NULL, &fails, &written, &crc, &err), PM_E_RANGE, "a disc that is not laid out");
	disc->laid_out = 1;
	disc->last_track = 0;
	IS_INT(write_only(disc, NULL, &fails, &written, &crc, &err), PM_E_RANGE, "a disc without tracks");
	pm_buf_release(&crc);
	pm_summer_free(summer);
	pm_disc_free(disc);
}

/* No text, no codes, ISRC on all packets, SCMS, no pause stored for track 1. */
static void t_variations(void)
{
	static const char pq[] =
		"VVVS0000  00000001                                              "
		"VVVS0100  0000000S  ZZXYZ2600001                                "
		"VVVS0101  0002000S  ZZXYZ2600001                                "
		"VVVS0200  00083021                                              "
		"VVVS0201  00103021                                              "
		"VVVS0301  00150031  ZZXYZ2600003                                "
		"VVVS0302  00174531  ZZXYZ2600003                                "
		"VVVSAA01  00203701                                              "
		"VVVSAA01  00203701                                              ";
	struct pm_ddp_write_options options = {.isrc_on_all = 1};
	struct pm_disc *disc = make_disc();
	struct pm_written_set written;
	struct pm_error err = {0};
	struct count count = {0, 0};

	disc->mcn.text[0] = 0;
	free(disc->master_id);
	disc->master_id = NULL;
	disc->track[1].scms = 1;
	disc->track[1].index[0].lba = PM_LBA_NONE;
	disc->track[2].isrc.text[0] = 0;
	IS_INT(write_set(disc, &options, "plain", &written, &count, &err), PM_OK, "write");
	is_file("plain", "PQDESCR", pq, 576);
	is_file("plain", "DDPMS", ex_ddpms + 128, 256);
	is_file("plain", "DDPID", "DDP 2.00" B13 B8 B8 " " B8 B8 B8 B8 B8 B8 " CD    " B8 B8 B8 B8 "   ", 128);
	IS_INT(written.count, 6, "no CDTEXT.BIN");
	remove_set("plain");
	pm_disc_free(disc);
}

static void t_long_pause(void)
{
	struct pm_ddp_write_options options = {0};
	struct pm_disc *disc = make_disc();
	struct pm_written_set written;
	struct pm_error err = {0};
	struct count count = {0, 0};
	char path[2048];
	uint8_t *map = NULL;
	size_t length;

	/* 10000 sectors of hidden audio do not fit into PRE2's four digits. */
	disc->track[1].index[1].lba = 9850;
	disc->track[2].index[0].lba = PM_LBA_NONE;
	disc->track[2].index[1].lba = 10000;
	disc->track[3].index[1].lba = 11000;
	disc->track[3].index[2].lba = 11100;
	disc->leadout_lba = 12000;
	IS_INT(write_set(disc, &options, "hidden", &written, &count, &err), PM_OK, "write");
	snprintf(path, sizeof path, "%s/hidden/DDPMS", base);
	IS_INT(pm_file_read(path, 1024, &map, &length, &err), PM_OK, "map");
	if (map && length == 256)
		IS_MEM(map + 128, "VVVMD0        0001215000000000        DA70            ", 54, "a PRE2 that does not fit is left blank");
	free(map);
	remove_set("hidden");
	pm_disc_free(disc);
}

static void t_refused(void)
{
	struct pm_ddp_write_options options = {0};
	struct pm_disc *disc = make_disc();
	struct pm_written_set written;
	struct pm_error err = {0};
	struct count count = {0, 0};
	char path[2048];

	free(disc->master_id);
	disc->master_id = strdup("Caf\xc3\xa9");
	IS_INT(write_set(disc, &options, "refused", &written, &count, &err), PM_E_FORMAT, "a master id outside ASCII");
	free(disc->master_id);
	disc->master_id = strdup("1234567890123456789012345678901234567890123456789");
	err = (struct pm_error){0};
	IS_INT(write_set(disc, &options, "refused", &written, &count, &err), PM_E_FORMAT, "a master id of 49 characters");
	OK(strstr(err.message, "49 characters") != NULL, "says how many");
	free(disc->master_id);
	disc->master_id = NULL;
	disc->leadout_lba = 449850; /* a sector past 99:59:74 */
	err = (struct pm_error){0};
	IS_INT(write_set(disc, &options, "refused", &written, &count, &err), PM_E_RANGE, "a lead-out that no PQ packet can hold");
	disc->leadout_lba = EX_SECTORS - 150;
	snprintf(path, sizeof path, "%s/refused", base);
	OK(access(path, F_OK) != 0, "nothing is left behind");
	IS_INT(count.sectors, 0, "and nothing was read");
	pm_disc_free(disc);
}

int main(void)
{
	uint8_t *image;

	ex_folder(base, sizeof base);
	image = ex_image();
	ex_put(base, "RAMP.RAW", image + 150 * 2352, (EX_SECTORS - 150) * 2352u);
	free(image);
	t_example();
	t_variations();
	t_long_pause();
	t_refused();
	t_taps();
	ex_rm(base, "RAMP.RAW");
	IS_INT(rmdir(base), 0, "the test's folder is empty again");
	return tap_done();
}
