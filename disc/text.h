/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.h - the texts of a disc in up to eight languages, as CD-Text has them.  Layer 1. */
#ifndef PM_DISC_TEXT_H
#define PM_DISC_TEXT_H

#include <stdint.h>

#include "base/charset.h"
#include "base/source.h"
#include "base/status.h"

/* In the order of the pack types 80h..87h, 8Dh, 8Eh. */
enum pm_text_field {
	PM_TEXT_TITLE,      /* 80h */
	PM_TEXT_PERFORMER,  /* 81h */
	PM_TEXT_SONGWRITER, /* 82h */
	PM_TEXT_COMPOSER,   /* 83h */
	PM_TEXT_ARRANGER,   /* 84h */
	PM_TEXT_MESSAGE,    /* 85h */
	PM_TEXT_DISC_ID,    /* 86h, disc only */
	PM_TEXT_GENRE,      /* 87h, disc only: the words behind the genre code */
	PM_TEXT_CLOSED,     /* 8Dh */
	PM_TEXT_CODE,       /* 8Eh: UPC/EAN of the disc, ISRC of a track, as CD-Text says it (for comparison with Q and PQ) */
	PM_TEXT_FIELDS
};

#define PM_BLOCKS 8

struct pm_text {
	char *field[PM_TEXT_FIELDS];         /* UTF-8, owned; NULL: absent */
	struct pm_pos pos[PM_TEXT_FIELDS];   /* where it was read */
	unsigned reported;                   /* bit 1 << field: wrong or not to be read, and its reader has said so; cleared by setting it anew */
};

struct pm_block {
	int present;
	uint8_t language;        /* CD-Text language code; 09h English */
	enum pm_charset charset; /* how the block's texts are, or are to be, written; ISO 8859-1 by default */
	uint8_t copy_protection; /* byte 3 of the size packs: 00h or 03h */
	uint16_t genre_code;     /* 0: none, 1: not defined, 2..28 */
	struct pm_text of[100];  /* [0] the disc, [n] track n */
};

/* Replace one text by a copy (NULL, "" or nothing but blanks removes it).  PM_E_NOMEM leaves the old one. */
int pm_text_set(struct pm_text *t, enum pm_text_field field, const char *value, struct pm_pos pos) PM_MUST_USE;
int pm_text_set_n(struct pm_text *t, enum pm_text_field field, const char *value, size_t length_bytes, struct pm_pos pos) PM_MUST_USE;
void pm_text_release(struct pm_text *t);
void pm_block_release(struct pm_block *b);
/* 1 when the block holds any text of 80h..87h, or a genre: what makes it CD-Text. */
int pm_block_has_text(const struct pm_block *b, int last_track);
/*
 * 1 when a track's text was read where that of the disc or of an earlier track was: an artist that stands once for all.  What is wrong with it is
 * said once.
 */
int pm_block_text_is_carried(const struct pm_block *b, unsigned track, enum pm_text_field field);
/* What two texts that are the same may differ in, because a kind of file has no way to say it. */
#define PM_TEXT_QUOTES 1u /* " and ': a cue sheet writes the first as the second */
#define PM_TEXT_BLANKS 2u /* blanks at the ends: a text sheet drops them */
/* 1 when they are the same but for these; NULL is the empty text. */
int pm_text_same(const char *a, const char *b, unsigned but_for);
/* JSON key of a field: "title", "performer", ... "disc_id", "genre", "closed", and for 8Eh "upc" (track 0) or "isrc". */
const char *pm_text_key(enum pm_text_field field, int track);

/* Language names as CD-Text numbers them (EBU Tech 3264): NULL for unassigned codes; -1 for unknown names (ASCII case ignored; "en", "de", "ja"... ISO 639-1 too). */
const char *pm_language_name(uint8_t code);
int pm_language_code(const char *name);
/* Genre names: NULL above 28; -1 for unknown names (ASCII case ignored, "&" and "and" alike). */
const char *pm_genre_name(uint16_t code);
int pm_genre_code(const char *name);

#endif
