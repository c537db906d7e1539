/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-convert.c - --convert: lengths, levels, joins, dither, silence, gain, and the same bytes every time. */
#include <math.h>

#include "audio/convert.h"
#include "base/buf.h"
#include "tests/unit/audio-files.h"

/* Mean, and root of the mean of squares, of the differences from a reference. */
struct error_figures {
	double mean, rms, worst;
};

/* A float WAV of a function of time. */
typedef double wave_fn(size_t n, int channel, const double *p);

static double sine(size_t n, int channel, const double *p)
{
	return p[0] * sin(2 * 3.14159265358979323846 * p[1] * (double)n / p[2] + (channel ? 0.5 : 0));
}

static void put_value(struct blob *b, unsigned tag, unsigned bits, double x)
{
	float f = (float)x;

	if (tag == 3)
		put(b, &f, 4);
	else if (bits == 8)
		put_le(b, (uint64_t)(int64_t)(128 + floor(x * 128)), 1);
	else
		put_le(b, (uint64_t)(int64_t)floor(x * ldexp(1, (int)bits - 1)), (int)bits / 8);
}
static void write_wave(const char *name, unsigned tag, unsigned channels, unsigned rate, unsigned bits, size_t from, size_t count, wave_fn *wave,
		       const double *p)
{
	struct blob b = {0};
	size_t i;
	unsigned c;

	begin_riff(&b);
	put_fmt(&b, tag, channels, rate, channels * bits / 8, bits);
	put_text(&b, "data");
	put_le(&b, count * channels * bits / 8, 4);
	for (i = from; i < from + count; i++)
		for (c = 0; c < channels; c++)
			put_value(&b, tag, bits, wave(i, (int)c, p));
	end_riff(&b);
	write_temp(name, &b);
	blob_free(&b);
}

struct result {
	int status;
	size_t samples[3];
	uint8_t *pcm[3];
	char note[3][600];
	char clipped[600]; /* audio-clipped: severity and message */
	int converted[3];
};

/* Probe with --convert the files a.wav, b.wav, c.wav (as many as count) in one disc; silence: between them. */
static int silence_inside; /* 1: between the parts */
static struct result convert_cut(int count, int silence_between, uint64_t cut_samples);
static struct result convert(int count, int silence_between)
{
	return convert_cut(count, silence_between, 0);
}
/* cut_samples: each file is declared in two parts, as a cue sheet with an INDEX inside does. */
static struct result convert_cut(int count, int silence_between, uint64_t cut_samples)
{
	static const char *const names[3] = {"a.wav", "b.wav", "c.wav"};
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_probe_options options = {.convert = 1, .work_dir = temp_dir};
	struct pm_error err = {0};
	struct pm_diags diags;
	struct pm_master *m;
	struct result r = {0};
	uint32_t number;
	size_t k;
	int i;

	pm_diags_init(&diags);
	for (i = 0; i < count; i++) {
		if (pm_disc_add_mark(disc, (uint8_t)(i + 1), 1, -1, pm_pos_none()) != PM_OK ||
		    pm_disc_add_file(disc, names[i], PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK ||
		    (cut_samples && pm_disc_add_audio(disc, number, 0, cut_samples, pm_pos_none()) != PM_OK) ||
		    (cut_samples && silence_inside && pm_disc_add_silence(disc, 588, pm_pos_none()) != PM_OK) ||
		    pm_disc_add_audio(disc, number, cut_samples, PM_TO_END, pm_pos_none()) != PM_OK ||
		    (silence_between && pm_disc_add_silence(disc, 588, pm_pos_none()) != PM_OK))
			exit(99);
		disc->file[number].path = pm_str_dup(temp_path(names[i]));
	}
	r.status = pm_audio_probe(disc, &options, &diags, &err);
	for (i = 0; i < count && r.status == PM_OK; i++) {
		r.samples[i] = disc->file[i].length_samples;
		r.converted[i] = disc->file[i].converted;
		r.pcm[i] = malloc(r.samples[i] * 4 + 4);
		if (disc->file[i].unusable || pm_master_open(&m, &disc->file[i], &err) != PM_OK) {
			r.status = PM_E_FORMAT;
			break;
		}
		r.status = pm_master_read(m, 0, r.pcm[i], r.samples[i], &err);
		pm_master_close(m);
	}
	for (k = 0; k < diags.count; k++)
		for (i = 0; i < count; i++)
			if (diags.list[k].message[1] == names[i][0] && diags.list[k].id == PM_DIAG_AUDIO_CONVERTED)
				snprintf(r.note[i], sizeof r.note[i], "%s", diags.list[k].message);
	for (k = 0; k < diags.count; k++)
		if (diags.list[k].id == PM_DIAG_AUDIO_CLIPPED)
			snprintf(r.clipped, sizeof r.clipped, "%s%s: %s", r.clipped[0] ? "twice " : "", pm_severity_text(diags.list[k].severity),
				 diags.list[k].message);
	for (k = 0; k < disc->file_count; k++)
		if (disc->file[k].converted_path && access(disc->file[k].converted_path, R_OK) != 0)
			r.status = PM_E_NOT_FOUND;
	pm_audio_cleanup(disc);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	return r;
}
static void free_result(struct result *r)
{
	free(r->pcm[0]);
	free(r->pcm[1]);
	free(r->pcm[2]);
}
static int value(const struct result *r, int file, size_t i, int channel)
{
	const uint8_t *p = r->pcm[file] + i * 4 + channel * 2;

	return (int16_t)(uint16_t)(p[0] | p[1] << 8);
}

/* Against the same wave at 44.1 kHz, away from the ends. */
static struct error_figures compare(const struct result *r, wave_fn *wave, const double *p, double gain)
{
	struct error_figures e = {0, 0, 0};
	size_t i, n = 0;
	double d;
	int c;

	for (i = 2000; i + 2000 < r->samples[0]; i++)
		for (c = 0; c < 2; c++, n++) {
			d = value(r, 0, i, c) - gain * 32768 * wave(i, c, p);
			e.mean += d;
			e.rms += d * d;
			if (fabs(d) > e.worst)
				e.worst = fabs(d);
		}
	e.mean /= (double)n;
	e.rms = sqrt(e.rms / (double)n);
	return e;
}

static void test_rate(void)
{
	static const unsigned rates[6] = {48000, 96000, 88200, 192000, 22050, 8000};
	double p[3] = {0.5, 997, 0}, q[3] = {0.5, 997, 44100};
	struct error_figures e;
	struct result r, again;
	size_t i, n;

	for (i = 0; i < 6; i++) {
		p[2] = rates[i];
		n = rates[i] + 13;
		write_wave("a.wav", 3, 2, rates[i], 32, 0, n, sine, p);
		r = convert(1, 0);
		IS_INT(r.status, PM_OK, "converted");
		IS_INT(r.samples[0], (n * 44100 + rates[i] - 1) / rates[i], "length rounded up");
		e = compare(&r, sine, q, 1.0);
		printf("# %u Hz: mean %.5f, rms %.4f, worst %.2f LSB\n", rates[i], e.mean, e.rms, e.worst);
		/* TPDF and rounding: sqrt(1/6 + 1/12) = 0.5 LSB rms, at most 1.5; no offset in time or level. */
		OK(fabs(e.mean) < 0.01 && fabs(e.rms - 0.5) < 0.01 && e.worst < 1.6,
		   "a sine comes out in place, at its level, with nothing but dither");
		free_result(&r);
	}
	p[2] = 48000;
	write_wave("a.wav", 1, 2, 48000, 24, 0, 20000, sine, p);
	r = convert(1, 0);
	again = convert(1, 0);
	IS_INT(r.samples[0], 18375, "20000 at 48 kHz are 18375");
	IS_MEM(r.pcm[0], again.pcm[0], r.samples[0] * 4, "the same bytes on two runs");
	printf("# %s\n", r.note[0]);
	OK(strncmp(r.note[0], "'a.wav': 48000 Hz, 24 bit, stereo -> 44100 Hz, 16 bit, stereo: libsoxr", 70) == 0 &&
		   strstr(r.note[0], "TPDF dither, seed 588"),
	   "and says how");
	free_result(&r);
	free_result(&again);
}

static void test_depth(void)
{
	const double p[3] = {0.25, 440, 44100};
	struct error_figures e;
	struct result r;
	size_t i, n;
	int same = 1;

	write_wave("a.wav", 1, 2, 44100, 24, 0, 100000, sine, p);
	r = convert(1, 0);
	IS_INT(r.samples[0], 100000, "only the width changes: the same length");
	e = compare(&r, sine, p, 1.0);
	printf("# 24 to 16: mean %.5f, rms %.4f, worst %.2f LSB\n", e.mean, e.rms, e.worst);
	OK(fabs(e.mean) < 0.01 && fabs(e.rms - 0.5) < 0.01, "dither: mean 0, rms half an LSB");
	OK(strstr(r.note[0], "soxr") == NULL, "no resampler");
	free_result(&r);
	write_wave("a.wav", 1, 1, 44100, 16, 0, 1000, sine, p);
	r = convert(1, 0);
	for (i = 0; i < 1000; i++)
		same = same && value(&r, 0, i, 0) == (int)floor(sine(i, 0, p) * 32768) && value(&r, 0, i, 0) == value(&r, 0, i, 1);
	OK(same, "16-bit mono goes to both sides untouched");
	free_result(&r);
	write_wave("a.wav", 1, 2, 44100, 8, 0, 1000, sine, p);
	r = convert(1, 0);
	for (i = n = 0; i < 1000; i++)
		n += (size_t)(value(&r, 0, i, 0) != (int)floor(sine(i, 0, p) * 128) * 256);
	IS_INT(n, 0, "8 bit is widened exactly");
	free_result(&r);
}

/* Two files that touch are one stream; with silence between they are two. */
static void test_join(void)
{
	const double p[3] = {0.5, 997, 48000};
	struct result one, two, apart;
	size_t total;

	write_wave("a.wav", 3, 2, 48000, 32, 0, 50001, sine, p);
	one = convert(1, 0);
	write_wave("a.wav", 3, 2, 48000, 32, 0, 20001, sine, p);
	write_wave("b.wav", 3, 2, 48000, 32, 20001, 30000, sine, p);
	two = convert(2, 0);
	IS_INT(two.samples[0], 18376, "cut at round(20001 * 44100 / 48000)");
	total = two.samples[0] + two.samples[1];
	IS_INT(total, one.samples[0], "lengths add up");
	IS_MEM(two.pcm[0], one.pcm[0], two.samples[0] * 4, "the first part");
	IS_MEM(two.pcm[1], one.pcm[0] + two.samples[0] * 4, two.samples[1] * 4, "the second part: no seam");
	OK(strstr(two.note[1], "as one stream") != NULL, "and says so");
	apart = convert(2, 1);
	IS_INT(apart.samples[1], 27563, "apart: 30000 at 48 kHz are 27562.5, rounded up");
	OK(memcmp(apart.pcm[1], two.pcm[1], 2000) != 0, "apart: begins anew");
	free_result(&apart);
	apart = convert_cut(2, 0, 588);
	IS_MEM(apart.pcm[1], two.pcm[1], two.samples[1] * 4, "a mark inside a file changes nothing: no seam");
	free_result(&apart);
	silence_inside = 1;
	apart = convert_cut(2, 0, 588);
	silence_inside = 0;
	IS_INT(apart.samples[1], 27563, "silence inside a file: each by itself");
	free_result(&one);
	free_result(&two);
	free_result(&apart);
}

static double half_silent(size_t n, int channel, const double *p)
{
	return n >= 24000 && n < 48000 ? 0.0 : sine(n, channel, p);
}
static double silent(size_t n, int channel, const double *p)
{
	(void)n;
	(void)channel;
	return 0.0 * p[0];
}

static void test_silence(void)
{
	const double p[3] = {0.5, 997, 48000};
	struct result r;
	size_t i, wrong = 0;

	write_wave("a.wav", 3, 2, 48000, 32, 0, 72000, half_silent, p);
	r = convert(1, 0);
	for (i = 22050 + 441; i < 44100 - 441; i++)
		wrong += value(&r, 0, i, 0) || value(&r, 0, i, 1);
	IS_INT(wrong, 0, "digital silence inside stays digital");
	free_result(&r);
	write_wave("a.wav", 1, 2, 48000, 24, 0, 48001, silent, p);
	r = convert(1, 0);
	for (i = wrong = 0; i < r.samples[0]; i++)
		wrong += value(&r, 0, i, 0) || value(&r, 0, i, 1);
	IS_INT(wrong, 0, "a silent file stays silent to both ends");
	IS_INT(r.samples[0], 44101, "and has its length");
	free_result(&r);
}

/* Raised and lowered over 100 ms: no edge for the filter to overshoot. */
static double faded(size_t n, int channel, const double *p)
{
	double ramp = n < 4800 ? (double)n / 4800 : n > 43200 ? (48000 - (double)n) / 4800 : 1.0;

	return sine(n, channel, p) * ramp;
}

static double square(size_t n, int channel, const double *p)
{
	(void)channel;
	(void)p;
	return n / 50 % 2 ? -0.999 : 0.999;
}

static double square_full(size_t n, int channel, const double *p)
{
	(void)channel;
	(void)p;
	return n / 50 % 2 ? -1.0 : 1.0 - 1.0 / 8388608;
}

static double spikes(size_t n, int channel, const double *p)
{
	(void)channel;
	(void)p;
	return n % 50 ? 0.1 : 1.0 - 1.0 / 8388608;
}

/* Quiet, with 50 samples at full scale on the left and twice three on the right. */
static double clipped(size_t n, int channel, const double *p)
{
	(void)p;
	if (!channel)
		return n >= 22050 && n < 22100 ? 1.0 - 1.0 / 8388608 : 0.1;
	return (n >= 5000 && n < 5003) || (n >= 6000 && n < 6003) ? -1.0 : 0.1;
}

/* Gain and dither take a clipped top off full scale, where nobody would find it any more: it is looked for before. */
static void test_clipped(void)
{
	const double p[1] = {0};
	struct result r;

	write_wave("a.wav", 1, 2, 44100, 24, 0, 44100, clipped, p);
	r = convert(1, 0);
	IS_STR(r.clipped, "warning: 'a.wav' has 1 run of 4 or more samples at full scale, the first at 00:00:37, the longest of 50", "24 bit");
	free_result(&r);
	write_wave("a.wav", 3, 2, 44100, 32, 0, 44100, clipped, p);
	r = convert(1, 0);
	IS_STR(r.clipped, "", "float that does not reach 1.0");
	free_result(&r);
	write_wave("a.wav", 1, 1, 44100, 16, 0, 44100, square_full, p);
	r = convert(1, 0);
	IS_STR(r.clipped, "", "16 bit that stays as it is: found with the sums of the disc");
	free_result(&r);
}

/* Too loud a file lowers all that are converted, by one gain; 16-bit files are left alone. */
static void test_gain(void)
{
	const double loud[3] = {1.5, 997, 48000}, soft[3] = {0.25, 997, 96000}, soft_cd[3] = {0.25, 997, 44100}, cd[3] = {0.9, 440, 44100};
	struct error_figures e;
	struct result r, s = {0};
	size_t i, wrong = 0;
	int top = 0, v;

	write_wave("a.wav", 3, 2, 48000, 32, 0, 48000, faded, loud);
	write_wave("b.wav", 3, 2, 96000, 32, 0, 96000, sine, soft);
	write_wave("c.wav", 1, 2, 44100, 16, 0, 44100, sine, cd);
	r = convert(3, 1);
	IS_INT(r.status, PM_OK, "three files, one too loud");
	printf("# %s\n# %s\n", r.note[0], r.note[1]);
	for (i = 0; i < r.samples[0]; i++) {
		v = abs(value(&r, 0, i, 0));
		top = v > top ? v : top;
	}
	OK(top >= 32700 && top <= 32767, "the loud one just fits");
	OK(strstr(r.note[0], "clamped") == NULL, "and nothing is clamped");
	OK(strstr(r.note[0], "gain -3.52 dB") != NULL && strstr(r.note[1], "gain -3.52 dB") != NULL, "one gain, reported");
	s.samples[0] = r.samples[1];
	s.pcm[0] = r.pcm[1];
	e = compare(&s, sine, soft_cd, 1 / 1.5);
	printf("# soft file: mean %.4f, rms %.4f LSB\n", e.mean, e.rms);
	OK(e.rms < 0.6, "the soft one gets the same gain");
	for (i = 0; i < 44100; i++)
		wrong += value(&r, 2, i, 0) != (int)floor(sine(i, 0, cd) * 32768) || value(&r, 2, i, 1) != (int)floor(sine(i, 1, cd) * 32768);
	IS_INT(wrong, 0, "the CD-format file is bit for bit what it was");
	IS_INT(r.converted[2], 0, "and not called converted");
	OK(strstr(r.clipped, "warning: 'a.wav' has ") == r.clipped, "a warning: it was above full scale before");
	free_result(&r);
	write_wave("a.wav", 1, 2, 48000, 16, 0, 48000, square, loud);
	r = convert(1, 0);
	printf("# %s\n# %s\n", r.note[0], r.clipped);
	OK(strstr(r.clipped, "warning: 'a.wav' would go ") == r.clipped && strstr(r.clipped, "above full scale at 44100 Hz"),
	   "a warning: the new rate lifts it above full scale");
	free_result(&r);
	write_wave("a.wav", 1, 2, 44100, 24, 0, 44100, spikes, loud);
	r = convert(1, 0);
	printf("# %s\n", r.note[0]);
	IS_STR(r.clipped, "", "full scale of 24 bits is half an LSB above that of 16, and not too loud");
	OK(strstr(r.note[0], "gain -0.000") != NULL, "though it takes a hair of gain");
	free_result(&r);
}

static void test_full_disk(void)
{
	const double p[3] = {0.5, 997, 48000};
	struct pm_disc *disc;
	struct pm_probe_options options = {.convert = 1, .work_dir = "/nonexistent/folder"};
	struct pm_error err = {0};
	struct pm_diags diags;

	pm_diags_init(&diags);
	write_wave("a.wav", 1, 2, 48000, 24, 0, 5000, sine, p);
	disc = disc_of("a.wav", PM_FILE_MASTER);
	OK(pm_audio_probe(disc, &options, &diags, &err) < 0, "no room for the temporary file is a failure of the world");
	OK(strstr(err.message, "/nonexistent/folder") != NULL, "with its name");
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int main(void)
{
	(void)temp_path("");
	IS_INT(pm_convert_length(0, 48000), 0, "no samples");
	IS_INT(pm_convert_length(1, 192000), 1, "one sample");
	IS_INT(pm_convert_length(48000u * 4800u, 48000), 44100 * 4800, "80 minutes");
	test_rate();
	test_depth();
	test_join();
	test_silence();
	test_gain();
	test_clipped();
	test_full_disk();
	remove_temp("a.wav");
	remove_temp("b.wav");
	remove_temp("c.wav");
	IS_INT(rmdir(temp_dir), 0, "nothing is left behind");
	return tap_done();
}
