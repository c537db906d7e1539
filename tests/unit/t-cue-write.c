/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-cue-write.c - the writers of cue sheets and TOCs against the canonical set, and read -> write -> read -> write for sheets beyond it.
 */
#include "cue/cue.h"
#include "cue/toc.h"

#include "disc/layout.h"
#include "tests/tap.h"
#include "tests/unit/dump.h"

static struct pm_sources sources;
static struct pm_diags diags;

/* A disc from a sheet in memory, laid out over a file of so many sectors. */
static struct pm_disc *disc_from(const char *data, size_t n, int is_toc, uint32_t sectors)
{
	struct pm_layout_options options = {PM_JOIN_CONTINUOUS, 0, 0};
	struct pm_disc *disc = pm_disc_new(is_toc ? PM_KIND_TOC : PM_KIND_CUE);
	struct pm_source *s = NULL;
	struct pm_error err = {0};
	size_t i;
	int status;

	if (!disc || pm_sources_add_text(&sources, is_toc ? "t.toc" : "t.cue", data, n, &s) != PM_OK)
		exit(99);
	status = is_toc ? pm_toc_read(disc, s, &diags) : pm_cue_read(disc, s, NULL, NULL, &diags);
	for (i = 0; i < disc->file_count; i++) {
		disc->file[i].length_samples = (uint64_t)sectors * PM_SECTOR_SAMPLES;
		disc->file[i].probed = 1;
	}
	if (status != PM_OK || pm_disc_layout(disc, &options, NULL, NULL, &diags, &err) != PM_OK)
		exit(99);
	return disc;
}

static void write_both(const struct pm_disc *disc, const char *name, int cdtext, struct pm_buf *cue, struct pm_buf *toc)
{
	pm_buf_init(cue);
	pm_buf_init(toc);
	IS_INT(pm_cue_write(disc, name, cdtext, cue), PM_OK, "write a cue sheet");
	IS_INT(pm_toc_write(disc, name, 0, 1, toc), PM_OK, "write a TOC");
}

static uint8_t *vector(const char *shared, const char *name, size_t *n)
{
	uint8_t *data = NULL;
	char path[4096];

	(void)snprintf(path, sizeof path, "%s/vectors/canonical/%s", shared, name);
	if (pm_file_read(path, 1 << 20, &data, n, NULL) != PM_OK)
		exit(99);
	return data;
}

/* harbour.cue and harbour.toc: each read, and both written again to the byte. */
static void canonical(const char *shared)
{
	struct pm_buf cue, toc;
	struct pm_disc *disc;
	uint8_t *want_cue, *want_toc;
	size_t cue_bytes, toc_bytes;
	int is_toc;

	want_cue = vector(shared, "harbour.cue", &cue_bytes);
	want_toc = vector(shared, "harbour.toc", &toc_bytes);
	for (is_toc = 0; is_toc < 2; is_toc++) {
		pm_diags_init(&diags);
		pm_sources_init(&sources);
		disc = disc_from((const char *)(is_toc ? want_toc : want_cue), is_toc ? toc_bytes : cue_bytes, is_toc, 1387);
		IS_INT(diags.count, 0, "no findings");
		write_both(disc, "harbour", 1, &cue, &toc);
		IS_INT(cue.length_bytes, cue_bytes, "length of harbour.cue");
		IS_INT(toc.length_bytes, toc_bytes, "length of harbour.toc");
		IS_STR(pm_buf_str(&cue), (const char *)want_cue, "harbour.cue");
		IS_STR(pm_buf_str(&toc), (const char *)want_toc, "harbour.toc");
		pm_buf_release(&cue);
		pm_buf_release(&toc);
		pm_disc_free(disc);
		pm_diags_release(&diags);
		pm_sources_release(&sources);
	}
	free(want_cue);
	free(want_toc);
}

/* What is written reads as the same disc: written again from there, it is the same text. */
static void round_trip(const char *sheet, uint32_t sectors, const char *want, const char *name)
{
	struct pm_disc *disc, *again;
	struct pm_buf cue, toc, cue2, toc2;
	int i;

	pm_diags_init(&diags);
	pm_sources_init(&sources);
	disc = disc_from(sheet, strlen(sheet), 0, sectors);
	write_both(disc, "x", 0, &cue, &toc);
	IS_STR(pm_buf_str(&cue), want, name);
	for (i = 0; i < 2; i++) {
		again = i ? disc_from(toc.data, toc.length_bytes, 1, (uint32_t)disc->leadout_lba)
			  : disc_from(cue.data, cue.length_bytes, 0, (uint32_t)disc->leadout_lba);
		write_both(again, "x", 0, &cue2, &toc2);
		IS_STR(pm_buf_str(&cue2), pm_buf_str(&cue), i ? "the cue sheet from the TOC" : "the cue sheet from the cue sheet");
		IS_STR(pm_buf_str(&toc2), pm_buf_str(&toc), i ? "the TOC from the TOC" : "the TOC from the cue sheet");
		pm_buf_release(&cue2);
		pm_buf_release(&toc2);
		pm_disc_free(again);
	}
	IS_INT(diags.count_of[PM_ERROR], 0, "without an error");
	pm_buf_release(&cue);
	pm_buf_release(&toc);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

/* A cue sheet cannot hold a quote, a TOC no SCMS. */
static void lossy(void)
{
	static const char sheet[] = "FILE a.wav WAVE\nTRACK 01 AUDIO\nTITLE \"Say \"\"Hi\"\"\"\nFLAGS SCMS 4CH\nINDEX 01 00:00:00\n";
	struct pm_disc *disc;
	struct pm_buf cue, toc;

	pm_diags_init(&diags);
	pm_sources_init(&sources);
	disc = disc_from(sheet, sizeof sheet - 1, 0, 300);
	write_both(disc, "x", 0, &cue, &toc);
	IS_STR(pm_buf_str(&cue),
	       "FILE \"x.bin\" BINARY\r\n  TRACK 01 AUDIO\r\n    TITLE \"Say 'Hi'\"\r\n    FLAGS 4CH SCMS\r\n    INDEX 01 00:00:00\r\n",
	       "a quote becomes '");
	OK(strstr(pm_buf_str(&toc), "TITLE \"Say \\\"Hi\\\"\"") != NULL, "and is escaped in a TOC");
	pm_buf_release(&cue);
	pm_buf_release(&toc);
	pm_disc_free(disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

int main(void)
{
	lossy();
	if (tap_shared())
		canonical(tap_shared());
	else
		SKIP("no shared vectors", "canonical");
	round_trip("FILE a.wav WAVE\nTRACK 03 AUDIO\nFLAGS 4CH\nPREGAP 00:00:10\nINDEX 01 00:00:00\nTRACK 04 AUDIO\nTITLE \"Say 'Hi'\"\nINDEX 00 "
		   "00:05:00\n"
		   "INDEX 01 00:06:00\nINDEX 02 00:07:00\nINDEX 03 00:08:00\n",
		   1000,
		   "FILE \"x.bin\" BINARY\r\n  TRACK 03 AUDIO\r\n    FLAGS 4CH\r\n    INDEX 00 00:00:00\r\n    INDEX 01 00:00:10\r\n  TRACK 04 "
		   "AUDIO\r\n"
		   "    TITLE \"Say 'Hi'\"\r\n    INDEX 00 00:05:10\r\n    INDEX 01 00:06:10\r\n    INDEX 02 00:07:10\r\n    INDEX 03 00:08:10\r\n",
		   "a first track 03, a longer pause, indexes");
	round_trip("CATALOG 0012345678905\nTITLE D\nFILE a.wav WAVE\nTRACK 01 AUDIO\nTITLE \"\xC3\x89t\xC3\xA9\"\nISRC ZZXYZ2600001\nINDEX 01 "
		   "00:00:00\n"
		   "FILE b.wav WAVE\nTRACK 02 AUDIO\nTITLE Two\nFLAGS PRE DCP\nISRC ZZXYZ2600002\nINDEX 01 00:00:00\nPOSTGAP 00:01:00\n",
		   400,
		   "CATALOG 0012345678905\r\nTITLE \"D\"\r\nFILE \"x.bin\" BINARY\r\n  TRACK 01 AUDIO\r\n    TITLE \"\xC3\x89t\xC3\xA9\"\r\n    "
		   "ISRC ZZXYZ2600001\r\n"
		   "    INDEX 01 00:00:00\r\n  TRACK 02 AUDIO\r\n    TITLE \"Two\"\r\n    FLAGS DCP PRE\r\n    ISRC ZZXYZ2600002\r\n    INDEX 01 "
		   "00:05:25\r\n",
		   "two files, all codes");
	return tap_done();
}
