/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write.c - a laid-out disc to a DDP 2.00 fileset.  Layer 4.  Source: shared/reference/ddp.md sections 4.5, 5, 8 and 11.4. */
#include "ddp/ddp.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "ddp/record.h"

#define PRE2_MAX 9999 /* what its four digits hold; a longer pause is left unsaid */

/* In the order of the checksum files, which is cue2ddp's. */
enum part { PART_DDPID, PART_DDPMS, PART_CDTEXT, PART_PQ, PART_IMAGE, PART_COUNT };

static const char *const part_name[PART_COUNT] = {"DDPID", "DDPMS", "CDTEXT.BIN", "PQDESCR", "IMAGE.DAT"};

struct writer {
	const struct pm_disc *disc;
	const struct pm_ddp_write_options *options;
	struct pm_out *out;
	struct pm_buf record[PART_COUNT]; /* but PART_IMAGE */
	uint64_t bytes[PART_COUNT];       /* 0: no such file */
	char md5[PART_COUNT][PM_DIGEST_HEX_BYTES];
	uint32_t crc[PART_COUNT];
	struct pm_out_file *image;
	struct pm_digest *image_md5;
};

const char *const *pm_ddp_set_names(void)
{
	static const char *const name[] = {"DDPID", "DDPMS", "CDTEXT.BIN", "PQDESCR", "IMAGE.DAT", "CHECKSUM.MD5", "CHECKSUM.TXT", NULL};

	return name;
}

static int make_ddpid(struct writer *w, struct pm_error *err)
{
	const char *mid = w->disc->master_id ? w->disc->master_id : "";
	uint8_t record[PM_DDPID_BYTES];
	struct pm_ddpid id;

	pm_ddpid_init(&id);
	if (strlen(mid) >= sizeof id.mid)
		return pm_error_set(err, PM_E_FORMAT, "master id '%s' has %zu characters, DDPID holds 48", mid, strlen(mid));
	memcpy(id.mid, mid, strlen(mid) + 1);
	memcpy(id.upc, w->disc->mcn.text, sizeof id.upc);
	if (pm_ddpid_encode(record, &id))
		return pm_error_set(err, PM_E_FORMAT, "master id '%s' has characters outside printable ASCII", mid);
	pm_buf_add(&w->record[PART_DDPID], record, sizeof record);
	return PM_OK;
}

static int add_map(struct writer *w, const struct pm_ddpms *m, struct pm_error *err)
{
	uint8_t record[PM_DDPMS_BYTES];

	if (pm_ddpms_encode(record, m))
		return pm_error_set(err, PM_E_RANGE, "%s is too long for the map of a DDP set", m->dsi);
	pm_buf_add(&w->record[PART_DDPMS], record, sizeof record);
	return PM_OK;
}

static void map_packet(struct pm_ddpms *m, const char *dst, const char *sub, const char *name, uint64_t length)
{
	pm_ddpms_init(m);
	memcpy(m->dst, dst, strlen(dst) + 1);
	memcpy(m->sub, sub, strlen(sub) + 1);
	memcpy(m->dsi, name, strlen(name) + 1);
	m->dsl = (int64_t)length;
	m->siz = 17;
}

static int make_map(struct writer *w, struct pm_error *err)
{
	int32_t pause = w->disc->track[w->disc->first_track].index[1].lba - PM_LBA_FIRST;
	struct pm_ddpms m;
	int status = PM_OK;

	if (w->bytes[PART_CDTEXT]) {
		map_packet(&m, "S0", "CDTEXT", part_name[PART_CDTEXT], w->bytes[PART_CDTEXT]);
		m.trk = 0;
		status = add_map(w, &m, err);
	}
	if (status)
		return status;
	map_packet(&m, "S0", "PQ DESCR", part_name[PART_PQ], w->record[PART_PQ].length_bytes);
	status = add_map(w, &m, err);
	if (status)
		return status;
	map_packet(&m, "D0", "", part_name[PART_IMAGE], w->bytes[PART_IMAGE] / PM_SECTOR_BYTES);
	memcpy(m.cdm, "DA", 3);
	m.dss = 0;
	m.ssm = '7';
	m.scr = '0';
	m.pre2 = pause <= PRE2_MAX ? pause : PM_DDP_ABSENT;
	return add_map(w, &m, err);
}

static int add_pq(struct writer *w, int64_t trk, int64_t idx, int32_t lba, const struct pm_track *track, const char *isrc, const char *upc,
                  struct pm_error *err)
{
	uint8_t record[PM_PQ_BYTES];
	struct pm_pq q;

	pm_pq_init(&q);
	q.trk = trk;
	q.idx = idx;
	pm_pq_set_sector(&q, (uint32_t)(lba - PM_LBA_FIRST));
	pm_pq_set_control(&q, track ? track->control : 0, track ? track->scms : 0);
	memcpy(q.isrc, isrc, strlen(isrc) + 1);
	memcpy(q.upc, upc, strlen(upc) + 1);
	if (pm_pq_encode(record, &q))
		return pm_error_set(err, PM_E_RANGE, "index %02d of track %d does not fit into a PQ packet", (int)idx, (int)trk);
	pm_buf_add(&w->record[PART_PQ], record, sizeof record);
	return PM_OK;
}

/* The packets of one track; track 1 always has its pause, from the first sector on. */
static int add_track(struct writer *w, const struct pm_track *track, struct pm_error *err)
{
	const char *isrc = track->isrc.text;
	unsigned index;
	int status = PM_OK;

	for (index = 0; !status && index <= track->index_last; index++) {
		int32_t lba = track->index[index].lba;

		if (index == 0 && track->number == w->disc->first_track)
			lba = PM_LBA_FIRST;
		if (lba == PM_LBA_NONE)
			continue;
		status = add_pq(w, track->number, index, lba, track, isrc, "", err);
		if (!w->options->isrc_on_all)
			isrc = "";
	}
	return status;
}

static int make_pq(struct writer *w, struct pm_error *err)
{
	const struct pm_disc *disc = w->disc;
	unsigned n;
	int status = add_pq(w, 0, 0, PM_LBA_FIRST, NULL, "", disc->mcn.text, err);

	for (n = disc->first_track; !status && n <= disc->last_track; n++)
		status = add_track(w, &disc->track[n], err);
	for (n = 0; !status && n < 2; n++)
		status = add_pq(w, PM_DDP_LEADOUT, 1, disc->leadout_lba, NULL, "", "", err);
	return status;
}

static int make_records(struct writer *w, struct pm_error *err)
{
	int status;

	if (w->options->cdtext_bytes)
		pm_buf_add(&w->record[PART_CDTEXT], w->options->cdtext, w->options->cdtext_bytes);
	w->bytes[PART_CDTEXT] = w->options->cdtext_bytes;
	w->bytes[PART_IMAGE] = (uint64_t)pm_disc_sectors(w->disc) * PM_SECTOR_BYTES;
	status = make_ddpid(w, err);
	if (!status)
		status = make_pq(w, err);
	if (!status)
		status = make_map(w, err);
	return status;
}

static int write_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	struct writer *w = ctx;

	(void)lba;
	return pm_out_write(w->image, pcm, sector_count * PM_SECTOR_BYTES, err);
}

static int crc_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	struct writer *w = ctx;

	(void)lba;
	(void)err;
	w->crc[PART_IMAGE] = pm_crc32(w->crc[PART_IMAGE], pcm, sector_count * PM_SECTOR_BYTES);
	return PM_OK;
}

static int md5_tap(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	struct writer *w = ctx;

	(void)lba;
	(void)err;
	pm_digest_add(w->image_md5, pcm, sector_count * PM_SECTOR_BYTES);
	return PM_OK;
}

/* One pass over the programme: the image file, its digests, and whoever else listens. */
static int write_image(struct writer *w, struct pm_program *program, const struct pm_tap *extra, size_t extra_count, struct pm_error *err)
{
	struct pm_tap *tap = calloc(extra_count + 3, sizeof *tap);
	size_t count = 0;
	int status, closed;

	if (!tap)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	tap[count++] = (struct pm_tap){w, 0, write_tap};
	tap[count++] = (struct pm_tap){w, 1, md5_tap};
	if (!w->options->summer)
		tap[count++] = (struct pm_tap){w, 0, crc_tap};
	if (extra_count)
		memcpy(tap + count, extra, extra_count * sizeof *tap);
	w->image_md5 = pm_digest_new(PM_MD5);
	status = w->image_md5 ? PM_OK : pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (!status)
		status = pm_out_create(w->out, part_name[PART_IMAGE], w->bytes[PART_IMAGE], &w->image, err);
	if (status)
		goto out;
	status = pm_pass_run(program, PM_LBA_FIRST, w->disc->leadout_lba, tap, count + extra_count, "writing", w->options->progress, err);
	closed = pm_out_close(w->image, err);
	if (!status)
		status = closed;
	if (!status && w->options->summer)
		w->crc[PART_IMAGE] = pm_summer_crc(w->options->summer);
	if (!status && pm_digest_hex(w->image_md5, w->md5[PART_IMAGE]))
		status = pm_error_set(err, PM_E_IO, "the MD5 of the image could not be worked out");
out:
	pm_digest_free(w->image_md5);
	free(tap);
	return status;
}

static int write_part(struct writer *w, enum part part, struct pm_error *err)
{
	const struct pm_buf *b = &w->record[part];

	w->bytes[part] = b->length_bytes;
	if (!b->length_bytes)
		return PM_OK;
	w->crc[part] = pm_crc32(0, b->data, b->length_bytes);
	if (pm_digest_of(PM_MD5, b->data, b->length_bytes, w->md5[part]))
		return pm_error_set(err, PM_E_IO, "the MD5 of %s could not be worked out", part_name[part]);
	return pm_out_put(w->out, part_name[part], b->data, b->length_bytes, err);
}

static int put_list(struct writer *w, const char *name, const struct pm_buf *text, struct pm_written_set *written, struct pm_error *err)
{
	char md5[PM_DIGEST_HEX_BYTES];

	if (text->failed)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (pm_digest_of(PM_MD5, pm_buf_str(text), text->length_bytes, md5) || pm_written_add(written, name, text->length_bytes, md5))
		return pm_error_set(err, PM_E_IO, "the MD5 of %s could not be worked out", name);
	return pm_out_put(w->out, name, pm_buf_str(text), text->length_bytes, err);
}

static int write_lists(struct writer *w, struct pm_written_set *written, struct pm_error *err)
{
	struct pm_buf md5, crc;
	int part, status = PM_OK;

	pm_buf_init(&md5);
	pm_buf_init(&crc);
	written->count = 0;
	pm_buf_add_str(&crc, "[CRC32 Checksum]\n");
	for (part = 0; part < PART_COUNT; part++) {
		if (!w->bytes[part])
			continue;
		pm_buf_printf(&md5, "%s *%s\n", w->md5[part], part_name[part]);
		pm_buf_printf(&crc, "%s=%08" PRIX32 "\n", part_name[part], w->crc[part]);
		status |= pm_written_add(written, part_name[part], w->bytes[part], w->md5[part]);
	}
	if (!status)
		status = put_list(w, "CHECKSUM.MD5", &md5, written, err);
	if (!status)
		status = put_list(w, "CHECKSUM.TXT", &crc, written, err);
	pm_buf_release(&md5);
	pm_buf_release(&crc);
	return status;
}

int pm_ddp_write(const struct pm_disc *disc, struct pm_program *program, const struct pm_ddp_write_options *options, struct pm_tap *extra_tap,
                 size_t extra_tap_count, struct pm_out *out, struct pm_written_set *written, struct pm_error *err)
{
	static const enum part order[] = {PART_CDTEXT, PART_PQ, PART_DDPMS, PART_DDPID};
	struct writer w = {.disc = disc, .options = options, .out = out};
	size_t i;
	int status;

	if (!disc->laid_out || !disc->last_track)
		return pm_error_set(err, PM_E_RANGE, "the disc is not laid out or has no tracks");
	for (i = 0; i < PART_COUNT; i++)
		pm_buf_init(&w.record[i]);
	status = make_records(&w, err);
	for (i = 0; i < PART_COUNT; i++)
		if (!status && w.record[i].failed)
			status = pm_error_set(err, PM_E_NOMEM, "out of memory");
	if (!status)
		status = write_image(&w, program, extra_tap, extra_tap_count, err);
	for (i = 0; !status && i < sizeof order / sizeof *order; i++)
		status = write_part(&w, order[i], err);
	if (!status)
		status = write_lists(&w, written, err);
	for (i = 0; i < PART_COUNT; i++)
		pm_buf_release(&w.record[i]);
	return status;
}
