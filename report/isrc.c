/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isrc.c - codes with their evidence as a table and as CSV (report/isrc.h).  Layer 5. */
#include "report/isrc.h"

#include <string.h>

#include "base/visible.h"
#include "disc/isrc.h"

static int is_listed(const struct pm_isrc_view *v, unsigned t)
{
	return !(v->disc->track[t].control & PM_CONTROL_DATA);
}

static const char *title_of(const struct pm_isrc_view *v, unsigned t)
{
	unsigned b;

	for (b = 0; b < PM_BLOCKS; b++)
		if (v->disc->block[b].present && v->disc->block[b].of[t].field[PM_TEXT_TITLE])
			return v->disc->block[b].of[t].field[PM_TEXT_TITLE];
	return "";
}

/* "6/6", or "-" where nothing was counted. */
static void add_votes(struct pm_buf *out, const struct pm_vote *vote)
{
	if (vote->state == PM_VOTE_DECLARED)
		pm_buf_add_str(out, "-");
	else
		pm_buf_printf(out, "%u/%u", vote->votes, vote->frames);
}

static void add_padded(struct pm_buf *out, const char *text, size_t columns)
{
	size_t used = pm_visible_add(out, text, strlen(text));

	pm_buf_add_fill(out, ' ', used < columns ? columns - used : 0);
}

static const char *method_words(enum pm_method method)
{
	switch (method) {
	case PM_METHOD_RAW_Q:
		return "raw Q, each frame checked";
	case PM_METHOD_READ_SUB_CHANNEL:
		return "READ SUB-CHANNEL: the drive gives no Q, so nothing can be checked";
	case PM_METHOD_SUB_FILE:
		return "subcode file";
	case PM_METHOD_DECLARED:
		return "declared, not read back";
	}
	return "";
}

static void add_evidence(struct pm_buf *out, const struct pm_vote *vote, const char *title)
{
	struct pm_buf votes;

	pm_buf_init(&votes);
	add_votes(&votes, vote);
	out->failed |= votes.failed;
	add_padded(out, pm_vote_state_text(vote->state), 11);
	add_padded(out, pm_buf_str(&votes), *title ? 9 : 0);
	pm_visible_add(out, title, strlen(title));
	pm_buf_add_char(out, '\n');
	pm_buf_release(&votes);
}

/* Lines below a code that say why it is not simply so. */
static void add_doubts(struct pm_buf *out, const struct pm_vote *vote, int verbose)
{
	uint32_t i;

	for (i = 0; i < vote->dissent_count && i < PM_VOTE_DISSENT_MAX; i++)
		pm_buf_printf(out, "    also %s, %u %s\n", vote->dissent[i].code, vote->dissent[i].votes,
			      vote->dissent[i].votes == 1 ? "vote" : "votes");
	if (vote->near_start)
		pm_buf_add_str(out, "    may be the code of the track before, kept by the drive\n");
	if (vote->by_command)
		pm_buf_add_str(out, "    by asking the drive alone\n");
	if (vote->recorder_frames)
		pm_buf_printf(out, "    %u frames name a CD recorder instead\n", vote->recorder_frames);
	if (verbose && vote->state != PM_VOTE_DECLARED)
		pm_buf_printf(out, "    %u sectors with sound Q, %u without\n", vote->q_good, vote->q_bad);
}

/* The first track before this one with the same code; 0: none. */
static unsigned same_as(const struct pm_isrc_view *v, unsigned track)
{
	unsigned t;

	for (t = v->disc->first_track; v->votes->track[track].code[0] && t < track; t++)
		if (is_listed(v, t) && !strcmp(v->votes->track[t].code, v->votes->track[track].code))
			return t;
	return 0;
}

int pm_isrc_table(const struct pm_isrc_view *v, struct pm_buf *out)
{
	unsigned t;

	pm_buf_add_str(out, "Source   ");
	pm_visible_add(out, v->source, strlen(v->source));
	pm_buf_printf(out, "\nMethod   %s\nUPC/EAN  ", method_words(v->method));
	add_padded(out, v->votes->mcn.code[0] ? v->votes->mcn.code : "-", 15);
	add_evidence(out, &v->votes->mcn, "");
	add_doubts(out, &v->votes->mcn, v->verbose);
	pm_buf_add_str(out, "\n #  ISRC             State      Votes    Title\n");
	for (t = v->disc->first_track; t && t <= v->disc->last_track; t++) {
		const struct pm_vote *vote = &v->votes->track[t];
		unsigned same = same_as(v, t);

		if (!is_listed(v, t))
			continue;
		pm_buf_printf(out, "%2u  ", t);
		add_padded(out, vote->code[0] ? vote->code : "-", 17);
		add_evidence(out, vote, title_of(v, t));
		if (same)
			pm_buf_printf(out, "    the same code as track %u\n", same);
		add_doubts(out, vote, v->verbose);
	}
	if (v->unread_sectors)
		pm_buf_printf(out, "\n%u %s could not be read at all.\n", v->unread_sectors, v->unread_sectors == 1 ? "sector" : "sectors");
	return out->failed ? PM_E_NOMEM : PM_OK;
}

/* Quoted where it must be. */
static void add_cell(struct pm_buf *out, const char *text)
{
	int quoted = strpbrk(text, ",\"\r\n") != NULL || *text == ' ' || (*text && text[strlen(text) - 1] == ' ');
	const char *p;

	if (quoted)
		pm_buf_add_char(out, '"');
	for (p = text; *p; p++) {
		if (*p == '"')
			pm_buf_add_char(out, '"');
		pm_buf_add_char(out, *p);
	}
	if (quoted)
		pm_buf_add_char(out, '"');
}

int pm_isrc_csv(const struct pm_isrc_view *v, struct pm_buf *out)
{
	unsigned t;

	pm_buf_add_str(out, "Track,ISRC,State,Votes,Title\n");
	for (t = v->disc->first_track; t && t <= v->disc->last_track; t++) {
		const struct pm_vote *vote = &v->votes->track[t];

		if (!is_listed(v, t))
			continue;
		pm_buf_printf(out, "%u,", t);
		add_cell(out, vote->code);
		pm_buf_printf(out, ",%s,", pm_vote_state_text(vote->state));
		if (vote->state != PM_VOTE_DECLARED)
			pm_buf_printf(out, "%u", vote->votes);
		pm_buf_add_char(out, ',');
		add_cell(out, title_of(v, t));
		pm_buf_add_char(out, '\n');
	}
	return out->failed ? PM_E_NOMEM : PM_OK;
}
