/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue-texts.c - the texts, REM lines, codes and flags of a cue sheet.  Layer 4.  Source: shared/reference/cue-toc.md section 1. */
#include <stdlib.h>
#include <string.h>

#include "cue/cue-reader.h"

/* "" inside quotes is a quote for some programs, \" for others; one quote is what all of them mean. */
static int set_text(struct pm_cue_reader *r, int track, enum pm_text_field field, const struct pm_cue_word *text)
{
	struct pm_buf b;
	size_t i;
	int status;

	if (!text->length_bytes || track < 0)
		return PM_OK;
	if (!memchr(text->text, '"', text->length_bytes))
		return pm_text_set_n(&r->disc->block[0].of[track], field, text->text, text->length_bytes, pm_cue_pos(r, text));
	pm_cue_warn(r, text, "has quotes inside its text, and a cue sheet has no way to write them");
	pm_buf_init(&b);
	for (i = 0; i < text->length_bytes; i++) {
		if ((text->text[i] == '"' || text->text[i] == '\\') && i + 1 < text->length_bytes && text->text[i + 1] == '"')
			i++;
		pm_buf_add_char(&b, text->text[i]);
	}
	status = b.failed ? PM_E_NOMEM : pm_text_set_n(&r->disc->block[0].of[track], field, b.data, b.length_bytes, pm_cue_pos(r, text));
	pm_buf_release(&b);
	return status;
}

static void read_text(struct pm_cue_reader *r, const struct pm_cue_word *value, enum pm_text_field field, int track)
{
	struct pm_cue_word text;

	if (pm_cue_take_text(r, value, &text) && set_text(r, track, field, &text) != PM_OK)
		r->no_memory = 1;
}

void pm_cue_do_title(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	read_text(r, value, PM_TEXT_TITLE, r->track);
}
void pm_cue_do_performer(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	read_text(r, value, PM_TEXT_PERFORMER, r->track);
}
void pm_cue_do_songwriter(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	read_text(r, value, PM_TEXT_SONGWRITER, r->track);
}
void pm_cue_do_composer(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	read_text(r, value, PM_TEXT_COMPOSER, r->track);
}
void pm_cue_do_arranger(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	read_text(r, value, PM_TEXT_ARRANGER, r->track);
}
void pm_cue_do_message(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	read_text(r, value, PM_TEXT_MESSAGE, r->track);
}

/* CD-Text has one of it on the disc; 0: this one stands in a track. */
static int is_of_disc(struct pm_cue_reader *r)
{
	if (r->track)
		pm_cue_warn(r, &r->command, "belongs above the first TRACK, and is left out");
	return !r->track;
}

void pm_cue_do_disc_id(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	if (is_of_disc(r))
		read_text(r, value, PM_TEXT_DISC_ID, 0);
}

void pm_cue_do_genre(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	const char *name;
	int code;

	if (!is_of_disc(r))
		return;
	read_text(r, value, PM_TEXT_GENRE, 0);
	name = r->disc->block[0].of[0].field[PM_TEXT_GENRE];
	if (!name)
		return;
	code = pm_genre_code(name);
	r->disc->block[0].genre_code = code > 0 ? (uint16_t)code : 1;
}

/* REM KEY value: kept, never taken for a text of the disc. */
void pm_cue_do_rem(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_cue_word key, rest;
	char *k, *v;
	size_t at = 0;

	if (!pm_cue_next_word(value, &at, &key) || r->track < 0)
		return;
	while (at < value->length_bytes && (value->text[at] == ' ' || value->text[at] == '\t'))
		at++;
	rest = pm_cue_part(value, at, value->length_bytes);
	if (rest.length_bytes > 1 && rest.text[0] == '"' && rest.text[rest.length_bytes - 1] == '"')
		rest = pm_cue_part(&rest, 1, rest.length_bytes - 1);
	k = pm_str_dup_n(key.text, key.length_bytes);
	v = pm_str_dup_n(rest.text, rest.length_bytes);
	if (!k || !v || pm_disc_add_extra(r->disc, r->track ? r->track : -1, k, v) != PM_OK)
		r->no_memory = 1;
	free(k);
	free(v);
}

/* ---- codes and flags ---- */

/* CATALOG "" and ISRC "": as if nothing stood behind them. */
static int take_code(struct pm_cue_reader *r, const struct pm_cue_word *value, struct pm_cue_word *code)
{
	if (!pm_cue_take_text(r, value, code))
		return 0;
	if (!code->length_bytes)
		pm_cue_complain(r, &r->command, "nothing stands behind %.*s", PM_CUE_ARG(r->command));
	return code->length_bytes > 0;
}

void pm_cue_do_catalog(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	size_t from = r->diags->count;
	struct pm_cue_word code;

	if (!take_code(r, value, &code))
		return;
	if (r->track)
		pm_cue_warn(r, &r->command, "belongs above the first TRACK");
	r->disc->mcn_pos = pm_cue_pos(r, &code);
	if (!pm_ean_take(r->diags, r->disc->mcn_pos, code.text, code.length_bytes, &r->disc->mcn))
		r->disc->poisoned |= PM_POISON_MCN;
	pm_diags_codes_break(r->diags, from, PM_DIAG_CUE_SYNTAX);
	if (r->disc->mcn.text[0])
		r->disc->mcn_from = PM_FROM_CUE;
}

void pm_cue_do_upc_ean(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	if (!r->track)
		(void)pm_cue_take_text(r, value, &r->upc_ean);
}

static void take_isrc(struct pm_cue_reader *r, const struct pm_cue_word *code)
{
	struct pm_track *track;
	struct pm_isrc isrc;

	if (r->track < 0) {
		(void)pm_isrc_take(r->diags, pm_cue_pos(r, code), -1, code->text, code->length_bytes, &isrc);
		return;
	}
	track = &r->disc->track[r->track];
	track->isrc_pos = pm_cue_pos(r, code);
	if (!pm_isrc_take(r->diags, track->isrc_pos, r->track, code->text, code->length_bytes, &track->isrc))
		track->poisoned |= PM_POISON_ISRC;
	else if (track->isrc.text[0])
		track->isrc_from = PM_FROM_CUE;
}

void pm_cue_do_isrc(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	size_t from = r->diags->count;
	struct pm_cue_word code;

	if (!take_code(r, value, &code))
		return;
	if (r->index_last >= 0) /* read all the same, for --allow=cue-syntax */
		pm_diag_hint(pm_cue_complain(r, &r->command, "ISRC stands behind an INDEX of its track"), "ISRC belongs above the INDEX lines");
	take_isrc(r, &code);
	pm_diags_codes_break(r->diags, from, PM_DIAG_CUE_SYNTAX);
}

void pm_cue_do_flags(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_track *track = &r->disc->track[r->track < 0 ? 0 : r->track];
	struct pm_cue_word w;
	size_t at = 0;

	track->flags_pos = pm_cue_pos(r, value);
	if (r->index_last >= 0) /* as cuecreator and others write it */
		pm_cue_warn(r, &r->command, "belongs above the INDEX lines of its track");
	while (pm_cue_next_word(value, &at, &w)) {
		if (pm_cue_word_is(&w, "PRE"))
			track->control |= PM_CONTROL_PRE;
		else if (pm_cue_word_is(&w, "DCP"))
			track->control |= PM_CONTROL_COPY;
		else if (pm_cue_word_is(&w, "4CH"))
			track->control |= PM_CONTROL_FOUR;
		else if (pm_cue_word_is(&w, "SCMS"))
			track->scms = 1;
		else if (!pm_cue_word_is(&w, "DATA")) { /* DATA follows from the track's mode */
			pm_diag_hint(pm_cue_complain(r, &w, "unknown flag '%.*s'", PM_CUE_ARG(w)), "flags are DCP, 4CH, PRE and SCMS");
			track->poisoned |= PM_POISON_FLAGS;
		}
	}
}
