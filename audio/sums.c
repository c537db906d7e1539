/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sums.c - AccurateRip, CTDB and CRC-32 sums, peaks, clipping and silence of every track, in one pass and constant memory.  Layer 2.
 * Source: shared/reference/identifiers.md section 5; checked against shared/vectors/accuraterip_ctdb.json.
 *
 * CRCs are worked out piece by piece between the places where any of them begins or ends, and joined: each byte is summed once.
 */
#include <stdlib.h>
#include <string.h>

#include "audio/sums.h"
#include "base/bytes.h"
#include "base/digest.h"

#define AR_FRONT 2939u /* samples of the first track that do not count: one less than five sectors */
#define AR_BACK 2940u  /* of the last */
#define CTDB_SAMPLES 5880u
#define FULL_SCALE 32767
#define CLIP_RUN_SHORT 3

struct channel {
	int sign;        /* of the full-scale run under way: -1, 1; 0: none */
	uint32_t run;    /* its samples */
	uint64_t run_at; /* where it began, in the track */
};

struct pm_summer {
	const struct pm_disc *disc;
	struct pm_sums sums;
	struct pm_summer_options options;
	/* Where we are. */
	uint64_t at;                     /* samples from LBA -150 */
	unsigned track;                  /* 0: before track 1's index 01 */
	uint64_t track_start, track_end; /* samples from LBA -150 */
	uint64_t disc_start, disc_end;   /* track 1's index 01, lead-out */
	uint64_t ctdb_from, ctdb_to;     /* what CTDB sums */
	uint64_t hi, lo;                 /* sums of the high and low halves of sample * position */
	struct channel channel[2];
	/* The piece of CRC under way, and the next place where one must end. */
	uint32_t piece;
	uint64_t piece_at, piece_end;
	uint32_t crc; /* of all pieces so far */
	/* The source span under way. */
	size_t span;
	uint32_t span_crc;
	uint64_t span_samples; /* summed of it */
};

static uint64_t lba_samples(int32_t lba)
{
	return (uint64_t)((int64_t)lba - PM_LBA_FIRST) * PM_SECTOR_SAMPLES;
}

/* First sample of a track's index 01; UINT64_MAX: it has none. */
static uint64_t track_samples(const struct pm_disc *disc, unsigned track)
{
	int32_t lba = disc->track[track].index[1].lba;

	return lba == PM_LBA_NONE || lba < PM_LBA_FIRST ? UINT64_MAX : lba_samples(lba);
}

/* Enter the next track, or the hole before the first. */
static void begin_track(struct pm_summer *s, unsigned track)
{
	uint64_t start;
	unsigned next = track ? track + 1 : s->disc->first_track;

	s->track = track;
	s->track_start = track ? track_samples(s->disc, track) : 0;
	s->track_end = s->disc_end;
	for (; next && next <= s->disc->last_track; next++) {
		start = track_samples(s->disc, next);
		if (start != UINT64_MAX && start >= s->at && start <= s->disc_end) {
			s->track_end = start;
			break;
		}
	}
	s->hi = s->lo = 0;
	memset(s->channel, 0, sizeof s->channel);
	if (track) {
		s->sums.track[track].samples = s->track_end - s->track_start;
		s->sums.track[track].silent = 1;
	}
}

/* The track that begins here; 0: none, which a sound layout does not have. */
static unsigned next_track(const struct pm_summer *s)
{
	unsigned next;

	for (next = s->track ? s->track + 1 : s->disc->first_track; next && next <= s->disc->last_track; next++)
		if (track_samples(s->disc, next) == s->at)
			return next;
	return 0;
}

struct pm_summer *pm_summer_new_with(const struct pm_disc *disc, const struct pm_summer_options *options)
{
	struct pm_summer *s = calloc(1, sizeof *s);
	unsigned first;
	uint64_t total;

	if (!s)
		return NULL;
	s->disc = disc;
	s->options = *options;
	s->sums.first_hidden_lba = PM_LBA_NONE;
	s->disc_end = disc->leadout_lba > PM_LBA_FIRST ? lba_samples(disc->leadout_lba) : 0;
	s->disc_start = s->disc_end;
	for (first = disc->first_track; first && first <= disc->last_track; first++)
		if (track_samples(disc, first) != UINT64_MAX) {
			s->disc_start = track_samples(disc, first);
			break;
		}
	if (s->disc_start > s->disc_end)
		s->disc_start = s->disc_end;
	total = s->disc_end - s->disc_start;
	s->ctdb_from = s->disc_start + options->ctdb_front;
	s->ctdb_to = total > options->ctdb_back + total % CTDB_SAMPLES
			     ? s->disc_end - options->ctdb_back - (options->ctdb_back ? total % CTDB_SAMPLES : 0)
			     : 0;
	begin_track(s, 0);
	return s;
}

struct pm_summer *pm_summer_new(const struct pm_disc *disc)
{
	static const struct pm_summer_options standard = {AR_FRONT, AR_BACK, CTDB_SAMPLES, CTDB_SAMPLES};

	return pm_summer_new_with(disc, &standard);
}

void pm_summer_free(struct pm_summer *s)
{
	free(s);
}

/* ---- AccurateRip ---- */

/* Product of every sample with its 1-based position in the track; four sums at once keep the processor busy. */
static void add_ar(struct pm_summer *s, const uint32_t sample[PM_SECTOR_SAMPLES], uint64_t first)
{
	uint64_t lo[4] = {0}, hi[4] = {0}, product;
	uint32_t at = (uint32_t)first + 1; /* a disc has 2^28 samples */
	uint32_t i, k;

	for (i = 0; i < PM_SECTOR_SAMPLES; i += 4)
		for (k = 0; k < 4; k++) {
			product = (uint64_t)sample[i + k] * (uint32_t)(at + i + k);
			lo[k] += (uint32_t)product;
			hi[k] += product >> 32;
		}
	s->lo += lo[0] + lo[1] + lo[2] + lo[3];
	s->hi += hi[0] + hi[1] + hi[2] + hi[3];
}

/* The same for the sectors that the first and the last track leave out partly or whole. */
static void add_ar_cut(struct pm_summer *s, const uint32_t sample[PM_SECTOR_SAMPLES], uint64_t first)
{
	uint32_t kept[PM_SECTOR_SAMPLES];
	uint64_t from = s->track_start == s->disc_start ? s->options.ar_front : 0;
	uint64_t length = s->track_end - s->track_start, to = length;
	size_t i;

	if (s->track_end == s->disc_end)
		to = length > s->options.ar_back ? length - s->options.ar_back : 0;
	for (i = 0; i < PM_SECTOR_SAMPLES; i++)
		kept[i] = first + i >= from && first + i < to ? sample[i] : 0;
	add_ar(s, kept, first);
}

/* ---- levels ---- */

static void end_run(struct pm_track_sums *t, struct channel *c)
{
	if (c->run >= PM_CLIP_RUN) {
		if (!t->clipped_runs || c->run_at < t->first_clip_samples)
			t->first_clip_samples = c->run_at;
		t->clipped_runs++;
		if (c->run > t->longest_clip_samples)
			t->longest_clip_samples = c->run;
	} else if (c->run == CLIP_RUN_SHORT) {
		t->short_runs++;
	}
	c->run = 0;
	c->sign = 0;
}

/* Runs of full scale of one polarity; only sectors that reach it come here. */
static void count_clips(struct pm_summer *s, const int16_t v[PM_SECTOR_SAMPLES * 2], uint64_t first)
{
	struct pm_track_sums *t = &s->sums.track[s->track];
	struct channel *c;
	int sign;
	size_t i;

	for (i = 0; i < PM_SECTOR_SAMPLES * 2; i++) {
		c = &s->channel[i & 1];
		sign = v[i] >= FULL_SCALE ? 1 : v[i] <= -FULL_SCALE ? -1 : 0;
		if (c->sign && sign != c->sign)
			end_run(t, c);
		if (!sign)
			continue;
		if (!c->sign) {
			c->sign = sign;
			c->run_at = first + i / 2;
		}
		c->run++;
	}
}

static void add_sound(struct pm_track_sums *t, const uint32_t sample[PM_SECTOR_SAMPLES], uint64_t first)
{
	size_t i;

	if (t->silent) {
		for (i = 0; i < PM_SECTOR_SAMPLES && !sample[i];)
			i++;
		t->first_sound = first + i;
		t->silent = 0;
	}
	for (i = PM_SECTOR_SAMPLES - 1; !sample[i];)
		i--;
	t->last_sound = first + i;
}

static void end_runs(struct pm_summer *s)
{
	if (s->track && (s->channel[0].sign || s->channel[1].sign)) {
		end_run(&s->sums.track[s->track], &s->channel[0]);
		end_run(&s->sums.track[s->track], &s->channel[1]);
	}
}

static void add_levels(struct pm_summer *s, const uint32_t sample[PM_SECTOR_SAMPLES], const int16_t v[PM_SECTOR_SAMPLES * 2], uint64_t first)
{
	struct pm_track_sums *t = &s->sums.track[s->track];
	int16_t high = 0, low = 0;
	int peak;
	size_t i;

	for (i = 0; i < PM_SECTOR_SAMPLES * 2; i++) {
		high = v[i] > high ? v[i] : high;
		low = v[i] < low ? v[i] : low;
	}
	peak = high > -(int)low ? high : -(int)low;
	if (!s->track) {
		if (peak && !s->sums.hidden_sound) {
			s->sums.hidden_sound = 1;
			s->sums.first_hidden_lba = (int32_t)((int64_t)(s->at / PM_SECTOR_SAMPLES) + PM_LBA_FIRST);
		}
		return;
	}
	if (peak > t->peak)
		t->peak = peak;
	if (peak)
		add_sound(t, sample, first);
	if (peak >= FULL_SCALE)
		count_clips(s, v, first);
	else
		end_runs(s);
}

/* ---- CRCs ---- */

/* The longest span that begins in a track stands for its master: equal masters are found wherever they lie between sector borders. */
static void end_span(struct pm_summer *s)
{
	const struct pm_span *span = &s->disc->span[s->span];
	unsigned track = s->disc->last_track;
	struct pm_track_sums *t;
	uint64_t start;

	for (; track >= 1; track--) {
		start = track_samples(s->disc, track);
		if (start != UINT64_MAX && start / PM_SECTOR_SAMPLES <= span->at_samples / PM_SECTOR_SAMPLES)
			break;
	}
	t = &s->sums.track[track];
	if (track && span->file != PM_FILE_SILENCE && s->span_samples == span->length_samples && s->span_samples > t->source_samples) {
		t->source_crc32 = s->span_crc;
		t->source_samples = s->span_samples;
	}
	s->span_crc = 0;
	s->span_samples = 0;
}

/* The piece that ends at s->at belongs to the track, to CTDB's range or not, and to the span. */
static void end_piece(struct pm_summer *s)
{
	uint64_t bytes = (s->at - s->piece_at) * PM_SAMPLE_BYTES;
	struct pm_track_sums *t = &s->sums.track[s->track];
	int behind_head = s->piece_at >= s->ctdb_from, before_tail = s->at <= s->ctdb_to;

	if (s->track && bytes) {
		t->crc32 = pm_crc32_combine(t->crc32, s->piece, bytes);
		if (behind_head && before_tail)
			s->sums.ctdb_disc = pm_crc32_combine(s->sums.ctdb_disc, s->piece, bytes);
		/* Of the tracks only the first and the last are cut, however short they are. */
		if ((behind_head || s->track_start != s->disc_start) && (before_tail || s->track_end != s->disc_end))
			t->ctdb = pm_crc32_combine(t->ctdb, s->piece, bytes);
	}
	if (bytes) {
		s->crc = pm_crc32_combine(s->crc, s->piece, bytes);
		s->span_crc = pm_crc32_combine(s->span_crc, s->piece, bytes);
		s->span_samples += s->at - s->piece_at;
	}
	s->piece = 0;
	s->piece_at = s->at;
	while (s->span < s->disc->span_count && s->disc->span[s->span].at_samples + s->disc->span[s->span].length_samples <= s->at) {
		end_span(s);
		s->span++;
	}
}

static void earlier(uint64_t *end, uint64_t at, uint64_t candidate)
{
	if (candidate > at && candidate < *end)
		*end = candidate;
}

static void begin_piece(struct pm_summer *s)
{
	const struct pm_span *span = s->span < s->disc->span_count ? &s->disc->span[s->span] : NULL;

	s->piece_end = UINT64_MAX;
	earlier(&s->piece_end, s->at, s->track_end);
	earlier(&s->piece_end, s->at, s->ctdb_from);
	earlier(&s->piece_end, s->at, s->ctdb_to);
	if (span) {
		earlier(&s->piece_end, s->at, span->at_samples);
		earlier(&s->piece_end, s->at, span->at_samples + span->length_samples);
	}
}

/* CRC of the samples from s->at to `end`, cut where pieces end; leaves s->at at the end. */
static void add_crc(struct pm_summer *s, const uint8_t *pcm, uint64_t end)
{
	uint64_t n;

	while (s->at < end) {
		if (s->piece_end <= s->at)
			begin_piece(s);
		n = (s->piece_end < end ? s->piece_end : end) - s->at;
		s->piece = pm_crc32(s->piece, pcm, (size_t)n * PM_SAMPLE_BYTES);
		pcm += n * PM_SAMPLE_BYTES;
		s->at += n;
		if (s->at == s->piece_end)
			end_piece(s);
	}
}

/* ---- the pass ---- */

static void end_track(struct pm_summer *s)
{
	struct pm_track_sums *t = &s->sums.track[s->track];

	end_runs(s);
	if (s->track) {
		t->ar1 = (uint32_t)s->lo;
		t->ar2 = (uint32_t)(s->lo + s->hi);
	}
}

static void load_sector(const uint8_t *pcm, uint32_t sample[PM_SECTOR_SAMPLES], int16_t v[PM_SECTOR_SAMPLES * 2])
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	memcpy(sample, pcm, PM_SECTOR_BYTES);
	memcpy(v, pcm, PM_SECTOR_BYTES);
#else
	size_t i;

	for (i = 0; i < PM_SECTOR_SAMPLES; i++)
		sample[i] = pm_get_le32(pcm + i * 4);
	for (i = 0; i < PM_SECTOR_SAMPLES * 2; i++)
		v[i] = (int16_t)pm_get_le16(pcm + i * 2);
#endif
}

static void add_sector(struct pm_summer *s, const uint8_t *pcm)
{
	uint32_t sample[PM_SECTOR_SAMPLES];
	int16_t v[PM_SECTOR_SAMPLES * 2];
	uint64_t first = s->at - s->track_start;

	load_sector(pcm, sample, v);
	add_levels(s, sample, v, first);
	if (!s->track)
		return;
	if ((s->track_start == s->disc_start && first < s->options.ar_front) ||
	    (s->track_end == s->disc_end && s->at + PM_SECTOR_SAMPLES + s->options.ar_back > s->track_end))
		add_ar_cut(s, sample, first);
	else
		add_ar(s, sample, first);
}

static int summer_block(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	struct pm_summer *s = ctx;
	uint64_t end;
	unsigned next;
	size_t i;

	if (lba < PM_LBA_FIRST || lba_samples(lba) != s->at)
		return pm_error_set(err, PM_E_RANGE, "sums: sectors must come in order from LBA -150");
	for (i = 0; i < sector_count && s->at < s->disc_end; i++, pcm += PM_SECTOR_BYTES) {
		while (s->at == s->track_end && s->at < s->disc_end) {
			end_track(s);
			next = next_track(s);
			if (!next)
				return pm_error_set(err, PM_E_RANGE, "sums: the tracks do not follow each other");
			begin_track(s, next);
		}
		end = s->at + PM_SECTOR_SAMPLES;
		add_sector(s, pcm);
		add_crc(s, pcm, end);
	}
	return PM_OK;
}

struct pm_tap pm_summer_tap(struct pm_summer *s, int side)
{
	return (struct pm_tap){s, side, summer_block};
}

uint32_t pm_summer_crc(struct pm_summer *s)
{
	if (s->piece_at < s->at)
		end_piece(s);
	return s->crc;
}

void pm_summer_result(struct pm_summer *s, struct pm_sums *out)
{
	if (s->piece_at < s->at)
		end_piece(s);
	end_track(s);
	*out = s->sums;
}

/* ---- findings ---- */

static const char *time_text(uint64_t samples, char out[PM_MSF_BYTES])
{
	return pm_sectors_text((uint32_t)(samples / PM_SECTOR_SAMPLES), out);
}

static void check_clips(const struct pm_track *track, const struct pm_track_sums *t, struct pm_diags *diags)
{
	char at[PM_MSF_BYTES];
	struct pm_diag *d = NULL;

	if (t->clipped_runs)
		d = pm_diag_add(diags, PM_DIAG_AUDIO_CLIPPED, track->pos,
				"track %u has %lu run%s of %d or more samples at full scale, the first at %s, the longest of %lu", track->number,
				(unsigned long)t->clipped_runs, t->clipped_runs == 1 ? "" : "s", PM_CLIP_RUN, time_text(t->first_clip_samples, at),
				(unsigned long)t->longest_clip_samples);
	else if (t->short_runs)
		d = pm_diag_add_as(diags, PM_DIAG_AUDIO_CLIPPED, PM_NOTE, track->pos, "track %u has %lu run%s of %d samples at full scale",
				   track->number, (unsigned long)t->short_runs, t->short_runs == 1 ? "" : "s", CLIP_RUN_SHORT);
	pm_diag_on(d, track->number, -1);
}

static int same_audio(const struct pm_track_sums *a, const struct pm_track_sums *b)
{
	if (a->silent || b->silent)
		return 0;
	if (a->source_samples && a->source_samples == b->source_samples && a->source_crc32 == b->source_crc32)
		return 1;
	/* AccurateRip's sums leave out the edges of the disc: they would miss an equal first track. */
	return a->samples == b->samples && a->crc32 == b->crc32 && a->peak == b->peak && a->first_sound == b->first_sound &&
	       a->last_sound == b->last_sound;
}

void pm_sums_check(const struct pm_disc *disc, const struct pm_sums *sums, struct pm_diags *diags)
{
	const struct pm_track_sums *t;
	const struct pm_track *track;
	unsigned n, other;

	for (n = disc->first_track; n && n <= disc->last_track; n++) {
		track = &disc->track[n];
		t = &sums->track[n];
		if (!t->samples || (track->control & PM_CONTROL_DATA))
			continue;
		if (t->silent)
			pm_diag_on(pm_diag_add(diags, PM_DIAG_AUDIO_SILENT, track->pos, "track %u is digital silence", n), (int)n, -1);
		check_clips(track, t, diags);
		/* Times that are wrong put one audio into two tracks, and that was said. */
		for (other = disc->first_track; other < n && !(track->poisoned & PM_POISON_TIMES); other++)
			if (!(disc->track[other].poisoned & PM_POISON_TIMES) && sums->track[other].samples && same_audio(&sums->track[other], t)) {
				pm_diag_on(pm_diag_add(diags, PM_DIAG_AUDIO_SAME, track->pos, "tracks %u and %u hold the same audio", other, n),
					   (int)n, -1);
				break;
			}
	}
}
