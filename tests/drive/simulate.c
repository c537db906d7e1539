/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * simulate.c - thousands of made-up discs in drives with every fault: is a wrong code ever reported as confirmed?  Test code.
 *
 * Prints a table for each rate of Q errors (docs/isrc-reading.md holds one), with the drive's own answers to READ SUB-CHANNEL, which is what
 * libdiscid and libcdio pass on, beside it.  PM_SIMULATE=N takes N tracks a rate instead of a few hundred.  PM_SIMULATE_SEED begins elsewhere.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drive/sample.h"
#include "tests/drive/q.h"
#include "tests/drive/vd-port.h"

#define TRACKS_MAX 20
#define RATES 8
#define LONG_SECTORS 750 /* ten seconds */

static const unsigned rate_permille[RATES] = {0, 10, 20, 50, 100, 200, 300, 500};

static const char *const fault_name[] = {
	"none",
	"latch 30 %",
	"latch 60 %",
	"latch 90 %",
	"latch always",
	"stale frames 10 %",
	"wrong nibbles 1 %",
	"lag -2..2",
	"lag -8..8",
	"no raw P-W",
	"formatted Q, binary",
	"formatted Q without CRC",
	"raw P-W without Q",
	"no Q at all",
	"no Q, previous ISRC",
	"no Q, ISRC from the head",
	"no Q, garbled ISRC",
	"no Q, zeros",
	"no Q, firmware without CRC",
	"few sectors a command",
	"unreadable sectors",
	"same errors each time",
	"previous ISRC in pauses, lag",
	"CRC fits by chance 0.1 %",
	"all together",
};
#define FAULTS (sizeof(fault_name) / sizeof(fault_name[0]))
/* Faults under which a drive still gives Q that names its own place, so that the share of confirmed codes is the reader's doing. */
static const unsigned char fair[FAULTS] = {1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0};

struct tally {
	unsigned long right, wrong, weak, conflict, malformed, absent_right, absent_wrong, unread, tracks;
	unsigned long asked_right, asked_wrong, asked_none;
	unsigned long long_fair, long_fair_right;
	unsigned long mcn_right, mcn_wrong, mcn_other;
	unsigned long long sectors, disc_sectors;
};

struct disc {
	struct vd_program program;
	struct vd_disc disc;
	uint64_t seed;
	int previous_in_pauses; /* wodim's mistake: the pause of a track holds the ISRC of the one before */
	unsigned chance_ppm;    /* frames that are wrong under a CRC that fits */
};

static uint64_t state;

static uint64_t draw(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static uint32_t below(uint32_t n)
{
	return (uint32_t)(draw() % n);
}

static uint64_t hash(uint64_t a, uint64_t b)
{
	uint64_t z = (a ^ b * 0xd6e8feb86659fd93u) * 0xff51afd7ed558ccdu;

	return (z ^ z >> 32) * 0xc4ceb9fe1a85ec53u ^ z >> 29;
}

static void no_audio(void *user, int32_t lba, uint8_t out[VD_SECTOR_BYTES])
{
	(void)user;
	(void)lba;
	memset(out, 0, VD_SECTOR_BYTES);
}

static void set_crc(uint8_t q[12])
{
	uint16_t crc = vd_crc(q, 10);

	q[10] = (uint8_t)(crc >> 8);
	q[11] = (uint8_t)crc;
}

/* The ISRC of the track before into the mode-3 frames of a pause; AFRAME stays. */
static void put_previous(const struct disc *d, int32_t lba, uint8_t q[12])
{
	const struct vd_program *p = &d->program;
	uint8_t other[VD_SUB_BYTES];
	int t;
	int32_t at;

	for (t = p->first_track + 1; t <= p->last_track; t++)
		if (p->track[t].has_pregap && lba >= p->track[t].index_lba[0] && lba < p->track[t].index_lba[1])
			break;
	if (t > p->last_track)
		return;
	for (at = p->track[t - 1].index_lba[1]; at < p->track[t].index_lba[0]; at++) {
		vd_program_sub(p, at, other);
		if ((other[12] & 15) != 3)
			continue;
		memcpy(q + 1, other + 13, 8);
		set_crc(q);
		return;
	}
}

static void subcode(void *user, int32_t lba, uint8_t out[VD_SUB_BYTES])
{
	const struct disc *d = user;
	uint64_t x = hash(d->seed, (uint64_t)(uint32_t)lba);

	vd_program_sub(&d->program, lba, out);
	if (d->previous_in_pauses && (out[12] & 15) == 3)
		put_previous(d, lba, out + 12);
	if (x % 1000000u >= d->chance_ppm)
		return;
	/* Two changed bits, and a CRC that happens to fit. */
	out[12 + (x >> 20) % 10] ^= (uint8_t)(1u << ((x >> 32) & 7));
	out[12 + (x >> 36) % 10] ^= (uint8_t)(1u << ((x >> 48) & 7));
	set_crc(out + 12);
}

static void make_isrc(char isrc[13], unsigned number)
{
	static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
	char text[16];

	snprintf(text, sizeof(text), "%c%c%c%c%u%02u%05u", letters[below(23)], letters[below(23)], letters[below(23)], letters[below(23)], below(10),
		 below(27), (number + below(90000)) % 100000);
	memcpy(isrc, text, 12);
	isrc[12] = 0;
}

static int32_t make_length(void)
{
	switch (below(6)) {
	case 0:
		return 300 + (int32_t)below(150);
	case 1:
		return 450 + (int32_t)below(300);
	case 2:
		return 750 + (int32_t)below(750);
	case 3:
		return 1500 + (int32_t)below(1500);
	default:
		return 3000 + (int32_t)below(4500);
	}
}

static int make_disc(struct disc *d, unsigned tracks)
{
	struct vd_program *p = &d->program;
	int32_t at = 0;
	unsigned t, coded = below(10);

	memset(d, 0, sizeof(*d));
	d->seed = draw();
	p->first_track = 1;
	p->last_track = (uint8_t)tracks;
	for (t = 1; t <= tracks; t++) {
		struct vd_program_track *track = &p->track[t];

		track->index_count = 1;
		if (t > 1 && below(3) == 0) {
			track->has_pregap = 1;
			track->index_lba[0] = at;
			at += 75 + (int32_t)below(225);
		}
		track->index_lba[1] = at;
		d->disc.track[t].start_lba = at;
		at += make_length();
		/* Mostly all tracks have codes, sometimes some, sometimes none. */
		if (coded < 8 || (coded == 8 && below(2)))
			make_isrc(track->isrc, t * 1000);
	}
	p->leadout_lba = at;
	if (below(5))
		snprintf(p->mcn, sizeof(p->mcn), "%06u%07u", 1 + below(999999), below(10000000));
	d->disc.first_track = 1;
	d->disc.last_track = (uint8_t)tracks;
	d->disc.leadout_lba = at;
	d->disc.audio = no_audio;
	d->disc.subcode = subcode;
	d->disc.user = d;
	return vd_program_plan(p);
}

static void set_errors(struct vd_faults *f, unsigned permille)
{
	f->q_bad_permille = permille / 3;
	f->q_one_bit_permille = permille / 3;
	f->q_two_bits_permille = permille - 2 * (permille / 3);
}

static void set_latch(struct vd_faults *f, unsigned permille)
{
	f->latch_sectors = 100 + below(301);
	f->latch_permille = permille;
}

static void set_bad(struct vd *vd, const struct disc *d)
{
	unsigned i;

	for (i = 0; i < 8; i++)
		vd->faults.bad[vd->faults.bad_count++] =
			(struct vd_bad){.lba = (int32_t)below((uint32_t)d->disc.leadout_lba), .sectors = 1 + below(40), .kind = VD_BAD_ERROR};
}

static void set_fault(struct vd *vd, struct disc *d, unsigned fault)
{
	struct vd_faults *f = &vd->faults;

	if (fault >= 13 && fault <= 18)
		f->no_raw = f->no_formatted_q = 1;
	switch (fault) {
	case 1:
		set_latch(f, 300);
		break;
	case 2:
		set_latch(f, 600);
		break;
	case 3:
		set_latch(f, 900);
		break;
	case 4:
		set_latch(f, 1000);
		break;
	case 5:
		f->stale_permille = 100;
		break;
	case 6:
		f->bcd_permille = 10;
		break;
	case 7:
		f->sub_shift_sectors = (int32_t)below(5) - 2;
		break;
	case 8:
		f->sub_shift_sectors = (int32_t)below(17) - 8;
		break;
	case 9:
		f->no_raw = 1;
		break;
	case 10:
		f->no_raw = f->formatted_binary = 1;
		break;
	case 11:
		f->no_raw = f->formatted_no_crc = 1;
		break;
	case 12:
		f->raw_without_pq = 1;
		break;
	case 14:
		f->isrc_previous_permille = 500;
		break;
	case 15:
		f->isrc_from_head = 1;
		break;
	case 16:
		f->isrc_garbled = 1;
		break;
	case 17:
		f->isrc_zeros = f->mcn_zeros = 2;
		break;
	case 18:
		f->firmware_no_crc = 1;
		break;
	case 19:
		f->max_sectors = 1 + below(20);
		break;
	case 20:
		set_bad(vd, d);
		break;
	case 21:
		f->errors_fixed = 1;
		break;
	case 22:
		d->previous_in_pauses = 1;
		f->sub_shift_sectors = (int32_t)below(9);
		break;
	case 23:
		d->chance_ppm = 1000;
		break;
	case 24:
		set_latch(f, 600);
		f->stale_permille = 50;
		f->bcd_permille = 5;
		f->sub_shift_sectors = 3;
		d->chance_ppm = 100;
		d->previous_in_pauses = 1;
		f->errors_fixed = (int)below(2);
		break;
	default:
		break;
	}
}

static void count_state(struct tally *n, const struct pm_vote *v, const char *truth)
{
	switch (v->state) {
	case PM_VOTE_CONFIRMED:
		if (strcmp(v->code, truth))
			n->wrong++;
		else
			n->right++;
		break;
	case PM_VOTE_WEAK:
		n->weak++;
		break;
	case PM_VOTE_CONFLICT:
		n->conflict++;
		break;
	case PM_VOTE_MALFORMED:
		n->malformed++;
		break;
	case PM_VOTE_ABSENT:
		if (*truth)
			n->absent_wrong++;
		else
			n->absent_right++;
		break;
	default:
		n->unread++;
		break;
	}
}

/* What libdiscid and libcdio do: 42h format 3 once a track, and believe it. */
static void ask_as_libraries(struct vd *vd, const struct disc *d, struct tally *n)
{
	unsigned t;

	for (t = 1; t <= d->program.last_track; t++) {
		const uint8_t cdb[10] = {0x42, 0, 0x40, 3, 0, 0, (uint8_t)t, 0, 24, 0};
		uint8_t reply[24] = {0}, sense[VD_SENSE_BYTES];
		size_t got;
		int answered = vd_command(vd, cdb, sizeof(cdb), reply, sizeof(reply), &got, sense) == VD_GOOD && (reply[8] & 0x80);

		if (!answered)
			n->asked_none++;
		else if (!memcmp(reply + 9, d->program.track[t].isrc, 12))
			n->asked_right++;
		else
			n->asked_wrong++;
	}
}

static void complain(const struct disc *d, unsigned t, const struct pm_vote *v, unsigned rate, unsigned fault)
{
	const struct vd_program_track *track = &d->program.track[t];

	printf("# WRONG: rate %u, fault '%s', track %u of %u at %d, next at %d: '%s' instead of '%s', %u of %u votes\n", rate, fault_name[fault], t,
	       d->program.last_track, (int)track->index_lba[1], (int)(t < d->program.last_track ? track[1].index_lba[1] : d->program.leadout_lba),
	       v->code, t ? track->isrc : d->program.mcn, v->votes, v->frames);
}

static int judge(const struct pm_record *r, const struct disc *d, unsigned rate, unsigned fault, struct tally *n)
{
	struct pm_votes *votes = calloc(1, sizeof(*votes));
	unsigned t, before = 0;
	int status = votes ? pm_record_votes(r, votes, NULL) : PM_E_NOMEM;

	for (t = 1; status == PM_OK && t <= d->program.last_track; t++) {
		const struct pm_vote *v = &votes->track[t];
		int32_t length = (t < d->program.last_track ? d->disc.track[t + 1].start_lba : d->disc.leadout_lba) - d->disc.track[t].start_lba;

		before = (unsigned)n->wrong;
		count_state(n, v, d->program.track[t].isrc);
		n->tracks++;
		if (n->wrong != before)
			complain(d, t, v, rate, fault);
		if (fair[fault] && length >= LONG_SECTORS && d->program.track[t].isrc[0]) {
			n->long_fair++;
			n->long_fair_right += v->state == PM_VOTE_CONFIRMED && !strcmp(v->code, d->program.track[t].isrc);
		}
	}
	if (status == PM_OK && votes->mcn.state == PM_VOTE_CONFIRMED) {
		if (strcmp(votes->mcn.code, d->program.mcn)) {
			n->mcn_wrong++;
			complain(d, 0, &votes->mcn, rate, fault);
		} else {
			n->mcn_right++;
		}
	} else {
		n->mcn_other++;
	}
	free(votes);
	return status;
}

static int read_disc(struct disc *d, unsigned rate, unsigned fault, struct tally *n)
{
	struct vd vd;
	struct pm_port port;
	struct pm_drive *drive = NULL;
	struct pm_error err = {0};
	struct pm_record r;
	int status;

	if (vd_init(&vd, &d->disc) < 0)
		return PM_E_NOMEM;
	vd.faults.seed = draw();
	set_errors(&vd.faults, rate);
	set_fault(&vd, d, fault);
	port = vd_port(&vd);
	pm_record_init(&r);
	status = pm_drive_open_port(&drive, &port, "model", &err);
	if (status == PM_OK)
		status = pm_drive_sample_codes(drive, 0, &r, NULL, &err);
	n->sectors += vd.counters.distinct_sectors;
	n->disc_sectors += (unsigned long long)d->disc.leadout_lba;
	if (status == PM_OK)
		status = judge(&r, d, rate, fault, n);
	if (status != PM_OK)
		printf("# fault '%s': %s\n", fault_name[fault], err.message);
	ask_as_libraries(&vd, d, n);
	pm_drive_close(drive);
	pm_record_release(&r);
	vd_release(&vd);
	return status;
}

static void add(struct tally *to, const struct tally *n)
{
	unsigned long *a = &to->right;
	const unsigned long *b = &n->right;
	size_t i, count = ((const char *)&n->sectors - (const char *)&n->right) / sizeof(*a);

	for (i = 0; i < count; i++)
		a[i] += b[i];
	to->sectors += n->sectors;
	to->disc_sectors += n->disc_sectors;
}

static double percent(unsigned long part, unsigned long whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0.0;
}

static void heading(const char *what)
{
	printf("# | %s | tracks | confirmed | **wrong** | weak | conflict | malformed | absent, truly | absent, falsely | unread | asked: right | "
	       "wrong | none |\n",
	       what);
	printf("# |---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
}

static void row(const char *name, const struct tally *n)
{
	printf("# | %s | %lu | %lu (%.2f %%) | %lu | %lu | %lu | %lu | %lu | %lu | %lu | %lu | %lu | %lu |\n", name, n->tracks, n->right,
	       percent(n->right, n->tracks - n->absent_right), n->wrong, n->weak, n->conflict, n->malformed, n->absent_right, n->absent_wrong,
	       n->unread, n->asked_right, n->asked_wrong, n->asked_none);
}

static unsigned tests, failures;

static void check(int good, const char *what)
{
	tests++;
	failures += !good;
	printf("%sok %u - %s\n", good ? "" : "not ", tests, what);
}

/* Twenty tracks of more than an hour, nothing wrong: few sectors are touched, and every code is confirmed. */
static void check_clean(void)
{
	struct disc *d = calloc(1, sizeof(*d));
	struct tally n = {0};
	unsigned t;
	int32_t at = 0;

	if (!d || make_disc(d, 20) < 0) {
		check(0, "memory");
		free(d);
		return;
	}
	free(d->program.mode);
	d->program.mode = NULL;
	for (t = 1; t <= 20; t++) {
		struct vd_program_track *track = &d->program.track[t];

		track->has_pregap = 0;
		track->index_lba[1] = d->disc.track[t].start_lba = at;
		make_isrc(track->isrc, t * 1000);
		at += 13500 + (int32_t)below(2000);
	}
	snprintf(d->program.mcn, sizeof(d->program.mcn), "0012345678905");
	d->program.leadout_lba = d->disc.leadout_lba = at;
	if (vd_program_plan(&d->program) == 0)
		read_disc(d, 0, 0, &n);
	printf("# clean disc of %d sectors: %llu touched (%.2f %%)\n", (int)at, n.sectors, 100.0 * (double)n.sectors / (double)at);
	check(n.right == 20 && n.mcn_right == 1, "clean disc: all confirmed");
	check(n.sectors * 20 < (unsigned long long)at, "clean disc: under 5 % of its sectors touched");
	free(d->program.mode);
	free(d);
}

static void run(unsigned long tracks_a_rate)
{
	struct tally rate[RATES], fault[FAULTS], all = {0};
	struct disc *d = calloc(1, sizeof(*d));
	unsigned i, f, failed = 0;
	char name[32];

	memset(rate, 0, sizeof(rate));
	memset(fault, 0, sizeof(fault));
	for (i = 0; d && i < RATES; i++)
		for (f = 0; rate[i].tracks < tracks_a_rate; f = (f + 1) % FAULTS) {
			struct tally n = {0};

			if (make_disc(d, 3 + below(TRACKS_MAX - 3)) < 0 || read_disc(d, rate_permille[i], f, &n) != PM_OK)
				failed++;
			free(d->program.mode);
			add(&rate[i], &n);
			add(&fault[f], &n);
			add(&all, &n);
			if (failed > 5)
				break;
		}
	heading("Q frames in error");
	for (i = 0; i < RATES; i++) {
		snprintf(name, sizeof(name), "%u %%", rate_permille[i] / 10);
		row(name, &rate[i]);
	}
	heading("fault, over all rates");
	for (f = 0; f < FAULTS; f++)
		row(fault_name[f], &fault[f]);
	row("all", &all);
	printf("# | Q frames in error | tracks of 10 s and more, drive without faults of place | confirmed |\n# |---|---|---|\n");
	for (i = 0; i < RATES; i++)
		printf("# | %u %% | %lu | %.3f %% |\n", rate_permille[i] / 10, rate[i].long_fair,
		       percent(rate[i].long_fair_right, rate[i].long_fair));
	printf("# MCN: %lu confirmed and right, %lu confirmed and wrong, %lu other\n", all.mcn_right, all.mcn_wrong, all.mcn_other);
	check(d && !failed, "every disc was read");
	check(all.wrong == 0 && all.mcn_wrong == 0, "no wrong code is confirmed");
	check(all.absent_wrong == 0, "no code that is there is called absent");
	check(rate[4].long_fair_right * 1000 >= rate[4].long_fair * 999, "10 % errors, tracks of 10 s and more: 99.9 % confirmed");
	free(d);
}

int main(void)
{
	const char *count = getenv("PM_SIMULATE"), *seed = getenv("PM_SIMULATE_SEED");

	state = seed ? strtoull(seed, NULL, 10) : 1;
	check_clean();
	run(count ? strtoul(count, NULL, 10) : 400);
	printf("1..%u\n", tests);
	return failures != 0;
}
