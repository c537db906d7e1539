/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-verify-set.c - a CUE set whose files must all say the same: each file in turn is made to say something else, with the list of checksums away so
 * that nothing but the contradiction itself can show it; then with the list.
 */
#include "tests/unit/masterset.h"

static struct pm_session session;

static void verify(const char *name)
{
	struct pm_open_options options = {0};

	pm_session_init(&session);
	if (pm_verb_verify(&session, temp_path(name), &options, NULL, NULL) != PM_OK)
		printf("# %s\n", session.error.message);
}

static const struct pm_diag *find(enum pm_diag_id id, const char *part)
{
	size_t i;

	for (i = 0; i < session.diags.count; i++)
		if (session.diags.list[i].id == id && (!part || strstr(session.diags.list[i].message, part)))
			return &session.diags.list[i];
	return NULL;
}

static void show(void)
{
	size_t i;

	for (i = 0; i < session.diags.count; i++)
		printf("# %s: %s [%s]\n", pm_severity_text(session.diags.list[i].severity), session.diags.list[i].message,
		       pm_diag_id_text(session.diags.list[i].id));
}

/* The set with one text of one file changed: an error of that kind that names the file. */
static void says_otherwise(const char *file, const char *from, const char *to, enum pm_diag_id id, const char *part)
{
	char name[64];
	struct set_undo undo;
	const struct pm_diag *d;

	snprintf(name, sizeof(name), "set/%s", file);
	undo = set_change(name, from, to);
	verify("set/x.cue");
	d = find(id, part);
	if (!OK(d && d->severity == PM_ERROR && d->pos.source, part))
		show();
	pm_session_release(&session);
	set_undo(&undo);
}

static void test_whole(void)
{
	verify("set/x.cue");
	if (!IS_INT(session.diags.count_of[PM_ERROR] + session.diags.count_of[PM_WARNING], 0, "a set as it was built: the cue sheet"))
		show();
	pm_session_release(&session);
	verify("set/x.toc");
	if (!IS_INT(session.diags.count_of[PM_ERROR] + session.diags.count_of[PM_WARNING], 0, "and the TOC"))
		show();
	pm_session_release(&session);
}

static void test_list(void)
{
	set_flip("set/x.bin", 100000, 1);
	verify("set/x.cue");
	OK(find(PM_DIAG_CHECKSUM_MISMATCH, "x.bin") && session.diags.count_of[PM_ERROR] == 1, "one bit of the audio: the list tells");
	pm_session_release(&session);
	set_flip("set/x.bin", 100000, 1);
	verify("set/x.cue");
	IS_INT(session.diags.count_of[PM_ERROR], 0, "back as it was");
	pm_session_release(&session);
}

static void test_contradictions(void)
{
	says_otherwise("x.cue", "Slack Water", "Other Water", PM_DIAG_CDTEXT_MISMATCH, "Other Water");
	says_otherwise("x.v07t", "Slack Water", "Black Water", PM_DIAG_CDTEXT_MISMATCH, "Black Water");
	says_otherwise("x.v07t", "ZZXYZ2600002", "ZZXYZ2600009", PM_DIAG_CDTEXT_MISMATCH, "ZZXYZ2600009");
	says_otherwise("x.v07t", "0012345678905", "5099749534728", PM_DIAG_CDTEXT_MISMATCH, "5099749534728");
	says_otherwise("x.toc", "ZZXYZ2600003", "ZZXYZ2600008", PM_DIAG_CUE_MISMATCH, "ZZXYZ2600008");
	says_otherwise("x.toc", "\nPRE_EMPHASIS", "\nNO PRE_EMPHASIS", PM_DIAG_CUE_MISMATCH, "pre_emphasis");
	says_otherwise("x.cue", "INDEX 02", "INDEX 03", PM_DIAG_INDEX_COUNT, "want INDEX 02 here");
}

static void test_subcode(void)
{
	size_t n, i;
	uint8_t *sub;
	const struct pm_diag *d;

	/* One bit of Q in the middle of track 1: that frame's CRC. */
	set_flip("set/x.sub", 100 * 96 + 12 + 3, 0x10);
	verify("set/x.cue");
	d = find(PM_DIAG_SUBCODE_CRC, NULL);
	OK(d && d->severity == PM_WARNING, "a frame whose CRC does not fit");
	pm_session_release(&session);
	set_flip("set/x.sub", 100 * 96 + 12 + 3, 0x10);
	/* Half of it: the rest is missing. */
	sub = set_load("set/x.sub", &n);
	IS_INT(n, 1085 * 96, "96 bytes a sector of the audio");
	set_store("set/x.sub", sub, n / 2);
	verify("set/x.cue");
	if (!OK(session.diags.count_of[PM_ERROR] > 0, "half of the subcode"))
		show();
	pm_session_release(&session);
	/* Zeros are no subcode. */
	{
		uint8_t *zeros = calloc(n, 1);

		set_store("set/x.sub", zeros, n);
		free(zeros);
	}
	verify("set/x.cue");
	if (!OK(session.diags.count_of[PM_ERROR] + session.diags.count_of[PM_WARNING] > 0, "no subcode in it"))
		show();
	pm_session_release(&session);
	set_store("set/x.sub", sub, n);
	for (i = 0; i < n; i += 96)
		sub[i] ^= 0xFF; /* P */
	set_store("set/x.sub", sub, n);
	verify("set/x.cue");
	OK(!session.diags.count_of[PM_ERROR], "a verifier never fails on P");
	pm_session_release(&session);
	for (i = 0; i < n; i += 96)
		sub[i] ^= 0xFF;
	set_store("set/x.sub", sub, n);
	free(sub);
}

static void test_packs(void)
{
	set_flip("set/x.cdt", 18 + 6, 1);
	verify("set/x.toc");
	OK(find(PM_DIAG_CDTEXT_CRC, "bit 0 of byte 6"), "a bit of the packs, beside the TOC");
	pm_session_release(&session);
	verify("set/x.cue");
	OK(find(PM_DIAG_CDTEXT_CRC, "bit 0 of byte 6"), "and where the cue sheet names them");
	pm_session_release(&session);
	set_flip("set/x.cdt", 18 + 6, 1);
}

static void test_missing(void)
{
	static const char *const names[] = {"set/x.v07t", "set/x.sub", "set/x.toc"};
	char path[600], away[600];
	size_t i;

	/* Without the list none of them is owed. */
	for (i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s", temp_path(names[i]));
		snprintf(away, sizeof(away), "%s", temp_path("away"));
		if (rename(path, away) != 0)
			exit(96);
		verify("set/x.cue");
		if (!IS_INT(session.diags.count_of[PM_ERROR], 0, names[i]))
			show();
		pm_session_release(&session);
		if (rename(away, path) != 0)
			exit(96);
	}
}

/* Eight digits are a digest only beside a name that is known: a file of the set is known also where it is away. */
static void test_sfv(void)
{
	char path[600], away[600];

	set_text("set/x.sfv", "; made by hand\nx.sub 12345678\nother.sub 12345678\n");
	snprintf(path, sizeof(path), "%s", temp_path("set/x.sub"));
	snprintf(away, sizeof(away), "%s", temp_path("away"));
	if (rename(path, away) != 0)
		exit(96);
	verify("set/x.cue");
	if (!OK(find(PM_DIAG_CHECKSUM_MISMATCH, "'x.sub' is listed and is not in the folder") && session.diags.count_of[PM_ERROR] == 1, "an SFV misses a file"))
		show();
	pm_session_release(&session);
	if (rename(away, path) != 0 || remove(temp_path("set/x.sfv")) != 0)
		exit(96);
}

int main(void)
{
	char list[600], away[600];

	set_begin();
	if (!set_build("set", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED))
		exit(97);
	test_whole();
	test_list();
	snprintf(list, sizeof(list), "%s", temp_path("set/CHECKSUM.MD5"));
	snprintf(away, sizeof(away), "%s", temp_path("list"));
	if (rename(list, away) != 0)
		exit(95);
	verify("set/x.cue");
	OK(find(PM_DIAG_CHECKSUM_MISSING, NULL) && !session.diags.count_of[PM_ERROR], "no list: a warning");
	pm_session_release(&session);
	test_contradictions();
	test_subcode();
	test_packs();
	test_missing();
	test_sfv();
	if (rename(away, list) != 0)
		exit(95);
	if (remove(temp_path("set/x.v07t")) != 0)
		exit(94);
	verify("set/x.cue");
	OK(find(PM_DIAG_CHECKSUM_MISMATCH, "x.v07t") != NULL, "with the list a file that is away is missed");
	pm_session_release(&session);
	set_end();
	return tap_done();
}
