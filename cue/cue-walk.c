/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue-walk.c - walks through the FILEs of a cue sheet and declares marks, audio and silence on the way.  Layer 4.
 * Source: shared/reference/cue-toc.md sections 1 and 3; the meaning of the items: disc/disc.h.
 *
 * The two seconds before LBA 0 are never in a FILE.  Each FILE is declared from its beginning to its end; an INDEX cuts it at its time, so the
 * gap styles (in one file, prepended, appended, left out) need no distinction.
 */
#include "cue/cue-reader.h"

#define SAMPLES(sectors) ((uint64_t)(sectors)*PM_SECTOR_SAMPLES)
#define PAUSE_SECTORS 150

static void keep(struct pm_cue_reader *r, int status)
{
	if (status != PM_OK)
		r->no_memory = 1;
}

static void mark(struct pm_cue_reader *r, int index, struct pm_pos pos)
{
	if (r->track > 0)
		keep(r, pm_disc_add_mark(r->disc, (uint8_t)r->track, (uint8_t)index, -1, pos));
}

static void silence(struct pm_cue_reader *r, uint32_t sectors, struct pm_pos pos)
{
	if (sectors)
		keep(r, pm_disc_add_silence(r->disc, SAMPLES(sectors), pos));
}

static void head(struct pm_cue_reader *r, struct pm_pos pos)
{
	if (r->head_done)
		return;
	r->head_done = 1;
	mark(r, 0, pos);
	silence(r, PAUSE_SECTORS, pos);
}

static void leave_out(struct pm_cue_reader *r, uint32_t file)
{
	if (!r->disc->file[file].unusable)
		pm_diag_add(r->diags, PM_DIAG_AUDIO_DROPPED, r->disc->file[file].pos, "no INDEX lies in '%.200s': it is left out",
			    r->disc->file[file].name);
}

void pm_cue_walk_first_track(struct pm_cue_reader *r)
{
	uint32_t i;

	for (i = 0; r->have_file && i < r->file; i++)
		leave_out(r, i);
}

/* The rest of the file that was open.  While there is no TRACK, pm_cue_walk_first_track says what is left out. */
static void file_to_end(struct pm_cue_reader *r)
{
	if (!r->have_file)
		return;
	if (r->file_has_index)
		keep(r, pm_disc_add_audio(r->disc, r->file, SAMPLES(r->at_sectors), PM_TO_END, r->disc->file[r->file].pos));
	else if (r->track_lines && !r->index_line_bad)
		leave_out(r, r->file);
}

void pm_cue_walk_file(struct pm_cue_reader *r, uint32_t file)
{
	file_to_end(r);
	r->have_file = 1;
	r->file = file;
	r->file_has_index = 0;
	r->file_sector_bytes = 0;
	r->at_sectors = 0;
	r->index_last_sectors = r->index_one_sectors = 0;
}

/* What stands between the track before and the first INDEX of this one, and is in no file. */
static void gaps(struct pm_cue_reader *r, struct pm_pos pos)
{
	if (r->pending_postgap_sectors) {
		silence(r, r->pending_postgap_sectors, pos);
		keep(r, pm_disc_add_align(r->disc, pos));
		r->pending_postgap_sectors = 0;
	}
	if (!r->pregap_sectors)
		return;
	keep(r, pm_disc_add_align(r->disc, pos));
	if (r->track != r->first)
		mark(r, 0, pos);
	silence(r, r->pregap_sectors, pos);
}

/* Times in a file must grow; only an INDEX 01 may fall on its track's INDEX 00. */
static int goes_back(const struct pm_cue_reader *r, int index, uint32_t sectors)
{
	if (!r->file_has_index)
		return 0;
	if (index == 1 && r->index_last == 0)
		return sectors < r->index_last_sectors;
	return sectors <= r->index_last_sectors;
}

/*
 * Within a track, and from one track's beginning to the next one's, times that go back are against the rules of the format; where the pause of a track
 * reaches into the track before, programs have written such sheets and others read them.
 */
static void report_going_back(struct pm_cue_reader *r, int index, uint32_t sectors, struct pm_pos pos)
{
	char here[PM_MSF_BYTES], before[PM_MSF_BYTES];
	struct pm_diag *d = pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_ORDER, pos, "INDEX %02d at %s is not after the INDEX before it, at %s", index,
						   pm_sectors_text(sectors, here), pm_sectors_text(r->index_last_sectors, before)),
				       r->track, index);

	if (r->index_last >= 0 || (index == 1 && sectors < r->index_one_sectors))
		pm_diag_breaks(d, PM_DIAG_CUE_SYNTAX);
}

/* What follows on an INDEX that went back is measured from there: the mistake is reported once. */
static void leave_index_out(struct pm_cue_reader *r, int index, uint32_t sectors)
{
	r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	r->index_last_sectors = sectors;
	if (index == 1)
		r->index_one_sectors = sectors;
}

void pm_cue_walk_index(struct pm_cue_reader *r, int index, uint32_t sectors, struct pm_pos pos)
{
	int first_of_track = r->index_last < 0;

	if (goes_back(r, index, sectors))
		report_going_back(r, index, sectors, pos);
	if (goes_back(r, index, sectors) || sectors < r->at_sectors) {
		leave_index_out(r, index, sectors);
		return;
	}
	head(r, pos);
	if (sectors > r->at_sectors)
		keep(r, pm_disc_add_audio(r->disc, r->file, SAMPLES(r->at_sectors), SAMPLES(sectors - r->at_sectors), pos));
	if (sectors > r->at_sectors && r->track == r->first && index <= 1)
		r->disc->hidden_audio = 1;
	if (first_of_track)
		gaps(r, pos);
	/* The first track's index 00 is LBA -150; a PREGAP has set that of the others already. */
	if (index > 0 || (r->track != r->first && !r->pregap_sectors))
		mark(r, index, pos);
	r->at_sectors = sectors;
	r->index_last_sectors = sectors;
	if (index == 1)
		r->index_one_sectors = sectors;
	r->file_has_index = 1;
}

void pm_cue_walk_track_end(struct pm_cue_reader *r)
{
	struct pm_diag *d;

	if (r->track > 0 && !r->have_index_one && !r->index_line_bad) {
		d = pm_diag_on(pm_diag_add(r->diags, PM_DIAG_INDEX_COUNT, r->track_pos, "track %d has no INDEX 01",
					   r->declared > 0 ? r->declared : r->track),
			       r->track, 1);
		if (!(r->disc->track[r->track].control & PM_CONTROL_DATA)) /* nothing is taken from those */
			pm_diag_breaks(d, PM_DIAG_CUE_SYNTAX);
		r->disc->track[r->track].poisoned |= PM_POISON_TIMES;
	}
	r->pending_postgap_sectors = r->postgap_sectors;
	r->pregap_sectors = r->postgap_sectors = 0;
	r->index_last = -1;
	r->have_index_one = r->index_line_bad = 0;
}

void pm_cue_walk_end(struct pm_cue_reader *r)
{
	int bad = r->index_line_bad;

	pm_cue_walk_track_end(r);
	r->index_line_bad = bad;
	file_to_end(r);
	silence(r, r->pending_postgap_sectors, r->track_pos);
}
