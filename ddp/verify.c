/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - which files a fileset consists of, for the checksum lists beside them.  Layer 4.  Source: shared/reference/ddp.md section 11.3. */
#include <stdlib.h>

#include "ddp/ddp.h"
#include "ddp/set.h"

/* The map once more, for the names in it; what is wrong with it was said by the reader. */
static int open_set(struct pm_ddp_set *set, struct pm_error *err)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DDP);
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_ddp_reading r = {set, disc, &sources, &diags, err};
	int status;

	if (!disc)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	status = pm_ddp_set_open(&r);
	set->id_source = set->map_source = NULL;
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_disc_free(disc);
	return status;
}

/* The two records and every stream: by the name the map has for it, and by its file's where that was renamed. */
static struct pm_verify_name *names_of(const struct pm_ddp_set *set, size_t *count)
{
	struct pm_verify_name *name = calloc(set->stream_count + 2, sizeof *name);
	size_t i, n = 0;

	if (!name)
		return NULL;
	name[n++] = (struct pm_verify_name){"DDPID", "DDPID"};
	name[n++] = (struct pm_verify_name){"DDPMS", "DDPMS"};
	for (i = 0; i < set->stream_count; i++) {
		const struct pm_ddp_stream *s = &set->stream[i];
		const char *file = s->entry == PM_FOLDER_NONE ? s->name : set->folder->list[s->entry].name;

		if (file[0])
			name[n++] = (struct pm_verify_name){s->name[0] ? s->name : file, file};
	}
	*count = n;
	return name;
}

int pm_ddp_verify_begin(struct pm_verifier **out, const struct pm_disc *disc, const char *dir, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_verify_set what = {.fills_folder = 1};
	struct pm_verify_name *name = NULL;
	struct pm_folder folder;
	struct pm_ddp_set set;
	char *found = NULL;
	int status = pm_ddp_locate(dir, &found, err);

	*out = NULL;
	pm_folder_init(&folder);
	pm_ddp_set_init(&set, &folder);
	if (!status)
		status = pm_folder_scan(&folder, found, err);
	if (!status)
		status = open_set(&set, err);
	if (!status && !(name = names_of(&set, &what.name_count)))
		status = pm_error_set(err, PM_E_NOMEM, "out of memory");
	what.dir = found;
	what.name = name;
	if (!status)
		status = pm_verify_begin(out, disc, &what, sources, diags, progress, err);
	free(name);
	pm_ddp_set_release(&set);
	pm_folder_release(&folder);
	free(found);
	return status;
}

int pm_ddp_verify_files(const struct pm_disc *disc, const char *dir, struct pm_sums *sums, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_verifier *v;
	int status = pm_ddp_verify_begin(&v, disc, dir, sources, diags, progress, err);

	if (!status)
		status = pm_verify_end(v, sums);
	pm_verify_free(v);
	return status;
}
