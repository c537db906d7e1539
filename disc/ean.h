/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ean.h - UPC-A, EAN-13 and the disc's media catalogue number.  Layer 1.
 * Source: GS1 General Specifications; shared/reference/identifiers.md section 2.
 */
#ifndef PM_DISC_EAN_H
#define PM_DISC_EAN_H

#include <stddef.h>

#include "base/diag.h"

/* 13 digits and a NUL (UPC-A is stored with its leading 0); text[0] == 0: absent. */
struct pm_mcn { char text[14]; };

enum pm_ean_fault {
	PM_EAN_GOOD,
	PM_EAN_EMPTY,
	PM_EAN_ALL_ZERO,     /* means none */
	PM_EAN_LENGTH,
	PM_EAN_CHARSET,
	PM_EAN_CHECK,
	PM_EAN_PACK_LEVEL,   /* GTIN-14 with a leading 1..9 */
	PM_EAN_DAMAGED       /* 7.24385E+11 */
};
enum pm_ean_type { PM_EAN_NO_TYPE, PM_EAN_13, PM_EAN_UPC_A, PM_EAN_GTIN_14, PM_EAN_8 };
/* How far the range of the number is from an album barcode. */
enum pm_ean_class { PM_EAN_CLASS_OK, PM_EAN_CLASS_WARN, PM_EAN_CLASS_ERROR };

struct pm_ean_reading {
	struct pm_mcn mcn;            /* set when fault is GOOD, and with CHECK, as it stands: --allow may let it pass */
	enum pm_ean_fault fault;
	enum pm_ean_type type;
	int padded;                   /* 1: UPC-A got its leading 0 */
	int wrapped;                  /* 1: a label, ="...", an apostrophe, a fraction ".0" or thousands separators were taken off */
	size_t length_chars;          /* characters without blanks and hyphens: for "has 11 digits, want 12 or 13" */
	char found_check, expected_check; /* '0'..'9' with fault CHECK, else 0 */
	enum pm_ean_class range;
	const char *range_name;       /* "restricted-circulation"...; NULL: an ordinary range; static */
	const char *range_use;        /* what the range is for, in words of a message; set with range_name; static */
	char missing_check[15];       /* 11 digits: the number with its check digit added, if that helps; "" else */
	char lost_zero[15];           /* 10 or 11 digits: the number with its zeros back, if its check digit then fits; "" else */
	char expanded[13];            /* 8 digits that fit no EAN-8, but a UPC-E: the UPC-A it is short for; "" else */
	char repairs[128];            /* CHECK: numbers one digit or one swap away that fit, "|" between; "" else; at most six */
};

void pm_ean_read(const char *text, size_t length_bytes, struct pm_ean_reading *out);
/* Check digit of the digits before it; digits[0..count-1], count 7, 11, 12, 13. */
char pm_ean_check_digit(const char *digits, size_t count);
/* 1: exactly 13 digits and a fitting check digit. */
int pm_mcn_valid(const char *text);

/* As pm_isrc_take, for UPC/EAN: ean-length, ean-format, ean-check-digit, ean-restricted, sheet-damaged.  Returns 1, or 0: poisoned. */
int pm_ean_take(struct pm_diags *diags, struct pm_pos pos, const char *text, size_t length_bytes, struct pm_mcn *out);

#endif
