/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set.c - a laid-out disc to a CUE set.  Layer 4.  Source: contract section 5; shared/reference/cue-toc.md, subcode.md 9. */
#include "cue/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "cdtext/pack.h"
#include "cdtext/v07t.h"
#include "cue/cue.h"
#include "cue/toc.h"
#include "subcode/layout.h"
#include "subcode/run.h"

#define PIECE_SECTORS 64 /* how many sectors of subcode are made at a time */

/* A file that is written while the programme streams past. */
struct stream {
	struct pm_out_file *file;
	struct pm_digest *md5;
	uint64_t bytes;
	char hex[PM_DIGEST_HEX_BYTES];
};

struct writer {
	const struct pm_disc *disc;
	const struct pm_cue_set_options *options;
	struct pm_out *out;
	struct pm_written_set *written;
	struct pm_buf list; /* CHECKSUM.MD5 so far */
	struct pm_subcode_run *run;
	struct stream bin, sub;
	uint8_t *piece; /* PIECE_SECTORS raw sectors, or as much subcode */
};

static char *set_name(const struct writer *w, const char *ending)
{
	return pm_str_printf("%s%s", w->options->name, ending);
}

static int stream_open(struct writer *w, struct stream *s, const char *ending, uint64_t bytes, struct pm_error *err)
{
	char *name = set_name(w, ending);
	int status = PM_E_NOMEM;

	s->md5 = pm_digest_new(PM_MD5);
	if (name && s->md5)
		status = pm_out_create(w->out, name, bytes, &s->file, err);
	free(name);
	return status == PM_E_NOMEM ? pm_error_set(err, status, "out of memory") : status;
}

static int stream_close(struct stream *s, int status, struct pm_error *err)
{
	int closed = s->file ? pm_out_close(s->file, err) : PM_OK;

	s->file = NULL;
	if (status == PM_OK)
		status = closed;
	if (status == PM_OK && s->md5 && pm_digest_hex(s->md5, s->hex) != PM_OK)
		status = pm_error_set(err, PM_E_IO, "an MD5 could not be worked out");
	pm_digest_free(s->md5);
	s->md5 = NULL;
	return status;
}

/* The part of a block that lies at or behind LBA 0; 0: none. */
static size_t held_part(int32_t *lba, const uint8_t **pcm, size_t count)
{
	size_t before = *lba < 0 ? (size_t)(-*lba) : 0;

	if (before >= count)
		return 0;
	*lba += (int32_t)before;
	*pcm += before * PM_SECTOR_BYTES;
	return count - before;
}

static int bin_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t count, struct pm_error *err)
{
	struct writer *w = ctx;

	count = held_part(&lba, &pcm, count);
	w->bin.bytes += (uint64_t)count * PM_SECTOR_BYTES;
	return count ? pm_out_write(w->bin.file, pcm, count * PM_SECTOR_BYTES, err) : PM_OK;
}

static int bin_md5_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t count, struct pm_error *err)
{
	struct writer *w = ctx;

	(void)err;
	count = held_part(&lba, &pcm, count);
	if (count)
		pm_digest_add(w->bin.md5, pcm, count * PM_SECTOR_BYTES);
	return PM_OK;
}

static int put_piece(struct stream *s, const uint8_t *bytes, size_t length, struct pm_error *err)
{
	pm_digest_add(s->md5, bytes, length);
	s->bytes += length;
	return pm_out_write(s->file, bytes, length, err);
}

static int sub_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t count, struct pm_error *err)
{
	struct writer *w = ctx;
	int status = PM_OK;

	count = held_part(&lba, &pcm, count);
	while (status == PM_OK && count) {
		size_t now = count < PIECE_SECTORS ? count : PIECE_SECTORS;

		if (pm_subcode_run_sectors(w->run, lba, now, w->piece) != PM_OK)
			return pm_error_set(err, PM_E_RANGE, "no subcode for sector %d", (int)lba);
		status = put_piece(&w->sub, w->piece, now * PM_SUBCODE_BYTES, err);
		lba += (int32_t)now;
		count -= now;
	}
	return status;
}

/* One raw sector: big-endian audio and the interleaved P to W. */
static void make_raw_sector(uint8_t *out, const uint8_t *pcm, const uint8_t linear[PM_SUBCODE_BYTES])
{
	size_t i;

	for (i = 0; i < PM_SECTOR_BYTES; i += 2) {
		out[i] = pcm[i + 1];
		out[i + 1] = pcm[i];
	}
	pm_subcode_interleave(linear, out + PM_SECTOR_BYTES);
}

static int raw_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t count, struct pm_error *err)
{
	struct writer *w = ctx;
	uint8_t linear[PIECE_SECTORS * PM_SUBCODE_BYTES];
	int status = PM_OK;

	count = held_part(&lba, &pcm, count);
	while (status == PM_OK && count) {
		size_t now = count < PIECE_SECTORS ? count : PIECE_SECTORS, i;

		if (pm_subcode_run_sectors(w->run, lba, now, linear) != PM_OK)
			return pm_error_set(err, PM_E_RANGE, "no subcode for sector %d", (int)lba);
		for (i = 0; i < now; i++)
			make_raw_sector(w->piece + i * PM_RAW96_SECTOR_BYTES, pcm + i * PM_SECTOR_BYTES, linear + i * PM_SUBCODE_BYTES);
		status = put_piece(&w->bin, w->piece, now * PM_RAW96_SECTOR_BYTES, err);
		lba += (int32_t)now;
		pcm += now * PM_SECTOR_BYTES;
		count -= now;
	}
	return status;
}

static size_t own_taps(struct writer *w, struct pm_tap tap[3])
{
	size_t n = 0;

	if (w->options->sub == PM_SUB_RAW96) {
		tap[n++] = (struct pm_tap){w, 0, raw_tap};
		return n;
	}
	tap[n++] = (struct pm_tap){w, 0, bin_tap};
	if (w->options->sub == PM_SUB_DEINTERLEAVED)
		tap[n++] = (struct pm_tap){w, 0, sub_tap};
	tap[n++] = (struct pm_tap){w, 1, bin_md5_tap};
	return n;
}

static int open_streams(struct writer *w, struct pm_error *err)
{
	uint64_t sectors = (uint64_t)w->disc->leadout_lba, sector_bytes = w->options->sub == PM_SUB_RAW96 ? PM_RAW96_SECTOR_BYTES : PM_SECTOR_BYTES;
	int status = stream_open(w, &w->bin, ".bin", sectors * sector_bytes, err);

	if (status == PM_OK && w->options->sub == PM_SUB_DEINTERLEAVED)
		status = stream_open(w, &w->sub, ".sub", sectors * PM_SUBCODE_BYTES, err);
	if (status == PM_OK && w->options->sub != PM_SUB_NONE) {
		w->piece = malloc((size_t)PIECE_SECTORS * PM_RAW96_SECTOR_BYTES);
		status = w->piece ? pm_subcode_run_new(w->disc, &w->run) : PM_E_NOMEM;
		if (status != PM_OK)
			pm_error_set(err, status, "the subcode of this disc cannot be made: %s", pm_status_text(status));
	}
	return status;
}

static int write_streams(struct writer *w, struct pm_program *program, const struct pm_tap *extra, size_t extra_count, struct pm_error *err)
{
	struct pm_tap *tap = calloc(extra_count + 3, sizeof(*tap));
	size_t count;
	int status;

	if (!tap)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	status = open_streams(w, err);
	if (status == PM_OK) {
		count = own_taps(w, tap);
		if (extra_count)
			memcpy(tap + count, extra, extra_count * sizeof(*tap));
		status = pm_pass_run(program, PM_LBA_FIRST, w->disc->leadout_lba, tap, count + extra_count, "writing", w->options->progress, err);
	}
	status = stream_close(&w->bin, status, err);
	status = stream_close(&w->sub, status, err);
	free(tap);
	return status;
}

static int list_file(struct writer *w, const char *ending, uint64_t bytes, const char *md5, struct pm_error *err)
{
	char *name = set_name(w, ending);
	int status = name ? pm_written_add(w->written, name, bytes, md5) : PM_E_NOMEM;

	if (name)
		pm_buf_printf(&w->list, "%s *%s\n", md5, name);
	free(name);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "the list of written files: %s", pm_status_text(status));
}

static int put_file(struct writer *w, const char *ending, const void *data, size_t length, struct pm_error *err)
{
	char md5[PM_DIGEST_HEX_BYTES], *name;
	int status;

	if (pm_digest_of(PM_MD5, data, length, md5) != PM_OK)
		return pm_error_set(err, PM_E_IO, "an MD5 could not be worked out");
	name = set_name(w, ending);
	status = name ? pm_out_put(w->out, name, data, length, err) : pm_error_set(err, PM_E_NOMEM, "out of memory");
	free(name);
	return status == PM_OK ? list_file(w, ending, length, md5, err) : status;
}

/* A text file made by one of the writers of this folder. */
static int put_text(struct writer *w, const char *ending, int made, struct pm_buf *text, struct pm_error *err)
{
	int status = made == PM_OK && text->failed ? PM_E_NOMEM : made;

	if (status == PM_OK)
		status = put_file(w, ending, pm_buf_str(text), text->length_bytes, err);
	else
		pm_error_set(err, status, "%s%s cannot be made: %s", w->options->name, ending, pm_status_text(status));
	pm_buf_release(text);
	return status;
}

/* NAME.v07t for block 0, NAME.1.v07t and so on for the others. */
static int put_v07t(struct writer *w, struct pm_error *err)
{
	struct pm_cdtext_options cdtext = {.codes = w->options->codes};
	char ending[16];
	int status = PM_OK;
	unsigned b;

	for (b = 0; status == PM_OK && b < PM_BLOCKS; b++) {
		struct pm_buf text;
		struct pm_diags none;

		if (!w->disc->block[b].present || !pm_block_has_text(&w->disc->block[b], w->disc->last_track))
			continue;
		pm_buf_init(&text);
		pm_diags_init(&none);
		memcpy(ending, ".0.v07t", 8);
		ending[1] = (char)('0' + b);
		status = put_text(w, b ? ending : ".v07t", pm_v07t_write(w->disc, b, &cdtext, &text, &none), &text, err);
		pm_diags_release(&none);
	}
	return status;
}

static int put_sheets(struct writer *w, struct pm_error *err)
{
	int raw96 = w->options->sub == PM_SUB_RAW96, status = PM_OK;
	struct pm_buf text;

	pm_buf_init(&text);
	if (!raw96)
		status = put_text(w, ".cue", pm_cue_write(w->disc, w->options->name, w->options->cdtext_bytes > 0, &text), &text, err);
	if (status == PM_OK)
		status = put_text(w, ".toc", pm_toc_write(w->disc, w->options->name, raw96, w->options->codes, &text), &text, err);
	if (status == PM_OK && w->options->cdtext_bytes)
		status = put_file(w, ".cdt", w->options->cdtext, w->options->cdtext_bytes, err);
	if (status == PM_OK && w->options->cdtext_bytes)
		status = put_v07t(w, err);
	return status;
}

static int put_list(struct writer *w, struct pm_error *err)
{
	char md5[PM_DIGEST_HEX_BYTES];
	int status = w->list.failed ? PM_E_NOMEM : pm_digest_of(PM_MD5, pm_buf_str(&w->list), w->list.length_bytes, md5);

	if (status == PM_OK)
		status = pm_written_add(w->written, "CHECKSUM.MD5", w->list.length_bytes, md5);
	if (status != PM_OK)
		return pm_error_set(err, status, "CHECKSUM.MD5: %s", pm_status_text(status));
	return pm_out_put(w->out, "CHECKSUM.MD5", pm_buf_str(&w->list), w->list.length_bytes, err);
}

int pm_cue_set_write(const struct pm_disc *disc, struct pm_program *program, const struct pm_cue_set_options *options, const struct pm_tap *extra_tap,
                     size_t extra_tap_count, struct pm_out *out, struct pm_written_set *written, struct pm_error *err)
{
	struct writer w = {.disc = disc, .options = options, .out = out, .written = written};
	int status;

	if (!disc->laid_out || !disc->last_track || disc->leadout_lba <= 0)
		return pm_error_set(err, PM_E_RANGE, "the disc is not laid out or has no tracks");
	pm_buf_init(&w.list);
	written->count = 0;
	status = write_streams(&w, program, extra_tap, extra_tap_count, err);
	if (status == PM_OK)
		status = list_file(&w, ".bin", w.bin.bytes, w.bin.hex, err);
	if (status == PM_OK)
		status = put_sheets(&w, err);
	if (status == PM_OK && options->sub == PM_SUB_DEINTERLEAVED)
		status = list_file(&w, ".sub", w.sub.bytes, w.sub.hex, err);
	if (status == PM_OK)
		status = put_list(&w, err);
	pm_subcode_run_free(w.run);
	free(w.piece);
	pm_buf_release(&w.list);
	return status;
}

void pm_cue_names_release(struct pm_cue_names *names)
{
	size_t i;

	for (i = 0; i < PM_CUE_SET_NAMES; i++)
		free(names->name[i]);
	memset(names, 0, sizeof(*names));
}

int pm_cue_set_names(struct pm_cue_names *names, const char *name)
{
	static const char *const ending[] = {".bin", ".cue", ".toc", ".cdt", ".v07t", ".1.v07t", ".2.v07t", ".3.v07t", ".4.v07t",
	                                     ".5.v07t", ".6.v07t", ".7.v07t", ".sub"};
	size_t i, count = sizeof(ending) / sizeof(ending[0]);

	memset(names, 0, sizeof(*names));
	for (i = 0; i < count; i++) {
		names->name[i] = pm_str_printf("%s%s", name, ending[i]);
		if (!names->name[i])
			break;
	}
	if (i == count)
		names->name[i++] = pm_str_dup("CHECKSUM.MD5");
	if (i == count + 1 && names->name[count])
		return PM_OK;
	pm_cue_names_release(names);
	return PM_E_NOMEM;
}
