/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-ddp-damage.c - one damage is one finding: what was lost with a packet is not missed again; and fields that mean nothing where they stand.
 *
 * What is expected of a case is the whole list of findings, so that none is missing, doubled or derived.
 */
#include "check/rules.h"
#include "tests/unit/ddpread.h"

/* Bytes of one packet of the example's records changed; nothing else is wrong. */
struct change {
	int n;
	size_t at;
	const char *bytes, *want, *name;
};

static void try(const struct change *c, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		reset();
		put(c[i].n, c[i].at, c[i].bytes);
		expect(c[i].want, c[i].name);
		done();
	}
}
#define TRY(c) try(c, sizeof c / sizeof *c)

static void check(const char *want, const char *name)
{
	struct pm_check_options none = {0};

	IS_INT(run(), PM_OK, name);
	pm_check_disc(disc, &none, &diags);
	is_found(want, name);
	done();
}

/* The rules judge what the reader left of it, and must not complain of what it lost. */
static void t_lost_packets(void)
{
	static const struct {
		size_t at;
		const char *bytes, *want, *name;
	} c[] = {
		{0, "XXXX", "PQDESCR+0 error ddp-record", "the lead-in: neither it nor its UPC is missed"},
		{64, "XXXX", "PQDESCR+64 error ddp-record", "the first pause, with its ISRC"},
		{4 * 64, "XXXX", "PQDESCR+256 error ddp-record", "an index 01"},
		{5 * 64, "XXXX", "PQDESCR+320 error ddp-record", "an index 01 with an ISRC"},
		{8 * 64, "XXXX", "PQDESCR+512 error ddp-record", "a lead-out"},
		{5 * 64 + 4, "A1", "PQDESCR+320 error ddp-pq", "TRK A1 with an ISRC"},
		{7 * 64 + 4, "A1", "PQDESCR+448 error ddp-pq", "TRK A1 for a lead-out"},
		{5 * 64 + 4, "02", "PQDESCR+320 error ddp-pq", "TRK 02 once too often"},
		{6 * 64 + 4, "00", "PQDESCR+384 error ddp-pq", "TRK 00 among the tracks"},
		{4 * 64 + 4, "AA", "PQDESCR+256 warning ddp-pq; PQDESCR+320 error ddp-pq", "a lead-out among the tracks (with the flags of a track)"},
	};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		reset();
		put(PQ, c[i].at, c[i].bytes);
		check(c[i].want, c[i].name);
	}
	reset();
	put(MAP, 128 + 14, "00000000");
	part[PQ].bytes = 0;
	check("PQDESCR error ddp-record", "an empty PQDESCR");
	reset();
	for (i = 0; i < 9; i++)
		put(PQ, i * 64, "XXXX");
	IS_INT(run(), PM_OK, "wrong markers everywhere");
	pm_check_disc(disc, &(struct pm_check_options){0}, &diags);
	IS_INT(diags.count, 9, "are nine findings");
	done();
	reset();
	part[MAP].bytes = 0;
	check("DDPMS error ddp-record", "an empty DDPMS");
	reset();
	part[MAP].bytes = 383;
	check("DDPMS error ddp-record", "a DDPMS one byte short");
	reset();
	put(MAP, 0, "XXXX");
	check("DDPMS+0 error ddp-record", "the CD-Text's packet of the map");
}

static void t_once(void)
{
	reset();
	put(PQ, 6 * 64 + 10, "0025");
	expect("PQDESCR+448 error ddp-pq", "an index behind both lead-outs");
	done();
	reset();
	put(PQ, 8 * 64 + 12, "21");
	expect("PQDESCR+512 error ddp-pq", "two lead-outs, of which one fits the image");
	done();
	reset();
	put(PQ, 7 * 64 + 12, "21");
	expect("PQDESCR+512 error ddp-pq", "two lead-outs, of which the other fits");
	done();
	reset();
	put(PQ, 1 * 64 + 10, "01");
	expect("PQDESCR+64 error ddp-pq", "the first pause at 01:00:00");
	done();
	reset();
	put(PQ, 32, "0012345678904");
	expect("PQDESCR+0 error ean-check-digit", "a wrong UPC in the PQ is not compared with DDPID's");
	done();
	reset();
	part[TEXT].bytes = 179;
	put(MAP, 14, "00000179");
	expect("CDTEXT.BIN+162 error cdtext-size", "half a size pack is there");
	done();
	reset();
	part[TEXT].data[18 + 5] ^= 0x21;
	check("CDTEXT.BIN+0 note cdtext-size; CDTEXT.BIN+18 error cdtext-crc", "titles in an unreadable pack are not missed");
}

static void t_codes(void)
{
	reset();
	put(PQ, 32, "0000000000000");
	expect("PQDESCR+0 warning ddp-profile; DDPID+8 warning ddp-upc-only-in-ddpid", "zeros in the PQ are no UPC");
	IS_STR(disc->mcn.text, "0012345678905", "DDPID's is taken");
	done();
	reset();
	put(PQ, 32, "0000000000000");
	put(PQ, 3 * 64 + 32, "0012345678905");
	expect("PQDESCR+0 warning ddp-profile; PQDESCR+192 note ddp-profile", "zeros before the UPC");
	IS_STR(disc->mcn.text, "0012345678905", "the PQ's is taken");
	done();
	reset();
	put(PQ, 3 * 64 + 32, "012345678905 ");
	expect("PQDESCR+192 note ddp-profile", "a UPC-A is the same code as its EAN-13");
	done();
}

/* How the disc was mastered: what build softens, whatever the id's group. */
static void t_mastered(void)
{
	static const struct {
		size_t at;
		const char *bytes;
	} c[] = {{2 * 64 + 16, "X1"}, {16, "X1"}, {3 * 64 + 32, "4006381333931"}};
	static const enum pm_diag_group none[] = {PM_GROUP_CODE};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		reset();
		put(PQ, c[i].at, c[i].bytes);
		IS_INT(run(), PM_OK, c[i].bytes);
		IS_INT(diags.count_of[PM_ERROR], 1, "an error");
		pm_diags_soften(&diags, 0, none, 1);
		IS_INT(diags.count_of[PM_ERROR], 0, "that is softened");
		IS_INT(disc->laid_out, 1, "and no hindrance");
		IS_INT(disc->track[1].control, 0, "with no flags");
		done();
	}
	reset();
	put(PQ, 4 * 64 + 8, "  00 30 ");
	IS_INT(run(), PM_OK, "times out of order");
	pm_diags_soften(&diags, 0, none, 1);
	IS_INT(diags.count_of[PM_ERROR], 1, "stay an error");
	done();
}

/* Places in which nothing is expected. */
static void t_unused(void)
{
	static const struct change c[] = {
		{ID, 93, "17", "DDPID+93 note ddp-profile", "a length without a user text"},
		{ID, 8, "0000000000000", "DDPID+8 warning ddp-profile", "zeros in DDPID"},
		{MAP, 38, "DA70", "DDPMS+0 note ddp-profile", "CDM, SSM and SCR of the CD-Text"},
		{MAP, 128 + 46, " 150", "DDPMS+128 note ddp-profile", "PRE2 of the PQ"},
		{MAP, 128 + 55, "00", "DDPMS+128 note ddp-profile", "TRK of the PQ"},
		{MAP, 57, "01", "DDPMS+0 note ddp-profile", "IDX of the CD-Text"},
		{MAP, 59, "ZZXYZ2600001", "DDPMS+0 note ddp-profile", "an ISRC of the CD-Text"},
		{MAP, 128 + 92, "   1", "DDPMS+128 note ddp-profile", "PRE1NXT of the PQ"},
		{MAP, 128 + 46, "  x ", "DDPMS+128 error ddp-record", "one that is no number, said once"},
		{MAP, 256 + 113, "x", "DDPMS+256 note ddp-profile", "PAD"},
		{MAP, 256 + 30, "PQ DESCR", "DDPMS+256 note ddp-profile", "SUB of the image"},
		{MAP, 256 + 59, "ZZXYZ2600001", "DDPMS+256 note ddp-profile", "an ISRC of the whole disc"},
		{MAP, 256 + 91, "S", "DDPMS+256 note ddp-profile", "NEW of the first session"},
		{MAP, 256 + 38, "da", "DDPMS+256 note ddp-profile", "CDM in small letters"},
		{PQ, 20, "ZZXYZ2600001", "PQDESCR+0 note ddp-profile", "an ISRC in the lead-in"},
		{PQ, 6, "01", "PQDESCR+0 note ddp-profile", "IDX of the lead-in"},
		{PQ, 6, "0x", "PQDESCR+0 warning ddp-pq", "IDX of the lead-in that is no number"},
		{PQ, 6, "A0", "", "one that gives the disc's type"},
		{PQ, 4 * 64 + 14, "30", "", "a time of two digits"},
		{PQ, 4 * 64 + 10, " 0", "PQDESCR+256 warning ddp-pq", "a blank in a time"},
		{PQ, 4 * 64 + 4, " 2", "PQDESCR+256 warning ddp-pq", "a blank in TRK"},
	};
	static const struct {
		int n;
		size_t at, length;
		const char *want, *name;
	} nul[] = {
		{ID, 21, 17, "DDPID+0 note ddp-profile", "NUL in DDPID"},
		{MAP, 84, 44, "DDPMS+0 note ddp-profile", "NUL behind a name of the map"},
		{PQ, 45, 19, "PQDESCR+0 note ddp-profile", "NUL in a comment"},
	};
	size_t i;

	TRY(c);
	for (i = 0; i < sizeof nul / sizeof *nul; i++) {
		reset();
		memset(part[nul[i].n].data + nul[i].at, 0, nul[i].length);
		expect(nul[i].want, nul[i].name);
		done();
	}
}

static void t_lengths(void)
{
	static const struct change c[] = {
		{MAP, 128 + 14, "00000000", "DDPMS+128 error ddp-image-size", "DSL of the PQ 0"},
		{MAP, 128 + 14, "00000570", "DDPMS+128 error ddp-image-size", "DSL of the PQ that ends in a packet"},
		{MAP, 256 + 22, "00000151", "DDPMS+256 warning ddp-profile; DDPMS+256 error ddp-pq", "DSS behind index 01"},
		{MAP, 256 + 22, "00001537", "DDPMS+256 warning ddp-profile; DDPMS+256 error ddp-pq", "DSS at the lead-out"},
		{MAP, 256 + 22, "99999999", "DDPMS+256 warning ddp-profile; DDPMS+256 error ddp-pq", "DSS far behind"},
		{MAP, 256 + 22, "00000100", "DDPMS+256 warning ddp-profile; PQDESCR+448 warning ddp-pq", "DSS in the pause"},
	};

	TRY(c);
	reset();
	put(MAP, 256 + 22, "00001537");
	IS_INT(run(), PM_OK, "an image behind the lead-out");
	OK(disc->poisoned & PM_POISON_AUDIO, "is no silence to build from");
	done();
}

/* The image in two files, the second at `dss`, with `pauseadd`. */
static void two_images(const char *dss, const char *pauseadd, uint64_t second_sectors)
{
	char dsl[9];

	reset();
	put(MAP, 256 + 14, "00000700");
	part[IMAGE].bytes = 700 * 2352;
	memcpy(part[MAP].data + 384, part[MAP].data + 256, 128);
	part[MAP].bytes = 512;
	snprintf(dsl, sizeof dsl, "%08d", (int)second_sectors);
	put(MAP, 384 + 14, dsl);
	put(MAP, 384 + 22, dss);
	put(MAP, 384 + 46, "    ");
	put(MAP, 384 + 74, "B.DAT    ");
	put(MAP, 384 + 96, pauseadd);
	fill(OTHER, "B.DAT", NULL, second_sectors * 2352);
}

static void t_gaps(void)
{
	two_images("00000710", "        ", 827);
	expect("DDPMS+384 warning ddp-profile; DDPMS+384 warning ddp-image-size", "ten sectors in no stream");
	IS_INT(disc->span_count, 3, "are silence");
	done();
	two_images("00000710", "00000010", 827);
	expect("DDPMS+384 warning ddp-profile", "ten sectors that PAUSEADD speaks of");
	done();
	two_images("        ", "99999999", 837);
	expect("DDPMS+384 warning ddp-profile; DDPMS+384 error ddp-pq", "a second file moved behind the lead-out");
	done();
}

static void t_twice(void)
{
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data + 128, 128);
	part[MAP].bytes = 512;
	expect("DDPMS+384 note ddp-profile; DDPMS+384 error ddp-record", "two PQ streams");
	done();
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data, 128);
	part[MAP].bytes = 512;
	expect("DDPMS+384 note ddp-profile; DDPMS+384 error ddp-record", "two CD-Text streams");
	done();
}

static void t_sessions(void)
{
	two_images("00012937", "        ", 225);
	put(MAP, 256 + 14, "00001537");
	part[IMAGE].bytes = IMAGE_BYTES;
	put(MAP, 384 + 38, "100");
	part[OTHER].bytes = 225 * 2048;
	expect("DDPMS+384 warning data-track", "data far behind the audio is another session, also without NEW");
	IS_INT(disc->span_count, 1, "and is not on the audio's");
	done();
	reset();
	put(PQ, 576, "VVVS0000  00000041                                              ");
	put(PQ, 640, "VVVS0400  02523741                                              ");
	part[PQ].bytes = 704;
	put(MAP, 128 + 14, "00000704");
	expect("PQDESCR+576 warning data-track", "a session of which the map knows nothing");
	IS_INT(disc->last_track, 3, "is not read");
	done();
}

int main(void)
{
	t_lost_packets();
	t_once();
	t_codes();
	t_mastered();
	t_unused();
	t_lengths();
	t_gaps();
	t_twice();
	t_sessions();
	return tap_done();
}
