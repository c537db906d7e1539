/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-ddp.c - DDP filesets from any bytes: as DDPID, as map, as PQ, as CD-Text, as checksum list, as all of a set at once, and as changes to the
 * worked example of ddp.md.  What comes out must be a disc that others can rely on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checksum/list.h"
#include "ddp/ddp.h"
#include "ddp/set.h"
#include "tests/fuzz/laid-out.h"
#include "tests/unit/ddpset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct part {
	const uint8_t *data;
	size_t size;
};
struct set {
	struct part id, map, pq, text;
	uint64_t image_bytes;
};

static void read_set(const struct set *s)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DDP);
	struct pm_folder folder;
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_error err = {0};

	pm_folder_init(&folder);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	must(disc && !pm_folder_add(&folder, "DDPID", s->id.data, s->id.size) && !pm_folder_add(&folder, "DDPMS", s->map.data, s->map.size) &&
		     !pm_folder_add(&folder, "PQDESCR", s->pq.data, s->pq.size) &&
		     !pm_folder_add(&folder, "CDTEXT.BIN", s->text.data, s->text.size) &&
		     !pm_folder_add(&folder, "IMAGE.DAT", NULL, s->image_bytes) && !pm_folder_add(&folder, "IMAGE02.DAT", NULL, 2352 * 100),
	     "memory");
	must(pm_ddp_read_folder(disc, &folder, &sources, &diags, &err) == PM_OK, "read");
	if (disc->laid_out) {
		laid_out_tracks(disc);
		laid_out_spans(disc);
	}
	pm_diags_sort(&diags);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_folder_release(&folder);
	pm_disc_free(disc);
}

static struct set example(void)
{
	return (struct set){{(const uint8_t *)ex_ddpid, 128},
			    {(const uint8_t *)ex_ddpms, 384},
			    {(const uint8_t *)ex_pq, 576},
			    {ex_cdtext, sizeof ex_cdtext},
			    (uint64_t)EX_SECTORS * 2352};
}

static void read_list(const uint8_t *data, size_t size)
{
	static const char *const known[] = {"DDPID", "DDPMS", "IMAGE.DAT", "A", ""};
	struct pm_checksums list;
	struct pm_sources sources;
	struct pm_source *src = NULL;

	pm_checksums_init(&list);
	pm_sources_init(&sources);
	must(pm_sources_add_text(&sources, "LIST", data, size, &src) == PM_OK, "source");
	must(pm_checksum_parse(&list, src, known, sizeof known / sizeof *known) == PM_OK, "parse");
	pm_checksums_release(&list);
	pm_sources_release(&sources);
}

/* Two bytes of length before each part: an engine finds its way through sets. */
static void read_split(const uint8_t *data, size_t size)
{
	struct part part[4];
	struct set s = {.image_bytes = (uint64_t)EX_SECTORS * 2352};
	size_t i, at = 0;

	for (i = 0; i < 4; i++) {
		size_t n = 0;

		if (size - at >= 2) {
			n = (size_t)data[at] << 8 | data[at + 1];
			at += 2;
			n = n < size - at ? n : size - at;
		}
		part[i] = (struct part){data + at, n};
		at += n;
	}
	s.id = part[0];
	s.map = part[1];
	s.pq = part[2];
	s.text = part[3];
	read_set(&s);
}

/* Three bytes each: where in the example, and what stands there instead. */
static void read_changed(const uint8_t *data, size_t size)
{
	uint8_t all[128 + 384 + 576 + sizeof ex_cdtext];
	struct set s = example();
	size_t i;

	memcpy(all, ex_ddpid, 128);
	memcpy(all + 128, ex_ddpms, 384);
	memcpy(all + 512, ex_pq, 576);
	memcpy(all + 1088, ex_cdtext, sizeof ex_cdtext);
	for (i = 0; i + 3 <= size && i < 300; i += 3)
		all[((size_t)data[i] << 8 | data[i + 1]) % sizeof all] = data[i + 2];
	s.id.data = all;
	s.map.data = all + 128;
	s.pq.data = all + 512;
	s.text.data = all + 1088;
	read_set(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct set s;

	s = example();
	s.id = (struct part){data, size};
	read_set(&s);
	s = example();
	s.map = (struct part){data, size};
	s.image_bytes = size * 2352;
	read_set(&s);
	s = example();
	s.pq = (struct part){data, size};
	read_set(&s);
	s = example();
	s.text = (struct part){data, size};
	read_set(&s);
	read_list(data, size);
	read_split(data, size);
	read_changed(data, size);
	return 0;
}
