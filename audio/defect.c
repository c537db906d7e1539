/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * defect.c - what the chunk walk found wrong, graded and said in the user's words.  Layer 2.
 * Source: shared/reference/audiofiles.md 1.1 (what we should do with each defect).
 */
#include <stdio.h>
#include <string.h>

#include "audio/defect.h"
#include "base/buf.h"

typedef unsigned long long ull;

int pm_file_track(const struct pm_disc *disc, uint32_t file)
{
	int mark = -1, track = -1;
	size_t i;

	for (i = 0; i < disc->item_count; i++) {
		if (disc->item[i].kind == PM_ITEM_MARK)
			mark = disc->item[i].track;
		if (disc->item[i].kind != PM_ITEM_AUDIO || disc->item[i].file != file)
			continue;
		if (track >= 0 && track != mark)
			return -1;
		track = mark;
	}
	return track;
}

void pm_file_find(struct pm_file_findings *f, enum pm_diag_id id, enum pm_severity severity, const char *hint, const char *fmt, ...)
{
	struct pm_buf text;
	struct pm_diag *diag;
	unsigned char allowed = f->diags->allow[id];
	va_list ap;

	pm_buf_init(&text);
	va_start(ap, fmt);
	pm_buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (severity == PM_FATAL)
		f->diags->allow[id] = 0;
	if (severity == PM_FATAL || (severity == PM_ERROR && !allowed))
		f->has_errors = 1;
	diag = pm_diag_add_as(f->diags, id, severity == PM_FATAL ? PM_ERROR : severity, f->pos, "'%s' %s", f->name, pm_buf_str(&text));
	f->diags->allow[id] = allowed;
	pm_diag_on(diag, f->track, -1);
	if (hint)
		pm_diag_hint(diag, "%s", hint);
	pm_buf_release(&text);
}

/* Without these there is no audio, whatever is allowed. */
static void find_fatal(struct pm_file_findings *f, const struct pm_walk *w, const struct pm_defect *d)
{
	/* A file cut inside its header is truncated; a whole one is damaged. */
	int cut = w->cut || pm_walk_defect(w, PM_DEFECT_CHUNK_LONG) || pm_walk_defect(w, PM_DEFECT_JUNK) ||
		  (w->container == PM_CONTAINER_FLAC && d->kind == PM_DEFECT_FORMAT_SHORT);
	enum pm_diag_id id = cut ? PM_DIAG_AUDIO_TRUNCATED : PM_DIAG_AUDIO_DAMAGED;

	switch (d->kind) {
	case PM_DEFECT_EMPTY_FILE:
		pm_file_find(f, PM_DIAG_AUDIO_EMPTY, PM_FATAL, NULL, "is an empty file");
		break;
	case PM_DEFECT_NO_CONTAINER:
		pm_file_find(f, PM_DIAG_AUDIO_FORMAT, PM_FATAL, NULL, "begins with '%s' but is no WAVE file", d->id);
		break;
	case PM_DEFECT_NO_FORMAT:
		pm_file_find(f, id, PM_FATAL, NULL,
			     cut ? "ends before its '%s' chunk: the format is unknown" : "has no '%s' chunk: the format is unknown",
			     d->id[0] ? d->id : "STREAMINFO");
		break;
	case PM_DEFECT_NO_DATA:
		pm_file_find(f, id, PM_FATAL, NULL,
			     cut ? "ends before its audio: there is no '%s' chunk" : "has no '%s' chunk: there is no audio in it", d->id);
		break;
	case PM_DEFECT_FORMAT_SHORT:
		pm_file_find(f, id, PM_FATAL, NULL,
			     cut ? "ends inside its '%s' chunk, after %llu of %llu bytes" : "has a '%s' chunk of %llu bytes, want at least %llu",
			     d->id[0] ? d->id : "STREAMINFO", (ull)d->got, (ull)d->want);
		break;
	default:
		/* SSND tells where in it the samples begin. */
		if (strcmp(d->id, "SSND") == 0)
			pm_file_find(f, PM_DIAG_AUDIO_DAMAGED, PM_FATAL, NULL,
				     "has an 'SSND' chunk of %llu bytes whose samples are said to begin after %llu", (ull)d->want, (ull)d->got);
		else
			pm_file_find(f, PM_DIAG_AUDIO_FORMAT, PM_FATAL, NULL, "has a '%s' chunk that makes no sense: %u channels, %lu Hz, %u bits",
				     d->id[0] ? d->id : "STREAMINFO", w->channels, (unsigned long)w->rate_hz, (unsigned)d->got);
		break;
	}
}

static void find_truncated(struct pm_file_findings *f, const struct pm_walk *w, const struct pm_defect *d)
{
	static const char hint[] = "copy the file again from where it came from";

	if (w->frame_bytes)
		pm_file_find(f, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, hint, "ends %llu byte%s before its header says: it holds %llu of %llu samples",
			     (ull)(d->want - d->got), d->want - d->got == 1 ? "" : "s", (ull)(d->got / w->frame_bytes),
			     (ull)(d->want / w->frame_bytes));
	else
		pm_file_find(f, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, hint, "ends %llu byte%s before its header says", (ull)(d->want - d->got),
			     d->want - d->got == 1 ? "" : "s");
}

static void find_frame_count(struct pm_file_findings *f, const struct pm_defect *d)
{
	if (d->got < d->want)
		pm_file_find(f, PM_DIAG_AUDIO_TRUNCATED, PM_ERROR, NULL, "holds %llu samples, its header says %llu", (ull)d->got, (ull)d->want);
	else
		pm_file_find(f, PM_DIAG_AUDIO_DAMAGED, PM_ERROR, "with --allow=audio-damaged all samples that are there are taken",
			     "holds %llu samples, its header says %llu", (ull)d->got, (ull)d->want);
}

static void find_audio(struct pm_file_findings *f, const struct pm_walk *w, const struct pm_defect *d)
{
	enum pm_diag_id id = PM_DIAG_AUDIO_DAMAGED;

	switch (d->kind) {
	case PM_DEFECT_TRUNCATED:
		find_truncated(f, w, d);
		break;
	case PM_DEFECT_FRAME_COUNT:
		find_frame_count(f, d);
		break;
	case PM_DEFECT_SIZE_ZERO:
		pm_file_find(f, id, PM_ERROR,
			     "the recorder did not finish the file; with --allow=audio-damaged the audio is taken to the end of the file",
			     "says its audio is 0 bytes long, and %llu bytes follow", (ull)d->got);
		break;
	case PM_DEFECT_TWO_DATA:
		pm_file_find(f, id, PM_ERROR, "with --allow=audio-damaged the first is taken and the others are left out",
			     "has a second '%s' chunk at byte %llu: which one is the audio cannot be told", d->id, (ull)d->at_bytes);
		break;
	case PM_DEFECT_DS64:
		pm_file_find(f, id, PM_ERROR, NULL, "is %s without a 'ds64' chunk that holds its sizes", pm_container_name(w->container));
		break;
	case PM_DEFECT_MORE:
		pm_file_find(f, id, PM_ERROR, "the recorder may not have finished the file; with --allow=audio-damaged they are left out",
		             "has %llu bytes behind its audio that are no chunk: they may be audio", (ull)d->got);
		break;
	case PM_DEFECT_STREAMED:
		pm_file_find(f, id, PM_NOTE, NULL, "was written to a pipe and does not say its length: the audio is taken to the end of the file");
		break;
	case PM_DEFECT_PARTIAL:
		pm_file_find(f, id, PM_WARNING, NULL, "does not end on a whole sample: the last %llu byte%s of its audio %s left out", (ull)d->got,
			     d->got == 1 ? "" : "s", d->got == 1 ? "is" : "are");
		break;
	case PM_DEFECT_TWO_FORMATS:
		pm_file_find(f, id, PM_WARNING, NULL, "has a second '%s' chunk at byte %llu: the first is taken", d->id, (ull)d->at_bytes);
		break;
	case PM_DEFECT_LOOSE_BITS:
		pm_file_find(f, id, PM_WARNING, NULL, "has %llu bits in samples of %llu and does not say which: the upper ones are taken",
			     (ull)d->got, (ull)d->want);
		break;
	default:
		break;
	}
}

/* The audio is whole; the rest is told so that nobody wonders. */
static void find_harmless(struct pm_file_findings *f, const struct pm_walk *w, const struct pm_defect *d)
{
	enum pm_diag_id id = PM_DIAG_AUDIO_DAMAGED;

	switch (d->kind) {
	case PM_DEFECT_DATA_FIRST:
		pm_file_find(f, id, PM_NOTE, NULL, "has its '%s' chunk before its format", d->id);
		break;
	case PM_DEFECT_NO_PAD:
		pm_file_find(f, id, PM_NOTE, NULL, "lacks the pad byte before its '%s' chunk at byte %llu", d->id, (ull)d->at_bytes);
		break;
	case PM_DEFECT_ID3_FRONT:
		pm_file_find(f, id, PM_NOTE, NULL, "has %llu bytes of ID3 in front of its header: skipped", (ull)d->got);
		break;
	case PM_DEFECT_BLOCK_ALIGN:
		pm_file_find(f, id, PM_NOTE, NULL, "says a sample of all channels takes %llu bytes; its other fields make it %llu, which is taken",
			     (ull)d->got, (ull)d->want);
		break;
	case PM_DEFECT_VALID_BITS:
		pm_file_find(f, id, PM_NOTE, NULL, "says %llu bits of %u are valid: %u are taken", (ull)d->got, w->container_bits, w->valid_bits);
		break;
	case PM_DEFECT_CHUNK_LONG:
		pm_file_find(f, id, PM_NOTE, NULL, "has a '%s' chunk of %llu bytes where %llu are left; the audio is whole", d->id, (ull)d->want,
			     (ull)d->got);
		break;
	case PM_DEFECT_JUNK:
		pm_file_find(f, id, PM_NOTE, NULL, "has %llu byte%s at its end that %s no chunk", (ull)d->got, d->got == 1 ? "" : "s",
			     d->got == 1 ? "is" : "are");
		break;
	case PM_DEFECT_CUT:
		pm_file_find(f, id, PM_NOTE, NULL, "is %llu bytes long where its header says %llu; the audio is whole", (ull)d->got, (ull)d->want);
		break;
	default:
		break;
	}
}

void pm_file_find_defects(struct pm_file_findings *f, const struct pm_walk *w)
{
	static const enum pm_defect_kind fatal[] = {PM_DEFECT_EMPTY_FILE, PM_DEFECT_NO_CONTAINER, PM_DEFECT_FORMAT_SHORT,
						    PM_DEFECT_FORMAT_BAD, PM_DEFECT_NO_FORMAT,    PM_DEFECT_NO_DATA};
	const struct pm_defect *d;
	size_t i;

	/* Of the fatal ones the first says it all. */
	for (i = 0; i < sizeof fatal / sizeof *fatal; i++)
		if ((d = pm_walk_defect(w, fatal[i])) != NULL) {
			find_fatal(f, w, d);
			return;
		}
	for (i = 0; i < w->defect_count; i++) {
		find_audio(f, w, &w->defect[i]);
		find_harmless(f, w, &w->defect[i]);
	}
}
