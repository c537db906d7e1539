/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ddpset.h - the worked example of ddp.md section 9, written out, and folders to put sets into: for the tests of ddp/. */
#ifndef PM_TESTS_DDPSET_H
#define PM_TESTS_DDPSET_H

#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/disc.h"
#include "tests/tap.h"

#define B8 "        "
#define B13 B8 "     "
#define B37 B8 B8 B8 B8 "     "

#define EX_SECTORS 1537

static const char ex_ddpid[] = "DDP 2.00" "0012345678905" B8 B8 " " "HARBOUR-001" B37 " " "CD" "    " B8 B8 B8 B8 "   ";
static const char ex_ddpms[] =
	"VVVMS0" B8 "00000180" B8 "CDTEXT  " "  " "  " "            " " " "00" "  " "            " "017" "CDTEXT.BIN       " B37
	"VVVMS0" B8 "00000576" B8 "PQ DESCR" "  " "  " "            " " " "  " "  " "            " "017" "PQDESCR          " B37
	"VVVMD0" B8 "00001537" "00000000" B8 "DA" "70" "     150    " " " "  " "  " "            " "017" "IMAGE.DAT        " B37;
static const char ex_pq[] =
	"VVVS0000  00000001              0012345678905                   "
	"VVVS0100  00000001  ZZXYZ2600001                                "
	"VVVS0101  00020001                                              "
	"VVVS0200  00083021  ZZXYZ2600002                                "
	"VVVS0201  00103021                                              "
	"VVVS0301  00150031  ZZXYZ2600003                                "
	"VVVS0302  00174531                                              "
	"VVVSAA01  00203701                                              "
	"VVVSAA01  00203701                                              ";
static const uint8_t ex_cdtext[180] = {
	0x80, 0x00, 0x00, 0x00, 0x48, 0x61, 0x72, 0x62, 0x6f, 0x75, 0x72, 0x00, 0x53, 0x6c, 0x61, 0x63, 0x3b, 0x9a,
	0x80, 0x01, 0x01, 0x04, 0x6b, 0x20, 0x57, 0x61, 0x74, 0x65, 0x72, 0x00, 0xc9, 0x74, 0xe9, 0x00, 0x9c, 0x52,
	0x80, 0x03, 0x02, 0x00, 0x43, 0x6f, 0x6c, 0x64, 0x20, 0x50, 0x69, 0x65, 0x72, 0x00, 0x00, 0x00, 0x84, 0x1a,
	0x81, 0x00, 0x03, 0x00, 0x54, 0x68, 0x65, 0x20, 0x4c, 0x69, 0x67, 0x68, 0x74, 0x73, 0x00, 0x54, 0xb7, 0xc3,
	0x81, 0x01, 0x04, 0x01, 0x68, 0x65, 0x20, 0x4c, 0x69, 0x67, 0x68, 0x74, 0x73, 0x00, 0x54, 0x68, 0x1b, 0xf4,
	0x81, 0x02, 0x05, 0x02, 0x65, 0x20, 0x4c, 0x69, 0x67, 0x68, 0x74, 0x73, 0x00, 0x54, 0x68, 0x65, 0x40, 0x27,
	0x81, 0x03, 0x06, 0x03, 0x20, 0x4c, 0x69, 0x67, 0x68, 0x74, 0x73, 0x00, 0x00, 0x00, 0x00, 0x00, 0xdb, 0xdf,
	0x8f, 0x00, 0x07, 0x00, 0x00, 0x01, 0x03, 0x00, 0x03, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x9e, 0xa7,
	0x8f, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x09, 0x00, 0x00, 0x00, 0xd6, 0xa6,
	0x8f, 0x02, 0x09, 0x00, 0x00, 0x00, 0x00, 0x00, 0x09, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0a, 0x4e,
};
static const char ex_md5[] =
	"d7faf2c8a689e45c346e01179df245d5 *DDPID\n"
	"ea7f2845f91453035589eeffcc1afead *DDPMS\n"
	"661f8728f326cf6aa6be942233d4166b *CDTEXT.BIN\n"
	"81a5b45bbddd516150290f86d7ecf3c0 *PQDESCR\n"
	"9778329b27d1092154ddc31de03776a7 *IMAGE.DAT\n";
static const char ex_crc[] =
	"[CRC32 Checksum]\n"
	"DDPID=CD5479F2\n"
	"DDPMS=22EC616A\n"
	"CDTEXT.BIN=B419D829\n"
	"PQDESCR=7DD37BF3\n"
	"IMAGE.DAT=120C4786\n";

/* The image of the example: 150 sectors of zeros, then a ramp. */
static inline uint8_t *ex_image(void)
{
	uint8_t *p = calloc(EX_SECTORS, 2352);
	uint32_t i;

	for (i = 88200; p && i < EX_SECTORS * 588u; i++) {
		p[i * 4] = (uint8_t)i;
		p[i * 4 + 1] = (uint8_t)(i >> 8);
		p[i * 4 + 2] = (uint8_t)(i >> 16);
	}
	return p;
}

/* A folder of our own under $TMPDIR; the tests remove what they put into it. */
static inline char *ex_folder(char *path, size_t size)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(path, size, "%s/pm-ddp-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(path)) {
		perror(path);
		exit(99);
	}
	return path;
}
static inline void ex_put(const char *dir, const char *name, const void *data, size_t length)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "wb");
	if (!f || fwrite(data, 1, length, f) != length || fclose(f)) {
		perror(path);
		exit(99);
	}
}
static inline void ex_rm(const char *dir, const char *name)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	if (unlink(path) && errno != ENOENT)
		perror(path);
}
/* The example on disk, without checksum files. */
static inline void ex_put_set(const char *dir)
{
	uint8_t *image = ex_image();

	ex_put(dir, "DDPID", ex_ddpid, 128);
	ex_put(dir, "DDPMS", ex_ddpms, 384);
	ex_put(dir, "PQDESCR", ex_pq, 576);
	ex_put(dir, "CDTEXT.BIN", ex_cdtext, sizeof ex_cdtext);
	ex_put(dir, "IMAGE.DAT", image, (size_t)EX_SECTORS * 2352);
	free(image);
}

#endif
