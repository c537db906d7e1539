/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-verify-set.c - a CUE set as a whole: as it was built, with each file away, and where its files are looked for. */
#include "tests/unit/verify-help.h"

static void test_whole(void)
{
	is_whole("set/x.cue", "a set as it was built: the cue sheet");
	is_whole("set/x.toc", "and the TOC");
}

static void test_missing(void)
{
	static const char *const names[] = {"set/x.v07t", "set/x.sub", "set/x.toc"};
	size_t i;

	put_away("set/x.v07t");
	says("set/x.cue", PM_DIAG_CHECKSUM_MISMATCH, PM_ERROR, "'x.v07t' is listed and is not in the folder");
	put_back("set/x.v07t");
	/* Without the list none of them is owed. */
	if (remove(temp_path("set/CHECKSUM.MD5")) != 0)
		exit(95);
	for (i = 0; i < 3; i++) {
		put_away(names[i]);
		is_whole("set/x.cue", names[i]);
		put_back(names[i]);
	}
}

static void test_place(void)
{
	struct pm_session s;
	struct pm_disc *disc = set_open(&s, "set/x.cue");
	struct pm_set_place place;
	char *path;

	if (!OK(disc && pm_set_place_init(&place, disc) == PM_OK, "the place of a set"))
		return;
	IS_STR(place.name, "x", "is called as its sheet");
	IS_STR(place.stem, temp_path("set/x"), "with its path");
	IS_STR(place.dir, disc->base_dir, "and lies in the sheet's folder");
	path = pm_set_file(&place, ".toc");
	IS_STR(path, temp_path("set/x.toc"), "a file of it");
	free(path);
	OK(!pm_set_file(&place, ".none"), "one that is not there");
	pm_set_place_release(&place);
	OK(!place.stem, "released");
	pm_close(disc);
	pm_session_release(&s);
}

static void test_image(void)
{
	struct pm_session s;
	struct pm_disc *disc = set_open(&s, "set/x.cue");

	if (!OK(disc && pm_raw_image(disc) == &disc->file[0], "the raw image of a set"))
		return;
	disc->file[0].offset_bytes = 44;
	OK(!pm_raw_image(disc), "is raw from its first byte on");
	disc->file[0].offset_bytes = 0;
	disc->file[0].unusable = 1;
	OK(!pm_raw_image(disc), "and usable");
	disc->file[0].unusable = 0;
	disc->file[0].kind = PM_FILE_MASTER;
	OK(!pm_raw_image(disc), "a WAV is none");
	pm_close(disc);
	pm_session_release(&s);
	disc = set_open(&s, "album.csv");
	OK(disc && !pm_raw_image(disc), "nor are three masters");
	pm_close(disc);
	pm_session_release(&s);
}

/* A finding of another session, in the file as this one knows it. */
static void test_places(void)
{
	struct pm_session here, there;
	struct pm_source *mine = NULL, *same = NULL, *other = NULL;
	struct pm_pos pos;

	pm_session_init(&here);
	pm_session_init(&there);
	if (pm_sources_add_binary(&here.sources, "x.toc", (const uint8_t *)"0123456789", 10, &mine) != PM_OK ||
	    pm_sources_add_binary(&there.sources, "set/x.toc", (const uint8_t *)"0123456789", 10, &same) != PM_OK ||
	    pm_sources_add_binary(&there.sources, "set/x.bin", (const uint8_t *)"0123456789", 10, &other) != PM_OK)
		exit(99);
	pos = pm_place_in(mine, pm_pos_at(same, 4, 2));
	OK(pos.source == mine && pos.offset_bytes == 4 && pos.length_bytes == 2, "in the file of that name: the same place");
	pos = pm_place_in(mine, pm_pos_at(other, 4, 2));
	OK(pos.source == mine && pos.offset_bytes == PM_NOWHERE, "in another: the file as a whole");
	pos = pm_place_in(mine, pm_pos_none());
	OK(pos.source == mine && pos.offset_bytes == PM_NOWHERE, "nowhere: the same");
	pm_session_release(&there);
	pm_session_release(&here);
}

int main(void)
{
	set_begin();
	if (!set_build("set", PM_FORMAT_CUE, PM_SUB_DEINTERLEAVED))
		exit(97);
	test_whole();
	test_missing();
	test_place();
	test_image();
	test_places();
	set_end();
	return tap_done();
}
