/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subfile.c - a disc from its subcode alone.  Layer 4.  Source: shared/reference/subcode.md sections 9 and 12. */
#include "cue/subfile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/path.h"
#include "subcode/vote.h"

#define PIECE_SECTORS 256
#define SAMPLE_PIECES 8 /* of the file, to find out its form */
#define SAMPLE_SECTORS 64
#define LAG_MAX 10 /* drives give the Q of a sector so far away; the file begins where it begins all the same */

/* ---- frames ---- */

static int measure(FILE *f, const char *path, struct pm_subfile *out, struct pm_error *err)
{
	struct stat st;
	int with_audio = pm_path_has_extension(path, "bin");

	if (fstat(fileno(f), &st) != 0)
		return pm_error_io(err, errno, "read", path);
	out->stride_bytes = with_audio ? PM_SECTOR_BYTES + PM_SUBCODE_BYTES : PM_SUBCODE_BYTES;
	out->offset_bytes = with_audio ? PM_SECTOR_BYTES : 0;
	if (st.st_size / out->stride_bytes > PM_SUBFILE_SECTORS_MAX)
		return pm_error_set(err, PM_E_FORMAT, "'%s' is longer than any disc", path);
	out->sectors = (uint32_t)(st.st_size / out->stride_bytes);
	out->rest_bytes = (uint32_t)(st.st_size % out->stride_bytes);
	if (with_audio && out->rest_bytes && st.st_size % PM_SECTOR_BYTES == 0)
		return pm_error_set(err, PM_E_FORMAT, "'%s' holds sectors of 2352 bytes, without subcode: open the cue sheet that belongs to it",
				    path);
	return PM_OK;
}

/* Up to `count` sectors from sector `at` on. */
static int read_sectors(FILE *f, const char *path, const struct pm_subfile *file, uint32_t at, size_t count, uint8_t *out, struct pm_error *err)
{
	if (fseeko(f, (off_t)at * file->stride_bytes, SEEK_SET) != 0 || fread(out, file->stride_bytes, count, f) != count)
		return pm_error_io(err, ferror(f) ? errno : EIO, "read", path);
	return PM_OK;
}

/* Linear or interleaved, by samples from all over the file: whole stretches may be damaged, or without Q. */
static int find_form(FILE *f, const char *path, struct pm_subfile *file, uint8_t *piece, struct pm_error *err)
{
	size_t fits[2] = {0, 0};
	uint32_t i, at;
	int status = PM_OK;

	for (i = 0; i < SAMPLE_PIECES && status == PM_OK; i++) {
		size_t fitting = 0, count = SAMPLE_SECTORS;
		enum pm_subcode_form form;

		at = (uint32_t)((uint64_t)file->sectors * i / SAMPLE_PIECES);
		if (count > file->sectors - at)
			count = file->sectors - at;
		status = read_sectors(f, path, file, at, count, piece, err);
		if (status == PM_OK) {
			form = pm_subcode_guess_form(piece + file->offset_bytes, count, file->stride_bytes, &fitting);
			fits[form == PM_SUBCODE_INTERLEAVED] += fitting;
		}
	}
	if (status != PM_OK)
		return status;
	file->form = fits[1] > fits[0] ? PM_SUBCODE_INTERLEAVED : PM_SUBCODE_LINEAR;
	if (fits[0] + fits[1])
		return PM_OK;
	if (file->offset_bytes)
		return pm_error_set(err, PM_E_FORMAT, "'%s' holds no subcode: open the cue sheet that belongs to it", path);
	return pm_error_set(err, PM_E_FORMAT, "'%s' is no subcode file: there is no sound Q frame in it", path);
}

/* How far the addresses in the Q are ahead of the place in the file: what most frames say. */
static int32_t majority_lag(const struct pm_q_log *log)
{
	int32_t lag = 0;
	size_t i, count = 0;
	struct pm_q q;

	for (i = 0; i < log->count; i++) {
		if (!pm_q_get(log->list[i].q, &q) || q.kind != PM_Q_POSITION)
			continue;
		if (!count)
			lag = q.lba - log->list[i].lba;
		count = q.lba - log->list[i].lba == lag ? count + 1 : count - 1;
	}
	return lag;
}

/* Where the file begins, and its frames with it. */
static void place_frames(struct pm_subfile *file, struct pm_q_log *log)
{
	int32_t lag = majority_lag(log);
	size_t i;

	if (lag >= -LAG_MAX && lag <= LAG_MAX)
		lag = 0;
	else if (lag >= PM_LBA_FIRST - LAG_MAX && lag <= PM_LBA_FIRST + LAG_MAX)
		lag = PM_LBA_FIRST;
	file->first_lba = lag;
	for (i = 0; i < log->count; i++)
		log->list[i].lba += lag;
}

static int load(FILE *f, const char *path, struct pm_subfile *out, struct pm_q_log *log, uint8_t *piece, const struct pm_progress *progress,
		struct pm_error *err)
{
	uint32_t at;
	int status = find_form(f, path, out, piece, err);

	for (at = 0; at < out->sectors && status == PM_OK; at += PIECE_SECTORS) {
		size_t count = out->sectors - at < PIECE_SECTORS ? out->sectors - at : PIECE_SECTORS;

		status = read_sectors(f, path, out, at, count, piece, err);
		if (status == PM_OK && pm_q_log_add_sectors(log, (int32_t)at, piece + out->offset_bytes, count, out->stride_bytes,
							    out->form == PM_SUBCODE_INTERLEAVED) != PM_OK)
			status = pm_error_set(err, PM_E_NOMEM, "out of memory");
		if (status == PM_OK && pm_progress_cancelled(progress))
			status = pm_error_set(err, PM_E_CANCELLED, "stopped");
		pm_progress_report(progress, "reading subcode", at + count, out->sectors);
	}
	if (status == PM_OK)
		place_frames(out, log);
	return status;
}

int pm_subfile_load(const char *path, struct pm_subfile *out, struct pm_q_log *log, const struct pm_progress *progress, struct pm_error *err)
{
	FILE *f;
	uint8_t *piece = NULL;
	int status = pm_file_open(path, &f, err);

	*out = (struct pm_subfile){0};
	if (status != PM_OK)
		return status;
	status = measure(f, path, out, err);
	if (status == PM_OK && !out->sectors)
		status = pm_error_set(err, PM_E_FORMAT, "'%s' is no subcode file: it is shorter than a sector", path);
	if (status == PM_OK) {
		piece = malloc((size_t)PIECE_SECTORS * out->stride_bytes);
		status = piece ? load(f, path, out, log, piece, progress, err) : pm_error_set(err, PM_E_NOMEM, "out of memory");
	}
	free(piece);
	(void)fclose(f);
	return status;
}

/* ---- the disc ---- */

static const char *evidence(const struct pm_vote *vote, char *text, size_t text_bytes)
{
	snprintf(text, text_bytes, "'%s' in %u sector%s%s%s%s", vote->code, vote->votes, vote->votes == 1 ? "" : "s",
		 vote->dissent_count ? ", '" : "", vote->dissent_count ? vote->dissent[0].code : "", vote->dissent_count ? "' elsewhere" : "");
	return text;
}

/* A code that the vote did not confirm: says why.  1: reported, so no rule need miss it. */
static int judge_isrc(const struct pm_vote *vote, int track, struct pm_pos pos, struct pm_diags *diags)
{
	char text[96];

	switch (vote->state) {
	case PM_VOTE_CONFLICT:
		pm_diag_on(pm_diag_add(diags, PM_DIAG_ISRC_CONFLICT, pos, "the Q of track %d has two ISRCs: %s", track,
				       evidence(vote, text, sizeof text)),
			   track, -1);
		return 1;
	case PM_VOTE_MALFORMED:
		pm_diag_on(pm_diag_add(diags, PM_DIAG_ISRC_FORMAT, pos, "the Q of track %d has '%s' where its ISRC belongs", track, vote->code),
			   track, -1);
		return 1;
	case PM_VOTE_WEAK:
		pm_diag_on(pm_diag_add_as(diags, PM_DIAG_SUBCODE_MISMATCH, PM_WARNING, pos, "the ISRC of track %d is not sure: %s; it is left out",
					  track, evidence(vote, text, sizeof text)),
			   track, -1);
		return 1;
	case PM_VOTE_UNREAD:
		pm_diag_on(pm_diag_add(diags, PM_DIAG_SUBCODE_CRC, pos, "too little of the Q of track %d is sound to tell its ISRC", track), track,
			   -1);
		return 1;
	case PM_VOTE_ABSENT:
	case PM_VOTE_CONFIRMED:
	case PM_VOTE_DECLARED:
		break;
	}
	return 0;
}

static int judge_mcn(const struct pm_vote *vote, struct pm_pos pos, struct pm_diags *diags)
{
	char text[96];

	switch (vote->state) {
	case PM_VOTE_CONFLICT:
		pm_diag_add(diags, PM_DIAG_SUBCODE_MISMATCH, pos, "the Q has two catalogue numbers: %s", evidence(vote, text, sizeof text));
		return 1;
	case PM_VOTE_MALFORMED:
		pm_diag_add(diags, PM_DIAG_EAN_FORMAT, pos, "the Q has '%s' where the catalogue number belongs", vote->code);
		return 1;
	case PM_VOTE_WEAK:
		pm_diag_add_as(diags, PM_DIAG_SUBCODE_MISMATCH, PM_WARNING, pos, "the catalogue number is not sure: %s; it is left out",
			       evidence(vote, text, sizeof text));
		return 1;
	case PM_VOTE_UNREAD:
		pm_diag_add(diags, PM_DIAG_SUBCODE_CRC, pos, "too little of the Q is sound to tell the catalogue number");
		return 1;
	case PM_VOTE_ABSENT:
	case PM_VOTE_CONFIRMED:
	case PM_VOTE_DECLARED:
		break;
	}
	return 0;
}

static void take_codes(struct pm_disc *disc, const struct pm_votes *votes, struct pm_pos pos, struct pm_diags *diags)
{
	unsigned n;

	pm_vote_to_disc(votes, disc, pos);
	if (judge_mcn(&votes->mcn, pos, diags))
		disc->poisoned |= PM_POISON_MCN;
	for (n = disc->first_track; n && n <= disc->last_track; n++)
		if (disc->track[n].index[1].lba != PM_LBA_NONE && judge_isrc(&votes->track[n], (int)n, pos, diags))
			disc->track[n].poisoned |= PM_POISON_ISRC;
}

/* The lead-out: where the Q has it, else behind the last sector.  A track without index 01 leaves a disc that cannot be laid out. */
static void settle_layout(struct pm_disc *disc, const struct pm_subfile *file, const struct pm_q_map *map, struct pm_pos pos)
{
	int32_t end = file->first_lba + (int32_t)file->sectors;
	unsigned n;

	if (!map->count || map->region[map->count - 1].track != PM_Q_LEADOUT)
		disc->leadout_lba = end > map->end_lba - LAG_MAX ? end : map->end_lba;
	if (disc->leadout_lba > PM_LBA_MAX)
		disc->leadout_lba = PM_LBA_MAX;
	disc->laid_out = 1;
	for (n = disc->first_track; n <= disc->last_track; n++) {
		struct pm_track *track = &disc->track[n];

		track->pos = pos;
		if (track->index[1].lba != PM_LBA_NONE && track->index[1].lba < disc->leadout_lba)
			continue;
		track->poisoned |= PM_POISON_TIMES;
		disc->poisoned |= PM_POISON_TRACKS;
		disc->laid_out = 0;
	}
}

/* What is wrong with the file as a whole. */
static void judge_file(const struct pm_subfile *file, const struct pm_q_log *log, const char *name, struct pm_pos pos, struct pm_diags *diags)
{
	size_t i, bad = 0;

	for (i = 0; i < log->count; i++)
		bad += !pm_q_crc_fits(log->list[i].q);
	if (file->rest_bytes)
		pm_diag_add(diags, PM_DIAG_AUDIO_TRUNCATED, pos, "%s ends in the middle of a sector: %u bytes behind %u sectors of %u", name,
			    file->rest_bytes, file->sectors, file->stride_bytes);
	if (bad)
		pm_diag_add(diags, PM_DIAG_SUBCODE_CRC, pos, "%zu of %zu Q frames have a CRC that does not fit", bad, log->count);
}

static int make_disc(struct pm_disc *disc, const struct pm_subfile *file, const struct pm_q_log *log, struct pm_pos pos, struct pm_diags *diags,
		     struct pm_error *err)
{
	struct pm_votes *votes = malloc(sizeof *votes);
	struct pm_q_map map;
	int status = votes ? pm_vote_log(log, NULL, NULL, votes, &map) : PM_E_NOMEM;

	if (status != PM_OK) {
		free(votes);
		return pm_error_set(err, status, "out of memory");
	}
	status = pm_q_map_to_disc(&map, disc, pos, diags);
	if (status == PM_E_FORMAT)
		status = pm_error_set(err, status, "'%s' is no subcode of a disc: there are no tracks in its Q",
				      disc->source_name ? disc->source_name : "the file");
	if (status == PM_OK) {
		settle_layout(disc, file, &map, pos);
		take_codes(disc, votes, pos, diags);
	}
	pm_q_map_release(&map);
	free(votes);
	return status;
}

int pm_subfile_read(struct pm_disc *disc, const char *path, const char *name, struct pm_sources *sources, struct pm_diags *diags,
		    const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_subfile file;
	struct pm_source *src;
	struct pm_q_log log;
	int status = pm_sources_add_name(sources, path, name, &src);

	if (status != PM_OK)
		return pm_error_set(err, status, "out of memory");
	disc->pos = pm_pos_file(src);
	pm_q_log_init(&log);
	status = pm_subfile_load(path, &file, &log, progress, err);
	if (status == PM_OK) {
		judge_file(&file, &log, name, disc->pos, diags);
		status = make_disc(disc, &file, &log, disc->pos, diags, err);
	}
	if (status == PM_OK)
		status = pm_subfile_audio(disc, path, &file, disc->pos, diags, err);
	pm_q_log_release(&log);
	return status;
}
