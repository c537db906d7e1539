/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue-read.c - a cue sheet's text to a declared disc: lines, first words, what is missing at the end.  Layer 4.
 * Source: shared/reference/cue-toc.md sections 1, 2 and 7.
 */
#include <stdlib.h>
#include <string.h>

#include "cue/cue-reader.h"

/*
 * Bytes of the blank that a text begins with; 0: none.  Besides ASCII's: the no-break and the ideographic space and the zero-width no-break space (a
 * second byte order mark), which come in by copying; and the end-of-file mark of DOS.
 */
static size_t blank_bytes(const char *text, size_t length)
{
	static const char *const wide[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};
	size_t i;

	if (!length)
		return 0;
	if (*text == ' ' || *text == '\t' || *text == '\f' || *text == '\v' || *text == '\x1A')
		return 1;
	for (i = 0; i < sizeof wide / sizeof *wide; i++)
		if (length >= strlen(wide[i]) && !memcmp(text, wide[i], strlen(wide[i])))
			return strlen(wide[i]);
	return 0;
}

static size_t blanks_at(const struct pm_cue_word *w, size_t at)
{
	size_t from = at, n;

	while ((n = blank_bytes(w->text + at, w->length_bytes - at)) > 0)
		at += n;
	return at - from;
}

struct pm_pos pm_cue_pos(const struct pm_cue_reader *r, const struct pm_cue_word *w)
{
	return pm_pos_at(r->source, w->at, w->length_bytes > UINT32_MAX ? UINT32_MAX : (uint32_t)w->length_bytes);
}

static struct pm_cue_word trim(const struct pm_cue_word *w)
{
	size_t from = blanks_at(w, 0), to = w->length_bytes, n = 1;

	while (n <= 3 && n <= to - from) {
		if (blank_bytes(w->text + to - n, n) == n) {
			to -= n;
			n = 1;
		} else {
			n++;
		}
	}
	return pm_cue_part(w, from, to);
}

int pm_cue_next_word(const struct pm_cue_word *w, size_t *at, struct pm_cue_word *out)
{
	size_t from = *at + blanks_at(w, *at), to;

	for (to = from; to < w->length_bytes && !blank_bytes(w->text + to, w->length_bytes - to);)
		to++;
	*at = to;
	*out = pm_cue_part(w, from, to);
	return to > from;
}

int pm_cue_word_is(const struct pm_cue_word *w, const char *upper)
{
	size_t i;

	for (i = 0; i < w->length_bytes && upper[i]; i++)
		if ((w->text[i] >= 'a' && w->text[i] <= 'z' ? w->text[i] - 32 : w->text[i]) != upper[i])
			return 0;
	return i == w->length_bytes && !upper[i];
}

/* The command is letters, digits and _; a quote may follow at once. */
static size_t command_bytes(const struct pm_cue_word *line)
{
	size_t n = 0;

	while (n < line->length_bytes && !blank_bytes(line->text + n, line->length_bytes - n) && line->text[n] != '"')
		n++;
	return n;
}

static int is_comment(const struct pm_cue_word *line)
{
	return line->text[0] == ';' || (line->length_bytes > 1 && line->text[0] == '/' && line->text[1] == '/');
}

/* Readers differ in what they do here: it is said, and the line is left out. */
static void unknown_command(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	struct pm_cue_word next;
	size_t at = 0;

	if (pm_cue_next_word(value, &at, &next) && pm_cue_is_command(&next))
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_CUE_SYNTAX, pm_cue_pos(r, &r->command), "'%.*s' stands in front of %.*s",
					 PM_CUE_ARG(r->command), PM_CUE_ARG(next)),
			     "a command is the first word of its line");
	else
		pm_diag_add_as(r->diags, PM_DIAG_CUE_SYNTAX, PM_WARNING, pm_cue_pos(r, &r->command), "unknown command '%.*s': the line is left out",
			       PM_CUE_ARG(r->command));
}

static void read_line(struct pm_cue_reader *r, struct pm_cue_word line)
{
	struct pm_cue_word value;
	const char *nul;
	size_t n;

	r->line = line = trim(&line);
	if (!line.length_bytes || is_comment(&line))
		return;
	nul = memchr(line.text, '\0', line.length_bytes);
	if (nul) {
		pm_diag_add(r->diags, PM_DIAG_CUE_SYNTAX, pm_pos_at(r->source, line.at + (uint64_t)(nul - line.text), 1),
			    "a NUL character in the line");
		return;
	}
	n = command_bytes(&line);
	r->command = pm_cue_part(&line, 0, n);
	value = pm_cue_part(&line, n, line.length_bytes);
	value = trim(&value);
	if (!pm_cue_run(r, &value))
		unknown_command(r, &value);
}

/* LF, CRLF and CR end lines; the last one needs no end. */
static void read_lines(struct pm_cue_reader *r)
{
	struct pm_cue_word all = {r->source->data, r->source->length_bytes, 0};
	size_t from = 0, to;

	while (from < all.length_bytes && !r->no_memory) {
		for (to = from; to < all.length_bytes && all.text[to] != '\n' && all.text[to] != '\r';)
			to++;
		read_line(r, pm_cue_part(&all, from, to));
		from = to + 1;
	}
}

static void report_undecodable(struct pm_cue_reader *r)
{
	const char *at = r->source->bad_count ? strstr(r->source->data, "\xEF\xBF\xBD") : NULL;

	if (r->source->bad_count)
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_CUE_SYNTAX,
					 at ? pm_pos_at(r->source, (uint64_t)(at - r->source->data), 3) : pm_pos_file(r->source),
					 "the sheet is read as %s, and %zu of its bytes mean nothing in that", pm_charset_name(r->source->charset),
					 r->source->bad_count),
			     "save it again as UTF-8");
}

/* Sheets of music programs have the barcode as UPC_EAN only. */
static void use_upc_ean(struct pm_cue_reader *r)
{
	if (!r->upc_ean.length_bytes || r->disc->mcn.text[0] || r->disc->mcn_pos.source)
		return;
	r->disc->mcn_pos = pm_cue_pos(r, &r->upc_ean);
	if (!pm_ean_take(r->diags, r->disc->mcn_pos, r->upc_ean.text, r->upc_ean.length_bytes, &r->disc->mcn))
		r->disc->poisoned |= PM_POISON_MCN;
	if (r->disc->mcn.text[0])
		r->disc->mcn_from = PM_FROM_CUE;
}

static void finish(struct pm_cue_reader *r)
{
	if (!r->track_lines) {
		pm_diag_add(r->diags, PM_DIAG_CUE_SYNTAX, pm_pos_file(r->source),
			    r->file_lines ? "the sheet has no TRACK" : "the sheet has neither FILE nor TRACK");
		r->disc->poisoned |= PM_POISON_TRACKS;
	}
	if (!r->have_file) /* reported; without one no track is declared */
		r->disc->poisoned |= PM_POISON_TRACKS | PM_POISON_AUDIO;
	pm_cue_walk_end(r);
	use_upc_ean(r);
	r->disc->first_track = (uint8_t)r->first;
}

int pm_cue_read(struct pm_disc *disc, struct pm_source *src, char **cdtext_file, struct pm_pos *cdtext_pos, struct pm_diags *diags)
{
	struct pm_cue_reader r;

	memset(&r, 0, sizeof r);
	r.disc = disc;
	r.source = src;
	r.diags = diags;
	r.cdtext_file = cdtext_file;
	r.cdtext_pos = cdtext_pos;
	r.track_pos = disc->pos = pm_pos_file(src);
	r.index_last = -1;
	disc->block[0].present = 1;
	if (cdtext_file)
		*cdtext_file = NULL;
	report_undecodable(&r);
	pm_diags_doubt_charset(diags, src);
	read_lines(&r);
	finish(&r);
	return r.no_memory ? PM_E_NOMEM : PM_OK;
}
