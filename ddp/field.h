/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * field.h - the fixed-width ASCII fields that all DDP records are made of.  Layer 4, internal to ddp/.
 * Source: shared/reference/ddp.md section 2.
 */
#ifndef PM_DDP_FIELD_H
#define PM_DDP_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* A parsed number is three-valued: not there (all blank), not a number, or 0 and up. */
#define PM_DDP_ABSENT (-1)
#define PM_DDP_BAD (-2)

/* Is a packet one?  Unused space is all 00h or all blank. */
enum pm_ddp_marker { PM_DDP_PACKET, PM_DDP_PADDING, PM_DDP_WRONG };
/* marker: four characters. */
enum pm_ddp_marker pm_field_marker(const uint8_t *packet, size_t length_bytes, const char *marker);

/* Track field "AA". */
#define PM_DDP_LEADOUT 100
/* Two characters: PM_DDP_LEADOUT, or as pm_field_number. */
int64_t pm_field_track(const uint8_t *in);
/* PM_DDP_LEADOUT, PM_DDP_ABSENT or 0..99.  PM_E_RANGE. */
int pm_field_put_track(uint8_t *out, int64_t track) PM_MUST_USE;

/*
 * pm_field_text - a text field as a C string
 *
 * Shape:    out[length_bytes + 1]; blanks and NULs at both ends are dropped, a NUL inside becomes 01h so that it cannot cut the text short
 */
void pm_field_text(char *out, const uint8_t *in, size_t length_bytes);
/*
 * pm_field_number - a decimal field of at most 9 digits, right- or left-justified, filled with blanks, zeros or NULs
 *
 * Returns:  PM_DDP_ABSENT (nothing but fill), PM_DDP_BAD (something else than digits), or the value 0..999999999
 */
int64_t pm_field_number(const uint8_t *in, size_t length_bytes);
/* 1 when the field is digits from the first to the last place, as premaster writes DSL, DSS and SIZ. */
int pm_field_zero_filled(const uint8_t *in, size_t length_bytes);
/* 1 when there is nothing but blanks and NULs. */
int pm_field_blank(const uint8_t *in, size_t length_bytes);

/* Left-justified, filled with blanks.  PM_E_FORMAT: too long, or not printable ASCII; out is then untouched. */
int pm_field_put_text(uint8_t *out, size_t length_bytes, const char *text) PM_MUST_USE;
/* Right-justified, filled with `fill`; PM_DDP_ABSENT gives blanks.  PM_E_RANGE: does not fit; out is then untouched. */
int pm_field_put_number(uint8_t *out, size_t length_bytes, int64_t value, char fill) PM_MUST_USE;

#endif
