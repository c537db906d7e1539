/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-track.c - the statements of a track in a cdrdao TOC.  Layer 4.
 * Source: shared/reference/cue-toc.md section 6.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cue/toc-reader.h"

#define SAMPLES(sectors) ((uint64_t)(sectors)*PM_SECTOR_SAMPLES)
#define SUBCODE_BYTES 96

/* ---- TRACK mode [RW | RW_RAW] ---- */

static const struct {
	const char *word;
	uint32_t sector_bytes;
	int data;
} modes[] = {
	{"AUDIO", 2352, 0},     {"MODE0", 2336, 1},       {"MODE1", 2048, 1},       {"MODE1_RAW", 2352, 1},      {"MODE2", 2336, 1},
	{"MODE2_RAW", 2352, 1}, {"MODE2_FORM1", 2048, 1}, {"MODE2_FORM2", 2324, 1}, {"MODE2_FORM_MIX", 2336, 1},
};
#define MODE_COUNT (sizeof modes / sizeof *modes)

static size_t find_mode(const struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < MODE_COUNT && !pm_toc_is_word(r, modes[i].word); i++)
		;
	return i;
}

static void number_track(struct pm_toc_reader *r)
{
	int number = r->next_number ? r->next_number : 1;

	r->next_number = number + 1;
	if (r->track < 0)
		return;
	if (number > 99) {
		pm_diag_add(r->diags, PM_DIAG_TRACK_COUNT, r->track_pos, "this is track %d, and a CD has tracks 1 to 99", number);
		r->disc->poisoned |= PM_POISON_TRACKS;
		r->track = -1;
		return;
	}
	r->track = number;
	if (!r->disc->last_track)
		r->disc->first_track = (uint8_t)number;
	r->disc->last_track = (uint8_t)number;
	r->disc->track[number].pos = r->track_pos;
}

static int is_statement(const struct pm_toc_reader *r);

void pm_toc_track(struct pm_toc_reader *r)
{
	size_t mode;

	r->track_lines++;
	r->track_pos = pm_toc_pos(r, &r->token);
	number_track(r);
	r->phase = PM_TOC_FLAGS;
	r->part_count = r->index_count = r->start_part = 0;
	r->has_start = r->has_end = r->has_pregap_statement = r->content_bad = r->content_mixed = 0;
	r->start_samples = 0;
	r->content = PM_TOC_ANY;
	pm_toc_next(r);
	mode = find_mode(r);
	if (mode == MODE_COUNT) {
		if (r->token.kind == PM_TOC_WORD && !is_statement(r))
			pm_toc_complain(r, "'%.*s' is no track mode", PM_TOC_ARG(r));
		else
			pm_toc_missing(r, "TRACK has no mode");
		mode = 0;
	}
	r->is_data = modes[mode].data;
	r->sector_bytes = modes[mode].sector_bytes;
	if (r->is_data && r->track > 0)
		r->disc->track[r->track].control |= PM_CONTROL_DATA;
	if (r->token.kind == PM_TOC_WORD && !is_statement(r))
		pm_toc_next(r);
	r->has_subcode = pm_toc_is_word(r, "RW") || pm_toc_is_word(r, "RW_RAW");
	if (r->has_subcode) {
		r->sector_bytes += SUBCODE_BYTES;
		pm_toc_next(r);
	}
}

/* ---- flags and ISRC ---- */

static void set_control(struct pm_toc_reader *r, unsigned bit, int on)
{
	struct pm_track *track;

	/* Before any TRACK, and beyond the 99th, there is none. */
	if (r->track <= 0)
		return;
	track = &r->disc->track[r->track];
	track->control = (uint8_t)(on ? track->control | bit : track->control & ~bit);
}

static void do_no(struct pm_toc_reader *r)
{
	pm_toc_next(r);
	if (pm_toc_is_word(r, "COPY"))
		set_control(r, PM_CONTROL_COPY, 0);
	else if (pm_toc_is_word(r, "PRE_EMPHASIS"))
		set_control(r, PM_CONTROL_PRE, 0);
	else {
		pm_toc_missing(r, "want COPY or PRE_EMPHASIS behind NO");
		return;
	}
	pm_toc_next(r);
}

static void do_copy(struct pm_toc_reader *r)
{
	set_control(r, PM_CONTROL_COPY, 1);
	pm_toc_next(r);
}
static void do_pre(struct pm_toc_reader *r)
{
	set_control(r, PM_CONTROL_PRE, 1);
	pm_toc_next(r);
}
static void do_two(struct pm_toc_reader *r)
{
	set_control(r, PM_CONTROL_FOUR, 0);
	pm_toc_next(r);
}
static void do_four(struct pm_toc_reader *r)
{
	set_control(r, PM_CONTROL_FOUR, 1);
	pm_toc_next(r);
}

/* cdrdao takes nothing but the twelve characters; we read what people write and say so. */
static void take_isrc(struct pm_toc_reader *r, const struct pm_toc_string *s)
{
	struct pm_track *track = &r->disc->track[r->track > 0 ? r->track : 0];
	struct pm_isrc isrc;

	if (!pm_isrc_take(r->diags, s->pos, r->track, pm_buf_str(&s->bytes), s->bytes.length_bytes, &isrc))
		track->poisoned |= PM_POISON_ISRC;
	else if (isrc.text[0] && strcmp(isrc.text, pm_buf_str(&s->bytes)) != 0)
		pm_diag_on(pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, s->pos,
						    "an ISRC in a TOC is twelve capitals and digits, without hyphens or blanks"),
					"write ISRC \"%s\"", isrc.text),
			   r->track, -1);
	if (r->track <= 0)
		return;
	track->isrc = isrc;
	track->isrc_pos = s->pos;
	if (isrc.text[0])
		track->isrc_from = PM_FROM_TOC;
}

static void do_isrc(struct pm_toc_reader *r)
{
	struct pm_toc_string s;

	pm_toc_next(r);
	if (r->token.kind != PM_TOC_STRING) {
		pm_toc_missing(r, "ISRC has no code in quotes");
		return;
	}
	if (pm_toc_take_string(r, &s)) {
		take_isrc(r, &s);
		pm_buf_release(&s.bytes);
	}
	pm_toc_next(r);
}

static void do_text(struct pm_toc_reader *r)
{
	pm_toc_next(r);
	pm_toc_cd_text(r);
}

/* ---- content ---- */

/* An audio track is of samples or of sectors, of the latter where it has a subchannel; the statement's word is the token at hand. */
static void use_content(struct pm_toc_reader *r, enum pm_toc_content content)
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

static void add_part(struct pm_toc_reader *r, uint32_t file, uint64_t start_samples, uint64_t length_samples, struct pm_pos pos)
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
		*samples = SAMPLES(r->token.value);
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
static void do_file(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_pos_none();
	uint64_t offset, start = 0, length = PM_TO_END;
	int swap, container;
	char *name;

	use_content(r, PM_TOC_SAMPLES);
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
		add_part(r,
			 use_file(r, name,
				  container ? PM_FILE_MASTER
				  : swap    ? PM_FILE_RAW_LE
					    : PM_FILE_RAW_BE,
				  container ? 0 : offset, container ? PM_SECTOR_BYTES : r->sector_bytes, pos),
			 start, length, pos);
	}
	free(name);
}

/* DATAFILE "name" [#bytes] [length]: data, or big-endian audio, with its subchannel if it has one.  The offset becomes a start, so that one file stays one. */
static void do_datafile(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t offset, length = PM_TO_END;
	char *name;
	int whole;

	use_content(r, PM_TOC_SECTORS);
	name = take_name(r, "DATAFILE", &pos);
	if (!name)
		return;
	offset = take_offset(r, 1);
	whole = offset % r->sector_bytes == 0;
	if (!take_bytes(r, &length) || !length)
		length = PM_TO_END;
	add_part(r, use_file(r, name, PM_FILE_RAW_BE, whole ? 0 : offset, r->sector_bytes, pos),
		 whole ? offset / r->sector_bytes * PM_SECTOR_SAMPLES : 0, length, pos);
	free(name);
}

/* FIFO "name" length: a pipe holds nothing to prove afterwards. */
static void do_fifo(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t length = 0;
	uint32_t file;
	char *name;

	use_content(r, PM_TOC_SECTORS);
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
		add_part(r, file, 0, length ? length : PM_TO_END, pos);
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
	add_part(r, PM_FILE_SILENCE, 0, samples, pos);
}

static void do_silence(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t samples = 0;
	int good;

	if (r->is_data)
		pm_diag_hint(pm_toc_complain(r, "SILENCE stands in a data track"), "data of nothing is ZERO");
	use_content(r, PM_TOC_SAMPLES);
	pm_toc_next(r);
	good = take_samples(r, &samples);
	add_silence(r, samples, good, pos);
}

/* ZERO [mode] [RW | RW_RAW] length */
static void do_zero(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);
	uint64_t samples = 0;
	int good;

	use_content(r, PM_TOC_SECTORS);
	pm_toc_next(r);
	if (find_mode(r) < MODE_COUNT)
		pm_toc_next(r);
	if (pm_toc_is_word(r, "RW") || pm_toc_is_word(r, "RW_RAW"))
		pm_toc_next(r);
	good = take_bytes(r, &samples);
	add_silence(r, samples, good, pos);
}

/* ---- START, END, PREGAP, INDEX ---- */

static void do_start(struct pm_toc_reader *r)
{
	if (r->has_start)
		pm_toc_complain(r, r->has_pregap_statement ? "START stands behind a PREGAP" : "a second START");
	r->start_pos = pm_toc_pos(r, &r->token);
	r->has_start = 1;
	r->start_part = r->part_count;
	r->start_samples = 0;
	pm_toc_next(r);
	if (r->token.kind == PM_TOC_MSF) {
		r->start_part = 0;
		r->start_samples = SAMPLES(r->token.value);
	}
	if (r->token.kind == PM_TOC_MSF || r->token.kind == PM_TOC_NUMBER || r->token.kind == PM_TOC_BAD) {
		if (r->token.kind != PM_TOC_MSF) {
			pm_toc_complain(r, "START has no time");
			r->start_part = 0;
			if (r->track > 0)
				r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
		}
		pm_toc_next(r);
	}
}

/* END: what follows is still this track on the disc. */
static void do_end(struct pm_toc_reader *r)
{
	int second = r->has_end;

	if (second) {
		pm_toc_complain(r, "a second END");
	} else {
		r->has_end = 1;
		r->end_pos = pm_toc_pos(r, &r->token);
		r->end_part = r->part_count;
		r->end_samples = 0;
	}
	pm_toc_next(r);
	if (r->token.kind == PM_TOC_MSF && !second)
		r->end_samples = SAMPLES(r->token.value);
	if (r->token.kind == PM_TOC_BAD && !second)
		r->has_end = 0;
	if (r->token.kind == PM_TOC_MSF || r->token.kind == PM_TOC_BAD)
		pm_toc_next(r);
}

static void do_pregap(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);

	use_content(r, PM_TOC_SAMPLES);
	pm_toc_next(r);
	if (r->token.kind != PM_TOC_MSF) {
		pm_toc_missing(r, "PREGAP has no time");
		return;
	}
	if (r->has_start)
		pm_toc_complain(r, "a second PREGAP");
	else if (r->token.value)
		add_part(r, PM_FILE_SILENCE, 0, SAMPLES(r->token.value), pos);
	r->has_start = r->has_pregap_statement = 1;
	r->start_part = r->part_count;
	r->start_pos = pos;
	pm_toc_next(r);
}

static void do_index(struct pm_toc_reader *r)
{
	struct pm_pos pos;
	uint32_t last = r->index_count > 0 && r->index_count <= 98 ? r->index_sectors[r->index_count - 1] : 0;

	pm_toc_next(r);
	pos = pm_toc_pos(r, &r->token);
	if (r->token.kind != PM_TOC_MSF) {
		pm_toc_missing(r, "INDEX has no time");
		return;
	}
	if (r->index_count == 98) {
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_COUNT, pos, "a track has at most 98 INDEX lines, for index 02 to 99"), r->track, -1);
		r->index_count++;
	} else if (r->index_count > 98) {
		; /* reported */
	} else if (r->token.value <= last) {
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_ORDER, pos, "INDEX %.*s is not after the index before it", PM_TOC_ARG(r)), r->track,
			   (int)r->index_count + 2);
		if (r->track > 0)
			r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	} else {
		r->index_pos[r->index_count] = pos;
		r->index_sectors[r->index_count++] = (uint32_t)r->token.value;
	}
	pm_toc_next(r);
}

/* ---- the table ---- */

struct statement {
	const char *word;
	enum pm_toc_phase phase;
	void (*run)(struct pm_toc_reader *r);
};

static const struct statement statements[] = {
	{"ISRC", PM_TOC_FLAGS, do_isrc},
	{"NO", PM_TOC_FLAGS, do_no},
	{"COPY", PM_TOC_FLAGS, do_copy},
	{"PRE_EMPHASIS", PM_TOC_FLAGS, do_pre},
	{"TWO_CHANNEL_AUDIO", PM_TOC_FLAGS, do_two},
	{"FOUR_CHANNEL_AUDIO", PM_TOC_FLAGS, do_four},
	{"CD_TEXT", PM_TOC_TEXTS, do_text},
	{"PREGAP", PM_TOC_PREGAP, do_pregap},
	{"FILE", PM_TOC_CONTENT, do_file},
	{"AUDIOFILE", PM_TOC_CONTENT, do_file},
	{"DATAFILE", PM_TOC_CONTENT, do_datafile},
	{"FIFO", PM_TOC_CONTENT, do_fifo},
	{"SILENCE", PM_TOC_CONTENT, do_silence},
	{"ZERO", PM_TOC_CONTENT, do_zero},
	{"START", PM_TOC_CONTENT, do_start},
	{"END", PM_TOC_CONTENT, do_end},
	{"INDEX", PM_TOC_INDEX, do_index},
};

static int is_statement(const struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < sizeof statements / sizeof *statements; i++)
		if (pm_toc_is_word(r, statements[i].word))
			return 1;
	return pm_toc_is_word(r, "TRACK");
}

int pm_toc_track_statement(struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < sizeof statements / sizeof *statements; i++) {
		if (!pm_toc_is_word(r, statements[i].word))
			continue;
		if (statements[i].phase < r->phase)
			pm_diag_hint(pm_toc_complain(r, "%s stands too late in its track", statements[i].word),
				     "the order is flags and ISRC, CD_TEXT, PREGAP, content with START and END, INDEX");
		else
			r->phase = statements[i].phase;
		statements[i].run(r);
		return 1;
	}
	return 0;
}
