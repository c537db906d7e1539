/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue-reader.h - what the parts of the cue sheet reader share.  Layer 4; private to cue/.
 *
 * cue-read.c cuts lines and finds the command; cue-commands.c holds one function a command; cue-walk.c turns INDEX, PREGAP and POSTGAP into items.
 */
#ifndef PM_CUE_CUE_READER_H
#define PM_CUE_CUE_READER_H

#include "cue/cue.h"

/* A part of the source text. */
struct pm_cue_word {
	const char *text; /* borrowed; not NUL-terminated */
	size_t length_bytes;
	uint64_t at; /* offset in the source */
};

struct pm_cue_reader {
	struct pm_disc *disc;
	struct pm_source *source;
	struct pm_diags *diags;
	char **cdtext_file; /* where the caller wants the CDTEXTFILE name; NULL: nowhere */
	struct pm_pos *cdtext_pos;
	struct pm_cue_word line;    /* the line at hand without its end */
	struct pm_cue_word command; /* its first word */

	unsigned seen_on_disc, seen_in_track; /* a bit a command that may stand once */
	struct pm_cue_word upc_ean;           /* UPC_EAN, for sheets without CATALOG */
	int track_lines;                      /* TRACK lines, good or bad */
	int declared;                         /* number of the last TRACK as written; -1: unreadable */
	int track;                            /* in the model: 0 before the first TRACK, 1..99, -1 beyond the 99th */
	int first;                            /* in the model: the disc's first track */

	int file_lines; /* FILE lines, good or bad */
	int have_file;  /* 1: `file` is open */
	uint32_t file;
	int file_in_track;          /* a FILE stands below the TRACK at hand */
	int file_has_index;         /* an INDEX was given in this file */
	uint32_t file_sector_bytes; /* of the raw file's first track; 0: not known yet */
	uint32_t at_sectors;        /* how far the file has been declared */

	struct pm_pos track_pos;
	int index_last;     /* of the track: number of the last INDEX; -1: none */
	int index_line_bad; /* an INDEX line of the track could not be read (reported) */
	int track_is_lost;  /* the lines at hand belong to a track without TRACK (reported) */
	int have_index_one;
	uint32_t index_last_sectors; /* time of the last INDEX in this file */
	uint32_t index_one_sectors;  /* and of the last INDEX 01 */
	uint32_t pregap_sectors, postgap_sectors;
	uint32_t pending_postgap_sectors; /* of the track before */
	int head_done;                    /* the two seconds before everything are declared */
	int no_memory;
};

struct pm_pos pm_cue_pos(const struct pm_cue_reader *r, const struct pm_cue_word *w);
/* The next word behind *at in w; 0: none. */
int pm_cue_next_word(const struct pm_cue_word *w, size_t *at, struct pm_cue_word *out);
int pm_cue_word_is(const struct pm_cue_word *w, const char *upper); /* ASCII case ignored */
/* printf arguments for "%.*s", cut at 200 bytes. */
#define PM_CUE_ARG(w) ((w).length_bytes > 200 ? 200 : (int)(w).length_bytes), (w).text

/* cue-values.c: findings at a part of the text, on the track at hand. */
struct pm_diag *pm_cue_complain(struct pm_cue_reader *r, const struct pm_cue_word *at, const char *fmt, ...) PM_PRINTF(3, 4);
void pm_cue_warn(struct pm_cue_reader *r, const struct pm_cue_word *at, const char *what); /* "COMMAND what" */
struct pm_cue_word pm_cue_part(const struct pm_cue_word *w, size_t from, size_t to);
/* Values; 0: reported.  _quoted: the text between the first quote and the last, and what stands behind it; _text: quoted, or the rest of the line. */
int pm_cue_is_quoted(const struct pm_cue_word *value);
int pm_cue_take_quoted(struct pm_cue_reader *r, const struct pm_cue_word *value, struct pm_cue_word *out, struct pm_cue_word *rest);
int pm_cue_take_text(struct pm_cue_reader *r, const struct pm_cue_word *value, struct pm_cue_word *out);
int pm_cue_take_number(const struct pm_cue_word *w); /* 0..9999; -1: not a number (not reported) */
int pm_cue_take_msf(struct pm_cue_reader *r, const struct pm_cue_word *w, uint32_t *sectors);
int pm_cue_at_end(struct pm_cue_reader *r, const struct pm_cue_word *value, size_t at); /* the line must end here */

/* cue-texts.c, cue-files.c: the commands; value is what stands behind the command, trimmed. */
void pm_cue_do_title(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_performer(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_songwriter(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_composer(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_arranger(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_message(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_disc_id(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_genre(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_rem(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_catalog(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_upc_ean(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_isrc(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_flags(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_cdtextfile(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_file(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_track(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_index(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_pregap(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_postgap(struct pm_cue_reader *r, const struct pm_cue_word *value);
void pm_cue_do_nothing(struct pm_cue_reader *r, const struct pm_cue_word *value);

/* Run the command of the line; value is what stands behind it, trimmed.  0: no such command. */
int pm_cue_run(struct pm_cue_reader *r, const struct pm_cue_word *value);
/* 1: the word is a command. */
int pm_cue_is_command(const struct pm_cue_word *w);

void pm_cue_walk_file(struct pm_cue_reader *r, uint32_t file); /* a new FILE begins */
void pm_cue_walk_first_track(struct pm_cue_reader *r);         /* the first TRACK: FILEs before the one at hand hold nothing */
void pm_cue_walk_index(struct pm_cue_reader *r, int index, uint32_t sectors, struct pm_pos pos);
void pm_cue_walk_track_end(struct pm_cue_reader *r); /* before the next TRACK and at the end */
void pm_cue_walk_end(struct pm_cue_reader *r);

#endif
