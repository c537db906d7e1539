/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-record.c - any bytes as a saved .q file, and behind a good beginning: refused with the line, or read, written and read again as the same record,
 * whose votes can be counted.
 */
#include <string.h>

#include "drive/record.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char begun[] = "premaster-q 1\ndevice x\nmethod raw-q\nsessions 1\ntrack 1 control 0 lba 0\naudio-end 900\nleadout 900\n";

/* The record as text; its votes are counted on the way. */
static void write_record(const struct pm_record *r, struct pm_buf *out)
{
	struct pm_vote_commanded commanded[100];
	struct pm_votes *votes = malloc(sizeof(*votes));
	struct pm_q_map map;

	must(votes != NULL, "memory");
	if (pm_record_votes(r, votes, &map) == PM_OK)
		pm_q_map_release(&map);
	pm_record_commanded(r, commanded);
	must(pm_record_write(r, out) == PM_OK, "what was read can be written");
	free(votes);
}

static void read_record(const uint8_t *data, size_t size)
{
	struct pm_record r;
	struct pm_buf first, second;
	struct pm_error err = {0};
	int status;

	pm_record_init(&r);
	pm_buf_init(&first);
	pm_buf_init(&second);
	status = pm_record_read(&r, "fuzz.q", data, size, &err);
	must(status == PM_OK || (status == PM_E_FORMAT && err.message[0]), "read, or refused in words");
	if (status == PM_OK) {
		write_record(&r, &first);
		pm_record_release(&r);
		pm_record_init(&r);
		must(pm_record_read(&r, "fuzz.q", (const uint8_t *)first.data, first.length_bytes, &err) == PM_OK, "what was written can be read");
		write_record(&r, &second);
		must(first.length_bytes == second.length_bytes && !memcmp(first.data, second.data, first.length_bytes), "the same record again");
	}
	pm_buf_release(&first);
	pm_buf_release(&second);
	pm_record_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *whole = malloc(sizeof(begun) + size);

	must(whole != NULL, "memory");
	read_record(data, size);
	memcpy(whole, begun, sizeof(begun) - 1);
	if (size)
		memcpy(whole + sizeof(begun) - 1, data, size);
	read_record(whole, sizeof(begun) - 1 + size);
	free(whole);
	return 0;
}
