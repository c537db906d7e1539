/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-session.c - what a run owns, and which findings about a finished master are softened (contract section 2). */
#include "master/internal.h"
#include "tests/tap.h"

static enum pm_severity softened(enum pm_kind kind, enum pm_diag_id id, size_t from)
{
	struct pm_disc *disc = pm_disc_new(kind);
	struct pm_session s;
	enum pm_severity is;

	if (!disc)
		exit(99);
	pm_session_init(&s);
	pm_diag_add_as(&s.diags, id, PM_ERROR, pm_pos_none(), "wrong");
	pm_soften_read_back(&s, disc, from);
	is = s.diags.list[0].severity;
	IS_INT(s.diags.count_of[PM_ERROR], is == PM_ERROR, "counted as it stands");
	pm_session_release(&s);
	pm_disc_free(disc);
	return is;
}

/* What was mastered so is a warning: drive, image, existing master.  A sheet that someone wrote just now is not. */
static void test_kinds(void)
{
	static const struct {
		enum pm_kind kind;
		enum pm_severity want;
		const char *name;
	} kinds[] = {
		{PM_KIND_SHEET, PM_ERROR, "a track sheet"}, {PM_KIND_CUE, PM_ERROR, "a cue sheet"},   {PM_KIND_TOC, PM_ERROR, "a TOC"},
		{PM_KIND_DDP, PM_WARNING, "a DDP"},	    {PM_KIND_DRIVE, PM_WARNING, "a drive"},   {PM_KIND_IMAGE, PM_WARNING, "an image"},
		{PM_KIND_SUBCODE, PM_WARNING, "subcode"},
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		IS_INT(softened(kinds[i].kind, PM_DIAG_ISRC_DUPLICATE, 0), kinds[i].want, kinds[i].name);
		IS_INT(softened(kinds[i].kind, PM_DIAG_TRACK_SHORT, 0), kinds[i].want, "layout too");
		IS_INT(softened(kinds[i].kind, PM_DIAG_AUDIO_MISSING, 0), PM_ERROR, "audio never");
		IS_INT(softened(kinds[i].kind, PM_DIAG_TEXT_CHARSET, 0), PM_ERROR, "text never");
		IS_INT(softened(kinds[i].kind, PM_DIAG_CHECKSUM_MISMATCH, 0), PM_ERROR, "files never");
		IS_INT(softened(kinds[i].kind, PM_DIAG_ISRC_DUPLICATE, 1), PM_ERROR, "nor what stood before");
	}
}

/* What --upc or --cdtext says is of today, whatever master it is said over. */
static void test_by_option(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_DDP);
	struct pm_source *option, *master;
	struct pm_session s;

	pm_session_init(&s);
	if (!disc || pm_sources_add_name(&s.sources, NULL, "--upc", &option) != PM_OK || pm_sources_add_name(&s.sources, NULL, "DDPID", &master) != PM_OK)
		exit(99);
	option->by_option = 1;
	pm_diag_add(&s.diags, PM_DIAG_EAN_CHECK_DIGIT, pm_pos_file(option), "given");
	pm_diag_add(&s.diags, PM_DIAG_EAN_CHECK_DIGIT, pm_pos_file(master), "read back");
	pm_soften_read_back(&s, disc, 0);
	IS_INT(s.diags.list[0].severity, PM_ERROR, "an option's number stays an error");
	IS_INT(s.diags.list[1].severity, PM_WARNING, "the master's becomes a warning");
	IS_INT(s.diags.count_of[PM_ERROR], 1, "one error");
	IS_INT(s.diags.count_of[PM_WARNING], 1, "one warning");
	pm_session_release(&s);
	pm_disc_free(disc);
}

int main(void)
{
	struct pm_session s;
	struct pm_source *src;

	memset(&s, 0xee, sizeof(s));
	pm_session_init(&s);
	OK(s.diags.count == 0 && s.diags.count_of[PM_ERROR] == 0 && !s.error.message[0] && s.error.status == PM_OK, "a new session is empty");
	IS_INT(pm_sources_add_name(&s.sources, NULL, "x", &src), PM_OK, "holds sources");
	pm_diag_add(&s.diags, PM_DIAG_ISRC_FORMAT, pm_pos_file(src), "wrong");
	IS_INT(s.diags.count_of[PM_ERROR], 1, "and findings");
	pm_session_release(&s);
	test_kinds();
	test_by_option();
	return tap_done();
}
