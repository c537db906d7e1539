/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-offset.c - the search for an offset by itself: which are found, in what order, with how many votes, and how far it looks. */
#include "audio/offset.h"
#include "tests/tap.h"

/* A programme in memory. */
struct tape {
	uint8_t *pcm;
	size_t samples;
	uint64_t fail_from; /* reads that reach this sample fail */
};

static int read_tape(void *ctx, uint64_t at, uint8_t *out, size_t n, struct pm_error *err)
{
	struct tape *t = ctx;

	if (at + n > t->samples)
		exit(98);
	if (at + n > t->fail_from)
		return pm_error_set(err, PM_E_DRIVE, "the tape is torn");
	memcpy(out, t->pcm + at * 4, n * 4);
	return PM_OK;
}

static struct tape tape(size_t sectors)
{
	struct tape t = {calloc(sectors * 588 + 1, 4), sectors * 588, UINT64_MAX};

	if (!t.pcm)
		exit(99);
	return t;
}

static void noise(struct tape *t, size_t from, size_t to, uint32_t seed)
{
	uint32_t v;

	for (; from < to; from++) {
		seed = seed * 1664525u + 1013904223u;
		v = seed ^ seed >> 15;
		memcpy(t->pcm + from * 4, &v, 4);
	}
}

/* What is at from..to-1 of a comes to the same places + offset of b. */
static void copy(struct tape *b, const struct tape *a, size_t from, size_t to, long offset)
{
	for (; from < to; from++)
		if ((long)from + offset >= 0 && (size_t)((long)from + offset) < b->samples)
			memcpy(b->pcm + ((long)from + offset) * 4, a->pcm + from * 4, 4);
}

static struct pm_disc *disc_of(const struct tape *t)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DRIVE);
	uint32_t file;

	if (!disc || pm_disc_add_file(disc, "tape", PM_FILE_DRIVE, pm_pos_none(), &file) != PM_OK ||
	    (t->samples && pm_disc_add_span(disc, file, 0, t->samples) != PM_OK))
		exit(99);
	disc->first_track = disc->last_track = 1;
	pm_track_set_index(&disc->track[1], 1, 0, pm_pos_none());
	disc->leadout_lba = (int32_t)(t->samples / 588) - 150;
	disc->laid_out = 1;
	return disc;
}

#define MAX 8
static struct pm_offset found[MAX];
static size_t count;
static struct pm_error err;

static int search_with(struct tape *a, struct tape *b, const struct pm_offset_search *what, size_t max)
{
	struct pm_disc *da = disc_of(a), *db = disc_of(b);
	struct pm_program_source sa = {a, read_tape}, sb = {b, read_tape};
	struct pm_program *pa, *pb;
	int status;

	err = (struct pm_error){PM_OK, ""};
	if (pm_program_open_with(&pa, da, &sa, &err) != PM_OK || pm_program_open_with(&pb, db, &sb, &err) != PM_OK)
		exit(99);
	memset(found, 0x55, sizeof(found));
	count = 99;
	status = pm_offset_search(pa, pb, what, found, max, &count, &err);
	pm_program_close(pa);
	pm_program_close(pb);
	pm_disc_free(da);
	pm_disc_free(db);
	return status;
}

static int search(struct tape *a, struct tape *b, uint64_t reach, unsigned anchors)
{
	struct pm_offset_search what = {a->samples, b->samples, reach, anchors, NULL};

	return search_with(a, b, &what, MAX);
}

/* The best is this one, with that many anchors that all speak for it alone. */
static void best(int64_t samples, unsigned anchors, const char *name)
{
	if (!OK(count >= 1 && found[0].samples == samples && found[0].anchors == anchors && found[0].votes > anchors - 1e-6 && found[0].votes < anchors + 1e-6,
		name) &&
	    count)
		printf("# %lld with %g votes of %u anchors, %zu found\n", (long long)found[0].samples, found[0].votes, found[0].anchors, count);
}

static void test_all_agree(void)
{
	static const long offsets[] = {0, 1, -1, 30, -30, 587, 588, -589, 5880, -5880};
	struct tape a = tape(300), b;
	char name[64];
	size_t i;

	noise(&a, 20000, 150000, 7);
	for (i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
		b = tape(300);
		copy(&b, &a, 0, a.samples, offsets[i]);
		IS_INT(search(&a, &b, 5880, 4), PM_OK, "searches");
		snprintf(name, sizeof(name), "offset %ld: four pieces, the first sound and the last", offsets[i]);
		best(offsets[i], 6, name);
		IS_INT(count, 1, "and no other");
		free(b.pcm);
	}
	free(a.pcm);
}

/* It looks exactly as far as it is told. */
static void test_reach(void)
{
	struct tape a = tape(300), b = tape(300);

	noise(&a, 20000, 150000, 7);
	copy(&b, &a, 0, a.samples, 100);
	IS_INT(search(&a, &b, 100, 2), PM_OK, "an offset of the reach");
	best(100, 4, "is found");
	IS_INT(search(&a, &b, 99, 2), PM_OK, "one beyond");
	IS_INT(count, 0, "is not");
	IS_INT(search(&b, &a, 100, 2), PM_OK, "the other way round");
	best(-100, 4, "is found");
	IS_INT(search(&b, &a, 99, 2), PM_OK, "one beyond");
	IS_INT(count, 0, "is not");
	IS_INT(search(&a, &a, 0, 2), PM_OK, "a reach of nothing");
	best(0, 4, "finds what is in place");
	IS_INT(search(&a, &b, 0, 2), PM_OK, "and nothing else");
	IS_INT(count, 0, "there");
	free(a.pcm);
	free(b.pcm);
}

/* Two thirds of the music at one offset, one third at another: both are told, the better first. */
static void test_two_offsets(void)
{
	struct tape a = tape(900), b = tape(900);

	noise(&a, 0, a.samples, 3);
	copy(&b, &a, 0, 360000, 20);
	copy(&b, &a, 360000, a.samples - 588, -500);
	IS_INT(search(&a, &b, 1000, 9), PM_OK, "cut and moved");
	/* A piece begins every 58800 samples: seven before 360000, and the first sound with the first of them; two behind; the last sound is gone. */
	OK(count == 2 && found[0].samples == 20 && found[0].anchors == 8 && found[1].samples == -500 && found[1].anchors == 2, "both, by their votes");
	free(b.pcm);
	b = tape(900);
	/* Both halves alike: equal votes go to the nearer one. */
	copy(&b, &a, 0, a.samples / 2, -40);
	copy(&b, &a, a.samples / 2, a.samples, 30);
	/* Pieces at 0, 66150...: of the first four the first is moved out of B, of the others the first is painted over; as is the last sound. */
	noise(&b, 264600, 265300, 10);
	noise(&b, b.samples - 700, b.samples, 9);
	IS_INT(search(&a, &b, 1000, 8), PM_OK, "two halves");
	OK(count == 2 && found[0].votes == 3 && found[1].votes == 3 && found[0].samples == 30 && found[1].samples == -40, "of equal votes the nearer first");
	free(a.pcm);
	free(b.pcm);
}

/* A piece that fits in many places shares its vote among them. */
static void test_repeats(void)
{
	struct tape a = tape(200), b = tape(200);
	size_t i, k;

	/* A loop of 2000 samples in A, and the same in B: every offset of a multiple of 2000 fits. */
	noise(&a, 30000, 32000, 5);
	for (i = 32000; i < 90000; i += 2000)
		copy(&a, &a, 30000, 32000, (long)i - 30000);
	copy(&b, &a, 0, a.samples, 0);
	IS_INT(search(&a, &b, 5000, 3), PM_OK, "a loop");
	OK(count == 5 && found[0].samples == 0 && found[0].votes > found[1].votes, "five places; the edges of the sound decide");
	for (i = 1, k = 0; i < count; i++)
		k += found[i].samples % 2000 == 0 && found[i].samples >= -4000 && found[i].samples <= 4000;
	IS_INT(k, 4, "the others lie whole turns away");
	OK(llabs(found[1].samples) == 2000 && llabs(found[2].samples) == 2000, "the nearer of them first");
	free(a.pcm);
	free(b.pcm);
}

/* Constant sound fits everywhere: so many places say nothing, and no vote is given. */
static void test_constant(void)
{
	static const uint8_t level[4] = {0, 16, 0, 16};
	struct tape a = tape(200), b = tape(200);
	size_t i;

	for (i = 0; i < a.samples; i++) {
		memcpy(a.pcm + i * 4, level, 4);
		memcpy(b.pcm + i * 4, level, 4);
	}
	IS_INT(search(&a, &b, 5880, 4), PM_OK, "a constant from end to end");
	IS_INT(count, 0, "tells nothing");
	memset(a.pcm, 0, 60000 * 4);
	memset(b.pcm, 0, 60123 * 4);
	IS_INT(search(&a, &b, 5880, 4), PM_OK, "but where it begins");
	/* The last sound has no silence behind it, so that only the first tells. */
	OK(count == 1 && found[0].samples == 123 && found[0].anchors >= 1, "its edge does");
	free(a.pcm);
	free(b.pcm);
}

static void test_little(void)
{
	static const uint8_t one[4] = {1, 0, 0, 0};
	struct tape a = tape(200), b = tape(200), none = tape(0), sector = tape(1);

	IS_INT(search(&a, &b, 5880, 4), PM_OK, "silence against silence");
	IS_INT(count, 0, "tells nothing");
	memcpy(a.pcm + 50000 * 4, one, 4);
	memcpy(b.pcm + 49000 * 4, one, 4);
	IS_INT(search(&a, &b, 5880, 4), PM_OK, "one sample");
	OK(count == 1 && found[0].samples == -1000, "is enough");
	memset(b.pcm, 0, b.samples * 4);
	IS_INT(search(&a, &b, 5880, 4), PM_OK, "against silence");
	IS_INT(count, 0, "it finds nothing");
	IS_INT(search(&b, &a, 5880, 4), PM_OK, "the other way round");
	IS_INT(count, 0, "nor does silence");
	/* The very first sample, and the very last: no silence beside them. */
	memset(a.pcm, 0, a.samples * 4);
	noise(&a, 0, 1000, 4);
	copy(&b, &a, 0, 1000, 10);
	IS_INT(search(&a, &b, 100, 1), PM_OK, "sound from the first sample on");
	OK(count == 1 && found[0].samples == 10, "is found");
	memset(a.pcm, 0, a.samples * 4);
	memset(b.pcm, 0, b.samples * 4);
	noise(&a, a.samples - 1000, a.samples, 4);
	copy(&b, &a, a.samples - 1000, a.samples, -10);
	IS_INT(search(&a, &b, 100, 1), PM_OK, "and to the last");
	OK(count == 1 && found[0].samples == -10, "is found");
	noise(&sector, 0, 588, 8);
	IS_INT(search(&sector, &sector, 100, 1), PM_OK, "one sector");
	OK(count == 1 && found[0].samples == 0, "against itself");
	IS_INT(search(&sector, &none, 100, 1), PM_OK, "against nothing");
	IS_INT(count, 0, "finds nothing");
	IS_INT(search(&none, &sector, 100, 1), PM_OK, "nor does nothing");
	IS_INT(count, 0, "find anything");
	free(a.pcm);
	free(b.pcm);
	free(none.pcm);
	free(sector.pcm);
}

/* The list is as long as the caller has room for, and the rest of his memory is left alone. */
static void test_room(void)
{
	struct tape a = tape(200), b = tape(200);
	struct pm_offset_search what = {a.samples, b.samples, 5000, 3, NULL};
	struct pm_offset untouched;
	size_t i;

	noise(&a, 30000, 32000, 5);
	for (i = 32000; i < 90000; i += 2000)
		copy(&a, &a, 30000, 32000, (long)i - 30000);
	copy(&b, &a, 0, a.samples, 0);
	memset(&untouched, 0x55, sizeof(untouched));
	IS_INT(search_with(&a, &b, &what, 2), PM_OK, "room for two of five");
	OK(count == 2 && found[0].samples == 0 && llabs(found[1].samples) == 2000, "the two best");
	IS_MEM(&found[2], &untouched, sizeof(untouched), "and no third");
	IS_INT(search_with(&a, &b, &what, 0), PM_OK, "room for none");
	OK(count == 0 && memcmp(&found[0], &untouched, sizeof(untouched)) == 0, "none");
	free(a.pcm);
	free(b.pcm);
}

static unsigned asked;
static int stop(void *ctx)
{
	return ++asked > *(unsigned *)ctx;
}

static void test_refused(void)
{
	struct tape a = tape(300), b = tape(300);
	struct pm_offset_search what = {a.samples, b.samples, 5880, 0, NULL};
	unsigned limit = 0, times = 0;
	struct pm_progress progress = {&limit, NULL, stop};
	int status;

	noise(&a, 20000, 150000, 7);
	copy(&b, &a, 0, a.samples, 12);
	OK(search_with(&a, &b, &what, MAX) == PM_E_RANGE && count == 0 && err.message[0], "no anchors");
	what.anchors = PM_ANCHORS_MAX + 1;
	OK(search_with(&a, &b, &what, MAX) == PM_E_RANGE && count == 0, "too many");
	what.anchors = PM_ANCHORS_MAX;
	IS_INT(search_with(&a, &b, &what, MAX), PM_OK, "the most");
	what.anchors = 4;
	what.reach_samples = (uint64_t)INT32_MAX + 1;
	OK(search_with(&a, &b, &what, MAX) == PM_E_RANGE && count == 0, "too far");
	what.reach_samples = INT32_MAX;
	IS_INT(search_with(&a, &b, &what, MAX), PM_OK, "the farthest");
	best(12, 6, "finds it");
	what.reach_samples = 5880;
	what.progress = &progress;
	do {
		asked = 0;
		status = search_with(&a, &b, &what, MAX);
		limit++;
		if (status == PM_E_CANCELLED)
			times++;
	} while (status == PM_E_CANCELLED && count == 0 && limit < 1000);
	IS_INT(status, PM_OK, "stopped wherever it asks, until it is left alone");
	OK(times >= 6, "and it asks at every step");
	what.progress = NULL;
	b.fail_from = 100000;
	OK(search_with(&a, &b, &what, MAX) == PM_E_DRIVE && strstr(err.message, "torn") && count == 0, "a reading of B that fails");
	b.fail_from = UINT64_MAX;
	a.fail_from = 10;
	OK(search_with(&a, &b, &what, MAX) == PM_E_DRIVE && count == 0, "a reading of A at its first sound");
	a.fail_from = a.samples - 10;
	OK(search_with(&a, &b, &what, MAX) == PM_E_DRIVE && count == 0, "and at its last");
	free(a.pcm);
	free(b.pcm);
}

int main(void)
{
	test_all_agree();
	test_reach();
	test_two_offsets();
	test_repeats();
	test_constant();
	test_little();
	test_room();
	test_refused();
	return tap_done();
}
