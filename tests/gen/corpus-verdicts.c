/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * corpus-verdicts.c - what premaster's readers say of each file of the shared corpus that MANIFEST.tsv gives a verdict on.
 *
 *   corpus-verdicts SHARED     prints, tab-separated: kind, file, expected, verdict, what was read, the first error
 *
 * verdict is accept, syntax (a cue-syntax, toc-syntax or cdtext-syntax error) or error (any other error about what the file says; missing audio is
 * none).  What premaster concludes at the end, from malformed codes for one, counts as it does in the program.  Audio files: accept means that format and length were read; what was read stands in the fifth column, to be held against the peers.
 * The lists of codes (validators/) come as one line a code.  scripts/conformance makes docs/conformance.md of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/decode.h"
#include "audio/defect.h"
#include "base/charset.h"
#include "base/path.h"
#include "cdtext/v07t.h"
#include "cue/cue.h"
#include "cue/toc.h"
#include "disc/ean.h"
#include "disc/isrc.h"
#include "subcode/q.h"

#include "tests/unit/tsv.h"

/* What one file came to. */
struct verdict {
	struct pm_sources sources;
	struct pm_diags diags;
	struct pm_disc *disc;
	char read[256]; /* what was read, in words; "" */
	const char *refused; /* an error that is no finding; NULL: none */
};

static void fail(const char *what)
{
	fprintf(stderr, "corpus-verdicts: %s\n", what);
	exit(1);
}

static void start(struct verdict *v, enum pm_kind kind)
{
	pm_sources_init(&v->sources);
	pm_diags_init(&v->diags);
	v->disc = pm_disc_new(kind);
	v->read[0] = '\0';
	v->refused = NULL;
	if (!v->disc)
		fail("out of memory");
}

/* Texts that the charset of their block cannot hold: found when CD-Text is made. */
static int foreign_texts(const struct pm_disc *disc)
{
	struct pm_buf b;
	int block, track, field, count = 0;

	pm_buf_init(&b);
	for (block = 0; block < PM_BLOCKS; block++)
		for (track = 0; track < 100; track++)
			for (field = 0; field < PM_TEXT_FIELDS; field++) {
				const char *text = disc->block[block].of[track].field[field];

				if (text && pm_charset_from_utf8(disc->block[block].charset, text, &b, NULL) == PM_E_FORMAT)
					count++;
			}
	pm_buf_release(&b);
	return count;
}

static void count_tracks(struct verdict *v)
{
	int n = v->disc->last_track ? v->disc->last_track - v->disc->first_track + 1 : 0;

	(void)snprintf(v->read, sizeof v->read, "%d track%s", n, n == 1 ? "" : "s");
}

static void read_sheet(struct verdict *v, const char *path, int is_toc)
{
	struct pm_source *source = NULL;
	struct pm_error err = {0};
	char *cdtext = NULL;
	struct pm_pos pos;
	int status = pm_sources_read_text(&v->sources, path, pm_path_base(path), 16u << 20, &source, &err);

	if (status == PM_OK)
		status = is_toc ? pm_toc_read(v->disc, source, &v->diags) : pm_cue_read(v->disc, source, &cdtext, &pos, &v->diags);
	if (status != PM_OK)
		fail(path);
	if (is_toc && foreign_texts(v->disc)) /* as master/check.c has it */
		pm_diag_breaks(pm_diag_add(&v->diags, PM_DIAG_TEXT_CHARSET, pm_pos_at(source, 0, 0), "a text has characters that its block's code does not hold"),
			       PM_DIAG_TOC_SYNTAX);
	count_tracks(v);
	free(cdtext);
}

static void read_texts(struct verdict *v, const char *path, int is_sheet)
{
	struct pm_source *source = NULL;
	struct pm_error err = {0};
	int status = pm_sources_read_binary(&v->sources, path, pm_path_base(path), 1u << 20, &source, &err), blocks = 0, i;

	if (status == PM_OK && is_sheet)
		status = pm_v07t_read(v->disc, 0, source, (const uint8_t *)source->data, source->length_bytes, &v->diags);
	else if (status == PM_OK)
		status = pm_cdtext_decode(v->disc, source, (const uint8_t *)source->data, source->length_bytes, &v->diags);
	if (status != PM_OK)
		fail(path);
	for (i = 0; i < PM_BLOCKS; i++)
		blocks += v->disc->block[i].present;
	(void)snprintf(v->read, sizeof v->read, "%d block%s", blocks, blocks == 1 ? "" : "s");
}

static void say_audio(struct verdict *v, const struct pm_walk *w)
{
	const struct pm_defect *cut = pm_walk_defect(w, PM_DEFECT_TRUNCATED);
	char length[96];

	(void)snprintf(length, sizeof length, " frames=%llu", (unsigned long long)w->frame_count);
	if (cut && w->frame_bytes)
		(void)snprintf(length, sizeof length, " frames=%llu header=%llu", (unsigned long long)w->frame_count,
			       (unsigned long long)(cut->want / w->frame_bytes));
	(void)snprintf(v->read, sizeof v->read, "%s%s%s %uch %luHz %ubit%s", pm_container_name(w->container), w->coding_name ? " " : "",
		       w->coding_name ? w->coding_name : "", w->channels, (unsigned long)w->rate_hz, w->valid_bits,
		       w->coding == PM_CODING_PCM || w->coding == PM_CODING_FLOAT || w->frame_count ? length : "");
}

static void read_audio(struct verdict *v, const char *path)
{
	struct pm_file_findings find = {&v->diags, pm_path_base(path), pm_pos_none(), -1, 0};
	struct pm_audio_in *in = NULL;
	struct pm_error err = {0};
	const struct pm_walk *w;

	if (pm_audio_in_open(&in, path, &err) != PM_OK)
		fail(err.message);
	w = pm_audio_in_walk(in);
	say_audio(v, w);
	pm_file_find_defects(&find, w);
	if (w->container == PM_CONTAINER_UNKNOWN || w->coding == PM_CODING_NONE || w->coding == PM_CODING_UNKNOWN)
		v->refused = "no known kind of audio";
	pm_audio_in_close(in);
}

/* A single stored frame. */
static void read_q(struct verdict *v, const char *path)
{
	struct pm_source *source = NULL;
	struct pm_error err = {0};
	struct pm_q q;

	if (pm_sources_read_binary(&v->sources, path, pm_path_base(path), 1u << 20, &source, &err) != PM_OK)
		fail(path);
	if (source->length_bytes != PM_Q_BYTES)
		v->refused = "not 12 bytes";
	else if (!pm_q_crc_fits((const uint8_t *)source->data))
		v->refused = "the CRC does not fit";
	else if (!pm_q_get((const uint8_t *)source->data, &q))
		v->refused = "no frame of a known mode";
	else
		(void)snprintf(v->read, sizeof v->read, "ADR %u, track %u", ((const uint8_t *)source->data)[0] & 15u, q.track);
}

static void print(struct verdict *v, const char *kind, const char *file, const char *expected)
{
	const char *verdict = "accept", *message = v->refused ? v->refused : "";
	size_t i;

	pm_diags_conclude(&v->diags);
	if (v->refused)
		verdict = "error";
	for (i = 0; i < v->diags.count; i++) {
		const struct pm_diag *d = &v->diags.list[i];
		int syntax = d->id == PM_DIAG_CUE_SYNTAX || d->id == PM_DIAG_TOC_SYNTAX || d->id == PM_DIAG_CDTEXT_SYNTAX;

		if (d->severity != PM_ERROR || (pm_diag_group(d->id) == PM_GROUP_AUDIO && strcmp(kind, "wav") != 0))
			continue;
		if (!*message)
			message = d->message;
		if (strcmp(verdict, "syntax") != 0)
			verdict = syntax ? "syntax" : "error";
	}
	printf("%s\t%s\t%s\t%s\t%s\t%s\n", kind, file, expected, verdict, v->read, message);
	pm_disc_free(v->disc);
	pm_diags_release(&v->diags);
	pm_sources_release(&v->sources);
}

static void one_file(const char *shared, const char *kind, const char *file, const char *expected)
{
	char path[4096];
	struct verdict v;

	(void)snprintf(path, sizeof path, "%s/corpus/%s", shared, file);
	start(&v, PM_KIND_CUE);
	if (!strcmp(kind, "cue") || !strcmp(kind, "toc"))
		read_sheet(&v, path, !strcmp(kind, "toc"));
	else if (!strcmp(kind, "cdtext-bin") || !strcmp(kind, "cdtext-v07t"))
		read_texts(&v, path, !strcmp(kind, "cdtext-v07t"));
	else if (!strcmp(kind, "wav"))
		read_audio(&v, path);
	else
		read_q(&v, path);
	print(&v, kind, file, expected);
}

static int has_reader(const char *kind, const char *file)
{
	static const char *const kinds[] = {"cue", "toc", "wav", "cdtext-bin", "cdtext-v07t"};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (!strcmp(kind, kinds[i]))
			return !strstr(file, ".right");
	return !strcmp(kind, "subchannel") && strstr(file, ".subq");
}

/* One code a line: value, ..., expected in column 4. */
static void codes(const char *list, int is_isrc)
{
	struct pm_isrc isrc;
	struct pm_mcn mcn;
	struct verdict v;
	struct tsv t;
	int got;

	if (!tsv_open(&t, is_isrc ? "corpus/validators/isrc.tsv" : "corpus/validators/ean.tsv"))
		fail(list);
	while (tsv_next(&t)) {
		size_t n = strlen(t.field[0]);

		start(&v, PM_KIND_SHEET);
		got = is_isrc ? pm_isrc_take(&v.diags, pm_pos_none(), -1, t.field[0], n, &isrc) : pm_ean_take(&v.diags, pm_pos_none(), t.field[0], n, &mcn);
		(void)snprintf(v.read, sizeof v.read, "%s", !got ? "" : is_isrc ? isrc.text : mcn.text);
		if (got && !*v.read)
			v.refused = "no code";
		print(&v, list, *t.field[0] ? t.field[0] : "(empty)", t.field[3]);
	}
}

int main(int argc, char **argv)
{
	struct tsv t;

	if (argc != 2) {
		fprintf(stderr, "usage: corpus-verdicts SHARED\n");
		return 2;
	}
	if (setenv("PM_SHARED", argv[1], 1) != 0 || !tsv_open(&t, "corpus/MANIFEST.tsv"))
		fail("no corpus there");
	while (tsv_next(&t))
		if (has_reader(t.field[1], t.field[0]))
			one_file(argv[1], t.field[1], t.field[0], t.field[6]);
	codes("isrc", 1);
	codes("ean", 0);
	return 0;
}
