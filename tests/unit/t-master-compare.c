/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-master-compare.c - master/compare.c (the name t-compare is cdtext/'s): two sources of one album, then each thing in one of them made different. */
#include "tests/unit/masterset.h"

static struct pm_session session;
static struct pm_compare_result *r;

static void compare(const char *a, const char *b)
{
	struct pm_compare_request request = {0};
	char path_a[600];
	int status;

	if (r) {
		pm_compare_result_release(r);
		pm_session_release(&session);
	} else {
		r = calloc(1, sizeof(*r));
	}
	pm_session_init(&session);
	snprintf(path_a, sizeof(path_a), "%s", temp_path(a));
	status = pm_verb_compare(&session, path_a, temp_path(b), &request, r);
	if (status != PM_OK)
		printf("# %d %s\n", status, session.error.message);
}

static int not_compared(const char *name)
{
	size_t i;

	for (i = 0; i < r->not_compared_count; i++)
		if (!strcmp(r->not_compared[i], name))
			return 1;
	return 0;
}

static void show(void)
{
	size_t i;

	printf("# equal %d, verdict %d, audio %d, %zu ranges, %llu samples differ\n", r->equal, r->verdict, r->has_audio, r->match.range_count,
	       (unsigned long long)r->match.differing_samples);
	for (i = 0; i < r->diff.count; i++)
		printf("# %s: '%s' '%s'\n", r->diff.list[i].field, r->diff.list[i].a ? r->diff.list[i].a : "", r->diff.list[i].b ? r->diff.list[i].b : "");
	for (i = 0; i < r->not_compared_count; i++)
		printf("# not compared: %s\n", r->not_compared[i]);
}

static void is(int equal, enum pm_verdict verdict, size_t differences, size_t ranges, const char *name)
{
	if (!OK(r->equal == equal && r->verdict == verdict && r->diff.count == differences && r->match.range_count == ranges, name))
		show();
}

static void test_equal(void)
{
	compare("album.csv", "album.csv");
	is(1, PM_IDENTICAL, 0, 0, "a sheet and itself");
	OK(r->has_audio && r->not_compared_count == 0, "all of it");
	compare("album.csv", "ddp");
	is(1, PM_IDENTICAL, 0, 0, "a sheet and the DDP made of it");
	compare("ddp", "cue/x.cue");
	is(1, PM_IDENTICAL, 0, 0, "a DDP and a cue sheet");
	OK(not_compared("master_id"), "which has no master id");
	compare("cue/x.toc", "cue/x.cue");
	is(1, PM_IDENTICAL, 0, 0, "a TOC and a cue sheet");
	OK(!not_compared("master_id"), "what neither can say is no question");
}

static void field(const char *from, const char *to, const char *name, const char *a, const char *b)
{
	struct set_undo undo = set_change("album.csv", from, to);

	compare("ddp", "album.csv");
	is(0, PM_IDENTICAL_BUT, 1, 0, name);
	IS_STR(r->diff.count ? r->diff.list[0].field : NULL, name, "the field that differs");
	IS_STR(r->diff.count ? r->diff.list[0].a : NULL, a, "in the one");
	IS_STR(r->diff.count ? r->diff.list[0].b : NULL, b, "in the other");
	set_undo(&undo);
}

static void test_fields(void)
{
	field("ZZXYZ2600002", "ZZXYZ2600009", "tracks[2].isrc", "ZZXYZ2600002", "ZZXYZ2600009");
	field("0012345678905", "5099749534728", "mcn", "0012345678905", "5099749534728");
	field("HARBOUR-001", "HARBOUR-002", "master_id", "HARBOUR-001", "HARBOUR-002");
}

/* One sample of track 2: the same recording with a fault; a track of other music: another recording. */
static void test_audio(void)
{
	compare("album.csv", "ddp");
	set_flip("two.wav", 44 + 1000 * 4, 0x40);
	compare("album.csv", "ddp");
	is(0, PM_IDENTICAL_BUT, 0, 1, "one sample of one master");
	OK(r->match.range_count == 1 && r->match.range[0].track == 2 && r->match.range[0].first_sample == 1000 && r->match.range[0].count == 1, "is named");
	set_flip("two.wav", 44 + 1000 * 4, 0x40);
	set_wav("two.wav", SET_TWO_SECTORS, 99);
	compare("album.csv", "ddp");
	OK(!r->equal && r->verdict == PM_DIFFERENT && r->diff.count == 0, "other music in one track");
	set_wav("two.wav", SET_TWO_SECTORS, 2);
	compare("album.csv", "ddp");
	is(1, PM_IDENTICAL, 0, 0, "as it was");
}

static void test_subcode(void)
{
	size_t n;
	uint8_t *sub = set_load("cue/x.sub", &n);

	compare("ddp", "cue/x.sub");
	is(1, PM_IDENTICAL, 0, 0, "subcode with its audio beside it");
	OK(r->has_audio && not_compared("cdtext") && !not_compared("audio"), "has no texts");
	set_store("alone.sub", sub, n);
	free(sub);
	compare("ddp", "alone.sub");
	if (!OK(!r->has_audio && not_compared("audio") && not_compared("cdtext"), "subcode has neither audio nor texts"))
		show();
	if (!OK(r->equal && r->diff.count == 0, "and agrees in all that it has"))
		show();
}

static void test_refused(void)
{
	struct pm_compare_request request = {0};
	struct pm_session s;
	struct pm_compare_result *mine = calloc(1, sizeof(*mine));
	char path[600];

	pm_session_init(&s);
	snprintf(path, sizeof(path), "%s", temp_path("album.csv"));
	OK(pm_verb_compare(&s, path, temp_path("none"), &request, mine) < 0 && mine->a && !mine->b && strstr(s.error.message, "none"), "a source that is not there");
	pm_compare_result_release(mine);
	OK(!mine->a && !mine->diff.count, "what was opened is closed");
	pm_session_release(&s);
	free(mine);
}

int main(void)
{
	set_begin();
	if (!set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE) || !set_build("cue", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED))
		exit(97);
	test_equal();
	test_fields();
	test_audio();
	test_subcode();
	test_refused();
	pm_compare_result_release(r);
	pm_session_release(&session);
	free(r);
	set_end();
	return tap_done();
}
