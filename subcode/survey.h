/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey.h - Q frames as they were read, put in order: which sector each is really of.  Layer 2.
 * Source: shared/reference/reading.md sections 3 and 4; subcode.md section 12.
 *
 * Drives give frames of a neighbouring sector, old frames, damaged ones.  The address that the frames themselves name is what counts: where most
 * frames around a sector agree on how far the subcode lags, that lag holds for the sector, and a frame that says otherwise is not of this place.
 */
#ifndef PM_SUBCODE_SURVEY_H
#define PM_SUBCODE_SURVEY_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "subcode/q.h"

/* One Q frame as read.  A list of these is what a .q file stores, in reading order. */
struct pm_q_read {
	int32_t lba; /* the sector that was asked for (a .sub file: the sector's place in it) */
	uint8_t q[PM_Q_BYTES];
};

struct pm_q_log {
	struct pm_q_read *list; /* owned */
	size_t count, capacity;
};

void pm_q_log_init(struct pm_q_log *log);
void pm_q_log_release(struct pm_q_log *log);
/* In any order; the same sector as often as it was read.  PM_OK, PM_E_NOMEM. */
int pm_q_log_add(struct pm_q_log *log, int32_t lba, const uint8_t q[PM_Q_BYTES]) PM_MUST_USE;
/* The Q of `count` sectors of 96 bytes, stride_bytes apart (96, or 2448 pointing at the subcode), the first of them sector lba. */
int pm_q_log_add_sectors(struct pm_q_log *log, int32_t lba, const uint8_t *data, size_t count, size_t stride_bytes, int interleaved) PM_MUST_USE;

/* One sector that was read, in order of read_lba. */
struct pm_q_sector {
	int32_t read_lba;
	int32_t lba;     /* its own address; PM_LBA_NONE when no frame around tells */
	uint8_t good;    /* 1: a frame of it had a fitting CRC */
	uint8_t located; /* 1: one was a position frame that names `lba`: track, index, control, relative_sectors hold */
	uint8_t track, index, control;
	uint8_t code; /* 1: one was a frame of ADR 2 or 3 */
	uint32_t relative_sectors;
};

/* One ADR 2 or 3 frame with a fitting CRC. */
struct pm_q_code {
	int32_t read_lba, lba; /* lba as its sector's */
	struct pm_q q;
	uint8_t in_place; /* 1: AFRAME fits lba */
	uint8_t track;    /* position frames on both sides, at most 5 sectors away, agree on this track; 0: they do not */
	uint8_t index;    /* and on the index, if they agree; else the one before */
};

struct pm_q_survey {
	struct pm_q_sector *sector; /* owned; ascending read_lba, each once */
	size_t sector_count;
	struct pm_q_code *code; /* owned; ascending read_lba */
	size_t code_count, code_capacity;
	size_t bad_frames; /* frames whose CRC does not fit, repeats counted */
};

/*
 * pm_q_survey_of - put a log in order
 *
 * Returns:  PM_OK and *out filled (release it); PM_E_NOMEM
 * Reads any bytes without harm; an empty log gives an empty survey.
 */
int pm_q_survey_of(const struct pm_q_log *log, struct pm_q_survey *out) PM_MUST_USE;
void pm_q_survey_release(struct pm_q_survey *survey);

#endif
