/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-sheets.c - NAME.toc and NAME.cue say the same disc, whichever of them is verified.  Layer 5.  Source: contract sections 2 and 6. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "disc/diff.h"
#include "master/verify-set.h"

static int is_known(const struct pm_diags *diags, size_t count, const struct pm_diag *d)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (diags->list[i].id == d->id && !strcmp(diags->list[i].message, d->message))
			return 1;
	return 0;
}

/* A code in the sheet's CD-Text that differs from the sheet's own, where this one differs from the first sheet's: one mistake, said as such. */
static int follows(const struct pm_disc *disc, const struct pm_disc *toc, const struct pm_diag *d)
{
	int t = d->track;

	if (d->id != PM_DIAG_CDTEXT_MISMATCH)
		return 0;
	return t > 0 && t < 100 ? strcmp(disc->track[t].isrc.text, toc->track[t].isrc.text) != 0 : strcmp(disc->mcn.text, toc->mcn.text) != 0;
}

/* About the packs that a cue sheet names: beside a TOC they are verified themselves. */
static int is_elsewhere(const struct pm_diag *d, const struct pm_source *src)
{
	return d->pos.source && pm_diag_group(d->id) == PM_GROUP_FILESET && strcmp(pm_path_base(d->pos.source->name), src->name) != 0;
}

/* Notes are about what was made of the sheet; a file under another name is one that other programs do not find. */
static int matters(const struct pm_diag *d)
{
	return d->severity != PM_NOTE || d->id == PM_DIAG_AUDIO_NAME;
}

/* What is wrong with the second sheet and not with the first as well; returns how many errors forbid a comparison. */
static unsigned take_errors(struct pm_session *s, const struct pm_disc *disc, const struct pm_session *other, const struct pm_disc *toc,
                            const struct pm_source *src)
{
	size_t i, before = s->diags.count;
	unsigned grave = 0;

	for (i = 0; i < other->diags.count; i++) {
		const struct pm_diag *d = &other->diags.list[i];

		if (!matters(d) || is_known(&s->diags, before, d) || follows(disc, toc, d) || is_elsewhere(d, src))
			continue;
		pm_diag_on(pm_diag_add_as(&s->diags, d->id, d->severity, pm_place_in(src, d->pos), "%s", d->message), d->track, d->index);
		grave += d->severity == PM_ERROR && d->id != PM_DIAG_CDTEXT_MISMATCH;
	}
	return grave;
}

/* What cannot be held against each other: what a TOC does not say, and what is not known of the first sheet (which has been reported). */
static unsigned not_compared(const struct pm_disc *disc)
{
	unsigned leave_out = PM_DIFF_MASTER_ID | PM_DIFF_CDTEXT | PM_DIFF_SCMS;

	if (disc->poisoned & (PM_POISON_TIMES | PM_POISON_AUDIO))
		leave_out |= PM_DIFF_TIMES;
	return leave_out;
}

/* "tracks[7].isrc": 7, with *part the rest; 0: of the disc. */
static unsigned track_of(const char *field, const char **part)
{
	unsigned long track;
	char *end;

	*part = field;
	if (strncmp(field, "tracks[", 7) != 0)
		return 0;
	track = strtoul(field + 7, &end, 10);
	if (track < 1 || track > 99 || strncmp(end, "].", 2) != 0)
		return 0;
	*part = end + 2;
	return (unsigned)track;
}

/* The index that a difference is about; -1: none. */
static int index_of(const char *part)
{
	long index = strncmp(part, "indexes[", 8) ? -1 : strtol(part + 8, NULL, 10);

	return index >= 0 && index <= 99 ? (int)index : -1;
}

static struct pm_pos place_of(const struct pm_disc *toc, unsigned track, const char *part)
{
	const struct pm_track *t = &toc->track[track];
	int index = index_of(part);

	if (!track)
		return strcmp(part, "mcn") ? pm_pos_none() : toc->mcn_pos;
	if (!strcmp(part, "isrc") && t->isrc.text[0])
		return t->isrc_pos;
	return index >= 0 && t->index[index].lba != PM_LBA_NONE ? t->index[index].pos : t->pos;
}

/* Further indexes count from index 01, and move with it: that is said once. */
static int moves_with_index_one(const struct pm_disc *a, const struct pm_disc *b, unsigned track, int index)
{
	const struct pm_index *x = a->track[track].index, *y = b->track[track].index;

	return index > 1 && x[1].lba != PM_LBA_NONE && y[1].lba != PM_LBA_NONE && x[1].lba != y[1].lba && x[index].lba != PM_LBA_NONE &&
	       y[index].lba != PM_LBA_NONE && x[index].lba - x[1].lba == y[index].lba - y[1].lba;
}

static int report_differences(struct pm_session *s, const struct pm_disc *disc, const struct pm_disc *toc, const struct pm_source *src, size_t *count)
{
	struct pm_diff diff;
	size_t i;
	int status;

	pm_diff_init(&diff);
	status = pm_diff_discs(disc, toc, not_compared(disc), &diff);
	for (i = 0; i < diff.count; i++) {
		const struct pm_difference *d = &diff.list[i];
		const char *part;
		unsigned track = track_of(d->field, &part);

		if (track && moves_with_index_one(disc, toc, track, index_of(part)))
			continue;
		pm_diag_on(pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_CUE_MISMATCH, pm_place_in(src, place_of(toc, track, part)),
						    "%s is '%s', in %s it is '%s'", d->field, d->b ? d->b : "", disc->pos.source->name,
						    d->a ? d->a : ""),
					"a plant or a burner takes the one or the other: build the set again"),
			   track ? (int)track : -1, index_of(part));
	}
	*count = diff.count;
	pm_diff_release(&diff);
	return status;
}

/* The same sample of the same file?  Of different files nobody can tell: they may hold the same. */
static int same_sample(const struct pm_disc *a, const struct pm_span *x, const struct pm_disc *b, const struct pm_span *y)
{
	const struct pm_file *f, *g;

	if (x->file == PM_FILE_SILENCE || y->file == PM_FILE_SILENCE)
		return x->file == y->file;
	f = &a->file[x->file];
	g = &b->file[y->file];
	if (!f->path || !g->path || strcmp(pm_path_base(f->path), pm_path_base(g->path)) != 0)
		return 1;
	return f->kind == g->kind && f->offset_bytes == g->offset_bytes && f->sector_stride_bytes == g->sector_stride_bytes &&
	       x->start_samples + (y->at_samples > x->at_samples ? y->at_samples - x->at_samples : 0) ==
	               y->start_samples + (x->at_samples > y->at_samples ? x->at_samples - y->at_samples : 0);
}

/* Sheets may agree in all times and yet take other samples. */
static void compare_spans(struct pm_session *s, const struct pm_disc *disc, const struct pm_disc *toc, const struct pm_source *src)
{
	size_t i = 0, j = 0;

	while (i < disc->span_count && j < toc->span_count) {
		const struct pm_span *x = &disc->span[i], *y = &toc->span[j];
		uint64_t x_end = x->at_samples + x->length_samples, y_end = y->at_samples + y->length_samples;

		if (!same_sample(disc, x, toc, y)) {
			uint64_t at = x->at_samples > y->at_samples ? x->at_samples : y->at_samples;
			char time[PM_MSF_BYTES];

			pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_CUE_MISMATCH, pm_pos_file(src), "from %s on the audio is not the audio of %s",
			                         pm_sectors_text((uint32_t)(at / PM_SECTOR_SAMPLES), time), disc->pos.source->name),
			             "a plant or a burner takes the one or the other: build the set again");
			return;
		}
		i += x_end <= y_end;
		j += y_end <= x_end;
	}
}

static int compare_sheets(struct pm_session *s, const struct pm_disc *disc, const struct pm_session *other, const struct pm_disc *toc,
                          const struct pm_source *src)
{
	struct pm_other_texts texts = { s, disc, toc, src, 0 };
	size_t differences = 0;
	unsigned b;
	int status = PM_OK;

	if (take_errors(s, disc, other, toc, src) || !disc->laid_out || !toc->laid_out)
		return PM_OK;
	status = report_differences(s, disc, toc, src, &differences);
	if (!differences && !((disc->poisoned | toc->poisoned) & (PM_POISON_TIMES | PM_POISON_AUDIO)))
		compare_spans(s, disc, toc, src);
	for (b = 0; b < PM_BLOCKS && !(disc->poisoned & PM_POISON_TEXT) && !toc->has_packs; b++)
		pm_compare_block(&texts, b);
	return status;
}

int pm_verify_second_sheet(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set)
{
	struct pm_open_options open = { .join = PM_JOIN_CONTINUOUS };
	struct pm_source *src = NULL;
	struct pm_session other;
	struct pm_disc *toc = NULL;
	char *path = pm_set_file(set, disc->kind == PM_KIND_CUE ? ".toc" : ".cue");
	int status;

	if (!path)
		return PM_OK;
	pm_session_init(&other);
	status = pm_sources_read_text(&s->sources, path, pm_path_base(path), PM_CUE_MAX_BYTES, &src, &s->error);
	if (status == PM_OK)
		status = pm_open(&other, path, &open, &toc);
	if (status == PM_OK && toc->kind == PM_KIND_CUE)
		pm_verify_packs_named(s, &other, toc, pm_pos_file(src), set);
	if (status == PM_OK)
		status = compare_sheets(s, disc, &other, toc, src);
	else if (!s->error.message[0])
		pm_error_set(&s->error, status, "%s", other.error.message);
	pm_close(toc);
	pm_session_release(&other);
	free(path);
	return status;
}
