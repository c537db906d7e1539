/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * msf.h - sectors, times and what people type for them.  Layer 1.
 *
 * LBA is MMC's: 0 is the absolute time 00:02:00, -150 is 00:00:00 (the first sector of track 1's pause).
 */
#ifndef PM_DISC_MSF_H
#define PM_DISC_MSF_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define PM_SECTORS_PER_SECOND 75
#define PM_SECTOR_SAMPLES 588   /* stereo pairs in a sector */
#define PM_SECTOR_BYTES 2352    /* of audio */
#define PM_SAMPLE_BYTES 4       /* a stereo pair, 16 bit each */
#define PM_SAMPLE_RATE 44100
#define PM_LBA_FIRST (-150)     /* absolute time 00:00:00 */
#define PM_LBA_MAX 449849       /* absolute time 99:59:74 */
#define PM_LBA_NONE INT32_MIN   /* no such index */

struct pm_msf { uint8_t m, s, f; }; /* 0..99, 0..59, 0..74 */

/* Absolute time of an LBA, -150..449849; PM_E_RANGE leaves out untouched. */
int pm_msf_from_lba(int32_t lba, struct pm_msf *out);
/* LBA of an absolute time; no lead-in reading of 90:00:00 and above. */
int32_t pm_msf_to_lba(struct pm_msf msf);
/* Sectors to m, s, f as a length (0 is 00:00:00); minutes saturate at 99. */
struct pm_msf pm_msf_from_sectors(uint32_t sectors);

#define PM_MSF_BYTES 16
/* "mm:ss:ff" with a NUL: absolute time of an LBA (below -150 or above the maximum: "--:--:--"). */
const char *pm_msf_text(int32_t lba, char out[PM_MSF_BYTES]);
/* "mm:ss:ff" of a length in sectors; minutes may exceed 99. */
const char *pm_sectors_text(uint32_t sectors, char out[PM_MSF_BYTES]);

/*
 * pm_msf_parse_strict - "mm:ss:ff" as CUE and TOC have it: 1 to 5 digits of minutes, 1 or 2 of the others
 *
 * Returns:  PM_OK and sectors (0..449999; beyond 99 minutes up to 449999999); PM_E_FORMAT: not of that form; PM_E_RANGE: seconds above 59 or
 * frames above 74
 */
int pm_msf_parse_strict(const char *text, size_t length_bytes, uint32_t *sectors);

/*
 * pm_time_parse - a time as a track sheet may have it (contract section 3)
 *
 * Forms:    mm:ss:ff, m:ss, mm:ss.mmm, hh:mm:ss.mmm, 2s, 2.5s, 150f, 88200 samples, a bare number (seconds); blanks around are ignored,
 *           and a decimal comma reads as a point; decimals may be as many as a spreadsheet writes
 * Units:    *samples is the time in samples of 44.1 kHz, rounded half up to the nearest sample
 * Returns:  PM_OK; PM_E_FORMAT; PM_E_RANGE (seconds above 59 behind minutes, frames above 74, or above 100 hours)
 */
int pm_time_parse(const char *text, size_t length_bytes, uint64_t *samples);
/* The same, rounded half up to the nearest sector, from the time as it was typed and not by way of samples; *exact is 1 when nothing was rounded. */
int pm_time_parse_sectors(const char *text, size_t length_bytes, uint64_t *sectors, int *exact);
/* Samples to the nearest sector, half up; *exact is 1 when nothing was rounded. */
uint64_t pm_samples_to_sectors(uint64_t samples, int *exact);

#endif
