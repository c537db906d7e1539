/* SPDX-License-Identifier: GPL-3.0-or-later */
/* msf.c - sectors, times and what people type for them.  Layer 1.  Source: IEC 60908 17.5 (MSF), contract section 3 (typed times). */
#include "disc/msf.h"

#include <stdio.h>
#include <string.h>

#define SECTORS_PER_MINUTE (60 * PM_SECTORS_PER_SECOND)
#define NUMBER_MAX UINT64_C(1000000000000) /* numbers saturate here: beyond every range, and far from overflow */
#define SECONDS_MAX UINT64_C(360000)       /* 100 hours */
#define FRACTION_DIGITS_MAX 12             /* what is behind them is a rest of less than a ten-millionth of a sample */

int pm_msf_from_lba(int32_t lba, struct pm_msf *out)
{
	if (lba < PM_LBA_FIRST || lba > PM_LBA_MAX)
		return PM_E_RANGE;
	*out = pm_msf_from_sectors((uint32_t)(lba - PM_LBA_FIRST));
	return PM_OK;
}

int32_t pm_msf_to_lba(struct pm_msf msf)
{
	return (int32_t)msf.m * SECTORS_PER_MINUTE + (int32_t)msf.s * PM_SECTORS_PER_SECOND + msf.f + PM_LBA_FIRST;
}

struct pm_msf pm_msf_from_sectors(uint32_t sectors)
{
	uint32_t minutes = sectors / SECTORS_PER_MINUTE, rest = sectors % SECTORS_PER_MINUTE;

	return (struct pm_msf){(uint8_t)(minutes > 99 ? 99 : minutes), (uint8_t)(rest / PM_SECTORS_PER_SECOND), (uint8_t)(rest % PM_SECTORS_PER_SECOND)};
}

const char *pm_sectors_text(uint32_t sectors, char out[PM_MSF_BYTES])
{
	uint32_t rest = sectors % SECTORS_PER_MINUTE;

	(void)snprintf(out, PM_MSF_BYTES, "%02u:%02u:%02u", (unsigned)(sectors / SECTORS_PER_MINUTE), (unsigned)(rest / PM_SECTORS_PER_SECOND),
		       (unsigned)(rest % PM_SECTORS_PER_SECOND));
	return out;
}

const char *pm_msf_text(int32_t lba, char out[PM_MSF_BYTES])
{
	if (lba < PM_LBA_FIRST || lba > PM_LBA_MAX) {
		(void)snprintf(out, PM_MSF_BYTES, "--:--:--");
		return out;
	}
	return pm_sectors_text((uint32_t)(lba - PM_LBA_FIRST), out);
}

/* What is left of a text being read. */
struct cursor { const char *at, *end; };

/* A typed time: whole samples, whether half a sample or more is left over, and whether anything is. */
struct typed { uint64_t samples; int half, rest; };

/* ".mmm": numerator of denominator; rest: digits behind those that count are not all 0. */
struct fraction { uint64_t numerator, denominator; int rest; };

static int peek(const struct cursor *c) { return c->at < c->end ? (unsigned char)*c->at : -1; }

static int is_digit(int c) { return c >= '0' && c <= '9'; }

static int take(struct cursor *c, int wanted)
{
	if (peek(c) != wanted)
		return 0;
	c->at++;
	return 1;
}

/* Reads digits; returns how many there were.  Large values saturate. */
static size_t take_number(struct cursor *c, uint64_t *value)
{
	size_t count = 0;

	*value = 0;
	for (; is_digit(peek(c)); c->at++, count++)
		*value = *value >= NUMBER_MAX ? NUMBER_MAX : *value * 10 + (uint64_t)(*c->at - '0');
	return count;
}

int pm_msf_parse_strict(const char *text, size_t length_bytes, uint32_t *sectors)
{
	struct cursor c = {text, text + length_bytes};
	uint64_t m, s, f;
	size_t digits;

	digits = take_number(&c, &m);
	if (digits < 1 || digits > 5 || !take(&c, ':'))
		return PM_E_FORMAT;
	digits = take_number(&c, &s);
	if (digits < 1 || digits > 2 || !take(&c, ':'))
		return PM_E_FORMAT;
	digits = take_number(&c, &f);
	if (digits < 1 || digits > 2 || c.at != c.end)
		return PM_E_FORMAT;
	if (s > 59 || f >= PM_SECTORS_PER_SECOND)
		return PM_E_RANGE;
	*sectors = (uint32_t)(m * SECTORS_PER_MINUTE + s * PM_SECTORS_PER_SECOND + f);
	return PM_OK;
}

static void skip_blanks(struct cursor *c)
{
	while (peek(c) == ' ' || peek(c) == '\t')
		c->at++;
}

/* Blanks around, no-break spaces among them. */
static void trim(struct cursor *c)
{
	for (;;) {
		skip_blanks(c);
		if (c->end - c->at < 2 || memcmp(c->at, "\xC2\xA0", 2) != 0)
			break;
		c->at += 2;
	}
	for (;;) {
		if (c->end > c->at && (c->end[-1] == ' ' || c->end[-1] == '\t'))
			c->end--;
		else if (c->end - c->at >= 2 && memcmp(c->end - 2, "\xC2\xA0", 2) == 0)
			c->end -= 2;
		else
			break;
	}
}

static int rest_is(const struct cursor *c, const char *word)
{
	size_t i, n = strlen(word);

	if ((size_t)(c->end - c->at) != n)
		return 0;
	for (i = 0; i < n; i++)
		if ((c->at[i] | 0x20) != word[i])
			return 0;
	return 1;
}

/* 1: there was a fraction, 0: there is none, -1: ill-formed. */
static int take_fraction(struct cursor *c, struct fraction *f)
{
	size_t digits;

	*f = (struct fraction){0, 1, 0};
	if (!take(c, '.') && !take(c, ','))
		return 0;
	for (digits = 0; is_digit(peek(c)); c->at++, digits++) {
		if (digits >= FRACTION_DIGITS_MAX) {
			f->rest |= *c->at != '0';
			continue;
		}
		f->numerator = f->numerator * 10 + (uint64_t)(*c->at - '0');
		f->denominator *= 10;
	}
	return digits ? 1 : -1;
}

static int seconds_to_samples(uint64_t seconds, const struct fraction *f, struct typed *out)
{
	uint64_t part = f->numerator * PM_SAMPLE_RATE;

	if (seconds > SECONDS_MAX || (seconds == SECONDS_MAX && (f->numerator > 0 || f->rest)))
		return PM_E_RANGE;
	out->samples = seconds * PM_SAMPLE_RATE + part / f->denominator;
	out->half = part % f->denominator * 2 >= f->denominator;
	out->rest = f->rest || part % f->denominator > 0;
	return PM_OK;
}

/* A number without colons: seconds, frames or samples by the unit behind it. */
static int parse_unit(struct cursor *c, uint64_t whole, struct typed *out)
{
	struct fraction f;
	int fraction = take_fraction(c, &f);

	if (fraction < 0)
		return PM_E_FORMAT;
	skip_blanks(c);
	if (c->at == c->end || rest_is(c, "s"))
		return seconds_to_samples(whole, &f, out);
	if (fraction)
		return PM_E_FORMAT;
	*out = (struct typed){0, 0, 0};
	if (rest_is(c, "f")) {
		if (whole > SECONDS_MAX * PM_SECTORS_PER_SECOND)
			return PM_E_RANGE;
		out->samples = whole * PM_SECTOR_SAMPLES;
		return PM_OK;
	}
	if (!rest_is(c, "samples"))
		return PM_E_FORMAT;
	if (whole > SECONDS_MAX * PM_SAMPLE_RATE)
		return PM_E_RANGE;
	out->samples = whole;
	return PM_OK;
}

/* part[0..count-1] were separated by colons; what follows the last is a fraction or nothing. */
static int parse_colons(struct cursor *c, const uint64_t part[3], size_t count, struct typed *out)
{
	struct fraction f;
	int fraction = take_fraction(c, &f);

	if (fraction < 0 || c->at != c->end)
		return PM_E_FORMAT;
	if (part[1] > 59)
		return PM_E_RANGE;
	if (count == 2)
		return seconds_to_samples(part[0] * 60 + part[1], &f, out);
	if (fraction) {
		if (part[2] > 59)
			return PM_E_RANGE;
		return seconds_to_samples(part[0] * 3600 + part[1] * 60 + part[2], &f, out);
	}
	if (part[2] >= PM_SECTORS_PER_SECOND)
		return PM_E_RANGE;
	return seconds_to_samples(part[0] * 60 + part[1], &(struct fraction){part[2], PM_SECTORS_PER_SECOND, 0}, out);
}

static int parse_typed(const char *text, size_t length_bytes, struct typed *out)
{
	struct cursor c = {text, text + length_bytes};
	uint64_t part[3] = {0, 0, 0};
	size_t count = 0, digits;

	trim(&c);
	do {
		if (count == 3)
			return PM_E_FORMAT;
		digits = take_number(&c, &part[count]);
		/* Behind a colon there are one or two digits; in front as many as there are. */
		if (digits < 1 || (count > 0 && digits > 2))
			return PM_E_FORMAT;
		count++;
	} while (take(&c, ':'));
	return count == 1 ? parse_unit(&c, part[0], out) : parse_colons(&c, part, count, out);
}

int pm_time_parse(const char *text, size_t length_bytes, uint64_t *samples)
{
	struct typed t;
	int status = parse_typed(text, length_bytes, &t);

	if (status == PM_OK)
		*samples = t.samples + (uint64_t)t.half;
	return status;
}

int pm_time_parse_sectors(const char *text, size_t length_bytes, uint64_t *sectors, int *exact)
{
	struct typed t;
	int status = parse_typed(text, length_bytes, &t), whole;

	if (status != PM_OK)
		return status;
	*sectors = pm_samples_to_sectors(t.samples, &whole);
	*exact = whole && !t.rest;
	return PM_OK;
}

uint64_t pm_samples_to_sectors(uint64_t samples, int *exact)
{
	uint64_t rest = samples % PM_SECTOR_SAMPLES;

	if (exact)
		*exact = rest == 0;
	return samples / PM_SECTOR_SAMPLES + (rest >= PM_SECTOR_SAMPLES / 2);
}
