/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf.c - a growing run of bytes.  Layer 0. */
#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pm_buf_init(struct pm_buf *b)
{
	*b = (struct pm_buf){0};
}

void pm_buf_release(struct pm_buf *b)
{
	free(b->data);
	pm_buf_init(b);
}

/* Room for more_bytes and the NUL; 0 and b->failed when there is none. */
static int reserve(struct pm_buf *b, size_t more_bytes)
{
	size_t want, capacity;
	char *data;

	if (b->failed)
		return 0;
	if (more_bytes > SIZE_MAX / 2 - b->length_bytes - 1)
		goto fail;
	want = b->length_bytes + more_bytes + 1;
	if (want <= b->capacity_bytes)
		return 1;
	capacity = b->capacity_bytes + b->capacity_bytes / 2;
	if (capacity < want)
		capacity = want < 32 ? 32 : want;
	data = realloc(b->data, capacity);
	if (!data)
		goto fail;
	b->data = data;
	b->capacity_bytes = capacity;
	return 1;
fail:
	b->failed = 1;
	return 0;
}

void pm_buf_add(struct pm_buf *b, const void *data, size_t length_bytes)
{
	if (!length_bytes || !reserve(b, length_bytes))
		return;
	memcpy(b->data + b->length_bytes, data, length_bytes);
	b->length_bytes += length_bytes;
	b->data[b->length_bytes] = '\0';
}

void pm_buf_add_str(struct pm_buf *b, const char *s)
{
	pm_buf_add(b, s, strlen(s));
}

void pm_buf_add_char(struct pm_buf *b, char c)
{
	pm_buf_add(b, &c, 1);
}

void pm_buf_add_fill(struct pm_buf *b, char c, size_t count)
{
	if (!count || !reserve(b, count))
		return;
	memset(b->data + b->length_bytes, c, count);
	b->length_bytes += count;
	b->data[b->length_bytes] = '\0';
}

void pm_buf_vprintf(struct pm_buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0) {
		b->failed = 1;
	} else if (reserve(b, (size_t)n)) {
		vsnprintf(b->data + b->length_bytes, (size_t)n + 1, fmt, again);
		b->length_bytes += (size_t)n;
	}
	va_end(again);
}

void pm_buf_printf(struct pm_buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	pm_buf_vprintf(b, fmt, ap);
	va_end(ap);
}

char *pm_buf_detach(struct pm_buf *b)
{
	char *data = NULL;

	/* An empty buffer has no storage yet; the caller still gets a string. */
	if (reserve(b, 0)) {
		data = b->data;
		data[b->length_bytes] = '\0';
		b->data = NULL;
	}
	pm_buf_release(b);
	return data;
}

const char *pm_buf_str(const struct pm_buf *b)
{
	return b->data && b->length_bytes ? b->data : "";
}

char *pm_str_dup_n(const char *s, size_t length_bytes)
{
	char *copy;

	if (length_bytes == SIZE_MAX)
		return NULL;
	copy = malloc(length_bytes + 1);
	if (!copy)
		return NULL;
	if (length_bytes)
		memcpy(copy, s, length_bytes);
	copy[length_bytes] = '\0';
	return copy;
}

char *pm_str_dup(const char *s)
{
	return s ? pm_str_dup_n(s, strlen(s)) : NULL;
}

char *pm_str_printf(const char *fmt, ...)
{
	struct pm_buf b;
	va_list ap;

	pm_buf_init(&b);
	va_start(ap, fmt);
	pm_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	return pm_buf_detach(&b);
}

int pm_array_grow(void **array, size_t *capacity, size_t count, size_t element_bytes)
{
	size_t wanted;
	void *grown;

	if (count < *capacity)
		return PM_OK;
	if (!element_bytes || count > SIZE_MAX / 4 || *capacity > SIZE_MAX / 4)
		return PM_E_NOMEM;
	wanted = *capacity + *capacity / 2;
	if (wanted < count + 1)
		wanted = count + 1;
	if (wanted < 8)
		wanted = 8;
	if (wanted > SIZE_MAX / 2 / element_bytes)
		return PM_E_NOMEM;
	grown = realloc(*array, wanted * element_bytes);
	if (!grown)
		return PM_E_NOMEM;
	*array = grown;
	*capacity = wanted;
	return PM_OK;
}
