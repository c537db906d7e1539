/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list.h - the lists of digests that come with masters, in every flavour seen.  Layer 3.
 * Source: shared/reference/ddp.md section 8.
 */
#ifndef PM_CHECKSUM_LIST_H
#define PM_CHECKSUM_LIST_H

#include "base/digest.h"
#include "base/source.h"

#define PM_CHECKSUM_FILE_MAX 65535 /* longer files are no checksum lists */

/* One line: this file has this digest. */
struct pm_checksum {
	enum pm_digest_kind kind;
	char hex[PM_DIGEST_HEX_BYTES]; /* lower case */
	char *name;                    /* base name, UTF-8; owned */
	struct pm_pos pos;             /* of the hex digits */
};

/* A line that names a file and gives no digest. */
struct pm_checksum_unread {
	const char *name;    /* as known[] spells it; borrowed from there */
	struct pm_pos pos;   /* of the line */
};

struct pm_checksums {
	struct pm_checksum *list; /* owned */
	size_t count, capacity;
	struct pm_checksum_unread *unread; /* owned */
	size_t unread_count, unread_capacity;
};

void pm_checksums_init(struct pm_checksums *c);
void pm_checksums_release(struct pm_checksums *c);

/* 1 when a file of this name is to be read as a list: md5, checksum, chk, sfv, crc or sha in it, ASCII case ignored. */
int pm_checksum_is_list(const char *name);

/*
 * pm_checksum_parse - append the digests of one list
 *
 * Shape:    src is a text source (BOM and charset already decoded); lines end in LF, CR or both
 * Forms:    ALG (name) = hex; hex [*]name; name = hex, name: hex, name hex, hex = name; else a digest and a known name anywhere in the line
 * known:    names that are or should be in the folder, known_count of them; eight hex digits count only with one of these on the line
 * Does:     keeps the base name of quoted names and foreign paths, as known[] spells it where it is known; ignores every other line, but for keeping
 *           in mind those with a known name (a digest of a kind that is none of ours is one all the same)
 * Returns:  PM_OK or PM_E_NOMEM
 */
int pm_checksum_parse(struct pm_checksums *c, const struct pm_source *src, const char *const *known, size_t known_count) PM_MUST_USE;

#endif
