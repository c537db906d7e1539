/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ddpread.h - sets in memory for the tests of the DDP reader: the worked example with bytes changed, and the whole list of findings as one line. */
#ifndef PM_TESTS_DDPREAD_H
#define PM_TESTS_DDPREAD_H

#include "base/buf.h"
#include "ddp/ddp.h"
#include "ddp/set.h"
#include "tests/unit/ddpset.h"

#define IMAGE_BYTES (EX_SECTORS * 2352u)

/* A set in memory. */
struct part {
	const char *name; /* NULL: not there */
	uint8_t data[16384];
	uint64_t bytes;   /* of the image: nothing is read from it */
};
enum { ID, MAP, PQ, TEXT, IMAGE, OTHER, PARTS };
static struct part part[PARTS];

static struct pm_disc *disc;
static struct pm_sources sources;
static struct pm_diags diags;

static inline void fill(int n, const char *name, const void *data, size_t length)
{
	part[n].name = name;
	part[n].bytes = length;
	if (data)
		memcpy(part[n].data, data, length);
}

/* The worked example again. */
static inline void reset(void)
{
	memset(part, 0, sizeof part);
	fill(ID, "DDPID", ex_ddpid, 128);
	fill(MAP, "DDPMS", ex_ddpms, 384);
	fill(PQ, "PQDESCR", ex_pq, 576);
	fill(TEXT, "CDTEXT.BIN", ex_cdtext, sizeof ex_cdtext);
	fill(IMAGE, "IMAGE.DAT", NULL, IMAGE_BYTES);
}

static inline void put(int n, size_t at, const char *bytes)
{
	memcpy(part[n].data + at, bytes, strlen(bytes));
}

static inline void done(void)
{
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	disc = NULL;
}

static inline int run(void)
{
	struct pm_folder folder;
	struct pm_error err = {0};
	int n, status = PM_OK;

	pm_folder_init(&folder);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_DDP);
	for (n = 0; n < PARTS; n++)
		if (part[n].name &&
		    pm_folder_add(&folder, part[n].name, n == IMAGE || (n == OTHER && !part[n].data[0]) ? NULL : part[n].data, part[n].bytes))
			exit(99);
	status = pm_ddp_read_folder(disc, &folder, &sources, &diags, &err);
	pm_folder_release(&folder);
	return status;
}

/* "DDPMS+128 error ddp-image-size; ..." in the order they are printed. */
static inline void is_found(const char *want, const char *name)
{
	struct pm_buf b;
	size_t i;

	pm_buf_init(&b);
	pm_diags_sort(&diags);
	for (i = 0; i < diags.count; i++) {
		const struct pm_diag *d = &diags.list[i];

		pm_buf_add_str(&b, i ? "; " : "");
		pm_buf_add_str(&b, d->pos.source ? d->pos.source->name : "?");
		if (d->pos.offset_bytes != PM_NOWHERE)
			pm_buf_printf(&b, "+%d", (int)d->pos.offset_bytes);
		pm_buf_printf(&b, " %s %s", pm_severity_text(d->severity), pm_diag_id_text(d->id));
	}
	if (!IS_STR(pm_buf_str(&b), want, name))
		for (i = 0; i < diags.count; i++)
			printf("# %s\n", diags.list[i].message);
	pm_buf_release(&b);
}

/* 1 when there is such a finding: "NAME+OFFSET", severity, id, and a part of its message. */
static inline int found(const char *name, long offset, enum pm_severity severity, enum pm_diag_id id, const char *part_of)
{
	size_t i;

	for (i = 0; i < diags.count; i++) {
		const struct pm_diag *d = &diags.list[i];

		if (d->id == id && d->severity == severity && d->pos.source && !strcmp(d->pos.source->name, name) &&
		    (offset < 0 ? d->pos.offset_bytes == PM_NOWHERE : d->pos.offset_bytes == (uint64_t)offset) && strstr(d->message, part_of))
			return 1;
	}
	for (i = 0; i < diags.count; i++)
		printf("# %s+%lld %s %s: %s\n", diags.list[i].pos.source ? diags.list[i].pos.source->name : "?", (long long)diags.list[i].pos.offset_bytes,
		       pm_severity_text(diags.list[i].severity), pm_diag_id_text(diags.list[i].id), diags.list[i].message);
	return 0;
}

static inline void expect(const char *want, const char *name)
{
	IS_INT(run(), PM_OK, name);
	is_found(want, name);
}

#endif
