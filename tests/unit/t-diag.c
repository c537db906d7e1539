/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-diag.c - the list of findings: counts, repetitions, --allow, softening, order. */
#include "base/diag.h"
#include "tests/tap.h"

static struct pm_source first = {.name = (char[]){"a.csv"}}, second = {.name = (char[]){"b.wav"}};

static void counts(const struct pm_diags *d, size_t errors, size_t warnings, size_t notes, const char *name)
{
	if (!OK(d->count_of[PM_ERROR] == errors && d->count_of[PM_WARNING] == warnings && d->count_of[PM_NOTE] == notes, name))
		printf("# %zu errors, %zu warnings, %zu notes\n", d->count_of[PM_ERROR], d->count_of[PM_WARNING], d->count_of[PM_NOTE]);
}

static void test_table(void)
{
	int i, bad = 0;

	for (i = 0; i < PM_DIAG_COUNT; i++)
		bad |= pm_diag_from_text(pm_diag_id_text(i), strlen(pm_diag_id_text(i))) != i || !*pm_diag_meaning(i);
	OK(!bad, "every id has a text of its own and a meaning");
	IS_STR(pm_diag_id_text(PM_DIAG_ISRC_FORMAT), "isrc-format", "id text");
	IS_INT(pm_diag_default(PM_DIAG_DISC_LONG), PM_WARNING, "default severity");
	IS_INT(pm_diag_group(PM_DIAG_CUE_SYNTAX), PM_GROUP_SYNTAX, "group");
	IS_INT(pm_diag_from_text("isrc-formatx", 11), PM_DIAG_ISRC_FORMAT, "an id by text and length");
	IS_INT(pm_diag_from_text("isrc-form", 9), -1, "part of an id is none");
	IS_INT(pm_diag_from_text("", 0), -1, "nothing is no id");
	IS_STR(pm_severity_text(PM_WARNING), "warning", "severity text");
}

static void test_add(void)
{
	struct pm_diags d;
	struct pm_diag *diag;

	pm_diags_init(&d);
	diag = pm_diag_add(&d, PM_DIAG_ISRC_FORMAT, pm_pos_at(&first, 10, 3), "ISRC '%s' has %d characters", "X", 1);
	OK(pm_diag_hint(pm_diag_on(diag, 3, -1), "write %d", 12) == diag, "refining returns the finding");
	IS_STR(diag->message, "ISRC 'X' has 1 characters", "message");
	IS_STR(diag->hint, "write 12", "hint");
	OK(diag->track == 3 && diag->index == -1 && diag->severity == PM_ERROR && !diag->allowed, "track, index, severity");
	pm_diag_add(&d, PM_DIAG_DISC_LONG, pm_pos_none(), "long");
	pm_diag_add_as(&d, PM_DIAG_ISRC_MISSING, PM_NOTE, pm_pos_file(&first), "none");
	counts(&d, 1, 1, 1, "counts by severity");
	OK(pm_diags_has(&d, PM_DIAG_DISC_LONG) && !pm_diags_has(&d, PM_DIAG_TRACK_SHORT), "pm_diags_has");
	OK(!pm_diag_hint(pm_diag_on(NULL, 1, 1), "x") && !pm_diag_insist(NULL), "NULL is taken");
	pm_diags_release(&d);
	OK(!d.list && !d.count, "released");
}

static void test_repetitions(void)
{
	struct pm_diags d;
	struct pm_diag *diag;

	pm_diags_init(&d);
	pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_file(&first), "short");
	OK(!pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_file(&first), "short"), "a repetition is not added");
	pm_diag_on(pm_diag_add(&d, PM_DIAG_AUDIO_CLIPPED, pm_pos_file(&second), "full scale"), 1, -1);
	pm_diag_on(pm_diag_add(&d, PM_DIAG_AUDIO_CLIPPED, pm_pos_file(&second), "full scale"), 2, -1);
	counts(&d, 1, 2, 0, "the same message about two tracks is two findings");
	diag = pm_diag_add(&d, PM_DIAG_AUDIO_CLIPPED, pm_pos_file(&second), "full scale");
	OK(diag && !pm_diag_hint(pm_diag_on(diag, 1, -1), "quieter"), "the same about the same track is a repetition");
	OK(!pm_diag_hint(diag, "quieter"), "and a stale pointer to it does nothing");
	counts(&d, 1, 2, 0, "repetitions are not counted");
	pm_diag_on(pm_diag_add(&d, PM_DIAG_AUDIO_CLIPPED, pm_pos_file(&second), "full scale"), 2, 1);
	OK(pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_file(&second), "short") != NULL, "another source");
	OK(pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_at(&first, 0, 1), "short") != NULL, "another place");
	OK(pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_at(&first, 0, 2), "short") != NULL, "another length");
	OK(pm_diag_add(&d, PM_DIAG_PAUSE_SHORT, pm_pos_file(&first), "short") != NULL, "another id");
	IS_INT(d.count, 8, "all of these stand");
	pm_diags_sort(&d);
	OK(!pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_at(&first, 0, 2), "short"), "repetitions are known after sorting");
	pm_diags_release(&d);
}

static void test_limit(void)
{
	struct pm_diags d;
	long i;

	pm_diags_init(&d);
	for (i = 0; i < 3 * PM_DIAGS_MAX; i++) {
		pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&first, (uint64_t)i, 1), "bad");
		pm_diag_on(pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&first, (uint64_t)(i / 2), 1), "bad"), 1, 1);
	}
	IS_INT(d.count, PM_DIAGS_MAX, "no more are stored than the limit");
	OK(d.count_of[PM_ERROR] > 4 * PM_DIAGS_MAX, "those not stored are counted");
	OK(!d.out_of_memory, "and none was lost to memory");
	pm_diags_release(&d);
}

static void test_allow_and_soften(void)
{
	static const enum pm_diag_group groups[] = {PM_GROUP_CODE, PM_GROUP_LAYOUT, PM_GROUP_CODE};
	struct pm_diags d;
	struct pm_diag *diag;

	pm_diags_init(&d);
	d.allow[PM_DIAG_TRACK_SHORT] = d.allow[PM_DIAG_EAN_MISSING] = d.allow[PM_DIAG_DISC_TOO_LONG] = 1;
	diag = pm_diag_add(&d, PM_DIAG_TRACK_SHORT, pm_pos_none(), "short");
	OK(diag->severity == PM_NOTE && diag->allowed, "an allowed error is a note");
	diag = pm_diag_add(&d, PM_DIAG_EAN_MISSING, pm_pos_none(), "none");
	OK(diag->severity == PM_NOTE && !diag->allowed, "a note needs no allowance");
	diag = pm_diag_insist(pm_diag_add(&d, PM_DIAG_DISC_TOO_LONG, pm_pos_none(), "past 99:59:74"));
	OK(diag->severity == PM_ERROR && !diag->allowed, "what can never be made stays an error");
	counts(&d, 1, 0, 2, "counts after allowing");
	pm_diag_add(&d, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "before");
	pm_diag_add(&d, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "read back");
	pm_diag_add(&d, PM_DIAG_INDEX_ORDER, pm_pos_none(), "read back");
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_none(), "syntax");
	pm_diags_soften(&d, 4, groups, 3);
	counts(&d, 3, 2, 2, "softening moves the counts");
	IS_INT(d.list[3].severity, PM_ERROR, "what stands before `from` stays");
	IS_INT(d.list[4].severity, PM_WARNING, "a code becomes a warning");
	IS_INT(d.list[6].severity, PM_ERROR, "other groups stay");
	pm_diags_release(&d);
}

static void test_overrule(void)
{
	struct pm_sources sources;
	struct pm_source *s = NULL;
	struct pm_diags d;

	pm_sources_init(&sources);
	pm_diags_init(&d);
	if (pm_sources_add_text(&sources, "a.csv", "UPC,123\nrest\n", 13, &s) != PM_OK)
		exit(99);
	pm_diag_add(&d, PM_DIAG_SHEET_SYNTAX, pm_pos_at(s, 0, 3), "before");
	pm_diag_add(&d, PM_DIAG_EAN_LENGTH, pm_pos_at(s, 4, 3), "the value");
	pm_diag_add(&d, PM_DIAG_EAN_FORMAT, pm_pos_at(s, 6, 1), "a part of it");
	pm_diag_add(&d, PM_DIAG_EAN_MISSING, pm_pos_file(s), "the file");
	pm_diag_add(&d, PM_DIAG_SHEET_SYNTAX, pm_pos_at(s, 8, 4), "behind");
	pm_diags_overrule(&d, pm_pos_none());
	pm_diags_overrule(&d, pm_pos_file(s));
	counts(&d, 4, 0, 1, "no place, nothing lowered");
	pm_diags_overrule(&d, pm_pos_at(s, 4, 3));
	counts(&d, 2, 0, 3, "two findings are of no account any more");
	IS_INT(d.list[1].severity, PM_NOTE, "the value's");
	IS_INT(d.list[2].severity, PM_NOTE, "that of a part of it");
	IS_INT(d.list[0].severity, PM_ERROR, "not what stands before");
	pm_diags_release(&d);
	pm_sources_release(&sources);
}

static void test_regrade(void)
{
	struct pm_diags d;

	pm_diags_init(&d);
	pm_diag_add_as(&d, PM_DIAG_DATA_TRACK, PM_WARNING, pm_pos_none(), "a");
	pm_diag_add(&d, PM_DIAG_ISRC_FORMAT, pm_pos_none(), "b");
	d.allow[PM_DIAG_DATA_TRACK] = 1;
	pm_diag_add(&d, PM_DIAG_DATA_TRACK, pm_pos_none(), "c");
	pm_diags_regrade(&d, PM_DIAG_DATA_TRACK, PM_ERROR);
	counts(&d, 2, 0, 1, "one id gets another severity, but not what is allowed");
	pm_diags_regrade(&d, PM_DIAG_DATA_TRACK, PM_NOTE);
	counts(&d, 1, 0, 2, "and another");
	pm_diags_release(&d);
}

static void test_sort(void)
{
	struct pm_diags d;
	size_t i;
	char order[16] = "";

	pm_diags_init(&d);
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&second, 7, 1), "c");
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_file(&first), "h");
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&first, 5, 1), "g");
	pm_diag_on(pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&first, 4, 1), "f"), 2, -1);
	pm_diag_on(pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&first, 4, 1), "e"), 1, -1);
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_none(), "j");
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&second, 1, 1), "a");
	pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_at(&second, 1, 1), "b");
	pm_diag_on(pm_diag_add(&d, PM_DIAG_CUE_SYNTAX, pm_pos_file(&first), "i"), 1, -1);
	pm_diags_sort(&d);
	for (i = 0; i < d.count; i++)
		order[i] = d.list[i].message[0];
	IS_STR(order, "abcefghij", "by source as they appeared, offset, track; else as they came");
	pm_diags_release(&d);
}

int main(void)
{
	test_table();
	test_add();
	test_repetitions();
	test_limit();
	test_allow_and_soften();
	test_overrule();
	test_regrade();
	test_sort();
	return tap_done();
}
