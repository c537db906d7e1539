/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - the codes CD-Text gives against those of PQ or Q.  Layer 2.  Source: contract section 6 (cdtext-mismatch). */
#include "cdtext/pack.h"

#include <stdio.h>
#include <string.h>

#include "cdtext/fields.h"

#define CODE_BYTES 32

/* Letters and digits in upper case: some writers put hyphens into ISRC packs.  What no writer puts there stays, and differs.  All zeros means none. */
static void squeeze(const char *text, char out[CODE_BYTES])
{
	size_t n = 0, i;

	for (i = 0; text && text[i] && n + 1 < CODE_BYTES; i++) {
		char c = text[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x7f || ((unsigned char)c < ' ' && c != '\t'))
			out[n++] = c;
	}
	out[n] = 0;
	if (n && strspn(out, "0") == n)
		out[0] = 0;
}

/* A UPC-A has 12 digits; Q gives it a leading zero. */
static void squeeze_upc(const char *text, char out[CODE_BYTES])
{
	squeeze(text, out);
	if (strlen(out) == 12) {
		memmove(out + 1, out, 13);
		out[0] = '0';
	}
}

static void squeeze_isrc(const char *text, char out[CODE_BYTES])
{
	squeeze(text, out);
	if (strlen(out) == 16 && !strncmp(out, "ISRC", 4))
		memmove(out, out + 4, 13);
}

static int block_has_codes(const struct pm_disc *disc, const struct pm_block *block)
{
	unsigned track;

	if (block->of[0].field[PM_TEXT_CODE])
		return 1;
	for (track = disc->first_track; track <= disc->last_track && track < 100; track++)
		if (block->of[track].field[PM_TEXT_CODE])
			return 1;
	return 0;
}

static void compare_code(const struct pm_disc *disc, unsigned block, unsigned track, struct pm_pos where, struct pm_diags *diags)
{
	const struct pm_text *text = &disc->block[block].of[track];
	const char *said = text->field[PM_TEXT_CODE], *want = track ? disc->track[track].isrc.text : disc->mcn.text;
	const char *name = track ? "ISRC" : "UPC/EAN";
	struct pm_pos pos = said && text->pos[PM_TEXT_CODE].source ? text->pos[PM_TEXT_CODE] : where;
	char a[CODE_BYTES], b[CODE_BYTES];
	struct pm_diag *diag = NULL;

	(track ? squeeze_isrc : squeeze_upc)(said, a);
	(track ? squeeze_isrc : squeeze_upc)(want, b);
	if (!strcmp(a, b))
		return;
	if (a[0] && b[0])
		diag = pm_diag_mastered(
			pm_diag_add(diags, PM_DIAG_CDTEXT_MISMATCH, pos, "CD-Text gives %s '%s', the disc has '%s'", name, said, want));
	else if (a[0])
		diag = pm_diag_add_as(diags, PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, pos, "CD-Text gives %s '%s', the disc has none", name, said);
	else if (!(text->reported & 1u << PM_TEXT_CODE))
		diag = pm_diag_add_as(diags, PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, pos, "CD-Text gives no %s, the disc has '%s'", name, want);
	pm_diag_on(diag, track ? (int)track : -1, -1);
}

/* Texts of tracks that are not on the disc. */
static void compare_tracks(const struct pm_disc *disc, unsigned block, struct pm_pos where, struct pm_diags *diags)
{
	unsigned track;
	int field;

	if (disc->poisoned & PM_POISON_TRACKS)
		return;
	for (track = 1; track < 100; track++) {
		const struct pm_text *text = &disc->block[block].of[track];

		if (track >= disc->first_track && track <= disc->last_track)
			continue;
		for (field = 0; field < PM_TEXT_FIELDS && !text->field[field]; field++)
			;
		if (field == PM_TEXT_FIELDS)
			continue;
		pm_diag_on(pm_diag_add_as(diags, PM_DIAG_CDTEXT_MISMATCH, PM_WARNING, text->pos[field].source ? text->pos[field] : where,
					  "CD-Text block %u has texts for track %u, the disc has tracks %u to %u", block, track, disc->first_track,
					  disc->last_track),
			   (int)track, -1);
	}
}

void pm_cdtext_compare_codes(const struct pm_disc *disc, struct pm_pos where, struct pm_diags *diags)
{
	unsigned block, track;

	if (!disc->last_track)
		return;
	for (block = 0; block < PM_BLOCKS; block++) {
		if (!disc->block[block].present)
			continue;
		compare_tracks(disc, block, where, diags);
		if (!block_has_codes(disc, &disc->block[block]))
			continue;
		if (!(disc->poisoned & PM_POISON_MCN))
			compare_code(disc, block, 0, where, diags);
		for (track = disc->first_track; track <= disc->last_track && track < 100 && !(disc->poisoned & PM_POISON_TRACKS); track++)
			if (!(disc->track[track].poisoned & PM_POISON_ISRC))
				compare_code(disc, block, track, where, diags);
	}
}
