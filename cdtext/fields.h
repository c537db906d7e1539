/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fields.h - what CD-Text calls things: pack types, character codes.  Layer 2, used by this folder only.
 * Source: MMC-3 Annex J; shared/reference/cdtext.md sections 2 and 5.
 */
#ifndef PM_CDTEXT_FIELDS_H
#define PM_CDTEXT_FIELDS_H

#include "base/charset.h"
#include "disc/disc.h"

#define PM_PACK_PAYLOAD 12
#define PM_PACK_SIZE_TYPE 0x8F /* the three packs of size information that end a block */
#define PM_PACK_SIZE_COUNT 3

/* 80h..87h, 8Dh, 8Eh in the order of enum pm_text_field, which is ascending. */
uint8_t pm_cdtext_type(enum pm_text_field field);
/* The field of a pack type, or -1: 88h..8Ch, 8Fh and everything else. */
int pm_cdtext_field(uint8_t type);
/* "title", "disc identification"...: for messages. */
const char *pm_cdtext_field_name(enum pm_text_field field);
/* 1: packs of the field hold a text for the disc and one for every track; 0: for the disc only. */
int pm_cdtext_field_has_tracks(enum pm_text_field field);

/* Byte 0 of the size packs; charsets CD-Text has no code for count as ISO 8859-1. */
uint8_t pm_cdtext_charset_code(enum pm_charset charset);
/* The charset of a code, or -1. */
int pm_cdtext_charset(uint8_t code);
/* The charset a field is written in inside a block of that charset: 86h, 87h, 8Eh are ASCII, 8Dh is ISO 8859-1. */
enum pm_charset pm_cdtext_field_charset(enum pm_text_field field, enum pm_charset block_charset);
/* 1: characters of the field take two bytes each, and so do terminators (DBCC). */
int pm_cdtext_is_double(enum pm_text_field field, enum pm_charset block_charset);
/* "the disc" or "track 7", for messages; out holds 16 bytes. */
const char *pm_cdtext_whose(unsigned track, char out[16]);

#endif
