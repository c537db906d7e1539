/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-set.c - a CUE set is whole, and all its files say the same disc: the order of the parts, and where the files are.  Layer 5. */
#include "master/verify-set.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"

int pm_set_place_init(struct pm_set_place *set, const struct pm_disc *disc)
{
	const char *path = disc->pos.source->path; /* of the sheet, also where the user named its folder */
	size_t cut = strlen(pm_path_extension(path));

	set->dir = disc->base_dir;
	set->stem = pm_str_dup_n(path, strlen(path) - cut - (cut > 0));
	set->name = set->stem ? pm_path_base(set->stem) : NULL;
	return set->stem ? PM_OK : PM_E_NOMEM;
}

void pm_set_place_release(struct pm_set_place *set)
{
	free(set->stem);
	*set = (struct pm_set_place){ 0 };
}

char *pm_set_file(const struct pm_set_place *set, const char *ending)
{
	char *path = pm_str_printf("%s%s", set->stem, ending);

	if (path && pm_path_is_file(path))
		return path;
	free(path);
	return NULL;
}

const struct pm_file *pm_raw_image(const struct pm_disc *disc)
{
	const struct pm_file *f = disc->file_count == 1 ? &disc->file[0] : NULL;

	return f && f->path && !f->unusable && f->offset_bytes == 0 && (f->kind == PM_FILE_RAW_LE || f->kind == PM_FILE_RAW_BE) ? f : NULL;
}

struct pm_pos pm_place_in(const struct pm_source *source, struct pm_pos pos)
{
	int inside = pos.source && pos.offset_bytes != PM_NOWHERE && !strcmp(pm_path_base(pos.source->name), source->name);

	return inside ? pm_pos_at(source, pos.offset_bytes, pos.length_bytes) : pm_pos_file(source);
}

int pm_verify_cue_set(struct pm_session *s, const struct pm_disc *disc, const struct pm_open_options *o, struct pm_sums *sums)
{
	struct pm_set_place set;
	int status = pm_set_place_init(&set, disc);

	if (status == PM_OK)
		status = pm_verify_lists(s, disc, &set, o->progress, sums);
	if (status == PM_OK)
		pm_verify_image(s, disc, &set);
	if (status == PM_OK)
		status = pm_verify_subcode(s, disc, &set, o->progress);
	if (status == PM_OK)
		status = pm_verify_second_sheet(s, disc, &set);
	if (status == PM_OK)
		status = pm_verify_text_files(s, disc, &set);
	pm_set_place_release(&set);
	return status;
}
