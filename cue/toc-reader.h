/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-reader.h - what the parts of the cdrdao TOC reader share.  Layer 4; private to cue/.
 *
 * toc-lex.c cuts tokens; toc-read.c goes from statement to statement; toc-track.c and toc-content.c hold the statements of a track,
 * toc-declare.c declares it; toc-text.c reads CD_TEXT blocks.  Nothing recurses: CD_TEXT blocks nest to a fixed depth, which is a state.
 */
#ifndef PM_CUE_TOC_READER_H
#define PM_CUE_TOC_READER_H

#include "cue/toc.h"

enum pm_toc_kind { PM_TOC_END, PM_TOC_WORD, PM_TOC_STRING, PM_TOC_NUMBER, PM_TOC_MSF, PM_TOC_MARK, PM_TOC_BAD };

struct pm_toc_token {
	enum pm_toc_kind kind;
	size_t at, length_bytes; /* in the source; a STRING with its quotes */
	char mark;               /* MARK: { } , : # */
	uint64_t value;          /* NUMBER; MSF: sectors */
};

/* A string's bytes after its escapes. */
struct pm_toc_string {
	struct pm_buf bytes;
	int has_escaped_high; /* octal escapes above 127: bytes of the block's charset, not UTF-8 */
	int has_utf8;         /* characters above 127 as they stand in the file */
	struct pm_pos pos;    /* inside the quotes */
};

/* A piece of a track, in order. */
struct pm_toc_part {
	uint32_t file;                          /* or PM_FILE_SILENCE */
	uint64_t start_samples, length_samples; /* or PM_TO_END */
	struct pm_pos pos;
};

/* A CD-Text string that waits for its block's charset to be known (SIZE_INFO stands behind the texts). */
struct pm_toc_text {
	uint8_t block, track;
	enum pm_text_field field;
	struct pm_toc_string string; /* bytes owned */
};

/* What a track is made of: FILE, SILENCE and PREGAP count samples; DATAFILE, FIFO and ZERO sectors of the track's mode. */
enum pm_toc_content { PM_TOC_ANY, PM_TOC_SAMPLES, PM_TOC_SECTORS };

enum pm_toc_phase { PM_TOC_FLAGS, PM_TOC_TEXTS, PM_TOC_PREGAP, PM_TOC_CONTENT, PM_TOC_INDEX };

struct pm_toc_reader {
	struct pm_disc *disc;
	struct pm_source *source;
	struct pm_diags *diags;
	size_t at;                   /* of the next byte to look at */
	struct pm_toc_token token;   /* the token at hand */
	struct pm_toc_token before;  /* the one in front of it */
	size_t muted_to;             /* findings before this offset follow from one already made in the line */
	size_t quote_from, quote_to; /* the string scan that failed last: from an opening quote to its closing one, or the end */
	int no_memory;

	int next_number; /* of the next TRACK; 0: none yet given */
	int disc_phase;  /* 0 head, 1 behind FIRST_TRACK_NO, 2 behind CD_TEXT */
	int track;       /* 0 before the first TRACK; -1 beyond the 99th */
	int track_lines;
	struct pm_pos track_pos;
	enum pm_toc_phase phase;
	int is_data;
	uint32_t sector_bytes;    /* of the track's raw files, with subchannel */
	int has_subcode;          /* RW or RW_RAW */
	enum pm_toc_content content;
	int content_mixed;        /* 1: reported */
	int is_disordered;        /* 1: a statement of the track stands too late, or one could not be read, perhaps a TRACK (reported) */
	int is_lost;              /* 1: what stands here may belong to a statement that could not be read (reported) */
	int content_bad;          /* a statement of the content could not be read (reported) */
	struct pm_toc_part *part; /* owned */
	size_t part_count, part_capacity;
	int has_start, has_end;
	size_t end_part;      /* END without a time: in front of this part */
	uint64_t end_samples; /* END with a time: from the track's beginning; 0 with end_part */
	struct pm_pos end_pos;
	size_t start_part;      /* START without a time: in front of this part */
	uint64_t start_samples; /* START with a time: from the track's beginning; 0 with start_part */
	int has_pregap_statement;
	struct pm_pos start_pos;
	uint32_t index_sectors[98];
	struct pm_pos index_pos[98];
	size_t index_count;

	struct pm_toc_text *text; /* owned */
	size_t text_count, text_capacity;
	int has_encoding[PM_BLOCKS];
};

/* ---- toc-lex.c ---- */

struct pm_pos pm_toc_pos(const struct pm_toc_reader *r, const struct pm_toc_token *t);
/* Read the next token into r->token; bad characters and unclosed strings are reported and come as BAD. */
void pm_toc_next(struct pm_toc_reader *r);
int pm_toc_is_word(const struct pm_toc_reader *r, const char *word);
int pm_toc_is_mark(const struct pm_toc_reader *r, char mark);
/* The string at hand without quotes and escapes; owned by the caller; 0: reported. */
int pm_toc_take_string(struct pm_toc_reader *r, struct pm_toc_string *out);
/* A finding at the token at hand; later ones in the same line keep still. */
struct pm_diag *pm_toc_complain(struct pm_toc_reader *r, const char *fmt, ...) PM_PRINTF(2, 3);
/* The same for something that is missing in front of the token at hand. */
void pm_toc_missing(struct pm_toc_reader *r, const char *text);
void pm_toc_warn(struct pm_toc_reader *r, struct pm_pos pos, const char *what);
#define PM_TOC_ARG(r) ((r)->token.length_bytes > 100 ? 100 : (int)(r)->token.length_bytes), (r)->source->data + (r)->token.at

/* ---- toc-track.c ---- */

void pm_toc_track(struct pm_toc_reader *r);          /* behind the word TRACK */
int pm_toc_track_statement(struct pm_toc_reader *r); /* 0: no such statement */
int pm_toc_is_mode(const struct pm_toc_reader *r);   /* the token at hand is AUDIO, MODE1... */
int pm_toc_is_statement(const struct pm_toc_reader *r); /* or a statement of a track, or TRACK itself */

/* ---- toc-content.c ---- */

/* What each statement of the content does; its word is the token at hand. */
void pm_toc_file(struct pm_toc_reader *r); /* and AUDIOFILE */
void pm_toc_datafile(struct pm_toc_reader *r);
void pm_toc_fifo(struct pm_toc_reader *r);
void pm_toc_silence(struct pm_toc_reader *r);
void pm_toc_zero(struct pm_toc_reader *r);
/* What PREGAP has in common with them. */
void pm_toc_use_content(struct pm_toc_reader *r, enum pm_toc_content content);
void pm_toc_add_part(struct pm_toc_reader *r, uint32_t file, uint64_t start_samples, uint64_t length_samples, struct pm_pos pos);

/* ---- toc-declare.c ---- */

void pm_toc_track_end(struct pm_toc_reader *r); /* declare the track at hand */

/* ---- toc-text.c ---- */

void pm_toc_cd_text(struct pm_toc_reader *r);     /* behind the word CD_TEXT */
void pm_toc_store_texts(struct pm_toc_reader *r); /* at the end, all into the model */

#endif
