/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-cue-corpus.c - the cue sheets and TOCs of other projects' tests: what their programs take we take, what they refuse we refuse.
 *
 * Accepted: read without a cue-syntax or toc-syntax error.  Refused: read with an error of any kind about syntax, codes or layout, or with a text
 * that its block's charset cannot hold (text-charset, which is found when CD-Text is made).
 * Fails below 95 % of either; prints each disagreement.
 */
#include "cue/cue.h"
#include "cue/toc.h"

#include "tests/tap.h"
#include "tests/unit/dump.h"

struct verdict {
	int syntax, other; /* errors: syntax; codes and layout */
};

struct tally {
	const char *kind;
	int valid, accepted, invalid, refused, lenient, lenient_accepted;
};

/* Texts that the charset of their block cannot hold. */
static int count_foreign(const struct pm_disc *disc)
{
	struct pm_buf b;
	int block, track, field, count = 0;

	pm_buf_init(&b);
	for (block = 0; block < PM_BLOCKS; block++)
		for (track = 0; track < 100; track++)
			for (field = 0; field < PM_TEXT_FIELDS; field++) {
				const char *text = disc->block[block].of[track].field[field];

				if (text && pm_charset_from_utf8(disc->block[block].charset, text, &b, NULL) == PM_E_FORMAT)
					count++;
			}
	pm_buf_release(&b);
	return count;
}

static int read_one(const char *path, int is_toc, struct verdict *v)
{
	struct pm_disc *disc = pm_disc_new(is_toc ? PM_KIND_TOC : PM_KIND_CUE);
	struct pm_sources sources;
	struct pm_source *source = NULL;
	struct pm_diags diags;
	struct pm_error err = {0};
	char *cdtext = NULL;
	struct pm_pos pos;
	size_t i;
	int status;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	status = disc ? pm_sources_read_text(&sources, path, path, 16u << 20, &source, &err) : PM_E_NOMEM;
	if (status == PM_OK)
		status = is_toc ? pm_toc_read(disc, source, &diags) : pm_cue_read(disc, source, &cdtext, &pos, &diags);
	v->syntax = v->other = 0;
	for (i = 0; i < diags.count; i++) {
		if (diags.list[i].severity != PM_ERROR)
			continue;
		if (diags.list[i].id == PM_DIAG_CUE_SYNTAX || diags.list[i].id == PM_DIAG_TOC_SYNTAX)
			v->syntax++;
		else if (pm_diag_group(diags.list[i].id) != PM_GROUP_AUDIO)
			v->other++;
	}
	if (status == PM_OK && is_toc)
		v->other += count_foreign(disc);
	free(cdtext);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	return status;
}

/* Column `n` of a tab-separated line, in place. */
static char *column(char *line, int n)
{
	char *end;

	while (n-- > 0) {
		line = strchr(line, '\t');
		if (!line)
			return NULL;
		line++;
	}
	end = strpbrk(line, "\t\r\n");
	if (end)
		*end = '\0';
	return line;
}

static void judge(struct tally *t, const char *file, const char *expected, const struct verdict *v)
{
	int refused = v->syntax || v->other;

	if (!strcmp(expected, "valid")) {
		t->valid++;
		t->accepted += !v->syntax;
		if (v->syntax)
			printf("# %s: valid, and refused\n", file);
	} else if (!strcmp(expected, "invalid")) {
		t->invalid++;
		t->refused += refused;
		if (!refused)
			printf("# %s: invalid, and accepted\n", file);
	} else if (!strcmp(expected, "lenient")) {
		t->lenient++;
		t->lenient_accepted += !v->syntax;
	}
}

static void one_line(const char *shared, const char *line, struct tally *tally)
{
	char kind[4096], file[4096], expected[4096], path[8192], *f, *k, *e;
	struct verdict v;
	int is_toc;

	(void)snprintf(kind, sizeof kind, "%s", line);
	(void)snprintf(file, sizeof file, "%s", line);
	(void)snprintf(expected, sizeof expected, "%s", line);
	k = column(kind, 1);
	f = column(file, 0);
	e = column(expected, 6);
	if (!k || !f || !e || (strcmp(k, "cue") != 0 && strcmp(k, "toc") != 0))
		return;
	is_toc = !strcmp(k, "toc");
	(void)snprintf(path, sizeof path, "%s/corpus/%s", shared, f);
	if (read_one(path, is_toc, &v) != PM_OK)
		OK(0, f);
	else
		judge(&tally[is_toc], f, e, &v);
}

static void report(const struct tally *t)
{
	printf("# %s: %d of %d valid accepted, %d of %d invalid refused, %d of %d lenient accepted\n", t->kind, t->accepted, t->valid, t->refused,
	       t->invalid, t->lenient_accepted, t->lenient);
	OK(t->valid > 0 && t->accepted * 100 >= t->valid * 95, "at least 95 % of the valid ones are accepted");
	OK(t->invalid > 0 && t->refused * 100 >= t->invalid * 95, "at least 95 % of the invalid ones are refused");
}

int main(void)
{
	struct tally tally[2] = {{"cue", 0, 0, 0, 0, 0, 0}, {"toc", 0, 0, 0, 0, 0, 0}};
	const char *shared = tap_shared();
	char path[4096], line[4096];
	FILE *f = NULL;

	if (shared) {
		(void)snprintf(path, sizeof path, "%s/corpus/MANIFEST.tsv", shared);
		f = fopen(path, "r");
	}
	if (!f) {
		SKIP("no shared corpus", "corpus");
		return tap_done();
	}
	while (fgets(line, sizeof line, f))
		one_line(shared, line, tally);
	(void)fclose(f);
	report(&tally[0]);
	report(&tally[1]);
	return tap_done();
}
