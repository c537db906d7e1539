/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * model.h - a CD drive that exists only in memory: MMC commands in, sectors, subcode and sense out, with the faults of
 * real drives on request.  Test code; stands by itself (no premaster folder), so that it can contradict the program.
 * Commands as in MMC-3 and SPC-2; the faults as in published reports of drives.
 *
 * All LBAs are MMC's (0 = MSF 00:02:00).  A disc can be read from LBA -150 to 149 sectors behind the lead-out's start.
 * Every draw comes from one 64-bit seed: the same seed and the same commands give the same answers.
 */
#ifndef VD_MODEL_H
#define VD_MODEL_H

#include <stddef.h>
#include <stdint.h>

#define VD_SECTOR_BYTES 2352
#define VD_SUB_BYTES 96
#define VD_SENSE_BYTES 18
#define VD_MAX_BAD 64
#define VD_SESSION_GAP 11400 /* lead-out 6750, lead-in 4500, pause 150 */

enum vd_status { VD_GOOD = 0, VD_CHECK = 2 }; /* SCSI status bytes */

struct vd_track {
	uint8_t control;   /* 0..15: 1 pre-emphasis, 2 copy permitted, 4 data */
	int32_t start_lba; /* INDEX 01 */
};

/* What lies in the tray.  The callbacks are asked for -150..leadout_lba+149 only and must fill their array. */
struct vd_disc {
	uint8_t first_track, last_track; /* 1..99 */
	struct vd_track track[100];      /* by track number; [0] unused */
	int32_t leadout_lba;
	uint8_t second_session; /* first track of session two, whose sectors begin VD_SESSION_GAP behind the lead-out of session one; 0: one session */
	const uint8_t *cdtext; /* packs of 18 bytes, borrowed */
	size_t cdtext_bytes;
	void (*audio)(void *user, int32_t lba, uint8_t out[VD_SECTOR_BYTES]);
	void (*subcode)(void *user, int32_t lba, uint8_t out[VD_SUB_BYTES]); /* 12 bytes P, 12 Q, 12 R .. 12 W */
	void *user;
};

enum vd_bad_kind {
	VD_BAD_ERROR, /* CHECK 3/11/06 */
	VD_BAD_C2,    /* some bytes wrong, drawn anew at each try, and flagged by C2 bits */
	VD_BAD_SILENT /* the same without any flag */
};

struct vd_bad {
	int32_t lba;
	uint32_t sectors;    /* how many from lba on; tries of all of them count together, so 1 where heal_after is set */
	uint32_t heal_after; /* this many tries fail, the next succeeds; 0: never heals */
	enum vd_bad_kind kind;
	uint32_t tries; /* so far */
};

/* All zero: a drive without faults.  _permille: 0..1000. */
struct vd_faults {
	uint64_t seed;
	int errors_fixed; /* Q errors: 0 drawn anew at each read, 1 the same at each read of a sector */

	/* Q as read from the disc: what raw P-W, formatted Q and the drive's own search see */
	uint32_t latch_sectors;        /* in the first so many sectors of a track, mode-3 frames ... */
	uint32_t latch_permille;       /* ... carry the previous track's code, with this probability; AFRAME and CRC are right */
	uint32_t stale_permille;       /* any mode-3 frame is a replay of an earlier one, whole, with its old AFRAME */
	uint32_t q_bad_permille;       /* frames with several wrong bytes; the CRC never fits */
	uint32_t q_one_bit_permille;   /* one bit of 96 wrong */
	uint32_t q_two_bits_permille;  /* two bits of 96 wrong */
	uint32_t bcd_permille;         /* a nibble above 9 under a right CRC */
	int32_t sub_shift_sectors;     /* subcode of LBA n is that of n + shift */

	/* READ SUB-CHANNEL */
	int subchannel_refused;         /* 1: CHECK 5/24/00 */
	int isrc_zeros, mcn_zeros;      /* 1: zeros, valid bit clear; 2: zeros, valid bit set */
	uint32_t isrc_previous_permille; /* format 3 for track n answers with the code of n - 1 */
	int isrc_from_head;             /* 1: format 3 looks where the head is, whatever track was asked for */
	int isrc_garbled;               /* 1: the five characters in six bits are wrong, the seven digits right */
	int firmware_no_crc;            /* 1: the search takes frames without looking at the CRC */
	int track_field_strict;         /* 1: formats 0-2 with a track number are refused */

	/* READ TOC, READ CD */
	int no_cdtext;        /* 1: CHECK 5/24/00; 2: an answer without packs */
	int no_raw;           /* 1: raw P-W refused with 5/24/00 */
	int raw_without_pq;   /* 1: raw P-W delivered with P and Q zero */
	int no_formatted_q;   /* 1: refused with 5/24/00 */
	int formatted_binary; /* 1: times and track number in binary */
	int formatted_no_crc; /* 1: CRC bytes zero */
	int no_c2;            /* 1: C2 refused with 5/24/00 */
	int no_overread;      /* 1: sectors before LBA 0 and from the lead-out on refused with 5/21/00 */
	uint32_t max_sectors; /* more in one READ CD refused with 5/24/00; 0: no limit */
	int32_t audio_offset_samples; /* sample s is answered with sample s + offset; the subcode does not move */
	struct vd_bad bad[VD_MAX_BAD];
	size_t bad_count;

	/* Medium */
	int no_disc, tray_open;
	uint64_t change_after_commands; /* the n-th command and later ones find another disc; 0: never */
	uint64_t change_after_sectors;  /* the same, once so many sectors have been read */
	int capabilities_deny;          /* 1: mode page 2Ah and feature 001Eh deny what the drive can do */
	int capabilities_claim;         /* 1: they claim all, whatever the faults refuse */
};

struct vd_counters {
	uint64_t commands, by_opcode[256], checks;
	uint64_t sectors_read;     /* by READ CD, READ CD MSF, READ 10/12 */
	uint64_t distinct_sectors; /* of these */
	uint64_t seeks;            /* reads that did not go on where the last one ended */
	uint64_t sectors_searched; /* looked at by the drive itself for READ SUB-CHANNEL */
};

struct vd {
	const struct vd_disc *disc; /* NULL: no disc */
	const struct vd_disc *next; /* what a media change brings; NULL: no disc.  Borrowed, as is disc. */
	struct vd_faults faults;
	struct vd_counters counters;
	/* the drive's own */
	int32_t head_lba;
	int changed, unit_attention, locked;
	uint64_t draws;
	uint8_t sense[VD_SENSE_BYTES]; /* for REQUEST SENSE */
	uint8_t *touched;              /* one bit a sector, from LBA -150; NULL: not counted */
	size_t touched_bytes;
};

/*
 * vd_init - a drive with a disc, no faults and counters at zero
 * Returns:  0; -1: out of memory
 * Owns:     vd_release frees; the disc is borrowed and must live as long
 */
int vd_init(struct vd *vd, const struct vd_disc *disc);
void vd_release(struct vd *vd);

/*
 * vd_command - one SCSI command
 *
 * Shape:    cdb[0..cdb_len-1], missing bytes count as 0; data[0..*data_len-1] is what the drive sends; data sent to
 *           the drive (MODE SELECT) is not looked at.  sense in fixed format, zero when the status is VD_GOOD
 * Returns:  VD_GOOD or VD_CHECK; after VD_CHECK *data_len says how much came before the error
 */
int vd_command(struct vd *vd, const uint8_t *cdb, size_t cdb_len, uint8_t *data, size_t data_cap, size_t *data_len,
	       uint8_t sense[VD_SENSE_BYTES]);

/*
 * vd_fault_set - a fault by its name in struct vd_faults with hyphens, "sub-shift-sectors"; value in decimal or 0x
 *
 * "read-error", "c2" and "silent" take "LBA SECTORS HEAL_AFTER" and add to the list of bad sectors, each with its own tries.
 * Returns:  0; -1: unknown name, or a value that is no number or out of range
 */
int vd_fault_set(struct vd_faults *faults, const char *name, const char *value);

#endif
