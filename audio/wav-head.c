/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wav-head.c - the chunks before the first sample of a WAV (audio/encode.h).  Layer 2.  Source: shared/reference/audiofiles.md 2.2 to 2.6. */
#include <string.h>

#include "audio/encode.h"
#include "base/bytes.h"
#include "base/charset.h"
#include "disc/msf.h"

#define JUNK_BYTES 28
#define BEXT_FIXED_BYTES 602
#define BEXT_VERSION 1 /* with a UMID, which stays zero: none; version 2 would have to say loudness */

static int has(const char *s) { return s && *s; }

static void add_le16(struct pm_buf *out, uint16_t v)
{
	uint8_t b[2];

	pm_put_le16(b, v);
	pm_buf_add(out, b, sizeof(b));
}

static void add_le32(struct pm_buf *out, uint32_t v)
{
	uint8_t b[4];

	pm_put_le32(b, v);
	pm_buf_add(out, b, sizeof(b));
}

static void add_chunk_head(struct pm_buf *out, const char id[4], uint32_t length_bytes)
{
	pm_buf_add(out, id, 4);
	add_le32(out, length_bytes);
}

/* ---- bext ---- */

/* Plain ASCII in a field of fixed size, zeros behind it. */
static void add_ascii(struct pm_buf *out, const char *text, size_t field_bytes)
{
	size_t length = strlen(text), at = 0, used = 0;
	struct pm_buf plain;
	int32_t c;

	pm_buf_init(&plain);
	if (pm_utf8_transliterate(text, &plain, &used) == PM_OK) {
		text = pm_buf_str(&plain);
		length = plain.length_bytes;
	}
	for (used = 0; used < field_bytes && (c = pm_utf8_next(text, length, &at)) >= 0; used++)
		pm_buf_add_char(out, c >= 0x20 && c < 0x7f ? (char)c : '?');
	pm_buf_add_fill(out, 0, field_bytes - used);
	pm_buf_release(&plain);
}

static void add_description(struct pm_buf *out, const struct pm_tags *tags)
{
	struct pm_buf text;

	pm_buf_init(&text);
	if (has(tags->artist))
		pm_buf_printf(&text, "%s%s", tags->artist, has(tags->title) ? " - " : "");
	if (has(tags->title))
		pm_buf_add_str(&text, tags->title);
	add_ascii(out, pm_buf_str(&text), 256);
	pm_buf_release(&text);
}

static void add_bext(struct pm_buf *out, const struct pm_tags *tags)
{
	static const char history[] = "A=PCM,F=44100,W=16,M=stereo,T=premaster\r\n"; /* its NUL makes the length even */

	add_chunk_head(out, "bext", BEXT_FIXED_BYTES + sizeof(history));
	add_description(out, tags);
	add_ascii(out, "premaster", 32);
	add_ascii(out, has(tags->isrc) ? tags->isrc : "", 32); /* OriginatorReference */
	pm_buf_add_fill(out, 0, 10 + 8);                       /* date and time: a clock would make every run different */
	add_le32(out, (uint32_t)tags->at_samples);
	add_le32(out, (uint32_t)(tags->at_samples >> 32));
	add_le16(out, BEXT_VERSION);
	pm_buf_add_fill(out, 0, BEXT_FIXED_BYTES - 348);
	pm_buf_add(out, history, sizeof(history));
}

/* ---- LIST INFO ---- */

static void add_info(struct pm_buf *list, const char id[4], const char *text)
{
	size_t length;

	if (!has(text))
		return;
	length = strlen(text) + 1;
	add_chunk_head(list, id, (uint32_t)(length + (length & 1)));
	pm_buf_add(list, text, length);
	pm_buf_add_fill(list, 0, length & 1);
}

static void add_list(struct pm_buf *out, const struct pm_tags *tags)
{
	char number[24];
	struct pm_buf list;

	pm_buf_init(&list);
	snprintf(number, sizeof(number), "%u/%u", tags->track, tags->track_total);
	add_info(&list, "INAM", tags->title);
	add_info(&list, "IART", has(tags->artist) ? tags->artist : tags->album_artist);
	add_info(&list, "IPRD", tags->album);
	add_info(&list, "ITRK", number);
	add_info(&list, "ICRD", tags->date);
	add_info(&list, "IGNR", tags->genre);
	add_info(&list, "ICMT", tags->message);
	add_info(&list, "ISFT", "premaster");
	add_chunk_head(out, "LIST", (uint32_t)(list.length_bytes + 4));
	pm_buf_add_str(out, "INFO");
	pm_buf_add(out, list.data, list.length_bytes);
	out->failed |= list.failed;
	pm_buf_release(&list);
}

/* ---- axml ---- */

void pm_axml_isrc(struct pm_buf *out, const char *isrc)
{
	pm_buf_printf(out,
	              "<ebucore:ebuCoreMain xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:ebucore=\"urn:ebu:metadata-schema:ebuCore_2012\">"
	              "<ebucore:coreMetadata><ebucore:identifier typeLabel=\"GUID\" typeDefinition=\"Globally Unique Identifier\" formatLabel=\"ISRC\" "
	              "formatDefinition=\"International Standard Recording Code\" "
	              "formatLink=\"http://www.ebu.ch/metadata/cs/ebu_IdentifierTypeCodeCS.xml#3.7\"><dc:identifier>ISRC:%s</dc:identifier>"
	              "</ebucore:identifier></ebucore:coreMetadata></ebucore:ebuCoreMain>",
	              isrc);
}

static void add_axml(struct pm_buf *out, const char *isrc)
{
	struct pm_buf xml;

	pm_buf_init(&xml);
	pm_axml_isrc(&xml, isrc);
	if (xml.length_bytes & 1)
		pm_buf_add_char(&xml, ' ');
	add_chunk_head(out, "axml", (uint32_t)xml.length_bytes);
	pm_buf_add(out, xml.data, xml.length_bytes);
	out->failed |= xml.failed;
	pm_buf_release(&xml);
}

/* ---- the whole ---- */

static void add_fmt(struct pm_buf *out)
{
	add_chunk_head(out, "fmt ", 16);
	add_le16(out, 1); /* PCM */
	add_le16(out, 2);
	add_le32(out, PM_SAMPLE_RATE);
	add_le32(out, PM_SAMPLE_RATE * PM_SAMPLE_BYTES);
	add_le16(out, PM_SAMPLE_BYTES);
	add_le16(out, 16);
}

void pm_wav_head(struct pm_buf *out, uint64_t sample_count, const struct pm_tags *tags)
{
	uint32_t data_bytes = (uint32_t)(sample_count * PM_SAMPLE_BYTES);
	struct pm_buf chunks;

	pm_buf_init(&chunks);
	add_chunk_head(&chunks, "JUNK", JUNK_BYTES);
	pm_buf_add_fill(&chunks, 0, JUNK_BYTES);
	add_bext(&chunks, tags);
	add_fmt(&chunks);
	add_list(&chunks, tags);
	if (has(tags->isrc))
		add_axml(&chunks, tags->isrc);
	add_chunk_head(&chunks, "data", data_bytes);
	add_chunk_head(out, "RIFF", (uint32_t)(4 + chunks.length_bytes) + data_bytes);
	pm_buf_add_str(out, "WAVE");
	pm_buf_add(out, chunks.data, chunks.length_bytes);
	out->failed |= chunks.failed;
	pm_buf_release(&chunks);
}
