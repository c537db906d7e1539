/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.c - what a PQ sheet says of a disc (report/fields.h).  Layer 5. */
#include "report/fields.h"

#include <string.h>

#include "report/json.h"

int pm_times_known(const struct pm_disc *disc) { return disc->laid_out && !(disc->poisoned & PM_POISON_TIMES); }

int pm_track_placed(const struct pm_disc *disc, unsigned track)
{
	return disc->laid_out && !(disc->track[track].poisoned & PM_POISON_PLACE) && disc->track[track].index[1].lba != PM_LBA_NONE;
}

uint32_t pm_track_known_length(const struct pm_disc *disc, unsigned track)
{
	int end_known = track < disc->last_track ? pm_track_placed(disc, track + 1) : pm_times_known(disc);

	return end_known && pm_track_placed(disc, track) ? pm_track_length_sectors(disc, track) : 0;
}

int pm_facts_of(struct pm_facts *facts, const struct pm_disc *disc)
{
	struct pm_toc toc;
	int status = PM_OK;

	memset(facts, 0, sizeof(*facts));
	facts->disc = disc;
	facts->has_ids = pm_times_known(disc) && pm_toc_of_disc(disc, &toc) == PM_OK && (status = pm_ids_of_toc(&toc, &facts->ids)) == PM_OK;
	return status == PM_E_NOMEM ? status : PM_OK;
}

const char *pm_first_text(const struct pm_disc *disc, unsigned track, enum pm_text_field field)
{
	int b;

	for (b = 0; b < PM_BLOCKS; b++)
		if (disc->block[b].present && disc->block[b].of[track].field[field])
			return disc->block[b].of[track].field[field];
	return NULL;
}

const char *pm_text_label(enum pm_text_field field, unsigned track)
{
	switch (field) {
	case PM_TEXT_TITLE: return track ? "Title" : "Album";
	case PM_TEXT_PERFORMER: return track ? "Performer" : "Artist";
	case PM_TEXT_SONGWRITER: return "Songwriter";
	case PM_TEXT_COMPOSER: return "Composer";
	case PM_TEXT_ARRANGER: return "Arranger";
	case PM_TEXT_MESSAGE: return "Message";
	case PM_TEXT_DISC_ID: return "Disc ID";
	case PM_TEXT_GENRE: return "Genre";
	case PM_TEXT_CLOSED: return "Closed info";
	case PM_TEXT_CODE: return track ? "ISRC" : "UPC/EAN";
	case PM_TEXT_FIELDS: break;
	}
	return "";
}

static void add_if(struct pm_buf *out, const char *text)
{
	if (text)
		pm_buf_add_str(out, text);
}

/* ---- of the disc ---- */

static void get_album(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	add_if(out, pm_first_text(f->disc, 0, PM_TEXT_TITLE));
}
static void get_artist(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	add_if(out, pm_first_text(f->disc, 0, PM_TEXT_PERFORMER));
}
static void get_upc(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	pm_buf_add_str(out, f->disc->mcn.text);
}
static void get_master_id(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	add_if(out, f->disc->master_id);
}
static void get_label(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	add_if(out, f->disc->label);
}
static void get_release_date(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	add_if(out, f->disc->release_date);
}
static void get_source(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	static const char *const kind_name[] = {
		[PM_KIND_NONE] = "", [PM_KIND_SHEET] = "track sheet", [PM_KIND_CUE] = "cue sheet", [PM_KIND_TOC] = "cdrdao TOC",
		[PM_KIND_DDP] = "DDP fileset", [PM_KIND_DRIVE] = "drive", [PM_KIND_IMAGE] = "disc image", [PM_KIND_SUBCODE] = "subcode",
	};

	(void)track;
	add_if(out, f->disc->source_name);
	if (f->disc->source_name && kind_name[f->disc->kind][0])
		pm_buf_printf(out, " (%s)", kind_name[f->disc->kind]);
}
static void get_track_count(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	const struct pm_disc *disc = f->disc;

	(void)track;
	pm_buf_printf(out, "%d", disc->last_track ? disc->last_track - disc->first_track + 1 : 0);
	if (disc->first_track > 1)
		pm_buf_printf(out, " (%d to %d)", disc->first_track, disc->last_track);
}
/* From the first index 01 to the lead-out: what a player shows. */
static void get_playing_time(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	int32_t first = f->disc->last_track ? f->disc->track[f->disc->first_track].index[1].lba : PM_LBA_NONE;
	char text[PM_MSF_BYTES];

	(void)track;
	if (pm_times_known(f->disc) && first != PM_LBA_NONE && first <= f->disc->leadout_lba)
		pm_buf_add_str(out, pm_sectors_text((uint32_t)(f->disc->leadout_lba - first), text));
}
/* From 00:00:00 with the first pause: what a plant counts, and the absolute time of the lead-out. */
static void get_total_time(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	char text[PM_MSF_BYTES];

	(void)track;
	if (pm_times_known(f->disc) && f->disc->leadout_lba >= PM_LBA_FIRST)
		pm_buf_add_str(out, pm_sectors_text((uint32_t)(f->disc->leadout_lba - PM_LBA_FIRST), text));
}
const struct pm_field pm_disc_fields[] = {
	{ "album", "Album", PM_ALIGN_LEFT, get_album },
	{ "artist", "Artist", PM_ALIGN_LEFT, get_artist },
	{ "upc", "UPC/EAN", PM_ALIGN_LEFT, get_upc },
	{ "master_id", "Master ID", PM_ALIGN_LEFT, get_master_id },
	{ "label", "Label", PM_ALIGN_LEFT, get_label },
	{ "release_date", "Release date", PM_ALIGN_LEFT, get_release_date },
	{ "source", "Source", PM_ALIGN_LEFT, get_source },
	{ "track_count", "Tracks", PM_ALIGN_LEFT, get_track_count },
	{ "playing_time", "Playing time", PM_ALIGN_LEFT, get_playing_time },
	{ "total_time", "Total time", PM_ALIGN_LEFT, get_total_time },
};
const size_t pm_disc_field_count = sizeof(pm_disc_fields) / sizeof(pm_disc_fields[0]);

static void get_musicbrainz(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	pm_buf_add_str(out, f->ids.musicbrainz);
}
static void get_freedb(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	pm_buf_add_str(out, f->ids.freedb);
}
static void get_accuraterip(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	pm_buf_add_str(out, f->ids.accuraterip);
}
static void get_ctdb(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)track;
	pm_buf_add_str(out, f->ids.ctdb);
}

const struct pm_field pm_id_fields[] = {
	{ "musicbrainz", "MusicBrainz", PM_ALIGN_LEFT, get_musicbrainz },
	{ "freedb", "FreeDB", PM_ALIGN_LEFT, get_freedb },
	{ "accuraterip", "AccurateRip", PM_ALIGN_LEFT, get_accuraterip },
	{ "ctdb", "CTDB", PM_ALIGN_LEFT, get_ctdb },
};
const size_t pm_id_field_count = sizeof(pm_id_fields) / sizeof(pm_id_fields[0]);

/* ---- of a track ---- */

static void get_number(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	(void)f;
	pm_buf_printf(out, "%u", track);
}
static void get_title(const struct pm_facts *f, unsigned track, struct pm_buf *out) { add_if(out, pm_first_text(f->disc, track, PM_TEXT_TITLE)); }
static void get_performer(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	add_if(out, pm_first_text(f->disc, track, PM_TEXT_PERFORMER));
}
static void get_pause(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	uint32_t sectors = pm_track_placed(f->disc, track) ? pm_track_pregap_sectors(f->disc, track) : 0;
	char text[PM_MSF_BYTES];

	if (sectors)
		pm_buf_add_str(out, pm_sectors_text(sectors, text));
}
static void get_start(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	char text[PM_MSF_BYTES];

	if (pm_track_placed(f->disc, track))
		pm_buf_add_str(out, pm_msf_text(f->disc->track[track].index[1].lba, text));
}
static void get_length(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	uint32_t sectors = pm_track_known_length(f->disc, track);
	char text[PM_MSF_BYTES];

	if (sectors)
		pm_buf_add_str(out, pm_sectors_text(sectors, text));
}
static void get_isrc(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	const char *code = f->disc->track[track].isrc.text;

	if (strlen(code) == 12)
		pm_buf_printf(out, "%.2s-%.3s-%.2s-%.5s", code, code + 2, code + 5, code + 7);
}
static void get_flags(const struct pm_facts *f, unsigned track, struct pm_buf *out)
{
	const struct pm_track *t = &f->disc->track[track];
	const struct { int on; const char *name; } flag[] = {
		{ t->control & PM_CONTROL_COPY, "DCP" }, { t->control & PM_CONTROL_FOUR, "4CH" }, { t->control & PM_CONTROL_PRE, "PRE" },
		{ t->scms, "SCMS" }, { t->control & PM_CONTROL_DATA, "DATA" },
	};
	size_t i, start = out->length_bytes;

	for (i = 0; i < sizeof(flag) / sizeof(flag[0]); i++)
		if (flag[i].on)
			pm_buf_printf(out, "%s%s", out->length_bytes > start ? " " : "", flag[i].name);
}

const struct pm_field pm_track_fields[] = {
	{ "number", "#", PM_ALIGN_RIGHT, get_number },
	{ "title", "Title", PM_ALIGN_LEFT, get_title },
	{ "performer", "Performer", PM_ALIGN_LEFT, get_performer },
	{ "pause", "Pause", PM_ALIGN_LEFT, get_pause },
	{ "start", "Start", PM_ALIGN_LEFT, get_start },
	{ "length", "Length", PM_ALIGN_LEFT, get_length },
	{ "isrc", "ISRC", PM_ALIGN_LEFT, get_isrc },
	{ "flags", "Flags", PM_ALIGN_LEFT, get_flags },
};
const size_t pm_track_field_count = sizeof(pm_track_fields) / sizeof(pm_track_fields[0]);
