/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gen-samples.c - plays the sample album: DIR/01 Slack Water.wav and so on.
 *
 * A small synthesiser: plucked strings, a pad, a low horn, the sea, a little room around them.  Only + - * / on doubles and integers are used
 * (and a sine of our own made of them), without contraction, so that every IEEE machine plays the same bytes and `make check` can compare.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 44100
#define PI 3.14159265358979323846

/* Sine by its series after folding into a quarter turn: x in turns. */
static double sine(double turns)
{
	double x, x2;

	turns -= (double)(int64_t)turns;
	if (turns > 0.5)
		turns -= 1.0;
	if (turns > 0.25)
		turns = 0.5 - turns;
	if (turns < -0.25)
		turns = -0.5 - turns;
	x = turns * 2.0 * PI;
	x2 = x * x;
	return x * (1.0 - x2 / 6.0 * (1.0 - x2 / 20.0 * (1.0 - x2 / 42.0 * (1.0 - x2 / 72.0 * (1.0 - x2 / 110.0)))));
}

/* Equal temperament from A4 = 69, by repeated semitones. */
static double pitch_hz(int note)
{
	double hz = 440.0;

	for (; note > 69; note--)
		hz *= 1.0594630943592953;
	for (; note < 69; note++)
		hz /= 1.0594630943592953;
	return hz;
}

static uint32_t noise_state;

static double noise(void)
{
	noise_state = noise_state * 1664525u + 1013904223u;
	return (double)(int32_t)noise_state / 2147483648.0;
}

/* The mix of one programme; two channels. */
struct mix {
	double *left, *right;
	size_t length;
};

static void put(struct mix *m, size_t at, double value, double pan)
{
	if (at >= m->length)
		return;
	m->left[at] += value * (1.0 - pan);
	m->right[at] += value * pan;
}

/* A plucked string: noise going round in a delay line and losing its top. */
static void pluck(struct mix *m, double at_s, int note, double level, double pan)
{
	double line[2048], last = 0.0;
	size_t n = (size_t)(RATE / pitch_hz(note)), i, at = (size_t)(at_s * RATE), length = (size_t)(RATE * 2.6);

	for (i = 0; i < n; i++)
		line[i] = noise();
	for (i = 0; i < length; i++) {
		double now = line[i % n], fade = 1.0 - (double)i / (double)length;

		line[i % n] = 0.4985 * (now + last);
		last = now;
		put(m, at + i, level * now * fade, pan);
	}
}

/* A soft chord tone of two slightly detuned voices, swelling and fading. */
static void pad(struct mix *m, double at_s, double length_s, int note, double level, double pan)
{
	double hz = pitch_hz(note);
	size_t i, at = (size_t)(at_s * RATE), length = (size_t)(length_s * RATE);

	for (i = 0; i < length; i++) {
		double t = (double)i / RATE, place = (double)i / (double)length;
		double envelope = place < 0.25 ? place * 4.0 : place > 0.7 ? (1.0 - place) / 0.3 : 1.0;
		double v = sine(t * hz) + 0.7 * sine(t * hz * 1.0031) + 0.35 * sine(t * hz * 2.0) + 0.12 * sine(t * hz * 2.997);

		put(m, at + i, level * envelope * v, pan + 0.15 * sine(t * 0.21));
	}
}

/* A fog horn: a low reed with many harmonics and a slow beat. */
static void horn(struct mix *m, double at_s, double length_s, int note, double level)
{
	double hz = pitch_hz(note);
	size_t i, at = (size_t)(at_s * RATE), length = (size_t)(length_s * RATE);
	int k;

	for (i = 0; i < length; i++) {
		double t = (double)i / RATE, place = (double)i / (double)length, v = 0.0;
		double envelope = place < 0.12 ? place / 0.12 : place > 0.8 ? (1.0 - place) / 0.2 : 1.0;

		for (k = 1; k <= 9; k++)
			v += sine(t * hz * k * (1.0 + 0.0004 * k)) / k;
		put(m, at + i, level * envelope * v * (0.85 + 0.15 * sine(t * 3.1)), 0.5);
	}
}

/* Waves: low-passed noise that comes and goes, a little different left and right. */
static void sea(struct mix *m, double level)
{
	double l = 0.0, r = 0.0;
	size_t i;

	for (i = 0; i < m->length; i++) {
		double t = (double)i / RATE, swell = 0.55 + 0.45 * sine(t * 0.13 + 0.6);

		l += 0.045 * (noise() - l);
		r += 0.045 * (noise() - r);
		m->left[i] += level * swell * l;
		m->right[i] += level * (1.1 - swell) * r;
	}
}

/* A room: four combs a side, crossed. */
static void room(struct mix *m, double wet)
{
	static const size_t delay[8] = { 1687, 1931, 2311, 2593, 1709, 1973, 2287, 2621 };
	static double line[8][2621];
	size_t i, k;

	memset(line, 0, sizeof(line));
	for (i = 0; i < m->length; i++) {
		double in_l = m->left[i], in_r = m->right[i];

		for (k = 0; k < 8; k++) {
			double *cell = &line[k][i % delay[k]], out = *cell;

			*cell = 0.25 * (k < 4 ? in_r : in_l) + 0.74 * out;
			*(k < 4 ? &m->left[i] : &m->right[i]) += wet * out;
		}
	}
}

/* 50/15 us pre-emphasis, the inverse of what a player does when the flag is set (bilinear). */
static void pre_emphasise(double *x, size_t length)
{
	double a = 50e-6 * 2.0 * RATE, b = 15e-6 * 2.0 * RATE, x1 = 0.0, y1 = 0.0;
	size_t i;

	for (i = 0; i < length; i++) {
		double in = x[i], y = ((1.0 + a) * in + (1.0 - a) * x1 - (1.0 - b) * y1) / (1.0 + b);

		x1 = in;
		y1 = y;
		x[i] = y;
	}
}

/* Dithered; silence stays silence, so that a pause beside it is not heard. */
static int16_t to_sample(double v)
{
	double dither = 0.5 * (noise() + noise());
	double scaled = v * 32767.0 + dither + 32768.5;
	int64_t whole = (int64_t)scaled - 32768;

	return v == 0.0 ? 0 : (int16_t)(whole > 32767 ? 32767 : whole < -32768 ? -32768 : whole);
}

static void put_le(uint8_t *p, uint32_t v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		*p++ = (uint8_t)v;
}

static int write_wav(const char *dir, const char *name, const struct mix *m, size_t from, size_t count)
{
	char path[4096];
	uint8_t head[44];
	size_t i;
	FILE *f;
	int bad;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "wb");
	if (!f) {
		perror(path);
		return 1;
	}
	memcpy(head, "RIFF....WAVEfmt ", 16);
	put_le(head + 4, (uint32_t)(36 + count * 4), 4);
	put_le(head + 16, 16, 4);
	put_le(head + 20, 1, 2);
	put_le(head + 22, 2, 2);
	put_le(head + 24, RATE, 4);
	put_le(head + 28, RATE * 4, 4);
	put_le(head + 32, 4, 2);
	put_le(head + 34, 16, 2);
	memcpy(head + 36, "data", 4);
	put_le(head + 40, (uint32_t)(count * 4), 4);
	bad = fwrite(head, 1, 44, f) != 44;
	for (i = from; i < from + count && !bad; i++) {
		uint8_t sample[4];

		put_le(sample, (uint16_t)to_sample(m->left[i]), 2);
		put_le(sample + 2, (uint16_t)to_sample(m->right[i]), 2);
		bad = fwrite(sample, 1, 4, f) != 4;
	}
	return fclose(f) != 0 || bad;
}

static int mix_init(struct mix *m, size_t length, uint32_t seed)
{
	noise_state = seed;
	m->length = length;
	m->left = calloc(length, sizeof(double));
	m->right = calloc(length, sizeof(double));
	return m->left && m->right;
}

static void mix_end(struct mix *m)
{
	free(m->left);
	free(m->right);
}

/* Fade the first and last part, so that nothing clicks. */
static void ends(struct mix *m, double in_s, double out_s)
{
	size_t i, in = (size_t)(in_s * RATE), out = (size_t)(out_s * RATE);

	for (i = 0; i < in; i++) {
		m->left[i] *= (double)i / (double)in;
		m->right[i] *= (double)i / (double)in;
	}
	for (i = 0; i < out; i++) {
		m->left[m->length - 1 - i] *= (double)i / (double)out;
		m->right[m->length - 1 - i] *= (double)i / (double)out;
	}
}

/* Tracks 1 and 2: one piece of music, cut in the middle of a ringing chord and of a sector. */
static int play_pair(const char *dir)
{
	static const int chord[4][5] = { { 50, 57, 62, 66, 69 }, { 47, 54, 62, 66, 71 }, { 43, 55, 59, 62, 67 }, { 45, 52, 57, 61, 64 } };
	static const int pattern[8] = { 0, 2, 3, 4, 3, 2, 1, 3 };
	struct mix m;
	size_t length = 970231, cut = 503117; /* 855 sectors and 377 samples: the join lies inside a sector */
	int bar, i, bad;

	if (!mix_init(&m, length, 11))
		return 1;
	for (bar = 0; bar < 9; bar++) {
		for (i = 0; i < 8; i++)
			pluck(&m, 0.4 + bar * 2.2 + i * 0.275, chord[bar % 4][pattern[i]] + (bar > 4 ? 12 : 0), 0.3, 0.3 + 0.06 * i);
		pad(&m, 0.2 + bar * 2.2, 3.0, chord[bar % 4][0], 0.06, 0.4);
		if (bar > 3)
			pad(&m, 0.2 + bar * 2.2, 2.8, chord[bar % 4][2] + 12, 0.03, 0.65);
	}
	sea(&m, 0.10);
	room(&m, 0.4);
	ends(&m, 0.3, 1.6);
	bad = write_wav(dir, "01 Slack Water.wav", &m, 0, cut) || write_wav(dir, "02 Ete.wav", &m, cut, length - cut);
	mix_end(&m);
	return bad;
}

/* Track 3: in three; the strings answer from index 02 on. */
static int play_pier(const char *dir)
{
	static const int melody[18] = { 64, 67, 71, 69, 67, 64, 62, 64, 66, 67, 71, 74, 72, 71, 69, 67, 66, 64 };
	struct mix m;
	int i, bad;

	if (!mix_init(&m, 529300, 23))
		return 1;
	for (i = 0; i < 18; i++) {
		pluck(&m, 0.1 + i * 0.56, melody[i], 0.4, 0.35);
		if (i % 3 == 0)
			pluck(&m, 0.1 + i * 0.56, melody[i] - 24, 0.4, 0.5);
		if (i >= 9)
			pluck(&m, 0.38 + i * 0.56, melody[i] + 3, 0.2, 0.75);
	}
	pad(&m, 0.0, 6.0, 40, 0.06, 0.45);
	pad(&m, 5.2, 6.0, 43, 0.06, 0.55);
	room(&m, 0.5);
	ends(&m, 0.02, 1.2);
	bad = write_wav(dir, "03 Cold Pier.wav", &m, 0, m.length);
	mix_end(&m);
	return bad;
}

/* Track 4: a horn in the fog, pre-emphasised as its flag says. */
static int play_fog(const char *dir)
{
	struct mix m;
	int bad;

	if (!mix_init(&m, 441123, 37))
		return 1;
	sea(&m, 0.16);
	horn(&m, 0.8, 2.4, 33, 0.12);
	horn(&m, 4.4, 3.2, 31, 0.12);
	pluck(&m, 3.4, 76, 0.12, 0.8);
	pluck(&m, 3.7, 81, 0.12, 0.2);
	pluck(&m, 8.0, 74, 0.12, 0.8);
	room(&m, 0.6);
	pre_emphasise(m.left, m.length);
	pre_emphasise(m.right, m.length);
	ends(&m, 0.5, 1.5);
	bad = write_wav(dir, "04 Fog Signal.wav", &m, 0, m.length);
	mix_end(&m);
	return bad;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: gen-samples DIR\n");
		return 2;
	}
	return play_pair(argv[1]) || play_pier(argv[1]) || play_fog(argv[1]);
}
