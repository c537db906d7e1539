/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * visible.h - text from files made safe to show, and how many columns it takes on a terminal.  Layer 0.
 *
 * A title or a file name may hold escape sequences, line breaks, or marks that turn the writing direction: shown raw they could forge or hide
 * a line of a report.  Everything that has no visible shape of its own is spelled out instead.
 */
#ifndef PM_BASE_VISIBLE_H
#define PM_BASE_VISIBLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Columns of one character on a terminal: 0 (combining marks), 1, or 2 (East Asian wide). */
int pm_utf8_width(uint32_t codepoint);

/* 1 when the character has no shape of its own, or could change how other text is shown: controls, bidi and zero-width marks, U+2028... */
int pm_is_hidden(uint32_t codepoint);

/*
 * pm_visible_next - one character as it is to be shown
 *
 * Reads at text + *at and moves *at behind it.  Shown as: itself; \t \n \r \xHH for controls below 20h, 7Fh and ill-formed bytes; <U+202E> for the other hidden
 * ones.
 * Returns:  the columns it takes, or -1 at the end; out holds up to 11 bytes and a NUL
 */
#define PM_VISIBLE_BYTES 12
int pm_visible_next(const char *text, size_t length_bytes, size_t *at, char out[PM_VISIBLE_BYTES]);

/* The whole text as it is to be shown; returns its columns. */
size_t pm_visible_add(struct pm_buf *out, const char *text, size_t length_bytes);
/* Columns of that, without writing it. */
size_t pm_visible_width(const char *text, size_t length_bytes);

/*
 * pm_visible_fit - the same cut to a column: at most `columns` wide, with "…" as the last character where something was left out
 *
 * Returns the columns written (<= columns).  columns 0: nothing.
 */
size_t pm_visible_fit(struct pm_buf *out, const char *text, size_t length_bytes, size_t columns);

#endif
