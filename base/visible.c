/* SPDX-License-Identifier: GPL-3.0-or-later */
/* visible.c - text made safe to show (base/visible.h).  Layer 0.  Source: Unicode Standard 23 (special characters), UAX 9 (bidi), UAX 11 (width). */
#include "base/visible.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#include "base/charset.h"

int pm_utf8_width(uint32_t codepoint)
{
	int width;

	if (codepoint > 0x10ffff)
		return 1;
	width = utf8proc_charwidth((utf8proc_int32_t)codepoint);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}

/* Characters without a shape that are not controls by category alone; the list is short and closed, so it stands here. */
static const struct { uint32_t first, last; } hidden[] = {
	{ 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad }, { 0x061c, 0x061c }, { 0x180e, 0x180e }, { 0x200b, 0x200f },
	{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
};

int pm_is_hidden(uint32_t codepoint)
{
	size_t i;

	for (i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (codepoint >= hidden[i].first && codepoint <= hidden[i].last)
			return 1;
	return 0;
}

static int spell_byte(unsigned byte, char out[PM_VISIBLE_BYTES])
{
	static const char named[][3] = { ['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r" };

	if (byte < sizeof(named) / sizeof(named[0]) && named[byte][0])
		return snprintf(out, PM_VISIBLE_BYTES, "%s", named[byte]);
	return snprintf(out, PM_VISIBLE_BYTES, "\\x%02X", byte & 0xffu);
}

int pm_visible_next(const char *text, size_t length_bytes, size_t *at, char out[PM_VISIBLE_BYTES])
{
	size_t start = *at;
	int32_t c = pm_utf8_next(text, length_bytes, at);

	if (c < 0)
		return -1;
	/* Nearly all of them; huge lines are measured for each finding in them. */
	if (c >= 0x20 && c < 0x7f) {
		out[0] = (char)c;
		out[1] = 0;
		return 1;
	}
	/* A genuine U+FFFD takes three bytes; one byte means that it was ill-formed. */
	if (c < 0x20 || c == 0x7f || (c == 0xfffd && *at - start == 1))
		return spell_byte((unsigned char)text[start], out);
	if (pm_is_hidden((uint32_t)c))
		return snprintf(out, PM_VISIBLE_BYTES, "<U+%04lX>", (unsigned long)c);
	memcpy(out, text + start, *at - start);
	out[*at - start] = 0;
	return pm_utf8_width((uint32_t)c);
}

size_t pm_visible_add(struct pm_buf *out, const char *text, size_t length_bytes)
{
	char cell[PM_VISIBLE_BYTES];
	size_t at = 0, columns = 0;
	int width;

	while ((width = pm_visible_next(text, length_bytes, &at, cell)) >= 0) {
		pm_buf_add_str(out, cell);
		columns += (size_t)width;
	}
	return columns;
}

size_t pm_visible_width(const char *text, size_t length_bytes)
{
	char cell[PM_VISIBLE_BYTES];
	size_t at = 0, columns = 0;
	int width;

	while ((width = pm_visible_next(text, length_bytes, &at, cell)) >= 0)
		columns += (size_t)width;
	return columns;
}

size_t pm_visible_fit(struct pm_buf *out, const char *text, size_t length_bytes, size_t columns)
{
	char cell[PM_VISIBLE_BYTES];
	size_t at = 0, used = 0;
	int width;

	if (pm_visible_width(text, length_bytes) <= columns)
		return pm_visible_add(out, text, length_bytes);
	if (columns == 0)
		return 0;
	while ((width = pm_visible_next(text, length_bytes, &at, cell)) >= 0 && used + (size_t)width < columns) {
		pm_buf_add_str(out, cell);
		used += (size_t)width;
	}
	pm_buf_add_str(out, "\xe2\x80\xa6");
	return used + 1;
}
