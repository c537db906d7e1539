/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-texts.c - the texts that stand in a CUE set a second time: in the TOC, the packs, the v07t sheets.  Layer 5.  Source: contract sections 5 and 6. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cdtext/v07t.h"
#include "master/verify-set.h"

static void text_differs(const struct pm_other_texts *t, struct pm_pos pos, int track, const char *what, const char *here, const char *there)
{
	pm_diag_on(pm_diag_hint(pm_diag_add(&t->session->diags, PM_DIAG_CDTEXT_MISMATCH, pos, "%s is '%s', in %s it is '%s'", what, here ? here : "",
	                                    t->disc->pos.source->name, there ? there : ""),
	                        "build the set again, so that all its files say the same"),
	           track, -1);
}

static const char *copy_name(uint8_t copy, char text[8])
{
	snprintf(text, 8, "0x%02X", copy);
	return copy == 0 ? "OFF" : copy == 3 ? "ON" : text;
}

static void compare_settings(const struct pm_other_texts *t, unsigned b)
{
	struct pm_pos pos = pm_pos_file(t->source);
	const struct pm_block *here = &t->other->block[b], *there = &t->disc->block[b];
	char x[8], y[8], what[64];

	snprintf(what, sizeof what, "the language of CD-Text block %u", b);
	if (here->language != there->language)
		text_differs(t, pos, -1, what, pm_language_name(here->language), pm_language_name(there->language));
	snprintf(what, sizeof what, "the character code of CD-Text block %u", b);
	if (here->charset != there->charset)
		text_differs(t, pos, -1, what, pm_charset_name(here->charset), pm_charset_name(there->charset));
	if (here->genre_code != there->genre_code)
		text_differs(t, pos, -1, "the genre", pm_genre_name(here->genre_code), pm_genre_name(there->genre_code));
	snprintf(what, sizeof what, "the copy protection of CD-Text block %u", b);
	if (here->copy_protection != there->copy_protection)
		text_differs(t, pos, -1, what, copy_name(here->copy_protection, x), copy_name(there->copy_protection, y));
}

/* A cue sheet without packs cannot hold all that CD-Text can. */
static int holds_all(const struct pm_disc *disc)
{
	return disc->kind != PM_KIND_CUE || disc->has_packs;
}

static void compare_text(const struct pm_other_texts *t, unsigned b, unsigned track, enum pm_text_field field)
{
	const struct pm_text *here = &t->other->block[b].of[track], *there = &t->disc->block[b].of[track];
	const char *x = here->field[field], *y = there->field[field];
	int here_all = holds_all(t->other), there_all = holds_all(t->disc);
	char what[64];

	if ((!x && !y) || (!there_all && !y) || (!here_all && !x) || (there->reported & 1u << field))
		return;
	if (pm_text_same(x, y, t->but_for | (here_all && there_all ? 0 : PM_TEXT_QUOTES)))
		return;
	if (track)
		snprintf(what, sizeof what, "the %s of track %u in CD-Text block %u", pm_text_key(field, 1), track, b);
	else
		snprintf(what, sizeof what, "the %s of the disc in CD-Text block %u", pm_text_key(field, 0), b);
	text_differs(t, pm_place_in(t->source, x ? here->pos[field] : pm_pos_none()), track ? (int)track : -1, what, x, y);
}

/* 8Eh apart, which is held against PQ and Q.  Of a cue sheet without packs only what it holds is compared. */
void pm_compare_block(const struct pm_other_texts *t, unsigned b)
{
	int here_all = holds_all(t->other), there_all = holds_all(t->disc), field, last = t->disc->last_track;
	int here = t->other->block[b].present && pm_block_has_text(&t->other->block[b], last);
	int there = t->disc->block[b].present && pm_block_has_text(&t->disc->block[b], last);
	unsigned track;

	if ((!here && !there) || (!there_all && !there) || (!here_all && !here))
		return;
	if (!here || !there) {
		pm_diag_add(&t->session->diags, PM_DIAG_CDTEXT_MISMATCH, pm_pos_file(t->source), "CD-Text block %u is %s, and %s in %s", b,
			    here ? "here" : "not here", there ? "is" : "is not", t->disc->pos.source->name);
		return;
	}
	if (here_all && there_all)
		compare_settings(t, b);
	for (track = 0; track <= t->disc->last_track; track++)
		for (field = 0; field <= PM_TEXT_CLOSED; field++)
			compare_text(t, b, track, (enum pm_text_field)field);
}

/* An empty disc for the texts of a file, with the codes they are held against. */
static struct pm_disc *disc_for_texts(const struct pm_disc *disc)
{
	struct pm_disc *texts = pm_disc_new(disc->kind);
	unsigned t;

	if (!texts)
		return NULL;
	texts->has_packs = 1;
	texts->first_track = disc->first_track;
	texts->last_track = disc->last_track;
	texts->mcn = disc->mcn;
	texts->poisoned = disc->poisoned;
	for (t = disc->first_track; t <= disc->last_track; t++) {
		texts->track[t].isrc = disc->track[t].isrc;
		texts->track[t].poisoned = disc->track[t].poisoned;
	}
	return texts;
}

/* A file of texts beside the sheet, packs or a v07t sheet, that speaks for the blocks from `first` to before `end`. */
static int verify_text_file(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set, const char *ending, unsigned first, unsigned end)
{
	char *path = pm_set_file(set, ending);
	struct pm_disc *texts = NULL;
	struct pm_source *src = NULL, *text = NULL;
	int status;

	if (!path)
		return PM_OK;
	status = pm_sources_read_binary(&s->sources, path, pm_path_base(path), PM_CDTEXT_MAX_BYTES, &src, &s->error);
	if (status == PM_OK && !(texts = disc_for_texts(disc)))
		status = PM_E_NOMEM;
	if (status == PM_OK && pm_path_has_extension(path, "v07t"))
		status = pm_texts_from_v07t(s, texts, first, src, &text);
	else if (status == PM_OK)
		status = pm_cdtext_decode(texts, src, (const uint8_t *)src->data, src->length_bytes, &s->diags);
	if (status == PM_OK) {
		const struct pm_other_texts t = { s, disc, texts, text ? text : src, text ? PM_TEXT_BLANKS : 0 };

		for (; first < end; first++)
			pm_compare_block(&t, first);
		pm_cdtext_compare_codes(texts, pm_pos_file(t.source), &s->diags);
	}
	pm_disc_free(texts);
	free(path);
	return status;
}

/* Packs that the cue sheet names were read and judged with it. */
static int was_read(const struct pm_session *s, const char *path)
{
	size_t i;

	for (i = 0; i < s->sources.count; i++)
		if (s->sources.list[i]->path && !strcmp(pm_path_base(s->sources.list[i]->path), pm_path_base(path)))
			return 1;
	return 0;
}

void pm_verify_packs_named(struct pm_session *s, const struct pm_session *reading, const struct pm_disc *cue, struct pm_pos at,
                           const struct pm_set_place *set)
{
	char *path = pm_set_file(set, ".cdt");

	if (path && !was_read(reading, path) && !(cue->poisoned & PM_POISON_TEXT))
		pm_diag_hint(pm_diag_add_as(&s->diags, PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, at, "%s lies beside the sheet, which does not name it",
		                            pm_path_base(path)),
		             "who burns from the sheet misses the CD-Text: add CDTEXTFILE, or take the file away");
	free(path);
}

/* NAME.cdt, which no TOC can name, and a cue sheet may not have named. */
static int verify_packs(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set)
{
	char *path = pm_set_file(set, ".cdt");
	int status = PM_OK;

	if (disc->kind == PM_KIND_CUE)
		pm_verify_packs_named(s, s, disc, disc->pos, set);
	if (path && !was_read(s, path))
		status = verify_text_file(s, disc, set, ".cdt", 0, PM_BLOCKS);
	free(path);
	return status;
}

/* NAME.cdt; NAME.v07t, and NAME.1.v07t to NAME.7.v07t. */
int pm_verify_text_files(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set)
{
	int status = verify_packs(s, disc, set);
	char further[] = ".0.v07t";
	unsigned b;

	for (b = 0; b < PM_BLOCKS && status == PM_OK && !(disc->poisoned & PM_POISON_TEXT); b++) {
		further[1] = (char)('0' + b);
		status = verify_text_file(s, disc, set, b ? further : ".v07t", b, b + 1);
	}
	return status;
}
