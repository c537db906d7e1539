/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * diag.h - findings: what is wrong with the content, where, and what to do about it.  Layer 0.
 *
 * A finding never stops the work: readers and rules append and go on, so that one run reports every mistake.
 * Ids are a promise to users (contract section 6): add, never rename.
 */
#ifndef PM_BASE_DIAG_H
#define PM_BASE_DIAG_H

#include <stddef.h>
#include <stdint.h>

#include "base/source.h"
#include "base/status.h"

enum pm_severity { PM_NOTE, PM_WARNING, PM_ERROR };

/* What a finding is about; decides what `build` softens when it was read back from a disc or an existing master. */
enum pm_diag_group { PM_GROUP_CODE, PM_GROUP_LAYOUT, PM_GROUP_AUDIO, PM_GROUP_TEXT, PM_GROUP_SYNTAX, PM_GROUP_FILESET };

/*
 * X(enumerator, id, default severity, group, meaning).  The man page's list is made from this table, and a test sees that each id has a
 * bad file and a man entry.  `meaning` is one clause for the manual.
 */
#define PM_DIAG_TABLE(X)                                                                                                                        \
	/* codes */                                                                                                                             \
	X(ISRC_FORMAT, "isrc-format", PM_ERROR, CODE, "an ISRC is not two letters, three letters or digits, seven digits")                      \
	X(ISRC_DUPLICATE, "isrc-duplicate", PM_ERROR, CODE, "two tracks carry one ISRC")                                                        \
	X(ISRC_MISSING, "isrc-missing", PM_WARNING, CODE, "tracks without an ISRC: a warning where others have one, else a note")               \
	X(ISRC_YEAR, "isrc-year", PM_NOTE, CODE, "the two digits of the year read as next year or as before 1986")                              \
	X(ISRC_LOOKALIKE, "isrc-lookalike", PM_ERROR, CODE, "an ISRC has letters where its digits belong (O for 0, I or L for 1)")              \
	X(ISRC_ZERO, "isrc-zero", PM_ERROR, CODE, "twelve zeros stand where an ISRC belongs; they mean none")                                   \
	X(ISRC_CONFLICT, "isrc-conflict", PM_ERROR, CODE, "two sources give one track different ISRCs")                                         \
	X(ISRC_PREFIX, "isrc-prefix", PM_WARNING, CODE, "the prefix is not on the agencies' list, is retired, an example, or looks like another") \
	X(ISRC_WEAK, "isrc-weak", PM_WARNING, CODE, "an ISRC in the subcode of a disc could not be read surely, and is left out")                       \
	X(EAN_LENGTH, "ean-length", PM_ERROR, CODE, "a UPC/EAN has not 12 or 13 digits")                                                        \
	X(EAN_FORMAT, "ean-format", PM_ERROR, CODE, "a UPC/EAN holds something other than digits")                                              \
	X(EAN_CHECK_DIGIT, "ean-check-digit", PM_ERROR, CODE, "the last digit of a UPC/EAN does not fit the others")                            \
	X(EAN_MISSING, "ean-missing", PM_NOTE, CODE, "the release has no UPC/EAN")                                                              \
	X(EAN_RESTRICTED, "ean-restricted", PM_WARNING, CODE, "a UPC/EAN from a range that is no album barcode")                                \
	X(EAN_WEAK, "ean-weak", PM_WARNING, CODE, "the UPC/EAN in the subcode of a disc could not be read surely, and is left out")                     \
	X(SHEET_DAMAGED, "sheet-damaged", PM_ERROR, CODE, "a spreadsheet has rewritten the value and digits may be lost")                       \
	/* layout */                                                                                                                            \
	X(TRACK_COUNT, "track-count", PM_ERROR, LAYOUT, "track numbers are missing, repeated, or not 1 to 99")                                  \
	X(TRACK_SHORT, "track-short", PM_ERROR, LAYOUT, "a track is shorter than four seconds")                                                 \
	X(PAUSE_SHORT, "pause-short", PM_ERROR, LAYOUT, "the pause before track 1 is shorter than two seconds")                                 \
	X(INDEX_ORDER, "index-order", PM_ERROR, LAYOUT, "index times do not grow")                                                              \
	X(INDEX_PAST_END, "index-past-end", PM_ERROR, LAYOUT, "an index lies past the end of its audio or of the disc")                         \
	X(INDEX_COUNT, "index-count", PM_ERROR, LAYOUT, "index 01 is missing, or numbers are skipped or above 99")                              \
	X(DISC_LONG, "disc-long", PM_WARNING, LAYOUT, "the disc is longer than 74 minutes")                                                     \
	X(DISC_TOO_LONG, "disc-too-long", PM_ERROR, LAYOUT, "the disc is longer than 79:59:74")                                                 \
	X(FLAG_CONFLICT, "flag-conflict", PM_ERROR, LAYOUT, "flags exclude each other; between TOC and Q: a warning")                           \
	X(DATA_TRACK, "data-track", PM_ERROR, LAYOUT, "a data track, where an audio disc is wanted")                                            \
	X(TIME_ROUNDED, "time-rounded", PM_NOTE, LAYOUT, "a time was rounded to a whole sector")                                                \
	/* audio */                                                                                                                             \
	X(AUDIO_PATH, "audio-path", PM_ERROR, AUDIO, "an audio file is named outside the folder of its sheet")                                  \
	X(AUDIO_MISSING, "audio-missing", PM_ERROR, AUDIO, "an audio file is not there")                                                        \
	X(AUDIO_NAME, "audio-name", PM_NOTE, AUDIO, "an audio file was found under a name that differs in case or Unicode form")                \
	X(AUDIO_FORMAT, "audio-format", PM_ERROR, AUDIO, "an audio file is not 44.1 kHz, 16 bit, stereo, or is of no known kind")               \
	X(AUDIO_TRUNCATED, "audio-truncated", PM_ERROR, AUDIO, "an audio file ends before its header says")                                     \
	X(AUDIO_DAMAGED, "audio-damaged", PM_ERROR, AUDIO, "the header or the chunks of an audio file contradict each other")                   \
	X(AUDIO_EMPTY, "audio-empty", PM_ERROR, AUDIO, "an audio file or a part of it holds no samples")                                        \
	X(AUDIO_UNALIGNED, "audio-unaligned", PM_NOTE, AUDIO, "a length is not a whole number of sectors; says what was filled or moved")       \
	X(AUDIO_DROPPED, "audio-dropped", PM_WARNING, AUDIO, "samples of a file are not used")                                                  \
	X(AUDIO_CONVERTED, "audio-converted", PM_NOTE, AUDIO, "a file was converted, and how")                                                  \
	X(AUDIO_CLIPPED, "audio-clipped", PM_WARNING, AUDIO, "runs of samples at full scale")                                                   \
	X(AUDIO_SILENT, "audio-silent", PM_WARNING, AUDIO, "a track is digital silence")                                                        \
	X(AUDIO_SAME, "audio-same", PM_WARNING, AUDIO, "two tracks hold the same audio")                                                        \
	/* text */                                                                                                                              \
	X(TEXT_CHARSET, "text-charset", PM_ERROR, TEXT, "a character that the CD-Text block's character code cannot hold, or a sheet that seems misread") \
	X(TEXT_TRANSLITERATED, "text-transliterated", PM_NOTE, TEXT, "typographic characters were written as plain ones")                       \
	X(TEXT_TOO_LONG, "text-too-long", PM_ERROR, TEXT, "the CD-Text does not fit into its block, or a text into its field")                  \
	X(TEXT_PARTIAL, "text-partial", PM_WARNING, TEXT, "some tracks have a text that others, or the disc, lack")                             \
	X(TEXT_CONTROL, "text-control", PM_ERROR, TEXT, "a control character in a text")                                                        \
	X(TEXT_LANGUAGE, "text-language", PM_WARNING, TEXT, "a language or genre that CD-Text has no code for")                                 \
	/* syntax */                                                                                                                            \
	X(SHEET_SYNTAX, "sheet-syntax", PM_ERROR, SYNTAX, "a track sheet cannot be read as it stands")                                          \
	X(SHEET_COLUMN, "sheet-column", PM_NOTE, SYNTAX, "a column premaster has no use for")                                                   \
	X(SHEET_UNUSED, "sheet-unused", PM_WARNING, SYNTAX, "a value that no disc can hold where it stands, as an ISRC of hidden audio")         \
	X(CUE_SYNTAX, "cue-syntax", PM_ERROR, SYNTAX, "a cue sheet cannot be read as it stands, or not by other programs")                      \
	X(TOC_SYNTAX, "toc-syntax", PM_ERROR, SYNTAX, "a cdrdao TOC cannot be read as it stands, or not by cdrdao")                             \
	X(CDTEXT_SYNTAX, "cdtext-syntax", PM_ERROR, SYNTAX, "a CD-Text sheet (v07t) cannot be read as it stands")                               \
	/* filesets */                                                                                                                          \
	X(DDP_MISSING_FILE, "ddp-missing-file", PM_ERROR, FILESET, "a file of the DDP set is not there")                                        \
	X(DDP_RECORD, "ddp-record", PM_ERROR, FILESET, "a record of DDPID, DDPMS or the PQ descriptor is malformed")                            \
	X(DDP_LEVEL, "ddp-level", PM_ERROR, FILESET, "a DDP level premaster does not know")                                                     \
	X(DDP_PROFILE, "ddp-profile", PM_NOTE, FILESET, "a field is written otherwise than premaster writes it, and means the same")            \
	X(DDP_IMAGE_SIZE, "ddp-image-size", PM_ERROR, FILESET, "a file of the DDP set has not the length the map says")                         \
	X(DDP_PQ, "ddp-pq", PM_ERROR, FILESET, "the PQ descriptor contradicts itself or the image")                                             \
	X(DDP_UPC_ONLY_IN_DDPID, "ddp-upc-only-in-ddpid", PM_WARNING, FILESET, "the UPC/EAN is not in the PQ stream: the disc may get none")    \
	X(DDP_PATH, "ddp-path", PM_ERROR, FILESET, "the map names a file outside its folder")                                                   \
	X(CDTEXT_CRC, "cdtext-crc", PM_ERROR, FILESET, "a CD-Text pack whose CRC does not fit")                                                 \
	X(CDTEXT_SIZE, "cdtext-size", PM_ERROR, FILESET, "CD-Text packs miscounted, missing or out of order; one byte or a header too much: a warning") \
	X(CDTEXT_MISMATCH, "cdtext-mismatch", PM_ERROR, FILESET, "CD-Text says other than the PQ, the Q or the sheet")                          \
	X(CDTEXT_DROPPED, "cdtext-dropped", PM_NOTE, FILESET, "a CD-Text pack type that is not carried over (88h, 89h)")                        \
	X(CHECKSUM_MISSING, "checksum-missing", PM_WARNING, FILESET, "no checksum file, or a file it does not list")                            \
	X(CHECKSUM_MISMATCH, "checksum-mismatch", PM_ERROR, FILESET, "a checksum differs, or a listed file is absent")                          \
	X(SUBCODE_CRC, "subcode-crc", PM_WARNING, FILESET, "Q frames whose CRC does not fit")                                                   \
	X(SUBCODE_MISMATCH, "subcode-mismatch", PM_ERROR, FILESET, "the subcode says other than the sheet")                                     \
	X(CUE_MISMATCH, "cue-mismatch", PM_ERROR, FILESET, "the sheets of a CUE set contradict each other")                                      \
	X(CUE_LEAD_AUDIO, "cue-lead-audio", PM_ERROR, FILESET, "audio before LBA 0, which a CUE set cannot hold")

enum pm_diag_id {
#define PM_DIAG_ENUM(name, id, severity, group, meaning) PM_DIAG_##name,
	PM_DIAG_TABLE(PM_DIAG_ENUM)
#undef PM_DIAG_ENUM
	PM_DIAG_COUNT
};

struct pm_diag {
	enum pm_diag_id id;
	enum pm_severity severity;
	enum pm_severity given; /* as it was added, before --allow */
	int allowed;      /* 1: was lowered to a note by --allow */
	int mastered;     /* 1: how an existing master was made, whatever group its id is in: pm_diags_soften lowers it too */
	int breaks;       /* the *-syntax id of the format whose own rules it breaks besides (pm_diags_conclude); -1: none */
	int track;        /* 0..99; -1: about no track (0 is hidden audio before track 1) */
	int index;        /* 0..99; -1: about no index */
	struct pm_pos pos;
	char *message;    /* owned; no capital at the start, no full stop */
	char *hint;       /* owned; what to do about it; NULL: none */
	struct pm_diags *owner; /* borrowed: the list it is in */
};

/* Stored findings stop at this many; later ones are counted, not stored (a hostile file must not fill the memory). */
#define PM_DIAGS_MAX 20000

struct pm_diags {
	struct pm_diag *list; /* owned */
	size_t count, capacity;
	size_t count_of[3];   /* by severity, as they stand now (also those not stored) */
	int out_of_memory;    /* 1: a finding was lost; treat the run as failed */
	unsigned char allow[PM_DIAG_COUNT]; /* 1: lower to a note when added */
	uint32_t *seen;       /* owned: hash of what is stored, to know a repetition; position + 1, 0: free */
	size_t seen_size;     /* a power of two, or 0 */
};

void pm_diags_init(struct pm_diags *d);
void pm_diags_release(struct pm_diags *d);

/*
 * pm_diag_add - report a finding with the id's default severity
 *
 * Message:  printf; quote what the user wrote in single quotes; bytes outside printable text are masked at printing, not here
 * Returns:  the finding, to be refined at once by the calls below; valid until the next add; NULL when it was a repetition of one already
 *           there (same id, place, track and message), or over the limit, or memory is out: the calls below take NULL
 */
struct pm_diag *pm_diag_add(struct pm_diags *d, enum pm_diag_id id, struct pm_pos pos, const char *fmt, ...) PM_PRINTF(4, 5);
/* The same with another severity than the table's, where the contract grades by case. */
struct pm_diag *pm_diag_add_as(struct pm_diags *d, enum pm_diag_id id, enum pm_severity severity, struct pm_pos pos, const char *fmt, ...)
	PM_PRINTF(5, 6);
/* Say which track (and index, else -1) it is about.  Returns NULL when that makes it a repetition: it is then gone. */
struct pm_diag *pm_diag_on(struct pm_diag *diag, int track, int index);
/* Say what to do. */
struct pm_diag *pm_diag_hint(struct pm_diag *diag, const char *fmt, ...) PM_PRINTF(2, 3);
/* Keep its severity whatever --allow says: what can never be made (a disc past 99:59:74). */
struct pm_diag *pm_diag_insist(struct pm_diag *diag);

/* It says how an existing master was made (its flags, its codes), though its id is of another group: `build` softens it like those. */
struct pm_diag *pm_diag_mastered(struct pm_diag *diag);

/*
 * The sheet breaks its format's own rules there, though the finding has an id that says more: `syntax` is cue-syntax or toc-syntax.  The second form
 * takes the codes that are malformed, among the findings from number `from` on.
 */
struct pm_diag *pm_diag_breaks(struct pm_diag *diag, enum pm_diag_id syntax);
void pm_diags_codes_break(struct pm_diags *d, size_t from, enum pm_diag_id syntax);
/* A text file that is in no Unicode and looks misread: a warning. */
void pm_diags_doubt_charset(struct pm_diags *d, const struct pm_source *source);
/*
 * What follows from those: each sheet that holds such an error, and no syntax error, gets one that names their lines, for other programs will refuse
 * the sheet.  To be called when all severities are settled; a second call adds nothing.
 */
void pm_diags_conclude(struct pm_diags *d);

/*
 * Lower the errors of these groups, and those marked as mastered, to warnings: read back from a disc or an existing master (contract section 2).
 * What an option of this run says (its source is by_option) was not read back, and stays.
 */
void pm_diags_soften(struct pm_diags *d, size_t from, const enum pm_diag_group *groups, size_t group_count);
/* Lower to notes what was found inside that place: its value is not used, for an option stands above it. */
void pm_diags_overrule(struct pm_diags *d, struct pm_pos place);
/* Give every finding of an id another severity, but for those that --allow has lowered. */
void pm_diags_regrade(struct pm_diags *d, enum pm_diag_id id, enum pm_severity severity);
/* Sort by source (in the order given by first appearance), then offset, then track; stable. */
void pm_diags_sort(struct pm_diags *d);
/* 1 when the list holds a finding of that id (whatever its severity). */
int pm_diags_has(const struct pm_diags *d, enum pm_diag_id id);

const char *pm_diag_id_text(enum pm_diag_id id);      /* "isrc-format" */
const char *pm_diag_meaning(enum pm_diag_id id);
enum pm_severity pm_diag_default(enum pm_diag_id id);
enum pm_diag_group pm_diag_group(enum pm_diag_id id);
int pm_diag_from_text(const char *id, size_t length_bytes); /* enum value, or -1 */
const char *pm_severity_text(enum pm_severity s);     /* "note", "warning", "error" */

#endif
