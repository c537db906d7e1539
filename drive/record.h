/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.h - everything a drive said about a disc, so that the verdict can be given again without disc or drive.  Layer 4.
 * The .q file that holds it is described in docs/isrc-reading.md.
 */
#ifndef PM_DRIVE_RECORD_H
#define PM_DRIVE_RECORD_H

#include "base/buf.h"
#include "disc/ids.h"
#include "subcode/vote.h"

#define PM_REPLY_BYTES 24
#define PM_RECORD_MAX_BYTES (256u << 20) /* of a .q file: ten times a whole disc */
#define PM_RECORD_CDTEXT_MAX_BYTES (8u * 256u * 18u + 8u)
#define PM_RECORD_REPLIES_MAX 1000 /* in a .q file: a reading asks three times for each of 100 codes */

enum pm_method {
	PM_METHOD_RAW_Q,            /* READ CD with raw P-W, or with Q formatted by the drive and its CRC */
	PM_METHOD_READ_SUB_CHANNEL, /* the drive gives no Q: what it answers when asked */
	PM_METHOD_SUB_FILE,
	PM_METHOD_DECLARED
};
/* "raw-q", "read-sub-channel"...: as JSON has them. */
const char *pm_method_text(enum pm_method method);

/* One answer to READ SUB-CHANNEL. */
struct pm_reply {
	uint8_t track; /* 0: the catalogue number was asked for */
	uint8_t byte[PM_REPLY_BYTES];
};

struct pm_record {
	char *device;      /* owned */
	struct pm_toc toc; /* first_track 0: none */
	uint8_t sessions;
	enum pm_method method;
	uint8_t *cdtext; /* owned; packs without header; NULL: none */
	size_t cdtext_bytes;
	struct pm_q_log log;    /* in reading order; twelve zeros for a sector that could not be read */
	struct pm_reply *reply; /* owned; in reading order */
	size_t reply_count, reply_capacity;
	uint32_t unread_sectors; /* reads of the log that failed */
};

void pm_record_init(struct pm_record *r);
void pm_record_release(struct pm_record *r);
int pm_record_add_reply(struct pm_record *r, uint8_t track, const uint8_t reply[PM_REPLY_BYTES]) PM_MUST_USE;

/* The verdicts, from the record alone.  *map (may be NULL) is to be released by the caller when PM_OK.  PM_OK, PM_E_NOMEM. */
int pm_record_votes(const struct pm_record *r, struct pm_votes *out, struct pm_q_map *map) PM_MUST_USE;
/* What the replies say, for all tracks: the code that came most often, where it came at least twice.  out: 100 entries. */
void pm_record_commanded(const struct pm_record *r, struct pm_vote_commanded *out);

/* The text of a .q file.  PM_OK, PM_E_NOMEM. */
int pm_record_write(const struct pm_record *r, struct pm_buf *out) PM_MUST_USE;
/*
 * pm_record_read - a .q file's bytes into an empty record
 *
 * Returns:  PM_OK; PM_E_FORMAT: not such a file, cut, or damaged: err names the line; PM_E_NOMEM.  Reads any bytes without harm.
 */
int pm_record_read(struct pm_record *r, const char *name, const uint8_t *data, size_t length_bytes, struct pm_error *err) PM_MUST_USE;
/* The same from a file. */
int pm_record_load(struct pm_record *r, const char *path, const char *name, struct pm_error *err) PM_MUST_USE;

#endif
