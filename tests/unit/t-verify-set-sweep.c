/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-verify-set-sweep.c - no change of what a set means goes unnoticed, with no list to tell: every byte of the two sheets and of the CD-Text files is
 * changed in turn.  Either verify says something, or the file still says the same disc.  Of the audio nothing can tell but a list; its length can.
 */
#include "cdtext/v07t.h"
#include "disc/diff.h"
#include "tests/unit/verify-help.h"

static const char *sheet = "set/x.cue";
static size_t baseline;

/* 1: verify says more than of the set as it was built. */
static int is_noticed(void)
{
	size_t count;

	verify(sheet);
	count = session.diags.count;
	pm_session_release(&session);
	return count > baseline;
}

/* The disc that one file says: a sheet; or the texts of a file. */
static struct pm_disc *meaning(struct pm_session *s, const char *name)
{
	struct pm_source *src, *text;
	struct pm_disc *disc;
	int status;

	if (!strstr(name, ".v07t"))
		return set_open(s, name);
	pm_session_init(s);
	disc = pm_disc_new(PM_KIND_TOC);
	disc->first_track = 1;
	disc->last_track = 3;
	status = pm_sources_read_binary(&s->sources, temp_path(name), pm_path_base(name), PM_CDTEXT_MAX_BYTES, &src, &s->error);
	if (status == PM_OK)
		status = pm_texts_from_v07t(s, disc, 0, src, &text);
	if (status != PM_OK)
		exit(98);
	return disc;
}

/* But for codes in CD-Text, in which blanks, signs and small letters mean nothing. */
static int means_the_same(const struct pm_disc *disc, const char *name)
{
	struct pm_session s;
	struct pm_disc *other = meaning(&s, name);
	struct pm_diff diff;
	size_t i;
	int same = other != NULL;

	pm_diff_init(&diff);
	if (other && pm_diff_discs(disc, other, PM_DIFF_CDTEXT_CODES, &diff) != PM_OK)
		exit(98);
	same = same && !diff.count && disc->span_count == other->span_count;
	for (i = 0; same && i < disc->span_count; i++)
		same = disc->span[i].file == other->span[i].file && disc->span[i].start_samples == other->span[i].start_samples;
	pm_diff_release(&diff);
	pm_close(other);
	pm_session_release(&s);
	return same;
}

static void sweep(const char *name, unsigned bits, size_t step)
{
	struct pm_session s;
	struct pm_disc *disc = strstr(name, ".cdt") || strstr(name, ".sub") ? NULL : meaning(&s, name);
	size_t n = 0, at, missed = 0;
	uint8_t *data = set_load(name, &n);

	for (at = 0; data && at < n; at += step) {
		set_flip(name, at, bits);
		if (!is_noticed() && !(disc && means_the_same(disc, name))) {
			printf("# %s, byte %zu (0x%02X)\n", name, at, data[at]);
			missed++;
		}
		set_flip(name, at, bits);
	}
	IS_INT(missed, 0, name);
	OK(n > 100, "which is a file");
	if (disc) {
		pm_close(disc);
		pm_session_release(&s);
	}
	free(data);
}

static void lengths(const char *name, size_t step)
{
	size_t n = 0, length, missed = 0;
	uint8_t *data = set_load(name, &n);

	for (length = 0; data && length < n; length += step) {
		set_store(name, data, length);
		missed += !is_noticed();
	}
	IS_INT(missed, 0, "cut anywhere");
	data = realloc(data, n + 1);
	if (!data)
		exit(99);
	data[n] = 0;
	set_store(name, data, n + 1);
	OK(is_noticed(), "a byte too long");
	set_store(name, data, n);
	free(data);
}

int main(void)
{
	begin_without_list();
	verify(sheet);
	baseline = session.diags.count;
	IS_INT(baseline, 1, "nothing but that there is no list");
	pm_session_release(&session);
	sweep("set/x.cue", 1, 1);
	sweep("set/x.toc", 1, 1);
	sweep("set/x.v07t", 1, 1);
	sweep("set/x.cdt", 0x10, 1);
	lengths("set/x.cdt", 1);
	sweep("set/x.sub", 4, 463);
	lengths("set/x.sub", 4001);
	lengths("set/x.bin", 100003);
	sheet = "set/x.toc";
	sweep("set/x.toc", 2, 1);
	sweep("set/x.cue", 2, 1);
	set_end();
	return tap_done();
}
