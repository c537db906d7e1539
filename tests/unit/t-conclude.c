/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-conclude.c - a sheet that breaks its own format's rules gets one finding that says so, and only then. */
#include "base/diag.h"
#include "tests/tap.h"

static struct pm_sources sources;
static struct pm_source *cue, *toc;

/* A finding in that line (they are two bytes long) which breaks the rules of cue sheets. */
static struct pm_diag *breach(struct pm_diags *d, enum pm_diag_id id, unsigned line)
{
	return pm_diag_breaks(pm_diag_add(d, id, pm_pos_at(cue, (line - 1) * 2, 1), "wrong in line %u", line), PM_DIAG_CUE_SYNTAX);
}

static const struct pm_diag *last(const struct pm_diags *d)
{
	return &d->list[d->count - 1];
}

static void test_one(void)
{
	struct pm_diags d;

	pm_diags_init(&d);
	breach(&d, PM_DIAG_ISRC_FORMAT, 4);
	pm_diags_conclude(&d);
	IS_INT(d.count, 2, "one more");
	IS_STR(last(&d)->message, "line 4 breaks the rules of a cue sheet: other programs will refuse it", "names the line");
	IS_STR(last(&d)->hint, "correct what is said of it above", "and says what to do");
	OK(last(&d)->id == PM_DIAG_CUE_SYNTAX && last(&d)->severity == PM_ERROR && last(&d)->pos.source == cue && last(&d)->pos.offset_bytes == PM_NOWHERE,
	   "an error of the whole sheet");
	pm_diags_conclude(&d);
	IS_INT(d.count, 2, "a second call adds nothing");
	pm_diags_release(&d);
}

static void test_lines(void)
{
	static const char *const want[] = {
		"lines 2 and 9 break the rules of a cue sheet: other programs will refuse it",
		"lines 2, 7 and 9 break the rules of a cue sheet: other programs will refuse it",
		"lines 2, 3, 5, 7 and 9 break the rules of a cue sheet: other programs will refuse it",
		"lines 2, 3, 5, 7, 9 and 2 more break the rules of a cue sheet: other programs will refuse it",
	};
	static const unsigned lines[][8] = {{9, 2, 9, 9}, {7, 2, 9}, {9, 7, 5, 3, 2}, {11, 9, 7, 5, 3, 2, 10, 2}};
	struct pm_diags d;
	size_t i, n;

	for (i = 0; i < sizeof want / sizeof *want; i++) {
		pm_diags_init(&d);
		for (n = 0; n < 8 && lines[i][n]; n++)
			breach(&d, n % 2 ? PM_DIAG_ISRC_FORMAT : PM_DIAG_INDEX_COUNT, lines[i][n]);
		pm_diags_conclude(&d);
		IS_STR(last(&d)->message, want[i], "each line once, in order");
		pm_diags_release(&d);
	}
}

/* Nothing is concluded from what is no error, or where it was said. */
static void test_none(void)
{
	struct pm_diags d;

	pm_diags_init(&d);
	d.allow[PM_DIAG_ISRC_FORMAT] = 1;
	breach(&d, PM_DIAG_ISRC_FORMAT, 4);
	pm_diag_add(&d, PM_DIAG_EAN_CHECK_DIGIT, pm_pos_at(cue, 0, 1), "of the right form");
	pm_diag_breaks(pm_diag_add(&d, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "of no source"), PM_DIAG_CUE_SYNTAX);
	OK(!pm_diag_breaks(NULL, PM_DIAG_CUE_SYNTAX), "NULL is taken");
	pm_diags_conclude(&d);
	IS_INT(d.count, 3, "an allowed one, one that breaks no rule, one without a place");
	pm_diags_release(&d);

	pm_diags_init(&d);
	breach(&d, PM_DIAG_INDEX_ORDER, 4);
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(cue, 0, 1), "a syntax error");
	pm_diags_conclude(&d);
	IS_INT(d.count, 2, "the sheet has a syntax error already");
	pm_diags_release(&d);

	pm_diags_init(&d);
	d.allow[PM_DIAG_CUE_SYNTAX] = 1;
	breach(&d, PM_DIAG_INDEX_ORDER, 4);
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(cue, 0, 1), "a syntax error that was allowed");
	pm_diags_conclude(&d);
	IS_INT(d.count, 2, "and when it was allowed");
	pm_diags_release(&d);

	pm_diags_init(&d);
	breach(&d, PM_DIAG_INDEX_ORDER, 4);
	pm_diag_add_as(&d, PM_DIAG_CUE_SYNTAX, PM_WARNING, pm_pos_at(cue, 0, 1), "a warning");
	pm_diags_conclude(&d);
	IS_INT(d.count, 3, "a warning has not said it");
	pm_diags_release(&d);
}

static void test_sources(void)
{
	struct pm_diags d;

	pm_diags_init(&d);
	breach(&d, PM_DIAG_INDEX_ORDER, 3);
	pm_diag_breaks(pm_diag_add(&d, PM_DIAG_TEXT_CHARSET, pm_pos_at(toc, 2, 1), "a text"), PM_DIAG_TOC_SYNTAX);
	pm_diags_conclude(&d);
	IS_INT(d.count, 4, "each sheet gets its own");
	IS_STR(d.list[2].message, "line 3 breaks the rules of a cue sheet: other programs will refuse it", "the cue sheet");
	IS_STR(d.list[3].message, "line 2 breaks the rules of a TOC: other programs will refuse it", "the TOC");
	OK(d.list[3].id == PM_DIAG_TOC_SYNTAX && d.list[3].pos.source == toc, "under its id");
	pm_diags_release(&d);
}

static void test_codes(void)
{
	static const struct {
		enum pm_diag_id id;
		int breaks;
	} of[] = {
		{PM_DIAG_ISRC_FORMAT, PM_DIAG_TOC_SYNTAX}, {PM_DIAG_ISRC_LOOKALIKE, PM_DIAG_TOC_SYNTAX}, {PM_DIAG_EAN_LENGTH, PM_DIAG_TOC_SYNTAX},
		{PM_DIAG_EAN_FORMAT, PM_DIAG_TOC_SYNTAX},  {PM_DIAG_SHEET_DAMAGED, PM_DIAG_TOC_SYNTAX},  {PM_DIAG_EAN_CHECK_DIGIT, -1},
		{PM_DIAG_ISRC_ZERO, -1},                   {PM_DIAG_ISRC_PREFIX, -1},                    {PM_DIAG_EAN_RESTRICTED, -1},
	};
	struct pm_diags d;
	size_t i;

	pm_diags_init(&d);
	pm_diag_add(&d, PM_DIAG_ISRC_FORMAT, pm_pos_file(toc), "before");
	for (i = 0; i < sizeof of / sizeof *of; i++)
		pm_diag_add(&d, of[i].id, pm_pos_at(toc, 0, 1), "code");
	pm_diags_codes_break(&d, 1, PM_DIAG_TOC_SYNTAX);
	IS_INT(d.list[0].breaks, -1, "what stood before is left alone");
	for (i = 0; i < sizeof of / sizeof *of; i++)
		IS_INT(d.list[i + 1].breaks, of[i].breaks, pm_diag_id_text(of[i].id));
	pm_diags_release(&d);
}

int main(void)
{
	static const char lines[] = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";

	pm_sources_init(&sources);
	if (pm_sources_add_text(&sources, "a.cue", lines, sizeof lines - 1, &cue) != PM_OK ||
	    pm_sources_add_text(&sources, "a.toc", lines, sizeof lines - 1, &toc) != PM_OK)
		return 99;
	test_one();
	test_lines();
	test_none();
	test_sources();
	test_codes();
	pm_sources_release(&sources);
	return tap_done();
}
