/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * program.c - the spans of a laid-out disc read as one stream of samples.  Layer 2.
 * Source: contract section 4; disc/disc.h (struct pm_span).
 */
#include <stdlib.h>
#include <string.h>

#include "audio/master.h"
#include "audio/program.h"

#define OPEN_FILES 4

struct slot {
	struct pm_master *master; /* NULL: free */
	uint32_t file;
	uint64_t used; /* clock of the last use */
};

struct pm_program {
	const struct pm_disc *disc;
	struct pm_program_source source; /* read NULL: none */
	struct slot slot[OPEN_FILES];
	uint64_t clock;
	size_t span;          /* where the last reading ended */
	size_t ahead;         /* span whose file was last opened ahead */
	uint64_t end_samples; /* of the programme */
};

int pm_program_open_with(struct pm_program **out, const struct pm_disc *disc, const struct pm_program_source *source, struct pm_error *err)
{
	struct pm_program *p;

	if (!disc->laid_out)
		return pm_error_set(err, PM_E_RANGE, "the disc is not laid out");
	p = calloc(1, sizeof *p);
	if (!p)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	p->disc = disc;
	p->ahead = SIZE_MAX;
	if (source)
		p->source = *source;
	else
		p->source = (struct pm_program_source){ disc->reader.ctx, disc->reader.read };
	if (disc->leadout_lba > PM_LBA_FIRST)
		p->end_samples = (uint64_t)((int64_t)disc->leadout_lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES;
	*out = p;
	return PM_OK;
}

int pm_program_open(struct pm_program **out, const struct pm_disc *disc, struct pm_error *err)
{
	return pm_program_open_with(out, disc, NULL, err);
}

void pm_program_close(struct pm_program *p)
{
	size_t i;

	if (!p)
		return;
	for (i = 0; i < OPEN_FILES; i++)
		pm_master_close(p->slot[i].master);
	free(p);
}

/* The open file, or the least recently used slot filled with it. */
static int get_master(struct pm_program *p, uint32_t file, struct pm_master **out, struct pm_error *err)
{
	struct slot *s, *oldest = &p->slot[0];
	size_t i;
	int status;

	for (i = 0; i < OPEN_FILES; i++) {
		s = &p->slot[i];
		if (s->master && s->file == file) {
			s->used = ++p->clock;
			*out = s->master;
			return PM_OK;
		}
		if (!s->master || (oldest->master && s->used < oldest->used))
			oldest = s;
	}
	pm_master_close(oldest->master);
	oldest->master = NULL;
	status = pm_master_open(&oldest->master, &p->disc->file[file], err);
	if (status < 0)
		return status;
	oldest->file = file;
	oldest->used = ++p->clock;
	*out = oldest->master;
	return PM_OK;
}

/* The first span that ends behind at_samples; span_count when there is none. */
static size_t find_span(const struct pm_program *p, uint64_t at_samples)
{
	const struct pm_span *span = p->disc->span;
	size_t low = 0, high = p->disc->span_count, mid = p->span;

	if (mid < high && span[mid].at_samples <= at_samples && at_samples - span[mid].at_samples < span[mid].length_samples)
		return mid;
	while (low < high) {
		mid = low + (high - low) / 2;
		if (at_samples >= span[mid].at_samples && at_samples - span[mid].at_samples >= span[mid].length_samples)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Open the next file while this one is being read, so that the disk is busy meanwhile.  A failure shows when its turn comes. */
static void open_ahead(struct pm_program *p, size_t span)
{
	const struct pm_disc *disc = p->disc;
	struct pm_master *unused;
	struct pm_error err = {0};
	size_t i;

	if (p->ahead == span)
		return;
	p->ahead = span;
	for (i = span + 1; i < disc->span_count && i < span + 3; i++) {
		if (disc->span[i].file >= disc->file_count || disc->file[disc->span[i].file].kind == PM_FILE_DRIVE)
			continue;
		(void)!get_master(p, disc->span[i].file, &unused, &err);
		return;
	}
}

static int read_span(struct pm_program *p, size_t index, uint64_t offset_samples, uint8_t *out, size_t count, struct pm_error *err)
{
	const struct pm_span *span = &p->disc->span[index];
	uint64_t at = span->start_samples + offset_samples;
	struct pm_master *m;
	int status;

	p->span = index;
	if (span->file == PM_FILE_SILENCE) {
		memset(out, 0, count * PM_SAMPLE_BYTES);
		return PM_OK;
	}
	if (span->file >= p->disc->file_count)
		return pm_error_set(err, PM_E_RANGE, "the layout names a file that is not there");
	if (p->disc->file[span->file].kind == PM_FILE_DRIVE) {
		if (!p->source.read)
			return pm_error_set(err, PM_E_UNSUPPORTED, "the audio of a disc in a drive cannot be read here");
		return p->source.read(p->source.ctx, at, out, count, err);
	}
	status = get_master(p, span->file, &m, err);
	if (status < 0)
		return status;
	status = pm_master_read(m, at, out, count, err);
	if (status == PM_OK)
		open_ahead(p, index);
	return status;
}

int pm_program_read_samples(struct pm_program *p, uint64_t at_samples, uint8_t *out, size_t sample_count, struct pm_error *err)
{
	const struct pm_span *span = p->disc->span;
	size_t index, n;
	uint64_t room;
	int status;

	while (sample_count > 0) {
		index = at_samples < p->end_samples ? find_span(p, at_samples) : p->disc->span_count;
		if (index == p->disc->span_count) {
			memset(out, 0, sample_count * PM_SAMPLE_BYTES);
			return PM_OK;
		}
		if (at_samples < span[index].at_samples) {
			/* A hole in the spans: cannot come from the layout, reads as silence. */
			room = span[index].at_samples - at_samples;
			n = room < sample_count ? (size_t)room : sample_count;
			memset(out, 0, n * PM_SAMPLE_BYTES);
		} else {
			room = span[index].length_samples - (at_samples - span[index].at_samples);
			n = room < sample_count ? (size_t)room : sample_count;
			status = read_span(p, index, at_samples - span[index].at_samples, out, n, err);
			if (status < 0)
				return status;
		}
		out += n * PM_SAMPLE_BYTES;
		at_samples += n;
		sample_count -= n;
	}
	return PM_OK;
}

int pm_program_read(struct pm_program *p, int32_t lba, uint8_t *out, size_t sector_count, struct pm_error *err)
{
	size_t before;

	if (lba < PM_LBA_FIRST) {
		before = (size_t)((int64_t)PM_LBA_FIRST - lba);
		if (before > sector_count)
			before = sector_count;
		memset(out, 0, before * PM_SECTOR_BYTES);
		out += before * PM_SECTOR_BYTES;
		sector_count -= before;
		lba = PM_LBA_FIRST;
	}
	return pm_program_read_samples(p, (uint64_t)((int64_t)lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES, out, sector_count * PM_SECTOR_SAMPLES, err);
}
