/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * charset.h - text in and out of UTF-8.  Layer 0; the only folder that knows iconv and utf8proc.
 *
 * Inside premaster every text is UTF-8.  Readers decode on entry, writers encode on exit.
 */
#ifndef PM_BASE_CHARSET_H
#define PM_BASE_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/status.h"

enum pm_charset {
	PM_CS_UTF8,
	PM_CS_UTF16LE,
	PM_CS_UTF16BE,
	PM_CS_UTF32LE,
	PM_CS_UTF32BE,
	PM_CS_WINDOWS_1252,
	PM_CS_ISO_8859_1, /* CD-Text character code 00h */
	PM_CS_ASCII,      /* CD-Text 01h */
	PM_CS_MS_JIS,     /* CD-Text 80h: Shift-JIS as Microsoft extends it, code page 932 */
	PM_CS_EUC_KR,     /* CD-Text 81h */
	PM_CS_GB2312      /* CD-Text 82h */
};

const char *pm_charset_name(enum pm_charset cs); /* "UTF-8", "ISO-8859-1", "MS-JIS"... as contract section 7 and messages print it */

/*
 * pm_charset_detect - what a text file is written in
 *
 * Order:    a BOM decides; then NULs in even or odd places (UTF-16/32 without BOM); then valid UTF-8;
 *           then Shift-JIS where every high byte forms a legal pair and at least one pair is kana or
 *           kanji outside what Windows-1252 text would show; else Windows-1252
 * Returns:  the charset; *bom_bytes is the length of the BOM to skip (0 when there is none)
 */
enum pm_charset pm_charset_detect(const uint8_t *data, size_t length_bytes, size_t *bom_bytes);

/*
 * pm_charset_doubt - what was read as Windows-1252 for want of anything better, and looks like another alphabet
 *
 * Western words hold one or two letters beyond ASCII in a row, words of other alphabets nothing else.
 * Returns:  where in text (UTF-8) the first such run begins, and its length in *run_bytes; SIZE_MAX: nowhere
 */
size_t pm_charset_doubt(const char *text, size_t length_bytes, size_t *run_bytes);

/*
 * pm_charset_to_utf8 - decode
 *
 * Appends to out.  Bytes that mean nothing in cs become U+FFFD; *bad_count (may be NULL) counts them and
 * *first_bad_bytes (may be NULL) is the offset of the first in data.
 * Returns:  PM_OK, PM_E_NOMEM, PM_E_UNSUPPORTED (this iconv lacks the charset)
 */
int pm_charset_to_utf8(enum pm_charset cs, const uint8_t *data, size_t length_bytes, struct pm_buf *out, size_t *bad_count,
                       size_t *first_bad_bytes) PM_MUST_USE;

/*
 * pm_charset_from_utf8 - encode text (NUL-terminated UTF-8)
 *
 * Appends to out.  Returns PM_E_FORMAT when a character cannot be held: *bad_at_bytes (may be NULL) is its offset in text,
 * out is as before the call.  A composed form is tried for decomposed input (NFC), never the other way round.
 * What comes back by pm_charset_to_utf8 is the text, or its composed form, or in MS-JIS and EUC-KR a twin: the full-width form of
 * U+00A2, 00A3, 00AC, 2212, 301C and 20A9, and U+2015 for 2014, U+2225 for 2016.  Compare encoded bytes where that matters.
 */
int pm_charset_from_utf8(enum pm_charset cs, const char *text, struct pm_buf *out, size_t *bad_at_bytes) PM_MUST_USE;

/*
 * pm_utf8_next - the character at *at
 *
 * Moves *at behind it.  Ill-formed bytes give U+FFFD and move one byte.  Returns -1 at the end (*at == length_bytes).
 */
int32_t pm_utf8_next(const char *text, size_t length_bytes, size_t *at);
int pm_utf8_valid(const char *text, size_t length_bytes);          /* 1 or 0; NUL bytes are valid here */
size_t pm_utf8_count(const char *text, size_t length_bytes);       /* characters; ill-formed bytes count one each */
/* Where the user-visible character (a letter with its combining marks) that begins at from_bytes ends; > from_bytes. */
size_t pm_utf8_cluster_end(const char *text, size_t length_bytes, size_t from_bytes);
void pm_utf8_put(struct pm_buf *out, uint32_t codepoint); /* U+FFFD for what is no character */

/*
 * Unicode normal form C / compatibility-composed KC / C with case folded; malloc'ed, owned by the caller; NULL: memory, or not UTF-8.
 * A text with more than 200 combining marks on one letter comes back as it is.
 */
char *pm_utf8_nfc(const char *text);
char *pm_utf8_nfkc(const char *text);
char *pm_utf8_fold(const char *text);

/*
 * pm_utf8_transliterate - typographic marks to the plain ones ISO 8859-1 holds
 *
 * Quotes ’‘‚‛ and ′ to ', “”„‟ and ″ to ", dashes ‐‑‒–—―− to -, … to ..., • to -, narrow and thin spaces to a space, ™ to (TM),
 * € to EUR, Œ œ Š š Ž ž Ÿ to OE oe S s Z z Y.  Everything else is left alone.
 * Appends to out; *count is the number of characters replaced.  Returns PM_OK or PM_E_NOMEM.
 */
int pm_utf8_transliterate(const char *text, struct pm_buf *out, size_t *count) PM_MUST_USE;

/* "U+2019 (right single quotation mark)" for the marks above, "U+65E5 '日'" for the rest: for messages. */
void pm_utf8_describe(uint32_t codepoint, struct pm_buf *out);

#endif
