/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gen-zip.c - gen-zip OUT ENTRY...: a ZIP archive.  ENTRY is NAME=FILE, or !NAME=FILE with a wrong CRC, @NAME=TEXT a link, *NAME=FILE encrypted by
 * its flag.
 */
#include "tests/gen/zip.h"

static uint8_t *slurp(const char *path, size_t *length)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data;
	long bytes;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (bytes = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0)
		exit(99);
	data = malloc((size_t)bytes + 1);
	if (!data || fread(data, 1, (size_t)bytes, f) != (size_t)bytes)
		exit(99);
	fclose(f);
	*length = (size_t)bytes;
	return data;
}

int main(int argc, char **argv)
{
	struct zip *z = calloc(1, sizeof *z);
	int i;

	if (argc < 2 || !z || !zip_begin(z, argv[1]))
		return 99;
	for (i = 2; i < argc; i++) {
		char *name = argv[i] + (strchr("!@*", argv[i][0]) != NULL), *value = strchr(argv[i], '=');
		size_t length = 0;
		uint8_t *data;

		if (!value)
			return 99;
		*value++ = 0;
		if (argv[i][0] == '@') {
			zip_add_as(z, name, value, strlen(value), 0120777, 0, 0);
			continue;
		}
		data = slurp(value, &length);
		zip_add_as(z, name, data, length, 0, argv[i][0] == '*', argv[i][0] == '!');
		free(data);
	}
	i = zip_end(z) ? 0 : 99;
	free(z);
	return i;
}
