/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cue-pieces.c - a cue sheet over several files (cue/cue.h).  Layer 4.  Source: shared/reference/cue-toc.md sections 1 and 3. */
#include "cue/cue-writer.h"

/* The next index of the disc in the order of the programme. */
struct walk {
	const struct pm_disc *disc;
	unsigned track, index;   /* 100: past the last */
	unsigned headed;         /* the track whose TRACK line is written */
};

/* Moves to the first index at or behind where the walk stands that a cue sheet has. */
static void settle(struct walk *w)
{
	for (; w->track <= w->disc->last_track; w->track++, w->index = 0)
		for (; w->index < 100; w->index++) {
			const struct pm_index *index = w->disc->track[w->track].index;

			if (index[w->index].lba == PM_LBA_NONE)
				continue;
			/* The two seconds before LBA 0 go without saying; only what a longer pause holds beyond them is in a file. */
			if (index[w->index].lba < 0 && !(w->index == 0 && index[1].lba > 0))
				continue;
			return;
		}
}

static void put_piece(struct walk *w, const struct pm_cue_piece *piece, struct pm_buf *out)
{
	pm_buf_printf(out, "FILE \"%s\" WAVE\r\n", piece->name);
	for (settle(w); w->track <= w->disc->last_track; w->index++, settle(w)) {
		int32_t lba = w->disc->track[w->track].index[w->index].lba;

		lba = lba < 0 ? 0 : lba;
		if (lba >= piece->end_lba)
			return;
		if (w->headed != w->track)
			pm_cue_put_track(out, w->disc, w->track);
		w->headed = w->track;
		pm_cue_put_index(out, w->index, (uint32_t)(lba - piece->start_lba));
	}
}

int pm_cue_write_pieces(const struct pm_disc *disc, const struct pm_cue_piece *piece, size_t count, struct pm_buf *out)
{
	struct walk w = { .disc = disc, .track = disc->first_track };
	size_t i;

	if (disc->mcn.text[0])
		pm_buf_printf(out, "CATALOG %s\r\n", disc->mcn.text);
	pm_cue_put_texts(out, "", &disc->block[0].of[0]);
	for (i = 0; i < count; i++)
		put_piece(&w, &piece[i], out);
	return out->failed ? PM_E_NOMEM : PM_OK;
}
