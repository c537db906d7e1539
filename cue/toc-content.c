/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-content.c - what a track of a cdrdao TOC is made of: FILE, DATAFILE, FIFO, SILENCE, ZERO.  Layer 4.
 * Source: shared/reference/cue-toc.md section 6.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cue/toc-reader.h"

/* An audio track is of samples or of sectors, of the latter where it has a subchannel; the statement's word is the token at hand. */
void pm_toc_use_content(struct pm_toc_reader *r, enum pm_toc_content content)
{
	enum pm_toc_content before = r->has_subcode ? PM_TOC_SECTORS : r->content;

	r->content = content;
	if (r->is_data || r->content_mixed || before == PM_TOC_ANY || before == content)
		return;
	r->content_mixed = 1;
	if (r->has_subcode)
		pm_diag_hint(pm_toc_complain(r, "%.*s stands in a track with subchannel", PM_TOC_ARG(r)),
			     "audio with subchannel is DATAFILE \"name\" length, and its silence ZERO");
	else
		pm_diag_hint(pm_toc_complain(r, "%.*s does not go with what stands before it in this track", PM_TOC_ARG(r)),
			     "a track is of FILE, SILENCE and PREGAP, or of DATAFILE and ZERO");
}

void pm_toc_add_part(struct pm_toc_reader *r, uint32_t file, uint64_t start_samples, uint64_t length_samples, struct pm_pos pos)
{
	void *list = r->part;

	if (pm_array_grow(&list, &r->part_capacity, r->part_count, sizeof *r->part) != PM_OK) {
		r->no_memory = 1;
		return;
	}
	r->part = list;
	r->part[r->part_count++] = (struct pm_toc_part){file, start_samples, length_samples, pos};
}

/* Samples, or a time; 0: the token is neither. */
static int take_samples(struct pm_toc_reader *r, uint64_t *samples)
{
	if (r->token.kind == PM_TOC_MSF)
		*samples = r->token.value * PM_SECTOR_SAMPLES;
	else if (r->token.kind == PM_TOC_NUMBER && r->token.value <= UINT64_MAX / 8)
		*samples = r->token.value;
	else
		return 0;
	pm_toc_next(r);
	return 1;
}

/* Bytes of the track's mode, or a time. */
static int take_bytes(struct pm_toc_reader *r, uint64_t *samples)
{
	int is_time = r->token.kind == PM_TOC_MSF;

	if (!take_samples(r, samples))
		return 0;
	if (!is_time)
		*samples = *samples / r->sector_bytes * PM_SECTOR_SAMPLES;
	return 1;
}

/* The file's name; NULL: reported.  Octal escapes beyond ASCII may be UTF-8 or Latin-1. */
static char *take_name(struct pm_toc_reader *r, const char *word, struct pm_pos *pos)
{
	struct pm_toc_string s;
	struct pm_buf latin;
	char *name = NULL, text[80];

	pm_toc_next(r);
	if (r->token.kind != PM_TOC_STRING) {
		(void)snprintf(text, sizeof text, "%s has no name in quotes", word);
		pm_toc_missing(r, text);
		r->content_bad = 1;
		return NULL;
	}
	if (!pm_toc_take_string(r, &s)) {
		r->content_bad = 1;
		pm_toc_next(r);
		return NULL;
	}
	*pos = s.pos;
	if (pm_utf8_valid(pm_buf_str(&s.bytes), s.bytes.length_bytes)) {
		name = pm_str_dup(pm_buf_str(&s.bytes));
	} else {
		pm_buf_init(&latin);
		if (pm_charset_to_utf8(PM_CS_ISO_8859_1, (const uint8_t *)s.bytes.data, s.bytes.length_bytes, &latin, NULL, NULL) == PM_OK)
			name = pm_str_dup(pm_buf_str(&latin));
		pm_buf_release(&latin);
	}
	pm_buf_release(&s.bytes);
	r->no_memory |= !name;
	pm_toc_next(r);
	return name;
}

static int is_container(const char *name)
{
	static const char *const extension[] = {"wav", "wave", "flac", "aif", "aiff", "aifc", "w64", "rf64", "bwf"};
	size_t i;

	for (i = 0; i < sizeof extension / sizeof *extension; i++)
		if (pm_path_has_extension(name, extension[i]))
			return 1;
	return 0;
}

/* A file is the same when it is read the same way: only the last one used is looked at, so that reading stays linear. */
static uint32_t use_file(struct pm_toc_reader *r, const char *name, enum pm_file_kind kind, uint64_t offset_bytes, uint32_t sector_bytes,
			 struct pm_pos pos)
{
	struct pm_disc *disc = r->disc;
	struct pm_file *last = disc->file_count ? &disc->file[disc->file_count - 1] : NULL;
	uint32_t number = 0;

	if (last && last->kind == kind && last->offset_bytes == offset_bytes && last->sector_stride_bytes == sector_bytes &&
	    !strcmp(last->name, name))
		return (uint32_t)(disc->file_count - 1);
	if (pm_disc_add_file(disc, name, kind, pos, &number) != PM_OK) {
		r->no_memory = 1;
		return 0;
	}
	disc->file[number].offset_bytes = offset_bytes;
	disc->file[number].sector_stride_bytes = sector_bytes;
	return number;
}

/* "#bytes", of a file that is made of units of so many; 0 where there is none. */
static uint64_t take_offset(struct pm_toc_reader *r, unsigned unit_bytes)
{
	uint64_t offset;

	if (!pm_toc_is_mark(r, '#'))
		return 0;
	pm_toc_next(r);
	if (r->token.kind != PM_TOC_NUMBER) {
		pm_toc_missing(r, "want a number of bytes behind #");
		r->content_bad = 1;
		return 0;
	}
	offset = r->token.value;
	if (offset % unit_bytes)
		pm_toc_complain(r, "the offset is no whole number of samples");
	pm_toc_next(r);
	return offset;
}

/* AUDIOFILE | FILE "name" [SWAP] [#bytes] start [length].  A length of nothing is the rest of the file, as libcdio's own TOCs have it. */
void pm_toc_file(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_pos_none();
	uint64_t offset, start = 0, length = PM_TO_END;
	int swap, container;
	uint32_t file;
	char *name;

	pm_toc_use_content(r, PM_TOC_SAMPLES);
	name = take_name(r, "FILE", &pos);
	if (!name)
		return;
	container = is_container(name);
	if (r->is_data)
		pm_toc_warn(r, pos, "FILE stands in a data track: cdrdao wants DATAFILE");
	swap = pm_toc_is_word(r, "SWAP");
	if (swap)
		pm_toc_next(r);
	if (swap && container)
		pm_toc_warn(r, pos, "SWAP is left out: the file itself says in which order its bytes are");
	offset = take_offset(r, container ? PM_SAMPLE_BYTES : 1);
	if (!take_samples(r, &start)) {
		pm_toc_missing(r, "FILE has no start behind its name");
		r->content_bad = 1;
	} else {
		if (!take_samples(r, &length) || !length)
			length = PM_TO_END;
		if (container)
			start += offset / PM_SAMPLE_BYTES;
		if (container)
			file = use_file(r, name, PM_FILE_MASTER, 0, PM_SECTOR_BYTES, pos);
		else
			file = use_file(r, name, swap ? PM_FILE_RAW_LE : PM_FILE_RAW_BE, offset, r->sector_bytes, pos);
		pm_toc_add_part(r, file, start, length, pos);
	}
	free(name);
}

/* DATAFILE "name" [#bytes] [length]: data or big-endian audio, with its subchannel if it has one.  The offset becomes a start: one file stays one. */
void pm_toc_datafile(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t offset, length = PM_TO_END;
	char *name;
	int whole;

	pm_toc_use_content(r, PM_TOC_SECTORS);
	name = take_name(r, "DATAFILE", &pos);
	if (!name)
		return;
	offset = take_offset(r, 1);
	whole = offset % r->sector_bytes == 0;
	if (!take_bytes(r, &length) || !length)
		length = PM_TO_END;
	pm_toc_add_part(r, use_file(r, name, PM_FILE_RAW_BE, whole ? 0 : offset, r->sector_bytes, pos),
			whole ? offset / r->sector_bytes * PM_SECTOR_SAMPLES : 0, length, pos);
	free(name);
}

/* FIFO "name" length: a pipe holds nothing to prove afterwards. */
void pm_toc_fifo(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t length = 0;
	uint32_t file;
	char *name;

	pm_toc_use_content(r, PM_TOC_SECTORS);
	name = take_name(r, "FIFO", &pos);
	if (!name)
		return;
	if (!take_bytes(r, &length))
		pm_toc_missing(r, "FIFO has no length");
	file = use_file(r, name, PM_FILE_RAW_BE, 0, r->sector_bytes, pos);
	if (!r->no_memory) {
		pm_diag_add(r->diags, PM_DIAG_AUDIO_FORMAT, pos, "'%.200s' is a pipe, and no master", name);
		r->disc->file[file].unusable = 1;
		r->disc->poisoned |= PM_POISON_AUDIO;
		pm_toc_add_part(r, file, 0, length ? length : PM_TO_END, pos);
	}
	free(name);
}

static void add_silence(struct pm_toc_reader *r, uint64_t samples, int good, struct pm_pos pos)
{
	if (!good || !samples) {
		if (!good)
			pm_toc_missing(r, "silence has no length");
		else
			pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, pos, "silence of no length");
		r->content_bad = 1;
		return;
	}
	pm_toc_add_part(r, PM_FILE_SILENCE, 0, samples, pos);
}

void pm_toc_silence(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t samples = 0;
	int good;

	if (r->is_data)
		pm_diag_hint(pm_toc_complain(r, "SILENCE stands in a data track"), "data of nothing is ZERO");
	pm_toc_use_content(r, PM_TOC_SAMPLES);
	pm_toc_next(r);
	good = take_samples(r, &samples);
	add_silence(r, samples, good, pos);
}

/* ZERO [mode] [RW | RW_RAW] length */
void pm_toc_zero(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t samples = 0;
	int good;

	pm_toc_use_content(r, PM_TOC_SECTORS);
	pm_toc_next(r);
	if (pm_toc_is_mode(r))
		pm_toc_next(r);
	if (pm_toc_is_word(r, "RW") || pm_toc_is_word(r, "RW_RAW"))
		pm_toc_next(r);
	good = take_bytes(r, &samples);
	add_silence(r, samples, good, pos);
}
