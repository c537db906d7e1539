/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * master.h - the verbs over all formats: what cli/ and other programs call.  Layer 5.
 *
 * Each verb is one short line of steps: open source, read, probe audio, lay out, check, write, prove.  None prints or exits:
 * what is wrong with the content stands in session->diags, what failed in the world in session->error.
 */
#ifndef PM_MASTER_MASTER_H
#define PM_MASTER_MASTER_H

#include "audio/encode.h"
#include "audio/match.h"
#include "audio/sums.h"
#include "base/diag.h"
#include "base/progress.h"
#include "cue/set.h"
#include "ddp/ddp.h"
#include "disc/disc.h"
#include "disc/layout.h"
#include "disc/diff.h"

/* What one run owns.  Discs point into sources: free discs first, then release the session. */
struct pm_session {
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_error error; /* why the last verb returned a negative status */
};
void pm_session_init(struct pm_session *s);
void pm_session_release(struct pm_session *s);

struct pm_open_options {
	enum pm_join join;
	uint32_t pq_offset_sectors, pq_offset_first_sectors;
	const char *audio_dir;          /* NULL: beside the sheet */
	const char *upc, *master_id;    /* override the source; NULL: leave */
	const char *const *cdtext_files; /* --cdtext, block 0 first; replace the source's texts */
	size_t cdtext_count;
	int disc_number;                /* 0: not given */
	int convert;
	int audio_only;                 /* leave out data tracks */
	int only_source;                /* 1: nothing else is read with these options, so one that it has no use for is PM_E_USAGE */
	int is_drive;                   /* the path names a device whatever it looks like */
	const char *work_dir;           /* for converted audio and unpacked archives; NULL: $TMPDIR or /tmp */
	const struct pm_progress *progress;
};

/*
 * pm_open - any path to a disc: read, files found and probed, laid out; with every finding on the way
 *
 * Kinds are recognised as contract section 1 says; the user never names one.
 * Returns:  PM_OK and *out (owned by the caller; also when there are error findings: the disc is then as complete as it could be made, laid_out 0 where
 *           the layout has no meaning); PM_E_NOT_FOUND, PM_E_FORMAT (no known kind), PM_E_UNSUPPORTED, PM_E_IO, PM_E_NOMEM with session->error set
 */
int pm_open(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_disc **out) PM_MUST_USE;

/* Frees a disc and removes its temporary audio.  NULL is allowed. */
void pm_close(struct pm_disc *disc);

struct pm_text_options {
	int transliterate;   /* --transliterate */
	int no_cdtext_codes; /* --no-cdtext-codes */
};

/* check: everything about codes, times, text and (with read_audio) the audio itself; writes nothing.  *out may be NULL. */
struct pm_check_request {
	struct pm_open_options open;
	struct pm_text_options text;
	int skip_audio; /* 1: do not read the samples (clipping, silence, repeats) */
};
int pm_verb_check(struct pm_session *s, const char *path, const struct pm_check_request *request, struct pm_disc **out) PM_MUST_USE;

enum pm_format { PM_FORMAT_DDP, PM_FORMAT_CUE };

struct pm_build_request {
	struct pm_open_options open;
	struct pm_text_options text;
	enum pm_format format;
	enum pm_sub sub;          /* CUE only */
	const char *out_dir;
	const char *name;         /* --name, CUE only; NULL: from the source */
	int force;                /* replace an existing set */
	int strict;               /* warnings stop the build too */
	int isrc_on_all;          /* DDP: ISRC on every PQ packet of a track */
};
struct pm_build_result {
	int built;                /* 1: the set stands at out_dir, proven; 0: findings forbade it */
	struct pm_written_set written;
	struct pm_disc *disc;     /* owned: pm_build_result_release; NULL when nothing could be read */
	struct pm_sums sums;
};
/*
 * pm_verb_build - check, author, prove, put into place
 *
 * Returns:  PM_OK with result->built 0 or 1; PM_E_EXISTS: out_dir holds other files (or a set, without force): a usage error; else a status.
 *           Unless built is 1, out_dir is as it was before.
 */
int pm_verb_build(struct pm_session *s, const char *path, const struct pm_build_request *request, struct pm_build_result *result) PM_MUST_USE;
void pm_build_result_release(struct pm_build_result *result);

/* verify: a delivered master is whole and self-consistent.  *out and sums may be NULL. */
int pm_verb_verify(struct pm_session *s, const char *path, const struct pm_open_options *options, struct pm_disc **out, struct pm_sums *sums) PM_MUST_USE;

struct pm_compare_request {
	struct pm_open_options open_a, open_b;
	int transliterate;       /* as if both had been built with --transliterate */
	int without_sums;        /* match.sums_a is not wanted: saves more than half of the work */
	int with_sums_of_b;      /* match.sums_b is wanted: a second reading of B where the audio differs */
};
#define PM_NOT_COMPARED_MAX 24
struct pm_compare_result {
	struct pm_disc *a, *b;   /* owned; NULL: not opened */
	struct pm_diff diff;     /* of the fields that both kinds can hold */
	const char *not_compared[PM_NOT_COMPARED_MAX]; /* the others, as the JSON of the disc names them; static texts */
	size_t not_compared_count;
	int has_audio;           /* 1: match says how the audio compares; 0: a side holds none, or none that can be read */
	struct pm_audio_match match;
	int equal;               /* contract section 7: all fields that both kinds can hold, and the audio */
	enum pm_verdict verdict;
};
/*
 * pm_verb_compare - every semantic difference of two sources, then their audio
 *
 * Findings about either source stand in the session; codes and layout of finished masters are warnings, as in build.
 * Returns:  PM_OK, or a status when a source cannot be opened or read.  result is to be released in every case.
 */
int pm_verb_compare(struct pm_session *s, const char *path_a, const char *path_b, const struct pm_compare_request *request,
                    struct pm_compare_result *result) PM_MUST_USE;
void pm_compare_result_release(struct pm_compare_result *result);

/* Whose file a pause belongs to. */
enum pm_gaps { PM_GAPS_PREVIOUS, PM_GAPS_NEXT };

struct pm_extract_request {
	struct pm_open_options open;
	enum pm_encoding encoding;
	enum pm_gaps gaps;
	const char *out_dir;
	const char *name;        /* of the cue sheet, without extension; NULL: from the source */
	int force;               /* replace an older set of extracted files */
	int strict;              /* warnings forbid it too */
	int some_tracks;         /* 1: only those with a 1 in `track`, by number, 0 for what lies before track 1; then there is no cue sheet unless that is all */
	unsigned char track[100];
};
struct pm_extract_result {
	int extracted;           /* 1: the files stand at out_dir, proven; 0: findings forbade it */
	struct pm_disc *disc;    /* owned; NULL: nothing was read */
	size_t file_count;       /* of audio */
	char *cue_name;          /* owned; NULL: none was written */
};
/*
 * pm_verb_extract - tracks as WAV or FLAC with tags, and a cue sheet that gives back the disc
 *
 * Files are written in one go beside out_dir, read back and compared with the source, and renamed into place.
 * Returns:  as pm_verb_build; unless extracted is 1, out_dir is as it was before.  result is to be released in every case.
 */
int pm_verb_extract(struct pm_session *s, const char *path, const struct pm_extract_request *request, struct pm_extract_result *result) PM_MUST_USE;
void pm_extract_result_release(struct pm_extract_result *result);

#endif
