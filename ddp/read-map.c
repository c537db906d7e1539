/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read-map.c - the packets of DDPMS and the files they name.  Layer 4.  Source: shared/reference/ddp.md sections 1, 4 and 11.2. */
#include "ddp/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static const char *const image_names[] = {"IMAGE.DAT", "AUDIO.DAT", "IMAGE01.DAT", "IMAGE.BIN", NULL};
static const char *const pq_names[] = {"PQDESCR", "SD", "PQ_DESCR", "DDPPQ", "SUBCODES.DAT", NULL};
static const char *const cdtext_names[] = {"CDTEXT.BIN", "TEXT.BIN", NULL};

/* Names a stream's file may have been given behind the map's back. */
static const char *const *known_names(enum pm_ddp_stream_kind kind)
{
	switch (kind) {
	case PM_DDP_MAIN:
		return image_names;
	case PM_DDP_PQ:
		return pq_names;
	case PM_DDP_CDTEXT:
		return cdtext_names;
	default:
		return NULL;
	}
}

/* Names that lead out of the folder on some system, or cannot be shown (ddp.md 11.2). */
static int is_refused(const struct pm_ddpms *m)
{
	size_t i;

	if (m->dsi_has_nul || strcmp(m->dsi, ".") == 0 || strcmp(m->dsi, "..") == 0)
		return 1;
	for (i = 0; m->dsi[i]; i++)
		if (strchr("/\\:", m->dsi[i]) || (unsigned char)m->dsi[i] < 0x20 || m->dsi[i] == 0x7f)
			return 1;
	return 0;
}

static size_t find_named(const struct pm_ddp_set *set, const struct pm_ddp_stream *s)
{
	size_t entry = pm_folder_find(set->folder, s->map.dsi);

	return entry == PM_FOLDER_NONE ? pm_folder_find(set->folder, s->name) : entry;
}

/* A name longer than its field that runs on behind it, although SIZ does not say so. */
static int find_long_name(struct pm_ddp_reading *r, struct pm_ddp_stream *s, const uint8_t *packet)
{
	struct pm_ddpms m = s->map;
	char *name;
	size_t entry;

	if (pm_field_blank(packet + 90, 1) || pm_field_blank(packet + 91, 1) || strlen(m.dsi) > 17)
		return PM_OK;
	pm_field_text(m.dsi, packet + 74, 54);
	if (is_refused(&m))
		return PM_OK;
	entry = pm_folder_find(r->set->folder, m.dsi);
	if (entry == PM_FOLDER_NONE)
		return PM_OK;
	name = pm_ddp_utf8(m.dsi);
	if (!name)
		return PM_E_NOMEM;
	free(s->name);
	s->name = name;
	s->entry = entry;
	memcpy(s->map.dsi, m.dsi, sizeof m.dsi);
	s->map.session = ' ';
	s->map.pre1nxt = s->map.pauseadd = s->map.ofs = PM_DDP_ABSENT;
	return PM_OK;
}

static int add_stream(struct pm_ddp_reading *r, const struct pm_ddpms *m, struct pm_pos pos, const uint8_t *packet)
{
	struct pm_ddp_set *set = r->set;
	struct pm_ddp_stream *s;
	void *list = set->stream;

	if (pm_array_grow(&list, &set->stream_capacity, set->stream_count, sizeof *set->stream))
		return PM_E_NOMEM;
	set->stream = list;
	s = &set->stream[set->stream_count];
	*s = (struct pm_ddp_stream){.map = *m, .pos = pos, .entry = PM_FOLDER_NONE, .session = 1};
	s->name = pm_ddp_utf8(m->dsi);
	if (!s->name)
		return PM_E_NOMEM;
	set->stream_count++;
	if (is_refused(m)) {
		pm_diag_hint(pm_diag_add(r->diags, PM_DIAG_DDP_PATH, pos, "the map names a file '%s', which is no plain file name", s->name),
		             "the files of a set lie beside DDPMS; the name is not opened");
		return PM_OK;
	}
	if (m->dsi[0])
		s->entry = find_named(set, s);
	return s->entry == PM_FOLDER_NONE ? find_long_name(r, s, packet) : PM_OK;
}

/* Data that lies far behind what came before it, as only another session does: some writers leave NEW blank. */
static int is_later_data(const struct pm_ddpms *m, int64_t end)
{
	return m->cdm[0] && !pm_same_name(m->cdm, "DA") && m->dss > end;
}

/* Everything from a D0 on that says so is the second session: CD-Extra (ddp.md 6.2). */
static void mark_sessions(struct pm_ddp_set *set)
{
	int64_t end = 0;
	size_t i, mains = 0;
	int session = 1;

	for (i = 0; i < set->stream_count; i++) {
		struct pm_ddp_stream *s = &set->stream[i];
		const struct pm_ddpms *m = &s->map;

		if (m->stream != PM_DDP_MAIN)
			continue;
		if (mains++ && (m->session != ' ' || is_later_data(m, end)))
			session = 2;
		s->session = session;
		end = (m->dss > end ? m->dss : end) + (m->dsl > 0 ? m->dsl : 0);
	}
}

static int is_taken(const struct pm_ddp_set *set, size_t entry)
{
	size_t i;

	for (i = 0; i < set->stream_count; i++)
		if (set->stream[i].entry == entry)
			return 1;
	return 0;
}

static size_t count_kind(const struct pm_ddp_set *set, enum pm_ddp_stream_kind kind)
{
	size_t i, n = 0;

	for (i = 0; i < set->stream_count; i++)
		n += set->stream[i].map.stream == kind;
	return n;
}

/* A file that was renamed without editing the map is looked for under the names it usually gets. */
static void find_renamed(struct pm_ddp_reading *r, struct pm_ddp_stream *s)
{
	const char *const *name = known_names(s->map.stream);

	if (s->entry != PM_FOLDER_NONE || is_refused(&s->map))
		return;
	for (; name && *name && count_kind(r->set, s->map.stream) == 1; name++) {
		size_t entry = pm_folder_find(r->set->folder, *name);

		if (entry == PM_FOLDER_NONE || is_taken(r->set, entry))
			continue;
		s->entry = entry;
		pm_diag_hint(pm_diag_add_as(r->diags, PM_DIAG_DDP_MISSING_FILE, PM_WARNING, s->pos,
					    "the map names '%s', which is not there; %s is taken for it", s->name, r->set->folder->list[entry].name),
			     "rename the file back, or write the set again");
		return;
	}
	pm_diag_add(r->diags, PM_DIAG_DDP_MISSING_FILE, s->pos,
		    s->name[0] ? "'%s' is named in the map and is not in the folder" : "the map names no file%s", s->name);
}

static int judge_size(struct pm_ddp_reading *r, const struct pm_source *src)
{
	if (src->length_bytes && src->length_bytes % PM_DDPMS_BYTES == 0)
		return 0;
	pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pm_pos_file(src), "%s is %zu bytes long, want a multiple of 128", src->name, src->length_bytes);
	return 1;
}

int pm_ddp_read_map(struct pm_ddp_reading *r)
{
	const struct pm_source *src = r->set->map_source;
	size_t i, at;

	r->set->map_damaged = judge_size(r, src);
	r->set->marker_count = 0;
	for (at = 0; at + PM_DDPMS_BYTES <= src->length_bytes; at += PM_DDPMS_BYTES) {
		const uint8_t *packet = (const uint8_t *)src->data + at;
		struct pm_pos pos = pm_pos_at(src, at, PM_DDPMS_BYTES);
		struct pm_ddpms m;

		pm_ddpms_decode(&m, packet, r->set->v1);
		if (m.marker == PM_DDP_WRONG)
			pm_ddp_wrong_marker(r, pos, packet, "VVVM");
		if (m.marker == PM_DDP_PADDING && pm_ddp_tell(r->set, PM_DDP_TOLD_MAP_PADDING))
			pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, pos, "the map holds packets of mere fill");
		if (m.marker == PM_DDP_PACKET && add_stream(r, &m, pos, packet))
			return PM_E_NOMEM;
	}
	r->set->map_damaged |= r->set->marker_count > 0;
	mark_sessions(r->set);
	for (i = 0; i < r->set->stream_count; i++)
		find_renamed(r, &r->set->stream[i]);
	return PM_OK;
}
