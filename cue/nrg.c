/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nrg.c - Nero's disc images: the chain of chunks and what they say.  Layer 4.  Source: see nrg.h. */
#include "cue/nrg-reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/bytes.h"
#include "cdtext/pack.h"

#define FOOTER_BYTES 12
#define CHAIN_MAX_BYTES (4u << 20) /* of all chunks: real ones have a few KB */
#define CHUNK_HEAD_BYTES 8
#define DAO_HEAD_BYTES 22
#define CUE_BYTES 8

/* Where the chain begins, from the last twelve bytes; 0: no image. */
static int read_footer(const uint8_t footer[FOOTER_BYTES], uint64_t file_bytes, uint64_t *chain, int *wide)
{
	*wide = memcmp(footer, "NER5", 4) == 0;
	if (*wide)
		*chain = pm_get_be64(footer + 4);
	else if (memcmp(footer + 4, "NERO", 4) == 0)
		*chain = pm_get_be32(footer + 8);
	else
		return 0;
	return *chain < file_bytes;
}

static int load_footer(FILE *f, uint64_t *file_bytes, uint64_t *chain, int *wide)
{
	uint8_t footer[FOOTER_BYTES];
	struct stat st;

	if (fstat(fileno(f), &st) != 0 || st.st_size < FOOTER_BYTES)
		return 0;
	*file_bytes = (uint64_t)st.st_size;
	return fseeko(f, -(off_t)FOOTER_BYTES, SEEK_END) == 0 && fread(footer, 1, sizeof footer, f) == sizeof footer &&
	       read_footer(footer, *file_bytes, chain, wide);
}

int pm_nrg_detect(const char *path)
{
	FILE *f;
	uint64_t bytes, chain;
	int wide, found;

	if (pm_file_open(path, &f, NULL) != PM_OK)
		return 0;
	found = load_footer(f, &bytes, &chain, &wide);
	(void)fclose(f);
	return found;
}

struct pm_pos pm_nrg_pos(const struct pm_nrg *n, const uint8_t *at, size_t length_bytes)
{
	return pm_pos_at(n->source, n->chain_at + (uint64_t)(at - n->chain), (uint32_t)length_bytes);
}

/* ---- chunks ---- */

static int bcd(uint8_t b)
{
	return pm_is_bcd(b) ? (int)pm_from_bcd(b) : -1;
}

/* One mark of a CUEX or CUES. */
static void take_mark(struct pm_nrg *n, const uint8_t *p, int wide)
{
	struct pm_disc *disc = n->disc;
	struct pm_pos pos = pm_nrg_pos(n, p, CUE_BYTES);
	int track = bcd(p[1]), index = bcd(p[2]);
	int64_t lba = wide ? (int32_t)pm_get_be32(p + 4) : (p[5] * 60 + p[6]) * 75 + p[7] + PM_LBA_FIRST;

	if (track == 0)
		return; /* the lead-in */
	if (lba < PM_LBA_FIRST || lba > PM_LBA_MAX || index < 0 || (track < 0 && p[1] != 0xAA)) {
		pm_diag_add(n->diags, PM_DIAG_AUDIO_DAMAGED, pos, "the image has a mark of track %02X, index %02X at %lld, which no disc has", p[1],
			    p[2], (long long)lba);
		disc->poisoned |= PM_POISON_TRACKS;
	} else if (track < 0) {
		disc->leadout_lba = (int32_t)lba;
		n->have_leadout = 1;
	} else {
		pm_track_set_index(&disc->track[track], (unsigned)index, (int32_t)lba, pos);
		disc->track[track].control = p[0] >> 4;
		disc->track[track].pos = pos;
	}
}

static void take_marks(struct pm_nrg *n, const uint8_t *data, size_t length, int wide)
{
	size_t at;

	for (at = 0; at + CUE_BYTES <= length; at += CUE_BYTES)
		take_mark(n, data + at, wide);
	n->have_marks = 1;
}

/* Blank, all zeros or NULs: none. */
static int is_none(const uint8_t *text, size_t length)
{
	size_t i;

	for (i = 0; i < length && (text[i] == 0 || text[i] == ' ' || text[i] == '0'); i++)
		;
	return i == length;
}

static void take_mcn(struct pm_nrg *n, const uint8_t *text)
{
	struct pm_disc *disc = n->disc;

	if (is_none(text, 13))
		return;
	disc->mcn_pos = pm_nrg_pos(n, text, 13);
	disc->mcn_from = PM_FROM_CUE;
	if (!pm_ean_take(n->diags, disc->mcn_pos, (const char *)text, 13, &disc->mcn))
		disc->poisoned |= PM_POISON_MCN;
}

static void take_isrc(struct pm_nrg *n, unsigned number, const uint8_t *text)
{
	struct pm_track *track = &n->disc->track[number];

	if (is_none(text, 12))
		return;
	track->isrc_pos = pm_nrg_pos(n, text, 12);
	track->isrc_from = PM_FROM_CUE;
	if (!pm_isrc_take(n->diags, track->isrc_pos, (int)number, (const char *)text, 12, &track->isrc))
		track->poisoned |= PM_POISON_ISRC;
}

/* Modes: 7 audio, 10h audio with subcode; all others are data. */
static int is_audio_mode(uint32_t mode)
{
	return mode == 0x07 || mode == 0x10;
}

static void take_dao(struct pm_nrg *n, const uint8_t *data, size_t length, int wide)
{
	size_t width = wide ? 8 : 4, entry = 18 + 3 * width, at;
	unsigned number;

	if (length < DAO_HEAD_BYTES)
		return;
	take_mcn(n, data + 4);
	for (at = DAO_HEAD_BYTES, number = data[20]; at + entry <= length && number > 0 && number < 100; at += entry, number++) {
		const uint8_t *p = data + at, *offset = p + 18;
		struct pm_nrg_track *t = &n->track[number];

		take_isrc(n, number, p);
		t->known = 1;
		t->sector_bytes = pm_get_be16(p + 12);
		t->audio = is_audio_mode(p[14]);
		t->pause_at = wide ? pm_get_be64(offset) : pm_get_be32(offset);
		t->start_at = wide ? pm_get_be64(offset + width) : pm_get_be32(offset + width);
		t->end_at = wide ? pm_get_be64(offset + 2 * width) : pm_get_be32(offset + 2 * width);
		t->pos = pm_nrg_pos(n, p, entry);
	}
	n->have_places = 1;
}

/* Tracks burnt one by one carry neither marks nor codes: before each but the first are 150 sectors of pause that the LBA does not count. */
static void take_etn(struct pm_nrg *n, const uint8_t *data, size_t length, int wide)
{
	size_t width = wide ? 8 : 4, entry = wide ? 32 : 20, at;
	unsigned number = 1;

	for (at = 0; at + entry <= length && number < 100; at += entry, number++) {
		const uint8_t *p = data + at;
		struct pm_nrg_track *t = &n->track[number];
		uint64_t bytes = wide ? pm_get_be64(p + width) : pm_get_be32(p + width);
		int64_t lba = (int64_t)pm_get_be32(p + 2 * width + 4) + (int64_t)(number - 1) * 150;

		t->known = 1;
		t->audio = is_audio_mode(pm_get_be32(p + 2 * width));
		t->sector_bytes = t->audio ? pm_get_be32(p + 2 * width) == 0x10 ? 2448 : 2352 : 2048;
		t->pause_at = t->start_at = wide ? pm_get_be64(p) : pm_get_be32(p);
		t->end_at = bytes > UINT64_MAX - t->start_at ? UINT64_MAX : t->start_at + bytes;
		t->pos = pm_nrg_pos(n, p, entry);
		n->disc->track[number].pos = t->pos;
		if (lba > PM_LBA_MAX || bytes / t->sector_bytes > (uint64_t)(PM_LBA_MAX - lba)) {
			pm_diag_add(n->diags, PM_DIAG_AUDIO_DAMAGED, t->pos, "the image has a track at sector %lld of %llu bytes, which no disc has",
				    (long long)lba, (unsigned long long)bytes);
			n->disc->poisoned |= PM_POISON_TRACKS;
			return;
		}
		pm_track_set_index(&n->disc->track[number], 1, (int32_t)lba, t->pos);
		if (number > 1 && n->disc->leadout_lba < lba)
			pm_track_set_index(&n->disc->track[number], 0, n->disc->leadout_lba, t->pos);
		n->disc->leadout_lba = (int32_t)(lba + (int64_t)(bytes / t->sector_bytes));
		n->have_leadout = 1;
	}
	n->have_marks = n->have_places = 1;
}

static int take_cdtext(struct pm_nrg *n, const uint8_t *data, size_t length)
{
	struct pm_source *packs;
	int status = pm_sources_add_binary(n->sources, n->source->name, data, length, &packs);

	return status == PM_OK ? pm_cdtext_decode(n->disc, packs, data, length, n->diags) : status;
}

static void second_session(struct pm_nrg *n, const uint8_t *at)
{
	if (!n->told_session)
		pm_diag_hint(pm_diag_add_as(n->diags, PM_DIAG_DATA_TRACK, PM_WARNING, pm_nrg_pos(n, at, CHUNK_HEAD_BYTES),
					    "a second session begins; it is not read"),
			     "premaster makes discs of one session");
	n->told_session = 1;
}

static int take_chunk(struct pm_nrg *n, const uint8_t *head, size_t length)
{
	const uint8_t *data = head + CHUNK_HEAD_BYTES;
	int cue = memcmp(head, "CUE", 3) == 0, dao = memcmp(head, "DAO", 3) == 0, etn = memcmp(head, "ETN", 3) == 0;

	if ((cue && n->have_marks) || (dao && n->have_places) || (etn && (n->have_marks || n->have_places)))
		second_session(n, head);
	else if (cue)
		take_marks(n, data, length, head[3] == 'X');
	else if (dao)
		take_dao(n, data, length, head[3] == 'X');
	else if (etn)
		take_etn(n, data, length, head[3] == '2');
	else if (memcmp(head, "CDTX", 4) == 0 && !n->have_cdtext++)
		return take_cdtext(n, data, length);
	return PM_OK;
}

static int take_chain(struct pm_nrg *n)
{
	size_t at = 0;
	int status = PM_OK;

	while (status == PM_OK && at + CHUNK_HEAD_BYTES <= n->chain_bytes && memcmp(n->chain + at, "END!", 4) != 0) {
		size_t length = pm_get_be32(n->chain + at + 4);

		if (length > n->chain_bytes - at - CHUNK_HEAD_BYTES)
			return pm_error_set(n->err, PM_E_FORMAT, "'%s' is damaged: a chunk of its tables ends behind them", n->source->name);
		status = take_chunk(n, n->chain + at, length);
		at += CHUNK_HEAD_BYTES + length;
	}
	return status == PM_E_NOMEM ? pm_error_set(n->err, status, "out of memory") : status;
}

/* ---- the disc ---- */

static int read_tables(struct pm_nrg *n, FILE *f, const char *path, uint8_t **chain)
{
	int wide = 0, status;
	uint64_t behind;

	if (!load_footer(f, &n->file_bytes, &n->chain_at, &wide))
		return pm_error_set(n->err, PM_E_FORMAT, "'%s' is no Nero image", path);
	behind = n->file_bytes - n->chain_at;
	if (behind < FOOTER_BYTES || behind > CHAIN_MAX_BYTES)
		return pm_error_set(n->err, PM_E_FORMAT, "'%s' is damaged: its last bytes name no place where its tables could be", path);
	n->chain_bytes = (size_t)behind - (wide ? FOOTER_BYTES : FOOTER_BYTES - 4);
	*chain = malloc(n->chain_bytes + 1);
	if (!*chain)
		return pm_error_set(n->err, PM_E_NOMEM, "out of memory");
	if (fseeko(f, (off_t)n->chain_at, SEEK_SET) != 0 || fread(*chain, 1, n->chain_bytes, f) != n->chain_bytes)
		return pm_error_io(n->err, ferror(f) ? errno : EIO, "read", path);
	n->chain = *chain;
	status = take_chain(n);
	return status == PM_OK ? pm_nrg_lay_out(n, path) : status;
}

int pm_nrg_read(struct pm_disc *disc, const char *path, const char *name, struct pm_sources *sources, struct pm_diags *diags, struct pm_error *err)
{
	struct pm_nrg *n = calloc(1, sizeof *n);
	struct pm_source *src = NULL;
	uint8_t *chain = NULL;
	FILE *f = NULL;
	int status = n ? pm_sources_add_name(sources, path, name, &src) : PM_E_NOMEM;

	if (status != PM_OK) {
		status = pm_error_set(err, status, "out of memory");
		goto out;
	}
	*n = (struct pm_nrg){.disc = disc, .source = src, .sources = sources, .diags = diags, .err = err};
	disc->pos = pm_pos_file(src);
	status = pm_file_open(path, &f, err);
	if (status == PM_OK)
		status = read_tables(n, f, path, &chain);
out:
	if (f)
		(void)fclose(f);
	free(chain);
	free(n);
	return status;
}
