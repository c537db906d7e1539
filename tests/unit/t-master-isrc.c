/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-master-isrc.c - master/isrc.c (the name t-isrc is disc/'s): where codes are read from, and when a verdict is bad.  Drives: tests/cli/drive-isrc.sh. */
#include "master/isrc.h"
#include "tests/gen/zip.h"
#include "tests/unit/masterset.h"

static struct pm_session session;
static struct pm_isrc_result result;

static int codes(const char *name, const char *save)
{
	struct pm_isrc_request request = {.save = save};

	pm_session_init(&session);
	return pm_verb_isrc(&session, temp_path(name), &request, &result);
}

static void done(void)
{
	pm_isrc_result_release(&result);
	pm_session_release(&session);
}

static void code(unsigned track, enum pm_vote_state state, const char *want)
{
	OK(result.votes.track[track].state == state, pm_vote_state_text(state));
	IS_STR(result.votes.track[track].code, want, "the code of a track");
}

static void test_declared(void)
{
	unsigned t;
	char want[16];

	IS_INT(codes("album.csv", NULL), PM_OK, "a track sheet");
	IS_INT(result.method, PM_METHOD_DECLARED, "declares");
	IS_STR(result.votes.mcn.code, "0012345678905", "its number");
	OK(result.votes.mcn.state == PM_VOTE_DECLARED && result.votes.first_track == 1 && result.votes.last_track == 3, "and its tracks");
	for (t = 1; t <= 3; t++) {
		snprintf(want, sizeof(want), "ZZXYZ260000%u", t);
		code(t, PM_VOTE_DECLARED, want);
	}
	OK(result.votes.track[1].first_lba == PM_LBA_NONE && strstr(result.source, "album.csv") && result.disc->last_track == 3, "with nothing read");
	OK(!pm_isrc_is_bad(&result), "is not bad");
	done();
	IS_INT(codes("ddp", NULL), PM_OK, "a DDP");
	IS_INT(result.method, PM_METHOD_DECLARED, "has no subcode either");
	code(3, PM_VOTE_DECLARED, "ZZXYZ2600003");
	done();
	IS_INT(codes("bare/x.cue", NULL), PM_OK, "nor has a cue sheet without it");
	IS_INT(result.method, PM_METHOD_DECLARED, "declared");
	code(2, PM_VOTE_DECLARED, "ZZXYZ2600002");
	done();
}

static void test_subcode(void)
{
	static const char *const names[] = {"cue/x.sub", "cue/x.cue", "cue/x.toc", "raw/x.bin", "raw/x.toc"};
	size_t i;

	for (i = 0; i < 5; i++) {
		IS_INT(codes(names[i], NULL), PM_OK, names[i]);
		IS_INT(result.method, PM_METHOD_SUB_FILE, "is read from its subcode");
		code(1, PM_VOTE_CONFIRMED, "ZZXYZ2600001");
		code(2, PM_VOTE_CONFIRMED, "ZZXYZ2600002");
		code(3, PM_VOTE_CONFIRMED, "ZZXYZ2600003");
		OK(result.votes.mcn.state == PM_VOTE_CONFIRMED && !strcmp(result.votes.mcn.code, "0012345678905"), "and the number");
		OK(result.disc && result.disc->first_track == 1 && result.disc->last_track == 3 && !pm_isrc_is_bad(&result), "of a disc of three tracks");
		done();
	}
	/* What the subcode says counts, not what the sheet beside it says. */
	{
		struct set_undo undo = set_change("cue/x.cue", "ZZXYZ2600001", "ZZXYZ2600009");

		IS_INT(codes("cue/x.cue", NULL), PM_OK, "a sheet that says otherwise");
		code(1, PM_VOTE_CONFIRMED, "ZZXYZ2600001");
		done();
		set_undo(&undo);
	}
}

/* An archive is unpacked once, and what is wrong with it said once. */
static void test_archive(void)
{
	static const char cue[] = "FILE \"none.wav\" WAVE\n  TRACK 01 AUDIO\n    ISRC ZZXYZ2600001\n    INDEX 01 00:00:00\n";
	size_t i, path_findings = 0;
	struct zip z;

	if (!zip_begin(&z, temp_path("a.zip")))
		exit(99);
	zip_add(&z, "a.cue", cue, sizeof(cue) - 1);
	zip_add(&z, "../evil", "x", 1);
	if (!zip_end(&z))
		exit(99);
	IS_INT(codes("a.zip", NULL), PM_OK, "a sheet in an archive");
	code(1, PM_VOTE_DECLARED, "ZZXYZ2600001");
	for (i = 0; i < session.diags.count; i++)
		path_findings += session.diags.list[i].id == PM_DIAG_DDP_PATH;
	IS_INT(path_findings, 1, "a name that leads out of it");
	done();
}

static void test_refused(void)
{
	char q[600];

	OK(codes("none.csv", NULL) < 0 && !result.disc && !result.source && session.error.message[0], "no such source");
	done();
	snprintf(q, sizeof(q), "%s", temp_path("a.q"));
	IS_INT(codes("album.csv", q), PM_E_UNSUPPORTED, "a sheet has no answers to save");
	OK(!result.disc && strstr(session.error.message, "is no drive: there are no answers to save") && !set_exists("a.q"), "and says so");
	done();
	IS_INT(codes("cue/x.sub", q), PM_E_UNSUPPORTED, "nor has subcode");
	done();
	set_text("b.q", "not a record\n");
	OK(codes("b.q", NULL) < 0 && !result.disc, "a saved reading that is none");
	done();
}

static void bad(enum pm_vote_state state, int want)
{
	memset(&result.votes, 0, sizeof(result.votes));
	result.votes.mcn.state = result.votes.track[1].state = result.votes.track[2].state = PM_VOTE_CONFIRMED;
	result.votes.track[1].state = state;
	IS_INT(pm_isrc_is_bad(&result), want, pm_vote_state_text(state));
	result.disc->track[1].control = PM_CONTROL_DATA;
	IS_INT(pm_isrc_is_bad(&result), 0, "on a data track it is nobody's");
	result.disc->track[1].control = 0;
	result.votes.track[1].state = PM_VOTE_ABSENT;
	result.votes.mcn.state = state;
	IS_INT(pm_isrc_is_bad(&result), want, "the number too");
}

static void test_bad(void)
{
	result.source = NULL;
	result.disc = pm_disc_new(PM_KIND_DRIVE);
	if (!result.disc)
		exit(99);
	result.disc->first_track = 1;
	result.disc->last_track = 2;
	bad(PM_VOTE_CONFLICT, 1);
	bad(PM_VOTE_MALFORMED, 1);
	bad(PM_VOTE_UNREAD, 1);
	bad(PM_VOTE_WEAK, 0);
	bad(PM_VOTE_ABSENT, 0);
	bad(PM_VOTE_CONFIRMED, 0);
	bad(PM_VOTE_DECLARED, 0);
	pm_isrc_result_release(&result);
	OK(!result.disc && !result.source, "released");
}

int main(void)
{
	set_begin();
	if (!set_build("ddp", PM_FORMAT_DDP, PM_SUB_NONE) || !set_build("cue", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED) ||
	    !set_build("raw", PM_FORMAT_CUE, PM_SUB_RAW96) || !set_build("bare", PM_FORMAT_CUE, PM_SUB_NONE))
		exit(97);
	test_declared();
	test_subcode();
	test_archive();
	test_refused();
	test_bad();
	set_end();
	return tap_done();
}
