/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc.c - what a drive said, as a disc (drive/disc.h).  Layer 4.  Source: contract sections 6 and 7; shared/reference/subcode.md section 2.1. */
#include "drive/disc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cdtext/pack.h"
#include "drive/audio.h"
#include "drive/sample.h"

#define FLAG_FRAMES_MIN 16 /* frames of a track that must agree before Q is held against the TOC */

struct maker {
	const struct pm_record *r;
	const struct pm_votes *votes;
	const struct pm_q_map *map;
	struct pm_disc *disc;
	struct pm_pos where;
	struct pm_diags *diags;
};

static const char *flag_words(unsigned control, char out[32])
{
	out[0] = 0;
	if (control & PM_CONTROL_DATA)
		return "data";
	memcpy(out, control & PM_CONTROL_COPY ? "DCP" : "", control & PM_CONTROL_COPY ? 4 : 1);
	if (control & PM_CONTROL_FOUR)
		memcpy(out + strlen(out), out[0] ? " 4CH" : "4CH", out[0] ? 5 : 4);
	if (control & PM_CONTROL_PRE)
		memcpy(out + strlen(out), out[0] ? " PRE" : "PRE", out[0] ? 5 : 4);
	return out[0] ? out : "none";
}

/* The flags that most of the track's body shows; 0: too few frames to say. */
static int flags_of_q(const struct pm_q_map *map, unsigned track, uint8_t *control, uint8_t *scms)
{
	uint32_t frames = 0, most = 0;
	size_t i;

	*scms = 0;
	for (i = 0; i < map->count; i++) {
		const struct pm_q_region *region = &map->region[i];

		if (region->track != track || region->index == 0)
			continue;
		frames += region->frames;
		*scms |= region->scms;
		if (region->frames > most) {
			most = region->frames;
			*control = region->control;
		}
	}
	return frames >= FLAG_FRAMES_MIN;
}

static void set_flags(struct maker *m, unsigned t)
{
	struct pm_track *track = &m->disc->track[t];
	uint8_t control = m->r->toc.track[t].control, q_control = 0, scms = 0;
	unsigned ignored;
	char a[32], b[32];

	track->control = control & 15;
	if (!flags_of_q(m->map, t, &q_control, &scms))
		return;
	/* A copy bit that toggles says nothing to the TOC's. */
	ignored = scms ? PM_CONTROL_COPY : 0u;
	track->scms = scms;
	if ((control & ~ignored) != (q_control & ~ignored))
		pm_diag_hint(pm_diag_on(pm_diag_add_as(m->diags, PM_DIAG_FLAG_CONFLICT, PM_WARNING, m->where,
						       "track %u: the table of contents says flags %s, the subcode says %s", t,
						       flag_words(control, a), flag_words(q_control, b)),
					(int)t, -1),
			     "players go by the subcode; that is what is taken");
	track->control = q_control & (uint8_t)~ignored;
}

/* The audio ends before the next track begins: a session ends there. */
static int ends_with_session(const struct pm_toc *toc)
{
	unsigned t;

	for (t = toc->first_track; t <= toc->last_track; t++)
		if (toc->track[t].lba == toc->audio_end_lba)
			return 0;
	return toc->audio_end_lba < toc->leadout_lba;
}

/* Index 01 and the lead-out from the TOC; pauses and further indexes from Q, where they lie inside their track. */
static void set_marks(struct maker *m)
{
	const struct pm_toc *toc = &m->r->toc;
	struct pm_disc *disc = m->disc;
	unsigned t;
	size_t i;

	disc->first_track = toc->first_track;
	disc->last_track = toc->last_track;
	disc->leadout_lba =
		toc->audio_end_lba < toc->leadout_lba && toc->track[toc->last_track].lba < toc->audio_end_lba ? toc->audio_end_lba : toc->leadout_lba;
	if (ends_with_session(toc))
		disc->audio_end_lba = toc->audio_end_lba;
	for (t = toc->first_track; t <= toc->last_track; t++) {
		disc->track[t].number = (uint8_t)t;
		disc->track[t].pos = m->where;
		pm_track_set_index(&disc->track[t], 1, toc->track[t].lba, m->where);
		set_flags(m, t);
	}
	for (i = 0; i < m->map->count; i++) {
		const struct pm_q_region *region = &m->map->region[i];

		t = region->track;
		if (t < toc->first_track || t > toc->last_track || region->index == 1 || !pm_drive_is_audio(toc, t))
			continue;
		if (region->index ? region->first_lba > toc->track[t].lba && region->first_lba < pm_drive_track_end(toc, t)
				  : region->first_lba < toc->track[t].lba && t > toc->first_track && region->first_lba > toc->track[t - 1].lba)
			pm_track_set_index(&disc->track[t], region->index, region->first_lba, m->where);
	}
	if (toc->track[toc->first_track].lba > PM_LBA_FIRST)
		pm_track_set_index(&disc->track[toc->first_track], 0, PM_LBA_FIRST, m->where);
	disc->hidden_audio = toc->track[toc->first_track].lba > 0;
}

/* What the vote leaves out, and why. */
static void report_vote(struct maker *m, const struct pm_vote *v, int track)
{
	enum pm_diag_id weak = track < 0 ? PM_DIAG_EAN_WEAK : PM_DIAG_ISRC_WEAK, twice = track < 0 ? weak : PM_DIAG_ISRC_CONFLICT;
	enum pm_diag_id malformed = track < 0 ? PM_DIAG_EAN_FORMAT : PM_DIAG_ISRC_FORMAT;
	const char *what = track < 0 ? "UPC/EAN" : "ISRC";
	struct pm_diag *diag = NULL;
	char who[32] = "the disc";

	if (track > 0)
		snprintf(who, sizeof(who), "track %d", track);
	switch (v->state) {
	case PM_VOTE_WEAK:
		diag = pm_diag_add(m->diags, weak, m->where, "%s: the %s '%s' is not sure (%u of %u votes%s) and is left out", who, what, v->code,
				   v->votes, v->frames, v->by_command ? ", by asking the drive alone" : "");
		pm_diag_hint(diag, v->by_command ? "a drive that gives its subcode reads it better"
						 : "'premaster isrc --full' reads more; another drive may read it better");
		break;
	case PM_VOTE_CONFLICT:
		diag = pm_diag_add_as(m->diags, twice, PM_WARNING, m->where, "%s: two %ss, '%s' (%u votes) and '%s' (%u votes): both are left out", who,
				      what, v->code, v->votes, v->dissent[0].code, v->dissent[0].votes);
		break;
	case PM_VOTE_MALFORMED:
		diag = pm_diag_add_as(m->diags, malformed, PM_WARNING, m->where, "%s: the subcode holds '%s', which is no %s", who, v->code, what);
		break;
	case PM_VOTE_UNREAD:
		diag = pm_diag_add(m->diags, weak, m->where, "%s: too little of the subcode could be read to say whether there is %s %s", who,
				   track < 0 ? "a" : "an", what);
		break;
	default:
		return;
	}
	pm_diag_on(diag, track, -1);
}

/* What is not sure has been reported: no rule shall miss it again. */
static int is_unsure(const struct pm_vote *v)
{
	return v->state != PM_VOTE_CONFIRMED && v->state != PM_VOTE_ABSENT;
}

static void set_codes(struct maker *m)
{
	unsigned t;

	pm_vote_to_disc(m->votes, m->disc, m->where);
	report_vote(m, &m->votes->mcn, -1);
	if (is_unsure(&m->votes->mcn))
		m->disc->poisoned |= PM_POISON_MCN;
	for (t = m->r->toc.first_track; t <= m->r->toc.last_track; t++) {
		if (!pm_drive_is_audio(&m->r->toc, t))
			continue;
		report_vote(m, &m->votes->track[t], (int)t);
		if (is_unsure(&m->votes->track[t]))
			m->disc->track[t].poisoned |= PM_POISON_ISRC;
	}
}

static int set_texts(struct maker *m, const struct pm_source *src)
{
	static const enum pm_diag_group groups[] = {PM_GROUP_TEXT, PM_GROUP_FILESET};
	size_t from = m->diags->count;
	int status;

	if (!m->r->cdtext_bytes)
		return PM_OK;
	status = pm_cdtext_decode(m->disc, src, m->r->cdtext, m->r->cdtext_bytes, m->diags);
	if (status == PM_OK)
		pm_cdtext_compare_codes(m->disc, m->where, m->diags);
	/* The disc is as it is, and the drive may have misread it. */
	pm_diags_soften(m->diags, from, groups, sizeof(groups) / sizeof(groups[0]));
	return status;
}

/* Silence up to LBA 0 and under data, the drive's audio elsewhere. */
static int set_spans(const struct pm_record *r, struct pm_disc *disc)
{
	const struct pm_toc *toc = &r->toc;
	int32_t at = PM_LBA_FIRST;
	uint32_t file;
	unsigned t;
	int status = pm_disc_add_file(disc, r->device, PM_FILE_DRIVE, disc->pos, &file);

	if (status == PM_OK) {
		disc->file[file].length_samples = (uint64_t)(toc->audio_end_lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES;
		disc->file[file].probed = 1;
		disc->file[file].rate_hz = 44100;
		disc->file[file].channels = 2;
		disc->file[file].bits = 16;
		status = pm_disc_add_span(disc, PM_FILE_SILENCE, 0, (uint64_t)-PM_LBA_FIRST * PM_SECTOR_SAMPLES);
		at = 0;
	}
	for (t = toc->first_track; t <= toc->last_track && status == PM_OK; t++) {
		int32_t end = t < toc->last_track ? toc->track[t + 1].lba : disc->leadout_lba, audio_end = pm_drive_track_end(toc, t);

		end = end < disc->leadout_lba ? end : disc->leadout_lba;
		audio_end = !pm_drive_is_audio(toc, t) || audio_end < at ? at : audio_end < end ? audio_end : end;
		if (audio_end > at)
			status = pm_disc_add_span(disc, file, (uint64_t)(at - PM_LBA_FIRST) * PM_SECTOR_SAMPLES,
						  (uint64_t)(audio_end - at) * PM_SECTOR_SAMPLES);
		if (status == PM_OK && end > audio_end)
			status = pm_disc_add_span(disc, PM_FILE_SILENCE, 0, (uint64_t)(end - audio_end) * PM_SECTOR_SAMPLES);
		at = end > at ? end : at;
	}
	return status;
}

int pm_record_to_disc(const struct pm_record *r, const struct pm_votes *votes, const struct pm_q_map *map, struct pm_disc *disc,
		      const struct pm_source *src, struct pm_diags *diags)
{
	struct maker m = {r, votes, map, disc, pm_pos_file(src), diags};
	int status;

	set_marks(&m);
	set_codes(&m);
	disc->has_packs = r->cdtext_bytes > 0;
	status = set_texts(&m, src);
	disc->poisoned |= PM_POISON_AUDIO;
	disc->laid_out = status == PM_OK;
	return status;
}

int pm_drive_disc(struct pm_drive *d, struct pm_disc *disc, const struct pm_source *src, const char *work_dir, const struct pm_progress *progress,
		  struct pm_diags *diags, struct pm_error *err)
{
	struct pm_record r;
	struct pm_votes *votes = calloc(1, sizeof(*votes));
	struct pm_q_map map = {0};
	int status = votes ? PM_OK : PM_E_NOMEM;

	pm_record_init(&r);
	if (status == PM_OK)
		status = pm_drive_read_cdtext(d, &r, err);
	if (status == PM_OK)
		status = pm_drive_sample_codes(d, 0, &r, progress, err);
	if (status == PM_OK)
		status = pm_drive_sample_marks(d, &r, progress, err);
	if (status == PM_OK)
		status = pm_record_votes(&r, votes, &map);
	if (status == PM_OK)
		status = pm_record_to_disc(&r, votes, &map, disc, src, diags);
	if (status == PM_OK)
		status = set_spans(&r, disc);
	if (status == PM_OK)
		status = pm_drive_reader_new(d, work_dir, &disc->reader, err);
	if (status == PM_OK)
		disc->poisoned &= ~PM_POISON_AUDIO;
	pm_q_map_release(&map);
	pm_record_release(&r);
	free(votes);
	return status == PM_OK ? PM_OK : pm_error_set(err, status, "cannot read '%s': %s", pm_drive_name(d), pm_status_text(status));
}
