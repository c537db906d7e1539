/* SPDX-License-Identifier: GPL-3.0-or-later */
/* v07t-keys.h - the words of Sony's text sheet.  Layer 2, used by this folder only.  Source: shared/reference/cdtext.md section 8. */
#ifndef PM_CDTEXT_V07T_KEYS_H
#define PM_CDTEXT_V07T_KEYS_H

#include <stddef.h>

#include "disc/text.h"

#define PM_V07T_DISC_KEYS 18

enum pm_v07t_kind {
	PM_V07T_IGNORED,
	PM_V07T_VERSION,
	PM_V07T_TEXT_CODE,
	PM_V07T_LANGUAGE,
	PM_V07T_GENRE_CODE,
	PM_V07T_COPY,
	PM_V07T_FIRST,
	PM_V07T_LAST,
	PM_V07T_TEXT
};

struct pm_v07t_key {
	enum pm_v07t_kind kind;
	enum pm_text_field field; /* TEXT */
	unsigned track;           /* TEXT; 0: the disc */
};

/* A run of bytes of the sheet. */
struct pm_span_text {
	const char *text;
	size_t length;
};

/* Without the blanks, tabs and carriage returns around. */
struct pm_span_text pm_v07t_trim(const char *text, size_t length);
int pm_v07t_is_blank(char c);
int pm_v07t_is(struct pm_span_text s, const char *word);
int pm_v07t_is_nocase(struct pm_span_text s, const char *word); /* ASCII case ignored */
/* "0x8E": one to four hex digits; -1: not of that form. */
long pm_v07t_hex(struct pm_span_text s);
/* One or two decimal digits; -1: not of that form. */
int pm_v07t_number(struct pm_span_text s);

/* 1: a key of the sheet; *disc_key numbers the keys that are no text (0..PM_V07T_DISC_KEYS-1), -1 for the others. */
int pm_v07t_find_key(struct pm_span_text s, struct pm_v07t_key *key, int *disc_key);
/* The words a key in wrong letter case was meant as; NULL: none. */
const char *pm_v07t_right_case(struct pm_span_text s);

#endif
