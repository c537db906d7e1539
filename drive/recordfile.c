/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recordfile.c - records as .q files: plain text, one thing a line (docs/isrc-reading.md has the format).  Layer 4. */
#include <stdlib.h>
#include <string.h>

#include "base/source.h"
#include "disc/msf.h"
#include "drive/record.h"

#define FIRST_LINE "premaster-q 1"
#define PACK_BYTES 18
#define LINE_MAX_BYTES (3 * 4096 + 16) /* the longest path there is, every byte of it written %XX */

/* ---- writing ---- */

static void add_hex(struct pm_buf *out, const uint8_t *data, size_t length_bytes)
{
	static const char digit[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < length_bytes; i++) {
		pm_buf_add_char(out, digit[data[i] >> 4]);
		pm_buf_add_char(out, digit[data[i] & 15]);
	}
	pm_buf_add_char(out, '\n');
}

/* A path may hold anything but NUL: what would break the line goes as %XX. */
static void add_device(struct pm_buf *out, const char *device)
{
	const char *p;

	pm_buf_add_str(out, "device ");
	for (p = device ? device : ""; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == '%' || *p == 0x7f)
			pm_buf_printf(out, "%%%02x", (unsigned)(unsigned char)*p);
		else
			pm_buf_add_char(out, *p);
	}
	pm_buf_add_char(out, '\n');
}

static void add_toc(struct pm_buf *out, const struct pm_record *r)
{
	unsigned t;

	if (!r->toc.first_track)
		return;
	pm_buf_printf(out, "sessions %u\n", r->sessions);
	for (t = r->toc.first_track; t <= r->toc.last_track; t++)
		pm_buf_printf(out, "track %u control %u lba %d\n", t, r->toc.track[t].control, (int)r->toc.track[t].lba);
	pm_buf_printf(out, "audio-end %d\nleadout %d\n", (int)r->toc.audio_end_lba, (int)r->toc.leadout_lba);
}

int pm_record_write(const struct pm_record *r, struct pm_buf *out)
{
	size_t i;

	pm_buf_add_str(out, FIRST_LINE "\n");
	add_device(out, r->device);
	pm_buf_printf(out, "method %s\n", pm_method_text(r->method));
	add_toc(out, r);
	for (i = 0; i + PACK_BYTES <= r->cdtext_bytes; i += PACK_BYTES) {
		pm_buf_add_str(out, "cdtext ");
		add_hex(out, r->cdtext + i, PACK_BYTES);
	}
	for (i = 0; i < r->log.count; i++) {
		if (i == 0 || r->log.list[i].lba != r->log.list[i - 1].lba + 1)
			pm_buf_printf(out, "sector %d\n", (int)r->log.list[i].lba);
		add_hex(out, r->log.list[i].q, PM_Q_BYTES);
	}
	for (i = 0; i < r->reply_count; i++) {
		pm_buf_printf(out, "reply %u ", r->reply[i].track);
		add_hex(out, r->reply[i].byte, PM_REPLY_BYTES);
	}
	pm_buf_printf(out, "end %zu %zu %u\n", r->log.count, r->reply_count, (unsigned)r->unread_sectors);
	return out->failed ? PM_E_NOMEM : PM_OK;
}

/* ---- reading ---- */

struct reader {
	struct pm_record *r;
	const char *name;
	struct pm_error *err;
	unsigned long line;
	int32_t lba;   /* of the next Q line; PM_LBA_NONE: no sector line yet */
	unsigned said; /* SAID_*: the lines that can stand but once */
};

#define SAID_DEVICE 1u
#define SAID_METHOD 2u
#define SAID_SESSIONS 4u
#define SAID_AUDIO_END 8u
#define SAID_LEADOUT 16u
#define SAID_END 32u
#define SAID_ALL 63u

static int wrong(struct reader *in, const char *what)
{
	return pm_error_set(in->err, PM_E_FORMAT, "cannot read '%s': line %lu: %s", in->name, in->line, what);
}

/* A line that says something a second time would be one word against the other. */
static int once(struct reader *in, unsigned what)
{
	if (in->said & what)
		return wrong(in, "this was said before");
	in->said |= what;
	return PM_OK;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Exactly the whole text as hex; returns the bytes, or 0: not hex, or more than max. */
static size_t take_hex(const char *text, uint8_t *out, size_t max_bytes)
{
	size_t n = 0;

	for (; *text; text += 2, n++) {
		int high = hex_digit(text[0]), low = high < 0 ? -1 : hex_digit(text[1]);

		if (low < 0 || n == max_bytes)
			return 0;
		out[n] = (uint8_t)(high << 4 | low);
	}
	return n;
}

static int is_digit_char(char c)
{
	return c >= '0' && c <= '9';
}

/* A decimal number behind *text, which moves on; 0: none, or out of range. */
static int take_number(const char **text, long min, long max, long *out)
{
	int negative = **text == '-';
	const char *p = *text + negative;
	long n = 0;

	if (!is_digit_char(*p))
		return 0;
	for (; is_digit_char(*p); p++) {
		n = n * 10 + (*p - '0');
		if (n > 100000000)
			return 0;
	}
	n = negative ? -n : n;
	*text = p;
	*out = n;
	return n >= min && n <= max;
}

/* Goes on behind a word and its blank. */
static int take_word(const char **text, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*text, word, n))
		return 0;
	*text += n;
	return 1;
}

static int take_device(struct reader *in, const char *text)
{
	struct pm_buf name;

	pm_buf_init(&name);
	for (; *text; text++) {
		int high = *text == '%' ? hex_digit(text[1]) : -1, low = high < 0 ? -1 : hex_digit(text[2]);

		if (high == 0 && low == 0) {
			pm_buf_release(&name);
			return wrong(in, "a device's name with NUL in it");
		}
		if (low >= 0) {
			pm_buf_add_char(&name, (char)(high << 4 | low));
			text += 2;
		} else {
			pm_buf_add_char(&name, *text);
		}
	}
	in->r->device = pm_buf_detach(&name);
	pm_buf_release(&name);
	return in->r->device ? PM_OK : PM_E_NOMEM;
}

static int take_method(struct reader *in, const char *text)
{
	int m;

	for (m = PM_METHOD_RAW_Q; m <= PM_METHOD_READ_SUB_CHANNEL; m++)
		if (!strcmp(text, pm_method_text((enum pm_method)m))) {
			in->r->method = (enum pm_method)m;
			return PM_OK;
		}
	return wrong(in, "not a method");
}

static int take_track(struct reader *in, const char *text)
{
	struct pm_toc *toc = &in->r->toc;
	long number, control, lba;

	if (!take_number(&text, 1, 99, &number) || !take_word(&text, " control ") || !take_number(&text, 0, 15, &control) ||
	    !take_word(&text, " lba ") || !take_number(&text, PM_LBA_FIRST, PM_LBA_MAX, &lba) || *text)
		return wrong(in, "want: track N control C lba L");
	if (toc->first_track && (number != toc->last_track + 1 || lba <= toc->track[toc->last_track].lba))
		return wrong(in, "tracks out of order");
	if (!toc->first_track)
		toc->first_track = (uint8_t)number;
	toc->last_track = (uint8_t)number;
	toc->track[number].control = (uint8_t)control;
	toc->track[number].lba = (int32_t)lba;
	return PM_OK;
}

static int take_lba(struct reader *in, const char *text, int32_t *out)
{
	long lba;

	if (!take_number(&text, -1000, PM_LBA_MAX + 10000, &lba) || *text)
		return wrong(in, "want a sector's number");
	*out = (int32_t)lba;
	return PM_OK;
}

static int take_cdtext(struct reader *in, const char *text)
{
	uint8_t pack[PACK_BYTES], *more;
	size_t n = take_hex(text, pack, sizeof(pack));

	if (n != PACK_BYTES || in->r->cdtext_bytes + n > PM_RECORD_CDTEXT_MAX_BYTES)
		return wrong(in, "want the bytes of a CD-Text pack");
	more = realloc(in->r->cdtext, in->r->cdtext_bytes + n);
	if (!more)
		return PM_E_NOMEM;
	memcpy(more + in->r->cdtext_bytes, pack, n);
	in->r->cdtext = more;
	in->r->cdtext_bytes += n;
	return PM_OK;
}

static int take_reply(struct reader *in, const char *text)
{
	uint8_t reply[PM_REPLY_BYTES];
	long track;

	if (!take_number(&text, 0, 99, &track) || !take_word(&text, " ") || take_hex(text, reply, sizeof(reply)) != sizeof(reply))
		return wrong(in, "want: reply TRACK and 24 bytes");
	/* Each is held against all others. */
	if (in->r->reply_count == PM_RECORD_REPLIES_MAX)
		return wrong(in, "more answers than a reading asks for");
	return pm_record_add_reply(in->r, (uint8_t)track, reply);
}

static int take_q(struct reader *in, const char *text)
{
	uint8_t q[PM_Q_BYTES];

	if (take_hex(text, q, sizeof(q)) != sizeof(q))
		return wrong(in, "this is no line of a .q file");
	if (in->lba == PM_LBA_NONE)
		return wrong(in, "a frame without a sector");
	return pm_q_log_add(&in->r->log, in->lba++, q);
}

static int take_end(struct reader *in, const char *text)
{
	long frames, replies, unread;

	if (!take_number(&text, 0, 100000000, &frames) || !take_word(&text, " ") || !take_number(&text, 0, 100000000, &replies) ||
	    !take_word(&text, " ") || !take_number(&text, 0, 100000000, &unread) || *text)
		return wrong(in, "want: end FRAMES REPLIES UNREAD");
	if ((size_t)frames != in->r->log.count || (size_t)replies != in->r->reply_count)
		return wrong(in, "lines are missing, or there are too many");
	in->r->unread_sectors = (uint32_t)unread;
	return PM_OK;
}

static int take_sessions(struct reader *in, const char *text)
{
	long sessions;

	if (!take_number(&text, 1, 99, &sessions) || *text)
		return wrong(in, "want a number of sessions");
	in->r->sessions = (uint8_t)sessions;
	return PM_OK;
}

static int take_sector(struct reader *in, const char *text)
{
	return take_lba(in, text, &in->lba);
}

static int take_audio_end(struct reader *in, const char *text)
{
	return take_lba(in, text, &in->r->toc.audio_end_lba);
}

static int take_leadout(struct reader *in, const char *text)
{
	return take_lba(in, text, &in->r->toc.leadout_lba);
}

/* By its first word; what begins with none is a frame. */
static int take_line(struct reader *in, const char *text)
{
	static const struct {
		const char *word;
		unsigned once; /* 0: as often as it comes */
		int (*take)(struct reader *in, const char *text);
	} table[] = {
		{"device ", SAID_DEVICE, take_device},
		{"method ", SAID_METHOD, take_method},
		{"sessions ", SAID_SESSIONS, take_sessions},
		{"track ", 0, take_track},
		{"audio-end ", SAID_AUDIO_END, take_audio_end},
		{"leadout ", SAID_LEADOUT, take_leadout},
		{"cdtext ", 0, take_cdtext},
		{"sector ", 0, take_sector},
		{"reply ", 0, take_reply},
		{"end ", SAID_END, take_end},
	};
	size_t i;

	if (in->said & SAID_END)
		return *text ? wrong(in, "something behind the end") : PM_OK;
	if (in->line == 1)
		return strcmp(text, FIRST_LINE) ? wrong(in, "does not begin with '" FIRST_LINE "'") : PM_OK;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (take_word(&text, table[i].word))
			return once(in, table[i].once) == PM_OK ? table[i].take(in, text) : PM_E_FORMAT;
	return take_q(in, text);
}

/* A TOC must be whole before anything relies on it. */
static int check_whole(struct reader *in)
{
	const struct pm_toc *toc = &in->r->toc;

	if (!(in->said & SAID_END))
		return wrong(in, "the file is cut: there is no 'end' line");
	if (in->said != SAID_ALL)
		return wrong(in, "a line is missing: device, method, sessions, audio-end or leadout");
	if (!toc->first_track || toc->leadout_lba <= toc->track[toc->last_track].lba || toc->audio_end_lba > toc->leadout_lba ||
	    toc->audio_end_lba <= toc->track[toc->first_track].lba)
		return wrong(in, "the table of contents is not whole");
	return PM_OK;
}

int pm_record_read(struct pm_record *r, const char *name, const uint8_t *data, size_t length_bytes, struct pm_error *err)
{
	struct reader in = {.r = r, .name = name, .err = err, .lba = PM_LBA_NONE};
	char line[LINE_MAX_BYTES];
	size_t at = 0, n;
	int status = PM_OK;

	while (at < length_bytes && status == PM_OK) {
		const uint8_t *end = memchr(data + at, '\n', length_bytes - at);

		in.line++;
		n = end ? (size_t)(end - (data + at)) : length_bytes - at;
		if (n >= sizeof(line) || memchr(data + at, 0, n)) {
			status = wrong(&in, "this is no line of a .q file");
			break;
		}
		memcpy(line, data + at, n);
		/* Mail and spreadsheets may have changed the line ends. */
		if (n && line[n - 1] == '\r')
			line[n - 1] = 0;
		line[n] = 0;
		status = take_line(&in, line);
		at += n + (end != NULL);
	}
	if (status == PM_OK)
		status = check_whole(&in);
	return status == PM_E_NOMEM ? pm_error_set(err, status, "out of memory") : status;
}

int pm_record_load(struct pm_record *r, const char *path, const char *name, struct pm_error *err)
{
	uint8_t *data = NULL;
	size_t length_bytes = 0;
	int status = pm_file_read(path, PM_RECORD_MAX_BYTES, &data, &length_bytes, err);

	if (status == PM_OK)
		status = pm_record_read(r, name, data, length_bytes, err);
	free(data);
	return status;
}
