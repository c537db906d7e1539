/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-field.c - fixed-width fields of DDP records.  Expected: ddp.md section 2. */
#include "ddp/field.h"

#include "tests/tap.h"

#define F(text) ((const uint8_t *)(text))

static void text_is(const char *field, size_t n, const char *want, const char *name)
{
	char out[40];

	memset(out, 'x', sizeof out);
	pm_field_text(out, F(field), n);
	IS_STR(out, want, name);
}

static void texts(void)
{
	text_is("IMAGE.DAT        ", 17, "IMAGE.DAT", "blanks behind");
	text_is("  IMAGE.DAT", 11, "IMAGE.DAT", "blanks in front");
	text_is("A B", 3, "A B", "blanks inside stay");
	text_is("AB\0\0\0", 5, "AB", "NULs behind");
	text_is("\0 AB", 4, "AB", "NULs in front");
	text_is("A\0B", 3, "A\x01"
			      "B",
		"a NUL inside cannot cut the text short");
	text_is("     ", 5, "", "blank");
	text_is("\0\0", 2, "", "NULs");
	text_is("AB", 1, "A", "no more than the field");
	text_is("", 0, "", "no field");
	text_is("\xC9t\xE9", 3, "\xC9t\xE9", "bytes beyond ASCII stay");
}

static void numbers(void)
{
	IS_INT(pm_field_number(F("00001537"), 8), 1537, "zeros in front");
	IS_INT(pm_field_number(F("    1537"), 8), 1537, "blanks in front");
	IS_INT(pm_field_number(F("1537    "), 8), 1537, "left-justified");
	IS_INT(pm_field_number(F("\0\0\0\0" "1537"), 8), 1537, "NULs in front");
	IS_INT(pm_field_number(F("1537\0\0\0\0"), 8), 1537, "NULs behind");
	IS_INT(pm_field_number(F("99999999"), 8), 99999999, "the largest of eight");
	IS_INT(pm_field_number(F("999999999"), 9), 999999999, "the largest of nine");
	IS_INT(pm_field_number(F("0000000001"), 10), PM_DDP_BAD, "ten digits");
	IS_INT(pm_field_number(F("0"), 1), 0, "0 is a number");
	IS_INT(pm_field_number(F("   0"), 4), 0, "also behind blanks");
	IS_INT(pm_field_number(F("    "), 4), PM_DDP_ABSENT, "blank is not there, which is not 0");
	IS_INT(pm_field_number(F("\0\0\0\0"), 4), PM_DDP_ABSENT, "nor is NUL");
	IS_INT(pm_field_number(F("1 50"), 4), PM_DDP_BAD, "a blank inside");
	IS_INT(pm_field_number(F(" -15"), 4), PM_DDP_BAD, "a sign");
	IS_INT(pm_field_number(F(" +15"), 4), PM_DDP_BAD, "also +");
	IS_INT(pm_field_number(F("0x10"), 4), PM_DDP_BAD, "hexadecimal");
	IS_INT(pm_field_number(F("1.50"), 4), PM_DDP_BAD, "a point");
	IS_INT(pm_field_number(F("/0:;"), 4), PM_DDP_BAD, "the characters beside 0 and 9");
	IS_INT(pm_field_number(F("9"), 0), PM_DDP_ABSENT, "no field");
	OK(pm_field_zero_filled(F("00001537"), 8), "digits from first to last");
	OK(!pm_field_zero_filled(F(" 0001537"), 8) && !pm_field_zero_filled(F("0001537 "), 8), "not so");
	OK(pm_field_blank(F(" \0 "), 3) && pm_field_blank(F("x"), 0), "blank");
	OK(!pm_field_blank(F("  x"), 3) && !pm_field_blank(F("x  "), 3), "not blank");
}

/* puts: what a field of n bytes becomes, or NULL where it is refused and stays as it was. */
static void number_put(size_t n, int64_t value, char fill, const char *want, const char *name)
{
	uint8_t out[12];

	memset(out, '#', sizeof out);
	IS_INT(pm_field_put_number(out, n, value, fill), want ? PM_OK : PM_E_RANGE, name);
	IS_MEM(out, want ? want : "############", n, name);
	IS_INT(out[n], '#', "nothing behind the field is touched");
}

static void text_put(size_t n, const char *text, const char *want, const char *name)
{
	uint8_t out[12];

	memset(out, '#', sizeof out);
	IS_INT(pm_field_put_text(out, n, text), want ? PM_OK : PM_E_FORMAT, name);
	IS_MEM(out, want ? want : "############", n, name);
	IS_INT(out[n], '#', "nothing behind the field is touched");
}

static void writing(void)
{
	number_put(8, 1537, '0', "00001537", "filled with zeros");
	number_put(4, 150, ' ', " 150", "filled with blanks");
	number_put(4, 0, ' ', "   0", "nought");
	number_put(4, 9999, ' ', "9999", "what just fits");
	number_put(4, 10000, ' ', NULL, "what does not");
	number_put(8, PM_DDP_ABSENT, '0', "        ", "not there");
	number_put(8, PM_DDP_BAD, '0', NULL, "no number");
	number_put(8, INT64_MIN, '0', NULL, "the smallest");
	number_put(8, INT64_MAX, '0', NULL, "the largest");
	text_put(8, "CDTEXT", "CDTEXT  ", "left-justified");
	text_put(8, "PQ DESCR", "PQ DESCR", "as long as the field");
	text_put(7, "PQ DESCR", NULL, "longer");
	text_put(4, "", "    ", "empty");
	text_put(4, " ~", " ~  ", "the first and the last printable character");
	text_put(4, "\x1F", NULL, "a control character");
	text_put(4, "\x7F", NULL, "DEL");
	text_put(4, "\xC3\xA9", NULL, "UTF-8");
}

static void tracks(void)
{
	uint8_t out[3] = "##";

	IS_INT(pm_field_track(F("AA")), PM_DDP_LEADOUT, "AA");
	IS_INT(pm_field_track(F("aa")), PM_DDP_LEADOUT, "in small letters");
	IS_INT(pm_field_track(F("00")), 0, "00");
	IS_INT(pm_field_track(F("99")), 99, "99");
	IS_INT(pm_field_track(F(" 7")), 7, "a blank in front");
	IS_INT(pm_field_track(F("  ")), PM_DDP_ABSENT, "blank");
	IS_INT(pm_field_track(F("A0")), PM_DDP_BAD, "A0");
	IS_INT(pm_field_track(F("0A")), PM_DDP_BAD, "0A");
	IS_INT(pm_field_put_track(out, PM_DDP_LEADOUT), PM_OK, "the lead-out");
	IS_MEM(out, "AA", 2, "is AA");
	IS_INT(pm_field_put_track(out, 7), PM_OK, "a track");
	IS_MEM(out, "07", 2, "has two digits");
	IS_INT(pm_field_put_track(out, PM_DDP_ABSENT), PM_OK, "none");
	IS_MEM(out, "  ", 2, "is blank");
	IS_INT(pm_field_put_track(out, 101), PM_E_RANGE, "101");
	IS_MEM(out, "  ", 2, "is refused");
}

/* Unused space is all 00h or all blank; anything else is damage. */
static void markers(void)
{
	uint8_t packet[64];
	size_t i;

	memset(packet, 'x', sizeof packet);
	memcpy(packet, "VVVS", 4);
	IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_PACKET, "a packet");
	for (i = 0; i < 4; i++) {
		packet[i] ^= 1;
		IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_WRONG, "one letter wrong");
		packet[i] ^= 1;
	}
	IS_INT(pm_field_marker(packet, 64, "VVVM"), PM_DDP_WRONG, "another record's marker");
	memset(packet, 0, sizeof packet);
	IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_PADDING, "all NUL");
	packet[63] = ' ';
	IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_WRONG, "but the last byte");
	memset(packet, ' ', sizeof packet);
	IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_PADDING, "all blank");
	packet[1] = 0;
	IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_WRONG, "but the second byte");
	memset(packet, 'x', sizeof packet);
	IS_INT(pm_field_marker(packet, 64, "VVVS"), PM_DDP_WRONG, "all alike, and no fill");
}

int main(void)
{
	texts();
	numbers();
	writing();
	tracks();
	markers();
	return tap_done();
}
