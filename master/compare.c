/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - what differs between two sources: fields, then audio.  Layer 5.  Source: contract section 7. */
#include <stdlib.h>
#include <string.h>

#include "audio/program.h"
#include "master/internal.h"

/* ---- what a kind can hold ---- */

/* Where the texts of a disc come from decides what they can say. */
static int has_all_texts(const struct pm_disc *disc)
{
	return disc->has_packs || disc->kind == PM_KIND_DDP || disc->kind == PM_KIND_DRIVE || disc->kind == PM_KIND_IMAGE;
}

/* The first block holds such a text, of the disc or of a track. */
static int says(const struct pm_disc *disc, int field)
{
	unsigned n;

	for (n = 0; n <= disc->last_track && n < 100; n++)
		if (disc->block[0].of[n].field[field])
			return 1;
	return 0;
}

/* Texts that a plain cue sheet holds only where its author used commands beyond the three that every program knows. */
static unsigned plain_cue_lacks(const struct pm_disc *disc)
{
	static const int beyond[] = { PM_TEXT_COMPOSER, PM_TEXT_ARRANGER, PM_TEXT_MESSAGE, PM_TEXT_DISC_ID, PM_TEXT_GENRE };
	unsigned lacks = 0;
	size_t i;

	for (i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++)
		if (!says(disc, beyond[i]))
			lacks |= PM_DIFF_TEXT(beyond[i]);
	if (!disc->block[0].genre_code)
		lacks |= PM_DIFF_GENRE_CODE;
	return lacks | PM_DIFF_LANGUAGE | PM_DIFF_QUOTES;
}

/* Bits of pm_diff_discs for what this source has no way to say. */
static unsigned lacks(const struct pm_disc *disc)
{
	const unsigned packs_only = PM_DIFF_TEXT(PM_TEXT_CLOSED) | PM_DIFF_CDTEXT_CODES | PM_DIFF_COPY | PM_DIFF_BLOCKS;
	unsigned bits = 0;

	if (disc->kind != PM_KIND_SHEET && disc->kind != PM_KIND_DDP && !disc->master_id)
		bits |= PM_DIFF_MASTER_ID;
	if (disc->kind == PM_KIND_TOC || disc->kind == PM_KIND_IMAGE)
		bits |= PM_DIFF_SCMS;
	if (disc->kind == PM_KIND_SUBCODE && !disc->has_packs)
		bits |= PM_DIFF_CDTEXT;
	if (has_all_texts(disc))
		return bits;
	if (disc->kind == PM_KIND_TOC) /* it may carry the codes, and does so only where every track has one */
		return says(disc, PM_TEXT_CODE) ? bits : bits | PM_DIFF_CDTEXT_CODES;
	if (disc->kind == PM_KIND_CUE)
		bits |= plain_cue_lacks(disc);
	return bits | packs_only;
}

static int has_readable_audio(const struct pm_disc *disc)
{
	return disc->laid_out && disc->span_count > 0 && !(disc->poisoned & PM_POISON_AUDIO);
}

/* Without its audio a sheet has no times: the finding about the audio says enough. */
static int has_no_times(const struct pm_disc *disc) { return !disc->laid_out || (disc->poisoned & PM_POISON_AUDIO); }

/* ---- what was left out, in words ---- */

static int has_more_blocks(const struct pm_disc *disc)
{
	int b;

	for (b = 1; b < PM_BLOCKS; b++)
		if (disc->block[b].present && pm_block_has_text(&disc->block[b], disc->last_track))
			return 1;
	return 0;
}

/* The side that could hold the field does: else nothing is lost by not comparing it. */
static int is_held(const struct pm_disc *disc, unsigned bit, int field)
{
	const struct pm_block *first = &disc->block[0];

	switch (bit) {
	case PM_DIFF_LANGUAGE: return first->present && (first->language != 0x09 || first->charset != PM_CS_ISO_8859_1) && pm_disc_has_text(disc);
	case PM_DIFF_GENRE_CODE: return first->genre_code != 0;
	case PM_DIFF_COPY: return first->copy_protection != 0;
	case PM_DIFF_BLOCKS: return has_more_blocks(disc);
	case PM_DIFF_CDTEXT: return pm_disc_has_text(disc);
	default: return field < 0 || says(disc, field);
	}
}

/* A saved Q or a subcode file has no audio to compare; that is no difference. */
static int holds_no_audio(const struct pm_disc *disc) { return disc->kind == PM_KIND_SUBCODE && disc->span_count == 0; }

static void list_not_compared(struct pm_compare_result *r)
{
	static const struct { unsigned bit; int field; const char *name; } fields[] = {
		{ PM_DIFF_MASTER_ID, -1, "master_id" },
		{ PM_DIFF_SCMS, -1, "tracks[].scms" },
		{ PM_DIFF_CDTEXT, -1, "cdtext" },
		{ PM_DIFF_BLOCKS, -1, "cdtext[1..7]" },
		{ PM_DIFF_LANGUAGE, -1, "cdtext[].language" },
		{ PM_DIFF_TEXT(PM_TEXT_COMPOSER), PM_TEXT_COMPOSER, "cdtext[].composer" },
		{ PM_DIFF_TEXT(PM_TEXT_ARRANGER), PM_TEXT_ARRANGER, "cdtext[].arranger" },
		{ PM_DIFF_TEXT(PM_TEXT_MESSAGE), PM_TEXT_MESSAGE, "cdtext[].message" },
		{ PM_DIFF_TEXT(PM_TEXT_DISC_ID), PM_TEXT_DISC_ID, "cdtext[].disc_id" },
		{ PM_DIFF_TEXT(PM_TEXT_GENRE), PM_TEXT_GENRE, "cdtext[].genre" },
		{ PM_DIFF_GENRE_CODE, -1, "cdtext[].genre_code" },
		{ PM_DIFF_TEXT(PM_TEXT_CLOSED), PM_TEXT_CLOSED, "cdtext[].closed" },
		{ PM_DIFF_CDTEXT_CODES, PM_TEXT_CODE, "cdtext[].upc" },
		{ PM_DIFF_CDTEXT_CODES, PM_TEXT_CODE, "cdtext[].isrc" },
		{ PM_DIFF_COPY, -1, "cdtext[].copy_protection" },
	};
	unsigned lacks_a = lacks(r->a), lacks_b = lacks(r->b);
	size_t i;

	if (holds_no_audio(r->a) || holds_no_audio(r->b))
		r->not_compared[r->not_compared_count++] = "audio";
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		/* What neither can say is no question between them; without any text its parts need no names. */
		if (!((lacks_a ^ lacks_b) & fields[i].bit) || ((lacks_a | lacks_b) & PM_DIFF_CDTEXT && strncmp(fields[i].name, "cdtext[", 7) == 0))
			continue;
		if (is_held(lacks_a & fields[i].bit ? r->b : r->a, fields[i].bit, fields[i].field))
			r->not_compared[r->not_compared_count++] = fields[i].name;
	}
}

/* ---- audio ---- */

static int match_audio(struct pm_session *s, const struct pm_compare_request *request, struct pm_compare_result *r)
{
	struct pm_match_options options = {
		.a_is_drive = r->a->kind == PM_KIND_DRIVE,
		.b_is_drive = r->b->kind == PM_KIND_DRIVE,
		.without_sums = request->without_sums,
		.with_sums_of_b = request->with_sums_of_b,
		.progress = request->open_a.progress,
	};
	struct pm_program *a = NULL, *b = NULL;
	int status;

	if (!has_readable_audio(r->a) || !has_readable_audio(r->b))
		return PM_OK;
	status = pm_program_open(&a, r->a, &s->error);
	if (status == PM_OK)
		status = pm_program_open(&b, r->b, &s->error);
	if (status == PM_OK)
		status = pm_match_programs(&r->match, r->a, a, r->b, b, &options, &s->error);
	r->has_audio = status == PM_OK;
	pm_program_close(a);
	pm_program_close(b);
	return status;
}

/* ---- the verdict ---- */

/* Of the samples that were compared at most one in a hundred differs: the same recording with a fault or an edit. */
static int is_nearly_equal(const struct pm_audio_match *m) { return m->differing_samples <= m->compared_samples / 100; }

static void judge(struct pm_compare_result *r)
{
	int drive = r->a->kind == PM_KIND_DRIVE || r->b->kind == PM_KIND_DRIVE, same_audio, near_audio;

	if (r->has_audio) {
		same_audio = r->match.equal && (r->match.offset_samples == 0 || drive);
		near_audio = r->match.equal || is_nearly_equal(&r->match);
	} else {
		same_audio = near_audio = holds_no_audio(r->a) || holds_no_audio(r->b);
	}
	r->equal = r->diff.count == 0 && same_audio;
	r->verdict = !near_audio ? PM_DIFFERENT : r->equal && !(r->has_audio && r->match.offset_samples) ? PM_IDENTICAL : PM_IDENTICAL_BUT;
}

static int open_side(struct pm_session *s, const char *path, const struct pm_open_options *open, int transliterate, struct pm_disc **disc)
{
	struct pm_cdtext_options text = { .transliterate = transliterate };
	size_t from = s->diags.count;
	int status = pm_open(s, path, open, disc);

	if (status == PM_OK)
		status = pm_texts_settle(*disc, &text, 1);
	if (status == PM_OK)
		pm_soften_read_back(s, *disc, from);
	return status;
}

int pm_verb_compare(struct pm_session *s, const char *path_a, const char *path_b, const struct pm_compare_request *request,
                    struct pm_compare_result *r)
{
	int status;

	memset(r, 0, sizeof(*r));
	pm_diff_init(&r->diff);
	pm_match_init(&r->match);
	status = open_side(s, path_a, &request->open_a, request->transliterate, &r->a);
	if (status == PM_OK)
		status = open_side(s, path_b, &request->open_b, request->transliterate, &r->b);
	if (status == PM_OK)
		status = pm_diff_discs(r->a, r->b, lacks(r->a) | lacks(r->b) | (has_no_times(r->a) || has_no_times(r->b) ? PM_DIFF_TIMES : 0), &r->diff);
	if (status == PM_OK) {
		list_not_compared(r);
		status = match_audio(s, request, r);
	}
	if (status == PM_OK)
		judge(r);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot compare '%s' with '%s': %s", path_a, path_b, pm_status_text(status));
}

void pm_compare_result_release(struct pm_compare_result *r)
{
	pm_match_release(&r->match);
	pm_diff_release(&r->diff);
	pm_close(r->a);
	pm_close(r->b);
	memset(r, 0, sizeof(*r));
}
