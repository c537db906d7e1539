/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-read-image.c - where the audio of a fileset lies.  Expected: ddp.md sections 4.4 and 6; byte(A) = OFS + (A - s0) * bytes per sector. */
#include "tests/unit/ddpread.h"

/* Spans as "S150" of silence and "F0:10+100" of file 0 from its sector 10 on. */
static void are_spans(const char *want, const char *name)
{
	struct pm_buf b;
	size_t i;

	pm_buf_init(&b);
	for (i = 0; i < disc->span_count; i++) {
		const struct pm_span *s = &disc->span[i];

		if (s->file == PM_FILE_SILENCE)
			pm_buf_printf(&b, "%sS%llu", i ? " " : "", (unsigned long long)s->length_samples / 588);
		else
			pm_buf_printf(&b, "%sF%u:%llu+%llu", i ? " " : "", (unsigned)s->file, (unsigned long long)s->start_samples / 588,
				      (unsigned long long)s->length_samples / 588);
	}
	IS_STR(pm_buf_str(&b), want, name);
	pm_buf_release(&b);
}

/* SSM and CDM to bytes a sector, as the length of the image has to fit. */
static void strides(void)
{
	static const struct {
		const char *ssm, *sub;
		uint32_t bytes;
	} row[] = {{"0", "        ", 2352}, {"4", "        ", 2352}, {"6", "        ", 2352}, {"7", "        ", 2352}, {" ", "        ", 2352},
		   {"8", "RW24XX  ", 2448}, {"8", "RW24PI  ", 2448}, {"8", "RW18XX  ", 2424}, {"8", "WR18XX  ", 2424}, {"8", "        ", 2448},
		   {"5", "        ", 2352}, {"x", "        ", 2352}};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		reset();
		put(MAP, 256 + 40, row[i].ssm);
		put(MAP, 256 + 30, row[i].sub);
		part[IMAGE].bytes = (uint64_t)EX_SECTORS * row[i].bytes;
		IS_INT(run(), PM_OK, row[i].ssm);
		OK(!pm_diags_has(&diags, PM_DIAG_DDP_IMAGE_SIZE), "the length fits");
		IS_INT(disc->file_count ? disc->file[0].sector_stride_bytes : 0, row[i].bytes, "from sector to sector");
		IS_INT(disc->file_count ? disc->file[0].length_samples : 0, EX_SECTORS * 588u, "all sectors");
		done();
	}
}

/* 6.1: s0, n and the lead-out. */
static void lengths(void)
{
	reset();
	part[IMAGE].bytes = (EX_SECTORS - 150) * 2352u;
	put(MAP, 256 + 14, "00001387");
	IS_INT(run(), PM_OK, "n is the lead-out less 150");
	are_spans("S150 F0:0+1387", "the pause is missing");
	OK(found("DDPMS", 256, PM_WARNING, PM_DIAG_DDP_IMAGE_SIZE, "taken to begin at 00:02:00"), "which is told");
	IS_INT(disc->poisoned, 0, "and no audio is missing");
	done();
	reset();
	part[IMAGE].bytes = (EX_SECTORS - 149) * 2352u;
	put(MAP, 256 + 14, "00001388");
	IS_INT(run(), PM_OK, "less 149");
	are_spans("F0:0+1388 S149", "is an image that ends too early");
	OK(found("PQDESCR", 448, PM_ERROR, PM_DIAG_DDP_PQ, "the lead-out is at sector 1537, the image ends at 1388"), "an error");
	OK(disc->poisoned & PM_POISON_AUDIO, "audio is missing");
	done();
	reset();
	put(MAP, 256 + 22, "00000150");
	part[IMAGE].bytes = (EX_SECTORS - 150) * 2352u;
	put(MAP, 256 + 14, "00001387");
	IS_INT(run(), PM_OK, "DSS 150");
	are_spans("S150 F0:0+1387", "says so itself");
	OK(!pm_diags_has(&diags, PM_DIAG_DDP_IMAGE_SIZE), "and needs no guess");
	done();
	reset();
	put(MAP, 256 + 22, "00000100");
	part[IMAGE].bytes = (EX_SECTORS - 100) * 2352u;
	put(MAP, 256 + 14, "00001437");
	IS_INT(run(), PM_OK, "DSS 100");
	are_spans("S100 F0:0+1437", "any number");
	done();
	reset();
	part[IMAGE].bytes = (EX_SECTORS + 10) * 2352u;
	put(MAP, 256 + 14, "00001547");
	IS_INT(run(), PM_OK, "ten sectors more than the disc");
	are_spans("F0:0+1537", "are left out");
	OK(found("PQDESCR", 448, PM_WARNING, PM_DIAG_DDP_PQ, "goes on for 10 sectors behind the lead-out"), "with a warning");
	done();
	reset();
	part[IMAGE].bytes = 0;
	IS_INT(run(), PM_OK, "an empty image");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "DSL says 1537 sectors, IMAGE.DAT holds 0"), "is told");
	are_spans("S1537", "and silence");
	OK(disc->poisoned & PM_POISON_AUDIO, "of missing audio");
	done();
	reset();
	part[IMAGE].bytes = IMAGE_BYTES - 1;
	IS_INT(run(), PM_OK, "a byte too few");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "holds 1536 and 2351 bytes"), "is told");
	are_spans("F0:0+1536 S1", "whole sectors are there");
	done();
	reset();
	put(MAP, 256 + 14, "        ");
	IS_INT(run(), PM_OK, "DSL blank");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_RECORD, "DSL of 'IMAGE.DAT' is blank, want 1537 sectors"), "is told with what it should be");
	are_spans("F0:0+1537", "the file says how much there is");
	done();
	reset();
	part[IMAGE].name = NULL;
	IS_INT(run(), PM_OK, "no image");
	are_spans("S1537", "is silence of the length the map gives");
	OK(disc->poisoned & PM_POISON_AUDIO, "of missing audio");
	done();
}

/* OFS is the first byte in the file. */
static void offsets(void)
{
	reset();
	put(MAP, 256 + 104, "000000044");
	part[IMAGE].bytes = IMAGE_BYTES + 44;
	IS_INT(run(), PM_OK, "44 bytes in front");
	OK(!pm_diags_has(&diags, PM_DIAG_DDP_IMAGE_SIZE), "are no part of the length");
	IS_INT(disc->file_count ? disc->file[0].offset_bytes : 0, 44, "are passed over");
	are_spans("F0:0+1537", "and the image is whole");
	done();
	reset();
	put(MAP, 256 + 104, "999999999");
	IS_INT(run(), PM_OK, "an offset behind the end");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "IMAGE.DAT holds 0"), "leaves nothing");
	are_spans("S1537", "and silence");
	done();
}

/* 6.2: D0 packets in place 2 and 3, each with its own file. */
static void two(const char *dsl1, const char *dss1, const char *dsl2, const char *dss2, const char *pauseadd)
{
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data + 256, 128);
	part[MAP].bytes = 512;
	put(MAP, 256 + 14, dsl1);
	put(MAP, 256 + 22, dss1);
	put(MAP, 256 + 74, "ONE.DAT  ");
	put(MAP, 384 + 14, dsl2);
	put(MAP, 384 + 22, dss2);
	put(MAP, 384 + 74, "TWO.DAT  ");
	put(MAP, 384 + 96, pauseadd);
	part[IMAGE].name = "ONE.DAT";
	part[IMAGE].bytes = strtoull(dsl1, NULL, 10) * 2352;
	part[OTHER].name = "TWO.DAT";
	part[OTHER].bytes = strtoull(dsl2, NULL, 10) * 2352;
	IS_INT(run(), PM_OK, "two streams");
}

#define NONE "        "

static void several(void)
{
	two("00000630", "00000000", "00000907", "00000630", NONE);
	are_spans("F0:0+630 F1:0+907", "each at its DSS");
	done();
	two("00000907", "00000630", "00000630", "00000000", NONE);
	are_spans("F0:0+630 F1:0+907", "also where the packets are turned");
	IS_STR(disc->file[0].name, "TWO.DAT", "files in the order of the disc");
	done();
	two("00000630", NONE, "00000907", NONE, NONE);
	are_spans("F0:0+630 F1:0+907", "one behind the other where there is no DSS");
	done();
	two("00000630", "00000000", "00000907", NONE, NONE);
	are_spans("F0:0+630 F1:0+907", "or not on all of them");
	done();
	two("00000630", NONE, "00000757", NONE, "00000150");
	are_spans("F0:0+630 S150 F1:0+757", "PAUSEADD between");
	OK(!diags.count_of[PM_ERROR], "and all is well");
	done();
	two("00000637", "00000000", "00000907", "00000630", NONE);
	are_spans("F0:0+637 F1:7+900", "seven sectors over each other: the first holds");
	OK(found("DDPMS", 384, PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "'TWO.DAT' lies over the stream before it"), "and that is told");
	done();
	two("00001537", "00000000", "00000100", "00000630", NONE);
	are_spans("F0:0+1537", "one inside the other is not heard");
	IS_INT(disc->file_count, 1, "and no file of the disc");
	done();
	/* The same file twice. */
	two("00000630", NONE, "00000907", NONE, NONE);
	done();
	put(MAP, 384 + 74, "ONE.DAT  ");
	put(MAP, 384 + 104, "001481760");
	part[OTHER].name = NULL;
	part[IMAGE].bytes = IMAGE_BYTES;
	IS_INT(run(), PM_OK, "two parts of one file");
	are_spans("F0:0+630 F1:0+907", "each from its OFS on");
	OK(!pm_diags_has(&diags, PM_DIAG_DDP_IMAGE_SIZE), "is longer than either says");
	done();
	part[IMAGE].bytes = IMAGE_BYTES - 2352;
	IS_INT(run(), PM_OK, "but not long enough");
	OK(found("DDPMS", 384, PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "DSL says 907 sectors, ONE.DAT holds 906"), "for the second");
	done();
}

/* A data stream's place on the disc is silence. */
static void data(void)
{
	two("00000630", "00000000", "00000907", "00000630", NONE);
	done();
	put(MAP, 384 + 38, "10");
	put(MAP, 384 + 40, "0");
	part[OTHER].bytes = 907 * 2048;
	IS_INT(run(), PM_OK, "a data stream");
	are_spans("F0:0+630 S907", "is silence here");
	OK(!pm_diags_has(&diags, PM_DIAG_DDP_IMAGE_SIZE), "of sectors of 2048 bytes");
	done();
	two("00000630", "00000000", "00000907", "00000630", NONE);
	done();
	put(MAP, 384 + 38, "10");
	put(MAP, 384 + 40, "5");
	IS_INT(run(), PM_OK, "a data stream in an unknown storage mode");
	are_spans("F0:0+630 S907", "is silence all the same");
	done();
	reset();
	put(MAP, 256 + 38, "10");
	IS_INT(run(), PM_OK, "no audio at all");
	OK(found("DDPMS", -1, PM_ERROR, PM_DIAG_DDP_RECORD, "there is no audio stream (D0 with CDM DA)"), "is an error");
	done();
	reset();
	put(MAP, 256 + 38, "da");
	IS_INT(run(), PM_OK, "CDM in small letters");
	are_spans("F0:0+1537", "is audio");
	IS_INT(diags.count_of[PM_ERROR], 0, "without an error");
	done();
}

/* PRE2 against the PQ, where the image begins at 00:00:00. */
static void pauses(void)
{
	reset();
	put(MAP, 256 + 46, " 149");
	IS_INT(run(), PM_OK, "PRE2 149");
	OK(found("DDPMS", 256, PM_WARNING, PM_DIAG_DDP_PQ, "PRE2 says 149 sectors of pause, the PQ has 150"), "differs");
	done();
	reset();
	put(MAP, 256 + 46, "    ");
	IS_INT(run(), PM_OK, "PRE2 blank");
	OK(found("DDPMS", 256, PM_NOTE, PM_DIAG_DDP_PROFILE, "PRE2 is blank, premaster writes 150"), "is a note");
	done();
	reset();
	put(MAP, 256 + 46, " 149");
	put(PQ, 2 * 64 + 10, "xx0200");
	IS_INT(run(), PM_OK, "where the PQ cannot be read");
	OK(!found("DDPMS", 256, PM_WARNING, PM_DIAG_DDP_PQ, "PRE2"), "nothing is compared");
	done();
}

/* Without a lead-out the image says where the disc ends; never past 99:59:74. */
static void no_leadout(void)
{
	reset();
	part[PQ].bytes = 448;
	put(MAP, 128 + 14, "00000448");
	IS_INT(run(), PM_OK, "no lead-out");
	are_spans("F0:0+1537", "the audio is there");
	IS_INT(disc->leadout_lba, 1387, "to its end");
	IS_INT(disc->laid_out, 0, "but nothing is laid out");
	done();
	reset();
	part[PQ].bytes = 448;
	put(MAP, 128 + 14, "00000448");
	put(MAP, 256 + 14, "99999999");
	part[IMAGE].bytes = 99999999u * (uint64_t)2352;
	IS_INT(run(), PM_OK, "an image of 99999999 sectors");
	IS_INT(disc->leadout_lba, 449999 - 150, "ends at 99:59:74");
	done();
}

int main(void)
{
	strides();
	lengths();
	offsets();
	several();
	data();
	pauses();
	no_leadout();
	return tap_done();
}
