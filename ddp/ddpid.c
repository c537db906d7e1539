/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ddpid.c - the DDPID record.  Layer 4.  Source: shared/reference/ddp.md section 3. */
#include "ddp/record.h"

#include <string.h>

void pm_ddpid_init(struct pm_ddpid *id)
{
	*id = (struct pm_ddpid){.mss = PM_DDP_ABSENT, .msl = PM_DDP_ABSENT, .level = "DDP 2.00", .type = "CD"};
	id->medium = id->book = id->nside = id->side = id->nlayer = id->layer = ' ';
}

int pm_ddpid_is_v1(const struct pm_ddpid *id)
{
	return strcmp(id->level, "DDP 1.00") == 0 || strcmp(id->level, "DDP 1.01") == 0;
}

static char blank_or(uint8_t c)
{
	return c ? (char)c : ' ';
}

static int is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* `length` bytes of user text from `at`, cut at the end of the record. */
static void take_text(struct pm_ddpid *id, const uint8_t *in, size_t at, size_t length, enum pm_ddp_text where)
{
	if (length > PM_DDPID_BYTES - at)
		length = PM_DDPID_BYTES - at;
	pm_field_text(id->text, in + at, length);
	if (id->text[0])
		id->text_at = where;
}

/* The writers disagree about the place of the user text: the four steps of ddp.md section 3. */
static void decode_text(struct pm_ddpid *id, const uint8_t *in)
{
	if (is_digit(in[93]) && is_digit(in[94])) {
		take_text(id, in, 95, (size_t)(in[93] - '0') * 10 + (in[94] - '0'), PM_DDP_TEXT_93);
		return;
	}
	if ((in[93] == ' ' || in[93] == 0) && is_digit(in[94]) && is_digit(in[95])) {
		take_text(id, in, 96, (size_t)(in[94] - '0') * 10 + (in[95] - '0'), PM_DDP_TEXT_94);
		return;
	}
	take_text(id, in, 95, 33, PM_DDP_TEXT_BARE);
	if (in[93] == ' ' && is_digit(in[94]) && id->text[0] && strlen(id->text) == (size_t)(in[94] - '0'))
		id->text_at = PM_DDP_TEXT_LOOSE;
}

static void decode_text_v1(struct pm_ddpid *id, const uint8_t *in)
{
	int64_t length = pm_field_number(in + 86, 2);

	take_text(id, in, 88, length > 0 && length < 40 ? (size_t)length : 40, PM_DDP_TEXT_86);
}

void pm_ddpid_decode(struct pm_ddpid *id, const uint8_t in[PM_DDPID_BYTES])
{
	pm_ddpid_init(id);
	pm_field_text(id->level, in, 8);
	pm_field_text(id->upc, in + 8, 13);
	id->mss = pm_field_number(in + 21, 8);
	id->msl = pm_field_number(in + 29, 8);
	id->medium = blank_or(in[37]);
	pm_field_text(id->mid, in + 38, 48);
	if (pm_ddpid_is_v1(id)) {
		id->type[0] = 0;
		decode_text_v1(id, in);
		return;
	}
	id->book = blank_or(in[86]);
	pm_field_text(id->type, in + 87, 2);
	id->nside = blank_or(in[89]);
	id->side = blank_or(in[90]);
	id->nlayer = blank_or(in[91]);
	id->layer = blank_or(in[92]);
	if (strcmp(id->type, "DV") != 0)
		decode_text(id, in);
}

int pm_ddpid_encode(uint8_t out[PM_DDPID_BYTES], const struct pm_ddpid *id)
{
	const char one[] = {id->book, id->nside, id->side, id->nlayer, id->layer, id->medium};
	size_t i;

	memset(out, ' ', PM_DDPID_BYTES);
	for (i = 0; i < sizeof one; i++)
		if (one[i] < 0x20 || one[i] > 0x7e)
			return PM_E_FORMAT;
	if (pm_field_put_text(out, 8, id->level) || pm_field_put_text(out + 8, 13, id->upc) || pm_field_put_text(out + 38, 48, id->mid) ||
	    pm_field_put_text(out + 87, 2, id->type) || pm_field_put_text(out + 95, 33, id->text))
		return PM_E_FORMAT;
	if (pm_field_put_number(out + 21, 8, id->mss, '0') || pm_field_put_number(out + 29, 8, id->msl, '0') ||
	    pm_field_put_number(out + 93, 2, id->text[0] ? (int64_t)strlen(id->text) : PM_DDP_ABSENT, '0'))
		return PM_E_FORMAT;
	out[37] = (uint8_t)id->medium;
	out[86] = (uint8_t)id->book;
	out[89] = (uint8_t)id->nside;
	out[90] = (uint8_t)id->side;
	out[91] = (uint8_t)id->nlayer;
	out[92] = (uint8_t)id->layer;
	return PM_OK;
}
