/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prepare.h - one text of the disc as bytes of a pack stream.  Layer 2, used by this folder only. */
#ifndef PM_CDTEXT_PREPARE_H
#define PM_CDTEXT_PREPARE_H

#include "cdtext/pack.h"

/* How a text is written. */
struct pm_cdtext_form {
	enum pm_charset charset;
	int double_byte; /* 1: every character takes two bytes: Latin and half-width forms become full-width */
	int transliterate;
};

/* What became of a text. */
struct pm_cdtext_done {
	size_t replaced; /* characters transliterated */
	size_t widened;  /* characters written full-width */
};

/* The form of a field in a block. */
struct pm_cdtext_form pm_cdtext_form(enum pm_text_field field, enum pm_charset block_charset, const struct pm_cdtext_options *options);

/*
 * pm_cdtext_clean - a text as it is to be written, still in UTF-8: no control characters, NFC, transliterated, widened
 *
 * Appends to out.  Returns PM_OK or PM_E_NOMEM.
 */
int pm_cdtext_clean(const char *text, const struct pm_cdtext_form *form, struct pm_buf *out, struct pm_cdtext_done *done) PM_MUST_USE;

/*
 * pm_cdtext_prepare - a text as bytes, without its terminator
 *
 * Appends to out; reports text-charset and text-transliterated at pos for `track` and then leaves out as it was: a text that cannot be held is
 * empty.
 * Returns:  PM_OK, PM_E_NOMEM, PM_E_UNSUPPORTED
 */
int pm_cdtext_prepare(const char *text, const struct pm_cdtext_form *form, enum pm_text_field field, unsigned track, struct pm_pos pos,
		      struct pm_buf *out, struct pm_diags *diags) PM_MUST_USE;

/* The first block that is written: it alone carries 86h, 87h and 8Eh.  -1: no block is. */
int pm_cdtext_carrier(const struct pm_disc *disc);

/* The bytes of one text of the model as the packs and the v07t sheet have them; nothing for texts that this block does not carry.  As
 * pm_cdtext_prepare. */
int pm_cdtext_text_bytes(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field,
			 const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags) PM_MUST_USE;

#endif
