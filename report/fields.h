/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fields.h - what a PQ sheet says of a disc, as one table that every form of the report draws on.  Layer 5.
 *
 * A field has a key (stable: the column name of CSV), a label for people, and a function that writes its value as text.
 */
#ifndef PM_REPORT_FIELDS_H
#define PM_REPORT_FIELDS_H

#include "base/buf.h"
#include "disc/disc.h"
#include "disc/ids.h"

/* A disc with what is worked out from it once. */
struct pm_facts {
	const struct pm_disc *disc; /* borrowed */
	struct pm_ids ids;
	int has_ids;                /* 0: the disc has no table of contents yet */
};
/* PM_E_NOMEM: the ids could not be worked out. */
int pm_facts_of(struct pm_facts *facts, const struct pm_disc *disc) PM_MUST_USE;

/* 1: the disc is laid out and all its addresses hold; 0 also where audio of unknown length (missing, wrong) would have moved what follows. */
int pm_times_known(const struct pm_disc *disc);
/* The same for one track: 1: it has an index 01 and its addresses hold.  Its length, from index 01 to the next index 01; 0: not known. */
int pm_track_placed(const struct pm_disc *disc, unsigned track);
uint32_t pm_track_known_length(const struct pm_disc *disc, unsigned track);

enum pm_align { PM_ALIGN_LEFT, PM_ALIGN_RIGHT };

struct pm_field {
	const char *key;
	const char *label;
	enum pm_align align;
	/* Appends the value in UTF-8 as the disc has it (not made safe to show: base/visible.h); nothing when it is absent.  track is 0 for fields of the disc. */
	void (*get)(const struct pm_facts *facts, unsigned track, struct pm_buf *out);
};

/* Of the disc: album, artist, upc, master_id, label, release_date, source, track_count, playing_time, total_time (the absolute time of the lead-out). */
extern const struct pm_field pm_disc_fields[];
extern const size_t pm_disc_field_count;
/* Of the disc: the names databases give it. */
extern const struct pm_field pm_id_fields[];
extern const size_t pm_id_field_count;
/* Of a track: number, title, performer, pause, start, length, isrc, flags. */
extern const struct pm_field pm_track_fields[];
extern const size_t pm_track_field_count;

/* The text of track n (0: the disc) in the first block that has it; NULL: none. */
const char *pm_first_text(const struct pm_disc *disc, unsigned track, enum pm_text_field field);
/* "Album", "Title", "Songwriter"...: a label for a CD-Text field of the disc (track 0) or of a track. */
const char *pm_text_label(enum pm_text_field field, unsigned track);

#endif
