/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * items.c - from the rows of a track sheet to the running list of marks, audio and silence.  Layer 4.
 * Source: contract sections 3 (Gap, Start, End, Track 0) and 4; the meaning of the items: disc/disc.h.
 *
 * Decided here: a Start before the End of the row before it in the same File is an error, for it would put the same audio on the disc twice.
 */
#include <string.h>

#include "sheet/reader.h"

#define SAMPLES_OF_PAUSE (150u * PM_SECTOR_SAMPLES) /* the two seconds every disc begins with */

/* A piece of an Index cell. */
struct piece {
	const char *text;
	size_t at, length;
};

static int next_piece(const struct pm_value *v, size_t *at, struct piece *out)
{
	const char *p;
	size_t n;

	if (*at > v->length_bytes)
		return 0;
	p = v->text + *at;
	for (n = 0; *at + n < v->length_bytes && p[n] != ';'; n++)
		;
	*at += n + 1;
	pm_blank_trim(&p, &n);
	out->text = p;
	out->at = (size_t)(p - v->text);
	out->length = n;
	return 1;
}

/* A finding about one index time, which is left out: nothing else is measured from it. */
static void bad_index(struct pm_sheet_reader *r, struct pm_sheet_track *st, const struct pm_value *v, const struct piece *p, enum pm_diag_id id,
		      const char *what)
{
	struct pm_diag *d = pm_diag_add(r->diags, id, pm_sheet_part_pos(r, v, p->at, p->length), "Index '%.*s' %s",
					(int)(p->length > 200 ? 200 : p->length), p->text, what);

	pm_diag_on(d, st->declared >= 0 ? st->declared : st->number, -1);
	pm_diag_hint(d, id == PM_DIAG_SHEET_UNUSED ? "leave the cell empty: index times count from track 1's index 01"
						   : "index 02 and later are times inside the track, counted from its index 01, with ';' between");
}

static void note_rounded(struct pm_sheet_reader *r, struct pm_sheet_track *st, const struct pm_value *v, const struct piece *p, uint32_t sectors)
{
	char text[PM_MSF_BYTES];

	pm_diag_on(pm_diag_add(r->diags, PM_DIAG_TIME_ROUNDED, pm_sheet_part_pos(r, v, p->at, p->length),
			       "Index '%.*s' is no whole number of sectors: it becomes %s", (int)(p->length > 200 ? 200 : p->length), p->text,
			       pm_sectors_text(sectors, text)),
		   st->declared >= 0 ? st->declared : st->number, -1);
}

/* Index 02 and later. */
static int declare_indexes(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	struct pm_value v;
	struct piece p;
	uint64_t sectors, last = 0;
	unsigned index = 1;
	int exact;
	size_t at = 0;
	int status = PM_OK;

	if (st->shifted || !pm_sheet_value(r, st->row, PM_COL_INDEX, &v) || pm_sheet_says_none(&v) ||
	    pm_sheet_is_no_value(r, "Index", &v, st->declared >= 0 ? st->declared : st->number))
		return PM_OK;
	pm_sheet_strip_apostrophe(&v);
	while (status == PM_OK && next_piece(&v, &at, &p)) {
		if (!p.length)
			continue;
		if (st->number == 0) {
			bad_index(r, st, &v, &p, PM_DIAG_SHEET_UNUSED, "stands at hidden audio, which lies before index 01");
		} else if (pm_time_parse_sectors(p.text, p.length, &sectors, &exact) != PM_OK) {
			bad_index(r, st, &v, &p, PM_DIAG_SHEET_SYNTAX, "is no time");
		} else if (++index > 99) {
			bad_index(r, st, &v, &p, PM_DIAG_INDEX_COUNT, "would be index 100, and a track has at most 99");
			break;
		} else {
			if (!exact)
				note_rounded(r, st, &v, &p, (uint32_t)sectors);
			if (sectors <= last) {
				bad_index(r, st, &v, &p, PM_DIAG_INDEX_ORDER,
					  index-- == 2 ? "is not after index 01" : "is not after the index before it");
				continue;
			}
			last = sectors;
			if (st->number > 0 && r->has_audio)
				status = pm_disc_add_mark(r->disc, (uint8_t)st->number, (uint8_t)index, (int32_t)sectors,
							  pm_sheet_part_pos(r, &v, p.at, p.length));
		}
	}
	return status;
}

/* The place of a cell, else of the row. */
static struct pm_pos cell_pos(struct pm_sheet_reader *r, const struct pm_sheet_track *st, enum pm_column column)
{
	struct pm_value v;

	if (st->shifted)
		return pm_pos_at(r->source, st->row->offset, 0);
	pm_sheet_value(r, st->row, column, &v);
	return v.pos;
}

/* The row before this one in the order of the disc that uses the same file; NULL: none. */
static struct pm_sheet_track *same_file_before(struct pm_sheet_reader *r, size_t i)
{
	uint32_t file = r->track[i].file;

	while (i-- > 0)
		if (r->track[i].file == file && r->track[i].number >= 0)
			return &r->track[i];
	return NULL;
}

/* Where the sheet says which part of the file is wanted: what is past the file's end was said there. */
static struct pm_pos part_pos(struct pm_sheet_reader *r, const struct pm_sheet_track *st)
{
	struct pm_value v;

	if (!st->shifted && pm_sheet_value(r, st->row, PM_COL_END, &v) && !pm_sheet_says_none(&v))
		return v.pos;
	if (!st->shifted && pm_sheet_value(r, st->row, PM_COL_START, &v) && !pm_sheet_says_none(&v))
		return v.pos;
	return cell_pos(r, st, PM_COL_FILE);
}

/* A missing End is the next Start in the same file; and no row may go back behind the one before it. */
static void settle_ends(struct pm_sheet_reader *r)
{
	struct pm_sheet_track *st, *before;
	size_t i;

	for (i = 0; i < r->track_count; i++) {
		st = &r->track[i];
		if (st->number < 0 || st->file == PM_SHEET_NO_FILE || !(before = same_file_before(r, i)))
			continue;
		if ((st->poisoned | before->poisoned) & PM_POISON_TIMES)
			continue;
		if (!before->has_end && st->has_start && st->start_samples > before->start_samples) {
			before->has_end = 1;
			before->end_samples = st->start_samples;
		}
		if ((!before->has_start && !before->has_end && !st->has_start && !st->has_end) ||
		    (before->has_end && st->start_samples >= before->end_samples))
			continue;
		pm_diag_hint(pm_diag_on(pm_diag_add(r->diags, PM_DIAG_SHEET_SYNTAX, cell_pos(r, st, st->has_start ? PM_COL_START : PM_COL_FILE),
						    st->has_start ? "Start lies before the end of track %d, which is in the same File"
								  : "this track has no Start, and track %d is in the same File",
						    before->declared >= 0 ? before->declared : before->number),
					st->declared >= 0 ? st->declared : st->number, -1),
			     "the times of one File grow from row to row");
		st->overlaps = 1;
	}
	for (i = 0; i < r->track_count; i++)
		if (r->track[i].overlaps)
			r->track[i].poisoned |= PM_POISON_TIMES;
}

static int declare_audio(struct pm_sheet_reader *r, struct pm_sheet_track *st)
{
	uint64_t length = PM_TO_END;

	if (st->file == PM_SHEET_NO_FILE)
		return PM_OK;
	if (st->has_end && st->end_samples > st->start_samples)
		length = st->end_samples - st->start_samples;
	return pm_disc_add_audio(r->disc, st->file, st->start_samples, length, part_pos(r, st));
}

/* Samples of the file between the End before and this Start, 0: none. */
static uint64_t between(const struct pm_sheet_track *before, const struct pm_sheet_track *st)
{
	if (!before || before->file == PM_SHEET_NO_FILE || before->file != st->file || !before->has_end ||
	    ((before->poisoned | st->poisoned) & PM_POISON_TIMES) || st->start_samples <= before->end_samples)
		return 0;
	return st->start_samples - before->end_samples;
}

static struct pm_diag *report_dropped(struct pm_sheet_reader *r, const struct pm_sheet_track *st, enum pm_column column, uint64_t samples,
				      const char *why)
{
	return pm_diag_on(pm_diag_add(r->diags, PM_DIAG_AUDIO_DROPPED, cell_pos(r, st, column),
				      "%llu samples (%.3f s) of '%.200s' between the End before and the Start of this track are left out, because %s",
				      (unsigned long long)samples, (double)samples / PM_SAMPLE_RATE, r->disc->file[st->file].name, why),
			  st->number, -1);
}

/* A pause from a file is whole only where its two tracks stand side by side. */
static void check_torn_pause(struct pm_sheet_reader *r, size_t i)
{
	struct pm_sheet_track *before = i && r->track[i].file != PM_SHEET_NO_FILE ? same_file_before(r, i) : NULL;
	uint64_t samples = before && before != &r->track[i - 1] ? between(before, &r->track[i]) : 0;

	if (samples)
		report_dropped(r, &r->track[i], PM_COL_START, samples, "audio of another File stands between");
}

/* What lies between the track before and index 01 of this one, up to and without the mark. */
static int declare_pause(struct pm_sheet_reader *r, const struct pm_sheet_track *before, const struct pm_sheet_track *st)
{
	uint64_t samples = between(before, st), gap = (uint64_t)st->gap_sectors * PM_SECTOR_SAMPLES;
	struct pm_pos pos = cell_pos(r, st, PM_COL_GAP);
	uint8_t number = (uint8_t)st->number;
	int hidden = before && before->number == 0, status = PM_OK;

	if (samples && !st->has_gap) {
		if (!hidden)
			status = pm_disc_add_mark(r->disc, number, 0, -1, pos);
		if (status == PM_OK)
			status = pm_disc_add_audio(r->disc, st->file, before->end_samples, samples, cell_pos(r, before, PM_COL_END));
		return status;
	}
	if (samples)
		pm_diag_hint(report_dropped(r, st, PM_COL_GAP, samples, "Gap is given"), "leave Gap empty to keep them as the pause");
	if (!gap)
		return PM_OK;
	status = pm_disc_add_align(r->disc, pos);
	if (status == PM_OK && !hidden)
		status = pm_disc_add_mark(r->disc, number, 0, -1, pos);
	return status == PM_OK ? pm_disc_add_silence(r->disc, gap, pos) : status;
}

/* Track 1's pause: two seconds, then hidden audio; without that, Gap says how long it is. */
static int declare_head(struct pm_sheet_reader *r, struct pm_sheet_track *first)
{
	uint64_t length = first->number == 0 || !first->has_gap ? SAMPLES_OF_PAUSE : (uint64_t)first->gap_sectors * PM_SECTOR_SAMPLES;
	struct pm_pos pos = cell_pos(r, first, PM_COL_GAP);
	int status = pm_disc_add_mark(r->disc, 1, 0, -1, pos);

	if (status == PM_OK && length)
		status = pm_disc_add_silence(r->disc, length, pos);
	if (status == PM_OK && first->number == 0) {
		r->disc->hidden_audio = 1;
		status = declare_audio(r, first);
	}
	return status;
}

static int declare_track(struct pm_sheet_reader *r, size_t i)
{
	struct pm_sheet_track *st = &r->track[i];
	int status = PM_OK;

	check_torn_pause(r, i);
	if (i == 0)
		status = declare_head(r, st);
	else if (st->number > 0)
		status = declare_pause(r, &r->track[i - 1], st);
	/* Track 1 with Gap 0 has no index 00: that its pause is short is said at the Gap. */
	if (status == PM_OK && st->number > 0)
		status = pm_disc_add_mark(r->disc, (uint8_t)st->number, 1, -1,
					  cell_pos(r, st, i == 0 && st->has_gap && !st->gap_sectors ? PM_COL_GAP : PM_COL_FILE));
	if (status == PM_OK)
		status = declare_indexes(r, st);
	return status == PM_OK && st->number > 0 ? declare_audio(r, st) : status;
}

int pm_sheet_declare(struct pm_sheet_reader *r)
{
	size_t i;
	int status = PM_OK;

	if (r->has_audio)
		settle_ends(r);
	for (i = 0; status == PM_OK && i < r->track_count; i++) {
		if (r->track[i].number < 0)
			continue;
		status = r->has_audio ? declare_track(r, i) : declare_indexes(r, &r->track[i]);
		if (r->track[i].number > 0)
			r->disc->track[r->track[i].number].poisoned |= r->track[i].poisoned;
	}
	return status;
}
