/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chunk.h - where the audio lies in a file and what it is, read from the chunks themselves.  Layer 2.
 *
 * Our own walk, because libsndfile refuses BW64 and files with two data chunks, drops odd bytes silently and does not tell valid bits.
 * Source: shared/reference/audiofiles.md 1.1 to 1.5 (RIFF, RF64 EBU 3306, BW64 ITU-R BS.2088, Wave64, AIFF/AIFC, FLAC STREAMINFO).
 */
#ifndef PM_AUDIO_CHUNK_H
#define PM_AUDIO_CHUNK_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* A run of bytes to walk over: an open file, or memory in the fuzzer. */
struct pm_bytes_in {
	void *ctx;
	uint64_t length_bytes;
	/* Reads exactly length_bytes from at_bytes on; at_bytes + length_bytes never exceeds the length.  PM_OK or a negative status. */
	int (*read)(void *ctx, uint64_t at_bytes, uint8_t *out, size_t length_bytes);
};

enum pm_container {
	PM_CONTAINER_UNKNOWN,
	PM_CONTAINER_WAV,
	PM_CONTAINER_RIFX,
	PM_CONTAINER_RF64,
	PM_CONTAINER_BW64,
	PM_CONTAINER_W64,
	PM_CONTAINER_AIFF,
	PM_CONTAINER_AIFC,
	PM_CONTAINER_FLAC
};

enum pm_coding {
	PM_CODING_NONE, /* no readable format chunk */
	PM_CODING_PCM,
	PM_CODING_FLOAT,
	PM_CODING_FLAC,
	PM_CODING_LOSSY,  /* a-law, mu-law, ADPCM, GSM, MPEG...: coding_name says which */
	PM_CODING_UNKNOWN /* a format tag or compression id nobody here knows */
};

/* What contradicts itself in the chunks; audio/defect.c says it in words and grades it. */
enum pm_defect_kind {
	PM_DEFECT_EMPTY_FILE,   /* no bytes at all */
	PM_DEFECT_NO_CONTAINER, /* begins like a container and then is none */
	PM_DEFECT_NO_FORMAT,    /* no fmt / COMM chunk */
	PM_DEFECT_NO_DATA,      /* no data / SSND chunk */
	PM_DEFECT_FORMAT_SHORT, /* got: bytes of the format chunk, want: bytes it needs */
	PM_DEFECT_FORMAT_BAD,   /* channels, bits or rate 0, or beyond sense */
	PM_DEFECT_DS64,         /* RF64/BW64/W64 sizes that are not there or overflow */
	PM_DEFECT_TRUNCATED,    /* got: bytes of audio there, want: bytes the header says */
	PM_DEFECT_SIZE_ZERO,    /* data size 0, got: bytes that follow (a recorder that crashed) */
	PM_DEFECT_STREAMED,     /* data size stands for "unknown": taken to the end of the file */
	PM_DEFECT_PARTIAL,      /* got: bytes behind the last whole sample */
	PM_DEFECT_TWO_DATA,     /* a second data chunk at `at_bytes`; got: its bytes */
	PM_DEFECT_TWO_FORMATS,  /* a second format chunk */
	PM_DEFECT_DATA_FIRST,   /* data before fmt */
	PM_DEFECT_NO_PAD,       /* an odd chunk without its pad byte */
	PM_DEFECT_ID3_FRONT,    /* got: bytes of ID3v2 in front of the file */
	PM_DEFECT_BLOCK_ALIGN,  /* got: as stored, want: as the other fields make it */
	PM_DEFECT_VALID_BITS,   /* got: valid bits as stored, want: the most it can be */
	PM_DEFECT_LOOSE_BITS,   /* more bytes a sample than bits need, without the extensible header that says where they are */
	PM_DEFECT_CHUNK_LONG,   /* a chunk other than data ends behind the file: got: bytes left, want: its size */
	PM_DEFECT_JUNK,         /* bytes that are no chunk; got: how many to the end */
	PM_DEFECT_MORE,         /* got: bytes of something behind the audio that is no chunk: the size may be stale */
	PM_DEFECT_CUT,          /* the outer size says want bytes, the file has got; all chunks that matter are there */
	PM_DEFECT_FRAME_COUNT,  /* got: samples in the audio chunk, want: samples COMM counts */
	PM_DEFECT_COUNT
};

struct pm_defect {
	enum pm_defect_kind kind;
	uint64_t at_bytes; /* in the file */
	uint64_t got, want;
	char id[5]; /* the chunk, printable, NUL-terminated; "" when about none */
};

#define PM_WALK_DEFECTS 16

struct pm_walk {
	enum pm_container container;
	enum pm_coding coding;
	uint32_t format_tag;     /* WAVE: the tag, of EXTENSIBLE the one behind it */
	char compression[5];     /* AIFC */
	const char *coding_name; /* "mu-law", "IMA ADPCM"...: static; NULL when nobody knows */
	const char *guess;       /* PM_CONTAINER_UNKNOWN: what the first bytes look like ("MP3", "Ogg"...), static; NULL: nothing known */
	uint32_t rate_hz;
	uint16_t channels;
	uint16_t container_bits; /* bits a sample takes: 8..64 */
	uint16_t valid_bits;     /* bits of it that count, left-justified: 1..container_bits */
	int extensible;
	int cut; /* the outer (RIFF, FORM) size reaches beyond the file */
	int big_endian;
	int is_unsigned;      /* 8-bit WAVE */
	uint32_t frame_bytes; /* of one sample of all channels; 0: unknown */
	int has_data;
	uint64_t data_bytes_at; /* offset of the first sample; FLAC: of "fLaC" */
	uint64_t data_bytes;    /* in the file, whole frames; FLAC: to the end of the file */
	uint64_t frame_count;   /* FLAC: as STREAMINFO says, 0: unknown */
	uint8_t flac_md5[16];   /* FLAC: of the decoded audio; zeros: unknown */
	struct pm_defect defect[PM_WALK_DEFECTS];
	size_t defect_count; /* stored; one of each kind */
};

/*
 * pm_walk_file - find format and audio
 *
 * Returns:  PM_OK, however broken the contents are (see coding, has_data, defect); a negative status only when reading failed
 * Bounds:   no allocation, no recursion, at most 100000 chunks, 64-bit arithmetic checked against the length of the file
 */
int pm_walk_file(struct pm_walk *w, const struct pm_bytes_in *in) PM_MUST_USE;

/* "WAV", "RF64", "AIFF"...; never NULL, at most 8 characters. */
const char *pm_container_name(enum pm_container c);
/* The stored defect of that kind, or NULL. */
const struct pm_defect *pm_walk_defect(const struct pm_walk *w, enum pm_defect_kind kind);

/* Between chunk.c, aiff.c and sniff.c.  base_bytes is where the container begins. */
extern const uint8_t pm_w64_tail[12];
int pm_walk_riff(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base_bytes);
int pm_walk_w64(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base_bytes);
void pm_walk_note(struct pm_walk *w, enum pm_defect_kind kind, const uint8_t id[4], uint64_t at_bytes, uint64_t got, uint64_t want);
void pm_walk_set_data(struct pm_walk *w, uint64_t file_bytes, uint64_t at_bytes, uint64_t size_bytes);
int pm_walk_aiff(struct pm_walk *w, const struct pm_bytes_in *in, uint64_t base_bytes);
int pm_fourcc_printable(const uint8_t id[4]);

#endif
