/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue-commands.c - the table of the commands of a cue sheet, and the rules that hold for all of them.  Layer 4.
 * Source: shared/reference/cue-toc.md section 1; what is tolerated beyond the CDRWIN rules: sections 2, 5 and 7.
 */
#include "cue/cue-reader.h"

#define ONCE 1u     /* once on the disc level, once in each track */
#define IN_TRACK 2u /* only below TRACK */
#define VALUE 4u    /* something must stand behind it */
#define TEXT 8u     /* a text of the disc or a track */

struct command {
	const char *name;
	unsigned rules;
	void (*run)(struct pm_cue_reader *r, const struct pm_cue_word *value);
};

static const struct command commands[] = {
	{"REM", 0, pm_cue_do_rem},
	{"CATALOG", ONCE | VALUE, pm_cue_do_catalog},
	{"CDTEXTFILE", ONCE | VALUE, pm_cue_do_cdtextfile},
	{"FILE", VALUE, pm_cue_do_file},
	{"TRACK", 0, pm_cue_do_track},
	{"TITLE", ONCE | VALUE | TEXT, pm_cue_do_title},
	{"PERFORMER", ONCE | VALUE | TEXT, pm_cue_do_performer},
	{"SONGWRITER", ONCE | VALUE | TEXT, pm_cue_do_songwriter},
	{"COMPOSER", ONCE | VALUE | TEXT, pm_cue_do_composer},
	{"ARRANGER", ONCE | VALUE | TEXT, pm_cue_do_arranger},
	{"MESSAGE", ONCE | VALUE | TEXT, pm_cue_do_message},
	{"GENRE", ONCE | VALUE, pm_cue_do_genre},
	{"DISC_ID", ONCE | VALUE, pm_cue_do_disc_id},
	{"UPC_EAN", ONCE | VALUE, pm_cue_do_upc_ean},
	{"FLAGS", ONCE | IN_TRACK, pm_cue_do_flags},
	{"ISRC", ONCE | IN_TRACK | VALUE, pm_cue_do_isrc},
	{"PREGAP", ONCE | IN_TRACK | VALUE, pm_cue_do_pregap},
	{"POSTGAP", ONCE | IN_TRACK | VALUE, pm_cue_do_postgap},
	{"INDEX", IN_TRACK | VALUE, pm_cue_do_index},
	{"TOC_INFO1", 0, pm_cue_do_nothing},
	{"TOC_INFO2", 0, pm_cue_do_nothing},
	{"SIZE_INFO", 0, pm_cue_do_nothing},
	{"TOC_INFO", 0, pm_cue_do_nothing},
};
#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static size_t find_command(const struct pm_cue_word *w)
{
	size_t i;

	for (i = 0; i < COMMAND_COUNT && !pm_cue_word_is(w, commands[i].name); i++)
		;
	return i;
}

int pm_cue_is_command(const struct pm_cue_word *w)
{
	return find_command(w) < COMMAND_COUNT;
}

int pm_cue_run(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	size_t i = find_command(&r->command);
	unsigned *seen = r->track ? &r->seen_in_track : &r->seen_on_disc, bit = 1u << i;
	const struct command *c = &commands[i];

	if (i == COMMAND_COUNT)
		return 0;
	if ((c->rules & IN_TRACK) && !r->track) {
		pm_diag_hint(pm_cue_complain(r, &r->command, "%s stands before any TRACK", c->name), "it belongs to a track");
		return 1;
	}
	if (c->run == pm_cue_do_catalog || c->run == pm_cue_do_cdtextfile)
		seen = &r->seen_on_disc;
	if ((c->rules & ONCE) && (*seen & bit)) {
		/* Sheets of several albums name the next one between its FILE and its first TRACK. */
		if (r->file_in_track && (c->rules & TEXT))
			pm_cue_warn(r, &r->command, "between FILE and TRACK is left out: a disc has one of it");
		else
			pm_diag_hint(pm_cue_complain(r, &r->command, "%s stands twice%s", c->name, seen == &r->seen_in_track ? " in this track" : ""),
				     "the first is used");
		return 1;
	}
	if ((c->rules & VALUE) && !value->length_bytes) {
		pm_cue_complain(r, &r->command, "nothing stands behind %s", c->name);
		if (c->run == pm_cue_do_index)
			r->index_line_bad = 1;
		if (c->run == pm_cue_do_file)
			r->file_lines++;
		return 1;
	}
	*seen |= bit;
	c->run(r, value);
	return 1;
}
