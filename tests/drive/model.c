/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model.c - the virtual drive's dispatcher, its small commands, its dice and its faults by name.  Source: SPC-2, MMC-3. */
#include "tests/drive/model-impl.h"

#include <stdlib.h>
#include <string.h>

void vd_put(struct vd_reply *r, const void *bytes, size_t n)
{
	size_t room = r->len < r->cap ? r->cap - r->len : 0;

	if (room)
		memcpy(r->data + r->len, bytes, n < room ? n : room);
	r->len += n;
}

uint32_t vd_be(const uint8_t *p, size_t n)
{
	uint32_t v = 0;

	while (n--)
		v = v << 8 | *p++;
	return v;
}

/* MSF counts before -150 modulo 100 minutes, as in the lead-in. */
void vd_put_address(uint8_t out[4], int32_t lba, int msf)
{
	uint32_t a = (uint32_t)lba;

	if (!msf) {
		out[0] = (uint8_t)(a >> 24), out[1] = (uint8_t)(a >> 16), out[2] = (uint8_t)(a >> 8), out[3] = (uint8_t)a;
		return;
	}
	a = (uint32_t)(lba < -150 ? lba + 150 + 450000 : lba + 150);
	out[0] = 0, out[1] = (uint8_t)(a / 4500), out[2] = (uint8_t)(a / 75 % 60), out[3] = (uint8_t)(a % 75);
}

int vd_track_of(const struct vd_disc *d, int32_t lba)
{
	int t;

	if (lba >= d->leadout_lba)
		return 0xAA;
	for (t = d->last_track; t > d->first_track; t--)
		if (lba >= d->track[t].start_lba)
			break;
	return t;
}

int32_t vd_track_end(const struct vd_disc *d, int track)
{
	return track >= d->last_track ? d->leadout_lba : d->track[track + 1].start_lba;
}

static uint64_t mix(uint64_t x)
{
	x += 0x9E3779B97F4A7C15u;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

/* A number for one decision about one sector; `fixed` takes the count of decisions so far out of it. */
uint64_t vd_draw(struct vd *vd, int32_t lba, uint32_t what, int fixed)
{
	uint64_t turn = fixed ? 0 : ++vd->draws;

	return mix(mix(mix(vd->faults.seed ^ what) ^ (uint32_t)lba) ^ turn);
}

int vd_chance(struct vd *vd, uint32_t permille, int32_t lba, uint32_t what, int fixed)
{
	return permille && vd_draw(vd, lba, what, fixed) % 1000 < permille;
}

static int touch_all(struct vd *vd, const struct vd_disc *disc)
{
	free(vd->touched);
	vd->touched = NULL;
	vd->touched_bytes = 0;
	if (!disc)
		return 0;
	vd->touched_bytes = ((size_t)disc->leadout_lba + VD_LEADIN + VD_LEADOUT) / 8 + 1;
	vd->touched = calloc(vd->touched_bytes, 1);
	return vd->touched ? 0 : -1;
}

int vd_init(struct vd *vd, const struct vd_disc *disc)
{
	memset(vd, 0, sizeof(*vd));
	vd->disc = disc;
	return touch_all(vd, disc);
}

void vd_release(struct vd *vd)
{
	free(vd->touched);
	memset(vd, 0, sizeof(*vd));
}

static void maybe_change(struct vd *vd)
{
	const struct vd_faults *f = &vd->faults;

	if (vd->changed || !((f->change_after_commands && vd->counters.commands >= f->change_after_commands) ||
			     (f->change_after_sectors && vd->counters.sectors_read >= f->change_after_sectors)))
		return;
	vd->changed = vd->unit_attention = 1;
	vd->disc = vd->next;
	vd->head_lba = 0;
	touch_all(vd, vd->disc); /* without memory the new disc's sectors are not counted */
}

static uint32_t medium(const struct vd *vd)
{
	if (vd->faults.tray_open)
		return VD_E_TRAY_OPEN;
	return vd->disc && !vd->faults.no_disc ? VD_OK : VD_E_NO_DISC;
}

static uint32_t nothing(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	(void)vd, (void)cdb, (void)r;
	return VD_OK;
}

static uint32_t inquiry(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	static const uint8_t standard[] = "\x05\x80\x00\x32\x1f\x00\x00\x00PREMASTRVIRTUAL CD DRIVE0001";

	(void)vd;
	if (cdb[1] & 1 || cdb[2])
		return VD_E_CDB;
	vd_put(r, standard, 36);
	return VD_OK;
}

static uint32_t request_sense(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	(void)cdb;
	if (!vd->sense[0]) {
		vd->sense[0] = 0x70;
		vd->sense[7] = VD_SENSE_BYTES - 8;
	}
	vd_put(r, vd->sense, VD_SENSE_BYTES);
	memset(vd->sense, 0, VD_SENSE_BYTES);
	return VD_OK;
}

static uint32_t prevent(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	(void)r;
	vd->locked = cdb[4] & 1;
	return VD_OK;
}

static uint32_t start_stop(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	(void)r;
	if (cdb[4] & 2) {
		if (!(cdb[4] & 1) && vd->locked)
			return VD_E_LOCKED;
		if (vd->faults.tray_open && cdb[4] & 1)
			vd->unit_attention = 1;
		vd->faults.tray_open = !(cdb[4] & 1);
	}
	return VD_OK;
}

static uint32_t read_capacity(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	uint8_t out[8] = { 0, 0, 0, 0, 0, 0, 8, 0 };

	(void)cdb;
	vd_put_address(out, vd->disc->leadout_lba - 1, 0);
	vd_put(r, out, sizeof(out));
	return VD_OK;
}

/* Class 4, media, is the only one there is. */
static uint32_t event_status(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	uint8_t out[8] = { 0, 6, 4, 0x10, 0, 0, 0, 0 };

	if (!(cdb[1] & 1))
		return VD_E_CDB;
	if (!(cdb[4] & 0x10)) {
		out[1] = 2, out[2] = 0x80;
		vd_put(r, out, 4);
		return VD_OK;
	}
	if (vd->unit_attention)
		out[4] = medium(vd) ? 3 : 2; /* removed, new medium */
	out[5] = vd->faults.tray_open ? 1 : medium(vd) ? 0 : 2;
	vd_put(r, out, sizeof(out));
	return VD_OK;
}

static uint32_t mechanism_status(struct vd *vd, const uint8_t *cdb, struct vd_reply *r)
{
	uint8_t out[8] = { 0, vd->faults.tray_open ? 0x10 : 0 };

	(void)cdb;
	vd_put(r, out, sizeof(out));
	return VD_OK;
}

#define NEEDS_DISC 1
#define BEFORE_ATTENTION 2 /* answered while a unit attention is pending, which stays */

static const struct op {
	uint8_t opcode, flags, alloc_at, alloc_bytes; /* where the CDB limits the answer; 0: it does not */
	uint32_t (*run)(struct vd *vd, const uint8_t *cdb, struct vd_reply *r);
} ops[] = {
	{ 0x00, NEEDS_DISC, 0, 0, nothing }, /* TEST UNIT READY */
	{ 0x03, BEFORE_ATTENTION, 4, 1, request_sense },
	{ 0x12, BEFORE_ATTENTION, 3, 2, inquiry },
	{ 0x15, 0, 0, 0, nothing }, /* MODE SELECT (6) */
	{ 0x1A, 0, 4, 1, vd_mode_sense },
	{ 0x1B, 0, 0, 0, start_stop },
	{ 0x1E, 0, 0, 0, prevent },
	{ 0x25, NEEDS_DISC, 0, 0, read_capacity },
	{ 0x28, NEEDS_DISC, 0, 0, vd_read_blocks },
	{ 0x2B, NEEDS_DISC, 0, 0, nothing }, /* SEEK */
	{ 0x42, NEEDS_DISC, 7, 2, vd_read_subchannel },
	{ 0x43, NEEDS_DISC, 7, 2, vd_read_toc },
	{ 0x46, BEFORE_ATTENTION, 7, 2, vd_configuration },
	{ 0x4A, BEFORE_ATTENTION, 7, 2, event_status },
	{ 0x4E, NEEDS_DISC, 0, 0, nothing }, /* STOP PLAY/SCAN */
	{ 0x51, NEEDS_DISC, 7, 2, vd_disc_info },
	{ 0x52, NEEDS_DISC, 7, 2, vd_track_info },
	{ 0x55, 0, 0, 0, nothing }, /* MODE SELECT (10) */
	{ 0x5A, 0, 7, 2, vd_mode_sense },
	{ 0xA8, NEEDS_DISC, 0, 0, vd_read_blocks },
	{ 0xB9, NEEDS_DISC, 0, 0, vd_read_cd },
	{ 0xBB, 0, 0, 0, nothing }, /* SET CD SPEED */
	{ 0xBD, 0, 8, 2, mechanism_status },
	{ 0xBE, NEEDS_DISC, 0, 0, vd_read_cd },
};

static const struct op *op_of(uint8_t opcode)
{
	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
		if (ops[i].opcode == opcode)
			return &ops[i];
	return NULL;
}

static uint32_t run(struct vd *vd, const struct op *op, const uint8_t *cdb, struct vd_reply *r)
{
	uint32_t missing = medium(vd);

	if (!op)
		return VD_E_OPCODE;
	if (vd->unit_attention && !(op->flags & BEFORE_ATTENTION)) {
		vd->unit_attention = 0;
		return VD_E_CHANGED;
	}
	if (op->flags & NEEDS_DISC && missing)
		return missing;
	return op->run(vd, cdb, r);
}

static void make_sense(uint8_t sense[VD_SENSE_BYTES], uint32_t what, const struct vd_reply *r)
{
	memset(sense, 0, VD_SENSE_BYTES);
	sense[0] = 0x70;
	sense[2] = (uint8_t)(what >> 16);
	sense[7] = VD_SENSE_BYTES - 8;
	sense[12] = (uint8_t)(what >> 8);
	sense[13] = (uint8_t)what;
	if (r->has_error_lba) {
		sense[0] |= 0x80;
		vd_put_address(sense + 3, r->error_lba, 0);
	}
}

int vd_command(struct vd *vd, const uint8_t *cdb, size_t cdb_len, uint8_t *data, size_t data_cap, size_t *data_len,
	       uint8_t sense[VD_SENSE_BYTES])
{
	uint8_t full[16] = { 0 };
	struct vd_reply r = { data, data_cap, 0, 0, 0 };
	const struct op *op;
	uint32_t what;
	memcpy(full, cdb, cdb_len < sizeof(full) ? cdb_len : sizeof(full));
	op = op_of(full[0]);
	maybe_change(vd);
	vd->counters.commands++;
	vd->counters.by_opcode[full[0]]++;
	if (op && op->alloc_bytes && vd_be(full + op->alloc_at, op->alloc_bytes) < r.cap)
		r.cap = vd_be(full + op->alloc_at, op->alloc_bytes);
	what = run(vd, op, full, &r);
	*data_len = r.len < r.cap ? r.len : r.cap;
	memset(sense, 0, VD_SENSE_BYTES);
	if (!what)
		return VD_GOOD;
	vd->counters.checks++;
	make_sense(vd->sense, what, &r);
	memcpy(sense, vd->sense, VD_SENSE_BYTES);
	return VD_CHECK;
}

#define INT_FAULTS(X)                                                                                                          \
	X(errors_fixed) X(sub_shift_sectors) X(subchannel_refused) X(isrc_zeros) X(mcn_zeros) X(isrc_from_head)                \
	X(isrc_garbled) X(firmware_no_crc) X(track_field_strict) X(no_cdtext) X(no_raw) X(raw_without_pq) X(no_formatted_q)    \
	X(formatted_binary) X(formatted_no_crc) X(no_c2) X(no_overread) X(audio_offset_samples) X(no_disc) X(tray_open)        \
	X(capabilities_deny) X(capabilities_claim)
#define UNSIGNED_FAULTS(X)                                                                                                     \
	X(seed) X(latch_sectors) X(latch_permille) X(stale_permille) X(q_bad_permille) X(q_one_bit_permille)                   \
	X(q_two_bits_permille) X(bcd_permille) X(isrc_previous_permille) X(max_sectors) X(change_after_commands)               \
	X(change_after_sectors)

/* "sub-shift-sectors" is sub_shift_sectors. */
static int named(const char *name, const char *member)
{
	for (; *name && *member; name++, member++)
		if (*name != (*member == '_' ? '-' : *member))
			return 0;
	return !*name && !*member;
}

static int add_bad(struct vd_faults *f, enum vd_bad_kind kind, const char *value)
{
	struct vd_bad b = { 0, 0, 0, kind, 0 };
	long v[3];
	char *end;

	for (int i = 0; i < 3; i++, value = end) {
		v[i] = strtol(value, &end, 0);
		if (end == value)
			return -1;
	}
	if (*end || v[0] < -VD_LEADIN || v[0] > 449849 || v[1] < 1 || v[1] > 450000 || v[2] < 0 || v[2] > 1000000)
		return -1;
	b.lba = (int32_t)v[0], b.sectors = v[2] ? 1 : (uint32_t)v[1], b.heal_after = (uint32_t)v[2];
	for (long n = v[2] ? v[1] : 1; n; n--, b.lba++) {
		if (f->bad_count == VD_MAX_BAD)
			return -1;
		f->bad[f->bad_count++] = b;
	}
	return 0;
}

int vd_fault_set(struct vd_faults *faults, const char *name, const char *value)
{
	char *end;
	long long v;

	if (!strcmp(name, "read-error"))
		return add_bad(faults, VD_BAD_ERROR, value);
	if (!strcmp(name, "c2"))
		return add_bad(faults, VD_BAD_C2, value);
	if (!strcmp(name, "silent"))
		return add_bad(faults, VD_BAD_SILENT, value);
	v = strtoll(value, &end, 0);
	if (end == value || *end || v < -1000000 || v > INT32_MAX)
		return -1;
#define SET(member)                                                                                                            \
	if (named(name, #member)) {                                                                                            \
		faults->member = (int32_t)v;                                                                                   \
		return 0;                                                                                                      \
	}
	INT_FAULTS(SET)
#undef SET
	if (v < 0 || (v > 1000 && strlen(name) > 9 && !strcmp(name + strlen(name) - 9, "-permille")))
		return -1;
#define SET(member)                                                                                                            \
	if (named(name, #member)) {                                                                                            \
		faults->member = (uint32_t)v;                                                                                  \
		return 0;                                                                                                      \
	}
	UNSIGNED_FAULTS(SET)
#undef SET
	return -1;
}
