/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-ddp-set.c - small things all steps of reading a fileset share. */
#include "tests/unit/ddpread.h"

static void telling(void)
{
	struct pm_ddp_set set;
	struct pm_folder folder;
	int what;

	pm_folder_init(&folder);
	pm_ddp_set_init(&set, &folder);
	IS_STR(set.id.level, "DDP 2.00", "a set begins as one of ours");
	for (what = 0; what <= PM_DDP_TOLD_UPC_LENGTH; what++) {
		IS_INT(pm_ddp_tell(&set, (enum pm_ddp_told)what), 1, "the first time");
		IS_INT(pm_ddp_tell(&set, (enum pm_ddp_told)what), 0, "and not again");
	}
	pm_ddp_set_release(&set);
	IS_INT(set.told, 0, "released");
}

static void texts(void)
{
	static const struct {
		const char *bytes, *want;
	} row[] = {{"", ""}, {"IMAGE.DAT", "IMAGE.DAT"}, {"\xC3\xA9", "\xC3\xA9"}, {"\xE9", "\xC3\xA9"}, {"\x80", "\xC2\x80"}, {"\xC3\xA9\xE9", "\xC3\x83\xC2\xA9\xC3\xA9"}};
	size_t i;

	for (i = 0; i < sizeof row / sizeof *row; i++) {
		char *text = pm_ddp_utf8(row[i].bytes);

		IS_STR(text, row[i].want, "UTF-8 stays, anything else is Latin-1");
		free(text);
	}
}

/* What is longer than it can be is not read; what is as long is. */
static void loading(void)
{
	struct pm_ddp_set set;
	struct pm_folder folder;
	struct pm_error err = {0};
	struct pm_ddp_reading r = {&set, NULL, &sources, &diags, &err};
	struct pm_source *src = (struct pm_source *)1;
	char dir[1024], path[2048];

	pm_sources_init(&sources);
	pm_diags_init(&diags);
	pm_folder_init(&folder);
	pm_ddp_set_init(&set, &folder);
	if (pm_folder_add(&folder, "A", (const uint8_t *)"12345", 5) != PM_OK)
		exit(99);
	IS_INT(pm_ddp_load(&r, 0, 5, &src), PM_OK, "as long as allowed");
	if (OK(src != NULL, "is read")) {
		IS_INT(src->length_bytes, 5, "whole");
		IS_MEM(src->data, "12345", 5, "as it is");
		IS_STR(src->name, "A", "under its name");
	}
	IS_INT(pm_ddp_load(&r, 0, 4, &src), PM_OK, "a byte longer");
	OK(!src, "is not");
	is_found("A error ddp-record", "and that is told");
	pm_folder_release(&folder);
	ex_folder(dir, sizeof dir);
	ex_put(dir, "B", "123", 3);
	IS_INT(pm_folder_scan(&folder, dir, &err), PM_OK, "on disk");
	IS_INT(pm_ddp_load(&r, 0, 3, &src), PM_OK, "read");
	OK(src && src->length_bytes == 3, "whole");
	ex_rm(dir, "B");
	IS_INT(pm_ddp_load(&r, 0, 3, &src), PM_E_NOT_FOUND, "gone since it was seen: the world, no finding");
	OK(!src, "and nothing");
	snprintf(path, sizeof path, "%s", dir);
	rmdir(path);
	pm_folder_release(&folder);
	pm_ddp_set_release(&set);
	pm_diags_release(&diags);
	pm_sources_release(&sources);
}

/* A file of garbage makes twenty findings, the last of which says that there are more. */
static void markers(void)
{
	size_t i, count = 0;

	reset();
	for (i = 0; i < 19; i++)
		memset(part[MAP].data + 384 + i * 128, 'x', 128);
	part[MAP].bytes = 384 + 19 * 128;
	IS_INT(run(), PM_OK, "nineteen wrong packets");
	for (i = 0; i < diags.count; i++)
		count += strstr(diags.list[i].message, "begins with 'xxxx', want 'VVVM'") != NULL;
	IS_INT(count, 19, "are told one by one");
	done();
	for (i = 0; i < 30; i++)
		memset(part[MAP].data + 384 + i * 128, 'x', 128);
	part[MAP].bytes = 384 + 30 * 128;
	IS_INT(run(), PM_OK, "thirty");
	for (count = 0, i = 0; i < diags.count; i++)
		count += strstr(diags.list[i].message, "marker") != NULL || strstr(diags.list[i].message, "begins with") != NULL;
	IS_INT(count, 20, "are not");
	IS_INT(disc->last_track, 3, "and the good ones are read");
	done();
}

/* A disc has one stream of a kind; that of the first session. */
static void finding_streams(void)
{
	struct pm_ddp_stream stream[3];
	struct pm_ddp_set set = {0};

	memset(stream, 0, sizeof stream);
	stream[0].map.stream = PM_DDP_MAIN;
	stream[0].session = 2;
	stream[1].map.stream = PM_DDP_PQ;
	stream[1].session = 1;
	stream[2].map.stream = PM_DDP_MAIN;
	stream[2].session = 1;
	set.stream = stream;
	set.stream_count = 3;
	OK(pm_ddp_set_find(&set, PM_DDP_MAIN) == &stream[2], "the first session's");
	OK(pm_ddp_set_find(&set, PM_DDP_PQ) == &stream[1], "the PQ");
	OK(!pm_ddp_set_find(&set, PM_DDP_CDTEXT), "none");
}

static void nothing_there(void)
{
	reset();
	part[ID].name = part[MAP].name = NULL;
	IS_INT(run(), PM_OK, "neither DDPID nor DDPMS");
	OK(diags.count >= 2 && pm_diags_has(&diags, PM_DIAG_DDP_MISSING_FILE), "both are missing");
	IS_INT(disc->laid_out, 0, "and there is no disc");
	done();
}

int main(void)
{
	telling();
	texts();
	loading();
	markers();
	finding_streams();
	nothing_there();
	return tap_done();
}
