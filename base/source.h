/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * source.h - a file that was read, so that a finding can point into it.  Layer 0.
 *
 * A place is a byte offset and a length; line and column are computed only when a message is printed.
 * Sources are owned by one struct pm_sources (cli/ or the library's caller) and freed last, so places never dangle.
 */
#ifndef PM_BASE_SOURCE_H
#define PM_BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/charset.h"
#include "base/status.h"

/* The line that holds byte n * PM_LINE_MARK_BYTES of a text: its number from 0, and where it begins. */
struct pm_line_mark {
	size_t line, start_bytes;
};
#define PM_LINE_MARK_BYTES 4096

struct pm_source {
	char *name;            /* as the user would write it: printed in findings; owned */
	char *path;            /* what was opened; owned; NULL for text made in memory */
	int is_text;           /* 1: data is UTF-8 and places are lines; 0: data (may be NULL) is bytes and places are offsets */
	char *data;            /* owned, NUL behind the last byte; NULL for a place-only source (an audio file, a device) */
	size_t length_bytes;   /* of data */
	enum pm_charset charset; /* what the text file was written in */
	size_t bad_count;      /* bytes that meant nothing in that charset (they read as U+FFFD) */
	struct pm_line_mark *line_mark; /* owned, made on first use: one every PM_LINE_MARK_BYTES; a start a line would be eight times a hostile text */
	size_t line_mark_count;
	int by_option;         /* 1: an option of this run (--upc): what it says was not read back from a master */
	size_t mark_bytes;     /* the last place asked for, and its column: places are mostly asked for in order */
	unsigned mark_column;
};

#define PM_NOWHERE UINT64_MAX

/* A place.  source NULL: nowhere.  offset_bytes PM_NOWHERE: the file as a whole. */
struct pm_pos {
	const struct pm_source *source; /* borrowed from the struct pm_sources of the run */
	uint64_t offset_bytes;
	uint32_t length_bytes;
};

/* Places borrow their source const; its table of lines is made on first use. */
static inline struct pm_source *pm_pos_lines(const struct pm_pos *pos) { return (struct pm_source *)(uintptr_t)pos->source; }
static inline struct pm_pos pm_pos_none(void) { return (struct pm_pos){0, PM_NOWHERE, 0}; }
static inline struct pm_pos pm_pos_file(const struct pm_source *s) { return (struct pm_pos){s, PM_NOWHERE, 0}; }
static inline struct pm_pos pm_pos_at(const struct pm_source *s, uint64_t offset_bytes, uint32_t length_bytes)
{
	return (struct pm_pos){s, offset_bytes, length_bytes};
}

struct pm_sources {
	struct pm_source **list; /* each owned */
	size_t count, capacity;
};

void pm_sources_init(struct pm_sources *s);
void pm_sources_release(struct pm_sources *s);

/*
 * pm_sources_read_text - read a text file whole and decode it to UTF-8
 *
 * Requires: the file is at most max_bytes long (PM_E_FORMAT otherwise)
 * Returns:  the source in *out (owned by s), or a status with err set
 */
int pm_sources_read_text(struct pm_sources *s, const char *path, const char *name, size_t max_bytes, struct pm_source **out,
                         struct pm_error *err) PM_MUST_USE;
/* The same for a binary file; no decoding. */
int pm_sources_read_binary(struct pm_sources *s, const char *path, const char *name, size_t max_bytes, struct pm_source **out,
                           struct pm_error *err) PM_MUST_USE;
/* Text from memory (tests, fuzzers); data is copied and decoded like a file's. */
int pm_sources_add_text(struct pm_sources *s, const char *name, const void *data, size_t length_bytes, struct pm_source **out) PM_MUST_USE;
int pm_sources_add_binary(struct pm_sources *s, const char *name, const void *data, size_t length_bytes, struct pm_source **out) PM_MUST_USE;
/* A source that only names a file: findings about an audio file or a device. */
int pm_sources_add_name(struct pm_sources *s, const char *path, const char *name, struct pm_source **out) PM_MUST_USE;

/* 1-based line, and column in characters (a tab is one).  Offsets past the end count as the end.  Only for text sources. */
void pm_source_line_column(struct pm_source *s, uint64_t offset_bytes, unsigned *line, unsigned *column);
/* The text of a 1-based line without its end; borrowed; length in *length_bytes; NULL when there is no such line. */
const char *pm_source_line(struct pm_source *s, unsigned line, size_t *length_bytes);

/*
 * A file to read from.  A pipe would be waited for and a device has no end: what is no file is refused with PM_E_FORMAT.
 * Returns:  PM_OK and *out, which the caller closes; PM_E_NOT_FOUND, PM_E_FORMAT, PM_E_IO, PM_E_NOMEM
 */
int pm_file_open(const char *path, FILE **out, struct pm_error *err) PM_MUST_USE;

/* The whole file in memory: for small files that need no place.  *data is malloc'ed with a NUL behind; at most max_bytes. */
int pm_file_read(const char *path, size_t max_bytes, uint8_t **data, size_t *length_bytes, struct pm_error *err) PM_MUST_USE;

#endif
