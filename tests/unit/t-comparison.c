/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-comparison.c - a comparison as text and as JSON, compared with what is written out here. */
#include "report/comparison.h"
#include "report/json.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static char *copy(const char *s) { return s ? pm_str_dup(s) : NULL; }

/* What a comparison borrows is made, and freed, here. */
static struct pm_audio_match *match_of(struct pm_comparison *r) { return (struct pm_audio_match *)(uintptr_t)r->match; }
static struct pm_diff *diff_of(struct pm_comparison *r) { return (struct pm_diff *)(uintptr_t)r->diff; }

static struct pm_comparison *result_new(void)
{
	struct pm_comparison *r = calloc(1, sizeof(*r));

	if (!r)
		exit(99);
	r->a = harbour_disc();
	r->b = harbour_disc();
	if (!(r->match = calloc(1, sizeof(*r->match))) || !(r->diff = calloc(1, sizeof(*r->diff))))
		exit(99);
	match_of(r)->equal = 1;
	match_of(r)->compared_samples = 1537 * 588;
	r->equal = 1;
	match_of(r)->sums_a.track[1] = match_of(r)->sums_b.track[1] = (struct pm_track_sums){ .ar1 = 0x11, .ar2 = 0x12345678, .ctdb = 0xfedcba98 };
	return r;
}
static void result_free(struct pm_comparison *r)
{
	if (r->match)
		pm_match_release(match_of(r));
	pm_diff_release(diff_of(r));
	free(match_of(r));
	free(diff_of(r));
	pm_disc_free((struct pm_disc *)(uintptr_t)r->a);
	pm_disc_free((struct pm_disc *)(uintptr_t)r->b);
	free(r);
}
static void difference(struct pm_comparison *r, const char *field, const char *a, const char *b)
{
	struct pm_diff *d = diff_of(r);

	if (pm_array_grow((void **)&d->list, &d->capacity, d->count, sizeof(*d->list)) != PM_OK)
		exit(99);
	memset(&d->list[d->count], 0, sizeof(*d->list));
	snprintf(d->list[d->count].field, sizeof(d->list[0].field), "%s", field);
	d->list[d->count].a = copy(a);
	d->list[d->count++].b = copy(b);
}
static void range(struct pm_comparison *r, unsigned track, int64_t first, uint64_t count)
{
	struct pm_audio_match *m = match_of(r);

	if (pm_array_grow((void **)&m->range, &m->range_capacity, m->range_count, sizeof(*m->range)) != PM_OK)
		exit(99);
	m->range[m->range_count++] = (struct pm_range){ (uint8_t)track, first, count };
}
static void text_is(struct pm_comparison *r, int sums, int all, const char *want, const char *name)
{
	struct pm_comparison_options o = { sums, all };
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_comparison_text(r, &o, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
}
static void json_is(struct pm_comparison *r, const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_json_compare(r, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
}

static void identical(void)
{
	struct pm_comparison *r = result_new();

	text_is(r, 1, 0,
	        "A  album.csv: 3 tracks, 00:20:37\n"
	        "B  album.csv: 3 tracks, 00:20:37\n"
	        "fields: no difference\n"
	        "audio: equal\n"
	        "sums of A   AccurateRip 1  AccurateRip 2  CTDB\n"
	        "  track  1  00000011       12345678       fedcba98\n"
	        "  track  2  00000000       00000000       00000000\n"
	        "  track  3  00000000       00000000       00000000\n"
	        "sums of B   the same\n"
	        "identical\n",
	        "identical");
	result_free(r);
}

static void fields_and_ranges(void)
{
	static const char *const names[] = { "master_id", "tracks[].scms" };
	struct pm_comparison *r = result_new();

	difference(r, "tracks[2].isrc", "ZZXYZ2600002", NULL);
	difference(r, "tracks[2].indexes[1]", "975", "1125");
	difference(r, "cdtext[0].disc.title", "Harbour", "Har\033bour");
	r->not_compared = names;
	r->not_compared_count = 2;
	match_of(r)->equal = r->equal = 0;
	match_of(r)->offset_samples = -667;
	match_of(r)->differing_samples = 7;
	range(r, 0, -5, 2);
	range(r, 0, 589, 1);
	range(r, 2, 1176, 4);
	r->verdict = PM_IDENTICAL_BUT;
	/* Track 2 begins at LBA 630 (00:10:30): two sectors into it is 00:10:32. */
	text_is(r, 0, 0,
	        "A  album.csv: 3 tracks, 00:20:37\n"
	        "B  album.csv: 3 tracks, 00:20:37\n"
	        "fields: 3 differences\n"
	        "  tracks[2].isrc        A 'ZZXYZ2600002', B none\n"
	        "  tracks[2].indexes[1]  A 00:15:00 (LBA 975), B 00:17:00 (LBA 1125)\n"
	        "  cdtext[0].disc.title  A 'Harbour', B 'Har\\x1Bbour'\n"
	        "not compared, because one of the two cannot hold it: master_id, tracks[].scms\n"
	        "audio: 7 of 903756 samples differ, after an offset: B is 667 samples (00:00:01 + 79) earlier than A\n"
	        "  pause     2 samples from sample -5\n"
	        "  pause     at 00:00:01 on the disc, 00:00:01 into it:  1 sample from sample 589\n"
	        "  track  2  at 00:10:32 on the disc, 00:00:02 into it:  4 samples from sample 1176\n"
	        "nearly identical: fields, offset and some samples differ\n",
	        "differences");
	json_is(r,
	        "{\n"
	        "  \"schema\": \"premaster.compare.v1\",\n"
	        "  \"equal\": false,\n"
	        "  \"verdict\": \"identical-but\",\n"
	        "  \"not_compared\": [\n    \"master_id\",\n    \"tracks[].scms\"\n  ],\n"
	        "  \"audio\": {\n"
	        "    \"equal\": false,\n"
	        "    \"offset_samples\": -667,\n"
	        "    \"ranges\": [\n"
	        "      {\n        \"track\": 0,\n        \"first_sample\": -5,\n        \"count\": 2\n      },\n"
	        "      {\n        \"track\": 0,\n        \"first_sample\": 589,\n        \"count\": 1\n      },\n"
	        "      {\n        \"track\": 2,\n        \"first_sample\": 1176,\n        \"count\": 4\n      }\n"
	        "    ],\n"
	        "    \"tracks\": [\n"
	        "      {\n        \"number\": 1,\n        \"ar1\": \"00000011\",\n        \"ar2\": \"12345678\",\n        \"ctdb\": \"fedcba98\"\n      },\n"
	        "      {\n        \"number\": 2,\n        \"ar1\": \"00000000\",\n        \"ar2\": \"00000000\",\n        \"ctdb\": \"00000000\"\n      },\n"
	        "      {\n        \"number\": 3,\n        \"ar1\": \"00000000\",\n        \"ar2\": \"00000000\",\n        \"ctdb\": \"00000000\"\n      }\n"
	        "    ]\n"
	        "  },\n"
	        "  \"differences\": [\n"
	        "    {\n      \"field\": \"tracks[2].isrc\",\n      \"a\": \"ZZXYZ2600002\",\n      \"b\": null\n    },\n"
	        "    {\n      \"field\": \"tracks[2].indexes[1]\",\n      \"a\": \"975\",\n      \"b\": \"1125\"\n    },\n"
	        "    {\n      \"field\": \"cdtext[0].disc.title\",\n      \"a\": \"Harbour\",\n      \"b\": \"Har\\u001Bbour\"\n    }\n"
	        "  ]\n"
	        "}\n",
	        "differences as JSON");
	result_free(r);
}

static void no_audio(void)
{
	struct pm_comparison *r = result_new();

	free(match_of(r));
	r->match = NULL;
	r->equal = 0;
	r->verdict = PM_DIFFERENT;
	text_is(r, 1, 0,
	        "A  album.csv: 3 tracks, 00:20:37\nB  album.csv: 3 tracks, 00:20:37\nfields: no difference\naudio: could not be compared\ndifferent\n",
	        "no audio");
	json_is(r,
	        "{\n  \"schema\": \"premaster.compare.v1\",\n  \"equal\": false,\n  \"verdict\": \"different\",\n  \"not_compared\": [],\n"
	        "  \"audio\": {\n    \"equal\": null,\n    \"offset_samples\": null,\n    \"ranges\": [],\n    \"tracks\": []\n  },\n"
	        "  \"differences\": []\n}\n",
	        "no audio as JSON");
	result_free(r);
}

static void many(void)
{
	struct pm_comparison *r = result_new();
	struct pm_comparison_options few = { 0, 0 }, all = { 0, 1 };
	struct pm_buf out;
	int i;

	for (i = 0; i < 12; i++)
		range(r, 1, i * 1000, 1);
	match_of(r)->equal = 0;
	r->verdict = PM_IDENTICAL_BUT;
	pm_buf_init(&out);
	IS_INT(pm_comparison_text(r, &few, &out), PM_OK, "twelve ranges");
	OK(strstr(pm_buf_str(&out), " 1 sample from sample 9000\n  and 2 more; -v lists them\n"), "ten are shown");
	pm_buf_release(&out);
	match_of(r)->ranges_cut = 1;
	IS_INT(pm_comparison_text(r, &all, &out), PM_OK, "all of them, but not all there are");
	OK(strstr(pm_buf_str(&out), " 1 sample from sample 11000\n  and at least 1 more\n"), "said");
	pm_buf_release(&out);
	IS_INT(pm_json_compare(r, &out), PM_OK, "as JSON");
	OK(strstr(pm_buf_str(&out), "\"ranges_cut\": true\n"), "said there too");
	pm_buf_release(&out);
	result_free(r);
}

int main(void)
{
	identical();
	fields_and_ranges();
	no_audio();
	many();
	return tap_done();
}
