/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ean.c - reading UPC-A and EAN-13 as people write them.  Layer 1.  Source: GS1 General Specifications; shared/reference/identifiers.md 2. */
#include "disc/ean.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/charset.h"
#include "disc/cell.h"

#define MCN_DIGITS 13
#define KEPT_CHARS 20 /* longer texts are wrong anyway */
#define NO_ASCII 0x7F

/* What is left of a cell without blanks and hyphens; characters that are not ASCII read as NO_ASCII. */
struct normal {
	char c[KEPT_CHARS + 1];
	size_t count; /* also of those not kept */
};

/* Ranges of the first three digits that are no album barcodes; all others are ordinary.  Source: vectors/gs1_prefixes_reserved.tsv. */
static const struct range { short from, to; enum pm_ean_class class; const char *name, *use; } ranges[] = {
	{0, 0, PM_EAN_CLASS_WARN, "company-internal", "is for numbers inside one company"},
	{20, 29, PM_EAN_CLASS_WARN, "restricted-circulation", "is for numbers inside one shop or region"},
	{40, 49, PM_EAN_CLASS_WARN, "restricted-circulation", "is for numbers inside one company"},
	{50, 59, PM_EAN_CLASS_WARN, "gs1-us-reserved(ex-coupon)", "is reserved by GS1 US, formerly for coupons"},
	{140, 199, PM_EAN_CLASS_WARN, "unassigned", "is given out by nobody"},
	{200, 299, PM_EAN_CLASS_WARN, "restricted-circulation", "is for numbers inside one shop or region"},
	{950, 950, PM_EAN_CLASS_WARN, "gs1-global-office", "is kept by the GS1 Global Office"},
	{951, 951, PM_EAN_CLASS_ERROR, "epc-manager", "is for numbers of radio tags (EPC)"},
	{952, 952, PM_EAN_CLASS_ERROR, "demonstration", "is for demonstrations and examples"},
	{960, 969, PM_EAN_CLASS_WARN, "gtin-8", "is for eight-digit numbers (GTIN-8)"},
	{977, 977, PM_EAN_CLASS_WARN, "issn", "is for periodicals (ISSN)"},
	{978, 978, PM_EAN_CLASS_WARN, "isbn", "is for books (ISBN)"},
	{979, 979, PM_EAN_CLASS_WARN, "isbn", "is for books (ISBN)"},
	{980, 980, PM_EAN_CLASS_ERROR, "refund-receipt", "is for refund receipts"},
	{981, 984, PM_EAN_CLASS_ERROR, "coupon", "is for coupons"},
	{990, 999, PM_EAN_CLASS_ERROR, "coupon", "is for coupons"},
};

static int is_digit(int c) { return c >= '0' && c <= '9'; }

char pm_ean_check_digit(const char *digits, size_t count)
{
	unsigned sum = 0, weight = 3;

	for (; count > 0; count--, weight ^= 3 ^ 1)
		sum += (unsigned)(digits[count - 1] - '0') * weight;
	return (char)('0' + (10 - sum % 10) % 10);
}

static int all_digits(const char *text)
{
	for (; is_digit(*text); text++)
		;
	return *text == '\0';
}

static int check_fits(const char *digits, size_t count)
{
	return pm_ean_check_digit(digits, count - 1) == digits[count - 1];
}

int pm_mcn_valid(const char *text)
{
	return strlen(text) == MCN_DIGITS && all_digits(text) && check_fits(text, MCN_DIGITS);
}

/* Offset behind "UPC", "EAN-13", "Barcode" and the like, when a colon or blank ends them; else 0. */
static size_t label_bytes(const char *text, size_t start, size_t end)
{
	static const char *const labels[] = {"UPC/EAN", "EAN/UPC", "UPC-A", "UPC", "EAN-13", "EAN13", "EAN", "GTIN-13", "GTIN", "BARCODE"};
	size_t i, j;

	for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		for (j = 0; labels[i][j] && start + j < end; j++) {
			char c = text[start + j];

			if ((c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c) != labels[i][j])
				break;
		}
		if (labels[i][j] || start + j >= end || (text[start + j] != ':' && text[start + j] != ' '))
			continue;
		return j + (text[start + j] == ':');
	}
	return 0;
}

/* "724384960650.0": a spreadsheet took the number for one with a fraction. */
static size_t without_fraction(const char *text, size_t start, size_t end)
{
	size_t at = end;

	while (at > start && text[at - 1] == '0')
		at--;
	if (at == end || at < start + 2 || (text[at - 1] != '.' && text[at - 1] != ',') || !is_digit(text[at - 2]))
		return end;
	return at - 1;
}

/* "724,384,960,650" and "724.384.960.650": 1 where every third digit from the right has the same mark before it. */
static int has_thousands(const char *text, size_t start, size_t end)
{
	char mark = '\0';
	size_t at, digits = 0;

	for (at = end; at > start; at--) {
		char c = text[at - 1];

		if (is_digit(c) && digits < 3) {
			digits++;
		} else if ((c == ',' || c == '.' || c == '\'') && digits == 3 && (!mark || c == mark) && at - 1 > start) {
			mark = c;
			digits = 0;
		} else {
			return 0;
		}
	}
	return mark && digits > 0;
}

static void normalise(const char *text, size_t start, size_t end, int thousands, struct normal *n)
{
	size_t at = start;
	int32_t next;

	while ((next = pm_utf8_next(text, end, &at)) >= 0) {
		uint32_t c = pm_cell_to_ascii((uint32_t)next);

		if (pm_cell_is_blank(c) || pm_cell_is_dash(c) || (thousands && !is_digit((int)c)))
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (n->count < KEPT_CHARS)
			n->c[n->count] = (char)(c > 0 && c < 0x80 ? c : NO_ASCII);
		n->count++;
	}
}

/* 7.24385E+11 */
static int is_scientific(const char *text)
{
	const char *at = text;

	while (is_digit(*at) || *at == '.' || *at == ',')
		at++;
	if (at == text || *at++ != 'E')
		return 0;
	if (*at == '+') /* a hyphen has gone with the separators */
		at++;
	return is_digit(*at) && all_digits(at);
}

/* "n/a" still has its slash. */
static int means_none(const struct normal *n)
{
	char word[KEPT_CHARS + 1];
	size_t i, length = 0;

	for (i = 0; n->c[i]; i++)
		if (n->c[i] != '/' && n->c[i] != '.')
			word[length++] = n->c[i];
	word[length] = '\0';
	return n->count == 0 || (n->count <= KEPT_CHARS && pm_cell_means_none(word));
}

static int is_all_zero(const struct normal *n)
{
	return n->count <= KEPT_CHARS && strspn(n->c, "0") == n->count;
}

/* Ten or eleven digits: the check digit was forgotten, or a spreadsheet ate leading zeros. */
static void propose_longer(const struct normal *n, struct pm_ean_reading *out)
{
	char padded[KEPT_CHARS + 4];

	if (n->count == 11)
		(void)snprintf(out->missing_check, sizeof out->missing_check, "%.11s%c", n->c, pm_ean_check_digit(n->c, 11));
	if (n->count != 10 && n->count != 11)
		return;
	(void)snprintf(padded, sizeof padded, "%s%s", n->count == 10 ? "000" : "00", n->c);
	if (check_fits(padded, MCN_DIGITS))
		(void)snprintf(out->lost_zero, sizeof out->lost_zero, "%.13s", padded);
}

static void add_repair(const char *digits, struct pm_ean_reading *out)
{
	size_t length = strlen(out->repairs), count = 0;
	const char *at;

	for (at = out->repairs; *at; at++)
		count += *at == '|';
	if (count >= 5 || strstr(out->repairs, digits))
		return;
	(void)snprintf(out->repairs + length, sizeof out->repairs - length, "%s%s", length ? "|" : "", digits);
}

/* Numbers whose check digit fits: two neighbours swapped first, the likelier slip; then one digit changed, the check digit before others. */
static void propose_repairs(const struct normal *n, struct pm_ean_reading *out)
{
	char digits[KEPT_CHARS + 1], was;
	size_t i;

	memcpy(digits, n->c, sizeof digits);
	for (i = 0; i + 1 < n->count; i++) {
		was = digits[i];
		digits[i] = digits[i + 1];
		digits[i + 1] = was;
		if (check_fits(digits, n->count))
			add_repair(digits, out);
		memcpy(digits, n->c, sizeof digits);
	}
	for (i = n->count; i > 0; i--) {
		for (digits[i - 1] = '0'; digits[i - 1] <= '9'; digits[i - 1]++)
			if (check_fits(digits, n->count))
				add_repair(digits, out);
		digits[i - 1] = n->c[i - 1];
	}
}

static void classify(struct pm_ean_reading *out)
{
	const char *d = out->mcn.text;
	short head = (short)((d[0] - '0') * 100 + (d[1] - '0') * 10 + (d[2] - '0'));
	size_t i;

	for (i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (head < ranges[i].from || head > ranges[i].to)
			continue;
		out->range = ranges[i].class;
		out->range_name = head == 979 && d[3] == '0' ? "ismn" : ranges[i].name;
		out->range_use = head == 979 && d[3] == '0' ? "is for sheet music (ISMN)" : ranges[i].use;
	}
	if (out->type == PM_EAN_8) {
		out->range = PM_EAN_CLASS_WARN;
		out->range_name = "ean-8";
		out->range_use = "is for small packs";
	}
}

/* 04252614 is a UPC-E: short for 042100005264 (GS1 General Specifications: the last digit before the check digit says where the zeros were). */
static void expand_upc_e(const struct normal *n, struct pm_ean_reading *out)
{
	const char *d = n->c;
	char long_form[13];

	if (d[0] > '1')
		return;
	if (d[6] <= '2')
		(void)snprintf(long_form, sizeof long_form, "%.3s%c0000%.3s%c", d, d[6], d + 3, d[7]);
	else if (d[6] == '3')
		(void)snprintf(long_form, sizeof long_form, "%.4s00000%.2s%c", d, d + 4, d[7]);
	else if (d[6] == '4')
		(void)snprintf(long_form, sizeof long_form, "%.5s00000%c%c", d, d[5], d[7]);
	else
		(void)snprintf(long_form, sizeof long_form, "%.6s0000%c%c", d, d[6], d[7]);
	if (check_fits(long_form, 12))
		memcpy(out->expanded, long_form, sizeof long_form);
}

/* 8, 12, 13 or 14 digits that are not all zero. */
static void judge_number(const struct normal *n, struct pm_ean_reading *out)
{
	out->type = n->count == 8 ? PM_EAN_8 : n->count == 12 ? PM_EAN_UPC_A : n->count == 13 ? PM_EAN_13 : PM_EAN_GTIN_14;
	if (out->type == PM_EAN_GTIN_14 && n->c[0] != '0') {
		out->fault = PM_EAN_PACK_LEVEL;
		return;
	}
	memset(out->mcn.text, '0', MCN_DIGITS);
	if (n->count > MCN_DIGITS)
		memcpy(out->mcn.text, n->c + 1, MCN_DIGITS);
	else
		memcpy(out->mcn.text + MCN_DIGITS - n->count, n->c, n->count);
	if (!check_fits(n->c, n->count)) {
		out->fault = PM_EAN_CHECK;
		out->found_check = n->c[n->count - 1];
		out->expected_check = pm_ean_check_digit(n->c, n->count - 1);
		propose_repairs(n, out);
		if (out->type == PM_EAN_8)
			expand_upc_e(n, out);
		return;
	}
	out->padded = out->type == PM_EAN_UPC_A;
	classify(out);
}

void pm_ean_read(const char *text, size_t length_bytes, struct pm_ean_reading *out)
{
	struct normal n;
	size_t start = 0, end = length_bytes;
	int thousands;

	memset(out, 0, sizeof *out);
	memset(&n, 0, sizeof n);
	out->wrapped = pm_cell_unwrap(text, &start, &end) != 0;
	if (label_bytes(text, start, end)) {
		out->wrapped = 1;
		start += label_bytes(text, start, end);
	}
	if (without_fraction(text, start, end) != end) {
		out->wrapped = 1;
		end = without_fraction(text, start, end);
	}
	thousands = has_thousands(text, start, end);
	out->wrapped |= thousands;
	normalise(text, start, end, thousands, &n);
	out->length_chars = n.count;
	if (means_none(&n))
		out->fault = PM_EAN_EMPTY;
	else if (is_scientific(n.c))
		out->fault = PM_EAN_DAMAGED;
	else if (!all_digits(n.c))
		out->fault = PM_EAN_CHARSET;
	else if (is_all_zero(&n))
		out->fault = PM_EAN_ALL_ZERO;
	else if (n.count != 8 && (n.count < 12 || n.count > 14))
		out->fault = PM_EAN_LENGTH;
	else
		judge_number(&n, out);
	if (out->fault == PM_EAN_LENGTH)
		propose_longer(&n, out);
}
