/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-pq.c - PQ packets: the worked example of ddp.md section 9, cue2ddp's descriptors, times and control bytes. */
#include "ddp/record.h"
#include "tests/tap.h"

static const char *const packet[] = {
	"VVVS0000  00000001              0012345678905                   ",
	"VVVS0202  00174531  ZZXYZ2600003                                ",
	"VVVSAA01  00203701                                              ",
};

static void t_encode(void)
{
	struct pm_pq q;
	uint8_t out[PM_PQ_BYTES];

	pm_pq_init(&q);
	q.trk = q.idx = 0;
	pm_pq_set_sector(&q, 0);
	pm_pq_set_control(&q, 0, 0);
	memcpy(q.upc, "0012345678905", 14);
	IS_INT(pm_pq_encode(out, &q), PM_OK, "lead-in");
	IS_MEM(out, packet[0], PM_PQ_BYTES, "as in the worked example");
	pm_pq_init(&q);
	q.trk = q.idx = 2;
	pm_pq_set_sector(&q, 1320);
	pm_pq_set_control(&q, 3, 0);
	memcpy(q.isrc, "ZZXYZ2600003", 13);
	IS_INT(pm_pq_encode(out, &q), PM_OK, "track");
	IS_MEM(out, packet[1], PM_PQ_BYTES, "as written out");
	pm_pq_init(&q);
	q.trk = PM_DDP_LEADOUT;
	q.idx = 1;
	pm_pq_set_sector(&q, 1537);
	pm_pq_set_control(&q, 0, 0);
	IS_INT(pm_pq_encode(out, &q), PM_OK, "lead-out");
	IS_MEM(out, packet[2], PM_PQ_BYTES, "as in the worked example");
}

static void t_decode(void)
{
	struct pm_pq q;
	uint8_t control, scms;

	pm_pq_decode(&q, (const uint8_t *)packet[1]);
	IS_INT(q.trk, 2, "track");
	IS_INT(q.idx, 2, "index");
	IS_INT(q.hrs, PM_DDP_ABSENT, "HRS is absent");
	IS_INT(pm_pq_sector(&q), 1320, "00:17:45");
	IS_STR(q.isrc, "ZZXYZ2600003", "ISRC");
	IS_STR(q.upc, "", "no UPC");
	IS_INT(pm_pq_control(&q, &control, &scms), PM_OK, "31 is a control byte");
	IS_INT(control, 3, "pre-emphasis and copy");
	IS_INT(scms, 0, "no SCMS");
	pm_pq_decode(&q, (const uint8_t *)packet[2]);
	IS_INT(q.trk, PM_DDP_LEADOUT, "AA");
	pm_pq_decode(&q, (const uint8_t *)packet[0]);
	IS_STR(q.upc, "0012345678905", "UPC");
	IS_INT(q.trk, 0, "lead-in");
}

/* The track packet with bytes of its own. */
static void patched(struct pm_pq *q, size_t at, const char *bytes)
{
	uint8_t in[PM_PQ_BYTES];

	memcpy(in, packet[1], sizeof in);
	memcpy(in + at, bytes, strlen(bytes));
	pm_pq_decode(q, in);
}

static void t_times(void)
{
	static const struct { const char *time; int64_t want;
	} c[] = {
		{"  000000", 0},          {"00000200", 150},        {"  995974", 449999},     {"  006000", PM_DDP_BAD}, {"  000075", PM_DDP_BAD},
		{"  0x0000", PM_DDP_BAD}, {"  --0000", PM_DDP_BAD}, {"        ", PM_DDP_BAD}, {"  00  00", PM_DDP_BAD}, {"01000000", 270000},
		{"02000000", PM_DDP_BAD}, {"xx000000", PM_DDP_BAD}, {"    0200", PM_DDP_BAD},
	};
	struct pm_pq q;
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		patched(&q, 8, c[i].time);
		IS_INT(pm_pq_sector(&q), i == 1 ? 150 : c[i].want, c[i].time);
	}
}

static void t_control(void)
{
	static const struct { const char *cb1; int status; uint8_t control, scms;
	} c[] = {
		{"01", 0, 0, 0},           {"11", 0, 1, 0},           {"21", 0, 2, 0},           {"B1", 0, 11, 0},          {"b1", 0, 11, 0},
		{"0S", 0, 0, 1},           {"1s", 0, 1, 1},           {"3 ", 0, 3, 0},           {"61", 0, 6, 0},           {"C1", PM_E_FORMAT, 0, 0},
		{"X1", PM_E_FORMAT, 0, 0}, {"02", PM_E_FORMAT, 0, 0}, {"  ", PM_E_FORMAT, 0, 0}, {"0X", PM_E_FORMAT, 0, 0},
	};
	struct pm_pq q;
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		uint8_t control = 99, scms = 99;

		patched(&q, 16, c[i].cb1);
		IS_INT(pm_pq_control(&q, &control, &scms), c[i].status, c[i].cb1);
		IS_INT(control, c[i].control, c[i].cb1);
		IS_INT(scms, c[i].scms, c[i].cb1);
	}
}

static void t_odd(void)
{
	uint8_t in[PM_PQ_BYTES];
	struct pm_pq q;

	patched(&q, 4, "    ");
	IS_INT(q.trk, PM_DDP_ABSENT, "blank TRK");
	IS_INT(q.idx, PM_DDP_ABSENT, "blank IDX");
	patched(&q, 4, "00A0");
	IS_INT(q.idx, PM_DDP_BAD, "IDX A0");
	patched(&q, 0, "VVVM");
	IS_INT(q.marker, PM_DDP_WRONG, "a map marker in the PQ");
	memset(in, 0, sizeof in);
	pm_pq_decode(&q, in);
	IS_INT(q.marker, PM_DDP_PADDING, "all NUL");
	memset(in, ' ', sizeof in);
	pm_pq_decode(&q, in);
	IS_INT(q.marker, PM_DDP_PADDING, "all blank");
}

/* Every packet of cue2ddp's descriptors decodes and encodes to the same bytes. */
static void t_cue2ddp(void)
{
	static const char *const folder[] = {"003-track2-pregap", "005-isrc-upc", "006-flags-pre-dcp-4ch", "010-flag-scms", "014-three-tracks"};
	size_t i;

	for (i = 0; i < sizeof folder / sizeof *folder; i++) {
		uint8_t in[PM_PQ_BYTES], out[PM_PQ_BYTES];
		struct pm_pq q;
		char path[1024];
		FILE *f;

		snprintf(path, sizeof path, "%s/vectors/ddp/cue2ddp-1.1/%s/SD", tap_shared() ? tap_shared() : "", folder[i]);
		f = tap_shared() ? fopen(path, "rb") : NULL;
		if (!f) {
			SKIP("no vectors", folder[i]);
			continue;
		}
		while (fread(in, 1, sizeof in, f) == sizeof in) {
			pm_pq_decode(&q, in);
			IS_INT(pm_pq_encode(out, &q), PM_OK, folder[i]);
			IS_MEM(out, in, sizeof in, folder[i]);
		}
		fclose(f);
	}
}

int main(void)
{
	t_encode();
	t_decode();
	t_times();
	t_control();
	t_odd();
	t_cue2ddp();
	return tap_done();
}
