/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read-id.c - DDPID judged and taken into the disc.  Layer 4.  Source: shared/reference/ddp.md section 3. */
#include "ddp/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define DDPID_MAX_BYTES 65536

static void judge_size(struct pm_ddp_reading *r, const struct pm_source *src)
{
	const uint8_t *data = (const uint8_t *)src->data;

	if (src->length_bytes == 0 || src->length_bytes % PM_DDPID_BYTES) {
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pm_pos_file(src), "%s is %zu bytes long, want 128", src->name, src->length_bytes);
	} else if (src->length_bytes > PM_DDPID_BYTES) {
		int padded = pm_field_blank(data + PM_DDPID_BYTES, src->length_bytes - PM_DDPID_BYTES);

		pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, pm_pos_at(src, PM_DDPID_BYTES, 1), "%s is %zu bytes long, want 128%s",
			       src->name, src->length_bytes, padded ? "; the rest is fill" : "; only the first record is read");
	}
}

static void judge_level(struct pm_ddp_reading *r, const struct pm_source *src)
{
	const struct pm_ddpid *id = &r->set->id;
	struct pm_pos pos = pm_pos_at(src, 0, 8);

	if (strcmp(id->type, "DV") == 0 || strncmp(id->level, "DDV", 3) == 0) {
		pm_diag_add(r->diags, PM_DIAG_DDP_LEVEL, pos, "this is the master of a DVD (level '%s', TYPE '%s'), not of an audio CD", id->level,
			    id->type);
		r->set->not_audio = 1;
	} else if (r->set->v1) {
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, pos, "level is %s; plants ask for DDP 2.00", id->level);
	} else if (strncmp(id->level, "DDP 2.", 6) == 0) {
		if (strcmp(id->level, "DDP 2.00") != 0)
			pm_diag_add_as(r->diags, PM_DIAG_DDP_LEVEL, PM_WARNING, pos, "level '%s' is unknown; read as DDP 2.00", id->level);
	} else {
		pm_diag_add(r->diags, PM_DIAG_DDP_LEVEL, pos, "level '%s' is unknown, want DDP 2.00, 1.01 or 1.00", id->level);
	}
}

/* Fields that premaster leaves blank. */
static void judge_blank(struct pm_ddp_reading *r, const struct pm_source *src, uint64_t offset, uint32_t length, const char *name)
{
	const uint8_t *data = (const uint8_t *)src->data;

	if (!pm_field_blank(data + offset, length))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, pm_pos_at(src, offset, length), "%s is '%.*s', premaster leaves it blank", name,
			    (int)length, (const char *)data + offset);
}

static void judge_type(struct pm_ddp_reading *r, const struct pm_source *src)
{
	const struct pm_ddpid *id = &r->set->id;

	if (r->set->v1)
		return;
	if (!id->type[0])
		pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, PM_WARNING, pm_pos_at(src, 87, 2), "TYPE is blank, taken as CD");
	else if (strcmp(id->type, "CD") != 0)
		pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, pm_pos_at(src, 87, 2), "TYPE is '%s', want CD", id->type);
	judge_blank(r, src, 86, 1, "BK");
	judge_blank(r, src, 89, 4, "the DVD part (NSIDE to LAYER)");
}

static int take_mid(struct pm_ddp_reading *r, const struct pm_source *src)
{
	const char *mid = r->set->id.mid;
	struct pm_pos pos = pm_pos_at(src, 38, 48);
	size_t i;

	if (!mid[0])
		return PM_OK;
	for (i = 0; mid[i]; i++)
		if (mid[i] < 0x20 || mid[i] > 0x7e)
			break;
	if (mid[i])
		pm_diag_add_as(r->diags, PM_DIAG_DDP_RECORD, PM_WARNING, pos, "the master id holds characters outside printable ASCII");
	free(r->disc->master_id);
	r->disc->master_id = pm_ddp_utf8(mid);
	r->disc->master_id_pos = pos;
	return r->disc->master_id ? PM_OK : PM_E_NOMEM;
}

static int take_text(struct pm_ddp_reading *r, const struct pm_source *src)
{
	static const struct { uint64_t offset; enum pm_severity severity; const char *where; } at[] = {
		[PM_DDP_TEXT_93] = {95, PM_NOTE, "at 95"},
		[PM_DDP_TEXT_94] = {96, PM_WARNING, "at 96, with its length at 94; other readers look for it at 95"},
		[PM_DDP_TEXT_LOOSE] = {95, PM_WARNING, "at 95, with one digit of length"},
		[PM_DDP_TEXT_BARE] = {95, PM_WARNING, "at 95, without a length"},
		[PM_DDP_TEXT_86] = {88, PM_NOTE, "at 88"},
	};
	const struct pm_ddpid *id = &r->set->id;
	char *text;
	int status;

	if (!id->text[0]) {
		if (!r->set->v1)
			judge_blank(r, src, 93, 35, "the length of the user text");
		return PM_OK;
	}
	text = pm_ddp_utf8(id->text);
	if (!text)
		return PM_E_NOMEM;
	pm_diag_add_as(r->diags, PM_DIAG_DDP_PROFILE, at[id->text_at].severity, pm_pos_at(src, at[id->text_at].offset, 1),
	               "user text '%s' %s; it does not reach the disc", text, at[id->text_at].where);
	status = pm_disc_add_extra(r->disc, -1, "DDP user text", text);
	free(text);
	return status;
}

int pm_ddp_read_id(struct pm_ddp_reading *r)
{
	size_t entry = pm_folder_find(r->set->folder, "DDPID");
	struct pm_source *src = NULL;
	int status;

	if (entry == PM_FOLDER_NONE) {
		pm_diag_add(r->diags, PM_DIAG_DDP_MISSING_FILE, pm_pos_file(r->set->map_source), "DDPID is missing");
		return PM_OK;
	}
	status = pm_ddp_load(r, entry, DDPID_MAX_BYTES, &src);
	if (status || !src)
		return status;
	r->set->id_source = src;
	judge_size(r, src);
	if (src->length_bytes < PM_DDPID_BYTES)
		return PM_OK;
	pm_ddpid_decode(&r->set->id, (const uint8_t *)src->data);
	r->set->have_id = 1;
	r->set->v1 = pm_ddpid_is_v1(&r->set->id);
	judge_level(r, src);
	if (r->set->not_audio)
		return PM_OK;
	judge_type(r, src);
	judge_blank(r, src, 21, 8, "MSS");
	judge_blank(r, src, 29, 8, "MSL");
	judge_blank(r, src, 37, 1, "MED");
	pm_ddp_note_nul(r, pm_pos_at(src, 0, PM_DDPID_BYTES), (const uint8_t *)src->data, PM_DDPID_BYTES);
	status = take_mid(r, src);
	return status ? status : take_text(r, src);
}
