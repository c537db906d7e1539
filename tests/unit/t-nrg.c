/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-nrg.c - Nero images of both versions: marks, codes, audio to the sector; tables that lie; cut off anywhere. */
#include <unistd.h>

#include "audio/program.h"
#include "base/temp.h"
#include "cue/nrg.h"
#include "tests/gen/nrg.h"
#include "tests/tap.h"

static char *dir, *path;
static struct pm_disc *disc;
static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_error err;

/* The image's bytes into the file, and read. */
static int read_bytes(const uint8_t *data, size_t length)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(data, 1, length, f) != length || fclose(f) != 0)
		exit(99);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0, ""};
	disc = pm_disc_new(PM_KIND_IMAGE);
	if (!disc)
		exit(99);
	return pm_nrg_read(disc, path, "a.nrg", &sources, &diags, &err);
}

static int read_image(struct nrg *n)
{
	int status = read_bytes(n->data, n->length);

	free(n->data);
	*n = (struct nrg){0};
	return status;
}

/* What the sector's first and last sample say, minus 1000; -1000 is silence, -2000 is an error. */
static int sector_says(int32_t lba)
{
	struct pm_program *p = NULL;
	uint8_t sector[2352];
	int first = -2000, last;

	if (pm_program_open(&p, disc, &err) == PM_OK && pm_program_read(p, lba, sector, 1, &err) == PM_OK) {
		first = sector[0] + sector[1] * 256 - 1000;
		last = sector[2348] + sector[2349] * 256 - 1000;
		first = first == last ? first : -2000;
	}
	pm_program_close(p);
	return first;
}

/* Two audio tracks; the second has a pause of 100 sectors and an index 02. */
static void marks(struct nrg *n, int wide)
{
	nrg_chunk(n, wide ? "CUEX" : "CUES");
	nrg_mark(n, wide, 0x01, 0, 0, -150);
	nrg_mark(n, wide, 0x01, 0x01, 0, -150);
	nrg_mark(n, wide, 0x01, 0x01, 1, 0);
	nrg_mark(n, wide, 0x21, 0x02, 0, 400);
	nrg_mark(n, wide, 0x21, 0x02, 1, 500);
	nrg_mark(n, wide, 0x21, 0x02, 2, 700);
	nrg_mark(n, wide, 0x01, 0xAA, 1, 900);
	nrg_chunk_end(n);
}

static void places(struct nrg *n, int wide, uint32_t bytes, uint8_t mode)
{
	nrg_chunk(n, wide ? "DAOX" : "DAOI");
	nrg_dao_head(n, "0012345678905", 1, 2);
	nrg_dao_track(n, wide, "ZZXYZ2600001", bytes, mode, 0, 150 * bytes, 550 * bytes);
	nrg_dao_track(n, wide, "ZZXYZ2600002", bytes, mode, 550 * bytes, 650 * bytes, 1050 * bytes);
	nrg_chunk_end(n);
}

static struct nrg good(int wide, uint32_t bytes, uint8_t mode)
{
	struct nrg n = {0};

	nrg_sectors(&n, -150, 900, bytes);
	marks(&n, wide);
	places(&n, wide, bytes, mode);
	nrg_chunk(&n, "SINF");
	nrg_be(&n, 2, 4);
	nrg_chunk_end(&n);
	nrg_end(&n, wide);
	return n;
}

static void is_good(const char *what)
{
	printf("# %s\n", what);
	IS_INT(diags.count, 0, "nothing to find");
	OK(disc->laid_out && disc->first_track == 1 && disc->last_track == 2 && disc->leadout_lba == 900, "two tracks");
	IS_STR(disc->mcn.text, "0012345678905", "catalogue number");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "ISRC 1");
	IS_STR(disc->track[2].isrc.text, "ZZXYZ2600002", "ISRC 2");
	OK(disc->track[1].index[0].lba == -150 && disc->track[1].index[1].lba == 0 && disc->track[1].control == 0, "track 1");
	OK(disc->track[2].index[0].lba == 400 && disc->track[2].index[1].lba == 500 && disc->track[2].index[2].lba == 700 &&
		   disc->track[2].control == PM_CONTROL_COPY,
	   "track 2");
	IS_INT(disc->file_count, 1, "one run of audio");
	OK(sector_says(-150) == -150 && sector_says(0) == 0 && sector_says(399) == 399, "track 1 to the sector");
	OK(sector_says(400) == 400 && sector_says(500) == 500 && sector_says(899) == 899, "the pause and track 2 to the sector");
}

static void test_good(void)
{
	struct nrg n = good(1, 2352, 7);

	IS_INT(read_image(&n), PM_OK, "version 2");
	is_good("version 2");
	OK(pm_nrg_detect(path) && !pm_nrg_detect(dir) && !pm_nrg_detect("/none"), "detected");
	n = good(0, 2352, 7);
	IS_INT(read_image(&n), PM_OK, "version 1");
	is_good("version 1");
	n = good(1, 2448, 0x10);
	IS_INT(read_image(&n), PM_OK, "with subcode");
	is_good("with subcode");
}

/* Burnt track by track, as libcdio counts: 150 sectors between tracks that are not in the image. */
static void test_tracks_alone(int wide)
{
	struct nrg n = {0};
	int width = wide ? 8 : 4, i;

	nrg_sectors(&n, 0, 700, 2352);
	nrg_chunk(&n, wide ? "ETN2" : "ETNF");
	for (i = 0; i < 2; i++) {
		nrg_be(&n, i ? 400 * 2352 : 0, width);
		nrg_be(&n, (i ? 300 : 400) * 2352, width);
		nrg_be(&n, 7, 4);
		nrg_be(&n, i ? 400 : 0, 4);
		nrg_be(&n, 0, width);
	}
	nrg_chunk_end(&n);
	nrg_end(&n, wide);
	IS_INT(read_image(&n), PM_OK, "tracks burnt one by one");
	IS_INT(diags.count, 0, "nothing to find");
	OK(disc->last_track == 2 && disc->track[2].index[0].lba == 400 && disc->track[2].index[1].lba == 550 && disc->leadout_lba == 850,
	   "two tracks");
	OK(sector_says(0) == 0 && sector_says(399) == 399 && sector_says(400) == -1000 && sector_says(549) == -1000, "the pause is silence");
	OK(sector_says(550) == 400 && sector_says(849) == 699, "track 2 to the sector");
}

/* A data track and a second session. */
static void test_data(void)
{
	struct nrg n = {0};

	nrg_sectors(&n, -150, 900, 2352);
	nrg_chunk(&n, "CUEX");
	nrg_mark(&n, 1, 0x01, 0x01, 0, -150);
	nrg_mark(&n, 1, 0x01, 0x01, 1, 0);
	nrg_mark(&n, 1, 0x41, 0x02, 0, 400);
	nrg_mark(&n, 1, 0x41, 0x02, 1, 500);
	nrg_mark(&n, 1, 0x01, 0xAA, 1, 900);
	nrg_chunk_end(&n);
	places(&n, 1, 2352, 7);
	n.data[n.length - 42 + 14] = 5;
	marks(&n, 1);
	nrg_end(&n, 1);
	IS_INT(read_image(&n), PM_OK, "data");
	OK(disc->laid_out && (disc->track[2].control & PM_CONTROL_DATA) && sector_says(500) == -1000, "a data track holds no audio");
	OK(diags.count == 1 && diags.list[0].id == PM_DIAG_DATA_TRACK && diags.list[0].severity == PM_WARNING, "a second session is not read");
	OK(sector_says(399) == 399, "the audio is there");
}

/* The one finding of a damaged image; "" when there is none, "?" for several. */
static const char *finding(void)
{
	return diags.count == 1 ? pm_diag_id_text(diags.list[0].id) : diags.count ? "?" : "";
}

static void put_be64(uint8_t *p, uint64_t value)
{
	int i;

	for (i = 0; i < 8; i++)
		p[i] = (uint8_t)(value >> (56 - 8 * i));
}

static void test_lies(void)
{
	/* In the chain: CUEX 8 + 7 * 8 bytes, then DAOX 8 + 22 + 2 * 42. */
	struct nrg n = good(1, 2352, 7);
	uint8_t *mark = n.data + n.chain + 8, *dao = n.data + n.chain + 64 + 8 + 22;

	put_be64(dao + 34, 0x7fffffffffffffffu);
	IS_INT(read_image(&n), PM_OK, "a track that ends far behind the image");
	OK(pm_diags_has(&diags, PM_DIAG_AUDIO_DAMAGED) || pm_diags_has(&diags, PM_DIAG_AUDIO_TRUNCATED), "is found");
	OK(disc->poisoned & PM_POISON_AUDIO, "and its audio not used");

	n = good(1, 2352, 7);
	dao = n.data + n.chain + 64 + 8 + 22;
	put_be64(dao + 42 + 34, 1051 * 2352);
	IS_INT(read_image(&n), PM_OK, "a track longer by a sector than the image");
	IS_STR(finding(), "audio-truncated", "is found");

	n = good(1, 2352, 7);
	dao = n.data + n.chain + 64 + 8 + 22;
	put_be64(dao + 34, 549 * 2352);
	IS_INT(read_image(&n), PM_OK, "a track shorter than its marks");
	IS_STR(finding(), "audio-damaged", "is found");

	n = good(1, 2352, 7);
	dao = n.data + n.chain + 64 + 8 + 22;
	dao[13] ^= 1;
	IS_INT(read_image(&n), PM_OK, "sectors of a strange length");
	IS_STR(finding(), "audio-format", "are found");

	n = good(1, 2352, 7);
	mark = n.data + n.chain + 8;
	mark[4 * 8 + 6] = 0; /* track 2, index 01: 500 becomes 244 */
	IS_INT(read_image(&n), PM_OK, "marks that go back");
	IS_STR(finding(), "index-order", "are found");
	OK(!disc->laid_out, "and make no disc");

	n = good(1, 2352, 7);
	mark = n.data + n.chain + 8;
	mark[5 * 8 + 4] = 0x7f;
	IS_INT(read_image(&n), PM_OK, "a mark far outside");
	IS_STR(finding(), "audio-damaged", "is found");

	n = good(1, 2352, 7);
	n.data[n.chain + 4] = 0x7f;
	IS_INT(read_image(&n), PM_E_FORMAT, "a chunk that ends behind the chain");
	n = good(1, 2352, 7);
	put_be64(n.data + n.length - 8, 0);
	IS_INT(read_image(&n), PM_E_FORMAT, "a chain as long as the image");
	n = good(1, 2352, 7);
	put_be64(n.data + n.length - 8, n.length);
	IS_INT(read_image(&n), PM_E_FORMAT, "a chain behind the image");
	IS_INT(read_bytes((const uint8_t *)"NER5", 4), PM_E_FORMAT, "four bytes");
	IS_INT(read_bytes((const uint8_t *)"", 0), PM_E_FORMAT, "nothing");
	IS_INT(read_bytes((const uint8_t *)"END!\0\0\0\0NER5\0\0\0\0\0\0\0\0", 20), PM_E_FORMAT, "no tracks");
}

/* The tables cut off anywhere, each byte of them wrong: nothing breaks, and what is laid out can be read. */
static void test_cut(int wide)
{
	struct nrg n = good(wide, 2352, 7);
	size_t bad = 0, cut, at;

	for (cut = 0; cut < n.length; cut += cut + 64 < n.chain ? 4096 * 64 : 1) {
		int status = read_bytes(n.data, cut);

		bad += status > 0 || (status < 0 && !err.message[0]);
	}
	for (at = n.chain; at < n.length; at++) {
		int status;

		n.data[at] ^= 0x91;
		status = read_bytes(n.data, n.length);
		n.data[at] ^= 0x91;
		bad += status > 0 || (status < 0 && !err.message[0]);
		if (status == PM_OK && disc->laid_out && !(disc->poisoned & PM_POISON_AUDIO))
			bad += sector_says(disc->leadout_lba - 1) == -2000 && disc->file_count && disc->file[0].sector_stride_bytes == 2352 &&
			       disc->file[0].offset_bytes % 2352 == 0;
	}
	IS_INT(bad, 0, "cut off anywhere, or with any byte of its tables wrong");
	free(n.data);
}

int main(void)
{
	struct pm_error made = {0, ""};

	pm_diags_init(&diags);
	pm_sources_init(&sources);
	if (pm_temp_new(NULL, &dir, &made) != PM_OK)
		return 99;
	path = malloc(strlen(dir) + 8);
	if (!path)
		return 99;
	snprintf(path, strlen(dir) + 8, "%s/a.nrg", dir);
	test_good();
	test_tracks_alone(1);
	test_tracks_alone(0);
	test_data();
	test_lies();
	test_cut(1);
	test_cut(0);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_temp_remove(dir);
	free(dir);
	free(path);
	return tap_done();
}
