/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-probe.c - what probing says about good and bad files, in which words and how grave; and the corpus of WAV files. */
#include <dirent.h>

#include "audio/master.h"
#include "base/buf.h"
#include "tests/unit/audio-files.h"

static uint8_t pcm[4000];

/* Probe one file; "id severity id severity..." of the findings. */
static char seen[2000];
static char first[400]; /* message of the first */
static struct pm_file probed;

static void probe_with(const char *name, enum pm_file_kind kind, const char *allow, int convert)
{
	struct pm_probe_options options = {.convert = convert, .work_dir = temp_dir};
	struct pm_disc *disc = disc_of(name, kind);
	struct pm_diags diags;
	struct pm_error err = {0};
	size_t i, n = 0;

	pm_diags_init(&diags);
	if (allow)
		diags.allow[pm_diag_from_text(allow, strlen(allow))] = 1;
	seen[0] = first[0] = 0;
	if (pm_audio_probe(disc, &options, &diags, &err) != PM_OK)
		snprintf(seen, sizeof seen, "status: %s", err.message);
	for (i = 0; i < diags.count && n < sizeof seen - 200; i++)
		n += (size_t)snprintf(seen + n, sizeof seen - n, "%s%s %s", i ? ", " : "", pm_diag_id_text(diags.list[i].id),
				      pm_severity_text(diags.list[i].severity));
	if (diags.count)
		snprintf(first, sizeof first, "%s", diags.list[0].message);
	if (diags.count)
		printf("# %s%s%s\n", diags.list[0].message, diags.list[0].hint ? "; " : "", diags.list[0].hint ? diags.list[0].hint : "");
	probed = disc->file[0];
	probed.name = probed.path = NULL;
	if (probed.unusable && !(disc->poisoned & PM_POISON_AUDIO))
		snprintf(seen, sizeof seen, "unusable and not poisoned");
	pm_audio_cleanup(disc);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}
static void probe_as(const char *name, enum pm_file_kind kind, const char *allow)
{
	probe_with(name, kind, allow, 0);
}
static void probe(struct blob *b)
{
	write_temp("p.wav", b);
	probe_as("p.wav", PM_FILE_MASTER, NULL);
	blob_free(b);
}
static void put_simple(struct blob *b, unsigned tag, unsigned channels, unsigned rate, unsigned bits)
{
	begin_riff(b);
	put_fmt(b, tag, channels, rate, channels * bits / 8, bits);
	put_chunk(b, "data", pcm, 960);
	end_riff(b);
}

static void test_formats(void)
{
	struct blob b = {0};

	put_wav(&b, pcm, 960);
	probe(&b);
	IS_STR(seen, "", "CD format: nothing to say");
	IS_INT(probed.length_samples, 240, "its length");
	IS_INT(probed.rate_hz + probed.channels + probed.bits, 44100 + 2 + 16, "its format");
	put_simple(&b, 1, 2, 48000, 24);
	probe(&b);
	IS_STR(seen, "audio-format error", "48 kHz, 24 bit");
	IS_INT(probed.unusable, 1, "not usable");
	put_simple(&b, 1, 1, 44100, 16);
	write_temp("p.wav", &b);
	probe_as("p.wav", PM_FILE_MASTER, "audio-format");
	IS_STR(seen, "audio-format error", "no format can be allowed away");
	probe(&b);
	IS_STR(seen, "audio-format error", "mono");
	put_simple(&b, 1, 6, 44100, 16);
	probe(&b);
	IS_STR(seen, "audio-format error", "six channels");
	put_simple(&b, 1, 2, 44100, 8);
	probe(&b);
	IS_STR(seen, "audio-format error", "8 bit");
	put_simple(&b, 1, 2, 44100, 24);
	probe(&b);
	IS_STR(seen, "audio-format error", "24 bit with 24 bits used");
	put_simple(&b, 1, 2, 44100, 64);
	probe(&b);
	IS_STR(seen, "audio-format error", "64-bit integers");
	put_simple(&b, 7, 2, 44100, 8);
	probe(&b);
	IS_STR(seen, "audio-format error", "mu-law");
	put_simple(&b, 0x55, 2, 44100, 16);
	probe(&b);
	IS_STR(seen, "audio-format error", "MP3 in WAV");
	put_simple(&b, 0x1234, 2, 44100, 16);
	probe(&b);
	IS_STR(seen, "audio-format error", "an unknown tag");
	put_simple(&b, 1, 0, 44100, 16);
	probe(&b);
	IS_STR(seen, "audio-format error", "no channels");
	put_simple(&b, 1, 2, 0, 16);
	probe(&b);
	IS_STR(seen, "audio-format error", "a rate of 0 Hz");
	put_simple(&b, 1, 2, 44100, 0);
	probe(&b);
	IS_STR(seen, "audio-format error", "0 bits");
	put_text(&b, "OggS.........................................");
	probe(&b);
	IS_STR(seen, "audio-format error", "Ogg");
	put_text(&b, "just some text, which is long enough to look at");
	probe(&b);
	IS_STR(seen, "audio-format error", "no audio");
}

static void test_exact(void)
{
	struct blob b = {0};
	float f[4] = {0.5f, -1.0f, 0.25f + 1.0f / 65536.0f, 0.0f};
	float over[4] = {1.0f, 0.0f, 0.0f, 0.0f}, nan[2] = {0.0f, 0.0f};
	uint8_t ints[24] = {0};
	int i;

	for (i = 0; i < 24; i += 4) { /* 24 in 32, left-justified, low byte clear; 24 in 24 */
		ints[i + 2] = (uint8_t)(i * 7);
		ints[i + 3] = (uint8_t)(i + 3);
	}
	begin_riff(&b);
	put_fmt_ext(&b, 1, 2, 44100, 8, 32, 24);
	put_chunk(&b, "data", ints, 24);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-format note", "24 in 32 that is exactly 16: accepted");
	IS_INT(probed.unusable, 0, "usable");
	IS_INT(probed.bits, 24, "as 24 bits");
	ints[4] = 1;
	begin_riff(&b);
	put_fmt_ext(&b, 1, 2, 44100, 8, 32, 24);
	put_chunk(&b, "data", ints, 24);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-damaged error", "24 in 32 with bits below the valid ones");
	probe_with("p.wav", PM_FILE_MASTER, NULL, 1);
	IS_STR(seen, "audio-damaged error", "which --convert does not trust either");
	probe_with("p.wav", PM_FILE_MASTER, "audio-damaged", 0);
	IS_STR(seen, "audio-damaged note, audio-format error", "allowed: more than 16 bits");
	probe_with("p.wav", PM_FILE_MASTER, "audio-damaged", 1);
	IS_STR(seen, "audio-damaged note, audio-converted note", "allowed and converted");
	begin_riff(&b);
	put_fmt(&b, 3, 2, 44100, 8, 32);
	put_chunk(&b, "data", f, 8);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-format note", "float that is exactly 16");
	begin_riff(&b);
	put_fmt(&b, 3, 2, 44100, 8, 32);
	put_chunk(&b, "data", f, 16);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-format error", "float that is not");
	begin_riff(&b);
	put_fmt(&b, 3, 2, 44100, 8, 32);
	put_chunk(&b, "data", over, 8);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-format error", "float 1.0 is no 16-bit value");
	over[0] = 1.25f;
	begin_riff(&b);
	put_fmt(&b, 3, 2, 44100, 8, 32);
	put_chunk(&b, "data", over, 8);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-clipped warning, audio-format error", "float above full scale");
	IS_STR(first, "'p.wav' has 1 sample above full scale, up to +1.94 dB", "how many, how far");
	probe_with("p.wav", PM_FILE_MASTER, NULL, 1);
	IS_STR(seen, "audio-clipped warning, audio-converted note", "converted: a warning all the same");
	memset(nan, 0xFF, sizeof nan);
	begin_riff(&b);
	put_fmt(&b, 3, 2, 44100, 8, 32);
	put_chunk(&b, "data", nan, 8);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-damaged error", "NaN");
}

static void test_broken(void)
{
	struct blob b = {0};

	put_wav(&b, pcm, 960);
	b.n -= 100;
	probe(&b);
	IS_STR(seen, "audio-truncated error", "cut");
	IS_INT(probed.unusable, 1, "cut: not used");
	put_wav(&b, pcm, 960);
	b.n -= 100;
	write_temp("p.wav", &b);
	probe_as("p.wav", PM_FILE_MASTER, "audio-truncated");
	IS_STR(seen, "audio-truncated note", "cut and allowed");
	IS_INT(probed.length_samples, 215, "cut and allowed: what is there");
	blob_free(&b);
	put_wav(&b, pcm, 960);
	b.n = 44;
	write_temp("p.wav", &b);
	probe_as("p.wav", PM_FILE_MASTER, "audio-truncated");
	IS_STR(seen, "audio-truncated note, audio-empty error", "cut behind the header and allowed: still no audio");
	b.n = 20;
	write_temp("p.wav", &b);
	probe_as("p.wav", PM_FILE_MASTER, "audio-truncated");
	IS_STR(seen, "audio-truncated error", "what has no audio cannot be allowed");
	b.n = 44;
	probe(&b);
	IS_STR(seen, "audio-truncated error", "cut behind the header: one finding");
	put_wav(&b, pcm, 960);
	b.n = 30;
	probe(&b);
	IS_STR(seen, "audio-truncated error", "cut inside the header: one finding");
	put_wav(&b, pcm, 960);
	b.n = 36;
	probe(&b);
	IS_STR(seen, "audio-truncated error", "cut before data: one finding");
	put_wav(&b, pcm, 0);
	probe(&b);
	IS_STR(seen, "audio-empty error", "no samples");
	put(&b, NULL, 0);
	probe(&b);
	IS_STR(seen, "audio-empty error", "no bytes");
	put_wav(&b, pcm, 961);
	probe(&b);
	IS_STR(seen, "audio-damaged warning", "a byte too many");
	put_wav(&b, pcm, 960);
	put_chunk(&b, "data", pcm, 960);
	end_riff(&b);
	probe(&b);
	IS_STR(seen, "audio-damaged error", "two data chunks");
	put_wav(&b, pcm, 960);
	set_le32(&b, 40, 0);
	probe(&b);
	IS_STR(seen, "audio-damaged error", "size 0 and samples behind");
	put_wav(&b, pcm, 960);
	set_le32(&b, 40, 0xFFFFFFFF);
	probe(&b);
	IS_STR(seen, "audio-damaged note", "size unknown");
	IS_INT(probed.length_samples, 240, "size unknown: to the end");
	put(&b, pcm, 962);
	write_temp("p.wav", &b);
	probe_as("p.wav", PM_FILE_RAW_LE, NULL);
	IS_STR(seen, "audio-truncated error", "raw with half a sample");
	blob_free(&b);
	put_wav(&b, pcm, 960);
	write_temp("p.wav", &b);
	probe_as("p.wav", PM_FILE_RAW_BE, NULL);
	IS_STR(seen, "audio-format warning", "a WAV that is said to be raw");
	IS_INT(probed.length_samples, 240, "is read as a WAV: its header is no audio");
	IS_INT(probed.kind, PM_FILE_MASTER, "in its own byte order");
	blob_free(&b);
	probe_as("nothing.wav", PM_FILE_MASTER, NULL);
	IS_STR(seen, "audio-missing error", "a file that is not there");
	probe_as(".", PM_FILE_MASTER, NULL);
	IS_STR(seen, "audio-missing error", "a folder");
}

/* FLAC needs its encoder: the program, where it is installed. */
static void test_flac(void)
{
	struct blob b = {0};
	char command[1200];
	FILE *f;
	size_t n;
	uint8_t bytes[20000];

	noise(pcm, sizeof pcm, 5);
	put_wav(&b, pcm, sizeof pcm);
	write_temp("p.wav", &b);
	blob_free(&b);
	snprintf(command, sizeof command, "flac -s -f --no-padding -o %s %s 2>/dev/null", temp_path("p.flac"), temp_path("p.wav"));
	if (system(command) != 0) {
		SKIP("no flac program", "FLAC");
		return;
	}
	probe_as("p.flac", PM_FILE_MASTER, NULL);
	IS_STR(seen, "", "FLAC: nothing to say");
	IS_INT(probed.length_samples, 1000, "FLAC: length");
	IS_STR(probed.format, "FLAC", "FLAC: format");
	f = fopen(temp_path("p.flac"), "rb");
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	put(&b, bytes, n - 700);
	probe_as((write_temp("q.flac", &b), "q.flac"), PM_FILE_MASTER, NULL);
	OK(strstr(seen, "error") != NULL, "FLAC cut");
	printf("# %s\n", seen);
	blob_free(&b);
	put(&b, bytes, n);
	b.data[n - 500] ^= 0x10;
	probe_as((write_temp("q.flac", &b), "q.flac"), PM_FILE_MASTER, NULL);
	OK(strstr(seen, "error") != NULL, "FLAC with a flipped bit");
	printf("# %s\n", seen);
	blob_free(&b);
	put(&b, bytes, n);
	b.data[8 + 18] ^= 0x10; /* the MD5 */
	probe_as((write_temp("q.flac", &b), "q.flac"), PM_FILE_MASTER, NULL);
	IS_STR(seen, "audio-damaged error", "FLAC whose MD5 differs");
	blob_free(&b);
	remove_temp("p.flac");
	remove_temp("q.flac");
}

/*
 * The corpus: valid files must be read without being called cut or damaged (other findings are true: most are mono), malformed ones must be flagged.
 * Stubs that others cut down to a header are called valid in the manifest and are truncated all the same.
 */
static int is_cut_down(const char *name)
{
	return strncmp(name, "flacon_flacon__", 15) == 0;
}

static void one_corpus_file(const char *dir, const char *line, int count[4])
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_SHEET);
	struct pm_diags diags;
	uint32_t number;
	char name[200], path[800];
	size_t n = strcspn(line, "\t"), i;
	int valid = strstr(line, "\tvalid\t") != NULL, flagged = 0;

	snprintf(name, sizeof name, "%.*s", (int)(n - 4), line + 4);
	snprintf(path, sizeof path, "%s/corpus/wav/%s", dir, name);
	pm_diags_init(&diags);
	if (pm_disc_add_file(disc, name, PM_FILE_MASTER, pm_pos_none(), &number) != PM_OK)
		exit(99);
	disc->file[number].path = pm_str_dup(path);
	if (pm_audio_probe(disc, NULL, &diags, NULL) != PM_OK)
		flagged = 2;
	for (i = 0; i < diags.count; i++)
		if (valid ? diags.list[i].severity == PM_ERROR &&
				    (diags.list[i].id == PM_DIAG_AUDIO_TRUNCATED || diags.list[i].id == PM_DIAG_AUDIO_DAMAGED)
			  : 1)
			flagged = 1;
	count[valid ? 0 : 2]++;
	if (valid ? !flagged || is_cut_down(name) : flagged) {
		count[valid ? 1 : 3]++;
	} else {
		printf("# %s (%s): %s\n", name, valid ? "valid" : "malformed", diags.count ? diags.list[0].message : "no finding");
		for (i = 1; i < diags.count; i++)
			printf("#   %s\n", diags.list[i].message);
	}
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

static void test_corpus(void)
{
	int count[4] = {0}; /* valid, of them read; malformed, of them flagged */
	char path[600], line[1000];
	FILE *f;

	snprintf(path, sizeof path, "%s/corpus/MANIFEST.tsv", tap_shared() ? tap_shared() : "");
	f = tap_shared() ? fopen(path, "r") : NULL;
	if (!f) {
		SKIP("no shared folder", "corpus");
		return;
	}
	while (fgets(line, sizeof line, f))
		if (strncmp(line, "wav/", 4) == 0)
			one_corpus_file(tap_shared(), line, count);
	fclose(f);
	printf("# corpus: %d of %d valid files read, %d of %d malformed files flagged\n", count[1], count[0], count[3], count[2]);
	IS_INT(count[1], count[0], "every valid file is read");
	IS_INT(count[3], count[2], "every malformed file is flagged");
}

int main(void)
{
	noise(pcm, sizeof pcm, 1);
	test_formats();
	test_exact();
	test_broken();
	test_flac();
	test_corpus();
	remove_temp("p.wav");
	rmdir(temp_dir);
	return tap_done();
}
