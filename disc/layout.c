/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.c - from declared items to absolute addresses and spans.  Layer 1.  Source: contract section 4; IEC 60908 17.5 for the limits. */
#include "disc/layout.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"

/* The lead-out is at 99:59:74 at the latest. */
#define LIMIT_SAMPLES ((uint64_t)(PM_LBA_MAX - PM_LBA_FIRST) * PM_SECTOR_SAMPLES)
#define NO_FILE UINT32_MAX

/* Something that the user is to be told about, once the spans are known. */
enum event_kind { EVENT_MOVED, EVENT_FILL_ALIGN, EVENT_FILL_PAD, EVENT_FILL_END };
struct event {
	enum event_kind kind;
	struct pm_pos pos;
	uint8_t track, index;
	uint64_t at_samples;
	uint32_t length_samples; /* inserted or moved; 1..587 */
	uint32_t file;           /* the audio before it; NO_FILE: none */
};

struct walk {
	struct pm_disc *disc;
	const struct pm_layout_options *options;
	struct pm_diags *diags;
	uint64_t at_samples;      /* from LBA -150 */
	uint8_t track, index;     /* the last mark; track 0: none yet */
	uint32_t file;            /* of the last audio; NO_FILE: none yet */
	struct pm_pos audio_pos;  /* of the last audio */
	int after_silence;        /* 1: declared silence came since the last audio */
	int adrift;               /* 1: a length was wrong or unknown: where sectors begin is not known any more */
	int too_long;
	struct event *event;
	size_t event_count, event_capacity;
};

static int add_event(struct walk *w, const struct event *event)
{
	void *list = w->event;

	if (pm_array_grow(&list, &w->event_capacity, w->event_count, sizeof *event) != PM_OK)
		return PM_E_NOMEM;
	w->event = list;
	w->event[w->event_count++] = *event;
	return PM_OK;
}

/*
 * The track that the walk is in is wrong in its length.  While its index 01 has not come, what is wrong belongs to the one before as well,
 * for that one's length runs up to there.
 */
static void poison(struct walk *w, unsigned what)
{
	w->adrift = 1;
	w->disc->track[w->track].poisoned |= what;
	if (w->index == 0 && w->track > 1)
		w->disc->track[w->track - 1].poisoned |= what;
}

/* Longer than any disc.  Never to be allowed: the address does not exist. */
static void complain_too_long(struct walk *w, struct pm_pos pos)
{
	struct pm_diag *diag = pm_diag_add(w->diags, PM_DIAG_DISC_TOO_LONG, pos, "the disc runs past 99:59:74, where no disc can go");

	w->too_long = 1;
	pm_diag_insist(pm_diag_on(diag, w->track ? w->track : -1, -1));
}

/* Appends samples to the programme. */
static int advance(struct walk *w, uint32_t file, uint64_t start_samples, uint64_t length_samples, struct pm_pos pos)
{
	int status;

	if (length_samples > LIMIT_SAMPLES - w->at_samples) {
		complain_too_long(w, pos);
		return PM_OK;
	}
	status = pm_disc_add_span(w->disc, file, start_samples, length_samples);
	if (status == PM_OK)
		w->at_samples += length_samples;
	return status;
}

/* Silence up to the next sector boundary. */
static int fill(struct walk *w, enum event_kind kind, struct pm_pos pos)
{
	struct event event = {kind, pos, w->track, w->index, w->at_samples, (uint32_t)(w->at_samples % PM_SECTOR_SAMPLES), w->file};
	int status;

	if (event.length_samples == 0)
		return PM_OK;
	event.length_samples = PM_SECTOR_SAMPLES - event.length_samples;
	status = advance(w, PM_FILE_SILENCE, 0, event.length_samples, pos);
	if (status != PM_OK || w->too_long || w->adrift)
		return status;
	return add_event(w, &event);
}

/* 1 when the mark of the first track is a join: hidden audio ends there, and another file goes on without silence between. */
static int joins_hidden_audio(const struct walk *w, size_t number)
{
	size_t i;

	for (i = number + 1; i < w->disc->item_count; i++)
		if (w->disc->item[i].kind == PM_ITEM_AUDIO)
			return w->disc->hidden_audio && w->disc->item[i].file != w->file;
	return 0;
}

static int walk_mark(struct walk *w, size_t number)
{
	const struct pm_item *item = &w->disc->item[number];
	uint32_t moved_samples = (uint32_t)(w->at_samples % PM_SECTOR_SAMPLES);
	struct event event = {EVENT_MOVED, item->pos, item->track, item->index, w->at_samples, moved_samples, w->file};
	struct pm_track *track;

	if (item->track > 99 || item->index > 99 || item->after_sectors >= 0)
		return PM_OK;
	track = &w->disc->track[item->track];
	w->track = item->track;
	w->index = item->index;
	if (w->adrift)
		track->poisoned |= PM_POISON_PLACE;
	if (track->index[item->index].lba != PM_LBA_NONE)
		return PM_OK;
	pm_track_set_index(track, item->index, (int32_t)(w->at_samples / PM_SECTOR_SAMPLES) + PM_LBA_FIRST, item->pos);
	if (item->index == 1)
		track->gapless = w->file != NO_FILE && !w->after_silence && (item->track > w->disc->first_track || joins_hidden_audio(w, number));
	return moved_samples > 0 && !w->adrift && !(track->poisoned & PM_POISON_TIMES) ? add_event(w, &event) : PM_OK;
}

static void complain_past_end(struct walk *w, const struct pm_item *item, struct pm_pos pos, const char *direction, uint64_t wanted_samples)
{
	const struct pm_file *file = &w->disc->file[item->file];
	uint64_t sectors = wanted_samples / PM_SECTOR_SAMPLES;
	char wanted[PM_MSF_BYTES], end[PM_MSF_BYTES];

	(void)pm_sectors_text((uint32_t)(sectors < UINT32_MAX ? sectors : UINT32_MAX), wanted);
	sectors = file->length_samples / PM_SECTOR_SAMPLES;
	(void)pm_sectors_text((uint32_t)(sectors < UINT32_MAX ? sectors : UINT32_MAX), end);
	pm_diag_on(pm_diag_add(w->diags, PM_DIAG_INDEX_PAST_END, pos, "'%s' is wanted %s %s, but ends %" PRIu64 " samples before, at %s", file->name,
			       direction, wanted, wanted_samples - file->length_samples, end), w->track ? w->track : -1, -1);
}

/* 1 when the next audio goes on in the same file at that sample: then one mark is both this part's end and that one's start. */
static int goes_on(const struct pm_disc *disc, size_t number, uint64_t end_samples)
{
	size_t i;

	for (i = number + 1; i < disc->item_count; i++)
		if (disc->item[i].kind == PM_ITEM_AUDIO)
			return disc->item[i].file == disc->item[number].file && disc->item[i].start_samples == end_samples;
	return 0;
}

/*
 * The place that says where a part starts: its own or that of the mark before it, whichever stands later in the source.  A cue sheet's part may
 * be named by its FILE, and an INDEX says where it starts; a track sheet's by its Start, behind the File that stands for the mark.
 */
static struct pm_pos start_pos(const struct pm_disc *disc, size_t number)
{
	struct pm_pos own = disc->item[number].pos, mark = own;

	if (number > 0 && disc->item[number - 1].kind == PM_ITEM_MARK)
		mark = disc->item[number - 1].pos;
	return own.offset_bytes == PM_NOWHERE || (mark.offset_bytes != PM_NOWHERE && mark.offset_bytes > own.offset_bytes) ? mark : own;
}

/*
 * What there is of a part of a file, after at most one complaint; a wrong mark between two parts is left to the second.
 * The sum of start and length may be past 2^64: that is past every end.
 */
static uint64_t part_length(struct walk *w, size_t number)
{
	const struct pm_item *item = &w->disc->item[number];
	const struct pm_file *file = &w->disc->file[item->file];
	uint64_t start = item->start_samples, rest = file->length_samples > start ? file->length_samples - start : 0;
	uint64_t end_samples = item->length_samples > UINT64_MAX - start ? UINT64_MAX : start + item->length_samples;

	if (rest > 0 && (item->length_samples == PM_TO_END || item->length_samples <= rest))
		return item->length_samples < rest ? item->length_samples : rest;
	if (item->length_samples == PM_TO_END && start == file->length_samples) {
		poison(w, PM_POISON_AUDIO);
		pm_diag_on(pm_diag_add(w->diags, PM_DIAG_AUDIO_EMPTY, item->pos, "'%s' holds no samples%s", file->name,
				       start > 0 ? " from its start time on" : ""), w->track ? w->track : -1, -1);
		return 0;
	}
	poison(w, PM_POISON_TIMES);
	if (rest == 0 && start > 0)
		complain_past_end(w, item, start_pos(w->disc, number), "from", start);
	else if (!goes_on(w->disc, number, end_samples))
		complain_past_end(w, item, item->pos, "up to", end_samples);
	return rest;
}

/* 1 when the part ends its file, or the next audio is another file's: where join mode `pad` fills. */
static int ends_file(const struct walk *w, size_t number, uint64_t length_samples)
{
	const struct pm_item *item = &w->disc->item[number];
	const struct pm_file *file = &w->disc->file[item->file];
	size_t i;

	if (file->probed && !file->unusable && item->start_samples + length_samples >= file->length_samples)
		return 1;
	for (i = number + 1; i < w->disc->item_count; i++)
		if (w->disc->item[i].kind == PM_ITEM_AUDIO)
			return w->disc->item[i].file != item->file;
	return 1;
}

static int walk_audio(struct walk *w, size_t number)
{
	const struct pm_item *item = &w->disc->item[number];
	const struct pm_file *file;
	uint64_t length_samples;
	int status, usable;

	if (item->file >= w->disc->file_count || item->length_samples == 0)
		return PM_OK;
	file = &w->disc->file[item->file];
	w->file = item->file;
	w->audio_pos = item->pos;
	w->after_silence = 0;
	usable = file->probed && !file->unusable;
	if (!usable && item->length_samples == PM_TO_END) {
		poison(w, PM_POISON_AUDIO);
		return PM_OK;
	}
	/* Of a file that is not to be had, the sheet may still say how long a part is. */
	length_samples = usable ? part_length(w, number) : item->length_samples;
	if (length_samples > 0 && w->track == w->disc->first_track && w->disc->track[w->track].index[1].lba == PM_LBA_NONE)
		w->disc->hidden_audio = 1;
	status = advance(w, usable ? item->file : PM_FILE_SILENCE, usable ? item->start_samples : 0, length_samples, item->pos);
	if (status == PM_OK && !w->too_long && w->options->join == PM_JOIN_PAD && ends_file(w, number, length_samples))
		status = fill(w, EVENT_FILL_PAD, item->pos);
	return status;
}

static int walk_items(struct walk *w)
{
	int status = PM_OK;
	size_t i;

	for (i = 0; i < w->disc->item_count && status == PM_OK && !w->too_long; i++) {
		const struct pm_item *item = &w->disc->item[i];

		switch (item->kind) {
		case PM_ITEM_MARK:
			status = walk_mark(w, i);
			break;
		case PM_ITEM_AUDIO:
			status = walk_audio(w, i);
			break;
		case PM_ITEM_SILENCE:
			status = advance(w, PM_FILE_SILENCE, 0, item->length_samples, item->pos);
			w->after_silence |= item->length_samples > 0;
			break;
		case PM_ITEM_ALIGN:
			status = fill(w, EVENT_FILL_ALIGN, item->pos);
			break;
		}
	}
	if (status == PM_OK && !w->too_long)
		status = fill(w, EVENT_FILL_END, w->audio_pos);
	return status;
}

/* Indexes counted from index 01.  An address past 99:59:74 is kept as such, for the rule about indexes past the end. */
static void set_counted_marks(struct pm_disc *disc)
{
	size_t i;

	for (i = 0; i < disc->item_count; i++) {
		const struct pm_item *item = &disc->item[i];
		struct pm_track *track;
		int64_t lba;

		if (item->kind != PM_ITEM_MARK || item->after_sectors < 0 || item->track > 99 || item->index > 99)
			continue;
		track = &disc->track[item->track];
		if (track->index[1].lba == PM_LBA_NONE || track->index[item->index].lba != PM_LBA_NONE)
			continue;
		lba = (int64_t)track->index[1].lba + item->after_sectors;
		pm_track_set_index(track, item->index, lba > INT32_MAX ? INT32_MAX : (int32_t)lba, item->pos);
	}
}

/* The first track's pause begins at LBA -150 whatever was declared; a pause inside the sector of index 01 is none. */
static void settle_pauses(struct pm_disc *disc)
{
	unsigned n;

	for (n = disc->first_track; n <= disc->last_track && n <= 99; n++) {
		struct pm_track *track = &disc->track[n];

		if (track->index[1].lba == PM_LBA_NONE)
			continue;
		if (n == disc->first_track)
			pm_track_set_index(track, 0, PM_LBA_FIRST, track->index[0].lba != PM_LBA_NONE ? track->index[0].pos : track->pos);
		if (track->index[0].lba == track->index[1].lba)
			pm_track_set_index(track, 0, PM_LBA_NONE, pm_pos_none());
		track->gapless = track->gapless && (n == disc->first_track || track->index[0].lba == PM_LBA_NONE);
	}
}

/* The last mark before index 01 of a track: its pause's, else the last of the track before. */
static int32_t mark_before(const struct pm_disc *disc, unsigned n)
{
	const struct pm_track *before = n > disc->first_track ? &disc->track[n - 1] : NULL;

	if (disc->track[n].index[0].lba != PM_LBA_NONE)
		return disc->track[n].index[0].lba;
	return before && before->index_last > 0 ? before->index[before->index_last].lba : PM_LBA_FIRST;
}

/* Players need a moment to unmute: index 01 comes earlier, where there is room for it. */
static void apply_pq_offset(const struct walk *w)
{
	const struct pm_disc *disc = w->disc;
	unsigned n;

	for (n = disc->first_track; n <= disc->last_track && n <= 99; n++) {
		int first = n == disc->first_track;
		uint32_t offset_sectors = first ? w->options->pq_offset_first_sectors : w->options->pq_offset_sectors;
		struct pm_index *index = &w->disc->track[n].index[1];
		int64_t floor_lba = first ? 0 : (int64_t)mark_before(disc, n) + 1, want_lba;

		if (offset_sectors == 0 || index->lba == PM_LBA_NONE || disc->track[n].gapless || index->lba <= floor_lba)
			continue;
		want_lba = (int64_t)index->lba - offset_sectors;
		index->lba = (int32_t)(want_lba > floor_lba ? want_lba : floor_lba);
		if (!first && want_lba < floor_lba)
			pm_diag_on(pm_diag_add(w->diags, PM_DIAG_TIME_ROUNDED, index->pos,
					       "the mark of track %u comes only %" PRId64 " frames earlier, want %" PRIu32 ": another mark is there", n,
					       (int64_t)offset_sectors - (floor_lba - want_lba), offset_sectors), (int)n, 1);
	}
}

/* 1 when the sample at this place of the programme is audio and not zero. */
static int is_loud(const struct walk *w, uint64_t at_samples, pm_edge_fn *edge, void *edge_ctx)
{
	const struct pm_disc *disc = w->disc;
	size_t low = 0, high = disc->span_count;
	const struct pm_span *span;
	int answer;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (disc->span[middle].at_samples + disc->span[middle].length_samples <= at_samples)
			low = middle + 1;
		else
			high = middle;
	}
	if (low >= disc->span_count)
		return 0;
	span = &disc->span[low];
	if (span->file == PM_FILE_SILENCE || !edge)
		return 0;
	answer = edge(edge_ctx, disc, span->file, span->start_samples + (at_samples - span->at_samples));
	/* Nothing is said of a file that cannot be read here: others do.  Memory is another matter. */
	if (answer == PM_E_NOMEM)
		w->diags->out_of_memory = 1;
	return answer > 0;
}

static void report_fill(const struct walk *w, const struct event *event, pm_edge_fn *edge, void *edge_ctx)
{
	static const char *const where[] = {
		[EVENT_FILL_ALIGN] = "so that the pause starts with a sector",
		[EVENT_FILL_PAD] = "to fill its last sector",
		[EVENT_FILL_END] = "to fill the last sector of the disc",
	};
	struct pm_diag *diag;
	int loud;

	/* Where a row could not be read or a file is missing, the disc does not end so. */
	if (event->kind == EVENT_FILL_END && (w->disc->poisoned & (PM_POISON_TRACKS | PM_POISON_AUDIO)))
		return;
	loud = (event->at_samples > 0 && is_loud(w, event->at_samples - 1, edge, edge_ctx)) ||
	       is_loud(w, event->at_samples + event->length_samples, edge, edge_ctx);
	diag = pm_diag_add_as(w->diags, PM_DIAG_AUDIO_UNALIGNED, loud ? PM_WARNING : PM_NOTE, event->pos,
			      "%" PRIu32 " sample%s (%.1f ms) of silence added behind %s%s%s, %s", event->length_samples,
			      event->length_samples == 1 ? "" : "s", event->length_samples * 1000.0 / PM_SAMPLE_RATE, event->file == NO_FILE ? "" : "'",
			      event->file == NO_FILE ? "the silence" : w->disc->file[event->file].name, event->file == NO_FILE ? "" : "'",
			      where[event->kind]);
	pm_diag_on(diag, event->track ? event->track : -1, -1);
	if (loud)
		pm_diag_hint(diag, "it lies beside a sample that is not zero, and may be heard: fade the file, or make it whole sectors of 588 samples");
}

static void report_move(const struct walk *w, const struct event *event)
{
	if (w->disc->track[event->track].index[event->index].lba == PM_LBA_NONE || (event->track == w->disc->first_track && event->index == 0))
		return;
	pm_diag_on(pm_diag_add(w->diags, PM_DIAG_AUDIO_UNALIGNED, event->pos,
			       "index %02u of track %u comes %" PRIu32 " sample%s (%.1f ms) early, with the sector that holds it", event->index, event->track,
			       event->length_samples, event->length_samples == 1 ? "" : "s", event->length_samples * 1000.0 / PM_SAMPLE_RATE),
		   event->track, event->index);
}

int pm_disc_layout(struct pm_disc *disc, const struct pm_layout_options *options, pm_edge_fn *edge, void *edge_ctx, struct pm_diags *diags,
                   struct pm_error *err)
{
	struct walk w = {.disc = disc, .options = options, .diags = diags, .file = NO_FILE, .audio_pos = disc->pos};
	size_t i;
	int status;

	disc->span_count = 0;
	status = walk_items(&w);
	if (status != PM_OK) {
		status = pm_error_set(err, status, "cannot lay out the disc: %s", pm_status_text(status));
		goto out;
	}
	if (w.too_long)
		goto out;
	set_counted_marks(disc);
	settle_pauses(disc);
	disc->leadout_lba = (int32_t)(w.at_samples / PM_SECTOR_SAMPLES) + PM_LBA_FIRST;
	disc->poisoned |= w.adrift ? PM_POISON_TIMES : 0;
	disc->laid_out = 1;
	for (i = 0; i < w.event_count; i++) {
		if (w.event[i].kind == EVENT_MOVED)
			report_move(&w, &w.event[i]);
		else
			report_fill(&w, &w.event[i], edge, edge_ctx);
	}
	apply_pq_offset(&w);
out:
	free(w.event);
	return status;
}
