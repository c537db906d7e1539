/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.c - checksum lists in the flavours of ddp.md section 8.  Layer 3. */
#include "checksum/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct known {
	const char *const *name;
	size_t count;
};

/* A piece of a line. */
struct piece {
	const char *at;
	size_t length;
};

void pm_checksums_init(struct pm_checksums *c)
{
	*c = (struct pm_checksums){0};
}

void pm_checksums_release(struct pm_checksums *c)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		free(c->list[i].name);
	free(c->list);
	free(c->unread);
	pm_checksums_init(c);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static int same(const char *a, const char *b, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		if (lower(a[i]) != lower(b[i]))
			return 0;
	return 1;
}

/* The first place of word in text, ASCII case ignored; NULL: none. */
static const char *find(struct piece text, const char *word)
{
	size_t length = strlen(word), i;

	for (i = 0; length && i + length <= text.length; i++)
		if (same(text.at + i, word, length))
			return text.at + i;
	return NULL;
}

int pm_checksum_is_list(const char *name)
{
	static const char *const part[] = {"md5", "checksum", "chk", "sfv", "crc", "sha"};
	size_t i;

	for (i = 0; i < sizeof part / sizeof *part; i++)
		if (find((struct piece){name, strlen(name)}, part[i]))
			return 1;
	return 0;
}

static int is_hex(char c)
{
	return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
}

static int is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* May stand inside a file name: what may not touch a digest or a known name in free text. */
static int is_word(char c)
{
	return is_hex(c) || (lower(c) >= 'g' && lower(c) <= 'z') || c == '_' || c == '.' || c == '-' || (unsigned char)c >= 0x80;
}

static struct piece trim(struct piece p)
{
	while (p.length && is_blank(p.at[0]))
		p.at++, p.length--;
	while (p.length && is_blank(p.at[p.length - 1]))
		p.length--;
	return p;
}

/* Length of the hex digits that p begins with. */
static size_t hex_run(struct piece p)
{
	size_t n = 0;

	while (n < p.length && is_hex(p.at[n]))
		n++;
	return n;
}

static int kind_of(size_t digits, enum pm_digest_kind *kind)
{
	switch (digits) {
	case 8:
		*kind = PM_CRC32;
		return 1;
	case 32:
		*kind = PM_MD5;
		return 1;
	case 40:
		*kind = PM_SHA1;
		return 1;
	case 64:
		*kind = PM_SHA256;
		return 1;
	case 128:
		*kind = PM_SHA512;
		return 1;
	default:
		return 0;
	}
}

/* Digests of the same lengths that are none of ours. */
static int is_foreign_algorithm(struct piece p)
{
	static const char *const part[] = {"rmd", "ripe", "blake", "b2",   "sha3",  "keccak", "tiger",   "whirl",
					   "md4", "md2",  "adler", "512/", "512-2", "sm3",    "streebog"};
	size_t i;

	for (i = 0; i < sizeof part / sizeof *part; i++)
		if (find(p, part[i]))
			return 1;
	return 0;
}

/* Quotes, "*", folders of another machine: what is left is the base name. */
static struct piece clean_name(struct piece p)
{
	size_t i;

	p = trim(p);
	if (p.length && p.at[0] == '*')
		p.at++, p.length--;
	if (p.length >= 2 && (p.at[0] == '"' || p.at[0] == '\'') && p.at[p.length - 1] == p.at[0])
		p.at++, p.length -= 2;
	for (i = p.length; i-- > 0;)
		if (p.at[i] == '/' || p.at[i] == '\\') {
			p.at += i + 1;
			p.length -= i + 1;
			break;
		}
	return trim(p);
}

/* The known name that p is; NULL: none.  The exact spelling wins. */
static const char *known_name(const struct known *known, struct piece p)
{
	const char *folded = NULL;
	size_t i;

	for (i = 0; i < known->count; i++) {
		if (strlen(known->name[i]) != p.length)
			continue;
		if (memcmp(known->name[i], p.at, p.length) == 0)
			return known->name[i];
		if (same(known->name[i], p.at, p.length))
			folded = known->name[i];
	}
	return folded;
}

static int add(struct pm_checksums *c, const struct pm_source *src, struct piece hex, enum pm_digest_kind kind, struct piece name)
{
	struct pm_checksum *e;
	void *list = c->list;
	size_t i;

	if (pm_array_grow(&list, &c->capacity, c->count, sizeof *c->list))
		return PM_E_NOMEM;
	c->list = list;
	e = &c->list[c->count];
	e->name = pm_str_dup_n(name.at, name.length);
	if (!e->name)
		return PM_E_NOMEM;
	e->kind = kind;
	e->pos = pm_pos_at(src, (uint64_t)(hex.at - src->data), (uint32_t)hex.length);
	for (i = 0; i < hex.length; i++)
		e->hex[i] = lower(hex.at[i]);
	e->hex[i] = 0;
	c->count++;
	return PM_OK;
}

/* What a line came to. */
struct reading {
	struct piece hex, name;
	enum pm_digest_kind kind;
	int sure; /* the form alone shows that name is a file's name */
};

/* Where the digits at the end of the line begin; 0 length: there are none. */
static struct piece hex_at_end(struct piece line)
{
	size_t n = 0;

	while (n < line.length && is_hex(line.at[line.length - 1 - n]))
		n++;
	return (struct piece){line.at + line.length - n, n};
}

/* "ALG (name) = hex".  Returns 1, 0: another form, -1: a digest that is none of ours. */
static int read_bsd(struct piece line, struct reading *r)
{
	struct piece hex = hex_at_end(line), head;
	const char *open = memchr(line.at, '(', line.length), *close;

	if (!open || open == line.at || !kind_of(hex.length, &r->kind))
		return 0;
	head = trim((struct piece){line.at, (size_t)(hex.at - line.at)});
	if (!head.length || head.at[head.length - 1] != '=')
		return 0;
	head = trim((struct piece){head.at, head.length - 1});
	close = head.at + head.length - 1;
	if (close <= open || *close != ')')
		return 0;
	if (is_foreign_algorithm((struct piece){line.at, (size_t)(open - line.at)}))
		return -1;
	*r = (struct reading){hex, clean_name((struct piece){open + 1, (size_t)(close - open - 1)}), r->kind, 1};
	return 1;
}

/* "hex *name", "hex = name". */
static int read_hex_first(struct piece line, struct reading *r)
{
	struct piece rest;
	size_t n;
	int sure;

	if (line.length && line.at[0] == '\\') /* md5sum's mark for a name with escapes */
		line.at++, line.length--;
	n = hex_run(line);
	if (!kind_of(n, &r->kind) || n == line.length || !strchr(" \t=:*", line.at[n]))
		return 0;
	rest = trim((struct piece){line.at + n, line.length - n});
	sure = rest.length && rest.at[0] != '=' && rest.at[0] != ':';
	if (!sure && rest.length)
		rest = trim((struct piece){rest.at + 1, rest.length - 1});
	*r = (struct reading){{line.at, n}, clean_name(rest), r->kind, sure};
	return r->name.length > 0;
}

/* "name = hex", "name: hex", "name hex". */
static int read_hex_last(struct piece line, struct reading *r)
{
	struct piece hex = hex_at_end(line), name;

	if (!kind_of(hex.length, &r->kind) || hex.length == line.length || !strchr(" \t=:", hex.at[-1]))
		return 0;
	name = trim((struct piece){line.at, (size_t)(hex.at - line.at)});
	if (name.length && (name.at[name.length - 1] == '=' || name.at[name.length - 1] == ':'))
		name.length--;
	*r = (struct reading){hex, clean_name(name), r->kind, 0};
	return r->name.length > 0;
}

/* The longest known name that stands in the line as a word outside of the digest. */
static const char *known_in_line(const struct known *known, struct piece line, struct piece hex)
{
	const char *best = NULL;
	size_t i;

	for (i = 0; i < known->count; i++) {
		const char *at = find(line, known->name[i]);
		size_t length = strlen(known->name[i]);

		if (!at || (best && strlen(best) >= length) || (at < hex.at + hex.length && at + length > hex.at))
			continue;
		if ((at > line.at && is_word(at[-1])) || (at + length < line.at + line.length && is_word(at[length])))
			continue;
		best = known->name[i];
	}
	return best;
}

/* Columns nobody described: a digest standing alone and a known name, in any order.  The longest digest: a date has eight digits too. */
static int read_anywhere(struct piece line, const struct known *known, struct reading *r)
{
	struct piece best = {0};
	enum pm_digest_kind kind;
	const char *name;
	size_t i = 0;

	while (i < line.length) {
		size_t n = hex_run((struct piece){line.at + i, line.length - i});

		if (n > best.length && kind_of(n, &kind) && (!i || !is_word(line.at[i - 1])) && (i + n == line.length || !is_word(line.at[i + n])))
			best = (struct piece){line.at + i, n};
		i += n ? n : 1;
	}
	if (!best.length || !kind_of(best.length, &kind))
		return 0;
	name = known_in_line(known, line, best);
	if (!name)
		return 0;
	*r = (struct reading){best, {name, strlen(name)}, kind, 1};
	return 1;
}

/* A name nobody knows counts where the form is a checksum program's, or it looks like a file's; eight digits are too easily something else. */
static int is_plausible(const struct reading *r)
{
	return r->kind != PM_CRC32 && r->name.length && (r->sure || memchr(r->name.at, '.', r->name.length));
}

/* 1, 0: nothing, -1: a digest that is none of ours. */
static int read_line(struct piece line, const struct known *known, struct reading *out)
{
	static int (*const form[])(struct piece, struct reading *) = {read_bsd, read_hex_first, read_hex_last};
	struct reading r, kept;
	int have = 0;
	size_t i;

	for (i = 0; i < sizeof form / sizeof *form; i++) {
		int got = form[i](line, &r);
		const char *name;

		if (got < 0)
			return -1;
		if (!got)
			continue;
		name = known_name(known, r.name);
		if (name) {
			r.name.at = name;
			*out = r;
			return 1;
		}
		if (!have && is_plausible(&r)) {
			kept = r;
			have = 1;
		}
	}
	if (read_anywhere(line, known, out))
		return 1;
	if (have)
		*out = kept;
	return have;
}

static int keep_unread(struct pm_checksums *c, const struct pm_source *src, const struct known *known, struct piece line)
{
	const char *name = known_in_line(known, line, (struct piece){line.at, 0});
	void *list = c->unread;

	if (!name)
		return PM_OK;
	if (pm_array_grow(&list, &c->unread_capacity, c->unread_count, sizeof *c->unread))
		return PM_E_NOMEM;
	c->unread = list;
	c->unread[c->unread_count++] = (struct pm_checksum_unread){name, pm_pos_at(src, (uint64_t)(line.at - src->data), (uint32_t)line.length)};
	return PM_OK;
}

int pm_checksum_parse(struct pm_checksums *c, const struct pm_source *src, const char *const *known, size_t known_count)
{
	const struct known names = {known, known_count};
	const char *at = src->data, *end = src->data + src->length_bytes;
	int foreign = 0;

	while (src->data && at < end) {
		const char *stop = at;
		struct piece line;
		struct reading r;
		int got;

		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		line = trim((struct piece){at, (size_t)(stop - at)});
		at = stop + 1;
		if (!line.length || line.at[0] == ';' || line.at[0] == '#')
			continue;
		if (line.at[0] == '[' && line.at[line.length - 1] == ']') {
			foreign = is_foreign_algorithm(line);
			continue;
		}
		got = foreign ? -1 : read_line(line, &names, &r);
		if ((got > 0 && add(c, src, r.hex, r.kind, r.name)) || (got == 0 && keep_unread(c, src, &names, line)))
			return PM_E_NOMEM;
	}
	return PM_OK;
}
