/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-set.h - what the parts of verifying a CUE set share.  Layer 5, internal to master/. */
#ifndef PM_MASTER_VERIFY_SET_H
#define PM_MASTER_VERIFY_SET_H

#include "master/internal.h"

/* The folder a CUE set lies in, and what its files are called there. */
struct pm_set_place {
	const char *dir;  /* borrowed */
	char *stem;       /* path of the sheet without its extension; owned */
	const char *name; /* its last component; borrowed */
};
int pm_set_place_init(struct pm_set_place *set, const struct pm_disc *disc) PM_MUST_USE;
void pm_set_place_release(struct pm_set_place *set);
/* The path of a file of the set, owned by the caller; NULL: it is not there, or memory is out. */
char *pm_set_file(const struct pm_set_place *set, const char *ending);
/* The one raw file that holds the whole programme from LBA 0 on; NULL: the set is made otherwise. */
const struct pm_file *pm_raw_image(const struct pm_disc *disc);
/* A place in the file `source`, which may have been read in a session of its own. */
struct pm_pos pm_place_in(const struct pm_source *source, struct pm_pos pos);

/* The parts, in the order they are gone through.  Each returns PM_OK, findings or not, or a status. */

/* verify-lists.c: the checksum lists beside the set.  sums: as in the verb. */
int pm_verify_lists(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set, const struct pm_progress *progress,
                    struct pm_sums *sums) PM_MUST_USE;
/* verify-image.c: the image as the sheet takes it. */
void pm_verify_image(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set);
/* verify-subcode.c: the subcode in the image or beside it. */
int pm_verify_subcode(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set, const struct pm_progress *progress) PM_MUST_USE;
/* verify-sheets.c: beside a cue sheet NAME.toc, beside a TOC NAME.cue, says the same disc. */
int pm_verify_second_sheet(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set) PM_MUST_USE;
/* verify-texts.c: the CD-Text files say the same texts. */
int pm_verify_text_files(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set) PM_MUST_USE;

/*
 * A cue sheet beside which NAME.cdt lies should name it: a warning where it does not.  reading: the session in which the cue sheet was read;
 * at: the sheet, in s.
 */
void pm_verify_packs_named(struct pm_session *s, const struct pm_session *reading, const struct pm_disc *cue, struct pm_pos at,
                           const struct pm_set_place *set);

/* Another file's texts, to be held against the disc's. */
struct pm_other_texts {
	struct pm_session *session;
	const struct pm_disc *disc, *other;
	const struct pm_source *source; /* the file, in this session: other's places are places in it */
	unsigned but_for; /* PM_TEXT_*: what that kind of file cannot say */
};
/* One block of them: cdtext-mismatch for whatever differs. */
void pm_compare_block(const struct pm_other_texts *t, unsigned block);

#endif
