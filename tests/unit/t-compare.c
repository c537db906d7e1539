/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-compare.c - codes in CD-Text against those of the disc. */
#include "tests/unit/cdtext-help.h"

static struct pm_diags diags;

static void compare(const struct pm_disc *disc)
{
	pm_diags_release(&diags);
	pm_diags_init(&diags);
	pm_cdtext_compare_codes(disc, pm_pos_none(), &diags);
}

int main(void)
{
	struct pm_disc *disc = help_disc(1, 2);
	const struct pm_diag *d;

	pm_diags_init(&diags);
	help_mcn(disc, "0012345678905");
	help_isrc(disc, 1, "ZZXYZ2600001");
	help_isrc(disc, 2, "ZZXYZ2600002");
	compare(disc);
	IS_INT(diags.count, 0, "no codes in CD-Text: nothing to compare");

	help_text(disc, 0, 0, PM_TEXT_CODE, "012345678905");
	help_text(disc, 0, 1, PM_TEXT_CODE, "zz-xyz-26-00001");
	help_text(disc, 0, 2, PM_TEXT_CODE, "ISRCZZXYZ2600002");
	compare(disc);
	IS_INT(diags.count, 0, "12 digits, hyphens, a label and small letters mean the same");

	help_text(disc, 0, 0, PM_TEXT_CODE, "\x10" "012345678905");
	compare(disc);
	OK(help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, NULL) != NULL, "a control character is damage");
	help_text(disc, 0, 0, PM_TEXT_CODE, "012345678905");

	help_text(disc, 0, 2, PM_TEXT_CODE, "ZZXYZ2600003");
	compare(disc);
	d = help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, "'ZZXYZ2600003', the disc has 'ZZXYZ2600002'");
	OK(d && d->severity == PM_ERROR && d->track == 2, "another ISRC: an error");
	IS_INT(diags.count, 1, "one");

	disc->track[2].poisoned = PM_POISON_ISRC;
	compare(disc);
	IS_INT(diags.count, 0, "a poisoned code is passed over");
	disc->track[2].poisoned = 0;

	help_text(disc, 0, 2, PM_TEXT_CODE, NULL);
	compare(disc);
	d = help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, "no ISRC");
	OK(d && d->severity == PM_WARNING && d->track == 2, "missing in CD-Text: a warning");

	help_text(disc, 0, 2, PM_TEXT_CODE, "ZZXYZ2600002");
	disc->mcn.text[0] = 0;
	compare(disc);
	d = help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, "the disc has none");
	OK(d && d->severity == PM_WARNING && d->track == -1 && strstr(d->message, "UPC/EAN '012345678905'"), "missing on the disc: a warning");

	help_text(disc, 0, 0, PM_TEXT_CODE, "0000000000000");
	compare(disc);
	IS_INT(diags.count, 0, "zeros mean none");

	help_text(disc, 0, 5, PM_TEXT_TITLE, "Ghost");
	compare(disc);
	d = help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, "track 5");
	OK(d && d->severity == PM_WARNING && d->track == 5, "texts of a track that is not there");
	pm_diags_release(&diags);
	pm_disc_free(disc);
	return tap_done();
}
