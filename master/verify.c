/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - a delivered master is whole and self-consistent.  Layer 5. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "check/rules.h"
#include "disc/diff.h"
#include "master/internal.h"

#define RAW96_SECTOR_BYTES 2448

/* The folder a CUE set lies in, and what its files are called there. */
struct set {
	const char *dir;  /* borrowed */
	char *stem;       /* path of the sheet without its extension; owned */
	const char *name; /* its last component; borrowed */
};

static int set_init(struct set *set, const struct pm_disc *disc)
{
	const char *path = disc->pos.source->path; /* of the sheet, also where the user named its folder */
	size_t cut = strlen(pm_path_extension(path));

	set->dir = disc->base_dir;
	set->stem = pm_str_dup_n(path, strlen(path) - cut - (cut > 0));
	set->name = set->stem ? pm_path_base(set->stem) : NULL;
	return set->stem ? PM_OK : PM_E_NOMEM;
}

/* The path of a file of the set; NULL: it is not there, or memory is out. */
static char *existing(const struct set *set, const char *ending)
{
	char *path = pm_str_printf("%s%s", set->stem, ending);

	if (path && pm_path_is_file(path))
		return path;
	free(path);
	return NULL;
}

/* Checksums of everything the sheet names and everything called like it. */
static int verify_lists(struct pm_session *s, const struct pm_disc *disc, const struct set *set, const struct pm_open_options *o, struct pm_sums *sums)
{
	const char **wanted = calloc(PM_CUE_SET_NAMES + disc->file_count + 2, sizeof(*wanted));
	struct pm_cue_names names;
	size_t i, n = 0;
	int status = wanted ? pm_cue_set_names(&names, set->name) : PM_E_NOMEM;

	if (status == PM_OK) {
		for (i = 0; i < PM_CUE_SET_NAMES && names.name[i]; i++)
			if (strcmp(names.name[i], "CHECKSUM.MD5") != 0)
				wanted[n++] = names.name[i];
		for (i = 0; i < disc->file_count; i++)
			if (disc->file[i].path)
				wanted[n++] = pm_path_base(disc->file[i].path);
		wanted[n++] = pm_path_base(disc->pos.source->path);
		status = pm_verify_listed(disc, set->dir, wanted, sums, &s->sources, &s->diags, o->progress, &s->error);
		pm_cue_names_release(&names);
	}
	free(wanted);
	return status;
}

/* The one raw file that holds the whole programme from LBA 0 on; NULL: the set is made otherwise. */
static const struct pm_file *raw_image(const struct pm_disc *disc)
{
	const struct pm_file *f = disc->file_count == 1 ? &disc->file[0] : NULL;

	return f && f->path && !f->unusable && f->offset_bytes == 0 && (f->kind == PM_FILE_RAW_LE || f->kind == PM_FILE_RAW_BE) ? f : NULL;
}

static int verify_subcode(struct pm_session *s, const struct pm_disc *disc, const struct set *set, const struct pm_open_options *o)
{
	const struct pm_file *image = raw_image(disc);
	struct pm_subcode_file file = { .stride_bytes = 96 };
	char *sub = NULL;
	int status = PM_OK;

	/* Where the times are not known, every frame would be reported. */
	if (!image || !disc->laid_out || disc->leadout_lba <= 0 || (disc->poisoned & (PM_POISON_AUDIO | PM_POISON_TIMES)))
		return PM_OK;
	if (image->sector_stride_bytes == RAW96_SECTOR_BYTES) {
		file = (struct pm_subcode_file){ image->path, pm_path_base(image->path), RAW96_SECTOR_BYTES, PM_SECTOR_BYTES, 1 };
	} else {
		sub = existing(set, ".sub");
		file.path = sub;
		file.name = sub ? pm_path_base(sub) : NULL;
	}
	if (file.path)
		status = pm_verify_subcode_file(disc, &file, &s->sources, &s->diags, o->progress, &s->error);
	free(sub);
	return status;
}

/* The findings of the set's second sheet that the first did not have. */
static void take_errors(struct pm_session *s, const struct pm_session *other, struct pm_pos pos, const char *name)
{
	size_t i;

	for (i = 0; i < other->diags.count; i++)
		if (other->diags.list[i].severity == PM_ERROR)
			pm_diag_add(&s->diags, PM_DIAG_CUE_MISMATCH, pos, "%s: %s [%s]", name, other->diags.list[i].message, pm_diag_id_text(other->diags.list[i].id));
}

static int report_differences(struct pm_session *s, const struct pm_disc *disc, const struct pm_disc *toc, struct pm_pos pos, const char *name)
{
	struct pm_diff diff;
	size_t i;
	int status;

	pm_diff_init(&diff);
	status = pm_diff_discs(disc, toc, PM_DIFF_MASTER_ID | PM_DIFF_CDTEXT_CODES | PM_DIFF_SCMS, &diff);
	for (i = 0; i < diff.count; i++)
		pm_diag_hint(pm_diag_add(&s->diags, PM_DIAG_CUE_MISMATCH, pos, "%s of %s is '%s', here it is '%s'", diff.list[i].field, name,
		                         diff.list[i].b ? diff.list[i].b : "", diff.list[i].a ? diff.list[i].a : ""),
		             "a plant or a burner takes the one or the other: build the set again");
	pm_diff_release(&diff);
	return status;
}

/* NAME.toc says the same disc as NAME.cue. */
static int verify_toc(struct pm_session *s, const struct pm_disc *disc, const struct set *set)
{
	struct pm_open_options open = { .join = PM_JOIN_CONTINUOUS };
	struct pm_session other;
	struct pm_disc *toc = NULL;
	char *path = existing(set, ".toc");
	int status;

	if (!path)
		return PM_OK;
	pm_session_init(&other);
	status = pm_open(&other, path, &open, &toc);
	if (status != PM_OK)
		pm_error_set(&s->error, status, "%s", other.error.message);
	else if (other.diags.count_of[PM_ERROR] > s->diags.count_of[PM_ERROR])
		take_errors(s, &other, disc->pos, pm_path_base(path));
	else if (disc->laid_out && toc->laid_out)
		status = report_differences(s, disc, toc, disc->pos, pm_path_base(path));
	pm_close(toc);
	pm_session_release(&other);
	free(path);
	return status;
}

static int verify_cue(struct pm_session *s, const struct pm_disc *disc, const struct pm_open_options *o, struct pm_sums *sums)
{
	struct set set;
	int status = set_init(&set, disc);

	if (status == PM_OK)
		status = verify_lists(s, disc, &set, o, sums);
	if (status == PM_OK)
		status = verify_subcode(s, disc, &set, o);
	if (status == PM_OK && disc->kind == PM_KIND_CUE)
		status = verify_toc(s, disc, &set);
	free(set.stem);
	return status;
}

int pm_verb_verify(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_disc **out, struct pm_sums *sums)
{
	struct pm_check_options check = { .this_year = 0 };
	struct pm_disc *disc = NULL;
	int status = pm_open(s, path, options, &disc);

	if (status == PM_OK)
		pm_check_disc(disc, &check, &s->diags);
	if (status == PM_OK && disc->kind == PM_KIND_DDP)
		status = pm_ddp_verify_files(disc, disc->base_dir, sums, &s->sources, &s->diags, options->progress, &s->error);
	else if (status == PM_OK && (disc->kind == PM_KIND_CUE || disc->kind == PM_KIND_TOC))
		status = verify_cue(s, disc, options, sums);
	else if (status == PM_OK)
		status = pm_error_set(&s->error, PM_E_UNSUPPORTED, "'%s' is not a finished master; use %s", path,
		                      disc->kind == PM_KIND_DRIVE ? "compare, with the master the disc was made from" : "check");
	if (status == PM_OK && out) {
		*out = disc;
		disc = NULL;
	}
	pm_close(disc);
	return status == PM_OK ? PM_OK : pm_error_set(&s->error, status, "cannot verify '%s': %s", path, pm_status_text(status));
}
