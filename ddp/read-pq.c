/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * read-pq.c - the PQ descriptor to tracks.  Layer 4.  Source: shared/reference/ddp.md section 5, and 11.3 for what is an error.
 *
 * Packets are taken in file order.  One that does not follow the one before is reported and left out, and its track is poisoned, so that
 * no rule complains about what follows from it.
 */
#include "ddp/set.h"

#include <stdlib.h>
#include <string.h>

#define PQ_MAX_BYTES (2u << 20)

struct walk {
	struct pm_ddp_reading *r;
	struct pm_ddp_pq *out;
	struct pm_pos pos;     /* of this packet */
	int64_t track, index;  /* of the last track packet taken; 0 before the first */
	int64_t sector;        /* of the last packet taken */
	size_t leadin_count, leadout_count;
	int ended;             /* 1: the second session begins */
	int damaged;           /* 1: packets were lost, which was reported: what is missing may have been in them */
	int leadout_wrong;     /* 1: it stands before an index, which was reported */
	char cb1_odd[100];     /* 1: a deviating CB1 of this track was reported */
};

static struct pm_diag *wrong(struct walk *w, const char *what, int64_t track, int64_t index)
{
	return pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos, "%s", what), (int)track, (int)index);
}

/* Something ddp.md 5.6 lets a reader accept; told once. */
static void odd(struct walk *w, enum pm_ddp_told told, const char *what)
{
	if (pm_ddp_tell(w->r->set, told))
		pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->pos, "%s", what);
}

static struct pm_track *track_of(struct walk *w, int64_t number)
{
	return &w->r->disc->track[number];
}

static void take_upc(struct walk *w, const struct pm_pq *q)
{
	if (!q->upc[0])
		return;
	if (q->trk != 0 && pm_ddp_tell(w->r->set, PM_DDP_TOLD_UPC))
		pm_diag_add(w->r->diags, PM_DIAG_DDP_PROFILE, w->pos, "the UPC stands in packets behind the lead-in too");
	if (pm_ddp_is_zeros(q->upc)) {
		if (pm_ddp_tell(w->r->set, PM_DDP_TOLD_UPC_ZERO))
			pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, w->pos, "the UPC is all zeros, which means none");
	} else if (!w->out->upc[0]) {
		memcpy(w->out->upc, q->upc, sizeof q->upc);
		w->out->upc_pos = w->pos;
	} else if (!pm_ddp_same_upc(w->out->upc, q->upc) && pm_ddp_tell(w->r->set, PM_DDP_TOLD_UPC_TWO)) {
		pm_diag_mastered(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos, "UPC '%s' stands beside UPC '%s'", q->upc, w->out->upc));
	}
}

static int is_two_digits(const uint8_t *field)
{
	return pm_field_zero_filled(field, 2);
}

/* Every writer known fills these with zeros: another filling is more likely damage. */
static void judge_digits(struct walk *w, const uint8_t *packet, const struct pm_pq *q)
{
	int trk_odd = q->trk >= 0 && q->trk <= 99 && !is_two_digits(packet + 4), idx_odd = q->idx >= 0 && !is_two_digits(packet + 6);

	if (trk_odd || idx_odd || (pm_pq_sector(q) != PM_DDP_BAD &&
				   (!is_two_digits(packet + 10) || !is_two_digits(packet + 12) || !is_two_digits(packet + 14))))
		odd(w, PM_DDP_TOLD_DIGITS, "a number is not written with two digits");
}

static void judge_reserved(struct walk *w, const struct pm_pq *q)
{
	if (q->hrs >= 0 && pm_pq_sector(q) != PM_DDP_BAD)
		odd(w, PM_DDP_TOLD_HRS, q->hrs ? "HRS is filled; its hours are counted" : "HRS is 00, premaster leaves it blank");
	if ((q->cb2[0] != ' ' || q->cb2[1] != ' ') && pm_ddp_tell(w->r->set, PM_DDP_TOLD_CB2))
		pm_diag_add(w->r->diags, PM_DIAG_DDP_PROFILE, w->pos, "CB2 is '%s', premaster leaves it blank", q->cb2);
	if (q->text[0] && pm_ddp_tell(w->r->set, PM_DDP_TOLD_TEXT))
		pm_diag_add(w->r->diags, PM_DIAG_DDP_PROFILE, w->pos, "a comment ('%s') stands in the PQ; it does not reach the disc", q->text);
}

/* The packet's time; -1 after reporting one that is none. */
static int64_t time_of(struct walk *w, const struct pm_pq *q)
{
	const char *field = (const char *)w->pos.source->data + w->pos.offset_bytes + 8;
	int64_t sector = pm_pq_sector(q);

	if (sector == PM_DDP_BAD)
		pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos,
				       "'%.8s' is no time on a disc, want minutes, seconds 00 to 59, frames 00 to 74", field),
			   q->trk >= 1 && q->trk <= 99 ? (int)q->trk : -1, q->idx >= 0 ? (int)q->idx : -1);
	return sector == PM_DDP_BAD ? -1 : sector;
}

/* Lead-in and lead-out carry 01; some writers copy a track's. */
static void judge_edge(struct walk *w, const struct pm_pq *q)
{
	uint8_t control, scms;

	if (q->isrc[0] && pm_ddp_tell(w->r->set, PM_DDP_TOLD_EDGE_ISRC))
		pm_diag_add(w->r->diags, PM_DIAG_DDP_PROFILE, w->pos, "an ISRC ('%s') stands in the lead-in or lead-out, where it means nothing",
			    q->isrc);
	if (pm_pq_control(q, &control, &scms) && strcmp(q->cb1, "  ") != 0)
		pm_diag_mastered(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos, "CB1 '%s' of the %s is no control byte, want 01", q->cb1,
					     q->trk ? "lead-out" : "lead-in"));
	else if (strcmp(q->cb1, "01") != 0)
		odd(w, PM_DDP_TOLD_EDGE, "CB1 of lead-in or lead-out is not 01");
}

/* A lead-in behind the lead-out: another session, which the map may have said already. */
static void end_session(struct walk *w)
{
	const struct pm_ddp_set *set = w->r->set;
	size_t i;

	w->ended = 1;
	for (i = 0; i < set->stream_count; i++)
		if (set->stream[i].session > 1)
			return;
	pm_diag_hint(pm_diag_add_as(w->r->diags, PM_DIAG_DATA_TRACK, PM_WARNING, w->pos, "a second session begins in the PQ stream; it is not read"),
		     "only the first session can be converted");
}

/* IDX A0 to A2, as in the TOC that a disc has in its lead-in. */
static int is_disc_type(const struct walk *w)
{
	const char *idx = (const char *)w->pos.source->data + w->pos.offset_bytes + 6;

	return idx[0] == 'A' && idx[1] >= '0' && idx[1] <= '2';
}

static void take_leadin(struct walk *w, const struct pm_pq *q)
{
	if (w->leadout_count) {
		end_session(w);
		return;
	}
	take_upc(w, q);
	if (w->track && q->idx != PM_DDP_BAD) {
		wrong(w, "a lead-in packet stands among the tracks", -1, -1);
		w->damaged = 1;
		return;
	}
	if (q->idx == PM_DDP_BAD && !is_disc_type(w))
		odd(w, PM_DDP_TOLD_EDGE_IDX, "IDX of the lead-in is no number");
	if (q->idx > 0 && pm_ddp_tell(w->r->set, PM_DDP_TOLD_EDGE_IDX))
		pm_diag_add(w->r->diags, PM_DIAG_DDP_PROFILE, w->pos, "IDX of the lead-in is %02d, premaster writes 00", (int)q->idx);
	if (w->leadin_count++ || q->idx != 0) /* IDX A0: the disc's type; whatever else: only its UPC counts */
		return;
	judge_edge(w, q);
	if (time_of(w, q) > 0)
		pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->pos, "the lead-in is not at 00:00:00");
}

static void poison(struct walk *w, int64_t track)
{
	if (track >= 1 && track <= 99)
		track_of(w, track)->poisoned |= PM_POISON_TIMES;
}

static void take_leadout(struct walk *w, const struct pm_pq *q)
{
	int64_t sector = time_of(w, q);

	take_upc(w, q);
	judge_edge(w, q);
	if (q->idx != 1)
		odd(w, PM_DDP_TOLD_IDX, "IDX of the lead-out is not 01");
	if (++w->leadout_count == 3)
		odd(w, PM_DDP_TOLD_LEADOUT, "the lead-out is written more than twice");
	if (sector < 0)
		return;
	if (w->out->leadout != PM_DDP_ABSENT) {
		if (sector != w->out->leadout) {
			wrong(w, "the lead-out is given two different times", -1, -1);
			w->out->other_leadout = sector;
		}
		return;
	}
	if (w->leadout_wrong)
		return;
	w->out->leadout = sector;
	w->out->leadout_pos = w->pos;
	if (sector > w->sector)
		return;
	wrong(w, "the lead-out is not behind the last index", -1, -1);
	poison(w, w->track);
	w->leadout_wrong = 1;
	w->out->leadout = PM_DDP_ABSENT;
}

/* Blank TRK or IDX follow from the packet before: next index, or next track when the index does not grow. */
static void infer(struct walk *w, struct pm_pq *q)
{
	if (q->trk != PM_DDP_ABSENT && q->idx != PM_DDP_ABSENT)
		return;
	odd(w, PM_DDP_TOLD_BLANK, "TRK or IDX is blank; taken from the order of the packets");
	if (q->trk == PM_DDP_ABSENT && q->idx == PM_DDP_ABSENT) {
		q->trk = w->track ? w->track : 1;
		q->idx = w->track ? w->index + 1 : 0;
	} else if (q->trk == PM_DDP_ABSENT) {
		q->trk = w->track && q->idx > w->index ? w->track : w->track < 99 ? w->track + 1 : PM_DDP_BAD;
	} else if (q->trk == w->track) {
		q->idx = w->index + 1;
	} else {
		q->idx = q->trk == 1 ? 0 : 1;
	}
}

static void take_control(struct walk *w, const struct pm_pq *q)
{
	struct pm_track *track = track_of(w, q->trk);
	uint8_t control, scms;

	/* Which track the packet is of is not known for sure. */
	w->cb1_odd[q->trk] |= (track->poisoned & PM_POISON_TIMES) != 0;
	if (pm_pq_control(q, &control, &scms)) {
		if (!w->cb1_odd[q->trk])
			pm_diag_mastered(pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos,
								"CB1 '%s' is no control byte, want a digit 0 to B and 1 or S; taken as 01", q->cb1),
						    (int)q->trk, (int)q->idx));
		w->cb1_odd[q->trk] = 1;
		track->poisoned |= PM_POISON_FLAGS;
		return;
	}
	if ((q->cb1[0] >= 'a' || (q->cb1[1] != '1' && q->cb1[1] != 'S')) && pm_ddp_tell(w->r->set, PM_DDP_TOLD_CB1))
		pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->pos, "CB1 is written '%s'", q->cb1);
	/* What index 01 says holds; the pause of track 1 is 01 in some masters, whatever the track has. */
	if (q->idx > 1 && track->index[1].lba != PM_LBA_NONE && !w->cb1_odd[q->trk] && (track->control != control || track->scms != scms)) {
		pm_diag_on(pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->pos, "CB1 '%s' differs from that of index 01", q->cb1),
			   (int)q->trk, (int)q->idx);
		w->cb1_odd[q->trk] = 1;
	}
	if (q->idx == 1 && track->index[0].lba != PM_LBA_NONE && !w->cb1_odd[q->trk] && (track->control != control || track->scms != scms)) {
		pm_diag_on(pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->pos, "CB1 '%s' differs from that of the pause; this one holds",
					  q->cb1),
			   (int)q->trk, 1);
		w->cb1_odd[q->trk] = 1;
	}
	if (q->idx <= 1) {
		track->control = control;
		track->scms = scms;
	}
}

void pm_ddp_take_isrc(struct pm_ddp_reading *r, struct pm_track *track, const char *bytes, struct pm_pos pos)
{
	char *text;
	struct pm_isrc isrc;

	if (!bytes[0])
		return;
	if (strspn(bytes, "0") == strlen(bytes)) {
		if (pm_ddp_tell(r->set, PM_DDP_TOLD_ZERO))
			pm_diag_on(pm_diag_add_as(r->diags, PM_DIAG_ISRC_ZERO, PM_WARNING, pos, "the ISRC is all zeros, which means none"),
				   track->number, -1);
		return;
	}
	if (track->isrc.text[0] || (track->poisoned & PM_POISON_ISRC)) {
		if (track->isrc.text[0] && strcmp(track->isrc.text, bytes) != 0)
			pm_diag_on(pm_diag_add(r->diags, PM_DIAG_ISRC_CONFLICT, pos, "track %d has ISRC '%s' here and '%s' before", track->number,
					       bytes, track->isrc.text),
				   track->number, -1);
		return;
	}
	text = pm_ddp_utf8(bytes);
	if (!text)
		r->diags->out_of_memory = 1;
	if (!text || !pm_isrc_take(r->diags, pos, track->number, text, strlen(text), &isrc)) {
		track->poisoned |= PM_POISON_ISRC;
	} else if (strcmp(isrc.text, bytes) != 0) {
		/* Good for a person, but the encoder puts these very characters onto the disc. */
		pm_diag_on(pm_diag_add(r->diags, PM_DIAG_ISRC_FORMAT, pos, "ISRC '%s' is not written as twelve capital letters and digits", text),
			   track->number, -1);
		track->poisoned |= PM_POISON_ISRC;
	} else {
		track->isrc = isrc;
		track->isrc_pos = pos;
		track->isrc_from = PM_FROM_PQ;
	}
	free(text);
}

/* After a step back the packets are compared with this one, so that one mistake is one finding. */
static void resume(struct walk *w, const struct pm_pq *q)
{
	int64_t sector = pm_pq_sector(q);

	w->track = q->trk;
	w->index = q->idx;
	if (sector != PM_DDP_BAD)
		w->sector = sector;
}

/* Does the packet follow the last one by number?  Reports and returns 0 where not. */
static int follows(struct walk *w, const struct pm_pq *q)
{
	if (q->trk > 99 || q->trk < 1 || q->idx < 0 || q->idx > 99) {
		wrong(w, "TRK or IDX is no number of a track or index", -1, -1);
		w->damaged = 1;
		return 0;
	}
	if (w->leadout_count) {
		/* It was none, then: another may come where they end. */
		wrong(w, "tracks stand behind the lead-out", q->trk, q->idx);
		w->damaged = 1;
		w->leadout_count = 0;
		w->out->leadout = PM_DDP_ABSENT;
	}
	if (q->trk < w->track || (q->trk == w->track && q->idx <= w->index)) {
		pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos, "track %02d index %02d stands behind track %02d index %02d", (int)q->trk,
				       (int)q->idx, (int)w->track, (int)w->index),
			   (int)q->trk, (int)q->idx);
		poison(w, q->trk);
		poison(w, w->track);
		w->damaged = 1;
		w->r->disc->poisoned |= PM_POISON_TRACKS;
		resume(w, q);
		return 0;
	}
	return 1;
}

/* The first packet of a track. */
static void open_track(struct walk *w, int64_t number)
{
	struct pm_disc *disc = w->r->disc;

	if (w->track && number > w->track + 1) {
		pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_TRACK_COUNT, w->pos, "track %d follows on track %d", (int)number, (int)w->track),
			   (int)number, -1);
		disc->poisoned |= PM_POISON_TRACKS;
	}
	if (!disc->last_track)
		disc->first_track = (uint8_t)number;
	if (number > disc->last_track)
		disc->last_track = (uint8_t)number;
	track_of(w, number)->pos = w->pos;
}

/* Times grow from packet to packet; only a pause may be empty, and the lead-in is at the same time as what follows. */
static int time_grows(struct walk *w, const struct pm_pq *q, int64_t sector)
{
	struct pm_track *track = track_of(w, q->trk);

	if (sector > w->sector || (w->sector == 0 && !w->track))
		return 1;
	if (sector == w->sector && q->trk == w->track && w->index == 0 && q->idx == 1) {
		odd(w, PM_DDP_TOLD_PAUSE, "index 00 is at the same time as index 01; it is dropped");
		track->index[0] = (struct pm_index){PM_LBA_NONE, pm_pos_none()};
		return 1;
	}
	pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_DDP_PQ, w->pos, "the time of track %02d index %02d is not behind that of the packet before",
			       (int)q->trk, (int)q->idx),
		   (int)q->trk, (int)q->idx);
	poison(w, q->trk);
	poison(w, w->track);
	return 0;
}

/* Returns the sector it was put at. */
static int64_t take_index(struct walk *w, const struct pm_pq *q, int64_t sector)
{
	struct pm_track *track = track_of(w, q->trk);

	if (q->idx == 0 && !w->track && sector != 0) {
		wrong(w, "the pause of the first track does not begin at 00:00:00", q->trk, 0);
		sector = 0;
	}
	pm_track_set_index(track, (unsigned)q->idx, (int32_t)sector + PM_LBA_FIRST, w->pos);
	return sector;
}

static void take_track(struct walk *w, struct pm_pq *q)
{
	int64_t sector;

	take_upc(w, q);
	if (!follows(w, q))
		return;
	sector = time_of(w, q);
	if (q->trk != w->track)
		open_track(w, q->trk);
	pm_ddp_take_isrc(w->r, track_of(w, q->trk), q->isrc, w->pos);
	if (sector < 0)
		poison(w, q->trk);
	else if (time_grows(w, q, sector))
		sector = take_index(w, q, sector);
	take_control(w, q);
	if (sector >= 0)
		w->sector = sector;
	w->track = q->trk;
	w->index = q->idx;
}

static void take_packet(struct walk *w, const uint8_t *packet)
{
	size_t errors = w->r->diags->count_of[PM_ERROR];
	struct pm_pq q, read;

	pm_pq_decode(&q, packet);
	if (q.marker == PM_DDP_WRONG) {
		w->damaged = 1;
		pm_ddp_wrong_marker(w->r, w->pos, packet, "VVVS");
		return;
	}
	if (q.marker == PM_DDP_PADDING) {
		odd(w, PM_DDP_TOLD_PADDING, "the PQ stream holds packets of mere fill");
		return;
	}
	judge_reserved(w, &q);
	pm_ddp_note_nul(w->r, w->pos, packet + 16, PM_PQ_BYTES - 16);
	read = q;
	if (q.trk != PM_DDP_LEADOUT && q.trk != 0)
		infer(w, &q);
	if (q.trk == PM_DDP_LEADOUT)
		take_leadout(w, &q);
	else if (q.trk == 0)
		take_leadin(w, &q);
	else
		take_track(w, &q);
	if (errors == w->r->diags->count_of[PM_ERROR])
		judge_digits(w, packet, &read);
}

static void finish_leadout(struct walk *w)
{
	if (w->damaged && w->leadout_count < 2)
		return;
	if (!w->leadout_count)
		wrong(w, "there is no lead-out packet", -1, -1);
	else if (w->leadout_count == 1)
		pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->out->leadout_pos, "the lead-out is written once, want twice");
}

/* What can only be said when all packets are read. */
static void finish(struct walk *w, const struct pm_source *src)
{
	struct pm_disc *disc = w->r->disc;
	struct pm_track *first = &disc->track[disc->first_track];
	int64_t n;

	w->pos = pm_pos_file(src);
	if (!w->leadin_count && !w->damaged)
		pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, w->pos, "there is no lead-in packet");
	finish_leadout(w);
	w->out->damaged = w->damaged;
	if (!disc->last_track) {
		if (!w->damaged)
			wrong(w, "there are no tracks", -1, -1);
		disc->poisoned |= PM_POISON_TRACKS;
		return;
	}
	if (first->index[0].lba == PM_LBA_NONE && first->index[1].lba > PM_LBA_FIRST && !(first->poisoned & PM_POISON_TIMES)) {
		if (!w->damaged)
			pm_diag_on(pm_diag_add_as(w->r->diags, PM_DIAG_DDP_PQ, PM_WARNING, first->pos, "the first track has no index 00"),
				   first->number, 0);
		pm_track_set_index(first, 0, PM_LBA_FIRST, first->pos);
	}
	for (n = disc->first_track; n <= disc->last_track; n++) {
		struct pm_track *track = &disc->track[n];

		track->gapless = n > disc->first_track && track->index[0].lba == PM_LBA_NONE;
		if (w->damaged && !track->isrc.text[0])
			track->poisoned |= PM_POISON_ISRC;
		if (track->index[1].lba != PM_LBA_NONE || (track->poisoned & PM_POISON_TIMES) || (disc->poisoned & PM_POISON_TRACKS))
			continue;
		if (!w->damaged)
			pm_diag_on(pm_diag_add(w->r->diags, PM_DIAG_INDEX_COUNT, track->pos, "track %d has no index 01", (int)n), (int)n, 1);
		poison(w, n);
	}
}

/* How far the packets go: the map knows; a longer file is fill or something else. */
static size_t used_bytes(struct walk *w, const struct pm_ddp_stream *s, const struct pm_source *src)
{
	struct pm_ddp_reading *r = w->r;
	size_t used = src->length_bytes;

	if (s->map.dsl >= 0 && (uint64_t)s->map.dsl < used && (s->map.dsl == 0 || s->map.dsl % PM_PQ_BYTES)) {
		pm_diag_add(r->diags, PM_DIAG_DDP_IMAGE_SIZE, s->pos, "DSL says %d bytes, %s holds %zu", (int)s->map.dsl, src->name, used);
	} else if (s->map.dsl > 0 && (uint64_t)s->map.dsl < used) {
		used = (size_t)s->map.dsl;
		pm_diag_add_as(r->diags, PM_DIAG_DDP_IMAGE_SIZE, PM_WARNING, s->pos, "DSL says %d bytes, %s holds %zu; the rest is left out",
			       (int)s->map.dsl, src->name, src->length_bytes);
	}
	w->damaged = used == 0 || used % PM_PQ_BYTES != 0;
	if (w->damaged)
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pm_pos_file(src), "the PQ stream is %zu bytes long, want a multiple of 64", used);
	return used;
}

int pm_ddp_read_pq(struct pm_ddp_reading *r, const struct pm_ddp_stream *s, struct pm_ddp_pq *pq)
{
	struct walk w = {.r = r, .out = pq};
	struct pm_source *src = NULL;
	size_t at, used;
	int status = pm_ddp_load(r, s->entry, PQ_MAX_BYTES, &src);

	if (status || !src)
		return status;
	r->set->marker_count = 0;
	used = used_bytes(&w, s, src);
	for (at = 0; !w.ended && at + PM_PQ_BYTES <= used; at += PM_PQ_BYTES) {
		w.pos = pm_pos_at(src, at, PM_PQ_BYTES);
		take_packet(&w, (const uint8_t *)src->data + at);
	}
	finish(&w, src);
	return PM_OK;
}
