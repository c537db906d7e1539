/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * t-cdtext-packs.c - the pack sets of shared/vectors/cdtext_packs.json: each decodes to the texts that stand beside it; sets that are wrong but met in the
 * wild are read with a finding or, where nothing can be noticed, at least without harm; other programs' packs have fitting CRCs.
 */
#include <jansson.h>

#include "base/bytes.h"
#include "base/crc16.h"
#include "tests/unit/cdtext-help.h"
#include "tests/unit/subcode-help.h"

static unsigned wrong;

static void same(const struct pm_disc *disc, unsigned block, unsigned track, enum pm_text_field field, const char *want)
{
	const char *got = help_get(disc, block, track, field);

	if (strcmp(want, "(empty)") == 0)
		want = "";
	if (strcmp(got ? got : "", want) != 0) {
		printf("# block %u track %u: got '%s', want '%s'\n", block, track, got ? got : "", want);
		wrong++;
	}
}

/* A list goes to the disc and its tracks, a text to the disc. */
static void field(const struct pm_disc *disc, unsigned block, const json_t *texts, const char *key, enum pm_text_field to)
{
	const json_t *value = json_object_get(texts, key);
	size_t i;

	if (json_is_string(value))
		same(disc, block, 0, to, json_string_value(value));
	for (i = 0; i < json_array_size(value); i++)
		same(disc, block, (unsigned)i, to, json_string_value(json_array_get(value, i)));
}

static void block_of(const struct pm_disc *disc, unsigned block, const json_t *texts)
{
	field(disc, block, texts, "title", PM_TEXT_TITLE);
	field(disc, block, texts, "performer", PM_TEXT_PERFORMER);
	field(disc, block, texts, "songwriter", PM_TEXT_SONGWRITER);
	field(disc, block, texts, "disc_id", PM_TEXT_DISC_ID);
	field(disc, block, texts, "genre_text", PM_TEXT_GENRE);
	field(disc, block, texts, "upc_isrc", PM_TEXT_CODE);
	field(disc, block, texts, "isrc", PM_TEXT_CODE);
	if (json_object_get(texts, "genre_code"))
		wrong += disc->block[block].genre_code != json_integer_value(json_object_get(texts, "genre_code"));
}

static void one_set(const json_t *set)
{
	const json_t *packs = json_object_get(set, "packs"), *texts = json_object_get(set, "texts");
	const char *name = json_string_value(json_object_get(set, "name"));
	struct pm_disc *disc = help_disc(1, 3);
	size_t count = json_array_size(packs), i;
	uint8_t *bytes = calloc(count + 1, PM_PACK_BYTES);
	struct pm_diags diags;

	pm_diags_init(&diags);
	for (i = 0; bytes && i < count; i++)
		help_hex(json_string_value(json_array_get(packs, i)), bytes + i * PM_PACK_BYTES, PM_PACK_BYTES);
	disc->block[0].present = 0;
	wrong = 0;
	OK(bytes && pm_cdtext_decode(disc, NULL, bytes, count * PM_PACK_BYTES, &diags) == PM_OK, name);
	if (json_object_get(texts, "block0")) {
		block_of(disc, 0, json_object_get(texts, "block0"));
		block_of(disc, 1, json_object_get(texts, "block1"));
	} else if (texts) {
		block_of(disc, 0, texts);
	}
	IS_INT(wrong, 0, "its texts");
	if (json_is_true(json_object_get(set, "well_formed")))
		IS_INT(diags.count_of[PM_ERROR] + diags.count_of[PM_WARNING], 0, "nothing to find");
	else
		OK(diags.count_of[PM_ERROR] + diags.count_of[PM_WARNING] > 0, "found to be wrong");
	for (i = 0; i < diags.count; i++)
		printf("# %s\n", diags.list[i].message);
	free(bytes);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int main(void)
{
	char path[4096];
	json_t *root, *value;
	size_t i;

	if (!tap_shared()) {
		SKIP("no shared vectors", "cdtext_packs.json");
		return tap_done();
	}
	(void)snprintf(path, sizeof path, "%s/vectors/cdtext_packs.json", tap_shared());
	root = json_load_file(path, 0, NULL);
	OK(json_array_size(json_object_get(root, "sets")) >= 11, "all sets");
	json_array_foreach(json_object_get(root, "sets"), i, value)
		one_set(value);
	json_array_foreach(json_object_get(root, "single_packs_from_third_parties"), i, value) {
		uint8_t pack[PM_PACK_BYTES];

		IS_INT(help_hex(json_string_value(json_object_get(value, "hex")), pack, sizeof pack), PM_PACK_BYTES, "a pack of another program");
		IS_INT(pm_crc16(pack, 16), pm_get_be16(pack + 16), "has the CRC that we give");
	}
	json_decref(root);
	return tap_done();
}
