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
	void (*track_free)(void *track);
	void (*session_free)(void *session);
	void (*finish)(void);
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
	       find(library, "burn_session_input_sheet_v07t", &b->input_sheet) && find(library, "burn_cdtext_from_session", &b->packs) &&
	       find(library, "burn_track_free", &b->track_free) && find(library, "burn_session_free", &b->session_free) &&
	       find(library, "burn_finish", &b->finish);
}

/* The packs of a session of so many tracks that has taken the sheets. */
static int print_packs(const struct burn *b, void *session, int tracks, char **sheet, int sheets)
{
	unsigned char *packs = NULL;
	int count = 0, i, good = 1;

	for (i = 0; i < tracks && good; i++) {
		void *track = b->track_create();

		good = track && b->session_add_track(session, track, END) > 0;
		if (track)
			b->track_free(track); /* the session holds it */
	}
	for (i = 0; i < sheets && good; i++)
		if (b->input_sheet(session, sheet[i], i, 0) <= 0) {
			fprintf(stderr, "libburn-packs: libburn refuses %s\n", sheet[i]);
			good = 0;
		}
	good = good && b->packs(session, &packs, &count, 0) > 0 && fwrite(packs, 18, (size_t)count, stdout) == (size_t)count;
	free(packs);
	return good && fflush(stdout) == 0;
}

int main(int argc, char **argv)
{
	int good, tracks = argc > 2 ? atoi(argv[1]) : 0;
	struct burn b;
	void *session;

	if (tracks < 1) {
		fprintf(stderr, "usage: libburn-packs TRACKS SHEET...\n");
		return 2;
	}
	if (!load(&b) || b.initialize() <= 0)
		return 77;
	session = b.session_create();
	good = session && print_packs(&b, session, tracks, argv + 2, argc - 2);
	if (session)
		b.session_free(session);
	b.finish();
	return good ? 0 : 1;
}
