/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - reading the command line against the table (cli/options.h).  Layer 6. */
#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* Values of getopt_long for options: out of the range of characters. */
#define LONG_BASE 0x1000

/* ---- words that are nearly right ---- */

#define NEAR_MAX 24

/* Edits (insert, drop, replace) from a to b; both shorter than NEAR_MAX. */
static size_t distance(const char *a, const char *b)
{
	size_t row[NEAR_MAX + 1], i, j, corner, above, best;

	for (j = 0; b[j]; j++)
		row[j] = j;
	row[j] = j;
	for (i = 0; a[i]; i++) {
		corner = row[0];
		row[0] = i + 1;
		for (j = 0; b[j]; j++) {
			above = row[j + 1];
			best = corner + (a[i] != b[j]);
			best = above + 1 < best ? above + 1 : best;
			row[j + 1] = row[j] + 1 < best ? row[j] + 1 : best;
			corner = above;
		}
	}
	return row[j];
}

/* Remembers the nearest word; beyond a third of its letters it is no typing error. */
static void consider(const char *word, const char *candidate, const char **best, size_t *best_distance)
{
	size_t d;

	if (strlen(word) >= NEAR_MAX || strlen(candidate) >= NEAR_MAX)
		return;
	d = distance(word, candidate);
	if (d * 3 <= strlen(candidate) + 2 && d < *best_distance) {
		*best = candidate;
		*best_distance = d;
	}
}

static int bad_command(struct pm_settings *s, const char *word, struct pm_error *err)
{
	const char *best = NULL;
	size_t d = NEAR_MAX;
	int c;

	if (pm_command_is_planned(word)) {
		s->unavailable = word;
		return pm_error_set(err, PM_E_RANGE, "the command '%s' is not in this version", word);
	}
	for (c = 0; c < PM_CMD_COUNT; c++)
		consider(word, pm_commands[c].name, &best, &d);
	if (best)
		return pm_error_set(err, PM_E_RANGE, "unknown command '%s'; did you mean '%s'?", word, best);
	return pm_error_set(err, PM_E_RANGE, "unknown command '%s'", word);
}

/* getopt's '?' is an unknown option, a shortened one that fits several, or a value for one that takes none. */
static int bad_option(char **argv, struct pm_error *err)
{
	const char *word = optind > 0 ? argv[optind - 1] : "", *best = NULL;
	char name[NEAR_MAX * 2];
	size_t d = NEAR_MAX, length, fits = 0;
	int i;

	if (optopt > 0 && optopt < LONG_BASE)
		return pm_error_set(err, PM_E_RANGE, "unknown option '-%c'", optopt);
	if (optopt >= LONG_BASE)
		return pm_error_set(err, PM_E_RANGE, "option '--%s' takes no value", pm_options[optopt - LONG_BASE].name);
	word += strspn(word, "-");
	length = strcspn(word, "=");
	snprintf(name, sizeof(name), "%.*s", (int)(length < sizeof(name) ? length : sizeof(name) - 1), word);
	for (i = 0; i < PM_OPT_COUNT; i++) {
		consider(name, pm_options[i].name, &best, &d);
		fits += !strncmp(name, pm_options[i].name, length);
	}
	if (length && fits > 1)
		return pm_error_set(err, PM_E_RANGE, "option '--%s' is short for several options", name);
	if (best)
		return pm_error_set(err, PM_E_RANGE, "unknown option '--%s'; did you mean '--%s'?", name, best);
	return pm_error_set(err, PM_E_RANGE, "unknown option '--%s'", name);
}

/* ---- values ---- */

/* Decimal digits only, up to max; returns 1 and *end behind them, or 0. */
static int read_number(const char *text, unsigned long max, unsigned long *value, const char **end)
{
	unsigned long n = 0;
	const char *p;

	for (p = text; *p >= '0' && *p <= '9'; p++) {
		if (n > (max - (unsigned long)(*p - '0')) / 10)
			return 0;
		n = n * 10 + (unsigned long)(*p - '0');
	}
	*value = n;
	*end = p;
	return p > text;
}

static int take_number(const struct pm_option *o, const char *text, unsigned long min, unsigned long max, unsigned long *value, struct pm_error *err)
{
	const char *end;

	if (!read_number(text, max, value, &end) || *end || *value < min)
		return pm_error_set(err, PM_E_RANGE, "'--%s' wants a number from %lu to %lu, not '%s'", o->name, min, max, text);
	return PM_OK;
}

static int take_frames(const struct pm_option *o, const char *text, struct pm_open_options *open, struct pm_error *err)
{
	const unsigned long max = PM_LBA_MAX;
	unsigned long all, first;
	const char *end;
	int good = read_number(text, max, &all, &end);

	first = all;
	if (good && *end == ',')
		good = read_number(end + 1, max, &first, &end);
	if (!good || *end)
		return pm_error_set(err, PM_E_RANGE, "'--%s' wants frames (75 to the second) as F or F,FIRST, not '%s'", o->name, text);
	open->pq_offset_sectors = (uint32_t)all;
	open->pq_offset_first_sectors = (uint32_t)first;
	return PM_OK;
}

/* The number of the word among the choices of the option. */
static int take_choice(const struct pm_option *o, const char *text, int *choice, struct pm_error *err)
{
	const char *word = o->arg;
	size_t length, n = strlen(text);
	int i;

	for (i = 0; ; i++) {
		length = strcspn(word, "|");
		if (length == n && !memcmp(word, text, n)) {
			*choice = i;
			return PM_OK;
		}
		if (!word[length])
			return pm_error_set(err, PM_E_RANGE, "'--%s' wants one of %s, not '%s'", o->name, o->arg, text);
		word += length + 1;
	}
}

static int take_ids(const struct pm_option *o, const char *text, unsigned char *allow, struct pm_error *err)
{
	size_t length;
	int id;

	for (;;) {
		length = strcspn(text, ",");
		id = pm_diag_from_text(text, length);
		if (id < 0)
			return pm_error_set(err, PM_E_RANGE, "'--%s': there is no finding '%.*s'", o->name, (int)(length < 80 ? length : 80), text);
		allow[id] = 1;
		if (!text[length])
			return PM_OK;
		text += length + 1;
	}
}

/* 1-3,7 */
static int take_tracks(const struct pm_option *o, const char *text, unsigned char track[100], struct pm_error *err)
{
	const char *p = text;
	unsigned long first, last;

	for (;;) {
		if (!read_number(p, 99, &first, &p))
			break;
		last = first;
		if (*p == '-' && !read_number(p + 1, 99, &last, &p))
			break;
		if (last < first || (*p && *p != ','))
			break;
		memset(track + first, 1, last - first + 1);
		if (!*p++)
			return PM_OK;
	}
	return pm_error_set(err, PM_E_RANGE, "'--%s' wants tracks from 0 to 99 as 1-3,7, not '%s'", o->name, text);
}

/* A name for files: one component, nothing that a shell or another system could trip over. */
static int take_name(const struct pm_option *o, const char *text, const char **name, struct pm_error *err)
{
	const char *p;
	int good = *text && *text != '.' && strlen(text) <= 200;

	for (p = text; good && *p; p++)
		good = !strchr("/\\:*?\"<>|", *p) && (unsigned char)*p >= 0x20 && *p != 0x7f;
	if (!good)
		return pm_error_set(err, PM_E_RANGE, "'--%s' wants a plain file name without folder or extension, not '%s'", o->name, text);
	*name = text;
	return PM_OK;
}

static int take_path(const struct pm_option *o, const char *text, const char **path, struct pm_error *err)
{
	if (!*text)
		return pm_error_set(err, PM_E_RANGE, "'--%s' wants a name, not ''", o->name);
	*path = text;
	return PM_OK;
}

static void add_operand(struct pm_settings *s, const char *path, int is_drive)
{
	s->operand[s->operand_count].path = path;
	s->operand[s->operand_count++].is_drive = is_drive;
}

static int take_choice_into(struct pm_settings *s, const struct pm_option *o, const char *text, struct pm_error *err)
{
	/* In the order of the table's words. */
	static const enum pm_sub sub[] = { PM_SUB_NONE, PM_SUB_DEINTERLEAVED, PM_SUB_RAW96 };
	int n = 0, status = take_choice(o, text, &n, err);

	if (status)
		return status;
	switch (o->id) {
	case PM_OPT_FORMAT: s->format = n ? PM_FORMAT_CUE : PM_FORMAT_DDP; break;
	case PM_OPT_ISRC_ON: s->isrc_on_all = n; break;
	case PM_OPT_SUB: s->sub = sub[n]; break;
	case PM_OPT_TO: s->encoding = n ? PM_ENCODE_FLAC : PM_ENCODE_WAV; break;
	case PM_OPT_GAPS: s->gaps = n ? PM_GAPS_NEXT : PM_GAPS_PREVIOUS; break;
	case PM_OPT_JOIN: s->open.join = n ? PM_JOIN_PAD : PM_JOIN_CONTINUOUS; break;
	case PM_OPT_COLOR: s->color = (enum pm_when)n; break;
	case PM_OPT_PROGRESS: s->progress = (enum pm_when)n; break;
	default: break;
	}
	return PM_OK;
}

static int take_value(struct pm_settings *s, const struct pm_option *o, const char *text, struct pm_error *err)
{
	unsigned long n = 0;
	int status;

	switch (o->id) {
	case PM_OPT_OUTPUT: return take_path(o, text, &s->out_dir, err);
	case PM_OPT_SAVE: return take_path(o, text, &s->save, err);
	case PM_OPT_NAME: return take_name(o, text, &s->name, err);
	case PM_OPT_PQ_OFFSET: return take_frames(o, text, &s->open, err);
	case PM_OPT_AUDIO_DIR: return take_path(o, text, &s->open.audio_dir, err);
	case PM_OPT_UPC: s->open.upc = text; return PM_OK;
	case PM_OPT_MASTER_ID: s->open.master_id = text; return PM_OK;
	case PM_OPT_DISC:
		status = take_number(o, text, 1, 9999, &n, err);
		s->open.disc_number = (int)n;
		return status;
	case PM_OPT_MAX_ERRORS: return take_number(o, text, 0, 1000000, &s->max_errors, err);
	case PM_OPT_TRACKS: return take_tracks(o, text, s->track, err);
	case PM_OPT_ALLOW: return take_ids(o, text, s->allow, err);
	case PM_OPT_DRIVE:
		add_operand(s, text, 1);
		return PM_OK;
	case PM_OPT_CDTEXT:
		if (s->open.cdtext_count == PM_BLOCKS)
			return pm_error_set(err, PM_E_RANGE, "'--%s' may be given at most %d times: a disc has no more languages", o->name,
			                    PM_BLOCKS);
		return take_path(o, text, &s->cdtext[s->open.cdtext_count++], err);
	default: return take_choice_into(s, o, text, err);
	}
}

static void take_flag(struct pm_settings *s, enum pm_option_id id)
{
	switch (id) {
	case PM_OPT_FORCE: s->force = 1; break;
	case PM_OPT_FULL: s->full = 1; break;
	case PM_OPT_CSV: s->csv = 1; break;
	case PM_OPT_CONVERT: s->open.convert = 1; break;
	case PM_OPT_AUDIO_ONLY: s->open.audio_only = 1; break;
	case PM_OPT_NO_CDTEXT_CODES: s->text.no_cdtext_codes = 1; break;
	case PM_OPT_TRANSLITERATE: s->text.transliterate = 1; break;
	case PM_OPT_STRICT: s->strict = 1; break;
	case PM_OPT_JSON: s->json = 1; break;
	case PM_OPT_QUIET: s->quiet = 1; s->verbose = 0; break;
	case PM_OPT_VERBOSE: s->verbose = 1; s->quiet = 0; break;
	case PM_OPT_HELP: s->help = 1; break;
	case PM_OPT_VERSION: s->version = 1; break;
	default: break;
	}
}

/* ---- the whole line ---- */

static const struct pm_option *option_of(int value)
{
	int i;

	if (value >= LONG_BASE)
		return &pm_options[value - LONG_BASE];
	for (i = 0; i < PM_OPT_COUNT; i++)
		if (pm_options[i].letter == value)
			return &pm_options[i];
	return NULL;
}

/*
 * getopt's own tables.  `-` hands operands over in order, so that POSIXLY_CORRECT changes nothing; `:` tells a missing value from an unknown option.
 */
static void make_getopt_tables(struct option longs[PM_OPT_COUNT + 1], char *letters)
{
	int i;

	*letters++ = '-';
	*letters++ = ':';
	memset(longs, 0, (PM_OPT_COUNT + 1) * sizeof(*longs));
	for (i = 0; i < PM_OPT_COUNT; i++) {
		longs[i].name = pm_options[i].name;
		longs[i].has_arg = pm_options[i].kind == PM_ARG_NONE ? no_argument : required_argument;
		longs[i].val = LONG_BASE + i;
		if (!pm_options[i].letter)
			continue;
		*letters++ = pm_options[i].letter;
		if (pm_options[i].kind != PM_ARG_NONE)
			*letters++ = ':';
	}
	*letters = 0;
}

static int take_operand(struct pm_settings *s, const char *word, int *seen_command, struct pm_error *err)
{
	if (*seen_command) {
		add_operand(s, word, 0);
		return PM_OK;
	}
	if (!strcmp(word, "help") && !s->help) {
		s->help = 1;
		return PM_OK;
	}
	*seen_command = 1;
	s->command = pm_command_from_text(word);
	return s->command == PM_CMD_NONE ? bad_command(s, word, err) : PM_OK;
}

static int read_words(struct pm_settings *s, int argc, char **argv, struct pm_error *err)
{
	struct option longs[PM_OPT_COUNT + 1];
	char letters[2 * PM_OPT_COUNT + 3];
	const struct pm_option *o;
	int c, seen_command = 0, status = PM_OK;

	make_getopt_tables(longs, letters);
	optind = 0; /* from the beginning, also the second time (glibc, musl) */
	opterr = 0;
	while (!status && (c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (c == 1) {
			status = take_operand(s, optarg, &seen_command, err);
		} else if (c == '?') {
			status = bad_option(argv, err);
		} else if (c == ':') {
			o = option_of(optopt);
			status = pm_error_set(err, PM_E_RANGE, "option '--%s' wants a value: %s", o ? o->name : "?", o ? o->arg : "?");
		} else if ((o = option_of(c)) != NULL) {
			s->given[o->id] = 1;
			if (o->kind == PM_ARG_NONE)
				take_flag(s, o->id);
			else
				status = take_value(s, o, optarg, err);
		}
	}
	for (; !status && optind < argc; optind++)
		status = take_operand(s, argv[optind], &seen_command, err);
	return status;
}

/* "check, build and show" for the hint where an option was given to the wrong command. */
static void list_commands(unsigned commands, struct pm_buf *out)
{
	int c, left = 0, n = 0;

	for (c = 0; c < PM_CMD_COUNT; c++)
		left += (commands >> c) & 1u;
	for (c = 0; c < PM_CMD_COUNT; c++)
		if ((commands >> c) & 1u) {
			left--;
			pm_buf_printf(out, "%s'%s'", n++ == 0 ? "" : left ? ", " : " and ", pm_commands[c].name);
		}
}

static int check_applies(const struct pm_settings *s, struct pm_error *err)
{
	struct pm_buf who;
	int i;

	for (i = 0; i < PM_OPT_COUNT; i++) {
		if (!s->given[i] || ((pm_options[i].commands >> s->command) & 1u))
			continue;
		pm_buf_init(&who);
		list_commands(pm_options[i].commands, &who);
		pm_error_set(err, PM_E_RANGE, "'%s' does not take the option '--%s', only %s", pm_commands[s->command].name, pm_options[i].name,
		             pm_buf_str(&who));
		pm_buf_release(&who);
		return PM_E_RANGE;
	}
	return PM_OK;
}

static int check_complete(const struct pm_settings *s, struct pm_error *err)
{
	const struct pm_command_help *c = &pm_commands[s->command];

	if (s->given[PM_OPT_CSV] && s->json)
		return pm_error_set(err, PM_E_RANGE, "'--csv' and '--json' exclude each other");
	if (s->operand_count == 0)
		return pm_error_set(err, PM_E_RANGE, "no source given");
	if (s->command == PM_CMD_COMPARE && s->operand_count != 2)
		return pm_error_set(err, PM_E_RANGE, "two sources wanted, %zu given", s->operand_count);
	if (s->operand_count > 1 && !c->many)
		return pm_error_set(err, PM_E_RANGE, "one source wanted, %zu given ('%s', '%s'...)", s->operand_count, s->operand[0].path,
		                    s->operand[1].path);
	if ((s->command == PM_CMD_BUILD || s->command == PM_CMD_EXTRACT) && !s->out_dir)
		return pm_error_set(err, PM_E_RANGE, "where to? Give the folder with -o DIR");
	if (s->given[PM_OPT_SUB] && s->format != PM_FORMAT_CUE)
		return pm_error_set(err, PM_E_RANGE, "'--sub' belongs to '-f cue'; a DDP fileset has its subcode in PQDESCR");
	return PM_OK;
}

int pm_options_parse(struct pm_settings *s, int argc, char **argv, struct pm_error *err)
{
	int status;

	memset(s, 0, sizeof(*s));
	s->command = PM_CMD_NONE;
	s->operand = calloc((size_t)argc + 1, sizeof(*s->operand));
	s->cdtext = calloc(PM_BLOCKS, sizeof(*s->cdtext));
	if (!s->operand || !s->cdtext)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	status = read_words(s, argc, argv, err);
	s->open.cdtext_files = s->cdtext;
	if (status)
		return status;
	if (s->command != PM_CMD_NONE && (status = check_applies(s, err)) != PM_OK)
		return status;
	if (s->help || s->version)
		return PM_OK;
	if (s->command == PM_CMD_NONE)
		return pm_error_set(err, PM_E_RANGE, "no command given");
	/* The codes of whatever disc is in the first drive. */
	if (s->command == PM_CMD_ISRC && s->operand_count == 0)
		add_operand(s, "", 1);
	return check_complete(s, err);
}

void pm_settings_release(struct pm_settings *s)
{
	free(s->operand);
	free((void *)s->cdtext);
	memset(s, 0, sizeof(*s));
	s->command = PM_CMD_NONE;
}
