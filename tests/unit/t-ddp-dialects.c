/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-ddp-dialects.c - the reader: what ddp.md 11.2 and 11.4 say is to be accepted, and cue2ddp's own sets.
 *
 * What is expected of a case is the whole list of findings, so that none is missing, doubled or derived.
 */
#include "tests/unit/ddpread.h"

/* What is accepted without a change of meaning. */
static void t_same_meaning(void)
{
	static const struct { int n; size_t at; const char *bytes, *want, *name; } c[] = {
		{MAP, 256 + 14, "    1537", "DDPMS+256 note ddp-profile", "blank fill"},
		{MAP, 256 + 14, "1537    ", "DDPMS+256 note ddp-profile", "left-justified"},
		{MAP, 256 + 71, " 17", "DDPMS+256 note ddp-profile", "SIZ ' 17'"},
		{MAP, 256 + 71, "   ", "DDPMS+256 note ddp-profile", "SIZ blank"},
		{MAP, 256 + 71, "009", "DDPMS+256 note ddp-profile", "SIZ 9"},
		{MAP, 256 + 71, "054", "DDPMS+256 note ddp-profile", "SIZ 54"},
		{MAP, 256 + 22, "        ", "DDPMS+256 note ddp-profile", "DSS blank"},
		{MAP, 256 + 41, "1", "DDPMS+256 note ddp-profile", "SCR 1"},
		{MAP, 256 + 40, "0", "DDPMS+256 warning ddp-profile", "SSM 0"},
		{MAP, 256 + 46, "0150", "", "PRE2 filled with zeros"},
		{MAP, 256 + 46, "    ", "DDPMS+256 note ddp-profile", "PRE2 blank"},
		{MAP, 256 + 46, " 151", "DDPMS+256 warning ddp-pq", "PRE2 other than the PQ"},
		{MAP, 128 + 30, "PQ_DESCR", "DDPMS+128 note ddp-profile", "SUB with an underscore"},
		{MAP, 55, "  ", "DDPMS+0 note ddp-profile", "TRK of the CD-Text blank"},
		{ID, 93, "05HELLO", "DDPID+95 note ddp-profile", "user text at 95"},
		{ID, 93, " 05HELLO", "DDPID+96 warning ddp-profile", "user text at 96"},
		{ID, 86, "O", "DDPID+86 note ddp-profile", "BK O"},
		{ID, 87, "  ", "DDPID+87 warning ddp-profile", "TYPE blank"},
		{ID, 29, "     384", "DDPID+29 note ddp-profile", "MSL filled"},
		{ID, 8, "012345678905 ", "DDPID+8 warning ddp-profile", "12 digits in DDPID"},
		{ID, 8, "0000000000000", "DDPID+8 warning ddp-profile", "zeros in DDPID beside a UPC in the PQ"},
		{ID, 8, "4006381333931", "DDPID+8 warning ddp-pq", "another UPC in DDPID"},
		{PQ, 32, "012345678905 ", "PQDESCR+0 warning ddp-profile", "12 digits in the PQ"},
		{PQ, 2 * 64 + 8, "00", "PQDESCR+128 warning ddp-pq", "HRS 00"},
		{PQ, 16, "21", "PQDESCR+0 warning ddp-pq", "CB1 of the lead-in"},
		{PQ, 3 * 64 + 16, "2 ", "PQDESCR+192 warning ddp-pq", "CB1 '2 '"},
		{PQ, 3 * 64 + 16, "01", "PQDESCR+256 warning ddp-pq", "CB1 of a pause other than the track's"},
		{PQ, 3 * 64 + 45, "a comment", "PQDESCR+192 note ddp-profile", "a comment"},
		{PQ, 5 * 64 + 32, "0012345678905", "PQDESCR+320 note ddp-profile", "the UPC in a track's packet"},
		{PQ, 6 * 64 + 20, "ZZXYZ2600003", "", "the ISRC on the second packet too"},
		{PQ, 4 * 64 + 4, "    ", "PQDESCR+256 warning ddp-pq", "TRK and IDX blank"},
		{PQ, 4 * 64 + 6, "  ", "PQDESCR+256 warning ddp-pq", "IDX blank"},
		{PQ, 4 * 64 + 4, "  ", "PQDESCR+256 warning ddp-pq", "TRK blank"},
	};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		reset();
		put(c[i].n, c[i].at, c[i].bytes);
		expect(c[i].want, c[i].name);
		IS_INT(disc->laid_out, 1, c[i].name);
		IS_STR(disc->mcn.text, "0012345678905", c[i].name);
		IS_INT(disc->track[2].control, PM_CONTROL_COPY, c[i].name);
		IS_INT(disc->track[2].index[1].lba, 630, c[i].name);
		IS_INT(disc->leadout_lba, 1387, c[i].name);
		IS_INT(disc->span_count, 1, c[i].name);
		done();
	}
}

static void t_user_text(void)
{
	reset();
	put(ID, 93, " 05HELLO");
	IS_INT(run(), PM_OK, "user text");
	IS_INT(disc->extra_count, 1, "is kept");
	if (disc->extra_count) {
		IS_STR(disc->extra[0].key, "DDP user text", "under its name");
		IS_STR(disc->extra[0].value, "HELLO", "as it stands");
	}
	done();
	reset();
	put(ID, 38, "CAF\xc9 1      ");
	expect("DDPID+38 warning ddp-record", "a master id in Latin-1");
	IS_STR(disc->master_id, "CAF\xc3\x89 1", "decoded");
	done();
}

static void t_level_1(void)
{
	reset();
	put(ID, 0, "DDP 1.01");
	put(ID, 86, "05HELLO                                 ");
	memmove(part[MAP].data, part[MAP].data + 128, 256);
	part[MAP].bytes = 256;
	part[TEXT].name = NULL;
	put(MAP, 128 + 91, "                                     ");
	expect("DDPID+0 warning ddp-profile; DDPID+88 note ddp-profile", "DDP 1.01");
	IS_INT(disc->laid_out, 1, "is read");
	done();
}

static void t_names(void)
{
	reset();
	part[ID].name = "ddpid";
	part[MAP].name = "DdpMs";
	part[PQ].name = "pqdescr";
	part[IMAGE].name = "image.dat";
	expect("DdpMs+128 note ddp-profile; DdpMs+256 note ddp-profile", "names in another case");
	IS_STR(disc->file[0].name, "image.dat", "the file as it is called");
	done();
	reset();
	part[PQ].name = "SD";
	put(MAP, 128 + 74, "SD       ");
	expect("DDPMS+128 note ddp-profile", "the PQ called SD");
	done();
	reset();
	part[PQ].name = "SD";
	expect("DDPMS+128 warning ddp-missing-file", "the PQ renamed to SD");
	IS_INT(disc->last_track, 3, "is found");
	done();
	reset();
	part[IMAGE].name = "AUDIO.DAT";
	expect("DDPMS+256 warning ddp-missing-file", "the image renamed");
	IS_INT(disc->laid_out, 1, "is found");
	done();
	reset();
	part[IMAGE].name = "ALBUM-IMAGE-FINAL-1.DAT";
	put(MAP, 256 + 74, "ALBUM-IMAGE-FINAL-1.DAT");
	expect("DDPMS+256 warning ddp-record", "a long name that runs on");
	IS_INT(disc->file_count, 1, "is found");
	done();
	reset();
	memmove(part[MAP].data, part[MAP].data + 128, 256);
	part[MAP].bytes = 256;
	expect("DDPMS warning ddp-record", "CDTEXT.BIN forgotten by the map");
	IS_STR(disc->block[0].of[1].field[PM_TEXT_TITLE], "Slack Water", "is read");
	done();
}

static void t_padding(void)
{
	reset();
	memset(part[MAP].data + 384, 0, 128);
	memset(part[MAP].data + 512, ' ', 128);
	part[MAP].bytes = 640;
	expect("DDPMS+384 note ddp-profile", "fill behind the map");
	done();
	reset();
	memset(part[PQ].data + 576, 0, 448);
	part[PQ].bytes = 1024;
	put(MAP, 128 + 14, "00001024");
	expect("PQDESCR+576 warning ddp-pq", "fill behind the PQ");
	done();
	reset();
	memset(part[PQ].data + 576, 'x', 448);
	part[PQ].bytes = 1024;
	expect("DDPMS+128 warning ddp-image-size", "a PQ file longer than the map says");
	done();
}

static void t_unknown_streams(void)
{
	reset();
	put(MAP, 4, "D9");
	expect("DDPMS+0 warning ddp-record", "an unknown stream; its file is known");
	done();
	reset();
	memcpy(part[MAP].data + 384, part[MAP].data, 128);
	part[MAP].bytes = 512;
	put(MAP, 384 + 4, "T2");
	put(MAP, 384 + 30, "        ");
	put(MAP, 384 + 55, "  ");
	put(MAP, 384 + 74, "IDENT.TXT ");
	put(MAP, 384 + 14, "00000812");
	fill(OTHER, "IDENT.TXT", "Caf\xe9, 14 May", 12);
	put(MAP, 384 + 14, "00000012");
	expect("DDPMS+384 note ddp-profile", "a text stream");
	IS_STR(disc->extra_count ? disc->extra[0].value : NULL, "Caf\xc3\xa9, 14 May", "is kept for people");
	done();
	put(MAP, 384 + 14, "00000013");
	expect("DDPMS+384 note ddp-profile; DDPMS+384 error ddp-image-size", "a text stream of another length");
	done();
	part[OTHER].name = NULL;
	expect("DDPMS+384 error ddp-missing-file; DDPMS+384 note ddp-profile", "a text stream whose file is missing");
	done();
}

static void t_pq_oddities(void)
{
	reset();
	memmove(part[PQ].data, part[PQ].data + 64, 512);
	part[PQ].bytes = 512;
	put(MAP, 128 + 14, "00000512");
	expect("PQDESCR warning ddp-pq; DDPID+8 warning ddp-upc-only-in-ddpid", "no lead-in packet");
	IS_STR(disc->mcn.text, "0012345678905", "the UPC is DDPID's");
	IS_INT(disc->mcn_from, PM_FROM_DDPID, "and said to be");
	done();
	reset();
	put(PQ, 32, "             ");
	expect("DDPID+8 warning ddp-upc-only-in-ddpid", "the UPC in DDPID only");
	done();
	reset();
	part[PQ].bytes = 512;
	put(MAP, 128 + 14, "00000512");
	expect("PQDESCR+448 warning ddp-pq", "one lead-out");
	IS_INT(disc->laid_out, 1, "is enough");
	done();
	reset();
	put(PQ, 3 * 64 + 10, "001030");
	expect("PQDESCR+256 warning ddp-pq", "index 00 at the time of index 01");
	IS_INT(disc->track[2].index[0].lba, PM_LBA_NONE, "is dropped");
	IS_INT(disc->track[2].index[1].lba, 630, "index 01 stays");
	done();
	reset();
	memmove(part[PQ].data + 64, part[PQ].data + 128, 448);
	part[PQ].bytes = 512;
	put(MAP, 128 + 14, "00000512");
	expect("PQDESCR+64 warning ddp-pq", "no index 00 in track 1");
	IS_INT(disc->track[1].index[0].lba, -150, "is put in");
	done();
	reset();
	put(PQ, 7 * 64 + 10, "002000");
	put(PQ, 8 * 64 + 10, "002000");
	expect("PQDESCR+448 warning ddp-pq", "the lead-out before the end of the image");
	IS_INT(disc->leadout_lba, 1350, "the lead-out holds");
	IS_INT(disc->span_count ? disc->span[0].length_samples : 0, 1500 * 588, "the rest of the image is left out");
	done();
	reset();
	put(PQ, 4, "00A0");
	expect("", "TRK 00 IDX A0 is passed over, but for its UPC");
	IS_STR(disc->mcn.text, "0012345678905", "which is read");
	done();
}

static void t_scms(void)
{
	reset();
	put(PQ, 5 * 64 + 16, "0S");
	put(PQ, 6 * 64 + 16, "0s");
	expect("PQDESCR+384 warning ddp-pq", "SCMS, once in a small letter");
	IS_INT(disc->track[3].scms, 1, "SCMS is read");
	IS_INT(disc->track[3].control, 0, "and no copying");
	done();
}

/* 6.1 */
static void t_image_without_pause(void)
{
	reset();
	part[IMAGE].bytes = (EX_SECTORS - 150) * 2352u;
	put(MAP, 256 + 14, "00001387");
	put(MAP, 256 + 46, "    ");
	expect("DDPMS+256 warning ddp-image-size", "an image without the pause");
	IS_INT(disc->span_count, 2, "silence and the image");
	IS_INT(disc->span[0].file, PM_FILE_SILENCE, "silence first");
	IS_INT(disc->span[0].length_samples, 150 * 588, "two seconds of it");
	IS_INT(disc->span[1].start_samples, 0, "then the image from its start");
	IS_INT(disc->laid_out, 1, "laid out");
	done();
	reset();
	part[IMAGE].bytes = (EX_SECTORS - 150) * 2352u;
	put(MAP, 256 + 14, "00001387");
	put(MAP, 256 + 22, "00000150");
	put(MAP, 256 + 46, "    ");
	expect("DDPMS+256 warning ddp-profile", "DSS 150");
	IS_INT(disc->span_count, 2, "silence and the image");
	done();
}

/* A D0 packet in place n of the map. */
static void main_packet(size_t n, const char *dsl, const char *dss, const char *name)
{
	memcpy(part[MAP].data + n * 128, ex_ddpms + 256, 128);
	put(MAP, n * 128 + 14, dsl);
	put(MAP, n * 128 + 22, dss);
	put(MAP, n * 128 + 74, name);
}

/* 6.2 */
static void t_several_images(void)
{
	reset();
	part[MAP].bytes = 512;
	main_packet(2, "00000630", "00000000", "IMAGE01.DAT ");
	main_packet(3, "00000907", "00000630", "IMAGE02.DAT ");
	part[IMAGE].name = "IMAGE01.DAT";
	part[IMAGE].bytes = 630 * 2352;
	part[OTHER].name = "IMAGE02.DAT";
	part[OTHER].bytes = 907 * 2352;
	expect("DDPMS+384 warning ddp-profile", "two images placed by DSS");
	IS_INT(disc->span_count, 2, "two spans");
	IS_INT(disc->span_count == 2 ? disc->span[1].at_samples : 0, 630 * 588, "the second behind the first");
	done();
	put(MAP, 2 * 128 + 22, "        ");
	put(MAP, 3 * 128 + 22, "        ");
	expect("DDPMS+384 warning ddp-profile", "the same without DSS");
	IS_INT(disc->span_count, 2, "two spans");
	done();
	part[OTHER].bytes = 900 * 2352;
	expect("DDPMS+384 warning ddp-profile; DDPMS+384 error ddp-image-size", "the second too short");
	done();
	put(MAP, 3 * 128 + 14, "00000900");
	expect("DDPMS+384 warning ddp-profile; PQDESCR+448 error ddp-pq", "in the map too: too short for the lead-out");
	done();
	put(MAP, 3 * 128 + 96, "00000007");
	expect("DDPMS+384 warning ddp-profile", "with PAUSEADD 7 it fits");
	IS_INT(disc->span_count, 3, "silence between");
	done();
	put(MAP, 2 * 128 + 22, "00000000");
	put(MAP, 3 * 128 + 22, "00000600");
	IS_INT(run(), PM_OK, "images that overlap");
	OK(pm_diags_has(&diags, PM_DIAG_DDP_IMAGE_SIZE), "are reported");
	done();
	/* One file in two parts. */
	reset();
	part[MAP].bytes = 512;
	main_packet(2, "00000630", "        ", "IMAGE.DAT ");
	main_packet(3, "00000907", "        ", "IMAGE.DAT ");
	put(MAP, 3 * 128 + 104, "001481760");
	expect("DDPMS+384 warning ddp-profile", "one file in two parts, by OFS");
	IS_INT(disc->file_count == 2 ? disc->file[1].offset_bytes : 0, 1481760, "the second begins inside");
	done();
}

static void t_per_track(void)
{
	static const char *const name[] = {"TRACK01.DAT ", "TRACK02.DAT ", "TRACK03.DAT "};
	static const char *const dsl[] = {"00000630", "00000495", "00000412"};
	static struct pm_folder folder;
	struct pm_error err = {0};
	int i;

	/* GEAR: a file a track, its pause in front of it, ISRC in the map; here without a PQ stream (4.5). */
	reset();
	part[MAP].bytes = 384;
	for (i = 0; i < 3; i++) {
		char trk[3] = {'0', (char)('1' + i), 0};

		main_packet((size_t)i, dsl[i], "        ", name[i]);
		put(MAP, (size_t)i * 128 + 55, trk);
		put(MAP, (size_t)i * 128 + 59, "ZZXYZ260000");
		put(MAP, (size_t)i * 128 + 70, trk + 1);
		put(MAP, (size_t)i * 128 + 46, i == 2 ? "    " : " 150");
	}
	pm_folder_init(&folder);
	pm_sources_init(&sources);
	pm_diags_init(&diags);
	disc = pm_disc_new(PM_KIND_DDP);
	if (pm_folder_add(&folder, "DDPID", part[ID].data, 128) || pm_folder_add(&folder, "DDPMS", part[MAP].data, 384) ||
	    pm_folder_add(&folder, "TRACK01.DAT", NULL, 630 * 2352) || pm_folder_add(&folder, "TRACK02.DAT", NULL, 495 * 2352) ||
	    pm_folder_add(&folder, "TRACK03.DAT", NULL, 412 * 2352))
		exit(99);
	IS_INT(pm_ddp_read_folder(disc, &folder, &sources, &diags, &err), PM_OK, "tracks from the map");
	is_found("DDPMS+128 warning ddp-profile; DDPMS warning ddp-pq", "with a warning");
	IS_INT(disc->laid_out, 1, "laid out");
	IS_INT(disc->last_track, 3, "three tracks");
	IS_INT(disc->track[1].index[0].lba, -150, "1/00");
	IS_INT(disc->track[1].index[1].lba, 0, "1/01");
	IS_INT(disc->track[2].index[0].lba, 480, "2/00");
	IS_INT(disc->track[2].index[1].lba, 630, "2/01");
	IS_INT(disc->track[3].index[0].lba, PM_LBA_NONE, "no 3/00");
	IS_INT(disc->track[3].index[1].lba, 975, "3/01");
	IS_INT(disc->leadout_lba, 1387, "lead-out");
	IS_STR(disc->track[3].isrc.text, "ZZXYZ2600003", "ISRC");
	IS_INT(disc->span_count, 3, "three spans");
	pm_folder_release(&folder);
	done();
}

static void t_session(void)
{
	reset();
	part[MAP].bytes = 512;
	main_packet(3, "00000225", "00024705", "IMAGE02.DAT ");
	put(MAP, 3 * 128 + 38, "100");
	put(MAP, 3 * 128 + 91, "S");
	part[OTHER].name = "IMAGE02.DAT";
	part[OTHER].bytes = 225 * 2048;
	memcpy(part[PQ].data + 576, "VVVS0000  00000041                                              ", 64);
	memcpy(part[PQ].data + 640, "VVVS0400  05292441                                              ", 64);
	memcpy(part[PQ].data + 704, "VVVS0401  05312441                                              ", 64);
	memcpy(part[PQ].data + 768, "VVVSAA01  05342441                                              ", 64);
	part[PQ].bytes = 832;
	put(MAP, 128 + 14, "00000832");
	expect("DDPMS+384 warning data-track", "CD-Extra");
	IS_INT(disc->last_track, 3, "the audio session only");
	IS_INT(disc->leadout_lba, 1387, "its lead-out");
	IS_INT(disc->laid_out, 1, "laid out");
	done();
}

static void t_subcode_image(void)
{
	static const struct { const char *sub; uint32_t stride; } c[] = {{"        ", 2448}, {"RW24XX  ", 2448}, {"RW18XX  ", 2424}};
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		reset();
		put(MAP, 256 + 40, "8");
		put(MAP, 256 + 30, c[i].sub);
		part[IMAGE].bytes = (uint64_t)EX_SECTORS * c[i].stride;
		expect("DDPMS+256 warning ddp-profile", "SSM 8");
		IS_INT(disc->file_count ? disc->file[0].sector_stride_bytes : 0, c[i].stride, "bytes a sector");
		IS_INT(disc->file_count ? disc->file[0].length_samples : 0, EX_SECTORS * 588u, "samples");
		done();
	}
}

static void t_cdtext(void)
{
	reset();
	part[TEXT].data[180] = 0;
	part[TEXT].bytes = 181;
	put(MAP, 14, "00000181");
	expect("CDTEXT.BIN+180 warning cdtext-size", "a NUL behind the packs");
	IS_STR(disc->block[0].of[3].field[PM_TEXT_TITLE], "Cold Pier", "they are read");
	done();
	reset();
	part[TEXT].data[20] ^= 1;
	IS_INT(run(), PM_OK, "a damaged pack");
	OK(pm_diags_has(&diags, PM_DIAG_CDTEXT_CRC), "cdtext-crc");
	done();
}

/* cue2ddp's own bytes. */
static size_t load(int n, const char *folder, const char *file, const char *name)
{
	char path[1024];
	uint8_t *data = NULL;
	size_t length = 0;

	snprintf(path, sizeof path, "%s/vectors/ddp/cue2ddp-1.1/%s/%s", tap_shared() ? tap_shared() : "", folder, file);
	part[n].name = NULL;
	if (tap_shared() && pm_file_read(path, sizeof part[n].data, &data, &length, NULL) == PM_OK)
		fill(n, name, data, length);
	free(data);
	return length;
}

/* A map as cue2ddp writes it. */
static void cue2ddp_map(size_t pq_bytes, size_t sectors)
{
	char map[512];

	snprintf(map, sizeof map, "VVVMS0        %8zu        PQ DESCR%33s 17%-54sVVVMD0        %8zu                DA71     150%21s 17%-54s",
		 pq_bytes, "", "SD", sectors, "", "IMAGE.DAT");
	fill(MAP, "DDPMS", map, 256);
	part[IMAGE].bytes = (uint64_t)sectors * 2352;
	part[TEXT].name = NULL;
}

#define CUE2DDP_MAP "DDPMS+0 note ddp-profile; DDPMS+0 note ddp-profile; DDPMS+128 note ddp-profile; DDPMS+128 note ddp-profile"

static void t_cue2ddp(void)
{
	reset();
	if (!load(PQ, "014-three-tracks", "SD", "SD")) {
		SKIP("no vectors", "cue2ddp's sets");
		return;
	}
	load(ID, "014-three-tracks", "DDPID", "DDPID");
	load(MAP, "014-three-tracks", "DDPMS", "DDPMS");
	part[TEXT].name = NULL;
	part[IMAGE].bytes = 2250 * 2352;
	expect(CUE2DDP_MAP, "014: three tracks");
	IS_INT(disc->last_track, 3, "three");
	IS_INT(disc->track[2].index[2].lba, 15 * 75 - 150, "2/02");
	IS_INT(disc->track[3].index[0].lba, 20 * 75 - 150, "3/00");
	IS_INT(disc->leadout_lba, 2100, "lead-out");
	IS_STR(disc->mcn.text, "", "no UPC");
	done();
	reset();
	cue2ddp_map(load(PQ, "003-track2-pregap", "SD", "SD"), 22 * 75);
	load(ID, "014-three-tracks", "DDPID", "DDPID");
	expect(CUE2DDP_MAP, "003: a pause before track 2");
	IS_INT(pm_track_pregap_sectors(disc, 2), 150, "of two seconds");
	done();
	reset();
	cue2ddp_map(load(PQ, "005-isrc-upc", "SD", "SD"), 12 * 75);
	load(ID, "005-isrc-upc", "DDPID", "DDPID");
	expect(CUE2DDP_MAP "; SD+64 warning isrc-prefix", "005: codes");
	IS_STR(disc->mcn.text, "0123456789012", "UPC");
	IS_STR(disc->track[1].isrc.text, "USABC1234567", "ISRC");
	done();
	reset();
	cue2ddp_map(load(PQ, "006-flags-pre-dcp-4ch", "SD", "SD"), 12 * 75);
	load(ID, "007-master-id", "DDPID", "DDPID");
	expect(CUE2DDP_MAP, "006: flags; 007: master id");
	IS_INT(disc->track[1].control, 11, "PRE, DCP, 4CH");
	IS_STR(disc->master_id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijkl", "48 characters");
	done();
	reset();
	cue2ddp_map(load(PQ, "010-flag-scms", "SD", "SD"), 12 * 75);
	load(ID, "014-three-tracks", "DDPID", "DDPID");
	expect(CUE2DDP_MAP, "010: SCMS");
	IS_INT(disc->track[1].scms, 1, "SCMS");
	IS_INT(disc->track[1].control, 0, "no flag");
	done();
	reset();
	load(MAP, "011-cdtext-REBUILT", "DDPMS", "DDPMS");
	load(TEXT, "011-cdtext-REBUILT", "CDTEXT.BIN", "CDTEXT.BIN");
	part[IMAGE].bytes = 1650 * 2352;
	part[PQ].bytes = 384;
	IS_INT(run(), PM_OK, "011: CD-Text");
	OK(disc->block[0].of[0].field[PM_TEXT_TITLE] != NULL, "has a title");
	done();
}

int main(void)
{
	t_same_meaning();
	t_user_text();
	t_level_1();
	t_names();
	t_padding();
	t_unknown_streams();
	t_pq_oddities();
	t_scms();
	t_image_without_pause();
	t_several_images();
	t_per_track();
	t_session();
	t_subcode_image();
	t_cdtext();
	t_cue2ddp();
	return tap_done();
}
