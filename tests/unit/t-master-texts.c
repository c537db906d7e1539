/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-master-texts.c - master/texts.c (the name t-texts is check/'s): texts that come from CD-Text files beside a sheet, and their plain form. */
#include <stdio.h>
#include <unistd.h>

#include "base/path.h"
#include "master/internal.h"
#include "tests/unit/cdtext-help.h"

static char folder[] = "/tmp/t-master-texts-XXXXXX";

static char *put(const char *name, const void *data, size_t n)
{
	char *path = pm_path_join(folder, name);
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(data, 1, n, f) != n || fclose(f) != 0)
		exit(99);
	return path;
}

/* A sheet that says titles, and the packs of ddp.md section 9 beside it. */
static struct pm_disc *sheet(const char *title1, const char *title2)
{
	struct pm_disc *disc = help_disc(1, 3);

	help_text(disc, 0, 1, PM_TEXT_TITLE, title1);
	help_text(disc, 0, 2, PM_TEXT_TITLE, title2);
	help_text(disc, 0, 0, PM_TEXT_SONGWRITER, "of the sheet alone");
	return disc;
}

static void test_packs(void)
{
	struct pm_disc *disc = sheet("Slack Water", "Other");
	struct pm_diags diags;
	const struct pm_diag *d;
	uint8_t bad[180];

	pm_diags_init(&diags);
	disc->block[3].present = 1;
	help_text(disc, 3, 0, PM_TEXT_TITLE, "an old block");
	IS_INT(pm_texts_from_packs(disc, NULL, help_harbour_packs[0], 180, pm_pos_at(NULL, 55, 0), &diags), PM_OK, "packs over a sheet");
	d = help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, "the packs say title 'Été', the sheet says 'Other'");
	OK(d && diags.count == 1 && d->track == 2 && d->pos.offset_bytes == 55 && d->hint && strstr(d->hint, "the packs are used"), "the one that differs is told");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Été", "the packs win");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_PERFORMER), "The Lights", "what only they say is there");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_SONGWRITER), NULL, "what only the sheet said is not");
	OK(disc->has_packs && !disc->block[3].present && !(disc->poisoned & PM_POISON_TEXT), "all blocks are theirs");
	OK((disc->block[0].of[2].reported & 1u << PM_TEXT_TITLE) && !(disc->block[0].of[1].reported & 1u << PM_TEXT_TITLE), "what was told is not told again");
	pm_diags_release(&diags);
	pm_disc_free(disc);
	/* A text of the disc is of no track. */
	disc = sheet("Slack Water", "Été");
	help_text(disc, 0, 0, PM_TEXT_TITLE, "Another");
	pm_diags_init(&diags);
	IS_INT(pm_texts_from_packs(disc, NULL, help_harbour_packs[0], 180, pm_pos_none(), &diags), PM_OK, "packs with another album title");
	IS_INT(diags.count, 1, "are told");
	OK(diags.count && strstr(diags.list[0].message, "the sheet says 'Another'") && diags.list[0].track == -1, "of the disc and of no track");
	pm_diags_release(&diags);
	pm_disc_free(disc);
	/* Damaged: what is sound is taken, and no rule misses the rest. */
	disc = sheet("Slack Water", "Other");
	pm_diags_init(&diags);
	memcpy(bad, help_harbour_packs, 180);
	memset(bad + 22, 'x', 5);
	IS_INT(pm_texts_from_packs(disc, NULL, bad, 180, pm_pos_none(), &diags), PM_OK, "a damaged pack");
	OK((disc->poisoned & PM_POISON_TEXT) && help_find(&diags, PM_DIAG_CDTEXT_CRC, NULL) && !help_find(&diags, PM_DIAG_CDTEXT_MISMATCH, NULL),
	   "is told once");
	pm_diags_release(&diags);
	pm_disc_free(disc);
	/* No packs at all: the sheet's texts stay. */
	disc = sheet("Slack Water", "Other");
	pm_diags_init(&diags);
	IS_INT(pm_texts_from_packs(disc, NULL, (const uint8_t *)"no packs", 8, pm_pos_none(), &diags), PM_OK, "no packs");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "Other", "the sheet's texts stay");
	OK(!disc->has_packs && diags.count_of[PM_ERROR], "and it is told");
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

static struct pm_session session;

static int from_files(struct pm_disc *disc, const char *const *files, size_t count)
{
	pm_session_init(&session);
	return pm_texts_from_files(&session, disc, files, count);
}

static void test_files(void)
{
	static const char v07t[] = "Input Sheet Version = 0.7T\nLanguage Code = German\nAlbum Title = Hafen\n";
	static const char two[] = "Input Sheet Version = 0.7T\nAlbum Title = One\nInput Sheet Version = 0.7T\nAlbum Title = Two\n";
	char *two_path = put("two.v07t", two, sizeof(two) - 1), *sheet_path = put("a.v07t", v07t, sizeof(v07t) - 1), *packs = put("b.CDT", help_harbour_packs, 180), *none = pm_path_join(folder, "none.v07t");
	const char *files[9] = {sheet_path, sheet_path};
	struct pm_disc *disc = sheet("Old", "Older");
	size_t i;

	IS_INT(from_files(disc, files, 0), PM_OK, "no file");
	OK(help_get(disc, 0, 1, PM_TEXT_TITLE) && !disc->has_packs, "changes nothing");
	pm_session_release(&session);
	IS_INT(from_files(disc, files, 2), PM_OK, "two sheets");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "Hafen", "the first is block 0");
	OK(disc->block[1].present && disc->block[1].language == 0x08 && !disc->block[2].present, "the second block 1");
	OK(!help_get(disc, 0, 1, PM_TEXT_TITLE) && disc->has_packs, "the sheet's own texts are gone");
	pm_session_release(&session);
	files[0] = packs;
	IS_INT(from_files(disc, files, 1), PM_OK, "packs, whatever the letters of their extension");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "Slack Water", "are read as packs");
	OK(!disc->block[1].present, "and the other block is gone");
	pm_session_release(&session);
	files[0] = none;
	IS_INT(from_files(disc, files, 1), PM_E_NOT_FOUND, "a file that is not there");
	OK(strstr(session.error.message, "none.v07t") != NULL, "is named");
	pm_session_release(&session);
	/* A file of two sheets takes two blocks: the next goes on behind. */
	files[0] = two_path;
	files[1] = sheet_path;
	IS_INT(from_files(disc, files, 2), PM_OK, "a file of two sheets, then another");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "One", "the first");
	IS_STR(help_get(disc, 1, 0, PM_TEXT_TITLE), "Two", "the second of the same file");
	IS_STR(help_get(disc, 2, 0, PM_TEXT_TITLE), "Hafen", "the next file");
	OK(!session.diags.count, "nothing to say");
	pm_session_release(&session);
	for (i = 0; i < 8; i++)
		files[i] = two_path;
	IS_INT(from_files(disc, files, 5), PM_E_USAGE, "five files of two sheets");
	OK(strstr(session.error.message, "at most 8 blocks") != NULL, "are too many");
	pm_session_release(&session);
	for (i = 0; i < 9; i++)
		files[i] = sheet_path;
	IS_INT(from_files(disc, files, 8), PM_OK, "eight");
	OK(disc->block[7].present, "are eight blocks");
	pm_session_release(&session);
	IS_INT(from_files(disc, files, 9), PM_E_USAGE, "nine");
	OK(strstr(session.error.message, "9 times; a disc has at most 8 blocks") && disc->block[7].present, "are one too many, and change nothing");
	pm_session_release(&session);
	pm_disc_free(disc);
	unlink(sheet_path);
	unlink(packs);
	unlink(two_path);
	free(two_path);
	free(sheet_path);
	free(packs);
	free(none);
}

/* What the disc will say is what is compared and printed from then on. */
static void test_settle(void)
{
	const struct pm_cdtext_options plain = {0, 0}, translit = {0, 1};
	struct pm_disc *disc = help_disc(1, 2);

	help_text(disc, 0, 0, PM_TEXT_TITLE, "E\xCC\x81t\xC3\xA9\t");
	help_text(disc, 0, 1, PM_TEXT_TITLE, "It\xE2\x80\x99s");
	help_text(disc, 0, 2, PM_TEXT_TITLE, "plain");
	help_text(disc, 0, 0, PM_TEXT_CODE, "0012345678905");
	disc->block[0].genre_code = 5;
	disc->block[1].present = 1;
	disc->block[1].charset = PM_CS_MS_JIS;
	disc->block[1].genre_code = 7;
	help_text(disc, 1, 0, PM_TEXT_TITLE, "夜A");
	help_text(disc, 1, 0, PM_TEXT_GENRE, "Noh");
	IS_INT(pm_texts_settle(disc, &translit, 0), PM_OK, "settled");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_TITLE), "\xC3\x89t\xC3\xA9", "composed, no control");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), "It's", "in plain characters");
	IS_STR(help_get(disc, 0, 2, PM_TEXT_TITLE), "plain", "or as it was");
	IS_STR(help_get(disc, 1, 0, PM_TEXT_TITLE), "夜\uFF21", "full-width");
	IS_STR(help_get(disc, 1, 0, PM_TEXT_GENRE), NULL, "a genre of another block is not written");
	IS_STR(help_get(disc, 0, 0, PM_TEXT_CODE), "0012345678905", "codes are left alone");
	OK(disc->block[0].genre_code == 5 && !disc->block[1].genre_code, "nor is its code");
	help_text(disc, 0, 1, PM_TEXT_TITLE, "Łódź");
	IS_INT(pm_texts_settle(disc, &plain, 0), PM_OK, "settled again");
	IS_STR(help_get(disc, 0, 1, PM_TEXT_TITLE), NULL, "what cannot be written is left out");
	pm_disc_free(disc);
}

int main(void)
{
	if (!mkdtemp(folder))
		return 99;
	test_packs();
	test_files();
	test_settle();
	OK(rmdir(folder) == 0, "nothing is left");
	return tap_done();
}
