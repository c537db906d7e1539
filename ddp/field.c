/* SPDX-License-Identifier: GPL-3.0-or-later */
/* field.c - fixed-width text and number fields.  Layer 4.  Source: shared/reference/ddp.md section 2. */
#include "ddp/field.h"

#include <string.h>

static int is_fill(uint8_t c)
{
	return c == ' ' || c == 0;
}

void pm_field_text(char *out, const uint8_t *in, size_t length_bytes)
{
	size_t from = 0, to = length_bytes, i;

	while (to > from && is_fill(in[to - 1]))
		to--;
	while (from < to && is_fill(in[from]))
		from++;
	for (i = from; i < to; i++)
		out[i - from] = in[i] ? (char)in[i] : 1;
	out[to - from] = 0;
}

int64_t pm_field_number(const uint8_t *in, size_t length_bytes)
{
	size_t from = 0, to = length_bytes, i;
	int64_t value = 0;

	while (to > from && is_fill(in[to - 1]))
		to--;
	while (from < to && is_fill(in[from]))
		from++;
	if (from == to)
		return PM_DDP_ABSENT;
	if (to - from > 9)
		return PM_DDP_BAD;
	for (i = from; i < to; i++) {
		if (in[i] < '0' || in[i] > '9')
			return PM_DDP_BAD;
		value = value * 10 + (in[i] - '0');
	}
	return value;
}

int pm_field_zero_filled(const uint8_t *in, size_t length_bytes)
{
	size_t i;

	for (i = 0; i < length_bytes; i++)
		if (in[i] < '0' || in[i] > '9')
			return 0;
	return 1;
}

int pm_field_blank(const uint8_t *in, size_t length_bytes)
{
	size_t i;

	for (i = 0; i < length_bytes; i++)
		if (!is_fill(in[i]))
			return 0;
	return 1;
}

int pm_field_put_text(uint8_t *out, size_t length_bytes, const char *text)
{
	size_t length = strlen(text), i;

	if (length > length_bytes)
		return PM_E_FORMAT;
	for (i = 0; i < length; i++)
		if (text[i] < 0x20 || text[i] > 0x7e)
			return PM_E_FORMAT;
	memset(out, ' ', length_bytes);
	memcpy(out, text, length);
	return PM_OK;
}

int pm_field_put_number(uint8_t *out, size_t length_bytes, int64_t value, char fill)
{
	uint8_t digit[20];
	size_t count = 0;

	if (value == PM_DDP_ABSENT) {
		memset(out, ' ', length_bytes);
		return PM_OK;
	}
	if (value < 0)
		return PM_E_RANGE;
	do {
		digit[count++] = (uint8_t)('0' + value % 10);
		value /= 10;
	} while (value);
	if (count > length_bytes)
		return PM_E_RANGE;
	memset(out, fill, length_bytes - count);
	while (count)
		out[length_bytes - count] = digit[count - 1], count--;
	return PM_OK;
}

enum pm_ddp_marker pm_field_marker(const uint8_t *packet, size_t length_bytes, const char *marker)
{
	size_t i;

	if (memcmp(packet, marker, 4) == 0)
		return PM_DDP_PACKET;
	if (!is_fill(packet[0]))
		return PM_DDP_WRONG;
	for (i = 1; i < length_bytes; i++)
		if (packet[i] != packet[0])
			return PM_DDP_WRONG;
	return PM_DDP_PADDING;
}

int64_t pm_field_track(const uint8_t *in)
{
	if ((in[0] == 'A' || in[0] == 'a') && (in[1] == 'A' || in[1] == 'a'))
		return PM_DDP_LEADOUT;
	return pm_field_number(in, 2);
}

int pm_field_put_track(uint8_t *out, int64_t track)
{
	if (track == PM_DDP_LEADOUT)
		return pm_field_put_text(out, 2, "AA");
	return pm_field_put_number(out, 2, track, '0');
}
