/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The virtual drive's descriptions: what files and lines become on the disc, and what is refused. */
#include "tests/drive/disc-from-files.h"
#include "tests/tap.h"

#include <unistd.h>

static char dir[] = "/tmp/t-vdrive-files.XXXXXX", error[600];
static struct vd_files files;
static uint8_t data[8192], sense[VD_SENSE_BYTES];
static size_t len;

static const char *in_dir(const char *name)
{
	static char path[200];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}
static void write_file(const char *name, const void *bytes, size_t n)
{
	FILE *out = fopen(in_dir(name), "wb");

	if (!out || fwrite(bytes, 1, n, out) != n || fclose(out))
		exit(99);
}
static int open_text(const char *name, const char *text)
{
	write_file(name, text, strlen(text));
	return vd_files_open(&files, in_dir(name), error, sizeof(error));
}
static int cmd(const uint8_t *cdb, size_t n)
{
	memset(data, 0xEE, sizeof(data));
	return vd_files_command(&files, cdb, n, data, sizeof(data), &len, sense);
}
#define CMD(...) cmd((const uint8_t[]){ __VA_ARGS__ }, sizeof((const uint8_t[]){ __VA_ARGS__ }))

static int read_one(int32_t lba, uint8_t main_bits, uint8_t sub_bits)
{
	uint32_t u = (uint32_t)lba;

	return CMD(0xBE, 4, (uint8_t)(u >> 24), (uint8_t)(u >> 16), (uint8_t)(u >> 8), (uint8_t)u, 0, 0, 1, main_bits, sub_bits, 0);
}

static void refused(const char *text, const char *message)
{
	OK(open_text("bad.vd", text) == -1 && strstr(error, message), message);
}

static void test_refused(void)
{
	refused("track 1 0 0\nleadout x\n", "bad.vd:2: want a number");
	refused("track 1 0 0\nleadout 449850\n", "lead-out at 449850");
	refused("track 1 0 600\ntrack 2 0 600\nleadout 900\n", "track 2 index 1 at 600: starts must go up");
	refused("track 1 0 -1\nleadout 900\n", "track 1 index 1 at -1");
	refused("track 0 0 0\n", "bad.vd:1: want: track");
	refused("track 1 16 0\n", "bad.vd:1: want: track");
	refused("index 1 2 50\n", "bad.vd:1: index out of order");
	refused("track 1 0 0\nisrc 1 USRC1760783\n", "bad.vd:2: want: isrc");
	refused("track 1 0 0\nisrc 1 usrc17607839\n", "bad.vd:2: want: isrc");
	refused("mcn 12345\n", "bad.vd:1: unknown setting, or wrong value: 'mcn 12345'");
	refused("tracks 1\n", "bad.vd:1: unknown setting");
	refused("track\n", "bad.vd:1: 'track' wants a value");
	refused("fault no-such 1\n", "bad.vd:1: no fault 'no-such'");
	refused("bin absent.bin\n", "bad.vd:1: cannot read 'absent.bin'");
	refused("next bad.vd\n", "bad.vd:1: the next disc is called NAME.next.vd");
	OK(vd_files_open(&files, in_dir("absent.vd"), error, sizeof(error)) == -1 && strstr(error, "cannot open"), "no description");
}

static void test_sound(void)
{
	static uint8_t bin[2 * 2352 + 100];
	static const uint8_t zero[2352];

	for (size_t i = 0; i < sizeof(bin); i++)
		bin[i] = (uint8_t)(i * 7 + i / 2352 + 1);
	write_file("a b.bin", bin, sizeof(bin));
	OK(!open_text("s.vd", "# sound from the pause on\r\n\r\n  bin a b.bin \r\nfirst_lba -2\ntrack 1 0 0\nleadout 300\n"),
	   "a description with blanks and CR");
	read_one(-3, 0x10, 0);
	IS_MEM(data, zero, 2352, "before the file: silence");
	read_one(-2, 0x10, 0);
	IS_MEM(data, bin, 2352, "its first sector at first_lba");
	read_one(0, 0x10, 0);
	OK(!memcmp(data, bin + 4704, 100) && !memcmp(data + 100, zero, 2252), "a sector cut short is filled with silence");
	read_one(5, 0x10, 0);
	IS_MEM(data, zero, 2352, "behind the file: silence");
	vd_files_close(&files);
	OK(!open_text("s.vd", "track 5 0 0\nleadout 300\n"), "no file, first track 5");
	read_one(1, 0x10, 0);
	/* 588 * 2654435761 mod 2^32 = 1735099020 = 676B828Ch */
	OK(data[0] == 0x8C && data[1] == 0x82 && data[2] == 0x6B && data[3] == 0x67, "sample 588 is 588 * 2654435761");
	CMD(0x43, 0, 0, 0, 0, 0, 0, 0, 20, 0);
	OK(len == 20 && data[2] == 5 && data[3] == 5, "TOC from 5 to 5");
	vd_files_close(&files);
}

static void test_sub(void)
{
	static uint8_t sub[2 * 96];

	for (size_t i = 0; i < sizeof(sub); i++)
		sub[i] = (uint8_t)(i + 1);
	write_file("x.sub", sub, sizeof(sub));
	OK(!open_text("q.vd", "sub x.sub\ntrack 1 0 0\nleadout 300\n"), "a description with subcode");
	read_one(1, 0, 2);
	OK(len == 16 && !memcmp(data, sub + 96 + 12, 12), "Q of LBA 1 from the file");
	read_one(1, 0, 1);
	/* Symbol 8 holds bit 7 of the second byte of each channel: 98 110 122 134 146 158 170 182 -> 0 0 0 1 1 1 1 1 */
	OK(len == 96 && data[8] == 0x1F, "P to W interleaved");
	read_one(2, 0, 2);
	OK(data[0] == 1 && data[1] == 1 && data[2] == 1 && data[9] == 2, "behind the file Q is made up");
	read_one(-1, 0, 2);
	OK(data[1] == 1 && data[2] == 0, "before it, too");
	vd_files_close(&files);
}

static void cdtext(const char *what, size_t bytes, uint8_t first)
{
	uint8_t file[64] = { 0 };

	file[first ? 0 : 4] = 0x80;
	write_file("t.bin", file, bytes);
	OK(!open_text("t.vd", "cdtext t.bin\ntrack 1 0 0\nleadout 300\n"), what);
	CMD(0x43, 0, 5, 0, 0, 0, 0, 1, 0, 0);
	OK(len == 40 && data[0] == 0 && data[1] == 38 && data[4] == 0x80 && data[5] == 0, "two packs behind a header");
	vd_files_close(&files);
}

static void test_log(void)
{
	char text[400] = "";
	FILE *in;

	remove(in_dir("l.log"));
	OK(!open_text("l.vd", "track 1 0 0\nleadout 300\nlog l.log\ncounters l.count\nfault no-raw 1\n"), "a description with log");
	CMD(0, 0, 0, 0, 0, 0);
	read_one(7, 0x10, 1);
	vd_files_close(&files);
	in = fopen(in_dir("l.log"), "r");
	if (in) {
		text[fread(text, 1, sizeof(text) - 1, in)] = 0;
		fclose(in);
	}
	IS_STR(text, "00 00 00 00 00 00 good 0\nBE 04 00 00 00 07 00 00 01 10 01 00 check 5/24/00 0\n", "the log");
	in = fopen(in_dir("l.count"), "r");
	memset(text, 0, sizeof(text));
	if (in) {
		text[fread(text, 1, sizeof(text) - 1, in)] = 0;
		fclose(in);
	}
	IS_STR(text, "commands 2\nchecks 1\nsectors-read 0\ndistinct-sectors 0\nseeks 0\nsectors-searched 0\nopcode-00 1\nopcode-BE 1\n",
	       "the counters");
}

static void test_next(void)
{
	write_file("n.next.vd", "track 1 0 0\ntrack 2 0 300\nleadout 700\n", 38);
	OK(!open_text("n.vd", "track 1 0 0\nleadout 300\nnext n.next.vd\nfault change-after-commands 1\n"), "a description with a next disc");
	CMD(0, 0, 0, 0, 0, 0);
	OK(CMD(0, 0, 0, 0, 0, 0) == VD_CHECK && sense[12] == 0x28, "it comes");
	CMD(0x43, 0, 0, 0, 0, 0, 0, 0, 28, 0);
	OK(len == 28 && data[3] == 2 && data[26] == 2 && data[27] == 0xBC, "with its tracks");
	OK(!read_one(849, 0x10, 1), "and sectors");
	vd_files_close(&files);
}

int main(void)
{
	static const char *names[] = { "bad.vd", "a b.bin", "s.vd", "x.sub",
				       "q.vd", "t.bin", "t.vd", "l.vd", "l.log", "l.count", "n.vd", "n.next.vd" };

	if (!mkdtemp(dir))
		return 99;
	test_refused();
	test_sound();
	test_sub();
	cdtext("packs", 36, 1);
	cdtext("packs and a zero", 37, 1);
	cdtext("packs behind a header", 40, 0);
	test_log();
	test_next();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		remove(in_dir(names[i]));
	IS_INT(rmdir(dir), 0, "nothing is left behind");
	return tap_done();
}
