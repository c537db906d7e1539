/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-read.c - a cdrdao TOC's text to a declared disc: the statements of the disc, and what is missing at the end.  Layer 4.
 * Source: shared/reference/cue-toc.md section 6.
 */
#include <stdlib.h>
#include <string.h>

#include "cue/toc-reader.h"

/* cdrdao takes nothing but thirteen digits; we read what people write and say so. */
static void take_catalog(struct pm_toc_reader *r, const struct pm_toc_string *s)
{
	size_t from = r->diags->count;

	r->disc->mcn_pos = s->pos;
	r->disc->poisoned &= ~PM_POISON_MCN;
	if (!s->bytes.length_bytes)
		pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, s->pos, "CATALOG holds nothing");
	if (!pm_ean_take(r->diags, s->pos, pm_buf_str(&s->bytes), s->bytes.length_bytes, &r->disc->mcn))
		r->disc->poisoned |= PM_POISON_MCN;
	else if (r->disc->mcn.text[0] && strcmp(r->disc->mcn.text, pm_buf_str(&s->bytes)) != 0)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX, s->pos, "a CATALOG in a TOC is thirteen digits, without hyphens or blanks"),
			     "write CATALOG \"%s\"", r->disc->mcn.text);
	pm_diags_codes_break(r->diags, from, PM_DIAG_TOC_SYNTAX);
	if (s->bytes.length_bytes != 13 && r->diags->count > from) /* even a UPC whose check digit alone is told of */
		pm_diag_breaks(&r->diags->list[from], PM_DIAG_TOC_SYNTAX);
	if (r->disc->mcn.text[0])
		r->disc->mcn_from = PM_FROM_TOC;
}

static void do_catalog(struct pm_toc_reader *r)
{
	struct pm_toc_string s;

	pm_toc_next(r);
	if (r->token.kind != PM_TOC_STRING) {
		pm_toc_missing(r, "CATALOG has no number in quotes");
		return;
	}
	if (pm_toc_take_string(r, &s)) {
		take_catalog(r, &s);
		pm_buf_release(&s.bytes);
	}
	pm_toc_next(r);
}

static void do_first_track(struct pm_toc_reader *r)
{
	pm_toc_next(r);
	if (r->token.kind != PM_TOC_NUMBER || r->token.value < 1 || r->token.value > 99)
		pm_toc_complain(r, "FIRST_TRACK_NO is not 1 to 99");
	else if (!r->track_lines)
		r->next_number = (int)r->token.value;
	if (r->token.kind == PM_TOC_NUMBER)
		pm_toc_next(r);
}

static void do_cd_text(struct pm_toc_reader *r)
{
	pm_toc_next(r);
	pm_toc_cd_text(r);
}

struct statement {
	const char *word;
	int phase;                            /* the disc's head must not have got further */
	void (*run)(struct pm_toc_reader *r); /* NULL: the word alone */
};

static const struct statement statements[] = {
	{"CD_DA", 0, NULL},         {"CD_ROM", 0, NULL},        {"CD_ROM_XA", 0, NULL},
	{"CD_I", 0, NULL},          {"CATALOG", 0, do_catalog}, {"FIRST_TRACK_NO", 1, do_first_track},
	{"CD_TEXT", 2, do_cd_text},
};

/* A statement of the disc's head; 0: none. */
static int disc_statement(struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < sizeof statements / sizeof *statements; i++) {
		if (!pm_toc_is_word(r, statements[i].word))
			continue;
		if (r->track || statements[i].phase < r->disc_phase)
			pm_toc_complain(r, "%s stands too late", statements[i].word);
		else
			r->disc_phase = statements[i].phase;
		if (statements[i].run)
			statements[i].run(r);
		else
			pm_toc_next(r);
		return 1;
	}
	return 0;
}

/* Of several in a row the first is reported: the others are what belongs to it. */
static void unknown(struct pm_toc_reader *r)
{
	if (r->is_lost || (!r->track && r->is_disordered && pm_toc_is_statement(r)))
		; /* where the first TRACK is missing, that is one mistake */
	else if (r->token.kind == PM_TOC_WORD)
		pm_toc_complain(r, "'%.*s' is no statement", PM_TOC_ARG(r));
	else if (r->token.kind != PM_TOC_BAD)
		pm_toc_complain(r, "'%.*s' stands alone", PM_TOC_ARG(r));
	r->is_lost = r->content_bad = 1;
	r->is_disordered |= r->token.kind == PM_TOC_WORD;
	pm_toc_next(r);
}

static void read_statements(struct pm_toc_reader *r)
{
	int was_lost;

	pm_toc_next(r);
	while (r->token.kind != PM_TOC_END && !r->no_memory) {
		was_lost = r->is_lost;
		r->is_lost = 0;
		if (pm_toc_is_word(r, "TRACK")) {
			pm_toc_track_end(r);
			pm_toc_track(r);
		} else if (!(r->track && pm_toc_track_statement(r)) && !disc_statement(r)) {
			r->is_lost = was_lost;
			unknown(r);
		}
	}
	pm_toc_track_end(r);
}

static void report_undecodable(struct pm_toc_reader *r)
{
	const char *at = r->source->bad_count ? strstr(r->source->data, "\xEF\xBF\xBD") : NULL;

	if (r->source->bad_count)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_TOC_SYNTAX,
					 at ? pm_pos_at(r->source, (uint64_t)(at - r->source->data), 3) : pm_pos_file(r->source),
					 "the file is read as %s, and %zu of its bytes mean nothing in that", pm_charset_name(r->source->charset),
					 r->source->bad_count),
			     "save it again as UTF-8");
}

static void release(struct pm_toc_reader *r)
{
	size_t i;

	for (i = 0; i < r->text_count; i++)
		pm_buf_release(&r->text[i].string.bytes);
	free(r->text);
	free(r->part);
	free(r);
}

int pm_toc_read(struct pm_disc *disc, struct pm_source *src, struct pm_diags *diags)
{
	struct pm_toc_reader *r = calloc(1, sizeof *r);
	int status;

	if (!r)
		return PM_E_NOMEM;
	r->disc = disc;
	r->source = src;
	r->diags = diags;
	r->track_pos = disc->pos = pm_pos_file(src);
	disc->block[0].present = 1;
	report_undecodable(r);
	pm_diags_doubt_charset(diags, src);
	read_statements(r);
	if (!r->track_lines)
		pm_diag_add(diags, PM_DIAG_TOC_SYNTAX, pm_pos_file(src), "the file has no TRACK");
	pm_toc_store_texts(r);
	status = r->no_memory ? PM_E_NOMEM : PM_OK;
	release(r);
	return status;
}
