/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-read-map.c - the packets of DDPMS and the files they name.  Expected: ddp.md sections 1, 4, 6.2 and 11.2. */
#include "tests/unit/ddpread.h"

/* A file that was renamed without editing the map: each name that is known. */
static void renamed(void)
{
	static const struct {
		int n;
		const char *name;
		long at;
	} row[] = {
		{PQ, "SD", 128},         {PQ, "PQ_DESCR", 128},     {PQ, "DDPPQ", 128},       {PQ, "SUBCODES.DAT", 128}, {PQ, "pqdescr_", -1},
		{IMAGE, "AUDIO.DAT", 256}, {IMAGE, "IMAGE01.DAT", 256}, {IMAGE, "audio.dat", 256}, {IMAGE, "MUSIC.DAT", -1},  {TEXT, "TEXT.BIN", 0},
		{TEXT, "SD", -1},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		reset();
		part[row[i].n].name = row[i].name;
		IS_INT(run(), PM_OK, row[i].name);
		if (row[i].at >= 0) {
			OK(found("DDPMS", row[i].at, PM_WARNING, PM_DIAG_DDP_MISSING_FILE, "is taken for it"), row[i].name);
			IS_INT(diags.count_of[PM_ERROR], 0, "and nothing is missing");
		} else {
			OK(pm_diags_has(&diags, PM_DIAG_DDP_MISSING_FILE) && diags.count_of[PM_ERROR] > 0, "another name is not");
		}
		done();
	}
	/* A file that another packet names is not taken for a second one. */
	reset();
	put(MAP, 256 + 74, "SD       ");
	part[IMAGE].name = "SD";
	part[PQ].name = NULL;
	IS_INT(run(), PM_OK, "a file that has its packet");
	OK(found("DDPMS", 128, PM_ERROR, PM_DIAG_DDP_MISSING_FILE, "'PQDESCR' is named in the map and is not in the folder"), "is not another's");
	done();
	/* With two packets of one kind nobody knows which of them it is. */
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data + 256, 128);
	part[MAP].bytes = 512;
	put(MAP, 256 + 74, "ONE.DAT  ");
	put(MAP, 384 + 74, "TWO.DAT  ");
	IS_INT(run(), PM_OK, "two images that are missing");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_MISSING_FILE, "ONE.DAT") && found("DDPMS", 384, PM_ERROR, PM_DIAG_DDP_MISSING_FILE, "TWO.DAT"),
	   "are not taken from IMAGE.DAT");
	IS_INT(disc->file_count, 0, "either of them");
	done();
}

static void named(void)
{
	reset();
	put(MAP, 256 + 74, "                 ");
	part[IMAGE].name = "X.DAT";
	IS_INT(run(), PM_OK, "no name");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_MISSING_FILE, "the map names no file"), "is said");
	done();
	reset();
	put(MAP, 256 + 74, "Image.Dat");
	IS_INT(run(), PM_OK, "another case");
	IS_STR(disc->file_count ? disc->file[0].name : NULL, "IMAGE.DAT", "the file as it is called");
	IS_INT(diags.count_of[PM_ERROR] + diags.count_of[PM_WARNING], 0, "is fine");
	done();
	reset();
	memset(part[MAP].data + 256 + 74 + 9, 0, 8);
	IS_INT(run(), PM_OK, "a name filled with NULs");
	IS_INT(disc->file_count, 1, "is found");
	IS_INT(diags.count_of[PM_ERROR], 0, "without an error");
	done();
	reset();
	part[IMAGE].name = "\xC3\x89T\xC3\x89.DAT";
	put(MAP, 256 + 74, "\xC9T\xC9.DAT  ");
	IS_INT(run(), PM_OK, "a name in Latin-1");
	IS_INT(disc->file_count, 1, "is found under its UTF-8 name");
	done();
	/* SIZ above 17: the name runs on, to at most 54 bytes. */
	reset();
	part[IMAGE].name = "A-RATHER-LONG-NAME-OF-AN-IMAGE-THAT-TAKES-54-BYTES.DAT";
	put(MAP, 256 + 74, part[IMAGE].name);
	put(MAP, 256 + 71, "054");
	IS_INT(run(), PM_OK, "a name of 54 bytes");
	IS_INT(strlen(part[IMAGE].name), 54, "which it is");
	IS_INT(disc->file_count, 1, "is found");
	OK(found("DDPMS", 256, PM_WARNING, PM_DIAG_DDP_RECORD, "54 characters"), "with a warning");
	done();
	put(MAP, 256 + 71, "999");
	IS_INT(run(), PM_OK, "SIZ beyond the packet");
	IS_INT(disc->file_count, 1, "the name ends with the packet");
	done();
	put(MAP, 256 + 71, "017");
	IS_INT(run(), PM_OK, "SIZ 017 before a name that runs on");
	IS_INT(disc->file_count, 1, "is found");
	done();
	reset();
	part[IMAGE].name = "IMAGE-WITH-A-LONG/NAME.DAT";
	put(MAP, 256 + 74, part[IMAGE].name);
	IS_INT(run(), PM_OK, "a name that runs on into a folder");
	IS_INT(disc->file_count, 0, "is not followed there");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_MISSING_FILE, "'IMAGE-WITH-A-LONG'"), "and missing as its field has it");
	done();
	reset();
	part[IMAGE].name = "IMAGE-WITH-A-LONGER-NAME.DAT";
	put(MAP, 256 + 74, "IMAGE-WITH-A-LONG-NAME.DAT");
	IS_INT(run(), PM_OK, "a long name of nothing");
	IS_INT(disc->file_count, 0, "is missing");
	done();
	reset();
	part[IMAGE].name = "/ETC/PASSWD/AND/MORE";
	put(MAP, 256 + 74, part[IMAGE].name);
	put(MAP, 256 + 71, "020");
	IS_INT(run(), PM_OK, "a long name with a path in it");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_PATH, "/ETC/PASSWD"), "is refused");
	IS_INT(disc->file_count, 0, "and not opened");
	done();
}

/* Names that lead out of the folder somewhere: none is opened, none is replaced. */
static void refused(void)
{
	static const char *const bad[] = {"/                ", "a/b              ", "a\\b              ", "a:b              ", ".                ",
					  "..               ", "a\x1f                ", "a\x7f                "};
	static const char *const good[] = {"...              ", ".a               ", "a..              ", "a b              "};
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		reset();
		put(MAP, 256 + 74, bad[i]);
		IS_INT(run(), PM_OK, bad[i]);
		OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_PATH, "no plain file name"), bad[i]);
		OK(!pm_diags_has(&diags, PM_DIAG_DDP_MISSING_FILE), "and that is all");
		IS_INT(disc->file_count, 0, "nothing is taken instead");
		done();
	}
	for (i = 0; i < sizeof good / sizeof *good; i++) {
		reset();
		put(MAP, 256 + 74, good[i]);
		IS_INT(run(), PM_OK, good[i]);
		OK(!pm_diags_has(&diags, PM_DIAG_DDP_PATH), "an odd name is a name");
		done();
	}
}

static void sizes(void)
{
	reset();
	part[MAP].bytes = 0;
	IS_INT(run(), PM_OK, "an empty map");
	OK(found("DDPMS", -1, PM_ERROR, PM_DIAG_DDP_RECORD, "is 0 bytes long, want a multiple of 128"), "is told");
	done();
	reset();
	part[MAP].bytes = 383;
	IS_INT(run(), PM_OK, "a map cut by a byte");
	OK(found("DDPMS", -1, PM_ERROR, PM_DIAG_DDP_RECORD, "is 383 bytes long"), "is told");
	IS_INT(disc->file_count, 0, "its last packet is not read");
	done();
	reset();
	part[MAP].bytes = (1 << 20) + 1;
	IS_INT(run(), PM_OK, "a map of more than a megabyte");
	OK(found("DDPMS", -1, PM_ERROR, PM_DIAG_DDP_RECORD, "far too long"), "is not read");
	IS_INT(disc->poisoned & PM_POISON_TRACKS, PM_POISON_TRACKS, "and no rule speaks of tracks");
	done();
	reset();
	put(MAP, 256, "VVVS");
	IS_INT(run(), PM_OK, "another record's marker");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_RECORD, "begins with 'VVVS', want 'VVVM'"), "is damage");
	done();
}

/* A D0 with NEW, but for the first, begins the second session. */
static void sessions(void)
{
	reset();
	put(MAP, 256 + 91, "S");
	IS_INT(run(), PM_OK, "NEW on the first D0");
	OK(!pm_diags_has(&diags, PM_DIAG_DATA_TRACK), "begins no second session");
	IS_INT(disc->file_count, 1, "and it is read");
	done();
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data + 256, 128);
	part[MAP].bytes = 512;
	put(MAP, 384 + 91, "S");
	put(MAP, 384 + 74, "IMAGE02.DAT");
	part[OTHER].name = "IMAGE02.DAT";
	part[OTHER].bytes = 1537 * 2352;
	IS_INT(run(), PM_OK, "NEW on the second");
	OK(found("DDPMS", 384, PM_WARNING, PM_DIAG_DATA_TRACK, "'IMAGE02.DAT'"), "does");
	IS_INT(disc->file_count, 1, "which is not read");
	IS_INT(disc->laid_out, 1, "the first is");
	done();
}

int main(void)
{
	renamed();
	named();
	refused();
	sizes();
	sessions();
	return tap_done();
}
