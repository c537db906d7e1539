/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record.c - what a drive said: collecting and judging (drive/record.h).  Layer 4.  Source: MMC-3 6.29 (READ SUB-CHANNEL replies). */
#include "drive/record.h"

#include <stdlib.h>
#include <string.h>

#define VALID 0x80u  /* MCVAL, TCVAL */
#define SAME_TIMES 2 /* an answer that came once may be the track's before */

const char *pm_method_text(enum pm_method method)
{
	static const char *const text[] = {"raw-q", "read-sub-channel", "sub-file", "declared"};

	return text[method];
}

void pm_record_init(struct pm_record *r)
{
	memset(r, 0, sizeof(*r));
	pm_q_log_init(&r->log);
}

void pm_record_release(struct pm_record *r)
{
	free(r->device);
	free(r->cdtext);
	free(r->reply);
	pm_q_log_release(&r->log);
	memset(r, 0, sizeof(*r));
}

int pm_record_add_reply(struct pm_record *r, uint8_t track, const uint8_t reply[PM_REPLY_BYTES])
{
	void *list = r->reply;

	if (r->reply_count == r->reply_capacity && pm_array_grow(&list, &r->reply_capacity, r->reply_count, sizeof(*r->reply)) < 0)
		return PM_E_NOMEM;
	r->reply = list;
	r->reply[r->reply_count].track = track;
	memcpy(r->reply[r->reply_count++].byte, reply, PM_REPLY_BYTES);
	return PM_OK;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}
static int is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Byte 6 names the track; some drives leave it empty. */
static int is_of_another_track(const struct pm_reply *reply)
{
	return reply->track && reply->byte[6] && reply->byte[6] != reply->track;
}

/*
 * A code as it stands in a reply; "" where there is none: valid bit clear, another track's, zeros, or characters that no code has (drives set the bit
 * for those, too).
 */
static void code_of_reply(const struct pm_reply *reply, char code[PM_Q_CODE_BYTES])
{
	size_t i, length = reply->track ? 12 : 13;
	int good = (reply->byte[8] & VALID) != 0 && !is_of_another_track(reply), zero = 1;

	memset(code, 0, PM_Q_CODE_BYTES);
	for (i = 0; i < length && good; i++) {
		char c = (char)reply->byte[9 + i];

		good = is_digit(c) || (reply->track && i < 5 && is_upper(c));
		zero &= c == '0';
		code[i] = c;
	}
	if (!good || zero)
		memset(code, 0, PM_Q_CODE_BYTES);
}

void pm_record_commanded(const struct pm_record *r, struct pm_vote_commanded *out)
{
	size_t i, k;

	memset(out, 0, 100 * sizeof(*out));
	for (i = 0; i < r->reply_count; i++) {
		char code[PM_Q_CODE_BYTES], other[PM_Q_CODE_BYTES];
		uint32_t times = 0;

		if (r->reply[i].track > 99)
			continue;
		code_of_reply(&r->reply[i], code);
		for (k = 0; code[0] && k < r->reply_count; k++) {
			if (r->reply[k].track != r->reply[i].track)
				continue;
			code_of_reply(&r->reply[k], other);
			times += !strcmp(code, other);
		}
		if (times >= SAME_TIMES && times > out[r->reply[i].track].times) {
			out[r->reply[i].track].times = times;
			memcpy(out[r->reply[i].track].code, code, sizeof(code));
		}
	}
}

int pm_record_votes(const struct pm_record *r, struct pm_votes *out, struct pm_q_map *map)
{
	struct pm_vote_commanded *commanded = calloc(100, sizeof(*commanded));
	int status;

	if (!commanded)
		return PM_E_NOMEM;
	pm_record_commanded(r, commanded);
	status = pm_vote_log(&r->log, r->toc.first_track ? &r->toc : NULL, commanded, out, map);
	free(commanded);
	return status;
}
