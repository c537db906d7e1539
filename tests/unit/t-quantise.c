/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-quantise.c - the last step of conversion by itself: gain, dither, rounding, silence, the cut into files.  Source: audiofiles.md 4.2.
 *
 * The dither's numbers come from another program (splitmix64, whose first five numbers from 1234567 are published).
 */
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "audio/convert-job.h"
#include "base/buf.h"
#include "tests/unit/audio-files.h"

#define FILES 5

/* One group of files at one rate, as convert.c would hand it over. */
struct setup {
	struct pm_disc *disc;
	struct pm_convert_source source[FILES];
	struct pm_probe_options options;
	struct pm_diags diags;
	uint32_t number[FILES];
	struct pm_convert_zeros run[4];
	struct pm_convert_group group;
	struct pm_convert_job job;
	uint8_t *pcm[FILES]; /* what came out */
	size_t bytes[FILES];
};

static void begin(struct setup *s, unsigned rate)
{
	memset(s, 0, sizeof *s);
	s->disc = pm_disc_new(PM_KIND_SHEET);
	if (!s->disc)
		exit(99);
	pm_diags_init(&s->diags);
	s->options.work_dir = temp_dir;
	s->group = (struct pm_convert_group){.file = s->number, .run = s->run, .rate_hz = rate};
	s->job = (struct pm_convert_job){.source = s->source, .options = &s->options, .diags = &s->diags, .group = &s->group, .group_count = 1, .gain = 1.0};
}

/* One more file of the group: frames of `bits`-bit little-endian values, or float where bits is 0; says: what the probe said of its width. */
static void add_file(struct setup *s, unsigned channels, unsigned bits, unsigned says, const double *lsb, size_t frames)
{
	struct blob b = {0};
	char name[16];
	uint32_t number;
	size_t i;
	float f;

	snprintf(name, sizeof name, "%c.wav", (int)('a' + s->group.count));
	begin_riff(&b);
	put_fmt(&b, bits ? 1 : 3, channels, s->group.rate_hz, channels * (bits ? bits : 32) / 8, bits ? bits : 32);
	put_text(&b, "data");
	put_le(&b, frames * channels * (bits ? bits : 32) / 8, 4);
	for (i = 0; i < frames * channels; i++) {
		double x = lsb ? lsb[i] : 0.0; /* in units of the last of 16 bits */

		f = (float)(x / 32768);
		if (bits)
			put_le(&b, (uint64_t)(int64_t)floor(x * ldexp(1, (int)bits - 16)), (int)bits / 8);
		else
			put(&b, &f, 4);
	}
	end_riff(&b);
	if (pm_disc_add_file(s->disc, name, PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK)
		exit(99);
	s->disc->file[number].path = pm_str_dup(write_temp(name, &b));
	s->source[number] = (struct pm_convert_source){
		.wanted = 1, .frame_count = frames, .rate_hz = s->group.rate_hz, .channels = (uint16_t)channels, .bits = (uint16_t)says, .is_float = !says};
	if (!says)
		s->source[number].bits = 32;
	s->number[s->group.count++] = number;
	s->group.frame_count += frames;
	blob_free(&b);
}

static int run(struct setup *s, struct pm_error *err)
{
	size_t k;
	int status;

	s->job.disc = s->disc;
	status = pm_convert_write(&s->job, &s->group, err);
	for (k = 0; k < s->group.count; k++) {
		const char *path = s->disc->file[s->number[k]].converted_path;
		FILE *f = path ? fopen(path, "rb") : NULL;

		if (!f)
			continue;
		s->pcm[k] = calloc(1, 1 << 20);
		s->bytes[k] = fread(s->pcm[k], 1, 1 << 20, f);
		fclose(f);
	}
	return status;
}

static void end(struct setup *s)
{
	size_t k;
	char name[16];

	for (k = 0; k < s->group.count; k++) {
		free(s->pcm[k]);
		snprintf(name, sizeof name, "%c.wav", (int)('a' + k));
		remove_temp(name);
	}
	pm_audio_cleanup(s->disc);
	pm_diags_release(&s->diags);
	pm_disc_free(s->disc);
}

static int sample(const struct setup *s, size_t file, size_t i, int channel)
{
	const uint8_t *p = s->pcm[file] + i * 4 + channel * 2;

	return (int16_t)(uint16_t)(p[0] | p[1] << 8);
}

static const char *note(const struct setup *s, size_t i)
{
	return i < s->diags.count && s->diags.list[i].id == PM_DIAG_AUDIO_CONVERTED && s->diags.list[i].severity == PM_NOTE ? s->diags.list[i].message : "";
}

/* ---- dither ---- */

static void test_dither(void)
{
	static const int left[12] = {1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0};
	static const int right[12] = {100, 100, 101, 101, 101, 101, 100, 100, 101, 100, 100, 101};
	double lsb[24];
	struct setup s;
	int i, wrong = 0;

	for (i = 0; i < 12; i++) {
		lsb[i * 2] = 0.25;
		lsb[i * 2 + 1] = 100.5;
	}
	begin(&s, 44100);
	add_file(&s, 2, 24, 24, lsb, 12);
	IS_INT(run(&s, NULL), PM_OK, "a quarter of a bit on the left, 100 and a half on the right");
	IS_INT(s.bytes[0], 48, "twelve samples");
	for (i = 0; i < 12 && s.bytes[0] == 48; i++)
		wrong += sample(&s, 0, (size_t)i, 0) != left[i] || sample(&s, 0, (size_t)i, 1) != right[i];
	IS_INT(wrong, 0, "floor(x + d + 0.5), the left channel first");
	IS_STR(note(&s, 0), "'a.wav': 44100 Hz, 24 bit, stereo -> 44100 Hz, 16 bit, stereo: TPDF dither, seed 588", "and says so");
	end(&s);
}

/* TPDF of one bit to either side: its mean is 0, its variance 1/6, and it is a triangle: an eighth beyond half a bit on each side. */
static void test_triangle(void)
{
	enum { N = 100000 };
	size_t at[3] = {0}, i, beyond = 0;
	double sum = 0;
	struct setup s;

	begin(&s, 44100);
	add_file(&s, 2, 24, 24, NULL, N);
	IS_INT(run(&s, NULL), PM_OK, "zeros that are no digital silence to the group");
	for (i = 0; i < N && s.bytes[0] == N * 4; i++) {
		int v = sample(&s, 0, i, 0);

		if (v < -1 || v > 1)
			beyond++;
		else
			at[v + 1]++;
		sum += v;
	}
	IS_INT(beyond, 0, "one bit to either side at most");
	OK(fabs((double)at[0] / N - 0.125) < 0.005 && fabs((double)at[2] / N - 0.125) < 0.005, "an eighth on each side");
	OK(fabs(sum / N) < 0.01, "around zero");
	end(&s);
}

static void dithers(unsigned rate, unsigned bits, unsigned says, double gain, int want, const char *name)
{
	struct setup s;

	begin(&s, rate);
	add_file(&s, 2, bits, says, NULL, 100);
	s.job.gain = gain;
	OK(run(&s, NULL) == PM_OK && (strstr(note(&s, 0), "TPDF") != NULL) == want && (strstr(note(&s, 0), "exact, no dither") == NULL) == want, name);
	end(&s);
}

static void test_needs_dither(void)
{
	struct setup s;

	dithers(44100, 16, 16, 1.0, 0, "16 bits at 44.1 kHz: exact");
	dithers(44100, 8, 8, 1.0, 0, "8 bits: exact");
	dithers(44100, 24, 17, 1.0, 1, "17 bits: dither");
	dithers(44100, 0, 0, 1.0, 1, "float: dither");
	dithers(44100, 16, 16, 0.5, 1, "a gain: dither");
	dithers(48000, 16, 16, 1.0, 1, "another rate: dither");
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, NULL, 10);
	add_file(&s, 2, 24, 24, NULL, 10);
	IS_INT(run(&s, NULL), PM_OK, "two that are one stream");
	OK(strstr(note(&s, 0), "TPDF dither, seed 588, as one stream with the files it touches") && strstr(note(&s, 1), "TPDF dither"),
	   "one that needs it is enough");
	end(&s);
}

/* ---- rounding and the ends of the scale ---- */

static void test_rounding(void)
{
	/* Said to be of 16 bits, so that there is no dither between us and the rounding. */
	static const double lsb[16] = {0.5, -0.5, 0.25, -0.25, 1.5, -1.5, 0.75, -0.75, 32766.5, -32767.5, 32767, -32768, 0, 1, -1, 12345};
	static const int want[16] = {1, 0, 0, 0, 2, -1, 1, -1, 32767, -32767, 32767, -32768, 0, 1, -1, 12345};
	struct setup s;
	int i, wrong = 0;

	begin(&s, 44100);
	add_file(&s, 2, 24, 16, lsb, 8);
	IS_INT(run(&s, NULL), PM_OK, "halves");
	for (i = 0; i < 16 && s.bytes[0] == 32; i++)
		if (sample(&s, 0, (size_t)i / 2, i % 2) != want[i])
			printf("# %g: %d, want %d (%d)\n", lsb[i], sample(&s, 0, (size_t)i / 2, i % 2), want[i], ++wrong);
	OK(s.bytes[0] == 32 && !wrong, "a half goes up, on either side of zero");
	OK(!strstr(note(&s, 0), "clamped"), "nothing was clamped");
	end(&s);
}

static void test_clamping(void)
{
	static const double lsb[12] = {32767.4, -32768.4, 32767.5, -32768.6, 32768, -32769, 49152, -49152, 1e9, -1e9, 32767, -32768};
	static const int want[12] = {32767, -32768, 32767, -32768, 32767, -32768, 32767, -32768, 32767, -32768, 32767, -32768};
	struct setup s;
	int i, wrong = 0;

	begin(&s, 44100);
	add_file(&s, 2, 0, 16, lsb, 6);
	add_file(&s, 2, 16, 16, lsb, 1);
	IS_INT(run(&s, NULL), PM_OK, "beyond full scale");
	for (i = 0; i < 12 && s.bytes[0] == 24; i++)
		wrong += sample(&s, 0, (size_t)i / 2, i % 2) != want[i];
	OK(s.bytes[0] == 24 && !wrong, "stays at full scale");
	/* 32767.4 and -32768.4 round to what there is; 32767.5, -32768.6 and the six behind do not. */
	OK(strstr(note(&s, 0), ", 8 samples clamped") != NULL, "and is counted");
	OK(!strstr(note(&s, 1), "clamped"), "in its own file");
	end(&s);
}

static void test_gain(void)
{
	enum { N = 20000 };
	static double lsb[N * 2];
	double sum = 0;
	struct setup s;
	size_t i;

	for (i = 0; i < N * 2; i++)
		lsb[i] = 16384;
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, lsb, N);
	s.job.gain = 0.5;
	IS_INT(run(&s, NULL), PM_OK, "half the level");
	for (i = 0; i < N && s.bytes[0] == N * 4; i++)
		sum += sample(&s, 0, i, 1) - 8192;
	OK(fabs(sum / N) < 0.02, "is half the level");
	OK(strstr(note(&s, 0), ", gain -6.02 dB") != NULL, "and is told");
	end(&s);
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, lsb, 10);
	s.job.gain = 0.9999;
	OK(run(&s, NULL) == PM_OK && strstr(note(&s, 0), ", gain -0.0009 dB"), "a small gain is told in four places");
	end(&s);
}

/* ---- silence ---- */

/* In a stream of zeros with the run from..to (frames), the first and last sample that are digital silence for certain, and the dither around. */
static void blank(unsigned rate, size_t frames, uint64_t from, uint64_t to, size_t first, size_t end_at, const char *name)
{
	size_t i, inside = 0, before = 0, behind = 0, n;
	struct setup s;

	begin(&s, rate);
	add_file(&s, 2, 24, 24, NULL, frames);
	s.run[0] = (struct pm_convert_zeros){from, to};
	s.group.run_count = 1;
	if (run(&s, NULL) != PM_OK)
		OK(0, "converts");
	n = s.bytes[0] / 4;
	for (i = 0; i < n; i++) {
		int sound = sample(&s, 0, i, 0) || sample(&s, 0, i, 1);

		inside += i >= first && i < end_at && sound;
		before += i + 60 >= first && i < first && sound;
		behind += i >= end_at && i < end_at + 60 && sound;
	}
	OK(!inside, name);
	/* Of 60 samples of dither 9 in 16 are zero on both sides: never all. */
	OK(first == 0 || before, "dither up to it");
	OK(end_at >= n || behind, "and from its end on");
	end(&s);
}

static void test_silence(void)
{
	size_t i, sound = 0;
	struct setup s;

	blank(44100, 3000, 1000, 2000, 1000, 2000, "at 44.1 kHz: exactly the run");
	blank(44100, 3000, 0, 2000, 0, 2000, "from the beginning");
	blank(44100, 3000, 1000, 3000, 1000, 3000, "to the end");
	/* 9600 at 48 kHz are 8820; 10 ms at either end of a run are left to the filter, but not at the ends of the stream. */
	blank(48000, 9600, 2400, 7200, 2205 + 441, 6615 - 441, "at 48 kHz: 441 samples within");
	blank(48000, 9600, 0, 4800, 0, 4410 - 441, "from the beginning: no filter rings there");
	blank(48000, 9600, 4800, 9600, 4410 + 441, 8820, "to the end");
	blank(48000, 9600, 2400, 2400 + 960, 8820, 8820, "a run of 20 ms is all guard");
	blank(48000, 9600, 0, 300, 8820, 8820, "as is a short one at the beginning");
	/* Two runs. */
	begin(&s, 44100);
	add_file(&s, 2, 24, 24, NULL, 2000);
	s.run[0] = (struct pm_convert_zeros){0, 500};
	s.run[1] = (struct pm_convert_zeros){600, 2000};
	s.group.run_count = 2;
	IS_INT(run(&s, NULL), PM_OK, "two runs");
	for (i = 0; i < 2000 && s.bytes[0] == 8000; i++)
		sound += (i < 500 || i >= 600) && (sample(&s, 0, i, 0) || sample(&s, 0, i, 1));
	IS_INT(sound, 0, "both are silent");
	for (i = 500; i < 600 && s.bytes[0] == 8000; i++)
		sound += sample(&s, 0, i, 0) || sample(&s, 0, i, 1);
	OK(sound > 10, "and between them is dither");
	end(&s);
}

/* ---- the cut into files ---- */

static void cut(unsigned rate, const size_t *frames, size_t count, const size_t *want, const char *name)
{
	struct setup s;
	size_t k, wrong = 0;

	begin(&s, rate);
	for (k = 0; k < count; k++)
		add_file(&s, 2, 16, 16, NULL, frames[k]);
	IS_INT(run(&s, NULL), PM_OK, name);
	for (k = 0; k < count; k++) {
		const struct pm_file *f = &s.disc->file[s.number[k]];

		if (s.bytes[k] != want[k] * 4 || f->length_samples != want[k] || !f->converted || !f->probed || !f->converted_path)
			printf("# file %zu: %zu bytes, %llu samples, want %zu (%zu)\n", k, s.bytes[k], (unsigned long long)f->length_samples, want[k], ++wrong);
	}
	OK(!wrong && s.diags.count == count, "each has its length, is told once, and is marked as converted");
	end(&s);
}

static void test_cut(void)
{
	/* 44100/48000 is 147/160.  Sums 1 3 6 11 18 come to 0.92 2.76 5.51 10.11 16.54: cut at 1 3 6 10, the end at 17. */
	cut(48000, (const size_t[]){1, 2, 3, 5, 7}, 5, (const size_t[]){1, 2, 3, 4, 7}, "small files");
	/* 80 frames are 73.5: up. */
	cut(48000, (const size_t[]){80, 80}, 2, (const size_t[]){74, 73}, "a cut at a half");
	cut(48000, (const size_t[]){79, 81}, 2, (const size_t[]){73, 74}, "and below it");
	cut(48000, (const size_t[]){20001, 30000}, 2, (const size_t[]){18376, 27563}, "18375.9 and 45938.4, rounded up at the end");
	cut(96000, (const size_t[]){1, 1, 1}, 3, (const size_t[]){0, 1, 1}, "files of less than a sample: 0.46 0.92 1.38");
	cut(44100, (const size_t[]){588, 1, 587}, 3, (const size_t[]){588, 1, 587}, "no change of rate");
	cut(44100, (const size_t[]){8192, 8193, 1}, 3, (const size_t[]){8192, 8193, 1}, "at the borders of the blocks");
	cut(8000, (const size_t[]){160, 1}, 2, (const size_t[]){882, 6}, "upwards: 882 and 887.5, rounded up");
}

static void test_mono(void)
{
	static const double lsb[4] = {1, -2, 3, -4};
	struct setup s;

	begin(&s, 44100);
	add_file(&s, 1, 16, 16, lsb, 4);
	IS_INT(run(&s, NULL), PM_OK, "mono");
	OK(s.bytes[0] == 16 && sample(&s, 0, 1, 0) == -2 && sample(&s, 0, 1, 1) == -2 && sample(&s, 0, 3, 0) == -4 && sample(&s, 0, 3, 1) == -4,
	   "goes to both sides");
	IS_STR(note(&s, 0), "'a.wav': 44100 Hz, 16 bit, mono -> 44100 Hz, 16 bit, stereo: exact, no dither", "and says so");
	end(&s);
	begin(&s, 48000);
	add_file(&s, 2, 0, 0, NULL, 100);
	IS_INT(run(&s, NULL), PM_OK, "float at 48 kHz");
	OK(strncmp(note(&s, 0), "'a.wav': 48000 Hz, 32 bit float, stereo -> 44100 Hz, 16 bit, stereo: libsoxr-", 76) == 0 &&
		   strstr(note(&s, 0), " very high quality, TPDF dither, seed 588"),
	   "says which library");
	end(&s);
}

/* ---- a failing world ---- */

static void test_failing(void)
{
	struct pm_error err = {0};
	struct rlimit old, small;
	struct setup s;
	int status;

	begin(&s, 44100);
	add_file(&s, 2, 16, 16, NULL, 100);
	s.options.work_dir = "/nonexistent/folder";
	OK(run(&s, &err) < 0 && strstr(err.message, "cannot create '/nonexistent/folder/premaster-"), "no folder for temporary files");
	OK(!s.disc->file[s.number[0]].converted_path && !s.disc->file[s.number[0]].converted && !s.diags.count, "and nothing is said or set");
	end(&s);
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, NULL, 20000);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 50000;
	setrlimit(RLIMIT_FSIZE, &small);
	err = (struct pm_error){0};
	s.job.disc = s.disc;
	status = pm_convert_write(&s.job, &s.group, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	IS_INT(status, PM_E_IO, "no room for the converted audio");
	OK(strstr(err.message, "cannot write '") && strstr(err.message, "/premaster-"), "with the file's name");
	OK(s.disc->file[s.number[0]].converted_path && !s.disc->file[s.number[0]].converted && !s.diags.count, "which is kept, to be removed");
	end(&s);
	/* Room for all but the last bytes, which are written when the file is closed. */
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, NULL, 8192 + 10);
	small.rlim_cur = 8192 * 4 + 4;
	setrlimit(RLIMIT_FSIZE, &small);
	err = (struct pm_error){0};
	s.job.disc = s.disc;
	status = pm_convert_write(&s.job, &s.group, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	OK(status == PM_E_IO && !s.disc->file[s.number[0]].converted, "no room for the last of it");
	end(&s);
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, NULL, 100);
	s.source[s.number[0]].frame_count = s.group.frame_count = 200;
	err = (struct pm_error){0};
	OK(run(&s, &err) == PM_E_FORMAT && strstr(err.message, "'a.wav' ends early") && !s.diags.count, "a file that became shorter since");
	end(&s);
}

static void test_folder(void)
{
	struct setup s;
	const char *path;
	struct stat st;

	(void)setenv("TMPDIR", temp_dir, 1);
	begin(&s, 44100);
	add_file(&s, 2, 16, 16, NULL, 100);
	s.options.work_dir = NULL;
	IS_INT(run(&s, NULL), PM_OK, "no folder is named");
	path = s.disc->file[s.number[0]].converted_path;
	OK(path && strncmp(path, temp_dir, strlen(temp_dir)) == 0 && stat(path, &st) == 0 && (st.st_mode & 077) == 0, "TMPDIR, for this user only");
	end(&s);
}

int main(void)
{
	(void)temp_path("");
	test_dither();
	test_triangle();
	test_needs_dither();
	test_rounding();
	test_clamping();
	test_gain();
	test_silence();
	test_cut();
	test_mono();
	test_failing();
	test_folder();
	IS_INT(rmdir(temp_dir), 0, "nothing is left behind");
	return tap_done();
}
