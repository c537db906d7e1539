/* SPDX-License-Identifier: GPL-3.0-or-later */
/* charset.c - decoding and encoding, by iconv.  Layer 0. */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD";

struct charset_kind {
	const char *name;
	const char *iconv_name[2]; /* tried in order */
	size_t unit_bytes;         /* how much a bad character is */
};

static const struct charset_kind kinds[] = {
	[PM_CS_UTF8] = {"UTF-8", {"UTF-8", NULL}, 1},
	[PM_CS_UTF16LE] = {"UTF-16LE", {"UTF-16LE", NULL}, 2},
	[PM_CS_UTF16BE] = {"UTF-16BE", {"UTF-16BE", NULL}, 2},
	[PM_CS_UTF32LE] = {"UTF-32LE", {"UTF-32LE", NULL}, 4},
	[PM_CS_UTF32BE] = {"UTF-32BE", {"UTF-32BE", NULL}, 4},
	[PM_CS_WINDOWS_1252] = {"Windows-1252", {"CP1252", "WINDOWS-1252"}, 1},
	[PM_CS_ISO_8859_1] = {"ISO-8859-1", {"ISO-8859-1", "LATIN1"}, 1},
	[PM_CS_ASCII] = {"ASCII", {"US-ASCII", "ASCII"}, 1},
	[PM_CS_MS_JIS] = {"MS-JIS", {"CP932", "WINDOWS-31J"}, 1},
	[PM_CS_EUC_KR] = {"EUC-KR", {"EUC-KR", NULL}, 1},
	[PM_CS_GB2312] = {"GB2312", {"GB2312", "EUC-CN"}, 1},
};

const char *pm_charset_name(enum pm_charset cs)
{
	return kinds[cs].name;
}

/* decoding: from cs to UTF-8, else from UTF-8 to cs */
static iconv_t open_converter(enum pm_charset cs, int decoding)
{
	iconv_t cd = (iconv_t)-1;
	size_t i;

	for (i = 0; i < 2 && kinds[cs].iconv_name[i] && cd == (iconv_t)-1; i++) {
		const char *name = kinds[cs].iconv_name[i];

		cd = decoding ? iconv_open("UTF-8", name) : iconv_open(name, "UTF-8");
	}
	return cd;
}

static int open_failed(void)
{
	return errno == ENOMEM ? PM_E_NOMEM : PM_E_UNSUPPORTED;
}

/* Converts until the input ends (1) or a byte of it cannot be converted (0); *data and *left_bytes move on. */
static int convert(iconv_t cd, const char **data, size_t *left_bytes, struct pm_buf *out)
{
	char chunk[4096];

	for (;;) {
		/* POSIX gives the input a type that is not const; it is only read. */
		union {
			const char *in;
			char *posix;
		} from = {.in = *data};
		char *to = chunk;
		size_t room_bytes = sizeof(chunk), result;

		result = iconv(cd, &from.posix, left_bytes, &to, &room_bytes);
		pm_buf_add(out, chunk, sizeof(chunk) - room_bytes);
		*data = from.in;
		if (result != (size_t)-1)
			return 1;
		if (errno != E2BIG)
			return 0;
	}
}

static int utf8_to_utf8(const char *text, size_t length_bytes, struct pm_buf *out, size_t *bad, size_t *first_bad)
{
	size_t at = 0, good_from = 0;

	while (at < length_bytes) {
		size_t from = at;

		if (pm_utf8_next(text, length_bytes, &at) != 0xFFFD || at - from != 1)
			continue;
		pm_buf_add(out, text + good_from, from - good_from);
		pm_buf_add_str(out, replacement);
		if (!(*bad)++)
			*first_bad = from;
		good_from = at;
	}
	pm_buf_add(out, text + good_from, length_bytes - good_from);
	return PM_OK;
}

static int iconv_to_utf8(enum pm_charset cs, const char *data, size_t length_bytes, struct pm_buf *out, size_t *bad, size_t *first_bad)
{
	const char *at = data;
	size_t left_bytes = length_bytes, skip_bytes;
	iconv_t cd = open_converter(cs, 1);

	if (cd == (iconv_t)-1)
		return open_failed();
	while (left_bytes && !convert(cd, &at, &left_bytes, out) && !out->failed) {
		if (!(*bad)++)
			*first_bad = (size_t)(at - data);
		pm_buf_add_str(out, replacement);
		skip_bytes = kinds[cs].unit_bytes < left_bytes ? kinds[cs].unit_bytes : left_bytes;
		at += skip_bytes;
		left_bytes -= skip_bytes;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	iconv_close(cd);
	return PM_OK;
}

int pm_charset_to_utf8(enum pm_charset cs, const uint8_t *data, size_t length_bytes, struct pm_buf *out, size_t *bad_count,
                       size_t *first_bad_bytes)
{
	size_t bad = 0, first_bad = 0;
	int status;

	if (cs == PM_CS_UTF8)
		status = utf8_to_utf8((const char *)data, length_bytes, out, &bad, &first_bad);
	else
		status = iconv_to_utf8(cs, (const char *)data, length_bytes, out, &bad, &first_bad);
	if (bad_count)
		*bad_count = bad;
	if (first_bad_bytes)
		*first_bad_bytes = first_bad;
	if (status == PM_OK && out->failed)
		return PM_E_NOMEM;
	return status;
}

/* ---- encoding ---- */

/*
 * iconv takes some characters without complaint and writes something else: it drops the tag characters, and in code page 932 the yen sign
 * becomes a backslash and the overline a tilde.  Those are refused here.
 */
static int would_be_changed(enum pm_charset cs, int32_t codepoint)
{
	if (cs <= PM_CS_UTF32BE)
		return 0;
	return (codepoint >= 0xE0000 && codepoint <= 0xE007F) || (cs == PM_CS_MS_JIS && (codepoint == 0xA5 || codepoint == 0x203E));
}

/* Encodes as much as can be held; returns the number of bytes of text that were. */
static size_t encode_prefix(iconv_t cd, enum pm_charset cs, const char *text, size_t length_bytes, struct pm_buf *out)
{
	size_t at = 0, safe_bytes = length_bytes, left_bytes;
	const char *from = text;

	while (at < length_bytes) {
		size_t start = at;

		if (would_be_changed(cs, pm_utf8_next(text, length_bytes, &at))) {
			safe_bytes = start;
			break;
		}
	}
	left_bytes = safe_bytes;
	convert(cd, &from, &left_bytes, out);
	iconv(cd, NULL, NULL, NULL, NULL);
	return safe_bytes - left_bytes;
}

/*
 * Where the composed form cannot be held either: the character to blame, by going through the text one user-visible character at a time
 * (composition does not cross their borders).
 */
static size_t find_culprit(iconv_t cd, enum pm_charset cs, const char *text, size_t from_bytes)
{
	size_t length_bytes = strlen(text), at = from_bytes, end;
	struct pm_buf sink;
	char *piece, *composed;
	int held;

	pm_buf_init(&sink);
	while (at < length_bytes) {
		end = pm_utf8_cluster_end(text, length_bytes, at);
		piece = pm_str_dup_n(text + at, end - at);
		composed = piece ? pm_utf8_nfc(piece) : NULL;
		held = composed && encode_prefix(cd, cs, composed, strlen(composed), &sink) == strlen(composed);
		free(piece);
		free(composed);
		if (!held)
			break;
		at = end;
	}
	if (at < length_bytes)
		at += encode_prefix(cd, cs, text + at, length_bytes - at, &sink);
	pm_buf_release(&sink);
	return at < length_bytes ? at : from_bytes;
}

int pm_charset_from_utf8(enum pm_charset cs, const char *text, struct pm_buf *out, size_t *bad_at_bytes)
{
	size_t length_bytes = strlen(text), done_bytes;
	struct pm_buf encoded;
	char *composed = NULL;
	int status = PM_OK;
	iconv_t cd = open_converter(cs, 0);

	if (cd == (iconv_t)-1)
		return open_failed();
	pm_buf_init(&encoded);
	done_bytes = encode_prefix(cd, cs, text, length_bytes, &encoded);
	if (done_bytes < length_bytes) {
		encoded.length_bytes = 0;
		composed = pm_utf8_nfc(text);
		if (!composed || encode_prefix(cd, cs, composed, strlen(composed), &encoded) < strlen(composed)) {
			status = PM_E_FORMAT;
			if (bad_at_bytes)
				*bad_at_bytes = composed ? find_culprit(cd, cs, text, 0) : done_bytes;
		}
	}
	if (status == PM_OK && !encoded.failed)
		pm_buf_add(out, encoded.data, encoded.length_bytes);
	if (encoded.failed || out->failed)
		status = PM_E_NOMEM;
	free(composed);
	pm_buf_release(&encoded);
	iconv_close(cd);
	return status;
}
