/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diff.h - every semantic difference between two discs, field by field.  Layer 1.  Audio is compared elsewhere. */
#ifndef PM_DISC_DIFF_H
#define PM_DISC_DIFF_H

#include "disc/disc.h"

struct pm_difference {
	char field[64];  /* "tracks[7].isrc", "mcn", "cdtext[0].tracks[2].title", "leadout_lba": names as in the JSON of the disc */
	char *a, *b;     /* owned; NULL: absent on that side */
};
struct pm_diff {
	struct pm_difference *list; /* owned */
	size_t count, capacity;
	int out_of_memory;
};

/* Bits of `leave_out`: fields that one of the kinds cannot hold. */
#define PM_DIFF_MASTER_ID 0x01u
#define PM_DIFF_CDTEXT 0x02u
#define PM_DIFF_SCMS 0x08u
#define PM_DIFF_INDEXES 0x10u        /* index 02 and above */
#define PM_DIFF_CODES 0x20u          /* MCN and ISRCs */
#define PM_DIFF_TIMES 0x80u          /* every index and the lead-out: of a disc whose audio is missing they mean nothing */
#define PM_DIFF_TEXT(field) (0x100u << (field)) /* one text of CD-Text, of the disc and of all tracks; field: enum pm_text_field */
#define PM_DIFF_CDTEXT_CODES PM_DIFF_TEXT(PM_TEXT_CODE) /* 8Eh */
#define PM_DIFF_LANGUAGE 0x100000u   /* language and character set of the blocks */
#define PM_DIFF_GENRE_CODE 0x200000u
#define PM_DIFF_COPY 0x400000u       /* copy protection byte */
#define PM_DIFF_BLOCKS 0x800000u     /* blocks 1 to 7 */
#define PM_DIFF_QUOTES 0x1000000u    /* " and ' in texts are the same: a cue sheet has no way to hold the first */
#define PM_DIFF_BLANKS 0x2000000u    /* blanks at the ends of texts are nothing: a text sheet has no way to hold them */
#define PM_DIFF_LAYOUT 0x40u         /* everything but texts: for text sheets, which know no times */

void pm_diff_init(struct pm_diff *d);
void pm_diff_release(struct pm_diff *d);
/* Both laid out.  Appends to d; PM_OK or PM_E_NOMEM. */
int pm_diff_discs(const struct pm_disc *a, const struct pm_disc *b, unsigned leave_out, struct pm_diff *d) PM_MUST_USE;

/* What a whole comparison comes to: fields and audio. */
enum pm_verdict { PM_IDENTICAL, PM_IDENTICAL_BUT, PM_DIFFERENT };
/* "identical", "identical-but", "different" (contract section 7). */
const char *pm_verdict_key(enum pm_verdict verdict);

#endif
