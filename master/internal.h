/* SPDX-License-Identifier: GPL-3.0-or-later */
/* internal.h - what the files of master/ share with each other and with nobody else.  Layer 5. */
#ifndef PM_MASTER_INTERNAL_H
#define PM_MASTER_INTERNAL_H

#include "base/buf.h"
#include "base/out.h"
#include "cdtext/pack.h"
#include "master/master.h"

/* Largest text file that is read as a sheet, and largest CD-Text file: far above anything real, far below trouble. */
#define PM_SHEET_MAX_BYTES (16u << 20)
#define PM_CUE_MAX_BYTES (2u << 20) /* of a .cue or .toc; 99 tracks of 99 indexes with eight languages are under half of it */
#define PM_CDTEXT_MAX_BYTES (1u << 20)

/*
 * Texts from CD-Text packs (a CDTEXTFILE, a disc) take the place of the declared ones; where a text stands in both and differs, cdtext-mismatch at
 * the declared one, or at `pos` where that has no place.  Packs that hold no text leave the declared texts alone.
 */
int pm_texts_from_packs(struct pm_disc *disc, const struct pm_source *src, const uint8_t *data, size_t length_bytes, struct pm_pos pos,
                        struct pm_diags *diags) PM_MUST_USE;
/*
 * A Sony text sheet: its texts into disc->block[block].  *text is the file as lines, for the places of findings (its bytes are in the block's own
 * character code, which is known only while they are read).
 */
int pm_texts_from_v07t(struct pm_session *s, struct pm_disc *disc, unsigned block, const struct pm_source *bytes, struct pm_source **text) PM_MUST_USE;
/* --cdtext: the files' texts replace all of the disc's, one file a block. */
int pm_texts_from_files(struct pm_session *s, struct pm_disc *disc, const char *const *files, size_t count) PM_MUST_USE;

/*
 * After encoding: every text becomes what its packs hold (plain quotes, full-width letters...), so that sheets and packs say the same.
 * keep: 1: a text that no pack can hold stays as it is, so that it can be compared; 0: it goes, as it does from the packs
 */
int pm_texts_settle(struct pm_disc *disc, const struct pm_cdtext_options *options, int keep) PM_MUST_USE;

/* The samples of b's programme against a's, from from_lba on (LBA -150: all); *first_difference is the sample's number or UINT64_MAX. */
int pm_same_audio(const struct pm_disc *a, const struct pm_disc *b, int32_t from_lba, const struct pm_progress *progress, uint64_t *first_difference,
                  struct pm_error *err) PM_MUST_USE;

/* The rules, the texts' plain form, and the CD-Text packs as they will be written: all findings a source can have before its samples are read. */
int pm_check_texts_and_rules(struct pm_session *s, struct pm_disc *disc, const struct pm_text_options *text, struct pm_buf *packs) PM_MUST_USE;
void pm_check_master_id(const struct pm_disc *disc, struct pm_diags *diags);
/* The checksum lists that lie beside a source that is a finished master; *out NULL: it is none, or (CUE) there are none. */
int pm_verify_begin_source(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress,
                           struct pm_verifier **out) PM_MUST_USE;
/* Listens to the whole programme: sums, and findings about clipping, silence and repeats. */
int pm_check_audio(struct pm_session *s, const struct pm_disc *disc, const struct pm_progress *progress, struct pm_sums *sums) PM_MUST_USE;

/* What was read back from a finished master was mastered so: errors of codes and layout among the findings from number `from` on become warnings. */
void pm_soften_read_back(struct pm_session *s, const struct pm_disc *disc, size_t from);

/* Where there is no disc that could be written (in_cue: into a CUE set), the errors that say why cannot be allowed. */
void pm_insist_on_reasons(struct pm_session *s, const struct pm_disc *disc, int in_cue);

/* 1 when any block holds text: then CD-Text is written. */
int pm_disc_has_text(const struct pm_disc *disc);

/* Removes what was made for this disc alone (converted audio, an unpacked archive): its audio can no longer be read.  disc may be NULL. */
void pm_drop_temporary(struct pm_disc *disc);

/* The parts of every proof.  Each returns PM_OK, or PM_E_IO with a message that says what is wrong. */
/* No finding as grave as `from` among those of the reading back. */
int pm_prove_clean(const struct pm_diags *diags, enum pm_severity from, struct pm_error *err) PM_MUST_USE;
/* Both discs say the same but for `leave_out` (PM_DIFF_*). */
int pm_prove_same(const struct pm_disc *disc, const struct pm_disc *back, unsigned leave_out, struct pm_error *err) PM_MUST_USE;
/* Both of these. */
int pm_prove_fields(const struct pm_disc *disc, const struct pm_disc *back, const struct pm_diags *diags, unsigned leave_out,
                    struct pm_error *err) PM_MUST_USE;
/*
 * The heart of every proof: `back` was read without an error finding, says what `disc` says but for `leave_out` (PM_DIFF_*), and holds the same samples from from_lba on.
 */
int pm_prove_read_back(const struct pm_disc *disc, const struct pm_disc *back, const struct pm_diags *diags, unsigned leave_out,
                       int32_t from_lba, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

/*
 * The proof: the set in `dir` reads back without an error finding, says of the disc what `disc` says, and holds the masters' samples.
 * Returns PM_OK, or PM_E_IO with a message that says what differs: the set must then not be put into place.
 */
int pm_prove_ddp(const struct pm_disc *disc, const char *dir, const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;
/* The same for a CUE set: the .cue, the .toc, the subcode and the text sheets each against the disc, the samples once, from from_lba on: 0 where sound before it is allowed to be lost. */
/* The files up to 1 MiB, the checksum lists among them, are to the byte what was meant to be written.  Returns as pm_prove_ddp does. */
int pm_prove_files(const char *dir, const struct pm_written_set *written, struct pm_error *err) PM_MUST_USE;
int pm_prove_cue(const struct pm_disc *disc, const char *dir, const struct pm_cue_set_options *set, int32_t from_lba,
                 const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

/*
 * The subcode beside or inside a CUE set's audio against the disc: findings subcode-*, flag-conflict.  data_path holds `stride_bytes` a sector from
 * LBA 0 on, the 96 bytes of subcode at offset_bytes in each.
 */
struct pm_subcode_file { const char *path, *name; uint32_t stride_bytes, offset_bytes; int interleaved; };
int pm_verify_subcode_file(const struct pm_disc *disc, const struct pm_subcode_file *file, struct pm_sources *sources, struct pm_diags *diags,
                           const struct pm_progress *progress, struct pm_error *err) PM_MUST_USE;

/* verify of a cue sheet or TOC and what lies beside it under its name: checksums, subcode, the second sheet, CD-Text files.  sums: as in the verb. */
int pm_verify_cue_set(struct pm_session *s, const struct pm_disc *disc, const struct pm_open_options *options, struct pm_sums *sums) PM_MUST_USE;

/* Where the set goes: a folder beside request->out_dir; with force, out_dir may hold the files of one DDP or one CUE set. */
int pm_target_begin(const struct pm_build_request *request, struct pm_out **out, struct pm_error *err) PM_MUST_USE;
/* NAME of a CUE set's files, owned by the caller: --name, else from the source's path, else the MCN, else "disc".  PM_E_USAGE: --name cannot be one. */
int pm_set_name(const char *wanted, const struct pm_disc *disc, const char *path, char **out, struct pm_error *err) PM_MUST_USE;

#endif
