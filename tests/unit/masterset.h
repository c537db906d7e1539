/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * masterset.h - a small album in a temporary folder, for the tests of master/: three WAV masters written by hand and their track sheet.
 *
 * Laid out (contract sections 3 and 4): track 1 index 01 at LBA 0, index 02 at 150; track 2 index 00 at 320, index 01 at 470; track 3 at 780;
 * lead-out at 1085.  Audio runs from LBA 0 on; the two seconds before it and the pause are silent.
 */
#ifndef PM_TESTS_MASTERSET_H
#define PM_TESTS_MASTERSET_H

#include <sys/stat.h>

#include "base/path.h"
#include "base/temp.h"
#include "master/internal.h"
#include "tests/unit/audio-files.h"

#define SET_ONE_SECTORS 320
#define SET_TWO_SECTORS 310
#define SET_THREE_SECTORS 305
#define SET_LEADOUT 1085

static inline void set_wav(const char *name, size_t sectors, uint32_t seed)
{
	uint8_t *pcm = malloc(sectors * 2352);
	struct blob b = {0};

	if (!pcm)
		exit(99);
	noise(pcm, sectors * 2352, seed);
	put_wav(&b, pcm, sectors * 2352);
	write_temp(name, &b);
	blob_free(&b);
	free(pcm);
}

static inline void set_text(const char *name, const char *text)
{
	struct blob b = {0};

	put_text(&b, text);
	write_temp(name, &b);
	blob_free(&b);
}

static const char set_sheet[] = "Album,Harbour\nArtist,The Lights\nUPC,0012345678905\nCatalogue Number,HARBOUR-001\n\n"
				"Track,File,Title,ISRC,Gap,Index,Flags\n"
				"1,one.wav,Slack Water,ZZXYZ2600001,,2s,\n"
				"2,two.wav,\xc3\x89t\xc3\xa9,ZZXYZ2600002,2s,,DCP\n"
				"3,three.wav,Cold Pier,ZZXYZ2600003,,,DCP PRE\n";

static inline void set_begin(void)
{
	set_wav("one.wav", SET_ONE_SECTORS, 1);
	set_wav("two.wav", SET_TWO_SECTORS, 2);
	set_wav("three.wav", SET_THREE_SECTORS, 3);
	set_text("album.csv", set_sheet);
}
static inline void set_end(void)
{
	pm_temp_remove(temp_dir);
}

/* The bytes of the programme from LBA 0 on, written by hand: 1085 sectors; owned by the caller. */
static inline uint8_t *set_programme(void)
{
	uint8_t *pcm = calloc(SET_LEADOUT, 2352);

	if (!pcm)
		exit(99);
	noise(pcm, SET_ONE_SECTORS * 2352, 1);
	noise(pcm + 470 * 2352, SET_TWO_SECTORS * 2352, 2);
	noise(pcm + 780 * 2352, SET_THREE_SECTORS * 2352, 3);
	return pcm;
}

/* A whole file; owned; *n its length. */
static inline uint8_t *set_load(const char *name, size_t *n)
{
	FILE *f = fopen(temp_path(name), "rb");
	uint8_t *data;
	struct stat st;

	if (!f || fstat(fileno(f), &st) != 0)
		return NULL;
	data = malloc((size_t)st.st_size + 1);
	*n = data ? fread(data, 1, (size_t)st.st_size, f) : 0;
	if (data)
		data[*n] = 0;
	fclose(f);
	return data;
}
static inline void set_store(const char *name, const uint8_t *data, size_t n)
{
	FILE *f = fopen(temp_path(name), "wb");

	if (!f || (n && fwrite(data, 1, n, f) != n) || fclose(f) != 0)
		exit(99);
}
/* XOR one byte of a file; a second call undoes it. */
static inline void set_flip(const char *name, size_t at, unsigned bits)
{
	FILE *f = fopen(temp_path(name), "r+b");
	int c;

	if (!f || fseek(f, (long)at, SEEK_SET) != 0 || (c = fgetc(f)) == EOF || fseek(f, (long)at, SEEK_SET) != 0 || fputc(c ^ (int)bits, f) == EOF ||
	    fclose(f) != 0)
		exit(99);
}
/* The offset of a text in a file. */
static inline size_t set_find(const char *name, const char *text)
{
	size_t n = 0, i, length = strlen(text);
	uint8_t *data = set_load(name, &n);

	for (i = 0; data && i + length <= n; i++)
		if (!memcmp(data + i, text, length))
			break;
	if (!data || i + length > n) {
		printf("# '%s' is not in %s\n", text, name);
		exit(99);
	}
	free(data);
	return i;
}
/* The first `from` of a file becomes `to`; the file as it was is given back, to be stored again by set_undo. */
struct set_undo {
	const char *name;
	uint8_t *data;
	size_t n;
};
static inline struct set_undo set_change(const char *name, const char *from, const char *to)
{
	struct set_undo undo = {name, NULL, 0};
	size_t at = set_find(name, from);
	FILE *f;

	undo.data = set_load(name, &undo.n);
	f = fopen(temp_path(name), "wb");
	if (!f || fwrite(undo.data, 1, at, f) != at || fputs(to, f) == EOF ||
	    fwrite(undo.data + at + strlen(from), 1, undo.n - at - strlen(from), f) != undo.n - at - strlen(from) || fclose(f) != 0)
		exit(99);
	return undo;
}
static inline void set_undo(struct set_undo *undo)
{
	set_store(undo->name, undo->data, undo->n);
	free(undo->data);
}

static inline int set_exists(const char *name)
{
	struct stat st;

	return lstat(temp_path(name), &st) == 0;
}

/* The disc of a sheet in the folder; NULL: it cannot be opened.  The session is the caller's. */
static inline struct pm_disc *set_open(struct pm_session *s, const char *name)
{
	struct pm_open_options open = {0};
	struct pm_disc *disc = NULL;

	pm_session_init(s);
	return pm_open(s, temp_path(name), &open, &disc) == PM_OK ? disc : NULL;
}

/* Builds a sheet into a folder beside it; 1: built. */
static inline int set_build_as(const char *sheet, const char *dir, enum pm_format format, enum pm_sub sub, struct pm_written_set *written)
{
	struct pm_build_result *result = calloc(1, sizeof(*result));
	struct pm_build_request request = {0};
	struct pm_session s;
	char out[1100];
	int built;

	if (!result)
		exit(99);
	snprintf(out, sizeof(out), "%s", temp_path(dir));
	request.format = format;
	request.sub = sub;
	request.out_dir = out;
	request.name = "x";
	request.force = 1;
	pm_session_init(&s);
	built = pm_verb_build(&s, temp_path(sheet), &request, result) == PM_OK && result->built;
	if (!built)
		printf("# %s %s\n", s.error.message, s.diags.count ? s.diags.list[0].message : "");
	if (written)
		*written = result->written;
	pm_build_result_release(result);
	pm_session_release(&s);
	free(result);
	return built;
}
static inline int set_build(const char *dir, enum pm_format format, enum pm_sub sub)
{
	return set_build_as("album.csv", dir, format, sub, NULL);
}

static inline int set_has(const struct pm_session *s, enum pm_diag_id id, enum pm_severity severity, const char *part)
{
	size_t i;

	for (i = 0; i < s->diags.count; i++)
		if (s->diags.list[i].id == id && s->diags.list[i].severity == severity && (!part || strstr(s->diags.list[i].message, part)))
			return 1;
	for (i = 0; i < s->diags.count; i++)
		printf("# %s: %s [%s]\n", pm_severity_text(s->diags.list[i].severity), s->diags.list[i].message, pm_diag_id_text(s->diags.list[i].id));
	return 0;
}

#endif
