/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-cue-pieces.c - cue sheets over several files, written out by hand. */
#include "cue/cue.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static void is(const struct pm_disc *disc, const struct pm_cue_piece *piece, size_t count, const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_cue_write_pieces(disc, piece, count, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
}

int main(void)
{
	/* Track 1 from LBA 0, its index 02 at 300; a pause from 480; track 2 at 630; track 3 at 975 without one; lead-out at 1387. */
	static const struct pm_cue_piece previous[] = { { 1, 0, 630, "01 Slack Water.wav" }, { 2, 630, 975, "02 x.wav" }, { 3, 975, 1387, "03.wav" } };
	static const struct pm_cue_piece next[] = { { 1, 0, 480, "1.flac" }, { 2, 480, 975, "2.flac" }, { 3, 975, 1387, "3.flac" } };
	static const struct pm_cue_piece hidden[] = { { 0, 0, 75, "00.wav" }, { 1, 75, 630, "01.wav" }, { 2, 630, 975, "02.wav" }, { 3, 975, 1387, "03.wav" } };
	static const struct pm_cue_piece prepended[] = { { 1, 0, 480, "01.wav" }, { 2, 480, 975, "02.wav" }, { 3, 975, 1387, "03.wav" } };
	struct pm_disc *disc = harbour_disc();

	is(disc, previous, 3,
	   "CATALOG 0012345678905\r\n"
	   "TITLE \"Harbour\"\r\n"
	   "PERFORMER \"The Lights\"\r\n"
	   "FILE \"01 Slack Water.wav\" WAVE\r\n"
	   "  TRACK 01 AUDIO\r\n"
	   "    TITLE \"Slack Water\"\r\n"
	   "    PERFORMER \"The Lights\"\r\n"
	   "    ISRC ZZXYZ2600001\r\n"
	   "    INDEX 01 00:00:00\r\n"
	   "    INDEX 02 00:04:00\r\n"
	   "  TRACK 02 AUDIO\r\n"
	   "    TITLE \"\xc3\x89t\xc3\xa9\"\r\n"
	   "    FLAGS DCP\r\n"
	   "    ISRC ZZXYZ2600002\r\n"
	   "    INDEX 00 00:06:30\r\n"
	   "FILE \"02 x.wav\" WAVE\r\n"
	   "    INDEX 01 00:00:00\r\n"
	   "FILE \"03.wav\" WAVE\r\n"
	   "  TRACK 03 AUDIO\r\n"
	   "    FLAGS DCP PRE SCMS\r\n"
	   "    INDEX 01 00:00:00\r\n",
	   "gaps to the previous file");
	harbour_text(disc, 0, 2, PM_TEXT_TITLE, "a\nb\"c");
	is(disc, next, 3,
	   "CATALOG 0012345678905\r\n"
	   "TITLE \"Harbour\"\r\n"
	   "PERFORMER \"The Lights\"\r\n"
	   "FILE \"1.flac\" WAVE\r\n"
	   "  TRACK 01 AUDIO\r\n"
	   "    TITLE \"Slack Water\"\r\n"
	   "    PERFORMER \"The Lights\"\r\n"
	   "    ISRC ZZXYZ2600001\r\n"
	   "    INDEX 01 00:00:00\r\n"
	   "    INDEX 02 00:04:00\r\n"
	   "FILE \"2.flac\" WAVE\r\n"
	   "  TRACK 02 AUDIO\r\n"
	   "    TITLE \"a b'c\"\r\n"
	   "    FLAGS DCP\r\n"
	   "    ISRC ZZXYZ2600002\r\n"
	   "    INDEX 00 00:00:00\r\n"
	   "    INDEX 01 00:02:00\r\n"
	   "FILE \"3.flac\" WAVE\r\n"
	   "  TRACK 03 AUDIO\r\n"
	   "    FLAGS DCP PRE SCMS\r\n"
	   "    INDEX 01 00:00:00\r\n",
	   "gaps to the next file; a line break and quotes in a title");
	pm_disc_free(disc);

	disc = pm_disc_new(PM_KIND_DDP);
	disc->first_track = 1;
	disc->last_track = 3;
	pm_track_set_index(&disc->track[1], 0, -150, pm_pos_none());
	pm_track_set_index(&disc->track[1], 1, 75, pm_pos_none());
	pm_track_set_index(&disc->track[2], 0, 480, pm_pos_none());
	pm_track_set_index(&disc->track[2], 1, 630, pm_pos_none());
	pm_track_set_index(&disc->track[2], 99, 700, pm_pos_none());
	pm_track_set_index(&disc->track[3], 1, 975, pm_pos_none());
	disc->leadout_lba = 1387;
	is(disc, hidden, 4,
	   "FILE \"00.wav\" WAVE\r\n"
	   "  TRACK 01 AUDIO\r\n"
	   "    INDEX 00 00:00:00\r\n"
	   "FILE \"01.wav\" WAVE\r\n"
	   "    INDEX 01 00:00:00\r\n"
	   "  TRACK 02 AUDIO\r\n"
	   "    INDEX 00 00:05:30\r\n"
	   "FILE \"02.wav\" WAVE\r\n"
	   "    INDEX 01 00:00:00\r\n"
	   "    INDEX 99 00:00:70\r\n"
	   "FILE \"03.wav\" WAVE\r\n"
	   "  TRACK 03 AUDIO\r\n"
	   "    INDEX 01 00:00:00\r\n",
	   "hidden audio in a file of its own");
	is(disc, prepended, 3,
	   "FILE \"01.wav\" WAVE\r\n"
	   "  TRACK 01 AUDIO\r\n"
	   "    INDEX 00 00:00:00\r\n"
	   "    INDEX 01 00:01:00\r\n"
	   "FILE \"02.wav\" WAVE\r\n"
	   "  TRACK 02 AUDIO\r\n"
	   "    INDEX 00 00:00:00\r\n"
	   "    INDEX 01 00:02:00\r\n"
	   "    INDEX 99 00:02:70\r\n"
	   "FILE \"03.wav\" WAVE\r\n"
	   "  TRACK 03 AUDIO\r\n"
	   "    INDEX 01 00:00:00\r\n",
	   "hidden audio before track 1");
	pm_disc_free(disc);
	return tap_done();
}
