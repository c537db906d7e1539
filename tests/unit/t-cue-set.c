/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-cue-set.c - a whole CUE set from a small disc, file by file.  Expected: contract section 5; sums by OpenSSL over bytes made here; the subcode
 * itself is judged in t-subfile.c and tests/cli/cue-set.sh.
 */
#include "cue/set.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/temp.h"
#include "cdtext/pack.h"
#include "subcode/layout.h"
#include "tests/tap.h"

#define SECTORS 400 /* of the file; with 150 of silence before */

static char *dir, *target;
static struct pm_error err;
static struct pm_disc *disc;
static struct pm_written_set written;
static uint8_t *pcm;

static uint8_t byte_at(size_t i)
{
	return (uint8_t)(i * 7 + (i >> 9) + 1);
}

/* One track over a raw file whose every byte is known. */
static void fresh(void)
{
	char *path = pm_str_printf("%s/a.raw", dir);
	FILE *f = fopen(path, "wb");
	uint32_t number;
	size_t i;

	pcm = malloc((size_t)SECTORS * 2352);
	for (i = 0; pcm && i < (size_t)SECTORS * 2352; i++)
		pcm[i] = byte_at(i);
	if (!pcm || !f || fwrite(pcm, 2352, SECTORS, f) != SECTORS || fclose(f) != 0)
		exit(99);
	disc = pm_disc_new(PM_KIND_CUE);
	if (!disc || pm_disc_add_file(disc, "a.raw", PM_FILE_RAW_LE, pm_pos_none(), &number) != PM_OK)
		exit(99);
	disc->file[0].path = path;
	disc->file[0].sector_stride_bytes = 2352;
	disc->file[0].length_samples = (uint64_t)SECTORS * 588;
	disc->file[0].probed = 1;
	disc->first_track = disc->last_track = 1;
	disc->track[1].number = 1;
	pm_track_set_index(&disc->track[1], 0, -150, pm_pos_none());
	pm_track_set_index(&disc->track[1], 1, 0, pm_pos_none());
	disc->leadout_lba = SECTORS;
	disc->laid_out = 1;
	if (pm_disc_add_span(disc, PM_FILE_SILENCE, 0, 150 * 588) != PM_OK || pm_disc_add_span(disc, number, 0, (uint64_t)SECTORS * 588) != PM_OK)
		exit(99);
	disc->block[0].present = 1;
	disc->block[0].language = 9;
}

static void done(void)
{
	pm_disc_free(disc);
	free(pcm);
	pm_temp_remove(target);
}

struct seen {
	int32_t first, next;
	size_t sectors;
	int fail;
};

static int see(void *ctx, int32_t lba, const uint8_t *data, size_t count, struct pm_error *e)
{
	struct seen *s = ctx;

	(void)data;
	if (!s->sectors)
		s->first = lba;
	s->sectors += count;
	s->next = lba + (int32_t)count;
	return s->fail ? pm_error_set(e, PM_E_IO, "as asked") : PM_OK;
}

static int write_set(enum pm_sub sub, const char *name, const uint8_t *packs, size_t bytes, struct seen *seen)
{
	struct pm_cue_set_options options = {.name = name, .sub = sub, .cdtext = packs, .cdtext_bytes = bytes};
	struct pm_tap tap = {seen, 0, see};
	struct pm_program *program = NULL;
	struct pm_out *out = NULL;
	int status;

	err = (struct pm_error){0, ""};
	if (pm_out_begin(&out, target, 0, NULL, &err) != PM_OK)
		exit(99);
	if (pm_program_open(&program, disc, &err) != PM_OK)
		program = NULL; /* a disc that is refused before it is read */
	status = pm_cue_set_write(disc, program, &options, seen ? &tap : NULL, seen ? 1 : 0, out, &written, &err);
	pm_program_close(program);
	if (status != PM_OK)
		pm_out_abort(out);
	else if (pm_out_commit(out, &err) != PM_OK)
		exit(99);
	return status;
}

static uint8_t *file_of(const char *name, size_t *n)
{
	char *path = pm_str_printf("%s/%s", target, name);
	uint8_t *data = NULL;

	*n = 0;
	if (pm_file_read(path, 1u << 24, &data, n, NULL) != PM_OK)
		data = NULL;
	free(path);
	return data;
}

static void is_text(const char *name, const char *want)
{
	size_t n;
	uint8_t *data = file_of(name, &n);

	IS_STR((const char *)data, want, name);
	free(data);
}

/* Names in the order of the contract, and each file's length and MD5 as listed. */
static void are_written(const char *want)
{
	struct pm_buf names, list;
	char md5[PM_DIGEST_HEX_BYTES];
	size_t i, n;

	pm_buf_init(&names);
	pm_buf_init(&list);
	for (i = 0; i < written.count; i++) {
		uint8_t *data = file_of(written.file[i].name, &n);

		pm_buf_printf(&names, "%s%s", i ? " " : "", written.file[i].name);
		OK(data && pm_digest_of(PM_MD5, data, n, md5) == PM_OK && !strcmp(md5, written.file[i].md5) && n == written.file[i].bytes,
		   written.file[i].name);
		if (i + 1 < written.count)
			pm_buf_printf(&list, "%s *%s\n", md5, written.file[i].name);
		free(data);
	}
	IS_STR(pm_buf_str(&names), want, "the set, in its order");
	is_text("CHECKSUM.MD5", pm_buf_str(&list));
	pm_buf_release(&names);
	pm_buf_release(&list);
}

static void deinterleaved(void)
{
	struct seen seen = {0};
	uint8_t *data;
	size_t n;

	fresh();
	IS_INT(write_set(PM_SUB_DEINTERLEAVED, "x", NULL, 0, &seen), PM_OK, "a set with .sub");
	are_written("x.bin x.cue x.toc x.sub CHECKSUM.MD5");
	data = file_of("x.bin", &n);
	IS_INT(n, SECTORS * 2352, "from LBA 0 to the lead-out");
	IS_MEM(data, pcm, n, "the samples");
	free(data);
	data = file_of("x.sub", &n);
	IS_INT(n, SECTORS * 96, "96 bytes a sector");
	/* LBA 0: ADR 1, track 01, index 01, 00:00:00 in it, 00:02:00 on the disc; the last sector, 399: 00:05:24 and 00:07:24. */
	if (data) {
		IS_MEM(data + 12, "\x01\x01\x01\x00\x00\x00\x00\x00\x02\x00", 10, "Q of the first sector");
		IS_MEM(data + 399 * 96 + 12, "\x01\x01\x01\x00\x05\x24\x00\x00\x07\x24", 10, "Q of the last");
	}
	free(data);
	is_text("x.cue", "FILE \"x.bin\" BINARY\r\n  TRACK 01 AUDIO\r\n    INDEX 01 00:00:00\r\n");
	is_text("x.toc", "CD_DA\n\n// track 1\nTRACK AUDIO\nNO COPY\nNO PRE_EMPHASIS\nTWO_CHANNEL_AUDIO\nFILE \"x.bin\" SWAP 00:00:00 00:05:25\n");
	OK(seen.first == -150 && seen.next == SECTORS && seen.sectors == SECTORS + 150, "other taps see every sector from -150 on");
	done();
	fresh();
	IS_INT(write_set(PM_SUB_NONE, "x", NULL, 0, NULL), PM_OK, "a set without subcode");
	are_written("x.bin x.cue x.toc CHECKSUM.MD5");
	done();
}

static void raw96(void)
{
	uint8_t *data, linear[96];
	size_t n, i;
	int same = 1;

	fresh();
	IS_INT(write_set(PM_SUB_RAW96, "x", NULL, 0, NULL), PM_OK, "a set of raw sectors");
	are_written("x.bin x.toc CHECKSUM.MD5");
	data = file_of("x.bin", &n);
	IS_INT(n, SECTORS * 2448, "2448 bytes a sector");
	for (i = 0; data && i < SECTORS; i++) {
		size_t at;

		for (at = 0; at < 2352; at++)
			same &= data[i * 2448 + at] == pcm[i * 2352 + (at ^ 1)];
	}
	OK(data && same, "big-endian samples");
	if (data) {
		pm_subcode_deinterleave(data + 399 * 2448 + 2352, linear);
		IS_MEM(linear + 12, "\x01\x01\x01\x00\x05\x24\x00\x00\x07\x24", 10, "Q of the last sector, interleaved");
	}
	free(data);
	is_text("x.toc", "CD_DA\n\n// track 1\nTRACK AUDIO RW_RAW\nNO COPY\nNO PRE_EMPHASIS\nTWO_CHANNEL_AUDIO\nDATAFILE \"x.bin\" 00:05:25\n");
	done();
}

static void texts(void)
{
	struct pm_diags diags;
	struct pm_buf packs;
	uint8_t *data;
	size_t n;

	fresh();
	pm_buf_init(&packs);
	pm_diags_init(&diags);
	disc->block[2].present = 1;
	disc->block[2].language = 8;
	if (pm_text_set(&disc->block[0].of[0], PM_TEXT_TITLE, "T", pm_pos_none()) != PM_OK ||
	    pm_text_set(&disc->block[2].of[1], PM_TEXT_MESSAGE, "m", pm_pos_none()) != PM_OK ||
	    pm_cdtext_encode(disc, &(struct pm_cdtext_options){0}, &packs, &diags) != PM_OK)
		exit(99);
	IS_INT(write_set(PM_SUB_NONE, "x", (const uint8_t *)packs.data, packs.length_bytes, NULL), PM_OK, "a set with texts in two blocks");
	are_written("x.bin x.cue x.toc x.cdt x.v07t x.2.v07t CHECKSUM.MD5");
	is_text("x.cue", "CDTEXTFILE \"x.cdt\"\r\nTITLE \"T\"\r\nFILE \"x.bin\" BINARY\r\n  TRACK 01 AUDIO\r\n    INDEX 01 00:00:00\r\n");
	data = file_of("x.cdt", &n);
	IS_INT(n, packs.length_bytes, "the packs");
	IS_MEM(data, packs.data, n, "as they are given");
	free(data);
	pm_buf_release(&packs);
	pm_diags_release(&diags);
	done();
}

/* Only the world can fail; then there is no set. */
static void failures(void)
{
	struct seen seen = {.fail = 1};

	fresh();
	disc->laid_out = 0;
	IS_INT(write_set(PM_SUB_NONE, "x", NULL, 0, NULL), PM_E_RANGE, "a disc that is not laid out");
	disc->laid_out = 1;
	disc->leadout_lba = 0;
	IS_INT(write_set(PM_SUB_NONE, "x", NULL, 0, NULL), PM_E_RANGE, "a disc without sectors");
	disc->leadout_lba = SECTORS;
	disc->last_track = 0;
	IS_INT(write_set(PM_SUB_NONE, "x", NULL, 0, NULL), PM_E_RANGE, "a disc without tracks");
	disc->last_track = 1;
	IS_INT(write_set(PM_SUB_DEINTERLEAVED, "x", NULL, 0, &seen), PM_E_IO, "a tap that fails");
	IS_STR(err.message, "as asked", "says why");
	OK(access(target, F_OK) != 0, "and there is no set");
	IS_INT(truncate(disc->file[0].path, 100), 0, "cut off");
	OK(write_set(PM_SUB_NONE, "x", NULL, 0, NULL) < 0, "a master that ends early");
	OK(access(target, F_OK) != 0, "and there is no set");
	done();
}

static void names(void)
{
	static const char *const want[] = {"n.bin",    "n.cue",    "n.toc",    "n.cdt",    "n.v07t", "n.1.v07t",    "n.2.v07t", "n.3.v07t",
					   "n.4.v07t", "n.5.v07t", "n.6.v07t", "n.7.v07t", "n.sub",  "CHECKSUM.MD5"};
	struct pm_cue_names set;
	size_t i;

	IS_INT(pm_cue_set_names(&set, "n"), PM_OK, "the names of a set");
	for (i = 0; i < sizeof want / sizeof *want; i++)
		IS_STR(set.name[i], want[i], want[i]);
	OK(!set.name[i], "and no more");
	pm_cue_names_release(&set);
	OK(!set.name[0], "released");
}

int main(void)
{
	if (pm_temp_new(NULL, &dir, &err) != PM_OK)
		exit(99);
	target = pm_str_printf("%s/set", dir);
	deinterleaved();
	raw96();
	texts();
	failures();
	names();
	pm_temp_remove(dir);
	free(dir);
	free(target);
	return tap_done();
}
