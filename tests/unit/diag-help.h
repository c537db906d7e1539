/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diag-help.h - shared files and findings, for unit tests. */
#ifndef PM_TESTS_DIAG_HELP_H
#define PM_TESTS_DIAG_HELP_H

#include "base/diag.h"
#include "base/source.h"
#include "tests/tap.h"

/* A file below the shared folder; NULL when it is not there. */
static inline uint8_t *help_file(const char *name, size_t *length)
{
	char path[1024];
	uint8_t *data = NULL;

	if (!tap_shared())
		return NULL;
	snprintf(path, sizeof(path), "%s/%s", tap_shared(), name);
	return pm_file_read(path, 1u << 20, &data, length, NULL) == PM_OK ? data : NULL;
}

static inline const struct pm_diag *help_find(const struct pm_diags *d, enum pm_diag_id id, const char *part)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if (d->list[i].id == id && (!part || strstr(d->list[i].message, part)))
			return &d->list[i];
	return NULL;
}

static inline void help_show(const struct pm_diags *d)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		printf("# %s: %s [%s] at %llu\n", pm_severity_text(d->list[i].severity), d->list[i].message, pm_diag_id_text(d->list[i].id),
		       (unsigned long long)d->list[i].pos.offset_bytes);
}

#endif
