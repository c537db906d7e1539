/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zip.h - writes ZIP archives, the bad ones too: stored files only, byte by byte.  Source: PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16. */
#ifndef PM_TESTS_GEN_ZIP_H
#define PM_TESTS_GEN_ZIP_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ZIP_MAX 64

struct zip_entry {
	char name[256];
	uint32_t crc, bytes, at, mode; /* mode: Unix, 0: a file */
	uint16_t flags;                /* 1: encrypted; 0x800: the name is UTF-8 */
};
struct zip {
	FILE *file;
	struct zip_entry list[ZIP_MAX];
	size_t count;
};

static inline void zip_le(FILE *f, uint32_t value, int bytes)
{
	while (bytes--) {
		putc((int)(value & 255), f);
		value >>= 8;
	}
}

static inline uint32_t zip_crc(const uint8_t *data, size_t length)
{
	uint32_t crc = 0xffffffffu;
	size_t i;
	int bit;

	for (i = 0; i < length; i++)
		for (crc ^= data[i], bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
	return ~crc;
}

static inline int zip_begin(struct zip *z, const char *path)
{
	memset(z, 0, sizeof *z);
	z->file = fopen(path, "wb");
	return z->file != NULL;
}

/* What both headers have in common, from the version on. */
static inline void zip_fields(struct zip *z, const struct zip_entry *e)
{
	zip_le(z->file, 20, 2);
	zip_le(z->file, e->flags, 2);
	zip_le(z->file, 0, 2);
	zip_le(z->file, 0x58210000u, 4); /* 1 January 2024 */
	zip_le(z->file, e->crc, 4);
	zip_le(z->file, e->bytes, 4);
	zip_le(z->file, e->bytes, 4);
	zip_le(z->file, (uint32_t)strlen(e->name), 2);
	zip_le(z->file, 0, 2);
}

/* crc_off: added to the right CRC. */
static inline void zip_add_as(struct zip *z, const char *name, const void *data, size_t length, uint32_t mode, uint16_t flags, uint32_t crc_off)
{
	struct zip_entry *e = &z->list[z->count++];

	if (z->count > ZIP_MAX || strlen(name) >= sizeof e->name)
		exit(99);
	memcpy(e->name, name, strlen(name) + 1);
	e->crc = zip_crc(data, length) + crc_off;
	e->bytes = (uint32_t)length;
	e->at = (uint32_t)ftell(z->file);
	e->mode = mode;
	e->flags = flags;
	fputs("PK\003\004", z->file);
	zip_fields(z, e);
	fputs(name, z->file);
	fwrite(data, 1, length, z->file);
}

static inline void zip_add(struct zip *z, const char *name, const void *data, size_t length)
{
	zip_add_as(z, name, data, length, 0, 0, 0);
}

static inline int zip_end(struct zip *z)
{
	uint32_t at = (uint32_t)ftell(z->file), length;
	size_t i;

	for (i = 0; i < z->count; i++) {
		const struct zip_entry *e = &z->list[i];

		fputs("PK\001\002", z->file);
		zip_le(z->file, 3 << 8 | 20, 2); /* made by Unix: the mode below counts */
		zip_fields(z, e);
		zip_le(z->file, 0, 4);
		zip_le(z->file, 0, 2);
		zip_le(z->file, (e->mode ? e->mode : 0100644) << 16, 4);
		zip_le(z->file, e->at, 4);
		fputs(e->name, z->file);
	}
	length = (uint32_t)ftell(z->file) - at;
	fputs("PK\005\006", z->file);
	zip_le(z->file, 0, 4);
	zip_le(z->file, (uint32_t)z->count, 2);
	zip_le(z->file, (uint32_t)z->count, 2);
	zip_le(z->file, length, 4);
	zip_le(z->file, at, 4);
	zip_le(z->file, 0, 2);
	return fclose(z->file) == 0;
}

#endif
