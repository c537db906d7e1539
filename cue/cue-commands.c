/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue-commands.c - the table of the commands of a cue sheet, and the rules that hold for all of them.  Layer 4.
 * Source: shared/reference/cue-toc.md section 1; what is tolerated beyond the CDRWIN rules: sections 2, 5 and 7.
 */
#include <string.h>

#include "cue/cue-reader.h"

#define ONCE 1u     /* once on the disc level, once in each track */
#define IN_TRACK 2u /* only below TRACK */
#define VALUE 4u    /* something must stand behind it */
#define TEXT 8u     /* a text of the disc or a track */
#define TYPED 16u   /* is looked for in what is mistyped */

struct command {
	const char *name;
	unsigned rules;
	void (*run)(struct pm_cue_reader *r, const struct pm_cue_word *value);
};

static const struct command commands[] = {
	{"REM", 0, pm_cue_do_rem},
	{"CATALOG", ONCE | VALUE | TYPED, pm_cue_do_catalog},
	{"CDTEXTFILE", ONCE | VALUE | TYPED, pm_cue_do_cdtextfile},
	{"FILE", VALUE | TYPED, pm_cue_do_file},
	{"TRACK", TYPED, pm_cue_do_track},
	{"TITLE", ONCE | VALUE | TEXT | TYPED, pm_cue_do_title},
	{"PERFORMER", ONCE | VALUE | TEXT | TYPED, pm_cue_do_performer},
	{"SONGWRITER", ONCE | VALUE | TEXT | TYPED, pm_cue_do_songwriter},
	{"COMPOSER", ONCE | VALUE | TEXT, pm_cue_do_composer},
	{"ARRANGER", ONCE | VALUE | TEXT, pm_cue_do_arranger},
	{"MESSAGE", ONCE | VALUE | TEXT, pm_cue_do_message},
	{"GENRE", ONCE | VALUE, pm_cue_do_genre},
	{"DISC_ID", ONCE | VALUE, pm_cue_do_disc_id},
	{"UPC_EAN", ONCE | VALUE, pm_cue_do_upc_ean},
	{"FLAGS", ONCE | IN_TRACK | TYPED, pm_cue_do_flags},
	{"ISRC", ONCE | IN_TRACK | VALUE | TYPED, pm_cue_do_isrc},
	{"PREGAP", ONCE | IN_TRACK | VALUE | TYPED, pm_cue_do_pregap},
	{"POSTGAP", ONCE | IN_TRACK | VALUE | TYPED, pm_cue_do_postgap},
	{"INDEX", IN_TRACK | VALUE | TYPED, pm_cue_do_index},
	{"TOC_INFO1", 0, pm_cue_do_nothing},
	{"TOC_INFO2", 0, pm_cue_do_nothing},
	{"SIZE_INFO", 0, pm_cue_do_nothing},
	{"TOC_INFO", 0, pm_cue_do_nothing},
};
#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static char upper_case(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* One letter too many, too few, wrong, or two in the wrong order. */
static int is_mistyped(const struct pm_cue_word *w, const char *name)
{
	size_t length = strlen(name), n = w->length_bytes, same = 0, rest = 0;

	while (same < n && same < length && upper_case(w->text[same]) == name[same])
		same++;
	while (rest < n - same && rest < length - same && upper_case(w->text[n - 1 - rest]) == name[length - 1 - rest])
		rest++;
	if (n == length && same + rest + 2 == n)
		return upper_case(w->text[same]) == name[same + 1] && upper_case(w->text[same + 1]) == name[same];
	return n > 2 && (n > length ? same + rest == length && n == length + 1 : same + rest + 1 == length && n + 1 >= length);
}

static size_t find_command(const struct pm_cue_word *w)
{
	size_t i;

	for (i = 0; i < COMMAND_COUNT && !pm_cue_word_is(w, commands[i].name); i++)
		;
	return i;
}

/* What a disc is made of must not be lost by a slip of the finger: it is an error, and the line is read as it was meant. */
static size_t find_mistyped(struct pm_cue_reader *r)
{
	size_t i;

	for (i = 0; i < COMMAND_COUNT && !((commands[i].rules & TYPED) && is_mistyped(&r->command, commands[i].name)); i++)
		;
	if (i < COMMAND_COUNT)
		pm_diag_hint(pm_cue_complain(r, &r->command, "'%.*s' is no command", PM_CUE_ARG(r->command)), "%s is meant", commands[i].name);
	return i;
}

/* 1: a second text or code below the INDEX lines belongs to a track whose TRACK line is missing: what else stands there is that track's. */
static int loses_track(struct pm_cue_reader *r, const struct command *c)
{
	if (!r->track || r->index_last < 1 || !((c->rules & TEXT) || c->run == pm_cue_do_isrc))
		return 0;
	r->track_is_lost = 1;
	r->disc->poisoned |= PM_POISON_TRACKS;
	if (r->track > 0)
		r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	return 1;
}

int pm_cue_is_command(const struct pm_cue_word *w)
{
	return find_command(w) < COMMAND_COUNT;
}

int pm_cue_run(struct pm_cue_reader *r, const struct pm_cue_word *value)
{
	unsigned *seen = r->track ? &r->seen_in_track : &r->seen_on_disc, bit;
	size_t i = find_command(&r->command);
	const struct command *c;

	if (i == COMMAND_COUNT)
		i = find_mistyped(r);
	if (i == COMMAND_COUNT)
		return 0;
	bit = 1u << i;
	c = &commands[i];
	if (r->track_is_lost && (c->rules & (IN_TRACK | TEXT)))
		return 1;
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
				     loses_track(r, c) ? "the first is used; is a TRACK line missing above it?" : "the first is used");
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
