/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ask-discid.c - prints what libdiscid reads from a drive: "id", "mcn" and "isrc N" lines.  Test code. */
#include <discid/discid.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	DiscId *d = discid_new();
	int status = 1;

	if (!d || argc != 2)
		goto out;
	if (!discid_read_sparse(d, argv[1], DISCID_FEATURE_READ | DISCID_FEATURE_MCN | DISCID_FEATURE_ISRC)) {
		fprintf(stderr, "%s\n", discid_get_error_msg(d));
		goto out;
	}
	printf("id %s\ntoc %s\nmcn %s\n", discid_get_id(d), discid_get_toc_string(d), discid_get_mcn(d));
	for (int t = discid_get_first_track_num(d); t <= discid_get_last_track_num(d); t++)
		printf("isrc %d %s\n", t, discid_get_track_isrc(d, t));
	status = 0;
out:
	discid_free(d);
	return status;
}
