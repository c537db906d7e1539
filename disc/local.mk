# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libdisc.a
%C%_libdisc_a_SOURCES = %D%/msf.c %D%/msf.h %D%/cell.c %D%/cell.h %D%/isrc.c %D%/isrc-take.c %D%/isrc-prefixes.c %D%/isrc.h \
	%D%/ean.c %D%/ean-take.c %D%/ean.h %D%/text.c %D%/names.c %D%/text.h %D%/diff.c %D%/diff.h %D%/disc.c %D%/disc.h %D%/files.c %D%/layout.c %D%/audio-only.c \
	%D%/layout.h %D%/ids.c %D%/ids.h
%C%_libdisc_a_CPPFLAGS = $(AM_CPPFLAGS) $(DISCID_CFLAGS)

# What a program that uses this folder links with.
LIBS_DISC = disc/libdisc.a $(LIBS_BASE) $(DISCID_LIBS)

# Unit tests, each linked with its layer and below only.
DISC_TESTS = tests/unit/t-audio-only tests/unit/t-msf tests/unit/t-text tests/unit/t-names tests/unit/t-disc tests/unit/t-files tests/unit/t-cell \
	tests/unit/t-isrc tests/unit/t-isrc-take tests/unit/t-isrc-prefixes tests/unit/t-ean tests/unit/t-ean-take tests/unit/t-layout \
	tests/unit/t-ids
check_PROGRAMS += $(DISC_TESTS)
TESTS += $(DISC_TESTS)
noinst_HEADERS += tests/unit/tsv.h
tests_unit_t_audio_only_SOURCES = tests/unit/t-audio-only.c
tests_unit_t_audio_only_LDADD = $(LIBS_DISC)
tests_unit_t_msf_SOURCES = tests/unit/t-msf.c
tests_unit_t_msf_LDADD = $(LIBS_DISC)
tests_unit_t_text_SOURCES = tests/unit/t-text.c
tests_unit_t_text_LDADD = $(LIBS_DISC)
tests_unit_t_names_SOURCES = tests/unit/t-names.c
tests_unit_t_names_LDADD = $(LIBS_DISC)
tests_unit_t_disc_SOURCES = tests/unit/t-disc.c
tests_unit_t_disc_LDADD = $(LIBS_DISC)
tests_unit_t_files_SOURCES = tests/unit/t-files.c
tests_unit_t_files_LDADD = $(LIBS_DISC)
tests_unit_t_cell_SOURCES = tests/unit/t-cell.c
tests_unit_t_cell_LDADD = $(LIBS_DISC)
tests_unit_t_isrc_SOURCES = tests/unit/t-isrc.c
tests_unit_t_isrc_LDADD = $(LIBS_DISC)
tests_unit_t_isrc_take_SOURCES = tests/unit/t-isrc-take.c
tests_unit_t_isrc_take_LDADD = $(LIBS_DISC)
tests_unit_t_isrc_prefixes_SOURCES = tests/unit/t-isrc-prefixes.c
tests_unit_t_isrc_prefixes_LDADD = $(LIBS_DISC)
tests_unit_t_ean_SOURCES = tests/unit/t-ean.c
tests_unit_t_ean_LDADD = $(LIBS_DISC)
tests_unit_t_ean_take_SOURCES = tests/unit/t-ean-take.c
tests_unit_t_ean_take_LDADD = $(LIBS_DISC)
tests_unit_t_layout_SOURCES = tests/unit/t-layout.c
tests_unit_t_layout_LDADD = $(LIBS_DISC)
tests_unit_t_ids_SOURCES = tests/unit/t-ids.c
tests_unit_t_ids_LDADD = $(LIBS_DISC)

check_PROGRAMS += tests/unit/t-diff
TESTS += tests/unit/t-diff
tests_unit_t_diff_SOURCES = tests/unit/t-diff.c
tests_unit_t_diff_LDADD = $(LIBS_DISC)
