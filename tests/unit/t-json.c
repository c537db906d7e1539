/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-json.c - findings and discs as JSON, compared with the text written out. */
#include "report/json.h"
#include "tests/tap.h"
#include "tests/unit/harbour.h"

static void disc_is(const struct pm_disc *disc, const char *want, const char *name)
{
	struct pm_buf out;

	pm_buf_init(&out);
	IS_INT(pm_json_disc(disc, &out), PM_OK, name);
	IS_STR(pm_buf_str(&out), want, name);
	pm_buf_release(&out);
}

/*
 * The disc ids were worked out by a script of their own from shared/reference/identifiers.md section 4, with the offsets 0, 630, 975 and the lead-out 1387.
 */
static void whole_disc(void)
{
	struct pm_disc *disc = harbour_disc();

	disc->block[0].genre_code = 2;
	harbour_text(disc, 0, 0, PM_TEXT_GENRE, "Sea songs");
	harbour_text(disc, 0, 0, PM_TEXT_CODE, "0012345678905");
	harbour_text(disc, 0, 2, PM_TEXT_CODE, "ZZXYZ2600002");
	disc_is(disc,
	        "{\n"
	        "  \"schema\": \"premaster.disc.v1\",\n"
	        "  \"source\": \"album.csv\",\n"
	        "  \"kind\": \"sheet\",\n"
	        "  \"mcn\": \"0012345678905\",\n"
	        "  \"master_id\": \"HARBOUR-001\",\n"
	        "  \"first_lba\": -150,\n"
	        "  \"leadout_lba\": 1387,\n"
	        "  \"tracks\": [\n"
	        "    {\n"
	        "      \"number\": 1,\n"
	        "      \"isrc\": \"ZZXYZ2600001\",\n"
	        "      \"pre_emphasis\": false,\n"
	        "      \"copy_permitted\": false,\n"
	        "      \"four_channel\": false,\n"
	        "      \"scms\": false,\n"
	        "      \"pregap_sectors\": 150,\n"
	        "      \"start_lba\": 0,\n"
	        "      \"length_sectors\": 630,\n"
	        "      \"indexes\": [\n"
	        "        {\n          \"number\": 0,\n          \"lba\": -150,\n          \"msf\": \"00:00:00\"\n        },\n"
	        "        {\n          \"number\": 1,\n          \"lba\": 0,\n          \"msf\": \"00:02:00\"\n        },\n"
	        "        {\n          \"number\": 2,\n          \"lba\": 300,\n          \"msf\": \"00:06:00\"\n        }\n"
	        "      ]\n"
	        "    },\n"
	        "    {\n"
	        "      \"number\": 2,\n"
	        "      \"isrc\": \"ZZXYZ2600002\",\n"
	        "      \"pre_emphasis\": false,\n"
	        "      \"copy_permitted\": true,\n"
	        "      \"four_channel\": false,\n"
	        "      \"scms\": false,\n"
	        "      \"pregap_sectors\": 150,\n"
	        "      \"start_lba\": 630,\n"
	        "      \"length_sectors\": 345,\n"
	        "      \"indexes\": [\n"
	        "        {\n          \"number\": 0,\n          \"lba\": 480,\n          \"msf\": \"00:08:30\"\n        },\n"
	        "        {\n          \"number\": 1,\n          \"lba\": 630,\n          \"msf\": \"00:10:30\"\n        }\n"
	        "      ]\n"
	        "    },\n"
	        "    {\n"
	        "      \"number\": 3,\n"
	        "      \"isrc\": null,\n"
	        "      \"pre_emphasis\": true,\n"
	        "      \"copy_permitted\": true,\n"
	        "      \"four_channel\": false,\n"
	        "      \"scms\": true,\n"
	        "      \"pregap_sectors\": 0,\n"
	        "      \"start_lba\": 975,\n"
	        "      \"length_sectors\": 412,\n"
	        "      \"indexes\": [\n"
	        "        {\n          \"number\": 1,\n          \"lba\": 975,\n          \"msf\": \"00:15:00\"\n        }\n"
	        "      ]\n"
	        "    }\n"
	        "  ],\n"
	        "  \"cdtext\": [\n"
	        "    {\n"
	        "      \"block\": 0,\n"
	        "      \"language\": \"English\",\n"
	        "      \"charset\": \"ISO-8859-1\",\n"
	        "      \"disc\": {\n"
	        "        \"title\": \"Harbour\",\n"
	        "        \"performer\": \"The Lights\",\n"
	        "        \"genre\": \"Sea songs\",\n"
	        "        \"genre_code\": 2,\n"
	        "        \"upc\": \"0012345678905\"\n"
	        "      },\n"
	        "      \"tracks\": [\n"
	        "        {\n          \"number\": 1,\n          \"title\": \"Slack Water\",\n          \"performer\": \"The Lights\"\n        },\n"
	        "        {\n          \"number\": 2,\n          \"title\": \"\xc3\x89t\xc3\xa9\",\n          \"isrc\": \"ZZXYZ2600002\"\n        }\n"
	        "      ]\n"
	        "    }\n"
	        "  ],\n"
	        "  \"ids\": {\n"
	        "    \"musicbrainz\": \"CeAyVy9sh9OWQ2RngO4DZ5U0D9Y-\",\n"
	        "    \"freedb\": \"09001203\",\n"
	        "    \"accuraterip\": \"00000bb0-00002606-09001203\",\n"
	        "    \"ctdb\": \"0FFEyyXd9EFADPkRpw6NpmytZew-\"\n"
	        "  }\n"
	        "}\n",
	        "the disc of the contract");
	pm_disc_free(disc);
}

static void empty_disc(void)
{
	struct pm_disc *disc = pm_disc_new(PM_KIND_NONE);

	disc_is(disc,
	        "{\n"
	        "  \"schema\": \"premaster.disc.v1\",\n"
	        "  \"source\": null,\n"
	        "  \"kind\": null,\n"
	        "  \"mcn\": null,\n"
	        "  \"master_id\": null,\n"
	        "  \"first_lba\": -150,\n"
	        "  \"leadout_lba\": null,\n"
	        "  \"tracks\": [],\n"
	        "  \"cdtext\": [],\n"
	        "  \"ids\": {\n"
	        "    \"musicbrainz\": null,\n"
	        "    \"freedb\": null,\n"
	        "    \"accuraterip\": null,\n"
	        "    \"ctdb\": null\n"
	        "  }\n"
	        "}\n",
	        "a disc of which nothing is known");
	pm_disc_free(disc);
}

static void findings(void)
{
	static const char *const operands[] = { "album.csv", "b\xff.csv" };
	struct pm_json_findings what = { .sources = operands, .source_count = 2 };
	struct pm_sources sources;
	struct pm_source *sheet, *map;
	struct pm_diags diags;
	struct pm_buf out;
	static const char text[] = "a\n1,\xc3\x89t\xc3\xa9,ZZXYZ260001\n";

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	pm_buf_init(&out);
	diags.allow[PM_DIAG_TEXT_PARTIAL] = 1;
	if (pm_sources_add_text(&sources, "album.csv", text, sizeof(text) - 1, &sheet) != PM_OK ||
	    pm_sources_add_binary(&sources, "DDPMS", "x", 1, &map) != PM_OK)
		abort();
	pm_diag_on(pm_diag_add(&diags, PM_DIAG_ISRC_FORMAT, pm_pos_at(sheet, 10, 11), "ISRC '%s' is \"short\"", "\x1b\xe9"), 3, -1);
	pm_diag_hint(pm_diag_add(&diags, PM_DIAG_DDP_IMAGE_SIZE, pm_pos_at(map, 128, 8), "size"), "look");
	pm_diag_add(&diags, PM_DIAG_TEXT_PARTIAL, pm_pos_file(sheet), "partial");
	pm_diag_add(&diags, PM_DIAG_EAN_MISSING, pm_pos_none(), "none");
	what.diags = &diags;
	IS_INT(pm_json_findings(&what, &out), PM_OK, "findings");
	IS_STR(pm_buf_str(&out),
	       "{\n"
	       "  \"schema\": \"premaster.findings.v1\",\n"
	       "  \"sources\": [\n    \"album.csv\",\n    \"b\xef\xbf\xbd.csv\"\n  ],\n"
	       "  \"errors\": 2,\n"
	       "  \"warnings\": 0,\n"
	       "  \"notes\": 2,\n"
	       "  \"findings\": [\n"
	       "    {\n"
	       "      \"id\": \"isrc-format\",\n"
	       "      \"severity\": \"error\",\n"
	       "      \"file\": \"album.csv\",\n"
	       "      \"line\": 2,\n"
	       "      \"column\": 7,\n"
	       "      \"offset\": null,\n"
	       "      \"track\": 3,\n"
	       "      \"message\": \"ISRC '\\u001B\xef\xbf\xbd' is \\\"short\\\"\",\n"
	       "      \"hint\": null\n"
	       "    },\n"
	       "    {\n"
	       "      \"id\": \"ddp-image-size\",\n"
	       "      \"severity\": \"error\",\n"
	       "      \"file\": \"DDPMS\",\n"
	       "      \"line\": null,\n"
	       "      \"column\": null,\n"
	       "      \"offset\": 128,\n"
	       "      \"track\": null,\n"
	       "      \"message\": \"size\",\n"
	       "      \"hint\": \"look\"\n"
	       "    },\n"
	       "    {\n"
	       "      \"id\": \"text-partial\",\n"
	       "      \"severity\": \"note\",\n"
	       "      \"file\": \"album.csv\",\n"
	       "      \"line\": null,\n"
	       "      \"column\": null,\n"
	       "      \"offset\": null,\n"
	       "      \"track\": null,\n"
	       "      \"message\": \"partial\",\n"
	       "      \"hint\": null,\n"
	       "      \"allowed\": true\n"
	       "    },\n"
	       "    {\n"
	       "      \"id\": \"ean-missing\",\n"
	       "      \"severity\": \"note\",\n"
	       "      \"file\": null,\n"
	       "      \"line\": null,\n"
	       "      \"column\": null,\n"
	       "      \"offset\": null,\n"
	       "      \"track\": null,\n"
	       "      \"message\": \"none\",\n"
	       "      \"hint\": null\n"
	       "    }\n"
	       "  ]\n"
	       "}\n",
	       "four kinds of place, masked bytes, an allowed finding");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

static void build(void)
{
	static const char *const operands[] = { "album.csv" };
	struct pm_written_set written = { .count = 1, .file = { { "IMAGE.DAT", 3615024, "0123456789abcdef0123456789abcdef" } } };
	struct pm_json_findings what = { .sources = operands, .source_count = 1, .is_build = 1 };
	struct pm_disc *disc = harbour_disc();
	struct pm_diags diags;
	struct pm_buf out;

	pm_diags_init(&diags);
	pm_buf_init(&out);
	what.diags = &diags;
	disc->track[2].isrc_from = PM_FROM_PQ;
	what.output = "out/ddp";
	what.written = &written;
	what.disc = disc;
	IS_INT(pm_json_findings(&what, &out), PM_OK, "build");
	IS_STR(pm_buf_str(&out),
	       "{\n"
	       "  \"schema\": \"premaster.findings.v1\",\n"
	       "  \"sources\": [\n    \"album.csv\"\n  ],\n"
	       "  \"errors\": 0,\n"
	       "  \"warnings\": 0,\n"
	       "  \"notes\": 0,\n"
	       "  \"findings\": [],\n"
	       "  \"output\": \"out/ddp\",\n"
	       "  \"files\": [\n    {\n      \"name\": \"IMAGE.DAT\",\n      \"bytes\": 3615024,\n"
	       "      \"md5\": \"0123456789abcdef0123456789abcdef\"\n    }\n  ],\n"
	       "  \"provenance\": [\n"
	       "    {\n      \"field\": \"mcn\",\n      \"from\": \"sheet\"\n    },\n"
	       "    {\n      \"field\": \"tracks[1].isrc\",\n      \"from\": \"sheet\"\n    },\n"
	       "    {\n      \"field\": \"tracks[2].isrc\",\n      \"from\": \"pq\"\n    }\n"
	       "  ]\n"
	       "}\n",
	       "output, files, provenance");
	pm_buf_release(&out);
	pm_diags_release(&diags);
	pm_disc_free(disc);
}

int main(void)
{
	whole_disc();
	empty_disc();
	findings();
	build();
	return tap_done();
}
