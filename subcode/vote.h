/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote.h - which ISRC a track and which number a disc carries, and how sure that is.  Layer 2.
 * Source: contract section 7 (states); shared/reference/reading.md section 4.
 *
 * A frame counts when its CRC fits, its characters are legal, its AFRAME is that of its sector, and position frames on both sides say that it lies in
 * index 01 or higher of one and the same track: that track is its owner, whatever was asked for.  Each sector counts once.
 */
#ifndef PM_SUBCODE_VOTE_H
#define PM_SUBCODE_VOTE_H

#include "base/status.h"
#include "disc/ids.h"
#include "subcode/map.h"
#include "subcode/survey.h"

enum pm_vote_state {
	PM_VOTE_UNREAD,    /* not enough was read to say anything */
	PM_VOTE_ABSENT,    /* enough was read, and there is none */
	PM_VOTE_WEAK,      /* a code was found, on too little evidence */
	PM_VOTE_MALFORMED, /* a code mastered with illegal characters */
	PM_VOTE_CONFLICT,  /* two codes with two votes each, or more */
	PM_VOTE_CONFIRMED,
	PM_VOTE_DECLARED /* not read at all: from a sheet, a CUE without subcode, a DDP.  Never given by pm_vote_count */
};
/* "unread", "absent"...: as JSON has them. */
const char *pm_vote_state_text(enum pm_vote_state state);

#define PM_VOTE_WINDOW_SECTORS 110 /* a window that holds a frame if there are any: they come at least every 100 */
#define PM_VOTE_WINDOWS 3
#define PM_VOTE_GUARD_SECTORS 400 /* so long behind a track's start a drive may still give the track's before */
#define PM_VOTE_DISSENT_MAX 8

struct pm_vote_code {
	char code[PM_Q_CODE_BYTES];
	uint32_t votes;
};

/* The verdict on one track, or on the disc's catalogue number. */
struct pm_vote {
	enum pm_vote_state state;
	char code[PM_Q_CODE_BYTES];                       /* "" for UNREAD and ABSENT; MALFORMED: printable text that is no ISRC */
	uint32_t votes;                                   /* sectors that say so */
	uint32_t frames;                                  /* sectors that say anything (valid frames; zeros and recorder names are none) */
	struct pm_vote_code dissent[PM_VOTE_DISSENT_MAX]; /* the other codes, most votes first */
	uint32_t dissent_count;                           /* may exceed the array */
	uint32_t q_good, q_bad;                           /* sectors read of the track (index 01 and up) or disc, with and without a sound Q frame */
	int32_t first_lba;                                /* of the first sector that says so; PM_LBA_NONE */
	uint32_t zero_frames;                             /* frames that say "none" */
	uint32_t recorder_frames;                         /* frames that name a CD recorder */
	uint32_t stale_frames;                            /* sound frames that were not of their place */
	uint8_t by_command;                               /* 1: the code came by READ SUB-CHANNEL alone */
	uint8_t near_start; /* 1: all votes lie near the track's start on a drive that has shown old frames, or the code is a neighbour's:
			       therefore weak at most */
	uint8_t need_more;  /* 1: reading more of the track may change the verdict */
};

struct pm_votes {
	uint8_t first_track, last_track; /* 0: none seen */
	struct pm_vote track[100];
	struct pm_vote mcn;
	int shows_stale; /* 1: the drive gave an old frame somewhere on the disc */
};

/* What READ SUB-CHANNEL said, by track ([0] the catalogue number): "" or a code of legal characters, and how many times it came the same. */
struct pm_vote_commanded {
	char code[PM_Q_CODE_BYTES];
	uint32_t times;
};

/*
 * pm_vote_count - the verdicts
 *
 * survey:   all that was read of the disc; map: of the same survey
 * toc:      the drive's table of contents, which says where tracks begin; NULL: what the map says (a .sub file)
 * commanded: 100 entries, or NULL: nothing was asked that way
 * Returns:  PM_OK, PM_E_NOMEM
 */
int pm_vote_count(const struct pm_q_survey *survey, const struct pm_q_map *map, const struct pm_toc *toc, const struct pm_vote_commanded *commanded,
		  struct pm_votes *out) PM_MUST_USE;

/* The whole way from frames to verdicts.  map may be NULL; otherwise *map is filled and to be released. */
int pm_vote_log(const struct pm_q_log *log, const struct pm_toc *toc, const struct pm_vote_commanded *commanded, struct pm_votes *out,
		struct pm_q_map *map) PM_MUST_USE;

/* Codes of state CONFIRMED into disc->mcn and the tracks, from PM_FROM_Q; all others are left to the caller. */
void pm_vote_to_disc(const struct pm_votes *votes, struct pm_disc *disc, struct pm_pos where);

#endif
