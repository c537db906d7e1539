/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libburn-packs.c - what libburn makes of v07t sheets: the packs of a disc of so many tracks, on standard output.
 *
 *   libburn-packs TRACKS SHEET...
 *
 * cdrskin does this only with a drive at hand.  libburn is loaded while running, so that nothing needs its headers; exit status 77 where it is not there.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define END 100u /* BURN_POS_END */

/* The few calls, by their published names. */
struct burn {
	int (*initialize)(void);
	void *(*session_create)(void);
	void *(*track_create)(void);
	int (*session_add_track)(void *session, void *track, unsigned position);
	int (*input_sheet)(void *session, char *path, int block, int flag);
	int (*packs)(void *session, unsigned char **packs, int *count, int flag);
};

/* ISO C has no cast from an object to a function. */
static int find(void *library, const char *name, void *call)
{
	void *symbol = dlsym(library, name);

	memcpy(call, &symbol, sizeof symbol);
	return symbol != NULL;
}

static int load(struct burn *b)
{
	void *library = dlopen("libburn.so.4", RTLD_NOW);

	return library && find(library, "burn_initialize", &b->initialize) && find(library, "burn_session_create", &b->session_create) &&
	       find(library, "burn_track_create", &b->track_create) && find(library, "burn_session_add_track", &b->session_add_track) &&
	       find(library, "burn_session_input_sheet_v07t", &b->input_sheet) && find(library, "burn_cdtext_from_session", &b->packs);
}

int main(int argc, char **argv)
{
	unsigned char *packs = NULL;
	struct burn b;
	void *session;
	int count = 0, i, tracks = argc > 2 ? atoi(argv[1]) : 0;

	if (tracks < 1) {
		fprintf(stderr, "usage: libburn-packs TRACKS SHEET...\n");
		return 2;
	}
	if (!load(&b) || b.initialize() <= 0)
		return 77;
	session = b.session_create();
	for (i = 0; session && i < tracks; i++)
		if (b.session_add_track(session, b.track_create(), END) <= 0)
			return 1;
	for (i = 2; i < argc; i++)
		if (b.input_sheet(session, argv[i], i - 2, 0) <= 0) {
			fprintf(stderr, "libburn-packs: libburn refuses %s\n", argv[i]);
			return 1;
		}
	if (b.packs(session, &packs, &count, 0) <= 0 || fwrite(packs, 18, (size_t)count, stdout) != (size_t)count)
		return 1;
	return fflush(stdout) == 0 ? 0 : 1;
}
