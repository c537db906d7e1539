/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - the files of a set against the checksum lists beside them.  Layer 4.  Source: shared/reference/ddp.md sections 8 and 11.3. */
#include "ddp/ddp.h"

#include <stdlib.h>
#include <string.h>

#include "ddp/checksum.h"
#include "ddp/hash.h"
#include "ddp/set.h"

/* One file of the folder. */
struct state {
	unsigned kinds;   /* digests that lists claim, PM_HASH_BIT */
	int in_set;       /* DDPID, DDPMS or a stream of the map */
	int is_list;
	char hex[PM_HASH_KINDS][PM_DIGEST_HEX_BYTES];
};

struct verifier {
	const struct pm_disc *disc;
	struct pm_ddp_folder folder;
	struct pm_ddp_set set;
	const char *const *wanted; /* names that belong to the set, where it is no DDP set; NULL-terminated, borrowed */
	struct pm_checksums claims;
	struct state *state;     /* by file of the folder; owned */
	size_t *claimed;         /* by claim: its file, or PM_DDP_NO_ENTRY; owned */
	const struct pm_source *first_list;
	struct pm_sums *sums;
	struct pm_summer *summer;
	struct pm_hash_progress at;
	struct pm_sources *sources;
	struct pm_diags *diags;
	struct pm_error *err;
};

static int no_memory(struct verifier *v)
{
	return pm_error_set(v->err, PM_E_NOMEM, "out of memory");
}

/* The map once more, for the names in it; what is wrong with it was said by the reader. */
static int open_set(struct verifier *v)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DDP);
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_ddp_reading r = {&v->set, disc, &sources, &diags, v->err};
	int status;

	if (!disc)
		return no_memory(v);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	pm_ddp_set_init(&v->set, &v->folder);
	status = pm_ddp_set_open(&r);
	v->set.id_source = v->set.map_source = NULL;
	pm_diags_release(&diags);
	pm_sources_release(&sources);
	pm_disc_free(disc);
	return status;
}

static void mark(struct verifier *v, size_t entry)
{
	if (entry != PM_DDP_NO_ENTRY)
		v->state[entry].in_set = 1;
}

static void mark_set(struct verifier *v)
{
	const struct pm_ddp_folder *f = &v->folder;
	size_t i;

	mark(v, pm_ddp_folder_find(f, "DDPID"));
	mark(v, pm_ddp_folder_find(f, "DDPMS"));
	for (i = 0; i < v->set.stream_count; i++)
		mark(v, v->set.stream[i].entry);
	for (i = 0; v->wanted && v->wanted[i]; i++)
		mark(v, pm_ddp_folder_find(f, v->wanted[i]));
	for (i = 0; i < f->count; i++)
		v->state[i].is_list = !v->state[i].in_set && f->list[i].bytes <= PM_CHECKSUM_FILE_MAX && pm_checksum_is_list(f->list[i].name);
}

/* Names that are or should be in the folder, borrowed. */
static const char **known_names(const struct verifier *v, size_t *count)
{
	const char **name = calloc(v->folder.count + v->set.stream_count + 2, sizeof *name);
	size_t i, n = 0;

	if (!name)
		return NULL;
	for (i = 0; i < v->folder.count; i++)
		name[n++] = v->folder.list[i].name;
	for (i = 0; i < v->set.stream_count; i++)
		if (v->set.stream[i].name[0])
			name[n++] = v->set.stream[i].name;
	name[n++] = "DDPID";
	name[n++] = "DDPMS";
	*count = n;
	return name;
}

static int read_lists(struct verifier *v)
{
	size_t i, known_count = 0;
	const char **known = known_names(v, &known_count);
	int status = known ? PM_OK : no_memory(v);

	for (i = 0; !status && i < v->folder.count; i++) {
		const struct pm_ddp_entry *e = &v->folder.list[i];
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

/* The file a list means: by its name, or by the name the map has for a file that was renamed. */
static size_t find_claimed(const struct verifier *v, const char *name)
{
	size_t i, entry = pm_ddp_folder_find(&v->folder, name);

	for (i = 0; entry == PM_DDP_NO_ENTRY && i < v->set.stream_count; i++)
		if (pm_ddp_same_name(v->set.stream[i].name, name))
			entry = v->set.stream[i].entry;
	return entry;
}

static int is_first_of_name(const struct verifier *v, size_t claim)
{
	size_t i;

	for (i = 0; i < claim; i++)
		if (pm_ddp_same_name(v->claims.list[i].name, v->claims.list[claim].name))
			return 0;
	return 1;
}

/* What systems leave in folders (.DS_Store, ._*), also in lists made of all that was there: it is no part of a master, and comes and goes. */
static int is_hidden(const struct verifier *v, const char *name, size_t entry)
{
	return name[0] == '.' && (entry == PM_DDP_NO_ENTRY || !v->state[entry].in_set);
}

static int match_claims(struct verifier *v)
{
	size_t i;

	v->claimed = calloc(v->claims.count + 1, sizeof *v->claimed);
	if (!v->claimed)
		return no_memory(v);
	for (i = 0; i < v->claims.count; i++) {
		const struct pm_checksum *c = &v->claims.list[i];
		size_t entry = find_claimed(v, c->name);

		v->claimed[i] = entry;
		if (is_hidden(v, c->name, entry)) {
			v->claimed[i] = PM_DDP_NO_ENTRY;
		} else if (entry == PM_DDP_NO_ENTRY) {
			if (is_first_of_name(v, i))
				pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISMATCH, c->pos, "'%s' is listed and is not in the folder", c->name);
		} else if (v->state[entry].is_list && strcmp(c->pos.source->name, v->folder.list[entry].name) == 0) {
			v->claimed[i] = PM_DDP_NO_ENTRY; /* a list cannot hold its own digest */
		} else {
			v->state[entry].kinds |= PM_HASH_BIT(c->kind);
		}
	}
	return PM_OK;
}

static void report_unlisted(struct verifier *v)
{
	struct pm_pos pos = v->first_list ? pm_pos_file(v->first_list) : v->disc->pos;
	int is_of_set = !v->wanted;
	size_t i;

	if (!v->claims.count) {
		pm_diag_hint(v->first_list ? pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISSING, pos, "there is no checksum in it")
		                           : pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISSING, pos, "the set has no checksum file"),
		             "plants reject sets whose files they cannot check");
		return;
	}
	/* Beside a cue sheet there may be a list of something else. */
	for (i = 0; i < v->folder.count && !is_of_set; i++)
		is_of_set = v->state[i].in_set && v->state[i].kinds;
	for (i = 0; i < v->folder.count; i++) {
		const struct state *s = &v->state[i];

		if (s->in_set && !s->kinds)
			pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISSING, pos, "%s is in no checksum list", v->folder.list[i].name);
		else if (is_of_set && !s->in_set && !s->is_list && !s->kinds && v->folder.list[i].name[0] != '.') /* a PQ sheet, a stray file: plants want a digest for everything in the folder */
			pm_diag_add_as(v->diags, PM_DIAG_CHECKSUM_MISSING, PM_NOTE, pos, "%s is no part of the set, and in no checksum list",
			               v->folder.list[i].name);
	}
}

/* Is the programme the file, byte for byte?  Then one pass serves both. */
static int is_programme(const struct verifier *v, const struct pm_ddp_entry *e)
{
	const struct pm_disc *disc = v->disc;
	const struct pm_file *f = disc->file_count == 1 ? &disc->file[0] : NULL;

	return f && f->path && strcmp(f->path, e->path) == 0 && f->offset_bytes == 0 && f->sector_stride_bytes == PM_SECTOR_BYTES &&
	       disc->span_count == 1 && disc->span[0].file == 0 && disc->span[0].start_samples == 0 &&
	       disc->span[0].length_samples * PM_SAMPLE_BYTES == e->bytes && (uint64_t)pm_disc_sectors(disc) * PM_SECTOR_BYTES == e->bytes;
}

static int hash_tap_0(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	(void)lba;
	(void)err;
	pm_hash_add(ctx, 0, pcm, sector_count * PM_SECTOR_BYTES);
	return PM_OK;
}

static int hash_tap_1(void *ctx, int32_t lba, const uint8_t *pcm, size_t sector_count, struct pm_error *err)
{
	(void)lba;
	(void)err;
	pm_hash_add(ctx, 1, pcm, sector_count * PM_SECTOR_BYTES);
	return PM_OK;
}

/* The programme through the sums, and through h (may be NULL). */
static int run_pass(struct verifier *v, struct pm_hash *h)
{
	struct pm_tap tap[3] = {pm_summer_tap(v->summer, 0), {h, 0, hash_tap_0}, {h, 1, hash_tap_1}};
	struct pm_program *program = NULL;
	int status = pm_program_open(&program, v->disc, v->err);

	if (!status)
		status = pm_pass_run(program, PM_LBA_FIRST, v->disc->leadout_lba, tap, h ? 3 : 1, "verifying", v->at.progress, v->err);
	pm_program_close(program);
	if (!status)
		pm_summer_result(v->summer, v->sums);
	pm_summer_free(v->summer);
	v->summer = NULL;
	return status;
}

static int hash_entry(struct verifier *v, size_t entry)
{
	const struct pm_ddp_entry *e = &v->folder.list[entry];
	struct state *s = &v->state[entry];
	struct pm_hash h;
	int status;

	if (pm_hash_init(&h, s->kinds))
		return no_memory(v);
	if (v->summer && is_programme(v, e))
		status = run_pass(v, &h);
	else
		status = pm_hash_file(&h, e->path, &v->at, v->err);
	if (!status && pm_hash_end(&h, s->hex))
		status = pm_error_set(v->err, PM_E_IO, "the digests of '%s' could not be worked out", e->path);
	pm_hash_release(&h);
	return status;
}

static int hash_all(struct verifier *v)
{
	size_t i;
	int status = PM_OK;

	for (i = 0; i < v->folder.count; i++)
		if (v->state[i].kinds)
			v->at.total_bytes += v->folder.list[i].bytes;
	for (i = 0; !status && i < v->folder.count; i++)
		if (v->state[i].kinds)
			status = hash_entry(v, i);
	if (!status && v->summer)
		status = run_pass(v, NULL);
	return status;
}

static void compare(struct verifier *v)
{
	static const char *const name[PM_HASH_KINDS] = {"CRC-32", "MD5", "SHA-1", "SHA-256", "SHA-512"};
	size_t i;

	for (i = 0; i < v->claims.count; i++) {
		const struct pm_checksum *c = &v->claims.list[i];
		size_t entry = v->claimed[i];

		if (entry != PM_DDP_NO_ENTRY && strcmp(v->state[entry].hex[c->kind], c->hex) != 0)
			pm_diag_add(v->diags, PM_DIAG_CHECKSUM_MISMATCH, c->pos, "the %s of %s is %s, listed is %s", name[c->kind],
				    v->folder.list[entry].name, v->state[entry].hex[c->kind], c->hex);
	}
}

static int want_sums(struct verifier *v)
{
	if (!v->sums)
		return PM_OK;
	*v->sums = (struct pm_sums){.first_hidden_lba = PM_LBA_NONE};
	if (!v->disc->laid_out || (v->disc->poisoned & PM_POISON_AUDIO))
		return PM_OK;
	v->summer = pm_summer_new(v->disc);
	return v->summer ? PM_OK : no_memory(v);
}

static int run(struct verifier *v, const char *dir)
{
	int status = pm_ddp_folder_scan(&v->folder, dir, v->err);

	if (!status && !v->wanted)
		status = open_set(v);
	if (status)
		return status;
	v->state = calloc(v->folder.count + 1, sizeof *v->state);
	if (!v->state)
		return no_memory(v);
	mark_set(v);
	status = read_lists(v);
	if (!status)
		status = match_claims(v);
	if (!status)
		status = want_sums(v);
	if (!status)
		status = hash_all(v);
	if (status)
		return status;
	compare(v);
	report_unlisted(v);
	return PM_OK;
}

static void release(struct verifier *v)
{
	pm_summer_free(v->summer);
	pm_checksums_release(&v->claims);
	pm_ddp_set_release(&v->set);
	pm_ddp_folder_release(&v->folder);
	free(v->claimed);
	free(v->state);
}

int pm_ddp_verify_files(const struct pm_disc *disc, const char *dir, struct pm_sums *sums, struct pm_sources *sources, struct pm_diags *diags,
                        const struct pm_progress *progress, struct pm_error *err)
{
	struct verifier v = {.disc = disc, .sums = sums, .at = {progress, 0, 0}, .sources = sources, .diags = diags, .err = err};
	char *found = NULL;
	int status;

	pm_ddp_folder_init(&v.folder);
	pm_ddp_set_init(&v.set, &v.folder);
	pm_checksums_init(&v.claims);
	status = pm_ddp_locate(dir, &found, err);
	if (!status)
		status = run(&v, found);
	release(&v);
	free(found);
	return status;
}

int pm_verify_listed(const struct pm_disc *disc, const char *dir, const char *const *wanted, struct pm_sums *sums, struct pm_sources *sources,
                     struct pm_diags *diags, const struct pm_progress *progress, struct pm_error *err)
{
	struct verifier v = {.disc = disc, .wanted = wanted, .sums = sums, .at = {progress, 0, 0}, .sources = sources, .diags = diags, .err = err};
	int status;

	pm_ddp_folder_init(&v.folder);
	pm_ddp_set_init(&v.set, &v.folder);
	pm_checksums_init(&v.claims);
	status = run(&v, dir);
	release(&v);
	return status;
}
