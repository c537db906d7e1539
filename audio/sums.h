/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sums.h - what the audio of each track comes to: AccurateRip and CTDB sums, CRC-32, peaks, clipping, silence.  Layer 2.
 * Source: shared/reference/identifiers.md section 5; shared/vectors/accuraterip_ctdb.json.
 */
#ifndef PM_AUDIO_SUMS_H
#define PM_AUDIO_SUMS_H

#include "audio/program.h"
#include "base/diag.h"
#include "disc/disc.h"

#define PM_CLIP_RUN 4 /* samples at full scale in a row, in one channel: clipped */

struct pm_track_sums {
	uint32_t ar1, ar2;          /* AccurateRip version 1 and 2 */
	uint32_t ctdb;              /* CTDB track CRC */
	uint32_t crc32;             /* of all bytes from index 01 to the next index 01 */
	uint64_t samples;
	int peak;                   /* largest absolute value, 0..32768 */
	uint64_t first_sound, last_sound; /* sample numbers in the track; both 0 with silent */
	int silent;                 /* 1: nothing but zeros */
	uint32_t clipped_runs;      /* runs of at least PM_CLIP_RUN samples at full scale in one channel */
	uint64_t first_clip_samples; /* where the first begins, in the track */
	uint32_t longest_clip_samples;
	uint32_t short_runs;        /* runs of three */
	/* The longest piece of a file that begins in the track, summed apart from where the sectors fall; 0 samples: none. */
	uint32_t source_crc32;
	uint64_t source_samples;
};
struct pm_sums {
	struct pm_track_sums track[100]; /* by number */
	uint32_t ctdb_disc;
	int hidden_sound;           /* 1: a non-zero sample before track 1's index 01 */
	int32_t first_hidden_lba;   /* its sector; PM_LBA_NONE */
};

struct pm_summer; /* works out sums as a tap */
struct pm_summer *pm_summer_new(const struct pm_disc *disc); /* disc is laid out and borrowed until _free; NULL: memory */

/* What is left out at the edges of the disc, in samples.  Other than the standard values only for tests and for single files. */
struct pm_summer_options {
	uint32_t ar_front; /* of the first track: 2939 */
	uint32_t ar_back;  /* of the last: 2940 */
	uint32_t ctdb_front; /* 5880 */
	uint32_t ctdb_back;  /* 5880, to which the programme's length mod 5880 is added; 0: nothing is left out */
};
struct pm_summer *pm_summer_new_with(const struct pm_disc *disc, const struct pm_summer_options *options);
void pm_summer_free(struct pm_summer *s);
/* The tap to hand to pm_pass_run; blocks must come in order from LBA -150. */
struct pm_tap pm_summer_tap(struct pm_summer *s, int side);
/* After the pass: CRC-32 of all that came, from LBA -150 on. */
uint32_t pm_summer_crc(struct pm_summer *s);
/* After the pass. */
void pm_summer_result(struct pm_summer *s, struct pm_sums *out);

/* audio-silent, audio-clipped, audio-same from the sums, placed at the tracks. */
void pm_sums_check(const struct pm_disc *disc, const struct pm_sums *sums, struct pm_diags *diags);

#endif
