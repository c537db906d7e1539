/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spy.h - a port that writes down every command on its way to the model of a drive, and can answer in its place. */
#ifndef PM_TESTS_SPY_H
#define PM_TESTS_SPY_H

#include "drive/drive.h"
#include "tests/drive/vd-port.h"
#include "tests/unit/vdrive.h"

#define SPY_MAX 20000

struct spy_command {
	uint8_t cdb[12];
	size_t cdb_bytes, data_bytes;
};

struct spy {
	struct spy_command list[SPY_MAX];
	size_t count;
	/* Answers in the model's place: 1 (data and sense filled, *status set), or 0: the model answers, and `after` may spoil it. */
	int (*instead)(struct spy *spy, const uint8_t *cdb, uint8_t *data, size_t data_bytes, uint8_t *sense, int *status);
	void (*after)(struct spy *spy, const uint8_t *cdb, uint8_t *data, size_t data_bytes);
	int (*rescue)(void *ctx, int32_t lba, size_t count, uint8_t *out);
	unsigned closed;
};

static struct spy spy;
static struct pm_error err;

static int spy_command(void *ctx, const uint8_t *cdb, size_t cdb_bytes, uint8_t *out, size_t out_bytes, unsigned timeout_ms,
		       uint8_t got_sense[PM_SENSE_BYTES])
{
	struct spy *s = ctx;
	struct spy_command *c = &s->list[s->count < SPY_MAX ? s->count++ : SPY_MAX - 1];
	int status = PM_OK;

	memset(c->cdb, 0, sizeof(c->cdb));
	memcpy(c->cdb, cdb, cdb_bytes);
	c->cdb_bytes = cdb_bytes;
	c->data_bytes = out_bytes;
	memset(got_sense, 0, PM_SENSE_BYTES);
	if (s->instead && s->instead(s, cdb, out, out_bytes, got_sense, &status))
		return status;
	status = vd_port_command(&vd, cdb, cdb_bytes, out, out_bytes, timeout_ms, got_sense);
	if (s->after)
		s->after(s, cdb, out, out_bytes);
	return status;
}

static void spy_close(void *ctx)
{
	((struct spy *)ctx)->closed++;
}

/* A drive over the model; NULL: err says why.  What the opening asked stays in the list until spy_forget. */
static inline struct pm_drive *spy_open(void)
{
	struct pm_port port = {&spy, spy_command, spy.rescue, spy_close};
	struct pm_drive *d = NULL;

	memset(&err, 0, sizeof(err));
	return pm_drive_open_port(&d, &port, "model", &err) == PM_OK ? d : NULL;
}

static inline void spy_forget(void)
{
	spy.count = 0;
}

static inline void spy_reset(void)
{
	memset(&vd.faults, 0, sizeof(vd.faults));
	vd.faults.seed = 1;
	spy.instead = NULL;
	spy.after = NULL;
	spy.rescue = NULL;
	spy_forget();
}

/* Command number i is exactly these bytes, and `want` bytes were asked for. */
static inline int spy_is(size_t i, const uint8_t *cdb, size_t cdb_bytes, size_t want, const char *name, int line)
{
	const struct spy_command *c = &spy.list[i];
	int good = i < spy.count && c->cdb_bytes == cdb_bytes && !memcmp(c->cdb, cdb, cdb_bytes) && c->data_bytes == want;
	size_t k;

	if (tap_ok(good, name, __FILE__, line))
		return 1;
	printf("# command %zu of %zu:", i, spy.count);
	for (k = 0; i < spy.count && k < c->cdb_bytes; k++)
		printf(" %02x", c->cdb[k]);
	printf(", %zu bytes wanted\n", c->data_bytes);
	return 0;
}
#define SPY_IS(i, want, name, ...) \
	spy_is(i, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), want, name, __LINE__)

static inline int32_t spy_lba(size_t i)
{
	const uint8_t *c = spy.list[i].cdb;

	return (int32_t)((uint32_t)c[2] << 24 | (uint32_t)c[3] << 16 | (uint32_t)c[4] << 8 | c[5]);
}
static inline unsigned spy_sectors(size_t i)
{
	return (unsigned)spy.list[i].cdb[6] << 16 | (unsigned)spy.list[i].cdb[7] << 8 | spy.list[i].cdb[8];
}
static inline size_t spy_count_of(uint8_t opcode)
{
	size_t i, n = 0;

	for (i = 0; i < spy.count; i++)
		n += spy.list[i].cdb[0] == opcode;
	return n;
}
static inline int spy_refuse(uint8_t *s, int *status, unsigned key, unsigned asc, unsigned ascq)
{
	s[0] = 0x70;
	s[2] = (uint8_t)key;
	s[12] = (uint8_t)asc;
	s[13] = (uint8_t)ascq;
	*status = PM_E_DRIVE;
	return 1;
}

#endif
