/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-read-pq.c - the PQ descriptor to tracks.  Expected: ddp.md section 5 and 11.3; sector = (MIN * 60 + SEC) * 75 + FRM, LBA = sector - 150. */
#include "tests/unit/ddpread.h"

/* Byte `at` of packet n. */
static void pq(int n, size_t at, const char *bytes)
{
	put(PQ, (size_t)n * 64 + at, bytes);
}

static void times(void)
{
	/* The lead-out at 99:59:74, absolute sector 449999. */
	reset();
	pq(7, 10, "995974");
	pq(8, 10, "995974");
	put(MAP, 256 + 14, "00449999");
	part[IMAGE].bytes = 449999u * (uint64_t)2352;
	expect("", "a disc to 99:59:74");
	IS_INT(disc->leadout_lba, 449849, "its lead-out");
	done();
	reset();
	pq(4, 8, "00");
	IS_INT(run(), PM_OK, "HRS 00");
	IS_INT(disc->track[2].index[1].lba, 630, "changes nothing");
	OK(found("PQDESCR", 256, PM_WARNING, PM_DIAG_DDP_PQ, "HRS"), "with a warning");
	done();
	/* One hour is 270000 sectors. */
	reset();
	pq(7, 8, "01");
	pq(8, 8, "01");
	put(MAP, 256 + 14, "00271537");
	part[IMAGE].bytes = 271537u * (uint64_t)2352;
	IS_INT(run(), PM_OK, "HRS 01");
	IS_INT(disc->leadout_lba, 271387, "is an hour");
	OK(found("PQDESCR", 448, PM_WARNING, PM_DIAG_DDP_PQ, "HRS is filled; its hours are counted"), "with a warning");
	done();
	reset();
	pq(2, 10, "000259");
	IS_INT(run(), PM_OK, "frame 59");
	IS_INT(disc->track[1].index[1].lba, 59, "75 frames are a second");
	done();
	reset();
	pq(7, 8, "02");
	IS_INT(run(), PM_OK, "HRS 02");
	OK(found("PQDESCR", 448, PM_ERROR, PM_DIAG_DDP_PQ, "is no time on a disc"), "is past 99:59:74");
	done();
	reset();
	pq(0, 10, "000001");
	IS_INT(run(), PM_OK, "the lead-in at 00:00:01");
	OK(found("PQDESCR", 0, PM_WARNING, PM_DIAG_DDP_PQ, "the lead-in is not at 00:00:00"), "is odd");
	IS_INT(disc->laid_out, 1, "and no more");
	done();
}

/* The lead-out stands behind the last index, be it by one sector. */
static void leadouts(void)
{
	reset();
	pq(6, 10, "002036");
	IS_INT(run(), PM_OK, "an index one sector before the lead-out");
	IS_INT(diags.count_of[PM_ERROR], 0, "is in front of it");
	done();
	reset();
	pq(6, 10, "002037");
	IS_INT(run(), PM_OK, "an index at the lead-out");
	OK(found("PQDESCR", 448, PM_ERROR, PM_DIAG_DDP_PQ, "the lead-out is not behind the last index"), "is not");
	IS_INT(disc->laid_out, 0, "and nothing is laid out");
	done();
	reset();
	memcpy(part[PQ].data + 576, ex_pq + 512, 64);
	part[PQ].bytes = 640;
	put(MAP, 128 + 14, "00000640");
	IS_INT(run(), PM_OK, "three lead-outs");
	OK(found("PQDESCR", 576, PM_WARNING, PM_DIAG_DDP_PQ, "the lead-out is written more than twice"), "are one too many");
	done();
	reset();
	pq(7, 6, "00");
	IS_INT(run(), PM_OK, "IDX 00 of the lead-out");
	OK(found("PQDESCR", 448, PM_WARNING, PM_DIAG_DDP_PQ, "IDX of the lead-out is not 01"), "is odd");
	IS_INT(disc->leadout_lba, 1387, "it is the lead-out");
	done();
	reset();
	pq(7, 4, "aa");
	IS_INT(run(), PM_OK, "in small letters");
	IS_INT(disc->leadout_lba, 1387, "it is the lead-out");
	done();
}

/* CB1: a digit 0 to B, and 1, S, s or blank (5.2). */
static void controls(void)
{
	static const char digits[] = "0123456789AB";
	char cb1[3] = "01";
	unsigned n;

	for (n = 0; n < 12; n++) {
		reset();
		cb1[0] = digits[n];
		cb1[1] = '1';
		pq(1, 16, cb1);
		pq(2, 16, cb1);
		IS_INT(run(), PM_OK, cb1);
		IS_INT(disc->track[1].control, n, "the control nibble");
		IS_INT(disc->track[1].scms, 0, "no SCMS");
		IS_INT(disc->track[1].poisoned & PM_POISON_FLAGS, 0, "is good");
		OK(!found("PQDESCR", 128, PM_ERROR, PM_DIAG_DDP_PQ, "CB1"), "without an error");
		done();
	}
	for (n = 12; n < 16; n++) {
		reset();
		cb1[0] = (char)('A' + n - 10);
		pq(1, 16, cb1);
		pq(2, 16, cb1);
		IS_INT(run(), PM_OK, cb1);
		OK(found("PQDESCR", 64, PM_ERROR, PM_DIAG_DDP_PQ, "is no control byte"), "data and four channels at once mean nothing");
		OK(!found("PQDESCR", 128, PM_ERROR, PM_DIAG_DDP_PQ, "CB1"), "told once a track");
		IS_INT(disc->track[1].poisoned & PM_POISON_FLAGS, PM_POISON_FLAGS, "and poisons the flags");
		done();
	}
	reset();
	pq(1, 16, "0S");
	pq(2, 16, "0S");
	expect("", "SCMS");
	IS_INT(disc->track[1].scms, 1, "is read");
	done();
	reset();
	pq(2, 16, "  ");
	IS_INT(run(), PM_OK, "blank");
	OK(found("PQDESCR", 128, PM_ERROR, PM_DIAG_DDP_PQ, "CB1 '  ' is no control byte"), "is none");
	done();
	reset();
	pq(5, 16, "b1");
	pq(6, 16, "b1");
	IS_INT(run(), PM_OK, "a digit in small letters");
	IS_INT(disc->track[3].control, 11, "is one");
	OK(found("PQDESCR", 320, PM_WARNING, PM_DIAG_DDP_PQ, "CB1 is written 'b1'"), "with a warning");
	done();
	/* Index 01 holds against what the pause and later indexes say. */
	reset();
	pq(3, 16, "11");
	IS_INT(run(), PM_OK, "the pause says otherwise");
	IS_INT(disc->track[2].control, 2, "index 01 holds");
	done();
	reset();
	pq(6, 16, "01");
	IS_INT(run(), PM_OK, "index 02 says otherwise");
	IS_INT(disc->track[3].control, 3, "index 01 holds");
	OK(found("PQDESCR", 384, PM_WARNING, PM_DIAG_DDP_PQ, "differs from that of index 01"), "with a warning");
	done();
	reset();
	pq(7, 16, "41");
	IS_INT(run(), PM_OK, "a lead-out that says data");
	OK(found("PQDESCR", 448, PM_WARNING, PM_DIAG_DDP_PQ, "CB1 of lead-in or lead-out is not 01"), "is odd");
	done();
	reset();
	pq(0, 16, "Z1");
	IS_INT(run(), PM_OK, "a lead-in without a control");
	OK(found("PQDESCR", 0, PM_ERROR, PM_DIAG_DDP_PQ, "CB1 'Z1' of the lead-in is no control byte"), "is an error");
	done();
}

/* ISRC: the first of a track's packets that has one (5.4). */
static void isrcs(void)
{
	reset();
	pq(1, 20, "            ");
	pq(2, 20, "ZZXYZ2600001");
	expect("", "on index 01 only");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600001", "is the track's");
	IS_INT(disc->track[1].isrc_pos.offset_bytes, 128, "with its place");
	done();
	reset();
	pq(6, 20, "ZZXYZ2600003");
	expect("", "on every packet, the same");
	done();
	reset();
	pq(6, 20, "ZZXYZ2600009");
	IS_INT(run(), PM_OK, "another on a later packet");
	OK(found("PQDESCR", 384, PM_ERROR, PM_DIAG_ISRC_CONFLICT, "track 3 has ISRC 'ZZXYZ2600009' here and 'ZZXYZ2600003' before"), "is a conflict");
	IS_STR(disc->track[3].isrc.text, "ZZXYZ2600003", "the first holds");
	done();
	reset();
	pq(5, 20, "000000000000");
	pq(6, 20, "ZZXYZ2600003");
	IS_INT(run(), PM_OK, "zeros first");
	IS_STR(disc->track[3].isrc.text, "ZZXYZ2600003", "mean none");
	OK(found("PQDESCR", 320, PM_WARNING, PM_DIAG_ISRC_ZERO, "all zeros"), "with a warning");
	done();
	/* A D0's ISRC is the last resort. */
	reset();
	pq(1, 20, "            ");
	put(MAP, 256 + 55, "01");
	put(MAP, 256 + 59, "ZZXYZ2600007");
	IS_INT(run(), PM_OK, "one in the map");
	IS_STR(disc->track[1].isrc.text, "ZZXYZ2600007", "is taken");
	done();
	reset();
	put(MAP, 256 + 55, "01");
	put(MAP, 256 + 59, "ZZXYZ2600007");
	IS_INT(run(), PM_OK, "against one in the PQ");
	OK(found("DDPMS", 256, PM_ERROR, PM_DIAG_ISRC_CONFLICT, "'ZZXYZ2600007' here and 'ZZXYZ2600001' before"), "is a conflict");
	done();
}

/* UPC: the first in the PQ, else DDPID's (5.5). */
static void upcs(void)
{
	reset();
	pq(0, 32, "             ");
	pq(7, 32, "0012345678905");
	IS_INT(run(), PM_OK, "on the lead-out only");
	IS_STR(disc->mcn.text, "0012345678905", "is the disc's");
	IS_INT(disc->mcn_from, PM_FROM_PQ, "from the PQ");
	IS_INT(disc->mcn_pos.offset_bytes, 448, "with its place");
	done();
	reset();
	pq(0, 32, "012345678905 ");
	put(ID, 8, "012345678905 ");
	IS_INT(run(), PM_OK, "twelve digits");
	IS_STR(disc->mcn.text, "0012345678905", "get their zero");
	IS_INT(diags.count_of[PM_ERROR], 0, "and are no error");
	done();
	reset();
	put(ID, 8, "012345678905 ");
	IS_INT(run(), PM_OK, "twelve in DDPID, thirteen in the PQ");
	OK(!found("DDPID", 8, PM_WARNING, PM_DIAG_DDP_PQ, "UPC"), "are the same number");
	done();
	reset();
	pq(0, 32, "0000000000000");
	put(ID, 8, "0000000000000");
	IS_INT(run(), PM_OK, "zeros");
	IS_STR(disc->mcn.text, "", "mean none");
	IS_INT(diags.count_of[PM_ERROR], 0, "and are no error");
	done();
	reset();
	put(ID, 8, "             ");
	expect("", "in the PQ only");
	IS_STR(disc->mcn.text, "0012345678905", "is where it belongs");
	done();
}

/* TRK or IDX blank: from the order of the packets (5.6). */
static void blanks(void)
{
	static const struct {
		int packet;
		size_t at;
		const char *bytes, *name;
	} row[] = {
		{1, 4, "    ", "1/00"}, {2, 4, "    ", "1/01"}, {4, 6, "  ", "2/01 without IDX"}, {3, 4, "  ", "2/00 without TRK"}, {5, 4, "  ", "3/01 without TRK"}, {6, 4, "    ", "3/02"}, {5, 6, "  ", "3/01 without IDX"},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		reset();
		pq(row[i].packet, row[i].at, row[i].bytes);
		IS_INT(run(), PM_OK, row[i].name);
		OK(found("PQDESCR", row[i].packet * 64, PM_WARNING, PM_DIAG_DDP_PQ, "blank; taken from the order"), row[i].name);
		IS_INT(disc->track[1].index[1].lba, 0, row[i].name);
		IS_INT(disc->track[2].index[0].lba, 480, row[i].name);
		IS_INT(disc->track[2].index[1].lba, 630, row[i].name);
		IS_INT(disc->track[3].index[1].lba, 975, row[i].name);
		IS_INT(disc->track[3].index[2].lba, 1170, row[i].name);
		IS_INT(diags.count_of[PM_ERROR], 0, "no error");
		done();
	}
}

/* Order and numbers: one mistake is one finding. */
static void order(void)
{
	reset();
	pq(6, 6, "01");
	IS_INT(run(), PM_OK, "an index twice");
	OK(found("PQDESCR", 384, PM_ERROR, PM_DIAG_DDP_PQ, "track 03 index 01 stands behind track 03 index 01"), "is told");
	IS_INT(diags.count_of[PM_ERROR], 1, "once");
	done();
	reset();
	pq(1, 4, "00A0");
	pq(1, 10, "000000");
	IS_INT(run(), PM_OK, "no pause of track 1, an A0 packet instead");
	OK(found("PQDESCR", 128, PM_WARNING, PM_DIAG_DDP_PQ, "the first track has no index 00"), "which is made");
	IS_INT(disc->track[1].index[0].lba, -150, "at -150");
	done();
	reset();
	pq(2, 6, "02");
	IS_INT(run(), PM_OK, "an index 02 and no 01");
	OK(found("PQDESCR", 64, PM_ERROR, PM_DIAG_INDEX_COUNT, "track 1 has no index 01"), "is told at the track");
	done();
	reset();
	pq(1, 10, "000074");
	IS_INT(run(), PM_OK, "a pause that begins late");
	OK(found("PQDESCR", 64, PM_ERROR, PM_DIAG_DDP_PQ, "does not begin at 00:00:00"), "is told");
	IS_INT(disc->track[1].index[0].lba, -150, "and put right");
	done();
}

/* Places that mean nothing, and are noted once. */
static void reserved(void)
{
	reset();
	pq(2, 18, "01");
	pq(3, 18, "01");
	IS_INT(run(), PM_OK, "CB2");
	OK(found("PQDESCR", 128, PM_NOTE, PM_DIAG_DDP_PROFILE, "CB2 is '01'"), "is noted");
	OK(!found("PQDESCR", 192, PM_NOTE, PM_DIAG_DDP_PROFILE, "CB2"), "once");
	done();
	reset();
	pq(2, 19, "x");
	IS_INT(run(), PM_OK, "its second place");
	OK(found("PQDESCR", 128, PM_NOTE, PM_DIAG_DDP_PROFILE, "CB2 is ' x'"), "too");
	done();
	reset();
	pq(2, 45, "a comment");
	pq(3, 45, "another");
	IS_INT(run(), PM_OK, "a comment");
	OK(found("PQDESCR", 128, PM_NOTE, PM_DIAG_DDP_PROFILE, "a comment ('a comment') stands in the PQ"), "is noted");
	OK(!found("PQDESCR", 192, PM_NOTE, PM_DIAG_DDP_PROFILE, "another"), "once");
	done();
}

static void lengths(void)
{
	reset();
	part[PQ].bytes = 0;
	put(MAP, 128 + 14, "00000000");
	IS_INT(run(), PM_OK, "an empty PQ");
	OK(found("PQDESCR", -1, PM_ERROR, PM_DIAG_DDP_RECORD, "is 0 bytes long"), "is told");
	IS_INT(disc->last_track, 0, "no tracks");
	done();
	reset();
	part[PQ].bytes = (2u << 20) + 1;
	IS_INT(run(), PM_OK, "a PQ of more than two megabytes");
	OK(found("PQDESCR", -1, PM_ERROR, PM_DIAG_DDP_RECORD, "far too long"), "is not read");
	done();
	reset();
	part[PQ].bytes = 577;
	part[PQ].data[576] = '\n';
	IS_INT(run(), PM_OK, "a line end behind the packets");
	OK(found("DDPMS", 128, PM_WARNING, PM_DIAG_DDP_IMAGE_SIZE, "DSL says 576 bytes, PQDESCR holds 577"), "is told");
	IS_INT(disc->laid_out, 1, "and left out");
	done();
}

int main(void)
{
	times();
	leadouts();
	controls();
	isrcs();
	upcs();
	blanks();
	order();
	reserved();
	lengths();
	return tap_done();
}
