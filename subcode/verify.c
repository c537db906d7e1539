/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - stored subcode against what a disc says.  Layer 2.  Source: contract sections 5 and 6; shared/reference/subcode.md. */
#include "subcode/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "subcode/q.h"
#include "subcode/run.h"

#define RANGES_KEPT 8

/* Sectors of one kind of fault. */
struct ranges {
	int32_t first[RANGES_KEPT], last[RANGES_KEPT];
	unsigned count; /* may exceed RANGES_KEPT */
	uint32_t sectors;
	int32_t last_lba;
	struct pm_pos pos; /* of the first one */
	char example[160]; /* of the first one, in words */
};

/* A code that is not the one wanted. */
struct wrong_code {
	char code[PM_Q_CODE_BYTES];
	uint32_t frames;
	struct pm_pos pos;
	int32_t lba;
};

/* How one code, the disc's number or a track's ISRC, was met with. */
struct sightings {
	const char *want; /* "" when there is none; borrowed from the copies below */
	uint32_t frames;  /* with the right code */
	struct wrong_code wrong[4];
	unsigned wrong_count; /* different ones; may exceed the array */
	int32_t from_lba;     /* the sectors it may stand in, as far as they were seen */
	int32_t last_lba;     /* the last sector with it, or the one before the first seen */
	int32_t widest;       /* longest way between two, in sectors */
	int32_t widest_lba;
	int32_t end_lba; /* one behind the last sector seen */
};

struct pm_subcode_verify {
	struct pm_subcode_run *run;
	struct pm_subcode_verify_where where;
	int32_t first_lba; /* of the first sector given; the places count from it */
	int started;
	char mcn[14], isrc[100][13];
	struct sightings code[101]; /* [0] the disc's number, [100] ISRCs in the lead-out, where none belongs */
	struct ranges crc, position, invalid, stale;
	struct ranges p, rw; /* P that changes within a sector; R to W that are not empty */
	struct ranges flags[101]; /* by track; [100] the lead-out */
	uint8_t flags_seen[101], flags_want[101];
	uint32_t flag_frames[101], copy_frames[101]; /* position frames; those that differ in the copy bit alone */
	uint32_t sectors;
};

int pm_subcode_verify_new(const struct pm_disc *disc, const struct pm_subcode_verify_where *where, struct pm_subcode_verify **out)
{
	struct pm_subcode_verify *v = calloc(1, sizeof(*v));
	unsigned t;
	int rc;

	if (!v)
		return PM_E_NOMEM;
	rc = pm_subcode_run_new(disc, &v->run);
	if (rc < 0) {
		free(v);
		return rc;
	}
	v->where = *where;
	memcpy(v->mcn, disc->mcn.text, sizeof(v->mcn));
	v->code[0].want = v->mcn;
	for (t = 1; t < 100; t++) {
		memcpy(v->isrc[t], disc->track[t].isrc.text, sizeof(v->isrc[t]));
		v->code[t].want = v->isrc[t];
	}
	v->code[100].want = "";
	for (t = 0; t <= 100; t++)
		v->code[t].from_lba = v->code[t].last_lba = PM_LBA_NONE;
	*out = v;
	return PM_OK;
}

void pm_subcode_verify_free(struct pm_subcode_verify *v)
{
	if (!v)
		return;
	pm_subcode_run_free(v->run);
	free(v);
}

static struct pm_pos sector_pos(const struct pm_subcode_verify *v, int32_t lba)
{
	return pm_pos_at(v->where.source, v->where.offset_bytes + (uint64_t)((int64_t)lba - v->first_lba) * v->where.stride_bytes, PM_SUBCODE_BYTES);
}

static struct ranges *add_sector(struct ranges *r, const struct pm_subcode_verify *v, int32_t lba)
{
	if (r->sectors && r->last_lba == lba - 1) {
		if (r->count <= RANGES_KEPT)
			r->last[r->count - 1] = lba;
	} else {
		if (r->count < RANGES_KEPT)
			r->first[r->count] = r->last[r->count] = lba;
		r->count++;
	}
	if (!r->sectors)
		r->pos = sector_pos(v, lba);
	r->last_lba = lba;
	return r->sectors++ ? NULL : r;
}

static void put_place(char *out, size_t size, unsigned track, unsigned index, uint32_t relative_sectors, int32_t lba)
{
	char relative[PM_MSF_BYTES], absolute[PM_MSF_BYTES];

	pm_sectors_text(relative_sectors, relative);
	pm_msf_text(lba, absolute);
	if (track == PM_Q_LEADOUT)
		snprintf(out, size, "lead-out %s at %s", relative, absolute);
	else
		snprintf(out, size, "track %u index %02u %s at %s", track, index, relative, absolute);
}

/* Right for either way of counting a pause down. */
static int relative_fits(const struct pm_subcode_place *want, const struct pm_q *q)
{
	return q->relative_sectors == want->relative_sectors || (want->index == 0 && q->relative_sectors == want->relative_sectors + 1);
}

static void verify_flags(struct pm_subcode_verify *v, const struct pm_subcode_place *want, uint8_t control, int32_t lba)
{
	uint8_t mask = want->scms ? (uint8_t)(15u & ~PM_CONTROL_COPY) : 15u;
	unsigned slot = want->track == PM_Q_LEADOUT ? 100 : want->track;

	v->flag_frames[slot]++;
	if (((control ^ want->control) & mask) == 0)
		return;
	v->copy_frames[slot] += ((control ^ want->control) & mask) == PM_CONTROL_COPY;
	if (add_sector(&v->flags[slot], v, lba)) {
		v->flags_seen[slot] = control;
		v->flags_want[slot] = want->control;
	}
}

static void verify_position(struct pm_subcode_verify *v, const struct pm_subcode_place *want, const struct pm_q *q, int32_t lba)
{
	struct ranges *first;

	verify_flags(v, want, q->control, lba);
	if (q->track == want->track && q->index == want->index && q->lba == lba && relative_fits(want, q))
		return;
	first = add_sector(&v->position, v, lba);
	if (first) {
		char seen[72], wanted[72];

		put_place(seen, sizeof(seen), q->track, q->index, q->relative_sectors, q->lba);
		put_place(wanted, sizeof(wanted), want->track, want->index, want->relative_sectors, lba);
		snprintf(first->example, sizeof(first->example), "%s, want %s", seen, wanted);
	}
}

static void add_wrong(struct pm_subcode_verify *v, struct sightings *s, const char *code, int32_t lba)
{
	unsigned i, kept = s->wrong_count < 4 ? s->wrong_count : 4;

	for (i = 0; i < kept && strcmp(s->wrong[i].code, code) != 0; i++)
		;
	if (i < kept) {
		s->wrong[i].frames++;
		return;
	}
	if (s->wrong_count++ >= 4)
		return;
	memcpy(s->wrong[i].code, code, PM_Q_CODE_BYTES);
	s->wrong[i].frames = 1;
	s->wrong[i].pos = sector_pos(v, lba);
	s->wrong[i].lba = lba;
}

static void note_sighting(struct sightings *s, int32_t lba)
{
	if (s->last_lba != PM_LBA_NONE && lba - s->last_lba > s->widest) {
		s->widest = lba - s->last_lba;
		s->widest_lba = s->last_lba;
	}
	s->last_lba = lba;
	s->frames++;
}

static void verify_code(struct pm_subcode_verify *v, const struct pm_subcode_place *want, const struct pm_q *q, int32_t lba)
{
	unsigned slot = q->adr == 2 ? 0 : want->track;
	struct sightings *s;

	if (q->kind == PM_Q_NO_CODE || q->kind == PM_Q_RECORDER)
		return;
	if (q->aframe != pm_q_frame_of(lba))
		add_sector(&v->stale, v, lba);
	if (slot == PM_Q_LEADOUT)
		slot = 100;
	s = &v->code[slot];
	if (!strcmp(q->code, s->want)) {
		note_sighting(s, lba);
		return;
	}
	/* wodim lets a track's ISRC run on through the next one's pause. */
	if (slot > 1 && slot < 100 && want->index == 0 && !strcmp(q->code, v->isrc[slot - 1]))
		return;
	add_wrong(v, s, q->code, lba);
}

/* The stretch in which a code should come again and again: the whole disc, or a track from index 01 on. */
static void note_stretch(struct pm_subcode_verify *v, const struct pm_subcode_place *want, int32_t lba)
{
	struct sightings *s[2] = {&v->code[0], want->track <= 99 && want->index ? &v->code[want->track] : NULL};
	unsigned i;

	if (want->track == PM_Q_LEADOUT)
		return;
	for (i = 0; i < 2; i++) {
		if (!s[i])
			continue;
		if (s[i]->from_lba == PM_LBA_NONE) {
			/* What was met with in a pause does not count: no code need stand there. */
			s[i]->from_lba = lba;
			s[i]->last_lba = lba - 1;
			s[i]->widest = 0;
		}
		s[i]->end_lba = lba + 1;
	}
}

static void verify_frame(struct pm_subcode_verify *v, int32_t lba, const uint8_t *frame)
{
	struct pm_subcode_place want;
	struct pm_q q;

	v->sectors++;
	if (pm_subcode_run_place(v->run, lba, &want) < 0) {
		want = (struct pm_subcode_place){.track = PM_Q_LEADOUT, .index = 1};
		if (add_sector(&v->position, v, lba))
			snprintf(v->position.example, sizeof(v->position.example), "sectors that are not on the disc");
		return;
	}
	note_stretch(v, &want, lba);
	pm_q_get(frame, &q);
	switch (q.kind) {
	case PM_Q_DAMAGED:
		add_sector(&v->crc, v, lba);
		break;
	case PM_Q_POSITION:
		verify_position(v, &want, &q, lba);
		break;
	case PM_Q_MCN:
	case PM_Q_ISRC:
	case PM_Q_ODD_CODE:
	case PM_Q_NO_CODE:
	case PM_Q_RECORDER:
		verify_code(v, &want, &q, lba);
		break;
	case PM_Q_TOC:
	case PM_Q_INVALID:
		add_sector(&v->invalid, v, lba);
		break;
	case PM_Q_OTHER:
		break;
	}
}

/* What is beside Q: in one form the channels follow each other, in the other they are the bits of each byte. */
static void verify_beside(struct pm_subcode_verify *v, int32_t lba, const uint8_t *sector)
{
	int linear = v->where.form != PM_SUBCODE_INTERLEAVED;
	size_t i, p_bytes = linear ? PM_SUBCODE_Q : PM_SUBCODE_BYTES, rw_from = linear ? PM_SUBCODE_Q + PM_Q_BYTES : 0;
	uint8_t any = 0, all = 0xFF, rw = 0;

	for (i = 0; i < p_bytes; i++) {
		any |= sector[i];
		all &= sector[i];
	}
	for (i = rw_from; i < PM_SUBCODE_BYTES; i++)
		rw |= sector[i];
	if (linear ? any && all != 0xFF : ((any ^ all) & 0x80) != 0)
		add_sector(&v->p, v, lba);
	if (linear ? rw : rw & 0x3F)
		add_sector(&v->rw, v, lba);
}

void pm_subcode_verify_sectors(struct pm_subcode_verify *v, int32_t lba, const uint8_t *data, size_t count)
{
	size_t i;

	if (!v->started) {
		v->first_lba = lba;
		v->started = 1;
	}
	for (i = 0; i < count; i++) {
		const uint8_t *sector = data + i * v->where.stride_bytes;
		uint8_t q[PM_Q_BYTES];

		if (v->where.form == PM_SUBCODE_INTERLEAVED)
			pm_subcode_interleaved_q(sector, q);
		else
			memcpy(q, sector + PM_SUBCODE_Q, PM_Q_BYTES);
		verify_frame(v, lba + (int32_t)i, q);
		verify_beside(v, lba + (int32_t)i, sector);
	}
}

static void put_ranges(const struct ranges *r, struct pm_buf *out)
{
	unsigned i;

	for (i = 0; i < r->count && i < RANGES_KEPT; i++) {
		pm_buf_printf(out, "%s%d", i ? ", " : "", (int)r->first[i]);
		if (r->last[i] != r->first[i])
			pm_buf_printf(out, " to %d", (int)r->last[i]);
	}
	if (r->count > RANGES_KEPT)
		pm_buf_printf(out, " and %u more", r->count - RANGES_KEPT);
}

static void report_ranges(const struct ranges *r, enum pm_diag_id id, const char *what, struct pm_diags *diags)
{
	struct pm_buf list;

	if (!r->sectors)
		return;
	pm_buf_init(&list);
	put_ranges(r, &list);
	pm_diag_add(diags, id, r->pos, "%u Q frame%s %s%s%s (LBA %s)", r->sectors, r->sectors == 1 ? "" : "s", what, r->example[0] ? ": " : "",
		    r->example, pm_buf_str(&list));
	pm_buf_release(&list);
}

static void report_beside(const struct ranges *r, const char *what, const char *why, struct pm_diags *diags)
{
	struct pm_buf list;

	if (!r->sectors)
		return;
	pm_buf_init(&list);
	put_ranges(r, &list);
	pm_diag_add_as(diags, PM_DIAG_SUBCODE_MISMATCH, PM_NOTE, r->pos, "%s %u sector%s (LBA %s): %s", what, r->sectors, r->sectors == 1 ? "" : "s",
		       pm_buf_str(&list), why);
	pm_buf_release(&list);
}

static void put_flags(uint8_t control, char out[40])
{
	snprintf(out, 40, "%s%s%s%s%s", control & 15u ? "" : " none", control & PM_CONTROL_COPY ? " DCP" : "",
		 control & PM_CONTROL_FOUR ? " 4CH" : "", control & PM_CONTROL_PRE ? " PRE" : "", control & PM_CONTROL_DATA ? " DATA" : "");
}

/* The copy bit of SCMS is on in half of the frames, four at a time. */
static int toggles(const struct pm_subcode_verify *v, unsigned slot)
{
	uint32_t on = v->flags[slot].sectors, frames = v->flag_frames[slot];

	return on == v->copy_frames[slot] && on * 5 > frames * 2 && on * 5 < frames * 3 && on <= v->flags[slot].count * 4;
}

static void report_flags(const struct pm_subcode_verify *v, struct pm_diags *diags)
{
	unsigned t;

	for (t = 1; t <= 100; t++) {
		char seen[40], want[40];
		struct pm_buf list;

		if (!v->flags[t].sectors || (v->where.scms_unsaid && toggles(v, t)))
			continue;
		pm_buf_init(&list);
		put_ranges(&v->flags[t], &list);
		put_flags(v->flags_seen[t], seen);
		put_flags(v->flags_want[t], want);
		pm_diag_on(pm_diag_add_as(diags, PM_DIAG_FLAG_CONFLICT, PM_WARNING, v->flags[t].pos,
					  "the flags in Q are%s, want%s, in %u sectors (LBA %s)", seen, want, v->flags[t].sectors, pm_buf_str(&list)),
			   t <= 99 ? (int)t : -1, -1);
		pm_buf_release(&list);
	}
}

static void report_wrong(const struct sightings *s, unsigned track, struct pm_diags *diags)
{
	const char *name = track ? "ISRC" : "catalogue number";
	unsigned i;

	for (i = 0; i < s->wrong_count && i < 4; i++) {
		const struct wrong_code *w = &s->wrong[i];
		char want[40];

		snprintf(want, sizeof(want), s->want[0] ? "want '%s'" : "want none", s->want);
		pm_diag_on(pm_diag_add(diags, PM_DIAG_SUBCODE_MISMATCH, w->pos, "the Q gives %s '%s' in %u frame%s from LBA %d on, %s", name, w->code,
				       w->frames, w->frames == 1 ? "" : "s", (int)w->lba, want),
			   track && track < 100 ? (int)track : -1, -1);
	}
}

/* A code that should be there and is not, or not often enough.  Stretches too short to hold one for sure are passed over. */
static void report_absence(const struct pm_subcode_verify *v, struct sightings *s, unsigned track, struct pm_diags *diags)
{
	const char *name = track ? "ISRC" : "catalogue number";
	struct pm_diag *diag = NULL;

	if (!s->want[0] || s->from_lba == PM_LBA_NONE)
		return;
	if (s->end_lba - s->last_lba > s->widest) {
		s->widest = s->end_lba - s->last_lba;
		s->widest_lba = s->last_lba;
	}
	if (!s->frames && s->wrong_count) /* another one stands in its place: reported */
		return;
	if (!s->frames && s->end_lba - s->from_lba > PM_VERIFY_CODE_GAP)
		diag = pm_diag_add(diags, PM_DIAG_SUBCODE_MISMATCH, sector_pos(v, s->from_lba), "the Q never gives the %s '%s'", name, s->want);
	else if (s->frames && s->widest > PM_VERIFY_CODE_GAP)
		diag = pm_diag_add_as(diags, PM_DIAG_SUBCODE_MISMATCH, PM_WARNING,
				      sector_pos(v, s->widest_lba < v->first_lba ? v->first_lba : s->widest_lba),
				      "the Q gives the %s '%s' only after %d sectors behind LBA %d, want every 100", name, s->want, (int)s->widest,
				      (int)s->widest_lba);
	pm_diag_on(diag, track ? (int)track : -1, -1);
}

void pm_subcode_verify_end(struct pm_subcode_verify *v, struct pm_diags *diags)
{
	unsigned t;

	report_ranges(&v->crc, PM_DIAG_SUBCODE_CRC, v->crc.sectors == 1 ? "has a CRC that does not fit" : "have a CRC that does not fit", diags);
	report_ranges(&v->position, PM_DIAG_SUBCODE_MISMATCH, v->position.sectors == 1 ? "says another position" : "say another position", diags);
	report_ranges(&v->invalid, PM_DIAG_SUBCODE_MISMATCH, v->invalid.sectors == 1 ? "says no position that can be" : "say no position that can be",
		      diags);
	report_ranges(&v->stale, PM_DIAG_SUBCODE_MISMATCH,
		      v->stale.sectors == 1 ? "carries a code of another sector" : "carry a code of another sector", diags);
	report_beside(&v->p, "P changes within", "damage, which no player minds", diags);
	report_beside(&v->rw, "R to W are not empty in", "graphics, or damage", diags);
	report_flags(v, diags);
	for (t = 0; t <= 100; t++) {
		report_wrong(&v->code[t], t, diags);
		report_absence(v, &v->code[t], t, diags);
	}
}
