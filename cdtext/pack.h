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
 *           PM_BLOCK_PACKS_MAX, then a track text equal to the previous track's becomes TAB (a note); 86h, 87h, 8Eh in the first block only;
 *           nothing at all (0 bytes) when no block has anything of 80h..87h.  In a double-byte block (MS-JIS, Korean, Chinese) every character takes
 *           two bytes: Latin letters and half-width kana are written in their full-width forms (a note)
 * Adds:     text-charset, text-too-long, text-transliterated, cdtext-dropped (86h, 87h of further blocks) at the texts' places.
 *           Control characters are left out without a word here: text-control and text-partial are rules of check/
 * Returns:  PM_OK (also with error findings; out then holds what could be encoded), PM_E_NOMEM, PM_E_UNSUPPORTED (an iconv without the charset)
 */
int pm_cdtext_encode(const struct pm_disc *disc, const struct pm_cdtext_options *options, struct pm_buf *out, struct pm_diags *diags) PM_MUST_USE;

/* 1: pm_cdtext_encode would write packs. */
int pm_cdtext_is_wanted(const struct pm_disc *disc);

/*
 * pm_cdtext_as_written - one text as it reads back from the packs, to prove them against the sheet
 *
 * Appends UTF-8 to out: the text of disc->block[block].of[track] without control characters, in NFC, transliterated and in full-width forms as
 * pm_cdtext_encode does; nothing for an absent text and for 86h, 87h, 8Eh that another block carries.  PM_TEXT_CODE comes from mcn and ISRC as
 * options say.
 * Returns:  PM_OK; PM_E_FORMAT: the block's character code cannot hold it; PM_E_NOMEM
 */
int pm_cdtext_as_written(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field,
			 const struct pm_cdtext_options *options, struct pm_buf *out) PM_MUST_USE;

/*
 * pm_cdtext_decode - packs of a file or a disc into disc->block[]
 *
 * Shape:    data as stored: 18*n bytes, or 18*n+1 with a closing 00h, or with the 4-byte READ TOC header (both: cdtext-size, a warning)
 * Adds:     cdtext-crc, cdtext-size (sequence, counts in 8Fh, missing 8Fh, positions), text-charset (undecodable, wrong double-byte marks),
 *           text-partial (a language with nothing but the disc's own text), cdtext-dropped (88h..8Ch), at src+offset
 * Does:     expands TAB; fills PM_TEXT_CODE from 8Eh; leaves disc->mcn and the tracks' ISRCs alone.  A text of which a pack is missing stays absent.
 *           Uses disc->first_track and last_track only where the size packs are missing
 * Returns:  PM_OK, PM_E_NOMEM, PM_E_UNSUPPORTED.  Reads anything without harm.
 */
int pm_cdtext_decode(struct pm_disc *disc, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_diags *diags) PM_MUST_USE;

/*
 * pm_cdtext_compare_codes - codes in 8Eh against the disc's MCN and ISRCs
 *
 * Adds:     cdtext-mismatch: an error where both say something else, a warning where only one of them says something (in a block that has 8Eh),
 *           and a warning for texts of tracks the disc does not have.  Poisoned codes are passed over.
 * where:    the CD-Text file, for texts that have no place of their own
 */
void pm_cdtext_compare_codes(const struct pm_disc *disc, struct pm_pos where, struct pm_diags *diags);

#endif
