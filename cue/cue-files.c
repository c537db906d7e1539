/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue-files.c - FILE, TRACK, INDEX, PREGAP and POSTGAP.  Layer 4.  Source: shared/reference/cue-toc.md sections 1, 3 and 5. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cue/cue-reader.h"

/* ---- files ---- */

void pm_cue_do_cdtextfile(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_cue_word name;

	if (!pm_cue_take_text(r, value, &name))
		return;
	if (r->cdtext_pos)
		*r->cdtext_pos = pm_cue_pos(r, &name);
	if (!r->cdtext_file || *r->cdtext_file)
		return;
	*r->cdtext_file = pm_str_dup_n(name.text, name.length_bytes);
	if (!*r->cdtext_file)
		r->no_memory = 1;
}

enum file_type { TYPE_CONTAINER, TYPE_BINARY, TYPE_MOTOROLA, TYPE_MP3, TYPE_UNKNOWN };

/* WAVE is written for whatever the ripper made: the container in the file decides. */
static enum file_type file_type(const struct pm_cue_word *w)
{
	static const char *const container[] = {"WAVE", "AIFF", "FLAC", "AU", "OGG", "WAV", "AIF", "APE", "ALAC", "WV", "WAVPACK", "TTA", "M4A"};
	size_t i;

	if (pm_cue_word_is(w, "BINARY"))
		return TYPE_BINARY;
	if (pm_cue_word_is(w, "MOTOROLA"))
		return TYPE_MOTOROLA;
	if (pm_cue_word_is(w, "MP3"))
		return TYPE_MP3;
	for (i = 0; i < sizeof container / sizeof *container; i++)
		if (pm_cue_word_is(w, container[i]))
			return TYPE_CONTAINER;
	return TYPE_UNKNOWN;
}

static int has_container_name(const char *name)
{
	static const char *const extension[] = {"wav", "wave", "aif", "aiff", "aifc", "flac", "w64", "rf64", "bwf"};
	size_t i;

	for (i = 0; i < sizeof extension / sizeof *extension; i++)
		if (pm_path_has_extension(name, extension[i]))
			return 1;
	return 0;
}

/* FILE my file.bin BINARY: the last word is the type, the rest the name. */
static void split_unquoted(const struct pm_cue_word *value, struct pm_cue_word *name, struct pm_cue_word *type)
{
	size_t end = value->length_bytes, cut = end;

	while (cut > 0 && value->text[cut - 1] != ' ' && value->text[cut - 1] != '\t')
		cut--;
	*type = pm_cue_part(value, cut, end);
	while (cut > 0 && (value->text[cut - 1] == ' ' || value->text[cut - 1] == '\t'))
		cut--;
	*name = pm_cue_part(value, 0, cut);
}

/* Name and type of a FILE line; 0: reported.  type->length_bytes 0: the line has none. */
static int split_file(struct pm_cue_reader *r, const struct pm_cue_word *value, struct pm_cue_word *name, struct pm_cue_word *type)
{
	struct pm_cue_word rest, inner;
	size_t at = 0;

	if (pm_cue_is_quoted(value)) {
		if (!pm_cue_take_quoted(r, value, name, &rest))
			return 0;
		return pm_cue_next_word(&rest, &at, type) ? pm_cue_at_end(r, &rest, at) : 1;
	}
	split_unquoted(value, name, type);
	if (!name->length_bytes) {
		*name = *value;
		type->length_bytes = 0;
	} else if (file_type(type) == TYPE_UNKNOWN) {
		split_unquoted(name, &rest, &inner);
		if (rest.length_bytes && file_type(&inner) != TYPE_UNKNOWN) {
			pm_cue_complain(r, type, "'%.*s' is too much for FILE", PM_CUE_ARG(*type));
			return 0;
		}
		*name = *value;
		type->length_bytes = 0;
	}
	return 1;
}

/* How the file is to be read, with what is odd about its line. */
static enum pm_file_kind file_kind(struct pm_cue_reader *r, const struct pm_cue_word *type, const char *name, int *unusable)
{
	enum file_type t = type->length_bytes ? file_type(type) : TYPE_UNKNOWN;

	*unusable = 0;
	if (!type->length_bytes)
		pm_cue_warn(r, &r->command, "has no type behind its name (WAVE, BINARY, ...)");
	else if (t == TYPE_UNKNOWN)
		pm_cue_warn(r, type, "has a type that is not known (WAVE, AIFF, FLAC, BINARY, MOTOROLA)");
	if (t == TYPE_MP3 && !has_container_name(name)) {
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_AUDIO_FORMAT, pm_cue_pos(r, type), "'%.200s' is an MP3, and no master", name),
			     "masters are WAV, AIFF or FLAC, 44.1 kHz, 16 bit, stereo");
		*unusable = 1;
	}
	if (t == TYPE_BINARY || t == TYPE_MOTOROLA) {
		if (!has_container_name(name))
			return t == TYPE_BINARY ? PM_FILE_RAW_LE : PM_FILE_RAW_BE;
		pm_cue_warn(r, type, "says the file is raw, and its name says it is not: it is read by what it holds");
	}
	if (t == TYPE_UNKNOWN && !type->length_bytes && pm_path_has_extension(name, "bin"))
		return PM_FILE_RAW_LE;
	return PM_FILE_MASTER;
}

void pm_cue_do_file(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_cue_word name = {"", 0, r->command.at}, type = {"", 0, 0};
	enum pm_file_kind kind;
	uint32_t number;
	int unusable = 1, good;
	char *copy;

	r->file_lines++;
	good = split_file(r, value, &name, &type);
	if (good && !name.length_bytes) {
		pm_cue_complain(r, &r->command, "FILE has no name");
		good = 0;
	}
	copy = pm_str_dup_n(name.text, name.length_bytes);
	if (!copy) {
		r->no_memory = 1;
		return;
	}
	kind = good ? file_kind(r, &type, copy, &unusable) : PM_FILE_MASTER;
	if (pm_disc_add_file(r->disc, copy, kind, pm_cue_pos(r, &name), &number) != PM_OK) {
		r->no_memory = 1;
	} else {
		if (unusable) {
			r->disc->file[number].unusable = 1;
			r->disc->poisoned |= PM_POISON_AUDIO;
		}
		pm_cue_walk_file(r, number);
		r->file_in_track = r->track != 0;
	}
	free(copy);
}

/* ---- tracks ---- */

struct mode {
	const char *name;
	uint16_t sector_bytes;
	uint8_t control;
};

static const struct mode modes[] = {
	{"AUDIO", 2352, 0},
	{"CDG", 2448, 0},
	{"MODE1/2048", 2048, PM_CONTROL_DATA},
	{"MODE1/2352", 2352, PM_CONTROL_DATA},
	{"MODE2/2048", 2048, PM_CONTROL_DATA},
	{"MODE2/2324", 2324, PM_CONTROL_DATA},
	{"MODE2/2336", 2336, PM_CONTROL_DATA},
	{"MODE2/2352", 2352, PM_CONTROL_DATA},
	{"CDI/2336", 2336, PM_CONTROL_DATA},
	{"CDI/2352", 2352, PM_CONTROL_DATA},
	{"MODEX/2XXX", 2352, PM_CONTROL_DATA}, /* EAC, for a data track it has not read */
	{"CDI/2048", 2048, PM_CONTROL_DATA},
	{"MODE1/2448", 2448, PM_CONTROL_DATA},
	{"MODE2/2448", 2448, PM_CONTROL_DATA},
};

/* Raw files: how far from sector to sector.  Two sizes in one file leave no way to tell where the audio is. */
static void note_sector_size(struct pm_cue_reader *r, const struct mode *mode)
{
	struct pm_file *file = r->have_file ? &r->disc->file[r->file] : NULL;

	if (!file || file->kind == PM_FILE_MASTER || r->file_sector_bytes == mode->sector_bytes)
		return;
	if (!r->file_sector_bytes) {
		r->file_sector_bytes = mode->sector_bytes;
		file->sector_stride_bytes = mode->sector_bytes;
	} else if (!file->unusable) {
		pm_diag_add(r->diags, PM_DIAG_AUDIO_FORMAT, pm_cue_pos(r, &r->line),
			    "'%.200s' holds sectors of %u and of %u bytes: its audio cannot be found", file->name, r->file_sector_bytes,
			    mode->sector_bytes);
		file->unusable = 1;
		r->disc->poisoned |= PM_POISON_AUDIO;
	}
}

static void take_mode(struct pm_cue_reader *r, const struct pm_cue_word *word)
{
	size_t i;

	for (i = 0; i < sizeof modes / sizeof *modes; i++)
		if (pm_cue_word_is(word, modes[i].name)) {
			if (r->track > 0)
				r->disc->track[r->track].control |= modes[i].control;
			note_sector_size(r, &modes[i]);
			return;
		}
	pm_diag_hint(pm_cue_complain(r, word, "unknown track mode '%.*s'", PM_CUE_ARG(*word)), "audio tracks are TRACK nn AUDIO");
}

/* What the number says against the one before; before is -1 where that could not be read.  0: reported. */
static int check_number(struct pm_cue_reader *r, const struct pm_cue_word *word, int number, int before)
{
	if (!word->length_bytes)
		; /* reported as a line without a value */
	else if (number < 0)
		pm_cue_complain(r, word, "TRACK '%.*s' is no number", PM_CUE_ARG(*word));
	else if (number < 1 || number > 99)
		pm_diag_breaks(pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pm_cue_pos(r, word), "TRACK %d: a CD has tracks 1 to 99", number),
			       PM_DIAG_CUE_SYNTAX);
	else if (r->track > 0 && number == r->track + 1)
		return 1; /* a wrong number before it is reported */
	else if (r->track_lines > 1 && before > 0 && number <= before)
		pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pm_cue_pos(r, word), "TRACK %02d comes after TRACK %02d", number, before);
	else if (r->track_is_lost && number == before + 2)
		return 1;
	else if (r->track_lines > 1 && before > 0 && number > before + 1)
		pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pm_cue_pos(r, word), "TRACK %02d follows TRACK %02d: numbers are missing", number, before);
	else
		return 1;
	r->disc->poisoned |= PM_POISON_TRACKS;
	return 0;
}

/* Numbers in the model run on without holes, whatever the sheet's are. */
static void open_track(struct pm_cue_reader *r, int number, const struct pm_cue_word *word)
{
	int good;

	pm_cue_walk_track_end(r);
	good = check_number(r, word, number, r->declared);
	if (r->track < 0 || r->track == 99) {
		if (r->track == 99 && good)
			pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, pm_cue_pos(r, word), "the sheet has more than 99 tracks");
		r->disc->poisoned |= PM_POISON_TRACKS;
		r->track = -1;
	} else if (!r->track) {
		r->track = r->first = number > 0 && number < 100 ? number : 1;
	} else {
		r->track++;
	}
	r->declared = number > 0 && number < 100 ? number : -1;
	if (r->track > 0)
		r->disc->last_track = (uint8_t)r->track;
	r->seen_in_track = 0;
	r->track_is_lost = 0;
	r->file_in_track = 0;
	r->track_pos = pm_cue_pos(r, &r->line);
	if (r->track > 0)
		r->disc->track[r->track].pos = r->track_pos;
}

static int set_source_name(struct pm_cue_reader *r)
{
	struct pm_track *track = &r->disc->track[r->track];

	free(track->source_name);
	track->source_name = pm_str_dup(r->disc->file[r->file].name);
	return track->source_name ? PM_OK : PM_E_NOMEM;
}

void pm_cue_do_track(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_cue_word number = {"", 0, r->command.at}, mode;
	size_t at = 0;

	r->track_lines++;
	if (r->track_lines == 1)
		pm_cue_walk_first_track(r);
	if (!pm_cue_next_word(value, &at, &number))
		pm_cue_complain(r, &r->command, "nothing stands behind TRACK");
	open_track(r, pm_cue_take_number(&number), &number);
	if (!r->file_lines && r->track_lines == 1)
		pm_diag_hint(pm_cue_complain(r, &r->command, "TRACK stands before any FILE"),
			     "FILE \"name.wav\" WAVE belongs above the tracks it holds");
	if (!number.length_bytes)
		return;
	if (!pm_cue_next_word(value, &at, &mode) && pm_cue_take_number(&number) < 0)
		return; /* reported as no number */
	if (!mode.length_bytes)
		pm_diag_hint(pm_cue_complain(r, &number, "TRACK has no mode"), "audio tracks are TRACK nn AUDIO");
	else if (pm_cue_at_end(r, value, at))
		take_mode(r, &mode);
}

/* ---- times ---- */

/* Reported: what the track's other indexes and times are cannot be told. */
static void index_line_is_bad(struct pm_cue_reader *r)
{
	r->index_line_bad = 1;
	if (r->track > 0)
		r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
}

/* 00 or 01 first, then one more each time. */
static int check_index_number(struct pm_cue_reader *r, const struct pm_cue_word *word, int index)
{
	int wanted = r->index_last + 1;
	struct pm_diag *d;

	if (index < 0) {
		pm_cue_complain(r, word, "INDEX '%.*s' is no number", PM_CUE_ARG(*word));
		index_line_is_bad(r);
		return 0;
	}
	if (index == wanted || (r->index_last < 0 && index == 1) || (r->index_line_bad && index > r->index_last && index < 100))
		return 1;
	if (r->index_line_bad && index < 100) /* follows from what is reported */
		return 0;
	d = index <= r->index_last ? pm_diag_add(r->diags, PM_DIAG_INDEX_ORDER, pm_cue_pos(r, word), "INDEX %02d comes after INDEX %02d", index,
						 r->index_last)
	    : index > 99 ? pm_diag_add(r->diags, PM_DIAG_INDEX_COUNT, pm_cue_pos(r, word), "INDEX %d: a track has indexes 0 to 99", index)
			 : pm_diag_add(r->diags, PM_DIAG_INDEX_COUNT, pm_cue_pos(r, word), "INDEX %02d: want INDEX %02d here", index,
				       r->index_last < 0 ? 1 : wanted);
	pm_diag_breaks(pm_diag_on(d, r->track, index > 99 ? -1 : index), PM_DIAG_CUE_SYNTAX);
	index_line_is_bad(r);
	return index > r->index_last && index < 100;
}

void pm_cue_do_index(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_cue_word number, time;
	uint32_t sectors = 0;
	size_t at = 0;
	int index;

	(void)pm_cue_next_word(value, &at, &number);
	index = pm_cue_take_number(&number);
	if (!pm_cue_next_word(value, &at, &time) && index >= 0) {
		pm_diag_hint(pm_cue_complain(r, &number, "INDEX %.*s has no time", PM_CUE_ARG(number)), "write INDEX 01 mm:ss:ff");
		index_line_is_bad(r);
		return;
	}
	if (!check_index_number(r, &number, index))
		return;
	if (!pm_cue_at_end(r, value, at) || !pm_cue_take_msf(r, &time, &sectors) || !r->have_file)
		index_line_is_bad(r);
	else if (r->track > 0)
		pm_cue_walk_index(r, index, sectors, pm_cue_pos(r, &r->line));
	r->index_last = index;
	if (index != 1)
		return;
	r->have_index_one = 1;
	if (r->have_file && r->track > 0 && set_source_name(r) != PM_OK)
		r->no_memory = 1;
}

void pm_cue_do_pregap(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	uint32_t sectors;

	if (r->index_last >= 0)
		pm_diag_hint(pm_cue_complain(r, &r->command, "PREGAP stands behind an INDEX of its track"), "PREGAP belongs above the INDEX lines");
	else if (pm_cue_take_msf(r, value, &sectors))
		r->pregap_sectors = sectors;
}

void pm_cue_do_postgap(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	uint32_t sectors;

	if (pm_cue_take_msf(r, value, &sectors))
		r->postgap_sectors = sectors;
}

void pm_cue_do_nothing(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	(void)value;
	pm_diag_add_as(r->diags, PM_DIAG_CDTEXT_DROPPED, PM_NOTE, pm_cue_pos(r, &r->command), "%.*s is made anew, not carried over",
		       PM_CUE_ARG(r->command));
}
