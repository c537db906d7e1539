# SPDX-License-Identifier: GPL-3.0-or-later
noinst_HEADERS += %D%/tap.h

# Programs that make what the tests compare with: no opaque fixtures.
check_PROGRAMS += %D%/gen/gen-samples
%C%_gen_gen_samples_SOURCES = %D%/gen/gen-samples.c
# Contraction to fused operations would change the last bit of a sample.
%C%_gen_gen_samples_CFLAGS = $(AM_CFLAGS) -ffp-contract=off

check_PROGRAMS += %D%/gen/gen-zip
%C%_gen_gen_zip_SOURCES = %D%/gen/gen-zip.c %D%/gen/zip.h
check_PROGRAMS += %D%/gen/gen-nrg
%C%_gen_gen_nrg_SOURCES = %D%/gen/gen-nrg.c %D%/gen/nrg.h

check_PROGRAMS += %D%/gen/gen-ramp
%C%_gen_gen_ramp_SOURCES = %D%/gen/gen-ramp.c

check_PROGRAMS += %D%/gen/gen-disc
%C%_gen_gen_disc_SOURCES = %D%/gen/gen-disc.c

# Another program's packs, to compare ours with.
check_PROGRAMS += %D%/gen/libburn-packs
%C%_gen_libburn_packs_SOURCES = %D%/gen/libburn-packs.c
%C%_gen_libburn_packs_LDADD = -ldl

# Never with sanitizers of its own: it loads into the program that has them.
check_PROGRAMS += %D%/gen/fail-io.so
%C%_gen_fail_io_so_SOURCES = %D%/gen/fail-io.c
%C%_gen_fail_io_so_CFLAGS = $(PM_WARNING_CFLAGS) -fPIC
%C%_gen_fail_io_so_LDFLAGS = -shared -fPIC
%C%_gen_fail_io_so_LDADD = -ldl

check_PROGRAMS += %D%/gen/fail-memory.so
%C%_gen_fail_memory_so_SOURCES = %D%/gen/fail-memory.c
%C%_gen_fail_memory_so_CFLAGS = $(PM_WARNING_CFLAGS) -fPIC
%C%_gen_fail_memory_so_LDFLAGS = -shared -fPIC

# What our readers say of each file of the corpus; scripts/conformance makes the table of docs/conformance.md of it.
check_PROGRAMS += %D%/gen/corpus-verdicts
%C%_gen_corpus_verdicts_SOURCES = %D%/gen/corpus-verdicts.c
%C%_gen_corpus_verdicts_LDADD = $(LIBS_CUE)

# The whole corpus of other projects' files through the whole program, in one process.
check_PROGRAMS += %D%/unit/t-corpus
TESTS += %D%/unit/t-corpus
%C%_unit_t_corpus_SOURCES = %D%/unit/t-corpus.c
%C%_unit_t_corpus_LDADD = $(LIBS_MASTER)

# Vectors that are JSON.
check_PROGRAMS += %D%/unit/t-q-fields %D%/unit/t-cdtext-packs
TESTS += %D%/unit/t-q-fields %D%/unit/t-cdtext-packs
%C%_unit_t_q_fields_SOURCES = %D%/unit/t-q-fields.c
%C%_unit_t_q_fields_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
%C%_unit_t_q_fields_LDADD = $(LIBS_SUBCODE) $(JANSSON_LIBS)
%C%_unit_t_cdtext_packs_SOURCES = %D%/unit/t-cdtext-packs.c
%C%_unit_t_cdtext_packs_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
%C%_unit_t_cdtext_packs_LDADD = $(LIBS_CDTEXT) $(JANSSON_LIBS)

TESTS += %D%/cli/album.sh
TESTS += %D%/cli/bad-input.sh
TESTS += %D%/cli/conformance.sh
TESTS += %D%/cli/cue-cases.sh
TESTS += %D%/cli/cue-set.sh
TESTS += %D%/cli/fuzz-seeds.sh
TESTS += %D%/cli/headers.sh
TESTS += %D%/cli/io.sh
TESTS += %D%/cli/memory.sh
TESTS += %D%/cli/languages.sh
TESTS += %D%/cli/layers.sh
TESTS += %D%/cli/peers-cue.sh
TESTS += %D%/cli/readme.sh
TESTS += %D%/cli/samples.sh
TESTS += %D%/cli/units.sh
TESTS += %D%/cli/sheet-cells.sh
TESTS += %D%/cli/worked-example.sh
EXTRA_DIST += %D%/cli

# A folder is distributed from the build tree too, with the logs of the last run in it.
dist-hook:
	rm -f $(distdir)/tests/cli/*.log $(distdir)/tests/cli/*.trs

# The music that album.sh downloads once.
clean-local:
	rm -rf album-small.cache

include $(top_srcdir)/tests/fuzz/local.mk
include $(top_srcdir)/tests/drive/local.mk
