/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dump.h - a declared disc and its findings as short text, for tests of the readers to compare with text written by hand.
 *
 * Items:    "M1.0" mark, "M1.2+300" mark 300 sectors after index 01, "S88200" silence, "A0:0+END" and "A0:588+1176" audio FILE:START+LENGTH,
 *           "|" align; a blank between.
 * Findings: "LINE:COLUMN SEVERITY ID" (E, W, N), "-" for the file as a whole; in order of place, ";" and a blank between.
 */
#ifndef PM_TESTS_DUMP_H
#define PM_TESTS_DUMP_H

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "disc/disc.h"

static inline void dump_item(struct pm_buf *b, const struct pm_item *it)
{
	switch (it->kind) {
	case PM_ITEM_MARK:
		pm_buf_printf(b, "M%d.%d", it->track, it->index);
		if (it->after_sectors >= 0)
			pm_buf_printf(b, "+%d", (int)it->after_sectors);
		break;
	case PM_ITEM_AUDIO:
		pm_buf_printf(b, "A%u:%llu+", (unsigned)it->file, (unsigned long long)it->start_samples);
		if (it->length_samples == PM_TO_END)
			pm_buf_add_str(b, "END");
		else
			pm_buf_printf(b, "%llu", (unsigned long long)it->length_samples);
		break;
	case PM_ITEM_SILENCE:
		pm_buf_printf(b, "S%llu", (unsigned long long)it->length_samples);
		break;
	case PM_ITEM_ALIGN:
		pm_buf_add_char(b, '|');
		break;
	}
}

static inline const char *dump_items(const struct pm_disc *disc, struct pm_buf *b)
{
	size_t i;

	for (i = 0; i < disc->item_count; i++) {
		if (i)
			pm_buf_add_char(b, ' ');
		dump_item(b, &disc->item[i]);
	}
	return pm_buf_str(b);
}

/* messages: 1: each finding on a line with its words. */
static inline const char *dump_findings(struct pm_diags *d, struct pm_buf *b, int messages)
{
	unsigned line, column;
	size_t i;

	pm_diags_sort(d);
	for (i = 0; i < d->count; i++) {
		const struct pm_diag *g = &d->list[i];

		if (i)
			pm_buf_add_str(b, messages ? "\n" : "; ");
		if (g->pos.source && g->pos.offset_bytes != PM_NOWHERE) {
			pm_source_line_column((struct pm_source *)(size_t)g->pos.source, g->pos.offset_bytes, &line, &column);
			pm_buf_printf(b, "%u:%u", line, column);
		} else {
			pm_buf_add_char(b, '-');
		}
		pm_buf_printf(b, " %c %s", "NWE"[g->severity], pm_diag_id_text(g->id));
		if (messages)
			pm_buf_printf(b, ": %s (%s)", g->message, g->hint ? g->hint : "");
	}
	return pm_buf_str(b);
}

#endif
