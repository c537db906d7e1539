/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pack.h - CD-Text packs to texts and back.  Layer 2.
 * Source: MMC-3 Annex J; shared/reference/cdtext.md.
 */
#ifndef PM_CDTEXT_PACK_H
#define PM_CDTEXT_PACK_H

#include "base/buf.h"
#include "base/diag.h"
#include "disc/disc.h"

#define PM_PACK_BYTES 18
#define PM_BLOCK_PACKS_MAX 255 /* what libburn and libcdio can take; the sequence byte would allow 256 */

struct pm_cdtext_options {
	int codes;         /* 1: UPC/EAN and ISRCs as packs 8Eh in block 0, from disc->mcn and the tracks' ISRCs; 0: none (--no-cdtext-codes) */
	int transliterate; /* 1: write ’ “ – … as plain characters, with a note each */
};

/*
 * pm_cdtext_encode - all blocks of a disc as packs
 *
 * Shape:    appends 18*n bytes to out, blocks ascending, types ascending in a block, three size packs 8Fh last in each
 * Rules:    contract section 5: a type is present when the disc or a track has it; repeated texts are spelled out unless the block would exceed
 *           PM_BLOCK_PACKS_MAX, then a track text equal to the previous track's becomes TAB (a note); 86h, 87h, 8Eh in block 0 only;
 *           nothing at all (0 bytes) when no block has any text of 80h..87h
 * Adds:     text-charset, text-control, text-too-long, text-partial, text-transliterated at the texts' places
 * Returns:  PM_OK (also with error findings; out then holds what could be encoded), PM_E_NOMEM
 */
int pm_cdtext_encode(const struct pm_disc *disc, const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags) PM_MUST_USE;

/*
 * pm_cdtext_decode - packs of a file or a disc into disc->block[]
 *
 * Shape:    data as stored: 18*n bytes, or 18*n+1 with a closing 00h, or with the 4-byte READ TOC header (both: cdtext-size, a warning)
 * Adds:     cdtext-crc, cdtext-size (sequence, counts in 8Fh, missing 8Fh), text-charset (undecodable), cdtext-dropped (88h, 89h), at src+offset
 * Does:     expands TAB; fills PM_TEXT_CODE from 8Eh; leaves disc->mcn and the tracks' ISRCs alone
 * Returns:  PM_OK, PM_E_NOMEM.  Reads anything without harm.
 */
int pm_cdtext_decode(struct pm_disc *disc, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags) PM_MUST_USE;

/* Codes in 8Eh against the disc's MCN and ISRCs: cdtext-mismatch.  `where` is the CD-Text file. */
void pm_cdtext_compare_codes(const struct pm_disc *disc, struct pm_pos where, struct pm_diags *diags);

#endif
