/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set.c - small things all steps of reading a fileset share.  Layer 4. */
#include "ddp/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/charset.h"

#define MARKER_FINDINGS_MAX 20

void pm_ddp_set_init(struct pm_ddp_set *set, const struct pm_folder *folder)
{
	*set = (struct pm_ddp_set){.folder = folder};
	pm_ddpid_init(&set->id);
}

void pm_ddp_set_release(struct pm_ddp_set *set)
{
	size_t i;

	for (i = 0; i < set->stream_count; i++)
		free(set->stream[i].name);
	free(set->stream);
	*set = (struct pm_ddp_set){0};
}

int pm_ddp_tell(struct pm_ddp_set *set, enum pm_ddp_told what)
{
	uint64_t bit = (uint64_t)1 << what;

	if (set->told & bit)
		return 0;
	set->told |= bit;
	return 1;
}

int pm_ddp_load(struct pm_ddp_reading *r, size_t entry, size_t max_bytes, struct pm_source **out)
{
	const struct pm_folder_entry *e = &r->set->folder->list[entry];
	struct pm_source *src = NULL;

	*out = NULL;
	if (e->bytes > max_bytes) {
		int status = pm_sources_add_name(r->sources, e->path, e->name, &src);

		if (!status)
			pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pm_pos_file(src), "%s is %llu bytes long: far too long for what it should be",
				    e->name, (unsigned long long)e->bytes);
		return status;
	}
	if (e->data)
		return pm_sources_add_binary(r->sources, e->name, e->data, (size_t)e->bytes, out);
	return pm_sources_read_binary(r->sources, e->path, e->name, max_bytes, out, r->err);
}

void pm_ddp_wrong_marker(struct pm_ddp_reading *r, struct pm_pos pos, const uint8_t *packet, const char *want)
{
	if (++r->set->marker_count > MARKER_FINDINGS_MAX)
		return;
	if (r->set->marker_count == MARKER_FINDINGS_MAX)
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pos, "this and more packets have a wrong marker");
	else
		pm_diag_add(r->diags, PM_DIAG_DDP_RECORD, pos, "the packet begins with '%.4s', want '%s'", (const char *)packet, want);
}

int pm_ddp_is_zeros(const char *code)
{
	return code[0] && strspn(code, "0") == strlen(code);
}

int pm_ddp_same_upc(const char *a, const char *b)
{
	size_t length_a = strlen(a), length_b = strlen(b);

	if (length_a == 13 && length_b == 12 && a[0] == '0')
		a++;
	else if (length_b == 13 && length_a == 12 && b[0] == '0')
		b++;
	return strcmp(a, b) == 0;
}

void pm_ddp_note_nul(struct pm_ddp_reading *r, struct pm_pos pos, const uint8_t *bytes, size_t length_bytes)
{
	size_t i;

	for (i = 0; i < length_bytes; i++)
		if (!bytes[i] && (i + 1 == length_bytes || !bytes[i + 1] || bytes[i + 1] == ' ')) /* one inside a text is no fill */
			break;
	if (i < length_bytes && pm_ddp_tell(r->set, PM_DDP_TOLD_NUL))
		pm_diag_add(r->diags, PM_DIAG_DDP_PROFILE, pos, "fields are filled with NUL, premaster fills them with blanks");
}

char *pm_ddp_utf8(const char *bytes)
{
	struct pm_buf b;
	char *text;

	if (pm_utf8_valid(bytes, strlen(bytes)))
		return pm_str_dup(bytes);
	pm_buf_init(&b);
	if (pm_charset_to_utf8(PM_CS_ISO_8859_1, (const uint8_t *)bytes, strlen(bytes), &b, NULL, NULL)) {
		pm_buf_release(&b);
		return NULL;
	}
	text = pm_buf_detach(&b);
	return text ? text : pm_str_dup("");
}

struct pm_ddp_stream *pm_ddp_set_find(struct pm_ddp_set *set, enum pm_ddp_stream_kind kind)
{
	size_t i;

	for (i = 0; i < set->stream_count; i++)
		if (set->stream[i].map.stream == kind && set->stream[i].session == 1)
			return &set->stream[i];
	return NULL;
}

int pm_ddp_set_open(struct pm_ddp_reading *r)
{
	int status;

	/* The map first: its source is where a missing DDPID is reported; but DDPID says how to read it. */
	size_t entry = pm_folder_find(r->set->folder, "DDPMS");

	status = entry == PM_FOLDER_NONE ? PM_OK : pm_ddp_load(r, entry, 1 << 20, &r->set->map_source);
	if (!status)
		status = pm_ddp_read_id(r);
	if (status || r->set->not_audio)
		return status;
	if (entry == PM_FOLDER_NONE) {
		pm_diag_add(r->diags, PM_DIAG_DDP_MISSING_FILE, pm_pos_file(r->set->id_source), "DDPMS is missing");
		return PM_OK;
	}
	if (!r->set->map_source)
		return PM_OK;
	status = pm_ddp_read_map(r);
	if (!status)
		pm_ddp_judge_map(r);
	return status;
}
