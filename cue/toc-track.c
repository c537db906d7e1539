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
#include "subcode/layout.h"


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

int pm_toc_is_mode(const struct pm_toc_reader *r) { return find_mode(r) < MODE_COUNT; }

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

void pm_toc_track(struct pm_toc_reader *r)
{
	size_t mode;

	r->track_lines++;
	r->track_pos = pm_toc_pos(r, &r->token);
	number_track(r);
	r->phase = PM_TOC_FLAGS;
	r->part_count = r->index_count = r->start_part = 0;
	r->is_disordered = 0;
	r->has_start = r->has_end = r->has_pregap_statement = r->content_bad = r->content_mixed = 0;
	r->start_samples = 0;
	r->content = PM_TOC_ANY;
	pm_toc_next(r);
	mode = find_mode(r);
	if (mode == MODE_COUNT) {
		if (r->token.kind == PM_TOC_WORD && !pm_toc_is_statement(r))
			pm_toc_complain(r, "'%.*s' is no track mode", PM_TOC_ARG(r));
		else
			pm_toc_missing(r, "TRACK has no mode");
		mode = 0;
	}
	r->is_data = modes[mode].data;
	r->sector_bytes = modes[mode].sector_bytes;
	if (r->is_data && r->track > 0)
		r->disc->track[r->track].control |= PM_CONTROL_DATA;
	if (r->token.kind == PM_TOC_WORD && !pm_toc_is_statement(r))
		pm_toc_next(r);
	r->has_subcode = pm_toc_is_word(r, "RW") || pm_toc_is_word(r, "RW_RAW");
	if (r->has_subcode) {
		r->sector_bytes += PM_SUBCODE_BYTES;
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
	size_t from = r->diags->count;
	struct pm_isrc isrc;

	if (!s->bytes.length_bytes)
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, s->pos, "ISRC holds nothing"), r->track, -1);
	if (!pm_isrc_take(r->diags, s->pos, r->track, pm_buf_str(&s->bytes), s->bytes.length_bytes, &isrc))
		track->poisoned |= PM_POISON_ISRC;
	else if (isrc.text[0] && strcmp(isrc.text, pm_buf_str(&s->bytes)) != 0)
		pm_diag_on(pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, s->pos,
						    "an ISRC in a TOC is twelve capitals and digits, without hyphens or blanks"),
					"write ISRC \"%s\"", isrc.text),
			   r->track, -1);
	pm_diags_codes_break(r->diags, from, PM_DIAG_TOC_SYNTAX);
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

/* ---- START, END, PREGAP, INDEX ---- */

static void do_start(struct pm_toc_reader *r)
{
	if (r->has_start && !r->is_disordered)
		pm_toc_complain(r, r->has_pregap_statement ? "START stands behind a PREGAP" : "a second START");
	r->start_pos = pm_toc_pos(r, &r->token);
	r->has_start = 1;
	r->start_part = r->part_count;
	r->start_samples = 0;
	pm_toc_next(r);
	if (r->token.kind == PM_TOC_MSF) {
		r->start_part = 0;
		r->start_samples = r->token.value * PM_SECTOR_SAMPLES;
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
		if (!r->is_disordered)
			pm_toc_complain(r, "a second END");
	} else {
		r->has_end = 1;
		r->end_pos = pm_toc_pos(r, &r->token);
		r->end_part = r->part_count;
		r->end_samples = 0;
	}
	pm_toc_next(r);
	if (r->token.kind == PM_TOC_MSF && !second)
		r->end_samples = r->token.value * PM_SECTOR_SAMPLES;
	if (r->token.kind == PM_TOC_BAD && !second)
		r->has_end = 0;
	if (r->token.kind == PM_TOC_MSF || r->token.kind == PM_TOC_BAD)
		pm_toc_next(r);
}

static void do_pregap(struct pm_toc_reader *r)
{
	struct pm_pos pos = pm_toc_pos(r, &r->token);

	pm_toc_use_content(r, PM_TOC_SAMPLES);
	pm_toc_next(r);
	if (r->token.kind != PM_TOC_MSF) {
		pm_toc_missing(r, "PREGAP has no time");
		return;
	}
	if (r->has_start && r->is_disordered)
		; /* it may be another track's */
	else if (r->has_start)
		pm_toc_complain(r, "a second PREGAP");
	else if (!r->token.value)
		pm_diag_hint(pm_toc_complain(r, "a PREGAP of no length"), "leave PREGAP out");
	else
		pm_toc_add_part(r, PM_FILE_SILENCE, 0, r->token.value * PM_SECTOR_SAMPLES, pos);
	r->has_start = r->has_pregap_statement = 1;
	r->start_part = r->part_count;
	r->start_pos = pos;
	pm_toc_next(r);
}

static void do_index(struct pm_toc_reader *r)
{
	struct pm_diag *d = NULL;
	struct pm_pos pos;
	uint32_t last = r->index_count > 0 && r->index_count <= 98 ? r->index_sectors[r->index_count - 1] : 0;

	pm_toc_next(r);
	pos = pm_toc_pos(r, &r->token);
	if (r->token.kind != PM_TOC_MSF) {
		pm_toc_missing(r, "INDEX has no time");
		return;
	}
	if (r->index_count == 98) {
		d = pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_COUNT, pos, "a track has at most 98 INDEX lines, for index 02 to 99"), r->track, -1);
		r->index_count++;
	} else if (r->index_count > 98 || (r->is_disordered && r->token.value <= last)) {
		; /* reported */
	} else if (r->token.value <= last) {
		d = pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_ORDER, pos, "INDEX %.*s is not after the index before it", PM_TOC_ARG(r)),
			       r->track, (int)r->index_count + 2);
		if (r->track > 0)
			r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	} else {
		r->index_pos[r->index_count] = pos;
		r->index_sectors[r->index_count++] = (uint32_t)r->token.value;
	}
	pm_diag_breaks(d, PM_DIAG_TOC_SYNTAX);
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
	{"FILE", PM_TOC_CONTENT, pm_toc_file},
	{"AUDIOFILE", PM_TOC_CONTENT, pm_toc_file},
	{"DATAFILE", PM_TOC_CONTENT, pm_toc_datafile},
	{"FIFO", PM_TOC_CONTENT, pm_toc_fifo},
	{"SILENCE", PM_TOC_CONTENT, pm_toc_silence},
	{"ZERO", PM_TOC_CONTENT, pm_toc_zero},
	{"START", PM_TOC_CONTENT, do_start},
	{"END", PM_TOC_CONTENT, do_end},
	{"INDEX", PM_TOC_INDEX, do_index},
};

int pm_toc_is_statement(const struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < sizeof statements / sizeof *statements; i++)
		if (pm_toc_is_word(r, statements[i].word))
			return 1;
	return pm_toc_is_word(r, "TRACK");
}

/* One a track: where a TRACK is missing, all that follows does. */
static void stands_too_late(struct pm_toc_reader *r, const struct statement *s)
{
	if (!r->is_disordered)
		pm_diag_hint(pm_toc_complain(r, "%s stands too late in its track", s->word),
			     "the order is flags and ISRC, CD_TEXT, PREGAP, content with START and END, INDEX");
	r->is_disordered = 1;
	if (s->phase >= PM_TOC_PREGAP)
		r->content_bad = 1;
}

int pm_toc_track_statement(struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < sizeof statements / sizeof *statements; i++) {
		if (!pm_toc_is_word(r, statements[i].word))
			continue;
		if (statements[i].phase < r->phase)
			stands_too_late(r, &statements[i]);
		else
			r->phase = statements[i].phase;
		statements[i].run(r);
		return 1;
	}
	return 0;
}
