/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-read-id.c - DDPID judged and taken into the disc.  Expected: ddp.md section 3 and 11.3. */
#include "tests/unit/ddpread.h"

static void levels(void)
{
	static const struct {
		const char *level, *want;
		int laid_out;
	} row[] = {
		{"DDP 2.00", "", 1},
		{"DDP 2.01", "DDPID+0 warning ddp-level", 1},
		{"DDP 2.10", "DDPID+0 warning ddp-level", 1},
		{"DDP 2.  ", "DDPID+0 warning ddp-level", 1},
		{"DDP 3.00", "DDPID+0 error ddp-level", 1},
		{"DDP 0.99", "DDPID+0 error ddp-level", 1},
		{"ddp 2.00", "DDPID+0 error ddp-level", 1},
		{"        ", "DDPID+0 error ddp-level", 1},
		{"DDV 1.20", "DDPID+0 error ddp-level", 0},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		reset();
		put(ID, 0, row[i].level);
		expect(row[i].want, row[i].level);
		IS_INT(disc->laid_out, row[i].laid_out, "read on but for a DVD");
		done();
	}
	reset();
	put(ID, 87, "DV");
	expect("DDPID+0 error ddp-level", "TYPE DV");
	IS_INT(disc->last_track, 0, "is not an audio CD");
	IS_INT(disc->poisoned, PM_POISON_TRACKS, "and nothing more is said");
	done();
	reset();
	put(ID, 87, "XX");
	expect("DDPID+87 warning ddp-record", "another TYPE");
	done();
	reset();
	put(ID, 87, "  ");
	expect("DDPID+87 warning ddp-profile", "TYPE blank is CD");
	IS_INT(disc->laid_out, 1, "and read");
	done();
	reset();
	put(ID, 0, "DDP 1.00");
	memmove(part[MAP].data, part[MAP].data + 128, 256);
	part[MAP].bytes = 256;
	part[TEXT].name = NULL;
	put(ID, 87, " "); /* what is TYPE in 2.00 is user text in 1.x */
	put(ID, 88, " ");
	expect("DDPID+0 warning ddp-profile", "level 1.00 has no TYPE");
	done();
}

static void sizes(void)
{
	reset();
	part[ID].bytes = 256;
	memset(part[ID].data + 128, 0, 128);
	expect("DDPID+128 warning ddp-record", "fill behind the record");
	OK(strstr(diags.list[0].message, "fill"), "is called so");
	done();
	reset();
	part[ID].bytes = 256;
	memset(part[ID].data + 128, ' ', 127);
	part[ID].data[255] = 'x';
	expect("DDPID+128 warning ddp-record", "something behind the record");
	OK(strstr(diags.list[0].message, "only the first"), "is called so");
	IS_INT(disc->laid_out, 1, "the first is read");
	done();
	reset();
	part[ID].bytes = 65537;
	expect("DDPID error ddp-record", "far too long");
	IS_STR(disc->master_id, NULL, "is not read");
	IS_STR(disc->mcn.text, "0012345678905", "the set is");
	done();
	reset();
	part[ID].bytes = 1;
	expect("DDPID error ddp-record", "one byte");
	done();
	reset();
	part[ID].name = "ddpid";
	expect("", "in small letters");
	IS_STR(disc->master_id, "HARBOUR-001", "is read");
	done();
}

/* Fields that premaster leaves blank, each with one character. */
static void blanks(void)
{
	static const struct {
		size_t at;
		const char *want;
	} row[] = {
		{21, "DDPID+21 note ddp-profile"}, {28, "DDPID+21 note ddp-profile"}, {29, "DDPID+29 note ddp-profile"}, {36, "DDPID+29 note ddp-profile"},
		{37, "DDPID+37 note ddp-profile"}, {86, "DDPID+86 note ddp-profile"}, {89, "DDPID+89 note ddp-profile"}, {92, "DDPID+89 note ddp-profile"},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		reset();
		put(ID, row[i].at, "1");
		expect(row[i].want, "a field that is left blank");
		IS_STR(disc->master_id, "HARBOUR-001", "is not the master id's");
		done();
	}
}

static void master_ids(void)
{
	reset();
	put(ID, 38, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijkl");
	expect("", "48 characters");
	IS_STR(disc->master_id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijkl", "are all of the master id");
	IS_INT(disc->master_id_pos.offset_bytes, 38, "its place");
	IS_INT(disc->master_id_pos.length_bytes, 48, "and length");
	done();
	reset();
	put(ID, 38, "                                                ");
	expect("", "none");
	IS_STR(disc->master_id, NULL, "is none");
	done();
	reset();
	put(ID, 38, "CAF\xC9       ");
	expect("DDPID+38 warning ddp-record", "a byte beyond ASCII");
	IS_STR(disc->master_id, "CAF\xC3\x89", "is Latin-1");
	done();
	reset();
	put(ID, 38, "CAF\xC3\x89      ");
	expect("DDPID+38 warning ddp-record", "UTF-8");
	IS_STR(disc->master_id, "CAF\xC3\x89", "is taken as it is");
	done();
}

/* The five places of the user text (ddp.md section 3); none of it reaches the disc. */
static void user_texts(void)
{
	static const struct {
		const char *bytes, *want, *text, *name;
	} row[] = {
		{"05HELLO                            ", "DDPID+95 note ddp-profile", "HELLO", "length at 93, text at 95"},
		{"03HELLO                            ", "DDPID+95 note ddp-profile", "HEL", "no more than its length"},
		{"99HELLO                            ", "DDPID+95 note ddp-profile", "HELLO", "a length beyond the record is clamped"},
		{" 05HELLO                           ", "DDPID+96 warning ddp-profile", "HELLO", "length at 94, text at 96"},
		{" 5HELLO                            ", "DDPID+95 warning ddp-profile", "HELLO", "one digit at 94 that fits"},
		{"  HELLO                            ", "DDPID+95 warning ddp-profile", "HELLO", "no length"},
	};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		reset();
		put(ID, 93, row[i].bytes);
		expect(row[i].want, row[i].name);
		if (OK(disc->extra_count == 1, "is kept")) {
			IS_STR(disc->extra[0].key, "DDP user text", "under its name");
			IS_STR(disc->extra[0].value, row[i].text, row[i].name);
		}
		done();
	}
}

int main(void)
{
	levels();
	sizes();
	blanks();
	master_ids();
	user_texts();
	return tap_done();
}
