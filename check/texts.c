/* SPDX-License-Identifier: GPL-3.0-or-later */
/* texts.c - rules about CD-Text as it was declared.  Layer 3.  Source: contract section 6.  (Charset and size: cdtext/.) */
#include "base/buf.h"
#include "check/context.h"

/* "track 2" or "tracks 2, 4-6" for those set in lacks[first..last]. */
static void name_tracks(struct pm_buf *out, const unsigned char lacks[101], unsigned first, unsigned last, int count)
{
	const char *between = count == 1 ? "track " : "tracks ";
	unsigned n, end;

	for (n = first; n <= last; n = end + 1) {
		end = n;
		if (!lacks[n])
			continue;
		while (end < last && lacks[end + 1])
			end++;
		pm_buf_printf(out, "%s%u", between, n);
		if (end > n)
			pm_buf_printf(out, "%s%u", end > n + 1 ? "-" : ", ", end);
		between = ", ";
	}
}

static struct pm_pos place_of(const struct pm_disc *disc, int track)
{
	return track > 0 ? disc->track[track].pos : disc->pos;
}

/* A text that is not there; one that could not be read is, and has been reported. */
static int lacks_text(const struct pm_text *text, enum pm_text_field field)
{
	return !text->field[field] && !(text->reported & 1u << field);
}

static void check_field(struct pm_check *c, unsigned number, enum pm_text_field field)
{
	const struct pm_disc *disc = c->disc;
	const struct pm_block *block = &disc->block[number];
	unsigned char lacks[101] = {0};
	int with = 0, without = 0, disc_lacks = lacks_text(&block->of[0], field), place = 0;
	struct pm_buf who;
	unsigned n;

	for (n = disc->first_track; n <= disc->last_track && n <= 99; n++) {
		lacks[n] = lacks_text(&block->of[n], field) && !(disc->track[n].control & PM_CONTROL_DATA) && pm_check_exists(c, n);
		with += block->of[n].field[field] != NULL;
		without += lacks[n];
		if (lacks[n] && !place)
			place = (int)n;
	}
	/* A composer in every track needs none for the disc; a title or performer does: it is what players show first. */
	if (with == 0 || (without == 0 && (!disc_lacks || field > PM_TEXT_PERFORMER)))
		return;
	pm_buf_init(&who);
	if (disc_lacks)
		pm_buf_add_str(&who, without ? "the disc and " : "the disc");
	if (without)
		name_tracks(&who, lacks, disc->first_track, disc->last_track, without);
	pm_diag_on(pm_diag_add(c->diags, PM_DIAG_TEXT_PARTIAL, place_of(disc, disc_lacks ? 0 : place), "%s %s no %s, but %s%s", pm_buf_str(&who),
			       without + disc_lacks == 1 ? "has" : "have", pm_text_key(field, 0), without ? "other tracks have" : "its tracks have",
			       number ? " (a further language)" : ""), disc_lacks ? -1 : place, -1);
	if (who.failed)
		c->diags->out_of_memory = 1;
	pm_buf_release(&who);
}

void pm_check_text_partial(struct pm_check *c)
{
	unsigned number;
	int field;

	for (number = 0; number < PM_BLOCKS; number++)
		for (field = PM_TEXT_TITLE; c->disc->block[number].present && field <= PM_TEXT_MESSAGE; field++)
			check_field(c, number, (enum pm_text_field)field);
}

static void find_control(struct pm_check *c, const struct pm_block *block, enum pm_text_field field, int track)
{
	const struct pm_text *text = &block->of[track];
	const char *value = text->field[field];
	size_t at = 0, length = 0;
	struct pm_buf what;
	struct pm_pos pos;
	int32_t found = -1, next;
	struct pm_diag *d;

	for (; value && value[length]; length++)
		;
	while (value && found < 0 && (next = pm_utf8_next(value, length, &at)) >= 0)
		if (next < 0x20 || (next >= 0x7F && next < 0xA0))
			found = next;
	if (found < 0 || pm_block_text_is_carried(block, (unsigned)track, field))
		return;
	pm_buf_init(&what);
	if (found == '\n' || found == '\r') {
		pm_buf_add_str(&what, "a line break");
	} else {
		pm_buf_add_str(&what, "the control character ");
		pm_utf8_describe((uint32_t)found, &what);
	}
	pos = text->pos[field].source || text->pos[field].offset_bytes != PM_NOWHERE ? text->pos[field] : place_of(c->disc, track);
	if (track)
		d = pm_diag_on(pm_diag_add(c->diags, PM_DIAG_TEXT_CONTROL, pos, "the %s of track %d holds %s", pm_text_key(field, track), track,
					   pm_buf_str(&what)), track, -1);
	else
		d = pm_diag_add(c->diags, PM_DIAG_TEXT_CONTROL, pos, "the %s of the disc holds %s", pm_text_key(field, 0), pm_buf_str(&what));
	pm_diag_hint(d, found == '\n' || found == '\r' || found == '\t' ? "write it in one line, with blanks" : "type the text again without it");
	if (what.failed)
		c->diags->out_of_memory = 1;
	pm_buf_release(&what);
}

void pm_check_text_control(struct pm_check *c)
{
	unsigned number;
	int n, field;

	for (number = 0; number < PM_BLOCKS; number++)
		for (n = 0; c->disc->block[number].present && n <= c->disc->last_track && n <= 99; n++)
			for (field = 0; field < PM_TEXT_FIELDS; field++)
				find_control(c, &c->disc->block[number], (enum pm_text_field)field, n);
}
