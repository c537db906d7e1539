/* SPDX-License-Identifier: GPL-3.0-or-later */
/* internal.h - what the files of master/ share with each other and with nobody else.  Layer 5. */
#ifndef PM_MASTER_INTERNAL_H
#define PM_MASTER_INTERNAL_H

#include "base/buf.h"
#include "base/out.h"
#include "master/master.h"

/* Largest text file that is read as a sheet, and largest CD-Text file: far above anything real, far below trouble. */
#define PM_SHEET_MAX_BYTES (16u << 20)
#define PM_CDTEXT_MAX_BYTES (1u << 20)

/*
 * Texts from CD-Text packs (a CDTEXTFILE, a disc) take the place of the declared ones; where a text stands in both and differs, cdtext-mismatch at `pos`.
 * Packs that hold no text leave the declared texts alone.
 */
int pm_texts_from_packs(struct pm_disc *disc, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_pos pos,
                        struct pm_diags *diags) PM_MUST_USE;
/* --cdtext: the files' texts replace all of the disc's, one file a block. */
int pm_texts_from_files(struct pm_session *s, struct pm_disc *disc, const char *const *files, size_t count) PM_MUST_USE;

/* Every text in Unicode form C, so that what is read back can equal it; with transliterate also ’ “ – … as plain characters, a note each. */
int pm_texts_make_plain(struct pm_disc *disc, int transliterate, struct pm_diags *diags) PM_MUST_USE;

/* The samples of b's programme against a's, from LBA -150; *first_difference is the sample's number or UINT64_MAX. */
int pm_same_audio(const struct pm_disc *a, const struct pm_disc *b, const struct pm_progress *progress, uint64_t *first_difference,
                  struct pm_error *err) PM_MUST_USE;

/* The rules, the texts' plain form, and the CD-Text packs as they will be written: all findings a source can have before its samples are read. */
int pm_check_texts_and_rules(struct pm_session *s, struct pm_disc *disc, const struct pm_text_options *text, struct pm_buf *packs) PM_MUST_USE;
void pm_check_master_id(const struct pm_disc *disc, struct pm_diags *diags);
/* Listens to the whole programme: sums, and findings about clipping, silence and repeats. */
int pm_check_audio(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress, struct pm_sums *sums) PM_MUST_USE;

/* What was read back from a finished master was mastered so: errors of codes and layout among the findings from number `from` on become warnings. */
void pm_soften_read_back(struct pm_session *s, const struct pm_disc *disc, size_t from);

/* 1 when any block holds text: then CD-Text is written. */
int pm_disc_has_text(const struct pm_disc *disc);

/* Removes what was made for this disc alone (converted audio, an unpacked archive): its audio can no longer be read.  disc may be NULL. */
void pm_drop_temporary(struct pm_disc *disc);

/*
 * The heart of every proof: `back` was read without an error finding, says what `disc` says but for `leave_out` (PM_DIFF_*), and holds the same samples.
 */
int pm_prove_read_back(const struct pm_disc *disc, const struct pm_disc *back, const struct pm_diags *diags, unsigned leave_out,
                       const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

/*
 * The proof: the set in `dir` reads back without an error finding, says of the disc what `disc` says, and holds the masters' samples.
 * Returns PM_OK, or PM_E_IO with a message that says what differs: the set must then not be put into place.
 */
int pm_prove_ddp(const struct pm_disc *disc, const char *dir, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

#endif
