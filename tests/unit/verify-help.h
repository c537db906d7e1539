/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-help.h - running verify over the set of masterset.h, and asking what it said, for the tests of the parts of verify. */
#ifndef PM_TESTS_VERIFY_HELP_H
#define PM_TESTS_VERIFY_HELP_H

#include "master/verify-set.h"
#include "tests/unit/masterset.h"

static struct pm_session session;

/* What is found stays in `session`, to be released by the caller. */
static inline void verify(const char *name)
{
	struct pm_open_options options = {0};

	pm_session_init(&session);
	if (pm_verb_verify(&session, temp_path(name), &options, NULL, NULL) != PM_OK)
		printf("# %s\n", session.error.message);
}

static inline const struct pm_diag *find(enum pm_diag_id id, const char *part)
{
	size_t i;

	for (i = 0; i < session.diags.count; i++)
		if (session.diags.list[i].id == id && (!part || strstr(session.diags.list[i].message, part)))
			return &session.diags.list[i];
	return NULL;
}

static inline void show(void)
{
	size_t i;

	for (i = 0; i < session.diags.count; i++)
		printf("# %s: %s [%s]\n", pm_severity_text(session.diags.list[i].severity), session.diags.list[i].message,
		       pm_diag_id_text(session.diags.list[i].id));
}

/* Errors and warnings, but for the list that is not there. */
static inline size_t count_found(void)
{
	size_t missing = find(PM_DIAG_CHECKSUM_MISSING, "no checksum file") != NULL;

	return session.diags.count_of[PM_ERROR] + session.diags.count_of[PM_WARNING] - missing;
}

/* Nothing is found in the set of this sheet. */
static inline void is_whole(const char *sheet, const char *name)
{
	verify(sheet);
	if (!IS_INT(count_found(), 0, name))
		show();
	pm_session_release(&session);
}

/* Verifying `sheet` says exactly one thing: this. */
static inline void says(const char *sheet, enum pm_diag_id id, enum pm_severity severity, const char *part)
{
	const struct pm_diag *d;

	verify(sheet);
	d = find(id, part);
	if (!OK(d && d->severity == severity && d->pos.source && count_found() == (severity != PM_NOTE), part))
		show();
	pm_session_release(&session);
}

/* The set with one text of one file changed: one error of that kind. */
static inline void says_otherwise(const char *file, const char *from, const char *to, enum pm_diag_id id, const char *part)
{
	struct set_undo undo = set_change(file, from, to);

	says("set/x.cue", id, PM_ERROR, part);
	set_undo(&undo);
}

/* A file of the set goes away, and comes back. */
static inline void put_away(const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s", temp_path(name));
	if (rename(path, temp_path("away")) != 0)
		exit(96);
}
static inline void put_back(const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s", temp_path(name));
	if (rename(temp_path("away"), path) != 0)
		exit(96);
}

/* The set in "set", without its list: nothing but a contradiction itself can show it. */
static inline void begin_without_list(void)
{
	set_begin();
	if (!set_build("set", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED) || remove(temp_path("set/CHECKSUM.MD5")) != 0)
		exit(97);
}

#endif
