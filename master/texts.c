/* SPDX-License-Identifier: GPL-3.0-or-later */
/* texts.c - texts of a disc that come from CD-Text files beside the sheet, and their plain form.  Layer 5. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cdtext/pack.h"
#include "cdtext/v07t.h"
#include "disc/ean.h"
#include "disc/isrc.h"
#include "master/internal.h"

static void move_block(struct pm_block *to, struct pm_block *from)
{
	pm_block_release(to);
	*to = *from;
	memset(from, 0, sizeof(*from));
}

static void compare_texts(const struct pm_disc *declared, struct pm_disc *packs, struct pm_pos pos, struct pm_diags *diags)
{
	int track, field;

	for (track = 0; track <= 99; track++)
		for (field = 0; field <= PM_TEXT_CLOSED; field++) {
			const struct pm_text *of = &declared->block[0].of[track];
			const char *a = of->field[field], *b = packs->block[0].of[track].field[field];

			if (!a || !b || pm_text_same(a, b, PM_TEXT_QUOTES))
				continue;
			packs->block[0].of[track].reported |= 1u << field;
			pm_diag_hint(pm_diag_on(pm_diag_add(diags, PM_DIAG_CDTEXT_MISMATCH, of->pos[field].source ? of->pos[field] : pos,
							    "the packs say %s '%s', the sheet says '%s'",
							    pm_text_key((enum pm_text_field)field, track), b, a),
						track ? track : -1, -1),
				     "the packs are used; correct the sheet, or remove CDTEXTFILE");
		}
}

int pm_texts_from_packs(struct pm_disc *disc, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_pos pos,
                        struct pm_diags *diags)
{
	struct pm_disc *packs = pm_disc_new(disc->kind);
	size_t errors = diags->count_of[PM_ERROR];
	int status, b;

	if (!packs)
		return PM_E_NOMEM;
	packs->first_track = disc->first_track;
	packs->last_track = disc->last_track;
	status = pm_cdtext_decode(packs, src, data, length_bytes, diags);
	if (diags->count_of[PM_ERROR] != errors)
		disc->poisoned |= PM_POISON_TEXT;
	if (status == PM_OK && packs->block[0].present) {
		compare_texts(disc, packs, pos, diags);
		disc->has_packs = 1;
		for (b = 0; b < PM_BLOCKS; b++)
			move_block(&disc->block[b], &packs->block[b]);
	}
	pm_disc_free(packs);
	return status;
}

int pm_texts_from_v07t(struct pm_session *s, struct pm_disc *disc, unsigned block, const struct pm_source *bytes, struct pm_source **text)
{
	int status = pm_sources_add_text(&s->sources, bytes->name, bytes->data, bytes->length_bytes, text);

	if (status != PM_OK)
		return pm_error_set(&s->error, status, "cannot read '%s': %s", bytes->name, pm_status_text(status));
	(*text)->by_option = bytes->by_option;
	return pm_v07t_read(disc, block, *text, (const uint8_t *)bytes->data, bytes->length_bytes, &s->diags);
}

static int is_pack_file(const char *path)
{
	return pm_path_has_extension(path, "cdt") || pm_path_has_extension(path, "bin");
}

/* A file may hold several sheets: the next one goes on behind them.  PM_BLOCKS: there is no room. */
static unsigned free_block(const struct pm_disc *disc, size_t file)
{
	unsigned block = (unsigned)file;

	while (block < PM_BLOCKS && disc->block[block].present)
		block++;
	return block;
}

static struct pm_diag *other_code(struct pm_session *s, struct pm_pos pos, const char *name, const char *said, const char *has)
{
	return pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_CDTEXT_MISMATCH, pos, "CD-Text gives %s '%s', the disc has '%s'", name, said, has),
	                    "correct the one that is wrong, or take the line out of the file");
}

/* A code of a text file becomes the disc's, where the disc has none; otherwise it may not be another. */
static void take_isrc(struct pm_session *s, struct pm_disc *disc, unsigned number, const struct pm_text *text)
{
	struct pm_track *track = &disc->track[number];
	const char *said = text->field[PM_TEXT_CODE];
	struct pm_pos pos = text->pos[PM_TEXT_CODE];
	struct pm_isrc isrc = {""};

	if ((track->poisoned & PM_POISON_ISRC) || !pm_isrc_take(&s->diags, pos, (int)number, said, strlen(said), &isrc) || !isrc.text[0])
		return;
	if (track->isrc.text[0]) {
		if (strcmp(track->isrc.text, isrc.text) != 0)
			pm_diag_on(other_code(s, pos, "ISRC", isrc.text, track->isrc.text), (int)number, -1);
		return;
	}
	track->isrc = isrc;
	track->isrc_pos = pos;
	track->isrc_from = PM_FROM_CDTEXT;
}

static void take_mcn(struct pm_session *s, struct pm_disc *disc, const struct pm_text *text)
{
	const char *said = text->field[PM_TEXT_CODE];
	struct pm_pos pos = text->pos[PM_TEXT_CODE];
	struct pm_mcn mcn = {""};

	/* --upc stands above it. */
	if ((disc->poisoned & PM_POISON_MCN) || disc->mcn_from == PM_FROM_OPTION || !pm_ean_take(&s->diags, pos, said, strlen(said), &mcn) || !mcn.text[0])
		return;
	if (disc->mcn.text[0]) {
		if (strcmp(disc->mcn.text, mcn.text) != 0)
			other_code(s, pos, "UPC/EAN", mcn.text, disc->mcn.text);
		return;
	}
	disc->mcn = mcn;
	disc->mcn_pos = pos;
	disc->mcn_from = PM_FROM_CDTEXT;
}

/* UPC/EAN and ISRCs in text files are for the Q too (cdtext.md section 8). */
static void take_codes(struct pm_session *s, struct pm_disc *disc)
{
	unsigned block, track;

	for (block = 0; block < PM_BLOCKS; block++) {
		const struct pm_block *b = &disc->block[block];

		if (!b->present)
			continue;
		if (b->of[0].field[PM_TEXT_CODE])
			take_mcn(s, disc, &b->of[0]);
		for (track = disc->first_track; track && track <= disc->last_track && !(disc->poisoned & PM_POISON_TRACKS); track++)
			if (b->of[track].field[PM_TEXT_CODE])
				take_isrc(s, disc, track, &b->of[track]);
	}
}

static int one_too_many(struct pm_session *s, const char *file)
{
	return pm_error_set(&s->error, PM_E_USAGE, "'%s' is one too many for --cdtext: a disc has at most %d blocks of CD-Text", file, PM_BLOCKS);
}

/* Packs hold several blocks; each goes behind those that are there. */
static int add_packs(struct pm_session *s, struct pm_disc *disc, size_t file, const struct pm_source *src)
{
	struct pm_disc *packs = pm_disc_new(disc->kind);
	unsigned from, to;
	int status;

	if (!packs)
		return PM_E_NOMEM;
	packs->first_track = disc->first_track;
	packs->last_track = disc->last_track;
	status = pm_cdtext_decode(packs, src, (const uint8_t *)src->data, src->length_bytes, &s->diags);
	for (from = 0; status == PM_OK && from < PM_BLOCKS; from++) {
		if (!packs->block[from].present)
			continue;
		to = free_block(disc, file);
		if (to < PM_BLOCKS)
			move_block(&disc->block[to], &packs->block[from]);
		else
			status = one_too_many(s, src->name);
	}
	pm_disc_free(packs);
	return status;
}

int pm_texts_from_files(struct pm_session *s, struct pm_disc *disc, const char *const *files, size_t count)
{
	struct pm_source *src = NULL, *text;
	size_t i;
	int status = PM_OK;

	if (count > PM_BLOCKS)
		return pm_error_set(&s->error, PM_E_USAGE, "--cdtext was given %zu times; a disc has at most %d blocks of CD-Text", count, PM_BLOCKS);
	if (count == 0)
		return PM_OK;
	for (i = 0; i < PM_BLOCKS; i++)
		pm_block_release(&disc->block[i]);
	disc->has_packs = 1;
	for (i = 0; status == PM_OK && i < count; i++) {
		status = pm_sources_read_binary(&s->sources, files[i], files[i], PM_CDTEXT_MAX_BYTES, &src, &s->error);
		if (status != PM_OK)
			break;
		src->by_option = 1;
		if (is_pack_file(files[i]))
			status = add_packs(s, disc, i, src);
		else if (free_block(disc, i) < PM_BLOCKS)
			status = pm_texts_from_v07t(s, disc, free_block(disc, i), src, &text);
		else
			status = one_too_many(s, files[i]);
	}
	if (status == PM_OK)
		take_codes(s, disc);
	return status;
}

/* One text as its packs will hold it.  One they cannot hold stays, or is left out, if that is allowed: the encoder has said what is wrong with it. */
static int settle_text(struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field, const struct pm_cdtext_options *options,
		       int keep)
{
	struct pm_text *t = &disc->block[block].of[track];
	struct pm_buf written;
	int status;

	pm_buf_init(&written);
	status = pm_cdtext_as_written(disc, block, track, field, options, &written);
	if (status == PM_E_FORMAT)
		status = keep ? PM_OK : pm_text_set(t, field, "", t->pos[field]);
	else if (status == PM_OK && strcmp(pm_buf_str(&written), t->field[field]) != 0)
		status = pm_text_set(t, field, pm_buf_str(&written), t->pos[field]);
	pm_buf_release(&written);
	return status;
}

/* Texts of tracks that are not on the disc (a data track that was left out, a foreign set of packs) go with no track. */
static void drop_foreign(struct pm_disc *disc, struct pm_block *block)
{
	unsigned track;

	for (track = 1; disc->last_track && track <= 99; track++)
		if (track < disc->first_track || track > disc->last_track)
			pm_text_release(&block->of[track]);
}

/* Numbers of blocks follow each other from 0: those without text leave no holes. */
static void close_up(struct pm_disc *disc)
{
	unsigned from, to = 0;

	for (from = 0; from < PM_BLOCKS; from++) {
		if (!disc->block[from].present || !pm_block_has_text(&disc->block[from], disc->last_track))
			continue;
		if (from != to)
			move_block(&disc->block[to], &disc->block[from]);
		to++;
	}
}

int pm_texts_settle(struct pm_disc *disc, const struct pm_cdtext_options *options, int keep)
{
	unsigned block, track;
	int field, status = PM_OK;

	for (block = 0; block < PM_BLOCKS; block++) {
		if (block > 0) /* 86h and 87h stand in block 0 only, where text sheets of further languages repeat them */
			disc->block[block].genre_code = 0;
		drop_foreign(disc, &disc->block[block]);
		for (track = 0; disc->block[block].present && track <= 99; track++)
			for (field = 0; status == PM_OK && field < PM_TEXT_CODE; field++)
				if (disc->block[block].of[track].field[field])
					status = settle_text(disc, block, track, (enum pm_text_field)field, options, keep);
	}
	if (status == PM_OK)
		close_up(disc);
	return status;
}
