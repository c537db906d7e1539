/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buf.h - a growing run of bytes, always followed by a NUL that is not counted.  Layer 0.
 *
 * Additions never fail on the spot: `failed` is set when memory ran out, later additions do nothing,
 * and the owner asks once at the end.
 */
#ifndef PM_BASE_BUF_H
#define PM_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/banned.h"
#include "base/status.h"

struct pm_buf {
	char *data;            /* owned; NULL only while length_bytes is 0 */
	size_t length_bytes;   /* without the closing NUL */
	size_t capacity_bytes; /* allocated, with room for the NUL */
	int failed;            /* 1: an addition did not fit into memory; contents are what fitted before */
};

void pm_buf_init(struct pm_buf *b);
void pm_buf_release(struct pm_buf *b); /* frees the contents; the struct is as after _init */

void pm_buf_add(struct pm_buf *b, const void *data, size_t length_bytes);
void pm_buf_add_str(struct pm_buf *b, const char *s);
void pm_buf_add_char(struct pm_buf *b, char c);
void pm_buf_add_fill(struct pm_buf *b, char c, size_t count);
void pm_buf_printf(struct pm_buf *b, const char *fmt, ...) PM_PRINTF(2, 3);
void pm_buf_vprintf(struct pm_buf *b, const char *fmt, va_list ap) PM_PRINTF(2, 0);

/* Hands the bytes (NUL-terminated, from malloc) to the caller and empties b.  NULL when b has failed or memory is out. */
char *pm_buf_detach(struct pm_buf *b);

/* Borrowed, NUL-terminated; "" while empty. */
const char *pm_buf_str(const struct pm_buf *b);

/* Copies of strings from malloc; NULL when memory is out.  pm_str_dup(NULL) is NULL. */
char *pm_str_dup(const char *s);
char *pm_str_dup_n(const char *s, size_t length_bytes);
char *pm_str_printf(const char *fmt, ...) PM_PRINTF(1, 2);

/*
 * pm_array_grow - room for one more element in a malloc'ed array
 *
 * Shape:    *array has *capacity elements of element_bytes; grows by half again, at least 8
 * Returns:  PM_OK, or PM_E_NOMEM (also when the size would overflow); *array is then untouched
 */
int pm_array_grow(void **array, size_t *capacity, size_t count, size_t element_bytes);

#endif
