/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-ddp-read.c - the reader: the worked example, every error of ddp.md 11.3, codes, and finding a set on disk.
 *
 * What is expected of a case is the whole list of findings, so that none is missing, doubled or derived.
 */
#include "tests/unit/ddpread.h"

static void t_example(void)
{
	static const struct {
		int track, index;
		int32_t sector;
	} mark[] = {{1, 0, 0}, {1, 1, 150}, {2, 0, 630}, {2, 1, 780}, {3, 1, 1125}, {3, 2, 1320}};
	size_t i;

	reset();
	expect("", "the worked example has no finding");
	IS_INT(disc->kind, PM_KIND_DDP, "kind");
	IS_INT(disc->laid_out, 1, "laid out");
	IS_STR(disc->mcn.text, "0012345678905", "MCN");
	IS_INT(disc->mcn_from, PM_FROM_PQ, "from the PQ");
	IS_STR(disc->master_id, "HARBOUR-001", "master id");
	IS_INT(disc->first_track, 1, "first track");
	IS_INT(disc->last_track, 3, "last track");
	IS_INT(disc->leadout_lba, 1387, "lead-out");
	for (i = 0; i < sizeof mark / sizeof *mark; i++)
		IS_INT(disc->track[mark[i].track].index[mark[i].index].lba, mark[i].sector - 150, "index");
	IS_INT(disc->track[3].index[0].lba, PM_LBA_NONE, "track 3 has no pause");
	IS_INT(disc->track[1].control, 0, "flags of track 1");
	IS_INT(disc->track[2].control, PM_CONTROL_COPY, "flags of track 2");
	IS_INT(disc->track[3].control, PM_CONTROL_COPY | PM_CONTROL_PRE, "flags of track 3");
	IS_STR(disc->track[3].isrc.text, "ZZXYZ2600003", "ISRC");
	IS_INT(disc->track[3].isrc_from, PM_FROM_PQ, "from the PQ");
	IS_STR(disc->block[0].of[2].field[PM_TEXT_TITLE], "\xc3\x89t\xc3\xa9", "a title from the CD-Text");
	IS_STR(disc->block[0].of[0].field[PM_TEXT_TITLE], "Harbour", "the disc's title");
	IS_INT(disc->file_count, 1, "one file");
	IS_STR(disc->file[0].name, "IMAGE.DAT", "its name");
	IS_INT(disc->file[0].kind, PM_FILE_RAW_LE, "little-endian");
	IS_INT(disc->file[0].length_samples, EX_SECTORS * 588u, "its length");
	IS_INT(disc->span_count, 1, "one span");
	IS_INT(disc->span_count ? disc->span[0].length_samples : 0, EX_SECTORS * 588u, "of the whole disc");
	done();
}

/* 11.3, one by one. */
static void t_errors_of_sets(void)
{
	reset();
	part[ID].name = NULL;
	expect("DDPMS error ddp-missing-file", "no DDPID");
	done();
	reset();
	part[MAP].name = NULL;
	expect("DDPID error ddp-missing-file", "no DDPMS");
	IS_INT(disc->laid_out, 0, "nothing is laid out");
	done();
	reset();
	part[ID].bytes = 127;
	expect("DDPID error ddp-record", "DDPID of 127 bytes");
	done();
	reset();
	part[ID].bytes = 129;
	expect("DDPID error ddp-record", "DDPID of 129 bytes");
	done();
	reset();
	part[ID].bytes = 0;
	expect("DDPID error ddp-record", "an empty DDPID");
	done();
	reset();
	part[MAP].bytes = 385;
	expect("DDPMS error ddp-record", "DDPMS of 385 bytes");
	IS_INT(disc->laid_out, 1, "its packets are read all the same");
	done();
	reset();
	part[IMAGE].name = NULL;
	expect("DDPMS+256 error ddp-missing-file", "no IMAGE.DAT");
	IS_INT(disc->last_track, 3, "the tracks are there");
	OK(disc->poisoned & PM_POISON_AUDIO, "their audio is not");
	done();
	reset();
	part[PQ].name = NULL;
	expect("DDPMS+128 error ddp-missing-file", "no PQDESCR");
	IS_INT(disc->laid_out, 0, "no tracks");
	done();
	reset();
	part[TEXT].name = NULL;
	expect("DDPMS+0 error ddp-missing-file", "no CDTEXT.BIN");
	done();
}

static void t_errors_of_records(void)
{
	reset();
	put(ID, 0, "DDP 3.00");
	expect("DDPID+0 error ddp-level", "an unknown level");
	done();
	reset();
	put(ID, 0, "DDP 2.10");
	expect("DDPID+0 warning ddp-level", "an unknown level 2");
	done();
	reset();
	put(ID, 87, "DV");
	expect("DDPID+0 error ddp-level", "a DVD");
	IS_INT(disc->last_track, 0, "is not read further");
	done();
	reset();
	put(MAP, 128, "VVVX");
	expect("DDPMS+128 error ddp-record", "a wrong marker in the map");
	done();
	reset();
	put(MAP, 14, "0000x180");
	expect("DDPMS+0 error ddp-record", "DSL that is no number");
	done();
	reset();
	put(MAP, 256 + 38, "10");
	expect("DDPMS error ddp-record", "no D0 with CDM DA");
	done();
	reset();
	put(MAP, 128 + 30, "NOTHING ");
	expect("DDPMS+128 warning ddp-record; DDPMS error ddp-pq", "no PQ stream");
	done();
	reset();
	put(PQ, 128, "VVVT");
	expect("PQDESCR+128 error ddp-record", "a wrong marker in the PQ");
	done();
	reset();
	memset(part[MAP].data, 'x', 16384);
	part[MAP].bytes = 16384;
	IS_INT(run(), PM_OK, "a map of garbage");
	OK(diags.count < 30, "does not flood");
	done();
}

static void t_errors_of_sizes(void)
{
	reset();
	put(MAP, 256 + 14, "00001538");
	expect("DDPMS+256 error ddp-image-size", "DSL one sector more than the image");
	IS_STR(diags.list[0].message, "DSL says 1538 sectors, IMAGE.DAT holds 1537", "in the contract's words");
	done();
	reset();
	part[IMAGE].bytes = IMAGE_BYTES - 2352;
	expect("DDPMS+256 error ddp-image-size", "an image one sector short");
	OK(disc->poisoned & PM_POISON_AUDIO, "its end is missing");
	done();
	reset();
	part[IMAGE].bytes = IMAGE_BYTES - 150 * 2352;
	expect("DDPMS+256 error ddp-image-size", "an image cut by 150 sectors is no image without pause");
	IS_INT(disc->span[0].file, 0, "it begins at the beginning");
	done();
	reset();
	part[IMAGE].bytes = IMAGE_BYTES + 100;
	expect("DDPMS+256 error ddp-image-size", "an image with 100 bytes too many");
	OK(strstr(diags.list[0].message, "holds 1537 and 100 bytes") != NULL, "says so");
	done();
	reset();
	put(MAP, 256 + 14, "99999999");
	expect("DDPMS+256 error ddp-image-size", "DSL 99999999");
	done();
	reset();
	put(MAP, 256 + 14, "00001500");
	part[IMAGE].bytes = 1500 * 2352;
	expect("PQDESCR+448 error ddp-pq", "map and image end before the lead-out");
	done();
	reset();
	put(MAP, 128 + 14, "00000640");
	expect("DDPMS+128 error ddp-image-size", "DSL of the PQ one packet too many");
	done();
	reset();
	put(MAP, 14, "00000198");
	expect("DDPMS+0 error ddp-image-size", "DSL of the CD-Text one pack too many");
	done();
	reset();
	part[PQ].bytes = 575;
	put(MAP, 128 + 14, "00000575");
	expect("PQDESCR error ddp-record", "PQ no multiple of 64");
	done();
}

static void t_errors_of_pq(void)
{
	reset();
	put(PQ, 2 * 64 + 10, "006000");
	expect("PQDESCR+128 error ddp-pq", "second 60");
	OK(disc->track[1].poisoned & PM_POISON_TIMES, "poisons the track");
	IS_INT(disc->laid_out, 0, "and the layout");
	done();
	reset();
	put(PQ, 2 * 64 + 10, "000075");
	expect("PQDESCR+128 error ddp-pq", "frame 75");
	done();
	reset();
	put(PQ, 2 * 64 + 10, "0x0200");
	expect("PQDESCR+128 error ddp-pq", "a time of letters");
	done();
	reset();
	put(PQ, 4 * 64 + 10, "000800");
	expect("PQDESCR+256 error ddp-pq", "a time before the last one");
	done();
	reset();
	put(PQ, 6 * 64 + 10, "001500");
	expect("PQDESCR+384 error ddp-pq", "index 02 at the time of index 01");
	done();
	reset();
	put(PQ, 3 * 64 + 4, "04");
	put(PQ, 4 * 64 + 4, "04");
	expect("PQDESCR+192 error track-count; PQDESCR+320 error ddp-pq", "track numbers out of order");
	OK(disc->track[3].poisoned & PM_POISON_TIMES, "poison the track");
	done();
	reset();
	memcpy(part[PQ].data + 3 * 64, ex_pq + 4 * 64, 64);
	memcpy(part[PQ].data + 4 * 64, ex_pq + 3 * 64, 64);
	expect("PQDESCR+256 error ddp-pq", "two packets swapped: one finding");
	IS_INT(disc->laid_out, 0, "no layout");
	done();
	reset();
	put(PQ, 4 * 64 + 4, "9999");
	expect("PQDESCR+256 error track-count; PQDESCR+320 error ddp-pq", "one packet of a far track");
	done();
	reset();
	put(PQ, 5 * 64 + 4, "04");
	put(PQ, 6 * 64 + 4, "04");
	expect("PQDESCR+320 error track-count", "a track number skipped");
	done();
	reset();
	put(PQ, 7 * 64 + 10, "001000");
	put(PQ, 8 * 64 + 10, "001000");
	expect("PQDESCR+448 error ddp-pq", "the lead-out before an index");
	done();
	reset();
	put(PQ, 8 * 64 + 10, "002038");
	expect("PQDESCR+512 error ddp-pq", "two different lead-outs");
	done();
	reset();
	part[PQ].bytes = 7 * 64;
	put(MAP, 128 + 14, "00000448");
	expect("PQDESCR error ddp-pq", "no lead-out");
	done();
	reset();
	put(PQ, 2 * 64 + 16, "Z1");
	expect("PQDESCR+128 error ddp-pq", "a CB1 that is none");
	OK(disc->track[1].poisoned & PM_POISON_FLAGS, "poisons the flags");
	IS_INT(disc->laid_out, 1, "but not the times");
	done();
	reset();
	put(PQ, 4 * 64 + 16, "C1");
	expect("PQDESCR+256 error ddp-pq", "data and four channels");
	done();
	reset();
	put(PQ, 3 * 64 + 4, "xx");
	expect("PQDESCR+192 error ddp-pq", "TRK of letters");
	done();
	reset();
	put(PQ, 1 * 64 + 10, "000001");
	expect("PQDESCR+64 error ddp-pq", "the first pause not at 00:00:00");
	done();
	reset();
	memset(part[PQ].data, 'x', 16384);
	part[PQ].bytes = 16384;
	put(MAP, 128 + 14, "00016384");
	IS_INT(run(), PM_OK, "a PQ of garbage");
	OK(diags.count < 30, "does not flood");
	done();
}

static void t_paths(void)
{
	static const struct { const char *dsi, *name;
	} c[] = {
		{"../../etc/passwd ", "a path upwards"},       {"/etc/passwd      ", "an absolute path"}, {"..\\IMAGE.DAT     ", "a back slash"},
		{"C:IMAGE.DAT      ", "a drive letter"},       {"..               ", "two dots"},         {".                ", "one dot"},
		{"IMA\tGE.DAT       ", "a control character"},
	};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		reset();
		put(MAP, 256 + 74, c[i].dsi);
		expect("DDPMS+256 error ddp-path", c[i].name);
		IS_INT(disc->file_count, 0, "no file is taken instead");
		done();
	}
	reset();
	memcpy(part[MAP].data + 256 + 74, "IMAGE\0DAT", 9);
	expect("DDPMS+256 error ddp-path", "a NUL inside");
	done();
}

static void t_codes(void)
{
	reset();
	put(PQ, 6 * 64 + 20, "ZZXYZ2600004");
	expect("PQDESCR+384 error isrc-conflict", "two ISRCs in one track");
	IS_STR(disc->track[3].isrc.text, "ZZXYZ2600003", "the first holds");
	IS_INT(diags.count ? diags.list[0].track : 0, 3, "on its track");
	done();
	reset();
	put(PQ, 64 + 20, "            ");
	put(PQ, 128 + 20, "ZZXYZ2600001");
	expect("", "the ISRC on index 01 only");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "is read");
	done();
	reset();
	put(PQ, 64 + 20, "000000000000");
	expect("PQDESCR+64 warning isrc-zero", "an ISRC of zeros");
	IS_STR(disc->track[1].isrc.text, "", "is none");
	done();
	reset();
	put(PQ, 64 + 20, "ZZXYZ26OOOO1");
	expect("PQDESCR+64 error isrc-lookalike", "letters for digits");
	OK(disc->track[1].poisoned & PM_POISON_ISRC, "poisons the code");
	done();
	reset();
	put(PQ, 64 + 20, "zzxyz2600001");
	expect("PQDESCR+64 error isrc-format", "small letters");
	done();
	reset();
	put(PQ, 64 + 20, "ZZ-XYZ-26-00");
	expect("PQDESCR+64 error isrc-format", "hyphens");
	done();
	reset();
	put(PQ, 64 + 20, "ZZXYZ2600   ");
	expect("PQDESCR+64 error isrc-format", "too short");
	done();
	reset();
	put(PQ, 32, "0012345678904");
	put(ID, 8, "0012345678904");
	expect("PQDESCR+0 error ean-check-digit", "a check digit that does not fit, said once");
	IS_STR(disc->mcn.text, "0012345678904", "the disc has it all the same");
	OK(disc->poisoned & PM_POISON_MCN, "poisoned");
	done();
	reset();
	put(PQ, 32, "00123x5678905");
	put(ID, 8, "00123x5678905");
	expect("PQDESCR+0 error ean-format", "a letter in the UPC");
	IS_STR(disc->mcn.text, "", "is none");
	done();
	reset();
	put(PQ, 3 * 64 + 32, "4006381333931");
	expect("PQDESCR+192 note ddp-profile; PQDESCR+192 error ddp-pq", "two UPCs in the PQ");
	done();
}

static void t_on_disk(void)
{
	char dir[1024], sub[2048], path[4096];
	struct pm_error err = {0};

	ex_folder(dir, sizeof dir);
	snprintf(sub, sizeof sub, "%s/Album", dir);
	if (mkdir(sub, 0700))
		exit(99);
	IS_INT(pm_ddp_detect(dir), 0, "an empty folder is no set");
	disc = pm_disc_new(PM_KIND_NONE);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	IS_INT(pm_ddp_read(disc, dir, &sources, &diags, &err), PM_E_FORMAT, "and cannot be read as one");
	done();
	err = (struct pm_error){0};
	ex_put_set(sub);
	IS_INT(pm_ddp_detect(dir), 1, "a set in a sub-folder");
	IS_INT(pm_ddp_detect(sub), 1, "the set itself");
	snprintf(path, sizeof path, "%s/DDPMS", sub);
	IS_INT(pm_ddp_detect(path), 1, "its DDPMS");
	snprintf(path, sizeof path, "%s/IMAGE.DAT", sub);
	IS_INT(pm_ddp_detect(path), 0, "but not its image");
	disc = pm_disc_new(PM_KIND_NONE);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	IS_INT(pm_ddp_read(disc, dir, &sources, &diags, &err), PM_OK, "is read");
	is_found("", "without findings");
	IS_STR(disc->base_dir, sub, "base_dir is its folder");
	IS_STR(disc->file_count ? disc->file[0].path : NULL, path, "the image's path");
	done();
	disc = pm_disc_new(PM_KIND_NONE);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	snprintf(path, sizeof path, "%s/nothing", dir);
	IS_INT(pm_ddp_read(disc, path, &sources, &diags, &err), PM_E_NOT_FOUND, "a path that is not there");
	done();
	ex_put(dir, "DDPID", ex_ddpid, 128);
	disc = pm_disc_new(PM_KIND_NONE);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	err = (struct pm_error){0};
	IS_INT(pm_ddp_read(disc, dir, &sources, &diags, &err), PM_OK, "a folder with DDPID and no DDPMS");
	is_found("DDPID error ddp-missing-file", "is a finding, not a failure");
	done();
	ex_rm(dir, "DDPID");
	ex_rm(sub, "DDPID");
	ex_rm(sub, "DDPMS");
	ex_rm(sub, "PQDESCR");
	ex_rm(sub, "CDTEXT.BIN");
	ex_rm(sub, "IMAGE.DAT");
	rmdir(sub);
	rmdir(dir);
}

int main(void)
{
	t_example();
	t_errors_of_sets();
	t_errors_of_records();
	t_errors_of_sizes();
	t_errors_of_pq();
	t_paths();
	t_codes();
	t_on_disk();
	return tap_done();
}
