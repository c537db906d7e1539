/* SPDX-License-Identifier: GPL-3.0-or-later */
/* v07t.h - Sony's text sheet, version 0.7T, one file a block.  Layer 2.  Source: shared/reference/cdtext.md section 8; libburn's doc/cdtext.txt. */
#ifndef PM_CDTEXT_V07T_H
#define PM_CDTEXT_V07T_H

#include "base/buf.h"
#include "base/diag.h"
#include "cdtext/pack.h"
#include "disc/disc.h"

/*
 * pm_v07t_read - a sheet into disc->block[block], replacing what was there
 *
 * data is the file's raw bytes (in the block's own character code, not UTF-8): src is a binary source or a text source made by the caller.
 * UPC / EAN and ISRC lines go to PM_TEXT_CODE of the block; the caller decides whether they reach disc->mcn and the tracks.
 * A file that begins with "Input Sheet Version = 0.7T" and has that line again holds several sheets, as libburn reads it: they go to the blocks
 * behind; a caller with more files goes on at the first block that is not `present`.
 * Requires: block 0..7
 * Adds:     cdtext-syntax, text-charset, text-language, cdtext-mismatch (a warning: track numbers other than the disc's)
 * Returns:  PM_OK, PM_E_NOMEM, PM_E_UNSUPPORTED, PM_E_RANGE (block)
 */
int pm_v07t_read(struct pm_disc *disc, unsigned block, const struct pm_source *src, const uint8_t *data, size_t length_bytes,
		 struct pm_diags *diags) PM_MUST_USE;

/*
 * pm_v07t_write - disc->block[block] as a sheet, exactly in the layout of shared/vectors/canonical/harbour.v07t
 *
 * Texts are the bytes that pm_cdtext_encode puts into packs, and make the same findings.
 * Returns:  PM_OK, PM_E_NOMEM, PM_E_UNSUPPORTED, PM_E_RANGE (block)
 */
int pm_v07t_write(const struct pm_disc *disc, unsigned block, const struct pm_cdtext_options *options, struct pm_buf *out,
		  struct pm_diags *diags) PM_MUST_USE;

#endif
