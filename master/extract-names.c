/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extract-names.c - file names made of titles (master/extract.h).  Layer 5. */
#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/visible.h"
#include "master/extract.h"

static int is_forbidden(int32_t c) { return c < 0x20 || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)) || pm_is_hidden((uint32_t)c); }

static int is_edge(char c) { return c == ' ' || c == '.'; }

void pm_safe_name(struct pm_buf *out, const char *text)
{
	char *composed = pm_utf8_nfc(text); /* NULL for ill-formed text, which goes as it is */
	size_t length, at = 0, end = 0, next;
	struct pm_buf name;
	int32_t c;

	pm_buf_init(&name);
	text = composed ? composed : text;
	length = strlen(text);
	while ((c = pm_utf8_next(text, length, &at)) >= 0)
		pm_utf8_put(&name, is_forbidden(c) ? '_' : (uint32_t)c);
	text = pm_buf_str(&name);
	length = name.length_bytes;
	while (length > 0 && is_edge(*text)) {
		text++;
		length--;
	}
	while (end < length && (next = pm_utf8_cluster_end(text, length, end)) <= PM_NAME_TEXT_BYTES)
		end = next;
	while (end > 0 && is_edge(text[end - 1]))
		end--;
	pm_buf_add(out, text, end);
	out->failed |= name.failed;
	pm_buf_release(&name);
	free(composed);
}

static const char *title_of(const struct pm_disc *disc, unsigned track)
{
	int b;

	for (b = 0; track && b < PM_BLOCKS; b++)
		if (disc->block[b].present && disc->block[b].of[track].field[PM_TEXT_TITLE])
			return disc->block[b].of[track].field[PM_TEXT_TITLE];
	return track ? "" : "Hidden audio";
}

char *pm_extract_name(const struct pm_disc *disc, unsigned track, const char *extension)
{
	struct pm_buf name;
	size_t bare;

	pm_buf_init(&name);
	pm_buf_printf(&name, "%02u ", track);
	bare = name.length_bytes;
	pm_safe_name(&name, title_of(disc, track));
	if (name.length_bytes == bare && !name.failed) {
		pm_buf_release(&name);
		pm_buf_printf(&name, "%02u", track);
	}
	pm_buf_printf(&name, ".%s", extension);
	return pm_buf_detach(&name);
}
