/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-q-fields.c - the frames of shared/vectors/q_frames.json: every field decodes to the value that stands beside it, and encodes to the same bytes again.
 * (tests/unit/t-q.c holds the kinds of the same frames, and the tables of codes.)
 */
#include <jansson.h>

#include "subcode/q.h"

#include "tests/tap.h"
#include "tests/unit/subcode-help.h"

static json_int_t number(const json_t *frame, const char *key) { return json_integer_value(json_object_get(frame, key)); }
static const char *text(const json_t *frame, const char *key)
{
	const char *s = json_string_value(json_object_get(frame, key));

	return s ? s : "";
}

/* A track, or a point of the lead-in: a number, or hexadecimal as "AA". */
static json_int_t track_of(const json_t *frame, const char *key)
{
	const char *s = text(frame, key);

	return *s ? (json_int_t)strtol(s, NULL, 16) : number(frame, key);
}

static int position(const json_t *f, const struct pm_q *q, uint8_t again[PM_Q_BYTES])
{
	json_int_t track = track_of(f, "tno");
	int status = pm_q_put_position(again, &(struct pm_q_position){q->control, q->track, q->index, q->relative_sectors, q->lba});

	return q->kind == PM_Q_POSITION && q->track == (track == 0xaa ? PM_Q_LEADOUT : track) && q->index == number(f, "index") &&
	       (json_int_t)q->relative_sectors == number(f, "rel_frames") && q->lba == number(f, "lba") && status == PM_OK;
}

static int lead_in(const json_t *f, const struct pm_q *q, uint8_t again[PM_Q_BYTES])
{
	json_int_t running = ((json_int_t)q->running.m * 60 + q->running.s) * 75 + q->running.f, point = track_of(f, "point");
	uint8_t pmsf[3] = {q->pmin, q->psec, q->pframe};
	json_int_t want[3] = {number(f, "pmin"), number(f, "psec"), number(f, "pframe")};
	uint8_t stored = (uint8_t)(point < 100 ? point / 10 * 16 + point % 10 : point);
	int status = pm_q_put_toc(again, q->control, stored, q->running, pmsf), i, raw = point == 0xa0;

	/* The frame's second of A0h is a disc type and no BCD; all else is. */
	for (i = 0; i < 3; i++)
		if (pmsf[i] != (raw && i == 1 ? want[i] : want[i] / 10 * 16 + want[i] % 10))
			return 0;
	return q->kind == PM_Q_TOC && q->point == point && running == number(f, "leadin_time_frames") && status == PM_OK;
}

static int code(const json_t *f, const struct pm_q *q, uint8_t again[PM_Q_BYTES])
{
	const char *want = text(f, q->adr == 2 ? "mcn" : "isrc");
	int none = strspn(want, "0") == strlen(want), status;
	int32_t lba = (int32_t)number(f, "lba");

	status = q->adr == 2 ? pm_q_put_mcn(again, q->control, want, lba) : pm_q_put_isrc(again, q->control, want, lba);
	if (none) /* all zeros say that there is no code: read so, and never written */
		return q->kind == PM_Q_NO_CODE && q->aframe == number(f, "aframe");
	return !strcmp(q->code, want) && q->aframe == number(f, "aframe") && status == PM_OK;
}

static void one_frame(const json_t *f)
{
	const char *kind = text(f, "kind"), *name = text(f, "name");
	uint8_t raw[PM_Q_BYTES], again[PM_Q_BYTES];
	struct pm_q q;
	int good = 1;

	help_hex(text(f, "hex"), raw, sizeof raw);
	memcpy(again, raw, sizeof again);
	IS_INT(pm_q_get(raw, &q), strcmp(kind, "bad-crc") != 0, name);
	if (!strncmp(kind, "mode1", 5))
		good = position(f, &q, again);
	else if (!strcmp(kind, "leadin"))
		good = lead_in(f, &q, again);
	else if (*text(f, "mcn") || *text(f, "isrc"))
		good = code(f, &q, again);
	if (json_object_get(f, "zero_byte")) {
		good = good && q.zero == number(f, "zero_byte");
		memcpy(again, raw, sizeof again); /* read, and not written */
	}
	if (json_object_get(f, "control"))
		good = good && q.control == number(f, "control");
	OK(good, "its fields");
	if (q.kind != PM_Q_NO_CODE)
		IS_MEM(again, raw, sizeof raw, "and its bytes again");
}

int main(void)
{
	char path[4096];
	json_t *root, *frames, *f;
	size_t i;

	if (!tap_shared()) {
		SKIP("no shared vectors", "q_frames.json");
		return tap_done();
	}
	(void)snprintf(path, sizeof path, "%s/vectors/q_frames.json", tap_shared());
	root = json_load_file(path, 0, NULL);
	frames = json_object_get(root, "frames");
	OK(json_array_size(frames) >= 55, "all frames");
	json_array_foreach(frames, i, f)
		one_frame(f);
	json_decref(root);
	return tap_done();
}
