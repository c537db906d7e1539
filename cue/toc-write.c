/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * toc-write.c - NAME.toc of a CUE set, for cdrdao 1.2.4 and later.  Layer 4.
 *
 * Grammar: shared/reference/cue-toc.md 6; layout: shared/vectors/canonical/harbour.toc.  Pure ASCII: other characters are octal escapes of the bytes
 * that go into the block's packs, in a file's name of its bytes (cdrdao 1.2.4 finds it by them).  Times count from LBA 0, where NAME.bin begins.
 */
#include "cue/toc.h"

#include <string.h>

#include "base/charset.h"
#include "subcode/layout.h"


static const struct { enum pm_text_field field; const char *keyword; } items[] = {
	{ PM_TEXT_TITLE, "TITLE" },       { PM_TEXT_PERFORMER, "PERFORMER" }, { PM_TEXT_SONGWRITER, "SONGWRITER" },
	{ PM_TEXT_COMPOSER, "COMPOSER" }, { PM_TEXT_ARRANGER, "ARRANGER" },   { PM_TEXT_MESSAGE, "MESSAGE" },
};
#define ITEM_COUNT (sizeof(items) / sizeof(items[0]))

static int has(const char *text)
{
	return text && *text;
}

/* Anything but printable ASCII as \ooo. */
static void put_bytes(struct pm_buf *out, const char *bytes, size_t length_bytes)
{
	size_t i;

	for (i = 0; i < length_bytes; i++) {
		unsigned char c = (unsigned char)bytes[i];

		/* cdrdao 1.2.4 sees two backslashes in a pair, or half of another escape. */
		if (c == '"')
			pm_buf_add_str(out, "\\\"");
		else if (c < 0x20 || c > 0x7e || c == '\\')
			pm_buf_printf(out, "\\%03o", c);
		else
			pm_buf_add_char(out, (char)c);
	}
}

/* A string as the block's bytes. */
static int put_string(struct pm_buf *out, enum pm_charset charset, const char *text)
{
	struct pm_buf bytes;
	int status;

	pm_buf_init(&bytes);
	status = pm_charset_from_utf8(charset, text, &bytes, NULL);
	pm_buf_add_char(out, '"');
	if (status == PM_OK)
		put_bytes(out, bytes.data, bytes.length_bytes);
	pm_buf_add_char(out, '"');
	pm_buf_release(&bytes);
	return status;
}

static int put_item(struct pm_buf *out, enum pm_charset charset, const char *keyword, const char *text)
{
	int status;

	pm_buf_printf(out, "    %s ", keyword);
	status = put_string(out, charset, text ? text : "");
	pm_buf_add_char(out, '\n');
	return status;
}

/* A type stands in every track or in none: cdrdao would fill a hole with the disc's text. */
static int type_is_used(const struct pm_disc *disc, const struct pm_block *block, enum pm_text_field field)
{
	unsigned n;

	if (has(block->of[0].field[field]))
		return 1;
	for (n = disc->first_track; n <= disc->last_track; n++)
		if (has(block->of[n].field[field]))
			return 1;
	return 0;
}

/* UPC and ISRCs go in only when no track lacks its code: cdrdao would write the UPC as that track's ISRC. */
static int codes_fit(const struct pm_disc *disc)
{
	unsigned n;

	for (n = disc->first_track; n <= disc->last_track; n++)
		if (!disc->track[n].isrc.text[0])
			return 0;
	return 1;
}

/* GENRE is binary: the code's two bytes, the text, a zero. */
static void put_genre(struct pm_buf *out, const struct pm_block *block)
{
	const char *text = block->of[0].field[PM_TEXT_GENRE];
	uint16_t code = block->genre_code;

	if (!has(text) && code == 0)
		return;
	pm_buf_printf(out, "    GENRE { %u, %u", code >> 8, code & 255u);
	for (; text && *text; text++)
		pm_buf_printf(out, ", %u", (unsigned char)*text);
	pm_buf_add_str(out, ", 0 }\n");
}

/* cdrdao counts the packs itself; the line carries the copy byte to our own reader, and only where it is set. */
static void put_size_info(struct pm_buf *out, const struct pm_disc *disc, const struct pm_block *block)
{
	int i;

	if (!block->copy_protection)
		return;
	pm_buf_printf(out, "    SIZE_INFO { 0, %u, %u, %u", disc->first_track, disc->last_track, block->copy_protection);
	for (i = 4; i < 36; i++)
		pm_buf_add_str(out, ", 0");
	pm_buf_add_str(out, " }\n");
}

static int put_items(struct pm_buf *out, const struct pm_disc *disc, unsigned b, unsigned track, int codes)
{
	const struct pm_block *block = &disc->block[b];
	const struct pm_text *text = &block->of[track];
	int status = PM_OK;
	size_t i;

	for (i = 0; status == PM_OK && i < ITEM_COUNT; i++)
		if (type_is_used(disc, block, items[i].field))
			status = put_item(out, block->charset, items[i].keyword, text->field[items[i].field]);
	if (track == 0) {
		if (status == PM_OK && has(text->field[PM_TEXT_DISC_ID]))
			status = put_item(out, PM_CS_ASCII, "DISC_ID", text->field[PM_TEXT_DISC_ID]);
		put_genre(out, block);
	}
	/* Every cdrdao takes this word; 1.2.4 stops at CLOSED. */
	if (status == PM_OK && has(text->field[PM_TEXT_CLOSED]))
		status = put_item(out, PM_CS_ISO_8859_1, "RESERVED4", text->field[PM_TEXT_CLOSED]);
	if (status == PM_OK && b == 0 && codes)
		status = put_item(out, PM_CS_ASCII, track ? "ISRC" : "UPC_EAN", track ? disc->track[track].isrc.text : disc->mcn.text);
	if (track == 0)
		put_size_info(out, disc, block);
	return status;
}

static const char *encoding_keyword(enum pm_charset charset)
{
	switch (charset) {
	case PM_CS_ASCII:
		return "ENCODING_ASCII";
	case PM_CS_MS_JIS:
		return "ENCODING_MS_JIS";
	case PM_CS_EUC_KR:
		return "ENCODING_KOREAN";
	case PM_CS_GB2312:
		return "ENCODING_MANDARIN";
	default:
		return NULL; /* ISO 8859-1 is what cdrdao assumes; 1.2.4 knows no ENCODING lines */
	}
}

static int is_written(const struct pm_disc *disc, unsigned b)
{
	return disc->block[b].present && pm_block_has_text(&disc->block[b], disc->last_track);
}

static int put_cdtext(struct pm_buf *out, const struct pm_disc *disc, unsigned track, int codes)
{
	int status = PM_OK;
	unsigned b;

	pm_buf_add_str(out, "CD_TEXT {\n");
	if (track == 0) {
		pm_buf_add_str(out, "  LANGUAGE_MAP {");
		for (b = 0; b < PM_BLOCKS; b++)
			if (is_written(disc, b))
				pm_buf_printf(out, " %u : %u", b, disc->block[b].language);
		pm_buf_add_str(out, " }\n");
	}
	for (b = 0; status == PM_OK && b < PM_BLOCKS; b++) {
		if (!is_written(disc, b))
			continue;
		pm_buf_printf(out, "  LANGUAGE %u {\n", b);
		if (track == 0 && encoding_keyword(disc->block[b].charset))
			pm_buf_printf(out, "    %s\n", encoding_keyword(disc->block[b].charset));
		status = put_items(out, disc, b, track, codes);
		pm_buf_add_str(out, "  }\n");
	}
	pm_buf_add_str(out, "}\n");
	return status;
}

/* First sector of a track that the set holds: track 1's pause lies before NAME.bin but for what exceeds 150 sectors. */
static int32_t first_held_lba(const struct pm_disc *disc, unsigned number)
{
	int32_t lba = pm_track_first_lba(disc, number);

	return lba < 0 ? 0 : lba;
}

static void put_audio(struct pm_buf *out, const struct pm_disc *disc, unsigned number, const char *name, int raw96)
{
	const struct pm_track *track = &disc->track[number];
	int32_t start = first_held_lba(disc, number), one = track->index[1].lba;
	int32_t end = number < disc->last_track ? first_held_lba(disc, number + 1) : disc->leadout_lba;
	char from[PM_MSF_BYTES], length[PM_MSF_BYTES];
	unsigned i;

	pm_sectors_text((uint32_t)(end - start), length);
	pm_buf_add_str(out, raw96 ? "DATAFILE \"" : "FILE \"");
	put_bytes(out, name, strlen(name));
	if (!raw96)
		pm_buf_printf(out, ".bin\" SWAP %s %s\n", pm_sectors_text((uint32_t)start, from), length);
	else if (start == 0)
		pm_buf_printf(out, ".bin\" %s\n", length);
	else
		pm_buf_printf(out, ".bin\" #%lld %s\n", (long long)start * PM_RAW96_SECTOR_BYTES, length);
	if (one > start)
		pm_buf_printf(out, "START %s\n", pm_sectors_text((uint32_t)(one - start), from));
	for (i = 2; i <= track->index_last; i++)
		if (track->index[i].lba != PM_LBA_NONE)
			pm_buf_printf(out, "INDEX %s\n", pm_sectors_text((uint32_t)(track->index[i].lba - one), from));
}

static int put_track(struct pm_buf *out, const struct pm_disc *disc, unsigned number, const char *name, int raw96, int cdtext, int codes)
{
	const struct pm_track *track = &disc->track[number];
	int status = PM_OK;

	pm_buf_printf(out, "\n// track %u\nTRACK AUDIO%s\n", number, raw96 ? " RW_RAW" : "");
	pm_buf_add_str(out, track->control & PM_CONTROL_COPY ? "COPY\n" : "NO COPY\n");
	pm_buf_add_str(out, track->control & PM_CONTROL_PRE ? "PRE_EMPHASIS\n" : "NO PRE_EMPHASIS\n");
	pm_buf_add_str(out, track->control & PM_CONTROL_FOUR ? "FOUR_CHANNEL_AUDIO\n" : "TWO_CHANNEL_AUDIO\n");
	if (track->isrc.text[0])
		pm_buf_printf(out, "ISRC \"%s\"\n", track->isrc.text);
	if (cdtext)
		status = put_cdtext(out, disc, number, codes);
	put_audio(out, disc, number, name, raw96);
	return status;
}

int pm_toc_write(const struct pm_disc *disc, const char *name, int raw96, int codes, struct pm_buf *out)
{
	int status = PM_OK, cdtext = 0;
	unsigned n;

	for (n = 0; n < PM_BLOCKS; n++)
		cdtext |= is_written(disc, n);
	codes = codes && codes_fit(disc);
	pm_buf_add_str(out, "CD_DA\n");
	if (disc->mcn.text[0])
		pm_buf_printf(out, "\nCATALOG \"%s\"\n", disc->mcn.text);
	if (disc->first_track > 1)
		pm_buf_printf(out, "\nFIRST_TRACK_NO %u\n", disc->first_track);
	if (cdtext) {
		pm_buf_add_char(out, '\n');
		status = put_cdtext(out, disc, 0, codes);
	}
	for (n = disc->first_track; status == PM_OK && n <= disc->last_track; n++)
		status = put_track(out, disc, n, name, raw96, cdtext, codes);
	return status != PM_OK ? status : out->failed ? PM_E_NOMEM : PM_OK;
}
