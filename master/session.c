/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.c - what one run owns, and what kind of thing a path names.  Layer 5. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "master/internal.h"

void pm_session_init(struct pm_session *s)
{
	memset(s, 0, sizeof(*s));
	pm_sources_init(&s->sources);
	pm_diags_init(&s->diags);
}

void pm_session_release(struct pm_session *s)
{
	pm_diags_release(&s->diags);
	pm_sources_release(&s->sources);
}

static enum pm_kind kind_of_extension(const char *path)
{
	static const struct { const char *extension; enum pm_kind kind; } table[] = {
		{ "csv", PM_KIND_SHEET },   { "tsv", PM_KIND_SHEET },   { "cue", PM_KIND_CUE }, { "toc", PM_KIND_TOC },
		{ "sub", PM_KIND_SUBCODE }, { "bin", PM_KIND_SUBCODE }, { "q", PM_KIND_SUBCODE },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (pm_path_has_extension(path, table[i].extension))
			return table[i].kind;
	return PM_KIND_NONE;
}

enum pm_kind pm_recognise(const char *path, int is_drive)
{
	enum pm_kind kind;
	struct stat st;

	if (is_drive)
		return PM_KIND_DRIVE;
	if (stat(path, &st) != 0)
		return PM_KIND_NONE;
	if (S_ISBLK(st.st_mode) || S_ISCHR(st.st_mode))
		return PM_KIND_DRIVE;
	if (pm_ddp_detect(path))
		return PM_KIND_DDP;
	kind = kind_of_extension(path);
	return kind;
}

int pm_unknown_kind(struct pm_session *s, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return pm_error_io(&s->error, errno, "open", path);
	if (S_ISDIR(st.st_mode))
		return pm_error_set(&s->error, PM_E_FORMAT, "'%s' is a folder without DDPID or DDPMS: no DDP fileset", path);
	return pm_error_set(&s->error, PM_E_FORMAT, "'%s' is of no kind premaster knows (.csv, .tsv, .cue, .toc, a DDP folder, a drive)", path);
}

void pm_soften_read_back(struct pm_session *s, const struct pm_disc *disc, size_t from)
{
	static const enum pm_diag_group groups[] = { PM_GROUP_CODE, PM_GROUP_LAYOUT };

	if (disc->kind == PM_KIND_DDP || disc->kind == PM_KIND_DRIVE || disc->kind == PM_KIND_IMAGE || disc->kind == PM_KIND_SUBCODE)
		pm_diags_soften(&s->diags, from, groups, sizeof(groups) / sizeof(groups[0]));
}
