/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.c - what `compare` found, as text (report/comparison.h).  Layer 5. */
#include "report/comparison.h"

#include <string.h>

#include "base/visible.h"
#include "disc/msf.h"
#include "report/fields.h"

#define FEW_RANGES 10

static void put_side(struct pm_buf *out, char side, const struct pm_disc *disc)
{
	unsigned tracks = disc->last_track ? (unsigned)(disc->last_track - disc->first_track + 1) : 0;
	char time[PM_MSF_BYTES];

	pm_buf_printf(out, "%c  ", side);
	if (disc->source_name)
		pm_visible_add(out, disc->source_name, strlen(disc->source_name));
	pm_buf_printf(out, ": %u %s", tracks, tracks == 1 ? "track" : "tracks");
	if (pm_times_known(disc))
		pm_buf_printf(out, ", %s", pm_msf_text(disc->leadout_lba, time));
	pm_buf_add_char(out, '\n');
}

/* ---- fields ---- */

/* An address as the differences have it, "-150" to "449849"; PM_LBA_NONE: none. */
static int32_t lba_of(const char *text)
{
	int negative = *text == '-', digits = 0;
	int32_t n = 0;

	for (text += negative; *text >= '0' && *text <= '9' && digits < 7; text++, digits++)
		n = n * 10 + (*text - '0');
	return *text || !digits ? PM_LBA_NONE : negative ? -n : n;
}

static void put_value(struct pm_buf *out, const char *field, const char *value)
{
	int is_lba = strstr(field, ".indexes[") || !strcmp(field, "leadout_lba");
	char time[PM_MSF_BYTES];

	if (!value) {
		pm_buf_add_str(out, "none");
		return;
	}
	if (is_lba && lba_of(value) != PM_LBA_NONE) {
		pm_buf_printf(out, "%s (LBA %s)", pm_msf_text(lba_of(value), time), value);
		return;
	}
	pm_buf_add_char(out, '\'');
	pm_visible_add(out, value, strlen(value));
	pm_buf_add_char(out, '\'');
}

static void put_fields(struct pm_buf *out, const struct pm_comparison *r)
{
	size_t i, width = 0, length;

	if (r->diff->count == 0)
		pm_buf_add_str(out, "fields: no difference\n");
	else
		pm_buf_printf(out, "fields: %zu %s\n", r->diff->count, r->diff->count == 1 ? "difference" : "differences");
	for (i = 0; i < r->diff->count; i++) {
		length = strlen(r->diff->list[i].field);
		width = length > width ? length : width;
	}
	for (i = 0; i < r->diff->count; i++) {
		const struct pm_difference *d = &r->diff->list[i];

		pm_buf_printf(out, "  %-*s  A ", (int)width, d->field);
		put_value(out, d->field, d->a);
		pm_buf_add_str(out, ", B ");
		put_value(out, d->field, d->b);
		pm_buf_add_char(out, '\n');
	}
	for (i = 0; i < r->not_compared_count; i++)
		pm_buf_printf(out, "%s%s", i ? ", " : "not compared, because one of the two cannot hold it: ", r->not_compared[i]);
	if (r->not_compared_count)
		pm_buf_add_char(out, '\n');
}

/* ---- audio ---- */

static void put_range(struct pm_buf *out, const struct pm_disc *a, const struct pm_range *range)
{
	int64_t start = range->track ? ((int64_t)a->track[range->track].index[1].lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES : 0;
	int64_t at = start + range->first_sample;
	char on_disc[PM_MSF_BYTES], in_track[PM_MSF_BYTES];

	if (range->track)
		pm_buf_printf(out, "  track %2u", range->track);
	else
		pm_buf_add_str(out, "  pause   ");
	if (at >= 0)
		pm_buf_printf(out, "  at %s on the disc, %s into it:", pm_msf_text((int32_t)(at / PM_SECTOR_SAMPLES) + PM_LBA_FIRST, on_disc),
		              pm_sectors_text((uint32_t)(range->first_sample / PM_SECTOR_SAMPLES), in_track));
	pm_buf_printf(out, "  %llu %s from sample %lld\n", (unsigned long long)range->count, range->count == 1 ? "sample" : "samples",
	              (long long)range->first_sample);
}

static void put_ranges(struct pm_buf *out, const struct pm_comparison *r, int all)
{
	const struct pm_audio_match *m = r->match;
	size_t i, shown = all || m->range_count <= FEW_RANGES ? m->range_count : FEW_RANGES;

	for (i = 0; i < shown; i++)
		put_range(out, r->a, &m->range[i]);
	if (shown < m->range_count || m->ranges_cut)
		pm_buf_printf(out, "  and %s%zu more%s\n", m->ranges_cut ? "at least " : "", m->range_count - shown + (m->ranges_cut ? 1 : 0),
		              shown < m->range_count ? "; -v lists them" : "");
}

/* One of the two is subcode alone: that there is no audio is no fault. */
static int has_no_audio(const struct pm_comparison *r)
{
	size_t i;

	for (i = 0; i < r->not_compared_count; i++)
		if (!strcmp(r->not_compared[i], "audio"))
			return 1;
	return 0;
}

static void put_audio(struct pm_buf *out, const struct pm_comparison *r, int all_ranges)
{
	const struct pm_audio_match *m = r->match;
	uint64_t away;
	char time[PM_MSF_BYTES];

	pm_buf_add_str(out, "audio: ");
	if (!r->match) {
		pm_buf_add_str(out, has_no_audio(r) ? "not compared\n" : "could not be compared\n");
		return;
	}
	away = (uint64_t)(m->offset_samples < 0 ? -m->offset_samples : m->offset_samples);
	if (m->equal)
		pm_buf_add_str(out, "equal");
	else
		pm_buf_printf(out, "%llu of %llu samples differ", (unsigned long long)m->differing_samples, (unsigned long long)m->compared_samples);
	if (m->offset_samples)
		pm_buf_printf(out, "%s an offset: B is %llu samples (%s + %llu) %s than A", m->equal ? " after" : ", after", (unsigned long long)away,
		              pm_sectors_text((uint32_t)(away / PM_SECTOR_SAMPLES), time), (unsigned long long)(away % PM_SECTOR_SAMPLES),
		              m->offset_samples > 0 ? "later" : "earlier");
	if (m->lost_samples)
		pm_buf_printf(out, "\n  %llu %s that the offset moves over an end %s on one side only", (unsigned long long)m->lost_samples,
		              m->lost_samples == 1 ? "sample" : "samples", m->lost_samples == 1 ? "is" : "are");
	pm_buf_add_char(out, '\n');
	put_ranges(out, r, all_ranges);
}

static void put_sums(struct pm_buf *out, char side, const struct pm_disc *disc, const struct pm_sums *sums)
{
	unsigned n;

	pm_buf_printf(out, "sums of %c%*sAccurateRip 1  AccurateRip 2  CTDB\n", side, 3, "");
	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++)
		pm_buf_printf(out, "  track %2u  %08lx       %08lx       %08lx\n", n, (unsigned long)sums->track[n].ar1, (unsigned long)sums->track[n].ar2,
		              (unsigned long)sums->track[n].ctdb);
}

static int same_sums(const struct pm_comparison *r)
{
	const struct pm_track_sums *a = r->match->sums_a.track, *b = r->match->sums_b.track;
	unsigned n;

	if (r->a->first_track != r->b->first_track || r->a->last_track != r->b->last_track)
		return 0;
	for (n = r->a->first_track; n && n <= r->a->last_track && n < 100; n++)
		if (a[n].ar1 != b[n].ar1 || a[n].ar2 != b[n].ar2 || a[n].ctdb != b[n].ctdb)
			return 0;
	return 1;
}

static const char *verdict_text(const struct pm_comparison *r)
{
	if (r->verdict == PM_IDENTICAL)
		return r->match ? "identical" : "identical in what was compared";
	if (r->verdict == PM_DIFFERENT)
		return "different";
	if (!r->match)
		return "identical but for the fields, in what was compared";
	if (!r->match->equal && r->match->offset_samples)
		return r->diff->count ? "nearly identical: fields, offset and some samples differ"
				      : "nearly identical: offset and some samples differ";
	if (!r->match->equal)
		return r->diff->count ? "nearly identical: fields and some samples differ" : "nearly identical: some samples differ";
	if (r->match->offset_samples)
		return r->diff->count ? "identical but for the fields and the offset" : "identical but for the offset";
	return "identical but for the fields";
}

int pm_comparison_text(const struct pm_comparison *r, const struct pm_comparison_options *options, struct pm_buf *out)
{
	put_side(out, 'A', r->a);
	put_side(out, 'B', r->b);
	put_fields(out, r);
	put_audio(out, r, options->all_ranges);
	if (options->with_sums && r->match) {
		put_sums(out, 'A', r->a, &r->match->sums_a);
		if (same_sums(r))
			pm_buf_add_str(out, "sums of B   the same\n");
		else
			put_sums(out, 'B', r->b, &r->match->sums_b);
	}
	pm_buf_printf(out, "%s\n", verdict_text(r));
	return out->failed ? PM_E_NOMEM : PM_OK;
}
