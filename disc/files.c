/* SPDX-License-Identifier: GPL-3.0-or-later */
/* files.c - giving every audio file of a disc its path.  Layer 1.  Source: contract section 3 (file names). */
#include "disc/disc.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/path.h"

struct search {
	struct pm_disc *disc;
	const char *dir;
	const char *shown; /* dir as messages name it, in quotes */
	int given; /* 1: dir is --audio-dir */
	int *track; /* owned; of each file, -1: of none */
	struct pm_diags *diags;
	struct pm_error *err;
};

/* The track that first plays each file: what a finding about the file is about.  One walk over the items for all files: a sheet may name many. */
static int find_tracks(struct search *s)
{
	const struct pm_disc *disc = s->disc;
	int track = -1;
	size_t i;

	s->track = malloc((disc->file_count + 1) * sizeof *s->track);
	if (!s->track)
		return PM_E_NOMEM;
	for (i = 0; i < disc->file_count; i++)
		s->track[i] = -1;
	for (i = 0; i < disc->item_count; i++) {
		const struct pm_item *item = &disc->item[i];

		if (item->kind == PM_ITEM_MARK && item->after_sectors < 0)
			track = item->track;
		if (item->kind == PM_ITEM_AUDIO && item->file < disc->file_count && s->track[item->file] < 0)
			s->track[item->file] = track;
	}
	return PM_OK;
}

/* Behind the last "/" or "\". */
static const char *last_component(const char *name)
{
	const char *at, *base = name;

	for (at = name; *at; at++)
		if (*at == '/' || *at == '\\')
			base = at + 1;
	return base;
}

static void give_up(const struct search *s, size_t number, struct pm_diag *diag, const char *hint)
{
	pm_diag_on(diag, s->track[number], -1);
	if (hint)
		pm_diag_hint(diag, "%s", hint);
	free(s->disc->file[number].path);
	s->disc->file[number].path = NULL;
	s->disc->file[number].unusable = 1;
	s->disc->poisoned |= PM_POISON_AUDIO;
}

static int has_control(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < 0x20 || *name == 0x7F)
			return 1;
	return 0;
}

/* The name to look for, or NULL when it leads out of the folder and has been reported. */
static const char *name_inside(const struct search *s, size_t number)
{
	const struct pm_file *file = &s->disc->file[number];
	const char *base;

	if (pm_path_is_inside(file->name, strlen(file->name)))
		return file->name;
	base = last_component(file->name);
	if (s->given && pm_path_is_inside(base, strlen(base)))
		return base;
	if (has_control(file->name))
		give_up(s, number,
			pm_diag_add(s->diags, PM_DIAG_AUDIO_PATH, file->pos,
				    "audio file '%.200s' has a line break or another control character in its name", file->name),
			"write the name in one line, as the file has it");
	else
		give_up(s, number,
			pm_diag_add(s->diags, PM_DIAG_AUDIO_PATH, file->pos, "audio file '%.200s' is not named inside the folder of its sheet",
				    file->name),
			s->given ? NULL : "name it relative to the sheet, or say --audio-dir DIR");
	return NULL;
}

static void report_match(const struct search *s, size_t number, enum pm_match match)
{
	const struct pm_file *file = &s->disc->file[number];
	struct pm_diag *diag;

	if (match == PM_MATCH_NONE) {
		diag = pm_diag_add(s->diags, PM_DIAG_AUDIO_MISSING, file->pos, "audio file '%.200s' is not in %s", file->name, s->shown);
		give_up(s, number, diag, s->given ? NULL : "check its name, or say with --audio-dir DIR where the audio is");
	} else if (match == PM_MATCH_AMBIGUOUS) {
		diag = pm_diag_add(s->diags, PM_DIAG_AUDIO_MISSING, file->pos,
				   "audio file '%.200s' is not in %s, but several whose names differ from it only in case", file->name, s->shown);
		give_up(s, number, diag, "write the name as the file has it");
	} else if (!pm_path_is_file(file->path)) {
		diag = pm_diag_add(s->diags, PM_DIAG_AUDIO_MISSING, file->pos, "'%.200s' in %s is not a file", file->name, s->shown);
		give_up(s, number, diag, NULL);
	} else if (match != PM_MATCH_EXACT) {
		diag = pm_diag_add(s->diags, PM_DIAG_AUDIO_NAME, file->pos, "audio file '%s' was found as '%s', which differs in %s", file->name,
				   pm_path_base(file->path), match == PM_MATCH_CASE ? "case" : "its Unicode form");
		pm_diag_on(diag, s->track[number], -1);
	}
}

static int find_one(const struct search *s, size_t number)
{
	struct pm_file *file = &s->disc->file[number];
	enum pm_match match = PM_MATCH_NONE;
	const char *name = name_inside(s, number);
	int status;

	if (!name)
		return PM_OK;
	status = pm_path_find(s->dir, name, &file->path, &match, s->err);
	if (status == PM_OK)
		report_match(s, number, match);
	return status;
}

int pm_disc_find_files(struct pm_disc *disc, const char *audio_dir, struct pm_diags *diags, struct pm_error *err)
{
	struct search s = {disc, audio_dir ? audio_dir : disc->base_dir ? disc->base_dir : ".", NULL, audio_dir != NULL, NULL, diags, err};
	/* The folder of an unpacked archive means nothing to the user; nor does ".". */
	const char *shown = !audio_dir && disc->temp_dir && disc->source_name ? disc->source_name : s.dir;
	char *quoted = strcmp(shown, ".") ? pm_str_printf("'%s'", shown) : pm_str_dup(audio_dir ? "this folder" : "the folder of its sheet");
	size_t i;
	int status = quoted ? find_tracks(&s) : PM_E_NOMEM;

	s.shown = quoted;
	for (i = 0; i < disc->file_count && status == PM_OK; i++)
		if (!disc->file[i].path && !disc->file[i].unusable && disc->file[i].kind != PM_FILE_DRIVE)
			status = find_one(&s, i);
	free(s.track);
	free(quoted);
	return status;
}
