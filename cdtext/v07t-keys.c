/* SPDX-License-Identifier: GPL-3.0-or-later */
/* v07t-keys.c - the words of Sony's text sheet.  Layer 2.  Source: shared/reference/cdtext.md section 8. */
#include "cdtext/v07t-keys.h"

#include <string.h>

#include "cdtext/fields.h"

static const struct {
	const char *name;
	struct pm_v07t_key key;
} disc_keys[PM_V07T_DISC_KEYS] = {
	{"Input Sheet Version", {PM_V07T_VERSION, 0, 0}},
	{"Text Code", {PM_V07T_TEXT_CODE, 0, 0}},
	{"Language Code", {PM_V07T_LANGUAGE, 0, 0}},
	{"Album Title", {PM_V07T_TEXT, PM_TEXT_TITLE, 0}},
	{"Artist Name", {PM_V07T_TEXT, PM_TEXT_PERFORMER, 0}},
	{"Songwriter", {PM_V07T_TEXT, PM_TEXT_SONGWRITER, 0}},
	{"Composer", {PM_V07T_TEXT, PM_TEXT_COMPOSER, 0}},
	{"Arranger", {PM_V07T_TEXT, PM_TEXT_ARRANGER, 0}},
	{"Album Message", {PM_V07T_TEXT, PM_TEXT_MESSAGE, 0}},
	{"Catalog Number", {PM_V07T_TEXT, PM_TEXT_DISC_ID, 0}},
	{"Genre Code", {PM_V07T_GENRE_CODE, 0, 0}},
	{"Genre Information", {PM_V07T_TEXT, PM_TEXT_GENRE, 0}},
	{"Closed Information", {PM_V07T_TEXT, PM_TEXT_CLOSED, 0}},
	{"UPC / EAN", {PM_V07T_TEXT, PM_TEXT_CODE, 0}},
	{"Text Data Copy Protection", {PM_V07T_COPY, 0, 0}},
	{"First Track Number", {PM_V07T_FIRST, 0, 0}},
	{"Last Track Number", {PM_V07T_LAST, 0, 0}},
	{"Remarks", {PM_V07T_IGNORED, 0, 0}},
};
static const struct {
	const char *name;
	enum pm_text_field field;
} track_keys[] = {
	{"Title", PM_TEXT_TITLE},       {"Artist", PM_TEXT_PERFORMER},  {"Songwriter", PM_TEXT_SONGWRITER},
	{"Composer", PM_TEXT_COMPOSER}, {"Arranger", PM_TEXT_ARRANGER}, {"Message", PM_TEXT_MESSAGE},
};
#define TRACK_KEYS (sizeof(track_keys) / sizeof(track_keys[0]))

int pm_v07t_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct pm_span_text pm_v07t_trim(const char *text, size_t length)
{
	while (length && pm_v07t_is_blank(text[0])) {
		text++;
		length--;
	}
	while (length && pm_v07t_is_blank(text[length - 1]))
		length--;
	return (struct pm_span_text){text, length};
}

int pm_v07t_is(struct pm_span_text s, const char *word)
{
	return strlen(word) == s.length && !memcmp(s.text, word, s.length);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int pm_v07t_is_nocase(struct pm_span_text s, const char *word)
{
	size_t i;

	if (strlen(word) != s.length)
		return 0;
	for (i = 0; i < s.length; i++)
		if (lower(s.text[i]) != lower(word[i]))
			return 0;
	return 1;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

long pm_v07t_hex(struct pm_span_text s)
{
	long value = 0;
	size_t i;

	if (s.length < 3 || s.length > 6 || s.text[0] != '0' || lower(s.text[1]) != 'x')
		return -1;
	for (i = 2; i < s.length; i++) {
		int digit = hex_digit(s.text[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

int pm_v07t_number(struct pm_span_text s)
{
	int value = 0;
	size_t i;

	if (s.length < 1 || s.length > 2)
		return -1;
	for (i = 0; i < s.length; i++) {
		if (s.text[i] < '0' || s.text[i] > '9')
			return -1;
		value = value * 10 + (s.text[i] - '0');
	}
	return value;
}

static int field_of_type(long type)
{
	return type >= 0x80 && type <= 0x8E ? pm_cdtext_field((uint8_t)type) : -1;
}

/* "Track 07 Title", "Track 07 0x80", "ISRC 07".  1: of that form. */
static int track_key(struct pm_span_text s, struct pm_v07t_key *key)
{
	struct pm_span_text rest;
	int track, field = -1;
	size_t i;

	if (s.length > 5 && !memcmp(s.text, "ISRC ", 5)) {
		track = pm_v07t_number(pm_v07t_trim(s.text + 5, s.length - 5));
		field = PM_TEXT_CODE;
	} else if (s.length > 9 && !memcmp(s.text, "Track ", 6) && pm_v07t_is_blank(s.text[8])) {
		track = pm_v07t_number((struct pm_span_text){s.text + 6, 2});
		rest = pm_v07t_trim(s.text + 8, s.length - 8);
		for (i = 0; i < TRACK_KEYS; i++)
			if (pm_v07t_is(rest, track_keys[i].name))
				field = (int)track_keys[i].field;
		if (field < 0)
			field = field_of_type(pm_v07t_hex(rest));
		if (field >= 0 && !pm_cdtext_field_has_tracks((enum pm_text_field)field))
			field = -1;
	} else {
		return 0;
	}
	if (track < 1 || field < 0)
		return 0;
	*key = (struct pm_v07t_key){PM_V07T_TEXT, (enum pm_text_field)field, (unsigned)track};
	return 1;
}

int pm_v07t_find_key(struct pm_span_text s, struct pm_v07t_key *key, int *disc_key)
{
	long type = pm_v07t_hex(s);
	size_t i;

	*disc_key = -1;
	for (i = 0; i < PM_V07T_DISC_KEYS; i++)
		if (pm_v07t_is(s, disc_keys[i].name)) {
			*disc_key = (int)i;
			*key = disc_keys[i].key;
			return 1;
		}
	if (field_of_type(type) >= 0) {
		*key = (struct pm_v07t_key){PM_V07T_TEXT, (enum pm_text_field)field_of_type(type), 0};
		return 1;
	}
	if (s.length > 17 && !memcmp(s.text, "Disc Information ", 17)) {
		*key = (struct pm_v07t_key){PM_V07T_IGNORED, 0, 0};
		return 1;
	}
	return track_key(s, key);
}

const char *pm_v07t_right_case(struct pm_span_text s)
{
	size_t i;

	for (i = 0; i < PM_V07T_DISC_KEYS; i++)
		if (pm_v07t_is_nocase(s, disc_keys[i].name))
			return disc_keys[i].name;
	if (s.length > 5 &&
	    (pm_v07t_is_nocase((struct pm_span_text){s.text, 5}, "isrc ") || pm_v07t_is_nocase((struct pm_span_text){s.text, 5}, "track")))
		return "Track NN Title, ... Message, ISRC NN";
	return NULL;
}
