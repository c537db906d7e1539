/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The virtual drive's faults, each by itself. */
#include "tests/unit/vdrive.h"

static struct vd_disc other;

static void test_subchannel_faults(void)
{
	fresh();
	vd.faults.isrc_zeros = 1;
	CMD(0x42, 0, 0x40, 3, 0, 0, 1, 0, 24, 0);
	OK(data[8] == 0 && !memcmp(data + 9, "000000000000", 12), "fault: ISRC zeros, valid bit clear");
	vd.faults.isrc_zeros = 2;
	OK(isrc_is(1, "000000000000"), "fault: ISRC zeros, valid bit set");
	vd.faults.mcn_zeros = 1;
	CMD(0x42, 0, 0x40, 2, 0, 0, 0, 0, 24, 0);
	OK(data[8] == 0 && !memcmp(data + 9, "0000000000000", 13), "fault: MCN zeros, valid bit clear");
	vd.faults.mcn_zeros = 2;
	OK(mcn_is("0000000000000"), "fault: MCN zeros, valid bit set");
	fresh();
	vd.faults.isrc_previous_permille = 1000;
	OK(isrc_is(2, "USRC17607839") && isrc_is(3, "GBAYE0000351") && isrc_is(1, "USRC17607839"), "fault: the previous track's ISRC");
	fresh();
	vd.faults.isrc_from_head = 1;
	OK(isrc_is(3, "USRC17607839"), "fault: whatever is under the head");
	read_cd(1000, 1, 0x10, 0);
	OK(isrc_is(1, "GBAYE0000351"), "fault: there, too");
	fresh();
	vd.faults.isrc_garbled = 1;
	CMD(0x42, 0, 0x40, 3, 0, 0, 1, 0, 24, 0);
	OK(memcmp(data + 9, "USRC1", 5) && !memcmp(data + 14, "7607839", 7), "fault: five characters garbled, seven right");
}

static void q_at(int32_t lba, uint8_t q[12])
{
	read_cd(lba, 1, 0, 2);
	memcpy(q, data, 12);
}
static int q_good(const uint8_t q[12])
{
	uint16_t crc = vd_crc(q, 10);

	return q[10] == crc >> 8 && q[11] == (crc & 255);
}
static int bits_wrong(const uint8_t a[12], const uint8_t b[12])
{
	int n = 0;

	for (int i = 0; i < 12; i++)
		for (unsigned x = a[i] ^ b[i]; x; x &= x - 1)
			n++;
	return n;
}

struct tally {
	int bad, wrong_bits, one, two, nibble, same_again;
};

/* All Q of the program, read twice, against the disc's own. */
static struct tally scan(void)
{
	struct tally t = { 0 };
	uint8_t q[12], again[12], sub[VD_SUB_BYTES];

	for (int32_t lba = 0; lba < 2400; lba++) {
		int n;

		vd_program_sub(&program, lba, sub);
		q_at(lba, q);
		q_at(lba, again);
		n = bits_wrong(q, sub + 12);
		t.bad += !q_good(q);
		t.wrong_bits += n;
		t.one += n == 1;
		t.two += n == 2;
		t.nibble += n && q_good(q);
		t.same_again += !memcmp(q, again, 12);
	}
	return t;
}

static void test_q_faults(void)
{
	struct tally t, u;

	fresh();
	t = scan();
	OK(!t.bad && !t.wrong_bits && t.same_again == 2400, "without faults Q is the disc's");
	vd.faults.q_bad_permille = 200;
	t = scan();
	OK(t.bad > 400 && t.bad < 560, "fault: a fifth of the frames with a bad CRC");
	OK(t.same_again < 1700, "drawn anew at each read");
	vd.faults.errors_fixed = 1;
	t = scan();
	u = scan();
	OK(t.same_again == 2400 && t.bad == u.bad && t.wrong_bits == u.wrong_bits && t.bad > 400, "or fixed for a sector");
	vd.faults.seed = 2;
	u = scan();
	OK(t.wrong_bits != u.wrong_bits, "another seed, other errors");
	fresh();
	vd.faults.q_one_bit_permille = 1000;
	t = scan();
	OK(t.one == 2400 && t.bad == 2400, "fault: one bit in every frame");
	fresh();
	vd.faults.q_two_bits_permille = 1000;
	t = scan();
	OK(t.two == 2400 && t.bad == 2400, "fault: two bits in every frame");
	fresh();
	vd.faults.bcd_permille = 1000;
	t = scan();
	OK(t.nibble == 2400 && t.bad == 0, "fault: nibbles above 9 under a right CRC");
	OK(!mcn_is("0602517350533") && memchr(data + 9, '#', 13), "which the drive shows as #");
}

static void test_latch(void)
{
	static const uint8_t us[8] = { 0x96, 0x38, 0x93, 0x04, 0x76, 0x07, 0x83, 0x90 };
	int latched = 0, later = 0, late_wrong = 0, good = 1;
	uint8_t q[12];

	fresh();
	vd.faults.latch_sectors = 400;
	vd.faults.latch_permille = 1000;
	for (int32_t lba = 900; lba < 1725; lba++) {
		int old;

		q_at(lba, q);
		if ((q[0] & 15) != 3)
			continue;
		good = good && q_good(q) && (q[9] >> 4) * 10 + (q[9] & 15) == (lba + 150) % 75;
		old = !memcmp(q + 1, us, 8);
		if (lba < 1300)
			latched += old;
		else
			later++, late_wrong += old;
	}
	OK(latched == 4 && later >= 4 && !late_wrong, "fault: the previous track's code in the first 400 sectors");
	OK(good, "with AFRAME and CRC that fit");
	OK(isrc_is(2, "USRC17607839"), "READ SUB-CHANNEL falls for it");
	vd.faults.latch_permille = 0;
	OK(isrc_is(2, "GBAYE0000351"), "at probability 0 it is off");
}

static void test_stale(void)
{
	int wrong = 0, n = 0;
	uint8_t q[12];

	fresh();
	vd.faults.stale_permille = 1000;
	for (int32_t lba = 900; lba < 1725; lba++) {
		q_at(lba, q);
		if ((q[0] & 15) != 3)
			continue;
		n++;
		wrong += q_good(q) && (q[9] >> 4) * 10 + (q[9] & 15) != (lba + 150) % 75;
	}
	OK(n >= 8 && wrong > n / 2, "fault: replayed frames with an old AFRAME and a right CRC");
}

static void test_shifts(void)
{
	uint8_t q[12];

	fresh();
	for (int32_t shift = -2; shift <= 2; shift++) {
		vd.faults.sub_shift_sectors = shift;
		q_at(1000, q);
		IS_INT((q[7] >> 4) * 10 + (q[7] & 15) ? -1 : (q[8] >> 4) * 750 + (q[8] & 15) * 75 + (q[9] >> 4) * 10 + (q[9] & 15) - 150,
		       1000 + shift, "fault: subcode shifted");
	}
	read_cd(1000, 1, 0x10, 0);
	IS_INT(got_sample(0), sample(1000 * 588), "the audio is not");
	for (int offset = -1200; offset <= 1200; offset += 600) {
		vd.faults.audio_offset_samples = offset;
		read_cd(1000, 1, 0x10, 0);
		OK(got_sample(0) == sample(1000 * 588 + offset) && got_sample(587) == sample(1000 * 588 + 587 + offset), "fault: read offset");
	}
	read_cd(-150, 1, 0x10, 0);
	IS_INT(got_sample(0), sample(-150 * 588 + 1200), "at the start");
	vd.faults.audio_offset_samples = -1200;
	read_cd(-150, 1, 0x10, 0);
	IS_INT(got_sample(587), 0, "beyond it silence");
}

static void test_bad_sectors(void)
{
	int c2 = 0;

	fresh();
	OK(!vd_fault_set(&vd.faults, "read-error", "100 1 2"), "a bad sector");
	IS_INT(read_cd(98, 5, 0x10, 0), VD_CHECK, "fault: a read error");
	IS_INT(SENSE, 0x31106, "3/11/06");
	IS_INT(len, 2 * 2352, "after two good sectors");
	OK(sense[0] == 0xF0 && sense[6] == 100, "its LBA is in the sense");
	IS_INT(read_cd(100, 1, 0x10, 0), VD_CHECK, "once more");
	IS_INT(read_cd(100, 1, 0x10, 0), VD_GOOD, "healed after two tries");
	fresh();
	vd_fault_set(&vd.faults, "c2", "100 2 1");
	read_cd(100, 1, 0x12, 0);
	for (size_t i = 0; i < 294; i++)
		for (unsigned b = 0; b < 8; b++)
			if (data[2352 + i] >> (7 - b) & 1)
				c2++;
	OK(c2 > 10 && c2 <= 24, "fault: C2 bits");
	for (size_t i = 0, good = 1; i < 2352; i++) {
		uint8_t want = (uint8_t)(sample(100 * 588 + (int64_t)i / 4) >> 8 * (i % 4));

		good = good && (data[i] == want) == !(data[2352 + i / 8] >> (7 - i % 8) & 1);
		if (i == 2351)
			OK(good, "just where bytes are wrong");
	}
	read_cd(100, 1, 0x14, 0);
	OK(data[2352] == 0 && got_sample(0) == sample(100 * 588), "healed");
	read_cd(101, 1, 0x14, 0);
	OK(data[2352] != 0, "each sector has its own tries");
	fresh();
	vd_fault_set(&vd.faults, "silent", "100 1 0");
	read_cd(100, 1, 0x14, 0);
	c2 = 0;
	for (size_t i = 0; i < 588; i++)
		c2 += got_sample(i) != sample(100 * 588 + (int64_t)i);
	OK(c2 && !data[2352], "fault: wrong bytes without C2");
}

static void test_refusals(void)
{
	static uint8_t packs[36];

	fresh();
	disc.cdtext = packs;
	disc.cdtext_bytes = sizeof(packs);
	CMD(0x43, 0, 5, 0, 0, 0, 0, 1, 0, 0);
	OK(len == 40 && data[1] == 38, "CD-Text");
	vd.faults.no_cdtext = 1;
	CMD(0x43, 0, 5, 0, 0, 0, 0, 1, 0, 0);
	IS_INT(SENSE, 0x52400, "fault: CD-Text refused");
	vd.faults.no_cdtext = 2;
	CMD(0x43, 0, 5, 0, 0, 0, 0, 1, 0, 0);
	OK(len == 4 && data[1] == 2, "fault: CD-Text without packs");
	disc.cdtext = NULL;
	disc.cdtext_bytes = 0;
	vd.faults.no_raw = vd.faults.no_formatted_q = vd.faults.no_c2 = 1;
	read_cd(0, 1, 0x10, 1);
	IS_INT(SENSE, 0x52400, "fault: no raw P-W");
	read_cd(0, 1, 0x10, 2);
	IS_INT(SENSE, 0x52400, "fault: no formatted Q");
	read_cd(0, 1, 0x12, 0);
	IS_INT(SENSE, 0x52400, "fault: no C2");
	CMD(0x5A, 0, 0x2A, 0, 0, 0, 0, 0, 255, 0);
	IS_INT(data[13], 0x63, "and it says so");
	vd.faults.capabilities_claim = 1;
	CMD(0x5A, 0, 0x2A, 0, 0, 0, 0, 0, 255, 0);
	IS_INT(data[13], 0x7F, "fault: it claims all");
	fresh();
	vd.faults.capabilities_deny = 1;
	CMD(0x5A, 0, 0x2A, 0, 0, 0, 0, 0, 255, 0);
	IS_INT(data[13], 0x03, "fault: it denies all");
	OK(!read_cd(0, 1, 0x10, 1), "but does it");
	vd.faults.raw_without_pq = 1;
	read_cd(-150, 1, 0, 1);
	OK(len == 96 && data[0] == 0 && data[15] == 0, "fault: raw without P and Q");
	vd.faults.formatted_binary = vd.faults.formatted_no_crc = 1;
	read_cd(2399, 1, 0, 2);
	OK(data[8] == 33 && data[9] == 74 && !data[10] && !data[11], "fault: formatted Q in binary, without CRC");
	vd.faults.no_overread = 1;
	read_cd(-1, 1, 0x10, 0);
	IS_INT(SENSE, 0x52100, "fault: nothing before LBA 0");
	read_cd(2400, 1, 0x10, 0);
	IS_INT(SENSE, 0x52100, "fault: nothing of the lead-out");
	vd.faults.max_sectors = 26;
	read_cd(0, 27, 0x10, 0);
	IS_INT(SENSE, 0x52400, "fault: a limit to one command");
}

static void test_medium(void)
{
	fresh();
	vd.faults.no_disc = 1;
	CMD(0, 0, 0, 0, 0, 0);
	IS_INT(SENSE, 0x23A01, "fault: no disc");
	OK(!CMD(0x12, 0, 0, 0, 36, 0), "INQUIRY answers");
	vd.faults.tray_open = 1;
	CMD(0x43, 0, 0, 0, 0, 0, 0, 0, 4, 0);
	IS_INT(SENSE, 0x23A02, "fault: tray open");
	CMD(0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0);
	IS_INT(data[5], 1, "GET EVENT STATUS says so");
	vd.faults.no_disc = 0;
	CMD(0x1B, 0, 0, 0, 3, 0);
	CMD(0, 0, 0, 0, 0, 0);
	IS_INT(SENSE, 0x62800, "closing the tray: medium may have changed");
	OK(!CMD(0, 0, 0, 0, 0, 0), "then ready");
	CMD(0x1E, 0, 0, 0, 1, 0);
	CMD(0x1B, 0, 0, 0, 2, 0);
	IS_INT(SENSE, 0x55302, "a locked tray stays closed");

	other = disc;
	other.last_track = 1;
	other.leadout_lba = 500;
	fresh();
	vd.next = &other;
	vd.faults.change_after_sectors = 20;
	OK(!read_cd(0, 20, 0x10, 0), "reads well at first");
	read_cd(20, 20, 0x10, 0);
	IS_INT(SENSE, 0x62800, "fault: another disc half-way");
	CMD(0x43, 0, 0, 0, 0, 0, 0, 0, 64, 0);
	OK(len == 20 && data[3] == 1, "with its own TOC");
	fresh();
	vd.faults.change_after_commands = 1;
	CMD(0, 0, 0, 0, 0, 0);
	CMD(0, 0, 0, 0, 0, 0);
	IS_INT(SENSE, 0x62800, "fault: the disc is taken out");
	CMD(0, 0, 0, 0, 0, 0);
	IS_INT(SENSE, 0x23A01, "and gone");
}

static void test_names(void)
{
	struct vd_faults f = { 0 };

	OK(!vd_fault_set(&f, "sub-shift-sectors", "-2") && f.sub_shift_sectors == -2, "fault by name");
	OK(!vd_fault_set(&f, "q-bad-permille", "200") && f.q_bad_permille == 200, "share by name");
	OK(vd_fault_set(&f, "q-bad-permille", "1001") && vd_fault_set(&f, "q-bad-permille", "-1"), "share out of range");
	OK(vd_fault_set(&f, "no-raw", "yes") && vd_fault_set(&f, "no-raw", "") && vd_fault_set(&f, "no-rawx", "1"), "no number, no such fault");
	OK(vd_fault_set(&f, "c2", "1 2") && vd_fault_set(&f, "c2", "1 2 3 4") && vd_fault_set(&f, "c2", "-151 1 0"), "bad sectors out of form");
	OK(vd_fault_set(&f, "c2", "1 65 1"), "more bad sectors than fit");
}

int main(void)
{
	make_disc();
	test_subchannel_faults();
	test_q_faults();
	test_latch();
	test_stale();
	test_shifts();
	test_bad_sectors();
	test_refusals();
	test_medium();
	test_names();
	vd_release(&vd);
	free(program.mode);
	return tap_done();
}
