/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t-isrc-prefixes.c - the list of prefixes against shared/vectors/isrc_prefixes.tsv. */
#include "disc/isrc.h"

#include "tests/unit/tsv.h"

static void test_vectors(void)
{
	struct tsv t;
	char a, b, letters[3] = "";
	int retired, rows = 0, known = 0;

	if (!tsv_open(&t, "vectors/isrc_prefixes.tsv"))
		return;
	for (; tsv_next(&t); rows++) {
		IS_STR(pm_isrc_agency(t.field[0], &retired), t.field[1], t.field[0]);
		IS_INT(retired, strcmp(t.field[3], "retired") == 0, "retired");
	}
	for (a = 'A'; a <= 'Z'; a++)
		for (b = 'A'; b <= 'Z'; b++) {
			letters[0] = a;
			letters[1] = b;
			known += pm_isrc_agency(letters, NULL) != NULL;
		}
	IS_INT(known, rows, "and no others");
}

int main(void)
{
	int retired = 7;

	IS_STR(pm_isrc_agency("ZZXYZ2600001", &retired), "International ISRC Agency", "ZZ");
	IS_INT(retired, 0, "is in use");
	IS_STR(pm_isrc_agency("YU", &retired), "International ISRC Agency", "YU");
	IS_INT(retired, 1, "is retired");
	OK(pm_isrc_agency("XX", &retired) == NULL, "XX is not listed");
	IS_INT(retired, 0, "nor retired");
	OK(pm_isrc_agency("", NULL) == NULL, "nothing");
	OK(pm_isrc_agency("U", NULL) == NULL, "one letter");
	IS_STR(pm_isrc_agency_list_date(), "2025-11-04", "date of the list");
	test_vectors();
	return tap_done();
}
