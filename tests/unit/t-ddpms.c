/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ddpms.c - map packets: the worked example of ddp.md section 9, cue2ddp's map, number fills, long names, streams. */
#include "ddp/record.h"
#include "tests/tap.h"

#define B8 "        "
#define B37 B8 B8 B8 B8 "     "

/* ddp.md section 9, packets 0, 1 and 2. */
static const char map[] =
	"VVVMS0" B8 "00000180" B8 "CDTEXT  " "  " "  " "            " " " "00" "  " "            " "017" "CDTEXT.BIN       " B37
	"VVVMS0" B8 "00000576" B8 "PQ DESCR" "  " "  " "            " " " "  " "  " "            " "017" "PQDESCR          " B37
	"VVVMD0" B8 "00001537" "00000000" B8 "DA" "70" "     150    " " " "  " "  " "            " "017" "IMAGE.DAT        " B37;

static void t_example(void)
{
	struct pm_ddpms m;
	uint8_t out[PM_DDPMS_BYTES];

	IS_INT(sizeof map - 1, 3 * PM_DDPMS_BYTES, "the map written out is 384 bytes long");
	pm_ddpms_init(&m);
	memcpy(m.dst, "S0", 3);
	memcpy(m.sub, "CDTEXT", 7);
	memcpy(m.dsi, "CDTEXT.BIN", 11);
	m.dsl = 180;
	m.trk = 0;
	m.siz = 17;
	IS_INT(pm_ddpms_encode(out, &m), PM_OK, "encode CD-Text");
	IS_MEM(out, map, PM_DDPMS_BYTES, "as in the worked example");
	pm_ddpms_init(&m);
	memcpy(m.dst, "D0", 3);
	memcpy(m.cdm, "DA", 3);
	memcpy(m.dsi, "IMAGE.DAT", 10);
	m.dsl = 1537;
	m.dss = 0;
	m.ssm = '7';
	m.scr = '0';
	m.pre2 = 150;
	m.siz = 17;
	IS_INT(pm_ddpms_encode(out, &m), PM_OK, "encode audio");
	IS_MEM(out, map + 256, PM_DDPMS_BYTES, "as in the worked example");
}

static void t_decode(void)
{
	struct pm_ddpms m;

	pm_ddpms_decode(&m, (const uint8_t *)map + 128, 0);
	IS_INT(m.marker, PM_DDP_PACKET, "a packet");
	IS_INT(m.stream, PM_DDP_PQ, "PQ");
	IS_INT(m.dsl, 576, "DSL");
	IS_INT(m.dss, PM_DDP_ABSENT, "DSS is absent, not 0");
	IS_INT(m.trk, PM_DDP_ABSENT, "TRK is absent");
	IS_STR(m.dsi, "PQDESCR", "DSI");
	pm_ddpms_decode(&m, (const uint8_t *)map + 256, 0);
	IS_INT(m.stream, PM_DDP_MAIN, "main");
	IS_INT(m.dss, 0, "DSS is 0");
	IS_STR(m.cdm, "DA", "CDM");
	IS_INT(m.ssm, '7', "SSM");
	IS_INT(m.scr, '0', "SCR");
	IS_INT(m.pre1, PM_DDP_ABSENT, "PRE1 is absent");
	IS_INT(m.pre2, 150, "PRE2");
	IS_INT(m.siz, 17, "SIZ");
	IS_INT(m.ofs, PM_DDP_ABSENT, "OFS is absent");
	pm_ddpms_decode(&m, (const uint8_t *)map, 0);
	IS_INT(m.stream, PM_DDP_CDTEXT, "CD-Text");
	IS_INT(m.trk, 0, "TRK 00");
}

/* The audio packet with bytes of its own. */
static void patch(uint8_t out[PM_DDPMS_BYTES], size_t at, const char *bytes, size_t length)
{
	memcpy(out, map + 256, PM_DDPMS_BYTES);
	memcpy(out + at, bytes, length);
}

static void t_numbers(void)
{
	static const struct { const char *bytes; int64_t want; } c[] = {
		{"00001537", 1537}, {"    1537", 1537}, {"1537    ", 1537}, {"1537\0\0\0\0", 1537}, {"\0\0\0\0""1537", 1537},
		{"99999999", 99999999}, {"        ", PM_DDP_ABSENT}, {"\0\0\0\0\0\0\0\0", PM_DDP_ABSENT}, {"00000000", 0},
		{"15 37   ", PM_DDP_BAD}, {"-0000001", PM_DDP_BAD}, {"0x000601", PM_DDP_BAD}, {"1537.0  ", PM_DDP_BAD},
	};
	uint8_t in[PM_DDPMS_BYTES];
	struct pm_ddpms m;
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		patch(in, 14, c[i].bytes, 8);
		pm_ddpms_decode(&m, in, 0);
		IS_INT(m.dsl, c[i].want, c[i].bytes);
	}
}

static void t_markers(void)
{
	uint8_t in[PM_DDPMS_BYTES];
	struct pm_ddpms m;

	memset(in, 0, sizeof in);
	pm_ddpms_decode(&m, in, 0);
	IS_INT(m.marker, PM_DDP_PADDING, "all NUL is padding");
	memset(in, ' ', sizeof in);
	pm_ddpms_decode(&m, in, 0);
	IS_INT(m.marker, PM_DDP_PADDING, "all blank is padding");
	in[127] = 'x';
	pm_ddpms_decode(&m, in, 0);
	IS_INT(m.marker, PM_DDP_WRONG, "blanks and one x are no padding");
	patch(in, 0, "VVVS", 4);
	pm_ddpms_decode(&m, in, 0);
	IS_INT(m.marker, PM_DDP_WRONG, "a PQ marker in the map is wrong");
}

static void t_names(void)
{
	uint8_t in[PM_DDPMS_BYTES];
	struct pm_ddpms m;

	patch(in, 71, "   IMAGE.DAT\0\0\0\0\0\0\0\0", 20);
	pm_ddpms_decode(&m, in, 0);
	IS_STR(m.dsi, "IMAGE.DAT", "NUL fill behind the name, SIZ blank");
	IS_INT(m.siz, PM_DDP_ABSENT, "SIZ is absent");
	OK(!m.dsi_has_nul, "NUL fill is no NUL inside");
	patch(in, 74, "IMAGE\0.DAT", 10);
	pm_ddpms_decode(&m, in, 0);
	OK(m.dsi_has_nul, "a NUL inside is seen");
	patch(in, 71, "024ALBUM-IMAGE-FINAL-1.DAT", 26);
	pm_ddpms_decode(&m, in, 0);
	IS_STR(m.dsi, "ALBUM-IMAGE-FINAL-1.DAT", "a long name, SIZ says so");
	IS_INT(m.session, ' ', "the fields under it are not there");
	patch(in, 71, "054IMAGE.DAT        S", 21);
	pm_ddpms_decode(&m, in, 0);
	IS_STR(m.dsi, "IMAGE.DAT", "SIZ 54 and a short name");
	IS_INT(m.session, 'S', "NEW behind it is there");
	patch(in, 71, "999ALBUM-IMAGE-FINAL-1234567890123456789012345678901234567890", 57);
	pm_ddpms_decode(&m, in, 0);
	IS_INT(strlen(m.dsi), 54, "never past the end of the packet");
	patch(in, 91, "S 150      30000002352", 22);
	pm_ddpms_decode(&m, in, 0);
	IS_INT(m.pre1nxt, 150, "PRE1NXT");
	IS_INT(m.pauseadd, 30, "PAUSEADD");
	IS_INT(m.ofs, 2352, "OFS");
	pm_ddpms_decode(&m, in, 1);
	IS_INT(m.ofs, PM_DDP_ABSENT, "DDP 1.x has nothing there");
}

static void t_streams(void)
{
	static const struct { const char *dst, *sub; enum pm_ddp_stream_kind want;
	} c[] = {
		{"S0", "PQ_DESCR", PM_DDP_PQ},      {"S0", "PQDESCR ", PM_DDP_PQ},      {"S0", "RW24XX  ", PM_DDP_RW},
		{"S0", "01RSTUVW", PM_DDP_RW},      {"S0", "WHATEVER", PM_DDP_UNKNOWN}, {"D2", "        ", PM_DDP_OTHER_MAIN},
		{"T2", "        ", PM_DDP_TEXT},    {"T4", "        ", PM_DDP_UNKNOWN}, {"D9", "        ", PM_DDP_UNKNOWN},
		{"DM", "        ", PM_DDP_UNKNOWN}, {"  ", "        ", PM_DDP_UNKNOWN},
	};
	uint8_t in[PM_DDPMS_BYTES];
	struct pm_ddpms m;
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		patch(in, 4, c[i].dst, 2);
		memcpy(in + 30, c[i].sub, 8);
		pm_ddpms_decode(&m, in, 0);
		IS_INT(m.stream, c[i].want, c[i].sub);
	}
}

static void t_sector_bytes(void)
{
	static const struct { const char *cdm; char ssm; const char *sub; uint32_t want; } c[] = {
		{"DA", '7', "", 2352}, {"DA", '0', "", 2352}, {"DA", ' ', "", 2352}, {"DA", '8', "", 2448}, {"DA", '8', "RW24XX", 2448},
		{"DA", '8', "RW18XX", 2424}, {"10", '0', "", 2048}, {"10", '7', "", 2352}, {"22", '2', "", 2336}, {"10", 'x', "", 0},
	};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		struct pm_ddpms m;

		pm_ddpms_init(&m);
		memcpy(m.cdm, c[i].cdm, 3);
		memcpy(m.sub, c[i].sub, strlen(c[i].sub) + 1);
		m.ssm = c[i].ssm;
		IS_INT(pm_ddpms_sector_bytes(&m), c[i].want, c[i].cdm);
	}
}

static void t_refused(void)
{
	uint8_t out[PM_DDPMS_BYTES];
	struct pm_ddpms m;

	pm_ddpms_init(&m);
	m.dsl = 100000000;
	IS_INT(pm_ddpms_encode(out, &m), PM_E_RANGE, "nine digits do not fit into DSL");
	pm_ddpms_init(&m);
	memcpy(m.dsi, "A-NAME-OF-18-CHARS", 19);
	IS_INT(pm_ddpms_encode(out, &m), PM_E_FORMAT, "18 characters do not fit into DSI");
}

static void t_cue2ddp(void)
{
	uint8_t in[2 * PM_DDPMS_BYTES] = {0};
	struct pm_ddpms m;
	char path[1024];
	FILE *f;

	snprintf(path, sizeof path, "%s/vectors/ddp/cue2ddp-1.1/014-three-tracks/DDPMS", tap_shared() ? tap_shared() : "");
	f = tap_shared() ? fopen(path, "rb") : NULL;
	if (!f) {
		SKIP("no vectors", "cue2ddp's map");
		return;
	}
	IS_INT(fread(in, 1, sizeof in, f), sizeof in, "cue2ddp's map");
	fclose(f);
	pm_ddpms_decode(&m, in, 0);
	IS_INT(m.stream, PM_DDP_PQ, "PQ first");
	IS_INT(m.dsl, 640, "640 bytes");
	IS_STR(m.dsi, "SD", "called SD");
	IS_INT(m.siz, 17, "SIZ ' 17'");
	pm_ddpms_decode(&m, in + 128, 0);
	IS_INT(m.dsl, 2250, "2250 sectors");
	IS_INT(m.dss, PM_DDP_ABSENT, "no DSS");
	IS_INT(m.scr, '1', "SCR 1");
	IS_INT(m.pre2, 150, "PRE2");
}

int main(void)
{
	t_example();
	t_decode();
	t_numbers();
	t_markers();
	t_names();
	t_streams();
	t_sector_bytes();
	t_refused();
	t_cue2ddp();
	return tap_done();
}
