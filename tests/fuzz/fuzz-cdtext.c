/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz-cdtext.c - CD-Text packs and v07t sheets from any bytes.  What was read is written and read again: texts must come back as
 * pm_cdtext_as_written says they do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/crc16.h"
#include "cdtext/v07t.h"
#include "tests/fuzz/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct pm_cdtext_options options = {.codes = 1, .transliterate = 1};

static struct pm_disc *new_disc(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_CUE);

	must(disc != NULL, "memory");
	disc->first_track = 1;
	disc->last_track = 12;
	return disc;
}

static void compare_text(const struct pm_disc *a, const struct pm_disc *b, unsigned block, unsigned track, enum pm_text_field field)
{
	const char *got = b->block[block].of[track].field[field];
	struct pm_buf want;

	pm_buf_init(&want);
	if (pm_cdtext_as_written(a, block, track, field, &options, &want) == PM_OK)
		must(!strcmp(got ? got : "", pm_buf_str(&want)), "a text does not come back");
	pm_buf_release(&want);
}

static void write_and_read(const struct pm_disc *disc)
{
	struct pm_disc *back = new_disc();
	struct pm_diags written, read;
	struct pm_buf out;
	unsigned block, track;
	int field;

	pm_diags_init(&written);
	pm_diags_init(&read);
	pm_buf_init(&out);
	must(pm_cdtext_encode(disc, &options, &out, &written) == PM_OK, "encode");
	if (out.length_bytes)
		must(pm_cdtext_decode(back, NULL, (const uint8_t *)out.data, out.length_bytes, &read) == PM_OK, "decode");
	must(!written.count_of[PM_ERROR] ? read.count_of[PM_ERROR] == 0 : 1, "our own packs are found wrong");
	for (block = 0; block < PM_BLOCKS && !written.count_of[PM_ERROR]; block++)
		for (track = 0; track <= 12; track++)
			for (field = 0; field < PM_TEXT_FIELDS; field++)
				compare_text(disc, back, block, track, (enum pm_text_field)field);
	for (block = 0; block < PM_BLOCKS; block++) {
		out.length_bytes = 0;
		must(pm_v07t_write(disc, block, &options, &out, &written) == PM_OK, "sheet");
	}
	pm_buf_release(&out);
	pm_diags_release(&written);
	pm_diags_release(&read);
	pm_disc_free(back);
}

static void decode(const uint8_t *data, size_t size)
{
	struct pm_disc *disc = new_disc();
	struct pm_diags diags;

	pm_diags_init(&diags);
	must(pm_cdtext_decode(disc, NULL, data, size, &diags) == PM_OK, "decode");
	pm_cdtext_compare_codes(disc, pm_pos_none(), &diags);
	write_and_read(disc);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

/* Engines do not find CRCs by chance: give every pack a fitting one. */
static void decode_sealed(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	size_t at;

	must(copy != NULL, "memory");
	memcpy(copy, data, size);
	for (at = 0; at + PM_PACK_BYTES <= size; at += PM_PACK_BYTES)
		pm_put_be16(copy + at + 16, pm_crc16(copy + at, 16));
	decode(copy, size);
	free(copy);
}

static void read_sheet(const uint8_t *data, size_t size)
{
	struct pm_disc *disc = new_disc();
	struct pm_diags diags;

	pm_diags_init(&diags);
	must(pm_v07t_read(disc, 0, NULL, data, size, &diags) == PM_OK, "read a sheet");
	write_and_read(disc);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	decode(data, size);
	decode_sealed(data, size);
	read_sheet(data, size);
	return 0;
}
