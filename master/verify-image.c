/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verify-image.c - the sheet takes the image as it lies: whole, in order, every sample once.  A cue sheet cannot say otherwise; a TOC can.
 * Layer 5.  Source: contract section 5.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/path.h"
#include "master/verify-set.h"
#include "subcode/layout.h"

static struct pm_diag *say(struct pm_session *s, const struct pm_disc *disc, enum pm_diag_id id, uint64_t at, uint64_t count, const char *what)
{
	char time[PM_MSF_BYTES];

	return pm_diag_add(&s->diags, id, disc->file[0].pos, "%" PRIu64 " sample%s of '%s', from %s on, %s %s", count, count == 1 ? "" : "s",
	                   pm_path_base(disc->file[0].path), pm_sectors_text((uint32_t)(at / PM_SECTOR_SAMPLES), time), count == 1 ? "is" : "are", what);
}

static void say_unused(struct pm_session *s, const struct pm_disc *disc, uint64_t at, uint64_t count)
{
	pm_diag_hint(say(s, disc, PM_DIAG_AUDIO_DROPPED, at, count, "not used"), "the sheet may belong to another image");
}

/* What lies in the image between the pieces that the sheet takes, and behind the last one. */
static void verify_use(struct pm_session *s, const struct pm_disc *disc, int with_end)
{
	uint64_t next = 0, length = disc->file[0].length_samples;
	size_t i;

	for (i = 0; i < disc->span_count; i++) {
		const struct pm_span *span = &disc->span[i];

		if (span->file == PM_FILE_SILENCE)
			continue;
		if (span->start_samples > next) {
			say_unused(s, disc, next, span->start_samples - next);
		} else if (span->start_samples < next) {
			uint64_t twice = next - span->start_samples;

			say(s, disc, PM_DIAG_AUDIO_SAME, span->start_samples, twice < span->length_samples ? twice : span->length_samples, "used twice");
		}
		next = span->start_samples + span->length_samples;
	}
	if (with_end && next < length)
		say_unused(s, disc, next, length - next);
}

/* Sector n of the image has the subcode of LBA n: the first one that the sheet puts elsewhere.  1: there is one, and it is reported. */
static int verify_places(struct pm_session *s, const struct pm_disc *disc)
{
	size_t i;

	for (i = 0; i < disc->span_count; i++) {
		const struct pm_span *span = &disc->span[i];
		uint64_t lead = (uint64_t)-PM_LBA_FIRST * PM_SECTOR_SAMPLES;
		unsigned sector = (unsigned)(span->start_samples / PM_SECTOR_SAMPLES);

		if (span->file == PM_FILE_SILENCE || span->at_samples == span->start_samples + lead)
			continue;
		pm_diag_add(&s->diags, PM_DIAG_SUBCODE_MISMATCH, disc->file[0].pos,
		            "LBA %d is taken from sector %u of '%s', whose subcode is that of LBA %u",
		            (int)(span->at_samples / PM_SECTOR_SAMPLES) + PM_LBA_FIRST, sector, pm_path_base(disc->file[0].path), sector);
		return 1;
	}
	return 0;
}

void pm_verify_image(struct pm_session *s, const struct pm_disc *disc, const struct pm_set_place *set)
{
	const struct pm_file *image = pm_raw_image(disc);
	int inside = image && image->sector_stride_bytes == PM_RAW96_SECTOR_BYTES;
	char *sub;

	if (!image || !disc->laid_out || (disc->poisoned & (PM_POISON_AUDIO | PM_POISON_TIMES)))
		return;
	sub = inside ? NULL : pm_set_file(set, ".sub");
	/* Of subcode in the image itself the length is compared sector by sector. */
	if (!(inside || sub) || !verify_places(s, disc))
		verify_use(s, disc, !inside);
	free(sub);
}
