/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue-write.c - NAME.cue of a CUE set.  Layer 4.
 *
 * The order of commands is the one that every reader takes (shared/reference/cue-toc.md 1 and 7); the layout is that of
 * shared/vectors/canonical/harbour.cue.  Times count from LBA 0, where NAME.bin begins.
 */
#include "cue/cue-writer.h"

#include <string.h>

/* A quoted text on a line of its own; nothing for an absent one.  A CUE has no escape for '"', and a line break would end the command. */
static void put_text(struct pm_buf *out, const char *indent, const char *command, const char *text)
{
	const char *c;

	if (!text || !*text)
		return;
	pm_buf_printf(out, "%s%s \"", indent, command);
	for (c = text; *c; c++)
		pm_buf_add_char(out, *c == '"' ? '\'' : (unsigned char)*c < 0x20 || *c == 0x7f ? ' ' : *c);
	pm_buf_add_str(out, "\"\r\n");
}

void pm_cue_put_texts(struct pm_buf *out, const char *indent, const struct pm_text *text)
{
	put_text(out, indent, "TITLE", text->field[PM_TEXT_TITLE]);
	put_text(out, indent, "PERFORMER", text->field[PM_TEXT_PERFORMER]);
	put_text(out, indent, "SONGWRITER", text->field[PM_TEXT_SONGWRITER]);
}

static void put_flags(struct pm_buf *out, const struct pm_track *track)
{
	if (!(track->control & (PM_CONTROL_COPY | PM_CONTROL_FOUR | PM_CONTROL_PRE)) && !track->scms)
		return;
	pm_buf_printf(out, "    FLAGS%s%s%s%s\r\n", track->control & PM_CONTROL_COPY ? " DCP" : "", track->control & PM_CONTROL_FOUR ? " 4CH" : "",
	              track->control & PM_CONTROL_PRE ? " PRE" : "", track->scms ? " SCMS" : "");
}

void pm_cue_put_index(struct pm_buf *out, unsigned index, uint32_t sectors)
{
	char time[PM_MSF_BYTES];

	pm_buf_printf(out, "    INDEX %02u %s\r\n", index, pm_sectors_text(sectors, time));
}

void pm_cue_put_track(struct pm_buf *out, const struct pm_disc *disc, unsigned number)
{
	const struct pm_track *track = &disc->track[number];

	pm_buf_printf(out, "  TRACK %02u AUDIO\r\n", number);
	pm_cue_put_texts(out, "    ", &disc->block[0].of[number]);
	put_flags(out, track);
	if (track->isrc.text[0])
		pm_buf_printf(out, "    ISRC %s\r\n", track->isrc.text);
}

static void put_track(struct pm_buf *out, const struct pm_disc *disc, unsigned number)
{
	const struct pm_track *track = &disc->track[number];
	unsigned i;

	pm_cue_put_track(out, disc, number);
	for (i = 0; i <= track->index_last; i++) {
		int32_t lba = track->index[i].lba;

		if (lba == PM_LBA_NONE)
			continue;
		if (lba >= 0)
			pm_cue_put_index(out, i, (uint32_t)lba);
		else if (i == 0 && track->index[1].lba > 0) /* hidden audio: the pause is longer than what a CUE leaves out */
			pm_cue_put_index(out, 0, 0);
	}
}

int pm_cue_write(const struct pm_disc *disc, const char *name, int cdtext_file, struct pm_buf *out)
{
	unsigned number;

	if (disc->mcn.text[0])
		pm_buf_printf(out, "CATALOG %s\r\n", disc->mcn.text);
	if (cdtext_file)
		pm_buf_printf(out, "CDTEXTFILE \"%s.cdt\"\r\n", name);
	pm_cue_put_texts(out, "", &disc->block[0].of[0]);
	pm_buf_printf(out, "FILE \"%s.bin\" BINARY\r\n", name);
	for (number = disc->first_track; number <= disc->last_track; number++)
		put_track(out, disc, number);
	return out->failed ? PM_E_NOMEM : PM_OK;
}
