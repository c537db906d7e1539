/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-verify.c - stored subcode against a disc: each kind of fault is named once, and what conventions allow is not. */
#include "subcode/verify.h"

#include "subcode/q.h"
#include "subcode/run.h"
#include "tests/unit/diag-help.h"
#include "tests/unit/subcode-help.h"

#define SECTORS 1387

static uint8_t data[SECTORS][96];
static struct pm_diags diags;

static void fill(const struct pm_disc *disc)
{
	struct pm_subcode_run *run = NULL;
	int32_t lba;

	if (pm_subcode_run_new(disc, &run) < 0)
		exit(99);
	for (lba = 0; lba < SECTORS; lba++)
		if (pm_subcode_run_sectors(run, lba, 1, data[lba]) < 0)
			exit(99);
	pm_subcode_run_free(run);
}

static int scms_unsaid;

static void verify(const struct pm_disc *disc, const uint8_t *bytes, uint32_t stride, enum pm_subcode_form form, size_t count)
{
	const struct pm_subcode_verify_where where = {NULL, 1000, stride, form, scms_unsaid};
	struct pm_subcode_verify *v = NULL;
	size_t half = count / 2;

	pm_diags_release(&diags);
	pm_diags_init(&diags);
	if (!OK(pm_subcode_verify_new(disc, &where, &v) == PM_OK, "begins"))
		exit(99);
	pm_subcode_verify_sectors(v, 0, bytes, half);
	pm_subcode_verify_sectors(v, (int32_t)half, bytes + half * stride, count - half);
	pm_subcode_verify_end(v, &diags);
	pm_subcode_verify_free(v);
}

static void check(const struct pm_disc *disc)
{
	verify(disc, data[0], 96, PM_SUBCODE_LINEAR, SECTORS);
}

static void only(enum pm_diag_id id, enum pm_severity severity, const char *part, int track, const char *name)
{
	const struct pm_diag *d = help_find(&diags, id, part);

	if (!OK(d && d->severity == severity && d->track == track, name))
		help_show(&diags);
	if (!IS_INT(diags.count, 1, "and nothing else"))
		help_show(&diags);
}

static void test_good(const struct pm_disc *disc)
{
	static uint8_t mixed[SECTORS * 100];
	size_t i;
	int32_t lba;

	fill(disc);
	check(disc);
	IS_INT(diags.count, 0, "our own subcode is right");
	for (i = 0; i < SECTORS; i++)
		pm_subcode_interleave(data[i], mixed + i * 100);
	verify(disc, mixed, 100, PM_SUBCODE_INTERLEAVED, SECTORS);
	IS_INT(diags.count, 0, "so it is interleaved");
	for (i = 0; i < SECTORS; i++)
		memset(data[i], i % 3 ? 0x00 : 0xFF, 12);
	check(disc);
	IS_INT(diags.count, 0, "P is never wrong");
	fill(disc);
	for (lba = 480; lba < 630; lba++)
		if ((data[lba][12] & 15) == 1)
			pm_q_put_position(data[lba] + 12, &(struct pm_q_position){2, 2, 0, (uint32_t)(630 - lba), lba});
	check(disc);
	IS_INT(diags.count, 0, "nor is a pause that ends in 1");
	fill(disc);
	for (lba = 0; lba < SECTORS; lba++)
		if ((data[lba][12] & 15) == 1 && lba % 5 == 0) {
			data[lba][12 + 6] = 0x42;
			pm_q_seal(data[lba] + 12);
		}
	check(disc);
	IS_INT(diags.count, 0, "nor is byte 6");
	fill(disc);
	for (lba = 0; lba < SECTORS; lba++)
		if ((data[lba][12] & 15) != 1) {
			data[lba][12] &= 15;
			pm_q_seal(data[lba] + 12);
		}
	check(disc);
	IS_INT(diags.count, 0, "nor are flags of 0 in code frames (wodim)");
	/* wodim's habit: track 1's ISRC in track 2's pause. */
	fill(disc);
	pm_q_put_isrc(data[595] + 12, 2, "ZZXYZ2600001", 595);
	check(disc);
	IS_INT(diags.count, 0, "nor is the old ISRC in the next pause");
}

/* Beside Q: not wrong, but worth a note, for nobody hears it. */
static void test_beside(const struct pm_disc *disc)
{
	static uint8_t mixed[SECTORS * 96];
	int32_t lba;

	fill(disc);
	data[700][24] ^= 0x80;
	data[701][95] ^= 1;
	data[900][50] ^= 0x10;
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_NOTE, "R to W are not empty in 3 sectors (LBA 700 to 701, 900): graphics, or damage", -1, "something in R to W");
	IS_INT(diags.count ? diags.list[0].pos.offset_bytes : 0, 1000 + 700 * 96, "at the first of them");
	for (lba = 0; lba < SECTORS; lba++)
		pm_subcode_interleave(data[lba], mixed + lba * 96);
	verify(disc, mixed, 96, PM_SUBCODE_INTERLEAVED, SECTORS);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_NOTE, "R to W are not empty in 3 sectors (LBA 700 to 701, 900): graphics, or damage", -1, "interleaved");
	fill(disc);
	data[901][0] ^= 0x80;
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_NOTE, "P changes within 1 sector (LBA 901): damage, which no player minds", -1, "a bit of P");
	for (lba = 0; lba < SECTORS; lba++)
		pm_subcode_interleave(data[lba], mixed + lba * 96);
	verify(disc, mixed, 96, PM_SUBCODE_INTERLEAVED, SECTORS);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_NOTE, "P changes within 1 sector (LBA 901): damage, which no player minds", -1, "interleaved");
}

static void test_faults(struct pm_disc *disc)
{
	const struct pm_diag *d;
	int32_t lba;

	fill(disc);
	data[700][12 + 5] ^= 1;
	data[701][12 + 5] ^= 1;
	data[900][12] ^= 0x40;
	check(disc);
	only(PM_DIAG_SUBCODE_CRC, PM_WARNING, "3 Q frames have a CRC that does not fit (LBA 700 to 701, 900)", -1,
	     "wrong CRCs: one warning with ranges");
	d = help_find(&diags, PM_DIAG_SUBCODE_CRC, NULL);
	IS_INT(d ? d->pos.offset_bytes : 0, 1000 + 700 * 96, "at the first of them");

	fill(disc);
	for (lba = 1180; lba < 1190; lba++)
		pm_q_put_position(data[lba] + 12, &(struct pm_q_position){3, 3, 1, (uint32_t)(lba - 975), lba});
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_ERROR,
	     "10 Q frames say another position: track 3 index 01 00:02:55 at 00:17:55, want track 3 index 02 00:02:55 at 00:17:55", -1,
	     "a wrong index");

	fill(disc);
	for (lba = 300; lba < 303; lba++)
		pm_q_put_position(data[lba] + 12, &(struct pm_q_position){0, 1, 1, (uint32_t)(lba + 1), lba + 1});
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "3 Q frames say another position", -1, "a wrong address");

	fill(disc);
	for (lba = 630; lba < 975; lba++)
		if ((data[lba][12] & 15) == 1)
			pm_q_put_position(data[lba] + 12, &(struct pm_q_position){0, 2, 1, (uint32_t)(lba - 630), lba});
	check(disc);
	only(PM_DIAG_FLAG_CONFLICT, PM_WARNING, "the flags in Q are none, want DCP", 2, "other flags");

	disc->track[2].scms = 1;
	fill(disc);
	check(disc);
	IS_INT(diags.count, 0, "a toggling copy bit is no fault");
	disc->track[2].scms = 0;
	disc->track[2].control = 0;
	check(disc);
	only(PM_DIAG_FLAG_CONFLICT, PM_WARNING, "the flags in Q are DCP, want none", 2, "but where the disc has no SCMS");
	scms_unsaid = 1;
	check(disc);
	IS_INT(diags.count, 0, "unless its kind cannot say so");
	disc->track[2].control = PM_CONTROL_PRE;
	check(disc);
	only(PM_DIAG_FLAG_CONFLICT, PM_WARNING, "want PRE", 2, "other flags are a conflict all the same");
	disc->track[2].control = PM_CONTROL_COPY;
	fill(disc);
	disc->track[2].control = 0;
	check(disc);
	only(PM_DIAG_FLAG_CONFLICT, PM_WARNING, "the flags in Q are DCP, want none", 2, "and so is a copy bit that stands");
	disc->track[2].control = PM_CONTROL_COPY;
	scms_unsaid = 0;
}

static void test_codes(struct pm_disc *disc)
{
	uint8_t q[12];
	int32_t lba;
	unsigned seen = 0;

	fill(disc);
	for (lba = 0; lba < SECTORS; lba++)
		if ((data[lba][12] & 15) == 3 && lba >= 975)
			pm_q_put_isrc(data[lba] + 12, 3, "ZZXYZ2600099", lba);
	check(disc);
	OK(help_find(&diags, PM_DIAG_SUBCODE_MISMATCH, "gives ISRC 'ZZXYZ2600099'") != NULL, "another ISRC");
	OK(help_find(&diags, PM_DIAG_SUBCODE_MISMATCH, "want 'ZZXYZ2600003'") != NULL, "says which is wanted");
	IS_INT(diags.count, 1, "and not that this one is missing, which follows");

	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "%s", "4006381333931");
	fill(disc);
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "%s", "0012345678905");
	check(disc);
	OK(help_find(&diags, PM_DIAG_SUBCODE_MISMATCH, "catalogue number '4006381333931'") != NULL, "another number");

	disc->mcn.text[0] = 0;
	fill(disc);
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "%s", "0012345678905");
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "never gives the catalogue number '0012345678905'", -1, "no number at all");

	fill(disc);
	disc->mcn.text[0] = 0;
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "want none", -1, "a number where none is wanted");
	snprintf(disc->mcn.text, sizeof(disc->mcn.text), "%s", "0012345678905");

	/* One frame out of fifteen missing: 188 sectors. */
	fill(disc);
	for (lba = 0; lba < SECTORS; lba++)
		if ((data[lba][12] & 15) == 2 && ++seen == 5)
			pm_q_put_position(data[lba] + 12, &(struct pm_q_position){0, 1, 1, (uint32_t)lba, lba});
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_WARNING, "only after 188 sectors", -1, "a number that comes too seldom");

	fill(disc);
	for (lba = 0; lba < SECTORS && (data[lba][12] & 15) != 2; lba++)
		;
	pm_q_put_mcn(q, 0, "0012345678905", lba + 1);
	memcpy(data[lba] + 12, q, 12);
	check(disc);
	only(PM_DIAG_SUBCODE_MISMATCH, PM_ERROR, "1 Q frame carries a code of another sector", -1, "an old frame");
}

static void test_length(struct pm_disc *disc)
{
	fill(disc);
	verify(disc, data[0], 96, PM_SUBCODE_LINEAR, 0);
	IS_INT(diags.count, 0, "nothing given, nothing said");
	verify(disc, data[0], 96, PM_SUBCODE_LINEAR, 700);
	IS_INT(diags.count, 0, "a part is compared as far as it goes");
	memset(data, 0, sizeof(data));
	check(disc);
	OK(help_find(&diags, PM_DIAG_SUBCODE_CRC, "1387 Q frames") != NULL, "zeros: all damaged");
}

int main(void)
{
	struct pm_disc *disc = help_harbour();

	pm_diags_init(&diags);
	test_good(disc);
	test_beside(disc);
	test_faults(disc);
	test_codes(disc);
	test_length(disc);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	return tap_done();
}
