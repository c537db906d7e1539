/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ids.c - MusicBrainz and FreeDB ids by libdiscid; AccurateRip and CTDB ids by arithmetic.  Layer 1.
 * Source: shared/reference/identifiers.md section 4 (recomputed there against published ids).
 */
#include "disc/ids.h"

#include <discid/discid.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"

#define SESSION_GAP_SECTORS 11400 /* lead-out 6750, lead-in 4500, pregap 150 between the sessions of a CD-Extra */
#define CTDB_FIELDS 100
#define SHA1_BYTES 20

/* The audio tracks alone, in order. */
struct audio {
	size_t count;
	int32_t lba[99];
	uint8_t last_number;
	int32_t end_lba; /* end of the last one */
};

int pm_toc_of_disc(const struct pm_disc *disc, struct pm_toc *out)
{
	struct pm_toc toc = {.first_track = disc->first_track, .last_track = disc->last_track, .leadout_lba = disc->leadout_lba,
			     .audio_end_lba = disc->leadout_lba};
	unsigned n;

	if (!disc->laid_out || disc->first_track < 1 || disc->last_track < disc->first_track || disc->last_track > 99)
		return PM_E_RANGE;
	for (n = disc->first_track; n <= disc->last_track; n++) {
		if (disc->track[n].index[1].lba == PM_LBA_NONE)
			return PM_E_RANGE;
		toc.track[n] = (struct pm_toc_entry){disc->track[n].index[1].lba, disc->track[n].control};
	}
	if (disc->audio_end_lba != PM_LBA_NONE && disc->audio_end_lba < disc->leadout_lba)
		toc.audio_end_lba = disc->audio_end_lba;
	*out = toc;
	return PM_OK;
}

static int is_in_order(const struct pm_toc *toc)
{
	unsigned n;

	if (toc->first_track < 1 || toc->last_track < toc->first_track || toc->last_track > 99)
		return 0;
	if (toc->track[toc->first_track].lba < PM_LBA_FIRST || toc->leadout_lba > PM_LBA_MAX || toc->audio_end_lba > toc->leadout_lba)
		return 0;
	for (n = toc->first_track; n < toc->last_track; n++)
		if (toc->track[n + 1].lba <= toc->track[n].lba)
			return 0;
	return toc->leadout_lba > toc->track[toc->last_track].lba;
}

static int find_audio(const struct pm_toc *toc, struct audio *out)
{
	int32_t data_lba;
	unsigned n;

	memset(out, 0, sizeof *out);
	for (n = toc->first_track; n <= toc->last_track; n++) {
		if (toc->track[n].control & PM_CONTROL_DATA)
			continue;
		out->lba[out->count++] = toc->track[n].lba;
		out->last_number = (uint8_t)n;
	}
	if (out->count == 0)
		return PM_E_RANGE;
	out->end_lba = toc->audio_end_lba;
	/* Data behind the last audio and no word of sessions: a CD-Extra, if it leaves room for the gap. */
	if (out->last_number < toc->last_track) {
		data_lba = toc->track[out->last_number + 1].lba;
		if (out->end_lba > data_lba)
			out->end_lba = data_lba - SESSION_GAP_SECTORS > out->lba[out->count - 1] ? data_lba - SESSION_GAP_SECTORS : data_lba;
	}
	return out->end_lba > out->lba[out->count - 1] ? PM_OK : PM_E_RANGE;
}

/* Gives libdiscid the tracks up to `last`. */
static int put(DiscId *id, const struct pm_toc *toc, unsigned last, int32_t leadout_lba)
{
	int offsets[100] = {0};
	unsigned n;

	for (n = toc->first_track; n <= last; n++)
		offsets[n] = toc->track[n].lba - PM_LBA_FIRST;
	offsets[0] = leadout_lba - PM_LBA_FIRST;
	return discid_put(id, toc->first_track, (int)last, offsets) ? PM_OK : PM_E_RANGE;
}

/* MusicBrainz leaves out data behind the audio; FreeDB counts every track and the whole disc. */
static int by_libdiscid(const struct pm_toc *toc, const struct audio *audio, struct pm_ids *out)
{
	DiscId *id = discid_new();
	int status;

	if (!id)
		return PM_E_NOMEM;
	status = put(id, toc, audio->last_number, audio->end_lba);
	if (status != PM_OK)
		goto done;
	(void)snprintf(out->musicbrainz, sizeof out->musicbrainz, "%s", discid_get_id(id));
	status = put(id, toc, toc->last_track, toc->leadout_lba);
	if (status == PM_OK)
		(void)snprintf(out->freedb, sizeof out->freedb, "%s", discid_get_freedb_id(id));
done:
	discid_free(id);
	return status;
}

/* Sums of the audio tracks' addresses, counted 1..k whatever their numbers, with the lead-out of the whole disc; modulo 2^32. */
static void accuraterip(const struct pm_toc *toc, const struct audio *audio, struct pm_ids *out)
{
	uint32_t id1 = (uint32_t)toc->leadout_lba, id2 = (uint32_t)(toc->leadout_lba > 1 ? toc->leadout_lba : 1) * (uint32_t)(audio->count + 1);
	size_t i;

	for (i = 0; i < audio->count; i++) {
		id1 += (uint32_t)audio->lba[i];
		id2 += (uint32_t)(audio->lba[i] > 1 ? audio->lba[i] : 1) * (uint32_t)(i + 1);
	}
	(void)snprintf(out->ar1, sizeof out->ar1, "%08" PRIx32, id1);
	(void)snprintf(out->ar2, sizeof out->ar2, "%08" PRIx32, id2);
	(void)snprintf(out->accuraterip, sizeof out->accuraterip, "%s-%s-%s", out->ar1, out->ar2, out->freedb);
}

/* Base 64 with the signs that fit into an address: 20 bytes to 28 characters. */
static void encode(const uint8_t in[SHA1_BYTES], char out[29])
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
	size_t i;

	for (i = 0; i < 7; i++) {
		uint32_t three = (uint32_t)in[3 * i] << 16 | (uint32_t)in[3 * i + 1] << 8 | (i < 6 ? in[3 * i + 2] : 0);

		*out++ = signs[three >> 18 & 63];
		*out++ = signs[three >> 12 & 63];
		*out++ = signs[three >> 6 & 63];
		*out++ = i < 6 ? signs[three & 63] : '-';
	}
	*out = '\0';
}

/* SHA-1 over the distances from the first audio track, of the others and of the end, in 100 fields of eight hex digits. */
static int ctdb(const struct audio *audio, struct pm_ids *out)
{
	struct pm_digest *digest = pm_digest_new(PM_SHA1);
	uint8_t raw[PM_DIGEST_MAX_BYTES];
	char field[9];
	size_t i;
	int status;

	if (!digest)
		return PM_E_NOMEM;
	for (i = 1; i <= CTDB_FIELDS; i++) {
		int32_t distance = i < audio->count ? audio->lba[i] - audio->lba[0] : i == audio->count ? audio->end_lba - audio->lba[0] : 0;

		(void)snprintf(field, sizeof field, "%08" PRIX32, (uint32_t)distance);
		pm_digest_add(digest, field, 8);
	}
	status = pm_digest_raw(digest, raw);
	if (status == PM_OK)
		encode(raw, out->ctdb);
	pm_digest_free(digest);
	return status;
}

int pm_ids_of_toc(const struct pm_toc *toc, struct pm_ids *out)
{
	struct pm_ids ids = {"", "", "", "", "", ""};
	struct audio audio;
	int status;

	if (!is_in_order(toc) || find_audio(toc, &audio) != PM_OK)
		return PM_E_RANGE;
	status = by_libdiscid(toc, &audio, &ids);
	if (status != PM_OK)
		return status;
	accuraterip(toc, &audio, &ids);
	status = ctdb(&audio, &ids);
	if (status == PM_OK)
		*out = ids;
	return status;
}
