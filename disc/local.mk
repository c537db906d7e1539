# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += %D%/libdisc.a
%C%_libdisc_a_SOURCES = %D%/msf.c %D%/msf.h %D%/isrc.h %D%/ean.h %D%/text.c %D%/names.c %D%/text.h \
	%D%/disc.c %D%/disc.h %D%/layout.h %D%/ids.h
%C%_libdisc_a_CPPFLAGS = $(AM_CPPFLAGS) $(DISCID_CFLAGS)

# What a program that uses this folder links with.
LIBS_DISC = disc/libdisc.a $(LIBS_BASE) $(DISCID_LIBS)

# Unit tests, each linked with its layer and below only.
check_PROGRAMS += tests/unit/t-msf tests/unit/t-text tests/unit/t-names tests/unit/t-disc
TESTS += tests/unit/t-msf tests/unit/t-text tests/unit/t-names tests/unit/t-disc
tests_unit_t_msf_SOURCES = tests/unit/t-msf.c
tests_unit_t_msf_LDADD = $(LIBS_DISC)
tests_unit_t_text_SOURCES = tests/unit/t-text.c
tests_unit_t_text_LDADD = $(LIBS_DISC)
tests_unit_t_names_SOURCES = tests/unit/t-names.c
tests_unit_t_names_LDADD = $(LIBS_DISC)
tests_unit_t_disc_SOURCES = tests/unit/t-disc.c
tests_unit_t_disc_LDADD = $(LIBS_DISC)
