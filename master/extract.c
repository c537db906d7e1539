/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extract.c - the tracks of any source as audio files with tags, and a cue sheet that gives back the disc.  Layer 5.  Source: contract section 2. */
#include "master/extract.h"

#include <stdlib.h>
#include <string.h>

#include "audio/encode.h"
#include "audio/master.h"
#include "audio/program.h"
#include "base/path.h"
#include "cue/cue.h"
#include "master/internal.h"

#define BLOCK_SECTORS 112
#define PAUSE_SECTORS 150
#define MAX_PIECES 101 /* the two seconds, hidden audio, 99 tracks */

/* One file to write. */
struct piece {
	unsigned track;             /* 0: before track 1 */
	int32_t start_lba, end_lba;
	int in_cue;
	char *name;                 /* owned */
};

struct job {
	struct pm_session *s;
	const struct pm_extract_request *request;
	struct pm_extract_result *result;
	struct pm_disc *disc;
	struct pm_program *program;
	struct pm_out *out;
	uint8_t *block;             /* BLOCK_SECTORS; owned */
	struct piece piece[MAX_PIECES];
	size_t count;
	uint64_t done_sectors, total_sectors;
	int lead_sound;             /* 1: the two seconds before LBA 0 are not silent */
	int partial;                /* 1: not all tracks are wanted, so no cue sheet */
};

static int no_memory(struct job *j) { return pm_error_set(&j->s->error, PM_E_NOMEM, "out of memory"); }

/* ---- which files ---- */

static int wanted(const struct job *j, unsigned track) { return !j->request->some_tracks || j->request->track[track]; }

static int add_piece(struct job *j, unsigned track, int32_t start_lba, int32_t end_lba, int in_cue)
{
	struct piece *p = &j->piece[j->count];

	if (end_lba <= start_lba)
		return PM_OK;
	if (!wanted(j, track)) {
		j->partial = 1;
		return PM_OK;
	}
	*p = (struct piece){ track, start_lba, end_lba, in_cue, NULL };
	if (!in_cue)
		p->name = pm_str_printf("00 Lead-in pause.%s", pm_encoding_extension(j->request->encoding));
	else
		p->name = pm_extract_name(j->disc, track, pm_encoding_extension(j->request->encoding));
	if (!p->name)
		return no_memory(j);
	j->count++;
	j->total_sectors += (uint64_t)(end_lba - start_lba);
	return PM_OK;
}

/* Where a track's file begins: with its pause or with its index 01. */
static int32_t file_start(const struct job *j, unsigned track)
{
	int32_t lba = j->request->gaps == PM_GAPS_NEXT ? pm_track_first_lba(j->disc, track) : j->disc->track[track].index[1].lba;

	return lba < 0 && j->disc->track[track].index[1].lba >= 0 ? 0 : lba;
}

/* A track that was named and is not there is a slip of the user's, not of the source; 0 is what lies before the first. */
static int check_wanted(struct job *j)
{
	const struct pm_disc *disc = j->disc;
	int before = j->count && j->piece[0].track == 0;
	unsigned n;

	for (n = 0; j->request->some_tracks && n < 100; n++) {
		if (!j->request->track[n] || (n ? n >= disc->first_track && n <= disc->last_track : before))
			continue;
		if (n == 0)
			return pm_error_set(&j->s->error, PM_E_USAGE, "'%s' has nothing before track %u: leave 0 out of --tracks", disc->source_name,
					    disc->first_track);
		if (disc->first_track == disc->last_track)
			return pm_error_set(&j->s->error, PM_E_USAGE, "'%s' has no track %u: it has track %u only", disc->source_name, n,
					    disc->first_track);
		return pm_error_set(&j->s->error, PM_E_USAGE, "'%s' has no track %u: it has tracks %u to %u", disc->source_name, n, disc->first_track,
				    disc->last_track);
	}
	return PM_OK;
}

static int plan(struct job *j)
{
	const struct pm_disc *disc = j->disc;
	unsigned n;
	int status = PM_OK;

	if (j->lead_sound)
		status = add_piece(j, 0, PM_LBA_FIRST, 0, 0);
	if (status == PM_OK)
		status = add_piece(j, 0, 0, file_start(j, disc->first_track), 1);
	for (n = disc->first_track; status == PM_OK && n <= disc->last_track; n++)
		status = add_piece(j, n, file_start(j, n), n < disc->last_track ? file_start(j, n + 1) : disc->leadout_lba, 1);
	if (status == PM_OK)
		status = check_wanted(j);
	if (status == PM_OK && j->count == 0)
		status = pm_error_set(&j->s->error, PM_E_RANGE, "'%s' has none of the wanted tracks", disc->source_name);
	if (status == PM_OK && !j->partial && disc->track[disc->first_track].index[1].lba < 0)
		status = pm_error_set(&j->s->error, PM_E_UNSUPPORTED, "the first track begins before LBA 0, which no cue sheet can say; --tracks goes without one");
	return status;
}

/* ---- tags ---- */

/* The text in the first block that has it. */
static const char *text_of(const struct pm_disc *disc, unsigned track, enum pm_text_field field)
{
	int b;

	for (b = 0; b < PM_BLOCKS; b++)
		if (disc->block[b].present && disc->block[b].of[track].field[field])
			return disc->block[b].of[track].field[field];
	return NULL;
}

/* A track's own text, else the disc's. */
static const char *text_or_disc(const struct pm_disc *disc, unsigned track, enum pm_text_field field)
{
	const char *own = track ? text_of(disc, track, field) : NULL;

	return own ? own : text_of(disc, 0, field);
}

static void fill_tags(const struct pm_disc *disc, const struct piece *p, struct pm_tags *tags)
{
	unsigned n = p->track;

	memset(tags, 0, sizeof(*tags));
	tags->title = n ? text_of(disc, n, PM_TEXT_TITLE) : p->in_cue ? "Hidden audio" : "Lead-in pause";
	tags->artist = text_or_disc(disc, n, PM_TEXT_PERFORMER);
	tags->album = text_of(disc, 0, PM_TEXT_TITLE);
	tags->album_artist = text_of(disc, 0, PM_TEXT_PERFORMER);
	tags->songwriter = text_or_disc(disc, n, PM_TEXT_SONGWRITER);
	tags->composer = text_or_disc(disc, n, PM_TEXT_COMPOSER);
	tags->arranger = text_or_disc(disc, n, PM_TEXT_ARRANGER);
	tags->message = n ? text_of(disc, n, PM_TEXT_MESSAGE) : NULL;
	tags->genre = text_of(disc, 0, PM_TEXT_GENRE);
	if (!tags->genre && disc->block[0].genre_code > 1)
		tags->genre = pm_genre_name(disc->block[0].genre_code);
	tags->isrc = n ? disc->track[n].isrc.text : NULL;
	tags->barcode = disc->mcn.text;
	tags->catalogue = disc->master_id;
	tags->label = disc->label;
	tags->date = disc->release_date;
	tags->track = n;
	tags->track_total = disc->last_track;
	tags->pre_emphasis = n && (disc->track[n].control & PM_CONTROL_PRE);
	tags->at_samples = (uint64_t)((int64_t)p->start_lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES;
}

/* ---- writing ---- */

static int step(struct job *j, size_t sectors, const char *phase)
{
	j->done_sectors += sectors;
	pm_progress_report(j->request->open.progress, phase, j->done_sectors, j->total_sectors);
	return pm_progress_cancelled(j->request->open.progress) ? pm_error_set(&j->s->error, PM_E_CANCELLED, "stopped") : PM_OK;
}

static size_t next_block(int32_t lba, int32_t end_lba) { return end_lba - lba < BLOCK_SECTORS ? (size_t)(end_lba - lba) : BLOCK_SECTORS; }

static int encode(struct job *j, const struct piece *p, struct pm_out_file *file)
{
	struct pm_error *err = &j->s->error;
	struct pm_encoder *encoder = NULL;
	struct pm_tags tags;
	int32_t lba;
	size_t n;
	int status;

	fill_tags(j->disc, p, &tags);
	status = pm_encoder_new(&encoder, j->request->encoding, file, (uint64_t)(p->end_lba - p->start_lba) * PM_SECTOR_SAMPLES, &tags, err);
	for (lba = p->start_lba; status == PM_OK && lba < p->end_lba; lba += (int32_t)n) {
		n = next_block(lba, p->end_lba);
		status = pm_program_read(j->program, lba, j->block, n, err);
		if (status == PM_OK)
			status = pm_encoder_add(encoder, j->block, n * PM_SECTOR_SAMPLES, err);
		if (status == PM_OK)
			status = step(j, n, "writing");
	}
	if (status == PM_OK) {
		status = pm_encoder_end(encoder, err);
		encoder = NULL;
	}
	pm_encoder_free(encoder);
	return status;
}

static int write_piece(struct job *j, const struct piece *p)
{
	struct pm_out_file *file = NULL;
	uint64_t hint = j->request->encoding == PM_ENCODE_WAV ? (uint64_t)(p->end_lba - p->start_lba) * PM_SECTOR_BYTES : 0;
	int status = pm_out_create(j->out, p->name, hint, &file, &j->s->error), closed;

	if (status != PM_OK)
		return status;
	status = encode(j, p, file);
	closed = pm_out_close(file, &j->s->error);
	return status != PM_OK ? status : closed;
}

static int name_cue(struct job *j)
{
	char *name = NULL;
	int status = pm_set_name(j->request->name, j->disc, j->disc->source_name, &name, &j->s->error);

	if (status == PM_OK && !(j->result->cue_name = pm_str_printf("%s.cue", name)))
		status = no_memory(j);
	free(name);
	return status;
}

static int write_cue(struct job *j)
{
	struct pm_cue_piece piece[MAX_PIECES];
	struct pm_buf text;
	size_t i, count = 0;
	int status;

	for (i = 0; i < j->count; i++)
		if (j->piece[i].in_cue)
			piece[count++] = (struct pm_cue_piece){ (uint8_t)j->piece[i].track, j->piece[i].start_lba, j->piece[i].end_lba, j->piece[i].name };
	pm_buf_init(&text);
	status = pm_cue_write_pieces(j->disc, piece, count, &text);
	if (status == PM_OK)
		status = pm_out_put(j->out, j->result->cue_name, text.data, text.length_bytes, &j->s->error);
	pm_buf_release(&text);
	return status;
}

/* ---- the proof ---- */

/* A disc of one file, to read it back as any master is read. */
static int open_file(struct job *j, const struct piece *p, struct pm_disc **out, struct pm_program **program)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);
	struct pm_probe_options probe = { 0 };
	struct pm_diags diags;
	uint32_t file = 0;
	int status;

	*out = disc;
	if (!disc)
		return no_memory(j);
	pm_diags_init(&diags);
	status = pm_disc_add_file(disc, p->name, PM_FILE_MASTER, pm_pos_none(), &file);
	if (status == PM_OK && !(disc->file[file].path = pm_path_join(pm_out_dir(j->out), p->name)))
		status = PM_E_NOMEM;
	if (status == PM_OK)
		status = pm_audio_probe(disc, &probe, &diags, &j->s->error);
	pm_diags_release(&diags);
	if (status == PM_OK && (disc->file[file].unusable || disc->file[file].length_samples != (uint64_t)(p->end_lba - p->start_lba) * PM_SECTOR_SAMPLES))
		return pm_error_set(&j->s->error, PM_E_IO, "'%s' does not read back", p->name);
	if (status == PM_OK)
		status = pm_disc_add_span(disc, file, 0, disc->file[file].length_samples);
	disc->leadout_lba = p->end_lba - p->start_lba + PM_LBA_FIRST;
	disc->laid_out = 1;
	return status == PM_OK ? pm_program_open(program, disc, &j->s->error) : status;
}

static int prove_file(struct job *j, const struct piece *p)
{
	struct pm_program *program = NULL;
	struct pm_disc *disc = NULL;
	uint8_t *other = malloc((size_t)BLOCK_SECTORS * PM_SECTOR_BYTES);
	int status = other ? open_file(j, p, &disc, &program) : no_memory(j);
	int32_t lba;
	size_t n;

	for (lba = p->start_lba; status == PM_OK && lba < p->end_lba; lba += (int32_t)n) {
		n = next_block(lba, p->end_lba);
		status = pm_program_read(j->program, lba, j->block, n, &j->s->error);
		if (status == PM_OK)
			status = pm_program_read(program, lba - p->start_lba + PM_LBA_FIRST, other, n, &j->s->error);
		if (status == PM_OK && memcmp(j->block, other, n * PM_SECTOR_BYTES) != 0)
			status = pm_error_set(&j->s->error, PM_E_IO, "'%s' does not read back with the samples it was given", p->name);
		if (status == PM_OK)
			status = step(j, n, "proving");
	}
	pm_program_close(program);
	pm_disc_free(disc);
	free(other);
	return status;
}

/* A text that cannot stand on one line of a cue sheet is written without what breaks it, and then not compared. */
static int texts_fit(const struct pm_disc *disc)
{
	static const enum pm_text_field fields[] = { PM_TEXT_TITLE, PM_TEXT_PERFORMER, PM_TEXT_SONGWRITER };
	const char *c;
	unsigned n;
	size_t f;

	for (n = 0; n <= disc->last_track; n++)
		for (f = 0; f < 3; f++)
			for (c = disc->block[0].of[n].field[fields[f]]; c && *c; c++)
				if ((unsigned char)*c < 0x20 || *c == 0x7f)
					return 0;
	return 1;
}

/* The cue sheet reads back as the same disc: fields that it can hold, and where every sample lies. */
static int prove_cue(struct job *j)
{
	const unsigned beyond = PM_DIFF_MASTER_ID | PM_DIFF_CDTEXT_CODES | PM_DIFF_LANGUAGE | PM_DIFF_GENRE_CODE | PM_DIFF_COPY | PM_DIFF_BLOCKS |
	                        PM_DIFF_QUOTES | PM_DIFF_TEXT(PM_TEXT_COMPOSER) | PM_DIFF_TEXT(PM_TEXT_ARRANGER) | PM_DIFF_TEXT(PM_TEXT_MESSAGE) |
	                        PM_DIFF_TEXT(PM_TEXT_DISC_ID) | PM_DIFF_TEXT(PM_TEXT_GENRE) | PM_DIFF_TEXT(PM_TEXT_CLOSED);
	unsigned leave_out = beyond | (texts_fit(j->disc) ? 0 : PM_DIFF_CDTEXT);
	char *path = pm_path_join(pm_out_dir(j->out), j->result->cue_name);
	struct pm_open_options open = { .progress = j->request->open.progress };
	struct pm_disc *back = NULL;
	struct pm_session session;
	int status;

	pm_session_init(&session);
	status = path ? pm_open(&session, path, &open, &back) : PM_E_NOMEM;
	if (status != PM_OK)
		pm_error_set(&j->s->error, status, "the written cue sheet does not read back: %s", session.error.message);
	else if (j->lead_sound) /* what no cue sheet can place is not compared through it; the files were, one by one */
		status = pm_prove_fields(j->disc, back, &session.diags, leave_out, &j->s->error);
	else
		status = pm_prove_read_back(j->disc, back, &session.diags, leave_out, PM_LBA_FIRST, j->request->open.progress, &j->s->error);
	pm_close(back);
	pm_session_release(&session);
	free(path);
	return status;
}

static int prove(struct job *j)
{
	size_t i;
	int status = PM_OK;

	j->done_sectors = 0;
	/* Through the whole cue sheet every sample is compared once: then not file by file. */
	for (i = 0; status == PM_OK && (j->partial || j->lead_sound) && i < j->count; i++)
		status = prove_file(j, &j->piece[i]);
	if (status == PM_OK && !j->partial)
		status = prove_cue(j);
	return status;
}

/* ---- the whole ---- */

/* The two seconds before LBA 0: read first, for a cue sheet has no place for what sounds there. */
static int look_at_lead(struct job *j)
{
	size_t i, n = PAUSE_SECTORS - BLOCK_SECTORS;
	int status = pm_program_read(j->program, PM_LBA_FIRST, j->block, BLOCK_SECTORS, &j->s->error);

	for (i = 0; status == PM_OK && i < (size_t)BLOCK_SECTORS * PM_SECTOR_BYTES; i++)
		j->lead_sound |= j->block[i] != 0;
	if (status == PM_OK)
		status = pm_program_read(j->program, PM_LBA_FIRST + BLOCK_SECTORS, j->block, n, &j->s->error);
	for (i = 0; status == PM_OK && i < n * PM_SECTOR_BYTES; i++)
		j->lead_sound |= j->block[i] != 0;
	if (j->lead_sound && wanted(j, 0))
		pm_diag_hint(pm_diag_add_as(&j->s->diags, PM_DIAG_CUE_LEAD_AUDIO, PM_WARNING, j->disc->pos,
		                            "there is audio in the two seconds before LBA 0, which no cue sheet can place"),
		             "it is in '00 Lead-in pause', beside the files that the cue sheet names");
	return status;
}

static int write_all(struct job *j)
{
	size_t i;
	int status = look_at_lead(j);

	if (status == PM_OK)
		status = plan(j);
	for (i = 0; status == PM_OK && i < j->count; i++)
		status = write_piece(j, &j->piece[i]);
	if (status == PM_OK && !j->partial) {
		status = name_cue(j);
		if (status == PM_OK)
			status = write_cue(j);
	}
	if (status == PM_OK)
		status = prove(j);
	if (status == PM_OK) {
		status = pm_out_commit(j->out, &j->s->error);
		j->out = NULL;
	}
	j->result->file_count = j->count;
	j->result->extracted = status == PM_OK;
	return status;
}

static int run(struct job *j)
{
	int status = pm_program_open(&j->program, j->disc, &j->s->error);
	size_t i;

	j->block = malloc((size_t)BLOCK_SECTORS * PM_SECTOR_BYTES);
	if (status == PM_OK)
		status = j->block ? write_all(j) : no_memory(j);
	for (i = 0; i < j->count; i++)
		free(j->piece[i].name);
	pm_program_close(j->program);
	free(j->block);
	return status;
}

/* Data is never taken for audio, whatever --allow says; what nobody asked for is no fault. */
static void report_data(struct pm_session *s, const struct pm_disc *disc, const struct pm_extract_request *request)
{
	struct pm_diag *diag;
	unsigned n;

	for (n = disc->first_track; n && n <= disc->last_track; n++) {
		if (!(disc->track[n].control & PM_CONTROL_DATA) || (request->some_tracks && !request->track[n]))
			continue;
		diag = pm_diag_add_as(&s->diags, PM_DIAG_DATA_TRACK, PM_ERROR, disc->track[n].pos, "track %u is a data track, want audio", n);
		pm_diag_hint(pm_diag_on(pm_diag_insist(diag), (int)n, -1), "--audio-only leaves it out");
	}
}

static int forbidden(const struct pm_session *s, const struct pm_extract_request *request)
{
	return s->diags.count_of[PM_ERROR] > 0 || (request->strict && s->diags.count_of[PM_WARNING] > 0) || s->diags.out_of_memory;
}

int pm_verb_extract(struct pm_session *s, const char *path, const struct pm_extract_request *request, struct pm_extract_result *result)
{
	static const char *const names[] = { "*.wav", "*.flac", "*.cue", NULL };
	struct job *j = calloc(1, sizeof(*j));
	int status;

	memset(result, 0, sizeof(*result));
	if (!j)
		return pm_error_set(&s->error, PM_E_NOMEM, "out of memory");
	j->s = s;
	j->request = request;
	j->result = result;
	status = pm_out_begin(&j->out, request->out_dir, request->force, names, &s->error);
	if (status == PM_OK)
		status = pm_open(s, path, &request->open, &result->disc);
	j->disc = result->disc;
	if (status == PM_OK) {
		if (j->disc->laid_out) /* else its faults are why nothing can be extracted */
			pm_soften_read_back(s, j->disc, 0);
		pm_insist_on_reasons(s, j->disc, 0);
		report_data(s, j->disc, request);
	}
	if (status == PM_OK && !forbidden(s, request)) {
		if (!j->disc->laid_out || j->disc->last_track == 0 || (j->disc->poisoned & PM_POISON_AUDIO) || j->disc->span_count == 0)
			status = pm_error_set(&s->error, PM_E_FORMAT, "'%s' holds no audio: there is nothing to extract", j->disc->source_name);
		else
			status = run(j);
	}
	pm_out_abort(j->out);
	free(j);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot extract '%s': %s", path, pm_status_text(status));
}

void pm_extract_result_release(struct pm_extract_result *result)
{
	pm_close(result->disc);
	free(result->cue_name);
	memset(result, 0, sizeof(*result));
}
