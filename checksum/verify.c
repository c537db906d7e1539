/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - the files of a set against the checksum lists beside them.  Layer 3.  Source: shared/reference/ddp.md sections 8 and 11.3. */
#include "checksum/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "checksum/hash.h"
#include "checksum/list.h"

/* One file of the folder. */
struct state {
	unsigned kinds;   /* digests that lists claim, PM_HASH_BIT */
	int in_set;
	int is_list;
	int is_hashed;    /* 1: hex holds */
	char hex[PM_HASH_KINDS][PM_DIGEST_HEX_BYTES];
};

/* Where a claim leads, besides to a file of the folder. */
#define ABSENT PM_FOLDER_NONE
#define PASSED_OVER (PM_FOLDER_NONE - 1)

/* A file that is a piece of the programme, byte for byte: a pass over the programme hashes it. */
struct piece {
	size_t entry;
	int32_t first_lba, end_lba;
	struct pm_hash hash;
	int32_t next_lba[2]; /* what comes next, by side: each has its thread */
};

struct pm_verifier {
	const struct pm_disc *disc;
	struct pm_folder folder;
	int fills_folder;
	struct pm_checksums claims;
	struct state *state;     /* by file of the folder; owned */
	size_t *claimed;         /* by claim: its file, ABSENT or PASSED_OVER; owned */
	const struct pm_source *first_list;
	struct piece *piece;     /* owned */
	size_t piece_count;
	struct pm_hash_progress at;
	struct pm_sources *sources;
	struct pm_diags *diags;
	struct pm_error *err;
};

static int no_memory(struct pm_verifier *v)
{
	return pm_error_set(v->err, PM_E_NOMEM, "out of memory");
}

static void mark_set(struct pm_verifier *v, const struct pm_verify_set *set)
{
	const struct pm_folder *f = &v->folder;
	size_t i;

	for (i = 0; i < set->name_count; i++) {
		size_t entry = pm_folder_find(f, set->name[i].file);

		if (entry != PM_FOLDER_NONE)
			v->state[entry].in_set = 1;
	}
	for (i = 0; i < f->count; i++)
		v->state[i].is_list = !v->state[i].in_set && f->list[i].bytes <= PM_CHECKSUM_FILE_MAX && pm_checksum_is_list(f->list[i].name);
}

/* Names that are or should be in the folder, borrowed. */
static const char **known_names(const struct pm_verifier *v, const struct pm_verify_set *set, size_t *count)
{
	const char **name = calloc(v->folder.count + set->name_count + 1, sizeof *name);
	size_t i, n = 0;

	if (!name)
		return NULL;
	for (i = 0; i < v->folder.count; i++)
		name[n++] = v->folder.list[i].name;
	for (i = 0; i < set->name_count; i++)
		name[n++] = set->name[i].listed;
	*count = n;
	return name;
}

static int read_lists(struct pm_verifier *v, const struct pm_verify_set *set)
{
	size_t i, known_count = 0;
	const char **known = known_names(v, set, &known_count);
	int status = known ? PM_OK : no_memory(v);

	for (i = 0; !status && i < v->folder.count; i++) {
		const struct pm_folder_entry *e = &v->folder.list[i];
		struct pm_source *src = NULL;

		if (!v->state[i].is_list)
			continue;
		status = pm_sources_read_text(v->sources, e->path, e->name, PM_CHECKSUM_FILE_MAX, &src, v->err);
		if (status)
			break;
		if (!v->first_list)
			v->first_list = src;
		if (pm_checksum_parse(&v->claims, src, known, known_count))
			status = no_memory(v);
	}
	free(known);
	return status;
}

/* The file a list means: by its name, or by the name the set has for a file that was renamed. */
static size_t find_claimed(const struct pm_verifier *v, const struct pm_verify_set *set, const char *name)
{
	size_t i, entry = pm_folder_find(&v->folder, name);

	for (i = 0; entry == PM_FOLDER_NONE && i < set->name_count; i++)
		if (pm_same_name(set->name[i].listed, name))
			entry = pm_folder_find(&v->folder, set->name[i].file);
	return entry;
}

static int is_first_of_name(const struct pm_verifier *v, size_t claim)
{
	size_t i;

	for (i = 0; i < claim; i++)
		if (pm_same_name(v->claims.list[i].name, v->claims.list[claim].name))
			return 0;
	return 1;
}

/*
 * Passed over: what systems leave in folders (.DS_Store, ._*), also in lists made of all that was there: it is no part of a master, and comes and goes;
 * and a list's own digest, which it cannot hold.
 */
static size_t lead(const struct pm_verifier *v, const struct pm_verify_set *set, const struct pm_checksum *c)
{
	size_t entry = find_claimed(v, set, c->name);

	if (entry == PM_FOLDER_NONE)
		return c->name[0] == '.' ? PASSED_OVER : ABSENT;
	if (c->name[0] == '.' && !v->state[entry].in_set)
		return PASSED_OVER;
	return v->state[entry].is_list && strcmp(c->pos.source->name, v->folder.list[entry].name) == 0 ? PASSED_OVER : entry;
}

static int is_file(size_t claimed)
{
	return claimed != ABSENT && claimed != PASSED_OVER;
}

static int match_claims(struct pm_verifier *v, const struct pm_verify_set *set)
{
	size_t i;

	v->claimed = calloc(v->claims.count + 1, sizeof *v->claimed);
	if (!v->claimed)
		return no_memory(v);
	for (i = 0; i < v->claims.count; i++) {
		v->claimed[i] = lead(v, set, &v->claims.list[i]);
		if (is_file(v->claimed[i]))
			v->state[v->claimed[i]].kinds |= PM_HASH_BIT(v->claims.list[i].kind);
	}
	return PM_OK;
}

/* The list of `src` has a digest of this file. */
static int lists(const struct pm_verifier *v, const struct pm_source *src, size_t entry)
{
	size_t i;

	for (i = 0; i < v->claims.count; i++)
		if (v->claims.list[i].pos.source == src && (entry == PM_FOLDER_NONE || v->claimed[i] == entry))
			return 1;
	return 0;
}

/* A file that one list covers, and that a damaged line of another one names: of those that no list covers more is said at the end. */
static void report_unread(struct pm_verifier *v, const struct pm_verify_set *set)
{
	size_t i;

	for (i = 0; i < v->claims.unread_count; i++) {
		const struct pm_checksum_unread *u = &v->claims.unread[i];
		size_t entry = find_claimed(v, set, u->name);

		if (entry != PM_FOLDER_NONE && v->state[entry].in_set && v->state[entry].kinds && lists(v, u->pos.source, PM_FOLDER_NONE) &&
		    !lists(v, u->pos.source, entry))
			pm_diag_add_as(v->diags, PM_DIAG_CHECKSUM_MISSING, PM_NOTE, u->pos, "no checksum can be read in the line of %s", u->name);
	}
}

/* Beside a cue sheet there may be a list of something else. */
static int claims_set(const struct pm_verifier *v)
{
	size_t i;

	for (i = 0; i < v->folder.count; i++)
		if (v->state[i].in_set && v->state[i].kinds)
			return 1;
	return 0;
}

static void report_unlisted(struct pm_verifier *v)
{
	struct pm_pos pos = v->first_list ? pm_pos_file(v->first_list) : v->disc->pos;
	int is_of_set = v->fills_folder || claims_set(v);
	size_t i;

	if (!v->claims.count) {
		pm_diag_hint(v->first_list ? pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISSING, pos, "there is no checksum in it")
		                           : pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISSING, pos, "the set has no checksum file"),
		             "plants reject sets whose files they cannot check");
		return;
	}
	for (i = 0; i < v->folder.count; i++) {
		const struct state *s = &v->state[i];
		const char *name = v->folder.list[i].name;

		if (s->kinds)
			continue;
		if (s->in_set)
			pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISSING, pos, "%s is in no checksum list", name);
		else if (is_of_set && !s->is_list && name[0] != '.') /* a PQ sheet, a stray file: plants want a digest for everything in the folder */
			pm_diag_add_as(v->diags, PM_DIAG_CHECKSUM_MISSING, PM_NOTE, pos, "%s is no part of the set, and in no checksum list", name);
	}
}

/* Where the file stands in the programme, whole and byte for byte.  0: it does not. */
static int find_in_programme(const struct pm_verifier *v, size_t entry, struct piece *piece)
{
	const struct pm_folder_entry *e = &v->folder.list[entry];
	const struct pm_disc *disc = v->disc;
	const struct pm_span *span = NULL;
	size_t i, f, spans = 0;

	for (f = 0; f < disc->file_count; f++)
		if (disc->file[f].path && strcmp(disc->file[f].path, e->path) == 0)
			break;
	if (f == disc->file_count || disc->file[f].kind != PM_FILE_RAW_LE || disc->file[f].offset_bytes ||
	    disc->file[f].sector_stride_bytes != PM_SECTOR_BYTES)
		return 0;
	for (i = 0; i < disc->span_count; i++)
		if (disc->span[i].file == f) {
			span = &disc->span[i];
			spans++;
		}
	if (spans != 1 || span->start_samples || span->length_samples * PM_SAMPLE_BYTES != e->bytes || e->bytes % PM_SECTOR_BYTES ||
	    span->at_samples % PM_SECTOR_SAMPLES)
		return 0;
	piece->entry = entry;
	piece->first_lba = (int32_t)(span->at_samples / PM_SECTOR_SAMPLES) + PM_LBA_FIRST;
	piece->end_lba = piece->first_lba + (int32_t)(e->bytes / PM_SECTOR_BYTES);
	piece->next_lba[0] = piece->next_lba[1] = piece->first_lba;
	return 1;
}

static int find_pieces(struct pm_verifier *v)
{
	size_t i;

	if (!v->disc->laid_out || (v->disc->poisoned & PM_POISON_AUDIO))
		return PM_OK;
	v->piece = calloc(v->folder.count + 1, sizeof *v->piece);
	if (!v->piece)
		return no_memory(v);
	for (i = 0; i < v->folder.count; i++) {
		struct piece *piece = &v->piece[v->piece_count];

		if (!v->state[i].kinds || !find_in_programme(v, i, piece))
			continue;
		if (pm_hash_init(&piece->hash, v->state[i].kinds))
			return no_memory(v);
		v->piece_count++;
	}
	return PM_OK;
}

/* A block of the programme into every piece it lies in. */
static int hash_block(struct pm_verifier *v, int side, int32_t lba, const uint8_t *pcm, size_t sector_count)
{
	int32_t end = lba + (int32_t)sector_count;
	size_t i;

	for (i = 0; i < v->piece_count; i++) {
		struct piece *piece = &v->piece[i];
		int32_t from = lba > piece->first_lba ? lba : piece->first_lba, to = end < piece->end_lba ? end : piece->end_lba;

		if (from >= to || from != piece->next_lba[side])
			continue;
		pm_hash_add(&piece->hash, side, pcm + (size_t)(from - lba) * PM_SECTOR_BYTES, (size_t)(to - from) * PM_SECTOR_BYTES);
		piece->next_lba[side] = to;
	}
	return PM_OK;
}

static int hash_tap_0(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	(void)err;
	return hash_block(ctx, 0, lba, pcm, sector_count);
}

static int hash_tap_1(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	(void)err;
	return hash_block(ctx, 1, lba, pcm, sector_count);
}

size_t pm_verify_taps(struct pm_verifier *v, struct pm_tap tap[PM_VERIFY_TAPS])
{
	if (!v->piece_count)
		return 0;
	tap[0] = (struct pm_tap){v, 0, hash_tap_0};
	tap[1] = (struct pm_tap){v, 1, hash_tap_1};
	return 2;
}

/* What the pass has brought whole. */
static int take_pieces(struct pm_verifier *v)
{
	size_t i;

	for (i = 0; i < v->piece_count; i++) {
		struct piece *piece = &v->piece[i];

		if (piece->next_lba[0] != piece->end_lba || piece->next_lba[1] != piece->end_lba)
			continue;
		if (pm_hash_end(&piece->hash, v->state[piece->entry].hex))
			return pm_error_set(v->err, PM_E_IO, "the digests of '%s' could not be worked out", v->folder.list[piece->entry].path);
		v->state[piece->entry].is_hashed = 1;
	}
	return PM_OK;
}

/* The programme through the sums and the pieces' digests. */
static int run_pass(struct pm_verifier *v, struct pm_sums *sums)
{
	struct pm_tap tap[1 + PM_VERIFY_TAPS];
	struct pm_program *program = NULL;
	struct pm_summer *summer;
	int status;

	*sums = (struct pm_sums){.first_hidden_lba = PM_LBA_NONE};
	if (!v->disc->laid_out || (v->disc->poisoned & PM_POISON_AUDIO))
		return PM_OK;
	summer = pm_summer_new(v->disc);
	status = summer ? pm_program_open(&program, v->disc, v->err) : no_memory(v);
	if (!status) {
		tap[0] = pm_summer_tap(summer, 0);
		status = pm_pass_run(program, PM_LBA_FIRST, v->disc->leadout_lba, tap, 1 + pm_verify_taps(v, tap + 1), "verifying", v->at.progress,
		                     v->err);
	}
	if (!status)
		pm_summer_result(summer, sums);
	pm_program_close(program);
	pm_summer_free(summer);
	return status;
}

static int hash_entry(struct pm_verifier *v, size_t entry)
{
	const struct pm_folder_entry *e = &v->folder.list[entry];
	struct state *s = &v->state[entry];
	struct pm_hash h;
	int status;

	if (pm_hash_init(&h, s->kinds))
		return no_memory(v);
	status = pm_hash_file(&h, e->path, &v->at, v->err);
	if (!status && pm_hash_end(&h, s->hex))
		status = pm_error_set(v->err, PM_E_IO, "the digests of '%s' could not be worked out", e->path);
	pm_hash_release(&h);
	return status;
}

/* What no pass has brought is read. */
static int hash_rest(struct pm_verifier *v)
{
	size_t i;
	int status = PM_OK;

	for (i = 0; i < v->folder.count; i++)
		if (v->state[i].kinds && !v->state[i].is_hashed)
			v->at.total_bytes += v->folder.list[i].bytes;
	for (i = 0; !status && i < v->folder.count; i++)
		if (v->state[i].kinds && !v->state[i].is_hashed)
			status = hash_entry(v, i);
	return status;
}

static void report_absent(struct pm_verifier *v)
{
	size_t i;

	for (i = 0; i < v->claims.count; i++) {
		const struct pm_checksum *c = &v->claims.list[i];

		if (v->claimed[i] == ABSENT && is_first_of_name(v, i))
			pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISMATCH, c->pos, "'%s' is listed and is not in the folder", c->name);
	}
}

static void compare(struct pm_verifier *v)
{
	static const char *const name[PM_HASH_KINDS] = {"CRC-32", "MD5", "SHA-1", "SHA-256", "SHA-512"};
	size_t i;

	for (i = 0; i < v->claims.count; i++) {
		const struct pm_checksum *c = &v->claims.list[i];
		size_t entry = v->claimed[i];

		if (is_file(entry) && strcmp(v->state[entry].hex[c->kind], c->hex) != 0)
			pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISMATCH, c->pos, "the %s of %s is %s, listed is %s", name[c->kind],
				    v->folder.list[entry].name, v->state[entry].hex[c->kind], c->hex);
	}
}

static int begin(struct pm_verifier *v, const struct pm_verify_set *set)
{
	int status = pm_folder_scan(&v->folder, set->dir, v->err);

	if (status)
		return status;
	v->state = calloc(v->folder.count + 1, sizeof *v->state);
	if (!v->state)
		return no_memory(v);
	mark_set(v, set);
	status = read_lists(v, set);
	if (!status)
		status = match_claims(v, set);
	if (status)
		return status;
	report_unread(v, set);
	return find_pieces(v);
}

int pm_verify_begin(struct pm_verifier **out, const struct pm_disc *disc, const struct pm_verify_set *set, struct pm_sources *sources,
                    struct pm_diags *diags, const struct pm_progress *progress, struct pm_error *err)
{
	struct pm_verifier *v = calloc(1, sizeof *v);
	int status;

	*out = NULL;
	if (!v)
		return pm_error_set(err, PM_E_NOMEM, "out of memory");
	*v = (struct pm_verifier){.disc = disc, .fills_folder = set->fills_folder, .sources = sources, .diags = diags, .err = err};
	v->at.progress = progress;
	pm_folder_init(&v->folder);
	pm_checksums_init(&v->claims);
	status = begin(v, set);
	if (status)
		pm_verify_free(v);
	else
		*out = v;
	return status;
}

int pm_verify_has_claims(const struct pm_verifier *v)
{
	return claims_set(v);
}

int pm_verify_end(struct pm_verifier *v, struct pm_sums *sums)
{
	int status = sums ? run_pass(v, sums) : PM_OK;

	if (!status)
		status = take_pieces(v);
	if (!status)
		status = hash_rest(v);
	if (status)
		return status;
	report_absent(v);
	compare(v);
	report_unlisted(v);
	return PM_OK;
}

void pm_verify_free(struct pm_verifier *v)
{
	size_t i;

	if (!v)
		return;
	for (i = 0; i < v->piece_count; i++)
		pm_hash_release(&v->piece[i].hash);
	pm_checksums_release(&v->claims);
	pm_folder_release(&v->folder);
	free(v->piece);
	free(v->claimed);
	free(v->state);
	free(v);
}
