/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc.c - making, filling, asking and freeing a disc.  Layer 1. */
#include "disc/disc.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/temp.h"

#define LANGUAGE_ENGLISH 0x09 /* CD-Text's number for it */

struct pm_disc *pm_disc_new(enum pm_kind kind)
{
	struct pm_disc *disc = calloc(1, sizeof *disc);
	size_t i, j;

	if (!disc)
		return NULL;
	disc->kind = kind;
	disc->pos = disc->mcn_pos = disc->master_id_pos = pm_pos_none();
	disc->leadout_lba = disc->audio_end_lba = PM_LBA_NONE;
	for (i = 0; i < 100; i++) {
		disc->track[i].number = (uint8_t)i;
		disc->track[i].pos = disc->track[i].isrc_pos = disc->track[i].flags_pos = pm_pos_none();
		for (j = 0; j < 100; j++)
			disc->track[i].index[j] = (struct pm_index){PM_LBA_NONE, pm_pos_none()};
	}
	for (i = 0; i < PM_BLOCKS; i++) {
		disc->block[i].language = LANGUAGE_ENGLISH;
		disc->block[i].charset = PM_CS_ISO_8859_1;
	}
	return disc;
}

static void release_files(struct pm_disc *disc)
{
	size_t i;

	for (i = 0; i < disc->file_count; i++) {
		free(disc->file[i].name);
		free(disc->file[i].path);
		free(disc->file[i].converted_path);
	}
	free(disc->file);
}

void pm_disc_drop_temp(struct pm_disc *disc)
{
	pm_temp_remove(disc->temp_dir);
	free(disc->temp_dir);
	disc->temp_dir = NULL;
}

void pm_disc_free(struct pm_disc *disc)
{
	size_t i;

	if (!disc)
		return;
	if (disc->reader.release)
		disc->reader.release(disc->reader.ctx);
	release_files(disc);
	for (i = 0; i < disc->extra_count; i++) {
		free(disc->extra[i].key);
		free(disc->extra[i].value);
	}
	free(disc->extra);
	for (i = 0; i < 100; i++)
		free(disc->track[i].source_name);
	for (i = 0; i < PM_BLOCKS; i++)
		pm_block_release(&disc->block[i]);
	free(disc->item);
	free(disc->span);
	free(disc->source_name);
	free(disc->base_dir);
	pm_disc_drop_temp(disc);
	free(disc->master_id);
	free(disc->label);
	free(disc->release_date);
	free(disc);
}

int pm_disc_add_file(struct pm_disc *disc, const char *name, enum pm_file_kind kind, struct pm_pos pos, uint32_t *number)
{
	void *list = disc->file;
	struct pm_file *file;
	char *copy;

	if (disc->file_count >= PM_FILE_SILENCE)
		return PM_E_NOMEM;
	copy = pm_str_dup(name);
	if (!copy)
		return PM_E_NOMEM;
	if (pm_array_grow(&list, &disc->file_capacity, disc->file_count, sizeof *disc->file) != PM_OK) {
		free(copy);
		return PM_E_NOMEM;
	}
	disc->file = list;
	file = &disc->file[disc->file_count];
	memset(file, 0, sizeof *file);
	file->name = copy;
	file->kind = kind;
	file->pos = pos;
	file->sector_stride_bytes = PM_SECTOR_BYTES;
	*number = (uint32_t)disc->file_count++;
	return PM_OK;
}

static int add_item(struct pm_disc *disc, const struct pm_item *item)
{
	void *list = disc->item;

	if (pm_array_grow(&list, &disc->item_capacity, disc->item_count, sizeof *disc->item) != PM_OK)
		return PM_E_NOMEM;
	disc->item = list;
	disc->item[disc->item_count++] = *item;
	return PM_OK;
}

int pm_disc_add_mark(struct pm_disc *disc, uint8_t track, uint8_t index, int32_t after_sectors, struct pm_pos pos)
{
	return add_item(disc, &(struct pm_item){.kind = PM_ITEM_MARK, .pos = pos, .track = track, .index = index, .after_sectors = after_sectors});
}

int pm_disc_add_audio(struct pm_disc *disc, uint32_t file, uint64_t start_samples, uint64_t length_samples, struct pm_pos pos)
{
	return add_item(disc, &(struct pm_item){.kind = PM_ITEM_AUDIO, .pos = pos, .after_sectors = -1, .file = file, .start_samples = start_samples,
						.length_samples = length_samples});
}

int pm_disc_add_silence(struct pm_disc *disc, uint64_t length_samples, struct pm_pos pos)
{
	return add_item(disc, &(struct pm_item){.kind = PM_ITEM_SILENCE, .pos = pos, .after_sectors = -1, .length_samples = length_samples});
}

int pm_disc_add_align(struct pm_disc *disc, struct pm_pos pos)
{
	return add_item(disc, &(struct pm_item){.kind = PM_ITEM_ALIGN, .pos = pos, .after_sectors = -1});
}

int pm_disc_add_extra(struct pm_disc *disc, int track, const char *key, const char *value)
{
	void *list = disc->extra;
	struct pm_extra extra = {track, pm_str_dup(key), pm_str_dup(value)};

	if (!extra.key || !extra.value || pm_array_grow(&list, &disc->extra_capacity, disc->extra_count, sizeof extra) != PM_OK) {
		free(extra.key);
		free(extra.value);
		return PM_E_NOMEM;
	}
	disc->extra = list;
	disc->extra[disc->extra_count++] = extra;
	return PM_OK;
}

int pm_disc_add_span(struct pm_disc *disc, uint32_t file, uint64_t start_samples, uint64_t length_samples)
{
	struct pm_span *last = disc->span_count ? &disc->span[disc->span_count - 1] : NULL;
	uint64_t at = last ? last->at_samples + last->length_samples : 0;
	void *list = disc->span;

	if (length_samples == 0)
		return PM_OK;
	if (length_samples > UINT64_MAX - at || length_samples > UINT64_MAX - start_samples)
		return PM_E_RANGE;
	if (last && last->file == file && (file == PM_FILE_SILENCE || last->start_samples + last->length_samples == start_samples)) {
		last->length_samples += length_samples;
		return PM_OK;
	}
	if (pm_array_grow(&list, &disc->span_capacity, disc->span_count, sizeof *disc->span) != PM_OK)
		return PM_E_NOMEM;
	disc->span = list;
	disc->span[disc->span_count++] = (struct pm_span){file, at, file == PM_FILE_SILENCE ? 0 : start_samples, length_samples};
	return PM_OK;
}

void pm_track_set_index(struct pm_track *track, unsigned index, int32_t lba, struct pm_pos pos)
{
	unsigned i;

	if (index > 99)
		return;
	track->index[index] = (struct pm_index){lba, pos};
	for (i = 99; i > 0 && track->index[i].lba == PM_LBA_NONE; i--)
		;
	track->index_last = (uint8_t)i;
}

/* Sectors from one address to another; 0 when either is missing or they do not grow. */
static uint32_t distance(int32_t from_lba, int32_t to_lba)
{
	if (from_lba == PM_LBA_NONE || to_lba == PM_LBA_NONE || to_lba <= from_lba)
		return 0;
	return (uint32_t)((int64_t)to_lba - from_lba);
}

uint32_t pm_track_pregap_sectors(const struct pm_disc *disc, unsigned track)
{
	if (track > 99)
		return 0;
	return distance(track == disc->first_track ? PM_LBA_FIRST : disc->track[track].index[0].lba, disc->track[track].index[1].lba);
}

uint32_t pm_track_length_sectors(const struct pm_disc *disc, unsigned track)
{
	int32_t end = disc->leadout_lba;

	if (track > 99)
		return 0;
	if (track < disc->last_track)
		end = disc->track[track + 1].index[1].lba;
	return distance(disc->track[track].index[1].lba, end);
}

int32_t pm_track_first_lba(const struct pm_disc *disc, unsigned track)
{
	const struct pm_track *t;

	if (track > 99)
		return PM_LBA_NONE;
	t = &disc->track[track];
	return t->index[0].lba != PM_LBA_NONE ? t->index[0].lba : t->index[1].lba;
}

uint32_t pm_disc_sectors(const struct pm_disc *disc)
{
	return distance(PM_LBA_FIRST, disc->leadout_lba);
}
