/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-nrg-layout.c - marks and places of a Nero image to a laid-out disc: tables made by hand, each number of them then wrong by one. */
#include "cue/nrg-reader.h"

#include "tests/tap.h"
#include "tests/unit/dump.h"

#define SECTOR 2352u

static struct pm_sources sources;
static struct pm_diags diags;
static struct pm_error err;
static struct pm_nrg n;

/* Two tracks: index 01 at 0 and 500, a pause from 350, lead-out at 900; the image holds all from LBA -150 on, sector after sector. */
static void fresh(void)
{
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0, ""};
	memset(&n, 0, sizeof n);
	n.disc = pm_disc_new(PM_KIND_IMAGE);
	if (!n.disc || pm_sources_add_binary(&sources, "a.nrg", "x", 1, &n.source) != PM_OK)
		exit(99);
	n.sources = &sources;
	n.diags = &diags;
	n.err = &err;
	n.disc->pos = pm_pos_file(n.source);
	pm_track_set_index(&n.disc->track[1], 1, 0, n.disc->pos);
	pm_track_set_index(&n.disc->track[2], 0, 350, n.disc->pos);
	pm_track_set_index(&n.disc->track[2], 1, 500, n.disc->pos);
	n.disc->leadout_lba = 900;
	n.have_leadout = 1;
	n.track[1] = (struct pm_nrg_track){1, 1, SECTOR, 0, 150 * SECTOR, 500 * SECTOR, n.disc->pos};
	n.track[2] = (struct pm_nrg_track){1, 1, SECTOR, 500 * SECTOR, 650 * SECTOR, 1050 * SECTOR, n.disc->pos};
	n.chain_at = 1050 * SECTOR;
}

static void done(void)
{
	pm_disc_free(n.disc);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

/* Spans as "SECTORS" of silence or "FILE:SECTORS", files as "OFFSET/STRIDE". */
static void are_spans(const char *want, const char *name)
{
	struct pm_buf b;
	size_t i;

	pm_buf_init(&b);
	for (i = 0; i < n.disc->span_count; i++) {
		const struct pm_span *s = &n.disc->span[i];

		if (s->file == PM_FILE_SILENCE)
			pm_buf_printf(&b, "%sS%llu", i ? " " : "", (unsigned long long)s->length_samples / 588);
		else
			pm_buf_printf(&b, "%s%u:%llu+%llu@%llu/%u", i ? " " : "", (unsigned)s->file, (unsigned long long)s->start_samples / 588,
				      (unsigned long long)s->length_samples / 588, (unsigned long long)n.disc->file[s->file].offset_bytes,
				      (unsigned)n.disc->file[s->file].sector_stride_bytes);
	}
	IS_STR(pm_buf_str(&b), want, name);
	pm_buf_release(&b);
}

static void is(const char *spans, const char *findings, unsigned poisoned, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_OK, name);
	IS_STR(dump_findings(&diags, &b, 0), findings, name);
	are_spans(spans, name);
	IS_INT(n.disc->poisoned, poisoned, name);
	pm_buf_release(&b);
	done();
}

static void good(void)
{
	fresh();
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_OK, "a good image");
	IS_INT(diags.count, 0, "has no findings");
	are_spans("0:0+1050@0/2352", "tracks that follow each other are one run");
	IS_INT(n.disc->laid_out, 1, "laid out");
	IS_INT(n.disc->first_track, 1, "first track");
	IS_INT(n.disc->last_track, 2, "last track");
	IS_INT(n.disc->track[1].index[0].lba, -150, "the pause of the first track is made");
	IS_STR(n.disc->file[0].path, "/x/a.nrg", "the audio lies in the image");
	IS_INT(n.disc->file[0].kind, PM_FILE_RAW_LE, "little-endian");
	IS_INT(n.disc->file[0].length_samples, 1050 * 588, "of so many samples");
	IS_INT(n.disc->file[0].probed, 1, "which is known");
	done();
	fresh();
	n.track[1].pause_at = n.track[1].start_at;
	is("S150 0:0+900@352800/2352", "", 0, "no pause in the image: silence");
	fresh();
	n.track[2].pause_at = n.track[2].start_at;
	n.track[1].end_at = 500 * SECTOR;
	is("0:0+500@0/2352 S150 1:0+400@1528800/2352", "", 0, "a hole in the image is silence on the disc");
	fresh();
	n.track[2].pause_at = 650 * SECTOR;
	n.track[2].start_at = 800 * SECTOR;
	n.track[2].end_at = 1200 * SECTOR;
	n.chain_at = 1200 * SECTOR;
	is("0:0+500@0/2352 1:0+550@1528800/2352", "", 0, "a track elsewhere in the image is another run");
	fresh();
	n.track[2].sector_bytes = 2448;
	n.track[2].start_at = 500 * SECTOR + 150 * 2448;
	n.track[2].end_at = 500 * SECTOR + 550 * 2448;
	n.chain_at = n.track[2].end_at;
	is("0:0+500@0/2352 1:0+550@1176000/2448", "", 0, "a track with subchannel is another run");
	fresh();
	pm_track_set_index(&n.disc->track[2], 0, 500, n.disc->pos);
	n.track[2].pause_at = n.track[2].start_at = 650 * SECTOR;
	n.track[1].end_at = 650 * SECTOR;
	is("0:0+1050@0/2352", "", 0, "an index 00 where index 01 is says there is no pause");
}

static void data(void)
{
	fresh();
	n.track[2].audio = 0;
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_OK, "a data track");
	IS_INT(n.disc->track[2].control, PM_CONTROL_DATA, "is one");
	are_spans("0:0+500@0/2352 S550", "and silence here");
	IS_INT(diags.count, 0, "which is for others to speak of");
	done();
	fresh();
	n.disc->track[1].control = PM_CONTROL_DATA;
	is("S500 0:0+550@1176000/2352", "", 0, "where the marks say so");
	fresh();
	n.track[2].audio = 0;
	n.track[2].sector_bytes = 2048;
	n.track[2].end_at = UINT64_MAX;
	is("0:0+500@0/2352 S550", "", 0, "a data track's places are not looked at");
}

/* Each place of a track wrong by one. */
static void places(void)
{
	fresh();
	n.track[2].known = 0;
	is("0:0+500@0/2352 S550", "- E audio-damaged", PM_POISON_AUDIO, "a track without a place");
	fresh();
	n.track[1].sector_bytes = 2353;
	is("S500 0:0+550@1176000/2352", "- E audio-format", PM_POISON_AUDIO, "sectors of another length");
	fresh();
	n.track[1].sector_bytes = 0;
	is("S500 0:0+550@1176000/2352", "- E audio-format", PM_POISON_AUDIO, "sectors of no length");
	fresh();
	n.track[1].pause_at = n.track[1].start_at + SECTOR;
	is("S500 0:0+550@1176000/2352", "- E audio-damaged", PM_POISON_AUDIO, "a pause behind its start");
	fresh();
	n.track[2].end_at = n.track[2].start_at - SECTOR;
	is("0:0+500@0/2352 S550", "- E audio-damaged", PM_POISON_AUDIO, "an end before its start");
	fresh();
	n.track[1].pause_at = 1;
	is("S500 0:0+550@1176000/2352", "- E audio-damaged", PM_POISON_AUDIO, "a pause of no whole sectors");
	fresh();
	n.track[2].end_at -= 1;
	is("0:0+500@0/2352 S550", "- E audio-damaged", PM_POISON_AUDIO, "a track of no whole sectors");
	fresh();
	n.chain_at -= 1;
	is("0:0+500@0/2352 S550", "- E audio-truncated", PM_POISON_AUDIO, "a track that ends a byte behind the image");
	fresh();
	n.track[1].pause_at = 0;
	n.track[1].start_at = 151 * SECTOR;
	n.track[1].end_at = 501 * SECTOR;
	is("S500 0:0+550@1176000/2352", "- E audio-damaged", PM_POISON_AUDIO, "a pause that begins before -150");
	fresh();
	n.track[2].end_at += SECTOR;
	n.chain_at += SECTOR;
	is("0:0+500@0/2352 S550", "- E audio-damaged", PM_POISON_AUDIO, "a track that ends behind the lead-out");
	fresh();
	n.track[1].end_at = 499 * SECTOR;
	is("S500 0:0+550@1176000/2352", "- E audio-damaged", PM_POISON_AUDIO, "a track that ends before the next one's marks");
	fresh();
	n.track[2].pause_at -= SECTOR;
	is("0:0+500@0/2352 S550", "- E audio-damaged", PM_POISON_AUDIO, "two tracks over each other");
	fresh();
	n.track[1] = (struct pm_nrg_track){1, 1, SECTOR, 0, UINT64_MAX / SECTOR * SECTOR, UINT64_MAX, n.disc->pos};
	is("S500 0:0+550@1176000/2352", "- E audio-damaged", PM_POISON_AUDIO, "places as large as numbers go");
}

/* Marks that make no disc: nothing is laid out. */
static void no_disc(const char *findings, unsigned poisoned_track, const char *name)
{
	struct pm_buf b;

	pm_buf_init(&b);
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_OK, name);
	IS_STR(dump_findings(&diags, &b, 0), findings, name);
	IS_INT(n.disc->laid_out, 0, "is not laid out");
	IS_INT(n.disc->span_count, 0, "has no audio");
	IS_INT(n.disc->poisoned, PM_POISON_TRACKS | PM_POISON_AUDIO, "is poisoned");
	if (poisoned_track)
		IS_INT(n.disc->track[poisoned_track].poisoned, PM_POISON_TIMES, "as are the times of its track");
	pm_buf_release(&b);
	done();
}

static void marks(void)
{
	fresh();
	n.disc->track[2].index[1].lba = PM_LBA_NONE;
	no_disc("- E index-count", 2, "a track without index 01");
	fresh();
	n.disc->track[2].index[1].lba = 349;
	no_disc("- E index-order", 2, "an index 01 before its index 00");
	fresh();
	n.disc->track[1].index[1].lba = 350;
	no_disc("- E index-order", 2, "a track that begins where the one before does");
	fresh();
	pm_track_set_index(&n.disc->track[1], 2, 0, n.disc->pos);
	no_disc("- E index-order", 1, "an index 02 at index 01");
	fresh();
	n.disc->leadout_lba = 500;
	no_disc("- E index-past-end", 0, "a lead-out at the last mark");
	fresh();
	n.have_leadout = 0;
	no_disc("- E index-past-end", 0, "no lead-out");
	fresh();
	pm_track_set_index(&n.disc->track[4], 1, 800, n.disc->pos);
	no_disc("- E index-count", 3, "a track number left out");
	fresh();
	n.track[99].known = 1;
	n.track[99].audio = 1;
	n.disc->leadout_lba = 900;
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_OK, "a place without marks");
	IS_INT(n.disc->last_track, 99, "is a track");
	IS_INT(n.disc->laid_out, 0, "that makes no disc");
	done();
	fresh();
	n.disc->leadout_lba = 501;
	n.track[2].end_at = 651 * SECTOR;
	is("0:0+651@0/2352", "", 0, "a last track of one sector");
	fresh();
	n.disc->track[1].index[1].lba = n.disc->track[2].index[0].lba = n.disc->track[2].index[1].lba = PM_LBA_NONE;
	n.track[1].known = n.track[2].known = 0;
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_E_FORMAT, "no tracks");
	IS_STR(err.message, "'/x/a.nrg' is an image without tracks", "says so");
	done();
	fresh();
	n.disc->track[1].index[1].lba = -150;
	n.track[1].start_at = 0;
	IS_INT(pm_nrg_lay_out(&n, "/x/a.nrg"), PM_OK, "an index 01 at -150");
	IS_INT(n.disc->track[1].index[0].lba, PM_LBA_NONE, "has no pause");
	are_spans("0:0+1050@0/2352", "and its audio");
	done();
}

int main(void)
{
	good();
	data();
	places();
	marks();
	return tap_done();
}
