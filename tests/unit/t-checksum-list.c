/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-checksum-list.c - every flavour of checksum list in ddp.md section 8, and lines that are none. */
#include "checksum/list.h"
#include "tests/tap.h"

#define MD5 "9778329b27d1092154ddc31de03776a7"
#define MD5_UPPER "9778329B27D1092154DDC31DE03776A7"
#define SHA1 "da39a3ee5e6b4b0d3255bfef95601890afd80709"
#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define SHA512 SHA256 SHA256

static const char *const known[] = {"DDPID", "DDPMS", "IMAGE.DAT", "MY IMAGE.DAT", "SD"};

static const struct {
	const char *line, *name, *hex; /* name NULL: nothing to find */
	enum pm_digest_kind kind;
} line[] = {
	{MD5 " *IMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 "  IMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 "\tIMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{MD5_UPPER " *IMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 " *image.dat", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 " *C:\\Masters\\Harbour\\IMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 "  ./ddp/IMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 " *\"IMAGE.DAT\"", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 " *MY IMAGE.DAT", "MY IMAGE.DAT", MD5, PM_MD5},
	{"   " MD5 " *IMAGE.DAT  ", "IMAGE.DAT", MD5, PM_MD5},
	{MD5 " *booklet.pdf", "booklet.pdf", MD5, PM_MD5},
	{MD5 " *GONE", "GONE", MD5, PM_MD5},
	{SHA1 "  IMAGE.DAT", "IMAGE.DAT", SHA1, PM_SHA1},
	{SHA256 "  IMAGE.DAT", "IMAGE.DAT", SHA256, PM_SHA256},
	{SHA512 "  IMAGE.DAT", "IMAGE.DAT", SHA512, PM_SHA512},
	{"MD5 (IMAGE.DAT) = " MD5, "IMAGE.DAT", MD5, PM_MD5},
	{"MD5 (/Volumes/Mac HD/My (final) DDP/IMAGE.DAT) = " MD5, "IMAGE.DAT", MD5, PM_MD5},
	{"MD5(IMAGE.DAT)= " MD5, "IMAGE.DAT", MD5, PM_MD5},
	{"SHA2-256(IMAGE.DAT)= " SHA256, "IMAGE.DAT", SHA256, PM_SHA256},
	{"IMAGE.DAT=120C4786", "IMAGE.DAT", "120c4786", PM_CRC32},
	{"DDPID=CD5479F2", "DDPID", "cd5479f2", PM_CRC32},
	{"IMAGE.DAT 120C4786", "IMAGE.DAT", "120c4786", PM_CRC32},
	{"IMAGE.DAT: 120c4786", "IMAGE.DAT", "120c4786", PM_CRC32},
	{"SD = BC6CA96C", "SD", "bc6ca96c", PM_CRC32},
	{"120C4786 = IMAGE.DAT", "IMAGE.DAT", "120c4786", PM_CRC32},
	{"120C4786 IMAGE.DAT", "IMAGE.DAT", "120c4786", PM_CRC32},
	{"IMAGE.DAT = " MD5, "IMAGE.DAT", MD5, PM_MD5},
	{MD5 ": IMAGE.DAT", "IMAGE.DAT", MD5, PM_MD5},
	{"\"IMAGE.DAT\" " MD5, "IMAGE.DAT", MD5, PM_MD5},
	{"2026-01-02 IMAGE.DAT " MD5 " 3615024", "IMAGE.DAT", MD5, PM_MD5},
	{"20260102 | IMAGE.DAT | 3615024 | " MD5, "IMAGE.DAT", MD5, PM_MD5},
	/* Not a digest of a file. */
	{"Version=1.01", NULL, NULL, PM_MD5},
	{"Date=20260102", NULL, NULL, PM_MD5},
	{"Session id " MD5, NULL, NULL, PM_MD5},
	{"", NULL, NULL, PM_MD5},
	{MD5, NULL, NULL, PM_MD5},
	{"; " MD5 " *IMAGE.DAT", NULL, NULL, PM_MD5},
	{"# " MD5 " *IMAGE.DAT", NULL, NULL, PM_MD5},
	{"[" MD5 " *IMAGE.DAT]", NULL, NULL, PM_MD5},
	{MD5 "0 *IMAGE.DAT", NULL, NULL, PM_MD5},
	{"x" MD5 " *IMAGE.DAT", NULL, NULL, PM_MD5},
	{"9778329b27d1092154ddc31de03776a *IMAGE.DAT", NULL, NULL, PM_MD5},
	{"booklet.pdf=120C4786", NULL, NULL, PM_MD5},
	{"BLAKE2b (IMAGE.DAT) = " SHA512, NULL, NULL, PM_MD5},
	{"RMD160 (IMAGE.DAT) = " SHA1, NULL, NULL, PM_MD5},
	{"MD5 () = " MD5, NULL, NULL, PM_MD5},
	{"= " MD5, NULL, NULL, PM_MD5},
	{MD5 " *", NULL, NULL, PM_MD5},
};

static void parse(struct pm_checksums *c, struct pm_sources *s, const char *text, size_t length)
{
	struct pm_source *src = NULL;

	pm_checksums_init(c);
	pm_sources_init(s);
	IS_INT(pm_sources_add_text(s, "LIST", text, length, &src), PM_OK, "source");
	IS_INT(pm_checksum_parse(c, src, known, sizeof known / sizeof *known), PM_OK, "parse");
}

static void drop(struct pm_checksums *c, struct pm_sources *s)
{
	pm_checksums_release(c);
	pm_sources_release(s);
}

static void t_lines(void)
{
	struct pm_checksums c;
	struct pm_sources s;
	size_t i;

	for (i = 0; i < sizeof line / sizeof *line; i++) {
		parse(&c, &s, line[i].line, strlen(line[i].line));
		IS_INT(c.count, line[i].name ? 1 : 0, line[i].line);
		if (line[i].name && c.count == 1) {
			IS_STR(c.list[0].name, line[i].name, "name");
			IS_STR(c.list[0].hex, line[i].hex, "digits");
			IS_INT(c.list[0].kind, line[i].kind, "kind");
		}
		drop(&c, &s);
	}
}

static void t_files(void)
{
	static const char cue2ddp[] = "[CRC32 Checksum]\nDDPID=CD5479F2\nDDPMS=22EC616A\nIMAGE.DAT=120C4786\n";
	static const char hofa[] = "\xef\xbb\xbf" MD5 " *DDPID\r\n" MD5 " *DDPMS\r\n";
	static const char ripe[] = "[RIPEMD-160]\n" SHA1 " *DDPID\n[SHA1]\n" SHA1 " *DDPMS\n";
	static const char nul[] = "\0\0" MD5 "\0*DDPID\n" MD5 " *DDPMS\n";
	struct pm_checksums c;
	struct pm_sources s;

	parse(&c, &s, cue2ddp, sizeof cue2ddp - 1);
	IS_INT(c.count, 3, "CHECKSUM.TXT");
	IS_INT(c.count > 1 ? c.list[1].pos.offset_bytes : 0, 38, "the place of the digits");
	drop(&c, &s);
	parse(&c, &s, hofa, sizeof hofa - 1);
	IS_INT(c.count, 2, "BOM and CRLF");
	IS_STR(c.count ? c.list[0].name : NULL, "DDPID", "first name");
	drop(&c, &s);
	parse(&c, &s, ripe, sizeof ripe - 1);
	IS_INT(c.count, 1, "a bracket names an algorithm that is none of ours");
	IS_STR(c.count ? c.list[0].name : NULL, "DDPMS", "until the next bracket");
	drop(&c, &s);
	parse(&c, &s, nul, sizeof nul - 1);
	OK(c.count >= 1, "NULs do no harm");
	drop(&c, &s);
	parse(&c, &s, "", 0);
	IS_INT(c.count, 0, "an empty file");
	drop(&c, &s);
}

/* Lines that name a file and give no digest are kept in mind: not comments, and not digests of other kinds. */
static void t_unread(void)
{
	static const char text[] = MD5 " *DDPID\n"
				   "x" MD5 " *DDPMS\n"
				   "; IMAGE.DAT\n"
				   "nothing\n"
				   "BLAKE2s (IMAGE.DAT) = " SHA256 "\n"
				   "  MY IMAGE.DAT  \n";
	struct pm_checksums c;
	struct pm_sources s;

	parse(&c, &s, text, sizeof text - 1);
	IS_INT(c.count, 1, "one digest");
	if (IS_INT(c.unread_count, 2, "two lines that could not be read")) {
		IS_STR(c.unread[0].name, "DDPMS", "the first");
		IS_INT(c.unread[0].pos.offset_bytes, 40, "its place");
		IS_INT(c.unread[0].pos.length_bytes, 40, "the whole line");
		IS_STR(c.unread[1].name, "MY IMAGE.DAT", "the second, by the longest name");
		IS_INT(c.unread[1].pos.length_bytes, 12, "without the blanks around it");
	}
	drop(&c, &s);
	IS_INT(c.unread_count, 0, "released");
}

static void t_list_names(void)
{
	OK(pm_checksum_is_list("CHECKSUM.MD5"), "CHECKSUM.MD5");
	OK(pm_checksum_is_list("MD5-Checksum.md5"), "Sonoris");
	OK(pm_checksum_is_list("Checksum.chk"), "a plant's");
	OK(pm_checksum_is_list("master.SFV"), "SFV");
	OK(!pm_checksum_is_list("DDPID"), "DDPID is none");
	OK(!pm_checksum_is_list("IMAGE.DAT"), "IMAGE.DAT is none");
	OK(!pm_checksum_is_list(""), "no name is none");
}

int main(void)
{
	t_lines();
	t_files();
	t_unread();
	t_list_names();
	return tap_done();
}
