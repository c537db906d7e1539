/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cdtext-peer.c - libburn's cdrskin reads the packs we write and prints the texts we put in.  Skips without cdrskin. */
#include "cdtext/v07t.h"

#include <unistd.h>

#include "tests/unit/cdtext-help.h"

static int write_file(const char *path, const struct pm_buf *bytes)
{
	FILE *file = fopen(path, "wb");
	size_t wrote;

	if (!file)
		return 0;
	wrote = fwrite(pm_buf_str(bytes), 1, bytes->length_bytes, file);
	return fclose(file) == 0 && wrote == bytes->length_bytes;
}

/* cdrskin's report on a pack file, without its greeting; 0 when there is no cdrskin. */
static int ask_cdrskin(const char *path, struct pm_buf *report)
{
	char command[1200], line[4096];
	FILE *pipe;

	snprintf(command, sizeof(command), "cdrskin textfile_to_v07t='%s' 2>/dev/null", path);
	pipe = popen(command, "r");
	if (!pipe)
		return 0;
	while (fgets(line, sizeof(line), pipe))
		if (strncmp(line, "cdrskin", 7) != 0)
			pm_buf_add_str(report, line);
	return pclose(pipe) == 0 && report->length_bytes > 0;
}

static void fill(struct pm_disc *disc)
{
	static const char *const english[] = {"Night Sky", "Dawn", "Été", "End"};
	static const char *const japanese[] = {"夜空", "夜明け", "長い題名の二番目の曲", "終"};
	unsigned t;

	help_texts(disc, 0, PM_TEXT_TITLE, english, 4);
	for (t = 0; t <= 3; t++)
		help_text(disc, 0, t, PM_TEXT_PERFORMER, "The Same");
	help_text(disc, 0, 2, PM_TEXT_MESSAGE, "a message of track 2 that is longer than a pack");
	help_text(disc, 0, 0, PM_TEXT_GENRE, "Chamber works");
	help_text(disc, 0, 0, PM_TEXT_CLOSED, "not shown");
	disc->block[0].genre_code = 5;
	disc->block[1].present = 1;
	disc->block[1].charset = PM_CS_MS_JIS;
	disc->block[1].language = 0x69;
	help_texts(disc, 1, PM_TEXT_TITLE, japanese, 4);
	help_texts(disc, 1, PM_TEXT_PERFORMER, japanese, 4);
	help_mcn(disc, "0012345678905");
	for (t = 1; t <= 3; t++) {
		char isrc[13];

		snprintf(isrc, sizeof(isrc), "ZZXYZ26%05u", t);
		help_isrc(disc, t, isrc);
	}
}

static void same_texts(const struct pm_disc *a, const struct pm_disc *b)
{
	unsigned block, track, differ = 0, texts = 0;
	int field;

	for (block = 0; block < 2; block++)
		for (track = 0; track <= 3; track++)
			for (field = 0; field < PM_TEXT_CODE; field++) {
				const char *x = help_get(a, block, track, (enum pm_text_field)field),
					   *y = help_get(b, block, track, (enum pm_text_field)field);

				texts += x != NULL;
				if ((x && y && strcmp(x, y) != 0) || !x != !y) {
					differ++;
					printf("# block %u track %u field %d: '%s', cdrskin '%s'\n", block, track, field, x ? x : "", y ? y : "");
				}
			}
	IS_INT(differ, 0, "cdrskin reads the texts we put in");
	IS_INT(texts, 4 + 4 + 1 + 2 + 8, "all of them");
}

int main(void)
{
	const struct pm_cdtext_options codes = {.codes = 1};
	struct pm_disc *disc = help_disc(1, 3), *theirs = help_disc(1, 3);
	char path[] = "/tmp/pm-cdtext-XXXXXX";
	struct pm_diags diags;
	struct pm_buf packs, report;
	int fd = mkstemp(path);

	pm_diags_init(&diags);
	pm_buf_init(&packs);
	pm_buf_init(&report);
	fill(disc);
	OK(pm_cdtext_encode(disc, &codes, &packs, &diags) == PM_OK && diags.count == 0, "encodes");
	OK(fd >= 0 && write_file(path, &packs), "writes");
	if (ask_cdrskin(path, &report)) {
		OK(pm_v07t_read(theirs, 0, NULL, (const uint8_t *)report.data, report.length_bytes, &diags) == PM_OK, "reads cdrskin's sheets");
		IS_INT(diags.count, 0, "without a finding");
		same_texts(disc, theirs);
		IS_STR(help_get(theirs, 0, 0, PM_TEXT_CODE), "0012345678905", "UPC/EAN");
		IS_STR(help_get(theirs, 0, 3, PM_TEXT_CODE), "ZZXYZ2600003", "ISRC");
		IS_INT(theirs->block[0].genre_code, 5, "genre code");
		IS_INT(theirs->block[1].language, 0x69, "language of block 1");
	} else {
		SKIP("no cdrskin", "cdrskin reads our packs");
	}
	if (fd >= 0)
		close(fd);
	unlink(path);
	pm_buf_release(&packs);
	pm_buf_release(&report);
	pm_diags_release(&diags);
	pm_disc_free(disc);
	pm_disc_free(theirs);
	return tap_done();
}
