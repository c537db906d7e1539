/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-checksum-verify.c - checksum/verify.c: what belongs to a set, what lists claim of it, and what of that is true; with a pass over the audio and
 * without.  Expected digests: Python's hashlib and zlib over the same bytes.
 */
#include "checksum/verify.h"

#include "base/buf.h"
#include "tests/unit/audio-files.h"

#define SECTORS 600
#define PCM_MD5 "754280b801af566d6454bd81e174ba0a"
#define PCM_FLIPPED_MD5 "79bbd3b5df58ed938459087a8a3af6ca" /* bit 0 of byte 700000 */
#define PCM_CRC "fa029607"
#define SHEET_MD5 "0f0c6f28baa6da08e7645764ff39d076"
#define SHEET_CRC "7c54b956"
#define SHEET_SHA1 "f1107c627cd47a7acddcd3079a4856f1fcae1495"

static const struct pm_verify_name set_names[] = {{"x.cue", "x.cue"}, {"x.bin", "x.bin"}, {"x.sub", "x.sub"}, {"PQDESCR", "SD"}};
static struct pm_disc *disc;
static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_error err;

static void put_file(const char *name, const char *text)
{
	struct blob b = {0};

	put_text(&b, text);
	write_temp(name, &b);
	blob_free(&b);
}

static void put_pcm(int flipped)
{
	struct blob b = {0};
	uint8_t *pcm = malloc(SECTORS * 2352);
	size_t i;

	if (!pcm)
		exit(99);
	for (i = 0; i < SECTORS * 2352; i++)
		pcm[i] = (uint8_t)(i * 7 + (i >> 8));
	pcm[700000] ^= (uint8_t)flipped;
	put(&b, pcm, SECTORS * 2352);
	write_temp("x.bin", &b);
	blob_free(&b);
	free(pcm);
}

/* One track of the whole file, from LBA 0 on. */
static struct pm_disc *laid_out(void)
{
	struct pm_disc *d = disc_of("x.bin", PM_FILE_RAW_LE);

	d->file[0].sector_stride_bytes = 2352;
	d->file[0].length_samples = SECTORS * 588;
	d->file[0].probed = 1;
	d->first_track = d->last_track = 1;
	pm_track_set_index(&d->track[1], 1, 0, pm_pos_none());
	d->leadout_lba = SECTORS;
	d->laid_out = 1;
	if (pm_disc_add_span(d, PM_FILE_SILENCE, 0, 150 * 588) != PM_OK || pm_disc_add_span(d, 0, 0, SECTORS * 588) != PM_OK)
		exit(99);
	return d;
}

static struct pm_verifier *begin(int fills_folder, const struct pm_progress *progress)
{
	struct pm_verify_set set = {temp_dir, set_names, sizeof set_names / sizeof *set_names, fills_folder};
	struct pm_verifier *v;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0};
	if (pm_verify_begin(&v, disc, &set, &sources, &diags, progress, &err) != PM_OK)
		exit(98);
	return v;
}

static void release(struct pm_verifier *v)
{
	pm_verify_free(v);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

/* "severity message", "; " between them. */
static void is_found(const char *want, const char *name)
{
	struct pm_buf b;
	size_t i;

	pm_buf_init(&b);
	for (i = 0; i < diags.count; i++)
		pm_buf_printf(&b, "%s%s %s", i ? "; " : "", pm_severity_text(diags.list[i].severity), diags.list[i].message);
	IS_STR(pm_buf_str(&b), want, name);
	pm_buf_release(&b);
}

static void expect(int fills_folder, const char *want, const char *name)
{
	struct pm_verifier *v = begin(fills_folder, NULL);

	IS_INT(pm_verify_end(v, NULL), PM_OK, name);
	is_found(want, name);
	release(v);
}

static void test_lists(void)
{
	expect(0, "warning the set has no checksum file", "no list");
	put_file("list.md5", "no digest here\n");
	expect(0, "warning there is no checksum in it", "a list of nothing");
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n");
	expect(0, "", "both files as they are");
	put_file("list.md5", PCM_MD5 " *X.BIN\n" SHEET_SHA1 "  x.cue\nx.bin " PCM_CRC "\n");
	expect(0, "", "other digests, and names in other letters");
	put_file("list.md5", PCM_MD5 " *x.bin\n");
	expect(0, "warning x.cue is in no checksum list", "one of the set is in none");
	put_file("list.md5", PCM_FLIPPED_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n");
	expect(0, "error the MD5 of x.bin is " PCM_MD5 ", listed is " PCM_FLIPPED_MD5, "another digest");
	put_pcm(1);
	expect(0, "", "that of one bit");
	put_pcm(0);
}

static void test_absent(void)
{
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n" SHEET_MD5 " *x.sub\n" SHEET_SHA1 " *x.sub\n");
	expect(0, "error 'x.sub' is listed and is not in the folder", "one that is away, said once");
	put_file("list.md5", PCM_CRC " x.bin\n" SHEET_CRC " x.cue\n" SHEET_CRC " x.sub\n" SHEET_CRC " other\n");
	expect(0, "error 'x.sub' is listed and is not in the folder", "by eight digits: where it is known as one of the set");
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n" SHEET_MD5 " *booklet.pdf\n");
	expect(0, "error 'booklet.pdf' is listed and is not in the folder", "one of no set");
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n" SHEET_MD5 " *.DS_Store\n" PCM_MD5 " *list.md5\n");
	expect(0, "", "what systems leave behind, and the list itself");
	put_file(".DS_Store", "sheet\n");
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n" PCM_MD5 " *.DS_Store\n");
	expect(1, "", "which comes and goes");
	remove_temp(".DS_Store");
	put_file("SD", "sheet\n");
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n" SHEET_MD5 " *PQDESCR\n");
	expect(0, "", "under the set's name for a file that was renamed");
	put_file("SD", "other\n");
	expect(0, "error the MD5 of SD is ba7790b1708b71cb2b61b1a30d824712, listed is " SHEET_MD5, "and changed");
	remove_temp("SD");
}

static void test_strays(void)
{
	struct pm_verifier *v;

	put_file("notes.txt", "sheet\n");
	put_file("list.md5", SHEET_MD5 " *notes.txt\n");
	expect(0, "warning x.bin is in no checksum list; warning x.cue is in no checksum list", "a list of something else");
	v = begin(0, NULL);
	OK(!pm_verify_has_claims(v), "claims nothing of the set");
	release(v);
	put_file("list.md5", SHEET_MD5 " *x.cue\n");
	expect(0, "note notes.txt is no part of the set, and in no checksum list; warning x.bin is in no checksum list", "a list of the set: everything wants a digest");
	v = begin(0, NULL);
	OK(pm_verify_has_claims(v), "claims something of it");
	release(v);
	put_file("list.md5", SHEET_MD5 " *other.txt\n");
	put_file("other.txt", "sheet\n");
	expect(1, "note notes.txt is no part of the set, and in no checksum list; warning x.bin is in no checksum list; warning x.cue is in no checksum list",
	       "where the folder is the set's, in any case");
	remove_temp("other.txt");
	remove_temp("notes.txt");
}

/* A line of a list that names a file and gives no digest of it is damaged; who reads this list alone misses it. */
static void test_unread(void)
{
	put_file("list.md5", PCM_MD5 " *x.bin\nxx" SHEET_MD5 " *x.cue\n");
	put_file("list.sfv", "x.bin " PCM_CRC "\nx.cue " SHEET_CRC "\n");
	expect(0, "note no checksum can be read in the line of x.cue", "another list covers it");
	put_file("list.md5", "Checksums of x.cue and x.bin:\n" PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n");
	expect(0, "", "words about a file that the list has");
	put_file("list.md5", PCM_MD5 " *x.bin\nBLAKE2s (x.cue) = " SHEET_MD5 SHEET_MD5 "\n");
	expect(0, "", "a digest that is none of ours");
	put_file("list.md5", "x.cue and x.bin\n");
	expect(0, "", "a file that is no list");
	remove_temp("list.sfv");
	put_file("list.md5", PCM_MD5 " *x.bin\nxx" SHEET_MD5 " *x.cue\n");
	expect(0, "warning x.cue is in no checksum list", "the only list");
}

/* Counts what the progress says, and stops when told. */
struct watch {
	uint64_t done, total;
	int stop;
};
static void report(void *ctx, const char *phase, uint64_t done, uint64_t total)
{
	struct watch *w = ctx;

	(void)phase;
	w->done = done;
	w->total = total;
}
static int cancelled(void *ctx)
{
	return ((struct watch *)ctx)->stop;
}

static void test_pass(void)
{
	struct watch w = {0};
	const struct pm_progress progress = {&w, report, cancelled};
	struct pm_sums *sums = calloc(1, sizeof *sums);
	struct pm_tap tap[PM_VERIFY_TAPS];
	struct pm_program *program;
	struct pm_verifier *v;

	if (!sums)
		exit(99);
	put_file("list.md5", PCM_FLIPPED_MD5 " *x.bin\n" PCM_CRC " x.bin\n" SHEET_MD5 " *x.cue\n");
	v = begin(0, &progress);
	IS_INT(pm_verify_end(v, sums), PM_OK, "with the sums");
	is_found("error the MD5 of x.bin is " PCM_MD5 ", listed is " PCM_FLIPPED_MD5, "the digest is that of the pass");
	IS_INT(sums->track[1].crc32, 0xfa029607, "as is the track's");
	IS_INT(w.total, 6, "and what is left to read is the sheet");
	release(v);
	/* A pass of the caller's own. */
	v = begin(0, &progress);
	IS_INT(pm_verify_taps(v, tap), PM_VERIFY_TAPS, "taps for another pass");
	IS_INT(pm_program_open(&program, disc, &err), PM_OK, "open");
	IS_INT(pm_pass_run(program, -150, SECTORS, tap, PM_VERIFY_TAPS, "reading", NULL, &err), PM_OK, "pass");
	pm_program_close(program);
	put_pcm(1); /* too late to be seen */
	IS_INT(pm_verify_end(v, NULL), PM_OK, "end");
	is_found("error the MD5 of x.bin is " PCM_MD5 ", listed is " PCM_FLIPPED_MD5, "what has passed is not read again");
	release(v);
	/* Half a pass brings nothing. */
	v = begin(0, NULL);
	IS_INT(pm_verify_taps(v, tap), PM_VERIFY_TAPS, "taps");
	IS_INT(pm_program_open(&program, disc, &err), PM_OK, "open");
	IS_INT(pm_pass_run(program, -150, 300, tap, PM_VERIFY_TAPS, "reading", NULL, &err), PM_OK, "half a pass");
	pm_program_close(program);
	IS_INT(pm_verify_end(v, NULL), PM_OK, "end");
	is_found("error the CRC-32 of x.bin is 051e129e, listed is " PCM_CRC, "then the file is read");
	release(v);
	put_pcm(0);
	w.stop = 1;
	v = begin(0, &progress);
	IS_INT(pm_verify_end(v, NULL), PM_E_CANCELLED, "stopped");
	release(v);
	free(sums);
}

/* Files that are no piece of the programme, byte for byte, are read by themselves. */
static void test_no_pass(void)
{
	struct pm_tap tap[PM_VERIFY_TAPS];
	struct pm_sums *sums = calloc(1, sizeof *sums);
	struct pm_verifier *v;

	if (!sums)
		exit(99);
	put_file("list.md5", PCM_MD5 " *x.bin\n" SHEET_MD5 " *x.cue\n");
	disc->file[0].kind = PM_FILE_RAW_BE;
	v = begin(0, NULL);
	IS_INT(pm_verify_taps(v, tap), 0, "big-endian audio");
	IS_INT(pm_verify_end(v, NULL), PM_OK, "end");
	is_found("", "is read as it lies");
	release(v);
	disc->file[0].kind = PM_FILE_RAW_LE;
	disc->laid_out = 0;
	v = begin(0, NULL);
	IS_INT(pm_verify_taps(v, tap), 0, "no times");
	sums->track[1].crc32 = 1;
	IS_INT(pm_verify_end(v, sums), PM_OK, "end");
	IS_INT(sums->track[1].crc32, 0, "then there are no sums");
	is_found("", "but digests");
	release(v);
	disc->laid_out = 1;
	free(sums);
}

static void test_world(void)
{
	struct pm_verify_set set = {"/nowhere/at/all", set_names, 1, 0};
	struct pm_verifier *v = (struct pm_verifier *)1;

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0};
	IS_INT(pm_verify_begin(&v, disc, &set, &sources, &diags, NULL, &err), PM_E_NOT_FOUND, "a folder that is not there");
	OK(!v && strstr(err.message, "/nowhere/at/all"), "is named");
	pm_verify_free(NULL);
	release(v);
	put_file("list.md5", SHEET_MD5 " *x.cue\n");
	v = begin(0, NULL);
	remove_temp("x.cue");
	IS_INT(pm_verify_end(v, NULL), PM_E_NOT_FOUND, "a file that goes while it is verified");
	release(v);
}

int main(void)
{
	put_pcm(0);
	put_file("x.cue", "sheet\n");
	disc = laid_out();
	test_lists();
	test_absent();
	test_strays();
	test_unread();
	test_pass();
	test_no_pass();
	test_world();
	pm_disc_free(disc);
	remove_temp("x.bin");
	remove_temp("list.md5");
	rmdir(temp_dir);
	return tap_done();
}
