/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The virtual drive without faults, against the reference's sample replies and captured Q frames. */
#include "tests/unit/vdrive.h"

#include <jansson.h>

static void test_q(void)
{
	/* subcode.md 14: frames of a cdrdao or wodim burn, or of cdrdao's classes */
	static const struct {
		const char *name;
		int32_t lba;
		uint8_t mode, q[12];
	} frames[] = {
		{ "pregap1_first_frame_countdown_to_0", -150, 1, { 0x01, 0x01, 0, 0, 0x01, 0x74, 0, 0, 0, 0, 0xAA, 0xB9 } },
		{ "pregap1_last_but_one_frame_countdown_to_0", -2, 1, { 0x01, 0x01, 0, 0, 0, 0x01, 0, 0, 0x01, 0x73, 0xAC, 0x0D } },
		{ "track1_index1_first_frame", 0, 1, { 0x01, 0x01, 0x01, 0, 0, 0, 0, 0, 0x02, 0, 0x5A, 0x28 } },
		{ "track1_frame2", 2, 1, { 0x01, 0x01, 0x01, 0, 0, 0x02, 0, 0, 0x02, 0x02, 0x3E, 0xE9 } },
		{ "track2_index1_ctl3", 900, 1, { 0x31, 0x02, 0x01, 0, 0, 0, 0, 0, 0x14, 0, 0x73, 0x22 } },
		{ "track2_index2_ctl3", 1200, 1, { 0x31, 0x02, 0x02, 0, 0x04, 0, 0, 0, 0x18, 0, 0xF8, 0x9B } },
		{ "track3_last_frame", 2399, 1, { 0x01, 0x03, 0x01, 0, 0x08, 0x74, 0, 0, 0x33, 0x74, 0x0D, 0x3A } },
		{ "leadout_first", 2400, 1, { 0x01, 0xAA, 0x01, 0, 0, 0, 0, 0, 0x34, 0, 0xE9, 0xEE } },
		{ "leadout_second", 2401, 1, { 0x01, 0xAA, 0x01, 0, 0, 0x01, 0, 0, 0x34, 0x01, 0x53, 0x9E } },
		{ "mcn_upc_a_padded", 75, 2, { 0x02, 0x06, 0x02, 0x51, 0x73, 0x50, 0x53, 0x30, 0, 0, 0x13, 0xA1 } },
		{ "mcn_aframe49", 49, 2, { 0x02, 0x06, 0x02, 0x51, 0x73, 0x50, 0x53, 0x30, 0, 0x49, 0xCA, 0x4C } },
		{ "mcn_ctl3", 915, 2, { 0x32, 0x06, 0x02, 0x51, 0x73, 0x50, 0x53, 0x30, 0, 0x15, 0xFC, 0xAE } },
		{ "isrc_us_aframe50", 50, 3, { 0x03, 0x96, 0x38, 0x93, 0x04, 0x76, 0x07, 0x83, 0x90, 0x50, 0x43, 0x69 } },
		{ "isrc_gb_ctl3", 920, 3, { 0x33, 0x5D, 0x24, 0x69, 0x54, 0, 0, 0x35, 0x10, 0x20, 0x22, 0x1D } },
	};
	uint8_t sub[VD_SUB_BYTES], zero[72] = { 0 };

	IS_INT(vd_crc((const uint8_t *)"123456789", 9), 0xCE3C, "CRC check value");
	for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		uint8_t *mode = &program.mode[frames[i].lba + 150], was = *mode;

		*mode = frames[i].mode;
		vd_program_sub(&program, frames[i].lba, sub);
		*mode = was;
		IS_MEM(sub + 12, frames[i].q, 12, frames[i].name);
	}
	IS_MEM(sub + 24, zero, 72, "R to W are zero");
}

static void test_p(void)
{
	static const struct {
		int32_t lba;
		uint8_t p;
	} want[] = { { -150, 255 }, { -1, 255 }, { 0, 0 },       { 749, 0 },  { 750, 255 },  { 899, 255 },  { 900, 0 },
		     { 1574, 0 },   { 1575, 255 }, { 1724, 255 }, { 1725, 0 }, { 2249, 0 }, { 2250, 255 }, { 2399, 255 }, { 2400, 0 } };
	uint8_t sub[VD_SUB_BYTES];
	int good = 1;

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		vd_program_sub(&program, want[i].lba, sub);
		good = good && sub[0] == want[i].p && sub[11] == want[i].p;
	}
	OK(good, "P: two seconds before each start and before the lead-out");
}

static void test_schedule(void)
{
	int last = -1, mcn = 0, isrc[4] = { 0 }, worst = 0, close = 0, last_mcn = -150;
	uint8_t sub[VD_SUB_BYTES];

	for (int32_t lba = -150; lba < 2550; lba++) {
		int t = lba < 750 ? 1 : lba < 1725 ? 2 : 3;

		vd_program_sub(&program, lba, sub);
		if ((sub[12] & 15) == 1)
			continue;
		close |= lba - last < 10 && last != -1;
		last = lba;
		if ((sub[12] & 15) == 2) {
			mcn++;
			worst = lba - last_mcn > worst ? lba - last_mcn : worst;
			last_mcn = lba;
		} else {
			isrc[t]++;
		}
	}
	OK(!close, "other modes are 10 sectors apart");
	OK(mcn >= 27 && worst <= 100, "MCN at least once in 100 sectors");
	OK(isrc[1] >= 9 && isrc[2] >= 10 && isrc[3] == 0, "ISRC in tracks that have one");
	vd_program_sub(&program, -110, sub);
	IS_INT(sub[12], 2, "first MCN at k = 40");
	vd_program_sub(&program, -63, sub);
	IS_INT(sub[12], 3, "first ISRC at k = 87");
}

static void unhex(const char *s, uint8_t *out)
{
	for (unsigned v; sscanf(s, "%2x", &v) == 1; s += 2)
		*out++ = (uint8_t)v;
}

/* The replies in the vectors have AFRAME 0: let MCN and ISRC stand at frame 0 of each second, MCN and ISRC in turn. */
static void test_vectors(void)
{
	static uint8_t packs[34 * 18];
	const char *shared = tap_shared();
	char path[4096];
	json_t *root, *list, *e;
	uint8_t *plan = malloc(2700), cdb[16] = { 0 }, reply[64];
	size_t i, n;

	if (!shared || !plan) {
		SKIP("no shared folder", "sample replies");
		free(plan);
		return;
	}
	snprintf(path, sizeof(path), "%s/vectors/mmc_responses.json", shared);
	root = json_load_file(path, 0, NULL);
	list = json_object_get(root, "examples");
	OK(json_array_size(list) == 5, "five sample replies");
	memcpy(plan, program.mode, 2700);
	fresh();
	json_array_foreach(list, i, e) {
		const char *meaning = json_string_value(json_object_get(e, "meaning"));
		const char *hex = json_string_value(json_object_get(e, "reply"));

		for (int k = 0; k < 2700; k++)
			program.mode[k] = k % 75 ? 1 : k % 2 ? 3 : strncmp(meaning, "no MCN", 6) ? 2 : 1;
		for (int k = 1875; k < 2700; k++)
			program.mode[k] = 1; /* track 3 has none */
		disc.cdtext = packs;
		disc.cdtext_bytes = sizeof(packs);
		n = strlen(json_string_value(json_object_get(e, "cdb"))) / 2;
		unhex(json_string_value(json_object_get(e, "cdb")), cdb);
		unhex(hex, reply);
		IS_INT(cmd(cdb, n), VD_GOOD, "sample command is carried out");
		IS_INT(len, strlen(hex) / 2, "length of the sample reply");
		IS_MEM(data, reply, strlen(hex) / 2, meaning);
	}
	memcpy(program.mode, plan, 2700);
	disc.cdtext = NULL;
	disc.cdtext_bytes = 0;
	json_decref(root);
	free(plan);
}

static void test_toc(void)
{
	static const uint8_t toc[] = { 0, 0x22, 1, 3, 0, 0x10, 1, 0, 0, 0, 0, 0,       0, 0x13, 2, 0, 0, 0, 0x03, 0x84,
				       0, 0x10, 3, 0, 0, 0, 6, 0xBD, 0, 0x10, 0xAA, 0, 0, 0, 0x09, 0x60 },
			     msf[] = { 0, 0x12, 1, 3, 0, 0x10, 3, 0, 0, 0, 25, 0, 0, 0x10, 0xAA, 0, 0, 0, 34, 0 },
			     full[] = { 0, 0x44, 1, 1, 1, 0x10, 0, 0xA0, 0, 0, 0, 0, 1, 0, 0, 1, 0x10, 0, 0xA1, 0, 0, 0, 0, 3, 0, 0,
					1, 0x10, 0, 0xA2, 0, 0, 0, 0, 0, 34, 0, 1, 0x10, 0, 1, 0, 0, 0, 0, 0, 2, 0,
					1, 0x13, 0, 2, 0, 0, 0, 0, 0, 14, 0, 1, 0x10, 0, 3, 0, 0, 0, 0, 0, 25, 0 },
			     one[] = { 0, 10, 1, 1, 0, 0x10, 1, 0, 0, 0, 0, 0 };

	fresh();
	IS_INT(CMD(0x43, 0, 0, 0, 0, 0, 0, 3, 0x24, 0), VD_GOOD, "READ TOC");
	IS_INT(len, sizeof(toc), "its length");
	IS_MEM(data, toc, sizeof(toc), "three tracks and lead-out in LBA");
	CMD(0x43, 2, 0, 0, 0, 0, 3, 3, 0x24, 0);
	IS_MEM(data, msf, sizeof(msf), "from track 3 on in MSF");
	CMD(0x43, 2, 2, 0, 0, 0, 1, 3, 0x24, 0);
	IS_MEM(data, full, sizeof(full), "full TOC");
	CMD(0x43, 0, 1, 0, 0, 0, 0, 3, 0x24, 0);
	IS_MEM(data, one, sizeof(one), "one session");
	CMD(0x43, 0, 0, 0, 0, 0, 0, 0, 4, 0);
	IS_INT(len, 4, "the allocation length limits the answer");
	IS_INT(data[1], 0x22, "and not the length in it");
	IS_INT(data[4], 0xEE, "and not a byte more is written");
	CMD(0x43, 0, 0, 0, 0, 0, 4, 3, 0x24, 0);
	IS_INT(SENSE, 0x52400, "no fourth track");
	CMD(0x43, 0, 4, 0, 0, 0, 0, 3, 0x24, 0);
	IS_INT(SENSE, 0x52400, "no ATIP");
}

static void test_house(void)
{
	static const uint8_t capacity[] = { 0, 0, 9, 0x5F, 0, 0, 8, 0 };

	fresh();
	IS_INT(CMD(0, 0, 0, 0, 0, 0), VD_GOOD, "TEST UNIT READY");
	CMD(0x12, 0, 0, 0, 36, 0);
	OK(len == 36 && data[0] == 5 && data[1] == 0x80 && !memcmp(data + 8, "PREMASTRVIRTUAL CD DRIVE0001", 28), "INQUIRY");
	CMD(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	IS_MEM(data, capacity, 8, "READ CAPACITY");
	CMD(0x5A, 0, 0x2A, 0, 0, 0, 0, 0, 255, 0);
	OK(len == 30 && data[1] == 28 && data[8] == 0x2A && data[13] == 0x7F, "MODE SENSE (10), page 2Ah");
	CMD(0x1A, 0, 0x3F, 0, 255, 0);
	IS_INT(len, 4 + 12 + 8 + 16 + 22, "MODE SENSE (6), all pages");
	IS_INT(data[0], len - 1, "its length");
	CMD(0x5A, 0, 0x05, 0, 0, 0, 0, 0, 255, 0);
	IS_INT(SENSE, 0x52400, "no write page");
	CMD(0x46, 2, 0, 0x1E, 0, 0, 0, 1, 0, 0);
	OK(len == 16 && data[3] == 12 && data[7] == 8 && data[9] == 0x1E && data[12] == 3, "GET CONFIGURATION, CD read: C2 and CD-Text");
	CMD(0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0);
	OK(len == 8 && data[2] == 4 && data[4] == 0 && data[5] == 2, "GET EVENT STATUS: disc in");
	CMD(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0);
	OK(len == 34 && data[2] == 0x0E && data[6] == 3, "READ DISC INFORMATION: complete");
	CMD(0x52, 1, 0, 0, 0, 2, 0, 0, 28, 0);
	OK(len == 28 && data[2] == 2 && data[5] == 3 && data[10] == 3 && data[11] == 0x84 && data[26] == 3 && data[27] == 0x39,
	   "READ TRACK INFORMATION of track 2: LBA 900, 825 sectors");
	IS_INT(CMD(0xBB, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0), VD_GOOD, "SET CD SPEED");
	CMD(0xBD, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0);
	OK(len == 8 && data[1] == 0, "MECHANISM STATUS: closed");
	IS_INT(CMD(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), VD_CHECK, "READ (10) of audio");
	IS_INT(SENSE, 0x56400, "is 5/64/00");
	CMD(0x99, 0, 0, 0, 0, 0);
	IS_INT(SENSE, 0x52000, "an unknown command is 5/20/00");
	CMD(0x03, 0, 0, 0, 18, 0);
	OK(len == 18 && data[0] == 0x70 && data[2] == 5 && data[12] == 0x20, "REQUEST SENSE gives the last one");
	CMD(0x03, 0, 0, 0, 18, 0);
	OK(data[2] == 0 && data[12] == 0, "once");
	CMD(0);
	IS_INT(SENSE, 0, "a command cut short is filled with zeros");
	CMD(0xFF);
	IS_INT(SENSE, 0x52000, "also an unknown one");
}

static void test_read(void)
{
	static const uint8_t q[12] = { 0x31, 0x02, 0x01, 0, 0, 0, 0, 0, 0x14, 0, 0x73, 0x22 };
	uint8_t q_again[12] = { 0 };

	fresh();
	read_cd(900, 2, 0x10, 0);
	IS_INT(len, 2 * 2352, "two sectors of audio");
	OK(got_sample(0) == sample(900 * 588) && got_sample(1175) == sample(902 * 588 - 1), "the right samples");
	read_cd(900, 1, 0xF8, 1);
	IS_INT(len, 2448, "with raw P-W");
	for (int i = 0; i < 96; i++)
		q_again[i / 8] = (uint8_t)(q_again[i / 8] | (data[2352 + i] >> 6 & 1) << (7 - i % 8));
	IS_MEM(q_again, q, 12, "Q in bit 6");
	read_cd(899, 1, 0, 2);
	IS_INT(len, 16, "formatted Q alone");
	OK(data[0] == 0x31 && data[1] == 2 && data[2] == 0 && data[15] == 0x80, "pause of track 2, P in the last byte");
	read_cd(900, 1, 0x10, 4);
	OK(len == 2448 && data[2352] == 0 && data[2447] == 0, "R-W without P and Q");
	read_cd(900, 1, 0x12, 1);
	IS_INT(len, 2352 + 294 + 96, "C2 bits between audio and subcode");
	read_cd(900, 1, 0x14, 0);
	IS_INT(len, 2352 + 296, "C2 bits and their OR");
	read_cd(-150, 1, 0x10, 0);
	IS_INT(got_sample(0), sample(-150 * 588), "the first pause can be read");
	read_cd(2549, 1, 0x10, 0);
	IS_INT(len, 2352, "the lead-out, too");
	read_cd(2549, 2, 0x10, 0);
	IS_INT(SENSE, 0x52100, "150 sectors of it");
	read_cd(-151, 1, 0x10, 0);
	IS_INT(SENSE, 0x52100, "nothing before -150");
	read_cd(0x7FFFFFFF, 1, 0x10, 0);
	IS_INT(SENSE, 0x52100, "nothing at 7FFFFFFFh");
	read_cd(0, 1, 0x10, 3);
	IS_INT(SENSE, 0x52400, "no subchannel selection 3");
	CMD(0xB9, 4, 0, 0, 14, 0, 0, 14, 2, 0x10, 0, 0);
	OK(len == 4704 && got_sample(0) == sample(900 * 588), "READ CD MSF");
	CMD(0xB9, 4, 0, 0, 14, 2, 0, 14, 0, 0x10, 0, 0);
	IS_INT(SENSE, 0x52400, "with its end before its start");
	CMD(0xBE, 8, 0, 0, 0, 0, 0, 0, 1, 0x10, 0, 0);
	IS_INT(SENSE, 0x56400, "mode 1 was expected of audio");
}

static void test_counters(void)
{
	fresh();
	read_cd(0, 10, 0x10, 0);
	read_cd(10, 10, 0x10, 0);
	read_cd(5, 10, 0x10, 0);
	IS_INT(vd.counters.commands, 3, "commands counted");
	IS_INT(vd.counters.sectors_read, 30, "sectors read");
	IS_INT(vd.counters.distinct_sectors, 20, "distinct sectors");
	IS_INT(vd.counters.seeks, 1, "seeks");
	IS_INT(vd.counters.by_opcode[0xBE], 3, "by opcode");
	CMD(0x42, 0, 0x40, 3, 0, 0, 2, 0, 24, 0);
	OK(vd.counters.sectors_searched > 0 && vd.counters.sectors_read == 30, "the drive's own search apart");
}

static void test_subchannel(void)
{
	fresh();
	OK(isrc_is(1, "USRC17607839") && isrc_is(2, "GBAYE0000351"), "ISRC by search");
	CMD(0x42, 0, 0x40, 3, 0, 0, 3, 0, 24, 0);
	IS_INT(data[8], 0, "track 3 has none");
	OK(mcn_is("0602517350533"), "MCN by search");
	CMD(0x42, 0, 0, 2, 0, 0, 0, 0, 24, 0);
	OK(len == 4 && data[3] == 0, "without SubQ the header only");
	CMD(0x42, 0, 0x40, 3, 0, 0, 4, 0, 24, 0);
	IS_INT(SENSE, 0x52400, "no fourth track");
	CMD(0x42, 0, 0x40, 4, 0, 0, 0, 0, 24, 0);
	IS_INT(SENSE, 0x52400, "no fifth format");
	read_cd(799, 1, 0x10, 0);
	CMD(0x42, 0, 0x40, 1, 0, 0, 0, 0, 16, 0);
	OK(len == 16 && data[5] == 0x13 && data[6] == 2 && data[7] == 0, "position in the pause of track 2");
	OK(data[10] == 3 && data[11] == 0x20 && data[12] == 0xFF && data[15] == 0x9D, "LBA 800, relative -99");
	CMD(0x42, 2, 0x40, 1, 0, 0, 0, 0, 16, 0);
	OK(data[9] == 0 && data[10] == 12 && data[11] == 50 && data[13] == 0 && data[14] == 1 && data[15] == 24, "00:12:50, 00:01:24");
	CMD(0x42, 0, 0x40, 0, 0, 0, 0, 0, 48, 0);
	OK(len == 48 && data[3] == 44 && !memcmp(data + 17, "0602517350533", 13), "the oldest format: all in one");
	vd.faults.subchannel_refused = 1;
	CMD(0x42, 0, 0x40, 2, 0, 0, 0, 0, 24, 0);
	IS_INT(SENSE, 0x52400, "fault: refused");
	vd.faults.subchannel_refused = 0;
	vd.faults.track_field_strict = 1;
	CMD(0x42, 0, 0x40, 2, 0, 0, 1, 0, 24, 0);
	IS_INT(SENSE, 0x52400, "fault: track number with format 2 refused");
}

int main(void)
{
	make_disc();
	test_q();
	test_p();
	test_schedule();
	test_vectors();
	test_toc();
	test_house();
	test_read();
	test_counters();
	test_subchannel();
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
