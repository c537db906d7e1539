/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - the commands and options of premaster (cli/options.h).  Layer 6.  Source: contract section 2. */
#include <string.h>

#include "cli/options.h"

#define BIT(cmd) (1u << PM_CMD_##cmd)
#define ALL (BIT(CHECK) | BIT(BUILD) | BIT(VERIFY) | BIT(SHOW) | BIT(ISRC) | BIT(COMPARE) | BIT(EXTRACT))
#define READING (BIT(CHECK) | BIT(BUILD) | BIT(SHOW) | BIT(COMPARE) | BIT(EXTRACT))
/* What one source says can be overridden; of two it would be both. */
#define ONE_SOURCE (BIT(CHECK) | BIT(BUILD) | BIT(SHOW) | BIT(EXTRACT))
#define WRITING (BIT(BUILD) | BIT(EXTRACT))
#define TEXTS (BIT(CHECK) | BIT(BUILD))

/* clang-format off */
const struct pm_option pm_options[PM_OPT_COUNT] = {
	[PM_OPT_FORMAT] = { PM_OPT_FORMAT, PM_SECTION_OUTPUT, 'f', "format", PM_ARG_CHOICE, "ddp|cue", BIT(BUILD),
		"what to write: a DDP 2.00 fileset (default), or CUE/BIN with subcode, cdrdao TOC and CD-Text" },
	[PM_OPT_OUTPUT] = { PM_OPT_OUTPUT, PM_SECTION_OUTPUT, 'o', "output", PM_ARG_DIR, "DIR", WRITING,
		"folder to write; it must not exist or be empty" },
	[PM_OPT_FORCE] = { PM_OPT_FORCE, PM_SECTION_OUTPUT, 0, "force", PM_ARG_NONE, NULL, WRITING,
		"replace a folder that holds an older set and nothing else; the old set stays until the new one is proven" },
	[PM_OPT_NAME] = { PM_OPT_NAME, PM_SECTION_OUTPUT, 0, "name", PM_ARG_TEXT, "NAME", WRITING,
		"base name of a CUE set, or of the cue sheet of extracted tracks (default: the source's)" },
	[PM_OPT_ISRC_ON] = { PM_OPT_ISRC_ON, PM_SECTION_OUTPUT, 0, "isrc-on", PM_ARG_CHOICE, "first|all", BIT(BUILD),
		"DDP: ISRC on a track's first PQ packet (default) or on all" },
	[PM_OPT_SUB] = { PM_OPT_SUB, PM_SECTION_OUTPUT, 0, "sub", PM_ARG_CHOICE, "none|deinterleaved|raw96", BIT(BUILD),
		"CUE: subcode in NAME.sub (deinterleaved, default), none, or raw96: NAME.bin of 2448-byte sectors for cdrdao" },
	[PM_OPT_TO] = { PM_OPT_TO, PM_SECTION_OUTPUT, 0, "to", PM_ARG_CHOICE, "wav|flac", BIT(EXTRACT),
		"what to write: WAV with bext and axml (default), or FLAC" },
	[PM_OPT_GAPS] = { PM_OPT_GAPS, PM_SECTION_OUTPUT, 0, "gaps", PM_ARG_CHOICE, "previous|next", BIT(EXTRACT),
		"a pause goes to the end of the previous track's file (default) or to the start of the next one's" },
	[PM_OPT_TRACKS] = { PM_OPT_TRACKS, PM_SECTION_OUTPUT, 0, "tracks", PM_ARG_TRACKS, "N[-M][,N...]", BIT(EXTRACT),
		"these tracks only, 0 for what lies before track 1; without a cue sheet, unless that is all there is" },
	[PM_OPT_SAVE] = { PM_OPT_SAVE, PM_SECTION_OUTPUT, 0, "save", PM_ARG_FILE, "FILE.q", BIT(ISRC),
		"keep what the drive said; 'premaster isrc FILE.q' judges it again" },
	[PM_OPT_CSV] = { PM_OPT_CSV, PM_SECTION_OUTPUT, 0, "csv", PM_ARG_NONE, NULL, BIT(ISRC),
		"a track sheet: track, ISRC, state, votes, title" },

	[PM_OPT_JOIN] = { PM_OPT_JOIN, PM_SECTION_READING, 0, "join", PM_ARG_CHOICE, "continuous|pad", READING,
		"samples of neighbouring files follow each other (default), or each file is filled to a whole sector with silence" },
	[PM_OPT_PQ_OFFSET] = { PM_OPT_PQ_OFFSET, PM_SECTION_READING, 0, "pq-offset", PM_ARG_FRAMES, "F[,FIRST]", READING,
		"track marks F frames earlier (FIRST for track 1); never at gapless joins, never into the 2 s pause" },
	[PM_OPT_AUDIO_DIR] = { PM_OPT_AUDIO_DIR, PM_SECTION_READING, 0, "audio-dir", PM_ARG_DIR, "DIR", ALL,
		"look for the audio files here instead of beside the sheet" },
	[PM_OPT_DISC] = { PM_OPT_DISC, PM_SECTION_READING, 0, "disc", PM_ARG_NUMBER, "N", READING,
		"which disc of a sheet with a Disc column" },
	[PM_OPT_CONVERT] = { PM_OPT_CONVERT, PM_SECTION_READING, 0, "convert", PM_ARG_NONE, NULL, READING,
		"convert audio that is not 44.1 kHz, 16 bit, stereo" },
	[PM_OPT_AUDIO_ONLY] = { PM_OPT_AUDIO_ONLY, PM_SECTION_READING, 0, "audio-only", PM_ARG_NONE, NULL, READING,
		"leave out data tracks and sessions" },
	[PM_OPT_DRIVE] = { PM_OPT_DRIVE, PM_SECTION_READING, 0, "drive", PM_ARG_FILE, "DEV", ALL,
		"a source that is a drive, whatever its path looks like" },
	[PM_OPT_FULL] = { PM_OPT_FULL, PM_SECTION_READING, 0, "full", PM_ARG_NONE, NULL, BIT(ISRC),
		"read the subcode of every sector, not of a sample" },

	[PM_OPT_UPC] = { PM_OPT_UPC, PM_SECTION_CODES, 0, "upc", PM_ARG_TEXT, "CODE", ONE_SOURCE,
		"UPC/EAN of the release, instead of the source's" },
	[PM_OPT_MASTER_ID] = { PM_OPT_MASTER_ID, PM_SECTION_CODES, 0, "master-id", PM_ARG_TEXT, "TEXT", ONE_SOURCE,
		"catalogue number for DDPID, instead of the source's" },
	[PM_OPT_CDTEXT] = { PM_OPT_CDTEXT, PM_SECTION_CODES, 0, "cdtext", PM_ARG_FILE, "FILE.v07t", ONE_SOURCE,
		"CD-Text from a Sony text file, or from packs (.cdt); once a language, in order" },
	[PM_OPT_NO_CDTEXT_CODES] = { PM_OPT_NO_CDTEXT_CODES, PM_SECTION_CODES, 0, "no-cdtext-codes", PM_ARG_NONE, NULL, TEXTS,
		"leave UPC/EAN and ISRCs out of the CD-Text (packs 8Eh)" },
	[PM_OPT_TRANSLITERATE] = { PM_OPT_TRANSLITERATE, PM_SECTION_CODES, 0, "transliterate", PM_ARG_NONE, NULL, TEXTS | BIT(COMPARE),
		"write typographic quotes, dashes and the like as plain ones" },

	[PM_OPT_ALLOW] = { PM_OPT_ALLOW, PM_SECTION_FINDINGS, 0, "allow", PM_ARG_IDS, "ID[,ID]", ALL,
		"lower the findings of these ids to notes; may be repeated" },
	[PM_OPT_STRICT] = { PM_OPT_STRICT, PM_SECTION_FINDINGS, 0, "strict", PM_ARG_NONE, NULL, ALL,
		"warnings count as errors" },
	[PM_OPT_MAX_ERRORS] = { PM_OPT_MAX_ERRORS, PM_SECTION_FINDINGS, 0, "max-errors", PM_ARG_NUMBER, "N", ALL,
		"print no more after N errors; all are counted (0: no limit)" },

	[PM_OPT_JSON] = { PM_OPT_JSON, PM_SECTION_COMMON, 0, "json", PM_ARG_NONE, NULL, ALL,
		"one JSON object on the standard output" },
	[PM_OPT_QUIET] = { PM_OPT_QUIET, PM_SECTION_COMMON, 'q', "quiet", PM_ARG_NONE, NULL, ALL,
		"print errors only (with --strict: warnings too)" },
	[PM_OPT_VERBOSE] = { PM_OPT_VERBOSE, PM_SECTION_COMMON, 'v', "verbose", PM_ARG_NONE, NULL, ALL,
		"say more: where codes came from, what was written" },
	[PM_OPT_COLOR] = { PM_OPT_COLOR, PM_SECTION_COMMON, 0, "color", PM_ARG_CHOICE, "auto|always|never", ALL,
		"colours (auto: on a terminal, unless NO_COLOR is set)" },
	[PM_OPT_PROGRESS] = { PM_OPT_PROGRESS, PM_SECTION_COMMON, 0, "progress", PM_ARG_CHOICE, "auto|always|never", ALL,
		"progress of long work on the standard error" },
	[PM_OPT_HELP] = { PM_OPT_HELP, PM_SECTION_COMMON, 'h', "help", PM_ARG_NONE, NULL, ALL, "this help" },
	[PM_OPT_VERSION] = { PM_OPT_VERSION, PM_SECTION_COMMON, 'V', "version", PM_ARG_NONE, NULL, ALL, "version and licence" },
};
/* clang-format on */

const struct pm_command_help pm_commands[PM_CMD_COUNT] = {
	[PM_CMD_CHECK] = {
		"check", "SOURCE...", 1, "say everything that is wrong with codes, times, text and audio",
		"Reads each SOURCE and reports every finding: ISRCs and UPC/EAN, track times\n"
		"and indexes, CD-Text, the audio files, a master's checksums. Writes nothing. A\n"
		"source is a track sheet (.csv, .tsv), a cue sheet, a cdrdao TOC, a DDP fileset\n"
		"or a drive; a path is enough, the kind is recognised.",
		"  premaster check album.csv\n"
		"  premaster check --allow=isrc-missing,ean-missing demo.cue\n",
	},
	[PM_CMD_BUILD] = {
		"build", "SOURCE -o DIR", 0, "author a DDP fileset or CUE/BIN, and prove it",
		"Checks SOURCE, writes the master beside DIR, reads it back, compares it with the\n"
		"audio files sample by sample and with the sheet field by field, and only then\n"
		"puts it in place: DIR is whole or absent. Errors forbid the build.\n"
		"Any source will do: an old DDP fileset becomes CUE/BIN with -f cue.",
		"  premaster build album.csv -o ddp/\n"
		"  premaster build old-ddp/ -f cue -o out/\n",
	},
	[PM_CMD_VERIFY] = {
		"verify", "MASTER...", 1, "prove that a delivered master is whole and agrees with itself",
		"Reads every file of each MASTER: checksums, structure, PQ and subcode, CD-Text\n"
		"against codes, and that all files of a CUE set say the same disc. Wrong codes,\n"
		"times and flags in a master are warnings in build, and errors here.",
		"  premaster verify ddp/\n"
		"  premaster verify --json ddp/ | jq .errors\n",
	},
	[PM_CMD_SHOW] = {
		"show", "SOURCE", 0, "print the PQ sheet: times, indexes, flags, codes, CD-Text, disc ids",
		"Prints what will be, or is, on the disc. Times are absolute, as minutes:seconds:\n"
		"frames (75 to the second), and include the two seconds before track 1. Findings\n"
		"go to the standard error.",
		"  premaster show album.csv\n"
		"  premaster show --json ddp/ | jq -r '.tracks[].isrc'\n",
	},
	[PM_CMD_ISRC] = {
		"isrc", "[SOURCE]", 0, "read ISRCs and UPC/EAN back from the subcode, with the evidence",
		"Reads the subcode of a disc (without SOURCE: in the first drive), of a .sub, a\n"
		".bin of 2448-byte sectors or a saved .q; every frame is checked and counts for\n"
		"the track it lies in. Says how sure each code is: confirmed, weak, conflict,\n"
		"malformed, absent, unread; the exit status is 1 where one is conflict, malformed\n"
		"or unread. Sheets and DDP sets only declare their codes.",
		"  premaster isrc /dev/sr0\n"
		"  premaster isrc --full --save disc.q --csv > codes.csv\n",
	},
	[PM_CMD_COMPARE] = {
		"compare", "A B", 1, "say what differs between two sources, to the sample",
		"Compares every field that both sources can hold, then the audio from 00:00:00 to\n"
		"the lead-out: equal, equal after an offset (found by itself), or which samples\n"
		"differ. -v adds AccurateRip and CTDB sums. On a drive, an offset that is the\n"
		"same all along is no difference. The exit status is 1 where anything differs.",
		"  premaster compare album.csv ddp/\n"
		"  premaster compare --json old-ddp/ new-ddp/ | jq .verdict\n",
	},
	[PM_CMD_EXTRACT] = {
		"extract", "SOURCE -o DIR", 0, "write the tracks as WAV or FLAC, tagged, with a cue sheet",
		"Writes a file a track with titles and ISRC in it (in FLAC also the UPC/EAN),\n"
		"and a cue sheet that gives back the same disc: times, indexes, flags, codes and\n"
		"every sample. All is read back and compared with SOURCE before it is put in\n"
		"place. What is hidden before track 1 goes into a file of its own; where pauses\n"
		"go to the next track, it begins track 1's.",
		"  premaster extract ddp/ -o tracks/\n"
		"  premaster extract ddp/ --to=flac --gaps=next -o tracks/\n",
	},
};

/* In the contract, not in this version: named so that a user is told which it is, a typing error or a wish. */
static const char *const planned[] = { "report", "registry", "tag", "burn" };

enum pm_command pm_command_from_text(const char *name)
{
	int c;

	for (c = 0; c < PM_CMD_COUNT; c++)
		if (!strcmp(name, pm_commands[c].name))
			return (enum pm_command)c;
	return PM_CMD_NONE;
}

int pm_command_is_planned(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(planned) / sizeof(planned[0]); i++)
		if (!strcmp(name, planned[i]))
			return 1;
	return 0;
}
