/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c - findings and discs as JSON (report/json.h).  Layer 5.  Source: contract sections 6 and 7. */
#include "report/json.h"

#include <string.h>

#include <jansson.h>

#include "base/charset.h"
#include "disc/ids.h"
#include "report/fields.h"
#include "report/isrc.h"

/* Compact would be one line of many kilobytes; two blanks keep it readable and diffable. */
#define DUMP_FLAGS (JSON_INDENT(2) | JSON_PRESERVE_ORDER)

const char *pm_kind_key(enum pm_kind kind)
{
	switch (kind) {
	case PM_KIND_SHEET: return "sheet";
	case PM_KIND_CUE: return "cue";
	case PM_KIND_TOC: return "toc";
	case PM_KIND_DDP: return "ddp";
	case PM_KIND_DRIVE: return "drive";
	case PM_KIND_IMAGE: return "image";
	case PM_KIND_SUBCODE: return "subcode";
	case PM_KIND_NONE: break;
	}
	return "";
}

const char *pm_from_key(enum pm_from from)
{
	switch (from) {
	case PM_FROM_SHEET: return "sheet";
	/* The contract's list of words is closed: a cue sheet's is a TOC's too, and the PQ's DDPID's. */
	case PM_FROM_CUE:
	case PM_FROM_TOC: return "cue";
	case PM_FROM_Q: return "q";
	case PM_FROM_PQ:
	case PM_FROM_DDPID: return "pq";
	case PM_FROM_CDTEXT: return "cdtext";
	case PM_FROM_TAG: return "tag";
	case PM_FROM_OPTION: return "option";
	case PM_FROM_NONE: break;
	}
	return "";
}

/* jansson refuses ill-formed UTF-8, and a file name may be any bytes. */
static json_t *text_or_null(const char *text)
{
	struct pm_buf clean;
	json_t *value;
	size_t at = 0, length;

	if (!text)
		return json_null();
	length = strlen(text);
	if (pm_utf8_valid(text, length))
		return json_stringn(text, length);
	pm_buf_init(&clean);
	while (at < length)
		pm_utf8_put(&clean, (uint32_t)pm_utf8_next(text, length, &at));
	value = clean.failed ? NULL : json_stringn(pm_buf_str(&clean), clean.length_bytes);
	pm_buf_release(&clean);
	return value;
}

static json_t *code_or_null(const char *code) { return text_or_null(code[0] ? code : NULL); }

/* A NULL value (memory) makes json_object_set_new fail; *bad collects that, so that callers ask once. */
static void set(json_t *object, const char *key, json_t *value, int *bad) { *bad |= json_object_set_new(object, key, value) != 0; }
static void push(json_t *array, json_t *value, int *bad) { *bad |= json_array_append_new(array, value) != 0; }

static int add_part(const char *part, size_t length_bytes, void *out)
{
	pm_buf_add(out, part, length_bytes);
	return ((struct pm_buf *)out)->failed ? -1 : 0;
}

/* Into our own buffer, which remembers that memory was out: jansson does not look whether a key could be added to its own. */
static int dump(json_t *root, int bad, struct pm_buf *out)
{
	int done = !bad && root && json_dump_callback(root, add_part, out, DUMP_FLAGS) == 0;

	if (done)
		pm_buf_add_char(out, '\n');
	json_decref(root);
	return done && !out->failed ? PM_OK : PM_E_NOMEM;
}

/* ---- findings ---- */

static void set_place(json_t *object, const struct pm_pos *pos, int *bad)
{
	unsigned line, column;
	int known = pos->source && pos->offset_bytes != PM_NOWHERE;

	set(object, "file", text_or_null(pos->source ? pos->source->name : NULL), bad);
	if (known && pos->source->is_text) {
		pm_source_line_column(pm_pos_lines(pos), pos->offset_bytes, &line, &column);
		set(object, "line", json_integer(line), bad);
		set(object, "column", json_integer(column), bad);
		set(object, "offset", json_null(), bad);
		return;
	}
	set(object, "line", json_null(), bad);
	set(object, "column", json_null(), bad);
	set(object, "offset", known ? json_integer((json_int_t)pos->offset_bytes) : json_null(), bad);
}

static json_t *finding(const struct pm_diag *d, int *bad)
{
	json_t *object = json_object();

	set(object, "id", json_string(pm_diag_id_text(d->id)), bad);
	set(object, "severity", json_string(pm_severity_text(d->severity)), bad);
	set_place(object, &d->pos, bad);
	set(object, "track", d->track < 0 ? json_null() : json_integer(d->track), bad);
	set(object, "message", text_or_null(d->message), bad);
	set(object, "hint", text_or_null(d->hint), bad);
	if (d->allowed)
		set(object, "allowed", json_true(), bad);
	return object;
}

static json_t *files_of(const struct pm_written_set *written, int *bad)
{
	json_t *array = json_array(), *object;
	size_t i;

	for (i = 0; written && i < written->count; i++) {
		object = json_object();
		set(object, "name", text_or_null(written->file[i].name), bad);
		set(object, "bytes", json_integer((json_int_t)written->file[i].bytes), bad);
		set(object, "md5", text_or_null(written->file[i].md5), bad);
		push(array, object, bad);
	}
	return array;
}

static void push_origin(json_t *array, const char *field, enum pm_from from, int *bad)
{
	json_t *object;

	if (from == PM_FROM_NONE)
		return;
	object = json_object();
	set(object, "field", json_string(field), bad);
	set(object, "from", json_string(pm_from_key(from)), bad);
	push(array, object, bad);
}

static json_t *provenance_of(const struct pm_disc *disc, int *bad)
{
	json_t *array = json_array();
	char field[32];
	unsigned n;

	if (!disc)
		return array;
	if (disc->mcn.text[0])
		push_origin(array, "mcn", disc->mcn_from, bad);
	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++)
		if (disc->track[n].isrc.text[0]) {
			snprintf(field, sizeof(field), "tracks[%u].isrc", n);
			push_origin(array, field, disc->track[n].isrc_from, bad);
		}
	return array;
}

int pm_json_findings(const struct pm_json_findings *what, struct pm_buf *out)
{
	const struct pm_diags *diags = what->diags;
	json_t *root = json_object(), *list = json_array();
	int bad = 0;
	size_t i;

	set(root, "schema", json_string("premaster.findings.v1"), &bad);
	for (i = 0; i < what->source_count; i++)
		push(list, text_or_null(what->sources[i]), &bad);
	set(root, "sources", list, &bad);
	set(root, "errors", json_integer((json_int_t)diags->count_of[PM_ERROR]), &bad);
	set(root, "warnings", json_integer((json_int_t)diags->count_of[PM_WARNING]), &bad);
	set(root, "notes", json_integer((json_int_t)diags->count_of[PM_NOTE]), &bad);
	list = json_array();
	for (i = 0; i < diags->count; i++)
		push(list, finding(&diags->list[i], &bad), &bad);
	set(root, "findings", list, &bad);
	if (what->is_build) {
		set(root, "output", text_or_null(what->output), &bad);
		set(root, "files", files_of(what->written, &bad), &bad);
		set(root, "provenance", provenance_of(what->disc, &bad), &bad);
	}
	return dump(root, bad, out);
}

/* ---- the disc ---- */

static json_t *lba_or_null(int32_t lba) { return lba == PM_LBA_NONE ? json_null() : json_integer(lba); }

static json_t *indexes_of(const struct pm_track *track, int *bad)
{
	json_t *array = json_array(), *object;
	char msf[PM_MSF_BYTES];
	unsigned i;

	for (i = 0; i < 100; i++) {
		if (track->index[i].lba == PM_LBA_NONE)
			continue;
		object = json_object();
		set(object, "number", json_integer((json_int_t)i), bad);
		set(object, "lba", json_integer(track->index[i].lba), bad);
		set(object, "msf", json_string(pm_msf_text(track->index[i].lba, msf)), bad);
		push(array, object, bad);
	}
	return array;
}

static json_t *track_of(const struct pm_disc *disc, unsigned n, int *bad)
{
	const struct pm_track *track = &disc->track[n];
	json_t *object = json_object();
	int adrift = disc->laid_out && (track->poisoned & PM_POISON_PLACE), placed = pm_track_placed(disc, n);
	uint32_t length = pm_track_known_length(disc, n);

	set(object, "number", json_integer((json_int_t)n), bad);
	set(object, "isrc", code_or_null(track->isrc.text), bad);
	set(object, "pre_emphasis", json_boolean(track->control & PM_CONTROL_PRE), bad);
	set(object, "copy_permitted", json_boolean(track->control & PM_CONTROL_COPY), bad);
	set(object, "four_channel", json_boolean(track->control & PM_CONTROL_FOUR), bad);
	set(object, "scms", json_boolean(track->scms), bad);
	set(object, "pregap_sectors", placed ? json_integer((json_int_t)pm_track_pregap_sectors(disc, n)) : json_null(), bad);
	set(object, "start_lba", lba_or_null(adrift ? PM_LBA_NONE : track->index[1].lba), bad);
	set(object, "length_sectors", length ? json_integer((json_int_t)length) : json_null(), bad);
	set(object, "indexes", adrift ? json_array() : indexes_of(track, bad), bad);
	return object;
}

/* Adds the texts that are there; returns how many. */
static int set_texts(json_t *object, const struct pm_block *block, int n, int *bad)
{
	const struct pm_text *text = &block->of[n];
	int f, count = 0;

	for (f = 0; f < PM_TEXT_FIELDS; f++) {
		if (text->field[f]) {
			set(object, pm_text_key((enum pm_text_field)f, n), text_or_null(text->field[f]), bad);
			count++;
		}
		if (f == PM_TEXT_GENRE && n == 0 && block->genre_code) {
			set(object, "genre_code", json_integer(block->genre_code), bad);
			count++;
		}
	}
	return count;
}

static json_t *block_of(const struct pm_disc *disc, int b, int *bad)
{
	const struct pm_block *block = &disc->block[b];
	json_t *object = json_object(), *texts = json_object(), *tracks = json_array();
	int n;

	set(object, "block", json_integer(b), bad);
	set(object, "language", text_or_null(pm_language_name(block->language)), bad);
	set(object, "charset", text_or_null(pm_charset_name(block->charset)), bad);
	set_texts(texts, block, 0, bad);
	set(object, "disc", texts, bad);
	for (n = 1; n <= disc->last_track && n < 100; n++) {
		texts = json_object();
		set(texts, "number", json_integer(n), bad);
		if (set_texts(texts, block, n, bad))
			push(tracks, texts, bad);
		else
			json_decref(texts);
	}
	set(object, "tracks", tracks, bad);
	return object;
}

/* A CD-Text block with nothing to say (a sheet without texts) is not on the disc. */
static int block_says_anything(const struct pm_disc *disc, int b)
{
	const struct pm_block *block = &disc->block[b];
	int n, f;

	for (n = 0; block->present && n <= disc->last_track && n < 100; n++)
		for (f = 0; f < PM_TEXT_FIELDS; f++)
			if (block->of[n].field[f])
				return 1;
	return 0;
}

static json_t *ids_of(const struct pm_disc *disc, int *bad)
{
	json_t *object = json_object();
	struct pm_toc toc;
	struct pm_ids ids;
	int status = PM_OK;

	memset(&ids, 0, sizeof(ids));
	if (!pm_times_known(disc) || pm_toc_of_disc(disc, &toc) != PM_OK || (status = pm_ids_of_toc(&toc, &ids)) != PM_OK)
		memset(&ids, 0, sizeof(ids));
	*bad |= status == PM_E_NOMEM;
	set(object, "musicbrainz", code_or_null(ids.musicbrainz), bad);
	set(object, "freedb", code_or_null(ids.freedb), bad);
	set(object, "accuraterip", code_or_null(ids.accuraterip), bad);
	set(object, "ctdb", code_or_null(ids.ctdb), bad);
	return object;
}

int pm_json_disc(const struct pm_disc *disc, struct pm_buf *out)
{
	json_t *root = json_object(), *list = json_array();
	int bad = 0, b;
	unsigned n;

	set(root, "schema", json_string("premaster.disc.v1"), &bad);
	set(root, "source", text_or_null(disc->source_name), &bad);
	set(root, "kind", text_or_null(disc->kind == PM_KIND_NONE ? NULL : pm_kind_key(disc->kind)), &bad);
	set(root, "mcn", code_or_null(disc->mcn.text), &bad);
	set(root, "master_id", text_or_null(disc->master_id), &bad);
	set(root, "first_lba", json_integer(PM_LBA_FIRST), &bad);
	set(root, "leadout_lba", pm_times_known(disc) ? lba_or_null(disc->leadout_lba) : json_null(), &bad);
	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++)
		push(list, track_of(disc, n, &bad), &bad);
	set(root, "tracks", list, &bad);
	list = json_array();
	for (b = 0; b < PM_BLOCKS; b++)
		if (block_says_anything(disc, b))
			push(list, block_of(disc, b, &bad), &bad);
	set(root, "cdtext", list, &bad);
	set(root, "ids", ids_of(disc, &bad), &bad);
	return dump(root, bad, out);
}

/* ---- a comparison ---- */

static json_t *ranges_of(const struct pm_audio_match *match, int *bad)
{
	json_t *array = json_array(), *object;
	size_t i;

	for (i = 0; i < match->range_count; i++) {
		object = json_object();
		set(object, "track", json_integer(match->range[i].track), bad);
		set(object, "first_sample", json_integer((json_int_t)match->range[i].first_sample), bad);
		set(object, "count", json_integer((json_int_t)match->range[i].count), bad);
		push(array, object, bad);
	}
	return array;
}

static json_t *crc(uint32_t value)
{
	char text[9];

	snprintf(text, sizeof(text), "%08lx", (unsigned long)value);
	return json_string(text);
}

static json_t *sums_of(const struct pm_disc *disc, const struct pm_sums *sums, int *bad)
{
	json_t *array = json_array(), *object;
	unsigned n;

	for (n = disc->first_track; n && n <= disc->last_track && n < 100; n++) {
		object = json_object();
		set(object, "number", json_integer((json_int_t)n), bad);
		set(object, "ar1", crc(sums->track[n].ar1), bad);
		set(object, "ar2", crc(sums->track[n].ar2), bad);
		set(object, "ctdb", crc(sums->track[n].ctdb), bad);
		push(array, object, bad);
	}
	return array;
}

static json_t *audio_of(const struct pm_comparison *r, int *bad)
{
	json_t *object = json_object();

	set(object, "equal", r->match ? json_boolean(r->match->equal) : json_null(), bad);
	set(object, "offset_samples", r->match ? json_integer((json_int_t)r->match->offset_samples) : json_null(), bad);
	set(object, "ranges", r->match ? ranges_of(r->match, bad) : json_array(), bad);
	set(object, "tracks", r->match ? sums_of(r->a, &r->match->sums_a, bad) : json_array(), bad);
	if (r->match && r->match->lost_samples)
		set(object, "lost_samples", json_integer((json_int_t)r->match->lost_samples), bad);
	if (r->match && r->match->ranges_cut)
		set(object, "ranges_cut", json_true(), bad);
	return object;
}

int pm_json_compare(const struct pm_comparison *r, struct pm_buf *out)
{
	json_t *root = json_object(), *list = json_array(), *object;
	int bad = 0;
	size_t i;

	set(root, "schema", json_string("premaster.compare.v1"), &bad);
	set(root, "equal", json_boolean(r->equal), &bad);
	set(root, "verdict", json_string(pm_verdict_key(r->verdict)), &bad);
	for (i = 0; i < r->not_compared_count; i++)
		push(list, json_string(r->not_compared[i]), &bad);
	set(root, "not_compared", list, &bad);
	set(root, "audio", audio_of(r, &bad), &bad);
	list = json_array();
	for (i = 0; i < r->diff->count; i++) {
		object = json_object();
		set(object, "field", json_string(r->diff->list[i].field), &bad);
		set(object, "a", text_or_null(r->diff->list[i].a), &bad);
		set(object, "b", text_or_null(r->diff->list[i].b), &bad);
		push(list, object, &bad);
	}
	set(root, "differences", list, &bad);
	return dump(root, bad, out);
}

/* ---- codes with their evidence ---- */

static json_t *count_or_null(const struct pm_vote *vote, uint32_t count)
{
	return vote->state == PM_VOTE_DECLARED ? json_null() : json_integer((json_int_t)count);
}

static void set_vote(json_t *object, const char *key, const struct pm_vote *vote, int *bad)
{
	json_t *dissent = json_array(), *other;
	uint32_t i;

	set(object, key, code_or_null(vote->code), bad);
	set(object, "state", json_string(pm_vote_state_text(vote->state)), bad);
	set(object, "votes", count_or_null(vote, vote->votes), bad);
	set(object, "frames", count_or_null(vote, vote->frames), bad);
	for (i = 0; i < vote->dissent_count && i < PM_VOTE_DISSENT_MAX; i++) {
		other = json_object();
		set(other, key, code_or_null(vote->dissent[i].code), bad);
		set(other, "votes", json_integer((json_int_t)vote->dissent[i].votes), bad);
		push(dissent, other, bad);
	}
	set(object, "dissent", dissent, bad);
	set(object, "q_good", count_or_null(vote, vote->q_good), bad);
	set(object, "q_bad", count_or_null(vote, vote->q_bad), bad);
	set(object, "first_lba", lba_or_null(vote->first_lba), bad);
}

int pm_json_isrc(const struct pm_isrc_view *view, struct pm_buf *out)
{
	json_t *root = json_object(), *list = json_array(), *object = json_object();
	int bad = 0;
	unsigned t;

	set(root, "schema", json_string("premaster.isrc.v1"), &bad);
	set(root, "source", text_or_null(view->source), &bad);
	set(root, "method", json_string(pm_method_text(view->method)), &bad);
	set_vote(object, "value", &view->votes->mcn, &bad);
	set(root, "mcn", object, &bad);
	for (t = view->disc->first_track; t && t <= view->disc->last_track && t < 100; t++) {
		if (view->disc->track[t].control & PM_CONTROL_DATA)
			continue;
		object = json_object();
		set(object, "number", json_integer((json_int_t)t), &bad);
		set_vote(object, "isrc", &view->votes->track[t], &bad);
		push(list, object, &bad);
	}
	set(root, "tracks", list, &bad);
	return dump(root, bad, out);
}
