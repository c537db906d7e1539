/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-master-verify.c - master/verify.c (the name t-verify is subcode/'s): which sources are masters, and that a fault in one is found. */
#include "tests/unit/masterset.h"

static struct pm_session session;

static int verify(const char *name, struct pm_disc **out)
{
	struct pm_open_options options = {0};
	struct pm_sums *sums = calloc(1, sizeof(*sums));
	int status;

	pm_session_init(&session);
	status = pm_verb_verify(&session, temp_path(name), &options, out, sums);
	free(sums);
	return status;
}

static int has(enum pm_diag_id id, const char *part)
{
	size_t i;

	for (i = 0; i < session.diags.count; i++)
		if (session.diags.list[i].id == id && strstr(session.diags.list[i].message, part))
			return 1;
	for (i = 0; i < session.diags.count; i++)
		printf("# %s [%s]\n", session.diags.list[i].message, pm_diag_id_text(session.diags.list[i].id));
	return 0;
}

static void sound(const char *name)
{
	struct pm_disc *disc = NULL;

	IS_INT(verify(name, &disc), PM_OK, name);
	OK(session.diags.count_of[PM_ERROR] == 0 && session.diags.count_of[PM_WARNING] == 0, "is whole");
	OK(disc && disc->last_track == 3 && disc->leadout_lba == SET_LEADOUT, "and its disc is given");
	pm_close(disc);
	pm_session_release(&session);
	IS_INT(verify(name, NULL), PM_OK, "or not, where nobody wants it");
	pm_session_release(&session);
}

static void test_masters(void)
{
	sound("ddp");
	sound("cue/x.cue");
	sound("cue/x.toc");
}

static void test_no_masters(void)
{
	struct pm_disc *disc = NULL;

	IS_INT(verify("album.csv", &disc), PM_E_UNSUPPORTED, "a track sheet is no master");
	OK(!disc && strstr(session.error.message, "is not a finished master; use check"), "and says what to use");
	pm_session_release(&session);
	IS_INT(verify("cue/x.sub", &disc), PM_E_UNSUPPORTED, "nor is subcode alone");
	OK(!disc, "no disc is given");
	pm_session_release(&session);
	OK(verify("none", &disc) < 0 && !disc && session.error.message[0], "nor is what is not there");
	pm_session_release(&session);
}

static void test_faults(void)
{
	struct set_undo undo;

	set_flip("ddp/IMAGE.DAT", 500000, 1);
	IS_INT(verify("ddp", NULL), PM_OK, "a bit of a DDP's audio");
	OK(has(PM_DIAG_CHECKSUM_MISMATCH, "IMAGE.DAT"), "is a finding, not a failure");
	pm_session_release(&session);
	set_flip("ddp/IMAGE.DAT", 500000, 1);
	undo = set_change("cue/x.v07t", "Slack Water", "Black Water");
	IS_INT(verify("cue/x.cue", NULL), PM_OK, "a text of a CUE set");
	OK(has(PM_DIAG_CDTEXT_MISMATCH, "Black Water"), "is held against the others");
	pm_session_release(&session);
	set_undo(&undo);
	/* The rules are run too: a code that is none, in every file that has it. */
	undo = set_change("ddp/PQDESCR", "ZZXYZ2600003", "ZZXYZ26000-3");
	IS_INT(verify("ddp", NULL), PM_OK, "a code");
	OK(has(PM_DIAG_ISRC_FORMAT, "ZZXYZ26000-3"), "is judged by the rules");
	pm_session_release(&session);
	set_undo(&undo);
}

int main(void)
{
	set_begin();
	if (!set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE) || !set_build("cue", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED))
		exit(97);
	test_masters();
	test_no_masters();
	test_faults();
	set_end();
	return tap_done();
}
