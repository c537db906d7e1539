/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judge-map.c - what the packets of DDPMS say other than they should.  Layer 4.  Source: shared/reference/ddp.md sections 4, 4.5, 11.3 and 11.4. */
#include "ddp/set.h"

#include <string.h>

/* How many are none. */
static size_t judge_numbers(struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	const struct pm_ddpms *m = &s->map;
	const struct { const char *name; int64_t value; } field[] = {
		{"DSL", m->dsl}, {"DSS", m->dss}, {"PRE1", m->pre1}, {"PRE2", m->pre2}, {"PST", m->pst}, {"TRK", m->trk}, {"IDX", m->idx},
		{"SIZ", m->siz}, {"PRE1NXT", m->pre1nxt}, {"PAUSEADD", m->pauseadd}, {"OFS", m->ofs},
	};
	size_t i, bad = 0;

	for (i = 0; i < sizeof field / sizeof *field; i++) {
		if (field[i].value != PM_DDP_BAD)
			continue;
		bad++;
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, s->pos, "%s of '%s' is not a number", field[i].name, s->name);
	}
	return bad;
}

/* Places of a packet that mean nothing for its kind of stream. */
struct unused {
	unsigned kinds; /* bits by enum pm_ddp_stream_kind */
	uint64_t offset;
	uint32_t length;
	const char *name;
};

#define BIT(kind) (1u << (kind))
#define MAINS BIT(PM_DDP_MAIN)
#define NO_MAINS (BIT(PM_DDP_PQ) | BIT(PM_DDP_CDTEXT) | BIT(PM_DDP_RW) | BIT(PM_DDP_TEXT))

static void note_unused(struct pm_ddp_reading *r, const struct pm_ddp_stream *s, size_t mains)
{
	static const struct unused unused[] = {
		{NO_MAINS, 38, 4, "CDM, SSM or SCR"},
		{NO_MAINS, 42, 12, "PRE1, PRE2 or PST"},
		{BIT(PM_DDP_PQ), 55, 2, "TRK"},
		{BIT(PM_DDP_PQ) | BIT(PM_DDP_CDTEXT), 57, 2, "IDX"},
		{NO_MAINS, 59, 12, "ISRC"},
		{NO_MAINS, 91, 22, "NEW, PRE1NXT, PAUSEADD or OFS"},
		{NO_MAINS | MAINS, 113, 15, "PAD"},
	};
	const uint8_t *packet = (const uint8_t *)s->pos.source->data + s->pos.offset_bytes;
	const struct unused *u;

	for (u = unused; u < unused + sizeof unused / sizeof *unused; u++)
		if ((u->kinds & BIT(s->map.stream)) && (u->offset < 91 || strlen(s->map.dsi) <= 17) && !pm_field_blank(packet + u->offset, u->length))
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "%s of '%s' is filled and means nothing there", u->name, s->name);
	if (s->map.stream != PM_DDP_MAIN)
		return;
	if (s->map.ssm != '8' && s->map.sub[0])
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "SUB of '%s' is filled and means nothing there", s->name);
	if (mains == 1 && s->map.isrc[0])
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "the image of the whole disc has an ISRC, premaster leaves it blank");
	if (strcmp(s->map.cdm, "DA") != 0 && pm_same_name(s->map.cdm, "DA"))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "CDM is '%s', premaster writes DA", s->map.cdm);
}

static void note_fill(struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	const uint8_t *packet = (const uint8_t *)s->pos.source->data + s->pos.offset_bytes;

	if ((s->map.dsl >= 0 && !pm_field_zero_filled(packet + 14, 8)) || (s->map.dss >= 0 && !pm_field_zero_filled(packet + 22, 8)) ||
	    (s->map.siz >= 0 && !pm_field_zero_filled(packet + 71, 3))) {
		if (pm_ddp_tell(r->set, PM_DDP_TOLD_FILL))
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "numbers are not filled with zeros");
	}
}

static void judge_name(struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	const char *want = s->map.stream == PM_DDP_PQ ? "PQDESCR" : s->map.stream == PM_DDP_CDTEXT ? "CDTEXT.BIN" :
	                   s->map.stream == PM_DDP_MAIN && s->session == 1 ? "IMAGE.DAT" : NULL;

	if (strlen(s->map.dsi) > 17) {
		pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, s->pos, "the file name '%s' has %zu characters, its field holds 17", s->name,
			       strlen(s->map.dsi));
	} else if (s->map.siz != 17 && s->map.siz != PM_DDP_BAD && pm_ddp_tell(r->set, PM_DDP_TOLD_SIZ)) {
		if (s->map.siz == PM_DDP_ABSENT)
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "SIZ is blank, premaster writes 017");
		else
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "SIZ is %d, premaster writes 017", (int)s->map.siz);
	}
	if (s->entry == PM_FOLDER_NONE || !want)
		return;
	if (pm_same_name(s->name, r->set->folder->list[s->entry].name) && strcmp(s->name, r->set->folder->list[s->entry].name) != 0)
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "the map writes '%s', the file is called '%s'", s->name,
			    r->set->folder->list[s->entry].name);
	else if (s->name[0] && strcmp(s->name, want) != 0 && s->map.stream != PM_DDP_MAIN)
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "the %s stream is called '%s', premaster calls it %s",
			    s->map.stream == PM_DDP_PQ ? "PQ" : "CD-Text", s->name, want);
}

static void judge_storage(struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	const struct pm_ddpms *m = &s->map;

	/* Data has modes of its own (ddp.md 4.4). */
	if (m->cdm[0] && !pm_same_name(m->cdm, "DA"))
		return;
	if (m->ssm != '7' && pm_ddp_tell(r->set, PM_DDP_TOLD_SSM)) {
		if (m->ssm == '8')
			pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos, "SSM 8: the image carries R-W subcode, which is not read");
		else
			pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos, "SSM is '%c', want 7", m->ssm);
	}
	if (m->scr == '1' && pm_ddp_tell(r->set, PM_DDP_TOLD_SCR))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "SCR is 1, premaster writes 0; it means nothing for audio");
	else if (m->scr != '0' && m->scr != '1' && pm_ddp_tell(r->set, PM_DDP_TOLD_SCR))
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos, "SCR is '%c', want 0", m->scr);
}

static void judge_main(struct pm_ddp_reading *r, const struct pm_ddp_stream *s, size_t mains)
{
	const struct pm_ddpms *m = &s->map;

	if (m->cdm[0] == 0 && pm_ddp_tell(r->set, PM_DDP_TOLD_CDM))
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, s->pos, "CDM of '%s' is blank, want DA", s->name);
	judge_storage(r, s);
	if (mains > 1)
		return;
	if (m->dss == PM_DDP_ABSENT && pm_ddp_tell(r->set, PM_DDP_TOLD_DSS))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "DSS is blank, premaster writes 00000000");
	else if (m->dss > 0)
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos, "DSS is %d: the image does not begin at 00:00:00", (int)m->dss);
	if ((m->trk != PM_DDP_ABSENT || m->idx != PM_DDP_ABSENT) && pm_ddp_tell(r->set, PM_DDP_TOLD_TRK))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "the image of the whole disc has a TRK or IDX, premaster leaves them blank");
	if ((m->pre1 > 0 || m->pst > 0 || m->session != ' ' || m->pre1nxt > 0 || m->pauseadd > 0 || m->ofs > 0) &&
	    pm_ddp_tell(r->set, PM_DDP_TOLD_PRE))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "PRE1, PST, NEW, PRE1NXT, PAUSEADD or OFS is filled, premaster leaves them blank");
}

static void judge_subcode(struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	if (s->map.stream == PM_DDP_PQ && strcmp(s->map.sub, "PQ DESCR") != 0 && pm_ddp_tell(r->set, PM_DDP_TOLD_SUB))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "SUB is '%s', premaster writes 'PQ DESCR'", s->map.sub);
	if (s->map.stream == PM_DDP_CDTEXT && r->set->v1)
		pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, s->pos, "DDP %s has no CD-Text stream", r->set->id.level + 4);
	if (s->map.stream == PM_DDP_CDTEXT && s->map.trk != 0 && s->map.trk != PM_DDP_BAD && pm_ddp_tell(r->set, PM_DDP_TOLD_TRK))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "TRK of the CD-Text stream is not 00");
	if (s->map.stream == PM_DDP_RW)
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos, "R-W subcode in '%s' (%s) is not read", s->name, s->map.sub);
}

/* S0 and T*: DSL is the file's length in bytes.  A longer PQ file is told by the PQ reader. */
static void judge_length(struct pm_ddp_reading *r, const struct pm_ddp_stream *s)
{
	uint64_t bytes;

	if (s->entry == PM_FOLDER_NONE || s->map.dsl == PM_DDP_BAD)
		return;
	bytes = r->set->folder->list[s->entry].bytes;
	if (s->map.dsl == PM_DDP_ABSENT)
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, s->pos, "DSL of '%s' is blank, want %llu bytes", s->name, (unsigned long long)bytes);
	else if ((uint64_t)s->map.dsl != bytes && !(s->map.stream == PM_DDP_PQ && s->map.dsl > 0 && bytes > (uint64_t)s->map.dsl))
		pm_diag_add(r->diags, PM_DIAG_DDP_IMAGE_SIZE, s->pos, "DSL says %d bytes, %s holds %llu", (int)s->map.dsl,
			    r->set->folder->list[s->entry].name, (unsigned long long)bytes);
}

static void judge_stream(struct pm_ddp_reading *r, const struct pm_ddp_stream *s, size_t mains)
{
	if (!judge_numbers(r, s))
		note_unused(r, s, mains);
	note_fill(r, s);
	judge_name(r, s);
	pm_ddp_note_nul(r, s->pos, (const uint8_t *)s->pos.source->data + s->pos.offset_bytes, PM_DDPMS_BYTES);
	if (s->map.dsp != PM_DDP_ABSENT && pm_ddp_tell(r->set, PM_DDP_TOLD_DSP))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "DSP is filled: it means something on tape only");
	if (s->map.medium != ' ' && pm_ddp_tell(r->set, PM_DDP_TOLD_MED))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "MED is '%c', premaster leaves it blank", s->map.medium);
	switch (s->map.stream) {
	case PM_DDP_MAIN:
		if (s->session == 1)
			judge_main(r, s, mains);
		break;
	case PM_DDP_OTHER_MAIN:
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos, "stream %s ('%s') is not read", s->map.dst, s->name);
		break;
	case PM_DDP_UNKNOWN:
		pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, s->pos, "stream type '%s' with SUB '%s' is unknown; '%s' is not read",
			       s->map.dst, s->map.sub, s->name);
		break;
	case PM_DDP_TEXT:
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "text stream %s ('%s') does not reach the disc", s->map.dst, s->name);
		judge_length(r, s);
		break;
	default:
		judge_subcode(r, s);
		judge_length(r, s);
		break;
	}
}

/* premaster writes CD-Text, PQ, audio; no reader is known to mind another order. */
static void judge_order(struct pm_ddp_reading *r)
{
	static const int rank[] = {[PM_DDP_CDTEXT] = 1, [PM_DDP_PQ] = 2, [PM_DDP_MAIN] = 3, [PM_DDP_UNKNOWN] = 0};
	size_t i;
	int last = 0;

	for (i = 0; i < r->set->stream_count; i++) {
		const struct pm_ddp_stream *s = &r->set->stream[i];

		if (s->map.stream != PM_DDP_CDTEXT && s->map.stream != PM_DDP_PQ && s->map.stream != PM_DDP_MAIN)
			continue;
		if (rank[s->map.stream] < last && pm_ddp_tell(r->set, PM_DDP_TOLD_ORDER))
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, s->pos, "the streams come in another order than CD-Text, PQ, audio");
		last = rank[s->map.stream];
	}
}

/* Two streams of which a disc has one: which of them is meant, nobody can say. */
static void judge_twice(struct pm_ddp_reading *r, enum pm_ddp_stream_kind kind, const char *name)
{
	size_t i, count = 0;

	for (i = 0; i < r->set->stream_count; i++)
		if (r->set->stream[i].map.stream == kind && ++count > 1)
			pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, r->set->stream[i].pos, "'%s' is a second %s stream; the first is read",
				    r->set->stream[i].name, name);
}

void pm_ddp_judge_map(struct pm_ddp_reading *r)
{
	size_t i, mains = 0, second = 0;

	for (i = 0; i < r->set->stream_count; i++) {
		const struct pm_ddp_stream *s = &r->set->stream[i];

		if (s->map.stream == PM_DDP_MAIN && s->session == 1 && ++mains == 2)
			pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, s->pos,
				       "the audio is in several streams; some readers take the first only");
		if (s->session == 2 && !second++)
			pm_diag_hint(pm_diag_add_as(r->diags, PM_DIAG_DATA_TRACK, PM_WARNING, s->pos,
						    "a second session begins with '%s'; it is not read", s->name),
				     "only the audio session can be converted");
	}
	for (i = 0; i < r->set->stream_count; i++)
		judge_stream(r, &r->set->stream[i], mains);
	judge_order(r);
	if (second) /* each session has its own */
		return;
	judge_twice(r, PM_DDP_PQ, "PQ");
	judge_twice(r, PM_DDP_CDTEXT, "CD-Text");
}
