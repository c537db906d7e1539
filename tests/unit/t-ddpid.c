/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ddpid.c - the DDPID record: the worked example of ddp.md section 9, cue2ddp's records, the places of the user text. */
#include "ddp/record.h"
#include "tests/tap.h"

#define B8 "        "
#define B32 B8 B8 B8 B8

static const char harbour[] = "DDP 2.00" "0012345678905" B8 B8 " " "HARBOUR-001" B32 "     " " " "CD" "    " B32 "   ";

/* harbour with bytes of its own from `at` on. */
static void patched(uint8_t out[PM_DDPID_BYTES], size_t at, const char *bytes, size_t length)
{
	memcpy(out, harbour, PM_DDPID_BYTES);
	memcpy(out + at, bytes, length);
}

static void t_example(void)
{
	struct pm_ddpid id;
	uint8_t out[PM_DDPID_BYTES];

	IS_INT(sizeof harbour - 1, PM_DDPID_BYTES, "the record written out is 128 bytes long");
	pm_ddpid_init(&id);
	memcpy(id.upc, "0012345678905", 14);
	memcpy(id.mid, "HARBOUR-001", 12);
	IS_INT(pm_ddpid_encode(out, &id), PM_OK, "encode");
	IS_MEM(out, harbour, PM_DDPID_BYTES, "as in the worked example");
	pm_ddpid_decode(&id, (const uint8_t *)harbour);
	IS_STR(id.level, "DDP 2.00", "level");
	IS_STR(id.upc, "0012345678905", "UPC");
	IS_STR(id.mid, "HARBOUR-001", "MID");
	IS_STR(id.type, "CD", "TYPE");
	IS_INT(id.book, ' ', "BK");
	IS_INT(id.mss, PM_DDP_ABSENT, "MSS is absent, not 0");
	IS_INT(id.msl, PM_DDP_ABSENT, "MSL is absent, not 0");
	IS_INT(id.text_at, PM_DDP_TEXT_NONE, "no user text");
}

static void t_refused(void)
{
	struct pm_ddpid id;
	uint8_t out[PM_DDPID_BYTES];

	pm_ddpid_init(&id);
	memcpy(id.mid, "CAF\xc9", 5);
	IS_INT(pm_ddpid_encode(out, &id), PM_E_FORMAT, "a MID outside ASCII is refused");
	pm_ddpid_init(&id);
	memcpy(id.mid, "A\tB", 4);
	IS_INT(pm_ddpid_encode(out, &id), PM_E_FORMAT, "a control character is refused");
	pm_ddpid_init(&id);
	memset(id.mid, 'M', 48);
	IS_INT(pm_ddpid_encode(out, &id), PM_OK, "48 characters fit");
	IS_MEM(out + 37, " MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM CD", 52, "and touch nothing beside them");
}

static void t_fields(void)
{
	struct pm_ddpid id;
	uint8_t in[PM_DDPID_BYTES];

	patched(in, 8, "012345678905 ", 13);
	pm_ddpid_decode(&id, in);
	IS_STR(id.upc, "012345678905", "12 digits stay 12 digits");
	patched(in, 8, "12345678\0\0\0\0\0", 13);
	pm_ddpid_decode(&id, in);
	IS_STR(id.upc, "12345678", "NUL fill is trimmed");
	patched(in, 8, "123\0005678     ", 13);
	pm_ddpid_decode(&id, in);
	IS_STR(id.upc, "123\001" "5678", "a NUL inside does not cut the field");
	patched(in, 21, "00000003     384", 16);
	pm_ddpid_decode(&id, in);
	IS_INT(id.mss, 3, "MSS");
	IS_INT(id.msl, 384, "MSL");
	patched(in, 86, "ODV", 3);
	pm_ddpid_decode(&id, in);
	IS_INT(id.book, 'O', "BK O");
	IS_STR(id.type, "DV", "a DVD");
	memset(in, 0, sizeof in);
	pm_ddpid_decode(&id, in);
	IS_STR(id.level, "", "all NUL: no level");
	memset(in, 0xff, sizeof in);
	pm_ddpid_decode(&id, in);
	IS_INT(strlen(id.mid), 48, "all FFh: no harm");
}

static void t_text(void)
{
	static const struct { const char *name, *bytes; size_t at, length; enum pm_ddp_text where; const char *text; } c[] = {
		{"93/95", "05HELLO WORLD", 93, 13, PM_DDP_TEXT_93, "HELLO"},
		{"94/96", " 05HELLO WORLD", 93, 14, PM_DDP_TEXT_94, "HELLO"},
		{"94/96 after a NUL", "\00005HELLO", 93, 8, PM_DDP_TEXT_94, "HELLO"},
		{"one digit at 94", " 5HELLO", 93, 7, PM_DDP_TEXT_LOOSE, "HELLO"},
		{"one digit that does not fit", " 4HELLO", 93, 7, PM_DDP_TEXT_BARE, "HELLO"},
		{"no length", "HELLO", 95, 5, PM_DDP_TEXT_BARE, "HELLO"},
		{"a length past the end", "99ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", 93, 35, PM_DDP_TEXT_93, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"},
		{"the same from 96", " 99BCDEFGHIJKLMNOPQRSTUVWXYZ0123456", 93, 35, PM_DDP_TEXT_94, "BCDEFGHIJKLMNOPQRSTUVWXYZ0123456"},
		{"length 0", "00", 93, 2, PM_DDP_TEXT_NONE, ""},
	};
	uint8_t in[PM_DDPID_BYTES];
	struct pm_ddpid id;
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		patched(in, c[i].at, c[i].bytes, c[i].length);
		pm_ddpid_decode(&id, in);
		IS_INT(id.text_at, c[i].where, c[i].name);
		IS_STR(id.text, c[i].text, c[i].name);
	}
	patched(in, 86, "05HELLO                                 ", 40);
	memcpy(in, "DDP 1.01", 8);
	pm_ddpid_decode(&id, in);
	OK(pm_ddpid_is_v1(&id), "1.01 is level 1");
	IS_INT(id.text_at, PM_DDP_TEXT_86, "1.01: the text's length stands at 86");
	IS_STR(id.text, "HELLO", "and the text at 88");
	IS_STR(id.type, "", "1.01 has no TYPE");
}

static void t_cue2ddp(void)
{
	static const struct { const char *folder, *upc, *mid; } c[] = {
		{"005-isrc-upc", "0123456789012", ""},
		{"007-master-id", "", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijkl"},
		{"014-three-tracks", "", ""},
	};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		uint8_t in[PM_DDPID_BYTES] = {0}, out[PM_DDPID_BYTES];
		struct pm_ddpid id;
		char path[1024];
		FILE *f;

		snprintf(path, sizeof path, "%s/vectors/ddp/cue2ddp-1.1/%s/DDPID", tap_shared() ? tap_shared() : "", c[i].folder);
		f = tap_shared() ? fopen(path, "rb") : NULL;
		if (!f) {
			SKIP("no vectors", c[i].folder);
			continue;
		}
		IS_INT(fread(in, 1, sizeof in, f), sizeof in, c[i].folder);
		fclose(f);
		pm_ddpid_decode(&id, in);
		IS_STR(id.upc, c[i].upc, "UPC");
		IS_STR(id.mid, c[i].mid, "MID");
		IS_INT(pm_ddpid_encode(out, &id), PM_OK, "encode again");
		IS_MEM(out, in, sizeof out, "the same bytes as cue2ddp's");
	}
}

int main(void)
{
	t_example();
	t_refused();
	t_fields();
	t_text();
	t_cue2ddp();
	return tap_done();
}
