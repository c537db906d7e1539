/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-judge-map.c - what the packets of DDPMS say other than they should.  Expected: ddp.md sections 4, 4.5, 11.3 and 11.4. */
#include "tests/unit/ddpread.h"

/* One field of a packet, and the finding it makes. */
static void is(size_t at, const char *bytes, enum pm_severity severity, enum pm_diag_id id, const char *message, const char *name)
{
	reset();
	put(MAP, at, bytes);
	IS_INT(run(), PM_OK, name);
	OK(found("DDPMS", (long)(at / 128 * 128), severity, id, message), name);
	done();
}

static void numbers(void)
{
	static const struct {
		size_t at;
		const char *name;
	} row[] = {
		{14, "DSL"}, {22, "DSS"}, {42, "PRE1"}, {46, "PRE2"}, {50, "PST"}, {55, "TRK"}, {57, "IDX"}, {71, "SIZ"}, {92, "PRE1NXT"}, {96, "PAUSEADD"}, {104, "OFS"},
	};
	char message[60];
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		snprintf(message, sizeof message, "%s of 'IMAGE.DAT' is not a number", row[i].name);
		is(256 + row[i].at, "x", PM_ERROR, PM_DIAG_DDP_RECORD, message, row[i].name);
	}
}

static void main_stream(void)
{
	is(256 + 14, "    1537", PM_NOTE, PM_DIAG_DDP_PROFILE, "numbers are not filled with zeros", "DSL filled with blanks");
	is(256 + 22, "       0", PM_NOTE, PM_DIAG_DDP_PROFILE, "numbers are not filled with zeros", "DSS too");
	is(256 + 71, " 17", PM_NOTE, PM_DIAG_DDP_PROFILE, "numbers are not filled with zeros", "SIZ too");
	is(256 + 71, "   ", PM_NOTE, PM_DIAG_DDP_PROFILE, "SIZ is blank", "SIZ blank");
	is(256 + 71, "009", PM_NOTE, PM_DIAG_DDP_PROFILE, "SIZ is 9", "SIZ 9");
	is(256 + 38, "  ", PM_ERROR, PM_DIAG_DDP_RECORD, "CDM of 'IMAGE.DAT' is blank, want DA", "CDM blank");
	is(256 + 40, "0", PM_WARNING, PM_DIAG_DDP_PROFILE, "SSM is '0', want 7", "SSM 0");
	is(256 + 40, "8", PM_WARNING, PM_DIAG_DDP_PROFILE, "SSM 8: the image carries R-W subcode", "SSM 8");
	is(256 + 41, "1", PM_NOTE, PM_DIAG_DDP_PROFILE, "SCR is 1", "SCR 1, as cue2ddp writes it");
	is(256 + 41, " ", PM_WARNING, PM_DIAG_DDP_PROFILE, "SCR is ' ', want 0", "SCR blank");
	is(256 + 22, "        ", PM_NOTE, PM_DIAG_DDP_PROFILE, "DSS is blank", "DSS blank, as cue2ddp writes it");
	is(256 + 22, "00000150", PM_WARNING, PM_DIAG_DDP_PROFILE, "DSS is 150", "DSS 150");
	is(256 + 55, "01", PM_NOTE, PM_DIAG_DDP_PROFILE, "TRK or IDX", "TRK on the whole image");
	is(256 + 57, "01", PM_NOTE, PM_DIAG_DDP_PROFILE, "TRK or IDX", "IDX on the whole image");
	is(256 + 42, " 150", PM_NOTE, PM_DIAG_DDP_PROFILE, "premaster leaves them blank", "PRE1");
	is(256 + 50, " 150", PM_NOTE, PM_DIAG_DDP_PROFILE, "premaster leaves them blank", "PST");
	is(256 + 92, " 150", PM_NOTE, PM_DIAG_DDP_PROFILE, "premaster leaves them blank", "PRE1NXT");
	is(256 + 96, "00000150", PM_NOTE, PM_DIAG_DDP_PROFILE, "premaster leaves them blank", "PAUSEADD");
	is(256 + 6, "       1", PM_NOTE, PM_DIAG_DDP_PROFILE, "DSP is filled", "DSP");
	is(256 + 54, "1", PM_NOTE, PM_DIAG_DDP_PROFILE, "MED is '1'", "MED");
}

static void other_streams(void)
{
	is(128 + 30, "PQ_DESCR", PM_NOTE, PM_DIAG_DDP_PROFILE, "SUB is 'PQ_DESCR'", "the file's name as SUB");
	is(128 + 30, "PQDESCR ", PM_NOTE, PM_DIAG_DDP_PROFILE, "SUB is 'PQDESCR'", "without a blank");
	is(128 + 30, "SOMETHIN", PM_WARNING, PM_DIAG_DDP_RECORD, "stream type 'S0' with SUB 'SOMETHIN' is unknown", "another SUB");
	is(4, "X9", PM_WARNING, PM_DIAG_DDP_RECORD, "stream type 'X9'", "an unknown stream");
	is(4, "DM", PM_WARNING, PM_DIAG_DDP_RECORD, "stream type 'DM'", "a class is no type");
	is(4, "D2", PM_WARNING, PM_DIAG_DDP_PROFILE, "stream D2 ('CDTEXT.BIN') is not read", "lead-in data");
	is(4, "T2", PM_NOTE, PM_DIAG_DDP_PROFILE, "text stream T2 ('CDTEXT.BIN') does not reach the disc", "a text stream");
	is(30, "RW24XX  ", PM_WARNING, PM_DIAG_DDP_PROFILE, "R-W subcode in 'CDTEXT.BIN' (RW24XX) is not read", "R-W subcode");
	is(55, "  ", PM_NOTE, PM_DIAG_DDP_PROFILE, "TRK of the CD-Text stream is not 00", "TRK of the CD-Text blank, as HOFA writes it");
	is(55, "01", PM_NOTE, PM_DIAG_DDP_PROFILE, "TRK of the CD-Text stream is not 00", "TRK 01");
	is(14, "        ", PM_ERROR, PM_DIAG_DDP_RECORD, "DSL of 'CDTEXT.BIN' is blank, want 180 bytes", "no DSL");
	is(14, "00000179", PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "DSL says 179 bytes, CDTEXT.BIN holds 180", "DSL one byte short");
	is(128 + 14, "00000577", PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "DSL says 577 bytes, PQDESCR holds 576", "DSL of the PQ one byte long");
	is(128 + 14, "00000000", PM_ERROR, PM_DIAG_DDP_IMAGE_SIZE, "DSL says 0 bytes, PQDESCR holds 576", "DSL of nothing is no short DSL");
	reset();
	put(ID, 0, "DDP 1.01");
	put(ID, 86, "    ");
	IS_INT(run(), PM_OK, "CD-Text in DDP 1.01");
	OK(found("DDPMS", 0, PM_WARNING, PM_DIAG_DDP_RECORD, "DDP 1.01 has no CD-Text stream"), "has no place there");
	done();
	reset();
	put(MAP, 128 + 74, "SD       ");
	part[PQ].name = "SD";
	IS_INT(run(), PM_OK, "another name");
	OK(found("DDPMS", 128, PM_NOTE, PM_DIAG_DDP_PROFILE, "the PQ stream is called 'SD'"), "is noted");
	done();
}

/* Data tracks have a storage mode of their own: mode 1 user data is SSM 0 (ddp.md 4.4). */
static void data_tracks(void)
{
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data + 256, 128);
	part[MAP].bytes = 512;
	put(MAP, 384 + 38, "10");
	put(MAP, 384 + 40, "0");
	put(MAP, 384 + 74, "DATA.DAT ");
	part[OTHER].name = "DATA.DAT";
	part[OTHER].bytes = 1537 * 2048;
	IS_INT(run(), PM_OK, "a data stream");
	OK(!found("DDPMS", 384, PM_WARNING, PM_DIAG_DDP_PROFILE, "SSM"), "of mode 1 is right in having SSM 0");
	done();
}

static void order(void)
{
	static const int turn[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	size_t i, n;

	for (i = 0; i < 6; i++) {
		size_t notes = 0;

		reset();
		for (n = 0; n < 3; n++)
			memcpy(part[MAP].data + n * 128, ex_ddpms + turn[i][n] * 128, 128);
		IS_INT(run(), PM_OK, "an order");
		IS_INT(disc->laid_out, 1, "is read");
		for (n = 0; n < diags.count; n++)
			notes += strstr(diags.list[n].message, "another order") != NULL && diags.list[n].severity == PM_NOTE;
		IS_INT(notes, i > 0, "CD-Text, PQ, audio is ours; any other is told once");
		done();
	}
}

int main(void)
{
	numbers();
	main_stream();
	other_streams();
	data_tracks();
	order();
	return tap_done();
}
