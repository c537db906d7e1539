/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * place-zip.c - the one set in an archive, unpacked into a temporary folder.  Layer 5.
 *
 * How much may come out is bounded by what the set's map says it holds: an archive of a few KB must not fill the disk.
 */
#include <string.h>

#include "archive/unpack.h"
#include "base/path.h"
#include "base/temp.h"
#include "ddp/record.h"
#include "master/internal.h"
#include "master/place.h"

#define MB 1000000u
#define SECTOR_MAX_BYTES 2448u
#define DISC_MAX_BYTES ((uint64_t)450000 * SECTOR_MAX_BYTES) /* 100 minutes with subcode */
#define CUE_MAX_BYTES (4 * DISC_MAX_BYTES)                   /* its masters may be of 24 bit and 96 kHz */
#define MAP_MAX_BYTES (1u << 20)
#define SPARE_BYTES ((uint64_t)256 * MB) /* scans of the booklet, and maps that say too little */

/* The sets of one kind that an archive holds, by the folders they are in. */
struct found {
	const char *entry;   /* borrowed; of the first */
	size_t folder_bytes; /* of it: the folder's name with its "/" */
	const char *other;   /* an entry in another folder (or another sheet); NULL: there is one set only */
};

static size_t folder_length(const char *name)
{
	return (size_t)(pm_path_base(name) - name);
}

static int is_map(const char *name)
{
	static const char *const names[] = {"DDPID", "DDPMS"};
	const char *base = pm_path_base(name);
	size_t i, n;

	for (n = 0; n < 2; n++) {
		for (i = 0; i < 5 && (base[i] & ~0x20) == names[n][i]; i++)
			;
		if (i == 5 && !base[5])
			return 1;
	}
	return 0;
}

static int is_cue(const char *name)
{
	return pm_path_has_extension(name, "cue");
}

static int is_toc(const char *name)
{
	return pm_path_has_extension(name, "toc");
}

static void search(const struct pm_archive_list *list, int (*is_it)(const char *), int one_a_folder, struct found *found)
{
	size_t i;

	*found = (struct found){NULL, 0, NULL};
	for (i = 0; i < list->count; i++) {
		const char *name = list->list[i].name;
		size_t folder = folder_length(name);

		if (!is_it(name))
			continue;
		if (!found->entry || folder < found->folder_bytes) {
			/* A set at the top stands before one in a folder below it. */
			found->other = found->entry && folder ? found->entry : NULL;
			found->entry = name;
			found->folder_bytes = folder;
		} else if (folder == found->folder_bytes && strncmp(name, found->entry, folder) == 0) {
			if (!one_a_folder)
				found->other = name;
		} else if (found->folder_bytes && !found->other) {
			found->other = name;
		}
	}
}

/* Which set it is; a status where there is none or more than one. */
static int choose(struct pm_session *s, const char *path, const struct pm_archive_list *list, struct found *found, enum pm_kind *kind)
{
	*kind = PM_KIND_DDP;
	search(list, is_map, 1, found);
	if (!found->entry) {
		*kind = PM_KIND_CUE;
		search(list, is_cue, 0, found);
	}
	if (!found->entry) {
		*kind = PM_KIND_TOC;
		search(list, is_toc, 0, found);
	}
	if (!found->entry)
		return pm_error_set(&s->error, PM_E_FORMAT, "'%s' holds neither a DDP fileset nor a cue sheet", path);
	if (found->other)
		return pm_error_set(&s->error, PM_E_FORMAT, "'%s' holds several sets ('%.200s', '%.200s'): unpack it and name the one that is meant",
				    path, found->entry, found->other);
	return PM_OK;
}

/* The bytes that the map of a fileset speaks of, generously: every stream by the largest sector there is. */
static uint64_t said_by_map(const struct pm_buf *map)
{
	struct pm_ddpms packet;
	uint64_t said = 0;
	size_t at;

	for (at = 0; at + PM_DDPMS_BYTES <= map->length_bytes; at += PM_DDPMS_BYTES) {
		pm_ddpms_decode(&packet, (const uint8_t *)map->data + at, 0);
		if (packet.stream == PM_DDP_MAIN && packet.dsl > 0)
			said += (uint64_t)packet.dsl * SECTOR_MAX_BYTES;
	}
	return said;
}

/* How much may come out of a fileset. */
static int bound_ddp(struct pm_session *s, const char *path, const struct pm_archive_list *list, const struct found *found, uint64_t *max_bytes)
{
	struct pm_buf map;
	uint64_t said = 0;
	size_t i;
	int status = PM_OK;

	pm_buf_init(&map);
	for (i = 0; i < list->count && status == PM_OK; i++) {
		const char *name = list->list[i].name;

		if (folder_length(name) != found->folder_bytes || strncmp(name, found->entry, found->folder_bytes) != 0 || !is_map(name) ||
		    (pm_path_base(name)[3] & ~0x20) != 'M')
			continue;
		status = pm_archive_load(path, name, MAP_MAX_BYTES, &map, &s->error);
		said = said_by_map(&map);
		break;
	}
	pm_buf_release(&map);
	if (!said)
		said = DISC_MAX_BYTES / 2;
	*max_bytes = said < CUE_MAX_BYTES / 2 ? said * 2 + SPARE_BYTES : CUE_MAX_BYTES + SPARE_BYTES;
	return status;
}

static uint64_t declared_bytes(const struct pm_archive_list *list, const char *folder, int deep)
{
	size_t i, length = strlen(folder);
	uint64_t sum = 0;

	for (i = 0; i < list->count; i++)
		if (strncmp(list->list[i].name, folder, length) == 0 && (deep || !strchr(list->list[i].name + length, '/')))
			sum = sum + list->list[i].bytes < sum ? UINT64_MAX : sum + list->list[i].bytes;
	return sum;
}

static int unpack(struct pm_session *s, const char *path, const struct pm_archive_list *list, struct pm_unpack *ask, const char *work_dir,
		  struct pm_place *place)
{
	int status;

	ask->said_bytes = declared_bytes(list, ask->folder, ask->deep);
	if (ask->said_bytes > ask->max_bytes)
		return pm_error_set(&s->error, PM_E_FORMAT,
				    "cannot unpack '%s': it unpacks to %llu MB, and %llu MB are more than such a set can hold", path,
				    (unsigned long long)(ask->said_bytes / MB), (unsigned long long)(ask->max_bytes / MB));
	status = pm_temp_new(work_dir, &place->temp_dir, &s->error);
	if (status != PM_OK)
		return status;
	ask->into = place->temp_dir;
	status = pm_temp_space(place->temp_dir, ask->said_bytes, &s->error);
	return status == PM_OK ? pm_archive_unpack(path, ask, &s->diags, &s->error) : status;
}

static int name_place(struct pm_place *place, const char *path, enum pm_kind kind, const struct found *found)
{
	place->kind = kind;
	place->path = kind != PM_KIND_DDP ? pm_path_join(place->temp_dir, found->entry + found->folder_bytes) : pm_str_dup(place->temp_dir);
	place->name = kind != PM_KIND_DDP ? pm_path_join(path, found->entry) : pm_str_dup(path);
	return place->path && place->name ? PM_OK : PM_E_NOMEM;
}

int pm_place_in_archive(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_place *place)
{
	struct pm_unpack ask = {.max_bytes = CUE_MAX_BYTES, .progress = options->progress};
	struct pm_archive_list list = {NULL, 0, 0};
	struct found found = {NULL, 0, NULL};
	struct pm_source *src;
	char *folder = NULL;
	enum pm_kind kind = PM_KIND_NONE;
	int status = pm_sources_add_name(&s->sources, path, path, &src);

	if (status != PM_OK)
		return status;
	ask.pos = pm_pos_file(src);
	status = pm_archive_read_list(path, &list, ask.pos, &s->diags, &s->error);
	if (status == PM_OK)
		status = choose(s, path, &list, &found, &kind);
	if (status == PM_OK && kind == PM_KIND_DDP)
		status = bound_ddp(s, path, &list, &found, &ask.max_bytes);
	if (status == PM_OK) {
		folder = pm_str_dup_n(found.entry, found.folder_bytes);
		ask.folder = folder;
		ask.deep = kind != PM_KIND_DDP;
		status = folder ? unpack(s, path, &list, &ask, options->work_dir, place) : PM_E_NOMEM;
	}
	if (status == PM_OK)
		status = name_place(place, path, kind, &found);
	free(folder);
	pm_archive_list_release(&list);
	return status;
}
