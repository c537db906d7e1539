/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-match.c - programmes made in memory, shifted and damaged: offsets, ranges, ends, drives. */
#include "audio/match.h"
#include "tests/tap.h"

#define PAUSE (150 * 588)
#define SECTORS 1500 /* of a programme from LBA 0: 20 s */
#define SAMPLES ((size_t)(150 + SECTORS) * 588)

/* Samples of one programme, and how often each was read at most. */
struct tape { uint8_t *pcm; size_t samples; size_t reads; };

static int read_tape(void *ctx, uint64_t at, uint8_t *out, size_t n, struct pm_error *err)
{
	struct tape *t = ctx;

	(void)err;
	if (at + n > t->samples)
		exit(98);
	memcpy(out, t->pcm + at * 4, n * 4);
	t->reads += n;
	return PM_OK;
}

static struct tape *tape_new(size_t samples)
{
	struct tape *t = calloc(1, sizeof(*t));

	if (!t || !(t->pcm = calloc(samples, 4)))
		exit(99);
	t->samples = samples;
	return t;
}
static void tape_free(struct tape *t)
{
	free(t->pcm);
	free(t);
}
static void put(struct tape *t, size_t at, uint32_t v)
{
	t->pcm[at * 4] = (uint8_t)v;
	t->pcm[at * 4 + 1] = (uint8_t)(v >> 8);
	t->pcm[at * 4 + 2] = (uint8_t)(v >> 16);
	t->pcm[at * 4 + 3] = (uint8_t)(v >> 24);
}
static void noise(struct tape *t, size_t from, size_t to, uint32_t seed)
{
	for (; from < to; from++) {
		seed = seed * 1664525u + 1013904223u;
		put(t, from, seed ^ seed >> 15);
	}
}
/* What was at n of a comes to n + offset; what has no place is lost, what is free is silent. */
static struct tape *shifted(const struct tape *a, long offset)
{
	struct tape *b = tape_new(a->samples);
	size_t i;

	for (i = 0; i < a->samples; i++)
		if ((long)i + offset >= 0 && (size_t)((long)i + offset) < a->samples)
			memcpy(b->pcm + ((long)i + offset) * 4, a->pcm + i * 4, 4);
	return b;
}

/* Tracks begin at LBA 0, 500 and 1000. */
static struct pm_disc *disc_of(size_t samples)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DRIVE);
	uint32_t file;
	unsigned n;

	if (!disc || pm_disc_add_file(disc, "tape", PM_FILE_DRIVE, pm_pos_none(), &file) != PM_OK || pm_disc_add_span(disc, file, 0, samples) != PM_OK)
		exit(99);
	disc->first_track = 1;
	disc->last_track = 3;
	for (n = 1; n <= 3; n++)
		pm_track_set_index(&disc->track[n], 1, (int32_t)(n - 1) * 500, pm_pos_none());
	disc->leadout_lba = (int32_t)(samples / 588) - 150;
	disc->laid_out = 1;
	return disc;
}

/* Compares two tapes; the result is static, its ranges kept until the next call. */
static const struct pm_audio_match *match_with(struct tape *a, struct tape *b, int a_drive, int b_drive)
{
	static struct pm_audio_match m;
	struct pm_match_options o = { .a_is_drive = a_drive, .b_is_drive = b_drive, .with_sums_of_b = 1 };
	struct pm_disc *da = disc_of(a->samples), *db = disc_of(b->samples);
	struct pm_program_source sa = { a, read_tape }, sb = { b, read_tape };
	struct pm_program *pa, *pb;
	struct pm_error err = { PM_OK, "" };

	pm_match_release(&m);
	if (pm_program_open_with(&pa, da, &sa, &err) != PM_OK || pm_program_open_with(&pb, db, &sb, &err) != PM_OK)
		exit(99);
	if (pm_match_programs(&m, da, pa, db, pb, &o, &err) != PM_OK)
		printf("# %s\n", err.message);
	pm_program_close(pa);
	pm_program_close(pb);
	pm_disc_free(da);
	pm_disc_free(db);
	return &m;
}
static const struct pm_audio_match *match(struct tape *a, struct tape *b) { return match_with(a, b, 0, 0); }

static void is_range(const struct pm_audio_match *m, size_t i, unsigned track, long long first, unsigned long long count, const char *name)
{
	if (i >= m->range_count) {
		OK(0, name);
		return;
	}
	if (!OK(m->range[i].track == track && m->range[i].first_sample == first && m->range[i].count == count, name))
		printf("# got track %u, sample %lld, count %llu\n", m->range[i].track, (long long)m->range[i].first_sample,
		       (unsigned long long)m->range[i].count);
}

static struct tape *music(void)
{
	struct tape *t = tape_new(SAMPLES);

	noise(t, PAUSE, SAMPLES - 588, 7);
	return t;
}

static void test_equal(void)
{
	struct tape *a = music(), *b = shifted(a, 0);
	const struct pm_audio_match *m = match(a, b);

	OK(m->equal && m->offset_samples == 0 && m->range_count == 0, "equal");
	IS_INT(m->compared_samples, SAMPLES, "every sample was compared");
	IS_INT(a->reads, SAMPLES, "A was read once");
	IS_INT(b->reads, SAMPLES, "B was read once");
	OK(m->sums_a.track[2].ar2 && m->sums_a.track[2].ar2 == m->sums_b.track[2].ar2, "sums of both");
	tape_free(a);
	tape_free(b);
}

static void test_offsets(void)
{
	static const long offsets[] = { 30, -30, 1, -1, 102, 667, -667, 5880, -5880, 5879, 588, -588, 588 * 25, -588 * 75, 588 * 600, 588 * 140 };
	struct tape *a = music(), *b;
	const struct pm_audio_match *m;
	char name[64];
	size_t i;

	/* Room behind the music, so that nothing is pushed out. */
	memset(a->pcm + (SAMPLES - 588 * 700) * 4, 0, 588 * 700 * 4);
	for (i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
		b = shifted(a, offsets[i]);
		m = match(a, b);
		snprintf(name, sizeof(name), "offset %ld", offsets[i]);
		if (!OK(m->equal && m->offset_samples == offsets[i] && m->range_count == 0, name))
			printf("# equal %d, offset %lld, %zu ranges\n", m->equal, (long long)m->offset_samples, m->range_count);
		tape_free(b);
	}
	tape_free(a);
}

/* Samples that a small shift pushes out of the programme are counted, and are no other difference than the offset. */
static void test_lost_end(void)
{
	struct tape *a = tape_new(SAMPLES), *b;
	const struct pm_audio_match *m;

	noise(a, PAUSE, SAMPLES, 3);
	b = shifted(a, 30);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 30 && m->range_count == 0, "equal after the offset");
	IS_INT(m->lost_samples, 30, "the last 30 samples are lost");
	IS_INT(m->differing_samples, 0, "and nothing else");
	m = match(b, a);
	OK(m->equal && m->offset_samples == -30 && m->range_count == 0, "the other way round");
	IS_INT(m->lost_samples, 30, "the samples that A has no more");
	m = match_with(a, b, 0, 1);
	OK(m->equal && m->offset_samples == 30, "on a drive they do not count");
	IS_INT(m->compared_samples, SAMPLES - 60, "|offset| at both ends");
	put(b, SAMPLES - 31, 5);
	m = match(a, b);
	OK(!m->equal && m->offset_samples == 30 && m->lost_samples == 30, "a wrong sample beside those that are lost");
	IS_INT(m->range_count, 1, "is a difference");
	is_range(m, 0, 3, 500 * 588 - 61, 1, "and named");
	tape_free(b);
	b = shifted(a, 88200);
	m = match(a, b);
	OK(!m->equal && m->offset_samples == 88200 && m->lost_samples == 0, "two seconds are not moved out, but cut off");
	is_range(m, 0, 3, 500 * 588 - 88200, 88200, "and named");
	tape_free(b);
	tape_free(a);
}

static void test_head(void)
{
	struct tape *a = tape_new(SAMPLES), *b;
	const struct pm_audio_match *m;

	noise(a, 0, SAMPLES - 5880, 9);
	b = shifted(a, 100);
	noise(b, 90, 95, 1);
	m = match(a, b);
	IS_INT(m->offset_samples, 100, "audio in the pause: offset");
	IS_INT(m->lost_samples, 5, "what only B has, before A's first sample");
	tape_free(b);
	b = shifted(a, -100);
	m = match(a, b);
	IS_INT(m->offset_samples, -100, "audio in the pause: negative offset");
	IS_INT(m->lost_samples, 100, "what B has lost before its first sample");
	tape_free(b);
	tape_free(a);
}

static void test_ranges(void)
{
	struct tape *a = music(), *b = shifted(a, 0);
	const struct pm_audio_match *m;
	size_t one = PAUSE + 1000, two = PAUSE + 500 * 588, i;

	put(b, one, 1);
	put(b, one + 588, 1);          /* 587 equal samples between: one range */
	put(b, one + 588 + 589, 1);    /* 588: another */
	put(b, two - 1, 2);            /* across the border of tracks 1 and 2 */
	put(b, two, 2);
	put(b, 40, 5);                 /* in the pause */
	m = match(a, b);
	OK(!m->equal && m->offset_samples == 0, "damage is not an offset");
	IS_INT(m->range_count, 5, "ranges");
	IS_INT(m->differing_samples, 6, "samples");
	is_range(m, 0, 0, 40, 1, "in the pause");
	is_range(m, 1, 1, 1000, 589, "two close to each other");
	is_range(m, 2, 1, 1000 + 1177, 1, "one alone");
	is_range(m, 3, 1, 500 * 588 - 1, 1, "last sample of track 1");
	is_range(m, 4, 2, 0, 1, "first sample of track 2");
	OK(m->sums_a.track[1].ar1 != m->sums_b.track[1].ar1 && m->sums_a.track[3].ar1 == m->sums_b.track[3].ar1, "sums tell the tracks");
	tape_free(b);

	b = shifted(a, -667);
	for (i = 0; i < 20; i++)
		put(b, PAUSE + 400000 + i, 0);
	m = match(a, b);
	IS_INT(m->offset_samples, -667, "offset and damage: offset");
	IS_INT(m->range_count, 1, "offset and damage: one range");
	is_range(m, 0, 2, 400000 + 667 - 500 * 588, 20, "offset and damage: in samples of A");
	tape_free(b);
	tape_free(a);
}

static void test_many_ranges(void)
{
	struct tape *a = music(), *b = shifted(a, 0);
	const struct pm_audio_match *m;
	size_t i;

	for (i = 0; i < PM_RANGES_MAX + 1; i++)
		put(b, PAUSE + i * 800, 0);
	m = match(a, b);
	OK(m->range_count == PM_RANGES_MAX && m->ranges_cut, "no more than so many are listed, and that is said");
	IS_INT(m->differing_samples, PM_RANGES_MAX + 1, "but all are counted");
	tape_free(b);
	tape_free(a);
}

static void test_other(void)
{
	struct tape *a = music(), *b = tape_new(SAMPLES);
	const struct pm_audio_match *m;

	noise(b, PAUSE, SAMPLES - 588, 99);
	m = match(a, b);
	OK(!m->equal && m->offset_samples == 0 && m->differing_samples > SAMPLES / 2, "other music");
	IS_INT(m->range_count, 3, "a range a track");
	m = match_with(a, b, 1, 0);
	OK(!m->equal && m->offset_samples == 0, "other music on a drive");
	tape_free(b);
	/* Some of A's second track opens B, which is shorter: fewer samples differ at that offset, but it is none of the whole. */
	b = tape_new(SAMPLES);
	noise(b, PAUSE, PAUSE + 1000 * 588, 98);
	memcpy(b->pcm + PAUSE * 4, a->pcm + (PAUSE + 500 * 588) * 4, 300 * 588 * 4);
	m = match(a, b);
	OK(!m->equal && m->offset_samples == 0, "one track at another place");
	m = match_with(a, b, 0, 1);
	OK(!m->equal && m->offset_samples == 0, "one track at another place on a drive");
	IS_INT(m->range_count, 3, "and every track differs");
	OK(m->sums_a.track[2].ar2 && m->sums_b.track[1].ar2 && m->sums_a.track[2].ar2 != m->sums_b.track[2].ar2, "the sums stay");
	tape_free(b);
	b = tape_new(SAMPLES);
	m = match(a, b);
	OK(!m->equal && m->offset_samples == 0, "against silence");
	m = match(b, a);
	OK(!m->equal && m->offset_samples == 0, "silence against music");
	tape_free(a);
	a = tape_new(SAMPLES);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 0, "silence against silence");
	tape_free(b);
	tape_free(a);
}

/* Half a second of sound in 20 s; and a loop of exactly one second; and a tone of 100 samples. */
static void test_poor_material(void)
{
	struct tape *a = tape_new(SAMPLES), *b;
	const struct pm_audio_match *m;
	size_t i;

	noise(a, PAUSE + 500000, PAUSE + 522050, 5);
	b = shifted(a, -1234);
	m = match(a, b);
	OK(m->equal && m->offset_samples == -1234, "nearly all is silence");
	tape_free(b);
	memset(a->pcm, 0, SAMPLES * 4);
	put(a, PAUSE + 300000, 0x01000100);
	b = shifted(a, 77);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 77, "one sample in all of the silence");
	tape_free(b);

	noise(a, PAUSE, PAUSE + 44100, 5);
	for (i = PAUSE + 44100; i < PAUSE + 15 * 44100; i++)
		memcpy(a->pcm + i * 4, a->pcm + (i - 44100) * 4, 4);
	b = shifted(a, 30);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 30, "a loop of one second");
	tape_free(b);

	for (i = PAUSE; i < PAUSE + 15 * 44100; i++)
		put(a, i, (uint32_t)(i % 100 * 331 + 7) * 0x10001);
	b = shifted(a, 70);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 70, "a tone of 100 samples moved by 70");
	tape_free(b);
	b = shifted(a, -588 * 30);
	m = match(a, b);
	OK(m->equal && m->offset_samples == -588 * 30, "a tone moved by 30 sectors");
	tape_free(b);

	/* To the end of the disc: as much is lost there as else would differ at the beginning. */
	for (i = PAUSE; i < SAMPLES; i++)
		put(a, i, (uint32_t)(i % 100 * 331 + 7) * 0x10001);
	b = shifted(a, 3000);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 3000, "a tone moved by 30 of its periods");
	tape_free(b);
	for (i = PAUSE; i < SAMPLES; i++)
		put(a, i, 0x00100010);
	b = shifted(a, 588);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 588, "one value throughout, moved by a sector");
	tape_free(b);
	tape_free(a);
}

static void test_lengths(void)
{
	struct tape *a = music(), *b = tape_new(SAMPLES + 588 * 100);
	const struct pm_audio_match *m;

	memcpy(b->pcm, a->pcm, SAMPLES * 4);
	m = match(a, b);
	OK(m->equal && m->offset_samples == 0, "silence behind the end of the shorter is no difference");
	IS_INT(m->compared_samples, SAMPLES + 588 * 100, "the longer decides what is compared");
	m = match(b, a);
	OK(m->equal, "the other way round");
	noise(b, SAMPLES + 588, SAMPLES + 588 * 2, 4);
	m = match(a, b);
	IS_INT(m->range_count, 1, "sound behind the end: one range");
	is_range(m, 0, 3, 501 * 588, 588, "sound behind the end is in the last track");
	tape_free(b);
	tape_free(a);
}

static void test_drives(void)
{
	struct tape *a = music(), *b = shifted(a, 667);
	const struct pm_audio_match *m;

	a->reads = b->reads = 0;
	m = match_with(a, b, 0, 1);
	OK(m->equal && m->offset_samples == 667, "B is a drive: combined offset");
	a->reads = b->reads = 0;
	m = match_with(b, a, 1, 0);
	OK(m->equal && m->offset_samples == -667, "A is a drive: combined offset");
	OK(b->reads < 3 * SAMPLES, "the drive is not read again and again");
	put(b, PAUSE + 500000, 1);
	m = match_with(a, b, 0, 1);
	OK(!m->equal && m->offset_samples == 667 && m->range_count == 1, "a wrong sample on the disc");
	is_range(m, 0, 2, 500000 - 667 - 500 * 588, 1, "and where");
	tape_free(a);
	tape_free(b);
}

int main(void)
{
	test_equal();
	test_offsets();
	test_lost_end();
	test_head();
	test_ranges();
	test_many_ranges();
	test_other();
	test_poor_material();
	test_lengths();
	test_drives();
	return tap_done();
}
