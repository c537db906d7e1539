/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-set.c - a CUE set is whole, and all its files say the same disc.  Layer 5.  Source: contract sections 2, 5 and 6. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cdtext/v07t.h"
#include "disc/diff.h"
#include "master/internal.h"
#include "subcode/layout.h"

/* The folder a CUE set lies in, and what its files are called there. */
struct set {
	const char *dir;  /* borrowed */
	char *stem;       /* path of the sheet without its extension; owned */
	const char *name; /* its last component; borrowed */
};

static int set_init(struct set *set, const struct pm_disc *disc)
{
	const char *path = disc->pos.source->path; /* of the sheet, also where the user named its folder */
	size_t cut = strlen(pm_path_extension(path));

	set->dir = disc->base_dir;
	set->stem = pm_str_dup_n(path, strlen(path) - cut - (cut > 0));
	set->name = set->stem ? pm_path_base(set->stem) : NULL;
	return set->stem ? PM_OK : PM_E_NOMEM;
}

/* The path of a file of the set; NULL: it is not there, or memory is out. */
static char *existing(const struct set *set, const char *ending)
{
	char *path = pm_str_printf("%s%s", set->stem, ending);

	if (path && pm_path_is_file(path))
		return path;
	free(path);
	return NULL;
}

static void want(struct pm_verify_set *what, struct pm_verify_name *list, const char *name)
{
	list[what->name_count++] = (struct pm_verify_name){ name, name };
}

/* The lists beside the set: over everything the sheet names and everything called like it. */
static int begin_lists(struct pm_session *s, const struct pm_disc *disc, const struct set *set, const struct pm_progress *progress,
                       struct pm_verifier **out)
{
	struct pm_verify_name *wanted = calloc(PM_CUE_SET_NAMES + disc->file_count + 1, sizeof(*wanted));
	struct pm_verify_set what = { .dir = set->dir, .name = wanted };
	struct pm_cue_names names;
	size_t i;
	int status = wanted ? pm_cue_set_names(&names, set->name) : PM_E_NOMEM;

	if (status == PM_OK) {
		for (i = 0; i < PM_CUE_SET_NAMES && names.name[i]; i++)
			if (strcmp(names.name[i], "CHECKSUM.MD5") != 0)
				want(&what, wanted, names.name[i]);
		for (i = 0; i < disc->file_count; i++)
			if (disc->file[i].path)
				want(&what, wanted, pm_path_base(disc->file[i].path));
		want(&what, wanted, pm_path_base(disc->pos.source->path));
		status = pm_verify_begin(out, disc, &what, &s->sources, &s->diags, progress, &s->error);
		pm_cue_names_release(&names);
	}
	free(wanted);
	return status;
}

/* The one raw file that holds the whole programme from LBA 0 on; NULL: the set is made otherwise. */
static const struct pm_file *raw_image(const struct pm_disc *disc)
{
	const struct pm_file *f = disc->file_count == 1 ? &disc->file[0] : NULL;

	return f && f->path && !f->unusable && f->offset_bytes == 0 && (f->kind == PM_FILE_RAW_LE || f->kind == PM_FILE_RAW_BE) ? f : NULL;
}

/* Lists are about finished masters: a DDP, or the raw image of a CUE set.  A sheet over masters may lie beside lists of anything. */
int pm_verify_begin_source(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress, struct pm_verifier **out)
{
	struct set set;
	int status;

	*out = NULL;
	if (disc->kind == PM_KIND_DDP)
		return pm_ddp_verify_begin(out, disc, disc->base_dir, &s->sources, &s->diags, progress, &s->error);
	if ((disc->kind != PM_KIND_CUE && disc->kind != PM_KIND_TOC) || !raw_image(disc))
		return PM_OK;
	status = set_init(&set, disc);
	if (status == PM_OK)
		status = begin_lists(s, disc, &set, progress, out);
	free(set.stem);
	if (status == PM_OK && !pm_verify_has_claims(*out)) {
		pm_verify_free(*out);
		*out = NULL;
	}
	return status;
}

static int verify_subcode(struct pm_session *s, const struct pm_disc *disc, const struct set *set, const struct pm_open_options *o)
{
	const struct pm_file *image = raw_image(disc);
	struct pm_subcode_file file = { .stride_bytes = PM_SUBCODE_BYTES };
	char *sub = NULL;
	int status = PM_OK;

	/* Where the times are not known, every frame would be reported. */
	if (!image || !disc->laid_out || disc->leadout_lba <= 0 || (disc->poisoned & (PM_POISON_AUDIO | PM_POISON_TIMES)))
		return PM_OK;
	if (image->sector_stride_bytes == PM_RAW96_SECTOR_BYTES) {
		file = (struct pm_subcode_file){ image->path, pm_path_base(image->path), PM_RAW96_SECTOR_BYTES, PM_SECTOR_BYTES, 1 };
	} else {
		sub = existing(set, ".sub");
		file.path = sub;
		file.name = sub ? pm_path_base(sub) : NULL;
	}
	if (file.path)
		status = pm_verify_subcode_file(disc, &file, &s->sources, &s->diags, o->progress, &s->error);
	free(sub);
	return status;
}

/* ---- texts that stand in the set a second time ---- */

/* Another file's texts, to be held against the disc's. */
struct texts {
	struct pm_session *session;
	const struct pm_disc *disc, *other;
	const struct pm_source *source; /* the file, in this session: other's places are places in it */
};

/* A place in the file, which may have been read in a session of its own. */
static struct pm_pos place_in(const struct pm_source *source, struct pm_pos pos)
{
	int inside = pos.source && pos.offset_bytes != PM_NOWHERE && !strcmp(pm_path_base(pos.source->name), source->name);

	return inside ? pm_pos_at(source, pos.offset_bytes, pos.length_bytes) : pm_pos_file(source);
}

static void text_differs(const struct texts *t, struct pm_pos pos, int track, const char *what, const char *here, const char *there)
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

static void compare_settings(const struct texts *t, unsigned b)
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

static void compare_text(const struct texts *t, unsigned b, unsigned track, enum pm_text_field field, int whole)
{
	const struct pm_text *here = &t->other->block[b].of[track], *there = &t->disc->block[b].of[track];
	const char *x = here->field[field], *y = there->field[field];
	char what[64];

	if ((!x && !y) || (!whole && !y) || (there->reported & 1u << field))
		return;
	if (x && y && (whole ? !strcmp(x, y) : pm_same_but_for_quotes(x, y)))
		return;
	if (track)
		snprintf(what, sizeof what, "the %s of track %u in CD-Text block %u", pm_text_key(field, 1), track, b);
	else
		snprintf(what, sizeof what, "the %s of the disc in CD-Text block %u", pm_text_key(field, 0), b);
	text_differs(t, place_in(t->source, x ? here->pos[field] : pm_pos_none()), track ? (int)track : -1, what, x, y);
}

/* 8Eh apart, which is held against PQ and Q.  A cue sheet without packs cannot hold all that CD-Text can: then only what it holds is compared. */
static void compare_block(const struct texts *t, unsigned b)
{
	int whole = t->disc->kind == PM_KIND_TOC || t->disc->has_packs, field, last = t->disc->last_track;
	int here = t->other->block[b].present && pm_block_has_text(&t->other->block[b], last);
	int there = t->disc->block[b].present && pm_block_has_text(&t->disc->block[b], last);
	unsigned track;

	if ((!here && !there) || (!whole && !there))
		return;
	if (!here || !there) {
		pm_diag_add(&t->session->diags, PM_DIAG_CDTEXT_MISMATCH, pm_pos_file(t->source), "CD-Text block %u is %s, and %s in %s", b,
			    here ? "here" : "not here", there ? "is" : "is not", t->disc->pos.source->name);
		return;
	}
	if (whole)
		compare_settings(t, b);
	for (track = 0; track <= t->disc->last_track; track++)
		for (field = 0; field <= PM_TEXT_CLOSED; field++)
			compare_text(t, b, track, (enum pm_text_field)field, whole);
}

/* ---- the second sheet ---- */

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

/* The errors of the second sheet that the first does not have as well; returns how many of them forbid a comparison. */
static unsigned take_errors(struct pm_session *s, const struct pm_disc *disc, const struct pm_session *other, const struct pm_disc *toc,
                            const struct pm_source *src)
{
	size_t i, before = s->diags.count;
	unsigned grave = 0;

	for (i = 0; i < other->diags.count; i++) {
		const struct pm_diag *d = &other->diags.list[i];

		if (d->severity != PM_ERROR || is_known(&s->diags, before, d) || follows(disc, toc, d))
			continue;
		pm_diag_on(pm_diag_add(&s->diags, d->id, place_in(src, d->pos), "%s", d->message), d->track, d->index);
		grave += d->id != PM_DIAG_CDTEXT_MISMATCH;
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
		pm_diag_on(pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_CUE_MISMATCH, place_in(src, place_of(toc, track, part)),
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
	struct texts texts = { s, disc, toc, src };
	size_t differences = 0;
	unsigned b;
	int status = PM_OK;

	if (take_errors(s, disc, other, toc, src) || !disc->laid_out || !toc->laid_out)
		return PM_OK;
	status = report_differences(s, disc, toc, src, &differences);
	if (!differences && !((disc->poisoned | toc->poisoned) & (PM_POISON_TIMES | PM_POISON_AUDIO)))
		compare_spans(s, disc, toc, src);
	for (b = 0; b < PM_BLOCKS && !(disc->poisoned & PM_POISON_TEXT); b++)
		compare_block(&texts, b);
	return status;
}

/* NAME.toc says the same disc as NAME.cue. */
static int verify_toc(struct pm_session *s, const struct pm_disc *disc, const struct set *set)
{
	struct pm_open_options open = { .join = PM_JOIN_CONTINUOUS };
	struct pm_source *src = NULL;
	struct pm_session other;
	struct pm_disc *toc = NULL;
	char *path = existing(set, ".toc");
	int status;

	if (!path)
		return PM_OK;
	pm_session_init(&other);
	status = pm_sources_read_text(&s->sources, path, pm_path_base(path), PM_SHEET_MAX_BYTES, &src, &s->error);
	if (status == PM_OK)
		status = pm_open(&other, path, &open, &toc);
	if (status == PM_OK)
		status = compare_sheets(s, disc, &other, toc, src);
	else if (!s->error.message[0])
		pm_error_set(&s->error, status, "%s", other.error.message);
	pm_close(toc);
	pm_session_release(&other);
	free(path);
	return status;
}

/* An empty disc for the texts of a file, with the codes they are held against. */
static struct pm_disc *disc_for_texts(const struct pm_disc *disc)
{
	struct pm_disc *texts = pm_disc_new(disc->kind);
	unsigned t;

	if (!texts)
		return NULL;
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
static int verify_text_file(struct pm_session *s, const struct pm_disc *disc, const struct set *set, const char *ending, unsigned first, unsigned end)
{
	char *path = existing(set, ending);
	struct pm_disc *texts = NULL;
	struct pm_source *src, *text = NULL;
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
		const struct texts t = { s, disc, texts, text ? text : src };

		for (; first < end; first++)
			compare_block(&t, first);
		pm_cdtext_compare_codes(texts, pm_pos_file(t.source), &s->diags);
	}
	pm_disc_free(texts);
	free(path);
	return status;
}

/* NAME.cdt where no cue sheet names it, beside a TOC; NAME.v07t, and NAME.1.v07t to NAME.7.v07t. */
static int verify_texts(struct pm_session *s, const struct pm_disc *disc, const struct set *set)
{
	int status = disc->kind == PM_KIND_TOC ? verify_text_file(s, disc, set, ".cdt", 0, PM_BLOCKS) : PM_OK;
	char further[] = ".0.v07t";
	unsigned b;

	for (b = 0; b < PM_BLOCKS && status == PM_OK && !(disc->poisoned & PM_POISON_TEXT); b++) {
		further[1] = (char)('0' + b);
		status = verify_text_file(s, disc, set, b ? further : ".v07t", b, b + 1);
	}
	return status;
}

int pm_verify_cue_set(struct pm_session *s, const struct pm_disc *disc, const struct pm_open_options *o, struct pm_sums *sums)
{
	struct pm_verifier *lists = NULL;
	struct set set;
	int status = set_init(&set, disc);

	if (status == PM_OK)
		status = begin_lists(s, disc, &set, o->progress, &lists);
	if (status == PM_OK)
		status = pm_verify_end(lists, sums);
	pm_verify_free(lists);
	if (status == PM_OK)
		status = verify_subcode(s, disc, &set, o);
	if (status == PM_OK && disc->kind == PM_KIND_CUE)
		status = verify_toc(s, disc, &set);
	if (status == PM_OK)
		status = verify_texts(s, disc, &set);
	free(set.stem);
	return status;
}
